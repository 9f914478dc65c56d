package isms_test

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/internal/strictjson"
	"github.com/ismskit/ismskit/isms"
)

var (
	tooHigh = isms.Message{Code: "demo/too-high", Text: "{value} is too high", Want: "at most {most}"}
	noOwner = isms.Message{Code: "demo/no-owner", Text: "nobody owns it"}
)

func TestRefuseHoldsTheValueWhereThereIsOne(t *testing.T) {
	for _, c := range []struct {
		err           error
		value         string
		args          int
		message, want string
	}{
		{isms.Refuse(tooHigh, "risks[R-1]", "7", isms.ArgInt("most", 5)), "7", 2, `"7" is too high`, "at most 5"},
		{isms.Refuse(tooHigh, "risks[R-1]", "", isms.ArgInt("most", 5)), "", 2, `"" is too high`, "at most 5"},
		{isms.Refuse(noOwner, "risks[R-1]", ""), "", 0, "nobody owns it", ""},
		{isms.Refuse(noOwner, "risks[R-1]", "7"), "7", 1, "nobody owns it", ""},
	} {
		var e *isms.Error
		if !errors.As(c.err, &e) || len(e.Problems) != 1 {
			t.Fatalf("%v", c.err)
		}
		if p := e.Problems[0]; p.Path != "risks[R-1]" || p.Value != c.value || len(p.Args) != c.args || p.Message != c.message || p.Want != c.want {
			t.Errorf("%+v, want value %q, %d arguments, %q, %q", p, c.value, c.args, c.message, c.want)
		}
	}
}

// All problems of all errors are kept, in their order, however they are wrapped, and
// what is of another library is told by its text.
func TestRefuseAllKeepsAllProblems(t *testing.T) {
	a, b := isms.Refuse(noOwner, "a", ""), isms.Refuse(tooHigh, "b", "7")
	more := &isms.Error{Problems: []isms.Problem{{Code: "demo/x"}}, More: 3}
	text := strictjson.Decode([]byte(`{"x": 1, "y": 2}`), &struct{}{}, strictjson.Limits{Problems: 1})
	for _, c := range []struct {
		name string
		err  error
		want string
	}{
		{"nothing", isms.RefuseAll(), "fine"},
		{"nil ones", isms.RefuseAll(nil, nil), "fine"},
		{"one", isms.RefuseAll(nil, a), "demo/no-owner at a"},
		{"two", isms.RefuseAll(b, nil, a), "demo/too-high at b; demo/no-owner at a"},
		{"wrapped", isms.RefuseAll(fmt.Errorf("while reading: %w", a)), "demo/no-owner at a"},
		{"joined", isms.RefuseAll(errors.Join(a, io.EOF, fmt.Errorf("%w and %w", b, a))), "demo/no-owner at a; isms/other-error; demo/too-high at b; demo/no-owner at a"},
		{"of another library", isms.RefuseAll(io.EOF), "isms/other-error"},
		{"counted only", isms.RefuseAll(more, a, more), "demo/x; demo/no-owner at a; demo/x; 6 more"},
		{"without a problem", isms.RefuseAll(&isms.Error{}), "fine"},
		{"nothing but more", isms.RefuseAll(&isms.Error{More: 2}), "2 more"},
		{"of a text", isms.RefuseAll(text), "isms/unknown-member at x; 1 more"},
		{"under a path", isms.RefuseUnder("list[#3]", errors.Join(a, more)), "demo/no-owner at list[#3].a; demo/x at list[#3]; 3 more"},
		{"under no path", isms.RefuseUnder("", a), "demo/no-owner at a"},
		{"nil under a path", isms.RefuseUnder("list", nil), "fine"},
		{"another under a path", isms.RefuseUnder("list", io.EOF), "isms/other-error at list"},
	} {
		if got := golden.Codes(c.err); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	if got := golden.Codes(a); got != "demo/no-owner at a" {
		t.Errorf("seen from a larger value, the error itself became %s", got)
	}
}

func TestErrorLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func() (*isms.Error, error) {
			e := new(isms.Error)
			for range rapid.IntRange(0, 3).Draw(t, "problems") {
				p, _ := anyPath(t)
				e.Problems = append(e.Problems, isms.Problem{Code: "demo/x", Path: p})
			}
			e.More = rapid.IntRange(0, 2).Draw(t, "more")
			if rapid.Bool().Draw(t, "wrapped") {
				return e, fmt.Errorf("x: %w", e)
			}
			return e, e
		}
		plainA, a := draw()
		plainB, b := draw()
		at, _ := anyPath(t)
		all := isms.RefuseAll(a, b)
		if got, want := golden.Codes(all), golden.Codes(isms.RefuseAll(&isms.Error{Problems: slices.Concat(plainA.Problems, plainB.Problems), More: plainA.More + plainB.More})); got != want {
			t.Fatalf("all are %s, want %s", got, want)
		}
		if x, y := golden.Codes(isms.RefuseUnder(at, all)), golden.Codes(isms.RefuseAll(isms.RefuseUnder(at, a), isms.RefuseUnder(at, b))); x != y {
			t.Fatalf("joined and then under %s: %s; under it and then joined: %s", at, x, y)
		}
		if x, y := golden.Codes(isms.RefuseAll(all)), golden.Codes(all); x != y {
			t.Fatalf("once more: %s, want %s", x, y)
		}
	})
}

// However many problems there are and however they are joined, as many are listed as
// may be, and the rest is counted.
func TestManyProblemsAreCounted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var one isms.Error
		var groups []error
		total := 0
		for range rapid.IntRange(0, 6).Draw(t, "groups") {
			var group []error
			for range rapid.IntRange(0, isms.MaxProblems).Draw(t, "problems") {
				err := isms.Refuse(isms.Message{Code: "demo/x"}, isms.Path("").Index("", total), "")
				one.Add(err)
				group = append(group, err)
				total++
			}
			groups = append(groups, isms.RefuseAll(group...))
		}
		all := isms.RefuseAll(groups...)
		if a, b := golden.Codes(all), golden.Codes(one.OrNil()); a != b {
			t.Fatalf("joined in groups they are %s, one by one %s", a, b)
		}
		if len(one.Problems) != min(total, isms.MaxProblems) || one.More != total-len(one.Problems) {
			t.Fatalf("of %d, %d are listed and %d counted", total, len(one.Problems), one.More)
		}
		if under := isms.RefuseUnder("a", all); (under == nil) != (total == 0) {
			t.Fatalf("%d under a: %v", total, under)
		}
	})
}

func TestErrorsAreALineForEachProblem(t *testing.T) {
	e := &isms.Error{Problems: []isms.Problem{{Code: "demo/x", Path: "a", Line: 3, Message: "m", Want: "w"}, {Code: "demo/x", Line: 4, Message: "m"}, {Code: "demo/y", Message: "n"}}, More: 2}
	l := phrasebook{"x", map[string]string{
		"demo/x": "M", "demo/x#want": "W", "isms/wanted-instead": "{problem}, besser {want}", "isms/line-number": "(Zeile {n})", "isms/more-problems": "noch {n}",
	}, one}
	if got, want := e.In(l), "a (Zeile 3): M, besser W\n(Zeile 4): M\nn\nnoch 2"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := (&isms.Error{More: 2}).In(l); got != "noch 2" {
		t.Errorf("without a problem: %q", got)
	}
	if got := e.Problems[2].String(); got != "n" {
		t.Errorf("the last problem says %q", got)
	}
	if !e.Has(isms.Message{Code: "demo/y"}) || e.Has(noOwner) {
		t.Error("Has knows a code that no problem has, or not one that some has")
	}
}

// An error that is not there says nothing and has no code.
func TestNoError(t *testing.T) {
	var none *isms.Error
	if none.Has(isms.Message{}) || none.Error() != "" || none.In(nil) != "" {
		t.Error("no error has something")
	}
}
