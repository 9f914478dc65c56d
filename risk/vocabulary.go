package risk

import "github.com/ismskit/ismskit/isms"

// Vocabularies returns the vocabularies of this package, by name.
func Vocabularies() []isms.Vocabulary {
	return []isms.Vocabulary{
		Acceptabilities(), AcceptanceReasons(), AcceptanceStatuses(), ActionStatuses(), Combinations(), Comparabilities(),
		ControlStates(), DefectCodes(), DifferenceKinds(), EffectKinds(), Options(), Properties(), Stages(), UnknownReasons(),
	}
}
