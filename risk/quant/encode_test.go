package quant

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
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
	total, _, err := Portfolio{ID: "p", Scenarios: []Scenario{twoPERTs, rareLognormal}}.Simulate(Options{Trials: 100})
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
		if back.Mean() != r.Mean() || back.StandardDeviation() != r.StandardDeviation() || back.Max() != r.Max() {
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
		{`"id":"R"`, `"id":""`, "quant: result: id: "},
		{`"id":"R"`, `"name":"R"`, "quant: result: key \"name\": unknown or repeated"},
		{`"id":"R"`, `"ID":"R"`, "quant: result: key \"ID\": unknown or repeated"},
		{`"id":"R"`, `"id":"R","id":"R"`, "quant: result: key \"id\": unknown or repeated"},
		{`"id":"R",`, ``, "quant: result: id: missing"},
		{`"id":"R"`, `"id":null`, "quant: result: id: null"},
		{`"id":"R"`, `"id":R`, "quant: result: id: invalid"},
		{`"id":"R"`, `"id":5`, "quant: result: id: json: cannot"},
		{`"id":"R"`, `5:"R"`, "quant: result: "},
		{`"zero":0`, `"zero":0.5`, "quant: result: zero: json: cannot"},
		{`[[0,4]]`, `[[0,4,5]]`, "quant: result: range [0 4 5]: want"},
		{`,4]],"sam`, `,4,4]],"sam`, "quant: result: bucket ["},
		{`,4]],"sam`, `,4]],"sam":}`, "quant: result: "},
		{`"EUR"`, `"euro"`, "quant: result: currency: "},
		{`"model":"`, `"model":"0`, "quant: result: model "},
		{`"seed":"1"`, `"seed":"01"`, `quant: result: seed "01": want`},
		{`"seed":"1"`, `"seed":"-1"`, `quant: result: seed "-1": want`},
		{`[[0,4]]`, `[]`, "quant: result: ranges: none given"},
		{`[[0,4]]`, `[[0,5]]`, "quant: result: buckets: 4 trials; want 5"},
		{`[[0,4]]`, `[[0,3]]`, "quant: result: bucket "},
		{`[[0,4]]`, `[[4,0]]`, "quant: result: range 4 to 0"},
		{`[[0,4]]`, `[[-1,3]]`, "quant: result: range -1 to 3"},
		{`[[0,4]]`, `[[0,2],[2,4]]`, "quant: result: range 2 to 4"},
		{`[[0,4]]`, `[[0,1099511627777]]`, "quant: result: range 0"},
		{`"zero":0`, `"zero":5`, "quant: result: zero 5"},
		{`"zero":0`, `"zero":1`, "quant: result: bucket"},
		{`"max":"4059`, `"max":"7ff8`, "quant: result: max"},
		{`"max":"4059`, `"max":"4058`, "quant: result: max"},
		{`"max":"4059`, `"max":"c059`, "quant: result: max"},
		{`"max":"4059`, `"max":"4g59`, "quant: result: max"},
		{`"squares":"0`, `"squares":"g`, "quant: result: squares"},
		{`"sum":"0`, `"sum":"f`, "quant: result: sum"},
		{`"sum":"0`, `"sum":"F`, "quant: result: sum"},
		{`"sum":"0`, `"sum":"`, "quant: result: sum"},
		{`"squares":"0`, `"squares":"f`, "quant: result: squares"},
		{`"samples":"4059`, `"samples":"405a`, "quant: result: samples: 104: want"},
		{`"samples":"4059`, `"samples":"405900`, "quant: result: samples: 66 digits; want 16"},
		{`"samples":"4059`, `"samples":"c059`, "quant: result: samples: -100: want"},
		{`"samples":"4059`, `"samples":"7ff9`, "quant: result: samples: NaN: want"},
		{`"samples":"4059`, `"samples":"4019`, "quant: result: samples: do not fit"},
		{`"samples":"4059`, `"samples":"4z59`, "quant: result: samples \"4z59"},
	} {
		changed := strings.Replace(text, c.old, c.changed, 1)
		if changed == text {
			t.Fatalf("%s does not occur in %s", c.old, text)
		}
		var r Result
		err := r.UnmarshalJSON([]byte(changed))
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s for %s:\n got %v\nwant %s", c.changed, c.old, err, c.want)
		}
		if r.Trials() != 0 {
			t.Errorf("%s for %s: the receiver changed", c.changed, c.old)
		}
	}
	var r Result
	for _, bad := range []string{"", "null", "[]", text + "x", text + text, text[:len(text)-1], text[:5], text[:1], `{"format":"ismskit-quant-result/1"}`} {
		if err := r.UnmarshalJSON([]byte(bad)); err == nil {
			t.Errorf("%q is accepted", bad)
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
		if r.Mean().Amount.Compare(r.Max().Amount) > 0 && r.Max().Amount.Sign() == 0 {
			t.Fatalf("mean %s above %s", r.Mean(), r.Max())
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
		if err := d.Check(); err != nil {
			if !strings.Contains(err.Error(), "want") && !strings.Contains(err.Error(), "takes") || len(err.Error()) > 800 {
				t.Fatalf("unhelpful: %v", err)
			}
			if s.Check() == nil {
				t.Fatalf("%s is refused alone and accepted in a scenario", d)
			}
			return
		}
		if s.Check() != nil {
			return // counts events, or too large a loss
		}
		r, err := Simulate(s, Options{Trials: 50})
		if err != nil {
			t.Fatal(err)
		}
		if r.Mean().Amount.Sign() < 0 || r.Max().Amount.Compare(r.Mean().Amount) < 0 {
			t.Fatalf("%s: mean %s, max %s", d, r.Mean(), r.Max())
		}
	})
}
