package risk

import (
	"cmp"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

// Table returns the risk register as a table: the open risks as they rank, then
// those without a level, then the closed ones.
func (v Evaluation) Table() isms.Table {
	t := isms.Table{Name: "risk-register", Title: "Risk register", Columns: []isms.Column{
		{Key: "rank", Title: "Rank", Kind: isms.KindInt},
		{Key: "id", Title: "ID", Kind: isms.KindText},
		{Key: "title", Title: "Risk", Kind: isms.KindText},
		{Key: "assets", Title: "Assets", Kind: isms.KindText},
		{Key: "threat", Title: "Threat", Kind: isms.KindText},
		{Key: "vulnerability", Title: "Vulnerability", Kind: isms.KindText},
		{Key: "properties", Title: "At stake", Kind: isms.KindText},
		{Key: "owner", Title: "Owner", Kind: isms.KindText},
		{Key: "likelihood", Title: "Likelihood", Kind: isms.KindText},
		{Key: "impact", Title: "Impact", Kind: isms.KindText},
		{Key: "inherent", Title: "Inherent", Kind: isms.KindText},
		{Key: "existing", Title: "Existing controls", Kind: isms.KindText},
		{Key: "current", Title: "Current", Kind: isms.KindText},
		{Key: "target", Title: "Target", Kind: isms.KindText},
		{Key: "residual", Title: "Residual", Kind: isms.KindText},
		{Key: "stage", Title: "Stands", Kind: isms.KindText},
		{Key: "level", Title: "Level", Kind: isms.KindText},
		{Key: "acceptability", Title: "Acceptability", Kind: isms.KindText},
		{Key: "withinTolerance", Title: "Within risk tolerance", Kind: isms.KindText},
		{Key: "treatments", Title: "Treatment", Kind: isms.KindText},
		{Key: "next", Title: "Next assessment", Kind: isms.KindDate},
	}, Rows: [][]isms.Cell{}}
	for a := range v.Ranked() {
		t.Rows = append(t.Rows, v.e.line(a))
	}
	for a := range v.Unknown() {
		t.Rows = append(t.Rows, v.e.line(a))
	}
	for a := range v.All() {
		if a.Closed {
			t.Rows = append(t.Rows, v.e.line(a))
		}
	}
	return t
}

func (e *evaluation) line(a EvaluatedRisk) []isms.Cell {
	i, _ := e.find(a.Risk)
	k := &e.register.Risks[e.order[i]]
	level := func(o Outcome) isms.Cell {
		if o.Known() {
			return isms.TextCell(e.method.LevelName(o.Level))
		}
		return isms.TextCell(o.Why)
	}
	stands := a.At(a.Stage)
	rank := isms.Cell{}
	if a.Rank > 0 {
		rank = isms.IntCell(a.Rank)
	}
	assets := slices.Clone(k.Assets)
	if k.Asset != "" {
		assets = append([]isms.ID{k.Asset}, assets...)
	}
	verdict, within := cmp.Or(string(a.Acceptability), "unknown"), cmp.Or(string(a.WithinTolerance), "unknown")
	if a.Closed {
		verdict, within = "closed", ""
	}
	var options []string
	for _, at := range e.used.of(i) {
		t := &e.register.Treatments[at]
		if t.Progress != ActionCancelled {
			options = append(options, strings.TrimSpace(string(t.ID)+" "+join(t.Options)))
		}
	}
	slices.Sort(options)
	next := isms.Date{}
	if !a.Closed {
		next, _ = e.register.nextAssessment(k, e.asOf)
	}
	m := &e.method.t.method
	return []isms.Cell{
		rank, isms.TextCell(k.ID), isms.TextCell(k.Title), isms.TextCell(join(assets)), isms.TextCell(cmp.Or(k.Threat, k.Scenario, k.Source)),
		isms.TextCell(k.Vulnerability), isms.TextCell(join(k.Affects)), isms.TextCell(k.Owner),
		isms.TextCell(m.Likelihood.Name(stands.Likelihood)), isms.TextCell(m.Impact.Name(stands.Impact)),
		level(a.Inherent), isms.TextCell(join(k.Existing)), level(a.Current), level(a.Target), level(a.Residual), isms.TextCell(a.Stage),
		isms.TextCell(e.method.LevelName(a.Level)), isms.TextCell(verdict), isms.TextCell(within), isms.TextCell(strings.Join(options, "; ")), isms.DateCell(next),
	}
}

// join lists words for people.
func join[S ~string](words []S) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(string(w))
	}
	return b.String()
}

// PlanTable returns the risk treatment plan (6.1.3 e) as a table, by due date,
// then by ID; items without a due date come last.
func (v Evaluation) PlanTable() isms.Table {
	t := isms.Table{Name: "risk-treatment-plan", Title: "Risk treatment plan", Columns: []isms.Column{
		{Key: "id", Title: "ID", Kind: isms.KindText},
		{Key: "action", Title: "Action", Kind: isms.KindText},
		{Key: "risks", Title: "Risks", Kind: isms.KindText},
		{Key: "options", Title: "Options", Kind: isms.KindText},
		{Key: "controls", Title: "Controls", Kind: isms.KindText},
		{Key: "owner", Title: "Owner", Kind: isms.KindText},
		{Key: "resources", Title: "Resources", Kind: isms.KindText},
		{Key: "start", Title: "Start", Kind: isms.KindDate},
		{Key: "due", Title: "Due", Kind: isms.KindDate},
		{Key: "progress", Title: "Progress", Kind: isms.KindText},
		{Key: "overdue", Title: "Overdue", Kind: isms.KindBool},
		{Key: "moved", Title: "Times moved", Kind: isms.KindInt},
		{Key: "target", Title: "Expected level", Kind: isms.KindText},
		{Key: "approved", Title: "Approved by", Kind: isms.KindText},
		{Key: "result", Title: "Result", Kind: isms.KindText},
	}, Rows: [][]isms.Cell{}}
	if v.e == nil {
		return t
	}
	e := v.e
	order := sortedByID(e.register.Treatments, func(t *Treatment) isms.ID { return t.ID })
	slices.SortStableFunc(order, func(a, b int32) int {
		x, y := e.register.Treatments[a].Due, e.register.Treatments[b].Due
		switch {
		case x.IsZero() || y.IsZero():
			return -x.Compare(y)
		}
		return x.Compare(y)
	})
	for _, at := range order {
		x := &e.register.Treatments[at]
		var expected, approved []string
		for _, id := range x.Risks {
			if i, ok := e.find(id); ok {
				expected = append(expected, string(id)+": "+e.method.LevelName(e.assessed(i, 0).After().Level))
			}
		}
		for _, a := range x.Approvals {
			approved = append(approved, string(a.By)+" "+a.On.String())
		}
		slices.Sort(expected)
		slices.Sort(approved)
		t.Rows = append(t.Rows, []isms.Cell{
			isms.TextCell(x.ID), isms.TextCell(x.Title), isms.TextCell(join(x.Risks)), isms.TextCell(join(x.Options)), isms.TextCell(join(x.Controls)),
			isms.TextCell(x.Owner), isms.TextCell(x.Resources), isms.DateCell(x.Start), isms.DateCell(x.Due),
			isms.TextCell(cmp.Or(string(x.Progress), "unknown")), isms.BoolCell(x.Overdue(e.asOf)), isms.IntCell(len(x.Moved)),
			isms.TextCell(strings.Join(expected, "; ")), isms.TextCell(strings.Join(approved, "; ")), isms.TextCell(x.Result),
		})
	}
	return t
}

// AcceptanceTable returns the accepted risks as a table, by risk and ID.
func (v Evaluation) AcceptanceTable() isms.Table {
	t := isms.Table{Name: "risk-acceptances", Title: "Accepted risks", Columns: []isms.Column{
		{Key: "risk", Title: "Risk", Kind: isms.KindText},
		{Key: "id", Title: "ID", Kind: isms.KindText},
		{Key: "level", Title: "Level accepted", Kind: isms.KindText},
		{Key: "requester", Title: "Requested by", Kind: isms.KindText},
		{Key: "approver", Title: "Approved by", Kind: isms.KindText},
		{Key: "approved", Title: "On", Kind: isms.KindDate},
		{Key: "expires", Title: "Valid until", Kind: isms.KindDate},
		{Key: "reason", Title: "Reason", Kind: isms.KindText},
		{Key: "conditions", Title: "Conditions", Kind: isms.KindText},
		{Key: "status", Title: "Status", Kind: isms.KindText},
		{Key: "why", Title: "Why", Kind: isms.KindText},
	}, Rows: [][]isms.Cell{}}
	if v.e == nil {
		return t
	}
	e := v.e
	order := sortedByID(e.register.Acceptances, func(a *Acceptance) isms.ID { return a.ID })
	slices.SortStableFunc(order, func(a, b int32) int {
		return cmp.Compare(e.register.Acceptances[a].Risk, e.register.Acceptances[b].Risk)
	})
	hash := e.method.Hash()
	for _, at := range order {
		a, s := &e.register.Acceptances[at], e.verdicts[at]
		level := isms.IntCell(int(a.Level))
		if a.Method == hash {
			level = isms.TextCell(e.method.LevelName(a.Level))
		} else {
			level = isms.TextCell("under another method: " + level.String())
		}
		t.Rows = append(t.Rows, []isms.Cell{
			isms.TextCell(a.Risk), isms.TextCell(a.ID), level, isms.TextCell(a.Requester), isms.TextCell(a.Approver), isms.DateCell(a.Approved),
			isms.DateCell(a.Expires), isms.TextCell(a.Reason), isms.TextCell(strings.Join(a.Conditions, "; ")), isms.TextCell(s.Status), isms.TextCell(join(s.Reasons)),
		})
	}
	return t
}
