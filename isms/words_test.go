package isms_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/ismskit/ismskit/isms"
)

// What is stored keeps its words: a renamed key or word would lose what embedders
// have written.
func TestStoredFormsKeepTheirWords(t *testing.T) {
	d := isms.MustDate("2026-03-02")
	doc := slices.Collect(isms.RequiredDocuments())[4]
	req, _ := isms.LookupRequirement("6.1.3 d 1")
	climate, _ := isms.LookupRequirement("4.1 s2")
	diag := isms.Diagnostic{Code: "a/b", Severity: isms.Error, Refs: []isms.Ref{"4.1 s1"}, Path: "x", Args: []isms.Arg{{Name: "n", Value: "1"}}, Message: "m"}
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
		{diag, `{"code":"a/b","severity":"error","refs":["4.1 s1"],"path":"x","args":[{"name":"n","value":"1"}],"message":"m"}`},
		{rep, `{"ran":[{"code":"demo/owner-missing","refs":["6.1.2 c 2"]}],"skipped":[],"found":[{"code":"demo/owner-missing","severity":"error","refs":["6.1.2 c 2"],"path":"x","message":"risk {risk} has no owner"}]}`},
		{isms.Skipped{Code: "a/b", Refs: []isms.Ref{"4"}, Why: "w"}, `{"code":"a/b","refs":["4"],"why":"w"}`},
		{isms.Judgement{Requirement: "5.2 a", Conclusion: isms.Met, By: "p", On: d, Basis: "b", ValidUntil: d}, `{"requirement":"5.2 a","conclusion":"met","by":"p","on":"2026-03-02","basis":"b","validUntil":"2026-03-02"}`},
		{isms.ReadinessItem{Ref: "4.1 s1", Status: isms.StatusOpen, Judgement: isms.Judgement{By: "p"}}, `{"ref":"4.1 s1","status":"open","found":null,"missing":null,"skipped":null,"person":null,"judgement":{"requirement":"","conclusion":"","by":"p","on":"","basis":""}}`},
		{isms.Ratio{Have: 1, Want: 2}, `{"have":1,"want":2,"percent":"50.0"}`},
		{isms.Ratio{}, `{"have":0,"want":0}`},
		{isms.Ratio{Have: 3, Want: 2}, `{"have":3,"want":2}`},
		{isms.MustMoney("1.50 EUR"), `{"amount":"1.5","currency":"EUR"}`},
		{isms.Entry{ID: "e", Kind: isms.EntryMilestone, Title: "t", Window: isms.On(d), Lead: isms.MustInterval("3 days"), Basis: "b", Refs: []isms.Ref{"4"}, Subject: "s"}, `{"id":"e","kind":"milestone","title":"t","window":{"first":"2026-03-02","last":"2026-03-02"},"lead":"3 days","basis":"b","refs":["4"],"subject":"s"}`},
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

// Errors say the whole of what would be right, word by word.
func TestErrorsWordByWord(t *testing.T) {
	parse := func(s string) error { _, err := isms.ParseRef(s); return err }
	_, quo := isms.DecimalOf(1).Quo(isms.DecimalOf(3), 13)
	_, quo0 := isms.DecimalOf(1).Quo(isms.DecimalOf(0), 2)
	_, money := isms.ParseMoney("x EUR")
	_, cash := isms.ParseMoney("1 eur")
	_, bare := isms.ParseMoney("1")
	_, interval := isms.ParseInterval("x")
	_, unit := isms.ParseInterval("3 moons")
	_, noAnchor := isms.MustInterval("3 days").From(isms.Date{}, nil)
	_, noUnit := isms.Interval{N: 3, Unit: "moons"}.From(day, nil)
	_, idle := isms.AddWorkdays(never{}, day, 1)
	_, far := isms.AddWorkdays(nil, isms.MustDate("9999-12-31"), 1)
	_, noDate := isms.AddWorkdays(nil, isms.Date{}, 1)
	_, sum := isms.MustDecimal("999999999999999999999999999999").Add(isms.DecimalOf(1))
	_, coins := isms.MustMoney("1 EUR").Add(isms.MustMoney("1 USD"))
	ratio := func(text string) error { var r isms.Ratio; return json.Unmarshal([]byte(text), &r) }
	rep := func(text string) error { var r isms.Report; return json.Unmarshal([]byte(text), &r) }
	for _, c := range []struct {
		err  error
		want string
	}{
		{isms.Ref("6.1.3.d)").Validate(), `isms: place "6.1.3.d)": want the canonical text "6.1.3 d"`},
		{isms.Ref("A.5.38").Validate(), `isms: ParseRef("A.5.38"): theme A.5 ends with A.5.37`},
		{ratio(`3`), `isms: ratio: the JSON number where an object is wanted`},
		{ratio(`{"have": "1", "want": 2}`), `isms: ratio, have: the JSON string where a whole number is wanted`},
		{ratio(`{"have": 1, "want": 2, "percent": 50}`), `isms: ratio, percent: the JSON number where text in quotes is wanted`},
		{ratio(`{"Have": 1, "want": 2}`), `isms: ratio: want the fields "have" and "want", and at most "percent" beside them`},
		{ratio(`{"have": 1, "want": 2, "percent": "50"}`), `isms: ratio 1 of 2: the percentage "50" does not follow: leave it out`},
		{ratio(`{"have": 0, "want": 0, "percent": "0.0"}`), `isms: ratio 0 of 0: the percentage "0.0" does not follow: leave it out`},
		{rep(`{"ran": "x"}`), `isms: report, field "ran": the JSON string where a list is wanted`},
		{(&isms.Report{}).UnmarshalJSON([]byte("{")), "isms: report: unexpected end of JSON input"},
		{parse(""), `isms: ParseRef(""): want a clause such as "6.1.3 d" or a control such as "A.5.7"`},
		{parse("A.5.07"), `isms: ParseRef("A.5.07"): a control is written as in "A.5.7", without leading zeros`},
		{parse("A5"), `isms: ParseRef("A5"): a control is written as in "A.5.7"`},
		{parse("A.9.1.1"), `isms: ParseRef("A.9.1.1"): three numbers belong to the edition of 2013; write ISO/IEC 27001:2013 before it, or cite its successor`},
		{parse("A.9"), `isms: ParseRef("A.9"): Annex A of 2022 has the themes A.5 to A.8`},
		{parse("6.1.3 g"), `isms: ParseRef("6.1.3 g"): clause 6.1.3 has no item "g"`},
		{parse("6.1.3 §"), `isms: ParseRef("6.1.3 §"): unexpected "§"`},
		{quo, "isms: division to 13 places: want 0 to 12"},
		{quo0, "isms: 1 divided by 0"},
		{sum, "isms: the result has more than 30 digits before or 12 after the point"},
		{money, `isms: ParseMoney("x EUR"): isms: ParseDecimal("x"): want digits with at most one point, as in "1250.50"`},
		{cash, `isms: ParseMoney("1 eur"): isms: currency "eur": want three capital letters, as in "EUR"`},
		{bare, `isms: ParseMoney("1"): want an amount, a blank and a currency, as in "1250.50 EUR"`},
		{coins, "isms: 1 EUR and 1 USD have different currencies"},
		{interval, `isms: ParseInterval("x"): want a whole number up to 100000, a blank and a unit, as in "3 months"`},
		{unit, `isms: ParseInterval("3 moons"): unit "moons" is none of days, working days, weeks, months, years`},
		{noAnchor, "isms: 3 days from no date: the anchor is missing"},
		{noUnit, `isms: interval of unit "moons": want days, working days, weeks, months or years`},
		{idle, "isms: AddWorkdays(2026-03-02, 1): the calendar has no working day in the 400 days up to 2027-04-06"},
		{far, "isms: AddWorkdays(9999-12-31, 1) is outside the years 1 to 9999"},
		{noDate, "isms: AddWorkdays from no date: the anchor is missing"},
		{isms.Window{First: day, Last: day.AddDays(-1)}.Validate(), "isms: window from 2026-03-02 to 2026-03-01 ends before it begins"},
		{isms.Series{}.Validate(), "isms: series without an anchor date"},
		{isms.Series{Anchor: day}.Validate(), "isms: series every 0 : want 1 to 100000"},
		{isms.Series{Anchor: day, Every: isms.MustInterval("1 working day")}.Validate(), `isms: series every 1 of unit "working days": want days, weeks, months or years`},
		{isms.Series{Anchor: day, Every: isms.MustInterval("1 day"), Count: -1}.Validate(), "isms: series of -1 days: want 0 (no limit) or more"},
		{isms.ID("").Validate(), "isms: empty ID: want 1 to 128 bytes"},
		{isms.ID(" x").Validate(), `isms: ID " x" begins or ends with a blank`},
		{isms.ID("a\xff").Validate(), `isms: ID "a\xff" is not valid UTF-8`},
		{isms.Judgement{Requirement: "5.2 a", Conclusion: isms.Met, By: "p", On: day.AddDays(1), Basis: "b"}.Validate(day), `isms: judgement of "5.2 a": its date 2026-03-03 lies after 2026-03-02`},
		{isms.Judgement{Requirement: "5.2 a", Conclusion: isms.Met, By: "p", On: day, Basis: "b"}.Validate(isms.Date{}), `isms: judgement of "5.2 a": the day to judge by is missing`},
		{isms.Judgement{Requirement: "5.2 a"}.Validate(day), `isms: judgement of "5.2 a": the verdict wants to be "met" or "not met"`},
	} {
		if c.err == nil || c.err.Error() != c.want {
			t.Errorf("got  %v\nwant %s", c.err, c.want)
		}
	}
}

// sometimes works one day after every 399 idle ones.
type sometimes struct{}

func (sometimes) Workday(d isms.Date) bool { return isms.MustDate("2000-01-01").DaysUntil(d)%400 == 0 }

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
