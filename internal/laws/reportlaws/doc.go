// Package reportlaws holds the laws of what a package says: keys of findings are
// unique, paths lead to one place of what was checked, and every sentence is made of
// its code, its arguments and a language alone.
package reportlaws
