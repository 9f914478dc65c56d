package record

import (
	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// Scope is the scope of the ISMS (4.3): a statement, the elements inside it and those
// excluded.
type Scope struct {
	Statement  string         `json:"statement"`
	Elements   []ScopeElement `json:"elements"`
	Interfaces []Interface    `json:"interfaces"`          // 4.3 c
	Determined isms.Date      `json:"determined,omitzero"` // or last confirmed, with regard to issues and requirements
}

// ScopeElement is a service, process, organizational unit, location or asset inside
// the scope or excluded from it.
type ScopeElement struct {
	ID        isms.ID          `json:"id"`
	Name      string           `json:"name"`
	Kind      ScopeElementKind `json:"kind"`
	Bought    bool             `json:"bought,omitzero"`    // by clients
	DependsOn []isms.ID        `json:"dependsOn,omitzero"` // other elements, or what external parties provide
	Outside   bool             `json:"outside,omitzero"`   // operated by another organization
	Excluded  bool             `json:"excluded,omitzero"`
	Reason    string           `json:"reason,omitzero"` // for the exclusion
}

func (p ScopeElement) inside() bool { return !p.Excluded && !p.Outside }

// ScopeElementKind is the kind of a scope element. The zero value means not stated.
type ScopeElementKind string

const (
	serviceElement ScopeElementKind = "service" // of the organization to others
	processElement ScopeElementKind = "process" // within the organization
)

var wordsScopeElementKinds = [...][2]ScopeElementKind{
	{serviceElement, "Service"},
	{processElement, "Process"},
	{"unit", "Organizational unit"},
	{"location", "Location"},
	{"asset", "Asset"},
}

// ScopeElementKinds returns the vocabulary of [ScopeElementKind].
func ScopeElementKinds() isms.Words[ScopeElementKind] {
	return isms.WordsOf("record.scope-element-kind", wordsScopeElementKinds[:])
}

// Interface is an interface between the scope and its outside (4.3 c).
type Interface struct {
	With isms.ID `json:"with"` // element or external party
	What string  `json:"what"` // what is exchanged, and who is responsible for what
}

var (
	scopeMissing = shall("missing-scope-statement", "Missing scope statement", "the scope has no statement",
		"State the scope of the ISMS.", "4.3 s1")
	scopeBoundary = keyed(asks("missing-scope-boundaries", "Missing scope boundaries", "no scope element of the kind {kind} is inside the scope",
		"State which services, processes, organizational units, locations and assets are in the scope.", "4.3 s1"), "kind")
	exclusionUnreasoned = needing(shall("scope-exclusion-without-justification", "Scope exclusion without justification", "scope element {element} is excluded without a reason",
		"Justify the exclusion from the scope, or include the element.", "4.3 s1"), theElements)
	scopeTooNarrow = needing(asks("client-service-outside-the-scope", "Client service outside the scope",
		"clients buy {element}, which is excluded from the scope", "Include the service in the scope, or inform the clients.", "4.3 s1"), theElements)
	scopeTooBroad = needing(advises("scope-element-without-dependent-service-or-process", "Scope element without dependent service or process",
		"scope element {element} is inside the scope, but no service or process inside depends on it", "Exclude the element from the scope, or document what depends on it.", "4.3 s1"), theElements)
	scopeBeforeIssues = needing(asks("scope-older-than-issues", "Scope older than issues", "issue {issue} of {raised} is later than the scope of {determined}",
		"Confirm the scope with regard to the current issues.", "4.3 a"), theScopeDate, theIssues, theIssueDates)
	scopeBeforeRequirements = needing(asks("scope-older-than-requirements", "Scope older than requirements",
		"requirement {requirement} of party {party}, of {since}, is later than the scope of {determined}", "Confirm the scope with regard to the current requirements of interested parties.", "4.3 b"), theScopeDate, theRequirements, theRequiredDates)
	scopeUndated = shall("undated-scope", "Undated scope", "the scope has no date up to the day of the check on which it was determined",
		"Determine or confirm the scope and record the date.", "4.3 a", "4.3 b")
	interfacesMissing = asks("missing-interfaces-and-dependencies", "Missing interfaces and dependencies", "neither an interface nor a dependency with others is documented",
		"Document the interfaces and dependencies with other organizations.", "4.3 c")
	interfaceUnnamed = keyed(needing(shall("dependency-without-interface", "Dependency without interface",
		"scope element {element} depends on {on}, which is outside the scope; no interface with it is documented", "Document the interface, what passes through it and who is responsible for what.", "4.3 c"), theElements), "on").RestsOn("scope.interfaces")

	scopeRules = []isms.Rule{
		scopeMissing, scopeBoundary, exclusionUnreasoned, scopeTooNarrow, scopeTooBroad,
		scopeBeforeIssues, scopeBeforeRequirements, scopeUndated, interfacesMissing, interfaceUnnamed,
	}
)

func (c *check) checkScope() {
	s := c.Scope
	c.Ran(scopeMissing, scopeBoundary, scopeUndated, interfacesMissing)
	c.apply(len(s.Elements) > 0, theElements, exclusionUnreasoned, scopeTooNarrow, scopeTooBroad, interfaceUnnamed)
	if text.Blank(s.Statement) {
		c.Find(scopeMissing, "scope.statement")
	}
	byID := make(map[isms.ID]*ScopeElement, len(s.Elements))
	for i := range s.Elements {
		p := &s.Elements[i]
		if q, ok := byID[p.ID]; !ok || q.inside() { // of two with one ID, the one outside asks for more
			byID[p.ID] = p
		}
	}
	met := make(map[isms.ID]bool, len(s.Interfaces))
	for _, i := range s.Interfaces {
		met[i.With] = met[i.With] || !text.Blank(i.What)
	}
	depends, have := false, map[ScopeElementKind]bool{}
	for i, at := range c.paths["scope.elements"] {
		p := &s.Elements[i]
		element := isms.ArgID("element", p.ID)
		if p.Excluded {
			if text.Blank(p.Reason) {
				c.Find(exclusionUnreasoned, at.Field("reason"), element)
			}
			if p.Bought {
				c.Find(scopeTooNarrow, at.Field("excluded"), element)
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
				c.Find(interfaceUnnamed, at.Field("dependsOn"), element, isms.ArgID("on", on))
			}
		}
	}
	for k := range ScopeElementKinds().All() {
		if !have[k] {
			c.Find(scopeBoundary, "scope.elements", isms.ArgWord("kind", ScopeElementKinds(), k))
		}
	}
	if len(s.Interfaces) == 0 && !depends {
		c.Find(interfacesMissing, "scope.interfaces")
	}
	c.checkBreadth(byID)
	c.checkScopeAge()
}

// checkBreadth looks for elements that nothing inside leads to.
func (c *check) checkBreadth(byID map[isms.ID]*ScopeElement) {
	reached := map[isms.ID]bool{}
	var todo []isms.ID
	drawn := false
	for _, p := range c.Scope.Elements {
		if p.inside() && (p.Kind == serviceElement || p.Kind == processElement) {
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
	for i, at := range c.paths["scope.elements"] {
		if p := &c.Scope.Elements[i]; p.inside() && !reached[p.ID] {
			c.Find(scopeTooBroad, at, isms.ArgID("element", p.ID))
		}
	}
}

func (c *check) checkScopeAge() {
	day := c.Scope.Determined
	if !c.done(day) {
		c.Find(scopeUndated, "scope.determined")
		c.Lacks(theScopeDate)
	}
	determined := isms.ArgDate("determined", day)
	dated := true
	for i, at := range c.paths["context.issues"] {
		v := &c.Context.Issues[i]
		dated = dated && !v.Raised.IsZero()
		if v.Raised.After(day) {
			c.Find(scopeBeforeIssues, at.Field("raised"), isms.ArgID("issue", v.ID), isms.ArgDate("raised", v.Raised), determined)
		}
	}
	c.apply(dated, theIssueDates, scopeBeforeIssues)
	dated = true
	for i, at := range c.paths["parties"] {
		p := &c.Parties[i]
		for k, at := range c.paths[string(at.Field("requirements"))] {
			n := &p.Requirements[k]
			dated = dated && !n.Since.IsZero()
			if n.Since.After(day) {
				c.Find(scopeBeforeRequirements, at.Field("since"), isms.ArgID("requirement", n.ID), isms.ArgID("party", p.ID), isms.ArgDate("since", n.Since), determined)
			}
		}
	}
	c.apply(dated, theRequiredDates, scopeBeforeRequirements)
}
