package risk

import (
	"cmp"
	"iter"
	"slices"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// Evaluation is a register seen through its method on a day: the level of each
// risk at each stage, which of them stands, what the acceptance criteria say,
// and the ranking. It is immutable; the zero Evaluation holds no risk.
//
// It shares memory with the register it was made from: leave that as it is while
// the evaluation is in use.
type Evaluation struct{ e *evaluation }

type evaluation struct {
	asOf        isms.Date
	cal         isms.Calendar
	method      Compiled
	register    Register
	assetValues AssetValues
	order       []int32 // risks of the register by ID
	rows        []row   // in that order
	ranked      []int32 // rows, highest first
	used        links   // treatments of each row
	accepted    links   // acceptances of each row
	states      map[isms.Ref]ControlState
	since       map[isms.Ref]isms.Date
	acceptances []AcceptanceState // of each acceptance of the register

	standing    []standing            // of each treatment of the register
	delegations map[isms.ID]int32     // of the register, by ID
	groups      map[isms.ID][]isms.ID // what is in them; only while acceptances are looked at
}

type row struct {
	stages        [4]packed
	stands        uint8 // index of the stage
	closed        bool
	lost          bool // counts on a control that is gone
	acceptability Acceptability
	within        isms.Answer
	carried       isms.Answer // covered by acceptances
}

// Places of the stages in a row.
const (
	inherent = iota
	current
	target
	residual
)

// EvaluatedRisk is one risk of an [Evaluation].
type EvaluatedRisk struct {
	Risk     isms.ID `json:"risk"`
	Inherent Outcome `json:"inherent"`
	Current  Outcome `json:"current"`
	Target   Outcome `json:"target"`
	Residual Outcome `json:"residual"`
	// Stage is the stage that stands today: residual once treatment is finished,
	// else current, else inherent.
	Stage Stage `json:"stage"`
	Level Level `json:"level,omitzero"` // at that stage; 0: unknown
	// Rank counts from 1 for the highest score; risks with the same score share
	// one. It is 0 for risks that are closed or whose level is unknown.
	Rank          int           `json:"rank,omitzero"`
	Acceptability Acceptability `json:"acceptability,omitzero"` // of the acceptance criteria
	// Accepted says whether acceptances in force cover the level and all assets.
	Accepted isms.Answer `json:"accepted,omitzero"`
	// WithinTolerance says whether the risk is within tolerance: acceptable, or tolerable
	// and accepted. Without criteria or level it is unknown.
	WithinTolerance isms.Answer `json:"withinTolerance,omitzero"`
	// Outdated says that a rating counts on a control that is gone.
	Outdated bool `json:"outdated,omitzero"`
	Closed   bool `json:"closed,omitzero"`
}

// At returns the outcome of a stage.
func (a EvaluatedRisk) At(s Stage) Outcome {
	switch s {
	case Inherent:
		return a.Inherent
	case Current:
		return a.Current
	case Target:
		return a.Target
	case Residual:
		return a.Residual
	}
	return Outcome{}
}

// After returns the outcome to expect after treatment: the residual one where it
// is known, else the target, else what stands.
func (a EvaluatedRisk) After() Outcome {
	switch {
	case a.Residual.known():
		return a.Residual
	case a.Target.known():
		return a.Target
	}
	return a.At(a.Stage)
}

// Evaluate computes the register on a day; the day decides about acceptances. The
// calendar is that of intervals in working days; nil works Monday to Friday. It
// returns an [isms.Error] if the method has defects, or if two records have one ID or
// none: what contradicts itself has no level. A register without risks needs no
// method.
func (r Register) Evaluate(asOf isms.Date, cal isms.Calendar) (Evaluation, error) {
	if len(r.Risks) == 0 && r.Method.absent() {
		return r.evaluate(Compiled{}, asOf, cal)
	}
	c, err := r.Method.Compile()
	if err != nil {
		return Evaluation{}, isms.RefuseAll(isms.RefuseUnder("method", err), r.uniqueIDs())
	}
	return r.evaluate(c, asOf, cal)
}

// EvaluateWith is [Register.Evaluate] with a method that was compiled before, in
// place of the register's own.
func (r Register) EvaluateWith(c Compiled, asOf isms.Date, cal isms.Calendar) (Evaluation, error) {
	if c.t == nil {
		return Evaluation{}, isms.Refuse(noMethod, "method", "")
	}
	return r.evaluate(c, asOf, cal)
}

// evaluate computes the register under a method, which may be missing if there is
// no risk.
func (r Register) evaluate(c Compiled, asOf isms.Date, cal isms.Calendar) (Evaluation, error) {
	if err := r.uniqueIDs(); err != nil {
		return Evaluation{}, err
	}
	e := &evaluation{asOf: asOf, cal: cal, method: c, register: r}
	e.order = sortedByID(r.Risks, func(k *Risk) isms.ID { return k.ID })
	e.assetValues = inherit(r.Assets, c.properties())
	e.states, e.since = r.controlStates(asOf)
	e.used = e.link(len(r.Treatments), func(i int, yield func(isms.ID)) {
		for _, id := range r.Treatments[i].Risks {
			yield(id)
		}
	})
	e.accepted = e.link(len(r.Acceptances), func(i int, yield func(isms.ID)) { yield(r.Acceptances[i].Risk) })
	e.standing = make([]standing, len(r.Treatments))
	for i := range r.Treatments {
		e.standing[i] = e.stand(r.Treatments[i].Controls)
		e.standing[i].inPlace = e.standing[i].inPlace || len(r.Treatments[i].Controls) == 0
	}
	e.rows = make([]row, len(e.order))
	for i := range e.rows {
		e.rate(i)
	}
	e.accept()
	e.rank()
	return Evaluation{e}, nil
}

// rate fills in the outcomes of a row.
func (e *evaluation) rate(i int) {
	c, k, w := e.method, &e.register.Risks[e.order[i]], &e.rows[i]
	w.closed = !k.Closed.IsZero()
	value := e.assetValue(k)
	for s, r := range [...]*Rating{&k.Inherent, &k.Current, &k.Target, &k.Residual} {
		w.stages[s] = c.rate(r, k.Affects, value)
	}
	base := w.stages[inherent]
	plan := e.plan(i, k)

	// What controls in place account for.
	counted := e.credited(k, base, plan, false)
	now := &w.stages[current]
	switch {
	case now.why == whyNotRated:
		*now = counted
	case now.why != whyNone:
	case now.exceeds(base) && text.Blank(k.Current.Understated):
		now.why = whyAbove
	case e.gone(k, plan, k.Current.On, false):
		now.why = whyGone
	case base.exceeds(*now) && !plan.inPlace:
		now.why = whySupport
	}

	// What treatment brings: without one nothing changes from here.
	before, supported := base, plan.treated
	if now.why == whyNone {
		before = *now
	} else {
		supported = supported || plan.inPlace
	}
	for s, r := range [...]*Rating{target: &k.Target, residual: &k.Residual} {
		p := &w.stages[s]
		switch {
		case r == nil || p.why != whyNone:
		case p.exceeds(base) && text.Blank(r.Understated):
			p.why = whyAbove
		case before.exceeds(*p) && !supported:
			p.why = whySupport
		}
	}
	aim, end := &w.stages[target], &w.stages[residual]
	if aim.why == whyNotRated {
		if *aim = e.credited(k, base, plan, true); aim.why == whyNotRated && end.why == whyNone && plan.open {
			*aim = *end
		}
	}
	switch {
	case end.why != whyNone:
	case plan.open:
		end.why = whyNotTreated
	case e.gone(k, plan, k.Residual.On, true):
		end.why = whyGone
	}
	w.lost = now.why == whyGone || end.why == whyGone || e.goneCredit(k)

	w.stands = uint8(stands(w.stages))
	// A rating that does not count because it is too low gives way to the one that
	// the controls account for, which is never lower.
	if s := w.stages[w.stands]; w.stands == current && (s.why == whyGone || s.why == whySupport) {
		if counted.why == whyNone {
			*now = counted
		} else if base.why == whyNone {
			w.stands = inherent
		}
	}
	p := w.stages[w.stands]
	if p.why == whyNone {
		w.acceptability = c.Acceptability(Level(p.level), k.Affects)
	}
}

// exceeds reports whether some grade of p is above that of q; it is false if
// either is not known.
func (p packed) exceeds(q packed) bool {
	return p.why == whyNone && q.why == whyNone && (p.l > q.l || p.e > q.e || p.i > q.i)
}

// stands returns the stage that stands today. Ratings that contradict themselves
// or lie above the inherent risk do not give way to a better one.
func stands(s [4]packed) int {
	switch s[residual].why {
	case whyNotRated, whyNotTreated, whySupport, whyGone:
	default:
		return residual
	}
	if s[current].why != whyNotRated {
		return current
	}
	return inherent
}

// planState sums up the treatments and controls of one risk.
type planState struct {
	treatments []int32
	treated    bool // there is a treatment that is not cancelled
	open       bool // one of them is not finished
	inPlace    bool // an implemented control, or a finished treatment
	// attached holds the state of each control of the risk; only for risks with
	// credits.
	attached map[isms.Ref]ControlState
}

func (e *evaluation) plan(i int, k *Risk) planState {
	p := planState{treatments: e.used.of(i)}
	if len(k.Credits) > 0 {
		p.attached = e.attach(k, p.treatments)
	}
	for _, at := range p.treatments {
		t := &e.register.Treatments[at]
		if t.Status == ActionCancelled {
			continue
		}
		p.treated = true
		if t.Status == ActionCompleted {
			p.inPlace = p.inPlace || e.standing[at].inPlace
		} else {
			p.open = true
		}
	}
	p.inPlace = p.inPlace || e.stand(k.Existing).inPlace
	return p
}

// standing sums up some controls: so that a treatment of many risks is looked
// at once, not once for each of them.
type standing struct {
	inPlace bool      // one of them is implemented
	gone    bool      // one of them is gone,
	undated bool      // nobody knows since when,
	last    isms.Date // or the last of them since then
}

// stand looks at controls that are in place if the register says nothing else.
func (e *evaluation) stand(controls []isms.Ref) standing {
	var s standing
	for _, c := range controls {
		switch e.states[c] {
		case ControlImplemented, "":
			s.inPlace = true
		case ControlDecommissioned, ControlExcluded:
			since := e.since[c]
			s.gone, s.undated = true, s.undated || since.IsZero()
			if since.Compare(s.last) > 0 {
				s.last = since
			}
		}
	}
	return s
}

// since reports whether a control went after a rating of that day.
func (s standing) since(on isms.Date) bool {
	return s.gone && (on.IsZero() || s.undated || s.last.After(on))
}

// attach returns the state of each control of a risk as it follows from the risk
// and its treatments.
func (e *evaluation) attach(k *Risk, treatments []int32) map[isms.Ref]ControlState {
	attached := make(map[isms.Ref]ControlState, len(k.Existing))
	for _, c := range k.Existing {
		attached[c] = ControlImplemented
	}
	for _, at := range treatments {
		t := &e.register.Treatments[at]
		if t.Status == ActionCancelled {
			continue
		}
		for _, c := range t.Controls {
			if attached[c] != ControlImplemented {
				attached[c] = t.Status.state()
			}
		}
	}
	return attached
}

// state returns what a control is to one risk: what the register says of it, or
// what follows from the risk and its treatments; empty if it is neither.
func (e *evaluation) state(plan planState, c isms.Ref) ControlState {
	return cmp.Or(e.states[c], plan.attached[c])
}

// credited lowers the inherent rating by the credits of the controls that are in
// place, and of the planned ones too if those count.
func (e *evaluation) credited(k *Risk, base packed, plan planState, planned bool) packed {
	if len(k.Credits) == 0 || base.why != whyNone {
		return packed{why: whyNotRated}
	}
	var l, ease, im []Effect
	for _, cr := range k.Credits {
		s := e.state(plan, cr.Control)
		if s == ControlImplemented || planned && s == ControlPlanned {
			l, ease, im = append(l, cr.Likelihood), append(ease, cr.EaseOfExploitation), append(im, cr.Impact)
		}
	}
	out := packed{computed: true}
	for _, axis := range [...]struct {
		from    uint16
		to      *uint16
		effects []Effect
	}{{base.l, &out.l, l}, {base.e, &out.e, ease}, {base.i, &out.i, im}} {
		g, err := applyEffects(Grade(axis.from), axis.effects...)
		if err != nil {
			return packed{why: whyCredit}
		}
		*axis.to = uint16(g) // not above what it came from
	}
	e.method.look(&out)
	return out
}

// gone reports whether a control that a rating of that day counted on is gone
// since: an existing one, or one of a finished treatment.
func (e *evaluation) gone(k *Risk, plan planState, on isms.Date, treatments bool) bool {
	return e.stand(k.Existing).since(on) || slices.ContainsFunc(plan.treatments, func(at int32) bool {
		t := &e.register.Treatments[at]
		return t.Status == ActionCompleted && (treatments || on.IsZero() || !t.Completed.After(on)) && e.standing[at].since(on)
	})
}

// goneCredit reports whether a control with a credit is gone.
func (e *evaluation) goneCredit(k *Risk) bool {
	return slices.ContainsFunc(k.Credits, func(c Credit) bool {
		s := e.states[c.Control]
		return s == ControlDecommissioned || s == ControlExcluded
	})
}

// assetValue returns how to find the impact of a property from the assets of a risk;
// nil without assets.
func (e *evaluation) assetValue(k *Risk) func(Property) Grade {
	if len(e.register.Assets) == 0 || k.Asset == "" && len(k.Assets) == 0 {
		return nil
	}
	return func(p Property) Grade {
		g := e.assetValues.t.highest(k.Asset, p)
		for _, a := range k.Assets {
			g = max(g, e.assetValues.t.highest(a, p))
		}
		return g
	}
}

// rank sorts the open risks with a level: highest score first, then by ID. The
// ranks of scores are dense, so counting does it.
func (e *evaluation) rank() {
	if len(e.rows) == 0 {
		return
	}
	count := make([]int32, e.method.t.distinct+1)
	n := 0
	for i := range e.rows {
		if w := &e.rows[i]; w.ranks() {
			count[w.stages[w.stands].rank]++
			n++
		}
	}
	start := int32(0)
	for r := len(count) - 1; r >= 0; r-- {
		count[r], start = start, start+count[r]
	}
	e.ranked = make([]int32, n)
	for i := range e.rows {
		if w := &e.rows[i]; w.ranks() {
			at := &count[w.stages[w.stands].rank]
			e.ranked[*at] = int32(i)
			*at++
		}
	}
}

// ranks reports whether the row takes part in the ranking.
func (w *row) ranks() bool { return !w.closed && w.stages[w.stands].why == whyNone }

// AsOf returns the day of the evaluation.
func (v Evaluation) AsOf() isms.Date {
	if v.e == nil {
		return isms.Date{}
	}
	return v.e.asOf
}

// Method returns the compiled method.
func (v Evaluation) Method() Compiled {
	if v.e == nil {
		return Compiled{}
	}
	return v.e.method
}

// LookupRisk returns one risk, and whether the register has it. Its Rank is found by
// counting, so prefer [Evaluation.Ranked] for all of them.
func (v Evaluation) LookupRisk(id isms.ID) (EvaluatedRisk, bool) {
	if v.e == nil {
		return EvaluatedRisk{}, false
	}
	i, ok := v.e.find(id)
	if !ok {
		return EvaluatedRisk{}, false
	}
	return v.e.assessed(i, v.e.rankOf(i)), true
}

// All yields every risk by ID; Rank is not filled in.
func (v Evaluation) All() iter.Seq[EvaluatedRisk] {
	return func(yield func(EvaluatedRisk) bool) {
		if v.e == nil {
			return
		}
		for i := range v.e.rows {
			if !yield(v.e.assessed(i, 0)) {
				return
			}
		}
	}
}

// Ranked yields the open risks whose level is known, the highest score first and
// equal ones by ID (6.1.2 e 2). The others are in [Evaluation.Unknown].
func (v Evaluation) Ranked() iter.Seq[EvaluatedRisk] {
	return func(yield func(EvaluatedRisk) bool) {
		if v.e == nil {
			return
		}
		rank, last := 0, uint32(0)
		for n, i := range v.e.ranked {
			w := &v.e.rows[i]
			if r := w.stages[w.stands].rank; n == 0 || r != last {
				rank, last = n+1, r
			}
			if !yield(v.e.assessed(int(i), rank)) {
				return
			}
		}
	}
}

// Unknown yields the open risks without a level, by ID: they are neither low nor
// within tolerance, and [Outcome.Reason] tells what is missing.
func (v Evaluation) Unknown() iter.Seq[EvaluatedRisk] {
	return func(yield func(EvaluatedRisk) bool) {
		if v.e == nil {
			return
		}
		for i := range v.e.rows {
			if w := &v.e.rows[i]; !w.closed && !w.ranks() && !yield(v.e.assessed(i, 0)) {
				return
			}
		}
	}
}

func (e *evaluation) find(id isms.ID) (int, bool) {
	return slices.BinarySearchFunc(e.order, id, func(at int32, id isms.ID) int { return cmp.Compare(e.register.Risks[at].ID, id) })
}

func (e *evaluation) rankOf(i int) int {
	if !e.rows[i].ranks() {
		return 0
	}
	rank := e.rows[i].stages[e.rows[i].stands].rank
	at, _ := slices.BinarySearchFunc(e.ranked, rank, func(j int32, r uint32) int {
		w := &e.rows[j]
		return cmp.Compare(r, w.stages[w.stands].rank)
	})
	return at + 1
}

func (e *evaluation) assessed(i, rank int) EvaluatedRisk {
	w, k := &e.rows[i], &e.register.Risks[e.order[i]]
	a := EvaluatedRisk{
		Risk:            k.ID,
		Inherent:        e.method.unpack(w.stages[inherent], k.Affects),
		Current:         e.method.unpack(w.stages[current], k.Affects),
		Target:          e.method.unpack(w.stages[target], k.Affects),
		Residual:        e.method.unpack(w.stages[residual], k.Affects),
		Stage:           Stages().At(int(w.stands)),
		Rank:            rank,
		Acceptability:   w.acceptability,
		Accepted:        w.carried,
		WithinTolerance: w.within,
		Outdated:        w.lost,
		Closed:          w.closed,
	}
	a.Level = a.At(a.Stage).Level
	return a
}

// links holds a list of indices for each row, in one array.
type links struct {
	start []int32
	items []int32
}

func (l links) of(i int) []int32 {
	return l.items[l.start[i]:l.start[i+1]:l.start[i+1]]
}

// link groups n items by the risks that they name.
func (e *evaluation) link(n int, names func(i int, yield func(isms.ID))) links {
	type pair struct{ row, item int32 }
	var pairs []pair
	for i := range n {
		names(i, func(id isms.ID) {
			if at, ok := e.find(id); ok {
				pairs = append(pairs, pair{int32(at), int32(i)})
			}
		})
	}
	l := links{start: make([]int32, len(e.order)+1), items: make([]int32, len(pairs))}
	for _, p := range pairs {
		l.start[p.row+1]++
	}
	for i := range e.order {
		l.start[i+1] += l.start[i]
	}
	next := slices.Clone(l.start)
	for _, p := range pairs {
		l.items[next[p.row]] = p.item
		next[p.row]++
	}
	return l
}

// sortedByID returns the indices of the items in the order of their IDs.
func sortedByID[T any](items []T, id func(*T) isms.ID) []int32 {
	order := make([]int32, len(items))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Or(cmp.Compare(id(&items[a]), id(&items[b])), cmp.Compare(a, b)) })
	return order
}

// unique returns why records that lack an ID, or share one, are refused.
func unique[T any](list string, items []T, id func(*T) isms.ID) error {
	var all isms.Error
	order := sortedByID(items, id)
	for i, at := range order {
		this := id(&items[at])
		if this != "" && (i == 0 || id(&items[order[i-1]]) != this) {
			continue
		}
		m := idDoubled
		if this == "" {
			m = idMissing
		}
		all.Add(isms.Refuse(m, isms.Path("").Index(list, int(at)).Field("id"), string(this)))
	}
	return all.OrNil()
}

// uniqueIDs returns why records that lack an ID, or share one, are refused.
func (r *Register) uniqueIDs() error {
	return isms.RefuseAll(
		unique("risks", r.Risks, func(k *Risk) isms.ID { return k.ID }),
		unique("assets", r.Assets, func(a *Asset) isms.ID { return a.ID }),
		unique("treatments", r.Treatments, func(t *Treatment) isms.ID { return t.ID }),
		unique("acceptances", r.Acceptances, func(a *Acceptance) isms.ID { return a.ID }),
		unique("delegations", r.Delegations, func(d *Delegation) isms.ID { return d.ID }),
		unique("changes", r.Changes, func(c *Change) isms.ID { return c.ID }),
	)
}
