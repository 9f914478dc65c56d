package audit

import (
	"slices"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

const since = "v0.1.0"

// Rules returns the rules of this package, sorted by code. The values are
// copies.
func Rules() []isms.Rule {
	return collect(NonconformityRules(), RequestRules())
}

// NonconformityRules returns the rules that [Log.Check] and
// [Nonconformity.CheckClosing] apply, and the one that takes a person.
func NonconformityRules() []isms.Rule {
	rules := make([]isms.Rule, 0, len(gates))
	for _, g := range gates {
		rules = append(rules, *g.rule)
	}
	return collect(rules, logRules(), []isms.Rule{ncCluster, ncProportion})
}

// collect returns copies of the rules, sorted by code.
func collect(lists ...[]isms.Rule) []isms.Rule {
	var out []isms.Rule
	for _, list := range lists {
		for _, r := range list {
			r.Refs = slices.Clone(r.Refs)
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b isms.Rule) int { return strings.Compare(a.Code, b.Code) })
	return out
}
