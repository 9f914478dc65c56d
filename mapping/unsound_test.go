package mapping_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/mapping"
)

// The tests of this file are behaviours seen in tools that infer across
// frameworks, each with the sound answer.

const (
	eq      = mapping.Equal
	sub     = mapping.Subset
	sup     = mapping.Superset
	ovl     = mapping.Intersects
	met     = mapping.FullyMet
	partly  = mapping.PartiallyMet
	not     = mapping.NotMet
	na      = mapping.NotApplicable
	unknown = mapping.Unknown
)

// source is one with its relation to the one target of a case.
type source struct {
	r mapping.Relation
	s mapping.State
}

// conclude says what the sources prove of the target, in every order of rows
// and of routes, each pair in one crosswalk and each in its own.
func conclude(t *testing.T, list ...source) mapping.Result {
	t.Helper()
	b := framework(t, "b-1", "t")
	names := []string{"s1", "s2", "s3", "s4"}[:len(list)]
	a := framework(t, "a-1", names...)
	var all []mapping.Result
	permute(len(list), func(order []int) {
		states := map[string]mapping.State{}
		var entries []mapping.Entry
		var routes []mapping.InferenceInput
		state := func(id string) mapping.State { return states[id] }
		for _, k := range order {
			id := names[k]
			states[id] = list[k].s
			e := pair(id, "t", list[k].r)
			entries = append(entries, e)
			routes = append(routes, mapping.InferenceInput{Crosswalk: crosswalk(t, "route "+id, a, b, e), State: state})
		}
		for _, inf := range []mapping.Inference{infer(t, b, mapping.InferenceInput{Crosswalk: crosswalk(t, "a-b", a, b, entries...), State: state}), infer(t, b, routes...)} {
			r, _ := inf.LookupResult("t")
			all = append(all, r)
		}
	})
	for _, r := range all {
		if r != all[0] {
			t.Fatalf("the order of the sources matters: %+v and %+v", all[0], r)
		}
	}
	return all[0]
}

func permute(n int, visit func([]int)) {
	order := make([]int, 0, n)
	var rest func()
	rest = func() {
		if len(order) == n {
			visit(order)
			return
		}
		for i := range n {
			if !slices.Contains(order, i) {
				order = append(order, i)
				rest()
				order = order[:len(order)-1]
			}
		}
	}
	rest()
}

func TestSeveralSources(t *testing.T) {
	for _, tc := range []struct {
		name    string
		sources []source
		want    mapping.Outcome
		can     []mapping.State
	}{
		{"equal and met, overlap and met: the order must not matter", []source{{eq, met}, {ovl, met}}, mapping.ProvedCovered, []mapping.State{met}},
		{"100 percent and 30 percent stay 100 percent", []source{{eq, met}, {ovl, partly}}, mapping.ProvedCovered, []mapping.State{met}},
		{"equal and met, a related one not met: still met", []source{{eq, met}, {mapping.Unspecified, not}}, mapping.ProvedCovered, []mapping.State{met}},
		{"equal and met, a certain overlap not met: they cannot both be right", []source{{eq, met}, {ovl, not}}, mapping.Contradictory, []mapping.State{}},
		{"equal and met, equal and not met: a conflict, not the last word", []source{{eq, met}, {eq, not}}, mapping.Contradictory, []mapping.State{}},
		{"not assessed and an overlap met: at least in part", []source{{eq, unknown}, {ovl, met}}, mapping.Inconclusive, []mapping.State{met, partly}},
		{"superset partly met says nothing, but that there is evidence", []source{{sup, partly}}, mapping.Inconclusive, []mapping.State{met, partly, not}},
		{"superset not met: the target is not met either", []source{{sup, not}}, mapping.ProvedNotCovered, []mapping.State{not}},
		{"overlap not met: not full, and perhaps in part", []source{{ovl, not}}, mapping.ProvedNotCovered, []mapping.State{partly, not}},
		{"superset, perhaps, not met: unknown when nothing is claimed", []source{{mapping.Unspecified, not}}, mapping.NotMapped, []mapping.State{met, partly, not}},
		{"superset not conforming, nobody said how much: unknown", []source{{sup, mapping.NotFullyMet}}, mapping.NotMapped, []mapping.State{met, partly, not}},
		{"overlap not conforming, nobody said how much: unknown", []source{{ovl, mapping.NotFullyMet}}, mapping.NotMapped, []mapping.State{met, partly, not}},
		{"equal not conforming: not full", []source{{eq, mapping.NotFullyMet}}, mapping.ProvedNotCovered, []mapping.State{partly, not}},
		{"subset not conforming: not full", []source{{sub, mapping.NotFullyMet}}, mapping.ProvedNotCovered, []mapping.State{partly, not}},
		{"equal and met, an overlap not conforming: still met", []source{{eq, met}, {ovl, mapping.NotFullyMet}}, mapping.ProvedCovered, []mapping.State{met}},
		{"subset met: at least in part, never full", []source{{sub, met}}, mapping.Inconclusive, []mapping.State{met, partly}},
		{"four overlaps, all met: never full", []source{{ovl, met}, {ovl, met}, {ovl, met}, {ovl, met}}, mapping.Inconclusive, []mapping.State{met, partly}},
		{"four subsets, all met, not declared exhaustive: never full", []source{{sub, met}, {sub, met}, {sub, met}, {sub, met}}, mapping.Inconclusive, []mapping.State{met, partly}},
		{"subset partly met: partly", []source{{sub, partly}}, mapping.ProvedNotCovered, []mapping.State{partly}},
		{"one broad source that is met beats any number of unknown ones", []source{{sup, met}, {ovl, unknown}, {sub, unknown}, {eq, unknown}}, mapping.ProvedCovered, []mapping.State{met}},
		{"all unknown: nothing", []source{{eq, unknown}, {sup, unknown}}, mapping.NotMapped, []mapping.State{met, partly, not}},
		{"not applicable is no state, even where equal", []source{{eq, na}}, mapping.NotMapped, []mapping.State{met, partly, not}},
		{"unspecified and met: no claim, only reach", []source{{mapping.Unspecified, met}}, mapping.NotMapped, []mapping.State{met, partly, not}},
		{"related and met: at least in part", []source{{mapping.Related, met}}, mapping.Inconclusive, []mapping.State{met, partly}},
		{"disjoint and met: nothing", []source{{mapping.Disjoint, met}}, mapping.NotMapped, []mapping.State{met, partly, not}},
		{"an unknown word for a state is never good", []source{{eq, "compliant"}}, mapping.NotMapped, []mapping.State{met, partly, not}},
	} {
		r := conclude(t, tc.sources...)
		if r.Outcome != tc.want || !slices.Equal(r.Possible.States(), tc.can) || !r.Reached {
			t.Errorf("%s: %s, possible %v; want %s, %v", tc.name, r.Outcome, r.Possible, tc.want, tc.can)
		}
	}
}

func TestNotApplicableIsASuggestionOverEqualOnly(t *testing.T) {
	for _, r := range append(mapping.StrictRelations(), mapping.Unspecified, mapping.SupersetOrEqual) {
		got := conclude(t, source{r, na})
		if got.SuggestNotApplicable != (r == eq) || got.Possible != mapping.AnyState || got.Outcome != mapping.NotMapped {
			t.Errorf("%v: %+v", r, got)
		}
	}
}

func TestConflictShowsBothPaths(t *testing.T) {
	a, b := framework(t, "a-1", "s1", "s2"), framework(t, "b-1", "t")
	c := crosswalk(t, "a-b", a, b, pair("s1", "t", eq), pair("s2", "t", eq))
	inf := infer(t, b, mapping.InferenceInput{Crosswalk: c, State: func(id string) mapping.State {
		return map[string]mapping.State{"s1": met, "s2": not}[id]
	}})
	var paths []string
	for p := range inf.Proofs("t") {
		paths = append(paths, p.Entry.Sources[0]+" "+string(p.States[0])+" leaves "+p.Possible.String())
	}
	if d := cmp.Diff([]string{"s1 fully met leaves fully met", "s2 not met leaves not met"}, paths); d != "" {
		t.Error(d)
	}
	for _, g := range inf.Gaps(nil) {
		if len(g.Paths) != 0 {
			t.Error("work is planned for a contradiction")
		}
	}
}

// Three parts declared exhaustive: all met is met, one partly is partly;
// without the declaration at least partly.
func TestExhaustiveParts(t *testing.T) {
	a, b := framework(t, "a-1", "s1", "s2", "s3"), framework(t, "b-1", "t")
	c := crosswalk(t, "a-b", a, b, pair("s1", "t", sub), pair("s2", "t", sub), pair("s3", "t", sub))
	all := mapping.Exhaustive("t", "s1", "s2", "s3")
	all.By, all.On, all.Reason = "amal", isms.MustDate("2026-03-02"), "compared demand by demand"
	declared, err := c.With(mapping.Overlay{ID: "reviews", Source: "a-1", Target: "b-1", Reviews: []mapping.Review{all}})
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name   string
		c      mapping.Crosswalk
		states [3]mapping.State
		want   mapping.Outcome
		can    string
	}{
		{"declared, all met", declared, [3]mapping.State{met, met, met}, mapping.ProvedCovered, "fully met"},
		{"declared, one partly", declared, [3]mapping.State{met, partly, met}, mapping.ProvedNotCovered, "partially met"},
		{"declared, one unknown", declared, [3]mapping.State{met, unknown, met}, mapping.Inconclusive, "fully met|partially met"},
		{"declared, none met", declared, [3]mapping.State{not, not, not}, mapping.ProvedNotCovered, "not met"},
		{"not declared, all met", c, [3]mapping.State{met, met, met}, mapping.Inconclusive, "fully met|partially met"},
	} {
		inf := infer(t, b, mapping.InferenceInput{Crosswalk: tc.c, State: func(id string) mapping.State { return tc.states[id[1]-'1'] }})
		r, _ := inf.LookupResult("t")
		if r.Outcome != tc.want || r.Possible.String() != tc.can {
			t.Errorf("%s: %s, %v; want %s, %s", tc.name, r.Outcome, r.Possible, tc.want, tc.can)
		}
	}
}

// chainOf composes relations over frameworks of one item each.
func chainOf(t *testing.T, relations ...mapping.Relation) mapping.Relation {
	t.Helper()
	var legs []mapping.Crosswalk
	f := framework(t, "f-0", "x")
	for i, r := range relations {
		g := framework(t, "f-"+string(rune('1'+i)), "x")
		legs = append(legs, crosswalk(t, f.ID()+g.ID(), f, g, pair("x", "x", r)))
		f = g
	}
	c, err := mapping.NewChain(legs...)
	if err != nil {
		t.Fatal(err)
	}
	for l := range c.Candidates() {
		return l.Relation
	}
	t.Fatal("no lead")
	return 0
}

func TestHopsThatProveNothing(t *testing.T) {
	for _, tc := range []struct {
		legs []mapping.Relation
		want mapping.Relation
	}{
		{[]mapping.Relation{ovl, ovl}, mapping.Unspecified},
		{[]mapping.Relation{sub, sup}, mapping.Unspecified},
		{[]mapping.Relation{mapping.Disjoint, mapping.Disjoint}, mapping.Unspecified},
		{[]mapping.Relation{mapping.Disjoint, sub}, sub | ovl | mapping.Disjoint}, // not related then anything is not "not related"
		{[]mapping.Relation{mapping.Disjoint, ovl}, sub | ovl | mapping.Disjoint},
		{[]mapping.Relation{sub, sub, sub}, sub},
		{[]mapping.Relation{sup, sub}, mapping.Related}, // both hold what is in between
		{[]mapping.Relation{eq, sup, eq}, sup},
		{[]mapping.Relation{eq, ovl}, ovl},
		{[]mapping.Relation{ovl, eq}, ovl},
	} {
		if got := chainOf(t, tc.legs...); got != tc.want {
			t.Errorf("%v: %v, want %v", tc.legs, got, tc.want)
		}
	}
}

// Two routes for one pair are both used, whichever is shorter or came first:
// neither hides the other.
func TestAllRoutesCount(t *testing.T) {
	a, b, c := framework(t, "a-1", "a"), framework(t, "b-1", "b1", "b2"), framework(t, "c-1", "c", "c2")
	ab := crosswalk(t, "ab", a, b, pair("a", "b1", sup), pair("a", "b2", ovl))
	bc := crosswalk(t, "bc", b, c, pair("b1", "c", sup), pair("b2", "c", ovl))
	long, err := mapping.NewChain(ab, bc)
	if err != nil {
		t.Fatal(err)
	}
	leads := slices.Collect(long.CandidatesOf("a"))
	if d := cmp.Diff([]mapping.CandidateMapping{{Source: "a", Target: "c", Relation: sup, Paths: 2}}, leads); d != "" {
		t.Error(d)
	}
	derived, err := long.Crosswalk("derived")
	if err != nil {
		t.Fatal(err)
	}
	direct := crosswalk(t, "direct", a, c, pair("a", "c2", eq)) // a direct set with one pair
	state := func(string) mapping.State { return met }
	inf := infer(t, c, mapping.InferenceInput{Crosswalk: direct, State: state}, mapping.InferenceInput{Crosswalk: derived, State: state})
	if cov := inf.Coverage(); cov.Covered != 2 {
		t.Errorf("%d of 2 proved full", cov.Covered)
	}
	for p := range inf.Proofs("c") {
		if p.Crosswalk != "derived" || !strings.Contains(p.Entry.Note, "a > b1 > c (1/2)") || !slices.Equal(p.Entry.Sources, []string{"a"}) {
			t.Errorf("the path is not shown: %+v", p)
		}
	}
}

// A first hop without any pair gives an empty answer, not an error.
func TestEmptyFirstHop(t *testing.T) {
	a, b, c := framework(t, "a-1", "a"), framework(t, "b-1", "b"), framework(t, "c-1", "c")
	chain, err := mapping.NewChain(crosswalk(t, "ab", a, b), crosswalk(t, "bc", b, c, pair("b", "c", eq)))
	if err != nil {
		t.Fatal(err)
	}
	if count(chain.Candidates()) != 0 || count(chain.CandidatesOf("a")) != 0 || count(chain.Paths("a", "c")) != 0 || count(chain.CandidatesOf("zz")) != 0 {
		t.Error("something comes out of an empty crosswalk")
	}
	inf := infer(t, b, mapping.InferenceInput{Crosswalk: crosswalk(t, "ab", a, b), State: func(string) mapping.State { return met }})
	if c := inf.Coverage(); c.Reached != 0 || c.NotMapped != 1 {
		t.Errorf("%+v", c)
	}
}

// Coverage counts requirements, not pairs: a target with ten pairs is one.
func TestCoverageCountsRequirements(t *testing.T) {
	a := framework(t, "a-1", "s1", "s2", "s3", "s4")
	b, err := mapping.NewFramework(mapping.FrameworkSpec{ID: "b-1", Leaves: []mapping.Kind{"rule"}, Items: []mapping.Item{
		{ID: "g", Kind: "group"}, {ID: "g.1", Kind: "rule", Parent: "g"}, {ID: "g.2", Kind: "rule", Parent: "g"}, {ID: "g.3", Kind: "rule", Parent: "g"}, {ID: "g.4", Kind: "rule", Parent: "g"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	c := crosswalk(t, "a-b", a, b, pair("s1", "g.1", eq), pair("s2", "g.1", sup), pair("s3", "g.1", ovl), pair("s4", "g.2", sub), pair("s1", "g.3", 0),
		pair("s1", "g", eq)) // a heading cannot be assessed: it is not counted
	inf := infer(t, b, mapping.InferenceInput{Crosswalk: c, State: func(id string) mapping.State {
		if id == "s4" {
			return partly
		}
		return met
	}})
	got := inf.Coverage()
	want := mapping.Coverage{Target: "b-1", Kinds: []mapping.Kind{"rule"}, Crosswalks: []string{"a-b"}, Total: 4, Covered: 1, NotCovered: 1, NotMapped: 2, Reached: 3}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if got.AtLeast() != (isms.Ratio{Have: 1, Want: 4}) || got.AtMost() != (isms.Ratio{Have: 3, Want: 4}) || got.Reach() != (isms.Ratio{Have: 3, Want: 4}) {
		t.Errorf("%v to %v, reach %v", got.AtLeast(), got.AtMost(), got.Reach())
	}
	if h := inf.Coverage("group"); h.Total != 1 || h.Covered != 1 {
		t.Errorf("headings alone: %+v", h)
	}
}

// Classes of equals come from equality alone: handling an incident and
// notifying a breach overlap and stay apart, however they are connected.
func TestEquivalentsNeverThroughOverlap(t *testing.T) {
	a, b, c := framework(t, "a-1", "incidents", "keys"), framework(t, "b-1", "breach", "crypto"), framework(t, "c-1", "notify", "secrets")
	got, err := mapping.Equivalents(
		crosswalk(t, "ab", a, b, pair("incidents", "breach", ovl), pair("keys", "crypto", eq)),
		crosswalk(t, "bc", b, c, pair("breach", "notify", eq), pair("crypto", "secrets", eq)),
		crosswalk(t, "ca", c, a, pair("notify", "incidents", mapping.Related)),
	)
	if err != nil {
		t.Fatal(err)
	}
	want := [][]mapping.ItemRef{
		{{Framework: "a-1", ID: "keys"}, {Framework: "b-1", ID: "crypto"}, {Framework: "c-1", ID: "secrets"}},
		{{Framework: "b-1", ID: "breach"}, {Framework: "c-1", ID: "notify"}},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	// Another route that denies the equality takes it back; a set entry never gives it.
	got, err = mapping.Equivalents(
		crosswalk(t, "ab", a, b, pair("keys", "crypto", eq), mapping.Entry{Sources: []string{"incidents"}, Targets: []string{"breach", "crypto"}, Relation: eq}),
		crosswalk(t, "ba", b, a, pair("crypto", "keys", sup)),
	)
	if err != nil || len(got) != 0 {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := mapping.Equivalents(crosswalk(t, "ab", a, b), crosswalk(t, "xb", a, framework(t, "b-1", "z"))); err == nil {
		t.Error("two frameworks b-1 are taken for one")
	}
	if got, err := mapping.Equivalents(mapping.Crosswalk{}); err != nil || len(got) != 0 {
		t.Errorf("%v, %v", got, err)
	}
}

// A score is converted to the other scale and goes only where nothing is lost.
func TestScores(t *testing.T) {
	five := func(v int) mapping.Score { return mapping.Score{Value: v, Min: 0, Max: 5} }
	for _, tc := range []struct {
		r      mapping.Relation
		s      mapping.Score
		lo, hi int
		want   int
		ok     bool
	}{
		{eq, five(3), 0, 100, 60, true},
		{eq, five(3), 0, 5, 3, true},
		{eq, mapping.Score{Value: 59, Min: 0, Max: 100}, 0, 5, 2, true}, // rounded down, never up
		{eq, mapping.Score{Value: 1, Min: 1, Max: 5}, 0, 10, 0, true},
		{eq, mapping.Score{Value: math.MinInt, Min: math.MinInt, Max: math.MaxInt}, math.MinInt, math.MaxInt, math.MinInt, true},
		{eq, mapping.Score{Value: math.MaxInt, Min: math.MinInt, Max: math.MaxInt}, math.MinInt, math.MaxInt, math.MaxInt, true},
		{eq, mapping.Score{Value: 0, Min: math.MinInt, Max: math.MaxInt}, math.MinInt, math.MaxInt, 0, true},
		{ovl, five(5), 0, 100, 0, false},
		{mapping.Related, five(5), 0, 100, 0, false},
		{sub, five(5), 0, 100, 0, false},
		{sup, five(4), 0, 100, 0, false},
		{sup, five(5), 0, 100, 100, true},
		{mapping.Unspecified, five(5), 0, 100, 0, false},
		{mapping.Contradiction, five(5), 0, 100, 0, false},
		{eq, five(6), 0, 100, 0, false},
		{eq, five(-1), 0, 100, 0, false},
		{eq, mapping.Score{}, 0, 100, 0, false},
		{eq, five(3), 5, 5, 0, false},
	} {
		got, ok := tc.r.CarryScore(tc.s, tc.lo, tc.hi)
		if ok != tc.ok || ok && (got.Value != tc.want || got.Min != tc.lo || got.Max != tc.hi) {
			t.Errorf("%v with %+v to %d..%d: %+v, %t", tc.r, tc.s, tc.lo, tc.hi, got, ok)
		}
	}
}

// Two hops cannot carry what one would: the state of the first hop's target is
// not a new source state, so no outcome is invented on the way.
func TestUntypedRealDataProvesNothing(t *testing.T) {
	for c := range crosswalks() {
		for _, v := range []mapping.Crosswalk{c, c.Converse()} {
			inf := infer(t, v.Target(), mapping.InferenceInput{Crosswalk: v, State: func(string) mapping.State { return met }})
			if cov := inf.Coverage(); cov.Covered != 0 || cov.NotCovered != 0 || cov.Reached == 0 && v.Len() > 0 && cov.Total == 0 {
				t.Errorf("%s to %s: %+v", v.Source().ID(), v.Target().ID(), cov)
			}
		}
	}
	chain, err := mapping.NewChain(cw("nis2-ir-2024-2690", "nist-csf-2.0"), cw("nist-csf-2.0", "iso-27001-2022"))
	if err != nil {
		t.Fatal(err)
	}
	for l := range chain.Candidates() {
		if l.Relation != mapping.Unspecified {
			t.Errorf("%+v", l)
		}
	}
	if d, err := chain.Crosswalk("nis2-by-csf"); err != nil || d.Len() != 0 || !d.Provenance().Derived {
		t.Errorf("%d leads became entries, %v", d.Len(), err)
	}
}

// Set entries: evidence and suggestions follow the members as far as the
// relation of the union allows, and no further.
func TestMarksOfSetEntries(t *testing.T) {
	a, b := framework(t, "a-1", "s1", "s2"), framework(t, "b-1", "t1", "t2")
	for _, tc := range []struct {
		name    string
		sources []string
		targets []string
		r       mapping.Relation
		s1, s2  mapping.State
		want    mapping.Outcome
		na      bool
	}{
		{"a broad source partly met", []string{"s1"}, []string{"t1", "t2"}, mapping.SupersetOrEqual, partly, unknown, mapping.Inconclusive, false},
		{"a broad source, unknown", []string{"s1"}, []string{"t1", "t2"}, mapping.SupersetOrEqual, unknown, unknown, mapping.NotMapped, false},
		{"together broader, one partly met: perhaps not the one that matters", []string{"s1", "s2"}, []string{"t1"}, sup, partly, unknown, mapping.NotMapped, false},
		{"together broader, both met", []string{"s1", "s2"}, []string{"t1"}, sup, met, met, mapping.ProvedCovered, false},
		{"together broader, one unknown", []string{"s1", "s2"}, []string{"t1"}, sup, met, unknown, mapping.NotMapped, false},
		{"together equal, both not applicable", []string{"s1", "s2"}, []string{"t1"}, eq, na, na, mapping.NotMapped, true},
		{"together equal, one not applicable", []string{"s1", "s2"}, []string{"t1"}, eq, na, unknown, mapping.NotMapped, false},
		{"together equal, unknown", []string{"s1", "s2"}, []string{"t1"}, eq, unknown, unknown, mapping.NotMapped, false},
		{"together broader, both not applicable", []string{"s1", "s2"}, []string{"t1"}, sup, na, na, mapping.NotMapped, false},
		{"equal to several together, not applicable", []string{"s1"}, []string{"t1", "t2"}, eq, na, unknown, mapping.NotMapped, false},
	} {
		c := crosswalk(t, "a-b", a, b, mapping.Entry{Sources: tc.sources, Targets: tc.targets, Relation: tc.r})
		inf := infer(t, b, mapping.InferenceInput{Crosswalk: c, State: func(id string) mapping.State {
			return map[string]mapping.State{"s1": tc.s1, "s2": tc.s2}[id]
		}})
		if r, _ := inf.LookupResult("t1"); r.Outcome != tc.want || r.SuggestNotApplicable != tc.na {
			t.Errorf("%s: %s, suggestion %t; want %s, %t", tc.name, r.Outcome, r.SuggestNotApplicable, tc.want, tc.na)
		}
	}
}
