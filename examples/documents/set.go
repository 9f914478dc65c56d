package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/examples/internal/input"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/table"
	"github.com/ismskit/ismskit/soa"
)

// set is everything that is written.
type set struct {
	organization string
	asOf         isms.Date
	missing      input.Missing // what the documents cannot show
	documents    []document
}

// document is one of them: what it is, its tables, and pictures for the report.
type document struct {
	name     string      // file name without extension
	title    string      // for people
	clause   isms.Ref    // that asks for it; empty if none does
	about    table.Table // item and value
	tables   []table.Table
	pictures []string // SVG
}

// documents makes the whole set on a day.
func documents(sys system.System, asOf isms.Date) (set, error) {
	s := set{organization: sys.Organization.Name, asOf: asOf}
	now := sys.At(asOf)
	ranked, err := sys.Register.Evaluate(asOf, now.Calendar())
	if err != nil {
		return s, err
	}
	statement, err := statementOfApplicability(now)
	if err != nil {
		return s, err
	}
	roadmap, err := roadmapOf(now)
	if err != nil {
		return s, err
	}
	s.missing = input.MissingOf(now)
	s.documents = []document{
		statement.without(s.missing.Statement), riskRegister(sys, ranked).without(s.missing.Register), treatmentPlan(sys, ranked).without(s.missing.Plan),
		nonconformities(now).without(s.missing.Findings), auditProgramme(sys, asOf).without(s.missing.Audits),
		managementReview(sys, asOf).without(s.missing.Reviews), roadmap.without(s.missing.Roadmap),
	}
	for _, d := range s.documents {
		for _, t := range append([]table.Table{d.about}, d.tables...) {
			if err := t.Validate(); err != nil {
				return s, fmt.Errorf("%s: %w", d.name, err)
			}
		}
	}
	return s, nil
}

// without returns the document with a sentence that says what is not there, if any is.
func (d document) without(missing string) document {
	if missing != "" {
		d.about.Rows = append(d.about.Rows, []table.Cell{table.Text("Not shown"), table.Text(missing)})
	}
	return d
}

// about returns a table of items with their values, from pairs.
func about(pairs ...string) table.Table {
	return table.Of("about", "About this document", slices.Chunk(pairs, 2),
		table.Col("key", "Item", func(p []string) string { return p[0] }),
		table.Col("value", "Value", func(p []string) string { return p[1] }),
	)
}

// join joins anything that is text, without what is empty.
func join[S ~string](list []S, sep string) string {
	var out []string
	for _, s := range list {
		if s != "" {
			out = append(out, string(s))
		}
	}
	return strings.Join(out, sep)
}

// or returns the text, or what to write where there is none: unknown is said.
func or[S ~string](s S, none string) string {
	if s == "" {
		return none
	}
	return string(s)
}

// shown is the statement that an auditor gets: the version in force, with what register,
// obligations and decisions say otherwise by now.
func shown(now system.Now) (soa.Statement, []soa.Change, error) {
	stmt, err := now.Statement()
	if err != nil {
		return stmt, nil, err
	}
	draft, err := now.Draft()
	if _, approved := now.Approved(); !approved || err != nil {
		return stmt, nil, nil // a draft is what they say
	}
	var changes []soa.Change
	for c := range soa.Diff(stmt, draft).Changes() {
		if c.Kind != soa.ChangeHistory && c.Kind != soa.ChangeHeader {
			changes = append(changes, c)
		}
	}
	return stmt, changes, nil
}
