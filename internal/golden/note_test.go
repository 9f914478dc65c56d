package golden

import (
	"errors"
	"testing"

	"github.com/ismskit/ismskit/isms"
)

func TestCodesSayWhatAnErrorSays(t *testing.T) {
	a := isms.Message{Code: "demo/a", Text: "a"}
	for _, c := range []struct {
		err  error
		want string
	}{
		{nil, "fine"},
		{errors.New("x"), "not an isms.Error: x"},
		{isms.Refuse(a, "", ""), "demo/a"},
		{isms.RefuseAll(isms.Refuse(a, "x", ""), &isms.Error{More: 2}), "demo/a at x; 2 more"},
	} {
		if got := Codes(c.err); got != c.want {
			t.Errorf("%v: %q, want %q", c.err, got, c.want)
		}
	}
}

func TestNoteOfRulesAndMessages(t *testing.T) {
	missing := isms.Message{Code: "demo/no-risks", Text: "there are no risks", Want: "one"}
	var n Note
	x := isms.Rule{Code: "demo/x"}
	var c isms.Checker
	unit := isms.ArgInterval("every", isms.MustInterval("3 days"))
	c.Find(x, "", isms.ArgID("id", "R-1"), isms.ArgSentence("name", missing.With()), isms.ArgSentence("why", missing.With()), isms.ArgInterval("every", isms.Interval{}))
	c.Find(x, "", isms.ArgID("id", ""), isms.ArgText("name", "Ann"), isms.ArgSentence("why", missing.With()), unit)
	c.Find(x, "", isms.ArgID("id", "R-2"), isms.ArgText("name", "Ann"), isms.ArgSentence("why", missing.With()), isms.ArgInterval("every", isms.Interval{}))
	n.Rules(t, []isms.Rule{
		{Code: "demo/x", Severity: isms.SeverityNote, Refs: []isms.Ref{"4.1 s1"}, Title: "t", Message: "{id} of {name}, {every}, {id|a|b}: {why}", Remedy: "r", Since: "v1", Basis: "b", Key: []string{"a", "b"}, Needs: []isms.Need{{Path: "risks", Missing: missing}}},
		{Code: "demo/y", JudgementRequired: "j"},
	}, c.Report())
	n.Messages([]isms.Message{missing, {Code: "demo/z", Text: "z"}})
	want := `demo/x note [4.1 s1] since v1
  t
  > {id} of {name}, {every}, {id|a|b}: {why}
  remedy: r
  argument id: id
  argument name: text or sentence
  argument every: quantity of isms.unit
  argument why: sentence
  key: a, b
  needs: risks demo/no-risks
  basis: b

demo/y  [] since ` + "\n  \n  > \n  remedy: \n" + `  judgement required: j

demo/no-risks
  > there are no risks
  want: one
demo/z
  > z
`
	if got := n.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Records that hold sentences, whose arguments hold sentences, have an end.
func TestStoredFillsEachField(t *testing.T) {
	type record struct {
		Title isms.Sentence       `json:"title"`
		On    isms.Date           `json:"on"`
		Words map[string]isms.ID  `json:"words"`
		N     int                 `json:"n"`
		Yes   bool                `json:"yes"`
		Odd   struct{ F float64 } `json:"odd"`
	}
	var n Note
	n.Stored(t, nil, &record{})
	want := `record {
 "title": {
  "code": "x",
  "args": [
   {
    "name": "x",
    "kind": "text",
    "value": "x"
   }
  ],
  "text": "x"
 },
 "on": "2026-01-02",
 "words": {
  "x": "x"
 },
 "n": 7,
 "yes": true,
 "odd": {
  "F": 0
 }
}

`
	if got := n.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestNoteOfAReportAndWords(t *testing.T) {
	rule := isms.Rule{Code: "demo/x", Severity: isms.SeverityNote, Refs: []isms.Ref{"4.1 s1"}, Message: "m"}
	other := isms.Rule{Code: "demo/y", Refs: []isms.Ref{"4.1 s1", "4.1 s2"}}
	var c isms.Checker
	c.Find(rule, "risks[R-1]")
	c.Skip(rule, isms.Sentence{Text: "why"})
	c.Skip(other, isms.Sentence{Text: "why"})
	var n Note
	n.Report(c.Report())
	n.Words([]isms.Vocabulary{isms.Answers()})
	want := "  note demo/x [risks[R-1]] m\n  skipped: why: x y\nisms.answer\n  yes: Yes\n  no: No\n"
	if got := n.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// failed tells whether a check of a text fails.
func failed(check func(testing.TB)) bool {
	r := &recorder{}
	func() {
		defer func() { _ = recover() }()
		check(r)
	}()
	return r.said != ""
}

func TestWhatIsNotWellSaid(t *testing.T) {
	for text, bad := range map[string]bool{"all is well\n": false, "of {n}\n": true, "isms.Report": true, "a list []": true, "by no date": true, "  argument x: word of isms.answer": false} {
		if failed(func(t testing.TB) { WellSaid(t, text) }) != bad {
			t.Errorf("%q is well said: %t", text, bad)
		}
	}
	if !failed(func(t testing.TB) { new(Note).JSON(t, "x", func() {}) }) {
		t.Error("what has no stored form is not seen")
	}
}

// An argument that no report has, or that is another thing there, is seen.
func TestArgumentsThatAreNotKnown(t *testing.T) {
	rule := isms.Rule{Code: "demo/x", Message: "{id}"}
	report := func(args ...isms.Arg) isms.Report {
		var c isms.Checker
		for _, a := range args {
			c.Find(rule, "", a)
		}
		return c.Report()
	}
	for name, c := range map[string]struct {
		r   isms.Report
		bad bool
	}{
		"known":              {report(isms.ArgID("id", "a")), false},
		"not met":            {report(), true},
		"another name":       {report(isms.ArgID("it", "a")), true},
		"another kind":       {report(isms.ArgID("id", "a"), isms.ArgText("id", "b")), true},
		"another vocabulary": {report(isms.ArgWord("id", isms.Answers(), isms.Yes), isms.ArgWord("id", isms.Statuses(), isms.StatusOpen)), true},
	} {
		if failed(func(t testing.TB) { new(Note).Rules(t, []isms.Rule{rule}, c.r) }) != c.bad {
			t.Errorf("%s: fails %t", name, !c.bad)
		}
	}
}

func TestSentencesAndFindingsWithoutText(t *testing.T) {
	plain := isms.Message{Code: "demo/a", Text: "a"}
	rule := isms.Rule{Code: "demo/x", Severity: isms.SeverityNote, Refs: []isms.Ref{"4.1 s1"}, Message: "m"}
	var c isms.Checker
	c.Find(rule, "risks[R-1]", isms.ArgIDs("ids", "a", "b"), isms.ArgInterval("every", isms.MustInterval("3 days")), isms.ArgSentence("why", plain.With(isms.ArgInt("n", 3))), isms.ArgSentence("or", isms.Sentence{Text: "text"}), isms.ArgSentence("not", plain.With()))
	for d := range c.Report().Found() {
		if got, want := Finding(d), `note demo/x [4.1 s1] at risks[R-1] (ids=[a, b], every=3 days, why=demo/a(n=3), or="text", not=demo/a)`; got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
