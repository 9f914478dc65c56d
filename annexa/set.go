package annexa

import (
	"encoding/json"
	"iter"
	"math/bits"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

// Set is a set of Annex A controls: a comparable value of 93 bits, in two
// machine words. The zero value is the empty set. No method changes its
// receiver, and the algebra allocates nothing.
type Set struct {
	lo, hi uint64 // bit p of the pair stands for position p; the 35 bits above 92 are zero
}

const hiMask = 1<<(Count-64) - 1

// FullSet returns the set of all 93 controls.
func FullSet() Set { return Set{^uint64(0), hiMask} }

// SetOf returns the set of the given controls. A reference that is not a control of
// Annex A is refused, with its place in the list; one that occurs twice counts once.
func SetOf(refs ...isms.Ref) (Set, error) {
	var s Set
	var errs []error
	for i, ref := range refs {
		if p := position(ref); p >= 0 {
			s = s.with(p)
		} else {
			errs = append(errs, ValidateControl(isms.Path("").Index("", i), ref))
		}
	}
	if len(errs) > 0 {
		return Set{}, isms.RefuseAll(errs...)
	}
	return s, nil
}

// ParseSet reads controls separated by blanks or commas, as [Set.String] prints
// them, each as [ParseControl] reads it. Text without a control is the empty set.
func ParseSet(text string) (Set, error) {
	return readParts(strings.FieldsFuncSeq(text, func(r rune) bool { return r == ' ' || r == '\t' || isSeparator(r) }), (*Set).add)
}

func (s *Set) add(word string) error {
	ref, err := ParseControl(word)
	*s = s.With(ref)
	return err
}

func (s Set) with(position int) Set {
	if position < 64 {
		s.lo |= 1 << position
	} else {
		s.hi |= 1 << (position - 64)
	}
	return s
}

func (s Set) has(position int) bool {
	if position < 64 {
		return s.lo>>position&1 != 0
	}
	return s.hi>>(position-64)&1 != 0
}

// With returns s and the control. A reference that is not a control of Annex A
// leaves the set as it is; [SetOf] is for those that come from outside.
func (s Set) With(ref isms.Ref) Set {
	if p, ok := Position(ref); ok {
		return s.with(p)
	}
	return s
}

// Without returns s less the control.
func (s Set) Without(ref isms.Ref) Set {
	if p, ok := Position(ref); ok {
		return s.Minus(Set{}.with(p))
	}
	return s
}

// Contains reports whether the control is in s.
func (s Set) Contains(ref isms.Ref) bool {
	p, ok := Position(ref)
	return ok && s.has(p)
}

// Len returns the number of controls in s, 0 to 93.
func (s Set) Len() int { return bits.OnesCount64(s.lo) + bits.OnesCount64(s.hi) }

// Empty reports whether s holds no control.
func (s Set) Empty() bool { return s == Set{} }

// Union returns the controls that are in s or in t.
func (s Set) Union(t Set) Set { return Set{s.lo | t.lo, s.hi | t.hi} }

// Intersect returns the controls that are in both s and t.
func (s Set) Intersect(t Set) Set { return Set{s.lo & t.lo, s.hi & t.hi} }

// Minus returns the controls that are in s and not in t.
func (s Set) Minus(t Set) Set { return Set{s.lo &^ t.lo, s.hi &^ t.hi} }

// SubsetOf reports whether every control of s is in t.
func (s Set) SubsetOf(t Set) bool { return s.Minus(t).Empty() }

// All yields the references of the controls in s, in the order of Annex A.
func (s Set) All() iter.Seq[isms.Ref] {
	return func(yield func(isms.Ref) bool) {
		for lo := s.lo; lo != 0; lo &= lo - 1 {
			if !yield(controls[bits.TrailingZeros64(lo)].Ref) {
				return
			}
		}
		for hi := s.hi; hi != 0; hi &= hi - 1 {
			if !yield(controls[64+bits.TrailingZeros64(hi)].Ref) {
				return
			}
		}
	}
}

// first returns the first control of s, "" for the empty set.
func (s Set) first() (ref isms.Ref) {
	for ref = range s.All() {
		break
	}
	return ref
}

// Controls yields the controls in s, in the order of Annex A.
func (s Set) Controls() iter.Seq[Control] {
	return func(yield func(Control) bool) {
		for lo := s.lo; lo != 0; lo &= lo - 1 {
			if !yield(controls[bits.TrailingZeros64(lo)]) {
				return
			}
		}
		for hi := s.hi; hi != 0; hi &= hi - 1 {
			if !yield(controls[64+bits.TrailingZeros64(hi)]) {
				return
			}
		}
	}
}

// String returns the references separated by blanks, in the order of Annex A:
// "A.5.7 A.8.28". The empty set is "".
func (s Set) String() string {
	var b strings.Builder
	for ref := range s.All() {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(string(ref))
	}
	return b.String()
}

// MarshalText returns the text of [Set.String].
func (s Set) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what [ParseSet] reads.
func (s *Set) UnmarshalText(text []byte) error {
	t, err := ParseSet(string(text))
	if err != nil {
		return err
	}
	*s = t
	return nil
}

// MarshalJSON returns the references as a list, in the order of Annex A:
// ["A.5.7","A.8.28"].
func (s Set) MarshalJSON() ([]byte, error) {
	return json.Marshal(strings.Fields(s.String()))
}

// UnmarshalJSON reads a list of controls, each as [ParseControl] reads it, or the text of
// [Set.String], which is what the key of a map is. The word null leaves s as it
// is.
func (s *Set) UnmarshalJSON(data []byte) error { return readList(s, data, ParseSet, (*Set).add) }
