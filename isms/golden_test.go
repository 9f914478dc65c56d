package isms_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

// The vocabularies, the list of documented information and the sources, as they
// are stored and read: a changed word is seen here.
func TestVocabularyWordByWord(t *testing.T) {
	var b bytes.Buffer
	line := func(v any) {
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s\n", text)
	}
	line(slices.Collect(isms.Severities().All()))
	line(slices.Collect(isms.Statuses().All()))
	line(slices.Collect(isms.Conclusions().All()))
	line(slices.Collect(isms.Units().All()))
	line(slices.Collect(isms.EntryKinds().All()))
	line(slices.Collect(isms.ArgKinds().All()))
	line(slices.Collect(isms.Holders().All()))
	for d := range isms.RequiredDocuments() {
		line(d)
	}
	for _, s := range isms.Sources() {
		line(s)
	}
	golden.Equal(t, "words.txt", b.Bytes())
}

// The messages of the kernel: the only test that holds their sentences.
func TestMessagesWordByWord(t *testing.T) {
	var n golden.Note
	n.Messages(isms.Messages())
	golden.Equal(t, "rules.txt", n.Bytes())
}

// What clauses 4 to 10 ask for, item by item as it is stored, and the titles of the
// clauses.
func TestRequirementsWordByWord(t *testing.T) {
	var b bytes.Buffer
	line := func(v any) {
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s\n", text)
	}
	for c := range isms.Clauses() {
		line(c)
	}
	for r := range isms.Requirements("") {
		line(r)
	}
	golden.Equal(t, "requirements.txt", b.Bytes())
}

// What is of another kind of JSON, or of no form that is read, in words of the
// field: whoever writes documents by hand reads it. What is refused leaves what was
// there, and so does null where a value is wanted.
func TestOtherJSONWordByWord(t *testing.T) {
	report := func() *isms.Report { return &isms.Report{} }
	date, decimal, interval, ratio := isms.MustDate("2026-03-02"), isms.MustDecimal("1.5"), isms.Interval{N: 3, Unit: isms.Days}, isms.Ratio{Have: 1, Want: 2}
	var b bytes.Buffer
	for _, c := range []struct {
		name string
		into func() any
	}{
		{"Date", func() any { v := date; return &v }},
		{"Decimal", func() any { v := decimal; return &v }},
		{"Interval", func() any { v := interval; return &v }},
		{"Ratio", func() any { v := ratio; return &v }},
		{"Report", func() any { return report() }},
	} {
		fmt.Fprintf(&b, "\n%s\n", c.name)
		for _, text := range []string{
			"5", "true", "[]", "{}", `""`, `"x"`, "null", `{"have":"1"}`, `{"have":1.5,"want":2}`, `{"have":1,"want":2,"percent":5}`, `{"have":3,"want":4,"percent":"75.0"}`,
			`{"ran":5}`, `{"found":{}}`, `{"columns":{},"rows":[]}`, `{"name":5}`, `{"rows":[["x"]]}`, `"2026-03-09"`, `"2.25"`, `"4 weeks"`,
		} {
			v := c.into()
			before, _ := json.Marshal(v)
			err := json.Unmarshal([]byte(text), v)
			after, _ := json.Marshal(v)
			said := fmt.Sprint("fine, ", string(after))
			if err != nil {
				said = golden.Codes(err)
			}
			fmt.Fprintf(&b, "  %-40s %s\n", text, said)
			value := c.name != "Report" // null is an empty one
			if (err != nil || text == "null" && value) && !bytes.Equal(before, after) {
				t.Errorf("%s from %s: %s became %s", c.name, text, before, after)
			}
		}
	}
	golden.Equal(t, "json.txt", b.Bytes())
}

// Every refusal of the kernel, word by word, with the values just inside and just
// outside of each bound: "fine" stands for what is accepted.
func TestRefusalsWordByWord(t *testing.T) {
	var b bytes.Buffer
	section := func(name string) { fmt.Fprintf(&b, "\n%s\n", name) }
	say := func(what string, err error) {
		fmt.Fprintf(&b, "  %-24.60q %s\n", what, golden.Codes(err))
	}
	section("ParseDate")
	for _, s := range []string{
		"", "2026-03-02", "2026-3-2", "2026/03/02", "2026-03/02", "2026/03-02", strings.Repeat("9", 64), strings.Repeat("9", 65), "2026-03-022", "202a-03-02", "2026-0a-02", "2026-03-0a", "0000-01-01", "0001-01-01", "9999-12-31",
		"2026-00-01", "2026-13-01", "2026-12-01", "2026-01-00", "2026-01-31", "2026-01-32", "2026-04-30", "2026-04-31", "2024-02-29", "2023-02-29", "1900-02-29", "2000-02-29", "+026-03-02",
	} {
		_, err := isms.ParseDate(s)
		say(s, err)
	}
	section("NewDate")
	for _, d := range [][3]int{{0, 1, 1}, {1, 1, 1}, {9999, 12, 31}, {10000, 1, 1}, {2026, 0, 1}, {2026, 13, 1}, {2026, 1, 0}, {2026, 1, 32}, {2026, 2, 28}, {2026, 2, 29}, {2026, 6, 30}, {2026, 6, 31}} {
		_, err := isms.NewDate(d[0], time.Month(d[1]), d[2])
		say(fmt.Sprint(d), err)
	}
	section("ParseInterval")
	for _, s := range []string{"", "3", "3 months", "1 month", "0 days", "100000 days", "100001 days", "1000000000 days", "03 days", "0 weeks", "3  days", "3 Days", "-3 days", "3 working days", "1 working day", "1 years", "x days"} {
		_, err := isms.ParseInterval(s)
		say(s, err)
	}
	section("Interval.MarshalText")
	for _, v := range []isms.Interval{{}, {N: 1}, {N: -1, Unit: isms.Days}, {Unit: isms.Days}, {N: 100_000, Unit: isms.Days}, {N: 100_001, Unit: isms.Days}, {N: 1, Unit: "moons"}} {
		_, err := v.MarshalText()
		say(fmt.Sprint(v.N, " ", v.Unit), err)
	}
	section("Interval.From 2026-03-02")
	far := day.DaysUntil(isms.MustDate("9999-12-31"))
	for _, v := range []isms.Interval{
		{N: 3652059, Unit: isms.Days},
		{N: 3652060, Unit: isms.Days},
		{N: far, Unit: isms.Days},
		{N: far + 1, Unit: isms.Days},
		{N: far / 7, Unit: isms.Weeks},
		{N: far/7 + 1, Unit: isms.Weeks},
		{N: 7973, Unit: isms.Years},
		{N: 7974, Unit: isms.Years},
		{N: 95685, Unit: isms.Months},
		{N: 95686, Unit: isms.Months},
		{N: 1, Unit: "moons"},
		{N: 9_000_000, Unit: isms.WorkingDays},
	} {
		_, err := v.From(day, nil)
		say(fmt.Sprint(v.N, " ", v.Unit), err)
	}
	section("Series.Check")
	for _, s := range []isms.Series{
		{},
		{Anchor: day},
		{Anchor: day, Every: isms.Interval{N: 1, Unit: isms.Days}},
		{Anchor: day, Every: isms.Interval{N: 100_000, Unit: isms.Years}},
		{Anchor: day, Every: isms.Interval{N: 100_001, Unit: isms.Days}},
		{Anchor: day, Every: isms.Interval{N: 1, Unit: isms.WorkingDays}},
		{Anchor: day, Every: isms.Interval{N: 1, Unit: "moons"}},
		{Anchor: day, Every: isms.Interval{N: 1, Unit: isms.Weeks}, Count: -1},
	} {
		say(fmt.Sprint(s.Anchor, " ", s.Every.N, s.Every.Unit, " ", s.Count), s.Validate())
	}
	section("ID.Check")
	for _, id := range []isms.ID{"", "a", "a b", " a", "a ", isms.ID(strings.Repeat("x", 128)), isms.ID(strings.Repeat("x", 129)), "a\xffb", "a\tb", "a\u00a0b", "a\u200bb", "a\u202eb", "a\ufffdb", "資産", "a\u0301"} {
		say(string(id), id.Validate())
	}
	section("ParseRef")
	for _, s := range []string{
		"", "4", "6.1.3 d", "6.1.3 d 4", "6.1.3 d 5", "6.1.3 g", "11", "3", "A", "A.5", "A.9", "A.4", "A.5.37", "A.5.38", "A.6.8", "A.6.9", "A.7.14", "A.7.15", "A.8.34", "A.8.35", "A.5.0", "A.5.07", "A.5.x", "A5.1", "A.9.1.1", "A.5.1.1.1",
		"own:", "own:" + strings.Repeat("x", 128), "own:" + strings.Repeat("x", 129), "own:C-1", "own: C", "ISO 31000 5.4", "ISO 31000\u202e", "IAF MD 4", "EA-7/05", "moon", "6.1.3 \u00a7", "5.1 z", "6 1 3 (d)", strings.Repeat("9", 133), "ISO/IEC 27001 6.1.3 d",
	} {
		_, err := isms.ParseRef(s)
		say(s, err)
	}
	section("ParseDecimal")
	for _, s := range []string{"", "1.", ".1", "1.50", "01", "-0", strings.Repeat("9", 30), strings.Repeat("9", 31), "0." + strings.Repeat("1", 12), "0." + strings.Repeat("1", 13), "1e3"} {
		_, err := isms.ParseDecimal(s)
		say(s, err)
	}
	section("Decimal.Quo 1 by 3 to so many places")
	for _, n := range []int{-1, 0, 12, 13} {
		_, err := isms.DecimalOf(1).Quo(isms.DecimalOf(3), n)
		say(fmt.Sprint(n), err)
	}
	section("ParseMoney")
	for _, s := range []string{"", "1", "1 EUR", "1 EU", "1 EURO", "1 eUR", "1 E~R", "1  EUR", "x EUR", "1 EUR "} {
		_, err := isms.ParseMoney(s)
		say(s, err)
	}
	section("Window.Check")
	for _, w := range []isms.Window{{}, isms.On(day), {First: day, Last: day.AddDays(-1)}, {First: day}, {Last: day}} {
		say(w.String(), w.Validate())
	}
	section("Rule.Check")
	for _, change := range []func(*isms.Rule){
		func(*isms.Rule) {}, func(r *isms.Rule) { r.Code = "owner" }, func(r *isms.Rule) { r.Code = "demo/Owner" }, func(r *isms.Rule) { r.Code = "demo/" }, func(r *isms.Rule) { r.Code = "/x" },
		func(r *isms.Rule) { r.Code = "de-mo9/x-0z" }, func(r *isms.Rule) { r.Code = "za/az" }, func(r *isms.Rule) { r.Code = "a{/b" }, func(r *isms.Rule) { r.Code = "demo" }, func(r *isms.Rule) { r.Code = "/" }, func(r *isms.Rule) { r.Severity = "fatal" }, func(r *isms.Rule) { r.Refs = nil }, func(r *isms.Rule) { r.Refs = []isms.Ref{"6.9"} },
		func(r *isms.Rule) { r.Refs = []isms.Ref{"6.1.2"} }, func(r *isms.Rule) { r.Refs = []isms.Ref{"A.5"} }, func(r *isms.Rule) { r.Title = "" }, func(r *isms.Rule) { r.Remedy = "" },
		func(r *isms.Rule) { r.Since = "" }, func(r *isms.Rule) { r.Message = "" }, func(r *isms.Rule) { r.Message, r.JudgementRequired = "", "why" }, func(r *isms.Rule) { r.Message = "{a" },
	} {
		r := ownerMissing
		change(&r)
		say(r.Code, r.Validate())
	}
	section("Judgement.Validate and InForce on 2026-03-02")
	for _, change := range []func(*isms.Judgement){
		func(*isms.Judgement) {}, func(j *isms.Judgement) { j.Requirement = "6.9" }, func(j *isms.Judgement) { j.Conclusion = "" }, func(j *isms.Judgement) { j.By = "" }, func(j *isms.Judgement) { j.Basis = "" },
		func(j *isms.Judgement) { j.On = isms.Date{} }, func(j *isms.Judgement) { j.On = day }, func(j *isms.Judgement) { j.On = day.AddDays(1) }, func(j *isms.Judgement) { j.ValidUntil = day }, func(j *isms.Judgement) { j.ValidUntil = day.AddDays(-1) },
	} {
		j := isms.Judgement{Requirement: "5.2 a", Conclusion: isms.Met, By: "p", On: day.AddDays(-9), Basis: "b"}
		change(&j)
		say(fmt.Sprint(j.Requirement, " ", j.InForce(day)), j.Validate())
	}
	section("AddWorkdays")
	for _, n := range []int{3652059, 3652060, -3652060, 0} {
		_, err := isms.AddWorkdays(nil, isms.MustDate("9999-12-30"), n)
		say(fmt.Sprint(n), err)
	}
	_, err := isms.AddWorkdays(never{}, day, 1)
	say("never", err)
	_, err = isms.AddWorkdays(nil, isms.Date{}, 0)
	say("no date", err)
	golden.Equal(t, "refusals.txt", b.Bytes())
}
