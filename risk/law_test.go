package risk_test

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/risk/risktest"
)

// choice lets rapid drive the generators of the test kit.
type choice struct{ t *rapid.T }

func (c choice) IntN(n int) int { return rapid.IntRange(0, max(n, 1)-1).Draw(c.t, "choice") }

// The compiled table against the scorer and a search through the bands.
func TestCompiledAgainstSlowTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := risktest.Method(choice{t})
		c := compileRapid(t, m)
		for l := range m.Likelihood {
			for e := range max(1, len(m.EaseOfExploitation)) {
				for i := range m.Impact {
					p := risk.Point{Likelihood: risk.Grade(l + 1), Impact: risk.Grade(i + 1), LikelihoodValue: int64(l + 1), ImpactValue: int64(i + 1)}
					if len(m.EaseOfExploitation) > 0 {
						p.EaseOfExploitation, p.EaseOfExploitationValue = risk.Grade(e+1), int64(e+1)
					}
					score, _ := m.Scorer.Score(p)
					want := 0
					for n, b := range m.Bands {
						if b.From <= score && score <= b.To {
							want = n + 1
						}
					}
					if got := outcome(c, p.Likelihood, p.EaseOfExploitation, p.Impact).Level; int(got) != want {
						t.Fatalf("%+v is level %d, want %d", p, got, want)
					}
				}
			}
		}
	})
}

func compileRapid(t *rapid.T, m risk.Method) risk.Compiled {
	c, err := m.Compile()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func drawAssets(t *rapid.T) []risk.Asset {
	c := choice{t}
	assets := make([]risk.Asset, 1+c.IntN(8))
	for i := range assets {
		a := &assets[i]
		a.ID = isms.ID(fmt.Sprint("a", i))
		for range c.IntN(4) {
			a.DependsOn = append(a.DependsOn, isms.ID(fmt.Sprint("a", c.IntN(len(assets)+1))))
		}
		if g := c.IntN(6); g > 0 {
			a.Values = values(risk.Grade(g))
		}
		if c.IntN(4) == 0 {
			a.Overrides = []risk.Override{{Property: risk.Availability, Grade: risk.Grade(1 + c.IntN(5)), Reason: "as agreed"}}
		}
	}
	return assets
}

// Inheritance against passing values on until nothing changes.
func TestInheritAgainstSlowTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		assets := drawAssets(t)
		at := map[isms.ID]*risk.Asset{}
		worth := map[isms.ID]risk.Grade{}
		for i := range assets {
			a := &assets[i]
			at[a.ID] = a
			if len(a.Values) > 0 {
				worth[a.ID] = a.Values[0].Grade
			}
			if len(a.Overrides) > 0 {
				worth[a.ID] = a.Overrides[0].Grade
			}
		}
		for changed := true; changed; {
			changed = false
			for _, a := range assets {
				for _, id := range a.DependsOn {
					if b := at[id]; b != nil && len(b.Overrides) == 0 && worth[id] < worth[a.ID] {
						worth[id], changed = worth[a.ID], true
					}
				}
			}
		}
		w := risk.Inherit(assets)
		slices.Reverse(assets)
		again := risk.Inherit(assets)
		for _, a := range assets {
			got := w.Of(a.ID, risk.Availability)
			if got.Grade != worth[a.ID] || got != again.Of(a.ID, risk.Availability) {
				t.Fatalf("%s is %+v, in another order %+v, want %d", a.ID, got, again.Of(a.ID, risk.Availability), worth[a.ID])
			}
			if from := at[got.From]; got.Grade > 0 && (from == nil || worth[got.From] != got.Grade) {
				t.Fatalf("%s inherits from %q: %+v", a.ID, got.From, got)
			}
		}
	})
}

// Cycles against the transitive closure.
func TestCyclesAgainstSlowTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		assets := drawAssets(t)
		n := len(assets)
		reach := make([][]bool, n)
		for i, a := range assets {
			reach[i] = make([]bool, n)
			for _, id := range a.DependsOn {
				if j := slices.IndexFunc(assets, func(b risk.Asset) bool { return b.ID == id }); j >= 0 {
					reach[i][j] = true
				}
			}
		}
		for k := range n {
			for i := range n {
				for j := range n {
					reach[i][j] = reach[i][j] || reach[i][k] && reach[k][j]
				}
			}
		}
		want := map[string]bool{}
		for i := range n {
			if !reach[i][i] {
				continue
			}
			var c []isms.ID
			for j := range n {
				if reach[i][j] && reach[j][i] {
					c = append(c, assets[j].ID)
				}
			}
			slices.Sort(c)
			want[fmt.Sprint(c)] = true
		}
		got := risk.Cycles(assets)
		for _, c := range got {
			if !want[fmt.Sprint(c)] {
				t.Fatalf("%v is no cycle", c)
			}
		}
		if len(got) != len(want) {
			t.Fatalf("%d cycles, want %d", len(got), len(want))
		}
	})
}

// The ranking against a plain sort, and what is unknown against what is not.
func TestRankingAgainstSlowTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := risktest.Register(choice{t}, 12)
		e, err := r.Evaluate(today, nil)
		if err != nil {
			t.Fatal(err)
		}
		var want []risk.EvaluatedRisk
		for a := range e.All() {
			if !a.Closed && a.Level > 0 {
				want = append(want, a)
			}
		}
		score := func(a risk.EvaluatedRisk) int64 { return a.At(a.Stage).Score }
		slices.SortFunc(want, func(a, b risk.EvaluatedRisk) int {
			return cmp.Or(cmp.Compare(score(b), score(a)), cmp.Compare(a.Risk, b.Risk))
		})
		for i := range want {
			want[i].Rank = i + 1
			if i > 0 && score(want[i]) == score(want[i-1]) {
				want[i].Rank = want[i-1].Rank
			}
		}
		if got := slices.Collect(e.Ranked()); !slices.Equal(got, want) {
			t.Fatalf("%+v, want %+v", got, want)
		}
		s := e.Statistics()
		known := 0
		for _, n := range s.Levels {
			known += n
		}
		if known != len(want) || known+s.Unknown != s.Open || s.Open+s.Closed != len(r.Risks) || s.WithinTolerance.Want > known {
			t.Fatalf("%+v for %d ranked", s, len(want))
		}
		h := e.HeatMap(risk.Inherent)
		placed := len(h.Unplaced)
		for _, row := range h.Cells {
			for _, cell := range row {
				placed += len(cell.Risks)
			}
		}
		if placed != s.Open {
			t.Fatalf("%d on and off the map, %d open", placed, s.Open)
		}
	})
}

// Every stage has the verdict of the criteria on its level, for what is at stake;
// the one that stands is the risk's, and the map counts them.
func TestEveryStageIsJudged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := risktest.Register(choice{t}, 12)
		e, err := r.Evaluate(today, nil)
		if err != nil {
			t.Fatal(err)
		}
		method := e.Method()
		counts := map[risk.Stage]map[risk.Acceptability]int{}
		for s := range risk.Stages().All() {
			counts[s] = map[risk.Acceptability]int{}
		}
		for _, k := range r.Risks {
			a, _ := e.LookupRisk(k.ID)
			for s := range risk.Stages().All() {
				o := a.At(s)
				if want := method.Acceptability(o.Level, k.Affects); o.Acceptability != want {
					t.Fatalf("%s, %s: %q, want %q", k.ID, s, o.Acceptability, want)
				}
				if !a.Closed {
					counts[s][o.Acceptability]++
				}
			}
			if a.Acceptability != a.At(a.Stage).Acceptability && !a.Closed {
				t.Fatalf("%s: %q, and at the stage that stands %q", k.ID, a.Acceptability, a.At(a.Stage).Acceptability)
			}
		}
		for s := range risk.Stages().All() {
			h := e.HeatMap(s)
			if len(h.Acceptabilities) != risk.Acceptabilities().Len()+1 {
				t.Fatalf("%+v", h.Acceptabilities)
			}
			for _, w := range append(slices.Collect(risk.Acceptabilities().All()), "") {
				if h.Acceptabilities[w] != counts[s][w] {
					t.Fatalf("%s: %d risks are %q, want %d", s, h.Acceptabilities[w], w, counts[s][w])
				}
			}
			if h.Acceptabilities[""] < len(h.Unplaced) {
				t.Fatalf("%+v, %d not placed", h.Acceptabilities, len(h.Unplaced))
			}
		}
	})
}

// Nothing is within tolerance that is unknown, stale acceptances do not count,
// and what is in force keeps its promise.
func TestWithinToleranceIsEarned(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := risktest.Register(choice{t}, 8)
		e, err := r.Evaluate(today, nil)
		if err != nil {
			t.Fatal(err)
		}
		c := e.Method()
		for i, k := range r.Risks {
			a, _ := e.LookupRisk(k.ID)
			switch {
			case a.Level == 0 && (a.WithinTolerance != "" || a.Acceptability != "" || a.Accepted != ""):
				t.Fatalf("unknown, but %+v", a)
			case len(r.Method.Criteria) == 0 && a.WithinTolerance != "":
				t.Fatalf("no criteria, but %+v", a)
			case a.WithinTolerance == isms.Yes && a.Acceptability != risk.Acceptable && (a.Acceptability != risk.Tolerable || a.Accepted != isms.Yes):
				t.Fatalf("within tolerance: %+v", a)
			}
			for _, s := range []risk.Stage{risk.Current, risk.Target, risk.Residual} {
				if o := a.At(s); o.Level > 0 && a.Inherent.Level > 0 && (o.Likelihood > a.Inherent.Likelihood || o.Impact > a.Inherent.Impact || o.EaseOfExploitation > a.Inherent.EaseOfExploitation) {
					t.Fatalf("%s above inherent: %+v", s, a)
				}
			}
			// Taking all ratings away makes it unknown.
			bare := r
			bare.Risks = slices.Clone(r.Risks)
			bare.Risks[i].Inherent, bare.Risks[i].Current, bare.Risks[i].Target, bare.Risks[i].Residual = risk.Rating{}, risk.Rating{}, risk.Rating{}, risk.Rating{}
			b, err := bare.Evaluate(today, nil)
			if err != nil {
				t.Fatal(err)
			}
			if got, _ := b.LookupRisk(k.ID); got.Level != 0 || got.WithinTolerance != "" {
				t.Fatalf("unrated, but %+v", got)
			}
		}
		for i, a := range r.Acceptances {
			s, _ := e.LookupAcceptance(a.ID)
			k, ok := e.LookupRisk(a.Risk)
			if s.Status.InForce() {
				criterion, has := c.LookupCriterion(a.Level, nil)
				authority := false
				for l := a.Level; has; l++ {
					if criterion, has = c.LookupCriterion(l, nil); has && slices.Contains(criterion.Authority, a.ApprovedBy) {
						authority = true
					}
				}
				if !ok || k.After().Level > a.Level || k.After().Level == 0 || today.After(a.Expires) || a.ApprovedOn.After(today) || a.Method != r.Method.Hash() || !authority || a.RequestedBy == a.ApprovedBy {
					t.Fatalf("in force: %+v of %+v", a, k)
				}
			}
			// One acceptance less never accepts more.
			less := r
			less.Acceptances = slices.Delete(slices.Clone(r.Acceptances), i, i+1)
			b, err := less.Evaluate(today, nil)
			if err != nil {
				t.Fatal(err)
			}
			if got, _ := b.LookupRisk(a.Risk); k.Accepted != isms.Yes && got.Accepted == isms.Yes {
				t.Fatalf("without %s risk %s is accepted", a.ID, a.Risk)
			}
		}
	})
}

// A stronger control never leaves more risk.
func TestStrongerControlNeverHurts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := sound()
		r.Risks[0].Current, r.Risks[0].Target = risk.Rating{}, risk.Rating{}
		r.Risks[0].Inherent = rated(risk.Grade(rapid.IntRange(1, 5).Draw(t, "likelihood")), risk.Grade(rapid.IntRange(1, 5).Draw(t, "impact")))
		weak := rapid.IntRange(0, 100).Draw(t, "weak")
		strong := rapid.IntRange(weak, 100).Draw(t, "strong")
		level := func(percent int) risk.EvaluatedRisk {
			r.Risks[0].Credits = []risk.Credit{{Control: "A.5.17", Likelihood: risk.Effect{Percent: percent}, Impact: risk.Effect{Percent: percent}}}
			e, err := r.Evaluate(today, nil)
			if err != nil {
				t.Fatal(err)
			}
			a, _ := e.LookupRisk("R-1")
			return a
		}
		if w, s := level(weak), level(strong); s.Level > w.Level || s.Current.Likelihood > w.Current.Likelihood || w.Level > w.Inherent.Level {
			t.Fatalf("%d %%: %+v, %d %%: %+v", weak, w, strong, s)
		}
		if a := level(0); a.Current.Likelihood != a.Inherent.Likelihood || a.Current.Impact != a.Inherent.Impact {
			t.Fatalf("0 %%: %+v", a)
		}
	})
}

// A change of method keeps the order of risks, as its maps are monotone.
func TestChangeKeepsOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		monotone := func(name string) []risk.Grade {
			m := rapid.SliceOfN(rapid.IntRange(1, 3), 5, 5).Draw(t, name)
			slices.Sort(m)
			out := make([]risk.Grade, len(m))
			for i, g := range m {
				out[i] = risk.Grade(g)
			}
			return out
		}
		maps := risk.ScaleMapping{ID: "m", Likelihood: monotone("likelihood"), Impact: monotone("impact")}
		a := rapid.IntRange(1, 5)
		r := risk.Register{Method: method(), Risks: []risk.Risk{
			{ID: "R-1", Inherent: rated(risk.Grade(a.Draw(t, "l1")), risk.Grade(a.Draw(t, "i1")))},
			{ID: "R-2"},
		}}
		r.Risks[1].Inherent = r.Risks[0].Inherent
		r.Risks[1].Inherent.Likelihood = risk.Grade(rapid.IntRange(int(r.Risks[0].Inherent.Likelihood), 5).Draw(t, "l2"))
		next, _, err := r.ChangeMethod(three(), maps, today)
		if err != nil {
			t.Fatal(err)
		}
		e, err := next.Evaluate(today, nil)
		if err != nil {
			t.Fatal(err)
		}
		low, _ := e.LookupRisk("R-1")
		high, _ := e.LookupRisk("R-2")
		if low.Level > high.Level || low.Level == 0 {
			t.Fatalf("%+v above %+v", low, high)
		}
		if !r.Risks[0].Residual.IsZero() || len(next.History) != 2 {
			t.Fatal("history lost")
		}
	})
}
