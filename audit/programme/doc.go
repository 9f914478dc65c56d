// Package programme provides internal audit programmes (ISO/IEC 27001:2022, 9.2):
// audit coverage, intervals, auditors, audits and their conclusions.
//
// The usual path:
//
//  1. Fill in the [Programme]: its period, areas with their importance, auditors,
//     audits planned and conducted.
//  2. Check it on a day with the [Facts] that stand elsewhere: the necessary controls,
//     the findings of the audits, who is responsible for what is audited. The Report
//     goes to isms.Assess.
//  3. Ask for the Coverage of each clause, control and area, and for Priorities when
//     planning the next audits.
//  4. Print: the Table shows coverage by year, the AuditTable the audits; Entries go
//     into a calendar: the audits planned, and by when the next one is due if none is.
//
// Not included: audit findings, which are nonconformities in package audit, and the
// audits of a certification body, in package cycle.
package programme
