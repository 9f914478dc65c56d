package risk_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/risk/risktest"
)

func TestSoundRegister(t *testing.T) {
	wantCodes(t, sound().Check(today, nil))
	wantCodes(t, retained().Check(today, nil))
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

// ruleCase is a change to the sound register that triggers a rule.
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
		{"risk/defective-risk-assessment-method", func(r *risk.Register) { r.Method.Bands = r.Method.Bands[:4] }},
		{"risk/waived-method-defect", func(r *risk.Register) {
			r.Method.Scorer.(risk.Matrix)[4][3] = 3
			r.Method.Waivers = []risk.DefectWaiver{{Code: risk.DefectNotMonotone, Reason: "as the group decided"}}
		}},
		{"risk/missing-risk-acceptance-criteria", func(r *risk.Register) { r.Method.Criteria = nil }},
		{"risk/self-approval-permitted-by-the-method", func(r *risk.Register) { r.Method.SelfAcceptance = "two people in all" }},
		{"risk/missing-planned-assessment-interval", func(r *risk.Register) { r.Reassessment.Every = isms.Interval{} }},
		{"risk/missing-planned-assessment-interval", func(r *risk.Register) { r.Reassessment.Every = isms.Interval{N: -1, Unit: "fortnights"} }},
		{"risk/invalid-planned-interval-for-risk-level", func(r *risk.Register) {
			r.Reassessment.ByLevel = map[string]isms.Interval{"hgih": isms.MustInterval("3 months")}
		}},
		{"risk/unusable-id-in-risk-register", func(r *risk.Register) { r.Treatments[0].ID = "\u202eT" }},
		{"risk/empty-risk-register", func(r *risk.Register) { r.Risks = nil }},
		{"risk/unknown-asset-in-risk-register", risk0(func(k *risk.Risk) { k.Asset = "rmn" })},
		{"risk/unknown-asset-in-risk-register", func(r *risk.Register) { r.Assets[0].DependsOn = []isms.ID{"nothing"} }},
		{"risk/circular-asset-dependency", func(r *risk.Register) { r.Assets[0].DependsOn = []isms.ID{"rmm"} }},
		{"risk/circular-or-deeply-nested-asset-group", func(r *risk.Register) { r.Assets[0].Group = "rmm" }},
		{"risk/unjustified-asset-value-override", func(r *risk.Register) {
			r.Assets[0].Overrides = []risk.Override{{Property: risk.Integrity, Grade: 3}}
		}},
		{"risk/missing-risk-scenario", risk0(func(k *risk.Risk) { k.Threat = "" })},
		{"risk/missing-affected-properties", risk0(func(k *risk.Risk) { k.Affects = nil })},
		{"risk/unknown-information-security-property", risk0(func(k *risk.Risk) { k.Affects = []risk.Property{"confidentialty"} })},
		{"risk/missing-risk-owner", risk0(func(k *risk.Risk) { k.Owner = "" })},
		{"risk/impact-not-rated", risk0(func(k *risk.Risk) {
			k.Inherent, k.Current, k.Target = risk.Rating{Likelihood: 2}, risk.Rating{}, risk.Rating{}
		})},
		{"risk/likelihood-not-rated", risk0(func(k *risk.Risk) { k.Current.Likelihood = 0 })},
		{"risk/value-outside-the-scale", risk0(func(k *risk.Risk) { k.Current.Likelihood = 6 })},
		{"risk/value-outside-the-scale", risk0(func(k *risk.Risk) { k.Target.EaseOfExploitation = 1 })},
		{"risk/duplicate-impact-rating", risk0(func(k *risk.Risk) { k.Current.Impacts = values(3) })},
		{"risk/risk-level-not-determined", risk0(func(k *risk.Risk) { k.Current.Likelihood = -1 })},
		{"risk/rating-above-inherent-risk", risk0(func(k *risk.Risk) { k.Target.Impact = 5 })},
		{"risk/unsupported-risk-reduction", risk0(func(k *risk.Risk) { k.Existing = nil })},
		{"risk/invalid-risk-reduction", risk0(func(k *risk.Risk) { k.Credits = []risk.Credit{{Control: "A.5.17", Impact: risk.Effect{Percent: 101}}} })},
		{"risk/risk-reduction-credited-to-unrelated-control", risk0(func(k *risk.Risk) { k.Credits = []risk.Credit{{Control: "A.5.1"}} })},
		{"risk/risk-acceptability-not-determined", func(r *risk.Register) { r.Method.Criteria = nil }},
		{"risk/lower-risk-treated-first", func(r *risk.Register) {
			worse := r.Risks[0]
			worse.ID, worse.Inherent, worse.Current, worse.Target = "R-2", rated(5, 5), risk.Rating{}, risk.Rating{}
			r.Risks = append(r.Risks, worse)
		}},
		{"risk/missing-risk-treatment", plan(func(t *risk.Treatment) { t.Status = risk.ActionCancelled })},
		{"risk/missing-or-unknown-treatment-option", plan(func(t *risk.Treatment) { t.Options = nil })},
		{"risk/missing-or-unknown-treatment-option", plan(func(t *risk.Treatment) { t.Options = append(t.Options, "ignore") })},
		{"risk/missing-discontinued-activity", plan(func(t *risk.Treatment) { t.Options = []risk.Option{risk.Avoid} })},
		{"risk/missing-sharing-party", plan(func(t *risk.Treatment) { t.Options = []risk.Option{risk.Share} })},
		{"risk/missing-retained-part-of-shared-risk", plan(func(t *risk.Treatment) { t.Options = []risk.Option{risk.Share} })},
		{"risk/reference-to-unknown-risk", plan(func(t *risk.Treatment) { t.Risks = []isms.ID{"R-1", "R-8"} })},
		{"risk/risk-modification-without-control", plan(func(t *risk.Treatment) { t.Controls = nil })},
		{"risk/unknown-control-in-risk-register", plan(func(t *risk.Treatment) { t.Controls = []isms.Ref{"A.9.2.1"} })},
		{"risk/missing-treatment-owner", plan(func(t *risk.Treatment) { t.Owner = "" })},
		{"risk/missing-treatment-due-date", plan(func(t *risk.Treatment) { t.Due = isms.Date{} })},
		{"risk/contradictory-treatment-status", plan(func(t *risk.Treatment) { t.Percent = 100 })},
		{"risk/contradictory-treatment-status", plan(func(t *risk.Treatment) { t.Completed = today })},
		{"risk/contradictory-treatment-status", plan(func(t *risk.Treatment) { t.Rescheduled = []risk.Reschedule{{To: today, By: "x", Reason: "y"}} })},
		{"risk/treatment-not-approved-by-risk-owner", plan(func(t *risk.Treatment) { t.Approvals[0].By = "head-of-it" })},
		{"risk/treatment-not-approved-by-risk-owner", plan(func(t *risk.Treatment) { t.Approvals[0].On = day("2026-03-03") })},
		{"risk/residual-risk-not-accepted", risk0(func(k *risk.Risk) { k.Target = rated(3, 4) })},
		{"risk/retained-risk-without-acceptance", plan(func(t *risk.Treatment) { t.Options = []risk.Option{risk.Retain} })},
		{"risk/expired-risk-acceptance", accepted(func(a *risk.Acceptance) { a.Expires = day("2026-03-01") })},
		{"risk/risk-acceptance-due-for-review", accepted(func(a *risk.Acceptance) { a.ReviewBy = today })},
		{"risk/outdated-risk-acceptance", accepted(func(a *risk.Acceptance) { a.Level = 2 })},
		{"risk/risk-acceptance-contrary-to-criteria", accepted(func(a *risk.Acceptance) { a.ApprovedBy = "intern" })},
		{"risk/asset-not-covered-by-acceptance", accepted(func(a *risk.Acceptance) { a.Assets = []isms.ID{"psa"} })},
		{"risk/risk-below-accepted-level", accepted(func(a *risk.Acceptance) { a.Level = 4; a.ApprovedBy = "board" })},
		{"risk/self-approved-risk-acceptance", func(r *risk.Register) {
			*r = retained()
			r.Method.SelfAcceptance = "two people in all"
			r.Acceptances[0].Method, r.Acceptances[0].ApprovedBy = r.Method.Hash(), "ciso"
		}},
		{"risk/incomplete-risk-acceptance", accepted(func(a *risk.Acceptance) { a.Reason = "tbd" })},
		{"risk/risk-acceptance-without-risk-owner", accepted(func(a *risk.Acceptance) { a.RequestedBy = "clerk" })},
		{"risk/overdue-risk-assessment", func(r *risk.Register) { r.Reassessment.Every = isms.MustInterval("1 month") }},
		{"risk/change-without-risk-assessment", func(r *risk.Register) {
			r.Changes = []risk.Change{{ID: "C-1", On: day("2026-02-01"), Description: "new site"}}
		}},
		{"risk/change-without-risk-assessment", func(r *risk.Register) { r.Changes = []risk.Change{{ID: "C-1", Risks: []isms.ID{"R-1"}}} }},
		{"risk/rating-based-on-unavailable-control", func(r *risk.Register) {
			r.Controls = []risk.Control{{Control: "A.5.17", State: risk.ControlDecommissioned}}
		}},
		{"risk/rating-without-date-or-assessor", risk0(func(k *risk.Risk) { k.Current.By = "" })},
		{"risk/rating-without-date-or-assessor", risk0(func(k *risk.Risk) { k.Current.On = late })},
		{"risk/closed-risk-without-justification", risk0(func(k *risk.Risk) { k.Closed = today })},
		{"risk/overdue-risk-treatment", plan(func(t *risk.Treatment) { t.Due = day("2026-03-01") })},
		{"risk/unjustified-or-repeated-rescheduling", plan(func(t *risk.Treatment) { t.Rescheduled = []risk.Reschedule{{From: day("2026-04-30"), To: t.Due}} })},
		{"risk/missing-treatment-result", plan(func(t *risk.Treatment) { t.Status, t.Completed = risk.ActionCompleted, today })},
	}
}

// Each rule with what triggers it; the sound register triggers none of them.
func TestEveryRuleTriggers(t *testing.T) {
	triggered := map[string]bool{}
	for i, c := range ruleCases() {
		t.Run(fmt.Sprint(i, c.code), func(t *testing.T) {
			r := sound()
			c.change(&r)
			rep := r.Check(today, nil)
			if !golden.Found(t, rep, c.code) {
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
	wantCodes(t, r.Check(today, nil)) // due today is not overdue
	r = sound()
	r.Reassessment.Every = isms.MustInterval("1 month")
	r.Treatments[0].Due = day("2026-06-30")
	wantCodes(t, r.Check(day("2026-02-15"), nil)) // due again today
	r = sound()
	r.Changes = []risk.Change{{ID: "C-1", On: day("2026-01-15")}, {ID: "C-2", On: day("2026-03-03")}}
	wantCodes(t, r.Check(today, nil)) // assessed on the day of the change, and one to come
	r = sound()
	r.Risks[0].Closed, r.Risks[0].ClosedReason = today, "the platform is gone"
	wantCodes(t, r.Check(day("2030-01-01"), nil), "risk/overdue-risk-treatment")
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
	for d := range r.Check(later, nil).Found() {
		if d.Code == "risk/overdue-risk-assessment" {
			n++
		}
	}
	if n != 39 {
		t.Errorf("%d of 39 overdue risks found", n)
	}
}

func TestAssessNeedsEveryRule(t *testing.T) {
	r := sound()
	ready := isms.Assess(today, risk.Rules(), nil, r.Check(today, nil))
	for _, ref := range []isms.Ref{"6.1.2 a 1", "6.1.2 a 2", "6.1.2 b", "6.1.2 c 1", "6.1.2 c 2", "6.1.2 d 1", "6.1.2 d 2", "6.1.2 d 3", "6.1.2 e 1", "6.1.2 e 2", "6.1.3 a", "6.1.3 b", "6.1.3 e", "6.1.3 f", "8.2 s1", "8.2 s2", "8.3 s1", "8.3 s2"} {
		if l, _ := ready.LookupItem(ref); l.Status != isms.StatusClear {
			t.Errorf("%s is %s", ref, l.Status)
		}
	}
	for _, ref := range []isms.Ref{"6.1.3 c", "6.1.3 d 1", "6.1.2 s2"} {
		if l, _ := ready.LookupItem(ref); l.Status != isms.StatusNotExamined {
			t.Errorf("%s is %s, but nothing here looks at it", ref, l.Status)
		}
	}
	// Rules that could not run leave their lines open.
	r.Method.Bands = nil
	ready = isms.Assess(today, risk.Rules(), nil, r.Check(today, nil))
	for _, ref := range []isms.Ref{"6.1.2 d 3", "6.1.2 e 1", "6.1.3 f"} {
		if l, _ := ready.LookupItem(ref); l.Status.Settled() {
			t.Errorf("%s is %s under a broken method", ref, l.Status)
		}
	}
	ready = isms.Assess(today, risk.Rules(), nil, sound().Check(isms.Date{}, nil))
	for _, ref := range []isms.Ref{"8.2 s1", "8.3 s1", "6.1.3 f"} {
		if l, _ := ready.LookupItem(ref); l.Status.Settled() {
			t.Errorf("%s is %s without a day", ref, l.Status)
		}
	}
}

func TestZeroRegister(t *testing.T) {
	rep := risk.Register{}.Check(isms.Date{}, nil)
	for _, code := range []string{"risk/empty-risk-register", "risk/defective-risk-assessment-method", "risk/missing-risk-acceptance-criteria", "risk/missing-planned-assessment-interval"} {
		if !golden.Found(t, rep, code) {
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
	if rep := r.Check(today, nil); !golden.Found(t, rep, "risk/duplicate-impact-rating") {
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
		for l := range isms.Assess(today, risk.Rules(), nil, r.Check(asOf, nil)).Items() {
			lines[l.Ref] = l.Status.Settled()
		}
		return lines
	}
	for _, ref := range []isms.Ref{"6.1.2 c 2", "6.1.2 d 1", "6.1.2 d 3", "6.1.2 e 1", "6.1.3 a", "6.1.3 b", "6.1.3 e", "6.1.3 f", "8.2 s1", "8.3 s1", "8.3 s2"} {
		if good(today, risk.Register{Method: method(), Reassessment: isms.Cadence{Every: isms.MustInterval("1 year")}})[ref] {
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
