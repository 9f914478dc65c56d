package soa_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

// register is the risk register of the examples: two risks, three controls.
func register() risk.Register {
	return risk.Register{
		Assessed: isms.MustDate("2026-01-20"),
		Risks:    []risk.Risk{{ID: "R-1"}, {ID: "R-2", Existing: []isms.Ref{"A.8.13"}}},
		Treatments: []risk.Treatment{
			{ID: "T-1", Risks: []isms.ID{"R-1"}, Controls: []isms.Ref{"A.8.5", "A.8.2"}, Owner: "ciso"},
			{ID: "T-2", Risks: []isms.ID{"R-1", "R-2"}, Controls: []isms.Ref{"A.8.5"}},
		},
	}
}

func ExampleBuild() {
	stmt, err := soa.Build(soa.Input{
		Version:  "1.0",
		Register: register(),
		Obligations: []soa.Obligation{
			{ID: "GDPR-33", Basis: soa.BasisLegal, Title: "notify breaches", Controls: []isms.Ref{"A.5.24", "A.5.26"}},
		},
		Decisions: []soa.Decision{
			{Control: "A.8.28", Excluded: true, Justification: "No software is developed inside the scope."},
			{Control: "A.8.5", Implementation: soa.Implemented, Owner: "it"},
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(stmt.Len(), "rows:", stmt.Controls(soa.Applicable), "in,", stmt.Controls(soa.Excluded), "out")
	row, _ := stmt.LookupRow("A.8.5")
	for reason := range row.Reasons() {
		fmt.Println(row.Ref(), reason)
	}
	// Output:
	// 93 rows: A.5.24 A.5.26 A.8.2 A.8.5 A.8.13 in, A.8.28 out
	// A.8.5 risk R-1 (T-1)
	// A.8.5 risk R-1 (T-2)
	// A.8.5 risk R-2 (T-2)
}

func ExampleBuild_refused() {
	for _, d := range []soa.Decision{
		{Control: "A.8.28", Excluded: true, Implementation: soa.Planned},
		{Control: "A.8.30", Excluded: true, Responsibility: soa.ResponsibilityProvider, Provider: "codeshop"},
		{Control: "14.2.7", Excluded: true},
	} {
		_, err := soa.Build(soa.Input{Decisions: []soa.Decision{d}})
		var refused *isms.Error
		if errors.As(err, &refused) {
			for _, p := range refused.Problems {
				fmt.Println(p.Path, p.Code)
			}
		}
	}
	// Output:
	// decisions[A.8.28].implementation soa/not-for-an-excluded-control
	// decisions[A.8.30].responsibility soa/outsourcing-is-no-exclusion
	// decisions[A.8.30].provider soa/outsourcing-is-no-exclusion
	// decisions[14.2.7].control annexa/control-of-2013
}

func ExampleStatement_Check() {
	in := soa.Input{Version: "1.0", Register: register(), Decisions: []soa.Decision{
		{Control: "A.8.2", Excluded: true, Justification: "Done by our provider."},
		{Control: "A.8.5", Implementation: soa.Implemented},
		{Control: "A.8.13", Implementation: soa.Planned, Owner: "it", Due: isms.MustDate("2026-02-28")},
	}}
	stmt, err := soa.Build(in)
	if err != nil {
		fmt.Println(err)
		return
	}
	report := stmt.Check(isms.MustDate("2026-03-02"), nil, soa.FactsOf(in.Register))
	for d := range report.Found() {
		for _, control := range []isms.Ref{"A.8.2", "A.8.5", "A.8.13"} {
			if d.Code != "soa/undecided-control" && slices.Contains(d.Refs, control) {
				fmt.Println(d.Severity, d.Code, d.Path)
			}
		}
	}
	for s := range report.Skipped() {
		if s.Code == "soa/implemented-control-without-evidence" {
			fmt.Println("skipped:", s.Why.Code)
		}
	}
	// Output:
	// error soa/excluded-control-used-in-risk-treatment controls[A.8.2].decision.excluded
	// warning soa/control-not-in-risk-treatment-plan controls[A.8.13].decision.implementation
	// warning soa/overdue-control-implementation controls[A.8.13].decision.due
	// warning soa/outsourcing-as-justification-for-exclusion controls[A.8.2].decision.justification
	// skipped: soa/evidence-not-given
}

func ExampleStatement_Apply() {
	draft, _ := soa.Build(soa.Input{Version: "1.0", Register: register()})
	approved, err := draft.Apply(soa.Event{Kind: soa.Approve, By: "ceo", On: isms.MustDate("2026-03-02")})
	fmt.Println(draft.State(), approved.State(), err)

	owner := isms.ID("it")
	_, err = approved.Edit(soa.Edit{Control: "A.8.5", Owner: &owner})
	var refused *isms.Error
	if errors.As(err, &refused) {
		fmt.Println(refused.Problems[0].Code)
	}

	next, _ := approved.Next("1.1")
	next, err = next.Edit(soa.Edit{Control: "A.8.5", Owner: &owner})
	fmt.Println(next.State(), next.Previous().Version, err)
	// Output:
	// draft approved <nil>
	// soa/version-in-another-state
	// draft 1.0 <nil>
}

func ExampleDiff() {
	in := soa.Input{Version: "1.0", Register: register()}
	before, _ := soa.Build(in)
	in.Version = "1.1"
	in.Decisions = []soa.Decision{{Control: "A.7.1", Excluded: true, Justification: "Everybody works from home; there are no premises."}}
	after, _ := soa.Build(in)
	for c := range soa.Diff(before, after).Changes() {
		fmt.Printf("%s %s %s: %q -> %q\n", c.Kind, c.Control, c.Field, c.Before.Text, c.After.Text)
	}
	// Output:
	// header  version: "1.0" -> "1.1"
	// applicability A.7.1 applicability: "undecided" -> "excluded"
	// reason A.7.1 justification: "" -> "Everybody works from home; there are no premises."
}

func ExampleStatement_Regenerate() {
	stmt, _ := soa.Build(soa.Input{Register: register(), Decisions: []soa.Decision{
		{Control: "A.8.2", Justification: "Administrators hold the keys of all customers.", Implementation: soa.Implemented},
	}})
	reg := register()
	reg.Treatments[0].Controls = []isms.Ref{"A.8.5", "A.8.16"} // 8.2 goes, 8.16 comes
	now, err := stmt.Regenerate(reg, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	row, _ := now.LookupRow("A.8.2")
	fmt.Println(row.Decision().Justification)
	for l := range row.NoLongerValid() {
		fmt.Println("no longer valid:", l)
	}
	fmt.Println(now.Controls(soa.Applicable))
	// Output:
	// Administrators hold the keys of all customers.
	// no longer valid: risk R-1 (T-1)
	// A.8.2 A.8.5 A.8.13 A.8.16
}

func ExampleMerge() {
	base, _ := soa.Build(soa.Input{Decisions: []soa.Decision{{Control: "A.5.7", How: "to be written"}}})
	mine := "A weekly digest goes to the service desk."
	edited, _ := base.Edit(soa.Edit{Control: "A.5.7", How: &mine})
	generated, _ := soa.Build(soa.Input{Register: register(), Decisions: []soa.Decision{{Control: "A.5.7", How: "Threat feed of the platform."}}})

	merged, _ := soa.Merge(base, edited, generated)
	row, _ := merged.LookupRow("A.5.7")
	fmt.Println(row.Decision().How)
	for l := range merged.MergeConflicts() {
		fmt.Println("to be settled:", l.Control, l.Field, l.Text)
	}
	// Output:
	// A weekly digest goes to the service desk.
	// to be settled: A.5.7 how Threat feed of the platform.
}

func ExampleStatement_Propose() {
	stmt, _ := soa.Build(soa.Input{Obligations: []soa.Obligation{
		{ID: "LEASE", Basis: soa.BasisContractual, Title: "care for the building", Controls: []isms.Ref{"A.7.5"}},
	}})
	for p := range stmt.Propose("fully remote") {
		if p.Stays {
			fmt.Printf("%s stays: %s\n", p.Control, p.Why.Code)
		} else {
			fmt.Printf("%s could go: %s\n", p.Control, p.Why.Code)
		}
	}
	// Output:
	// A.6.7 stays: soa/everybody-works-remotely
	// A.7.1 could go: soa/there-is-no-perimeter-of-the-organization-s-own
	// A.7.2 could go: soa/there-is-no-entrance-to-control
	// A.7.3 could go: soa/there-are-no-offices-rooms-or-facilities
	// A.7.4 could go: soa/there-are-no-premises-to-watch
	// A.7.5 stays: soa/asked-for
	// A.7.6 could go: soa/there-are-no-secure-areas-to-work-in
	// A.7.7 stays: soa/desks-and-screens-are-elsewhere-but-they-are-there
	// A.7.8 stays: soa/equipment-stands-in-homes-and-shared-offices-and-is-to-be-protected-there
	// A.7.9 stays: soa/all-equipment-is-off-premises-the-control-matters-most-here
	// A.7.10 stays: soa/media-are-carried-and-kept-wherever-people-work
	// A.7.11 could go: soa/there-are-no-utilities-of-the-organization-s-own
	// A.7.12 could go: soa/there-is-no-cabling-of-the-organization-s-own
	// A.7.13 stays: soa/equipment-is-maintained-wherever-it-is
	// A.7.14 stays: soa/equipment-is-disposed-of-and-used-again-wherever-it-is
}

func ExampleFromEdition2013() {
	former := []soa.Decision2013{
		{Control: "A.13.2.1", Justification: "Files go to customers daily.", Reasons: []soa.Reason{{Basis: soa.BasisContractual, Source: "C-1"}}},
		{Control: "A.13.2.2", Justification: "Two customers ask for an agreement.", Reasons: []soa.Reason{{Basis: soa.BasisContractual, Source: "C-2"}}},
		{Control: "A.13.2.3", Justification: "Tickets travel by mail.", Reasons: []soa.Reason{{Basis: soa.BasisRisk, Source: "R-7"}}},
	}
	decisions, err := soa.FromEdition2013(former)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, d := range decisions {
		fmt.Println(d.Control, d.Reasons)
		fmt.Println(d.Justification)
	}
	// Output:
	// A.5.14 [risk R-7 contractual obligation C-1 contractual obligation C-2]
	// A.13.2.1: Files go to customers daily.
	// A.13.2.2: Two customers ask for an agreement.
	// A.13.2.3: Tickets travel by mail.
}

// What if: change the value, check again, diff the reports.
func Example_whatIf() {
	day := isms.MustDate("2026-03-02")
	in := soa.Input{Version: "1.0", Register: register()}
	check := func(in soa.Input) isms.Report {
		stmt, err := soa.Build(in)
		if err != nil {
			fmt.Println(err)
		}
		return stmt.Check(day, nil, soa.FactsOf(in.Register))
	}
	before := check(in)
	show := func(question string, after isms.Report) {
		fmt.Println(question)
		d := isms.DiffReports(before, after)
		for _, f := range d.Appeared {
			fmt.Println("  +", f.Key)
		}
		for _, f := range d.Resolved {
			fmt.Println("  -", f.Key)
		}
	}

	excluded := in
	excluded.Decisions = []soa.Decision{{Control: "A.8.13", Excluded: true, Justification: "All customer data is kept by the customers themselves."}}
	show("What if A.8.13 is excluded?", check(excluded))

	dropped := in
	dropped.Register.Treatments = in.Register.Treatments[1:]
	show("What if T-1 is dropped?", check(dropped))

	obliged := in
	obliged.Obligations = []soa.Obligation{{ID: "NIS2-21", Basis: soa.BasisLegal, Controls: []isms.Ref{"A.8.16"}}}
	show("What if monitoring becomes law?", check(obliged))
	// Output:
	// What if A.8.13 is excluded?
	//   + soa/excluded-control-used-in-risk-treatment controls[A.8.13].decision.excluded "soa/existing-control-of-a-risk"[R-2]
	//   + soa/attribute-combination-without-a-control controls corrective "soa/gap-for-a-property"[availability]
	//   + soa/attribute-combination-without-a-control controls corrective "soa/gap-for-a-property"[integrity]
	//   + soa/attribute-combination-without-a-control controls corrective "soa/gap-in-a-domain"[protection]
	//   - soa/implementation-status-not-stated controls[A.8.13].decision.implementation
	// What if T-1 is dropped?
	//   + soa/undecided-control controls[A.8.2].decision
	//   - soa/implementation-status-not-stated controls[A.8.2].decision.implementation
	// What if monitoring becomes law?
	//   + soa/implementation-status-not-stated controls[A.8.16].decision.implementation
	//   - soa/attribute-combination-without-a-control controls corrective "soa/gap-for-a-property"[confidentiality]
	//   - soa/attribute-combination-without-a-control controls corrective "soa/gap-in-a-domain"[defence]
	//   - soa/attribute-combination-without-a-control controls detective "soa/gap-for-a-property"[availability]
	//   - soa/attribute-combination-without-a-control controls detective "soa/gap-for-a-property"[confidentiality]
	//   - soa/attribute-combination-without-a-control controls detective "soa/gap-for-a-property"[integrity]
	//   - soa/attribute-combination-without-a-control controls detective "soa/gap-in-a-domain"[defence]
	//   - soa/undecided-control controls[A.8.16].decision
}

// A phrase of one's own is looked for like those of the library.
func ExamplePhrases() {
	languages := []string{}
	for _, p := range soa.Phrases() {
		if p.Kind == "stock" && !slices.Contains(languages, p.Language) {
			languages = append(languages, p.Language)
		}
	}
	fmt.Println(languages)

	stmt, _ := soa.Build(soa.Input{Decisions: []soa.Decision{
		{Control: "A.7.1", Excluded: true, Justification: "As agreed with the consultant."},
	}})
	facts := soa.Facts{Limits: soa.Limits{Phrases: []soa.Phrase{
		{Language: "en", Kind: "stock", Text: "as agreed with the consultant"},
	}}}
	stock, _ := stmt.Check(isms.MustDate("2026-03-02"), nil, facts).Of("soa/stock-phrase-as-justification")
	fmt.Println(len(stock))
	// Output:
	// [de en es fr it ja nl pl pt]
	// 1
}

func ExampleDiffEdition2013() {
	former := []soa.Decision2013{
		{Control: "A.12.7.1", Justification: "Audits touch production systems.", Owner: "it"},
	}
	decisions, _ := soa.FromEdition2013(former)
	decisions[0].Owner = "internal audit"
	stmt, _ := soa.Build(soa.Input{Version: "2.0", Decisions: decisions})
	changes, err := soa.DiffEdition2013(former, stmt)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range changes {
		if c.Control == "A.8.34" {
			fmt.Println(c.Kind, c.Field, c.Before, "->", c.After)
		}
	}
	fmt.Println(len(soa.ChangeTable(changes).Rows), "rows, with the controls that are new in 2022")
	// Output:
	// correspondence renamed A.12.7.1 -> A.8.34
	// owner owner it -> internal audit
	// 13 rows, with the controls that are new in 2022
}

func ExampleStatement_Table() {
	stmt, _ := soa.Build(soa.Input{Version: "1.0", Register: register(), Decisions: []soa.Decision{
		{Control: "A.8.28", Excluded: true, Justification: "=HYPERLINK(\"http://example.com\")"},
	}})
	csv := stmt.Table().AppendCSV(nil)
	for line := range strings.Lines(string(csv)) {
		if strings.HasPrefix(line, "A.8.28") {
			fmt.Print(line)
		}
	}
	back, err := table.ParseCSV(csv, stmt.Table().Columns)
	fmt.Println(len(back.Rows), "rows come back", err)
	fmt.Print(string(stmt.ExclusionTable().AppendMarkdown(nil, 2)))
	// Output:
	// A.8.28,Secure coding,technological,no,,,,,,,"'=HYPERLINK(""http://example.com"")",,,,,,,,,,,
	// 93 rows come back <nil>
	// ## Excluded controls
	//
	// | Reference | Control | Justification | Last reviewed | Next review by |
	// | --- | --- | --- | --- | --- |
	// | A.8.28 | Secure coding | =HYPERLINK("http://example.com") |  |  |
}

func ExampleFilledColumns() {
	stmt, _ := soa.Build(soa.Input{Version: "1.0", Register: register()})
	view := stmt.TableOf(annexa.Set{}.With("A.8.2").With("A.8.28"))
	fmt.Println(len(view.Columns), "columns; those that somebody filled:")
	fmt.Print(string(soa.FilledColumns(view).AppendMarkdown(nil, 2)))
	// Output:
	// 22 columns; those that somebody filled:
	// ## Statement of Applicability, version 1.0
	//
	// | Reference | Control | Theme | Applicable | Risk assessment | Justification | Implementation status |
	// | --- | --- | --- | --- | --- | --- | --- |
	// | A.8.2 | Privileged access rights | technological | yes | R-1 |  |  |
	// | A.8.28 | Secure coding | technological | undecided |  |  |  |
}

func ExampleRow_View() {
	stmt, _ := soa.Build(soa.Input{Register: register(), Decisions: []soa.Decision{
		{Control: "A.8.2", Implementation: soa.Planned, Responsibility: soa.ResponsibilityShared, Provider: "hoster", Owner: "it"},
	}})
	row, _ := stmt.LookupRow("A.8.2")
	text, err := json.MarshalIndent(row, "", "  ")
	fmt.Println(string(text), err)
	// Output:
	// {
	//   "control": "A.8.2",
	//   "title": "Privileged access rights",
	//   "theme": "technological",
	//   "applicability": "applicable",
	//   "responsibility": "shared",
	//   "implementation": "planned",
	//   "reasons": [
	//     {
	//       "basis": "risk assessment",
	//       "source": "R-1",
	//       "via": "T-1"
	//     }
	//   ],
	//   "noLongerValid": [],
	//   "mergeConflicts": [],
	//   "decided": true,
	//   "decision": {
	//     "control": "A.8.2",
	//     "implementation": "planned",
	//     "responsibility": "shared",
	//     "provider": "hoster",
	//     "owner": "it"
	//   }
	// } <nil>
}

func ExampleBuild_custom() {
	catalog, err := annexa.NewCatalog(annexa.Extension{Controls: []annexa.CustomControl{{Ref: "own:C-1", Title: "Break-glass drill"}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	stmt, _ := soa.Build(soa.Input{Custom: catalog.Extension().Controls})
	row, _ := stmt.LookupRow("own:C-1")
	fmt.Println(stmt.Len(), row.Ref(), row.Title(), row.Applicability())
	// Output:
	// 94 own:C-1 Break-glass drill undecided
}
