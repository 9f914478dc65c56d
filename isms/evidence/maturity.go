package evidence

import "github.com/ismskit/ismskit/isms"

// Maturity is what the evidence for a requirement or control demonstrates. It is
// derived from the records, never stated by the organization. The empty Maturity
// means that nothing is demonstrated.
type Maturity string

// Degrees of maturity, lowest first.
const (
	Documented Maturity = "documented" // a rule or plan is documented
	Operating  Maturity = "operating"  // the expected evidence is there: valid, without gaps, newer than the last change
	Improving  Maturity = "improving"  // operating, and a record of the lookback demonstrates an improvement
)

var wordsMaturities = [...][2]Maturity{
	{Documented, "Documented"},
	{Operating, "Operating"},
	{Improving, "Improving"},
}

// Maturities returns the vocabulary of [Maturity].
func Maturities() isms.Words[Maturity] { return isms.WordsOf("evidence.maturity", wordsMaturities[:]) }

// documents reports whether a record of the kind shows that a rule or plan exists.
func documents(k Kind) bool {
	switch k {
	case KindApprovedDocument, KindScopeRecord, KindStatementOfApplicability, KindAuditProgramme, KindDocumentReview, KindProcedureReview, KindApproval:
		return true
	}
	return false
}

// improves reports whether a record of the kind shows that something got better.
func improves(k Kind) bool {
	switch k {
	case KindImprovementRecord, KindCorrectiveActionRecord, KindLessonsLearned:
		return true
	}
	return false
}
