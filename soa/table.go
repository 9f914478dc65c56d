package soa

import (
	"strings"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
)

// Table returns the statement in the shape in which auditors expect it: a row for
// each of the 93 controls, then the custom ones. Kinds of reasons are columns of
// their own, each with what it points at.
func (s Statement) Table() isms.Table { return s.table(func(Row) bool { return true }) }

// TableOf returns the rows of [Statement.Table] for the given Annex A controls: a
// view, such as one theme. The statement itself always has all rows.
func (s Statement) TableOf(controls annexa.Set) isms.Table {
	return s.table(func(r Row) bool { return controls.Contains(r.ID()) })
}

// FilledColumns returns a table of [Statement.Table] or [Statement.TableOf] without
// the columns that no row fills, for a document that is to fit a page. What
// 6.1.3 d asks for stays, filled or not: the control, whether it is applicable,
// its justification and its implementation.
func FilledColumns(t isms.Table) isms.Table {
	filled := make([]bool, len(t.Columns))
	for i, c := range t.Columns {
		filled[i] = c.Key == "control" || c.Key == "title" || c.Key == "applicability" || c.Key == "justification" || c.Key == "implementation"
	}
	for _, row := range t.Rows {
		for i, cell := range row[:min(len(row), len(filled))] {
			filled[i] = filled[i] || cell != (isms.Cell{})
		}
	}
	out := isms.Table{Name: t.Name, Title: t.Title, Columns: only(t.Columns, filled), Rows: make([][]isms.Cell, len(t.Rows))}
	for i, row := range t.Rows {
		out.Rows[i] = only(row, filled)
	}
	return out
}

// only returns the values at the places that are wanted.
func only[T any](list []T, want []bool) []T {
	out := make([]T, 0, len(list))
	for i, v := range list {
		if i < len(want) && want[i] {
			out = append(out, v)
		}
	}
	return out
}

// TableColumns returns the columns of [Statement.Table], for isms.ParseCSV.
func TableColumns() []isms.Column {
	return []isms.Column{
		{Key: "control", Title: "Reference", Kind: isms.KindText},
		{Key: "title", Title: "Control", Kind: isms.KindText},
		{Key: "theme", Title: "Theme", Kind: isms.KindText},
		{Key: "applicability", Title: "Applicable", Kind: isms.KindText},
		{Key: "risks", Title: "Reason: risks", Kind: isms.KindText},
		{Key: "laws", Title: "Reason: law", Kind: isms.KindText},
		{Key: "contracts", Title: "Reason: contract", Kind: isms.KindText},
		{Key: "business", Title: "Reason: business", Kind: isms.KindText},
		{Key: "other", Title: "Reason: other", Kind: isms.KindText},
		{Key: "lapsed", Title: "Lapsed reasons", Kind: isms.KindText},
		{Key: "justification", Title: "Justification", Kind: isms.KindText},
		{Key: "implementation", Title: "Implementation", Kind: isms.KindText},
		{Key: "due", Title: "Due", Kind: isms.KindDate},
		{Key: "responsibility", Title: "Performed by", Kind: isms.KindText},
		{Key: "provider", Title: "Provider", Kind: isms.KindText},
		{Key: "assurance", Title: "Assurance", Kind: isms.KindText},
		{Key: "how", Title: "How implemented", Kind: isms.KindText},
		{Key: "owner", Title: "Owner", Kind: isms.KindText},
		{Key: "documents", Title: "Documents", Kind: isms.KindText},
		{Key: "evidence", Title: "Evidence", Kind: isms.KindText},
		{Key: "decided", Title: "Last looked at", Kind: isms.KindDate},
		{Key: "reviewBy", Title: "Review by", Kind: isms.KindDate},
	}
}

func (s Statement) table(want func(Row) bool) isms.Table {
	t := isms.Table{Name: "soa", Title: s.title(), Columns: TableColumns(), Rows: [][]isms.Cell{}}
	for r := range s.Rows() {
		if want(r) {
			t.Rows = append(t.Rows, r.cells())
		}
	}
	return t
}

func (s Statement) title() string {
	t := "Statement of Applicability"
	if s.Version() != "" {
		t += ", version " + s.Version()
	}
	return t
}

func (r Row) cells() []isms.Cell {
	d := r.own().decision
	reasons := map[Basis][]string{}
	for reason := range r.Reasons() {
		at := reason.Basis
		if at == "" {
			at = BasisOther
		}
		list := reasons[at]
		text := reason.short()
		if n := len(list); n == 0 || list[n-1] != text { // risks with two treatments are named once
			reasons[at] = append(list, text)
		}
	}
	of := func(b Basis) isms.Cell { return isms.TextCell(strings.Join(reasons[b], "; ")) }
	var lapsed []string
	for l := range r.NoLongerValid() {
		lapsed = append(lapsed, l.String())
	}
	reference := string(r.ID())
	if r.ID().Known() {
		reference = "A." + reference
	}
	return []isms.Cell{
		isms.TextCell(reference), isms.TextCell(r.Title()), isms.TextCell(r.theme()), isms.TextCell(r.Applicability().shown()),
		of(BasisRisk), of(BasisLegal), of(BasisContractual), of(BasisBusiness), of(BasisOther), isms.TextCell(strings.Join(lapsed, "; ")),
		isms.TextCell(d.Justification), isms.TextCell(d.Implementation), isms.DateCell(d.Due),
		isms.TextCell(d.Responsibility), isms.TextCell(d.Provider), isms.TextCell(d.Assurance), isms.TextCell(d.How),
		isms.TextCell(d.Owner), isms.TextCell(joinIDs(d.Documents)), isms.TextCell(joinIDs(d.Evidence)),
		isms.DateCell(d.Decided), isms.DateCell(d.ReviewBy),
	}
}

// short returns what the reason points at, with its text if a person gave one.
func (r Reason) short() string {
	t := string(r.Source)
	if t == "" {
		t = string(r.Via)
	}
	switch {
	case r.Text == "":
	case t == "":
		t = r.Text
	default:
		t += " " + r.Text
	}
	if t == "" {
		t = "yes"
	}
	return t
}

func (r Row) theme() string {
	if c, ok := r.Custom(); ok {
		if c.Catalog != "" {
			return c.Catalog
		}
		return "own"
	}
	return r.ID().Theme().String()
}

// shown returns the word for people: yes, no or undecided.
func (a Applicability) shown() string {
	switch a {
	case Applicable:
		return "yes"
	case Excluded:
		return "no"
	}
	return string(Undecided)
}

// HeaderTable returns what stands above the rows: organization, scope, standard,
// version, who prepared and approved it and when, and the counts.
func (s Statement) HeaderTable() isms.Table {
	h := s.Header()
	t := isms.Table{
		Name: "soa-header", Title: s.title(),
		Columns: []isms.Column{{Key: "key", Title: "Item", Kind: isms.KindText}, {Key: "value", Title: "Value", Kind: isms.KindText}},
		Rows:    [][]isms.Cell{},
	}
	add := func(key, value string) {
		t.Rows = append(t.Rows, []isms.Cell{isms.TextCell(key), isms.TextCell(value)})
	}
	approvedBy, approvedOn := "", ""
	if e, ok := s.Approval(); ok {
		approvedBy, approvedOn = string(e.By), e.On.String()
	}
	edition := h.Edition
	if edition == "" {
		edition = isms.Edition2022
	}
	add("Organization", h.Organization)
	add("Scope", h.Scope)
	add("Standard", string(edition))
	add("Document", string(h.Document))
	add("Version", s.Version())
	add("Date", dateText(h.Date))
	add("Status", string(s.State()))
	add("Disclosure", string(h.Disclosure))
	add("Prepared by", string(h.PreparedBy))
	add("Approved by", approvedBy)
	add("Approved on", approvedOn)
	add("Review by", dateText(h.ReviewBy))
	add("Risk assessment", strings.TrimSpace(string(h.Assessment)+" "+dateText(h.Assessed)))
	add("Follows version", s.Previous().Version)
	for _, a := range Applicabilities() {
		set := s.Controls(a)
		text := isms.Ratio{Have: set.Len(), Want: annexa.Count}.String()
		if set.Len() > 0 {
			text += " (" + themeCounts(set) + ")"
		}
		add("Annex A controls "+string(a), text)
	}
	add("Controls beside Annex A", isms.Ratio{Have: len(s.body().custom), Want: s.Len()}.String())
	n := s.Implemented()
	add("Implemented", n.String()+", "+n.Percent())
	return t
}

func themeCounts(set annexa.Set) string {
	var parts []string
	for theme := range annexa.AllThemes().All() {
		parts = append(parts, theme.String()+" "+isms.Ratio{Have: set.Intersect(theme.Controls()).Len(), Want: theme.Controls().Len()}.String())
	}
	return strings.Join(parts, ", ")
}

// ExclusionTable returns the excluded controls with their justifications.
func (s Statement) ExclusionTable() isms.Table {
	t := isms.Table{
		Name: "soa-exclusions", Title: "Excluded controls",
		Columns: []isms.Column{
			{Key: "control", Title: "Reference", Kind: isms.KindText},
			{Key: "title", Title: "Control", Kind: isms.KindText},
			{Key: "justification", Title: "Justification", Kind: isms.KindText},
			{Key: "decided", Title: "Last looked at", Kind: isms.KindDate},
			{Key: "reviewBy", Title: "Review by", Kind: isms.KindDate},
		},
		Rows: [][]isms.Cell{},
	}
	for r := range s.Rows() {
		if r.Applicability() == Excluded {
			c := r.cells()
			d := r.own().decision
			t.Rows = append(t.Rows, []isms.Cell{c[0], c[1], isms.TextCell(d.Justification), isms.DateCell(d.Decided), isms.DateCell(d.ReviewBy)})
		}
	}
	return t
}

// Table returns the changes as a table, for the change history of the document.
func (d Delta) Table() isms.Table { return ChangeTable(d.changes) }

// ChangeTable returns changes as a table.
func ChangeTable(changes []Change) isms.Table {
	t := isms.Table{
		Name: "soa-changes", Title: "Changes",
		Columns: []isms.Column{
			{Key: "control", Title: "Reference", Kind: isms.KindText},
			{Key: "kind", Title: "Kind", Kind: isms.KindText},
			{Key: "field", Title: "Field", Kind: isms.KindText},
			{Key: "before", Title: "Before", Kind: isms.KindText},
			{Key: "after", Title: "After", Kind: isms.KindText},
		},
		Rows: [][]isms.Cell{},
	}
	for _, c := range changes {
		ref := string(c.Control)
		if c.Control.Known() {
			ref = "A." + ref
		}
		t.Rows = append(t.Rows, []isms.Cell{
			isms.TextCell(ref), isms.TextCell(c.Kind), isms.TextCell(c.Field), isms.TextCell(c.Before), isms.TextCell(c.After),
		})
	}
	return t
}
