package isms_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/internal/strictjson"
	"github.com/ismskit/ismskit/isms"
)

// What is stored keeps its words: a renamed key or word would lose what embedders
// have written.
func TestStoredFormsKeepTheirWords(t *testing.T) {
	d := isms.MustDate("2026-03-02")
	doc := slices.Collect(isms.RequiredDocuments())[4]
	req, _ := isms.LookupRequirement("6.1.3 d 1")
	climate, _ := isms.LookupRequirement("4.1 s2")
	diag := isms.Diagnostic{Code: "a/b", Severity: isms.SeverityError, Refs: []isms.Ref{"4.1 s1"}, Path: "x", Key: "a/b x", Args: []isms.Arg{isms.ArgInt("n", 1)}, Message: "m"}
	rep := report(demoRules[:1], demoRules[:1]...)
	for _, c := range []struct {
		value any
		want  string
	}{
		{isms.Window{First: d, Last: d}, `{"first":"2026-03-02","last":"2026-03-02"}`},
		{isms.Window{}, `{}`},
		{isms.Series{Anchor: d, Every: isms.MustInterval("1 year"), Count: 3, Until: d}, `{"anchor":"2026-03-02","every":"1 year","count":3,"until":"2026-03-02"}`},
		{isms.Clause{Ref: "4", Title: "t"}, `{"ref":"4","title":"t"}`},
		{req, `{"ref":"6.1.3 d 1","clause":"6.1.3","text":"The Statement of Applicability lists the necessary controls.","unlettered":true,"document":"produced"}`},
		{climate, `{"ref":"4.1 s2","clause":"4.1","text":"A decision is on record whether climate change is one of those issues.","unlettered":true,"change":"added by Amd 1:2024"}`},
		{doc, `{"key":"soa","ref":"6.1.3 d","kind":"document","basis":"explicit","what":"Statement of Applicability","requirements":["6.1.3 d 1","6.1.3 d 2","6.1.3 d 3","6.1.3 d 4"]}`},
		{isms.Source{Facts: "f", From: "x", Read: d, Confidence: "high", Note: "n"}, `{"facts":"f","from":"x","read":"2026-03-02","confidence":"high","note":"n"}`},
		{judged, `{"code":"demo/suits-purpose","severity":"error","refs":["5.2 a"],"title":"the policy suits the purpose","message":"","remedy":"a judgement","since":"v0.1.0","judgementRequired":"whether a policy suits a purpose is for a person to say"}`},
		{isms.Rule{Code: "a/b", Basis: "x"}, `{"code":"a/b","severity":"","refs":null,"title":"","message":"","remedy":"","basis":"x","since":""}`},
		{diag, `{"code":"a/b","severity":"error","refs":["4.1 s1"],"path":"x","key":"a/b x","args":[{"name":"n","kind":"number","value":"1"}],"message":"m"}`},
		{isms.ArgInterval("due", isms.MustInterval("3 days")), `{"name":"due","kind":"quantity","value":"3","of":"isms.unit:days"}`},
		{isms.ArgList("all", isms.ArgWord("", isms.Answers(), isms.Yes)), `{"name":"all","kind":"list","list":[{"name":"","kind":"word","value":"yes","of":"isms.answer"}]}`},
		{isms.ArgSentence("why", isms.Message{Code: "a/c", Text: "{n}"}.With(isms.ArgInt("n", 2))), `{"name":"why","kind":"sentence","sentence":{"code":"a/c","args":[{"name":"n","kind":"number","value":"2"}],"text":"2"}}`},
		{isms.Rule{Code: "a/b", Key: []string{"n"}, Needs: []isms.Need{{Path: "risks", Missing: isms.Message{Code: "a/d", Text: "t"}}}}, `{"code":"a/b","severity":"","refs":null,"title":"","message":"","key":["n"],"needs":[{"path":"risks","missing":{"code":"a/d","text":"t"}}],"remedy":"","since":""}`},
		{isms.NotHeld{Path: "risks[*]", Holder: isms.HeldInSystem, Name: "n"}, `{"path":"risks[*]","holder":"other system","name":"n"}`},
		{isms.Error{Problems: []isms.Problem{{Code: "a/b", Path: "x", Line: 3, Value: "v", Message: "m", Want: "w"}}, More: 2}, `{"problems":[{"code":"a/b","path":"x","line":3,"value":"v","message":"m","want":"w"}],"more":2}`},
		{rep, `{"ran":[{"code":"demo/owner-missing","refs":["6.1.2 c 2"]}],"skipped":[],"found":[{"code":"demo/owner-missing","severity":"error","refs":["6.1.2 c 2"],"path":"x","key":"demo/owner-missing x","message":"risk {risk} has no owner"}]}`},
		{isms.Skipped{Code: "a/b", Refs: []isms.Ref{"4"}, Why: isms.Sentence{Text: "w"}}, `{"code":"a/b","refs":["4"],"why":{"text":"w"}}`},
		{isms.Judgement{Requirement: "5.2 a", Conclusion: isms.Met, By: "p", On: d, Basis: "b", ValidUntil: d}, `{"requirement":"5.2 a","conclusion":"met","by":"p","on":"2026-03-02","basis":"b","validUntil":"2026-03-02"}`},
		{isms.ReadinessItem{Ref: "4.1 s1", Status: isms.StatusOpen, Judgement: isms.Judgement{By: "p"}}, `{"ref":"4.1 s1","status":"open","found":null,"missing":null,"skipped":null,"person":null,"judgement":{"requirement":"","conclusion":"","by":"p","on":"","basis":""}}`},
		{isms.Ratio{Have: 1, Want: 2}, `{"have":1,"want":2,"percent":"50.0"}`},
		{isms.Ratio{}, `{"have":0,"want":0}`},
		{isms.Ratio{Have: 3, Want: 2}, `{"have":3,"want":2}`},
		{isms.MustMoney("1.50 EUR"), `{"amount":"1.5","currency":"EUR"}`},
		{isms.Entry{ID: "e", Kind: isms.EntryMilestone, Title: isms.Sentence{Text: "t"}, Window: isms.On(d), Lead: isms.MustInterval("3 days"), Basis: isms.Sentence{Text: "b"}, Refs: []isms.Ref{"4"}, Subject: "s"}, `{"id":"e","kind":"milestone","title":{"text":"t"},"window":{"first":"2026-03-02","last":"2026-03-02"},"lead":"3 days","basis":{"text":"b"},"refs":["4"],"subject":"s"}`},
	} {
		if diff := cmp.Diff(c.want, text(t, c.value)); diff != "" {
			t.Errorf("%T (-want +got)\n%s", c.value, diff)
		}
	}
	var words []string
	for r := range isms.Requirements("") {
		for _, w := range []string{string(r.Document), string(r.Change)} {
			if w != "" && !slices.Contains(words, w) {
				words = append(words, w)
			}
		}
	}
	slices.Sort(words)
	if diff := cmp.Diff([]string{"added by Amd 1:2024", "available", "controlled", "determined", "new in 2022", "produced", "retained", "reworded in 2022"}, words); diff != "" {
		t.Error(diff)
	}
	if isms.Edition2022 != "ISO/IEC 27001:2022" || isms.Amended2024 != "ISO/IEC 27001:2022/Amd 1:2024" {
		t.Error("editions")
	}
}

// sometimes works one day after every 399 idle ones.
type sometimes struct{}

func (sometimes) Workday(d isms.Date) isms.Answer {
	if isms.MustDate("2000-01-01").DaysUntil(d)%400 == 0 {
		return isms.Yes
	}
	return isms.No
}

func TestACalendarThatRarelyWorks(t *testing.T) {
	got, err := isms.AddWorkdays(sometimes{}, isms.MustDate("2000-01-01"), 3)
	if err != nil || got != isms.MustDate("2000-01-01").AddDays(1200) {
		t.Errorf("%s, %v", got, err)
	}
}

func TestRefsThatOnlyLookLikeControls(t *testing.T) {
	for _, r := range []isms.Ref{"B.5.1", "A:5.1", "A.9", "A.5.", "A.5.1.1", "A.5.011", "A.4.1", "A5.10", "A.5-10", "A.5.1x"} {
		if r.Known() {
			t.Errorf("%q is known", r)
		}
	}
}

func TestUnmarshalEmptiesWhatWasThere(t *testing.T) {
	v, d := isms.MustInterval("3 days"), day
	if v.UnmarshalText(nil) != nil || !v.IsZero() || d.UnmarshalText(nil) != nil || !d.IsZero() {
		t.Error("something is left")
	}
}

// What holds sentences is kept without loss by the strict form, too.
func TestSentencesAreStoredStrictly(t *testing.T) {
	type record struct {
		Entry   isms.Entry     `json:"entry"`
		Skipped []isms.Skipped `json:"skipped"`
		Held    isms.NotHeld   `json:"held"`
		Rule    isms.Rule      `json:"rule"`
	}
	if err := strictjson.CheckType(reflect.TypeFor[record]()); err != nil {
		t.Fatal(err)
	}
	for _, s := range sentences() {
		r := record{
			isms.Entry{Title: s, Refs: []isms.Ref{}},
			[]isms.Skipped{{Code: "demo/x", Refs: []isms.Ref{"4.1 s1"}, Why: s}},
			isms.NotHeld{Path: `a["#1"]`},
			needing(ownerMissing, theRisks),
		}
		stored, err := strictjson.Encode(r)
		if err != nil {
			t.Fatal(err)
		}
		var back record
		if err := strictjson.Decode(stored, &back, strictjson.Limits{}); err != nil {
			t.Fatalf("%v in %s", err, stored)
		}
		if again, err := strictjson.Encode(back); err != nil || string(again) != string(stored) {
			t.Fatalf("%s is read as %s, %v", stored, again, err)
		}
		std, err := json.Marshal(back.Entry.Title)
		if compact, _ := strictjson.Compact(s); err != nil || string(std) != string(compact) {
			t.Fatalf("encoding/json writes %s, and the strict form is %s", std, compact)
		}
	}
}
