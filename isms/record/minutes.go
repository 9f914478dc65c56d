package record

import (
	"cmp"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
)

// input returns what was presented on one of the inputs of 9.3.2, and whether it was
// considered. Several inputs with one ref are joined, in their order; a blank summary
// is none.
func (r ManagementReview) input(ref isms.Ref) (summary string, covered bool) {
	var all []string
	for _, in := range r.Inputs {
		if in.Ref == ref && !text.Unanswered(in.Summary) {
			all = append(all, in.Summary)
		}
	}
	return strings.Join(all, "; "), len(all) > 0
}

// Missing returns the inputs of 9.3.2 that the review did not consider, in the order
// of the standard.
func (r ManagementReview) Missing() []isms.Ref {
	return slices.DeleteFunc(slices.Clone(reviewInputMissing.Refs), func(ref isms.Ref) bool {
		_, covered := r.input(ref)
		return covered
	})
}

// LastManagementReview returns the last management review conducted by a day, and
// whether there is one; of two on one day it is the one with the smaller ID.
func (r Records) LastManagementReview(asOf isms.Date) (ManagementReview, bool) {
	if i := r.lastManagementReview(asOf); i >= 0 {
		return r.ManagementReviews[i], true
	}
	return ManagementReview{}, false
}

// lastManagementReview returns the place of the last management review, -1 if there is
// none.
func (r Records) lastManagementReview(asOf isms.Date) int {
	last := -1
	for i, v := range r.ManagementReviews {
		if v.Conducted.IsZero() || v.Conducted.After(asOf) {
			continue
		}
		if last < 0 || v.Conducted.After(r.ManagementReviews[last].Conducted) ||
			v.Conducted == r.ManagementReviews[last].Conducted && v.ID < r.ManagementReviews[last].ID {
			last = i
		}
	}
	return last
}

// Minutes returns the management reviews with the given IDs, or all of them, as
// four tables: the reviews with their three conclusions, the attendance, the inputs
// (9.3.2) and the results (9.3.3). Rows are in the order of the date of the review,
// of the planned date if it was not conducted. Inputs that are missing are listed once
// the review was conducted.
func (r Records) Minutes(ids ...isms.ID) []table.Table {
	type attendance struct{ review, who isms.ID }
	type input struct {
		review         isms.ID
		ref            isms.Ref
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
		for _, ref := range reviewInputMissing.Refs {
			if summary, covered := v.input(ref); covered {
				inputs = append(inputs, input{v.ID, ref, "covered", summary})
			} else if !v.Conducted.IsZero() {
				inputs = append(inputs, input{v.ID, ref, "not covered", ""})
			}
		}
		for _, d := range v.Decisions {
			if d.None && text.Blank(d.What) {
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
		for _, who := range r.Roles[i].AssignedTo {
			roles[who] = append(roles[who], r.Roles[i].Name)
		}
	}
	return []table.Table{
		table.Of("reviews", "Management reviews", slices.Values(reviews),
			table.Col("id", "Review", func(v ManagementReview) isms.ID { return v.ID }),
			table.ValueCol("planned", "Planned on", func(v ManagementReview) isms.Date { return v.Planned }),
			table.ValueCol("conducted", "Conducted on", func(v ManagementReview) isms.Date { return v.Conducted }),
			table.Col("suitability", "Suitability", func(v ManagementReview) isms.Conclusion { return cmp.Or(v.Suitability, "not stated") }),
			table.Col("adequacy", "Adequacy", func(v ManagementReview) isms.Conclusion { return cmp.Or(v.Adequacy, "not stated") }),
			table.Col("effectiveness", "Effectiveness", func(v ManagementReview) isms.Conclusion { return cmp.Or(v.Effectiveness, "not stated") }),
			table.Col("minutes", "Hash of minutes", func(v ManagementReview) string { return v.Artefact }),
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
			table.ValueCol("ref", "Input", func(i input) isms.Ref { return i.ref }),
			table.Col("title", "Subject", func(i input) string { q, _ := isms.LookupRequirement(i.ref); return q.Text }),
			table.Col("state", "State", func(i input) string { return i.state }),
			table.Col("summary", "Summary", func(i input) string { return i.summary }),
		),
		table.Of("review-decisions", "Results", slices.Values(decisions),
			table.Col("review", "Review", func(d decision) isms.ID { return d.review }),
			table.Col("id", "Decision", func(d decision) isms.ID { return d.ID }),
			table.Col("kind", "Kind", func(d decision) DecisionKind { return cmp.Or(d.Kind, "not stated") }),
			table.Col("what", "Description", func(d decision) string { return d.What }),
			table.Col("owner", "Owner", func(d decision) isms.ID { return d.Owner }),
			table.ValueCol("due", "Due", func(d decision) isms.Date { return d.Due }),
		),
	}
}

// inOrder returns the reviews with these IDs, or all, in the order of their dates.
func (r Records) inOrder(ids []isms.ID) []ManagementReview {
	var out []ManagementReview
	for _, v := range r.ManagementReviews {
		if len(ids) == 0 || slices.Contains(ids, v.ID) {
			out = append(out, v)
		}
	}
	slices.SortStableFunc(out, func(a, b ManagementReview) int {
		return cmp.Or(cmp.Or(a.Conducted, a.Planned).Compare(cmp.Or(b.Conducted, b.Planned)), cmp.Compare(a.ID, b.ID))
	})
	return out
}
