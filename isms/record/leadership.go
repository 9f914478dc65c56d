package record

import (
	"github.com/ismskit/ismskit/isms"
)

// A LeadershipAction is something that top management did and that shows leadership (5.1):
// a decision, a talk, a budget.
type LeadershipAction struct {
	ID   isms.ID   `json:"id"`
	Item isms.Ref  `json:"item"` // "5.1 c"
	What string    `json:"what"`
	By   isms.ID   `json:"by"`
	On   isms.Date `json:"on,omitzero"`
}

// Policy is the information security policy (5.2), as a record about the
// document: where the document says what it has to.
type Policy struct {
	Version      string       `json:"version,omitzero"`
	ApprovedBy   isms.ID      `json:"approvedBy,omitzero"`
	ApprovedOn   isms.Date    `json:"approvedOn,omitzero"`
	Reviewed     isms.Date    `json:"reviewed,omitzero"`     // last day it was looked at and kept
	Objectives   string       `json:"objectives,omitzero"`   // the passage with objectives or the frame for them (5.2 b)
	Commitment   string       `json:"commitment,omitzero"`   // the passage that commits to applicable requirements (5.2 c)
	Improvement  string       `json:"improvement,omitzero"`  // the passage that commits to continual improvement (5.2 d)
	Communicated isms.Date    `json:"communicated,omitzero"` // the day it was made known inside (5.2 f)
	Availability Availability `json:"availability,omitzero"` // to interested parties (5.2 g)
	Reason       string       `json:"reason,omitzero"`       // why it is not for others
}

// Availability says whether interested parties can have the policy; empty means
// that nobody has decided.
type Availability string

const (
	Available   Availability = "available"    // to those who ask, or to all
	NotSuitable Availability = "not suitable" // for others to read, for a reason
)

var wordsAvailabilities = [...][2]Availability{
	{Available, "Available"},
	{NotSuitable, "Not suitable"},
}

// Availabilities returns the vocabulary of [Availability].
func Availabilities() isms.Words[Availability] {
	return isms.WordsOf("record.availability", wordsAvailabilities[:])
}

// A Role is a security role with its holders (5.3) and the competence that it
// needs (7.2 a).
type Role struct {
	ID           isms.ID   `json:"id"`
	Name         string    `json:"name"`
	Holders      []isms.ID `json:"holders"`
	Authority    string    `json:"authority,omitzero"` // what holders may decide
	Duties       []Duty    `json:"duties,omitzero"`
	Communicated isms.Date `json:"communicated,omitzero"` // the day the assignment was made known
	Needs        []string  `json:"needs"`                 // competences
}

// A Duty is one of the two that 5.3 names.
type Duty string

const (
	KeepConformity Duty = "keep conformity" // of the management system with the standard (5.3 a)
	ReportUpward   Duty = "report"          // its performance to top management (5.3 b)
)

var wordsDuties = [...][2]Duty{
	{KeepConformity, "Keep conformity"},
	{ReportUpward, "Report"},
}

// Duties returns the vocabulary of [Duty].
func Duties() isms.Words[Duty] { return isms.WordsOf("record.duty", wordsDuties[:]) }

var (
	topUnnamed = shall("top-management-unnamed", "nobody is named as top management", "nobody is named as top management, so nobody can be seen to lead, approve or review",
		"name who directs the organization at the highest level", "5.2 s1", "9.3.1 s1")
	leadershipUnshown = asks("leadership-unshown", "nothing shows leadership", "nothing that top management did in the last {interval} shows {item}",
		"record what top management does", "5.1 b", "5.1 c", "5.1 d", "5.1 f", "5.1 g", "5.1 h")
	policyUnapproved = shall("policy-unapproved", "the policy has no approver or no day of approval", "the policy has no {lacks}",
		"have top management approve it, with name and day", "5.2 s1")
	policyAuthority = shall("policy-authority", "the policy was approved by somebody without the authority", "the policy was approved by {by}, who does not belong to top management",
		"have top management approve it", "5.2 s1")
	policyUnreviewed = asks("policy-unreviewed", "the policy has not been looked at again", "the policy is due for review; last approved or looked at: {last}, due: {due}",
		"look at it again and note the day", "5.2 s1")
	policyWithoutFrame = shall("policy-without-objectives", "the policy has no objectives and no frame for them", "no passage of the policy holds objectives or a frame for them",
		"add the passage, or say where it is", "5.2 b")
	policyWithoutCommitment = shall("policy-without-commitment", "the policy lacks a commitment", "no passage of the policy commits to {to}",
		"add the passage, or say where it is", "5.2 c", "5.2 d")
	policyUncommunicated = shall("policy-uncommunicated", "the policy in force was not made known", "the policy was not made known since its approval; approved: {approved}, last made known: {communicated}",
		"make it known inside the organization and note the day", "5.2 f")
	policyAvailability = shall("policy-availability", "it is not decided whether others can have the policy", "it is not decided, with a reason for a no, whether interested parties can have the policy",
		"decide it", "5.2 g")
	rolesMissing = shall("roles-missing", "no security roles are on record", "no security role is on record",
		"record the roles with their holders", "5.3 s1")
	roleUnheld = shall("role-unheld", "a role has no holder or no authority", "role {role} has no {lacks}",
		"assign it, with what its holder may decide", "5.3 s1")
	roleUncommunicated = shall("role-uncommunicated", "the assignment of a role was not made known", "the assignment of role {role} was not made known",
		"make it known and note the day", "5.3 s1")
	dutyUnassigned = shall("duty-unassigned", "a duty that the standard names is nobody's", "no role with a holder has the duty: {duty}",
		"give the duty to a role", "5.3 a", "5.3 b")

	leadershipRules = []isms.Rule{
		topUnnamed, leadershipUnshown, policyUnapproved, policyAuthority, policyUnreviewed, policyWithoutFrame, policyWithoutCommitment,
		policyUncommunicated, policyAvailability, rolesMissing, roleUnheld, roleUncommunicated, dutyUnassigned,
	}
)

func (c *check) checkLeadership() {
	c.Ran(topUnnamed, leadershipUnshown)
	if len(c.TopManagement) == 0 {
		c.Find(topUnnamed, "topManagement")
	}
	shown := map[isms.Ref]bool{}
	for _, a := range c.Leadership {
		if c.top(a.By) && !blank(a.What) && c.within(a.On, c.limits.Leadership) {
			shown[a.Item] = true
		}
	}
	for _, ref := range leadershipUnshown.Refs {
		if !shown[ref] {
			c.Find(leadershipUnshown.At(ref), "leadership", isms.ArgText("interval", c.limits.Leadership.String()), isms.ArgText("item", ref))
		}
	}
}

func (c *check) checkPolicy() {
	p := c.Policy
	c.Ran(policyUnapproved, policyWithoutFrame, policyWithoutCommitment, policyUncommunicated, policyAvailability, policyUnreviewed)
	if p.ApprovedBy == "" {
		c.Find(policyUnapproved, "policy.approvedBy", isms.ArgText("lacks", "approver"))
	}
	if !c.done(p.ApprovedOn) {
		c.Find(policyUnapproved, "policy.approvedOn", isms.ArgText("lacks", "day of approval that has come"))
	}
	switch {
	case p.ApprovedBy == "" || len(c.TopManagement) == 0:
		c.Skip(policyAuthority, "approver or top management is not on record")
	default:
		c.Ran(policyAuthority)
		if !c.top(p.ApprovedBy) {
			c.Find(policyAuthority, "policy.approvedBy", isms.ArgText("by", p.ApprovedBy))
		}
	}
	last := c.latest(p.ApprovedOn, p.Reviewed)
	if !c.within(last, c.limits.Review) {
		c.Find(policyUnreviewed, "policy.reviewed", isms.ArgDate("last", last), isms.ArgDate("due", c.dueOf(last, c.limits.Review)))
	}
	if blank(p.Objectives) {
		c.Find(policyWithoutFrame, "policy.objectives")
	}
	if blank(p.Commitment) {
		c.Find(policyWithoutCommitment.At("5.2 c"), "policy.commitment", isms.ArgText("to", "the applicable requirements"))
	}
	if blank(p.Improvement) {
		c.Find(policyWithoutCommitment.At("5.2 d"), "policy.improvement", isms.ArgText("to", "continual improvement"))
	}
	if !c.done(p.Communicated) || p.Communicated.Before(p.ApprovedOn) {
		c.Find(policyUncommunicated, "policy.communicated", isms.ArgDate("approved", p.ApprovedOn), isms.ArgDate("communicated", p.Communicated))
	}
	if !Availabilities().Has(p.Availability) || p.Availability == NotSuitable && blank(p.Reason) {
		c.Find(policyAvailability, "policy.availability")
	}
}

func (c *check) checkRoles() {
	c.Ran(rolesMissing, dutyUnassigned)
	c.each(len(c.Roles) > 0, "roles", roleUnheld, roleUncommunicated)
	if len(c.Roles) == 0 {
		c.Find(rolesMissing, "roles")
	}
	held := map[Duty]bool{}
	for _, r := range c.Roles {
		at, role := item("roles", r.ID), isms.ArgID("role", r.ID)
		if len(r.Holders) == 0 {
			c.Find(roleUnheld, at.Field("holders"), role, isms.ArgText("lacks", "holder"))
		}
		if blank(r.Authority) {
			c.Find(roleUnheld, at.Field("authority"), role, isms.ArgText("lacks", "authority"))
		}
		if !c.done(r.Communicated) {
			c.Find(roleUncommunicated, at.Field("communicated"), role)
		}
		for _, d := range r.Duties {
			held[d] = held[d] || len(r.Holders) > 0
		}
	}
	for _, d := range []struct {
		duty Duty
		ref  isms.Ref
	}{{KeepConformity, "5.3 a"}, {ReportUpward, "5.3 b"}} {
		if !held[d.duty] {
			c.Find(dutyUnassigned.At(d.ref), "roles", isms.ArgText("duty", d.duty))
		}
	}
}
