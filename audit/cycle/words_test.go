package cycle_test

import (
	"slices"
	"testing"

	"github.com/ismskit/ismskit/audit/cycle"
)

// The words that records are stored in are a contract: they never change.
func TestStoredWords(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{join(slices.Collect(cycle.EventKinds().All())), "applied|certificate held|stage 1 held|stage 2 held|follow-up held|decided|surveillance held|special audit held|recertification held|recertified|reissued|suspended|reinstated|scope reduced|scope extended|accreditation lost|transferred|edition changed|withdrawn"},
		{join(slices.Collect(cycle.States().All())), "applied|not ready|ready|audited|refused|certified|suspended|expired|lapsed|withdrawn"},
		{join(slices.Collect(cycle.ObligationKinds().All())), "stage 2|verify majors|first surveillance|surveillance|recertification|reissue|resolve the suspension|restore the certificate|transfer|change the edition"},
		{join(slices.Collect(cycle.Countings().All())), "old end|decision"},
	} {
		if c.got != c.want {
			t.Errorf("got %s\nwant %s", c.got, c.want)
		}
	}
}
