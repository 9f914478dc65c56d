package certificate_test

import (
	"testing"

	"github.com/ismskit/ismskit/audit/certificate"
)

// The words that records are stored in are a contract: they never change.
func TestStoredWords(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{join(certificate.ClaimKinds()), "certified|compliant|attested"},
		{join(certificate.RegisterStatuses()), "active|suspended|withdrawn|expired|cancelled|transferred|scope reduced|not found"},
		{join(certificate.ServiceKinds()), "consultancy|internal audit"},
		{join(certificate.Outcomes()), "pass|fail|unknown|needs a person"},
		{join(certificate.Evidences()), "verified_isms|verified_accredits_isms_bodies|verified_signatory_other_scope|memory|trap"},
	} {
		if c.got != c.want {
			t.Errorf("got %s\nwant %s", c.got, c.want)
		}
	}
}
