package main

import (
	"encoding/json"
	"slices"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/examples/internal/input"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/table"
	"github.com/ismskit/ismskit/soa"
)

// result is everything that the program prints.
type result struct {
	Organization system.Organization `json:"organization"`
	AsOf         isms.Date           `json:"asOf"`
	Missing      input.Missing       `json:"missing"` // what cannot be shown, in a sentence each
	Register     table.Table         `json:"register"`
	Plan         table.Table         `json:"treatmentPlan"`
	Statement    table.Table         `json:"statementOfApplicability"`
	Implemented  isms.Ratio          `json:"implemented"`
	Questions    []isms.Diagnostic   `json:"questions"`
	groups       []isms.Group        // the same, alike together
	Actions      []system.Action     `json:"actions"`
	Deadlines    []audit.Deadline    `json:"deadlines"`
	Certificate  isms.Sentence       `json:"certificate"` // whether it may be used, and why not
	Decision     isms.Date           `json:"plannedDecision,omitzero"`
	Calendar     []isms.Entry        `json:"calendar"`
	Settled      isms.Ratio          `json:"settled"`
	Gates        []gate              `json:"readiness"`
}

type gate struct {
	Gate       system.Gate        `json:"gate"`
	Open       bool               `json:"open"`
	Met        isms.Ratio         `json:"met"`
	Conditions []system.Condition `json:"conditions"`
}

// inputErrors are findings that make the numbers below meaningless; this program
// takes them for mistakes in its input.
var inputErrors = []string{
	"risk/circular-asset-dependency", "risk/unknown-control-in-risk-register", "risk/value-outside-the-scale", "risk/unusable-id-in-risk-register", "risk/defective-risk-assessment-method",
	"risk/reference-to-unknown-risk", "system/unknown-deadline-policy", "system/unbuildable-statement-of-applicability",
}

func unusable(now system.Now) []string {
	var out []string
	for d := range now.Report().Found() {
		if d.Code == "risk/defective-risk-assessment-method" && !input.Rates(now.System()) {
			continue // not there yet, which is no mistake
		}
		if slices.Contains(inputErrors, d.Code) {
			out = append(out, string(d.Path)+": "+d.Message)
		}
	}
	return out
}

func evaluate(now system.Now) (result, error) {
	sys := now.System()
	stmt, err := now.Statement()
	if err != nil {
		return result{}, err
	}
	ranked, err := sys.Register.Evaluate(now.Day(), now.Calendar())
	if err != nil {
		return result{}, err
	}
	r := result{
		Organization: sys.Organization, AsOf: now.Day(), Missing: input.MissingOf(now),
		Register: ranked.Table(), Plan: ranked.PlanTable(), Statement: stmt.Table(), Implemented: stmt.Implemented(),
		Questions: slices.Collect(now.Report().Found()), groups: now.Report().Groups(),
		Actions:   now.Actions(),
		Deadlines: now.Deadlines(),
		Settled:   now.Readiness().Settled(),
	}
	if stmt.Controls(soa.Undecided).Len() == stmt.Len() {
		r.Statement.Rows = nil // said in Missing
	}
	_, r.Certificate = now.State().Usable()
	if r.Decision, r.Calendar, err = calendar(now); err != nil {
		return result{}, err
	}
	for _, g := range now.Ahead() {
		o := now.Gate(g)
		r.Gates = append(r.Gates, gate{g, o.Ready(), o.Met(), slices.Collect(o.Conditions())})
	}
	return r, nil
}

// calendar returns the planned day of the certification decision and what falls
// due: until then from the records, afterwards from a certificate granted that day.
// With a certificate, or without a plan, it is what falls due in a year.
func calendar(now system.Now) (isms.Date, []isms.Entry, error) {
	granted, planned, err := now.Certificate()
	if err != nil {
		return isms.Date{}, nil, err
	}
	if !planned {
		return isms.Date{}, now.Entries(isms.Date{}, now.Day().AddYears(1)), nil
	}
	decision := granted.Decision()
	entries := append(now.Entries(isms.Date{}, decision), granted.Entries(decision, decision.AddYears(3))...)
	isms.SortEntries(entries)
	return decision, entries, nil
}

func (r result) json() ([]byte, error) {
	out, err := json.MarshalIndent(r, "", "  ")
	return append(out, '\n'), err
}
