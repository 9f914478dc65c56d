package mapping_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/ismskit/ismskit/internal/bounded"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/mappingtest"
)

// wide is a list of n items in two levels.
func wide(t testing.TB, id string, n int) mapping.Framework {
	t.Helper()
	f, err := mapping.NewFramework(wideSpec(id, n))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func wideSpec(id string, n int) mapping.FrameworkSpec {
	s := mapping.FrameworkSpec{ID: id, Leaves: []mapping.Kind{"rule"}}
	for i := range n {
		if i%10 == 0 {
			s.Items = append(s.Items, mapping.Item{ID: fmt.Sprint(i), Kind: "group"})
			continue
		}
		s.Items = append(s.Items, mapping.Item{ID: fmt.Sprintf("%d.%d", i-i%10, i%10), Kind: "rule", Parent: fmt.Sprint(i - i%10)})
	}
	return s
}

func ruleID(i, n int) string {
	i = i*10%n + 1
	return fmt.Sprintf("%d.%d", i-i%10, i%10)
}

// entriesOf relates the items of two wide lists one by one, all with one, and one
// with all.
func entriesOf(n int) []mapping.Entry {
	var out []mapping.Entry
	for i := 2; i < n/10-1; i++ {
		out = append(out, pair(ruleID(i, n), ruleID(i+1, n), mapping.Equal), pair(ruleID(i, n), "0.1", mapping.Subset), pair("0.1", ruleID(i, n), mapping.SubsetOrEqual))
	}
	return out
}

func wideCrosswalk(t testing.TB, id string, a, b mapping.Framework, n int) mapping.Crosswalk {
	t.Helper()
	s := mapping.Spec{ID: id, Source: a.ID(), Target: b.ID(), Entries: entriesOf(n), Provenance: mapping.Provenance{Publisher: "p", Document: "d"}}
	for i := range n {
		if i%10 == 9 {
			s.SourcesWithoutCounterpart = append(s.SourcesWithoutCounterpart, mapping.NoCounterpart{ID: fmt.Sprintf("%d.9", i-9)})
		}
	}
	c, err := mapping.New(s, a, b)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Twice the input costs at most two and a half times as much, for every function
// with a collection: items, entries, reviews, rows, routes, kinds, legs,
// artefacts.
func TestCostGrowsWithTheInput(t *testing.T) {
	const n = 1000
	halfMet := func(id string) mapping.State {
		if len(id)%2 == 0 {
			return mapping.FullyMet
		}
		return mapping.PartiallyMet
	}
	type world struct {
		a, b, c mapping.Framework
		ab, bc  mapping.Crosswalk
		inf     mapping.Inference
		chain   mapping.Chain
	}
	made := map[int]*world{}
	of := func(n int) *world {
		if made[n] == nil {
			w := &world{a: wide(t, "a-1", n), b: wide(t, "b-1", n), c: wide(t, "c-1", n)}
			w.ab, w.bc = wideCrosswalk(t, "ab", w.a, w.b, n), wideCrosswalk(t, "bc", w.b, w.c, n)
			var err error
			if w.inf, err = mapping.Infer(w.b, mapping.InferenceInput{Crosswalk: w.ab, State: halfMet}); err != nil {
				t.Fatal(err)
			}
			// Only the pairs that lead somewhere: all with all would be n times n leads.
			some := w.ab.Select(func(e mapping.Entry) bool { return e.Relation == mapping.Equal })
			if w.chain, err = mapping.NewChain(some, w.bc.Select(func(e mapping.Entry) bool { return e.Relation != mapping.SubsetOrEqual })); err != nil {
				t.Fatal(err)
			}
			made[n] = w
		}
		return made[n]
	}
	for name, prepare := range map[string]func(n int) func(){
		"NewFramework": func(n int) func() { s := wideSpec("a-1", n); return func() { _, _ = mapping.NewFramework(s) } },
		"NewFramework with many kinds": func(n int) func() {
			s := wideSpec("a-1", n)
			for i := range s.Items {
				s.Items[i].Kind = mapping.Kind(fmt.Sprint("kind-", i))
				s.Leaves = append(s.Leaves, s.Items[i].Kind)
			}
			return func() { _, _ = mapping.NewFramework(s) }
		},
		"NewFramework of one long line": func(n int) func() {
			s := mapping.FrameworkSpec{ID: "a-1"}
			for i := range n {
				s.Items = append(s.Items, mapping.Item{ID: fmt.Sprint(i + 1), Kind: "rule", Parent: fmt.Sprint(i + 2)})
			}
			s.Items[n-1].Parent = ""
			return func() { _, _ = mapping.NewFramework(s) }
		},
		"Framework.Spec":  func(n int) func() { f := of(n).a; return func() { f.Spec() } },
		"Framework.Equal": func(n int) func() { f, g := of(n).a, wide(t, "a-1", n); return func() { f.Equal(g) } },
		"Leaves of many kinds": func(n int) func() {
			f, kinds := of(n).a, make([]mapping.Kind, n)
			for i := range kinds {
				kinds[i] = mapping.Kind(fmt.Sprint("kind-", i))
			}
			return func() { count(f.Leaves(kinds...)) }
		},
		"New": func(n int) func() { w := of(n); s := w.ab.Spec(); return func() { _, _ = mapping.New(s, w.a, w.b) } },
		"New with sets": func(n int) func() {
			w := of(n)
			s := mapping.Spec{ID: "set", Source: "a-1", Target: "b-1"}
			var all []string
			for i := range n / 10 {
				all = append(all, ruleID(i, n))
			}
			for i := range n / 10 {
				s.Entries = append(s.Entries, mapping.Entry{Sources: all[i : i+1], Targets: all[max(0, i-10) : i+1]})
			}
			s.Entries = append(s.Entries, mapping.Entry{Sources: all, Targets: all})
			return func() { _, _ = mapping.New(s, w.a, w.b) }
		},
		"Import": func(n int) func() {
			w := of(n)
			rows := make([]mapping.ImportRow, n)
			for i := range rows {
				rows[i] = mapping.ImportRow{Sources: []string{ruleID(i, n)}, Targets: []string{ruleID(i/10, n)}}
			}
			return func() { _, _ = mapping.Import(mapping.Spec{ID: "i"}, "cis-controls", w.a, w.b, rows) }
		},
		"Import of nonsense": func(n int) func() {
			w, rows := of(n), make([]mapping.ImportRow, n)
			return func() { _, _ = mapping.Import(mapping.Spec{ID: "i"}, "cis-controls", w.a, w.b, rows) }
		},
		"With": func(n int) func() {
			w, o := of(n), mapping.Overlay{ID: "o", Source: "a-1", Target: "b-1"}
			for i := range n / 10 {
				o.Reviews = append(o.Reviews, review(fmt.Sprintf("%d.9", i*10), ruleID(i, n), mapping.Equal))
			}
			return func() {
				if _, err := w.ab.With(o); err != nil {
					t.Error(err)
				}
			}
		},
		"Overlay.Crosswalk": func(n int) func() {
			w, o := of(n), mapping.Overlay{ID: "o", Source: "a-1", Target: "b-1"}
			for i := range n / 10 {
				o.Reviews = append(o.Reviews, review(ruleID(i, n), ruleID(i, n), mapping.Equal))
			}
			return func() { _, _ = o.Crosswalk(w.a, w.b) }
		},
		"Entries":        func(n int) func() { c := of(n).ab; return func() { count(c.Entries()) } },
		"Pairs":          func(n int) func() { c := of(n).ab.Converse(); return func() { count(c.Pairs()) } },
		"Unmapped":       func(n int) func() { c := of(n).ab; return func() { count(c.Unmapped()) } },
		"Crosswalk.Spec": func(n int) func() { c := of(n).ab; return func() { c.Spec() } },
		"Crosswalk.Equal": func(n int) func() {
			c, d := of(n).ab, wideCrosswalk(t, "ab", of(n).a, of(n).b, n)
			return func() { c.Equal(d) }
		},
		"Select": func(n int) func() {
			c := of(n).ab
			return func() { c.Select(func(e mapping.Entry) bool { return e.Relation == mapping.Equal }) }
		},
		"Untyped":  func(n int) func() { c := of(n).ab; return func() { c.Untyped() } },
		"Improper": func(n int) func() { c := of(n).ab; return func() { c.Improper() } },
		"ReadAs":   func(n int) func() { c := of(n).ab; return func() { _, _ = c.ReadAs("oscal") } },
		"Infer": func(n int) func() {
			w := of(n)
			return func() { _, _ = mapping.Infer(w.b, mapping.InferenceInput{Crosswalk: w.ab, State: halfMet}) }
		},
		"Infer over one route many times": func(n int) func() {
			w := of(500)
			routes := slices.Repeat([]mapping.InferenceInput{{Crosswalk: w.ab, State: halfMet}}, n/50)
			return func() { _, _ = mapping.Infer(w.b, routes...) }
		},
		"Results": func(n int) func() { inf := of(n).inf; return func() { count(inf.Results()) } },
		"Proofs":  func(n int) func() { inf := of(n).inf; return func() { count(inf.Proofs("0.1")) } },
		"Gaps": func(n int) func() {
			inf := of(n).inf
			return func() { inf.Gaps(func(string, string) (int, bool) { return 1, true }) }
		},
		"Coverage":    func(n int) func() { inf := of(n).inf; return func() { inf.Coverage("rule", "group") } },
		"Table":       func(n int) func() { inf := of(n).inf; return func() { inf.Table() } },
		"Equivalents": func(n int) func() { w := of(n); return func() { _, _ = mapping.Equivalents(w.ab, w.bc) } },
		"Equivalents of many crosswalks": func(n int) func() {
			var list []mapping.Crosswalk
			for i := range n / 10 {
				a, b := framework(t, fmt.Sprint("f-", i), "x", "y"), framework(t, fmt.Sprint("f-", i+1), "x", "y")
				list = append(list, crosswalk(t, fmt.Sprint("c-", i), a, b, pair("x", "x", mapping.Equal), pair("y", "y", mapping.Equal)))
			}
			return func() { _, _ = mapping.Equivalents(list...) }
		},
		"Equivalents beside a set": func(n int) func() {
			w := of(n)
			var all []string
			var entries []mapping.Entry
			for i := range n / 10 {
				all = append(all, ruleID(i, n))
				entries = append(entries, pair(ruleID(i, n), ruleID(i, n), mapping.Equal))
			}
			list := []mapping.Crosswalk{crosswalk(t, "s", w.a, w.b, mapping.Entry{Sources: all, Targets: all, Relation: mapping.Equal}), crosswalk(t, "p", w.a, w.b, entries...)}
			return func() { _, _ = mapping.Equivalents(list...) }
		},
		"Candidates":      func(n int) func() { c := of(n).chain; return func() { count(c.Candidates()) } },
		"CandidatesOf":    func(n int) func() { c := of(n).chain; return func() { count(c.CandidatesOf("10.1")) } },
		"Paths":           func(n int) func() { c := of(n).chain; return func() { stopped(c.Paths("10.1", "0.1")) } },
		"Chain.Crosswalk": func(n int) func() { c := of(n).chain; return func() { _, _ = c.Crosswalk("x") } },
		"NewChain": func(n int) func() {
			legs := slices.Repeat([]mapping.Crosswalk{of(500).ab, of(500).ab.Converse()}, n)
			return func() { _, _ = mapping.NewChain(legs...) }
		},
		"PlanEvidence": func(n int) func() {
			w := of(n)
			var list []mapping.Artefact
			for i := range n / 10 {
				list = append(list, mapping.Artefact{ID: isms.ID(fmt.Sprint("E-", i)), Items: []string{ruleID(i+1, n)}})
			}
			return func() {
				p, err := mapping.PlanEvidence(list, w.ab)
				if err != nil {
					t.Error(err)
				}
				p.Table()
			}
		},
		"CheckFramework": func(n int) func() { f := of(n).a; return func() { _ = mappingtest.CheckFramework(f) } },
		"CheckCrosswalk": func(n int) func() { c := of(n).ab; return func() { _ = mappingtest.CheckCrosswalk(c) } },
		"Suspicions":     func(n int) func() { c := of(n).ab; return func() { count(mappingtest.Suspicions(c)) } },
	} {
		t.Run(name, func(t *testing.T) { bounded.Linear(t, n, prepare) })
	}
}
