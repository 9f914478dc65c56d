package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	types "github.com/defenseunicorns/go-oscal/src/types/oscal-1-2-2"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/programme"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/mapping"
)

// readBack reads the documents and compares what they say with the management
// system. It names the first document that says something else.
func readBack(sys system.System, asOf isms.Date, files []file) error {
	w, err := newWriter(sys, asOf)
	if err != nil {
		return err
	}
	docs := map[string]types.OscalCompleteSchema{}
	for _, f := range files {
		var d types.OscalCompleteSchema
		if f.text != nil {
			if err := json.Unmarshal(f.text, &d); err != nil {
				return fmt.Errorf("%s: %w", f.name, err)
			}
			docs[f.name] = d
		}
	}
	for _, f := range files {
		if f.text == nil {
			continue
		}
		var err error
		switch f.name {
		case catalogFile:
			err = w.sameCatalog(docs[f.name])
		case planFile:
			var a applicability
			if a, err = readPlan(docs[f.name]); err == nil {
				err = same("statement", a, applicabilityOf(w.stmt))
			}
		case programmeFile:
			var p programme.Programme
			if p, err = readProgramme(docs[f.name], docs[resultsFile]); err == nil {
				err = same("programme", p, sys.Programme)
			}
		case resultsFile:
			var fs, want []audit.Finding
			for _, n := range w.findings() {
				want = append(want, n.Finding())
			}
			if fs, err = readResults(docs[f.name]); err == nil {
				err = same("findings", fs, want)
			}
		case actionsFile:
			err = w.sameActions(docs[f.name])
		case crosswalkFile:
			var c mapping.Crosswalk
			if c, err = readCrosswalk(f.text); err == nil && !c.Equal(csf()) {
				err = fmt.Errorf("reads back as another crosswalk")
			}
		}
		if err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
	}
	return nil
}

func (w *writer) sameCatalog(doc types.OscalCompleteSchema) error {
	got, err := readCatalog(doc)
	if err != nil {
		return err
	}
	var want []annexa.Control
	for c := range annexa.All() {
		c.Purpose, c.Agreeing, c.Confidence = "", 0, ""
		want = append(want, c)
	}
	if !slices.Equal(got.controls, want) {
		return fmt.Errorf("the controls of Annex A read back differently")
	}
	var places []isms.Ref
	for c := range isms.Clauses() {
		if strings.Contains(string(c.Ref), ".") {
			places = append(places, c.Ref)
		}
	}
	for q := range isms.Requirements(isms.EditionOn(w.asOf)) {
		places = append(places, q.Ref)
	}
	if !slices.Equal(isms.SortRefs(got.places), isms.SortRefs(places)) {
		return fmt.Errorf("the clauses and their items read back differently")
	}
	var own []annexa.CustomControl
	for c := range w.stmt.CustomControls() {
		own = append(own, c)
	}
	return same("custom", got.custom, own)
}

func (w *writer) sameActions(doc types.OscalCompleteSchema) error {
	ns, ts, facets, err := readActions(doc)
	if err != nil {
		return err
	}
	var want []audit.Nonconformity
	for _, n := range w.findings() {
		if n.Grade().NeedsAnswer() {
			want = append(want, n)
		}
	}
	if !slices.EqualFunc(ns, want, audit.Nonconformity.Equal) {
		return fmt.Errorf("the nonconformities read back differently")
	}
	if err := same("treatments", ts, w.sys.Register.Treatments); err != nil {
		return err
	}
	eval, err := w.evaluate()
	if err != nil {
		return err
	}
	for id, got := range facets {
		a, _ := eval.LookupRisk(id)
		if err := same("risk "+string(id), got, ratings(a)); err != nil {
			return err
		}
	}
	return nil
}

// same compares two values as their JSON says them, empty and absent alike.
func same(what string, got, want any) error {
	var a, b []types.Property
	if err := put(&a, what, got); err != nil {
		return err
	}
	if err := put(&b, what, want); err != nil {
		return err
	}
	for i := range max(len(a), len(b)) {
		if i >= len(a) {
			return fmt.Errorf("%s is lost: %q", b[i].Name, b[i].Value)
		}
		if i >= len(b) || a[i] != b[i] {
			return fmt.Errorf("%s reads back as %q", a[i].Name, a[i].Value)
		}
	}
	return nil
}
