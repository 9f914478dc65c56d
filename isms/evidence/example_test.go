package evidence_test

import (
	"fmt"
	"math/rand/v2"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
)

func quarters() evidence.Log {
	day := isms.MustDate
	return evidence.Log{
		Expectations: evidence.Expectations(day("2026-01-01"), "A.5.18"),
		Records: []evidence.Record{
			{ID: "E-1", Kind: "access review", Refs: []isms.Ref{"A.5.18"}, Collected: day("2026-03-20"), Artefact: "sha256:01", By: "it-lead"},
			{ID: "E-2", Kind: "access review", Refs: []isms.Ref{"A.5.18"}, Collected: day("2026-09-18"), Artefact: "sha256:02", By: "it-lead"},
		},
	}
}

// A quarterly access review was left out once.
func ExampleLog_Check() {
	report := quarters().Check(isms.MustDate("2026-10-05"), nil)
	for d := range report.Found() {
		fmt.Println(d.Severity, d.Key)
	}
	// Output:
	// warning evidence/evidence-gap expectations[A.5.18] 2026-04-01
}

func ExampleLog_Summaries() {
	for _, n := range quarters().Summaries(isms.MustDate("2026-10-05"), nil) {
		fmt.Println(n.Ref, "every", n.Every, "records", n.Count, "latest", n.Latest, "valid until", n.ValidUntil, "gaps", len(n.Gaps), n.Maturity)
	}
	// Output:
	// A.5.18 every 3 months records 2 latest 2026-09-18 valid until 2027-01-01 gaps 1 documented
}

func ExampleLog_Entries() {
	for _, e := range quarters().Entries(isms.MustDate("2026-10-05"), isms.MustDate("2027-03-31")) {
		fmt.Println(e.Window, e.Kind, e.Refs)
	}
	// Output:
	// 2026-12-31 evidence [A.5.18]
	// 2027-03-31 evidence [A.5.18]
}

func ExampleLookupDefault() {
	d, _ := evidence.LookupDefault("A.5.22")
	fmt.Println(d.Kinds, "every", d.Every)
	fmt.Println(d.Look)
	fmt.Println(d.Notes["managed service provider"])
	// Output:
	// [supplier review] every 6 months
	// Reviews of what suppliers delivered and changed, with incidents and reports read.
	// Read the assurance reports of data centre, cloud and tool suppliers, and write down what you concluded.
}

// The auditor keeps the seed and can draw the same sample again.
func ExampleLog_Samples() {
	src := rand.New(rand.NewPCG(27001, 2022))
	year := isms.Window{First: isms.MustDate("2026-01-01"), Last: isms.MustDate("2026-12-31")}
	for _, s := range quarters().Samples(src, isms.MustDate("2026-10-05"), year, 1) {
		fmt.Println(s.Ref, len(s.Drawn), "of", s.Population, s.Drawn[0].ID)
	}
	// Output:
	// A.5.18 1 of 2 E-1
}
