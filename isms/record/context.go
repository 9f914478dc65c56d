package record

import (
	"slices"

	"github.com/ismskit/ismskit/internal/text"
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
	issuesMissing = keyed(shall("missing-internal-or-external-issues", "Missing internal or external issues", "no {kind} issue is documented",
		"Determine and document the internal and the external issues.", "4.1 s1"), "kind")
	issueKind = needing(shall("issue-neither-internal-nor-external", "Issue neither internal nor external", "issue {issue} is neither internal nor external",
		"State whether the issue is internal or external.", "4.1 s1"), theIssues)
	issuesUnreviewed = asks("overdue-review-of-issues", "Overdue review of issues", "the issues are due for review; last reviewed: {last}, due: {due}",
		"Review the internal and external issues and record the date.", "4.1 s1")
	climateUndecided = shall("undecided-relevance-of-climate-change", "Undecided relevance of climate change",
		"it is not decided whether climate change is a relevant issue", "Determine whether climate change is a relevant issue, and record the reason.", "4.1 s2")
	climateUnreasoned = shall("incomplete-climate-change-decision", "Incomplete climate change decision",
		"the decision on the relevance of climate change has no {part}", "Record the reason for the decision, who made it and when.", "4.1 s2")
	climateNotCarried = asks("relevant-climate-change-without-related-issue", "Relevant climate change without related issue",
		"climate change is relevant, but no documented issue results from it", "Document the issues that result from climate change.", "4.1 s2")
	partiesMissing = shall("missing-interested-parties", "Missing interested parties", "no interested party is documented",
		"Determine the interested parties that are relevant to the ISMS.", "4.2 a")
	partyWithoutRequirement = needing(shall("interested-party-without-requirements", "Interested party without requirements", "interested party {party} has no documented requirement",
		"Document the requirements of the interested party, or remove the party.", "4.2 b"), theParties)
	requirementUndecided = needing(shall("undecided-requirement-of-interested-party", "Undecided requirement of interested party",
		"it is not decided whether requirement {requirement} of party {party} is addressed", "Determine whether the requirement will be addressed through the ISMS.", "4.2 c"), theRequirements)
	requirementDeclined = needing(asks("requirement-not-addressed-without-reason", "Requirement not addressed without reason",
		"requirement {requirement} of party {party} is not addressed, and no reason is documented", "Record why the requirement is not addressed.", "4.2 c"), theRequirements)

	contextRules = []isms.Rule{
		issuesMissing, issueKind, issuesUnreviewed, climateUndecided, climateUnreasoned, climateNotCarried,
		partiesMissing, partyWithoutRequirement, requirementUndecided, requirementDeclined,
	}
)

func (c *check) checkContext() {
	c.Ran(issuesMissing, issuesUnreviewed, climateUndecided, climateUnreasoned, climateNotCarried)
	c.apply(len(c.Context.Issues) > 0, theIssues, issueKind)
	have := map[IssueKind]bool{}
	climate := false
	for i, at := range c.paths["context.issues"] {
		v := &c.Context.Issues[i]
		have[v.Kind] = true
		climate = climate || v.Climate
		if !IssueKinds().Has(v.Kind) {
			c.Find(issueKind, at.Field("kind"), isms.ArgID("issue", v.ID))
		}
	}
	for k := range IssueKinds().All() {
		if !have[k] {
			c.Find(issuesMissing, "context.issues", isms.ArgWord("kind", IssueKinds(), k))
		}
	}
	if due, ok := c.inTime(issuesUnreviewed, c.Context.Reviewed, isms.Cadence{}, c.limits.Review); !ok {
		c.Find(issuesUnreviewed, "context.reviewed", isms.ArgDate("last", c.Context.Reviewed), isms.ArgDate("due", due))
	}
	if isms.EditionOn(c.asOf) == isms.Amended2024 {
		c.checkClimate(climate)
	}
}

// checkClimate checks the decision on climate change, given whether an issue results
// from it.
func (c *check) checkClimate(issue bool) {
	d := c.Context.Climate
	if !isms.Answers().Has(d.Relevant) {
		c.Find(climateUndecided, "context.climate.relevant")
		return
	}
	c.lacking(climateUnreasoned, "context.climate", []part{
		{"reason", partReason, text.Blank(d.Reason)}, {"by", partDecider, d.By == ""}, {"on", partPastDate, !c.done(d.On)},
	})
	if d.Relevant == isms.Yes && !issue {
		c.Find(climateNotCarried, "context.issues")
	}
}

func (c *check) checkParties() {
	c.Ran(partiesMissing)
	c.apply(len(c.Parties) > 0, theParties, partyWithoutRequirement)
	some := slices.ContainsFunc(c.Parties, func(p Party) bool { return len(p.Requirements) > 0 })
	c.apply(some, theRequirements, requirementUndecided, requirementDeclined)
	if len(c.Parties) == 0 {
		c.Find(partiesMissing, "parties")
	}
	for i, at := range c.paths["parties"] {
		p := &c.Parties[i]
		party := isms.ArgID("party", p.ID)
		if len(p.Requirements) == 0 {
			c.Find(partyWithoutRequirement, at.Field("requirements"), party)
		}
		for k, at := range c.paths[string(at.Field("requirements"))] {
			n := &p.Requirements[k]
			switch requirement := isms.ArgID("requirement", n.ID); {
			case !isms.Answers().Has(n.Addressed):
				c.Find(requirementUndecided, at.Field("addressed"), requirement, party)
			case n.Addressed == isms.No && text.Blank(n.Reason):
				c.Find(requirementDeclined, at.Field("reason"), requirement, party)
			}
		}
	}
}
