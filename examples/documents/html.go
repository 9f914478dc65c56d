package main

import (
	"bytes"
	_ "embed"
	"html/template"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/isms/table"
)

//go:embed report.html.tmpl
var reportText string

// report makes one page of everything, with styles and pictures in it. It refers
// to nothing outside itself.
func (s set) report() ([]byte, error) {
	page, err := template.New("report").Funcs(template.FuncMap{
		"narrow": narrow, "svg": func(t string) template.HTML { return template.HTML(t) }, // our own pictures, escaped there
		"value": func(row []table.Cell) bool { return len(row) < 2 || row[1] != table.Cell{} },
		"class": class, "number": func(c table.Header) bool { return c.Kind == table.KindInt },
	}).Parse(reportText)
	if err != nil {
		return nil, err
	}
	type doc struct {
		Name, Title, Clause string
		About               table.Table
		Tables              []table.Table
		Pictures            []string
	}
	data := struct {
		Organization, AsOf string
		Documents          []doc
	}{Organization: s.organization, AsOf: s.asOf.String()}
	for _, d := range s.documents {
		tables := slices.DeleteFunc(slices.Clone(d.tables), func(t table.Table) bool { return t.Name == "plan-approvals" }) // the plan names them
		data.Documents = append(data.Documents, doc{d.name, d.title, string(d.clause), d.about, tables, d.pictures})
	}
	var b bytes.Buffer
	if err := page.Execute(&b, data); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// wideOnly are columns that stand in the spreadsheets only, as the page would be
// too wide to read.
var wideOnly = map[string][]string{
	"soa":                 {"theme", "decidedOn", "reviewBy", "evidence", "assurance"},
	"risk-register":       {"properties", "existing", "stage"},
	"risk-treatment-plan": {"moved", "resources"},
	"findings":            {"source", "audit", "raisedBy", "corrected", "consequences", "noAction", "effect", "effectEvidence", "reviewed", "reviewedBy", "changes"},
	"internal-audits":     {"year", "team", "criteria", "conductedFrom", "reportedTo"},
	"roadmap":             {"after", "addresses"},
}

// reasons are the columns of a Statement of Applicability that stand in one on the
// page, each with the word for it.
var reasons = []struct{ key, word string }{
	{"risks", "Risk"}, {"legal", "Law"}, {"contractual", "Contract"}, {"business", "Business"}, {"other", "Other"}, {"noLongerValid", "No longer valid"}, {"justification", "Justification"},
}

// whyOneColumn puts the reasons for a control into one column, a line for each kind.
func whyOneColumn(t table.Table) table.Table {
	out := table.Table{Name: t.Name, Title: t.Title, Rows: make([][]table.Cell, len(t.Rows))}
	place := map[string]int{}
	for i, c := range t.Columns {
		place[c.Key] = i
	}
	for i, c := range t.Columns {
		if c.Key == "risks" {
			out.Columns = append(out.Columns, table.Header{Key: "why", Title: "Reasons, or why it is excluded", Kind: table.KindText})
			for r, row := range t.Rows {
				var lines []string
				for _, reason := range reasons {
					if k, ok := place[reason.key]; ok && row[k].String() != "" {
						lines = append(lines, reason.word+": "+row[k].String())
					}
				}
				out.Rows[r] = append(out.Rows[r], table.Text(strings.Join(lines, "\n")))
			}
		}
		if slices.ContainsFunc(reasons, func(r struct{ key, word string }) bool { return r.key == c.Key }) {
			continue
		}
		out.Columns = append(out.Columns, c)
		for r, row := range t.Rows {
			out.Rows[r] = append(out.Rows[r], row[i])
		}
	}
	return out
}

func narrow(t table.Table) table.Table {
	if t.Name == "soa" {
		t = whyOneColumn(t)
	}
	out := table.Table{Name: t.Name, Title: t.Title, Rows: make([][]table.Cell, len(t.Rows))}
	t = filled(t)
	for i, c := range t.Columns {
		if slices.Contains(wideOnly[t.Name], c.Key) {
			continue
		}
		out.Columns = append(out.Columns, c)
		for r, row := range t.Rows {
			out.Rows[r] = append(out.Rows[r], row[i])
		}
	}
	return out
}

// class returns how a cell is marked: words that stand for something done, open or
// missing get a colour beside the word.
func class(c table.Header, cell table.Cell) string {
	switch c.Key {
	case "applicability", "implementation", "acceptability", "withinTolerance", "progress", "overdue", "state", "status", "grade", "effect", "suitable", "adequate", "effective", "own", "standard", "summary", "level", "notEvidenced":
	default:
		if cell.Kind() == table.KindDate {
			return "d"
		}
		if c.Key == "why" {
			return "why"
		}
		if c.Key == "control" || c.Key == "id" || c.Key == "ref" || c.Key == "item" || c.Key == "finding" {
			return "k"
		}
		return ""
	}
	w := cell.String()
	if c.Key == "overdue" || c.Key == "notEvidenced" {
		if w == "yes" {
			return "bad"
		}
		return ""
	}
	switch {
	case c.Key == "applicability":
		if w == "undecided" {
			return "bad"
		}
		return map[string]string{"no": "off"}[w]
	case slices.Contains([]string{"implemented", "completed", "conducted", "acceptable", "yes", "met", "closed", "effective"}, w):
		return "good"
	case slices.Contains([]string{"overdue", "unknown", "unacceptable", "no", "not met", "not covered", "not concluded", "not stated", "major", "not effective"}, w):
		return "bad"
	case slices.Contains([]string{"partially implemented", "planned", "tolerable", "open", "minor", "not implemented", "in progress"}, w) || strings.HasPrefix(w, "cancelled"):
		return "mid"
	}
	return ""
}
