package quant

import (
	"math"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

// Why each distribution is refused, and where.
func TestDistributionRefuses(t *testing.T) {
	for _, c := range []struct {
		d    Distribution
		want string
	}{
		{Distribution{}, "quant/no-distribution"},
		{Distribution{Kind: "gamma"}, "isms/unknown-word at kind"},
		{Distribution{Low: "1"}, "isms/unknown-word at kind"},
		{Constant("-1"), "quant/negative-number at value"},
		{Constant(""), "quant/no-number at value"},
		{Constant("NaN"), "quant/no-number at value"},
		{Constant("Inf"), "quant/no-number at value"},
		{Constant("1e1000000000"), "quant/no-number at value"},
		{Constant("0x10"), "quant/no-number at value"},
		{Constant("1000000000000001"), "quant/number-too-large at value"},
		{Constant(strings.Repeat("9", 1_000_000)), "quant/no-number at value"},
		{Distribution{Kind: KindConstant, Value: "1", High: "2"}, "quant/number-not-taken at high"},
		{Uniform("1", "1"), "quant/not-above-the-low-value at high"},
		{Uniform("2", "1"), "quant/not-above-the-low-value at high"},
		{Triangular("2", "2", "1"), "quant/below-the-low-value at high"},
		{Triangular("1", "3", "2"), "quant/most-likely-value-outside at mode"},
		{PERT("1", "0.5", "2"), "quant/most-likely-value-outside at mode"},
		{PERTClassical("1", "3", "2"), "quant/most-likely-value-outside at mode"},
		{PERT("-1", "0", "1"), "quant/negative-number at low"},
		{Distribution{Kind: KindPERT, Low: "0", Mode: "1", High: "2", Shape: "0.5"}, "quant/out-of-range at shape"},
		{Distribution{Kind: KindPERT, Low: "0", Mode: "1", High: "2", Shape: "101"}, "quant/out-of-range at shape"},
		{Lognormal90("0", "1"), "quant/not-above-zero at low"},
		{Lognormal90("-5", "1"), "quant/negative-number at low"},
		{Lognormal90("5", "5"), "quant/not-above-the-low-value at high"},
		{Lognormal90("5", "4"), "quant/not-above-the-low-value at high"},
		{Lognormal90("0.000000000001", "1000000000000000"), "quant/interval-too-narrow-or-too-wide at high"},
		{Lognormal90("1000000000000", "1000000000000.000001"), "quant/not-above-the-low-value at high"},
		{Lognormal("51", "1"), "quant/out-of-range at mu"},
		{Lognormal("1", "0"), "quant/sigma-out-of-range at sigma"},
		{Lognormal("1", "11"), "quant/sigma-out-of-range at sigma"},
		{Poisson("-1"), "quant/negative-number at rate"},
		{Bernoulli("1.01"), "quant/out-of-range at probability"},
	} {
		err := c.d.Validate()
		laws.Error(t, c.d, err)
		if got := golden.Codes(err); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
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
		{func(s *Scenario) { s.ID = "" }, "isms/empty-id at id"},
		{func(s *Scenario) { s.Currency = "euro" }, "isms/no-currency at currency"},
		{func(s *Scenario) { s.ThreatEvents = Distribution{} }, "quant/no-frequency at frequency"},
		{func(s *Scenario) { s.ThreatEvents = Constant("x") }, "quant/no-number at threatEvents.value"},
		{func(s *Scenario) { s.Frequency = Constant("1") }, "quant/frequency-given-twice at threatEvents"},
		{func(s *Scenario) { s.Action = Constant("0.5") }, "quant/action-without-contacts at action"},
		{func(s *Scenario) { s.ThreatEvents, s.Contacts, s.Action = Distribution{}, Constant("1"), Constant("2") }, "quant/share-beyond-one at action"},
		{func(s *Scenario) { s.Vulnerability = Lognormal("0", "1") }, "quant/share-beyond-one at vulnerability"},
		{func(s *Scenario) { s.Vulnerability = Poisson("1") }, "quant/distribution-counts-events at vulnerability"},
		{func(s *Scenario) { s.Vulnerability, s.Resistance = Constant("1"), Constant("1") }, "quant/vulnerability-given-twice at vulnerability"},
		{func(s *Scenario) { s.Resistance = Constant("1") }, "quant/no-distribution at capability"},
		{func(s *Scenario) { s.Capability = Constant("1") }, "quant/no-distribution at resistance"},
		{func(s *Scenario) {
			s.ThreatEvents, s.Frequency, s.Vulnerability = Distribution{}, Constant("1"), Constant("1")
		}, "quant/vulnerability-of-loss-events at vulnerability"},
		{func(s *Scenario) { s.Magnitude = Distribution{} }, "quant/no-distribution at magnitude"},
		{func(s *Scenario) { s.Magnitude = Bernoulli("1") }, "quant/distribution-counts-events at magnitude"},
		{func(s *Scenario) { s.SecondaryMagnitude = Constant("1") }, "quant/no-secondary-share at secondaryShare"},
		{func(s *Scenario) { s.SecondaryShare = Constant("1") }, "quant/no-distribution at secondaryMagnitude"},
		{func(s *Scenario) { s.SecondaryShare, s.SecondaryMagnitude = Uniform("0", "2"), Constant("1") }, "quant/share-beyond-one at secondaryShare"},
		{func(s *Scenario) { s.Controls = []Control{{ID: ""}} }, "isms/empty-id at controls[#0].id"},
		{func(s *Scenario) { s.Controls = []Control{{ID: "c"}, {ID: "c"}} }, "quant/duplicate-id at controls[#1].id"},
		{func(s *Scenario) { s.Controls = []Control{{ID: "c", EventsLeft: "1.1"}} }, "quant/out-of-range at controls[c].eventsLeft"},
		{func(s *Scenario) { s.Controls = []Control{{ID: "c", LossLeft: "-0.1"}} }, "quant/out-of-range at controls[c].lossLeft"},
		{func(s *Scenario) { s.Controls = []Control{{ID: "c", LossLeft: "x"}} }, "quant/no-number at controls[c].lossLeft"},
		{func(s *Scenario) { s.Counting = "some" }, "isms/unknown-word at counting"},
		{func(s *Scenario) { s.ThreatEvents, s.Counting = Poisson("1"), AverageYear }, "quant/frequency-in-whole-events at counting"},
		{func(s *Scenario) { s.ThreatEvents = Poisson("501") }, "quant/too-frequent at frequency"},
		{func(s *Scenario) { s.ThreatEvents, s.Counting = PERT("0", "1", "600"), WholeEvents }, "quant/too-frequent at frequency"},
		{func(s *Scenario) { s.Magnitude = Lognormal("50", "10") }, "quant/loss-too-large at magnitude"},
	} {
		s := sound
		c.change(&s)
		err := s.Validate()
		laws.Error(t, s, err)
		if got := golden.Codes(err); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
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
		{Options{}, "quant/number-of-trials at trials"},
		{Options{Trials: -1}, "quant/number-of-trials at trials"},
		{Options{Trials: math.MaxInt64}, "quant/number-of-trials at trials; quant/first-trial-out-of-range at first"},
		{Options{Trials: 1, First: -1}, "quant/first-trial-out-of-range at first"},
		{Options{Trials: 1, First: math.MaxInt64}, "quant/first-trial-out-of-range at first"},
		{Options{Trials: 1<<27 + 1, KeepSamples: true}, "quant/too-many-samples at trials"},
	} {
		if _, err := Simulate(twoPERTs, c.o); golden.Codes(err) != c.want {
			t.Errorf("%s, want %s", golden.Codes(err), c.want)
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
		{"", []Scenario{twoPERTs}, "isms/empty-id at id"},
		{"p", nil, "quant/no-scenarios at scenarios"},
		{"p", []Scenario{twoPERTs, dollars}, "quant/different-currency at scenarios[six].currency"},
		{"p", []Scenario{twoPERTs, sixPERTs, twoPERTs}, "quant/duplicate-id at scenarios[#2].id"},
		{"p", []Scenario{rich("a"), rich("b")}, "quant/portfolio-too-large at scenarios"},
	} {
		if _, _, err := SimulatePortfolio(c.id, c.scenarios, Options{Trials: 1}); golden.Codes(err) != c.want {
			t.Errorf("%s, want %s", golden.Codes(err), c.want)
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
		{nil, "quant/no-points"},
		{Tolerance{p("-1", "0.5")}, "quant/negative-number at [#0].loss"},
		{Tolerance{p("1", "1.5")}, "quant/out-of-range at [#0].probability"},
		{Tolerance{p("1", "-0.5")}, "quant/out-of-range at [#0].probability"},
		{Tolerance{p("1", "0.5"), p("1", "0.4")}, "quant/duplicate-loss at [#0].loss"},
		{Tolerance{p("2", "0.5"), p("1", "0.4")}, "quant/probability-does-not-fall at [#0].probability"},
		{Tolerance{p("1", "0.5"), p("2", "0.5")}, "quant/probability-does-not-fall at [#1].probability"},
	} {
		err := c.t.Validate()
		laws.Error(t, c.t, err)
		if got := golden.Codes(err); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
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
		{simulate(t, sixPERTs, Options{Seed: 1, Trials: 100}), "quant/different-models"},
		{simulate(t, twoPERTs.With(Control{ID: "c", LossLeft: "0.5"}), Options{Seed: 1, Trials: 50}), "quant/different-models"},
		{simulate(t, twoPERTs, Options{Seed: 2, Trials: 50}), "quant/different-seeds at seed"},
		{simulate(t, twoPERTs, Options{Seed: 1, Trials: 50, KeepSamples: true}), "quant/samples-of-one-result at samples"},
		{simulate(t, twoPERTs, Options{Seed: 1, Trials: 51}), "quant/shared-trial at ranges"},
		{simulate(t, twoPERTs, Options{Seed: 1, Trials: 1, First: 149}), "quant/shared-trial at ranges"},
		{r, "quant/shared-trial at ranges"},
	} {
		if _, err := r.Merge(c.s); golden.Codes(err) != c.want {
			t.Errorf("%s, want %s", golden.Codes(err), c.want)
		}
		if _, err := c.s.Merge(r); err == nil {
			t.Errorf("the other way round merges: %s", c.want)
		}
	}
}

func TestLevelsRefused(t *testing.T) {
	r := simulate(t, twoPERTs, Options{Trials: 10})
	for _, level := range []string{"", "0", "1", "-0.5", "1.1", "95", "0.9e0", "NaN", "95 %"} {
		if _, err := r.ValueAtRisk(level); golden.Codes(err) != "quant/no-probability" {
			t.Errorf("VaR %q: %v", level, err)
		}
		if _, err := r.ExpectedShortfall(level); golden.Codes(err) != "quant/no-probability" {
			t.Errorf("shortfall %q: %v", level, err)
		}
	}
	for _, loss := range []string{"", "-1", "1e3", "Inf"} {
		if _, _, err := r.Exceedance(loss); golden.Codes(err) != "quant/no-loss" {
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
