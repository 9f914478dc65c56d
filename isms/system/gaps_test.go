package system_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/audittest"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/record"
	"github.com/ismskit/ismskit/isms/system"
)

// blanked empties words, days and lists of a value in place, one of so many each.
func blanked(r *rand.Rand, v reflect.Value, of int) {
	switch v.Kind() {
	case reflect.Pointer:
		blanked(r, v.Elem(), of)
	case reflect.String:
		if r.IntN(of) == 0 {
			v.SetZero()
		}
	case reflect.Struct:
		if _, day := reflect.TypeAssert[isms.Date](v); day && r.IntN(of) == 0 {
			v.SetZero()
		}
		if _, interval := reflect.TypeAssert[isms.Interval](v); interval { // half of one is none, and cannot be stored
			if r.IntN(of) == 0 {
				v.SetZero()
			}
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				blanked(r, v.Field(i), of)
			}
		}
	case reflect.Slice:
		if r.IntN(4*of) == 0 {
			v.SetZero()
		}
		for i := range v.Len() {
			blanked(r, v.Index(i), of)
		}
	}
}

// A message has a word wherever it speaks of something, however little the
// records say.
func TestMessagesHaveNoGaps(t *testing.T) {
	templates := map[string]string{}
	for _, r := range system.AllRules() {
		templates[r.Code] = r.Message
	}
	faulty := faulty(t)
	seen := map[string]bool{}
	said := map[string]bool{}
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 3))
		s := decoded(t, faulty)
		blanked(r, reflect.ValueOf(&s), 2+r.IntN(10))
		for d := range s.At(day.AddDays(r.IntN(800))).Unfolded().Found() {
			said[d.Code] = true
			for _, a := range d.Args {
				if a.Name != "hint" && strings.TrimSpace(a.String()) == "" && strings.Contains(templates[d.Code], "{"+a.Name+"}") && !seen[d.Code+a.Name] {
					seen[d.Code+a.Name] = true
					t.Errorf("{%s} of %s", a.Name, d)
				}
			}
			if strings.Contains(d.Message, "  ") && !seen[d.Code] {
				seen[d.Code] = true
				t.Errorf("two blanks: %s", d)
			}
		}
	}
	if len(said) < 130 {
		t.Errorf("%d rules found something", len(said))
	}
}

// decoded returns a copy that shares nothing with s.
func decoded(t *testing.T, s system.System) system.System {
	t.Helper()
	text, err := s.Encode()
	if err != nil {
		t.Fatal(err)
	}
	back, err := system.Decode(text)
	if err != nil {
		t.Fatal(err)
	}
	return back
}

// faulty is a system with something wrong in many places.
func faulty(t *testing.T) system.System {
	t.Helper()
	s := entangled(t)
	s.Records.Roles[0].Competences = append(s.Records.Roles[0].Competences, "law")
	s.Records.People[0].Gaps = []record.Gap{{What: "law", Action: "course", Due: day, Completed: day.AddDays(-9)}, {What: "audits"}}
	s.Findings.Items = slices.Clone(s.Findings.Items)
	for i := range 3 {
		n := audittest.Nonconformity(rand.New(rand.NewPCG(4, uint64(i))), isms.ID(fmt.Sprint("NC-", i)))
		s.Findings.Items = append(s.Findings.Items, audit.RegisterItem{Nonconformity: n, Dates: audit.Dates{LastAuditDay: n.RaisedOn()}})
	}
	return s
}
