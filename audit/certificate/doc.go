// Package certificate provides the verification of certificates of other organizations
// and the choice of a certification body.
//
// The usual path for a supplier's certificate:
//
//  1. Fill in a [Attestation] with the content of the certificate, the register answers and
//     what you rely on it for.
//  2. State whose accreditation you recognize: a [TrustPolicy], or [DefaultTrustPolicy].
//  3. [Verify] the attestation on a day: the [Result] has an outcome and a reason for each
//     question, and its Report goes to isms.Assess.
//  4. Ask which controls it Supports, and until when.
//
// For further information from the supplier: [Requests] and [CheckRequests]. To choose a
// certification body: fill in a [BodyCandidate] and Check it.
//
// The lists of [Accreditors] and [Agreements] have a date; only the live register of a
// multilateral agreement is authoritative. [Sources] lists the sources of the facts.
//
// Not included: queries of registers, and the judgement whether a scope text covers a
// service.
package certificate

//go:generate go run ../../internal/gen/audit accreditation ../../internal/gen/audit/data/accreditation.json accreditation_table.go
