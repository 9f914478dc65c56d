package annexa

import (
	"iter"

	"github.com/ismskit/ismskit/isms"
)

// A Control is a row of Annex A of ISO/IEC 27001:2022 with its attributes of
// ISO/IEC 27002:2022, or a custom control of a [Catalog]. It is a comparable value; the zero Control is none.
type Control struct {
	ID         ID              `json:"id"`
	Title      string          `json:"title"`               // the wording of ISO/IEC 27001
	Title27002 string          `json:"title27002,omitzero"` // the wording of ISO/IEC 27002, only where it differs
	Theme      Themes          `json:"theme"`               // one theme; a custom control may have none
	New        bool            `json:"new"`                 // without a predecessor in the 2013 edition
	Own        bool            `json:"own,omitzero"`        // a custom control, not of Annex A
	Attributes Attributes      `json:"attributes"`          // at least one value in each family; a custom control may lack some
	Purpose    string          `json:"purpose"`             // what it is good for, in this library's words
	Agreeing   int             `json:"agreeing,omitzero"`   // fewest sources that agree with any one attribute of the row
	Confidence isms.Confidence `json:"confidence,omitzero"` // how sure the attributes are
}

// GuidanceTitle returns the title as ISO/IEC 27002:2022 words it. It differs
// from the wording of ISO/IEC 27001 for 5.21, 5.34 and 8.1.
func (c Control) GuidanceTitle() string {
	if c.Title27002 != "" {
		return c.Title27002
	}
	return c.Title
}

// Lookup returns the control with the given id. It is false for an id that is
// not exactly one of Annex A; [ParseID] says why and reads "A.5.7" too.
func Lookup(id ID) (Control, bool) {
	if p := position(string(id)); p >= 0 {
		return controls[p], true
	}
	return Control{}, false
}

// At returns the control at a position, 0 to 92; see [ID.Position].
func At(position int) (Control, bool) {
	if position < 0 || position >= Count {
		return Control{}, false
	}
	return controls[position], true
}

// All yields the 93 controls in the order of Annex A.
func All() iter.Seq[Control] { return FullSet().Controls() }
