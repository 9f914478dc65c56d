package record

import (
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// ManagementReview is a management review, planned or conducted (9.3). One that was
// conducted in parts is one record with the last day.
type ManagementReview struct {
	ID        isms.ID    `json:"id"`
	Planned   isms.Date  `json:"planned,omitzero"`
	Conducted isms.Date  `json:"conducted,omitzero"`
	Attendees []isms.ID  `json:"attendees"`
	Inputs    []Input    `json:"inputs"`
	Decisions []Decision `json:"decisions"`
	// The three conclusions of 9.3.1.
	Suitability   isms.Conclusion `json:"suitability,omitzero"`
	Adequacy      isms.Conclusion `json:"adequacy,omitzero"`
	Effectiveness isms.Conclusion `json:"effectiveness,omitzero"`
	Artefact      string          `json:"artefact,omitzero"` // hash of the minutes
}

// Input is an input of a management review: "9.3.2 a" to "9.3.2 g", with "9.3.2 d 1"
// to "9.3.2 d 4".
type Input struct {
	Ref     isms.Ref `json:"ref"`
	Summary string   `json:"summary"` // what was presented; "nothing new" is an input
}

// Decision is a result of a management review (9.3.3).
type Decision struct {
	ID    isms.ID      `json:"id"`
	Kind  DecisionKind `json:"kind"`
	What  string       `json:"what"`          // content of the decision
	None  bool         `json:"none,omitzero"` // decision that nothing is needed
	Owner isms.ID      `json:"owner,omitzero"`
	Due   isms.Date    `json:"due,omitzero"`
}

// DecisionKind is the subject of a decision. The zero value means not stated.
type DecisionKind string

var wordsDecisionKinds = [...][2]DecisionKind{
	{"improvement", "Continual improvement"},
	{"change", "Change to the ISMS"},
}

// DecisionKinds returns the vocabulary of [DecisionKind].
func DecisionKinds() isms.Words[DecisionKind] {
	return isms.WordsOf("record.decision-kind", wordsDecisionKinds[:])
}

var (
	reviewMissing = shall("missing-management-review", "Missing management review", "no management review was held; planned ones do not count",
		"Conduct a management review.", "9.3.1 s1")
	reviewOverdue = shall("overdue-management-review", "Overdue management review", "the last management review was on {last}, due by {due}",
		"Conduct the overdue management review.", "9.3.1 s1")
	reviewStale = asks("long-interval-since-last-management-review", "Long interval since last management review", "the last management review was on {last}, longer than {ceiling} ago",
		"Conduct a management review, or document why the interval is appropriate.", "9.3.1 s1")
	reviewSlipped = asks("management-review-not-conducted-as-planned", "Management review not conducted as planned", "management review {review} was planned for {planned} and was not held",
		"Conduct the management review, or reschedule it with a reason.", "9.3.1 s1")
	reviewWithoutTop = shall("management-review-without-top-management", "Management review without top management", "nobody of top management attended management review {review}",
		"Have top management review the ISMS.", "9.3.1 s1")
	reviewUnconcluded = shall("management-review-without-conclusion", "Management review without conclusion", "management review {review} does not say whether the system is {question}",
		"Conclude on suitability, adequacy and effectiveness separately.", "9.3.1 s1")
	reviewInputMissing = shall("missing-management-review-input", "Missing management review input", "management review {review} did not cover {input}",
		"Consider the input in the management review, even if there is nothing new.",
		"9.3.2 a", "9.3.2 b", "9.3.2 c", "9.3.2 d 1", "9.3.2 d 2", "9.3.2 d 3", "9.3.2 d 4", "9.3.2 e", "9.3.2 f", "9.3.2 g")
	reviewWithoutDecision = shall("management-review-without-decisions", "Management review without decisions", "management review {review} has no decision on {on}",
		"Decide on improvement opportunities and changes to the ISMS, even if none are needed.", "9.3.3 s1")
	decisionLoose = asks("decision-without-owner-or-due-date", "Decision without owner or due date", "decision {decision} of management review {review} has no {lacks}",
		"Assign an owner and a due date to the decision.", "9.3.3 s1")
	reviewUnrecorded = shall("missing-management-review-minutes", "Missing management review minutes", "no minutes of management review {review} are kept",
		"Retain the minutes of the management review.", "9.3.3 s2")

	reviewRules = []isms.Rule{
		reviewMissing, reviewOverdue, reviewStale, reviewSlipped, reviewWithoutTop, reviewUnconcluded, reviewInputMissing,
		reviewWithoutDecision, decisionLoose, reviewUnrecorded,
	}
)

// checkReviews looks at the age of the last review that was held, and at what is
// in it.
func (c *check) checkReviews() {
	c.Ran(reviewMissing, reviewSlipped)
	for i := range c.ManagementReviews {
		if r := &c.ManagementReviews[i]; !c.done(r.Conducted) && !r.Planned.IsZero() && r.Planned.Before(c.asOf) {
			c.Find(reviewSlipped, item("managementReviews", r.ID), isms.ArgID("review", r.ID), isms.ArgDate("planned", r.Planned))
		}
	}
	last, held := c.LastManagementReview(c.asOf)
	inside := []isms.Rule{reviewOverdue, reviewStale, reviewUnconcluded, reviewInputMissing, reviewWithoutDecision, decisionLoose, reviewUnrecorded}
	if !held {
		c.Find(reviewMissing, "managementReviews")
		c.skip("no management review was held", inside...)
		c.Skip(reviewWithoutTop, isms.Sentence{Text: "no management review was held"})
		return
	}
	c.Ran(inside...)
	if every := c.limits.ManagementReview; !c.within(last.Conducted, every) {
		c.Find(reviewOverdue, "managementReviews", isms.ArgDate("last", last.Conducted), isms.ArgDate("due", c.due(last.Conducted, isms.Cadence{}, every)))
	}
	if !c.within(last.Conducted, c.limits.Ceiling) {
		c.Find(reviewStale, "managementReviews", isms.ArgDate("last", last.Conducted), isms.ArgText("ceiling", c.limits.Ceiling.String()))
	}
	if len(c.TopManagement) == 0 {
		c.Skip(reviewWithoutTop, isms.Sentence{Text: "nobody is named as top management"})
	} else {
		c.Ran(reviewWithoutTop)
	}
	c.checkReview(&last)
}

func (c *check) checkReview(r *ManagementReview) {
	at, review := item("managementReviews", r.ID), isms.ArgID("review", r.ID)
	if len(c.TopManagement) > 0 && !slices.ContainsFunc(r.Attendees, c.top) {
		c.Find(reviewWithoutTop, at.Field("attendees"), review)
	}
	for i, v := range []isms.Conclusion{r.Suitability, r.Adequacy, r.Effectiveness} {
		if !isms.Conclusions().Has(v) {
			c.Find(reviewUnconcluded, at, review, isms.ArgText("question", []string{"suitable", "adequate", "effective"}[i]))
		}
	}
	for _, ref := range r.Missing() {
		c.Find(reviewInputMissing.At(ref), at.Field("inputs"), review, isms.ArgText("input", ref))
	}
	decided := map[DecisionKind]bool{}
	for _, d := range r.Decisions {
		decided[d.Kind] = decided[d.Kind] || d.None || !blank(d.What)
		if d.None {
			continue
		}
		where, decision := at.Item("decisions", d.ID), isms.ArgID("decision", d.ID)
		if d.Owner == "" {
			c.Find(decisionLoose, where.Field("owner"), decision, review, isms.ArgText("lacks", "owner"))
		}
		if d.Due.IsZero() {
			c.Find(decisionLoose, where.Field("due"), decision, review, isms.ArgText("lacks", "day"))
		}
	}
	for i, k := range slices.Collect(DecisionKinds().All()) {
		if !decided[k] {
			c.Find(reviewWithoutDecision, at.Field("decisions"), review, isms.ArgText("on", []string{"opportunities for improvement", "changes to the management system"}[i]))
		}
	}
	if blank(r.Artefact) {
		c.Find(reviewUnrecorded, at.Field("artefact"), review)
	}
}
