package main

import (
	"bytes"
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
	fmt.Fprintf(&b, "%s, %d people, as of %s\n", r.Organization.Name, r.Organization.People, r.AsOf)

	title("Risk register, highest first")
	printTable(&b, r.Register, "rank", "id", "title", "owner", "inherent", "level", "acceptability", "withinTolerance")
	title("Risk treatment plan")
	printTable(&b, r.Plan, "id", "action", "risks", "options", "controls", "owner", "due", "progress", "overdue")
	title("Statement of Applicability: %s of the necessary controls are implemented (%s)", r.Implemented.Percent(), r.Implemented)
	printTable(&b, r.Statement, "control", "title", "applicability", "risks", "legal", "contractual", "business", "justification", "implementation", "responsibility")

	title("What to do next (%d)", len(r.Actions))
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
	for _, d := range r.Questions {
		fmt.Fprintf(&b, "%-7s %s  %s\n        %s\n", d.Severity, isms.Citations(nil, d.Refs...), d.Code, d.Message)
		if n := len(d.Folded); n > 0 {
			fmt.Fprintf(&b, "        (and %d that follow from it)\n", n)
		}
	}

	title("Deadlines of findings")
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
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
	if err := w.Flush(); err != nil {
		return nil, err
	}

	if r.Decision.IsZero() {
		title("Calendar of a year")
	} else {
		title("Calendar, with the decision on the certificate planned for %s", r.Decision)
	}
	fmt.Fprintf(&b, "Certificate: %s\n\n", r.Certificate)
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
			for _, d := range c.Why {
				fmt.Fprintf(&b, "    - %s\n", d.Message)
			}
			if len(c.Missing) > 0 {
				fmt.Fprintf(&b, "    - to be looked at or judged: %s\n", isms.Citations(nil, c.Missing...))
			}
		}
	}
	return b.Bytes(), nil
}

// by returns who settles an action.
func by(a system.Action) string {
	if a.Role != "" {
		return system.Roles().Title(a.Role, nil)
	}
	return system.Actors().Title(a.Actor, nil)
}

func isEvidence(e isms.Entry) bool { return e.Kind == isms.EntryEvidence }

// printTable prints the named columns, or all, with long cells cut.
func printTable(b *bytes.Buffer, t table.Table, keys ...string) {
	const most = 44
	w := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	line := func(cell func(i int) string) {
		first := true
		for i, c := range t.Columns {
			if len(keys) > 0 && !slices.Contains(keys, c.Key) {
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
