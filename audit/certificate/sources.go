package certificate

import (
	"slices"

	"github.com/ismskit/ismskit/isms"
)

var read = isms.MustDate("2026-11-22")

var sourceTable = []isms.Source{
	{
		Facts: "Two years after consultancy or internal audits (ISO/IEC 17021-1 5.2)",
		From:  "certiget.eu; aarc-360.com; dqsindia.com; bluestarcmi.com",
		Read:  read, Confidence: "high",
		Note: "The rule is; the numbers of the paragraphs, but for 5.2.6, are not.",
	},
	{
		Facts: "Accreditation bodies, multilateral agreements and misleading names",
		From:  "the source of each; see Evidence",
		Read:  read, Confidence: "low",
		Note: "Only the live register of an agreement says who is recognized for what. Bodies that are not verified never count.",
	},
	{
		Facts: "What registers say of certificates, and what not found means",
		From:  "support.iafcertsearch.org",
		Read:  read, Confidence: "owner",
	},
	{
		Facts: "IAF and ILAC became Global Accreditation Cooperation on 2026-01-01",
		From:  "european-accreditation.org; diagnostics.accreditation.ca; iioa.global; hvassallo.com",
		Read:  read, Confidence: "high",
		Note: "When the old marks end was not seen.",
	},
	{
		Facts: "Fields of a certificate (ISO/IEC 17021-1 8.2.2)",
		From:  "memory; the fields also occur in IAF CertSearch",
		Read:  read, Confidence: "low",
	},
}

// Sources returns the sources of the facts in this package. The value is a copy.
func Sources() []isms.Source { return slices.Clone(sourceTable) }
