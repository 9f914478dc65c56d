package isms

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// Decimal is an exact decimal number of at most 30 digits before and 12 after
// the point. It is comparable with ==, and equal numbers are equal values: "1.50"
// reads as 1.5. The zero Decimal is 0.
//
// It is the one door through which decimal text comes in: bounded digits, no
// exponent, no sign but a leading minus. Results outside the bounds are errors,
// never cut.
type Decimal struct {
	text string // canonical; empty for 0
}

// DecimalFractionDigits is how many digits a Decimal may have after the point.
const DecimalFractionDigits = 12

// decimalIntegerDigits is how many it may have before it.
const decimalIntegerDigits = 30

// ParseDecimal reads "12", "-0.5", "1000000.25". Leading zeros, exponents, a
// plus sign, separators and blanks are refused; zeros at the end of the fraction
// are dropped.
func ParseDecimal(s string) (Decimal, error) {
	rest, negative := strings.CutPrefix(s, "-")
	whole, fraction, point := strings.Cut(rest, ".")
	switch {
	case !allDigits(whole) || point && !allDigits(fraction), len(whole) > 1 && whole[0] == '0':
		return Decimal{}, Refuse(decimalForm, "", s)
	case len(whole) > decimalIntegerDigits || len(fraction) > DecimalFractionDigits:
		return Decimal{}, Refuse(decimalRange, "", s)
	}
	fraction = strings.TrimRight(fraction, "0")
	t := whole
	if fraction != "" {
		t += "." + fraction
	}
	switch {
	case t == "0":
		return Decimal{}, nil
	case negative:
		t = "-" + t
	}
	return Decimal{t}, nil
}

func allDigits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}

// MustDecimal is [ParseDecimal] for literals: it panics where that errs.
func MustDecimal(s string) Decimal {
	d, err := ParseDecimal(s)
	if err != nil {
		panic(err)
	}
	return d
}

// DecimalOf returns the whole number n.
func DecimalOf(n int64) Decimal {
	if n == 0 {
		return Decimal{}
	}
	return Decimal{fmt.Sprint(n)}
}

// big returns the number for arithmetic. Its text is canonical, so it parses.
func (d Decimal) big() decimal.Decimal {
	v, _ := decimal.NewFromString(d.String()) //nolint:forbidigo // bounded by ParseDecimal
	return v
}

func fromBig(v decimal.Decimal) (Decimal, error) {
	return ParseDecimal(v.String())
}

// Add returns d + e.
func (d Decimal) Add(e Decimal) (Decimal, error) { return fromBig(d.big().Add(e.big())) }

// Sub returns d - e.
func (d Decimal) Sub(e Decimal) (Decimal, error) { return fromBig(d.big().Sub(e.big())) }

// Mul returns d * e, rounded half away from zero to 12 places.
func (d Decimal) Mul(e Decimal) (Decimal, error) {
	return fromBig(d.big().Mul(e.big()).Round(DecimalFractionDigits))
}

// Quo returns d / e, rounded half away from zero to the given number of places,
// 0 to 12. It errs when e is 0.
func (d Decimal) Quo(e Decimal, places int) (Decimal, error) {
	switch {
	case e.Sign() == 0:
		return Decimal{}, Refuse(dividedByZero, "", d.String())
	case places < 0 || places > DecimalFractionDigits:
		return Decimal{}, Refuse(decimalPlaces, "", strconv.Itoa(places), ArgInt("most", DecimalFractionDigits))
	}
	return fromBig(d.big().DivRound(e.big(), int32(places)))
}

// Round returns d rounded half away from zero to the given number of places, 0
// to 12; other numbers of places count as the nearer end.
func (d Decimal) Round(places int) Decimal {
	v, err := fromBig(d.big().Round(int32(min(max(places, 0), DecimalFractionDigits))))
	if err != nil {
		return d // a carry past the last digit: 999... of 30 digits
	}
	return v
}

// Sign returns -1, 0 or 1.
func (d Decimal) Sign() int {
	switch {
	case d.text == "":
		return 0
	case d.text[0] == '-':
		return -1
	}
	return 1
}

// Equal reports whether both are the same number; == says the same.
func (d Decimal) Equal(e Decimal) bool { return d == e }

// Compare returns -1, 0 or 1 as d is smaller than, equal to or greater than e.
func (d Decimal) Compare(e Decimal) int {
	if s := cmp.Compare(d.Sign(), e.Sign()); s != 0 || d == e {
		return s
	}
	return d.big().Cmp(e.big())
}

// String returns the number in its shortest form: "1250.5".
func (d Decimal) String() string {
	if d.text == "" {
		return "0"
	}
	return d.text
}

// Fixed returns the number rounded half away from zero with exactly this many
// places, 0 to 12: Fixed(2) of 1250.5 is "1250.50".
func (d Decimal) Fixed(places int) string {
	places = min(max(places, 0), DecimalFractionDigits)
	t := d.Round(places).String()
	_, fraction, point := strings.Cut(t, ".")
	if places == 0 {
		return t
	}
	if !point {
		t += "."
	}
	return t + strings.Repeat("0", max(places-len(fraction), 0))
}

// MarshalText returns what String does.
func (d Decimal) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what ParseDecimal does.
func (d *Decimal) UnmarshalText(s []byte) error {
	v, err := ParseDecimal(string(s))
	if err != nil {
		return err
	}
	*d = v
	return nil
}

// UnmarshalJSON reads the text of UnmarshalText in quotes; null leaves d as it is.
func (d *Decimal) UnmarshalJSON(data []byte) error {
	return readText(data, d.UnmarshalText)
}
