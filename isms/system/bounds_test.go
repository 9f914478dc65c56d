package system_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/internal/strictjson"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/system/systemtest"
	"github.com/ismskit/ismskit/isms/table"
	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/oscal"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/risk/quant"
	"github.com/ismskit/ismskit/soa"
)

// allocated returns the least number of bytes that f allocates.
func allocated(f func()) uint64 {
	return min(allocatedOnce(f), allocatedOnce(f), allocatedOnce(f))
}

func allocatedOnce(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// Decoders allocate at most 64 bytes for each byte of input and 64 KiB, whatever the
// input is.
func TestDecodersAreBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector and other processors allocate in their own way")
	}
	day := isms.MustDate("2026-03-02")
	sound, err := systemtest.Sound(day, 100).Encode()
	if err != nil {
		t.Fatal(err)
	}
	const head = `{"format":"ismskit/system","version":1,`
	items := func(list, item string) []byte {
		return []byte(head + list + strings.TrimSuffix(strings.Repeat(item+",", 20_000), ",") + strings.Repeat("]", 1) + strings.Repeat("}", strings.Count(list, "{")+1))
	}
	documents := map[string][]byte{
		"nothing":          {},
		"a sound system":   sound,
		"its first half":   sound[:len(sound)/2],
		"deep":             []byte(head + `"register":` + strings.Repeat(`[`, 200_000)),
		"deep objects":     []byte(head + `"register":` + strings.Repeat(`{"a":`, 100_000)),
		"unknown fields":   []byte(`{` + strings.TrimSuffix(strings.Repeat(`"a":1,`, 50_000), ",") + `}`),
		"empty risks":      items(`"register":{"risks":[`, `{}`),
		"empty evidence":   items(`"evidence":{"evidence":[`, `{}`),
		"empty judgements": items(`"judgements":[`, `{}`),
		"nulls":            items(`"judgements":[`, `null`),
		"numbers":          items(`"judgements":[`, `1e9`),
		"long text":        []byte(head + `"organization":{"name":"` + strings.Repeat("x", 1_000_000) + `"}}`),
		"escapes":          []byte(head + `"organization":{"name":"` + strings.Repeat(`\u00e4`, 100_000) + `"}}`),
		"long number":      []byte(head + `"organization":{"people":` + strings.Repeat("9", 500_000) + `}}`),
		"spaces":           []byte(strings.Repeat(" ", 500_000)),
		"brackets":         bytes.Repeat([]byte("["), 500_000),
		"bad bytes":        bytes.Repeat([]byte{0xff}, 500_000),
	}
	columns := []table.Header{{Key: "a", Title: "a", Kind: table.Kinds().At(0)}}
	for name, text := range documents {
		for verb, f := range map[string]func(){
			"system.Decode":                 func() { _, _ = system.Decode(text) },
			"strictjson.Decode":             func() { var v map[string]any; _ = strictjson.Decode(text, &v, strictjson.Limits{}) },
			"table.ParseCSV":                func() { _, _ = table.ParseCSV(text, columns) },
			"isms.Report":                   func() { var r isms.Report; _ = json.Unmarshal(text, &r) },
			"annexa.ParseSet":               func() { _, _ = annexa.ParseSet(string(text)) },
			"annexa.ParseID":                func() { _, _ = annexa.ParseControl(string(text)) },
			"annexa.ParseFormerID":          func() { _, _ = annexa.ParseControl2013(string(text)) },
			"annexa.ParseQuery":             func() { _, _ = annexa.ParseQuery(string(text)) },
			"annexa.ParseAttributeValueSet": func() { _, _ = annexa.ParseAttributeValueSet(string(text)) },
			"isms.ParseRef":                 func() { _, _ = isms.ParseRef(string(text)) },
			"isms.ParseDecimal":             func() { _, _ = isms.ParseDecimal(string(text)) },
			"isms.ParseMoney":               func() { _, _ = isms.ParseMoney(string(text)) },
			"isms.ParseDate":                func() { _, _ = isms.ParseDate(string(text)) },
			"isms.ParseInterval":            func() { _, _ = isms.ParseInterval(string(text)) },
			"isms.ParseID":                  func() { _, _ = isms.ParseID(string(text)) },
			"mapping.ParseRelation":         func() { _, _ = mapping.ParseRelation(string(text)) },
			"oscal.Parse":                   func() { _, _ = oscal.Parse(text) },
			"risk.Register":                 func() { var r risk.Register; _ = json.Unmarshal(text, &r) },
			"risk.Method":                   func() { var m risk.Method; _ = json.Unmarshal(text, &m) },
			"soa.Statement":                 func() { var s soa.Statement; _ = json.Unmarshal(text, &s) },
			"quant.Result":                  func() { var r quant.Result; _ = json.Unmarshal(text, &r) },
		} {
			most := uint64(64*len(text) + 64<<10)
			if got := allocated(f); got > most {
				t.Errorf("%s of %s: %d bytes allocated for %d, at most %d", verb, name, got, len(text), most)
			}
		}
	}
}

// Twice the input costs at most two and a half times as much: counted in bytes
// allocated, not in time, and over three doublings, so that the steps in which
// slices and maps grow even out.
func TestCostGrowsWithTheInput(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector and other processors allocate in their own way")
	}
	day := isms.MustDate("2026-03-02")
	const n, more = 400, 8
	small, large := systemtest.Sound(day, n), systemtest.Sound(day, more*n)
	texts := map[int][]byte{}
	for i, s := range []system.System{small, large} {
		text, err := s.Encode()
		if err != nil {
			t.Fatal(err)
		}
		texts[i] = text
	}
	register := func(n int) risk.Register {
		r := risk.Register{Method: small.Register.Method}
		for i := range n {
			id := isms.ID(fmt.Sprintf("R-%06d", i))
			r.Assets = append(r.Assets, risk.Asset{ID: isms.ID(fmt.Sprintf("A-%06d", i)), DependsOn: []isms.ID{isms.ID(fmt.Sprintf("A-%06d", (i+1)%n))}}) // one long circle
			r.Risks = append(r.Risks, risk.Risk{ID: id, Asset: isms.ID(fmt.Sprintf("A-%06d", i)), Inherent: risk.Rating{Likelihood: 2, Impact: 3}})
			r.Treatments = append(r.Treatments, risk.Treatment{ID: isms.ID(fmt.Sprintf("T-%06d", i)), Risks: []isms.ID{id}, Controls: []isms.Ref{"A.5.1", "A.8.13"}})
		}
		return r
	}
	registers := map[int]risk.Register{0: register(n), 1: register(more * n)}
	systems := map[int]system.System{0: small, 1: large}
	statements := map[int]soa.Statement{}
	for i := range 2 {
		stmt, err := soa.Build(soa.Input{Register: registers[i]})
		if err != nil {
			t.Fatal(err)
		}
		statements[i] = stmt
	}
	reports := map[int]isms.Report{0: registers[0].Check(day, nil), 1: registers[1].Check(day, nil)}
	tables := map[int]table.Table{0: evaluated(t, registers[0], day), 1: evaluated(t, registers[1], day)}
	csv := map[int][]byte{0: tables[0].AppendCSV(nil), 1: tables[1].AppendCSV(nil)}
	frameworks := map[int]mapping.FrameworkSpec{0: frameworkOf(n), 1: frameworkOf(more * n)}
	for name, f := range map[string]func(i int){
		"system Decode":     func(i int) { _, _ = system.Decode(texts[i]) },
		"system Encode":     func(i int) { _, _ = systems[i].Encode() },
		"system Check":      func(i int) { systems[i].At(day).Unfolded() },
		"system Assess":     func(i int) { systems[i].At(day).Readiness() },
		"system Gate":       func(i int) { systems[i].At(day).Gate(system.Stage2) },
		"system Calendar":   func(i int) { systems[i].At(day).Entries(isms.Date{}, day.AddYears(1)) },
		"records Check":     func(i int) { systems[i].Records.Check(day, nil) },
		"records Due":       func(i int) { systems[i].Records.Entries(day, day, day.AddYears(1), nil) },
		"evidence Check":    func(i int) { systems[i].Evidence.Check(day, nil) },
		"evidence Lines":    func(i int) { systems[i].Evidence.Summaries(day, nil) },
		"findings Check":    func(i int) { systems[i].At(day).Deadlines() },
		"register Evaluate": func(i int) { _, _ = registers[i].Evaluate(day, nil) },
		"register Check":    func(i int) { registers[i].Check(day, nil) },
		"register Inherit":  func(i int) { risk.Inherit(registers[i].Assets) },
		"register Cycles":   func(i int) { risk.Cycles(registers[i].Assets) },
		"register Diff":     func(i int) { _, _ = risk.Diff(registers[i], risk.Register{}, day) },
		"statement Build":   func(i int) { _, _ = soa.Build(soa.Input{Register: registers[i]}) },
		"statement Check":   func(i int) { statements[i].Check(day, nil, soa.FactsOf(registers[i])) },
		"statement Diff":    func(i int) { soa.Diff(statements[i], soa.Statement{}) },
		"report Merge":      func(i int) { reports[i].Merge(reports[1]) },
		"report Diff":       func(i int) { isms.DiffReports(reports[i], isms.Report{}) },
		"report Marshal":    func(i int) { _, _ = json.Marshal(reports[i]) },
		"isms Assess":       func(i int) { isms.Assess(day, risk.Rules(), nil, reports[i]) },
		"table CSV":         func(i int) { tables[i].AppendCSV(nil) },
		"table Markdown":    func(i int) { tables[i].AppendMarkdown(nil, 2) },
		"table ParseCSV":    func(i int) { _, _ = table.ParseCSV(csv[i], tables[i].Columns) },
		"quant Simulate, kept": func(i int) {
			_, _ = quant.Simulate(yearly, quant.Options{Trials: int64(1+i*(more-1)) << 12, KeepSamples: true})
		},
		"quant Exceedance": func(i int) { _, _ = quant.Simulate(yearly, quant.Options{Trials: int64(1+i*(more-1)) << 12}) },
		"annexa Transition": func(i int) {
			annexa.Transition(slices.Repeat([]annexa.Ref2013{"A.9.1.1", "A.5.1.2", "x"}, n*(1+i*(more-1))))
		},
		"mapping New":           func(i int) { _, _ = mapping.NewFramework(frameworks[i]) },
		"dates by working days": func(i int) { _, _ = isms.WorkdaysBetween(isms.Weekdays(), day, day.AddDays(n*(1+i*(more-1)))) },
	} {
		f(1) // what is made once
		once, often := allocated(func() { f(0) }), allocated(func() { f(1) })
		if often > once*125/8+4096 {
			t.Errorf("%s: %d bytes for n, %d for %dn", name, once, often, more)
		}
	}
}

var yearly = quant.Scenario{ID: "R-1", Currency: "EUR", Frequency: quant.Poisson("0.7"), Magnitude: quant.Lognormal90("5000", "900000")}

func evaluated(t *testing.T, r risk.Register, day isms.Date) table.Table {
	t.Helper()
	v, err := r.Evaluate(day, nil)
	if err != nil {
		t.Fatal(err)
	}
	return v.Table()
}

// frameworkOf returns a framework of so many items.
func frameworkOf(n int) mapping.FrameworkSpec {
	s := mapping.FrameworkSpec{ID: "long"}
	for i := range n {
		s.Items = append(s.Items, mapping.Item{ID: fmt.Sprintf("X-%d", i), Kind: "rule"})
	}
	return s
}
