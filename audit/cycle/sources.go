package cycle

import (
	"slices"

	"github.com/ismskit/ismskit/isms"
)

var read = isms.MustDate("2026-11-22")

var sourceTable = []isms.Source{
	{
		Facts: "Cycle: surveillance once a calendar year, the first within 12 months of the decision, recertification before expiry (ISO/IEC 17021-1 9.1.3)",
		From:  "gcerti.com; acq.ae",
		Read:  read, Confidence: "high",
		Note: "That later cycles begin with the recertification decision was not seen in a public text.",
	},
	{
		Facts: "No longest time from stage 1 to stage 2 (ISO/IEC 17021-1 9.3.1.2.4)",
		From:  "European Accreditation FAQ 49.3 of March 2025; auvacertification.com",
		Read:  read, Confidence: "high",
	},
	{
		Facts: "Major nonconformities verified and plans for minor ones accepted before a decision; 6 months after stage 2 (ISO/IEC 17021-1 9.5.2, 9.5.3.2)",
		From:  "eng.iicregistrar.com; isoqar.pk; a certification contract in a public repository; copy of a Bureau Veritas report annex",
		Read:  read, Confidence: "high",
	},
	{
		Facts: "Recertification, restoration within 6 months after expiry (ISO/IEC 17021-1 9.6.3)",
		From:  "gcerti.com; acq.ae; certbodies.co.uk; iaffaq.com; parkinsonhowe.co.uk",
		Read:  read, Confidence: "high",
		Note: "That a restored certificate follows the former cycle was not seen in a public text; see Terms.RestoredFrom.",
	},
	{
		Facts: "Suspension, restoration, withdrawal, not more than 6 months in most cases (ISO/IEC 17021-1 9.6.5)",
		From:  "elsmar.com thread 47276; iicregistrar.com; iqcsindia.com; isoqar.pk",
		Read:  read, Confidence: "high",
	},
	{
		Facts: "Transitions of states; neither certificate nor mark is used before a certificate is granted, while it is suspended, and after expiry or withdrawal (ISO/IEC 17021-1 8.3.4, 9.6.5)",
		From:  "elsmar.com thread 47276; iitc.com.ua",
		Read:  isms.MustDate("2026-11-29"), Confidence: "low",
		Note: "Suspension was read there; the text of 8.3.4 was not seen in a public text.",
	},
	{
		Facts: "Transfer of certificates (IAF MD 2)",
		From:  "ibmscert.com; gicia.org; mdsap.global",
		Read:  read, Confidence: "high",
	},
	{
		Facts: "End of ISO/IEC 27001:2013 on 2025-10-31 (IAF MD 26)",
		From:  "identityunderground.wordpress.com; rva.nl; dqsglobal.com; cpg.global",
		Read:  read, Confidence: "high",
	},
	{
		Facts: "Audit time and complexity tables (ISO/IEC 27006-1:2024 C.1 to C.4), effective number of personnel (C.3.4)",
		From:  "a national accreditation document that cites ISO/IEC 27006 (all 22 rows); a table headed 27006-1:2024 C.1 in a public repository (to 2,675 persons); digitrust.nl (to 175); cercoms.nl; European Accreditation FAQ 48.6",
		Read:  read, Confidence: "high",
		Note: "The words for the levels of the last four factors, rounding to half days and the share of stage 1 were not confirmed and are not constants here.",
	},
	{
		Facts: "Surveillance a third, recertification two thirds of the initial time; at most 30 % less",
		From:  "European Accreditation FAQ 32.2; a public contract",
		Read:  read, Confidence: "high",
	},
	{
		Facts: "Samples of sites (IAF MD 1)",
		From:  "European Accreditation FAQ 42.6 and 46.5; a public guide for service providers",
		Read:  read, Confidence: "high",
		Note: "That small sites are not merged before the root was seen in one source.",
	},
}

// Sources returns the sources of the facts in this package. The value is a copy.
func Sources() []isms.Source { return slices.Clone(sourceTable) }
