package quant

import (
	"math"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/isms"
)

// says reports whether err reads as wanted; a want that ends with a blank may go
// on in the words of another package.
func says(err error, want string) bool {
	if err == nil {
		return false
	}
	if strings.HasSuffix(want, " ") {
		return strings.HasPrefix(err.Error(), want)
	}
	return err.Error() == want
}

// Every refusal names the field, the value and what would be right.
func TestDistributionRefuses(t *testing.T) {
	for _, c := range []struct {
		d    Distribution
		want string
	}{
		{Distribution{}, `quant: no distribution given; want one, such as PERT(low, mode, high)`},
		{Distribution{Kind: "gamma"}, `quant: kind "gamma": want one of constant, uniform, triangular, pert, pert-classical, lognormal, lognormal-90, poisson, bernoulli`},
		{Distribution{Low: "1"}, `quant: kind "": want one of constant, uniform, triangular, pert, pert-classical, lognormal, lognormal-90, poisson, bernoulli`},
		{Constant("-1"), `quant: constant: value "-1": want a number that is not negative`},
		{Constant(""), `quant: constant: value "": want decimal digits without an exponent, at most 12 after the point, as in "1250.50"`},
		{Constant("NaN"), `quant: constant: value "NaN": want decimal digits without an exponent, at most 12 after the point, as in "1250.50"`},
		{Constant("Inf"), `quant: constant: value "Inf": want decimal digits without an exponent, at most 12 after the point, as in "1250.50"`},
		{Constant("1e1000000000"), `quant: constant: value "1e1000000000": want decimal digits without an exponent, at most 12 after the point, as in "1250.50"`},
		{Constant("0x10"), `quant: constant: value "0x10": want decimal digits without an exponent, at most 12 after the point, as in "1250.50"`},
		{Constant("1000000000000001"), `quant: constant: value "1000000000000001": want at most 10^15`},
		{Constant(strings.Repeat("9", 1_000_000)), `quant: constant: value "` + strings.Repeat("9", 64) + `"...: want decimal digits without an exponent, at most 12 after the point, as in "1250.50"`},
		{Distribution{Kind: kindConstant, Value: "1", High: "2"}, `quant: constant: high "2": this kind takes value only`},
		{Uniform("1", "1"), `quant: uniform: high "1": want a number above low, which is 1`},
		{Uniform("2", "1"), `quant: uniform: high "1": want a number above low, which is 2`},
		{Triangular("2", "2", "1"), `quant: triangular: high "1": want a number not below low, which is 2`},
		{Triangular("1", "3", "2"), `quant: triangular: mode "3": want a number between low, 1, and high, 2`},
		{PERT("1", "0.5", "2"), `quant: pert: mode "0.5": want a number between low, 1, and high, 2`},
		{PERTClassical("1", "3", "2"), `quant: pert-classical: mode "3": want a number between low, 1, and high, 2`},
		{PERT("-1", "0", "1"), `quant: pert: low "-1": want a number that is not negative`},
		{Distribution{Kind: kindPERT, Low: "0", Mode: "1", High: "2", Shape: "0.5"}, `quant: pert: shape "0.5": want a weight of the mode between 1 and 100`},
		{Distribution{Kind: kindPERT, Low: "0", Mode: "1", High: "2", Shape: "101"}, `quant: pert: shape "101": want a weight of the mode between 1 and 100`},
		{Lognormal90("0", "1"), `quant: lognormal-90: low "0": want a number above 0`},
		{Lognormal90("-5", "1"), `quant: lognormal-90: low "-5": want a number that is not negative`},
		{Lognormal90("5", "5"), `quant: lognormal-90: high "5": want a number above low, which is 5`},
		{Lognormal90("5", "4"), `quant: lognormal-90: high "4": want a number above low, which is 5`},
		{Lognormal90("0.000000000001", "1000000000000000"), `quant: lognormal-90: high "1000000000000000": want an interval from 0.000000000001 with a sigma of the logarithm between 1e-9 and 10`},
		{Lognormal90("1000000000000", "1000000000000.000001"), `quant: lognormal-90: high "1000000000000.000001": want a number above low, which is 1000000000000`},
		{Lognormal("51", "1"), `quant: lognormal: mu "51": want a logarithm between -50 and 50`},
		{Lognormal("1", "0"), `quant: lognormal: sigma "0": want a number above 0, at most 10`},
		{Lognormal("1", "11"), `quant: lognormal: sigma "11": want a number above 0, at most 10`},
		{Poisson("-1"), `quant: poisson: rate "-1": want a number that is not negative`},
		{Bernoulli("1.01"), `quant: bernoulli: probability "1.01": want a probability, 0 to 1`},
	} {
		err := c.d.Validate()
		if !says(err, c.want) {
			t.Errorf("%s:\n got %v\nwant %s", c.d, err, c.want)
		}
		if _, err2 := c.d.Mean(); err2 == nil || err2.Error() != err.Error() {
			t.Errorf("%s: Mean says %v", c.d, err2)
		}
		if _, err2 := c.d.variance(); err2 == nil {
			t.Errorf("%s: Variance accepts it", c.d)
		}
		if _, err2 := c.d.Quantile(0.5); err2 == nil {
			t.Errorf("%s: Quantile accepts it", c.d)
		}
	}
	for _, d := range []Distribution{
		Constant("0"), Constant("1000000000000000"), Uniform("0", "0.000000000001"), Triangular("1", "1", "2"), Triangular("1", "2", "2"),
		Triangular("3", "3", "3"), PERT("1", "1", "2"), PERT("1", "2", "2"), PERTClassical("0", "0", "1"), PERTClassical("0", "1", "1"),
		PERT("999999999999999.9", "999999999999999.91", "999999999999999.92"),
		Lognormal("-50", "10"), Poisson("0"), Bernoulli("0"), Bernoulli("1"),
	} {
		if err := d.Validate(); err != nil {
			t.Errorf("%s: %v", d, err)
		}
	}
}

func TestScenarioRefuses(t *testing.T) {
	sound := Scenario{ID: "R-1", Currency: "EUR", ThreatEvents: Constant("2"), Magnitude: Constant("10")}
	if err := sound.Validate(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		change func(*Scenario)
		want   string
	}{
		{func(s *Scenario) { s.ID = "" }, "quant: scenario id: "},
		{func(s *Scenario) { s.Currency = "euro" }, `quant: scenario "R-1": currency: `},
		{func(s *Scenario) { s.ThreatEvents = Distribution{} }, `quant: scenario "R-1": frequency: none given; want one of frequency, threat events, contacts`},
		{func(s *Scenario) { s.ThreatEvents = Constant("x") }, `quant: scenario "R-1": threat events: constant: value "x": want decimal digits without an exponent, at most 12 after the point, as in "1250.50"`},
		{func(s *Scenario) { s.Frequency = Constant("1") }, `quant: scenario "R-1": threat events constant(2): frequency given already; want one of frequency, threat events, contacts`},
		{func(s *Scenario) { s.Action = Constant("0.5") }, `quant: scenario "R-1": action constant(0.5): threat events are given, not contacts; want contacts, or no action`},
		{func(s *Scenario) { s.ThreatEvents, s.Contacts, s.Action = Distribution{}, Constant("1"), Constant("2") }, `quant: scenario "R-1": action: constant(2) reaches beyond 1; want a share, 0 to 1`},
		{func(s *Scenario) { s.Vulnerability = Lognormal("0", "1") }, `quant: scenario "R-1": vulnerability: lognormal(0, 1) reaches beyond 1; want a share, 0 to 1`},
		{func(s *Scenario) { s.Vulnerability = Poisson("1") }, `quant: scenario "R-1": vulnerability: poisson(1) counts events; want a continuous distribution or a constant`},
		{func(s *Scenario) { s.Vulnerability, s.Resistance = Constant("1"), Constant("1") }, `quant: scenario "R-1": vulnerability constant(1): capability and resistance are given as well; want one of the two`},
		{func(s *Scenario) { s.Resistance = Constant("1") }, `quant: scenario "R-1": capability: no distribution given; want one, such as PERT(low, mode, high)`},
		{func(s *Scenario) { s.Capability = Constant("1") }, `quant: scenario "R-1": resistance: no distribution given; want one, such as PERT(low, mode, high)`},
		{func(s *Scenario) {
			s.ThreatEvents, s.Frequency, s.Vulnerability = Distribution{}, Constant("1"), Constant("1")
		}, `quant: scenario "R-1": vulnerability: frequency is given and already counts losses; want threat events or contacts with it`},
		{func(s *Scenario) { s.Magnitude = Distribution{} }, `quant: scenario "R-1": magnitude: no distribution given; want one, such as PERT(low, mode, high)`},
		{func(s *Scenario) { s.Magnitude = Bernoulli("1") }, `quant: scenario "R-1": magnitude: bernoulli(1) counts events; want a continuous distribution or a constant`},
		{func(s *Scenario) { s.SecondaryMagnitude = Constant("1") }, `quant: scenario "R-1": secondary share: none given; want the share of loss events with a secondary loss, 0 to 1`},
		{func(s *Scenario) { s.SecondaryShare = Constant("1") }, `quant: scenario "R-1": secondary magnitude: no distribution given; want one, such as PERT(low, mode, high)`},
		{func(s *Scenario) { s.SecondaryShare, s.SecondaryMagnitude = Uniform("0", "2"), Constant("1") }, `quant: scenario "R-1": secondary share: uniform(0, 2) reaches beyond 1; want a share, 0 to 1`},
		{func(s *Scenario) { s.Controls = []Control{{ID: ""}} }, `quant: scenario "R-1": control id: `},
		{func(s *Scenario) { s.Controls = []Control{{ID: "c"}, {ID: "c"}} }, `quant: scenario "R-1": control "c": given twice; want each control once`},
		{func(s *Scenario) { s.Controls = []Control{{ID: "c", EventsLeft: "1.1"}} }, `quant: scenario "R-1": control "c": events left "1.1": want a share, 0 to 1`},
		{func(s *Scenario) { s.Controls = []Control{{ID: "c", LossLeft: "-0.1"}} }, `quant: scenario "R-1": control "c": loss left "-0.1": want a share, 0 to 1`},
		{func(s *Scenario) { s.Controls = []Control{{ID: "c", LossLeft: "x"}} }, `quant: scenario "R-1": control "c": loss left "x": want decimal digits without an exponent, at most 12 after the point, as in "1250.50"`},
		{func(s *Scenario) { s.Counting = "some" }, `quant: scenario "R-1": counting "some": want one of average year, whole events`},
		{func(s *Scenario) { s.ThreatEvents, s.Counting = Poisson("1"), AverageYear }, `quant: scenario "R-1": counting "average year": poisson draws whole events; want whole events or none`},
		{func(s *Scenario) { s.ThreatEvents = Poisson("501") }, `quant: scenario "R-1": frequency: up to 501 events a year cannot be drawn one by one; want at most 500, or a frequency that is counted by average year`},
		{func(s *Scenario) { s.ThreatEvents, s.Counting = PERT("0", "1", "600"), WholeEvents }, `quant: scenario "R-1": frequency: up to 599.618 events a year cannot be drawn one by one; want at most 500, or a frequency that is counted by average year`},
		{func(s *Scenario) { s.Magnitude = Lognormal("50", "10") }, `quant: scenario "R-1": magnitude lognormal(50, 10): the largest loss of a year that can be drawn, 4.67e+57, is above 10^21; want a narrower or lower distribution`},
	} {
		s := sound
		c.change(&s)
		err := s.Validate()
		if !says(err, c.want) {
			t.Errorf(" got %v\nwant %s", err, c.want)
		}
		if _, err2 := Simulate(s, Options{Trials: 1}); err2 == nil || err2.Error() != err.Error() {
			t.Errorf("Simulate says %v", err2)
		}
		if _, err2 := s.StandardDeviation(); err2 == nil {
			t.Error("StandardDeviation accepts it")
		}
		if _, err2 := s.ExpectedLoss(); err2 == nil {
			t.Error("ExpectedLoss accepts it")
		}
		if _, _, err2 := SimulatePortfolio("p", []Scenario{s}, Options{Trials: 1}); err2 == nil {
			t.Error("SimulatePortfolio accepts it")
		}
	}
}

func TestOptionsRefuse(t *testing.T) {
	for _, c := range []struct {
		o    Options
		want string
	}{
		{Options{}, "quant: trials 0: want 1 to 2^40"},
		{Options{Trials: -1}, "quant: trials -1: want 1 to 2^40"},
		{Options{Trials: math.MaxInt64}, "quant: trials 9223372036854775807: want 1 to 2^40"},
		{Options{Trials: 1, First: -1}, `quant: first trial -1: want 0 or above, and the last trial below 2^40`},
		{Options{Trials: 1, First: math.MaxInt64}, `quant: first trial 9223372036854775807: want 0 or above, and the last trial below 2^40`},
		{Options{Trials: 1<<27 + 1, KeepSamples: true}, "quant: trials 134217729: want at most 2^27 when samples are kept"},
	} {
		if _, err := Simulate(twoPERTs, c.o); !says(err, c.want) {
			t.Errorf(" got %v\nwant %s", err, c.want)
		}
		if _, _, err := SimulatePortfolio("p", []Scenario{twoPERTs}, c.o); err == nil {
			t.Errorf("SimulatePortfolio accepts %+v", c.o)
		}
	}
}

func TestPortfolioRefuses(t *testing.T) {
	dollars := sixPERTs
	dollars.Currency = "USD"
	rich := func(id isms.ID) Scenario {
		return Scenario{ID: id, Currency: "EUR", Frequency: Constant("1000000"), Magnitude: Constant("1000000000000000")}
	}
	for _, c := range []struct {
		id        isms.ID
		scenarios []Scenario
		want      string
	}{
		{"", []Scenario{twoPERTs}, `quant: portfolio "": id: `},
		{"p", nil, `quant: portfolio "p": scenarios: none given; want at least one`},
		{"p", []Scenario{twoPERTs, dollars}, `quant: portfolio "p": scenario "six": currency "USD": want EUR as in the first scenario`},
		{"p", []Scenario{twoPERTs, sixPERTs, twoPERTs}, `quant: portfolio "p": scenario "two": given twice; want each ID once, as equal IDs share their chances`},
		{"p", []Scenario{rich("a"), rich("b")}, `quant: portfolio "p": scenarios: together they can lose more than 10^21 in a year`},
	} {
		if _, _, err := SimulatePortfolio(c.id, c.scenarios, Options{Trials: 1}); !says(err, c.want) {
			t.Errorf(" got %v\nwant %s", err, c.want)
		}
	}
}

func TestToleranceRefuses(t *testing.T) {
	p := func(loss, probability string) Point {
		return Point{isms.MustDecimal(loss), isms.MustDecimal(probability)}
	}
	for _, c := range []struct {
		t    Tolerance
		want string
	}{
		{nil, "quant: tolerance: no points; want at least one"},
		{Tolerance{p("-1", "0.5")}, "quant: tolerance: loss -1: want an amount that is not negative"},
		{Tolerance{p("1", "1.5")}, "quant: tolerance: loss 1: probability 1.5: want 0 to 1"},
		{Tolerance{p("1", "-0.5")}, "quant: tolerance: loss 1: probability -0.5: want 0 to 1"},
		{Tolerance{p("1", "0.5"), p("1", "0.4")}, `quant: tolerance: loss 1: given twice; want each loss once`},
		{Tolerance{p("2", "0.5"), p("1", "0.4")}, "quant: tolerance: loss 2: probability 0.5: want less than the 0.4 of the smaller loss 1"},
		{Tolerance{p("1", "0.5"), p("2", "0.5")}, "quant: tolerance: loss 2: probability 0.5: want less than the 0.5 of the smaller loss 1"},
	} {
		err := c.t.Validate()
		if !says(err, c.want) {
			t.Errorf(" got %v\nwant %s", err, c.want)
		}
		if _, err := c.t.Compare(simulate(t, twoPERTs, Options{Trials: 10})); err == nil {
			t.Error("Compare accepts it")
		}
	}
	if err := (Tolerance{p("2", "0.4"), p("1", "0.5")}).Validate(); err != nil {
		t.Error(err)
	}
}

func TestMergeRefuses(t *testing.T) {
	base := Options{Seed: 1, Trials: 100, First: 50}
	r := simulate(t, twoPERTs, base)
	for _, c := range []struct {
		s    Result
		want string
	}{
		{simulate(t, sixPERTs, Options{Seed: 1, Trials: 100}), "quant: merge: the results of \"two\" and \"six\" come from different models"},
		{simulate(t, twoPERTs.With(Control{ID: "c", LossLeft: "0.5"}), Options{Seed: 1, Trials: 50}), `quant: merge: the results of "two" and "two" come from different models`},
		{simulate(t, twoPERTs, Options{Seed: 2, Trials: 50}), `quant: merge: seeds 1 and 2: want one seed for all parts`},
		{simulate(t, twoPERTs, Options{Seed: 1, Trials: 50, KeepSamples: true}), "quant: merge: only one of the results kept its samples"},
		{simulate(t, twoPERTs, Options{Seed: 1, Trials: 51}), `quant: merge: trial 50 is in both results: want separate ranges of trials`},
		{simulate(t, twoPERTs, Options{Seed: 1, Trials: 1, First: 149}), `quant: merge: trial 149 is in both results: want separate ranges of trials`},
		{r, `quant: merge: trial 50 is in both results: want separate ranges of trials`},
	} {
		if _, err := r.Merge(c.s); !says(err, c.want) {
			t.Errorf(" got %v\nwant %s", err, c.want)
		}
		if _, err := c.s.Merge(r); err == nil {
			t.Errorf("the other way round merges: %s", c.want)
		}
	}
}

func TestLevelsRefused(t *testing.T) {
	r := simulate(t, twoPERTs, Options{Trials: 10})
	for _, level := range []string{"", "0", "1", "-0.5", "1.1", "95", "0.9e0", "NaN", "95 %"} {
		if _, err := r.ValueAtRisk(level); err == nil || !strings.Contains(err.Error(), "quant: value at risk: level \""+level+"\": want") {
			t.Errorf("VaR %q: %v", level, err)
		}
		if _, err := r.ExpectedShortfall(level); err == nil || !strings.Contains(err.Error(), "quant: expected shortfall: level") {
			t.Errorf("shortfall %q: %v", level, err)
		}
	}
	for _, loss := range []string{"", "-1", "1e3", "Inf"} {
		if _, _, err := r.Exceedance(loss); err == nil || !strings.Contains(err.Error(), "quant: exceedance: loss \""+loss+"\": want") {
			t.Errorf("exceedance of %q: %v", loss, err)
		}
	}
}

// Zero values answer, and do not panic.
func TestZeroValues(t *testing.T) {
	var r Result
	if r.Trials() != 0 || !r.Mean().IsZero() || !r.StandardDeviation().IsZero() || !r.StandardError().IsZero() ||
		r.lossProbability().Sign() != 0 || r.ExceedanceCurve(10) != nil || r.ID() != "" || r.Currency() != "" {
		t.Error("the zero Result has figures")
	}
	for range r.Samples() {
		t.Error("the zero Result has samples")
	}
	if _, err := r.ValueAtRisk("0.5"); err == nil {
		t.Error("the zero Result has a value at risk")
	}
	if _, err := r.ExpectedShortfall("0.5"); err == nil {
		t.Error("the zero Result has a shortfall")
	}
	if _, _, err := r.Exceedance("1"); err == nil {
		t.Error("the zero Result has an exceedance")
	}
	if _, err := (Tolerance{{}}).Compare(r); err == nil {
		t.Error("the zero Result compares")
	}
	if (Scenario{}).Validate() == nil || (Distribution{}).String() != "()" || !(Distribution{}).absent() {
		t.Error("zero records")
	}
	if Kinds().Has(Kind("")) || Countings().Has(Counting("")) || Fits().Has(Fit("")) || !Fits().Has(Undecided) || !Countings().Has(WholeEvents) {
		t.Error("known words")
	}
	if Fits().Len() != 3 || Countings().Len() != 2 || Kinds().Len() != 9 {
		t.Error("lists of words")
	}
	some := simulate(t, twoPERTs, Options{Trials: 3})
	for _, pair := range [][2]Result{{r, some}, {some, r}} {
		if got, err := pair[0].Merge(pair[1]); err != nil || canonical(t, got) != canonical(t, some) {
			t.Errorf("the zero Result changes another by merging: %v", err)
		}
	}
	one := simulate(t, twoPERTs, Options{Trials: 1})
	if !one.StandardDeviation().IsZero() || !one.StandardError().IsZero() {
		t.Error("one trial has no deviation")
	}
}
