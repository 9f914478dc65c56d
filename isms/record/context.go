package record

import (
	"github.com/ismskit/ismskit/isms"
)

// Context holds the issues that matter to the purpose of the organization and to
// what the management system is to achieve (4.1).
type Context struct {
	Issues   []Issue   `json:"issues"`
	Reviewed isms.Date `json:"reviewed,omitzero"` // last day on which somebody looked at all of them
	Climate  Climate   `json:"climate"`
}

// An Issue is an internal or external circumstance that matters (4.1).
type Issue struct {
	ID      isms.ID   `json:"id"`
	Title   string    `json:"title"`
	Kind    IssueKind `json:"kind"`
	Climate bool      `json:"climate,omitzero"` // it comes from climate change
	Raised  isms.Date `json:"raised,omitzero"`  // the day it was put on record, or last changed
}

// An IssueKind says where an issue comes from. The empty kind is not decided.
type IssueKind string

const (
	Internal IssueKind = "internal" // inside the organization
	External IssueKind = "external" // around it
)

var wordsIssueKinds = [...][2]IssueKind{
	{Internal, "Internal"},
	{External, "External"},
}

// IssueKinds returns the vocabulary of [IssueKind].
func IssueKinds() isms.Words[IssueKind] { return isms.WordsOf("record.issue-kind", wordsIssueKinds[:]) }

// Climate is the decision whether climate change is a relevant issue (4.1 as
// amended in 2024). A reasoned "not relevant" is as good as "relevant".
type Climate struct {
	Decision ClimateDecision `json:"decision,omitzero"`
	Reason   string          `json:"reason,omitzero"`
	By       isms.ID         `json:"by,omitzero"`
	On       isms.Date       `json:"on,omitzero"`
}

// A ClimateDecision is one of two; empty means that nobody has decided.
type ClimateDecision string

const (
	ClimateRelevant    ClimateDecision = "relevant"     // some issue on record comes of it
	ClimateNotRelevant ClimateDecision = "not relevant" // for a reason
)

var wordsClimateDecisions = [...][2]ClimateDecision{
	{ClimateRelevant, "Relevant"},
	{ClimateNotRelevant, "Not relevant"},
}

// ClimateDecisions returns the vocabulary of [ClimateDecision].
func ClimateDecisions() isms.Words[ClimateDecision] {
	return isms.WordsOf("record.climate-decision", wordsClimateDecisions[:])
}

// A Party is somebody with an interest in the organization's security: clients,
// authorities, staff, owners, suppliers (4.2).
type Party struct {
	ID           isms.ID            `json:"id"`
	Name         string             `json:"name"`
	Requirements []PartyRequirement `json:"requirements"`
}

// A PartyRequirement is what an interested party requires (4.2 b), with the decision whether
// the management system meets it (4.2 c).
type PartyRequirement struct {
	ID       isms.ID             `json:"id"`
	Text     string              `json:"text"`
	Decision RequirementDecision `json:"decision,omitzero"`
	Reason   string              `json:"reason,omitzero"` // why it is not addressed
	Since    isms.Date           `json:"since,omitzero"`  // the day it was put on record, or last changed
}

// RequirementDecision says whether a requirement is met through the management system;
// empty means that nobody has decided.
type RequirementDecision string

const (
	AddressedYes RequirementDecision = "addressed"     // the management system meets it
	AddressedNo  RequirementDecision = "not addressed" // it does not, for a reason
)

var wordsRequirementDecisions = [...][2]RequirementDecision{
	{AddressedYes, "Addressed"},
	{AddressedNo, "Not addressed"},
}

// RequirementDecisions returns the vocabulary of [RequirementDecision].
func RequirementDecisions() isms.Words[RequirementDecision] {
	return isms.WordsOf("record.requirement-decision", wordsRequirementDecisions[:])
}

var (
	issuesMissing = shall("issues-missing", "internal or external issues are missing", "no {kind} issue is on record",
		"record the issues of both kinds that matter", "4.1 s1")
	issueKind = shall("issue-kind", "an issue is neither internal nor external", "issue {id} is neither internal nor external",
		"say which it is", "4.1 s1")
	issuesUnreviewed = asks("issues-unreviewed", "the issues have not been looked at again", "the issues were last looked at: {reviewed}",
		"look at the issues again and note the day", "4.1 s1")
	climateUndecided = shall("climate-undecided", "nobody has decided whether climate change is a relevant issue",
		"it is not decided whether climate change is a relevant issue", "decide it; a reasoned no is fine", "4.1 s2")
	climateUnreasoned = shall("climate-unreasoned", "the decision on climate change lacks its reason, person or day",
		"the decision that climate change is {decision} lacks {lacks}", "complete the decision", "4.1 s2")
	climateNotCarried = asks("climate-not-carried", "climate change is relevant, but no issue comes of it",
		"climate change is relevant, but no issue on record comes from it", "record which issues it raises", "4.1 s2")
	partiesMissing = shall("parties-missing", "no interested parties are on record", "no interested party is on record",
		"record who has an interest in your security", "4.2 a")
	partyWithoutRequirement = shall("party-without-requirement", "an interested party has no requirement", "party {party} requires nothing that is on record",
		"record what the party requires, or drop the party", "4.2 b")
	needUndecided = shall("requirement-undecided", "it is not decided whether a requirement is addressed",
		"it is not decided whether requirement {id} of {party} is addressed", "decide it", "4.2 c")
	needDeclined = asks("requirement-declined", "a requirement is not addressed, without a reason",
		"requirement {id} of {party} is not addressed, and nobody says why", "give the reason", "4.2 c")

	contextRules = []isms.Rule{
		issuesMissing, issueKind, issuesUnreviewed, climateUndecided, climateUnreasoned, climateNotCarried,
		partiesMissing, partyWithoutRequirement, needUndecided, needDeclined,
	}
)

func (c *check) checkContext() {
	c.Ran(issuesMissing, issuesUnreviewed, climateUndecided, climateUnreasoned, climateNotCarried)
	c.each(len(c.Context.Issues) > 0, "issues", issueKind)
	have := map[IssueKind]bool{}
	climate := false
	for _, i := range c.Context.Issues {
		have[i.Kind] = true
		climate = climate || i.Climate
		if !IssueKinds().Has(i.Kind) {
			c.Find(issueKind, item("context.issues", i.ID), isms.ArgID("id", i.ID))
		}
	}
	for k := range IssueKinds().All() {
		if !have[k] {
			c.Find(issuesMissing, "context.issues", isms.ArgText("kind", k))
		}
	}
	if !c.within(c.Context.Reviewed, c.limits.Review) {
		c.Find(issuesUnreviewed, "context.reviewed", isms.ArgDate("reviewed", c.Context.Reviewed))
	}
	if isms.EditionOn(c.asOf) != isms.Amended2024 {
		return
	}
	d := c.Context.Climate
	if !ClimateDecisions().Has(d.Decision) {
		c.Find(climateUndecided, "context.climate")
		return
	}
	for _, f := range []struct {
		lacks string
		bad   bool
	}{{"a reason", blank(d.Reason)}, {"who decided", d.By == ""}, {"a day that has come", !c.done(d.On)}} {
		if f.bad {
			c.Find(climateUnreasoned, "context.climate", isms.ArgText("decision", d.Decision), isms.ArgText("lacks", f.lacks))
		}
	}
	if d.Decision == ClimateRelevant && !climate {
		c.Find(climateNotCarried, "context.issues")
	}
}

func (c *check) checkParties() {
	c.Ran(partiesMissing)
	needs := false
	for _, p := range c.Parties {
		needs = needs || len(p.Requirements) > 0
	}
	c.each(len(c.Parties) > 0, "interested parties", partyWithoutRequirement)
	c.each(needs, "requirements of interested parties", needUndecided, needDeclined)
	if len(c.Parties) == 0 {
		c.Find(partiesMissing, "parties")
	}
	for _, p := range c.Parties {
		at := item("parties", p.ID)
		if len(p.Requirements) == 0 {
			c.Find(partyWithoutRequirement, at, isms.ArgID("party", p.ID))
		}
		for _, n := range p.Requirements {
			id, party := isms.ArgID("id", n.ID), isms.ArgID("party", p.ID)
			switch {
			case !RequirementDecisions().Has(n.Decision):
				c.Find(needUndecided, at.Item("requirements", n.ID), id, party)
			case n.Decision == AddressedNo && blank(n.Reason):
				c.Find(needDeclined, at.Item("requirements", n.ID), id, party)
			}
		}
	}
}
