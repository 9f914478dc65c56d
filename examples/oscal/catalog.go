package main

import (
	"fmt"
	"strings"

	types "github.com/defenseunicorns/go-oscal/src/types/oscal-1-2-2"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
)

// catalog writes the 93 controls of Annex A, the organization's own ones and the
// items of clauses 4 to 10: identifiers, titles and tags. What they ask for is to
// be read in the standard.
func (w *writer) catalog() (types.OscalCompleteSchema, error) {
	w.begin()
	var groups []types.Group
	for t := range annexa.FullThemeSet().All() {
		g := types.Group{ID: "theme." + t.String(), Class: "theme", Title: t.String()}
		var controls []types.Control
		for c := range t.Controls().Controls() {
			controls = append(controls, w.control(c))
		}
		g.Controls = list(controls)
		groups = append(groups, g)
	}
	var own []types.Control
	for c := range w.stmt.CustomControls() {
		oc := w.control(annexa.Control{Ref: c.Ref, Title: c.Title, AttributeValues: c.AttributeValues, Custom: true})
		w.put(oc.Props, "custom", c, "attributeValues")
		own = append(own, oc)
	}
	if len(own) > 0 {
		groups = append(groups, types.Group{ID: "own", Class: "own", Title: "Controls beside Annex A", Controls: &own})
	}
	for c := range isms.Clauses() {
		if !strings.Contains(string(c.Ref), ".") {
			groups = append(groups, types.Group{ID: controlID(c.Ref), Class: "clause", Title: c.Title, Controls: list(w.subclauses(c.Ref))})
		}
	}
	m := w.metadata("Controls and clause items of ISO/IEC 27001:2022: identifiers, titles and tags", nil)
	m.Remarks = "The text of the controls and the guidance on them belong to the standards and are not here."
	return types.OscalCompleteSchema{Catalog: &types.Catalog{UUID: w.id("catalog", w.asOf.String()), Metadata: m, Groups: list(groups)}}, w.err()
}

// subclauses writes the clauses one level below another, each with its own items
// and those below it, as controls within controls: a crosswalk may point at each.
func (w *writer) subclauses(of isms.Ref) []types.Control {
	var out []types.Control
	for c := range isms.Clauses() {
		if rest, ok := strings.CutPrefix(string(c.Ref), string(of)+"."); !ok || strings.Contains(rest, ".") {
			continue
		}
		clause := types.Control{ID: controlID(c.Ref), Class: "clause", Title: line(c.Title, string(c.Ref)), Props: label(c.Ref)}
		var within []types.Control
		for q := range isms.Requirements(isms.EditionOn(w.asOf)) {
			if q.Clause == c.Ref {
				within = append(within, types.Control{ID: controlID(q.Ref), Class: "clause-item", Title: c.Title + ", " + string(q.Ref), Props: label(q.Ref)})
			}
		}
		clause.Controls = list(append(within, w.subclauses(c.Ref)...))
		out = append(out, clause)
	}
	return out
}

// label is the name by which people cite a place: a property that OSCAL knows.
func label(r isms.Ref) *[]types.Property {
	return &[]types.Property{{Name: "label", Value: line(string(r), "-")}}
}

// control writes a row of Annex A or a custom control; attributes are
// properties named after their attribute.
func (w *writer) control(c annexa.Control) types.Control {
	out := types.Control{ID: controlID(c.Ref), Title: line(c.Title, string(c.Ref))}
	props := *label(c.Ref)
	for a := range c.AttributeValues.All() {
		w.put(&props, strings.ReplaceAll(string(a.Attribute()), " ", "-"), a.String())
	}
	w.put(&props, "title-27002", c.Title27002)
	if c.New {
		w.put(&props, "new", true)
	}
	out.Props = list(props)
	return out
}

// cataloguing is what a catalog holds: controls of Annex A without purpose and
// confidence, which it leaves out, custom controls, and clauses with their items.
type cataloguing struct {
	controls []annexa.Control
	custom   []annexa.CustomControl
	places   []isms.Ref
}

// readCatalog reads what catalog writes.
func readCatalog(doc types.OscalCompleteSchema) (cataloguing, error) {
	var out cataloguing
	if doc.Catalog == nil {
		return out, fmt.Errorf("oscal: no catalog")
	}
	for _, g := range items(doc.Catalog.Groups) {
		if err := out.read(g, g.Controls); err != nil {
			return out, err
		}
	}
	return out, nil
}

func (out *cataloguing) read(g types.Group, controls *[]types.Control) error {
	for _, oc := range items(controls) {
		var c annexa.Control
		var ref isms.Ref
		for _, p := range items(oc.Props) {
			switch {
			case p.Name == "label" && p.Ns == "":
				ref = isms.Ref(p.Value)
			case p.Ns == Namespace && annexa.Attributes().Has(annexa.Attribute(strings.ReplaceAll(p.Name, "-", " "))):
				a, err := annexa.ParseAttributeValue(p.Value)
				if err != nil {
					return err
				}
				c.AttributeValues |= a
			}
		}
		if controlID(ref) != oc.ID {
			return fmt.Errorf("oscal: control %q has the label %q", oc.ID, ref)
		}
		var r reader
		var err error
		switch g.Class {
		case "theme":
			if c.Ref, err = annexa.ParseControl(string(ref)); err != nil {
				return err
			}
			if c.Theme, err = annexa.ParseThemeSet(g.Title); err != nil {
				return err
			}
			c.Title = oc.Title
			r.take(oc.Props, "title-27002", &c.Title27002)
			r.take(oc.Props, "new", &c.New)
			out.controls = append(out.controls, c)
		case "own":
			own := annexa.CustomControl{AttributeValues: c.AttributeValues}
			r.take(oc.Props, "custom", &own)
			out.custom = append(out.custom, own)
		case "clause":
			out.places = append(out.places, ref)
			if err := out.read(g, oc.Controls); err != nil {
				return err
			}
		}
		if r.err != nil {
			return r.err
		}
	}
	return nil
}

// profile selects everything in the catalog. A security plan has to name a
// profile; the Statement of Applicability itself cannot be one, as a profile says
// what is selected and not why, nor why the rest is left out.
func (w *writer) profile() (types.OscalCompleteSchema, error) {
	w.begin()
	return types.OscalCompleteSchema{Profile: &types.Profile{
		UUID: w.id("profile", w.asOf.String()), Metadata: w.metadata("Everything that the Statement of Applicability is compared with", nil),
		Imports: []types.Import{{Href: catalogFile, IncludeAll: &types.IncludeAll{}}},
	}}, w.err()
}
