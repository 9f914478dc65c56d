package system

import (
	"slices"
	"strings"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

// What is checked is made from the parts of the system; a finding leads to the part.

// checkStatement checks the version in force, where it stands among the statements, and
// what register, obligations and decisions give now, in the inputs: both, where they
// differ. The draft is checked as if it were approved as the version in force is; that
// it is not is told by the differences.
func (n *Now) checkStatement() isms.Report {
	approved, ok := n.Approved()
	if !ok {
		return n.checkDraft(soa.Statement{})
	}
	report := approved.Check(n.day, n.cal, n.facts).Under(isms.Path("").Index("statements", n.approved))
	if n.draftErr != nil || len(n.changed) == 0 {
		return report
	}
	return report.Merge(n.checkDraft(approved))
}

// checkDraft checks the draft, with the approval of the version in force.
func (n *Now) checkDraft(approved soa.Statement) isms.Report {
	stmt := n.draft
	if e, ok := approved.Approval(); ok {
		if as, err := stmt.Apply(soa.Event{Kind: soa.Approve, By: e.By, On: e.On}); err == nil {
			stmt = as
		}
	}
	report := stmt.Check(n.day, n.cal, n.facts)
	s := n.sys
	var unresolved []soa.UnresolvedControl
	for u := range stmt.Unresolved() {
		unresolved = append(unresolved, u)
	}
	at := isms.ItemPaths("", "unresolved", unresolved, func(u *soa.UnresolvedControl) isms.Ref { return u.Control })
	return report.Trace(func(p isms.Path) isms.Path {
		for i := range at {
			if p.Within(at[i]) {
				return s.useOf(unresolved[i])
			}
		}
		return draftOrigin(p)
	})
}

// useOf returns where the register uses a control that no statement can list.
func (s System) useOf(u soa.UnresolvedControl) isms.Path {
	for i, at := range s.riskPaths() {
		r := &s.Register.Risks[i]
		if k := slices.Index(r.Existing, u.Control); u.Treatment == "" && r.ID == u.Risk && k >= 0 {
			return at.Index("existing", k)
		}
	}
	for i, at := range s.treatmentPaths() {
		t := &s.Register.Treatments[i]
		if k := slices.Index(t.Controls, u.Control); t.ID == u.Treatment && slices.Contains(t.Risks, u.Risk) && k >= 0 {
			return at.Index("controls", k)
		}
	}
	return "register"
}

// draftOrigin returns where a datum of the draft comes from.
func draftOrigin(p isms.Path) isms.Path {
	steps, err := p.Segments()
	if err != nil || len(steps) == 0 {
		return "applicability"
	}
	switch steps[0].Name {
	case "header", "version":
		return p.Under("applicability")
	case "controls":
		if len(steps) < 2 {
			return "applicability.decisions"
		}
		control := isms.ID(steps[1].Name)
		in, _ := strings.CutPrefix(string(p), string(isms.Path("").Item("controls", control).Field("decision"))+".")
		if isms.Path(in) == p {
			in = ""
		}
		return isms.Path(in).Under(decisionPath(isms.Ref(control)))
	case "custom":
		return p.Under("applicability")
	}
	return "applicability"
}

// inputOrigin returns where a datum of the input of a statement comes from.
func inputOrigin(p isms.Path) isms.Path {
	if p.Within("register") || p.Within("obligations") {
		return p
	}
	return p.Under("applicability")
}

func decisionPath(control isms.Ref) isms.Path {
	return isms.Path("applicability").Item("decisions", isms.ID(control))
}

func (s System) treatmentPaths() []isms.Path {
	return isms.ItemPaths("register", "treatments", s.Register.Treatments, func(t *risk.Treatment) isms.ID { return t.ID })
}

func (s System) riskPaths() []isms.Path {
	return isms.ItemPaths("register", "risks", s.Register.Risks, func(r *risk.Risk) isms.ID { return r.ID })
}

func (s System) findingPaths() []isms.Path {
	return isms.ItemPaths("findings", "items", s.Findings.Items, func(i *audit.RegisterItem) isms.ID { return i.Nonconformity.ID() })
}
