package evidence

import (
	"cmp"
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Check returns the defects of the records as of a day, and the expectations that
// they do not meet. For a zero asOf all rules are skipped. Time: near linear in the
// number of records; at most 400 periods for each expectation.
func (l Log) Check(asOf isms.Date) isms.Report {
	var c isms.Checker
	if asOf.IsZero() {
		for _, r := range Rules() {
			c.Skip(r, isms.Sentence{Text: "no day was given"})
		}
		return c.Report()
	}
	g := l.open(asOf)
	g.run(&c)
	g.checkRecords(&c)
	g.checkAdverse(&c)
	for _, x := range g.unclear {
		c.Find(expectationUnclear.For(known(x.Ref)...), expectPath(x), isms.ArgText("place", x.Ref), isms.ArgText("why", x.Validate().Error()))
	}
	for i := range g.expect {
		g.checkExpectation(&c, i, l.Audits)
	}
	g.checkBeforeAudit(&c, l.Audits)
	return c.Report()
}

func expectPath(x Expectation) isms.Path { return isms.Path("").Item("expectations", isms.ID(x.Ref)) }

func recordPath(e *Record) isms.Path { return isms.Path("").Item("records", e.ID) }

// known returns the places that exist, at most 32 of them.
func known(refs ...isms.Ref) []isms.Ref {
	var out []isms.Ref
	for _, r := range refs {
		if r.Known() && len(out) < 32 {
			out = append(out, r)
		}
	}
	return out
}

// tally counts records that share a fault too small for a finding each.
type tally struct {
	n     int
	first *Record
}

func (t *tally) add(e *Record) {
	if t.n++; t.n == 1 {
		t.first = e
	}
}

func (t *tally) report(c *isms.Checker, r isms.Rule) {
	if t.n > 0 {
		c.Find(r, "records", isms.ArgInt("count", t.n), isms.ArgID("id", t.first.ID))
	}
}

func (g *ledger) checkRecords(c *isms.Checker) {
	var nobody, bare tally
	for i, e := range g.records {
		id, at := isms.ArgID("id", e.ID), recordPath(e)
		find := func(r isms.Rule, args ...isms.Arg) {
			c.Find(r.For(known(e.Refs...)...), at, append([]isms.Arg{id}, args...)...)
		}
		if err := e.ID.Validate(); err != nil {
			find(idInvalid, isms.ArgText("title", cmp.Or(e.Title, "not given")), isms.ArgText("why", err.Error()))
		} else if i > 0 && g.records[i-1].ID == e.ID {
			find(idDuplicate)
		}
		switch {
		case e.Collected.IsZero():
			find(undated)
		case !g.asOf.IsZero() && e.Collected.After(g.asOf):
			find(futureDated, isms.ArgDate("collected", e.Collected), isms.ArgDate("asOf", g.asOf))
		case impossible(e):
			find(periodImpossible, isms.ArgDate("collected", e.Collected), isms.ArgText("covers", e.Covers.String()))
		}
		if len(e.Refs) == 0 {
			find(placeUnknown, isms.ArgText("place", "nothing"))
		}
		for _, ref := range e.Refs {
			if _, ok := g.byRef[ref]; !ok && !ref.Known() {
				find(placeUnknown, isms.ArgText("place", cmp.Or(ref, "an empty place")))
			}
		}
		if e.Kind == "" {
			find(kindMissing)
		}
		if e.By == "" {
			nobody.add(e)
		}
		if e.Artefact == "" {
			bare.add(e)
		}
	}
	nobody.report(c, unattributed)
	bare.report(c, artefactMissing)
}

func (g *ledger) checkAdverse(c *isms.Checker) {
	for i, e := range g.records {
		if !e.Adverse || g.bad[i] {
			continue
		}
		for _, ref := range e.Refs {
			if ref.Known() && !(!e.Collected.IsZero() && g.support[ref].After(e.Collected)) {
				c.Find(adverse.At(ref), recordPath(e), isms.ArgID("id", e.ID), isms.ArgDate("collected", e.Collected), isms.ArgText("place", ref))
			}
		}
	}
}

// run records which rules were applied for which places. A rule counts as
// applied for a place when it was for all that is expected there.
func (g *ledger) run(c *isms.Checker) {
	c.Ran(recordRules...)
	for i := 0; i < len(g.expect); {
		ref, late, unknown := g.expect[i].Ref, isms.Date{}, false
		for ; i < len(g.expect) && g.expect[i].Ref == ref; i++ {
			x := g.expect[i]
			if !g.asOf.IsZero() && x.Since.After(g.asOf) {
				late = x.Since
			}
			unknown = unknown || x.Since.IsZero() && !x.Every.IsZero()
		}
		for _, r := range placeRules {
			switch {
			case !late.IsZero():
				c.Skip(r.At(ref), isms.Sentence{Text: "operates only from " + late.String()})
			case r.Code == gap.Code && unknown:
				c.Skip(r.At(ref), isms.Sentence{Text: "the day from which it operates is not known"})
			default:
				c.Ran(r.At(ref))
			}
		}
	}
}

func (g *ledger) checkExpectation(c *isms.Checker, i int, audits []isms.Date) {
	x := g.expect[i]
	at, place := expectPath(x), isms.ArgText("place", x.Ref)
	line, again := g.line(i, audits)
	for _, n := range again {
		c.Find(renewed.At(x.Ref), recordPath(n.e), isms.ArgID("id", n.e.ID), place, isms.ArgID("first", n.first.ID))
	}
	if other := g.other[i]; len(other) > 0 {
		c.Find(kindUnexpected.At(x.Ref), at, isms.ArgInt("count", len(other)), place,
			isms.ArgID("id", other[0].ID), isms.ArgText("kind", cmp.Or(other[0].Kind, "none")), isms.ArgText("kinds", x.kinds()))
	}
	if !g.asOf.IsZero() && x.Since.After(g.asOf) {
		return
	}
	if line.Count == 0 {
		c.Find(missing.At(x.Ref), at, place, isms.ArgText("kinds", x.kinds()))
	} else {
		if !line.Current(g.asOf) {
			c.Find(outdated.At(x.Ref), at, place, isms.ArgDate("latest", line.Latest), isms.ArgDate("until", line.ValidUntil))
		}
		if !line.Latest.IsZero() && line.Latest.Before(line.changed) {
			c.Find(beforeChange.At(x.Ref), at, place, isms.ArgDate("changed", line.changed), isms.ArgDate("latest", line.Latest))
		}
	}
	for _, w := range line.Gaps {
		c.Find(gap.At(x.Ref), at, place, isms.ArgDate("first", w.First), isms.ArgDate("last", w.Last))
	}
	if g.notable(line.CollectedBeforeAudit) {
		c.Find(beforeAudit.At(x.Ref), at, isms.ArgText("share", line.CollectedBeforeAudit.String()), place, isms.ArgInt("days", g.policy.BeforeAuditDays), isms.ArgDate("audit", line.audit))
	}
	if n := len(line.recent); n > 1 && !x.Every.IsZero() {
		if d, err := x.Every.From(line.recent[0], nil); err == nil && !line.recent[n-1].IsZero() && line.recent[n-1].Before(d) {
			c.Find(shortSpan.At(x.Ref), at, isms.ArgInt("count", n), place, isms.ArgDate("first", line.recent[0]), isms.ArgDate("last", line.recent[n-1]), isms.ArgText("every", x.Every.String()))
		}
	}
}

func (g *ledger) notable(r isms.Ratio) bool {
	return r.Defined() && r.Want >= g.policy.BeforeAuditMinimum && r.Compare(g.policy.BeforeAuditShare) >= 0
}

// checkBeforeAudit examines all records that count for an expectation together.
func (g *ledger) checkBeforeAudit(c *isms.Checker, audits []isms.Date) {
	counted := map[*Record]bool{}
	var days []isms.Date
	for _, list := range g.entries {
		for _, n := range list {
			if !counted[n.e] {
				counted[n.e] = true
				days = append(days, n.e.Collected)
			}
		}
	}
	slices.SortFunc(days, isms.Date.Compare)
	if share, audit := g.beforeAudit(days, audits); g.notable(share) {
		c.Find(beforeAudit, "", isms.ArgText("share", share.String()), isms.ArgText("place", "everything"), isms.ArgInt("days", g.policy.BeforeAuditDays), isms.ArgDate("audit", audit))
	}
}
