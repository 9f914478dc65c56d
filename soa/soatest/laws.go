package soatest

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
	"github.com/ismskit/ismskit/soa"
)

// CheckStatement returns what is wrong with a statement as a value: a row for
// each control of Annex A in order, then the custom ones; the stored form comes
// back the same, with the same hash; the diff with itself is empty; merged with
// itself it stays; a table for which the kernel has no complaint, and whose CSV
// reads back.
func CheckStatement(s soa.Statement) error { return genuine().checkStatement(s) }

// CheckBuild returns what is wrong with how an input is built: it must be taken,
// another order of its lists must give the same bytes and the same report, and
// regenerating from the same register and obligations must change nothing.
func CheckBuild(c isms.Chance, in soa.Input) error {
	s, err := genuine().checkBuild(c, in)
	return cmp.Or(err, CheckStatement(s))
}

// CheckDiff returns what is wrong with the diff of two statements: applied to the
// first it must give the second, it is empty only for equals, and every change is
// of a known kind.
func CheckDiff(a, b soa.Statement) error { return genuine().checkDiff(a, b) }

// CheckMerge returns what is wrong with a merge of drafts: it must not fail, it
// must change nothing when done again, the reasons from register and obligations
// must be those of the new generation, and no text that a person wrote in edited
// or in generated may be missing under its control. It is the merge of statements
// that list the same custom controls that is checked for lost reasons.
func CheckMerge(base, edited, generated soa.Statement) error {
	s, err := genuine().checkMerge(base, edited, generated)
	return cmp.Or(err, CheckStatement(s))
}

// verbs are what the laws say something about. A test of the laws puts a broken
// one in the place of each: a law that cannot fail is decoration.
type verbs struct {
	build         func(soa.Input) (soa.Statement, error)
	check         func(soa.Statement, soa.Facts) isms.Report
	rows          func(soa.Statement) []soa.Row
	row           func(soa.Statement, isms.Ref) (soa.Row, bool)
	applicability func(soa.Row) soa.Applicability
	reasons       func(soa.Row) []soa.Reason
	set           func(soa.Statement, soa.Applicability) annexa.Set
	decisions     func(soa.Statement) []soa.Decision
	store         func(soa.Statement) ([]byte, error)
	read          func([]byte) (soa.Statement, error)
	hash          func(soa.Statement) string
	changes       func(a, b soa.Statement) []soa.Change
	apply         func(a, b, to soa.Statement) (soa.Statement, error) // what changed from a to b, applied to another
	merge         func(base, edited, generated soa.Statement) (soa.Statement, error)
	regenerate    func(soa.Statement, soa.Input) (soa.Statement, error)
	table         func(soa.Statement) table.Table
	csv           func(table.Table) []byte
}

// genuine returns the verbs of package soa.
func genuine() *verbs {
	return &verbs{
		build:         soa.Build,
		check:         func(s soa.Statement, f soa.Facts) isms.Report { return s.Check(isms.MustDate("2026-03-02"), nil, f) },
		rows:          func(s soa.Statement) []soa.Row { return slices.Collect(s.Rows()) },
		row:           soa.Statement.LookupRow,
		applicability: soa.Row.Applicability,
		reasons:       func(r soa.Row) []soa.Reason { return slices.Collect(r.Reasons()) },
		set:           soa.Statement.Controls,
		decisions:     soa.Statement.Decisions,
		store:         soa.Statement.MarshalJSON,
		read: func(text []byte) (s soa.Statement, err error) {
			err = s.UnmarshalJSON(text)
			return s, err
		},
		hash:    soa.Statement.Hash,
		changes: func(a, b soa.Statement) []soa.Change { return slices.Collect(soa.Diff(a, b).Changes()) },
		apply:   func(a, b, to soa.Statement) (soa.Statement, error) { return soa.Diff(a, b).Apply(to) },
		merge:   soa.Merge,
		regenerate: func(s soa.Statement, in soa.Input) (soa.Statement, error) {
			return s.Regenerate(in.Register, in.Obligations)
		},
		table: soa.Statement.Table,
		csv:   func(t table.Table) []byte { return t.AppendCSV(nil) },
	}
}

func (v *verbs) checkStatement(s soa.Statement) error {
	return errors.Join(v.checkRows(s), v.checkStored(s), v.checkTable(s))
}

func (v *verbs) checkRows(s soa.Statement) error {
	var errs []error
	fail := func(format string, args ...any) { errs = append(errs, fmt.Errorf("soatest: "+format, args...)) }

	rows := v.rows(s)
	for i, row := range rows {
		if c, ok := annexa.At(i); ok && c.Ref != row.Ref() {
			fail("row %d is %q, want %q", i, row.Ref(), c.Ref)
		}
		if a := v.applicability(row); !soa.Applicabilities().Has(a) {
			fail("row %s: applicability %q", row.Ref(), a)
		}
		if again, ok := v.row(s, row.Ref()); !ok || again.Ref() != row.Ref() {
			fail("row %s is not found again", row.Ref())
		}
		reasons := v.reasons(row)
		if !slices.IsSortedFunc(reasons, soa.Reason.Compare) || len(slices.Compact(slices.Clone(reasons))) != len(reasons) {
			fail("row %s: the reasons are out of order or not unique", row.Ref())
		}
	}
	if len(rows) != s.Len() || !s.IsZero() && len(rows) < annexa.Count {
		fail("%d rows, Len %d", len(rows), s.Len())
	}
	if n := v.set(s, soa.Applicable).Len() + v.set(s, soa.Excluded).Len() + v.set(s, soa.Undecided).Len(); n != min(len(rows), annexa.Count) {
		fail("the three answers cover %d controls", n)
	}
	return errors.Join(errs...)
}

// broken says which law does not hold, and the error that came with it, if any.
func broken(err error, format string, args ...any) error {
	law := "soatest: " + fmt.Sprintf(format, args...)
	if err != nil {
		return fmt.Errorf("%s: %w", law, err)
	}
	return errors.New(law)
}

func (v *verbs) checkStored(s soa.Statement) error {
	text, err := v.store(s)
	if err != nil {
		return fmt.Errorf("soatest: the statement cannot be stored: %w", err)
	}
	back, err := v.read(text)
	if err != nil {
		return fmt.Errorf("soatest: the stored form cannot be read: %w", err)
	}
	if again, err := v.store(back); err != nil || !bytes.Equal(text, again) {
		return broken(err, "storing twice gives other bytes")
	}
	switch changes := v.changes(s, back); {
	case !back.Equal(s) || !s.Equal(back):
		return errors.New("soatest: the stored form comes back different")
	case v.hash(back) != v.hash(s):
		return errors.New("soatest: the stored form has another hash")
	case len(changes) > 0:
		return fmt.Errorf("soatest: the diff with itself has %d changes", len(changes))
	}
	if m, err := v.merge(s, s, s); err != nil || !m.Equal(s) {
		return broken(err, "merging with itself changes it")
	}
	return nil
}

func (v *verbs) checkTable(s soa.Statement) error {
	t := v.table(s)
	if err := t.Validate(); err != nil {
		return fmt.Errorf("soatest: the table: %w", err)
	}
	read, err := table.ParseCSV(v.csv(t), t.Columns)
	if err != nil || !slices.EqualFunc(t.Rows, read.Rows, slices.Equal) {
		return broken(err, "the table does not survive CSV")
	}
	return nil
}

// checkBuild returns the statement, too, for whoever checks more.
func (v *verbs) checkBuild(c isms.Chance, in soa.Input) (soa.Statement, error) {
	s, err := v.build(in)
	if err != nil {
		return soa.Statement{}, fmt.Errorf("soatest: the input is refused: %w", err)
	}
	t, err := v.build(shuffled(c, in))
	if err != nil {
		return soa.Statement{}, fmt.Errorf("soatest: the input is refused in another order: %w", err)
	}
	again, err := v.regenerate(s, in)
	if err != nil {
		return soa.Statement{}, fmt.Errorf("soatest: the statement cannot be regenerated: %w", err)
	}
	facts := soa.FactsOf(in.Register)
	switch {
	case !s.Equal(t) || v.hash(s) != v.hash(t):
		return soa.Statement{}, errors.New("soatest: another order of the input gives another statement")
	case !v.check(s, facts).Equal(v.check(t, facts)):
		return soa.Statement{}, errors.New("soatest: another order of the input gives another report")
	case !again.Equal(s):
		return soa.Statement{}, fmt.Errorf("soatest: regenerating from the same register changes %v", v.changes(s, again))
	}
	rebuilt, err := v.build(soa.Input{
		Version: s.Version(), Header: s.Header(), Register: in.Register, Obligations: in.Obligations,
		Custom: slices.Collect(s.CustomControls()), Decisions: v.decisions(s),
	})
	if err != nil || !rebuilt.Equal(s) {
		return soa.Statement{}, broken(err, "building from what the statement says gives another")
	}
	return s, nil
}

func (v *verbs) checkDiff(a, b soa.Statement) error {
	got, err := v.apply(a, b, a)
	if err != nil || !got.Equal(b) {
		return broken(err, "the diff applied to the first statement does not give the second")
	}
	changes := v.changes(a, b)
	if (len(changes) == 0) != a.Equal(b) {
		return fmt.Errorf("soatest: the diff has %d changes; the statements are equal: %v", len(changes), a.Equal(b))
	}
	for _, c := range changes {
		if !soa.ChangeKinds().Has(c.Kind) || c.Field == "" {
			return fmt.Errorf("soatest: strange change %+v", c)
		}
	}
	if _, err := v.apply(a, b, b); err == nil && !a.Equal(b) {
		return errors.New("soatest: the diff can be applied to another statement than the first")
	}
	return nil
}

// checkMerge returns the merged statement, too, for whoever checks more.
func (v *verbs) checkMerge(base, edited, generated soa.Statement) (soa.Statement, error) {
	m, err := v.merge(base, edited, generated)
	if err != nil {
		return soa.Statement{}, fmt.Errorf("soatest: the merge is refused: %w", err)
	}
	for i, b := range []soa.Statement{base, generated} {
		again, err := v.merge(b, m, generated)
		if err != nil || !again.Equal(m) {
			return soa.Statement{}, broken(err, "merging again over %s changes %v", [...]string{"base", "generated"}[i], v.changes(m, again))
		}
	}
	old, have := texts(base), texts(m)
	for _, s := range []soa.Statement{edited, generated} {
		for k := range texts(s) {
			if !old[k] && !has(have, k) {
				return soa.Statement{}, fmt.Errorf("soatest: the merge lost the %s of control %q: %.200q", k.field, k.control, k.text)
			}
		}
	}
	for row := range edited.Rows() {
		merged, ok := m.LookupRow(row.Ref())
		if !ok {
			return soa.Statement{}, fmt.Errorf("soatest: the merge lost control %s", row.Ref())
		}
		if fresh, ok := generated.LookupRow(row.Ref()); ok {
			if r, ok := missing(fresh, merged); ok {
				return soa.Statement{}, fmt.Errorf("soatest: the merge does not have what asks for control %s now: %s", row.Ref(), r)
			}
			if r, ok := missing(merged, fresh); ok {
				return soa.Statement{}, fmt.Errorf("soatest: the merge has what does not ask for control %s: %s", row.Ref(), r)
			}
		}
		all := slices.AppendSeq(slices.Collect(merged.Reasons()), merged.NoLongerValid())
		for r := range row.Reasons() {
			if !slices.ContainsFunc(all, func(o soa.Reason) bool { return o == r || o.Basis == r.Basis && o.Source == r.Source && o.Via == r.Via }) {
				return soa.Statement{}, fmt.Errorf("soatest: the merge lost a reason of control %s: %s", row.Ref(), r)
			}
		}
	}
	return m, nil
}

// missing returns a reason that the first row has from the register or an
// obligation and the second has not at all.
func missing(in, from soa.Row) (soa.Reason, bool) {
	given, have := in.Decision().Reasons, slices.Collect(from.Reasons())
	for r := range in.Reasons() {
		if !slices.Contains(given, r) && !slices.Contains(have, r) {
			return r, true
		}
	}
	return soa.Reason{}, false
}

// key is a person's text and where it stands.
type key struct {
	control     isms.Ref
	field, text string
}

func has(in map[key]bool, k key) bool {
	if in[k] {
		return true
	}
	for o := range in { // in another field, for merge conflicts and reasons no longer valid
		if o.control == k.control && o.text == k.text {
			return true
		}
	}
	return false
}

// texts returns what persons wrote in the statement.
func texts(s soa.Statement) map[key]bool {
	out := map[key]bool{}
	add := func(control isms.Ref, field, text string) {
		if text != "" {
			out[key{control, field, text}] = true
		}
	}
	add("", "organization", s.Header().Organization)
	add("", "scope", s.Header().Scope)
	for row := range s.Rows() {
		d := row.Decision()
		add(row.Ref(), "justification", d.Justification)
		add(row.Ref(), "how", d.How)
		add(row.Ref(), "assurance", d.Assurance)
		for _, r := range d.Reasons {
			add(row.Ref(), "reasons", r.Text)
		}
		for r := range row.NoLongerValid() {
			add(row.Ref(), "noLongerValid", r.Text)
		}
	}
	for l := range s.MergeConflicts() {
		add(l.Control, l.Field, l.Text)
	}
	for c := range s.CustomControls() {
		add(c.Ref, "title", c.Title)
		add(c.Ref, "catalog", c.Catalog)
	}
	return out
}
