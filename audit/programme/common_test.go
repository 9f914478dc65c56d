package programme_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
)

// codes returns the codes found, each once, sorted.
func codes(r isms.Report) []string {
	out := []string{}
	for d := range r.Found() {
		out = append(out, d.Code)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func day(text string) isms.Date { return isms.MustDate(text) }

func apply(t *testing.T, n audit.Nonconformity, events ...audit.Event) audit.Nonconformity {
	t.Helper()
	for _, e := range events {
		next, err := n.Apply(e)
		if err != nil {
			t.Fatal(err)
		}
		n = next
	}
	return n
}

func replay(t *testing.T, events ...audit.Event) audit.Nonconformity {
	t.Helper()
	n, err := audit.Replay(events)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func raised(id isms.ID, on string, grade audit.Grade, kind audit.Kind) audit.Event {
	return audit.Event{Kind: audit.Raised, On: day(on), By: "auditor", Finding: audit.Finding{
		ID: id, Grade: grade, Audit: kind, AuditID: "IA-1", Requirements: []isms.Ref{"7.5.3 a", "A.5.37"},
		Statement: "Two procedures could not be found.", Evidence: "Asked for, none shown.",
	}}
}

func print(t *testing.T, tables ...table.Table) []byte {
	t.Helper()
	var out []byte
	for _, x := range tables {
		if err := x.Validate(); err != nil {
			t.Error(err)
		}
		out = append(out, x.Name+": "...)
		for _, c := range x.Columns {
			out = append(out, c.Key+" "+string(c.Kind)+" "...)
		}
		out = append(out, "\n\n"...)
		out = append(x.AppendMarkdown(out, 2), '\n')
	}
	return out
}

// found notes the keys of what was found, and the rules that were skipped by the code
// of the reason.
func found(n *golden.Note, r isms.Report) {
	n.Reports = append(n.Reports, r)
	for d := range r.Found() {
		n.Line("  %s %s", d.Severity, d.Key)
	}
	skipped := map[string][]string{}
	for s := range r.Skipped() {
		_, name, _ := strings.Cut(s.Code, "/")
		skipped[s.Why.Code] = append(skipped[s.Why.Code], name)
	}
	for _, why := range slices.Sorted(maps.Keys(skipped)) {
		n.Line("  skipped, %s: %s", why, strings.Join(slices.Compact(skipped[why]), " "))
	}
}
