package soa

import "github.com/ismskit/ismskit/isms"

// Vocabularies returns the vocabularies of this package, by name.
func Vocabularies() []isms.Vocabulary {
	return []isms.Vocabulary{
		Applicabilities(), Bases(), ChangeKinds(), Circumstances(), Classifications(), EventKinds(), ImplementationStatuses(), PhraseKinds(),
		Responsibilities(), States(),
	}
}
