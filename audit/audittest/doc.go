// Package audittest helps embedders to test what they plug into package audit:
// their own deadline policies and calendars, and code that handles findings.
//
// The usual path, in a test of your own policy:
//
//	func TestPolicy(t *testing.T) {
//		if err := audittest.CheckPolicy(ours, holidays); err != nil {
//			t.Error(err)
//		}
//	}
//
// The generators draw from an ismstest.Choice, so they work with package testing,
// with fuzzing and with property testers. What they give is valid: events that
// Apply takes, in an order that it takes. Certificates over their years have a
// kit of their own, cycletest.
package audittest
