package roadmap

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// Range is an estimate between two numbers, such as days of work. The zero Range
// is 0.
type Range struct {
	Low  isms.Decimal `json:"low"`
	High isms.Decimal `json:"high"`
}

// validate returns an error if the range is upside down or below 0.
func (r Range) validate() error {
	if r.Low.Sign() < 0 || r.High.Compare(r.Low) < 0 {
		return fmt.Errorf("roadmap: range %s to %s: want 0 or more, the lower one first", r.Low, r.High)
	}
	return nil
}

func (r Range) zero() bool { return r.Low.Sign() == 0 && r.High.Sign() == 0 }

// MoneyRange is an estimate between two amounts of one currency.
type MoneyRange struct {
	Low  isms.Money `json:"low"`
	High isms.Money `json:"high"`
}

// validate returns an error if the range is upside down, below 0, or mixes
// currencies.
func (m MoneyRange) validate() error {
	if err := m.Low.Validate(); err != nil {
		return err
	}
	if m.Low.Currency != m.High.Currency {
		return fmt.Errorf("roadmap: range from %s to %s: want one currency", m.Low, m.High)
	}
	return Range{m.Low.Amount, m.High.Amount}.validate()
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

// Rate is the cost of one day of a role.
type Rate struct {
	Role string     `json:"role"` // as the tasks name it
	Day  MoneyRange `json:"day"`
}

// Fee is a cost by the day that is no effort of a task, such as the audit days of
// the certification body, or a lump sum: a licence, with Days 1.
type Fee struct {
	ID    isms.ID    `json:"id"`
	Title string     `json:"title"`
	Days  Range      `json:"days"`
	Day   MoneyRange `json:"day"`
}

// CostLine is the cost of one task or fee.
type CostLine struct {
	ID    isms.ID    `json:"id"`
	Title string     `json:"title"`
	Days  Range      `json:"days"`
	Cost  MoneyRange `json:"cost"`
}

// Cost is the cost of a plan as a range. Unpriced are the tasks with effort whose
// role has no rate: the cost is higher than Total by an unknown amount.
type Cost struct {
	Lines    []CostLine `json:"lines"`
	Total    MoneyRange `json:"total"`
	Unpriced []isms.ID  `json:"unpriced"`
}

// Cost returns the effort of the tasks multiplied by the day rates, plus the fees.
// It returns an error for two currencies, for a range that is upside down or below
// 0, for a role with two rates, and for amounts out of bounds.
func (p Plan) Cost(rates []Rate, fees []Fee) (Cost, error) {
	day := make(map[string]MoneyRange, len(rates))
	for _, r := range rates {
		if err := r.Day.validate(); err != nil {
			return Cost{}, fmt.Errorf("roadmap: rate of %s: %w", text.Quote(r.Role), err)
		}
		if _, twice := day[r.Role]; twice {
			return Cost{}, fmt.Errorf("roadmap: two rates for role %s", text.Quote(r.Role))
		}
		day[r.Role] = r.Day
	}
	c := Cost{Lines: []CostLine{}, Unpriced: []isms.ID{}}
	add := func(id isms.ID, title string, days Range, rate MoneyRange) error {
		if err := days.validate(); err != nil {
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
		if err := f.Day.validate(); err != nil {
			return Cost{}, fmt.Errorf("roadmap: fee %s: %w", f.ID, err)
		}
		if err := add(f.ID, f.Title, f.Days, f.Day); err != nil {
			return Cost{}, err
		}
	}
	return c, nil
}
