package isms_test

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/isms"
)

var day = isms.MustDate("2026-03-02")

func status(t *testing.T, r isms.Readiness, ref isms.Ref) isms.Status {
	t.Helper()
	l, ok := r.LookupItem(ref)
	if !ok {
		t.Fatalf("no line for %s", ref)
	}
	return l.Status
}

func report(ran []isms.Rule, found ...isms.Rule) isms.Report {
	var c isms.Checker
	c.Ran(ran...)
	for _, r := range found {
		c.Find(r, "x")
	}
	return c.Report()
}

func TestAssessStatuses(t *testing.T) {
	expected := []isms.Rule{ownerMissing, unranked, hint, judged}
	met := isms.Judgement{Requirement: "5.2 a", Conclusion: isms.Met, By: "ciso", On: isms.MustDate("2026-02-01"), Basis: "read the policy"}
	notMet := met
	notMet.Conclusion = isms.NotMet
	outdated := met
	outdated.ValidUntil = isms.MustDate("2026-03-01")
	later := met
	later.On = isms.MustDate("2026-03-03")
	whole := met
	whole.Requirement = "5.2"
	for _, c := range []struct {
		name       string
		judgements []isms.Judgement
		reports    []isms.Report
		ref        isms.Ref
		want       isms.Status
	}{
		{"no report at all", nil, nil, "6.1.2 c 2", isms.StatusNotExamined},
		{"no rule expected", nil, []isms.Report{report(demoRules)}, "4.1 s1", isms.StatusNotExamined},
		{"ran, nothing found", nil, []isms.Report{report(demoRules)}, "6.1.2 c 2", isms.StatusClear},
		{"ran, error found", nil, []isms.Report{report(demoRules, ownerMissing)}, "6.1.2 c 2", isms.StatusOpen},
		{"ran, warning found", nil, []isms.Report{report(demoRules, unranked)}, "6.1.2 e 2", isms.StatusOpen},
		{"ran, note found", nil, []isms.Report{report(demoRules, hint)}, "6.1.2 d 3", isms.StatusClear},
		{"a note opens no control either", nil, []isms.Report{report(demoRules, hint)}, "A.5.7", isms.StatusClear},
		{"found by one, missed by another", nil, []isms.Report{report(demoRules), report(demoRules, ownerMissing)}, "6.1.2 c 2", isms.StatusOpen},
		{"found by a rule nobody expected", nil, []isms.Report{report(demoRules, ownerMissing.At("4.3 a"))}, "4.3 a", isms.StatusOpen},
		{"found at the clause", nil, []isms.Report{report(demoRules, ownerMissing.At("6.1.2"))}, "6.1.2 d 3", isms.StatusOpen},
		{"one of two rules ran", nil, []isms.Report{report([]isms.Rule{ownerMissing})}, "6.1.2 e 2", isms.StatusNotExamined},
		{"judgement required", nil, []isms.Report{report(demoRules)}, "5.2 a", isms.StatusJudgementRequired},
		{"judged met", []isms.Judgement{met}, nil, "5.2 a", isms.StatusJudged},
		{"judged met for the whole clause", []isms.Judgement{whole}, nil, "5.2 a", isms.StatusJudged},
		{"judged not met", []isms.Judgement{notMet}, nil, "5.2 a", isms.StatusOpen},
		{"judged both on one day", []isms.Judgement{met, notMet}, nil, "5.2 a", isms.StatusOpen},
		{"judgement ran out", []isms.Judgement{outdated}, nil, "5.2 a", isms.StatusJudgementRequired},
		{"judgement of tomorrow", []isms.Judgement{later}, nil, "5.2 a", isms.StatusJudgementRequired},
		{"a judgement overrules no finding", []isms.Judgement{met}, []isms.Report{report(nil, judged)}, "5.2 a", isms.StatusOpen},
		{"a judgement examines nothing", []isms.Judgement{{Requirement: "6.1.2 c 2", Conclusion: isms.Met, By: "ciso", On: day, Basis: "I know"}}, nil, "6.1.2 c 2", isms.StatusNotExamined},
	} {
		got := status(t, isms.Assess(day, expected, c.judgements, c.reports...), c.ref)
		if got != c.want {
			t.Errorf("%s: %s is %q, want %q", c.name, c.ref, got, c.want)
		}
	}
}

func TestALaterJudgementReplaces(t *testing.T) {
	bad := isms.Judgement{Requirement: "5.2 a", Conclusion: isms.NotMet, By: "ciso", On: isms.MustDate("2026-01-01"), Basis: "read it"}
	good := bad
	good.Conclusion, good.On = isms.Met, isms.MustDate("2026-02-01")
	for _, js := range [][]isms.Judgement{{bad, good}, {good, bad}} {
		if got := status(t, isms.Assess(day, []isms.Rule{judged}, js), "5.2 a"); got != isms.StatusJudged {
			t.Errorf("%s", got)
		}
	}
}

func TestJudgementsThatCount(t *testing.T) {
	sound := isms.Judgement{Requirement: "5.2 a", Conclusion: isms.Met, By: "ciso", On: day, Basis: "read it", ValidUntil: day}
	if err := sound.Validate(); err != nil || !sound.InForce(day) {
		t.Errorf("a sound judgement is not in force on its last day: %v", err)
	}
	for name, change := range map[string]func(*isms.Judgement){
		"place":    func(j *isms.Judgement) { j.Requirement = "5.9" },
		"verdict":  func(j *isms.Judgement) { j.Conclusion = "" },
		"by":       func(j *isms.Judgement) { j.By = "" },
		"basis":    func(j *isms.Judgement) { j.Basis = "" },
		"date":     func(j *isms.Judgement) { j.On = isms.Date{} },
		"tomorrow": func(j *isms.Judgement) { j.On = day.AddDays(1) },
		"ran out":  func(j *isms.Judgement) { j.ValidUntil = day.AddDays(-1) },
	} {
		j := sound
		change(&j)
		if j.InForce(day) {
			t.Errorf("%s: the judgement counts", name)
		}
	}
	if sound.InForce(isms.Date{}) {
		t.Error("it counts on an unknown day")
	}
}

func TestAssessTellsWhatIsMissing(t *testing.T) {
	var c isms.Checker
	c.Skip(ownerMissing, isms.Sentence{Text: "the register has no risks"})
	l, _ := isms.Assess(day, demoRules, nil, c.Report()).LookupItem("6.1.2 c 2")
	if l.Status != isms.StatusNotExamined || len(l.Missing) != 1 || l.Missing[0] != "demo/owner-missing" || len(l.Skipped) != 1 || l.Skipped[0].Why.Text != "the register has no risks" {
		t.Errorf("%+v", l)
	}
}

func TestAssessLinesFollowTheEdition(t *testing.T) {
	count := func(asOf isms.Date) int { return len(slices.Collect(isms.Assess(asOf, nil, nil).Items())) }
	if n := count(day); n != 152 {
		t.Errorf("%d lines in 2026", n)
	}
	if n := count(isms.MustDate("2023-12-31")); n != 151 {
		t.Errorf("%d lines in 2023", n)
	}
	r := isms.Assess(day, nil, nil)
	if got := r.Settled(); got != (isms.Ratio{Have: 0, Want: 152}) {
		t.Errorf("nothing was looked at, and good are %s", got)
	}
	if got := r.Settled("6.1.3"); got.Want != 11 {
		t.Errorf("6.1.3 has %d items", got.Want)
	}
	if got := isms.Assess(day, demoRules, nil, report(demoRules)).Settled("6.1.2 c 2", "own:none"); got != (isms.Ratio{Have: 1, Want: 1}) {
		t.Errorf("%s", got)
	}
}

// draw makes a system of expected rules, each run in one report, with findings,
// skips and judgements.
func draw(t *rapid.T) (expected []isms.Rule, judgements []isms.Judgement, reports []isms.Report) {
	places := []isms.Ref{"4.1 s1", "5.2 a", "6.1.2 c 2", "6.1.2 d 3", "6.1.3 d 4", "A.5.7", "own:C-1"}
	ref := func() isms.Ref { return rapid.SampledFrom(places).Draw(t, "ref") }
	for i := range rapid.IntRange(0, 8).Draw(t, "rules") {
		r := isms.Rule{
			Code: "demo/rule-" + string(rune('a'+i)), Severity: rapid.SampledFrom(slices.Collect(isms.Severities().All())).Draw(t, "severity"),
			Refs: isms.SortRefs([]isms.Ref{ref(), ref()}), Title: "t", Message: "m", Remedy: "s", Since: "v0.1.0",
		}
		if rapid.IntRange(0, 4).Draw(t, "person") == 0 {
			r.JudgementRequired = "a person has to say"
		}
		expected = append(expected, r)
		var c isms.Checker
		switch what := rapid.IntRange(0, 3).Draw(t, "what"); {
		case r.JudgementRequired != "": // runs in no report
		case what == 0:
			c.Skip(r, isms.Sentence{Text: "no facts"})
		case what == 1:
			c.Ran(r)
			c.Find(r, "x")
		default:
			c.Ran(r)
		}
		reports = append(reports, c.Report())
	}
	for range rapid.IntRange(0, 4).Draw(t, "judgements") {
		judgements = append(judgements, isms.Judgement{
			Requirement: ref(), Conclusion: rapid.SampledFrom(slices.Collect(isms.Conclusions().All())).Draw(t, "verdict"), By: "ciso",
			On: day.AddDays(-rapid.IntRange(0, 2).Draw(t, "ago")), Basis: rapid.SampledFrom([]string{"a", "b"}).Draw(t, "basis"),
		})
	}
	return expected, judgements, reports
}

func TestAssessLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		expected, judgements, reports := draw(t)
		base := isms.Assess(day, expected, judgements, reports...)
		want := text(t, base)

		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		shuffled := slices.Clone(reports)
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		rules := slices.Clone(expected)
		r.Shuffle(len(rules), func(i, j int) { rules[i], rules[j] = rules[j], rules[i] })
		js := slices.Clone(judgements)
		r.Shuffle(len(js), func(i, j int) { js[i], js[j] = js[j], js[i] })
		if got := text(t, isms.Assess(day, rules, js, shuffled...)); got != want {
			t.Fatalf("the order matters:\n%s\n%s", want, got)
		}
		if got := text(t, isms.Assess(day, expected, judgements, append(shuffled, reports...)...)); got != want {
			t.Fatalf("giving a report twice matters:\n%s\n%s", want, got)
		}
		for i := range reports {
			less := slices.Delete(slices.Clone(reports), i, i+1)
			for l := range isms.Assess(day, expected, judgements, less...).Items() {
				was, _ := base.LookupItem(l.Ref)
				if l.Status.Settled() && !was.Status.Settled() {
					t.Fatalf("without report %d, %s went from %s to %s", i, l.Ref, was.Status, l.Status)
				}
			}
		}
		more := isms.Rule{Code: "demo/more", Severity: isms.SeverityError, Refs: []isms.Ref{"5.2 a", "A.5.7"}, Title: "t", Message: "m", Remedy: "s", Since: "v0.1.0"}
		var c isms.Checker
		c.Ran(more)
		c.Find(more, "x")
		for l := range isms.Assess(day, expected, judgements, append(reports, c.Report())...).Items() {
			was, _ := base.LookupItem(l.Ref)
			if l.Status.Settled() && !was.Status.Settled() {
				t.Fatalf("one more error made %s good", l.Ref)
			}
			if more.SpeaksFor(l.Ref) && l.Status != isms.StatusOpen {
				t.Fatalf("an error leaves %s %s", l.Ref, l.Status)
			}
		}
		all := 0
		for s := range isms.Statuses().All() {
			all += base.Count(s)
		}
		if n := len(slices.Collect(base.Items())); all != n || base.Settled().Want != n || base.Settled().Have != n-len(slices.Collect(base.Open())) {
			t.Fatalf("%d lines, %d counted", n, all)
		}
	})
}

// The slow twin settles one line at a time, straight from the definition.
func TestAssessAgainstTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		expected, judgements, reports := draw(t)
		for l := range isms.Assess(day, expected, judgements, reports...).Items() {
			found, ran, person, wanted := false, true, false, false
			for _, rep := range reports {
				for d := range rep.Found() {
					found = found || d.Concerns(l.Ref) && d.Severity != isms.SeverityNote
				}
			}
			for _, r := range expected {
				if !r.SpeaksFor(l.Ref) {
					continue
				}
				wanted = true
				if r.JudgementRequired != "" {
					person = true
					continue
				}
				did := false
				for _, rep := range reports {
					did = did || rep.RanFor(r.Code, l.Ref)
				}
				ran = ran && did
			}
			var latest isms.Date
			worst := isms.Conclusion("")
			for _, j := range judgements {
				if j.Requirement != l.Ref {
					continue
				}
				if j.On.After(latest) || latest.IsZero() {
					latest, worst = j.On, j.Conclusion
				} else if j.On == latest && j.Conclusion == isms.NotMet {
					worst = isms.NotMet
				}
			}
			want := isms.StatusClear
			switch {
			case found || worst == isms.NotMet:
				want = isms.StatusOpen
			case !wanted || !ran:
				want = isms.StatusNotExamined
			case person && worst == isms.Met:
				want = isms.StatusJudged
			case person:
				want = isms.StatusJudgementRequired
			}
			if l.Status != want {
				t.Fatalf("%s is %s, want %s", l.Ref, l.Status, want)
			}
		}
	})
}

func TestReadinessSharesNoMemoryAndWritesLists(t *testing.T) {
	r := isms.Assess(day, demoRules, nil, report(demoRules, ownerMissing))
	before := text(t, r)
	for l := range r.Open() {
		for i := range l.Missing {
			l.Missing[i] = "x"
		}
		for i := range l.Found {
			l.Found[i].Code = "x"
		}
	}
	if text(t, r) != before {
		t.Error("the readiness changed")
	}
	var back struct {
		AsOf  string
		Lines []map[string]any
	}
	if err := json.Unmarshal([]byte(before), &back); err != nil || back.AsOf != "2026-03-02" {
		t.Fatal(err, back.AsOf)
	}
	for _, l := range back.Lines {
		for _, k := range []string{"found", "missing", "skipped", "person"} {
			if _, ok := l[k].([]any); !ok {
				t.Fatalf("%v: %s is no list", l["ref"], k)
			}
		}
	}
	if n := len(slices.Collect(r.With(isms.StatusOpen))); n != 1 {
		t.Errorf("%d open lines", n)
	}
}

func BenchmarkAssess(b *testing.B) {
	b.ReportAllocs()
	var rules []isms.Rule
	for r := range isms.Requirements("") {
		rules = append(rules, isms.Rule{Code: "demo/" + string(r.Ref), Severity: isms.SeverityError, Refs: []isms.Ref{r.Ref}, Title: "t", Message: "m", Remedy: "s"})
	}
	rep := report(rules, rules...)
	for b.Loop() {
		isms.Assess(day, rules, nil, rep)
	}
}
