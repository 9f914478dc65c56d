package record

import (
	"slices"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

// Records is the records of one ISMS, but for those of other packages. The zero
// Records is empty.
type Records struct {
	TopManagement []isms.ID `json:"topManagement"` // persons who direct and control the organization at the highest level

	Context           Context            `json:"context"`           // 4.1
	Parties           []Party            `json:"parties"`           // 4.2
	Scope             Scope              `json:"scope"`             // 4.3
	Processes         []Process          `json:"processes"`         // 4.4, 8.1
	Leadership        []LeadershipAction `json:"leadership"`        // 5.1
	Policy            Policy             `json:"policy"`            // 5.2
	Roles             []Role             `json:"roles"`             // 5.3, 7.2 a
	Actions           []Action           `json:"actions"`           // 6.1.1
	Objectives        []Objective        `json:"objectives"`        // 6.2
	Changes           []Change           `json:"changes"`           // 6.3, 8.1
	Resources         []Resource         `json:"resources"`         // 7.1
	People            []Person           `json:"people"`            // 7.2, 7.3
	Communications    []Communication    `json:"communications"`    // 7.4
	Documents         []Document         `json:"documents"`         // 7.5
	Handling          Handling           `json:"handling"`          // 7.5.3, where a document sets none
	Suppliers         []Supplier         `json:"suppliers"`         // 8.1, A.5.19 to A.5.22
	Indicators        []Indicator        `json:"indicators"`        // 9.1
	Programme         Programme          `json:"programme"`         // 9.2.2
	Audits            []Audit            `json:"audits"`            // 9.2
	ManagementReviews []ManagementReview `json:"managementReviews"` // 9.3
	Improvements      []Improvement      `json:"improvements"`      // 10.1

	Absences []Absence `json:"absences,omitzero"` // lists that are empty because nothing of their kind exists
	Limits   Limits    `json:"limits,omitzero"`
}

// Absence records that a list is empty because nothing of its kind exists. It is
// valid for Limits.Review from On; a zero By or On makes it invalid.
type Absence struct {
	Of AbsentKind `json:"of"`
	By isms.ID    `json:"by"`
	On isms.Date  `json:"on,omitzero"`
}

// AbsentKind is a kind of records that an Absence may state. The zero value is none.
type AbsentKind string

const (
	noChanges           AbsentKind = "changes"            // to the ISMS: 6.3, 8.1
	noSuppliers         AbsentKind = "suppliers"          // relevant to information security: 8.1
	noExternalDocuments AbsentKind = "external documents" // 7.5.3
)

var wordsAbsentKinds = [...][2]AbsentKind{
	{noChanges, "Changes to the ISMS"},
	{noSuppliers, "Suppliers"},
	{noExternalDocuments, "Documents of external origin"},
}

// AbsentKinds returns the vocabulary of [AbsentKind].
func AbsentKinds() isms.Words[AbsentKind] {
	return isms.WordsOf("record.absent-kind", wordsAbsentKinds[:])
}

// check is the state of one Check.
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

// Check returns the potential findings on the records as of a day. A zero asOf skips
// all rules. Time: O(n log n) in the size of the records.
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
		c.Skip(r, isms.Sentence{Text: why})
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
func (c *check) done(d isms.Date) bool { return !d.IsZero() && !(!c.asOf.IsZero() && d.After(c.asOf)) }

// due returns the due date of the next occurrence of what last occurred on a day,
// every limit where the cadence sets no usable interval. It is zero if there was no
// occurrence, and after the year 9999.
func (c *check) due(last isms.Date, every isms.Cadence, limit isms.Interval) isms.Date {
	if !c.done(last) {
		return isms.Date{}
	}
	due, _ := isms.Cadence{Every: or(every.Every, limit), Next: every.Next}.Due(last, "", nil)
	return due
}

// inTime returns the due date after an occurrence on a day, and whether there was an
// occurrence and the next is not overdue.
func (c *check) inTime(last isms.Date, every isms.Cadence, limit isms.Interval) (isms.Date, bool) {
	due := c.due(last, every, limit)
	return due, c.done(last) && !(!due.IsZero() && c.asOf.After(due))
}

// within reports whether something occurred on d, and not longer ago than the limit.
func (c *check) within(d isms.Date, limit isms.Interval) bool {
	_, ok := c.inTime(d, isms.Cadence{}, limit)
	return ok
}

// latest returns the latest of the days that have come, no date if none has.
func (c *check) latest(days ...isms.Date) isms.Date {
	var last isms.Date
	for _, d := range days {
		if c.done(d) && (!last.IsZero() && d.After(last) || last.IsZero()) {
			last = d
		}
	}
	return last
}

// absent reports whether a valid Absence states that there is none.
func (c *check) absent(of AbsentKind) bool {
	return slices.ContainsFunc(c.Absences, func(a Absence) bool {
		return a.Of == of && a.By != "" && c.within(a.On, c.limits.Review)
	})
}

// top reports whether the person belongs to top management.
func (c *check) top(person isms.ID) bool { return c.tops[person] }

// blank reports whether a text is empty. Unlike text.Blank it takes "n/a" and "tbd"
// for an answer: an auditor judges what is written.
func blank(s string) bool { return strings.TrimSpace(s) == "" }

// The constructors of rules: what the standard says with "shall", what auditors
// ask beyond it, and advice, which changes no status.
func shall(name, title, message, remedy string, refs ...isms.Ref) isms.Rule {
	return isms.Rule{Code: "record/" + name, Severity: isms.SeverityError, Refs: refs, Title: title, Message: message, Remedy: remedy, Since: "v0.1.0"}
}

func asks(name, title, message, remedy string, refs ...isms.Ref) isms.Rule {
	r := shall(name, title, message, remedy, refs...)
	r.Severity, r.Basis = isms.SeverityWarning, "this library's proposal: auditors ask"
	return r
}

func advises(name, title, message, remedy string, refs ...isms.Ref) isms.Rule {
	r := shall(name, title, message, remedy, refs...)
	r.Severity, r.Basis = isms.SeverityNote, "this library's proposal"
	return r
}

func computed() []isms.Rule {
	return slices.Concat(idRules, contextRules, scopeRules, processRules, leadershipRules, planningRules, objectiveRules, changeRules,
		supportRules, documentRules, supplierRules, monitoringRules, auditRules, reviewRules, improvementRules)
}

// Rules returns the rules of this package in the order of their codes: those that
// Check applies, and those that require a judgement.
func Rules() []isms.Rule {
	out := append(computed(), personRules...)
	slices.SortFunc(out, func(a, b isms.Rule) int { return strings.Compare(a.Code, b.Code) })
	for i := range out {
		out[i].Refs = slices.Clone(out[i].Refs)
	}
	return out
}
