package roadmap

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

// A Range is a number that is known only to lie between two: days of work, say.
// The zero Range is 0.
type Range struct {
	Low  isms.Decimal `json:"low"`
	High isms.Decimal `json:"high"`
}

// Validate returns an error if the range is upside down or below 0.
func (r Range) Validate() error {
	if r.Low.Sign() < 0 || r.High.Compare(r.Low) < 0 {
		return fmt.Errorf("roadmap: range %s to %s: want 0 or more, the lower one first", r.Low, r.High)
	}
	return nil
}

func (r Range) zero() bool { return r.Low.Sign() == 0 && r.High.Sign() == 0 }

// A MoneyRange is an amount that is known only to lie between two.
type MoneyRange struct {
	Low  isms.Money `json:"low"`
	High isms.Money `json:"high"`
}

// Validate returns an error if the range is upside down, below 0, or mixes
// currencies.
func (m MoneyRange) Validate() error {
	if err := m.Low.Validate(); err != nil {
		return err
	}
	if m.Low.Currency != m.High.Currency {
		return fmt.Errorf("roadmap: range from %s to %s: want one currency", m.Low, m.High)
	}
	return Range{m.Low.Amount, m.High.Amount}.Validate()
}

// times returns the amounts for a number of days, lower by lower and higher by
// higher.
func (m MoneyRange) times(days Range) (MoneyRange, error) {
	high, err := m.High.Amount.Mul(days.High)
	if err != nil {
		return MoneyRange{}, err
	}
	low, _ := m.Low.Amount.Mul(days.Low) // no larger than the higher amount, so within bounds, too
	return MoneyRange{isms.Money{Amount: low, Currency: m.Low.Currency}, isms.Money{Amount: high, Currency: m.High.Currency}}, nil
}

// A Rate is what a day of a role costs.
type Rate struct {
	Role string     `json:"role"` // as the tasks name it
	Day  MoneyRange `json:"day"`
}

// A Fee is something that costs by the day but is no task's effort, such as the
// audit days of the certification body, or a lump sum: a licence, with Days 1.
type Fee struct {
	ID    isms.ID    `json:"id"`
	Title string     `json:"title"`
	Days  Range      `json:"days"`
	Day   MoneyRange `json:"day"`
}

// A CostLine is what one task or fee costs.
type CostLine struct {
	ID    isms.ID    `json:"id"`
	Title string     `json:"title"`
	Days  Range      `json:"days"`
	Cost  MoneyRange `json:"cost"`
}

// A Cost is the price of a plan as a range. Unpriced are the tasks with effort
// for whose role there is no rate: the true cost is higher than Total, and nobody
// has said by how much.
type Cost struct {
	Lines    []CostLine `json:"lines"`
	Total    MoneyRange `json:"total"`
	Unpriced []isms.ID  `json:"unpriced"`
}

// Cost multiplies the effort of the tasks with day rates, and adds the fees. All
// amounts have to be in one currency. It errs for ranges that are upside down or
// below 0, for a role with two rates, and for amounts out of bounds.
func (p Plan) Cost(rates []Rate, fees []Fee) (Cost, error) {
	day := make(map[string]MoneyRange, len(rates))
	for _, r := range rates {
		if err := r.Day.Validate(); err != nil {
			return Cost{}, fmt.Errorf("roadmap: rate of %.40q: %w", r.Role, err)
		}
		if _, twice := day[r.Role]; twice {
			return Cost{}, fmt.Errorf("roadmap: two rates for role %.40q", r.Role)
		}
		day[r.Role] = r.Day
	}
	c := Cost{Lines: []CostLine{}, Unpriced: []isms.ID{}}
	add := func(id isms.ID, title string, days Range, rate MoneyRange) error {
		if err := days.Validate(); err != nil {
			return fmt.Errorf("roadmap: days of %s: %w", id, err)
		}
		cost, err := rate.times(days)
		if err != nil {
			return fmt.Errorf("roadmap: cost of %s: %w", id, err)
		}
		c.Lines = append(c.Lines, CostLine{id, title, days, cost})
		if c.Total.Low, err = c.Total.Low.Add(cost.Low); err == nil {
			c.Total.High, err = c.Total.High.Add(cost.High)
		}
		if err != nil {
			return fmt.Errorf("roadmap: cost of %s: %w", id, err)
		}
		return nil
	}
	for _, t := range byID(p.Tasks) {
		rate, ok := day[t.Role]
		switch {
		case t.Effort.zero():
			continue
		case !ok:
			c.Unpriced = append(c.Unpriced, t.ID)
			continue
		}
		if err := add(t.ID, t.Title, t.Effort, rate); err != nil {
			return Cost{}, err
		}
	}
	extra := slices.Clone(fees)
	slices.SortStableFunc(extra, func(a, b Fee) int { return strings.Compare(string(a.ID), string(b.ID)) })
	for _, f := range extra {
		if err := f.Day.Validate(); err != nil {
			return Cost{}, fmt.Errorf("roadmap: fee %s: %w", f.ID, err)
		}
		if err := add(f.ID, f.Title, f.Days, f.Day); err != nil {
			return Cost{}, err
		}
	}
	return c, nil
}

// A Quote is a range of cost or time that somebody has published. Quotes are
// examples of how far such figures lie apart, and enter no calculation.
type Quote struct {
	Who        string          `json:"who"`   // for whom it is said to hold
	What       string          `json:"what"`  // what it covers
	Range      string          `json:"range"` // as given, with currency or unit
	Source     string          `json:"source"`
	Read       isms.Date       `json:"read"`
	Confidence isms.Confidence `json:"confidence"`
}

// Quotes yields published figures. Each has a single source and low confidence:
// they differ by more than ten times. Compute your own.
func Quotes() iter.Seq[Quote] { return slices.Values(quoteTable[:]) }

var readOn = isms.MustDate("2026-11-22")

var quoteTable = [...]Quote{
	{"managed service provider of 20 to 100 people", "getting ready", "20,000 to 60,000 USD", "in circulation, origin not traced", readOn, "low"},
	{"managed service provider of 20 to 100 people", "certification audit", "10,000 to 25,000 USD", "in circulation, origin not traced", readOn, "low"},
	{"managed service provider of 20 to 100 people", "surveillance, each year", "5,000 to 15,000 USD", "in circulation, origin not traced", readOn, "low"},
	{"managed service provider of 20 to 100 people", "first year in all", "30,000 to 85,000 USD", "in circulation, origin not traced", readOn, "low"},
	{"managed service provider of 20 to 100 people", "start to certificate", "7 to 12 months", "in circulation, origin not traced", readOn, "low"},
	{"managed service provider of 20 to 100 people", "delay when rushed", "3 to 6 months", "in circulation, origin not traced", readOn, "low"},
	{"small firms", "start to certificate, in all", "30,000 to 60,000 USD and more", "iso27001-hub.com", readOn, "low"},
	{"any organization", "start to certificate, in all", "50,000 to 200,000 USD", "legalclarity.org", readOn, "low"},
	{"20 to 100 people", "stage 2 to certificate", "4 to 6 weeks", "gimix.es", readOn, "low"},
	{"any organization", "operation before the body is invited", "at least 3 months", "audisocon.com", readOn, "low"},
}
