package isms

// Conclusion is what a person says of a requirement. The empty Conclusion means
// that nobody has decided yet.
type Conclusion string

// The conclusions.
const (
	Met    Conclusion = "met"
	NotMet Conclusion = "not met"
)

var wordsConclusions = [...][2]Conclusion{
	{Met, "Met"},
	{NotMet, "Not met"},
}

// Conclusions returns the vocabulary of [Conclusion].
func Conclusions() Words[Conclusion] { return WordsOf("isms.conclusion", wordsConclusions[:]) }

// Judgement is a person's answer where no program can decide: whether the
// policy suits the purpose, say (5.2 a). Assess shows it as judged, never as
// checked, and it overrules no finding.
type Judgement struct {
	Requirement Ref        `json:"requirement"` // an item, or a clause and all its items
	Conclusion  Conclusion `json:"conclusion"`
	By          ID         `json:"by"`                  // who judged
	On          Date       `json:"on"`                  // the day of the judgement
	Basis       string     `json:"basis"`               // what was looked at
	ValidUntil  Date       `json:"validUntil,omitzero"` // last day it counts; zero: until replaced
}

// Validate returns an [Error] that says why the judgement does not count on a day:
// something is missing, it lies in the future, or it has run out.
func (j Judgement) Validate(asOf Date) error {
	errs := []error{
		RefuseUnder("requirement", j.Requirement.Validate()),
		Conclusions().Check("conclusion", j.Conclusion),
		RefuseUnder("by", j.By.Validate()),
	}
	if j.Basis == "" {
		errs = append(errs, Refuse(nothingSaid, "basis", j.Basis))
	}
	if j.On.IsZero() {
		errs = append(errs, Refuse(dateForm, "on", ""))
	}
	switch {
	case asOf.IsZero():
		errs = append(errs, Refuse(dayMissing, "", ""))
	case j.On.After(asOf):
		errs = append(errs, Refuse(inFuture, "on", j.On.String(), ArgDate("on", j.On), ArgDate("day", asOf)))
	case !j.ValidUntil.IsZero() && j.ValidUntil.Before(asOf):
		errs = append(errs, Refuse(judgementExpired, "validUntil", j.ValidUntil.String(), ArgDate("last", j.ValidUntil), ArgDate("day", asOf)))
	}
	return RefuseAll(errs...)
}
