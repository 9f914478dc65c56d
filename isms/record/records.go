package record

import (
	"slices"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

// Records are the records of one management system. It is a plain struct; Check
// says what is missing. The zero Records holds nothing, and nothing in it is good.
type Records struct {
	TopManagement []isms.ID `json:"topManagement"` // the people who direct the organization at the highest level

	Context      Context            `json:"context"`      // 4.1
	Parties      []Party            `json:"parties"`      // 4.2
	Scope        Scope              `json:"scope"`        // 4.3
	Processes    []Process          `json:"processes"`    // 4.4, 8.1
	Leadership   []LeadershipAction `json:"leadership"`   // 5.1
	Policy       Policy             `json:"policy"`       // 5.2
	Roles        []Role             `json:"roles"`        // 5.3, 7.2 a
	Planning     []Action           `json:"planning"`     // 6.1.1
	Objectives   []Objective        `json:"objectives"`   // 6.2
	Changes      []Change           `json:"changes"`      // 6.3, 8.1
	Resources    []Resource         `json:"resources"`    // 7.1
	People       []Person           `json:"people"`       // 7.2, 7.3
	Messages     []Communication    `json:"messages"`     // 7.4
	Documents    []Document         `json:"documents"`    // 7.5
	Handling     Handling           `json:"handling"`     // 7.5.3, for documents that have none of their own
	Suppliers    []Supplier         `json:"suppliers"`    // 8.1, A.5.19 to A.5.22
	Measures     []Indicator        `json:"measures"`     // 9.1
	Programme    Programme          `json:"programme"`    // 9.2.2
	Audits       []Audit            `json:"audits"`       // 9.2
	Reviews      []Review           `json:"reviews"`      // 9.3
	Improvements []Improvement      `json:"improvements"` // 10.1

	Absences []Absence `json:"absences,omitzero"` // lists that are empty because there is nothing
	Limits   Limits    `json:"limits,omitzero"`
}

// An Absence states that a list is empty because there is nothing, not because
// nobody looked. It counts for the interval Limits.Review.
type Absence struct {
	Of AbsentKind `json:"of"`
	By isms.ID    `json:"by"`
	On isms.Date  `json:"on,omitzero"`
}

// AbsentKind names what may be stated to be absent. The empty Absent names nothing.
type AbsentKind string

const (
	NoChanges           AbsentKind = "changes"            // of the management system: 6.3, 8.1
	NoSuppliers         AbsentKind = "suppliers"          // that matter to security: 8.1
	NoExternalDocuments AbsentKind = "external documents" // that are needed: 7.5.3
)

var wordsAbsentKinds = [...][2]AbsentKind{
	{NoChanges, "Changes"},
	{NoSuppliers, "Suppliers"},
	{NoExternalDocuments, "External documents"},
}

// AbsentKinds returns the vocabulary of [AbsentKind].
func AbsentKinds() isms.Words[AbsentKind] {
	return isms.WordsOf("record.absent-kind", wordsAbsentKinds[:])
}

// A check is the state of one Check.
type check struct {
	isms.Checker
	Records
	asOf   isms.Date
	limits Limits
	tops   map[isms.ID]bool // top management
}

func (r Records) on(asOf isms.Date) *check {
	c := &check{Records: r, asOf: asOf, limits: r.Limits.filled(), tops: make(map[isms.ID]bool, len(r.TopManagement))}
	for _, id := range r.TopManagement {
		c.tops[id] = id != ""
	}
	return c
}

// Check reports what the records lack on a day. Without a day nothing can be
// told, and all rules are skipped. Cost: near linear in the size of the records.
func (r Records) Check(asOf isms.Date) isms.Report {
	c := r.on(asOf)
	if asOf.IsZero() {
		c.skip("no day was given", computed()...)
		return c.Report()
	}
	c.checkIDs()
	c.checkContext()
	c.checkParties()
	c.checkScope()
	c.checkProcesses()
	c.checkLeadership()
	c.checkPolicy()
	c.checkRoles()
	c.checkPlanning()
	c.checkObjectives()
	c.checkChanges()
	c.checkResources()
	c.checkPeople()
	c.checkMessages()
	c.checkDocuments()
	c.checkSuppliers()
	c.checkMeasures()
	c.checkAudits()
	c.checkReviews()
	c.checkImprovements()
	return c.Report()
}

func (c *check) skip(why string, rules ...isms.Rule) {
	for _, r := range rules {
		c.Skip(r, why)
	}
}

// each runs the rules over a list of things, or skips them if there are none:
// nothing can be said of what is not there.
func (c *check) each(some bool, what string, rules ...isms.Rule) {
	if !some {
		c.skip("no "+what+" on record", rules...)
		return
	}
	c.Ran(rules...)
}

// done reports whether something dated d has happened by the day of the check.
func (c *check) done(d isms.Date) bool { return !d.IsZero() && !d.After(c.asOf) }

// within reports whether something was done on d, and not longer ago than the
// interval.
func (c *check) within(d isms.Date, every isms.Interval) bool {
	return c.done(d) && !c.asOf.After(c.dueAfter(d, every))
}

// dueAfter returns the last day on which something done on d is still in time, no
// date where that is after the year 9999: it is in time on every day.
func (c *check) dueAfter(d isms.Date, every isms.Interval) isms.Date {
	until, _ := every.From(d, nil)
	return until
}

// latest returns the latest of the days that have come, no date if none has.
func (c *check) latest(days ...isms.Date) isms.Date {
	var last isms.Date
	for _, d := range days {
		if c.done(d) && (d.After(last) || last.IsZero()) {
			last = d
		}
	}
	return last
}

// absent reports whether somebody has stated, lately enough, that there is none.
func (c *check) absent(of AbsentKind) bool {
	return slices.ContainsFunc(c.Absences, func(a Absence) bool {
		return a.Of == of && a.By != "" && c.within(a.On, c.limits.Review)
	})
}

// top reports whether the person belongs to top management.
func (c *check) top(person isms.ID) bool { return c.tops[person] }

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// The constructors of rules: what the standard says with "shall", what auditors
// ask beyond it, and advice, which changes no status.
func shall(name, title, message, settles string, refs ...isms.Ref) isms.Rule {
	return isms.Rule{Code: "record/" + name, Severity: isms.Error, Refs: refs, Title: title, Message: message, Remedy: settles, Since: "v0.1.0"}
}

func asks(name, title, message, settles string, refs ...isms.Ref) isms.Rule {
	r := shall(name, title, message, settles, refs...)
	r.Severity, r.Basis = isms.Warning, "this library's proposal: auditors ask"
	return r
}

func advises(name, title, message, settles string, refs ...isms.Ref) isms.Rule {
	r := shall(name, title, message, settles, refs...)
	r.Severity, r.Basis = isms.Note, "this library's proposal"
	return r
}

func computed() []isms.Rule {
	return slices.Concat(idRules, contextRules, scopeRules, processRules, leadershipRules, planningRules, objectiveRules, changeRules,
		supportRules, documentRules, supplierRules, monitoringRules, auditRules, reviewRules, improvementRules)
}

// Rules returns the rules of this package, ordered by code: those that Check
// applies, and those with NeedsPerson for the items that no program can decide.
func Rules() []isms.Rule {
	out := append(computed(), personRules...)
	slices.SortFunc(out, func(a, b isms.Rule) int { return strings.Compare(a.Code, b.Code) })
	for i := range out {
		out[i].Refs = slices.Clone(out[i].Refs)
	}
	return out
}
