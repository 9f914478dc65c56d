package risk_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
	"github.com/ismskit/ismskit/risk"
)

func three() risk.Method {
	r, _ := risk.LookupMethod("ciso-assistant-3x3")
	m := r.Method
	m.Criteria = []risk.Criterion{{UpTo: "low", Acceptability: risk.Acceptable}, {UpTo: "high", Acceptability: risk.Unacceptable, Authority: []isms.ID{"board"}}}
	return m
}

func shrink() risk.ScaleMapping {
	five := []risk.Grade{1, 1, 2, 3, 3}
	return risk.ScaleMapping{ID: "map-2026", Likelihood: five, Impact: five}
}

func TestShrinkNeedsAMap(t *testing.T) {
	bad := []struct {
		name string
		maps risk.ScaleMapping
		want string
	}{
		{"no map", risk.ScaleMapping{ID: "m"}, "risk/no-map-of-a-scale at maps.likelihood; risk/no-map-of-a-scale at maps.impact"},
		{"one map only", risk.ScaleMapping{ID: "m", Likelihood: shrink().Likelihood}, "risk/no-map-of-a-scale at maps.impact"},
		{"not monotone", risk.ScaleMapping{ID: "m", Likelihood: []risk.Grade{2, 1, 2, 3, 3}, Impact: shrink().Impact}, "risk/map-falls at maps.likelihood[#1]"},
		{"too short", risk.ScaleMapping{ID: "m", Likelihood: []risk.Grade{1, 2, 3}, Impact: shrink().Impact}, "risk/length-of-a-map at maps.likelihood"},
		{"outside", risk.ScaleMapping{ID: "m", Likelihood: []risk.Grade{1, 1, 2, 3, 4}, Impact: shrink().Impact}, "risk/map-off-the-scale at maps.likelihood[#4]"},
		{"to nothing", risk.ScaleMapping{ID: "m", Likelihood: []risk.Grade{0, 1, 2, 3, 3}, Impact: shrink().Impact}, "risk/map-off-the-scale at maps.likelihood[#0]"},
		{"without an ID", risk.ScaleMapping{Likelihood: shrink().Likelihood, Impact: shrink().Impact}, "isms/empty-id at maps.id"},
	}
	for _, b := range bad {
		if _, _, err := sound().ChangeMethod(three(), b.maps, today); golden.Codes(err) != b.want {
			t.Errorf("%s: %s, want %s", b.name, golden.Codes(err), b.want)
		}
	}
	r := sound()
	r.Risks[0].Target.Likelihood = 7
	if _, _, err := r.ChangeMethod(three(), shrink(), today); golden.Codes(err) != "risk/value-off-the-old-scale at risks[R-1].target.likelihood" {
		t.Errorf("%v", err)
	}
	if _, _, err := sound().ChangeMethod(risk.Method{}, shrink(), today); err == nil {
		t.Error("changed to nothing")
	}
}

func TestChangeMethod(t *testing.T) {
	r := retained()
	r.Risks = append(r.Risks, risk.Risk{ID: "R-2"})
	r.Assets[0].Values = values(4)
	r.Risks[0].Credits = []risk.Credit{{Control: "A.5.17", Likelihood: risk.Effect{Steps: 1}}}
	before, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	got, effects, err := r.ChangeMethod(three(), shrink(), today)
	if err != nil {
		t.Fatal(err)
	}
	if k := got.Risks[0]; k.Inherent.Likelihood != 2 || k.Inherent.Impact != 2 || !k.Residual.IsZero() {
		t.Errorf("%+v", k)
	}
	if got.Assets[0].Values[0].Grade != 3 {
		t.Errorf("asset %+v", got.Assets[0])
	}
	want := []risk.Assessment{{Risk: "R-1", Stage: risk.Inherent, Rating: rated(3, 3), Method: r.Method.Hash(), Level: 3}}
	if d := diff(want, got.History); d != "" {
		t.Errorf("history (-want +got):\n%s", d)
	}
	var kinds []risk.EffectKind
	for _, e := range effects {
		kinds = append(kinds, e.Kind)
		if e.Mapping != "map-2026" || e.Risk != "R-1" {
			t.Errorf("%+v", e)
		}
	}
	if want := []risk.EffectKind{risk.RatingChanged, risk.RatingChanged, risk.RatingChanged, risk.ReductionInDoubt, risk.AcceptanceNoLongerInForce}; !slices.Equal(kinds, want) {
		t.Errorf("effects %v, want %v", kinds, want)
	}
	first := effects[0]
	if first.Before.Likelihood != 3 || first.After.Likelihood != 2 || first.LevelBefore != 3 || first.LevelAfter != 2 || first.AcceptabilityBefore != risk.Tolerable || first.AcceptabilityAfter != risk.Unacceptable {
		t.Errorf("%+v", first)
	}
	after, err := json.Marshal(r)
	if err != nil || string(before) != string(after) {
		t.Error("the old register changed")
	}
	// Other criteria on the same scales need no map.
	m := method()
	m.Criteria[0].UpTo = "very low"
	if _, effects, err := retained().ChangeMethod(m, risk.ScaleMapping{ID: "stricter"}, today); err != nil || len(effects) != 2 {
		t.Errorf("%v, %+v", err, effects)
	}
}

func TestDiff(t *testing.T) {
	r := retained()
	second := r.Risks[0]
	second.ID = "R-2"
	r.Risks = append(r.Risks, second)
	r.History = []risk.Assessment{{Risk: "R-1", Stage: risk.Inherent, Rating: rated(2, 2)}, {Risk: "R-2", Stage: risk.Inherent, Rating: rated(1, 2)}}
	same := r
	same.Risks = slices.Clone(r.Risks)
	same.History = slices.Clone(r.History)
	slices.Reverse(same.Risks)
	slices.Reverse(same.History)
	if d, err := risk.Diff(r, same, today); err != nil || len(d) != 0 {
		t.Errorf("the order counts: %v, %v", d, err)
	}
	next := same
	next.Assessed = day("2026-02-28")
	next.Treatments = slices.Clone(r.Treatments)
	next.Treatments[0].Due, next.Treatments[0].Status, next.Treatments[0].Owner = day("2026-12-31"), risk.ActionInProgress, "cto"
	next.Risks[1].Inherent = rated(4, 5)
	next.Risks[0].ID = "R-3"
	next.Acceptances = nil
	next.Method.Criteria[0].UpTo = "very low"
	next.Method.Criteria = slices.Clone(criteria())
	next.Method.Criteria[0].UpTo = "very low"
	r.Method = method()
	next.History = next.History[:1]
	ds, err := risk.Diff(r, next, today)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range ds {
		got = append(got, string(d.Kind)+" "+string(d.Path))
	}
	want := []string{
		"removed acceptances[A-1]", "assessment rescheduled assessed", "removed history", "method changed method",
		"reassessed risks[R-1].inherent", "level changed risks[R-1].level", "removed risks[R-2]", "added risks[R-3]",
		"treatment rescheduled treatments[T-1].due", "edited treatments[T-1].owner", "progressed treatments[T-1].status",
	}
	if d := diff(want, got); d != "" {
		t.Errorf("Diff (-want +got):\n%s", d)
	}
	for _, d := range ds {
		if d.Kind == "level changed" && (d.Before != "medium" || d.After != "very high") {
			t.Errorf("%+v", d)
		}
	}
	if d, err := risk.Diff(risk.Register{}, risk.Register{}, isms.Date{}); err != nil || len(d) != 0 {
		t.Errorf("%v, %v", d, err)
	}
	next.Risks[0].ID = "R-1"
	if _, err := risk.Diff(r, next, today); err == nil {
		t.Error("two risks of one ID compare")
	}
	closed := r
	closed.Risks = slices.Clone(r.Risks)
	closed.Risks[0].Closed = today
	if got := closed.History; len(got) != 2 {
		t.Errorf("closing a risk writes history: %v", got)
	}
}

func TestTables(t *testing.T) {
	r := retained()
	r.Risks = append(r.Risks, risk.Risk{ID: "R-2"}, risk.Risk{ID: "R-0", Closed: today})
	r.Treatments = append(r.Treatments, risk.Treatment{ID: "T-0", Due: day("2026-03-01")})
	e := evaluate(t, r)
	for _, tab := range []table.Table{e.Table(), e.PlanTable(), e.AcceptanceTable(), risk.Evaluation{}.Table(), risk.Evaluation{}.PlanTable(), risk.Evaluation{}.AcceptanceTable()} {
		if err := tab.Validate(); err != nil {
			t.Error(err)
		}
	}
	if got := column(e.Table(), "id"); !slices.Equal(got, []string{"R-1", "R-2", "R-0"}) {
		t.Errorf("rows %v", got)
	}
	if got := column(e.Table(), "withinTolerance"); !slices.Equal(got, []string{"yes", "unknown", ""}) {
		t.Errorf("within tolerance %v", got)
	}
	if got := column(e.Table(), "next"); !slices.Equal(got, []string{"2027-01-15", "", ""}) {
		t.Errorf("next %v", got)
	}
	if got := column(e.PlanTable(), "overdue"); !slices.Equal(got, []string{"yes", "no"}) {
		t.Errorf("overdue %v", got)
	}
	if got := column(e.AcceptanceTable(), "status"); !slices.Equal(got, []string{"in force"}) {
		t.Errorf("status %v", got)
	}
}

func TestEntries(t *testing.T) {
	r := retained()
	r.Treatments[0].Due = day("2026-05-01")
	r.Acceptances[0].ReviewBy = day("2026-06-01")
	var got []string
	for _, e := range due(r) {
		got = append(got, e.Window.String()+" "+string(e.Kind)+": "+e.Title.Code+" "+e.Title.Args[0].Value+" "+e.Basis.Code)
		if e.ID.Validate() != nil || len(e.Refs) == 0 || e.Basis.IsZero() {
			t.Errorf("%+v", e)
		}
	}
	want := []string{
		"2026-05-01 treatment: risk/treatment-is-due T-1 risk/due-date-of-the-plan", "2026-06-01 review: risk/acceptance-is-to-be-reviewed A-1 risk/review-date-of-the-acceptance",
		"2026-09-30 expiry: risk/acceptance-ends A-1 risk/last-day-of-the-acceptance", "2027-01-15 risk assessment: risk/risk-is-to-be-assessed-again R-1 risk/assessed-plus-interval",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	r.Risks[0].Closed, r.Treatments[0].Status, r.Acceptances[0].RevokedOn = today, risk.ActionCompleted, today
	if got := due(r); len(got) != 0 {
		t.Errorf("%v", got)
	}
}

func TestStarterLists(t *testing.T) {
	for name, list := range map[string][]risk.LibraryEntry{"threats": slices.Collect(risk.Threats()), "vulnerabilities": slices.Collect(risk.Vulnerabilities()), "assets": slices.Collect(risk.Assets())} {
		seen := map[string]bool{}
		for _, k := range list {
			if seen[k.Key] || k.Key == "" || k.Name == "" || k.About == "" || name != "vulnerabilities" && len(k.Affects) == 0 {
				t.Errorf("%s: %+v", name, k)
			}
			seen[k.Key] = true
		}
		if len(list) < 10 {
			t.Errorf("%d %s", len(list), name)
		}
	}
	for _, key := range []string{"customer data", "management infrastructure", "service tool", "personnel knowledge", "third party"} {
		if !slices.ContainsFunc(slices.Collect(risk.Assets()), func(k risk.LibraryEntry) bool { return k.Key == key }) {
			t.Errorf("no %s", key)
		}
	}
}
