// Package audit answers what a finding still needs and by when, whether the
// internal audit programme covers what it has to, what a certificate demands of
// its holder over three years, and how far somebody else's certificate can be
// relied on.
//
// The usual path for a finding:
//
//  1. Raise it with its grade; [GradeFacts] propose one with reasons.
//  2. Apply what happens: corrected, analysed, plan handed in, accepted, actions
//     done, verified, closed; or, for a minor of one's own, a reasoned no to
//     corrective action. What a state does not allow is refused.
//  3. Make a [Policy] ready with its Schedule and ask for Deadlines.
//  4. Put all of them into a [Log] and Check it on a day; the Report goes to
//     isms.Assess.
//  5. Print: the Table of a Nonconformity is its corrective action report, the
//     tables of a Log are the registers, On gives both as of a day.
//
// For your own certificate: [NewCycle] or [CycleFrom], Apply what happens, ask
// for State, Obligations and Outlook. For internal audits: a [Programme] and its
// Check. For a supplier's certificate: fill in a [Claim] with what the
// certificate says and what registers said, and [Verify] it. To plan an external
// audit: [PlanAuditTime] and [SampleSites].
//
// The stored form of a [Nonconformity] and a [Cycle] is the list of their events,
// so nobody can write "closed" or "certified" into one.
//
// The numbers of a body come from its own papers: this package holds only those
// that two sources confirm, and proposals that say so. What ISO/IEC 17021-1
// demands applies on top of every policy. [Sources] says where all of it is from.
//
// Left out: looking anything up in a register (bring what it said), and judging
// whether a scope text covers a service (a person does).
package audit

//go:generate go run ../internal/gen/audit policies ../internal/gen/audit/data/policies.json policy_table.go
//go:generate go run ../internal/gen/audit audittime ../internal/gen/audit/data/audit_time.json audittime_table.go
//go:generate go run ../internal/gen/audit accreditation ../internal/gen/audit/data/accreditation.json accreditation_table.go
