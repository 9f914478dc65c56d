// Package mappinglaws holds the laws of package mapping, and made-up worlds in which
// what is proved can be compared with the truth.
package mappinglaws
