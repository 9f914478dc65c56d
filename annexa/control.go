package annexa

import (
	"iter"

	"github.com/ismskit/ismskit/isms"
)

// Control is a row of Annex A of ISO/IEC 27001:2022 with its attributes of
// ISO/IEC 27002:2022, or a custom control of a [Catalog]. It is a comparable value;
// the zero Control is none.
type Control struct {
	Ref             isms.Ref          `json:"ref"`
	Title           string            `json:"title"`               // the wording of ISO/IEC 27001
	Title27002      string            `json:"title27002,omitzero"` // the wording of ISO/IEC 27002:2022 where it differs: A.5.21, A.5.34 and A.8.1
	Theme           ThemeSet          `json:"theme"`               // one theme; a custom control may have none
	New             bool              `json:"new"`                 // without a predecessor in the 2013 edition
	Custom          bool              `json:"custom,omitzero"`     // not of Annex A
	AttributeValues AttributeValueSet `json:"attributeValues"`     // at least one value in each attribute; a custom control may lack some
	Purpose         string            `json:"purpose"`             // what it is good for, in this library's words
	Agreeing        int               `json:"agreeing,omitzero"`   // fewest sources that agree with any one attribute of the row
	Confidence      isms.Confidence   `json:"confidence,omitzero"` // how sure the attributes are
}

// Lookup returns the control with the given reference, such as "A.5.7". It is
// false for one that is not exactly a control of Annex A; [ParseControl] says why and
// reads "5.7" too.
func Lookup(ref isms.Ref) (c Control, ok bool) {
	p := position(ref)
	if p >= 0 {
		c = controls[p]
	}
	return c, p >= 0
}

// At returns the control at a position, 0 to 92; see [Position].
func At(position int) (Control, bool) {
	if position < 0 || position >= Count {
		return Control{}, false
	}
	return controls[position], true
}

// All yields the 93 controls in the order of Annex A.
func All() iter.Seq[Control] { return FullSet().Controls() }
