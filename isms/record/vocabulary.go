package record

import "github.com/ismskit/ismskit/isms"

// Vocabularies returns the vocabularies of this package, by name.
func Vocabularies() []isms.Vocabulary {
	return []isms.Vocabulary{
		AbsentKinds(), DecisionKinds(), IssueKinds(), Purposes(), Responsibilities(), ScopeElementKinds(), Topics(),
	}
}
