package evidence

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/ismstest"
)

// A law that cannot fail is decoration: each fails when the check is broken.
func TestLawsFailWhenTheCheckIsBroken(t *testing.T) {
	var nothing isms.Checker
	for _, c := range []struct {
		name  string
		check func(Log, isms.Date, isms.Calendar) isms.Report
		want  string
	}{
		{"only the first record is looked at", func(l Log, asOf isms.Date, cal isms.Calendar) isms.Report {
			l.Records = l.Records[:min(1, len(l.Records))]
			return l.Check(asOf, cal)
		}, "the order of records and expectations matters"},
		{"the record of the law is taken for a fault", func(l Log, asOf isms.Date, cal isms.Calendar) isms.Report {
			for i := range l.Records {
				if strings.Contains(string(l.Records[i].ID), "one more") {
					l.Records = nil
					return l.Check(asOf, cal)
				}
			}
			return l.Check(asOf, cal)
		}, "a supporting record for"},
		{"few records are as good as all", func(l Log, asOf isms.Date, cal isms.Calendar) isms.Report {
			seen := map[isms.ID]bool{}
			for _, e := range l.Records {
				seen[e.ID] = true
			}
			if len(seen)%3 > 0 {
				return l.Check(asOf, cal)
			}
			c := nothing
			for _, x := range l.Expectations {
				c.Ran(RulesFor(x.Ref)...)
			}
			return c.Report()
		}, "supporting records were left out"},
	} {
		r := rand.New(rand.NewPCG(3, 4))
		seen := false
		for range 300 {
			if err := laws(c.check, r, randomLog(r, today, 30), today); err != nil && strings.Contains(err.Error(), c.want) {
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
	l := randomLog(highest{}, today, 5)
	if len(l.Expectations)+len(l.Records) > 0 {
		t.Errorf("%+v", l)
	}
	for _, asOf := range []isms.Date{today, {}} {
		if err := laws(Log.Check, highest{}, l, asOf); err != nil {
			t.Error(err)
		}
	}
	l.Expectations = Expectations(today, "A.5.1")
	if err := laws(Log.Check, highest{}, l, isms.Date{}); err != nil {
		t.Error(err)
	}
}

func TestLawsHoldForAnyLog(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 0))
	for range 150 {
		if err := laws(Log.Check, r, randomLog(r, today, 60), today); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
	}
}

func FuzzLaws(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
	f.Add([]byte("some longer text that gives a few choices more than the other one does"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c := ismstest.Bytes(data)
		if err := laws(Log.Check, c, randomLog(c, today, 20), today); err != nil {
			t.Fatal(err)
		}
	})
}

// The generator makes what it says: sound records and faulty ones.
func TestLogHasBoth(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	future, gaps, clear := 0, 0, 0
	for range 40 {
		l := randomLog(r, today, 200)
		rep := l.Check(today, nil)
		if golden.Found(t, rep, "evidence/future-dated-evidence-record") {
			future++
		}
		if golden.Found(t, rep, "evidence/evidence-gap") {
			gaps++
		}
		for _, n := range l.Summaries(today, nil) {
			if n.Maturity == Operating {
				clear++
			}
		}
	}
	if future == 0 || gaps == 0 || clear == 0 {
		t.Errorf("%d logs with records in the future, %d with gaps, %d lines that operate", future, gaps, clear)
	}
}
