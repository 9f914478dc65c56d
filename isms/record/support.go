package record

import (
	"slices"
	"strings"

	"github.com/ismskit/ismskit/internal/text"
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
	Completed isms.Date `json:"completed,omitzero"`
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
	resourcesMissing = shall("missing-resources-for-the-isms", "Missing resources for the ISMS", "no resource for the ISMS is documented",
		"Determine the resources needed for the ISMS.", "7.1 s1")
	resourceUnprovided = needing(shall("resource-not-provided", "Resource not provided", "resource {resource} has not been provided; needed by: {needed}",
		"Provide the resource, or record when it is needed.", "7.1 s1"), theResources)
	competenceUndetermined = needing(shall("role-without-required-competence", "Role without required competence", "role {role} has no documented required competence",
		"Determine the competence required for the role.", "7.2 a"), theRoles)
	competenceGap = keyed(needing(shall("missing-competence-for-role", "Missing competence for role", "person {person} has role {role} without the competence {competence}, and no action to acquire it is documented",
		"Document the competence, or the action taken to acquire it.", "7.2 b"), theHolders), "person", "role", "competence").RestsOn("people", "people[*].competences", "roles[*].assignedTo")
	gapUnclosed = shall("competence-gap-without-action-in-time", "Competence gap without action in time", "the gap of person {person} in the competence {competence} has no action with a due date, or the action is overdue",
		"Take action to close the competence gap, or set a due date for it.", "7.2 c")
	gapUnevaluated = shall("competence-action-not-evaluated", "Competence action not evaluated", "the action on the gap of person {person} in the competence {competence} has not been evaluated",
		"Evaluate the effectiveness of the action and record the date.", "7.2 c")
	competenceUnevidenced = shall("competence-without-evidence", "Competence without evidence", "no evidence of the competence {competence} of person {person} is retained",
		"Retain evidence of the competence and record its basis.", "7.2 d")
	awarenessMissing = keyed(needing(shall("missing-awareness", "Missing awareness", "no awareness of person {person} of the topic {topic} is documented in the last {interval}",
		"Make the person aware of the topic and record the date.", "7.3 a", "7.3 b", "7.3 c"), thePeople), "topic")
	communicationsMissing = shall("missing-communications", "Missing communications", "no communication is documented",
		"Determine what is communicated, when, with whom and how.", "7.4 a", "7.4 b", "7.4 c", "7.4 d")
	communicationIncomplete = needing(shall("incomplete-communication", "Incomplete communication", "communication {communication} has no {part}",
		"Determine what is communicated, when, with whom and how.", "7.4 a", "7.4 b", "7.4 c", "7.4 d"), theCommunications)

	supportRules = []isms.Rule{
		resourcesMissing, resourceUnprovided, competenceUndetermined, competenceGap, gapUnclosed, gapUnevaluated,
		competenceUnevidenced, awarenessMissing, communicationsMissing, communicationIncomplete,
	}
)

func (c *check) checkResources() {
	c.apply(len(c.Resources) > 0, theResources, resourcesMissing, resourceUnprovided)
	if len(c.Resources) == 0 {
		c.Find(resourcesMissing, "resources")
	}
	for i, at := range c.paths["resources"] {
		if r := &c.Resources[i]; !c.done(r.Provided) && r.Needed.Compare(c.asOf) <= 0 {
			c.Find(resourceUnprovided, at.Field("provided"), isms.ArgID("resource", r.ID), isms.ArgDate("needed", r.Needed))
		}
	}
}

// works reports whether the person is with the organization on the day.
func (c *check) works(p *Person) bool {
	return p.Joined.Compare(c.asOf) <= 0 && (p.Left.IsZero() || p.Left.Compare(c.asOf) >= 0)
}

func (c *check) checkPeople() {
	people := make(map[isms.ID]int, len(c.People))
	for i := range c.People {
		people[c.People[i].ID] = i
	}
	held := slices.ContainsFunc(c.Roles, func(r Role) bool { return len(r.AssignedTo) > 0 })
	c.Ran(competenceUndetermined)
	c.apply(held, theHolders, competenceGap)
	c.apply(slices.ContainsFunc(c.People, func(p Person) bool { return c.works(&p) }), thePeople, awarenessMissing)
	for _, r := range []isms.Rule{competenceUnevidenced, gapUnclosed, gapUnevaluated} { // found without roles, too
		if held {
			c.Ran(r)
		} else {
			c.Skip(r, theHolders.Missing.With())
		}
	}
	for i, at := range c.paths["roles"] {
		r := &c.Roles[i]
		if len(r.Competences) == 0 {
			c.Find(competenceUndetermined, at.Field("competences"), isms.ArgID("role", r.ID))
		}
		for _, h := range r.AssignedTo {
			p, where := &Person{}, at.Field("assignedTo")
			if k, ok := people[h]; ok && strings.TrimSpace(string(h)) != "" {
				p, where = &c.People[k], c.paths["people"][k].Field("competences")
			}
			c.checkHolder(p, h, where, r)
		}
	}
	for i, at := range c.paths["people"] {
		if p := &c.People[i]; c.works(p) {
			c.checkPerson(p, at)
		}
	}
}

// checkHolder compares what a role needs with what its holder can do. A gap that
// is being closed is no finding here but a matter of 7.2 c; once it is closed, the
// competence is to be documented.
func (c *check) checkHolder(p *Person, holder isms.ID, at isms.Path, r *Role) {
	for i, need := range r.Competences {
		if slices.ContainsFunc(p.Competences, func(v Competence) bool { return v.What == need }) ||
			slices.ContainsFunc(p.Gaps, func(g Gap) bool { return g.What == need && !text.Blank(g.Action) && !c.done(g.Evaluated) }) {
			continue
		}
		c.Find(competenceGap, at, isms.ArgID("person", holder), isms.ArgID("role", r.ID), competence(need, i))
	}
}

// competence names a competence in a message; one without a name is told by its
// place in its list.
func competence(what string, i int) isms.Arg {
	if strings.TrimSpace(what) == "" {
		return isms.ArgSentence("competence", competenceNumber.With(isms.ArgInt("n", i+1)))
	}
	return isms.ArgText("competence", what)
}

func (c *check) checkPerson(p *Person, at isms.Path) {
	person := isms.ArgID("person", p.ID)
	for i, v := range p.Competences {
		switch item := at.Index("competences", i); {
		case text.Blank(v.Basis):
			c.Find(competenceUnevidenced, item.Field("basis"), person, competence(v.What, i))
		case text.Blank(v.Artefact):
			c.Find(competenceUnevidenced, item.Field("artefact"), person, competence(v.What, i))
		}
	}
	for i, g := range p.Gaps {
		switch item := at.Index("gaps", i); {
		case c.done(g.Completed):
			if !c.done(g.Evaluated) || g.Evaluated.Before(g.Completed) {
				c.Find(gapUnevaluated, item.Field("evaluated"), person, competence(g.What, i))
			}
		case text.Blank(g.Action):
			c.Find(gapUnclosed, item.Field("action"), person, competence(g.What, i))
		case g.Due.Before(c.asOf):
			c.Find(gapUnclosed, item.Field("due"), person, competence(g.What, i))
		}
	}
	for i, t := range slices.Collect(Topics().All()) {
		var last isms.Date
		for _, a := range p.Awareness {
			if slices.Contains(a.Topics, t) {
				last = c.latest(last, a.On)
			}
		}
		if r := awarenessMissing.At(awarenessMissing.Refs[i]); !c.within(r, last, c.limits.Awareness) {
			c.Find(r, at.Field("awareness"), person, isms.ArgWord("topic", Topics(), t), isms.ArgInterval("interval", c.limits.Awareness))
		}
	}
}

func (c *check) checkCommunications() {
	c.apply(len(c.Communications) > 0, theCommunications, communicationsMissing, communicationIncomplete)
	if len(c.Communications) == 0 {
		c.Find(communicationsMissing, "communications")
	}
	for i, at := range c.paths["communications"] {
		v := &c.Communications[i]
		c.lackingEach(communicationIncomplete, at, []part{
			{"what", partContent, text.Blank(v.What)}, {"when", partTime, text.Blank(v.When)}, {"with", partRecipient, text.Blank(v.With)}, {"how", partMethod, text.Blank(v.How)},
		}, isms.ArgID("communication", v.ID))
	}
}
