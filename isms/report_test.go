package isms_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/isms"
)

var (
	ownerMissing = isms.Rule{
		Code: "demo/owner-missing", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.2 c 2"}, Since: "v0.1.0",
		Title: "a risk has no owner", Message: "risk {risk} has no owner", Remedy: "name the person who answers for it",
	}
	unranked = isms.Rule{
		Code: "demo/unranked", Severity: isms.SeverityWarning, Refs: []isms.Ref{"6.1.2 e 2"}, Since: "v0.1.0",
		Title: "risks are not ranked", Message: "{n} risks are not ranked", Remedy: "rank them",
	}
	hint = isms.Rule{
		Code: "demo/hint", Severity: isms.SeverityNote, Refs: []isms.Ref{"6.1.2 d 3", "A.5.7"}, Since: "v0.1.0",
		Title: "a hint", Message: "a hint", Remedy: "nothing needs to be done",
	}
	judged = isms.Rule{
		Code: "demo/suits-purpose", Severity: isms.SeverityError, Refs: []isms.Ref{"5.2 a"}, Since: "v0.1.0",
		Title: "the policy suits the purpose", Remedy: "a judgement", JudgementRequired: "whether a policy suits a purpose is for a person to say",
	}
	demoRules = []isms.Rule{ownerMissing, unranked, hint}
)

func TestRuleCheck(t *testing.T) {
	for _, r := range append(slices.Clone(demoRules), judged) {
		if err := r.Validate(); err != nil {
			t.Error(err)
		}
	}
	for name, change := range map[string]func(*isms.Rule){
		"code without package":  func(r *isms.Rule) { r.Code = "owner" },
		"code in capitals":      func(r *isms.Rule) { r.Code = "demo/Owner" },
		"code with empty word":  func(r *isms.Rule) { r.Code = "demo/owner--x" },
		"unknown severity":      func(r *isms.Rule) { r.Severity = "fatal" },
		"no place":              func(r *isms.Rule) { r.Refs = nil },
		"no such place":         func(r *isms.Rule) { r.Refs = []isms.Ref{"6.9"} },
		"a clause, not an item": func(r *isms.Rule) { r.Refs = []isms.Ref{"6.1.2"} },
		"no title":              func(r *isms.Rule) { r.Title = "" },
		"nothing settles it":    func(r *isms.Rule) { r.Remedy = "" },
		"no version":            func(r *isms.Rule) { r.Since = "" },
		"no message":            func(r *isms.Rule) { r.Message = "" },
		"braces do not pair":    func(r *isms.Rule) { r.Message = "risk {risk" },
	} {
		r := ownerMissing
		change(&r)
		if r.Validate() == nil {
			t.Errorf("%s: the rule passes", name)
		}
	}
}

func TestRuleForLeavesTheRuleAlone(t *testing.T) {
	r := ownerMissing.For("A.5.7", "6.1.2 c 2")
	if diff := cmp.Diff([]isms.Ref{"6.1.2 c 2", "A.5.7"}, r.Refs); diff != "" {
		t.Error(diff)
	}
	if !r.SpeaksFor("A.5.7") || ownerMissing.SpeaksFor("A.5.7") || len(ownerMissing.Refs) != 1 {
		t.Error("For changed the rule")
	}
	if at := ownerMissing.At("A.5.7"); at.SpeaksFor("6.1.2 c 2") || !at.SpeaksFor("A.5.7") {
		t.Error("At keeps the rule's own places")
	}
}

func TestFindingsExplainThemselves(t *testing.T) {
	var c isms.Checker
	c.Ran(ownerMissing)
	c.Find(ownerMissing.For("A.5.7"), isms.Path("").Item("risks", "R-1"), isms.ArgText("risk", isms.ID("R-1")), isms.ArgInt("n", 3), isms.ArgDate("on", isms.Date{}))
	var got []isms.Diagnostic
	for d := range c.Report().Found() {
		got = append(got, d)
	}
	want := []isms.Diagnostic{{
		Code: "demo/owner-missing", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.2 c 2", "A.5.7"}, Path: "risks[R-1]", Key: "demo/owner-missing risks[R-1]",
		Args:    []isms.Arg{{Name: "risk", Kind: isms.KindText, Value: "R-1"}, {Name: "n", Kind: isms.KindNumber, Value: "3"}, {Name: "on", Kind: isms.KindDate}},
		Message: "risk R-1 has no owner",
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if s := got[0].String(); s != "error demo/owner-missing (6.1.2 c 2, A.5.7) at risks[R-1]: risk R-1 has no owner" {
		t.Errorf("String: %s", s)
	}
	if s := got[0].Short(); strings.Contains(s, "R-1") {
		t.Errorf("Short tells the caller's data: %s", s)
	}
	if got[0].Arg("n").Value != "3" || got[0].Arg("x").Value != "" {
		t.Error("Arg")
	}
}

func TestFindingsOfARuleRefuseAnUnknownCode(t *testing.T) {
	r := report(demoRules[:1], demoRules[:1]...)
	if found, err := r.Of(demoRules[0].Code); len(found) != 1 || err != nil {
		t.Errorf("of the rule that found something: %v, %v", found, err)
	}
	for _, code := range []string{"demo/other", ""} {
		if found, err := r.Of(code); found != nil || !refused(err, "isms/unknown-rule") {
			t.Errorf("of %q: %v, %v", code, found, err)
		}
	}
}

// refused reports whether err is an Error of one problem with the code.
func refused(err error, code string) bool {
	var e *isms.Error
	return errors.As(err, &e) && len(e.Problems) == 1 && e.Problems[0].Code == code
}

func TestConcerns(t *testing.T) {
	for _, c := range []struct {
		at, ref isms.Ref
		want    bool
	}{
		{"6.1.3 e", "6.1.3 e", true},
		{"6.1.3 e", "6.1.3", true},
		{"6.1.3 e", "6.1", true},
		{"6.1.3 e", "6", true},
		{"6.1.3", "6.1.3 e", true},
		{"6", "6.1.3 d 2", true},
		{"A.5", "A.5.7", true},
		{"A.5.7", "A", true},
		{"6.1.3 e", "6.1.3 d", false},
		{"6.1.3 e", "6.1.2", false},
		{"A.5.1", "5.1", false},
		{"A.5.1", "A.5.10", false},
		{"A.5.10", "A.5.1", false},
		{"own:C-1", "own:C-1", true},
		{"own:C-1", "own:C-10", false},
		{"4.1 s1", "", false},
		{"elsewhere", "elsewhere", true},
		{"elsewhere", "else", false},
	} {
		d := isms.Diagnostic{Refs: []isms.Ref{"10.1 s1", c.at}}
		if got := d.Concerns(c.ref); got != c.want {
			t.Errorf("a finding at %s concerns %s: %v", c.at, c.ref, got)
		}
	}
	if (isms.Diagnostic{}).Concerns("6") {
		t.Error("a finding at no place concerns one")
	}
}

func TestMessagesKeepUnknownBraces(t *testing.T) {
	for template, want := range map[string]string{
		"{a} and {b}": "1 and {b}", "{a": "{a", "no braces": "no braces", "{a}{a}}": "11}", "}{": "}{",
	} {
		r := ownerMissing
		r.Message = template
		var c isms.Checker
		c.Find(r, "", isms.ArgText("a", "1"))
		for d := range c.Report().Found() {
			if d.Message != want {
				t.Errorf("%q gives %q, want %q", template, d.Message, want)
			}
		}
	}
}

// anyReport draws a report over a few rules and places, so that reports collide.
func anyReport(t *rapid.T, label string) isms.Report {
	var c isms.Checker
	for i := range rapid.IntRange(0, 6).Draw(t, label) {
		r := rapid.SampledFrom(demoRules).Draw(t, "rule")
		if rapid.Bool().Draw(t, "more") {
			r = r.For(rapid.SampledFrom([]isms.Ref{"A.5.7", "A.5.10", "own:C-1", "6.1.2 b"}).Draw(t, "ref"))
		}
		switch rapid.IntRange(0, 3).Draw(t, "what") {
		case 0:
			c.Ran(r)
		case 1:
			c.Skip(r, isms.Sentence{Text: rapid.SampledFrom([]string{"no facts", "no dates"}).Draw(t, "why")})
		default:
			c.Ran(r)
			at := rapid.SampledFrom([]isms.Path{"risks[R-1]", "risks[R-2]", "[R-1]", "", "a"}).Draw(t, "path")
			c.Find(r, at, isms.ArgInt("n", i%2))
		}
	}
	return c.Report()
}

func text(t interface{ Fatal(...any) }, v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestReportLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := anyReport(t, "a"), anyReport(t, "b"), anyReport(t, "c")
		if x, y := text(t, a.Merge(b)), text(t, b.Merge(a)); x != y {
			t.Fatalf("merge does not commute:\n%s\n%s", x, y)
		}
		if x, y := text(t, a.Merge(b).Merge(c)), text(t, a.Merge(b.Merge(c))); x != y {
			t.Fatalf("merge is not associative:\n%s\n%s", x, y)
		}
		if x, y := text(t, a.Merge(a, a)), text(t, a); x != y {
			t.Fatalf("merge is not idempotent:\n%s\n%s", x, y)
		}
		if x, y := text(t, isms.Report{}.Merge(a)), text(t, a); x != y {
			t.Fatalf("the empty report changes something:\n%s\n%s", x, y)
		}
		if !a.Equal(a.Merge(a)) || a.Equal(b) != (text(t, a) == text(t, b)) {
			t.Fatal("Equal")
		}
		var back isms.Report
		if err := json.Unmarshal([]byte(text(t, a)), &back); err != nil || !back.Equal(a) {
			t.Fatalf("%s reads back as %s, %v", text(t, a), text(t, back), err)
		}
		if d := isms.DiffReports(a, a); !d.Empty() {
			t.Fatalf("the diff of equals is %+v", d)
		}
		ab := isms.DiffReports(a, b)
		ba := isms.DiffReports(b, a)
		if text(t, ab.Appeared) != text(t, mergeFound(ba.Resolved, ba.Lost)) || text(t, ab.Started) != text(t, ba.Stopped) {
			t.Fatalf("forward %+v, backward %+v", ab, ba)
		}
		n := 0
		for s := range isms.Severities().All() {
			n += a.Count(s)
		}
		if n != len(slices.Collect(a.Found())) {
			t.Fatal("Count")
		}
	})
}

func mergeFound(lists ...[]isms.Diagnostic) []isms.Diagnostic {
	out := []isms.Diagnostic{}
	for _, l := range lists {
		out = append(out, l...)
	}
	slices.SortFunc(out, isms.Diagnostic.Compare)
	return out
}

func TestReportsShareNoMemory(t *testing.T) {
	rule := ownerMissing.For("A.5.7")
	var c isms.Checker
	c.Ran(rule)
	c.Skip(unranked, isms.Sentence{Text: "no facts"})
	c.Find(rule, "", isms.ArgText("risk", "R-1"))
	r := c.Report()
	before := text(t, r)
	for d := range r.Found() {
		d.Refs[0], d.Args[0].Value = "x", "x"
	}
	for e := range r.Ran() {
		e.Refs[0] = "x"
	}
	for e := range r.Skipped() {
		e.Refs[0] = "x"
	}
	c.Find(rule, "later")
	if after := text(t, r); after != before {
		t.Errorf("the report changed:\n%s\n%s", before, after)
	}
	if rule.Refs[0] == "x" || ownerMissing.Refs[0] == "x" {
		t.Error("the rule changed")
	}
}

func TestDiffTellsResolvedFromLost(t *testing.T) {
	var found, clean, silent isms.Checker
	found.Ran(ownerMissing)
	found.Find(ownerMissing, "risks[R-1]", isms.ArgText("risk", "R-1"))
	clean.Ran(ownerMissing)
	silent.Skip(ownerMissing, isms.Sentence{Text: "no register"})
	if d := isms.DiffReports(found.Report(), clean.Report()); len(d.Resolved) != 1 || len(d.Lost) != 0 {
		t.Errorf("looked at again: %+v", d)
	}
	if d := isms.DiffReports(found.Report(), silent.Report()); len(d.Resolved) != 0 || len(d.Lost) != 1 || len(d.Stopped) != 1 {
		t.Errorf("not looked at again: %+v", d)
	}
	if d := isms.DiffReports(clean.Report(), found.Report()); len(d.Appeared) != 1 || len(d.Started) != 0 {
		t.Errorf("appeared: %+v", d)
	}
}

func TestEmptyReportWritesLists(t *testing.T) {
	if got := text(t, isms.Report{}); got != `{"ran":[],"skipped":[],"found":[]}` {
		t.Error(got)
	}
	if got := text(t, isms.DiffReports(isms.Report{}, isms.Report{})); got != `{"appeared":[],"resolved":[],"lost":[],"started":[],"stopped":[]}` {
		t.Error(got)
	}
	var r isms.Report
	if err := json.Unmarshal([]byte(`{"found": 3}`), &r); err == nil {
		t.Error("nonsense reads")
	}
}

func FuzzReportJSON(f *testing.F) {
	f.Add([]byte(`{"ran":[{"code":"a/b","refs":["4.1 s1"]}],"skipped":[],"found":[{"code":"a/b","severity":"error","refs":["A.5.7","4.1 s1"],"path":"x","args":[{"name":"n","value":"1"}],"message":"m"}]}`))
	f.Add([]byte(`{}`))
	f.Fuzz(func(t *testing.T, in []byte) {
		var r, again isms.Report
		if json.Unmarshal(in, &r) != nil {
			return
		}
		if err := json.Unmarshal([]byte(text(t, r)), &again); err != nil || !again.Equal(r) {
			t.Errorf("%s reads as %s, which reads as %s, %v", in, text(t, r), text(t, again), err)
		}
	})
}

// A thing without an ID is called so.
func TestName(t *testing.T) {
	for id, want := range map[isms.ID]string{"R-1": "R-1", "": "without an ID", " \t": "without an ID", " x": " x"} {
		if got := isms.ArgID("risk", id); got.String() != want {
			t.Errorf("%q: %+v", id, got)
		}
	}
}

// The paths of a report are paths, wherever it is put.
func TestReportsUnderWhatIsNoPath(t *testing.T) {
	var c isms.Checker
	c.Find(ownerMissing, "risks[R-1].owner")
	for at, want := range map[isms.Path]isms.Path{
		"": "risks[R-1].owner", "a.b": "a.b.risks[R-1].owner", "bad path[[": `["bad path[["].risks[R-1].owner`, "a..b": "[a..b].risks[R-1].owner",
	} {
		for d := range c.Report().Under(at).Found() {
			if d.Path != want || d.Path.Validate() != nil || d.Key != ownerMissing.Code+" "+string(want) {
				t.Errorf("under %q: %s, %s", at, d.Path, d.Key)
			}
		}
	}
}
