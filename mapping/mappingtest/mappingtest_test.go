package mappingtest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/mappingtest"
	"github.com/ismskit/ismskit/mapping/published"
)

// fw returns a published framework.
func fw(id string) mapping.Framework {
	f, ok := published.LookupFramework(id)
	if !ok {
		panic("no framework " + id)
	}
	return f
}

// cw returns a published crosswalk.
func cw(source, target string) mapping.Crosswalk {
	c, ok := published.Crosswalk(source, target)
	if !ok {
		panic("no crosswalk from " + source + " to " + target)
	}
	return c
}

func TestChecksFindWhatIsWrong(t *testing.T) {
	unordered, err := mapping.NewFramework(mapping.FrameworkSpec{ID: "x-1", Leaves: []mapping.Kind{"rule"}, Items: []mapping.Item{
		{ID: "1.1", Kind: "rule", Parent: "1"}, {ID: "1", Kind: "group"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	nothing, err := mapping.NewFramework(mapping.FrameworkSpec{ID: "x-2", Items: []mapping.Item{{ID: "1", Kind: "rule"}}})
	if err != nil {
		t.Fatal(err)
	}
	for says, f := range map[string]mapping.Framework{"before its parent": unordered, "no item counts": nothing, "no items": {}} {
		if err := mappingtest.CheckFramework(f); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q is not found: %v", says, err)
		}
	}
	for says, p := range map[string]mapping.Provenance{"no publisher": {}, "names no inputs": {Publisher: "p", Document: "d", Derived: true}} {
		c, err := mapping.New(mapping.Spec{ID: "x", Source: "x-1", Target: "x-2", Provenance: p}, unordered, nothing)
		if err != nil {
			t.Fatal(err)
		}
		if err := mappingtest.CheckCrosswalk(c); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q is not found: %v", says, err)
		}
	}
}

func TestSuspicions(t *testing.T) {
	all := func(c mapping.Crosswalk) string { return strings.Join(slices.Collect(mappingtest.Suspicions(c)), "\n") }
	// NIST's own table names a control that Rev. 5 has withdrawn.
	if got := all(cw("iso-27001-2013", "nist-800-53-r5")); !strings.Contains(got, "SA-15(9)") || !strings.Contains(got, "withdrawn") {
		t.Errorf("%s", got)
	}
	if got := all(cw("nist-csf-2.0", "iso-27001-2022")); !strings.Contains(got, "GV.OC of nist-csf-2.0 has items below it") {
		t.Errorf("%s", got)
	}
	// A sheet that held ids as numbers.
	spec := mapping.FrameworkSpec{ID: "x-1", Leaves: []mapping.Kind{"rule"}}
	for _, id := range []string{"1.1", "1.2", "1.3", "1.10", "1.20"} {
		spec.Items = append(spec.Items, mapping.Item{ID: id, Kind: "rule"})
	}
	f, err := mapping.NewFramework(spec)
	if err != nil {
		t.Fatal(err)
	}
	entries := []mapping.Entry{{Sources: []string{"1.1"}, Targets: []string{"A.5.1"}}, {Sources: []string{"1.2"}, Targets: []string{"A.5.2"}}}
	c, err := mapping.New(mapping.Spec{ID: "x", Source: "x-1", Target: "iso-27001-2022", Entries: entries}, f, fw("iso-27001-2022"))
	if err != nil {
		t.Fatal(err)
	}
	if got := all(c); !strings.Contains(got, "1.10, 1.20 of x-1 are never named") {
		t.Errorf("%s", got)
	}
	entries = append(entries, mapping.Entry{Sources: []string{"1.10"}, Targets: []string{"A.5.1"}})
	c, err = mapping.New(mapping.Spec{ID: "x", Source: "x-1", Target: "iso-27001-2022", Entries: entries}, f, fw("iso-27001-2022"))
	if err != nil {
		t.Fatal(err)
	}
	if got := all(c); strings.Contains(got, "x-1 are never named") {
		t.Errorf("%s", got)
	}
}

func ExampleCheckCrosswalk() {
	nis2, _ := published.Crosswalk("nis2-ir-2024-2690", "nist-csf-2.0")
	fmt.Println(mappingtest.CheckCrosswalk(nis2))
	fmt.Println(mappingtest.CheckFramework(nis2.Source()))
	for s := range mappingtest.Suspicions(nis2) {
		fmt.Println(s)
	}
	// Output:
	// <nil>
	// <nil>
}
