// Package roadmap provides the plan of the way to a certificate: tasks that depend
// on each other, laid out on a calendar, with the critical path, the cost of
// shortcuts, progress, and money as ranges.
//
// The usual path:
//
//  1. LookupTemplate returns a Plan for an audience, or write one: tasks with duration,
//     predecessors, role and the requirements that they address.
//  2. Plan.Schedule lays it out from a day on. A cycle is an error that names it.
//  3. Schedule.CriticalPath is the chain that determines the end; a ScheduledTask
//     has its slack.
//  4. Plan.WithShortcut takes a Shortcut, such as skipping the internal audit, with
//     the rework that it causes; Compare returns the effect on the end.
//  5. Plan.Forecast lays out what is left; Schedule.Statuses returns the state of
//     each task from progress and readiness; Next returns the tasks to work on.
//  6. Plan.Cost multiplies effort by the day rates that the caller passes.
//
// Package roadmap contains no prices and no promises: the durations of Template are
// this library's proposal, to be replaced by the caller's own.
package roadmap
