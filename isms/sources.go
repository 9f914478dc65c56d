package isms

// Confidence is how sure a fact is. The empty Confidence is unknown.
type Confidence string

// The degrees of confidence, highest first.
const (
	ConfidenceOwner    Confidence = "owner"    // stated by the body that owns the fact
	ConfidenceHigh     Confidence = "high"     // two or more independent sources agree, or a single one dissents
	ConfidenceResolved Confidence = "resolved" // the sources conflict and a documented reason decided
	ConfidenceLow      Confidence = "low"      // one source, or none that could be checked
	ConfidenceProposal Confidence = "proposal" // a proposal of this library
)

var wordsConfidences = [...][2]Confidence{
	{ConfidenceOwner, "Stated by its owner"},
	{ConfidenceHigh, "High"},
	{ConfidenceResolved, "Resolved from conflicting sources"},
	{ConfidenceLow, "Low"},
	{ConfidenceProposal, "Proposal of this library"},
}

// Confidences returns the vocabulary of [Confidence].
func Confidences() Words[Confidence] { return WordsOf("isms.confidence", wordsConfidences[:]) }

// Source says where a table of facts comes from.
type Source struct {
	Facts      string     `json:"facts"` // what it covers
	From       string     `json:"from"`  // who says so
	Read       Date       `json:"read"`  // the day somebody looked
	Confidence Confidence `json:"confidence"`
	Note       string     `json:"note,omitzero"`
}

var sourceTable = [...]Source{
	{
		Facts: "Numbers and titles of clauses 4 to 10 of ISO/IEC 27001:2022",
		From:  "intuitem/ciso-assistant-community iso27001-2022.yaml; moag1000/Little-ISMS-Helper ISO27001_CLAUSES.md; wintersw/ISO-IEC-27001-Security-Knowledge-Base; pages of iso27diy, hicomply, advisera",
		Read:  civil(2026, 11, 22), Confidence: "high",
		Note: "One list writes Planning for changes (6.3) and Operations (8); taken: Planning of changes, Operation.",
	},
	{
		Facts: "Letters of the items of clauses 4 to 10",
		From:  "iso27001.com, hightable.io, iso27diy, 27kay, preteshbiswas.com and the text of 2013; each item in one or more",
		Read:  civil(2026, 11, 22), Confidence: "low",
		Note: "Letters of 4.3 and 5.3 were not seen in a public text. Items s1, s2 ... and 6.1.3 d 1 to 4 are numbered by this library.",
	},
	{
		Facts: "Documented information that the clauses ask for",
		From:  "iso27001.com, isms.bokarosteel.in, armour.ai, isomanaged, undercodetesting, compared",
		Read:  civil(2026, 11, 22), Confidence: "high",
		Note: "Public lists count 14 to 18 entries; each entry here says whether it is explicit, implied or conditional.",
	},
	{
		Facts: "Titles of Annex A and of its four themes",
		From:  "dogmasys.com, gabriel.hk, vulnerability-recent.blogspot.com, microlise.com; webservices.lmsoft.com for the title of the annex",
		Read:  civil(2026, 11, 22), Confidence: "high",
		Note: "The title of Annex A itself was seen in one of them. Some write Organizational.",
	},
	{
		Facts: "Amendment 1:2024: one sentence in 4.1, one note in 4.2",
		From:  "hightable.io, urmconsulting.com, w-l-p, equalassurance.com, wintersw climate-amendment-2024.md",
		Read:  civil(2026, 11, 22), Confidence: "high",
	},
}

// Sources returns where the tables of this package come from.
func Sources() []Source {
	s := make([]Source, len(sourceTable))
	copy(s, sourceTable[:])
	return s
}
