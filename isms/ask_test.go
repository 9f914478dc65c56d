package isms_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/isms"
)

func TestReportsCanBeAsked(t *testing.T) {
	var c isms.Checker
	c.Ran(ownerMissing, hint)
	c.Skip(unranked, isms.Sentence{Text: "no facts"})
	c.Find(ownerMissing, "risks[R-1].owner")
	c.Find(ownerMissing.For("A.5.9"), "risks[R-2].owner")
	c.Find(hint, "risks[R-1]")
	r := c.Report()
	of := func(code string) []isms.Diagnostic { list, _ := r.Of(code); return list }
	for name, c := range map[string]struct {
		got  []isms.Diagnostic
		want []string
	}{
		"of a rule":               {of("demo/owner-missing"), []string{"risks[R-1].owner", "risks[R-2].owner"}},
		"of a skipped rule":       {of("demo/unranked"), nil},
		"for an item":             {r.For("6.1.2 c 2"), []string{"risks[R-1].owner", "risks[R-2].owner"}},
		"for a clause":            {r.For("6.1.2"), []string{"risks[R-1].owner", "risks[R-2].owner", "risks[R-1]"}},
		"for a control":           {r.For("A.5.9"), []string{"risks[R-2].owner"}},
		"for a place of nothing":  {r.For("A.8.1"), nil},
		"at a risk":               {r.At("risks[R-1]"), []string{"risks[R-1].owner", "risks[R-1]"}},
		"at the owner of any":     {r.At("risks[*].owner"), []string{"risks[R-1].owner", "risks[R-2].owner"}},
		"at the root":             {r.At(""), []string{"risks[R-1].owner", "risks[R-2].owner", "risks[R-1]"}},
		"at a path that is none":  {r.At("]"), nil},
		"errors":                  {r.Errors(), []string{"risks[R-1].owner", "risks[R-2].owner"}},
		"errors of an empty one":  {isms.Report{}.Errors(), nil},
		"of an empty one at root": {isms.Report{}.At(""), nil},
	} {
		got := []string{}
		for _, d := range c.got {
			got = append(got, string(d.Path))
		}
		slices.Sort(got)
		slices.Sort(c.want)
		if !slices.Equal(got, c.want) || c.got == nil {
			t.Errorf("%s: %q, want %q and a list", name, got, c.want)
		}
	}
	for _, code := range []string{"demo/unranked", "demo/hint"} {
		if _, err := r.Of(code); err != nil {
			t.Errorf("of %s: %v", code, err)
		}
	}
}

// Answers are those of all findings that fit, in the order of Found, and a caller
// cannot change the report through them.
func TestAnswersAreFindings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := anyReport(t, "report")
		before := text(t, r)
		errs, at, concern, of := []isms.Diagnostic{}, []isms.Diagnostic{}, []isms.Diagnostic{}, []isms.Diagnostic{}
		for d := range r.Found() {
			if d.Severity == isms.SeverityError {
				errs = append(errs, d)
			}
			if d.Path.Within("risks[R-1]") {
				at = append(at, d)
			}
			if d.Concerns("A.5") {
				concern = append(concern, d)
			}
			if d.Code == ownerMissing.Code {
				of = append(of, d)
			}
		}
		gotOf, _ := r.Of(ownerMissing.Code)
		for i, pair := range [][2][]isms.Diagnostic{{errs, r.Errors()}, {at, r.At("risks[R-1]")}, {concern, r.For("A.5")}, {of, append([]isms.Diagnostic{}, gotOf...)}} {
			if text(t, pair[0]) != text(t, pair[1]) {
				t.Fatalf("%d: %s, want %s", i, text(t, pair[1]), text(t, pair[0]))
			}
			for _, d := range pair[1] {
				d.Refs[0] = "x"
				if len(d.Args) > 0 {
					d.Args[0].Value = "x"
				}
			}
		}
		if text(t, r) != before {
			t.Fatal("the report changed")
		}
	})
}

// Nothing that is reached through a report or a line changes it.
func TestNestedArgumentsShareNoMemory(t *testing.T) {
	why := noRisks.With(isms.ArgText("a", "x"))
	var c isms.Checker
	c.Ran(hint)
	c.Find(hint, "", isms.ArgSentence("why", why), isms.ArgList("list", isms.ArgText("", "x")))
	c.Skip(ownerMissing, why)
	r := c.Report()
	ready := isms.Assess(day, demoRules, nil, r)
	before := text(t, r) + text(t, ready)
	for d := range r.Found() {
		d.Args[0].Sentence.Text, d.Args[0].Sentence.Args[0].Value, d.Args[1].List[0].Value = "y", "y", "y"
	}
	for s := range r.Skipped() {
		s.Why.Args[0].Value = "y"
	}
	for l := range ready.Items() {
		for _, d := range l.Found {
			d.Refs[0], d.Args[0].Sentence.Text = "y", "y"
		}
		for _, s := range l.Skipped {
			s.Refs[0], s.Why.Args[0].Value = "y", "y"
		}
	}
	if after := text(t, r) + text(t, ready); after != before {
		t.Errorf("changed:\n%s\n%s", before, after)
	}
}

// A report that is seen from a larger value has the same findings below a path, with
// keys that say so.
func TestReportUnder(t *testing.T) {
	late := isms.Rule{Code: "demo/late", Severity: isms.SeverityError, Refs: []isms.Ref{"4.1 s1"}, Message: "m", Key: []string{"due"}}
	due := isms.ArgDate("due", day)
	for _, c := range []struct{ at, path, want isms.Path }{
		{"register", "risks[R-1]", "register.risks[R-1]"},
		{"tenants[a b]", "", "tenants[a b]"},
		{"", "risks[R-1]", "risks[R-1]"},
		{"list", "[R-1].owner", "list[R-1].owner"},
	} {
		var k isms.Checker
		k.Find(late, c.path, due)
		for d := range k.Report().Under(c.at).Found() {
			if want := found(late, c.want, due); d.Path != want.Path || d.Key != want.Key {
				t.Errorf("%s under %s: %s, %s, want %s, %s", c.path, c.at, d.Path, d.Key, want.Path, want.Key)
			}
		}
		for d := range k.Report().Found() {
			if d.Path != c.path {
				t.Errorf("the report itself became %s", d.Path)
			}
		}
	}
}

func TestReportUnderLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyReport(t, "a"), anyReport(t, "b")
		at, _ := anyPath(t)
		top, _ := anyPath(t)
		if x, y := text(t, a.Merge(b).Under(at)), text(t, a.Under(at).Merge(b.Under(at))); x != y {
			t.Fatalf("merged and then under %s:\n%s\nunder it and then merged:\n%s", at, x, y)
		}
		if x, y := text(t, a.Under(at).Under(top)), text(t, a.Under(at.Under(top))); x != y {
			t.Fatalf("under %s and %s:\n%s\n%s", at, top, x, y)
		}
		if !a.Under("").Equal(a) {
			t.Fatal("under the root it is another")
		}
		if len(a.Under(at).At(at)) != len(slices.Collect(a.Found())) {
			t.Fatalf("not all findings are at %s", at)
		}
	})
}

func TestFindingsInAnotherLanguage(t *testing.T) {
	d := found(ownerMissing, "risks[R-1]", isms.ArgID("risk", isms.ID("")))
	l := phrasebook{"de", map[string]string{ownerMissing.Code: "Risiko {risk} gehört niemandem", "isms/without-an-id": "ohne Kennung"}, one}
	if got := d.In(l); got != "Risiko ohne Kennung gehört niemandem" {
		t.Error(got)
	}
	if got := d.In(nil); got != d.Message {
		t.Error(got)
	}
	if got := d.In(phrasebook{tag: "de"}); got != d.Message {
		t.Errorf("a language that does not know the rule says %q", got)
	}
	l.texts[judged.Code+"#judgement"] = "Das sagt ein Mensch"
	line, _ := isms.Assess(day, []isms.Rule{judged}, nil).LookupItem("5.2 a")
	if got := line.Person[0].In(l); got != "Das sagt ein Mensch" {
		t.Errorf("why a person has to judge: %q", got)
	}
}

// Findings that differ in one argument only, in any part of it, are two.
func TestFindingsThatDifferInAnArgument(t *testing.T) {
	said := isms.Message{Code: "demo/x", Text: "{n}"}
	args := []isms.Arg{
		{Name: "a"},
		isms.ArgText("a", ""), isms.ArgText("a", "1"), isms.ArgInt("a", 1), isms.ArgInterval("a", isms.MustInterval("1 day")), isms.ArgInterval("a", isms.MustInterval("1 week")),
		isms.ArgList("a"), isms.ArgList("a", isms.ArgInt("", 1)), isms.ArgList("a", isms.ArgInt("", 2)), isms.ArgList("a", isms.ArgInt("", 1), isms.ArgInt("", 1)),
		{Name: "a", Kind: isms.KindSentence},
		isms.ArgSentence("a", isms.Sentence{Text: "1"}), isms.ArgSentence("a", said.With(isms.ArgInt("n", 1))), isms.ArgSentence("a", said.With(isms.ArgInt("n", 2))),
		isms.ArgSentence("a", isms.Sentence{Code: "demo/y"}), isms.ArgText("b", "1"),
	}
	for i, a := range args {
		for j, b := range args {
			x, y := found(hint, "", a), found(hint, "", b)
			if (x.Compare(y) == 0) != (i == j) || x.Compare(y) != -y.Compare(x) {
				t.Errorf("%+v and %+v compare as %d", a, b, x.Compare(y))
			}
		}
	}
}

// Arguments that are stored as deep as package encoding/json reads are merged, copied,
// compared and said.
func TestDeepArgumentsAreNoHarm(t *testing.T) {
	const deep = 3000
	for _, nested := range [][2]string{{`{"name":"a","kind":"list","list":[`, `]}`}, {`{"name":"a","kind":"sentence","sentence":{"code":"demo/deep","text":"x","args":[`, `]}}`}} {
		stored := `{"found":[{"code":"demo/deep","args":[` + strings.Repeat(nested[0], deep) + `{"name":"a","value":"x"}` + strings.Repeat(nested[1], deep) + `]}]}`
		var r isms.Report
		if err := json.Unmarshal([]byte(stored), &r); err != nil {
			t.Fatal(err)
		}
		l := phrasebook{"x", map[string]string{"demo/deep": "{a}"}, one}
		for d := range r.Merge(r).Found() {
			if got := d.In(l); got != "x" {
				t.Errorf("it says %q", got)
			}
		}
	}
}
