package programme

import (
	"slices"
	"strconv"
	"strings"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
)

// Programme is the internal audit programme (9.2.2).
type Programme struct {
	Period      isms.Window  `json:"period"`         // for complete audit coverage, such as three years
	Audit       isms.Cadence `json:"audit,omitzero"` // Every: the planned interval between audits; ByLevel: that of areas by importance
	Responsible isms.ID      `json:"responsible,omitzero"`
	Methods     string       `json:"methods,omitzero"`
	Planning    string       `json:"planning,omitzero"`  // how audits are planned
	Reporting   string       `json:"reporting,omitzero"` // to relevant management
	// PreviousResults is how the results of previous audits are considered.
	PreviousResults string          `json:"previousResults,omitzero"`
	Areas           []Area          `json:"areas"`
	Auditors        []Auditor       `json:"auditors"`
	Audits          []InternalAudit `json:"audits"`
}

// Importance is the importance of an area. The zero value is undecided.
type Importance string

// Areas of higher importance come first in [Programme.Priorities] and can have shorter
// intervals.
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

// Importances returns the vocabulary of [Importance], highest first.
func Importances() isms.Words[Importance] {
	return isms.WordsOf("programme.importance", wordsImportances[:])
}

// Area is a clause, a theme, a control or a custom item with its importance for the
// programme.
type Area struct {
	Ref        isms.Ref     `json:"ref"`
	Importance Importance   `json:"importance,omitzero"`
	Reason     string       `json:"reason,omitzero"`
	Audit      isms.Cadence `json:"audit,omitzero"` // zero: that of the programme for the importance; without one, once in the period
}

// Auditor is a person or a firm that conducts audits.
type Auditor struct {
	ID             isms.ID    `json:"id"`
	Competence     string     `json:"competence,omitzero"`     // evidence of competence
	ResponsibleFor []isms.Ref `json:"responsibleFor,omitzero"` // areas that they are responsible for or work in
	Impartiality   string     `json:"impartiality,omitzero"`   // how objectivity and impartiality were established
}

// InternalAudit is one audit of the programme, planned or conducted.
type InternalAudit struct {
	ID                isms.ID     `json:"id"`
	Scope             []isms.Ref  `json:"scope"`          // clauses, themes, controls, custom items
	Sites             []string    `json:"sites,omitzero"` // in words
	Criteria          []string    `json:"criteria"`
	Team              []isms.ID   `json:"team"`                       // lead auditor first
	MitigatingMeasure string      `json:"mitigatingMeasure,omitzero"` // for an auditor responsible for the audited area
	Planned           isms.Window `json:"planned"`
	Cancelled         string      `json:"cancelled,omitzero"` // reason; zero: not cancelled
	Conducted         isms.Window `json:"conducted,omitzero"` // both days, after the audit
	Report            isms.ID     `json:"report,omitzero"`    // document
	ReportedOn        isms.Date   `json:"reportedOn,omitzero"`
	ReportedTo        isms.ID     `json:"reportedTo,omitzero"`
	Findings          []isms.ID   `json:"findings,omitzero"` // as reported; each is in the nonconformity register
	// The audit conclusions of 9.2.1. No is a conclusion.
	ConformsToOwnRequirements isms.Answer `json:"conformsToOwnRequirements,omitzero"`
	ConformsToStandard        isms.Answer `json:"conformsToStandard,omitzero"` // ISO/IEC 27001
	ImplementedAndMaintained  isms.Answer `json:"implementedAndMaintained,omitzero"`
}

// over returns the last day of the audit as recorded, zero if it was not conducted.
func (a *InternalAudit) over() isms.Date {
	if a.Conducted.First.IsZero() || a.Conducted.Last.Before(a.Conducted.First) {
		return isms.Date{}
	}
	return a.Conducted.Last
}

// done returns the last day of the audit if it is over by asOf, otherwise zero.
func (a *InternalAudit) done(asOf isms.Date) isms.Date {
	if last := a.over(); !(!asOf.IsZero() && last.After(asOf)) {
		return last
	}
	return isms.Date{}
}

// on returns the last day, conducted before planned.
func (a *InternalAudit) on() isms.Date {
	if !a.Conducted.Last.IsZero() {
		return a.Conducted.Last
	}
	return a.Planned.Last
}

// IsCancelled reports whether the audit is cancelled, with a reason or by a mark alone.
func (a *InternalAudit) IsCancelled() bool {
	return !text.Blank(a.Cancelled) || text.Marked(a.Cancelled)
}

// scheduled reports whether the audit has a planned day and is not cancelled.
func (a *InternalAudit) scheduled() bool {
	return !a.IsCancelled() && !a.Planned.Last.IsZero()
}

// ahead reports whether the audit is scheduled and not conducted by asOf.
func (a *InternalAudit) ahead(asOf isms.Date) bool {
	return a.done(asOf).IsZero() && a.scheduled()
}

func (a *InternalAudit) covers(r isms.Ref) bool {
	return slices.ContainsFunc(a.Scope, r.Within)
}

// Coverage is the audit coverage of a clause, control or area in the period.
type Coverage struct {
	Ref       isms.Ref  `json:"ref"`
	Conducted []isms.ID `json:"conducted"` // audits, by day
	Planned   []isms.ID `json:"planned"`
	Last      isms.Date `json:"last,omitzero"` // last day of the last audit conducted
	Next      isms.Date `json:"next,omitzero"` // last day of the next audit planned
}

// subjects returns what is to be covered: every clause from 4 to 10 without a clause
// below it, the given controls and custom items, and the areas.
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

// Coverage returns the coverage of every clause from 4 to 10, every given control or
// custom item and every area, in the order of the standard. An audit covers what lies
// within one of the references of its scope; an item of a clause does not cover the
// clause.
func (p Programme) Coverage(asOf isms.Date, necessary []isms.Ref) []Coverage {
	audits := p.inOrder()
	var out []Coverage
	for _, ref := range p.subjects(necessary) {
		c := Coverage{Ref: ref, Conducted: []isms.ID{}, Planned: []isms.ID{}}
		for i := range audits {
			a := &audits[i]
			if !a.covers(ref) {
				continue
			}
			if last := a.done(asOf); !last.IsZero() {
				if p.Period.Contains(last) {
					c.Conducted = append(c.Conducted, a.ID)
					c.Last = last
				}
			} else if a.ahead(asOf) && p.Period.Contains(a.Planned.Last) {
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

// Conducted returns the audits conducted out of those due by a day. Before the first is
// due it is undefined.
func (p Programme) Conducted(asOf isms.Date) isms.Ratio {
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

// Table returns the audit coverage as a table: a row for each clause, control and area,
// a column for each year of the period with the audits conducted or planned in it.
func (p Programme) Table(asOf isms.Date, necessary []isms.Ref) table.Table {
	const mostYears = 10
	first, years := p.Period.First.Year(), 0
	if p.Period.Days() > 0 {
		years = min(p.Period.Last.Year()-first+1, mostYears)
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
			if p.Period.Contains(on) && on.Year() == year && a.covers(ref) {
				words = append(words, word)
			}
		}
		return strings.Join(words, ", ")
	}
	columns := []table.Column[isms.Ref]{
		table.ValueCol("ref", "Clause or control", func(ref isms.Ref) isms.Ref { return ref }),
		table.Col("title", "Title", func(ref isms.Ref) string { return ref.Title(nil) }),
	}
	for y := range years {
		year := strconv.Itoa(first + y)
		columns = append(columns, table.Col("y"+year, year, func(ref isms.Ref) string { return inYear(ref, first+y) }))
	}
	return table.Of("audit-coverage", "Coverage of the internal audit programme", slices.Values(p.subjects(necessary)), columns...)
}

// AuditTable returns the audits as a table, a row for each in the order of their days,
// with the status as of a day: planned, conducted, overdue, cancelled or not scheduled.
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
		table.Col("scope", "Audit scope", func(a InternalAudit) string { return text.Join(a.Scope, "; ") }),
		table.Col("sites", "Sites", func(a InternalAudit) string { return text.Join(a.Sites, "; ") }),
		table.Col("criteria", "Audit criteria", func(a InternalAudit) string { return text.Join(a.Criteria, "; ") }),
		table.Col("lead", "Lead auditor", lead),
		table.Col("team", "Audit team", func(a InternalAudit) string { return text.Join(a.Team, "; ") }),
		table.Col("impartiality", "Impartiality of lead auditor", func(a InternalAudit) string {
			if i := slices.IndexFunc(p.Auditors, func(x Auditor) bool { return x.ID == lead(a) }); i >= 0 && len(a.Team) > 0 {
				return p.Auditors[i].Impartiality
			}
			return ""
		}),
		table.Col("mitigatingMeasure", "Mitigating measure", func(a InternalAudit) string { return a.MitigatingMeasure }),
		table.ValueCol("plannedFrom", "Planned from", func(a InternalAudit) isms.Date { return a.Planned.First }),
		table.ValueCol("plannedTo", "Planned to", func(a InternalAudit) isms.Date { return a.Planned.Last }),
		table.ValueCol("conductedFrom", "Conducted from", func(a InternalAudit) isms.Date { return a.Conducted.First }),
		table.ValueCol("conductedTo", "Conducted to", func(a InternalAudit) isms.Date { return a.Conducted.Last }),
		table.Col("status", "Status", func(a InternalAudit) string { return a.status(asOf) }),
		table.Col("report", "Report", func(a InternalAudit) isms.ID { return a.Report }),
		table.ValueCol("reportedOn", "Reported on", func(a InternalAudit) isms.Date { return a.ReportedOn }),
		table.Col("reportedTo", "Reported to", func(a InternalAudit) isms.ID { return a.ReportedTo }),
		table.Col("findings", "Audit findings", func(a InternalAudit) string { return text.Join(a.Findings, "; ") }),
		table.Col("conformsToOwnRequirements", "Conforms to own requirements", func(a InternalAudit) isms.Answer { return a.ConformsToOwnRequirements }),
		table.Col("conformsToStandard", "Conforms to ISO/IEC 27001", func(a InternalAudit) isms.Answer { return a.ConformsToStandard }),
		table.Col("implementedAndMaintained", "Implemented and maintained", func(a InternalAudit) isms.Answer { return a.ImplementedAndMaintained }),
	)
}

func (a InternalAudit) status(asOf isms.Date) string {
	switch {
	case !a.done(asOf).IsZero():
		return "conducted"
	case a.IsCancelled():
		return "cancelled: " + a.Cancelled
	case !a.Planned.Last.IsZero() && a.Planned.Last.Before(asOf):
		return "overdue"
	case !a.Planned.Last.IsZero():
		return "planned"
	}
	return "not scheduled"
}

// Priority is the priority of a clause, control or area for the next audits.
type Priority struct {
	Ref        isms.Ref   `json:"ref"`
	Importance Importance `json:"importance,omitzero"`
	Majors     int        `json:"majors"` // major nonconformities since the last audit, against it and what lies within it
	Minors     int        `json:"minors"`
	Last       isms.Date  `json:"last,omitzero"` // last audit; zero: never
}

// Priorities returns what the programme covers by priority: by major, then minor
// nonconformities since the last audit, then importance (undecided counts as normal),
// then the day of the last audit, never first; ties are in the order of the standard.
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

// importance returns the importance of the narrowest area that contains ref.
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

// last returns the last day of the last audit of the period that is over by asOf,
// zero if there is none. A zero asOf takes all that are recorded.
func (p *Programme) last(asOf isms.Date) isms.Date {
	var last isms.Date
	for i := range p.Audits {
		if done := p.Audits[i].done(asOf); p.Period.Contains(done) {
			last = isms.Latest(last, done)
		}
	}
	return last
}

// nextDue returns the last day for the next audit after one on last, 12 months later
// where the programme sets no usable interval. It is zero beyond the calendar.
func (p *Programme) nextDue(last isms.Date) isms.Date {
	every := p.Audit.Every
	if !usable(every) {
		every = yearly
	}
	due, _ := isms.Cadence{Every: every, Next: p.Audit.Next}.NextDue(last, "", nil)
	return due
}

// Entries returns an entry for each audit planned until a day in (after, upTo] and
// neither conducted nor cancelled, and one for the last day of the interval since the
// last audit if none is planned by then, sorted as by [isms.SortEntries]. Without after
// there is no first day. Calling it with adjacent ranges returns each entry exactly once.
// Where audits share an ID, those after the first have entries of their own by their order.
func (p Programme) Entries(after, upTo isms.Date) []isms.Entry {
	out := []isms.Entry{}
	add := func(e isms.Entry) {
		if last := e.Window.Last; last.After(after) && !last.After(upTo) {
			e.Kind, e.Refs = isms.EntryAudit, []isms.Ref{"9.2.1 s1"}
			out = append(out, e)
		}
	}
	last := p.last(isms.Date{})
	due := p.nextDue(last)
	planned := false
	doubles := make(map[isms.ID]int, len(p.Audits)) // for look-up only
	for i := range p.Audits {
		a := &p.Audits[i]
		id := isms.DeriveID("internal audit", string(a.ID))
		if double := doubles[a.ID]; double > 0 {
			id = isms.DeriveID("double", string(id), strconv.Itoa(double))
		}
		doubles[a.ID]++
		if !a.scheduled() || !a.over().IsZero() {
			continue
		}
		planned = planned || a.Planned.Last.After(last) && !a.Planned.Last.After(due)
		add(isms.Entry{
			ID:    id,
			Title: entryTitle.With(isms.ArgID("id", a.ID)), Window: a.Planned, Basis: entryBasis.With(), Subject: a.ID,
		})
	}
	if !planned {
		basis := entryBasis.With()
		if due != p.Audit.Next {
			basis = sinceLast.With(isms.ArgDate("last", last))
		}
		add(isms.Entry{ID: isms.DeriveID("internal audit due", due.String()), Title: entryDue.With(), Window: isms.On(due), Basis: basis})
	}
	isms.SortEntries(out)
	return out
}
