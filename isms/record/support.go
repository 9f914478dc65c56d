package record

import (
	"slices"
	"strconv"

	"github.com/ismskit/ismskit/isms"
)

// Resource is a resource that the ISMS needs: people, money, tools, time (7.1).
type Resource struct {
	ID       isms.ID   `json:"id"`
	What     string    `json:"what"`
	Needed   isms.Date `json:"needed,omitzero"`   // due date; zero: now
	Provided isms.Date `json:"provided,omitzero"` // day of provision
}

// Person is a person who works under the control of the organization and affects its
// information security performance (7.2, 7.3).
type Person struct {
	ID          isms.ID      `json:"id"`
	Name        string       `json:"name,omitzero"`
	Joined      isms.Date    `json:"joined,omitzero"`
	Left        isms.Date    `json:"left,omitzero"`
	Competences []Competence `json:"competences,omitzero"`
	Gaps        []Gap        `json:"gaps,omitzero"`
	Awareness   []Awareness  `json:"awareness,omitzero"`
}

// Competence is a competence of a person with its evidence (7.2 d).
type Competence struct {
	What     string `json:"what"`              // as in Role.Competences
	Basis    string `json:"basis,omitzero"`    // education, training or experience
	Artefact string `json:"artefact,omitzero"` // evidence: a certificate, a record
}

// Gap is a competence that a person lacks, with the action to acquire it (7.2 c).
type Gap struct {
	What      string    `json:"what"`
	Action    string    `json:"action,omitzero"`
	Due       isms.Date `json:"due,omitzero"`
	Done      isms.Date `json:"done,omitzero"`
	Evaluated isms.Date `json:"evaluated,omitzero"` // evaluation of its effectiveness
}

// Awareness is the topics that a person was made aware of on one day (7.3).
type Awareness struct {
	On     isms.Date `json:"on,omitzero"`
	Topics []Topic   `json:"topics"`
}

// Topic is a topic of awareness (7.3).
type Topic string

var wordsTopics = [...][2]Topic{
	{"policy", "Information security policy"},
	{"contribution", "Contribution to the effectiveness of the ISMS"},
	{"consequences", "Consequences of nonconformity"},
}

// Topics returns the vocabulary of [Topic].
func Topics() isms.Words[Topic] { return isms.WordsOf("record.topic", wordsTopics[:]) }

// Communication is a communication that is relevant to the ISMS (7.4).
type Communication struct {
	ID   isms.ID `json:"id"`
	What string  `json:"what,omitzero"`
	When string  `json:"when,omitzero"`
	With string  `json:"with,omitzero"`
	How  string  `json:"how,omitzero"`
}

var (
	resourcesMissing = shall("missing-resources-for-the-isms", "Missing resources for the ISMS", "no resource for the management system is on record",
		"Determine the resources needed for the ISMS.", "7.1 s1")
	resourceUnprovided = shall("resource-not-provided", "Resource not provided", "resource {resource} was needed by {needed} and was not provided",
		"Provide the resource, or record when it is needed.", "7.1 s1")
	competenceUndetermined = shall("role-without-required-competence", "Role without required competence", "role {role} does not say which competence it needs",
		"Determine the competence required for the role.", "7.2 a")
	competenceGap = shall("missing-competence-for-role", "Missing competence for role", "{person} holds role {role} and does not have the competence {competence}, and nothing is done about it",
		"Document the competence, or the action taken to acquire it.", "7.2 b")
	gapUnclosed = shall("competence-gap-without-action-in-time", "Competence gap without action in time", "the gap of {person} in the competence {competence} has no action with a day, or its day has passed",
		"Take action to close the competence gap, or set a due date for it.", "7.2 c")
	gapUnevaluated = shall("competence-action-not-evaluated", "Competence action not evaluated", "what was done about the gap of {person} in the competence {competence} was not evaluated",
		"Evaluate the effectiveness of the action and record the date.", "7.2 c")
	competenceUnevidenced = shall("competence-without-evidence", "Competence without evidence", "nothing is kept that shows that {person} has the competence {competence}",
		"Retain evidence of the competence and record its basis.", "7.2 d")
	awarenessMissing = shall("missing-awareness", "Missing awareness", "{person} was not made aware of {topic} in the last {interval}",
		"Make the person aware of the topic and record the date.", "7.3 a", "7.3 b", "7.3 c")
	messagesMissing = shall("missing-communications", "Missing communications", "nothing that is to be communicated is on record",
		"Determine what is communicated, when, with whom and how.", "7.4 a", "7.4 b", "7.4 c", "7.4 d")
	messageIncomplete = shall("incomplete-communication", "Incomplete communication", "communication {message} does not say {lacks}",
		"Determine what is communicated, when, with whom and how.", "7.4 a", "7.4 b", "7.4 c", "7.4 d")

	supportRules = []isms.Rule{
		resourcesMissing, resourceUnprovided, competenceUndetermined, competenceGap, gapUnclosed, gapUnevaluated,
		competenceUnevidenced, awarenessMissing, messagesMissing, messageIncomplete,
	}
)

func (c *check) checkResources() {
	c.Ran(resourcesMissing)
	c.each(len(c.Resources) > 0, "resources", resourceUnprovided)
	if len(c.Resources) == 0 {
		c.Find(resourcesMissing, "resources")
	}
	for _, r := range c.Resources {
		if !c.done(r.Provided) && r.Needed.Compare(c.asOf) <= 0 {
			c.Find(resourceUnprovided, item("resources", r.ID), isms.ArgID("resource", r.ID), isms.ArgDate("needed", r.Needed))
		}
	}
}

// works reports whether the person is with the organization on the day.
func (c *check) works(p *Person) bool {
	return !(!c.asOf.IsZero() && p.Joined.After(c.asOf)) && !(!p.Left.IsZero() && p.Left.Before(c.asOf))
}

func (c *check) checkPeople() {
	holders, staff := false, false
	people := make(map[isms.ID]*Person, len(c.People))
	for i := range c.People {
		people[c.People[i].ID] = &c.People[i]
		staff = staff || c.works(&c.People[i])
	}
	for _, r := range c.Roles {
		holders = holders || len(r.AssignedTo) > 0
	}
	c.each(len(c.Roles) > 0, "roles", competenceUndetermined)
	c.each(holders, "holders of roles", competenceGap, competenceUnevidenced, gapUnclosed, gapUnevaluated)
	c.each(staff, "people", awarenessMissing)
	for _, r := range c.Roles {
		role := isms.ArgID("role", r.ID)
		if len(r.Competences) == 0 {
			c.Find(competenceUndetermined, item("roles", r.ID).Field("competences"), role)
		}
		for i, h := range r.AssignedTo {
			at := item("people", h)
			if blank(string(h)) {
				at = item("roles", r.ID).Index("assignedTo", i)
			}
			c.checkHolder(people[h], at, somebody(h), r)
		}
	}
	for i := range c.People {
		if p := &c.People[i]; c.works(p) {
			c.checkPerson(p)
		}
	}
}

// checkHolder compares what a role needs with what its holder can do. A gap that
// is being closed is no finding here but a matter of 7.2 c; once it is closed, the
// competence is to be on record.
func (c *check) checkHolder(p *Person, at isms.Path, person isms.Arg, r Role) {
	for i, need := range r.Competences {
		if p != nil && (slices.ContainsFunc(p.Competences, func(v Competence) bool { return v.What == need }) ||
			slices.ContainsFunc(p.Gaps, func(g Gap) bool { return g.What == need && !blank(g.Action) && !c.done(g.Evaluated) })) {
			continue
		}
		c.Find(competenceGap, at, person, isms.ArgID("role", r.ID), competence(need, i))
	}
}

// somebody names a person in a message.
func somebody(id isms.ID) isms.Arg {
	if blank(string(id)) {
		id = "somebody without an ID"
	}
	return isms.ArgText("person", id)
}

// competence names a competence in a message; one without a name is told by its
// place in its list.
func competence(what string, i int) isms.Arg {
	if blank(what) {
		what = "without a name, number " + strconv.Itoa(i+1) + " of its list"
	}
	return isms.ArgText("competence", what)
}

func (c *check) checkPerson(p *Person) {
	at, person := item("people", p.ID), somebody(p.ID)
	for i, v := range p.Competences {
		if blank(v.Basis) || blank(v.Artefact) {
			c.Find(competenceUnevidenced, at.Index("competences", i), person, competence(v.What, i))
		}
	}
	for i, g := range p.Gaps {
		switch {
		case !c.done(g.Done) && (blank(g.Action) || !g.Due.IsZero() && g.Due.Before(c.asOf) || g.Due.IsZero()):
			c.Find(gapUnclosed, at.Index("gaps", i), person, competence(g.What, i))
		case c.done(g.Done) && (!c.done(g.Evaluated) || !g.Evaluated.IsZero() && g.Evaluated.Before(g.Done)):
			c.Find(gapUnevaluated, at.Index("gaps", i), person, competence(g.What, i))
		}
	}
	aware := func(t Topic) bool {
		return slices.ContainsFunc(p.Awareness, func(a Awareness) bool {
			return slices.Contains(a.Topics, t) && c.within(a.On, c.limits.Awareness)
		})
	}
	for i, t := range slices.Collect(Topics().All()) {
		if !aware(t) {
			c.Find(awarenessMissing.At(awarenessMissing.Refs[i]), at.Field("awareness"), person, isms.ArgText("topic", t), isms.ArgText("interval", c.limits.Awareness.String()))
		}
	}
}

func (c *check) checkMessages() {
	c.Ran(messagesMissing)
	c.each(len(c.Communications) > 0, "communications", messageIncomplete)
	if len(c.Communications) == 0 {
		c.Find(messagesMissing, "communications")
	}
	for _, m := range c.Communications {
		at, message := item("communications", m.ID), isms.ArgID("message", m.ID)
		for i, f := range []struct{ field, lacks, value string }{
			{"what", "what is communicated", m.What}, {"when", "when", m.When}, {"with", "with whom", m.With}, {"how", "how", m.How},
		} {
			if blank(f.value) {
				c.Find(messageIncomplete.At(messageIncomplete.Refs[i]), at.Field(f.field), message, isms.ArgText("lacks", f.lacks))
			}
		}
	}
}
