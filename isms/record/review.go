package record

import (
	"slices"

	"github.com/ismskit/ismskit/internal/text"
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
	reviewMissing = shall("missing-management-review", "Missing management review", "no management review has been conducted",
		"Conduct a management review.", "9.3.1 s1").RestsOn("managementReviews[*].conducted")
	reviewOverdue = needing(shall("overdue-management-review", "Overdue management review", "the last management review was conducted on {last}; the next was due on {due}",
		"Conduct the overdue management review.", "9.3.1 s1"), theReviews).RestsOn("managementReviews[*].conducted")
	reviewStale = needing(asks("long-interval-since-last-management-review", "Long interval since last management review", "the last management review was conducted on {last}, longer than {longest} ago",
		"Conduct a management review, or document why the interval is appropriate.", "9.3.1 s1"), theReviews)
	reviewSlipped = asks("management-review-not-conducted-as-planned", "Management review not conducted as planned", "management review {review} was planned for {planned} and has not been conducted",
		"Conduct the management review, or reschedule it with a reason.", "9.3.1 s1")
	reviewWithoutTop = needing(shall("management-review-without-top-management", "Management review without top management", "no member of top management attended management review {review}",
		"Have top management review the ISMS.", "9.3.1 s1"), theReviews, theTop)
	reviewUnconcluded = needing(shall("management-review-without-conclusion", "Management review without conclusion", "management review {review} does not state whether the ISMS is {question}",
		"Conclude on suitability, adequacy and effectiveness separately.", "9.3.1 s1"), theReviews)
	reviewInputMissing = keyed(needing(shall("missing-management-review-input", "Missing management review input", "management review {review} did not consider {input}",
		"Consider the input in the management review, even if there is nothing new.",
		"9.3.2 a", "9.3.2 b", "9.3.2 c", "9.3.2 d 1", "9.3.2 d 2", "9.3.2 d 3", "9.3.2 d 4", "9.3.2 e", "9.3.2 f", "9.3.2 g"), theReviews), "input")
	reviewWithoutDecision = keyed(needing(shall("management-review-without-decisions", "Management review without decisions", "management review {review} has no decision of the kind {kind}",
		"Decide on improvement opportunities and changes to the ISMS, even if none are needed.", "9.3.3 s1"), theReviews), "kind")
	decisionLoose = needing(asks("decision-without-owner-or-due-date", "Decision without owner or due date", "decision {decision} of management review {review} has no {part}",
		"Assign an owner and a due date to the decision.", "9.3.3 s1"), theReviews)
	reviewUnrecorded = needing(shall("missing-management-review-minutes", "Missing management review minutes", "no minutes of management review {review} are retained",
		"Retain the minutes of the management review.", "9.3.3 s2"), theReviews)

	reviewRules = []isms.Rule{
		reviewMissing, reviewOverdue, reviewStale, reviewSlipped, reviewWithoutTop, reviewUnconcluded, reviewInputMissing,
		reviewWithoutDecision, decisionLoose, reviewUnrecorded,
	}
)

// checkReviews looks at the age of the last review that was conducted, and at what is
// in it.
func (c *check) checkReviews() {
	last := c.lastManagementReview(c.asOf)
	c.apply(last >= 0, theReviews, reviewRules...)
	for i, at := range c.paths["managementReviews"] {
		if r := &c.ManagementReviews[i]; !c.done(r.Conducted) && !r.Planned.IsZero() && r.Planned.Before(c.asOf) {
			c.Find(reviewSlipped, at.Field("conducted"), isms.ArgID("review", r.ID), isms.ArgDate("planned", r.Planned))
		}
	}
	if last < 0 {
		c.Find(reviewMissing, "managementReviews")
		return
	}
	r := &c.ManagementReviews[last]
	conducted := isms.ArgDate("last", r.Conducted)
	if due, ok := c.inTime(reviewOverdue, r.Conducted, isms.Cadence{}, c.limits.ManagementReview); !ok {
		c.Find(reviewOverdue, "managementReviews", conducted, isms.ArgDate("due", due))
	}
	if !c.within(reviewStale, r.Conducted, c.limits.LongestInterval) {
		c.Find(reviewStale, "managementReviews", conducted, isms.ArgInterval("longest", c.limits.LongestInterval))
	}
	c.checkReview(r, c.paths["managementReviews"][last])
}

func (c *check) checkReview(r *ManagementReview, at isms.Path) {
	review := isms.ArgID("review", r.ID)
	if !slices.ContainsFunc(r.Attendees, c.top) {
		c.Find(reviewWithoutTop, at.Field("attendees"), review)
	}
	for _, q := range []struct {
		field    string
		question isms.Message
		answer   isms.Conclusion
	}{{"suitability", isSuitable, r.Suitability}, {"adequacy", isAdequate, r.Adequacy}, {"effectiveness", isEffective, r.Effectiveness}} {
		if !isms.Conclusions().Has(q.answer) {
			c.Find(reviewUnconcluded, at.Field(q.field), review, isms.ArgSentence("question", q.question.With()))
		}
	}
	for _, ref := range r.Missing() {
		c.Find(reviewInputMissing.At(ref), at.Field("inputs"), review, isms.ArgRef("input", ref))
	}
	decided := map[DecisionKind]bool{}
	for i, at := range c.paths[string(at.Field("decisions"))] {
		d := &r.Decisions[i]
		decided[d.Kind] = decided[d.Kind] || d.None || !text.Unanswered(d.What)
		if !d.None {
			c.lacking(decisionLoose, at, []part{{"owner", partOwner, d.Owner == ""}, {"due", partDue, d.Due.IsZero()}}, isms.ArgID("decision", d.ID), review)
		}
	}
	for k := range DecisionKinds().All() {
		if !decided[k] {
			c.Find(reviewWithoutDecision, at.Field("decisions"), review, isms.ArgWord("kind", DecisionKinds(), k))
		}
	}
	if text.Blank(r.Artefact) {
		c.Find(reviewUnrecorded, at.Field("artefact"), review)
	}
}
