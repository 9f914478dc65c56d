package isms_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

func TestParseRef(t *testing.T) {
	for text, want := range map[string]isms.Ref{
		"6.1.3":                      "6.1.3",
		"6.1.3 d":                    "6.1.3 d",
		"6.1.3 d)":                   "6.1.3 d",
		"6.1.3 d) 2)":                "6.1.3 d 2",
		"6.1.3.d":                    "6.1.3 d",
		"6.1.3d":                     "6.1.3 d",
		"6.1.2.a.1":                  "6.1.2 a 1",
		"6.1.2a1":                    "6.1.2 a 1",
		"9.3.2 D 4":                  "9.3.2 d 4",
		"4.1.s1":                     "4.1 s1",
		"4.1 s1":                     "4.1 s1",
		"10.2 b 3":                   "10.2 b 3",
		"8.2, second paragraph":      "8.2 s2",
		"6.1.3 d), fourth item":      "6.1.3 d 4",
		"7.5.3, third paragraph":     "7.5.3 s1",
		" 4 ":                        "4",
		"A":                          "A",
		"A.5":                        "A.5",
		"A.5.7":                      "A.5.7",
		"a.8.34":                     "A.8.34",
		"ISO/IEC 27001:2022 6.1.3 d": "6.1.3 d",
		"ISO/IEC 27001:2022 A.5.7":   "A.5.7",
		"own:C-1":                    "own:C-1",
		"ISO/IEC 17021-1 9.5.2":      "ISO/IEC 17021-1 9.5.2",
		"ISO/IEC 27001:2013 A.9.1.1": "ISO/IEC 27001:2013 A.9.1.1",
		"IAF MD 1":                   "IAF MD 1",
		"NIST  SP   800-30":          "NIST SP 800-30",
		"ILAC G8":                    "ILAC G8",
		"EU 2024/2690":               "EU 2024/2690",
		"BSI 200-2":                  "BSI 200-2",
		"ISO 19011":                  "ISO 19011",
		"EA-7/05":                    "EA-7/05",
		"6.1.3 A)":                   "6.1.3 a",
	} {
		got, err := isms.ParseRef(text)
		if err != nil || got != want {
			t.Errorf("ParseRef(%q) = %q, %v; want %q", text, got, err, want)
		}
	}
	for text, why := range map[string]string{
		"":                       "isms/no-clause-or-control",
		"3.1":                    "isms/no-such-clause",
		"11":                     "isms/no-such-clause",
		"6.1.4":                  "isms/no-such-clause",
		"5.7":                    "isms/no-such-clause",
		"6.1.3 g":                "isms/no-such-item",
		"6.1.3 d 5":              "isms/no-such-item",
		"4.1 s3":                 "isms/no-such-item",
		"A.9.1":                  "isms/no-theme",
		"A.9.1.1":                "isms/control-of-2013",
		"A.5.38":                 "isms/no-such-control",
		"A.5.07":                 "isms/no-control",
		"A.5.0":                  "isms/no-control",
		"A.":                     "isms/no-control",
		"A5.7":                   "isms/no-control",
		"A.5.7.1.2":              "isms/no-control",
		"6.1.3 §d":               "isms/no-clause-or-control",
		"own:":                   "isms/empty-id",
		"own:a\u200b":            "isms/id-with-an-invisible-character",
		"d":                      "isms/no-clause-or-control",
		"6.1.3 Z":                "isms/no-such-item",
		"6.1.3 z":                "isms/no-such-item",
		"6.1.3 @":                "isms/no-clause-or-control",
		"6.1.3 [":                "isms/no-clause-or-control",
		"6.1.3 `":                "isms/no-clause-or-control",
		"6.1.3 {":                "isms/no-clause-or-control",
		"6.1/3":                  "isms/no-clause-or-control",
		"6.1:3":                  "isms/no-clause-or-control",
		"A.5.:":                  "isms/no-control",
		"A.5./":                  "isms/no-control",
		"A.5.1:":                 "isms/no-control",
		"ISO/IEC \x00":           "isms/no-citation-of-a-document",
		strings.Repeat("6", 200): "isms/citation-too-long",
	} {
		got, err := isms.ParseRef(text)
		if golden.Codes(err) != why || got != "" {
			t.Errorf("ParseRef(%q) = %q, %v; want an error with %q", text, got, err, why)
		}
	}
}

func TestRefOrder(t *testing.T) {
	want := []isms.Ref{
		"4", "4.1", "4.1 s1", "4.1 s2", "4.3 s1", "4.3 a", "4.3 s2", "6.1.2 a", "6.1.2 a 1", "6.1.2 e 2", "6.1.2 s2",
		"9.3.2 d 4", "10", "10.2 e", "10.2 s1", "10.2 f",
		"A", "A.5", "A.5.1", "A.5.2", "A.5.10", "A.6.8", "A.8", "A.8.1",
		"own:C-1", "own:C-2", "ISO/IEC 17021-1 9.5.2", "ISO/IEC 17021-1 9.6.2", "", "A.5.38", "nonsense",
	}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, isms.Ref.Compare)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	got = isms.SortRefs([]isms.Ref{"A.5.10", "A.5.2", "A.5.10", "4.1"})
	if diff := cmp.Diff([]isms.Ref{"4.1", "A.5.2", "A.5.10"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestRefWithin(t *testing.T) {
	for _, c := range []struct {
		r, other isms.Ref
		want     bool
	}{
		{"6.1.3 d 2", "6.1.3 d", true},
		{"6.1.3 d 2", "6.1.3", true},
		{"6.1.3 d 2", "6.1", true},
		{"6.1.3 d 2", "6", true},
		{"6.1.3", "6.1.3", true},
		{"6.1.3", "6.1.3 d", false},
		{"10.1", "1", false},
		{"A.5.7", "A.5", true},
		{"A.5.7", "A", true},
		{"A.5.10", "A.5.1", false},
		{"A.5.1", "5.1", false},
		{"5.1", "A.5.1", false},
		{"own:C-1", "own:C-1", true},
		{"own:C-1", "A", false},
		{"ISO/IEC 17021-1 9.5.2", "ISO/IEC 17021-1 9.5", true},
		{"nonsense", "nonsense", false},
		{"", "", false},
	} {
		if got := c.r.Within(c.other); got != c.want {
			t.Errorf("%q within %q = %v", c.r, c.other, got)
		}
	}
}

func TestRefParts(t *testing.T) {
	for _, r := range []isms.Ref{"A.5.1", "A.5.7", "A.5.37", "A.8.34"} {
		if !r.IsControl() {
			t.Errorf("%q is no control", r)
		}
	}
	for _, r := range []isms.Ref{"A.5", "A", "5.7", "A.5.38", "own:C-1", ""} {
		if r.IsControl() {
			t.Errorf("%q is a control", r)
		}
	}
	if id, ok := isms.OwnRef("C-1").Own(); !ok || id != "C-1" {
		t.Errorf("own %q, %v", id, ok)
	}
}

func TestTitles(t *testing.T) {
	for ref, want := range map[isms.Ref]string{
		"7.5": "Documented information", "4": "Context of the organization", "10.2": "Nonconformity and corrective action",
		"A": "Information security controls reference", "A.5": "Organizational controls", "A.6": "People controls", "A.7": "Physical controls", "A.8": "Technological controls",
		"A.5.7": "", "A.9": "", "A.4": "", "6.1.3 d": "", "own:C-1": "", "": "", "11": "",
	} {
		if got := ref.Title(nil); got != want {
			t.Errorf("%s: %q, want %q", ref, got, want)
		}
	}
}

// Check refuses what Known refuses, and says the canonical text where there is one.
func TestRefCheck(t *testing.T) {
	for text, canonical := range map[string]string{
		"6.1.3 d": "", "A.5.7": "", "own:C-1": "", "ISO 31000 5.4": "",
		"6.1.3.d": "6.1.3 d", "a.5.7": "A.5.7", "6.1.2a1": "6.1.2 a 1", " 4.1": "4.1",
		"": "-", "11": "-", "A.5.38": "-", "6.1.3 z": "-", "own:": "-", "no place": "-",
	} {
		r := isms.Ref(text)
		err := r.Validate()
		switch {
		case (err == nil) != r.Known() || (err == nil) != (canonical == ""):
			t.Errorf("%q: known %v, %v", text, r.Known(), err)
		case canonical != "" && canonical != "-" && (golden.Codes(err) != "isms/not-canonical" || !strings.HasSuffix(golden.Args(problemsOf(err)[0].Args), "canonical="+canonical)):
			t.Errorf("%q: %v", text, err)
		}
	}
}

func anyRef(t *rapid.T, label string) isms.Ref {
	var all []isms.Ref
	for r := range isms.Requirements("") {
		all = append(all, r.Ref)
	}
	for c := range isms.Clauses() {
		all = append(all, c.Ref)
	}
	all = append(all, "A", "A.5", "A.8", "A.5.1", "A.5.10", "A.8.34", "6.1.3 d", "9.3.2 d", "own:C-1", "own:X", "ISO/IEC 17021-1 9.5.2", "", "x")
	return rapid.SampledFrom(all).Draw(t, label)
}

func TestRefLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := anyRef(t, "a"), anyRef(t, "b"), anyRef(t, "c")
		if a.Compare(b) != -b.Compare(a) || (a.Compare(b) == 0) != (a == b) {
			t.Fatalf("order of %q and %q", a, b)
		}
		if a.Compare(b) <= 0 && b.Compare(c) <= 0 && a.Compare(c) > 0 {
			t.Fatalf("order of %q, %q, %q", a, b, c)
		}
		if a.Within(b) && b.Within(c) && !a.Within(c) {
			t.Fatalf("%q within %q within %q", a, b, c)
		}
		if a.Within(b) && a != b && a.Compare(b) < 0 {
			t.Fatalf("%q is within %q and comes before it", a, b)
		}
		if a.Known() {
			if got, err := isms.ParseRef(string(a)); err != nil || got != a {
				t.Fatalf("%q reads back as %q, %v", a, got, err)
			}
		}
	})
}

func FuzzParseRef(f *testing.F) {
	for _, s := range []string{"6.1.3 d)", "A.5.7", "own:C-1", "ISO/IEC 17021-1 9.5.2", "4.1.s1", "A.9.1.1", "6.1.2a1", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r, err := isms.ParseRef(s)
		if err != nil {
			if r != "" {
				t.Errorf("ParseRef(%q) errs and returns %q", s, r)
			}
			return
		}
		if !r.Known() {
			t.Errorf("ParseRef(%q) = %q, which is not known", s, r)
		}
		if again, err := isms.ParseRef(string(r)); err != nil || again != r {
			t.Errorf("ParseRef(%q) = %q, which reads as %q, %v", s, r, again, err)
		}
		if !r.Within(r) {
			t.Errorf("%q is not within itself", r)
		}
	})
}

// What people read, and that it reads back: every place of the standard has words
// of its own.
func TestCitation(t *testing.T) {
	for ref, want := range map[isms.Ref]string{
		"":                      "",
		"6.1.3":                 "6.1.3",
		"6.1.3 d":               "6.1.3 d)",
		"9.3.2 d 1":             "9.3.2 d) 1)",
		"6.1.3 d 4":             "6.1.3 d), fourth item",
		"8.2 s2":                "8.2, second paragraph",
		"8.1 s3":                "8.1, first paragraph, second item",
		"8.1 s5":                "8.1, third paragraph",
		"8.1 s6":                "8.1, fourth paragraph",
		"6.2 s2":                "6.2, third paragraph",
		"4.3 s1":                "4.3, first paragraph",
		"A.5.7":                 "A.5.7",
		"A":                     "A",
		"own:C-1":               "own:C-1",
		"ISO/IEC 17021-1 9.5.2": "ISO/IEC 17021-1 9.5.2",
		"6.1.3 z":               "6.1.3 z",
		"no place":              "no place",
	} {
		if got := ref.Citation(nil); got != want {
			t.Errorf("%q: %q, want %q", ref, got, want)
		}
	}
	seen := map[string]isms.Ref{}
	check := func(r isms.Ref) {
		words := r.Citation(nil)
		if back, err := isms.ParseRef(words); err != nil || back != r {
			t.Errorf("%q is cited %q, which reads back %q, %v", r, words, back, err)
		}
		if other, ok := seen[words]; ok && other != r {
			t.Errorf("%q and %q are both cited %q", r, other, words)
		}
		seen[words] = r
		if strings.Contains(words, " s") && !strings.Contains(words, " second ") {
			t.Errorf("%q is cited %q", r, words)
		}
	}
	for c := range isms.Clauses() {
		check(c.Ref)
	}
	for r := range isms.Requirements("") {
		check(r.Ref)
	}
	for _, text := range []string{"8.2, seventh paragraph", "8.2, paragraph", "8.2, second", "8.2,  paragraph", "8.2, third paragraph", ", first paragraph", "6.1.2, third paragraph", "6.1.3 d, fourth item of"} {
		if got, err := isms.ParseRef(text); err == nil {
			t.Errorf("%q reads as %q", text, got)
		}
	}
	if got := isms.Citations(nil, "4.3 a", "8.2 s2", "A.5.7"); got != "4.3 a), 8.2, second paragraph, A.5.7" || isms.Citations(nil) != "" {
		t.Error(got)
	}
}

// problemsOf returns the problems of an error of this package; one that says nothing
// for any other.
func problemsOf(err error) []isms.Problem {
	if e := (*isms.Error)(nil); errors.As(err, &e) {
		return e.Problems
	}
	return []isms.Problem{{}}
}
