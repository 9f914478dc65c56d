package record_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/record"
	"github.com/ismskit/ismskit/isms/record/recordtest"
)

var today = isms.MustDate("2026-11-22")

func sound() record.Records { return recordtest.Sound(today, 6) }

func codes(r isms.Report) []string {
	out := []string{}
	for d := range r.Found() {
		if !slices.Contains(out, d.Code) {
			out = append(out, d.Code)
		}
	}
	slices.Sort(out)
	return out
}

func TestSoundRecordsHaveNoFinding(t *testing.T) {
	for _, day := range []isms.Date{today, isms.MustDate("2028-02-29"), isms.MustDate("2025-03-31")} {
		for d := range recordtest.Sound(day, 60).Check(day, nil).Found() {
			t.Errorf("on %s: %s", day, d)
		}
	}
}

func ago(days int) isms.Date { return today.AddDays(-days) }

// ruleCase is a change of the sound records, and the rules that find something then.
type ruleCase struct {
	change string
	do     func(*record.Records)
	want   []string
}

func ruleCases() []ruleCase {
	type R = record.Records
	return []ruleCase{
		{"issue without ID", func(r *R) { r.Context.Issues[1].ID = "" }, []string{"record/invalid-record-id"}},
		{"one ID for two", func(r *R) { r.Context.Issues[1].ID = "I-1" }, []string{"record/duplicate-record-id"}},
		{"no external issue", func(r *R) { r.Context.Issues = r.Context.Issues[:1] }, []string{"record/missing-internal-or-external-issues"}},
		{"issue of no kind", func(r *R) { r.Context.Issues[1].Kind = "odd" }, []string{"record/issue-neither-internal-nor-external", "record/missing-internal-or-external-issues"}},
		{"context long ago", func(r *R) { r.Context.Reviewed = ago(370) }, []string{"record/overdue-review-of-issues"}},
		{"climate undecided", func(r *R) { r.Context.Climate = record.Climate{} }, []string{"record/undecided-relevance-of-climate-change"}},
		{"climate without reason", func(r *R) { r.Context.Climate.Reason = " " }, []string{"record/incomplete-climate-change-decision"}},
		{"climate relevant, no issue", func(r *R) { r.Context.Climate.Relevant = isms.Yes }, []string{"record/relevant-climate-change-without-related-issue"}},
		{"climate relevant, with issue", func(r *R) {
			r.Context.Climate.Relevant, r.Context.Issues[1].Climate = isms.Yes, true
		}, []string{}},
		{"no parties", func(r *R) { r.Parties = nil }, []string{"record/missing-interested-parties"}},
		{"party wants nothing", func(r *R) { r.Parties[1].Requirements = nil }, []string{"record/interested-party-without-requirements"}},
		{"need undecided", func(r *R) { r.Parties[0].Requirements[0].Addressed = "" }, []string{"record/undecided-requirement-of-interested-party"}},
		{"need declined", func(r *R) { r.Parties[1].Requirements[0].Reason = "" }, []string{"record/requirement-not-addressed-without-reason"}},
		{"no scope", func(r *R) { r.Scope.Statement = "" }, []string{"record/missing-scope-statement"}},
		{"no unit", func(r *R) { r.Scope.Elements[3].Kind = "" }, []string{"record/missing-scope-boundaries"}},
		{"excluded without reason", func(r *R) { r.Scope.Elements[8].Reason = "" }, []string{"record/scope-exclusion-without-justification"}},
		{"clients buy what is outside", func(r *R) { r.Scope.Elements[8].Bought = true }, []string{"record/client-service-outside-the-scope"}},
		{"a part serves nothing", func(r *R) { r.Scope.Elements[1].DependsOn = []isms.ID{"operations"} }, []string{"record/scope-element-without-dependent-service-or-process"}},
		{"nobody drew what depends on what", func(r *R) {
			for i := range r.Scope.Elements {
				r.Scope.Elements[i].DependsOn = nil
			}
		}, []string{}},
		{"issue after scope", func(r *R) { r.Context.Issues[0].Raised = ago(5) }, []string{"record/scope-older-than-issues"}},
		{"need after scope", func(r *R) { r.Parties[0].Requirements[0].Since = ago(5) }, []string{"record/scope-older-than-requirements"}},
		{"scope without a day", func(r *R) { r.Scope.Determined = isms.Date{} }, []string{"record/undated-scope"}},
		{"dependency unnamed", func(r *R) { r.Scope.Interfaces = nil }, []string{"record/dependency-without-interface"}},
		{"excluded asset in use", func(r *R) { r.Scope.Elements[6].Excluded, r.Scope.Elements[6].Reason = true, "old" }, []string{"record/dependency-without-interface"}},
		{"no dependency, no interface", func(r *R) {
			r.Scope.Interfaces, r.Scope.Elements[2].DependsOn = nil, []isms.ID{"rmm", "homes"}
		}, []string{"record/missing-interfaces-and-dependencies"}},
		{"no processes", func(r *R) { r.Processes = nil }, []string{"record/action-not-integrated-into-processes", "record/missing-isms-processes"}},
		{"process alone", func(r *R) { r.Processes[0].Feeds, r.Processes[1].Feeds = nil, []isms.ID{"incident"} }, []string{"record/process-without-interactions"}},
		{"process unowned", func(r *R) { r.Processes[0].Owner = "" }, []string{"record/process-without-owner"}},
		{"process without criteria", func(r *R) { r.Processes[0].Criteria = "" }, []string{"record/process-without-criteria"}},
		{"process unchecked", func(r *R) { r.Processes[1].Evaluated = ago(120) }, []string{"record/overdue-evaluation-of-process"}},
		{"nobody on top", func(r *R) { r.TopManagement = nil }, []string{"record/missing-evidence-of-leadership", "record/unnamed-top-management"}},
		{"act by somebody else", func(r *R) { r.Leadership[0].By = "ciso" }, []string{"record/missing-evidence-of-leadership"}},
		{"policy without approver", func(r *R) { r.Policy.ApprovedBy = "" }, []string{"record/unapproved-information-security-policy"}},
		{"policy approved tomorrow", func(r *R) { r.Policy.ApprovedOn = today.AddDays(1) }, []string{"record/overdue-review-of-information-security-policy", "record/policy-not-communicated", "record/unapproved-information-security-policy"}},
		{"policy approved by another", func(r *R) { r.Policy.ApprovedBy = "ciso" }, []string{"record/policy-approved-without-authority"}},
		{"policy of old", func(r *R) { r.Policy.ApprovedOn = ago(400) }, []string{"record/overdue-review-of-information-security-policy"}},
		{"policy without frame", func(r *R) { r.Policy.Objectives = "" }, []string{"record/policy-without-framework-for-objectives"}},
		{"policy without commitment", func(r *R) { r.Policy.Improvement = "" }, []string{"record/policy-without-required-commitment"}},
		{"policy not made known", func(r *R) { r.Policy.Communicated = ago(91) }, []string{"record/policy-not-communicated"}},
		{"policy for whom", func(r *R) { r.Policy.Available = isms.No }, []string{"record/undecided-availability-of-policy"}},
		{"no roles", func(r *R) { r.Roles = nil }, []string{"record/missing-information-security-roles", "record/unassigned-responsibility-for-the-isms"}},
		{"role without authority", func(r *R) { r.Roles[0].Authority = "" }, []string{"record/role-not-assigned-or-without-authority"}},
		{"role not made known", func(r *R) { r.Roles[0].Communicated = isms.Date{} }, []string{"record/role-assignment-not-communicated"}},
		{"duty dropped", func(r *R) { r.Roles[0].Responsibilities = slices.Collect(record.Responsibilities().All())[:1] }, []string{"record/unassigned-responsibility-for-the-isms"}},
		{"nothing planned", func(r *R) { r.Actions = nil }, []string{"record/missing-actions-to-address-risks-and-opportunities", "record/planning-purpose-without-action"}},
		{"planned from nowhere", func(r *R) { r.Actions[0].From = nil }, []string{"record/action-without-related-issue-or-requirement"}},
		{"aim dropped", func(r *R) { r.Actions[0].Purposes = slices.Collect(record.Purposes().All())[1:] }, []string{"record/planning-purpose-without-action"}},
		{"action without day", func(r *R) { r.Actions[0].Due = isms.Date{} }, []string{"record/incomplete-plan-of-action"}},
		{"action in no process", func(r *R) { r.Actions[0].Process = "" }, []string{"record/action-not-integrated-into-processes"}},
		{"action not evaluated", func(r *R) { r.Actions[0].Evaluation = "" }, []string{"record/action-without-evaluation-of-effectiveness"}},
		{"no objectives", func(r *R) { r.Objectives = nil }, []string{"record/missing-information-security-objectives"}},
		{"objective for nobody", func(r *R) { r.Objectives[0].Function = "" }, []string{"record/objective-without-function-or-level"}},
		{"objective without measure", func(r *R) { r.Objectives[0].Indicator = "" }, []string{"record/objective-without-indicator"}},
		{"objective not measurable", func(r *R) { r.Objectives[0].Indicator, r.Objectives[0].NotMeasurable = "", "judged in talks" }, []string{}},
		{"objective from nothing", func(r *R) { r.Objectives[0].Basis = nil }, []string{"record/objective-without-related-requirement-or-risk"}},
		{"objective not followed", func(r *R) { r.Objectives[0].Set, r.Objectives[0].Results = ago(130), nil }, []string{"record/overdue-monitoring-of-objective"}},
		{"objective set long ago and followed", func(r *R) { r.Objectives[0].Set, r.Objectives[0].Communicated = ago(300), ago(290) }, []string{}},
		{"result to come", func(r *R) {
			r.Objectives[0].Set, r.Objectives[0].Communicated, r.Objectives[0].Results[0].On = ago(300), ago(290), today.AddDays(1)
		}, []string{"record/overdue-monitoring-of-objective"}},
		{"objective not told", func(r *R) { r.Objectives[0].Communicated = isms.Date{} }, []string{"record/objective-not-communicated"}},
		{"objective late", func(r *R) { r.Objectives[0].Due = ago(1) }, []string{"record/overdue-objective"}},
		{"objective late and judged", func(r *R) { r.Objectives[0].Due, r.Objectives[0].Results[0].Final = ago(1), true }, []string{}},
		{"objective due today", func(r *R) { r.Objectives[0].Due = today }, []string{}},
		{"objective without plan", func(r *R) { r.Objectives[0].What = "" }, []string{"record/objective-without-plan"}},
		{"objective without resources", func(r *R) { r.Objectives[0].Resources = "" }, []string{"record/objective-without-resources"}},
		{"objective without owner", func(r *R) { r.Objectives[0].Owner = "" }, []string{"record/objective-without-owner"}},
		{"objective without day", func(r *R) { r.Objectives[0].Due = isms.Date{} }, []string{"record/objective-without-target-date"}},
		{"objective not judged", func(r *R) { r.Objectives[0].Evaluation = "" }, []string{"record/objective-without-evaluation-of-results"}},
		{"change without plan", func(r *R) { r.Changes[0].Planned = ago(69) }, []string{"record/unplanned-change"}},
		{"change to what end", func(r *R) { r.Changes[0].Purpose = "" }, []string{"record/change-without-purpose-or-consequences"}},
		{"change of nobody", func(r *R) { r.Changes[0].Owner = "" }, []string{"record/change-without-owner"}},
		{"change by accident", func(r *R) { r.Changes[0].Unintended = true }, []string{"record/unintended-change-not-reviewed"}},
		{"no resources", func(r *R) { r.Resources = nil }, []string{"record/missing-resources-for-the-isms"}},
		{"resource owed", func(r *R) { r.Resources[0].Provided = isms.Date{} }, []string{"record/resource-not-provided"}},
		{"role needs nothing", func(r *R) { r.Roles[1].Competences = nil }, []string{"record/role-without-required-competence"}},
		{"holder not able", func(r *R) { r.People[1].Competences = nil }, []string{"record/missing-competence-for-role"}},
		{"holder not able in all", func(r *R) { r.Roles[0].Competences = append(r.Roles[0].Competences, "law") }, []string{"record/missing-competence-for-role"}},
		{"holder learns", func(r *R) {
			r.People[1].Competences, r.People[1].Gaps = nil, []record.Gap{{What: "risk assessment", Action: "course", Due: today}}
		}, []string{}},
		{"holder learns late", func(r *R) {
			r.People[1].Competences, r.People[1].Gaps = nil, []record.Gap{{What: "risk assessment", Action: "course", Due: ago(1)}}
		}, []string{"record/competence-gap-without-action-in-time"}},
		{"did it help", func(r *R) {
			r.People[1].Gaps = []record.Gap{{What: "clouds", Action: "course", Due: ago(9), Completed: ago(9)}}
		}, []string{"record/competence-action-not-evaluated"}},
		{"learned but not on record", func(r *R) {
			r.People[1].Competences, r.People[1].Gaps = nil, []record.Gap{{What: "risk assessment", Action: "course", Completed: ago(9), Evaluated: ago(8)}}
		}, []string{"record/missing-competence-for-role"}},
		{"competence unseen", func(r *R) { r.People[1].Competences[0].Artefact = "" }, []string{"record/competence-without-evidence"}},
		{"unaware", func(r *R) { r.People[5].Awareness[0].Topics = slices.Collect(record.Topics().All())[:2] }, []string{"record/missing-awareness"}},
		{"unaware and gone", func(r *R) { r.People[5].Awareness, r.People[5].Left = nil, ago(1) }, []string{}},
		{"nothing to tell", func(r *R) { r.Communications = nil }, []string{"record/missing-communications"}},
		{"tell whom", func(r *R) { r.Communications[0].With = "" }, []string{"record/incomplete-communication"}},
		{"no documents", func(r *R) { r.Documents = nil }, []string{"record/missing-required-document"}},
		{"document without author", func(r *R) { r.Documents[1].Author = "" }, []string{"record/document-without-identification"}},
		{"document without approver", func(r *R) { r.Documents[1].ApprovedBy = "" }, []string{"record/missing-required-document", "record/unapproved-document"}},
		{"document late", func(r *R) { r.Documents[1].Review.Next = ago(1) }, []string{"record/overdue-review-of-document"}},
		{"document kept how long", func(r *R) { r.Handling.Retention = "" }, []string{"record/incomplete-control-of-documented-information"}},
		{"document changed how", func(r *R) { r.Documents[1].History[1].What = "" }, []string{"record/incomplete-version-history-of-document"}},
		{"version in force not in the history", func(r *R) { r.Documents[1].History = r.Documents[1].History[:1] }, []string{"record/incomplete-version-history-of-document"}},
		{"history backwards", func(r *R) { slices.Reverse(r.Documents[1].History) }, []string{"record/incomplete-version-history-of-document"}},
		{"standard of which edition", func(r *R) {
			r.Documents = append(r.Documents, record.Document{ID: "X", External: true, Source: "ISO", Author: "ciso"})
		}, []string{"record/uncontrolled-external-document"}},
		{"supplier not judged", func(r *R) { r.Suppliers[0].Assessed = ago(400) }, []string{"record/overdue-risk-assessment-of-supplier"}},
		{"supplier terms ended", func(r *R) { r.Suppliers[0].ContractEnds = ago(1) }, []string{"record/supplier-without-security-terms-in-force"}},
		{"behind the supplier", func(r *R) { r.Suppliers[0].SubSuppliers = "" }, []string{"record/undocumented-management-of-sub-suppliers"}},
		{"supplier not reviewed", func(r *R) { r.Suppliers[0].Reviewed = isms.Date{} }, []string{"record/overdue-review-of-supplier"}},
		{"new supplier", func(r *R) { r.Suppliers[0].Reviewed, r.Suppliers[0].Contracted = isms.Date{}, ago(20) }, []string{}},
		{"nothing measured", func(r *R) { r.Indicators = nil }, []string{"record/missing-monitoring-and-measurement"}},
		{"measured by whom", func(r *R) { r.Indicators[0].MeasuredBy = "" }, []string{"record/incomplete-indicator"}},
		{"measured when", func(r *R) { r.Indicators[0].Results[0].On = ago(40) }, []string{"record/overdue-measurement"}},
		{"measured before and of late", func(r *R) {
			r.Indicators[0].Results = append(r.Indicators[0].Results, record.Measurement{On: ago(80), Value: "90 %"})
		}, []string{}},
		{"measured tomorrow", func(r *R) { r.Indicators[0].Results[0].On = today.AddDays(1) }, []string{"record/overdue-measurement"}},
		{"not evaluated", func(r *R) { r.Indicators[0].Evaluations = nil }, []string{"record/overdue-evaluation-of-results"}},
		{"review planned only", func(r *R) { r.ManagementReviews[0].Conducted, r.ManagementReviews[0].Planned = isms.Date{}, ago(1) }, []string{"record/management-review-not-conducted-as-planned", "record/missing-management-review"}},
		{"review 18 months ago", func(r *R) { r.ManagementReviews[0].Conducted = today.AddMonths(-18) }, []string{"record/long-interval-since-last-management-review", "record/overdue-management-review"}},
		{"review without top", func(r *R) { r.ManagementReviews[0].Attendees = []isms.ID{"ciso"} }, []string{"record/management-review-without-top-management"}},
		{"suitable only", func(r *R) { r.ManagementReviews[0].Adequacy, r.ManagementReviews[0].Effectiveness = "", "" }, []string{"record/management-review-without-conclusion"}},
		{"nine of ten points", func(r *R) { r.ManagementReviews[0].Inputs = r.ManagementReviews[0].Inputs[:9] }, []string{"record/missing-management-review-input"}},
		{"no output", func(r *R) { r.ManagementReviews[0].Decisions = nil }, []string{"record/management-review-without-decisions"}},
		{"output of nobody", func(r *R) { r.ManagementReviews[0].Decisions[0].Owner = "" }, []string{"record/decision-without-owner-or-due-date"}},
		{"no minutes", func(r *R) { r.ManagementReviews[0].Artefact = "" }, []string{"record/missing-management-review-minutes"}},
		{"nothing better", func(r *R) { r.Improvements = nil }, []string{"record/missing-continual-improvement"}},
		{"better how", func(r *R) { r.Improvements[0].Effect = "" }, []string{"record/improvement-without-effect"}},
	}
}

// Every rule has a change of the sound records that triggers it, and it alone
// where nothing else is listed.
func TestEachRule(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range ruleCases() {
		r := sound()
		c.do(&r)
		report := r.Check(today, nil)
		got := codes(report)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.change, diff)
		}
		for _, code := range got {
			seen[code] = true
		}
	}
	for _, r := range record.Rules() {
		if err := r.Validate(); err != nil {
			t.Error(err)
		}
		if r.JudgementRequired == "" && !seen[r.Code] {
			t.Errorf("no case triggers %s", r.Code)
		}
		delete(seen, r.Code)
	}
	for code := range seen {
		t.Errorf("%s is not among the rules", code)
	}
}

// What a review misses is named, item by item.
func TestTheMissingPointIsNamed(t *testing.T) {
	r := sound()
	r.ManagementReviews[0].Inputs = slices.Delete(r.ManagementReviews[0].Inputs, 2, 3)
	for d := range r.Check(today, nil).Found() {
		if !slices.Equal(d.Refs, []isms.Ref{"9.3.2 c"}) || d.Arg("input").Value != "9.3.2 c" {
			t.Errorf("found %s", d)
		}
	}
}

// No item is both computed and for a person, and the items of other packages are
// left to them.
func TestPartition(t *testing.T) {
	computed, person := map[isms.Ref]bool{}, map[isms.Ref]bool{}
	codes := map[string]bool{}
	for _, r := range record.Rules() {
		if codes[r.Code] {
			t.Errorf("two rules %s", r.Code)
		}
		codes[r.Code] = true
		for _, ref := range r.Refs {
			if r.JudgementRequired == "" {
				computed[ref] = true
			} else {
				person[ref] = true
			}
		}
	}
	var left []isms.Ref
	n := 0
	for q := range isms.Requirements("") {
		switch {
		case computed[q.Ref] && person[q.Ref]:
			t.Errorf("%s is both computed and for a person", q.Ref)
		case computed[q.Ref]:
			n++
		case !person[q.Ref]:
			left = append(left, q.Ref)
		}
	}
	if n < 90 {
		t.Errorf("%d items computed, want 90", n)
	}
	for _, ref := range left {
		other := slices.ContainsFunc([]isms.Ref{"6.1.2", "6.1.3", "8.1 s4", "8.2", "8.3", "9.2", "10.2"}, ref.Within)
		if !other {
			t.Errorf("%s is spoken for by nobody", ref)
		}
	}
	t.Logf("%d computed, %d for a person, %d left to other packages", n, len(person), len(left))
}

// Nothing on record is never good: no line is clear.
func TestSilenceIsNotConsent(t *testing.T) {
	ready := isms.Assess(today, record.Rules(), nil, record.Records{}.Check(today, nil))
	for n := range ready.With(isms.StatusClear) {
		t.Errorf("%s is clear on empty records", n.Ref)
	}
	ready = isms.Assess(today, record.Rules(), nil, sound().Check(isms.Date{}, nil))
	if n := ready.Count(isms.StatusClear); n > 0 {
		t.Errorf("%d lines are clear without a day", n)
	}
	full := isms.Assess(today, record.Rules(), nil, sound().Check(today, nil))
	if n := full.Count(isms.StatusClear); n < 90 {
		t.Errorf("%d lines are clear on sound records", n)
	}
}

// Leaving out a whole list never makes a line good that was not; order does not
// matter.
func TestLaws(t *testing.T) {
	seed := rand.Uint64()
	c := rand.New(rand.NewPCG(seed, 0))
	for range 15 {
		r := sound()
		r.Objectives[0].Owner, r.Policy.Objectives, r.ManagementReviews[0].Artefact, r.Suppliers[0].SubSuppliers = "", "", "", "" // something is open
		var without []string
		for range c.IntN(4) {
			var name string
			r, name = drop(c, r)
			without = append(without, name)
		}
		if err := laws(c, r, today, record.Records.Check); err != nil {
			t.Fatalf("seed %d, without %v: %v", seed, without, err)
		}
	}
}

// What is written as JSON reads as the same records.
func TestJSON(t *testing.T) {
	for _, r := range []record.Records{sound(), {}, {Limits: record.Limits{Review: isms.MustInterval("6 months")}, Scope: record.Scope{Elements: []record.ScopeElement{{}}}}} {
		text, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		var back record.Records
		d := json.NewDecoder(bytes.NewReader(text))
		d.DisallowUnknownFields()
		if err := d.Decode(&back); err != nil {
			t.Fatal(err)
		}
		if again, err := json.Marshal(back); err != nil || !bytes.Equal(text, again) {
			t.Errorf("written again: %v\n%s\n%s", err, text, again)
		}
		if !back.Check(today, nil).Equal(r.Check(today, nil)) {
			t.Error("what was read is checked otherwise")
		}
	}
}

func TestOrderDoesNotMatter(t *testing.T) {
	r := sound()
	r.People[3].Awareness, r.Documents[0].Author, r.Scope.Interfaces = nil, "", nil
	want := r.Check(today, nil)
	slices.Reverse(r.People)
	slices.Reverse(r.Documents)
	slices.Reverse(r.Scope.Elements)
	slices.Reverse(r.Processes)
	slices.Reverse(r.Roles)
	if got := r.Check(today, nil); !got.Equal(want) {
		t.Errorf("reversed: %v, want %v", codes(got), codes(want))
	}
}

// Statements of absence count when they are recent and somebody stands for them.
func TestAbsence(t *testing.T) {
	r := sound()
	r.Changes, r.Suppliers = nil, nil
	if rep := r.Check(today, nil); rep.RanFor("record/unplanned-change", "6.3 s1") || rep.RanFor("record/overdue-risk-assessment-of-supplier", "8.1 s6") {
		t.Error("silence counts as absence")
	}
	for of := range record.AbsentKinds().All() {
		r.Absences = append(r.Absences, record.Absence{Of: of, By: "ciso", On: ago(10)})
	}
	rep := r.Check(today, nil)
	if !rep.RanFor("record/unplanned-change", "6.3 s1") || !rep.RanFor("record/overdue-risk-assessment-of-supplier", "8.1 s6") || rep.RanFor("record/overdue-risk-assessment-of-supplier", "A.5.19") {
		t.Error("a statement of absence does not count, or counts for a control")
	}
}

// A fact that is left out settles nothing: the rule that needs it is skipped.
func TestUnknownDaysAreSkipped(t *testing.T) {
	r := sound()
	r.Context.Issues[0].Raised, r.Parties[0].Requirements[0].Since = isms.Date{}, isms.Date{}
	rep := r.Check(today, nil)
	for code, ref := range map[string]isms.Ref{"record/scope-older-than-issues": "4.3 a", "record/scope-older-than-requirements": "4.3 b"} {
		if rep.RanFor(code, ref) {
			t.Errorf("%s ran without the days", code)
		}
	}
}

// The edition before February 2024 asks nothing about climate change.
func TestClimateSinceTheAmendment(t *testing.T) {
	day := isms.MustDate("2024-01-31")
	r := recordtest.Sound(day, 4)
	r.Context.Climate = record.Climate{}
	if got := r.Check(day, nil); golden.Found(t, got, "record/undecided-relevance-of-climate-change") {
		t.Errorf("on %s: %v", day, codes(got))
	}
}

func TestHostileValues(t *testing.T) {
	huge := isms.Interval{N: 1 << 30, Unit: isms.Years}
	r := record.Records{
		Limits:     record.Limits{Review: huge, ManagementReview: isms.Interval{N: -1, Unit: "moons"}},
		Scope:      record.Scope{Elements: []record.ScopeElement{{ID: "a", Kind: "service", DependsOn: []isms.ID{"b", ""}}, {ID: "b", DependsOn: []isms.ID{"a"}}, {}, {}}},
		Processes:  []record.Process{{}, {Feeds: []isms.ID{""}, Evaluation: isms.Cadence{Every: huge}}},
		Roles:      []record.Role{{AssignedTo: []isms.ID{"", "nobody"}, Competences: []string{""}}},
		Objectives: []record.Objective{{Set: isms.MustDate("9999-12-31"), Monitoring: isms.Cadence{Every: huge}}},
		People:     []record.Person{{Gaps: []record.Gap{{}}, Competences: []record.Competence{{}}}},
		Documents:  []record.Document{{History: []record.Version{{}}}, {External: true}},
		Suppliers:  []record.Supplier{{}}, Indicators: []record.Indicator{{}},
		ManagementReviews: []record.ManagementReview{{Conducted: isms.MustDate("0001-01-01")}}, Changes: []record.Change{{}}, Actions: []record.Action{{}},
	}
	for _, day := range []isms.Date{{}, isms.MustDate("0001-01-01"), today, isms.MustDate("9999-12-31")} {
		r.Check(day, nil)
		record.Records{}.Check(day, nil)
		r.Entries(day, day, isms.MustDate("9999-12-31"), nil)
		r.Entries(isms.Date{}, isms.Date{}, day, nil)
	}
}

func TestDueComesOnce(t *testing.T) {
	r := sound()
	end := today.AddYears(1)
	whole := r.Entries(today, today, end, nil)
	if len(whole) < 10 {
		t.Errorf("%d entries in a year", len(whole))
	}
	for i, e := range whole {
		if e.Window.Last.Before(today) || e.Window.Last.After(end) || i > 0 && e.ID == whole[i-1].ID {
			t.Errorf("entry %s on %s", e.Title, e.Window)
		}
	}
}

func TestKindsOfEntries(t *testing.T) {
	r := sound()
	r.ManagementReviews = append(r.ManagementReviews, record.ManagementReview{ID: "V-next", Planned: today.AddDays(9)})
	r.Suppliers[0].ContractEnds = today.AddDays(9)
	got := map[string]isms.EntryKind{}
	for _, e := range r.Entries(today, today, today.AddYears(3), nil) {
		got[strings.TrimPrefix(e.Title.Code, "record/entry-")] = e.Kind
	}
	want := map[string]isms.EntryKind{
		"policy": isms.EntryReview, "context": isms.EntryReview, "document": isms.EntryReview,
		"supplier": isms.EntryReview, "terms": isms.EntryExpiry, "action": isms.EntryAction, "objective": isms.EntryObjective,
		"management-review": isms.EntryManagementReview, "management-review-due": isms.EntryManagementReview,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestWordsAreKnown(t *testing.T) {
	if record.AbsentKinds().Has(record.AbsentKind("x")) || record.IssueKinds().Has(record.IssueKind("")) ||
		record.ScopeElementKinds().Has(record.ScopeElementKind("")) || record.Responsibilities().Has(record.Responsibility("")) || record.Purposes().Has(record.Purpose("")) ||
		record.Topics().Has(record.Topic("")) || record.DecisionKinds().Has(record.DecisionKind("")) {
		t.Error("an empty or unknown word is known")
	}
	for a := range record.AbsentKinds().All() {
		if !record.AbsentKinds().Has(a) {
			t.Error(a)
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	for _, n := range []int{200, 2_000, 20_000} {
		r := recordtest.Sound(today, n)
		b.Run(isms.ArgInt("", n).Value, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r.Check(today, nil)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/person")
		})
	}
}

// A day set for the next occurrence goes before the interval; it does not stand for a
// first one.
func TestNextDayOfACadence(t *testing.T) {
	next := today.AddDays(400)
	r := sound()
	r.Suppliers[0].Reviewed, r.Suppliers[0].Review.Next = ago(390), next
	r.Processes[0].Evaluated, r.Processes[0].Evaluation = ago(390), isms.Cadence{Next: next}
	r.Objectives[0].Results[0].On, r.Objectives[0].Set, r.Objectives[0].Monitoring.Next = ago(390), ago(395), next
	r.Indicators[0].Results[0].On, r.Indicators[0].Measurement = ago(390), isms.Cadence{Next: next}
	r.Indicators[0].Evaluations[0].On, r.Indicators[0].Evaluation = ago(390), isms.Cadence{Next: next}
	r.Documents[0].Review.Next = next
	if got := codes(r.Check(today, nil)); len(got) > 0 {
		t.Errorf("before the day: %v", got)
	}
	for _, e := range r.Entries(today, today, next, nil) {
		if e.Subject == "rmm-maker" && (e.Window != isms.On(next) || e.Basis.Code != "record/basis-target-date") {
			t.Errorf("supplier: %s (%s), want %s", e.Window, e.Basis, next)
		}
	}
	r.Suppliers[0].Assessed = ago(390)
	r.Processes[0].Evaluated, r.Indicators[0].Results, r.Indicators[0].Evaluations = isms.Date{}, nil, nil
	want := []string{
		"record/overdue-evaluation-of-process", "record/overdue-evaluation-of-results", "record/overdue-measurement", "record/overdue-risk-assessment-of-supplier",
	}
	if diff := cmp.Diff(want, codes(r.Check(today, nil))); diff != "" {
		t.Errorf("never done, and a risk assessment (-want +got):\n%s", diff)
	}
}

// Entries of records that share an ID are told apart.
func TestEntriesOfRecordsThatShareAnID(t *testing.T) {
	due := isms.MustDate("2026-05-01")
	r := record.Records{Actions: []record.Action{{ID: "A-1", Due: due}, {ID: "A-1", Due: due}, {ID: "A-1", Due: due}}}
	seen := map[isms.ID]bool{}
	for _, e := range r.Entries(isms.MustDate("2026-04-01"), isms.MustDate("2026-04-01"), due, nil) {
		if seen[e.ID] {
			t.Errorf("%s twice", e.ID)
		}
		seen[e.ID] = true
	}
	if len(seen) != 3 {
		t.Errorf("%d entries, want 3", len(seen))
	}
}
