package isms

import "github.com/ismskit/ismskit/internal/text"

// Conclusion is what a person says of a requirement. The empty Conclusion means
// that nobody has decided yet.
type Conclusion string

// Conclusions of a person about a requirement.
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

// Validate returns an [Error] for a judgement that is incomplete: its requirement,
// conclusion, person, basis and day are wanted.
func (j Judgement) Validate() error {
	errs := []error{
		RefuseUnder("requirement", j.Requirement.Validate()),
		Conclusions().Validate("conclusion", j.Conclusion),
		RefuseUnder("by", j.By.Validate()),
	}
	if text.Blank(j.Basis) {
		errs = append(errs, Refuse(nothingSaid, "basis", j.Basis))
	}
	if j.On.IsZero() {
		errs = append(errs, Refuse(dateForm, "on", ""))
	}
	return RefuseAll(errs...)
}

// InForce reports whether the judgement counts on a day: it is valid, was given by
// that day and has not expired. On the zero day none is in force.
func (j Judgement) InForce(asOf Date) bool {
	given := !asOf.IsZero() && !j.On.After(asOf)
	return given && (j.ValidUntil.IsZero() || !j.ValidUntil.Before(asOf)) && j.Validate() == nil
}
