package record

import (
	"github.com/ismskit/ismskit/isms"
)

// Context is the internal and external issues that are relevant to the purpose of
// the organization and affect the outcomes of the ISMS (4.1).
type Context struct {
	Issues   []Issue   `json:"issues"`
	Reviewed isms.Date `json:"reviewed,omitzero"` // last review of all issues
	Climate  Climate   `json:"climate"`
}

// Issue is an internal or external issue (4.1).
type Issue struct {
	ID      isms.ID   `json:"id"`
	Title   string    `json:"title"`
	Kind    IssueKind `json:"kind"`
	Climate bool      `json:"climate,omitzero"` // results from climate change
	Raised  isms.Date `json:"raised,omitzero"`  // day of documentation or of the last change
}

// IssueKind is the origin of an issue. The zero value means not stated.
type IssueKind string

var wordsIssueKinds = [...][2]IssueKind{
	{"internal", "Internal issue"},
	{"external", "External issue"},
}

// IssueKinds returns the vocabulary of [IssueKind].
func IssueKinds() isms.Words[IssueKind] { return isms.WordsOf("record.issue-kind", wordsIssueKinds[:]) }

// Climate is the decision whether climate change is a relevant issue
// (ISO/IEC 27001:2022/Amd 1:2024, 4.1).
type Climate struct {
	Relevant isms.Answer `json:"relevant,omitzero"`
	Reason   string      `json:"reason,omitzero"`
	By       isms.ID     `json:"by,omitzero"`
	On       isms.Date   `json:"on,omitzero"`
}

// Party is an interested party of the ISMS: clients, authorities, staff, owners,
// suppliers (4.2).
type Party struct {
	ID           isms.ID            `json:"id"`
	Name         string             `json:"name"`
	Requirements []PartyRequirement `json:"requirements"`
}

// PartyRequirement is a requirement of an interested party (4.2 b), with the
// decision whether it is addressed through the ISMS (4.2 c).
type PartyRequirement struct {
	ID        isms.ID     `json:"id"`
	Text      string      `json:"text"`
	Addressed isms.Answer `json:"addressed,omitzero"` // through the ISMS
	Reason    string      `json:"reason,omitzero"`    // for not addressing it
	Since     isms.Date   `json:"since,omitzero"`     // day of documentation or of the last change
}

var (
	issuesMissing = shall("missing-internal-or-external-issues", "Missing internal or external issues", "no {kind} issue is on record",
		"Determine and document the internal and the external issues.", "4.1 s1")
	issueKind = shall("issue-neither-internal-nor-external", "Issue neither internal nor external", "issue {id} is neither internal nor external",
		"State whether the issue is internal or external.", "4.1 s1")
	issuesUnreviewed = asks("overdue-review-of-issues", "Overdue review of issues", "the issues were last looked at: {reviewed}",
		"Review the internal and external issues and record the date.", "4.1 s1")
	climateUndecided = shall("undecided-relevance-of-climate-change", "Undecided relevance of climate change",
		"it is not decided whether climate change is a relevant issue", "Determine whether climate change is a relevant issue, and record the reason.", "4.1 s2")
	climateUnreasoned = shall("incomplete-climate-change-decision", "Incomplete climate change decision",
		"the decision that climate change is {decision} lacks {lacks}", "Record the reason for the decision, who made it and when.", "4.1 s2")
	climateNotCarried = asks("relevant-climate-change-without-related-issue", "Relevant climate change without related issue",
		"climate change is relevant, but no issue on record comes from it", "Document the issues that result from climate change.", "4.1 s2")
	partiesMissing = shall("missing-interested-parties", "Missing interested parties", "no interested party is on record",
		"Determine the interested parties that are relevant to the ISMS.", "4.2 a")
	partyWithoutRequirement = shall("interested-party-without-requirements", "Interested party without requirements", "party {party} requires nothing that is on record",
		"Document the requirements of the interested party, or remove the party.", "4.2 b")
	needUndecided = shall("undecided-requirement-of-interested-party", "Undecided requirement of interested party",
		"it is not decided whether requirement {id} of {party} is addressed", "Determine whether the requirement will be addressed through the ISMS.", "4.2 c")
	needDeclined = asks("requirement-not-addressed-without-reason", "Requirement not addressed without reason",
		"requirement {id} of {party} is not addressed, and nobody says why", "Record why the requirement is not addressed.", "4.2 c")

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
	if !isms.Answers().Has(d.Relevant) {
		c.Find(climateUndecided, "context.climate")
		return
	}
	decision := "relevant"
	if d.Relevant == isms.No {
		decision = "not relevant"
	}
	for _, f := range []struct {
		lacks string
		bad   bool
	}{{"a reason", blank(d.Reason)}, {"who decided", d.By == ""}, {"a day that has come", !c.done(d.On)}} {
		if f.bad {
			c.Find(climateUnreasoned, "context.climate", isms.ArgText("decision", decision), isms.ArgText("lacks", f.lacks))
		}
	}
	if d.Relevant == isms.Yes && !climate {
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
			case !isms.Answers().Has(n.Addressed):
				c.Find(needUndecided, at.Item("requirements", n.ID), id, party)
			case n.Addressed == isms.No && blank(n.Reason):
				c.Find(needDeclined, at.Item("requirements", n.ID), id, party)
			}
		}
	}
}
