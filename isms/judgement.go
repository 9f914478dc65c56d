package isms

import (
	"fmt"

	"github.com/ismskit/ismskit/internal/text"
)

// A Conclusion is what a person says of a requirement. The empty Verdict means that
// nobody has decided yet.
type Conclusion string

// The verdicts.
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

// A Judgement is a person's answer where no program can decide: whether the
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

// Validate returns an error that says why the judgement does not count on a day:
// something is missing, it lies in the future, or it has run out.
func (j Judgement) Validate(asOf Date) error {
	fail := func(why string) error {
		return fmt.Errorf("isms: judgement of %s: %s", text.Quote(string(j.Requirement)), why)
	}
	switch {
	case !j.Requirement.Known():
		return fail("there is no such place")
	case !Conclusions().Has(j.Conclusion):
		return fail(`the verdict wants to be "met" or "not met"`)
	case j.By.Validate() != nil:
		return fail("it does not say who judged")
	case j.Basis == "":
		return fail("it does not say what was looked at")
	case j.On.IsZero():
		return fail("it has no date")
	case asOf.IsZero():
		return fail("the day to judge by is missing")
	case j.On.After(asOf):
		return fail("its date " + j.On.String() + " lies after " + asOf.String())
	case j.ValidUntil.Before(asOf):
		return fail("it ran out on " + j.ValidUntil.String())
	}
	return nil
}
