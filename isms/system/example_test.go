package system_test

import (
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/system/systemtest"
)

func Example() {
	today := isms.MustDate("2026-03-02")
	sys := systemtest.Sound(today, 60) // in a program: system.Decode(text)

	sys.Records.ManagementReviews[0].Inputs = sys.Records.ManagementReviews[0].Inputs[1:] // one input was forgotten

	gate := sys.At(today).Gate(system.Stage2)
	fmt.Println(gate.Gate(), "open:", gate.Ready())
	for c := range gate.Conditions() {
		if !c.Met() {
			fmt.Println(c.Rule.Code)
			for _, d := range c.Why {
				fmt.Println(" ", d.Message)
			}
		}
	}
	// Output:
	// stage 2 open: false
	// system/missing-management-review-after-the-internal-audit
	//   management review MR-1 did not consider 9.3.2 a)
}

func ExampleNow_Readiness() {
	today := isms.MustDate("2026-03-02")
	sys := systemtest.Sound(today, 60)
	sys.Evidence.Records = nil // nobody kept anything

	ready := sys.At(today).Readiness()
	line, _ := ready.LookupItem("8.1 s4")
	fmt.Println(line.Ref, line.Status)
	// Output: 8.1 s4 open
}

func ExampleSystem_At_whatIf() {
	today := isms.MustDate("2026-03-02")
	sys := systemtest.Sound(today, 60)
	before := sys.At(today).Unfolded()

	sys.Obligations = append(sys.Obligations, sys.Obligations[0]) // what if a law came in?
	sys.Obligations[2].ID, sys.Obligations[2].Controls = "OB-3", nil

	for _, d := range isms.DiffReports(before, sys.At(today).Unfolded()).Appeared {
		fmt.Println(d.Code, d.Message)
	}
	// Output: system/obligation-without-control obligation OB-3 requires no control
}

func ExampleDecode() {
	_, err := system.Decode([]byte(`{"format": "ismskit/system", "version": 1, "organization": {"name": "A", "peeple": 60}, "operating": "2026-02-30"}`))
	fmt.Println(err)
	// Output:
	// organization.peeple (line 1): the member is unknown: want people
	// operating (line 1): "2026-02-30" is no day of the calendar: want a day such as 2026-03-02
}

func ExampleSystem_Encode() {
	text, err := system.System{Organization: system.Organization{Name: "A", People: 60}}.Encode()
	fmt.Println(string(text[:58]), err)
	// Output:
	// {
	//   "format": "ismskit/system",
	//   "version": 1,
	//   "organiz <nil>
}

func ExampleNow_Entries() {
	today := isms.MustDate("2026-03-02")
	sys := systemtest.Sound(today, 60)
	for _, e := range sys.At(today).Entries(isms.Date{}, today.AddDays(300)) {
		if len(e.Refs) > 0 && e.Refs[0].Within("9.2") {
			fmt.Println(e.Window.Last, e.Kind, e.Refs)
		}
	}
	// Output:
	// 2026-04-05 evidence [9.2.1 s1]
	// 2026-04-05 evidence [9.2.2 s3]
	// 2026-12-27 audit [9.2.1 s1]
}

func ExampleNow_Statement() {
	today := isms.MustDate("2026-03-02")
	sys := systemtest.Sound(today, 60)
	sys.Obligations = nil // the contract ended, and nobody has approved that yet
	now := sys.At(today)
	inForce, err := now.Statement()
	fmt.Println(inForce.Version(), inForce.State(), err)
	outdated, _ := now.Report().Of("system/outdated-statement-of-applicability")
	fmt.Println(outdated[0].Path, outdated[0].Arg("count").Value, "differences")
	// Output:
	// 1.0 approved <nil>
	// statements[#0] 4 differences
}

func ExampleRules() {
	for _, r := range system.Rules()[:3] {
		fmt.Println(r.Code, r.Severity)
	}
	// Output:
	// system/addressed-requirements-without-obligation warning
	// system/calendar-at-its-end warning
	// system/conflicting-implementation-status error
}

func ExampleAllRules() {
	fmt.Println(len(system.AllRules()) > 300)
	// Output: true
}

func ExampleGates() {
	fmt.Println(slices.Collect(system.Gates().All()))
	// Output: [stage 1 stage 2 surveillance recertification]
}
