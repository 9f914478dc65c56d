package pictures

import (
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/soa"
)

// states are the classes of a Statement of Applicability: the implementation of a
// necessary control, or why there is none.
var states = []Class{
	{Name: "implemented", Colour: "#7fbf8b"},
	{Name: "partially implemented", Colour: "#cfe3a3"},
	{Name: "planned", Colour: "#a9cbe8"},
	{Name: "not implemented", Colour: "#f2b88a"},
	{Name: "not stated", Colour: "#ee8d86"},
	{Name: "undecided", Colour: "#d9a7d6"},
	{Name: "excluded", Colour: "#d3d9df"},
}

const (
	notStated = 4
	undecided = 5
	excluded  = 6
)

// state returns the place of a row among the states. A word that is not known is
// not stated.
func state(r soa.Row) int {
	switch r.Applicability() {
	case soa.Excluded:
		return excluded
	case soa.Applicable:
		if i := soa.ImplementationStatuses().Index(r.Decision().Implementation); i >= 0 {
			return i
		}
		return notStated
	}
	return undecided
}

// ByTheme counts the controls of a statement by theme and state, and those beside
// Annex A apart.
func ByTheme(of string, stmt soa.Statement, asOf isms.Date) Tally {
	t := Tally{Noun: "control", Classes: states}
	themes := slices.Collect(annexa.FullThemeSet().All())
	counts := make([][]int, len(themes)+1)
	for i := range counts {
		counts[i] = make([]int, len(states))
	}
	for r := range stmt.Rows() {
		at := len(themes)
		if c, ok := annexa.Lookup(r.Ref()); ok {
			at = slices.Index(themes, c.Theme)
		}
		counts[at][state(r)]++
	}
	for i, theme := range themes {
		t.Groups = append(t.Groups, Group{fmt.Sprintf("%s (%d)", capital(theme.String()), sum(counts[i])), counts[i]})
	}
	if n := sum(counts[len(themes)]); n > 0 {
		t.Groups = append(t.Groups, Group{fmt.Sprintf("Beside Annex A (%d)", n), counts[len(themes)]})
	}
	done := stmt.Implemented()
	says := fmt.Sprintf("%d of %d %s are implemented, %d excluded", done.Have, done.Want, necessary(stmt), t.Total(excluded))
	if n := t.Total(undecided); n > 0 {
		says += "; on " + fmt.Sprint(n) + " nobody has decided"
	}
	t.Heading = Heading{says, fmt.Sprintf("%s, Statement of Applicability %s (%s) on %s: %d controls by theme and state", of, stmt.Version(), stmt.State(), asOf, stmt.Len())}
	return t
}

// necessary names what the implemented controls are counted of: all that are not
// excluded, as the library counts them.
func necessary(stmt soa.Statement) string {
	if stmt.Controls(soa.Undecided).Len() > 0 {
		return "necessary or undecided controls"
	}
	return "necessary controls"
}

func sum(list []int) int {
	n := 0
	for _, k := range list {
		n += k
	}
	return n
}

// ByAttribute counts the controls of a statement by the attribute values of ISO/IEC
// 27002 and state; a control counts at each of its values. The heading names the
// value whose necessary controls are implemented least.
func ByAttribute(of string, stmt soa.Statement, asOf isms.Date) Tally {
	t := Tally{Noun: "control", Classes: states}
	least, where := isms.Ratio{}, ""
	for attribute := range annexa.Attributes().All() {
		t.Groups = append(t.Groups, Group{Name: annexa.Attributes().Title(attribute, nil)})
		for value := range attribute.Values().All() {
			counts := make([]int, len(states))
			for r := range stmt.Rows() {
				if attributes(r).Contains(value) {
					counts[state(r)]++
				}
			}
			name := annexa.AttributeValues().Title(value.String(), nil)
			t.Groups = append(t.Groups, Group{fmt.Sprintf("%s (%d)", name, sum(counts)), counts})
			done := isms.Ratio{Have: counts[0], Want: sum(counts[:excluded])}
			if done.Defined() && (where == "" || done.Compare(least) < 0) {
				least, where = done, name
			}
		}
	}
	says := "No control is necessary"
	switch {
	case where != "" && least.Full():
		says = "Every necessary control is implemented, whatever its attributes"
	case where != "":
		says = fmt.Sprintf("Least implemented: %s, %d of %d %s", where, least.Have, least.Want, necessary(stmt))
	}
	t.Heading = Heading{says, fmt.Sprintf("%s, Statement of Applicability %s (%s) on %s: controls by attribute and state; a control counts at each of its values", of, stmt.Version(), stmt.State(), asOf)}
	return t
}

func attributes(r soa.Row) annexa.AttributeValueSet {
	if own, ok := r.CustomControl(); ok {
		return own.AttributeValues
	}
	c, _ := annexa.Lookup(r.Ref())
	return c.AttributeValues
}
