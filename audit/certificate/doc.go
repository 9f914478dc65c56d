// Package certificate answers how far somebody else's certificate can be relied
// on, and which body one could choose for one's own.
//
// The usual path for a supplier's certificate:
//
//  1. Fill in a [Claim] with what the certificate says, what registers said and
//     what you want to rely on it for.
//  2. Say whose accreditation you recognise: a [Trust], or [KnownTrust].
//  3. [Verify] the claim on a day: the [Result] has an outcome and a reason for
//     each question, and its Report goes to isms.Assess.
//  4. Ask what it Supports, and until when.
//
// To choose a body: fill in a [BodyChoice] and Check it.
//
// The lists of [Accreditors] and [Arrangements] have a date; only the live register
// of an arrangement says who is recognised for what. [Sources] says where all of it
// is from.
//
// Left out: looking anything up in a register (bring what it said), and judging
// whether a scope text covers a service (a person does).
package certificate

//go:generate go run ../../internal/gen/audit accreditation ../../internal/gen/audit/data/accreditation.json accreditation_table.go
