// Package system implements a whole information security management system as one
// value: records of clauses 4 to 10, risk register, Statement of Applicability,
// evidence, nonconformities, audit programme, certification cycle and roadmap. It
// finds what contradicts between them, reports what an auditor would find on a day,
// and reads and writes the stored document.
//
// The usual path:
//
//  1. Fill a [System], or [Decode] a stored document; Decode refuses what it does
//     not understand and lists every place.
//  2. now := sys.At(day): the whole as of a day, computed once; see [Now].
//  3. [Now.Report]: what is found, [isms.Report.Groups] by cause; [Now.Readiness]:
//     the status of each requirement and control.
//  4. [Now.Actions]: what to do next, in which order, and who can do it.
//  5. [Now.Gate]: ready for stage 1, stage 2, surveillance, recertification? Each
//     condition with what is missing and the earliest day. [Now.Ahead] says which
//     audits come next.
//  6. [Now.Entries]: what falls due.
//  7. What if? Change the value, ask for the same day again, [isms.DiffReports].
//
// Working days count by the calendar that [System.DefaultCalendar] names among
// [System.Calendars], and without a name from Monday to Friday; beyond the last day of
// a calendar nothing is known.
//
// Only what was performed counts for a gate: a planned audit keeps it closed, and so
// does a fact that nobody gave. The package decides nothing for an auditor; it
// reports what one would ask.
package system
