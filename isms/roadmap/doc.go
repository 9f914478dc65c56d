// Package roadmap plans the way to a certificate: tasks that depend on each
// other, laid out on a calendar, with the critical path, what a shortcut really
// costs, progress, and money as ranges.
//
// The usual path:
//
//  1. Take MSPPlan, or write a Plan of your own: tasks with what they take, what
//     they come after, who does them and which requirements they settle.
//  2. Plan.Schedule lays it out from a day on. A cycle is an error that names it.
//  3. Schedule.Critical is the chain that decides the end; a Slot has its slack.
//  4. Plan.Take takes a Shortcut, such as skipping the internal audit, with the
//     work it brings later; Compare says what it does to the end.
//  5. Plan.Forecast lays out what is left; Schedule.Standing says where each task
//     is, from what was done and from the readiness; Next what to do now.
//  6. Plan.Cost multiplies effort with the day rates that you pass in.
//
// The package holds no prices and no promises: durations of MSPPlan are this
// library's proposal, to be replaced by your own.
package roadmap
