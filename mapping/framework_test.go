package mapping_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/internal/bounded"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/mapping"
	"pgregory.net/rapid"
)

// count returns the number of items a sequence yields.
func count[T any](seq func(func(T) bool)) int {
	n := 0
	for range seq {
		n++
	}
	return n
}

func TestShippedFrameworks(t *testing.T) {
	leaves := map[string]int{
		"iso-27001-2022": 93, "iso-27001-2013": 114, "nist-csf-2.0": 106, "nist-csf-1.1": 108, "nist-800-53-r5": 1014,
		"nist-800-53-r4": 826, "nist-800-171-r2": 110, "nist-800-171-r3": 97, "nis2-ir-2024-2690": 53, "soc2-tsc-2017": 61,
	}
	n := 0
	for f := range mapping.Frameworks() {
		n++
		if got := count(f.Leaves()); got != leaves[f.ID()] {
			t.Errorf("%s: %d leaves, want %d", f.ID(), got, leaves[f.ID()])
		}
		s := f.Spec()
		if s.Read != "2026-11-22" || s.Source == "" || s.Licence == "" || s.Name == "" || s.Publisher == "" {
			t.Errorf("%s: source, licence, name, publisher or day of reading is missing: %+v", f.ID(), s.Read)
		}
		g, err := mapping.NewFramework(s)
		if err != nil || !f.Equal(g) {
			t.Errorf("%s is not what its own record builds: %v", f.ID(), err)
		}
		// In order, siblings of a numbered kind follow their numbers.
		at := map[string]int{}
		var last mapping.Item
		i := 0
		for it := range f.Items() {
			if it.Parent != "" {
				if _, ok := at[it.Parent]; !ok {
					t.Errorf("%s: %s comes before its parent %s", f.ID(), it.ID, it.Parent)
				}
			}
			if it.Parent != "" && it.Parent == last.Parent && it.Kind == last.Kind && mapping.CompareIDs(last.ID, it.ID) >= 0 {
				t.Errorf("%s: %s before %s", f.ID(), last.ID, it.ID)
			}
			at[it.ID] = i
			last = it
			i++
			if id, err := f.Parse(it.ID); err != nil || id != it.ID {
				t.Errorf("%s: Parse(%q) = %q, %v", f.ID(), it.ID, id, err)
			}
		}
	}
	if n != len(leaves) {
		t.Errorf("%d frameworks, want %d", n, len(leaves))
	}
}

// The ISO lists say the same as the catalog of controls and the kernel's
// list of clauses.
func TestISOItemsAgreeWithTheCatalog(t *testing.T) {
	var want, got []mapping.Item
	for c := range annexa.All() {
		want = append(want, mapping.Item{ID: "A." + string(c.ID), Title: c.Title})
	}
	for it := range mapping.ISO27001().Leaves() {
		got = append(got, mapping.Item{ID: it.ID, Title: it.Title})
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("2022 (catalog -, here +):\n%s", d)
	}
	want, got = nil, nil
	for c := range annexa.Formers() {
		want = append(want, mapping.Item{ID: "A." + string(c.ID), Title: c.Title})
	}
	for it := range mapping.ISO27001of2013().Leaves() {
		got = append(got, mapping.Item{ID: it.ID, Title: it.Title})
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("2013 (catalog -, here +):\n%s", d)
	}
	for it := range mapping.ISO27001().Items() {
		if _, err := isms.ParseRef(it.ID); err != nil {
			t.Errorf("%q is no reference of the kernel: %v", it.ID, err)
		}
	}
}

func TestClausesCountAsLeaves(t *testing.T) {
	var ids []string
	for it := range mapping.ISO27001().Leaves("clause") {
		if strings.HasPrefix(it.ID, "6") {
			ids = append(ids, it.ID)
		}
	}
	if d := cmp.Diff([]string{"6.1.1", "6.1.2", "6.1.3", "6.2", "6.3"}, ids); d != "" {
		t.Error(d)
	}
	if n := count(mapping.SP80053r5().Leaves("control")); n != 300 {
		t.Errorf("%d base controls, want 300", n)
	}
}

func TestParseSpellings(t *testing.T) {
	for _, tc := range []struct {
		f          mapping.Framework
		text, want string // want "" is an error
		hint       string // part of the error
	}{
		{mapping.ISO27001(), "A.5.1", "A.5.1", ""},
		{mapping.ISO27001(), "a.5.10", "A.5.10", ""},
		{mapping.ISO27001(), "5.1", "5.1", ""}, // the clause, not the control
		{mapping.ISO27001(), "5.30", "", `write "A.5.30"`},
		{mapping.ISO27001(), "A.5.01", "", ""},
		{mapping.ISO27001(), "A.5.10 ", "", ""},
		{mapping.ISO27001(), "A.9.1.1", "", "iso-27001-2013"},
		{mapping.ISO27001of2013(), "A.5.1", "", "iso-27001-2022"}, // a category there, a control here
		{mapping.ISO27001of2013(), "A.5.1.1", "A.5.1.1", ""},
		{mapping.SP80053r5(), "AC-2(1)", "AC-2(1)", ""},
		{mapping.SP80053r5(), "AC-02(01)", "AC-2(1)", ""},
		{mapping.SP80053r5(), "ac-2.1", "AC-2(1)", ""},
		{mapping.SP80053r5(), "SC-7 (3)", "SC-7(3)", ""},
		{mapping.SP80053r5(), "AC-2(1", "", ""},
		{mapping.SP80053r5(), "AC-2()", "", ""},
		{mapping.SP80053r5(), "AC-2.", "", ""},
		{mapping.SP80053r5(), "AC-2.1.1", "", ""},
		{mapping.SP80053r5(), "AC-0", "", ""},
		{mapping.SP80053r5(), "AC-999", "", ""},
		{mapping.SP800171r2(), "AC.L2-3.1.1", "3.1.1", ""},
		{mapping.SP800171r2(), "IA.L2-3.5.3", "3.5.3", ""},
		{mapping.SP800171r2(), "IA.L2-3.1.1", "", ""}, // not of that family
		{mapping.SP800171r2(), "03.01.01", "", "nist-800-171-r3"},
		{mapping.SP800171r3(), "3.1.1", "", "nist-800-171-r2"},
		{mapping.CSF20(), "gv.oc-01", "GV.OC-01", ""},
		{mapping.CSF20(), "ID.AM-1", "", "nist-csf-1.1"},
		{mapping.CSF11(), "ID.AM-01", "", "nist-csf-2.0"},
		{mapping.SOC2(), "cc6.1", "CC6.1", ""},
		{mapping.SOC2(), "CC6.1.1", "", ""}, // a point of focus
		{mapping.NIS2(), "1.1", "1.1", ""},
		{mapping.NIS2(), "1.1000000000000001", "", ""},
		{mapping.ISO27001(), "", "", ""},
		{mapping.Framework{}, "A.5.1", "", "empty"},
	} {
		got, err := tc.f.Parse(tc.text)
		if got != tc.want || (err == nil) != (tc.want != "") || err != nil && !strings.Contains(err.Error(), tc.hint) {
			t.Errorf("%s: Parse(%q) = %q, %v; want %q, hint %q", tc.f.ID(), tc.text, got, err, tc.want, tc.hint)
		}
	}
	// The CMMC letters of all families.
	for it := range mapping.SP800171r2().Leaves() {
		n := 0
		for l := range strings.FieldsSeq("AC AT AU CM IA IR MA MP PS PE RA CA SC SI") {
			if id, err := mapping.SP800171r2().Parse(l + ".L2-" + it.ID); err == nil && id == it.ID {
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
			for fw := range mapping.Frameworks() {
				_, _ = fw.Parse(s)
			}
		})
		for fw := range mapping.Frameworks() {
			id, err := fw.Parse(s)
			if err != nil {
				continue
			}
			if it, ok := fw.Item(id); !ok || it.ID != id {
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
	if it, ok := f.Item("1"); !ok || !it.Leaf || f.Spec().Leaves[0] != "rule" {
		t.Error("a framework changed through the record it was built from or handed out")
	}
}

// A host may translate titles and still use the shipped crosswalks; another
// list of items is another framework.
func TestTitlesMayDiffer(t *testing.T) {
	s := mapping.CSF20().Spec()
	for i := range s.Items {
		s.Items[i].Title = "Titel " + s.Items[i].ID
	}
	f, err := mapping.NewFramework(s)
	if err != nil || !f.Equal(mapping.CSF20()) {
		t.Errorf("other titles make another framework: %v", err)
	}
	if id, err := f.Parse("gv.oc-01"); err != nil || id != "GV.OC-01" {
		t.Errorf("other titles, other spellings: %q, %v", id, err)
	}
	if _, err := mapping.Infer(f, mapping.Route{Crosswalk: mapping.CSF20ToISO27001().Converse(), State: func(string) mapping.State { return mapping.FullyMet }}); err != nil {
		t.Error(err)
	}
	for name, change := range map[string]func(*mapping.FrameworkSpec){
		"ID":     func(s *mapping.FrameworkSpec) { s.ID = "x" },
		"kind":   func(s *mapping.FrameworkSpec) { s.Items[2].Kind = "x" },
		"parent": func(s *mapping.FrameworkSpec) { s.Items[2].Parent = "" },
		"fewer":  func(s *mapping.FrameworkSpec) { s.Items = s.Items[:len(s.Items)-1] },
		"leaves": func(s *mapping.FrameworkSpec) { s.Leaves = []mapping.Kind{"category"} },
	} {
		s := mapping.CSF20().Spec()
		change(&s)
		if f, err := mapping.NewFramework(s); err != nil || f.Equal(mapping.CSF20()) || mapping.CSF20().Equal(f) {
			t.Errorf("another %s makes the same framework: %v", name, err)
		}
	}
	if !(mapping.Framework{}).Equal(mapping.Framework{}) || (mapping.Framework{}).Equal(mapping.CSF20()) || mapping.CSF20().Equal(mapping.Framework{}) {
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
	f := mapping.CSF20() // GV comes first there, though not in the alphabet
	ids := []string{"zz-10", "zz-2", "DE", "PR", "ID", "GV.OC-01", "GV"}
	slices.SortFunc(ids, f.Compare)
	if d := cmp.Diff([]string{"GV", "GV.OC-01", "ID", "PR", "DE", "zz-2", "zz-10"}, ids); d != "" {
		t.Error(d)
	}
}
