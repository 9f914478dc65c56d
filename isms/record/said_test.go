package record_test

import (
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

// change is another value for one field of the records.
type change struct {
	name  string
	value reflect.Value
}

// changes of a value: left out, blank, and for a day not yet, long ago, one year
// ago.
func changes(v reflect.Value) []change {
	out := []change{}
	add := func(name string, x reflect.Value) {
		if !reflect.DeepEqual(v.Interface(), x.Interface()) {
			out = append(out, change{name, x})
		}
	}
	add("left out", reflect.Zero(v.Type()))
	switch v.Interface().(type) {
	case isms.Date:
		for _, c := range []struct {
			name string
			day  isms.Date
		}{
			{"today", today}, {"tomorrow", today.AddDays(1)}, {"a year ago", today.AddYears(-1)}, {"a year and a day ago", today.AddYears(-1).AddDays(-1)},
		} {
			add(c.name, reflect.ValueOf(c.day))
		}
	case isms.Interval:
		add("1 day", reflect.ValueOf(isms.MustInterval("1 day")))
		add("0 days", reflect.ValueOf(isms.Interval{Unit: isms.Days}))
	case isms.Conclusion:
		add("not met", reflect.ValueOf(isms.NotMet))
	default:
		switch v.Kind() {
		case reflect.String:
			add("blank", reflect.ValueOf(" ").Convert(v.Type()))
			add("another", reflect.ValueOf("another").Convert(v.Type()))
		case reflect.Bool:
			add("turned", reflect.ValueOf(!v.Bool()).Convert(v.Type()))
		}
	}
	return out
}

// each calls f for each field of the records and for the first item of each list;
// put gives it another value in a copy of the records.
func each(r *record.Records, f func(at string, v reflect.Value)) {
	var walk func(v reflect.Value, at string)
	walk = func(v reflect.Value, at string) {
		if at != "" {
			f(at, v)
		}
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				if name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ","); v.Type().Field(i).IsExported() {
					walk(v.Field(i), strings.TrimPrefix(at+"."+name, "."))
				}
			}
		case reflect.Slice:
			if v.Len() > 0 {
				walk(v.Index(0), at+"[0]")
			}
		}
	}
	walk(reflect.ValueOf(r).Elem(), "")
}

// Every field of sound records, changed: what is found then, by code, places and path.
// Changes that alter nothing are counted.
func TestWhatFollowsFromEachField(t *testing.T) {
	var n golden.Note
	seen := map[string]bool{}
	for _, c := range []struct {
		name string
		r    record.Records
	}{{"sound records", sound()}, {"records that use what sound ones leave out, where they differ", plenty()}} {
		n.Line("%s\n", c.name)
		before, nothing := c.r.Check(today, nil), 0
		each(&c.r, func(at string, v reflect.Value) {
			was := reflect.New(v.Type()).Elem()
			was.Set(v)
			var groups []string // of changes with the same effect
			names := map[string][]string{}
			for _, change := range changes(was) {
				v.Set(change.value)
				effect := effects(isms.DiffReports(before, c.r.Check(today, nil)))
				if names[effect] == nil {
					groups = append(groups, effect)
				}
				names[effect] = append(names[effect], change.name)
				v.Set(was)
			}
			for _, effect := range groups {
				if effect == "" {
					nothing += len(names[effect])
				} else if line := fmt.Sprintf("%s: %s%s", at, strings.Join(names[effect], ", "), effect); !seen[line] {
					seen[line] = true
					n.Line("%s", line)
				}
			}
		})
		n.Line("changes that alter nothing: %d\n", nothing)
	}
	golden.Equal(t, "fields.txt", n.String())
}

// effects says what changed from one report to another, a line each.
func effects(diff isms.ReportDiff) string {
	var b strings.Builder
	for _, d := range diff.Appeared {
		fmt.Fprintf(&b, "\n\t+ %s", short(d))
	}
	for _, d := range diff.Resolved {
		fmt.Fprintf(&b, "\n\t- %s", short(d))
	}
	for _, d := range diff.Lost {
		fmt.Fprintf(&b, "\n\t? %s", short(d))
	}
	for _, r := range diff.Stopped {
		fmt.Fprintf(&b, "\n\tskipped %s", r)
	}
	return b.String()
}

// short says a finding without its sentence: code, places, path.
func short(d isms.Diagnostic) string {
	return fmt.Sprintf("%s %v %s", strings.TrimPrefix(d.Code, "record/"), d.Refs, d.Path)
}

// plenty are records that use what sound ones leave out.
func plenty() record.Records {
	r := sound()
	ago := func(n int) isms.Date { return today.AddDays(-n) }
	r.Context.Climate = record.Climate{Relevant: isms.Yes, By: "ceo", On: ago(20)}
	r.Context.Issues[0].Climate = true
	r.Changes = []record.Change{{ID: "CH-1", Title: "Move", Unintended: true, Effects: "two days without service", Completed: ago(40), Reviewed: ago(30), Owner: "ciso", Planned: ago(50), Purpose: "after a burst pipe"}}
	r.Suppliers[0].ICT, r.Suppliers[0].SubSuppliers, r.Suppliers[0].ContractEnds = true, "asked for yearly", today.AddDays(90)
	r.Documents[0].External, r.Documents[0].Source, r.Documents[0].Author = true, "ISO", "ciso"
	r.Roles[0].Competences = []string{"juggling"}
	if len(r.Roles[0].AssignedTo) > 0 {
		for i := range r.People {
			if r.People[i].ID == r.Roles[0].AssignedTo[0] {
				p := r.People[i]
				p.Competences = []record.Competence{{What: "juggling", Basis: "training", Artefact: "sha256:j"}}
				p.Gaps = []record.Gap{{What: "singing", Action: "lessons", Due: ago(100), Completed: ago(110), Evaluated: ago(90)}}
				r.People[0], r.People[i] = p, r.People[0]
			}
		}
	}
	r.Scope.Elements[0].Bought, r.Scope.Elements[0].Excluded, r.Scope.Elements[0].Reason = true, true, "sold"
	r.ManagementReviews[0].Decisions[0].None, r.ManagementReviews[0].Decisions[0].What, r.ManagementReviews[0].Decisions[0].Owner, r.ManagementReviews[0].Decisions[0].Due = false, "hire", "ceo", today.AddDays(30)
	r.Policy.Available, r.Policy.Reason = isms.No, "it names systems"
	r.Parties[0].Requirements[0].Addressed, r.Parties[0].Requirements[0].Reason = isms.No, "out of scope"
	return r
}

// entry says an entry without its sentences.
func entry(e isms.Entry) string {
	return fmt.Sprintf("%s %s %s %s %v %s", e.Window, e.Kind, e.Title.Code, e.Basis.Code, e.Refs, e.Subject)
}

// The dates on which things fall due follow from each field, too.
func TestWhatFallsDue(t *testing.T) {
	var b strings.Builder
	r := plenty()
	show := func() string {
		var s strings.Builder
		for _, e := range r.Entries(today, today, today.AddYears(3), nil) {
			fmt.Fprintf(&s, "%s\n", entry(e))
		}
		return s.String()
	}
	before := show()
	b.WriteString(before)
	lines := strings.Split(before, "\n")
	each(&r, func(at string, v reflect.Value) {
		was := reflect.New(v.Type()).Elem()
		was.Set(v)
		for _, change := range changes(was) {
			v.Set(change.value)
			if after := show(); after != before {
				fmt.Fprintf(&b, "%s, %s\n", at, change.name)
				for l := range strings.SplitSeq(after, "\n") {
					if !strings.Contains(before, l) {
						fmt.Fprintf(&b, "\t+ %s\n", l)
					}
				}
				for _, l := range lines {
					if !strings.Contains(after, l) {
						fmt.Fprintf(&b, "\t- %s\n", l)
					}
				}
			}
			v.Set(was)
		}
	})
	golden.Equal(t, "due.txt", b.String())
}

// Every sentence of the package.
func TestRulesAndMessages(t *testing.T) {
	var n golden.Note
	var reports []isms.Report
	for _, r := range []record.Records{sound(), plenty()} {
		each(&r, func(_ string, v reflect.Value) {
			was := reflect.New(v.Type()).Elem()
			was.Set(v)
			for _, change := range changes(was) {
				v.Set(change.value)
				reports = append(reports, r.Check(today, nil))
				v.Set(was)
			}
		})
	}
	reports = append(reports, withoutNames().Check(today, nil))
	for _, c := range ruleCases() {
		r := sound()
		c.do(&r)
		reports = append(reports, r.Check(today, nil))
	}
	n.Rules(t, record.Rules(), reports...)
	n.Messages(record.Messages())
	n.Words(record.Vocabularies())
	golden.Equal(t, "rules.txt", n.String())
}

// withoutNames returns records in which people, roles and competences have no names.
func withoutNames() record.Records {
	return record.Records{
		Roles: []record.Role{{ID: "ciso", AssignedTo: []isms.ID{"", "ann"}, Competences: []string{"law", " "}}, {AssignedTo: []isms.ID{"ann"}, Competences: []string{"law"}}},
		People: []record.Person{{
			ID: "ann", Competences: []record.Competence{{What: "law", Basis: "training", Artefact: "sha256:1"}, {}},
			Gaps: []record.Gap{{What: "audits"}, {}, {Action: "course", Due: today, Completed: today}},
		}, {Gaps: []record.Gap{{What: "law"}}}},
	}
}

// Whoever and whatever has no name is told by its place.
func TestWithoutNames(t *testing.T) {
	var got []string
	for d := range withoutNames().Check(today, nil).Found() {
		if strings.Contains(d.Code, "competence") || strings.Contains(d.Code, "gap") {
			got = append(got, d.Key)
		}
	}
	want := []string{
		"record/competence-action-not-evaluated people[ann].gaps[#2].evaluated",
		"record/competence-gap-without-action-in-time people[#1].gaps[#0].action",
		"record/competence-gap-without-action-in-time people[ann].gaps[#0].action",
		"record/competence-gap-without-action-in-time people[ann].gaps[#1].action",
		"record/competence-without-evidence people[ann].competences[#1].basis",
		`record/missing-competence-for-role people[ann].competences ann ciso "record/competence-without-a-name"[2]`,
		`record/missing-competence-for-role roles[ciso].assignedTo "" ciso "record/competence-without-a-name"[2]`,
		`record/missing-competence-for-role roles[ciso].assignedTo "" ciso law`,
	}
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
