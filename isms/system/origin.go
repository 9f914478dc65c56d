package system

import (
	"slices"
	"strings"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/programme"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

// What is checked is made from the parts of the system; a finding leads to the part.

// checkRecords checks the records with the internal audits of the programme among
// them. What is found in those leads to the programme.
func (s System) checkRecords(asOf isms.Date) isms.Report {
	own := len(s.Records.Audits)
	records := s.records()
	at := isms.ItemPaths("programme", "audits", s.Programme.Audits, func(a *programme.InternalAudit) isms.ID { return a.ID })
	return records.Check(asOf).Trace(func(p isms.Path) isms.Path {
		for i := own; i < len(records.Audits); i++ {
			from := isms.Path("").Item("audits", records.Audits[i].ID)
			if !p.Within(from) {
				continue
			}
			k := slices.IndexFunc(s.Programme.Audits, func(a programme.InternalAudit) bool { return a.ID == records.Audits[i].ID })
			return at[k]
		}
		if p.Within("programme") && len(s.Programme.Audits) > 0 {
			return p
		}
		return p.Under("records")
	})
}

// checkStatement checks the statement in force: an approved version where it stands
// among the statements, a draft in the decisions that it is built from.
func (s System) checkStatement(asOf isms.Date, draft soa.Statement) isms.Report {
	stmt := s.inForce(draft)
	report := stmt.Check(asOf, s.Facts(asOf))
	for i := range slices.Backward(s.Statements) {
		if s.Statements[i].State() == soa.Approved && s.Statements[i].Equal(stmt) {
			return report.Under(isms.Path("").Index("statements", i))
		}
	}
	return report.Trace(s.draftOrigin)
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
	case "unresolved":
		return "register.treatments"
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

func (s System) findingPaths() []isms.Path {
	return isms.ItemPaths("findings", "items", s.Findings.Items, func(i *audit.RegisterItem) isms.ID { return i.Nonconformity.ID() })
}
