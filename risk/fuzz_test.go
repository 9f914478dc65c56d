package risk_test

import (
	"encoding/json"
	"testing"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/ismstest"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/risk/risktest"
)

func FuzzMethodJSON(f *testing.F) {
	for r := range risk.ReadyMethods() {
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
		if json.Unmarshal(text, &m) != nil {
			return
		}
		once, err := json.Marshal(m)
		if err != nil {
			t.Skip(err)
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
	rep := r.Check(asOf)
	if again := risktest.Reversed(r).Check(asOf); !rep.Equal(again) {
		t.Fatal("the report depends on the order")
	}
	for range r.ControlUses() {
		continue
	}
	r.Entries(asOf)
	risk.Cycles(r.Assets)
	if d, err := risk.Diff(r, r, asOf); err == nil && len(d) > 0 {
		t.Fatalf("differs from itself: %v", d)
	}
	e, err := r.Evaluate(asOf)
	if err != nil {
		return
	}
	for _, table := range []isms.Table{e.Table(), e.PlanTable(), e.AcceptanceTable()} {
		if err := table.Check(); err != nil {
			t.Fatal(err)
		}
	}
	e.Statistics()
	for _, s := range risk.Stages() {
		e.HeatMap(s)
	}
	for a := range e.Unknown() {
		if a.Within != risk.Unknown {
			t.Fatalf("%+v", a)
		}
	}
	for _, k := range r.Risks {
		if _, err := e.Accept(risk.Acceptance{ID: "new", Risk: k.ID, Approver: k.Owner, Approved: asOf}); err != nil {
			continue
		}
	}
	if _, _, err := r.ChangeMethod(r.Method, risk.Remap{ID: "m"}, asOf); err != nil {
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
		if json.Unmarshal(text, &r) != nil {
			return
		}
		use(t, r, today)
		use(t, r, isms.Date{})
	})
}

func FuzzRegisterDrawn(f *testing.F) {
	f.Add([]byte("every byte is a choice of the generator, more or less"))
	f.Add([]byte{0, 5, 3, 200, 1, 7, 9, 255, 4, 3, 2, 1, 0, 9, 8, 7, 6, 5, 4, 3, 2, 1})
	f.Fuzz(func(t *testing.T, data []byte) {
		r := risktest.Register(ismstest.Bytes(data), 20)
		use(t, r, today)
		if err := risktest.CheckSource(func() (risk.Register, error) { return r, nil }, today); err != nil {
			t.Fatal(err)
		}
	})
}

func FuzzScaleParse(f *testing.F) {
	for _, text := range []string{"likely", "3", "NaN", "-1", "", "1e9", "99999999999999999999"} {
		f.Add(text)
	}
	s := risk.NIST80030().Likelihood
	f.Fuzz(func(t *testing.T, text string) {
		g, err := s.Parse(text)
		if _, ok := s.At(g); ok != (err == nil) {
			t.Fatalf("%q is %d, %v", text, g, err)
		}
	})
}
