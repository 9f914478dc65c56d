package isms

import (
	"strings"
)

// Money is an amount in a currency. The zero Money means that none was given; it
// is not 0 of some currency.
type Money struct {
	Amount   Decimal `json:"amount"`
	Currency string  `json:"currency"` // three capital letters, ISO 4217: "EUR"
}

// ParseMoney reads an amount, a blank and a currency: "1250.50 EUR". It checks
// the form of the currency, not that it exists.
func ParseMoney(s string) (Money, error) {
	amount, currency, ok := strings.Cut(s, " ")
	if !ok {
		return Money{}, Refuse(moneyForm, "", s)
	}
	a, err := ParseDecimal(amount)
	if err != nil {
		return Money{}, Refuse(moneyForm, "", s)
	}
	m := Money{a, currency}
	if err := m.Validate(); err != nil {
		return Money{}, Refuse(moneyForm, "", s)
	}
	return m, nil
}

// MustMoney is [ParseMoney] for literals: it panics where that errs.
func MustMoney(s string) Money {
	m, err := ParseMoney(s)
	if err != nil {
		panic(err)
	}
	return m
}

// Validate returns an [Error] if the currency is not three capital letters.
func (m Money) Validate() error {
	if len(m.Currency) != 3 || strings.Trim(m.Currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return Refuse(currencyForm, "currency", m.Currency)
	}
	return nil
}

// IsZero reports whether no amount was given.
func (m Money) IsZero() bool { return m == Money{} }

// Add returns the sum. It errs for different currencies; the zero Money adds
// nothing to either.
func (m Money) Add(n Money) (Money, error) {
	switch {
	case m.IsZero():
		return n, nil
	case n.IsZero():
		return m, nil
	case m.Currency != n.Currency:
		return Money{}, Refuse(currenciesDiffer, "currency", n.Currency, ArgText("other", m.Currency))
	}
	sum, err := m.Amount.Add(n.Amount)
	if err != nil {
		return Money{}, err
	}
	return Money{sum, m.Currency}, nil
}

// Fixed returns the amount rounded half away from zero with exactly this many
// places, 0 to 12, and the currency: Fixed(2) is "1250.50 EUR". How many places
// the currency has is for the caller to say: 2 for EUR, 0 for JPY, 3 for KWD. It
// is empty for the zero Money.
func (m Money) Fixed(places int) string {
	if m.IsZero() {
		return ""
	}
	return m.Amount.Fixed(places) + " " + m.Currency
}

// String returns "1250.5 EUR", empty for the zero Money.
func (m Money) String() string {
	if m.IsZero() {
		return ""
	}
	return m.Amount.String() + " " + m.Currency
}
