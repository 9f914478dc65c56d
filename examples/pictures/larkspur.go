package main

import (
	"slices"

	"github.com/ismskit/ismskit/examples/internal/pictures"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/record"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/published"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/risk/quant"
	"github.com/ismskit/ismskit/soa"
)

// picture is one with its file name, or the sentence that says why there is none.
type picture struct {
	name  string
	drawn interface{ Spec() pictures.Spec }
	why   string
}

// all makes the pictures of a management system on a day. What the program brings
// along, estimates and reviews, is drawn of the organization alone whose they are.
func all(sys system.System, asOf isms.Date) ([]picture, error) {
	now := sys.At(asOf)
	of := sys.Organization.Name
	ranked, err := sys.Register.Evaluate(asOf, now.Calendar())
	if err != nil {
		return nil, err
	}
	stmt, err := now.Statement()
	if err != nil {
		return nil, err
	}
	held, planned, err := now.Certificate()
	if err != nil {
		return nil, err
	}
	crosswalk, err := csf(sys, stmt, asOf)
	if err != nil {
		return nil, err
	}
	losses := picture{name: "loss-exceedance", why: "nobody has estimated what the losses of a risk could cost"}
	if slices.ContainsFunc(sys.Register.Treatments, func(t risk.Treatment) bool { return t.ID == "T-03" && slices.Contains(t.Risks, "R-03") }) {
		drawn, err := ransomware(of, asOf)
		if err != nil {
			return nil, err
		}
		losses = picture{name: losses.name, drawn: drawn}
	}
	return []picture{
		{name: "risk-matrix-inherent", drawn: pictures.RiskMatrix(of, ranked, risk.Inherent)},
		{name: "risk-matrix-residual", drawn: pictures.RiskMatrix(of, ranked, risk.Residual)},
		losses,
		{name: "certification", drawn: pictures.Certification(of, held, planned, asOf, sys.Programme.Audits)},
		{name: "statement-by-theme", drawn: pictures.ByTheme(of, stmt, asOf)},
		{name: "statement-by-attribute", drawn: pictures.ByAttribute(of, stmt, asOf)},
		{name: "crosswalk-csf", drawn: crosswalk},
	}, nil
}

// csf asks what the implemented controls prove of NIST CSF 2.0. NIST publishes pairs
// without relations, which prove nothing; the three reviews are invented, as the
// organization is, and show what a review changes. They are by its security lead:
// where nobody is that, nothing is reviewed.
func csf(sys system.System, stmt soa.Statement, asOf isms.Date) (pictures.Tally, error) {
	backups := mapping.Review{
		Sources: []string{"A.8.13"}, Targets: []string{"PR.DS-11"}, Relation: mapping.Superset,
		Reason: "backup, protection and restore tests are all asked for", By: "security-lead", On: isms.MustDate("2026-09-10"),
	}
	awareness := mapping.Exhaustive("PR.AT-01", "A.5.4", "A.6.3")
	awareness.Reason, awareness.By, awareness.On = "compared line by line", "security-lead", isms.MustDate("2026-09-10")
	weaknesses := mapping.Review{
		Sources: []string{"A.8.8"}, Targets: []string{"ID.RA-01"}, Relation: mapping.Intersects,
		Reason: "both ask for weaknesses to be found, each has more", By: "security-lead", On: isms.MustDate("2026-09-10"),
	}
	csf, _ := published.Crosswalk("nist-csf-2.0", "iso-27001-2022")
	crosswalk := csf.Converse()
	if slices.ContainsFunc(sys.Records.People, func(p record.Person) bool { return p.ID == backups.By }) {
		var err error
		if crosswalk, err = crosswalk.With(mapping.Overlay{
			ID: "reviews-2026", Source: "iso-27001-2022", Target: "nist-csf-2.0", Reviews: []mapping.Review{backups, awareness, weaknesses},
		}); err != nil {
			return pictures.Tally{}, err
		}
	}
	inf, err := mapping.Infer(crosswalk.Target(), mapping.InferenceInput{Crosswalk: crosswalk, State: mapping.ControlStates(func(control isms.Ref) mapping.State { return met(stmt, control) })})
	if err != nil {
		return pictures.Tally{}, err
	}
	return pictures.Crosswalk(sys.Organization.Name+", on the word of its Statement of Applicability,", inf, asOf), nil
}

// met is what the statement claims of a control. What it does not say is unknown,
// and an excluded control is not applicable, which is not the same as met.
func met(stmt soa.Statement, control isms.Ref) mapping.State {
	row, ok := stmt.LookupRow(control)
	if !ok || row.Applicability() == soa.Undecided {
		return mapping.Unknown
	}
	if row.Applicability() == soa.Excluded {
		return mapping.NotApplicable
	}
	switch row.Decision().Implementation {
	case soa.Implemented:
		return mapping.FullyMet
	case soa.PartiallyImplemented:
		return mapping.PartiallyMet
	case soa.Planned, soa.NotImplemented:
		return mapping.NotMet
	}
	return mapping.Unknown
}

// ransomware puts risk R-03 of the quickstart's organization into money, without and
// with its treatment T-03. The estimates are invented, as the organization is.
func ransomware(of string, asOf isms.Date) (pictures.Losses, error) {
	scenario := quant.Scenario{
		ID: "R-03", Title: "Ransomware encrypts customer data", Currency: "EUR",
		Frequency: quant.Poisson("0.2"),                  // once in five years
		Magnitude: quant.Lognormal90("40000", "1500000"), // per event, with 90 % confidence
	}
	treatment := quant.Control{ID: "T-03", Title: "Segmentation, detection on servers, immutable backups", EventsLeft: "0.5", LossLeft: "0.3"}
	tolerance := quant.Tolerance{
		{Loss: isms.MustDecimal("100000"), Probability: isms.MustDecimal("0.1")},
		{Loss: isms.MustDecimal("400000"), Probability: isms.MustDecimal("0.05")},
		{Loss: isms.MustDecimal("1500000"), Probability: isms.MustDecimal("0.01")},
	}
	chances := quant.Options{Seed: 20261005, Trials: 100_000}
	before, err := quant.Simulate(scenario, chances)
	if err != nil {
		return pictures.Losses{}, err
	}
	after, err := quant.Simulate(scenario.With(treatment), chances)
	if err != nil {
		return pictures.Losses{}, err
	}
	return pictures.LossExceedance(of+", risk R-03 and treatment T-03", before, after, tolerance, asOf)
}
