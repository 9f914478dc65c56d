// Package cycle provides the certification cycle of an ISMS: stages, decision,
// surveillance, recertification, suspension and transfer (ISO/IEC 17021-1), and the
// audit time and multi-site samples of its audits (ISO/IEC 27006-1, IAF MD 1).
//
// The usual path for a certificate:
//
//  1. Begin with [New] for an application, or with [From] for a certificate whose
//     history is not known.
//  2. Apply the events. An event that the state does not allow is refused.
//  3. Ask for State and Obligations on a day, and for the Entries of a calendar.
//  4. Complete the register of findings with the days of the cycle (Dated).
//  5. Check for missed obligations; the Report goes to isms.Assess.
//
// To plan an external audit: [PlanAuditTime] and [SampleSites].
//
// The stored form of a [Cycle] is the list of its events. The time limits of a
// certification body are its [Terms]; [StandardTerms] are those of the standard.
// [Sources] lists the sources of the facts.
//
// Not included: the findings of the audits, which are nonconformities in package
// audit; a cycle only counts them.
package cycle

//go:generate go run ../../internal/gen/audit audittime ../../internal/gen/audit/data/audit_time.json audittime_table.go
