package systemtest

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/audit/cycle/cycletest"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
	"github.com/ismskit/ismskit/isms/record"
	"github.com/ismskit/ismskit/isms/roadmap"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

// In returns the management system of a small fictional organization that is in a
// state of its certification cycle on asOf. For the zero state, and an unknown one, it
// has nothing but a name. Before the decision it has a first Statement of
// Applicability and gaps; from the decision on the statement in its second version,
// the internal audits and management reviews of the years, and with a suspension its
// reason among the findings. Without a day it is a system of 2026-03-02.
func In(state cycle.State, asOf isms.Date) system.System {
	if asOf.IsZero() {
		asOf = isms.MustDate("2026-03-02")
	}
	name := fmt.Sprintf("Example %c (fictional)", 'A'+cycle.States().Index(state)+1)
	held := cycletest.In(state, "CERT-1", asOf)
	if held.ID() == "" {
		return system.System{Organization: system.Organization{Name: name}}
	}
	s := Sound(asOf, 4)
	s.Organization.Name, s.Cycle, s.Evidence.Records = name, held, nil
	ago := func(days int) isms.Date { return asOf.AddDays(-days) }
	scenarios(&s)
	if held.Decision().IsZero() {
		apply(&s, ago)
	} else {
		decide(&s, asOf)
	}
	gather(&s, ago(1))
	return s
}

// scenarioTexts are title, threat and vulnerability of the risks.
var scenarioTexts = [...][3]string{
	{"Stolen administrator credential", "phishing of an administrator", "rights reach all clients"},
	{"Ransomware in the file store", "malicious attachment", "backups are reachable from the network"},
	{"Loss of the data centre", "fire", "one location"},
	{"Flaw in the management platform", "exploit before the patch", "updates take a week"},
	{"Error in a change", "mistake in a script", "no second pair of eyes"},
	{"Departure of the only expert", "resignation", "knowledge is in one head"},
	{"Disclosure by a supplier", "careless handling", "terms are not verified"},
	{"Lost notebook", "theft on a train", "work away from the office"},
}

// scenarios leaves as many of the sound system's risks as there are texts, with all
// controls among their treatments.
func scenarios(s *system.System) {
	n := len(scenarioTexts)
	var controls []isms.Ref
	for c := range annexa.All() {
		controls = append(controls, c.Ref)
	}
	s.Register.Risks, s.Register.Treatments = s.Register.Risks[:n], s.Register.Treatments[:n]
	for i, of := range slices.Collect(slices.Chunk(controls, (len(controls)+n-1)/n)) {
		r, t := &s.Register.Risks[i], &s.Register.Treatments[i]
		r.Title, r.Threat, r.Vulnerability = scenarioTexts[i][0], scenarioTexts[i][1], scenarioTexts[i][2]
		for _, rating := range []*risk.Rating{&r.Inherent, &r.Current, &r.Target, &r.Residual} {
			rating.Impact = risk.Grade(2 + i%3)
		}
		t.Title, t.Controls = "Against: "+r.Title, of
	}
}

// apply makes it a system before its first certificate: what was decided before
// stage 1 is there, and operation has begun; the rest is ahead.
func apply(s *system.System, ago func(int) isms.Date) {
	s.Operating, s.Register.Assessed = ago(120), ago(95)
	progress(s, ago(0))
	applicability(s, func(days int) isms.Date { return ago(days + 35) })
	last := len(s.Applicability.Decisions) - 1
	for i, status := range []soa.ImplementationStatus{soa.Planned, soa.PartiallyImplemented, soa.NotImplemented} {
		d := &s.Applicability.Decisions[last-i]
		if d.Implementation = status; status != soa.NotImplemented {
			d.Due = ago(-30)
		}
	}
	approve(s, func(days int) isms.Date { return ago(days + 35) })
	n := len(s.Register.Risks) - 1
	r := &s.Register.Risks[n]
	r.Current.Likelihood, r.Residual = r.Inherent.Likelihood, risk.Rating{} // nobody has said yet what remains
	t := &s.Register.Treatments[n]
	t.Status, t.Completed, t.Result, t.Due, t.Percent = risk.ActionInProgress, isms.Date{}, "", ago(-15), 60
	s.Programme.Audits = s.Programme.Audits[:0]
	for i, day := range []isms.Date{ago(-10), ago(-370), ago(-730)} {
		s.Programme.Audits = append(s.Programme.Audits, planned(isms.ID(fmt.Sprintf("IA-%d", i+1)), day))
	}
	s.Programme.Period = isms.Window{First: ago(90), Last: ago(90).AddYears(3)}
	s.Records.ManagementReviews = []record.ManagementReview{{ID: "MR-1", Planned: ago(-20)}}
	s.Records.Improvements = nil
	s.Records.People[3].Awareness = nil
	s.Findings.Items = nil
	for e := range s.Cycle.Events() {
		if e.Kind == cycle.Stage1Conducted {
			add(s, e.On, audit.Finding{
				ID: "AC-1", Grade: audit.AreaOfConcern, Audit: audit.Initial, AuditID: "STAGE-1", Requirements: []isms.Ref{"9.2.2 s1"},
				Statement: "The internal audit is planned only shortly before stage 2.", Evidence: "The audit programme.",
			}, nil)
		}
	}
	s.Judgements = slices.DeleteFunc(s.Judgements, func(j isms.Judgement) bool { return !j.Requirement.Within("6.1.3") })
	for i := range s.Judgements {
		s.Judgements[i].Basis = "the statement as approved"
	}
}

// progress begins the roadmap so that it ends two months after a day, and says of each
// task that it was done as planned.
func progress(s *system.System, asOf isms.Date) {
	road := &s.Roadmap
	plan, _ := road.Plan.Schedule(road.Start, nil)
	road.Start = road.Start.AddDays(plan.End().DaysUntil(asOf.AddDays(60)))
	plan, _ = road.Plan.Schedule(road.Start, nil)
	for task := range plan.Tasks() {
		if task.Window.Last.Before(asOf) {
			road.Progress = append(road.Progress, roadmap.Progress{Task: task.ID, Started: task.Window.First, Completed: task.Window.Last})
		}
	}
}

// decide makes it a system that has or had a certificate.
func decide(s *system.System, asOf isms.Date) {
	decided := s.Cycle.Decision()
	s.Roadmap = system.Roadmap{}
	s.Operating = decided.AddDays(-240)
	versions(s, decided, asOf)
	s.Findings.Items = nil
	resolved(s, decided.AddDays(-70), audit.Finding{
		ID: "NC-1", Grade: audit.Minor, Audit: audit.Internal, AuditID: "IA-1", Requirements: []isms.Ref{"7.5.3 e"},
		Statement: "A procedure has two versions in use.", Evidence: "Both were seen in one team.",
	})
	resolved(s, decided.AddDays(-40), audit.Finding{
		ID: "NC-2", Grade: audit.Minor, Audit: audit.Initial, AuditID: "STAGE-2", Requirements: []isms.Ref{"7.5.2 c"},
		Statement: "A form was in use before it was approved.", Evidence: "Five forms sampled.",
	})
	keep(s, decided, asOf)
	if s.Cycle.State(asOf) == cycle.StateSuspended {
		suspend(s, asOf.AddDays(-50))
	}
}

// versions gives the statement two versions: one approved before stage 1, and the one
// in force, with another obligation and the last controls implemented.
func versions(s *system.System, decided, asOf isms.Date) {
	was, first := *s, decided.AddDays(-160)
	was.Register.Assessed = first.AddDays(-25)
	applicability(&was, func(days int) isms.Date { return first.AddDays(35 - days) })
	was.Obligations = was.Obligations[:1]
	s.Applicability.Version, s.Applicability.Header.Organization = "2.0", s.Organization.Name
	var edits []soa.Edit
	for i := range was.Applicability.Decisions {
		d, now := &was.Applicability.Decisions[i], &s.Applicability.Decisions[i]
		if i >= 88 {
			d.Implementation, d.Due = soa.Planned, decided
		}
		edits = append(edits, soa.Edit{Control: d.Control, Implementation: &now.Implementation, Due: &now.Due, DecidedOn: &now.DecidedOn})
	}
	on := asOf.AddDays(-35)
	before, _ := was.At(isms.Date{}).Draft() // what is refused is the zero Statement, and so is all that follows
	before, _ = before.Apply(soa.Event{Kind: soa.Approve, By: "ceo", On: first})
	next, _ := before.Next("2.0")
	next, _ = next.Regenerate(s.Register, s.Obligations)
	next, _ = next.EditHeader(s.Applicability.Header)
	next, _ = next.Edit(edits...)
	next, _ = next.Apply(soa.Event{Kind: soa.Approve, By: "ceo", On: on})
	before, _ = before.Apply(soa.Event{Kind: soa.Supersede, By: "ceo", On: on, Note: next.Version()})
	s.Statements = []soa.Statement{before, next}
	for i := range s.Records.Documents {
		if s.Records.Documents[i].Key == "soa" {
			s.Records.Documents[i].Version = next.Version()
		}
	}
}

// keep gives the internal audits since before stage 2, each with the management review
// after it; those in the last half-year of the certificate are not conducted.
func keep(s *system.System, decided, asOf isms.Date) {
	end := s.Cycle.Expiry().AddDays(-180)
	latest := s.Records.ManagementReviews[0]
	s.Programme.Audits, s.Records.ManagementReviews = nil, nil
	s.Programme.Period = isms.Window{First: decided.AddDays(-100), Last: s.Cycle.Expiry()}
	for i, day := 1, decided.AddDays(-70); day.Before(end); i, day = i+1, day.AddDays(340) {
		id := isms.ID(fmt.Sprintf("IA-%d", i))
		if !day.Before(asOf) {
			s.Programme.Audits = append(s.Programme.Audits, planned(id, day))
			continue
		}
		found, conforms := []isms.ID(nil), isms.Yes
		if i == 1 {
			found, conforms = []isms.ID{"NC-1"}, isms.No
		}
		s.Programme.Audits = append(s.Programme.Audits, conducted(id, day, conforms, found...))
		review := latest
		review.ID, review.Planned, review.Conducted = isms.ID(fmt.Sprintf("MR-%d", i)), day.AddDays(20), day.AddDays(20)
		review.Decisions = slices.Clone(latest.Decisions)
		for k := range review.Decisions {
			review.Decisions[k].ID = isms.ID(fmt.Sprintf("%s-%d", review.ID, k+1))
		}
		review.Decisions[0].Due = review.Conducted.AddDays(60)
		s.Records.ManagementReviews = append(s.Records.ManagementReviews, review)
	}
}

// suspend adds the special audit that led to the suspension, and what it found.
func suspend(s *system.System, on isms.Date) {
	events := slices.Collect(s.Cycle.Events())
	last := len(events) - 1
	events[last].Text = "Major nonconformity NC-3 of the special audit is not resolved."
	events = slices.Insert(events, last, cycle.Event{Kind: cycle.SpecialAuditConducted, On: on, Majors: 1, Limit: on.AddDays(90)})
	if c, err := cycle.Replay(events); err == nil {
		s.Cycle = c
	}
	add(s, on, audit.Finding{
		ID: "NC-3", Grade: audit.Major, Audit: audit.Special, AuditID: "SPECIAL-1", Requirements: []isms.Ref{"8.1 s4", "A.8.13"},
		Statement: "Backups of clients have not been taken for three months.", Evidence: "The logs of the backup server.",
	}, []audit.Event{{Kind: audit.Corrected, On: on.AddDays(2), By: "ciso", Text: "The backups run again.", Consequences: "No client has lost data."}})
	s.Findings.Items[len(s.Findings.Items)-1].Dates.BodyLimit = on.AddDays(90) // as the event says
}

// gather adds the evidence of the last year that is expected up to a day, each quarter
// at most: one record for all that one kind of evidence shows on one day.
func gather(s *system.System, upTo isms.Date) {
	type group struct {
		on   isms.Date
		kind evidence.Kind
	}
	refs := map[group][]isms.Ref{}
	var expected []isms.Ref
	for d := range evidence.ClauseDefaults() {
		expected = append(expected, d.Ref)
	}
	for _, d := range s.Applicability.Decisions {
		if d.Implementation == soa.Implemented || d.Implementation == soa.PartiallyImplemented {
			expected = append(expected, d.Control)
		}
	}
	for _, e := range evidence.Expectations(s.Operating, expected...) {
		kind := evidence.Kind("")
		if len(e.Kinds) > 0 {
			kind = e.Kinds[0]
		}
		months := max(3, e.Every.N)
		if e.Every.Unit == isms.Years {
			months = 12 * e.Every.N
		}
		latest := upTo.AddDays(-19)
		for n := 0; n < 13 && latest.AddMonths(-n).After(s.Operating); n += months {
			g := group{latest.AddMonths(-n), kind}
			refs[g] = append(refs[g], e.Ref)
		}
	}
	groups := slices.SortedFunc(maps.Keys(refs), func(a, b group) int { return cmp.Or(a.on.Compare(b.on), cmp.Compare(a.kind, b.kind)) })
	for i, g := range groups {
		s.Evidence.Records = append(s.Evidence.Records, evidence.Record{
			ID: isms.ID(fmt.Sprintf("E-%04d", i+1)), Kind: g.kind, Refs: isms.SortRefs(refs[g]), By: "ciso", Artefact: fmt.Sprintf("sha256:%x", i+1),
			Collected: g.on, Covers: isms.Window{First: isms.Latest(s.Operating, g.on.AddMonths(-3).AddDays(1)), Last: g.on},
		})
	}
}
