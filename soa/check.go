package soa

import (
	"iter"

	"github.com/ismskit/ismskit/isms"
)

// Rules returns the rules of this package in the order of their clauses. The
// values are copies.
func Rules() []isms.Rule {
	rules := []isms.Rule{
		// Which controls are necessary: 6.1.3 b and c.
		annexCopy, necessaryIncomplete, controlUndecided, attributeGap,
		// The list: 6.1.3 d 1.
		treatmentControlMissing, assessmentNewer, mergeConflictUnsettled,
		// Why included: 6.1.3 d 2.
		inclusionUnjustified, inclusionUnreferenced, reasonLapsed, obligationGone, justificationStock, justificationRepeated,
		justificationUntrue,
		// How far implemented: 6.1.3 d 3 and e.
		implementationUnstated, evidenceMissing, evidenceStale, planMissing, planUnowned, planUndated, planOverdue,
		providerUnnamed, assuranceMissing,
		// Why excluded: 6.1.3 d 4.
		exclusionUnjustified, exclusionShort, exclusionOutsourced, exclusionTreated, exclusionObliged, exclusionAsset,
		exclusionDevelopment, exclusionNeeded, exclusionEssential, exclusionReviewOverdue, exclusionScopeChanged,
		// The document: 7.5.
		identificationMissing, approvalMissing, approvalByPreparer, reviewOverdue, versionSuperseded, versionCited,
	}
	for i := range rules {
		rules[i] = rules[i].For() // a copy of the places, too
	}
	return rules
}

// Check reports what an auditor would question on a day. Rules whose facts are
// missing are skipped. Findings about a control concern the control too. Cost:
// linear in the size of the statement and of the facts, but for the risks of
// excluded controls, which are put in order.
func (s Statement) Check(asOf isms.Date, f Facts) isms.Report {
	r := run{asOf: asOf, f: f, limits: f.Limits.orDefault(), s: s, b: s.body()}
	r.rows = make([]seen, len(r.b.rows))
	for i := range r.rows {
		row := Row{r.b, i}
		r.rows[i] = seen{row, row.own(), row.Applicability()}
	}
	r.checkNecessary()
	r.checkInclusions()
	r.checkTexts()
	r.checkImplementation()
	r.checkExclusions()
	r.checkDocument()
	return r.c.Report()
}

// run is one application of the rules.
type run struct {
	c      isms.Checker
	asOf   isms.Date
	f      Facts
	limits Limits
	s      Statement
	b      *body
	rows   []seen
}

// seen is a row with what the rules ask of it again and again.
type seen struct {
	Row
	e *entry
	a Applicability
}

// dated records rules that look at the day of the check: without one they cannot
// be applied.
func (r *run) dated(rules ...isms.Rule) {
	for _, rule := range rules {
		if r.asOf.IsZero() {
			r.c.Skip(rule, isms.Sentence{Text: "the day of the check is not given"})
		} else {
			r.c.Ran(rule)
		}
	}
}

func (r *run) with(a Applicability) iter.Seq[seen] {
	return func(yield func(seen) bool) {
		for _, row := range r.rows {
			if row.a == a && !yield(row) {
				return
			}
		}
	}
}

// place returns where a control stands in the statement.
func place(id isms.Ref) isms.Path { return isms.Path("").Item("controls", isms.ID(id)) }

// find records a finding about a field of a control.
func (r *run) find(rule isms.Rule, row Row, field string, args ...isms.Arg) {
	id := row.Ref()
	r.c.Find(rule.For(id), place(id).Field(field), append([]isms.Arg{isms.ArgText("control", id)}, args...)...)
}

// linked reports whether some living reason of the row points at something.
func (s seen) linked() bool {
	if s.asked() {
		return true
	}
	for _, reason := range s.e.decision.Reasons {
		if reason.linked() {
			return true
		}
	}
	return false
}
