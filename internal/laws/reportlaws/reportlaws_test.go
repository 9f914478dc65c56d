package reportlaws_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/laws/reportlaws"
	"github.com/ismskit/ismskit/isms"
)

type thing struct {
	ID    isms.ID `json:"id"`
	Owner isms.ID `json:"owner"`
}

type things struct {
	Things []thing  `json:"things"`
	Words  []string `json:"words"`
}

var (
	late   = isms.Rule{Code: "demo/late", Severity: isms.SeverityError, Refs: []isms.Ref{"4.1 s1"}, Message: "{id} is late by {n} {n|day|days}: {why}"}
	reason = isms.Message{Code: "demo/reason", Text: "{kind} of {list}"}
	unsaid = isms.Message{Code: "demo/unsaid", Text: "not listed"}
)

// Each law is seen to fail, and what keeps all of them passes.
func TestLawsFail(t *testing.T) {
	l := reportlaws.New([]isms.Rule{late}, []isms.Message{reason}, nil)
	v := things{Things: []thing{{ID: "a"}, {ID: "b"}, {ID: "b"}, {}}, Words: []string{"word"}}
	why := isms.ArgSentence("why", reason.With(isms.ArgWord("kind", isms.Answers(), isms.Yes), isms.ArgList("list", isms.ArgText("", "word"), isms.ArgRef("", "4.1"))))
	text := func(s string) isms.Arg { return isms.ArgText("why", s) }
	for _, c := range []struct {
		name string
		find func(*isms.Checker)
		want string
	}{
		{"nothing", func(*isms.Checker) {}, ""},
		{"fine", func(c *isms.Checker) {
			c.Find(late, "things[a].owner", isms.ArgID("id", "a"), isms.ArgInt("n", 1), why)
			c.Find(late, "things[#1]", isms.ArgID("id", "b"), isms.ArgInt("n", 2), isms.ArgMoney("why", isms.Money{Currency: "EUR"}))
			c.Find(late, "words[#0]", isms.ArgID("id", ""), isms.ArgInt("n", 2), isms.ArgInterval("why", isms.MustInterval("3 days")))
			c.Skip(late, reason.With(isms.ArgInt("kind", 1), isms.ArgInput("list", "x")))
		}, ""},
		{"one key for two", func(c *isms.Checker) { c.Find(late, "", isms.ArgInt("n", 1)); c.Find(late, "", isms.ArgInt("n", 2)) }, "key"},
		{"two with one ID", func(c *isms.Checker) { c.Find(late, "things[b]") }, "nothing is at"},
		{"unknown member", func(c *isms.Checker) { c.Find(late, "things[a].name") }, "nothing is at"},
		{"unknown item", func(c *isms.Checker) { c.Find(late, "things[c]") }, "nothing is at"},
		{"beyond the list", func(c *isms.Checker) { c.Find(late, "things[#4]") }, "nothing is at"},
		{"no list", func(c *isms.Checker) { c.Find(late, "things.a") }, "nothing is at"},
		{"a word by its key", func(c *isms.Checker) { c.Find(late, "words[word]") }, "nothing is at"},
		{"no path", func(c *isms.Checker) { c.Find(late, "[") }, "path"},
		{"English as text", func(c *isms.Checker) { c.Find(late, "", text("nobody said")) }, "no text of what was checked"},
		{"English in a list", func(c *isms.Checker) { c.Find(late, "", isms.ArgList("why", text("nobody"))) }, "no text of what was checked"},
		{"English inside", func(c *isms.Checker) { c.Find(late, "", isms.ArgSentence("why", reason.With(text("nobody")))) }, "no text of what was checked"},
		{"an error of another", func(c *isms.Checker) {
			c.Find(late, "", isms.ArgSentence("why", isms.Sentence{Code: "isms/other-error", Args: []isms.Arg{text("x")}, Text: "x"}))
		}, "no text of what was checked"},
		{"not listed", func(c *isms.Checker) { c.Find(late, "", isms.ArgSentence("why", unsaid.With())) }, "is left"},
		{"no code", func(c *isms.Checker) { c.Skip(late, isms.Sentence{Text: "why"}) }, "no code"},
		{"another text", func(c *isms.Checker) { c.Skip(late, isms.Sentence{Code: "demo/reason", Text: "why"}) }, "made anew"},
	} {
		var check isms.Checker
		c.find(&check)
		err := l.Report(v, check.Report())
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

// The title of an entry may be the caller's own, and what is embedded has its members.
func TestTheCallersOwn(t *testing.T) {
	l := reportlaws.New([]isms.Rule{late}, []isms.Message{reason}, nil)
	v := struct {
		things
		More []things `json:"more"`
	}{things{Things: []thing{{ID: "a"}}}, nil}
	said := isms.Sentence{Text: "a"}
	if err := l.Entries(v, []isms.Entry{{Title: said, Basis: said}}); err != nil {
		t.Error(err)
	}
	var c isms.Checker
	c.Find(late, "things[a]", isms.ArgID("id", "a"), isms.ArgInt("n", 2), isms.ArgSentence("why", isms.Sentence{}))
	if err := l.Report(v, c.Report()); err != nil {
		t.Error(err)
	}
}

func TestLawsOfEntriesAndErrors(t *testing.T) {
	want := isms.Message{Code: "demo/refused", Text: "{value} is refused", Want: "a word"}
	l := reportlaws.New(nil, []isms.Message{reason, want}, nil)
	v := things{Things: []thing{{ID: "a"}}}
	said := reason.With(isms.ArgID("kind", "a"), isms.ArgRef("list", "4.1"))
	if err := l.Entries(v, []isms.Entry{{Title: said, Basis: said}}); err != nil {
		t.Error(err)
	}
	if l.Entries(v, []isms.Entry{{Title: said, Basis: isms.Sentence{Text: "x"}}}) == nil {
		t.Error("a basis without a code is not seen")
	}
	if err := l.Refused(v, isms.Refuse(want, "things[a].owner", "x")); err != nil {
		t.Error(err)
	}
	for _, err := range []error{isms.Refuse(unsaid, "", "x"), isms.Refuse(want, "owner", "x"), errors.New("x")} {
		if l.Refused(v, err) == nil {
			t.Errorf("%v is not seen", err)
		}
	}
}
