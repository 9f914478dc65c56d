package quant

import (
	"cmp"

	"github.com/ismskit/ismskit/isms"
)

// Return is what a control brings in a year.
type Return struct {
	Benefit isms.Money `json:"benefit"` // expected loss before less expected loss after
	Net     isms.Money `json:"net"`     // benefit less cost; negative if the control costs more than it saves
	// Ratio is the return on the security investment: net by cost, rounded to 4
	// places. It is nil if the cost is 0.
	Ratio *isms.Decimal `json:"ratio,omitzero"`
}

// ReturnOnControl compares the expected loss of a year without a control and with it,
// each from [Result.Mean] or [Scenario.ExpectedLoss], with what the control costs in
// a year. It returns an [isms.Error] if an amount is missing or negative, or if the
// currencies differ.
func ReturnOnControl(before, after, cost isms.Money) (Return, error) {
	var errs []error
	for _, m := range []struct {
		at isms.Path
		isms.Money
	}{{"before", before}, {"after", after}, {"cost", cost}} {
		switch {
		case m.Currency == "":
			errs = append(errs, isms.Refuse(amountMissing, m.at, ""))
		case m.Amount.Sign() < 0:
			errs = append(errs, isms.Refuse(numberNegative, m.at, m.String()))
		case m.Currency != before.Currency:
			errs = append(errs, isms.Refuse(currencyDiffers, m.at, m.Currency, isms.ArgText("currency", before.Currency)))
		}
	}
	if err := isms.RefuseAll(errs...); err != nil {
		return Return{}, err
	}
	var r Return
	benefit, err := before.Amount.Sub(after.Amount)
	net, errNet := benefit.Sub(cost.Amount)
	if err := cmp.Or(err, errNet); err != nil {
		return Return{}, err
	}
	r.Benefit = isms.Money{Amount: benefit, Currency: before.Currency}
	r.Net = isms.Money{Amount: net, Currency: before.Currency}
	if cost.Amount.Sign() == 0 {
		return r, nil
	}
	ratio, err := net.Quo(cost.Amount, 4)
	if err != nil {
		return Return{}, isms.RefuseUnder("cost", err)
	}
	r.Ratio = &ratio
	return r, nil
}
