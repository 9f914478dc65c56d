package draw

import (
	"slices"
	"strconv"
	"strings"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
)

// Date returns a date, often at a month's end or on a leap day, and now and then
// no date.
func Date(c isms.Chance) isms.Date {
	switch c.IntN(12) {
	case 0:
		return isms.Date{}
	case 1:
		return isms.MustDate("2024-02-29").AddYears(c.IntN(9) - 4)
	case 2, 3, 4:
		return isms.MustDate("2024-01-31").AddMonths(c.IntN(60))
	}
	return isms.MustDate("2020-01-01").AddDays(c.IntN(4000))
}

// KnownDate returns a date that is not the zero Date.
func KnownDate(c isms.Chance) isms.Date {
	if d := Date(c); !d.IsZero() {
		return d
	}
	return isms.MustDate("2026-03-02")
}

// Window returns a window whose ends are in order; either may be open.
func Window(c isms.Chance) isms.Window {
	w := isms.Window{First: Date(c), Last: Date(c)}
	if w.Validate() != nil {
		w.First, w.Last = w.Last, w.First
	}
	return w
}

// Interval returns an interval of 0 to 40 of a known unit.
func Interval(c isms.Chance) isms.Interval {
	return isms.Interval{N: c.IntN(41), Unit: Pick(c, slices.Collect(isms.Units().All()))}
}

// Series returns a series that Validate accepts.
func Series(c isms.Chance) isms.Series {
	s := isms.Series{
		Anchor: KnownDate(c),
		Every:  isms.Interval{N: 1 + c.IntN(40), Unit: Pick(c, []isms.Unit{isms.Days, isms.Weeks, isms.Months, isms.Years})},
	}
	if Chance(c, 1, 3) {
		s.Count = c.IntN(30)
	}
	if Chance(c, 1, 3) {
		s.Until = Date(c)
	}
	return s
}

// ID returns an ID that Validate accepts: mostly short, so that two draws collide
// now and then, some of them long or of other scripts.
func ID(c isms.Chance) isms.ID {
	switch c.IntN(8) {
	case 0:
		return "Zugriff/Prüfung 7"
	case 1:
		return "資産-1"
	case 2:
		return "a]\"b"
	}
	return isms.ID("X-" + strconv.Itoa(c.IntN(20)))
}

// Ref returns the place of an item of clauses 4 to 10, of a control, of an own
// item, or in another document.
func Ref(c isms.Chance) isms.Ref {
	switch c.IntN(6) {
	case 0:
		return isms.OwnRef(ID(c))
	case 1:
		return isms.Ref("ISO/IEC 17021-1 9." + strconv.Itoa(1+c.IntN(6)))
	case 2, 3:
		theme := c.IntN(4)
		return isms.Ref("A." + strconv.Itoa(5+theme) + "." + strconv.Itoa(1+c.IntN([]int{37, 8, 14, 34}[theme])))
	}
	return Requirement(c).Ref
}

// Requirement returns an item of clauses 4 to 10.
func Requirement(c isms.Chance) isms.Requirement {
	return Pick(c, slices.Collect(isms.Requirements(isms.Amended2024)))
}

// Text returns text as people type it: empty, short, with line ends, quotes, other
// scripts, or the beginning of a spreadsheet formula.
func Text(c isms.Chance) string {
	parts := []string{"", "reviewed", " ", "\n", "\r\n", "\"quoted\"", "a|b,c", "=1+1", "'", "Überprüfung", "審査", "e\u0301", "-", "@x", "<b>"}
	var s strings.Builder
	for range c.IntN(5) {
		s.WriteString(Pick(c, parts))
	}
	return s.String()
}

// Decimal returns a decimal of up to 15 digits before and 4 after the point.
func Decimal(c isms.Chance) isms.Decimal {
	n := isms.DecimalOf(int64(c.IntN(1_000_000_000)) - 500_000_000)
	for range c.IntN(3) {
		if more, err := n.Mul(isms.DecimalOf(int64(c.IntN(1000)))); err == nil {
			n = more
		}
	}
	if q, err := n.Quo(isms.DecimalOf(10_000), 4); err == nil && Chance(c, 1, 2) {
		return q
	}
	return n
}

// Rules returns up to n rules that Validate accepts, no two with one code.
func Rules(c isms.Chance, n int) []isms.Rule {
	rules := []isms.Rule{}
	for i := range c.IntN(max(n, 0) + 1) {
		r := isms.Rule{
			Code: "drawn/rule-" + strconv.Itoa(i), Severity: Pick(c, slices.Collect(isms.Severities().All())), Refs: isms.SortRefs([]isms.Ref{Ref(c), Ref(c)}),
			Title: "something is amiss", Message: "{what} is amiss", Remedy: "mend it", Since: "v0.1.0",
		}
		if Chance(c, 1, 6) {
			r.JudgementRequired = "only a person can tell"
		}
		rules = append(rules, r)
	}
	return rules
}

// Report returns a report over some of the rules: each ran and found something,
// ran and found nothing, or was skipped. Rules that need a person do not run.
func Report(c isms.Chance, rules []isms.Rule) isms.Report {
	var k isms.Checker
	for _, r := range rules {
		if r.JudgementRequired != "" {
			continue
		}
		switch c.IntN(4) {
		case 0:
			k.Skip(r, isms.Sentence{Text: "a fact is missing"})
		case 1:
		case 2:
			k.Ran(r)
		default:
			k.Ran(r)
			k.Find(r, isms.Path("").Item("things", ID(c)), isms.ArgText("what", ID(c)))
		}
	}
	return k.Report()
}

// Judgement returns a judgement that counts from the day on.
func Judgement(c isms.Chance, on isms.Date) isms.Judgement {
	return isms.Judgement{
		Requirement: Ref(c), Conclusion: Pick(c, slices.Collect(isms.Conclusions().All())), By: ID(c), On: on, Basis: "what was seen",
	}
}

// Table returns a table that Validate accepts, with a column of each kind.
func Table(c isms.Chance) table.Table {
	t := table.Table{Name: "drawn", Title: Text(c), Rows: [][]table.Cell{}}
	for i, k := range slices.Collect(table.Kinds().All()) {
		t.Columns = append(t.Columns, table.Header{Key: "c" + strconv.Itoa(i), Title: Text(c), Kind: k})
	}
	for range c.IntN(6) {
		row := []table.Cell{
			table.Text(Text(c)), table.CellOf(c.IntN(2001) - 1000), table.CellOf(Decimal(c)),
			table.CellOf(Date(c)), table.CellOf(Chance(c, 1, 2)), table.CellOf(Ref(c)),
		}
		t.Rows = append(t.Rows, row[:c.IntN(len(row)+1)])
	}
	return t
}

// Shuffled returns the values in another order; the input stays.
func Shuffled[T any](c isms.Chance, values []T) []T {
	s := slices.Clone(values)
	for i := len(s) - 1; i > 0; i-- {
		j := c.IntN(i + 1)
		s[i], s[j] = s[j], s[i]
	}
	return s
}
