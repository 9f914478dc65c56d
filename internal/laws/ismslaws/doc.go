// Package ismslaws holds the laws of the kernel as functions that draw what they need.
package ismslaws
