package quant

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/bounded"
)

func TestResultJSONRoundTrip(t *testing.T) {
	results := []Result{{}}
	for _, s := range workloads() {
		for _, keep := range []bool{false, true} {
			r := simulate(t, s, Options{Seed: 1 << 63, First: 5, Trials: 300, KeepSamples: keep})
			more := simulate(t, s, Options{Seed: 1 << 63, First: 900, Trials: 20, KeepSamples: keep})
			both, err := r.Merge(more)
			if err != nil {
				t.Fatal(err)
			}
			results = append(results, r, both)
		}
	}
	total, _, err := SimulatePortfolio("p", []Scenario{twoPERTs, rareLognormal}, Options{Trials: 100})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range append(results, total) {
		text, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		var back Result
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		again, err := json.Marshal(back)
		if err != nil || !bytes.Equal(text, again) {
			t.Errorf("%s comes back as\n%s, %v", text, again, err)
		}
		if back.Mean() != r.Mean() || back.StandardDeviation() != r.StandardDeviation() || back.max != r.max {
			t.Errorf("%s: figures change", r.ID())
		}
	}
}

// A part that travelled merges like one that did not.
func TestMergeAfterTravel(t *testing.T) {
	a := simulate(t, sixPERTs, Options{Seed: 1, Trials: 1000})
	b := simulate(t, sixPERTs, Options{Seed: 1, First: 1000, Trials: 500})
	text := canonical(t, b)
	var back Result
	if err := json.Unmarshal([]byte(text), &back); err != nil {
		t.Fatal(err)
	}
	got, err := a.Merge(back)
	if err != nil {
		t.Fatal(err)
	}
	if want := simulate(t, sixPERTs, Options{Seed: 1, Trials: 1500}); canonical(t, got) != canonical(t, want) {
		t.Error("the merged result differs")
	}
}

func TestResultJSONRefuses(t *testing.T) {
	s := Scenario{ID: "R", Currency: "EUR", Frequency: Constant("1"), Magnitude: Constant("100")}
	text := canonical(t, simulate(t, s, Options{Seed: 1, Trials: 4, KeepSamples: true}))
	for _, c := range []struct{ old, changed, want string }{
		{`"format":"ismskit-quant-result/1"`, `"format":"other"`, `quant: result: format "other": want ismskit-quant-result/1`},
		{`"id":"R"`, `"id":""`, `quant: result: id: the ID is empty: want 1 to 128 bytes`},
		{`"id":"R"`, `"name":"R"`, "quant: result: key \"name\": unknown or repeated"},
		{`"id":"R"`, `"ID":"R"`, "quant: result: key \"ID\": unknown or repeated"},
		{`"id":"R"`, `"id":"R","id":"R"`, "quant: result: key \"id\": unknown or repeated"},
		{`"id":"R",`, ``, "quant: result: id: missing"},
		{`"id":"R"`, `"id":null`, `quant: result: id: null; want a value`},
		{`"id":"R"`, `"id":R`, `quant: result: id: the text is not JSON, or breaks off`},
		{`"id":"R"`, `"id":5`, `quant: result: id: "5": want text`},
		{`"samples":"`, `"samples":[],"x":"`, `quant: result: samples: "[]": want text`},
		{`[[0,4]]`, `[0,4]`, `quant: result: ranges: "[0,4]": want a list of pairs of whole numbers`},
		{`"buckets":[`, `"buckets":[[-1,1],`, `quant: result: buckets: "[[-1,1],[2703,4]]": want a list of pairs of whole numbers`},
		{`"id":"R"`, `5:"R"`, `quant: result: the text is not JSON, or breaks off`},
		{`"zero":0`, `"zero":0.5`, `quant: result: zero: "0.5": want a whole number, not negative`},
		{`"small":0`, `"small":-1`, `quant: result: small: "-1": want a whole number, not negative`},
		{`[[0,4]]`, `[[0,4,5]]`, `quant: result: range of 3 numbers: want two, the first trial and the one after the last`},
		{`,4]],"sam`, `,4,4]],"sam`, `quant: result: bucket of 3 numbers: want two, its number and its trials`},
		{`,4]],"sam`, `,4]],"sam":}`, `quant: result: key "sam": unknown or repeated`},
		{`"EUR"`, `"euro"`, `quant: result: currency: currency: "euro" is no currency: want three capital letters, such as EUR`},
		{`"model":"`, `"model":"0`, `quant: result: model "005edaa9533ed323048cb39b3c69871273a0d56809d1bc95a3a92f8ed4b6db9c"...: want 64 small hexadecimal digits`},
		{`"seed":"1"`, `"seed":"01"`, `quant: result: seed "01": want a whole number below 2^64`},
		{`"seed":"1"`, `"seed":"-1"`, `quant: result: seed "-1": want a whole number below 2^64`},
		{`[[0,4]]`, `[]`, `quant: result: ranges: none given; want at least one`},
		{`[[0,4]]`, `[[0,5]]`, `quant: result: buckets: 4 trials; want 5 as in the ranges`},
		{`[[0,4]]`, `[[0,3]]`, `quant: result: bucket 2703 with 4 trials: want ascending buckets below 18944, and 3 trials in all`},
		{`[[0,4]]`, `[[4,0]]`, `quant: result: range 4 to 0: want trials after -1, the first below the last, below 2^40`},
		{`[[0,4]]`, `[[-1,3]]`, `quant: result: range -1 to 3: want trials after -1, the first below the last, below 2^40`},
		{`[[0,4]]`, `[[0,2],[2,4]]`, `quant: result: range 2 to 4: want trials after 2, the first below the last, below 2^40`},
		{`[[0,4]]`, `[[0,1099511627777]]`, `quant: result: range 0 to 1099511627777: want trials after -1, the first below the last, below 2^40`},
		{`"zero":0`, `"zero":5`, `quant: result: zero 5, small 0: more than the 4 trials`},
		{`"zero":0`, `"zero":1`, `quant: result: bucket 2703 with 4 trials: want ascending buckets below 18944, and 4 trials in all`},
		{`"max":"4059`, `"max":"7ff8`, `quant: result: max "7ff8000000000000": want a loss in the last bucket`},
		{`"max":"4059`, `"max":"4058`, `quant: result: max "4058000000000000": want a loss in the last bucket`},
		{`"max":"4059`, `"max":"c059`, `quant: result: max "c059000000000000": want a loss in the last bucket`},
		{`"max":"4059`, `"max":"4g59`, `quant: result: max "4g59000000000000": want 16 small hexadecimal digits`},
		{`"squares":"0`, `"squares":"g`, `quant: result: squares "g00000000000000000000000000000000000000000009c400000000000000000": want 64 small hexadecimal digits`},
		{`"sum":"0`, `"sum":"f`, `quant: result: sum "f000000000000000000000000000000000000000000000000000019000000000": does not fit the buckets`},
		{`"sum":"0`, `"sum":"F`, `quant: result: sum "F000000000000000000000000000000000000000000000000000019000000000": want 64 small hexadecimal digits`},
		{`"sum":"0`, `"sum":"`, `quant: result: sum "000000000000000000000000000000000000000000000000000019000000000": want 64 small hexadecimal digits`},
		{`"squares":"0`, `"squares":"f`, `quant: result: squares "f00000000000000000000000000000000000000000009c400000000000000000": does not fit the buckets`},
		{`"samples":"4059`, `"samples":"405a`, `quant: result: samples: 104: want losses from 0 to the largest`},
		{`"samples":"4059`, `"samples":"405900`, `quant: result: samples: 66 digits; want 16 for each of 4 trials`},
		{`"samples":"4059`, `"samples":"c059`, `quant: result: samples: -100: want losses from 0 to the largest`},
		{`"samples":"4059`, `"samples":"7ff9`, `quant: result: samples: NaN: want losses from 0 to the largest`},
		{`"samples":"4059`, `"samples":"4019`, `quant: result: samples: do not fit the buckets`},
		{`"samples":"4059`, `"samples":"4z59`, `quant: result: samples "4z59000000000000405900000000000040590000000000004059000000000000": want 64 small hexadecimal digits`},
	} {
		changed := strings.Replace(text, c.old, c.changed, 1)
		if changed == text {
			t.Fatalf("%s does not occur in %s", c.old, text)
		}
		var r Result
		err := r.UnmarshalJSON([]byte(changed))
		if err == nil || err.Error() != c.want {
			t.Errorf("%s for %s:\n got %v\nwant %s", c.changed, c.old, err, c.want)
		}
		if r.Trials() != 0 {
			t.Errorf("%s for %s: the receiver changed", c.changed, c.old)
		}
	}
	var r Result
	for bad, want := range map[string]string{
		"":                                    "want an object with the format ismskit-quant-result/1",
		"null":                                "want an object with the format ismskit-quant-result/1",
		"[]":                                  "want an object with the format ismskit-quant-result/1",
		text + "x":                            "text after the end",
		text + text:                           "text after the end",
		text[:len(text)-1]:                    "the text is not JSON, or breaks off",
		text[:5]:                              "the text is not JSON, or breaks off",
		text[:1]:                              "the text is not JSON, or breaks off",
		`{"format":"ismskit-quant-result/1"}`: "buckets: missing",
		strings.Replace(text, `"id":"R"`, `"id":""`, 1):                            "id: the ID is empty: want 1 to 128 bytes",
		strings.Replace(strings.Replace(text, `"R"`, `""`, 1), `[[0,4]]`, `[]`, 1): "id: none given; want one, or a result without anything",
	} {
		if err := r.UnmarshalJSON([]byte(bad)); err == nil || err.Error() != "quant: result: "+want {
			t.Errorf("%q:\n got %v\nwant %s", bad, err, want)
		}
	}
	none := canonical(t, Result{})
	if err := r.UnmarshalJSON([]byte(strings.Replace(none, `"zero":0`, `"zero":1`, 1))); err == nil {
		t.Error("a result without trials has a trial")
	}
}

// What is accepted is written back the same way, and answers.
func FuzzResultJSON(f *testing.F) {
	f.Add([]byte(canonical(f, Result{})))
	for i, s := range workloads() {
		f.Add([]byte(canonical(f, simulate(f, s, Options{Seed: 3, Trials: 20, KeepSamples: i%2 == 0}))))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var r Result
		bounded.Within(t, len(text), func() { _ = new(Result).UnmarshalJSON(text) })
		if r.UnmarshalJSON(text) != nil {
			return
		}
		once := canonical(t, r)
		var back Result
		if err := back.UnmarshalJSON([]byte(once)); err != nil {
			t.Fatalf("%s: %v", once, err)
		}
		if twice := canonical(t, back); twice != once {
			t.Fatalf("%s comes back as\n%s", once, twice)
		}
		if r.Trials() == 0 {
			return
		}
		if r.max == 0 && r.Mean().Amount.Sign() > 0 {
			t.Fatalf("mean %s above %v", r.Mean(), r.max)
		}
		for _, level := range []string{"0.5", "0.99"} {
			if _, err := r.ValueAtRisk(level); err != nil {
				t.Fatal(err)
			}
			if _, err := r.ExpectedShortfall(level); err != nil {
				t.Fatal(err)
			}
		}
		if len(r.ExceedanceCurve(10)) == 0 || r.StandardDeviation().Amount.Sign() < 0 {
			t.Fatal("no curve")
		}
	})
}

// Whatever the text of a distribution, there is an answer or an error that
// says what would be right.
func FuzzDistribution(f *testing.F) {
	f.Add("pert", "1", "2", "3", "4")
	f.Add("lognormal-90", "1", "", "3", "")
	f.Add("uniform", "1e1000000000", "", "NaN", "")
	f.Fuzz(func(t *testing.T, kind, low, mode, high, shape string) {
		d := Distribution{Kind: Kind(kind), Low: low, Mode: mode, High: high, Shape: shape}
		s := Scenario{ID: "R", Currency: "EUR", Frequency: Poisson("1"), Magnitude: d}
		bounded.Within(t, len(kind)+len(low)+len(mode)+len(high)+len(shape), func() { _ = d.Validate() })
		if err := d.Validate(); err != nil {
			if !strings.Contains(err.Error(), "want") && !strings.Contains(err.Error(), "takes") || len(err.Error()) > 800 {
				t.Fatalf("unhelpful: %v", err)
			}
			if s.Validate() == nil {
				t.Fatalf("%s is refused alone and accepted in a scenario", d)
			}
			return
		}
		if s.Validate() != nil {
			return // counts events, or too large a loss
		}
		r, err := Simulate(s, Options{Trials: 50})
		if err != nil {
			t.Fatal(err)
		}
		if r.Mean().Amount.Sign() < 0 || r.moneyOf(r.max).Amount.Compare(r.Mean().Amount) < 0 {
			t.Fatalf("%s: mean %s, max %v", d, r.Mean(), r.max)
		}
	})
}
