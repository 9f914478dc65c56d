package cycle_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/audit/cycle"
)

type cycleCase struct {
	name   string
	events []cycle.Event
	on     string
	want   []string
}

func cycleCases() []cycleCase {
	held := ce(cycle.ExistingCertificate, "2026-01-31")
	return []cycleCase{
		{"first surveillance due today", []cycle.Event{held}, "2027-01-31", nil},
		{"missed", []cycle.Event{held}, "2027-02-01", []string{"cycle/missed-surveillance-audit"}},
		{"suspended", []cycle.Event{held, ce(cycle.Suspended, "2026-05-01")}, "2026-06-01", []string{"cycle/suspended-certificate"}},
		{"suspended, with an audit since", []cycle.Event{held, ce(cycle.Suspended, "2026-05-01"), ce(cycle.SpecialAuditConducted, "2026-05-20")}, "2026-06-01", []string{"cycle/suspended-certificate"}},
		{"majors without a limit", []cycle.Event{held, with(ce(cycle.SpecialAuditConducted, "2026-05-01"), majors(1))}, "2026-06-01", []string{"cycle/unverified-major-nonconformities"}},
		{"majors within the limit", []cycle.Event{held, with(ce(cycle.SpecialAuditConducted, "2026-05-01"), func(e *cycle.Event) { e.Majors, e.Limit = 1, day("2026-06-01") })}, "2026-06-01", nil},
		{"majors past the limit", []cycle.Event{held, with(ce(cycle.SpecialAuditConducted, "2026-05-01"), func(e *cycle.Event) { e.Majors, e.Limit = 1, day("2026-06-01") })}, "2026-06-02", []string{"cycle/unverified-major-nonconformities"}},
		{"recertification near", []cycle.Event{held, ce(cycle.SurveillanceConducted, "2027-01-15"), ce(cycle.SurveillanceConducted, "2028-02-15")}, "2028-11-02", []string{"cycle/imminent-recertification-without-audit"}},
		{"not so near", []cycle.Event{held, ce(cycle.SurveillanceConducted, "2027-01-15"), ce(cycle.SurveillanceConducted, "2028-02-15")}, "2028-11-01", nil},
		{"near, but the audit was held", []cycle.Event{held, ce(cycle.SurveillanceConducted, "2027-01-15"), ce(cycle.RecertificationConducted, "2028-10-15")}, "2028-11-02", nil},
		{"expired", []cycle.Event{held}, "2029-02-01", []string{"cycle/expired-or-withdrawn-certificate"}},
		{"withdrawn", []cycle.Event{held, ce(cycle.CertificateWithdrawn, "2026-05-01")}, "2026-05-01", []string{"cycle/expired-or-withdrawn-certificate"}},
		{"application withdrawn", []cycle.Event{ce(cycle.Applied, "2026-01-01"), ce(cycle.CertificateWithdrawn, "2026-05-01")}, "2026-05-01", nil},
		{"transfer missed", []cycle.Event{held, ce(cycle.AccreditationLost, "2026-03-01")}, "2026-09-02", []string{"cycle/missed-transfer-of-certification"}},
		{"transfer due", []cycle.Event{held, ce(cycle.AccreditationLost, "2026-03-01")}, "2026-09-01", nil},
	}
}

func TestCycleCheck(t *testing.T) {
	for _, c := range cycleCases() {
		if diff := cmp.Diff(append([]string{}, c.want...), codes(cycleOf(t, c.events...).Check(day(c.on)))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
	for range (cycle.Cycle{}).Check(day("2026-01-01")).Ran() {
		t.Error("a rule ran on no cycle")
	}
}
