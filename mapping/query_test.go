package mapping_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/internal/bounded"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/mapping"
)

var day = isms.MustDate("2026-03-02")

func review(source, target string, r mapping.Relation) mapping.Review {
	return mapping.Review{Sources: []string{source}, Targets: []string{target}, Relation: r, Reason: "read side by side", By: "amal", On: day}
}

func TestOverlayTurnsReachIntoProof(t *testing.T) {
	state := func(id string) mapping.State { return met }
	published := cw("nist-csf-2.0", "iso-27001-2022").Converse()
	before := infer(t, fw("nist-csf-2.0"), mapping.InferenceInput{Crosswalk: published, State: state}).Coverage()
	if before.Covered != 0 || before.Reached != 106 {
		t.Errorf("without reviews: %+v", before)
	}
	o := mapping.Overlay{ID: "reviews-2026", Source: "iso-27001-2022", Target: "nist-csf-2.0", Reviews: []mapping.Review{review("A.8.13", "PR.DS-11", sup)}}
	c, err := published.With(o)
	if err != nil {
		t.Fatal(err)
	}
	inf := infer(t, fw("nist-csf-2.0"), mapping.InferenceInput{Crosswalk: c, State: state})
	if got := inf.Coverage(); got.Covered != 1 || got.Reached != 106 {
		t.Errorf("with one: %+v", got)
	}
	for p := range inf.Proofs("PR.DS-11") {
		if p.Entry.By != "amal" || p.Entry.On != day || p.Entry.Reason == "" || p.Possible != mapping.SetOf(met) {
			t.Errorf("the proof does not name its reviewer: %+v", p)
		}
	}
	// The same reviews join the crosswalk read the other way.
	d, err := cw("nist-csf-2.0", "iso-27001-2022").With(o)
	if err != nil || !d.Converse().Equal(c) {
		t.Errorf("joined from the other side: %v", err)
	}
	if published.Len() != cw("nist-csf-2.0", "iso-27001-2022").Len() || c.Len() != published.Len()+1 {
		t.Error("the published crosswalk changed")
	}
}

func TestOverlayRefuses(t *testing.T) {
	a, b := framework(t, "a-1", "a1"), framework(t, "b-1", "b1")
	c := crosswalk(t, "a-b", a, b, pair("a1", "b1", 0))
	sound := func() mapping.Overlay {
		return mapping.Overlay{ID: "o", Source: "a-1", Target: "b-1", Reviews: []mapping.Review{review("a1", "b1", eq)}}
	}
	if _, err := c.With(sound()); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*mapping.Overlay){
		"no ID":            func(o *mapping.Overlay) { o.ID = "" },
		"other framework":  func(o *mapping.Overlay) { o.Source = "a-2" },
		"no reviewer":      func(o *mapping.Overlay) { o.Reviews[0].By = "" },
		"unsound reviewer": func(o *mapping.Overlay) { o.Reviews[0].By = "a\nb" },
		"no day":           func(o *mapping.Overlay) { o.Reviews[0].On = isms.Date{} },
		"no relation":      func(o *mapping.Overlay) { o.Reviews[0].Relation = 0 },
		"no reason":        func(o *mapping.Overlay) { o.Reviews[0].Reason = "" },
		"unknown item":     func(o *mapping.Overlay) { o.Reviews[0].Sources = []string{"x"} },
		"two answers":      func(o *mapping.Overlay) { o.Reviews = append(o.Reviews, review("a1", "b1", sub)) },
	} {
		o := sound()
		spoil(&o)
		if _, err := c.With(o); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if _, err := (mapping.Crosswalk{}).With(mapping.Overlay{ID: "o"}); err == nil {
		t.Error("an overlay joins nothing")
	}
	alone, err := sound().Crosswalk(a, b)
	if err != nil || alone.Len() != 1 {
		t.Errorf("reviews alone: %v", err)
	}
	if _, err := sound().Crosswalk(b, a); err == nil {
		t.Error("reviews alone in the wrong direction are accepted")
	}
}

func TestReviewersAgainstThePublisher(t *testing.T) {
	a, b := framework(t, "a-1", "a1", "a2"), framework(t, "b-1", "b1", "b2")
	c, err := mapping.New(mapping.Spec{
		ID: "a-b", Source: "a-1", Target: "b-1", Entries: []mapping.Entry{pair("a1", "b1", eq)},
		SourcesWithoutCounterpart: []mapping.NoCounterpart{{ID: "a2"}, {ID: "a1", Part: "annex"}}, TargetsWithoutCounterpart: []mapping.NoCounterpart{{ID: "b2"}},
	}, a, b)
	if err != nil {
		t.Fatal(err)
	}
	d, err := c.With(mapping.Overlay{ID: "o", Source: "a-1", Target: "b-1", Reviews: []mapping.Review{review("a1", "b1", mapping.Disjoint), review("a2", "b2", eq)}})
	if err != nil {
		t.Fatal(err)
	}
	if r, _ := d.LookupRelation("a1", "b1"); r != mapping.Contradiction {
		t.Errorf("%v", r)
	}
	if count(d.WithoutCounterpart()) != 1 || count(d.Converse().WithoutCounterpart()) != 0 || d.Len() != 3 {
		t.Error("a reviewed pair and an explicit none stand side by side")
	}
}

func TestChainOfOfficialCrosswalks(t *testing.T) {
	// Composed against published: how bad leads are, counted over leaves.
	for _, tc := range []struct {
		name                  string
		legs                  []mapping.Crosswalk
		published             mapping.Crosswalk
		kind                  mapping.Kind
		composed, direct, hit int
	}{
		{"CSF by 800-53", []mapping.Crosswalk{cw("nist-csf-2.0", "nist-800-53-r5"), cw("nist-800-53-r5", "iso-27001-2022")}, cw("nist-csf-2.0", "iso-27001-2022"), "", 722, 244, 124},
		{"NIS2 by CSF", []mapping.Crosswalk{cw("nis2-ir-2024-2690", "nist-csf-2.0"), cw("nist-csf-2.0", "iso-27001-2022")}, cw("nis2-ir-2024-2690", "iso-27001-2022"), "", 417, 97, 49},
	} {
		c, err := mapping.NewChain(tc.legs...)
		if err != nil {
			t.Fatal(err)
		}
		leaf := func(f mapping.Framework, id string) bool { it, _ := f.LookupItem(id); return it.Leaf }
		direct := map[[2]string]bool{}
		for p := range tc.published.Pairs() {
			if leaf(c.Source(), p.Source) && leaf(c.Target(), p.Target) {
				direct[[2]string{p.Source, p.Target}] = true
			}
		}
		composed, hit := 0, 0
		for l := range c.Candidates() {
			if leaf(c.Source(), l.Source) && leaf(c.Target(), l.Target) {
				composed++
				if direct[[2]string{l.Source, l.Target}] {
					hit++
				}
			}
		}
		if composed != tc.composed || len(direct) != tc.direct || hit < tc.hit-2 || hit > tc.hit+2 {
			t.Errorf("%s: %d composed, %d published, %d in both; want %d, %d, about %d", tc.name, composed, len(direct), hit, tc.composed, tc.direct, tc.hit)
		}
	}
}

// slowLeads walks every path and meets what they compose to.
func slowLeads(legs []mapping.Crosswalk) map[[2]string]mapping.CandidateMapping {
	type step struct {
		source, at string
		r          mapping.Relation
		n          int
	}
	var now []step
	for it := range legs[0].Source().Items() {
		now = append(now, step{it.ID, it.ID, eq, 1})
	}
	for _, l := range legs {
		pairs := slices.Collect(l.Pairs())
		meet := map[[2]string]step{}
		for _, s := range now {
			for _, p := range pairs {
				if p.Source != s.at {
					continue
				}
				k := [2]string{s.source, p.Target}
				m, ok := meet[k]
				if !ok {
					m = step{s.source, p.Target, mapping.Unspecified, 0}
				}
				m.r &= s.r.Compose(p.Relation)
				m.n += s.n
				meet[k] = m
			}
		}
		now = nil
		for _, s := range meet {
			now = append(now, s)
		}
	}
	out := map[[2]string]mapping.CandidateMapping{}
	for _, s := range now {
		out[[2]string{s.source, s.at}] = mapping.CandidateMapping{Source: s.source, Target: s.at, Relation: s.r, Paths: s.n}
	}
	return out
}

func TestChainEqualsItsSlowTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		legs := drawLegs(t)
		c, err := mapping.NewChain(legs...)
		if err != nil {
			t.Fatal(err)
		}
		want := slowLeads(legs)
		n := 0
		var last mapping.CandidateMapping
		for l := range c.Candidates() {
			if l != want[[2]string{l.Source, l.Target}] {
				t.Fatalf("%+v, want %+v", l, want[[2]string{l.Source, l.Target}])
			}
			if n > 0 && (l.Source < last.Source || l.Source == last.Source && l.Target <= last.Target) {
				t.Fatalf("%+v after %+v", l, last)
			}
			paths := slices.Collect(c.Paths(l.Source, l.Target))
			if len(paths) != l.Paths {
				t.Fatalf("%+v: %d paths", l, len(paths))
			}
			for _, p := range paths {
				if p[0] != l.Source || p[len(p)-1] != l.Target || len(p) != len(legs)+1 {
					t.Fatalf("%+v: path %v", l, p)
				}
				for i := range legs {
					if _, ok := legs[i].LookupRelation(p[i], p[i+1]); !ok {
						t.Fatalf("%v: no step from %s to %s", p, p[i], p[i+1])
					}
				}
			}
			n++
			last = l
		}
		if n != len(want) {
			t.Fatalf("%d leads, want %d", n, len(want))
		}
	})
}

func drawLegs(t *rapid.T) []mapping.Crosswalk {
	var frames []mapping.Framework
	n := rapid.IntRange(1, 4).Draw(t, "legs")
	for i := range n + 1 {
		s := mapping.FrameworkSpec{ID: string(rune('a' + i)), Leaves: []mapping.Kind{"rule"}}
		for k := range rapid.IntRange(1, 3).Draw(t, "items") {
			s.Items = append(s.Items, mapping.Item{ID: string(rune('a'+i)) + string(rune('0'+k)), Kind: "rule"})
		}
		f, err := mapping.NewFramework(s)
		if err != nil {
			t.Fatal(err)
		}
		frames = append(frames, f)
	}
	var legs []mapping.Crosswalk
	for i := range n {
		pick := func(f mapping.Framework, label string) []string {
			var all []string
			for it := range f.Items() {
				all = append(all, it.ID)
			}
			return rapid.SliceOfNDistinct(rapid.SampledFrom(all), 1, min(2, len(all)), rapid.ID).Draw(t, label)
		}
		var entries []mapping.Entry
		for range rapid.IntRange(0, 5).Draw(t, "entries") {
			e := mapping.Entry{Sources: pick(frames[i], "sources"), Targets: pick(frames[i+1], "targets"), Relation: mapping.Relation(rapid.IntRange(1, 31).Draw(t, "relation"))}
			slices.Sort(e.Sources)
			slices.Sort(e.Targets)
			if !slices.ContainsFunc(entries, func(o mapping.Entry) bool {
				return slices.Equal(o.Sources, e.Sources) && slices.Equal(o.Targets, e.Targets)
			}) {
				entries = append(entries, e)
			}
		}
		c := build(t, frames[i].ID()+frames[i+1].ID(), frames[i], frames[i+1], entries)
		if rapid.Bool().Draw(t, "written from the other side") {
			c = build(t, c.ID(), frames[i+1], frames[i], c.Converse().Spec().Entries).Converse()
		}
		legs = append(legs, c)
	}
	return legs
}

// What a derived crosswalk notes of a pair is the first of its paths.
func TestDerivedPairsNameTheirFirstPath(t *testing.T) {
	noted := 0
	rapid.Check(t, func(t *rapid.T) {
		chain, err := mapping.NewChain(drawLegs(t)...)
		if err != nil {
			t.Fatal(err)
		}
		c, err := chain.Crosswalk("derived")
		if err != nil {
			return // the legs contradict each other
		}
		want := map[[2]string]string{}
		for l := range chain.Candidates() {
			for p := range chain.Paths(l.Source, l.Target) {
				want[[2]string{l.Source, l.Target}] = fmt.Sprintf("%s (1/%d)", strings.Join(p, " > "), l.Paths)
				break
			}
		}
		for e := range c.Entries() {
			if e.Note != want[[2]string{e.Sources[0], e.Targets[0]}] {
				t.Fatalf("%v to %v: %s, want %s", e.Sources, e.Targets, e.Note, want[[2]string{e.Sources[0], e.Targets[0]}])
			}
			noted++
		}
	})
	if noted == 0 {
		t.Error("no pair was derived")
	}
}

func TestNewChainRefuses(t *testing.T) {
	if _, err := mapping.NewChain(); err == nil {
		t.Error("no legs")
	}
	if _, err := mapping.NewChain(mapping.Crosswalk{}); err == nil {
		t.Error("an empty leg")
	}
	if _, err := mapping.NewChain(cw("nist-csf-2.0", "nist-csf-1.1"), cw("nist-csf-2.0", "iso-27001-2022")); golden.Codes(err) != "mapping/another-source at legs[#1]" {
		t.Errorf("CSF 1.1 goes on as CSF 2.0: %v", err)
	}
	var zero mapping.Chain
	if count(zero.Candidates()) != 0 || count(zero.CandidatesOf("x")) != 0 || count(zero.Paths("x", "y")) != 0 || zero.Source().ID() != "" || zero.Target().ID() != "" {
		t.Error("the zero chain says something")
	}
	if _, err := zero.Crosswalk("x"); err == nil {
		t.Error("the zero chain is a crosswalk")
	}
}

func TestContradictoryChainIsNoCrosswalk(t *testing.T) {
	a, b, c := framework(t, "a-1", "a"), framework(t, "b-1", "b1", "b2"), framework(t, "c-1", "c")
	chain, err := mapping.NewChain(crosswalk(t, "ab", a, b, pair("a", "b1", eq), pair("a", "b2", eq)), crosswalk(t, "bc", b, c, pair("b1", "c", eq), pair("b2", "c", sub)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := chain.Crosswalk("x"); err == nil {
		t.Error("a contradiction became a relation")
	}
}

// Many diamonds in a row: the number of paths explodes, the work does not.
func TestManyPaths(t *testing.T) {
	var legs []mapping.Crosswalk
	f := framework(t, "f-0", "x", "y")
	for i := range 100 {
		g := framework(t, "f-"+string(rune(0x4e00+i)), "x", "y")
		legs = append(legs, crosswalk(t, g.ID(), f, g, pair("x", "x", 0), pair("x", "y", 0), pair("y", "x", 0), pair("y", "y", 0)))
		f = g
	}
	c, err := mapping.NewChain(legs...)
	if err != nil {
		t.Fatal(err)
	}
	for l := range c.CandidatesOf("x") {
		if l.Paths != (1<<30 - 1) {
			t.Errorf("%d paths", l.Paths)
		}
	}
	for p := range c.Paths("x", "y") {
		if len(p) != 101 {
			t.Errorf("%v", p)
		}
		break
	}
}

func TestGapsByEffort(t *testing.T) {
	a, b := framework(t, "a-1", "s1", "s2", "s3"), framework(t, "b-1", "t1", "t2", "t3", "t4", "t5")
	c := crosswalk(t, "a-b", a, b, pair("s1", "t1", eq), // met: no gap
		mapping.Entry{Sources: []string{"s2", "s3"}, Targets: []string{"t2"}, Relation: sup}, pair("s3", "t2", eq),
		pair("s2", "t3", 0), pair("s3", "t3", ovl), // leads only
		pair("s3", "t4", mapping.SupersetOrEqual))
	inf := infer(t, b, mapping.InferenceInput{Crosswalk: c, State: func(id string) mapping.State {
		return map[string]mapping.State{"s1": met, "s2": partly, "s3": unknown}[id]
	}})
	effort := func(framework, id string) (int, bool) {
		n, ok := map[string]int{"a-1 s2": 2, "a-1 s3": 5, "b-1 t2": 9, "b-1 t3": 3, "b-1 t4": -1}[framework+" "+id]
		return n, ok
	}
	way := func(units int, missing ...string) mapping.CoveragePath {
		return mapping.CoveragePath{Crosswalk: "a-b", Source: "a-1", Missing: missing, Units: units, Known: true}
	}
	want := []mapping.Gap{
		{Target: "t3", Outcome: mapping.NotMapped, Paths: []mapping.CoveragePath{}, Candidates: 2, Units: 3, Known: true},
		{Target: "t2", Outcome: mapping.NotMapped, Paths: []mapping.CoveragePath{way(5, "s3"), way(7, "s2", "s3")}, Candidates: 2, Units: 5, Known: true},
		{Target: "t4", Outcome: mapping.NotMapped, Paths: []mapping.CoveragePath{way(5, "s3")}, Candidates: 1, Units: 5, Known: true},
		{Target: "t5", Outcome: mapping.NotMapped, Paths: []mapping.CoveragePath{}},
	}
	if d := cmp.Diff(want, inf.Gaps(effort)); d != "" {
		t.Error(d)
	}
	for _, g := range inf.Gaps(nil) {
		if g.Known || g.Units != 0 {
			t.Errorf("nobody knows the effort: %+v", g)
		}
	}
	huge := inf.Gaps(func(string, string) (int, bool) { return math.MaxInt, true })
	for _, g := range huge {
		for _, w := range g.Paths {
			if w.Units != math.MaxInt {
				t.Errorf("effort overflows: %+v", w)
			}
		}
	}
}

func TestPlanEvidence(t *testing.T) {
	a, b, c := framework(t, "a-1", "s1", "s2", "s3"), framework(t, "b-1", "t1", "t2"), framework(t, "c-1", "u1", "u2")
	ab := crosswalk(t, "ab", a, b, pair("s1", "t1", sup), pair("s2", "t1", 0))
	ab2 := crosswalk(t, "ab2", a, b, pair("s1", "t1", mapping.SupersetOrEqual))
	ac := crosswalk(t, "ca", c, a, pair("u1", "s1", 0)).Converse()
	arts := []mapping.Artefact{{ID: "E-10", Title: "Restore test", Items: []string{"s2"}}, {ID: "E-2", Title: "Access review", Items: []string{"s1"}}, {ID: "E-10", Items: []string{"s1", "s2"}}}
	plan, err := mapping.PlanEvidence(arts, ac, ab2, ab)
	if err != nil {
		t.Fatal(err)
	}
	use := func(f, id, via string, r mapping.Relation, by ...string) mapping.Reuse {
		return mapping.Reuse{ItemRef: mapping.ItemRef{Framework: f, ID: id}, Via: via, Relation: r, Crosswalks: by}
	}
	want := mapping.EvidencePlan{
		Artefacts: []mapping.PlannedArtefact{
			{Artefact: mapping.Artefact{ID: "E-2", Title: "Access review", Items: []string{"s1"}}, Uses: []mapping.Reuse{
				use("b-1", "t1", "s1", sup, "ab", "ab2"), use("c-1", "u1", "s1", mapping.Unspecified, "ca"),
			}},
			{Artefact: mapping.Artefact{ID: "E-10", Title: "Restore test", Items: []string{"s1", "s2"}}, Uses: []mapping.Reuse{
				use("b-1", "t1", "s1", sup, "ab", "ab2"), use("b-1", "t1", "s2", mapping.Unspecified, "ab"), use("c-1", "u1", "s1", mapping.Unspecified, "ca"),
			}},
		},
		WithoutEvidence: []mapping.ItemRef{{Framework: "b-1", ID: "t2"}, {Framework: "c-1", ID: "u2"}},
	}
	if d := cmp.Diff(want, plan); d != "" {
		t.Error(d)
	}
	slices.Reverse(arts)
	if again, err := mapping.PlanEvidence(arts, ab, ac, ab2); err != nil || cmp.Diff(plan, again) != "" {
		t.Errorf("the order of the input matters: %v\n%s", err, cmp.Diff(plan, again))
	}
	for name, tc := range map[string]struct {
		arts  []mapping.Artefact
		walks []mapping.Crosswalk
	}{
		"no crosswalks":  {nil, nil},
		"other source":   {nil, []mapping.Crosswalk{ab, crosswalk(t, "ca", c, a)}},
		"unknown item":   {[]mapping.Artefact{{ID: "E", Items: []string{"t1"}}}, []mapping.Crosswalk{ab}},
		"no ID":          {[]mapping.Artefact{{Items: []string{"s1"}}}, []mapping.Crosswalk{ab}},
		"two titles":     {[]mapping.Artefact{{ID: "E", Title: "a"}, {ID: "E", Title: "b"}}, []mapping.Crosswalk{ab}},
		"zero crosswalk": {nil, []mapping.Crosswalk{{}}},
		"two b-1":        {nil, []mapping.Crosswalk{ab, crosswalk(t, "x", a, framework(t, "b-1", "z"))}},
	} {
		if _, err := mapping.PlanEvidence(tc.arts, tc.walks...); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestImport(t *testing.T) {
	cis := framework(t, "own-controls-8", "1.1", "4.1", "4.10", "5.1")
	head := mapping.Spec{ID: "own__iso", Provenance: mapping.Provenance{Publisher: "the publisher of the licensed copy"}}
	c, err := mapping.Import(head, "cis-controls", cis, fw("iso-27001-2022"), []mapping.ImportRow{
		{Sources: []string{"1.1"}, Targets: []string{"a.5.9"}, Word: "Equivalent"},
		{Sources: []string{"4.10"}, Targets: []string{"A.8.1"}, Word: "Subset", Note: "n"},
		{Sources: []string{"4.1"}, Targets: []string{"A.8.9"}},
		{Sources: []string{"5.1"}, Note: "no counterpart"},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []mapping.Pair{
		{Source: "1.1", Target: "A.5.9", Relation: eq}, {Source: "4.1", Target: "A.8.9", Relation: mapping.Unspecified}, {Source: "4.10", Target: "A.8.1", Relation: mapping.Related},
	}
	if d := cmp.Diff(want, slices.Collect(c.Pairs())); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]mapping.NoCounterpart{{ID: "5.1", Note: "no counterpart"}}, slices.Collect(c.WithoutCounterpart())); d != "" {
		t.Error(d)
	}
	_, err = mapping.Import(head, "cis-controls", cis, fw("iso-27001-2022"), []mapping.ImportRow{
		{Sources: []string{"1.1"}, Targets: []string{"A.5.9"}, Word: "Equivalent"},
		{Sources: []string{"1.1000000000000001"}, Targets: []string{"5.30"}},
		{Sources: []string{"4.1"}, Targets: []string{"A.8.9"}, Word: "intersects"},
		{Targets: []string{"A.8.9"}},
	})
	if got, want := golden.Codes(err), "mapping/unknown-item at rows[#1].sources[#0]; mapping/unknown-item at rows[#1].targets[#0]; mapping/unknown-term at rows[#2].word; mapping/items-missing at rows[#3].sources"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	bad := make([]mapping.ImportRow, 1000)
	if _, err = mapping.Import(head, "cis-controls", cis, fw("iso-27001-2022"), bad); !strings.HasSuffix(golden.Codes(err), "rows[#99].sources; 900 more") || len(err.Error()) > 20_000 {
		t.Errorf("many bad rows: %v", err)
	}
	if _, err = mapping.Import(head, "", cis, fw("iso-27001-2022"), []mapping.ImportRow{{Sources: []string{"1.1"}, Targets: []string{"A.5.9"}}}); err == nil {
		t.Error("rows without a vocabulary are read")
	}
	// The note of a conflict is kept.
	c, err = mapping.Import(head, "nist-ir-8477-supportive", cis, fw("iso-27001-2022"), []mapping.ImportRow{{Sources: []string{"1.1"}, Targets: []string{"A.5.9"}, Word: "contrary"}})
	if err != nil {
		t.Fatal(err)
	}
	for e := range c.Entries() {
		if e.Note == "" || e.Relation != mapping.Unspecified || e.Word != "contrary" {
			t.Errorf("%+v", e)
		}
	}
}

func FuzzImport(f *testing.F) {
	f.Add("cc6.1", "a.5.15", "equivalent-to", "semantic", "7", "n")
	f.Add("CC6.1", "", "", "", "", "")
	f.Fuzz(func(t *testing.T, s, d, word, why, strength, note string) {
		row := mapping.ImportRow{Sources: []string{s}, Word: word, Rationale: mapping.Rationale(why), Strength: mapping.Strength(strength), Note: note}
		if d != "" {
			row.Targets = []string{d}
		}
		in := func() (mapping.Crosswalk, error) {
			return mapping.Import(mapping.Spec{ID: "x"}, "oscal", fw("soc2-tsc-2017"), fw("iso-27001-2022"), []mapping.ImportRow{row, row})
		}
		bounded.Within(t, len(s)+len(d)+len(word)+len(why)+len(strength)+len(note), func() { _, _ = in() })
		c, err := in()
		if err == nil {
			if again, err := mapping.New(c.Spec(), c.Source(), c.Target()); err != nil || !again.Equal(c) {
				t.Fatalf("not what its record builds: %v", err)
			}
		}
		if err == nil && c.Len()+count(c.WithoutCounterpart()) != 1 {
			t.Fatalf("one row became %d entries and %d nones", c.Len(), count(c.WithoutCounterpart()))
		}
	})
}

func TestControlStates(t *testing.T) {
	f := mapping.ControlStates(func(id isms.Ref) mapping.State {
		if id == "A.5.1" {
			return met
		}
		return unknown
	})
	if f("A.5.1") != met || f("5.1") != unknown || f("A.5.2") != unknown || mapping.ControlStates(nil)("A.5.1") != unknown {
		t.Error("the clause and the control are mixed up")
	}
}
