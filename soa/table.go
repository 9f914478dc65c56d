package soa

import (
	"cmp"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
)

// Table returns the statement in the shape in which auditors expect it: a row for
// each of the 93 controls, then the custom ones. Kinds of reasons are columns of
// their own, each with what it points at.
func (s Statement) Table() table.Table { return s.table(func(Row) bool { return true }) }

// TableOf returns the rows of [Statement.Table] for the given controls of Annex A, such
// as those of one theme. The statement itself always has all rows.
func (s Statement) TableOf(controls annexa.Set) table.Table {
	return s.table(func(r Row) bool { return controls.Contains(r.Ref()) })
}

// FilledColumns returns a table of [Statement.Table] or [Statement.TableOf] without
// the columns that no row fills, for a document that is to fit a page. What
// 6.1.3 d asks for stays, filled or not: the control, whether it is applicable,
// its justification and its implementation.
func FilledColumns(t table.Table) table.Table {
	filled := make([]bool, len(t.Columns))
	for i, c := range t.Columns {
		filled[i] = c.Key == "control" || c.Key == "title" || c.Key == "applicability" || c.Key == "justification" || c.Key == "implementation"
	}
	for _, row := range t.Rows {
		for i, cell := range row[:min(len(row), len(filled))] {
			filled[i] = filled[i] || cell != (table.Cell{})
		}
	}
	out := table.Table{Name: t.Name, Title: t.Title, Columns: only(t.Columns, filled), Rows: make([][]table.Cell, len(t.Rows))}
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

func (s Statement) table(want func(Row) bool) table.Table {
	var rows []Row
	for r := range s.Rows() {
		if want(r) {
			rows = append(rows, r)
		}
	}
	of := func(b Basis) func(Row) string {
		return func(r Row) string { return strings.Join(r.reasons(b), "; ") }
	}
	return table.Of("soa", s.title(), slices.Values(rows),
		table.ValueCol("control", "Reference", Row.Ref),
		table.Col("title", "Control", Row.Title),
		table.Col("theme", "Theme", Row.theme),
		table.Col("applicability", "Applicable", func(r Row) string { return r.Applicability().shown() }),
		table.Col("risks", "Risk assessment", of(BasisRisk)),
		table.Col("legal", "Legal", of(BasisLegal)),
		table.Col("contractual", "Contractual", of(BasisContractual)),
		table.Col("business", "Business", of(BasisBusiness)),
		table.Col("other", "Other", of(BasisOther)),
		table.Col("noLongerValid", "Reasons no longer valid", func(r Row) string {
			var texts []string
			for l := range r.NoLongerValid() {
				texts = append(texts, l.String())
			}
			return strings.Join(texts, "; ")
		}),
		table.Col("justification", "Justification", func(r Row) string { return r.own().decision.Justification }),
		table.Col("implementation", "Implementation status", func(r Row) ImplementationStatus { return r.own().decision.Implementation }),
		table.ValueCol("due", "Due", func(r Row) isms.Date { return r.own().decision.Due }),
		table.Col("responsibility", "Implemented by", func(r Row) Responsibility { return r.own().decision.Responsibility }),
		table.Col("provider", "Provider", func(r Row) isms.ID { return r.own().decision.Provider }),
		table.Col("assurance", "Assurance", func(r Row) string { return r.own().decision.Assurance }),
		table.Col("how", "Implementation description", func(r Row) string { return r.own().decision.How }),
		table.Col("owner", "Owner", func(r Row) isms.ID { return r.own().decision.Owner }),
		table.Col("documents", "Documents", func(r Row) string { return text.Join(r.own().decision.Documents, ", ") }),
		table.Col("evidence", "Evidence", func(r Row) string { return text.Join(r.own().decision.Evidence, ", ") }),
		table.ValueCol("decidedOn", "Last reviewed", func(r Row) isms.Date { return r.own().decision.DecidedOn }),
		table.ValueCol("reviewBy", "Next review by", func(r Row) isms.Date { return r.own().decision.ReviewBy }),
	)
}

func (s Statement) title() string {
	t := "Statement of Applicability"
	if s.Version() != "" {
		t += ", version " + s.Version()
	}
	return t
}

// reasons returns what the reasons of a basis point at; risks with two treatments
// are named once.
func (r Row) reasons(b Basis) []string {
	var out []string
	for reason := range r.Reasons() {
		if cmp.Or(reason.Basis, BasisOther) != b {
			continue
		}
		if short := reason.short(); len(out) == 0 || out[len(out)-1] != short {
			out = append(out, short)
		}
	}
	return out
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
	if c, ok := r.CustomControl(); ok {
		return cmp.Or(c.Catalog, c.Theme.String(), "own")
	}
	c, _ := annexa.Lookup(r.Ref())
	return c.Theme.String()
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
func (s Statement) HeaderTable() table.Table {
	h := s.Header()
	var rows [][2]string
	add := func(key, value string) { rows = append(rows, [2]string{key, value}) }
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
	add("Classification", string(h.Classification))
	add("Prepared by", string(h.PreparedBy))
	add("Approved by", approvedBy)
	add("Approved on", approvedOn)
	add("Next review by", dateText(h.ReviewBy))
	add("Risk assessment", strings.TrimSpace(string(h.Assessment)+" "+dateText(h.Assessed)))
	add("Follows version", s.Previous().Version)
	for a := range Applicabilities().All() {
		set := s.Controls(a)
		counts := isms.Ratio{Have: set.Len(), Want: annexa.Count}.String()
		if set.Len() > 0 {
			counts += " (" + themeCounts(set) + ")"
		}
		add("Annex A controls "+string(a), counts)
	}
	add("Additional controls (not in Annex A)", isms.Ratio{Have: len(s.body().custom), Want: s.Len()}.String())
	n := s.Implemented()
	add("Implemented", n.String()+", "+n.Percent())
	return table.Of("soa-header", s.title(), slices.Values(rows),
		table.Col("key", "Attribute", func(r [2]string) string { return r[0] }),
		table.Col("value", "Value", func(r [2]string) string { return r[1] }),
	)
}

func themeCounts(set annexa.Set) string {
	var parts []string
	for theme := range annexa.FullThemeSet().All() {
		parts = append(parts, theme.String()+" "+isms.Ratio{Have: set.Intersect(theme.Controls()).Len(), Want: theme.Controls().Len()}.String())
	}
	return strings.Join(parts, ", ")
}

// ExclusionTable returns the excluded controls with their justifications.
func (s Statement) ExclusionTable() table.Table {
	t := s.table(func(r Row) bool { return r.Applicability() == Excluded })
	t.Name, t.Title = "soa-exclusions", "Excluded controls"
	return t.Only("control", "title", "justification", "decidedOn", "reviewBy")
}

// ChangeTable returns the changes of [Delta.Changes] or [DiffEdition2013] as a table,
// for the change history of the document.
func ChangeTable(changes []Change) table.Table {
	return table.Of("soa-changes", "Changes", slices.Values(changes),
		table.ValueCol("control", "Reference", func(c Change) isms.Ref { return c.Control }),
		table.Col("kind", "Kind", func(c Change) ChangeKind { return c.Kind }),
		table.Col("field", "Field", func(c Change) string { return c.Field }),
		table.Col("before", "Before", func(c Change) string { return c.Before.Text }),
		table.Col("after", "After", func(c Change) string { return c.After.Text }),
	)
}
