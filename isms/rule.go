package isms

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/internal/text"
)

// A Severity says how much a finding weighs. The empty Severity is unknown and
// counts as Error.
type Severity string

// The severities, heaviest first.
const (
	Error   Severity = "error"   // the standard says "shall", or the record contradicts itself
	Warning Severity = "warning" // auditors ask
	Note    Severity = "note"    // advice: changes no status
)

var wordsSeverities = [...][2]Severity{
	{Error, "Error"},
	{Warning, "Warning"},
	{Note, "Note"},
}

// Severities returns the vocabulary of [Severity].
func Severities() Words[Severity] { return WordsOf("isms.severity", wordsSeverities[:]) }

// A Rule is what a check looks for, declared once beside the code that applies
// it. Codes are a contract: they are never renamed and never change meaning.
type Rule struct {
	Code     string   `json:"code"` // "soa/missing-justification-for-exclusion": package, slash, words
	Severity Severity `json:"severity"`
	// Refs are the places the rule speaks for, as exact items ("6.1.3 d 4", not
	// "6.1.3"): Assess counts an item as looked at only by a rule that names it.
	Refs []Ref `json:"refs"`
	// Title says what is wrong when the rule finds something.
	Title string `json:"title"`
	// Message is the sentence of a finding, with the names of its arguments in
	// braces: "control {control} is excluded without a justification". An argument
	// that is the text of an item of clauses 4 to 10 is said as [Ref.Citation] does.
	Message string `json:"message"`
	// Remedy says what makes the finding go away.
	Remedy string `json:"remedy"`
	// Basis says where the rule comes from if not from Refs, and that it is this
	// library's proposal where it is.
	Basis string `json:"basis,omitzero"`
	Since string `json:"since"` // first version of this library that has it
	// JudgementRequired, if not empty, says why no program can apply the rule; a
	// Judgement answers it.
	JudgementRequired string `json:"judgementRequired,omitzero"`
}

// For returns a copy of the rule that speaks for these places too: for the
// control or the own item that a finding is about.
func (r Rule) For(refs ...Ref) Rule {
	r.Refs = SortRefs(append(slices.Clone(r.Refs), refs...))
	return r
}

// At returns a copy of the rule that speaks for these places only.
func (r Rule) At(refs ...Ref) Rule {
	r.Refs = SortRefs(slices.Clone(refs))
	return r
}

// SpeaksFor reports whether ref is one of the places that the rule names.
func (r Rule) SpeaksFor(ref Ref) bool { return slices.Contains(r.Refs, ref) }

// SortedRules returns copies of the rules of all lists, sorted by code. It is for
// packages that declare rules.
func SortedRules(lists ...[]Rule) []Rule {
	var out []Rule
	for _, r := range slices.Concat(lists...) {
		r.Refs = slices.Clone(r.Refs)
		out = append(out, r)
	}
	slices.SortFunc(out, func(a, b Rule) int { return strings.Compare(a.Code, b.Code) })
	return out
}

// Validate returns an error that says what is missing in the declaration of a
// rule. It is for the tests of packages that declare some.
func (r Rule) Validate() error {
	fail := func(why string) error { return fmt.Errorf("isms: rule %q: %s", r.Code, why) }
	pkg, name, ok := strings.Cut(r.Code, "/")
	switch {
	case !ok || !wordy(pkg) || !wordy(name):
		return fail("the code wants the form package/some-words in lower case")
	case !Severities().Has(r.Severity):
		return fail("the severity wants to be error, warning or note")
	case len(r.Refs) == 0:
		return fail("it names no clause or control")
	case r.Title == "" || r.Remedy == "" || r.Since == "":
		return fail("title, what settles it, and since are needed")
	case r.Message == "" && r.JudgementRequired == "":
		return fail("a message is needed")
	case strings.Count(r.Message, "{") != strings.Count(r.Message, "}"):
		return fail("the braces of the message do not pair")
	}
	for _, ref := range r.Refs {
		if !ref.Known() {
			return fail("there is no place " + text.Quote(string(ref)))
		}
		if _, item := LookupRequirement(ref); !item && isDigit(ref[0]) {
			return fail(string(ref) + " is not a single item: name the items it holds")
		}
	}
	return nil
}

func wordy(s string) bool {
	for w := range strings.SplitSeq(s, "-") {
		if w == "" {
			return false
		}
		for i := range len(w) {
			if (w[i] < 'a' || w[i] > 'z') && !isDigit(w[i]) {
				return false
			}
		}
	}
	return true
}
