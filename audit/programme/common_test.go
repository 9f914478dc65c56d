package programme_test

import (
	"slices"
	"testing"

	"github.com/ismskit/ismskit/audit"
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
