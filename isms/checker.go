package isms

import "slices"

// Checker collects what a check does: which rules it applied, to what, which it
// could not apply, and what they found. It is for packages that declare rules. The
// zero Checker is ready; it is not for concurrent use.
type Checker struct {
	lacks     []Need
	ran       []Ran
	skipped   []Skipped
	uncounted []Skipped // take back what ran
	found     []Diagnostic
}

// Lacks says that something is not given: from now on each rule that needs it is
// skipped, with the reason, and finds nothing.
func (c *Checker) Lacks(needs ...Need) { c.lacks = append(c.lacks, needs...) }

// lacking returns the first need of the rule that is not given, and whether there is
// one.
func (c *Checker) lacking(r Rule) (Need, bool) {
	for _, n := range r.Needs {
		if slices.Contains(c.lacks, n) {
			return n, true
		}
	}
	return Need{}, false
}

// Ran records that the rules were applied to all there was to look at, for the
// refs that they name. Call it whether or not a rule finds something: what no
// rule looked at is not clear but not examined. A rule that needs what is lacking
// is recorded as skipped.
func (c *Checker) Ran(rules ...Rule) {
	for _, r := range rules {
		if n, lacking := c.lacking(r); lacking {
			c.Skip(r, n.Missing.With())
		} else {
			c.ran = append(c.ran, Ran{r.Code, r.Refs})
		}
	}
}

// Skip records that the rule could not be applied and why.
func (c *Checker) Skip(r Rule, why Sentence) {
	c.skipped = append(c.skipped, Skipped{r.Code, r.Refs, why.legible()})
}

// Uncounted says that the rule could not be applied to something because the calendar
// does not say to which day an interval of working days leads; err is the error of that
// count. The rule is then skipped for that reason and counts as not run, wherever else
// it ran: unknown is neither due nor in time. For any other error, and for none, it does
// nothing and returns false.
func (c *Checker) Uncounted(r Rule, err error) bool {
	why, unknown := UnknownDay(err)
	if unknown {
		c.Undetermined(r, why)
	}
	return unknown
}

// Undetermined says that the rule could not be applied to something, and why: it is
// skipped for that reason and counts as not run, wherever else it ran.
func (c *Checker) Undetermined(r Rule, why Sentence) {
	c.uncounted = append(c.uncounted, Skipped{r.Code, r.Refs, why})
}

// Find records a finding of the rule at the path. The sentence is the rule's
// message with the arguments. A finding about one control takes
// rule.For(control).
func (c *Checker) Find(r Rule, at Path, args ...Arg) {
	if _, lacking := c.lacking(r); lacking {
		return
	}
	msg := r.Message
	if msg == "" {
		msg = r.Title
	}
	severity := r.Severity
	if !Severities().Has(severity) {
		severity = SeverityError
	}
	key, args := r.keyOf(at, args), legible(slices.Clone(args))
	c.found = append(c.found, Diagnostic{
		Code: r.Code, Severity: severity, Refs: r.Refs, Path: at, Key: key, Args: args, Message: fill(msg, args, nil),
	})
}

// Report returns what was collected so far, sorted and without duplicates.
func (c *Checker) Report() Report {
	return newReport(c.counted(), slices.Concat(c.skipped, c.uncounted), slices.Clone(c.found))
}

// counted returns what ran, without what could not be counted.
func (c *Checker) counted() []Ran {
	ran := slices.Clone(c.ran)
	for _, s := range c.uncounted {
		for i := range ran {
			if ran[i].Code == s.Code {
				ran[i].Refs = slices.DeleteFunc(slices.Clone(ran[i].Refs), func(ref Ref) bool { return slices.Contains(s.Refs, ref) })
			}
		}
	}
	return slices.DeleteFunc(ran, func(r Ran) bool { return len(r.Refs) == 0 })
}
