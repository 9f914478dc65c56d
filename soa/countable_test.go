package soa

import (
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
)

// More uses than a span can count would take more memory than a test has.
func TestCountable(t *testing.T) {
	if countable(1<<31-1, 1<<31-1) != nil {
		t.Error("what can be counted is refused")
	}
	if ^uint(0)>>32 == 0 {
		return // no list is that long here
	}
	most := 1<<31 - 1
	for _, n := range [][2]int{{most + 1, 0}, {0, most + 1}} {
		err := countable(n[0], n[1])
		if want := "soa/too-many-uses-of-controls at register"; golden.Codes(err) != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
