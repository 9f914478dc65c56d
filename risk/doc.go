// Package risk is the methodology of information security risk assessment and
// treatment (ISO/IEC 27001:2022, 6.1.2, 6.1.3, 8.2, 8.3): from the scales of a
// method to a register that explains itself.
//
// It answers: is this method sound, and what level does it give; which risks
// come first, and which are within tolerance; what do controls and treatments
// change; is an acceptance still in force, and why not; what would an auditor
// question; may two assessments be compared.
//
// The usual path:
//
//  1. Take a [Method]: a published one such as [ISO27005], or scales, bands and a
//     [Scorer] of your own. [Method.Compile] finds its defects, with their place.
//  2. Give it the customer's acceptance criteria. A matrix has none by itself,
//     and without them it is unknown whether a risk is acceptable.
//  3. Fill a [Register]: assets, risks, treatments, acceptances. Records are
//     plain and may be drafts.
//  4. [Register.Evaluate] computes levels, ranking, acceptability and the state of
//     acceptances on a day; [Register.Check] reports what is missing or wrong.
//  5. Take [Evaluation.Table], [Evaluation.HeatMap], [Evaluation.Statistics] and
//     [Register.Entries] for documents, and [Register.ControlUses] for the
//     Statement of Applicability.
//  6. When the method changes, ask [Comparable] and use [Register.ChangeMethod].
//
// What is not rated is unknown, never low: it is listed apart and counted
// nowhere as within tolerance. Nothing is cut to fit a scale. Planned controls
// count towards the target only, and a control that is gone takes its credit
// with it.
//
// A method is compiled once into a dense table, so that scoring a scenario is an
// array index and allocates nothing.
//
// Left out: risk in money is package risk/quant; whether a necessary control of
// Annex A was missed (6.1.3 c, d) is package soa; that the processes are
// documented (6.1.2 s2, 6.1.3 s2) is for isms/record. The package stores nothing.
package risk
