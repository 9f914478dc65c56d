package record_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/record"
)

// looked says which rules ran, for which places, and which did not and why.
func looked(r isms.Report) []string {
	var out []string
	for x := range r.Ran() {
		out = append(out, fmt.Sprint("ran ", x.Code, " ", x.Refs))
	}
	for x := range r.Skipped() {
		out = append(out, fmt.Sprintf("skipped %s %s: %s", x.Code, x.Refs, x.Why.Code))
	}
	return out
}

// Which rules say nothing, and why, when something is not on record.
func TestWhatWasLookedAt(t *testing.T) {
	var b strings.Builder
	before := looked(sound().Check(today, nil))
	fmt.Fprintf(&b, "sound\n\t%s\n", strings.Join(before, "\n\t"))
	show := func(name string, r isms.Report) {
		fmt.Fprintf(&b, "%s\n", name)
		for _, l := range looked(r) {
			if !slices.Contains(before, l) {
				fmt.Fprintf(&b, "\t%s\n", l)
			}
		}
	}
	show("no day", sound().Check(isms.Date{}, nil))
	show("no records", record.Records{}.Check(today, nil))
	for i := range reflect.TypeFor[record.Records]().NumField() {
		r := sound()
		reflect.ValueOf(&r).Elem().Field(i).SetZero()
		show("without "+reflect.TypeFor[record.Records]().Field(i).Name, r.Check(today, nil))
	}
	r := sound()
	r.Changes, r.Suppliers = nil, nil
	r.Documents = slices.DeleteFunc(r.Documents, func(d record.Document) bool { return d.External })
	show("nothing of what may be absent", r.Check(today, nil))
	for of := range record.AbsentKinds().All() {
		r.Absences = append(r.Absences, record.Absence{Of: of, By: "ciso", On: ago(10)})
	}
	show("nothing of what may be absent, and it is said so", r.Check(today, nil))
	for _, c := range []struct {
		name string
		do   func(*record.Records)
	}{
		{"all have left", func(r *record.Records) {
			for i := range r.People {
				r.People[i].Left = ago(1)
			}
		}},
		{"roles without holders", func(r *record.Records) {
			for i := range r.Roles {
				r.Roles[i].AssignedTo = nil
			}
		}},
		{"parties that require nothing", func(r *record.Records) {
			for i := range r.Parties {
				r.Parties[i].Requirements = nil
			}
		}},
		{"an issue of no day", func(r *record.Records) { r.Context.Issues[0].Raised = isms.Date{} }},
		{"a requirement of no day", func(r *record.Records) { r.Parties[0].Requirements[0].Since = isms.Date{} }},
		{"a policy of nobody", func(r *record.Records) { r.Policy.ApprovedBy = "" }},
		{"a review to come", func(r *record.Records) { r.ManagementReviews[0].Conducted = today.AddDays(1) }},
		{"a document from outside only", func(r *record.Records) {
			r.Documents = []record.Document{{ID: "X", External: true, Source: "ISO", Author: "ciso", Version: "2022"}}
		}},
	} {
		r := sound()
		c.do(&r)
		show(c.name, r.Check(today, nil))
	}
	golden.Equal(t, "looked.txt", b.String())
}

// found says what was found by code, places and path, a line each.
func found(r isms.Report) string {
	var b strings.Builder
	for d := range r.Found() {
		fmt.Fprintf(&b, "\t%s\n", short(d))
	}
	return b.String()
}

// Situations that more than one field makes, and what is found in them.
func TestSituations(t *testing.T) {
	type R = record.Records
	var b strings.Builder
	for _, c := range []struct {
		name string
		do   func(*R)
	}{
		{"no records", func(r *R) { *r = R{} }},
		{"an unplanned change after one that was not wanted", func(r *R) {
			r.Changes = []record.Change{
				{ID: "C-1", Unintended: true, Completed: ago(9), Reviewed: ago(8), Effects: "none"},
				{ID: "C-2", Completed: ago(9), Owner: "ciso", Purpose: "order", Effects: "y"},
			}
		}},
		{"two records without an ID, and two with one", func(r *R) {
			r.Context.Issues[0].ID, r.Context.Issues[1].ID = "", ""
			issue := r.Context.Issues[1]
			for range 2 {
				issue.ID = "I-9"
				r.Context.Issues = append(r.Context.Issues, issue)
			}
		}},
		{"something better after what is to come", func(r *R) {
			r.Improvements = []record.Improvement{{ID: "M-1", Completed: today.AddDays(1)}, {ID: "M-2", Completed: ago(1)}}
		}},
		{"acts of nobody at the top", func(r *R) {
			r.TopManagement = []isms.ID{""}
			for i := range r.Leadership {
				r.Leadership[i].By = ""
			}
		}},
		{"a policy looked at again", func(r *R) {
			r.Policy.ApprovedOn, r.Policy.Reviewed, r.Policy.Communicated = ago(500), ago(300), ago(499)
		}},
		{"a policy looked at again long ago", func(r *R) {
			r.Policy.ApprovedOn, r.Policy.Reviewed, r.Policy.Communicated = ago(800), ago(500), ago(799)
		}},
		{"a policy approved after it was looked at", func(r *R) {
			r.Policy.ApprovedOn, r.Policy.Reviewed, r.Policy.Communicated = ago(100), ago(500), ago(99)
		}},
		{"a new policy not yet in force", func(r *R) { r.Policy.ApprovedOn, r.Policy.Reviewed = today.AddDays(5), ago(10) }},
		{"documents looked at again", func(r *R) {
			for i, c := range []struct{ approved, reviewed, due isms.Date }{
				{ago(500), ago(300), isms.Date{}}, // in time
				{ago(800), ago(500), isms.Date{}}, // late
				{ago(300), ago(500), isms.Date{}}, // in time
				{ago(500), today.AddDays(3), isms.Date{}},
				{isms.Date{}, ago(500), ago(400)}, // never approved
			} {
				d := &r.Documents[i]
				d.ApprovedOn, d.Reviewed, d.Review.Next = c.approved, c.reviewed, c.due
			}
		}},
		{"an objective reached, and one that is late", func(r *R) {
			late := r.Objectives[0]
			late.ID, late.Due = "O-9", ago(3)
			reached := late
			reached.ID, reached.Results = "O-0", []record.Result{{On: late.Set, Value: "all", Final: true}}
			r.Objectives = []record.Objective{reached, late}
		}},
		{"an action from a requirement", func(r *R) { r.Actions[0].From = []isms.ID{r.Parties[0].Requirements[0].ID} }},
		{"no process in time, and a long interval", func(r *R) {
			r.Limits.Process = isms.MustInterval("3 months")
			for i := range r.Processes {
				r.Processes[i].Evaluation, r.Processes[i].Evaluated = isms.Cadence{}, ago(100)
			}
		}},
		{"a part twice, outside and inside", func(r *R) {
			r.Scope = record.Scope{Statement: "all", Determined: ago(1), Elements: []record.ScopeElement{
				{ID: "a", Kind: "service", DependsOn: []isms.ID{"b", "c"}},
				{ID: "b", Kind: "asset", Outside: true},
				{ID: "b", Kind: "asset"},
				{ID: "c", Kind: "asset"},
				{ID: "c", Kind: "asset", Outside: true},
			}}
		}},
		{"a single dependency is drawn", func(r *R) {
			r.Scope.Elements = []record.ScopeElement{{ID: "a", Kind: "service", DependsOn: []isms.ID{"b"}}, {ID: "b", Kind: "asset"}, {ID: "c", Kind: "unit"}}
		}},
		{"resources needed by now, and later", func(r *R) {
			r.Resources = nil
			for i, d := range []isms.Date{{}, ago(1), today, today.AddDays(1)} {
				r.Resources = append(r.Resources, record.Resource{ID: isms.ID(fmt.Sprint("R-", i)), Needed: d})
			}
		}},
		{"somebody who leaves today, and who left", func(r *R) {
			r.People = append(r.People, record.Person{ID: "p1", Left: today}, record.Person{ID: "p2", Left: ago(1)}, record.Person{ID: "p3", Joined: today.AddDays(1)}, record.Person{ID: "p4", Joined: today})
		}},
		{"aware of each topic on another day", func(r *R) {
			p := &r.People[5]
			p.Awareness = nil
			for i, topic := range slices.Collect(record.Topics().All()) {
				p.Awareness = append(p.Awareness, record.Awareness{On: ago(900), Topics: slices.Collect(record.Topics().All())}, record.Awareness{On: ago(10 + i), Topics: []record.Topic{topic}})
			}
		}},
		{"results in any order", func(r *R) {
			m := &r.Indicators[0]
			m.Results = []record.Measurement{{On: ago(300), Value: "1"}, {On: ago(200), Value: "2"}, {On: ago(400), Value: "3"}, {On: ago(100), Value: " "}}
			m.Evaluations = []record.Evaluation{{On: ago(600), Conclusion: "1"}, {On: ago(500), Conclusion: "2"}, {On: ago(700), Conclusion: "3"}, {On: ago(100), Conclusion: " "}}
		}},
	} {
		r := sound()
		c.do(&r)
		fmt.Fprintf(&b, "%s\n%s", c.name, found(r.Check(today, nil)))
	}
	golden.Equal(t, "situations.txt", b.String())
}

// Entries of a calendar, with the IDs by which they are known again.
func TestEntries(t *testing.T) {
	var n golden.Note
	show := func(name string, r record.Records) {
		n.Line("%s", name)
		for _, e := range r.Entries(today, today, today.AddYears(3), nil) {
			n.Line("\t%s %s", e.ID, entry(e))
		}
	}
	r := plenty()
	show("plenty", r)
	untitled := record.Records{
		Actions: []record.Action{{ID: "P-9", Due: today.AddDays(1)}}, Objectives: []record.Objective{{ID: "O-9", Title: " ", Due: today.AddDays(1)}},
		ManagementReviews: []record.ManagementReview{{ID: "V-2", Planned: today.AddDays(2)}, {ID: "V-1", Planned: today.AddDays(3), Conducted: ago(40)}, {ID: "V-0", Conducted: ago(90)}},
	}
	show("without titles", untitled)
	slices.Reverse(untitled.ManagementReviews)
	show("without titles, turned", untitled)
	golden.Equal(t, "entries.txt", n.String())
}

// What is due today is no longer to come, what is due on the last day is; without
// both days nothing is.
func TestDueBetweenTwoDays(t *testing.T) {
	r := record.Records{Actions: []record.Action{{ID: "P-0", Due: today}, {ID: "P-1", Due: today.AddDays(1)}, {ID: "P-2", Due: today.AddDays(2)}, {ID: "P-3", Due: today.AddDays(3)}}}
	for _, c := range []struct {
		asOf, upTo isms.Date
		want       string
	}{
		{today, today.AddDays(2), "[P-1 P-2]"},
		{today, today, "[]"},
		{today, isms.Date{}, "[]"},
		{isms.Date{}, today.AddDays(2), "[]"},
		{isms.Date{}, isms.Date{}, "[]"},
	} {
		got := []isms.ID{}
		entries := r.Entries(c.asOf, c.asOf, c.upTo, nil)
		for _, e := range entries {
			got = append(got, e.Subject)
		}
		if fmt.Sprint(got) != c.want || entries == nil {
			t.Errorf("from %s to %s: %v, want %s", c.asOf, c.upTo, got, c.want)
		}
	}
}

// What was done, with an interval that goes on beyond the last year there is, is
// never due again.
func TestDoneForGood(t *testing.T) {
	r := sound()
	r.Limits.Review = isms.MustInterval("9000 years")
	r.Context.Reviewed = isms.MustDate("1900-01-01")
	if got := r.Check(today, nil); golden.Found(t, got, "record/overdue-review-of-issues") {
		t.Error(found(got))
	}
	for _, e := range r.Entries(today, today, isms.MustDate("9999-12-31"), nil) {
		if e.Title.Code == "record/entry-context" {
			t.Errorf("%s on %s", e.Title, e.Window)
		}
	}
}

// The intervals where nobody sets any, and those that are none.
func TestLimits(t *testing.T) {
	year := isms.Interval{N: 12, Unit: isms.Months}
	r := plenty()
	before, due := r.Check(today, nil), r.Entries(today, today, today.AddYears(3), nil)
	r.Limits = record.Limits{year, year, year, year, year, year, year, year}
	if diff := cmp.Diff(due, r.Entries(today, today, today.AddYears(3), nil)); diff != "" || !r.Check(today, nil).Equal(before) {
		t.Errorf("a limit is not 12 months where it is not set (-unset +set):\n%s", diff)
	}
	for _, c := range []struct {
		every isms.Interval
		want  isms.Date
	}{
		{isms.Interval{N: 100_000, Unit: isms.Days}, today.AddDays(99_999)},
		{isms.Interval{N: 100_001, Unit: isms.Days}, today.AddDays(-1).AddMonths(12)},
		{isms.Interval{N: 1, Unit: isms.Years}, today.AddDays(-1).AddMonths(12)},
		{isms.Interval{N: 2, Unit: isms.Days}, today.AddDays(1)},
		{isms.Interval{N: 0, Unit: isms.Days}, today.AddDays(-1).AddMonths(12)},
		{isms.Interval{N: -2, Unit: isms.Days}, today.AddDays(-1).AddMonths(12)},
		{isms.Interval{N: 2, Unit: "moons"}, today.AddDays(-1).AddMonths(12)},
	} {
		r := record.Records{Context: record.Context{Reviewed: ago(1)}, Limits: record.Limits{Review: c.every}}
		entries := r.Entries(today, today, isms.MustDate("9999-12-31"), nil)
		if len(entries) != 1 || entries[0].Window != isms.On(c.want) {
			t.Errorf("every %s: %v, want %s", c.every, entries, c.want)
		}
	}
}

// The tables of the minutes with their columns.
func TestMinutesWordByWord(t *testing.T) {
	var b strings.Builder
	for _, table := range meetings().Minutes() {
		rows := table.Rows
		table.Rows = nil
		text, err := json.Marshal(table)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s\n", text)
		for _, row := range rows {
			text, err := json.Marshal(row)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&b, "\t%s\n", text)
		}
	}
	golden.Equal(t, "minutes.txt", b.String())
}

// Of two reviews that have even the ID in common the first is the last.
func TestLastReviewOfTwoAlike(t *testing.T) {
	r := record.Records{ManagementReviews: []record.ManagementReview{{ID: "a", Conducted: today, Artefact: "1"}, {ID: "a", Conducted: today, Artefact: "2"}}}
	if got, _ := r.LastManagementReview(today); got.Artefact != "1" {
		t.Error(got)
	}
}

// Rules are handed out as copies.
func TestRulesAreCopies(t *testing.T) {
	want := fmt.Sprint(record.Rules())
	for _, r := range record.Rules() {
		r.Refs[0] = "?"
	}
	if got := fmt.Sprint(record.Rules()); got != want {
		t.Errorf("the rules became %s", got)
	}
}
