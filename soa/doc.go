// Package soa builds, checks, compares and merges Statements of Applicability
// (ISO/IEC 27001:2022, 6.1.3 b, c and d).
//
// It answers: which controls are necessary and why, which controls of Annex A
// are excluded and why, what is implemented, what an auditor would question on a
// day, what changed since the last version, and what becomes of a person's words
// when the register changes.
//
// The usual path:
//
//  1. Decide what cannot be derived: exclusions, implementation states, reasons
//     that are no risk. Each [Decision] is a person's word on one control.
//  2. [Build] a [Statement] from the risk register, the obligations and the
//     decisions. All 93 are in it; what nobody decided is undecided.
//  3. [Statement.Check] it on a day; what the statement cannot know by itself
//     comes as [Facts]. A fact that is missing leaves its rules skipped.
//  4. [Statement.Apply] the approval. An approved statement never changes;
//     [Statement.Next] opens the next version as a draft.
//  5. When the register has changed, [Statement.Regenerate] or [Merge]: reasons
//     that no longer hold are marked as no longer valid and kept, no text is lost.
//  6. [Diff] the draft with the last approved version.
//
// To ask "what if", change the input, build, check again and take
// isms.DiffReports.
//
// Package soa excludes nothing by itself: [Statement.Propose] names controls that
// could be excluded in given circumstances, and the reason stays for a person to
// write. It cannot tell whether a justification is true, nor whether the
// necessary controls are all there; rules that need a person say so. It stores
// nothing, and makes no documents but tables.
package soa
