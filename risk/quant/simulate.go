package quant

import (
	"cmp"
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Options say which trials to simulate. A trial is one imagined year.
type Options struct {
	// Seed chooses the random numbers. The same seed gives the same trials, on
	// every platform.
	Seed uint64
	// Trials is the number of trials, at least 1.
	Trials int64
	// First is the number of the first trial, 0 or above. Callers who split a
	// simulation give each part its own range and Merge the results; they are the
	// same as if nobody had split it. Ranges that begin at multiples of 2^14
	// waste no work.
	First int64
	// KeepSamples keeps the loss of every trial, 8 bytes each, at most 2^27
	// trials: quantiles are then exact.
	KeepSamples bool
}

const (
	maxTrials  = 1 << 40
	maxSamples = 1 << 27
)

func (o Options) check() error {
	var errs []error
	n, most := wholeNumber("n", o.Trials), wholeNumber("most", maxTrials)
	switch {
	case o.Trials < 1 || o.Trials > maxTrials:
		errs = append(errs, isms.Refuse(trialsOutside, "trials", "", n, isms.ArgInt("least", 1), most))
	case o.KeepSamples && o.Trials > maxSamples:
		errs = append(errs, isms.Refuse(samplesTooMany, "trials", "", n, wholeNumber("most", maxSamples)))
	}
	if o.First < 0 || o.First > maxTrials-max(0, o.Trials) {
		errs = append(errs, isms.Refuse(firstOutside, "first", "", wholeNumber("n", o.First), most))
	}
	return isms.RefuseAll(errs...)
}

// Simulate returns the distribution of annual loss over o.Trials simulated years of
// s; the result is the same to the last bit on every platform. It returns an error
// if s or o is invalid. Time: O(trials), plus events where they are counted; memory
// is constant unless samples are kept.
func Simulate(s Scenario, o Options) (Result, error) {
	m, err := newModel(s)
	if err != nil {
		return Result{}, err
	}
	return m.simulate(o)
}

func (m *model) simulate(o Options) (Result, error) {
	if err := o.check(); err != nil {
		return Result{}, err
	}
	r := newResult(m.scenario.ID, m.scenario.Currency, m.digest, o)
	w := newWorker(m)
	var losses [block]float64
	w.run(o, func(n int) {
		l := losses[:n]
		w.losses(l)
		r.add(l)
	})
	return r.Result, nil
}

// SimulatePortfolio draws the losses of o.Trials years for every scenario and for
// their sum, the portfolio of that ID, which may be that of a scenario. Scenarios
// happen independently of each other; each ID comes once, in one currency. The
// parts come in the order of the scenario IDs and equal what [Simulate] returns for
// each; the mean of the total is exactly the sum of their means.
func SimulatePortfolio(id isms.ID, scenarios []Scenario, o Options) (total Result, parts []Result, err error) {
	models, err := modelsOf(scenarios)
	if err := isms.RefuseAll(isms.RefuseUnder("id", id.Validate()), o.check(), err); err != nil {
		return Result{}, nil, err
	}
	sum := newResult(id, models[0].scenario.Currency, digestOfAll(string(id), models), o)
	each := make([]*recorder, len(models))
	workers := make([]*worker, len(models))
	for i := range models {
		m := &models[i]
		each[i] = newResult(m.scenario.ID, m.scenario.Currency, m.digest, o)
		workers[i] = newWorker(m)
	}
	var losses, all [block]float64
	for t := o.First; t < o.First+o.Trials; {
		s := o.stretch(t)
		t += s.count
		for _, w := range workers {
			w.begin(o.Seed, s)
		}
		for done := int64(0); done < s.count; done += block {
			n := int(min(block, s.count-done))
			clear(all[:n])
			for i, w := range workers {
				l := losses[:n]
				w.losses(l)
				each[i].add(l)
				for j, x := range l {
					all[j] += x
				}
			}
			sum.add(all[:n])
		}
	}
	sum.sums.losses = exact{}
	for _, r := range each {
		sum.sums.losses.add(&r.sums.losses)
		parts = append(parts, r.Result)
	}
	return sum.Result, parts, nil
}

// modelsOf prepares the scenarios in the order of their IDs.
func modelsOf(scenarios []Scenario) ([]model, error) {
	if len(scenarios) == 0 {
		return nil, isms.Refuse(scenariosMissing, "scenarios", "")
	}
	models := make([]model, 0, len(scenarios))
	var errs []error
	most := 0.0
	paths := isms.ItemPaths("", "scenarios", scenarios, func(s *Scenario) isms.ID { return s.ID })
	times := make(map[isms.ID]int, len(scenarios))
	for i, s := range scenarios {
		m, err := newModel(s)
		errs = append(errs, isms.RefuseUnder(paths[i], err))
		if c := scenarios[0].Currency; s.Currency != c {
			errs = append(errs, isms.Refuse(currencyDiffers, paths[i].Field("currency"), s.Currency, isms.ArgText("currency", c)))
		}
		if times[s.ID]++; times[s.ID] == 2 { // equal IDs would share their chances
			errs = append(errs, isms.Refuse(idDoubled, paths[i].Field("id"), string(s.ID)))
		}
		if err == nil {
			most += m.most()
		}
		models = append(models, m)
	}
	if most > maxLoss {
		errs = append(errs, isms.Refuse(portfolioTooLarge, "scenarios", ""))
	}
	slices.SortFunc(models, func(a, b model) int { return cmp.Compare(a.scenario.ID, b.scenario.ID) })
	return models, isms.RefuseAll(errs...)
}

// block is the number of trials that are drawn together.
const block = 512

// stretch is a range of trials in one chunk.
type stretch struct {
	chunk  uint64
	offset int   // first trial, within the chunk
	count  int64 // number of trials
}

// stretch returns the trials of o from number t to the end of its chunk.
func (o Options) stretch(t int64) stretch {
	c := t / chunk
	return stretch{uint64(c), int(t % chunk), min((c+1)*chunk, o.First+o.Trials) - t}
}

// worker draws the losses of one model, chunk by chunk.
type worker struct {
	m     *model
	trial uint64 // next trial within the chunk

	factor         []pcg
	loss           pcg
	secondaryShare pcg
	secondaryLoss  pcg
	counts         pcg
	events         pcg // key of the events of the chunk

	a, b, c [block]float64
}

func newWorker(m *model) *worker { return &worker{m: m, factor: make([]pcg, len(m.factor))} }

// run begins every stretch of o and calls draw for each of its blocks.
func (w *worker) run(o Options, draw func(n int)) {
	for t := o.First; t < o.First+o.Trials; {
		s := o.stretch(t)
		t += s.count
		w.begin(o.Seed, s)
		for done := int64(0); done < s.count; done += block {
			draw(int(min(block, s.count-done)))
		}
	}
}

// begin opens the streams of a chunk at the offset of s.
func (w *worker) begin(seed uint64, s stretch) {
	m := w.m
	open := func(role uint64) pcg {
		g := stream(seed, string(m.scenario.ID), role, s.chunk)
		g.skip(s.offset)
		return g
	}
	w.trial = uint64(s.offset)
	for i := range m.factor {
		w.factor[i] = open(m.factor[i].role)
	}
	if m.secondary {
		w.secondaryShare = open(roleSecondaryShare)
	}
	if m.count != "" {
		w.counts = open(roleCount)
		w.events = stream(seed, string(m.scenario.ID), roleEvents, s.chunk)
		return
	}
	w.loss = open(roleMagnitude)
	if m.secondary {
		w.secondaryLoss = open(roleSecondaryMagnitude)
	}
}

// losses draws the losses of the next len(dst) trials.
func (w *worker) losses(dst []float64) {
	m := w.m
	n := len(dst)
	frequency := w.a[:n]
	for i := range frequency {
		frequency[i] = m.scale
	}
	for i := range m.factor {
		f := w.b[:n]
		m.factor[i].fill(f, &w.factor[i])
		for j, x := range f {
			frequency[j] = float64(frequency[j] * x)
		}
	}
	if m.secondary {
		m.secondaryShare.fill(w.c[:n], &w.secondaryShare)
	}
	if m.count == "" {
		w.average(dst, frequency)
	} else {
		w.whole(dst, frequency)
	}
	w.trial += uint64(n)
}

// average draws one loss for each trial and multiplies it by the frequency.
func (w *worker) average(dst, frequency []float64) {
	m := w.m
	m.loss.fill(dst, &w.loss)
	if m.secondary {
		s := w.b[:len(dst)]
		m.secondaryLoss.fill(s, &w.secondaryLoss)
		for i, x := range s {
			dst[i] += float64(w.c[i] * x)
		}
	}
	for i, x := range dst {
		dst[i] = float64(float64(frequency[i]*x) * m.lossScale)
	}
}

// whole draws a number of events for each trial and a loss for each event.
func (w *worker) whole(dst, frequency []float64) {
	m := w.m
	for i := range dst {
		u := unit(w.counts.next())
		n := 0
		switch {
		case m.rate != nil:
			n = m.rate.at(u)
		case m.count == KindPoisson:
			n = poissonCount(frequency[i], share(u))
		case share(u) < frequency[i]:
			n = 1
		}
		if n == 0 {
			dst[i] = 0
			continue
		}
		g := w.events.branch(w.trial + uint64(i))
		sum := 0.0
		for range n {
			sum += m.loss.at(unit(g.next()))
			if m.secondary {
				gate := share(unit(g.next()))
				x := unit(g.next())
				if gate < w.c[i] {
					sum += m.secondaryLoss.at(x)
				}
			}
		}
		dst[i] = float64(sum * m.lossScale)
	}
}
