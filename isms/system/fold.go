package system

import (
	"strings"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/soa"
)

// follows declares which findings follow from others: what is missing as a whole
// says all of its parts, and what two packages ask for the same is asked for once.
func follows() []isms.Follows {
	list := []isms.Follows{
		{Code: "risk/likelihood-not-rated", From: "risk/risk-level-not-determined", Datum: in("register.risks[*]")},
		{Code: "risk/impact-not-rated", From: "risk/risk-level-not-determined", Datum: in("register.risks[*]")},
		{Code: "risk/risk-acceptability-not-determined", From: "risk/risk-level-not-determined", Datum: in("register.risks[*]")},
		{Code: "risk/overdue-risk-assessment", From: "risk/risk-level-not-determined", Datum: never("last", in("register.risks[*]"))},

		{Code: "soa/implemented-control-without-evidence", From: "evidence/missing-evidence-of-operation", Datum: control},
		{Code: "soa/implemented-control-with-outdated-evidence", From: "evidence/outdated-evidence", Datum: control},

		{Code: "programme/clause-not-covered-by-audits", From: "programme/incomplete-audit-programme", Datum: in("programme.audits")},
		{Code: "programme/necessary-control-not-covered-by-audits", From: "programme/incomplete-audit-programme", Datum: in("programme.audits")},

		{Code: "record/overdue-review-of-issues", From: "record/missing-internal-or-external-issues", Datum: never("last", in("records.context"))},
		{Code: "record/undated-scope", From: "record/missing-scope-statement", Datum: in("records.scope")},
		{Code: "record/missing-scope-boundaries", From: "record/missing-scope-statement", Datum: in("records.scope")},
		{Code: "record/missing-interfaces-and-dependencies", From: "record/missing-scope-statement", Datum: in("records.scope")},
		{Code: "record/overdue-review-of-information-security-policy", From: "record/unapproved-information-security-policy", Datum: never("last", in("records.policy"))},
		{Code: "record/unassigned-responsibility-for-the-isms", From: "record/missing-information-security-roles", Datum: in("records.roles")},
		{Code: "record/planning-purpose-without-action", From: "record/missing-actions-to-address-risks-and-opportunities", Datum: in("records.actions")},
	}
	for _, r := range soa.Rules() { // what is wrong in the version in force and in the draft
		list = append(list, isms.Follows{Code: r.Code, From: r.Code, Datum: sameFact})
	}
	return list
}

// sameFact names the fact of a finding in a statement by the input that it comes from,
// so that it is one in a version and in the draft, and two facts at one place are two.
func sameFact(d isms.Diagnostic) string {
	identity := strings.TrimPrefix(d.Key, d.Code+" "+string(d.Path))
	return string(inputOf(d.Path)) + identity
}

// inputOf returns the input that a datum of a version of the statement comes from, and
// any other path as it is.
func inputOf(p isms.Path) isms.Path {
	at, version := p.Match("statements[*]")
	if !version {
		return p
	}
	return draftOrigin(isms.Path(strings.TrimPrefix(string(p[len(at):]), ".")))
}

// in names the item or the part that a finding lies in.
func in(pattern isms.Path) func(isms.Diagnostic) string {
	return func(d isms.Diagnostic) string {
		at, _ := d.Path.Match(pattern)
		return string(at)
	}
}

// never is for findings of what has not happened even once: an argument names the
// last day, and there is none.
func never(last string, datum func(isms.Diagnostic) string) func(isms.Diagnostic) string {
	return func(d isms.Diagnostic) string {
		if a := d.Arg(last); a.Value != "" {
			return ""
		}
		return datum(d)
	}
}

// control names the control that a finding is about.
func control(d isms.Diagnostic) string {
	for _, ref := range d.Refs {
		if ref.IsControl() {
			return string(ref)
		}
	}
	return ""
}
