package isms

import (
	"slices"
	"strings"
)

// Severity says how much a finding weighs. The empty Severity is unknown and
// counts as [SeverityError].
type Severity string

// The severities, heaviest first.
const (
	SeverityError   Severity = "error"   // the standard says "shall", or the record contradicts itself
	SeverityWarning Severity = "warning" // auditors ask
	SeverityNote    Severity = "note"    // advice: changes no status
)

var wordsSeverities = [...][2]Severity{
	{SeverityError, "Potential nonconformity"},
	{SeverityWarning, "Potential observation"},
	{SeverityNote, "Note"},
}

// Severities returns the vocabulary of [Severity].
func Severities() Words[Severity] { return WordsOf("isms.severity", wordsSeverities[:]) }

// Rule is what a check looks for, declared once beside the code that applies
// it. Codes are a contract: they are never renamed and never change meaning.
type Rule struct {
	Code     string   `json:"code"` // "soa/missing-justification-for-exclusion": package, slash, words
	Severity Severity `json:"severity"`
	// Refs are the clauses and controls the rule speaks for, as exact items ("6.1.3 d 4", not
	// "6.1.3"): Assess counts an item as looked at only by a rule that names it.
	Refs []Ref `json:"refs"`
	// Title says what is wrong when the rule finds something.
	Title string `json:"title"`
	// Message is the sentence of a finding, in the form of [Message.Text]: "control
	// {control} is excluded without a justification".
	Message string `json:"message"`
	// Key names the arguments that, with the path, say which fact a finding is
	// about: never one that changes while the fact does not, such as an age, a count
	// or a number of days.
	Key []string `json:"key,omitzero"`
	// Needs is what the rule cannot be applied without, and the data beside the one that
	// a finding is about on whose absence its findings, or the absence of findings, rest.
	Needs []Need `json:"needs,omitzero"`
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

// For returns a copy of the rule that speaks for these refs too: for the
// control or the own item that a finding is about.
func (r Rule) For(refs ...Ref) Rule {
	r.Refs = SortRefs(append(slices.Clone(r.Refs), refs...))
	return r
}

// At returns a copy of the rule that speaks for these refs only.
func (r Rule) At(refs ...Ref) Rule {
	r.Refs = SortRefs(slices.Clone(refs))
	return r
}

// SpeaksFor reports whether ref is one of the refs that the rule names.
func (r Rule) SpeaksFor(ref Ref) bool { return slices.Contains(r.Refs, ref) }

// SortedRules returns copies of the rules of all lists, sorted by code. It is for
// packages that declare rules.
func SortedRules(lists ...[]Rule) []Rule {
	var out []Rule
	for _, r := range slices.Concat(lists...) {
		r.Refs, r.Key, r.Needs = slices.Clone(r.Refs), slices.Clone(r.Key), slices.Clone(r.Needs)
		out = append(out, r)
	}
	slices.SortFunc(out, func(a, b Rule) int { return strings.Compare(a.Code, b.Code) })
	return out
}

// Under returns a copy of the rule as it is applied to a part of a larger value, in
// which at leads to the part: the paths of what it needs lead from the larger root,
// as those of [Report.Under] do.
func (r Rule) Under(at Path) Rule {
	r.Needs = slices.Clone(r.Needs)
	for i := range r.Needs {
		if n := &r.Needs[i]; n.Path != "" {
			n.Path = n.Path.Under(at)
		}
	}
	return r
}

// RestsOn returns a copy of the rule that needs these data, too: where they are not held,
// what it finds, or does not find, says nothing.
func (r Rule) RestsOn(paths ...Path) Rule {
	r.Needs = slices.Clone(r.Needs)
	for _, p := range paths {
		if !slices.ContainsFunc(r.Needs, func(n Need) bool { return n.Path == p }) {
			r.Needs = append(r.Needs, Need{Path: p})
		}
	}
	return r
}

// Validate returns an [Error] that says what is missing in the declaration of a
// rule. It is for the tests of packages that declare some.
func (r Rule) Validate() error {
	var errs []error
	refuse := func(wrong bool, m Message, at Path, args ...Arg) {
		if wrong {
			errs = append(errs, Refuse(m, at, r.Code, args...))
		}
	}
	pkg, name, ok := strings.Cut(r.Code, "/")
	refuse(!ok || !wordy(pkg) || !wordy(name), ruleCode, "code")
	refuse(!Severities().Has(r.Severity), ruleSeverity, "severity", Severities().arg())
	refuse(len(r.Refs) == 0, rulePlaces, "refs")
	for i, ref := range r.Refs {
		at := Path("").Index("refs", i)
		_, item := LookupRequirement(ref)
		errs = append(errs, RefuseUnder(at, ref.Validate()))
		refuse(ref.Known() && !item && isDigit(ref[0]), ruleClause, at, ArgRef("ref", ref))
	}
	refuse(r.Title == "" || r.Remedy == "" || r.Since == "", ruleTexts, "")
	refuse(r.Message == "" && r.JudgementRequired == "", ruleMessage, "message")
	refuse(strings.Count(r.Message, "{") != strings.Count(r.Message, "}"), ruleBraces, "message")
	refuse(!distinct(r.Key), ruleKey, "key")
	for i, n := range r.Needs {
		refuse(n.Path == "" && n.Missing.Code == "" || n.Path.Validate() != nil, ruleNeed, Path("").Index("needs", i))
	}
	return RefuseAll(errs...)
}

// distinct reports whether the words are all there and no two the same.
func distinct(words []string) bool {
	for i, w := range words {
		if w == "" || slices.Contains(words[:i], w) {
			return false
		}
	}
	return true
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

// Need is what a rule cannot be applied without: the day of the check, a list, a
// fact of another package. See [Checker.Lacks].
type Need struct {
	Path Path `json:"path,omitzero"` // pattern of the data; empty for what is no datum, such as the day
	// Missing says why the rule is skipped without; none where absence is a fact that the
	// rule takes as such, unless it is declared that the data are not held, see [NotHeld].
	Missing Message `json:"missing,omitzero"`
}
