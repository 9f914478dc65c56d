// Command firstpage is the program on the first page of the README.
package main

import (
	"fmt"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

func main() {
	today := isms.MustDate("2026-03-02") // the library never reads the clock

	method := risk.ISO27005() // what is acceptable is the customer's own decision
	method.Criteria = []risk.Criterion{{UpTo: "medium", Acceptability: risk.Acceptable}, {UpTo: "very high", Acceptability: risk.Unacceptable}}
	sys := system.System{Register: risk.Register{
		Method:     method,
		Risks:      []risk.Risk{{ID: "R-1", Asset: "rmm", Threat: "stolen administrator credential", Owner: "ciso", Inherent: risk.Rating{Likelihood: 4, Impact: 5}}},
		Treatments: []risk.Treatment{{ID: "T-1", Risks: []isms.ID{"R-1"}, Options: []risk.Option{risk.Modify}, Controls: []isms.Ref{"A.8.2", "A.8.5"}}},
	}}
	sys.Applicability.Decisions = []soa.Decision{{Control: "A.8.28", Excluded: true, Justification: "No software is developed inside the scope."}}

	now := sys.At(today)
	for d := range now.Report().Found() {
		fmt.Println(d.Severity, d.Path, d.Message)
	}
	fmt.Println(now.Gate(system.Stage1).Ready(), len(now.Entries(today, today.AddYears(1))))
}
