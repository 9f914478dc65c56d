package audit_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/draw"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/audittest"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/ismstest"
)

type choice struct{ t *rapid.T }

func (c choice) IntN(n int) int { return rapid.IntRange(0, n-1).Draw(c.t, "choice") }

// slowDue is the deadline of a step straight from the policy: every limit of the
// policy and of the floor that matches, the earliest day of all.
func slowDue(p audit.Policy, c audit.DeadlineInput, step audit.Step) (due isms.Date) {
	grades := append(slices.Clone(c.PreviousGrades), c.Grade)
	for _, limits := range [][]audit.Limit{p.Limits, minimum().Limits} {
		for _, l := range limits {
			kind := c.Audit
			if kind == audit.Special && !slices.Contains(l.Audits, kind) {
				kind = audit.Surveillance
			}
			matches := l.Step == step && (slices.Contains(l.Audits, kind) || len(l.Audits) == 0 && c.Audit.OfBody()) &&
				slices.ContainsFunc(grades, func(g audit.Grade) bool { return g.Nonconforming() && (l.Grade == "" || l.Grade == g) })
			if !matches {
				continue
			}
			d := map[audit.Anchor]isms.Date{
				"last day of audit":   c.Dates.LastAuditDay,
				"last day of stage 2": c.Dates.LastStage2Day, "closing meeting": c.Dates.ClosingMeeting, "report": c.Dates.Report,
				"finding": c.Raised, "surveillance due date": c.Dates.SurveillanceDue, "certification decision": c.Dates.Decision,
				"certificate expiry": c.Dates.Expiry,
			}[l.Anchor]
			if l.Anchor == "last day of stage 2" && d.IsZero() && c.Audit == audit.Initial {
				d = c.Dates.LastAuditDay
			}
			if l.Milestone != "" {
				d = map[audit.Milestone]isms.Date{
					"certification decision": c.Dates.Decision, "next audit": c.Dates.NextAudit, "certificate expiry": c.Dates.Expiry,
					"follow up audit": c.Dates.FollowUpAudit, "time limit set by certification body": c.Dates.BodyLimit,
				}[l.Milestone]
			} else if !d.IsZero() {
				d, _ = l.Within.From(d, nil)
			}
			if !d.IsZero() && (due.IsZero() || d.Before(due)) {
				due = d
			}
		}
	}
	return due
}

func TestDeadlinesAgainstTheSlowTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := choice{t}
		p := audittest.Policy(c)
		n := audittest.Nonconformity(c, "NC-1")
		kase := n.DeadlineInput(audittest.Dates(c, n.RaisedOn()))
		kase.AgreedDueDates = nil // see TestExtensionStopsAtTheFloor
		s, err := p.Schedule(nil)
		if err != nil {
			t.Fatal(err)
		}
		got := map[audit.Step]isms.Date{}
		for _, d := range s.Append(nil, kase) {
			if !d.Due.IsZero() {
				got[d.Step] = d.Due
			}
		}
		for step := range audit.Steps().All() {
			if want := slowDue(p, kase, step); got[step] != want {
				t.Fatalf("%s of %+v: %v, want %v", step, kase, got[step], want)
			}
		}
	})
}

// Adjacent queries give each deadline once: together what one query gives.
func TestDueWindowsAddUp(t *testing.T) {
	s := schedule(t, proposed()).Join(schedule(t, internal()))
	rapid.Check(t, func(t *rapid.T) {
		c := choice{t}
		var register audit.Register
		for range c.IntN(5) {
			n := audittest.Nonconformity(c, "NC-1")
			register.Items = append(register.Items, audit.RegisterItem{Nonconformity: n, Dates: audittest.Dates(c, n.RaisedOn())})
		}
		days := []isms.Date{draw.KnownDate(c), draw.KnownDate(c), draw.KnownDate(c)}
		slices.SortFunc(days, isms.Date.Compare)
		count := func(after, upTo isms.Date) int { return len(register.Entries(after, upTo, s)) }
		if whole := count(days[0], days[2]); whole != count(days[0], days[1])+count(days[1], days[2]) {
			t.Fatalf("%d deadlines in the whole of %v", whole, days)
		}
	})
}

// The order of the log changes nothing, and checking is a function of its input.
func TestLogOrderDoesNotMatter(t *testing.T) {
	s := schedule(t, proposed()).Join(schedule(t, internal()))
	rapid.Check(t, func(t *rapid.T) {
		c := choice{t}
		log := audit.Register{Grading: audit.GradePolicy{MinorsToMajor: 2}}
		for _, id := range []isms.ID{"NC-1", "NC-2", "NC-3", "NC-10"} {
			n := audittest.Nonconformity(c, id)
			log.Items = append(log.Items, audit.RegisterItem{Nonconformity: n, Dates: audittest.Dates(c, n.RaisedOn())})
		}
		on := draw.KnownDate(c)
		want := log.Check(on, s)
		slices.Reverse(log.Items)
		if got := log.Check(on, s); !got.Equal(want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}

// The stored log survives a round trip: marshalled again it is the same text.
func TestLogSurvivesJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := choice{t}
		n := audittest.Nonconformity(c, "NC-1")
		log := audit.Register{Items: []audit.RegisterItem{{Nonconformity: n, Dates: audittest.Dates(c, n.RaisedOn())}}, Complete: isms.Yes}
		text, err := json.Marshal(log)
		if err != nil {
			t.Fatal(err)
		}
		var back audit.Register
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatal(err)
		}
		again, err := json.Marshal(back)
		if err != nil || string(again) != string(text) {
			t.Fatalf("got %s, %v\nwant %s", again, err, text)
		}
	})
}

// No exported function panics on values that nobody made: zero, unknown words,
// huge and negative numbers.
func TestNothingPanics(t *testing.T) {
	far := day("9999-12-31")
	for _, on := range []isms.Date{{}, far, day("0001-01-01")} {
		var s audit.Schedule
		s.Append(nil, audit.DeadlineInput{Grade: audit.Major, Audit: audit.Initial})
		floor := schedule(t, minimum())
		floor.Append(nil, audit.DeadlineInput{Grade: audit.Major, Audit: "strange", Raised: on})
		floor.Append(nil, audit.DeadlineInput{Grade: audit.Major, Audit: audit.Initial, Raised: on, Dates: audit.Dates{LastAuditDay: far}, PreviousGrades: []audit.Grade{"strange", audit.Minor, audit.Minor}})
		if len((audit.Register{}).Entries(on, far, s)) > 0 {
			t.Error("a deadline of nothing")
		}
		var d audit.Deadline
		_, _, _, _, _, _ = d.Basis(), d.OnMiss(), d.Policy(), d.Ref(), d.Overdue(on), d.Entry()

		var n audit.Nonconformity
		_, _, _, _, _, _ = n.ID(), n.Finding(), n.State(), n.On(on), n.Allowed(), n.DeadlineInput(audit.Dates{})
		for _, k := range append(slices.Collect(audit.EventKinds().All()), "", "strange") {
			if _, err := n.Apply(audit.Event{Kind: k, On: on}); err == nil {
				t.Errorf("nothing was %s", k)
			}
		}

		_ = audit.Register{Items: make([]audit.RegisterItem, 2)}.Check(on, s)

	}
}

func FuzzNonconformity(f *testing.F) {
	for _, seed := range []string{
		`[]`, `[{"kind":"raised","on":"2026-01-05","finding":{"id":"NC-1","grade":"major","audit":"initial","requirements":["7.2 d"],"statement":"s"}},{"kind":"corrected","on":"2026-01-06","text":"t"}]`,
		`[{"kind":"closed","on":"2026-01-05"}]`, `{"kind":"raised"}`, `[{"kind":"raised","on":"2026-02-30"}]`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var n audit.Nonconformity
		if json.Unmarshal(data, &n) != nil {
			return
		}
		if err := audittest.CheckNonconformity(n); err != nil {
			t.Error(err)
		}
	})
}

// Events drawn from the fuzzer's bytes: the laws hold wherever they lead.
func FuzzStories(f *testing.F) {
	f.Add([]byte{1, 2, 3})
	f.Add([]byte("a longer story with more to draw from, so that something happens in it"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := audittest.CheckNonconformity(audittest.Nonconformity(ismstest.Bytes(data), "NC-1")); err != nil {
			t.Error(err)
		}
	})
}

// Every rule is found by some case of the tables in this package's tests, and not
// by the sound one beside it.
func TestEveryRuleIsTriggered(t *testing.T) {
	seen := map[string]bool{}
	add := func(codes []string) {
		for _, c := range codes {
			seen[c] = true
		}
	}
	for _, c := range logCases {
		add(c.want)
	}

	add(codes(raise(t, audit.Major, audit.Initial).CheckClosing()))
	add(codes(raise(t, "", audit.Initial).CheckClosing()))
	// Those with a test of their own.
	add([]string{"audit/duplicate-finding-id", "audit/accumulated-minor-nonconformities"})

	for _, r := range audit.Rules() {
		if !seen[r.Code] && r.JudgementRequired == "" {
			t.Errorf("no case triggers %s", r.Code)
		}
	}
}

// Where a former grade still binds, the deadlines are those of both grades
// together: of each step the earlier day, and every day that is not known once.
func TestDeadlinesOfTwoGradesAreThoseOfEach(t *testing.T) {
	waits := func(d audit.Deadline) string { // for which day, if it is not known
		day, _, _ := strings.Cut(d.Basis().Text, ", ")
		return string(d.Step) + " waits for " + day
	}
	rapid.Check(t, func(t *rapid.T) {
		c := choice{t}
		s, err := audittest.Policy(c).Schedule(nil)
		if err != nil {
			t.Fatal(err)
		}
		one := audit.DeadlineInput{ID: "NC-1", Grade: audit.Major, Audit: draw.Pick(c, slices.Collect(audit.Kinds().All())), Raised: draw.KnownDate(c), Done: audit.NewStepSet(draw.Pick(c, slices.Collect(audit.Steps().All())))}
		one.Dates = audittest.Dates(c, one.Raised)
		other := one
		other.Grade = audit.Minor
		both := one
		both.PreviousGrades = []audit.Grade{audit.Minor, audit.Major, audit.Minor, audit.Observation}
		read := func(list []audit.Deadline, known map[audit.Step]isms.Date, unknown map[string]bool) {
			for i, d := range list {
				switch {
				case d.Done != one.Done.Has(d.Step) || d.Subject != "NC-1":
					t.Fatalf("%+v", d)
				case d.Due.IsZero():
					unknown[waits(d)] = true
				case i > 0 && list[i-1].Step == d.Step:
					t.Fatalf("%s: the known day is not the first", d.Step)
				case known[d.Step].IsZero() || d.Due.Before(known[d.Step]):
					known[d.Step] = d.Due
				}
			}
		}
		known, unknown := map[audit.Step]isms.Date{}, map[string]bool{}
		read(s.Append(nil, one), known, unknown)
		read(s.Append(nil, other), known, unknown)
		gotKnown, gotUnknown := map[audit.Step]isms.Date{}, map[string]bool{}
		list := s.Append([]audit.Deadline{{Subject: "before"}}, both)
		if list[0].Subject != "before" {
			t.Fatal("what was there is gone")
		}
		read(list[1:], gotKnown, gotUnknown)
		if diff := cmp.Diff(known, gotKnown, cmp.Comparer(isms.Date.Equal)); diff != "" {
			t.Fatalf("days (-each +both):\n%s", diff)
		}
		if diff := cmp.Diff(unknown, gotUnknown); diff != "" {
			t.Fatalf("days not known (-each +both):\n%s", diff)
		}
		if n := len(gotKnown) + len(gotUnknown); n != len(list)-1 {
			t.Fatalf("%d deadlines, want %d", len(list)-1, n)
		}
		if !slices.IsSortedFunc(list[1:], func(a, b audit.Deadline) int {
			return audit.Steps().Index(a.Step) - audit.Steps().Index(b.Step)
		}) {
			t.Fatal("the steps are out of order")
		}
	})
}
