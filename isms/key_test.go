package isms_test

import (
	"encoding/json"
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
		{[]isms.Arg{due, isms.ArgText("who", "\xff")}, `demo/late x 2026-03-02 "\xff"`},
		{[]isms.Arg{due, isms.ArgText("who", "\xfe\ufffd")}, "demo/late x 2026-03-02 \"\\xfe\ufffd\""},
		{[]isms.Arg{due, isms.ArgText("who", `\xff`)}, `demo/late x 2026-03-02 \xff`},
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

// A sentence in a finding counts by what it says is wrong, and not by what would be
// right: that changes while the fact does not.
func TestKeysDoNotHoldWhatWouldBeRight(t *testing.T) {
	rule := isms.Rule{Code: "demo/odd", Severity: isms.SeverityError, Refs: []isms.Ref{"4.1 s1"}, Message: "{why}", Key: []string{"why"}}
	key := func(m isms.Message, args ...isms.Arg) string {
		p := problemsOf(isms.Refuse(m, "x", "zz", args...))[0]
		return found(rule, "x", isms.ArgSentence("why", p.Sentence())).Key
	}
	unknown := isms.Message{Code: "demo/unknown", Text: "{value} is unknown in {where}, of {n|one|several}", Want: "{known}, {last}"}
	where, n := isms.ArgRefs("where", "4.1 s1", "A.5.7"), isms.ArgInt("n", 2)
	got := key(unknown, where, n, isms.ArgIDs[isms.ID]("known", "a", "b"), isms.ArgRef("last", "A.6.1"))
	if want := `demo/odd x "demo/unknown"[zz,["4.1 s1",A.5.7],2]`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if other := key(unknown, where, n, isms.ArgIDs[isms.ID]("known", "a", "b", "c"), isms.ArgRef("last", "A.6.2")); other != got {
		t.Errorf("%s, and with more that is known %s", got, other)
	}
}

// A stored report is the report, whatever bytes the records hold.
func TestReportsOfBytesThatAreNoText(t *testing.T) {
	rule := isms.Rule{Code: "demo/odd", Severity: isms.SeverityError, Refs: []isms.Ref{"4.1 s1"}, Message: "{who} {why} {list}", Key: []string{"who"}}
	own := isms.Message{Code: "demo/own", Text: "{value} and {what}"}
	var c isms.Checker
	c.Ran(rule)
	c.Skip(isms.Rule{Code: "demo/other", Refs: []isms.Ref{"4.1 s1"}}, own.With(isms.ArgText("what", "\xff")))
	for _, s := range []string{"\xff", "\xfe", "\ufffd", `\xff`, "a"} {
		args := []isms.Arg{isms.ArgText("who", s), isms.ArgSentence("why", own.With(isms.ArgInput("value", s), isms.ArgText("what", s))), isms.ArgIDs("list", s)}
		c.Find(rule, "x", args...)
		if args[0].Value != s || args[1].Sentence.Args[0].Value != s || args[2].List[0].Value != s {
			t.Errorf("%q: the caller's arguments are changed", s)
		}
	}
	r := c.Report().Without(nil, isms.NotHeld{Path: "y", Holder: isms.HeldInSystem, Name: "\xff"})
	stored, err := json.Marshal(r)
	var back isms.Report
	if err != nil || json.Unmarshal(stored, &back) != nil || !back.Equal(r) || r.Count(isms.SeverityError) != 5 {
		t.Errorf("%v\n%s\n%s", err, stored, text(t, back))
	}
	keys := map[string]bool{}
	for d := range back.Found() {
		keys[d.Key] = true
	}
	if len(keys) != 5 {
		t.Errorf("keys %v", keys)
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
