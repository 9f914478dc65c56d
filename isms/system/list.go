package system

import "github.com/ismskit/ismskit/isms"

// List is a list of the stored document whose items have a key, which paths of
// findings name them by: "register.risks[R-1]".
type List struct {
	Path isms.Path `json:"path"` // a pattern; "[*]" for the items of lists around it
	// Key is the path of the key in an item, most often a member such as "id".
	Key isms.Path `json:"key"`
}

// Lists returns the lists with keys, in the order of the document. Items of all
// other lists are named by their position.
func Lists() []List {
	list := []List{
		{"records.parties[*].requirements", "id"},
		{"records.managementReviews[*].decisions", "id"},
		{"applicability.custom", "ref"},
		{"applicability.decisions", "control"},
		{"statements[*].custom", "ref"},
		{"statements[*].controls", "control"},
		{"findings.items", "nonconformity[#0].finding.id"},
		{"register.method.likelihood", "key"},
		{"register.method.easeOfExploitation", "key"},
		{"register.method.impact", "key"},
		{"register.method.bands", "key"},
		{"evidence.expectations", "ref"},
		{"programme.areas", "ref"},
		{"roadmap.progress", "task"},
	}
	for _, path := range []isms.Path{
		"records.context.issues", "records.parties", "records.scope.elements", "records.processes", "records.leadership", "records.roles", "records.actions",
		"records.objectives", "records.changes", "records.resources", "records.people", "records.communications", "records.documents", "records.suppliers",
		"records.indicators", "records.managementReviews", "records.improvements",
		"register.assets", "register.risks", "register.treatments", "register.acceptances", "register.delegations", "register.changes",
		"obligations", "evidence.records", "programme.auditors", "programme.audits", "policies", "calendars",
		"roadmap.plan.phases", "roadmap.plan.tasks", "roadmap.plan.shortcuts",
	} {
		list = append(list, List{path, "id"})
	}
	return list
}
