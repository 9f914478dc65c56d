package risk

import (
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Statistics counts a register. Risks whose level is unknown are counted apart
// and in no ratio.
type Statistics struct {
	Open     int `json:"open"`
	Closed   int `json:"closed"`
	Unknown  int `json:"unknown"`  // open, level unknown
	Outdated int `json:"outdated"` // open, counting on a control that is gone

	Levels          []LevelCount         `json:"levels"`          // open risks at the stage that stands, lowest level first
	Acceptabilities []AcceptabilityCount `json:"acceptabilities"` // best first; the unknown verdict last
	// WithinTolerance is how many of the open risks whose answer is known are within
	// tolerance.
	WithinTolerance isms.Ratio `json:"withinTolerance"`

	Treatments []ActionStatusCount `json:"treatments"` // the unknown progress last
	Overdue    int                 `json:"overdue"`    // treatments
	// Completed is how many treatments are done of those not cancelled.
	Completed   isms.Ratio              `json:"completed"`
	Acceptances []AcceptanceStatusCount `json:"acceptances"`
}

// A LevelCount is a number of risks of one level.
type LevelCount struct {
	Level Level  `json:"level"`
	Name  string `json:"name"`
	Risks int    `json:"risks"`
}

// An AcceptabilityCount is a number of open risks with one verdict.
type AcceptabilityCount struct {
	Acceptability Acceptability `json:"acceptability"`
	Risks         int           `json:"risks"`
}

// An ActionStatusCount is a number of treatments with one progress.
type ActionStatusCount struct {
	Status     ActionStatus `json:"status"`
	Treatments int          `json:"treatments"`
}

// An AcceptanceStatusCount is a number of acceptances with one status.
type AcceptanceStatusCount struct {
	Status      AcceptanceStatus `json:"status"`
	Acceptances int              `json:"acceptances"`
}

// Statistics counts risks, treatments and acceptances on the day of the
// evaluation.
func (v Evaluation) Statistics() Statistics {
	s := Statistics{Levels: []LevelCount{}, Acceptabilities: []AcceptabilityCount{}, Treatments: []ActionStatusCount{}, Acceptances: []AcceptanceStatusCount{}}
	if v.e == nil {
		return s
	}
	for l, b := range v.e.method.Levels() {
		s.Levels = append(s.Levels, LevelCount{l, b.Name, 0})
	}
	for _, w := range append(slices.Collect(Acceptabilities().All()), "") {
		s.Acceptabilities = append(s.Acceptabilities, AcceptabilityCount{w, 0})
	}
	for i := range v.e.rows {
		w := &v.e.rows[i]
		if w.closed {
			s.Closed++
			continue
		}
		s.Open++
		if w.lost {
			s.Outdated++
		}
		if p := w.stages[w.stands]; p.why == whyNone {
			s.Levels[p.level-1].Risks++
		} else {
			s.Unknown++
		}
		for k := range s.Acceptabilities {
			if s.Acceptabilities[k].Acceptability == w.verdict {
				s.Acceptabilities[k].Risks++
			}
		}
		switch w.within {
		case isms.Yes:
			s.WithinTolerance.Have++
			s.WithinTolerance.Want++
		case isms.No:
			s.WithinTolerance.Want++
		}
	}
	count := make(map[ActionStatus]int)
	for i := range v.e.register.Treatments {
		t := &v.e.register.Treatments[i]
		p := t.Status
		if !ActionStatuses().Has(p) {
			p = ""
		}
		count[p]++
		if t.Overdue(v.e.asOf) {
			s.Overdue++
		}
		if p != ActionCancelled {
			s.Completed.Want++
			if p == ActionCompleted {
				s.Completed.Have++
			}
		}
	}
	for _, p := range append(slices.Collect(ActionStatuses().All()), "") {
		s.Treatments = append(s.Treatments, ActionStatusCount{p, count[p]})
	}
	states := make(map[AcceptanceStatus]int)
	for _, a := range v.e.verdicts {
		states[a.Status]++
	}
	for st := range AcceptanceStatuses().All() {
		s.Acceptances = append(s.Acceptances, AcceptanceStatusCount{st, states[st]})
	}
	return s
}
