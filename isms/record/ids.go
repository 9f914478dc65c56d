package record

import (
	"errors"

	"github.com/ismskit/ismskit/isms"
)

var (
	idInvalid = shall("invalid-record-id", "Invalid record ID", "a record has no valid ID: {why}",
		"Assign a unique ID to each record.", "7.5.2 a")
	idTwice = keyed(shall("duplicate-record-id", "Duplicate record ID", "the ID {id} is used {n} times",
		"Assign a unique ID to each record.", "7.5.2 a"), "id")

	idRules = []isms.Rule{idInvalid, idTwice}
)

func (c *check) checkIDs() {
	c.Ran(idRules...)
	list(c, "context.issues", c.Context.Issues, func(v *Issue) isms.ID { return v.ID })
	list(c, "parties", c.Parties, func(v *Party) isms.ID { return v.ID })
	for i, at := range c.paths["parties"] {
		list(c, string(at.Field("requirements")), c.Parties[i].Requirements, func(v *PartyRequirement) isms.ID { return v.ID })
	}
	list(c, "scope.elements", c.Scope.Elements, func(v *ScopeElement) isms.ID { return v.ID })
	list(c, "processes", c.Processes, func(v *Process) isms.ID { return v.ID })
	list(c, "leadership", c.Leadership, func(v *LeadershipAction) isms.ID { return v.ID })
	list(c, "roles", c.Roles, func(v *Role) isms.ID { return v.ID })
	list(c, "actions", c.Actions, func(v *Action) isms.ID { return v.ID })
	list(c, "objectives", c.Objectives, func(v *Objective) isms.ID { return v.ID })
	list(c, "changes", c.Changes, func(v *Change) isms.ID { return v.ID })
	list(c, "resources", c.Resources, func(v *Resource) isms.ID { return v.ID })
	list(c, "people", c.People, func(v *Person) isms.ID { return v.ID })
	list(c, "communications", c.Communications, func(v *Communication) isms.ID { return v.ID })
	list(c, "documents", c.Documents, func(v *Document) isms.ID { return v.ID })
	list(c, "suppliers", c.Suppliers, func(v *Supplier) isms.ID { return v.ID })
	list(c, "indicators", c.Indicators, func(v *Indicator) isms.ID { return v.ID })
	list(c, "managementReviews", c.ManagementReviews, func(v *ManagementReview) isms.ID { return v.ID })
	for i, at := range c.paths["managementReviews"] {
		list(c, string(at.Field("decisions")), c.ManagementReviews[i].Decisions, func(v *Decision) isms.ID { return v.ID })
	}
	list(c, "improvements", c.Improvements, func(v *Improvement) isms.ID { return v.ID })
}

// list checks the IDs of a list and keeps the paths of its items.
func list[T any](c *check, at string, items []T, id func(*T) isms.ID) {
	paths := isms.ItemPaths(isms.Path(at), "", items, id)
	c.paths[at] = paths
	times := make(map[isms.ID]int, len(items)) // for look-up only
	for i := range items {
		v := id(&items[i])
		var e *isms.Error
		if errors.As(v.Validate(), &e) {
			c.Find(idInvalid, paths[i].Field("id"), isms.ArgSentence("why", sentence(e.Problems[0])))
			continue
		}
		times[v]++
	}
	for i := range items {
		if v := id(&items[i]); times[v] > 1 {
			c.Find(idTwice, isms.Path(at), isms.ArgID("id", v), isms.ArgInt("n", times[v]))
			delete(times, v)
		}
	}
}

// sentence returns what a problem says.
func sentence(p isms.Problem) isms.Sentence {
	return isms.Sentence{Code: p.Code, Args: p.Args, Text: p.Message}
}
