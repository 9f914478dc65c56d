package evidencetest

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
)

// A law that cannot fail is decoration: each fails when the check is broken.
func TestLawsFailWhenTheCheckIsBroken(t *testing.T) {
	today := isms.MustDate("2026-11-22")
	var nothing isms.Checker
	for _, c := range []struct {
		name  string
		check func(evidence.Log, isms.Date) isms.Report
		want  string
	}{
		{"only the first record is looked at", func(l evidence.Log, asOf isms.Date) isms.Report {
			l.Evidence = l.Evidence[:min(1, len(l.Evidence))]
			return l.Check(asOf)
		}, "the order of records and expectations matters"},
		{"the record of the law is taken for a fault", func(l evidence.Log, asOf isms.Date) isms.Report {
			for i := range l.Evidence {
				if strings.Contains(string(l.Evidence[i].ID), "evidencetest") {
					l.Evidence = nil
					return l.Check(asOf)
				}
			}
			return l.Check(asOf)
		}, "a supporting record for"},
		{"few records are as good as all", func(l evidence.Log, asOf isms.Date) isms.Report {
			seen := map[isms.ID]bool{}
			for _, e := range l.Evidence {
				seen[e.ID] = true
			}
			if len(seen)%3 > 0 {
				return l.Check(asOf)
			}
			c := nothing
			for _, x := range l.Expect {
				c.Ran(evidence.RulesFor(x.Ref)...)
			}
			return c.Report()
		}, "supporting records were left out"},
	} {
		r := rand.New(rand.NewPCG(3, 4))
		seen := false
		for range 300 {
			if err := laws(c.check, r, Log(r, today, 30), today); err != nil && strings.Contains(err.Error(), c.want) && strings.HasPrefix(err.Error(), "evidencetest: ") {
				seen = true
				break
			}
		}
		if !seen {
			t.Errorf("%s: no law says %q", c.name, c.want)
		}
	}
}

// highest draws the highest number each time.
type highest struct{}

func (highest) IntN(n int) int { return n - 1 }

// A log that expects nothing has nothing to check, and the laws hold for it.
func TestEmptyLog(t *testing.T) {
	today := isms.MustDate("2026-11-22")
	l := Log(highest{}, today, 5)
	if len(l.Expect)+len(l.Evidence) > 0 {
		t.Errorf("%+v", l)
	}
	for _, asOf := range []isms.Date{today, {}} {
		if err := Laws(highest{}, l, asOf); err != nil {
			t.Error(err)
		}
	}
	l.Expect = evidence.Expectations(today, "A.5.1")
	if err := Laws(highest{}, l, isms.Date{}); err != nil {
		t.Error(err)
	}
}
