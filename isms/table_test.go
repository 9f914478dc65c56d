package isms_test

import (
	"bytes"
	"encoding/csv"
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

func TestEntries(t *testing.T) {
	e := isms.Entry{ID: "e", Title: "audit", Window: isms.On(isms.MustDate("2026-03-31")), Lead: isms.MustInterval("1 month")}
	if got := e.Alarm().String(); got != "2026-02-28" {
		t.Errorf("alarm on %s", got)
	}
	e.Lead = isms.Interval{}
	if e.Alarm() != e.Window.Last || !(isms.Entry{Lead: isms.MustInterval("1 day")}).Alarm().IsZero() {
		t.Error("alarm without lead or day")
	}
	e.Lead = isms.Interval{N: 100_000, Unit: isms.Years}
	if e.Alarm() != e.Window.Last {
		t.Error("an alarm before time began")
	}
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
