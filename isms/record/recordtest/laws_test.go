package recordtest

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/record"
)

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
		check func(record.Records, isms.Date) isms.Report
		want  string
	}{
		"the first of a list decides": {func(r record.Records, on isms.Date) isms.Report {
			if r.People[0].ID != Sound(day, 40).People[0].ID {
				r.Roles = nil
			}
			return r.Check(on)
		}, "recordtest: the order of a list matters"},
		"without reviews all is well": {func(r record.Records, on isms.Date) isms.Report {
			if len(r.Reviews) == 0 {
				return silent(r)
			}
			r.Policy.ApprovedBy = ""
			return r.Check(on)
		}, "recordtest: without reviews, "},
	} {
		failed := 0
		for seed := range uint64(5) {
			err := laws(rand.New(rand.NewPCG(seed, 0)), Sound(day, 40), day, c.check)
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
