package soatest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/ismstest"
	"github.com/ismskit/ismskit/soa"
)

// CheckStatement returns what is wrong with a statement as a value: a row for
// each control of Annex A in order, then the custom ones; the stored form comes
// back the same, with the same hash; the diff with itself is empty; merged with
// itself it stays; a table for which the kernel has no complaint, and whose CSV
// reads back.
func CheckStatement(s soa.Statement) error {
	var errs []error
	fail := func(format string, args ...any) { errs = append(errs, fmt.Errorf("soatest: "+format, args...)) }

	i := 0
	for row := range s.Rows() {
		if c, ok := annexa.At(i); ok && c.ID != row.ID() {
			fail("row %d is %q, want %q", i, row.ID(), c.ID)
		}
		if !row.Applicability().Known() {
			fail("row %s: applicability %q", row.ID(), row.Applicability())
		}
		if again, ok := s.Row(row.ID()); !ok || again.Applicability() != row.Applicability() {
			fail("row %s is not found again", row.ID())
		}
		reasons := slices.Collect(row.Reasons())
		if !slices.IsSortedFunc(reasons, soa.Reason.Compare) || len(slices.Compact(slices.Clone(reasons))) != len(reasons) {
			fail("row %s: the reasons are out of order or not unique", row.ID())
		}
		i++
	}
	if i != s.Len() || !s.IsZero() && i < annexa.Count {
		fail("%d rows, Len %d", i, s.Len())
	}
	if n := s.Set(soa.Applicable).Len() + s.Set(soa.Excluded).Len() + s.Set(soa.Undecided).Len(); n != min(i, annexa.Count) {
		fail("the three answers cover %d controls", n)
	}

	text, err := json.Marshal(s)
	if err != nil {
		return errors.Join(append(errs, err)...)
	}
	var back soa.Statement
	if err := json.Unmarshal(text, &back); err != nil {
		return errors.Join(append(errs, err)...)
	}
	again, err := json.Marshal(back)
	switch {
	case err != nil:
		errs = append(errs, err)
	case !back.Equal(s) || !s.Equal(back):
		fail("the stored form comes back different")
	case !bytes.Equal(text, again):
		fail("storing twice gives other bytes")
	case back.Hash() != s.Hash():
		fail("the stored form has another hash")
	}
	if d := soa.Diff(s, back); !d.Empty() {
		fail("the diff with itself has %d changes", len(slices.Collect(d.Changes())))
	}
	if m, err := soa.Merge(s, s, s); err != nil || !m.Equal(s) {
		fail("merging with itself changes it (%v)", err)
	}

	t := s.Table()
	if err := t.Check(); err != nil {
		errs = append(errs, err)
	}
	read, err := isms.ParseCSV(t.AppendCSV(nil), t.Columns)
	if err != nil {
		errs = append(errs, err)
	} else if !slices.EqualFunc(t.Rows, read.Rows, slices.Equal) {
		fail("the table does not survive CSV")
	}
	return errors.Join(errs...)
}

// CheckBuild returns what is wrong with how an input is built: it must be taken,
// another order of its lists must give the same bytes and the same report, and
// regenerating from the same register and obligations must change nothing.
func CheckBuild(c ismstest.Choice, in soa.Input) error {
	s, err := soa.Build(in)
	if err != nil {
		return err
	}
	t, err := soa.Build(Shuffled(c, in))
	if err != nil {
		return err
	}
	day := isms.MustDate("2026-03-02")
	facts := soa.FactsOf(in.Register)
	again, err := s.Regenerate(in.Register, in.Obligations)
	switch {
	case err != nil:
		return err
	case !s.Equal(t) || s.Hash() != t.Hash():
		return errors.New("soatest: another order of the input gives another statement")
	case !s.Check(day, facts).Equal(t.Check(day, facts)):
		return errors.New("soatest: another order of the input gives another report")
	case !again.Equal(s):
		return fmt.Errorf("soatest: regenerating from the same register changes %v", slices.Collect(soa.Diff(s, again).Changes()))
	}
	rebuilt, err := soa.Build(soa.Input{
		Version: s.Version(), Header: s.Header(), Register: in.Register, Obligations: in.Obligations,
		Custom: slices.Collect(s.Custom()), Decisions: s.Decisions(),
	})
	if err != nil {
		return err
	}
	if !rebuilt.Equal(s) {
		return errors.New("soatest: building from what the statement says gives another")
	}
	return CheckStatement(s)
}

// CheckDiff returns what is wrong with the diff of two statements: applied to the
// first it must give the second, it is empty only for equals, and every change is
// of a known kind.
func CheckDiff(a, b soa.Statement) error {
	d := soa.Diff(a, b)
	got, err := d.Apply(a)
	if err != nil {
		return err
	}
	if !got.Equal(b) {
		return errors.New("soatest: the diff applied to the first statement does not give the second")
	}
	if d.Empty() != a.Equal(b) {
		return fmt.Errorf("soatest: the diff is empty: %v; the statements are equal: %v", d.Empty(), a.Equal(b))
	}
	for c := range d.Changes() {
		if !c.Kind.Known() || c.Field == "" {
			return fmt.Errorf("soatest: strange change %+v", c)
		}
	}
	if _, err := d.Apply(b); err == nil && !a.Equal(b) {
		return errors.New("soatest: the diff can be applied to another statement than the first")
	}
	return nil
}

// CheckMerge returns what is wrong with a merge of drafts: it must not fail, it
// must change nothing when done again, the reasons from register and obligations
// must be those of the new generation, and no text that a person wrote in edited
// or in generated may be missing under its control. It is the merge of statements
// that list the same custom controls that is checked for lost reasons.
func CheckMerge(base, edited, generated soa.Statement) error {
	m, err := soa.Merge(base, edited, generated)
	if err != nil {
		return err
	}
	for i, b := range []soa.Statement{base, generated} {
		again, err := soa.Merge(b, m, generated)
		if err != nil {
			return err
		}
		if !again.Equal(m) {
			return fmt.Errorf("soatest: merging again over %s changes %v", [...]string{"base", "generated"}[i], slices.Collect(soa.Diff(m, again).Changes()))
		}
	}
	old, have := texts(base), texts(m)
	for _, s := range []soa.Statement{edited, generated} {
		for k := range texts(s) {
			if !old[k] && !has(have, k) {
				return fmt.Errorf("soatest: the merge lost the %s of control %q: %.200q", k.field, k.control, k.text)
			}
		}
	}
	for row := range edited.Rows() {
		merged, ok := m.Row(row.ID())
		if !ok {
			return fmt.Errorf("soatest: the merge lost control %s", row.ID())
		}
		all := append(slices.Collect(merged.Reasons()), slices.Collect(merged.Lapsed())...)
		for r := range row.Reasons() {
			if !slices.ContainsFunc(all, func(o soa.Reason) bool { return o == r || o.Basis == r.Basis && o.Source == r.Source && o.Via == r.Via }) {
				return fmt.Errorf("soatest: the merge lost a reason of control %s: %s", row.ID(), r)
			}
		}
	}
	return CheckStatement(m)
}

// A key is a person's text and where it stands.
type key struct {
	control     annexa.ID
	field, text string
}

func has(in map[key]bool, k key) bool {
	if in[k] {
		return true
	}
	for o := range in { // in another field, for leftovers and lapsed reasons
		if o.control == k.control && o.text == k.text {
			return true
		}
	}
	return false
}

// texts returns what persons wrote in the statement.
func texts(s soa.Statement) map[key]bool {
	out := map[key]bool{}
	add := func(control annexa.ID, field, text string) {
		if text != "" {
			out[key{control, field, text}] = true
		}
	}
	add("", "organisation", s.Header().Organisation)
	add("", "scope", s.Header().Scope)
	for row := range s.Rows() {
		d := row.Decision()
		add(row.ID(), "justification", d.Justification)
		add(row.ID(), "how", d.How)
		add(row.ID(), "assurance", d.Assurance)
		for _, r := range d.Reasons {
			add(row.ID(), "reasons", r.Text)
		}
		for r := range row.Lapsed() {
			add(row.ID(), "lapsed", r.Text)
		}
	}
	for l := range s.Leftovers() {
		add(l.Control, l.Field, l.Text)
	}
	for c := range s.Custom() {
		add(c.ID, "title", c.Title)
		add(c.ID, "catalogue", c.Catalogue)
	}
	return out
}
