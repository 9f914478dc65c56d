package record_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/draw"
	"github.com/ismskit/ismskit/internal/laws/said"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/record"
	"github.com/ismskit/ismskit/isms/record/recordtest"
)

// part is one of the lists, or single records, that make up the whole.
type part struct {
	name    string
	drop    func(*record.Records)
	shuffle func(isms.Chance, *record.Records)
}

// parts are all parts of the records.
var parts = []part{
	{"top management", func(r *record.Records) { r.TopManagement = nil }, func(c isms.Chance, r *record.Records) { r.TopManagement = draw.Shuffled(c, r.TopManagement) }},
	{"context", func(r *record.Records) { r.Context = record.Context{} }, func(c isms.Chance, r *record.Records) { r.Context.Issues = draw.Shuffled(c, r.Context.Issues) }},
	{"parties", func(r *record.Records) { r.Parties = nil }, func(c isms.Chance, r *record.Records) { r.Parties = draw.Shuffled(c, r.Parties) }},
	{"scope", func(r *record.Records) { r.Scope = record.Scope{} }, func(c isms.Chance, r *record.Records) { r.Scope.Elements = draw.Shuffled(c, r.Scope.Elements) }},
	{"processes", func(r *record.Records) { r.Processes = nil }, func(c isms.Chance, r *record.Records) { r.Processes = draw.Shuffled(c, r.Processes) }},
	{"leadership", func(r *record.Records) { r.Leadership = nil }, func(c isms.Chance, r *record.Records) { r.Leadership = draw.Shuffled(c, r.Leadership) }},
	{"policy", func(r *record.Records) { r.Policy = record.Policy{} }, nil},
	{"roles", func(r *record.Records) { r.Roles = nil }, func(c isms.Chance, r *record.Records) { r.Roles = draw.Shuffled(c, r.Roles) }},
	{"planning", func(r *record.Records) { r.Actions = nil }, func(c isms.Chance, r *record.Records) { r.Actions = draw.Shuffled(c, r.Actions) }},
	{"objectives", func(r *record.Records) { r.Objectives = nil }, func(c isms.Chance, r *record.Records) { r.Objectives = draw.Shuffled(c, r.Objectives) }},
	{"changes", func(r *record.Records) { r.Changes = nil }, func(c isms.Chance, r *record.Records) { r.Changes = draw.Shuffled(c, r.Changes) }},
	{"resources", func(r *record.Records) { r.Resources = nil }, func(c isms.Chance, r *record.Records) { r.Resources = draw.Shuffled(c, r.Resources) }},
	{"people", func(r *record.Records) { r.People = nil }, func(c isms.Chance, r *record.Records) { r.People = draw.Shuffled(c, r.People) }},
	{"messages", func(r *record.Records) { r.Communications = nil }, func(c isms.Chance, r *record.Records) { r.Communications = draw.Shuffled(c, r.Communications) }},
	{"documents", func(r *record.Records) { r.Documents = nil }, func(c isms.Chance, r *record.Records) { r.Documents = draw.Shuffled(c, r.Documents) }},
	{"handling", func(r *record.Records) { r.Handling = record.Handling{} }, nil},
	{"suppliers", func(r *record.Records) { r.Suppliers = nil }, func(c isms.Chance, r *record.Records) { r.Suppliers = draw.Shuffled(c, r.Suppliers) }},
	{"measures", func(r *record.Records) { r.Indicators = nil }, func(c isms.Chance, r *record.Records) { r.Indicators = draw.Shuffled(c, r.Indicators) }},
	{"reviews", func(r *record.Records) { r.ManagementReviews = nil }, func(c isms.Chance, r *record.Records) {
		r.ManagementReviews = draw.Shuffled(c, r.ManagementReviews)
	}},
	{"improvements", func(r *record.Records) { r.Improvements = nil }, func(c isms.Chance, r *record.Records) { r.Improvements = draw.Shuffled(c, r.Improvements) }},
	{"absences", func(r *record.Records) { r.Absences = nil }, func(c isms.Chance, r *record.Records) { r.Absences = draw.Shuffled(c, r.Absences) }},
}

// drop returns the records without one part, which it names.
func drop(c isms.Chance, r record.Records) (record.Records, string) {
	p := draw.Pick(c, parts)
	p.drop(&r)
	return r, p.name
}

// laws checks the laws of the records on a day: the order of lists does not matter,
// and leaving a list out raises no line. It returns the first that does not hold.
func laws(c isms.Chance, r record.Records, asOf isms.Date, check func(record.Records, isms.Date, isms.Calendar) isms.Report) error {
	report := check(r, asOf, nil)
	s := r
	for _, p := range parts {
		if p.shuffle != nil {
			p.shuffle(c, &s)
		}
	}
	if !check(s, asOf, nil).Equal(report) {
		return errors.New("the order of a list matters")
	}
	before := isms.Assess(asOf, record.Rules(), nil, report)
	for _, p := range parts {
		s := r
		p.drop(&s)
		after := isms.Assess(asOf, record.Rules(), nil, check(s, asOf, nil))
		for n := range after.Items() {
			was, ok := before.LookupItem(n.Ref)
			if n.Status.Settled() && (!ok || !was.Status.Settled()) {
				return fmt.Errorf("without %s, %s goes from %q to %q", p.name, n.Ref, was.Status, n.Status)
			}
		}
	}
	return nil
}

// Each law is seen to fail: on a check that minds the order of a list, and on one
// that is content once a list is gone.
func TestLawsFail(t *testing.T) {
	day := isms.MustDate("2026-11-22")
	silent := func(r record.Records) isms.Report { // every rule ran and found nothing
		var c isms.Checker
		for _, rule := range record.Rules() {
			if rule.JudgementRequired == "" {
				c.Ran(rule)
			}
		}
		return c.Report()
	}
	for name, c := range map[string]struct {
		check func(record.Records, isms.Date, isms.Calendar) isms.Report
		want  string
	}{
		"the first of a list decides": {func(r record.Records, on isms.Date, cal isms.Calendar) isms.Report {
			if r.People[0].ID != recordtest.Sound(day, 40).People[0].ID {
				r.Roles = nil
			}
			return r.Check(on, cal)
		}, "the order of a list matters"},
		"without reviews all is well": {func(r record.Records, on isms.Date, cal isms.Calendar) isms.Report {
			if len(r.ManagementReviews) == 0 {
				return silent(r)
			}
			r.Policy.ApprovedBy = ""
			return r.Check(on, cal)
		}, "without reviews, "},
	} {
		failed := 0
		for seed := range uint64(5) {
			err := laws(rand.New(rand.NewPCG(seed, 0)), recordtest.Sound(day, 40), day, c.check)
			if err != nil && strings.HasPrefix(err.Error(), c.want) {
				failed++
			} else if err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		if failed == 0 {
			t.Errorf("%s: no law fails", name)
		}
	}
}

// What is found of drawn records has keys that are unique, paths that lead somewhere
// and sentences that any language can say; so have what is skipped and what falls due.
func TestWhatIsSaid(t *testing.T) {
	l := said.Of(record.Rules(), record.Messages(), record.Vocabularies())
	seed := rand.Uint64()
	c := rand.New(rand.NewPCG(seed, 0))
	for range 200 {
		r := draw.Pick(c, []func() record.Records{sound, plenty})()
		for range c.IntN(3) {
			r, _ = drop(c, r)
		}
		for range c.IntN(12) {
			disturb(c, &r)
		}
		day := draw.Pick(c, []isms.Date{today, today, {}, today.AddYears(2), isms.MustDate("2024-01-31")})
		l.Report(t, r, r.Check(day, nil))
		for _, e := range r.Entries(day, day, isms.MustDate("9999-12-31"), nil) {
			l.Entry(t, r, e)
		}
		if t.Failed() {
			t.Fatalf("seed %d, on %s", seed, day)
		}
	}
}

// disturb changes one field of the records, or has an item of a list twice.
func disturb(c isms.Chance, r *record.Records) {
	var fields []reflect.Value
	each(r, func(_ string, v reflect.Value) { fields = append(fields, v) })
	v := draw.Pick(c, fields)
	if v.Kind() == reflect.Slice && v.Len() > 0 && draw.Chance(c, 1, 2) {
		v.Set(reflect.Append(v, v.Index(c.IntN(v.Len()))))
		return
	}
	if list := changes(v); len(list) > 0 {
		v.Set(draw.Pick(c, list).value)
	}
}
