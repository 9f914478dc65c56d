package record

import (
	"slices"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// LeadershipAction is an action of top management that demonstrates leadership and
// commitment (5.1): a decision, a talk, a budget.
type LeadershipAction struct {
	ID   isms.ID   `json:"id"`
	Ref  isms.Ref  `json:"ref"` // "5.1 c"
	What string    `json:"what"`
	By   isms.ID   `json:"by"`
	On   isms.Date `json:"on,omitzero"`
}

// Policy is the record of the information security policy (5.2), with the passages of
// the document that contain what the standard requires.
type Policy struct {
	ApprovedBy   isms.ID     `json:"approvedBy,omitzero"`
	ApprovedOn   isms.Date   `json:"approvedOn,omitzero"`
	Reviewed     isms.Date   `json:"reviewed,omitzero"`     // last review
	Objectives   string      `json:"objectives,omitzero"`   // passage with objectives or the framework for setting them (5.2 b)
	Commitment   string      `json:"commitment,omitzero"`   // passage with the commitment to applicable requirements (5.2 c)
	Improvement  string      `json:"improvement,omitzero"`  // passage with the commitment to continual improvement (5.2 d)
	Communicated isms.Date   `json:"communicated,omitzero"` // within the organization (5.2 f)
	Available    isms.Answer `json:"available,omitzero"`    // to interested parties (5.2 g)
	Reason       string      `json:"reason,omitzero"`       // for not making it available
}

// Role is an information security role with the persons it is assigned to (5.3) and
// the competence required (7.2 a).
type Role struct {
	ID               isms.ID          `json:"id"`
	Name             string           `json:"name"`
	AssignedTo       []isms.ID        `json:"assignedTo"`
	Authority        string           `json:"authority,omitzero"` // decisions the role may make
	Responsibilities []Responsibility `json:"responsibilities,omitzero"`
	Communicated     isms.Date        `json:"communicated,omitzero"` // of the assignment
	Competences      []string         `json:"competences"`           // required (7.2 a)
}

// Responsibility is a responsibility that top management assigns (5.3).
type Responsibility string

var wordsResponsibilities = [...][2]Responsibility{
	{"conformity", "Conformity of the ISMS"},
	{"performance reporting", "Reporting on the performance of the ISMS"},
}

// Responsibilities returns the vocabulary of [Responsibility].
func Responsibilities() isms.Words[Responsibility] {
	return isms.WordsOf("record.responsibility", wordsResponsibilities[:])
}

var (
	topUnnamed = shall("unnamed-top-management", "Unnamed top management", "no member of top management is named",
		"Name the persons who direct the organization at the highest level.", "5.2 s1", "9.3.1 s1")
	leadershipUnshown = keyed(asks("missing-evidence-of-leadership", "Missing evidence of leadership", "no action of top management in the last {interval} demonstrates {requirement}",
		"Record how top management demonstrates leadership and commitment.", "5.1 b", "5.1 c", "5.1 d", "5.1 f", "5.1 g", "5.1 h"), "requirement").RestsOn("topManagement", "leadership[*].by", "leadership[*].on", "leadership[*].ref", "leadership[*].what")
	policyUnapproved = shall("unapproved-information-security-policy", "Unapproved information security policy", "the policy has no {part}",
		"Have top management approve the policy, and record who approved it and when.", "5.2 s1")
	policyAuthority = needing(shall("policy-approved-without-authority", "Policy approved without authority", "the policy was approved by {approver}, who does not belong to top management",
		"Have top management approve the policy.", "5.2 s1"), theApprover, theTop)
	policyUnreviewed = asks("overdue-review-of-information-security-policy", "Overdue review of information security policy", "the policy is due for review; last approved or reviewed: {last}, due: {due}",
		"Review the policy and record the date.", "5.2 s1").RestsOn("policy.approvedOn")
	policyWithoutFrame = shall("policy-without-framework-for-objectives", "Policy without framework for objectives", "no passage of the policy contains objectives or a framework for setting them",
		"Include information security objectives, or a framework for setting them, in the policy.", "5.2 b")
	policyWithoutCommitment = shall("policy-without-required-commitment", "Policy without required commitment", "no passage of the policy contains a commitment to {commitment}",
		"Include the commitment in the policy, or record the passage that contains it.", "5.2 c", "5.2 d")
	policyUncommunicated = shall("policy-not-communicated", "Policy not communicated", "the policy has not been communicated since its approval; approved: {approved}, last communicated: {communicated}",
		"Communicate the policy within the organization and record the date.", "5.2 f")
	policyAvailability = shall("undecided-availability-of-policy", "Undecided availability of policy", "it is not documented whether the policy is available to interested parties, or why it is not",
		"Make the policy available to interested parties, or record why it is not.", "5.2 g")
	rolesMissing = shall("missing-information-security-roles", "Missing information security roles", "no information security role is documented",
		"Assign and document the information security roles.", "5.3 s1")
	roleUnheld = needing(shall("role-not-assigned-or-without-authority", "Role not assigned or without authority", "role {role} has no {part}",
		"Assign the role and define its authority.", "5.3 s1"), theRoles)
	roleUncommunicated = needing(shall("role-assignment-not-communicated", "Role assignment not communicated", "the assignment of role {role} has not been communicated",
		"Communicate the assignment of the role and record the date.", "5.3 s1"), theRoles)
	responsibilityUnassigned = keyed(shall("unassigned-responsibility-for-the-isms", "Unassigned responsibility for the ISMS", "no assigned role has the responsibility for {responsibility}",
		"Assign the responsibility to a role.", "5.3 a", "5.3 b"), "responsibility").RestsOn("roles[*].assignedTo", "roles[*].responsibilities")

	leadershipRules = []isms.Rule{
		topUnnamed, leadershipUnshown, policyUnapproved, policyAuthority, policyUnreviewed, policyWithoutFrame, policyWithoutCommitment,
		policyUncommunicated, policyAvailability, rolesMissing, roleUnheld, roleUncommunicated, responsibilityUnassigned,
	}
)

func (c *check) checkLeadership() {
	c.apply(len(c.TopManagement) > 0, theTop, topUnnamed, leadershipUnshown)
	if len(c.TopManagement) == 0 {
		c.Find(topUnnamed, "topManagement")
	}
	last := map[isms.Ref]isms.Date{}
	for _, a := range c.Leadership {
		if c.top(a.By) && !text.Blank(a.What) {
			last[a.Ref] = c.latest(last[a.Ref], a.On)
		}
	}
	for _, ref := range leadershipUnshown.Refs {
		if r := leadershipUnshown.At(ref); !c.within(r, last[ref], c.limits.Leadership) {
			c.Find(r, "leadership", isms.ArgInterval("interval", c.limits.Leadership), isms.ArgRef("requirement", ref))
		}
	}
}

func (c *check) checkPolicy() {
	p := c.Policy
	c.Ran(policyUnapproved, policyWithoutFrame, policyWithoutCommitment, policyUncommunicated, policyAvailability, policyUnreviewed)
	c.lacking(policyUnapproved, "policy", []part{{"approvedBy", partApprover, p.ApprovedBy == ""}, {"approvedOn", partApproval, !c.done(p.ApprovedOn)}})
	c.apply(p.ApprovedBy != "", theApprover, policyAuthority)
	if !c.top(p.ApprovedBy) {
		c.Find(policyAuthority, "policy.approvedBy", isms.ArgID("approver", p.ApprovedBy))
	}
	last := c.latest(p.ApprovedOn, p.Reviewed)
	if due, ok := c.inTime(policyUnreviewed, last, isms.Cadence{}, c.limits.Review); !ok {
		c.Find(policyUnreviewed, "policy.reviewed", isms.ArgDate("last", last), isms.ArgDate("due", due))
	}
	if text.Blank(p.Objectives) {
		c.Find(policyWithoutFrame, "policy.objectives")
	}
	commitment := func(ref isms.Ref, field string, to isms.Message, said string) {
		if text.Blank(said) {
			c.Find(policyWithoutCommitment.At(ref), isms.Path("policy").Field(field), isms.ArgSentence("commitment", to.With()))
		}
	}
	commitment("5.2 c", "commitment", toRequirements, p.Commitment)
	commitment("5.2 d", "improvement", toImprovement, p.Improvement)
	if !c.done(p.Communicated) || p.Communicated.Before(p.ApprovedOn) {
		c.Find(policyUncommunicated, "policy.communicated", isms.ArgDate("approved", p.ApprovedOn), isms.ArgDate("communicated", p.Communicated))
	}
	switch {
	case !isms.Answers().Has(p.Available):
		c.Find(policyAvailability, "policy.available")
	case p.Available == isms.No && text.Blank(p.Reason):
		c.Find(policyAvailability, "policy.reason")
	}
}

func (c *check) checkRoles() {
	c.apply(len(c.Roles) > 0, theRoles, rolesMissing, responsibilityUnassigned, roleUnheld, roleUncommunicated)
	if len(c.Roles) == 0 {
		c.Find(rolesMissing, "roles")
	}
	held := map[Responsibility]bool{}
	for i, at := range c.paths["roles"] {
		r := &c.Roles[i]
		role := isms.ArgID("role", r.ID)
		c.lacking(roleUnheld, at, []part{{"assignedTo", partHolder, len(r.AssignedTo) == 0}, {"authority", partAuthority, text.Blank(r.Authority)}}, role)
		if !c.done(r.Communicated) {
			c.Find(roleUncommunicated, at.Field("communicated"), role)
		}
		for _, d := range r.Responsibilities {
			held[d] = held[d] || len(r.AssignedTo) > 0
		}
	}
	for i, d := range slices.Collect(Responsibilities().All()) {
		if !held[d] {
			c.Find(responsibilityUnassigned.At(responsibilityUnassigned.Refs[i]), "roles", isms.ArgWord("responsibility", Responsibilities(), d))
		}
	}
}
