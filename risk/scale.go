package risk

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

// A Scale is a list of steps, lowest first. [Grade] 1 is the first step.
type Scale []Step

// A Step is one place of a [Scale].
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

// At returns the step of a grade, and whether the scale has it.
func (s Scale) At(g Grade) (Step, bool) {
	if g < 1 || int64(g) > int64(len(s)) {
		return Step{}, false
	}
	return s[g-1], true
}

// Name returns the name of a grade, "not rated" for 0, and the bare number for a
// grade outside the scale.
func (s Scale) Name(g Grade) string {
	if st, ok := s.At(g); ok {
		return st.Name
	}
	if g == 0 {
		return "not rated"
	}
	return strconv.Itoa(int(g))
}

// Value returns what formulas compute with for a grade, and whether the scale
// has that grade.
func (s Scale) Value(g Grade) (int, bool) {
	st, ok := s.At(g)
	switch {
	case !ok:
		return 0, false
	case s.counted():
		return int(g), true
	}
	return st.Value, true
}

// Parse reads a grade as people write it: the key or the name of a step, or its
// value in digits. What is none of these is an error, never the lowest grade.
func (s Scale) Parse(text string) (Grade, error) {
	for i, st := range s {
		if text == st.key() || text == st.Name && text != "" {
			return Grade(i + 1), nil
		}
	}
	if n, err := strconv.Atoi(text); err == nil && strconv.Itoa(n) == text {
		for i := range s {
			if v, _ := s.Value(Grade(i + 1)); v == n {
				return Grade(i + 1), nil
			}
		}
	}
	return 0, fmt.Errorf("risk: %s is no step of the scale: want %s", quote(text), s.words())
}

// Of returns the grade whose numeric range holds the number: 3 events a year,
// say. It errs where no range does, so also for a scale without ranges.
func (s Scale) Of(number isms.Decimal) (Grade, error) {
	for i, st := range s {
		if !st.ranged() {
			continue
		}
		open := i == len(s)-1 && st.To.Sign() == 0
		if number.Compare(st.From) >= 0 && (open || number.Compare(st.To) < 0 || i == len(s)-1 && number == st.To) {
			return Grade(i + 1), nil
		}
	}
	return 0, fmt.Errorf("risk: no step of the scale holds %s", number)
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

// words lists the steps for an error message, cut short.
func (s Scale) words() string {
	if len(s) == 0 {
		return "a scale with steps"
	}
	var b strings.Builder
	for i, st := range s {
		if i > 0 {
			b.WriteString(", ")
		}
		if i == 10 {
			fmt.Fprintf(&b, "... (%d steps)", len(s))
			break
		}
		b.WriteString(quote(st.key()))
	}
	return b.String()
}

// quote shows text of a caller in a message, cut short.
func quote(s string) string {
	if len(s) > 60 {
		s = s[:57] + "..."
	}
	return strconv.Quote(s)
}
