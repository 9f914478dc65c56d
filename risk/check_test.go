package risk_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/risk/risktest"
)

func TestSoundRegister(t *testing.T) {
	wantCodes(t, sound().Check(today))
	wantCodes(t, retained().Check(today))
}

func TestRulesAreSound(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range risk.Rules() {
		if err := r.Validate(); err != nil {
			t.Error(err)
		}
		if seen[r.Code] {
			t.Errorf("two rules %s", r.Code)
		}
		seen[r.Code] = true
	}
	risk.Rules()[0].Refs[0] = "4.1"
	if risk.Rules()[0].Refs[0] == "4.1" {
		t.Error("a caller wrote into a rule")
	}
}

// A ruleCase is a change to the sound register that triggers a rule.
type ruleCase struct {
	code   string
	change func(*risk.Register)
}

func ruleCases() []ruleCase {
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
	late := day("2030-01-01")
	return []ruleCase{
		{"risk/method-defective", func(r *risk.Register) { r.Method.Bands = r.Method.Bands[:4] }},
		{"risk/method-waived", func(r *risk.Register) {
			r.Method.Scorer.(risk.Matrix)[4][3] = 3
			r.Method.Waivers = []risk.DefectWaiver{{Code: risk.NotMonotone, Reason: "as the group decided"}}
		}},
		{"risk/criteria-missing", func(r *risk.Register) { r.Method.Criteria = nil }},
		{"risk/self-acceptance-allowed", func(r *risk.Register) { r.Method.SelfAcceptance = "two people in all" }},
		{"risk/interval-missing", func(r *risk.Register) { r.Every = isms.Interval{} }},
		{"risk/interval-missing", func(r *risk.Register) { r.Every = isms.Interval{N: -1, Unit: "fortnights"} }},
		{"risk/id-unusable", func(r *risk.Register) { r.Treatments[0].ID = "\u202eT" }},
		{"risk/no-risks", func(r *risk.Register) { r.Risks = nil }},
		{"risk/asset-unknown", risk0(func(k *risk.Risk) { k.Asset = "rmn" })},
		{"risk/asset-unknown", func(r *risk.Register) { r.Assets[0].DependsOn = []isms.ID{"nothing"} }},
		{"risk/asset-circle", func(r *risk.Register) { r.Assets[0].DependsOn = []isms.ID{"rmm"} }},
		{"risk/group-nested", func(r *risk.Register) { r.Assets[0].Group = "rmm" }},
		{"risk/override-unreasoned", func(r *risk.Register) {
			r.Assets[0].Overrides = []risk.Override{{Property: risk.Integrity, Grade: 3}}
		}},
		{"risk/scenario-missing", risk0(func(k *risk.Risk) { k.Threat = "" })},
		{"risk/property-missing", risk0(func(k *risk.Risk) { k.Affects = nil })},
		{"risk/property-foreign", risk0(func(k *risk.Risk) { k.Affects = []risk.Property{"confidentialty"} })},
		{"risk/owner-missing", risk0(func(k *risk.Risk) { k.Owner = "" })},
		{"risk/impact-unrated", risk0(func(k *risk.Risk) {
			k.Inherent, k.Current, k.Target = risk.Rating{Likelihood: 2}, risk.Rating{}, risk.Rating{}
		})},
		{"risk/likelihood-unrated", risk0(func(k *risk.Risk) { k.Current.Likelihood = 0 })},
		{"risk/grade-outside", risk0(func(k *risk.Risk) { k.Current.Likelihood = 6 })},
		{"risk/grade-outside", risk0(func(k *risk.Risk) { k.Target.Ease = 1 })},
		{"risk/impact-twice", risk0(func(k *risk.Risk) { k.Current.Impacts = values(3) })},
		{"risk/level-unknown", risk0(func(k *risk.Risk) { k.Current.Likelihood = -1 })},
		{"risk/rating-above-inherent", risk0(func(k *risk.Risk) { k.Target.Impact = 5 })},
		{"risk/rating-unsupported", risk0(func(k *risk.Risk) { k.Existing = nil })},
		{"risk/credit-impossible", risk0(func(k *risk.Risk) { k.Credits = []risk.Credit{{Control: "A.5.17", Impact: risk.Effect{Percent: 101}}} })},
		{"risk/credit-unattached", risk0(func(k *risk.Risk) { k.Credits = []risk.Credit{{Control: "A.5.1"}} })},
		{"risk/verdict-unknown", func(r *risk.Register) { r.Method.Criteria = nil }},
		{"risk/priority-skipped", func(r *risk.Register) {
			worse := r.Risks[0]
			worse.ID, worse.Inherent, worse.Current, worse.Target = "R-2", rated(5, 5), risk.Rating{}, risk.Rating{}
			r.Risks = append(r.Risks, worse)
		}},
		{"risk/treatment-missing", plan(func(t *risk.Treatment) { t.Status = risk.ActionCancelled })},
		{"risk/option-missing", plan(func(t *risk.Treatment) { t.Options = nil })},
		{"risk/option-missing", plan(func(t *risk.Treatment) { t.Options = append(t.Options, "ignore") })},
		{"risk/avoided-activity-missing", plan(func(t *risk.Treatment) { t.Options = []risk.Option{risk.Avoid} })},
		{"risk/sharing-party-missing", plan(func(t *risk.Treatment) { t.Options = []risk.Option{risk.Share} })},
		{"risk/sharing-remainder-missing", plan(func(t *risk.Treatment) { t.Options = []risk.Option{risk.Share} })},
		{"risk/reference-unknown", plan(func(t *risk.Treatment) { t.Risks = []isms.ID{"R-1", "R-8"} })},
		{"risk/control-missing", plan(func(t *risk.Treatment) { t.Controls = nil })},
		{"risk/control-unknown", plan(func(t *risk.Treatment) { t.Controls = []isms.Ref{"A.9.2.1"} })},
		{"risk/plan-owner-missing", plan(func(t *risk.Treatment) { t.Owner = "" })},
		{"risk/plan-due-missing", plan(func(t *risk.Treatment) { t.Due = isms.Date{} })},
		{"risk/plan-contradictory", plan(func(t *risk.Treatment) { t.Percent = 100 })},
		{"risk/plan-contradictory", plan(func(t *risk.Treatment) { t.Completed = today })},
		{"risk/plan-contradictory", plan(func(t *risk.Treatment) { t.Rescheduled = []risk.Reschedule{{To: today, By: "x", Reason: "y"}} })},
		{"risk/plan-unapproved", plan(func(t *risk.Treatment) { t.Approvals[0].By = "head-of-it" })},
		{"risk/plan-unapproved", plan(func(t *risk.Treatment) { t.Approvals[0].On = day("2026-03-03") })},
		{"risk/residual-unaccepted", risk0(func(k *risk.Risk) { k.Target = rated(3, 4) })},
		{"risk/retained-unrecorded", plan(func(t *risk.Treatment) { t.Options = []risk.Option{risk.Retain} })},
		{"risk/acceptance-expired", accepted(func(a *risk.Acceptance) { a.Expires = day("2026-03-01") })},
		{"risk/acceptance-review-due", accepted(func(a *risk.Acceptance) { a.ReviewBy = today })},
		{"risk/acceptance-stale", accepted(func(a *risk.Acceptance) { a.Level = 2 })},
		{"risk/acceptance-refused", accepted(func(a *risk.Acceptance) { a.Approver = "intern" })},
		{"risk/acceptance-asset-uncovered", accepted(func(a *risk.Acceptance) { a.Assets = []isms.ID{"psa"} })},
		{"risk/acceptance-better", accepted(func(a *risk.Acceptance) { a.Level = 4; a.Approver = "board" })},
		{"risk/acceptance-self-approved", func(r *risk.Register) {
			*r = retained()
			r.Method.SelfAcceptance = "two people in all"
			r.Acceptances[0].Method, r.Acceptances[0].Approver = r.Method.Hash(), "ciso"
		}},
		{"risk/acceptance-unreasoned", accepted(func(a *risk.Acceptance) { a.Reason = "tbd" })},
		{"risk/acceptance-without-owner", accepted(func(a *risk.Acceptance) { a.Requester = "clerk" })},
		{"risk/assessment-overdue", func(r *risk.Register) { r.Every = isms.MustInterval("1 month") }},
		{"risk/change-unassessed", func(r *risk.Register) {
			r.Changes = []risk.Change{{ID: "C-1", On: day("2026-02-01"), Description: "new site"}}
		}},
		{"risk/change-unassessed", func(r *risk.Register) { r.Changes = []risk.Change{{ID: "C-1", Risks: []isms.ID{"R-1"}}} }},
		{"risk/control-gone", func(r *risk.Register) {
			r.Controls = []risk.Control{{Control: "A.5.17", State: risk.ControlDecommissioned}}
		}},
		{"risk/rating-undocumented", risk0(func(k *risk.Risk) { k.Current.By = "" })},
		{"risk/rating-undocumented", risk0(func(k *risk.Risk) { k.Current.On = late })},
		{"risk/closed-unreasoned", risk0(func(k *risk.Risk) { k.Closed = today })},
		{"risk/plan-overdue", plan(func(t *risk.Treatment) { t.Due = day("2026-03-01") })},
		{"risk/plan-rescheduled", plan(func(t *risk.Treatment) { t.Rescheduled = []risk.Reschedule{{From: day("2026-04-30"), To: t.Due}} })},
		{"risk/result-missing", plan(func(t *risk.Treatment) { t.Status, t.Completed = risk.ActionCompleted, today })},
	}
}

// Each rule with what triggers it; the sound register triggers none of them.
func TestEveryRuleTriggers(t *testing.T) {
	triggered := map[string]bool{}
	for i, c := range ruleCases() {
		t.Run(fmt.Sprint(i, c.code), func(t *testing.T) {
			r := sound()
			c.change(&r)
			rep := r.Check(today)
			if !rep.Has(c.code) {
				t.Errorf("codes %v", codes(rep))
			}
			for d := range rep.Found() {
				if d.Code == c.code && (d.Message == "" || slices.Contains([]byte(d.Message), '{')) {
					t.Errorf("message %q", d.Message)
				}
			}
		})
		triggered[c.code] = true
	}
	for _, r := range risk.Rules() {
		if !triggered[r.Code] {
			t.Errorf("nothing triggers %s", r.Code)
		}
	}
}

// What lies on the other side of each limit is fine.
func TestLimits(t *testing.T) {
	r := sound()
	r.Treatments[0].Due = today
	wantCodes(t, r.Check(today)) // due today is not overdue
	r = sound()
	r.Every = isms.MustInterval("1 month")
	r.Treatments[0].Due = day("2026-06-30")
	wantCodes(t, r.Check(day("2026-02-15"))) // due again today
	r = sound()
	r.Changes = []risk.Change{{ID: "C-1", On: day("2026-01-15")}, {ID: "C-2", On: day("2026-03-03")}}
	wantCodes(t, r.Check(today)) // assessed on the day of the change, and one to come
	r = sound()
	r.Risks[0].Closed, r.Risks[0].ClosedReason = today, "the platform is gone"
	wantCodes(t, r.Check(day("2030-01-01")), "risk/plan-overdue")
}

// Only one of forty risks was looked at again: 8.2 is not met.
func TestOneOfFortyReassessed(t *testing.T) {
	r := sound()
	base := r.Risks[0]
	for i := range 39 {
		k := base
		k.ID = isms.ID(fmt.Sprintf("R-%d", i+2))
		r.Risks = append(r.Risks, k)
		r.Treatments[0].Risks = append(r.Treatments[0].Risks, k.ID)
	}
	r.Treatments[0].Due = day("2027-12-31")
	later := day("2027-02-01")
	r.Risks[7].Current.On = later
	n := 0
	for d := range r.Check(later).Found() {
		if d.Code == "risk/assessment-overdue" {
			n++
		}
	}
	if n != 39 {
		t.Errorf("%d of 39 overdue risks found", n)
	}
}

func TestAssessNeedsEveryRule(t *testing.T) {
	r := sound()
	ready := isms.Assess(today, risk.Rules(), nil, r.Check(today))
	for _, ref := range []isms.Ref{"6.1.2 a 1", "6.1.2 a 2", "6.1.2 b", "6.1.2 c 1", "6.1.2 c 2", "6.1.2 d 1", "6.1.2 d 2", "6.1.2 d 3", "6.1.2 e 1", "6.1.2 e 2", "6.1.3 a", "6.1.3 b", "6.1.3 e", "6.1.3 f", "8.2 s1", "8.2 s2", "8.3 s1", "8.3 s2"} {
		if l, _ := ready.Line(ref); l.Status != isms.StatusClear {
			t.Errorf("%s is %s", ref, l.Status)
		}
	}
	for _, ref := range []isms.Ref{"6.1.3 c", "6.1.3 d 1", "6.1.2 s2"} {
		if l, _ := ready.Line(ref); l.Status != isms.StatusNotExamined {
			t.Errorf("%s is %s, but nothing here looks at it", ref, l.Status)
		}
	}
	// Rules that could not run leave their lines open.
	r.Method.Bands = nil
	ready = isms.Assess(today, risk.Rules(), nil, r.Check(today))
	for _, ref := range []isms.Ref{"6.1.2 d 3", "6.1.2 e 1", "6.1.3 f"} {
		if l, _ := ready.Line(ref); l.Status.Settled() {
			t.Errorf("%s is %s under a broken method", ref, l.Status)
		}
	}
	ready = isms.Assess(today, risk.Rules(), nil, sound().Check(isms.Date{}))
	for _, ref := range []isms.Ref{"8.2 s1", "8.3 s1", "6.1.3 f"} {
		if l, _ := ready.Line(ref); l.Status.Settled() {
			t.Errorf("%s is %s without a day", ref, l.Status)
		}
	}
}

func TestZeroRegister(t *testing.T) {
	rep := risk.Register{}.Check(isms.Date{})
	for _, code := range []string{"risk/no-risks", "risk/method-defective", "risk/criteria-missing", "risk/interval-missing"} {
		if !rep.Has(code) {
			t.Errorf("codes %v lack %s", codes(rep), code)
		}
	}
}

// Everything of one kind on one risk: the work stays near linear.
func TestHostileRegister(t *testing.T) {
	const n = 20_000
	start := time.Now()
	r := sound()
	k, accepted := &r.Risks[0], retained().Acceptances[0]
	for i := range n {
		id := isms.ID(fmt.Sprintf("X-%05d", i))
		t := r.Treatments[0]
		t.ID, t.Options = id, []risk.Option{risk.Retain}
		r.Treatments = append(r.Treatments, t)
		a := accepted
		a.ID, a.Extends = id, "X-00000"
		r.Acceptances = append(r.Acceptances, a)
		r.Assets = append(r.Assets, risk.Asset{ID: id, Group: "rmm", DependsOn: []isms.ID{"rmm"}})
		k.Credits = append(k.Credits, risk.Credit{Control: isms.Ref("own:" + id), Likelihood: risk.Effect{Percent: 1}})
		k.Existing = append(k.Existing, isms.Ref("own:"+id))
		k.Current.Impacts = append(k.Current.Impacts, risk.Impact{Property: risk.Property(id), Grade: 1})
		r.Changes = append(r.Changes, risk.Change{ID: id, On: day("2026-02-01"), Risks: []isms.ID{"R-1"}})
	}
	if rep := r.Check(today); !rep.Has("risk/impact-twice") {
		t.Errorf("codes %v", codes(rep))
	}
	if d := time.Since(start); d > 20*time.Second {
		t.Errorf("took %s", d)
	} else {
		t.Logf("took %s", d)
	}
}

// Of nothing the rules say nothing, and without a day or criteria no line gets
// better.
func TestSilenceIsNotConsent(t *testing.T) {
	good := func(asOf isms.Date, r risk.Register) map[isms.Ref]bool {
		lines := map[isms.Ref]bool{}
		for l := range isms.Assess(today, risk.Rules(), nil, r.Check(asOf)).Lines() {
			lines[l.Ref] = l.Status.Settled()
		}
		return lines
	}
	for _, ref := range []isms.Ref{"6.1.2 c 2", "6.1.2 d 1", "6.1.2 d 3", "6.1.2 e 1", "6.1.3 a", "6.1.3 b", "6.1.3 e", "6.1.3 f", "8.2 s1", "8.3 s1", "8.3 s2"} {
		if good(today, risk.Register{Method: method(), Every: isms.MustInterval("1 year")})[ref] {
			t.Errorf("%s is good for an empty register", ref)
		}
	}
	seed := rand.Uint64()
	c := rand.New(rand.NewPCG(seed, 0))
	for range 60 {
		r := risktest.Register(c, 6)
		before := good(today, r)
		bare := r
		bare.Method.Criteria = nil
		for what, after := range map[string]map[isms.Ref]bool{"criteria": good(today, bare), "a day": good(isms.Date{}, r)} {
			for ref, is := range after {
				if is && !before[ref] {
					t.Fatalf("seed %d: %s is good without %s", seed, ref, what)
				}
			}
		}
	}
}
