package risk

import (
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// Comparability says how far assessments under two methods can be held against
// each other.
type Comparability string

// The degrees, best first.
const (
	FullyComparable        Comparability = "fully comparable" // levels and decisions
	LevelsComparable       Comparability = "levels only"      // the levels mean the same; what is accepted, or how ties rank, differs
	ComparableAfterMapping Comparability = "after mapping"    // once each level is translated
	NotComparable          Comparability = "not comparable"   // assess again
)

var wordsComparabilities = [...][2]Comparability{
	{FullyComparable, "Fully comparable"},
	{LevelsComparable, "Levels comparable"},
	{ComparableAfterMapping, "Comparable after mapping"},
	{NotComparable, "Not comparable"},
}

// Comparabilities returns the vocabulary of [Comparability].
func Comparabilities() isms.Words[Comparability] {
	return isms.WordsOf("risk.comparability", wordsComparabilities[:])
}

// Comparison says whether assessments under two methods compare, and why not.
type Comparison struct {
	Result Comparability `json:"result"`
	// Levels translates, for [ComparableAfterMapping]: the item at i is the level under the
	// second method of level i+1 under the first; 0 for a level that nothing has.
	Levels  []Level  `json:"levels,omitzero"`
	Reasons []string `json:"reasons,omitzero"`
}

// Comparable compares two methods. Steps and bands are the same when their keys
// are, so a name may change where there is a key; a change of order never passes
// for a renaming.
func Comparable(a, b Method) Comparison {
	ca, err := a.Compile()
	if err != nil {
		return Comparison{Result: NotComparable, Reasons: []string{"the first method has defects: " + err.Error()}}
	}
	cb, err := b.Compile()
	if err != nil {
		return Comparison{Result: NotComparable, Reasons: []string{"the second method has defects: " + err.Error()}}
	}
	return ca.compare(cb)
}

// compare is [Comparable] for compiled methods.
func (c Compiled) compare(other Compiled) Comparison {
	if c.t == nil || other.t == nil {
		return Comparison{Result: NotComparable, Reasons: []string{"there is no method"}}
	}
	a, b := c.t, other.t
	if reasons := differentScales(a.method, b.method); len(reasons) > 0 {
		return Comparison{Result: NotComparable, Reasons: reasons}
	}
	keysA, keysB := bandKeys(a.method.Bands), bandKeys(b.method.Bands)
	sameKeys := slices.Equal(keysA, keysB)
	if !sameKeys && permuted(keysA, keysB) {
		return Comparison{Result: NotComparable, Reasons: []string{"the levels stand in another order"}}
	}
	if sameKeys && slices.Equal(a.levels, b.levels) {
		if !slices.Equal(a.ranks, b.ranks) {
			return Comparison{Result: LevelsComparable, Reasons: []string{"scores inside a level rank otherwise"}}
		}
		if a.decisions() == b.decisions() {
			return Comparison{Result: FullyComparable}
		}
		return Comparison{Result: LevelsComparable, Reasons: []string{"the acceptance criteria differ"}}
	}
	to := make([]Level, len(keysA))
	for k, l := range a.levels {
		m := Level(b.levels[k])
		switch was := to[l-1]; {
		case was == 0:
			to[l-1] = m
		case was != m:
			return Comparison{Result: NotComparable, Reasons: []string{fmt.Sprintf("what is %s under the first method is %s or %s under the second",
				text.Quote(c.LevelName(Level(l))), text.Quote(other.LevelName(min(was, m))), text.Quote(other.LevelName(max(was, m))))}}
		}
	}
	last := Level(0)
	for _, l := range to {
		if l != 0 && l < last {
			return Comparison{Result: NotComparable, Reasons: []string{"the order of the levels differs"}}
		}
		last = max(last, l)
	}
	return Comparison{Result: ComparableAfterMapping, Levels: to, Reasons: []string{"the levels are cut otherwise"}}
}

// decisions is the part of the canonical text about acceptance.
func (t *tables) decisions() string { return t.text[len(t.levelsText):] }

func differentScales(a, b Method) []string {
	var reasons []string
	for _, s := range [...]struct {
		name string
		a, b Scale
	}{{"likelihood", a.Likelihood, b.Likelihood}, {"ease", a.Ease, b.Ease}, {"impact", a.Impact, b.Impact}} {
		ka, kb := stepKeys(s.a), stepKeys(s.b)
		switch {
		case len(ka) != len(kb):
			reasons = append(reasons, fmt.Sprintf("%s has %d steps, then %d", s.name, len(ka), len(kb)))
		case slices.Equal(ka, kb):
			for i := range s.a {
				if s.a[i].From != s.b[i].From || s.a[i].To != s.b[i].To {
					reasons = append(reasons, fmt.Sprintf("step %s of %s stands for another range", text.Quote(ka[i]), s.name))
				}
			}
		case permuted(ka, kb):
			reasons = append(reasons, fmt.Sprintf("the steps of %s stand in another order", s.name))
		default:
			for i := range ka {
				if ka[i] != kb[i] {
					reasons = append(reasons, fmt.Sprintf("step %d of %s is %s, then %s", i+1, s.name, text.Quote(ka[i]), text.Quote(kb[i])))
				}
			}
		}
	}
	if a.combination() != b.combination() {
		reasons = append(reasons, "the impacts on several properties are combined otherwise")
	}
	return reasons
}

// combination is the canonical text of how impacts become one.
func (m Method) combination() string {
	combine := m.Combine
	if combine == "" {
		combine = Highest
	}
	props := slices.Clone(m.properties())
	slices.Sort(props)
	b := fmt.Appendf(nil, "combine %s\n", combine)
	for _, p := range props {
		b = fmt.Appendf(b, "  %q weight %d\n", p, m.weight(p))
	}
	return string(b)
}

// weight returns how much a property counts in a mean.
func (m Method) weight(p Property) int {
	for _, w := range m.Weights {
		if w.Property == p {
			return w.Weight
		}
	}
	return 1
}

func stepKeys(s Scale) []string {
	keys := make([]string, len(s))
	for i, st := range s {
		keys[i] = st.key()
	}
	return keys
}

func bandKeys(bands []Band) []string {
	keys := make([]string, len(bands))
	for i, b := range bands {
		keys[i] = b.key()
	}
	return keys
}

// permuted reports whether what a and b share stands in another order in b.
func permuted(a, b []string) bool {
	at := make(map[string]int, len(a))
	for i, k := range a {
		at[k] = i
	}
	last := -1
	for _, k := range b {
		if j, ok := at[k]; ok {
			if j < last {
				return true
			}
			last = j
		}
	}
	return false
}
