package soa

import (
	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

var assessmentNewer = isms.Rule{
	Code:     "soa/statement-older-than-risk-assessment",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 1", "7.5.3 e"},
	Title:    "Statement older than risk assessment",
	Message:  "the Statement of Applicability of {day} predates the risk assessment of {assessed}",
	Needs:    []isms.Need{needAssessed},
	Remedy:   "Update the Statement of Applicability from the risk register and have it approved.",
	Since:    "v0.1.0",
}.RestsOn("header.date", "header.assessed", "history")

var mergeConflictUnsettled = isms.Rule{
	Code:     "soa/unresolved-merge-conflict",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 1", "7.5.2 c"},
	Title:    "Unresolved merge conflict",
	Message:  "after a merge there is another value for the {field}: {text}",
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
	Message:  "version {version} of the Statement of Applicability is not approved; its state is {state}",
	Needs:    []isms.Need{needDay},
	Remedy:   "Obtain approval of the Statement of Applicability from its approver.",
	Since:    "v0.1.0",
}.RestsOn("history")

var approvalByPreparer = isms.Rule{
	Code:     "soa/approval-by-the-preparer",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"7.5.2 c"},
	Title:    "Approval by the preparer",
	Message:  "version {version} was prepared and approved by {by}",
	Needs:    []isms.Need{needPreparer},
	Remedy:   "Have another person approve the Statement of Applicability, or document why one person performs both.",
	Since:    "v0.1.0",
}.RestsOn("history", "header")

var reviewOverdue = isms.Rule{
	Code:     "soa/overdue-review-of-the-statement",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"7.5.2 c"},
	Title:    "Overdue review of the statement",
	Message:  "the review of the Statement of Applicability was due by {due}",
	Needs:    []isms.Need{needDay},
	Remedy:   "Review the Statement of Applicability and set the date of the next review.",
	Since:    "v0.1.0",
}.RestsOn("header", "header.reviewBy")

var versionSuperseded = isms.Rule{
	Code:     "soa/superseded-statement",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"7.5.3 e"},
	Title:    "Superseded statement",
	Message:  "version {version} has been superseded since {since}",
	Needs:    []isms.Need{needDay},
	Remedy:   "Use the version in force.",
	Since:    "v0.1.0",
}.RestsOn("history")

var versionCited = isms.Rule{
	Code:     "soa/citation-of-another-version",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"7.5.3 e"},
	Title:    "Citation of another version",
	Message:  "document {document} cites version {cited}; this is version {version}",
	Key:      []string{"document", "cited"},
	Needs:    []isms.Need{needCitations},
	Remedy:   "Correct the citation, or inform the certification body of the new version.",
	Since:    "v0.1.0",
}.RestsOn("header")

// checkDocument applies the rules on the statement as documented information.
func (r *run) checkDocument() {
	h, version := r.b.header, r.b.version
	r.c.Ran(identificationMissing, mergeConflictUnsettled, approvalMissing, reviewOverdue, versionSuperseded, versionCited, assessmentNewer)
	for _, f := range [...]struct {
		name    string
		at      isms.Path
		missing bool
	}{
		{"organization", "header.organization", text.Blank(h.Organization)},
		{"scope", "header.scope", text.Blank(h.Scope)},
		{"version", "version", text.Blank(version)},
		{"date", "header.date", h.Date.IsZero()},
	} {
		if f.missing {
			r.c.Find(identificationMissing, f.at, argField(f.name))
		}
	}
	if !h.ReviewBy.IsZero() && h.ReviewBy.Before(r.asOf) {
		r.c.Find(reviewOverdue, "header.reviewBy", isms.ArgDate("due", h.ReviewBy))
	}
	r.conflicts(mergeConflictUnsettled, "", r.b.mergeConflict)
	for _, row := range r.rows {
		r.conflicts(mergeConflictUnsettled.For(row.Ref()), place(row.Ref()), row.e.mergeConflict)
	}
	r.checkHistory()
	for _, c := range r.f.Citations {
		if c.Version != version {
			r.c.Find(versionCited, "version", isms.ArgID("document", c.Document), argVersion("cited", c.Version), argVersion("version", version))
		}
	}
	day := h.Date
	if approval, ok := r.approval(); ok {
		day = approval.On
	}
	if !h.Assessed.IsZero() && (day.IsZero() || h.Assessed.Before(day)) {
		day = h.Assessed
	}
	if day.Before(r.f.Assessed) {
		r.c.Find(assessmentNewer, "header.assessed", isms.ArgDate("day", day), isms.ArgDate("assessed", r.f.Assessed))
	}
}

func (r *run) conflicts(rule isms.Rule, at isms.Path, list []MergeConflict) {
	for i, l := range list {
		r.c.Find(rule, at.Index("mergeConflicts", i), argField(l.Field), isms.ArgText("text", l.Text))
	}
}

// past reports whether an event has happened by the day of the check; all have if
// there is none.
func (r *run) past(e Event) bool { return r.asOf.IsZero() || !e.On.After(r.asOf) }

// approval returns the approval that counts on the day of the check, and whether
// there is one.
func (r *run) approval() (Event, bool) {
	e, ok := r.s.Approval()
	return e, ok && r.past(e)
}

// checkHistory applies the rules on what happened to the version.
func (r *run) checkHistory() {
	version := argVersion("version", r.b.version)
	approval, ok := r.approval()
	if !ok {
		r.c.Find(approvalMissing, "history", version, isms.ArgWord("state", States(), r.stateOn()))
	}
	if ok && r.b.header.PreparedBy == "" {
		r.c.Lacks(needPreparer)
	}
	r.c.Ran(approvalByPreparer)
	for i, e := range r.b.history {
		if ok && e == approval && e.By == r.b.header.PreparedBy {
			r.c.Find(approvalByPreparer, isms.Path("").Index("history", i).Field("by"), version, isms.ArgID("by", e.By))
		}
		if e.Kind == Supersede && r.past(e) {
			r.c.Find(versionSuperseded, isms.Path("").Index("history", i), version, isms.ArgDate("since", e.On))
		}
	}
}

// stateOn returns the state that the statement had on the day of the check, as
// far as approval goes.
func (r *run) stateOn() State {
	state := Draft
	for _, e := range r.b.history {
		if r.past(e) {
			state = after(e.Kind)
		}
	}
	return state
}
