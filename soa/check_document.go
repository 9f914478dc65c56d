package soa

import "github.com/ismskit/ismskit/isms"

var assessmentNewer = isms.Rule{
	Code:     "soa/statement-older-than-risk-assessment",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 1", "7.5.3 e"},
	Title:    "Statement older than risk assessment",
	Message:  "the statement is of {day}; the latest risk assessment is of {assessed}",
	Remedy:   "Update the Statement of Applicability from the risk register and have it approved.",
	Since:    "v0.1.0",
}

var mergeConflictUnsettled = isms.Rule{
	Code:     "soa/unresolved-merge-conflict",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 1", "7.5.2 c"},
	Title:    "Unresolved merge conflict",
	Message:  "a merge could not place the {field}: {text}",
	Remedy:   "Adopt the value or discard it.",
	Since:    "v0.1.0",
}

var identificationMissing = isms.Rule{
	Code:     "soa/incomplete-document-identification",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"7.5.2 a"},
	Title:    "Incomplete document identification",
	Message:  "the header names no {field}",
	Remedy:   "Complete organization, scope, version and date of the Statement of Applicability.",
	Since:    "v0.1.0",
}

var approvalMissing = isms.Rule{
	Code:     "soa/missing-approval-of-the-statement",
	Severity: isms.SeverityError,
	Refs:     []isms.Ref{"7.5.2 c"},
	Title:    "Missing approval of the statement",
	Message:  "version {version} is not approved on {day}: it is {state}",
	Remedy:   "Obtain approval of the Statement of Applicability from its approver.",
	Since:    "v0.1.0",
}

var approvalByPreparer = isms.Rule{
	Code:     "soa/approval-by-the-preparer",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"7.5.2 c"},
	Title:    "Approval by the preparer",
	Message:  "version {version} was prepared and approved by {by}",
	Remedy:   "Have another person approve the Statement of Applicability, or document why one person performs both.",
	Since:    "v0.1.0",
}

var reviewOverdue = isms.Rule{
	Code:     "soa/overdue-review-of-the-statement",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"7.5.2 c"},
	Title:    "Overdue review of the statement",
	Message:  "the statement was to be looked at again until {due}",
	Remedy:   "Review the Statement of Applicability and set the date of the next review.",
	Since:    "v0.1.0",
}

var versionSuperseded = isms.Rule{
	Code:     "soa/superseded-statement",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"7.5.3 e"},
	Title:    "Superseded statement",
	Message:  "version {version} is superseded since {since}",
	Remedy:   "Use the version in force.",
	Since:    "v0.1.0",
}

var versionCited = isms.Rule{
	Code:     "soa/citation-of-another-version",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"7.5.3 e"},
	Title:    "Citation of another version",
	Message:  "the document {document} cites version {cited}; this is version {version}",
	Remedy:   "Correct the citation, or inform the certification body of the new version.",
	Since:    "v0.1.0",
}

// checkDocument applies the rules on the statement as documented information.
func (r *run) checkDocument() {
	h, version := r.b.header, r.b.version
	r.c.Ran(identificationMissing, mergeConflictUnsettled)
	r.dated(approvalMissing, reviewOverdue, versionSuperseded)
	for _, f := range [...]struct {
		name    string
		missing bool
	}{
		{"organization", placeholder(h.Organization)},
		{"scope", placeholder(h.Scope)},
		{"version", version == ""},
		{"date", h.Date.IsZero()},
	} {
		if f.missing {
			r.c.Find(identificationMissing, isms.Path("header").Field(f.name), isms.ArgText("field", f.name))
		}
	}
	if !h.ReviewBy.IsZero() && h.ReviewBy.Before(r.asOf) {
		r.c.Find(reviewOverdue, "header.reviewBy", isms.ArgDate("due", h.ReviewBy))
	}
	for l := range r.s.MergeConflicts() {
		rule, at := mergeConflictUnsettled, isms.Path("header")
		if l.Control != "" {
			rule, at = rule.For(l.Control), place(l.Control)
		}
		r.c.Find(rule, at.Field(l.Field), isms.ArgText("field", l.Field), isms.ArgText("text", l.Text))
	}

	approval, ok := r.s.Approval()
	ok = ok && !(!r.asOf.IsZero() && approval.On.After(r.asOf))
	name := isms.ArgText("version", orUnnamed(version))
	if !ok && !r.asOf.IsZero() {
		r.c.Find(approvalMissing, "history", name, isms.ArgDate("day", r.asOf), isms.ArgText("state", r.stateOn()))
	}
	if ok && h.PreparedBy == "" {
		r.c.Skip(approvalByPreparer, isms.Sentence{Text: "who prepared the statement is not recorded"})
	} else {
		r.c.Ran(approvalByPreparer)
		if ok && approval.By == h.PreparedBy {
			r.c.Find(approvalByPreparer, "history", name, isms.ArgText("by", approval.By))
		}
	}
	for e := range r.s.History() {
		if e.Kind == Supersede && !(!r.asOf.IsZero() && e.On.After(r.asOf)) && !r.asOf.IsZero() {
			r.c.Find(versionSuperseded, "history", name, isms.ArgDate("since", e.On))
		}
	}

	if r.f.Citations == nil {
		r.c.Skip(versionCited, isms.Sentence{Text: "the documents that cite the statement are not given"})
	} else {
		r.c.Ran(versionCited)
	}
	for _, c := range r.f.Citations {
		if c.Version != version {
			r.c.Find(versionCited, isms.Path("").Item("citations", c.Document), isms.ArgText("document", orUnnamed(c.Document)), isms.ArgText("cited", orUnnamed(c.Version)), name)
		}
	}

	if r.f.Assessed.IsZero() {
		r.c.Skip(assessmentNewer, isms.Sentence{Text: "the day of the latest risk assessment is not given"})
		return
	}
	r.c.Ran(assessmentNewer)
	day := approval.On
	if !ok {
		day = h.Date
	}
	if !h.Assessed.IsZero() && (day.IsZero() || !h.Assessed.IsZero() && h.Assessed.Before(day)) {
		day = h.Assessed
	}
	if day.IsZero() || day.Before(r.f.Assessed) {
		r.c.Find(assessmentNewer, "header.assessed", isms.ArgDate("day", day), isms.ArgDate("assessed", r.f.Assessed))
	}
}

// stateOn returns the state that the statement had on the day of the check, as
// far as approval goes.
func (r *run) stateOn() State {
	state := Draft
	for e := range r.s.History() {
		if !(!r.asOf.IsZero() && e.On.After(r.asOf)) {
			state = after(e.Kind)
		}
	}
	return state
}
