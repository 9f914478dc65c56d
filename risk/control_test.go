package risk_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

func TestControlUses(t *testing.T) {
	reg := risk.Register{
		Risks: []risk.Risk{
			{ID: "R-2", Existing: []isms.Ref{"A.8.13"}},
			{ID: "R-1"},
			{ID: "R-3", Existing: []isms.Ref{"A.5.9"}, Closed: isms.MustDate("2026-01-01")},
		},
		Controls: []risk.Control{{Control: "A.8.13", State: risk.ControlDecommissioned}, {Control: "A.8.5"}},
		Treatments: []risk.Treatment{
			{ID: "T-2", Risks: []isms.ID{"R-2", "R-1", "R-3"}, Controls: []isms.Ref{"own:C-1", "A.8.5", "A.8.5"}, Status: risk.ActionCompleted},
			{ID: "T-1", Controls: []isms.Ref{"A.5.7"}},
			{ID: "T-3", Risks: []isms.ID{"R-1"}, Controls: []isms.Ref{"A.5.1"}, Status: risk.ActionCancelled},
			{ID: "T-4", Risks: []isms.ID{"R-1"}, Controls: []isms.Ref{"A.5.10"}},
		},
	}
	want := []risk.ControlUse{
		{Control: "A.5.7", Treatment: "T-1", State: risk.ControlPlanned},
		{Control: "A.5.10", Risk: "R-1", Treatment: "T-4", State: risk.ControlPlanned},
		{Control: "A.8.5", Risk: "R-1", Treatment: "T-2", State: risk.ControlImplemented},
		{Control: "A.8.5", Risk: "R-2", Treatment: "T-2", State: risk.ControlImplemented},
		{Control: "A.8.13", Risk: "R-2", State: risk.ControlDecommissioned},
		{Control: "own:C-1", Risk: "R-1", Treatment: "T-2", State: risk.ControlImplemented},
		{Control: "own:C-1", Risk: "R-2", Treatment: "T-2", State: risk.ControlImplemented},
	}
	got := slices.Collect(reg.ControlUses())
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("ControlUses (-want +got):\n%s", d)
	}
	slices.Reverse(reg.Risks)
	slices.Reverse(reg.Treatments)
	if d := cmp.Diff(want, slices.Collect(reg.ControlUses())); d != "" {
		t.Errorf("the order of the register shows (-want +got):\n%s", d)
	}
}
