package isms_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/ismskit/ismskit/isms"
)

// A rule is declared once, beside the code that applies it.
var policyUndated = isms.Rule{
	Code:     "demo/policy-undated",
	Severity: isms.SeverityError,
	Refs:     []isms.Ref{"5.2 e", "7.5.2 c"},
	Title:    "a policy has no date of approval",
	Message:  "policy {policy} has no date of approval",
	Remedy:   "record who approved it, and when",
	Since:    "v0.1.0",
}

func checkPolicy(id isms.ID, approved isms.Date) isms.Report {
	var c isms.Checker
	c.Ran(policyUndated)
	if approved.IsZero() {
		c.Find(policyUndated, isms.Path("").Item("policies", id).Field("approved"), isms.ArgID("policy", id))
	}
	return c.Report()
}

// problems returns what an error says, as codes and paths: sentences may change.
func problems(err error) []string {
	list := []string{}
	var refused *isms.Error
	if errors.As(err, &refused) {
		for _, p := range refused.Problems {
			list = append(list, strings.TrimSuffix(p.Code+" at "+string(p.Path), " at "))
		}
	}
	return list
}

func Example() {
	today := isms.MustDate("2026-03-02") // the library never reads the clock

	ready := isms.Assess(today, []isms.Rule{policyUndated}, nil, checkPolicy("POL-1", isms.Date{}))

	line, _ := ready.LookupItem("5.2 e")
	fmt.Println(line.Ref, "is", line.Status)
	for _, d := range line.Found {
		fmt.Println(d)
	}
	fmt.Println("not examined:", ready.Count(isms.StatusNotExamined))
	// Output:
	// 5.2 e is open
	// error demo/policy-undated (5.2 e, 7.5.2 c) at policies[POL-1].approved: policy POL-1 has no date of approval
	// not examined: 150
}

func ExampleAssess() {
	suits := isms.Rule{
		Code: "demo/policy-suits", Severity: isms.SeverityError, Refs: []isms.Ref{"5.2 a"}, Since: "v0.1.0",
		Title: "the policy suits the purpose", Remedy: "a judgement of top management",
		JudgementRequired: "only people can say whether a policy suits a purpose",
	}
	today := isms.MustDate("2026-03-02")
	said := isms.Judgement{
		Requirement: "5.2 a", Conclusion: isms.Met, By: "managing director",
		On: isms.MustDate("2026-02-10"), Basis: "policy 1.2 against the strategy of 2026", ValidUntil: isms.MustDate("2027-02-10"),
	}
	for _, judgements := range [][]isms.Judgement{nil, {said}} {
		line, _ := isms.Assess(today, []isms.Rule{suits}, judgements).LookupItem("5.2 a")
		fmt.Println(line.Ref, line.Status)
	}
	// Output:
	// 5.2 a judgement required
	// 5.2 a judged
}

func ExampleReadiness_Open() {
	today := isms.MustDate("2026-03-02")
	ready := isms.Assess(today, []isms.Rule{policyUndated}, nil, checkPolicy("POL-1", today))
	open := 0
	for range ready.Open() {
		open++
	}
	fmt.Println(open, "lines still need something;", ready.Settled("5.2"), "of clause 5.2 are good")
	// Output: 150 lines still need something; 1 of 8 of clause 5.2 are good
}

func ExampleDiffReports() {
	before := checkPolicy("POL-1", isms.Date{})
	after := checkPolicy("POL-1", isms.MustDate("2026-02-01")) // what if it were approved?

	diff := isms.DiffReports(before, after)
	fmt.Println(len(diff.Appeared), "appeared,", len(diff.Resolved), "resolved,", len(diff.Lost), "lost")
	// Output: 0 appeared, 1 resolved, 0 lost
}

func ExampleReport_Merge() {
	a := checkPolicy("POL-1", isms.Date{})
	b := checkPolicy("POL-2", isms.Date{})
	all := a.Merge(b, a) // giving one twice changes nothing
	fmt.Println(all.Count(isms.SeverityError), all.Equal(b.Merge(a)))
	// Output: 2 true
}

func ExampleChecker() {
	var c isms.Checker
	c.Ran(policyUndated)
	c.Find(policyUndated, "policies[POL-1]", isms.ArgID("policy", isms.ID("POL-1")), isms.ArgText("title", "Backup policy"))
	for d := range c.Report().Found() {
		fmt.Println(d.Code, d.Arg("policy")) // a host translates by code and arguments
	}
	// Output: demo/policy-undated POL-1
}

func ExampleDiagnostic_Short() {
	for d := range checkPolicy("secret project", isms.Date{}).Found() {
		fmt.Println(d.Short()) // for logs: nothing of the caller's data
	}
	// Output: error demo/policy-undated (5.2 e, 7.5.2 c)
}

func ExampleRule_For() {
	r := policyUndated.For("A.5.1")
	fmt.Println(r.Refs, policyUndated.Refs)
	// Output: [5.2 e 7.5.2 c A.5.1] [5.2 e 7.5.2 c]
}

func ExampleJudgement_InForce() {
	j := isms.Judgement{Requirement: "5.2 a", Conclusion: isms.Met, By: "ciso", On: isms.MustDate("2026-02-10"), Basis: "policy 1.2", ValidUntil: isms.MustDate("2026-02-28")}
	fmt.Println(j.Validate() == nil, j.InForce(isms.MustDate("2026-02-28")), j.InForce(isms.MustDate("2026-03-01")))
	// Output: true true false
}

func ExampleParseDate() {
	_, err := isms.ParseDate("2026-02-30")
	fmt.Println(problems(err))
	// Output: [isms/no-date-of-the-calendar]
}

func ExampleNewDate() {
	_, err := isms.NewDate(2026, time.February, 29)
	fmt.Println(problems(err))
	// Output: [isms/no-date-of-the-calendar]
}

func ExampleDateOf() {
	host := time.Date(2026, 3, 2, 23, 59, 0, 0, time.UTC) // in a program: time.Now()
	fmt.Println(isms.DateOf(host))
	// Output: 2026-03-02
}

func ExampleDate_AddMonths() {
	end := isms.MustDate("2026-08-31") // last day of stage 2
	fmt.Println(end.AddMonths(6))
	// Output: 2027-02-28
}

func ExampleDate_DaysUntil() {
	fmt.Println(isms.MustDate("2026-01-01").DaysUntil(isms.MustDate("2026-01-11")))
	// Output: 10
}

func ExampleDaysIn() {
	fmt.Println(isms.DaysIn(2024, time.February), isms.DaysIn(2100, time.February))
	// Output: 29 28
}

func ExampleParseInterval() {
	v, _ := isms.ParseInterval("10 working days")
	due, _ := v.From(isms.MustDate("2026-12-18"), isms.Weekdays(isms.MustDate("2026-12-25")))
	fmt.Println(v, "from 2026-12-18:", due)
	// Output: 10 working days from 2026-12-18: 2027-01-04
}

func ExampleWeekdays() {
	cal := isms.Weekdays(isms.MustDate("2026-12-25"))
	fmt.Println(cal.Workday(isms.MustDate("2026-12-24")), cal.Workday(isms.MustDate("2026-12-25")))
	// Output: yes no
}

func ExampleAddWorkdays() {
	d, _ := isms.AddWorkdays(nil, isms.MustDate("2026-03-06"), 1) // a Friday
	fmt.Println(d)
	// Output: 2026-03-09
}

func ExampleWorkdaysBetween() {
	fmt.Println(isms.WorkdaysBetween(nil, isms.MustDate("2026-03-01"), isms.MustDate("2026-03-31")))
	// Output: 22 <nil>
}

func ExampleWindow_Contains() {
	q1 := isms.Window{First: isms.MustDate("2026-01-01"), Last: isms.MustDate("2026-03-31")}
	fmt.Println(q1, q1.Contains(isms.MustDate("2026-03-31")), q1.Days())
	// Output: 2026-01-01 to 2026-03-31 true 90
}

func ExampleOn() {
	fmt.Println(isms.On(isms.MustDate("2026-03-02")))
	// Output: 2026-03-02
}

func ExampleSeries_Due() {
	reviews := isms.Series{Anchor: isms.MustDate("2026-01-31"), Every: isms.MustInterval("1 month")}
	lastRun, today := isms.MustDate("2026-01-31"), isms.MustDate("2026-04-30")
	for d := range reviews.Due(lastRun, today) { // after lastRun, up to and including today
		fmt.Println(d)
	}
	// Output:
	// 2026-02-28
	// 2026-03-31
	// 2026-04-30
}

func ExampleParseID() {
	_, err := isms.ParseID("R\u202e-1")
	fmt.Println(problems(err))
	// Output: [isms/id-with-an-invisible-character]
}

func ExampleDeriveID() {
	fmt.Println(isms.DeriveID("treatment", "R-1"))
	// Output: b3cd1b3c-4fe9-55fb-afc9-0454d4658b2b
}

func ExamplePath_Item() {
	fmt.Println(isms.Path("").Item("risks", "R-1").Field("owner"))
	// Output: risks[R-1].owner
}

func ExampleParseRef() {
	for _, text := range []string{"6.1.3.d)", "a.5.7", "A.5.38", "5.7"} {
		ref, err := isms.ParseRef(text)
		fmt.Println(ref, problems(err))
	}
	// Output:
	// 6.1.3 d []
	// A.5.7 []
	//  [isms/no-such-control]
	//  [isms/no-such-clause]
}

func ExampleRef_Within() {
	fmt.Println(isms.Ref("6.1.3 d 4").Within("6.1.3"), isms.Ref("A.5.10").Within("A.5.1"))
	// Output: true false
}

func ExampleOwnRef() {
	id, _ := isms.OwnRef("C-1").Own()
	fmt.Println(id)
	// Output: C-1
}

func ExampleSortRefs() {
	fmt.Println(isms.SortRefs([]isms.Ref{"A.5.10", "A.5.2", "6.1.3 d", "A.5.10"}))
	// Output: [6.1.3 d A.5.2 A.5.10]
}

func ExampleRequirements() {
	documented := 0
	for r := range isms.Requirements(isms.Amended2024) {
		if r.Document != "" {
			documented++
		}
	}
	fmt.Println(documented, "items ask for documented information")
	// Output: 22 items ask for documented information
}

func ExampleRequirements_within() {
	for r := range isms.Requirements(isms.Amended2024, "9.2.1", "10.1") {
		fmt.Println(r.Ref, "in", r.Clause.Title(nil))
	}
	// Output:
	// 9.2.1 s1 in General
	// 9.2.1 a 1 in General
	// 9.2.1 a 2 in General
	// 9.2.1 b in General
	// 10.1 s1 in Continual improvement
}

func ExampleLookupRequirement() {
	r, _ := isms.LookupRequirement("4.1 s2")
	fmt.Println(r.Change, r.Clause.Title(nil))
	// Output: added by Amd 1:2024 Understanding the organization and its context
}

func ExampleEditionOn() {
	fmt.Println(isms.EditionOn(isms.MustDate("2023-06-01")))
	// Output: ISO/IEC 27001:2022
}

func ExampleClauses() {
	for c := range isms.Clauses() {
		if c.Ref == "6.1.3" {
			fmt.Println(c.Ref, c.Title)
		}
	}
	// Output: 6.1.3 Information security risk treatment
}

func ExampleRequiredDocuments() {
	for d := range isms.RequiredDocuments() {
		if d.Kind == isms.DocumentMaintained && d.Basis == isms.BasisExplicit {
			fmt.Println(d.Ref, d.Key)
		}
	}
	// Output:
	// 4.3 scope
	// 5.2 policy
	// 6.1.2 risk-assessment-process
	// 6.1.3 risk-treatment-process
	// 6.1.3 d soa
	// 6.2 objectives
	// 7.5.1 b own-documents
}

func ExampleSources() {
	for _, s := range isms.Sources() {
		fmt.Println(s.Confidence, s.Read, s.Facts)
	}
	// Output:
	// high 2026-11-22 Numbers and titles of clauses 4 to 10 of ISO/IEC 27001:2022
	// low 2026-11-22 Letters of the items of clauses 4 to 10
	// high 2026-11-22 Documented information that the clauses ask for
	// high 2026-11-22 Titles of Annex A and of its four themes
	// high 2026-11-22 Amendment 1:2024: one sentence in 4.1, one note in 4.2
}

func ExampleRatio_Percent() {
	fmt.Println(isms.Ratio{Have: 45, Want: 90}.Percent(), isms.Ratio{}.Percent())
	// Output: 50.0 % undefined
}

func ExampleParseDecimal() {
	_, err := isms.ParseDecimal("1e1000000000")
	fmt.Println(problems(err))
	// Output: [isms/no-decimal-number]
}

func ExampleDecimal_Quo() {
	third, _ := isms.DecimalOf(1).Quo(isms.DecimalOf(3), 4)
	fmt.Println(third, third.Fixed(2))
	// Output: 0.3333 0.33
}

func ExampleDecimalOf() {
	fmt.Println(isms.DecimalOf(12) == isms.MustDecimal("12.00"))
	// Output: true
}

func ExampleParseMoney() {
	day, _ := isms.ParseMoney("1250.50 EUR")
	total, _ := day.Amount.Mul(isms.DecimalOf(6))
	fmt.Println(isms.Money{Amount: total, Currency: day.Currency})
	// Output: 7503 EUR
}

func ExampleEntry_Alarm() {
	e := isms.Entry{Title: isms.Sentence{Text: "surveillance audit"}, Window: isms.On(isms.MustDate("2027-01-31")), Lead: isms.MustInterval("3 months")}
	fmt.Println(e.Alarm(nil))
	fmt.Println(e.Alarm(isms.Weekdays())) // 31 October is a Saturday
	// Output:
	// 2026-10-31 <nil>
	// 2026-10-30 <nil>
}

func ExampleSortEntries() {
	list := []isms.Entry{{Title: isms.Sentence{Text: "b"}, Window: isms.On(isms.MustDate("2026-05-01"))}, {Title: isms.Sentence{Text: "a"}, Window: isms.On(isms.MustDate("2026-04-01"))}}
	isms.SortEntries(list)
	fmt.Println(list[0].Title)
	// Output: a
}

func ExampleStatuses() {
	for s := range isms.Statuses().All() { // worst first
		fmt.Println(s, s.Settled())
	}
	// Output:
	// open false
	// not examined false
	// judgement required false
	// judged true
	// clear true
}

func ExampleSeverities() {
	fmt.Println(slices.Collect(isms.Severities().All()), slices.Collect(isms.Conclusions().All()))
	// Output: [error warning note] [met not met]
}

func ExampleConclusions() {
	fmt.Println(isms.Conclusions().Has(isms.Met), isms.Conclusions().Has(isms.Conclusion("perhaps")))
	// Output: true false
}

func ExampleUnits() {
	for u := range isms.Units().All() {
		fmt.Print(isms.Interval{N: 1, Unit: u}, "; ")
	}
	// Output: 1 day; 1 working day; 1 week; 1 month; 1 year;
}

func ExampleArgInt() {
	fmt.Println(isms.ArgInt("n", 3), isms.ArgDate("due", isms.MustDate("2026-03-02")), isms.ArgDate("held", isms.Date{}))
	// Output: 3 2026-03-02 not set
}

func ExampleArgDate() {
	fmt.Println(isms.ArgDate("due", isms.MustDate("2026-03-02")).Value)
	// Output: 2026-03-02
}

func ExampleEntryKind() {
	due := []isms.Entry{
		{Kind: isms.EntryReview, Title: isms.Sentence{Text: "Review of the policy"}},
		{Kind: isms.EntryEvidence, Title: isms.Sentence{Text: "Evidence due: log review for A.8.15"}},
		{Kind: isms.EntryEvidence, Title: isms.Sentence{Text: "Evidence due: backup test for A.8.13"}},
	}
	n := map[isms.EntryKind]int{}
	for _, e := range due {
		n[e.Kind]++
	}
	for k := range isms.EntryKinds().All() {
		if n[k] > 0 {
			fmt.Println(k, n[k])
		}
	}
	// Output:
	// review 1
	// evidence 2
}

func ExampleDate_In() {
	start := isms.MustDate("2026-03-02").In(time.FixedZone("", 3600))
	fmt.Println(start.Format(time.RFC3339), isms.DateOf(start))
	// Output: 2026-03-02T00:00:00+01:00 2026-03-02
}

func ExampleRatio_MarshalJSON() {
	text, _ := json.Marshal([]isms.Ratio{{Have: 2, Want: 3}, {}})
	fmt.Println(string(text))
	var back []isms.Ratio
	err := json.Unmarshal(text, &back)
	fmt.Println(back, err)
	// Output:
	// [{"have":2,"want":3,"percent":"66.7"},{"have":0,"want":0}]
	// [2 of 3 0 of 0] <nil>
}

func ExampleMoney_Fixed() {
	cost := isms.MustMoney("1250.5 EUR")
	fmt.Println(cost, "is printed as", cost.Fixed(2))
	// Output: 1250.5 EUR is printed as 1250.50 EUR
}

func ExampleDiagnostic_Concerns() {
	for d := range checkPolicy("POL-1", isms.Date{}).Found() {
		fmt.Println(d.Refs, d.Concerns("5.2"), d.Concerns("5.2 e"), d.Concerns("5.2 a"))
	}
	// Output: [5.2 e 7.5.2 c] true true false
}

func ExampleRef_Validate() {
	fmt.Println(problems(isms.Ref("6.1.3.d").Validate()))
	fmt.Println(problems(isms.Ref("A.5.38").Validate()))
	// Output:
	// [isms/not-canonical]
	// [isms/no-such-control]
}

func ExampleRef_Title() {
	fmt.Println(isms.Ref("6.1.3").Title(nil))
	fmt.Println(isms.Ref("A.8").Title(nil))
	// Output:
	// Information security risk treatment
	// Technological controls
}

func ExampleRef_Citation() {
	for _, r := range []isms.Ref{"6.1.3 e", "9.3.2 d 1", "8.2 s2", "6.2 s2", "A.5.7"} {
		fmt.Println(r, "=", r.Citation(nil))
	}
	fmt.Println(isms.Citations(nil, "4.3 a", "8.2 s2"))
	fmt.Println(isms.ParseRef("8.2, second paragraph"))
	// Output:
	// 6.1.3 e = 6.1.3 e)
	// 9.3.2 d 1 = 9.3.2 d) 1)
	// 8.2 s2 = 8.2, second paragraph
	// 6.2 s2 = 6.2, third paragraph
	// A.5.7 = A.5.7
	// 4.3 a), 8.2, second paragraph
	// 8.2 s2 <nil>
}

// A package declares the words of a type once; forms, schemas and translations
// read them.
func ExampleWordsOf() {
	type Mood string
	moods := [...][2]Mood{{"calm", "Calm"}, {"on edge", "On edge"}}
	words := isms.WordsOf("demo.mood", moods[:])
	fmt.Println(words.Has("calm"), words.Has("angry"), words.Title("on edge", nil))
	fmt.Println("want one of", words)
	// Output:
	// true false On edge
	// want one of calm, on edge
}

// A host reads its own words as those of the library.
func ExampleNewAliases() {
	aliases, err := isms.NewAliases(isms.Severities(), map[string]isms.Severity{"Fehler": isms.SeverityError, "Hinweis": isms.SeverityNote})
	if err != nil {
		fmt.Println(err)
	}
	word, ok := aliases.Lookup("hinweis")
	fmt.Println(word, ok, aliases.Unmapped("Fehler", "Warnung"))
	// Output: note true [Warnung]
}

// A certificate names an edition; that of 2013 ended.
func ExampleEdition_LastDay() {
	for e := range isms.Editions().All() {
		fmt.Println(e, "until", e.LastDay())
	}
	// Output:
	// ISO/IEC 27001:2013 until 2025-10-31
	// ISO/IEC 27001:2022 until not set
	// ISO/IEC 27001:2022/Amd 1:2024 until not set
}

func ExampleCadence_NextDue() {
	reviews := isms.Cadence{Every: isms.MustInterval("1 year"), ByLevel: map[string]isms.Interval{"high": isms.MustInterval("3 months")}}
	last := isms.MustDate("2026-01-31")
	due, _ := reviews.NextDue(last, "high", nil)
	fmt.Println(due)
	reviews.Next = isms.MustDate("2026-03-15") // somebody set a day
	due, _ = reviews.NextDue(last, "high", nil)
	fmt.Println(due)
	// Output:
	// 2026-04-30
	// 2026-03-15
}

// A package lists its rules in the order of their codes.
func ExampleSortedRules() {
	missing := isms.Rule{Code: "demo/missing-owner"}
	overdue := isms.Rule{Code: "demo/overdue-action"}
	for _, r := range isms.SortedRules([]isms.Rule{overdue}, []isms.Rule{missing}) {
		fmt.Println(r.Code)
	}
	// Output:
	// demo/missing-owner
	// demo/overdue-action
}

// A phrases is a language of a few texts by their keys.
type phrases map[string]string

func (phrases) Tag() string                      { return "de" }
func (p phrases) Text(key string) (string, bool) { text, ok := p[key]; return text, ok }
func (phrases) Plural(n int) int {
	if n == 1 {
		return 0
	}
	return 1
}

// A finding is said in another language by its code and arguments.
func ExampleDiagnostic_In() {
	german := phrases{
		"demo/policy-undated": "Leitlinie {policy} ist nicht freigegeben",
		"isms/without-an-id":  "ohne Kennung",
	}
	for _, id := range []isms.ID{"POL-1", ""} {
		for d := range checkPolicy(id, isms.Date{}).Found() {
			fmt.Println(d.In(german))
		}
	}
	// Output:
	// Leitlinie POL-1 ist nicht freigegeben
	// Leitlinie ohne Kennung ist nicht freigegeben
}

// A sentence is a message with arguments; the number chooses the form.
func ExampleMessage_With() {
	left := isms.Message{Code: "demo/days-left", Text: "{what}: {n} {n|day|days} left"}
	german := phrases{"demo/days-left": "{what}: noch {n} {n|Tag|Tage}", "isms.entry-kind:review": "Überprüfung"}
	for _, n := range []int{1, 3} {
		s := left.With(isms.ArgWord("what", isms.EntryKinds(), isms.EntryReview), isms.ArgInt("n", n))
		fmt.Println(s, "/", s.In(german))
	}
	// Output:
	// review: 1 day left / Überprüfung: noch 1 Tag
	// review: 3 days left / Überprüfung: noch 3 Tage
}

// All that is wrong with a record is told at once, with its place.
func ExampleDecode() {
	text := `{
	  "requirement": "5.2 a",
	  "conclusion": "met",
	  "on": "2026-02-30",
	  "reason": "policy 1.2"
	}`
	_, err := isms.Decode[isms.Judgement]([]byte(text))
	var refused *isms.Error
	if errors.As(err, &refused) {
		for _, p := range refused.Problems {
			fmt.Println("line", p.Line, p.Path, p.Code)
		}
	}
	// Output:
	// line 4 on isms/no-date-of-the-calendar
	// line 5 reason isms/unknown-member
}

// Functions that refuse input give all problems, each with its code and path.
func ExampleRefuseAll() {
	noOwner := isms.Message{Code: "demo/no-owner", Text: "nobody owns it", Want: "the ID of a person"}
	err := isms.RefuseAll(
		isms.RefuseUnder("risks[R-1]", isms.Refuse(noOwner, "owner", "")),
		isms.RefuseUnder("risks[R-2]", isms.ID(" x").Validate()),
	)
	fmt.Println(problems(err))
	// Output: [demo/no-owner at risks[R-1].owner isms/id-with-blanks at risks[R-2]]
}

// A pattern finds what was found at one field of any item.
func ExampleReport_At() {
	r := checkPolicy("POL-1", isms.Date{}).Merge(checkPolicy("POL-2", isms.Date{})).Under("records")
	for _, pattern := range []isms.Path{"records.policies[*].approved", "records.policies[POL-2]", "records.people"} {
		fmt.Println(pattern)
		for _, d := range r.At(pattern) {
			fmt.Println("  ", d.Path)
		}
	}
	// Output:
	// records.policies[*].approved
	//    records.policies[POL-1].approved
	//    records.policies[POL-2].approved
	// records.policies[POL-2]
	//    records.policies[POL-2].approved
	// records.people
}

// An item without a key, or with one that another has, stands by its position.
func ExampleItemPaths() {
	owners := []string{"ciso", "", "ciso", "#1"}
	for _, p := range isms.ItemPaths("register", "owners", owners, func(s *string) string { return *s }) {
		fmt.Println(p)
	}
	// Output:
	// register.owners[#0]
	// register.owners[#1]
	// register.owners[#2]
	// register.owners["#1"]
}

func ExamplePath_Segments() {
	steps, _ := isms.Path(`risks["#1"].owner`).Segments()
	for _, s := range steps {
		fmt.Println(s.Name, s.Item)
	}
	// Output:
	// risks false
	// #1 true
	// owner false
}

// What a rule needs and is not given skips it, and says why.
func ExampleChecker_Lacks() {
	policies := isms.Need{Path: "policies", Missing: isms.Message{Code: "demo/no-policies", Text: "there are no policies"}}
	undated := policyUndated
	undated.Needs = []isms.Need{policies}

	var c isms.Checker
	c.Lacks(policies)
	c.Ran(undated)
	for s := range c.Report().Skipped() {
		fmt.Println(s.Code, "was skipped:", s.Why)
	}
	// Output: demo/policy-undated was skipped: there are no policies
}

// What the product does not hold is not examined; a person may answer for it.
func ExampleNotHeld() {
	today := isms.MustDate("2026-03-02")
	rules := []isms.Rule{policyUndated}
	elsewhere := isms.NotHeld{Path: "policies", Holder: isms.HeldInDocument, Name: "Manual of policies"}
	report := checkPolicy("POL-1", isms.Date{})
	said := isms.Judgement{Requirement: "5.2", Conclusion: isms.Met, By: "ciso", On: today, Basis: "the manual, 2nd edition"}

	for _, ready := range []isms.Readiness{
		isms.Assess(today, rules, nil, report),
		isms.Assess(today, rules, nil, report.Without(rules, elsewhere)),
		isms.Assess(today, rules, []isms.Judgement{said}, report.Without(rules, elsewhere)),
	} {
		line, _ := ready.LookupItem("5.2 e")
		fmt.Println(line.Status)
	}
	// Output:
	// open
	// not examined
	// judged
}

// A report of a part, and the rules that made it, seen from the whole.
func ExampleRule_Under() {
	undated := policyUndated
	undated.Needs = []isms.Need{{Path: "policies", Missing: isms.Message{Code: "demo/no-policies", Text: "there are no policies"}}}
	fmt.Println(undated.Under("records").Needs[0].Path)
	for d := range checkPolicy("POL-1", isms.Date{}).Under("records").Found() {
		fmt.Println(d.Path)
	}
	// Output:
	// records.policies
	// records.policies[POL-1].approved
}

func ExampleLatest() {
	held := []isms.Date{isms.MustDate("2026-03-02"), {}, isms.MustDate("2025-11-30")}
	fmt.Println(isms.Earliest(held...), isms.Latest(held...), isms.Latest())
	// Output: 2025-11-30 2026-03-02 not set
}

// Each argument says what it is, so that another language can say it its own way.
func ExampleArgList() {
	late := isms.Message{Code: "demo/late", Text: "{n} {n|day|days} late"}
	for _, a := range []isms.Arg{
		isms.ArgText("title", "Backup policy"),
		isms.ArgInput("given", "tomorow"),
		isms.ArgDecimal("loss", isms.MustDecimal("12.5")),
		isms.ArgInterval("every", isms.MustInterval("3 months")),
		isms.ArgMoney("cost", isms.MustMoney("1250.50 EUR")),
		isms.ArgRef("place", "6.1.3 e"),
		isms.ArgRefs("places", "6.1.3 e", "A.5.7"),
		isms.ArgIDs("risks", isms.ID("R-1"), "R-2", "R-3"),
		isms.ArgWords("statuses", isms.Statuses(), isms.StatusOpen, isms.StatusClear),
		isms.ArgSentence("why", late.With(isms.ArgInt("n", 1))),
		isms.ArgList("both", isms.ArgID("", isms.ID("R-1")), isms.ArgDate("", isms.MustDate("2026-03-02"))),
	} {
		fmt.Println(a.Kind, a.Name, "=", a)
	}
	// Output:
	// text title = Backup policy
	// input given = "tomorow"
	// number loss = 12.5
	// quantity every = 3 months
	// quantity cost = 1250.5 EUR
	// ref place = 6.1.3 e)
	// list places = 6.1.3 e) and A.5.7
	// list risks = R-1, R-2 and R-3
	// list statuses = open and clear
	// sentence why = 1 day late
	// list both = R-1 and 2026-03-02
}

// Messages are what a translation starts from, beside rules and vocabularies.
func ExampleMessages() {
	for _, m := range isms.Messages() {
		if m.Code == "isms/list-end" {
			fmt.Println(m.Code, m.Text)
		}
	}
	// Output: isms/list-end {list} and {last}
}

func ExampleWorkCalendar() {
	berlin := isms.WorkCalendar{
		ID: "berlin", Holidays: []isms.Date{isms.MustDate("2026-05-01"), isms.MustDate("2026-05-14")},
		From: isms.MustDate("2026-01-01"), To: isms.MustDate("2026-12-31"),
	}
	cal, err := isms.CalendarOf("berlin", berlin)
	fmt.Println(cal.Workday(isms.MustDate("2026-04-30")), cal.Workday(isms.MustDate("2026-05-01")), err)
	_, err = isms.MustInterval("5 working days").From(isms.MustDate("2026-12-28"), cal)
	fmt.Println(isms.UnknownDay(err))
	// Output:
	// yes no <nil>
	// the calendar does not say whether 2027-01-01 is a working day true
}
