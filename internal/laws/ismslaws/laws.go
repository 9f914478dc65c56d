package ismslaws

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"slices"

	"github.com/ismskit/ismskit/internal/draw"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
)

// Laws yields the laws of the kernel by name. Each draws what it needs and
// returns an error that shows a counterexample. Run each some thousand times.
func Laws() iter.Seq2[string, func(isms.Chance) error] {
	return func(yield func(string, func(isms.Chance) error) bool) {
		for _, l := range laws {
			if !yield(l.name, func(c isms.Chance) error { return l.holds(sound(), c) }) {
				return
			}
		}
	}
}

var laws = [...]struct {
	name  string
	holds func(kernel, isms.Chance) error
}{
	{"a series counts from its anchor, and adjacent windows join", lawSeries},
	{"merging reports is commutative, associative and idempotent", lawMerge},
	{"assessing does not depend on the order of reports", lawOrder},
	{"leaving a report out makes no line good", lawSilence},
	{"one more error makes no line good", lawAdverse},
	{"a table survives CSV", lawCSV},
	{"a table survives JSON", lawJSON},
	{"text of kernel values reads back", lawText},
}

// kernel holds the verbs of package isms that the laws speak of. The tests of
// this package break one at a time and want the law to fail.
type kernel struct {
	due       func(isms.Series, isms.Date, isms.Date) iter.Seq[isms.Date]
	merge     func(isms.Report, ...isms.Report) isms.Report
	diff      func(before, after isms.Report) isms.ReportDiff
	assess    func(isms.Date, []isms.Rule, []isms.Judgement, ...isms.Report) isms.Readiness
	appendCSV func(table.Table, []byte) []byte
	parseCSV  func([]byte, []table.Header) (table.Table, error)
	parseRef  func(string) (isms.Ref, error)
	checkID   func(isms.ID) error
	marshal   func(any) ([]byte, error)
	unmarshal func([]byte, any) error
}

func sound() kernel {
	return kernel{
		isms.Series.Due, isms.Report.Merge, isms.DiffReports, isms.Assess,
		table.Table.AppendCSV, table.ParseCSV, isms.ParseRef, isms.ID.Validate, json.Marshal, json.Unmarshal,
	}
}

func lawSeries(k kernel, c isms.Chance) error {
	s := draw.Series(c)
	a := draw.KnownDate(c)
	b := a.AddDays(c.IntN(1000))
	d := b.AddDays(c.IntN(1000))
	whole := slices.Collect(k.due(s, a, d))
	parts := slices.AppendSeq(slices.Collect(k.due(s, a, b)), k.due(s, b, d))
	if !slices.Equal(whole, parts) {
		return fmt.Errorf("%+v: due (%s, %s] is %v, in two parts %v", s, a, d, whole, parts)
	}
	for i := 1; i < len(whole); i++ {
		if !(!whole[i-1].IsZero() && whole[i-1].Before(whole[i])) {
			return fmt.Errorf("%+v: %s is not before %s", s, whole[i-1], whole[i])
		}
	}
	return nil
}

func lawMerge(k kernel, c isms.Chance) error {
	rules := draw.Rules(c, 6)
	x, y, z := draw.Report(c, rules), draw.Report(c, rules), draw.Report(c, rules)
	switch {
	case !k.merge(x, y).Equal(k.merge(y, x)):
		return fmt.Errorf("two reports merge differently in the other order: %s", show(x, y))
	case !k.merge(k.merge(x, y), z).Equal(k.merge(x, k.merge(y, z))):
		return fmt.Errorf("three reports merge differently in other groups: %s", show(x, y, z))
	case !k.merge(x, x).Equal(x):
		return fmt.Errorf("a report merged with itself differs: %s", show(x))
	case !k.diff(x, x).Empty():
		return fmt.Errorf("a report differs from itself: %s", show(x))
	}
	return nil
}

// system draws expected rules, each run in one report, and judgements.
func system(c isms.Chance) (asOf isms.Date, rules []isms.Rule, judgements []isms.Judgement, reports []isms.Report) {
	asOf = isms.MustDate("2026-03-02")
	rules = draw.Rules(c, 8)
	for _, r := range rules {
		reports = append(reports, draw.Report(c, []isms.Rule{r}))
	}
	for range c.IntN(4) {
		judgements = append(judgements, draw.Judgement(c, asOf.AddDays(-c.IntN(3))))
	}
	return asOf, rules, judgements, reports
}

func lawOrder(k kernel, c isms.Chance) error {
	asOf, rules, judgements, reports := system(c)
	x := k.assess(asOf, rules, judgements, reports...)
	y := k.assess(asOf, draw.Shuffled(c, rules), draw.Shuffled(c, judgements), append(draw.Shuffled(c, reports), reports...)...)
	if a, b := show(x), show(y); a != b {
		return fmt.Errorf("another order gives another readiness:\n%s\n%s", a, b)
	}
	return nil
}

func lawSilence(k kernel, c isms.Chance) error {
	asOf, rules, judgements, reports := system(c)
	if len(reports) == 0 {
		return nil
	}
	i := c.IntN(len(reports))
	return noBetter("leaving out report "+fmt.Sprint(i),
		k.assess(asOf, rules, judgements, reports...),
		k.assess(asOf, rules, judgements, slices.Delete(slices.Clone(reports), i, i+1)...))
}

func lawAdverse(k kernel, c isms.Chance) error {
	asOf, rules, judgements, reports := system(c)
	bad := isms.Rule{Code: "drawn/adverse", Severity: draw.Pick(c, []isms.Severity{isms.SeverityError, isms.SeverityWarning}), Refs: []isms.Ref{draw.Ref(c)}, Title: "amiss"}
	var check isms.Checker
	check.Ran(bad)
	check.Find(bad, "")
	return noBetter("one more error",
		k.assess(asOf, rules, judgements, reports...),
		k.assess(asOf, rules, judgements, append(reports, check.Report())...))
}

func noBetter(what string, before, after isms.Readiness) error {
	for l := range after.Items() {
		was, ok := before.LookupItem(l.Ref)
		if l.Status.Settled() && (!ok || !was.Status.Settled()) {
			return fmt.Errorf("%s turned %s from %q to %q", what, l.Ref, was.Status, l.Status)
		}
	}
	return nil
}

func lawCSV(k kernel, c isms.Chance) error {
	t := draw.Table(c)
	first := k.appendCSV(t, nil)
	back, err := k.parseCSV(first, t.Columns)
	if err != nil {
		return fmt.Errorf("CSV %q does not read back: %w", first, err)
	}
	if again := k.appendCSV(back, nil); !bytes.Equal(first, again) {
		return fmt.Errorf("%q is written again as %q", first, again)
	}
	return nil
}

func lawJSON(k kernel, c isms.Chance) error {
	t := draw.Table(c)
	var back table.Table
	text, err := k.marshal(t)
	if err == nil {
		err = k.unmarshal(text, &back)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", text, err)
	}
	same := slices.EqualFunc(t.Rows, back.Rows, slices.Equal[[]table.Cell])
	if !same || !slices.Equal(t.Columns, back.Columns) || t.Name != back.Name || t.Title != back.Title {
		return fmt.Errorf("%s reads back as %s", text, show(back))
	}
	return nil
}

func lawText(k kernel, c isms.Chance) error {
	d, v, n, r, id := draw.Date(c), draw.Interval(c), draw.Decimal(c), draw.Ref(c), draw.ID(c)
	var d2 isms.Date
	var v2 isms.Interval
	var n2 isms.Decimal
	r2, err := k.parseRef(string(r))
	if err != nil || r2 != r {
		return fmt.Errorf("place %q reads back as %q: %w", r, r2, err)
	}
	if err := k.checkID(id); err != nil {
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
		text, err := k.marshal(p.from)
		if err == nil {
			err = k.unmarshal(text, p.into)
		}
		if err != nil || !p.same() {
			return fmt.Errorf("%v is written as %s and reads back as %v: %w", p.from, text, p.into, err)
		}
	}
	return nil
}

func show(values ...any) string {
	text, _ := json.Marshal(values) // reports, readiness and tables have a text
	return string(text)
}
