package system_test

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"reflect"
	"testing"

	"github.com/ismskit/ismskit/internal/laws/said"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/certificate"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/audit/programme"
	"github.com/ismskit/ismskit/internal/vocabulary"
	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/oscal"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/risk/quant"
	"github.com/ismskit/ismskit/soa"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
	"github.com/ismskit/ismskit/isms/record"
	"github.com/ismskit/ismskit/isms/roadmap"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/system/systemtest"
	"github.com/ismskit/ismskit/isms/table"
)

// drawn hands over systems with something wrong in many places, each with its stored
// form and a day.
func drawn(t *testing.T, use func(s system.System, text []byte, on isms.Date)) {
	t.Helper()
	larkspur, err := os.ReadFile("../../examples/quickstart/larkspur.json")
	if err != nil {
		t.Fatal(err)
	}
	s, err := system.Decode(larkspur)
	if err != nil {
		t.Fatal(err)
	}
	use(s, larkspur, isms.MustDate("2026-10-05"))
	use(s, larkspur, isms.MustDate("2027-10-05"))
	use(system.System{}, []byte("{}"), day)
	for _, c := range scenarios(t) {
		s := systemtest.Sound(day, 10)
		c.change(&s)
		text, err := s.Encode()
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		use(s, text, day)
	}
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 14))
		s := decoded(t, faulty(t))
		blanked(r, reflect.ValueOf(&s), 2+r.IntN(10))
		text, err := s.Encode()
		if err != nil {
			t.Fatalf("seed %d: a system that cannot be stored has no places: %v", seed, err)
		}
		use(s, text, day.AddDays(r.IntN(800)))
	}
}

// What a system finds, skips and enters is said by code and arguments, in any language,
// with nothing but the text of the document in it.
func TestWhatSystemsSay(t *testing.T) {
	laws := said.Of(system.AllRules(), messages(), vocabulary.All())
	drawn(t, func(s system.System, text []byte, on isms.Date) {
		var document any
		if err := json.Unmarshal(text, &document); err != nil {
			t.Fatal(err)
		}
		laws.Report(t, nil, s.At(on).Unfolded(), document, soa.Phrases(), audit.Policies()) // for paths see TestEachFindingLeadsToOnePlace
		v := s.At(on)
		for g := range system.Gates().All() {
			for c := range v.Gate(g).Conditions() {
				for _, d := range c.Why {
					laws.Sentence(t, isms.Sentence{Code: d.Code, Args: d.Args, Text: d.Message})
				}
				laws.Sentence(t, c.Title)
			}
		}
		for _, e := range s.At(on).Entries(isms.Date{}, on.AddYears(1)) {
			laws.Entry(t, document, e)
		}
		if t.Failed() {
			t.Fatalf("on %s", on)
		}
	})
}

func messages() []isms.Message {
	var out []isms.Message
	for _, list := range [][]isms.Message{
		isms.Messages(), record.Messages(), evidence.Messages(), roadmap.Messages(), table.Messages(), annexa.Messages(), risk.Messages(), quant.Messages(), soa.Messages(),
		audit.Messages(), programme.Messages(), cycle.Messages(), certificate.Messages(), mapping.Messages(), oscal.Messages(), system.Messages(),
	} {
		out = append(out, list...)
	}
	return out
}
