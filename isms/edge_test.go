package isms_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

func TestMustPanicsOnlyOnWhatParseRefuses(t *testing.T) {
	for name, f := range map[string]func(){
		"date":     func() { isms.MustDate("2026-02-30") },
		"interval": func() { isms.MustInterval("soon") },
		"decimal":  func() { isms.MustDecimal("1e9") },
		"money":    func() { isms.MustMoney("12") },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("Must for a bad %s does not panic", name)
				}
			}()
			f()
		}()
	}
}

func TestZeroDate(t *testing.T) {
	var none isms.Date
	if y, m, d := none.Civil(); y != 0 || m != 0 || d != 0 {
		t.Error("Civil of no date")
	}
	if none.DaysUntil(day) != 0 || day.DaysUntil(none) != 0 {
		t.Error("days until no date")
	}
	if !none.Before(day) || !day.After(none) || none.After(day) || day.Before(none) || none.Compare(day) != -1 || !none.Equal(isms.Date{}) {
		t.Error("order of no date")
	}
	if year, month, d := day.Civil(); year != 2026 || month != time.March || d != 2 || day.Year() != year {
		t.Error("parts of a date")
	}
	if isms.DaysIn(2026, 0) != 0 || isms.DaysIn(2026, 13) != 0 {
		t.Error("days in no month")
	}
	text, err := json.Marshal(struct {
		A isms.Date     `json:"a"`
		B isms.Interval `json:"b"`
	}{})
	if err != nil || string(text) != `{"a":"","b":""}` {
		t.Errorf("%s, %v", text, err)
	}
	var back struct {
		A isms.Date     `json:"a"`
		B isms.Interval `json:"b"`
	}
	if err := json.Unmarshal(text, &back); err != nil || !back.A.IsZero() || !back.B.IsZero() {
		t.Errorf("%v, %v", back, err)
	}
	if err := json.Unmarshal([]byte(`{"b":"soon"}`), &back); err == nil {
		t.Error("a bad interval is read")
	}
}

func TestIntervalTimesIsBounded(t *testing.T) {
	s := isms.Series{Anchor: isms.MustDate("0001-01-01"), Every: isms.MustInterval("100000 years")}
	if got := s.At(1); !got.IsZero() {
		t.Errorf("100,000 years on: %s", got)
	}
	s.Every = isms.MustInterval("100000 days")
	if got := s.At(1 << 30); !got.IsZero() {
		t.Errorf("the 2^30th day: %s", got)
	}
	if got := s.At(36); got.String() != "9857-06-20" {
		t.Errorf("3,600,000 days on: %s", got)
	}
	_, err := isms.Interval{N: 1 << 30, Unit: isms.Weeks}.From(day, nil)
	if golden.Codes(err) != "isms/outside-the-years" {
		t.Error(err)
	}
}

func TestRatiosWithoutAWantAreTheSame(t *testing.T) {
	if (isms.Ratio{}).Compare(isms.Ratio{Have: 3}) != 0 || (isms.Ratio{Have: 1, Want: 2}).Compare(isms.Ratio{}) != 1 {
		t.Error("order of undefined ratios")
	}
}

func TestUnknownSeverityIsAnError(t *testing.T) {
	r := ownerMissing
	r.Severity = "fatal"
	var c isms.Checker
	c.Find(r, "")
	if c.Report().Count(isms.SeverityError) != 1 {
		t.Error("a finding of unknown severity does not count")
	}
	r.Message = ""
	c = isms.Checker{}
	c.Find(r, "")
	for d := range c.Report().Found() {
		if d.Message != r.Title {
			t.Errorf("message %q", d.Message)
		}
	}
}

func TestIteratorsStop(t *testing.T) {
	rep := report(demoRules, demoRules...)
	var c isms.Checker
	c.Skip(ownerMissing, isms.Sentence{Text: "a"})
	c.Skip(unranked, isms.Sentence{Text: "b"})
	n := 0
	for range rep.Found() {
		n++
		break
	}
	for range rep.Ran() {
		n++
		break
	}
	for range c.Report().Skipped() {
		n++
		break
	}
	for range isms.Assess(day, nil, nil).Items() {
		n++
		break
	}
	for range isms.Requirements("") {
		n++
		break
	}
	for range isms.RequiredDocuments() {
		n++
		break
	}
	for range (isms.Series{Anchor: day, Every: isms.MustInterval("1 day")}).Due(isms.Date{}, day.AddDays(9)) {
		n++
		break
	}
	if n != 7 {
		t.Errorf("%d steps, want 7", n)
	}
}

func TestJudgementsOfOneDayAreOrdered(t *testing.T) {
	j := func(place isms.Ref, by isms.ID, basis string, until isms.Date) isms.Judgement {
		return isms.Judgement{Requirement: place, Conclusion: isms.Met, By: by, On: day, Basis: basis, ValidUntil: until}
	}
	list := []isms.Judgement{
		j("5.2", "a", "seen", isms.Date{}), j("5.2 a", "b", "seen", isms.Date{}), j("5.2 a", "a", "told", isms.Date{}), j("5.2 a", "a", "seen", day.AddDays(9)), j("5.2 a", "a", "seen", day.AddDays(2)),
	}
	for i := range list {
		turned := append(append([]isms.Judgement{}, list[i:]...), list[:i]...)
		l, _ := isms.Assess(day, []isms.Rule{judged}, turned).LookupItem("5.2 a")
		if l.Judgement != list[4] {
			t.Errorf("from %d on: %+v counts", i, l.Judgement)
		}
	}
}

func TestPlacesThatAreNoLines(t *testing.T) {
	r := isms.Assess(day, []isms.Rule{ownerMissing.At("6.1.2"), ownerMissing.At("A.5"), ownerMissing.At("nonsense")}, nil, report(nil, ownerMissing.At("nonsense")))
	for l := range r.Items() {
		if l.Ref == "6.1.2" || l.Ref == "A.5" || l.Ref == "nonsense" {
			t.Errorf("%s has a line", l.Ref)
		}
	}
	if r.AsOf() != day || !isms.Statuses().Has(isms.StatusClear) || isms.Statuses().Has(isms.Status("fine")) {
		t.Error("AsOf or Known")
	}
	two := func(why string) isms.Report {
		var c isms.Checker
		c.Skip(ownerMissing, isms.Sentence{Text: why})
		return c.Report()
	}
	l, _ := isms.Assess(day, demoRules, nil, two("b"), two("a")).LookupItem("6.1.2 c 2")
	if len(l.Skipped) != 2 || l.Skipped[0].Why.Text != "a" {
		t.Errorf("%+v", l.Skipped)
	}
}
