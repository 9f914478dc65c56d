package roadmap

import "github.com/ismskit/ismskit/isms"

// Messages returns the messages of this package: why it refuses input, and what
// entries say.
func Messages() []isms.Message {
	return []isms.Message{
		idTwice, unknownPhase, unknownTask, unknownShortcut, phaseWithoutTask, takesRange, cycleOfTasks, longCycle, firstDayMissing, tooLate, noWorkday, unknownWorkday,
		completedBeforeStart, deadlineTooEarly, rangeReversed, twoCurrencies, rateTwice, basisMilestone, basisTakes,
	}
}

var (
	idTwice          = isms.Message{Code: "roadmap/duplicate-id", Text: "the ID {value} is used more than once", Want: "an ID of its own"}
	unknownPhase     = isms.Message{Code: "roadmap/unknown-phase", Text: "the plan has no phase {value}", Want: "a phase of the plan"}
	unknownTask      = isms.Message{Code: "roadmap/unknown-task", Text: "the plan has no task {value}", Want: "a task of the plan"}
	unknownShortcut  = isms.Message{Code: "roadmap/unknown-shortcut", Text: "the plan has no shortcut {value}", Want: "a shortcut of the plan"}
	phaseWithoutTask = isms.Message{Code: "roadmap/phase-without-task", Text: "phase {phase} has no task", Want: "at least one task in each phase"}
	takesRange       = isms.Message{Code: "roadmap/duration-out-of-range", Text: "{value} is no duration of a task", Want: "0 to {most} of a unit of time"}
	cycleOfTasks     = isms.Message{Code: "roadmap/cycle-of-tasks", Text: "tasks wait for each other in a circle: {tasks}", Want: "predecessors without a cycle"}
	longCycle        = isms.Message{Code: "roadmap/long-cycle-of-tasks", Text: "tasks wait for each other in a circle: {tasks}, and {n} more", Want: "predecessors without a cycle"}
	firstDayMissing  = isms.Message{Code: "roadmap/first-day-missing", Text: "the first day of the plan is not given", Want: "a day such as 2026-03-02"}
	tooLate          = isms.Message{Code: "roadmap/after-the-last-year", Text: "the task ends after the last year of the calendar", Want: "an end up to {last}"}
	unknownWorkday   = isms.Message{Code: "roadmap/beyond-the-calendar", Text: "the calendar does not say whether {day} is a working day", Want: "a calendar that includes the days of the plan"}
	noWorkday        = isms.Message{Code: "roadmap/no-working-day", Text: "the calendar has no working day in {n} days", Want: "a calendar with working days"}

	completedBeforeStart = isms.Message{Code: "roadmap/completed-before-start", Text: "task {task} was completed on {completed}, before its start on {started}", Want: "a day from {started} on"}
	deadlineTooEarly     = isms.Message{Code: "roadmap/deadline-too-early", Text: "the plan cannot end by {deadline}", Want: "{end} or later, the end with one day for each task"}

	rangeReversed = isms.Message{Code: "roadmap/range-reversed-or-negative", Text: "{low} to {high} is no range", Want: "0 or more, the lower number first"}
	twoCurrencies = isms.Message{Code: "roadmap/range-in-two-currencies", Text: "{low} to {high} is in two currencies", Want: "one currency"}
	rateTwice     = isms.Message{Code: "roadmap/duplicate-rate", Text: "the role {value} has more than one rate", Want: "one rate for each role"}

	basisMilestone = isms.Message{Code: "roadmap/basis-milestone", Text: "milestone"}
	basisTakes     = isms.Message{Code: "roadmap/basis-duration", Text: "takes {interval}"}
)
