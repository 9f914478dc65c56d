package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/examples/internal/input"
	"github.com/ismskit/ismskit/examples/internal/pictures"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/table"
	"github.com/ismskit/ismskit/risk"
)

func riskRegister(sys system.System, v risk.Evaluation) document {
	st := v.Statistics()
	var drawn []string
	if input.Rates(sys) { // without a method there is no matrix
		for _, stage := range []risk.Stage{risk.Inherent, risk.Residual} {
			drawn = append(drawn, pictures.RiskMatrix(sys.Organization.Name, v, stage).SVG())
		}
	}
	return document{
		name: "risk-register", title: "Risk register", clause: "8.2",
		about: about(
			"Organization", sys.Organization.Name,
			"State of", v.AsOf().String(),
			"Latest assessment", sys.Register.Assessed.String(),
			"Method", sys.Register.Method.String(),
			"Hash of the method", v.Method().Hash(),
			"Acceptance criteria", criteria(sys.Register.Method),
			"Open risks", fmt.Sprintf("%d, and %d closed", st.Open, st.Closed),
			"Level not known", fmt.Sprint(st.Unknown),
			"Within tolerance", fmt.Sprintf("%s of those whose answer is known", st.WithinTolerance),
		),
		tables:   []table.Table{v.Table(), v.AcceptanceTable()},
		pictures: drawn,
	}
}

func criteria(m risk.Method) string {
	var out []string
	for _, c := range m.Criteria {
		s := "up to " + c.UpTo + ": " + string(c.Acceptability)
		if len(c.Authority) > 0 {
			s += ", by " + join(c.Authority, ", ")
		}
		out = append(out, s)
	}
	return or(strings.Join(out, "; "), "none are set")
}

func treatmentPlan(sys system.System, v risk.Evaluation) document {
	st := v.Statistics()
	var progress []string
	for _, p := range append(slices.Collect(risk.ActionStatuses().All()), "") {
		progress = append(progress, fmt.Sprintf("%s %d", or(p, "not stated"), st.Treatments[p]))
	}
	type approval struct {
		id isms.ID
		risk.Approval
	}
	var rows []approval
	for _, t := range sys.Register.Treatments {
		for _, a := range t.Approvals {
			rows = append(rows, approval{t.ID, a})
		}
	}
	approvals := table.Of("plan-approvals", "Approvals by the risk owners", slices.Values(rows),
		table.Col("id", "ID", func(a approval) isms.ID { return a.id }),
		table.Col("by", "Risk owner", func(a approval) isms.ID { return a.By }),
		table.ValueCol("on", "On", func(a approval) isms.Date { return a.On }),
	)
	return document{
		name: "risk-treatment-plan", title: "Risk treatment plan", clause: "6.1.3 e",
		about: about(
			"Organization", sys.Organization.Name,
			"State of", v.AsOf().String(),
			"Treatments", fmt.Sprintf("%d: %s", len(sys.Register.Treatments), strings.Join(progress, ", ")),
			"Finished", st.Completed.String(),
			"Overdue", fmt.Sprint(st.Overdue),
		),
		tables: []table.Table{v.PlanTable(), approvals},
	}
}
