package isms

import (
	"encoding/json"
	"iter"
	"slices"
)

// Status is what is known of one line on a day. Nothing is ever reported as
// conforming: a library cannot say that.
type Status string

// The statuses, worst first.
const (
	StatusOpen              Status = "open"               // a rule found something, or a person said: not met
	StatusNotExamined       Status = "not examined"       // no rule is expected, or an expected one did not run
	StatusJudgementRequired Status = "judgement required" // all rules ran and found nothing, but a person has to judge
	StatusJudged            Status = "judged"             // as before, and a person judged it met
	StatusClear             Status = "clear"              // every expected rule ran and none found anything
)

var wordsStatuses = [...][2]Status{
	{StatusOpen, "Open"},
	{StatusNotExamined, "Not examined"},
	{StatusJudgementRequired, "Judgement required"},
	{StatusJudged, "Judged"},
	{StatusClear, "No open points"},
}

// Statuses returns the vocabulary of [Status].
func Statuses() Words[Status] { return WordsOf("isms.status", wordsStatuses[:]) }

// Settled reports whether s is clear or judged.
func (s Status) Settled() bool { return s == StatusClear || s == StatusJudged }

// ReadinessItem is one item with what is known of it.
type ReadinessItem struct {
	Ref       Ref          `json:"ref"`
	Status    Status       `json:"status"`
	Found     []Diagnostic `json:"found"`              // notes included, which change no status
	Missing   []string     `json:"missing"`            // codes of expected rules that did not run, and of those whose data are not held here
	Skipped   []Skipped    `json:"skipped"`            // why some did not
	Person    []Sentence   `json:"person"`             // why a person has to judge
	Judgement Judgement    `json:"judgement,omitzero"` // the one that counts, if any
}

// Readiness is the fold of reports and judgements: one line for each item. It is
// immutable.
type Readiness struct {
	asOf  Date
	lines []ReadinessItem
}

// Assess folds the reports into one line for each item of clauses 4 to 10 in the
// edition in force on asOf, and for each further clause or control that an expected rule, a
// report or a judgement names exactly.
//
// A line is clear only when at least one rule is expected for it, every expected
// rule ran for it, and no finding concerns it; a finding at a clause concerns
// all items of the clause. Notes change no status. An expected rule with
// JudgementRequired does not run; the latest judgement that counts on asOf answers it,
// and of two on one day the worse. "not met" opens a line even where no person
// was asked. A line for which a rule was skipped because its data are not held here,
// see [Report.Without], is not examined, or judged where a judgement says "met".
//
// The order of reports does not matter, and giving one twice changes nothing. One
// more report never makes an open line good. Leaving out a report makes no line
// good, provided each expected rule is run in one report only: where two registers
// run the same rules, give both reports or neither. Cost: near linear in the size
// of the input.
func Assess(asOf Date, expected []Rule, judgements []Judgement, reports ...Report) Readiness {
	all := Report{}.Merge(reports...)
	b := &board{index: map[Ref]int{}}
	for r := range Requirements(EditionOn(asOf)) {
		b.line(r.Ref)
	}
	for _, rule := range expected {
		b.leaves(rule.Refs)
	}
	for _, d := range all.found {
		b.leaves(d.Refs)
	}
	for _, s := range all.skipped {
		if s.Why.notHeld() {
			b.leaves(s.Refs)
		}
	}
	for _, j := range judgements {
		if j.InForce(asOf) {
			b.leaves([]Ref{j.Requirement})
		}
	}
	slices.SortFunc(b.lines, func(a, c ReadinessItem) int { return a.Ref.Compare(c.Ref) })
	for i := range b.lines {
		b.index[b.lines[i].Ref] = i
	}
	b.expect(expected, all)
	b.withhold(all)
	b.find(all)
	b.judge(asOf, judgements)
	for i := range b.lines {
		b.lines[i].settle(b.wanted[i])
	}
	return Readiness{asOf, b.lines}
}

// leaf reports whether a line is made for ref: for single things, not for
// clauses or themes, which hold many.
func leaf(ref Ref) bool {
	switch class, at := ref.rank(); class {
	case refClause:
		return locatorItem[at] != noItem
	case refAnnexA:
		return at%100 != 0
	case refOwn, refOther:
		return true
	}
	return false
}

// A board is the readiness being put together.
type board struct {
	index  map[Ref]int // for look-up only: nothing ranges over it
	lines  []ReadinessItem
	wanted []int // number of rules expected for each line
}

// leaves makes lines for the single items and controls among these.
func (b *board) leaves(refs []Ref) {
	for _, ref := range refs {
		if leaf(ref) {
			b.line(ref)
		}
	}
}

func (b *board) line(ref Ref) {
	if _, ok := b.index[ref]; ok {
		return
	}
	b.index[ref] = len(b.lines)
	b.lines = append(b.lines, ReadinessItem{Ref: ref})
}

func (b *board) expect(expected []Rule, all Report) {
	b.wanted = make([]int, len(b.lines))
	ran := map[string]map[Ref]bool{}
	for _, e := range all.ran {
		refs := make(map[Ref]bool, len(e.Refs))
		for _, ref := range e.Refs {
			refs[ref] = true
		}
		ran[e.Code] = refs
	}
	why := map[string][]Skipped{}
	for _, s := range all.skipped {
		why[s.Code] = append(why[s.Code], s)
	}
	for _, rule := range expected {
		for _, ref := range rule.Refs {
			i, ok := b.index[ref]
			if !ok {
				continue
			}
			l := &b.lines[i]
			b.wanted[i]++
			switch {
			case rule.JudgementRequired != "":
				if !slices.ContainsFunc(l.Person, func(s Sentence) bool { return s.Code == rule.Code+"#judgement" }) {
					l.Person = append(l.Person, Sentence{Code: rule.Code + "#judgement", Text: rule.JudgementRequired})
				}
			case !ran[rule.Code][ref] && !slices.Contains(l.Missing, rule.Code):
				l.Missing = append(l.Missing, rule.Code)
				for _, s := range why[rule.Code] {
					if slices.Contains(s.Refs, ref) {
						l.Skipped = append(l.Skipped, s)
					}
				}
			}
		}
	}
}

// withhold puts what is declared as not held on the lines that it concerns, expected
// there or not: it might have been found wanting.
func (b *board) withhold(all Report) {
	for _, s := range all.skipped {
		if !s.Why.notHeld() {
			continue
		}
		for _, i := range b.concerned(s.Refs) {
			l := &b.lines[i]
			l.Skipped = append(l.Skipped, s)
			if !slices.Contains(l.Missing, s.Code) {
				l.Missing = append(l.Missing, s.Code)
			}
		}
	}
}

func (b *board) find(all Report) {
	for _, d := range all.found {
		for _, i := range b.concerned(d.Refs) {
			b.lines[i].Found = append(b.lines[i].Found, d)
		}
	}
}

// concerned returns the lines at the refs or in them, each once.
func (b *board) concerned(refs []Ref) []int {
	var lines []int
	for _, ref := range refs {
		if i, ok := b.index[ref]; ok {
			if !slices.Contains(lines, i) {
				lines = append(lines, i)
			}
			continue
		}
		for i := range b.lines {
			if b.lines[i].Ref.Within(ref) && !slices.Contains(lines, i) {
				lines = append(lines, i)
			}
		}
	}
	return lines
}

func (b *board) judge(asOf Date, judgements []Judgement) {
	for _, j := range judgements {
		if !j.InForce(asOf) {
			continue
		}
		for i := range b.lines {
			if l := &b.lines[i]; l.Ref.Within(j.Requirement) && outranks(j, l.Judgement) {
				l.Judgement = j
			}
		}
	}
}

// outranks reports whether j replaces k: later, or on the same day the worse,
// then the narrower ref; the rest keeps the choice free of the order given.
func outranks(j, k Judgement) bool {
	if c := j.On.Compare(k.On); c != 0 {
		return c > 0
	}
	if j.Conclusion != k.Conclusion {
		return j.Conclusion == NotMet
	}
	if j.Requirement != k.Requirement {
		return j.Requirement.Within(k.Requirement)
	}
	if j.By != k.By {
		return j.By < k.By
	}
	if j.Basis != k.Basis {
		return j.Basis < k.Basis
	}
	return !j.ValidUntil.IsZero() && j.ValidUntil.Before(k.ValidUntil)
}

func (l *ReadinessItem) settle(wanted int) {
	slices.Sort(l.Missing)
	slices.SortFunc(l.Person, func(a, b Sentence) int { return compareSentences(&a, &b) })
	slices.SortFunc(l.Skipped, compareSkipped)
	l.Skipped = slices.CompactFunc(l.Skipped, func(a, b Skipped) bool { return compareSkipped(a, b) == 0 })
	adverse := slices.ContainsFunc(l.Found, func(d Diagnostic) bool { return d.Severity != SeverityNote })
	switch {
	case adverse || l.Judgement.Conclusion == NotMet:
		l.Status = StatusOpen
	case len(l.Missing) > 0 && l.notHeld() && l.Judgement.Conclusion == Met:
		l.Status = StatusJudged
	case wanted == 0 || len(l.Missing) > 0:
		l.Status = StatusNotExamined
	case len(l.Person) > 0 && l.Judgement.Conclusion != Met:
		l.Status = StatusJudgementRequired
	case len(l.Person) > 0:
		l.Status = StatusJudged
	default:
		l.Status = StatusClear
	}
}

// notHeld reports whether each rule that did not run needs what is declared as not
// held: there a person may answer.
func (l *ReadinessItem) notHeld() bool {
	for _, code := range l.Missing {
		if !slices.ContainsFunc(l.Skipped, func(s Skipped) bool { return s.Code == code && s.Why.notHeld() }) {
			return false
		}
	}
	return true
}

// AsOf returns the day that was assessed.
func (r Readiness) AsOf() Date { return r.asOf }

// Items yields every line in the order of the standard.
func (r Readiness) Items() iter.Seq[ReadinessItem] {
	return r.where(func(ReadinessItem) bool { return true })
}

// Open yields the lines that still need something: all that are neither clear
// nor judged.
func (r Readiness) Open() iter.Seq[ReadinessItem] {
	return r.where(func(l ReadinessItem) bool { return !l.Status.Settled() })
}

// With yields the lines of a status.
func (r Readiness) With(s Status) iter.Seq[ReadinessItem] {
	return r.where(func(l ReadinessItem) bool { return l.Status == s })
}

func (r Readiness) where(want func(ReadinessItem) bool) iter.Seq[ReadinessItem] {
	return func(yield func(ReadinessItem) bool) {
		for _, l := range r.lines {
			if want(l) && !yield(l.clone()) {
				return
			}
		}
	}
}

// LookupItem returns the line of an item or control, and whether there is one.
func (r Readiness) LookupItem(ref Ref) (ReadinessItem, bool) {
	i, ok := slices.BinarySearchFunc(r.lines, ref, func(l ReadinessItem, ref Ref) int { return l.Ref.Compare(ref) })
	if !ok {
		return ReadinessItem{}, false
	}
	return r.lines[i].clone(), true
}

// Settled returns how many lines are clear or judged, of all or of those within the
// given refs. It counts lines, not conformity.
func (r Readiness) Settled(within ...Ref) Ratio {
	var n Ratio
	for _, l := range r.lines {
		if len(within) > 0 && !slices.ContainsFunc(within, l.Ref.Within) {
			continue
		}
		n.Want++
		if l.Status.Settled() {
			n.Have++
		}
	}
	return n
}

// Count returns the number of lines of a status.
func (r Readiness) Count(s Status) int {
	n := 0
	for _, l := range r.lines {
		if l.Status == s {
			n++
		}
	}
	return n
}

func (l ReadinessItem) clone() ReadinessItem {
	found, skipped := make([]Diagnostic, len(l.Found)), make([]Skipped, len(l.Skipped))
	for i, d := range l.Found {
		found[i] = d.clone()
	}
	for i, s := range l.Skipped {
		skipped[i] = s.clone()
	}
	l.Found, l.Skipped = found, skipped
	l.Missing, l.Person = nonNil(slices.Clone(l.Missing)), nonNil(slices.Clone(l.Person))
	return l
}

// MarshalJSON writes {"asOf": "...", "items": [...]}.
func (r Readiness) MarshalJSON() ([]byte, error) {
	lines := make([]ReadinessItem, len(r.lines))
	for i, l := range r.lines {
		lines[i] = l.clone()
	}
	return json.Marshal(struct {
		AsOf  Date            `json:"asOf"`
		Lines []ReadinessItem `json:"items"`
	}{r.asOf, lines})
}
