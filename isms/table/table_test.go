package table_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/internal/laws/said"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
)

var day = isms.MustDate("2026-03-02")

var tableColumns = []table.Header{
	{Key: "ref", Title: "Ref", Kind: table.KindRef},
	{Key: "title", Title: "Title, as printed", Kind: table.KindText},
	{Key: "n", Title: "=Risks", Kind: table.KindInt},
	{Key: "cost", Title: "Cost", Kind: table.KindDecimal},
	{Key: "due", Title: "Due", Kind: table.KindDate},
	{Key: "ok", Title: "Implemented", Kind: table.KindBool},
}

func TestCSV(t *testing.T) {
	tab := table.Table{Name: "demo", Columns: tableColumns, Rows: [][]table.Cell{
		{table.CellOf(isms.Ref("A.5.10")), table.Text(`=cmd|"x"!A1`), table.CellOf(-3), table.CellOf(isms.MustDecimal("-1.5")), table.CellOf(day), table.CellOf(true)},
		{table.Cell{}, table.Text("'quoted'"), table.Cell{}, table.Cell{}, table.Cell{}, table.CellOf(false)},
		{},
	}}
	if err := tab.Validate(); err != nil {
		t.Fatal(err)
	}
	want := `Ref,"Title, as printed",'=Risks,Cost,Due,Implemented
A.5.10,"'=cmd|""x""!A1",-3,-1.5,2026-03-02,yes
"",'quoted',,,,no
"",,,,,
`
	if diff := cmp.Diff(want, string(tab.AppendCSV(nil))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func anyTable(t *rapid.T) table.Table {
	texts := rapid.OneOf(
		rapid.SampledFrom([]string{"=1+1", "'=x", "''@", "a,b", "a\"b", "a\r\nb", "\n", "-", "+", "@x", "\tx", "' x", " x ", "ü|*", ""}),
		rapid.String())
	tab := table.Table{Columns: slices.Clone(tableColumns), Rows: [][]table.Cell{}}
	for range rapid.IntRange(0, 4).Draw(t, "rows") {
		row := []table.Cell{
			table.CellOf(isms.Ref(rapid.SampledFrom([]string{"A.5.10", "6.1.3 d", ""}).Draw(t, "ref"))),
			table.Text(texts.Draw(t, "text")),
			table.CellOf(rapid.Int().Draw(t, "n")),
			table.CellOf(isms.MustDecimal(rapid.StringMatching(`-?(0|[1-9][0-9]{0,13})(\.[0-9]{1,6})?`).Draw(t, "cost"))),
			table.CellOf(isms.MustDate("0001-01-01").AddDays(rapid.IntRange(0, 3652058).Draw(t, "due"))),
			table.CellOf(rapid.Bool().Draw(t, "ok")),
		}
		if rapid.Bool().Draw(t, "empty") {
			row[rapid.IntRange(0, 5).Draw(t, "which")] = table.Cell{}
		}
		tab.Rows = append(tab.Rows, row)
	}
	return tab
}

func TestCSVRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tab := anyTable(t)
		text := tab.AppendCSV([]byte{})
		back, err := table.ParseCSV(text, tableColumns)
		if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		if diff := cmp.Diff(tab, back); diff != "" {
			t.Fatalf("(-want +got)\n%s\nin\n%s", diff, text)
		}
		// A second opinion: the standard library reads the same fields, but for
		// its folding of CR LF; and none of them starts a formula.
		rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
		if err != nil || len(rows) != len(tab.Rows)+1 {
			t.Fatalf("%v: %d rows in\n%s", err, len(rows), text)
		}
		for i, row := range rows[1:] {
			c := tab.Rows[i][1].String()
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

// lines returns the problems of an error as code, path and line.
func lines(err error) string {
	e := new(isms.Error)
	if !errors.As(err, &e) {
		return fmt.Sprint(err)
	}
	var said []string
	for _, p := range e.Problems {
		said = append(said, fmt.Sprintf("%s at %s:%d", p.Code, p.Path, p.Line))
	}
	return strings.Join(said, "; ")
}

func TestParseCSVRefusals(t *testing.T) {
	columns := []table.Header{{Key: "a", Title: "A", Kind: table.KindText}, {Key: "n", Title: "N", Kind: table.KindInt}}
	for text, want := range map[string]string{
		"":                       "table/no-line-of-titles at :0",
		"A\n":                    "table/fields-of-a-line at :1",
		"M,O\n":                  "table/wrong-title at columns[#0].title:1; table/wrong-title at columns[#1].title:1",
		"A,M\nx,1,2\n":           "table/wrong-title at columns[#1].title:1; table/fields-of-a-line at :2",
		"A,N\nx,1\nx,y\n,z":      "table/no-whole-number at rows[#1][#1]:3; table/no-whole-number at rows[#2][#1]:4",
		"A,N\nx,+1\n":            "table/no-whole-number at rows[#0][#1]:2",
		"A,N\nx,01\n":            "table/no-whole-number at rows[#0][#1]:2",
		"A,N\n\"x\ny\",1\nz,q\n": "table/no-whole-number at rows[#1][#1]:4",
		"A,N\n\"x,1\n":           "table/quoted-field-without-an-end at :2",
		"A,N\nx,y\n\"x\"y,1\n":   "table/no-whole-number at rows[#0][#1]:2; table/text-after-a-field at :3",
		"A,N\nx\"y,1\n":          "table/text-after-a-field at :2",
		"A,N\n\xff,1\n":          "table/not-utf-8 at :0",
		"A,N\nx,1\ry,2\n":        "table/text-after-a-field at :2",
	} {
		_, err := table.ParseCSV([]byte(text), columns)
		if got := lines(err); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
	for _, c := range []struct {
		kind      table.Kind
		bad, want string
	}{
		{table.KindDecimal, "1e9", "isms/no-decimal-number at rows[#0][#0]:2"},
		{table.KindDate, "2026-02-30", "isms/no-date-of-the-calendar at rows[#0][#0]:2"},
		{table.KindBool, "true", "table/neither-yes-nor-no at rows[#0][#0]:2"},
		{"moon", "x", "isms/unknown-word at columns[#0].kind:0"},
	} {
		_, err := table.ParseCSV([]byte("X\n"+c.bad+"\n"), []table.Header{{Key: "x", Title: "X", Kind: c.kind}})
		if got := lines(err); got != c.want {
			t.Errorf("%s in a column of %s: %s, want %s", c.bad, c.kind, got, c.want)
		}
	}
	for _, ok := range []string{"A,N\r\nx,1\r\n", "A,N\nx,1", "A,N\n\"x\",\"1\"\n"} {
		if got, err := table.ParseCSV([]byte(ok), columns); err != nil || len(got.Rows) != 1 || got.Rows[0][0].String() != "x" {
			t.Errorf("%q: %v", ok, err)
		}
	}
}

func FuzzParseCSV(f *testing.F) {
	f.Add([]byte("Ref,\"Title, as printed\",'=Risks,Cost,Due,Implemented\nA.5.10,\"'=x\",1,2.5,2026-03-02,yes\n"))
	f.Add([]byte(""))
	f.Fuzz(func(t *testing.T, text []byte) {
		tab, err := table.ParseCSV(text, tableColumns)
		if err != nil {
			return
		}
		if err := tab.Validate(); err != nil {
			t.Fatal(err)
		}
		again, err := table.ParseCSV(tab.AppendCSV(nil), tableColumns)
		if err != nil || !cmp.Equal(tab, again) {
			t.Errorf("%q reads as %v, which reads as %v, %v", text, tab, again, err)
		}
	})
}

func FuzzCell(f *testing.F) {
	for _, k := range append(slices.Collect(table.Kinds().All()), "", "moon") {
		for _, s := range []string{"", "7", "-1.50", "2026-03-02", "yes", "A.5.10", "'=x", "1e9"} {
			f.Add(s, string(k))
		}
	}
	f.Fuzz(func(t *testing.T, text, kind string) {
		c, err := parseCell(text, table.Kind(kind))
		if err != nil || !utf8.ValidString(text) { // JSON, by which it is read, has no other text
			return
		}
		again, err := parseCell(c.String(), table.Kind(kind))
		if err != nil || again != c || text != "" && c.Kind() != table.Kind(kind) || c.Kind() != table.KindDecimal && c.String() != text {
			t.Errorf("%q as %s reads as %q, which reads as %q, %v", text, kind, c, again, err)
		}
	})
}

func FuzzTableJSON(f *testing.F) {
	f.Add([]byte(`{"name":"n","title":"t","columns":[{"key":"k","title":"K","kind":"int"},{"key":"d","title":"D","kind":"date"}],"rows":[["3","2026-03-02"],[""],[]]}`))
	f.Add([]byte(`{"rows": [["x"]], "columns": null}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var tab, again table.Table
		if json.Unmarshal(text, &tab) != nil {
			return
		}
		out, err := json.Marshal(tab)
		if err != nil {
			t.Fatalf("%q is read and not written: %v", text, err)
		}
		if err := json.Unmarshal(out, &again); err != nil || !cmp.Equal(tab, again) {
			t.Errorf("%q reads as %v, which reads as %v, %v", text, tab, again, err)
		}
	})
}

func TestMarkdown(t *testing.T) {
	tab := table.Table{Title: "Risks & more", Columns: tableColumns[:3], Rows: [][]table.Cell{
		{table.CellOf(isms.Ref("A.5.10")), table.Text("a|b\nc<d>*e*"), table.CellOf(7)}, {},
	}}
	want := `## Risks &amp; more

| Ref | Title, as printed | =Risks |
| --- | --- | ---: |
| A.5.10 | a\|b<br>c&lt;d>\*e\* | 7 |
|  |  |  |
`
	if diff := cmp.Diff(want, string(tab.AppendMarkdown(nil, 2))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if got := string(tab.AppendMarkdown(nil, 0)); strings.HasPrefix(got, "#") {
		t.Error("level 0 has a heading")
	}
}

// Each character that means something in Markdown stands for itself; numbers are
// aligned to the right, and no heading is deeper than six.
func TestMarkdownEscapes(t *testing.T) {
	tab := table.Table{Title: "T#1", Columns: []table.Header{
		{Key: "a", Title: "a_b", Kind: table.KindText}, {Key: "d", Title: "D", Kind: table.KindDecimal}, {Key: "t", Title: "T", Kind: table.KindDate}, {Key: "b", Title: "B", Kind: table.KindBool}, {Key: "r", Title: "R", Kind: table.KindRef},
	}, Rows: [][]table.Cell{
		{table.Text("a\r\nb\rc\nd|\\`*_[]#<&>\"'é"), table.CellOf(isms.MustDecimal("1.5")), table.CellOf(day), table.CellOf(false), table.CellOf(isms.Ref("A.5.1"))},
	}}
	want := "###### T\\#1\n\n| a\\_b | D | T | B | R |\n| --- | ---: | --- | --- | --- |\n" +
		"| a<br>b<br>c<br>d\\|\\\\\\`\\*\\_\\[\\]\\#&lt;&amp;>\"'é | 1.5 | 2026-03-02 | no | A.5.1 |\n"
	for _, level := range []int{6, 7, 100} {
		if diff := cmp.Diff(want, string(tab.AppendMarkdown(nil, level))); diff != "" {
			t.Errorf("level %d (-want +got)\n%s", level, diff)
		}
	}
	for level, start := range map[int]string{1: "# T", 2: "## T", -1: "| a", 0: "| a"} {
		if got := string(tab.AppendMarkdown(nil, level)); !strings.HasPrefix(got, start) {
			t.Errorf("level %d: %.10s", level, got)
		}
	}
	tab.Title = ""
	if got := string(tab.AppendMarkdown([]byte("x"), 3)); !strings.HasPrefix(got, "x| a") {
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
		tab := table.Table{Columns: []table.Header{{Key: "a", Title: "A", Kind: table.KindText}}, Rows: [][]table.Cell{{table.Text(text)}}}
		got := string(tab.AppendCSV(nil))
		if got != "A\n"+want+"\n" {
			t.Errorf("%q is written %q, want %q", text, got, want)
		}
		back, err := table.ParseCSV([]byte(got), tab.Columns)
		if err != nil || back.Rows[0][0] != table.Text(text) {
			t.Errorf("%q reads back as %v, %v", text, back.Rows, err)
		}
	}
}

// All other printable characters of ASCII stand in a field as they are, wherever.
func TestCSVLeavesOtherCharactersAlone(t *testing.T) {
	column := []table.Header{{Key: "a", Title: "A", Kind: table.KindText}}
	for c := '!'; c <= '~'; c++ {
		for place, text := range map[string]string{"first": string(c) + "b", "inside": "a" + string(c) + "b", "last": "a" + string(c), "alone": string(c), "after an apostrophe": "'" + string(c)} {
			want := text
			if c == '"' || c == ',' || place != "inside" && place != "last" && strings.ContainsRune("=+-@", c) {
				continue // TestCSVFields
			}
			got := string(table.Table{Columns: column, Rows: [][]table.Cell{{table.Text(text)}}}.AppendCSV(nil))
			if got != "A\n"+want+"\n" {
				t.Errorf("%q %s: %q", c, place, got)
			}
			if back, err := table.ParseCSV([]byte(got), column); err != nil || back.Rows[0][0] != table.Text(text) {
				t.Errorf("%q %s reads back as %v, %v", c, place, back.Rows, err)
			}
		}
	}
}

func TestTableCheck(t *testing.T) {
	for want, tab := range map[string]table.Table{
		"<nil>":                                  {Columns: tableColumns[:1], Rows: [][]table.Cell{{}}},
		"table/doubled-key at columns[#1].key:0": {Columns: []table.Header{{Key: "a", Kind: table.KindText}, {Key: "a", Kind: table.KindText}}},
		"table/no-key at columns[#0].key:0; isms/unknown-word at columns[#1].kind:0": {Columns: []table.Header{{Kind: table.KindText}, {Key: "a", Kind: "moon"}}},
		"table/too-many-cells at rows[#0]:0; table/wrong-kind at rows[#1][#0]:0":     {Columns: tableColumns[:1], Rows: [][]table.Cell{{{}, {}}, {table.CellOf(1)}}},
	} {
		if got := lines(tab.Validate()); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if table.CellOf(3).Kind() != table.KindInt || (table.Cell{}).Kind() != "" || table.Text("") != (table.Cell{}) {
		t.Error("kinds")
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
		cell table.Cell
		want got
	}{
		"empty":    {table.Cell{}, got{}},
		"text":     {table.Text("2026-03-02"), got{}},
		"int":      {table.CellOf(-7), got{n: -7, d: isms.DecimalOf(-7), ok: "nd"}},
		"zero":     {table.CellOf(0), got{ok: "nd"}},
		"decimal":  {table.CellOf(isms.MustDecimal("-1.5")), got{d: isms.MustDecimal("-1.5"), ok: "d"}},
		"whole":    {table.CellOf(isms.DecimalOf(3)), got{d: isms.DecimalOf(3), ok: "d"}},
		"date":     {table.CellOf(day), got{on: day, ok: "t"}},
		"yes":      {table.CellOf(true), got{b: true, ok: "b"}},
		"no":       {table.CellOf(false), got{ok: "b"}},
		"says yes": {table.Text("yes"), got{}},
		"ref":      {table.CellOf(isms.Ref("A.5.10")), got{r: "A.5.10", ok: "r"}},
		"nowhere":  {table.CellOf(isms.Ref("A.5.99")), got{r: "A.5.99", ok: "r"}},
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
		kind := c.cell.Kind()
		if kind == "" { // the empty cell has none
			kind = table.KindText
		}
		back, err := parseCell(c.cell.String(), kind)
		if err != nil || back != c.cell {
			t.Errorf("%s: reads back as %+v, %v", name, back, err)
		}
	}
	if c, err := parseCell("'=x", table.KindText); err != nil || c != table.Text("'=x") {
		t.Errorf("the apostrophe belongs to CSV, and is text elsewhere: %q, %v", c, err)
	}
	if c, err := parseCell("1.50", table.KindDecimal); err != nil || c != table.CellOf(isms.MustDecimal("1.5")) {
		t.Errorf("%q, %v", c, err)
	}
}

func TestTableJSONRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tab := anyTable(t)
		tab.Name, tab.Title = "drawn", rapid.String().Draw(t, "title")
		for i := range tab.Rows {
			tab.Rows[i] = tab.Rows[i][:rapid.IntRange(0, 6).Draw(t, "long")]
		}
		text, err := json.Marshal(tab)
		if err != nil {
			t.Fatal(err)
		}
		var back table.Table
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		if diff := cmp.Diff(tab, back); diff != "" {
			t.Fatalf("(-want +got)\n%s\nin\n%s", diff, text)
		}
	})
}

func TestTableThatCannotBeReadBackIsNotWritten(t *testing.T) {
	if text, err := json.Marshal(table.Table{Columns: tableColumns[:1], Rows: [][]table.Cell{{table.CellOf(1)}}}); err == nil {
		t.Errorf("%s", text)
	}
	tab := table.Table{Name: "kept"}
	if tab.UnmarshalJSON([]byte(`{"columns": [{"key": "k", "kind": "moon"}]}`)) == nil || tab.Name != "kept" {
		t.Errorf("%+v", tab)
	}
}

func TestAtAndOnly(t *testing.T) {
	tab := table.Table{Name: "n", Title: "t", Columns: tableColumns[:3], Rows: [][]table.Cell{
		{table.CellOf(isms.Ref("A.5.10")), table.Text("x"), table.CellOf(7)}, {table.CellOf(isms.Ref("A.5.11"))}, {},
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
		if got := tab.At(c.row, c.key).String(); got != c.want {
			t.Errorf("row %d, %s: %q, want %q", c.row, c.key, got, c.want)
		}
	}
	want := table.Table{Name: "n", Title: "t", Columns: []table.Header{tableColumns[2], tableColumns[0]}, Rows: [][]table.Cell{
		{table.CellOf(7), table.CellOf(isms.Ref("A.5.10"))}, {table.Cell{}, table.CellOf(isms.Ref("A.5.11"))}, {table.Cell{}, table.Cell{}},
	}}
	if diff := cmp.Diff(want, tab.Only("n", "moon", "ref", "n")); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	all := tab.Only()
	if len(all.Columns) != 3 || len(all.Rows) != 3 || len(all.Rows[2]) != 3 {
		t.Errorf("%+v", all)
	}
	all.Rows[0][0], all.Columns[0].Title = table.CellOf(isms.Ref("6")), "changed"
	if tab.At(0, "ref").String() != "A.5.10" || tableColumns[0].Title != "Ref" {
		t.Error("a change of the copy reaches the table")
	}
	if got := (table.Table{}).Only("x"); got.Columns == nil || got.Rows == nil || got.Validate() != nil {
		t.Errorf("%+v", got)
	}
}

// Markdown is for people and cites places, text and CSV hold them as they are.
func TestPlacesAreCited(t *testing.T) {
	tab := table.Table{Name: "t", Columns: []table.Header{{Key: "ref", Title: "Place", Kind: table.KindRef}, {Key: "x", Title: "X", Kind: table.KindText}}}
	tab.Rows = [][]table.Cell{{table.CellOf(isms.Ref("8.2 s2")), table.Text("8.2 s2")}, {table.CellOf(isms.Ref("")), table.Text("")}}
	if got := string(tab.AppendMarkdown(nil, 0)); !strings.Contains(got, "| "+isms.Ref("8.2 s2").Citation(nil)+" | 8.2 s2 |\n|  |  |\n") {
		t.Error(got)
	}
	if got := string(tab.AppendCSV(nil)); got != "Place,X\n8.2 s2,8.2 s2\n\"\",\n" {
		t.Errorf("%q", got)
	}
	if c := tab.Rows[0][0]; c.String() != "8.2 s2" || c.Cited() != isms.Ref("8.2 s2").Citation(nil) || c.Cited() == c.String() || tab.Rows[0][1].Cited() != "8.2 s2" {
		t.Error(c, c.Cited())
	}
}

func TestCellText(t *testing.T) {
	text, err := table.CellOf(3).MarshalText()
	if err != nil || string(text) != "3" || table.CellOf(isms.Date{}) != (table.Cell{}) || table.CellOf(isms.Ref("")) != (table.Cell{}) || !table.CellOf(3).Equal(table.CellOf(3)) {
		t.Error("cells")
	}
}

func TestTablesAtTheirBounds(t *testing.T) {
	if _, err := table.ParseCSV(nil, nil); err != nil {
		t.Error(err)
	}
	if _, err := table.ParseCSV(nil, tableColumns[:1]); err == nil {
		t.Error("no line of titles for one column")
	}
	if _, err := (table.Table{Columns: []table.Header{{}}}).MarshalJSON(); err == nil {
		t.Error("a table without keys is written")
	}
	if n := table.Text("12"); n.Kind() != table.KindText {
		t.Error(n.Kind())
	} else if _, ok := n.Decimal(); ok {
		t.Error("text is a number")
	}
}

// The stored forms and the refusals, word by word.
func TestTableWordByWord(t *testing.T) {
	for _, c := range []struct {
		value table.Table
		want  string
	}{
		{table.Table{Name: "n", Title: "t", Columns: []table.Header{{Key: "k", Title: "K", Kind: table.KindInt}}, Rows: [][]table.Cell{{table.CellOf(3)}}}, `{"name":"n","title":"t","columns":[{"key":"k","title":"K","kind":"int"}],"rows":[["3"]]}`},
		{table.Table{}, `{"name":"","title":"","columns":[],"rows":[]}`},
		{table.Table{Columns: []table.Header{{Key: "k", Kind: table.KindInt}}, Rows: [][]table.Cell{nil, {{}}}}, `{"name":"","title":"","columns":[{"key":"k","title":"","kind":"int"}],"rows":[[],[""]]}`},
	} {
		text, err := json.Marshal(c.value)
		if diff := cmp.Diff(c.want, string(text)); diff != "" || err != nil {
			t.Errorf("%v (-want +got)\n%s", err, diff)
		}
	}
	for text, want := range map[string]string{
		`{"name": "t", "columns": [{"key": "n", "kind": "int"}], "rows": [["1"], ["x"], ["1", "2"]]}`: "table/no-whole-number at rows[#1][#0]:0; table/too-many-cells at rows[#2]:0",
		`{"columns": [{"key": "n", "kind": "moon"}], "rows": [["x"]]}`:                                "isms/unknown-word at columns[#0].kind:0",
		`[]`:                "isms/wrong-kind at :1",
		"{\"rows\":\n1}":    "isms/wrong-kind at rows:2",
		`{"name": []}`:      "isms/wrong-kind at name:1",
		`{"rows": [["x"]]}`: "table/too-many-cells at rows[#0]:0",
		`{`:                 "isms/unexpected-text at :1",
		`null`:              "<nil>",
	} {
		v := table.Table{Name: "before"}
		err := v.UnmarshalJSON([]byte(text))
		if got := lines(err); got != want || err != nil && v.Name != "before" {
			t.Errorf("%s: %s, want %s; %+v", text, got, want, v)
		}
	}
}

// Each message, word by word; the laws of sentences hold for each.
func TestMessagesWordByWord(t *testing.T) {
	var n golden.Note
	n.Messages(table.Messages())
	n.Words(table.Vocabularies())
	golden.Equal(t, "rules.txt", n.Bytes())
	said.Messages(t, "table", nil, table.Messages())
	table.Messages()[0].Text = "written"
	if table.Messages()[0].Text == "written" {
		t.Error("the messages are shared")
	}
}

func TestOf(t *testing.T) {
	type word string
	got := table.Of("n", "T", slices.Values([]int{0, 7}),
		table.Col("word", "Word", func(int) word { return "w" }),
		table.Col("text", "Text", func(int) string { return "" }),
		table.ValueCol("n", "N", func(n int) int { return n }),
		table.ValueCol("cost", "Cost", func(n int) isms.Decimal { return isms.DecimalOf(int64(n)) }),
		table.ValueCol("due", "Due", func(n int) isms.Date { return day.AddDays(n) }),
		table.ValueCol("ok", "OK", func(n int) bool { return n > 0 }),
		table.ValueCol("ref", "Ref", func(int) isms.Ref { return "A.5.7" }),
		table.Column[int]{Header: table.Header{Key: "none", Title: "None", Kind: table.KindInt}},
	)
	want := `{"name":"n","title":"T","columns":[{"key":"word","title":"Word","kind":"text"},{"key":"text","title":"Text","kind":"text"},{"key":"n","title":"N","kind":"int"},{"key":"cost","title":"Cost","kind":"decimal"},{"key":"due","title":"Due","kind":"date"},{"key":"ok","title":"OK","kind":"bool"},{"key":"ref","title":"Ref","kind":"ref"},{"key":"none","title":"None","kind":"int"}],"rows":[["w","","0","0","2026-03-02","no","A.5.7",""],["w","","7","7","2026-03-09","yes","A.5.7",""]]}`
	text, err := json.Marshal(got)
	if diff := cmp.Diff(want, string(text)); diff != "" || err != nil {
		t.Errorf("%v (-want +got)\n%s", err, diff)
	}
	if none := table.Of[int]("n", "T", nil); none.Rows == nil || none.Columns == nil || none.Validate() != nil {
		t.Errorf("%+v", none)
	}
}

// parseCell reads a cell as the only one of a stored table.
func parseCell(text string, kind table.Kind) (table.Cell, error) {
	stored, err := json.Marshal(map[string]any{"columns": []table.Header{{Key: "k", Kind: kind}}, "rows": [][]string{{text}}})
	if err != nil {
		return table.Cell{}, err
	}
	var t table.Table
	if err := json.Unmarshal(stored, &t); err != nil {
		return table.Cell{}, err
	}
	return t.At(0, "k"), nil
}
