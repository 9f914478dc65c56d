// Package audit provides the nonconformity register of an ISMS (ISO/IEC 27001:2022,
// 10.2): audit findings, their grades, corrective actions and due dates.
//
// The usual path for a finding:
//
//  1. [Raise] it with its grade; [GradeFacts] propose one with reasons.
//  2. Apply the events: corrected, cause determined, plan submitted and accepted,
//     action completed, effectiveness reviewed, closed. An event that the state does
//     not allow is refused.
//  3. Make a Schedule of a [Policy] and ask for the Deadlines.
//  4. Put the findings into a [Register] and Check it on a day; the Report goes to
//     isms.Assess.
//  5. Print: the Table of a [Nonconformity] is its corrective action report, that of
//     a Register the nonconformity register; On gives both as of a day.
//
// The stored form of a Nonconformity is the list of its events, so a closed one shows
// how it was closed. [Policies] has the time limits of those certification bodies that
// two sources confirm, and proposals of ismskit; the minimum of ISO/IEC 17021-1 applies
// on top of every policy. [Sources] lists the sources of the facts.
//
// Not included: internal audits, which are in package programme, the certification
// cycle, in package cycle, and certificates of other organizations, in package
// certificate.
package audit

//go:generate go run ../internal/gen/audit policies ../internal/gen/audit/data/policies.json policy_table.go
