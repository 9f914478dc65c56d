package risk_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

// What people read of each rule, and of all else that the package says. The sentences are part of the product: look at
// what changes here as if it were printed.
func TestRuleTexts(t *testing.T) {
	var n golden.Note
	var reports []isms.Report
	for _, r := range registers(rand.New(rand.NewPCG(1, 0))) {
		reports = append(reports, r.Check(today, nil))
	}
	n.Rules(t, risk.Rules(), reports...)
	n.Messages(risk.Messages())
	golden.Equal(t, "rules.txt", n.Bytes())
	golden.WellSaid(t, regexp.MustCompile(`\{[^}]*\}`).ReplaceAllString(n.String(), "x"))
}

// manyAssets returns a chain of groups: asset 0 lies in 1, 1 in 2, and so on.
func manyAssets(n int) []risk.Asset {
	assets := make([]risk.Asset, n)
	for i := range assets {
		assets[i].ID = isms.ID(fmt.Sprintf("g%02d", i))
		if i > 0 {
			assets[i-1].Group = assets[i].ID
		}
	}
	return assets
}

// reportCase is a change to the sound register with all that is found then.
type reportCase struct {
	name   string
	change func(*risk.Register)
}

// Cases beside those of the rules: the other side of each limit, and what lies
// together.
func reportCases() []reportCase {
	risk0 := func(change func(*risk.Risk)) func(*risk.Register) {
		return func(r *risk.Register) { change(&r.Risks[0]) }
	}
	plan := func(change func(*risk.Treatment)) func(*risk.Register) {
		return func(r *risk.Register) { change(&r.Treatments[0]) }
	}
	accepted := func(change func(*risk.Acceptance)) func(*risk.Register) {
		return func(r *risk.Register) {
			*r = retained()
			change(&r.Acceptances[0])
		}
	}
	moved := func(n int) []risk.Reschedule {
		var list []risk.Reschedule
		for i := range n {
			list = append(list, risk.Reschedule{From: day("2026-03-30").AddDays(i), To: day("2026-03-31").AddDays(i), On: day("2026-02-01"), By: "ciso", Reason: "the vendor is late"})
		}
		return list
	}
	return []reportCase{
		{"nothing", func(*risk.Register) {}},
		{"the zero register", func(r *risk.Register) { *r = risk.Register{} }},
		{"no risk", func(r *risk.Register) { r.Risks, r.Treatments = nil, nil }},
		{"no treatment", func(r *risk.Register) { r.Treatments = nil }},
		{"no criteria", func(r *risk.Register) { r.Method.Criteria = nil }},
		{"a broken method", func(r *risk.Register) { r.Method.Bands = nil; r.Method.Criteria = nil }},
		{"a method without a name and a scorer", func(r *risk.Register) { r.Method.Name, r.Method.Scorer = "", nil }},
		{"two defects, one waived", func(r *risk.Register) {
			x := r.Method.Scorer.(risk.Matrix)
			x[4][3] = 3
			r.Method.Bands[2].Name = ""
			r.Method.Bands[2].Key = ""
			r.Method.Waivers = []risk.DefectWaiver{{Code: risk.DefectNotMonotone, Reason: "as the group decided"}, {Code: risk.DefectNotMonotone, Reason: " - "}, {Code: risk.DefectBandUnreached, Reason: "kept for later"}}
		}},
		{"an interval of nothing", func(r *risk.Register) { r.Reassessment.Every = isms.Interval{Unit: isms.Months} }},
		{"an interval beyond the calendar", func(r *risk.Register) { r.Reassessment.Every = isms.Interval{N: 9000, Unit: isms.Years} }},
		{"an ID that looks like another", func(r *risk.Register) { r.Risks[0].ID, r.Treatments[0].Risks = "R\u200b-1", []isms.ID{"R\u200b-1"} }},
		{"no ID anywhere", func(r *risk.Register) {
			r.Risks[0].ID, r.Assets[0].ID, r.Treatments[0].ID = "", "", ""
			r.Acceptances, r.Delegations, r.Changes = make([]risk.Acceptance, 1), make([]risk.Delegation, 1), make([]risk.Change, 1)
		}},
		{"each record twice", func(r *risk.Register) {
			r.Acceptances = []risk.Acceptance{{ID: "A-1", Risk: "R-1"}}
			r.Delegations = []risk.Delegation{{ID: "D-1"}}
			r.Changes = []risk.Change{{ID: "C-1", On: day("2026-01-02")}}
			r.Risks, r.Assets, r.Treatments = append(r.Risks, r.Risks[0]), append(r.Assets, r.Assets[0]), append(r.Treatments, r.Treatments[0])
			r.Acceptances, r.Delegations, r.Changes = append(r.Acceptances, r.Acceptances[0]), append(r.Delegations, r.Delegations[0]), append(r.Changes, r.Changes[0])
		}},
		{"records of a risk that is not there", func(r *risk.Register) {
			r.Treatments[0].Risks = []isms.ID{"R-1", "R-8"}
			r.Acceptances = []risk.Acceptance{{ID: "A-1", Risk: "R-8"}}
			r.Changes = []risk.Change{{ID: "C-1", On: day("2026-01-02"), Risks: []isms.ID{"R-8"}}}
			r.History = []risk.Assessment{{Risk: "R-8"}, {Risk: "R-1"}}
		}},
		{"controls of no catalog", func(r *risk.Register) {
			r.Risks[0].Existing = append(r.Risks[0].Existing, "A.9.2.1", "own:C-1")
			r.Risks[0].Credits = []risk.Credit{{Control: "6.1.2 a", Likelihood: risk.Effect{Steps: 1}}}
			r.Controls = []risk.Control{{Control: "firewall"}, {Control: "A.8.5"}}
		}},
		{"groups as deep as is allowed", func(r *risk.Register) { r.Assets = append(r.Assets, manyAssets(33)...) }},
		{"groups too deep by one", func(r *risk.Register) { r.Assets = append(r.Assets, manyAssets(34)...) }},
		{"a group that is unknown", func(r *risk.Register) { r.Assets[0].Group = "tools" }},
		{"two assets in each other's group", func(r *risk.Register) {
			r.Assets[0].Group = "psa"
			r.Assets = append(r.Assets, risk.Asset{ID: "psa", Group: "rmm"})
		}},
		{"assets that need each other", func(r *risk.Register) {
			r.Assets[0].DependsOn = []isms.ID{"psa"}
			r.Assets = append(r.Assets, risk.Asset{ID: "psa", DependsOn: []isms.ID{"rmm"}}, risk.Asset{ID: "backup", DependsOn: []isms.ID{"backup"}})
		}},
		{"values and overrides off the scale", func(r *risk.Register) {
			r.Assets[0].Values = []risk.Impact{{Property: risk.Integrity, Grade: 6}, {Property: "fame", Grade: 0}}
			r.Assets[0].Overrides = []risk.Override{
				{Property: risk.Integrity, Grade: 0, Reason: "as agreed"},
				{Property: risk.Availability, Grade: 7, Reason: "as agreed"},
				{Property: "fame", Grade: 1, Reason: "as agreed"},
				{Property: risk.Confidentiality, Grade: 1, Reason: "n/a"},
			}
		}},
		{"further assets", risk0(func(k *risk.Risk) { k.Assets = []isms.ID{"rmm", "nothing", ""} })},
		{"grades off each scale at each stage", risk0(func(k *risk.Risk) {
			k.Inherent.Likelihood, k.Current.EaseOfExploitation, k.Target.Impact = 6, 1, -1
			k.Residual = risk.Rating{Impacts: []risk.Impact{{Property: "fame", Grade: 9}}, On: day("2026-01-15"), By: "ciso"}
		})},
		{"one property twice", risk0(func(k *risk.Risk) {
			k.Inherent = risk.Rating{Likelihood: 4, Impacts: append(values(3), values(2)...), On: day("2026-01-15"), By: "ciso"}
		})},
		{"a closed risk says no more than why", risk0(func(k *risk.Risk) { *k = risk.Risk{ID: "R-1", Closed: today, ClosedReason: "the platform is gone"} })},
		{"a closed risk without a reason", risk0(func(k *risk.Risk) { *k = risk.Risk{ID: "R-1", Closed: today, ClosedReason: "-"} })},
		{"an empty risk", func(r *risk.Register) { r.Risks = append(r.Risks, risk.Risk{ID: "R-2"}) }},
		{"a risk found by its source", risk0(func(k *risk.Risk) { k.Threat, k.Source = "", "organized crime" })},
		{"a risk found by its scenario", risk0(func(k *risk.Risk) { k.Asset, k.Threat, k.Scenario = "", "", "The platform is taken over." })},
		{"an asset and no threat", risk0(func(k *risk.Risk) { k.Threat = "tbd" })},
		{"a threat and no asset", risk0(func(k *risk.Risk) { k.Asset = "" })},
		{"a threat and further assets", risk0(func(k *risk.Risk) { k.Asset, k.Assets = "", []isms.ID{"rmm"} })},

		{"a treatment that says nothing", plan(func(t *risk.Treatment) { *t = risk.Treatment{ID: "T-1", Risks: []isms.ID{"R-1"}} })},
		{"a cancelled treatment that says nothing", plan(func(t *risk.Treatment) { *t = risk.Treatment{ID: "T-1", Status: risk.ActionCancelled} })},
		{"all options, nothing said", plan(func(t *risk.Treatment) { t.Options, t.Controls = slices.Collect(risk.Options().All()), nil })},
		{"all options, all said", plan(func(t *risk.Treatment) {
			t.Options, t.DiscontinuedActivity, t.SharingParty, t.RetainedPart = slices.Collect(risk.Options().All()), "the old tool", "insurer", "the deductible"
		})},
		{"avoided and shared as to be decided", plan(func(t *risk.Treatment) {
			t.Options, t.DiscontinuedActivity, t.SharingParty, t.RetainedPart = []risk.Option{risk.Avoid, risk.Share}, "TBD", "none", "n/a"
		})},
		{"retained needs no due date", func(r *risk.Register) { *r = retained() }},
		{"retained and modified needs one", func(r *risk.Register) {
			*r = retained()
			r.Treatments[0].Options, r.Treatments[0].Controls = []risk.Option{risk.Retain, risk.Modify}, []isms.Ref{"A.8.5"}
		}},
		{"finished needs none", plan(func(t *risk.Treatment) {
			t.Status, t.Completed, t.Due, t.Result = risk.ActionCompleted, today, isms.Date{}, "tested"
		})},
		{"every contradiction of a finished item", plan(func(t *risk.Treatment) {
			t.Status, t.Completed, t.Start, t.Due, t.Percent, t.Result = risk.ActionCompleted, day("2026-03-03"), day("2026-07-01"), day("2026-06-30"), 99, "tested"
		})},
		{"finished on no day", plan(func(t *risk.Treatment) { t.Status, t.Percent, t.Result = risk.ActionCompleted, 100, "tested" })},
		{"finished at 0 percent reported", plan(func(t *risk.Treatment) {
			t.Status, t.Completed, t.Percent, t.Result = risk.ActionCompleted, today, 0, "tested"
		})},
		{"done on the day it started and was due", plan(func(t *risk.Treatment) {
			t.Status, t.Completed, t.Start, t.Due, t.Result = risk.ActionCompleted, today, today, today, "tested"
		})},
		{"every contradiction of an open item", plan(func(t *risk.Treatment) { t.Status, t.Completed, t.Percent = "stalled", today, 101 })},
		{"less than nothing done", plan(func(t *risk.Treatment) { t.Percent = -1 })},
		{"99 percent done", plan(func(t *risk.Treatment) { t.Percent = 99 })},
		{"100 percent, but underway", plan(func(t *risk.Treatment) { t.Percent = 100 })},
		{"moved twice", plan(func(t *risk.Treatment) { t.Rescheduled, t.Due = moved(2), day("2026-04-01") })},
		{"moved three times", plan(func(t *risk.Treatment) { t.Rescheduled, t.Due = moved(3), day("2026-04-02") })},
		{"moved without a name", plan(func(t *risk.Treatment) { t.Rescheduled, t.Due = moved(1), day("2026-03-31"); t.Rescheduled[0].By = "" })},
		{"moved without a reason", plan(func(t *risk.Treatment) {
			t.Rescheduled, t.Due = moved(1), day("2026-03-31")
			t.Rescheduled[0].Reason = "tbd"
		})},
		{"moved from a day it was never due", plan(func(t *risk.Treatment) {
			t.Rescheduled, t.Due = moved(2), day("2026-04-05")
			t.Rescheduled[1].From = day("2026-03-28")
		})},
		{"overdue since yesterday", plan(func(t *risk.Treatment) { t.Due = day("2026-03-01") })},
		{"overdue, but cancelled", func(r *risk.Register) {
			t := r.Treatments[0]
			t.ID, t.Status, t.Due = "T-2", risk.ActionCancelled, day("2026-02-02")
			r.Treatments = append(r.Treatments, t)
		}},
		{"approved by another one, on no day, and in the future", func(r *risk.Register) {
			r.Treatments[0].Approvals = []risk.Approval{{By: "head-of-it", On: day("2026-01-20")}, {By: "ciso"}, {By: "ciso", On: day("2026-03-03")}}
		}},
		{"approved today", plan(func(t *risk.Treatment) { t.Approvals = []risk.Approval{{By: "ciso", On: today}} })},
		{"approvals of closed and ownerless risks", func(r *risk.Register) {
			r.Risks = append(r.Risks, risk.Risk{ID: "R-2", Owner: "cfo", Closed: today, ClosedReason: "sold"}, r.Risks[0])
			r.Risks[2].ID, r.Risks[2].Owner = "R-3", ""
			r.Treatments[0].Risks = []isms.ID{"R-1", "R-2", "R-3"}
		}},

		{"a higher risk untreated", func(r *risk.Register) {
			worse, better, same := r.Risks[0], r.Risks[0], r.Risks[0]
			worse.ID, worse.Inherent, worse.Current, worse.Target = "R-2", rated(5, 5), risk.Rating{}, risk.Rating{}
			better.ID, better.Inherent, better.Current, better.Target = "R-3", rated(3, 3), risk.Rating{}, risk.Rating{}
			same.ID = "R-4"
			r.Risks = append(r.Risks, worse, better, same)
			r.Treatments[0].Risks = []isms.ID{"R-1", "R-3"}
		}},
		{"the lowest treated is named", func(r *risk.Register) {
			k := r.Risks[0]
			k.Current, k.Target = risk.Rating{}, risk.Rating{}
			r.Risks = nil
			for i, g := range []risk.Grade{5, 4, 3, 3, 2} {
				k.ID, k.Inherent = isms.ID(fmt.Sprintf("R-%d", i+1)), rated(g, 4)
				r.Risks = append(r.Risks, k)
			}
			r.Treatments[0].Risks = []isms.ID{"R-2", "R-4"}
		}},
		{"acceptable and untreated", func(r *risk.Register) {
			r.Risks[0].Inherent, r.Risks[0].Current, r.Risks[0].Target = rated(1, 2), risk.Rating{}, risk.Rating{}
			r.Treatments = nil
		}},
		{"retained by two treatments, one cancelled", func(r *risk.Register) {
			*r = retained()
			r.Acceptances = nil
			t := r.Treatments[0]
			t.ID, t.Status = "T-2", risk.ActionCancelled
			r.Treatments = append(r.Treatments, t)
		}},
		{"what remains is above tolerance", risk0(func(k *risk.Risk) { k.Target = rated(2, 4) })},
		{"what remains is unacceptable and accepted too low", func(r *risk.Register) {
			r.Risks[0].Target = rated(3, 4)
			r.Acceptances = []risk.Acceptance{{
				ID: "A-1", Risk: "R-1", Level: 3, Method: r.Method.Hash(), Reason: "for now", RequestedBy: "ciso", ApprovedBy: "board",
				ApprovedOn: day("2026-01-20"), Expires: day("2026-09-30"),
			}}
		}},

		{"an acceptance that says nothing", accepted(func(a *risk.Acceptance) { *a = risk.Acceptance{ID: "A-1", Risk: "R-1"} })},
		{"an acceptance without requester and reason", accepted(func(a *risk.Acceptance) { a.RequestedBy, a.Reason = "", "-" })},
		{"the owner approved", func(r *risk.Register) {
			*r = retained()
			r.Risks[0].Owner, r.Acceptances[0].RequestedBy = "head-of-it", "clerk"
			r.Treatments[0].Approvals[0].By = "head-of-it"
		}},
		{"expired and followed", func(r *risk.Register) {
			*r = retained()
			next := r.Acceptances[0]
			next.ID, next.Extends, next.ApprovedOn = "A-2", "A-1", day("2026-02-25")
			r.Acceptances[0].Expires = day("2026-02-28")
			r.Acceptances = append(r.Acceptances, next)
		}},
		{"expired and followed by what does not count", func(r *risk.Register) {
			*r = retained()
			next := r.Acceptances[0]
			next.ID, next.Extends, next.ApprovedBy = "A-2", "A-1", "intern"
			r.Acceptances[0].Expires = day("2026-02-28")
			r.Acceptances = append(r.Acceptances, next)
		}},
		{"expired, its risk closed", func(r *risk.Register) {
			*r = retained()
			r.Acceptances[0].Expires = day("2026-02-28")
			r.Risks[0].Closed, r.Risks[0].ClosedReason = today, "sold"
		}},
		{"rejected for three reasons and outdated", accepted(func(a *risk.Acceptance) {
			a.ApprovedBy, a.RequestedBy, a.Expires, a.Level = "ciso", "ciso", isms.Date{}, 2
		})},
		{"three assets joined", func(r *risk.Register) {
			*r = retained()
			r.Risks[0].Assets = []isms.ID{"psa", "backup", "vault"}
			for _, id := range r.Risks[0].Assets {
				r.Assets = append(r.Assets, risk.Asset{ID: id})
			}
		}},
		{"the level rose", func(r *risk.Register) { *r = retained(); r.Risks[0].Inherent = rated(5, 5) }},
		{"the level is unknown", func(r *risk.Register) { *r = retained(); r.Risks[0].Inherent.Impact = 0 }},

		{"a rating in the future", risk0(func(k *risk.Risk) { k.Inherent.On = day("2026-03-03") })},
		{"ratings of no day in an assessment of a day", risk0(func(k *risk.Risk) {
			k.Inherent.On, k.Current.On, k.Target.On = isms.Date{}, isms.Date{}, isms.Date{}
		})},
		{"ratings of no day in an assessment of no day", func(r *risk.Register) {
			r.Assessed = isms.Date{}
			r.Risks[0].Inherent.On, r.Risks[0].Current.On = isms.Date{}, isms.Date{}
		}},
		{"ratings of no day in an assessment to come", func(r *risk.Register) {
			r.Assessed = day("2026-03-03")
			k := &r.Risks[0]
			k.Inherent.On, k.Current.On, k.Target.On = isms.Date{}, isms.Date{}, isms.Date{}
		}},
		{"due for assessment today", risk0(func(k *risk.Risk) { k.Reassessment.Every = isms.Interval{N: 46, Unit: isms.Days} })},
		{"due for assessment yesterday", risk0(func(k *risk.Risk) { k.Reassessment.Every = isms.Interval{N: 45, Unit: isms.Days} })},
		{"overdue, but for an earlier rating in the history", func(r *risk.Register) {
			r.Risks[0].Reassessment.Every = isms.Interval{N: 45, Unit: isms.Days}
			r.History = []risk.Assessment{
				{Risk: "R-1", Stage: risk.Current, Rating: risk.Rating{Likelihood: 1, On: day("2026-02-03")}},
				{Risk: "R-1", Stage: risk.Current, Rating: risk.Rating{Likelihood: 1, On: day("2026-01-02")}},
				{Risk: "R-1", Stage: risk.Current, Rating: risk.Rating{Likelihood: 1, On: day("2026-03-03")}},
			}
		}},
		{"an unusable interval of its own", risk0(func(k *risk.Risk) { k.Reassessment.Every = isms.Interval{N: 1, Unit: "moons"} })},
		{"the next assessment is beyond the calendar", risk0(func(k *risk.Risk) { k.Reassessment.Every = isms.Interval{N: 7990, Unit: isms.Years} })},
		{"changes before, on, after and without a day", func(r *risk.Register) {
			r.Changes = []risk.Change{
				{ID: "C-1", On: day("2026-01-14")},
				{ID: "C-2", On: day("2026-01-15")},
				{ID: "C-3", On: day("2026-01-16"), Risks: []isms.ID{"R-1"}},
				{ID: "C-4", On: day("2026-03-03"), Risks: []isms.ID{"R-1"}},
				{ID: "C-5", Risks: []isms.ID{"R-1"}},
			}
		}},
		{"of changes for all the latest counts, of a day the first", func(r *risk.Register) {
			r.Changes = []risk.Change{{ID: "C-2", On: day("2026-02-02")}, {ID: "C-1", On: day("2026-02-02")}, {ID: "C-3", On: day("2026-02-02")}, {ID: "C-0", On: day("2026-02-01")}}
		}},
		{"a change, its risk closed or of another", func(r *risk.Register) {
			r.Risks[0].Closed, r.Risks[0].ClosedReason = today, "sold"
			r.Changes = []risk.Change{{ID: "C-1", On: day("2026-02-02")}}
		}},
		{"two controls gone", func(r *risk.Register) {
			r.Treatments[0].Status, r.Treatments[0].Completed, r.Treatments[0].Result = risk.ActionCompleted, day("2026-02-20"), "tested"
			r.Risks[0].Residual = rated(1, 4)
			r.Controls = []risk.Control{{Control: "A.8.5", State: risk.ControlExcluded}, {Control: "A.5.17", State: risk.ControlDecommissioned, On: day("2026-02-21")}}
		}},
		{"a planned control gone", func(r *risk.Register) { r.Controls = []risk.Control{{Control: "A.8.5", State: risk.ControlExcluded}} }},
		{"credit of a control gone", func(r *risk.Register) {
			r.Risks[0].Current = risk.Rating{}
			r.Risks[0].Credits = []risk.Credit{{Control: "A.5.17", Likelihood: risk.Effect{Steps: 1}}}
			r.Controls = []risk.Control{{Control: "A.5.17", State: risk.ControlDecommissioned, On: day("2026-02-21")}}
		}},
		{"credits that cannot be", risk0(func(k *risk.Risk) {
			k.Credits = []risk.Credit{
				{Control: "A.5.17", Likelihood: risk.Effect{Steps: 1}, Impact: risk.Effect{Percent: 101}},
				{Control: "A.8.5", Likelihood: risk.Effect{Steps: -1}, EaseOfExploitation: risk.Effect{Steps: 1, Percent: 1}},
			}
		})},
		{"a credit that reaches too far, not yet implemented", risk0(func(k *risk.Risk) {
			k.Credits = []risk.Credit{{Control: "A.8.5", Likelihood: risk.Effect{Steps: 4}}}
			k.Target = risk.Rating{}
		})},
		{"a credit that reaches too far, overruled by a rating", risk0(func(k *risk.Risk) {
			k.Credits = []risk.Credit{{Control: "A.5.17", Likelihood: risk.Effect{Steps: 4}}}
		})},
		{"credits of an unrated risk", risk0(func(k *risk.Risk) {
			k.Inherent, k.Current, k.Target = risk.Rating{}, risk.Rating{}, risk.Rating{}
			k.Credits = []risk.Credit{{Control: "A.5.17", Likelihood: risk.Effect{Steps: 1}, Impact: risk.Effect{Percent: 101}}}
		})},
		{"every stage above the inherent one", risk0(func(k *risk.Risk) {
			k.Inherent, k.Current, k.Target, k.Residual = rated(2, 2), rated(3, 2), rated(2, 3), rated(3, 3)
		})},
		{"every stage above it, with a reason", risk0(func(k *risk.Risk) {
			k.Inherent, k.Current, k.Target, k.Residual = rated(2, 2), rated(3, 2), rated(2, 3), rated(3, 3)
			k.Current.Understated, k.Target.Understated, k.Residual.Understated = "a second site", "a second site", "a second site"
		})},
		{"nothing supports the ratings", func(r *risk.Register) {
			r.Risks[0].Existing, r.Risks[0].Residual, r.Treatments = nil, rated(1, 1), nil
		}},
	}
}

// inside are the sentences and words that stand in a sentence.
func inside(args []isms.Arg) string {
	var b strings.Builder
	for _, a := range args {
		switch {
		case a.Sentence != nil:
			b.WriteString(" (" + a.Sentence.Code + ")")
		case a.Kind == isms.KindWord:
			b.WriteString(" (" + a.Value + ")")
		}
	}
	return b.String()
}

// written is a report by keys, and by the codes of what did not run.
func written(r isms.Report) string {
	var b strings.Builder
	for d := range r.Found() {
		fmt.Fprintf(&b, "  %s %s%s\n", d.Severity, d.Key, inside(d.Args))
	}
	why := map[string][]string{}
	for s := range r.Skipped() {
		if code := strings.TrimPrefix(s.Code, "risk/"); !slices.Contains(why[s.Why.Code], code) {
			why[s.Why.Code] = append(why[s.Why.Code], code)
		}
	}
	for _, w := range slices.Sorted(maps.Keys(why)) {
		fmt.Fprintf(&b, "  skipped for %s: %s\n", w, strings.Join(why[w], ", "))
	}
	return b.String()
}

// All that is found in each case, and nothing else.
func TestReports(t *testing.T) {
	var b strings.Builder
	for i, c := range ruleCases() {
		r := sound()
		c.change(&r)
		fmt.Fprintf(&b, "%d: for %s\n%s", i, c.code, written(r.Check(today, nil)))
	}
	for _, c := range reportCases() {
		r := sound()
		c.change(&r)
		fmt.Fprintf(&b, "%s\n%s", c.name, written(r.Check(today, nil)))
	}
	for _, c := range reportCases()[:3] {
		r := sound()
		c.change(&r)
		fmt.Fprintf(&b, "%s, on no day\n%s", c.name, written(r.Check(isms.Date{}, nil)))
	}
	golden.Equal(t, "reports.txt", b.String())
}

// More impacts than any method has properties are one twice, whatever they say.
func TestAtMost64Impacts(t *testing.T) {
	for n, want := range map[int]bool{64: false, 65: true} {
		r := sound()
		r.Risks[0].Current.Impact = 0
		for i := range n {
			r.Risks[0].Current.Impacts = append(r.Risks[0].Current.Impacts, risk.Impact{Property: risk.Property(fmt.Sprintf("p%02d", i)), Grade: 1})
		}
		if got := golden.Found(t, r.Check(today, nil), "risk/duplicate-impact-rating"); got != want {
			t.Errorf("%d impacts: twice is %t", n, got)
		}
	}
}
