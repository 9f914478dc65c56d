package main

import (
	"strings"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/oscal"
)

// crosswalk writes the shipped crosswalk from the NIST Cybersecurity Framework as
// a mapping-collection, one mapping in it: the schema takes an object or an array
// there, go-oscal reads only the object. The ids on our side are those of the
// catalog, so that the two documents fit together.
func (w *writer) crosswalk() (oscal.Document, error) {
	d, err := oscal.From(mapping.CSF20ToISO27001(), oscal.Head{
		Title: "NIST CSF 2.0 to ISO/IEC 27001:2022", LastModified: w.asOf, Method: oscal.Human, Status: oscal.NotComplete, TargetHref: catalogFile,
	})
	if err != nil {
		return oscal.Document{}, err
	}
	for i := range d.Collection.Mappings {
		m := &d.Collection.Mappings[i]
		for j := range m.Maps {
			for k := range m.Maps[j].Targets {
				t := &m.Maps[j].Targets[k]
				t.ID = inCatalog(t.ID)
			}
		}
		if m.TargetGap == nil {
			continue
		}
		for j := range m.TargetGap.Unmapped {
			ids := m.TargetGap.Unmapped[j].IDs
			for k := range ids {
				ids[k] = inCatalog(ids[k])
			}
		}
	}
	return d, nil
}

func inCatalog(id string) string { return controlID(isms.Ref(id)) }

// readCrosswalk reads what crosswalk writes, or such a document with its mapping
// in an array. Ids of clauses lose what the catalog puts before them; the
// framework reads letters of either case.
func readCrosswalk(text []byte) (mapping.Crosswalk, error) {
	d, err := oscal.Parse(text)
	if err != nil {
		return mapping.Crosswalk{}, err
	}
	for _, m := range d.Collection.Mappings {
		for _, one := range m.Maps {
			for k := range one.Targets {
				one.Targets[k].ID = strings.TrimPrefix(one.Targets[k].ID, "cl.")
			}
		}
	}
	return d.Crosswalk(0, mapping.CSF20(), mapping.ISO27001())
}
