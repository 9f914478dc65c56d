package risk_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

func TestDefectsWithTheirPlace(t *testing.T) {
	cases := []struct {
		name   string
		break_ func(m *risk.Method)
		want   risk.Defect // of its problem the path is compared
	}{
		{
			"cell below its left neighbour", func(m *risk.Method) { m.Scorer.(risk.Matrix)[2][3] = 2 },
			risk.Defect{Code: risk.DefectNotMonotone, Likelihood: 3, Impact: 4, Problem: isms.Problem{Path: "scorer.cells[#2][#3]"}},
		},
		{
			"cell below the one of the likelihood before, first column", func(m *risk.Method) { m.Scorer.(risk.Matrix)[4][0] = 1 },
			risk.Defect{Code: risk.DefectNotMonotone, Likelihood: 5, Impact: 1, Problem: isms.Problem{Path: "scorer.cells[#4][#0]"}},
		},
		{
			"four rows for five steps", func(m *risk.Method) { m.Scorer = m.Scorer.(risk.Matrix)[:4] },
			risk.Defect{Code: "wrong shape", Problem: isms.Problem{Path: "scorer.cells"}},
		},
		{
			"a short row", func(m *risk.Method) { x := m.Scorer.(risk.Matrix); x[1] = x[1][:4] },
			risk.Defect{Code: "wrong shape", Likelihood: 2, Problem: isms.Problem{Path: "scorer.cells[#1]"}},
		},
		{
			"no band for one value", func(m *risk.Method) { m.Bands = slices.Delete(m.Bands, 3, 4) },
			risk.Defect{Code: "band gap", Likelihood: 3, Impact: 4, Problem: isms.Problem{Path: "scorer.cells[#2][#3]"}},
		},
		{
			"a band that nothing reaches", func(m *risk.Method) { m.Bands = append(m.Bands, risk.Band{Name: "extreme", From: 6, To: 6}) },
			risk.Defect{Code: risk.DefectBandUnreached, Problem: isms.Problem{Path: "bands[#5]"}},
		},
		{
			"bands in the wrong order", func(m *risk.Method) { m.Bands[0], m.Bands[1] = m.Bands[1], m.Bands[0] },
			risk.Defect{Code: "band order", Problem: isms.Problem{Path: "bands[very low]"}},
		},
		{
			"an inverted band", func(m *risk.Method) { m.Bands[1].To = 1; m.Bands[1].From = 2 },
			risk.Defect{Code: "range inverted", Problem: isms.Problem{Path: "bands[low]"}},
		},
		{"a band twice", func(m *risk.Method) { m.Bands[1].Key = "very low" }, risk.Defect{Code: "step repeated", Problem: isms.Problem{Path: "bands[#1]"}}},
		{"a threshold outside the scale", func(m *risk.Method) { m.Criteria[1].UpTo = "extreme" }, risk.Defect{Code: "criterion off", Problem: isms.Problem{Path: "criteria[#1].upTo"}}},
		{"levels without a criterion", func(m *risk.Method) { m.Criteria = m.Criteria[:2] }, risk.Defect{Code: "criterion open", Problem: isms.Problem{Path: "criteria"}}},
		{"criteria that get more lenient", func(m *risk.Method) { m.Criteria[2].Acceptability = risk.Acceptable }, risk.Defect{Code: "criterion off", Problem: isms.Problem{Path: "criteria[#2]"}}},
		{"no acceptability", func(m *risk.Method) { m.Criteria[0].Acceptability = "" }, risk.Defect{Code: "criterion word", Problem: isms.Problem{Path: "criteria[#0].acceptability"}}},
		{"no scorer", func(m *risk.Method) { m.Scorer = nil }, risk.Defect{Code: "scorer missing", Problem: isms.Problem{Path: "scorer"}}},
		{"no bands", func(m *risk.Method) { m.Bands = nil; m.Criteria = nil }, risk.Defect{Code: "band missing", Problem: isms.Problem{Path: "bands"}}},
		{"no likelihoods", func(m *risk.Method) { m.Likelihood = nil }, risk.Defect{Code: "scale empty", Problem: isms.Problem{Path: "likelihood"}}},
		{"a step without a name", func(m *risk.Method) { m.Impact[2] = risk.Step{} }, risk.Defect{Code: "step unnamed", Impact: 3, Problem: isms.Problem{Path: "impact[#2]"}}},
		{"a step twice", func(m *risk.Method) { m.Impact[2].Key = "minor" }, risk.Defect{Code: "step repeated", Impact: 3, Problem: isms.Problem{Path: "impact[#2]"}}},
		{"values that fall", func(m *risk.Method) { m.Impact = m.Impact.Valued(1, 3, 2, 4, 5) }, risk.Defect{Code: "value order", Impact: 3, Problem: isms.Problem{Path: "impact[serious]"}}},
		{"a scorer with holes", func(m *risk.Method) {
			m.Scorer = risk.ScorerFunc(func(p risk.Point) (int64, bool) {
				return int64(min(p.Likelihood, p.Impact)), p.Likelihood+p.Impact != 10
			})
		}, risk.Defect{Code: "not total", Likelihood: 5, Impact: 5, Problem: isms.Problem{Path: "scorer"}}},
		{"a range with a gap", func(m *risk.Method) {
			for i := range m.Likelihood {
				m.Likelihood[i].From, m.Likelihood[i].To = isms.DecimalOf(int64(i)), isms.DecimalOf(int64(i)+1)
			}
			m.Likelihood[2].From = isms.MustDecimal("2.5")
		}, risk.Defect{Code: "range gap", Likelihood: 3, Problem: isms.Problem{Path: "likelihood[likely]"}}},
		{"a range that overlaps", func(m *risk.Method) {
			for i := range m.Likelihood {
				m.Likelihood[i].From, m.Likelihood[i].To = isms.DecimalOf(int64(i)), isms.DecimalOf(int64(i)+1)
			}
			m.Likelihood[2].To = isms.MustDecimal("3.5")
		}, risk.Defect{Code: "range overlap", Likelihood: 4, Problem: isms.Problem{Path: "likelihood[very likely]"}}},
		{"a waiver without a reason", func(m *risk.Method) { m.Waivers = []risk.DefectWaiver{{Code: risk.DefectNotMonotone, Reason: "-"}} }, risk.Defect{Code: "waiver invalid", Problem: isms.Problem{Path: "waivers[#0]"}}},
		{"a waiver for what cannot be waived", func(m *risk.Method) { m.Waivers = []risk.DefectWaiver{{Code: "band gap", Reason: "we like it"}} }, risk.Defect{Code: "waiver invalid", Problem: isms.Problem{Path: "waivers[#0]"}}},
		{"a property twice", func(m *risk.Method) { m.Properties = []risk.Property{"safety", "safety"} }, risk.Defect{Code: "property twice", Problem: isms.Problem{Path: "properties[#1]"}}},
		{"an unknown combination", func(m *risk.Method) { m.Combine = "median" }, risk.Defect{Code: "combine word", Problem: isms.Problem{Path: "combine"}}},
		{"a criterion for a property of another method", func(m *risk.Method) { m.Criteria[0].For = []risk.Property{"safety"} }, risk.Defect{Code: "criterion off", Problem: isms.Problem{Path: "criteria[#0].for[#0]"}}},
	}
	if ds := method().Defects(); len(ds) > 0 {
		t.Fatalf("the sound method has defects: %v", ds)
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := method()
			c.break_(&m)
			found := slices.ContainsFunc(m.Defects(), func(d risk.Defect) bool {
				return d.Code == c.want.Code && d.Likelihood == c.want.Likelihood && d.EaseOfExploitation == c.want.EaseOfExploitation && d.Impact == c.want.Impact && d.Problem.Path == c.want.Problem.Path
			})
			if !found {
				t.Errorf("want %+v, got %+v", c.want, m.Defects())
			}
			_, err := m.Compile()
			var refused *isms.Error
			if !errors.As(err, &refused) || len(refused.Problems) == 0 {
				t.Errorf("it compiles: %v", err)
			}
			if m.Hash() != "" {
				t.Error("a method with defects has a hash")
			}
		})
	}
}

func TestBandsOfAProduct(t *testing.T) {
	band := func(name string, from, to int64) risk.Band { return risk.Band{Name: name, From: from, To: to} }
	cases := []struct {
		name  string
		bands []risk.Band
		want  []risk.DefectCode
	}{
		{"gap at 5", []risk.Band{band("low", 1, 4), band("medium", 6, 9), band("high", 10, 25)}, []risk.DefectCode{"band gap"}},
		{"overlap at 5", []risk.Band{band("low", 1, 5), band("medium", 5, 9), band("high", 10, 25)}, []risk.DefectCode{"band overlap"}},
		{"overlap where nothing scores", []risk.Band{band("low", 1, 7), band("high", 7, 25)}, []risk.DefectCode{"band overlap"}},
		{"gap where nothing scores: 7", []risk.Band{band("low", 1, 6), band("high", 8, 25)}, nil},
		{"all defects at once", []risk.Band{band("low", 1, 5), band("medium", 5, 8), band("none", 11, 11), band("high", 12, 20)}, []risk.DefectCode{"band overlap", risk.DefectBandUnreached, "band gap", "band gap", "band gap"}},
	}
	for _, c := range cases {
		if got := defectCodes(product(c.bands...).Defects()); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// Three public sets of bands for the same product disagree; one method bands a
// pair in one place only, so its functions never do.
func TestSamePairSameBand(t *testing.T) {
	sets := map[string][]risk.Band{
		"a": {{Name: "low", From: 1, To: 4}, {Name: "medium", From: 5, To: 9}, {Name: "high", From: 10, To: 14}, {Name: "critical", From: 15, To: 25}},
		"b": {{Name: "low", From: 1, To: 4}, {Name: "medium", From: 5, To: 9}, {Name: "high", From: 10, To: 16}, {Name: "critical", From: 17, To: 25}},
		"c": {{Name: "low", From: 1, To: 5}, {Name: "moderate", From: 6, To: 10}, {Name: "high", From: 11, To: 15}, {Name: "critical", From: 16, To: 25}},
	}
	for name, bands := range sets {
		m := product(bands...)
		c := compile(t, m)
		var ls, is []risk.Grade
		var want []risk.Level
		for l := risk.Grade(1); l <= 5; l++ {
			for i := risk.Grade(1); i <= 5; i++ {
				slow := risk.Level(0)
				for n, b := range bands {
					if int64(l)*int64(i) >= b.From && int64(l)*int64(i) <= b.To {
						slow = risk.Level(n + 1)
					}
				}
				o := c.Rate(risk.Rating{Likelihood: l, Impact: i}, nil, nil)
				if c.Level(l, i) != slow || c.LevelOfScore(int64(l*i)) != slow || o.Level != slow || o.Score != int64(l*i) {
					t.Errorf("%s: %d x %d: %d, %d, %d, want %d", name, l, i, c.Level(l, i), c.LevelOfScore(int64(l*i)), o.Level, slow)
				}
				ls, is, want = append(ls, l), append(is, i), append(want, slow)
			}
		}
		if got := c.AppendLevels(nil, ls, is); !slices.Equal(got, want) {
			t.Errorf("%s: columns %v, want %v", name, got, want)
		}
	}
}

func TestGradesOutsideTheScaleHaveNoLevel(t *testing.T) {
	c := compile(t, method())
	for _, g := range []risk.Grade{0, -1, 6, math.MaxInt32, math.MinInt32} {
		if l := c.Level(g, 3); l != 0 {
			t.Errorf("Level(%d, 3) = %d", g, l)
		}
		if l := c.Level(3, g); l != 0 {
			t.Errorf("Level(3, %d) = %d", g, l)
		}
		if got := c.AppendLevels(nil, []risk.Grade{g}, []risk.Grade{3}); got[0] != 0 {
			t.Errorf("column level of %d is %d", g, got[0])
		}
		if o := c.Rate(risk.Rating{Likelihood: g, Impact: 3}, nil, nil); o.Level > 0 || o.Reason == "" {
			t.Errorf("rating %d: %+v", g, o)
		}
	}
	if l := outcome(c, 3, 1, 3).Level; l != 0 {
		t.Errorf("an ease under a method without: %d", l)
	}
	for _, text := range []string{"NaN", "+Inf", "Inf", "-1", "0", "6", "2.5", "1e0", "03", "", " 3", "LIKELY"} {
		if g, err := method().Likelihood.Parse(text); err == nil {
			t.Errorf("Parse(%q) = %d", text, g)
		}
	}
	for text, want := range map[string]risk.Grade{"likely": 3, "3": 3, "almost certain": 5} {
		if g, err := method().Likelihood.Parse(text); err != nil || g != want {
			t.Errorf("Parse(%q) = %d, %v", text, g, err)
		}
	}
	var r risk.Rating
	if err := json.Unmarshal([]byte(`{"likelihood": 2.5, "impact": 3}`), &r); err == nil {
		t.Error("a grade with decimals is read")
	}
}

func TestNISTScale(t *testing.T) {
	m := published("nist-sp-800-30-5x5")
	for text, want := range map[string]risk.Grade{"0": 1, "4": 1, "20.9": 2, "21": 3, "79": 3, "80": 4, "95": 4, "96": 5, "100": 5} {
		if g, err := m.Likelihood.Parse(text); err != nil || g != want {
			t.Errorf("Parse(%s) = %d, %v, want %d", text, g, err, want)
		}
	}
	// Outside the ranges; and the values 5, 8 and 10 lie in the range of another step.
	for _, text := range []string{"-1", "100.5", "5", "8", "10"} {
		if g, err := m.Likelihood.Parse(text); err == nil {
			t.Errorf("Parse(%s) = %d", text, g)
		}
	}
	for i, want := range []int{0, 2, 5, 8, 10} {
		for _, s := range []risk.Scale{m.Likelihood, m.Impact} {
			if s[i].Value != want {
				t.Errorf("grade %d counts %d, want %d", i+1, s[i].Value, want)
			}
		}
	}
}

func TestFormulas(t *testing.T) {
	point := func(l, i int64) risk.Point {
		return risk.Point{Likelihood: risk.Grade(l), Impact: risk.Grade(i), LikelihoodValue: l, ImpactValue: i}
	}
	cases := []struct {
		name string
		s    risk.Scorer
		p    risk.Point
		want int64
	}{
		{"product", risk.Product{}, point(4, 5), 20},
		{"sum", risk.Sum{}, point(4, 5), 9},
		{"L*I + 2*I", risk.WeightedProduct{Impact: 2}, point(3, 4), 20},
		{"L*I + I", risk.WeightedProduct{Impact: 1}, point(3, 4), 16},
		{"L*I", risk.WeightedProduct{}, point(3, 4), 12},
		{"L*I + L", risk.WeightedProduct{Likelihood: 1}, point(3, 4), 15},
		{"L*I + 2*L", risk.WeightedProduct{Likelihood: 2}, point(3, 4), 18},
		{"L*I + 2*I of 10", risk.WeightedProduct{Impact: 2, Top: 35}, point(3, 4), 571},
		{"the top of 10", risk.WeightedProduct{Impact: 2, Top: 35}, point(5, 5), 1000},
		{"weights", risk.WeightedSum{Likelihood: isms.MustDecimal("0.25"), Impact: isms.MustDecimal("0.75"), Places: 2}, point(4, 2), 250},
		{"asset 4, threat 2, ease 2", risk.Sum{}, risk.Point{Likelihood: 3, EaseOfExploitation: 3, Impact: 5, LikelihoodValue: 2, EaseOfExploitationValue: 2, ImpactValue: 4}, 8},
		{"impact x threat x vulnerability", risk.Product{}, risk.Point{Likelihood: 3, EaseOfExploitation: 2, Impact: 4, LikelihoodValue: 3, EaseOfExploitationValue: 2, ImpactValue: 4}, 24},
	}
	for _, c := range cases {
		if got, ok := c.s.Score(c.p); !ok || got != c.want {
			t.Errorf("%s: %d, %t, want %d", c.name, got, ok, c.want)
		}
	}
	for _, s := range []risk.Scorer{
		risk.WeightedProduct{Impact: -1},
		risk.WeightedProduct{Top: -1},
		risk.WeightedProduct{Top: 5},
		risk.WeightedProduct{Top: math.MaxInt64},
		risk.WeightedSum{Likelihood: isms.MustDecimal("0.255"), Places: 2},
		risk.WeightedSum{Likelihood: isms.MustDecimal("-1")},
		risk.WeightedSum{Likelihood: isms.MustDecimal("999999999999999999999999999999")},
		risk.WeightedSum{Places: 99},
		risk.ScorerFunc(nil),
		risk.Matrix{},
		risk.Tabulated{},
		risk.Tabulated{Likelihoods: math.MaxInt32, Impacts: math.MaxInt32},
	} {
		if got, ok := s.Score(point(3, 4)); ok {
			t.Errorf("%#v scores %d", s, got)
		}
	}
	for _, p := range []risk.Point{{LikelihoodValue: math.MaxInt64, ImpactValue: 2, Likelihood: 1, Impact: 1}, {LikelihoodValue: -1}} {
		for _, s := range []risk.Scorer{risk.Product{}, risk.Sum{}, risk.WeightedProduct{}, risk.WeightedSum{}} {
			if got, ok := s.Score(p); ok {
				t.Errorf("%#v scores %d for %+v", s, got, p)
			}
		}
	}
}

// The older way: asset value 0 to 4, threat and ease 0 to 2, a sum from 0 to 8.
func TestAssetThreatEase(t *testing.T) {
	m := risk.Method{
		Name: "asset, threat, ease", Likelihood: risk.Steps("low", "medium", "high").Valued(0, 1, 2), EaseOfExploitation: risk.Steps("low", "medium", "high").Valued(0, 1, 2),
		Impact: risk.Steps("0", "1", "2", "3", "4").Valued(0, 1, 2, 3, 4), Scorer: risk.Sum{},
		Bands: []risk.Band{{Name: "low", From: 0, To: 2}, {Name: "medium", From: 3, To: 5}, {Name: "high", From: 6, To: 8}},
	}
	c := compile(t, m)
	for l := range 3 {
		for e := range 3 {
			for i := range 5 {
				want := risk.Level((l+e+i)/3 + 1)
				if got := outcome(c, risk.Grade(l+1), risk.Grade(e+1), risk.Grade(i+1)).Level; got != want {
					t.Errorf("%d + %d + %d is level %d, want %d", l, e, i, got, want)
				}
			}
		}
	}
	if c.Level(1, 1) != 0 {
		t.Error("a level without an ease")
	}
	if o := c.Rate(risk.Rating{Likelihood: 2, Impact: 2}, nil, nil); o.Reason != "ease of exploitation not rated" {
		t.Errorf("%+v", o)
	}
	if n := len(c.AppendLevels(nil, []risk.Grade{1, 2}, []risk.Grade{1, 2})); n != 2 {
		t.Errorf("%d levels for 2 pairs", n)
	}
	text, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	var back risk.Method
	if err := json.Unmarshal(text, &back); err != nil || back.Hash() != m.Hash() {
		t.Errorf("round trip: %v", err)
	}
}

func TestWaivers(t *testing.T) {
	m := method()
	m.Scorer.(risk.Matrix)[2][3] = 2
	m.Waivers = []risk.DefectWaiver{{Code: risk.DefectNotMonotone, Reason: "decided by the board on 2026-01-10"}}
	c := compile(t, m)
	if got := c.Level(3, 4); got != 2 {
		t.Errorf("level %d", got)
	}
	r := sound()
	r.Method = m
	if rep := r.Check(today, nil); !golden.Found(t, rep, "risk/waived-method-defect") || golden.Found(t, rep, "risk/defective-risk-assessment-method") {
		t.Errorf("codes %v", codes(rep))
	}
}

func TestComparable(t *testing.T) {
	rename := func(m risk.Method) risk.Method {
		m.Bands[1].Name, m.Likelihood[4].Name, m.Impact[0].Meaning = "minor matter", "sure", "less than a day's work"
		return m
	}
	cases := []struct {
		name   string
		change func(risk.Method) risk.Method
		want   risk.Comparability
		levels []risk.Level
	}{
		{"nothing", func(m risk.Method) risk.Method { return m }, risk.FullyComparable, nil},
		{"names only", rename, risk.FullyComparable, nil},
		{"the method's own name", func(m risk.Method) risk.Method { m.Name = "ours"; return m }, risk.FullyComparable, nil},
		{"another way to write the scores", func(m risk.Method) risk.Method {
			x := m.Scorer.(risk.Matrix)
			m.Scorer = risk.ScorerFunc(func(p risk.Point) (int64, bool) { return x.Score(p) })
			return m
		}, risk.FullyComparable, nil},
		{"scores stretched", func(m risk.Method) risk.Method {
			x := m.Scorer.(risk.Matrix)
			m.Scorer = risk.ScorerFunc(func(p risk.Point) (int64, bool) { s, ok := x.Score(p); return 10 * s, ok })
			for i := range m.Bands {
				m.Bands[i].From, m.Bands[i].To = 10*m.Bands[i].From, 10*m.Bands[i].To
			}
			return m
		}, risk.FullyComparable, nil},
		{"another threshold", func(m risk.Method) risk.Method { m.Criteria[0].UpTo = "very low"; return m }, risk.LevelsComparable, nil},
		{"another authority", func(m risk.Method) risk.Method { m.Criteria[1].Authority = nil; return m }, risk.LevelsComparable, nil},
		{"two levels swapped", func(m risk.Method) risk.Method {
			m.Bands[1].Key, m.Bands[2].Key = m.Bands[2].Key, m.Bands[1].Key
			return m
		}, risk.NotComparable, nil},
		{"two steps swapped", func(m risk.Method) risk.Method { m.Impact[1], m.Impact[2] = m.Impact[2], m.Impact[1]; return m }, risk.NotComparable, nil},
		{"one step fewer", func(m risk.Method) risk.Method {
			m.Likelihood, m.Scorer = m.Likelihood[:4], m.Scorer.(risk.Matrix)[:4]
			return m
		}, risk.NotComparable, nil},
		{"levels merged", func(m risk.Method) risk.Method {
			m.Bands = []risk.Band{{Name: "green", From: 1, To: 2}, {Name: "amber", From: 3, To: 3}, {Name: "red", From: 4, To: 5}}
			m.Criteria = nil
			return m
		}, risk.ComparableAfterMapping, []risk.Level{1, 1, 2, 3, 3}},
		{"one cell", func(m risk.Method) risk.Method {
			m.Scorer.(risk.Matrix)[0][0] = 1
			m.Scorer.(risk.Matrix)[4][3] = 4
			return m
		}, risk.NotComparable, nil},
		{"a range", func(m risk.Method) risk.Method { m.Likelihood[0].To = isms.DecimalOf(1); return m }, risk.NotComparable, nil},
		{"a property more", func(m risk.Method) risk.Method {
			m.Properties = []risk.Property{risk.Confidentiality, risk.Integrity, risk.Availability, "safety"}
			return m
		}, risk.NotComparable, nil},
	}
	for _, c := range cases {
		got := risk.Comparable(method(), c.change(method()))
		if got.Result != c.want || !slices.Equal(got.Levels, c.levels) {
			t.Errorf("%s: %+v, want %s %v", c.name, got, c.want, c.levels)
		}
		if same := method().Hash() == c.change(method()).Hash(); same && c.want != risk.FullyComparable {
			t.Errorf("%s: one hash for both", c.name)
		}
		if (len(got.Reasons) == 0) != (c.want == risk.FullyComparable) {
			t.Errorf("%s: reasons %q", c.name, got.Reasons)
		}
	}
	if method().Hash() != rename(method()).Hash() {
		t.Error("a renaming changes the hash")
	}
}

func TestMethodText(t *testing.T) {
	m := risk.ISO27005()
	c := compile(t, m)
	if !strings.HasPrefix(c.Hash(), "sha256:") || len(c.Hash()) != 71 {
		t.Errorf("hash %q", c.Hash())
	}
	for _, want := range []string{`"rather unlikely"`, " 1 1 2 2 2\n", `"very high" 5 to 5`} {
		if !strings.Contains(c.Text(), want) {
			t.Errorf("the text lacks %q:\n%s", want, c.Text())
		}
	}
	if got := m.String(); got != "ISO/IEC 27005:2022, qualitative example: 5 likelihoods, 5 impacts, 5 levels, no acceptance criteria" {
		t.Errorf("%s", got)
	}
}

func TestMethodJSON(t *testing.T) {
	weighted := method()
	weighted.Scorer = risk.WeightedSum{Likelihood: isms.MustDecimal("0.5"), Impact: isms.MustDecimal("1"), Places: 1}
	weighted.Bands, weighted.Criteria = []risk.Band{{Name: "any", From: 0, To: 1000}}, nil
	own := method()
	matrix := own.Scorer.(risk.Matrix)
	own.Scorer = risk.ScorerFunc(func(p risk.Point) (int64, bool) { return matrix.Score(p) })
	weightedProduct := product(risk.Band{Name: "any", From: 0, To: 1000})
	weightedProduct.Scorer = risk.WeightedProduct{Impact: 2, Top: 35}
	sum := product(risk.Band{Name: "any", From: 0, To: 1000})
	sum.Scorer = risk.Sum{}
	for _, m := range []risk.Method{method(), weighted, own, weightedProduct, sum, product(risk.Band{Name: "any", From: 1, To: 25}), {}} {
		text, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		var back risk.Method
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		again, err := json.Marshal(back)
		if err != nil || string(again) != string(text) {
			t.Errorf("again %s\nfirst %s", again, text)
		}
		if back.Hash() != m.Hash() {
			t.Errorf("%s: the hash changed", m.Name)
		}
		if strings.Contains(string(text), "null,") && m.Name != "" {
			t.Errorf("a null in %s", text)
		}
	}
	for _, bad := range []string{`{"label":"x"}`, `{"scorer":{"kind":"matrix","cells":[[1]],"weightedProduct":{}}}`, `{"scorer":{"kind":"median"}}`, `{"scorer":{"kind":"table"}}`, `[]`, `{"scorer":{"kind":"product","cells":[[1]]}}`} {
		var m risk.Method
		if err := json.Unmarshal([]byte(bad), &m); err == nil {
			t.Errorf("%s is read as %+v", bad, m)
		}
	}
	holes := method()
	holes.Scorer = risk.ScorerFunc(nil)
	if _, err := json.Marshal(holes); err == nil {
		t.Error("a scorer with holes is stored")
	}
	var nothing risk.Register
	text, err := json.Marshal(nothing)
	if err != nil || strings.Contains(strings.ReplaceAll(string(text), `"scorer":null`, ""), "null") {
		t.Errorf("%v: %s", err, text)
	}
}

func TestHostileMethods(t *testing.T) {
	start := time.Now()
	long := make([]string, 10_000)
	for i := range long {
		long[i] = fmt.Sprint(i)
	}
	wide := risk.Method{Name: "wide", Likelihood: risk.Steps(long...), Impact: risk.Steps(long...), Scorer: risk.Product{}, Bands: risk.Levels(long...)}
	if _, err := wide.Compile(); !strings.HasPrefix(golden.Codes(err), "risk/list-too-long at likelihood; risk/list-too-long at impact; risk/list-too-long at bands") {
		t.Errorf("10^4 steps: %v", err)
	}
	wide.Likelihood, wide.Impact = wide.Likelihood[:1000], wide.Impact[:1000]
	if _, err := wide.Compile(); golden.Codes(err) != "risk/list-too-long at bands" {
		t.Errorf("10^4 bands: %v", err)
	}
	wide.EaseOfExploitation = risk.Steps("a", "b", "c")
	wide.Bands = []risk.Band{{Name: "all", From: math.MinInt64, To: math.MaxInt64}}
	if _, err := wide.Compile(); golden.Codes(err) != "risk/too-many-combinations at scorer" {
		t.Errorf("3 million points: %v", err)
	}
	wide.EaseOfExploitation = nil
	c := compile(t, wide)
	if c.Level(1000, 1000) != 1 {
		t.Error("the largest method has no level")
	}
	falling := wide
	falling.Likelihood, falling.Impact = wide.Likelihood[:200], wide.Impact[:200]
	falling.Scorer = risk.ScorerFunc(func(p risk.Point) (int64, bool) { return -int64(p.Likelihood) * int64(p.Impact), true })
	if ds := falling.Defects(); len(ds) != 10_000 {
		t.Errorf("%d defects listed", len(ds))
	}
	many := method()
	many.Properties = make([]risk.Property, 100_000)
	many.Criteria = make([]risk.Criterion, 4000)
	many.Defects()
	if d := time.Since(start); d > 10*time.Second {
		t.Errorf("took %s", d)
	}
}

func TestZeroValuesDoNotPanic(t *testing.T) {
	var c risk.Compiled
	for range c.Levels() {
		t.Error("the zero Compiled has levels")
	}
	_, known := c.LookupCriterion(1, nil)
	if c.Level(1, 1) != 0 || c.LevelName(1) != "unknown" || c.LevelOfKey("low") != 0 || c.LevelOfScore(3) != 0 || known || c.Text() != "" || c.Hash() != "" ||
		c.Acceptability(1, nil) != "" || c.Compare(c).Result != risk.NotComparable || c.LevelKey(1) != "" || c.Rate(risk.Rating{Likelihood: 1, Impact: 1}, nil, nil).Level > 0 {
		t.Error("the zero Compiled knows something")
	}
	if got := risk.Comparable(risk.Method{}, method()); got.Result != risk.NotComparable {
		t.Errorf("%+v", got)
	}
	if risk.Scale(nil).Key(1) != "" {
		t.Error("the empty scale has a step")
	}
	if _, err := risk.Scale(nil).Parse("x"); err == nil {
		t.Error("the empty scale parses")
	}
}

func TestStoredWords(t *testing.T) {
	check := func(zero, strange bool, words int) {
		t.Helper()
		if zero || strange || words == 0 {
			t.Errorf("the zero value or a strange word is known: %t, %t, %d words", zero, strange, words)
		}
	}
	check(risk.Options().Has(risk.Option("")), risk.Options().Has(risk.Option("ignore")), risk.Options().Len())
	check(risk.ActionStatuses().Has(risk.ActionStatus("")), risk.ActionStatuses().Has(risk.ActionStatus("x")), risk.ActionStatuses().Len())
	check(risk.Stages().Has(risk.Stage("")), risk.Stages().Has(risk.Stage("x")), risk.Stages().Len())
	check(risk.Properties().Has(risk.Property("")), risk.Properties().Has(risk.Property("x")), risk.Properties().Len())
	check(risk.Acceptabilities().Has(risk.Acceptability("")), risk.Acceptabilities().Has(risk.Acceptability("x")), risk.Acceptabilities().Len())
	check(isms.Answers().Has(isms.Answer("")), isms.Answers().Has(isms.Answer("x")), isms.Answers().Len())
	check(risk.ControlStates().Has(risk.ControlState("")), risk.ControlStates().Has(risk.ControlState("x")), risk.ControlStates().Len())
	check(risk.Combinations().Has(risk.Combination("")), risk.Combinations().Has(risk.Combination("x")), risk.Combinations().Len())
	check(risk.Comparabilities().Has(risk.Comparability("")), risk.Comparabilities().Has(risk.Comparability("x")), risk.Comparabilities().Len())
	check(risk.AcceptanceStatuses().Has(risk.AcceptanceStatus("")), risk.AcceptanceStatuses().Has(risk.AcceptanceStatus("x")), risk.AcceptanceStatuses().Len())
	check(risk.AcceptanceReasons().Has(risk.AcceptanceReason("")), risk.AcceptanceReasons().Has(risk.AcceptanceReason("x")), risk.AcceptanceReasons().Len())
	check(risk.UnknownReasons().Has(risk.UnknownReason("")), risk.UnknownReasons().Has(risk.UnknownReason("x")), risk.UnknownReasons().Len())
	for o := range risk.Options().All() {
		if !risk.Options().Has(o) {
			t.Error(o)
		}
	}
	if d := cmp.Diff(reflect.TypeFor[risk.Option]().Kind(), reflect.String); d != "" {
		t.Error(d)
	}
}

func TestMethodSaysWhatItIs(t *testing.T) {
	m := risk.ISO27005()
	if got := m.String(); !strings.HasSuffix(got, "5 likelihoods, 5 impacts, 5 levels, no acceptance criteria") {
		t.Error(got)
	}
	m.Criteria = []risk.Criterion{{UpTo: "low", Acceptability: risk.Acceptable}, {UpTo: "very high", Acceptability: risk.Unacceptable}}
	if got := m.String(); !strings.HasSuffix(got, "5 levels, 2 acceptance criteria") {
		t.Error(got)
	}
}

func TestWeightsHaveAtMostSixPlaces(t *testing.T) {
	one := isms.DecimalOf(1)
	p := risk.Point{LikelihoodValue: 2, EaseOfExploitationValue: 3, ImpactValue: 4}
	if got, ok := (risk.WeightedSum{Likelihood: one, EaseOfExploitation: one, Impact: one, Places: 6}).Score(p); !ok || got != 9_000_000 {
		t.Errorf("with six places: %d, %v", got, ok)
	}
	for _, places := range []int{7, -1} {
		if got, ok := (risk.WeightedSum{Likelihood: one, EaseOfExploitation: one, Impact: one, Places: places}).Score(p); ok {
			t.Errorf("with %d places: %d", places, got)
		}
	}
}
