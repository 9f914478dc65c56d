package evidence

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/ismskit/ismskit/internal/draw"

	"github.com/ismskit/ismskit/isms"
)

// randomLog returns a log with up to n records around a day, for a few controls and
// items with their default expectations. Most records are sound, some are not.
func randomLog(c isms.Chance, asOf isms.Date, n int) Log {
	var refs []isms.Ref
	for d := range ControlDefaults() {
		if draw.Chance(c, 1, 12) {
			refs = append(refs, d.Ref)
		}
	}
	for d := range ClauseDefaults() {
		if draw.Chance(c, 1, 8) {
			refs = append(refs, d.Ref)
		}
	}
	l := Log{Expectations: Expectations(asOf.AddDays(-300-c.IntN(200)), refs...)}
	if len(l.Expectations) == 0 {
		return l
	}
	for i := range c.IntN(max(n, 0) + 1) {
		l.Records = append(l.Records, randomRecord(c, draw.Pick(c, l.Expectations), asOf, strconv.Itoa(i)))
	}
	if draw.Chance(c, 1, 3) {
		l.Changes = append(l.Changes, Change{Ref: draw.Pick(c, l.Expectations).Ref, On: asOf.AddDays(-c.IntN(100))})
	}
	if draw.Chance(c, 1, 3) {
		l.Audits = append(l.Audits, asOf.AddDays(c.IntN(60)-30))
	}
	return l
}

// randomRecord returns a record for an expectation, with name in its ID and artefact.
// About one in six has a fault: dated in the future, of another kind, adverse,
// without artefact, impossible in its period.
func randomRecord(c isms.Chance, x Expectation, asOf isms.Date, name string) Record {
	e := supporting(c, x, asOf, name)
	switch c.IntN(30) {
	case 0:
		e.Collected = asOf.AddDays(1 + c.IntN(30))
	case 1:
		e.Kind = draw.Pick(c, slices.Collect(Kinds().All()))
	case 2:
		e.Adverse = true
	case 3:
		e.Artefact = ""
	case 4:
		e.Covers = isms.Window{First: asOf, Last: asOf.AddDays(-9)}
	}
	return e
}

// supporting returns a record that supports an expectation on asOf: of an expected
// kind, collected in the 400 days before, with an ID and an artefact made from
// name.
func supporting(c isms.Chance, x Expectation, asOf isms.Date, name string) Record {
	e := Record{
		ID: isms.ID("E-" + name), Kind: "operation record", Refs: []isms.Ref{x.Ref},
		Collected: asOf.AddDays(-c.IntN(400)), Artefact: "sha256:" + name, By: "tester",
	}
	if len(x.Kinds) > 0 {
		e.Kind = draw.Pick(c, x.Kinds)
	}
	if draw.Chance(c, 1, 2) {
		e.Covers = isms.Window{First: e.Collected.AddDays(-c.IntN(90)), Last: e.Collected}
	}
	return e
}

// laws checks the laws of a check on a log and a day, with choices from c: the
// order of records and giving them twice do not matter, adding a record that
// supports lowers no line, and leaving out records without fault raises none. It
// returns the first that does not hold.
func laws(check func(Log, isms.Date, isms.Calendar) isms.Report, c isms.Chance, l Log, asOf isms.Date) error {
	report := check(l, asOf, nil)
	m := l
	m.Records = draw.Shuffled(c, append(slices.Clone(l.Records), l.Records...))
	m.Expectations = draw.Shuffled(c, l.Expectations)
	if !slices.Equal(facts(check(m, asOf, nil)), facts(report)) {
		return errors.New("the order of records and expectations matters, or giving them twice does")
	}
	if len(l.Expectations) == 0 || asOf.IsZero() {
		return nil
	}
	var refs []isms.Ref
	for _, x := range l.Expectations {
		refs = append(refs, x.Ref)
	}
	rules := append(Rules(), RulesFor(refs...)...)
	before := isms.Assess(asOf, rules, nil, report)
	x := draw.Pick(c, l.Expectations)
	m = l
	m.Records = append(slices.Clone(l.Records), supporting(c, x, asOf, "one more"))
	if err := lower(before, isms.Assess(asOf, rules, nil, check(m, asOf, nil))); err != nil {
		return fmt.Errorf("a supporting record for %s was added: %w", x.Ref, err)
	}
	ids, artefacts := map[isms.ID]int{}, map[string]int{}
	for _, e := range l.Records {
		ids[e.ID]++
		artefacts[e.Artefact]++
	}
	m.Records = slices.DeleteFunc(slices.Clone(l.Records), func(e Record) bool {
		return sound(e, asOf) && ids[e.ID] == 1 && (e.Artefact == "" || artefacts[e.Artefact] == 1) && draw.Chance(c, 1, 3)
	})
	if err := lower(isms.Assess(asOf, rules, nil, check(m, asOf, nil)), before); err != nil {
		return fmt.Errorf("supporting records were left out: %w", err)
	}
	return nil
}

// sound reports whether a record has no fault of its own. One that shares its ID
// or artefact with another is not sound either: it is what shows the fault of
// the other.
func sound(e Record, asOf isms.Date) bool {
	return !e.Adverse && e.ID.Validate() == nil && e.Kind != "" && !e.Collected.IsZero() && !e.Collected.After(asOf) &&
		e.Covers.Validate() == nil && !e.Covers.Last.After(e.Collected) && !e.Covers.First.After(e.Collected) && len(e.Refs) > 0 &&
		!slices.ContainsFunc(e.Refs, func(r isms.Ref) bool { return !r.Known() })
}

// lower returns an error if a line of the second is worse than in the first.
func lower(first, second isms.Readiness) error {
	for n := range first.Items() {
		m, ok := second.LookupItem(n.Ref)
		if !ok || isms.Statuses().Index(m.Status) < isms.Statuses().Index(n.Status) {
			return fmt.Errorf("%s went from %q to %q", n.Ref, n.Status, m.Status)
		}
	}
	return nil
}
