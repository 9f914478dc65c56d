package programme_test

import (
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/audit/programme"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
)

func ExampleProgramme_AuditTable() {
	p := programme.Programme{
		Auditors: []programme.Auditor{{ID: "ann", Impartiality: "Works in no audited area."}},
		Audits: []programme.InternalAudit{
			{ID: "IA-2", Planned: isms.On(isms.MustDate("2026-09-14")), Team: []isms.ID{"ann"}},
			{ID: "IA-1", Planned: isms.On(isms.MustDate("2026-03-09")), Conducted: isms.On(isms.MustDate("2026-03-16"))},
		},
	}
	t := p.AuditTable(isms.MustDate("2026-05-04"))
	status := slices.IndexFunc(t.Columns, func(c table.Header) bool { return c.Key == "status" })
	for _, row := range t.Rows {
		fmt.Println(row[0], row[status])
	}
	// Output:
	// IA-1 conducted
	// IA-2 planned
}
