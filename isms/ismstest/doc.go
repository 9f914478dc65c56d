// Package ismstest helps embedders to test what they plug into ismskit: it
// holds the small source of choices that every test kit of the library draws
// from, generators of kernel values, and the laws of the kernel as functions.
//
// The usual path, in a test of your own calendar:
//
//	func TestCalendar(t *testing.T) {
//		if err := ismstest.CheckCalendar(holidays); err != nil {
//			t.Error(err)
//		}
//	}
//
// It imports no testing package, so it works with package testing, with fuzzing
// and with property testers alike.
package ismstest
