// Command firstpage is the program on the first page of the README.
package main

import (
	"fmt"
	"log"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

func main() {
	today := isms.MustDate("2026-03-02") // the library never reads the clock

	method := risk.ISO27005() // a matrix; what is acceptable is the customer's own decision
	method.Criteria = []risk.Criterion{{UpTo: "medium", Acceptability: risk.Acceptable}, {UpTo: "very high", Acceptability: risk.Unacceptable}}
	reg := risk.Register{
		Method: method,
		Risks: []risk.Risk{
			{ID: "R-1", Asset: "rmm", Threat: "stolen administrator credential", Owner: "ciso", Inherent: risk.Rating{Likelihood: 4, Impact: 5}},
			{ID: "R-2", Asset: "backups", Threat: "ransomware"}, // nobody has rated it yet
		},
		Treatments: []risk.Treatment{{ID: "T-1", Risks: []isms.ID{"R-1"}, Options: []risk.Option{risk.Modify}, Controls: []isms.Ref{"A.8.2", "A.8.5"}}},
	}
	stmt, err := soa.Build(soa.Input{Version: "1.0", Register: reg, Decisions: []soa.Decision{
		{Control: "A.8.28", Excluded: true, Justification: "No software is developed inside the scope: we operate products of others."},
		{Control: "A.8.5", Excluded: true, Justification: "n/a"},
	}})
	if err != nil {
		log.Fatal(err)
	}
	facts := soa.FactsOf(reg)
	for d := range stmt.Check(today, nil, facts).Found() {
		if d.Concerns("A.8.5") {
			fmt.Println(d.Severity, d.Refs, d.Message)
		}
	}
	ready := isms.Assess(today, append(risk.Rules(), soa.Rules()...), nil, reg.Check(today, nil), stmt.Check(today, nil, facts))
	for _, ref := range []isms.Ref{"6.1.2 a 1", "6.1.2 d 3", "6.1.3 d 3", "9.2.1 s1"} {
		line, _ := ready.LookupItem(ref)
		fmt.Println(line.Ref, "is", line.Status)
	}
}
