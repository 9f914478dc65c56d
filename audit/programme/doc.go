// Package programme provides internal audit programmes (ISO/IEC 27001:2022, 9.2):
// audit coverage, intervals, auditors, audits and their conclusions.
//
// The usual path:
//
//  1. Fill in the [Programme]: its period, areas with their importance, auditors,
//     audits planned and conducted.
//  2. Check it on a day with the necessary controls and the findings of earlier
//     audits; the Report goes to isms.Assess.
//  3. Ask for the Coverage of each clause, control and area, and for Priorities when
//     planning the next audits.
//  4. Print: the Table shows coverage by year, the AuditTable the audits; Entries go
//     into a calendar.
//
// Not included: audit findings, which are nonconformities in package audit, and the
// audits of a certification body, in package cycle.
package programme
