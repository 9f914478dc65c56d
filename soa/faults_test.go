package soa_test

import (
	"strings"
	"testing"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

// fault is an input that Build must refuse.
type fault struct {
	name  string // what is wrong with it
	input soa.Input
}

// faults returns an input for each way in which an input contradicts itself or
// cannot be understood.
func faults() []fault {
	decide := func(d ...soa.Decision) soa.Input { return soa.Input{Decisions: d} }
	day := isms.MustDate("2026-03-02")
	bad := "\xff"
	return []fault{
		{"two decisions for a control", decide(soa.Decision{Control: "A.8.28"}, soa.Decision{Control: "A.8.28"})},
		{"no control", decide(soa.Decision{})},
		{"unknown control", decide(soa.Decision{Control: "A.5.38"})},
		{"former control", decide(soa.Decision{Control: "9.1.1"})},
		{"control without its prefix", decide(soa.Decision{Control: "5.7"})},
		{"custom control without its prefix", soa.Input{Custom: []annexa.CustomControl{{Ref: "own:C-1"}}, Decisions: []soa.Decision{{Control: "C-1"}}}},
		{"unknown custom control", decide(soa.Decision{Control: "own:C-1"})},
		{"excluded and undecided", decide(soa.Decision{Control: "A.8.28", Excluded: true, Undecided: true})},
		{"excluded and implemented", decide(soa.Decision{Control: "A.8.28", Excluded: true, Implementation: soa.Implemented})},
		{"excluded and outsourced", decide(soa.Decision{Control: "A.8.30", Excluded: true, Responsibility: soa.ResponsibilityProvider})},
		{"excluded with a provider", decide(soa.Decision{Control: "A.8.30", Excluded: true, Provider: "V-1"})},
		{"excluded and implemented by the organization", decide(soa.Decision{Control: "A.8.30", Excluded: true, Responsibility: soa.ResponsibilityOrganization})},
		{"excluded and due", decide(soa.Decision{Control: "A.8.28", Excluded: true, Due: day})},
		{"excluded with reasons for inclusion", decide(soa.Decision{Control: "A.8.28", Excluded: true, Reasons: []soa.Reason{{Source: "R-1"}}})},
		{"implemented and due", decide(soa.Decision{Control: "A.8.28", Implementation: soa.Implemented, Due: day})},
		{"unknown implementation", decide(soa.Decision{Control: "A.8.28", Implementation: "done"})},
		{"unknown responsibility", decide(soa.Decision{Control: "A.8.28", Responsibility: "them"})},
		{"own with a provider", decide(soa.Decision{Control: "A.8.28", Responsibility: soa.ResponsibilityOrganization, Provider: "V-1"})},
		{"unknown basis", decide(soa.Decision{Control: "A.8.28", Reasons: []soa.Reason{{Basis: "habit"}}})},
		{"empty reason", decide(soa.Decision{Control: "A.8.28", Reasons: []soa.Reason{{}}})},
		{"evidence that is no ID", decide(soa.Decision{Control: "A.8.28", Evidence: []isms.ID{" "}})},
		{"evidence that is no ID after a sound reason", decide(soa.Decision{Control: "A.8.28", Reasons: []soa.Reason{{Source: "R-1"}}, Evidence: []isms.ID{" "}})},
		{"owner that is no ID", decide(soa.Decision{Control: "A.8.28", Owner: "a\nb"})},
		{"source that is not UTF-8", decide(soa.Decision{Control: "A.8.28", Reasons: []soa.Reason{{Source: isms.ID(bad)}}})},
		{"treatment of a reason that is not UTF-8", decide(soa.Decision{Control: "A.8.28", Reasons: []soa.Reason{{Via: isms.ID(bad)}}})},
		{"document that is no ID", decide(soa.Decision{Control: "A.8.28", Documents: []isms.ID{""}})},
		{"provider that is no ID", decide(soa.Decision{Control: "A.8.28", Responsibility: soa.ResponsibilityProvider, Provider: " v"})},
		{"assurance that is not UTF-8", decide(soa.Decision{Control: "A.8.28", Responsibility: soa.ResponsibilityProvider, Assurance: bad})},
		{"way of doing it that is not UTF-8", decide(soa.Decision{Control: "A.8.28", How: bad})},
		{"own with an assurance", decide(soa.Decision{Control: "A.8.28", Responsibility: soa.ResponsibilityOrganization, Assurance: "a report"})},
		{"excluded with an assurance", decide(soa.Decision{Control: "A.8.28", Excluded: true, Assurance: "a report"})},
		{"excluded and shared", decide(soa.Decision{Control: "A.8.28", Excluded: true, Responsibility: soa.ResponsibilityShared})},
		{"text that is not UTF-8", decide(soa.Decision{Control: "A.8.28", Justification: bad})},
		{"reason that is not UTF-8", decide(soa.Decision{Control: "A.8.28", Reasons: []soa.Reason{{Text: bad}}})},
		{"version that is not UTF-8", soa.Input{Version: bad}},
		{"organization that is not UTF-8", soa.Input{Header: soa.Header{Organization: bad}}},
		{"document of the header that is no ID", soa.Input{Header: soa.Header{Document: " d"}}},
		{"assessment that is no ID", soa.Input{Header: soa.Header{Assessment: " a"}}},
		{"scope that is not UTF-8", soa.Input{Header: soa.Header{Scope: bad}}},
		{"unknown classification", soa.Input{Header: soa.Header{Classification: "secret"}}},
		{"unknown edition", soa.Input{Header: soa.Header{Edition: "ISO/IEC 27001:2013"}}},
		{"preparer that is no ID", soa.Input{Header: soa.Header{PreparedBy: " x"}}},
		{"custom control with the reference of an Annex A control", soa.Input{Custom: []annexa.CustomControl{{Ref: "A.5.7"}}}},
		{"custom control with the number of an Annex A control", soa.Input{Custom: []annexa.CustomControl{{Ref: "own:5.7"}}}},
		{"custom control with the number of a control of 2013", soa.Input{Custom: []annexa.CustomControl{{Ref: "own:9.1.1"}}}},
		{"custom control with a title that is not UTF-8", soa.Input{Custom: []annexa.CustomControl{{Ref: "own:C-1", Title: bad}}}},
		{"custom control with a catalog that is not UTF-8", soa.Input{Custom: []annexa.CustomControl{{Ref: "own:C-1", Catalog: bad}}}},
		{"two custom controls with one reference", soa.Input{Custom: []annexa.CustomControl{{Ref: "own:C-1"}, {Ref: "own:C-1"}}}},
		{"custom control without a reference", soa.Input{Custom: []annexa.CustomControl{{}}}},
		{"custom control whose reference is none", soa.Input{Custom: []annexa.CustomControl{{Ref: "own: C-1"}}}},
		{"custom control with an unknown attribute", soa.Input{Custom: []annexa.CustomControl{{Ref: "own:C-1", AttributeValues: 1 << 31}}}},
		{"obligation without an id", soa.Input{Obligations: []soa.Obligation{{Basis: soa.BasisLegal}}}},
		{"obligation that is a risk", soa.Input{Obligations: []soa.Obligation{{ID: "O-1", Basis: soa.BasisRisk}}}},
		{"obligation without a basis", soa.Input{Obligations: []soa.Obligation{{ID: "O-1"}}}},
		{"obligation with a title that is not UTF-8", soa.Input{Obligations: []soa.Obligation{{ID: "O-1", Basis: soa.BasisLegal, Title: bad}}}},
		{"two obligations with one id", soa.Input{Obligations: []soa.Obligation{{ID: "O-1", Basis: soa.BasisLegal}, {ID: "O-1", Basis: soa.BasisLegal}}}},
		{"obligation for an unknown control", soa.Input{Obligations: []soa.Obligation{{ID: "O-1", Basis: soa.BasisLegal, Controls: []isms.Ref{"A.8.35"}}}}},
		{"risk ID that is not UTF-8", soa.Input{Register: risk.Register{Risks: []risk.Risk{{ID: isms.ID(bad), Existing: []isms.Ref{"A.5.7"}}}}}},
		{"treatment ID that is not UTF-8", soa.Input{Register: risk.Register{Treatments: []risk.Treatment{{ID: isms.ID(bad), Controls: []isms.Ref{"A.5.7"}}}}}},
		{"register control that is not UTF-8", soa.Input{Register: risk.Register{Treatments: []risk.Treatment{{ID: "T-1", Controls: []isms.Ref{isms.Ref(bad)}}}}}},
	}
}

func TestFaultsAreRefused(t *testing.T) {
	for _, f := range faults() {
		_, err := soa.Build(f.input)
		if err == nil {
			t.Errorf("%s: Build takes it", f.name)
		} else if codes := golden.Codes(err); strings.Contains(codes, "other-error") || strings.Contains(codes, "not an") {
			t.Errorf("%s: %s", f.name, codes)
		}
	}
}
