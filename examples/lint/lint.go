package main

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
)

// finding is a diagnostic with its place in a file. Row 0 is the table as a whole.
type finding struct {
	File     string        `json:"file"`
	Sheet    string        `json:"sheet,omitzero"`
	Row      int           `json:"row,omitzero"`
	Code     string        `json:"code"`
	Severity isms.Severity `json:"severity"`
	Refs     []isms.Ref    `json:"refs"`
	Message  string        `json:"message"`
}

// linter collects findings.
type linter struct {
	asOf  isms.Date
	found []finding
}

func (l *linter) find(t table, row int, r isms.Rule, args ...isms.Arg) {
	var c isms.Checker
	c.Find(r, "", args...)
	for d := range c.Report().Found() {
		l.add(t, row, d)
	}
}

func (l *linter) add(t table, row int, d isms.Diagnostic) {
	l.found = append(l.found, finding{t.file, t.sheet, row, d.Code, d.Severity, d.Refs, d.Message})
}

// lint checks all tables, each by itself and together.
func lint(tables []table, asOf isms.Date) []finding {
	l := &linter{asOf: asOf, found: []finding{}}
	var plans []table
	for _, t := range tables {
		if len(t.rows) == 0 {
			l.find(t, t.header, emptyTable)
		}
		switch t.kind {
		case registerTable:
			l.register(t)
		case planTable:
			l.plan(t)
			plans = append(plans, t)
		case reviewTable:
			l.review(t)
		case scaleTable:
			l.scale(t)
		}
	}
	for _, t := range tables {
		if t.kind == soaTable {
			l.statement(t, plans)
		}
	}
	slices.SortStableFunc(l.found, func(a, b finding) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Sheet, b.Sheet), cmp.Compare(a.Row, b.Row), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
	})
	l.found = slices.CompactFunc(l.found, func(a, b finding) bool {
		return a.File == b.File && a.Sheet == b.Sheet && a.Row == b.Row && a.Code == b.Code && a.Message == b.Message
	})
	return l.found
}

// control reads a reference and says what is wrong with it. It is lenient in what
// does not change the meaning: blanks, and a lower-case prefix.
func (l *linter) control(t table, r row, text string) (isms.Ref, bool) {
	text = strings.TrimSpace(text)
	if rest, ok := strings.CutPrefix(text, "a."); ok {
		text = "A." + rest
	}
	if len(text) > 1 && text[0] == 'A' && text[1] != '.' {
		text = "A." + strings.TrimSpace(text[1:])
	}
	id, err := annexa.ParseControl(text)
	if err == nil {
		return id, true
	}
	var refused *isms.Error
	if errors.As(err, &refused) && refused.Problems[0].Code == "annexa/control-of-2013" {
		successors := ""
		for _, arg := range refused.Problems[0].Args {
			if arg.Name == "controls" && len(arg.List) > 0 {
				successors = "; it is replaced by " + arg.String()
			}
		}
		l.find(t, r.number, controlOf2013, isms.ArgText("text", text), isms.ArgText("successors", successors))
		return "", false
	}
	l.find(t, r.number, controlUnknown, isms.ArgText("reason", err.Error()))
	return "", false
}

// controls reads the references in a cell that may hold several and other words.
func (l *linter) controls(t table, r row, cell string) []isms.Ref {
	var out []isms.Ref
	for word := range strings.FieldsFuncSeq(cell, func(c rune) bool { return strings.ContainsRune(" ,;/\n\t()", c) }) {
		if looksLikeID.MatchString(strings.TrimSuffix(word, ".")) {
			if id, ok := l.control(t, r, strings.TrimSuffix(word, ".")); ok {
				out = append(out, id)
			}
		}
	}
	return out
}

// blank reports whether a cell holds no answer.
func blank(cell string) bool {
	switch plain(cell) {
	case "", "none", "tbd", "tbc", "unknown", "not rated", "not stated", "not covered", "no date", "n a", "na", "todo":
		return true
	}
	return false
}
