// Package audit answers what a finding still needs and by when: nonconformities,
// their grades, their deadlines, their corrective action, and the log of all of
// them.
//
// The usual path for a finding:
//
//  1. Raise it with its grade; [GradeFacts] propose one with reasons.
//  2. Apply what happens: corrected, analysed, plan handed in, accepted, actions
//     done, verified, closed; or, for a minor of one's own, a reasoned no to
//     corrective action. What a state does not allow is refused.
//  3. Make a [Policy] ready with its Schedule and ask for Deadlines.
//  4. Put all of them into a [Register] and Check it on a day; the Report goes to
//     isms.Assess.
//  5. Print: the Table of a Nonconformity is its corrective action report, the
//     tables of a Log are the registers, On gives both as of a day.
//
// What was asked of a supplier and what came of it: [Requests] and
// [CheckRequests].
//
// The stored form of a [Nonconformity] is the list of its events, so nobody can
// write "closed" into one.
//
// The numbers of a body come from its own papers: this package holds only those
// that two sources confirm, and proposals that say so. What ISO/IEC 17021-1
// demands applies on top of every policy. [Sources] says where all of it is from.
//
// Left out: the audits themselves. Internal audits are in audit/programme, the
// certificate over three years in audit/cycle, other people's certificates in
// audit/certificate.
package audit

//go:generate go run ../internal/gen/audit policies ../internal/gen/audit/data/policies.json policy_table.go
