package soa

import "testing"

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
		if want := "soa: the register uses controls 2147483648 times: want at most 2147483647"; err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
