// Package input is what the examples share: the flags for the stored document and
// the day, and reading it.
package input
