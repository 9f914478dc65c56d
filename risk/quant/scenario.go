package quant

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/internal/text"
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

// Validate returns an error that names the field, its value and what would be
// right, if s cannot be simulated.
func (s Scenario) Validate() error {
	_, err := compile(s)
	return prefix(err)
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

// newModel checks s and prepares it for simulation. Prepare once, simulate
// often: the tables of a PERT distribution take about a sixth of a
// millisecond.
func newModel(s Scenario) (model, error) {
	m, err := compile(s)
	if err != nil {
		return model{}, prefix(err)
	}
	return m, nil
}

// compile checks s and builds its model.
func compile(s Scenario) (model, error) {
	if err := s.ID.Validate(); err != nil {
		return model{}, fmt.Errorf("scenario id: %w", err)
	}
	m := model{scenario: s, scale: 1, lossScale: 1}
	m.scenario.Controls = slices.Clone(s.Controls)
	m.digest = digestOf(s)
	in := func(err error) (model, error) {
		return model{}, fmt.Errorf("scenario %s: %w", text.Quote(string(s.ID)), err)
	}
	if err := (isms.Money{Currency: s.Currency}).Validate(); err != nil {
		return in(fmt.Errorf("currency: %w", err))
	}
	if err := m.setFrequency(s); err != nil {
		return in(err)
	}
	if err := m.setVulnerability(s); err != nil {
		return in(err)
	}
	if err := m.setLoss(s); err != nil {
		return in(err)
	}
	if err := m.setControls(s.Controls); err != nil {
		return in(err)
	}
	if err := m.setCounting(s.Counting); err != nil {
		return in(err)
	}
	if most := m.most(); !(most <= maxLoss) {
		return in(fmt.Errorf("magnitude %s: the largest loss of a year that can be drawn, %.3g, is above 10^21; want a narrower or lower distribution", s.Magnitude, most))
	}
	return m, nil
}

// read returns the law of a field, which must not count events.
func read(name string, d Distribution) (law, error) {
	l, err := d.law()
	if err != nil {
		return law{}, fmt.Errorf("%s: %w", name, err)
	}
	if l.kind.counts() {
		return law{}, fmt.Errorf("%s: %s counts events; want a continuous distribution or a constant", name, d)
	}
	return l, nil
}

// readShare returns the law of a field that is a share between 0 and 1.
func readShare(name string, d Distribution) (law, error) {
	l, err := read(name, d)
	if err == nil && (l.kind == kindLognormal || l.low+l.width > 1) {
		err = fmt.Errorf("%s: %s reaches beyond 1; want a share, 0 to 1", name, d)
	}
	return l, err
}

// multiply lets the frequency be multiplied by the law of a role.
func (m *model) multiply(l law, role uint64) {
	if l.kind == kindConstant {
		m.scale = float64(m.scale * l.low)
		return
	}
	m.factor = append(m.factor, newVariate(l, role))
}

func (m *model) setFrequency(s Scenario) error {
	var name string
	var role uint64
	var base Distribution
	for _, f := range []struct {
		name string
		role uint64
		d    Distribution
	}{
		{"frequency", roleFrequency, s.Frequency},
		{"threat events", roleThreatEvents, s.ThreatEvents},
		{"contacts", roleContacts, s.Contacts},
	} {
		switch {
		case f.d.absent():
		case name != "":
			return fmt.Errorf("%s %s: %s given already; want one of frequency, threat events, contacts", f.name, f.d, name)
		default:
			name, role, base = f.name, f.role, f.d
		}
	}
	if name == "" {
		return fmt.Errorf("frequency: none given; want one of frequency, threat events, contacts")
	}
	l, err := base.law()
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if l.kind.counts() {
		m.count = l.kind
		l = constantLaw(l.low)
	}
	m.multiply(l, role)
	switch {
	case s.Action.absent():
		return nil
	case s.Contacts.absent():
		return fmt.Errorf("action %s: %s are given, not contacts; want contacts, or no action", s.Action, name)
	}
	a, err := readShare("action", s.Action)
	if err != nil {
		return err
	}
	m.multiply(a, roleAction)
	return nil
}

func (m *model) setVulnerability(s Scenario) error {
	direct, against := !s.Vulnerability.absent(), !s.Capability.absent() || !s.Resistance.absent()
	switch {
	case !direct && !against:
		return nil
	case !s.Frequency.absent():
		return fmt.Errorf("vulnerability: frequency is given and already counts losses; want threat events or contacts with it")
	case direct && against:
		return fmt.Errorf("vulnerability %s: capability and resistance are given as well; want one of the two", s.Vulnerability)
	case direct:
		l, err := readShare("vulnerability", s.Vulnerability)
		if err != nil {
			return err
		}
		m.multiply(l, roleVulnerability)
		return nil
	}
	c, err := read("capability", s.Capability)
	if err != nil {
		return err
	}
	r, err := read("resistance", s.Resistance)
	if err != nil {
		return err
	}
	m.multiply(constantLaw(vulnerability(c, r)), roleVulnerability)
	return nil
}

func (m *model) setLoss(s Scenario) error {
	l, err := read("magnitude", s.Magnitude)
	if err != nil {
		return err
	}
	m.loss = newVariate(l, roleMagnitude)
	switch {
	case s.SecondaryShare.absent() && s.SecondaryMagnitude.absent():
		return nil
	case s.SecondaryShare.absent():
		return fmt.Errorf("secondary share: none given; want the share of loss events with a secondary loss, 0 to 1")
	}
	p, err := readShare("secondary share", s.SecondaryShare)
	if err != nil {
		return err
	}
	l, err = read("secondary magnitude", s.SecondaryMagnitude)
	if err != nil {
		return err
	}
	m.secondary = true
	m.secondaryShare = newVariate(p, roleSecondaryShare)
	m.secondaryLoss = newVariate(l, roleSecondaryMagnitude)
	return nil
}

func (m *model) setControls(controls []Control) error {
	left := func(c Control, name, share string) (float64, error) {
		if share == "" {
			return 1, nil
		}
		x, err := parse(share)
		if err == nil && (x < 0 || x > 1) {
			err = fmt.Errorf("want a share, 0 to 1")
		}
		if err != nil {
			return 0, fmt.Errorf("control %s: %s %s: %w", text.Quote(string(c.ID)), name, text.Quote(share), err)
		}
		return x, nil
	}
	sorted := sortedControls(controls)
	for i, c := range sorted {
		if err := c.ID.Validate(); err != nil {
			return fmt.Errorf("control id: %w", err)
		}
		if i > 0 && c.ID == sorted[i-1].ID {
			return fmt.Errorf("control %s: given twice; want each control once", text.Quote(string(c.ID)))
		}
		events, err := left(c, "events left", c.EventsLeft)
		if err != nil {
			return err
		}
		loss, err := left(c, "loss left", c.LossLeft)
		if err != nil {
			return err
		}
		m.scale = float64(m.scale * events)
		m.lossScale = float64(m.lossScale * loss)
	}
	return nil
}

// sortedControls returns the controls in the order of their IDs.
func sortedControls(controls []Control) []Control {
	return slices.SortedStableFunc(slices.Values(controls), func(a, b Control) int { return cmp.Compare(a.ID, b.ID) })
}

func (m *model) setCounting(c Counting) error {
	switch {
	case c == AverageYear && m.count != "":
		return fmt.Errorf("counting %s: %s draws whole events; want whole events or none", text.Quote(string(c)), m.count)
	case c == WholeEvents && m.count == "":
		m.count = kindPoisson
	case c != "" && !Countings().Has(c):
		return fmt.Errorf("counting %s: want one of %s", text.Quote(string(c)), Countings())
	}
	if m.count != kindPoisson {
		return nil
	}
	if most := m.mostFrequent(); !(most <= maxRate) {
		return fmt.Errorf("frequency: up to %.6g events a year cannot be drawn one by one; want at most %d, or a frequency that is counted by %s", most, maxRate, AverageYear)
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
	case kindPoisson:
		return float64(loss * float64(poissonMost(m.mostFrequent())))
	case kindBernoulli:
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
