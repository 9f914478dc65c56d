package oscal

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/mapping"
)

// Head is the part of an OSCAL document that a crosswalk does not hold.
type Head struct {
	Title        string            `json:"title,omitzero"`        // the ID of the crosswalk if empty
	Version      string            `json:"version,omitzero"`      // of the document, "1" if empty
	LastModified isms.Date         `json:"lastModified,omitzero"` // needed; written as midnight UTC
	Method       Method            `json:"method,omitzero"`       // "human" if empty
	Status       Status            `json:"status,omitzero"`       // "draft" if empty
	Rationale    mapping.Rationale `json:"rationale,omitzero"`    // Semantic if empty; entries that state none do not inherit it on the way back
	SourceHref   string            `json:"sourceHref,omitzero"`   // of the source catalog; an entry of the back matter if empty
	TargetHref   string            `json:"targetHref,omitzero"`   // of the target catalog
	IDs          IDs               `json:"-"`                     // how items and UUIDs are written
}

// Names of properties in [Namespace].
const (
	propCrosswalk = "crosswalk"
	propFramework = "framework"
	propWord      = "word"
	propStrength  = "strength"
	propClaim     = "claim"
	propNote      = "note"
	propReason    = "reason"
	propBy        = "reviewed-by"
	propOn        = "reviewed-on"
	propRead      = "read"
	propNone      = "no-counterpart"
	propInput     = "input"
	propDerived   = "derived"
)

// From returns the document of one crosswalk, with identifiers that follow
// from what is in it unless the IDs of h say otherwise. It returns an [isms.Error]
// that lists what OSCAL cannot hold: a crosswalk without
// entries (an OSCAL list is never empty), a day that is missing, words that OSCAL
// does not know, and ids with blanks at an end or line breaks; and IDs that write two
// items alike or make a UUID twice or none. Paths are those of h, and of the Spec of
// the crosswalk after "crosswalk".
func From(c mapping.Crosswalk, h Head) (Document, error) {
	h.Title, h.Version = cmp.Or(h.Title, c.ID()), cmp.Or(h.Version, "1")
	h.Method, h.Status, h.Rationale = cmp.Or(h.Method, human), cmp.Or(h.Status, draft), cmp.Or(h.Rationale, mapping.Semantic)
	w := writer{
		seed: []string{"oscal-mapping", c.ID(), c.Source().ID(), c.Target().ID()}, ids: h.IDs.UUID, given: map[string]bool{},
	}
	if c.Len() == 0 {
		w.refuse(noEntries, "crosswalk.entries", "")
	}
	switch {
	case h.LastModified.IsZero():
		w.refuse(dayMissing, "lastModified", "")
	case h.LastModified.Year() < 1900 || h.LastModified.Year() > 2999:
		w.refuse(dayOutOfYears, "lastModified", h.LastModified.String(), isms.ArgDate("day", h.LastModified))
	}
	w.add(Methods().Validate("method", h.Method))
	w.add(Statuses().Validate("status", h.Status))
	w.add(mapping.Rationales().Validate("rationale", h.Rationale))
	source := w.spelling("ids.source", c.Source(), h.IDs.Source)
	target := w.spelling("ids.target", c.Target(), h.IDs.Target)
	if err := w.err(); err != nil { // nothing can be written
		return Document{}, err
	}
	p := c.Provenance()
	m := collectionMapping{
		UUID:   w.uuid("mapping"),
		Source: resource{Type: "catalog", Href: h.SourceHref, Props: []property{w.value("crosswalk.source", propFramework, c.Source().ID())}},
		Target: resource{Type: "catalog", Href: h.TargetHref, Props: []property{w.value("crosswalk.target", propFramework, c.Target().ID())}},
		Props:  []property{w.value("crosswalk.id", propCrosswalk, c.ID())},
		Maps:   make([]mapEntry, 0, c.Len()),
	}
	var back []backResource
	for _, r := range []struct {
		res *resource
		f   mapping.Framework
	}{{&m.Source, c.Source()}, {&m.Target, c.Target()}} {
		if r.res.Href == "" {
			b := backResource{UUID: w.uuid("resource", r.f.ID()), Title: cmp.Or(r.f.Spec().Name, r.f.ID())}
			r.res.Href = "#" + b.UUID
			back = append(back, b)
		}
	}
	for e := range c.Entries() {
		m.Maps = append(m.Maps, w.entry(isms.Path("crosswalk").Index("entries", len(m.Maps)), e, source, target))
	}
	m.Props = w.nones(m.Props, "source", slices.Collect(c.WithoutCounterpart()))
	m.Props = w.nones(m.Props, "target", slices.Collect(c.Converse().WithoutCounterpart()))
	m.SourceGap = w.gap("source", source, c.Unmapped())
	m.TargetGap = w.gap("target", target, c.Converse().Unmapped())

	d := Document{collection{
		UUID:     w.uuid("collection", h.Version, h.LastModified.String()),
		Metadata: metadata{Title: w.str("title", h.Title), LastModified: h.LastModified.String() + "T00:00:00Z", Version: w.str("version", h.Version), OSCALVersion: Version},
		Provenance: provenance{
			Method: h.Method, Rationale: string(h.Rationale), Status: h.Status,
			Description: cmp.Or(p.Document, h.Title), Props: w.provenance(p),
		},
		Mappings: mappings{m},
	}}
	if len(back) > 0 {
		d.c.BackMatter = &backMatter{back}
	}
	if err := w.err(); err != nil {
		return Document{}, err
	}
	return d, nil
}

// writer makes the parts of a document and gathers what OSCAL cannot hold.
type writer struct {
	problems
	seed  []string
	ids   func(...string) string // nil: derived from seed
	given map[string]bool        // by ids
}

// str passes a text that must be an OSCAL string.
func (w *writer) str(at isms.Path, s string) string {
	if s == "" || s != strings.TrimSpace(s) || strings.ContainsAny(s, "\r\n\u2028\u2029") || !utf8.ValidString(s) {
		w.refuse(textNotHeld, at, s)
	}
	return s
}

// value is a property whose value is an OSCAL string, text one of free text.
func (w *writer) value(at isms.Path, name, value string) property {
	return property{Name: name, Namespace: Namespace, Value: w.str(at, value)}
}

func (w *writer) text(at isms.Path, name, text string) property {
	if !utf8.ValidString(text) {
		w.refuse(textNotHeld, at, text)
	}
	return property{Name: name, Namespace: Namespace, Value: "text", Remarks: text}
}

func (w *writer) entry(at isms.Path, e mapping.Entry, source, target spelling) mapEntry {
	m := mapEntry{Rationale: string(e.Rationale), Sources: w.items(at, "sources", e.Sources, source), Targets: w.items(at, "targets", e.Targets, target)}
	parts := append([]string{"map", string(e.Rationale), string(e.By)}, e.Sources...)
	m.UUID = w.uuid(append(append(parts, ""), e.Targets...)...)
	m.Namespace, m.Relationship = relationship(e)
	if e.Word != "" && (m.Namespace != "" || e.Word != m.Relationship) {
		m.Props = append(m.Props, w.text(at.Field("word"), propWord, e.Word))
	} else if e.Word == "" && m.Namespace == "" {
		m.Props = append(m.Props, w.text(at.Field("word"), propWord, ""))
	}
	if e.Strength != "" {
		m.Props = append(m.Props, w.value(at.Field("strength"), propStrength, string(e.Strength)))
	}
	if e.Claim != "" {
		m.Props = append(m.Props, w.value(at.Field("claim"), propClaim, string(e.Claim)))
	}
	if e.Note != "" {
		m.Props = append(m.Props, w.text(at.Field("note"), propNote, e.Note))
	}
	if e.Reason != "" {
		m.Props = append(m.Props, w.text(at.Field("reason"), propReason, e.Reason))
	}
	if e.By != "" {
		m.Props = append(m.Props, w.value(at.Field("by"), propBy, string(e.By)))
	}
	if !e.On.IsZero() {
		m.Props = append(m.Props, w.value(at.Field("on"), propOn, e.On.String()))
	}
	return m
}

// relationship returns the word of OSCAL that says just what the entry says,
// or our own word in our namespace.
func relationship(e mapping.Entry) (namespace, word string) {
	if t, err := mapping.Notation("oscal").Read(e.Word); err == nil && e.Word == t.Word && t.Relation == e.Relation && e.Word != "" {
		return "", t.Word
	}
	if t, err := mapping.Notation("oscal").Write(e.Relation); err == nil && t.Relation == e.Relation {
		return "", t.Word
	}
	return Namespace, strings.NewReplacer("|", "_", " ", "-").Replace(e.Relation.String())
}

func (w *writer) items(at isms.Path, side string, ids []string, s spelling) []item {
	out := make([]item, len(ids))
	for i, id := range ids {
		out[i] = item{Type: "control", ID: w.str(at.Index(side, i), s.write(id))}
	}
	return out
}

// nones adds the properties of items without counterpart. Part and note are one text:
// the part is its first line.
func (w *writer) nones(props []property, side string, list []mapping.NoCounterpart) []property {
	paths := isms.ItemPaths("crosswalk", side+"sWithoutCounterpart", list, func(n *mapping.NoCounterpart) string { return n.ID })
	for i, n := range list {
		p := property{Name: propNone, Namespace: Namespace, Class: side, Value: w.str(paths[i].Field("id"), n.ID)}
		if n.Part != "" || n.Note != "" {
			p.Remarks = w.text(paths[i].Field("note"), propNone, n.Part+"\n"+n.Note).Remarks
		}
		if strings.Contains(n.Part, "\n") {
			w.refuse(textNotHeld, paths[i].Field("part"), n.Part)
		}
		props = append(props, p)
	}
	return props
}

func (w *writer) gap(side string, s spelling, items func(func(mapping.Item) bool)) *gap {
	var tokens, others selection
	for it := range items {
		if id := s.write(it.ID); token(id) {
			tokens.IDs = append(tokens.IDs, id)
		} else {
			others.Matching = append(others.Matching, pattern{w.str(isms.Path("crosswalk").Field(side), id)})
		}
	}
	g := &gap{UUID: w.uuid("gap", side)}
	if len(tokens.IDs) > 0 {
		g.Unmapped = append(g.Unmapped, tokens)
	}
	if len(others.Matching) > 0 {
		g.Unmapped = append(g.Unmapped, others)
	}
	if len(g.Unmapped) == 0 {
		return nil
	}
	return g
}

// token reports whether s is an OSCAL token.
func token(s string) bool {
	for i, c := range s {
		switch {
		case unicode.IsLetter(c) || c == '_':
		case i > 0 && (unicode.IsNumber(c) || c == '.' || c == '-'):
		default:
			return false
		}
	}
	return s != ""
}

// provenanceText is a text of a provenance, with the names of its field and its
// property.
type provenanceText struct {
	field, name string
	text        *string
}

func fields(p *mapping.Provenance) []provenanceText {
	return []provenanceText{
		{"publisher", "publisher", &p.Publisher},
		{"document", "document", &p.Document},
		{"version", "document-version", &p.Version},
		{"date", "document-date", &p.Date},
		{"style", "style", &p.Style},
		{"licence", "licence", &p.Licence},
		{"credit", "credit", &p.Credit},
		{"readFrom", "read-from", &p.ReadFrom},
		{"check", "check", &p.Check},
		{"claim", "overall-claim", &p.Claim},
		{"superseded", "superseded-by", &p.Superseded},
		{"note", propNote, &p.Note},
	}
}

func (w *writer) provenance(p mapping.Provenance) []property {
	const at = isms.Path("crosswalk.provenance")
	var out []property
	for _, f := range fields(&p) {
		if *f.text != "" {
			out = append(out, w.text(at.Field(f.field), f.name, *f.text))
		}
	}
	if !p.Read.IsZero() {
		out = append(out, w.value(at.Field("read"), propRead, p.Read.String()))
	}
	if p.Direction == mapping.Reversed {
		out = append(out, w.value(at.Field("direction"), "direction", "reversed"))
	}
	if p.Derived {
		out = append(out, w.value(at.Field("derived"), propDerived, "yes"))
	}
	for i, in := range p.Inputs {
		out = append(out, w.text(at.Index("inputs", i), propInput, in))
	}
	return out
}
