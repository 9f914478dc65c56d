package soa

import (
	"slices"
	"strings"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
)

// Merge brings together what a person made of a generated statement and a new
// generation of it: base is what was generated, edited is base with the person's
// changes, generated is the new generation. The result is edited, and in it:
//
//   - the reasons from the register and the obligations are those of generated;
//     the ones that edited had and generated has not are marked as no longer
//     valid and kept;
//   - a value that only generated changed is taken over; one that it leaves empty
//     stays as it is;
//   - a value that both changed stays the person's, and the other is kept as a
//     [MergeConflict] for a person to settle;
//   - lists (reasons given by persons, evidence, documents) hold what edited has
//     and what generated added;
//   - applicability, implementation, due day, responsibility, provider and
//     assurance are one value, as they have to fit together; reasons that
//     generated adds to a control that edited excludes count as no longer valid.
//
// No text of a person is lost, and merging twice changes nothing. Custom controls
// are those of edited and those that generated added or has new words for.
//
// If edited is not a draft, a merge that would change it is refused: open the next
// version first. The history of edited stays.
func Merge(base, edited, generated Statement) (Statement, error) {
	if edited.IsZero() || generated.IsZero() {
		for _, s := range []Statement{edited, generated} {
			if !s.IsZero() {
				return s, nil
			}
		}
		return base, nil
	}
	b, e, g := base.body(), edited.body(), generated.body()
	// Nothing writes to the pairs and spans of a statement: the new rows look at
	// those of generated. What is appended goes into an array of its own.
	m := &body{previous: e.previous, history: e.history, pairs: slices.Clip(g.pairs), spans: slices.Clip(g.spans)}
	m.mergeHeader(b, e, g)
	m.mergeCustom(b, e, g)

	m.rows = make([]row, annexa.Count+len(m.custom))
	asked := m.asked(g)
	for i := range m.rows {
		id := Row{m, i}.Ref()
		rb, re, rg := rowOf(b, id), rowOf(e, id), rowOf(g, id)
		if rg.b != nil {
			m.rows[i] = row{first: g.rows[rg.i].first, last: g.rows[rg.i].last}
		} else {
			m.rows[i] = m.relist(asked[id], re)
		}
		own := mergeEntries(id, rb.own(), re.own(), rg.own())
		own.settle(re, Row{m, i}, rg.own().derived)
		m.rows[i].own = own.orNil()
	}
	m.mergeUnresolved(g)
	out := Statement{m}
	if err := edited.editable(); err != nil {
		if out.Equal(edited) {
			return edited, nil
		}
		return Statement{}, err
	}
	return out, nil
}

// rowOf returns the row of a control, the zero Row if there is none.
func rowOf(b *body, id isms.Ref) Row {
	if i, ok := b.index(id); ok {
		return Row{b, i}
	}
	return Row{}
}

// pick3 returns the merged value and, if both sides changed it, the one that
// lost, which else is empty.
func pick3[T comparable](base, edited, generated, empty T) (value, lost T) {
	switch {
	case generated == empty || generated == edited || generated == base:
		return edited, empty
	case edited == base:
		return generated, empty
	}
	return edited, generated
}

// add3 returns what edited has and what generated added to base.
func add3[T comparable](base, edited, generated []T, compare func(a, b T) int) []T {
	out := slices.Clone(edited)
	for _, v := range generated {
		if _, ok := slices.BinarySearchFunc(base, v, compare); !ok {
			out = append(out, v)
		}
	}
	return tidyList(out, compare)
}

// merger collects merge conflicts while the fields of a control, or of the header,
// are merged.
type merger struct {
	control       isms.Ref
	mergeConflict []MergeConflict
}

func (m *merger) keep(field, text string) {
	if text != "" {
		m.mergeConflict = append(m.mergeConflict, MergeConflict{m.control, field, text})
	}
}

func mergeField[S ~string](m *merger, field string, base, edited, generated S) S {
	v, lost := pick3(base, edited, generated, "")
	m.keep(field, string(lost))
	return v
}

func (m *merger) date(field string, base, edited, generated isms.Date) isms.Date {
	v, lost := pick3(base, edited, generated, isms.Date{})
	m.keep(field, dateText(lost))
	return v
}

func mergeEntries(id isms.Ref, b, e, g *entry) entry {
	m := &merger{control: id}
	db, de, dg := &b.decision, &e.decision, &g.decision
	var d Decision
	axis, lost := pick3(db.axes(), de.axes(), dg.axes(), silence.axes())
	d = d.withAxes(axis)
	if lost != silence.axes() {
		m.keepOther("applicability", string(axis.verdict), string(lost.verdict))
		m.keepOther("implementation", string(axis.implementation), string(lost.implementation))
		m.keepOther("due", dateText(axis.due), dateText(lost.due))
		m.keepOther("responsibility", string(axis.responsibility), string(lost.responsibility))
		m.keepOther("provider", string(axis.provider), string(lost.provider))
		m.keepOther("assurance", axis.assurance, lost.assurance)
	}
	d.Justification = mergeField(m, "justification", db.Justification, de.Justification, dg.Justification)
	d.How = mergeField(m, "how", db.How, de.How, dg.How)
	d.Owner = mergeField(m, "owner", db.Owner, de.Owner, dg.Owner)
	d.DecidedOn = m.date("decidedOn", db.DecidedOn, de.DecidedOn, dg.DecidedOn)
	d.ReviewBy = m.date("reviewBy", db.ReviewBy, de.ReviewBy, dg.ReviewBy)
	d.Evidence = tidyIDs(add3(db.Evidence, de.Evidence, dg.Evidence, compareIDs))
	d.Documents = tidyIDs(add3(db.Documents, de.Documents, dg.Documents, compareIDs))
	d.Reasons = add3(db.Reasons, de.Reasons, dg.Reasons, Reason.Compare)

	out := entry{
		decision:      d,
		derived:       g.derived,
		noLongerValid: add3(b.noLongerValid, e.noLongerValid, g.noLongerValid, Reason.Compare),
		mergeConflict: tidyList(append(add3(b.mergeConflict, e.mergeConflict, g.mergeConflict, MergeConflict.compare), m.mergeConflict...), MergeConflict.compare),
	}
	if d.Excluded {
		out.noLongerValid = tidyList(append(out.noLongerValid, d.Reasons...), Reason.Compare)
		out.decision.Reasons = nil
	}
	return out
}

func (m *merger) keepOther(field, have, lost string) {
	if lost != have {
		m.keep(field, lost)
	}
}

func compareIDs(a, b isms.ID) int {
	return strings.Compare(string(a), string(b))
}

// asked returns what the register of generated asks of custom controls that
// generated does not list and the merged statement does.
func (m *body) asked(g *body) map[isms.Ref][]pair {
	var out map[isms.Ref][]pair
	for _, u := range g.unresolved {
		if i, ok := m.index(u.Control); ok {
			if out == nil {
				out = map[isms.Ref][]pair{}
			}
			id := Row{m, i}.Ref()
			out[id] = append(out[id], pair{u.Risk, u.Treatment})
		}
	}
	return out
}

// relist returns the row of a custom control that generated does not list, with
// what its register asks of the control all the same: the risk that is named,
// and the other risks of the treatment that are known.
func (m *body) relist(asked []pair, known Row) row {
	pairs := slices.Clone(asked)
	treatments := make(map[isms.ID]bool, len(asked))
	for _, p := range asked {
		treatments[p.treatment] = p.treatment != ""
	}
	for _, p := range known.risks() {
		if treatments[p.treatment] {
			pairs = append(pairs, p)
		}
	}
	return m.addSpans(pairs)
}

// settle marks as no longer valid the reasons that before had from the register and the
// obligations and that now has not, and drops from those no longer valid the ones that
// hold now. An obligation under another title is the same.
func (e *entry) settle(before, now Row, derived []Reason) {
	risks := now.risks()
	living := func(p pair) bool {
		_, ok := slices.BinarySearchFunc(risks, p, comparePairs)
		return ok
	}
	var gone []Reason
	for _, l := range e.noLongerValid {
		if l.Basis == BasisRisk && l.Text == "" {
			if !living(pair{l.Source, l.Via}) {
				gone = append(gone, l)
			}
		} else if !slices.Contains(derived, l) {
			gone = append(gone, l)
		}
	}
	for _, p := range before.risks() {
		if !living(p) {
			gone = append(gone, Reason{Basis: BasisRisk, Source: p.risk, Via: p.treatment})
		}
	}
	for _, o := range before.own().derived {
		if !slices.ContainsFunc(derived, func(d Reason) bool { return d.Basis == o.Basis && d.Source == o.Source }) {
			gone = append(gone, o)
		}
	}
	e.noLongerValid = tidyList(gone, Reason.Compare)
}

func (m *body) mergeHeader(b, e, g *body) {
	k := &merger{}
	x, y, z := b.header, e.header, g.header
	m.version = mergeField(k, "version", b.version, e.version, g.version)
	m.header = Header{
		Organization:   mergeField(k, "organization", x.Organization, y.Organization, z.Organization),
		Scope:          mergeField(k, "scope", x.Scope, y.Scope, z.Scope),
		Document:       mergeField(k, "document", x.Document, y.Document, z.Document),
		Date:           k.date("date", x.Date, y.Date, z.Date),
		Edition:        mergeField(k, "edition", x.Edition, y.Edition, z.Edition),
		Classification: mergeField(k, "classification", x.Classification, y.Classification, z.Classification),
		PreparedBy:     mergeField(k, "preparedBy", x.PreparedBy, y.PreparedBy, z.PreparedBy),
		Assessment:     mergeField(k, "assessment", x.Assessment, y.Assessment, z.Assessment),
		Assessed:       k.date("assessed", x.Assessed, y.Assessed, z.Assessed),
		ReviewBy:       k.date("reviewBy", x.ReviewBy, y.ReviewBy, z.ReviewBy),
	}
	m.mergeConflict = append(add3(b.mergeConflict, e.mergeConflict, g.mergeConflict, MergeConflict.compare), k.mergeConflict...)
}

func (m *body) mergeCustom(b, e, g *body) {
	find := func(list []annexa.CustomControl, id isms.Ref) (annexa.CustomControl, bool) {
		i, ok := slices.BinarySearchFunc(list, id, func(c annexa.CustomControl, id isms.Ref) int { return c.Ref.Compare(id) })
		if !ok {
			return annexa.CustomControl{}, false
		}
		return list[i], true
	}
	for _, c := range e.custom {
		before, _ := find(b.custom, c.Ref)
		now, _ := find(g.custom, c.Ref)
		k := &merger{control: c.Ref}
		c.Title = mergeField(k, "title", before.Title, c.Title, now.Title)
		c.Catalog = mergeField(k, "catalog", before.Catalog, c.Catalog, now.Catalog)
		c.Purpose = mergeField(k, "purpose", before.Purpose, c.Purpose, now.Purpose)
		theme, other := pick3(before.Theme, c.Theme, now.Theme, 0)
		c.Theme = theme
		k.keep("theme", other.String())
		attributes, lost := pick3(before.AttributeValues, c.AttributeValues, now.AttributeValues, 0)
		c.AttributeValues = attributes
		k.keep("attributeValues", lost.String())
		m.custom = append(m.custom, c)
		m.mergeConflict = append(m.mergeConflict, k.mergeConflict...)
	}
	for _, c := range g.custom {
		before, was := find(b.custom, c.Ref)
		if _, have := find(e.custom, c.Ref); !have && (!was || c != before || rowOf(g, c.Ref).said(rowOf(b, c.Ref))) {
			m.custom = append(m.custom, c)
		}
	}
	slices.SortFunc(m.custom, func(a, b annexa.CustomControl) int { return a.Ref.Compare(b.Ref) })
	m.mergeConflict = tidyList(m.mergeConflict, MergeConflict.compare)
}

// mergeUnresolved takes over what generated could not list, less what the merged
// statement can; what is asked of a custom control that a person removed becomes
// unlisted.
func (m *body) mergeUnresolved(g *body) {
	for _, u := range g.unresolved {
		if _, ok := m.index(u.Control); !ok {
			m.unresolved = append(m.unresolved, u)
		}
	}
	for _, c := range g.custom {
		if _, ok := m.index(c.Ref); ok {
			continue
		}
		for _, p := range rowOf(g, c.Ref).uses() {
			m.unresolved = append(m.unresolved, UnresolvedControl{c.Ref, p.risk, p.treatment})
		}
	}
	m.unresolved = tidyList(m.unresolved, UnresolvedControl.compare)
}

// said reports whether persons say something of the row that they did not say
// before.
func (r Row) said(before Row) bool {
	a, b := r.own(), before.own()
	return !a.decision.equal(b.decision) || !slices.Equal(a.mergeConflict, b.mergeConflict)
}
