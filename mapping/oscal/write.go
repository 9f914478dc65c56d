package oscal

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ismskit/ismskit/internal/text"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/mapping"
)

// Head is the part of an OSCAL document that a crosswalk does not hold.
type Head struct {
	Title        string            // the ID of the crosswalk if empty
	Version      string            // of the document, "1" if empty
	LastModified isms.Date         // needed; written as midnight UTC
	Method       Method            // "human" if empty
	Status       Status            // "draft" if empty
	Rationale    mapping.Rationale // Semantic if empty; entries that state none do not inherit it on the way back
	SourceHref   string            // of the source catalog; an entry of the back matter if empty
	TargetHref   string            // of the target catalog
	IDs          IDs               // how items and UUIDs are written
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
	propNone      = "no-counterpart"
	propInput     = "input"
	propDerived   = "derived"
)

// From returns the document of one crosswalk, with identifiers that follow
// from what is in it unless the IDs of h say otherwise. It refuses what OSCAL
// cannot hold: a crosswalk without entries (an OSCAL list is never empty), a
// day that is missing, words that OSCAL does not know, and ids with blanks at
// an end or line breaks; and IDs that write two items alike or make a UUID
// twice or none.
func From(c mapping.Crosswalk, h Head) (Document, error) {
	if c.Len() == 0 {
		return Document{}, fmt.Errorf("oscal: From(%q): a crosswalk without entries cannot be written: OSCAL has no empty list", c.ID())
	}
	h.Title, h.Version = cmp.Or(h.Title, c.ID()), cmp.Or(h.Version, "1")
	h.Method, h.Status, h.Rationale = cmp.Or(h.Method, human), cmp.Or(h.Status, draft), cmp.Or(h.Rationale, mapping.Semantic)
	switch {
	case h.LastModified.IsZero():
		return Document{}, fmt.Errorf("oscal: From(%q): the head has no day of the last change", c.ID())
	case h.LastModified.Year() < 1900 || h.LastModified.Year() > 2999:
		return Document{}, fmt.Errorf("oscal: From(%q): OSCAL holds days of the years 1900 to 2999, not %s", c.ID(), h.LastModified)
	case !Methods().Has(h.Method) || !Statuses().Has(h.Status) || !mapping.Rationales().Has(h.Rationale):
		return Document{}, fmt.Errorf("oscal: From(%q): method %q, status %q or rationale %q is not a word of OSCAL", c.ID(), h.Method, h.Status, h.Rationale)
	}
	source, err1 := newSpelling(c.Source(), h.IDs.Source)
	target, err2 := newSpelling(c.Target(), h.IDs.Target)
	if err := cmp.Or(err1, err2); err != nil {
		return Document{}, fmt.Errorf("oscal: From(%q): %w", c.ID(), err)
	}
	w := writer{
		seed: []string{"oscal-mapping", c.ID(), c.Source().ID(), c.Target().ID()}, ids: h.IDs.UUID, given: map[string]bool{},
		source: source, target: target,
	}
	p := c.Provenance()
	m := collectionMapping{
		UUID:   w.uuid("mapping"),
		Source: resource{Type: "catalog", Href: h.SourceHref, Props: []property{w.value(propFramework, c.Source().ID())}},
		Target: resource{Type: "catalog", Href: h.TargetHref, Props: []property{w.value(propFramework, c.Target().ID())}},
		Props:  []property{w.value(propCrosswalk, c.ID())},
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
		m.Maps = append(m.Maps, w.entry(e))
	}
	for n := range c.WithoutCounterpart() {
		m.Props = append(m.Props, w.none("source", n))
	}
	for n := range c.Converse().WithoutCounterpart() {
		m.Props = append(m.Props, w.none("target", n))
	}
	m.SourceGap = w.gap("source", source, c.Unmapped())
	m.TargetGap = w.gap("target", target, c.Converse().Unmapped())

	d := Document{collection{
		UUID:     w.uuid("collection", h.Version, h.LastModified.String()),
		Metadata: metadata{Title: w.str(h.Title), LastModified: h.LastModified.String() + "T00:00:00Z", Version: w.str(h.Version), OSCALVersion: Version},
		Provenance: provenance{
			Method: h.Method, Rationale: string(h.Rationale), Status: h.Status,
			Description: cmp.Or(p.Document, h.Title), Props: w.provenance(p),
		},
		Mappings: mappings{m},
	}}
	if len(back) > 0 {
		d.c.BackMatter = &backMatter{back}
	}
	if w.badID != "" {
		return Document{}, fmt.Errorf("oscal: From(%q): the head's UUID gave %s", c.ID(), w.badID)
	}
	if w.bad != nil {
		return Document{}, fmt.Errorf("oscal: From(%q): OSCAL cannot hold the text %s: want one line of UTF-8, not empty, without a blank at an end", c.ID(), text.Quote(*w.bad))
	}
	return d, nil
}

// writer collects the first text that OSCAL cannot hold.
type writer struct {
	seed           []string
	ids            func(...string) string // nil: derived from seed
	given          map[string]bool        // by ids
	source, target spelling
	bad            *string
	badID          string
}

// str passes a text that must be an OSCAL string.
func (w *writer) str(s string) string {
	if w.bad == nil && (s == "" || s != strings.TrimSpace(s) || strings.ContainsAny(s, "\r\n\u2028\u2029") || !utf8.ValidString(s)) {
		w.bad = &s
	}
	return s
}

// value is a property whose value is an OSCAL string, text one of free text.
func (w *writer) value(name, value string) property {
	return property{Name: name, Namespace: Namespace, Value: w.str(value)}
}

func (w *writer) text(name, text string) property {
	if w.bad == nil && !utf8.ValidString(text) {
		w.bad = &text
	}
	return property{Name: name, Namespace: Namespace, Value: "text", Remarks: text}
}

func (w *writer) entry(e mapping.Entry) mapEntry {
	m := mapEntry{Rationale: string(e.Rationale), Sources: w.items(e.Sources, w.source), Targets: w.items(e.Targets, w.target)}
	parts := append([]string{"map", string(e.Rationale), string(e.By)}, e.Sources...)
	m.UUID = w.uuid(append(append(parts, ""), e.Targets...)...)
	m.Namespace, m.Relationship = relationship(e)
	if e.Word != "" && (m.Namespace != "" || e.Word != m.Relationship) {
		m.Props = append(m.Props, w.text(propWord, e.Word))
	} else if e.Word == "" && m.Namespace == "" {
		m.Props = append(m.Props, w.text(propWord, ""))
	}
	if e.Strength != "" {
		m.Props = append(m.Props, w.value(propStrength, string(e.Strength)))
	}
	if e.Claim != "" {
		m.Props = append(m.Props, w.value(propClaim, string(e.Claim)))
	}
	if e.Note != "" {
		m.Props = append(m.Props, w.text(propNote, e.Note))
	}
	if e.Reason != "" {
		m.Props = append(m.Props, w.text(propReason, e.Reason))
	}
	if e.By != "" {
		m.Props = append(m.Props, w.value(propBy, string(e.By)))
	}
	if !e.On.IsZero() {
		m.Props = append(m.Props, w.value(propOn, e.On.String()))
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

func (w *writer) items(ids []string, s spelling) []item {
	out := make([]item, len(ids))
	for i, id := range ids {
		out[i] = item{Type: "control", ID: w.str(s.write(id))}
	}
	return out
}

// none writes part and note as one text: the part is its first line.
func (w *writer) none(side string, n mapping.NoCounterpart) property {
	p := property{Name: propNone, Namespace: Namespace, Class: side, Value: w.str(n.ID)}
	if n.Part != "" || n.Note != "" {
		p.Remarks = w.text(propNone, n.Part+"\n"+n.Note).Remarks
	}
	if w.bad == nil && strings.Contains(n.Part, "\n") {
		w.bad = &n.Part
	}
	return p
}

func (w *writer) gap(side string, s spelling, items func(func(mapping.Item) bool)) *gap {
	var tokens, others selection
	for it := range items {
		if id := s.write(it.ID); token(id) {
			tokens.IDs = append(tokens.IDs, id)
		} else {
			others.Matching = append(others.Matching, pattern{w.str(id)})
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

// fields pairs the texts of a provenance with the names of their properties.
func fields(p *mapping.Provenance) []struct {
	name string
	text *string
} {
	return []struct {
		name string
		text *string
	}{
		{"publisher", &p.Publisher},
		{"document", &p.Document},
		{"document-version", &p.Version},
		{"document-date", &p.Date},
		{"style", &p.Style},
		{"licence", &p.Licence},
		{"credit", &p.Credit},
		{"read-from", &p.ReadFrom},
		{"read-on", &p.ReadOn},
		{"check", &p.Check},
		{"overall-claim", &p.Claim},
		{"superseded-by", &p.Superseded},
		{propNote, &p.Note},
	}
}

func (w *writer) provenance(p mapping.Provenance) []property {
	var out []property
	for _, f := range fields(&p) {
		if *f.text != "" {
			out = append(out, w.text(f.name, *f.text))
		}
	}
	if p.Direction == mapping.Reversed {
		out = append(out, w.value("direction", "reversed"))
	}
	if p.Derived {
		out = append(out, w.value(propDerived, "yes"))
	}
	for _, in := range p.Inputs {
		out = append(out, w.text(propInput, in))
	}
	return out
}
