package audit_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
)

// codes returns the codes found, each once, sorted.
func codes(r isms.Report) []string {
	out := []string{}
	for d := range r.Found() {
		out = append(out, d.Code)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// soundEvents is the story of a minor of a surveillance audit that is in order on
// 2026-06-01: corrected, analysed, planned, accepted, done and confirmed.
func soundEvents() []audit.Event {
	return []audit.Event{
		{Kind: audit.Raised, On: day("2026-03-06"), By: "body", Finding: audit.Finding{
			ID: "NC-1", Grade: audit.Minor, Audit: audit.Surveillance, Requirements: []isms.Ref{"7.5.3 a"},
			Statement: "Two procedures could not be found.", Evidence: "Asked for on 5 March.",
		}},
		{Kind: audit.Corrected, On: day("2026-03-10"), Text: "Put back.", Consequences: "None: nobody needed them."},
		{Kind: audit.CauseDetermined, On: day("2026-03-12"), Text: "No owner after a reorganization.", Similar: "Six more looked at, all there."},
		{Kind: audit.PlanSubmitted, On: day("2026-03-20"), Actions: []audit.Action{{ID: "A-1", What: "Name owners", Owner: "qm", Due: day("2026-04-30")}}},
		{Kind: audit.PlanAccepted, On: day("2026-03-25")},
		{Kind: audit.ActionCompleted, On: day("2026-04-20"), Action: "A-1", Text: "Owners named."},
		{Kind: audit.EffectivenessReviewed, On: day("2026-05-20"), Effect: audit.Effective, Evidence: "Sample of ten.", Changes: "Procedure for handovers."},
	}
}

var soundDates = audit.Dates{LastAuditDay: isms.MustDate("2026-03-06"), NextAudit: isms.MustDate("2027-03-01"), BodyLimit: isms.MustDate("2026-06-06")}

type logCase struct {
	name  string
	upTo  int                   // events that have happened
	alter func(e []audit.Event) // before they are cut
	dates audit.Dates
	on    string
	want  []string
}

var logCases = []logCase{
	{"in order", 7, nil, soundDates, "2026-06-01", nil},
	{"just raised", 1, nil, soundDates, "2026-03-06", nil},
	{"plan due today", 1, nil, soundDates, "2026-04-05", nil},
	{"plan due yesterday", 1, nil, soundDates, "2026-04-06", []string{"audit/missed-certification-body-deadline", "audit/overdue-root-cause-analysis", "audit/overdue-correction"}},
	{"past the next audit", 1, nil, soundDates, "2027-03-02", []string{
		"audit/overdue-corrective-action", "audit/missed-certification-body-deadline", "audit/overdue-root-cause-analysis", "audit/overdue-correction", "audit/overdue-effectiveness-review",
	}},
	{"action past its own day", 5, nil, soundDates, "2026-05-01", []string{"audit/overdue-corrective-action"}},
	{"no days known", 1, nil, audit.Dates{}, "2026-06-01", []string{"audit/undetermined-due-date"}},
	{"ungraded", 1, func(e []audit.Event) { e[0].Finding.Grade = "" }, soundDates, "2026-03-07", []string{"audit/ungraded-finding"}},
	{"no evidence", 1, func(e []audit.Event) { e[0].Finding.Evidence = " - " }, soundDates, "2026-03-07", []string{"audit/nature-of-nonconformity-not-documented"}},
	{"no requirement", 1, func(e []audit.Event) { e[0].Finding.Requirements = nil }, soundDates, "2026-03-07", []string{"audit/nature-of-nonconformity-not-documented"}},
	{"no statement", 1, func(e []audit.Event) { e[0].Finding.Statement = "" }, soundDates, "2026-03-07", []string{"audit/nature-of-nonconformity-not-documented"}},
	{"consequences", 2, func(e []audit.Event) { e[1].Consequences = "" }, soundDates, "2026-03-20", []string{"audit/consequences-not-documented"}},
	{"like cases", 3, func(e []audit.Event) { e[2].Similar = "" }, soundDates, "2026-03-20", []string{"audit/similar-nonconformities-not-determined"}},
	{"what was done", 6, func(e []audit.Event) { e[5].Text = "" }, soundDates, "2026-04-25", []string{"audit/corrective-action-result-not-documented"}},
	{"verdict without evidence", 7, func(e []audit.Event) { e[6].Evidence = "" }, soundDates, "2026-06-01", []string{"audit/effectiveness-review-without-evidence"}},
	{"changes", 7, func(e []audit.Event) { e[6].Changes = "" }, soundDates, "2026-06-01", []string{"audit/changes-to-the-isms-not-stated"}},
	{"verdict on the same day", 7, func(e []audit.Event) { e[6].On = e[5].On }, soundDates, "2026-06-01", []string{"audit/premature-effectiveness-review"}},
	{"ineffective", 7, func(e []audit.Event) { e[6].Effect = audit.NotEffective }, soundDates, "2026-06-01", []string{"audit/missed-certification-body-deadline", "audit/overdue-root-cause-analysis", "audit/recurring-nonconformity"}},
	{"graded away", 2, func(e []audit.Event) {
		e[1] = audit.Event{Kind: audit.Regraded, On: day("2026-03-10"), Grade: audit.Observation, Text: "client insisted"}
	}, soundDates, "2026-03-20", []string{"audit/downgraded-nonconformity"}},
	{"withdrawn", 2, func(e []audit.Event) {
		e[1] = audit.Event{Kind: audit.Withdrawn, On: day("2026-03-10"), Text: "raised in error"}
	}, audit.Dates{}, "2027-03-20", nil},
}

func TestLogCheck(t *testing.T) {
	s := schedule(t, proposed())
	for _, c := range logCases {
		events := soundEvents()
		if c.alter != nil {
			c.alter(events)
		}
		n, err := audit.Replay(events[:c.upTo])
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		log := audit.Register{Items: []audit.RegisterItem{{Nonconformity: n, Dates: c.dates}}}
		slices.Sort(c.want)
		if diff := cmp.Diff(append([]string{}, c.want...), codes(log.Check(day(c.on), s))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// What happened after the day of the check is not looked at.
func TestLogCheckLooksBack(t *testing.T) {
	n, err := audit.Replay(soundEvents())
	if err != nil {
		t.Fatal(err)
	}
	log := audit.Register{Items: []audit.RegisterItem{{Nonconformity: n, Dates: soundDates}}}
	s := schedule(t, proposed())
	if got := codes(log.Check(day("2026-03-11"), s)); len(got) > 0 {
		t.Errorf("on 2026-03-11: %v", got)
	}
	if n.On(day("2026-03-11")).State() != "corrected" || n.On(day("2026-03-05")).State() != "" {
		t.Errorf("states %q and %q", n.On(day("2026-03-11")).State(), n.On(day("2026-03-05")).State())
	}
}

func TestEmptyLogIsNoProof(t *testing.T) {
	s := schedule(t, proposed())
	line := func(l audit.Register) isms.Status {
		ready := isms.Assess(day("2026-06-01"), audit.Rules(), nil, l.Check(day("2026-06-01"), s))
		x, _ := ready.LookupItem("10.2 a 1")
		return x.Status
	}
	if got := line(audit.Register{}); got != isms.StatusNotExamined {
		t.Errorf("an empty log: %q", got)
	}
	if got := line(audit.Register{Complete: isms.Yes}); got != isms.StatusClear {
		t.Errorf("an empty log that is complete: %q", got)
	}
}

func TestSeveralMinorsOnOneRequirement(t *testing.T) {
	log := audit.Register{}
	for _, id := range []isms.ID{"NC-3", "NC-1", "NC-2"} {
		n, err := audit.Raise(day("2026-03-06"), "", audit.Finding{ID: id, Grade: audit.Minor, Audit: audit.Internal, Requirements: []isms.Ref{"7.2 d"}, Statement: "s", Evidence: "e"})
		if err != nil {
			t.Fatal(err)
		}
		log.Items = append(log.Items, audit.RegisterItem{Nonconformity: n})
	}
	s := schedule(t, internal())
	on := day("2026-03-07")
	if got := codes(log.Check(on, s)); len(got) > 0 {
		t.Errorf("without a number: %v", got)
	}
	log.Grading.MinorsToMajor = 3
	if got := codes(log.Check(on, s)); !slices.Equal(got, []string{"audit/accumulated-minor-nonconformities"}) {
		t.Errorf("three of three: %v", got)
	}
	log.Grading.MinorsToMajor = 4
	if got := codes(log.Check(on, s)); len(got) > 0 {
		t.Errorf("three of four: %v", got)
	}
	log.Items = append(log.Items, log.Items[0])
	log.Grading.MinorsToMajor = 4 // the same one twice is not two
	if got := codes(log.Check(on, s)); !slices.Equal(got, []string{"audit/duplicate-finding-id"}) {
		t.Errorf("one twice: %v", got)
	}
}

// Grading: one reason is enough for a major; a minor takes certainty.
func TestGrading(t *testing.T) {
	no := audit.GradeFacts{NotMet: isms.Yes, ResultsInDoubt: isms.No, ElementAbsent: isms.No, Systemic: isms.No, Repeated: isms.No, CommitmentMissed: isms.No}
	strict := audit.GradePolicy{MinorsToMajor: 3, RepeatedIsMajor: true, MissedCommitmentIsMajor: true}
	for _, c := range []struct {
		name   string
		change func(*audit.GradeFacts)
		policy audit.GradePolicy
		want   audit.Grade
		reason audit.GradeReason // the first one, or the first unknown
	}{
		{"nothing speaks for a major", func(*audit.GradeFacts) {}, strict, audit.Minor, "requirement not met"},
		{"results in doubt", func(f *audit.GradeFacts) { f.ResultsInDoubt = isms.Yes }, audit.GradePolicy{}, audit.Major, "results in doubt"},
		{"element absent", func(f *audit.GradeFacts) { f.ElementAbsent = isms.Yes }, audit.GradePolicy{}, audit.Major, "element absent"},
		{"systemic", func(f *audit.GradeFacts) { f.Systemic = isms.Yes }, audit.GradePolicy{}, audit.Major, "systemic"},
		{"one yes settles what is unknown", func(f *audit.GradeFacts) { f.ResultsInDoubt, f.Systemic = "", isms.Yes }, audit.GradePolicy{}, audit.Major, "systemic"},
		{"unknown is not mild", func(f *audit.GradeFacts) { f.ResultsInDoubt = "" }, audit.GradePolicy{}, "", "results in doubt"},
		{"repeated, by policy", func(f *audit.GradeFacts) { f.Repeated = isms.Yes }, strict, audit.Major, "repeated"},
		{"repeated, without policy", func(f *audit.GradeFacts) { f.Repeated = isms.Yes }, audit.GradePolicy{}, audit.Minor, "requirement not met"},
		{"commitment, by policy", func(f *audit.GradeFacts) { f.CommitmentMissed = isms.Yes }, strict, audit.Major, "commitment missed"},
		{"three minors, by policy", func(f *audit.GradeFacts) { f.SimilarMinors = 3 }, strict, audit.Major, "minors add up"},
		{"two minors", func(f *audit.GradeFacts) { f.SimilarMinors = 2 }, strict, audit.Minor, "requirement not met"},
		{"many minors, no number", func(f *audit.GradeFacts) { f.SimilarMinors = 99 }, audit.GradePolicy{}, audit.Minor, "requirement not met"},
		{"met", func(f *audit.GradeFacts) { f.NotMet = isms.No }, strict, audit.Observation, "requirement met"},
		{"not known whether met", func(f *audit.GradeFacts) { f.NotMet = "" }, strict, "", "requirement not met"},
		{"stage 1", func(f *audit.GradeFacts) { f.Stage1 = true }, strict, audit.AreaOfConcern, "at stage 1"},
	} {
		f := no
		c.change(&f)
		got := f.Propose(c.policy)
		first := append(slices.Clone(got.Reasons), got.Unknown...)
		if got.Grade != c.want || len(first) == 0 || first[0] != c.reason {
			t.Errorf("%s: %+v, want %q for %q", c.name, got, c.want, c.reason)
		}
		for _, r := range first {
			if !audit.GradeReasons().Has(r) {
				t.Errorf("%s: unknown reason %q", c.name, r)
			}
		}
	}
}
