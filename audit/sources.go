package audit

import (
	"slices"

	"github.com/ismskit/ismskit/isms"
)

var read = isms.MustDate("2026-11-22")

var sourceTable = []isms.Source{
	{
		Facts: "Grades: major puts the capability to reach the intended results in doubt, minor does not (ISO/IEC 17021-1 3.12, 3.13)",
		From:  "European Accreditation FAQ 35; a public guide for service providers; urmconsulting.com; bcrm.co.uk",
		Read:  read, Confidence: "high",
	},
	{
		Facts: "Deadline policies",
		From:  "the Sources of each policy",
		Read:  read, Confidence: "high",
		Note: "Numbers of BSI, LRQA, SGS, the TUV houses, Schellman, A-LIGN, Intertek, DQS, DNV, NQA, Coalfire and Prescient were not verified: take them from their own papers.",
	},
}

// Sources returns the sources of the facts in this package. The value is a copy.
func Sources() []isms.Source { return slices.Clone(sourceTable) }
