// Package annexatest helps embedders to test what they build on package annexa:
// generators of ids, sets, queries and extensions from an [isms.Chance], and
// the laws of a catalog as a function.
//
// The usual path, in a test of your own controls:
//
//	func TestCatalog(t *testing.T) {
//		if err := annexatest.CheckCatalog(catalog); err != nil {
//			t.Error(err)
//		}
//	}
//
// It imports no testing package, so it works with package testing, with fuzzing
// and with property testers alike.
package annexatest
