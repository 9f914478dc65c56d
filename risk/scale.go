package risk

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/ismskit/ismskit/isms"
)

// Scale is a list of steps, lowest first. [Grade] 1 is the first step.
type Scale []Step

// Step is one place of a [Scale].
type Step struct {
	// Key is the stable word of the step; empty takes the name. A step with a key
	// can be renamed without a change of method.
	Key  string `json:"key,omitzero"`
	Name string `json:"name"`
	// Value is what formulas compute with, from 0 to 1,000,000. Where all values
	// of a scale are 0, the steps count 1, 2, 3 and so on.
	Value int `json:"value,omitzero"`
	// From and To are the numeric range that the step stands for, such as events
	// a year or an amount of money: From belongs to it, To to the next step. A
	// step whose From and To are both 0 has no range; a last step with a From
	// and no To is open to above.
	From isms.Decimal `json:"from,omitzero"`
	To   isms.Decimal `json:"to,omitzero"`
	// Meaning explains the step to an assessor.
	Meaning string `json:"meaning,omitzero"`
}

// Bounds of a method: beyond them it is refused, so that the cost of compiling
// one stays bounded.
const (
	maxSteps  = 1000    // steps of a scale
	maxBands  = 1000    // bands of a method
	maxPoints = 1 << 20 // combinations of likelihood, ease and impact
)

const (
	maxValue      = 1_000_000
	maxProperties = 64
)

// Steps returns a scale with these names, lowest first, valued 1, 2, 3 and so
// on; each name is the key of its step, so that a later renaming keeps it.
func Steps(names ...string) Scale {
	s := make(Scale, len(names))
	for i, n := range names {
		s[i] = Step{Key: n, Name: n}
	}
	return s
}

// Valued returns a copy of the scale with these values, one for each step from
// the lowest; steps beyond the values keep theirs.
func (s Scale) Valued(values ...int) Scale {
	s = slices.Clone(s)
	for i := range min(len(s), len(values)) {
		s[i].Value = values[i]
	}
	return s
}

// Name returns the name of g, "not rated" for 0, and the number for a value
// outside the scale.
func (s Scale) Name(g Grade) string {
	switch {
	case s.has(g):
		return s[g-1].Name
	case g == 0:
		return "not rated"
	}
	return strconv.Itoa(int(g))
}

// Key returns the key of g, which [Scale.Parse] reads back. It is empty for 0 and
// for a value outside the scale.
func (s Scale) Key(g Grade) string {
	if !s.has(g) {
		return ""
	}
	return s[g-1].key()
}

// Parse returns the value on the scale that stored or written text stands for. It
// is the one way from the numbers of a host to a Grade: on a scale valued from 0
// to 5 the number 5 is the sixth step, not Grade(5).
//
// Text is the key of a step, else the name of a step, else a decimal number in
// digits such as "3" or "0.5". A number is a key, else the value of a step, else it
// lies in the range of a step: fractions are keys or lie in ranges. It returns an
// [isms.Error] for all other text, for a number between two values without a range, and
// for a number that is the value of one step and lies in the range of another.
// Nothing is rounded to fit.
func (s Scale) Parse(stored string) (Grade, error) {
	for _, word := range [...]func(Step) string{Step.key, func(st Step) string { return st.Name }} {
		if i := slices.IndexFunc(s, func(st Step) bool { return stored != "" && word(st) == stored }); i >= 0 {
			return Grade(i + 1), nil
		}
	}
	number, err := isms.ParseDecimal(stored)
	if err != nil {
		return 0, s.refuse(stored)
	}
	return s.ofNumber(stored, number)
}

func (s Scale) ofNumber(stored string, number isms.Decimal) (Grade, error) {
	values, counted := s.values(), s.counted()
	var value, ranged, below Grade // below: the last step with a lower value
	for i, st := range s {
		g := Grade(i + 1)
		if key, err := isms.ParseDecimal(st.key()); err == nil {
			if key == number {
				return g, nil
			}
			if counted {
				values = nil // numbers are keys here, not places
			}
		}
		if st.holds(number, i == len(s)-1) && ranged == 0 {
			ranged = g
		}
	}
	for i, v := range values {
		switch d := isms.DecimalOf(v); {
		case d == number && value == 0:
			value = Grade(i + 1)
		case d.Compare(number) < 0:
			below = Grade(i + 1)
		}
	}
	switch {
	case value != 0 && ranged != 0 && value != ranged:
		return 0, isms.Refuse(twoSteps, "", stored, isms.ArgInput("step", s.Key(value)), isms.ArgInput("other", s.Key(ranged)))
	case value != 0 || ranged != 0:
		return max(value, ranged), nil
	case below != 0 && int(below) < len(values):
		return 0, isms.Refuse(betweenSteps, "", stored, isms.ArgInput("step", s.Key(below)), scoreArg("below", values[below-1]),
			isms.ArgInput("other", s.Key(below+1)), scoreArg("above", values[below]))
	}
	return 0, s.refuse(stored)
}

// holds reports whether the range of the step holds the number. The end of a range
// belongs to the next step, but for the last one, which may have none.
func (st Step) holds(number isms.Decimal, last bool) bool {
	if !st.ranged() || number.Compare(st.From) < 0 {
		return false
	}
	return number.Compare(st.To) < 0 || last && (number == st.To || st.To.Sign() == 0)
}

// has reports whether g is on the scale.
func (s Scale) has(g Grade) bool { return g >= 1 && int64(g) <= int64(len(s)) }

// values returns what formulas compute with, for each step.
func (s Scale) values() []int64 {
	values := make([]int64, len(s))
	counted := s.counted()
	for i, st := range s {
		if values[i] = int64(st.Value); counted {
			values[i] = int64(i + 1)
		}
	}
	return values
}

func (st Step) key() string { return cmp.Or(st.Key, st.Name) }

func (st Step) ranged() bool { return st.From.Sign() != 0 || st.To.Sign() != 0 }

// counted reports whether the steps have no values of their own.
func (s Scale) counted() bool {
	for _, st := range s {
		if st.Value != 0 {
			return false
		}
	}
	return true
}

// refuse returns the error for text that is not on the scale; of a long scale it names
// the first steps.
func (s Scale) refuse(stored string) error {
	const most = 10
	words := make([]isms.Arg, min(len(s), most))
	for i := range words {
		words[i] = isms.ArgInput("", s[i].key())
	}
	m := notOnScale
	switch {
	case len(s) == 0:
		m = scaleEmpty
	case len(s) > most:
		m = notOnLongScale
	}
	return isms.Refuse(m, "", stored, isms.ArgInt("n", len(s)), isms.ArgList("words", words...))
}
