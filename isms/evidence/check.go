package evidence

import (
	"errors"
	"slices"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// Check returns the defects of the records as of a day, and the expectations that
// they do not meet. The calendar is that of a policy in working days; nil works Monday
// to Friday. For a zero asOf all rules are skipped. Time: near linear in the
// number of records; at most 400 periods for each expectation.
func (l Log) Check(asOf isms.Date, cal isms.Calendar) isms.Report {
	var c isms.Checker
	if asOf.IsZero() {
		c.Lacks(theDay)
		c.Ran(Rules()...)
		return c.Report()
	}
	g := l.open(asOf, cal)
	g.run(&c)
	g.checkRecords(&c)
	g.checkAdverse(&c)
	g.checkUnclear(&c)
	for i := range g.expect {
		g.checkExpectation(&c, i, l.Audits)
	}
	g.checkBeforeAudit(&c, l.Audits)
	return c.Report()
}

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

// reasons returns what the problems of an error say, with their paths.
func reasons(err error) []isms.Problem {
	e := new(isms.Error)
	errors.As(err, &e)
	return e.Problems
}

// why returns a problem as the argument that says why.
func why(p isms.Problem) isms.Arg {
	return isms.ArgSentence("why", p.Sentence())
}

// kindArg returns the kind of a record as an argument.
func kindArg(k Kind) isms.Arg {
	if k == "" {
		return isms.ArgSentence("kind", kindNotStated.With())
	}
	return isms.ArgWord("kind", Kinds(), k)
}

func (g *ledger) checkUnclear(c *isms.Checker) {
	for _, x := range g.unclear {
		for _, p := range reasons(x.Validate()) {
			c.Find(expectationUnclear.For(known(x.Ref)...), p.Path.Under(x.at), isms.ArgRef("ref", x.Ref), why(p))
		}
	}
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
		c.Find(r, "records", isms.ArgInt("n", t.n), isms.ArgID("record", t.first.ID))
	}
}

func (g *ledger) checkRecords(c *isms.Checker) {
	var nobody, bare tally
	for i, e := range g.records {
		g.checkID(c, i)
		id, at := isms.ArgID("record", e.ID), g.path(e)
		find := func(r isms.Rule, field string, args ...isms.Arg) {
			c.Find(r.For(known(e.Refs...)...), at.Field(field), append([]isms.Arg{id}, args...)...)
		}
		switch collected := isms.ArgDate("collected", e.Collected); {
		case e.Collected.IsZero():
			find(undated, "collected")
		case e.Collected.After(g.asOf):
			find(futureDated, "collected", collected)
		case impossible(e):
			w := e.period()
			find(periodImpossible, "covers", collected, isms.ArgDate("first", w.First), isms.ArgDate("last", w.Last))
		}
		if len(e.Refs) == 0 {
			find(placeUnknown, "refs", isms.ArgSentence("why", noReferences.With()))
		}
		for _, ref := range e.Refs {
			if _, ok := g.byRef[ref]; !ok && !ref.Known() {
				find(placeUnknown, "refs", isms.ArgSentence("why", unknownReference.With(isms.ArgInput("ref", ref))))
			}
		}
		if e.Kind == "" {
			find(kindMissing, "kind")
		}
		if e.By == "" {
			nobody.add(e)
		}
		if text.Blank(e.Artefact) {
			bare.add(e)
		}
	}
	nobody.report(c, unattributed)
	bare.report(c, artefactMissing)
}

// checkID checks the ID of a record, and the first of those with one ID for all.
func (g *ledger) checkID(c *isms.Checker, i int) {
	e := g.records[i]
	if err := e.ID.Validate(); err != nil {
		c.Find(idInvalid.For(known(e.Refs...)...), g.path(e).Field("id"), why(reasons(err)[0]))
		return
	}
	if i > 0 && g.records[i-1].ID == e.ID {
		return
	}
	n, refs := 1, e.Refs
	for ; i+n < len(g.records) && g.records[i+n].ID == e.ID; n++ {
		refs = slices.Concat(refs, known(g.records[i+n].Refs...))
	}
	if n > 1 {
		c.Find(idDuplicate.For(known(refs...)...), "records", isms.ArgID("id", e.ID), isms.ArgInt("n", n))
	}
}

func (g *ledger) checkAdverse(c *isms.Checker) {
	for i, e := range g.records {
		if !e.Adverse || g.bad[i] {
			continue
		}
		for _, ref := range e.Refs {
			if ref.Known() && g.support[ref].Compare(e.Collected) <= 0 {
				c.Find(adverse.At(ref), g.path(e).Field("adverse"), isms.ArgID("record", e.ID), isms.ArgDate("collected", e.Collected), isms.ArgRef("ref", ref))
			}
		}
	}
}

// run records which rules were applied for which places. A rule counts as
// applied for a place when it was for all that is expected there.
func (g *ledger) run(c *isms.Checker) {
	c.Ran(recordRules...)
	if !slices.ContainsFunc(g.expect, func(x expected) bool { return slices.Contains(operation, x.Ref) }) {
		for _, r := range placeRules {
			c.Skip(r, nothingExpected.With())
		}
	}
	for i := 0; i < len(g.expect); {
		ref, late, unknown := g.expect[i].Ref, isms.Date{}, false
		for ; i < len(g.expect) && g.expect[i].Ref == ref; i++ {
			x := g.expect[i]
			if x.Since.After(g.asOf) {
				late = x.Since
			}
			unknown = unknown || x.Since.IsZero() && !x.Every.IsZero()
		}
		for _, r := range placeRules {
			switch {
			case !late.IsZero():
				c.Skip(r.At(ref), notYetOperating.With(isms.ArgDate("since", late)))
			case r.Code == gap.Code && unknown:
				c.Skip(r.At(ref), unknownStart.With())
			default:
				c.Ran(r.At(ref))
			}
		}
	}
}

func (g *ledger) checkExpectation(c *isms.Checker, i int, audits []isms.Date) {
	x := g.expect[i]
	ref := isms.ArgRef("ref", x.Ref)
	line, again := g.line(i, audits)
	for _, n := range again {
		c.Find(renewed.At(x.Ref), g.path(n.e).Field("artefact"), isms.ArgID("record", n.e.ID), ref, isms.ArgID("first", n.first.ID))
	}
	if other := g.other[i]; len(other) > 0 {
		c.Find(kindUnexpected.At(x.Ref), x.at.Field("kinds"), isms.ArgInt("n", len(other)), ref,
			isms.ArgID("record", other[0].ID), kindArg(other[0].Kind), x.kindsArg())
	}
	if x.Since.After(g.asOf) {
		return
	}
	for _, r := range []isms.Rule{outdated, gap, beforeAudit} {
		c.Uncounted(r.At(x.Ref), line.unknown)
	}
	if line.Count == 0 {
		c.Find(missing.At(x.Ref), x.at, ref, x.kindsArg())
	} else {
		if line.unknown == nil && !line.Current(g.asOf) {
			c.Find(outdated.At(x.Ref), x.at, ref, isms.ArgDate("latest", line.Latest), isms.ArgDate("until", line.ValidUntil))
		}
		if line.Latest.Before(line.changed) {
			c.Find(beforeChange.At(x.Ref), x.at, ref, isms.ArgDate("changed", line.changed), isms.ArgDate("latest", line.Latest))
		}
	}
	for _, w := range line.Gaps {
		c.Find(gap.At(x.Ref), x.at, ref, isms.ArgDate("first", w.First), isms.ArgDate("last", w.Last))
	}
	g.findBeforeAudit(c, beforeAudit.At(x.Ref), x.at, ref, line.CollectedBeforeAudit, line.audit)
	if n := len(line.recent); n > 1 && !x.Every.IsZero() {
		first, last := line.recent[0], line.recent[n-1]
		if d, err := x.Every.From(first, g.cal); err == nil && last.Before(d) {
			c.Find(shortSpan.At(x.Ref), x.at, isms.ArgInt("n", n), ref, isms.ArgDate("first", first), isms.ArgDate("last", last), isms.ArgInterval("every", x.Every))
		}
	}
}

// findBeforeAudit reports a share of records that is large enough.
func (g *ledger) findBeforeAudit(c *isms.Checker, r isms.Rule, at isms.Path, of isms.Arg, share isms.Ratio, audit isms.Date) {
	if share.Defined() && share.Want >= g.policy.BeforeAuditMinimum && share.Compare(g.policy.BeforeAuditShare) >= 0 {
		c.Find(r, at, isms.ArgInt("have", share.Have), isms.ArgInt("want", share.Want), of, isms.ArgInt("days", g.policy.BeforeAuditDays), isms.ArgDate("audit", audit))
	}
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
	share, audit, err := g.beforeAudit(days, audits)
	c.Uncounted(beforeAudit, err)
	g.findBeforeAudit(c, beforeAudit, "records", isms.ArgSentence("ref", allEvidence.With()), share, audit)
}
