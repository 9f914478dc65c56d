package isms_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/internal/strictjson"
	"github.com/ismskit/ismskit/isms"
)

// A refusal is an error that input caused, with the codes and paths that it says.
type refusal struct {
	name  string
	err   error
	codes string
}

// second returns the error of a function that returns a value, too.
func second[T any](_ T, err error) error { return err }

// a record with members of many kinds, for Decode.
type sample struct {
	ID    isms.ID           `json:"id"`
	Grade int8              `json:"grade"`
	Done  bool              `json:"done"`
	Due   isms.Date         `json:"due"`
	Share isms.Ratio        `json:"share"`
	Names map[string]string `json:"names"`
	List  []sample          `json:"list"`
	Found isms.Report       `json:"found"`
}

func decoded(text string) error { return second(isms.Decode[sample]([]byte(text))) }

func limited(text string, limits strictjson.Limits) error {
	return isms.RefuseAll(strictjson.Decode([]byte(text), new(sample), limits))
}

// refusals has each reason for which this package refuses input.
func refusals() []refusal {
	ref := func(s string) error { return second(isms.ParseRef(s)) }
	every := func(s string) isms.Series { return isms.Series{Anchor: day, Every: isms.MustInterval(s)} }
	judge := func(change func(*isms.Judgement)) error {
		j := isms.Judgement{Requirement: "5.2 a", Conclusion: isms.Met, By: "p", On: day, Basis: "b"}
		change(&j)
		return j.Validate()
	}
	rule := func(change func(*isms.Rule)) error {
		r := ownerMissing
		change(&r)
		return r.Validate()
	}
	most := isms.MustDecimal(strings.Repeat("9", 30))
	return append([]refusal{
		{"a date of no calendar", second(isms.ParseDate("2026-02-30")), "isms/no-date-of-the-calendar"},
		{"an ID that is empty", isms.ID("").Validate(), "isms/empty-id"},
		{"an ID that is too long", isms.ID(strings.Repeat("7", 129)).Validate(), "isms/id-too-long"},
		{"an ID of broken bytes", isms.ID("7\xff").Validate(), "isms/id-not-utf-8"},
		{"an ID with a blank at its end", isms.ID("7 ").Validate(), "isms/id-with-blanks"},
		{"an ID with a character that turns the direction", isms.ID("7\u202e").Validate(), "isms/id-with-an-invisible-character"},
		{"no path", isms.Path("7]").Validate(), "isms/no-path"},

		{"no interval", second(isms.ParseInterval("7")), "isms/no-interval"},
		{"a unit that is unknown", second(isms.ParseInterval("3 moons")), "isms/unknown-unit"},
		{"a step by an unknown unit", second(isms.Interval{N: 3, Unit: "moons"}.From(day, nil)), "isms/unknown-unit"},
		{"a step from no day", second(isms.MustInterval("3 days").From(isms.Date{}, nil)), "isms/no-day-to-count-from"},
		{"a step out of the years", second(isms.AddWorkdays(nil, isms.MustDate("9999-12-31"), 1)), "isms/outside-the-years"},
		{"a calendar that never works", second(isms.AddWorkdays(never{}, day, 1)), "isms/calendar-without-working-days"},
		{"a day that a calendar does not know", second(isms.AddWorkdays(year(2026), isms.MustDate("2026-12-30"), 2)), "isms/beyond-the-calendar"},
		{"a calendar with nothing in it", isms.WorkCalendar{Holidays: make([]isms.Date, 1)}.Validate(), "isms/empty-id at id; isms/holiday-without-a-date at holidays[#0]; isms/calendar-without-an-end at from; isms/calendar-without-an-end at to"},
		{"a day that no week has", isms.WorkCalendar{ID: "c", Workdays: []isms.DayOfWeek{"monday", "doomsday"}, From: day, To: day}.Validate(), "isms/unknown-word at workdays[#1]"},
		{"a calendar that ends before it begins", isms.WorkCalendar{ID: "c", From: day, To: day.AddDays(-1)}.Validate(), "isms/calendar-that-ends-before-it-begins at to"},
		{"a calendar that nobody has", second(isms.CalendarOf("c")), "isms/unknown-calendar"},
		{"a calendar that two have", second(isms.CalendarOf("c", isms.WorkCalendar{ID: "c"}, isms.WorkCalendar{ID: "c"})), "isms/ambiguous-calendar"},
		{"a window that ends before it begins", isms.Window{First: day, Last: day.AddDays(-1)}.Validate(), "isms/end-before-the-beginning at last"},
		{"a series without an anchor", isms.Series{Every: isms.MustInterval("1 day")}.Validate(), "isms/no-day-to-count-from at anchor"},
		{"a series of no interval", isms.Series{Anchor: day}.Validate(), "isms/interval-of-nothing at every"},
		{"a series of working days", every("1 working day").Validate(), "isms/unit-of-a-series at every"},
		{"a series of fewer than no days", isms.Series{Anchor: day, Every: isms.MustInterval("1 day"), Count: -1}.Validate(), "isms/negative-count at count"},
		{"a series of nothing at all", isms.Series{Count: -1}.Validate(), "isms/no-day-to-count-from at anchor; isms/interval-of-nothing at every; isms/negative-count at count"},
		{"a cadence of no interval for a level", isms.Cadence{ByLevel: map[string]isms.Interval{"#7": {}}}.Validate(), `isms/interval-of-nothing at byLevel["#7"]`},

		{"no number", second(isms.ParseDecimal("1e9")), "isms/no-decimal-number"},
		{"a sum of too many digits", second(most.Add(isms.DecimalOf(1))), "isms/too-many-digits"},
		{"more places than are kept", second(isms.DecimalOf(1).Quo(isms.DecimalOf(3), 13)), "isms/too-many-decimal-places"},
		{"a division by nothing", second(isms.DecimalOf(1).Quo(isms.DecimalOf(0), 2)), "isms/division-by-zero"},
		{"no amount of money", second(isms.ParseMoney("7")), "isms/no-amount-of-money"},
		{"no currency", isms.Money{Currency: "7"}.Validate(), "isms/no-currency at currency"},
		{"a sum of two currencies", second(isms.MustMoney("1 EUR").Add(isms.MustMoney("1 USD"))), "isms/different-currencies at currency"},
		{"a percentage that does not follow", json.Unmarshal([]byte(`{"have": 1, "want": 2, "percent": "60.0"}`), new(isms.Ratio)), "isms/percentage-does-not-follow at percent"},
		{"a percentage of nothing", json.Unmarshal([]byte(`{"percent": "0.0"}`), new(isms.Ratio)), "isms/percentage-does-not-follow at percent"},

		{"no place", ref(""), "isms/no-clause-or-control"},
		{"a place too long", ref(strings.Repeat("7", 200)), "isms/citation-too-long"},
		{"a document that cannot be seen", ref("ISO \u200b"), "isms/no-citation-of-a-document"},
		{"a control with a zero before it", ref("A.5.07"), "isms/no-control"},
		{"a control of 2013", ref("A.9.1.1"), "isms/control-of-2013"},
		{"a theme that is none", ref("A.9"), "isms/no-theme"},
		{"a control past the last", ref("A.5.38"), "isms/no-such-control"},
		{"a clause that is none", ref("5.7"), "isms/no-such-clause"},
		{"an item that is none", ref("6.1.3 g"), "isms/no-such-item"},
		{"a place in other words", isms.Ref("6.1.3.d)").Validate(), "isms/not-canonical"},

		{"a rule that is unknown", second(isms.Report{}.Of("7")), "isms/unknown-rule"},
		{"a rule without a code", rule(func(r *isms.Rule) { r.Code = "7" }), "isms/code-of-a-rule at code"},
		{"a rule without a severity", rule(func(r *isms.Rule) { r.Severity = "" }), "isms/severity-of-a-rule at severity"},
		{"a rule without places", rule(func(r *isms.Rule) { r.Refs = nil }), "isms/rule-without-places at refs"},
		{"a rule of a whole clause", rule(func(r *isms.Rule) { r.Refs = []isms.Ref{"A.5.7", "6.1.2"} }), "isms/rule-of-a-clause at refs[#1]"},
		{"a rule without a title", rule(func(r *isms.Rule) { r.Title = "" }), "isms/incomplete-rule"},
		{"a rule without a message", rule(func(r *isms.Rule) { r.Message = "" }), "isms/rule-without-a-message at message"},
		{"a rule with half a brace", rule(func(r *isms.Rule) { r.Message = "{" }), "isms/braces-that-do-not-pair at message"},
		{"a rule with a key twice", rule(func(r *isms.Rule) { r.Key = []string{"a", "a"} }), "isms/key-of-a-rule at key"},
		{"a rule with an empty key", rule(func(r *isms.Rule) { r.Key = []string{""} }), "isms/key-of-a-rule at key"},
		{"a need that says nothing", rule(func(r *isms.Rule) { r.Needs = []isms.Need{{}} }), "isms/need-of-a-rule at needs[#0]"},
		{"a need of no path", rule(func(r *isms.Rule) { r.Needs = []isms.Need{{Path: "]", Missing: noRisks}} }), "isms/need-of-a-rule at needs[#0]"},

		{"a judgement of nothing at all", isms.Judgement{}.Validate(), "isms/no-clause-or-control at requirement; isms/unknown-word at conclusion; isms/empty-id at by; isms/nothing-said at basis; isms/no-date-of-the-calendar at on"},
		{"a rule of nothing at all", isms.Rule{}.Validate(), "isms/code-of-a-rule at code; isms/severity-of-a-rule at severity; isms/rule-without-places at refs; isms/incomplete-rule; isms/rule-without-a-message at message"},
		{"a judgement of no place", judge(func(j *isms.Judgement) { j.Requirement = "6.9" }), "isms/no-such-clause at requirement"},
		{"a judgement without a conclusion", judge(func(j *isms.Judgement) { j.Conclusion = "" }), "isms/unknown-word at conclusion"},
		{"a judgement of nobody", judge(func(j *isms.Judgement) { j.By = "" }), "isms/empty-id at by"},
		{"a judgement of nothing", judge(func(j *isms.Judgement) { j.Basis = "" }), "isms/nothing-said at basis"},
		{"a judgement without a day", judge(func(j *isms.Judgement) { j.On = isms.Date{} }), "isms/no-date-of-the-calendar at on"},

		{"a declaration of nothing", isms.NotHeld{Holder: isms.HeldByNobody}.Validate(), "isms/nothing-declared at path"},
		{"a declaration of no path", isms.NotHeld{Path: "a..b", Holder: isms.HeldByNobody}.Validate(), "isms/no-path at path"},
		{"a declaration of an unknown holder", isms.NotHeld{Path: "a", Holder: "7"}.Validate(), "isms/unknown-word at holder; isms/nothing-said at name"},
		{"a document without a name", isms.NotHeld{Path: "a", Holder: isms.HeldInDocument, Name: "n/a"}.Validate(), "isms/nothing-said at name"},

		{"an alias of nothing", second(isms.NewAliases(words(), map[string]colour{" ": red})), "isms/blank-alias at aliases"},
		{"an alias of no word", second(isms.NewAliases(words(), map[string]colour{"Blau": "7"})), "isms/unknown-word at aliases[Blau]"},
		{"an alias of two words", second(isms.NewAliases(words(), map[string]colour{"x": red, "X": green})), "isms/ambiguous-alias at aliases[x]"},
		{"an alias that is another word", second(isms.NewAliases(words(), map[string]colour{"Dark-Red": green})), "isms/alias-of-another-word at aliases[Dark-Red]"},
		{"an error of another library", isms.RefuseAll(errors.New("7")), "isms/other-error"},
	}, textRefusals()...)
}

// textRefusals has each reason for which JSON text is refused.
func textRefusals() []refusal {
	return []refusal{
		{"text that cannot be stored", isms.RefuseAll(second(strictjson.Encode(sample{List: []sample{{ID: "\xff"}, {Names: map[string]string{"a": "\x00"}}}}))), "isms/no-text at list[#0].id; isms/no-text at list[#1].names[a]"},
		{"a list of records that say nothing", limited(`{"list": [`+strings.Repeat("{},", 999)+`{}]}`, strictjson.Limits{PerByte: 20}), "isms/too-little-text at list"},
		{"text that is too long", limited(`{"id": "7"}`, strictjson.Limits{Bytes: 3}), "isms/too-long"},
		{"text of broken bytes", decoded("\"\xff\""), "isms/not-utf-8"},
		{"a byte order mark", decoded("\ufeff{}"), "isms/byte-order-mark"},
		{"text after the end", decoded(`{} 7`), "isms/text-after-the-end"},
		{"null", decoded(`{"id": null}`), "isms/null at id"},
		{"no text", decoded(``), "isms/early-end"},
		{"half a text", decoded(`{"id": "7`), "isms/early-end at id"},
		{"a value without quotes", decoded(`{"grade": ?}`), "isms/unexpected-text at grade"},
		{"a key without quotes", decoded(`{7: 7}`), "isms/unexpected-text"},
		{"no colon", decoded(`{"id" 7}`), "isms/unexpected-text"},
		{"no comma", decoded(`{"id": "7" "8"}`), "isms/unexpected-text"},
		{"text for a number", decoded(`{"grade": "7"}`), "isms/wrong-kind at grade"},
		{"a fraction for a number", decoded(`{"grade": 7.5}`), "isms/wrong-kind at grade"},
		{"a number for text", decoded(`{"id": 7}`), "isms/wrong-kind at id"},
		{"a number for a truth value", decoded(`{"done": 7}`), "isms/wrong-kind at done"},
		{"a truth value for a list", decoded(`{"list": true}`), "isms/wrong-kind at list"},
		{"a list for an object", decoded(`[]`), "isms/wrong-kind"},
		{"an object for a list", decoded(`{"list": {}}`), "isms/wrong-kind at list"},
		{"lists too deep", limited(`{"list": [{"list": []}]}`, strictjson.Limits{Depth: 3}), "isms/too-deep at list[#0].list"},
		{"too many members", limited(`{"id": "7", "grade": 7}`, strictjson.Limits{Items: 1}), "isms/too-many-members"},
		{"too many items", limited(`{"list": [{}, {}]}`, strictjson.Limits{Items: 1}), "isms/too-many-items at list"},
		{"a member twice", decoded(`{"id": "7", "id": "8"}`), "isms/doubled-key at id"},
		{"a member with a letter wrong", decoded(`{"grabe": 7}`), "isms/unknown-member at grabe"},
		{"a member of none", decoded(`{"zzzzzzz": 7}`), "isms/unknown-member at zzzzzzz"},
		{"a member with a point in its name", decoded(`{"a.b": 7}`), "isms/unknown-member at [a.b]"},
		{"a comma before the end", decoded(`{"id": "7",}`), "isms/comma-before-the-end"},
		{"a number with a zero before it", decoded(`{"grade": 07}`), "isms/no-number at grade"},
		{"a number out of range", decoded(`{"grade": 128}`), "isms/out-of-range at grade"},
		{"a line feed in quotes", decoded("{\"id\": \"7\n\"}"), "isms/control-character at id"},
		{"an escape that is none", decoded(`{"id": "\7"}`), "isms/unknown-escape at id"},
		{"half a surrogate pair", decoded(`{"id": "\ud800"}`), "isms/half-a-surrogate-pair at id"},
		{"a key of a map with a bad value", decoded(`{"names": {"#1": 7}}`), `isms/wrong-kind at names["#1"]`},
		{"an ID that cannot be seen", decoded(`{"id": "7\u200b"}`), "isms/id-with-an-invisible-character at id"},
		{"a report of another kind", decoded(`{"found": {"ran": [{"code": "7"}, {"code": 7}]}}`), "isms/wrong-kind at found.ran[#1].code"},
		{"a report that ends early", (&isms.Report{}).UnmarshalJSON([]byte(`{"ran": [`)), "isms/early-end at ran[#0]"},
		{"a date of another kind", json.Unmarshal([]byte(`{"due": 7}`), new(sample)), "isms/wrong-kind"},
	}
}

// refusedWith returns the Error of a refusal, and an empty one where it is another.
func refusedWith(t *testing.T, c refusal) *isms.Error {
	t.Helper()
	e := new(isms.Error)
	if !errors.As(c.err, &e) {
		t.Errorf("%s: %v is no isms.Error", c.name, c.err)
	}
	return e
}

func TestRefusalsSayCodeAndPath(t *testing.T) {
	for _, c := range refusals() {
		if got := golden.Codes(c.err); got != c.codes {
			t.Errorf("%s: %s, want %s", c.name, got, c.codes)
		}
	}
}

// Each reason to refuse input is met by some input: no message is left that nobody
// says.
func TestEveryMessageThatRefusesIsSaid(t *testing.T) {
	said := map[string]bool{}
	for _, c := range refusals() {
		e := refusedWith(t, c)
		for _, p := range e.Problems {
			said[p.Code] = true
		}
	}
	for _, m := range isms.Messages() {
		if m.Want != "" && !said[m.Code] {
			t.Errorf("no refusal says %s", m.Code)
		}
	}
}

// A problem has the value that was refused, and says it once, in quotes.
func TestRefusalsHoldTheValue(t *testing.T) {
	for _, c := range refusals() {
		e := refusedWith(t, c)
		for _, p := range e.Problems {
			value, ok := isms.Arg{}, false
			for _, a := range p.Args {
				if a.Name == "value" {
					value, ok = a, true
				}
			}
			if ok != (p.Value != "" || value.Kind != "") || value.Value != p.Value {
				t.Errorf("%s: the value is %q, and the argument %+v", c.name, p.Value, value)
			}
		}
	}
}
