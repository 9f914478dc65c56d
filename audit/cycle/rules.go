package cycle

import (
	"slices"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

const since = "v0.1.0"

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
