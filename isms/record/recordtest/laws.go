package recordtest

import (
	"errors"
	"fmt"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/ismstest"
	"github.com/ismskit/ismskit/isms/record"
)

// A part is one of the lists, or single records, that make up the whole.
type part struct {
	name    string
	drop    func(*record.Records)
	shuffle func(isms.Chance, *record.Records)
}

// parts are all parts of the records.
var parts = []part{
	{"top management", func(r *record.Records) { r.TopManagement = nil }, func(c isms.Chance, r *record.Records) { r.TopManagement = ismstest.Shuffled(c, r.TopManagement) }},
	{"context", func(r *record.Records) { r.Context = record.Context{} }, func(c isms.Chance, r *record.Records) { r.Context.Issues = ismstest.Shuffled(c, r.Context.Issues) }},
	{"parties", func(r *record.Records) { r.Parties = nil }, func(c isms.Chance, r *record.Records) { r.Parties = ismstest.Shuffled(c, r.Parties) }},
	{"scope", func(r *record.Records) { r.Scope = record.Scope{} }, func(c isms.Chance, r *record.Records) { r.Scope.Parts = ismstest.Shuffled(c, r.Scope.Parts) }},
	{"processes", func(r *record.Records) { r.Processes = nil }, func(c isms.Chance, r *record.Records) { r.Processes = ismstest.Shuffled(c, r.Processes) }},
	{"leadership", func(r *record.Records) { r.Leadership = nil }, func(c isms.Chance, r *record.Records) { r.Leadership = ismstest.Shuffled(c, r.Leadership) }},
	{"policy", func(r *record.Records) { r.Policy = record.Policy{} }, nil},
	{"roles", func(r *record.Records) { r.Roles = nil }, func(c isms.Chance, r *record.Records) { r.Roles = ismstest.Shuffled(c, r.Roles) }},
	{"planning", func(r *record.Records) { r.Planning = nil }, func(c isms.Chance, r *record.Records) { r.Planning = ismstest.Shuffled(c, r.Planning) }},
	{"objectives", func(r *record.Records) { r.Objectives = nil }, func(c isms.Chance, r *record.Records) { r.Objectives = ismstest.Shuffled(c, r.Objectives) }},
	{"changes", func(r *record.Records) { r.Changes = nil }, func(c isms.Chance, r *record.Records) { r.Changes = ismstest.Shuffled(c, r.Changes) }},
	{"resources", func(r *record.Records) { r.Resources = nil }, func(c isms.Chance, r *record.Records) { r.Resources = ismstest.Shuffled(c, r.Resources) }},
	{"people", func(r *record.Records) { r.People = nil }, func(c isms.Chance, r *record.Records) { r.People = ismstest.Shuffled(c, r.People) }},
	{"messages", func(r *record.Records) { r.Messages = nil }, func(c isms.Chance, r *record.Records) { r.Messages = ismstest.Shuffled(c, r.Messages) }},
	{"documents", func(r *record.Records) { r.Documents = nil }, func(c isms.Chance, r *record.Records) { r.Documents = ismstest.Shuffled(c, r.Documents) }},
	{"handling", func(r *record.Records) { r.Handling = record.Handling{} }, nil},
	{"suppliers", func(r *record.Records) { r.Suppliers = nil }, func(c isms.Chance, r *record.Records) { r.Suppliers = ismstest.Shuffled(c, r.Suppliers) }},
	{"measures", func(r *record.Records) { r.Measures = nil }, func(c isms.Chance, r *record.Records) { r.Measures = ismstest.Shuffled(c, r.Measures) }},
	{"programme", func(r *record.Records) { r.Programme = record.Programme{} }, nil},
	{"audits", func(r *record.Records) { r.Audits = nil }, func(c isms.Chance, r *record.Records) { r.Audits = ismstest.Shuffled(c, r.Audits) }},
	{"reviews", func(r *record.Records) { r.Reviews = nil }, func(c isms.Chance, r *record.Records) { r.Reviews = ismstest.Shuffled(c, r.Reviews) }},
	{"improvements", func(r *record.Records) { r.Improvements = nil }, func(c isms.Chance, r *record.Records) { r.Improvements = ismstest.Shuffled(c, r.Improvements) }},
	{"absences", func(r *record.Records) { r.Absences = nil }, func(c isms.Chance, r *record.Records) { r.Absences = ismstest.Shuffled(c, r.Absences) }},
}

// Drop returns the records without one part, which it names.
func Drop(c isms.Chance, r record.Records) (record.Records, string) {
	p := ismstest.Pick(c, parts)
	p.drop(&r)
	return r, p.name
}

// Laws checks the laws of package record on records and a day: the order of
// lists does not matter, and leaving a list out raises no line. It returns the
// first that does not hold.
func Laws(c isms.Chance, r record.Records, asOf isms.Date) error {
	return laws(c, r, asOf, record.Records.Check)
}

// laws are the laws of a check of records.
func laws(c isms.Chance, r record.Records, asOf isms.Date, check func(record.Records, isms.Date) isms.Report) error {
	report := check(r, asOf)
	s := r
	for _, p := range parts {
		if p.shuffle != nil {
			p.shuffle(c, &s)
		}
	}
	if !check(s, asOf).Equal(report) {
		return errors.New("recordtest: the order of a list matters")
	}
	before := isms.Assess(asOf, record.Rules(), nil, report)
	for _, p := range parts {
		s := r
		p.drop(&s)
		after := isms.Assess(asOf, record.Rules(), nil, check(s, asOf))
		for n := range after.Lines() {
			was, ok := before.Line(n.Ref)
			if n.Status.Settled() && (!ok || !was.Status.Settled()) {
				return fmt.Errorf("recordtest: without %s, %s goes from %q to %q", p.name, n.Ref, was.Status, n.Status)
			}
		}
	}
	return nil
}
