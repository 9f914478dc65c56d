package mapping_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
	"github.com/ismskit/ismskit/mapping"
)

// What is written about a framework survives its record, and so does every item.
func TestFrameworkRecordIsWhole(t *testing.T) {
	for f := range frameworks() {
		g, err := mapping.NewFramework(f.Spec())
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(f.Spec(), g.Spec()); d != "" {
			t.Errorf("%s (shipped -, built from its record +):\n%s", f.ID(), d)
		}
		for _, text := range []string{"ac-2", "AC-02", "AC.L2-3.1.1", "gv", "cc6.1", "a.5.1"} {
			want, err1 := f.Parse(text)
			got, err2 := g.Parse(text)
			if want != got || (err1 == nil) != (err2 == nil) {
				t.Errorf("%s: %q is %q, %v as shipped, and %q, %v as built", f.ID(), text, want, err1, got, err2)
			}
		}
	}
	// A list of the caller's own is spelled as it is listed, and in no other way.
	own := framework(t, "own-1", "AC-2", "3.1.1")
	for _, text := range []string{"ac-2", "AC-02", "AC.L2-3.1.1"} {
		if id, err := own.Parse(text); err == nil {
			t.Errorf("%q is read as %q", text, id)
		}
	}
}

// The first item of a list is a parent like any other.
func TestTheFirstItemMayBeAParent(t *testing.T) {
	f, err := mapping.NewFramework(mapping.FrameworkSpec{ID: "f-1", Leaves: []mapping.Kind{"rule"}, Items: []mapping.Item{
		{ID: "1", Kind: "rule"}, {ID: "1.1", Kind: "rule", Parent: "1"}, {ID: "2", Kind: "rule"}, {ID: "2.1", Kind: "part", Parent: "2"}, {ID: "2.1.1", Kind: "part", Parent: "2.1"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	list := func(kinds ...mapping.Kind) (ids []string) {
		for it := range f.Leaves(kinds...) {
			ids = append(ids, it.ID)
		}
		return ids
	}
	if got, want := list(), []string{"1.1", "2"}; !slices.Equal(got, want) {
		t.Errorf("leaves %q, want %q", got, want)
	}
	if got, want := list("rule", "part"), []string{"1.1", "2", "2.1.1"}; !slices.Equal(got, want) {
		t.Errorf("leaves of both kinds %q, want %q", got, want)
	}
	for _, it := range f.Spec().Items {
		if it.Leaf != slices.Contains(list(), it.ID) {
			t.Errorf("%s: leaf %t", it.ID, it.Leaf)
		}
	}
	if it, ok := f.LookupItem("3"); ok || it != (mapping.Item{}) {
		t.Errorf("no item is %+v", it)
	}
}

// An item that is its own ancestor is named, wherever the circle begins and
// whatever leads into it.
func TestCyclesOfParents(t *testing.T) {
	for name, tc := range map[string]struct{ parents, want string }{
		"itself":         {"1:1", "items[1]"},
		"two":            {"1:2 2:1", "items[1]"},
		"behind a chain": {"1: 2:1 3:2 4:5 5:6 6:4", "items[4]"},
		"into a circle":  {"1:2 2:3 3:2", "items[2]"},
		"none":           {"1: 2:1 3:1 4:3 5:4", ""},
		"far below":      {"1:2 2:3 3:4 4:", ""},
	} {
		s := mapping.FrameworkSpec{ID: "f-1"}
		for p := range strings.FieldsSeq(tc.parents) {
			id, parent, _ := strings.Cut(p, ":")
			s.Items = append(s.Items, mapping.Item{ID: id, Kind: "rule", Parent: parent})
		}
		want := "fine"
		if tc.want != "" {
			want = "mapping/item-above-itself at " + tc.want + ".parent"
		}
		if _, err := mapping.NewFramework(s); golden.Codes(err) != want {
			t.Errorf("%s: %s, want %s", name, golden.Codes(err), want)
		}
	}
}

// Numbers by value, all else by bytes; where only padding differs by bytes again.
func TestOrderOfIDs(t *testing.T) {
	sorted := []string{"", "1", "1.01", "1.1", "1.01.1", "1.1.1", "1.5.1", "1.9", "1.10", "1.10.2", "2", "9", "10", "09:", "a9", "a10", "a:", "a~", "b"}
	slices.SortFunc(sorted, mapping.CompareIDs)
	want := []string{"", "1", "1.01", "1.1", "1.01.1", "1.1.1", "1.5.1", "1.9", "1.10", "1.10.2", "2", "9", "09:", "10", "a9", "a10", "a:", "a~", "b"}
	if d := cmp.Diff(want, sorted); d != "" {
		t.Error(d)
	}
	for i, a := range want {
		for j, b := range want {
			if got := mapping.CompareIDs(a, b); got > 0 != (i > j) || got < 0 != (i < j) {
				t.Errorf("CompareIDs(%q, %q) = %d", a, b, got)
			}
		}
	}
}

// The spellings of SP 800-53 controls and of CMMC practices, with the next thing
// that is none.
func TestSpellingsAtTheirEdges(t *testing.T) {
	for text, want := range map[string]string{
		"AC-2": "AC-2", "ac-2": "AC-2", "aC-2": "AC-2", "AC-02": "AC-2", "AC-0002": "AC-2", "AC-00002": "", "AC-2 ": "", " AC-2": "", "AC 2": "", "AC2": "", "AC-": "", "AC": "AC", "-2": "", "AC--2": "", "AC-2-": "",
		"AC-2(1)": "AC-2(1)", "AC-2(01)": "AC-2(1)", "AC-2(0001)": "AC-2(1)", "AC-2(00001)": "", "AC-2.1": "AC-2(1)", "AC-2.0001": "AC-2(1)", "AC-2.00001": "", "AC-2 (1)": "AC-2(1)", "AC-2  (1)": "",
		"AC-2(0)": "", "AC-2(1": "", "AC-2 (1": "", "AC-21)": "", "AC-2 1)": "", "AC-2.1)": "", "AC-2.(1)": "", "AC-2((1))": "", "AC-2(1)(1)": "", "AC-2(1x)": "", "AC-2(1) ": "", "AC-2 1": "", "AC-2:1": "", "AC-2x": "",
		"SI-20": "SI-20", "si-20": "SI-20", "sr-12": "SR-12", "pm-32": "PM-32", "A1-2": "", "A`-2": "", "[C-2": "", "AC-2\x00": "",
		strings.Repeat("0", 100): "", "AC-" + strings.Repeat("0", 100) + "2": "",
	} {
		for _, f := range []mapping.Framework{fw("nist-800-53-r5")} {
			got, err := f.Parse(text)
			if _, listed := f.LookupItem(text); text == "AC" && !listed {
				want = ""
			}
			if got != want || (err == nil) != (want != "") {
				t.Errorf("Parse(%q) = %q, %v; want %q", text, got, err, want)
			}
		}
	}
	for text, want := range map[string]string{
		"3.1.1": "3.1.1", "AC.L2-3.1.1": "3.1.1", "SI.L2-3.14.7": "3.14.7", "ac.L2-3.1.1": "", "AC.l2-3.1.1": "", "AC.L2-3.1": "", "AC.L2-": "", "L2-3.1.1": "", ".L2-3.1.1": "", "AC.L1-3.1.1": "", "AC.L2-3.14.7": "",
	} {
		if got, err := fw("nist-800-171-r2").Parse(text); got != want || (err == nil) != (want != "") {
			t.Errorf("Parse(%q) = %q, %v; want %q", text, got, err, want)
		}
	}
	// Letters in either case, all of them, and nothing beside them.
	for c := range byte(0x80) {
		id, err := fw("nist-csf-2.0").Parse(string([]byte{c, 'v'}))
		if want := c == 'g' || c == 'G'; (id == "GV") != want || (err == nil) != want {
			t.Errorf("%q is read as %q, %v", []byte{c, 'v'}, id, err)
		}
	}
	for _, text := range []string{"zz", "{z", "a.5.1{"} {
		if id, err := fw("iso-27001-2022").Parse(text); err == nil {
			t.Errorf("%q is read as %q", text, id)
		}
	}
}

// Words of a vocabulary in any case, and with any of the three separators.
func TestWordsInOtherSpellings(t *testing.T) {
	for v := range mapping.Notations().All() {
		for _, term := range v.Terms() {
			for _, text := range []string{
				strings.ToUpper(term.Word),
				strings.NewReplacer(" ", "_", "-", "_").Replace(term.Word),
				strings.NewReplacer(" ", "-", "_", "-").Replace(term.Word),
				strings.NewReplacer("_", " ", "-", " ").Replace(strings.ToUpper(term.Word)),
			} {
				if got, err := v.Read(text); err != nil || !reflect.DeepEqual(got, term) {
					t.Errorf("%s: %q is read as %+v, %v", v, text, got, err)
				}
			}
			for _, text := range []string{term.Word + " ", " " + term.Word, term.Word[1:], strings.NewReplacer(" ", "`", "-", ".", "_", "`").Replace(term.Word) + "x"} {
				if got, err := v.Read(text); err == nil {
					t.Errorf("%s: %q is read as %+v", v, text, got)
				}
			}
		}
	}
	for _, text := range []string{"Intersects`with", "intersects.with", "EQUA[", "@qual"} {
		if got, err := mapping.Notation("nist-ir-8477-set-theory").Read(text); err == nil {
			t.Errorf("%q is read as %+v", text, got)
		}
	}
	// Bits that mean nothing are not part of what is written.
	for r := range mapping.Relation(32) {
		a, err1 := mapping.Notation("ciso-assistant").Write(r)
		b, err2 := mapping.Notation("ciso-assistant").Write(r | 1<<6)
		if !reflect.DeepEqual(a, b) || (err1 == nil) != (err2 == nil) {
			t.Errorf("%v is written %q, with another bit %q", r, a.Word, b.Word)
		}
	}
}

// A derived crosswalk says that it is one and of what, and has every pair that
// says something, in the order of the chain.
func TestDerivedCrosswalkIsWhole(t *testing.T) {
	a, b, c := framework(t, "a-1", "a1", "a2", "a3"), framework(t, "b-1", "b1", "b2", "b3"), framework(t, "c-1", "c1", "c2", "c3")
	ab := crosswalk(t, "ab", a, b, pair("a1", "b1", 0), pair("a2", "b2", eq), pair("a3", "b3", sub), pair("a1", "b2", sub))
	bc := crosswalk(t, "bc", b, c, pair("b1", "c1", eq), pair("b2", "c2", eq), pair("b3", "c2", eq))
	chain, err := mapping.NewChain(ab, bc)
	if err != nil {
		t.Fatal(err)
	}
	got, err := chain.Crosswalk("ac")
	if err != nil {
		t.Fatal(err)
	}
	noted := func(e mapping.Entry, path string) mapping.Entry {
		e.Note = path
		return e
	}
	want := mapping.Spec{
		ID: "ac", Source: "a-1", Target: "c-1",
		Provenance: mapping.Provenance{Publisher: "derived here", Document: "composition of the inputs", Style: "derived", Derived: true, Inputs: []string{"ab", "bc"}, Direction: mapping.AsPublished},
		Entries: []mapping.Entry{
			noted(pair("a1", "c2", sub), "a1 > b2 > c2 (1/1)"),
			noted(pair("a2", "c2", eq), "a2 > b2 > c2 (1/1)"),
			noted(pair("a3", "c2", sub), "a3 > b3 > c2 (1/1)"),
		},
		SourcesWithoutCounterpart: []mapping.NoCounterpart{}, TargetsWithoutCounterpart: []mapping.NoCounterpart{},
	}
	if d := cmp.Diff(want, got.Spec(), dates); d != "" {
		t.Error(d)
	}
}

// Paths come in the order of the frameworks, also where the entries do not.
func TestOrderOfPaths(t *testing.T) {
	a, b, c := framework(t, "a-1", "a1", "a2", "a3"), framework(t, "b-1", "b1", "b2", "b3"), framework(t, "c-1", "c1", "c2")
	set := func(target string, sources ...string) mapping.Entry {
		return mapping.Entry{Sources: sources, Targets: []string{target}, Relation: eq}
	}
	// Read from behind, the entries of a1 come by b3, b1, b2.
	ab := crosswalk(t, "ab", b, a, set("a1", "b1", "b3"), set("a1", "b2"), set("a2", "b2", "b3"), set("a1", "b3")).Converse()
	bc := crosswalk(t, "bc", b, c, pair("b3", "c1", eq), pair("b1", "c1", eq), pair("b2", "c2", eq), pair("b2", "c1", sub))
	chain, err := mapping.NewChain(ab, bc)
	if err != nil {
		t.Fatal(err)
	}
	for ends, want := range map[[2]string][][]string{
		{"a1", "c1"}: {{"a1", "b1", "c1"}, {"a1", "b2", "c1"}, {"a1", "b3", "c1"}, {"a1", "b3", "c1"}},
		{"a1", "c2"}: {{"a1", "b2", "c2"}},
		{"a2", "c1"}: {{"a2", "b2", "c1"}, {"a2", "b3", "c1"}},
		{"a3", "c1"}: nil,
		{"a1", "b1"}: nil,
		{"b1", "c1"}: nil,
		{"", ""}:     nil,
	} {
		if d := cmp.Diff(want, slices.Collect(chain.Paths(ends[0], ends[1]))); d != "" {
			t.Errorf("%q: %s", ends, d)
		}
	}
	self, err := mapping.NewChain(ab)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([][]string{{"a1", "b1"}}, slices.Collect(self.Paths("a1", "b1"))); d != "" {
		t.Error(d)
	}
	// The first paths to several targets, one source after the other.
	within := func(id string, from, to mapping.Framework, pairs string) mapping.Crosswalk {
		var entries []mapping.Entry
		for p := range strings.FieldsSeq(pairs) {
			source, target, _ := strings.Cut(p, ":")
			entries = append(entries, pair(source, target, mapping.SubsetOrEqual))
		}
		return crosswalk(t, id, from, to, entries...)
	}
	d := framework(t, "d-1", "d1", "d2", "d3")
	long, err := mapping.NewChain(within("1", a, b, "a1:b2 a1:b3 a2:b1 a2:b3 a3:b1"), within("2", b, c, "b1:c2 b2:c2 b3:c1 b3:c2"), within("3", c, d, "c1:d2 c1:d3 c2:d1 c2:d2"))
	if err != nil {
		t.Fatal(err)
	}
	derived, err := long.Crosswalk("long")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for e := range derived.Entries() {
		for first := range long.Paths(e.Sources[0], e.Targets[0]) {
			if !strings.HasPrefix(e.Note, strings.Join(first, " > ")+" (1/") {
				t.Errorf("%v to %v: %s, want %q", e.Sources, e.Targets, e.Note, first)
			}
			n++
			break
		}
	}
	if n != 8 || derived.Len() != 8 {
		t.Errorf("%d pairs, %d with a path; want 8", derived.Len(), n)
	}
	for l := range long.Candidates() {
		if got := count(long.Paths(l.Source, l.Target)); got != l.Paths {
			t.Errorf("%+v: %d paths", l, got)
		}
	}
}

// Coverage names what it counted and by what, each crosswalk once, and counts
// what is only evidence.
func TestCoverageInFull(t *testing.T) {
	a := framework(t, "a-1", "s1", "s2")
	b, err := mapping.NewFramework(mapping.FrameworkSpec{ID: "b-1", Leaves: []mapping.Kind{"rule"}, Items: []mapping.Item{
		{ID: "g", Kind: "group"}, {ID: "t1", Kind: "rule", Parent: "g"}, {ID: "t2", Kind: "rule", Parent: "g"}, {ID: "t3", Kind: "rule"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	x, y := crosswalk(t, "y-x", a, b, pair("s1", "t1", ovl)), crosswalk(t, "x-y", a, b, pair("s2", "t2", eq))
	state := func(s mapping.State) func(string) mapping.State { return func(string) mapping.State { return s } }
	inf := infer(t, b, mapping.InferenceInput{Crosswalk: x, State: state(met)}, mapping.InferenceInput{Crosswalk: y, State: state(met)}, mapping.InferenceInput{Crosswalk: y, State: state(unknown)})
	want := mapping.Coverage{Target: "b-1", Kinds: []mapping.Kind{"rule"}, Crosswalks: []string{"x-y", "y-x"}, Total: 3, Covered: 1, Inconclusive: 1, NotMapped: 1, Reached: 2}
	if d := cmp.Diff(want, inf.Coverage()); d != "" {
		t.Error(d)
	}
	want.Kinds = []mapping.Kind{"rule", "group"}
	want.Total, want.NotMapped = 4, 2
	kinds := []mapping.Kind{"rule", "group"}
	got := inf.Coverage(kinds...)
	if kinds[0] = "changed"; true {
		if d := cmp.Diff(want, got); d != "" {
			t.Error(d)
		}
	}
	if got, want := (mapping.Inference{}).Coverage("k"), (mapping.Coverage{Kinds: []mapping.Kind{"k"}, Crosswalks: []string{}}); !cmp.Equal(got, want) {
		t.Errorf("of nothing: %+v", got)
	}
}

// What a crosswalk was built from is what it hands out: all of it, and no slice of
// its own.
func TestCrosswalkRecordIsWhole(t *testing.T) {
	a, b := framework(t, "a-1", "a1", "a2", "a3", "a4"), framework(t, "b-1", "b1", "b2", "b3", "b4")
	s := mapping.Spec{
		ID: "ab", Source: "a-1", Target: "b-1",
		Provenance: mapping.Provenance{Publisher: "p", Document: "d", Direction: mapping.AsPublished, Inputs: []string{"i1", "i2"}},
		Entries: []mapping.Entry{
			{Sources: []string{"a1"}, Targets: []string{"b1", "b2"}, Relation: eq, Word: "w", Rationale: mapping.Functional, Strength: "10", Claim: "full set", Note: "n"},
			{Sources: []string{"a1"}, Targets: []string{"b2"}, Relation: mapping.Unspecified},
			{Sources: []string{"a2", "a3"}, Targets: []string{"b1"}, Relation: sub, Strength: "N/A", Reason: "r", By: "amal", On: day},
		},
		SourcesWithoutCounterpart: []mapping.NoCounterpart{{ID: "a4", Note: "n"}},
		TargetsWithoutCounterpart: []mapping.NoCounterpart{{ID: "b3"}, {ID: "b4", Part: "p"}, {ID: "b4", Part: "q", Note: "m"}},
	}
	c, err := mapping.New(s, a, b)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(s, c.Spec(), dates); d != "" {
		t.Error(d)
	}
	turned := mapping.Spec{
		ID: "ab", Source: "b-1", Target: "a-1",
		Provenance: mapping.Provenance{Publisher: "p", Document: "d", Direction: mapping.Reversed, Inputs: []string{"i1", "i2"}},
		Entries: []mapping.Entry{
			{Sources: []string{"b1", "b2"}, Targets: []string{"a1"}, Relation: eq, Word: "w", Rationale: mapping.Functional, Strength: "10", Claim: "full set", Note: "n"},
			{Sources: []string{"b1"}, Targets: []string{"a2", "a3"}, Relation: sup, Strength: "N/A", Reason: "r", By: "amal", On: day},
			{Sources: []string{"b2"}, Targets: []string{"a1"}, Relation: mapping.Unspecified},
		},
		SourcesWithoutCounterpart: s.TargetsWithoutCounterpart, TargetsWithoutCounterpart: s.SourcesWithoutCounterpart,
	}
	if d := cmp.Diff(turned, c.Converse().Spec(), dates); d != "" {
		t.Error(d)
	}
	c.Provenance().Inputs[0] = "changed"
	if got := c.Provenance().Inputs[0]; got != "i1" {
		t.Errorf("the inputs are %q now", got)
	}
	for _, pair := range [][2]string{{"a1", "x"}, {"x", "b1"}, {"a3", "b2"}, {"b1", "a1"}} {
		if r, ok := c.LookupRelation(pair[0], pair[1]); ok || r != mapping.Unspecified {
			t.Errorf("%q: %v, %t", pair, r, ok)
		}
	}
	// One change of anything that it says makes another crosswalk.
	for i, change := range []func(*mapping.Spec){
		func(s *mapping.Spec) { s.ID = "x" },
		func(s *mapping.Spec) { s.Entries = s.Entries[:2] },
		func(s *mapping.Spec) { s.Entries[1].Targets = []string{"b1"} },
		func(s *mapping.Spec) { s.Entries[1].Relation = eq },
		func(s *mapping.Spec) { s.Entries[0].Word = "x" },
		func(s *mapping.Spec) { s.Entries[0].Rationale = mapping.Semantic },
		func(s *mapping.Spec) { s.Entries[0].Strength = "9" },
		func(s *mapping.Spec) { s.Entries[0].Claim = "" },
		func(s *mapping.Spec) { s.Entries[0].Note = "" },
		func(s *mapping.Spec) { s.Entries[2].Reason = "x" },
		func(s *mapping.Spec) { s.Entries[2].By = "noor" },
		func(s *mapping.Spec) { s.Entries[2].On = day.AddDays(1) },
		func(s *mapping.Spec) { s.SourcesWithoutCounterpart = nil },
		func(s *mapping.Spec) { s.TargetsWithoutCounterpart = s.TargetsWithoutCounterpart[1:] },
	} {
		var other mapping.Spec
		text, _ := json.Marshal(s)
		if err := json.Unmarshal(text, &other); err != nil {
			t.Fatal(err)
		}
		same, err := mapping.New(other, a, b)
		if err != nil || !same.Equal(c) {
			t.Fatalf("the same record makes another crosswalk: %v", err)
		}
		change(&other)
		d, err := mapping.New(other, a, b)
		if err != nil {
			t.Fatal(err)
		}
		if d.Equal(c) || c.Equal(d) {
			t.Errorf("change %d is not seen", i)
		}
	}
	more := framework(t, "b-1", "b1", "b2", "b3", "b4", "b5")
	if d, err := mapping.New(s, a, more); err != nil || d.Equal(c) || c.Equal(d) {
		t.Errorf("another list of targets makes the same crosswalk: %v", err)
	}
}

// Entries without a word stay as they are, wherever they stand.
func TestReadAsSaysWhatWasDone(t *testing.T) {
	a, b := framework(t, "a-1", "a1", "a2", "a3"), framework(t, "b-1", "b1")
	word := func(e mapping.Entry, w string) mapping.Entry {
		e.Word = w
		return e
	}
	c := crosswalk(t, "ab", a, b, word(pair("a1", "b1", mapping.SubsetOrEqual), "equal-to"), pair("a2", "b1", ovl), word(pair("a3", "b1", mapping.SubsetOrEqual), "superset-of"))
	got, err := c.ReadAs("oscal")
	if err != nil {
		t.Fatal(err)
	}
	want := c.Spec()
	want.ID, want.Provenance.Style = "ab+words as oscal", "words read as oscal"
	want.Entries[0].Relation, want.Entries[2].Relation = eq, sup
	if d := cmp.Diff(want, got.Spec(), dates); d != "" {
		t.Error(d)
	}
}

// Reviews keep what the reviewer wrote; those that stand alone name their
// reviewers as the source.
func TestReviewsAreWhole(t *testing.T) {
	a, b := framework(t, "a-1", "a1", "a2"), framework(t, "b-1", "b1", "b2")
	r := review("a1", "b1", sub)
	r.Rationale = mapping.Functional
	o := mapping.Overlay{ID: "o", Source: "a-1", Target: "b-1", Reviews: []mapping.Review{r}}
	want := mapping.Entry{Sources: []string{"a1"}, Targets: []string{"b1"}, Relation: sub, Rationale: mapping.Functional, Reason: "read side by side", By: "amal", On: day}
	alone, err := o.Crosswalk(a, b)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]mapping.Entry{want}, slices.Collect(alone.Entries()), dates); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(mapping.Provenance{Publisher: "reviewers named in the entries", Document: "o", Direction: mapping.AsPublished}, alone.Provenance()); d != "" {
		t.Error(d)
	}
	c := crosswalk(t, "ab", a, b, pair("a2", "b2", 0))
	joined, err := c.With(o)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]mapping.Entry{want, pair("a2", "b2", mapping.Unspecified)}, slices.Collect(joined.Entries()), dates); d != "" || joined.ID() != "ab+o" {
		t.Errorf("%s: %s", joined.ID(), d)
	}
	// Between the right frameworks in one place only: not joined.
	for _, ends := range [][2]string{{"b-1", "c-1"}, {"c-1", "a-1"}, {"a-1", "a-1"}, {"b-1", "b-1"}, {"a-1", "c-1"}, {"c-1", "b-1"}} {
		o := mapping.Overlay{ID: "o", Source: ends[0], Target: ends[1]}
		if _, err := c.With(o); err == nil {
			t.Errorf("%q is joined to a-1 and b-1", ends)
		}
	}
}

// A proof names its crosswalk, the framework it comes from and the direction it is
// read in; nothing is proved of what is no item.
func TestProofsAreWhole(t *testing.T) {
	a, b := framework(t, "a-1", "a1", "a2"), framework(t, "b-1", "b1")
	c := crosswalk(t, "ba", b, a, mapping.Entry{Sources: []string{"b1"}, Targets: []string{"a1", "a2"}, Relation: sub}, pair("b1", "a2", 0)).Converse()
	inf := infer(t, b, mapping.InferenceInput{Crosswalk: c, State: func(id string) mapping.State {
		if id == "a1" {
			return met
		}
		return partly
	}})
	proof := mapping.Proof{
		Crosswalk: "ba", Source: "a-1", Direction: mapping.Reversed,
		Entry: mapping.Entry{Sources: []string{"a1", "a2"}, Targets: []string{"b1"}, Relation: sup}, States: []mapping.State{met, partly}, Possible: mapping.AnyState,
	}
	lead := proof
	lead.Entry, lead.States = pair("a2", "b1", mapping.Unspecified), []mapping.State{partly}
	if d := cmp.Diff([]mapping.Proof{proof, lead}, slices.Collect(inf.Candidates("b1")), dates); d != "" {
		t.Error(d)
	}
	if count(inf.Candidates("a1"))+count(inf.Candidates(""))+count(inf.Proofs("x")) != 0 {
		t.Error("something is said of what is no item")
	}
	// What no demand of is met cannot be full, nor is it evidence.
	inf = infer(t, b, mapping.InferenceInput{Crosswalk: crosswalk(t, "ab", a, b, pair("a1", "b1", sub)), State: func(string) mapping.State { return met }})
	if r, _ := inf.LookupResult("b1"); r.Outcome != mapping.Inconclusive || r.Possible != mapping.SetOf(met)|mapping.SetOf(partly) {
		t.Errorf("%+v", r)
	}
}

// Each cell of an imported row arrives, and the note of a conflict comes only where
// there is one and no other note.
func TestImportIsWhole(t *testing.T) {
	a, b := framework(t, "a-1", "a1", "a2", "a3", "a4"), framework(t, "b-1", "b1", "b2")
	head := mapping.Spec{
		ID: "ab", Source: "a-1", Target: "b-1", Entries: []mapping.Entry{pair("a4", "b2", eq)},
		SourcesWithoutCounterpart: []mapping.NoCounterpart{{ID: "a3", Part: "annex"}}, Provenance: mapping.Provenance{Publisher: "p", Direction: mapping.AsPublished},
	}
	c, err := mapping.Import(head, "nist-ir-8477-supportive", a, b, []mapping.ImportRow{
		{Sources: []string{"a1"}, Targets: []string{"b1"}, Word: "Supports", Rationale: mapping.Syntactic, Strength: "3", Note: "n"},
		{Sources: []string{"a1", "a2"}, Targets: []string{"b1"}, Word: "contrary"},
		{Sources: []string{"a2"}, Targets: []string{"b2"}, Word: "contrary", Note: "mine"},
		{Sources: []string{"a2"}, Targets: []string{"b1"}},
		{Sources: []string{"a3"}, Note: "looked"},
	})
	if err != nil {
		t.Fatal(err)
	}
	entry := func(word, note string, targets []string, sources ...string) mapping.Entry {
		return mapping.Entry{Sources: sources, Targets: targets, Relation: mapping.Unspecified, Word: word, Note: note}
	}
	first := entry("Supports", "n", []string{"b1"}, "a1")
	first.Rationale, first.Strength = mapping.Syntactic, "3"
	want := mapping.Spec{
		ID: "ab", Source: "a-1", Target: "b-1", Provenance: head.Provenance,
		Entries: []mapping.Entry{
			first, entry("contrary", "the publisher sees a conflict", []string{"b1"}, "a1", "a2"), entry("", "", []string{"b1"}, "a2"), entry("contrary", "mine", []string{"b2"}, "a2"), pair("a4", "b2", eq),
		},
		SourcesWithoutCounterpart: []mapping.NoCounterpart{{ID: "a3", Note: "looked"}, {ID: "a3", Part: "annex"}}, TargetsWithoutCounterpart: []mapping.NoCounterpart{},
	}
	if d := cmp.Diff(want, c.Spec(), dates); d != "" {
		t.Error(d)
	}
	// The frameworks of the head, where it names any, are those of the rows.
	for _, ends := range [][2]string{{"a-2", "b-1"}, {"a-1", "b-2"}, {"", "b-2"}, {"a-2", ""}} {
		other := head
		other.Source, other.Target = ends[0], ends[1]
		if _, err := mapping.Import(other, "nist-ir-8477-supportive", a, b, nil); err == nil {
			t.Errorf("a head of %q takes rows of a-1 and b-1", ends)
		}
	}
	head.Source, head.Target = "", ""
	if _, err := mapping.Import(head, "nist-ir-8477-supportive", a, b, nil); err != nil {
		t.Error(err)
	}
}

// The plan of artefacts that serve nothing, or nothing more, has lists all the
// same; several crosswalks that name a pair are met.
func TestEvidencePlanIsWhole(t *testing.T) {
	a := framework(t, "a-1", "s2", "s1")
	b2, b10 := framework(t, "b-2", "t2", "t1"), framework(t, "b-10", "u1")
	x := crosswalk(t, "x", a, b2, pair("s1", "t1", mapping.SubsetOrEqual), pair("s1", "t2", 0), pair("s2", "t1", sup), mapping.Entry{Sources: []string{"s1", "s2"}, Targets: []string{"t1"}, Relation: mapping.Related})
	y := crosswalk(t, "y", a, b2, pair("s1", "t1", mapping.SupersetOrEqual))
	z := crosswalk(t, "a", a, b10, pair("s2", "u1", eq))
	plan, err := mapping.PlanEvidence([]mapping.Artefact{{ID: "E-1", Items: []string{"s1"}}, {ID: "E-2"}, {ID: "E-2", Title: "late"}}, z, y, x)
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.MarshalIndent(plan, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	use := func(id string, r mapping.Relation, by ...string) mapping.Reuse {
		return mapping.Reuse{ItemRef: mapping.ItemRef{Framework: "b-2", ID: id}, Via: "s1", Relation: r, Crosswalks: by}
	}
	want := mapping.EvidencePlan{
		Artefacts: []mapping.PlannedArtefact{
			{Artefact: mapping.Artefact{ID: "E-1", Items: []string{"s1"}}, Uses: []mapping.Reuse{use("t2", mapping.Unspecified, "x"), use("t1", eq, "x", "y")}},
			{Artefact: mapping.Artefact{ID: "E-2", Title: "late", Items: []string{}}, Uses: []mapping.Reuse{}},
		},
		WithoutEvidence: []mapping.ItemRef{{Framework: "b-10", ID: "u1"}},
	}
	if d := cmp.Diff(want, plan); d != "" {
		t.Error(d)
	}
	if strings.Contains(string(got), "null") {
		t.Errorf("null in %s", got)
	}
	if plan, err := mapping.PlanEvidence(nil, z); err != nil || plan.Artefacts == nil || len(plan.WithoutEvidence) != 1 {
		t.Errorf("without artefacts: %+v, %v", plan, err)
	}
	full, err := mapping.PlanEvidence([]mapping.Artefact{{ID: "E", Items: []string{"s2"}}}, z)
	if err != nil || full.WithoutEvidence == nil || len(full.WithoutEvidence) != 0 {
		t.Errorf("all are served: %+v, %v", full, err)
	}
}

// A way of which one source has no known effort is not known at all, whatever the
// others take.
func TestWaysOfPartlyKnownEffort(t *testing.T) {
	a, b := framework(t, "a-1", "s1", "s2", "s3"), framework(t, "b-1", "t1", "t2")
	c := crosswalk(t, "ab", a, b, mapping.Entry{Sources: []string{"s1", "s2", "s3"}, Targets: []string{"t1"}, Relation: sup}, pair("s1", "t2", eq))
	inf := infer(t, b, mapping.InferenceInput{Crosswalk: c, State: func(string) mapping.State { return unknown }})
	effort := map[string]int{"s1": 4, "s2": -3, "s3": 5, "t1": 9, "t2": 4}
	got := inf.Gaps(func(_, id string) (int, bool) { return effort[id], id != "s3" })
	want := []mapping.Gap{
		{Target: "t2", Outcome: mapping.NotMapped, Paths: []mapping.CoveragePath{{Crosswalk: "ab", Source: "a-1", Missing: []string{"s1"}, Units: 4, Known: true}}, Candidates: 1, Units: 4, Known: true},
		{Target: "t1", Outcome: mapping.NotMapped, Paths: []mapping.CoveragePath{{Crosswalk: "ab", Source: "a-1", Missing: []string{"s1", "s2", "s3"}}}, Candidates: 1, Units: 9, Known: true},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if got := (mapping.Inference{}).Gaps(nil); got == nil || len(got) != 0 {
		t.Errorf("of nothing: %v", got)
	}
}

// Several proofs, sources, reviewers and leads in one row, joined for people.
func TestRowsOfSeveralProofs(t *testing.T) {
	a, b := framework(t, "a-1", "s1", "s2", "s3"), framework(t, "b-1", "t1")
	o := mapping.Overlay{ID: "r", Source: "a-1", Target: "b-1", Reviews: []mapping.Review{review("s1", "t1", sup), review("s2", "t1", eq)}}
	o.Reviews[0].By = "noor"
	o.Reviews[0].On = isms.MustDate("2026-04-05")
	c, err := crosswalk(t, "ab", a, b, mapping.Entry{Sources: []string{"s1", "s2"}, Targets: []string{"t1"}, Relation: sup}, pair("s3", "t1", 0)).With(o)
	if err != nil {
		t.Fatal(err)
	}
	tab := infer(t, b, mapping.InferenceInput{Crosswalk: c, State: func(string) mapping.State { return met }}).Table()
	var got []string
	for _, cell := range tab.Rows[0] {
		got = append(got, cell.String())
	}
	var proofs, sentences []string
	for proof := range infer(t, b, mapping.InferenceInput{Crosswalk: c, State: func(string) mapping.State { return met }}).Proofs("t1") {
		s := proof.Sentence()
		proofs, sentences = append(proofs, golden.Said(s)), append(sentences, s.Text)
	}
	if d := cmp.Diff([]string{
		"mapping/proof(sources=[s1], relation=superset of, crosswalk=ab+r)", "mapping/proof(sources=[s1, s2], relation=superset of, crosswalk=ab+r)",
		"mapping/proof(sources=[s2], relation=equal, crosswalk=ab+r)",
	}, proofs); d != "" {
		t.Error(d)
	}
	want := []string{"t1", "", "proved: fully covered", "fully met", strings.Join(sentences, "; "), "noor 2026-04-05; amal 2026-03-02", "1", "no"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	for proof := range infer(t, b, mapping.InferenceInput{Crosswalk: c, State: func(string) mapping.State { return met }}).Proofs("t1") {
		proof.Entry.Relation = mapping.SubsetOrEqual
		laws.Sentence(t, proof.Sentence())
	}
	for name, empty := range map[string]table.Table{"results": mapping.Inference{}.Table(), "plan": mapping.EvidencePlan{}.Table()} {
		if empty.Rows == nil {
			t.Errorf("%s: no list of rows", name)
		}
	}
}

// Relations and states in JSON: text, or null for what stays as it is; all else is
// refused in words of the field.
func TestRelationsAndStatesFromJSON(t *testing.T) {
	for text, want := range map[string]string{
		`"equal|subset of"`: "fine", `null`: "fine", `""`: "fine",
		`5`:                     "isms/wrong-kind",
		`["subset"]`:            "isms/wrong-kind",
		`"same"`:                "mapping/no-relationship-of-sets",
		`"equal|subset of|"`:    "mapping/no-relationship-of-sets",
		`"equal|unspecified"`:   "mapping/no-relationship-of-sets",
		`"subset of|subset of"`: "mapping/no-relationship-of-sets",
	} {
		r := sup
		err := json.Unmarshal([]byte(text), &r)
		if got := golden.Codes(err); got != want {
			t.Errorf("relation %s: %s, want %s", text, got, want)
		}
		if want := map[string]mapping.Relation{`"equal|subset of"`: mapping.SubsetOrEqual, `""`: 0}[text]; err == nil && text != "null" && r != want || (err != nil || text == "null") && r != sup {
			t.Errorf("relation %s is read as %v", text, r)
		}
	}
	for text, want := range map[string]string{
		`"fully met|partially met"`: "fine", `null`: "fine",
		`true`: "isms/wrong-kind",
		`""`:   "mapping/no-set-of-states",
	} {
		s := mapping.SetOf(not)
		err := json.Unmarshal([]byte(text), &s)
		if got := golden.Codes(err); got != want {
			t.Errorf("states %s: %s, want %s", text, got, want)
		}
		if read := mapping.SetOf(met) | mapping.SetOf(partly); (text == `"fully met|partially met"`) != (s == read) || s != read && s != mapping.SetOf(not) {
			t.Errorf("states %s are read as %v", text, s)
		}
	}
}

// One set of many targets takes back what a pair says, as a set of few does.
func TestSetsThatDenyAnEquality(t *testing.T) {
	a, b := framework(t, "a-1", "a1", "a2"), framework(t, "b-1", "b1", "b2", "b3", "b4", "b5")
	pairs := crosswalk(t, "ab", a, b, pair("a1", "b2", eq), pair("a2", "b5", eq))
	kept := []mapping.ItemRef{{Framework: "a-1", ID: "a2"}, {Framework: "b-1", ID: "b5"}}
	both := [][]mapping.ItemRef{{{Framework: "a-1", ID: "a1"}, {Framework: "b-1", ID: "b2"}}, kept}
	for _, tc := range []struct {
		targets []string
		want    [][]mapping.ItemRef
	}{
		{[]string{"b2"}, [][]mapping.ItemRef{kept}},
		{[]string{"b2", "b3"}, [][]mapping.ItemRef{kept}},
		{[]string{"b1", "b2", "b3", "b4"}, [][]mapping.ItemRef{kept}},
		{[]string{"b1", "b3", "b4"}, both},
		{[]string{"b3"}, both},
	} {
		set := crosswalk(t, "set", a, b, mapping.Entry{Sources: []string{"a1"}, Targets: tc.targets, Relation: mapping.Disjoint})
		for _, c := range []mapping.Crosswalk{set, set.Converse()} {
			got, err := mapping.Equivalents(pairs, c)
			if d := cmp.Diff(tc.want, got); d != "" || err != nil {
				t.Errorf("%q disjoint from a1: %v %s", tc.targets, err, d)
			}
		}
	}
}

// Of two sources that are met and together overlap with a target, some demand of it
// is met, though nobody can say by which of them.
func TestEvidenceOfASetThatOverlaps(t *testing.T) {
	a, b := framework(t, "a-1", "s1", "s2"), framework(t, "b-1", "t1")
	c := crosswalk(t, "ab", a, b, mapping.Entry{Sources: []string{"s1", "s2"}, Targets: []string{"t1"}, Relation: ovl})
	for _, tc := range []struct {
		second mapping.State
		want   mapping.Outcome
	}{{met, mapping.Inconclusive}, {unknown, mapping.NotMapped}, {not, mapping.NotMapped}} {
		inf := infer(t, b, mapping.InferenceInput{Crosswalk: c, State: func(id string) mapping.State {
			if id == "s1" {
				return met
			}
			return tc.second
		}})
		if r, _ := inf.LookupResult("t1"); r.Outcome != tc.want {
			t.Errorf("the second is %q: %+v", tc.second, r)
		}
	}
}

// The zero framework has nothing in it.
func TestZeroFramework(t *testing.T) {
	var f mapping.Framework
	if count(f.Items())+count(f.Leaves())+count(f.Leaves("rule"))+f.Len() != 0 || f.ID() != "" || f.Compare("b", "a") <= 0 || !f.Equal(mapping.Framework{}) || f.Equal(fw("nist-csf-1.1")) || fw("nist-csf-1.1").Equal(f) {
		t.Error("something is in the zero framework")
	}
	if _, ok := f.LookupItem(""); ok {
		t.Error("there is an item")
	}
}
