package risk

import (
	"cmp"
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Reassess returns the register with a new rating of a risk at a stage. The
// rating that stood there goes to the History with the method and the level it
// had; one that was not rated leaves nothing behind. It returns an [isms.Error] where
// the register cannot be evaluated, the risk or stage is unknown, or the new rating
// lacks day or assessor or is older than the one that stands.
func (r Register) Reassess(risk isms.ID, stage Stage, rating Rating) (Register, error) {
	e, err := r.Evaluate(rating.On, nil) // levels do not depend on the calendar
	if err != nil {
		return Register{}, err
	}
	a, ok := e.LookupRisk(risk)
	errs := []error{Stages().Validate("stage", stage)}
	refuse := func(wrong bool, m isms.Message, at isms.Path, value string) {
		if wrong {
			errs = append(errs, isms.Refuse(m, at, value))
		}
	}
	refuse(!ok, unknownRisk, "risk", string(risk))
	refuse(rating.IsZero(), noRating, "rating", "")
	refuse(rating.On.IsZero(), noRatingDate, "rating.on", "")
	refuse(rating.By == "", noAssessor, "rating.by", "")
	if err := isms.RefuseAll(errs...); err != nil {
		return Register{}, err
	}
	r.Risks, r.History = slices.Clone(r.Risks), slices.Clone(r.History)
	i := slices.IndexFunc(r.Risks, func(k Risk) bool { return k.ID == risk })
	slot := r.Risks[i].list()[Stages().Index(stage)]
	if rating.On.Before(slot.On) {
		return Register{}, isms.Refuse(olderRating, "rating.on", "", isms.ArgDate("on", rating.On), isms.ArgDate("last", slot.On))
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
