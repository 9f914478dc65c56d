// Package mapping relates the requirements of one framework to those of
// another, and never claims more than that proves.
//
// Teams that run ISO/IEC 27001 beside NIST CSF, SP 800-53, SOC 2 or CMMC want
// to reuse their work. A published crosswalk says which requirements have to
// do with each other; it seldom says how. This package keeps the difference: a
// [Relation] is the set of the strict relations that can still hold, and
// chains compose by a proved table.
//
// The usual path:
//
//  1. Take two frameworks and a crosswalk between them: [CSF20], [ISO27001],
//     [CSF20ToISO27001]; or bring your own with [NewFramework] and [New].
//  2. Read it from either side: [Crosswalk.Of], [Crosswalk.Converse].
//
// The shipped tables name publisher, document, licence and the day they were
// read; a derived one says so. No text of a standard is here: ids, official
// titles where they are free, and labels of our own. AICPA, CIS and SCF tables
// are not shipped.
//
// The package does no I/O and keeps no state; the tables cost nothing at the
// start of a program. It does not judge whether a publisher is right, does not
// guess relations from words, and never turns a share, a strength or a
// confidence into coverage.
package mapping
