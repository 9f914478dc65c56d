package soa_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/soa"
)

// The state machine, walked whole: every sequence of up to three events.
func TestStates(t *testing.T) {
	allowed := map[soa.State]map[soa.EventKind]soa.State{
		soa.Draft:      {soa.Approve: soa.Approved, soa.Reject: soa.Rejected},
		soa.Approved:   {soa.Supersede: soa.Superseded},
		soa.Rejected:   {},
		soa.Superseded: {},
	}
	var walk func(s soa.Statement, depth int)
	walk = func(s soa.Statement, depth int) {
		for _, kind := range append(slices.Collect(soa.EventKinds().All()), "") {
			next, err := s.Apply(soa.Event{Kind: kind, By: "ceo", On: day})
			want, ok := allowed[s.State()][kind]
			switch {
			case ok != (err == nil):
				t.Errorf("%s, %q: %v", s.State(), kind, err)
			case ok && next.State() != want:
				t.Errorf("%s, %q: %s, want %s", s.State(), kind, next.State(), want)
			case ok && depth > 0:
				walk(next, depth-1)
			}
		}
		if s.State() != soa.Draft { // only drafts change; the next version opens one
			if _, err := s.Edit(soa.Edit{Control: "A.5.7"}); err == nil {
				t.Errorf("%s: edited", s.State())
			}
			if _, err := s.EditHeader(soa.Header{Scope: "other"}); err == nil {
				t.Errorf("%s: header edited", s.State())
			}
			if _, err := s.Regenerate(sound().in.Register, nil); err == nil {
				t.Errorf("%s: regenerated", s.State())
			}
			next, err := s.Next("1.1")
			if err != nil || next.State() != soa.Draft || next.Previous().Hash != s.Hash() {
				t.Errorf("%s: next is %s, %v", s.State(), next.State(), err)
			}
		}
	}
	walk(build(t, soa.Input{Version: "1.0"}), 3)
}

func TestBuildNeverApproves(t *testing.T) {
	in := sound().in
	in.Header.PreparedBy = "ceo"
	if s := build(t, in); s.State() != soa.Draft {
		t.Error(s.State())
	}
	// Whatever words the stored form brings, an approval needs the hash of its content.
	text, err := json.Marshal(build(t, in))
	if err != nil {
		t.Fatal(err)
	}
	forged := strings.Replace(string(text), `"history":[]`, `"history":[{"kind":"approve","by":"generator","on":"2026-03-02","hash":""}]`, 1)
	var s soa.Statement
	if json.Unmarshal([]byte(forged), &s) == nil {
		t.Error("a forged approval is taken")
	}
}

func TestApplyRefuses(t *testing.T) {
	s := build(t, soa.Input{Version: "1.0"})
	for name, e := range map[string]soa.Event{
		"nobody": {Kind: soa.Approve, On: day}, "no day": {Kind: soa.Approve, By: "ceo"},
		"another content": {Kind: soa.Approve, By: "ceo", On: day, Hash: "sha256:00"},
		"no ID":           {Kind: soa.Approve, By: " ceo", On: day}, "not UTF-8": {Kind: soa.Reject, By: "ceo", On: day, Note: "\xff"},
	} {
		if _, err := s.Apply(e); err == nil {
			t.Errorf("%s: applied", name)
		}
	}
	if _, err := build(t, soa.Input{}).Apply(soa.Event{Kind: soa.Approve, By: "ceo", On: day}); err == nil {
		t.Error("approved without a version")
	}
	approved, err := s.Apply(soa.Event{Kind: soa.Approve, By: "ceo", On: day})
	if err != nil {
		t.Fatal(err)
	}
	if e, ok := approved.Approval(); !ok || e.Hash != s.Hash() || approved.Hash() != s.Hash() {
		t.Error("the approval changes the hash of what was approved")
	}
	if _, err := approved.Apply(soa.Event{Kind: soa.Supersede, By: "ceo", On: day.AddDays(-1)}); err == nil {
		t.Error("superseded before it was approved")
	}
	if _, err := approved.Next("1.0"); err == nil {
		t.Error("the next version has the name of the approved one")
	}
}

func TestApprovedContentIsSealed(t *testing.T) {
	text, err := json.Marshal(sound().statement(t))
	if err != nil {
		t.Fatal(err)
	}
	var s soa.Statement
	if err := json.Unmarshal(text, &s); err != nil || s.State() != soa.Approved {
		t.Fatal(err, s.State())
	}
	changed := strings.Replace(string(text), "Nobody in scope writes code", "Hardly anybody in scope writes code", 1)
	if changed == string(text) || json.Unmarshal([]byte(changed), &s) == nil {
		t.Error("a changed text in an approved statement is taken")
	}
}

func TestHash(t *testing.T) {
	text := func(s string) soa.Statement {
		return build(t, soa.Input{Decisions: []soa.Decision{{Control: "A.5.7", Justification: s}}})
	}
	want := text("one\ntwo").Hash()
	for _, same := range []string{"one  \ntwo", "one\r\ntwo", "one\rtwo\n", "one\t\ntwo \n\n"} {
		if text(same).Hash() != want {
			t.Errorf("%q has another hash", same)
		}
		if text(same).Equal(text("one\ntwo")) {
			t.Errorf("%q is equal to the other text", same)
		}
	}
	for _, other := range []string{"one two", " one\ntwo", "one\n\ntwo", "one\ntwo.", ""} {
		if text(other).Hash() == want {
			t.Errorf("%q has the same hash", other)
		}
	}
	in := sound().in
	before := build(t, in).Hash()
	in.Decisions[5].Reasons = []soa.Reason{{Basis: soa.BasisBusiness, Source: "B-2"}}
	if build(t, in).Hash() == before {
		t.Error("one changed reason gives the same hash")
	}
	if !strings.HasPrefix(before, "sha256:") || (soa.Statement{}).Hash() != "" {
		t.Error(before)
	}
}

func TestEdit(t *testing.T) {
	s := build(t, soa.Input{Decisions: []soa.Decision{
		{Control: "A.5.7", Justification: "Our customers are attacked every week.", Owner: "soc", Implementation: soa.Implemented},
		{Control: "A.8.28", Excluded: true, Justification: "Nobody in scope writes code."},
	}})
	if same, err := s.Edit(soa.Edit{Control: "A.5.7"}); err != nil || !same.Equal(s) {
		t.Error("an absent field changed something", err)
	}
	empty, owner := "", isms.ID("")
	got, err := s.Edit(soa.Edit{Control: "A.5.7", Justification: &empty, Owner: &owner})
	if err != nil || row(t, got, "A.5.7").Decision().Owner != "" || row(t, got, "A.5.7").Decision().Implementation != soa.Implemented {
		t.Error("emptied:", row(t, got, "A.5.7").Decision(), err)
	}
	planned, wrong, nothing := soa.Planned, soa.Applicability("maybe"), soa.Applicability("")
	for name, e := range map[string]soa.Edit{
		"a required field emptied":              {Control: "A.8.28", Justification: &empty},
		"an excluded control planned":           {Control: "A.8.28", Implementation: &planned},
		"an unknown applicability":              {Control: "A.5.7", Applicability: &wrong},
		"an empty applicability":                {Control: "A.5.7", Applicability: &nothing},
		"an unknown control":                    {Control: "A.5.99"},
		"a reason no longer valid that was not": {Control: "A.5.7", NoLongerValid: &[]soa.Reason{{Source: "R-1"}}},
		"a merge conflict that was not":         {Control: "A.5.7", MergeConflicts: &[]soa.MergeConflict{{Field: "how"}}},
		"evidence that is not an ID at all":     {Control: "A.5.7", Evidence: &[]isms.ID{""}},
	} {
		if _, err := s.Edit(e); !strings.Contains(golden.Codes(err), " at ["+string(e.Control)+"].") {
			t.Errorf("%s: %s", name, golden.Codes(err))
		}
	}
}
