package evidence

import (
	"iter"
	"slices"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
)

// Default is the evidence that an auditor would expect for one requirement or
// control, as a proposal of this library and not of a standard. It is a first
// draft: what is right follows from risks, laws and contracts.
type Default struct {
	Expectation
	Look string `json:"look"` // what an auditor would look for
	// Notes are what one audience should mind in addition, by the audience.
	// Those for [isms.ManagedServiceProvider] are on access to clients' systems,
	// tools that reach many clients, and staff at home.
	Notes map[isms.Audience]string `json:"notes,omitzero"`
}

// defaultRow is a [Default] as the tables hold it: without memory that a caller
// could write to.
type defaultRow struct {
	ref     isms.Ref
	kinds   []Kind
	every   isms.Interval
	onEvent bool
	look    string
	msp     string
}

func (r defaultRow) value() Default {
	d := Default{Expectation: Expectation{Ref: r.ref, Kinds: slices.Clone(r.kinds), Every: r.every, OnEvent: r.onEvent}, Look: r.look}
	if r.msp != "" {
		d.Notes = map[isms.Audience]string{isms.ManagedServiceProvider: r.msp}
	}
	return d
}

// ControlDefaults yields the defaults of the 93 controls in the order of Annex A.
// No two controls expect the same kinds of evidence.
func ControlDefaults() iter.Seq[Default] { return defaults(controlTable[:]) }

// ClauseDefaults yields the defaults of the requirements of clauses 4 to 10 that
// ask for documented information, or whose fulfilment shows only in evidence, in
// the order of the standard.
func ClauseDefaults() iter.Seq[Default] { return defaults(clauseTable[:]) }

func defaults(table []defaultRow) iter.Seq[Default] {
	return func(yield func(Default) bool) {
		for i := range table {
			if !yield(table[i].value()) {
				return
			}
		}
	}
}

// LookupDefault returns the default of a requirement or control, and whether
// there is one.
func LookupDefault(ref isms.Ref) (Default, bool) {
	if i, ok := annexa.Position(ref); ok {
		return controlTable[i].value(), true
	}
	i := slices.IndexFunc(clauseTable[:], func(r defaultRow) bool { return r.ref == ref })
	if i < 0 {
		return Default{}, false
	}
	return clauseTable[i].value(), true
}

// Expectations returns the defaults of refs as expectations in operation since a
// day, in the order of the standard. A ref without a default is left out; see
// [LookupDefault].
func Expectations(since isms.Date, refs ...isms.Ref) []Expectation {
	out := []Expectation{}
	for _, ref := range isms.SortRefs(slices.Clone(refs)) {
		if d, ok := LookupDefault(ref); ok {
			d.Since, d.Basis = since, "ismskit proposal"
			out = append(out, d.Expectation)
		}
	}
	return out
}

// The intervals of the defaults.
var (
	monthly    = isms.Interval{N: 1, Unit: isms.Months}
	quarterly  = isms.Interval{N: 3, Unit: isms.Months}
	halfYearly = isms.Interval{N: 6, Unit: isms.Months}
	yearly     = isms.Interval{N: 1, Unit: isms.Years}
)
