package main

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/table"
)

// text lays the result out for a terminal.
func (r result) text() ([]byte, error) {
	var b bytes.Buffer
	title := func(format string, args ...any) {
		s := fmt.Sprintf(format, args...)
		fmt.Fprintf(&b, "\n%s\n%s\n", s, strings.Repeat("-", len([]rune(s))))
	}
	people := fmt.Sprintf("%d people", r.Organization.People)
	if r.Organization.People == 0 {
		people = "number of people not stated"
	}
	fmt.Fprintf(&b, "%s, %s, as of %s\n", r.Organization.Name, people, r.AsOf)

	title("Risk register, highest first")
	printTable(&b, r.Register, r.Missing.Register, "rank", "id", "title", "owner", "inherent", "level", "acceptability", "withinTolerance")
	title("Risk treatment plan")
	printTable(&b, r.Plan, r.Missing.Plan, "id", "action", "risks", "options", "controls", "owner", "due", "progress", "overdue")
	if len(r.Statement.Rows) == 0 {
		title("Statement of Applicability")
	} else {
		title("Statement of Applicability: %s of the necessary controls are implemented (%s)", r.Implemented.Percent(), r.Implemented)
	}
	printTable(&b, r.Statement, r.Missing.Statement, "control", "title", "applicability", "risks", "legal", "contractual", "business", "justification", "implementation", "responsibility")

	title("What to do next (%d)", len(r.Actions))
	say(&b, len(r.Actions) == 0, "Nothing: no finding and no condition of a gate is open.")
	for i, a := range r.Actions {
		due := ""
		if !a.Due.IsZero() {
			due = ", due " + a.Due.String()
		}
		if a.Overdue(r.AsOf) {
			due += " (overdue)"
		}
		fmt.Fprintf(&b, "%2d. %s\n    %s: %s%s\n", i+1, a.Title, by(a), a.Path, due)
	}

	title("What an auditor would question (%d)", len(r.Questions))
	say(&b, len(r.Questions) == 0, "No rule found anything; what was not examined stands under readiness.")
	for _, g := range r.groups {
		refs, more := g.Refs[:min(len(g.Refs), few)], ""
		if n := len(g.Refs) - len(refs); n > 0 {
			more = fmt.Sprintf(" and %d more", n)
		}
		fmt.Fprintf(&b, "%-7s %s%s  %s\n", g.Severity, isms.Citations(nil, refs...), more, g.Code)
		printFew(&b, "        ", g.Found)
	}

	title("Deadlines of findings")
	say(&b, len(r.Deadlines) == 0, cmp.Or(r.Missing.Findings, "No finding has a deadline."))
	if err := r.deadlines(&b); err != nil {
		return nil, err
	}

	if r.Decision.IsZero() {
		title("Calendar of a year")
	} else {
		title("Calendar, with the decision on the certificate planned for %s", r.Decision)
	}
	fmt.Fprintf(&b, "Certificate: %s\n\n", r.Certificate)
	say(&b, len(r.Calendar) == 0, "Nothing falls due: no date is set anywhere.")
	for i := 0; i < len(r.Calendar); i++ {
		e := r.Calendar[i]
		n := 1 // evidence that falls due on one day is one line
		for i+n < len(r.Calendar) && isEvidence(e) && isEvidence(r.Calendar[i+n]) && r.Calendar[i+n].Window.Last == e.Window.Last {
			n++
		}
		if n > 1 {
			e.Title = isms.Sentence{Text: fmt.Sprintf("Evidence due for %d controls and items", n)}
			i += n - 1
		}
		fmt.Fprintf(&b, "%s  %s\n", e.Window.Last, e.Title)
	}

	title("Readiness: %s requirements and controls are clear or judged (%s)", r.Settled, r.Settled.Percent())
	for _, g := range r.Gates {
		state := "not ready"
		if g.Open {
			state = "ready"
		}
		fmt.Fprintf(&b, "%s: %s, %s conditions are met\n", g.Gate, state, g.Met)
		for _, c := range g.Conditions {
			if c.Met() {
				continue
			}
			fmt.Fprintf(&b, "  %s: %s\n", c.Title, c.Status)
			for _, alike := range chunks(c.Why) {
				printFew(&b, "    - ", alike)
			}
			if len(c.Missing) > 0 {
				fmt.Fprintf(&b, "    - to be looked at or judged: %s\n", isms.Citations(nil, c.Missing...))
			}
		}
	}
	return b.Bytes(), nil
}

// few is how many findings of one kind are printed.
const few = 4

// printFew prints findings of one kind, a line each, and counts the rest.
func printFew(b *bytes.Buffer, indent string, alike []isms.Diagnostic) {
	for _, d := range alike[:min(len(alike), few)] {
		follow := ""
		if n := len(d.Folded); n > 0 {
			follow = fmt.Sprintf(" (and %d that follow from it)", n)
		}
		fmt.Fprintf(b, "%s%s%s\n", indent, d.Message, follow)
	}
	if n := len(alike) - few; n > 0 {
		fmt.Fprintf(b, "%s... and %d more of this kind\n", indent, n)
	}
}

// chunks returns the findings by code, in the order of their first ones.
func chunks(found []isms.Diagnostic) [][]isms.Diagnostic {
	var out [][]isms.Diagnostic
	place := map[string]int{}
	for _, d := range found {
		i, ok := place[d.Code]
		if !ok {
			i = len(out)
			place[d.Code], out = i, append(out, nil)
		}
		out[i] = append(out[i], d)
	}
	return out
}

// say prints a sentence where it is true.
func say(b *bytes.Buffer, is bool, sentence string) {
	if is {
		fmt.Fprintln(b, sentence)
	}
}

func (r result) deadlines(b *bytes.Buffer) error {
	if len(r.Deadlines) == 0 {
		return nil
	}
	w := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "due\tfinding\tstep\tstate\tbasis")
	for _, d := range r.Deadlines {
		state := "open"
		switch {
		case d.Done:
			state = "done"
		case d.Overdue(r.AsOf):
			state = "overdue"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", d.Due, d.Subject, audit.Steps().Title(d.Step, nil), state, d.Basis())
	}
	return w.Flush()
}

// by returns who settles an action.
func by(a system.Action) string {
	if a.Role != "" {
		return system.Roles().Title(a.Role, nil)
	}
	return system.Actors().Title(a.Actor, nil)
}

func isEvidence(e isms.Entry) bool { return e.Kind == isms.EntryEvidence }

// printTable prints what is missing of a table, in a sentence, and its named columns
// with long cells cut; of an empty one the sentence alone.
func printTable(b *bytes.Buffer, t table.Table, missing string, keys ...string) {
	const most = 44
	say(b, missing != "", missing)
	if len(t.Rows) == 0 {
		return
	}
	w := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	line := func(cell func(i int) string) {
		first := true
		for i, c := range t.Columns {
			if !slices.Contains(keys, c.Key) {
				continue
			}
			if !first {
				fmt.Fprint(w, "\t")
			}
			first = false
			s := []rune(strings.ReplaceAll(cell(i), "\n", " "))
			if len(s) > most {
				s = append(s[:most-3], '.', '.', '.')
			}
			fmt.Fprint(w, string(s))
		}
		fmt.Fprintln(w)
	}
	line(func(i int) string { return t.Columns[i].Title })
	for _, row := range t.Rows {
		line(func(i int) string {
			if i < len(row) {
				return row[i].String()
			}
			return ""
		})
	}
	w.Flush()
}
