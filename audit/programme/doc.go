// Package programme answers whether the internal audits cover what they have to,
// in time and by people who may audit it (ISO/IEC 27001:2022, 9.2).
//
// The usual path:
//
//  1. Write down the [Programme]: its span, areas with their importance, auditors,
//     audits planned and held.
//  2. Check it on a day with the controls that are necessary and the findings of
//     earlier audits; the Report goes to isms.Assess.
//  3. Ask for the Coverage of each place, and for Priorities when the next audits
//     are planned.
//  4. Print: the Table shows coverage over the years, the AuditTable the audits;
//     Entries go into a calendar.
//
// Left out: what an audit found. That are nonconformities, in package audit; and
// the audits of a certification body, in package cycle.
package programme
