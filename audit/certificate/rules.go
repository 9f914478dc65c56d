package certificate

import "github.com/ismskit/ismskit/isms"

// Rules returns the rules of [Verify], [BodyCandidate.Check] and [CheckRequests], sorted
// by code. The values are copies.
func Rules() []isms.Rule {
	return isms.SortedRules(attestationRules(), bodyRules(), []isms.Rule{requestUnanswered, requestRefused})
}
