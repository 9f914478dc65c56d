package programme

import (
	"iter"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
)

// A Programme is the internal audit programme (9.2.2): who audits what, when and
// how, over a span in which everything has its turn.
type Programme struct {
	Span        isms.Window     `json:"span"`                 // in which everything is covered: three years, say
	Every       isms.Interval   `json:"every,omitzero"`       // the longest time between two audits
	Responsible isms.ID         `json:"responsible,omitzero"` // who runs the programme
	Methods     string          `json:"methods,omitzero"`
	Reporting   string          `json:"reporting,omitzero"` // how results reach managers
	Areas       []Area          `json:"areas"`
	Auditors    []Auditor       `json:"auditors"`
	Audits      []InternalAudit `json:"audits"`
}

// An Importance says how often an area deserves a look. The empty Importance is
// not decided.
type Importance string

// The degrees.
const (
	ImportanceHigh   Importance = "high"
	ImportanceNormal Importance = "normal"
	ImportanceLow    Importance = "low"
)

// Importances returns the known degrees, highest first.
func Importances() []Importance {
	return []Importance{ImportanceHigh, ImportanceNormal, ImportanceLow}
}

// Known reports whether i is one of [Importances].
func (i Importance) Known() bool { return slices.Contains(Importances(), i) }

// An Area says how important a clause, a theme, a control or an own item is, and
// how often it is to be audited at least.
type Area struct {
	Ref        isms.Ref      `json:"ref"`
	Importance Importance    `json:"importance,omitzero"`
	Reason     string        `json:"reason,omitzero"`
	Every      isms.Interval `json:"every,omitzero"` // zero: once in the span
}

// An Auditor is a person or a firm that audits. Competence says what the
// judgement rests on; WorksIn lists what they are responsible for or have a hand
// in, Independence what was looked at to say so.
type Auditor struct {
	ID           isms.ID    `json:"id"`
	Competence   string     `json:"competence,omitzero"`
	WorksIn      []isms.Ref `json:"worksIn,omitzero"`
	Independence string     `json:"independence,omitzero"`
}

// An InternalAudit is one audit of the programme, planned or performed. What is
// not performed counts for nothing but its plan.
type InternalAudit struct {
	ID           isms.ID     `json:"id"`
	Scope        []isms.Ref  `json:"scope"`                 // clauses, themes, controls, own items
	Sites        []string    `json:"sites,omitzero"`        // for people
	Criteria     []string    `json:"criteria"`              // what is audited against
	Team         []isms.ID   `json:"team"`                  // the lead first
	Compensation string      `json:"compensation,omitzero"` // what makes up for an auditor who looks at own work
	Planned      isms.Window `json:"planned"`
	Cancelled    string      `json:"cancelled,omitzero"` // why it does not take place
	Performed    isms.Window `json:"performed,omitzero"` // both days, once it is over
	Report       isms.ID     `json:"report,omitzero"`    // the document with the results
	ReportedOn   isms.Date   `json:"reportedOn,omitzero"`
	ReportedTo   isms.ID     `json:"reportedTo,omitzero"`
	// The three questions of 9.2.1, each with its own answer. No is a result too.
	MeetsOwn      audit.Answer `json:"meetsOwn,omitzero"`      // the organization's own requirements
	MeetsStandard audit.Answer `json:"meetsStandard,omitzero"` // ISO/IEC 27001
	Effective     audit.Answer `json:"effective,omitzero"`     // put into practice and kept up
}

// done returns the last day of the audit if it is over by asOf.
func (a *InternalAudit) done(asOf isms.Date) isms.Date {
	if a.Performed.First.IsZero() || a.Performed.Last.IsZero() || a.Performed.Last.Before(a.Performed.First) || a.Performed.Last.After(asOf) {
		return isms.Date{}
	}
	return a.Performed.Last
}

// on returns the last day that is recorded, performed before planned.
func (a *InternalAudit) on() isms.Date {
	if !a.Performed.Last.IsZero() {
		return a.Performed.Last
	}
	return a.Planned.Last
}

// ahead reports whether the audit is still to come or to be made up for.
func (a *InternalAudit) ahead(asOf isms.Date) bool {
	return a.done(asOf).IsZero() && text.Blank(a.Cancelled) && !a.Planned.Last.IsZero()
}

func (a *InternalAudit) covers(r isms.Ref) bool {
	return slices.ContainsFunc(a.Scope, r.Within)
}

// Coverage says when a place was audited in the span and when it is planned to
// be.
type Coverage struct {
	Ref       isms.Ref  `json:"ref"`
	Performed []isms.ID `json:"performed"` // audits, in the order of their days
	Planned   []isms.ID `json:"planned"`
	Last      isms.Date `json:"last,omitzero"` // last day of the last one performed
	Next      isms.Date `json:"next,omitzero"` // last day of the next one planned
}

// subjects returns what has to be covered: every clause from 4 to 10 that has no
// clause below it, the given controls and other items, and the areas.
func (p *Programme) subjects(necessary []isms.Ref) []isms.Ref {
	out := slices.Clone(leafClauses())
	out = append(out, necessary...)
	for _, a := range p.Areas {
		out = append(out, a.Ref)
	}
	return isms.SortRefs(out)
}

func leafClauses() []isms.Ref {
	var out []isms.Ref
	for c := range isms.Clauses() {
		if n := len(out); n > 0 && c.Ref.Within(out[n-1]) {
			out[n-1] = c.Ref
			continue
		}
		out = append(out, c.Ref)
	}
	return out
}

// Coverage returns, for every clause from 4 to 10, every given control or other
// item and every area, in the order of the standard, which audits of the span
// cover it. An audit covers what lies within one of the places of its scope;
// a part of a clause does not cover the clause.
func (p Programme) Coverage(asOf isms.Date, necessary []isms.Ref) []Coverage {
	audits := p.inOrder()
	var out []Coverage
	for _, ref := range p.subjects(necessary) {
		c := Coverage{Ref: ref, Performed: []isms.ID{}, Planned: []isms.ID{}}
		for i := range audits {
			a := &audits[i]
			if !a.covers(ref) {
				continue
			}
			if last := a.done(asOf); !last.IsZero() {
				if p.Span.Contains(last) {
					c.Performed = append(c.Performed, a.ID)
					c.Last = last
				}
			} else if a.ahead(asOf) && p.Span.Contains(a.Planned.Last) {
				c.Planned = append(c.Planned, a.ID)
				if c.Next.IsZero() {
					c.Next = a.Planned.Last
				}
			}
		}
		out = append(out, c)
	}
	return out
}

// inOrder returns the audits by day, then ID.
func (p *Programme) inOrder() []InternalAudit {
	out := slices.Clone(p.Audits)
	slices.SortStableFunc(out, func(a, b InternalAudit) int {
		if c := a.on().Compare(b.on()); c != 0 {
			return c
		}
		return strings.Compare(string(a.ID), string(b.ID))
	})
	return out
}

// Held returns how many of the audits whose planned time is over were performed.
// Before the first one is due it is undefined.
func (p Programme) Held(asOf isms.Date) isms.Ratio {
	var r isms.Ratio
	for i := range p.Audits {
		a := &p.Audits[i]
		if done := !a.done(asOf).IsZero(); done || a.ahead(asOf) && a.Planned.Last.Before(asOf) {
			r.Want++
			if done {
				r.Have++
			}
		}
	}
	return r
}

// Table returns the coverage as a table: one row for each place, one column for
// each year of the span with the audits performed or planned in it.
func (p Programme) Table(asOf isms.Date, necessary []isms.Ref) table.Table {
	t := table.Table{Name: "audit-coverage", Title: "Coverage of the internal audit programme", Columns: []table.Header{
		{Key: "ref", Title: "Place", Kind: table.KindRef},
		{Key: "title", Title: "Title", Kind: table.KindText},
	}}
	const mostYears = 10
	first, years := p.Span.First.Year(), 0
	if p.Span.Days() > 0 {
		years = min(p.Span.Last.Year()-first+1, mostYears)
	}
	for y := range years {
		year := table.Int(first + y).String()
		t.Columns = append(t.Columns, table.Header{Key: "y" + year, Title: year, Kind: table.KindText})
	}
	audits := p.inOrder()
	for _, ref := range p.subjects(necessary) {
		words := make([][]string, years)
		for i := range audits {
			a := &audits[i]
			on, word := a.done(asOf), string(a.ID)
			if on.IsZero() {
				on, word = a.Planned.Last, word+" (planned)"
				if !a.ahead(asOf) {
					continue
				}
			}
			if y := on.Year() - first; p.Span.Contains(on) && y >= 0 && y < years && a.covers(ref) {
				words[y] = append(words[y], word)
			}
		}
		row := []table.Cell{table.Ref(ref), table.Text(ref.Title())}
		for _, w := range words {
			row = append(row, table.Text(strings.Join(w, ", ")))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// AuditTable returns the audits of the programme, a row for each in the order of
// their days, with the status on a day: planned, performed, overdue, cancelled,
// or without a day.
func (p Programme) AuditTable(asOf isms.Date) table.Table {
	t := table.Table{Name: "internal-audits", Title: "Internal audits", Columns: []table.Header{
		{Key: "id", Title: "Audit", Kind: table.KindText},
		{Key: "year", Title: "Year", Kind: table.KindInt}, // of the day that the rows are in the order of
		{Key: "scope", Title: "Scope", Kind: table.KindText},
		{Key: "sites", Title: "Sites", Kind: table.KindText},
		{Key: "criteria", Title: "Criteria", Kind: table.KindText},
		{Key: "lead", Title: "Lead auditor", Kind: table.KindText},
		{Key: "team", Title: "Team", Kind: table.KindText},
		{Key: "independence", Title: "Independence of the lead", Kind: table.KindText},
		{Key: "compensation", Title: "What makes up for own work", Kind: table.KindText},
		{Key: "from", Title: "Planned from", Kind: table.KindDate},
		{Key: "to", Title: "Planned to", Kind: table.KindDate},
		{Key: "began", Title: "Performed from", Kind: table.KindDate},
		{Key: "performed", Title: "Performed to", Kind: table.KindDate},
		{Key: "status", Title: "Status", Kind: table.KindText},
		{Key: "report", Title: "Report", Kind: table.KindText},
		{Key: "reported", Title: "Reported on", Kind: table.KindDate},
		{Key: "reportedTo", Title: "Reported to", Kind: table.KindText},
		{Key: "own", Title: "Own requirements met", Kind: table.KindText},
		{Key: "standard", Title: "Standard met", Kind: table.KindText},
		{Key: "effective", Title: "Put into practice", Kind: table.KindText},
	}}
	for _, a := range p.inOrder() {
		var year table.Cell
		if on := a.on(); !on.IsZero() {
			year = table.Int(on.Year())
		}
		status := "without a day"
		switch {
		case !a.done(asOf).IsZero():
			status = "performed"
		case !text.Blank(a.Cancelled):
			status = "cancelled: " + a.Cancelled
		case a.Planned.Last.Before(asOf):
			status = "overdue"
		case !a.Planned.Last.IsZero():
			status = "planned"
		}
		var lead isms.ID
		independence := ""
		if len(a.Team) > 0 {
			lead = a.Team[0]
			if i := slices.IndexFunc(p.Auditors, func(x Auditor) bool { return x.ID == lead }); i >= 0 {
				independence = p.Auditors[i].Independence
			}
		}
		t.Rows = append(t.Rows, []table.Cell{
			table.Text(a.ID), year, table.Text(text.Join(a.Scope, "; ")), table.Text(text.Join(a.Sites, "; ")), table.Text(text.Join(a.Criteria, "; ")),
			table.Text(lead), table.Text(text.Join(a.Team, "; ")), table.Text(independence), table.Text(a.Compensation),
			table.Date(a.Planned.First), table.Date(a.Planned.Last), table.Date(a.Performed.First), table.Date(a.Performed.Last),
			table.Text(status), table.Text(a.Report), table.Date(a.ReportedOn), table.Text(a.ReportedTo),
			table.Text(a.MeetsOwn), table.Text(a.MeetsStandard), table.Text(a.Effective),
		})
	}
	return t
}

// A Priority says why a place should be audited sooner than others.
type Priority struct {
	Ref        isms.Ref   `json:"ref"`
	Importance Importance `json:"importance,omitzero"`
	Majors     int        `json:"majors"` // findings against it, in the places within it
	Minors     int        `json:"minors"`
	Last       isms.Date  `json:"last,omitzero"`
}

// Priorities returns what the programme covers in the order in which it should
// be audited: by majors, then minors found since it was last audited, then
// importance (an importance nobody decided counts as normal), then how long ago
// the last audit is, never first; ties in the order of the standard. Prior
// findings raise a place, they never lower one.
func (p Programme) Priorities(asOf isms.Date, necessary []isms.Ref, findings []audit.Nonconformity) []Priority {
	cover := p.Coverage(asOf, necessary)
	out := make([]Priority, len(cover))
	for i, c := range cover {
		out[i] = Priority{Ref: c.Ref, Last: c.Last, Importance: p.importance(c.Ref)}
	}
	for _, n := range findings {
		past := n.On(asOf)
		if !past.Grade().Nonconforming() || past.State() == audit.StateWithdrawn {
			continue
		}
		for _, r := range past.Finding().Requirements {
			for i := range out {
				if !r.Within(out[i].Ref) || past.RaisedOn().Before(out[i].Last) {
					continue
				}
				if past.Grade() == audit.Major {
					out[i].Majors++
				} else {
					out[i].Minors++
				}
			}
		}
	}
	rank := func(i Importance) int {
		if i == "" {
			i = ImportanceNormal
		}
		return slices.Index(Importances(), i)
	}
	slices.SortStableFunc(out, func(a, b Priority) int {
		switch {
		case a.Majors != b.Majors:
			return b.Majors - a.Majors
		case a.Minors != b.Minors:
			return b.Minors - a.Minors
		case rank(a.Importance) != rank(b.Importance):
			return rank(a.Importance) - rank(b.Importance)
		}
		return a.Last.Compare(b.Last)
	})
	return out
}

// importance returns the importance of the narrowest area that holds the place.
func (p *Programme) importance(ref isms.Ref) Importance {
	var best *Area
	for i := range p.Areas {
		a := &p.Areas[i]
		if a.Importance.Known() && ref.Within(a.Ref) && (best == nil || a.Ref.Within(best.Ref)) {
			best = a
		}
	}
	if best == nil {
		return ""
	}
	return best.Importance
}

// Entries yields the audits that are still to be performed, for a calendar, with
// a reminder that long before the last planned day.
func (p Programme) Entries(asOf isms.Date, lead isms.Interval) iter.Seq[isms.Entry] {
	return func(yield func(isms.Entry) bool) {
		for _, a := range p.inOrder() {
			if !a.ahead(asOf) {
				continue
			}
			if !yield(isms.Entry{
				ID:    isms.DeriveID("internal audit", string(a.ID)),
				Kind:  isms.EntryAudit,
				Title: "Internal audit " + string(a.ID), Window: a.Planned, Lead: lead,
				Basis: "internal audit programme", Refs: []isms.Ref{"9.2.1 s1"}, Subject: a.ID,
			}) {
				return
			}
		}
	}
}
