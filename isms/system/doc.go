// Package system holds a whole information security management system as one
// value: records of clauses 4 to 10, risk register, Statement of Applicability,
// evidence, findings, audit programme, certification cycle and roadmap. It finds
// what contradicts between them, says what an auditor would find on a day, and
// reads and writes the stored document.
//
// The usual path:
//
//  1. Fill a [System], or [Decode] a stored document; Decode refuses what it does
//     not understand and lists every place.
//  2. [System.Check] on a day: one report over everything, conflicts included.
//  3. [System.Assess]: a line for each item of the standard and each control.
//  4. [System.Gate]: ready for stage 1, stage 2, surveillance, recertification?
//     Each condition with the rule, what is missing and the earliest day.
//  5. [System.Calendar]: what falls due.
//  6. [System.View] where report, lines and gates of one day are wanted: it checks
//     once.
//  7. Holidays? They stand in [System.Calendars]; nil stands for the calendar that
//     [System.DefaultCalendar] names, and without a name for Monday to Friday. Every
//     interval in working days goes by it; beyond its last day nothing is known.
//  8. What if? Change the value, check again, isms.DiffReports.
//
// Only what was performed counts for a gate: a planned audit closes it, and so
// does a fact that nobody gave. The package decides nothing for an auditor; it
// says what one would ask.
package system
