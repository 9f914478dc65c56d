package quant

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/ismskit/ismskit/isms"
)

// Merge returns the result of the trials of both. It is the same, to the last bit, as
// if nobody had split the simulation, whatever the order of merging. It returns an
// [isms.Error] if the two are about different models or seeds, if they have a trial
// in common, or if only one of them kept its samples.
func (r Result) Merge(s Result) (Result, error) {
	switch {
	case r.trials == 0:
		return s, nil
	case s.trials == 0:
		return r, nil
	case r.id != s.id || r.digest != s.digest || r.currency != s.currency:
		return Result{}, isms.Refuse(modelsDiffer, "", "", isms.ArgID("id", r.id), isms.ArgID("other", s.id))
	case r.seed != s.seed:
		return Result{}, isms.Refuse(seedsDiffer, "seed", "", isms.ArgInput("seed", strconv.FormatUint(r.seed, 10)), isms.ArgInput("other", strconv.FormatUint(s.seed, 10)))
	case r.kept != s.kept:
		return Result{}, isms.Refuse(samplesOfOne, "samples", "")
	}
	ranges, err := join(r.ranges, s.ranges)
	if err != nil {
		return Result{}, err
	}
	r.ranges = ranges
	r.runs = joinRuns(r.runs, s.runs)
	r.trials += s.trials
	r.sums.plus(&s.sums)
	r.max = max(r.max, s.max)
	r.bars = r.bars.plus(&s.bars)
	return r, nil
}

// join returns the ranges of both in order, those that touch made one.
func join(a, b []span) ([]span, error) {
	all := slices.Concat(a, b)
	slices.SortFunc(all, func(x, y span) int { return cmp.Compare(x.first, y.first) })
	joined := all[:1]
	for _, s := range all[1:] {
		last := &joined[len(joined)-1]
		switch {
		case s.first < last.end:
			return nil, isms.Refuse(trialShared, "ranges", "", wholeNumber("n", s.first))
		case s.first == last.end:
			last.end = s.end
		default:
			joined = append(joined, s)
		}
	}
	return joined, nil
}

// joinRuns returns the runs of both in order, those that touch made one.
func joinRuns(a, b []run) []run {
	all := slices.Concat(a, b)
	slices.SortFunc(all, func(x, y run) int { return cmp.Compare(x.first, y.first) })
	var joined []run
	for i := 0; i < len(all); {
		end := all[i].first
		j := i
		for ; j < len(all) && all[j].first == end; j++ {
			end += int64(len(all[j].losses))
		}
		losses := make([]float64, 0, end-all[i].first)
		for _, k := range all[i:j] {
			losses = append(losses, k.losses...)
		}
		joined = append(joined, run{all[i].first, losses})
		i = j
	}
	return joined
}
