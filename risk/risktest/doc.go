// Package risktest helps embedders to test what they bring to package risk: a
// Scorer, a Method, or a source of Registers. It checks the laws that evaluation
// relies on and draws methods and registers for your own tests.
//
// The usual path, in a test:
//
//	func TestOurMethod(t *testing.T) {
//		if err := risktest.CheckMethod(ourMethod()); err != nil {
//			t.Error(err)
//		}
//	}
//
// It imports no testing package, so it works with package testing, with fuzzing
// and with property testers alike.
package risktest
