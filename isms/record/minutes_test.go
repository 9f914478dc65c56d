package record_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/record"
	"github.com/ismskit/ismskit/isms/table"
)

func meetings() record.Records {
	return record.Records{
		TopManagement: []isms.ID{"ceo"},
		People:        []record.Person{{ID: "ceo", Name: "A. Meadow"}, {ID: "ciso", Name: "B. Brook"}},
		Roles:         []record.Role{{ID: "R-2", Name: "Security officer", AssignedTo: []isms.ID{"ciso"}}, {ID: "R-3", Name: "Auditor of suppliers", AssignedTo: []isms.ID{"ciso"}}},
		ManagementReviews: []record.ManagementReview{
			{ID: "MR-3", Planned: isms.MustDate("2027-02-01"), Inputs: []record.Input{{Ref: "9.3.2 b", Summary: "New law."}}},
			{
				ID: "MR-2", Conducted: isms.MustDate("2026-02-10"), Attendees: []isms.ID{"ceo", "ciso", "guest"}, Suitability: isms.Met, Effectiveness: isms.NotMet, Artefact: "sha256:2",
				Inputs: []record.Input{{Ref: "9.3.2 a", Summary: "One is open."}, {Ref: "9.3.2 c", Summary: " "}, {Ref: "9.3.2 a", Summary: "Two are done."}},
				Decisions: []record.Decision{
					{ID: "D-1", Kind: "change", What: "Widen the scope.", Owner: "ciso", Due: isms.MustDate("2026-05-01")},
					{ID: "D-2", Kind: "improvement", None: true},
					{ID: "D-3", What: "Buy tokens.", None: true},
				},
			},
			{ID: "MR-1", Conducted: isms.MustDate("2025-02-10")},
		},
	}
}

// lines shows tables with a bar between the cells.
func lines(tables ...table.Table) string {
	var b strings.Builder
	for _, t := range tables {
		fmt.Fprintf(&b, "%s: %s\n", t.Name, t.Title)
		for _, row := range t.Rows {
			var cells []string
			for _, c := range row {
				cells = append(cells, c.String())
			}
			b.WriteString(strings.Join(cells, "|") + "\n")
		}
	}
	return b.String()
}

func TestMinutes(t *testing.T) {
	tables := meetings().Minutes()
	for _, table := range tables {
		if err := table.Validate(); err != nil {
			t.Error(err)
		}
		for _, row := range table.Rows {
			if len(row) != len(table.Columns) {
				t.Errorf("%s: %d cells for %d columns", table.Name, len(row), len(table.Columns))
			}
		}
	}
	want := `reviews: Management reviews
MR-1||2025-02-10|not stated|not stated|not stated|
MR-2||2026-02-10|met|not stated|not met|sha256:2
MR-3|2027-02-01||not stated|not stated|not stated|
review-attendance: Attendance
MR-2|ceo|A. Meadow||yes
MR-2|ciso|B. Brook|Security officer, Auditor of suppliers|no
MR-2|guest|||no
review-inputs: Inputs
MR-1|9.3.2 a|The review covers the status of earlier review actions.|not covered|
`
	got := lines(tables...)
	if !strings.HasPrefix(got, want) {
		t.Error(cmp.Diff(want, got[:min(len(got), len(want))]))
	}
	for _, row := range []string{
		"MR-2|9.3.2 a|The review covers the status of earlier review actions.|covered|One is open.; Two are done.\n",
		"|not covered|\nMR-3|9.3.2 b|", // of a review to come, only what is prepared
		"|covered|New law.\nreview-decisions: Results\n" +
			"MR-2|D-1|change|Widen the scope.|ciso|2026-05-01\nMR-2|D-2|improvement|none needed||\nMR-2|D-3|not stated|Buy tokens.||\n",
	} {
		if !strings.Contains(got, row) {
			t.Errorf("%q is missing in\n%s", row, got)
		}
	}
	if n := len(tables[2].Rows); n != 10+10+1 {
		t.Errorf("%d rows of inputs", n)
	}
}

func TestMinutesOfOneReview(t *testing.T) {
	var held []string
	for _, row := range meetings().Minutes("MR-3", "MR-1", "none")[0].Rows {
		held = append(held, row[0].String())
	}
	if diff := cmp.Diff([]string{"MR-1", "MR-3"}, held); diff != "" {
		t.Error(diff)
	}
	for _, table := range meetings().Minutes("none") {
		if table.Rows == nil || len(table.Rows) > 0 {
			t.Errorf("%s: %v", table.Name, table.Rows)
		}
	}
}

func TestMinutesAreOrderedByIDOnOneDay(t *testing.T) {
	r := record.Records{ManagementReviews: []record.ManagementReview{{ID: "MR-2", Conducted: today}, {ID: "MR-1", Planned: today}}}
	if got := lines(r.Minutes()[0]); !strings.Contains(got, "MR-1|2026-11-22||") || strings.Index(got, "MR-1") > strings.Index(got, "MR-2") {
		t.Error(got)
	}
}

func TestLastReview(t *testing.T) {
	r := meetings()
	for on, want := range map[string]isms.ID{"2025-02-09": "", "2025-02-10": "MR-1", "2026-02-09": "MR-1", "2026-02-10": "MR-2", "2027-03-01": "MR-2"} {
		got, ok := r.LastManagementReview(isms.MustDate(on))
		if got.ID != want || ok != (want != "") {
			t.Errorf("on %s: %q, want %q", on, got.ID, want)
		}
	}
	if _, ok := r.LastManagementReview(isms.Date{}); ok {
		t.Error("a review was held by no day")
	}
	r.ManagementReviews = []record.ManagementReview{{ID: "b", Conducted: today}, {ID: "a", Conducted: today}, {ID: "c", Conducted: today}}
	if got, _ := r.LastManagementReview(today); got.ID != "a" {
		t.Errorf("of three on one day %s", got.ID)
	}
}

func TestPointsOfAReview(t *testing.T) {
	want := []isms.Ref{"9.3.2 a", "9.3.2 b", "9.3.2 c", "9.3.2 d 1", "9.3.2 d 2", "9.3.2 d 3", "9.3.2 d 4", "9.3.2 e", "9.3.2 f", "9.3.2 g"}
	if diff := cmp.Diff(want, record.ManagementReview{}.Missing()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(want[1:], meetings().ManagementReviews[1].Missing()); diff != "" {
		t.Error(diff)
	}
	record.ManagementReview{}.Missing()[0] = "x"
	if (record.ManagementReview{}).Missing()[0] != "9.3.2 a" {
		t.Error("the list of the package was handed out")
	}
	full := sound().ManagementReviews[0]
	if len(full.Missing()) > 0 {
		t.Error(full.Missing())
	}
}
