package table_test

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
)

// A column is a key, a title and a function of the row.
func ExampleOf() {
	type task struct {
		Name string
		Due  isms.Date
	}
	tasks := []task{{"Restore test", isms.MustDate("2026-03-02")}, {"Access review", isms.Date{}}}
	t := table.Of("tasks", "Tasks", slices.Values(tasks),
		table.Col("name", "Task", func(t task) string { return t.Name }),
		table.ValueCol("due", "Due", func(t task) isms.Date { return t.Due }),
	)
	fmt.Print(string(t.AppendMarkdown(nil, 0)))
	// Output:
	// | Task | Due |
	// | --- | --- |
	// | Restore test | 2026-03-02 |
	// | Access review |  |
}

// The kind of a column follows from what its function returns.
func ExampleValueCol() {
	c := table.ValueCol("ref", "Place", func(s string) isms.Ref { return isms.Ref("A." + s) })
	fmt.Println(c.Kind, c.Cell("5.7"))
	// Output: ref A.5.7
}

func ExampleTable_AppendCSV() {
	t := table.Table{
		Columns: []table.Header{{Key: "ref", Title: "Ref", Kind: table.KindRef}, {Key: "title", Title: "Title", Kind: table.KindText}},
		Rows:    [][]table.Cell{{table.CellOf(isms.Ref("A.5.10")), table.Text("=HYPERLINK(...)")}},
	}
	fmt.Print(string(t.AppendCSV(nil)))
	// Output:
	// Ref,Title
	// A.5.10,'=HYPERLINK(...)
}

func ExampleParseCSV() {
	columns := []table.Header{{Key: "ref", Title: "Ref", Kind: table.KindRef}, {Key: "due", Title: "Due", Kind: table.KindDate}}
	_, err := table.ParseCSV([]byte("Ref,Due\nA.5.10,2026-02-30\n"), columns)
	fmt.Println(err)
	// Output: rows[#0][#1] (line 2): "2026-02-30" is no day of the calendar: want a day such as 2026-03-02
}

func ExampleTable_AppendMarkdown() {
	t := table.Table{
		Title:   "Open lines",
		Columns: []table.Header{{Key: "ref", Title: "Ref", Kind: table.KindRef}, {Key: "n", Title: "Findings", Kind: table.KindInt}},
		Rows:    [][]table.Cell{{table.CellOf(isms.Ref("6.1.3 d 4")), table.CellOf(2)}},
	}
	fmt.Print(string(t.AppendMarkdown(nil, 3)))
	// Output:
	// ### Open lines
	//
	// | Ref | Findings |
	// | --- | ---: |
	// | 6.1.3 d), fourth item | 2 |
}

func ExampleCell() {
	for _, c := range []table.Cell{
		table.Text("MFA"), table.CellOf(3), table.CellOf(isms.MustDecimal("1.5")), table.CellOf(isms.MustDate("2026-03-02")), table.CellOf(true), table.CellOf(isms.Ref("A.5.10")), {},
	} {
		fmt.Printf("%s=%q ", c.Kind(), c)
	}
	// Output: text="MFA" int="3" decimal="1.5" date="2026-03-02" bool="yes" ref="A.5.10" =""
}

func ExampleKinds() {
	fmt.Println(slices.Collect(table.Kinds().All()))
	// Output: [text int decimal date bool ref]
}

func ExampleCell_Date() {
	for _, c := range []table.Cell{table.CellOf(isms.MustDate("2026-03-02")), table.Text("soon")} {
		if d, ok := c.Date(); ok {
			fmt.Println(d.Weekday())
		} else {
			fmt.Println("no date:", c)
		}
	}
	// Output:
	// Monday
	// no date: soon
}

func ExampleTable_Only() {
	t := table.Table{Columns: []table.Header{
		{Key: "control", Title: "Control", Kind: table.KindRef}, {Key: "note", Title: "Note", Kind: table.KindText}, {Key: "n", Title: "Risks", Kind: table.KindInt},
	}, Rows: [][]table.Cell{{table.CellOf(isms.Ref("A.8.5")), table.Text("MFA"), table.CellOf(2)}}}
	fmt.Print(string(t.Only("n", "control").AppendCSV(nil)))
	fmt.Println(t.At(0, "note"))
	// Output:
	// Risks,Control
	// 2,A.8.5
	// MFA
}

func ExampleTable_UnmarshalJSON() {
	t := table.Table{Name: "soa", Columns: []table.Header{{Key: "control", Title: "Control", Kind: table.KindRef}}, Rows: [][]table.Cell{{table.CellOf(isms.Ref("A.5.10"))}}}
	text, _ := json.Marshal(t)
	fmt.Println(string(text))
	var back table.Table
	err := json.Unmarshal(text, &back)
	fmt.Println(back.At(0, "control").Kind(), err)
	// Output:
	// {"name":"soa","title":"","columns":[{"key":"control","title":"Control","kind":"ref"}],"rows":[["A.5.10"]]}
	// ref <nil>
}

func ExampleCellOf() {
	fmt.Println(table.CellOf(3), table.CellOf(true), table.CellOf(isms.MustDate("2026-03-02")), table.CellOf(isms.Ref("A.5.7")).Kind())
	// Output: 3 yes 2026-03-02 ref
}
