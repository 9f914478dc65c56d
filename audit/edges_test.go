package audit_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

// A grade follows from the facts, in every combination of them.
func TestEveryGrading(t *testing.T) {
	type question struct {
		reason audit.GradeReason
		answer isms.Answer
	}
	three := []isms.Answer{isms.Yes, isms.No, ""}
	for i := range 3 * 3 * 3 * 3 * 3 {
		f := audit.GradeFacts{
			NotMet: isms.Yes, ResultsInDoubt: three[i%3], ElementAbsent: three[i/3%3], Systemic: three[i/9%3], Repeated: three[i/27%3],
			CommitmentMissed: three[i/81%3],
		}
		for minors := range 4 {
			f.SimilarMinors = minors
			for policy := range 8 {
				p := audit.GradePolicy{MinorsToMajor: 2 * (policy & 1), RepeatedIsMajor: policy&2 != 0, MissedCommitmentIsMajor: policy&4 != 0}
				asked := []question{{"results in doubt", f.ResultsInDoubt}, {"element absent", f.ElementAbsent}, {"systemic", f.Systemic}}
				if p.MinorsToMajor == 2 && minors >= 2 {
					asked = append(asked, question{"minors add up", isms.Yes})
				}
				if p.RepeatedIsMajor {
					asked = append(asked, question{"repeated", f.Repeated})
				}
				if p.MissedCommitmentIsMajor {
					asked = append(asked, question{"commitment missed", f.CommitmentMissed})
				}
				yes, open := []audit.GradeReason{}, []audit.GradeReason{}
				for _, q := range asked {
					switch q.answer {
					case isms.Yes:
						yes = append(yes, q.reason)
					case "":
						open = append(open, q.reason)
					}
				}
				want := audit.Grading{Grade: audit.Minor, Reasons: []audit.GradeReason{"requirement not met"}, Unknown: open}
				switch {
				case len(yes) > 0:
					want = audit.Grading{Grade: audit.Major, Reasons: yes, Unknown: []audit.GradeReason{}}
				case len(open) > 0:
					want = audit.Grading{Reasons: []audit.GradeReason{}, Unknown: open}
				}
				if diff := cmp.Diff(want, f.Propose(p)); diff != "" {
					t.Fatalf("%+v under %+v (-want +got):\n%s", f, p, diff)
				}
			}
		}
	}
	for _, c := range []struct {
		facts audit.GradeFacts
		want  audit.Grading
	}{
		{audit.GradeFacts{}, audit.Grading{Reasons: []audit.GradeReason{}, Unknown: []audit.GradeReason{"requirement not met"}}},
		{audit.GradeFacts{NotMet: isms.No, Systemic: isms.Yes}, audit.Grading{Grade: audit.Observation, Reasons: []audit.GradeReason{"requirement met"}, Unknown: []audit.GradeReason{}}},
		{audit.GradeFacts{Stage1: true, NotMet: isms.Yes, Systemic: isms.Yes}, audit.Grading{Grade: audit.AreaOfConcern, Reasons: []audit.GradeReason{"at stage 1"}, Unknown: []audit.GradeReason{}}},
	} {
		if diff := cmp.Diff(c.want, c.facts.Propose(audit.GradePolicy{})); diff != "" {
			t.Errorf("%+v (-want +got):\n%s", c.facts, diff)
		}
	}
}

// Only open minors count, each once for each requirement.
func TestMinorsAddUp(t *testing.T) {
	minor := func(id isms.ID, refs ...isms.Ref) audit.Nonconformity {
		e := raised(id, "2026-03-06", audit.Minor, audit.Internal)
		e.Finding.Requirements = refs
		return replay(t, e)
	}
	register := audit.Register{}
	for _, n := range []audit.Nonconformity{
		minor("NC-2", "7.2 d", "A.5.7", "7.2 d"), minor("NC-1", "10.2 f", "7.2 d"), minor("NC-3", "A.5.7"), minor("NC-4", "7.2 c"),
		apply(t, minor("NC-5", "7.2 d"), audit.Event{Kind: audit.Withdrawn, On: day("2026-03-07"), Text: "not so"}),
		replay(t, raised("NC-6", "2026-03-06", audit.Major, audit.Internal)),
		{},
	} {
		register.Items = append(register.Items, audit.RegisterItem{Nonconformity: n})
	}
	two := []string{"7.2 d: NC-1 and NC-2", "A.5.7: NC-2 and NC-3"}
	for n, want := range map[int][]string{-1: nil, 0: nil, 1: nil, 2: two, 3: nil} {
		register.Grading.MinorsToMajor = n
		var got []string
		for d := range register.Check(day("2026-03-08"), schedule(t, internal())).Found() {
			if d.Code == "audit/accumulated-minor-nonconformities" {
				got = append(got, d.Arg("requirement").Value+": "+d.Arg("ids").String())
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%d: %v, want %v", n, got, want)
		}
	}
}

// Words of callers are cut where they are too long for a line, and no sooner.
func TestLongWordsInErrors(t *testing.T) {
	n := raise(t, audit.Minor, audit.Internal)
	for length, want := range map[int]string{
		63: `"` + strings.Repeat("x", 63) + `" `, 64: `"` + strings.Repeat("x", 64) + `" `, 65: `"` + strings.Repeat("x", 64) + `"... `,
	} {
		_, err := n.Apply(audit.Event{Kind: audit.Regraded, On: day("2026-02-01"), Grade: audit.Grade(strings.Repeat("x", length)), Text: "t"})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%d letters: %v", length, err)
		}
	}
	back := func(on string) []audit.Event {
		return []audit.Event{closedOn(on), {Kind: audit.Reopened, On: day(on), Text: "again"}}
	}
	twice := apply(t, replay(t, raised("NC-1", "2026-03-06", audit.AreaOfConcern, audit.Internal)), append(back("2026-03-07"), back("2026-03-08")...)...)
	twice = apply(t, twice, audit.Event{Kind: audit.Regraded, On: day("2026-03-09"), Grade: audit.Minor, Text: "it is one"})
	times := ""
	for d := range (audit.Register{Items: []audit.RegisterItem{{Nonconformity: twice}}}).Check(day("2026-03-10"), audit.Schedule{}).Found() {
		if d.Code == "audit/recurring-nonconformity" {
			times = d.Arg("n").Value
		}
	}
	if times != "2" || twice.Recurrences() != 2 {
		t.Errorf("%q, %d times", times, twice.Recurrences())
	}
}

// Null stands for nothing, and a text cannot ask for much more memory than it is
// long.
func TestStoredFormAtTheEdges(t *testing.T) {
	n := raise(t, audit.Minor, audit.Internal)
	for _, text := range []string{"null", " null\n", "[]"} {
		if err := n.UnmarshalJSON([]byte(text)); err != nil || n.ID() != "" {
			t.Errorf("%q: %q, %v", text, n.ID(), err)
		}
	}
	err := n.UnmarshalJSON([]byte("[" + strings.Repeat("{},", 99_999) + "{}]"))
	if err == nil || golden.Codes(err) != "isms/too-little-text" {
		t.Errorf("a hundred thousand empty events: %v", err)
	}
}

// An action is late after the earliest day that the plan sets for one that is not
// done, or that the policy sets for actions or a later step.
func TestWhenActionsAreLate(t *testing.T) {
	limits := func(list ...string) audit.Schedule { // step days
		p := audit.Policy{ID: "ours"}
		for i := 0; i < len(list); i += 2 {
			p.Limits = append(p.Limits, audit.Limit{Audits: []audit.Kind{audit.Internal}, Step: audit.Step(list[i]), Within: isms.MustInterval(list[i+1]), Anchor: "finding"})
		}
		return schedule(t, p)
	}
	first := audit.Event{Kind: audit.PlanSubmitted, On: day("2026-03-08"), Actions: []audit.Action{{ID: "Z", What: "at once", Due: day("2026-03-09")}, {ID: "A", What: "at once", Due: day("2026-03-09")}}}
	plan := audit.Event{Kind: audit.PlanSubmitted, On: day("2026-03-08"), Actions: []audit.Action{
		{ID: "A", What: "at once", Due: day("2026-05-31")}, {ID: "B", What: "at once", Due: day("2026-04-30")}, {ID: "C", What: "at once"}, {ID: "D", What: "at once", Due: day("2026-06-30")},
	}}
	did := func(id isms.ID) audit.Event {
		return audit.Event{Kind: audit.ActionCompleted, On: day("2026-03-08"), Action: id, Text: "so done"}
	}
	begin := replay(t, raised("NC-1", "2026-03-06", audit.Minor, audit.Internal), corrected("2026-03-07"), analysed("2026-03-07"))
	for _, c := range []struct {
		name   string
		limits audit.Schedule
		events []audit.Event
		want   string // last day in time; empty: never late
	}{
		{"no plan, no policy", audit.Schedule{}, nil, ""},
		{"no plan", limits("corrective action", "60 days"), nil, "2026-05-05"},
		{"no plan, closure first", limits("corrective action", "60 days", "closure", "30 days"), nil, "2026-04-05"},
		{"no plan, closure later", limits("corrective action", "60 days", "closure", "61 days"), nil, "2026-05-05"},
		{"what the body and the audit do is not the client's", limits("corrective action", "60 days", "decision of certification body", "1 day", "audit conducted", "2 days"), nil, "2026-05-05"},
		{"earlier steps are others", limits("corrective action", "60 days", "plan", "1 day"), nil, "2026-05-05"},
		{"the plan alone", audit.Schedule{}, []audit.Event{plan}, "2026-04-30"},
		{"the plan anew", audit.Schedule{}, []audit.Event{first, plan}, "2026-04-30"},
		{"the first day is done", audit.Schedule{}, []audit.Event{plan, did("B")}, "2026-05-31"},
		{"only one without a day is left", audit.Schedule{}, []audit.Event{plan, did("A"), did("B"), did("D")}, ""},
		{"the plan before the policy", limits("closure", "56 days"), []audit.Event{plan}, "2026-04-30"},
		{"the policy before the plan", limits("closure", "54 days"), []audit.Event{plan}, "2026-04-29"},
		{"only one without a day, and a policy", limits("closure", "54 days"), []audit.Event{plan, did("A"), did("B"), did("D")}, "2026-04-29"},
		{"all are done", limits("corrective action", "1 day"), []audit.Event{plan, did("A"), did("B"), did("C"), did("D")}, ""},
	} {
		log := audit.Register{Items: []audit.RegisterItem{{Nonconformity: apply(t, begin, c.events...)}}}
		late := func(on isms.Date) string {
			for d := range log.Check(on, c.limits).Found() {
				if d.Code == "audit/overdue-corrective-action" {
					return d.Arg("due").Value
				}
			}
			return ""
		}
		if c.want == "" {
			if got := late(day("2099-01-01")); got != "" {
				t.Errorf("%s: late after %s", c.name, got)
			}
			continue
		}
		if got := late(day(c.want)); got != "" {
			t.Errorf("%s: late on %s, the last day", c.name, c.want)
		}
		if got := late(day(c.want).AddDays(1)); got != c.want {
			t.Errorf("%s: late after %q, want %s", c.name, got, c.want)
		}
	}
}

// Days that were agreed where no policy has one: the last one for a step counts.
func TestAgreedDays(t *testing.T) {
	c := audit.DeadlineInput{
		ID: "NC-1", Grade: audit.Minor, Audit: audit.Internal, Raised: day("2026-01-05"), Done: audit.NewStepSet("root cause"),
		AgreedDueDates: []audit.AgreedDueDate{
			{Step: "strange", Due: day("2026-02-01")},
			{Step: "evidence"},
			{Step: "notified by certification body", Due: day("2026-02-02")},
			{Step: "root cause", Due: day("2026-02-03")},
			{Step: "root cause", Due: day("2026-02-04")},
			{Step: "audit conducted", Due: day("2026-02-05")},
		},
	}
	var got []string
	for _, d := range schedule(t, internal()).Append([]audit.Deadline{{}}, c)[1:] {
		line := string(d.Subject) + " " + string(d.Step) + " " + d.Due.String()
		if d.Done {
			line += " done"
		}
		if d.Policy() == "agreed" {
			line += ", " + d.Basis().Code
		}
		got = append(got, line)
	}
	want := []string{
		"NC-1 notified by certification body 2026-02-02, audit/basis-agreed",
		"NC-1 root cause 2026-02-04 done, audit/basis-agreed",
	}
	kept := slices.DeleteFunc(slices.Clone(got), func(s string) bool { return !strings.Contains(s, "agreed") })
	if last := "NC-1 audit conducted 2026-02-05, audit/basis-agreed"; !slices.Equal(kept, append(want, last)) {
		t.Errorf("got %q", got)
	}
	for _, none := range []audit.DeadlineInput{{Grade: audit.Major, Audit: "strange"}, {Grade: audit.Observation, Audit: audit.Initial}, {Grade: audit.Observation, Audit: audit.Initial, AgreedDueDates: c.AgreedDueDates}} {
		if list := schedule(t, minimum()).Append([]audit.Deadline{{Subject: "before"}}, none); len(list) != 1 || list[0].Subject != "before" {
			t.Errorf("%+v: %+v", none, list)
		}
	}
	if d := (audit.Deadline{}); d.Policy() != "" {
		t.Errorf("no policy: %q", d.Policy())
	}
}

// Which former grades still bind.
func TestFormerGrades(t *testing.T) {
	regrade := func(g audit.Grade, release bool) audit.Event {
		return audit.Event{Kind: audit.Regraded, On: day("2026-03-07"), Grade: g, Text: "seen again", Release: release}
	}
	for _, c := range []struct {
		first  audit.Grade
		events []audit.Event
		want   []audit.Grade
	}{
		{audit.Minor, nil, nil},
		{"", []audit.Event{regrade(audit.Minor, false)}, nil},
		{audit.Observation, []audit.Event{regrade(audit.Minor, false)}, nil},
		{audit.Minor, []audit.Event{regrade(audit.Major, false)}, []audit.Grade{audit.Minor}},
		{audit.Minor, []audit.Event{regrade(audit.Major, false), regrade(audit.Observation, false)}, []audit.Grade{audit.Minor, audit.Major}},
		{audit.Minor, []audit.Event{regrade(audit.Major, false), regrade(audit.Minor, false), regrade(audit.Major, false)}, []audit.Grade{audit.Minor, audit.Major}},
		{audit.Minor, []audit.Event{regrade(audit.Major, false), regrade(audit.Minor, true)}, nil},
		{audit.Minor, []audit.Event{regrade(audit.Major, true), regrade(audit.Minor, false)}, []audit.Grade{audit.Major}},
	} {
		n := apply(t, replay(t, raised("NC-1", "2026-03-06", c.first, audit.Internal)), c.events...)
		if got := n.DeadlineInput(audit.Dates{}).PreviousGrades; !slices.Equal(got, c.want) {
			t.Errorf("%q then %d regradings: %v bind, want %v", c.first, len(c.events), got, c.want)
		}
	}
	// Only the step from a nonconformity to none is pointed out.
	for _, c := range []struct {
		first audit.Grade
		then  []audit.Grade
		want  int
	}{{"", []audit.Grade{audit.Observation}, 0}, {audit.Minor, []audit.Grade{audit.Observation, audit.OpportunityForImprovement}, 1}, {audit.Observation, []audit.Grade{audit.Minor, audit.AreaOfConcern}, 1}, {audit.Major, []audit.Grade{audit.Minor}, 0}} {
		n, found := replay(t, raised("NC-1", "2026-03-06", c.first, audit.Internal)), 0
		for _, g := range c.then {
			n = apply(t, n, regrade(g, false))
		}
		for d := range (audit.Register{Items: []audit.RegisterItem{{Nonconformity: n}}}).Check(day("2026-03-08"), audit.Schedule{}).Found() {
			if d.Code == "audit/downgraded-nonconformity" {
				found++
			}
		}
		if found != c.want {
			t.Errorf("%q then %v: %d times graded away, want %d", c.first, c.then, found, c.want)
		}
	}
}

// What a log says of findings that are over, and of those with nothing due.
func TestLogAtTheEdges(t *testing.T) {
	check := func(n ...audit.Nonconformity) []string {
		log := audit.Register{Grading: audit.GradePolicy{MinorsToMajor: 2}}
		for _, x := range n {
			log.Items = append(log.Items, audit.RegisterItem{Nonconformity: x})
		}
		r := log.Check(day("2026-12-31"), audit.Schedule{})
		for x := range r.Ran() {
			if x.Code == "audit/accumulated-minor-nonconformities" {
				return codes(r)
			}
		}
		t.Error("nobody looked at what adds up")
		return nil
	}
	minor := replay(t, raised("NC-1", "2026-03-06", audit.Minor, audit.Internal))
	gone := audit.Event{Kind: audit.Withdrawn, On: day("2026-03-07"), Text: "raised in error"}
	through := []audit.Event{corrected("2026-03-07"), analysed("2026-03-07"), planned("2026-03-07"), done("2026-03-08"), verified("2026-04-08", audit.Effective)}
	back := audit.Event{Kind: audit.Reopened, On: day("2026-04-09"), Text: "again"}
	again := slices.Clone(through)
	for i := range again {
		again[i].On = day("2026-05-01").AddDays(i)
	}
	for _, c := range []struct {
		name string
		list []audit.Nonconformity
		want []string
	}{
		{"open, and nothing is due", []audit.Nonconformity{minor}, []string{"audit/undetermined-due-date"}},
		{"verified", []audit.Nonconformity{apply(t, minor, through...)}, nil},
		{"ungraded and withdrawn", []audit.Nonconformity{apply(t, replay(t, raised("NC-1", "2026-03-06", "", audit.Internal)), gone)}, nil},
		{"came back, and is closed", []audit.Nonconformity{apply(t, apply(t, apply(t, minor, through...), closedOn("2026-04-08"), back), append(again, closedOn("2026-06-01"))...)}, nil},
		{"the same one twice", []audit.Nonconformity{apply(t, minor, gone), apply(t, minor, gone)}, []string{"audit/duplicate-finding-id"}},
	} {
		if got := check(c.list...); !slices.Equal(got, append([]string{}, c.want...)) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
