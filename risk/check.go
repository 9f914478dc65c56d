package risk

import (
	"slices"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// What rules cannot be applied without. The last three are never said to be lacking
// here: an empty list is a fact, unless somebody declares that it is not held.
var (
	needDay         = isms.Need{Missing: noDay}
	needMethod      = isms.Need{Path: "method", Missing: methodUnusable}
	needIDs         = isms.Need{Missing: idsUnusable}
	needRisks       = isms.Need{Path: "risks", Missing: noRiskOnRecord}
	needTreatments  = isms.Need{Path: "treatments", Missing: noTreatmentOnRecord}
	needPlan        = isms.Need{Path: "treatments", Missing: treatmentsNotGiven}
	needAcceptances = isms.Need{Path: "acceptances", Missing: acceptancesNotGiven}
	needOwners      = isms.Need{Path: isms.Path("").Any("risks").Field("owner"), Missing: ownersNotGiven}
)

// Check examines the register by 6.1.2, 6.1.3, 8.2 and 8.3 on a day and
// reports all that an auditor would question. The calendar is that of intervals in
// working days; nil works Monday to Friday. [Rules] lists what it looks for.
// Rules that need levels are skipped, not passed, while the method has defects
// or IDs repeat; rules that need a day are skipped for a zero asOf.
func (r Register) Check(asOf isms.Date, cal isms.Calendar) isms.Report {
	k := &checker{r: r, asOf: asOf, cal: cal, paths: pathsOf(&r)}
	if asOf.IsZero() {
		k.c.Lacks(needDay)
	}
	if len(r.Risks) == 0 {
		k.c.Lacks(needRisks)
	}
	if len(r.Treatments) == 0 {
		k.c.Lacks(needTreatments)
	}
	e, err := r.Evaluate(asOf, cal)
	if err != nil {
		k.c.Lacks(needIDs)
		if _, err := r.Method.Compile(); err != nil {
			k.c.Lacks(needMethod)
		}
	}
	k.method()
	k.records()
	k.assets()
	k.identification()
	k.plan()
	k.c.Ran(
		impactUnrated, likelihoodUnrated, levelUnknown, ratingAbove, ratingUnsupported, creditTooMuch, creditUnattached,
		acceptabilityMissing, retainedUnrecorded,
		acceptanceExpired, acceptanceDue, acceptanceOutdated, acceptanceRejected, acceptanceUncovered, acceptanceBetter, acceptanceSelf,
		acceptanceSilent, ownerBypassed, controlGone,
		assessmentOverdue, changeUnassessed, ratingBare, planOverdue,
	)
	judged := []isms.Rule{prioritySkipped, treatmentMissing, residualUnaccepted} // of risks with an acceptability only
	unknown := 0
	if err == nil && !asOf.IsZero() {
		k.e = e.e
		for a := range e.All() {
			if !a.Closed && a.Acceptability == "" {
				unknown++
			}
		}
		k.analysis()
		k.treatment()
		k.acceptance()
	}
	for _, rule := range judged {
		if unknown == 0 {
			k.c.Ran(rule)
		} else {
			k.c.Skip(rule, acceptabilityUnknown.With(isms.ArgInt("n", unknown)))
		}
	}
	if !asOf.IsZero() {
		k.dates()
	}
	return k.c.Report()
}

type checker struct {
	c    isms.Checker
	r    Register
	asOf isms.Date
	cal  isms.Calendar
	e    *evaluation

	paths      paths
	properties map[Property]bool // of the method
}

// paths are those of the records, in the order of their lists.
type paths struct{ risks, assets, treatments, acceptances, delegations, changes []isms.Path }

func pathsOf(r *Register) paths {
	return paths{
		isms.ItemPaths("", "risks", r.Risks, func(x *Risk) isms.ID { return x.ID }),
		isms.ItemPaths("", "assets", r.Assets, func(x *Asset) isms.ID { return x.ID }),
		isms.ItemPaths("", "treatments", r.Treatments, func(x *Treatment) isms.ID { return x.ID }),
		isms.ItemPaths("", "acceptances", r.Acceptances, func(x *Acceptance) isms.ID { return x.ID }),
		isms.ItemPaths("", "delegations", r.Delegations, func(x *Delegation) isms.ID { return x.ID }),
		isms.ItemPaths("", "changes", r.Changes, func(x *Change) isms.ID { return x.ID }),
	}
}

// method looks at scales, bands and criteria.
func (k *checker) method() {
	m := k.r.Method
	k.c.Ran(methodDefective, methodWaived, criteriaMissing, intervalMissing, levelInterval, selfAcceptance)
	reasons := m.waived()
	for _, d := range m.Defects() {
		at := d.Problem.Path.Under("method")
		if why, ok := reasons[d.Code]; ok {
			k.c.Find(methodWaived, at, append(d.args(), isms.ArgText("reason", why))...)
		} else {
			k.c.Find(methodDefective, at, d.args()...)
		}
	}
	if len(m.Criteria) == 0 {
		k.c.Find(criteriaMissing, "method.criteria")
	}
	if !text.Blank(m.SelfAcceptance) {
		k.c.Find(selfAcceptance, "method.selfAcceptance", isms.ArgText("reason", m.SelfAcceptance))
	}
	if !usable(k.r.Reassessment.Every) {
		k.c.Find(intervalMissing, "reassessment")
	}
	k.levels("reassessment", k.r.Reassessment)
	for i := range k.r.Risks {
		k.levels(k.paths.risks[i].Field("reassessment"), k.r.Risks[i].Reassessment)
	}
}

// levels looks at the intervals by level.
func (k *checker) levels(at isms.Path, c isms.Cadence) {
	for level, every := range c.ByLevel {
		if !slices.ContainsFunc(k.r.Method.Bands, func(b Band) bool { return b.key() == level }) || !every.IsZero() && !usable(every) {
			k.c.Find(levelInterval, at.Item("byLevel", isms.ID(level)), isms.ArgInput("level", level), isms.ArgInterval("every", every))
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
	p := &k.paths
	checkIDs(k, p.risks, k.r.Risks, func(x *Risk) isms.ID { return x.ID })
	checkIDs(k, p.assets, k.r.Assets, func(x *Asset) isms.ID { return x.ID })
	checkIDs(k, p.treatments, k.r.Treatments, func(x *Treatment) isms.ID { return x.ID })
	checkIDs(k, p.acceptances, k.r.Acceptances, func(x *Acceptance) isms.ID { return x.ID })
	checkIDs(k, p.delegations, k.r.Delegations, func(x *Delegation) isms.ID { return x.ID })
	checkIDs(k, p.changes, k.r.Changes, func(x *Change) isms.ID { return x.ID })

	known := make(map[isms.ID]bool, len(k.r.Risks))
	for i := range k.r.Risks {
		known[k.r.Risks[i].ID] = true
	}
	names := func(at isms.Path, risk isms.ID) {
		if !known[risk] {
			k.c.Find(referenceUnknown, at, isms.ArgInput("risk", risk))
		}
	}
	for i := range k.r.Treatments {
		t := &k.r.Treatments[i]
		for n, id := range t.Risks {
			names(p.treatments[i].Index("risks", n), id)
		}
		k.controls(p.treatments[i], "controls", t.Controls)
	}
	for i := range k.r.Acceptances {
		names(p.acceptances[i].Field("risk"), k.r.Acceptances[i].Risk)
	}
	for i := range k.r.Changes {
		for n, id := range k.r.Changes[i].Risks {
			names(p.changes[i].Index("risks", n), id)
		}
	}
	for i, h := range k.r.History {
		names(isms.Path("").Index("history", i).Field("risk"), h.Risk)
	}
	for i := range k.r.Risks {
		x := &k.r.Risks[i]
		k.controls(p.risks[i], "existing", x.Existing)
		for n, c := range x.Credits {
			k.control(p.risks[i].Index("credits", n).Field("control"), c.Control)
		}
	}
	for i, c := range k.r.Controls {
		k.control(isms.Path("").Index("controls", i).Field("control"), c.Control)
	}
}

// controls finds what is neither a control of Annex A nor a custom one.
func (k *checker) controls(at isms.Path, list string, refs []isms.Ref) {
	for i, c := range refs {
		k.control(at.Index(list, i), c)
	}
}

func (k *checker) control(at isms.Path, c isms.Ref) {
	if _, own := c.Own(); !own && !c.IsControl() {
		k.c.Find(controlUnknown, at, isms.ArgInput("control", c))
	}
}

func checkIDs[T any](k *checker, paths []isms.Path, items []T, id func(*T) isms.ID) {
	times := make(map[isms.ID]int, len(items))
	for i := range items {
		times[id(&items[i])]++
	}
	for i := range items {
		this := id(&items[i])
		why := sharedID.With()
		err := this.Validate()
		if err != nil {
			why = sentenceOf(problem(err))
		}
		if err != nil || times[this] > 1 {
			k.c.Find(idRepeated, paths[i].Field("id"), isms.ArgInput("id", this), isms.ArgSentence("why", why))
		}
	}
}

// assets looks at the asset graph.
func (k *checker) assets() {
	k.c.Ran(assetUnknown, assetCircle, groupNested, overrideBare, propertyForeign, gradeOutside)
	group := make(map[isms.ID]isms.ID, len(k.r.Assets))
	first := make(map[isms.ID]isms.Path, len(k.r.Assets))
	for i := range k.r.Assets {
		a := &k.r.Assets[i]
		group[a.ID] = a.Group
		if first[a.ID] == "" {
			first[a.ID] = k.paths.assets[i]
		}
	}
	known := func(at isms.Path, id isms.ID) {
		if _, ok := group[id]; !ok && id != "" {
			k.c.Find(assetUnknown, at, isms.ArgInput("asset", id))
		}
	}
	for i := range k.r.Assets {
		a, at := &k.r.Assets[i], k.paths.assets[i]
		for n, id := range a.DependsOn {
			known(at.Index("dependsOn", n), id)
		}
		known(at.Field("group"), a.Group)
		up := a.Group
		for depth := 0; up != ""; depth++ {
			if depth >= maxNesting || up == a.ID {
				k.c.Find(groupNested, at.Field("group"), isms.ArgID("asset", a.ID), isms.ArgInt("most", maxNesting))
				break
			}
			up = group[up]
		}
		k.impacts(at, "values", a.Values)
		for n, o := range a.Overrides {
			at := at.Index("overrides", n)
			k.property(at.Field("property"), o.Property)
			k.grade(at.Field("grade"), "impact", o.Grade, k.r.Method.Impact)
			if text.Blank(o.Reason) || o.Grade < 1 {
				k.c.Find(overrideBare, at, isms.ArgID("asset", a.ID), isms.ArgWord("property", Properties(), o.Property))
			}
		}
	}
	for i := range k.r.Risks {
		x, at := &k.r.Risks[i], k.paths.risks[i]
		known(at.Field("asset"), x.Asset)
		for n, id := range x.Assets {
			known(at.Index("assets", n), id)
		}
	}
	for _, c := range Cycles(k.r.Assets) {
		k.c.Find(assetCircle, first[c[0]].Field("dependsOn"), isms.ArgInt("n", len(c)), isms.ArgID("asset", c[0]))
	}
}

// impacts looks at grades by property.
func (k *checker) impacts(at isms.Path, list string, impacts []Impact) {
	for i, v := range impacts {
		at := at.Index(list, i)
		k.property(at.Field("property"), v.Property)
		k.grade(at.Field("grade"), "impact", v.Grade, k.r.Method.Impact)
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
		k.c.Find(propertyForeign, at, isms.ArgInput("property", p))
	}
}

func (k *checker) grade(at isms.Path, scale string, g Grade, s Scale) {
	if g != 0 && !s.has(g) {
		k.c.Find(gradeOutside, at, isms.ArgInt("grade", int(g)), scaleName(scale), isms.ArgInt("steps", len(s)))
	}
}

// identification looks at what each risk says of itself.
func (k *checker) identification() {
	k.c.Ran(risksMissing, scenarioMissing, propertyMissing, ownerMissing, impactTwice, closedBare)
	if len(k.r.Risks) == 0 {
		k.c.Find(risksMissing, "risks")
	}
	for i := range k.r.Risks {
		x := &k.r.Risks[i]
		at, id := k.paths.risks[i], isms.ArgID("risk", x.ID)
		for s, rating := range x.ratings() {
			at := at.Field(string(s))
			k.grade(at.Field("likelihood"), "likelihood", rating.Likelihood, k.r.Method.Likelihood)
			k.grade(at.Field("easeOfExploitation"), "easeOfExploitation", rating.EaseOfExploitation, k.r.Method.EaseOfExploitation)
			k.grade(at.Field("impact"), "impact", rating.Impact, k.r.Method.Impact)
			k.impacts(at, "impacts", rating.Impacts)
			if rating.twice() {
				k.c.Find(impactTwice, at.Field("impacts"), id)
			}
		}
		for n, p := range x.Affects {
			k.property(at.Index("affects", n), p)
		}
		if !x.Closed.IsZero() {
			if text.Blank(x.ClosedReason) {
				k.c.Find(closedBare, at.Field("closedReason"), id)
			}
			continue
		}
		assetBased := (x.Asset != "" || len(x.Assets) > 0) && !text.Blank(x.Threat)
		if !assetBased && text.Blank(x.Scenario) && text.Blank(x.Source) {
			k.c.Find(scenarioMissing, at.Field("scenario"), id)
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
	k.c.Ran(optionMissing, activityMissing, partyMissing, remainderMissing, controlMissing, planOwnerMissing, planDueMissing,
		progressContradicts, planUnapproved, planMoved, resultMissing)
	open := make(map[isms.ID]*Risk, len(k.r.Risks))
	for i := range k.r.Risks {
		if x := &k.r.Risks[i]; x.Closed.IsZero() {
			open[x.ID] = x
		}
	}
	for i := range k.r.Treatments {
		t := &k.r.Treatments[i]
		at, id := k.paths.treatments[i], isms.ArgID("treatment", t.ID)
		if t.Status == ActionCancelled {
			continue
		}
		if len(t.Options) == 0 {
			k.c.Find(optionMissing, at.Field("options"), id, isms.ArgSentence("what", noOption.With()))
		}
		for n, o := range t.Options {
			if !Options().Has(o) {
				k.c.Find(optionMissing, at.Index("options", n), id, isms.ArgSentence("what", unknownOption.With(isms.ArgInput("option", o))))
			}
		}
		lacks := func(o Option, lacking bool, rule isms.Rule, field string) {
			if lacking && slices.Contains(t.Options, o) {
				k.c.Find(rule, at.Field(field), id)
			}
		}
		lacks(Avoid, text.Blank(t.DiscontinuedActivity), activityMissing, "discontinuedActivity")
		lacks(Share, text.Blank(t.SharingParty), partyMissing, "sharingParty")
		lacks(Share, text.Blank(t.RetainedPart), remainderMissing, "retainedPart")
		lacks(Modify, len(t.Controls) == 0, controlMissing, "controls")
		if t.Owner == "" {
			k.c.Find(planOwnerMissing, at.Field("owner"), id)
		}
		if t.Due.IsZero() && t.Status != ActionCompleted && !slices.Equal(t.Options, []Option{Retain}) {
			k.c.Find(planDueMissing, at.Field("due"), id)
		}
		k.progress(at, t)
		for n, m := range t.Rescheduled {
			if m.By == "" || text.Blank(m.Reason) {
				k.c.Find(planMoved, at.Index("rescheduled", n), id, isms.ArgSentence("how", rescheduledBare.With(isms.ArgDate("from", m.From), isms.ArgDate("to", m.To))))
			}
		}
		if n := len(t.Rescheduled); n > 2 {
			k.c.Find(planMoved, at.Field("rescheduled"), id, isms.ArgSentence("how", rescheduledOften.With(isms.ArgInt("n", n))))
		}
		if t.Status == ActionCompleted && text.Blank(t.Result) {
			k.c.Find(resultMissing, at.Field("result"), id)
		}
		k.approvals(at, t, open)
	}
}

// approvals looks for the owners of all risks that a treatment names.
func (k *checker) approvals(at isms.Path, t *Treatment, open map[isms.ID]*Risk) {
	approved := make(map[isms.ID]bool, len(t.Approvals))
	for _, a := range t.Approvals {
		if !a.On.IsZero() && (k.asOf.IsZero() || !a.On.After(k.asOf)) {
			approved[a.By] = true
		}
	}
	for _, id := range t.Risks {
		x := open[id]
		if x == nil || x.Owner == "" || approved[x.Owner] {
			continue
		}
		k.c.Find(planUnapproved, at.Field("approvals"), isms.ArgID("treatment", t.ID), isms.ArgID("owner", x.Owner), isms.ArgID("risk", id))
	}
}

// progress finds what does not fit together in progress and dates: at each datum the
// first thing.
func (k *checker) progress(at isms.Path, t *Treatment) {
	var told []isms.Path
	say := func(cond bool, field isms.Path, why isms.Message, args ...isms.Arg) {
		if cond && !slices.Contains(told, field) {
			told = append(told, field)
			k.c.Find(progressContradicts, field.Under(at), isms.ArgID("treatment", t.ID), isms.ArgSentence("why", why.With(args...)))
		}
	}
	completed := t.Status == ActionCompleted
	percent := isms.ArgInt("percent", t.Percent)
	say(t.Status != "" && !ActionStatuses().Has(t.Status), "status", statusUnknown, isms.ArgInput("status", t.Status))
	say(completed && t.Completed.IsZero(), "completed", completedUndated)
	say(!completed && !t.Completed.IsZero(), "status", datedUncompleted)
	say(!k.asOf.IsZero() && t.Completed.After(k.asOf), "completed", completedInFuture, isms.ArgDate("on", t.Completed))
	say(!t.Due.IsZero() && t.Due.Before(t.Start), "due", dueBeforeStart)
	say(!t.Completed.IsZero() && t.Completed.Before(t.Start), "start", completedBeforeStart)
	say(t.Percent < 0 || t.Percent > 100, "percent", percentOutside, percent)
	say(!completed && t.Percent == 100, "percent", percentUncompleted)
	say(completed && t.Percent != 0 && t.Percent != 100, "percent", percentCompleted, percent)
	for i, m := range t.Rescheduled {
		next := t.Due
		if i+1 < len(t.Rescheduled) {
			next = t.Rescheduled[i+1].From
		}
		say(m.To != next, isms.Path("").Index("rescheduled", i).Field("to"), rescheduledElsewhere, isms.ArgDate("to", m.To), isms.ArgDate("next", next))
	}
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
		at, id := k.paths.risks[e.order[i]], isms.ArgID("risk", x.ID)
		for s := range w.stages {
			stage := Stages().At(s)
			switch w.stages[s].why {
			case whyAbove:
				k.c.Find(ratingAbove, at.Field(string(stage)), id, isms.ArgWord("stage", Stages(), stage))
			case whySupport:
				k.c.Find(ratingUnsupported, at.Field(string(stage)), id, isms.ArgWord("stage", Stages(), stage))
			}
		}
		plan := e.plan(i, x)
		k.credits(at, x, plan, w)
		p, stage := w.stages[w.stands], at.Field(string(Stages().At(int(w.stands))))
		if p.why != whyNone {
			k.c.Find(levelUnknown, stage, id, isms.ArgWord("why", UnknownReasons(), reason(p.why)))
			if p.why == whyNotRated || p.why == whyImpact || p.why == whyNoProperty {
				k.c.Find(impactUnrated, stage, id)
			}
			if p.why == whyNotRated || p.why == whyLikelihood || p.why == whyEase {
				k.c.Find(likelihoodUnrated, stage, id)
			}
		}
		if w.acceptability == "" {
			k.c.Find(acceptabilityMissing, stage, id)
		}
		if w.lost {
			k.gone(i, x, plan)
		}
	}
}

// gone finds the controls of a risk that are gone, each once.
func (k *checker) gone(i int, x *Risk, plan planState) {
	e := k.e
	at := k.paths.risks[e.order[i]]
	told := make(map[isms.Ref]bool)
	look := func(at isms.Path, c isms.Ref) {
		if s := e.states[c]; (s == ControlDecommissioned || s == ControlExcluded) && !told[c] {
			told[c] = true
			k.c.Find(controlGone, at, isms.ArgID("risk", x.ID), isms.ArgRef("control", c), isms.ArgWord("state", ControlStates(), s))
		}
	}
	for n, c := range x.Existing {
		look(at.Index("existing", n), c)
	}
	for n, c := range x.Credits {
		look(at.Index("credits", n).Field("control"), c.Control)
	}
	for _, n := range plan.treatments {
		if t := &e.register.Treatments[n]; t.Status == ActionCompleted {
			for m, c := range t.Controls {
				look(k.paths.treatments[n].Index("controls", m), c)
			}
		}
	}
}

func (k *checker) credits(risk isms.Path, x *Risk, plan planState, w *row) {
	id := isms.ArgID("risk", x.ID)
	for n, c := range x.Credits {
		if k.e.state(plan, c.Control) == "" {
			k.c.Find(creditUnattached, risk.Index("credits", n).Field("control"), id, isms.ArgRef("control", c.Control))
		}
	}
	if slices.ContainsFunc(w.stages[:], func(p packed) bool { return p.why == whyCredit }) {
		k.c.Find(creditTooMuch, risk.Field("credits"), id, isms.ArgSentence("why", effectsTogether.With()))
		return
	}
	base := w.stages[inherent]
	for n, c := range x.Credits {
		for _, axis := range [...]struct {
			name   string
			effect Effect
			grade  uint16
		}{{"likelihood", c.Likelihood, base.l}, {"easeOfExploitation", c.EaseOfExploitation, base.e}, {"impact", c.Impact, base.i}} {
			if _, err := axis.effect.Apply(Grade(max(axis.grade, 1))); err != nil && (axis.grade > 0 || axis.effect.Steps < 1) {
				k.c.Find(creditTooMuch, risk.Index("credits", n).Field(axis.name), id, isms.ArgSentence("why", sentenceOf(problem(err))))
			}
		}
	}
}

// treatment looks at what is above tolerance.
func (k *checker) treatment() {
	e := k.e
	untreated := func(i int) bool {
		w := &e.rows[i]
		return !w.closed && (w.acceptability == Tolerable || w.acceptability == Unacceptable) && w.carried != isms.Yes && !e.plan(i, &e.register.Risks[e.order[i]]).treated
	}
	for i := range e.rows {
		w := &e.rows[i]
		x := &e.register.Risks[e.order[i]]
		if w.closed {
			continue
		}
		at, id := k.paths.risks[e.order[i]], isms.ArgID("risk", x.ID)
		if untreated(i) {
			k.c.Find(treatmentMissing, at, id, isms.ArgWord("acceptability", Acceptabilities(), w.acceptability))
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
		if a := after.Acceptability; !bare && plan.treated && (a == Tolerable || a == Unacceptable) && !carried {
			k.c.Find(residualUnaccepted, at, id, isms.ArgWord("acceptability", Acceptabilities(), a))
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
				k.c.Find(prioritySkipped, k.paths.risks[e.order[i]], isms.ArgID("risk", x.ID), isms.ArgID("other", lower))
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
		return e.acceptances[at].Status.InForce() && level <= accepted
	})
}

// acceptance looks at each acceptance of an open risk.
func (k *checker) acceptance() {
	e := k.e
	followed := make(map[isms.ID]bool) // extended by an acceptance in force
	for n := range e.register.Acceptances {
		if a := &e.register.Acceptances[n]; a.Extends != "" && e.acceptances[n].Status.InForce() {
			followed[a.Extends] = true
		}
	}
	for n := range e.register.Acceptances {
		a, s := &e.register.Acceptances[n], e.acceptances[n]
		i, ok := e.find(a.Risk)
		if !ok || e.rows[i].closed {
			continue
		}
		x := &e.register.Risks[e.order[i]]
		at := k.paths.acceptances[n]
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
			rule := acceptanceOutdated
			if s.Status == AcceptanceRejected {
				rule = acceptanceRejected
			}
			for _, why := range s.Reasons {
				k.c.Find(rule, why.field().Under(at), args(isms.ArgWord("why", AcceptanceReasons(), why))...)
			}
		}
		if s.Uncovered > 0 {
			k.c.Find(acceptanceUncovered, at.Field("assets"), args(isms.ArgInt("n", s.Uncovered), isms.ArgID("asset", s.NotCovered[0]))...)
		}
		if s.BelowAccepted {
			k.c.Find(acceptanceBetter, at.Field("level"), args()...)
		}
		if s.SelfApproved {
			k.c.Find(acceptanceSelf, at.Field("requestedBy"), args(isms.ArgID("by", a.ApprovedBy))...)
		}
		if !s.Status.InForce() {
			continue
		}
		if text.Blank(a.Reason) {
			k.c.Find(acceptanceSilent, at.Field("reason"), args(isms.ArgSentence("what", lacksReason.With()))...)
		}
		if a.RequestedBy == "" {
			k.c.Find(acceptanceSilent, at.Field("requestedBy"), args(isms.ArgSentence("what", lacksRequester.With()))...)
		}
		if x.Owner != "" && x.Owner != a.RequestedBy && x.Owner != a.ApprovedBy {
			k.c.Find(ownerBypassed, at.Field("approvedBy"), args(isms.ArgID("owner", x.Owner))...)
		}
	}
}

// dates looks at what has to happen again, and at what is late.
func (k *checker) dates() {
	latestAll := Change{}
	named := make(map[isms.ID][]*Change)
	for i := range k.r.Changes {
		c := &k.r.Changes[i]
		if c.On.After(k.asOf) {
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
		if d := h.Rating.On; !d.After(k.asOf) && d.After(history[h.Risk]) {
			history[h.Risk] = d
		}
	}
	for i := range k.r.Risks {
		x := &k.r.Risks[i]
		at, id := k.paths.risks[i], isms.ArgID("risk", x.ID)
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
			case r.On.After(k.asOf):
				k.c.Find(ratingBare, at.Field(string(s)).Field("on"), id, isms.ArgWord("stage", Stages(), s), isms.ArgSentence("what", lacksPastDate.With()))
			case r.On.IsZero() && k.r.Assessed.IsZero():
				k.c.Find(ratingBare, at.Field(string(s)).Field("on"), id, isms.ArgWord("stage", Stages(), s), isms.ArgSentence("what", lacksDate.With()))
			case r.On.After(last):
				last = r.On
			}
			if r.By == "" {
				k.c.Find(ratingBare, at.Field(string(s)).Field("by"), id, isms.ArgWord("stage", Stages(), s), isms.ArgSentence("what", lacksAssessor.With()))
			}
		}
		// The assessment as a whole dates the ratings that have no day.
		if last.IsZero() && rated && !k.r.Assessed.After(k.asOf) {
			last = k.r.Assessed
		}
		k.again(at, x, last)
		unassessed := func(c *Change) {
			if c.On.IsZero() || last.Before(c.On) {
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
			k.c.Find(planOverdue, k.paths.treatments[i].Field("due"), isms.ArgID("treatment", t.ID), isms.ArgDate("due", t.Due))
		}
	}
}

// again finds a risk whose next assessment is late.
func (k *checker) again(at isms.Path, x *Risk, last isms.Date) {
	due, every, err := k.r.next(x, last, k.e.levelKey(x.ID), k.cal)
	if k.c.Uncounted(assessmentOverdue, err) || due.IsZero() && (every.IsZero() || !last.IsZero()) || !due.Before(k.asOf) {
		return // a missing interval is reported once, for the register
	}
	k.c.Find(assessmentOverdue, at, isms.ArgID("risk", x.ID), isms.ArgDate("last", last), isms.ArgDate("due", due))
}

// Overdue reports whether the treatment should be done by now and is not. Due
// today is not overdue.
func (t Treatment) Overdue(asOf isms.Date) bool {
	return t.Status != ActionCompleted && t.Status != ActionCancelled && !t.Due.IsZero() && t.Due.Before(asOf)
}
