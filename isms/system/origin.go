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

// checkStatement checks what register, obligations and decisions give now: the version
// in force, where it stands among the statements, if that says the same, and otherwise
// the draft in the inputs that it is built from, approved as the version in force is.
// What was corrected since the approval is told by the differences.
func (n *Now) checkStatement() isms.Report {
	approved, inForce := n.Approved()
	if inForce && (n.draftErr != nil || len(n.changed) == 0) {
		return approved.Check(n.day, n.cal, n.facts).Under(isms.Path("").Index("statements", n.approved))
	}
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
		return s.draftOrigin(p)
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
func (s System) draftOrigin(p isms.Path) isms.Path {
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
