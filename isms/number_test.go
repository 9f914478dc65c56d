package isms_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/isms"
)

func TestRatio(t *testing.T) {
	const most = int(^uint(0) >> 1)
	for r, want := range map[isms.Ratio]string{
		{Have: 45, Want: 90}:           "50.0 %",
		{Have: 0, Want: 0}:             "undefined",
		{Have: 1, Want: 0}:             "undefined",
		{Have: -1, Want: 3}:            "undefined",
		{Have: 4, Want: 3}:             "undefined",
		{Have: 0, Want: 3}:             "0.0 %",
		{Have: 1, Want: 3}:             "33.3 %",
		{Have: 2, Want: 3}:             "66.7 %",
		{Have: 3, Want: 3}:             "100.0 %",
		{Have: 9999, Want: 10000}:      "99.9 %", // never all while one is missing
		{Have: 1, Want: 10000}:         "0.1 %",  // never none while there is one
		{Have: 1, Want: 2000}:          "0.1 %",
		{Have: most, Want: most}:       "100.0 %",
		{Have: most - 1, Want: most}:   "99.9 %",
		{Have: most/2 + 1, Want: most}: "50.0 %",
	} {
		if got := r.Percent(); got != want {
			t.Errorf("%s = %s, want %s", r, got, want)
		}
	}
	if (isms.Ratio{Have: 3, Want: 3}).Full() != true || (isms.Ratio{}).Full() {
		t.Error("Full")
	}
	if (isms.Ratio{Have: 1, Want: 2}).Add(isms.Ratio{Have: 1, Want: 4}) != (isms.Ratio{Have: 2, Want: 6}) {
		t.Error("Add")
	}
}

func TestRatioAgainstBigRat(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		gen := func(label string) isms.Ratio {
			want := rapid.IntRange(0, 1_000_000).Draw(t, label+" want")
			return isms.Ratio{Have: rapid.IntRange(0, want).Draw(t, label+" have"), Want: want}
		}
		a, b := gen("a"), gen("b")
		if a.Want == 0 || b.Want == 0 {
			if a.Compare(b) != -b.Compare(a) || a.Want == 0 && a.Percent() != "undefined" {
				t.Fatal("undefined")
			}
			return
		}
		x, y := big.NewRat(int64(a.Have), int64(a.Want)), big.NewRat(int64(b.Have), int64(b.Want))
		if a.Compare(b) != x.Cmp(y) {
			t.Fatalf("%s and %s", a, b)
		}
		want := new(big.Rat).Mul(x, big.NewRat(100, 1)).FloatString(1) + " %"
		if got := a.Percent(); got != want && !(got == "99.9 %" && want == "100.0 %" || got == "0.1 %" && want == "0.0 %") {
			t.Fatalf("%s = %s, want %s", a, got, want)
		}
	})
}

func TestParseDecimal(t *testing.T) {
	for text, want := range map[string]string{
		"0": "0", "-0": "0", "0.000": "0", "1.50": "1.5", "-12.05": "-12.05", "100": "100", "0.5": "0.5",
		strings.Repeat("9", 30) + "." + strings.Repeat("9", 12): strings.Repeat("9", 30) + "." + strings.Repeat("9", 12),
	} {
		d, err := isms.ParseDecimal(text)
		if err != nil || d.String() != want {
			t.Errorf("ParseDecimal(%q) = %s, %v", text, d, err)
		}
	}
	for _, text := range []string{
		"", "-", ".", "1.", ".5", "+1", "1e3", "1e1000000000", "1E-3", "0x1", "01", "00", "1,000", "1 000", " 1", "1_0", "NaN", "Inf", "١",
		strings.Repeat("9", 31), "0." + strings.Repeat("1", 13), strings.Repeat("9", 1_000_000), "--1", "1.2.3",
	} {
		if d, err := isms.ParseDecimal(text); err == nil || d != (isms.Decimal{}) {
			t.Errorf("ParseDecimal(%.20q) = %s, %v", text, d, err)
		} else if len(err.Error()) > 300 {
			t.Errorf("the error is %d bytes long", len(err.Error()))
		}
	}
}

func anyDecimal(t *rapid.T, label string) isms.Decimal {
	return isms.MustDecimal(rapid.StringMatching(`-?(0|[1-9][0-9]{0,13})(\.[0-9]{1,6})?`).Draw(t, label))
}

func rat(d isms.Decimal) *big.Rat {
	r, _ := new(big.Rat).SetString(d.String())
	return r
}

func TestDecimalAgainstBigRat(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyDecimal(t, "a"), anyDecimal(t, "b")
		x, y := rat(a), rat(b)
		same := func(op string, got isms.Decimal, err error, want *big.Rat) {
			if err != nil || rat(got).Cmp(want) != 0 {
				t.Fatalf("%s %s %s = %s, %v; want %s", a, op, b, got, err, want.FloatString(20))
			}
		}
		sum, err := a.Add(b)
		same("+", sum, err, new(big.Rat).Add(x, y))
		diff, err := a.Sub(b)
		same("-", diff, err, new(big.Rat).Sub(x, y))
		prod, err := a.Mul(b)
		same("*", prod, err, new(big.Rat).Mul(x, y))
		if a.Compare(b) != x.Cmp(y) || a.Sign() != x.Sign() || (a == b) != (x.Cmp(y) == 0) || a.Equal(b) != (a == b) {
			t.Fatalf("order of %s and %s", a, b)
		}
		places := rapid.IntRange(0, 12).Draw(t, "places")
		if want := x.FloatString(places); strings.TrimPrefix(a.Fixed(places), "-") != strings.TrimPrefix(want, "-") {
			t.Fatalf("%s with %d places: %s, want %s", a, places, a.Fixed(places), want)
		}
		q, err := a.Quo(b, places)
		if y.Sign() == 0 {
			if err == nil {
				t.Fatal("division by 0")
			}
			return
		}
		want, _ := new(big.Rat).SetString(new(big.Rat).Quo(x, y).FloatString(places))
		same("/", q, err, want)
		text, _ := a.MarshalText()
		var back isms.Decimal
		if err := back.UnmarshalText(text); err != nil || back != a {
			t.Fatalf("%s reads back as %s", a, back)
		}
	})
}

func TestDecimalBounds(t *testing.T) {
	most := isms.MustDecimal(strings.Repeat("9", 30))
	if _, err := most.Add(isms.MustDecimal("1")); err == nil {
		t.Error("31 digits pass")
	}
	if _, err := most.Mul(most); err == nil {
		t.Error("60 digits pass")
	}
	small := isms.MustDecimal("0.000000000001")
	if got, err := small.Mul(isms.MustDecimal("0.4")); err != nil || got.Sign() != 0 {
		t.Errorf("%s, %v", got, err)
	}
	if _, err := most.Quo(isms.MustDecimal("0.1"), 0); err == nil {
		t.Error("31 digits pass")
	}
	if _, err := most.Quo(most, 13); err == nil {
		t.Error("13 places pass")
	}
	if got := isms.MustDecimal("2.5").Round(0).String() + isms.MustDecimal("-2.5").Round(-5).String(); got != "3-3" {
		t.Error(got)
	}
	whole := isms.MustDecimal(strings.Repeat("9", 30) + ".5")
	if whole.Round(0) != whole {
		t.Error("a carry past the last digit")
	}
	if isms.DecimalOf(-12) != isms.MustDecimal("-12") || isms.DecimalOf(0) != (isms.Decimal{}) {
		t.Error("DecimalOf")
	}
}

// The host owns shopspring's package variables: what it sets changes nothing.
func TestDecimalIgnoresThePackageVariables(t *testing.T) {
	calc := func() string {
		a, b := isms.MustDecimal("10"), isms.MustDecimal("3")
		q, _ := a.Quo(b, 12)
		m, _ := q.Mul(b)
		s, _ := m.Add(a)
		text, _ := s.MarshalText()
		return q.String() + m.String() + string(text) + s.Fixed(2)
	}
	before := calc()
	p, n, j, tz := decimal.DivisionPrecision, decimal.PowPrecisionNegativeExponent, decimal.MarshalJSONWithoutQuotes, decimal.TrimTrailingZeros
	e := decimal.ExpMaxIterations
	defer func() {
		decimal.DivisionPrecision, decimal.PowPrecisionNegativeExponent, decimal.MarshalJSONWithoutQuotes, decimal.TrimTrailingZeros = p, n, j, tz
		decimal.ExpMaxIterations = e
	}()
	decimal.DivisionPrecision, decimal.PowPrecisionNegativeExponent, decimal.MarshalJSONWithoutQuotes, decimal.TrimTrailingZeros = 1, 1, true, false
	decimal.ExpMaxIterations = 1
	if after := calc(); after != before {
		t.Errorf("%s became %s", before, after)
	}
}

func FuzzParseDecimal(f *testing.F) {
	for _, s := range []string{"0", "-0", "12.50", "1e9", "999999999999999999999999999999.999999999999", "+1", "."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := isms.ParseDecimal(s)
		if err != nil {
			return
		}
		if again, err := isms.ParseDecimal(d.String()); err != nil || again != d {
			t.Errorf("%q reads as %s, which reads as %s, %v", s, d, again, err)
		}
	})
}

func TestMoneyFixed(t *testing.T) {
	for _, c := range []struct {
		money  isms.Money
		places int
		want   string
	}{
		{isms.MustMoney("1250.5 EUR"), 2, "1250.50 EUR"},
		{isms.MustMoney("1250.5 JPY"), 0, "1251 JPY"}, // half away from zero
		{isms.MustMoney("-1250.5 JPY"), 0, "-1251 JPY"},
		{isms.MustMoney("1.23456 KWD"), 3, "1.235 KWD"},
		{isms.MustMoney("0 EUR"), 2, "0.00 EUR"}, // nothing is an amount
		{isms.Money{}, 2, ""},                    // none was given
		{isms.MustMoney("1 EUR"), -1, "1 EUR"},
		{isms.MustMoney("1 EUR"), 99, "1.000000000000 EUR"},
	} {
		if got := c.money.Fixed(c.places); got != c.want {
			t.Errorf("%s to %d places: %q, want %q", c.money, c.places, got, c.want)
		}
	}
}

func TestMoney(t *testing.T) {
	m := isms.MustMoney("1250.50 EUR")
	if m.String() != "1250.5 EUR" || m.IsZero() {
		t.Error(m)
	}
	sum, err := m.Add(isms.MustMoney("0.50 EUR"))
	if err != nil || sum.String() != "1251 EUR" {
		t.Error(sum, err)
	}
	if sum, err := m.Add(isms.Money{}); err != nil || sum != m {
		t.Error(sum, err)
	}
	if sum, err := (isms.Money{}).Add(m); err != nil || sum != m {
		t.Error(sum, err)
	}
	if _, err := m.Add(isms.MustMoney("1 USD")); err == nil {
		t.Error("two currencies add up")
	}
	if _, err := isms.MustMoney(strings.Repeat("9", 30) + " EUR").Add(m); err == nil {
		t.Error("31 digits pass")
	}
	for _, s := range []string{"", "12", "12 eur", "12 EURO", "x EUR", "12  EUR"} {
		if _, err := isms.ParseMoney(s); err == nil {
			t.Errorf("ParseMoney(%q) passes", s)
		}
	}
	if (isms.Money{}).String() != "" {
		t.Error("the zero Money")
	}
}

func FuzzParseMoney(f *testing.F) {
	for _, s := range []string{"1250.50 EUR", "0 USD", "1 eur", "EUR 1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, err := isms.ParseMoney(s)
		if err != nil {
			return
		}
		if again, err := isms.ParseMoney(m.String()); err != nil || again != m {
			t.Errorf("%q reads as %s, which reads as %s, %v", s, m, again, err)
		}
	})
}

// What is written reads back, also by a reader that refuses unknown fields; the
// percentage may be missing.
func TestRatioJSONRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := isms.Ratio{Have: rapid.IntRange(-2, 1000).Draw(t, "have"), Want: rapid.OneOf(rapid.IntRange(-2, 1000), rapid.Int()).Draw(t, "want")}
		text, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(string(text), "percent"); got != r.Defined() {
			t.Fatalf("%s", text)
		}
		if r.Defined() && !strings.HasSuffix(string(text), `"percent":"`+strings.TrimSuffix(r.Percent(), " %")+`"}`) {
			t.Fatalf("%s, want %s", text, r.Percent())
		}
		for _, text := range []string{string(text), fmt.Sprintf(`{"want": %d, "have": %d}`, r.Want, r.Have)} {
			var back isms.Ratio
			d := json.NewDecoder(strings.NewReader(text))
			d.DisallowUnknownFields()
			if err := d.Decode(&back); err != nil || back != r {
				t.Fatalf("%s reads as %s, %v", text, back, err)
			}
		}
	})
	kept := isms.Ratio{Have: 1, Want: 2}
	if err := json.Unmarshal([]byte("null"), &kept); err != nil || kept.Want != 2 {
		t.Errorf("%v, %v", kept, err)
	}
}

func FuzzRatioJSON(f *testing.F) {
	f.Add([]byte(`{"have":1,"want":3,"percent":"33.3"}`))
	f.Add([]byte(`{"want":0}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var r, again isms.Ratio
		if json.Unmarshal(text, &r) != nil {
			return
		}
		out, err := json.Marshal(r)
		if err != nil || json.Unmarshal(out, &again) != nil || again != r {
			t.Errorf("%q reads as %v, which is written as %s, %v", text, r, out, err)
		}
	})
}
