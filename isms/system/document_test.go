package system_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/system/systemtest"
)

func document(t testing.TB) []byte {
	t.Helper()
	text, err := systemtest.Sound(day, 4).Encode()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestDocumentIsCanonical(t *testing.T) {
	text := document(t)
	s, err := system.Decode(text)
	if err != nil {
		t.Fatal(err)
	}
	again, err := s.Encode()
	if err != nil || !bytes.Equal(text, again) {
		t.Error("written again it differs: ", err)
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, text); err != nil {
		t.Fatal(err)
	}
	s, err = system.Decode(compact.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if again, err := s.Encode(); err != nil || !bytes.Equal(text, again) {
		t.Error("blanks matter: ", err)
	}
	if bytes.Contains(text, []byte("null")) {
		t.Error("the document holds null")
	}
}

func TestDecodeRefusals(t *testing.T) {
	sound := string(document(t))
	for _, c := range []struct{ name, old, new, want string }{
		{"not JSON", "{\n", "[\n", "isms/wrong-kind; isms/unexpected-text"},
		{"another format", `"ismskit/system"`, `"other"`, "system/other-format at format"},
		{"a later version", `"version": 1`, `"version": 2, "next": []`, "system/newer-version at version"},
		{"a version that never was", `"version": 1`, `"version": 0`, "system/unknown-version at version"},
		{"no version", `"version": 1,`, ``, "system/unknown-version at version"},
		{"unknown field", `"organization": {`, `"organisation": {}, "organization": {`, "isms/unknown-member at organisation"},
		{"repeated field", `"people": 4`, `"people": 4, "people": 5`, "isms/doubled-key at organization.people"},
		{"other case", `"people": 4`, `"People": 4`, "isms/unknown-member at organization.People"},
		{"null", `"people": 4`, `"people": null`, "isms/null at organization.people"},
		{"impossible date", `"operating": "2025-04-06"`, `"operating": "2025-02-30"`, "isms/no-date-of-the-calendar at operating"},
		{"unknown control", `"A.5.1"`, `"A.5.38"`, "isms/no-such-control at register.treatments[#0].controls[#0]"},
		{"an event that does not follow", `"kind": "corrected"`, `"kind": "closed"`, "audit/closure-without-correction at findings.items[#0].nonconformity[#1].kind; audit/closure-without-root-cause at findings.items[#0].nonconformity[#1].kind; audit/closure-without-completed-corrective-action at findings.items[#0].nonconformity[#1].kind; audit/closure-without-effectiveness-review at findings.items[#0].nonconformity[#1].kind"},
		{"a number with a point", `"likelihood": 4`, `"likelihood": 4.5`, "isms/wrong-kind at register.risks[#0].inherent.likelihood"},
		{"text after the end", "\n}\n", "\n}\n{}", "isms/text-after-the-end"},
		{"an invisible character", `"Invented Services"`, `"Invented\u0000"`, "isms/control-character at organization.name"},
	} {
		text := strings.Replace(sound, c.old, c.new, 1)
		if text == sound {
			t.Errorf("%s: %q is not in the document", c.name, c.old)
			continue
		}
		s, err := system.Decode([]byte(text))
		if got := golden.Codes(err); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		if s.Organization.Name != "" {
			t.Errorf("%s: something is returned", c.name)
		}
	}
	_, err := system.Decode(nil)
	if err == nil {
		t.Error("no text is accepted")
	}
}

func TestUnknownWordsSurvive(t *testing.T) {
	text := strings.Replace(string(document(t)), `"acceptability": "acceptable"`, `"acceptability": "welcome"`, 1)
	s, err := system.Decode([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	again, err := s.Encode()
	if err != nil || string(again) != text {
		t.Error("an unknown word was lost: ", err)
	}
}

// glimpse returns a short document with something of everything: long ones make
// fuzzing slow.
func glimpse(t testing.TB) []byte {
	t.Helper()
	s := systemtest.Sound(day, 4)
	s.Applicability.Decisions = s.Applicability.Decisions[:2]
	s.Statements = nil
	s.Evidence.Records = s.Evidence.Records[:2]
	s.Judgements = s.Judgements[:1]
	s.Register.Risks, s.Register.Treatments = s.Register.Risks[:1], s.Register.Treatments[:1]
	s.Roadmap.Plan.Tasks, s.Roadmap.Plan.Shortcuts = s.Roadmap.Plan.Tasks[:2], nil
	s.Programme.Audits = s.Programme.Audits[:1]
	r := &s.Records
	r.Context.Issues, r.Parties, r.Scope.Elements, r.People, r.Roles = r.Context.Issues[:1], r.Parties[:1], r.Scope.Elements[:1], r.People[:1], r.Roles[:1]
	r.Documents, r.Objectives, r.Indicators, r.Suppliers, r.Processes = r.Documents[:1], r.Objectives[:1], r.Indicators[:1], r.Suppliers[:1], r.Processes[:1]
	text, err := s.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func FuzzDecode(f *testing.F) {
	f.Add(glimpse(f))
	f.Add([]byte(`{"format": "ismskit/system", "version": 1, "organization": {"name": "x"}}`))
	f.Add([]byte(`{"format": "ismskit/system", "version": 1, "register": {"method": {"scorer": {"kind": "matrix", "cells": [[1]]}}}}`))
	for name, text := range hostile(20) {
		if strings.HasPrefix(name, "register.risks[] ") || strings.HasPrefix(name, "findings.items[].") {
			f.Add(text)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		s, err := system.Decode(text)
		wantBounded(t, text)
		if err != nil {
			return
		}
		first, err := s.Encode()
		if err != nil {
			t.Fatalf("accepted, and not written: %v", err)
		}
		back, err := system.Decode(first)
		if err != nil {
			t.Fatalf("%v in\n%s", err, first)
		}
		if again, err := back.Encode(); err != nil || !bytes.Equal(first, again) {
			t.Fatalf("written again it differs: %v\n%s\n%s", err, first, again)
		}
		s.At(day).Gate(system.Stage2)
	})
}
