package record

import (
	"slices"

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
	cal    isms.Calendar
	limits Limits
	tops   map[isms.ID]bool       // top management
	paths  map[string][]isms.Path // of the items of each list with IDs, by the path of the list
}

func (r Records) on(asOf isms.Date, cal isms.Calendar) *check {
	c := &check{Records: r, asOf: asOf, cal: cal, limits: r.Limits.filled(), tops: make(map[isms.ID]bool, len(r.TopManagement)), paths: map[string][]isms.Path{}}
	for _, id := range r.TopManagement {
		c.tops[id] = id != ""
	}
	return c
}

// Check returns the potential findings on the records as of a day. The calendar is
// that of intervals in working days; nil works Monday to Friday. A zero asOf skips all
// rules. Time: O(n log n) in the size of the records.
func (r Records) Check(asOf isms.Date, cal isms.Calendar) isms.Report {
	c := r.on(asOf, cal)
	if asOf.IsZero() {
		c.Lacks(theDay)
		c.Ran(computed()...)
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
	c.checkCommunications()
	c.checkDocuments()
	c.checkSuppliers()
	c.checkIndicators()
	c.checkReviews()
	c.checkImprovements()
	return c.Report()
}

// apply records that the rules were applied, and first what is lacking for those that
// need it.
func (c *check) apply(given bool, need isms.Need, rules ...isms.Rule) {
	if !given {
		c.Lacks(need)
	}
	c.Ran(rules...)
}

// done reports whether something dated d has happened by the day of the check.
func (c *check) done(d isms.Date) bool { return !d.IsZero() && d.Compare(c.asOf) <= 0 }

// due returns the due date of the next occurrence of what last occurred on a day,
// every limit where the cadence sets no usable interval. It is zero if there was no
// occurrence, and with an error after the year 9999 and beyond the calendar.
func (c *check) due(last isms.Date, every isms.Cadence, limit isms.Interval) (isms.Date, error) {
	if !c.done(last) {
		return isms.Date{}, nil
	}
	return isms.Cadence{Every: or(every.Every, limit), Next: every.Next}.NextDue(last, "", c.cal)
}

// inTime returns the due date after an occurrence on a day, and whether there was an
// occurrence and the next is not overdue. Where the calendar does not reach that date
// there is nothing to find, but the rule counts as not run.
func (c *check) inTime(r isms.Rule, last isms.Date, every isms.Cadence, limit isms.Interval) (isms.Date, bool) {
	due, err := c.due(last, every, limit)
	return due, c.Uncounted(r, err) || c.done(last) && (due.IsZero() || due.Compare(c.asOf) >= 0)
}

// within reports whether something occurred on d, and not longer ago than the limit.
func (c *check) within(r isms.Rule, d isms.Date, limit isms.Interval) bool {
	_, ok := c.inTime(r, d, isms.Cadence{}, limit)
	return ok
}

// latest returns the latest of the days that have come, no date if none has.
func (c *check) latest(days ...isms.Date) isms.Date {
	var last isms.Date
	for _, d := range days {
		if c.done(d) {
			last = isms.Latest(last, d)
		}
	}
	return last
}

// absent reports whether a valid Absence states that there is none.
func (c *check) absent(of AbsentKind) bool {
	var last isms.Date
	for _, a := range c.Absences {
		if a.Of == of && a.By != "" {
			last = c.latest(last, a.On)
		}
	}
	due, err := c.due(last, isms.Cadence{}, c.limits.Review)
	_, unknown := isms.UnknownDay(err)
	return c.done(last) && !unknown && (due.IsZero() || due.Compare(c.asOf) >= 0)
}

// top reports whether the person belongs to top management.
func (c *check) top(person isms.ID) bool { return c.tops[person] }

// The constructors of rules: what the standard says with "shall", what auditors
// ask beyond it, and advice, which changes no status. All need the day of the check.
func shall(name, title, message, remedy string, refs ...isms.Ref) isms.Rule {
	return isms.Rule{
		Code: "record/" + name, Severity: isms.SeverityError, Refs: refs, Title: title, Message: message, Remedy: remedy, Since: "v0.1.0",
		Needs: []isms.Need{theDay},
	}
}

func asks(name, title, message, remedy string, refs ...isms.Ref) isms.Rule {
	r := shall(name, title, message, remedy, refs...)
	r.Severity, r.Basis = isms.SeverityWarning, proposal
	return r
}

func advises(name, title, message, remedy string, refs ...isms.Ref) isms.Rule {
	r := shall(name, title, message, remedy, refs...)
	r.Severity, r.Basis = isms.SeverityNote, proposal
	return r
}

const proposal = "ismskit proposal: auditors commonly ask"

// keyed returns the rule with the arguments that identify its findings.
func keyed(r isms.Rule, args ...string) isms.Rule {
	r.Key = args
	return r
}

// needing returns the rule with what else it cannot be applied without.
func needing(r isms.Rule, needs ...isms.Need) isms.Rule {
	r.Needs = append(r.Needs, needs...)
	return r
}

func computed() []isms.Rule {
	return slices.Concat(idRules, contextRules, scopeRules, processRules, leadershipRules, planningRules, objectiveRules, changeRules,
		supportRules, documentRules, supplierRules, indicatorRules, reviewRules, improvementRules)
}

// Rules returns the rules of this package in the order of their codes: those that
// Check applies, and those that require a judgement.
func Rules() []isms.Rule { return isms.SortedRules(computed(), personRules) }
