package evidence

import (
	"iter"
	"slices"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
)

// A Default is this library's own answer, not a standard's, to what an auditor
// would look for at one place. Treat it as a first draft: what is right follows
// from your risks, laws and contracts.
type Default struct {
	Expectation
	Look string `json:"look"` // what an auditor would look for
	// MSP says what a managed service provider should mind: access to clients'
	// systems, tools that reach many clients, staff at home. Empty: nothing more.
	MSP string `json:"msp,omitzero"`
}

func (d Default) clone() Default {
	d.Kinds = slices.Clone(d.Kinds)
	return d
}

// ControlDefaults yields the defaults of the 93 controls in the order of Annex A.
// No two controls expect the same kinds of record.
func ControlDefaults() iter.Seq[Default] { return defaults(controlTable[:]) }

// ClauseDefaults yields the defaults of the items of clauses 4 to 10 for which
// documented information is asked, or which show only in records, in the order
// of the standard.
func ClauseDefaults() iter.Seq[Default] { return defaults(clauseTable[:]) }

func defaults(table []Default) iter.Seq[Default] {
	return func(yield func(Default) bool) {
		for _, d := range table {
			if !yield(d.clone()) {
				return
			}
		}
	}
}

// LookupDefault returns the default of a control or a clause item, and whether
// there is one.
func LookupDefault(ref isms.Ref) (Default, bool) {
	if id, ok := ref.Control(); ok {
		i, _ := annexa.ID(id).Position() // Control knows the same 93
		return controlTable[i].clone(), true
	}
	i := slices.IndexFunc(clauseTable[:], func(d Default) bool { return d.Ref == ref })
	if i < 0 {
		return Default{}, false
	}
	return clauseTable[i].clone(), true
}

// Expectations returns the defaults of the given places as expectations that
// operate from a day on, in the order of the standard. A place without a default
// is left out; DefaultFor tells which those are.
func Expectations(since isms.Date, refs ...isms.Ref) []Expectation {
	out := []Expectation{}
	for _, ref := range isms.SortRefs(slices.Clone(refs)) {
		if d, ok := LookupDefault(ref); ok {
			d.Since, d.Basis = since, "default of this library"
			out = append(out, d.Expectation)
		}
	}
	return out
}

// The cadences of the defaults.
var (
	monthly    = isms.Interval{N: 1, Unit: isms.Months}
	quarterly  = isms.Interval{N: 3, Unit: isms.Months}
	halfYearly = isms.Interval{N: 6, Unit: isms.Months}
	yearly     = isms.Interval{N: 1, Unit: isms.Years}
)
