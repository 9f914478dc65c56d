package risk

import (
	"cmp"
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// ScaleMapping says how grades under one method read under another: the item at i is
// the new grade of the old grade i+1. A nil map leaves a scale as it is and needs
// the same steps on both sides.
type ScaleMapping struct {
	ID                 isms.ID `json:"id"` // every changed value carries it
	Likelihood         []Grade `json:"likelihood,omitzero"`
	EaseOfExploitation []Grade `json:"easeOfExploitation,omitzero"`
	Impact             []Grade `json:"impact,omitzero"`
}

// MethodEffect is what a change of method did to one rating of a risk, or to
// one acceptance.
type MethodEffect struct {
	Kind    EffectKind `json:"kind"`
	Mapping isms.ID    `json:"mapping"`
	Risk    isms.ID    `json:"risk"`

	Stage               Stage         `json:"stage,omitzero"` // of a rating
	Before              Rating        `json:"before,omitzero"`
	After               Rating        `json:"after,omitzero"`
	LevelBefore         Level         `json:"levelBefore,omitzero"` // 0: unknown
	LevelAfter          Level         `json:"levelAfter,omitzero"`
	AcceptabilityBefore Acceptability `json:"acceptabilityBefore,omitzero"`
	AcceptabilityAfter  Acceptability `json:"acceptabilityAfter,omitzero"`

	Acceptance isms.ID  `json:"acceptance,omitzero"` // that is no longer in force
	Control    isms.Ref `json:"control,omitzero"`    // whose credit counts in steps of a scale that changed
}

// EffectKind says what a change of method touched.
type EffectKind string

// What a change of method does to a register.
const (
	RatingChanged             EffectKind = "rating changed"                // grades, level or acceptability
	AcceptanceNoLongerInForce EffectKind = "acceptance no longer in force" // to be confirmed under the new method
	ReductionInDoubt          EffectKind = "reduction in doubt"            // steps of the old scale
)

var wordsEffectKinds = [...][2]EffectKind{
	{RatingChanged, "Rating changed"},
	{AcceptanceNoLongerInForce, "Acceptance no longer in force"},
	{ReductionInDoubt, "Risk reduction in doubt"},
}

// EffectKinds returns the vocabulary of [EffectKind].
func EffectKinds() isms.Words[EffectKind] {
	return isms.WordsOf("risk.effect-kind", wordsEffectKinds[:])
}

// ChangeMethod returns the register under another method, with every grade read
// through the maps, the ratings as they were in its History, and the effects in
// the order of the risks. Nothing is cut to fit: a scale that changed needs a
// map that is monotone and covers all its grades, and a grade outside the old
// scale is an error. What was not rated stays so.
func (r Register) ChangeMethod(to Method, maps ScaleMapping, on isms.Date) (Register, []MethodEffect, error) {
	before, err := r.Evaluate(on, nil) // levels do not depend on the calendar
	compiled, err2 := to.Compile()
	if err := isms.RefuseAll(err, isms.RefuseUnder("to", err2)); err != nil {
		return Register{}, nil, err
	}
	errs := []error{isms.RefuseUnder("maps.id", maps.ID.Validate())}
	m := regrader{}
	for _, axis := range [...]struct {
		name     string
		from, to Scale
		grades   []Grade
		use      *[]Grade
	}{
		{"likelihood", r.Method.Likelihood, to.Likelihood, maps.Likelihood, &m.likelihood},
		{"easeOfExploitation", r.Method.EaseOfExploitation, to.EaseOfExploitation, maps.EaseOfExploitation, &m.ease},
		{"impact", r.Method.Impact, to.Impact, maps.Impact, &m.impact},
	} {
		*axis.use, err = levelMap(axis.name, axis.from, axis.to, axis.grades)
		errs = append(errs, isms.RefuseUnder("maps", err))
	}
	if err := isms.RefuseAll(errs...); err != nil {
		return Register{}, nil, err
	}
	out := r
	out.Method = to.clone()
	out.Assets, out.Risks, out.History = slices.Clone(r.Assets), slices.Clone(r.Risks), slices.Clone(r.History)
	for i := range out.Assets {
		a := &out.Assets[i]
		at := isms.Path("").Item("assets", a.ID)
		a.Values = m.impacts(at, "values", a.Values)
		a.Overrides = slices.Clone(a.Overrides)
		for k := range a.Overrides {
			m.regrade(at.Index("overrides", k).Field("grade"), &a.Overrides[k].Grade, m.impact)
		}
	}
	for i := range out.Risks {
		k := &out.Risks[i]
		was, _ := before.LookupRisk(k.ID)
		for s, rating := range k.ratings() {
			if rating.IsZero() {
				continue
			}
			old := *rating
			*rating = m.rating(isms.Path("").Item("risks", k.ID).Field(string(s)), old)
			out.History = append(out.History, Assessment{Risk: k.ID, Stage: s, Rating: old, Method: before.Method().Hash(), Level: was.At(s).Level})
		}
	}
	if err := isms.RefuseAll(m.errs...); err != nil {
		return Register{}, nil, err
	}
	after, err := out.evaluate(compiled, on, nil)
	return out, effects(before, after, maps), err // none, as the IDs are those of before
}

// effects compares the evaluations before and after a change of method.
func effects(before, after Evaluation, maps ScaleMapping) []MethodEffect {
	var list []MethodEffect
	b, a := before.e, after.e
	for i := range b.rows {
		x, y := &b.register.Risks[b.order[i]], &a.register.Risks[a.order[i]]
		was, is := b.assessed(i, 0), a.assessed(i, 0)
		old, next := x.list(), y.list()
		for n := range old {
			s := Stages().At(n)
			e := MethodEffect{
				Kind: RatingChanged, Mapping: maps.ID, Risk: x.ID, Stage: s, Before: *old[n], After: *next[n],
				LevelBefore: was.At(s).Level, LevelAfter: is.At(s).Level,
			}
			e.AcceptabilityBefore, e.AcceptabilityAfter = b.method.Acceptability(e.LevelBefore, x.Affects), a.method.Acceptability(e.LevelAfter, y.Affects)
			if !old[n].IsZero() || e.LevelBefore != e.LevelAfter || e.AcceptabilityBefore != e.AcceptabilityAfter {
				list = append(list, e)
			}
		}
		for _, c := range x.Credits {
			if c.Likelihood.Steps > 0 && maps.Likelihood != nil || c.EaseOfExploitation.Steps > 0 && maps.EaseOfExploitation != nil || c.Impact.Steps > 0 && maps.Impact != nil {
				list = append(list, MethodEffect{Kind: ReductionInDoubt, Mapping: maps.ID, Risk: x.ID, Control: c.Control})
			}
		}
		from := len(list)
		for _, at := range b.accepted.of(i) {
			if b.acceptances[at].Status.InForce() && !a.acceptances[at].Status.InForce() {
				list = append(list, MethodEffect{Kind: AcceptanceNoLongerInForce, Mapping: maps.ID, Risk: x.ID, Acceptance: b.register.Acceptances[at].ID})
			}
		}
		slices.SortFunc(list[from:], func(p, q MethodEffect) int {
			return cmp.Compare(p.Acceptance, q.Acceptance)
		})
	}
	return list
}

// list returns the four ratings in the order of their stages.
func (x *Risk) list() [4]*Rating {
	return [...]*Rating{&x.Inherent, &x.Current, &x.Target, &x.Residual}
}

// levelMap checks a map of grades and returns the one to use; for a nil map the
// identity, if the scales are the same.
func levelMap(name string, from, to Scale, grades []Grade) ([]Grade, error) {
	at := isms.Path(name)
	if grades == nil {
		if !slices.Equal(stepKeys(from), stepKeys(to)) {
			return nil, isms.Refuse(mapMissing, at, "", scaleName(name))
		}
		same := make([]Grade, len(from))
		for i := range same {
			same[i] = Grade(i + 1)
		}
		return same, nil
	}
	if len(grades) != len(from) {
		return nil, isms.Refuse(mapLength, at, "", isms.ArgInt("n", len(grades)), isms.ArgInt("steps", len(from)))
	}
	var errs []error
	for i, g := range grades {
		grade := isms.ArgInt("grade", int(g))
		if !to.has(g) {
			errs = append(errs, isms.Refuse(mapOutside, at.Index("", i), "", grade, isms.ArgInt("steps", len(to))))
		} else if i > 0 && g < grades[i-1] {
			errs = append(errs, isms.Refuse(mapFalls, at.Index("", i), "", grade))
		}
	}
	return grades, isms.RefuseAll(errs...)
}

// regrader holds the maps in use, and what cannot be read through them.
type regrader struct {
	likelihood, ease, impact []Grade

	errs []error
}

func (m *regrader) regrade(at isms.Path, g *Grade, grades []Grade) {
	switch {
	case *g == 0:
	case *g < 0 || int64(*g) > int64(len(grades)):
		m.errs = append(m.errs, isms.Refuse(outsideOldScale, at, "", isms.ArgInt("grade", int(*g)), isms.ArgInt("steps", len(grades))))
	default:
		*g = grades[*g-1]
	}
}

func (m *regrader) impacts(at isms.Path, list string, impacts []Impact) []Impact {
	impacts = slices.Clone(impacts)
	for i := range impacts {
		m.regrade(at.Index(list, i).Field("grade"), &impacts[i].Grade, m.impact)
	}
	return impacts
}

func (m *regrader) rating(at isms.Path, r Rating) Rating {
	m.regrade(at.Field("likelihood"), &r.Likelihood, m.likelihood)
	m.regrade(at.Field("easeOfExploitation"), &r.EaseOfExploitation, m.ease)
	m.regrade(at.Field("impact"), &r.Impact, m.impact)
	r.Impacts = m.impacts(at, "impacts", r.Impacts)
	return r
}
