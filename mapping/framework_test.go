package mapping_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/internal/bounded"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/mapping"
)

// count returns the number of items a sequence yields.
func count[T any](seq func(func(T) bool)) int {
	n := 0
	for range seq {
		n++
	}
	return n
}

func TestClausesCountAsLeaves(t *testing.T) {
	var ids []string
	for it := range fw("iso-27001-2022").Leaves("clause") {
		if strings.HasPrefix(it.ID, "6") {
			ids = append(ids, it.ID)
		}
	}
	if d := cmp.Diff([]string{"6.1.1", "6.1.2", "6.1.3", "6.2", "6.3"}, ids); d != "" {
		t.Error(d)
	}
	if n := count(fw("nist-800-53-r5").Leaves("control")); n != 300 {
		t.Errorf("%d base controls, want 300", n)
	}
}

// wanted returns the code of what an error says that an unknown item should be; the
// code of the problem if it says nothing of that kind.
func wanted(err error) string {
	var e *isms.Error
	if !errors.As(err, &e) {
		return "no isms.Error"
	}
	for _, a := range e.Problems[0].Args {
		if a.Kind == isms.KindSentence {
			return a.Sentence.Code
		}
	}
	return e.Problems[0].Code
}

func TestParseSpellings(t *testing.T) {
	for _, tc := range []struct {
		f          mapping.Framework
		text, want string // want "" is an error
		hint       string // code of what the error says is wanted
	}{
		{fw("iso-27001-2022"), "A.5.1", "A.5.1", ""},
		{fw("iso-27001-2022"), "a.5.10", "A.5.10", ""},
		{fw("iso-27001-2022"), "5.1", "5.1", ""}, // the clause, not the control
		{fw("iso-27001-2022"), "5.30", "", "mapping/item-of-annex-a"},
		{fw("iso-27001-2022"), "A.5.01", "", "mapping/item-as-listed"},
		{fw("iso-27001-2022"), "A.5.10 ", "", "mapping/item-as-listed"},
		{fw("iso-27001-2022"), "A.9.1.1", "", "mapping/item-as-listed"},
		{fw("iso-27001-2013"), "A.5.1", "", "mapping/item-as-listed"}, // a category there, a control here
		{fw("iso-27001-2013"), "A.5.1.1", "A.5.1.1", ""},
		{fw("nist-800-53-r5"), "AC-2(1)", "AC-2(1)", ""},
		{fw("nist-800-53-r5"), "AC-02(01)", "AC-2(1)", ""},
		{fw("nist-800-53-r5"), "ac-2.1", "AC-2(1)", ""},
		{fw("nist-800-53-r5"), "SC-7 (3)", "SC-7(3)", ""},
		{fw("nist-800-53-r5"), "AC-2(1", "", "mapping/item-as-listed"},
		{fw("nist-800-53-r5"), "AC-2()", "", "mapping/item-as-listed"},
		{fw("nist-800-53-r5"), "AC-2.", "", "mapping/item-as-listed"},
		{fw("nist-800-53-r5"), "AC-2.1.1", "", "mapping/item-as-listed"},
		{fw("nist-800-53-r5"), "AC-0", "", "mapping/item-as-listed"},
		{fw("nist-800-53-r5"), "AC-999", "", "mapping/item-as-listed"},
		{fw("nist-800-171-r2"), "AC.L2-3.1.1", "3.1.1", ""},
		{fw("nist-800-171-r2"), "IA.L2-3.5.3", "3.5.3", ""},
		{fw("nist-800-171-r2"), "IA.L2-3.1.1", "", "mapping/item-as-listed"}, // not of that family
		{fw("nist-800-171-r2"), "03.01.01", "", "mapping/item-as-listed"},
		{fw("nist-800-171-r3"), "3.1.1", "", "mapping/item-as-listed"},
		{fw("nist-csf-2.0"), "gv.oc-01", "GV.OC-01", ""},
		{fw("nist-csf-2.0"), "ID.AM-1", "", "mapping/item-as-listed"},
		{fw("nist-csf-1.1"), "ID.AM-01", "", "mapping/item-as-listed"},
		{fw("soc2-tsc-2017"), "cc6.1", "CC6.1", ""},
		{fw("soc2-tsc-2017"), "CC6.1.1", "", "mapping/item-as-listed"}, // a point of focus
		{fw("nis2-ir-2024-2690"), "1.1", "1.1", ""},
		{fw("nis2-ir-2024-2690"), "1.1000000000000001", "", "mapping/item-as-listed"},
		{fw("iso-27001-2022"), "", "", "mapping/item-as-listed"},
		{mapping.Framework{}, "A.5.1", "", "mapping/framework-missing"},
	} {
		got, err := tc.f.Parse(tc.text)
		if got != tc.want || (err == nil) != (tc.want != "") || err != nil && wanted(err) != tc.hint {
			t.Errorf("%s: Parse(%q) = %q, %v; want %q, hint %q", tc.f.ID(), tc.text, got, err, tc.want, tc.hint)
		}
	}
	// The CMMC letters of all families.
	for it := range fw("nist-800-171-r2").Leaves() {
		n := 0
		for l := range strings.FieldsSeq("AC AT AU CM IA IR MA MP PS PE RA CA SC SI") {
			if id, err := fw("nist-800-171-r2").Parse(l + ".L2-" + it.ID); err == nil && id == it.ID {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%s has %d CMMC names, want 1", it.ID, n)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"A.5.1", "ac-2.1", "AC-02(01)", "SC-7 (3)", "AC.L2-3.1.1", "gv.oc-01", "", "AC-2(1))", "AC-(1)", "ſC-7", strings.Repeat("9", 100)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		bounded.Within(t, len(s), func() {
			for fw := range frameworks() {
				_, _ = fw.Parse(s)
			}
		})
		for fw := range frameworks() {
			id, err := fw.Parse(s)
			if err != nil {
				continue
			}
			if it, ok := fw.LookupItem(id); !ok || it.ID != id {
				t.Fatalf("%s: Parse(%q) = %q, which is no item", fw.ID(), s, id)
			}
			if again, err := fw.Parse(id); err != nil || again != id {
				t.Fatalf("%s: Parse(%q) = %q, parsed again %q, %v", fw.ID(), s, id, again, err)
			}
		}
	})
}

func TestNewFrameworkRefuses(t *testing.T) {
	sound := func() mapping.FrameworkSpec {
		return mapping.FrameworkSpec{ID: "own-1", Leaves: []mapping.Kind{"rule"}, Items: []mapping.Item{
			{ID: "1", Kind: "chapter"}, {ID: "1.1", Kind: "rule", Parent: "1"}, {ID: "1.2", Kind: "rule", Parent: "1"},
		}}
	}
	if _, err := mapping.NewFramework(sound()); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*mapping.FrameworkSpec){
		"no ID":          func(s *mapping.FrameworkSpec) { s.ID = "" },
		"item without":   func(s *mapping.FrameworkSpec) { s.Items[1].ID = "" },
		"blank":          func(s *mapping.FrameworkSpec) { s.Items[1].ID = "1.1 " },
		"no kind":        func(s *mapping.FrameworkSpec) { s.Items[1].Kind = "" },
		"twice":          func(s *mapping.FrameworkSpec) { s.Items[2].ID = "1.1" },
		"unknown parent": func(s *mapping.FrameworkSpec) { s.Items[1].Parent = "2" },
		"own parent":     func(s *mapping.FrameworkSpec) { s.Items[0].Parent = "1" },
		"cycle":          func(s *mapping.FrameworkSpec) { s.Items[0].Parent = "1.2" },
	} {
		s := sound()
		spoil(&s)
		if f, err := mapping.NewFramework(s); err == nil || f.Len() != 0 {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestFrameworkIsACopy(t *testing.T) {
	s := mapping.FrameworkSpec{ID: "own-1", Leaves: []mapping.Kind{"rule"}, Items: []mapping.Item{{ID: "1", Kind: "rule"}}}
	f, err := mapping.NewFramework(s)
	if err != nil {
		t.Fatal(err)
	}
	s.Items[0].ID, s.Leaves[0] = "x", "x"
	f.Spec().Items[0].ID = "y"
	f.Spec().Leaves[0] = "y"
	if it, ok := f.LookupItem("1"); !ok || !it.Leaf || f.Spec().Leaves[0] != "rule" {
		t.Error("a framework changed through the record it was built from or handed out")
	}
}

// A host may translate titles and still use the shipped crosswalks; another
// list of items is another framework.
func TestTitlesMayDiffer(t *testing.T) {
	s := fw("nist-csf-2.0").Spec()
	for i := range s.Items {
		s.Items[i].Title = "Titel " + s.Items[i].ID
	}
	f, err := mapping.NewFramework(s)
	if err != nil || !f.Equal(fw("nist-csf-2.0")) {
		t.Errorf("other titles make another framework: %v", err)
	}
	if id, err := f.Parse("gv.oc-01"); err != nil || id != "GV.OC-01" {
		t.Errorf("other titles, other spellings: %q, %v", id, err)
	}
	if _, err := mapping.Infer(f, mapping.InferenceInput{Crosswalk: cw("nist-csf-2.0", "iso-27001-2022").Converse(), State: func(string) mapping.State { return mapping.FullyMet }}); err != nil {
		t.Error(err)
	}
	for name, change := range map[string]func(*mapping.FrameworkSpec){
		"ID":     func(s *mapping.FrameworkSpec) { s.ID = "x" },
		"kind":   func(s *mapping.FrameworkSpec) { s.Items[2].Kind = "x" },
		"parent": func(s *mapping.FrameworkSpec) { s.Items[2].Parent = "" },
		"fewer":  func(s *mapping.FrameworkSpec) { s.Items = s.Items[:len(s.Items)-1] },
		"leaves": func(s *mapping.FrameworkSpec) { s.Leaves = []mapping.Kind{"category"} },
	} {
		s := fw("nist-csf-2.0").Spec()
		change(&s)
		if f, err := mapping.NewFramework(s); err != nil || f.Equal(fw("nist-csf-2.0")) || fw("nist-csf-2.0").Equal(f) {
			t.Errorf("another %s makes the same framework: %v", name, err)
		}
	}
	if !(mapping.Framework{}).Equal(mapping.Framework{}) || (mapping.Framework{}).Equal(fw("nist-csf-2.0")) || fw("nist-csf-2.0").Equal(mapping.Framework{}) {
		t.Error("the zero framework")
	}
}

func TestCompareIDs(t *testing.T) {
	sorted := []string{"", "A.5.1", "A.5.2", "A.5.10", "A.6.1", "AC-2", "AC-2(1)", "AC-2(10)", "AC-10", "B"}
	for i, a := range sorted {
		for j, b := range sorted {
			if got := mapping.CompareIDs(a, b); (got < 0) != (i < j) || (got == 0) != (i == j) {
				t.Errorf("CompareIDs(%q, %q) = %d", a, b, got)
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.StringMatching(`[A.0-9-]{0,6}`)
		a, b, c := id.Draw(t, "a"), id.Draw(t, "b"), id.Draw(t, "c")
		if mapping.CompareIDs(a, b) == 0 != (a == b) || (mapping.CompareIDs(a, b) < 0) != (mapping.CompareIDs(b, a) > 0) {
			t.Fatalf("%q and %q", a, b)
		}
		s := []string{a, b, c}
		slices.SortFunc(s, mapping.CompareIDs)
		if mapping.CompareIDs(s[0], s[1]) > 0 || mapping.CompareIDs(s[1], s[2]) > 0 || mapping.CompareIDs(s[0], s[2]) > 0 {
			t.Fatalf("not an order: %q", s)
		}
	})
}

func TestFrameworkOrder(t *testing.T) {
	f := fw("nist-csf-2.0") // GV comes first there, though not in the alphabet
	ids := []string{"zz-10", "zz-2", "DE", "PR", "ID", "GV.OC-01", "GV"}
	slices.SortFunc(ids, f.Compare)
	if d := cmp.Diff([]string{"GV", "GV.OC-01", "ID", "PR", "DE", "zz-2", "zz-10"}, ids); d != "" {
		t.Error(d)
	}
}
