package isms_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/isms"
)

// found returns the only finding of a rule with the arguments.
func found(r isms.Rule, at isms.Path, args ...isms.Arg) isms.Diagnostic {
	var c isms.Checker
	c.Find(r, at, args...)
	return slices.Collect(c.Report().Found())[0]
}

func TestKeysOfFindings(t *testing.T) {
	rule := isms.Rule{Code: "demo/late", Severity: isms.SeverityError, Refs: []isms.Ref{"4.1 s1"}, Message: "m", Key: []string{"due", "who"}}
	due := isms.ArgDate("due", day)
	reason := isms.Message{Code: "demo/reason", Text: "{n}"}
	for _, c := range []struct {
		args []isms.Arg
		want string
	}{
		{nil, "demo/late x  "},
		{[]isms.Arg{isms.ArgInt("days", 20), isms.ArgID("who", "ciso"), due}, "demo/late x 2026-03-02 ciso"},
		{[]isms.Arg{due}, "demo/late x 2026-03-02 "},
		{[]isms.Arg{due, isms.ArgID("who", "")}, `demo/late x 2026-03-02 ""`},
		{[]isms.Arg{due, isms.ArgText("who", "Anna Ek")}, `demo/late x 2026-03-02 "Anna Ek"`},
		{[]isms.Arg{due, isms.ArgIDs[isms.ID]("who", "a", "b, c")}, `demo/late x 2026-03-02 [a,"b, c"]`},
		{[]isms.Arg{due, isms.ArgInterval("who", isms.MustInterval("3 days"))}, `demo/late x 2026-03-02 "3 isms.unit:days"`},
		{[]isms.Arg{due, isms.ArgSentence("who", reason.With(isms.ArgInt("n", 3)))}, `demo/late x 2026-03-02 "demo/reason"[3]`},
		{[]isms.Arg{due, isms.ArgSentence("who", isms.Sentence{Text: "own"})}, `demo/late x 2026-03-02 """own"[]`},
		{[]isms.Arg{due, {Name: "who", Kind: isms.KindSentence}}, `demo/late x 2026-03-02 ""`},
	} {
		if got := found(rule, "x", c.args...).Key; got != c.want {
			t.Errorf("%v: key %q, want %q", c.args, got, c.want)
		}
	}
	if got := found(ownerMissing, "risks[R-1]", due).Key; got != "demo/owner-missing risks[R-1]" {
		t.Errorf("of a rule that names no argument: %q", got)
	}
}

// anyValue draws an argument of a kind.
func anyValue(t *rapid.T, name, kind string) isms.Arg {
	word := rapid.OneOf(rapid.SampledFrom([]string{"", "a", `a b`, `"`, "[]", "a,b", `""`, ","}), rapid.StringMatching(`[a ,"\[\]\\]{0,4}`))
	switch kind {
	case "text":
		return isms.ArgText(name, word.Draw(t, "text"))
	case "list":
		var list []isms.Arg
		for range rapid.IntRange(0, 3).Draw(t, "length") {
			list = append(list, isms.ArgText("", word.Draw(t, "item")))
		}
		return isms.ArgList(name, list...)
	case "quantity":
		return isms.ArgInterval(name, isms.Interval{N: rapid.IntRange(0, 2).Draw(t, "n"), Unit: rapid.SampledFrom([]isms.Unit{isms.Days, isms.Weeks}).Draw(t, "unit")})
	}
	return isms.ArgSentence(name, isms.Message{Code: rapid.SampledFrom([]string{"demo/a", "demo/b", ""}).Draw(t, "code"), Text: word.Draw(t, "said") + "{n}"}.With(isms.ArgText("n", word.Draw(t, "n"))))
}

// A key tells facts apart by code, path and the arguments that identify, and by
// nothing else.
func TestKeysAreUniqueForDistinctFacts(t *testing.T) {
	kinds := []string{"text", "list", "quantity", "sentence"}
	rapid.Check(t, func(t *rapid.T) {
		k1, k2 := rapid.SampledFrom(kinds).Draw(t, "kind"), rapid.SampledFrom(kinds).Draw(t, "kind")
		rule := isms.Rule{Code: "demo/late", Severity: isms.SeverityError, Refs: []isms.Ref{"4.1 s1"}, Message: "m", Key: []string{"a", "b"}}
		draw := func() (isms.Path, []isms.Arg) {
			p, _ := anyPath(t)
			if rapid.Bool().Draw(t, "same place") {
				p = "x"
			}
			return p, []isms.Arg{anyValue(t, "a", k1), anyValue(t, "b", k2)}
		}
		p, args := draw()
		q, others := draw()
		age := isms.ArgInt("days", rapid.Int().Draw(t, "days"))
		one, two := found(rule, p, args...), found(rule, q, others...)
		// Said by code, arguments and values, and not by the English of a message.
		same := p == q && fact(args[0]) == fact(others[0]) && fact(args[1]) == fact(others[1])
		if (one.Key == two.Key) != same {
			t.Fatalf("%s at %s has the key %q, %s at %s has %q", args, p, one.Key, others, q, two.Key)
		}
		if again := found(rule.For("A.5.7"), p, age, args[1], args[0]); again.Key != one.Key {
			t.Fatalf("another day, order or place changes %q to %q", one.Key, again.Key)
		}
	})
}

// fact says an argument for the twin, each part with its length.
func fact(a isms.Arg) string {
	s := strings.Builder{}
	part := func(x string) { s.WriteString(strings.Repeat("|", len(x)) + ":" + x + ";") }
	part(a.Value)
	part(a.Of)
	for _, v := range a.List {
		part(fact(v))
	}
	if a.Sentence != nil {
		part(a.Sentence.Code)
		if a.Sentence.Code == "" {
			part(a.Sentence.Text)
		}
		for _, v := range a.Sentence.Args {
			part(fact(v))
		}
	}
	return s.String()
}
