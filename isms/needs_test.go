package isms_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/isms"
)

var (
	noRisks  = isms.Message{Code: "demo/no-risks", Text: "there are no risks"}
	noDay    = isms.Message{Code: "demo/no-day", Text: "the day is not given"}
	theRisks = isms.Need{Path: "risks", Missing: noRisks}
	theDay   = isms.Need{Missing: noDay}
)

// needing is the rule with needs.
func needing(r isms.Rule, needs ...isms.Need) isms.Rule {
	r.Needs = needs
	return r
}

// A rule that needs what is lacking is skipped, says why, and finds nothing; a rule
// that does not is applied.
func TestLackingNeedsSkipARule(t *testing.T) {
	for _, c := range []struct {
		name  string
		needs []isms.Need
		lacks []isms.Need
		why   string
	}{
		{"needs nothing", nil, []isms.Need{theRisks}, ""},
		{"nothing lacks", []isms.Need{theRisks, theDay}, nil, ""},
		{"another lacks", []isms.Need{theDay}, []isms.Need{theRisks}, ""},
		{"it lacks", []isms.Need{theRisks}, []isms.Need{theRisks}, "demo/no-risks"},
		{"both lack: the first need counts", []isms.Need{theDay, theRisks}, []isms.Need{theRisks, theDay}, "demo/no-day"},
		{"the second lacks", []isms.Need{theDay, theRisks}, []isms.Need{theRisks}, "demo/no-risks"},
	} {
		rule := needing(ownerMissing, c.needs...)
		var k isms.Checker
		k.Lacks(c.lacks...)
		k.Ran(rule, unranked)
		k.Find(rule, "risks[R-1]")
		r := k.Report()
		ran, skipped := slices.Collect(r.Ran()), slices.Collect(r.Skipped())
		if applied := c.why == ""; r.RanFor(rule.Code, rule.Refs[0]) != applied || (len(slices.Collect(r.Found())) == 1) != applied || (len(skipped) == 0) != applied {
			t.Errorf("%s: ran %v, skipped %v", c.name, ran, skipped)
		}
		if c.why != "" && skipped[0].Why.Code != c.why {
			t.Errorf("%s: skipped for %s, want %s", c.name, skipped[0].Why.Code, c.why)
		}
		if !r.RanFor(unranked.Code, unranked.Refs[0]) {
			t.Errorf("%s: a rule that needs nothing did not run", c.name)
		}
	}
}

func TestNeedsOfARuleUnderALargerValue(t *testing.T) {
	rule := needing(ownerMissing, theRisks, theDay)
	under := rule.Under("register")
	if under.Needs[0].Path != "register.risks" || under.Needs[1].Path != "" || rule.Needs[0].Path != "risks" {
		t.Errorf("needs %v of %v", under.Needs, rule.Needs)
	}
	if none := ownerMissing.Under("register"); none.Needs != nil {
		t.Errorf("a rule without needs has %v", none.Needs)
	}
	sorted := isms.SortedRules([]isms.Rule{rule})
	sorted[0].Needs[0].Path = "x"
	if rule.Needs[0].Path != "risks" {
		t.Error("SortedRules shares the needs of a rule")
	}
}

// What the product does not hold counts as not looked at; a need, or the place of a
// finding, decides.
func TestReportsWithoutWhatIsNotHeld(t *testing.T) {
	owner := needing(ownerMissing, isms.Need{Path: "risks[*].owner", Missing: noRisks})
	var c isms.Checker
	c.Ran(owner, hint)
	c.Skip(unranked, noRisks.With())
	c.Find(owner, "risks[R-1].owner")
	c.Find(hint, "risks[R-1]")
	c.Find(hint.At("6.1.2 d 3"), "assets[A-1].name")
	r := c.Report()
	rules := []isms.Rule{owner, needing(unranked, theRisks), hint}
	held := func(path isms.Path) isms.NotHeld {
		return isms.NotHeld{Path: path, Holder: isms.HeldInDocument, Name: "Annual report"}
	}
	const document, none = "isms/held-in-a-document", "demo/no-risks"
	for _, c := range []struct {
		name          string
		declared      []isms.NotHeld
		found, ran    int
		skipped, from string
	}{
		{"nothing declared", nil, 3, 2, none, ""},
		{"another path", []isms.NotHeld{held("people")}, 3, 2, none, ""},
		{"all of the data", []isms.NotHeld{held("risks")}, 1, 0, document, document},
		{"a part of them", []isms.NotHeld{held("risks[*].owner")}, 2, 1, none, document},
		{"one of them", []isms.NotHeld{held("risks[R-1]")}, 1, 0, none, document},
		{"what only a finding is about", []isms.NotHeld{held("assets[*].name")}, 2, 2, none, ""},
		{"by nobody", []isms.NotHeld{{Path: "risks", Holder: isms.HeldByNobody}}, 1, 0, "isms/held-by-nobody", "isms/held-by-nobody"},
		{"in a system", []isms.NotHeld{{Path: "risks", Holder: isms.HeldInSystem, Name: "GRC"}}, 1, 0, "isms/held-in-another-system", "isms/held-in-another-system"},
		{"twice: the first counts", []isms.NotHeld{held("risks"), {Path: "risks", Holder: isms.HeldByNobody}}, 1, 0, document, document},
		{"in a system that is named by a letter", []isms.NotHeld{{Path: "risks", Holder: isms.HeldInSystem, Name: "X"}}, 1, 0, "isms/held-in-another-system", "isms/held-in-another-system"},
		{"a declaration of nothing", []isms.NotHeld{held("")}, 3, 2, none, ""},
		{"a declaration that does not say where", []isms.NotHeld{{Path: "risks"}}, 3, 2, none, ""},
	} {
		w := r.Without(rules, c.declared...)
		why := map[string]string{}
		for s := range w.Skipped() {
			why[s.Code] = s.Why.Code
		}
		if got := len(slices.Collect(w.Found())); got != c.found {
			t.Errorf("%s: %d findings, want %d", c.name, got, c.found)
		}
		if got := len(slices.Collect(w.Ran())); got != c.ran {
			t.Errorf("%s: %d rules ran, want %d", c.name, got, c.ran)
		}
		if why[unranked.Code] != c.skipped || why[owner.Code] != c.from {
			t.Errorf("%s: skipped for %v, want %q and %q", c.name, why, c.skipped, c.from)
		}
	}
}

// A finding at a clause opens all its items, so that all of them count as not looked
// at where it is withheld; and so does one of a rule that nobody expected there.
func TestWithheldFindingsLeaveNoLineClear(t *testing.T) {
	met := func(ref isms.Ref) isms.Judgement {
		return isms.Judgement{Requirement: ref, Conclusion: isms.Met, By: "p", On: day, Basis: "the report of the auditors"}
	}
	nobody := isms.NotHeld{Path: "risks", Holder: isms.HeldByNobody}
	for _, c := range []struct {
		name  string
		found isms.Rule
		ref   isms.Ref
	}{
		{"at the item", ownerMissing, "6.1.2 c 2"},
		{"at the clause", ownerMissing.At("6.1.2"), "6.1.2 c 2"},
		{"at a control of no expected rule", ownerMissing.At("A.5.9"), "A.5.9"},
		{"at a control of another expected rule", ownerMissing.At("A.5.7"), "A.5.7"},
		{"at an own item", ownerMissing.At("own:C-1"), "own:C-1"},
	} {
		r := report(demoRules)
		var k isms.Checker
		k.Find(c.found, "risks[R-1].owner")
		all := r.Merge(k.Report())
		if got := status(t, isms.Assess(day, demoRules, nil, all), c.ref); got != isms.StatusOpen {
			t.Errorf("%s: before it is %s", c.name, got)
		}
		for name, reports := range map[string][]isms.Report{
			"one report": {all.Without(demoRules, nobody)}, "two reports": {r, k.Report().Without(demoRules, nobody)},
		} {
			if got := status(t, isms.Assess(day, demoRules, nil, reports...), c.ref); got != isms.StatusNotExamined {
				t.Errorf("%s, %s: without a judgement it is %s", c.name, name, got)
			}
			if got := status(t, isms.Assess(day, demoRules, []isms.Judgement{met(c.ref)}, reports...), c.ref); got != isms.StatusJudged {
				t.Errorf("%s, %s: with a judgement it is %s", c.name, name, got)
			}
		}
	}
}

// Many declarations cost each finding no more than one does: each path is looked up,
// not compared with all.
func TestManyDeclarations(t *testing.T) {
	const n = 20_000 // compared one by one, that takes minutes
	var c isms.Checker
	declared := make([]isms.NotHeld, n)
	c.Ran(ownerMissing)
	for i := range declared {
		at := isms.Path("register").Item("risks", isms.ID("R-"+strconv.Itoa(i)))
		declared[i] = isms.NotHeld{Path: at, Holder: isms.HeldByNobody}
		c.Find(ownerMissing, at.Field("owner"))
	}
	started := time.Now()
	if left := c.Report().Without([]isms.Rule{ownerMissing}, declared...); left.Count(isms.SeverityError) != 0 {
		t.Errorf("%d are left", left.Count(isms.SeverityError))
	}
	if took := time.Since(started); took > 10*time.Second {
		t.Errorf("%d declarations for as many findings take %s", n, took)
	}
}

// The first declaration that a path lies within counts, as if all were compared.
func TestDeclarationsAgreeWithTheirSlowTwin(t *testing.T) {
	rule := isms.Rule{Code: "demo/r", Severity: isms.SeverityError, Refs: []isms.Ref{"4.1 s1"}, Message: "m"}
	step := rapid.SampledFrom([]string{"a", ".a", ".b", "[a]", "[#1]", "[*]", `["#1"]`, "[b]", "["})
	path := func(t *rapid.T, label string) isms.Path {
		return isms.Path(strings.TrimPrefix(strings.Join(rapid.SliceOfN(step, 1, 4).Draw(t, label), ""), "."))
	}
	rapid.Check(t, func(t *rapid.T) {
		var declared []isms.NotHeld
		for i := range rapid.IntRange(0, 6).Draw(t, "declarations") {
			declared = append(declared, isms.NotHeld{Path: path(t, "declared"), Holder: isms.HeldInSystem, Name: strconv.Itoa(i)})
		}
		at := path(t, "at")
		want := ""
		for _, n := range declared {
			if want == "" && n.Validate() == nil && at.Within(n.Path) {
				want = n.Name
			}
		}
		var c isms.Checker
		c.Find(rule, at)
		got := ""
		for s := range c.Report().Without(nil, declared...).Skipped() {
			got = s.Why.Args[0].Value
		}
		if got != want {
			t.Fatalf("%q falls under %q, want %q of %v", at, got, want, declared)
		}
	})
}

// anyDeclared draws declarations of what is not held.
func anyDeclared(t *rapid.T) []isms.NotHeld {
	var list []isms.NotHeld
	for range rapid.IntRange(0, 3).Draw(t, "declarations") {
		list = append(list, isms.NotHeld{
			Path:   rapid.SampledFrom([]isms.Path{"risks", "risks[*]", "risks[R-1]", "assets", "risks[R-2].owner", "", "x"}).Draw(t, "path"),
			Holder: rapid.SampledFrom(slices.Collect(isms.Holders().All())).Draw(t, "holder"), Name: "n",
		})
	}
	return list
}

// A declaration turns no line good: only a judgement settles one that was not settled.
func TestWithoutTurnsNoLineGood(t *testing.T) {
	refs := []isms.Ref{"4.1 s1", "5.2 a", "5.2", "6.1.2 c 2", "A.5.7", "A.5", "own:C-1"}
	rapid.Check(t, func(t *rapid.T) {
		var expected []isms.Rule
		var reports []isms.Report
		for i := range rapid.IntRange(1, 5).Draw(t, "rules") {
			r := isms.Rule{Code: "demo/rule-" + string(rune('a'+i)), Severity: rapid.SampledFrom(slices.Collect(isms.Severities().All())).Draw(t, "severity"), Title: "t"}
			r.Refs = isms.SortRefs(rapid.SliceOfN(rapid.SampledFrom(refs), 1, 3).Draw(t, "refs"))
			r.Needs = rapid.SliceOfN(rapid.SampledFrom([]isms.Need{theRisks, theDay, {Path: "risks[*].owner", Missing: noRisks}, {Path: "assets", Missing: noRisks}}), 0, 2).Draw(t, "needs")
			if rapid.IntRange(0, 4).Draw(t, "person") == 0 {
				r.JudgementRequired = "a person has to say"
			}
			expected = append(expected, r)
			var c isms.Checker
			if rapid.IntRange(0, 3).Draw(t, "lacks") == 0 {
				c.Lacks(theRisks)
			}
			if rapid.IntRange(0, 3).Draw(t, "ran") > 0 {
				c.Ran(r)
			}
			for range rapid.IntRange(0, 2).Draw(t, "findings") {
				at := rapid.SampledFrom([]isms.Path{"risks[R-1]", "risks[R-2].owner", "assets[A]", "", "risks"}).Draw(t, "at")
				c.Find(r.At(rapid.SampledFrom(refs).Draw(t, "ref")).For(r.Refs[0]), at)
			}
			reports = append(reports, c.Report())
		}
		var judgements []isms.Judgement
		for range rapid.IntRange(0, 3).Draw(t, "judgements") {
			judgements = append(judgements, isms.Judgement{
				Requirement: rapid.SampledFrom(refs).Draw(t, "ref"), Conclusion: rapid.SampledFrom(slices.Collect(isms.Conclusions().All())).Draw(t, "conclusion"), By: "p", On: day, Basis: "b",
			})
		}
		declared := anyDeclared(t)
		before := isms.Assess(day, expected, judgements, reports...)
		whole := isms.Report{}.Merge(reports...).Without(expected, declared...)
		parts := make([]isms.Report, len(reports))
		for i, r := range reports {
			parts[i] = r.Without(expected, declared...)
		}
		for name, after := range map[string]isms.Readiness{"whole": isms.Assess(day, expected, judgements, whole), "in parts": isms.Assess(day, expected, judgements, parts...)} {
			for was := range before.Items() {
				l, ok := after.LookupItem(was.Ref)
				if !ok {
					t.Fatalf("%s: the line of %s is gone", name, was.Ref)
				}
				if l.Status.Settled() && !was.Status.Settled() && (l.Status != isms.StatusJudged || l.Judgement.Conclusion != isms.Met) {
					t.Fatalf("%s: %s went from %s to %s with %+v", name, l.Ref, was.Status, l.Status, l)
				}
			}
		}
		if again := whole.Without(expected, declared...); !again.Equal(whole) {
			t.Fatalf("declared twice:\n%s\n%s", text(t, whole), text(t, again))
		}
		at := isms.Path("register")
		var below []isms.Rule
		for _, r := range expected {
			below = append(below, r.Under(at))
		}
		for i := range declared {
			if declared[i].Path != "" {
				declared[i].Path = declared[i].Path.Under(at)
			}
		}
		if x, y := whole.Under(at), (isms.Report{}).Merge(reports...).Under(at).Without(below, declared...); !x.Equal(y) {
			t.Fatalf("without and then under:\n%s\nunder and then without:\n%s", text(t, x), text(t, y))
		}
	})
}

// A rule counts as applied where nothing was withheld, and only there.
func TestRulesRanWhereNothingIsWithheld(t *testing.T) {
	rule := ownerMissing.At("4.1 s1", "6.1.2 c 2", "6.1.2 d 3", "A.5.7")
	nobody := isms.NotHeld{Path: "risks", Holder: isms.HeldByNobody}
	for _, c := range []struct {
		at   isms.Ref
		gone []isms.Ref
	}{
		{"6.1.2 c 2", []isms.Ref{"6.1.2 c 2"}}, {"6.1.2", []isms.Ref{"6.1.2 c 2", "6.1.2 d 3"}}, {"A.5", []isms.Ref{"A.5.7"}}, {"5.2 a", nil},
	} {
		var k isms.Checker
		k.Ran(rule)
		k.Find(rule.At(c.at), "risks[R-1]")
		r := k.Report().Without(nil, nobody)
		for _, ref := range rule.Refs {
			if got := r.RanFor(rule.Code, ref); got == slices.Contains(c.gone, ref) {
				t.Errorf("without a finding at %s, the rule ran for %s: %t", c.at, ref, got)
			}
		}
	}
}
