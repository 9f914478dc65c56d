package annexa_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
)

func everyFormer() []annexa.Ref2013 {
	var all []annexa.Ref2013
	for f := range annexa.Controls2013() {
		all = append(all, f.Ref)
	}
	return all
}

func rowOf(t *testing.T, r annexa.TransitionReport, id isms.Ref) annexa.TransitionRow {
	t.Helper()
	for _, row := range r.Rows {
		if row.Control == id {
			return row
		}
	}
	t.Fatalf("no row for %s", id)
	return annexa.TransitionRow{}
}

// A statement that declared all 114 leaves the 11 new controls to consider.
func TestTransitionOfAll(t *testing.T) {
	r := annexa.Transition(everyFormer())
	for state, want := range map[annexa.TransitionState]int{annexa.Carried: 82, annexa.CarriedInPart: 0, annexa.NotCarried: 0, annexa.ToConsider: 11} {
		if got := r.In(state).Len(); got != want {
			t.Errorf("%s: %d controls, want %d", state, got, want)
		}
	}
	if n := len(slices.Collect(r.Merging())); n != 24 {
		t.Errorf("%d merging rows, want 24", n)
	}
	splitting := slices.Collect(r.Splitting())
	if len(splitting) != 1 || splitting[0].Control != "A.18.2.3" || splitting[0].Successors.String() != "A.5.36 A.8.8" || splitting[0].Correspondence != annexa.Split {
		t.Errorf("splitting: %v", splitting)
	}
	if len(r.Rows) != 93 || len(r.Rows2013) != 114 || len(r.Twice) != 0 || len(r.Unknown) != 0 {
		t.Errorf("%d rows, %d formers, %d twice, %d unknown", len(r.Rows), len(r.Rows2013), len(r.Twice), len(r.Unknown))
	}
}

// With nothing listed nothing follows, and nothing is said to be met.
func TestTransitionOfNone(t *testing.T) {
	r := annexa.Transition(nil)
	if !r.Following().Empty() || r.In(annexa.NotCarried).Len() != 82 || r.In(annexa.ToConsider).Len() != 11 {
		t.Errorf("follows %q", r.Following())
	}
	data, err := json.Marshal(r)
	if err != nil || strings.Contains(string(data), "null") {
		t.Errorf("JSON holds null: %.200s, %v", data, err)
	}
}

func TestTransitionRows(t *testing.T) {
	r := annexa.Transition([]annexa.Ref2013{"A.13.2.3", "A.13.2.1", "A.12.7.1", "A.13.2.1", "A.13.2.2", "A.9.1.1", "A.9.1.9", "A.8.3", "A.5.7", "a.9.1.2", "A.8.3", ""})
	for _, want := range []annexa.TransitionRow{
		{Control: "A.5.14", State: annexa.Carried, Correspondence: annexa.Merged, From: []annexa.Ref2013{"A.13.2.1", "A.13.2.2", "A.13.2.3"}, Absent: []annexa.Ref2013{}},
		{Control: "A.5.15", State: annexa.CarriedInPart, Correspondence: annexa.Merged, From: []annexa.Ref2013{"A.9.1.1"}, Absent: []annexa.Ref2013{"A.9.1.2"}},
		{Control: "A.8.34", State: annexa.Carried, Correspondence: annexa.Renamed, From: []annexa.Ref2013{"A.12.7.1"}, Absent: []annexa.Ref2013{}},
		{Control: "A.8.28", State: annexa.ToConsider, Correspondence: annexa.NewIn2022, From: []annexa.Ref2013{}, Absent: []annexa.Ref2013{}},
		{Control: "A.5.1", State: annexa.NotCarried, Correspondence: annexa.Merged, From: []annexa.Ref2013{}, Absent: []annexa.Ref2013{"A.5.1.1", "A.5.1.2"}},
	} {
		if diff := cmp.Diff(want, rowOf(t, r, want.Control)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", want.Control, diff)
		}
	}
	if diff := cmp.Diff([]annexa.Ref2013{"A.13.2.1"}, r.Twice); diff != "" {
		t.Errorf("twice (-want +got):\n%s", diff)
	}
	var unknown []string
	for _, u := range r.Unknown {
		unknown = append(unknown, u.Value+": "+u.Code)
	}
	if diff := cmp.Diff([]string{": annexa/no-control-given", "A.5.7: annexa/control-of-2022", "A.8.3: annexa/control-of-2022", "A.9.1.9: annexa/no-such-control-of-2013", "a.9.1.2: annexa/another-way-to-write-it"}, unknown); diff != "" {
		t.Errorf("unknown (-want +got):\n%s", diff)
	}
	if got := r.Following().String(); got != "A.5.14 A.5.15 A.8.34" {
		t.Errorf("follows %q", got)
	}
	if table := r.Table(); table.Validate() != nil || len(table.Rows) != 93 {
		t.Errorf("table: %v", table.Validate())
	}
	if table := r.Table2013(); table.Validate() != nil || len(table.Rows) != 5 {
		t.Errorf("table of formers: %v, %d rows", table.Validate(), len(table.Rows))
	}
}

// The order of the list and its repetitions do not matter, and another listed
// control never takes one away that follows.
func TestTransitionLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		formers := slices.Collect(annexa.Controls2013())
		one := func() annexa.Ref2013 { return rapid.SampledFrom(formers).Draw(t, "control").Ref }
		var list []annexa.Ref2013
		for range rapid.IntRange(0, 150).Draw(t, "n") {
			list = append(list, one())
		}
		r := annexa.Transition(list)
		shuffled := rapid.Permutation(list).Draw(t, "shuffled")
		if diff := cmp.Diff(r, annexa.Transition(shuffled), cmp.Comparer(func(a, b annexa.Set) bool { return a == b })); diff != "" {
			t.Fatalf("order matters:\n%s", diff)
		}
		var want annexa.Set
		for _, id := range list {
			want = want.Union(id.Successors())
		}
		if r.Following() != want {
			t.Fatalf("%v: follows %q, want %q", list, r.Following(), want)
		}
		more := annexa.Transition(append(list, one()))
		if !r.Following().SubsetOf(more.Following()) || !r.In(annexa.Carried).SubsetOf(more.In(annexa.Carried)) {
			t.Fatalf("one more control takes one away: %v", list)
		}
		var all annexa.Set
		n := 0
		for state := range annexa.TransitionStates().All() {
			all = all.Union(r.In(state))
			n += r.In(state).Len()
		}
		if all != annexa.FullSet() || n != annexa.Count {
			t.Fatalf("states hold %d controls", n)
		}
		again := annexa.TransitionReport{}
		data, err := json.Marshal(r)
		if err != nil || json.Unmarshal(data, &again) != nil {
			t.Fatalf("JSON: %v", err)
		}
		if diff := cmp.Diff(r, again, cmp.Comparer(func(a, b annexa.Set) bool { return a == b })); diff != "" {
			t.Fatalf("JSON loses:\n%s", diff)
		}
	})
	if annexa.TransitionStates().Has(annexa.TransitionState("")) {
		t.Error("the empty state is known")
	}
}
