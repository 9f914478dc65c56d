package annexa

import "github.com/ismskit/ismskit/isms"

// Ref returns the reference to the control in diagnostics: "A.5.7". An id that
// is not of Annex A is one of the embedder's own: "own:C-1".
func (id ID) Ref() isms.Ref {
	if id.Known() {
		return isms.ControlRef(string(id))
	}
	return isms.OwnRef(isms.ID(id))
}

// Ref returns the reference to the control of 2013 in diagnostics, with its
// document: "ISO/IEC 27001:2013 A.9.1.1".
func (id FormerID) Ref() isms.Ref { return isms.Ref("ISO/IEC 27001:2013 A." + string(id)) }
