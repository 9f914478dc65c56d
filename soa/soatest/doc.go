// Package soatest helps embedders to test what they build on package soa: it
// generates inputs that are sound and inputs that are not, and holds the laws of
// statements as functions that return an error.
//
// The usual path, in a test of an importer of your own:
//
//	stmt := importFrom(file)
//	if err := soatest.CheckStatement(stmt); err != nil {
//		t.Error(err)
//	}
//
// Generators draw from an [isms.Chance]; the same choices give the same values.
// Package soatest imports no testing package.
package soatest
