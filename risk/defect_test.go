package risk_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

// words returns so many different names.
func words(n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf("w%04d", i)
	}
	return names
}

// properties returns so many different properties.
func properties(n int) []risk.Property {
	list := make([]risk.Property, n)
	for i := range list {
		list[i] = risk.Property(fmt.Sprintf("p%02d", i))
	}
	return list
}

// byEase is a sound method with a scale of ease: threat, ease, asset value.
func byEase() risk.Method {
	three := func() risk.Scale { return risk.Steps("low", "medium", "high") }
	return risk.Method{
		Name: "asset, threat, ease", Likelihood: three(), EaseOfExploitation: three(), Impact: three(), Scorer: risk.Sum{},
		Bands: []risk.Band{{Name: "green", From: 3, To: 5}, {Name: "amber", From: 6, To: 7}, {Name: "red", From: 8, To: 9}},
	}
}

func ranged(texts ...string) func(*risk.Method) {
	return func(m *risk.Method) {
		for i := range m.Likelihood {
			m.Likelihood[i].From, m.Likelihood[i].To = isms.MustDecimal(texts[2*i]), isms.MustDecimal(texts[2*i+1])
		}
	}
}

// A defectCase is a method with something wrong.
type defectCase struct {
	name   string
	method risk.Method
	break_ func(*risk.Method)
}

func defectCases() []defectCase {
	all := func(from, to int64) []risk.Band { return []risk.Band{{Name: "all", From: from, To: to}} }
	return []defectCase{
		{"sound", method(), func(*risk.Method) {}},
		{"sound, with ease", byEase(), func(*risk.Method) {}},
		{"nothing", risk.Method{}, func(*risk.Method) {}},
		{"a name and nothing else", risk.Method{Name: "ours"}, func(*risk.Method) {}},

		{"steps without names, with blanks, twice", byEase(), func(m *risk.Method) {
			m.Likelihood[1], m.EaseOfExploitation[0], m.EaseOfExploitation[2].Key, m.Impact[2].Key = risk.Step{}, risk.Step{Name: " \t"}, "medium", "low"
		}},
		{"values that stand still, fall, are negative, too large", method(), func(m *risk.Method) {
			m.Likelihood, m.Impact = m.Likelihood.Valued(1, 1, 3, 2, 4), m.Impact.Valued(-1, 0, 5, 1_000_000, 1_000_001)
		}},
		{"values from 0 to a million", method(), func(m *risk.Method) { m.Impact = m.Impact.Valued(0, 1, 2, 3, 1_000_000) }},
		{"ranges end to end", method(), ranged("0", "0.1", "0.1", "1", "1", "10", "10", "100", "100", "1000")},
		{"ranges open to above", method(), ranged("0", "0.1", "0.1", "1", "1", "10", "10", "100", "100", "0")},
		{"a range open in the middle", method(), ranged("0", "0.1", "0.1", "1", "1", "0", "10", "100", "100", "0")},
		{"ranges with a gap, an overlap, nothing in one", method(), ranged("0", "0.1", "0.2", "1", "0.5", "10", "10", "10", "10", "1000")},
		{"steps with and without ranges", method(), ranged("0", "1", "0", "0", "1", "10", "10", "100", "0", "0")},

		{"properties empty and twice", method(), func(m *risk.Method) { m.Properties = []risk.Property{"safety", "", "safety", risk.Integrity} }},
		{"64 properties", method(), func(m *risk.Method) { m.Properties = properties(64) }},
		{"64 properties and a criterion for no band", method(), func(m *risk.Method) { m.Properties, m.Criteria[0].UpTo = properties(64), "extreme" }},
		{"65 properties", method(), func(m *risk.Method) { m.Properties = properties(65) }},
		{"65 weights", method(), func(m *risk.Method) { m.Combine, m.Weights = risk.Mean, make([]risk.Weight, 65) }},
		{"weights for the highest", method(), func(m *risk.Method) { m.Weights = []risk.Weight{{Property: risk.Integrity, Weight: 2}} }},
		{"weights from 1 to 1000", method(), func(m *risk.Method) {
			m.Combine, m.Weights = risk.Mean, []risk.Weight{{Property: risk.Integrity, Weight: 1}, {Property: risk.Availability, Weight: 1000}}
		}},
		{"weights out of bounds, of another method, twice", method(), func(m *risk.Method) {
			m.Combine, m.Weights = risk.Mean, []risk.Weight{
				{Property: risk.Integrity}, {Property: risk.Availability, Weight: 1001}, {Property: "fame", Weight: 1}, {Property: risk.Confidentiality, Weight: 1}, {Property: risk.Confidentiality, Weight: 2},
			}
		}},
		{"an unknown combination", method(), func(m *risk.Method) { m.Combine = "median" }},

		{"bands without names, twice, the wrong way round", product(), func(m *risk.Method) {
			m.Bands = []risk.Band{{From: 1, To: 3}, {Name: "low", From: 4, To: 5}, {Name: "Low", Key: "low", From: 6, To: 8}, {Name: "high", From: 25, To: 9}, {Key: " ", From: 9, To: 25}}
		}},
		{"bands that overlap and lie below others", product(), func(m *risk.Method) {
			m.Bands = []risk.Band{{Name: "a", From: 1, To: 10}, {Name: "b", From: 2, To: 9}, {Name: "c", From: 10, To: 12}, {Name: "d", From: -5, To: 0}, {Name: "e", From: 13, To: 25}, {Name: "f", From: 12, To: 12}}
		}},
		{"a band of one score", product(), func(m *risk.Method) { m.Bands = []risk.Band{{Name: "a", From: 1, To: 1}, {Name: "b", From: 2, To: 25}} }},
		{"bands that nothing reaches", product(), func(m *risk.Method) {
			m.Bands = []risk.Band{{Name: "a", From: 0, To: 0}, {Name: "b", From: 1, To: 6}, {Name: "c", From: 7, To: 7}, {Name: "d", From: 8, To: 25}, {Name: "e", From: 26, To: 30}}
		}},
		{"scores above, between and below the bands", product(), func(m *risk.Method) {
			m.Bands = []risk.Band{{Name: "a", From: 2, To: 5}, {Name: "b", From: 8, To: 20}}
		}},
		{"a band for each number", product(), func(m *risk.Method) { m.Bands = risk.Levels(words(25)...) }},

		{"criteria for no band, without a verdict, out of order, getting better", method(), func(m *risk.Method) {
			m.Criteria = []risk.Criterion{
				{UpTo: "low", Acceptability: risk.Tolerable},
				{UpTo: "extreme", Acceptability: "fine"},
				{UpTo: "low", Acceptability: risk.Unacceptable},
				{UpTo: "very low", Acceptability: risk.Unacceptable},
				{UpTo: "very high", Acceptability: risk.Acceptable},
				{UpTo: "medium", Acceptability: risk.Tolerable},
			}
		}},
		{"criteria up to the last level but one", method(), func(m *risk.Method) { m.Criteria = []risk.Criterion{{UpTo: "high", Acceptability: risk.Acceptable}} }},
		{"criteria for properties only", method(), func(m *risk.Method) {
			m.Criteria = []risk.Criterion{{UpTo: "very high", Acceptability: risk.Tolerable, For: []risk.Property{risk.Integrity}}}
		}},
		{"criteria for other properties and too many", method(), func(m *risk.Method) {
			m.Criteria = append(m.Criteria, risk.Criterion{UpTo: "low", Acceptability: risk.Tolerable, For: []risk.Property{"fame", "", risk.Integrity}},
				risk.Criterion{UpTo: "low", Acceptability: risk.Tolerable, For: properties(65)})
		}},
		{"criteria for a property, out of order", method(), func(m *risk.Method) {
			m.Criteria = append(m.Criteria, risk.Criterion{UpTo: "high", Acceptability: risk.Unacceptable, For: []risk.Property{risk.Integrity}},
				risk.Criterion{UpTo: "medium", Acceptability: risk.Unacceptable, For: []risk.Property{risk.Integrity}})
		}},
		{"4001 criteria", method(), func(m *risk.Method) { m.Criteria = make([]risk.Criterion, 4001) }},

		{"a matrix with ease", byEase(), func(m *risk.Method) { m.Scorer = risk.Matrix{{3, 4, 5}, {4, 5, 6}, {5, 6, 9}} }},
		{"a matrix with a row more and one longer", method(), func(m *risk.Method) {
			x := m.Scorer.(risk.Matrix)
			x[1] = append(x[1], 5)
			m.Scorer = append(x, []int{3})
		}},
		{"weights of four places where two are stated", product(all(0, 100)...), func(m *risk.Method) {
			m.Scorer = risk.WeightedSum{Likelihood: isms.MustDecimal("0.1234"), Places: 2}
		}},
		{"weights without one for the ease", byEase(), func(m *risk.Method) {
			m.Scorer, m.Bands = risk.WeightedSum{Likelihood: isms.DecimalOf(1), Impact: isms.DecimalOf(1)}, all(2, 6)
		}},
		{"weights without one for an ease there is not", product(all(2, 10)...), func(m *risk.Method) {
			m.Scorer = risk.WeightedSum{Likelihood: isms.DecimalOf(1), Impact: isms.DecimalOf(1)}
		}},
		{"a formula with ease", byEase(), func(m *risk.Method) { m.Scorer, m.Bands = risk.WeightedProduct{}, all(1, 9) }},
		{"a formula with a factor of 1001", product(all(0, 100)...), func(m *risk.Method) {
			m.Likelihood, m.Scorer = m.Likelihood[:1], risk.WeightedProduct{Likelihood: 1001}
		}},
		{"a formula with factors of 1000", product(all(2001, 10_025)...), func(m *risk.Method) { m.Scorer = risk.WeightedProduct{Likelihood: 1000, Impact: 1000} }},
		{"a table of another size", product(all(1, 1)...), func(m *risk.Method) {
			m.Likelihood, m.Impact, m.Scorer = m.Likelihood[:1], m.Impact[:2], risk.Tabulated{Likelihoods: 2, Impacts: 1, Scores: []int64{1, 1}}
		}},
		{"a table that is too short", product(all(1, 1)...), func(m *risk.Method) {
			m.Likelihood, m.Impact, m.Scorer = m.Likelihood[:1], m.Impact[:2], risk.Tabulated{Likelihoods: 1, Impacts: 1, Scores: []int64{1}}
		}},
		{"a table with ease", product(all(1, 1)...), func(m *risk.Method) {
			m.Likelihood, m.Impact, m.Scorer = m.Likelihood[:1], m.Impact[:1], risk.Tabulated{Likelihoods: 1, EasesOfExploitation: 1, Impacts: 1, Scores: []int64{1}}
		}},
		{"a table that fits", byEase(), func(m *risk.Method) {
			scores := make([]int64, 27)
			for i := range scores {
				scores[i] = int64(3 + i/9 + i/3%3 + i%3)
			}
			m.Scorer = risk.Tabulated{Likelihoods: 3, EasesOfExploitation: 3, Impacts: 3, Scores: scores}
		}},
		{"a scorer that falls everywhere", byEase(), func(m *risk.Method) {
			m.Likelihood, m.EaseOfExploitation, m.Impact = m.Likelihood[:2], m.EaseOfExploitation[:2], m.Impact[:2]
			m.Scorer = risk.ScorerFunc(func(p risk.Point) (int64, bool) {
				return 9 - p.LikelihoodValue - p.EaseOfExploitationValue - p.ImpactValue, true
			})
			m.Bands = all(3, 6)
		}},
		{"a scorer with holes", byEase(), func(m *risk.Method) {
			m.Scorer = risk.ScorerFunc(func(p risk.Point) (int64, bool) {
				return p.LikelihoodValue + p.EaseOfExploitationValue + p.ImpactValue, p.EaseOfExploitation != 2 || p.Likelihood != 1
			})
		}},
		{"waivers", method(), func(m *risk.Method) {
			m.Scorer.(risk.Matrix)[2][3] = 2
			m.Bands = append(m.Bands, risk.Band{Name: "extreme", From: 6, To: 9})
			m.Criteria[2].UpTo = "extreme"
			m.Waivers = []risk.DefectWaiver{{Code: risk.DefectNotMonotone, Reason: "as the group decided"}, {Code: risk.DefectBandUnreached, Reason: "n/a"}, {Code: "band gap", Reason: "we like it"}, {Code: "", Reason: "why"}}
		}},
		{"too long in each way", method(), func(m *risk.Method) {
			m.Likelihood, m.EaseOfExploitation, m.Impact = risk.Steps(words(1001)...), risk.Steps(words(1002)...), risk.Steps(words(1003)...)
		}},
		{"one point too many", method(), func(m *risk.Method) {
			m.Likelihood, m.EaseOfExploitation, m.Impact, m.Scorer, m.Bands, m.Criteria = risk.Steps(words(1000)...), risk.Steps(words(1)...), risk.Steps(words(1000)...), risk.Sum{}, all(2, 4000), nil
			m.EaseOfExploitation = risk.Steps(words(2)...)
		}},
	}
}

// All the defects of each method, and no others: code, values on the scales, message
// and path.
func TestDefects(t *testing.T) {
	var b strings.Builder
	for _, c := range defectCases() {
		m := c.method
		c.break_(&m)
		fmt.Fprintf(&b, "%s\n", c.name)
		for _, d := range m.Defects() {
			fmt.Fprintf(&b, "  %s [%d %d %d] %s at %s\n", d.Code, d.Likelihood, d.EaseOfExploitation, d.Impact, d.Problem.Code, d.Problem.Path)
		}
		if _, err := m.Compile(); err != nil {
			var e *isms.Error
			fmt.Fprintf(&b, "  refused: %t, for %d problems and %d more\n", errors.As(err, &e), len(e.Problems), e.More)
		}
	}
	golden.Equal(t, "defects.txt", b.String())
}

// Blanks, dashes and the usual stand-ins are no reason; anything else is.
func TestWhatIsNoReason(t *testing.T) {
	for text, want := range map[string]bool{
		"": false, " ": false, " \t\r\n.-_": false, "-": false, "N/A": false, "n/a.": false, "na": false, "None": false, "tbd": false, "TODO ": false,
		"x": false, "no": true, "none of them": true,
	} {
		m := method()
		m.Waivers = []risk.DefectWaiver{{Code: risk.DefectNotMonotone, Reason: text}}
		if _, err := m.Compile(); (err == nil) != want {
			t.Errorf("%q is a reason: %v", text, err)
		}
	}
}

// What the bounds of the parts of a method are.
func TestBoundsOfMethods(t *testing.T) {
	wide := func(l, e, i int) risk.Method {
		return risk.Method{Likelihood: risk.Steps(words(l)...), EaseOfExploitation: risk.Steps(words(e)...), Impact: risk.Steps(words(i)...), Scorer: risk.Sum{}, Bands: []risk.Band{{Name: "all", From: 0, To: 3000}}}
	}
	for _, c := range []struct {
		l, e, i int
		ok      bool
	}{{1, 0, 1, true}, {1001, 0, 1, false}, {1, 0, 1001, false}, {1, 1001, 1, false}, {1, 1000, 1, true}, {1024, 1, 1024, false}, {1000, 1, 1000, true}, {512, 3, 683, false}} {
		if _, err := wide(c.l, c.e, c.i).Compile(); (err == nil) != c.ok {
			t.Errorf("%d x %d x %d: %v", c.l, c.e, c.i, err)
		}
	}
	many := risk.Method{Likelihood: risk.Steps(words(1000)...), Impact: risk.Steps("one"), Scorer: risk.Product{}, Bands: risk.Levels(words(1000)...)}
	c := compile(t, many)
	if c.Level(1000, 1) != 1000 || c.LevelName(1000) != "w0999" || c.LevelName(1001) != "unknown" || c.LevelName(-1) != "unknown" {
		t.Error("a thousand bands")
	}
	many.Bands = risk.Levels(words(1001)...)
	if ds := many.Defects(); len(ds) != 1 || ds[0].Code != "scale too long" || ds[0].Problem.Path != "bands" {
		t.Errorf("1001 bands: %v", ds)
	}
	for n, ok := range map[int]bool{4000: true, 4001: false} {
		m := method()
		for len(m.Criteria) < n {
			m.Criteria = append(m.Criteria, risk.Criterion{UpTo: "very low", Acceptability: risk.Acceptable, For: []risk.Property{risk.Integrity}})
		}
		refused := false
		for _, d := range m.Defects() {
			refused = refused || d.Code == "scale too long"
		}
		if refused == ok {
			t.Errorf("%d criteria: %v", n, m.Defects()[0])
		}
	}
}

// The scores of a method of three inputs by a slow twin, and what lies beside it.
func TestScoresOfThreeInputs(t *testing.T) {
	c := compile(t, byEase())
	for l := risk.Grade(-1); l <= 4; l++ {
		for e := risk.Grade(-1); e <= 4; e++ {
			for i := risk.Grade(-1); i <= 4; i++ {
				on := min(l, e, i) >= 1 && max(l, e, i) <= 3
				want, level := int64(0), risk.Level(0)
				if on {
					want = int64(l + e + i)
					level = map[int64]risk.Level{3: 1, 4: 1, 5: 1, 6: 2, 7: 2, 8: 3, 9: 3}[want]
				}
				if got := outcome(c, l, e, i); got.Score != want || got.Level != level {
					t.Errorf("at %d, %d, %d: %+v", l, e, i, got)
				}
			}
		}
	}
	for _, g := range []risk.Grade{math.MaxInt, math.MinInt} {
		if outcome(c, g, 1, 1).Level != 0 || outcome(c, 1, g, 1).Level != 0 || outcome(c, 1, 1, g).Level != 0 {
			t.Errorf("grade %d has a level", g)
		}
	}
	if outcome(risk.Compiled{}, 1, 1, 1).Level != 0 {
		t.Error("nothing has a level")
	}
	two := compile(t, method())
	if outcome(two, 3, 1, 3).Level != 0 || outcome(two, 3, 0, 3).Level != 3 {
		t.Error("an ease where there is none")
	}
}

func TestColumns(t *testing.T) {
	l, i := []risk.Grade{3, 9, 5, 1}, []risk.Grade{3, 1, 5}
	if got := fmt.Sprint(compile(t, method()).AppendLevels([]risk.Level{7}, l, i)); got != "[7 3 0 5]" {
		t.Errorf("levels %s", got)
	}
	dirty := []risk.Level{7, 8, 9, 9}
	if got := fmt.Sprint((risk.Compiled{}).AppendLevels(dirty[:1], l, i)); got != "[7 0 0 0]" {
		t.Errorf("levels of no method: %s", got)
	}
}

func TestBandOf(t *testing.T) {
	c := compile(t, product(risk.Band{Name: "a", From: 1, To: 6}, risk.Band{Name: "b", From: 8, To: 25}))
	for score, want := range map[int64]risk.Level{math.MinInt64: 0, 0: 0, 1: 1, 6: 1, 7: 0, 8: 2, 25: 2, 26: 0, math.MaxInt64: 0} {
		if got := c.LevelOfScore(score); got != want {
			t.Errorf("score %d: %d, want %d", score, got, want)
		}
	}
}

// A band is found by its key before it is found by its name.
func TestLevelOf(t *testing.T) {
	m := method()
	m.Criteria = nil
	m.Bands[0].Name, m.Bands[1].Key = "low", "minor"
	c := compile(t, m)
	for word, want := range map[string]risk.Level{"very low": 1, "minor": 2, "low": 1, "medium": 3, "": 0, "extreme": 0} {
		if got := c.LevelOfKey(word); got != want {
			t.Errorf("%q is level %d, want %d", word, got, want)
		}
	}
}

func TestCriterionOfALevel(t *testing.T) {
	m := method()
	m.Criteria[1].Conditions, m.Criteria[1].For = []string{"watched"}, nil
	c := compile(t, m)
	got, ok := c.LookupCriterion(3, nil)
	if !ok || got.UpTo != "medium" {
		t.Fatalf("%+v", got)
	}
	got.Conditions[0], got.Authority[0] = "written", "intern"
	if again, _ := c.LookupCriterion(3, nil); again.Conditions[0] != "watched" || again.Authority[0] != "ciso" {
		t.Error("a caller wrote into the method")
	}
	for l, want := range map[risk.Level]string{-1: "", 0: "", 1: "low", 2: "low", 3: "medium", 4: "very high", 5: "very high", 6: "", math.MaxInt: ""} {
		if got, ok := c.LookupCriterion(l, nil); got.UpTo != want || ok != (want != "") {
			t.Errorf("level %d: up to %q, want %q", l, got.UpTo, want)
		}
	}
	for l, band := range c.Levels() {
		if c.LevelKey(l) != band.Name || c.LevelOfKey(c.LevelKey(l)) != l {
			t.Errorf("the key of level %d is %q, of level %d", l, c.LevelKey(l), c.LevelOfKey(c.LevelKey(l)))
		}
	}
	for _, l := range []risk.Level{-1, 0, 6, math.MaxInt} {
		if got := c.LevelKey(l); got != "" {
			t.Errorf("the key of level %d is %q", l, got)
		}
	}
}

// The whole canonical text: whoever reads it can say what a hash stands for.
func TestCanonicalText(t *testing.T) {
	m := byEase()
	m.Likelihood[0].From, m.Likelihood[0].To = isms.DecimalOf(0), isms.MustDecimal("0.5")
	m.Likelihood[1].From, m.Likelihood[1].To = isms.MustDecimal("0.5"), isms.DecimalOf(2)
	m.Likelihood[2].From = isms.DecimalOf(2)
	m.EaseOfExploitation[0].Name, m.Impact[0].Meaning = "hard", "a day's work"
	m.Properties, m.Combine = []risk.Property{"safety", risk.Integrity}, risk.Mean
	m.Weights = []risk.Weight{{Property: "safety", Weight: 3}}
	m.Criteria = []risk.Criterion{
		{UpTo: "green", Acceptability: risk.Acceptable},
		{UpTo: "amber", Acceptability: risk.Tolerable, For: []risk.Property{"safety", risk.Integrity}},
		{UpTo: "red", Acceptability: risk.Unacceptable, LongestValidity: isms.MustInterval("1 month"), Authority: []isms.ID{"coo", "board", "coo"}, Conditions: []string{"watched", "told", "told"}},
		{UpTo: "red", Acceptability: risk.Unacceptable, For: []risk.Property{"safety"}},
	}
	m.SelfAcceptance = "two in all"
	want := `ismskit risk method, form 1
likelihood 3
  "low" from 0 to 0.5
  "medium" from 0.5 to 2
  "high" from 2 to 0
ease 3
  "low"
  "medium"
  "high"
impact 3
  "low"
  "medium"
  "high"
combine mean
  "integrity" weight 1
  "safety" weight 3
scores
 3 4 5
 4 5 6
 5 6 7
 4 5 6
 5 6 7
 6 7 8
 5 6 7
 6 7 8
 7 8 9
bands
  "green" 3 to 5
  "amber" 6 to 7
  "red" 8 to 9
criteria
 for all
  "green" "acceptable" within "" authority [] conditions []
  "amber" "unacceptable" within "1 month" authority ["board" "coo"] conditions ["told" "watched"]
  "red" "unacceptable" within "1 month" authority ["board" "coo"] conditions ["told" "watched"]
 for "integrity"
  "green" "tolerable" within "" authority [] conditions []
  "amber" "tolerable" within "" authority [] conditions []
 for "safety"
  "green" "tolerable" within "" authority [] conditions []
  "amber" "tolerable" within "" authority [] conditions []
  "red" "unacceptable" within "" authority [] conditions []
self-acceptance
`
	if d := diff(want, compile(t, m).Text()); d != "" {
		t.Errorf("Text (-want +got):\n%s", d)
	}
	m.SelfAcceptance = "none"
	if got := compile(t, m).Text(); got != strings.TrimSuffix(want, "self-acceptance\n") {
		t.Errorf("self-acceptance without a reason: %s", got)
	}
	if got := m.String(); got != "asset, threat, ease: 3 likelihoods, 3 eases, 3 impacts, 3 levels, 4 acceptance criteria" {
		t.Error(got)
	}
	if got := (risk.Method{}).String(); got != "unnamed method: 0 likelihoods, 0 impacts, 0 levels, no acceptance criteria" {
		t.Error(got)
	}
}

func TestScales(t *testing.T) {
	s := risk.Steps("low", "medium", "high").Valued(2, 4)
	s[1].Name = "middling"
	for g, want := range map[risk.Grade]string{-1: "-1", 0: "not rated", 1: "low", 2: "middling", 3: "high", 4: "4"} {
		if got := s.Name(g); got != want {
			t.Errorf("grade %d is %q, want %q", g, got, want)
		}
	}
	for g, want := range map[risk.Grade]string{-1: "", 0: "", 1: "low", 2: "medium", 3: "high", 4: ""} {
		if got := s.Key(g); got != want {
			t.Errorf("key of grade %d: %q, want %q", g, got, want)
		}
	}
	for text, want := range map[string]risk.Grade{"low": 1, "medium": 2, "middling": 2, "4": 2, "2": 1, "0": 3} {
		if got, err := s.Parse(text); got != want || err != nil {
			t.Errorf("Parse(%q) = %d, %v", text, got, err)
		}
	}
	if longer := s.Valued(1, 2, 3, 4); longer[2].Value != 3 || s[2].Value != 0 {
		t.Error("more values than steps")
	}
	long := strings.Repeat("x", 62) + "yz"
	for _, c := range []struct {
		scale risk.Scale
		text  string
		want  string
	}{
		{s, "Low", "risk/value-not-on-the-scale"},
		{s, "02", "risk/value-not-on-the-scale"},
		{nil, "x", "risk/value-without-a-scale"},
		{risk.Steps(words(10)...), long, "risk/value-not-on-the-scale"},
		{risk.Steps(words(11)...), long + "!", "risk/value-not-on-the-long-scale"},
	} {
		if g, err := c.scale.Parse(c.text); g != 0 || golden.Codes(err) != c.want {
			t.Errorf("Parse(%q) = %d, %v", c.text, g, err)
		}
	}
	if g, err := (risk.Scale{{}}).Parse(""); err != nil && g != 0 {
		t.Errorf("%d, %v", g, err)
	}
}

// A stored number is a key, else a value, else it lies in a range; it is never
// rounded, and what says two things is refused.
func TestNumbersOnAScale(t *testing.T) {
	closed, open := risk.Steps("a", "b", "none", "c"), risk.Steps("a", "b")
	for i, r := range [][2]string{{"-1", "0"}, {"0", "2.5"}, {"0", "0"}, {"2.5", "10"}} {
		closed[i].From, closed[i].To = isms.MustDecimal(r[0]), isms.MustDecimal(r[1])
	}
	open[0].To, open[1].From = isms.DecimalOf(1), isms.DecimalOf(1)
	fromZero := risk.Steps("none", "minor", "low", "medium", "high", "worst").Valued(0, 1, 2, 3, 4, 5)
	keyed, halves := risk.Steps("1", "2", "3").Valued(0, 5, 10), risk.Steps("0.5", "1.0", "2")
	renamed := risk.Steps("low", "medium", "high")
	renamed[0].Name = "medium"
	for _, c := range []struct {
		scale  risk.Scale
		number string
		want   risk.Grade
		err    string
	}{
		{closed, "-1.01", 0, "value-not-on-the-scale"},
		{closed, "-1", 1, ""},
		{closed, "-0.01", 1, ""},
		{closed, "0", 2, ""},
		{closed, "2.49", 2, ""},
		{closed, "2.5", 4, ""},
		{closed, "9.99", 4, ""},
		{closed, "10", 4, ""},
		{closed, "10.01", 0, "value-not-on-the-scale"},
		{closed, "1", 0, "value-of-two-steps"},
		{open, "-0.1", 0, "value-not-on-the-scale"},
		{open, "0", 1, ""},
		{open, "0.99", 1, ""},
		{open, "2", 2, ""},
		{open, "1000000", 2, ""},
		{fromZero, "0", 1, ""},
		{fromZero, "5", 6, ""},
		{fromZero, "5.0", 6, ""},
		{fromZero, "6", 0, "value-not-on-the-scale"},
		{fromZero, "-1", 0, "value-not-on-the-scale"},
		{fromZero, "2.5", 0, "value-between-two-steps"},
		{keyed, "1", 1, ""},
		{keyed, "5", 2, ""},
		{keyed, "3", 3, ""},
		{halves, "0.5", 1, ""},
		{halves, "0.50", 1, ""},
		{halves, "1", 2, ""},
		{halves, "2", 3, ""},
		{halves, "3", 0, "value-not-on-the-scale"},
		{renamed, "medium", 2, ""},
		{risk.Steps("a", "b"), "1", 1, ""},
		{risk.Steps("a", "b"), "1.5", 0, "value-between-two-steps"},
	} {
		got, err := c.scale.Parse(c.number)
		if got != c.want || (err == nil) != (c.want > 0) {
			t.Errorf("%s is grade %d, %v, want %d", c.number, got, err, c.want)
		}
		if err != nil && golden.Codes(err) != "risk/"+c.err {
			t.Error(err)
		}
		if back, err := c.scale.Parse(c.scale.Key(got)); c.want > 0 && (back != got || err != nil) {
			t.Errorf("the key %q of grade %d is %d, %v", c.scale.Key(got), got, back, err)
		}
	}
}

// Each scorer on both sides of each of its bounds.
func TestScorersAtTheirBounds(t *testing.T) {
	const million = 1_000_000
	at := func(l, e, i int64) risk.Point {
		p := risk.Point{Likelihood: 1, Impact: 1, LikelihoodValue: l, EaseOfExploitationValue: e, ImpactValue: i}
		if e != 0 {
			p.EaseOfExploitation = 1
		}
		return p
	}
	one := isms.DecimalOf(1)
	weighted := risk.WeightedSum{Likelihood: one, EaseOfExploitation: one, Impact: one}
	for _, c := range []struct {
		s    risk.Scorer
		p    risk.Point
		want int64 // -1: none
	}{
		{risk.Product{}, at(million, 0, million), million * million},
		{risk.Product{}, at(million, million, million), million * million * million},
		{risk.Product{}, at(million+1, 0, 1), -1},
		{risk.Product{}, at(1, 0, million+1), -1},
		{risk.Product{}, at(1, million+1, 1), -1},
		{risk.Product{}, at(-1, 0, 1), -1},
		{risk.Product{}, at(1, -1, 1), -1},
		{risk.Product{}, at(1, 0, -1), -1},
		{risk.Product{}, at(0, 3, 4), 0},
		{risk.Product{}, at(2, 3, 4), 24},
		{risk.Product{}, at(2, 0, 4), 8},
		{risk.Sum{}, at(million, million, million), 3 * million},
		{risk.Sum{}, at(0, 0, 0), 0},
		{risk.Sum{}, at(1, 2, 4), 7},
		{risk.Sum{}, at(million+1, 0, 1), -1},
		{risk.Sum{}, at(1, 0, million+1), -1},
		{risk.Sum{}, at(1, million+1, 1), -1},
		{risk.Sum{}, at(-1, 0, 1), -1},
		{risk.Sum{}, at(1, -1, 1), -1},
		{risk.Sum{}, at(1, 0, -1), -1},
		{weighted, at(million, million, million), 3 * million},
		{weighted, at(1, 2, 4), 7},
		{weighted, at(million+1, 0, 1), -1},
		{weighted, at(1, 0, million+1), -1},
		{weighted, at(1, million+1, 1), -1},
		{risk.WeightedSum{Likelihood: isms.MustDecimal("0.25"), EaseOfExploitation: isms.MustDecimal("10"), Impact: isms.MustDecimal("0.5"), Places: 2}, at(1, 1, 1), 25 + 1000 + 50},
		{risk.WeightedSum{Impact: isms.DecimalOf(million)}, at(1, 1, 2), 2 * million},
		{risk.WeightedSum{Impact: isms.MustDecimal("1000000.1"), Places: 1}, at(1, 1, 1), -1},
		{risk.WeightedSum{Likelihood: isms.MustDecimal("0.1")}, at(1, 1, 1), -1},
		{risk.WeightedSum{EaseOfExploitation: isms.MustDecimal("0.1")}, at(1, 1, 1), -1},
		{risk.WeightedSum{Impact: isms.MustDecimal("0.1")}, at(1, 1, 1), -1},
		{risk.WeightedSum{Impact: isms.MustDecimal("-0.1"), Places: 1}, at(1, 1, 1), -1},
		{risk.WeightedProduct{Likelihood: 3, Impact: 5}, at(2, 0, 4), 8 + 6 + 20},
		{risk.WeightedProduct{Likelihood: 1000, Impact: 1000}, at(1, 0, 1), 2001},
		{risk.WeightedProduct{Likelihood: 1001}, at(1, 0, 1), -1},
		{risk.WeightedProduct{Impact: 1001}, at(1, 0, 1), -1},
		{risk.WeightedProduct{Likelihood: -1}, at(1, 0, 1), -1},
		{risk.WeightedProduct{Impact: -1}, at(1, 0, 1), -1},
		{risk.WeightedProduct{}, at(million, 0, million), million * million},
		{risk.WeightedProduct{}, at(million+1, 0, 1), -1},
		{risk.WeightedProduct{}, at(1, 0, million+1), -1},
		{risk.WeightedProduct{}, at(-1, 0, 1), -1},
		{risk.WeightedProduct{}, at(1, 0, -1), -1},
		{risk.WeightedProduct{Top: 25}, at(5, 0, 5), 1000},
		{risk.WeightedProduct{Top: 25}, at(0, 0, 5), 0},
		{risk.WeightedProduct{Top: 24}, at(5, 0, 5), -1},
		{risk.WeightedProduct{Top: 16}, at(1, 0, 1), 63},
		{risk.WeightedProduct{Top: 2000}, at(1, 0, 1), 1},
		{risk.WeightedProduct{Top: 2001}, at(1, 0, 1), 0}, // 62.5 and 0.5 up, 0.4998 down
		{risk.WeightedProduct{Top: math.MaxInt64 / 3000}, at(1, 0, 1), 0},
		{risk.WeightedProduct{Top: math.MaxInt64/3000 + 1}, at(1, 0, 1), -1},
	} {
		got, ok := c.s.Score(c.p)
		if !ok {
			got = -1
		}
		if got != c.want {
			t.Errorf("%+v of %+v: %d, want %d", c.s, c.p, got, c.want)
		}
	}
	matrix := risk.Matrix{{1, 2}, {3}}
	table := risk.Tabulated{Likelihoods: 2, EasesOfExploitation: 3, Impacts: 2, Scores: []int64{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}}
	flat := risk.Tabulated{Likelihoods: 2, Impacts: 2, Scores: []int64{0, 1, 2, 3}}
	for l := risk.Grade(-1); l <= 4; l++ {
		for e := risk.Grade(-1); e <= 4; e++ {
			for i := risk.Grade(-1); i <= 4; i++ {
				p := risk.Point{Likelihood: l, EaseOfExploitation: e, Impact: i}
				want, ok := int64(0), l >= 1 && l <= 2 && e >= 1 && e <= 3 && i >= 1 && i <= 2
				if ok {
					want = int64(l-1)*6 + int64(e-1)*2 + int64(i-1)
				}
				if got, is := table.Score(p); got != want || is != ok {
					t.Errorf("table at %d, %d, %d: %d, %t", l, e, i, got, is)
				}
				want, ok = 0, l >= 1 && l <= 2 && e == 0 && i >= 1 && i <= 2
				if ok {
					want = int64(l-1)*2 + int64(i-1)
				}
				if got, is := flat.Score(p); got != want || is != ok {
					t.Errorf("flat table at %d, %d, %d: %d, %t", l, e, i, got, is)
				}
			}
			want := map[[2]risk.Grade]int64{{1, 1}: 1, {1, 2}: 2, {2, 1}: 3}[[2]risk.Grade{l, e}]
			if got, is := matrix.Score(risk.Point{Likelihood: l, Impact: e}); got != want || is != (want > 0) {
				t.Errorf("matrix at %d, %d: %d, %t", l, e, got, is)
			}
		}
	}
	for _, s := range []risk.Tabulated{{Likelihoods: -1, Impacts: -1, Scores: []int64{1}}, {Likelihoods: 1, EasesOfExploitation: -1, Impacts: 1, Scores: []int64{1}}, {Likelihoods: 1, Impacts: 2, Scores: []int64{1}}, {Likelihoods: 1001, Impacts: 1, Scores: make([]int64, 1001)}} {
		if got, ok := s.Score(risk.Point{Likelihood: 1, Impact: 1}); ok {
			t.Errorf("%d x %d x %d: %d", s.Likelihoods, s.EasesOfExploitation, s.Impacts, got)
		}
	}
	if got, ok := (risk.Tabulated{Likelihoods: 1000, Impacts: 1, Scores: make([]int64, 1000)}).Score(risk.Point{Likelihood: 1000, Impact: 1}); got != 0 || !ok {
		t.Error("a table of a thousand rows")
	}
	defer func() {
		if recover() == nil {
			t.Error("the function was not called")
		}
	}()
	risk.ScorerFunc(func(risk.Point) (int64, bool) { panic("called") }).Score(risk.Point{})
}

// The stored forms of the scorers, and the words for what is none.
func TestStoredScorers(t *testing.T) {
	var b strings.Builder
	weighted := risk.WeightedSum{Likelihood: isms.MustDecimal("0.5"), EaseOfExploitation: isms.MustDecimal("2"), Impact: isms.DecimalOf(1), Places: 1}
	own := risk.ScorerFunc(func(p risk.Point) (int64, bool) { return 10*p.LikelihoodValue + p.ImpactValue, true })
	for _, s := range []risk.Scorer{risk.Matrix{{1, 2}, {2, 3}}, risk.Matrix{}, risk.Product{}, risk.Sum{}, weighted, risk.WeightedProduct{Likelihood: 1, Impact: 2, Top: 30}, risk.Tabulated{Likelihoods: 1, EasesOfExploitation: 2, Impacts: 1, Scores: []int64{4, 5}}, own} {
		m := risk.Method{Name: "ours", Likelihood: risk.Steps("a", "b"), Impact: risk.Steps("c", "d"), Scorer: s, Bands: []risk.Band{{Name: "all", From: 0, To: 99}}}
		text, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s\n", text)
		var back risk.Method
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatal(err)
		}
		if again, err := json.Marshal(back); err != nil || string(again) != string(text) {
			t.Errorf("%s, then %s, %v", text, again, err)
		}
		if _, isOwn := s.(risk.ScorerFunc); !isOwn {
			if d := diff(s, back.Scorer); d != "" {
				t.Errorf("%T (-want +got):\n%s", s, d)
			}
		}
	}
	golden.Equal(t, "scorers.txt", b.String())
	long := risk.Method{Name: "ours", Scorer: own, Bands: make([]risk.Band, 1001)}
	for _, c := range []struct {
		m    risk.Method
		want string
	}{
		{risk.Method{Name: "ours", Scorer: own}, "risk/scoring-not-storable at scorer"},
		{risk.Method{Scorer: own}, "risk/scoring-not-storable at scorer"},
		{long, "risk/scoring-not-storable at scorer"},
		{risk.Method{Likelihood: risk.Steps("a"), Impact: risk.Steps("b"), Scorer: risk.ScorerFunc(nil)}, "risk/scoring-not-storable at scorer"},
	} {
		if _, err := c.m.MarshalJSON(); err == nil || golden.Codes(err) != c.want {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
	const unknown = "risk/unknown-scoring at scorer.kind"
	for text, want := range map[string]string{
		`{"scorer":{"kind":"matrix"}}`: "fine",
		`null`:                         "fine",
		` null `:                       "fine",
		`{"scorer":null}`:              "isms/null at scorer",
		`{"scorer":{"kind":"median"}}`: unknown,
		`{"scorer":{}}`:                unknown,
		`{"scorer":{"kind":"matrix","table":{}}}`:                                unknown,
		`{"scorer":{"kind":"sum","weightedProduct":{}}}`:                         unknown,
		`{"scorer":{"kind":"weighted product","weightedSum":{}}}`:                unknown,
		`{"scorer":{"kind":"weighted product","weightedProduct":{},"cells":[]}}`: unknown,
		`{"scorer":{"kind":"table","table":{},"weightedSum":{}}}`:                unknown,
		`{"label":"x"}`:                  "isms/unknown-member at label",
		`[]`:                             "isms/wrong-kind",
		`{"likelihood":[{"value":2.5}]}`: "isms/wrong-kind at likelihood[#0].value",
		`{"scorer":{"cells":[["a"]]}}`:   "isms/wrong-kind at scorer.cells[#0][#0]",
		`{"criteria":[{"longestValidity":"3 moons"}]}`:             "isms/unknown-unit at criteria[#0].longestValidity",
		`{"scorer":{"kind":"product","weightedSum":{},"x":[1,2]}}`: "isms/unknown-member at scorer.x",
		`{"NAME":"x"}`: "isms/unknown-member at NAME",
	} {
		m := risk.Method{Name: "before"}
		err := json.Unmarshal([]byte(text), &m)
		if golden.Codes(err) != want {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
		if kept := m.Name == "before"; kept != (err != nil || strings.TrimSpace(text) == "null") {
			t.Errorf("%s: the method is %q", text, m.Name)
		}
	}
}
