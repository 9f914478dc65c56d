package system

import (
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// View is a System seen on a day and checked once, for those who want the
// report, the lines and several gates of the same day: it answers what
// [System.Check], [System.Assess] and [System.Gate] do. It is immutable as long as
// the system it was made from is left alone. The zero View looked at nothing: no
// rule ran, and no gate is ready.
type View struct {
	checked bool
	system  System
	asOf    isms.Date
	cal     isms.Calendar
	report  isms.Report
	ready   isms.Readiness
}

// View checks the system as it is on a day, by the calendar of [System.Check].
// Cost: that of one Check.
func (s System) View(asOf isms.Date, cal isms.Calendar) View {
	report := s.Check(asOf, cal)
	return View{true, s, asOf, cal, report, isms.Assess(asOf, s.Expected(), s.Judgements, report)}
}

// AsOf returns the day.
func (v View) AsOf() isms.Date { return v.asOf }

// Report returns what [System.Check] does.
func (v View) Report() isms.Report { return v.report }

// Readiness returns what [System.Assess] does.
func (v View) Readiness() isms.Readiness { return v.ready }

// Gate returns what [System.Gate] does.
func (v View) Gate(g Gate, limits GateCriteria) GateResult {
	o := GateResult{gate: g, asOf: v.asOf}
	if !v.checked {
		return o // without conditions it is not ready
	}
	w := &view{System: v.system, asOf: v.asOf, cal: v.cal, gate: g, limits: limits.withDefaults(), ready: v.ready}
	for _, gr := range conditions() {
		if slices.Contains(gr.gates, g) {
			o.conditions = append(o.conditions, w.condition(gr))
		}
	}
	return o
}
