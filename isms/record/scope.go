package record

import (
	"github.com/ismskit/ismskit/isms"
)

// A Scope says what the management system covers (4.3): a statement, and the
// parts that are inside, with those left out and why.
type Scope struct {
	Statement  string         `json:"statement"`
	Parts      []ScopeElement `json:"parts"`
	Interfaces []Interface    `json:"interfaces"`          // 4.3 c
	Determined isms.Date      `json:"determined,omitzero"` // last day on which it was set or confirmed with issues and requirements in view
}

// A ScopeElement is a service, process, unit, location or asset that the scope covers or
// leaves out.
type ScopeElement struct {
	ID        isms.ID          `json:"id"`
	Name      string           `json:"name"`
	Kind      ScopeElementKind `json:"kind"`
	Bought    bool             `json:"bought,omitzero"`    // a service that clients buy
	DependsOn []isms.ID        `json:"dependsOn,omitzero"` // other parts, or what outsiders provide
	Outside   bool             `json:"outside,omitzero"`   // run by another organization
	Excluded  bool             `json:"excluded,omitzero"`
	Reason    string           `json:"reason,omitzero"` // why it is left out
}

func (p ScopeElement) inside() bool { return !p.Excluded && !p.Outside }

// A ScopeElementKind says what a part of the scope is; empty means that nobody said.
type ScopeElementKind string

const (
	ServicePart  ScopeElementKind = "service"  // what the organization does for others
	ProcessPart  ScopeElementKind = "process"  // work inside the organization
	UnitPart     ScopeElementKind = "unit"     // a team, a department, a company
	LocationPart ScopeElementKind = "location" // homes of staff are one, too
	AssetPart    ScopeElementKind = "asset"    // information, systems, tools
)

var wordsScopeElementKinds = [...][2]ScopeElementKind{
	{ServicePart, "Service"},
	{ProcessPart, "Process"},
	{UnitPart, "Unit"},
	{LocationPart, "Location"},
	{AssetPart, "Asset"},
}

// ScopeElementKinds returns the vocabulary of [ScopeElementKind].
func ScopeElementKinds() isms.Words[ScopeElementKind] {
	return isms.WordsOf("record.scope-element-kind", wordsScopeElementKinds[:])
}

// An Interface is a place where the work inside meets work outside (4.3 c).
type Interface struct {
	With isms.ID `json:"with"` // the part, or the outsider, at the other side
	What string  `json:"what"` // what passes, and who answers for what
}

var (
	scopeMissing = shall("scope-missing", "there is no scope statement", "the scope has no statement",
		"state what the management system covers", "4.3 s1")
	scopeBoundary = asks("scope-boundary", "the scope does not say which parts it covers", "no {kind} is named inside the scope",
		"name the services, processes, units, locations and assets inside", "4.3 s1")
	exclusionUnreasoned = shall("exclusion-unreasoned", "a part is left out without a reason", "part {part} is left out of the scope, and nobody says why",
		"give the reason, or take it in", "4.3 s1")
	scopeTooNarrow = asks("scope-too-narrow", "a service that clients buy is outside the scope",
		"clients buy {part}, and the scope leaves it out: the certificate will not answer their question", "take it in, or tell clients", "4.3 s1")
	scopeTooBroad = advises("scope-too-broad", "a part inside the scope serves nothing inside",
		"part {part} is inside the scope, but no service or process inside depends on it", "leave it out, or record what depends on it", "4.3 s1")
	scopeBeforeIssues = asks("scope-before-issues", "issues are younger than the scope", "issue {issue} of {raised} is not older than the scope of {determined}",
		"confirm the scope with the issue in view", "4.3 a")
	scopeBeforeNeeds = asks("scope-before-requirements", "requirements are younger than the scope",
		"requirement {id} of {party}, of {since}, is not older than the scope of {determined}", "confirm the scope with the requirement in view", "4.3 b")
	scopeUndated = shall("scope-undated", "nobody can tell when the scope was set", "the scope has no day on which it was set with issues and requirements in view",
		"set or confirm the scope and note the day", "4.3 a", "4.3 b")
	interfacesMissing = asks("interfaces-missing", "no interface or dependency is on record", "neither an interface nor a dependency with others is on record",
		"record where the work meets that of others", "4.3 c")
	interfaceUnnamed = shall("interface-unnamed", "a dependency on something outside has no interface",
		"{part} is inside the scope and depends on {on}, which is not; no interface names it", "name the interface: what passes, and who answers for what", "4.3 c")

	scopeRules = []isms.Rule{
		scopeMissing, scopeBoundary, exclusionUnreasoned, scopeTooNarrow, scopeTooBroad,
		scopeBeforeIssues, scopeBeforeNeeds, scopeUndated, interfacesMissing, interfaceUnnamed,
	}
)

func (c *check) checkScope() {
	s := c.Scope
	c.Ran(scopeMissing, scopeBoundary, scopeUndated, interfacesMissing)
	c.each(len(s.Parts) > 0, "parts of the scope", exclusionUnreasoned, scopeTooNarrow, scopeTooBroad, interfaceUnnamed)
	if blank(s.Statement) {
		c.Find(scopeMissing, "scope.statement")
	}
	byID := make(map[isms.ID]*ScopeElement, len(s.Parts))
	for i := range s.Parts {
		p := &s.Parts[i]
		if q, ok := byID[p.ID]; !ok || q.inside() { // of two with one ID, the one outside asks for more
			byID[p.ID] = p
		}
	}
	met := make(map[isms.ID]bool, len(s.Interfaces))
	for _, i := range s.Interfaces {
		met[i.With] = met[i.With] || !blank(i.What)
	}
	depends, have := false, map[ScopeElementKind]bool{}
	for _, p := range s.Parts {
		at, part := item("scope.parts", p.ID), isms.ArgID("part", p.ID)
		if p.Excluded {
			if blank(p.Reason) {
				c.Find(exclusionUnreasoned, at, part)
			}
			if p.Bought {
				c.Find(scopeTooNarrow, at, part)
			}
		}
		if !p.inside() {
			continue
		}
		have[p.Kind] = true
		for _, on := range p.DependsOn {
			if q, ok := byID[on]; ok && q.inside() {
				continue
			}
			depends = true
			if !met[on] {
				c.Find(interfaceUnnamed, at.Field("dependsOn"), part, isms.ArgID("on", on))
			}
		}
	}
	for k := range ScopeElementKinds().All() {
		if !have[k] {
			c.Find(scopeBoundary, "scope.parts", isms.ArgText("kind", k))
		}
	}
	if len(s.Interfaces) == 0 && !depends {
		c.Find(interfacesMissing, "scope.interfaces")
	}
	c.checkBreadth(byID)
	c.checkScopeAge()
}

// checkBreadth looks for parts that nothing inside leads to.
func (c *check) checkBreadth(byID map[isms.ID]*ScopeElement) {
	reached := map[isms.ID]bool{}
	var todo []isms.ID
	drawn := false
	for _, p := range c.Scope.Parts {
		if p.inside() && (p.Kind == ServicePart || p.Kind == ProcessPart) {
			todo = append(todo, p.ID)
			drawn = drawn || len(p.DependsOn) > 0
		}
	}
	if !drawn { // nobody has drawn what depends on what
		return
	}
	for len(todo) > 0 {
		id := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if reached[id] {
			continue
		}
		reached[id] = true
		if p, ok := byID[id]; ok {
			todo = append(todo, p.DependsOn...)
		}
	}
	for _, p := range c.Scope.Parts {
		if p.inside() && !reached[p.ID] {
			c.Find(scopeTooBroad, item("scope.parts", p.ID), isms.ArgID("part", p.ID))
		}
	}
}

func (c *check) checkScopeAge() {
	day := c.Scope.Determined
	if !c.done(day) {
		c.Find(scopeUndated, "scope.determined")
		c.skip("the scope has no day", scopeBeforeIssues, scopeBeforeNeeds)
		return
	}
	unknown := ""
	for _, i := range c.Context.Issues {
		if i.Raised.IsZero() {
			unknown = "an issue has no day"
		}
		if i.Raised.After(day) {
			c.Find(scopeBeforeIssues, "scope.determined", isms.ArgID("issue", i.ID), isms.ArgDate("raised", i.Raised), isms.ArgDate("determined", day))
		}
	}
	c.eachKnown(len(c.Context.Issues) > 0, "issues", unknown, scopeBeforeIssues)
	needs := false
	unknown = ""
	for _, p := range c.Parties {
		needs = needs || len(p.Requirements) > 0
		for _, n := range p.Requirements {
			if n.Since.IsZero() {
				unknown = "a requirement has no day"
			}
			if n.Since.After(day) {
				c.Find(scopeBeforeNeeds, "scope.determined", isms.ArgID("id", n.ID), isms.ArgID("party", p.ID), isms.ArgDate("since", n.Since), isms.ArgDate("determined", day))
			}
		}
	}
	c.eachKnown(needs, "requirements of interested parties", unknown, scopeBeforeNeeds)
}

// eachKnown is each, for a rule that needs a fact which some of the things lack.
func (c *check) eachKnown(some bool, what, unknown string, rules ...isms.Rule) {
	if unknown != "" {
		c.skip(unknown, rules...)
		return
	}
	c.each(some, what, rules...)
}
