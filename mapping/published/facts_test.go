package published_test

import (
	"bytes"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/published"
)

// count returns the number of items a sequence yields.
func count[T any](seq func(func(T) bool)) int {
	n := 0
	for range seq {
		n++
	}
	return n
}

func TestFrameworks(t *testing.T) {
	leaves := map[string]int{
		"iso-27001-2022": 93, "iso-27001-2013": 114, "nist-csf-2.0": 106, "nist-csf-1.1": 108, "nist-800-53-r5": 1014,
		"nist-800-53-r4": 826, "nist-800-171-r2": 110, "nist-800-171-r3": 97, "nis2-ir-2024-2690": 53, "soc2-tsc-2017": 61,
	}
	n := 0
	for _, id := range published.Frameworks() {
		f := framework(t, id)
		n++
		if got := count(f.Leaves()); got != leaves[f.ID()] {
			t.Errorf("%s: %d leaves, want %d", f.ID(), got, leaves[f.ID()])
		}
		s := f.Spec()
		if s.Read.String() != "2026-11-22" || s.Source == "" || s.Licence == "" || s.Name == "" || s.Publisher == "" {
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
		want = append(want, mapping.Item{ID: string(c.Ref), Title: c.Title})
	}
	for it := range framework(t, "iso-27001-2022").Leaves() {
		got = append(got, mapping.Item{ID: it.ID, Title: it.Title})
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("2022 (catalog -, here +):\n%s", d)
	}
	want, got = nil, nil
	for c := range annexa.Controls2013() {
		want = append(want, mapping.Item{ID: string(c.Ref), Title: c.Title})
	}
	for it := range framework(t, "iso-27001-2013").Leaves() {
		got = append(got, mapping.Item{ID: it.ID, Title: it.Title})
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("2013 (catalog -, here +):\n%s", d)
	}
	for it := range framework(t, "iso-27001-2022").Items() {
		if _, err := isms.ParseRef(it.ID); err != nil {
			t.Errorf("%q is no reference of the kernel: %v", it.ID, err)
		}
	}
}

// Facts about the correspondence of the two editions that are often told
// wrongly, and the catalog as a second source for every pair.
func TestFormerEdition(t *testing.T) {
	c := crosswalk(t, "iso-27001-2013", "iso-27001-2022")
	for from, to := range map[string][]string{
		"A.13.2.1": {"A.5.14"}, "A.13.2.2": {"A.5.14"}, "A.13.2.3": {"A.5.14"}, "A.12.7.1": {"A.8.34"}, "A.6.1.3": {"A.5.5"},
		"A.11.2.5": {"A.7.10"}, "A.14.1.1": {"A.5.8"}, "A.8.3.3": {"A.7.10"}, "A.18.2.3": {"A.5.36", "A.8.8"},
	} {
		var got []string
		for e := range c.Of(from) {
			got = append(got, e.Targets...)
		}
		if d := cmp.Diff(to, got); d != "" {
			t.Errorf("%s: %s", from, d)
		}
	}
	if n := count(c.Unmapped()); n != 0 {
		t.Errorf("%d controls of 2013 have no successor", n)
	}
	sources := map[string]int{}
	for p := range c.Pairs() {
		sources[p.Target]++
	}
	for p := range c.Pairs() {
		if sources[p.Target] > 1 && p.Relation.Has(mapping.Equal) {
			t.Errorf("%s to %s, which is merged from %d, may be equal", p.Source, p.Target, sources[p.Target])
		}
		if p.Relation.Proves(mapping.Equal) || p.Relation.Proves(mapping.SupersetOrEqual) {
			t.Errorf("%s to %s: reworded controls are taken as covered", p.Source, p.Target)
		}
	}
	var want, got []string
	for c := range annexa.All() {
		for p := range c.Predecessors() {
			want = append(want, string(p)+" "+string(c.Ref))
		}
	}
	for p := range c.Pairs() {
		if strings.HasPrefix(p.Source, "A.") {
			got = append(got, p.Source+" "+p.Target)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if d := cmp.Diff(want, got); d != "" || len(got) != 115 {
		t.Errorf("%d pairs; catalog -, crosswalk +:\n%s", len(got), d)
	}
	for p := range c.Pairs() { // there and back leads home
		if r, ok := c.Converse().LookupRelation(p.Target, p.Source); !ok || r != p.Relation.Converse() {
			t.Errorf("%s and %s: %v back", p.Source, p.Target, r)
		}
	}
}

// SP 800-171 r2, and with it CMMC Level 2, overlaps ISO/IEC 27001 and is never
// satisfied by it: the claim says so, no pair proves anything, and the forty
// requirements without a counterpart are listed.
func TestSP800171OverlapsAndIsNeverEquivalent(t *testing.T) {
	without := strings.Fields(`3.1.6 3.1.7 3.1.11 3.1.12 3.1.13 3.1.14 3.1.15 3.1.17 3.1.19 3.1.21 3.1.22 3.2.3 3.3.3 3.3.4
		3.3.5 3.3.6 3.3.9 3.4.7 3.4.8 3.5.3 3.5.4 3.5.7 3.5.8 3.5.9 3.5.10 3.6.3 3.7.4 3.7.5 3.7.6 3.8.6 3.8.8 3.13.3 3.13.4
		3.13.6 3.13.7 3.13.13 3.13.14 3.13.15 3.14.6 3.14.7`)
	for _, c := range []mapping.Crosswalk{crosswalk(t, "nist-800-171-r2", "iso-27001-2022"), crosswalk(t, "nist-800-171-r2", "iso-27001-2013")} {
		if p := c.Provenance(); !strings.HasPrefix(p.Claim, "overlap, never equivalence") {
			t.Errorf("%s: claim %q", c.ID(), p.Claim)
		}
		var got []string
		for it := range c.Unmapped() {
			got = append(got, it.ID)
		}
		if d := cmp.Diff(without, got); d != "" || len(got) != 40 {
			t.Errorf("%s: %d without a counterpart:\n%s", c.ID(), len(got), d)
		}
		for p := range c.Pairs() {
			if p.Relation != mapping.Unspecified {
				t.Errorf("%s: %s to %s is %v", c.ID(), p.Source, p.Target, p.Relation)
			}
		}
	}
	// The derived crosswalk is what its inputs compose to.
	chain, err := mapping.NewChain(crosswalk(t, "nist-800-171-r2", "iso-27001-2013"), crosswalk(t, "iso-27001-2013", "iso-27001-2022"))
	if err != nil {
		t.Fatal(err)
	}
	var want, got [][2]string
	for l := range chain.Candidates() {
		want = append(want, [2]string{l.Source, l.Target})
	}
	for p := range crosswalk(t, "nist-800-171-r2", "iso-27001-2022").Pairs() {
		got = append(got, [2]string{p.Source, p.Target})
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("composed -, table +:\n%s", d)
	}
	if p := crosswalk(t, "nist-800-171-r2", "iso-27001-2022").Provenance(); !p.Derived || len(p.Inputs) != 2 {
		t.Errorf("the crosswalk nobody published is not labelled as derived: %+v", p)
	}
}

func TestExplicitNoneIsNotSilence(t *testing.T) {
	c := crosswalk(t, "nist-csf-2.0", "iso-27001-2022")
	if n := count(c.WithoutCounterpart()); n != 78 {
		t.Errorf("%d explicit nones, want 78", n)
	}
	v := c.Converse()
	if count(v.Converse().WithoutCounterpart()) != 78 || count(v.WithoutCounterpart()) != 0 {
		t.Error("the nones did not change sides with the crosswalk")
	}
	legacy := crosswalk(t, "nist-800-53-r5", "iso-27001-2013")
	none := map[string]bool{}
	for n := range legacy.WithoutCounterpart() {
		none[n.ID] = true
	}
	if len(none) != 138 || !none["AC-10"] {
		t.Errorf("%d controls without a counterpart, want 138", len(none))
	}
	silent := 0
	for it := range legacy.Unmapped("control") {
		if !none[it.ID] {
			silent++
		}
	}
	if silent == 0 || silent == 300 {
		t.Errorf("silence and none are not kept apart: %d", silent)
	}
}

// The tables are laid down by the linker: the package has nothing to do when a
// program starts.
func TestNoWorkAtStart(t *testing.T) {
	if runtime.GOOS == "js" || runtime.GOOS == "wasip1" {
		t.Skip("no processes here")
	}
	if testing.CoverMode() != "" {
		t.Skip("coverage counters are set up at start")
	}
	cmd := exec.Command(os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Skipf("cannot run again: %v", err)
	}
	if !bytes.Contains(out, []byte("init runtime @")) {
		t.Skipf("no trace of initialisation: %.200s", out)
	}
	if bytes.Contains(out, []byte("init github.com/ismskit/ismskit/mapping @")) {
		t.Errorf("package mapping does work at start:\n%s", out)
	}
}
