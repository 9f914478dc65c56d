// Package ismstest provides checks of what embedders plug into ismskit: [CheckCalendar]
// of a calendar of working days, [CheckRules] of rules of their own. [Bytes] is the
// source of chance for fuzz targets; the generators of the other kits take it, or any
// other [isms.Chance].
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
