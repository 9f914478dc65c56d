package isms

import (
	"encoding/json"
	"math/bits"
	"strconv"

	"github.com/ismskit/ismskit/internal/strictjson"
)

// Ratio says how many there are of how many are wanted. 0 of 0 is undefined:
// neither 0 % nor 100 %.
type Ratio struct {
	Have int `json:"have"` // 0 to Want
	Want int `json:"want"`
}

// Defined reports whether there was something to count: Want is above 0 and Have
// lies between 0 and Want.
func (r Ratio) Defined() bool { return r.Want > 0 && r.Have >= 0 && r.Have <= r.Want }

// Full reports whether the ratio is defined and nothing is missing.
func (r Ratio) Full() bool { return r.Defined() && r.Have == r.Want }

// String returns "45 of 90".
func (r Ratio) String() string { return strconv.Itoa(r.Have) + " of " + strconv.Itoa(r.Want) }

// Percent returns "50.0 %", or "undefined". It rounds half up, but shows 100.0 %
// only for all and 0.0 % only for none.
func (r Ratio) Percent() string {
	if !r.Defined() {
		return "undefined"
	}
	return r.tenths() + " %"
}

// tenths returns the percentage of a defined ratio with one place.
func (r Ratio) tenths() string {
	hi, lo := bits.Mul64(uint64(r.Have), 2000)
	lo, carry := bits.Add64(lo, uint64(r.Want), 0)
	tenths, _ := bits.Div64(hi+carry, lo, 2*uint64(r.Want)) // Have <= Want, so the quotient is at most 1000
	switch {
	case tenths == 1000 && r.Have < r.Want:
		tenths = 999
	case tenths == 0 && r.Have > 0:
		tenths = 1
	}
	return strconv.FormatUint(tenths/10, 10) + "." + strconv.FormatUint(tenths%10, 10)
}

type ratioJSON struct {
	Have    int    `json:"have"`
	Want    int    `json:"want"`
	Percent string `json:"percent,omitzero"`
}

// MarshalJSON writes {"have": 45, "want": 90, "percent": "50.0"}. The percentage is
// that of [Ratio.Percent], for programs that show it, and is left out where it is
// undefined.
func (r Ratio) MarshalJSON() ([]byte, error) {
	j := ratioJSON{Have: r.Have, Want: r.Want}
	if r.Defined() {
		j.Percent = r.tenths()
	}
	return json.Marshal(j)
}

// UnmarshalJSON reads what MarshalJSON writes, strictly. The percentage may be
// missing; one that does not follow from the two numbers is an [Error].
func (r *Ratio) UnmarshalJSON(s []byte) error {
	if string(s) == "null" { // leaves r as it is
		return nil
	}
	var got ratioJSON
	if err := RefuseAll(strictjson.Decode(s, &got, strictjson.Limits{})); err != nil {
		return err
	}
	of := Ratio{got.Have, got.Want}
	if got.Percent != "" && (!of.Defined() || got.Percent != of.tenths()) {
		return Refuse(ratioPercent, "percent", got.Percent)
	}
	*r = of
	return nil
}

// Compare orders defined ratios by size, exactly: 1 of 2 is the same as 2 of 4.
// Undefined ratios come first and are the same.
func (r Ratio) Compare(s Ratio) int {
	switch rd, sd := r.Defined(), s.Defined(); {
	case !rd && !sd:
		return 0
	case !rd:
		return -1
	case !sd:
		return 1
	}
	h1, l1 := bits.Mul64(uint64(r.Have), uint64(s.Want))
	h2, l2 := bits.Mul64(uint64(s.Have), uint64(r.Want))
	switch {
	case h1 < h2 || h1 == h2 && l1 < l2:
		return -1
	case h1 == h2 && l1 == l2:
		return 0
	}
	return 1
}

// Add returns the ratio of two counts taken together.
func (r Ratio) Add(s Ratio) Ratio { return Ratio{r.Have + s.Have, r.Want + s.Want} }
