package certificate_test

import (
	"fmt"

	"github.com/ismskit/ismskit/audit/certificate"
)

// Pass those that concern you to isms.Assess as the expected rules.
func ExampleRules() {
	for _, r := range certificate.Rules()[:2] {
		fmt.Println(r.Code, r.Refs)
	}
	// Output:
	// certificate/accreditation-for-another-scope [ISO/IEC 27006-1 4]
	// certificate/attestation-without-certification [ISO/IEC 17021-1 8.2.2]
}

// A list with a date: the live register is the only authority.
func ExampleAccreditors() {
	fmt.Println(len(certificate.Accreditors()), "bodies, read on", certificate.Sources()[0].Read)
	body, _ := certificate.LookupAccreditor("snas")
	fmt.Println(body.Name, body.Status)
	for _, a := range certificate.Agreements() {
		fmt.Println(a.ID, a.InForce.First, a.ISMS)
	}
	// Output:
	// 72 bodies, read on 2026-11-22
	// Slovak National Accreditation Service signatory for isms
	// IAF_MLA 1998-01-22 true
	// ILAC_MRA not set false
	// GAC_MRA 2026-01-01 true
}
