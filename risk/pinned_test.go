package risk_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
	"github.com/ismskit/ismskit/risk"
)

// full is a register that uses every field once.
func full() risk.Register {
	r := sound()
	d := day("2026-01-15")
	rating := risk.Rating{Likelihood: 3, EaseOfExploitation: 1, Impact: 4, Impacts: values(2), On: d, By: "ciso", Reason: "why", Understated: "because"}
	r.Method.Properties = []risk.Property{risk.Confidentiality, risk.Integrity, risk.Availability, "safety"}
	r.Method.EaseOfExploitation = risk.Steps("hard")
	r.Method.EaseOfExploitation[0].From, r.Method.EaseOfExploitation[0].To, r.Method.EaseOfExploitation[0].Value, r.Method.EaseOfExploitation[0].Meaning = isms.MustDecimal("0.5"), isms.MustDecimal("1"), 1, "meaning"
	r.Method.Combine, r.Method.Weights = risk.Mean, []risk.Weight{{Property: "safety", Weight: 2}}
	r.Method.Waivers, r.Method.SelfAcceptance = []risk.DefectWaiver{{Code: risk.DefectNotMonotone, Reason: "why"}}, "small"
	r.Method.Criteria[0].For, r.Method.Criteria[0].Conditions = []risk.Property{"safety"}, []string{"watched"}
	r.Assets = []risk.Asset{{
		ID: "rmm", Name: "name", Kind: "service-tool", Owner: "ciso", Group: "tools", DependsOn: []isms.ID{"power"}, Values: values(3),
		Overrides: []risk.Override{{Property: "safety", Grade: 1, Reason: "why", By: "ciso", On: d}},
	}}
	r.Risks = []risk.Risk{{
		ID: "R-1", Title: "title", Description: "description", Asset: "rmm", Assets: []isms.ID{"psa"}, Threat: "threat", Vulnerability: "vulnerability",
		Source: "source", Objective: "objective", InterestedParty: "party", Scenario: "scenario", Consequence: "consequence", Affects: []risk.Property{risk.Integrity}, Owner: "ciso",
		Existing: []isms.Ref{"A.5.7"}, Credits: []risk.Credit{{Control: "A.5.7", Likelihood: risk.Effect{Steps: 1}, EaseOfExploitation: risk.Effect{Percent: 1}, Impact: risk.Effect{Steps: 2}, Reason: "why"}},
		Inherent: rating, Current: rating, Target: rating, Residual: rating, Reassessment: isms.Cadence{Every: isms.MustInterval("6 months")}, Closed: d, ClosedReason: "gone",
	}}
	r.Controls = []risk.Control{{Control: "A.5.7", State: risk.ControlDecommissioned, On: d, Reason: "why"}}
	r.Treatments = []risk.Treatment{{
		ID: "T-1", Title: "action", Risks: []isms.ID{"R-1"}, Options: slices.Collect(risk.Options().All()), Controls: []isms.Ref{"own:C-1"}, Owner: "ciso", Resources: "two days",
		Start: d, Due: d, Completed: d, Status: risk.ActionCompleted, Percent: 100, Result: "result", Rescheduled: []risk.Reschedule{{From: d, To: d, On: d, By: "ciso", Reason: "why"}},
		DiscontinuedActivity: "stops", SharingParty: "party", RetainedPart: "remains", Approvals: []risk.Approval{{By: "ciso", On: d}},
	}}
	r.Acceptances = []risk.Acceptance{{
		ID: "A-1", Risk: "R-1", Stage: risk.Residual, Level: 3, Method: "sha256:0", Assets: []isms.ID{"rmm"}, Reason: "why", Conditions: []string{"watched"},
		RequestedBy: "ciso", RequestedOn: d, ApprovedBy: "board", ApprovedOn: d, Delegation: "D-1", Expires: d, ReviewBy: d, Extends: "A-0",
		Confirmed: []risk.Confirmation{{Method: "sha256:1", Level: 2, By: "board", On: d}}, RevokedOn: d, RevokedBy: "board", RevocationReason: "why",
	}}
	r.Delegations = []risk.Delegation{{ID: "D-1", From: "board", To: "ciso", UpTo: "high", Valid: isms.On(d)}}
	r.Changes = []risk.Change{{ID: "C-1", On: d, Description: "new site", Risks: []isms.ID{"R-1"}}}
	r.History = []risk.Assessment{{Risk: "R-1", Stage: risk.Inherent, Rating: rating, Method: "sha256:0", Level: 3}}
	return r
}

// What is stored, and what programs read, keeps its words: rule codes, stored
// enums, table columns, the JSON of a register, the hash of a method.
func TestWordsArePinned(t *testing.T) {
	var b bytes.Buffer
	for _, r := range risk.Rules() {
		fmt.Fprintln(&b, "rule", r.Code, r.Severity, r.Refs)
	}
	fmt.Fprintln(&b, "words", slices.Collect(risk.Options().All()), slices.Collect(risk.ActionStatuses().All()), slices.Collect(risk.Stages().All()), slices.Collect(risk.Properties().All()), slices.Collect(risk.Acceptabilities().All()), slices.Collect(risk.ControlStates().All()), slices.Collect(risk.Combinations().All()),
		slices.Collect(risk.Comparabilities().All()), slices.Collect(risk.AcceptanceStatuses().All()), slices.Collect(risk.AcceptanceReasons().All()), slices.Collect(risk.UnknownReasons().All()), slices.Collect(risk.EffectKinds().All()), slices.Collect(risk.DifferenceKinds().All()), slices.Collect(isms.Answers().All()))
	e := evaluate(t, sound())
	for _, tab := range []table.Table{e.Table(), e.PlanTable(), e.AcceptanceTable()} {
		fmt.Fprint(&b, "table ", tab.Name)
		for _, c := range tab.Columns {
			fmt.Fprint(&b, " ", c.Key, ":", c.Kind)
		}
		fmt.Fprintln(&b)
	}
	for r := range risk.PublishedMethods() {
		fmt.Fprintln(&b, "method", r.Key, r.Method.Hash())
	}
	for k := range risk.Threats() {
		fmt.Fprintln(&b, "threat", k.Key)
	}
	for k := range risk.Vulnerabilities() {
		fmt.Fprintln(&b, "vulnerability", k.Key)
	}
	for k := range risk.Assets() {
		fmt.Fprintln(&b, "asset", k.Key)
	}
	text, err := json.MarshalIndent(full(), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	b.Write(text)
	b.WriteByte('\n')
	golden.Equal(t, "pinned.txt", b.String())
	var back risk.Register
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	if d := diff(full(), back); d != "" {
		t.Errorf("round trip (-want +got):\n%s", d)
	}
}
