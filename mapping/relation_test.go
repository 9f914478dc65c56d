package mapping_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/internal/bounded"
	"github.com/ismskit/ismskit/mapping"
)

// strictOf compares two non-empty sets of demands, bit sets, by the
// definitions and by nothing else: it is the slow twin of everything here.
func strictOf(a, b uint) mapping.Relation {
	switch {
	case a == b:
		return mapping.Equal
	case a&b == 0:
		return mapping.Disjoint
	case a&^b == 0:
		return mapping.Subset
	case b&^a == 0:
		return mapping.Superset
	}
	return mapping.Intersects
}

// The composition table is exactly what can happen between three non-empty
// sets. Only which of the regions of their Venn diagram are filled matters;
// a universe of seven demands, one for each region, has every pattern, so this
// is a proof for sets of any size.
func TestCompositionIsWhatThreeSetsCanDo(t *testing.T) {
	var seen [32][32]mapping.Relation
	patterns := 0
	for filled := range uint(128) {
		// Region n (1 to 7) lies in A, B, C as the bits of n say.
		var a, b, c uint
		for n := uint(1); n <= 7; n++ {
			if filled>>(n-1)&1 == 0 {
				continue
			}
			a |= n & 1 << n
			b |= n >> 1 & 1 << n
			c |= n >> 2 & 1 << n
		}
		if a == 0 || b == 0 || c == 0 {
			continue
		}
		patterns++
		seen[strictOf(a, b)][strictOf(b, c)] |= strictOf(a, c)
	}
	if patterns != 109 {
		t.Fatalf("%d patterns without an empty set, want 109", patterns)
	}
	for _, r := range mapping.StrictRelations() {
		for _, s := range mapping.StrictRelations() {
			if got, want := r.Compose(s), seen[r][s]; got != want {
				t.Errorf("%v then %v = %v, want %v", r, s, got, want)
			}
		}
	}
}

// The same by plain enumeration: all triples of non-empty sets of up to four
// demands never leave the table, and with four demands fill it.
func TestCompositionByEnumeration(t *testing.T) {
	const n = 4
	var seen [32][32]mapping.Relation
	for a := uint(1); a < 1<<n; a++ {
		for b := uint(1); b < 1<<n; b++ {
			for c := uint(1); c < 1<<n; c++ {
				seen[strictOf(a, b)][strictOf(b, c)] |= strictOf(a, c)
			}
		}
	}
	for r := range mapping.Relation(32) {
		for s := range mapping.Relation(32) {
			var want mapping.Relation
			for _, x := range mapping.StrictRelations() {
				for _, y := range mapping.StrictRelations() {
					if r.Has(x) && s.Has(y) {
						want |= seen[x][y]
					}
				}
			}
			if got := r.Compose(s); got != want {
				t.Errorf("%v then %v = %v, want %v", r, s, got, want)
			}
		}
	}
}

// The weak readings (subset or equal, superset or equal, any overlap) compose
// as a direct enumeration with five demands says.
func TestCompositionOfWeakReadings(t *testing.T) {
	const n = 5
	weak := []struct {
		r     mapping.Relation
		holds func(a, b uint) bool
	}{
		{mapping.SubsetOrEqual, func(a, b uint) bool { return a&^b == 0 }},
		{mapping.SupersetOrEqual, func(a, b uint) bool { return b&^a == 0 }},
		{mapping.Related, func(a, b uint) bool { return a&b != 0 }},
		{mapping.Disjoint, func(a, b uint) bool { return a&b == 0 }},
	}
	for _, x := range weak {
		for _, y := range weak {
			var want mapping.Relation
			for b := uint(1); b < 1<<n; b++ {
				for a := uint(1); a < 1<<n; a++ {
					if !x.holds(a, b) {
						continue
					}
					for c := uint(1); c < 1<<n; c++ {
						if y.holds(b, c) {
							want |= strictOf(a, c)
						}
					}
				}
			}
			if got := x.r.Compose(y.r); got != want {
				t.Errorf("%v then %v = %v, want %v", x.r, y.r, got, want)
			}
		}
	}
}

func TestRelationLawsOverAllValues(t *testing.T) {
	for r := range mapping.Relation(32) {
		if got := r.Converse().Converse(); got != r {
			t.Errorf("converse twice of %v = %v", r, got)
		}
		if got := mapping.Equal.Compose(r); got != r {
			t.Errorf("equal then %v = %v", r, got)
		}
		if got := r.Compose(mapping.Equal); got != r {
			t.Errorf("%v then equal = %v", r, got)
		}
		if r.Compose(0) != 0 || mapping.Relation(0).Compose(r) != 0 {
			t.Errorf("something comes out of a contradiction with %v", r)
		}
		for s := range mapping.Relation(32) {
			if got, want := r.Compose(s).Converse(), s.Converse().Compose(r.Converse()); got != want {
				t.Errorf("converse of (%v then %v) = %v, want %v", r, s, got, want)
			}
			if got, want := mapping.Intersect(r, s).Converse(), mapping.Intersect(r.Converse(), s.Converse()); got != want {
				t.Errorf("converse of (%v and %v) = %v, want %v", r, s, got, want)
			}
			for u := range mapping.Relation(32) {
				if got, want := r.Compose(s).Compose(u), r.Compose(s.Compose(u)); got != want {
					t.Fatalf("(%v then %v) then %v = %v, want %v", r, s, u, got, want)
				}
				if got, want := r.Compose(s|u), r.Compose(s)|r.Compose(u); got != want {
					t.Fatalf("%v then (%v or %v) = %v, want %v", r, s, u, got, want)
				}
			}
		}
	}
}

// What a set entry says of its members, by all ways two sets and their union
// can lie to a third among four demands.
func TestMembersOfSetEntries(t *testing.T) {
	const n = 4
	var source, target [32]mapping.Relation
	for a := uint(1); a < 1<<n; a++ {
		for b := uint(1); b < 1<<n; b++ {
			for c := uint(1); c < 1<<n; c++ {
				source[strictOf(a|b, c)] |= strictOf(a, c)
				target[strictOf(c, a|b)] |= strictOf(c, a)
			}
		}
	}
	for r := range mapping.Relation(32) {
		var s, d mapping.Relation
		for _, x := range mapping.StrictRelations() {
			if r.Has(x) {
				s, d = s|source[x], d|target[x]
			}
		}
		if got := r.OfMember(); got != s {
			t.Errorf("%v of a source member = %v, want %v", r, got, s)
		}
		if got := r.ToMember(); got != d {
			t.Errorf("%v to a target member = %v, want %v", r, got, d)
		}
	}
}

func TestHasAndProves(t *testing.T) {
	for r := range mapping.Relation(32) {
		for _, s := range mapping.StrictRelations() {
			if got, want := r.Has(s), r&s != 0; got != want {
				t.Errorf("%v.Has(%v) = %t", r, s, got)
			}
		}
		for s := range mapping.Relation(32) {
			want := r != 0
			for _, x := range mapping.StrictRelations() {
				want = want && (r&x == 0 || s&x != 0)
			}
			if got := r.Proves(s); got != want {
				t.Errorf("%v.Proves(%v) = %t, want %t", r, s, got, want)
			}
		}
		// Bits above the fifth are ignored everywhere.
		hi := r | 0xe0
		if hi.String() != r.String() || hi.Compose(hi) != r.Compose(r) || hi.Converse() != r.Converse() ||
			hi.Improper() != r.Improper() || hi.OfMember() != r.OfMember() || hi.Proves(mapping.SupersetOrEqual) != r.Proves(mapping.SupersetOrEqual) || mapping.Intersect(hi) != r {
			t.Errorf("%08b and %08b differ", hi, r)
		}
	}
	if mapping.Intersect() != mapping.Unspecified {
		t.Error("no route says something")
	}
}

func TestImproper(t *testing.T) {
	for _, tc := range []struct{ in, want mapping.Relation }{
		{mapping.Equal, mapping.Equal},
		{mapping.Subset, mapping.SubsetOrEqual},
		{mapping.Superset, mapping.SupersetOrEqual},
		{mapping.Intersects, mapping.Intersects},
		{mapping.Subset | mapping.Intersects, mapping.SubsetOrEqual | mapping.Intersects},
		{mapping.Contradiction, mapping.Contradiction},
	} {
		if got := tc.in.Improper(); got != tc.want {
			t.Errorf("%v.Improper() = %v, want %v", tc.in, got, tc.want)
		}
	}
}

func TestRelationText(t *testing.T) {
	for r := range mapping.Relation(32) {
		back, err := mapping.ParseRelation(r.String())
		if err != nil || back != r {
			t.Errorf("ParseRelation(%q) = %v, %v", r, back, err)
		}
	}
	if r, err := mapping.ParseRelation("no relationship|equal"); err != nil || r != mapping.Equal|mapping.Disjoint {
		t.Errorf("order of words: %v, %v", r, err)
	}
	for _, bad := range []string{"", "|", "equal|", "equal|equal", "Equal", "subset-of", "unspecified|equal", "equal overlap"} {
		if r, err := mapping.ParseRelation(bad); err == nil {
			t.Errorf("ParseRelation(%q) = %v, want an error", bad, r)
		}
	}
	var r mapping.Relation = mapping.Equal
	if err := r.UnmarshalText(nil); err != nil || r != 0 {
		t.Errorf("empty text: %v, %v", r, err)
	}
}

func FuzzParseRelation(f *testing.F) {
	for _, s := range []string{"equal", "subset of|superset of", "unspecified", "contradiction", "equal|", "x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		bounded.Within(t, len(s), func() { _, _ = mapping.ParseRelation(s) })
		r, err := mapping.ParseRelation(s)
		var read mapping.Relation
		if text := read.UnmarshalText([]byte(s)); s != "" && ((text == nil) != (err == nil) || err == nil && read != r) {
			t.Fatalf("%q reads as %v, %v, and as text %v, %v", s, r, err, read, text)
		}
		if err != nil {
			return
		}
		back, err := mapping.ParseRelation(r.String())
		if err != nil || back != r {
			t.Fatalf("%q reads as %v, which reads as %v, %v", s, r, back, err)
		}
	})
}

func TestCompositionAllocatesNothing(t *testing.T) {
	r := mapping.Related
	if n := testing.AllocsPerRun(100, func() { r = r.Compose(mapping.SubsetOrEqual).Converse() & mapping.Intersect(r, mapping.Unspecified) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// Each reading of the vocabularies, against the facts: the word and what may
// hold.
func TestVocabularyReadings(t *testing.T) {
	const (
		eq, sub, sup, ovl, dis = mapping.Equal, mapping.Subset, mapping.Superset, mapping.Intersects, mapping.Disjoint
		all                    = mapping.Unspecified
	)
	for _, tc := range []struct {
		v    mapping.Notation
		word string
		want mapping.Relation
	}{
		{"nist-ir-8477-set-theory", "subset of", sub},
		{"nist-ir-8477-set-theory", "Superset Of", sup},
		{"nist-ir-8477-set-theory", "intersects-with", ovl},
		{"nist-ir-8477-set-theory", "equal", eq},
		{"nist-ir-8477-set-theory", "no relationship", dis},
		{"nist-olir", "subset of", sup}, // the reference element is the subset: turned round
		{"nist-olir", "superset of", sub},
		{"oscal", "equivalent-to", eq},
		{"oscal", "equal-to", eq},
		{"oscal", "subset-of", sub},
		{"oscal", "no-relationship", dis},
		{"ciso-assistant", "intersect", eq | sub | sup | ovl}, // its default label
		{"ciso-assistant", "subset", eq | sub},
		{"ciso-assistant", "superset", eq | sup},
		{"ciso-assistant", "not_related", dis},
		{"cis-controls", "subset", mapping.Related},
		{"cis-controls", "superset", mapping.Related},
		{"cis-controls", "equivalent", eq},
		{"nist-ir-8477-supportive", "supports", all},
		{"nist-ir-8477-supportive", "no relationship", all}, // not disjointness
		{"nist-ir-8477-supportive", "contrary", all},
		{"gemara", "subsumes", eq | sup},
		{"gemara", "implements", mapping.Related},
		{"gemara", "no-match", all},
		{"nist-ir-8477-concept-crosswalk", "related", all},
		{"oscal", "", all},
	} {
		got, err := tc.v.Read(tc.word)
		if err != nil || got.Relation != tc.want {
			t.Errorf("%s: %q reads as %v, %v; want %v", tc.v, tc.word, got.Relation, err, tc.want)
		}
	}
	if c, _ := mapping.Notation("nist-ir-8477-supportive").Read("contrary"); !c.Conflict {
		t.Error("contrary is not marked as a conflict")
	}
	for _, bad := range []struct {
		v    mapping.Notation
		word string
	}{{"oscal", "equals"}, {"oscal", "subset of it"}, {"", "equal"}, {"oscal2", "equal-to"}} {
		if got, err := bad.v.Read(bad.word); err == nil {
			t.Errorf("%q: %q reads as %v, want an error", bad.v, bad.word, got.Relation)
		}
	}
}

// What is written never says more than is known: reading it back allows
// everything that was allowed.
func TestVocabularyWritesNoMoreThanIsKnown(t *testing.T) {
	for v := range mapping.Notations().All() {
		for r := range mapping.Relation(32) {
			w, err := v.Write(r)
			if err != nil {
				for _, term := range v.Terms() {
					if r != 0 && !term.Conflict && r&^term.Relation == 0 {
						t.Errorf("%s cannot write %v but has %q", v, r, term.Word)
					}
				}
				continue
			}
			back, err := v.Read(w.Word)
			if err != nil || r == 0 || back.Relation&r != r {
				t.Errorf("%s writes %v as %q, read back as %v, %v", v, r, w.Word, back.Relation, err)
			}
		}
	}
	for _, tc := range []struct {
		v    mapping.Notation
		r    mapping.Relation
		want string // "" is an error
	}{
		{"oscal", mapping.Equal, "equivalent-to"},
		{"oscal", mapping.SubsetOrEqual, ""},
		{"nist-olir", mapping.Subset, "superset of"},
		{"ciso-assistant", mapping.Intersects, "intersect"},
		{"ciso-assistant", mapping.Unspecified, ""},
		{"nist-ir-8477-supportive", mapping.Intersects, "supports"},
	} {
		if w, err := tc.v.Write(tc.r); w.Word != tc.want || (err == nil) != (tc.want != "") {
			t.Errorf("%s writes %v as %q, %v; want %q", tc.v, tc.r, w.Word, err, tc.want)
		}
	}
}

func TestEnumerations(t *testing.T) {
	for v := range mapping.Notations().All() {
		if !mapping.Notations().Has(v) || len(v.Terms()) == 0 {
			t.Errorf("%q: not known or without terms", v)
		}
	}
	if mapping.Notations().Has(mapping.Notation("")) || mapping.Rationales().Has(mapping.Rationale("")) || mapping.Strengths().Has(mapping.Strength("11")) || mapping.Claims().Has(mapping.Claim("")) || mapping.Directions().Has(mapping.Direction("x")) {
		t.Error("an unknown word is known")
	}
	for r := range mapping.Rationales().All() {
		if !mapping.Rationales().Has(r) {
			t.Errorf("%q", r)
		}
	}
	for s := range mapping.Strengths().All() {
		if !mapping.Strengths().Has(s) {
			t.Errorf("%q", s)
		}
	}
	if !slices.Equal(slices.Collect(mapping.Claims().All()), []mapping.Claim{"full set", "partial"}) || !slices.Equal(slices.Collect(mapping.Directions().All()), []mapping.Direction{"as published", "reversed"}) {
		t.Error("lists of words changed")
	}
}

// Long random chains: composing from the left, from the right, or from any
// place gives the same.
func TestChainsComposeFromAnywhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		chain := rapid.SliceOfN(rapid.Map(rapid.IntRange(0, 31), func(n int) mapping.Relation { return mapping.Relation(n) }), 1, 12).Draw(t, "chain")
		left := mapping.Equal
		for _, r := range chain {
			left = left.Compose(r)
		}
		work := slices.Clone(chain)
		for len(work) > 1 {
			at := rapid.IntRange(0, len(work)-2).Draw(t, "at")
			work[at] = work[at].Compose(work[at+1])
			work = slices.Delete(work, at+1, at+2)
		}
		if work[0] != left {
			t.Fatalf("%v: %v from the left, %v otherwise", chain, left, work[0])
		}
	})
}

func FuzzVocabularyRead(f *testing.F) {
	for v := range mapping.Notations().All() {
		for _, term := range v.Terms() {
			f.Add(string(v), term.Word)
		}
	}
	f.Fuzz(func(t *testing.T, v, word string) {
		bounded.Within(t, len(v)+len(word), func() { _, _ = mapping.Notation(v).Read(word) })
		got, err := mapping.Notation(v).Read(word)
		if err != nil {
			return
		}
		if got.Relation == 0 || got.Relation > mapping.Unspecified {
			t.Fatalf("%q: %q reads as %d", v, word, got.Relation)
		}
		if again, err := mapping.Notation(v).Read(got.Word); err != nil || again.Relation != got.Relation {
			t.Fatalf("%q: %q reads as %v, its own word as %v, %v", v, word, got, again, err)
		}
	})
}
