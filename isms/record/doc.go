// Package record provides the records of an information security management system
// under clauses 4 to 10 of ISO/IEC 27001:2022 and checks them as of a day. It reports
// what an auditor would question in them.
//
// The usual path:
//
//  1. Fill Records: context and interested parties, scope, policy, roles, objectives,
//     documents, suppliers, indicators, management reviews.
//  2. Records.Check returns a Report; each diagnostic has the path of one record.
//  3. Pass the report, together with those of other packages, to isms.Assess with
//     Rules as the expected ones. Rules that require a judgement are for the
//     requirements that no program can decide; an isms.Judgement settles them.
//  4. Records.Entries returns what falls due: reviews, objectives, actions.
//
// Only what was conducted counts: a review that is planned, or dated in the future,
// does not. An empty list is silence, and its rules are skipped; an Absence records
// that nothing of its kind exists.
//
// Due dates count from the last occurrence by the cadence of a record, by Limits where
// it has none; records have no levels, so Cadence.ByLevel is not read.
//
// Other packages have the rest: risk assessment and treatment (6.1.2, 6.1.3, 8.2,
// 8.3) are in risk and soa, evidence of operation (8.1) is in evidence, internal audits
// (9.2) are in audit/programme, nonconformities and corrective actions (10.2) are in
// audit.
package record
