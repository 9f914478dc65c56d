package mappinglaws

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/ismstest"
	"github.com/ismskit/ismskit/mapping"
)

func list(t *testing.T, id string, ids ...string) mapping.Framework {
	t.Helper()
	s := mapping.FrameworkSpec{ID: id, Leaves: []mapping.Kind{"rule"}}
	for _, it := range ids {
		s.Items = append(s.Items, mapping.Item{ID: it, Kind: "rule"})
	}
	f, err := mapping.NewFramework(s)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// Each law of the package fails on an algebra, an inference or a world that
// breaks it.
func TestEachLawFails(t *testing.T) {
	first := func(law func(isms.Chance) error) error {
		c := rand.New(rand.NewPCG(7, 7))
		for range 500 {
			if err := law(c); err != nil {
				return err
			}
		}
		return nil
	}
	wantPart := func(err error, want string) {
		t.Helper()
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("said %v, want %q", err, want)
		}
	}
	weakest := func(r, s mapping.Relation) mapping.Relation { return max(r, s) - min(r, s) } // not associative
	wantCode := func(err error, want string) {
		t.Helper()
		if !strings.HasPrefix(golden.Codes(err), want) {
			t.Errorf("said %s, want %s", golden.Codes(err), want)
		}
	}
	wantPart(first(func(c isms.Chance) error { return associative(c, weakest) }), "from the right")
	wantPart(associative(ismstest.Bytes([]byte{0, 1, 3}), weakest), "mappinglaws: (equal then subset of) then superset of = equal|subset of, from the right equal")

	left := func(r, _ mapping.Relation) mapping.Relation { return r } // associative, and blind to what follows
	if err := first(func(c isms.Chance) error { return associative(c, left) }); err != nil {
		t.Error(err)
	}
	wantPart(first(func(c isms.Chance) error { return converse(c, left) }), "turned round")
	wantPart(converse(ismstest.Bytes([]byte{0, 1}), left), "mappinglaws: equal then subset of, turned round: equal and superset of")

	// An inference that knows more when it is told less.
	infer := func(f mapping.Framework, r ...mapping.InferenceInput) (mapping.Inference, error) {
		if r[0].State("s0") == mapping.Unknown {
			return mapping.Infer(f, r...)
		}
		return mapping.Infer(f, mapping.InferenceInput{Crosswalk: r[0].Crosswalk, State: func(string) mapping.State { return mapping.Unknown }})
	}
	wantPart(first(func(c isms.Chance) error { return narrowing(NewWorld(c), infer) }), ", and with more known any")
	calls := 0
	second := func(f mapping.Framework, r ...mapping.InferenceInput) (mapping.Inference, error) {
		if calls++; calls == 2 {
			return mapping.Inference{}, errors.New("told less, it fails")
		}
		return mapping.Infer(f, r...)
	}
	wantPart(narrowing(NewWorld(ismstest.Bytes([]byte("bytes"))), second), "told less, it fails")
	wantCode(narrowing(World{}, mapping.Infer), "mapping/framework-missing at target")

	// A way back that says something else.
	f, g := list(t, "a-1", "a1"), list(t, "b-1", "b1")
	link := func(from, to mapping.Framework, source, target string) mapping.Crosswalk {
		c, err := mapping.New(mapping.Spec{ID: "x", Source: from.ID(), Target: to.ID(), Entries: []mapping.Entry{{Sources: []string{source}, Targets: []string{target}, Relation: mapping.Subset}}}, from, to)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	there := link(f, g, "a1", "b1")
	if err := chained(there, there.Converse()); err != nil {
		t.Error(err)
	}
	wantPart(chained(there, link(g, f, "b1", "a1")), "mappinglaws: a1 there and back is subset")
	wantCode(chained(mapping.Crosswalk{}, mapping.Crosswalk{}), "mapping/crosswalk-missing at legs[#0]")

	// A false word in a world.
	sound := World{Crosswalk: there, states: map[string]mapping.State{"a1": mapping.NotMet}, truth: map[string]mapping.State{"b1": mapping.PartiallyMet}}
	if err := CheckWorld(sound); err != nil {
		t.Error(err)
	}
	sound.truth["b1"] = mapping.FullyMet
	wantPart(CheckWorld(sound), `mappinglaws: b1 is "fully met" in truth, and partially met|not met is said to be possible (proved: not fully covered)`)
	wantPart(CheckWorld(World{}), "mappinglaws: the world could not be built: ")
}

// Whoever has seen enough may stop.
func TestStopping(t *testing.T) {
	n := 0
	for range Laws() {
		n++
		break
	}
	if n != 1 {
		t.Error("the laws cannot be left")
	}
}
