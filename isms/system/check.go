package system

import (
	"slices"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/programme"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
	"github.com/ismskit/ismskit/isms/record"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

// Check reports, for a day, what the checks of all packages find in the system
// and what contradicts between its parts. The calendar says which days are worked,
// for deadlines of findings that count working days, as in [System.Deadlines]; nil
// is Monday to Friday. Rules that want a fact which the system does not hold are
// skipped. Cost: near linear in the size of the system.
func (s System) Check(asOf isms.Date, cal isms.Calendar) isms.Report {
	var c isms.Checker
	stmt, err := s.Statement()
	reports := []isms.Report{s.records().Check(asOf), s.Register.Check(asOf)}
	c.Ran(statementUnbuildable)
	if err != nil {
		c.Find(statementUnbuildable, "applicability", isms.ArgText("why", err.Error()))
	} else {
		reports = append(reports, s.inForce(stmt).Check(asOf, s.Facts(asOf)), s.log(stmt).Check(asOf))
		var findings []audit.Nonconformity
		for i := range s.Findings.Items {
			findings = append(findings, s.Findings.Items[i].Nonconformity)
		}
		reports = append(reports, s.Programme.Check(asOf, necessary(stmt), findings))
	}
	schedule, policyErr := s.Schedule(cal)
	if policyErr != nil {
		c.Find(policyUnknown, "deadlinePolicies", isms.ArgText("why", policyErr.Error()))
	} else {
		reports = append(reports, s.Findings.Check(asOf, schedule))
	}
	c.Ran(policyUnknown)
	if !s.Cycle.On(asOf).Decision().IsZero() {
		reports = append(reports, s.Cycle.Check(asOf))
	}
	s.conflicts(&c, asOf, stmt, err == nil)
	return c.Report().Merge(reports...)
}

// Expected returns the rules that have to have run before a line is clear: those
// of every package, those that need a person, and for each clause item that leaves
// records and each implemented control the rules of its evidence, whether or not
// the system says from when on evidence is expected.
func (s System) Expected() []isms.Rule {
	rules := slices.Concat(record.Rules(), risk.Rules(), soa.Rules(), conflictRules(), programme.Rules(), audit.Rules(), evidence.Rules())
	stmt, err := s.Statement()
	if err != nil {
		stmt = soa.Statement{}
	}
	refs := s.unexpected(stmt)
	for i := range s.Evidence.Expectations {
		refs = append(refs, s.Evidence.Expectations[i].Ref)
	}
	return append(rules, evidence.RulesFor(isms.SortRefs(refs)...)...)
}

// Assess folds the report of Check and the judgements into one line for each item
// of the standard and each control that something is expected of or was found at.
// The calendar is that of Check.
func (s System) Assess(asOf isms.Date, cal isms.Calendar) isms.Readiness {
	return s.View(asOf, cal).Readiness()
}

// conflicts finds what the parts say against each other.
func (s System) conflicts(c *isms.Checker, asOf isms.Date, stmt soa.Statement, built bool) {
	s.checkObligations(c)
	s.checkOwners(c, stmt)
	s.checkProviders(c, stmt)
	s.checkAuditFindings(c)
	rest := []isms.Rule{statesDiffer, findingClosedEarly, evidenceUnknown}
	if !built {
		for _, r := range append(rest, statementOutdated) {
			c.Skip(r, isms.Sentence{Text: "no Statement of Applicability can be built"})
		}
		return
	}
	c.Ran(rest...)
	s.checkStates(c, stmt)
	s.checkClosed(c, asOf, stmt)
	s.checkCitedEvidence(c, stmt)
	s.checkApproved(c, stmt)
}

func (s System) checkObligations(c *isms.Checker) {
	if len(s.Obligations) == 0 {
		c.Skip(obligationIdle, isms.Sentence{Text: "no obligation is on record"})
	} else {
		c.Ran(obligationIdle)
	}
	for _, o := range s.Obligations {
		if len(o.Controls) == 0 {
			c.Find(obligationIdle, isms.Path("").Item("obligations", o.ID), isms.ArgID("obligation", o.ID))
		}
	}
	needs := 0
	c.Ran(obligationsUnseen)
	for _, p := range s.Records.Parties {
		for _, n := range p.Requirements {
			if n.Addressed == isms.Yes {
				needs++
			}
		}
	}
	if needs > 0 && len(s.Obligations) == 0 {
		c.Find(obligationsUnseen, "obligations", isms.ArgInt("needs", needs))
	}
}

func (s System) checkOwners(c *isms.Checker, stmt soa.Statement) {
	if len(s.Records.People)+len(s.Records.Roles) == 0 {
		c.Skip(ownerUnknown, isms.Sentence{Text: "neither people nor roles are on record"})
		return
	}
	c.Ran(ownerUnknown)
	known := map[isms.ID]bool{}
	for _, p := range s.Records.People {
		known[p.ID] = true
	}
	for _, r := range s.Records.Roles {
		known[r.ID] = true
	}
	for _, id := range s.Records.TopManagement {
		known[id] = true
	}
	ask := func(id isms.ID, at isms.Path, what isms.Arg) {
		if id != "" && !known[id] {
			c.Find(ownerUnknown, at.Field("owner"), isms.ArgText("owner", id), called(what))
		}
	}
	reg := isms.Path("register")
	for i := range s.Register.Risks {
		r := &s.Register.Risks[i]
		ask(r.Owner, reg.Item("risks", r.ID), isms.ArgID("risk", r.ID))
	}
	for i := range s.Register.Treatments {
		t := &s.Register.Treatments[i]
		ask(t.Owner, reg.Item("treatments", t.ID), isms.ArgID("treatment", t.ID))
	}
	for _, a := range s.Register.Assets {
		ask(a.Owner, reg.Item("assets", a.ID), isms.ArgID("asset", a.ID))
	}
	for row := range stmt.Rows() {
		ask(row.Decision().Owner, isms.Path("applicability").Item("decisions", isms.ID(row.Ref())), isms.ArgID("control", row.Ref()))
	}
}

func (s System) checkProviders(c *isms.Checker, stmt soa.Statement) {
	if len(s.Records.Suppliers) == 0 {
		c.Skip(providerUnknown, isms.Sentence{Text: "nobody says which suppliers there are"})
		return
	}
	c.Ran(providerUnknown)
	known := map[isms.ID]bool{}
	for _, p := range s.Records.Suppliers {
		known[p.ID] = true
	}
	for row := range stmt.Rows() {
		if p := row.Decision().Provider; p != "" && !known[p] {
			c.Find(providerUnknown.For(row.Ref()), isms.Path("applicability").Item("decisions", isms.ID(row.Ref())).Field("provider"),
				isms.ArgText("provider", p), called(isms.ArgID("control", row.Ref())))
		}
	}
	for i := range s.Register.Treatments {
		t := &s.Register.Treatments[i]
		if t.SharingParty != "" && !known[isms.ID(t.SharingParty)] && !slices.ContainsFunc(s.Records.Suppliers, func(p record.Supplier) bool { return p.Name == t.SharingParty }) {
			c.Find(providerUnknown, isms.Path("register").Item("treatments", t.ID).Field("sharingParty"),
				isms.ArgText("provider", t.SharingParty), called(isms.ArgID("treatment", t.ID)))
		}
	}
}

func (s System) checkAuditFindings(c *isms.Checker) {
	c.Ran(findingUnrecorded)
	raised := map[isms.ID]bool{}
	for i := range s.Findings.Items {
		raised[s.Findings.Items[i].Nonconformity.ID()] = true
	}
	for _, a := range s.Records.Audits {
		for _, f := range a.Findings {
			if f.Nonconforming && f.Nonconformity != "" && !raised[f.Nonconformity] {
				c.Find(findingUnrecorded, isms.Path("records").Item("audits", a.ID).Item("findings", f.ID),
					isms.ArgID("audit", a.ID), isms.ArgID("finding", f.ID), isms.ArgText("nonconformity", f.Nonconformity))
			}
		}
	}
}

// checkStates compares the register's word on a control with the statement's.
// Only what both say counts.
func (s System) checkStates(c *isms.Checker, stmt soa.Statement) {
	for _, k := range s.Register.Controls {
		row, ok := stmt.Row(k.Control)
		if !ok || row.Applicability() == soa.Excluded || !risk.ControlStates().Has(k.State) {
			continue
		}
		impl := row.Decision().Implementation
		in := k.State == risk.ControlImplemented
		if !soa.ImplementationStatuses().Has(impl) || (impl == soa.Implemented || impl == soa.PartiallyImplemented) == in {
			continue
		}
		c.Find(statesDiffer.For(k.Control), isms.Path("register").Item("controls", isms.ID(k.Control)),
			isms.ArgText("control", row.Ref()), isms.ArgText("soa", impl), isms.ArgText("register", k.State))
	}
}

// checkClosed finds closed findings about controls that are not implemented.
func (s System) checkClosed(c *isms.Checker, asOf isms.Date, stmt soa.Statement) {
	for i := range s.Findings.Items {
		n := s.Findings.Items[i].Nonconformity
		closed := n.ClosedOn()
		if closed.IsZero() || !asOf.IsZero() && closed.After(asOf) || !n.Grade().Nonconforming() {
			continue
		}
		for _, ref := range n.Finding().Requirements {
			row, ok := stmt.Row(ref)
			if !ok || row.Applicability() == soa.Excluded || row.Decision().Implementation == soa.Implemented {
				continue
			}
			state := string(row.Decision().Implementation)
			if state == "" {
				state = "without a state of implementation"
			}
			c.Find(findingClosedEarly.For(ref), isms.Path("").Item("findings", n.ID()),
				isms.ArgText("finding", n.ID()), isms.ArgDate("closed", closed), isms.ArgText("control", row.Ref()), isms.ArgText("state", state))
		}
	}
}

func (s System) checkCitedEvidence(c *isms.Checker, stmt soa.Statement) {
	known := map[isms.ID]bool{}
	for i := range s.Evidence.Records {
		known[s.Evidence.Records[i].ID] = true
	}
	for row := range stmt.Rows() {
		for _, e := range row.Decision().Evidence {
			if !known[e] {
				c.Find(evidenceUnknown.For(row.Ref()), isms.Path("applicability").Item("decisions", isms.ID(row.Ref())).Field("evidence"),
					isms.ArgText("control", row.Ref()), isms.ArgText("evidence", e))
			}
		}
	}
}

// checkApproved compares the approved statement with what the inputs give now.
func (s System) checkApproved(c *isms.Checker, stmt soa.Statement) {
	approved, ok := s.Approved()
	if !ok {
		c.Skip(statementOutdated, isms.Sentence{Text: "no version of the Statement of Applicability is approved"})
		return
	}
	c.Ran(statementOutdated)
	var changed []isms.Ref
	for d := range soa.Diff(approved, stmt).Changes() {
		if d.Control != "" {
			changed = append(changed, d.Control)
		}
	}
	slices.SortFunc(changed, isms.Ref.Compare)
	changed = slices.Compact(changed)
	if len(changed) > 0 {
		c.Find(statementOutdated, "statements", isms.ArgText("version", approved.Version()), isms.ArgInt("changes", len(changed)), isms.ArgText("controls", join(changed, 10)))
	}
}

// called is the argument for a thing with its kind: "risk R-1".
func called(thing isms.Arg) isms.Arg { return isms.ArgText("what", thing.Name+" "+thing.String()) }
