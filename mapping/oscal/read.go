package oscal

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/mapping"
)

// Crosswalk reads the mapping at position i, from 0, with the items of the two
// frameworks. A file of somebody else does not say which list of items it
// means in a way that could be checked, so that every id must be found; one
// that [From] wrote names its frameworks, and others are refused.
//
// A rationale of the mapping or of the collection holds for entries without
// one of their own, except in what From wrote.
func (d Document) Crosswalk(i int, source, target mapping.Framework) (mapping.Crosswalk, error) {
	return d.CrosswalkWith(IDs{}, i, source, target)
}

// CrosswalkWith is [Document.Crosswalk] for a document that writes the items of
// the frameworks as written says. Where that has a function, only what it gives
// for an item is read as that item. Its UUID is not asked.
func (d Document) CrosswalkWith(written IDs, i int, source, target mapping.Framework) (mapping.Crosswalk, error) {
	if i < 0 || i >= len(d.c.Mappings) {
		return mapping.Crosswalk{}, fmt.Errorf("oscal: there are %d mappings, none at position %d", len(d.c.Mappings), i)
	}
	m := d.c.Mappings[i]
	fail := func(err error) (mapping.Crosswalk, error) {
		return mapping.Crosswalk{}, fmt.Errorf("oscal: mapping %d: %w", i, err)
	}
	spec := mapping.Spec{ID: cmp.Or(m.UUID, d.c.UUID), Source: source.ID(), Target: target.ID()}
	id, ours := find(m.Props, propCrosswalk)
	if ours {
		spec.ID = id
		for _, r := range []struct {
			end  string
			res  resource
			want string
		}{{"source", m.Source, source.ID()}, {"target", m.Target, target.ID()}} {
			if id, ok := find(r.res.Props, propFramework); ok && id != r.want {
				return fail(fmt.Errorf("the %s is %q and cannot be read with the items of %q", r.end, id, r.want))
			}
		}
	}
	spec.Provenance = d.provenance(ours)
	sources, err1 := newSpelling(source, written.Source)
	targets, err2 := newSpelling(target, written.Target)
	if err := cmp.Or(err1, err2); err != nil {
		return fail(err)
	}

	inherited := mapping.Rationale(cmp.Or(m.Rationale, d.c.Provenance.Rationale))
	for k, one := range m.Maps {
		e, err := one.entry(ours)
		if err == nil {
			e.Sources, err = ids(one.Sources, sources, source)
		}
		if err == nil {
			e.Targets, err = ids(one.Targets, targets, target)
		}
		if err != nil {
			return fail(fmt.Errorf("map %d: %w", k, err))
		}
		if !ours && e.Rationale == "" {
			e.Rationale = inherited
		}
		spec.Entries = append(spec.Entries, e)
	}
	for _, p := range m.Props {
		if p.Name != propNone || p.Namespace != Namespace {
			continue
		}
		n := mapping.NoCounterpart{ID: p.Value}
		n.Part, n.Note, _ = strings.Cut(p.Remarks, "\n")
		if p.Class == "target" {
			spec.TargetsWithoutCounterpart = append(spec.TargetsWithoutCounterpart, n)
		} else {
			spec.SourcesWithoutCounterpart = append(spec.SourcesWithoutCounterpart, n)
		}
	}
	c, err := mapping.New(spec, source, target)
	if err != nil {
		return fail(err)
	}
	return c, nil
}

// find returns the value of the first property of a name in our namespace.
func find(props []property, name string) (string, bool) {
	for _, p := range props {
		if p.Name == name && p.Namespace == Namespace {
			return p.Value, true
		}
	}
	return "", false
}

// entry returns what m says, without its items.
func (m mapEntry) entry(ours bool) (mapping.Entry, error) {
	e := mapping.Entry{Rationale: mapping.Rationale(m.Rationale), Word: m.Relationship}
	switch m.Namespace {
	case "", coreNamespace:
		t, err := mapping.Notation("oscal").Read(m.Relationship)
		if err != nil {
			return mapping.Entry{}, err
		}
		e.Relation = t.Relation
	case Namespace:
		r, err := mapping.ParseRelation(strings.NewReplacer("_", "|", "-", " ").Replace(m.Relationship))
		if err != nil {
			return mapping.Entry{}, err
		}
		if r == mapping.Contradiction {
			return mapping.Entry{}, errors.New("the relationship leaves nothing possible")
		}
		e.Relation, e.Word = r, ""
	} // in the namespace of somebody else no relation is stated
	if !ours {
		e.Note = m.Remarks
	}
	for _, p := range m.Props {
		if p.Namespace != Namespace {
			continue
		}
		switch p.Name {
		case propWord:
			e.Word = p.Remarks
		case propStrength:
			e.Strength = mapping.Strength(p.Value)
		case propClaim:
			e.Claim = mapping.Claim(p.Value)
		case propNote:
			e.Note = p.Remarks
		case propReason:
			e.Reason = p.Remarks
		case propBy:
			e.By = isms.ID(p.Value)
		case propOn:
			d, err := isms.ParseDate(p.Value)
			if err != nil {
				return mapping.Entry{}, err
			}
			e.On = d
		}
	}
	return e, nil
}

func ids(items []item, s spelling, f mapping.Framework) ([]string, error) {
	out := make([]string, 0, len(items))
	for _, it := range items {
		id, err := s.read(it.ID, f)
		if err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return out, nil
}

func (d Document) provenance(ours bool) mapping.Provenance {
	c := d.c
	p := mapping.Provenance{Direction: mapping.AsPublished}
	if !ours {
		p.Publisher, p.Document, p.Version, p.Date = "", c.Metadata.Title, c.Metadata.Version, c.Metadata.LastModified
		p.Style, p.Note = "OSCAL mapping-collection, method "+string(c.Provenance.Method)+", status "+string(c.Provenance.Status), c.Provenance.Description
		return p
	}
	for _, prop := range c.Provenance.Props {
		if prop.Namespace != Namespace {
			continue
		}
		for _, f := range fields(&p) {
			if f.name == prop.Name {
				*f.text = prop.Remarks
			}
		}
		switch prop.Name {
		case "direction":
			p.Direction = mapping.Direction(prop.Value)
		case propDerived:
			p.Derived = true
		case propInput:
			p.Inputs = append(p.Inputs, prop.Remarks)
		}
	}
	return p
}
