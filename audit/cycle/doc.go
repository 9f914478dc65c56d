// Package cycle answers what a certificate demands of its holder over three
// years: stages, decision, surveillance, recertification, suspension, transfer
// (ISO/IEC 17021-1), and how long the audits for it take (ISO/IEC 27006-1).
//
// The usual path for a certificate of your own:
//
//  1. Begin with [New] when you apply, or with [From] when the certificate is there
//     and its story before is not.
//  2. Apply what happens. What a state does not allow is refused.
//  3. Ask for State, Obligations and Outlook on a day.
//  4. Check what was missed; the Report goes to isms.Assess.
//
// To plan an external audit: [PlanAuditTime] and [SampleSites].
//
// The stored form of a [Cycle] is the list of its events, so nobody can write
// "certified" into one.
//
// The numbers of a body are in its [Terms]; [StandardTerms] holds those of the
// standard. [Sources] says where all of it is from.
//
// Left out: the findings of the audits, which are nonconformities in package
// audit; a cycle counts them only.
package cycle

//go:generate go run ../../internal/gen/audit audittime ../../internal/gen/audit/data/audit_time.json audittime_table.go
