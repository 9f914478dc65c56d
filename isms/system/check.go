package system

import (
	"slices"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/audit/programme"
	"github.com/ismskit/ismskit/internal/text"
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
// skipped, and so are those that need what is not held in it. Cost: near linear in the size of the system.
func (s System) Check(asOf isms.Date, cal isms.Calendar) isms.Report {
	var c isms.Checker
	stmt, err := s.Statement()
	reports := []isms.Report{s.Records.Check(asOf).Under("records"), s.Register.Check(asOf).Under("register")}
	c.Ran(statementUnbuildable, policyUnknown)
	if err != nil {
		c.Lacks(needStatement)
		refused(&c, statementUnbuildable, err, inputOrigin)
	} else {
		reports = append(reports, s.checkStatement(asOf, stmt), s.log(stmt).Check(asOf).Under("evidence"))
	}
	reports = append(reports, s.Programme.Check(asOf, s.programmeFacts(stmt)).Under("programme"))
	if schedule, err := s.Schedule(cal); err != nil {
		refused(&c, policyUnknown, err, func(p isms.Path) isms.Path { return p })
	} else {
		reports = append(reports, s.Cycle.On(asOf).Dated(s.Findings).Check(asOf, schedule).Under("findings"))
	}
	if !s.Cycle.On(asOf).Decision().IsZero() {
		reports = append(reports, s.Cycle.Check(asOf).Under("cycle"))
	}
	s.conflicts(&c, asOf, stmt)
	c.Ran(declarationUnusable)
	for i, n := range s.NotHeld {
		if err := n.Validate(); err != nil {
			refused(&c, declarationUnusable, err, func(p isms.Path) isms.Path { return p.Under(isms.Path("").Index("notHeld", i)) })
		}
	}
	return c.Report().Merge(reports...).Without(placed(), s.NotHeld...)
}

// placed returns the rules with the paths of what they need led from the root of a
// System.
func placed() []isms.Rule {
	rules := Rules()
	for _, part := range []struct {
		at    isms.Path
		rules []isms.Rule
	}{
		{"records", record.Rules()},
		{"register", risk.Rules()},
		{"applicability", soa.Rules()},
		{"evidence", evidence.Rules()},
		{"programme", programme.Rules()},
		{"findings", audit.Rules()},
		{"cycle", cycle.Rules()},
	} {
		for _, r := range part.rules {
			rules = append(rules, r.Under(part.at))
		}
	}
	return rules
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
func (s System) conflicts(c *isms.Checker, asOf isms.Date, stmt soa.Statement) {
	approved, ok := s.Approved()
	for _, n := range []struct {
		need    isms.Need
		lacking bool
	}{
		{needApproved, !ok},
		{needObligations, len(s.Obligations) == 0},
		{needPeople, len(s.Records.People)+len(s.Records.Roles) == 0},
		{needSuppliers, len(s.Records.Suppliers) == 0},
	} {
		if n.lacking {
			c.Lacks(n.need)
		}
	}
	c.Ran(obligationIdle, obligationsUnseen, ownerUnknown, providerUnknown, statesDiffer, findingClosedEarly, evidenceUnknown, statementOutdated)
	s.checkObligations(c)
	s.checkOwners(c, stmt)
	s.checkProviders(c, stmt)
	s.checkStates(c, stmt)
	s.checkClosed(c, asOf, stmt)
	s.checkCitedEvidence(c, stmt)
	if ok {
		s.checkApproved(c, approved, stmt)
	}
}

func (s System) checkObligations(c *isms.Checker) {
	at := isms.ItemPaths("", "obligations", s.Obligations, func(o *soa.Obligation) isms.ID { return o.ID })
	for i, o := range s.Obligations {
		if len(o.Controls) == 0 {
			c.Find(obligationIdle, at[i].Field("controls"), isms.ArgID("obligation", o.ID))
		}
	}
	needs := 0
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
	ask := func(owner isms.ID, at isms.Path, what isms.Message, id isms.Arg) {
		if owner != "" && !known[owner] {
			c.Find(ownerUnknown, at.Field("owner"), isms.ArgID("owner", owner), isms.ArgSentence("subject", what.With(id)))
		}
	}
	at := s.riskPaths()
	for i := range s.Register.Risks {
		ask(s.Register.Risks[i].Owner, at[i], riskNamed, isms.ArgID("id", s.Register.Risks[i].ID))
	}
	at = s.treatmentPaths()
	for i := range s.Register.Treatments {
		ask(s.Register.Treatments[i].Owner, at[i], treatmentNamed, isms.ArgID("id", s.Register.Treatments[i].ID))
	}
	at = isms.ItemPaths("register", "assets", s.Register.Assets, func(a *risk.Asset) isms.ID { return a.ID })
	for i := range s.Register.Assets {
		ask(s.Register.Assets[i].Owner, at[i], assetNamed, isms.ArgID("id", s.Register.Assets[i].ID))
	}
	for row := range stmt.Rows() {
		ask(row.Decision().Owner, decisionPath(row.Ref()), controlNamed, isms.ArgRef("id", row.Ref()))
	}
}

func (s System) checkProviders(c *isms.Checker, stmt soa.Statement) {
	known := map[isms.ID]bool{}
	for _, p := range s.Records.Suppliers {
		known[p.ID] = true
	}
	for row := range stmt.Rows() {
		if p := row.Decision().Provider; p != "" && !known[p] {
			c.Find(providerUnknown.For(row.Ref()), decisionPath(row.Ref()).Field("provider"),
				isms.ArgText("provider", p), isms.ArgSentence("subject", controlNamed.With(isms.ArgRef("id", row.Ref()))))
		}
	}
	at := s.treatmentPaths()
	for i := range s.Register.Treatments {
		t := &s.Register.Treatments[i]
		if !text.Blank(t.SharingParty) && !known[isms.ID(t.SharingParty)] && !slices.ContainsFunc(s.Records.Suppliers, func(p record.Supplier) bool { return p.Name == t.SharingParty }) {
			c.Find(providerUnknown, at[i].Field("sharingParty"), isms.ArgText("provider", t.SharingParty), isms.ArgSentence("subject", treatmentNamed.With(isms.ArgID("id", t.ID))))
		}
	}
}

// checkStates compares the register's word on a control with the statement's.
// Only what both say counts.
func (s System) checkStates(c *isms.Checker, stmt soa.Statement) {
	for i, k := range s.Register.Controls {
		row, ok := stmt.LookupRow(k.Control)
		if !ok || row.Applicability() == soa.Excluded || !risk.ControlStates().Has(k.State) {
			continue
		}
		impl := row.Decision().Implementation
		in := k.State == risk.ControlImplemented
		if !soa.ImplementationStatuses().Has(impl) || (impl == soa.Implemented || impl == soa.PartiallyImplemented) == in {
			continue
		}
		c.Find(statesDiffer.For(k.Control), isms.Path("register").Index("controls", i).Field("state"),
			isms.ArgRef("control", row.Ref()), isms.ArgWord("soa", soa.ImplementationStatuses(), impl), isms.ArgWord("register", risk.ControlStates(), k.State))
	}
}

// checkClosed finds closed findings about controls that are not implemented.
func (s System) checkClosed(c *isms.Checker, asOf isms.Date, stmt soa.Statement) {
	at := s.findingPaths()
	for i := range s.Findings.Items {
		n := s.Findings.Items[i].Nonconformity
		closed := n.ClosedOn()
		if closed.IsZero() || !asOf.IsZero() && closed.After(asOf) || !n.Grade().Nonconforming() {
			continue
		}
		for _, ref := range n.Finding().Requirements {
			row, ok := stmt.LookupRow(ref)
			if !ok || row.Applicability() == soa.Excluded || row.Decision().Implementation == soa.Implemented {
				continue
			}
			state := isms.ArgWord("state", soa.ImplementationStatuses(), row.Decision().Implementation)
			if state.Value == "" {
				state = isms.ArgSentence("state", implementationUnstated.With())
			}
			c.Find(findingClosedEarly.For(ref), at[i], isms.ArgID("finding", n.ID()), isms.ArgDate("closed", closed), isms.ArgRef("control", row.Ref()), state)
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
				c.Find(evidenceUnknown.For(row.Ref()), decisionPath(row.Ref()).Field("evidence"), isms.ArgRef("control", row.Ref()), isms.ArgID("evidence", e))
			}
		}
	}
}

// checkApproved compares the approved statement with what the inputs give now.
func (s System) checkApproved(c *isms.Checker, approved, stmt soa.Statement) {
	var changed []isms.Ref
	for d := range soa.Diff(approved, stmt).Changes() {
		if d.Control != "" {
			changed = append(changed, d.Control)
		}
	}
	if changed = isms.SortRefs(changed); len(changed) > 0 {
		c.Find(statementOutdated, "statements", isms.ArgText("version", approved.Version()), isms.ArgInt("changes", len(changed)), isms.ArgRefs("controls", changed...))
	}
}
