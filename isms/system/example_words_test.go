package system_test

import (
	"errors"
	"fmt"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/system/systemtest"
)

// Problems are values, too, for a host that shows them beside the text.
func ExampleDecode_refused() {
	_, err := system.Decode([]byte(`{"format": "ismskit/system", "version": 1, "operating": "2026-02-30"}`))
	var refused *isms.Error
	if errors.As(err, &refused) {
		for _, p := range refused.Problems {
			fmt.Println(p.Code, p.Path, p.Line, "|", p)
		}
	}
	// Output:
	// isms/no-date-of-the-calendar operating 1 | operating (line 1): "2026-02-30" is no day of the calendar: want a day such as 2026-03-02
}

func ExampleLookupRule() {
	rule, ok := system.LookupRule("risk/missing-risk-owner")
	fmt.Println(ok, rule.Severity, rule.Refs, rule.Title)
	// Output:
	// true error [6.1.2 c 2] Missing risk owner
}

func ExampleRoadmap() {
	today := isms.MustDate("2026-03-02")
	plan, err := systemtest.Sound(today, 60).At(today).Forecast()
	fmt.Println(plan.End(), err)
	// Output:
	// 2026-11-26 <nil>
}

// A host that resolves the paths of findings needs to know which member names the
// items of a list.
func ExampleLists() {
	for _, l := range system.Lists() {
		if l.Path == "register.risks" || l.Path == "applicability.decisions" {
			fmt.Println(l.Path, "by", l.Key)
		}
	}
	// Output:
	// applicability.decisions by control
	// register.risks by id
}
