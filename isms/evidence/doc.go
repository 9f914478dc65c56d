// Package evidence says whether a management system is seen to operate: which
// records support which requirement or control, how fresh they are, which
// periods have none, and whether they all appeared just before an audit.
//
// The usual path:
//
//  1. Say what is expected: Expectations gives this library's default for each
//     control and clause item, from the day on which it operates; or write your
//     own Expectation values.
//  2. Put the records into a Log, with the changes of controls and the days of
//     audits.
//  3. Log.Check on a day gives a Report for isms.Assess. Log.Lines gives the
//     same per place: count, freshness, gaps, bunching, maturity.
//  4. Log.Due gives what falls due; Samples draws what an auditor would ask for,
//     from a source of chance that you pass in.
//
// A record supports a place when it cites it, is of a kind that the expectation
// names, and does not contradict itself; what lies in the future is refused.
// Adding a record that supports, and has an artefact of its own, lowers no line.
// Notes, such as bunching, change no status.
//
// The package does not judge what a record says; a person reads it. It keeps no
// files: an artefact is known by its hash.
package evidence
