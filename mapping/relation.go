package mapping

import (
	"errors"
	"math/bits"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// Relation is the set of the strict relations that can still hold between the
// demands of one requirement, or of several taken together, and those of another.
// A requirement is read as a non-empty set of demands, so that exactly one of the
// five strict relations holds between any two; a Relation with several of them
// means that one of these holds and nobody has said which.
//
// Sets are needed because the strict relations are not closed under
// composition: a subset followed by an intersection may end as subset,
// intersection or disjoint. Join with | what may hold, meet with & what two crosswalks say.
//
// [Unspecified] says nothing. The zero Relation leaves no possibility: as the
// result of meeting two crosswalks it is a contradiction. In a record that a
// caller fills in, zero means that nobody stated a relation, and is read as
// Unspecified. Bits above the fifth are ignored.
type Relation uint8

// The five strict relations, of the first requirement to the second. The words
// are those of NIST IR 8477 section 4.3, read strictly: a subset is a proper
// one, and an intersection leaves each side something of its own.
const (
	Equal      Relation = 1 << iota // the same demands
	Subset                          // the second has all of the first and more
	Superset                        // the first has all of the second and more
	Intersects                      // some demands in common, each side has others too
	Disjoint                        // no demand in common
)

// Sets of strict relations that have a use of their own.
const (
	Contradiction   Relation = 0                                                 // nothing can hold
	SubsetOrEqual            = Equal | Subset                                    // subset, perhaps not a proper one
	SupersetOrEqual          = Equal | Superset                                  // superset, perhaps not a proper one
	Related                  = Equal | Subset | Superset | Intersects            // some demand in common
	Unspecified              = Equal | Subset | Superset | Intersects | Disjoint // nothing is said
)

// StrictRelations returns the five strict relations in the order of their bits.
func StrictRelations() []Relation { return []Relation{Equal, Subset, Superset, Intersects, Disjoint} }

// RelationWord is a word of [Relation.String]: of a strict relation, or of all or
// none of them.
type RelationWord string

// wordsRelations are the strict relations in the order of their bits, then all and
// none.
var wordsRelations = [...][2]RelationWord{
	{"equal", "Equal"},
	{"subset of", "Subset of"},
	{"superset of", "Superset of"},
	{"intersects with", "Intersects with"},
	{"no relationship", "No relationship"},
	{unspecified, "Unspecified"},
	{contradiction, "Contradiction"},
}

const (
	unspecified   = "unspecified"
	contradiction = "contradiction"
)

// RelationWords returns the vocabulary of [RelationWord].
func RelationWords() isms.Words[RelationWord] {
	return isms.WordsOf("mapping.relationship", wordsRelations[:])
}

// words returns the words of r: those of its strict relations, or the one for all or
// none of them.
func (r Relation) words() []RelationWord {
	switch r &= Unspecified; r {
	case Contradiction:
		return []RelationWord{contradiction}
	case Unspecified:
		return []RelationWord{unspecified}
	}
	out := make([]RelationWord, 0, len(StrictRelations()))
	for i := range StrictRelations() {
		if r&(1<<i) != 0 {
			out = append(out, wordsRelations[i][0])
		}
	}
	return out
}

// arg returns r as an argument of a sentence.
func (r Relation) arg(name string) isms.Arg {
	words := r.words()
	if len(words) == 1 {
		return isms.ArgWord(name, RelationWords(), words[0])
	}
	return isms.ArgSentence(name, oneOfRelations.With(isms.ArgWords("relations", RelationWords(), words...)))
}

// Compose returns what r followed by s says: if r holds from A to B and s from B
// to C, the result holds all that can be true from A to C. Nothing comes out
// of [Contradiction].
//
// For the strict relations (= equal, < subset, > superset, o intersects, !
// disjoint), r down and s across:
//
//	    =   <      >      o      !
//	=   =   <      >      o      !
//	<   <   <      =<>o!  <o!    !
//	>   >   =<>o   >      >o     >o!
//	o   o   <o     >o!    =<>o!  >o!
//	!   !   <o!    !      <o!    =<>o!
//
// It is the composition table of the base relations of region calculus (RCC5);
// a test proves it by walking through all ways in which three sets can lie.
// Sets of relations compose as the union over their members. It is one look-up
// in a table and allocates nothing.
func (r Relation) Compose(s Relation) Relation {
	return Relation(composition[int(r&Unspecified)<<5|int(s&Unspecified)])
}

// Converse returns the relation read from the other side: subset and superset
// change places.
func (r Relation) Converse() Relation {
	return r&(Equal|Intersects|Disjoint) | r&Subset<<1 | r&Superset>>1
}

// Improper returns r with the doubt that a publisher did not check whether a
// subset or superset is a proper one: wherever either may hold, equality may
// hold too. A careful reader applies it to the typed crosswalks of others.
func (r Relation) Improper() Relation {
	if r&(Subset|Superset) != 0 {
		return (r | Equal) & Unspecified
	}
	return r & Unspecified
}

// Intersect returns what all relations together allow: the strict relations that each
// of them allows. Without a relation it is [Unspecified]; [Contradiction] means
// that they cannot all be right.
func Intersect(relations ...Relation) Relation {
	all := Unspecified
	for _, r := range relations {
		all &= r
	}
	return all
}

// OfMember returns what r, stated of several sources taken together, says of
// each single one of them. A superset says nothing of its members; that is
// why a set entry must not be split into pairs.
func (r Relation) OfMember() Relation {
	return memberOf(r, sourceMember)
}

// ToMember returns what r, stated of several targets taken together, says of
// each single one of them.
func (r Relation) ToMember() Relation {
	return memberOf(r, targetMember)
}

// What the relation of a union says of one member of it, for each strict
// relation: the union on the source side, then on the target side.
var (
	sourceMember = [5]Relation{SubsetOrEqual, Subset, Unspecified, Subset | Intersects | Disjoint, Disjoint}
	targetMember = [5]Relation{SupersetOrEqual, Unspecified, Superset, Superset | Intersects | Disjoint, Disjoint}
)

func memberOf(r Relation, table [5]Relation) Relation {
	var out Relation
	for i, m := range table {
		if r&(1<<i) != 0 {
			out |= m
		}
	}
	return out
}

// Has reports whether s is one possibility of r, or, if s is a set, whether
// all of s are.
func (r Relation) Has(s Relation) bool { return r&s&Unspecified == s&Unspecified }

// Proves reports whether r leaves only what s allows: "does this relation
// prove that the source covers the target" is r.Proves(SupersetOrEqual). A
// contradiction proves nothing.
func (r Relation) Proves(s Relation) bool {
	r &= Unspecified
	return r != Contradiction && r&^s == 0
}

// count returns the number of strict relations that r leaves possible, 0 to 5.
func (r Relation) count() int { return bits.OnesCount8(uint8(r & Unspecified)) }

// String returns the words of the strict relations in r joined by "|", and
// "unspecified" or "contradiction" for all and none of them.
func (r Relation) String() string { return text.Join(r.words(), "|") }

// ParseRelation reads what [Relation.String] prints: strict words joined by
// "|" in any order, "unspecified" or "contradiction". The words of publishers
// are read by a [Notation]. It returns an [isms.Error] for other text.
func ParseRelation(given string) (Relation, error) {
	switch given {
	case unspecified:
		return Unspecified, nil
	case contradiction:
		return Contradiction, nil
	}
	var r Relation
next:
	for word := range strings.SplitSeq(given, "|") {
		for i := range StrictRelations() {
			if string(wordsRelations[i][0]) == word && r&(1<<i) == 0 {
				r |= 1 << i
				continue next
			}
		}
		return 0, isms.Refuse(noRelation, "", given, isms.ArgWords("words", RelationWords(), slices.Collect(RelationWords().All())...))
	}
	return r, nil
}

// MarshalText returns the text of [Relation.String].
func (r Relation) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads what [ParseRelation] reads. The empty text is the zero
// Relation: nobody stated one.
func (r *Relation) UnmarshalText(given []byte) error {
	if len(given) == 0 {
		*r = 0
		return nil
	}
	p, err := ParseRelation(string(given))
	if err != nil {
		return err
	}
	*r = p
	return nil
}

// UnmarshalJSON reads the text of UnmarshalText in quotes; null leaves r as it is.
func (r *Relation) UnmarshalJSON(data []byte) error {
	return readText(data, r.UnmarshalText)
}

// readText reads a JSON string by the text form of a type. The word null leaves
// the value as it is.
func readText(data []byte, read func([]byte) error) error {
	if string(data) == "null" {
		return nil
	}
	given, err := isms.Decode[string](data)
	var refused *isms.Error
	if errors.As(err, &refused) {
		for i := range refused.Problems {
			refused.Problems[i].Line = 0 // what stands on one line need not say which
		}
		return refused
	}
	return read([]byte(given))
}
