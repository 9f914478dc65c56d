package risk

import (
	"github.com/ismskit/ismskit/isms"
)

// Statistics counts a register. Risks whose level is unknown are counted apart
// and in no ratio.
type Statistics struct {
	Open     int `json:"open"`
	Closed   int `json:"closed"`
	Unknown  int `json:"unknown"`  // open, level unknown
	Outdated int `json:"outdated"` // open, counting on a control that is gone

	Levels          map[string]int        `json:"levels"`          // open risks by the key of their level
	Acceptabilities map[Acceptability]int `json:"acceptabilities"` // open risks
	// WithinTolerance is how many of the open risks whose answer is known are within
	// tolerance.
	WithinTolerance isms.Ratio `json:"withinTolerance"`

	Treatments map[ActionStatus]int `json:"treatments"`
	Overdue    int                  `json:"overdue"` // treatments
	// Completed is how many treatments are done of those not cancelled.
	Completed   isms.Ratio               `json:"completed"`
	Acceptances map[AcceptanceStatus]int `json:"acceptances"`
}

// counts returns 0 for each word and for the empty one.
func counts[W ~string](words isms.Words[W]) map[W]int {
	n := map[W]int{"": 0}
	for w := range words.All() {
		n[w] = 0
	}
	return n
}

// Statistics counts risks, treatments and acceptances on the day of the
// evaluation.
func (v Evaluation) Statistics() Statistics {
	s := Statistics{Levels: map[string]int{}, Acceptabilities: counts(Acceptabilities()), Treatments: counts(ActionStatuses()), Acceptances: counts(AcceptanceStatuses())}
	if v.e == nil {
		return s
	}
	for _, b := range v.e.method.Levels() {
		s.Levels[b.key()] = 0
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
			s.Levels[v.e.method.LevelKey(Level(p.level))]++
		} else {
			s.Unknown++
		}
		s.Acceptabilities[w.acceptability]++
		switch w.within {
		case isms.Yes:
			s.WithinTolerance.Have++
			s.WithinTolerance.Want++
		case isms.No:
			s.WithinTolerance.Want++
		}
	}
	for i := range v.e.register.Treatments {
		t := &v.e.register.Treatments[i]
		p := t.Status
		if !ActionStatuses().Has(p) {
			p = ""
		}
		s.Treatments[p]++
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
	for _, a := range v.e.acceptances {
		s.Acceptances[a.Status]++
	}
	return s
}
