package record

import (
	"cmp"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/isms"
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
func (r Records) Minutes(ids ...isms.ID) []isms.Table {
	text := func(key, title string) isms.Column {
		return isms.Column{Key: key, Title: title, Kind: isms.KindText}
	}
	day := func(key, title string) isms.Column {
		return isms.Column{Key: key, Title: title, Kind: isms.KindDate}
	}
	reviews := isms.Table{Name: "reviews", Title: "Reviews and their conclusions", Columns: []isms.Column{
		text("id", "Review"), day("planned", "Planned"), day("held", "Held"), text("suitable", "Suitable"), text("adequate", "Adequate"),
		text("effective", "Effective"), text("minutes", "Hash of the minutes"),
	}, Rows: [][]isms.Cell{}}
	attendance := isms.Table{Name: "review-attendance", Title: "Attendance", Columns: []isms.Column{
		text("review", "Review"), text("person", "Person"), text("name", "Name"), text("roles", "Roles"),
		{Key: "top", Title: "Top management", Kind: isms.KindBool},
	}, Rows: [][]isms.Cell{}}
	inputs := isms.Table{Name: "review-inputs", Title: "Inputs", Columns: []isms.Column{
		text("review", "Review"),
		{Key: "item", Title: "Point", Kind: isms.KindRef},
		text("title", "What it is"), text("state", "State"),
		text("summary", "What was presented"),
	}, Rows: [][]isms.Cell{}}
	decisions := isms.Table{Name: "review-decisions", Title: "Decisions and actions", Columns: []isms.Column{
		text("review", "Review"), text("id", "Decision"), text("kind", "Kind"), text("what", "What was decided"), text("owner", "Owner"), day("due", "Due"),
	}, Rows: [][]isms.Cell{}}
	names, roles, top := map[isms.ID]string{}, map[isms.ID][]string{}, map[isms.ID]bool{}
	for i := range r.People {
		names[r.People[i].ID] = r.People[i].Name
	}
	for i := range r.Roles {
		for _, who := range r.Roles[i].Holders {
			roles[who] = append(roles[who], r.Roles[i].Name)
		}
	}
	for _, who := range r.TopManagement {
		top[who] = true
	}
	for _, v := range r.inOrder(ids) {
		id := isms.TextCell(v.ID)
		reviews.Rows = append(reviews.Rows, []isms.Cell{
			id, isms.DateCell(v.Planned), isms.DateCell(v.Held), conclusion(v.Suitable), conclusion(v.Adequate), conclusion(v.Effective),
			isms.TextCell(v.Artefact),
		})
		for _, who := range v.Attendees {
			attendance.Rows = append(attendance.Rows, []isms.Cell{
				id, isms.TextCell(who), isms.TextCell(names[who]), isms.TextCell(strings.Join(roles[who], ", ")), isms.BoolCell(top[who]),
			})
		}
		for _, item := range reviewInputMissing.Refs {
			summary, covered := v.Input(item)
			state := "covered"
			if !covered {
				state = "not covered"
			}
			if !covered && v.Held.IsZero() {
				continue
			}
			q, _ := isms.LookupRequirement(item)
			inputs.Rows = append(inputs.Rows, []isms.Cell{id, isms.RefCell(item), isms.TextCell(q.Text), isms.TextCell(state), isms.TextCell(summary)})
		}
		for _, d := range v.Decisions {
			what := d.What
			if d.None && blank(what) {
				what = "none needed"
			}
			decisions.Rows = append(decisions.Rows, []isms.Cell{
				id, isms.TextCell(d.ID), isms.TextCell(cmp.Or(d.Kind, "not stated")), isms.TextCell(what), isms.TextCell(d.Owner), isms.DateCell(d.Due),
			})
		}
	}
	return []isms.Table{reviews, attendance, inputs, decisions}
}

// conclusion says in a cell that nobody concluded, instead of leaving it empty.
func conclusion(v isms.Conclusion) isms.Cell { return isms.TextCell(cmp.Or(v, "not concluded")) }

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
