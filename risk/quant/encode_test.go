package quant

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/bounded"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
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
		{`"format":"ismskit-quant-result/1"`, `"format":"other"`, "quant/unknown-format at format"},
		{`"id":"R"`, `"id":""`, "isms/empty-id at id"},
		{`"id":"R"`, `"name":"R"`, "isms/unknown-member at name"},
		{`"id":"R"`, `"ID":"R"`, "isms/unknown-member at ID"},
		{`"id":"R"`, `"id":"R","id":"R"`, "isms/doubled-key at id"},
		{`"id":"R",`, ``, "quant/missing-member at id"},
		{`"id":"R"`, `"id":null`, "isms/null at id"},
		{`"id":"R"`, `"id":R`, "isms/unexpected-text at id"},
		{`"id":"R"`, `"id":5`, "isms/wrong-kind at id"},
		{`"samples":"`, `"samples":[],"x":"`, "isms/wrong-kind at samples; isms/unknown-member at x"},
		{`[[0,4]]`, `[0,4]`, "isms/wrong-kind at ranges[#0]; isms/wrong-kind at ranges[#1]"},
		{`"buckets":[`, `"buckets":[[-1,1],`, "isms/out-of-range at buckets[#0][#0]"},
		{`"id":"R"`, `5:"R"`, "isms/unexpected-text"},
		{`"zero":0`, `"zero":0.5`, "isms/wrong-kind at zero"},
		{`"small":0`, `"small":-1`, "isms/out-of-range at small"},
		{`[[0,4]]`, `[[0,4,5]]`, "quant/no-pair at ranges[#0]"},
		{`,4]],"sam`, `,4,4]],"sam`, "quant/no-pair at buckets[#0]"},
		{`,4]],"sam`, `,4]],"sam":}`, "isms/unknown-member at sam; isms/unexpected-text at sam"},
		{`"EUR"`, `"euro"`, "isms/no-currency at currency"},
		{`"model":"`, `"model":"0`, "quant/no-hexadecimal-number at model"},
		{`"seed":"1"`, `"seed":"01"`, "quant/no-seed at seed"},
		{`"seed":"1"`, `"seed":"-1"`, "quant/no-seed at seed"},
		{`[[0,4]]`, `[]`, "quant/no-ranges at ranges"},
		{`[[0,4]]`, `[[0,5]]`, "quant/counts-do-not-add-up at buckets"},
		{`[[0,4]]`, `[[0,3]]`, "quant/counts-do-not-add-up at buckets[#0]"},
		{`[[0,4]]`, `[[4,0]]`, "quant/range-out-of-order at ranges[#0]"},
		{`[[0,4]]`, `[[-1,3]]`, "quant/range-out-of-order at ranges[#0]"},
		{`[[0,4]]`, `[[0,2],[2,4]]`, "quant/range-out-of-order at ranges[#1]"},
		{`[[0,4]]`, `[[0,1099511627777]]`, "quant/range-out-of-order at ranges[#0]"},
		{`"zero":0`, `"zero":5`, "quant/counts-do-not-add-up at zero"},
		{`"zero":0`, `"zero":1`, "quant/counts-do-not-add-up at buckets[#0]"},
		{`[2703,4]`, `[2703,2],[2703,2]`, "quant/bucket-out-of-order at buckets[#1]"},
		{`"max":"4059`, `"max":"7ff8`, "quant/does-not-fit-the-buckets at max"},
		{`"max":"4059`, `"max":"4058`, "quant/does-not-fit-the-buckets at max"},
		{`"max":"4059`, `"max":"c059`, "quant/does-not-fit-the-buckets at max"},
		{`"max":"4059`, `"max":"4g59`, "quant/no-hexadecimal-number at max"},
		{`"squares":"0`, `"squares":"g`, "quant/no-hexadecimal-number at squares"},
		{`"sum":"0`, `"sum":"f`, "quant/does-not-fit-the-buckets at sum"},
		{`"sum":"0`, `"sum":"F`, "quant/no-hexadecimal-number at sum"},
		{`"sum":"0`, `"sum":"`, "quant/no-hexadecimal-number at sum"},
		{`"squares":"0`, `"squares":"f`, "quant/does-not-fit-the-buckets at squares"},
		{`"samples":"4059`, `"samples":"405a`, "quant/does-not-fit-the-buckets at samples"},
		{`"samples":"4059`, `"samples":"405900`, "quant/no-hexadecimal-number at samples"},
		{`"samples":"4059`, `"samples":"c059`, "quant/does-not-fit-the-buckets at samples"},
		{`"samples":"4059`, `"samples":"7ff9`, "quant/does-not-fit-the-buckets at samples"},
		{`"samples":"4059`, `"samples":"4019`, "quant/does-not-fit-the-buckets at samples"},
		{`"samples":"4059`, `"samples":"4z59`, "quant/no-hexadecimal-number at samples"},
	} {
		changed := strings.Replace(text, c.old, c.changed, 1)
		if changed == text {
			t.Fatalf("%s does not occur in %s", c.old, text)
		}
		var r Result
		err := r.UnmarshalJSON([]byte(changed))
		laws.Error(t, nil, err)
		if got := golden.Codes(err); got != c.want {
			t.Errorf("%s for %s: %s, want %s", c.changed, c.old, got, c.want)
		}
		if r.Trials() != 0 {
			t.Errorf("%s for %s: the receiver changed", c.changed, c.old)
		}
	}
	var r Result
	for bad, want := range map[string]string{
		"":                                    "isms/early-end",
		"null":                                "isms/null",
		"[]":                                  "isms/wrong-kind",
		text + "x":                            "isms/text-after-the-end",
		text + text:                           "isms/text-after-the-end",
		text[:len(text)-1]:                    "isms/early-end",
		text[:5]:                              "isms/early-end",
		text[:1]:                              "isms/unexpected-text",
		`{"format":"ismskit-quant-result/1"}`: "quant/missing-member at id; quant/missing-member at currency; quant/missing-member at model; quant/missing-member at seed; quant/missing-member at ranges; quant/missing-member at sum; quant/missing-member at squares; quant/missing-member at max; quant/missing-member at zero; quant/missing-member at small; quant/missing-member at buckets",
		strings.Replace(text, `"id":"R"`, `"id":""`, 1):                            "isms/empty-id at id",
		strings.Replace(strings.Replace(text, `"R"`, `""`, 1), `[[0,4]]`, `[]`, 1): "quant/result-without-an-id at id",
	} {
		if err := r.UnmarshalJSON([]byte(bad)); golden.Codes(err) != want {
			t.Errorf("%q: %s, want %s", bad, golden.Codes(err), want)
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
			var refused *isms.Error
			if !errors.As(err, &refused) || refused.Problems[0].Want == "" || len(err.Error()) > 2000 {
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
