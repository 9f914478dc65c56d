package record

import (
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// A Review is a management review, planned or held (9.3). One that was held in
// parts is one record, with the last day.
type Review struct {
	ID        isms.ID    `json:"id"`
	Planned   isms.Date  `json:"planned,omitzero"`
	Held      isms.Date  `json:"held,omitzero"`
	Attendees []isms.ID  `json:"attendees"`
	Inputs    []Input    `json:"inputs"`
	Decisions []Decision `json:"decisions"`
	// The three conclusions of 9.3.1, each of its own: "suitable" alone is not a
	// review.
	Suitable  isms.Conclusion `json:"suitable,omitzero"`
	Adequate  isms.Conclusion `json:"adequate,omitzero"`
	Effective isms.Conclusion `json:"effective,omitzero"`
	Artefact  string          `json:"artefact,omitzero"` // hash of the minutes that are kept
}

// An Input is one of the ten points that a review covers: "9.3.2 a" to
// "9.3.2 g", with "9.3.2 d 1" to "9.3.2 d 4".
type Input struct {
	Item    isms.Ref `json:"item"`
	Summary string   `json:"summary"` // what was presented; "nothing new" is fine
}

// A Decision is an output of a review (9.3.3).
type Decision struct {
	ID    isms.ID      `json:"id"`
	Kind  DecisionKind `json:"kind"`
	What  string       `json:"what"` // what was decided; "none needed" is a decision
	None  bool         `json:"none,omitzero"`
	Owner isms.ID      `json:"owner,omitzero"`
	Due   isms.Date    `json:"due,omitzero"`
}

// A DecisionKind says what a decision is about; empty means that nobody said.
type DecisionKind string

const (
	ImprovementDecision DecisionKind = "improvement" // opportunities for continual improvement
	ChangeDecision      DecisionKind = "change"      // changes to the management system
)

var wordsDecisionKinds = [...][2]DecisionKind{
	{ImprovementDecision, "Improvement"},
	{ChangeDecision, "Change"},
}

// DecisionKinds returns the vocabulary of [DecisionKind].
func DecisionKinds() isms.Words[DecisionKind] {
	return isms.WordsOf("record.decision-kind", wordsDecisionKinds[:])
}

var (
	reviewMissing = shall("management-review-missing", "no management review was held", "no management review was held; planned ones do not count",
		"hold one", "9.3.1 s1")
	reviewOverdue = shall("management-review-overdue", "the management review is overdue", "the last management review was on {last}, due by {due}",
		"hold one", "9.3.1 s1")
	reviewStale = asks("management-review-stale", "the last management review was long ago", "the last management review was on {last}, longer than {ceiling} ago",
		"hold one, or be ready to say why the interval is long enough", "9.3.1 s1")
	reviewSlipped = asks("management-review-slipped", "a management review was not held as planned", "management review {review} was planned for {planned} and was not held",
		"hold it, or plan it anew with a reason", "9.3.1 s1")
	reviewWithoutTop = shall("management-review-without-top-management", "top management was not in the management review", "nobody of top management attended management review {review}",
		"have top management review the system; it cannot be handed down", "9.3.1 s1")
	reviewUnconcluded = shall("management-review-unconcluded", "a management review does not conclude", "management review {review} does not say whether the system is {question}",
		"conclude on suitability, adequacy and effectiveness, each of its own", "9.3.1 s1")
	reviewInputMissing = shall("management-review-input-missing", "a management review left a point out", "management review {review} did not cover {input}",
		"cover the point; nothing new is an answer",
		"9.3.2 a", "9.3.2 b", "9.3.2 c", "9.3.2 d 1", "9.3.2 d 2", "9.3.2 d 3", "9.3.2 d 4", "9.3.2 e", "9.3.2 f", "9.3.2 g")
	reviewWithoutDecision = shall("management-review-without-decision", "a management review decided nothing", "management review {review} has no decision on {on}",
		"decide; that nothing is needed is a decision", "9.3.3 s1")
	decisionLoose = asks("decision-loose", "a decision of a management review has no owner or no day", "decision {decision} of management review {review} has no {lacks}",
		"say who does it by when", "9.3.3 s1")
	reviewUnrecorded = shall("management-review-unrecorded", "no minutes of a management review are kept", "no minutes of management review {review} are kept",
		"keep the minutes", "9.3.3 s2")

	reviewRules = []isms.Rule{
		reviewMissing, reviewOverdue, reviewStale, reviewSlipped, reviewWithoutTop, reviewUnconcluded, reviewInputMissing,
		reviewWithoutDecision, decisionLoose, reviewUnrecorded,
	}
)

// checkReviews looks at the age of the last review that was held, and at what is
// in it.
func (c *check) checkReviews() {
	c.Ran(reviewMissing, reviewSlipped)
	for i := range c.Reviews {
		if r := &c.Reviews[i]; !c.done(r.Held) && r.Planned.Before(c.asOf) {
			c.Find(reviewSlipped, item("reviews", r.ID), isms.ArgID("review", r.ID), isms.ArgDate("planned", r.Planned))
		}
	}
	last, held := c.LastReview(c.asOf)
	inside := []isms.Rule{reviewOverdue, reviewStale, reviewUnconcluded, reviewInputMissing, reviewWithoutDecision, decisionLoose, reviewUnrecorded}
	if !held {
		c.Find(reviewMissing, "reviews")
		c.skip("no management review was held", inside...)
		c.Skip(reviewWithoutTop, "no management review was held")
		return
	}
	c.Ran(inside...)
	if every := c.limits.ManagementReview; !c.within(last.Held, every) {
		c.Find(reviewOverdue, "reviews", isms.ArgDate("last", last.Held), isms.ArgDate("due", c.dueAfter(last.Held, every)))
	}
	if !c.within(last.Held, c.limits.Ceiling) {
		c.Find(reviewStale, "reviews", isms.ArgDate("last", last.Held), isms.ArgText("ceiling", c.limits.Ceiling.String()))
	}
	if len(c.TopManagement) == 0 {
		c.Skip(reviewWithoutTop, "nobody is named as top management")
	} else {
		c.Ran(reviewWithoutTop)
	}
	c.checkReview(&last)
}

func (c *check) checkReview(r *Review) {
	at, review := item("reviews", r.ID), isms.ArgID("review", r.ID)
	if len(c.TopManagement) > 0 && !slices.ContainsFunc(r.Attendees, c.top) {
		c.Find(reviewWithoutTop, at.Field("attendees"), review)
	}
	for i, v := range []isms.Conclusion{r.Suitable, r.Adequate, r.Effective} {
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
