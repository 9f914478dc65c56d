package isms

import "slices"

// A Checker collects what a check does: which rules it applied, to what, which
// it could not apply, and what they found. It is for packages that declare
// rules. The zero Checker is ready; it is not for concurrent use.
type Checker struct {
	ran     []Ran
	skipped []Skipped
	found   []Diagnostic
}

// Ran records that the rule was applied to all there was to look at, for the
// places that it names. Call it whether or not the rule finds something: what no
// rule looked at is not clear but not examined.
func (c *Checker) Ran(rules ...Rule) {
	for _, r := range rules {
		c.ran = append(c.ran, Ran{r.Code, r.Refs})
	}
}

// Skip records that the rule could not be applied and why: a fact is missing.
func (c *Checker) Skip(r Rule, why string) {
	c.skipped = append(c.skipped, Skipped{r.Code, r.Refs, why})
}

// Find records a finding of the rule at the path. The sentence is the rule's
// message with the arguments filled in. A finding about one control takes
// rule.For(control).
func (c *Checker) Find(r Rule, at Path, args ...Arg) {
	msg := r.Message
	if msg == "" {
		msg = r.Title
	}
	severity := r.Severity
	if !Severities().Has(severity) {
		severity = Error
	}
	c.found = append(c.found, Diagnostic{
		Code: r.Code, Severity: severity, Refs: r.Refs, Path: at,
		Args: slices.Clone(args), Message: sentence(msg, args),
	})
}

// Report returns what was collected so far, sorted and without duplicates.
func (c *Checker) Report() Report {
	return newReport(slices.Clone(c.ran), slices.Clone(c.skipped), slices.Clone(c.found))
}
