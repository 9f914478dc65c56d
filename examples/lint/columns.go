package main

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// kind of table.
type kind string

const (
	soaTable      kind = "statement of applicability"
	registerTable kind = "risk register"
	planTable     kind = "risk treatment plan"
	reviewTable   kind = "management review"
	scaleTable    kind = "scale"
)

// table is one that was recognised: where it is, and rows by column key.
type table struct {
	file, sheet string
	kind        kind
	header      int // row of the titles, counted from 1
	columns     map[string]int
	rows        []row
	book        bool // from a workbook, which could name a version
	labelled    bool // and does
}

type row struct {
	number int // in the file, counted from 1
	cells  []string
}

// at returns a cell without blanks around it; empty if the table has no such column.
func (t table) at(r row, key string) string {
	i, ok := t.columns[key]
	if !ok || i >= len(r.cells) {
		return ""
	}
	return strings.TrimSpace(r.cells[i])
}

func (t table) has(key string) bool { _, ok := t.columns[key]; return ok }

// titles are the headings seen in public statements, registers and plans, in plain
// form. The first key that knows a title takes the column; a key takes one column.
var titles = map[kind][]struct {
	key   string
	names []string
}{
	soaTable: {
		{"control", []string{"reference", "ref", "control id", "control ref", "control reference", "control no", "control number", "annex a ref", "annex a reference", "annex a control", "iso 27001 control", "iso ref", "id", "no", "nr", "clause", "section"}},
		{"title", []string{"control", "control title", "control name", "title", "name", "annex a control title", "controls", "requirement"}},
		{"applicability", []string{"applicable", "applicability", "applicable y n", "applicable yes no", "is applicable", "applies", "included", "in scope", "selected", "applicable control"}},
		{"risks", []string{"reason risks", "risks", "risk ids", "risk id", "risk id s", "linked risks", "related risks", "risk", "risk treatment", "risk assessment", "rt", "rra"}},
		{"legal", []string{"reason law", "legal", "law", "legal requirement", "legal regulatory", "regulatory", "lr", "legal requirements", "regulatory obligation"}},
		{"contractual", []string{"reason contract", "contract", "contractual", "contractual obligation", "co", "contractual obligations"}},
		{"business", []string{"reason business", "business", "business requirement", "best practice", "br bp", "br", "business requirements best practice"}},
		{"exclusion", []string{"justification for exclusion", "exclusion justification", "reason for exclusion", "justification for non applicability", "exclusion reason"}},
		{"justification", []string{"justification", "justification for inclusion", "justification for inclusion exclusion", "justification for inclusion or exclusion", "inclusion justification", "reason for inclusion", "reason for selection", "rationale", "reason", "reasons", "comment", "comments"}},
		{"implementation", []string{"implementation", "implementation status", "status", "implemented", "state", "control status"}},
		{"due", []string{"due", "planned date", "target date", "gap or planned date", "due date"}},
		{"owner", []string{"owner", "control owner", "responsible"}},
	},
	registerTable: {
		{"id", []string{"id", "risk id", "ref", "no", "nr", "risk no", "risk ref", "reference"}},
		{"title", []string{"risk", "title", "risk title", "risk description", "description", "risk name", "scenario", "risk scenario"}},
		{"asset", []string{"asset", "assets", "asset process", "process"}},
		{"threat", []string{"threat", "threats"}},
		{"vulnerability", []string{"vulnerability", "vulnerabilities"}},
		{"owner", []string{"owner", "risk owner"}},
		{"likelihood", []string{"likelihood", "probability", "l", "inherent likelihood"}},
		{"impact", []string{"impact", "consequence", "i", "inherent impact", "severity", "max impact"}},
		{"score", []string{"score", "risk score", "inherent score", "rating", "risk rating"}},
		{"residualScore", []string{"residual score", "residual risk score", "residual rating"}},
		{"level", []string{"level", "risk level", "inherent level"}},
		{"option", []string{"treatment", "treatment option", "option", "risk treatment", "response", "treatment decision"}},
		{"controls", []string{"controls", "existing controls", "annex a controls", "annex a control s", "control", "annex a control"}},
	},
	planTable: {
		{"id", []string{"id", "treatment id", "action id", "ref", "no", "nr", "rtp id", "plan id"}},
		{"action", []string{"action", "treatment action", "treatment", "measure", "description", "treatment plan", "planned action", "mitigation", "corrective action"}},
		{"risks", []string{"risks", "risk", "risk id", "risk ids", "risk id s", "related risk"}},
		{"controls", []string{"controls", "control", "annex a controls", "annex a control", "annex a control s", "iso control", "control ref", "related control", "iso 27001 control"}},
		{"owner", []string{"owner", "responsible", "action owner", "assigned to"}},
		{"due", []string{"due", "due date", "target date", "deadline", "target"}},
		{"progress", []string{"progress", "status"}},
		{"approved", []string{"approved by", "approval", "risk owner approval", "approved"}},
		{"clause", []string{"clause", "requirement", "iso clause"}},
	},
	reviewTable: {
		{"item", []string{"point", "input", "item", "agenda item", "clause", "ref", "reference"}},
		{"summary", []string{"what was presented", "summary", "notes", "discussion", "minutes", "result", "outcome"}},
		{"title", []string{"what it is", "topic", "title", "agenda", "subject", "description"}},
	},
	scaleTable: {
		{"level", []string{"level", "likelihood", "step", "value", "score", "rating", "name"}},
		{"range", []string{"range", "percent", "percentage", "probability", "frequency", "probability range"}},
	},
}

// The columns without which a table is not of the kind.
func fits(k kind, has func(string) bool) bool {
	switch k {
	case soaTable:
		return has("control") && has("applicability")
	case planTable:
		return has("action") && has("controls") && (has("due") || has("owner") || has("progress"))
	case registerTable:
		return has("id") && (has("likelihood") || has("threat")) && (has("impact") || has("owner"))
	case reviewTable:
		return has("item") && has("summary")
	case scaleTable:
		return has("level") && has("range")
	}
	return false
}

// recognise finds the header line among the first rows, and the kind of table: the
// one of which most columns are known.
func recognise(rows [][]string) (table, bool) {
	best, score := table{}, 0
	for h, cells := range rows[:min(len(rows), 30)] {
		var head []string
		for _, cell := range cells[:min(len(cells), 100)] {
			head = append(head, plain(cell))
		}
		for _, k := range []kind{soaTable, planTable, registerTable, reviewTable, scaleTable} {
			columns := assign(k, head)
			has := func(key string) bool { _, ok := columns[key]; return ok }
			if k == soaTable && !has("control") {
				if at, ok := idColumn(rows[h+1:]); ok {
					if has("title") && columns["title"] == at {
						delete(columns, "title")
					}
					columns["control"] = at
				}
			}
			if len(columns) > score && fits(k, has) {
				best, score = table{kind: k, header: h + 1, columns: columns}, len(columns)
			}
		}
	}
	if score == 0 {
		return best, false
	}
	for i, cells := range rows[best.header:] {
		if strings.TrimSpace(strings.Join(cells, "")) != "" {
			best.rows = append(best.rows, row{best.header + i + 1, cells})
		}
	}
	return best, true
}

// assign finds a column for each key; of two columns with one title the first.
// Head holds the titles in plain form.
func assign(k kind, head []string) map[string]int {
	at := map[string]int{}
	for i, title := range slices.Backward(head) {
		at[title] = i
	}
	columns := map[string]int{}
	for _, c := range titles[k] {
		for _, name := range c.names {
			if i, ok := at[name]; ok {
				columns[c.key] = i
				delete(at, name)
				break
			}
		}
	}
	return columns
}

var looksLikeID = regexp.MustCompile(`^[Aa]?\.?\d{1,2}\.\d{1,2}(\.\d{1,2})?$`)

// idColumn finds the column whose cells are mostly references, for tables whose
// heading does not say so.
func idColumn(rows [][]string) (int, bool) {
	count, n := map[int]int{}, 0
	for _, cells := range rows[:min(len(rows), 200)] {
		n++
		for i, c := range cells {
			if looksLikeID.MatchString(strings.TrimSpace(c)) {
				count[i]++
			}
		}
	}
	for i := range 50 {
		if count[i] > 0 && count[i]*2 > n {
			return i, true
		}
	}
	return 0, false
}

// plain is lower case, with single blanks for all that is no letter or digit.
func plain(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}
