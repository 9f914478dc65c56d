package certificate_test

import (
	"fmt"

	"github.com/ismskit/ismskit/audit/certificate"
	"github.com/ismskit/ismskit/isms"
)

func ExampleRequests() {
	for _, r := range certificate.Requests()[:2] {
		fmt.Println(r.What, "-", r.Why)
	}
	// Output:
	// the full certificate with its annex - number, scope, sites, days, version of the Statement of Applicability
	// the Statement of Applicability in the version on the certificate - which controls are in, which are out, and why
}

func ExampleCheckRequests() {
	got := []certificate.Received{
		{Key: "certificate", Given: isms.Yes, On: isms.MustDate("2026-05-04")},
		{Key: "soa", Given: isms.Yes, On: isms.MustDate("2026-05-04"), Version: "3.1"},
		{Key: "audit-report", Given: isms.No, On: isms.MustDate("2026-05-11"), Reason: "confidential"},
		{Key: "nonconformities", Asked: isms.MustDate("2026-05-01")},
	}
	for d := range certificate.CheckRequests(isms.MustDate("2026-06-01"), "hosting", got).Found() {
		fmt.Println(d.Message)
	}
	// Output:
	// the report of the last external audit, or its summary was refused: confidential
	// the record of the last internal audit: not asked for
	// the nonconformity register: asked for and not come
}
