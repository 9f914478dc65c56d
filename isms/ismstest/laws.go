package ismstest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Laws yields the laws of the kernel by name. Each draws what it needs and
// returns an error that shows a counterexample. Run each some thousand times.
func Laws() iter.Seq2[string, func(Choice) error] {
	return func(yield func(string, func(Choice) error) bool) {
		for _, l := range laws {
			if !yield(l.name, l.holds) {
				return
			}
		}
	}
}

var laws = [...]struct {
	name  string
	holds func(Choice) error
}{
	{"a series counts from its anchor, and adjacent windows join", lawSeries},
	{"merging reports is commutative, associative and idempotent", lawMerge},
	{"assessing does not depend on the order of reports", lawOrder},
	{"leaving a report out makes no line good", lawSilence},
	{"one more error makes no line good", lawAdverse},
	{"a table survives CSV", lawCSV},
	{"text of kernel values reads back", lawText},
}

func lawSeries(c Choice) error {
	s := Series(c)
	a := KnownDate(c)
	b := a.AddDays(c.IntN(1000))
	d := b.AddDays(c.IntN(1000))
	whole := slices.Collect(s.Due(a, d))
	parts := slices.AppendSeq(slices.Collect(s.Due(a, b)), s.Due(b, d))
	if !slices.Equal(whole, parts) {
		return fmt.Errorf("%+v: due (%s, %s] is %v, in two parts %v", s, a, d, whole, parts)
	}
	for i := 1; i < len(whole); i++ {
		if !whole[i-1].Before(whole[i]) {
			return fmt.Errorf("%+v: %s is not before %s", s, whole[i-1], whole[i])
		}
	}
	return nil
}

func lawMerge(c Choice) error {
	rules := Rules(c, 6)
	x, y, z := Report(c, rules), Report(c, rules), Report(c, rules)
	switch {
	case !x.Merge(y).Equal(y.Merge(x)):
		return fmt.Errorf("two reports merge differently in the other order: %s", show(x, y))
	case !x.Merge(y).Merge(z).Equal(x.Merge(y.Merge(z))):
		return fmt.Errorf("three reports merge differently in other groups: %s", show(x, y, z))
	case !x.Merge(x).Equal(x):
		return fmt.Errorf("a report merged with itself differs: %s", show(x))
	case !isms.DiffReports(x, x).Empty():
		return fmt.Errorf("a report differs from itself: %s", show(x))
	}
	return nil
}

// system draws expected rules, each run in one report, and judgements.
func system(c Choice) (asOf isms.Date, rules []isms.Rule, judgements []isms.Judgement, reports []isms.Report) {
	asOf = isms.MustDate("2026-03-02")
	rules = Rules(c, 8)
	for _, r := range rules {
		reports = append(reports, Report(c, []isms.Rule{r}))
	}
	for range c.IntN(4) {
		judgements = append(judgements, Judgement(c, asOf.AddDays(-c.IntN(3))))
	}
	return asOf, rules, judgements, reports
}

func lawOrder(c Choice) error {
	asOf, rules, judgements, reports := system(c)
	x := isms.Assess(asOf, rules, judgements, reports...)
	y := isms.Assess(asOf, Shuffled(c, rules), Shuffled(c, judgements), append(Shuffled(c, reports), reports...)...)
	if a, b := show(x), show(y); a != b {
		return fmt.Errorf("another order gives another readiness:\n%s\n%s", a, b)
	}
	return nil
}

func lawSilence(c Choice) error {
	asOf, rules, judgements, reports := system(c)
	if len(reports) == 0 {
		return nil
	}
	i := c.IntN(len(reports))
	return noBetter("leaving out report "+fmt.Sprint(i),
		isms.Assess(asOf, rules, judgements, reports...),
		isms.Assess(asOf, rules, judgements, slices.Delete(slices.Clone(reports), i, i+1)...))
}

func lawAdverse(c Choice) error {
	asOf, rules, judgements, reports := system(c)
	bad := isms.Rule{Code: "drawn/adverse", Severity: Pick(c, []isms.Severity{isms.Error, isms.Warning}), Refs: []isms.Ref{Ref(c)}, Title: "amiss"}
	var k isms.Checker
	k.Ran(bad)
	k.Find(bad, "")
	return noBetter("one more error",
		isms.Assess(asOf, rules, judgements, reports...),
		isms.Assess(asOf, rules, judgements, append(reports, k.Report())...))
}

func noBetter(what string, before, after isms.Readiness) error {
	for l := range after.Lines() {
		was, ok := before.Line(l.Ref)
		if l.Status.Good() && (!ok || !was.Status.Good()) {
			return fmt.Errorf("%s turned %s from %q to %q", what, l.Ref, was.Status, l.Status)
		}
	}
	return nil
}

func lawCSV(c Choice) error {
	t := Table(c)
	first := t.AppendCSV(nil)
	back, err := isms.ParseCSV(first, t.Columns)
	if err != nil {
		return fmt.Errorf("%w in %q", err, first)
	}
	if again := back.AppendCSV(nil); !bytes.Equal(first, again) {
		return fmt.Errorf("%q is written again as %q", first, again)
	}
	return nil
}

func lawText(c Choice) error {
	d, v, n, r, id := Date(c), Interval(c), Decimal(c), Ref(c), ID(c)
	var d2 isms.Date
	var v2 isms.Interval
	var n2 isms.Decimal
	r2, err := isms.ParseRef(string(r))
	if err != nil || r2 != r {
		return fmt.Errorf("place %q reads back as %q: %w", r, r2, err)
	}
	if err := id.Check(); err != nil {
		return err
	}
	for _, p := range []struct {
		from any
		into any
		same func() bool
	}{
		{d, &d2, func() bool { return d == d2 }},
		{v, &v2, func() bool { return v == v2 }},
		{n, &n2, func() bool { return n == n2 }},
	} {
		text, err := json.Marshal(p.from)
		if err == nil {
			err = json.Unmarshal(text, p.into)
		}
		if err != nil || !p.same() {
			return fmt.Errorf("%v is written as %s and reads back as %v: %w", p.from, text, p.into, err)
		}
	}
	return nil
}

func show(values ...any) string {
	text, err := json.Marshal(values)
	if err != nil {
		return err.Error()
	}
	return string(text)
}
