package annexa

import (
	"iter"
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// read is the day on which the sources of this package were read.
var read = isms.MustDate("2026-11-22")

// sourceTable holds where the tables come from. "Transcription" is a public
// file whose repository is not known.
var sourceTable = [...]isms.Source{
	{
		Facts: "Numbers, titles and themes of Annex A, ISO/IEC 27001:2022",
		From:  "intuitem/ciso-assistant-community iso27001-2022.yaml; nerdkim/iso-27001-docs controls.json; GRCForge/OpenISMS iso27001Catalog.js; getprobo/probo ISO27001-2022.json; transcription of 27002 tables A.1 and B.1",
		Read:  read, Confidence: "high",
		Note: "A.8.17 is taken with synchronization (three lists: synchronisation), A.8.25 with life cycle (one transcription: lifecycle). 27001 and 27002 word A.5.21, A.5.34 and A.8.1 differently.",
	},
	{
		Facts: "Attribute values of ISO/IEC 27002:2022, corrected printing of March 2022",
		From:  "transcription of table A.1; dbarzin/deming ISO27001-2022.fr.xlsx; a list taken from the attribute boxes at the head of the clauses; a second list of these boxes; a Chinese transcription (type, capability, domain); tables for A.5 and A.8; metanorma/coradoc sample-oscal.adoc (A.5.1 to A.5.14)",
		Read:  read, Confidence: "high",
		Note: "Compared as sets, cell by cell: 15 of 465 cells had any dissent, see Disputes. Spelling is that of the vocabulary where a row of the standard prints another (A.6.6, A.7.2).",
	},
	{
		Facts: "Which controls are corrective",
		From:  "ISO/IEC 27002:2022 table A.2, as transcribed",
		Read:  read, Confidence: "high",
		Note: "The 14 controls are those of the table of attributes.",
	},
	{
		Facts: "Purposes",
		From:  "this library's own words",
		Read:  read, Confidence: "owner",
	},
	{
		Facts: "Numbers and titles of the controls of Annex A, ISO/IEC 27001:2013",
		From:  "intuitem/ciso-assistant-community iso27001-2013.yaml; monarc-project/monarc-objects ISO_IEC_27002.json; Sushegaad/MCP-Server-for-ISO27001 controls-2013.json; transcription of 27002:2022 table B.2",
		Read:  read, Confidence: "high",
		Note: "The numbers agree in all four; where one source words a title otherwise the other three decide.",
	},
	{
		Facts: "Titles of the objectives of Annex A, ISO/IEC 27001:2013",
		From:  "intuitem/ciso-assistant-community iso27001-2013.yaml; transcription of 27002:2022 table B.2",
		Read:  read, Confidence: "high",
		Note: "Two sources only.",
	},
	{
		Facts: "Correspondence of 2013 and 2022, ISO/IEC 27002:2022 tables B.1 and B.2",
		From:  "transcription of both tables, read separately; a Chinese transcription (114 of the 115 pairs); metanorma/coradoc sample-oscal.adoc (A.5.1 to A.5.14); moag1000/Little-ISMS-Helper and intuitem/ciso-assistant-community mappings, compared",
		Read:  read, Confidence: "high",
		Note: "24 controls merge 57 pairs from 56 distinct controls, because A.18.2.3 goes into two. The often quoted 35 unchanged and 23 renamed do not follow from the titles: but for spelling 34 are the same and 24 differ.",
	},
}

// Sources returns where the tables of this package come from.
func Sources() []isms.Source { return slices.Clone(sourceTable[:]) }

// Dispute is a cell of the table of attributes on which the sources did not
// all agree.
type Dispute struct {
	Control   isms.Ref  `json:"control"`
	Attribute Attribute `json:"attribute"`
	Dissent   string    `json:"dissent"` // what some source has instead
	Reason    string    `json:"reason"`  // why the table has what it has
}

// disputeTable is ordered as the standard is. The reason in figures counts the
// sources for the value taken against those that dissent.
var disputeTable = [...]Dispute{
	{"A.5.2", SecurityDomain, "without #Protection", "6 to 1"},
	{"A.5.10", CybersecurityConcept, "#Identify", "5 to 1"},
	{"A.5.13", CybersecurityConcept, "#Identify", "5 to 1"},
	{"A.5.19", CybersecurityConcept, "as in A.5.18", "a copy of the row above, in one source"},
	{"A.5.19", OperationalCapability, "as in A.5.18", "a copy of the row above, in one source"},
	{"A.5.19", SecurityDomain, "as in A.5.18", "a copy of the row above, in one source"},
	{"A.5.22", OperationalCapability, "#Information_security_assurance printed as a security domain, or left out", "a misprint of February 2022, put right in the corrected printing of March 2022; the value is none of the domains. The only cell decided against the number of sources"},
	{"A.5.29", ControlType, "#Preventive alone", "5 to 1; table A.2 lists it as corrective"},
	{"A.6.6", SecurityDomain, "#Protection and #Defence as well", "4 to 1"},
	{"A.7.4", ControlType, "#Preventive alone", "4 to 1"},
	{"A.7.4", SecurityDomain, "#Protection alone", "4 to 1"},
	{"A.7.13", SecurityDomain, "#Protection alone", "4 to 1"},
	{"A.8.1", OperationalCapability, "#Physical_security and #Asset_management", "5 to 1"},
	{"A.8.6", InformationSecurityProperty, "#Confidentiality and #Integrity", "4 to 1"},
	{"A.8.16", ControlType, "#Preventive and #Corrective", "5 to 1"},
}

// Disputes yields the cells of the table of attributes on which the sources did
// not all agree, in the order of the standard.
func Disputes() iter.Seq[Dispute] { return slices.Values(disputeTable[:]) }
