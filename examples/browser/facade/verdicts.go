package facade

import (
	"errors"
	"slices"

	"github.com/ismskit/ismskit/examples/internal/input"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

// Verdicts are what follows from a document on a day. A part that cannot be
// computed is absent, and Unusable says why.
type Verdicts struct {
	Organization system.Organization `json:"organization"`
	AsOf         isms.Date           `json:"asOf"`

	// Unusable lists what keeps a part from being computed, such as a method with
	// defects.
	Unusable []string      `json:"unusable"`
	Defects  []risk.Defect `json:"defects"` // of the method, waived ones included

	Levels   []Level              `json:"levels"`   // of the method, lowest first
	HeatMaps []risk.HeatMap       `json:"heatMaps"` // one for each stage
	Risks    []risk.EvaluatedRisk `json:"risks"`    // as ranked, then without a level, then closed

	Statement   []soa.RowView `json:"statement"` // empty where none can be built
	Implemented isms.Ratio    `json:"implemented"`

	Report  isms.Report      `json:"report"` // what an auditor would question, and what was looked at
	Changes *isms.ReportDiff `json:"changes,omitzero"`
	Places  []Place          `json:"places"` // of findings and conditions, which people cite otherwise than the data do

	Usable      bool          `json:"usable"`      // the certificate and the mark
	Certificate isms.Sentence `json:"certificate"` // why, or why not

	Decision  isms.Date       `json:"decision,omitzero"` // on the certificate, taken or planned
	Planned   bool            `json:"planned"`           // not taken yet
	Expiry    isms.Date       `json:"expiry,omitzero"`
	Timeline  []isms.Entry    `json:"timeline"` // what the certificate demands from the decision on
	Actions   []system.Action `json:"actions"`  // what to do next
	Due       []isms.Entry    `json:"due"`      // what falls due in the year after the day, and what is overdue
	Good      isms.Ratio      `json:"good"`     // lines that are clear or judged
	Statuses  []Status        `json:"statuses"` // how many lines have which
	Readiness []Gate          `json:"readiness"`
}

// Place is a place of the standard with how people cite it.
type Place struct {
	Ref      isms.Ref `json:"ref"`
	Citation string   `json:"citation"`
}

// Level is a level of the method with what the general acceptance criteria say
// of it.
type Level struct {
	Level         risk.Level         `json:"level"`
	Name          string             `json:"name"`
	Acceptability risk.Acceptability `json:"acceptability,omitzero"`
}

// Status is a number of lines.
type Status struct {
	Status isms.Status `json:"status"`
	Lines  int         `json:"lines"`
}

// Gate is the answer of a gate with its conditions.
type Gate struct {
	Gate       system.Gate        `json:"gate"`
	Open       bool               `json:"open"`
	Met        isms.Ratio         `json:"met"`
	Conditions []system.Condition `json:"conditions"`
}

func evaluate(sys system.System, r Request) Verdicts {
	asOf := r.AsOf
	now := sys.At(asOf)
	v := Verdicts{
		Organization: sys.Organization, AsOf: asOf, Report: now.Report(), Actions: now.Actions(),
		Unusable: []string{}, Defects: append([]risk.Defect{}, sys.Register.Method.Defects()...),
		Levels: []Level{}, HeatMaps: []risk.HeatMap{}, Risks: []risk.EvaluatedRisk{},
		Statement: []soa.RowView{}, Timeline: []isms.Entry{}, Places: []Place{},
		Due: now.Entries(isms.Date{}, asOf.AddYears(1)),
	}
	if r.Before != nil {
		d := isms.DiffReports(*r.Before, v.Report)
		v.Changes = &d
	}
	if missing := input.MissingOf(now).Register; missing != "" {
		v.Unusable = append(v.Unusable, missing)
	}
	v.register(sys.Register, now.Calendar())
	if stmt, err := now.Draft(); err != nil { // as edited
		v.cannot(err)
	} else {
		v.Implemented = stmt.Implemented()
		for row := range stmt.Rows() {
			v.Statement = append(v.Statement, row.View())
		}
	}
	v.certificate(now, r.Decision)

	ready := now.Readiness()
	v.Good = ready.Settled()
	for s := range isms.Statuses().All() {
		v.Statuses = append(v.Statuses, Status{s, ready.Count(s)})
	}
	for _, g := range now.Ahead() {
		o := now.Gate(g)
		v.Readiness = append(v.Readiness, Gate{g, o.Ready(), o.Met(), slices.Collect(o.Conditions())})
	}
	v.cite()
	return v
}

// cite says the places of findings and conditions as people cite them.
func (v *Verdicts) cite() {
	var refs []isms.Ref
	for d := range v.Report.Found() {
		refs = append(refs, d.Refs...)
	}
	for _, g := range v.Readiness {
		for _, c := range g.Conditions {
			refs = append(refs, c.Missing...)
			for _, d := range c.Why {
				refs = append(refs, d.Refs...)
			}
		}
	}
	for _, r := range isms.SortRefs(refs) {
		if c := r.Citation(nil); c != string(r) {
			v.Places = append(v.Places, Place{r, c})
		}
	}
}

var lead = isms.MustInterval("30 days")

func (v *Verdicts) cannot(err error) { v.Unusable = append(v.Unusable, err.Error()) }

func (v *Verdicts) register(reg risk.Register, cal isms.Calendar) {
	ranked, err := reg.Evaluate(v.AsOf, cal)
	if err != nil {
		v.cannot(err)
		return
	}
	method := ranked.Method()
	for l, band := range method.Levels() {
		v.Levels = append(v.Levels, Level{l, band.Name, method.Acceptability(l, nil)})
	}
	for s := range risk.Stages().All() {
		if len(v.Levels) > 0 { // without a method there is nothing to draw
			v.HeatMaps = append(v.HeatMaps, ranked.HeatMap(s))
		}
	}
	v.Risks = slices.AppendSeq(v.Risks, ranked.Ranked())
	v.Risks = slices.AppendSeq(v.Risks, ranked.Unknown())
	for a := range ranked.All() {
		if a.Closed {
			v.Risks = append(v.Risks, a)
		}
	}
}

// certificate lays out the certification cycle: that of the certificate, or the
// one that begins on the planned day.
func (v *Verdicts) certificate(now system.Now, decision isms.Date) {
	v.Usable, v.Certificate = now.State().Usable()
	held, planned, err := now.Certificate()
	if held.Decision().IsZero() || planned {
		if v.Planned = true; !decision.IsZero() {
			held, err = held.Planned(decision)
		}
	}
	if err != nil {
		v.cannot(err)
		return
	}
	if v.Decision = held.Decision(); v.Decision.IsZero() {
		v.cannot(errors.New("no decision on a certificate, and no day for which one is planned"))
		return
	}
	v.Expiry = held.Expiry()
	for _, e := range held.Entries(v.Decision, v.Decision.AddYears(3)) {
		e.Lead = lead
		v.Timeline = append(v.Timeline, e)
	}
	isms.SortEntries(v.Timeline)
}
