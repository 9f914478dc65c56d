// Package evidence provides evidence of operation: which records support which
// requirement or control, until when they are valid, which periods have none, and
// whether they were collected only shortly before an audit.
//
// The usual path:
//
//  1. Expectations returns this library's proposal for each requirement and
//     control, from the first day of operation; or write Expectation values.
//  2. Fill a Log with the records, the changes of controls and the days of audits.
//  3. Log.Check returns a Report for isms.Assess as of a day. Log.Summaries returns
//     count, validity, gaps and maturity of each expectation.
//  4. Log.Entries returns what falls due; Log.Samples draws what an auditor would
//     ask for, from a source of chance that the caller passes.
//
// A record supports a requirement or control if it refers to it, is of an accepted
// kind and does not contradict itself; a future date is refused. Adding a record
// that supports, with an artefact of its own, lowers no line. Notes change no
// status.
//
// Package evidence does not judge the content of a record; a person reads it. It keeps
// no files: an artefact is identified by its hash.
package evidence
