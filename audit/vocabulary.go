package audit

import "github.com/ismskit/ismskit/isms"

// Vocabularies returns the vocabularies of this package, by name.
func Vocabularies() []isms.Vocabulary {
	return []isms.Vocabulary{
		Anchors(), Consequences(), Effects(), EventKinds(), FreeDays(), Grades(), GradeReasons(), Kinds(), Milestones(), PolicyKinds(), States(), Steps(),
	}
}
