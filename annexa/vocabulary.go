package annexa

import "github.com/ismskit/ismskit/isms"

// Vocabularies returns the vocabularies of this package, by name.
func Vocabularies() []isms.Vocabulary {
	return []isms.Vocabulary{Attributes(), AttributeValues(), Correspondences(), Themes(), TransitionStates()}
}
