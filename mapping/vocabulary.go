package mapping

import "github.com/ismskit/ismskit/isms"

// Vocabularies returns the vocabularies of this package, by name.
func Vocabularies() []isms.Vocabulary {
	return []isms.Vocabulary{Claims(), Directions(), Notations(), Outcomes(), Rationales(), RelationWords(), Spellings(), States(), Strengths()}
}
