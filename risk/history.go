package risk

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// Reassess returns the register with a new rating of a risk at a stage. The
// rating that stood there goes to the History with the method and the level it
// had; one that was not rated leaves nothing behind. It errs where the register
// cannot be evaluated, the risk or stage is unknown, or the new rating lacks day
// or assessor or is older than the one that stands.
func (r Register) Reassess(risk isms.ID, stage Stage, rating Rating) (Register, error) {
	fail := func(format string, args ...any) (Register, error) {
		return Register{}, fmt.Errorf("risk: reassessment of %s: %s", text.Quote(string(risk)), fmt.Sprintf(format, args...))
	}
	e, err := r.Evaluate(rating.On)
	if err != nil {
		return Register{}, err
	}
	a, ok := e.Risk(risk)
	switch {
	case !ok:
		return fail("the register has no such risk")
	case !Stages().Has(stage):
		return fail("%s is no stage: want one of %s", text.Quote(string(stage)), Stages())
	case rating.IsZero():
		return fail("nothing is rated")
	case rating.On.IsZero() || rating.By == "":
		return fail("a rating needs its day and its assessor")
	}
	r.Risks, r.History = slices.Clone(r.Risks), slices.Clone(r.History)
	i := slices.IndexFunc(r.Risks, func(k Risk) bool { return k.ID == risk })
	slot := r.Risks[i].list()[Stages().Index(stage)]
	if !rating.On.IsZero() && rating.On.Before(slot.On) {
		return fail("the rating of %s is older than the one of %s that stands", rating.On, slot.On)
	}
	if !slot.IsZero() {
		r.History = append(r.History, Assessment{Risk: risk, Stage: stage, Rating: *slot, Method: e.Method().Hash(), Level: a.At(stage).Level})
	}
	rating.Impacts = slices.Clone(rating.Impacts)
	*slot = rating
	return r, nil
}

// Timeline returns the ratings of a risk over time, by day and stage, those that
// stand last: the History, then what the evaluated register holds. Closing a
// risk adds nothing. Levels under different methods compare only as far as
// [Comparable] says, so look at the Method of each.
func (v Evaluation) Timeline(risk isms.ID) []Assessment {
	if v.e == nil {
		return nil
	}
	var line []Assessment
	for _, h := range v.e.register.History {
		if h.Risk == risk {
			line = append(line, h)
		}
	}
	slices.SortStableFunc(line, Assessment.compare)
	if i, ok := v.e.find(risk); ok {
		a := v.e.assessed(i, 0)
		var now []Assessment
		for n, rating := range v.e.register.Risks[v.e.order[i]].list() {
			if s := Stages().At(n); !rating.IsZero() {
				now = append(now, Assessment{Risk: risk, Stage: s, Rating: *rating, Method: v.e.method.Hash(), Level: a.At(s).Level})
			}
		}
		slices.SortStableFunc(now, Assessment.compare)
		line = append(line, now...)
	}
	for i := range line {
		line[i].Rating.Impacts = slices.Clone(line[i].Rating.Impacts)
	}
	return line
}

func (a Assessment) compare(b Assessment) int {
	return cmp.Or(a.Rating.On.Compare(b.Rating.On), cmp.Compare(Stages().Index(a.Stage), Stages().Index(b.Stage)),
		cmp.Compare(a.Level, b.Level), cmp.Compare(a.Method, b.Method), cmp.Compare(a.Rating.By, b.Rating.By))
}
