package roadmap

import (
	"slices"
	"strings"

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
		return isms.Refuse(rangeReversed, "", "", isms.ArgDecimal("low", r.Low), isms.ArgDecimal("high", r.High))
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
		return isms.RefuseUnder("low", err)
	}
	if m.Low.Currency != m.High.Currency {
		return isms.Refuse(twoCurrencies, "", "", isms.ArgMoney("low", m.Low), isms.ArgMoney("high", m.High))
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
// It returns an [isms.Error] for two currencies, for a range that is upside down or
// below 0, for a role with two rates, and for amounts out of bounds.
func (p Plan) Cost(rates []Rate, fees []Fee) (Cost, error) {
	day := make(map[string]priced, len(rates))
	b := bill{Cost: Cost{Lines: []CostLine{}, Unpriced: []isms.ID{}}}
	paths := isms.ItemPaths("", "rates", rates, func(r *Rate) string { return r.Role })
	for i, r := range rates {
		at := paths[i]
		b.refuse(at.Field("day"), r.Day.validate())
		if _, twice := day[r.Role]; twice {
			b.refuse("", isms.Refuse(rateTwice, at.Field("role"), r.Role))
		}
		day[r.Role] = priced{r.Day, at.Field("day")}
	}
	var order []int
	paths = isms.ItemPaths("", "fees", fees, func(f *Fee) isms.ID { return f.ID })
	for i, at := range paths {
		b.refuse(at.Field("day"), fees[i].Day.validate())
		order = append(order, i)
	}
	if b.errs != nil {
		return Cost{}, isms.RefuseAll(b.errs...)
	}
	tasks, origin := byID(p.Tasks)
	at := isms.ItemPaths("", "tasks", p.Tasks, func(t *Task) isms.ID { return t.ID })
	for i := range tasks {
		t := &tasks[i]
		rate, ok := day[t.Role]
		switch {
		case t.Effort.zero():
		case !ok:
			b.Unpriced = append(b.Unpriced, t.ID)
		default:
			b.add(CostLine{t.ID, t.Title, t.Effort, rate.MoneyRange}, at[origin[i]].Field("effort"), rate.at)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return strings.Compare(string(fees[a].ID), string(fees[b].ID)) })
	for _, i := range order {
		f := &fees[i]
		b.add(CostLine{f.ID, f.Title, f.Days, f.Day}, paths[i].Field("days"), paths[i].Field("day"))
	}
	if b.errs != nil {
		return Cost{}, isms.RefuseAll(b.errs...)
	}
	return b.Cost, nil
}

// priced is an amount with its path.
type priced struct {
	MoneyRange
	at isms.Path
}

// bill is a cost being summed up, with what is wrong with it.
type bill struct {
	Cost
	errs []error
}

// refuse takes down an error, if it is one, under a path.
func (b *bill) refuse(at isms.Path, err error) {
	if err != nil {
		b.errs = append(b.errs, isms.RefuseUnder(at, err))
	}
}

// add adds a line that has the rate in place of the cost. The paths lead to its days
// and to its rate.
func (b *bill) add(line CostLine, days, rate isms.Path) {
	if err := line.Days.validate(); err != nil {
		b.refuse(days, err)
		return
	}
	cost, err := line.Cost.times(line.Days)
	if err != nil {
		b.refuse(days, err)
		return
	}
	low, err := b.Total.Low.Add(cost.Low)
	if err != nil {
		b.refuse(rate.Field("low"), err)
		return
	}
	high, err := b.Total.High.Add(cost.High)
	if err != nil {
		b.refuse(rate.Field("high"), err)
		return
	}
	line.Cost, b.Total = cost, MoneyRange{low, high}
	b.Lines = append(b.Lines, line)
}
