package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/ismskit/ismskit/examples/internal/input"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/record"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/table"
)

var day = isms.MustDate("2026-10-05")

func larkspur(t *testing.T) system.System {
	t.Helper()
	text, err := os.ReadFile(filepath.FromSlash("../quickstart/larkspur.json"))
	if err != nil {
		t.Fatal(err)
	}
	sys, err := system.Decode(text)
	if err != nil {
		t.Fatal(err)
	}
	return sys
}

func made(t *testing.T, sys system.System) set {
	t.Helper()
	s, err := documents(sys, day)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func files(t *testing.T, s set) map[string][]byte {
	t.Helper()
	list, err := render(s, terminal{io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range list {
		if out[f.name] != nil {
			t.Errorf("two files are called %s", f.name)
		}
		out[f.name] = f.text
	}
	return out
}

func TestCommandWritesTheSameBytesTwice(t *testing.T) {
	read := func() map[string][]byte {
		dir := t.TempDir()
		var progress bytes.Buffer
		if code := run([]string{"-out", dir}, &progress); code != 0 {
			t.Fatal(progress.String())
		}
		if !strings.Contains(progress.String(), "[ 1/") {
			t.Error("no progress is shown")
		}
		out := map[string][]byte{}
		err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				out[strings.TrimPrefix(path, dir)], err = os.ReadFile(path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	first, second := read(), read()
	if len(first) != len(second) || len(first) < 30 {
		t.Fatalf("%d files, then %d", len(first), len(second))
	}
	for name, text := range first {
		if !bytes.Equal(text, second[name]) {
			t.Errorf("%s differs on the second run", name)
		}
	}
}

// Ten thousand risks are written in seconds, each of them in every form, and the
// terminal shows how far a table is.
func TestLargeRegister(t *testing.T) {
	dir := t.TempDir()
	var said bytes.Buffer
	if code := run([]string{"-risks", "10000", "-out", dir}, &said); code != 0 {
		t.Fatal(said.String())
	}
	for _, want := range []string{"10000 risks", "risk-register: 1000 of 10000 rows", "risk-register: 10000 of 10000 rows", "xlsx/risk-register.xlsx"} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("the terminal does not show %q", want)
		}
	}
	text, err := os.ReadFile(filepath.Join(dir, "csv", "risk-register.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(text, []byte("R-10-334")) {
		t.Error("the last risk is missing")
	}
	sys := larkspur(t)
	v, err := enlarge(sys.Register, 10000).Evaluate(day, nil)
	if err != nil || v.Statistics().Open != 10000 {
		t.Errorf("%d open risks, %v", v.Statistics().Open, err)
	}
	if got := enlarge(sys.Register, 7); len(got.Risks) != len(sys.Register.Risks) {
		t.Errorf("%d risks of %d", len(got.Risks), len(sys.Register.Risks))
	}
}

func TestBadInputIsRefused(t *testing.T) {
	for _, args := range [][]string{{"-asof", "2026-13-01"}, {"-in", "does-not-exist"}, {"-in", "main.go"}, {"-what"}} {
		var errs bytes.Buffer
		if run(append(args, "-out", t.TempDir()), &errs) == 0 || errs.Len() == 0 {
			t.Errorf("%v is accepted", args)
		}
	}
}

func TestEveryDocumentIsThere(t *testing.T) {
	s := made(t, larkspur(t))
	var names []string
	for _, d := range s.documents {
		names = append(names, d.name)
	}
	want := []string{"statement-of-applicability", "risk-register", "risk-treatment-plan", "nonconformities", "audit-programme", "management-review", "roadmap"}
	if !slices.Equal(names, want) {
		t.Errorf("documents %v, want %v", names, want)
	}
	rows := map[string]int{"soa": 93, "risk-register": 30, "findings": 3, "internal-audits": 3, "audit-coverage": 34, "review-inputs": 10}
	for _, d := range s.documents {
		for _, tab := range d.tables {
			if n, ok := rows[tab.Name]; ok && n != len(tab.Rows) {
				t.Errorf("%s has %d rows, want %d", tab.Name, len(tab.Rows), n)
			}
			delete(rows, tab.Name)
		}
	}
	if len(rows) > 0 {
		t.Errorf("tables missing: %v", rows)
	}
}

func TestCSVReadsBackEqual(t *testing.T) {
	s := made(t, hostile(larkspur(t)))
	all := files(t, s)
	for _, d := range s.documents {
		for i, want := range d.tables {
			got, err := table.ParseCSV(all["csv/"+d.csvName(i)+".csv"], want.Columns)
			if err != nil {
				t.Fatal(want.Name, err)
			}
			sameRows(t, want, func(r, c int) string { return got.Rows[r][c].String() }, len(got.Rows))
		}
	}
}

func sameRows(t *testing.T, want table.Table, cell func(r, c int) string, rows int) {
	t.Helper()
	if rows != len(want.Rows) {
		t.Errorf("%s: %d rows read back, %d written", want.Name, rows, len(want.Rows))
		return
	}
	for r, row := range want.Rows {
		for c := range row {
			if got := cell(r, c); got != row[c].String() {
				t.Errorf("%s row %d, %s: read back %q, written %q", want.Name, r+1, want.Columns[c].Key, got, row[c])
			}
		}
	}
}

// hostile gives the system texts that a spreadsheet would run, and such as break
// tables and pages.
func hostile(sys system.System) system.System {
	sys.Organization.Name = `"}</style><script>alert(1)</script> & Sons`
	sys.Register.Risks = slices.Clone(sys.Register.Risks)
	for i, text := range []string{`=HYPERLINK("http://example.com","x")`, "+1+1", "-2+3", "@SUM(A1)", "\t=1", "'=1", `<script>alert(1)</script>`, "a | b\nc", `"quoted", and comma`, "00012", "1e5", "5.10", "TRUE"} {
		sys.Register.Risks[i].Title = text
	}
	return sys
}

func TestXLSXReadsBackEqual(t *testing.T) {
	s := made(t, hostile(larkspur(t)))
	all := files(t, s)
	for _, d := range s.documents {
		f, err := excelize.OpenReader(bytes.NewReader(all["xlsx/"+d.name+".xlsx"]))
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range append([]table.Table{d.about}, d.tables...) {
			rows, err := f.GetRows(want.Name)
			if err != nil {
				t.Fatal(err)
			}
			for c, column := range want.Columns {
				if rows[0][c] != column.Title {
					t.Errorf("%s: header %q, want %q", want.Name, rows[0][c], column.Title)
				}
			}
			sameRows(t, want, func(r, c int) string {
				at, err := excelize.CoordinatesToCellName(c+1, r+2)
				if err != nil {
					t.Fatal(err)
				}
				got, err := f.GetCellValue(want.Name, at)
				if err != nil {
					t.Fatal(err)
				}
				if formula, err := f.GetCellFormula(want.Name, at); err != nil || formula != "" {
					t.Errorf("%s %s is a formula: %s", want.Name, at, formula)
				}
				kind, err := f.GetCellType(want.Name, at)
				numeric := []table.Kind{table.KindInt, table.KindDate, ""}
				if text := !slices.Contains(numeric, want.Rows[r][c].Kind()); err != nil || text != (kind == excelize.CellTypeSharedString) {
					t.Errorf("%s %s holds %q as type %d", want.Name, at, got, kind)
				}
				if want.Columns[c].Kind == table.KindRef && got != "" { // cited as people do
					ref, err := isms.ParseRef(got)
					if err != nil {
						t.Error(err)
					}
					return string(ref)
				}
				return got
			}, len(rows)-1)
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestSpreadsheetIsReadyToWorkWith(t *testing.T) {
	s := made(t, larkspur(t))
	all := files(t, s)
	lists := 0
	for _, d := range s.documents {
		f, err := excelize.OpenReader(bytes.NewReader(all["xlsx/"+d.name+".xlsx"]))
		if err != nil {
			t.Fatal(err)
		}
		for _, tab := range d.tables {
			if p, err := f.GetPanes(tab.Name); err != nil || !p.Freeze || p.YSplit != 1 {
				t.Errorf("%s: the header is not frozen", tab.Name)
			}
			filter := false
			for _, n := range f.GetDefinedName() {
				filter = filter || strings.Contains(n.Name, "_FilterDatabase") && n.Scope == tab.Name
			}
			if filter != (len(tab.Rows) > 0) {
				t.Errorf("%s has %d rows; filter: %v", tab.Name, len(tab.Rows), filter)
			}
			dvs, err := f.GetDataValidations(tab.Name)
			if err != nil {
				t.Fatal(err)
			}
			lists += len(dvs)
		}
		f.Close()
		for _, tab := range d.tables {
			for c, column := range tab.Columns {
				list := choices(tab.Name, column.Key)
				for _, row := range tab.Rows {
					if v := row[c].String(); list != nil && v != "" && !slices.Contains(list, v) {
						t.Errorf("%s.%s holds %q, which its drop-down %v lacks", tab.Name, column.Key, v, list)
					}
				}
			}
		}
	}
	if lists < 15 {
		t.Errorf("%d drop-downs, want 15 or more", lists)
	}
}

// An unfilled column of the statement is there, but out of sight; what holds
// something, and what 6.1.3 d asks for, is seen.
func TestUnfilledColumnsAreFoldedAway(t *testing.T) {
	s := made(t, larkspur(t))
	f, err := excelize.OpenReader(bytes.NewReader(files(t, s)["xlsx/statement-of-applicability.xlsx"]))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	always := []string{"control", "title", "applicability", "justification", "implementation"}
	away := 0
	for _, tab := range s.documents[0].tables {
		for c, column := range tab.Columns {
			held := tab.Name != "soa" || slices.Contains(always, column.Key)
			for _, row := range tab.Rows {
				held = held || row[c] != table.Cell{}
			}
			name, err := excelize.ColumnNumberToName(c + 1)
			if err != nil {
				t.Fatal(err)
			}
			seen, err := f.GetColVisible(tab.Name, name)
			if err != nil || seen != held {
				t.Errorf("%s.%s is seen: %v, holds something: %v", tab.Name, column.Key, seen, held)
			}
			if level, err := f.GetColOutlineLevel(tab.Name, name); err != nil || (level == 1) == held {
				t.Errorf("%s.%s unfolds: %v, holds something: %v", tab.Name, column.Key, level == 1, held)
			}
			if !held {
				away++
			}
		}
	}
	if away == 0 {
		t.Error("no column is folded away, so nothing was tested")
	}
}

func TestReportStandsAlone(t *testing.T) {
	s := made(t, hostile(larkspur(t)))
	page := string(files(t, s)["report.html"])
	for _, bad := range []string{"<script", "<link", "src=", "url(", "@import", "ZgotmplZ", "}</style><"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page holds %s", bad)
		}
	}
	for _, d := range s.documents {
		if !strings.Contains(page, `<section id="`+d.name+`">`) {
			t.Errorf("%s is not on the page", d.name)
		}
	}
	if n := strings.Count(page, "<svg "); n != 6 {
		t.Errorf("%d pictures, want 6", n)
	}
	for _, want := range []string{"Risk: R-05; R-27", "Law: OB-GDPR-28", "Justification: No source code is written", "@page{size:A4 landscape", "counter(page)"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not hold %s", want)
		}
	}
	if !strings.Contains(page, "&lt;script&gt;") {
		t.Error("the text of a risk is not on the page")
	}
}

func TestUnknownIsSaid(t *testing.T) {
	all := files(t, made(t, larkspur(t)))
	for name, want := range map[string]string{
		"markdown/management-review.md": "not covered", // 9.3.2 e
		"markdown/risk-register.md":     "not rated",
		"report.html":                   "Not placed, as the level is not known: R-30",
	} {
		if !strings.Contains(string(all[name]), want) {
			t.Errorf("%s does not say %q", name, want)
		}
	}
}

func TestEmptySystemGivesDocuments(t *testing.T) {
	sys := larkspur(t)
	sys.Register.Risks, sys.Register.Treatments, sys.Register.Acceptances, sys.Register.History = nil, nil, nil, nil
	sys.Findings.Items, sys.Programme.Audits, sys.Records.ManagementReviews = nil, nil, []record.ManagementReview{}
	all := files(t, made(t, sys))
	if !strings.Contains(string(all["markdown/nonconformities.md"]), "none are recorded") {
		t.Error("an empty list of findings is not named as such")
	}
}

// Every organization gets its documents, and each says what it cannot show.
func TestEveryOrganization(t *testing.T) {
	for name, want := range map[string]map[string]string{
		"empty": {
			"risk-register": "There is no risk register yet", "risk-treatment-plan": "There is no risk treatment plan yet",
			"statement-of-applicability": "nobody has decided on any of the 93 controls", "nonconformities": "No finding is recorded",
			"audit-programme": "No internal audit is planned", "management-review": "No management review is planned", "roadmap": "There is no roadmap",
		},
		"applying":  {"roadmap": "no certificate is granted", "management-review": "none was held"},
		"certified": {"roadmap": "There is no roadmap", "statement-of-applicability": "| Version | 2.0 |"},
		"suspended": {"roadmap": "the certificate is suspended", "nonconformities": "NC-3"},
		"expired":   {"roadmap": "the certificate has expired", "audit-programme": "3 of 3"},
	} {
		dir := t.TempDir()
		var said bytes.Buffer
		if code := run([]string{"-in", input.Organization(name), "-out", dir}, &said); code != 0 {
			t.Fatalf("%s: %s", name, said.String())
		}
		for document, sentence := range want {
			text, err := os.ReadFile(filepath.Join(dir, "markdown", document+".md"))
			if err != nil || !strings.Contains(string(text), sentence) {
				t.Errorf("%s: %s does not say %q: %v", name, document, sentence, err)
			}
			if name == "empty" && !strings.Contains(said.String(), sentence) {
				t.Errorf("%s: the terminal does not say %q", name, sentence)
			}
		}
	}
}

func TestWrappedCountsLines(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  int
	}{
		{"", 10, 1},
		{"one two", 10, 1},
		{"one two three", 7, 2},
		{"one two three", 3, 4}, // three is broken
		{"a\n\nb", 10, 3},
		{"abcdefghij", 4, 3},
		{"abcd", 4, 1},
		{"ab cd", 4, 2},
		{"äöü äöü", 7, 1}, // letters, not bytes
	} {
		if got := wrapped(c.text, c.width); got != c.want {
			t.Errorf("%q in %d: %d lines, want %d", c.text, c.width, got, c.want)
		}
	}
}

// Sheets print in landscape with the header on every page, no column is narrower than
// the words of its header, and no text needs more than its row is high.
func TestSpreadsheetPrints(t *testing.T) {
	sys := larkspur(t)
	sys.Register.Risks = slices.Clone(sys.Register.Risks)
	sys.Register.Risks[0].Threat = strings.Repeat("many words about one threat ", 200)
	s := made(t, sys)
	all := files(t, s)
	several := 0
	for _, d := range s.documents {
		f, err := excelize.OpenReader(bytes.NewReader(all["xlsx/"+d.name+".xlsx"]))
		if err != nil {
			t.Fatal(err)
		}
		for _, tab := range append([]table.Table{d.about}, d.tables...) {
			layout, err := f.GetPageLayout(tab.Name)
			if err != nil || *layout.Orientation != "landscape" || *layout.Size != 9 || *layout.FitToHeight != 0 {
				t.Errorf("%s does not print on A4 in landscape: %v", tab.Name, err)
			}
			titles := ""
			for _, n := range f.GetDefinedName() {
				if n.Name == "_xlnm.Print_Titles" && n.Scope == tab.Name {
					titles = n.RefersTo
				}
			}
			want := "'" + tab.Name + "'!$1:$1"
			if *layout.FitToWidth > 1 {
				several++
				want = "'" + tab.Name + "'!$A:$B," + want
			}
			if titles != want {
				t.Errorf("%s repeats %q, want %q", tab.Name, titles, want)
			}
			head, err := f.GetHeaderFooter(tab.Name)
			if err != nil || !strings.Contains(head.OddFooter, "Page &P of &N") || !strings.Contains(head.OddFooter, "2026-10-05") || !strings.Contains(head.OddHeader, d.title) {
				t.Errorf("%s: header and footer %v, %v", tab.Name, head, err)
			}
			if none := strings.HasSuffix(head.OddHeader, ": none"); none != (len(tab.Rows) == 0) {
				t.Errorf("%s has %d rows; its header is %q", tab.Name, len(tab.Rows), head.OddHeader)
			}
			for c, column := range tab.Columns {
				name, err := excelize.ColumnNumberToName(c + 1)
				if err != nil {
					t.Fatal(err)
				}
				width, err := f.GetColWidth(tab.Name, name)
				if err != nil {
					t.Fatal(err)
				}
				for word := range strings.FieldsSeq(column.Title) {
					if width < float64(len([]rune(word))+4) {
						t.Errorf("%s: column %s is %.0f wide, too narrow for %q", tab.Name, column.Key, width, word)
					}
				}
				for r, row := range tab.Rows {
					high, err := f.GetRowHeight(tab.Name, r+2)
					if err != nil {
						t.Fatal(err)
					}
					// As many lines as if words were never broken early, 12.5 points each.
					if lines := (len([]rune(row[c].String())) + int(width*1.1) - 1) / int(width*1.1); high < 12.5*float64(lines) {
						t.Errorf("%s row %d is %.0f high, and %s needs %d lines", tab.Name, r+1, high, column.Key, lines)
					}
				}
			}
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
	if several == 0 {
		t.Error("no table is wider than a page: the test shows nothing")
	}
}
