package audit

import "github.com/ismskit/ismskit/isms"

// Rules returns the rules that [Register.Check] and [Nonconformity.CheckClosing]
// apply, and the one that requires a judgement, sorted by code. The values are
// copies.
func Rules() []isms.Rule {
	rules := append(registerRules(), proportionality)
	for _, g := range gates {
		rules = append(rules, *g.rule)
	}
	return isms.SortedRules(rules)
}
