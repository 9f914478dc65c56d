package quant

import (
	"math"
	"math/big"

	"github.com/ismskit/ismskit/isms"
)

// ExpectedLoss returns the expected loss of a year (the annualized loss
// exposure, ALE) by the closed form, without simulation: expected frequency
// times expected loss. The relative error before rounding to two places is
// below 1e-12, or that of the vulnerability if it comes from capability against
// resistance.
func (s Scenario) ExpectedLoss() (isms.Money, error) {
	m, err := newModel(s)
	if err != nil {
		return isms.Money{}, err
	}
	mean, _ := m.moments()
	return m.money(mean), nil
}

// StandardDeviation returns the standard deviation of the loss of a year by the
// closed form, without simulation.
func (s Scenario) StandardDeviation() (isms.Money, error) {
	m, err := newModel(s)
	if err != nil {
		return isms.Money{}, err
	}
	_, variance := m.moments()
	return m.money(math.Sqrt(variance)), nil
}

func (m *model) money(x float64) isms.Money {
	return isms.Money{Amount: toDecimal(new(big.Rat).SetFloat64(x), 2), Currency: m.scenario.Currency}
}

// moments returns the mean and the variance of the loss of a year.
func (m *model) moments() (mean, variance float64) {
	// Frequency.
	f, ff := m.scale, float64(m.scale*m.scale)
	for i := range m.factor {
		l := &m.factor[i].law
		f = float64(f * l.mean())
		ff = float64(ff * l.square())
	}
	// Primary loss, secondary loss and the share of events that have one.
	p, pp := m.loss.law.mean(), m.loss.law.square()
	var s, ss, q, qq float64
	if m.secondary {
		s, ss = m.secondaryLoss.law.mean(), m.secondaryLoss.law.square()
		q, qq = m.secondaryShare.law.mean(), m.secondaryShare.law.square()
	}
	event := p + float64(q*s) // expected loss of an event
	mean = float64(f * event)
	cross := float64(float64(2*p) * float64(q*s))
	switch m.count {
	case "":
		variance = float64(ff*((pp+cross)+float64(qq*ss))) - float64(mean*mean)
	default:
		// Given the share, events are independent; all events of a year have
		// one share. The mean square of the expected loss of an event:
		given := (float64(p*p) + cross) + float64(qq*float64(s*s))
		// ... and the mean variance around it:
		spread := ((pp - float64(p*p)) + float64(q*ss)) - float64(qq*float64(s*s))
		events := f // mean square of the number of events
		if m.count == KindPoisson {
			events += ff
		}
		variance = (float64(f*spread) + float64(events*given)) - float64(mean*mean)
	}
	mean = float64(mean * m.lossScale)
	variance = float64(float64(variance*m.lossScale) * m.lossScale)
	return mean, max(variance, 0)
}
