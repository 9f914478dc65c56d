// Package cycletest helps embedders to test code that handles certificates over
// their years: random cycles, and the laws that every cycle keeps.
//
// The usual path, in a test of your own:
//
//  1. Draw a [Cycle] with an ismstest.Choice, or single events with [Event].
//  2. Send it through what you store it in.
//  3. Ask [CheckCycle] whether it is still one.
//
// What the generators give is valid: events that Apply takes, in an order that it
// takes. There is nothing for nonconformities and policies here: that is in
// audittest.
package cycletest
