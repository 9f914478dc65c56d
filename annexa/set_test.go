package annexa_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/annexa/annexatest"
)

// draw makes a source of choices of a property test.
type draw struct{ *rapid.T }

func (d draw) IntN(n int) int { return rapid.IntRange(0, n-1).Draw(d.T, "choice") }

// slowSet is the obvious twin of Set.
type slowSet map[annexa.ID]bool

func slow(s annexa.Set) slowSet {
	m := slowSet{}
	for id := range s.All() {
		m[id] = true
	}
	return m
}

func TestSetIsASet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, u := annexatest.Set(draw{t}), annexatest.Set(draw{t})
		a, b := slow(s), slow(u)
		for c := range annexa.All() {
			id := c.ID
			for name, got := range map[string]struct{ got, want bool }{
				"Contains":   {s.Contains(id), a[id]},
				"Union":      {s.Union(u).Contains(id), a[id] || b[id]},
				"Intersect":  {s.Intersect(u).Contains(id), a[id] && b[id]},
				"Minus":      {s.Minus(u).Contains(id), a[id] && !b[id]},
				"Complement": {s.Complement().Contains(id), !a[id]},
			} {
				if got.got != got.want {
					t.Fatalf("%s: %t for %s in %q, %q", name, got.got, id, s, u)
				}
			}
		}
		if s.Len() != len(a) || s.Empty() != (len(a) == 0) {
			t.Fatalf("Len %d, Empty %t of %d controls", s.Len(), s.Empty(), len(a))
		}
		subset := true
		for id := range a {
			subset = subset && b[id]
		}
		if s.SubsetOf(u) != subset {
			t.Fatalf("%q subset of %q: %t", s, u, s.SubsetOf(u))
		}
	})
}

func TestSetAlgebra(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, u, v := annexatest.Set(draw{t}), annexatest.Set(draw{t}), annexatest.Set(draw{t})
		for law, holds := range map[string]bool{
			"union commutes":              s.Union(u) == u.Union(s),
			"intersection commutes":       s.Intersect(u) == u.Intersect(s),
			"union associates":            s.Union(u).Union(v) == s.Union(u.Union(v)),
			"intersection associates":     s.Intersect(u).Intersect(v) == s.Intersect(u.Intersect(v)),
			"intersection distributes":    s.Intersect(u.Union(v)) == s.Intersect(u).Union(s.Intersect(v)),
			"union distributes":           s.Union(u.Intersect(v)) == s.Union(u).Intersect(s.Union(v)),
			"De Morgan":                   s.Union(u).Complement() == s.Complement().Intersect(u.Complement()),
			"complement undoes itself":    s.Complement().Complement() == s,
			"complement is disjoint":      s.Intersect(s.Complement()).Empty(),
			"complement fills":            s.Union(s.Complement()) == annexa.FullSet(),
			"minus is meet of complement": s.Minus(u) == s.Intersect(u.Complement()),
			"idempotent":                  s.Union(s) == s && s.Intersect(s) == s,
			"empty is neutral":            s.Union(annexa.Set{}) == s,
			"full is neutral":             s.Intersect(annexa.FullSet()) == s,
			"counts add up":               s.Union(u).Len()+s.Intersect(u).Len() == s.Len()+u.Len(),
			"parts are subsets":           s.Intersect(u).SubsetOf(s) && s.SubsetOf(s.Union(u)),
		} {
			if !holds {
				t.Fatalf("%s does not hold for %q, %q, %q", law, s, u, v)
			}
		}
		id := annexatest.ID(draw{t})
		if w := s.With(id); !w.Contains(id) || w.Without(id) != s.Without(id) || s.Without(id).Contains(id) {
			t.Fatalf("With and Without of %s on %q", id, s)
		}
	})
}

func TestSetText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := annexatest.Set(draw{t})
		if got, err := annexa.ParseSet(s.String()); err != nil || got != s {
			t.Fatalf("ParseSet(%q) = %q, %v", s, got, err)
		}
		if got, err := annexa.SetOf(slices.Collect(s.All())...); err != nil || got != s {
			t.Fatalf("SetOf(%s) = %q, %v", s, got, err)
		}
		data, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		var got annexa.Set
		if err := json.Unmarshal(data, &got); err != nil || got != s {
			t.Fatalf("JSON %s gives %q, %v", data, got, err)
		}
		text, err := s.MarshalText()
		if err != nil || got.UnmarshalText(text) != nil || got != s {
			t.Fatalf("text %s gives %q", text, got)
		}
		ids := slices.Collect(s.All())
		if !slices.IsSortedFunc(ids, annexa.ID.Compare) {
			t.Fatalf("All yields %v", ids)
		}
		var same []annexa.ID
		for c := range s.Controls() {
			same = append(same, c.ID)
		}
		if diff := cmp.Diff(ids, same); diff != "" {
			t.Fatalf("Controls differs from All:\n%s", diff)
		}
	})
}

func TestSetRefusesUnknownControls(t *testing.T) {
	if _, err := annexa.SetOf("5.7", "9.1.1"); err == nil || err.Error() != `annexa: SetOf("9.1.1"): a control of the 2013 edition (Access control policy); in 2022 it is 5.15` {
		t.Errorf("SetOf with an id of 2013: %v", err)
	}
	if _, err := annexa.SetOf("A.5.7"); err == nil || err.Error() != `annexa: SetOf("A.5.7"): write "5.7"` {
		t.Errorf("SetOf with a prefix: %v", err)
	}
	if _, err := annexa.ParseSet("5.7, 5.38"); err == nil {
		t.Error("ParseSet takes 5.38")
	}
	if got, err := annexa.ParseSet("8.28,A.5.7\n5.7"); err != nil || got.String() != "5.7 8.28" {
		t.Errorf("ParseSet: %q, %v", got, err)
	}
	var s annexa.Set
	if err := json.Unmarshal([]byte(`["5.7","5.38"]`), &s); err == nil || !s.Empty() {
		t.Errorf("JSON with 5.38: %v, set is %q", err, s)
	}
	if err := json.Unmarshal([]byte(`"5.7"`), &s); err == nil {
		t.Error("JSON with text in place of a list is taken")
	}
	with := annexa.Set{}.With("C-1").With("").With("5.38")
	if !with.Empty() || !with.Without("C-1").Empty() || with.Contains("C-1") {
		t.Errorf("unknown ids change a set: %q", with)
	}
}

// An empty set prints as an empty list, never as null.
func TestSetJSON(t *testing.T) {
	data, err := json.Marshal(struct {
		Set        annexa.Set
		Attributes annexa.Attributes
	}{})
	if err != nil || string(data) != `{"Set":[],"Attributes":[]}` {
		t.Errorf("%s, %v", data, err)
	}
}

// Stopping early is honoured by every iterator.
func TestIteratorsStop(t *testing.T) {
	stops := func(name string, n int) {
		if n != 1 {
			t.Errorf("%s goes on after the first", name)
		}
	}
	n := 0
	for range annexa.All() {
		n++
		break
	}
	stops("All", n)
	for n = 0; n < 2; {
		for range annexa.Technological.Controls().Without("8.1").Without("8.2").Without("8.3").Without("8.4").Without("8.5").All() {
			n++
			break
		}
		break
	}
	stops("Set.All in the second word", n)
	n = 0
	for range annexa.Pairs() {
		n++
		break
	}
	stops("Pairs", n)
	n = 0
	for range annexa.AllAttributes().All() {
		n++
		break
	}
	stops("Attributes.All", n)
	n = 0
	for range annexa.AllThemes().All() {
		n++
		break
	}
	stops("Themes.All", n)
	n = 0
	for range annexa.ID("8.32").Predecessors() {
		n++
		break
	}
	stops("Predecessors", n)
}
