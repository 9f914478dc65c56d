package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/examples/internal/input"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
)

// due collects what falls due: what the records say until a day, and, as long as there
// is no certificate, what one demands that is granted when the roadmap says.
func due(now system.Now, upTo isms.Date, lead isms.Interval) ([]isms.Entry, error) {
	entries := now.Entries(isms.Date{}, upTo)
	granted, planned, err := now.Certificate()
	if err != nil {
		return nil, err
	}
	if planned { // what a certificate that is held demands is in the calendar already
		decision := granted.Decision()
		entries = append(entries, isms.Entry{
			ID: isms.DeriveID("calendar", "decision", string(granted.ID())), Kind: isms.EntryCertificate, Title: isms.Sentence{Text: "Decision on the certificate, as planned"}, Window: isms.On(decision),
			Basis: isms.Sentence{Text: "end of the roadmap"}, Subject: granted.ID(),
		})
		entries = append(entries, granted.Entries(decision, decision.AddYears(3))...)
	}
	entries = together(entries)
	for i := range entries {
		if entries[i].Lead.IsZero() {
			entries[i].Lead = lead
		}
	}
	if len(entries) == 0 {
		entries = append(entries, nothing(now.Day()))
	}
	isms.SortEntries(entries)
	return entries, nil
}

// missing says in a sentence each what a calendar would show and is not there.
func missing(now system.Now) []string {
	m := input.MissingOf(now)
	only := input.Missing{Plan: m.Plan, Findings: m.Findings, Audits: m.Audits, Reviews: m.Reviews, Certificate: m.Certificate}
	if m.Certificate != "" && now.System().Cycle.Decision().IsZero() {
		only.Roadmap = m.Roadmap // by which a certificate is expected
	}
	return only.Sentences()
}

// nothing is the entry of a calendar that has no other: the format has no empty one.
func nothing(asOf isms.Date) isms.Entry {
	return isms.Entry{
		ID: isms.DeriveID("calendar", "nothing", asOf.String()), Window: isms.On(asOf), Title: isms.Sentence{Text: "Nothing falls due"},
		Basis: isms.Sentence{Text: "Nothing that is in the management system has a date."},
	}
}

// together makes one entry of the evidence that is due on one day: a person wants
// one reminder with a list. Its ID follows from the day.
func together(entries []isms.Entry) []isms.Entry {
	var out, rest []isms.Entry
	for _, e := range entries {
		if e.Kind == isms.EntryEvidence && !e.Window.Last.IsZero() {
			rest = append(rest, e)
		} else {
			out = append(out, e)
		}
	}
	isms.SortEntries(rest)
	for len(rest) > 0 {
		n := 1
		for n < len(rest) && rest[n].Window.Last == rest[0].Window.Last {
			n++
		}
		day := rest[0].Window.Last
		one := isms.Entry{ID: isms.DeriveID("calendar", "evidence", day.String()), Kind: isms.EntryEvidence, Window: isms.On(day), Lead: rest[0].Lead, Title: rest[0].Title}
		if n > 1 {
			one.Title = isms.Sentence{Text: fmt.Sprintf("Evidence due for %d controls and items", n)}
		}
		var lines []string
		for _, e := range rest[:n] {
			lines = append(lines, e.Title.Text+" ("+e.Basis.Text+")")
			one.Refs = append(one.Refs, e.Refs...)
		}
		slices.SortFunc(one.Refs, isms.Ref.Compare)
		one.Refs = slices.Compact(one.Refs)
		one.Basis = isms.Sentence{Text: strings.Join(lines, "\n")}
		out = append(out, one)
		rest = rest[n:]
	}
	return out
}
