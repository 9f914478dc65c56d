package system_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/system/systemtest"
)

func ExampleSystem_View() {
	today := isms.MustDate("2026-03-02")
	sys := systemtest.Sound(today, 60)
	sys.Records.ManagementReviews = nil // no management review was held

	view := sys.View(today, nil) // checked once, asked three times
	missing, _ := view.Report().Of("record/missing-management-review")
	fmt.Println(view.AsOf(), len(missing))
	for _, g := range []system.Gate{system.Stage1, system.Stage2} {
		fmt.Println(g, "open:", view.Gate(g, system.GateCriteria{}).Ready())
	}
	line, _ := view.Readiness().LookupItem("9.3.1 s1")
	fmt.Println(line.Ref, line.Status)
	// Output:
	// 2026-03-02 1
	// stage 1 open: false
	// stage 2 open: false
	// 9.3.1 s1 open
}

func TestViewSaysWhatItsPartsSay(t *testing.T) {
	day := isms.MustDate("2026-03-02")
	broken := systemtest.Sound(day, 60)
	broken.Evidence.Records, broken.Register.Risks[0].Owner = nil, ""
	for name, sys := range map[string]system.System{"sound": systemtest.Sound(day, 60), "broken": broken, "zero": {}} {
		for _, asOf := range []isms.Date{{}, day, day.AddYears(2)} {
			v := sys.View(asOf, nil)
			if v.AsOf() != asOf || !v.Report().Equal(sys.Check(asOf, nil)) {
				t.Errorf("%s on %s: another report than Check", name, asOf)
			}
			want := isms.Assess(asOf, sys.Expected(), sys.Judgements, sys.Check(asOf, nil))
			if diff := cmp.Diff(text(t, want), text(t, v.Readiness())); diff != "" {
				t.Errorf("%s on %s: readiness (-assessed +view):\n%s", name, asOf, diff)
			}
			for _, g := range append(slices.Collect(system.Gates().All()), "unknown") {
				limits := system.GateCriteria{Operating: isms.MustInterval("1 month")}
				got, want := v.Gate(g, limits), sys.Gate(asOf, g, limits, nil)
				if got.Gate() != g || got.AsOf() != asOf || got.Ready() != want.Ready() {
					t.Errorf("%s on %s: gate %q differs", name, asOf, g)
				}
				if diff := cmp.Diff(text(t, slices.Collect(want.Conditions())), text(t, slices.Collect(got.Conditions()))); diff != "" {
					t.Errorf("%s on %s: gate %q (-gate +view):\n%s", name, asOf, g, diff)
				}
			}
		}
	}
}

func TestZeroViewOpensNothing(t *testing.T) {
	var v system.View
	for g := range system.Gates().All() {
		if v.Gate(g, system.GateCriteria{}).Ready() {
			t.Errorf("gate %q is open and nobody looked", g)
		}
	}
	if n := v.Readiness().Settled(); n.Have != 0 || n.Want != 0 {
		t.Errorf("%s lines are good and nobody looked", n)
	}
}

func text(t *testing.T, v any) string {
	t.Helper()
	out, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
