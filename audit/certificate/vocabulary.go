package certificate

import "github.com/ismskit/ismskit/isms"

// Vocabularies returns the vocabularies of this package, by name.
func Vocabularies() []isms.Vocabulary {
	return []isms.Vocabulary{AccreditorStatuses(), AttestationKinds(), EngagementKinds(), Outcomes(), RegisterStatuses()}
}
