package programme

import (
	"iter"
	"slices"
	"strconv"
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

var wordsImportances = [...][2]Importance{
	{ImportanceHigh, "High"},
	{ImportanceNormal, "Normal"},
	{ImportanceLow, "Low"},
}

// Importances returns the vocabulary of [Importance].
func Importances() isms.Words[Importance] {
	return isms.WordsOf("programme.importance", wordsImportances[:])
}

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
	MeetsOwn      isms.Answer `json:"meetsOwn,omitzero"`      // the organization's own requirements
	MeetsStandard isms.Answer `json:"meetsStandard,omitzero"` // ISO/IEC 27001
	Effective     isms.Answer `json:"effective,omitzero"`     // put into practice and kept up
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
	const mostYears = 10
	first, years := p.Span.First.Year(), 0
	if p.Span.Days() > 0 {
		years = min(p.Span.Last.Year()-first+1, mostYears)
	}
	audits := p.inOrder()
	inYear := func(ref isms.Ref, year int) string {
		var words []string
		for i := range audits {
			a := &audits[i]
			on, word := a.done(asOf), string(a.ID)
			if on.IsZero() {
				on, word = a.Planned.Last, word+" (planned)"
				if !a.ahead(asOf) {
					continue
				}
			}
			if p.Span.Contains(on) && on.Year() == year && a.covers(ref) {
				words = append(words, word)
			}
		}
		return strings.Join(words, ", ")
	}
	columns := []table.Column[isms.Ref]{
		table.ValueCol("ref", "Place", func(ref isms.Ref) isms.Ref { return ref }),
		table.Col("title", "Title", isms.Ref.Title),
	}
	for y := range years {
		year := strconv.Itoa(first + y)
		columns = append(columns, table.Col("y"+year, year, func(ref isms.Ref) string { return inYear(ref, first+y) }))
	}
	return table.Of("audit-coverage", "Coverage of the internal audit programme", slices.Values(p.subjects(necessary)), columns...)
}

// AuditTable returns the audits of the programme, a row for each in the order of
// their days, with the status on a day: planned, performed, overdue, cancelled,
// or without a day.
func (p Programme) AuditTable(asOf isms.Date) table.Table {
	year := func(a InternalAudit) table.Cell { // of the day that the rows are in the order of
		if on := a.on(); !on.IsZero() {
			return table.CellOf(on.Year())
		}
		return table.Cell{}
	}
	lead := func(a InternalAudit) isms.ID {
		if len(a.Team) == 0 {
			return ""
		}
		return a.Team[0]
	}
	return table.Of("internal-audits", "Internal audits", slices.Values(p.inOrder()),
		table.Col("id", "Audit", func(a InternalAudit) isms.ID { return a.ID }),
		table.Column[InternalAudit]{Header: table.Header{Key: "year", Title: "Year", Kind: table.KindInt}, Cell: year},
		table.Col("scope", "Scope", func(a InternalAudit) string { return text.Join(a.Scope, "; ") }),
		table.Col("sites", "Sites", func(a InternalAudit) string { return text.Join(a.Sites, "; ") }),
		table.Col("criteria", "Criteria", func(a InternalAudit) string { return text.Join(a.Criteria, "; ") }),
		table.Col("lead", "Lead auditor", lead),
		table.Col("team", "Team", func(a InternalAudit) string { return text.Join(a.Team, "; ") }),
		table.Col("independence", "Independence of the lead", func(a InternalAudit) string {
			if i := slices.IndexFunc(p.Auditors, func(x Auditor) bool { return x.ID == lead(a) }); i >= 0 && len(a.Team) > 0 {
				return p.Auditors[i].Independence
			}
			return ""
		}),
		table.Col("compensation", "What makes up for own work", func(a InternalAudit) string { return a.Compensation }),
		table.ValueCol("from", "Planned from", func(a InternalAudit) isms.Date { return a.Planned.First }),
		table.ValueCol("to", "Planned to", func(a InternalAudit) isms.Date { return a.Planned.Last }),
		table.ValueCol("began", "Performed from", func(a InternalAudit) isms.Date { return a.Performed.First }),
		table.ValueCol("performed", "Performed to", func(a InternalAudit) isms.Date { return a.Performed.Last }),
		table.Col("status", "Status", func(a InternalAudit) string { return a.status(asOf) }),
		table.Col("report", "Report", func(a InternalAudit) isms.ID { return a.Report }),
		table.ValueCol("reported", "Reported on", func(a InternalAudit) isms.Date { return a.ReportedOn }),
		table.Col("reportedTo", "Reported to", func(a InternalAudit) isms.ID { return a.ReportedTo }),
		table.Col("own", "Own requirements met", func(a InternalAudit) isms.Answer { return a.MeetsOwn }),
		table.Col("standard", "Standard met", func(a InternalAudit) isms.Answer { return a.MeetsStandard }),
		table.Col("effective", "Put into practice", func(a InternalAudit) isms.Answer { return a.Effective }),
	)
}

func (a InternalAudit) status(asOf isms.Date) string {
	switch {
	case !a.done(asOf).IsZero():
		return "performed"
	case !text.Blank(a.Cancelled):
		return "cancelled: " + a.Cancelled
	case a.Planned.Last.Before(asOf):
		return "overdue"
	case !a.Planned.Last.IsZero():
		return "planned"
	}
	return "without a day"
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
		return Importances().Index(i)
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
		if Importances().Has(a.Importance) && ref.Within(a.Ref) && (best == nil || a.Ref.Within(best.Ref)) {
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
