package evidence

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
)

// Log is the evidence of an ISMS with what is expected of it. The zero Log has no
// expectation, so nothing is examined.
type Log struct {
	Records      []Record      `json:"records"`
	Expectations []Expectation `json:"expectations"`
	Changes      []Change      `json:"changes,omitzero"`
	// Audits are the first days of audits, past and planned. Evidence collected
	// shortly before the last and before the next is reported; without any, before
	// the day of the check.
	Audits []isms.Date `json:"audits,omitzero"`
	Limits Limits      `json:"limits,omitzero"`
}

// Change is a change of a control, of a requirement's implementation or of its
// document, after which older evidence no longer demonstrates operation.
type Change struct {
	Ref isms.Ref  `json:"ref"`
	On  isms.Date `json:"on"`
	// Before and After are hashes of the document that changed. Equal hashes are no
	// change.
	Before string `json:"before,omitzero"`
	After  string `json:"after,omitzero"`
}

func (c Change) real() bool { return c.Before == "" || c.Before != c.After }

// Summary is the evidence for one expectation as of a day.
type Summary struct {
	Expectation
	Count                int           `json:"count"`                // the records that count
	Latest               isms.Date     `json:"latest,omitzero"`      // the last day that they cover
	ValidUntil           isms.Date     `json:"validUntil,omitzero"`  // the last day of validity, grace included; 9999-12-31: unlimited; zero with records: not known
	Gaps                 []isms.Window `json:"gaps"`                 // the periods of the lookback without evidence
	CollectedBeforeAudit isms.Ratio    `json:"collectedBeforeAudit"` // of the records of the lookback, those collected shortly before the audit
	Maturity             Maturity      `json:"maturity,omitzero"`

	changed isms.Date // day of the last change
	unknown error     // why validity or lookback cannot be counted
	recent  []isms.Date
	audit   isms.Date
}

// Current reports whether there is evidence that is valid as of a day.
func (l Summary) Current(asOf isms.Date) bool {
	return l.Count > 0 && !asOf.IsZero() && !asOf.After(l.ValidUntil)
}

// entry is a record that counts for an expectation.
type entry struct {
	e           *Record
	first, last isms.Date
}

// expected is an expectation with its path.
type expected struct {
	Expectation
	at isms.Path
}

// ledger is a log laid out for one day.
type ledger struct {
	asOf    isms.Date
	cal     isms.Calendar
	policy  Limits
	log     Log
	expect  []expected  // sorted, each once, those that can be applied
	unclear []expected  // those that cannot
	entries [][]entry   // of each expectation
	other   [][]*Record // records at each expectation that are of another kind
	records []*Record   // sorted, each once
	bad     []bool      // of each record: it does not count
	changes map[isms.Ref]isms.Date
	support map[isms.Ref]isms.Date // last collection of a supporting record, for each place
	places  map[isms.Ref][]int     // expectations that a place meets: filled on demand
	paths   map[*Record]isms.Path  // of each record: filled on demand
	byRef   map[isms.Ref][2]int    // run of expectations with exactly this place
}

func (l Log) open(asOf isms.Date, cal isms.Calendar) *ledger {
	g := &ledger{
		asOf: asOf, cal: cal, log: l, policy: l.Limits.filled(),
		records: sorted(l.Records),
		changes: map[isms.Ref]isms.Date{},
		support: map[isms.Ref]isms.Date{},
		places:  map[isms.Ref][]int{},
		byRef:   map[isms.Ref][2]int{},
	}
	if asOf.IsZero() { // without a day nothing is examined
		return g
	}
	for _, e := range l.expected() {
		if e.Validate() != nil {
			g.unclear = append(g.unclear, e)
		} else {
			g.expect = append(g.expect, e)
		}
	}
	for i, e := range g.expect {
		run, ok := g.byRef[e.Ref]
		if !ok {
			run[0] = i
		}
		run[1] = i + 1
		g.byRef[e.Ref] = run
	}
	for _, c := range l.Changes {
		if c.real() && c.On.Compare(asOf) <= 0 {
			g.changes[c.Ref] = isms.Latest(g.changes[c.Ref], c.On)
		}
	}
	g.bad = make([]bool, len(g.records))
	g.entries = make([][]entry, len(g.expect))
	g.other = make([][]*Record, len(g.expect))
	for i, e := range g.records {
		if e.Collected.IsZero() || e.Collected.After(asOf) || impossible(e) {
			g.bad[i] = true
			continue
		}
		if e.Adverse {
			continue
		}
		w := e.period()
		for _, ref := range e.Refs {
			g.support[ref] = isms.Latest(g.support[ref], e.Collected)
			for _, x := range g.meet(ref) {
				if !g.expect[x].accepts(e.Kind) {
					if n := len(g.other[x]); n == 0 || g.other[x][n-1] != e {
						g.other[x] = append(g.other[x], e)
					}
				} else if n := len(g.entries[x]); n == 0 || g.entries[x][n-1].e != e {
					g.entries[x] = append(g.entries[x], entry{e, w.First, w.Last})
				}
			}
		}
	}
	return g
}

// expected returns the expectations, sorted, each once.
func (l Log) expected() []expected {
	paths := isms.ItemPaths("", "expectations", l.Expectations, func(e *Expectation) isms.Ref { return e.Ref })
	all := make([]expected, len(paths))
	for i, at := range paths {
		all[i] = expected{l.Expectations[i], at}
	}
	slices.SortStableFunc(all, func(a, b expected) int { return a.compare(b.Expectation) })
	return slices.CompactFunc(all, func(a, b expected) bool { return a.same(b.Expectation) })
}

// path returns the path of a record.
func (g *ledger) path(e *Record) isms.Path {
	if g.paths == nil {
		paths := isms.ItemPaths("", "records", g.log.Records, func(e *Record) isms.ID { return e.ID })
		g.paths = make(map[*Record]isms.Path, len(paths))
		for i := range g.log.Records {
			g.paths[&g.log.Records[i]] = paths[i]
		}
	}
	return g.paths[e]
}

func impossible(e *Record) bool {
	w := e.period()
	return w.Validate() != nil || w.Last.After(e.Collected)
}

// meet returns the expectations that a record citing ref counts for: those at
// ref, and those at an item within it where ref is a subclause or a lettered item.
func (g *ledger) meet(ref isms.Ref) []int {
	if list, ok := g.places[ref]; ok {
		return list
	}
	var list []int
	run := g.byRef[ref]
	for i := run[0]; i < run[1]; i++ {
		list = append(list, i)
	}
	if subclause(ref) {
		for i, e := range g.expect {
			if e.Ref != ref && e.Ref.Within(ref) {
				list = append(list, i)
			}
		}
	}
	g.places[ref] = list
	return list
}

// subclause reports whether ref may hold items and is narrower than a whole
// clause: "9.3", "9.3.2", "6.1.2 a", but neither "9" nor a theme of Annex A.
func subclause(ref isms.Ref) bool {
	s := string(ref)
	return strings.Contains(s, ".") && !strings.HasPrefix(s, "A.") && ref.Known()
}

// Summaries returns the summary of each expectation, in the order of the standard.
// An expectation that cannot be applied has none. For a zero asOf it returns none. The
// calendar is that of a policy in working days; nil works Monday to Friday.
func (l Log) Summaries(asOf isms.Date, cal isms.Calendar) []Summary {
	g := l.open(asOf, cal)
	out := make([]Summary, 0, len(g.expect))
	for i := range g.expect {
		line, _ := g.line(i, l.Audits)
		line.Kinds = slices.Clone(line.Kinds)
		out = append(out, line)
	}
	return out
}

// renewal is a record with the artefact of an earlier one.
type renewal struct{ e, first *Record }

// line reads off the records of one expectation. Cost: near linear in their
// number, and at most 400 periods.
func (g *ledger) line(i int, audits []isms.Date) (Summary, []renewal) {
	x := g.expect[i]
	list, again := originals(g.entries[i])
	line := Summary{Expectation: x.Expectation, Count: len(list), changed: g.changes[x.Ref]}
	doc, better := false, false
	lookStart, err := g.lookback(g.asOf)
	line.unknown = err
	var uncounted error // of the validity
	for _, n := range list {
		line.Latest = isms.Latest(line.Latest, n.last)
		until, err := x.validUntil(n.last, n.e.ValidUntil, g.policy.Grace, g.cal)
		line.ValidUntil = isms.Latest(line.ValidUntil, until)
		uncounted = cmp.Or(uncounted, err)
		if !n.e.Collected.Before(lookStart) {
			better = better || improves(n.e.Kind)
		}
	}
	for _, e := range g.other[i] {
		doc = doc || documents(e.Kind)
		better = better || improves(e.Kind) && !e.Collected.Before(lookStart)
	}
	if line.ValidUntil.Before(g.asOf) { // otherwise it is current, whatever the others are
		line.unknown = cmp.Or(line.unknown, uncounted)
	}
	line.Gaps, err = g.gaps(x.Expectation, list, lookStart)
	line.unknown = cmp.Or(line.unknown, err)
	for _, n := range list {
		line.recent = append(line.recent, n.e.Collected)
	}
	slices.SortFunc(line.recent, isms.Date.Compare)
	line.CollectedBeforeAudit, line.audit, err = g.beforeAudit(line.recent, audits)
	if line.unknown = cmp.Or(line.unknown, err); line.unknown != nil {
		line.ValidUntil, line.Gaps, line.CollectedBeforeAudit = isms.Date{}, []isms.Window{}, isms.Ratio{}
	}
	switch {
	case line.Current(g.asOf) && len(line.Gaps) == 0 && !line.Latest.Before(line.changed) && !x.Since.After(g.asOf):
		line.Maturity = Operating
		if better {
			line.Maturity = Improving
		}
	case doc || line.Count > 0:
		line.Maturity = Documented
	}
	return line, again
}

// originals returns the records less those that bring no artefact of their own,
// and the latter with the record they repeat.
func originals(list []entry) ([]entry, []renewal) {
	first := map[string]int{}
	for i, n := range list {
		k, ok := first[n.e.Artefact]
		if !ok || n.e.Collected.Before(list[k].e.Collected) {
			first[n.e.Artefact] = i
		}
	}
	out := make([]entry, 0, len(list))
	var again []renewal
	for _, n := range list {
		if !text.Blank(n.e.Artefact) {
			if f := list[first[n.e.Artefact]]; f.e.Collected.Before(n.e.Collected) {
				again = append(again, renewal{n.e, f.e})
				continue
			}
		}
		out = append(out, n)
	}
	return out, again
}

// gaps returns the periods that ended, grace included, before the day of the
// check, and of which no record covers a day. It errs where the calendar does not
// reach the end of the grace.
func (g *ledger) gaps(x Expectation, list []entry, lookStart isms.Date) ([]isms.Window, error) {
	out := []isms.Window{}
	span := isms.Interval{N: x.Every.N * most, Unit: x.Every.Unit}
	d, _ := span.Before(g.asOf, g.cal)
	lookStart = isms.Latest(lookStart, d)
	s := x.series()
	from := cmp.Or(s.Last(lookStart), x.Since)
	order := slices.Clone(list)
	slices.SortFunc(order, func(a, b entry) int { return a.first.Compare(b.first) })
	next, reach := 0, isms.Date{}
	for begin := from; ; {
		end := s.Next(begin) // no date without a cadence, or after the last there is
		w := isms.Window{First: begin, Last: end.AddDays(-1)}
		if !w.Last.Before(g.asOf) {
			return out, nil
		}
		late, err := g.policy.Grace.From(w.Last, g.cal)
		if _, unknown := isms.UnknownDay(err); unknown {
			return nil, err
		}
		if err != nil || !late.Before(g.asOf) {
			return out, nil
		}
		for ; next < len(order) && !order[next].first.After(w.Last); next++ {
			reach = isms.Latest(reach, order[next].last)
		}
		if reach.Compare(w.First) < 0 && w.Last.Compare(lookStart) >= 0 {
			out = append(out, w)
		}
		begin = end
	}
}

// beforeAudit returns, of the records collected in the lookback before an audit,
// those of its last days, for the audit where the share is largest. It errs where the
// calendar does not reach back as far.
func (g *ledger) beforeAudit(collected []isms.Date, audits []isms.Date) (isms.Ratio, isms.Date, error) {
	var last, next isms.Date
	for _, d := range audits {
		switch {
		case !d.After(g.asOf):
			last = isms.Latest(last, d)
		case next.IsZero() || d.Before(next):
			next = d
		}
	}
	if last.IsZero() && next.IsZero() {
		last = g.asOf
	}
	var share isms.Ratio
	var at isms.Date
	for _, audit := range []isms.Date{last, next} {
		if audit.IsZero() {
			continue
		}
		from, err := g.lookback(audit)
		if err != nil {
			return isms.Ratio{}, isms.Date{}, err
		}
		r := isms.Ratio{
			Have: between(collected, audit.AddDays(-g.policy.BeforeAuditDays), audit),
			Want: between(collected, from, audit),
		}
		r.Have = min(r.Have, r.Want)
		if at.IsZero() || r.Compare(share) > 0 {
			share, at = r, audit
		}
	}
	return share, at, nil
}

// lookback returns the first day of the lookback before a day; no date before the
// first there is. It errs where the calendar does not reach back as far.
func (g *ledger) lookback(d isms.Date) (isms.Date, error) {
	from, err := g.policy.Lookback.Before(d, g.cal)
	if _, unknown := isms.UnknownDay(err); unknown {
		return from, err
	}
	return from, nil
}

// between counts the sorted days from first to last, both included. No first day is
// before all.
func between(days []isms.Date, first, last isms.Date) int {
	lo := sort.Search(len(days), func(i int) bool { return days[i].Compare(first) >= 0 })
	hi := sort.Search(len(days), func(i int) bool { return days[i].After(last) })
	return max(hi-lo, 0)
}

// Entries returns an entry for each period that ends in (after, upTo]. Calling it
// with adjacent ranges returns each entry exactly once.
func (l Log) Entries(after, upTo isms.Date) []isms.Entry {
	out := []isms.Entry{}
	for _, x := range l.expected() {
		if x.Validate() != nil {
			continue
		}
		begin := after.AddDays(1)
		if begin.Before(x.Since) {
			begin = x.Since
		}
		end := upTo.AddDays(1)
		if end.IsZero() {
			end = upTo
		}
		var kinds string // these say the same of each period, and are written once
		var title, basis isms.Sentence
		for d := range x.series().Due(begin, end) {
			if title.Code == "" {
				kinds = x.kinds()
				title = entryDue.With(isms.ArgRef("ref", x.Ref), x.kindsArg())
				basis = basisInterval.With(isms.ArgInterval("interval", x.Every), isms.ArgDate("since", x.Since))
			}
			out = append(out, isms.Entry{
				ID:     isms.DeriveID("evidence", string(x.Ref), kinds, d.String()),
				Kind:   isms.EntryEvidence,
				Title:  isms.Sentence{Code: title.Code, Args: []isms.Arg{isms.ArgRef("ref", x.Ref), x.kindsArg()}, Text: title.Text},
				Window: isms.On(d.AddDays(-1)),
				Basis:  isms.Sentence{Code: basis.Code, Args: slices.Clone(basis.Args), Text: basis.Text},
				Refs:   []isms.Ref{x.Ref},
			})
		}
	}
	isms.SortEntries(out)
	return out
}

// Table returns the summaries as a table.
func (l Log) Table(asOf isms.Date, cal isms.Calendar) table.Table {
	return table.Of("evidence", "Evidence as of "+asOf.String(), slices.Values(l.Summaries(asOf, cal)),
		table.ValueCol("ref", "Clause or control", func(n Summary) isms.Ref { return n.Ref }),
		table.Col("kinds", "Expected evidence", func(n Summary) string { return n.kinds() }),
		table.Col("every", "Interval", func(n Summary) string { return n.Every.String() }),
		table.ValueCol("count", "Evidence records", func(n Summary) int { return n.Count }),
		table.ValueCol("latest", "Latest evidence", func(n Summary) isms.Date { return n.Latest }),
		table.ValueCol("validUntil", "Valid until", func(n Summary) isms.Date { return n.ValidUntil }),
		table.ValueCol("gaps", "Evidence gaps", func(n Summary) int { return len(n.Gaps) }),
		table.Col("collectedBeforeAudit", "Collected shortly before audit", func(n Summary) string { return n.CollectedBeforeAudit.String() }),
		table.Col("maturity", "Maturity", func(n Summary) Maturity { return n.Maturity }),
	)
}
