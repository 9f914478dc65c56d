package risk_test

import (
	"encoding/json"
	"runtime"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/ismstest"
	"github.com/ismskit/ismskit/isms/table"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/risk/risktest"
)

// allocated returns the number of bytes that f allocates. As other goroutines
// allocate too, a number above most is measured twice again.
func allocated(most uint64, f func()) uint64 {
	least := ^uint64(0)
	for range 3 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		f()
		runtime.ReadMemStats(&after)
		if least = min(least, after.TotalAlloc-before.TotalAlloc); least <= most {
			break
		}
	}
	return least
}

// within runs f, which may allocate 64 bytes for each byte of the input and
// 64 KiB, and 4 KiB for each record: an empty one takes two bytes of text.
func within(t *testing.T, input, records int, f func()) {
	t.Helper()
	most := uint64(64*input + 64<<10 + records<<12)
	if got := allocated(most, f); got > most {
		t.Fatalf("%d bytes allocated for %d bytes and %d records", got, input, records)
	}
}

func FuzzMethodJSON(f *testing.F) {
	for r := range risk.PublishedMethods() {
		text, err := json.Marshal(r.Method)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add([]byte(`{"scorer":{"kind":"weighted sum","weightedSum":{"likelihood":"0.5","impact":"1","places":1}}}`))
	f.Add([]byte(`{"likelihood":[{"name":"a","from":"-1","to":"99999999999999999999"}],"scorer":{"kind":"table","table":{"likelihoods":1,"impacts":-1,"scores":[1]}}}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var m risk.Method
		var err error
		within(t, len(text), 0, func() { m = risk.Method{}; err = json.Unmarshal(text, &m) })
		if err != nil {
			return
		}
		once, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		var back risk.Method
		if err := json.Unmarshal(once, &back); err != nil {
			t.Fatalf("%s: %v", once, err)
		}
		twice, err := json.Marshal(back)
		if err != nil || string(once) != string(twice) {
			t.Fatalf("%s then %s, %v", once, twice, err)
		}
		c, err := m.Compile()
		if (err == nil) != (c.Hash() != "") || c.Hash() != back.Hash() {
			t.Fatalf("%v: hashes %q and %q", err, c.Hash(), back.Hash())
		}
	})
}

// use calls what an embedder would.
func use(t *testing.T, r risk.Register, asOf isms.Date) {
	rep := r.Check(asOf, nil)
	if again := risktest.Reversed(r).Check(asOf, nil); !rep.Equal(again) {
		t.Fatal("the report depends on the order")
	}
	for range r.ControlUses() {
		continue
	}
	r.Entries(asOf, asOf.AddYears(1), nil)
	risk.Cycles(r.Assets)
	if d, err := risk.Diff(r, r, asOf); err == nil && len(d) > 0 {
		t.Fatalf("differs from itself: %v", d)
	}
	e, err := r.Evaluate(asOf, nil)
	if err != nil {
		return
	}
	for _, tab := range []table.Table{e.Table(), e.PlanTable(), e.AcceptanceTable()} {
		if err := tab.Validate(); err != nil {
			t.Fatal(err)
		}
	}
	e.Statistics()
	for s := range risk.Stages().All() {
		e.HeatMap(s)
	}
	for a := range e.Unknown() {
		if a.WithinTolerance != "" {
			t.Fatalf("%+v", a)
		}
	}
	for _, k := range r.Risks {
		if _, err := e.Accept(risk.Acceptance{ID: "new", Risk: k.ID, ApprovedBy: k.Owner, ApprovedOn: asOf}); err != nil {
			continue
		}
	}
	if _, _, err := r.ChangeMethod(r.Method, risk.ScaleMapping{ID: "m"}, asOf); err != nil {
		return
	}
}

func FuzzRegisterJSON(f *testing.F) {
	for _, r := range []risk.Register{{}, sound(), retained()} {
		text, err := json.Marshal(r)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var r risk.Register
		var err error
		within(t, len(text), strings.Count(string(text), "{"), func() { r = risk.Register{}; err = json.Unmarshal(text, &r) })
		if err != nil {
			return
		}
		once, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		var back risk.Register
		if err := json.Unmarshal(once, &back); err != nil {
			t.Fatalf("%s: %v", once, err)
		}
		if twice, err := json.Marshal(back); err != nil || string(once) != string(twice) {
			t.Fatalf("%s then %s, %v", once, twice, err)
		}
		use(t, r, today)
		use(t, r, isms.Date{})
	})
}

// drawn is a small register of the kit: the laws that it might break are about
// one risk, or two.
func drawn(data []byte) risk.Register { return risktest.Register(ismstest.Bytes(data), 3) }

func seedDrawn(f *testing.F) {
	f.Add([]byte("every byte is a choice of the generator, more or less"))
	f.Add([]byte{0, 5, 3, 200, 1, 7, 9, 255, 4, 3, 2, 1, 0, 9, 8, 7, 6, 5, 4, 3, 2, 1})
}

// What an embedder calls, of a register whose every byte was chosen.
func FuzzRegisterDrawn(f *testing.F) {
	seedDrawn(f)
	f.Fuzz(func(t *testing.T, data []byte) { use(t, drawn(data), today) })
}

// What the kit holds a source of registers to, and what its records cost.
func FuzzSourceDrawn(f *testing.F) {
	seedDrawn(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		r := drawn(data)
		if err := risktest.CheckSource(func() (risk.Register, error) { return r, nil }, today); err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		within(t, len(text), 0, func() { r.Check(today, nil) })
	})
}

func FuzzScaleParse(f *testing.F) {
	for _, text := range []string{"likely", "3", "NaN", "-1", "", "5", "20.9", "1e9", "99999999999999999999"} {
		f.Add(text)
	}
	s := published("nist-sp-800-30-5x5").Likelihood
	f.Fuzz(func(t *testing.T, text string) {
		var g risk.Grade
		var err error
		within(t, len(text), 0, func() { g, err = s.Parse(text) })
		if key := s.Key(g); (key != "") != (err == nil) {
			t.Fatalf("%q is %d, %v", text, g, err)
		}
		if back, err := s.Parse(s.Key(g)); g != 0 && (back != g || err != nil) {
			t.Fatalf("%q is %d, whose key is %d, %v", text, g, back, err)
		}
	})
}
