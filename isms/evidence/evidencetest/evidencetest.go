package evidencetest

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
	"github.com/ismskit/ismskit/isms/ismstest"
)

// Log returns a log with up to n records around a day, for a few controls and
// items with their default expectations. Most records are sound, some are not.
func Log(c isms.Chance, asOf isms.Date, n int) evidence.Log {
	var refs []isms.Ref
	for d := range evidence.ControlDefaults() {
		if ismstest.Chance(c, 1, 12) {
			refs = append(refs, d.Ref)
		}
	}
	for d := range evidence.ClauseDefaults() {
		if ismstest.Chance(c, 1, 8) {
			refs = append(refs, d.Ref)
		}
	}
	l := evidence.Log{Expect: evidence.Expectations(asOf.AddDays(-300-c.IntN(200)), refs...)}
	if len(l.Expect) == 0 {
		return l
	}
	for i := range c.IntN(max(n, 0) + 1) {
		l.Evidence = append(l.Evidence, Record(c, ismstest.Pick(c, l.Expect), asOf, strconv.Itoa(i)))
	}
	if ismstest.Chance(c, 1, 3) {
		l.Changes = append(l.Changes, evidence.Change{Ref: ismstest.Pick(c, l.Expect).Ref, On: asOf.AddDays(-c.IntN(100))})
	}
	if ismstest.Chance(c, 1, 3) {
		l.Audits = append(l.Audits, asOf.AddDays(c.IntN(60)-30))
	}
	return l
}

// Record returns a record for an expectation, with name in its ID and artefact.
// About one in six has a fault: dated in the future, of another kind, adverse,
// without artefact, impossible in its period.
func Record(c isms.Chance, x evidence.Expectation, asOf isms.Date, name string) evidence.Record {
	e := Supporting(c, x, asOf, name)
	switch c.IntN(30) {
	case 0:
		e.Collected = asOf.AddDays(1 + c.IntN(30))
	case 1:
		e.Kind = ismstest.Pick(c, slices.Collect(evidence.Kinds().All()))
	case 2:
		e.Adverse = true
	case 3:
		e.Artefact = ""
	case 4:
		e.Covers = isms.Window{First: asOf, Last: asOf.AddDays(-9)}
	}
	return e
}

// Supporting returns a record that supports an expectation on asOf: of an expected
// kind, collected in the 400 days before, with an ID and an artefact made from
// name.
func Supporting(c isms.Chance, x evidence.Expectation, asOf isms.Date, name string) evidence.Record {
	e := evidence.Record{
		ID: isms.ID("E-" + name), Kind: evidence.OperationRecord, Refs: []isms.Ref{x.Ref},
		Collected: asOf.AddDays(-c.IntN(400)), Artefact: "sha256:" + name, By: "tester",
	}
	if len(x.Kinds) > 0 {
		e.Kind = ismstest.Pick(c, x.Kinds)
	}
	if ismstest.Chance(c, 1, 2) {
		e.Covers = isms.Window{First: e.Collected.AddDays(-c.IntN(90)), Last: e.Collected}
	}
	return e
}

// Laws checks the laws of package evidence on a log and a day, with choices from
// c: the order of records and giving them twice do not matter, adding a record
// that supports lowers no line, and leaving out records without fault raises
// none. It returns the first that does not hold.
func Laws(c isms.Chance, l evidence.Log, asOf isms.Date) error {
	return laws(evidence.Log.Check, c, l, asOf)
}

// laws takes the check, so that the tests of this package can break it.
func laws(check func(evidence.Log, isms.Date) isms.Report, c isms.Chance, l evidence.Log, asOf isms.Date) error {
	report := check(l, asOf)
	m := l
	m.Evidence = ismstest.Shuffled(c, append(slices.Clone(l.Evidence), l.Evidence...))
	m.Expect = ismstest.Shuffled(c, l.Expect)
	if !check(m, asOf).Equal(report) {
		return fmt.Errorf("evidencetest: the order of records and expectations matters, or giving them twice does")
	}
	if len(l.Expect) == 0 || asOf.IsZero() {
		return nil
	}
	var refs []isms.Ref
	for _, x := range l.Expect {
		refs = append(refs, x.Ref)
	}
	rules := append(evidence.Rules(), evidence.RulesFor(refs...)...)
	before := isms.Assess(asOf, rules, nil, report)
	x := ismstest.Pick(c, l.Expect)
	m = l
	m.Evidence = append(slices.Clone(l.Evidence), Supporting(c, x, asOf, "one more of evidencetest"))
	if err := lower(before, isms.Assess(asOf, rules, nil, check(m, asOf))); err != nil {
		return fmt.Errorf("evidencetest: a supporting record for %s was added: %w", x.Ref, err)
	}
	ids, artefacts := map[isms.ID]int{}, map[string]int{}
	for _, e := range l.Evidence {
		ids[e.ID]++
		artefacts[e.Artefact]++
	}
	m.Evidence = slices.DeleteFunc(slices.Clone(l.Evidence), func(e evidence.Record) bool {
		return sound(e, asOf) && ids[e.ID] == 1 && (e.Artefact == "" || artefacts[e.Artefact] == 1) && ismstest.Chance(c, 1, 3)
	})
	if err := lower(isms.Assess(asOf, rules, nil, check(m, asOf)), before); err != nil {
		return fmt.Errorf("evidencetest: supporting records were left out: %w", err)
	}
	return nil
}

// sound reports whether a record has no fault of its own. One that shares its ID
// or artefact with another is not sound either: it is what shows the fault of
// the other.
func sound(e evidence.Record, asOf isms.Date) bool {
	return !e.Adverse && e.ID.Validate() == nil && e.Kind != "" && !e.Collected.IsZero() && !e.Collected.After(asOf) &&
		e.Covers.Validate() == nil && !e.Covers.Last.After(e.Collected) && !e.Covers.First.After(e.Collected) && len(e.Refs) > 0 &&
		!slices.ContainsFunc(e.Refs, func(r isms.Ref) bool { return !r.Known() })
}

// lower returns an error if a line of the second is worse than in the first.
func lower(first, second isms.Readiness) error {
	for n := range first.Lines() {
		m, ok := second.Line(n.Ref)
		if !ok || isms.Statuses().Index(m.Status) < isms.Statuses().Index(n.Status) {
			return fmt.Errorf("%s went from %q to %q", n.Ref, n.Status, m.Status)
		}
	}
	return nil
}
