package risk

import "github.com/ismskit/ismskit/isms"

// What tests look at inside of the package.
type (
	Situation = situation
	Tabulated = tabulated
)

// State returns the state of an acceptance in a situation of a test's making.
func (a Acceptance) State(asOf isms.Date, now Situation) AcceptanceState { return a.state(asOf, now) }

// Text returns the canonical text of a method.
func (c Compiled) Text() string { return c.text() }

// Compare is Comparable for compiled methods.
func (c Compiled) Compare(other Compiled) Comparison { return c.compare(other) }

// Method returns the method that was compiled.
func (c Compiled) Method() Method { return c.t.method }
