package certificate_test

import (
	"slices"
	"testing"

	"github.com/ismskit/ismskit/audit/certificate"
)

// The words that records are stored in are a contract: they never change.
func TestStoredWords(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{join(slices.Collect(certificate.ClaimKinds().All())), "certified|compliant|attested"},
		{join(slices.Collect(certificate.RegisterStatuses().All())), "active|suspended|withdrawn|expired|cancelled|transferred|scope reduced|not found"},
		{join(slices.Collect(certificate.ServiceKinds().All())), "consultancy|internal audit"},
		{join(slices.Collect(certificate.Outcomes().All())), "pass|fail|unknown|needs a person"},
		{join(slices.Collect(certificate.Evidences().All())), "verified_isms|verified_accredits_isms_bodies|verified_signatory_other_scope|memory|trap"},
	} {
		if c.got != c.want {
			t.Errorf("got %s\nwant %s", c.got, c.want)
		}
	}
}
