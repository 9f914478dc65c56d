package evidence

import "github.com/ismskit/ismskit/isms"

// Maturity says how far the records of a place go. It is read off the evidence,
// never given by the organization itself. The empty Maturity means that nothing
// shows anything.
type Maturity string

const (
	Documented Maturity = "documented" // a rule or plan is on record
	Operating  Maturity = "operating"  // what is expected is there: fresh, without gaps, newer than the last change
	Improving  Maturity = "improving"  // operating, and a record in the lookback shows that something was made better
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
	case Document, ScopeRecord, Statement, AuditProgramme, DocumentReview, ProcedureReview, Approval:
		return true
	}
	return false
}

// improves reports whether a record of the kind shows that something got better.
func improves(k Kind) bool {
	switch k {
	case Improvement, CorrectiveAction, LessonsLearned:
		return true
	}
	return false
}
