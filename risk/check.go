package risk

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// Check holds the register against 6.1.2, 6.1.3, 8.2 and 8.3 on a day and
// reports all that an auditor would question. [Rules] lists what it looks for.
// Rules that need levels are skipped, not passed, while the method has defects
// or IDs repeat; rules that need a day are skipped for a zero asOf.
func (r Register) Check(asOf isms.Date) isms.Report {
	k := &checker{r: r, asOf: asOf}
	k.method()
	k.records()
	k.assets()
	k.identification()
	k.plan()
	e, err := r.Evaluate(asOf)
	levels := []isms.Rule{
		impactUnrated, likelihoodUnrated, levelUnknown, ratingAbove, ratingUnsupported, creditTooMuch, creditUnattached,
		verdictUnknown, retainedUnrecorded,
		acceptanceExpired, acceptanceDue, acceptanceStale, acceptanceRefused, acceptanceUncovered, acceptanceBetter, acceptanceSelf,
		acceptanceSilent, ownerBypassed, controlGone,
	}
	judged := []isms.Rule{prioritySkipped, treatmentMissing, residualUnaccepted} // of risks with a verdict only
	switch {
	case err != nil:
		k.skip(err.Error(), append(levels, judged...)...)
	case asOf.IsZero():
		k.skip("no day was given", append(levels, judged...)...)
	default:
		k.e = e.e
		k.ranOn(len(r.Risks), "no risk", levels...)
		unknown := 0
		for a := range e.All() {
			if !a.Closed && a.Acceptability == "" {
				unknown++
			}
		}
		if unknown > 0 {
			k.skip("it is unknown whether "+strconv.Itoa(unknown)+" of the risks are acceptable", judged...)
		} else {
			k.ranOn(len(r.Risks), "no risk", judged...)
		}
		k.analysis()
		k.treatment()
		k.acceptance()
	}
	dated := []isms.Rule{assessmentOverdue, changeUnassessed, ratingBare}
	if asOf.IsZero() {
		k.skip("no day was given", append(dated, planOverdue)...)
	} else {
		k.ranOn(len(r.Risks), "no risk", dated...)
		k.ranOn(len(r.Treatments), "no treatment", planOverdue)
		k.dates()
	}
	return k.c.Report()
}

// ranOn records that the rules were applied to n things; of nothing they say
// nothing, which is not that all is well.
func (k *checker) ranOn(n int, none string, rules ...isms.Rule) {
	if n == 0 {
		k.skip(none+" is on record", rules...)
		return
	}
	k.c.Ran(rules...)
}

type checker struct {
	c    isms.Checker
	r    Register
	asOf isms.Date
	e    *evaluation

	properties map[Property]bool // of the method
}

func (k *checker) skip(why string, rules ...isms.Rule) {
	for _, r := range rules {
		k.c.Skip(r, isms.Sentence{Text: why})
	}
}

func riskAt(id isms.ID) isms.Path       { return isms.Path("").Item("risks", id) }
func treatmentAt(id isms.ID) isms.Path  { return isms.Path("").Item("treatments", id) }
func acceptanceAt(id isms.ID) isms.Path { return isms.Path("").Item("acceptances", id) }
func assetAt(id isms.ID) isms.Path      { return isms.Path("").Item("assets", id) }

// method looks at scales, bands and criteria.
func (k *checker) method() {
	m := k.r.Method
	name := isms.ArgText("method", cmp.Or(m.Name, "without a name"))
	k.c.Ran(methodDefective, methodWaived, criteriaMissing, intervalMissing, levelInterval, selfAcceptance)
	if _, err := m.Compile(); err != nil {
		var defective *MethodError
		if errors.As(err, &defective) {
			for _, d := range defective.Defects {
				k.c.Find(methodDefective, isms.Path("method").Field(cmp.Or(d.Place, "scorer")), name, isms.ArgText("defect", d.String()))
			}
		}
	}
	if reasons := m.waived(); len(reasons) > 0 {
		for _, d := range m.Defects() {
			if why, ok := reasons[d.Code]; ok {
				k.c.Find(methodWaived, isms.Path("method").Field(d.Place), name, isms.ArgText("defect", d.String()), isms.ArgText("reason", why))
			}
		}
	}
	if len(m.Criteria) == 0 {
		k.c.Find(criteriaMissing, "method.criteria", name)
	}
	if said(m.SelfAcceptance) {
		k.c.Find(selfAcceptance, "method.selfAcceptance", isms.ArgText("reason", m.SelfAcceptance))
	}
	if !usable(k.r.Reassessment.Every) {
		k.c.Find(intervalMissing, "reassessment")
	}
	k.levels("reassessment", k.r.Reassessment)
	for i := range k.r.Risks {
		k.levels(riskAt(k.r.Risks[i].ID).Field("reassessment"), k.r.Risks[i].Reassessment)
	}
}

// levels looks at the intervals by level.
func (k *checker) levels(at isms.Path, c isms.Cadence) {
	for level, every := range c.ByLevel {
		if !slices.ContainsFunc(k.r.Method.Bands, func(b Band) bool { return b.key() == level }) || !every.IsZero() && !usable(every) {
			k.c.Find(levelInterval, at.Field("byLevel"), isms.ArgText("level", text.Quote(level)), isms.ArgText("every", every.String()))
		}
	}
}

// usable reports whether an interval can be counted from a day.
func usable(v isms.Interval) bool {
	d, err := v.From(isms.MustDate("2000-01-01"), nil)
	return err == nil && v.N > 0 && !d.IsZero()
}

// records looks at IDs and at what names them.
func (k *checker) records() {
	k.c.Ran(idRepeated, referenceUnknown, controlUnknown)
	checkIDs(k, "risk", "risks", k.r.Risks, func(x *Risk) isms.ID { return x.ID })
	checkIDs(k, "asset", "assets", k.r.Assets, func(x *Asset) isms.ID { return x.ID })
	checkIDs(k, "treatment", "treatments", k.r.Treatments, func(x *Treatment) isms.ID { return x.ID })
	checkIDs(k, "acceptance", "acceptances", k.r.Acceptances, func(x *Acceptance) isms.ID { return x.ID })
	checkIDs(k, "delegation", "delegations", k.r.Delegations, func(x *Delegation) isms.ID { return x.ID })
	checkIDs(k, "change", "changes", k.r.Changes, func(x *Change) isms.ID { return x.ID })

	known := make(map[isms.ID]bool, len(k.r.Risks))
	for i := range k.r.Risks {
		known[k.r.Risks[i].ID] = true
	}
	names := func(kind string, id isms.ID, at isms.Path, risk isms.ID) {
		if !known[risk] {
			k.c.Find(referenceUnknown, at, isms.ArgText("kind", kind), isms.ArgText("id", shown(id)), isms.ArgText("risk", shown(risk)))
		}
	}
	for i := range k.r.Treatments {
		t := &k.r.Treatments[i]
		for _, id := range t.Risks {
			names("treatment", t.ID, treatmentAt(t.ID).Field("risks"), id)
		}
		k.controls(treatmentAt(t.ID).Field("controls"), t.Controls)
	}
	for i := range k.r.Acceptances {
		a := &k.r.Acceptances[i]
		names("acceptance", a.ID, acceptanceAt(a.ID).Field("risk"), a.Risk)
	}
	for i := range k.r.Changes {
		for _, id := range k.r.Changes[i].Risks {
			names("change", k.r.Changes[i].ID, isms.Path("").Item("changes", k.r.Changes[i].ID), id)
		}
	}
	for _, h := range k.r.History {
		names("assessment", h.Risk, isms.Path("").Item("history", h.Risk), h.Risk)
	}
	for i := range k.r.Risks {
		x := &k.r.Risks[i]
		k.controls(riskAt(x.ID).Field("existing"), x.Existing)
		for _, c := range x.Credits {
			k.controls(riskAt(x.ID).Field("credits"), []isms.Ref{c.Control})
		}
	}
	for _, c := range k.r.Controls {
		k.controls("controls", []isms.Ref{c.Control})
	}
}

// shown is an ID in a sentence: one that people could not see is quoted.
func shown(id isms.ID) string {
	if id.Validate() != nil {
		return text.Quote(string(id))
	}
	return string(id)
}

// controls finds what is neither a control of Annex A nor an own one.
func (k *checker) controls(at isms.Path, refs []isms.Ref) {
	for _, c := range refs {
		if _, own := c.Own(); !own && !c.IsControl() {
			k.c.Find(controlUnknown, at, isms.ArgText("control", cmp.Or(string(c), "an empty place")))
		}
	}
}

func checkIDs[T any](k *checker, kind, list string, items []T, id func(*T) isms.ID) {
	seen := make(map[isms.ID]bool, len(items))
	for i := range items {
		this := id(&items[i])
		at := isms.Path("").Item(list, this)
		if err := this.Validate(); err != nil {
			k.c.Find(idRepeated, at, isms.ArgText("kind", kind), isms.ArgText("id", text.Quote(string(this))), isms.ArgText("why", strings.TrimPrefix(err.Error(), "isms: ")))
		}
		if seen[this] {
			k.c.Find(idRepeated, at, isms.ArgText("kind", kind), isms.ArgID("id", this), isms.ArgText("why", "there are two"))
		}
		seen[this] = true
	}
}

// assets looks at the asset graph.
func (k *checker) assets() {
	k.c.Ran(assetUnknown, assetCircle, groupNested, overrideBare, propertyForeign, gradeOutside)
	group := make(map[isms.ID]isms.ID, len(k.r.Assets))
	for i := range k.r.Assets {
		group[k.r.Assets[i].ID] = k.r.Assets[i].Group
	}
	known := func(at isms.Path, id isms.ID) {
		if _, ok := group[id]; !ok && id != "" {
			k.c.Find(assetUnknown, at, isms.ArgID("asset", id))
		}
	}
	for i := range k.r.Assets {
		a := &k.r.Assets[i]
		for _, id := range a.DependsOn {
			known(assetAt(a.ID).Field("dependsOn"), id)
		}
		known(assetAt(a.ID).Field("group"), a.Group)
		up := a.Group
		for depth := 0; up != ""; depth++ {
			if depth >= maxNesting || up == a.ID {
				k.c.Find(groupNested, assetAt(a.ID).Field("group"), isms.ArgID("asset", a.ID))
				break
			}
			up = group[up]
		}
		k.impacts(assetAt(a.ID).Field("values"), a.Values)
		for _, o := range a.Overrides {
			at := assetAt(a.ID).Field("overrides")
			k.impacts(at, []Impact{{o.Property, o.Grade}})
			if !said(o.Reason) || o.Grade < 1 {
				k.c.Find(overrideBare, at, isms.ArgID("asset", a.ID), isms.ArgText("property", o.Property))
			}
		}
	}
	for i := range k.r.Risks {
		x := &k.r.Risks[i]
		known(riskAt(x.ID).Field("asset"), x.Asset)
		for _, id := range x.Assets {
			known(riskAt(x.ID).Field("assets"), id)
		}
	}
	for _, c := range Cycles(k.r.Assets) {
		k.c.Find(assetCircle, assetAt(c[0]).Field("dependsOn"), isms.ArgInt("count", len(c)), isms.ArgID("asset", c[0]))
	}
}

// impacts looks at grades by property.
func (k *checker) impacts(at isms.Path, impacts []Impact) {
	for _, v := range impacts {
		k.property(at, v.Property)
		k.grade(at, "impact", v.Grade, k.r.Method.Impact)
	}
}

func (k *checker) property(at isms.Path, p Property) {
	if k.properties == nil {
		k.properties = make(map[Property]bool)
		for _, q := range k.r.Method.properties() {
			k.properties[q] = true
		}
	}
	if !k.properties[p] {
		k.c.Find(propertyForeign, at, isms.ArgText("property", strconv.Quote(string(p))))
	}
}

func (k *checker) grade(at isms.Path, scale string, g Grade, s Scale) {
	if g == 0 {
		return
	}
	if !s.has(g) {
		k.c.Find(gradeOutside, at, isms.ArgInt("grade", int(g)), isms.ArgText("scale", scale), isms.ArgInt("steps", len(s)))
	}
}

// identification looks at what each risk says of itself.
func (k *checker) identification() {
	k.c.Ran(risksMissing)
	k.ranOn(len(k.r.Risks), "no risk", scenarioMissing, propertyMissing, ownerMissing, impactTwice, closedBare)
	if len(k.r.Risks) == 0 {
		k.c.Find(risksMissing, "risks")
	}
	for i := range k.r.Risks {
		x := &k.r.Risks[i]
		at, id := riskAt(x.ID), isms.ArgID("risk", x.ID)
		for s, rating := range x.ratings() {
			at := at.Field(string(s))
			k.grade(at.Field("likelihood"), "likelihood", rating.Likelihood, k.r.Method.Likelihood)
			k.grade(at.Field("ease"), "ease", rating.Ease, k.r.Method.Ease)
			k.grade(at.Field("impact"), "impact", rating.Impact, k.r.Method.Impact)
			k.impacts(at.Field("impacts"), rating.Impacts)
			if rating.twice() {
				k.c.Find(impactTwice, at, id)
			}
		}
		for _, p := range x.Affects {
			k.property(at.Field("affects"), p)
		}
		if !x.Closed.IsZero() {
			if !said(x.ClosedReason) {
				k.c.Find(closedBare, at.Field("closedReason"), id)
			}
			continue
		}
		assetBased := (x.Asset != "" || len(x.Assets) > 0) && said(x.Threat)
		if !assetBased && !said(x.Scenario) && !said(x.Source) {
			k.c.Find(scenarioMissing, at, id)
		}
		if len(x.Affects) == 0 {
			k.c.Find(propertyMissing, at.Field("affects"), id)
		}
		if x.Owner == "" {
			k.c.Find(ownerMissing, at.Field("owner"), id)
		}
	}
}

// twice reports whether the rating gives an impact in two ways.
func (r *Rating) twice() bool {
	if r.Impact != 0 && len(r.Impacts) > 0 {
		return true
	}
	if len(r.Impacts) > maxProperties {
		return true // more than any method has
	}
	for i, v := range r.Impacts {
		if slices.ContainsFunc(r.Impacts[:i], func(w Impact) bool { return w.Property == v.Property }) {
			return true
		}
	}
	return false
}

// ratings yields the four ratings with their stages.
func (x *Risk) ratings() func(yield func(Stage, *Rating) bool) {
	return func(yield func(Stage, *Rating) bool) {
		_ = yield(Inherent, &x.Inherent) && yield(Current, &x.Current) && yield(Target, &x.Target) && yield(Residual, &x.Residual)
	}
}

// plan looks at the items of the treatment plan.
func (k *checker) plan() {
	k.ranOn(len(k.r.Treatments), "no treatment", optionMissing, activityMissing, partyMissing, remainderMissing, controlMissing, planOwnerMissing, planDueMissing,
		progressContradicts, planUnapproved, planMoved, resultMissing)
	open := make(map[isms.ID]*Risk, len(k.r.Risks))
	for i := range k.r.Risks {
		if x := &k.r.Risks[i]; x.Closed.IsZero() {
			open[x.ID] = x
		}
	}
	for i := range k.r.Treatments {
		t := &k.r.Treatments[i]
		at, id := treatmentAt(t.ID), isms.ArgID("treatment", t.ID)
		if t.Status == ActionCancelled {
			continue
		}
		if len(t.Options) == 0 {
			k.c.Find(optionMissing, at.Field("options"), id, isms.ArgText("option", "none"))
		}
		for _, o := range t.Options {
			if !Options().Has(o) {
				k.c.Find(optionMissing, at.Field("options"), id, isms.ArgText("option", strconv.Quote(string(o))))
			}
		}
		has := func(o Option) bool { return slices.Contains(t.Options, o) }
		if has(Avoid) && !said(t.DiscontinuedActivity) {
			k.c.Find(activityMissing, at.Field("discontinuedActivity"), id)
		}
		if has(Share) && !said(t.SharingParty) {
			k.c.Find(partyMissing, at.Field("sharingParty"), id)
		}
		if has(Share) && !said(t.RetainedPart) {
			k.c.Find(remainderMissing, at.Field("retainedPart"), id)
		}
		if has(Modify) && len(t.Controls) == 0 {
			k.c.Find(controlMissing, at.Field("controls"), id)
		}
		if t.Owner == "" {
			k.c.Find(planOwnerMissing, at.Field("owner"), id)
		}
		if t.Due.IsZero() && t.Status != ActionCompleted && !slices.Equal(t.Options, []Option{Retain}) {
			k.c.Find(planDueMissing, at.Field("due"), id)
		}
		for _, why := range t.contradictions(k.asOf) {
			k.c.Find(progressContradicts, at, id, isms.ArgText("why", why))
		}
		for _, m := range t.Rescheduled {
			if m.By == "" || !said(m.Reason) {
				k.c.Find(planMoved, at.Field("rescheduled"), id, isms.ArgText("why", fmt.Sprintf("rescheduled from %s to %s without a name or a reason", m.From, m.To)))
			}
		}
		if len(t.Rescheduled) > 2 {
			k.c.Find(planMoved, at.Field("rescheduled"), id, isms.ArgText("why", fmt.Sprintf("rescheduled %d times", len(t.Rescheduled))))
		}
		if t.Status == ActionCompleted && !said(t.Result) {
			k.c.Find(resultMissing, at.Field("result"), id)
		}
		k.approvals(t, open)
	}
}

// approvals looks for the owners of all risks that a treatment names.
func (k *checker) approvals(t *Treatment, open map[isms.ID]*Risk) {
	approved := make(map[isms.ID]bool, len(t.Approvals))
	for _, a := range t.Approvals {
		if !a.On.IsZero() && (k.asOf.IsZero() || !(!k.asOf.IsZero() && a.On.After(k.asOf))) {
			approved[a.By] = true
		}
	}
	for _, id := range t.Risks {
		x := open[id]
		if x == nil || x.Owner == "" || approved[x.Owner] {
			continue
		}
		k.c.Find(planUnapproved, treatmentAt(t.ID).Field("approvals"), isms.ArgID("treatment", t.ID), isms.ArgText("owner", x.Owner), isms.ArgID("risk", id))
	}
}

// contradictions says what does not fit together in progress and dates.
func (t *Treatment) contradictions(asOf isms.Date) []string {
	var why []string
	say := func(cond bool, text string) {
		if cond {
			why = append(why, text)
		}
	}
	say(t.Status != "" && !ActionStatuses().Has(t.Status), fmt.Sprintf("%s is no status: want one of %s", text.Quote(string(t.Status)), ActionStatuses()))
	say(t.Status == ActionCompleted && t.Completed.IsZero(), "it is completed, but no day is given")
	say(t.Status != ActionCompleted && !t.Completed.IsZero(), "a day of completion is given, but it is not completed")
	say(!asOf.IsZero() && t.Completed.After(asOf), "the day of completion lies in the future")
	say(!t.Due.IsZero() && t.Due.Before(t.Start), "it is due before it starts")
	say(!t.Completed.IsZero() && t.Completed.Before(t.Start), "it was completed before it started")
	say(t.Percent < 0 || t.Percent > 100, fmt.Sprintf("%d percent: want 0 to 100", t.Percent))
	say(t.Status != ActionCompleted && t.Percent == 100, "it is at 100 percent, but not completed")
	say(t.Status == ActionCompleted && t.Percent != 0 && t.Percent != 100, fmt.Sprintf("it is completed at %d percent", t.Percent))
	for i, m := range t.Rescheduled {
		next := t.Due
		if i+1 < len(t.Rescheduled) {
			next = t.Rescheduled[i+1].From
		}
		say(m.To != next, fmt.Sprintf("its due date was rescheduled to %s, but the next one is %s", m.To, next))
	}
	return why
}

// analysis looks at levels.
func (k *checker) analysis() {
	e := k.e
	for i := range e.rows {
		w := &e.rows[i]
		if w.closed {
			continue
		}
		x := &e.register.Risks[e.order[i]]
		at, id := riskAt(x.ID), isms.ArgID("risk", x.ID)
		for s := range w.stages {
			stage := Stages().At(s)
			switch w.stages[s].why {
			case whyAbove:
				k.c.Find(ratingAbove, at.Field(string(stage)), id, isms.ArgText("stage", stage))
			case whySupport:
				k.c.Find(ratingUnsupported, at.Field(string(stage)), id, isms.ArgText("stage", stage))
			}
		}
		plan := e.plan(i, x)
		k.credits(x, plan, w)
		switch p := w.stages[w.stands]; p.why {
		case whyNone:
		default:
			k.c.Find(levelUnknown, at, id, isms.ArgText("why", reason(p.why)))
			if p.why == whyNotRated || p.why == whyImpact || p.why == whyNoProperty {
				k.c.Find(impactUnrated, at, id)
			}
			if p.why == whyNotRated || p.why == whyLikelihood || p.why == whyEase {
				k.c.Find(likelihoodUnrated, at, id)
			}
		}
		if w.verdict == "" {
			k.c.Find(verdictUnknown, at, id)
		}
		if w.lost {
			for _, c := range e.goneControls(x, plan) {
				k.c.Find(controlGone, at, id, isms.ArgText("control", c), isms.ArgText("state", e.states[c]))
			}
		}
	}
}

// goneControls lists the controls of a risk that are gone.
func (e *evaluation) goneControls(x *Risk, plan planState) []isms.Ref {
	var gone []isms.Ref
	add := func(c isms.Ref) {
		if s := e.states[c]; s == ControlDecommissioned || s == ControlExcluded {
			gone = append(gone, c)
		}
	}
	for _, c := range x.Existing {
		add(c)
	}
	for _, c := range x.Credits {
		add(c.Control)
	}
	for _, at := range plan.treatments {
		if t := &e.register.Treatments[at]; t.Status == ActionCompleted {
			for _, c := range t.Controls {
				add(c)
			}
		}
	}
	return isms.SortRefs(gone)
}

func (k *checker) credits(x *Risk, plan planState, w *row) {
	at, id := riskAt(x.ID).Field("credits"), isms.ArgID("risk", x.ID)
	for _, c := range x.Credits {
		if k.e.state(plan, c.Control) == "" {
			k.c.Find(creditUnattached, at, id, isms.ArgText("control", c.Control))
		}
	}
	if slices.ContainsFunc(w.stages[:], func(p packed) bool { return p.why == whyCredit }) {
		k.c.Find(creditTooMuch, at, id, isms.ArgText("why", "the credits together reach below the lowest step, or one of them is impossible"))
		return
	}
	base := w.stages[inherent]
	for _, c := range x.Credits {
		for _, axis := range [...]struct {
			effect Effect
			grade  uint16
		}{{c.Likelihood, base.l}, {c.Ease, base.e}, {c.Impact, base.i}} {
			if _, err := axis.effect.Apply(Grade(max(axis.grade, 1))); err != nil && (axis.grade > 0 || axis.effect.Steps < 1) {
				k.c.Find(creditTooMuch, at, id, isms.ArgText("why", strings.TrimPrefix(err.Error(), "risk: ")))
			}
		}
	}
}

// treatment looks at what is above tolerance.
func (k *checker) treatment() {
	e := k.e
	untreated := func(i int) bool {
		w := &e.rows[i]
		return !w.closed && (w.verdict == Tolerable || w.verdict == Unacceptable) && w.carried != isms.Yes && !e.plan(i, &e.register.Risks[e.order[i]]).treated
	}
	for i := range e.rows {
		w := &e.rows[i]
		x := &e.register.Risks[e.order[i]]
		if w.closed {
			continue
		}
		at, id := riskAt(x.ID), isms.ArgID("risk", x.ID)
		if untreated(i) {
			k.c.Find(treatmentMissing, at, id, isms.ArgText("acceptability", w.verdict))
			continue
		}
		plan := e.plan(i, x)
		bare := false
		after := e.assessed(i, 0).After()
		carried := e.carries(i, after.Level)
		for _, t := range plan.treatments {
			t := &e.register.Treatments[t]
			if t.Status != ActionCancelled && slices.Contains(t.Options, Retain) && !carried {
				bare = true
				k.c.Find(retainedUnrecorded, at, isms.ArgID("treatment", t.ID), id)
			}
		}
		verdict := after.Acceptability
		if !bare && plan.treated && (verdict == Tolerable || verdict == Unacceptable) && !carried {
			k.c.Find(residualUnaccepted, at, id, isms.ArgText("acceptability", verdict))
		}
	}
	// From the lowest up: the nearest lower risk that is treated.
	lower, pending := isms.ID(""), isms.ID("")
	last := uint32(0)
	for n, at := range slices.Backward(e.ranked) {
		i := int(at)
		x := &e.register.Risks[e.order[i]]
		rank := e.rows[i].stages[e.rows[i].stands].rank
		if n == len(e.ranked)-1 || rank != last {
			last = rank
			if pending != "" {
				lower, pending = pending, ""
			}
		}
		if untreated(i) {
			if lower != "" {
				k.c.Find(prioritySkipped, riskAt(x.ID), isms.ArgID("risk", x.ID), isms.ArgID("other", lower))
			}
		} else if e.plan(i, x).treated {
			pending = x.ID
		}
	}
}

// carries reports whether an acceptance in force covers a level of a risk.
func (e *evaluation) carries(i int, level Level) bool {
	now := situation{Method: e.method, Level: level}
	return level > 0 && slices.ContainsFunc(e.accepted.of(i), func(at int32) bool {
		accepted, _ := e.register.Acceptances[at].levelUnder(e.asOf, now)
		return e.verdicts[at].Status.InForce() && level <= accepted
	})
}

// acceptance looks at each acceptance of an open risk.
func (k *checker) acceptance() {
	e := k.e
	followed := make(map[isms.ID]bool) // extended by an acceptance in force
	for n := range e.register.Acceptances {
		if a := &e.register.Acceptances[n]; a.Extends != "" && e.verdicts[n].Status.InForce() {
			followed[a.Extends] = true
		}
	}
	for n := range e.register.Acceptances {
		a, s := &e.register.Acceptances[n], e.verdicts[n]
		i, ok := e.find(a.Risk)
		if !ok || e.rows[i].closed {
			continue
		}
		x := &e.register.Risks[e.order[i]]
		at := acceptanceAt(a.ID)
		args := func(more ...isms.Arg) []isms.Arg {
			return append([]isms.Arg{isms.ArgID("acceptance", a.ID), isms.ArgID("risk", a.Risk)}, more...)
		}
		switch s.Status {
		case AcceptanceExpired:
			if !followed[a.ID] {
				k.c.Find(acceptanceExpired, at.Field("expires"), args(isms.ArgDate("expires", a.Expires))...)
			}
		case AcceptanceReviewDue:
			k.c.Find(acceptanceDue, at.Field("reviewBy"), args(isms.ArgDate("review", a.ReviewBy))...)
		case AcceptanceOutdated, AcceptanceRejected:
			rule := acceptanceStale
			if s.Status == AcceptanceRejected {
				rule = acceptanceRefused
			}
			for _, why := range s.Reasons {
				k.c.Find(rule, at, args(isms.ArgText("why", why))...)
			}
		}
		if s.Uncovered > 0 {
			k.c.Find(acceptanceUncovered, at.Field("assets"), args(isms.ArgInt("count", s.Uncovered), isms.ArgID("asset", s.NotCovered[0]))...)
		}
		if s.BelowAccepted {
			k.c.Find(acceptanceBetter, at, args()...)
		}
		if s.SelfApproved {
			k.c.Find(acceptanceSelf, at, args(isms.ArgText("by", a.Approver))...)
		}
		if !s.Status.InForce() {
			continue
		}
		if !said(a.Reason) {
			k.c.Find(acceptanceSilent, at.Field("reason"), args(isms.ArgText("what", "a reason"))...)
		}
		if a.Requester == "" {
			k.c.Find(acceptanceSilent, at.Field("requester"), args(isms.ArgText("what", "a requester"))...)
		}
		if x.Owner != "" && x.Owner != a.Requester && x.Owner != a.Approver {
			k.c.Find(ownerBypassed, at, args(isms.ArgText("owner", x.Owner))...)
		}
	}
}

// dates looks at what has to happen again, and at what is late.
func (k *checker) dates() {
	latestAll := Change{}
	named := make(map[isms.ID][]*Change)
	for i := range k.r.Changes {
		c := &k.r.Changes[i]
		if !k.asOf.IsZero() && c.On.After(k.asOf) {
			continue
		}
		if len(c.Risks) == 0 && (latestAll.ID == "" || !latestAll.On.IsZero() && c.On.After(latestAll.On) || c.On == latestAll.On && c.ID < latestAll.ID) {
			latestAll = *c
		}
		for _, id := range c.Risks {
			named[id] = append(named[id], c)
		}
	}
	history := make(map[isms.ID]isms.Date)
	for i := range k.r.History {
		h := &k.r.History[i]
		if d := h.Rating.On; !(!k.asOf.IsZero() && d.After(k.asOf)) && d.Compare(history[h.Risk]) > 0 {
			history[h.Risk] = d
		}
	}
	for i := range k.r.Risks {
		x := &k.r.Risks[i]
		at, id := riskAt(x.ID), isms.ArgID("risk", x.ID)
		if !x.Closed.IsZero() {
			continue
		}
		last := history[x.ID]
		rated := false
		for s, r := range x.ratings() {
			if r.IsZero() {
				continue
			}
			rated = true
			switch {
			case !k.asOf.IsZero() && r.On.After(k.asOf):
				k.c.Find(ratingBare, at.Field(string(s)).Field("on"), id, isms.ArgText("stage", s), isms.ArgText("what", "a day that has come"))
			case r.On.IsZero() && k.r.Assessed.IsZero():
				k.c.Find(ratingBare, at.Field(string(s)).Field("on"), id, isms.ArgText("stage", s), isms.ArgText("what", "a day"))
			case r.On.Compare(last) > 0:
				last = r.On
			}
			if r.By == "" {
				k.c.Find(ratingBare, at.Field(string(s)).Field("by"), id, isms.ArgText("stage", s), isms.ArgText("what", "an assessor"))
			}
		}
		// The assessment as a whole dates the ratings that have no day.
		if last.IsZero() && rated && !(!k.asOf.IsZero() && k.r.Assessed.After(k.asOf)) {
			last = k.r.Assessed
		}
		k.again(x, last)
		unassessed := func(c *Change) {
			if c.On.IsZero() || !(!c.On.IsZero() && last.After(c.On)) && last != c.On {
				k.c.Find(changeUnassessed, at, id, isms.ArgDate("last", last), isms.ArgID("change", c.ID), isms.ArgDate("on", c.On))
			}
		}
		if latestAll.ID != "" {
			unassessed(&latestAll)
		}
		for _, c := range named[x.ID] {
			unassessed(c)
		}
	}
	for i := range k.r.Treatments {
		t := &k.r.Treatments[i]
		if t.Overdue(k.asOf) {
			k.c.Find(planOverdue, treatmentAt(t.ID).Field("due"), isms.ArgID("treatment", t.ID), isms.ArgDate("due", t.Due), isms.ArgInt("days", t.Due.DaysUntil(k.asOf)))
		}
	}
}

// again finds a risk whose next assessment is late.
func (k *checker) again(x *Risk, last isms.Date) {
	due, _, ok := k.r.next(x, last, k.e.levelKey(x.ID))
	if !ok || !due.IsZero() && !(!due.IsZero() && due.Before(k.asOf)) {
		return // a missing interval is reported once, for the register
	}
	k.c.Find(assessmentOverdue, riskAt(x.ID), isms.ArgID("risk", x.ID), isms.ArgDate("last", last), isms.ArgDate("due", due))
}

// Overdue reports whether the treatment should be done by now and is not. Due
// today is not overdue.
func (t Treatment) Overdue(asOf isms.Date) bool {
	return t.Status != ActionCompleted && t.Status != ActionCancelled && !t.Due.IsZero() && t.Due.Before(asOf)
}
