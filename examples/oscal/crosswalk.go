package main

import (
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/oscal"
	"github.com/ismskit/ismskit/mapping/published"
)

// inCatalog writes the items on our side as the catalog does, so that the two
// documents fit together.
var inCatalog = oscal.IDs{Target: func(id string) string { return controlID(isms.Ref(id)) }}

// csf is the published crosswalk from the NIST Cybersecurity Framework to Annex A.
func csf() mapping.Crosswalk {
	c, _ := published.Crosswalk("nist-csf-2.0", "iso-27001-2022")
	return c
}

// crosswalk writes the published crosswalk from the NIST Cybersecurity Framework as
// a mapping-collection, one mapping in it: the schema takes an object or an array
// there, go-oscal reads only the object.
func (w *writer) crosswalk() (oscal.Document, error) {
	return oscal.From(csf(), oscal.Head{
		Title: "NIST CSF 2.0 to ISO/IEC 27001:2022", LastModified: w.asOf, Method: "human", Status: "not-complete",
		TargetHref: catalogFile, IDs: inCatalog,
	})
}

// readCrosswalk reads what crosswalk writes, or such a document with its mapping
// in an array.
func readCrosswalk(text []byte) (mapping.Crosswalk, error) {
	table := csf()
	d, err := oscal.Parse(text)
	if err != nil {
		return mapping.Crosswalk{}, err
	}
	return d.CrosswalkWith(inCatalog, 0, table.Source(), table.Target())
}
