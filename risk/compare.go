package risk

import (
	"errors"
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Comparability says how far assessments under two methods can be compared with
// each other.
type Comparability string

// Degrees of comparability, best first.
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
	Levels  []Level         `json:"levels,omitzero"`
	Reasons []isms.Sentence `json:"reasons,omitzero"`
}

// Comparable compares two methods. Steps and bands are the same when their keys
// are, so a name may change where there is a key; a change of order never passes
// for a renaming.
func Comparable(a, b Method) Comparison {
	ca, errA := a.Compile()
	cb, errB := b.Compile()
	if reasons := append(defective(firstDefective, errA), defective(secondDefective, errB)...); len(reasons) > 0 {
		return Comparison{Result: NotComparable, Reasons: reasons}
	}
	return ca.compare(cb)
}

// defective returns the defects of a method that does not compile.
func defective(m isms.Message, err error) []isms.Sentence {
	var reasons []isms.Sentence
	if e := (*isms.Error)(nil); errors.As(err, &e) {
		for _, p := range e.Problems {
			reasons = append(reasons, m.With(isms.ArgSentence("why", sentenceOf(p))))
		}
	}
	return reasons
}

// compare is [Comparable] for compiled methods.
func (c Compiled) compare(other Compiled) Comparison {
	if c.t == nil || other.t == nil {
		return Comparison{Result: NotComparable, Reasons: []isms.Sentence{noMethod.With()}}
	}
	a, b := c.t, other.t
	if reasons := differentScales(a.method, b.method); len(reasons) > 0 {
		return Comparison{Result: NotComparable, Reasons: reasons}
	}
	keysA, keysB := bandKeys(a.method.Bands), bandKeys(b.method.Bands)
	sameKeys := slices.Equal(keysA, keysB)
	if !sameKeys && permuted(keysA, keysB) {
		return Comparison{Result: NotComparable, Reasons: []isms.Sentence{levelOrder.With()}}
	}
	if sameKeys && slices.Equal(a.levels, b.levels) {
		if !slices.Equal(a.ranks, b.ranks) {
			return Comparison{Result: LevelsComparable, Reasons: []isms.Sentence{levelRanks.With()}}
		}
		if a.decisions() == b.decisions() {
			return Comparison{Result: FullyComparable}
		}
		return Comparison{Result: LevelsComparable, Reasons: []isms.Sentence{criteriaDiffer.With()}}
	}
	to := make([]Level, len(keysA))
	for k, l := range a.levels {
		m := Level(b.levels[k])
		switch was := to[l-1]; {
		case was == 0:
			to[l-1] = m
		case was != m:
			return Comparison{Result: NotComparable, Reasons: []isms.Sentence{levelSplit.With(isms.ArgInput("level", c.LevelName(Level(l))),
				isms.ArgInput("low", other.LevelName(min(was, m))), isms.ArgInput("high", other.LevelName(max(was, m))))}}
		}
	}
	last := Level(0)
	for _, l := range to {
		if l != 0 && l < last {
			return Comparison{Result: NotComparable, Reasons: []isms.Sentence{levelOrderDiffers.With()}}
		}
		last = max(last, l)
	}
	return Comparison{Result: ComparableAfterMapping, Levels: to, Reasons: []isms.Sentence{levelCuts.With()}}
}

// decisions is the part of the canonical text about acceptance.
func (t *tables) decisions() string { return t.text[len(t.levelsText):] }

func differentScales(a, b Method) []isms.Sentence {
	var reasons []isms.Sentence
	for _, s := range [...]struct {
		name string
		a, b Scale
	}{{"likelihood", a.Likelihood, b.Likelihood}, {"easeOfExploitation", a.EaseOfExploitation, b.EaseOfExploitation}, {"impact", a.Impact, b.Impact}} {
		ka, kb := stepKeys(s.a), stepKeys(s.b)
		switch {
		case len(ka) != len(kb):
			reasons = append(reasons, scaleSizes.With(scaleName(s.name), isms.ArgInt("before", len(ka)), isms.ArgInt("after", len(kb))))
		case slices.Equal(ka, kb):
			for i := range s.a {
				if s.a[i].From != s.b[i].From || s.a[i].To != s.b[i].To {
					reasons = append(reasons, stepRanges.With(isms.ArgInput("step", ka[i]), scaleName(s.name)))
				}
			}
		case permuted(ka, kb):
			reasons = append(reasons, stepOrder.With(scaleName(s.name)))
		default:
			for i := range ka {
				if ka[i] != kb[i] {
					reasons = append(reasons, stepChanged.With(isms.ArgInt("n", i+1), scaleName(s.name), isms.ArgInput("before", ka[i]), isms.ArgInput("after", kb[i])))
				}
			}
		}
	}
	if a.combination() != b.combination() {
		reasons = append(reasons, combinedOtherwise.With())
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
