// Package record holds the records of an information security management system
// under clauses 4 to 10 of ISO/IEC 27001:2022 and says, for a day, what an
// auditor would miss in them.
//
// The usual path:
//
//  1. Fill Records: context and parties, scope, policy, roles, objectives,
//     documents, suppliers, measures, internal audits, management reviews.
//  2. Records.Check on a day gives a Report; each finding names the exact item.
//  3. Give the report, together with those of other packages, to isms.Assess with
//     Rules as the expected ones. Rules with NeedsPerson stand for the items that
//     no program can decide; a Judgement answers them.
//  4. Records.Due gives what falls due: reviews, audits, objectives.
//
// Only what was done counts: an audit that is planned, or dated in the future, is
// none. An empty list is silence, and its rules are skipped; where there really
// is nothing, say so with an Absence.
//
// Left to other packages: risk assessment and treatment (6.1.2, 6.1.3, 8.2, 8.3)
// to risk and soa, evidence of operation (8.1 s4) to evidence, nonconformities
// and corrective actions (10.2) to audit.
package record
