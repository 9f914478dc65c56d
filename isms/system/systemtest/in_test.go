package systemtest_test

import (
	"bytes"
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/system/systemtest"
	"github.com/ismskit/ismskit/soa"
)

var update = flag.Bool("update", false, "write the stored documents")

// stored are the states of the documents in testdata, which are as of the day that the
// examples look from.
var stored = map[string]cycle.State{
	"empty": "", "applying": cycle.StateReady, "certified": cycle.StateCertified, "suspended": cycle.StateSuspended, "expired": cycle.StateExpired,
}

// The stored documents are those of the function, read strictly, and small.
func TestStoredOrganizations(t *testing.T) {
	total := 0
	for name, state := range stored {
		want, err := systemtest.In(state, isms.MustDate("2026-10-05")).Encode()
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join("testdata", name+".json")
		if *update {
			if err := os.WriteFile(path, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what In gives; look at it, then run go test . -update", path)
		}
		sys, err := system.Decode(got)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := sys.Encode(); err != nil || !bytes.Equal(again, got) {
			t.Errorf("%s is not in canonical form: %v", path, err)
		}
		total += len(got)
	}
	if total > 1_000_000 {
		t.Errorf("%d bytes together, want at most 1,000,000", total)
	}
}

// The laws of systems hold for the stored ones, whatever is dropped.
func TestLawsOfOrganizations(t *testing.T) {
	on := isms.MustDate("2026-10-05")
	for name, state := range stored {
		for seed := range uint64(3) {
			if err := systemtest.Check(rand.New(rand.NewPCG(seed, 2)), systemtest.In(state, on), on); err != nil {
				t.Errorf("%s, seed %d: %v", name, seed, err)
			}
		}
	}
}

// The organization is in the state on any day.
func TestInEachState(t *testing.T) {
	for _, text := range []string{"2026-03-02", "2024-02-29", "2025-12-31"} {
		on := isms.MustDate(text)
		for state := range cycle.States().All() {
			s := systemtest.In(state, on)
			now := s.At(on)
			if now.State() != state {
				t.Errorf("on %s: %q, want %q", on, now.State(), state)
			}
			if _, ok := now.Approved(); !ok {
				t.Errorf("%s on %s: no version of the statement is in force", state, on)
			}
			if rep := now.Unfolded(); len(rep.Errors()) == 0 && state != cycle.StateCertified {
				t.Errorf("%s on %s: nothing is found", state, on)
			}
		}
	}
}

// What each of the five is about.
func TestTheFive(t *testing.T) {
	on := isms.MustDate("2026-10-05")
	ready := func(s system.System) []bool {
		now := s.At(on)
		return []bool{now.Gate(system.Stage1).Ready(), now.Gate(system.Stage2).Ready(), now.Gate(system.Surveillance).Ready()}
	}
	for _, c := range []struct {
		name       string
		versions   []soa.State
		ready      []bool // stage 1, stage 2, surveillance
		majors     int
		conditions int // of the surveillance, met
	}{
		{"empty", nil, []bool{false, false, false}, 0, 0},
		{"applying", []soa.State{soa.Approved}, []bool{true, false, false}, 0, 13},
		{"certified", []soa.State{soa.Superseded, soa.Approved}, []bool{true, true, true}, 0, 18},
		{"suspended", []soa.State{soa.Superseded, soa.Approved}, []bool{true, false, false}, 1, 15},
		{"expired", []soa.State{soa.Superseded, soa.Approved}, []bool{true, false, false}, 0, 15},
	} {
		s := systemtest.In(stored[c.name], on)
		var versions []soa.State
		for _, v := range s.Statements {
			versions = append(versions, v.State())
		}
		majors := 0
		for i := range s.Findings.Items {
			if n := s.Findings.Items[i].Nonconformity; n.Grade() == audit.Major && n.Open() {
				majors++
			}
		}
		met := s.At(on).Gate(system.Surveillance).Met().Have
		if got := ready(s); !slices.Equal(versions, c.versions) || !slices.Equal(got, c.ready) || majors != c.majors || met != c.conditions {
			t.Errorf("%s: versions %v, ready %v, %d majors, %d conditions met", c.name, versions, got, majors, met)
		}
	}
	if w, ok := systemtest.In(cycle.StateExpired, on).Cycle.Restoration(); !ok || !w.Contains(on) {
		t.Errorf("the restoration window %v does not hold %s", w, on)
	}
}

// An unknown state, and a day without years before it, give a name alone; no day is the
// usual one.
func TestInNoState(t *testing.T) {
	for _, s := range []system.System{
		systemtest.In("", isms.MustDate("2026-03-02")), systemtest.In("strange", isms.MustDate("2026-03-02")),
		systemtest.In(cycle.StateCertified, isms.MustDate("0001-01-01")),
	} {
		if s.Organization.Name == "" || len(s.Register.Risks) > 0 || s.Cycle.ID() != "" {
			t.Errorf("%q has more than a name", s.Organization.Name)
		}
	}
	if s := systemtest.In(cycle.StateCertified, isms.Date{}); s.At(isms.MustDate("2026-03-02")).State() != cycle.StateCertified {
		t.Error("without a day it is not certified on the usual one")
	}
}
