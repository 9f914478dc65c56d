package risk_test

import (
	"slices"
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

// retained is a sound register whose one risk, medium, is retained under
// acceptance A-1.
func retained() risk.Register {
	r := sound()
	k := &r.Risks[0]
	k.Inherent, k.Current, k.Target = rated(3, 3), risk.Rating{}, risk.Rating{}
	r.Treatments = []risk.Treatment{{
		ID: "T-1", Risks: []isms.ID{"R-1"}, Options: []risk.Option{risk.Retain}, Owner: "ciso", Status: risk.ActionPlanned,
		Approvals: []risk.Approval{{By: "ciso", On: day("2026-01-20")}},
	}}
	r.Acceptances = []risk.Acceptance{{
		ID: "A-1", Risk: "R-1", Level: 3, Method: r.Method.Hash(), Assets: []isms.ID{"rmm"}, Reason: "The vendor ships a fix in autumn.",
		RequestedBy: "ciso", RequestedOn: day("2026-01-16"), ApprovedBy: "head-of-it", ApprovedOn: day("2026-01-20"), Expires: day("2026-09-30"),
	}}
	return r
}

func state(t *testing.T, r risk.Register, asOf isms.Date) risk.AcceptanceState {
	t.Helper()
	e, err := r.Evaluate(asOf, nil)
	if err != nil {
		t.Fatal(err)
	}
	s, ok := e.LookupAcceptance("A-1")
	if !ok {
		t.Fatal("no acceptance A-1")
	}
	return s
}

func TestAcceptanceStates(t *testing.T) {
	cases := []struct {
		name    string
		change  func(r *risk.Register, a *risk.Acceptance)
		asOf    string
		status  risk.AcceptanceStatus
		reasons []risk.AcceptanceReason
		code    string // what Check finds, if anything
	}{
		{"sound", func(*risk.Register, *risk.Acceptance) {}, "2026-03-02", risk.AcceptanceInForce, nil, ""},
		{"last day", func(*risk.Register, *risk.Acceptance) {}, "2026-09-30", risk.AcceptanceInForce, nil, ""},
		{"day after", func(*risk.Register, *risk.Acceptance) {}, "2026-10-01", risk.AcceptanceExpired, nil, "risk/expired-risk-acceptance"},
		{"before its approval", func(*risk.Register, *risk.Acceptance) {}, "2026-01-19", risk.AcceptanceRequested, nil, "risk/retained-risk-without-acceptance"},
		{"requested only", func(_ *risk.Register, a *risk.Acceptance) { a.ApprovedOn = isms.Date{} }, "2026-03-02", risk.AcceptanceRequested, nil, "risk/retained-risk-without-acceptance"},
		{"review has come", func(_ *risk.Register, a *risk.Acceptance) { a.ReviewBy = day("2026-03-02") }, "2026-03-02", risk.AcceptanceReviewDue, nil, "risk/risk-acceptance-due-for-review"},
		{"review to come", func(_ *risk.Register, a *risk.Acceptance) { a.ReviewBy = day("2026-03-03") }, "2026-03-02", risk.AcceptanceInForce, nil, ""},
		{
			"level rose", func(r *risk.Register, _ *risk.Acceptance) { r.Risks[0].Inherent = rated(4, 4) }, "2026-03-02",
			risk.AcceptanceOutdated,
			[]risk.AcceptanceReason{"higher level"},
			"risk/outdated-risk-acceptance",
		},
		{
			"level not rated any more", func(r *risk.Register, _ *risk.Acceptance) { r.Risks[0].Inherent = risk.Rating{} }, "2026-03-02",
			risk.AcceptanceOutdated,
			[]risk.AcceptanceReason{"level unknown"},
			"risk/outdated-risk-acceptance",
		},
		{"level fell", func(r *risk.Register, _ *risk.Acceptance) { r.Risks[0].Inherent = rated(2, 2) }, "2026-03-02", risk.AcceptanceInForce, nil, "risk/risk-below-accepted-level"},
		{
			"method changed", func(r *risk.Register, _ *risk.Acceptance) { r.Method.Criteria[0].UpTo = "very low" }, "2026-03-02",
			risk.AcceptanceOutdated,
			[]risk.AcceptanceReason{"method changed"},
			"risk/outdated-risk-acceptance",
		},
		{"method changed and confirmed", func(r *risk.Register, a *risk.Acceptance) {
			r.Method.Criteria[0].UpTo = "very low"
			a.Confirmed = []risk.Confirmation{{Method: r.Method.Hash(), Level: 3, By: "head-of-it", On: day("2026-02-20")}}
		}, "2026-03-02", risk.AcceptanceInForce, nil, ""},
		{"method to be confirmed later", func(r *risk.Register, a *risk.Acceptance) {
			r.Method.Criteria[0].UpTo = "very low"
			a.Confirmed = []risk.Confirmation{{Method: r.Method.Hash(), Level: 3, By: "head-of-it", On: day("2026-03-03")}}
		}, "2026-03-02", risk.AcceptanceOutdated, []risk.AcceptanceReason{"method changed"}, "risk/outdated-risk-acceptance"},
		{
			"method not recorded", func(_ *risk.Register, a *risk.Acceptance) { a.Method = "" }, "2026-03-02",
			risk.AcceptanceOutdated,
			[]risk.AcceptanceReason{"method unknown"},
			"risk/outdated-risk-acceptance",
		},
		{
			"level not recorded", func(_ *risk.Register, a *risk.Acceptance) { a.Level = 0 }, "2026-03-02",
			risk.AcceptanceOutdated,
			[]risk.AcceptanceReason{"level unknown"},
			"risk/outdated-risk-acceptance",
		},
		{
			"no authority", func(_ *risk.Register, a *risk.Acceptance) { a.ApprovedBy = "intern" }, "2026-03-02",
			risk.AcceptanceRejected,
			[]risk.AcceptanceReason{"no authority"},
			"risk/risk-acceptance-contrary-to-criteria",
		},
		{"delegated", func(r *risk.Register, a *risk.Acceptance) {
			a.ApprovedBy, a.Delegation = "deputy", "D-1"
			r.Delegations = []risk.Delegation{{ID: "D-1", From: "head-of-it", To: "deputy", UpTo: "medium", Valid: isms.Window{First: day("2026-01-01")}}}
		}, "2026-03-02", risk.AcceptanceInForce, nil, ""},
		{"delegated up to low only", func(r *risk.Register, a *risk.Acceptance) {
			a.ApprovedBy, a.Delegation = "deputy", "D-1"
			r.Delegations = []risk.Delegation{{ID: "D-1", From: "head-of-it", To: "deputy", UpTo: "low"}}
		}, "2026-03-02", risk.AcceptanceRejected, []risk.AcceptanceReason{"no authority"}, "risk/risk-acceptance-contrary-to-criteria"},
		{"delegated later", func(r *risk.Register, a *risk.Acceptance) {
			a.ApprovedBy, a.Delegation = "deputy", "D-1"
			r.Delegations = []risk.Delegation{{ID: "D-1", From: "head-of-it", To: "deputy", UpTo: "medium", Valid: isms.Window{First: day("2026-02-01")}}}
		}, "2026-03-02", risk.AcceptanceRejected, []risk.AcceptanceReason{"no authority"}, "risk/risk-acceptance-contrary-to-criteria"},
		{"delegated by nobody with the authority", func(r *risk.Register, a *risk.Acceptance) {
			a.ApprovedBy, a.Delegation = "deputy", "D-1"
			r.Delegations = []risk.Delegation{{ID: "D-1", From: "intern", To: "deputy", UpTo: "medium"}}
		}, "2026-03-02", risk.AcceptanceRejected, []risk.AcceptanceReason{"no authority"}, "risk/risk-acceptance-contrary-to-criteria"},
		{
			"a delegation that is not recorded", func(_ *risk.Register, a *risk.Acceptance) { a.ApprovedBy, a.Delegation = "deputy", "D-1" }, "2026-03-02",
			risk.AcceptanceRejected,
			[]risk.AcceptanceReason{"no authority"},
			"risk/risk-acceptance-contrary-to-criteria",
		},
		{
			"approved by nobody", func(_ *risk.Register, a *risk.Acceptance) { a.ApprovedBy = "" }, "2026-03-02",
			risk.AcceptanceRejected,
			[]risk.AcceptanceReason{"no approver"},
			"risk/risk-acceptance-contrary-to-criteria",
		},
		{
			"self-approved", func(_ *risk.Register, a *risk.Acceptance) { a.ApprovedBy = "ciso" }, "2026-03-02",
			risk.AcceptanceRejected,
			[]risk.AcceptanceReason{"self approved"},
			"risk/risk-acceptance-contrary-to-criteria",
		},
		{"self-approved as allowed", func(r *risk.Register, a *risk.Acceptance) {
			a.ApprovedBy = "ciso"
			r.Method.SelfAcceptance = "three people in all"
			a.Method = r.Method.Hash()
		}, "2026-03-02", risk.AcceptanceInForce, nil, "risk/self-approved-risk-acceptance"},
		{
			"validity too long", func(_ *risk.Register, a *risk.Acceptance) { a.Expires = day("2027-01-21") }, "2026-03-02",
			risk.AcceptanceRejected,
			[]risk.AcceptanceReason{"validity too long"},
			"risk/risk-acceptance-contrary-to-criteria",
		},
		{"longest term", func(_ *risk.Register, a *risk.Acceptance) { a.Expires = day("2027-01-20") }, "2026-03-02", risk.AcceptanceInForce, nil, ""},
		{
			"without end", func(_ *risk.Register, a *risk.Acceptance) { a.Expires = isms.Date{} }, "2026-03-02",
			risk.AcceptanceRejected,
			[]risk.AcceptanceReason{"validity too long"},
			"risk/risk-acceptance-contrary-to-criteria",
		},
		{
			"no criteria", func(r *risk.Register, a *risk.Acceptance) { r.Method.Criteria = nil; a.Method = r.Method.Hash() }, "2026-03-02",
			risk.AcceptanceRejected,
			[]risk.AcceptanceReason{"no acceptance criteria"},
			"risk/risk-acceptance-contrary-to-criteria",
		},
		{"revoked", func(_ *risk.Register, a *risk.Acceptance) { *a = revoked(*a, day("2026-03-02")) }, "2026-03-02", risk.AcceptanceRevoked, nil, "risk/retained-risk-without-acceptance"},
		{"to be revoked tomorrow", func(_ *risk.Register, a *risk.Acceptance) { *a = revoked(*a, day("2026-03-03")) }, "2026-03-02", risk.AcceptanceInForce, nil, ""},
		{
			"a risk of another register", func(_ *risk.Register, a *risk.Acceptance) { a.Risk = "R-9" }, "2026-03-02",
			risk.AcceptanceOutdated,
			[]risk.AcceptanceReason{"level unknown"},
			"risk/reference-to-unknown-risk",
		},
	}
	wantCodes(t, retained().Check(today, nil))
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := retained()
			c.change(&r, &r.Acceptances[0])
			s := state(t, r, day(c.asOf))
			if s.Status != c.status || !slices.Equal(s.Reasons, c.reasons) {
				t.Errorf("%+v, want %s %v", s, c.status, c.reasons)
			}
			rep := r.Check(day(c.asOf), nil)
			if c.code != "" && !golden.Found(t, rep, c.code) {
				t.Errorf("codes %v, want %s", codes(rep), c.code)
			}
			if c.code == "" {
				wantCodes(t, rep)
			}
		})
	}
	if s := state(t, retained(), isms.Date{}); s.Status.InForce() {
		t.Errorf("in force on no day: %+v", s)
	}
	if s := (risk.Acceptance{ApprovedOn: today, ApprovedBy: "x", Level: 1}).State(today, risk.Situation{}); s.Status.InForce() {
		t.Errorf("in force knowing nothing: %+v", s)
	}
}

// In force implies: level not above the frozen one, authority, term, method.
func TestAcceptanceBetter(t *testing.T) {
	r := retained()
	r.Risks[0].Inherent = rated(2, 3)
	if s := state(t, r, today); !s.BelowAccepted || s.Status != risk.AcceptanceInForce {
		t.Errorf("%+v", s)
	}
}

func TestOneOfTwoRevoked(t *testing.T) {
	r := retained()
	second := r.Acceptances[0]
	second.ID = "A-2"
	r.Acceptances = append(r.Acceptances, second)
	r.Acceptances[0] = revoked(r.Acceptances[0], day("2026-02-01"))
	if a := assessed(t, r, "R-1"); a.Accepted != isms.Yes || a.WithinTolerance != isms.Yes {
		t.Errorf("%+v", a)
	}
	r.Acceptances[1] = revoked(r.Acceptances[1], day("2026-02-01"))
	if a := assessed(t, r, "R-1"); a.Accepted != isms.No || a.WithinTolerance != isms.No {
		t.Errorf("%+v", a)
	}
}

func TestAssetJoinsLater(t *testing.T) {
	r := retained()
	r.Assets = []risk.Asset{{ID: "tools"}, {ID: "rmm", Group: "tools"}}
	r.Risks[0].Asset = "tools"
	if a := assessed(t, r, "R-1"); a.Accepted != isms.Yes {
		t.Fatalf("%+v", a)
	}
	r.Assets = append(r.Assets, risk.Asset{ID: "psa", Group: "tools"})
	s := state(t, r, today)
	if s.Status != risk.AcceptanceInForce || !slices.Equal(s.NotCovered, []isms.ID{"psa"}) {
		t.Errorf("%+v", s)
	}
	if a := assessed(t, r, "R-1"); a.Accepted != isms.No || a.WithinTolerance != isms.No {
		t.Errorf("%+v", a)
	}
	if rep := r.Check(today, nil); !golden.Found(t, rep, "risk/asset-not-covered-by-acceptance") {
		t.Errorf("codes %v", codes(rep))
	}
	second := r.Acceptances[0]
	second.ID, second.Assets = "A-2", []isms.ID{"psa"}
	r.Acceptances = append(r.Acceptances, second)
	if a := assessed(t, r, "R-1"); a.Accepted != isms.Yes {
		t.Errorf("both together: %+v", a)
	}
}

func TestModifiedRiskStillAboveAppetite(t *testing.T) {
	r := sound()
	r.Risks[0].Target = rated(2, 4)
	if rep := r.Check(today, nil); !golden.Found(t, rep, "risk/residual-risk-not-accepted") {
		t.Errorf("codes %v", codes(rep))
	}
	a, err := evaluate(t, r).Accept(risk.Acceptance{
		ID: "A-1", Risk: "R-1", Reason: "More would cost more than the loss.", RequestedBy: "ciso", ApprovedBy: "head-of-it",
		ApprovedOn: day("2026-02-01"), Expires: day("2027-02-01"),
	})
	if err != nil {
		t.Fatal(err)
	}
	r.Acceptances = []risk.Acceptance{a}
	wantCodes(t, r.Check(today, nil))
	// What stands today is higher than what will remain, so it is not accepted.
	if k := assessed(t, r, "R-1"); k.Accepted != isms.No {
		t.Errorf("%+v", k)
	}
}

func TestAccept(t *testing.T) {
	request := func() risk.Acceptance {
		return risk.Acceptance{ID: "A-2", Risk: "R-1", Reason: "as before", RequestedBy: "ciso", ApprovedBy: "head-of-it", ApprovedOn: day("2026-10-05"), Expires: day("2027-10-05")}
	}
	r := retained()
	expired, err := r.Evaluate(day("2026-10-05"), nil)
	if err != nil {
		t.Fatal(err)
	}
	next := request()
	next.Extends = "A-1"
	got, err := expired.Accept(next)
	if err != nil {
		t.Fatal(err)
	}
	want := next
	want.Level, want.Method, want.Assets = 3, r.Method.Hash(), []isms.ID{"rmm"}
	if d := diff(want, got); d != "" {
		t.Errorf("Accept (-want +got):\n%s", d)
	}
	// The old record stays as it was, and with the new one nothing is open.
	r.Acceptances = append(r.Acceptances, got)
	if s := state(t, r, day("2026-10-06")); s.Status != risk.AcceptanceExpired {
		t.Errorf("the old one is %+v", s)
	}
	wantCodes(t, r.Check(day("2026-10-06"), nil))

	bad := map[string]func(*risk.Acceptance){
		"risk/unknown-risk at risk":                          func(a *risk.Acceptance) { a.Risk = "R-9" },
		"risk/no-date-of-approval at approvedOn":             func(a *risk.Acceptance) { a.ApprovedOn = isms.Date{} },
		"risk/acceptance-not-in-force-because at approvedBy": func(a *risk.Acceptance) { a.ApprovedBy = "intern" },
		"risk/acceptance-not-in-force-because at expires":    func(a *risk.Acceptance) { a.Expires = day("2027-10-06") },
		"isms/unknown-word at stage":                         func(a *risk.Acceptance) { a.Stage = "whole" },
		"risk/unknown-extended-acceptance at extends":        func(a *risk.Acceptance) { a.Extends = "A-9" },
		"risk/duplicate-id at id":                            func(a *risk.Acceptance) { a.ID = "A-1" },
		"isms/empty-id at id":                                func(a *risk.Acceptance) { a.ID = "" },
		"risk/acceptance-not-in-force at expires":            func(a *risk.Acceptance) { a.Expires = day("2026-10-04") },
		"risk/risk-level-undetermined at risk":               func(a *risk.Acceptance) { a.Stage = risk.Target },

		"risk/acceptance-not-in-force-because at approvedBy; risk/acceptance-not-in-force-because at requestedBy": func(a *risk.Acceptance) { a.RequestedBy, a.ApprovedBy = "intern", "intern" },
	}
	for want, change := range bad {
		a := request()
		change(&a)
		if _, err := expired.Accept(a); golden.Codes(err) != want {
			t.Errorf("%s, want %s", golden.Codes(err), want)
		}
	}
	if _, err := (risk.Evaluation{}).Accept(request()); err == nil {
		t.Error("accepted without an evaluation")
	}
	r.Method.Criteria = nil
	open := evaluate(t, r)
	fresh := request()
	fresh.ID, fresh.ApprovedOn, fresh.Expires = "A-3", today, day("2026-12-01")
	if _, err := open.Accept(fresh); golden.Codes(err) != "risk/acceptance-not-in-force-because at risk" {
		t.Errorf("accepted without criteria: %v", err)
	}
}

func TestUnacceptableNeedsNamedAuthority(t *testing.T) {
	r := retained()
	r.Risks[0].Inherent = rated(5, 5)
	a := risk.Acceptance{ID: "A-2", Risk: "R-1", RequestedBy: "ciso", ApprovedBy: "board", ApprovedOn: today}
	if _, err := evaluate(t, r).Accept(a); err != nil {
		t.Errorf("by the board: %v", err)
	}
	r.Method.Criteria[2].Authority = nil
	r.Risks[0].Owner = "board"
	if _, err := evaluate(t, r).Accept(a); err == nil {
		t.Error("nobody is named, and the owner accepted the unacceptable")
	}
}

func TestCriteriaByProperty(t *testing.T) {
	r := sound()
	r.Method.Properties = []risk.Property{risk.Confidentiality, risk.Integrity, risk.Availability, "safety"}
	r.Method.Criteria = append(r.Method.Criteria, risk.Criterion{UpTo: "very low", Acceptability: risk.Tolerable, For: []risk.Property{"safety"}},
		risk.Criterion{UpTo: "very high", Acceptability: risk.Unacceptable, For: []risk.Property{"safety"}})
	c := compile(t, r.Method)
	if got := c.Acceptability(2, []risk.Property{risk.Integrity}); got != risk.Acceptable {
		t.Errorf("integrity: %s", got)
	}
	if got := c.Acceptability(2, []risk.Property{risk.Integrity, "safety"}); got != risk.Unacceptable {
		t.Errorf("safety: %s", got)
	}
	if got := c.Acceptability(1, []risk.Property{"safety"}); got != risk.Tolerable {
		t.Errorf("safety, very low: %s", got)
	}
}
