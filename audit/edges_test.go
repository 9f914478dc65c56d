package audit_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
)

// Tables of what is right at the edges: the last day on which something holds,
// the first number that is too large, the order of what is equal.

var simple = audit.Complexity{BusinessType: 1, Tasks: 1, Maturity: 1, Infrastructure: 1, Outsourcing: 1, Development: 1}

// days returns n times 1/600 of a day, the least that percent and thirds of half
// days come to.
func days(t *testing.T, n int) audit.Days {
	t.Helper()
	step := func(persons int) audit.Days { // one percent of a third
		a, errA := audit.PlanAuditTime(persons, simple, -10)
		b, errB := audit.PlanAuditTime(persons, simple, -11)
		if errA != nil || errB != nil {
			t.Fatal(errA, errB)
		}
		return a.Surveillance.Sub(b.Surveillance)
	}
	var least, out audit.Days // 3 * 17/600 - 5 * 10/600
	for range 3 {
		least = least.Add(step(45))
	}
	for range 5 {
		least = least.Sub(step(10))
	}
	for range max(n, -n) {
		if n > 0 {
			out = out.Add(least)
		} else {
			out = out.Sub(least)
		}
	}
	return out
}

func TestRoundingOfDays(t *testing.T) {
	if got := days(t, 600).String(); got != "1" {
		t.Fatalf("600/600 of a day: %s", got)
	}
	for n, want := range map[int]string{
		0: "0", 149: "0", 150: "0.5", 300: "0.5", 449: "0.5", 450: "1", 599: "1", 749: "1", 750: "1.5",
		-149: "0", -150: "0", -151: "-0.5", -300: "-0.5", -450: "-0.5", -451: "-1", -750: "-1", -751: "-1.5",
	} {
		if got := days(t, n).ToHalfDays().String(); got != want {
			t.Errorf("%d/600 of a day rounds to %s, want %s", n, got, want)
		}
	}
	third := days(t, 400).Sub(days(t, 200)).Add(days(t, 800)) // 1000/600: one and two thirds
	for places, want := range map[int]string{-7: "2", 0: "2", 1: "1.7", 2: "1.67", 12: "1.666666666667", 13: "1.666666666667"} {
		if got := third.Decimal(places).String(); got != want {
			t.Errorf("to %d places: %s, want %s", places, got, want)
		}
	}
	if text, err := third.MarshalText(); err != nil || string(text) != "1.67" {
		t.Errorf("in text: %s, %v", text, err)
	}
	for _, c := range []struct{ a, b, want int }{{1, 2, -1}, {2, 2, 0}, {2, 1, 1}} {
		if got := audit.HalfDays(c.a).Compare(audit.HalfDays(c.b)); got != c.want {
			t.Errorf("%d half days against %d: %d", c.a, c.b, got)
		}
	}
	for n, want := range map[int]string{1_000_000: "500000", 1_000_001: "500000", -1_000_000: "-500000", -1_000_001: "-500000", 3: "1.5"} {
		if got := audit.HalfDays(n).String(); got != want {
			t.Errorf("%d half days: %s, want %s", n, got, want)
		}
	}
}

func TestAuditTimeAtTheEdges(t *testing.T) {
	for _, c := range []struct {
		percent, want int // 0: refused
	}{{-31, 0}, {-30, -30}, {-10, -10}, {-9, 0}} {
		got, err := audit.PlanAuditTime(10, simple, c.percent)
		if (err == nil) != (c.want != 0) || err == nil && (got.Percent != c.want || got.Persons != 10 || got.Table.String() != "5") {
			t.Errorf("%d %%: %+v, %v", c.percent, got, err)
		}
	}
	plan, err := audit.PlanAuditTime(10, simple, -10) // 4.5 days
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		stage1        audit.Days
		first, second string
	}{
		{audit.Days{}, "1.5", "3"},
		{audit.HalfDays(2), "1", "3.5"},
		{audit.HalfDays(9), "4.5", "0"},
		{audit.HalfDays(10), "", ""},
		{audit.HalfDays(-1), "", ""},
	} {
		first, second, err := plan.Stages(c.stage1)
		if c.first == "" {
			if err == nil || first != (audit.Days{}) || second != (audit.Days{}) {
				t.Errorf("stage 1 of %s: %s, %s", c.stage1, first, second)
			}
			continue
		}
		if err != nil || first.String() != c.first || second.String() != c.second {
			t.Errorf("stage 1 of %s: %s, %s, %v; want %s, %s", c.stage1, first, second, err, c.first, c.second)
		}
	}
	// The sums of three factors: 3 and 4 low, 5 and 6 medium, 7 to 9 high.
	for sum, want := range map[int][2]int{3: {-30, -10}, 4: {-30, -10}, 5: {-10, -5}, 6: {-10, -5}, 7: {5, 20}, 9: {5, 20}} {
		x := simple
		x.Infrastructure, x.Outsourcing = min(3, sum-2), max(1, min(3, sum-4))
		x.Development = sum - x.Infrastructure - x.Outsourcing
		if lowest, highest, err := x.Range(); err != nil || [2]int{lowest, highest} != want {
			t.Errorf("technology %d: %d to %d, %v", sum, lowest, highest, err)
		}
		y := audit.Complexity{x.Infrastructure, x.Outsourcing, x.Development, 1, 1, 1}
		if lowest, highest, err := y.Range(); err != nil || [2]int{lowest, highest} != want {
			t.Errorf("business %d: %d to %d, %v", sum, lowest, highest, err)
		}
	}
	if n, err := audit.EffectivePersons([]audit.PersonGroup{{Persons: 1_000_000_000}, {Persons: 0}}); err != nil || n != 1_000_000_000 {
		t.Errorf("the most persons: %d, %v", n, err)
	}
	if _, err := audit.EffectivePersons([]audit.PersonGroup{{Persons: 1_000_000_000}, {Persons: 1}, {Persons: 1}}); err == nil {
		t.Error("more persons than can be")
	}
}

// constant is a source that always gives the same number, whatever is asked.
type constant int

func (c constant) IntN(int) int { return int(c) }

// What a source gives that is out of bounds is brought back into them.
func TestDrawingWithPoorSources(t *testing.T) {
	sites := []isms.ID{"d", "b", "a", "c", "e"}
	for _, c := range []struct {
		source constant
		chosen []isms.ID
		want   string
	}{
		{0, nil, "a b c"},
		{-9, nil, "a b c"},
		{4, nil, "a b e"},
		{99, nil, "a b e"},
		{1, nil, "b c d"},
		{0, []isms.ID{"e"}, "a b e"},
		{0, []isms.ID{"a", "b"}, "a b c"},
		{1, []isms.ID{"c", "e"}, "b c e"},
	} {
		got, err := audit.DrawSites(sites, c.chosen, audit.SiteSample{Sites: 3, Random: 1}, c.source)
		if err != nil {
			t.Fatal(err)
		}
		words := make([]string, len(got))
		for i, id := range got {
			words[i] = string(id)
		}
		if strings.Join(words, " ") != c.want {
			t.Errorf("source %d, chosen %v: %v, want %s", c.source, c.chosen, got, c.want)
		}
	}
	if !slices.Equal(sites, []isms.ID{"d", "b", "a", "c", "e"}) {
		t.Errorf("the caller's list was changed: %v", sites)
	}
	for _, s := range []audit.SiteSample{{Sites: -1}, {Sites: 1, Random: -1}, {Sites: 1, Random: 2}} {
		if got, err := audit.DrawSites(sites, nil, s, constant(0)); err == nil {
			t.Errorf("%+v: drew %v", s, got)
		}
	}
	if got, err := audit.DrawSites(sites, sites, audit.SiteSample{Sites: 5}, nil); err != nil || len(got) != 5 {
		t.Errorf("all chosen: %v, %v", got, err)
	}
	for n, want := range map[int]int{0: 0, 1: 1, 16: 1, 17: 2, 64: 2, 65: 3} { // roots 4 and 8: a quarter is 1 and 2
		if got, err := audit.SampleSites(n, audit.Initial); err != nil || got.Random != want {
			t.Errorf("%d sites: %d at random, %v; want %d", n, got.Random, err, want)
		}
	}
	for n, want := range map[int]int{1_000_000_000: 300_000_000, 999_999_999: 300_000_000, 9: 3, 7: 3, 6: 2} {
		if got, err := audit.AllSites(n, audit.Surveillance); err != nil || got != want {
			t.Errorf("30 %% of %d: %d, %v; want %d", n, got, err, want)
		}
	}
}

// A grade follows from the facts, in every combination of them.
func TestEveryGrading(t *testing.T) {
	type question struct {
		reason audit.GradeReason
		answer audit.Answer
	}
	three := []audit.Answer{audit.Yes, audit.No, ""}
	for i := range 3 * 3 * 3 * 3 * 3 {
		f := audit.GradeFacts{
			NotMet: audit.Yes, ResultsInDoubt: three[i%3], ElementAbsent: three[i/3%3], Systemic: three[i/9%3], Repeated: three[i/27%3],
			CommitmentMissed: three[i/81%3],
		}
		for minors := range 4 {
			f.SimilarMinors = minors
			for policy := range 8 {
				p := audit.GradePolicy{MinorsToMajor: 2 * (policy & 1), RepeatedIsMajor: policy&2 != 0, MissedCommitmentMajor: policy&4 != 0}
				asked := []question{{audit.ReasonResultsInDoubt, f.ResultsInDoubt}, {audit.ReasonElementAbsent, f.ElementAbsent}, {audit.ReasonSystemic, f.Systemic}}
				if p.MinorsToMajor == 2 && minors >= 2 {
					asked = append(asked, question{audit.ReasonMinorsAddUp, audit.Yes})
				}
				if p.RepeatedIsMajor {
					asked = append(asked, question{audit.ReasonRepeated, f.Repeated})
				}
				if p.MissedCommitmentMajor {
					asked = append(asked, question{audit.ReasonCommitmentMissed, f.CommitmentMissed})
				}
				yes, open := []audit.GradeReason{}, []audit.GradeReason{}
				for _, q := range asked {
					switch q.answer {
					case audit.Yes:
						yes = append(yes, q.reason)
					case "":
						open = append(open, q.reason)
					}
				}
				want := audit.Grading{Grade: audit.Minor, Reasons: []audit.GradeReason{audit.ReasonNotMet}, Unknown: open}
				switch {
				case len(yes) > 0:
					want = audit.Grading{Grade: audit.Major, Reasons: yes, Unknown: []audit.GradeReason{}}
				case len(open) > 0:
					want = audit.Grading{Reasons: []audit.GradeReason{}, Unknown: open}
				}
				if diff := cmp.Diff(want, f.Propose(p)); diff != "" {
					t.Fatalf("%+v under %+v (-want +got):\n%s", f, p, diff)
				}
			}
		}
	}
	for _, c := range []struct {
		facts audit.GradeFacts
		want  audit.Grading
	}{
		{audit.GradeFacts{}, audit.Grading{Reasons: []audit.GradeReason{}, Unknown: []audit.GradeReason{audit.ReasonNotMet}}},
		{audit.GradeFacts{NotMet: audit.No, Systemic: audit.Yes}, audit.Grading{Grade: audit.Observation, Reasons: []audit.GradeReason{audit.ReasonMet}, Unknown: []audit.GradeReason{}}},
		{audit.GradeFacts{Stage1: true, NotMet: audit.Yes, Systemic: audit.Yes}, audit.Grading{Grade: audit.Concern, Reasons: []audit.GradeReason{audit.ReasonStage1}, Unknown: []audit.GradeReason{}}},
	} {
		if diff := cmp.Diff(c.want, c.facts.Propose(audit.GradePolicy{})); diff != "" {
			t.Errorf("%+v (-want +got):\n%s", c.facts, diff)
		}
	}
}

// Only open minors count, each once for each requirement.
func TestClusters(t *testing.T) {
	minor := func(id isms.ID, refs ...isms.Ref) audit.Nonconformity {
		e := raised(id, "2026-03-06", audit.Minor, audit.Internal)
		e.Finding.Requirements = refs
		return replay(t, e)
	}
	list := []audit.Nonconformity{
		minor("NC-2", "7.2 d", "A.5.7", "7.2 d"), minor("NC-1", "10.2 f", "7.2 d"), minor("NC-3", "A.5.7"), minor("NC-4", "7.2 c"),
		apply(t, minor("NC-5", "7.2 d"), audit.Event{Kind: audit.Withdrawn, On: day("2026-03-07"), Text: "none"}),
		replay(t, raised("NC-6", "2026-03-06", audit.Major, audit.Internal)),
		{},
	}
	two := []audit.Cluster{{Requirement: "7.2 d", Minors: []isms.ID{"NC-1", "NC-2"}}, {Requirement: "A.5.7", Minors: []isms.ID{"NC-2", "NC-3"}}}
	for n, want := range map[int][]audit.Cluster{-1: {}, 0: {}, 1: {}, 2: two, 3: {}} {
		if diff := cmp.Diff(want, audit.Clusters(n, list)); diff != "" {
			t.Errorf("%d (-want +got):\n%s", n, diff)
		}
	}
}

// The longest that ISO/IEC 17021-1 allows is taken in any unit, and a day more is
// not.
func TestTermsAtTheEdges(t *testing.T) {
	for _, c := range []struct {
		set  func(*audit.Terms, isms.Interval)
		most []string
		over []string
	}{
		{func(x *audit.Terms, v isms.Interval) { x.Validity = v }, []string{"1 day", "3 years", "36 months", "156 weeks", "1095 days"}, []string{"4 years", "37 months", "157 weeks", "1096 days", "100001 days"}},
		{func(x *audit.Terms, v isms.Interval) { x.MajorLimit = v }, []string{"6 months", "25 weeks", "181 days"}, []string{"7 months", "26 weeks", "182 days", "1 year"}},
		{func(x *audit.Terms, v isms.Interval) { x.FirstSurveillance = v }, []string{"12 months", "1 year", "365 days"}, []string{"13 months", "366 days"}},
		{func(x *audit.Terms, v isms.Interval) { x.Restore = v }, []string{"6 months"}, []string{"7 months"}},
		{func(x *audit.Terms, v isms.Interval) { x.Transfer = v }, []string{"6 months"}, []string{"7 months"}},
		{func(x *audit.Terms, v isms.Interval) { x.Suspension = v }, []string{"1 day", "100000 days", "9 years"}, []string{"100001 days", "10 working days"}},
		{func(x *audit.Terms, v isms.Interval) { x.StageGap = v }, []string{"1 week", "100000 years"}, []string{"100001 weeks", "10 working days"}},
	} {
		for i, text := range append(slices.Clone(c.most), c.over...) {
			var x audit.Terms
			n, unit, _ := strings.Cut(text, " ")
			v := isms.Interval{Unit: isms.Unit(unit)}
			v.N, _ = strconv.Atoi(n)
			if v.N == 1 {
				v = isms.MustInterval(text)
			}
			c.set(&x, v)
			if err := x.Check(); (err == nil) != (i < len(c.most)) {
				t.Errorf("%s: %v", text, err)
			}
		}
		var x audit.Terms
		c.set(&x, isms.Interval{N: -1, Unit: isms.Days})
		if x.Check() == nil {
			t.Error("a time of less than nothing")
		}
	}
	// What is not said is the standard's, and what is said stays.
	if got := cycle(t, ce(audit.CertificateHeld, "2026-01-31")).Terms(); got != audit.StandardTerms() {
		t.Errorf("nothing said: %+v", got)
	}
	own := audit.Terms{
		Validity: isms.MustInterval("2 years"), EndsDayBefore: true, StageGap: isms.MustInterval("3 months"), MajorLimit: isms.MustInterval("90 days"),
		FirstSurveillance: isms.MustInterval("10 months"), Restore: isms.MustInterval("1 month"), Suspension: isms.MustInterval("2 months"),
		Transfer: isms.MustInterval("4 weeks"), Renewed: audit.FromDecision, Restored: audit.FromDecision,
	}
	if got := cycle(t, with(ce(audit.CertificateHeld, "2026-01-31"), func(e *audit.CycleEvent) { e.Terms = own })).Terms(); got != own {
		t.Errorf("all said: %+v, want %+v", got, own)
	}
	for _, c := range []audit.Counting{audit.FromOldEnd, audit.FromDecision, ""} {
		if err := (audit.Terms{Renewed: c, Restored: c}).Check(); err != nil {
			t.Errorf("%q: %v", c, err)
		}
	}
	// Weeks and days count as such.
	for text, want := range map[string]string{"2 weeks": "2026-02-14", "14 days": "2026-02-14", "1 month": "2026-02-28", "1 year": "2027-01-31"} {
		c := cycle(t, with(ce(audit.CertificateHeld, "2026-01-31"), func(e *audit.CycleEvent) { e.Terms.Validity = isms.MustInterval(text) }))
		if c.Expiry() != day(want) {
			t.Errorf("%s: until %s, want %s", text, c.Expiry(), want)
		}
	}
}

// What is printed on a certificate, as people print it.
func TestStandardsOnCertificates(t *testing.T) {
	for text, want := range map[string][2]audit.Outcome{ // wrong-standard, edition-ended
		"ISO/IEC 27001:2022":                        {audit.Pass, audit.Pass},
		"iso 27001-2022":                            {audit.Pass, audit.Pass},
		"ISO/IEC 27001 2022":                        {audit.Pass, audit.Pass},
		"ISO/IEC  27001 : 2022 (E)":                 {audit.Pass, audit.Pass},
		"27001:2022":                                {audit.Pass, audit.Pass},
		"ISO/IEC 27001:2013 and ISO/IEC 27001:2022": {audit.Pass, audit.Pass},
		"ISO/IEC 27001:2013":                        {audit.Pass, audit.Fail},
		"ISO/IEC 27001:2013, EN 27001:2017":         {audit.Pass, audit.Fail},
		"EN 27001:2017, ISO/IEC 27001:2013":         {audit.Pass, audit.Fail},
		"ISO 27001, ISO/IEC 27001:2013":             {audit.Pass, audit.Fail},
		"ISO/IEC 27001:2013 27001":                  {audit.Pass, audit.Fail},
		"EN ISO/IEC 27001:2017":                     {audit.Pass, audit.NeedsPerson},
		"ISO/IEC 27001, EN 27001:2017":              {audit.Pass, audit.NeedsPerson},
		"EN 27001:2017 27001":                       {audit.Pass, audit.NeedsPerson},
		"ISO/IEC 27001":                             {audit.Pass, audit.Unknown},
		"ISO/IEC 27001:202":                         {audit.Pass, audit.Unknown},
		"ISO/IEC 27001:20222":                       {audit.Pass, audit.Unknown},
		"ISO/IEC 27001:202x":                        {audit.Pass, audit.Unknown},
		"ISO/IEC 27001:/022":                        {audit.Pass, audit.Unknown},
		"ISO/IEC 27001:2:22":                        {audit.Pass, audit.Unknown},
		"270012022":                                 {audit.Fail, audit.Unknown},
		"027001:2022":                               {audit.Fail, audit.Unknown},
		"927001:2022":                               {audit.Fail, audit.Unknown},
		"/27001/:2022":                              {audit.Pass, audit.Unknown},
		":27001::2022":                              {audit.Pass, audit.Pass},
		"27001027001:2022":                          {audit.Fail, audit.Unknown},
		"127001 27001:2022":                         {audit.Pass, audit.Pass},
		"ISO/IEC 42001:2023":                        {audit.Fail, audit.Unknown},
		"ISO/IEC 2700":                              {audit.Fail, audit.Unknown},
		"  ":                                        {audit.Unknown, audit.Unknown},
	} {
		claim := soundClaim()
		claim.Certificate.Standard = text
		v := audit.Verify(verifyDay, claim, audit.KnownTrust())
		if got := [2]audit.Outcome{v.Outcome("audit/wrong-standard"), v.Outcome("audit/edition-ended")}; got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// How old the answer of a register may be.
func TestFreshAnswersOfRegisters(t *testing.T) {
	for _, c := range []struct {
		on    string
		fresh isms.Interval
		want  audit.Outcome
	}{
		{"2026-05-02", isms.Interval{}, audit.Pass}, // 30 days
		{"2026-05-01", isms.Interval{}, audit.Unknown},
		{"2026-06-01", isms.Interval{}, audit.Pass},
		{"2026-06-02", isms.Interval{}, audit.Unknown},
		{"2026-05-02", isms.MustInterval("5 working days"), audit.Pass}, // which nobody can count without a calendar: 30 days
		{"2026-05-01", isms.MustInterval("5 working days"), audit.Unknown},
		{"2026-05-25", isms.MustInterval("1 week"), audit.Pass},
		{"2026-05-24", isms.MustInterval("1 week"), audit.Unknown},
		{"2026-03-01", isms.MustInterval("3 months"), audit.Pass},
		{"2026-02-28", isms.MustInterval("3 months"), audit.Unknown},
	} {
		claim, trust := soundClaim(), audit.KnownTrust()
		claim.Registers[0].On, trust.RegisterFresh = day(c.on), c.fresh
		claim.Registers = append(claim.Registers, audit.RegisterAnswer{Register: "asked on no day", Status: audit.StatusSuspended})
		if got := audit.Verify(verifyDay, claim, trust).Outcome("audit/certificate-status"); got != c.want {
			t.Errorf("asked on %s, %s: %q, want %q", c.on, c.fresh, got, c.want)
		}
	}
	// Of several bad answers the latest is named, then the first by name.
	claim := soundClaim()
	claim.Registers = []audit.RegisterAnswer{
		{Register: "Q", On: day("2026-05-20"), Status: audit.StatusExpired},
		{Register: "S", On: day("2026-05-21"), Status: audit.StatusWithdrawn},
		{Register: "R", On: day("2026-05-21"), Status: audit.StatusWithdrawn, Accreditation: audit.StatusWithdrawn},
		{Register: "R", On: day("2026-05-21"), Status: audit.StatusSuspended, Accreditation: audit.StatusSuspended},
		{Register: "R", On: day("2026-05-21"), Status: audit.StatusSuspended, Accreditation: audit.StatusCancelled},
	}
	for range 2 {
		var why []string
		for q := range audit.Verify(verifyDay, claim, audit.KnownTrust()).Questions() {
			if q.Code == "audit/certificate-status" || q.Code == "audit/body-accreditation-status" {
				why = append(why, q.Why)
			}
		}
		if want := []string{"R said on 2026-05-21 of the body: cancelled", "R said on 2026-05-21: suspended"}; !slices.Equal(why, want) {
			t.Errorf("%q, want %q", why, want)
		}
		slices.Reverse(claim.Registers)
	}
}

// Surveillance is due within 12 months of the decision, and once in each calendar
// year after it.
func TestSurveillanceShown(t *testing.T) {
	for _, c := range []struct {
		decided, last, on string
		want              audit.Outcome
	}{
		{"2025-06-01", "", "2026-06-01", audit.Pass}, // the last of 12 months
		{"2025-05-31", "", "2026-06-01", audit.Fail},
		{"2025-05-31", "2025-05-30", "2026-06-01", audit.Fail}, // before the decision
		{"2025-05-31", "2025-05-31", "2026-06-01", audit.Pass},
		{"2025-05-31", "2026-06-01", "2026-06-01", audit.Pass},
		{"2025-06-02", "2026-06-02", "2026-06-01", audit.Fail}, // a day to come
		{"2024-03-01", "2024-12-31", "2026-01-01", audit.Fail},
		{"2024-03-01", "2025-01-01", "2026-12-31", audit.Pass},
	} {
		claim := soundClaim()
		x := &claim.Certificate
		x.Decided, x.Effective, x.Expiry, x.LastSurveillance = day(c.decided), day(c.decided), day(c.decided).AddYears(3), isms.Date{}
		if c.last != "" {
			x.LastSurveillance = day(c.last)
		}
		for range 2 {
			if got := audit.Verify(day(c.on), claim, audit.KnownTrust()).Outcome("audit/surveillance-not-shown"); got != c.want {
				t.Errorf("decided %s, last %s, on %s: %q, want %q", c.decided, c.last, c.on, got, c.want)
			}
			x.Decided = isms.Date{} // then from the day on which it is valid
		}
	}
}

// An area's interval counts from its last audit, or from the start of the span.
func TestProgrammeAtTheEdges(t *testing.T) {
	performed := func(id isms.ID, last string, scope ...isms.Ref) audit.InternalAudit {
		a := soundProgramme().Audits[0]
		a.ID, a.Scope, a.Performed, a.ReportedOn = id, scope, isms.Window{First: day(last).AddDays(-1), Last: day(last)}, day(last)
		return a
	}
	p := soundProgramme()
	p.Audits = append([]audit.InternalAudit{performed("IA-9", "2026-05-01", "A.8"), performed("IA-8", "2026-04-01", "A.8"), performed("IA-7", "2025-12-31", "A.8")}, p.Audits...)
	for _, c := range []struct {
		on, every string
		want      string // of the message
	}{
		{"2026-06-01", "1 month", ""},
		{"2026-06-02", "1 month", "A.8 was last audited on 2026-05-01, which is more than 1 month ago"},
		{"2026-04-30", "1 month", ""},
		{"2026-03-31", "3 months", ""},
		{"2026-03-31", "89 days", ""},
		{"2026-03-31", "88 days", "A.8 was never audited since 2026-01-01, which is more than 88 days ago"},
	} {
		p.Areas[0].Every = isms.MustInterval(c.every)
		got := ""
		for d := range p.Check(day(c.on), necessary, nil).Found() {
			if d.Code == "audit/interval-passed" {
				got = d.Message
			}
		}
		if got != c.want {
			t.Errorf("every %s, on %s: %q, want %q", c.every, c.on, got, c.want)
		}
	}
	// The latest of all counts for the system, in whatever order they are listed,
	// and one outside of the span does not.
	p.Areas[0].Every = isms.Interval{}
	for range 2 {
		var got []string
		for d := range p.Check(day("2027-05-02"), necessary, nil).Found() {
			if d.Code == "audit/interval-passed" || d.Code == "audit/no-audit-held" {
				got = append(got, d.Message)
			}
		}
		if !slices.Equal(got, []string{"the system was last audited on 2026-05-01, which is more than 12 months ago"}) {
			t.Errorf("got %q", got)
		}
		slices.Reverse(p.Audits)
	}
	p.Audits = []audit.InternalAudit{performed("IA-7", "2025-12-31", "A.8"), performed("IA-6", "2029-01-01", "A.8")}
	if !p.Check(day("2029-01-01"), nil, nil).Has("audit/no-audit-held") {
		t.Error("audits outside of the span count")
	}
	p.Audits = append(p.Audits, performed("IA-5", "2028-12-31", "A.8"))
	if p.Check(day("2029-01-01"), nil, nil).Has("audit/no-audit-held") {
		t.Error("an audit on the last day of the span does not count")
	}
}

// When each place was audited and will be.
func TestCoverageOfAPlace(t *testing.T) {
	p := soundProgramme()
	first := p.Audits[0]
	first.ID, first.Performed = "IA-0", isms.On(day("2026-02-02"))
	early := p.Audits[0]
	early.ID, early.Performed = "IA-00", isms.On(day("2025-12-31"))
	again := p.Audits[1]
	again.ID, again.Scope, again.Planned = "IA-4", []isms.Ref{"7", "9.2.2 s1"}, isms.Window{First: day("2026-10-01"), Last: day("2026-10-02")}
	late := again
	late.ID, late.Planned.Last = "IA-5", day("2029-01-01")
	gone := again
	gone.ID, gone.Cancelled = "IA-6", "no"
	p.Audits = append(p.Audits, first, early, again, late, gone)
	cover := map[isms.Ref]audit.Coverage{}
	for _, c := range p.Coverage(programmeDay, []isms.Ref{"A.5.7", "own:X-1"}) {
		cover[c.Ref] = c
	}
	for _, want := range []audit.Coverage{
		{Ref: "7.2", Performed: []isms.ID{"IA-0", "IA-1"}, Planned: []isms.ID{"IA-4"}, Last: day("2026-03-11"), Next: day("2026-10-02")},
		{Ref: "9.2.2", Performed: []isms.ID{}, Planned: []isms.ID{"IA-2"}, Next: day("2026-11-12")}, // a part of the clause does not cover it
		{Ref: "A.5.7", Performed: []isms.ID{}, Planned: []isms.ID{"IA-3"}, Next: day("2027-11-12")},
		{Ref: "own:X-1", Performed: []isms.ID{}, Planned: []isms.ID{}},
	} {
		if diff := cmp.Diff(want, cover[want.Ref], cmp.Comparer(isms.Date.Equal)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", want.Ref, diff)
		}
	}
	for on, want := range map[string]isms.Ratio{
		"2025-12-30": {}, "2025-12-31": {Have: 1, Want: 1}, "2026-02-02": {Have: 2, Want: 2}, "2026-03-10": {Have: 2, Want: 2},
		"2026-03-11": {Have: 3, Want: 3}, "2026-10-02": {Have: 3, Want: 3}, "2026-10-03": {Have: 3, Want: 4}, "2026-11-13": {Have: 3, Want: 5},
	} {
		if got := p.Held(day(on)); got != want {
			t.Errorf("held on %s: %v, want %v", on, got, want)
		}
	}
}

// What to audit next, and why: majors, minors, importance, time since.
func TestOrderOfPriorities(t *testing.T) {
	p := soundProgramme()
	p.Areas = []audit.Area{
		{Ref: "A.8", Importance: audit.ImportanceHigh},
		{Ref: "A.8.13", Importance: audit.ImportanceLow},
		{Ref: "A", Importance: audit.ImportanceLow},
		{Ref: "5", Importance: "huge"},
		{Ref: "5.1", Importance: audit.ImportanceNormal},
	}
	find := func(id isms.ID, on string, grade audit.Grade, refs ...isms.Ref) audit.Nonconformity {
		e := raised(id, on, grade, audit.Internal)
		e.Finding.Requirements = refs
		return replay(t, e)
	}
	findings := []audit.Nonconformity{
		find("NC-1", "2026-04-01", audit.Minor, "7.2 d"), find("NC-2", "2026-04-01", audit.Minor, "7.2 c", "10.2 f"), find("NC-3", "2026-04-01", audit.Major, "A.5.7"),
		find("NC-4", "2026-03-10", audit.Major, "7.3 a"), // audited since
		find("NC-5", "2026-03-11", audit.Minor, "7.4 a"), // on the day
		find("NC-6", "2026-06-02", audit.Major, "8.1"),   // to come
		apply(t, find("NC-7", "2026-04-01", audit.Major, "9.1"), audit.Event{Kind: audit.Withdrawn, On: day("2026-05-01"), Text: "none"}),
		apply(t, find("NC-8", "2026-04-01", audit.Minor, "9.3.1"), audit.Event{Kind: audit.Regraded, On: day("2026-05-01"), Grade: audit.Major, Text: "worse"}),
		find("NC-9", "2026-04-01", audit.Observation, "8.2"),
		{},
	}
	var got []string
	for _, x := range p.Priorities(programmeDay, []isms.Ref{"A.5.7", "A.8.13", "A.8.14"}, findings) {
		line := string(x.Ref) + " " + string(x.Importance)
		if x.Majors+x.Minors > 0 {
			line += " " + strings.Repeat("M", x.Majors) + strings.Repeat("m", x.Minors)
		}
		if !x.Last.IsZero() {
			line += " " + x.Last.String()
		}
		got = append(got, line)
	}
	want := []string{
		"9.3.1  M", "A low M", "A.5.7 low M", "7.2  mm 2026-03-11", "10.2  m", "7.4  m 2026-03-11", "A.8 high", "A.8.14 high",
		"8.1 ", "8.2 ", "8.3 ", "9.1 ", "9.2.1 ", "9.2.2 ", "9.3.2 ", "9.3.3 ", "10.1 ",
	}
	if diff := cmp.Diff(want, got[:len(want)]); diff != "" {
		t.Errorf("-want +got:\n%s\nall: %q", diff, got)
	}
	if last := got[len(got)-1]; last != "A.8.13 low" {
		t.Errorf("last of all %q", last)
	}
}

// Answers of suppliers on the day itself count, and those to come do not.
func TestRequestsAtTheEdges(t *testing.T) {
	for _, c := range []struct {
		name string
		list []audit.Received
		want string
	}{
		{"given today", []audit.Received{{Key: "soa", Given: audit.Yes, On: verifyDay}}, ""},
		{"given tomorrow", []audit.Received{{Key: "soa", Asked: verifyDay, Given: audit.Yes, On: verifyDay.AddDays(1)}}, "asked for and not come"},
		{"given on no day", []audit.Received{{Key: "soa", Given: audit.Yes}}, "not asked for"},
		{"asked today", []audit.Received{{Key: "soa", Asked: verifyDay}}, "asked for and not come"},
		{"asked tomorrow", []audit.Received{{Key: "soa", Asked: verifyDay.AddDays(1)}}, "not asked for"},
		{"an answer nobody knows", []audit.Received{{Key: "soa", Asked: verifyDay, Given: "perhaps", On: verifyDay}}, "asked for and not come"},
		{"refused, then given", []audit.Received{{Key: "soa", Given: audit.Yes, On: day("2026-05-02")}, {Key: "soa", Given: audit.No, On: day("2026-05-01"), Reason: "secret"}}, ""},
		{"given, then refused", []audit.Received{{Key: "soa", Given: audit.Yes, On: day("2026-05-01")}, {Key: "soa", Given: audit.No, On: day("2026-05-02"), Reason: "secret"}}, "was refused: secret"},
		{"both on one day", []audit.Received{{Key: "soa", Given: audit.No, On: day("2026-05-01"), Reason: "b"}, {Key: "soa", Given: audit.Yes, On: day("2026-05-01")}, {Key: "soa", Given: audit.No, On: day("2026-05-01"), Reason: "a"}}, "was refused: b"},
	} {
		for range 2 {
			got := ""
			for d := range audit.CheckRequests(verifyDay, "S-1", c.list).Found() {
				if strings.HasPrefix(d.Message, "the Statement of Applicability") {
					got = d.Message
				}
			}
			if !strings.HasSuffix(got, c.want) || (got == "") != (c.want == "") {
				t.Errorf("%s: %q, want %q", c.name, got, c.want)
			}
			slices.Reverse(c.list)
		}
	}
	if got := len(codes(audit.CheckRequests(verifyDay, "S-1", []audit.Received{{Key: "soa"}}))); got != 1 {
		t.Errorf("%d codes", got)
	}
}

// Two years after the last day of a service, the body or the person is free.
func TestServicesAtTheEdges(t *testing.T) {
	for _, c := range []struct {
		service audit.BodyService
		want    string
	}{
		{audit.BodyService{Kind: audit.ServiceInternalAudit, Ended: day("2024-06-01")}, ""},
		{audit.BodyService{Kind: audit.ServiceInternalAudit, Ended: day("2024-06-02")}, "CB made internal audits for this organization until 2024-06-02"},
		{audit.BodyService{Kind: audit.ServiceInternalAudit}, "CB made internal audits for this organization, and still does"},
		{audit.BodyService{Kind: audit.ServiceInternalAudit, Person: "P", Ended: day("2024-06-01")}, ""},
		{audit.BodyService{Kind: audit.ServiceInternalAudit, Person: "P", Ended: day("2024-06-02")}, "P of CB gave internal audit until 2024-06-02"},
		{audit.BodyService{Kind: audit.ServiceConsultancy, Person: "P", Ended: day("9999-01-01")}, "P of CB gave consultancy until 9999-01-01"},
		{audit.BodyService{Kind: audit.ServiceConsultancy, Ended: day("2000-01-01")}, "CB gave consultancy to this organization until 2000-01-01"},
		{audit.BodyService{Kind: "song"}, ""},
	} {
		b := soundBody()
		b.Services = []audit.BodyService{c.service}
		got := ""
		for d := range b.Check(verifyDay, audit.KnownTrust()).Found() {
			got += d.Message
		}
		if got != c.want {
			t.Errorf("%+v: %q, want %q", c.service, got, c.want)
		}
	}
	// Whom a buyer trusts decides whether an accreditation counts.
	on := isms.Window{First: day("2026-01-01"), Last: day("2026-12-31")}
	for _, c := range []struct {
		name string
		by   audit.Signatory
		want int // of 2 rules that run on accreditation
	}{
		{"recognised", audit.Signatory{Accreditor: "snas ", Arrangement: "IAF_MLA", Scope: "isms", InForce: on}, 2},
		{"another", audit.Signatory{Accreditor: "UKAS", Arrangement: "IAF_MLA", Scope: "ISMS", InForce: on}, 1},
		{"another scope", audit.Signatory{Accreditor: "SNAS", Arrangement: "IAF_MLA", Scope: "QMS", InForce: on}, 1},
		{"laboratories", audit.Signatory{Accreditor: "SNAS", Arrangement: "ILAC_MRA", Scope: "ISMS", InForce: on}, 1},
		{"over", audit.Signatory{Accreditor: "SNAS", Arrangement: "IAF_MLA", Scope: "ISMS", InForce: isms.Window{Last: day("2026-05-31")}}, 1},
		{"our own list", audit.Signatory{Accreditor: "SNAS", Arrangement: "ours", Scope: "ISMS", InForce: on}, 2},
	} {
		ran := 0
		for r := range soundBody().Check(verifyDay, audit.Trust{Signatories: []audit.Signatory{c.by}}).Ran() {
			if r.Code == "audit/body-unaccredited" || r.Code == "audit/body-offers-without-accreditation" {
				ran++
			}
		}
		if ran != c.want {
			t.Errorf("%s: %d rules ran, want %d", c.name, ran, c.want)
		}
	}
	nobody := soundBody()
	nobody.Accreditor, nobody.Accredited = "", audit.StatusActive
	if !nobody.Check(verifyDay, audit.Trust{Signatories: []audit.Signatory{{Scope: "ISMS"}}}).Has("audit/body-unaccredited") {
		t.Error("nobody is recognised by the empty name")
	}
}

// Words of callers are cut where they are too long for a line, and no sooner.
func TestLongWordsInErrors(t *testing.T) {
	n := raise(t, audit.Minor, audit.Internal)
	for length, want := range map[int]string{
		59: strings.Repeat("x", 59), 60: strings.Repeat("x", 60), 61: strings.Repeat("x", 60) + "...",
	} {
		_, err := n.Apply(audit.Event{Kind: audit.Regraded, On: day("2026-02-01"), Grade: audit.Grade(strings.Repeat("x", length)), Text: "t"})
		if err == nil || !strings.HasSuffix(err.Error(), `: there is no grade "`+want+`"`) {
			t.Errorf("%d letters: %v", length, err)
		}
	}
	back := func(on string) []audit.Event {
		return []audit.Event{closedOn(on), {Kind: audit.Reopened, On: day(on), Text: "again"}}
	}
	twice := apply(t, replay(t, raised("NC-1", "2026-03-06", audit.Concern, audit.Internal)), append(back("2026-03-07"), back("2026-03-08")...)...)
	twice = apply(t, twice, audit.Event{Kind: audit.Regraded, On: day("2026-03-09"), Grade: audit.Minor, Text: "it is one"})
	found := ""
	for d := range (audit.Log{Items: []audit.LogItem{{Nonconformity: twice}}}).Check(day("2026-03-10"), audit.Schedule{}).Found() {
		if d.Code == "audit/recurred" {
			found = d.Message
		}
	}
	if found != "NC-1 came back 2 times" || twice.Recurrences() != 2 {
		t.Errorf("%q, %d times", found, twice.Recurrences())
	}
}

// Null stands for nothing, and a text cannot ask for much more memory than it is
// long.
func TestStoredFormAtTheEdges(t *testing.T) {
	n, c := raise(t, audit.Minor, audit.Internal), cycle(t, ce(audit.CertificateHeld, "2026-01-31"))
	for _, text := range []string{"null", " null\n", "[]"} {
		if err := n.UnmarshalJSON([]byte(text)); err != nil || n.ID() != "" {
			t.Errorf("%q: %q, %v", text, n.ID(), err)
		}
		if err := c.UnmarshalJSON([]byte(text)); err != nil || c.ID() != "" {
			t.Errorf("%q: %q, %v", text, c.ID(), err)
		}
	}
	long := "[" + strings.Repeat("{},", 99_999) + "{}]"
	for _, err := range []error{n.UnmarshalJSON([]byte(long)), c.UnmarshalJSON([]byte(long))} {
		if err == nil || !strings.Contains(err.Error(), "more than 24 bytes of memory for each byte of text") {
			t.Errorf("a hundred thousand empty events: %v", err)
		}
	}
}

// Each question is asked once, with the weight of its rule, whatever is claimed.
func TestEachQuestionOnce(t *testing.T) {
	weights := map[string]isms.Severity{}
	for _, r := range audit.CertificateRules() {
		weights[r.Code] = r.Severity
	}
	for _, c := range verifyCases() {
		claim := soundClaim()
		c.change(&claim)
		var asked []string
		v := audit.Verify(verifyDay, claim, audit.KnownTrust())
		for q := range v.Questions() {
			asked = append(asked, q.Code)
			if q.Weight != weights[q.Code] {
				t.Errorf("%s: %s weighs %q, want %q", c.name, q.Code, q.Weight, weights[q.Code])
			}
		}
		if len(asked) != len(weights) || !slices.IsSorted(asked) || len(slices.Compact(asked)) != len(weights) {
			t.Errorf("%s: asked %v", c.name, asked)
		}
	}
}

// What the caller changes afterwards changes nothing in a verification.
func TestVerificationKeepsItsOwn(t *testing.T) {
	claim := soundClaim()
	v := audit.Verify(verifyDay, claim, audit.KnownTrust())
	before := v.ReliableFor()
	claim.Reliance.Services[0] = "everything"
	if diff := cmp.Diff(before, v.ReliableFor()); diff != "" {
		t.Error(diff)
	}
}

// Of answers of one day the first register by name is quoted, of one register the
// worst by its word.
func TestWhichRegisterIsQuoted(t *testing.T) {
	at := day("2026-05-21")
	for _, c := range []struct {
		answers []audit.RegisterAnswer
		want    string
	}{
		{[]audit.RegisterAnswer{{Register: "S", On: at, Status: audit.StatusSuspended}, {Register: "R", On: at, Status: audit.StatusWithdrawn}}, "R said on 2026-05-21: withdrawn"},
		{[]audit.RegisterAnswer{
			{Register: "R", On: at, Status: audit.StatusWithdrawn, Accreditation: audit.StatusActive},
			{Register: "R", On: at, Status: audit.StatusSuspended, Accreditation: audit.StatusWithdrawn},
		}, "R said on 2026-05-21: suspended"},
	} {
		for range 2 {
			claim := soundClaim()
			claim.Registers = c.answers
			for q := range audit.Verify(verifyDay, claim, audit.KnownTrust()).Questions() {
				if q.Code == "audit/certificate-status" && q.Why != c.want {
					t.Errorf("%q, want %q", q.Why, c.want)
				}
			}
			slices.Reverse(c.answers)
		}
	}
}

// By which names an accreditation body is looked up.
func TestNamesOfAccreditors(t *testing.T) {
	outcome := func(accreditor string, marks []string, trust audit.Trust) string {
		claim := soundClaim()
		claim.Certificate.Accreditor, claim.Certificate.Marks = accreditor, marks
		v := audit.Verify(verifyDay, claim, trust)
		return string(v.Outcome("audit/unaccredited")) + ", " + string(v.Outcome("audit/recognition-not-in-force")) + ", " + string(v.Outcome("audit/look-alike-mark"))
	}
	by := func(name string) audit.Trust {
		return audit.Trust{Signatories: []audit.Signatory{{Accreditor: name, Arrangement: "IAF_MLA", Scope: "ISMS"}}, LookAlikes: []string{" "}}
	}
	var trap audit.Accreditor // known by a name and an acronym that differ
	for _, a := range audit.Accreditors() {
		if a.Evidence == audit.EvidenceTrap && a.Acronym == "SADCAS" {
			trap = a
		}
	}
	if trap.Name == "" || trap.Name == trap.Acronym {
		t.Fatalf("%+v", trap)
	}
	for _, c := range []struct {
		accreditor string
		marks      []string
		trust      audit.Trust
		want       string
	}{
		{"Our Own Accreditors", nil, by("our own  accreditors"), "pass, pass, pass"},
		{"Our Own Accreditors", []string{"", " "}, by(""), "fail, unknown, pass"},
		{"UKAS", nil, by("United Kingdom Accreditation Service"), "pass, pass, pass"},
		{"United Kingdom Accreditation Service", nil, by("ukas"), "pass, pass, pass"},
		{trap.Name, nil, by(trap.Acronym), "unknown, unknown, pass"},
		{trap.Acronym, nil, by(trap.Name), "unknown, unknown, pass"},
	} {
		if got := outcome(c.accreditor, c.marks, c.trust); got != c.want {
			t.Errorf("%s under a trust in %q: %s, want %s", c.accreditor, c.trust.Signatories[0].Accreditor, got, c.want)
		}
	}
}

// An action is late after the earliest day that the plan sets for one that is not
// done, or that the policy sets for actions or a later step.
func TestWhenActionsAreLate(t *testing.T) {
	limits := func(list ...string) audit.Schedule { // step days
		p := audit.Policy{ID: "ours"}
		for i := 0; i < len(list); i += 2 {
			p.Limits = append(p.Limits, audit.Limit{Audits: []audit.AuditKind{audit.Internal}, Step: audit.Step(list[i]), Within: isms.MustInterval(list[i+1]), Anchor: audit.AnchorFinding})
		}
		return schedule(t, p)
	}
	first := audit.Event{Kind: audit.PlanHanded, On: day("2026-03-08"), Actions: []audit.Action{{ID: "Z", What: "at once", Due: day("2026-03-09")}, {ID: "A", What: "at once", Due: day("2026-03-09")}}}
	plan := audit.Event{Kind: audit.PlanHanded, On: day("2026-03-08"), Actions: []audit.Action{
		{ID: "A", What: "x", Due: day("2026-05-31")}, {ID: "B", What: "x", Due: day("2026-04-30")}, {ID: "C", What: "x"}, {ID: "D", What: "x", Due: day("2026-06-30")},
	}}
	did := func(id isms.ID) audit.Event {
		return audit.Event{Kind: audit.ActionDone, On: day("2026-03-08"), Action: id, Text: "x"}
	}
	begin := replay(t, raised("NC-1", "2026-03-06", audit.Minor, audit.Internal), corrected("2026-03-07"), analysed("2026-03-07"))
	for _, c := range []struct {
		name   string
		limits audit.Schedule
		events []audit.Event
		want   string // last day in time; empty: never late
	}{
		{"no plan, no policy", audit.Schedule{}, nil, ""},
		{"no plan", limits("systemic_action", "60 days"), nil, "2026-05-05"},
		{"no plan, closure first", limits("systemic_action", "60 days", "closure", "30 days"), nil, "2026-04-05"},
		{"no plan, closure later", limits("systemic_action", "60 days", "closure", "61 days"), nil, "2026-05-05"},
		{"what the body and the audit do is not the client's", limits("systemic_action", "60 days", "body_decides", "1 day", "audit_held", "2 days"), nil, "2026-05-05"},
		{"earlier steps are others", limits("systemic_action", "60 days", "plan", "1 day"), nil, "2026-05-05"},
		{"the plan alone", audit.Schedule{}, []audit.Event{plan}, "2026-04-30"},
		{"the plan anew", audit.Schedule{}, []audit.Event{first, plan}, "2026-04-30"},
		{"the first day is done", audit.Schedule{}, []audit.Event{plan, did("B")}, "2026-05-31"},
		{"only one without a day is left", audit.Schedule{}, []audit.Event{plan, did("A"), did("B"), did("D")}, ""},
		{"the plan before the policy", limits("closure", "56 days"), []audit.Event{plan}, "2026-04-30"},
		{"the policy before the plan", limits("closure", "54 days"), []audit.Event{plan}, "2026-04-29"},
		{"only one without a day, and a policy", limits("closure", "54 days"), []audit.Event{plan, did("A"), did("B"), did("D")}, "2026-04-29"},
		{"all are done", limits("systemic_action", "1 day"), []audit.Event{plan, did("A"), did("B"), did("C"), did("D")}, ""},
	} {
		log := audit.Log{Items: []audit.LogItem{{Nonconformity: apply(t, begin, c.events...)}}}
		late := func(on isms.Date) string {
			for d := range log.Check(on, c.limits).Found() {
				if d.Code == "audit/action-late" {
					return d.Arg("due")
				}
			}
			return ""
		}
		if c.want == "" {
			if got := late(day("2099-01-01")); got != "" {
				t.Errorf("%s: late after %s", c.name, got)
			}
			continue
		}
		if got := late(day(c.want)); got != "" {
			t.Errorf("%s: late on %s, the last day", c.name, c.want)
		}
		if got := late(day(c.want).AddDays(1)); got != c.want {
			t.Errorf("%s: late after %q, want %s", c.name, got, c.want)
		}
	}
}

// The earliest day that a body has set for majors counts, until all are verified.
func TestLimitsForMajors(t *testing.T) {
	special := func(on, limit string, n int) audit.CycleEvent {
		return with(ce(audit.SpecialAuditHeld, on), func(e *audit.CycleEvent) {
			if e.Majors = n; limit != "" {
				e.Limit = day(limit)
			}
		})
	}
	recert := with(ce(audit.RecertificationHeld, "2028-12-01"), majors(1))
	limited := func(limit string) audit.CycleEvent {
		return with(recert, func(e *audit.CycleEvent) { e.Limit = day(limit) })
	}
	for _, c := range []struct {
		name   string
		events []audit.CycleEvent
		want   string // last day to verify majors; empty: no obligation
		miss   audit.Consequence
		open   int
	}{
		{"none", []audit.CycleEvent{special("2026-05-01", "2026-06-01", 0)}, "", "", 0},
		{"one", []audit.CycleEvent{special("2026-05-01", "2026-06-01", 1)}, "2026-06-01", audit.SuspensionConsidered, 1},
		{"no day", []audit.CycleEvent{special("2026-05-01", "", 2)}, "no date", audit.SuspensionConsidered, 2},
		{"a day set later", []audit.CycleEvent{special("2026-05-01", "", 1), special("2026-05-02", "2026-07-01", 1)}, "2026-07-01", audit.SuspensionConsidered, 2},
		{"an earlier one", []audit.CycleEvent{special("2026-05-01", "2026-07-01", 1), special("2026-05-02", "2026-06-01", 1)}, "2026-06-01", audit.SuspensionConsidered, 2},
		{"a later one", []audit.CycleEvent{special("2026-05-01", "2026-06-01", 1), special("2026-05-02", "2026-07-01", 1)}, "2026-06-01", audit.SuspensionConsidered, 2},
		{"one without a day", []audit.CycleEvent{special("2026-05-01", "2026-06-01", 1), special("2026-05-02", "", 1)}, "2026-06-01", audit.SuspensionConsidered, 2},
		{"a day without majors", []audit.CycleEvent{special("2026-05-01", "2026-06-01", 1), special("2026-05-02", "2026-05-20", 0)}, "2026-06-01", audit.SuspensionConsidered, 1},
		{"verified", []audit.CycleEvent{special("2026-05-01", "2026-06-01", 1), ce(audit.FollowUpHeld, "2026-05-20")}, "", "", 0},
		{"verified in part", []audit.CycleEvent{special("2026-05-01", "2026-06-01", 3), with(ce(audit.FollowUpHeld, "2026-05-20"), majors(1))}, "2026-06-01", audit.SuspensionConsidered, 1},
		{"as many as can be", []audit.CycleEvent{special("2026-05-01", "2026-06-01", 1_000_000), special("2026-05-02", "", 5)}, "2026-06-01", audit.SuspensionConsidered, 1_000_000},
		{"at recertification, by the end", []audit.CycleEvent{recert}, "2029-01-31", audit.NoRecertification, 1},
		{"at recertification, a day before it", []audit.CycleEvent{limited("2029-01-30")}, "2029-01-30", audit.SuspensionConsidered, 1},
		{"at recertification, on it", []audit.CycleEvent{limited("2029-01-31")}, "2029-01-31", audit.SuspensionConsidered, 1},
		{"at recertification, after it", []audit.CycleEvent{limited("2029-02-01")}, "2029-01-31", audit.NoRecertification, 1},
	} {
		x := cycle(t, append([]audit.CycleEvent{ce(audit.CertificateHeld, "2026-01-31")}, c.events...)...)
		last := c.events[len(c.events)-1].On
		got, miss := "", audit.Consequence("")
		for o := range x.Obligations(last) {
			if o.Kind == audit.VerifyMajors {
				got, miss = o.Window.Last.String(), o.OnMiss()
			}
		}
		if got != c.want || miss != c.miss || x.OpenMajors() != c.open {
			t.Errorf("%s: %d majors by %q, else %q; want %d by %q, else %q", c.name, x.OpenMajors(), got, miss, c.open, c.want, c.miss)
		}
	}
}

// What happened, and what is allowed next, on the day before, the day itself and
// after.
func TestPastOfACycle(t *testing.T) {
	x := cycle(t, ce(audit.CertificateHeld, "2026-01-31"), ce(audit.Suspended, "2026-03-01"), ce(audit.Reinstated, "2026-04-01"))
	n := 0
	for range x.Events() {
		n++
	}
	for _, c := range []struct {
		on      string
		state   audit.CycleState
		allowed []audit.CycleEventKind
	}{
		{"2026-01-30", "", nil},
		{"2026-01-31", audit.CycleCertified, nil},
		{"2026-02-28", audit.CycleCertified, nil},
		{"2026-03-01", audit.CycleSuspended, nil},
		{"2026-03-31", audit.CycleSuspended, nil},
		{"2026-04-01", audit.CycleCertified, []audit.CycleEventKind{
			audit.FollowUpHeld, audit.SurveillanceHeld, audit.SpecialAuditHeld, audit.RecertificationHeld, audit.Recertified, audit.Reissued, audit.Suspended,
			audit.ScopeReduced, audit.ScopeExtended, audit.AccreditationLost, audit.Transferred, audit.EditionChanged, audit.CertificateEnded,
		}},
		{"2029-01-31", audit.CycleCertified, nil},
		{"2029-02-01", audit.CycleExpired, []audit.CycleEventKind{audit.Stage2Held, audit.FollowUpHeld, audit.RecertificationHeld, audit.Recertified, audit.CertificateEnded}},
		{"2029-07-31", audit.CycleExpired, nil},
		{"2029-08-01", audit.CycleLapsed, []audit.CycleEventKind{audit.Stage1Held, audit.Stage2Held, audit.CertificateEnded}},
	} {
		if got := x.State(day(c.on)); got != c.state {
			t.Errorf("on %s: %q, want %q", c.on, got, c.state)
		}
		if got := x.Allowed(day(c.on)); c.allowed != nil && !slices.Equal(got, c.allowed) {
			t.Errorf("on %s: %q are allowed, want %q", c.on, got, c.allowed)
		}
	}
	if n != 3 || x.Allowed(day("2026-03-31")) != nil {
		t.Errorf("%d events; %q are allowed before the last one", n, x.Allowed(day("2026-03-31")))
	}
}

// Days that were agreed where no policy has one: the last one for a step counts.
func TestAgreedDays(t *testing.T) {
	c := audit.Case{
		ID: "NC-1", Grade: audit.Minor, Audit: audit.Internal, Raised: day("2026-01-05"), Done: audit.NewStepSet(audit.StepCause),
		Agreed: []audit.Agreed{
			{Step: "strange", Due: day("2026-02-01")},
			{Step: audit.StepEvidence},
			{Step: audit.StepNotified, Due: day("2026-02-02")},
			{Step: audit.StepCause, Due: day("2026-02-03")},
			{Step: audit.StepCause, Due: day("2026-02-04")},
			{Step: audit.StepAuditHeld, Due: day("2026-02-05")},
		},
	}
	var got []string
	for _, d := range schedule(t, audit.ProposedInternal()).Append([]audit.Deadline{{}}, c)[1:] {
		line := string(d.Subject) + " " + string(d.Step) + " " + d.Due.String()
		if d.Done {
			line += " done"
		}
		if d.Policy() == "agreed" {
			line += ", " + d.Basis()
		}
		got = append(got, line)
	}
	want := []string{
		"NC-1 notified_by_body 2026-02-02, agreed for the notice from the body, 2026-02-02 (agreed)",
		"NC-1 root_cause 2026-02-04 done, agreed for the root cause, 2026-02-04 (agreed)",
	}
	kept := slices.DeleteFunc(slices.Clone(got), func(s string) bool { return !strings.Contains(s, "agreed") })
	if last := "NC-1 audit_held 2026-02-05, agreed for the audit, 2026-02-05 (agreed)"; !slices.Equal(kept, append(want, last)) {
		t.Errorf("got %q", got)
	}
	for _, none := range []audit.Case{{Grade: audit.Major, Audit: "strange"}, {Grade: audit.Observation, Audit: audit.Initial}, {Grade: audit.Observation, Audit: audit.Initial, Agreed: c.Agreed}} {
		if list := schedule(t, audit.Floor()).Append([]audit.Deadline{{Subject: "before"}}, none); len(list) != 1 || list[0].Subject != "before" {
			t.Errorf("%+v: %+v", none, list)
		}
	}
	if d := (audit.Deadline{}); d.Policy() != "" {
		t.Errorf("no policy: %q", d.Policy())
	}
}

// Which former grades still bind.
func TestFormerGrades(t *testing.T) {
	regrade := func(g audit.Grade, release bool) audit.Event {
		return audit.Event{Kind: audit.Regraded, On: day("2026-03-07"), Grade: g, Text: "seen again", Release: release}
	}
	for _, c := range []struct {
		first  audit.Grade
		events []audit.Event
		want   []audit.Grade
	}{
		{audit.Minor, nil, nil},
		{"", []audit.Event{regrade(audit.Minor, false)}, nil},
		{audit.Observation, []audit.Event{regrade(audit.Minor, false)}, nil},
		{audit.Minor, []audit.Event{regrade(audit.Major, false)}, []audit.Grade{audit.Minor}},
		{audit.Minor, []audit.Event{regrade(audit.Major, false), regrade(audit.Observation, false)}, []audit.Grade{audit.Minor, audit.Major}},
		{audit.Minor, []audit.Event{regrade(audit.Major, false), regrade(audit.Minor, false), regrade(audit.Major, false)}, []audit.Grade{audit.Minor, audit.Major}},
		{audit.Minor, []audit.Event{regrade(audit.Major, false), regrade(audit.Minor, true)}, nil},
		{audit.Minor, []audit.Event{regrade(audit.Major, true), regrade(audit.Minor, false)}, []audit.Grade{audit.Major}},
	} {
		n := apply(t, replay(t, raised("NC-1", "2026-03-06", c.first, audit.Internal)), c.events...)
		if got := n.Case(audit.Dates{}).Stood; !slices.Equal(got, c.want) {
			t.Errorf("%q then %d regradings: %v bind, want %v", c.first, len(c.events), got, c.want)
		}
	}
	// Only the step from a nonconformity to none is pointed out.
	for _, c := range []struct {
		first audit.Grade
		then  []audit.Grade
		want  int
	}{{"", []audit.Grade{audit.Observation}, 0}, {audit.Minor, []audit.Grade{audit.Observation, audit.Opportunity}, 1}, {audit.Observation, []audit.Grade{audit.Minor, audit.Concern}, 1}, {audit.Major, []audit.Grade{audit.Minor}, 0}} {
		n, found := replay(t, raised("NC-1", "2026-03-06", c.first, audit.Internal)), 0
		for _, g := range c.then {
			n = apply(t, n, regrade(g, false))
		}
		for d := range (audit.Log{Items: []audit.LogItem{{Nonconformity: n}}}).Check(day("2026-03-08"), audit.Schedule{}).Found() {
			if d.Code == "audit/graded-away" {
				found++
			}
		}
		if found != c.want {
			t.Errorf("%q then %v: %d times graded away, want %d", c.first, c.then, found, c.want)
		}
	}
}

// What a log says of findings that are over, and of those with nothing due.
func TestLogAtTheEdges(t *testing.T) {
	check := func(n ...audit.Nonconformity) []string {
		log := audit.Log{Grading: audit.GradePolicy{MinorsToMajor: 2}}
		for _, x := range n {
			log.Items = append(log.Items, audit.LogItem{Nonconformity: x})
		}
		r := log.Check(day("2026-12-31"), audit.Schedule{})
		for x := range r.Ran() {
			if x.Code == "audit/minors-add-up" {
				return codes(r)
			}
		}
		t.Error("nobody looked at what adds up")
		return nil
	}
	minor := replay(t, raised("NC-1", "2026-03-06", audit.Minor, audit.Internal))
	gone := audit.Event{Kind: audit.Withdrawn, On: day("2026-03-07"), Text: "raised in error"}
	through := []audit.Event{corrected("2026-03-07"), analysed("2026-03-07"), planned("2026-03-07"), done("2026-03-08"), verified("2026-04-08", audit.Effective)}
	back := audit.Event{Kind: audit.Reopened, On: day("2026-04-09"), Text: "again"}
	again := slices.Clone(through)
	for i := range again {
		again[i].On = day("2026-05-01").AddDays(i)
	}
	for _, c := range []struct {
		name string
		list []audit.Nonconformity
		want []string
	}{
		{"open, and nothing is due", []audit.Nonconformity{minor}, []string{"audit/no-deadline"}},
		{"verified", []audit.Nonconformity{apply(t, minor, through...)}, nil},
		{"ungraded and withdrawn", []audit.Nonconformity{apply(t, replay(t, raised("NC-1", "2026-03-06", "", audit.Internal)), gone)}, nil},
		{"came back, and is closed", []audit.Nonconformity{apply(t, apply(t, apply(t, minor, through...), closedOn("2026-04-08"), back), append(again, closedOn("2026-06-01"))...)}, nil},
		{"the same one twice", []audit.Nonconformity{apply(t, minor, gone), apply(t, minor, gone)}, []string{"audit/nonconformity-twice"}},
	} {
		if got := check(c.list...); !slices.Equal(got, append([]string{}, c.want...)) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// Obligations are appended to what is there, as they were on the day.
func TestObligationsOfThePast(t *testing.T) {
	x := cycle(t, ce(audit.CertificateHeld, "2026-01-31"), ce(audit.Suspended, "2026-05-01"))
	before := []audit.Obligation{{Subject: "before"}}
	if got := x.AppendObligations(before, isms.Date{}); len(got) != 1 || got[0].Subject != "before" {
		t.Errorf("on no day: %+v", got)
	}
	for on, want := range map[string]int{"2026-01-30": 0, "2026-04-30": 3, "2026-05-01": 4} {
		got := x.AppendObligations(before, day(on))
		if len(got) != 1+want || got[0].Subject != "before" {
			t.Errorf("on %s: %d obligations, want %d", on, len(got)-1, want)
		}
		for _, o := range got[1:] {
			if o.Subject != "C-1" {
				t.Errorf("on %s: %+v", on, o)
			}
		}
	}
	var last isms.Date
	n := 0
	for o := range x.Outlook(day("2026-06-01"), day("2100-01-01")) {
		if o.Subject != "C-1" || o.Window.Last.Before(last) || o.Window.First.After(day("2056-06-01")) {
			t.Errorf("%+v after %s", o, last)
		}
		last = o.Window.Last
		n++
	}
	if last.Year() < 2056 || n < 30 {
		t.Errorf("%d obligations until %s, want 30 years of a suspended certificate, too", n, last)
	}
	for range cycle(t, ce(audit.Applied, "2026-01-01")).Outlook(day("2026-02-01"), day("2040-01-01")) {
		t.Error("an application has a cycle to come")
	}
}

// The first of two audits on one day is the first by ID, and a table ends after
// ten years.
func TestOrderOfAuditsInTables(t *testing.T) {
	p := soundProgramme()
	p.Span = isms.Window{First: day("2021-01-01"), Last: day("2035-12-31")}
	p.Auditors[0].Independence = "no part in it"
	one := p.Audits[1]
	for _, id := range []isms.ID{"IA-0", "IA-9", "IA-1b"} {
		one.ID = id
		p.Audits = append(p.Audits, one)
	}
	far := p.Audits[2]
	far.ID, far.Planned = "IA-F", isms.On(day("2031-01-01"))
	near := far
	near.ID, near.Planned = "IA-N", isms.On(day("2030-12-31"))
	p.Audits = append(p.Audits, far, near)
	t1, t2 := p.AuditTable(programmeDay), p.Table(programmeDay, necessary)
	var ids []string
	for _, row := range t1.Rows {
		ids = append(ids, row[0].String())
	}
	if want := "IA-1 IA-0 IA-1b IA-2 IA-9 IA-3 IA-N IA-F"; strings.Join(ids, " ") != want {
		t.Errorf("%v, want %s", ids, want)
	}
	for i, c := range t1.Columns {
		if c.Key == "independence" && t1.Rows[0][i].String() != "no part in it" {
			t.Errorf("independence of ann: %q", t1.Rows[0][i])
		}
	}
	if n := len(t2.Columns); n != 12 || t2.Columns[11].Key != "y2030" {
		t.Errorf("%d columns", n)
	}
	for _, row := range t2.Rows {
		if row[0].String() == "A.5.7" && (row[11].String() != "IA-N (planned)" || len(row) != 12) {
			t.Errorf("A.5.7 in 2030: %v", row)
		}
	}
}
