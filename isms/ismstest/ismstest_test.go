package ismstest_test

import (
	"strings"
	"testing"
	"time"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/ismstest"
)

func TestBytesEnds(t *testing.T) {
	c := ismstest.Bytes([]byte{7, 1, 2})
	if c.IntN(5) != 2 || c.IntN(1000) != 258 || c.IntN(9) != 0 || c.IntN(1) != 0 || c.IntN(0) != 0 {
		t.Error("numbers from bytes")
	}
}

type flaky struct{ n *int }

func (f flaky) Workday(isms.Date) isms.Answer { *f.n++; return answer(*f.n%2 == 0) }

func answer(yes bool) isms.Answer {
	if yes {
		return isms.Yes
	}
	return isms.No
}

type august struct{}

func (august) Workday(d isms.Date) isms.Answer {
	if d.IsZero() {
		return ""
	}
	_, month, _ := d.Civil()
	return answer(month > time.March)
}

type always struct{}

func (always) Workday(isms.Date) isms.Answer { return isms.Yes }

// says gives one answer to every day but for no date.
type says isms.Answer

func (s says) Workday(d isms.Date) isms.Answer {
	if d.IsZero() {
		return ""
	}
	return isms.Answer(s)
}

// holes knows every second year.
type holes struct{}

func (holes) Workday(d isms.Date) isms.Answer {
	if y, _, _ := d.Civil(); d.IsZero() || y%2 == 0 {
		return ""
	}
	return isms.Weekdays().Workday(d)
}

func TestCheckCalendar(t *testing.T) {
	if err := ismstest.CheckCalendar(isms.Weekdays(isms.MustDate("2026-12-25"))); err != nil {
		t.Error(err)
	}
	for why, cal := range map[string]isms.Calendar{"two answers": flaky{new(int)}, "no working day": august{}, "an answer for no date": always{}, "no day is known": says(""), "the answer \"perhaps\"": says("perhaps"), "days before it are not": holes{}, "nil": nil} {
		if err := ismstest.CheckCalendar(cal); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%v, want %q", err, why)
		}
	}
}

func TestCheckRules(t *testing.T) {
	sound := isms.Rule{
		Code: "host/name-missing", Severity: isms.SeverityWarning, Refs: []isms.Ref{"6.1.2 c 2"}, Title: "Name missing", Message: "asset {asset} has no name",
		Key: []string{"asset"}, Remedy: "State a name.", Since: "v1.0.0",
	}
	change := func(f func(*isms.Rule)) isms.Rule {
		r := sound
		f(&r)
		return r
	}
	for name, c := range map[string]struct {
		rules []isms.Rule
		want  string
	}{
		"none":                   {nil, ""},
		"sound":                  {[]isms.Rule{sound, change(func(r *isms.Rule) { r.Code = "host/other" })}, ""},
		"one code for two":       {[]isms.Rule{sound, change(func(r *isms.Rule) { r.Title = "Other" })}, "two rules"},
		"no remedy":              {[]isms.Rule{change(func(r *isms.Rule) { r.Remedy = "" })}, "not declared in full"},
		"a key that is not said": {[]isms.Rule{change(func(r *isms.Rule) { r.Key = []string{"owner"} })}, "owner"},
	} {
		if err := ismstest.CheckRules(c.rules...); (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}
