package soa

import (
	"iter"
	"slices"

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
		inclusionUnjustified, inclusionUnreferenced, reasonNoLongerValid, obligationGone, justificationStock, justificationRepeated,
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
		rules[i] = isms.SortedRules(rules[i : i+1])[0] // a copy
	}
	return rules
}

// Check reports what an auditor would question on a day. The calendar is that of limits
// in working days; nil works Monday to Friday. Rules whose facts are
// missing are skipped. Findings about a control concern the control too. Cost:
// linear in the size of the statement and of the facts, but for the risks of
// excluded controls, which are put in order.
func (s Statement) Check(asOf isms.Date, cal isms.Calendar, f Facts) isms.Report {
	r := run{asOf: asOf, cal: cal, f: f, limits: f.Limits.orDefault(), s: s, b: s.body()}
	r.rows = make([]seen, len(r.b.rows))
	for i := range r.rows {
		row := Row{r.b, i}
		r.rows[i] = seen{row, row.own(), row.Applicability()}
	}
	r.lack(asOf.IsZero(), needDay)
	r.lack(!r.registered(), needRegister)
	r.lack(f.Obligations == nil, needObligationsInForce)
	r.lack(f.Obligations == nil && !r.obliged(), needObligations)
	r.lack(f.Evidence == nil, needEvidence)
	r.lack(f.Plan == nil, needPlan)
	r.lack(f.Assets == nil, needAssets)
	r.lack(f.ScopeSince.IsZero(), needScopeSince)
	r.lack(f.Citations == nil, needCitations)
	r.lack(f.Assessed.IsZero(), needAssessed)
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
	cal    isms.Calendar
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

func (r *run) lack(missing bool, n isms.Need) {
	if missing {
		r.c.Lacks(n)
	}
}

// registered reports whether anything of a risk register is in the statement.
func (r *run) registered() bool { return len(r.b.pairs) > 0 || len(r.b.unresolved) > 0 }

// obliged reports whether an obligation asks for a control of the statement.
func (r *run) obliged() bool {
	return slices.ContainsFunc(r.rows, func(row seen) bool { return len(row.e.derived) > 0 })
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

// said returns where the person's word on a field of a control stands.
func said(id isms.Ref, field string) isms.Path { return place(id).Field("decision").Field(field) }

// find records a finding about the person's word on a field of a control.
func (r *run) find(rule isms.Rule, row Row, field string, args ...isms.Arg) {
	r.findAt(rule, row, said(row.Ref(), field), args...)
}

// findAt records a finding about a control.
func (r *run) findAt(rule isms.Rule, row Row, at isms.Path, args ...isms.Arg) {
	id := row.Ref()
	r.c.Find(rule.For(id), at, append([]isms.Arg{isms.ArgRef("control", id)}, args...)...)
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
