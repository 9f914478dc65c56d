package system_test

import (
	"errors"
	"fmt"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/system/systemtest"
)

// Problems are values, too, for a host that shows them beside the text.
func ExampleDecodeError() {
	_, err := system.Decode([]byte(`{"format": "ismskit/system", "version": 1, "operating": "2026-02-30"}`))
	if refused, ok := errors.AsType[*system.DecodeError](err); ok {
		for _, p := range refused.Problems {
			fmt.Println(p.Path, p.Line, "|", p)
		}
	}
	// Output:
	// operating 1 | operating (line 1): isms: ParseDate("2026-02-30"): day out of range
}

func ExampleUnknownPolicyError() {
	sys := system.System{DeadlinePolicies: []string{"house rules"}}
	_, err := sys.Schedule(nil)
	unknown, ok := errors.AsType[*system.UnknownPolicyError](err)
	fmt.Println(ok, unknown.ID)
	// Output:
	// true house rules
}

func ExampleRoadmap() {
	today := isms.MustDate("2026-03-02")
	plan, err := systemtest.Sound(today, 60).Roadmap.Forecast(today, nil)
	fmt.Println(plan.End(), err)
	// Output:
	// 2026-11-26 <nil>
}
