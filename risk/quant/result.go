package quant

import (
	"iter"
	"math"
	"math/big"
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Result holds the simulated losses of a scenario or a portfolio, year by
// year: exact sums and a histogram, and every loss if samples were kept. It
// never changes; Merge makes a new one.
//
// Sums, and what follows from them (mean, deviation, standard error), are exact
// until they are rounded to money, but that 2^-32 of a unit of money of each
// loss may be dropped. Quantiles, VaR and shortfall are exact if
// samples were kept; otherwise they are within 0.2 % (2^-9) of that, or within
// 0.04 of a unit of money below a loss of 0.0625. Points of the exceedance
// curve are exact.
//
// The zero Result has no trials; it merges with anything.
type Result struct {
	id       isms.ID
	currency string
	seed     uint64
	digest   digest
	ranges   []span
	kept     bool
	runs     []run

	trials uint64
	sums   tally
	max    float64
	bars   histogram
}

// span is a range of trials, from first up to but not including end.
type span struct{ first, end int64 }

// run is the kept losses of consecutive trials.
type run struct {
	first  int64
	losses []float64
}

// recorder fills a Result.
type recorder struct{ Result }

func newResult(id isms.ID, currency string, d digest, o Options) *recorder {
	r := &recorder{Result{id: id, currency: currency, seed: o.Seed, digest: d, kept: o.KeepSamples}}
	r.ranges = []span{{o.First, o.First + o.Trials}}
	if o.KeepSamples {
		r.runs = []run{{o.First, make([]float64, 0, o.Trials)}}
	}
	return r
}

// add records the losses of the next trials.
func (r *recorder) add(losses []float64) {
	r.trials += uint64(len(losses))
	r.sums.add(losses)
	most := r.max
	for _, x := range losses {
		if x > most {
			most = x
		}
		r.bars.add(x)
	}
	r.max = most
	if r.kept {
		k := &r.runs[0]
		k.losses = append(k.losses, losses...)
	}
}

// ID returns the ID of the scenario or the portfolio.
func (r Result) ID() isms.ID { return r.id }

// Currency returns the currency of the losses.
func (r Result) Currency() string { return r.currency }

// Trials returns the number of trials, each a year.
func (r Result) Trials() int64 { return int64(r.trials) }

// Mean returns the average loss of a year (the annualized loss exposure),
// the exact average of the trials rounded half up to two places. It is the
// zero Money if there are no trials.
func (r Result) Mean() isms.Money {
	if r.trials == 0 {
		return isms.Money{}
	}
	return r.money(r.mean())
}

func (r Result) mean() *big.Rat {
	return new(big.Rat).Quo(r.sums.losses.rat(lossBits), new(big.Rat).SetUint64(r.trials))
}

// StandardDeviation returns the standard deviation of the loss of a year. It
// is the zero Money for fewer than two trials.
func (r Result) StandardDeviation() isms.Money {
	if r.trials < 2 {
		return isms.Money{}
	}
	return r.money(new(big.Rat).SetFloat64(math.Sqrt(r.variance())))
}

// StandardError returns the standard error of Mean: the mean of other seeds is
// within two of them in about 95 of 100 cases. It is the zero Money for fewer
// than two trials.
func (r Result) StandardError() isms.Money {
	if r.trials < 2 {
		return isms.Money{}
	}
	return r.money(new(big.Rat).SetFloat64(r.standardError()))
}

func (r Result) standardError() float64 { return math.Sqrt(r.variance() / float64(r.trials)) }

// variance returns the sample variance of at least two trials.
func (r Result) variance() float64 {
	n := new(big.Rat).SetUint64(r.trials)
	s := r.sums.losses.rat(lossBits)
	s.Mul(s, s)
	s.Quo(s, n)
	v := new(big.Rat).Sub(r.sums.squares.rat(squareBits), s)
	v.Quo(v, new(big.Rat).SetUint64(r.trials-1))
	f, _ := v.Float64()
	return max(f, 0)
}

// lossProbability returns the share of years with any loss, rounded to 12
// places. Without trials it is 0.
func (r Result) lossProbability() isms.Decimal { return r.part(r.trials - r.bars.zero) }

// ValueAtRisk returns the loss that a year does not exceed with the probability
// level, such as "0.95": the smallest loss x for which at least that share of the
// trials lost x or less. It returns an [isms.Error] unless 0 < level < 1, or without
// trials.
func (r Result) ValueAtRisk(level string) (isms.Money, error) {
	rank, _, err := r.rank(level)
	if err != nil {
		return isms.Money{}, err
	}
	if r.kept {
		return r.moneyOf(r.sorted()[rank-1]), nil
	}
	bars := r.bars.bars()
	for rank > bars[0].count {
		rank -= bars[0].count
		bars = bars[1:]
	}
	return r.moneyOf(min(bars[0].middle(), r.max)), nil
}

// ExpectedShortfall returns the average loss of the worst years, those beyond the
// probability level: at "0.95" the average over the worst 5 %. It returns an
// [isms.Error] unless 0 < level < 1, or without trials.
func (r Result) ExpectedShortfall(level string) (isms.Money, error) {
	rank, worst, err := r.rank(level)
	if err != nil {
		return isms.Money{}, err
	}
	// The worst years are worst = (1-level)*trials of them, which may cut
	// through a trial: the one at rank counts with what is left.
	left := new(big.Rat).Set(worst)
	sum := new(big.Rat)
	take := func(x float64, count uint64) bool {
		n := new(big.Rat).SetUint64(count)
		if n.Cmp(left) > 0 {
			n.Set(left)
		}
		left.Sub(left, n)
		sum.Add(sum, n.Mul(n, new(big.Rat).SetFloat64(x)))
		return left.Sign() > 0
	}
	if r.kept {
		s := r.sorted()
		var tail tally
		tail.add(s[rank:])
		sum.Set(tail.losses.rat(lossBits))
		left.Sub(left, new(big.Rat).SetUint64(uint64(len(s))-rank))
		take(s[rank-1], 1)
	} else {
		bars := r.bars.bars()
		for i := len(bars) - 1; i >= 0 && take(min(bars[i].middle(), r.max), bars[i].count); i-- {
		}
	}
	return r.money(sum.Quo(sum, worst)), nil
}

// rank returns how many of the sorted losses lie at or below the quantile of a
// level, and how many years are worse than the level, as a fraction.
func (r Result) rank(level string) (rank uint64, worst *big.Rat, err error) {
	if r.trials == 0 {
		return 0, nil, isms.Refuse(trialsMissing, "", "")
	}
	d, err := isms.ParseDecimal(level)
	if err != nil || d.Sign() <= 0 || d.Compare(isms.DecimalOf(1)) >= 0 {
		return 0, nil, isms.Refuse(noProbability, "", level)
	}
	p := ratOf(d)
	n := new(big.Rat).SetUint64(r.trials)
	worst = new(big.Rat).Sub(big.NewRat(1, 1), p)
	worst.Mul(worst, n)
	p.Mul(p, n)
	up := new(big.Int).Add(p.Num(), p.Denom())
	up.Sub(up, big.NewInt(1))
	return up.Div(up, p.Denom()).Uint64(), worst, nil
}

// Samples returns the kept losses by number of the trial, in ascending order
// of that number. It is empty if samples were not kept.
func (r Result) Samples() iter.Seq2[int64, float64] {
	return func(yield func(int64, float64) bool) {
		for _, k := range r.runs {
			for i, x := range k.losses {
				if !yield(k.first+int64(i), x) {
					return
				}
			}
		}
	}
}

// sorted returns the kept losses in ascending order.
func (r Result) sorted() []float64 {
	all := make([]float64, 0, r.trials)
	for _, k := range r.runs {
		all = append(all, k.losses...)
	}
	slices.Sort(all)
	return all
}

// part returns a number of trials as a share of all.
func (r Result) part(n uint64) isms.Decimal {
	if r.trials == 0 {
		return isms.Decimal{}
	}
	p := new(big.Rat).SetFrac(new(big.Int).SetUint64(n), new(big.Int).SetUint64(r.trials))
	return toDecimal(p, isms.DecimalFractionDigits)
}

func (r Result) moneyOf(x float64) isms.Money { return r.money(new(big.Rat).SetFloat64(x)) }

func (r Result) money(x *big.Rat) isms.Money {
	return isms.Money{Amount: toDecimal(x, 2), Currency: r.currency}
}

// toDecimal rounds x, at most 10^29 in size, half away from zero.
func toDecimal(x *big.Rat, places int) isms.Decimal {
	d, _ := isms.ParseDecimal(x.FloatString(places)) // the digits are bounded
	return d
}

// ratOf returns d as a fraction.
func ratOf(d isms.Decimal) *big.Rat {
	x, _ := new(big.Rat).SetString(d.String()) // a Decimal is a number
	return x
}
