package soatest

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/ismstest"
	"github.com/ismskit/ismskit/isms/table"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

var errBroken = errors.New("broken")

func must(s soa.Statement, err error) soa.Statement {
	if err != nil {
		panic(err)
	}
	return s
}

// input is sound and has something of everything.
func input() soa.Input {
	return soa.Input{
		Version: "1", Header: soa.Header{Scope: "all"},
		Register: risk.Register{
			Risks: []risk.Risk{{ID: "R-1", Existing: []isms.Ref{"A.5.7"}}, {ID: "R-2", Existing: []isms.Ref{"A.5.7"}}},
		},
		Obligations: []soa.Obligation{{ID: "L-1", Basis: soa.BasisLegal, Controls: []isms.Ref{"A.5.34"}}},
		Custom:      []annexa.CustomControl{{Ref: "own:C-1", Title: "Four eyes"}},
		Decisions:   []soa.Decision{{Control: "A.5.7", Justification: "Our customers are attacked."}, {Control: "A.8.28", Excluded: true}},
	}
}

// other is another statement, with the same custom control.
func other() soa.Statement {
	in := input()
	in.Version, in.Register, in.Decisions = "2", risk.Register{}, nil
	return must(soa.Build(in))
}

// twice breaks a verb the second time it is used, and from then on.
func twice[A, B any](sound, broken func(A) B) func(A) B {
	n := 0
	return func(a A) B {
		if n++; n > 1 {
			return broken(a)
		}
		return sound(a)
	}
}

// Each case breaks one verb of package soa; the law must name what is broken, and
// find nothing when nothing is.
func TestLawsFindWhatIsBroken(t *testing.T) {
	type laws = func(*verbs) error
	statement := func(v *verbs) error { return v.checkStatement(must(soa.Build(input()))) }
	building := func(v *verbs) error {
		_, err := v.checkBuild(ismstest.Bytes([]byte("shuffle")), input())
		return err
	}
	diff := func(v *verbs) error { return v.checkDiff(must(soa.Build(input())), other()) }
	merge := func(v *verbs) error {
		base := must(soa.Build(input()))
		how := "a person's words"
		_, err := v.checkMerge(base, must(base.Edit(soa.Edit{Control: "A.5.7", How: &how})), other())
		return err
	}
	type result struct {
		s   soa.Statement
		err error
	}
	builds := func(broken func(soa.Input) (soa.Statement, error)) func(soa.Input) (soa.Statement, error) {
		f := twice(func(in soa.Input) result { s, err := soa.Build(in); return result{s, err} },
			func(in soa.Input) result { s, err := broken(in); return result{s, err} })
		return func(in soa.Input) (soa.Statement, error) { r := f(in); return r.s, r.err }
	}
	for _, c := range []struct {
		name, want string
		law        laws
		sabotage   func(*verbs)
	}{
		{"rows in another order", `row 0 is "own:C-1", want "A.5.1"`, statement, func(v *verbs) {
			v.rows = func(s soa.Statement) []soa.Row {
				rows := slices.Collect(s.Rows())
				slices.Reverse(rows)
				return rows
			}
		}},
		{"a row too few", "93 rows, Len 94", statement, func(v *verbs) {
			v.rows = func(s soa.Statement) []soa.Row { return slices.Collect(s.Rows())[:93] }
		}},
		{"an answer that is none", `row A.5.1: applicability "perhaps"`, statement, func(v *verbs) {
			v.applicability = func(soa.Row) soa.Applicability { return "perhaps" }
		}},
		{"a row that is not there", "row A.5.1 is not found again", statement, func(v *verbs) {
			v.row = func(s soa.Statement, id isms.Ref) (soa.Row, bool) { r, _ := s.LookupRow(id); return r, false }
		}},
		{"another row", "row A.5.2 is not found again", statement, func(v *verbs) {
			v.row = func(s soa.Statement, _ isms.Ref) (soa.Row, bool) { return s.LookupRow("A.5.1") }
		}},
		{"reasons in another order", "row A.5.7: the reasons are out of order or not unique", statement, func(v *verbs) {
			v.reasons = func(r soa.Row) []soa.Reason {
				list := slices.Collect(r.Reasons())
				slices.Reverse(list)
				return list
			}
		}},
		{"reasons twice", "row A.5.34: the reasons are out of order or not unique", statement, func(v *verbs) {
			v.reasons = func(r soa.Row) []soa.Reason {
				list := slices.Collect(r.Reasons())
				return slices.Concat(list[:min(1, len(list))], list)
			}
		}},
		{"a control in no set", "the three answers cover 92 controls", statement, func(v *verbs) {
			v.set = func(s soa.Statement, a soa.Applicability) annexa.Set { return s.Controls(a).Without("A.8.28") }
		}},
		{"a form that cannot be written", "cannot be stored: broken", statement, func(v *verbs) {
			v.store = func(soa.Statement) ([]byte, error) { return nil, errBroken }
		}},
		{"a form that cannot be read", "cannot be read: broken", statement, func(v *verbs) {
			v.read = func([]byte) (soa.Statement, error) { return soa.Statement{}, errBroken }
		}},
		{"a form that changes", "storing twice gives other bytes", statement, func(v *verbs) {
			v.read = func([]byte) (soa.Statement, error) { return other(), nil }
		}},
		{"a form that can be written once", "storing twice gives other bytes: broken", statement, func(v *verbs) {
			n := 0
			v.store = func(s soa.Statement) ([]byte, error) {
				if n++; n > 1 {
					return nil, errBroken
				}
				return s.MarshalJSON()
			}
		}},
		{"a form that says less", "the stored form comes back different", statement, func(v *verbs) {
			v.store = func(soa.Statement) ([]byte, error) { return nil, nil }
			v.read = func([]byte) (soa.Statement, error) { return other(), nil }
		}},
		{"a hash of the moment", "the stored form has another hash", statement, func(v *verbs) {
			v.hash = twice(soa.Statement.Hash, func(soa.Statement) string { return "sha256:0" })
		}},
		{"a diff with itself", "the diff with itself has 1 changes", statement, func(v *verbs) {
			v.changes = func(a, b soa.Statement) []soa.Change { return make([]soa.Change, 1) }
		}},
		{"a merge with itself that fails", "merging with itself changes it: broken", statement, func(v *verbs) {
			v.merge = func(_, _, _ soa.Statement) (soa.Statement, error) { return soa.Statement{}, errBroken }
		}},
		{"a merge with itself that changes", "merging with itself changes it", statement, func(v *verbs) {
			v.merge = func(_, _, _ soa.Statement) (soa.Statement, error) { return other(), nil }
		}},
		{"a table with a column twice", "soatest: the table: ", statement, func(v *verbs) {
			v.table = func(s soa.Statement) table.Table {
				table := s.Table()
				table.Columns[1] = table.Columns[0]
				return table
			}
		}},
		{"CSV without its head", "the table does not survive CSV: ", statement, func(v *verbs) { v.csv = func(table.Table) []byte { return nil } }},
		{"CSV without a row", "the table does not survive CSV", statement, func(v *verbs) {
			v.csv = func(table table.Table) []byte {
				table.Rows = table.Rows[1:]
				return table.AppendCSV(nil)
			}
		}},

		{"input refused", "the input is refused: broken", building, func(v *verbs) {
			v.build = func(soa.Input) (soa.Statement, error) { return soa.Statement{}, errBroken }
		}},
		{"input refused in another order", "refused in another order: broken", building, func(v *verbs) {
			v.build = builds(func(soa.Input) (soa.Statement, error) { return soa.Statement{}, errBroken })
		}},
		{"another order, another statement", "another order of the input gives another statement", building, func(v *verbs) {
			v.build = builds(func(soa.Input) (soa.Statement, error) { return other(), nil })
		}},
		{"another order, another hash", "another order of the input gives another statement", building, func(v *verbs) {
			v.hash = twice(soa.Statement.Hash, func(soa.Statement) string { return "sha256:0" })
		}},
		{"another order, another report", "another order of the input gives another report", building, func(v *verbs) {
			n := 0
			v.check = func(s soa.Statement, f soa.Facts) isms.Report {
				n++
				if n%2 == 0 {
					return s.Check(isms.Date{}, nil, f)
				}
				return s.Check(isms.MustDate("2026-03-02"), nil, f)
			}
		}},
		{"no regeneration", "cannot be regenerated: broken", building, func(v *verbs) {
			v.regenerate = func(soa.Statement, soa.Input) (soa.Statement, error) { return soa.Statement{}, errBroken }
		}},
		{"another regeneration", "regenerating from the same register changes [", building, func(v *verbs) {
			v.regenerate = func(soa.Statement, soa.Input) (soa.Statement, error) { return other(), nil }
		}},
		{"decisions kept back", "building from what the statement says gives another", building, func(v *verbs) {
			v.decisions = func(s soa.Statement) []soa.Decision { return s.Decisions()[1:] }
		}},
		{"decisions made up", "building from what the statement says gives another: decisions[#0].control: ", building, func(v *verbs) {
			v.decisions = func(s soa.Statement) []soa.Decision { return make([]soa.Decision, 1) }
		}},

		{"a diff that does not apply", "does not give the second: broken", diff, func(v *verbs) {
			v.apply = func(_, _, _ soa.Statement) (soa.Statement, error) { return soa.Statement{}, errBroken }
		}},
		{"a diff that applies to something else", "does not give the second", diff, func(v *verbs) {
			v.apply = func(a, _, _ soa.Statement) (soa.Statement, error) { return a, nil }
		}},
		{"a diff without changes", "the diff has 0 changes; the statements are equal: false", diff, func(v *verbs) {
			v.changes = func(_, _ soa.Statement) []soa.Change { return nil }
		}},
		{"changes of equals", "the diff has 1 changes; the statements are equal: true", func(v *verbs) error { return v.checkDiff(other(), other()) }, func(v *verbs) {
			v.changes = func(_, _ soa.Statement) []soa.Change { return make([]soa.Change, 1) }
		}},
		{"a change of no kind", "strange change {Kind: Control: Field:x", diff, func(v *verbs) {
			v.changes = func(_, _ soa.Statement) []soa.Change { return []soa.Change{{Field: "x"}} }
		}},
		{"a change of no field", "strange change {Kind:owner", diff, func(v *verbs) {
			v.changes = func(_, _ soa.Statement) []soa.Change { return []soa.Change{{Kind: "owner"}} }
		}},
		{"a diff that applies to all", "can be applied to another statement", diff, func(v *verbs) {
			v.apply = func(_, b, _ soa.Statement) (soa.Statement, error) { return b, nil }
		}},

		{"no merge", "the merge is refused: broken", merge, func(v *verbs) {
			v.merge = func(_, _, _ soa.Statement) (soa.Statement, error) { return soa.Statement{}, errBroken }
		}},
		{"a merge that does not come to rest", "merging again over base changes [", merge, func(v *verbs) {
			n := 0
			v.merge = func(b, e, g soa.Statement) (soa.Statement, error) {
				if n++; n > 1 {
					return g, nil
				}
				return soa.Merge(b, e, g)
			}
		}},
		{"a merge that fails the third time", "merging again over generated changes [", merge, func(v *verbs) {
			n := 0
			v.merge = func(b, e, g soa.Statement) (soa.Statement, error) {
				if n++; n > 2 {
					return soa.Statement{}, errBroken
				}
				return soa.Merge(b, e, g)
			}
		}},
		{"a merge that forgets a person", `the merge lost the how of control "A.5.7": "a person's words"`, merge, func(v *verbs) {
			v.merge = func(_, _, g soa.Statement) (soa.Statement, error) { return g, nil }
		}},
		{"a merge that forgets a control", "the merge lost control own:C-1", func(v *verbs) error {
			_, err := v.checkMerge(other(), other(), other())
			return err
		}, func(v *verbs) {
			v.merge = func(_, _, _ soa.Statement) (soa.Statement, error) {
				in := input()
				in.Custom, in.Register, in.Decisions = nil, risk.Register{}, nil
				return soa.Build(in)
			}
		}},
		{"a merge that keeps the old reasons", "the merge has what does not ask for control A.5.7: ", merge, func(v *verbs) {
			v.merge = func(_, e, _ soa.Statement) (soa.Statement, error) { return e, nil }
		}},
		{"a merge without the new reasons", "the merge does not have what asks for control A.5.7 now: ", func(v *verbs) error {
			_, err := v.checkMerge(other(), other(), must(soa.Build(input())))
			return err
		}, func(v *verbs) {
			v.merge = func(_, e, g soa.Statement) (soa.Statement, error) {
				words := "Our customers are attacked."
				return e.Edit(soa.Edit{Control: "A.5.7", Justification: &words})
			}
		}},
		{"a merge without the reasons no longer valid", "the merge lost a reason of control A.5.7: ", merge, func(v *verbs) {
			v.merge = func(b, e, g soa.Statement) (soa.Statement, error) {
				m, err := soa.Merge(b, e, g)
				if err != nil {
					return m, err
				}
				return m.Edit(soa.Edit{Control: "A.5.7", NoLongerValid: &[]soa.Reason{}})
			}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := c.law(genuine()); err != nil {
				t.Fatalf("nothing is broken, and the law says %v", err)
			}
			v := genuine()
			c.sabotage(v)
			if err := c.law(v); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
}

// The exported laws are the same, with the genuine verbs.
func TestExportedLaws(t *testing.T) {
	in := input()
	in.Decisions = append(in.Decisions, soa.Decision{Control: "A.5.38"})
	if err := CheckBuild(ismstest.Bytes(nil), in); err == nil || !strings.Contains(err.Error(), "5.38") {
		t.Errorf("CheckBuild of an unknown control: %v", err)
	}
	approved := must(other().Apply(soa.Event{Kind: soa.Approve, By: "ceo", On: isms.MustDate("2026-02-03")}))
	if err := CheckMerge(other(), approved, must(soa.Build(input()))); err == nil || !strings.Contains(golden.Codes(err), "soa/version-in-another-state") {
		t.Errorf("CheckMerge of an approved statement: %v", err)
	}
	if err := errors.Join(CheckStatement(approved), CheckDiff(approved, other())); err != nil {
		t.Error(err)
	}
}

// One law each time, which the first byte chooses: all of them together cost so
// much that few inputs would be tried.
func FuzzOneLaw(f *testing.F) {
	f.Add([]byte{})
	for law := range byte(8) {
		f.Add(append([]byte{law}, "statement of applicability"...))
		f.Add([]byte{law, 255, 3, 9, 250, 17, 0, 0, 4, 200, 131, 7, 7, 7, 90, 1, 2, 3, 4, 5, 6, 8, 13, 21, 34, 55, 89, 144})
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c, v := ismstest.Bytes(data), genuine()
		law := c.IntN(8)
		s := Statement(c)
		var err error
		switch law {
		case 0:
			err = v.checkRows(s)
		case 1:
			err = v.checkStored(s)
		case 2:
			err = v.checkTable(s)
		case 3:
			err = v.checkDiff(s, Edited(c, s))
		case 4:
			err = v.checkDiff(s, Statement(c))
		case 5:
			_, err = v.checkMerge(s, Edited(c, s), Statement(c))
		case 6:
			_, err = v.checkMerge(s, Statement(c), Statement(c))
		default:
			_, err = v.checkBuild(c, Input(c))
		}
		if err != nil {
			t.Fatal(err)
		}
	})
}
