// Package isms is the kernel of ismskit: the small vocabulary that every other
// package speaks, and the one verb that folds what they found into readiness.
//
// It answers four questions. When: [Date], [Interval], [Series], [Window] and
// [Calendar] count civil days without a clock or a time zone. What: [Ref] cites
// a clause or a control, [Requirement] lists every checkable item of clauses 4
// to 10. What was found: a [Rule] is declared once, a [Checker] applies it and
// gives a [Report] of [Diagnostic] values. What does it add up to: [Assess]
// folds reports and the judgements of people into one line for each item.
//
// Four small contracts hold it together. [Path] leads from the root of what was
// checked to the datum. [Arg] and [Message] make a [Sentence] that any [Language] can
// say. The key of a finding stays while the fact does. [Error] says all that is wrong
// with input, as data.
//
// The usual path:
//
//  1. Take today from your caller: isms.MustDate("2026-03-02"). Nothing here
//     reads a clock.
//  2. Let the packages check your records; each gives a [Report].
//  3. Name the rules that must have run: the expected ones.
//  4. Assess. What no rule looked at is "not examined", what cannot be computed
//     "judgement required"; neither is ever counted as good.
//  5. What your product does not hold, say so with [NotHeld]: nothing becomes good
//     by it.
//  6. To ask "what if", change the value, check again and take [DiffReports].
//
// The package holds no state, does no I/O and no exported function panics, but
// for the Must functions, which are for literals. Nothing is reported as
// conforming: that is for an auditor to say.
package isms
