package programme_test

import (
	"slices"
	"testing"

	"github.com/ismskit/ismskit/audit/programme"
)

// The words that records are stored in are a contract: they never change.
func TestStoredWords(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{join(slices.Collect(programme.Importances().All())), "high|normal|low"},
	} {
		if c.got != c.want {
			t.Errorf("got %s\nwant %s", c.got, c.want)
		}
	}
}
