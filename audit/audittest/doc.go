// Package audittest provides generators and laws for tests of embedders: of their own
// deadline policies and calendars, and of code that stores nonconformities.
//
// The usual path, in a test of your own policy:
//
//	func TestPolicy(t *testing.T) {
//		if err := audittest.CheckPolicy(ours, holidays); err != nil {
//			t.Error(err)
//		}
//	}
//
// In a test of your own storage: draw a [Nonconformity], store it, read it back, and
// pass it to [CheckNonconformity]. The generators draw from an isms.Chance, such as those
// of package ismstest, a fuzz target or a property tester.
//
// Not included: certification cycles, which are in package cycletest.
package audittest
