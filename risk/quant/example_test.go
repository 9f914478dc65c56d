package quant_test

import (
	"errors"
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk/quant"
)

func ransomware() quant.Scenario {
	return quant.Scenario{
		ID:        "R-7",
		Title:     "Ransomware on the management servers",
		Currency:  "EUR",
		Frequency: quant.Poisson("0.1"),                  // once in ten years
		Magnitude: quant.Lognormal90("10000", "1000000"), // per event, with 90 % confidence
	}
}

func ExampleSimulate() {
	res, err := quant.Simulate(ransomware(), quant.Options{Seed: 1, Trials: 100_000})
	if err != nil {
		fmt.Println(err)
		return
	}
	worst, err := res.ValueAtRisk("0.99")
	if err != nil {
		fmt.Println(err)
		return
	}
	beyond, err := res.ExpectedShortfall("0.99")
	if err != nil {
		fmt.Println(err)
		return
	}
	some, _, _ := res.Exceedance("0")
	fmt.Println("years with a loss:", some)
	fmt.Println("loss of an average year:", res.Mean())
	fmt.Println("exceeded once in a hundred years:", worst)
	fmt.Println("average of those years:", beyond)
	// Output:
	// years with a loss: 0.09525
	// loss of an average year: 26932.29 EUR
	// exceeded once in a hundred years: 592896 EUR
	// average of those years: 1504152.58 EUR
}

func ExampleScenario_ExpectedLoss() {
	ale, err := ransomware().ExpectedLoss()
	fmt.Println(ale, err)
	// Output:
	// 26639.8 EUR <nil>
}

// A FAIR tree: contacts lead to threat events, threat events to losses.
func ExampleScenario() {
	s := quant.Scenario{
		ID:                 "R-8",
		Currency:           "EUR",
		Contacts:           quant.PERT("20", "50", "200"),   // phishing waves per year
		Action:             quant.PERT("0.1", "0.2", "0.5"), // aimed at an administrator
		Capability:         quant.PERT("20", "50", "90"),    // percentile of attackers
		Resistance:         quant.PERT("60", "80", "95"),    // percentile they are kept off
		Magnitude:          quant.PERT("500", "2000", "40000"),
		SecondaryShare:     quant.PERT("0.01", "0.05", "0.2"),
		SecondaryMagnitude: quant.Lognormal90("5000", "250000"),
	}
	res, err := quant.Simulate(s, quant.Options{Seed: 1, Trials: 20_000})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(res.Mean())
	fmt.Println(s.ExpectedLoss())
	// Output:
	// 6803.16 EUR
	// 6805.23 EUR <nil>
}

// The same seed gives a scenario with a control the same chances as without:
// what differs is the control.
func ExampleReturnOnControl() {
	o := quant.Options{Seed: 1, Trials: 100_000}
	before, err := quant.Simulate(ransomware(), o)
	if err != nil {
		fmt.Println(err)
		return
	}
	backups := quant.Control{ID: "offline-backups", LossLeft: "0.25"}
	after, err := quant.Simulate(ransomware().With(backups), o)
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := quant.ReturnOnControl(before.Mean(), after.Mean(), isms.MustMoney("8000 EUR"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("benefit:", r.Benefit)
	fmt.Println("net:", r.Net)
	fmt.Println("return:", r.Ratio)
	// Output:
	// benefit: 20199.22 EUR
	// net: 12199.22 EUR
	// return: 1.5249
}

// Parts of a simulation may run anywhere and merge in any order.
func ExampleResult_Merge() {
	var merged quant.Result
	for _, first := range []int64{50_000, 0} {
		part, err := quant.Simulate(ransomware(), quant.Options{Seed: 1, First: first, Trials: 50_000})
		if err != nil {
			fmt.Println(err)
			return
		}
		if merged, err = merged.Merge(part); err != nil {
			fmt.Println(err)
			return
		}
	}
	whole, err := quant.Simulate(ransomware(), quant.Options{Seed: 1, Trials: 100_000})
	fmt.Println(merged.Trials(), merged.Mean() == whole.Mean(), err)
	// Output:
	// 100000 true <nil>
}

func ExampleSimulatePortfolio() {
	scenarios := []quant.Scenario{
		ransomware(),
		{
			ID: "R-9", Currency: "EUR",
			Frequency: quant.PERT("1", "2", "6"),
			Magnitude: quant.Triangular("100", "500", "3000"),
		},
	}
	total, parts, err := quant.SimulatePortfolio("all", scenarios, quant.Options{Seed: 1, Trials: 100_000})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, part := range parts {
		fmt.Println(part.ID(), part.Mean())
	}
	fmt.Println(total.ID(), total.Mean())
	// Output:
	// R-7 26932.29 EUR
	// R-9 3008.1 EUR
	// all 29940.39 EUR
}

func ExampleTolerance_Compare() {
	bearable := quant.Tolerance{
		{Loss: isms.MustDecimal("50000"), Probability: isms.MustDecimal("0.1")},
		{Loss: isms.MustDecimal("500000"), Probability: isms.MustDecimal("0.01")},
	}
	res, err := quant.Simulate(ransomware(), quant.Options{Seed: 1, Trials: 100_000, KeepSamples: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	lines, err := bearable.Compare(res)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, l := range lines {
		fmt.Println(l.Tolerated.Loss, l.Tolerated.Probability, l.AtMost, l.Fit)
	}
	// Output:
	// 50000 0.1 0.06745 within tolerance
	// 500000 0.01 0.01247 above tolerance
}

func ExampleResult_ExceedanceCurve() {
	res, err := quant.Simulate(ransomware(), quant.Options{Seed: 1, Trials: 100_000})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range res.ExceedanceCurve(5) {
		fmt.Println(p.Loss, p.Probability)
	}
	// Output:
	// 0 0.09525
	// 22464 0.08264
	// 103680 0.04873
	// 470016 0.01344
	// 35389440 0
}

func ExampleDistribution_Validate() {
	for _, d := range []quant.Distribution{quant.PERT("0", "12", "10"), quant.Lognormal90("1e6", "2000000")} {
		var refused *isms.Error
		if errors.As(d.Validate(), &refused) {
			fmt.Println(refused.Problems[0].Code, refused.Problems[0].Path)
		}
	}
	mean, err := quant.PERT("0", "0.1", "10").Mean()
	fmt.Printf("%.4f %v\n", mean, err)
	// Output:
	// quant/most-likely-value-outside mode
	// quant/no-number low
	// 1.7333 <nil>
}

// Each distribution, its mean and its 95th percentile.
func ExampleDistribution_Quantile() {
	for _, d := range []quant.Distribution{
		quant.Constant("3"),
		quant.Uniform("0", "10"),
		quant.Triangular("0", "2", "10"),
		quant.PERT("0", "2", "10"),
		quant.PERTClassical("0", "2", "10"), // the same mean, another spread
		quant.Lognormal("1", "0.5"),
		quant.Lognormal90("1", "10"),
		quant.Poisson("3"),
		quant.Bernoulli("0.3"),
	} {
		mean, err := d.Mean()
		if err != nil {
			fmt.Println(err)
			continue
		}
		high, err := d.Quantile(0.95)
		fmt.Printf("%-24s mean %.3f, 95 %% below %.3f %v\n", d, mean, high, err)
	}
	// Output:
	// constant(3)              mean 3.000, 95 % below 3.000 <nil>
	// uniform(0, 10)           mean 5.000, 95 % below 9.500 <nil>
	// triangular(0, 2, 10)     mean 4.000, 95 % below 8.000 <nil>
	// pert(0, 2, 10)           mean 3.000, 95 % below 6.213 <nil>
	// pert-classical(0, 2, 10) mean 3.000, 95 % below 6.076 <nil>
	// lognormal(1, 0.5)        mean 3.080, 95 % below 6.187 <nil>
	// lognormal-90(1, 10)      mean 4.040, 95 % below 10.000 <nil>
	// poisson(3)               mean 3.000, 95 % below 6.000 <nil>
	// bernoulli(0.3)           mean 0.300, 95 % below 1.000 <nil>
}

// Kinds are the words that stored distributions use.
func ExampleKinds() {
	for k := range quant.Kinds().All() {
		fmt.Println(k, quant.Kinds().Has(k))
	}
	// Output:
	// constant true
	// uniform true
	// triangular true
	// pert true
	// pert-classical true
	// lognormal true
	// lognormal-90 true
	// poisson true
	// bernoulli true
}

// One year's loss as a frequency times a loss, or event by event: the mean is
// the same, the spread is not.
func ExampleCountings() {
	s := quant.Scenario{
		ID: "R-9", Currency: "EUR",
		Frequency: quant.PERT("1", "2", "6"),
		Magnitude: quant.Triangular("100", "500", "3000"),
	}
	for c := range quant.Countings().All() {
		s.Counting = c
		mean, err := s.ExpectedLoss()
		deviation, err2 := s.StandardDeviation()
		fmt.Println(c, mean, deviation, errors.Join(err, err2))
	}
	// Output:
	// average year 3000 EUR 1990.39 EUR <nil>
	// whole events 3000 EUR 2389.39 EUR <nil>
}

func ExampleCurveTable() {
	res, err := quant.Simulate(ransomware(), quant.Options{Seed: 1, Trials: 100_000})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s", quant.CurveTable(res.ExceedanceCurve(4)).AppendCSV(nil))
	// Output:
	// Annual loss exceeding,Probability
	// 0,0.09525
	// 36608,0.07408
	// 275456,0.02371
	// 35389440,0
}

// Undecided asks for more than a histogram can tell.
func ExampleFits() {
	fmt.Println(slices.Collect(quant.Fits().All()))
	// Output:
	// [within tolerance above tolerance undecided]
}
