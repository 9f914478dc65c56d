package cycle_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/audit/cycle/cycletest"
	"github.com/ismskit/ismskit/internal/draw"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/isms"
)

func TestDatesOfFindings(t *testing.T) {
	initial := []cycle.Event{
		ce(cycle.Applied, "2024-01-10"), ce(cycle.Stage1Conducted, "2024-02-01"), ce(cycle.Stage2Conducted, "2024-03-08"),
	}
	decided := append(initial[:3:3], ce(cycle.Decided, "2024-04-15"))
	watched := append(decided[:4:4], ce(cycle.SurveillanceConducted, "2025-03-20"))
	again := append(watched[:5:5], ce(cycle.SurveillanceConducted, "2026-03-18"), ce(cycle.RecertificationConducted, "2027-02-10"))
	renewed := append(again[:7:7], ce(cycle.Recertified, "2027-03-30"), ce(cycle.SurveillanceConducted, "2028-03-01"))
	held := []cycle.Event{ce(cycle.ExistingCertificate, "2024-04-15")}
	for _, c := range []struct {
		name            string
		events          []cycle.Event
		kind            audit.Kind
		audited, raised string
		want            audit.Dates
	}{
		{"before the decision", initial, audit.Initial, "", "2024-03-07", audit.Dates{LastAuditDay: day("2024-03-08")}},
		{"decided", decided, audit.Initial, "", "2024-03-12", audit.Dates{LastAuditDay: day("2024-03-08"), Decision: day("2024-04-15"), NextAudit: day("2025-04-15")}},
		{"first surveillance conducted", watched, audit.Initial, "", "2024-03-08", audit.Dates{LastAuditDay: day("2024-03-08"), Decision: day("2024-04-15"), NextAudit: day("2025-03-20")}},
		{
			"surveillance", watched, audit.Surveillance, "", "2025-03-25",
			audit.Dates{LastAuditDay: day("2025-03-20"), SurveillanceDue: day("2025-04-15"), NextAudit: day("2026-12-31"), Expiry: day("2027-04-15")},
		},
		{
			"recertification, before the decision", again, audit.Recertification, "", "2027-02-10",
			audit.Dates{LastAuditDay: day("2027-02-10"), Decision: day("2027-04-15"), Expiry: day("2027-04-15")},
		},
		{
			"recertification, decided", renewed, audit.Recertification, "", "2027-02-10",
			audit.Dates{LastAuditDay: day("2027-02-10"), Decision: day("2027-03-30"), NextAudit: day("2028-03-01"), Expiry: day("2027-04-15")},
		},
		{
			"an audit that the cycle does not hold, by its day", held, audit.Surveillance, "2025-03-20", "2025-03-20",
			audit.Dates{LastAuditDay: day("2025-03-20"), SurveillanceDue: day("2025-04-15"), NextAudit: day("2025-04-15"), Expiry: day("2027-04-15")},
		},
		{"no audit within a month", held, audit.Surveillance, "", "2025-03-20", audit.Dates{}},
		{"more than a month away", watched, audit.Surveillance, "", "2025-05-05", audit.Dates{}},
		{"the nearer one", watched, audit.Surveillance, "", "2025-03-01", audit.Dates{LastAuditDay: day("2025-03-20"), SurveillanceDue: day("2025-04-15"), NextAudit: day("2026-12-31"), Expiry: day("2027-04-15")}},
		{"an internal audit", watched, audit.Internal, "2025-03-20", "2025-03-20", audit.Dates{LastAuditDay: day("2025-03-20")}},
		{"no cycle", nil, audit.Initial, "", "2024-03-07", audit.Dates{}},
		{"a special audit", append(watched[:5:5], ce(cycle.SpecialAuditConducted, "2025-05-05")), audit.Special, "", "2025-05-06", audit.Dates{LastAuditDay: day("2025-05-05"), NextAudit: day("2026-12-31"), Expiry: day("2027-04-15")}},
	} {
		x, _ := cycle.Replay(c.events)
		n, err := audit.Raise(day(c.raised), "auditor", audit.Finding{ID: "NC-1", Grade: audit.Minor, Audit: c.kind, Statement: "said so", Evidence: "seen", Requirements: []isms.Ref{"9.2.1"}, AuditID: "A-1"})
		if err != nil {
			t.Fatal(err)
		}
		item := audit.RegisterItem{Nonconformity: n}
		if c.audited != "" {
			item.Dates.LastAuditDay = day(c.audited)
		}
		r := audit.Register{Items: []audit.RegisterItem{item}}
		if got := x.Dated(r).Items[0].Dates; got != c.want {
			t.Errorf("%s:\ngot  %+v\nwant %+v", c.name, got, c.want)
		}
		if r.Items[0].Dates != item.Dates {
			t.Errorf("%s: the register was changed", c.name)
		}
		stated := audit.Dates{LastAuditDay: day("2020-01-01"), SurveillanceDue: day("2020-01-02"), Decision: day("2020-01-03"), NextAudit: day("2020-01-04"), Expiry: day("2020-01-05")}
		r.Items[0].Dates = stated
		if got := x.Dated(r).Items[0].Dates; got != stated {
			t.Errorf("%s: what was stated gives %+v", c.name, got)
		}
	}
}

// A slow twin of Dated: each finding by itself, by what other methods of the cycle say.
func TestDatedAgainstSlowTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := choice{t}
		x := cycletest.Cycle(c, "C-1")
		events := slices.Collect(x.Events())
		last := events[len(events)-1].On
		kind := draw.Pick(c, slices.Collect(audit.Kinds().All()))
		audited := draw.Pick(c, events).On.AddDays(c.IntN(90) - 45)
		n, err := audit.Raise(audited, "auditor", audit.Finding{ID: "NC-1", Grade: audit.Minor, Audit: kind, Statement: "said so", Evidence: "seen", Requirements: []isms.Ref{"9.2.1"}, AuditID: "A-1"})
		if err != nil {
			t.Fatal(err)
		}
		got := x.Dated(audit.Register{Items: []audit.RegisterItem{{Nonconformity: n, Dates: audit.Dates{LastAuditDay: audited}}}}).Items[0].Dates
		want := audit.Dates{LastAuditDay: audited}
		if !kind.OfBody() {
			if got != want {
				t.Fatalf("%s: %+v", kind, got)
			}
			return
		}
		decided := slices.IndexFunc(events, func(e cycle.Event) bool {
			return (e.Kind == cycle.Decided || e.Kind == cycle.Recertified) && !e.On.Before(audited)
		})
		period := x
		if decided >= 0 {
			period, _ = cycle.Replay(events[:decided])
		}
		want.Expiry = period.Expiry()
		if kind == audit.Initial || kind == audit.Recertification {
			if want.Decision = period.RecertificationDue(); decided >= 0 {
				want.Decision = events[decided].On
			}
		}
		due := func(c cycle.Cycle, asOf, after isms.Date) (due isms.Date, known bool) {
			for o := range c.Obligations(asOf) {
				_, next := c.NextAudit(asOf)
				if strings.Contains(string(o.Kind), "surveillance") || o.Kind == "recertification" && next && !conducted(c, cycle.RecertificationConducted) {
					if o.Window.Last.After(after) || o.Kind == "recertification" {
						due = isms.Earliest(due, o.Window.Last)
					}
				}
			}
			s := c.State(asOf)
			return due, s == cycle.StateCertified || s == cycle.StateSuspended
		}
		var known bool
		next := slices.IndexFunc(events, func(e cycle.Event) bool {
			return slices.Contains([]cycle.EventKind{cycle.Stage2Conducted, cycle.SurveillanceConducted, cycle.SpecialAuditConducted, cycle.RecertificationConducted}, e.Kind) && e.On.After(audited)
		})
		if next >= 0 {
			want.NextAudit = events[next].On
		} else if want.NextAudit, known = due(x, last, audited); !known {
			want.NextAudit = got.NextAudit
		}
		if kind == audit.Surveillance {
			past := x.On(audited.AddDays(-1))
			var before isms.Date
			for e := range past.Events() {
				before = e.On
			}
			if want.SurveillanceDue, known = due(past, before, isms.Date{}); !known {
				want.SurveillanceDue = got.SurveillanceDue
			}
		}
		if got != want {
			t.Fatalf("%s on %s:\ngot  %+v\nwant %+v", kind, audited, got, want)
		}
	})
}

// conducted reports whether the period of the certificate has an event of a kind.
func conducted(c cycle.Cycle, kind cycle.EventKind) bool {
	held := false
	for e := range c.Events() {
		switch e.Kind {
		case kind:
			held = true
		case cycle.Decided, cycle.Recertified:
			held = false
		}
	}
	return held
}

// The recertification is the next audit until it is conducted; then its decision is
// still due, and no audit.
func TestNextAudit(t *testing.T) {
	c := cycleOf(t, ce(cycle.ExistingCertificate, "2024-04-15"), ce(cycle.SurveillanceConducted, "2025-03-20"), ce(cycle.SurveillanceConducted, "2026-03-18"), ce(cycle.RecertificationConducted, "2027-02-10"))
	gap := cycleOf(t, with(ce(cycle.Applied, "2026-01-01"), func(e *cycle.Event) { e.Terms.StageGap = isms.MustInterval("6 months") }), ce(cycle.Stage1Conducted, "2026-02-02"))
	for _, x := range []struct {
		c    cycle.Cycle
		on   string
		want string
	}{
		{c, "2024-04-14", ""},
		{c, "2024-04-15", "first surveillance audit 2025-04-15"},
		{c, "2025-03-20", "surveillance audit 2026-12-31"},
		{c, "2026-03-18", "recertification 2027-04-15"},
		{c, "2027-02-10", ""},
		{gap, "2026-03-01", "stage 2 audit 2026-08-02"},
	} {
		got := ""
		if o, ok := x.c.NextAudit(day(x.on)); ok {
			got = string(o.Kind) + " " + o.Window.Last.String()
		}
		if got != x.want {
			t.Errorf("after %s: %q, want %q", x.on, got, x.want)
		}
	}
}
