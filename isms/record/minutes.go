package record

import (
	"cmp"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
)

// ReviewInputs returns the ten points that a management review covers, "9.3.2 a"
// to "9.3.2 g", in the order of the standard.
func ReviewInputs() []isms.Ref { return slices.Clone(reviewInputMissing.Refs) }

// Input returns what was presented on one of the points of 9.3.2, and whether
// the review covered it. Several inputs on one point are joined, in their order; a
// blank summary covers nothing.
func (r Review) Input(item isms.Ref) (summary string, covered bool) {
	var all []string
	for _, in := range r.Inputs {
		if in.Item == item && !blank(in.Summary) {
			all = append(all, in.Summary)
		}
	}
	return strings.Join(all, "; "), len(all) > 0
}

// Missing returns the points of 9.3.2 that the review did not cover, in the order
// of the standard.
func (r Review) Missing() []isms.Ref {
	return slices.DeleteFunc(ReviewInputs(), func(item isms.Ref) bool {
		_, covered := r.Input(item)
		return covered
	})
}

// LastReview returns the management review that was held last by a day, and
// whether there is one; of two on one day the one with the smaller ID.
func (r Records) LastReview(asOf isms.Date) (Review, bool) {
	var last Review
	found := false
	for _, v := range r.Reviews {
		if v.Held.IsZero() || v.Held.After(asOf) || asOf.IsZero() {
			continue
		}
		if !found || v.Held.After(last.Held) || v.Held == last.Held && v.ID < last.ID {
			last, found = v, true
		}
	}
	return last, found
}

// Minutes returns the management reviews with the given IDs, or all of them, as
// four tables for the document that 9.3.3 asks for: the reviews with their three
// conclusions, the attendance, the inputs by the ten points of 9.3.2, and the
// decisions (9.3.3). Rows are ordered by the day of the review, those that were not
// held by the day planned. Points without an input are listed as not covered once
// the review was held.
func (r Records) Minutes(ids ...isms.ID) []table.Table {
	type attendance struct{ review, who isms.ID }
	type input struct {
		review         isms.ID
		item           isms.Ref
		state, summary string
	}
	type decision struct {
		review isms.ID
		Decision
	}
	reviews := r.inOrder(ids)
	var attendances []attendance
	var inputs []input
	var decisions []decision
	for _, v := range reviews {
		for _, who := range v.Attendees {
			attendances = append(attendances, attendance{v.ID, who})
		}
		for _, item := range reviewInputMissing.Refs {
			if summary, covered := v.Input(item); covered {
				inputs = append(inputs, input{v.ID, item, "covered", summary})
			} else if !v.Held.IsZero() {
				inputs = append(inputs, input{v.ID, item, "not covered", ""})
			}
		}
		for _, d := range v.Decisions {
			if d.None && blank(d.What) {
				d.What = "none needed"
			}
			decisions = append(decisions, decision{v.ID, d})
		}
	}
	names, roles := map[isms.ID]string{}, map[isms.ID][]string{}
	for i := range r.People {
		names[r.People[i].ID] = r.People[i].Name
	}
	for i := range r.Roles {
		for _, who := range r.Roles[i].Holders {
			roles[who] = append(roles[who], r.Roles[i].Name)
		}
	}
	return []table.Table{
		table.Of("reviews", "Reviews and their conclusions", slices.Values(reviews),
			table.Col("id", "Review", func(v Review) isms.ID { return v.ID }),
			table.ValueCol("planned", "Planned", func(v Review) isms.Date { return v.Planned }),
			table.ValueCol("held", "Held", func(v Review) isms.Date { return v.Held }),
			table.Col("suitable", "Suitable", func(v Review) isms.Conclusion { return cmp.Or(v.Suitable, "not concluded") }),
			table.Col("adequate", "Adequate", func(v Review) isms.Conclusion { return cmp.Or(v.Adequate, "not concluded") }),
			table.Col("effective", "Effective", func(v Review) isms.Conclusion { return cmp.Or(v.Effective, "not concluded") }),
			table.Col("minutes", "Hash of the minutes", func(v Review) string { return v.Artefact }),
		),
		table.Of("review-attendance", "Attendance", slices.Values(attendances),
			table.Col("review", "Review", func(a attendance) isms.ID { return a.review }),
			table.Col("person", "Person", func(a attendance) isms.ID { return a.who }),
			table.Col("name", "Name", func(a attendance) string { return names[a.who] }),
			table.Col("roles", "Roles", func(a attendance) string { return strings.Join(roles[a.who], ", ") }),
			table.ValueCol("top", "Top management", func(a attendance) bool { return slices.Contains(r.TopManagement, a.who) }),
		),
		table.Of("review-inputs", "Inputs", slices.Values(inputs),
			table.Col("review", "Review", func(i input) isms.ID { return i.review }),
			table.ValueCol("item", "Point", func(i input) isms.Ref { return i.item }),
			table.Col("title", "What it is", func(i input) string { q, _ := isms.LookupRequirement(i.item); return q.Text }),
			table.Col("state", "State", func(i input) string { return i.state }),
			table.Col("summary", "What was presented", func(i input) string { return i.summary }),
		),
		table.Of("review-decisions", "Decisions and actions", slices.Values(decisions),
			table.Col("review", "Review", func(d decision) isms.ID { return d.review }),
			table.Col("id", "Decision", func(d decision) isms.ID { return d.ID }),
			table.Col("kind", "Kind", func(d decision) DecisionKind { return cmp.Or(d.Kind, "not stated") }),
			table.Col("what", "What was decided", func(d decision) string { return d.What }),
			table.Col("owner", "Owner", func(d decision) isms.ID { return d.Owner }),
			table.ValueCol("due", "Due", func(d decision) isms.Date { return d.Due }),
		),
	}
}

// inOrder returns the reviews with these IDs, or all, by the day they were held.
func (r Records) inOrder(ids []isms.ID) []Review {
	var out []Review
	for _, v := range r.Reviews {
		if len(ids) == 0 || slices.Contains(ids, v.ID) {
			out = append(out, v)
		}
	}
	slices.SortStableFunc(out, func(a, b Review) int {
		return cmp.Or(cmp.Or(a.Held, a.Planned).Compare(cmp.Or(b.Held, b.Planned)), cmp.Compare(a.ID, b.ID))
	})
	return out
}
