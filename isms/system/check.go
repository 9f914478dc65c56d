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

// check returns what the checks of all packages find in the system, and what
// contradicts between its parts.
func (n *Now) check() isms.Report {
	s, day := n.sys, n.day
	var c isms.Checker
	s.checkCalendars(&c, day)
	reports := []isms.Report{s.Records.Check(day, n.cal).Under("records"), s.Register.Check(day, n.cal).Under("register")}
	unable := func(why isms.Message, rules ...isms.Rule) {
		for _, r := range rules {
			c.Skip(r, why.With())
		}
	}
	c.Ran(statementUnbuildable, policyUnknown)
	if n.draftErr != nil {
		c.Lacks(needStatement)
		refused(&c, statementUnbuildable, n.draftErr, inputOrigin)
		unable(noStatement, evidence.Rules()...)
	} else {
		reports = append(reports, n.log.Check(day, n.cal).Under("evidence"))
	}
	reports = append(reports, s.Programme.Check(day, s.programmeFacts(n.draft)).Under("programme"))
	if n.draftErr == nil || n.approved >= 0 {
		reports = append(reports, n.checkStatement())
	} else {
		unable(noStatement, soa.Rules()...)
	}
	if n.overdue != nil {
		refused(&c, policyUnknown, n.overdue, func(p isms.Path) isms.Path { return p })
		unable(noSchedule, audit.Rules()...)
	} else {
		reports = append(reports, n.findings.Check(day, n.schedule).Under("findings"))
	}
	if n.cycle.Decision().IsZero() {
		unable(noCertificate, cycle.Rules()...)
	} else {
		reports = append(reports, s.Cycle.Check(day).Under("cycle"))
	}
	unable(conditionOfGates, gateRules()...)
	n.conflicts(&c)
	declared := s.notHeld(&c)
	report := c.Report().Merge(reports...)
	if len(declared) == 0 {
		return report
	}
	return report.Without(placed(), declared...)
}

// placed returns the rules that a System is checked with, with the paths of what they
// need led from its root.
func placed() []isms.Rule {
	rules := Rules()
	for _, part := range []struct {
		at    isms.Path
		rules []isms.Rule
		facts map[isms.Path][]isms.Path // where the system has the facts that the part does not
	}{
		{at: "records", rules: record.Rules()},
		{at: "register", rules: risk.Rules()},
		{at: "applicability", rules: soa.Rules(), facts: map[isms.Path][]isms.Path{
			"register": {"register"}, "obligations": {"obligations"}, "history": {"statements", "statements[*].history"},
			"assets": {"register.assets"}, "plan": {"register.treatments"}, "assessed": {"register.assessed"}, "scopeSince": {"records.scope.determined"},
			"evidence": {"evidence.records"}, "expectations": {"evidence.expectations", "operating"}, "citations": {"records.documents"},
		}},
		{at: "evidence", rules: evidence.Rules(), facts: map[isms.Path][]isms.Path{"operating": {"operating"}}},
		{at: "programme", rules: programme.Rules(), facts: map[isms.Path][]isms.Path{
			"necessary":       {"applicability.decisions", "applicability.decisions[*].excluded", "applicability.custom"},
			"findings":        {"findings.items", "findings.items[*].nonconformity"},
			"owners":          {"records.processes", "records.processes[*].owner", "applicability.decisions", "applicability.decisions[*].owner"},
			"longestInterval": {"records.limits.longestInterval"},
		}},
		{at: "findings", rules: audit.Rules(), facts: map[isms.Path][]isms.Path{"schedule": {"deadlinePolicies", "policies"}}},
		{at: "cycle", rules: cycle.Rules()},
	} {
		for _, r := range part.rules {
			needs := r.Needs
			r.Needs = nil
			for _, n := range needs {
				r.Needs = append(r.Needs, needAt(n, part.at, part.facts)...)
			}
			rules = append(rules, r)
		}
	}
	return rules
}

// needAt returns a need of a part as one of the system: at each place of a fact that it
// is of, and otherwise in the part.
func needAt(n isms.Need, part isms.Path, facts map[isms.Path][]isms.Path) []isms.Need {
	for fact, places := range facts {
		if n.Path != "" && n.Path.Within(fact) {
			var needs []isms.Need
			for _, at := range places {
				needs = append(needs, isms.Need{Path: at + n.Path[len(fact):], Missing: n.Missing})
			}
			return needs
		}
	}
	if n.Path != "" {
		n.Path = n.Path.Under(part)
	}
	return []isms.Need{n}
}

// expected returns the rules that have to have run before an item is clear: those of
// every package, those that need a person, and for each clause item that leaves
// records and each implemented control the rules of its evidence, whether or not the
// system says from when on evidence is expected.
func (n *Now) expected() []isms.Rule {
	refs := n.sys.unexpected(n.draft)
	for i := range n.sys.Evidence.Expectations {
		refs = append(refs, n.sys.Evidence.Expectations[i].Ref)
	}
	return slices.Concat(record.Rules(), risk.Rules(), soa.Rules(), conflictRules(), programme.Rules(), audit.Rules(), evidence.Rules(), evidence.RulesFor(isms.SortRefs(refs)...))
}

// conflicts finds what the parts say against each other.
func (n *Now) conflicts(c *isms.Checker) {
	s, stmt := n.sys, n.draft
	for _, a := range []struct {
		need    isms.Need
		lacking bool
	}{
		{needApproved, n.approved < 0},
		{needObligations, len(s.Obligations) == 0},
		{needPeople, len(s.Records.People)+len(s.Records.Roles) == 0},
		{needSuppliers, len(s.Records.Suppliers) == 0},
	} {
		if a.lacking {
			c.Lacks(a.need)
		}
	}
	c.Ran(obligationIdle, obligationsUnseen, ownerUnknown, providerUnknown, statesDiffer, findingClosedEarly, evidenceUnknown, statementOutdated)
	s.checkObligations(c)
	s.checkOwners(c, stmt)
	s.checkProviders(c, stmt)
	s.checkStates(c, stmt)
	s.checkClosed(c, n.day, stmt)
	s.checkCitedEvidence(c, stmt)
	n.checkApproved(c)
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

// changes returns what the inputs give otherwise than the approved statement says. The
// version, its day and its approvals are left alone.
func (n *Now) changes() []soa.Change {
	approved, ok := n.Approved()
	if !ok || n.draftErr != nil {
		return nil
	}
	var out []soa.Change
	for d := range soa.Diff(approved, n.draft).Changes() {
		if d.Kind != soa.ChangeHistory && d.Kind != soa.ChangeMergeConflict && (d.Control != "" || d.Field != "version" && d.Field != "date" && d.Field != "previous") {
			out = append(out, d)
		}
	}
	return out
}

// checkApproved tells how the approved statement differs from what the inputs give now.
func (n *Now) checkApproved(c *isms.Checker) {
	var differences []isms.Arg
	for _, d := range n.changed {
		said := headerDifference.With()
		if d.Control != "" {
			said = controlDifference.With(isms.ArgWord("kind", soa.ChangeKinds(), d.Kind), isms.ArgRef("control", d.Control))
		}
		if a := isms.ArgSentence("", said); !slices.ContainsFunc(differences, func(b isms.Arg) bool { return b.Sentence.Text == said.Text }) {
			differences = append(differences, a)
		}
	}
	if len(differences) > 0 {
		c.Find(statementOutdated, isms.Path("").Index("statements", n.approved), isms.ArgText("version", n.sys.Statements[n.approved].Version()),
			isms.ArgInt("count", len(differences)), isms.ArgList("differences", differences[:min(len(differences), 20)]...))
	}
}
