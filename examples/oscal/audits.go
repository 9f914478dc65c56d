package main

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	types "github.com/defenseunicorns/go-oscal/src/types/oscal-1-2-2"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/programme"
	"github.com/ismskit/ismskit/isms"
)

// What an assessment-plan says of an internal audit, and what the results of it
// say. The two together are the audit.
var (
	planned   = []string{"id", "scope", "sites", "criteria", "team", "mitigatingMeasure", "planned", "cancelled"}
	conducted = []string{"conducted", "report", "reportedOn", "reportedTo", "findings", "conformsToOwnRequirements", "conformsToStandard", "implementedAndMaintained"}
)

const noEvidence = "No evidence is recorded."

var leadAuditor = types.Role{ID: "lead-auditor", Title: "Lead of an audit"}

// held reports whether an audit is over: both of its days are known.
func held(a programme.InternalAudit) bool {
	return !a.Conducted.First.IsZero() && !a.Conducted.Last.IsZero()
}

// programme writes the internal audit programme as an assessment-plan: a task for
// each audit, and a milestone for each obligation of the certificate in the span.
func (w *writer) programme() (types.OscalCompleteSchema, error) {
	w.begin()
	p := w.sys.Programme
	if len(p.Audits) == 0 {
		return types.OscalCompleteSchema{}, fmt.Errorf("%w: the programme has no audit", errNothing)
	}
	var tasks []types.Task
	var activities []types.Activity
	var scope []isms.Ref
	for _, a := range p.Audits {
		scope = append(scope, a.Scope...)
		without := []string{"planned"}
		if held(a) {
			without = append(without, conducted...)
		}
		t := types.Task{UUID: w.id("audit", string(a.ID)), Type: "action", Title: line("Internal audit "+string(a.ID), "")}
		if d := a.Planned; !d.First.IsZero() && !d.Last.IsZero() {
			t.Timing = &types.EventTiming{WithinDateRange: &types.OnDateRangeCondition{Start: w.at("audit "+string(a.ID), d.First), End: w.at("audit "+string(a.ID), d.Last)}}
		} else {
			without = without[1:]
		}
		var props []types.Property
		w.put(&props, "audit", a, without...)
		t.Props = list(props)
		act := types.Activity{UUID: w.id("activity", string(a.ID)), Title: t.Title, Description: line(p.Methods, "The methods are not described.")}
		if s := w.selection(a.Scope); s != nil {
			act.RelatedControls = &types.ReviewedControls{ControlSelections: []types.AssessedControls{*s}}
		}
		activities = append(activities, act)
		t.AssociatedActivities = &[]types.AssociatedActivity{{
			ActivityUuid: act.UUID, Subjects: []types.AssessmentSubject{{Type: "component", IncludeAll: &types.IncludeAll{}}},
		}}
		if len(a.Team) > 0 {
			t.ResponsibleRoles = &[]types.ResponsibleRole{{RoleId: leadAuditor.ID, PartyUuids: &[]string{w.party(a.Team[0], "person")}}}
		}
		tasks = append(tasks, t)
	}
	var due []isms.Entry
	for o := range w.sys.Cycle.Obligations(w.asOf) {
		if !o.Window.Last.IsZero() && !(!w.asOf.IsZero() && o.Window.Last.After(w.asOf)) {
			due = append(due, o.Entry())
		}
	}
	for _, e := range append(due, w.sys.Cycle.On(w.asOf).Entries(w.asOf, p.Period.Last)...) {
		t := types.Task{UUID: w.id("obligation", string(e.ID)), Type: "milestone", Title: e.Title.Text, Description: e.Basis.Text}
		t.Timing = &types.EventTiming{OnDate: &types.OnDateCondition{Date: w.at(t.Title, e.Window.Last)}}
		tasks = append(tasks, t)
	}
	var props []types.Property
	w.put(&props, "programme", p, "audits")
	return types.OscalCompleteSchema{AssessmentPlan: &types.AssessmentPlan{
		UUID: w.id("programme", w.asOf.String()), Metadata: w.metadata("Internal audit programme", props, leadAuditor), ImportSsp: types.ImportSsp{Href: planFile},
		LocalDefinitions: &types.LocalDefinitions{Activities: list(activities)}, ReviewedControls: w.reviewed(scope), Tasks: list(tasks),
	}}, w.err()
}

// selection returns what in the catalog a scope covers, nil for nothing.
func (w *writer) selection(scope []isms.Ref) *types.AssessedControls {
	var out []types.AssessedControlsSelectControlById
	for _, id := range w.within(scope) {
		out = append(out, types.AssessedControlsSelectControlById{ControlId: id})
	}
	if len(out) == 0 {
		return nil
	}
	return &types.AssessedControls{IncludeControls: &out}
}

// reviewed is a selection where OSCAL wants one that includes something. For a
// scope that covers nothing in the catalog it includes all and excludes all.
func (w *writer) reviewed(scope []isms.Ref) types.ReviewedControls {
	s := w.selection(scope)
	if s == nil {
		s = w.selection(w.refs)
		s.Description, s.IncludeAll = "Nothing in the catalog.", &types.IncludeAll{}
		s.IncludeControls, s.ExcludeControls = nil, s.IncludeControls
	}
	return types.ReviewedControls{ControlSelections: []types.AssessedControls{*s}}
}

// results writes the audits that took place, and all findings, as
// assessment-results. Findings of no internal audit here form a result of their
// own for each kind of audit.
func (w *writer) results() (types.OscalCompleteSchema, error) {
	w.begin()
	of := map[string][]audit.Nonconformity{}
	var others []audit.Kind
	audits := map[isms.ID]bool{}
	for _, a := range w.sys.Programme.Audits {
		audits[a.ID] = held(a)
	}
	for _, n := range w.findings() {
		f := n.Finding()
		key := "audit " + string(f.AuditID)
		if f.Audit != audit.Internal || !audits[f.AuditID] {
			key = "kind " + string(f.Audit)
			if !slices.Contains(others, f.Audit) {
				others = append(others, f.Audit)
			}
		}
		of[key] = append(of[key], n)
	}
	remarks := "Whether every finding is listed is not known."
	if w.sys.Findings.Complete == isms.Yes {
		remarks = "Every finding that was raised is listed."
	}
	var results []types.Result
	for _, a := range w.sys.Programme.Audits {
		if !held(a) {
			continue
		}
		end := w.at(string(a.ID), a.Conducted.Last)
		var props []types.Property
		w.put(&props, "audit", a, append(slices.Clone(planned[1:]), "conducted")...)
		r := types.Result{
			UUID: w.id("result", string(a.ID)), Title: line("Internal audit "+string(a.ID), ""), Description: "Results of an internal audit.", Props: list(props),
			Start: w.at(string(a.ID), a.Conducted.First), End: &end, ReviewedControls: w.reviewed(a.Scope), Remarks: remarks,
		}
		w.report(&r, of["audit "+string(a.ID)])
		results = append(results, r)
	}
	slices.Sort(others)
	for _, k := range others {
		ns := of["kind "+string(k)]
		first := slices.MinFunc(ns, func(a, b audit.Nonconformity) int { return a.RaisedOn().Compare(b.RaisedOn()) }).RaisedOn()
		var scope []isms.Ref
		for _, n := range ns {
			scope = append(scope, n.Finding().Requirements...)
		}
		r := types.Result{
			UUID: w.id("result of kind", string(k)), Title: line("Findings from elsewhere: "+cmp.Or(string(k), "not known"), ""), Description: "Findings of no internal audit of the programme.",
			Start: w.at("findings", first), ReviewedControls: w.reviewed(scope), Remarks: remarks,
		}
		w.report(&r, ns)
		results = append(results, r)
	}
	if len(results) == 0 {
		return types.OscalCompleteSchema{}, fmt.Errorf("%w: no audit was conducted and nothing was found", errNothing)
	}
	return types.OscalCompleteSchema{AssessmentResults: &types.AssessmentResults{
		UUID: w.id("results", w.asOf.String()), Metadata: w.metadata("Audit results", nil), ImportAp: types.ImportAp{Href: programmeFile}, Results: results,
	}}, w.err()
}

// findings returns the findings as they were on the day, by ID.
func (w *writer) findings() []audit.Nonconformity {
	var out []audit.Nonconformity
	for _, it := range w.sys.Findings.Items {
		if n := it.Nonconformity.On(w.asOf); !n.RaisedOn().IsZero() {
			out = append(out, n)
		}
	}
	slices.SortStableFunc(out, func(a, b audit.Nonconformity) int { return cmp.Compare(a.ID(), b.ID()) })
	return out
}

func (w *writer) report(r *types.Result, ns []audit.Nonconformity) {
	var fs []types.Finding
	var obs []types.Observation
	for _, n := range ns {
		f, o := w.finding(n)
		fs = append(fs, f)
		obs = append(obs, o)
	}
	r.Findings, r.Observations = list(fs), list(obs)
}

// finding writes what was raised: how a requirement is not met, and what was seen
// as an observation. OSCAL has one target and no severity, so that the first
// requirement is the target, and all of them and the grade are properties. A
// finding counts as satisfied only with a grade that says so.
func (w *writer) finding(n audit.Nonconformity) (types.Finding, types.Observation) {
	f := n.Finding()
	o := types.Observation{
		UUID: w.id("observation", string(f.ID)), Title: line("Evidence for "+string(f.ID), ""), Description: cmp.Or(f.Evidence, noEvidence),
		Methods: []string{"UNKNOWN"}, Types: &[]string{"finding"}, Collected: w.at(string(f.ID), n.RaisedOn()),
	}
	target := types.FindingTarget{Type: "objective-id", TargetId: "not-stated", Status: types.ObjectiveStatus{State: "not-satisfied", Reason: "fail"}}
	if len(f.Requirements) > 0 {
		target.TargetId = controlID(f.Requirements[0])
	}
	switch {
	case !f.Grade.NeedsAnswer():
		target.Status = types.ObjectiveStatus{State: "satisfied", Reason: "pass"}
	case !f.Grade.Nonconforming():
		target.Status.Reason = "other"
	}
	var props []types.Property
	w.put(&props, "finding", f, "statement", "evidence")
	return types.Finding{
		UUID: w.id("finding", string(f.ID)), Title: line(string(f.ID), "unnamed"), Description: f.Statement, Target: target, Props: list(props),
		RelatedObservations: &[]types.RelatedObservation{{ObservationUuid: o.UUID}},
	}, o
}

// readFindings reads what finding writes, by the UUID of the finding.
func readFindings(fs *[]types.Finding, obs *[]types.Observation) (map[string]audit.Finding, error) {
	var r reader
	evidence := map[string]string{}
	for _, o := range items(obs) {
		evidence[o.UUID] = o.Description
	}
	out := map[string]audit.Finding{}
	for _, of := range items(fs) {
		var f audit.Finding
		r.take(of.Props, "finding", &f)
		f.Statement = of.Description
		for _, ref := range items(of.RelatedObservations) {
			if e := evidence[ref.ObservationUuid]; e != noEvidence {
				f.Evidence = e
			}
		}
		out[of.UUID] = f
	}
	return out, r.err
}

// readResults reads the findings that results writes, by ID.
func readResults(doc types.OscalCompleteSchema) ([]audit.Finding, error) {
	if doc.AssessmentResults == nil {
		return nil, fmt.Errorf("oscal: no assessment-results")
	}
	var out []audit.Finding
	for _, r := range doc.AssessmentResults.Results {
		fs, err := readFindings(r.Findings, r.Observations)
		if err != nil {
			return nil, err
		}
		for _, f := range fs {
			out = append(out, f)
		}
	}
	slices.SortFunc(out, func(a, b audit.Finding) int { return cmp.Compare(a.ID, b.ID) })
	return out, nil
}

// readProgramme reads the programme from the plan, and what was conducted of it
// from the results, if there are any.
func readProgramme(plan, results types.OscalCompleteSchema) (programme.Programme, error) {
	if plan.AssessmentPlan == nil {
		return programme.Programme{}, fmt.Errorf("oscal: no assessment-plan")
	}
	var r reader
	var p programme.Programme
	days := func(into *isms.Date, t time.Time) {
		d, err := day(t)
		if r.err == nil {
			r.err = err
		}
		*into = d
	}
	r.take(plan.AssessmentPlan.Metadata.Props, "programme", &p)
	for _, t := range items(plan.AssessmentPlan.Tasks) {
		if t.Type != "action" {
			continue
		}
		var a programme.InternalAudit
		r.take(t.Props, "audit", &a)
		if t.Timing != nil && t.Timing.WithinDateRange != nil {
			days(&a.Planned.First, t.Timing.WithinDateRange.Start)
			days(&a.Planned.Last, t.Timing.WithinDateRange.End)
		}
		p.Audits = append(p.Audits, a)
	}
	if results.AssessmentResults == nil {
		return p, r.err
	}
	for _, res := range results.AssessmentResults.Results {
		var a programme.InternalAudit
		r.take(res.Props, "audit", &a)
		i := slices.IndexFunc(p.Audits, func(x programme.InternalAudit) bool { return x.ID == a.ID })
		if a.ID == "" || i < 0 {
			continue
		}
		r.take(res.Props, "audit", &p.Audits[i])
		days(&p.Audits[i].Conducted.First, res.Start)
		if res.End != nil {
			days(&p.Audits[i].Conducted.Last, *res.End)
		}
	}
	return p, r.err
}
