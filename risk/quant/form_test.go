package quant

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/ismskit/ismskit/isms"
)

// The names of stored and published fields are a contract.
func TestJSONForms(t *testing.T) {
	one := isms.MustDecimal("1.5")
	d := Distribution{Kind: "k", Value: "1", Low: "2", Mode: "3", High: "4", Shape: "5", Mu: "6", Sigma: "7", Rate: "8", Probability: "9"}
	money := isms.Money{Amount: one, Currency: "EUR"}
	for _, v := range []struct {
		value any
		want  string
	}{
		{d, `{"kind":"k","value":"1","low":"2","mode":"3","high":"4","shape":"5","mu":"6","sigma":"7","rate":"8","probability":"9"}`},
		{Distribution{}, `{"kind":""}`},
		{Scenario{
			ID: "R", Title: "t", Currency: "EUR", Counting: WholeEvents, Frequency: Constant("1"), ThreatEvents: Constant("2"), Contacts: Constant("3"), Action: Constant("4"),
			Vulnerability: Constant("5"), Capability: Constant("6"), Resistance: Constant("7"), Magnitude: Constant("8"), SecondaryShare: Constant("9"), SecondaryMagnitude: Constant("10"),
			Controls: []Control{{ID: "C", Title: "c", EventsLeft: "0.5", LossLeft: "0.25"}},
		}, `{"id":"R","title":"t","currency":"EUR","counting":"whole events","frequency":{"kind":"constant","value":"1"},"threatEvents":{"kind":"constant","value":"2"},` +
			`"contacts":{"kind":"constant","value":"3"},"action":{"kind":"constant","value":"4"},"vulnerability":{"kind":"constant","value":"5"},"capability":{"kind":"constant","value":"6"},` +
			`"resistance":{"kind":"constant","value":"7"},"magnitude":{"kind":"constant","value":"8"},"secondaryShare":{"kind":"constant","value":"9"},"secondaryMagnitude":{"kind":"constant","value":"10"},` +
			`"controls":[{"id":"C","title":"c","eventsLeft":"0.5","lossLeft":"0.25"}]}`},
		{Scenario{}, `{"id":"","currency":"","magnitude":{"kind":""}}`},
		{Control{}, `{"id":""}`},
		{Point{one, one}, `{"loss":"1.5","probability":"1.5"}`},
		{ToleranceLine{Point{one, one}, one, one, Undecided}, `{"tolerated":{"loss":"1.5","probability":"1.5"},"atLeast":"1.5","atMost":"1.5","fit":"undecided"}`},
		{Return{Benefit: money, Net: money, Ratio: &one}, `{"benefit":{"amount":"1.5","currency":"EUR"},"net":{"amount":"1.5","currency":"EUR"},"ratio":"1.5"}`},
		{slices.Collect(Kinds().All()), `["constant","uniform","triangular","pert","pert-classical","lognormal","lognormal-90","poisson","bernoulli"]`},
		{slices.Collect(Fits().All()), `["within tolerance","above tolerance","undecided"]`},
		{Result{}, `{"format":"ismskit-quant-result/1","id":"","currency":"","model":"0000000000000000000000000000000000000000000000000000000000000000","seed":"0","ranges":[],` +
			`"sum":"0000000000000000000000000000000000000000000000000000000000000000","squares":"0000000000000000000000000000000000000000000000000000000000000000",` +
			`"max":"0000000000000000","zero":0,"small":0,"buckets":[]}`},
	} {
		data, err := json.Marshal(v.value)
		if err != nil || string(data) != v.want {
			t.Errorf("%T:\n got %s, %v\nwant %s", v.value, data, err, v.want)
		}
	}
}

// So are the columns of the table that charts read.
func TestCurveTableForm(t *testing.T) {
	got := string(CurveTable([]Point{{isms.MustDecimal("10"), isms.MustDecimal("0.25")}}).AppendCSV(nil))
	if want := "Annual loss exceeding,Probability\n10,0.25\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	table := CurveTable(nil)
	if err := table.Validate(); err != nil || table.Name != "loss-exceedance" || table.Title != "Loss exceedance curve" || table.Columns[0].Title != "Annual loss exceeding" || table.Columns[1].Title != "Probability" {
		t.Errorf("%+v, %v", table, err)
	}
}
