package record

import (
	"strings"

	"github.com/ismskit/ismskit/isms"
)

var (
	idUnusable = shall("invalid-record-id", "Invalid record ID", "a record in {list} has no usable ID: {why}",
		"Give each record a valid ID of its own.", "7.5.2 a")
	idTwice = shall("duplicate-record-id", "Duplicate record ID", "two records in {list} have the ID {id}",
		"Give each record an ID of its own.", "7.5.2 a")

	idRules = []isms.Rule{idUnusable, idTwice}
)

func (c *check) checkIDs() {
	c.Ran(idRules...)
	ids(c, "context.issues", c.Context.Issues, func(v *Issue) isms.ID { return v.ID })
	ids(c, "parties", c.Parties, func(v *Party) isms.ID { return v.ID })
	ids(c, "scope.elements", c.Scope.Elements, func(v *ScopeElement) isms.ID { return v.ID })
	ids(c, "processes", c.Processes, func(v *Process) isms.ID { return v.ID })
	ids(c, "leadership", c.Leadership, func(v *LeadershipAction) isms.ID { return v.ID })
	ids(c, "roles", c.Roles, func(v *Role) isms.ID { return v.ID })
	ids(c, "actions", c.Actions, func(v *Action) isms.ID { return v.ID })
	ids(c, "objectives", c.Objectives, func(v *Objective) isms.ID { return v.ID })
	ids(c, "changes", c.Changes, func(v *Change) isms.ID { return v.ID })
	ids(c, "resources", c.Resources, func(v *Resource) isms.ID { return v.ID })
	ids(c, "people", c.People, func(v *Person) isms.ID { return v.ID })
	ids(c, "communications", c.Communications, func(v *Communication) isms.ID { return v.ID })
	ids(c, "documents", c.Documents, func(v *Document) isms.ID { return v.ID })
	ids(c, "suppliers", c.Suppliers, func(v *Supplier) isms.ID { return v.ID })
	ids(c, "indicators", c.Indicators, func(v *Indicator) isms.ID { return v.ID })
	ids(c, "audits", c.Audits, func(v *Audit) isms.ID { return v.ID })
	ids(c, "managementReviews", c.ManagementReviews, func(v *ManagementReview) isms.ID { return v.ID })
	ids(c, "improvements", c.Improvements, func(v *Improvement) isms.ID { return v.ID })
}

func ids[T any](c *check, list string, values []T, id func(*T) isms.ID) {
	seen := make(map[isms.ID]bool, len(values))
	for i := range values {
		v := id(&values[i])
		if err := v.Validate(); err != nil {
			c.Find(idUnusable, item(list, v), isms.ArgText("list", list), isms.ArgText("why", err.Error()))
			continue
		}
		if seen[v] {
			c.Find(idTwice, item(list, v), isms.ArgText("list", list), isms.ArgText("id", v))
		}
		seen[v] = true
	}
}

// item returns the path of a thing in a list of the records.
func item(list string, id isms.ID) isms.Path {
	if field, in, ok := strings.Cut(list, "."); ok { // a list of a member
		return isms.Path(field).Item(in, id)
	}
	return isms.Path("").Item(list, id)
}
