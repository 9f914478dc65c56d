// Package golden compares, in tests, what was made with a file of testdata, which
// people read before they commit it: every word that practitioners read stands in
// one of them.
//
//	go test ./soa -update
//
// writes the files of a package anew.
package golden
