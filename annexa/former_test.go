package annexa_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/annexa"
)

func TestParseFormerID(t *testing.T) {
	for _, c := range []struct {
		text    string
		want    annexa.FormerID
		code    annexa.ErrorCode
		message string
	}{
		{text: "9.1.1", want: "9.1.1"},
		{text: "A.9.1.1", want: "9.1.1"},
		{text: "A.18.2.3", want: "18.2.3"},
		{text: "10.1.2", want: "10.1.2"},
		{text: "", code: annexa.CodeEmpty, message: "5.1.1 to 18.2.3"},
		{text: "9.1.3", code: annexa.CodeNoSuch, message: "those of 9.1 end with 9.1.2"},
		{text: "19.1.1", code: annexa.CodeNoSuch, message: "no such control"},
		{text: "4.4.4", code: annexa.CodeNoSuch},
		{text: "9.10.1", code: annexa.CodeNoSuch},
		{text: "10.1.10", code: annexa.CodeNoSuch},
		{text: "110.1.1", code: annexa.CodeNoSuch},
		{text: "9.01.1", code: annexa.CodeLeadingZero, message: "write 9.1.1"},
		{text: "a.9.1.1", code: annexa.CodeMalformed, message: "write 9.1.1"},
		{text: "9.1.1.", code: annexa.CodeMalformed, message: "write 9.1.1"},
		{text: "9.1", code: annexa.CodeNotAControl, message: "objective of the 2013 edition"},
		{text: "A.9", code: annexa.CodeNotAControl, message: "domain of the 2013 edition"},
		{text: "5.7", code: annexa.CodeLater, message: "2022 edition"},
		{text: "5.1", code: annexa.CodeLater, message: "2022 edition"}, // an objective of 2013 as well
		{text: "8.40", code: annexa.CodeNoSuch, message: "nothing of that number"},
		{text: "9.1.1.1", code: annexa.CodeMalformed},
		{text: "9.1.x", code: annexa.CodeMalformed},
	} {
		got, err := annexa.ParseFormerID(c.text)
		if got != c.want {
			t.Errorf("ParseFormerID(%q) = %q, want %q", c.text, got, c.want)
		}
		var e *annexa.IDError
		switch {
		case c.code == "" && err != nil:
			t.Errorf("ParseFormerID(%q): %v", c.text, err)
		case c.code != "" && (!errors.As(err, &e) || e.Code != c.code || !strings.Contains(err.Error(), c.message)):
			t.Errorf("ParseFormerID(%q): %v; want code %q and %q", c.text, err, c.code, c.message)
		}
	}
}

func TestFormerPositions(t *testing.T) {
	n := 0
	var last annexa.FormerID
	for f := range annexa.Formers() {
		if p, ok := f.ID.Position(); !ok || p != n {
			t.Errorf("%s stands at %d, its position is %d, %t", f.ID, n, p, ok)
		}
		if got, ok := annexa.LookupFormer(f.ID); !ok || got != f {
			t.Errorf("LookupFormer(%q) = %v, %t", f.ID, got, ok)
		}
		if n > 0 && (last.Compare(f.ID) != -1 || f.ID.Compare(last) != 1) {
			t.Errorf("%s is not after %s", f.ID, last)
		}
		if f.ID.Compare(f.ID) != 0 || f.ID.Compare("zz") != -1 || annexa.FormerID("5").Compare(f.ID) != 1 {
			t.Errorf("%s compares wrongly", f.ID)
		}
		last = f.ID
		n++
	}
	for _, id := range []annexa.FormerID{"", "5.1", "5", "4.1.1", "5.1.3", "5.1.0", "18.2.4", "19.1.1", "1a.1.1", "5.1.1 ", "A.5.1.1", "0.1.1", "5,1,1", "10.1:1", "1-.1.1", "1/.2.1", "20.1.1", "5.:.1", "5.1.:"} {
		if _, ok := id.Position(); ok || id.Known() || id.Correspondence() != "" || id.Objective() != "" {
			t.Errorf("%q is taken for a control of 2013", id)
		}
	}
	for id, want := range map[annexa.FormerID]annexa.FormerID{"9.1.1": "9", "9.1": "9", "9": "9", "18.2": "18", "9.9": "", "19": "", "": "", "A.9": ""} {
		if got := id.Domain(); got != want {
			t.Errorf("%q is in domain %q, want %q", id, got, want)
		}
	}
	if got := annexa.FormerID("9.9").Title(); got != "" {
		t.Errorf("9.9 has the title %q", got)
	}
	if got := annexa.FormerID("C-2").Compare("C-10"); got != -1 {
		t.Errorf("unknown ids: C-2 compares %d with C-10", got)
	}
}

// Rows that other lists and tools get wrong.
func TestSuccessors(t *testing.T) {
	for former, want := range map[annexa.FormerID]string{
		"13.2.1": "5.14", "12.7.1": "8.34", "6.1.3": "5.5", "11.2.5": "7.10",
		"14.1.1": "5.8", "8.3.3": "7.10", "18.2.3": "5.36 8.8", "16.1.3": "6.8",
		"9.1.1": "5.15", "12.6.2": "8.19", "14.2.3": "8.32", "9.2.5": "5.18",
		// A domain or an objective is followed by what its controls are.
		"9.1": "5.15", "18.2": "5.35 5.36 8.8", "10": "8.24", "5": "5.1",
		// Nothing of 2013.
		"": "", "5.7": "", "8.34": "", "19": "", "C-1": "",
	} {
		if got := former.Successors().String(); got != want {
			t.Errorf("%q is followed by %q, want %q", former, got, want)
		}
	}
}

// Both directions say the same: the inverse of the inverse is the identity.
func TestPairsInvert(t *testing.T) {
	pairs := map[annexa.Pair]bool{}
	for p := range annexa.Pairs() {
		if pairs[p] {
			t.Errorf("pair %v twice", p)
		}
		pairs[p] = true
		if !slices.Contains(slices.Collect(p.Control.Predecessors()), p.Former) || !p.Former.Successors().Contains(p.Control) {
			t.Errorf("pair %v is missing in one direction", p)
		}
	}
	n := 0
	var reached annexa.Set
	for c := range annexa.All() {
		for f := range c.ID.Predecessors() {
			n++
			reached = reached.With(c.ID)
			if !pairs[annexa.Pair{Former: f, Control: c.ID}] {
				t.Errorf("%s from %s is no pair", c.ID, f)
			}
		}
	}
	if n != 115 || len(pairs) != 115 {
		t.Errorf("%d pairs, %d backwards", len(pairs), n)
	}
	fresh, _ := annexa.Query{New: true}.Select()
	if reached.Complement() != fresh || fresh.String() != "5.7 5.23 5.30 7.4 8.9 8.10 8.11 8.12 8.16 8.23 8.28" {
		t.Errorf("new controls: %q", fresh)
	}
	for f := range annexa.Formers() {
		if f.ID.Successors().Empty() {
			t.Errorf("%s has no successor", f.ID)
		}
	}
	links, from := 0, map[annexa.FormerID]bool{}
	for c := range annexa.All() {
		if c.ID.Correspondence() == annexa.Merged {
			for f := range c.ID.Predecessors() {
				links++
				from[f] = true
			}
		}
	}
	if links != 57 || len(from) != 56 {
		t.Errorf("%d links from %d controls into merged ones, want 57 from 56", links, len(from))
	}
	if annexa.ID("C-1").Correspondence() != "" || annexa.Correspondences().Has(annexa.Correspondence("")) || annexa.Correspondences().Has(annexa.Correspondence("gone")) {
		t.Error("something unknown has a correspondence")
	}
	for range annexa.ID("C-1").Predecessors() {
		t.Error("an unknown id has a predecessor")
	}
}
