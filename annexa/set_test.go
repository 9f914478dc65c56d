package annexa_test

import (
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/annexa/annexatest"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

// draw makes a source of choices of a property test.
type draw struct{ *rapid.T }

func (d draw) IntN(n int) int { return rapid.IntRange(0, n-1).Draw(d.T, "choice") }

// slowSet is the obvious twin of Set.
type slowSet map[isms.Ref]bool

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
			id := c.Ref
			for name, got := range map[string]struct{ got, want bool }{
				"Contains":   {s.Contains(id), a[id]},
				"Union":      {s.Union(u).Contains(id), a[id] || b[id]},
				"Intersect":  {s.Intersect(u).Contains(id), a[id] && b[id]},
				"Minus":      {s.Minus(u).Contains(id), a[id] && !b[id]},
				"Complement": {annexa.FullSet().Minus(s).Contains(id), !a[id]},
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
			"De Morgan":                   annexa.FullSet().Minus(s.Union(u)) == annexa.FullSet().Minus(s).Intersect(annexa.FullSet().Minus(u)),
			"complement undoes itself":    annexa.FullSet().Minus(annexa.FullSet().Minus(s)) == s,
			"complement is disjoint":      s.Intersect(annexa.FullSet().Minus(s)).Empty(),
			"complement fills":            s.Union(annexa.FullSet().Minus(s)) == annexa.FullSet(),
			"minus is meet of complement": s.Minus(u) == s.Intersect(annexa.FullSet().Minus(u)),
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
		id := annexatest.Ref(draw{t})
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
		if !slices.IsSortedFunc(ids, isms.Ref.Compare) {
			t.Fatalf("All yields %v", ids)
		}
		var same []isms.Ref
		for c := range s.Controls() {
			same = append(same, c.Ref)
		}
		if diff := cmp.Diff(ids, same); diff != "" {
			t.Fatalf("Controls differs from All:\n%s", diff)
		}
	})
}

func TestSetRefusesUnknownControls(t *testing.T) {
	if _, err := annexa.SetOf("A.5.7", "9.1.1"); golden.Codes(err) != "annexa/control-of-2013 at [#1]" {
		t.Errorf("SetOf with an id of 2013: %v", err)
	}
	if _, err := annexa.SetOf("5.7"); withArgs(err) != "annexa/another-way-to-write-it at [#0] it=A.5.7" {
		t.Errorf("SetOf without the prefix: %v", err)
	}
	if _, err := annexa.ParseSet("5.7, 5.38"); err == nil {
		t.Error("ParseSet takes 5.38")
	}
	if got, err := annexa.ParseSet("8.28,A.5.7\n5.7"); err != nil || got.String() != "A.5.7 A.8.28" {
		t.Errorf("ParseSet: %q, %v", got, err)
	}
	var s annexa.Set
	if err := json.Unmarshal([]byte(`["5.7","5.38"]`), &s); err == nil || !s.Empty() {
		t.Errorf("JSON with 5.38: %v, set is %q", err, s)
	}
	for data, want := range map[string]string{
		`5.7`:            "isms/wrong-kind",
		`{}`:             "isms/wrong-kind",
		`[5.7]`:          "isms/wrong-kind at [#0]",
		`"5.7`:           "isms/early-end",
		`"5.38"`:         "annexa/no-such-control",
		`["5.7","5.38"]`: "annexa/no-such-control at [#1]",
	} {
		if err := s.UnmarshalJSON([]byte(data)); golden.Codes(err) != want || !s.Empty() {
			t.Errorf("JSON %s gives %q and says\n     %v\nwant %s", data, s, golden.Codes(err), want)
		}
	}
	var a annexa.AttributeValueSet
	for data, want := range map[string]string{
		`5`:                   "isms/wrong-kind",
		`[5]`:                 "isms/wrong-kind at [#0]",
		`["#Preventive","x"]`: "annexa/no-attribute-value at [#1]",
	} {
		if err := a.UnmarshalJSON([]byte(data)); golden.Codes(err) != want || a != 0 {
			t.Errorf("JSON %s gives %q and says\n     %v\nwant %s", data, a, golden.Codes(err), want)
		}
	}
	with := annexa.Set{}.With("own:C-1").With("").With("A.5.38")
	if !with.Empty() || !with.Without("own:C-1").Empty() || with.Contains("own:C-1") {
		t.Errorf("unknown ids change a set: %q", with)
	}
}

// An empty set prints as an empty list, never as null.
func TestSetJSON(t *testing.T) {
	data, err := json.Marshal(struct {
		Set        annexa.Set
		Attributes annexa.AttributeValueSet
	}{})
	if err != nil || string(data) != `{"Set":[],"Attributes":[]}` {
		t.Errorf("%s, %v", data, err)
	}
}

// Stopping early is honoured by every iterator: Seq functions panic when they
// go on after a break.
func TestIteratorsStop(t *testing.T) {
	c := mustCatalog(t, soundExtension())
	r := annexa.Transition(everyFormer())
	high := annexa.Technological.Controls().Minus(mustSet(t, "8.1 8.2 8.3 8.4 8.5"))
	for name, first := range map[string]string{
		"All":                      firstOf(annexa.All()),
		"Set.All":                  firstOf(annexa.FullSet().All()),
		"Set.All, second word":     firstOf(high.All()),
		"Set.Controls":             firstOf(annexa.FullSet().Controls()),
		"Set.Controls, second":     firstOf(high.Controls()),
		"Attributes.All":           firstOf(annexa.FullAttributeValueSet().All()),
		"Themes.All":               firstOf(annexa.FullThemeSet().All()),
		"Formers":                  firstOf(annexa.Controls2013()),
		"FormerObjectives":         firstOf(annexa.FormerObjectives()),
		"FormerDomains":            firstOf(annexa.FormerDomains()),
		"Pairs":                    firstOf(annexa.Pairs()),
		"Disputes":                 firstOf(annexa.Disputes()),
		"Predecessors":             firstOf(control("A.5.1").Predecessors()),
		"Predecessors, second":     firstOf(control("A.5.36").Predecessors()),
		"Catalog.All":              firstOf(c.All()),
		"Catalog.Tags":             firstOf(c.Tags("A.8.9")),
		"TransitionReport.Merging": firstOf(r.Merging()),
		"Splitting":                firstOf(r.Splitting()),
	} {
		if first == "" {
			t.Errorf("%s yields nothing", name)
		}
	}
	// In the catalog, stop among the own controls too.
	n := 0
	for range c.All() {
		if n++; n == 94 {
			break
		}
	}
}

func firstOf[T any](seq iter.Seq[T]) string {
	for v := range seq {
		return fmt.Sprint(v)
	}
	return ""
}

func mustSet(t *testing.T, text string) annexa.Set {
	t.Helper()
	s, err := annexa.ParseSet(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Text from outside is refused by every decoder, and leaves the value as it was;
// null leaves it too.
func TestDecodersRefuse(t *testing.T) {
	type all struct {
		Set        annexa.Set
		Attributes annexa.AttributeValueSet
		Themes     annexa.ThemeSet
		Query      annexa.Query
	}
	sound := all{mustSet(t, "5.7"), annexa.Preventive, annexa.People, annexa.Query{New: true}}
	for _, data := range []string{`{"Set":["9.1.1"]}`, `{"Attributes":["x"]}`, `{"Themes":"x"}`, `{"Query":"x"}`, `{"Query":1}`} {
		got := sound
		if err := json.Unmarshal([]byte(data), &got); err == nil || got != sound {
			t.Errorf("%s gives %v, %v", data, got, err)
		}
	}
	got := sound
	if err := json.Unmarshal([]byte(`{"Set":null,"Attributes":null,"Themes":null,"Query":null}`), &got); err != nil || got != sound {
		t.Errorf("null gives %v, %v", got, err)
	}
	var s annexa.Set
	var a annexa.AttributeValueSet
	var themes annexa.ThemeSet
	for text, decode := range map[string]func([]byte) error{"5.7": s.UnmarshalText, "#Preventive": a.UnmarshalText, "people": themes.UnmarshalText} {
		if err := decode([]byte("x")); err == nil {
			t.Errorf("x is taken like %s", text)
		}
		if err := decode([]byte(text)); err != nil {
			t.Error(err)
		}
	}
	if s != sound.Set || a != sound.Attributes || themes != sound.Themes {
		t.Errorf("%v, %v, %v", s, a, themes)
	}
	var keyed map[annexa.AttributeValueSet]int
	data, err := json.Marshal(map[annexa.AttributeValueSet]int{annexa.Preventive | annexa.Protect: 1})
	if err != nil || string(data) != `{"preventive, protect":1}` || json.Unmarshal(data, &keyed) != nil || keyed[annexa.Preventive|annexa.Protect] != 1 {
		t.Errorf("as a key: %s, %v, %v", data, keyed, err)
	}
	var bySet map[annexa.Set]int
	data, err = json.Marshal(map[annexa.Set]int{mustSet(t, "8.28 5.7"): 1})
	if err != nil || string(data) != `{"A.5.7 A.8.28":1}` || json.Unmarshal(data, &bySet) != nil || bySet[mustSet(t, "5.7 8.28")] != 1 {
		t.Errorf("as a key: %s, %v, %v", data, bySet, err)
	}
}
