package main

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/roadmap"
	"github.com/ismskit/ismskit/isms/table"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

// choices are the drop-downs: by table and column, the words that may stand there.
func choices(table, column string) []string {
	switch table + "." + column {
	case "soa.applicability":
		return []string{"yes", "no", "undecided"}
	case "soa.implementation":
		return words(slices.Collect(soa.ImplementationStatuses().All()))
	case "soa.responsibility":
		return words(slices.Collect(soa.Responsibilities().All()))
	case "risk-register.verdict":
		return append(words(slices.Collect(risk.Acceptabilities().All())), "unknown", "closed")
	case "risk-register.within":
		return []string{"yes", "no", "unknown"}
	case "risk-treatment-plan.progress":
		return append(words(slices.Collect(risk.ActionStatuses().All())), "unknown")
	case "risk-treatment-plan.overdue", "roadmap.critical", "roadmap-status.notEvidenced":
		return []string{"yes", "no"}
	case "findings.grade":
		return append(words(slices.Collect(audit.Grades().All())), "not graded")
	case "findings.state":
		return words(slices.Collect(audit.States().All()))
	case "findings.effect":
		return words(slices.Collect(audit.Effects().All()))
	case "corrective-actions.status":
		return []string{"planned", "completed", "overdue", "cancelled"}
	case "finding-deadlines.state":
		return []string{"open", "done", "overdue"}
	case "internal-audits.conformsToOwnRequirements", "internal-audits.conformsToStandard", "internal-audits.implementedAndMaintained":
		return words(slices.Collect(isms.Answers().All()))
	case "reviews.suitable", "reviews.adequate", "reviews.effective":
		return append(words(slices.Collect(isms.Conclusions().All())), "not concluded")
	case "roadmap-status.state":
		return words(slices.Collect(roadmap.States().All()))
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
// filters, a header that stays in sight, drop-downs, and pages ready to print.
func (d document) workbook(s set, say terminal) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetDefaultFont(font); err != nil {
		return nil, err
	}
	styles, err := newStyles(f)
	if err != nil {
		return nil, err
	}
	if err := f.SetSheetName("Sheet1", d.about.Name); err != nil {
		return nil, err
	}
	for i, t := range append([]table.Table{d.about}, d.tables...) {
		if i > 0 {
			if _, err := f.NewSheet(t.Name); err != nil {
				return nil, err
			}
		}
		if err := fill(f, t, styles, say); err != nil {
			return nil, err
		}
		title := t.Title
		if len(t.Rows) == 0 {
			title += ": none"
		}
		if err := f.SetHeaderFooter(t.Name, &excelize.HeaderFooterOptions{
			OddHeader: "&L" + headerText(s.organization) + "&C&B" + headerText(d.title) + "&R" + headerText(title),
			OddFooter: "&LState of " + s.asOf.String() + "&C" + headerText(clauseText(d.clause)) + "&RPage &P of &N",
		}); err != nil {
			return nil, err
		}
	}
	day := s.asOf.String() + "T00:00:00Z" // nothing here reads the clock
	err = f.SetDocProps(&excelize.DocProperties{Title: d.title, Creator: s.organization, LastModifiedBy: s.organization, Created: day, Modified: day, Subject: clauseText(d.clause)})
	if err != nil {
		return nil, err
	}
	buf, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

func clauseText(clause isms.Ref) string {
	return strings.TrimSuffix("ISO/IEC 27001:2022, "+string(clause), ", ")
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
	if len(out) > 70 { // of 255 for the whole header
		return ""
	}
	return string(out)
}

const (
	font = "Arial"
	size = 10 // points
)

type styles struct{ head, text, date, number int }

func newStyles(f *excelize.File) (styles, error) {
	var s styles
	iso := "yyyy-mm-dd"
	edge := []excelize.Border{{Type: "bottom", Color: "D5DBE1", Style: 1}}
	top := &excelize.Alignment{Horizontal: "left", Vertical: "top", WrapText: true}
	body := &excelize.Font{Family: font, Size: size}
	for _, def := range []struct {
		to *int
		as excelize.Style
	}{
		{&s.head, excelize.Style{Font: &excelize.Font{Family: font, Size: size, Bold: true, Color: "FFFFFF"}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"29486B"}}, Alignment: &excelize.Alignment{Horizontal: "left", Vertical: "center", WrapText: true}}},
		{&s.text, excelize.Style{Font: body, Alignment: top, Border: edge, NumFmt: 49}},
		{&s.date, excelize.Style{Font: body, Alignment: top, Border: edge, CustomNumFmt: &iso}},
		{&s.number, excelize.Style{Font: body, Alignment: &excelize.Alignment{Horizontal: "right", Vertical: "top", Indent: 1}, Border: edge}},
	} {
		id, err := f.NewStyle(&def.as)
		if err != nil {
			return s, err
		}
		*def.to = id
	}
	return s, nil
}

func fill(f *excelize.File, t table.Table, st styles, say terminal) error {
	last, err := excelize.ColumnNumberToName(max(len(t.Columns), 1))
	if err != nil {
		return err
	}
	widths, away := widthsOf(t), folded(t)
	for i, c := range t.Columns {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := f.SetCellStr(t.Name, name+"1", c.Title); err != nil {
			return err
		}
		if err := f.SetColWidth(t.Name, name, name, float64(widths[i])); err != nil {
			return err
		}
		if away[i] { // a plus above the sheet unfolds it
			if err := f.SetColOutlineLevel(t.Name, name, 1); err != nil {
				return err
			}
			if err := f.SetColVisible(t.Name, name, false); err != nil {
				return err
			}
			widths[i] = 0
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
		if err := f.SetRowHeight(t.Name, r+2, height(row, widths)); err != nil {
			return err
		}
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
	header := []table.Cell{}
	for _, c := range t.Columns {
		header = append(header, table.Text(c.Title))
	}
	if err := f.SetRowHeight(t.Name, 1, height(header, widths)+4); err != nil {
		return err
	}
	return pages(f, t, widths)
}

// folded says which columns of a Statement of Applicability hold nothing yet: they are
// there to be filled in, and folded away until then so that it fits its pages.
func folded(t table.Table) []bool {
	out := make([]bool, len(t.Columns))
	if t.Name != "soa" {
		return out
	}
	filled := soa.FilledColumns(t).Columns
	for i, c := range t.Columns {
		out[i] = !slices.ContainsFunc(filled, func(f table.Header) bool { return f.Key == c.Key })
	}
	return out
}

// pageWidth is how many characters go beside each other on A4 in landscape before
// they get too small to read.
const pageWidth = 215

// pages sets a sheet up for printing: landscape, as many pages beside each other as
// it needs to stay readable, and the header and the first columns on each of them.
func pages(f *excelize.File, t table.Table, widths []int) error {
	total, fixed := 0, min(2, len(widths))
	for _, w := range widths {
		total += w
	}
	wide := 1
	if total > pageWidth && len(widths) > fixed {
		held := 0
		for _, w := range widths[:fixed] {
			held += w
		}
		room := max(pageWidth-held, pageWidth/2)
		wide = (total - held + room - 1) / room
	}
	landscape, paper, high, fit := "landscape", 9, 0, true
	order := "overThenDown"
	if err := f.SetPageLayout(t.Name, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &paper, FitToWidth: &wide, FitToHeight: &high, PageOrder: &order}); err != nil {
		return err
	}
	side, top, edge := 0.4, 0.75, 0.3 // inches
	if err := f.SetPageMargins(t.Name, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &top, Bottom: &top, Header: &edge, Footer: &edge}); err != nil {
		return err
	}
	if err := f.SetSheetProps(t.Name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	repeat := "'" + t.Name + "'!$1:$1"
	if wide > 1 {
		repeat = "'" + t.Name + "'!$A:$B," + repeat
	}
	return f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: repeat, Scope: t.Name})
}

// Widths of columns, in characters.
const (
	widest  = 44 // of usual texts
	longest = 28 // lines of a cell; a longer text gets a wider column
)

// widthsOf chooses the width of each column: that of the longest word of its header,
// with room for the button of the filter, and of its texts, which are wrapped.
func widthsOf(t table.Table) []int {
	out := make([]int, len(t.Columns))
	for i, c := range t.Columns {
		for _, word := range strings.Fields(c.Title) {
			out[i] = max(out[i], len([]rune(word))+4)
		}
		most := 0
		for _, row := range t.Rows {
			if i < len(row) {
				n := 0
				for line := range strings.SplitSeq(row[i].String(), "\n") {
					n = max(n, len([]rune(line)))
				}
				most = max(most, n)
			}
		}
		cap := widest
		if t.Name == "about" {
			cap = 2 * widest
		}
		out[i] = max(out[i], min(most+3, cap), min(most/longest+2, 200))
	}
	return out
}

// height is what a row needs so that no wrapped text is cut, in points.
func height(row []table.Cell, widths []int) float64 {
	lines := 1
	for i, cell := range row {
		if i < len(widths) && widths[i] > 0 {
			// A unit of width is that of a digit; letters are a tenth narrower on average.
			lines = max(lines, wrapped(cell.String(), widths[i]*11/10-1))
		}
	}
	return float64(min(lines*13+4, 409)) // the most that a spreadsheet allows
}

// wrapped is how many lines a text takes in a column of so many characters.
func wrapped(text string, width int) int {
	lines := 0
	for paragraph := range strings.SplitSeq(text, "\n") {
		lines++
		at := 0
		for _, word := range strings.Fields(paragraph) {
			n := len([]rune(word))
			switch {
			case at == 0:
				at = n
			case at+1+n <= width:
				at += 1 + n
			default:
				lines++
				at = n
			}
			for at > width && width > 0 { // a word longer than the column is broken
				lines++
				at -= width
			}
		}
	}
	return lines
}

// set1 writes one cell. Text is always stored as text, so that nothing of it is
// ever a formula, and "A.5.10" stays what it is; dates and numbers are real ones.
func set1(f *excelize.File, sheet string, col, row int, cell table.Cell, st styles) error {
	at, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		return err
	}
	style := st.text
	switch cell.Kind() {
	case table.KindDate:
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
	case table.KindInt:
		n, _ := cell.Int()
		if err := f.SetCellInt(sheet, at, int64(n)); err != nil {
			return err
		}
		style = st.number
	default:
		if cell != (table.Cell{}) {
			if err := f.SetCellStr(sheet, at, cell.Cited()); err != nil {
				return err
			}
		}
	}
	return f.SetCellStyle(sheet, at, at, style)
}
