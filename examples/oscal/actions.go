package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	types "github.com/defenseunicorns/go-oscal/src/types/oscal-1-2-2"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

// responses are OSCAL's words for the ways to treat a risk.
var responses = map[risk.Option]string{risk.Modify: "mitigate", risk.Retain: "accept", risk.Avoid: "avoid", risk.Share: "share"}

// actions writes nonconformities with everything that happened to them, and the
// risk treatment plan with its risks, as a plan-of-action-and-milestones. An item
// per nonconformity and per treatment; OSCAL refuses a plan without items, so
// that there is none when nothing was found and nothing is treated.
func (w *writer) actions() (types.OscalCompleteSchema, error) {
	w.begin()
	out := types.PlanOfActionAndMilestones{UUID: w.id("actions", w.asOf.String()), ImportSsp: &types.ImportSsp{Href: planFile}}
	var fs []types.Finding
	var obs []types.Observation
	var rs []types.Risk
	for _, n := range w.findings() {
		if !n.Grade().NeedsAnswer() {
			continue // it is among the results
		}
		f, o := w.finding(n)
		r := w.nonconformity(n)
		fs, obs, rs = append(fs, f), append(obs, o), append(rs, r)
		var props []types.Property
		w.put(&props, "kind", "nonconformity")
		w.put(&props, "grade", n.Grade())
		w.put(&props, "state", n.State())
		out.PoamItems = append(out.PoamItems, types.PoamItem{
			UUID: w.id("item", "nonconformity", string(n.ID())), Title: f.Title, Description: f.Description, Props: list(props),
			RelatedFindings: &[]types.RelatedFinding{{FindingUuid: f.UUID}}, RelatedObservations: &[]types.RelatedObservation{{ObservationUuid: o.UUID}},
			RelatedRisks: &[]types.AssociatedRisk{{RiskUuid: r.UUID}},
		})
	}
	of := map[isms.ID][]risk.Treatment{}
	for _, t := range w.sys.Register.Treatments {
		for _, id := range t.Risks {
			of[id] = append(of[id], t)
		}
	}
	eval, err := w.evaluate()
	if err != nil {
		return types.OscalCompleteSchema{}, err
	}
	written := map[isms.ID]bool{}
	for _, k := range w.sys.Register.Risks {
		if len(of[k.ID]) > 0 && !written[k.ID] {
			written[k.ID] = true
			rs = append(rs, w.risk(k, eval, of[k.ID]))
		}
	}
	for _, t := range w.sys.Register.Treatments {
		without := []string{"title"}
		if line(t.Title, string(t.ID)) != t.Title {
			without = nil
		}
		it := types.PoamItem{UUID: w.id("item", "treatment", string(t.ID)), Title: line(t.Title, line(string(t.ID), "unnamed")), Description: cmp.Or(t.Result, t.DiscontinuedActivity, t.RetainedPart, t.Resources, "Nothing more is said of it.")}
		var props []types.Property
		w.put(&props, "kind", "treatment")
		w.put(&props, "treatment", t, without...)
		it.Props = list(props)
		var related []types.AssociatedRisk
		for _, id := range t.Risks {
			if written[id] {
				related = append(related, types.AssociatedRisk{RiskUuid: w.id("risk", string(id))})
			}
		}
		it.RelatedRisks = list(related)
		out.PoamItems = append(out.PoamItems, it)
	}
	if len(out.PoamItems) == 0 {
		return types.OscalCompleteSchema{}, fmt.Errorf("%w: there is neither a nonconformity nor a treatment", errNothing)
	}
	out.Findings, out.Observations, out.Risks = list(fs), list(obs), list(rs)
	out.Metadata = w.metadata("Nonconformities and risk treatment plan", nil)
	return types.OscalCompleteSchema{PlanOfActionAndMilestones: &out}, w.err()
}

// evaluate computes the levels of the risks. A register without risks needs no
// method; a method that gives none is an error.
func (w *writer) evaluate() (risk.Evaluation, error) {
	if len(w.sys.Register.Risks) == 0 {
		return risk.Evaluation{}, nil
	}
	return w.sys.Register.Evaluate(w.asOf, nil)
}

// nonconformity writes what happened to a nonconformity as the log of a risk, its
// corrective actions as responses, and its next deadline.
func (w *writer) nonconformity(n audit.Nonconformity) types.Risk {
	id := string(n.ID())
	out := types.Risk{
		UUID: w.id("risk of nonconformity", id), Title: line("Nonconformity "+id, ""), Description: n.Finding().Statement,
		Statement: "What a requirement asks for is not done; what follows has not been rated.", Status: "open",
	}
	log := &types.RiskLog{}
	i := 0
	for e := range n.Events() {
		i++
		entry := types.RiskLogEntry{UUID: w.id("event", id, fmt.Sprint(i)), Title: string(e.Kind), Description: e.Text, Start: w.at(id, e.On)}
		switch e.Kind {
		case audit.Raised, audit.Reopened:
			entry.StatusChange = "open"
		case audit.PlanSubmitted:
			entry.StatusChange = "remediating"
		case audit.EffectivenessReviewed:
			if e.Effect == audit.NotEffective {
				entry.StatusChange = "open"
			}
		case audit.Closed, audit.Withdrawn:
			entry.StatusChange = "closed"
		}
		out.Status = cmp.Or(entry.StatusChange, out.Status)
		if e.By != "" {
			entry.LoggedBy = &[]types.LoggedBy{{PartyUuid: w.party(e.By, "person")}}
		}
		var props []types.Property
		w.put(&props, "event", e, "kind", "on", "text", "finding")
		entry.Props = list(props)
		log.Entries = append(log.Entries, entry)
	}
	out.RiskLog = log
	var todo []types.Response
	for _, a := range n.Actions() {
		r := types.Response{UUID: w.id("action", id, string(a.ID)), Lifecycle: "planned", Title: line(a.What, line(string(a.ID), "unnamed")), Description: a.What}
		if !a.CompletedOn.IsZero() {
			r.Lifecycle = "completed"
		}
		if !a.Due.IsZero() {
			r.Tasks = &[]types.Task{{
				UUID: w.id("milestone", id, string(a.ID)), Type: "milestone", Title: "Done",
				Timing: &types.EventTiming{OnDate: &types.OnDateCondition{Date: w.at("action "+string(a.ID), a.Due)}},
			}}
		}
		todo = append(todo, r)
	}
	out.Remediations = list(todo)
	for _, d := range w.sys.At(w.asOf).Deadlines() {
		if d.Subject == n.ID() && !d.Done && !d.Due.IsZero() {
			t := w.at("deadline of "+id, d.Due)
			out.Deadline = &t
			break // they come by day
		}
	}
	return out
}

// risk writes a risk of the register: its ratings as facets in our namespace, and
// a response for each treatment. A risk is closed only when the register says that
// it ceased to exist; one that is treated and acceptable is still there, and the
// verdict is a property.
func (w *writer) risk(k risk.Risk, eval risk.Evaluation, treatments []risk.Treatment) types.Risk {
	id := string(k.ID)
	var props []types.Property
	w.put(&props, "risk.id", k.ID)
	w.put(&props, "risk.owner", k.Owner)
	out := types.Risk{
		UUID: w.id("risk", id), Title: line(k.Title, line(id, "unnamed")), Description: described("Not described.", k.Scenario, k.Threat, k.Vulnerability),
		Statement: described("The consequence is not described.", k.Consequence), Status: "open",
	}
	var facets []types.Facet
	facet := func(name, value string) {
		facets = append(facets, types.Facet{Name: name, System: Namespace, Value: value})
	}
	a, rated := eval.LookupRisk(k.ID)
	if rated {
		w.put(&props, "acceptability", a.Acceptability)
		w.put(&props, "within-tolerance", a.WithinTolerance)
		for s := range risk.Stages().All() {
			o := a.At(s)
			for _, v := range []struct {
				name  string
				value int
			}{{"likelihood", int(o.Likelihood)}, {"impact", int(o.Impact)}, {"level", int(o.Level)}} {
				if v.value > 0 {
					facet(string(s)+"-"+v.name, fmt.Sprint(v.value))
				}
			}
		}
	}
	out.Props = list(props)
	if len(facets) > 0 {
		out.Characterizations = &[]types.Characterization{{
			Facets: facets, Origin: types.Origin{Actors: []types.OriginActor{{Type: "party", ActorUuid: w.party(cmp.Or(k.Owner, organization), "person")}}},
		}}
	}
	var open []isms.Date
	var todo []types.Response
	for _, t := range treatments {
		r := types.Response{UUID: w.id("response", id, string(t.ID)), Lifecycle: "planned", Title: line(t.Title, line(string(t.ID), "unnamed")), Description: cmp.Or(t.Title, string(t.ID))}
		var props []types.Property
		for _, o := range t.Options {
			if word := responses[o]; word != "" {
				props = append(props, types.Property{Name: "type", Value: word})
			}
		}
		w.put(&props, "treatment.id", t.ID)
		r.Props = list(props)
		switch t.Status {
		case risk.ActionCompleted:
			r.Lifecycle = "completed"
		case risk.ActionCancelled:
			continue
		case risk.ActionInProgress:
			out.Status = "remediating"
			fallthrough
		default:
			if !t.Due.IsZero() {
				open = append(open, t.Due)
			}
		}
		todo = append(todo, r)
	}
	out.Remediations = list(todo)
	if len(open) > 0 {
		t := w.at(id, slices.MinFunc(open, isms.Date.Compare))
		out.Deadline = &t
	}
	if a.Accepted == isms.Yes {
		out.Status = "deviation-approved"
	}
	if a.Closed {
		out.Status = "closed"
	}
	return out
}

func described(otherwise string, texts ...string) string {
	return cmp.Or(strings.Join(slices.DeleteFunc(texts, func(s string) bool { return s == "" }), "; "), otherwise)
}

// readActions reads what actions writes: nonconformities from their logs,
// treatments, and the grades of the risks, by stage.
func readActions(doc types.OscalCompleteSchema) (ns []audit.Nonconformity, ts []risk.Treatment, facets map[isms.ID]map[string]string, err error) {
	p := doc.PlanOfActionAndMilestones
	if p == nil {
		return nil, nil, nil, fmt.Errorf("oscal: no plan-of-action-and-milestones")
	}
	fs, err := readFindings(p.Findings, p.Observations)
	if err != nil {
		return nil, nil, nil, err
	}
	var r reader
	logs := map[string]*types.RiskLog{}
	facets = map[isms.ID]map[string]string{}
	for _, k := range items(p.Risks) {
		logs[k.UUID] = k.RiskLog
		var id isms.ID
		r.take(k.Props, "risk.id", &id)
		if id == "" {
			continue
		}
		facets[id] = map[string]string{}
		for _, c := range items(k.Characterizations) {
			for _, f := range c.Facets {
				facets[id][f.Name] = f.Value
			}
		}
	}
	for _, it := range p.PoamItems {
		var kind string
		r.take(it.Props, "kind", &kind)
		switch kind {
		case "treatment":
			t := risk.Treatment{}
			r.take(it.Props, "treatment", &t)
			if !slices.ContainsFunc(items(it.Props), func(p types.Property) bool { return p.Name == "treatment.title" }) && it.Title != string(t.ID) {
				t.Title = it.Title
			}
			ts = append(ts, t)
		case "nonconformity":
			var events []audit.Event
			for _, k := range items(it.RelatedRisks) {
				log := logs[k.RiskUuid]
				if log == nil {
					continue
				}
				for _, entry := range log.Entries {
					e := audit.Event{Kind: audit.EventKind(entry.Title), Text: entry.Description}
					r.take(entry.Props, "event", &e)
					on, err := day(entry.Start)
					if err != nil {
						return nil, nil, nil, err
					}
					e.On = on
					if e.Kind == audit.Raised {
						for _, f := range items(it.RelatedFindings) {
							e.Finding = fs[f.FindingUuid]
						}
					}
					events = append(events, e)
				}
			}
			n, err := audit.Replay(events)
			if err != nil {
				return nil, nil, nil, err
			}
			ns = append(ns, n)
		}
	}
	return ns, ts, facets, r.err
}

// ratings returns the facets that a risk of the register has to have.
func ratings(a risk.EvaluatedRisk) map[string]string {
	out := map[string]string{}
	for s := range risk.Stages().All() {
		o := a.At(s)
		maps.Copy(out, map[string]string{
			string(s) + "-likelihood": fmt.Sprint(int(o.Likelihood)), string(s) + "-impact": fmt.Sprint(int(o.Impact)), string(s) + "-level": fmt.Sprint(int(o.Level)),
		})
	}
	maps.DeleteFunc(out, func(_, v string) bool { return v == "0" })
	return out
}
