package oscal

import (
	"cmp"
	"errors"
	"slices"
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
//
// Both return an [isms.Error] that lists what is wrong, with paths in the file.
func (d Document) CrosswalkWith(written IDs, i int, source, target mapping.Framework) (mapping.Crosswalk, error) {
	if i < 0 || i >= len(d.c.Mappings) {
		return mapping.Crosswalk{}, isms.Refuse(noMappingThere, "mapping-collection.mappings", "", isms.ArgInt("position", i), isms.ArgInt("n", len(d.c.Mappings)))
	}
	m := d.c.Mappings[i]
	r := reader{at: "mapping-collection.mappings", mapping: &m}
	if len(d.c.Mappings) > 1 {
		r.at = isms.Path("mapping-collection").Index("mappings", i)
	}
	spec := mapping.Spec{ID: cmp.Or(m.UUID, d.c.UUID), Source: source.ID(), Target: target.ID()}
	id, ours := find(m.Props, propCrosswalk)
	if ours {
		spec.ID = id
		r.framework("source-resource", m.Source, source)
		r.framework("target-resource", m.Target, target)
	}
	var err error
	spec.Provenance, err = d.provenance(ours)
	r.add(isms.RefuseUnder("mapping-collection.provenance", err))
	sources := r.spelling("ids.source", source, written.Source)
	targets := r.spelling("ids.target", target, written.Target)
	if err := r.err(); err != nil { // no item can be read
		return mapping.Crosswalk{}, err
	}

	inherited := mapping.Rationale(cmp.Or(m.Rationale, d.c.Provenance.Rationale))
	for k, one := range m.Maps {
		at := r.at.Index("maps", k)
		e, err := one.entry(ours)
		r.add(isms.RefuseUnder(at, err))
		var ok1, ok2 bool
		e.Sources, ok1 = r.items(at, "sources", one.Sources, sources, source)
		e.Targets, ok2 = r.items(at, "targets", one.Targets, targets, target)
		if err != nil || !ok1 || !ok2 {
			continue
		}
		if !ours && e.Rationale == "" {
			e.Rationale = inherited
		}
		spec.Entries = append(spec.Entries, e)
		r.maps = append(r.maps, k)
	}
	for k, p := range m.Props {
		if p.Name != propNone || p.Namespace != Namespace {
			continue
		}
		n := mapping.NoCounterpart{ID: p.Value}
		n.Part, n.Note, _ = strings.Cut(p.Remarks, "\n")
		if p.Class == "target" {
			spec.TargetsWithoutCounterpart = append(spec.TargetsWithoutCounterpart, n)
			r.nones[1] = append(r.nones[1], k)
		} else {
			spec.SourcesWithoutCounterpart = append(spec.SourcesWithoutCounterpart, n)
			r.nones[0] = append(r.nones[0], k)
		}
	}
	c, err := mapping.New(spec, source, target)
	r.add(r.placed(err))
	if err := r.err(); err != nil {
		return mapping.Crosswalk{}, err
	}
	return c, nil
}

// reader reads one mapping.
type reader struct {
	problems
	at      isms.Path // of the mapping
	mapping *collectionMapping
	maps    []int    // the map of each entry
	nones   [2][]int // the property of each item without counterpart, of both sides
}

// framework refuses a framework that is not the one of the resource.
func (r *reader) framework(field string, res resource, f mapping.Framework) {
	if id, ok := find(res.Props, propFramework); ok && id != f.ID() {
		r.refuse(anotherFramework, r.at.Field(field), id, isms.ArgID("framework", f.ID()))
	}
}

// placed returns the error with the paths of the file in place of those of the Spec.
func (r *reader) placed(err error) error {
	var e *isms.Error
	if errors.As(err, &e) {
		for i := range e.Problems {
			e.Problems[i].Path = r.place(e.Problems[i].Path)
		}
	}
	return err
}

// place returns where in the file a path of the Spec leads.
func (r *reader) place(path isms.Path) isms.Path {
	steps, _ := path.Segments() // of our own package
	switch steps[0].Name {
	case "entries":
		at := r.at.Index("maps", r.maps[steps[1].Position])
		switch field := append(steps, isms.Segment{})[2].Name; field { // none: the entry itself
		case "":
			return at
		case "rationale":
			return at.Field("matching-rationale")
		case "sources", "targets":
			return at.Field(field)
		}
		return at.Field("props") // of strength or claim
	case "sourcesWithoutCounterpart":
		return r.none(0, steps[1])
	case "targetsWithoutCounterpart":
		return r.none(1, steps[1])
	case "provenance":
		return "mapping-collection.provenance.props" // of the direction
	case "source", "target":
		return r.at.Field(steps[0].Name + "-resource")
	}
	return r.at.Field("uuid")
}

// none returns the path of a property that states that an item has no counterpart.
func (r *reader) none(side int, item isms.Segment) isms.Path {
	at := item.Position
	if at < 0 {
		at = slices.IndexFunc(r.nones[side], func(k int) bool { return r.mapping.Props[k].Value == item.Name })
	}
	return r.at.Index("props", r.nones[side][at]).Field("value")
}

// items returns the items that a map names, and whether all are known.
func (r *reader) items(at isms.Path, field string, items []item, s spelling, f mapping.Framework) ([]string, bool) {
	out, all := make([]string, 0, len(items)), true
	for j, it := range items {
		id, err := s.read(it.ID, f)
		r.add(isms.RefuseUnder(at.Index(field, j).Field("id-ref"), err))
		out, all = append(out, id), all && err == nil
	}
	return out, all
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
			return mapping.Entry{}, isms.RefuseUnder("relationship", err)
		}
		e.Relation = t.Relation
	case Namespace:
		r, err := mapping.ParseRelation(strings.NewReplacer("_", "|", "-", " ").Replace(m.Relationship))
		if err != nil {
			return mapping.Entry{}, isms.RefuseUnder("relationship", err)
		}
		if r == mapping.Contradiction {
			return mapping.Entry{}, isms.Refuse(nothingPossible, "relationship", m.Relationship)
		}
		e.Relation, e.Word = r, ""
	} // in the namespace of somebody else no relation is stated
	if !ours {
		e.Note = m.Remarks
	}
	for i, p := range m.Props {
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
				return mapping.Entry{}, isms.RefuseUnder(isms.Path("").Index("props", i).Field("value"), err)
			}
			e.On = d
		}
	}
	return e, nil
}

func (d Document) provenance(ours bool) (mapping.Provenance, error) {
	c := d.c
	p := mapping.Provenance{Direction: mapping.AsPublished}
	if !ours {
		p.Publisher, p.Document, p.Version, p.Date = "", c.Metadata.Title, c.Metadata.Version, c.Metadata.LastModified
		p.Style, p.Note = "OSCAL mapping-collection, method "+string(c.Provenance.Method)+", status "+string(c.Provenance.Status), c.Provenance.Description
		return p, nil
	}
	var errs []error
	for i, prop := range c.Provenance.Props {
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
		case propRead:
			d, err := isms.ParseDate(prop.Value)
			errs = append(errs, isms.RefuseUnder(isms.Path("").Index("props", i).Field("value"), err))
			p.Read = d
		case propDerived:
			p.Derived = true
		case propInput:
			p.Inputs = append(p.Inputs, prop.Remarks)
		}
	}
	return p, isms.RefuseAll(errs...)
}
