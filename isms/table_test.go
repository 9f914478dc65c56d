package isms_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/ismskit/ismskit/isms"
	"pgregory.net/rapid"
)

var tableColumns = []isms.Column{
	{Key: "ref", Title: "Ref", Kind: isms.KindRef},
	{Key: "title", Title: "Title, as printed", Kind: isms.KindText},
	{Key: "n", Title: "=Risks", Kind: isms.KindInt},
	{Key: "cost", Title: "Cost", Kind: isms.KindDecimal},
	{Key: "due", Title: "Due", Kind: isms.KindDate},
	{Key: "ok", Title: "Implemented", Kind: isms.KindBool},
}

func TestCSV(t *testing.T) {
	table := isms.Table{Name: "demo", Columns: tableColumns, Rows: [][]isms.Cell{
		{isms.RefCell("A.5.10"), isms.TextCell(`=cmd|"x"!A1`), isms.IntCell(-3), isms.DecimalCell(isms.MustDecimal("-1.5")), isms.DateCell(day), isms.BoolCell(true)},
		{isms.Cell{}, isms.TextCell("'quoted'"), isms.Cell{}, isms.Cell{}, isms.Cell{}, isms.BoolCell(false)},
		{},
	}}
	if err := table.Check(); err != nil {
		t.Fatal(err)
	}
	want := `Ref,"Title, as printed",'=Risks,Cost,Due,Implemented
A.5.10,"'=cmd|""x""!A1",-3,-1.5,2026-03-02,yes
"",'quoted',,,,no
"",,,,,
`
	if diff := cmp.Diff(want, string(table.AppendCSV(nil))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func anyTable(t *rapid.T) isms.Table {
	texts := rapid.OneOf(
		rapid.SampledFrom([]string{"=1+1", "'=x", "''@", "a,b", "a\"b", "a\r\nb", "\n", "-", "+", "@x", "\tx", "' x", " x ", "ü|*", ""}),
		rapid.String())
	table := isms.Table{Columns: slices.Clone(tableColumns), Rows: [][]isms.Cell{}}
	for range rapid.IntRange(0, 4).Draw(t, "rows") {
		row := []isms.Cell{
			isms.RefCell(isms.Ref(rapid.SampledFrom([]string{"A.5.10", "6.1.3 d", ""}).Draw(t, "ref"))),
			isms.TextCell(texts.Draw(t, "text")),
			isms.IntCell(rapid.Int().Draw(t, "n")),
			isms.DecimalCell(anyDecimal(t, "cost")),
			isms.DateCell(anyDate(t, "due")),
			isms.BoolCell(rapid.Bool().Draw(t, "ok")),
		}
		if rapid.Bool().Draw(t, "empty") {
			row[rapid.IntRange(0, 5).Draw(t, "which")] = isms.Cell{}
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

func TestCSVRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := anyTable(t)
		text := table.AppendCSV([]byte{})
		back, err := isms.ParseCSV(text, tableColumns)
		if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		if diff := cmp.Diff(table, back); diff != "" {
			t.Fatalf("(-want +got)\n%s\nin\n%s", diff, text)
		}
		// A second opinion: the standard library reads the same fields, but for
		// its folding of CR LF; and none of them starts a formula.
		rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
		if err != nil || len(rows) != len(table.Rows)+1 {
			t.Fatalf("%v: %d rows in\n%s", err, len(rows), text)
		}
		for i, row := range rows[1:] {
			c := table.Rows[i][1].String()
			got := row[1]
			if got != "" && strings.ContainsRune("=+-@\t\r", rune(got[0])) {
				t.Fatalf("field %q starts a formula", got)
			}
			if want := strings.ReplaceAll(c, "\r\n", "\n"); got != want && got != "'"+want {
				t.Fatalf("field %q, want %q", got, want)
			}
		}
	})
}

func TestParseCSVRefusals(t *testing.T) {
	columns := []isms.Column{{Key: "a", Title: "A", Kind: isms.KindText}, {Key: "n", Title: "N", Kind: isms.KindInt}}
	for text, why := range map[string]string{
		"":                       "line of titles is missing",
		"A\n":                    "line 1 has 1 fields: want 2",
		"A,M\n":                  `line 1: field 2 is "M": want "N"`,
		"A,N\nx,1,2\n":           "line 2 has 3 fields",
		"A,N\nx,y\n":             `line 2, column "n": "y" is no whole number`,
		"A,N\nx,+1\n":            "is no whole number",
		"A,N\nx,01\n":            "is no whole number",
		"A,N\n\"x\ny\",1\nz,q\n": "line 4",
		"A,N\n\"x,1\n":           "does not end",
		"A,N\n\"x\"y,1\n":        "after a field",
		"A,N\nx\"y,1\n":          "after a field",
		"A,N\n\xff,1\n":          "UTF-8",
		"A,N\nx,1\ry,2\n":        "after a field",
	} {
		_, err := isms.ParseCSV([]byte(text), columns)
		if err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%q: %v, want %q", text, err, why)
		}
	}
	for kind, bad := range map[isms.CellKind]string{isms.KindDecimal: "1e9", isms.KindDate: "2026-02-30", isms.KindBool: "true", "moon": "x"} {
		if _, err := isms.ParseCSV([]byte("X\n"+bad+"\n"), []isms.Column{{Key: "x", Title: "X", Kind: kind}}); err == nil {
			t.Errorf("%s in a column of %s passes", bad, kind)
		}
	}
	for _, ok := range []string{"A,N\r\nx,1\r\n", "A,N\nx,1", "A,N\n\"x\",\"1\"\n"} {
		if got, err := isms.ParseCSV([]byte(ok), columns); err != nil || len(got.Rows) != 1 || got.Rows[0][0].String() != "x" {
			t.Errorf("%q: %v", ok, err)
		}
	}
}

func FuzzParseCSV(f *testing.F) {
	f.Add([]byte("Ref,\"Title, as printed\",'=Risks,Cost,Due,Implemented\nA.5.10,\"'=x\",1,2.5,2026-03-02,yes\n"))
	f.Add([]byte(""))
	f.Fuzz(func(t *testing.T, text []byte) {
		table, err := isms.ParseCSV(text, tableColumns)
		if err != nil {
			return
		}
		if err := table.Check(); err != nil {
			t.Fatal(err)
		}
		again, err := isms.ParseCSV(table.AppendCSV(nil), tableColumns)
		if err != nil || !cmp.Equal(table, again) {
			t.Errorf("%q reads as %v, which reads as %v, %v", text, table, again, err)
		}
	})
}

func FuzzParseCell(f *testing.F) {
	for _, k := range append(isms.CellKinds(), "", "moon") {
		for _, s := range []string{"", "7", "-1.50", "2026-03-02", "yes", "A.5.10", "'=x", "1e9"} {
			f.Add(s, string(k))
		}
	}
	f.Fuzz(func(t *testing.T, text, kind string) {
		c, err := isms.ParseCell(text, isms.CellKind(kind))
		if err != nil {
			return
		}
		again, err := isms.ParseCell(c.String(), c.Kind())
		if err != nil || again != c || text != "" && c.Kind() != isms.CellKind(kind) || c.Kind() != isms.KindDecimal && c.String() != text {
			t.Errorf("%q as %s reads as %q, which reads as %q, %v", text, kind, c, again, err)
		}
	})
}

func FuzzTableJSON(f *testing.F) {
	f.Add([]byte(`{"name":"n","title":"t","columns":[{"key":"k","title":"K","kind":"int"},{"key":"d","title":"D","kind":"date"}],"rows":[["3","2026-03-02"],[""],[]]}`))
	f.Add([]byte(`{"rows": [["x"]], "columns": null}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var table, again isms.Table
		if json.Unmarshal(text, &table) != nil {
			return
		}
		out, err := json.Marshal(table)
		if err != nil {
			t.Fatalf("%q is read and not written: %v", text, err)
		}
		if err := json.Unmarshal(out, &again); err != nil || !cmp.Equal(table, again) {
			t.Errorf("%q reads as %v, which reads as %v, %v", text, table, again, err)
		}
	})
}

func TestMarkdown(t *testing.T) {
	table := isms.Table{Title: "Risks & more", Columns: tableColumns[:3], Rows: [][]isms.Cell{
		{isms.RefCell("A.5.10"), isms.TextCell("a|b\nc<d>*e*"), isms.IntCell(7)}, {},
	}}
	want := `## Risks &amp; more

| Ref | Title, as printed | =Risks |
| --- | --- | ---: |
| A.5.10 | a\|b<br>c&lt;d>\*e\* | 7 |
|  |  |  |
`
	if diff := cmp.Diff(want, string(table.AppendMarkdown(nil, 2))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if got := string(table.AppendMarkdown(nil, 0)); strings.HasPrefix(got, "#") {
		t.Error("level 0 has a heading")
	}
}

// Each character that means something in Markdown stands for itself; numbers are
// aligned to the right, and no heading is deeper than six.
func TestMarkdownEscapes(t *testing.T) {
	table := isms.Table{Title: "T#1", Columns: []isms.Column{
		{Key: "a", Title: "a_b", Kind: isms.KindText}, {Key: "d", Title: "D", Kind: isms.KindDecimal}, {Key: "t", Title: "T", Kind: isms.KindDate}, {Key: "b", Title: "B", Kind: isms.KindBool}, {Key: "r", Title: "R", Kind: isms.KindRef},
	}, Rows: [][]isms.Cell{
		{isms.TextCell("a\r\nb\rc\nd|\\`*_[]#<&>\"'é"), isms.DecimalCell(isms.MustDecimal("1.5")), isms.DateCell(day), isms.BoolCell(false), isms.RefCell("A.5.1")},
	}}
	want := "###### T\\#1\n\n| a\\_b | D | T | B | R |\n| --- | ---: | --- | --- | --- |\n" +
		"| a<br>b<br>c<br>d\\|\\\\\\`\\*\\_\\[\\]\\#&lt;&amp;>\"'é | 1.5 | 2026-03-02 | no | A.5.1 |\n"
	for _, level := range []int{6, 7, 100} {
		if diff := cmp.Diff(want, string(table.AppendMarkdown(nil, level))); diff != "" {
			t.Errorf("level %d (-want +got)\n%s", level, diff)
		}
	}
	for level, start := range map[int]string{1: "# T", 2: "## T", -1: "| a", 0: "| a"} {
		if got := string(table.AppendMarkdown(nil, level)); !strings.HasPrefix(got, start) {
			t.Errorf("level %d: %.10s", level, got)
		}
	}
	table.Title = ""
	if got := string(table.AppendMarkdown([]byte("x"), 3)); !strings.HasPrefix(got, "x| a") {
		t.Errorf("%.10s", got)
	}
}

// What a field needs in CSV, and no more: quotes where a comma, a quote, a line
// end or a blank at an end would be lost, the apostrophe before a formula.
func TestCSVFields(t *testing.T) {
	for text, want := range map[string]string{
		"a": "a", "a b": "a b", " a": `" a"`, "a ": `"a "`, "a,b": `"a,b"`, `a"b`: `"a""b"`, "a\nb": "\"a\nb\"", "a\rb": "\"a\rb\"",
		"=1": "'=1", "+1": "'+1", "-1": "'-1", "@x": "'@x", "\tx": "'\tx", "\rx": "\"'\rx\"", "'=1": "''=1", "'@x": "''@x", "'a": "'a", "'": "'", "a=1": "a=1", "": `""`,
	} {
		table := isms.Table{Columns: []isms.Column{{Key: "a", Title: "A", Kind: isms.KindText}}, Rows: [][]isms.Cell{{isms.TextCell(text)}}}
		got := string(table.AppendCSV(nil))
		if got != "A\n"+want+"\n" {
			t.Errorf("%q is written %q, want %q", text, got, want)
		}
		back, err := isms.ParseCSV([]byte(got), table.Columns)
		if err != nil || back.Rows[0][0] != isms.TextCell(text) {
			t.Errorf("%q reads back as %v, %v", text, back.Rows, err)
		}
	}
}

// All other printable characters of ASCII stand in a field as they are, wherever.
func TestCSVLeavesOtherCharactersAlone(t *testing.T) {
	column := []isms.Column{{Key: "a", Title: "A", Kind: isms.KindText}}
	for c := '!'; c <= '~'; c++ {
		for place, text := range map[string]string{"first": string(c) + "b", "inside": "a" + string(c) + "b", "last": "a" + string(c), "alone": string(c), "after an apostrophe": "'" + string(c)} {
			want := text
			if c == '"' || c == ',' || place != "inside" && place != "last" && strings.ContainsRune("=+-@", c) {
				continue // TestCSVFields
			}
			got := string(isms.Table{Columns: column, Rows: [][]isms.Cell{{isms.TextCell(text)}}}.AppendCSV(nil))
			if got != "A\n"+want+"\n" {
				t.Errorf("%q %s: %q", c, place, got)
			}
			if back, err := isms.ParseCSV([]byte(got), column); err != nil || back.Rows[0][0] != isms.TextCell(text) {
				t.Errorf("%q %s reads back as %v, %v", c, place, back.Rows, err)
			}
		}
	}
}

func TestTableCheck(t *testing.T) {
	for name, table := range map[string]isms.Table{
		"key twice":    {Columns: []isms.Column{{Key: "a", Kind: isms.KindText}, {Key: "a", Kind: isms.KindText}}},
		"no key":       {Columns: []isms.Column{{Kind: isms.KindText}}},
		"unknown kind": {Columns: []isms.Column{{Key: "a", Kind: "moon"}}},
		"long row":     {Columns: tableColumns[:1], Rows: [][]isms.Cell{{{}, {}}}},
		"other kind":   {Columns: tableColumns[:1], Rows: [][]isms.Cell{{isms.IntCell(1)}}},
	} {
		if table.Check() == nil {
			t.Errorf("%s passes", name)
		}
	}
	if isms.IntCell(3).Kind() != isms.KindInt || (isms.Cell{}).Kind() != "" || isms.TextCell("") != (isms.Cell{}) {
		t.Error("kinds")
	}
}

func TestAlarm(t *testing.T) {
	// 2026-05-01 is a Friday and, here, a holiday; 2026-05-31 a Sunday.
	worked := isms.Weekdays(isms.MustDate("2026-05-01"))
	for _, c := range []struct {
		due, lead string
		cal       isms.Calendar
		want      string
	}{
		{"2026-03-31", "1 month", nil, "2026-02-28"},
		{"2026-03-31", "", nil, "2026-03-31"},
		{"2026-05-31", "", nil, "2026-05-31"},           // nil moves nothing
		{"2026-05-31", "", worked, "2026-05-29"},        // a Sunday: the Friday before
		{"2026-06-01", "31 days", nil, "2026-05-01"},    // nobody said that it is a holiday
		{"2026-06-01", "31 days", worked, "2026-04-30"}, // the working day before the holiday
		{"2026-05-29", "", worked, "2026-05-29"},        // worked: stays
		{"2026-05-05", "2 working days", nil, "2026-05-01"},
		{"2026-05-05", "2 working days", worked, "2026-04-30"},
		{"2026-03-31", "100000 years", nil, "2026-03-31"}, // a reminder before time began
		{"2026-05-31", "", never{}, "2026-05-31"},         // a calendar without working days
		{"", "1 day", worked, ""},
	} {
		e := isms.Entry{}
		if err := e.Window.Last.UnmarshalText([]byte(c.due)); err != nil {
			t.Fatal(err)
		}
		if err := e.Lead.UnmarshalText([]byte(c.lead)); err != nil {
			t.Fatal(err)
		}
		got, _ := e.Alarm(c.cal).MarshalText()
		if string(got) != c.want {
			t.Errorf("due %s, lead %s: alarm on %s, want %s", c.due, c.lead, got, c.want)
		}
	}
}

func TestSortEntries(t *testing.T) {
	list := []isms.Entry{{ID: "c", Title: "b", Window: isms.On(day)}, {ID: "b", Title: "b", Window: isms.On(day)}, {ID: "a", Title: "a", Window: isms.On(day)}, {ID: "z"}}
	isms.SortEntries(list)
	order := ""
	for _, e := range list {
		order += fmt.Sprint(e.ID)
	}
	if order != "zabc" {
		t.Error(order)
	}
}

func TestEntryKinds(t *testing.T) {
	for i, k := range isms.EntryKinds() {
		if !k.Known() || slices.Index(isms.EntryKinds(), k) != i {
			t.Errorf("%q", k)
		}
	}
	if isms.EntryKind("").Known() || isms.EntryKind("party").Known() {
		t.Error("a word of nobody is known")
	}
}

func TestCellAccessors(t *testing.T) {
	type got struct {
		n  int
		d  isms.Decimal
		on isms.Date
		b  bool
		r  isms.Ref
		ok string // which of them said yes
	}
	for name, c := range map[string]struct {
		cell isms.Cell
		want got
	}{
		"empty":    {isms.Cell{}, got{}},
		"text":     {isms.TextCell("2026-03-02"), got{}},
		"int":      {isms.IntCell(-7), got{n: -7, d: isms.DecimalOf(-7), ok: "nd"}},
		"zero":     {isms.IntCell(0), got{ok: "nd"}},
		"decimal":  {isms.DecimalCell(isms.MustDecimal("-1.5")), got{d: isms.MustDecimal("-1.5"), ok: "d"}},
		"whole":    {isms.DecimalCell(isms.DecimalOf(3)), got{d: isms.DecimalOf(3), ok: "d"}},
		"date":     {isms.DateCell(day), got{on: day, ok: "t"}},
		"yes":      {isms.BoolCell(true), got{b: true, ok: "b"}},
		"no":       {isms.BoolCell(false), got{ok: "b"}},
		"says yes": {isms.TextCell("yes"), got{}},
		"ref":      {isms.RefCell("A.5.10"), got{r: "A.5.10", ok: "r"}},
		"nowhere":  {isms.RefCell("A.5.99"), got{r: "A.5.99", ok: "r"}},
	} {
		var g got
		var is [5]bool
		g.n, is[0] = c.cell.Int()
		g.d, is[1] = c.cell.Decimal()
		g.on, is[2] = c.cell.Date()
		g.b, is[3] = c.cell.Bool()
		g.r, is[4] = c.cell.Ref()
		for i, ok := range is {
			if ok {
				g.ok += "ndtbr"[i : i+1]
			}
		}
		if g != c.want {
			t.Errorf("%s: %+v, want %+v", name, g, c.want)
		}
		back, err := isms.ParseCell(c.cell.String(), c.cell.Kind())
		if err != nil || back != c.cell {
			t.Errorf("%s: reads back as %+v, %v", name, back, err)
		}
	}
	if c, err := isms.ParseCell("'=x", isms.KindText); err != nil || c != isms.TextCell("'=x") {
		t.Errorf("the apostrophe belongs to CSV, and is text elsewhere: %q, %v", c, err)
	}
	if c, err := isms.ParseCell("1.50", isms.KindDecimal); err != nil || c != isms.DecimalCell(isms.MustDecimal("1.5")) {
		t.Errorf("%q, %v", c, err)
	}
}

func TestTableJSONRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := anyTable(t)
		table.Name, table.Title = "drawn", rapid.String().Draw(t, "title")
		for i := range table.Rows {
			table.Rows[i] = table.Rows[i][:rapid.IntRange(0, 6).Draw(t, "long")]
		}
		text, err := json.Marshal(table)
		if err != nil {
			t.Fatal(err)
		}
		var back isms.Table
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		if diff := cmp.Diff(table, back); diff != "" {
			t.Fatalf("(-want +got)\n%s\nin\n%s", diff, text)
		}
	})
}

func TestTableThatCannotBeReadBackIsNotWritten(t *testing.T) {
	if text, err := json.Marshal(isms.Table{Columns: tableColumns[:1], Rows: [][]isms.Cell{{isms.IntCell(1)}}}); err == nil {
		t.Errorf("%s", text)
	}
	table := isms.Table{Name: "kept"}
	if table.UnmarshalJSON([]byte(`{"columns": [{"key": "k", "kind": "moon"}]}`)) == nil || table.Name != "kept" {
		t.Errorf("%+v", table)
	}
}

func TestAtAndOnly(t *testing.T) {
	table := isms.Table{Name: "n", Title: "t", Columns: tableColumns[:3], Rows: [][]isms.Cell{
		{isms.RefCell("A.5.10"), isms.TextCell("x"), isms.IntCell(7)}, {isms.RefCell("A.5.11")}, {},
	}}
	for _, c := range []struct {
		row  int
		key  string
		want string
	}{
		{0, "ref", "A.5.10"},
		{0, "n", "7"},
		{1, "ref", "A.5.11"},
		{1, "n", ""},
		{2, "ref", ""},
		{-1, "ref", ""},
		{3, "ref", ""},
		{0, "moon", ""},
		{0, "", ""},
	} {
		if got := table.At(c.row, c.key).String(); got != c.want {
			t.Errorf("row %d, %s: %q, want %q", c.row, c.key, got, c.want)
		}
	}
	want := isms.Table{Name: "n", Title: "t", Columns: []isms.Column{tableColumns[2], tableColumns[0]}, Rows: [][]isms.Cell{
		{isms.IntCell(7), isms.RefCell("A.5.10")}, {isms.Cell{}, isms.RefCell("A.5.11")}, {isms.Cell{}, isms.Cell{}},
	}}
	if diff := cmp.Diff(want, table.Only("n", "moon", "ref", "n")); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	all := table.Only()
	if len(all.Columns) != 3 || len(all.Rows) != 3 || len(all.Rows[2]) != 3 {
		t.Errorf("%+v", all)
	}
	all.Rows[0][0], all.Columns[0].Title = isms.RefCell("6"), "changed"
	if table.At(0, "ref").String() != "A.5.10" || tableColumns[0].Title != "Ref" {
		t.Error("a change of the copy reaches the table")
	}
	if got := (isms.Table{}).Only("x"); got.Columns == nil || got.Rows == nil || got.Check() != nil {
		t.Errorf("%+v", got)
	}
}

// Markdown is for people and cites places, text and CSV hold them as they are.
func TestPlacesAreCited(t *testing.T) {
	tab := isms.Table{Name: "t", Columns: []isms.Column{{Key: "ref", Title: "Place", Kind: isms.KindRef}, {Key: "x", Title: "X", Kind: isms.KindText}}}
	tab.Rows = [][]isms.Cell{{isms.RefCell("8.2 s2"), isms.TextCell("8.2 s2")}, {isms.RefCell(""), isms.TextCell("")}}
	if got := string(tab.AppendMarkdown(nil, 0)); !strings.Contains(got, "| 8.2 (2nd requirement) | 8.2 s2 |\n|  |  |\n") {
		t.Error(got)
	}
	if got := string(tab.AppendCSV(nil)); got != "Place,X\n8.2 s2,8.2 s2\n\"\",\n" {
		t.Errorf("%q", got)
	}
	if c := tab.Rows[0][0]; c.String() != "8.2 s2" || c.Cited() != "8.2 (2nd requirement)" || tab.Rows[0][1].Cited() != "8.2 s2" {
		t.Error(c, c.Cited())
	}
}

// A message cites the items of clauses as people do; the argument stays as it is.
func TestMessagesCite(t *testing.T) {
	var c isms.Checker
	c.Find(isms.Rule{Code: "demo/x", Message: "{ref}, {control} and {what}"}, "", isms.ArgText("ref", isms.Ref("6.2 s2")), isms.ArgText("control", isms.Ref("A.5.7")), isms.ArgText("what", "no place"))
	for d := range c.Report().Found() {
		if d.Message != "6.2 (2nd unlettered requirement), A.5.7 and no place" || d.Arg("ref") != "6.2 s2" {
			t.Error(d)
		}
	}
}
