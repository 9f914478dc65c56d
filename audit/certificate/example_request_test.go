package certificate_test

import (
	"fmt"

	"github.com/ismskit/ismskit/audit/certificate"
	"github.com/ismskit/ismskit/isms"
)

func ExampleRequests() {
	for _, r := range certificate.Requests()[:2] {
		fmt.Println(r.Key, r.What.Code)
	}
	// Output:
	// certificate certificate/request-certificate
	// soa certificate/request-soa
}

func ExampleCheckRequests() {
	got := []certificate.Received{
		{Key: "certificate", Given: isms.Yes, On: isms.MustDate("2026-05-04")},
		{Key: "soa", Given: isms.Yes, On: isms.MustDate("2026-05-04"), Version: "3.1"},
		{Key: "audit-report", Given: isms.No, On: isms.MustDate("2026-05-11"), Reason: "confidential"},
		{Key: "nonconformities", Asked: isms.MustDate("2026-05-01")},
	}
	for d := range certificate.CheckRequests(isms.MustDate("2026-06-01"), "hosting", got).Found() {
		fmt.Println(d.Code, d.Arg("request"))
	}
	// Output:
	// certificate/refused-supplier-request the report of the last external audit, or its summary
	// certificate/unanswered-supplier-request the record of the last internal audit
	// certificate/unanswered-supplier-request the nonconformity register
}
