package system

import (
	"cmp"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// Action is something to do next: it settles findings that have one cause, and with
// them conditions of gates.
type Action struct {
	ID    isms.ID       `json:"id"`    // stays the same while the cause does
	Title isms.Sentence `json:"title"` // imperative
	Path  isms.Path     `json:"path"`  // the field to go to, the first of several
	Actor Actor         `json:"actor"`
	Role  Role          `json:"role"` // of those who can do it, where Actor is the organization
	// Due is the earliest day that a finding names, otherwise the last day of the audit
	// that waits for it; zero: none is known.
	Due     isms.Date  `json:"due,omitzero"`
	Refs    []isms.Ref `json:"refs"`
	Settles []string   `json:"settles"` // keys of findings
	// Conditions are the codes of the rules of gate conditions that are not met without
	// it.
	Conditions []string `json:"conditions"`
	Gates      []Gate   `json:"gates"` // that wait for it
}

// Overdue reports whether the due day has passed on a day.
func (a Action) Overdue(asOf isms.Date) bool {
	return !a.Due.IsZero() && !asOf.IsZero() && a.Due.Before(asOf)
}

// Actor is what settles an action.
type Actor string

// The actors.
const (
	ByOrganization Actor = "organization"
	ByTime         Actor = "time"               // nothing but the passing of days
	ByBody         Actor = "certification body" // an audit, a review or a decision of the body
)

var wordsActors = [...][2]Actor{
	{ByOrganization, "Organization"},
	{ByTime, "Time"},
	{ByBody, "Certification body"},
}

// Actors returns the vocabulary of [Actor].
func Actors() isms.Words[Actor] { return isms.WordsOf("system.actor", wordsActors[:]) }

// Role is a role in a management system that takes an action.
type Role string

const (
	topManagement    Role = "top management"
	securityManager  Role = "information security manager"
	riskOwner        Role = "risk owner"
	controlOwner     Role = "control owner"
	processOwner     Role = "process owner"
	programmeManager Role = "audit programme manager"
)

var wordsRoles = [...][2]Role{
	{topManagement, "Top management"},
	{securityManager, "Information security manager"},
	{riskOwner, "Risk owner"},
	{controlOwner, "Control owner"},
	{processOwner, "Process owner"},
	{programmeManager, "Audit programme manager"},
}

// Roles returns the vocabulary of [Role].
func Roles() isms.Words[Role] { return isms.WordsOf("system.role", wordsRoles[:]) }

// part is a part of the system that is completed as one: an item of it where the
// pattern ends with one. Findings in what is left of a larger part stand alone, each
// at its place.
type part struct {
	at    isms.Path
	title isms.Message
	role  Role
	rest  bool
}

func complete(code, text string) isms.Message {
	return isms.Message{Code: "system/complete-" + code, Text: text}
}

// parts returns the parts of a System, narrower ones before those around them. The
// last one is the whole.
func parts() []part {
	return []part{
		{"register.risks[*]", complete("risks", "Complete the records of the risks."), riskOwner, false},
		{"register.treatments[*]", complete("treatments", "Complete the risk treatments."), riskOwner, false},
		{"register.acceptances[*]", complete("acceptances", "Complete the risk acceptances."), riskOwner, false},
		{"register.assets[*]", complete("assets", "Complete the records of the assets."), securityManager, false},
		{"register.method", complete("method", "Complete the risk assessment method."), securityManager, false},
		{"register", complete("register", "Complete the risk register."), securityManager, true},
		{"obligations", complete("obligations", "Complete the obligations."), securityManager, false},
		{"applicability.decisions[*]", complete("decisions", "Complete the decisions on the controls."), controlOwner, false},
		{"statements[*].controls[*]", complete("decisions", "Complete the decisions on the controls."), controlOwner, false},
		{"applicability", complete("statement", "Complete the Statement of Applicability."), securityManager, true},
		{"statements", complete("statement", "Complete the Statement of Applicability."), securityManager, true},
		{"records.context", complete("context", "Complete the context of the organization."), securityManager, false},
		{"records.parties", complete("parties", "Complete the interested parties and their requirements."), securityManager, false},
		{"records.scope", complete("scope", "Complete the scope of the ISMS."), securityManager, false},
		{"records.topManagement", complete("leadership", "Demonstrate leadership and commitment."), topManagement, false},
		{"records.leadership", complete("leadership", "Demonstrate leadership and commitment."), topManagement, false},
		{"records.policy", complete("policy", "Complete the information security policy."), topManagement, false},
		{"records.roles", complete("roles", "Assign the roles, responsibilities and authorities."), topManagement, false},
		{"records.processes[*]", complete("processes", "Complete the records of the processes."), processOwner, false},
		{"records.objectives[*]", complete("objectives", "Complete the information security objectives."), securityManager, false},
		{"records.people[*]", complete("people", "Complete the records of competence and awareness."), securityManager, false},
		{"records.documents[*]", complete("documents", "Complete the documented information."), securityManager, false},
		{"records.suppliers[*]", complete("suppliers", "Complete the records of the suppliers."), processOwner, false},
		{"records.indicators[*]", complete("indicators", "Complete monitoring and measurement."), securityManager, false},
		{"records.managementReviews[*]", complete("management-reviews", "Complete the management review."), topManagement, false},
		{"records.managementReviews", complete("management-reviews", "Complete the management review."), topManagement, false},
		{"records", complete("records", "Complete the records of clauses 4 to 10."), securityManager, true},
		{"evidence.expectations[*]", complete("evidence", "Complete the evidence of operation."), controlOwner, false},
		{"evidence.records[*]", complete("evidence", "Complete the evidence of operation."), controlOwner, false},
		{"evidence", complete("evidence", "Complete the evidence of operation."), controlOwner, true},
		{"programme.audits[*]", complete("internal-audits", "Complete the records of the internal audits."), programmeManager, false},
		{"programme", complete("audit-programme", "Complete the audit programme."), programmeManager, false},
		{"findings.items[*]", complete("nonconformities", "Complete the records of the nonconformities."), processOwner, false},
		{"findings", complete("nonconformities", "Complete the records of the nonconformities."), processOwner, true},
		{"cycle", complete("certification-cycle", "Complete the record of the certification cycle."), securityManager, false},
		{"", complete("system", "Complete the record of the management system."), securityManager, true},
	}
}

// actors returns what settles the findings of a rule where it is not the
// organization.
func actors() map[string]Actor {
	return map[string]Actor{
		"evidence/evidence-collected-within-a-single-interval": ByTime,
		"system/insufficient-operating-time":                   ByTime,
		"cycle/missed-surveillance-audit":                      ByBody,
		"cycle/imminent-recertification-without-audit":         ByBody,
		"cycle/suspended-certificate":                          ByBody,
		"cycle/expired-or-withdrawn-certificate":               ByBody,
		"system/no-valid-certificate":                          ByBody,
	}
}

// tested returns the rules that find what a condition of a gate finds by its own test.
func tested() map[string][]string {
	review := []string{"record/missing-management-review", "record/overdue-management-review", "record/missing-management-review-input"}
	audits := []string{"programme/missing-internal-audit", "programme/exceeded-audit-interval", "programme/incomplete-audit-programme"}
	return map[string][]string{
		"system/statement-of-applicability-incomplete-or-not-approved": {"soa/missing-approval-of-the-statement"},
		"system/missing-audit-programme":                               audits[2:],
		"system/internal-audit-of-the-whole-scope-overdue":             audits,
		"system/incomplete-audit-coverage-of-the-cycle":                audits,
		"system/management-review-not-planned":                         review[:1],
		"system/missing-management-review-after-the-internal-audit":    review,
		"system/implemented-controls-without-current-evidence":         {"evidence/missing-evidence-of-operation", "evidence/outdated-evidence", "evidence/evidence-gap"},
	}
}

// roles returns the roles that settle the findings of a rule where it is another than
// that of the part.
func roles() map[string]Role {
	return map[string]Role{
		"soa/missing-approval-of-the-statement":         topManagement,
		"system/outdated-statement-of-applicability":    topManagement,
		"record/unapproved-information-security-policy": topManagement,
	}
}

// Actions returns what to do next. Each finding is settled by one action, and each
// condition of a gate ahead that is not met by one at least. The order is that of the
// gates that wait, then what is overdue, then what settles most; what only time or the
// certification body settles comes last. Findings with the same remedy are one action,
// and so are those about the same items of a part: an objective without indicator,
// resources and date is completed once.
func (n Now) Actions() []Action {
	if !n.at {
		return []Action{}
	}
	b := &agenda{now: &n, parts: parts(), rules: map[string]isms.Rule{}, needs: map[string][]isms.Need{}, actors: actors(), roles: roles(), tested: tested(), of: map[string]*task{}}
	for _, r := range AllRules() {
		b.rules[r.Code] = r
	}
	for _, r := range placed() {
		b.needs[r.Code] = r.Needs
	}
	for d := range n.report.Found() {
		b.add(d)
	}
	b.join()
	for _, g := range n.Ahead() {
		for c := range n.Gate(g).Conditions() {
			if !c.Met() {
				b.wait(g, c)
			}
		}
	}
	return b.actions()
}

// Ahead returns the gates that the organization comes to next: the stages of an initial
// certification that are left, the audits that keep a certificate, or the one that
// restores it.
func (n Now) Ahead() []Gate {
	switch n.State() {
	case cycle.StateReady, cycle.StateAudited, cycle.StateLapsed:
		return []Gate{Stage2}
	case cycle.StateCertified, cycle.StateSuspended:
		return []Gate{Surveillance, Recertification}
	case cycle.StateExpired:
		return []Gate{Recertification}
	}
	return []Gate{Stage1, Stage2}
}

// agenda makes the actions of a day.
type agenda struct {
	now    *Now
	parts  []part
	rules  map[string]isms.Rule
	needs  map[string][]isms.Need // of rules, by paths from the root
	actors map[string]Actor
	roles  map[string]Role
	tested map[string][]string
	tasks  []*task
	of     map[string]*task // by part and remedy, later by the key of a finding
}

// task is an action in the making.
type task struct {
	Action
	part    int
	codes   []string    // of the rules
	items   []isms.Path // of the part
	remedy  isms.Sentence
	several bool // remedies
	dated   bool // a finding names the day
}

// place returns the part that a path lies in, and the item of it.
func (b *agenda) place(p isms.Path) (int, isms.Path) {
	i := slices.IndexFunc(b.parts, func(part part) bool { return p.Within(part.at) })
	if b.parts[i].rest { // the last one holds every path
		return i, p
	}
	item, _ := p.Match(b.parts[i].at)
	return i, item
}

func (b *agenda) remedy(code string) isms.Sentence {
	return isms.Sentence{Code: code + "#remedy", Text: b.rules[code].Remedy}
}

// add puts a finding into the task of its part and remedy.
func (b *agenda) add(d isms.Diagnostic) {
	part, item := b.place(d.Path)
	remedy := b.remedy(d.Code)
	key := b.parts[part].title.Code + " " + remedy.Text + " " + string(b.actors[d.Code])
	t := b.of[key]
	if t == nil {
		t = &task{part: part, remedy: remedy, Action: Action{Path: d.Path, Actor: cmp.Or(b.actors[d.Code], ByOrganization)}}
		b.of[key] = t
		b.tasks = append(b.tasks, t)
	}
	t.codes, t.items = append(t.codes, d.Code), append(t.items, item)
	t.Refs, t.Settles = append(t.Refs, d.Refs...), append(t.Settles, d.Key)
	for _, a := range d.Args {
		if a.Kind != isms.KindDate || a.Name != "due" && a.Name != "until" {
			continue
		}
		if due, err := isms.ParseDate(a.Value); err == nil && (!t.dated || due.Before(t.Due)) {
			t.Due, t.dated = due, true
		}
	}
}

// join makes one of the tasks of a part that are about the same items.
func (b *agenda) join() {
	same := map[string]*task{}
	kept := b.tasks[:0]
	b.of = map[string]*task{}
	for _, t := range b.tasks {
		slices.Sort(t.items)
		t.items = slices.Compact(t.items)
		key := b.parts[t.part].title.Code + " " + string(t.Actor) + "\n" + text.Join(t.items, "\n")
		first := same[key]
		if first == nil {
			first = t
			same[key] = t
			kept = append(kept, t)
		} else {
			first.several = true
			first.codes, first.Refs, first.Settles = append(first.codes, t.codes...), append(first.Refs, t.Refs...), append(first.Settles, t.Settles...)
			if t.dated && (!first.dated || t.Due.Before(first.Due)) {
				first.Due, first.dated = t.Due, true
			}
		}
		for _, k := range t.Settles {
			b.of[k] = first
		}
	}
	b.tasks = kept
}

// wait lets a condition wait for the tasks that its findings are of. One that no
// finding explains waits for what leaves it unknown, or for a task of its own.
func (b *agenda) wait(g Gate, c Condition) {
	if b.judge(g, c) {
		return
	}
	waits := false
	hang := func(t *task) {
		waits = true
		t.Conditions = append(t.Conditions, c.Rule.Code)
		t.Gates = append(t.Gates, g)
	}
	for _, d := range c.Why {
		if t := b.of[d.Key]; t != nil {
			hang(t)
		}
	}
	for _, t := range b.tasks { // what the condition finds by its own test
		same := slices.ContainsFunc(c.Why, func(d isms.Diagnostic) bool {
			part, item := b.place(d.Path)
			return b.of[d.Key] == nil && b.parts[part].title == b.parts[t.part].title && slices.Contains(t.items, item)
		})
		if same || slices.ContainsFunc(t.codes, func(code string) bool { return slices.Contains(b.tested[c.Rule.Code], code) }) {
			hang(t)
		}
	}
	if waits {
		return
	}
	at, settled := b.lacking(c)
	for _, t := range b.tasks {
		if slices.ContainsFunc(t.codes, func(code string) bool { return slices.Contains(settled, code) }) {
			hang(t)
		}
	}
	if waits {
		return
	}
	if at == "" {
		at = c.Path
	}
	key := "condition " + c.Rule.Code
	if b.of[key] == nil {
		part, _ := b.place(at)
		b.of[key] = &task{
			part: part, remedy: b.remedy(c.Rule.Code), codes: []string{c.Rule.Code},
			Action: Action{Path: at, Actor: b.actorOf(c), Refs: slices.Clone(c.Rule.Refs)},
		}
		b.tasks = append(b.tasks, b.of[key])
	}
	hang(b.of[key])
}

// actorOf returns what settles a condition: time only where the day is known.
func (b *agenda) actorOf(c Condition) Actor {
	if a := b.actors[c.Rule.Code]; a != "" && (a != ByTime || !c.Earliest.IsZero()) {
		return a
	}
	return ByOrganization
}

// judge lets a condition wait for the judgements that it needs, which are one task, and
// reports whether it needs nothing else.
func (b *agenda) judge(g Gate, c Condition) bool {
	var refs []isms.Ref
	for _, ref := range c.Missing {
		if item, _ := b.now.ready.LookupItem(ref); item.Status == isms.StatusJudgementRequired {
			refs = append(refs, ref)
		}
	}
	if len(refs) == 0 {
		return false
	}
	const key = "judgements"
	if b.of[key] == nil {
		part, _ := b.place("judgements")
		b.of[key] = &task{part: part, remedy: recordJudgements.With(), codes: []string{recordJudgements.Code}, Action: Action{Path: "judgements", Actor: ByOrganization}}
		b.tasks = append(b.tasks, b.of[key])
	}
	t := b.of[key]
	t.Refs, t.Conditions, t.Gates = append(t.Refs, refs...), append(t.Conditions, c.Rule.Code), append(t.Gates, g)
	return c.Status == isms.StatusJudgementRequired
}

// lacking returns what stands in the way of the rules that did not run for a
// requirement of the condition: where something is missing, and the rules whose
// findings leave it unknown.
func (b *agenda) lacking(c Condition) (at isms.Path, settled []string) {
	for _, ref := range c.Missing {
		item, _ := b.now.ready.LookupItem(ref)
		for _, s := range item.Skipped {
			if s.Why.Code == "risk/acceptability-unknown" {
				settled = append(settled, "risk/risk-level-not-determined", "risk/risk-acceptability-not-determined")
			}
			for _, need := range b.needs[s.Code] {
				if need.Missing.Code == s.Why.Code && at == "" {
					before, _, _ := strings.Cut(string(need.Path), "[*]") // the list rather than any of its items
					at = isms.Path(before)
				}
			}
		}
	}
	return at, settled
}

// actions returns the tasks as actions, in their order.
func (b *agenda) actions() []Action {
	out := make([]Action, 0, len(b.tasks))
	for _, t := range b.tasks {
		a := t.Action
		slices.Sort(t.codes)
		a.Title, a.Path = t.remedy, inputOf(a.Path)
		if t.several {
			a.Title = b.parts[t.part].title.With()
		}
		a.ID = isms.DeriveID("action", b.parts[t.part].title.Code, t.codes[0], string(a.Actor))
		if a.Actor == ByOrganization {
			a.Role = b.parts[t.part].role
			for _, code := range t.codes {
				a.Role = cmp.Or(b.roles[code], a.Role)
			}
		}
		a.Refs = isms.SortRefs(a.Refs)
		a.Settles, a.Conditions, a.Gates = distinctOf(a.Settles), distinctOf(a.Conditions), distinctOf(a.Gates)
		slices.SortFunc(a.Gates, byGate)
		if a.Due.IsZero() && len(a.Gates) > 0 {
			a.Due = b.now.auditDay(a.Gates[0])
		}
		out = append(out, a)
	}
	slices.SortFunc(out, func(x, y Action) int { return b.now.compareActions(x, y) })
	return out
}

func distinctOf[T ~string](list []T) []T {
	if list == nil {
		return []T{}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func byGate(a, b Gate) int { return cmp.Compare(a.position(), b.position()) }

// position returns the place of a gate in the certification cycle.
func (g Gate) position() int {
	return slices.IndexFunc(wordsGates[:], func(w [2]Gate) bool { return w[0] == g })
}

func (n *Now) compareActions(x, y Action) int {
	gate := func(a Action) int {
		if len(a.Gates) == 0 {
			return len(wordsGates)
		}
		return a.Gates[0].position()
	}
	flag := func(v bool) int {
		if v {
			return 0
		}
		return 1
	}
	return cmp.Or(
		cmp.Compare(flag(x.Actor == ByOrganization), flag(y.Actor == ByOrganization)),
		cmp.Compare(gate(x), gate(y)),
		cmp.Compare(flag(x.Overdue(n.day)), flag(y.Overdue(n.day))),
		cmp.Compare(len(y.Settles)+len(y.Conditions), len(x.Settles)+len(x.Conditions)),
		strings.Compare(string(x.Path), string(y.Path)),
		strings.Compare(string(x.ID), string(y.ID)),
	)
}

// auditDay returns the last day of the next audit of the body that a gate is about,
// zero where the cycle says none.
func (n *Now) auditDay(g Gate) isms.Date {
	if w, restored := n.cycle.Restoration(); restored && n.State() == cycle.StateExpired {
		return w.Last
	}
	next, ok := n.cycle.NextAudit(n.day)
	first := g == Stage1 || g == Stage2
	if !ok || first != n.cycle.Decision().IsZero() || !first && (g == Recertification) != (next.Kind == cycle.RecertificationDue) {
		return isms.Date{}
	}
	return next.Window.Last
}
