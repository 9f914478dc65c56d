package quant

import (
	"cmp"
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Scenario is one way to lose money, in the terms of FAIR (Factor Analysis of
// Information Risk): how often losses happen, and how much each costs.
//
// The frequency of losses is given on one of three levels, the first that is
// known:
//
//   - Frequency: loss events per year (LEF);
//   - ThreatEvents: threat events per year (TEF), times vulnerability;
//   - Contacts: contacts per year, times the probability of Action, times
//     vulnerability.
//
// Vulnerability is the share of threat events that become losses. It is given
// itself, or as Capability against Resistance, two strengths on one scale of
// the caller's: then it is the share of cases in which the capability is at
// least the resistance. Without either, every threat event is a loss.
//
// A loss event costs Magnitude, and in SecondaryShare of the cases also
// SecondaryMagnitude.
//
// Scenario is a record; a draft may be wrong, and [Scenario.Validate] says how.
type Scenario struct {
	// ID names the scenario. Its random numbers follow from the seed and the ID,
	// so that the same scenario with and without a control meets the same
	// chances.
	ID    isms.ID `json:"id"`
	Title string  `json:"title,omitzero"`
	// Currency of the losses, three capital letters.
	Currency string `json:"currency"`
	// Counting says how events make the loss of a year.
	Counting Counting `json:"counting,omitzero"`

	Frequency    Distribution `json:"frequency,omitzero"`    // loss events per year
	ThreatEvents Distribution `json:"threatEvents,omitzero"` // threat events per year
	Contacts     Distribution `json:"contacts,omitzero"`     // contacts per year
	Action       Distribution `json:"action,omitzero"`       // share of contacts that become threat events, 0 to 1

	Vulnerability Distribution `json:"vulnerability,omitzero"` // share of threat events that become losses, 0 to 1
	Capability    Distribution `json:"capability,omitzero"`    // strength of the threat, any unit
	Resistance    Distribution `json:"resistance,omitzero"`    // strength of the controls, in the unit of Capability

	Magnitude          Distribution `json:"magnitude"`                   // primary loss, money per loss event
	SecondaryShare     Distribution `json:"secondaryShare,omitzero"`     // share of loss events with a secondary loss, 0 to 1
	SecondaryMagnitude Distribution `json:"secondaryMagnitude,omitzero"` // secondary loss, money per such event

	// Controls in place: each lets a share of the events and a share of each
	// loss remain.
	Controls []Control `json:"controls,omitempty"`
}

// Counting says how events make the loss of a year.
type Counting string

// Ways to count the events of a year.
const (
	// AverageYear multiplies the frequency of a year by one loss, without
	// rounding it to whole events, as FAIR tools do.
	AverageYear Counting = "average year"
	// WholeEvents draws a number of events, Poisson with the frequency as its
	// mean, and a loss for each of them. The frequency must stay below 500.
	WholeEvents Counting = "whole events"
)

var wordsCountings = [...][2]Counting{
	{AverageYear, "Average year"},
	{WholeEvents, "Whole events"},
}

// Countings returns the vocabulary of [Counting].
func Countings() isms.Words[Counting] { return isms.WordsOf("quant.counting", wordsCountings[:]) }

// Control lowers the losses of a scenario. Shares cannot exceed 1: a control
// that makes things worse is another scenario.
type Control struct {
	ID    isms.ID `json:"id"`
	Title string  `json:"title,omitzero"`
	// EventsLeft is the share of loss events that still happen, 0 to 1, as
	// decimal text; empty is 1.
	EventsLeft string `json:"eventsLeft,omitzero"`
	// LossLeft is the share of each loss that remains, 0 to 1, as decimal text;
	// empty is 1.
	LossLeft string `json:"lossLeft,omitzero"`
}

// With returns s with one more control. Every trial of the result, under the
// same seed, loses at most what it loses under s; only a Poisson count whose
// rate shrinks by less than a millionth could be rounded up, in fewer than one
// of 10^14 trials.
func (s Scenario) With(c Control) Scenario {
	s.Controls = append(slices.Clone(s.Controls), c)
	return s
}

// Validate returns an [isms.Error] if s cannot be simulated.
func (s Scenario) Validate() error {
	_, err := newModel(s)
	return err
}

// Roles number the streams of a scenario; they never change.
const (
	roleFrequency = iota + 1
	roleThreatEvents
	roleContacts
	roleAction
	roleVulnerability
	roleMagnitude
	roleSecondaryShare
	roleSecondaryMagnitude
	roleCount
	roleEvents
)

// model is a checked Scenario, with its tables built. It never changes:
// goroutines may share it.
type model struct {
	scenario Scenario
	digest   digest

	count  Kind      // KindPoisson, KindBernoulli, or empty for an average year
	factor []variate // frequency: the product of these ...
	scale  float64   // ... and this
	rate   *poisson  // whole events at a rate that does not vary

	loss           variate
	secondary      bool
	secondaryShare variate
	secondaryLoss  variate
	lossScale      float64
}

// newModel checks s and prepares it for simulation. Prepare once, simulate often: the
// tables of a PERT distribution take about a sixth of a millisecond.
func newModel(s Scenario) (model, error) {
	m := model{scenario: s, scale: 1, lossScale: 1}
	m.scenario.Controls = slices.Clone(s.Controls)
	m.digest = digestOf(s)
	var counting error
	if s.Counting != "" {
		counting = Countings().Validate("counting", s.Counting)
	}
	err := isms.RefuseAll(
		isms.RefuseUnder("id", s.ID.Validate()), (isms.Money{Currency: s.Currency}).Validate(),
		m.setFrequency(s), m.setVulnerability(s), m.setLoss(s), m.setControls(s.Controls), counting,
	)
	if err == nil {
		err = m.setCounting(s)
	}
	if err != nil {
		return model{}, err
	}
	if !(m.most() <= maxLoss) {
		return model{}, isms.Refuse(lossTooLarge, "magnitude", "")
	}
	return m, nil
}

// read returns the law of a field, which must not count events.
func read(at isms.Path, d Distribution) (law, error) {
	l, err := d.law()
	if err == nil && l.kind.counts() {
		err = isms.Refuse(countsEvents, "", "")
	}
	return l, isms.RefuseUnder(at, err)
}

// readShare returns the law of a field that is a share between 0 and 1.
func readShare(at isms.Path, d Distribution) (law, error) {
	l, err := read(at, d)
	if err == nil && (l.kind == KindLognormal || l.low+l.width > 1) {
		err = isms.Refuse(beyondOne, at, "")
	}
	return l, err
}

// multiply lets the frequency be multiplied by the law of a role.
func (m *model) multiply(l law, role uint64) {
	if l.kind == KindConstant {
		m.scale = float64(m.scale * l.low)
		return
	}
	m.factor = append(m.factor, newVariate(l, role))
}

func (m *model) setFrequency(s Scenario) error {
	var at isms.Path
	var role uint64
	var base Distribution
	var errs []error
	for _, f := range []struct {
		at   isms.Path
		role uint64
		d    Distribution
	}{
		{"frequency", roleFrequency, s.Frequency},
		{"threatEvents", roleThreatEvents, s.ThreatEvents},
		{"contacts", roleContacts, s.Contacts},
	} {
		switch {
		case f.d.absent():
		case at != "":
			errs = append(errs, isms.Refuse(frequencyTwice, f.at, ""))
		default:
			at, role, base = f.at, f.role, f.d
		}
	}
	if at == "" {
		return isms.Refuse(frequencyMissing, "frequency", "")
	}
	l, err := base.law()
	errs = append(errs, isms.RefuseUnder(at, err))
	if l.kind.counts() {
		m.count = l.kind
		l = constantLaw(l.low)
	}
	if err == nil {
		m.multiply(l, role)
	}
	switch {
	case s.Action.absent():
	case s.Contacts.absent():
		errs = append(errs, isms.Refuse(actionAlone, "action", ""))
	default:
		a, err := readShare("action", s.Action)
		if errs = append(errs, err); err == nil {
			m.multiply(a, roleAction)
		}
	}
	return isms.RefuseAll(errs...)
}

func (m *model) setVulnerability(s Scenario) error {
	direct, against := !s.Vulnerability.absent(), !s.Capability.absent() || !s.Resistance.absent()
	switch {
	case !direct && !against:
		return nil
	case !s.Frequency.absent():
		return isms.Refuse(vulnerabilityOfLosses, "vulnerability", "")
	case direct && against:
		return isms.Refuse(vulnerabilityTwice, "vulnerability", "")
	case direct:
		l, err := readShare("vulnerability", s.Vulnerability)
		if err == nil {
			m.multiply(l, roleVulnerability)
		}
		return err
	}
	c, err := read("capability", s.Capability)
	r, err2 := read("resistance", s.Resistance)
	if err := isms.RefuseAll(err, err2); err != nil {
		return err
	}
	m.multiply(constantLaw(vulnerability(c, r)), roleVulnerability)
	return nil
}

func (m *model) setLoss(s Scenario) error {
	l, err := read("magnitude", s.Magnitude)
	errs := []error{err}
	if err == nil {
		m.loss = newVariate(l, roleMagnitude)
	}
	switch {
	case s.SecondaryShare.absent() && s.SecondaryMagnitude.absent():
	case s.SecondaryShare.absent():
		errs = append(errs, isms.Refuse(secondaryShareMissing, "secondaryShare", ""))
	default:
		p, errP := readShare("secondaryShare", s.SecondaryShare)
		l, errL := read("secondaryMagnitude", s.SecondaryMagnitude)
		if errs = append(errs, errP, errL); errP == nil && errL == nil {
			m.secondary = true
			m.secondaryShare = newVariate(p, roleSecondaryShare)
			m.secondaryLoss = newVariate(l, roleSecondaryMagnitude)
		}
	}
	return isms.RefuseAll(errs...)
}

func (m *model) setControls(controls []Control) error {
	var errs []error
	left := func(at isms.Path, share string) float64 {
		if share == "" {
			return 1
		}
		x, err := parse(at, share)
		if err == nil && (x < 0 || x > 1) {
			err = isms.Refuse(outOfRange, at, share, isms.ArgInt("least", 0), isms.ArgInt("most", 1))
		}
		errs = append(errs, err)
		return x
	}
	paths := isms.ItemPaths("", "controls", controls, func(c *Control) isms.ID { return c.ID })
	times := make(map[isms.ID]int, len(controls))
	for i, c := range controls {
		errs = append(errs, isms.RefuseUnder(paths[i].Field("id"), c.ID.Validate()))
		if times[c.ID]++; times[c.ID] == 2 {
			errs = append(errs, isms.Refuse(idDoubled, paths[i].Field("id"), string(c.ID)))
		}
	}
	for _, i := range controlOrder(controls) {
		c := controls[i]
		m.scale = float64(m.scale * left(paths[i].Field("eventsLeft"), c.EventsLeft))
		m.lossScale = float64(m.lossScale * left(paths[i].Field("lossLeft"), c.LossLeft))
	}
	return isms.RefuseAll(errs...)
}

// controlOrder returns the positions of the controls in the order of their IDs.
func controlOrder(controls []Control) []int {
	order := make([]int, len(controls))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(controls[i].ID, controls[j].ID) })
	return order
}

func (m *model) setCounting(s Scenario) error {
	c := s.Counting
	switch {
	case c == AverageYear && m.count != "":
		return isms.Refuse(eventsDrawn, "counting", string(c), isms.ArgWord("counting", Countings(), WholeEvents))
	case c == WholeEvents && m.count == "":
		m.count = KindPoisson
	}
	if m.count != KindPoisson {
		return nil
	}
	if !(m.mostFrequent() <= maxRate) {
		return isms.Refuse(tooFrequent, "frequency", "", isms.ArgInt("most", maxRate), isms.ArgWord("counting", Countings(), AverageYear))
	}
	if len(m.factor) == 0 {
		m.rate = newPoisson(m.scale)
	}
	return nil
}

// mostFrequent returns the highest frequency that can be drawn.
func (m *model) mostFrequent() float64 {
	f := m.scale
	for i := range m.factor {
		f = float64(f * m.factor[i].most())
	}
	return f
}

// most returns the highest loss of a year that can be drawn.
func (m *model) most() float64 {
	loss := m.loss.most()
	if m.secondary {
		loss += m.secondaryLoss.most()
	}
	loss = float64(loss * m.lossScale)
	switch m.count {
	case KindPoisson:
		return float64(loss * float64(poissonMost(m.mostFrequent())))
	case KindBernoulli:
		return loss
	}
	return float64(loss * m.mostFrequent())
}

// vulnerability returns the share of cases in which a value of c is at least a
// value of r, both independent. It compares 2^13 evenly spread quantiles of
// each; the error is below 2^-13 = 0.000123. A higher resistance, quantile by
// quantile, never raises it.
func vulnerability(c, r law) float64 {
	const n = 1 << 13
	capability, resistance := newVariate(c, 0), newVariate(r, 0)
	at := func(v *variate, i int) float64 { return v.at(uint64(i)<<40 | 1<<39) }
	hits, j := 0, 0
	for i := range n {
		x := at(&capability, i)
		for j < n && at(&resistance, j) <= x {
			j++
		}
		hits += j
	}
	return float64(hits) / (n * n)
}
