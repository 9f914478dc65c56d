package mapping

import "iter"

// A Suggestion is a pair that independent routes agree on, where no published
// crosswalk can be shipped. It is a lead for a reviewer: it states no relation
// and proves nothing. Once somebody has reviewed it, the answer goes into a
// [Review].
type Suggestion struct {
	Source    string `json:"source"`
	Target    string `json:"target"`
	Agreement int    `json:"agreement"` // routes that suggest the pair
	Routes    int    `json:"routes"`    // routes that were asked
}

// soc2Lead is a [Suggestion] as positions in the two frameworks.
type soc2Lead struct{ source, target, agreement int32 }

// SOC2Suggestions yields the pairs from criteria of [SOC2] to controls of
// [ISO27001] that at least three of four independent routes suggest, by
// criterion. The routes are two public common control frameworks and one more
// joined on their own controls, and the AICPA assignment of SP 800-53 joined
// with NIST's crosswalk; they differ widely (over the Common Criteria two of
// them share 8 to 25 percent of their pairs), and there is no official
// crosswalk that could be read. Read 2026-11-22, low confidence.
func SOC2Suggestions() iter.Seq[Suggestion] {
	return func(yield func(Suggestion) bool) {
		for _, l := range soc2Leads {
			if !yield(Suggestion{frameSOC2.nodes[l.source].id, frameISO27001.nodes[l.target].id, int(l.agreement), 4}) {
				return
			}
		}
	}
}

// SOC2Provenance says where the suggestions come from and what they are worth.
func SOC2Provenance() Provenance { return soc2Provenance() }
