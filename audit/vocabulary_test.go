package audit_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
)

// Every list of words knows its own, and neither the empty nor a strange one.
func TestVocabularies(t *testing.T) {
	word[audit.Grade](t, audit.Grades())
	word[audit.AuditKind](t, audit.AuditKinds())
	word[audit.Answer](t, audit.Answers())
	word[audit.Step](t, audit.Steps())
	word[audit.Anchor](t, audit.Anchors())
	word[audit.Until](t, audit.Untils())
	word[audit.Consequence](t, audit.Consequences())
	word[audit.EventKind](t, audit.EventKinds())
	word[audit.Effect](t, audit.Effects())
	word[audit.NonconformityState](t, audit.NonconformityStates())
	word[audit.GradeReason](t, audit.GradeReasons())
	word[audit.CycleEventKind](t, audit.CycleEventKinds())
	word[audit.CycleState](t, audit.CycleStates())
	word[audit.ObligationKind](t, audit.ObligationKinds())
	word[audit.Edition](t, audit.Editions())
	word[audit.Counting](t, audit.Countings())
	word[audit.Importance](t, audit.Importances())
	word[audit.ClaimKind](t, audit.ClaimKinds())
	word[audit.RegisterStatus](t, audit.RegisterStatuses())
	word[audit.ServiceKind](t, audit.ServiceKinds())
	word[audit.Outcome](t, audit.Outcomes())
	word[audit.Evidence](t, audit.Evidences())
}

func word[W interface {
	~string
	Known() bool
}](t *testing.T, list []W) {
	t.Helper()
	seen := map[W]bool{}
	for _, w := range list {
		if !w.Known() || seen[w] || strings.TrimSpace(string(w)) == "" {
			t.Errorf("%T %q: known %v, seen before %v", w, w, w.Known(), seen[w])
		}
		seen[w] = true
	}
	if W("").Known() || W("strange").Known() {
		t.Errorf("%T knows what it should not", W(""))
	}
}

func TestStepSets(t *testing.T) {
	s := audit.NewStepSet(audit.StepPlan, audit.StepAuditHeld, "strange")
	for _, step := range append(audit.Steps(), "strange", "") {
		if want := step == audit.StepPlan || step == audit.StepAuditHeld; s.Has(step) != want {
			t.Errorf("%q: %v", step, s.Has(step))
		}
	}
}

// The tables hold what was counted when they were read.
func TestTablesOfFacts(t *testing.T) {
	count := map[audit.Evidence]int{}
	for _, a := range audit.Accreditors() {
		if !a.Evidence.Known() || a.Acronym == "" || a.Name == "" {
			t.Errorf("%+v", a)
		}
		if a.Evidence != audit.EvidenceMemory && a.Source == "" {
			t.Errorf("%s: seen, and no source", a.Acronym)
		}
		count[a.Evidence]++
	}
	want := map[audit.Evidence]int{
		audit.EvidenceISMS: 2, audit.EvidenceAccredits: 10, audit.EvidenceOtherScope: 15, audit.EvidenceMemory: 41, audit.EvidenceTrap: 4,
	}
	for e, n := range want {
		if count[e] != n {
			t.Errorf("%s: %d, want %d", e, count[e], n)
		}
	}
	if n := len(audit.Arrangements()); n != 3 {
		t.Errorf("%d arrangements, want 3", n)
	}
	if n := len(audit.Policies()); n != 4 {
		t.Errorf("%d policies, want 4", n)
	}
	for _, s := range audit.Sources() {
		if s.Read.IsZero() || s.From == "" || !slices.Contains([]string{"high", "owner", "low"}, s.Confidence) {
			t.Errorf("%+v", s)
		}
	}
	if a, ok := audit.AccreditorByName(" dakks "); !ok || a.Country != "DE" {
		t.Errorf("DAkkS: %+v, %v", a, ok)
	}
	if _, ok := audit.AccreditorByName(""); ok {
		t.Error("the empty name is a body")
	}
}

func TestTablesAreCopies(t *testing.T) {
	audit.Policies()[0].Limits[0].Audits[0] = "changed"
	audit.Arrangements()[0].Sources[0] = "changed"
	audit.Accreditors()[0].Groups[0] = "changed"
	audit.Requests()[0].What = "changed"
	audit.Sources()[0].From = "changed"
	text := fmt.Sprint(audit.Policies(), audit.Arrangements(), audit.Accreditors(), audit.Requests(), audit.Sources())
	if strings.Contains(text, "changed") {
		t.Error("a caller changed a table")
	}
}

// An event that lacks what its kind needs is refused with the reason.
func TestEventsLackingSomething(t *testing.T) {
	open := raise(t, audit.Major, audit.Internal)
	atPlan := apply(t, open, analysed("2026-01-06"))
	atAction := apply(t, atPlan, planned("2026-01-07"))
	atVerdict := apply(t, atAction, done("2026-01-08"))
	plan := func(actions ...audit.Action) audit.Event {
		return audit.Event{Kind: audit.PlanHanded, On: day("2026-02-01"), Actions: actions}
	}
	on := day("2026-02-01")
	for _, c := range []struct {
		n   audit.Nonconformity
		e   audit.Event
		why string
	}{
		{open, audit.Event{Kind: "danced", On: on}, "no such event"},
		{open, audit.Event{Kind: audit.Corrected}, "no date"},
		{open, audit.Event{Kind: audit.Corrected, On: day("2026-01-04"), Text: "t"}, "older"},
		{open, audit.Event{Kind: audit.Corrected, On: on, Text: " - "}, "put right"},
		{open, audit.Event{Kind: audit.Analysed, On: on}, "no cause"},
		{atPlan, plan(), "at least one"},
		{atPlan, plan(make([]audit.Action, 1001)...), "at most 1000"},
		{atPlan, plan(audit.Action{What: "w"}), "usable ID"},
		{atPlan, plan(audit.Action{ID: "A"}), "what is to be done"},
		{atPlan, plan(audit.Action{ID: "A", What: "w"}, audit.Action{ID: "B", What: "w"}, audit.Action{ID: "A", What: "w"}), `two actions "A"`},
		{atAction, audit.Event{Kind: audit.ActionDone, On: on, Action: "A-9"}, "no open action"},
		{atAction, audit.Event{Kind: audit.PlanRejected, On: on}, "no reason"},
		{atVerdict, audit.Event{Kind: audit.Verified, On: on}, "no verdict"},
		{open, audit.Event{Kind: audit.Regraded, On: on, Grade: "mild", Text: "t"}, "no grade"},
		{open, audit.Event{Kind: audit.Regraded, On: on, Grade: audit.Major, Text: "t"}, "already"},
		{open, audit.Event{Kind: audit.Regraded, On: on, Grade: audit.Minor}, "no reason"},
		{open, audit.Event{Kind: audit.Extended, On: on, By: "b", Text: "t", Due: on, Step: "lunch"}, "no step"},
		{open, audit.Event{Kind: audit.Extended, On: on, By: "b", Text: "t", Step: audit.StepPlan}, "an extension needs"},
		{open, audit.Event{Kind: audit.Extended, On: on, Due: on, Text: "t", Step: audit.StepPlan}, "an extension needs"},
		{open, audit.Event{Kind: audit.Extended, On: on, Due: on, By: "b", Step: audit.StepPlan}, "an extension needs"},
		{open, audit.Event{Kind: audit.Withdrawn, On: on}, "no reason"},
		{open, audit.Event{Kind: audit.Disputed, On: on}, "no reason"},
	} {
		_, err := c.n.Apply(c.e)
		if err == nil || !strings.Contains(err.Error(), c.why) {
			t.Errorf("%s: %v, want %q", c.e.Kind, err, c.why)
		}
	}
	good := audit.Finding{ID: "NC-1", Grade: audit.Minor, Audit: audit.Internal, Requirements: []isms.Ref{"7.2 d"}}
	for why, change := range map[string]func(*audit.Finding){
		"ID":                  func(f *audit.Finding) { f.ID = "" },
		"no grade":            func(f *audit.Finding) { f.Grade = "mild" },
		"where it comes from": func(f *audit.Finding) { f.Audit = "" },
		"no place":            func(f *audit.Finding) { f.Requirements = []isms.Ref{"11.1"} },
	} {
		f := good
		change(&f)
		if _, err := audit.Raise(on, "", f); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%v, want %q", err, why)
		}
	}
}

func TestCycleEventsLackingSomething(t *testing.T) {
	held := ce(audit.CertificateHeld, "2026-01-31")
	wantRefused(t, "no such event", held, audit.CycleEvent{Kind: "danced", On: day("2026-02-01")})
	wantRefused(t, "no date", held, audit.CycleEvent{Kind: audit.Suspended, Text: "t"})
	wantRefused(t, "out of range", held, with(ce(audit.SurveillanceHeld, "2026-02-01"), majors(-1)))
	wantRefused(t, "out of range", held, with(ce(audit.SurveillanceHeld, "2026-02-01"), majors(1_000_001)))
	wantRefused(t, "no edition", held, with(ce(audit.SurveillanceHeld, "2026-02-01"), func(e *audit.CycleEvent) { e.Edition = "ISO 9001" }))
	wantRefused(t, "no other edition", held, ce(audit.EditionChanged, "2026-02-01"))
	wantRefused(t, "no reason", held, with(ce(audit.Suspended, "2026-02-01"), func(e *audit.CycleEvent) { e.Text = "" }))
	wantRefused(t, "what the scope is", held, with(ce(audit.ScopeReduced, "2026-02-01"), func(e *audit.CycleEvent) { e.Text = "" }))
	wantRefused(t, "no other body", held, with(ce(audit.Transferred, "2026-02-01"), func(e *audit.CycleEvent) { e.Body = "" }))
	wantRefused(t, "no major is open", held, ce(audit.FollowUpHeld, "2026-02-01"))
	wantRefused(t, "than were raised", held, with(ce(audit.SurveillanceHeld, "2026-02-01"), majors(1)), with(ce(audit.FollowUpHeld, "2026-02-01"), majors(2)))
	wantRefused(t, "no recertification audit", held, ce(audit.Recertified, "2026-02-01"))
	wantRefused(t, "whether it was granted", held, ce(audit.RecertificationHeld, "2026-02-01"), with(ce(audit.Recertified, "2026-02-01"), func(e *audit.CycleEvent) { e.Granted = "" }))
	wantRefused(t, "a major is not verified", held, with(ce(audit.SpecialAuditHeld, "2026-02-01"), majors(1)), ce(audit.Suspended, "2026-02-02"), ce(audit.Reinstated, "2026-02-03"))
	for name, e := range map[string]audit.CycleEvent{
		"no ID":              with(held, func(e *audit.CycleEvent) { e.ID = "" }),
		"2013 after its end": with(held, func(e *audit.CycleEvent) { e.Edition = audit.Edition2013 }),
		"ends before":        with(held, func(e *audit.CycleEvent) { e.Expiry = day("2026-01-31") }),
		"ends too late":      with(held, func(e *audit.CycleEvent) { e.Expiry = day("2029-02-01") }),
		"after year 9999":    ce(audit.CertificateHeld, "9998-01-01"),
	} {
		if _, err := audit.ReplayCycle([]audit.CycleEvent{e}); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
	if _, err := audit.ReplayCycle(nil); err == nil {
		t.Error("a cycle of no events")
	}
	if _, err := audit.Replay(nil); err == nil {
		t.Error("a nonconformity of no events")
	}
}

// Later periods: no first surveillance, but one in each calendar year.
func TestAfterRecertification(t *testing.T) {
	c := cycle(t, ce(audit.CertificateHeld, "2023-06-30"), ce(audit.RecertificationHeld, "2026-04-20"), ce(audit.Recertified, "2026-06-01"))
	wantObligations(t, c, "2026-06-02", "surveillance 2027-12-31", "surveillance 2028-12-31", "recertification 2029-06-30")
	if c.Edition() != audit.Edition2022 || c.OpenMajors() != 0 {
		t.Errorf("edition %q, %d majors", c.Edition(), c.OpenMajors())
	}
	refused := cycle(t, ce(audit.CertificateHeld, "2023-06-30"), ce(audit.RecertificationHeld, "2026-04-20"),
		with(ce(audit.Recertified, "2026-06-01"), func(e *audit.CycleEvent) { e.Granted = audit.No }))
	wantState(t, refused, "2026-06-30", audit.CycleCertified)
	wantState(t, refused, "2026-07-01", audit.CycleExpired)
	notFirst := cycle(t, with(ce(audit.CertificateHeld, "2026-01-31"), func(e *audit.CycleEvent) { e.First = audit.No }))
	wantObligations(t, notFirst, "2026-02-01", "surveillance 2027-12-31", "surveillance 2028-12-31", "recertification 2029-01-31")
}

func TestEntries(t *testing.T) {
	lead := isms.MustInterval("14 days")
	n := raise(t, audit.Major, audit.Initial)
	ids := map[isms.ID]bool{}
	for d := range n.Deadlines(schedule(t, audit.ProposedPolicy()), audit.Dates{LastAuditDay: day("2026-08-31")}) {
		e := d.Entry(lead)
		if ids[e.ID] || e.Kind != isms.EntryDeadline || e.Title == "" || e.Basis == "" || e.Subject != "NC-1" || len(e.Refs) == 0 || e.ID != d.Entry(lead).ID {
			t.Errorf("%+v", e)
		}
		if !d.Due.IsZero() && (e.Window != isms.On(d.Due) || e.Alarm(nil) != d.Due.AddDays(-14)) {
			t.Errorf("%+v, want %v", e, d.Due)
		}
		ids[e.ID] = true
	}
	c := cycle(t, ce(audit.CertificateHeld, "2026-01-31"))
	for o := range c.Obligations(day("2026-02-01")) {
		e := o.Entry(lead)
		if ids[e.ID] || e.Kind != isms.EntryCertificate || e.Window != o.Window || e.Basis == "" || len(e.Refs) != 1 || !e.Refs[0].Known() {
			t.Errorf("%+v", e)
		}
		ids[e.ID] = true
	}
	var audits []isms.ID
	for e := range soundProgramme().Entries(programmeDay, lead) {
		audits = append(audits, e.Subject)
		if ids[e.ID] || e.Kind != isms.EntryAudit || e.Window.Last.IsZero() {
			t.Errorf("%+v", e)
		}
	}
	if !slices.Equal(audits, []isms.ID{"IA-2", "IA-3"}) {
		t.Errorf("audits to come %v", audits)
	}
	for _, s := range audit.Steps() {
		if e := (audit.Deadline{Subject: "NC-1", Step: s}).Entry(lead); strings.HasSuffix(e.Title, ": "+string(s)) {
			t.Errorf("%s has no title of its own: %q", s, e.Title)
		}
	}
}

func TestJSONOfAnswers(t *testing.T) {
	n := raise(t, audit.Major, audit.Surveillance)
	deadlines := slices.Collect(n.Deadlines(schedule(t, audit.ProposedPolicy()), audit.Dates{LastAuditDay: day("2026-08-31")}))
	c := cycle(t, ce(audit.CertificateHeld, "2026-01-31"))
	for _, x := range []struct {
		value any
		want  string
	}{
		{deadlines[0], `{"subject":"NC-1","step":"correction","due":"2026-09-14","basis":"last day of the audit, 2026-08-31, plus 14 days (proposed-default)"}`},
		{slices.Collect(c.Obligations(day("2026-02-01")))[0], `{"subject":"C-1","kind":"first surveillance","window":{"first":"2026-02-01","last":"2027-01-31"},"basis":"time from the decision, 2026-01-31 (ISO/IEC 17021-1 9.1.3.3)","onMiss":"suspension_considered","ref":"ISO/IEC 17021-1 9.1.3.3"}`},
		{ce(audit.Suspended, "2026-02-01"), `{"kind":"suspended","on":"2026-02-01","text":"as agreed"}`},
		{c, `[{"kind":"certificate held","on":"2026-01-31","id":"C-1"}]`},
		{audit.Nonconformity{}, `[]`},
		{audit.Cycle{}, `[]`},
		{audit.HalfDays(17), `"8.5"`},
	} {
		got, err := json.Marshal(x.value)
		if err != nil || string(got) != x.want {
			t.Errorf("got %s, %v\nwant %s", got, err, x.want)
		}
	}
}

func TestDays(t *testing.T) {
	five, six := audit.HalfDays(10), audit.HalfDays(12)
	if five.Compare(six) != -1 || six.Compare(five) != 1 || five.Compare(five) != 0 {
		t.Error("5 days are not fewer than 6")
	}
	if five.Add(six).String() != "11" || five.Sub(six).ToHalfDays().String() != "-1" {
		t.Errorf("%v and %v", five.Add(six), five.Sub(six).ToHalfDays())
	}
}
