package main

import (
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/roadmap"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

// choices are the drop-downs: by table and column, the words that may stand there.
func choices(table, column string) []string {
	switch table + "." + column {
	case "soa.applicability":
		return []string{"yes", "no", "undecided"}
	case "soa.implementation":
		return words(soa.Implementations())
	case "soa.responsibility":
		return words(soa.Responsibilities())
	case "risk-register.verdict":
		return append(words(risk.Verdicts()), "unknown", "closed")
	case "risk-register.within":
		return []string{"yes", "no", "unknown"}
	case "risk-treatment-plan.progress":
		return append(words(risk.Progresses()), "unknown")
	case "risk-treatment-plan.overdue", "roadmap.critical", "roadmap-standing.hollow":
		return []string{"yes", "no"}
	case "findings.grade":
		return append(words(audit.Grades()), "not graded")
	case "findings.state":
		return words(audit.NonconformityStates())
	case "findings.effect":
		return words(audit.Effects())
	case "corrective-actions.status":
		return []string{"open", "done", "overdue", "dropped"}
	case "finding-deadlines.state":
		return []string{"open", "done", "overdue"}
	case "internal-audits.own", "internal-audits.standard", "internal-audits.effective":
		return words(audit.Answers())
	case "reviews.suitable", "reviews.adequate", "reviews.effective":
		return append(words(isms.Verdicts()), "not concluded")
	case "roadmap-standing.state":
		return words(roadmap.States())
	}
	return nil
}

func words[S ~string](list []S) []string {
	var out []string
	for _, w := range list {
		out = append(out, string(w))
	}
	return out
}

// workbook makes a sheet of what the document is, then one for each table, with
// filters, a header that stays in sight, and drop-downs.
func (d document) workbook(s set, say terminal) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	styles, err := newStyles(f)
	if err != nil {
		return nil, err
	}
	if err := f.SetSheetName("Sheet1", d.about.Name); err != nil {
		return nil, err
	}
	for i, t := range append([]isms.Table{d.about}, d.tables...) {
		if i > 0 {
			if _, err := f.NewSheet(t.Name); err != nil {
				return nil, err
			}
		}
		if err := fill(f, t, styles, say); err != nil {
			return nil, err
		}
		if err := f.SetHeaderFooter(t.Name, &excelize.HeaderFooterOptions{OddHeader: "&L" + headerText(s.organization) + "&R" + headerText(t.Title), OddFooter: "&L" + s.asOf.String() + "&RPage &P of &N"}); err != nil {
			return nil, err
		}
	}
	day := s.asOf.String() + "T00:00:00Z" // nothing here reads the clock
	err = f.SetDocProps(&excelize.DocProperties{Title: d.title, Creator: s.organization, LastModifiedBy: s.organization, Created: day, Modified: day, Subject: strings.TrimSuffix("ISO/IEC 27001:2022, "+string(d.clause), ", ")})
	if err != nil {
		return nil, err
	}
	buf, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

// headerText doubles ampersands, which are commands in headers, and cuts what is
// longer than a header may be.
func headerText(s string) string {
	var out []rune
	for _, r := range []rune(s) {
		if r == '&' {
			out = append(out, '&')
		}
		out = append(out, r)
	}
	if len(out) > 90 {
		return ""
	}
	return string(out)
}

type styles struct{ head, text, date, number int }

func newStyles(f *excelize.File) (styles, error) {
	var s styles
	iso := "yyyy-mm-dd"
	edge := []excelize.Border{{Type: "bottom", Color: "D5DBE1", Style: 1}}
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	for _, def := range []struct {
		to *int
		as excelize.Style
	}{
		{&s.head, excelize.Style{Font: &excelize.Font{Bold: true, Color: "FFFFFF"}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"29486B"}}, Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}}},
		{&s.text, excelize.Style{Alignment: top, Border: edge, NumFmt: 49}},
		{&s.date, excelize.Style{Alignment: top, Border: edge, CustomNumFmt: &iso}},
		{&s.number, excelize.Style{Alignment: top, Border: edge}},
	} {
		id, err := f.NewStyle(&def.as)
		if err != nil {
			return s, err
		}
		*def.to = id
	}
	return s, nil
}

func fill(f *excelize.File, t isms.Table, st styles, say terminal) error {
	last, err := excelize.ColumnNumberToName(max(len(t.Columns), 1))
	if err != nil {
		return err
	}
	for i, c := range t.Columns {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := f.SetCellStr(t.Name, name+"1", c.Title); err != nil {
			return err
		}
		wide := len(c.Title) + 4
		for _, row := range t.Rows {
			if i < len(row) {
				wide = max(wide, len([]rune(row[i].String()))+2)
			}
		}
		if err := f.SetColWidth(t.Name, name, name, float64(min(wide, 48))); err != nil {
			return err
		}
		if list := choices(t.Name, c.Key); list != nil {
			dv := excelize.NewDataValidation(true)
			dv.SetSqref(name + "2:" + name + strconv.Itoa(max(len(t.Rows)+1, 2)))
			if err := dv.SetDropList(list); err != nil {
				return err
			}
			if err := f.AddDataValidation(t.Name, dv); err != nil {
				return err
			}
		}
	}
	for r, row := range t.Rows {
		say.row(r+1, len(t.Rows), t.Name)
		for i, cell := range row {
			if err := set1(f, t.Name, i+1, r+2, cell, st); err != nil {
				return err
			}
		}
	}
	if err := f.SetCellStyle(t.Name, "A1", last+"1", st.head); err != nil {
		return err
	}
	if err := f.SetPanes(t.Name, &excelize.Panes{Freeze: true, XSplit: 0, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if len(t.Rows) > 0 && t.Name != "about" {
		if err := f.AutoFilter(t.Name, "A1:"+last+strconv.Itoa(len(t.Rows)+1), nil); err != nil {
			return err
		}
	}
	landscape, paper, wide, high, fit := "landscape", 9, 1, 0, true
	if err := f.SetPageLayout(t.Name, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &paper, FitToWidth: &wide, FitToHeight: &high}); err != nil {
		return err
	}
	if err := f.SetSheetProps(t.Name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	return f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + t.Name + "'!$1:$1", Scope: t.Name})
}

// set1 writes one cell. Text is always stored as text, so that nothing of it is
// ever a formula, and "A.5.10" stays what it is; dates and numbers are real ones.
func set1(f *excelize.File, sheet string, col, row int, cell isms.Cell, st styles) error {
	at, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		return err
	}
	style := st.text
	switch cell.Kind() {
	case isms.KindDate:
		d, _ := cell.Date()
		if err := f.SetCellValue(sheet, at, d.In(time.UTC)); err != nil {
			return err
		}
		style = st.date
		if d.Year() < 1900 { // before the first day that a spreadsheet knows
			style = st.text
			if err := f.SetCellStr(sheet, at, cell.String()); err != nil {
				return err
			}
		}
	case isms.KindInt:
		n, _ := cell.Int()
		if err := f.SetCellInt(sheet, at, int64(n)); err != nil {
			return err
		}
		style = st.number
	default:
		if cell != (isms.Cell{}) {
			if err := f.SetCellStr(sheet, at, cell.String()); err != nil {
				return err
			}
		}
	}
	return f.SetCellStyle(sheet, at, at, style)
}
