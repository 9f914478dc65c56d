package isms

// Audience is a sort of organization that proposals of this library are made for.
type Audience string

// ManagedServiceProvider is an organization of 20 to 100 people that operates the
// systems of its clients.
const ManagedServiceProvider Audience = "managed service provider"

var wordsAudiences = [...][2]Audience{{ManagedServiceProvider, "Managed service provider"}}

// Audiences returns the vocabulary of [Audience].
func Audiences() Words[Audience] { return WordsOf("isms.audience", wordsAudiences[:]) }
