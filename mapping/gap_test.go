package mapping_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/mapping"
)

// What is known comes before what is not, less before more, and a tie is settled
// by the order of the framework; of two ways of one effort the one with less
// missing comes first.
func TestOrderOfGapsAndWays(t *testing.T) {
	a, b := framework(t, "a-1", "s1", "s2", "s3", "s4"), framework(t, "b-1", "t1", "t2", "t3", "t4", "t5", "t6")
	c := crosswalk(t, "a-b", a, b,
		pair("s1", "t1", mapping.SupersetOrEqual), // nobody knows s1
		mapping.Entry{Sources: []string{"s2", "s4"}, Targets: []string{"t2"}, Relation: sup}, pair("s3", "t2", sup), pair("s1", "t2", eq),
		pair("s3", "t3", eq), pair("s2", "t4", sub))
	inf := infer(t, b, mapping.InferenceInput{Crosswalk: c, State: func(string) mapping.State { return unknown }})
	effort := func(framework, id string) (int, bool) {
		n, ok := map[string]int{"a-1 s2": 4, "a-1 s3": 4, "a-1 s4": 0, "b-1 t3": 4, "b-1 t5": 0, "b-1 t6": -1}[framework+" "+id]
		return n, ok
	}
	way := func(units int, known bool, missing ...string) mapping.CoveragePath {
		return mapping.CoveragePath{Crosswalk: "a-b", Source: "a-1", Missing: missing, Units: units, Known: known}
	}
	want := []mapping.Gap{
		{Target: "t5", Outcome: mapping.NotMapped, Paths: []mapping.CoveragePath{}, Known: true},
		{Target: "t2", Outcome: mapping.NotMapped, Paths: []mapping.CoveragePath{way(4, true, "s3"), way(4, true, "s2", "s4"), way(0, false, "s1")}, Candidates: 3, Units: 4, Known: true},
		{Target: "t3", Outcome: mapping.NotMapped, Paths: []mapping.CoveragePath{way(4, true, "s3")}, Candidates: 1, Units: 4, Known: true},
		{Target: "t1", Outcome: mapping.NotMapped, Paths: []mapping.CoveragePath{way(0, false, "s1")}, Candidates: 1},
		{Target: "t4", Outcome: mapping.NotMapped, Paths: []mapping.CoveragePath{}, Candidates: 1},
		{Target: "t6", Outcome: mapping.NotMapped, Paths: []mapping.CoveragePath{}},
	}
	if d := cmp.Diff(want, inf.Gaps(effort)); d != "" {
		t.Error(d)
	}
	if got := inf.Gaps(effort, "other"); len(got) != 0 {
		t.Errorf("of a kind that is not there: %+v", got)
	}
}

// No work settles a contradiction.
func TestContradictoryGapHasNoWays(t *testing.T) {
	a, b := framework(t, "a-1", "s1", "s2"), framework(t, "b-1", "t1")
	c := crosswalk(t, "a-b", a, b, pair("s1", "t1", eq), pair("s2", "t1", eq))
	inf := infer(t, b, mapping.InferenceInput{Crosswalk: c, State: func(id string) mapping.State {
		if id == "s1" {
			return met
		}
		return not
	}})
	want := []mapping.Gap{{Target: "t1", Outcome: mapping.Contradictory, Paths: []mapping.CoveragePath{}, Units: 7, Known: true}}
	if d := cmp.Diff(want, inf.Gaps(func(framework, id string) (int, bool) { return 7, framework == "b-1" })); d != "" {
		t.Error(d)
	}
	// A source that is met is not missing, and what covers only in part is no way.
	c = crosswalk(t, "a-b", a, b, mapping.Entry{Sources: []string{"s1", "s2"}, Targets: []string{"t1"}, Relation: sup}, pair("s1", "t1", mapping.SubsetOrEqual))
	inf = infer(t, b, mapping.InferenceInput{Crosswalk: c, State: func(id string) mapping.State {
		if id == "s1" {
			return met
		}
		return unknown
	}})
	want = []mapping.Gap{{Target: "t1", Outcome: mapping.Inconclusive, Paths: []mapping.CoveragePath{{Crosswalk: "a-b", Source: "a-1", Missing: []string{"s2"}, Units: 3, Known: true}}, Candidates: 1, Units: 3, Known: true}}
	if d := cmp.Diff(want, inf.Gaps(func(framework, id string) (int, bool) { return 3, framework == "a-1" })); d != "" {
		t.Error(d)
	}
}
