package audit_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/audit"
)

type cycleCase struct {
	name   string
	events []audit.CycleEvent
	on     string
	want   []string
}

func cycleCases() []cycleCase {
	held := ce(audit.CertificateHeld, "2026-01-31")
	return []cycleCase{
		{"first surveillance due today", []audit.CycleEvent{held}, "2027-01-31", nil},
		{"missed", []audit.CycleEvent{held}, "2027-02-01", []string{"audit/surveillance-missed"}},
		{"suspended", []audit.CycleEvent{held, ce(audit.Suspended, "2026-05-01")}, "2026-06-01", []string{"audit/certificate-is-suspended"}},
		{"majors without a limit", []audit.CycleEvent{held, with(ce(audit.SpecialAuditHeld, "2026-05-01"), majors(1))}, "2026-06-01", []string{"audit/majors-not-verified"}},
		{"majors within the limit", []audit.CycleEvent{held, with(ce(audit.SpecialAuditHeld, "2026-05-01"), func(e *audit.CycleEvent) { e.Majors, e.Limit = 1, day("2026-06-01") })}, "2026-06-01", nil},
		{"majors past the limit", []audit.CycleEvent{held, with(ce(audit.SpecialAuditHeld, "2026-05-01"), func(e *audit.CycleEvent) { e.Majors, e.Limit = 1, day("2026-06-01") })}, "2026-06-02", []string{"audit/majors-not-verified"}},
		{"recertification near", []audit.CycleEvent{held, ce(audit.SurveillanceHeld, "2027-01-15"), ce(audit.SurveillanceHeld, "2028-02-15")}, "2028-11-02", []string{"audit/recertification-near"}},
		{"not so near", []audit.CycleEvent{held, ce(audit.SurveillanceHeld, "2027-01-15"), ce(audit.SurveillanceHeld, "2028-02-15")}, "2028-11-01", nil},
		{"near, but the audit was held", []audit.CycleEvent{held, ce(audit.SurveillanceHeld, "2027-01-15"), ce(audit.RecertificationHeld, "2028-10-15")}, "2028-11-02", nil},
		{"expired", []audit.CycleEvent{held}, "2029-02-01", []string{"audit/certificate-is-over"}},
		{"withdrawn", []audit.CycleEvent{held, ce(audit.CertificateEnded, "2026-05-01")}, "2026-05-01", []string{"audit/certificate-is-over"}},
		{"application withdrawn", []audit.CycleEvent{ce(audit.Applied, "2026-01-01"), ce(audit.CertificateEnded, "2026-05-01")}, "2026-05-01", nil},
		{"transfer missed", []audit.CycleEvent{held, ce(audit.AccreditationLost, "2026-03-01")}, "2026-09-02", []string{"audit/transfer-missed"}},
		{"transfer due", []audit.CycleEvent{held, ce(audit.AccreditationLost, "2026-03-01")}, "2026-09-01", nil},
	}
}

func TestCycleCheck(t *testing.T) {
	for _, c := range cycleCases() {
		if diff := cmp.Diff(append([]string{}, c.want...), codes(cycle(t, c.events...).Check(day(c.on)))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
	for range (audit.Cycle{}).Check(day("2026-01-01")).Ran() {
		t.Error("a rule ran on no cycle")
	}
}
