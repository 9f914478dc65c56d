// Package mapping relates the requirements of one framework to those of
// another, and never claims more than that proves.
//
// Teams that run ISO/IEC 27001 beside NIST CSF, SP 800-53, SOC 2 or CMMC want
// to reuse their work. A published crosswalk says which requirements have to
// do with each other; it seldom says how. This package keeps the difference: a
// [Relation] is the set of the strict relations that can still hold, chains
// compose by a proved table, and a result is proved to be fully covered,
// proved not to be, inconclusive, not mapped or contradictory, each with its proofs.
//
// The usual path:
//
//  1. Take a crosswalk between two frameworks from package mapping/published; or
//     bring your own with [NewFramework] and [New], or your licensed copy with
//     [Import].
//  2. Most published crosswalks state no relation, so that they prove nothing
//     by themselves. Let a person review pairs, and join those reviews with
//     [Crosswalk.With].
//  3. [Infer] from the states of the source requirements what is proved of each
//     target requirement. Ask for [Inference.Coverage], an interval and a
//     reach, and for [Inference.Proofs] of any line.
//  4. For what is left: [Inference.Gaps] by effort, [Chain] for candidate mappings
//     over several crosswalks, [PlanEvidence] to collect each artefact once.
//
// The package holds no tables, does no I/O and keeps no state. It does not judge
// whether a publisher is right, does not guess relations from words, and never turns
// a share, a strength or a confidence into coverage.
package mapping
