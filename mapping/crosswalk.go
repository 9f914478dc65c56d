package mapping

import (
	"cmp"
	"iter"
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Spec is the record that [New] builds a [Crosswalk] from, and its stored
// form.
type Spec struct {
	ID                        string          `json:"id"`
	Source                    string          `json:"source"` // ID of the framework that the entries go from
	Target                    string          `json:"target"` // ID of the framework that they go to
	Provenance                Provenance      `json:"provenance"`
	Entries                   []Entry         `json:"entries"`
	SourcesWithoutCounterpart []NoCounterpart `json:"sourcesWithoutCounterpart"` // source items of which the publisher says that nothing corresponds
	TargetsWithoutCounterpart []NoCounterpart `json:"targetsWithoutCounterpart"` // target items likewise
}

// Entry is a relation of one or several source items to one or several target items.
// With several on a side they are taken together: the relation holds between
// the union of the sources and the union of the targets, and says less of each
// pair (see [Relation.OfMember], [Relation.ToMember]).
type Entry struct {
	Sources   []string  `json:"sources"`
	Targets   []string  `json:"targets"`
	Relation  Relation  `json:"relation,omitzero"`  // zero: not stated, read as Unspecified
	Word      string    `json:"word,omitzero"`      // the publisher's own word for the relation
	Rationale Rationale `json:"rationale,omitzero"` // in which sense the two were compared
	Strength  Strength  `json:"strength,omitzero"`  // how alike, if stated; never used as coverage
	Claim     Claim     `json:"claim,omitzero"`     // what the publisher says of satisfaction
	Note      string    `json:"note,omitzero"`      // of the publisher, or the intermediate ids of a derived pair
	Reason    string    `json:"reason,omitzero"`    // of the reviewer
	By        isms.ID   `json:"by,omitzero"`        // the reviewer; empty if published and not reviewed
	On        isms.Date `json:"on,omitzero"`        // the day of the review
}

// NoCounterpart records the statement of a publisher that an item has no
// counterpart. It is kept apart from silence and does not imply [Disjoint]:
// publishers also write it for "not related enough".
type NoCounterpart struct {
	ID   string `json:"id"`
	Part string `json:"part,omitzero"` // of the other framework; empty means all of it
	Note string `json:"note,omitzero"`
}

// Rationale is the sense in which two requirements were compared (NIST IR 8477,
// 4.3, IR 8278A). The same pair may have another relation under
// another rationale. Empty means not stated.
type Rationale string

// The rationales, strictest first.
const (
	Syntactic  Rationale = "syntactic"  // by the words
	Semantic   Rationale = "semantic"   // by the meaning
	Functional Rationale = "functional" // by the effect
)

var wordsRationales = [...][2]Rationale{
	{Syntactic, "Syntactic"},
	{Semantic, "Semantic"},
	{Functional, "Functional"},
}

// Rationales returns the vocabulary of [Rationale].
func Rationales() isms.Words[Rationale] { return isms.WordsOf("mapping.rationale", wordsRationales[:]) }

// Strength is the strength of relationship of NIST IR 8278A r1: a whole
// number from 0 to 10 as text, or "N/A". Empty means not stated. It compares
// pairs of one publisher; it is no share of anything, and nothing here
// computes with it.
type Strength string

var wordsStrengths = [...][2]Strength{
	{"0", "0"},
	{"1", "1"},
	{"2", "2"},
	{"3", "3"},
	{"4", "4"},
	{"5", "5"},
	{"6", "6"},
	{"7", "7"},
	{"8", "8"},
	{"9", "9"},
	{"10", "10"},
	{"N/A", "N/A"},
}

// Strengths returns the vocabulary of [Strength].
func Strengths() isms.Words[Strength] { return isms.WordsOf("mapping.strength", wordsStrengths[:]) }

// Claim is the statement of a publisher on satisfaction beside or in place of a
// relation. Nothing is inferred from it.
type Claim string

// The claims that published crosswalks make.
const (
	// claimFullSet is a row of the NIST tables between SP 800-53 and ISO/IEC
	// 27001 without an asterisk: the targets taken together are meant to
	// satisfy the intent of the source. NIST adds that equivalence must not be
	// assumed.
	claimFullSet Claim = "full set"
	// claimPartial is a row with an asterisk: they do not fully satisfy it.
	claimPartial Claim = "partial"
)

var wordsClaims = [...][2]Claim{
	{claimFullSet, "Full set"},
	{claimPartial, "Partial"},
}

// Claims returns the vocabulary of [Claim].
func Claims() isms.Words[Claim] { return isms.WordsOf("mapping.claim", wordsClaims[:]) }

// Direction is the way in which a crosswalk is read, seen from its publisher.
// Publishers select rows for one way of reading, so that the other way may
// miss counterparts.
type Direction string

// The directions, seen from the publisher.
const (
	AsPublished Direction = "as published"
	Reversed    Direction = "reversed"
)

var wordsDirections = [...][2]Direction{
	{AsPublished, "As published"},
	{Reversed, "Reversed"},
}

// Directions returns the vocabulary of [Direction].
func Directions() isms.Words[Direction] { return isms.WordsOf("mapping.direction", wordsDirections[:]) }

// Provenance is the origin of a crosswalk, with what is known of its reliability.
type Provenance struct {
	Publisher  string    `json:"publisher"`
	Document   string    `json:"document"`
	Version    string    `json:"version,omitzero"`
	Date       string    `json:"date,omitzero"` // of the document, as precise as it is known
	Style      string    `json:"style,omitzero"`
	Licence    string    `json:"licence,omitzero"`
	Credit     string    `json:"credit,omitzero"`    // the attribution that the licence asks for
	ReadFrom   string    `json:"readFrom,omitzero"`  // the copy that was read
	Read       isms.Date `json:"read,omitzero"`      // the day it was read
	Check      string    `json:"check,omitzero"`     // how the reading was checked against another copy
	Claim      string    `json:"claim,omitzero"`     // what all its pairs together say and do not say
	Direction  Direction `json:"direction,omitzero"` // empty is as published
	Derived    bool      `json:"derived,omitzero"`   // computed from others, published by nobody
	Inputs     []string  `json:"inputs,omitempty"`   // IDs of the crosswalks it was computed from
	Superseded string    `json:"superseded,omitzero"`
	Note       string    `json:"note,omitzero"`
}

// Crosswalk is an immutable set of entries between the items of a source framework
// and those of a target framework, indexed from both sides. The zero Crosswalk has
// no entries and no frameworks.
type Crosswalk struct {
	b       *body
	reverse bool // read from the second side
}

// body holds a crosswalk as positions in its two frameworks, side 0 and side
// 1. It is read only.
type body struct {
	id     string
	prov   Provenance
	frames [2]*frame
	sides  [2]side
	rels   []Relation // by entry, from side 0 to side 1; nil when all are Unspecified
	infos  []info     // what is said besides the relation, without repeats
	infoOf []int32    // by entry, a position in infos or -1; nil when none says anything
	nones  [2][]none
}

// side holds one side of the entries: entry e has member[off[e]:off[e+1]], and
// the entries that touch item i are rows[rowOff[i]:rowOff[i+1]].
type side struct {
	off    []int32 // nil when every entry has one member here: member[e]
	member []int32
	rowOff []int32
	rows   []int32
}

type info struct {
	word         string
	rationale    Rationale
	strength     Strength
	claim        Claim
	note, reason string
	by           isms.ID
	on           isms.Date
}

type none struct {
	at         int32
	part, note string
}

func (s *side) of(e int32) []int32 {
	if s.off == nil {
		return s.member[e : e+1]
	}
	return s.member[s.off[e]:s.off[e+1]]
}

func (s *side) touching(item int32) []int32 { return s.rows[s.rowOff[item]:s.rowOff[item+1]] }

func (b *body) len() int32 {
	if b.sides[0].off == nil {
		return int32(len(b.sides[0].member))
	}
	return int32(len(b.sides[0].off) - 1)
}

func (b *body) rel(e int32) Relation {
	if b.rels == nil {
		return Unspecified
	}
	return b.rels[e]
}

func (b *body) info(e int32) info {
	if b.infoOf == nil || b.infoOf[e] < 0 {
		return info{}
	}
	return b.infos[b.infoOf[e]]
}

// New builds a crosswalk from s between the two frameworks. Ids are taken as
// they are listed; [Import] reads other spellings and publishers' words.
//
// It returns an [isms.Error] that lists what is wrong: an
// edition other than the one s names, an id that the framework does not have, an
// entry without sources or targets, a word that is not known for a rationale,
// strength, claim or direction, two entries for the same items, rationale and
// reviewer that say different things, and an item that is both mapped and said to
// have no counterpart. Entries that say exactly the same are kept once. The order
// of s does not matter.
func New(s Spec, source, target Framework) (Crosswalk, error) {
	var p problems
	c := p.build(s, source, target, origin{})
	if err := p.err(); err != nil {
		return Crosswalk{}, err
	}
	return c, nil
}

// origin says where parts of a Spec stand in what the caller gave, where that was no
// Spec.
type origin struct {
	entry func(i int) (at isms.Path, converse bool) // of an entry; nil: in the Spec
	none  func(i int) isms.Path                     // of the id of a source item without counterpart
}

// of returns the path of an entry, and the names of its sides.
func (o origin) of(i int) (isms.Path, [2]string) {
	if o.entry == nil {
		return isms.Path("").Index("entries", i), [2]string{"sources", "targets"}
	}
	at, converse := o.entry(i)
	if converse {
		return at, [2]string{"targets", "sources"}
	}
	return at, [2]string{"sources", "targets"}
}

// build builds the crosswalk of s and gathers what is wrong with it.
func (p *problems) build(s Spec, source, target Framework, from origin) Crosswalk {
	if s.ID == "" {
		p.refuse(idMissing, "id", "")
	}
	if s.Provenance.Direction != "" {
		p.add(Directions().Validate("provenance.direction", s.Provenance.Direction))
	}
	before := p.count()
	p.framework("source", s.Source, source)
	p.framework("target", s.Target, target)
	if p.count() > before { // without the right items nothing can be said of the entries
		return Crosswalk{}
	}
	b := &body{id: s.ID, prov: s.Provenance, frames: [2]*frame{source.f, target.f}}
	b.prov.Inputs = slices.Clone(s.Provenance.Inputs)

	rows := make([]row, 0, len(s.Entries))
	for i, e := range s.Entries {
		if r, ok := p.row(b, e, i, from); ok {
			rows = append(rows, r)
		}
	}
	slices.SortFunc(rows, row.compare)
	b.fill(p.distinct(rows, from))

	for k, list := range [2][]NoCounterpart{s.SourcesWithoutCounterpart, s.TargetsWithoutCounterpart} {
		name := [2]string{"sourcesWithoutCounterpart", "targetsWithoutCounterpart"}[k]
		var paths []isms.Path
		at := func(i int) isms.Path {
			if k == 0 && from.none != nil {
				return from.none(i)
			}
			if paths == nil {
				paths = isms.ItemPaths("", name, list, func(n *NoCounterpart) string { return n.ID })
			}
			return paths[i].Field("id")
		}
		for i, n := range list {
			it, ok := b.frames[k].find(n.ID)
			switch {
			case !ok:
				p.add(b.frames[k].unknown(at(i), n.ID, b.frames[1-k]))
			case n.Part == "" && len(b.sides[k].touching(it)) > 0:
				p.refuse(mappedWithoutCounterpart, at(i), n.ID)
			}
			b.nones[k] = append(b.nones[k], none{it, n.Part, n.Note})
		}
		slices.SortFunc(b.nones[k], func(x, y none) int {
			return cmp.Or(cmp.Compare(x.at, y.at), cmp.Compare(x.part, y.part), cmp.Compare(x.note, y.note))
		})
		b.nones[k] = slices.Compact(b.nones[k])
	}
	return Crosswalk{b: b}
}

// framework refuses a framework that is not the one of the name.
func (p *problems) framework(at isms.Path, name string, f Framework) {
	switch {
	case f.f == nil:
		p.refuse(frameworkMissing, at, name)
	case name != f.ID():
		p.refuse(anotherFramework, at, name, isms.ArgID("framework", f.ID()))
	}
}

// row returns an entry as positions in its frameworks, and whether its items are
// known.
func (p *problems) row(b *body, e Entry, i int, from origin) (row, bool) {
	r, known := row{entry: int32(i)}, true
	for k, ids := range [2][]string{e.Sources, e.Targets} {
		if len(ids) == 0 {
			at, sides := from.of(i)
			p.refuse(itemsMissing, at.Field(sides[k]), "")
			known = false
			continue
		}
		items := make([]int32, len(ids))
		for j, id := range ids {
			it, ok := b.frames[k].find(id)
			if !ok {
				at, sides := from.of(i)
				p.add(b.frames[k].unknown(at.Index(sides[k], j), id, b.frames[1-k]))
				known = false
			}
			items[j] = it
		}
		slices.Sort(items)
		r.items[k] = slices.Compact(items)
	}
	if e.Rationale != "" && !Rationales().Has(e.Rationale) || e.Strength != "" && !Strengths().Has(e.Strength) || e.Claim != "" && !Claims().Has(e.Claim) {
		at, _ := from.of(i)
		p.add(checkWord(Rationales(), at.Field("rationale"), e.Rationale))
		p.add(checkWord(Strengths(), at.Field("strength"), e.Strength))
		p.add(checkWord(Claims(), at.Field("claim"), e.Claim))
	}
	r.rel = e.Relation & Unspecified
	if r.rel == 0 {
		r.rel = Unspecified
	}
	r.info = info{e.Word, e.Rationale, e.Strength, e.Claim, e.Note, e.Reason, e.By, e.On}
	return r, known
}

// checkWord refuses a word that is neither empty nor of the vocabulary.
func checkWord[W ~string](words isms.Words[W], at isms.Path, word W) error {
	if word == "" {
		return nil
	}
	return words.Validate(at, word)
}

// distinct returns the sorted rows without repeats, and refuses those that say
// something else than the first entry of the same key.
func (p *problems) distinct(rows []row, from origin) []row {
	kept := rows[:0]
	var others []int32
	for i := 0; i < len(rows); {
		first, j := rows[i], i+1
		for ; j < len(rows) && rows[j].sameKey(first); j++ {
			if rows[j].entry < first.entry {
				first = rows[j]
			}
		}
		for _, r := range rows[i:j] {
			if r.rel != first.rel || r.info != first.info {
				others = append(others, r.entry)
			}
		}
		kept = append(kept, first)
		i = j
	}
	slices.Sort(others)
	for _, i := range others {
		at, _ := from.of(int(i))
		p.refuse(contradictingEntries, at, "")
	}
	return kept
}

// row is an entry on its way into a body.
type row struct {
	items [2][]int32
	rel   Relation
	info  info
	entry int32 // position in the Spec
}

// compare orders by first source, first target, then everything.
func (r row) compare(o row) int {
	return cmp.Or(
		cmp.Compare(r.items[0][0], o.items[0][0]),
		cmp.Compare(r.items[1][0], o.items[1][0]),
		slices.Compare(r.items[0], o.items[0]),
		slices.Compare(r.items[1], o.items[1]),
		cmp.Compare(r.info.rationale, o.info.rationale),
		cmp.Compare(r.info.by, o.info.by),
		cmp.Compare(r.rel, o.rel),
		r.info.compare(o.info),
	)
}

func (r row) sameKey(o row) bool {
	return r.info.rationale == o.info.rationale && r.info.by == o.info.by &&
		slices.Equal(r.items[0], o.items[0]) && slices.Equal(r.items[1], o.items[1])
}

func (i info) compare(o info) int {
	return cmp.Or(
		cmp.Compare(i.rationale, o.rationale),
		cmp.Compare(i.by, o.by),
		i.on.Compare(o.on),
		cmp.Compare(i.word, o.word),
		cmp.Compare(i.strength, o.strength),
		cmp.Compare(i.claim, o.claim),
		cmp.Compare(i.note, o.note),
		cmp.Compare(i.reason, o.reason),
	)
}

// fill lays rows, sorted and without repeats, out as columns and indexes them
// from both sides.
func (b *body) fill(rows []row) {
	typed, said := false, false
	infos := make([]info, 0, len(rows))
	for _, r := range rows {
		typed = typed || r.rel != Unspecified
		if r.info != (info{}) {
			said = true
			infos = append(infos, r.info)
		}
	}
	slices.SortFunc(infos, info.compare)
	b.infos = slices.Clip(slices.Compact(infos))
	for k := range b.sides {
		s := &b.sides[k]
		single := true
		n := 0
		for _, r := range rows {
			single = single && len(r.items[k]) == 1
			n += len(r.items[k])
		}
		s.member = make([]int32, 0, n)
		if !single {
			s.off = append(make([]int32, 0, len(rows)+1), 0)
		}
		s.rowOff = make([]int32, len(b.frames[k].nodes)+1)
		for _, r := range rows {
			s.member = append(s.member, r.items[k]...)
			if !single {
				s.off = append(s.off, int32(len(s.member)))
			}
			for _, it := range r.items[k] {
				s.rowOff[it+1]++
			}
		}
		for i := 1; i < len(s.rowOff); i++ {
			s.rowOff[i] += s.rowOff[i-1]
		}
		s.rows = make([]int32, n)
		next := slices.Clone(s.rowOff)
		for e, r := range rows {
			for _, it := range r.items[k] {
				s.rows[next[it]] = int32(e)
				next[it]++
			}
		}
	}
	if typed {
		b.rels = make([]Relation, len(rows))
		for e, r := range rows {
			b.rels[e] = r.rel
		}
	}
	if said {
		b.infoOf = make([]int32, len(rows))
		for e, r := range rows {
			b.infoOf[e] = -1
			if r.info != (info{}) {
				at, _ := slices.BinarySearchFunc(b.infos, r.info, info.compare)
				b.infoOf[e] = int32(at)
			}
		}
	}
}

func (b *body) names(k int, items []int32) []string {
	out := make([]string, len(items))
	for i, it := range items {
		out[i] = b.frames[k].nodes[it].id
	}
	return out
}

// from and to are the sides that c is read from and to.
func (c Crosswalk) from() int {
	if c.reverse {
		return 1
	}
	return 0
}

func (c Crosswalk) to() int { return 1 - c.from() }

func (c Crosswalk) rel(e int32) Relation {
	r := c.b.rel(e)
	if c.reverse {
		return r.Converse()
	}
	return r
}

func (c Crosswalk) entry(e int32) Entry {
	i := c.b.info(e)
	return Entry{
		Sources:  c.b.names(c.from(), c.b.sides[c.from()].of(e)),
		Targets:  c.b.names(c.to(), c.b.sides[c.to()].of(e)),
		Relation: c.rel(e), Word: i.word, Rationale: i.rationale, Strength: i.strength, Claim: i.claim,
		Note: i.note, Reason: i.reason, By: i.by, On: i.on,
	}
}

// ID returns the identity of the crosswalk; both directions share it.
func (c Crosswalk) ID() string {
	if c.b == nil {
		return ""
	}
	return c.b.id
}

// Source returns the framework that the entries go from.
func (c Crosswalk) Source() Framework {
	if c.b == nil {
		return Framework{}
	}
	return Framework{c.b.frames[c.from()]}
}

// Target returns the framework that the entries go to.
func (c Crosswalk) Target() Framework {
	if c.b == nil {
		return Framework{}
	}
	return Framework{c.b.frames[c.to()]}
}

// Provenance returns where the crosswalk comes from, and in which direction it
// is read here.
func (c Crosswalk) Provenance() Provenance {
	if c.b == nil {
		return Provenance{}
	}
	p := c.b.prov
	p.Inputs = slices.Clone(p.Inputs)
	if p.Direction == "" {
		p.Direction = AsPublished
	}
	if c.reverse {
		if p.Direction == Reversed {
			p.Direction = AsPublished
		} else {
			p.Direction = Reversed
		}
	}
	return p
}

// Len returns the number of entries.
func (c Crosswalk) Len() int {
	if c.b == nil {
		return 0
	}
	return int(c.b.len())
}

// Converse returns c read from the other side: sources and targets change
// places and every relation is turned round. It costs nothing. A publisher's
// word in an entry stays as it was written, for the direction as published.
func (c Crosswalk) Converse() Crosswalk { return Crosswalk{c.b, !c.reverse} }

// Entries yields the entries, ordered by their first source.
func (c Crosswalk) Entries() iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		if c.b == nil {
			return
		}
		s := &c.b.sides[c.from()]
		for it := range c.b.frames[c.from()].nodes {
			for _, e := range s.touching(int32(it)) {
				if s.of(e)[0] == int32(it) && !yield(c.entry(e)) {
					return
				}
			}
		}
	}
}

// Of yields the entries in which a source item takes part.
func (c Crosswalk) Of(source string) iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		if c.b == nil {
			return
		}
		it, ok := c.b.frames[c.from()].find(source)
		if !ok {
			return
		}
		for _, e := range c.b.sides[c.from()].touching(it) {
			if !yield(c.entry(e)) {
				return
			}
		}
	}
}

// Pair is the relation that one entry of a crosswalk states for one source and one
// target.
type Pair struct {
	Source   string   `json:"source"`
	Target   string   `json:"target"`
	Relation Relation `json:"relation"`
	Set      bool     `json:"set,omitzero"` // taken out of an entry with several members; the relation says what is left of the claim
}

// Pairs yields every pair of every entry, ordered by source; the pairs of a
// set entry carry only what the union still says of its members. Nothing is
// allocated per pair. A pair that several entries name comes several times.
func (c Crosswalk) Pairs() iter.Seq[Pair] {
	return func(yield func(Pair) bool) {
		if c.b == nil {
			return
		}
		from, to := c.from(), c.to()
		for it := range c.b.frames[from].nodes {
			for _, e := range c.b.sides[from].touching(int32(it)) {
				targets := c.b.sides[to].of(e)
				r, set := c.memberRel(e)
				for _, t := range targets {
					if !yield(Pair{c.b.frames[from].nodes[it].id, c.b.frames[to].nodes[t].id, r, set}) {
						return
					}
				}
			}
		}
	}
}

// memberRel returns what entry e says of each of its pairs, and whether it is
// a set entry.
func (c Crosswalk) memberRel(e int32) (Relation, bool) {
	r := c.rel(e)
	many := len(c.b.sides[c.from()].of(e)) > 1
	if many {
		r = r.OfMember()
	}
	if len(c.b.sides[c.to()].of(e)) > 1 {
		return r.ToMember(), true
	}
	return r, many
}

// LookupRelation returns what all entries of c together say of one source and one
// target, and whether there is such an entry. Silence is Unspecified, false.
// Entries of different rationales are met too; select one before if that
// matters.
func (c Crosswalk) LookupRelation(source, target string) (Relation, bool) {
	if c.b == nil {
		return Unspecified, false
	}
	s, ok1 := c.b.frames[c.from()].find(source)
	t, ok2 := c.b.frames[c.to()].find(target)
	if !ok1 || !ok2 {
		return Unspecified, false
	}
	r, found := Unspecified, false
	for _, e := range c.b.sides[c.from()].touching(s) {
		if slices.Contains(c.b.sides[c.to()].of(e), t) {
			m, _ := c.memberRel(e)
			r, found = r&m, true
		}
	}
	return r, found
}

// WithoutCounterpart yields the source items of which the publisher says that
// nothing corresponds; [Crosswalk.Converse] has the target items.
func (c Crosswalk) WithoutCounterpart() iter.Seq[NoCounterpart] {
	return func(yield func(NoCounterpart) bool) {
		if c.b == nil {
			return
		}
		k := c.from()
		for _, n := range c.b.nones[k] {
			if !yield(NoCounterpart{c.b.frames[k].nodes[n.at].id, n.part, n.note}) {
				return
			}
		}
	}
}

// Unmapped yields the source items of the given kinds, or the leaves, that no
// entry names, whether or not the publisher states that they have no counterpart;
// [Crosswalk.Converse] has the target items. It is not a gap in anybody's work.
func (c Crosswalk) Unmapped(kinds ...Kind) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		if c.b == nil {
			return
		}
		k := c.from()
		f := c.b.frames[k]
		counts := f.counted(kinds)
		for i := range f.nodes {
			if counts[i] && len(c.b.sides[k].touching(int32(i))) == 0 && !yield(f.item(int32(i))) {
				return
			}
		}
	}
}

// Spec returns the record that builds c again with [New].
func (c Crosswalk) Spec() Spec {
	s := Spec{ID: c.ID(), Source: c.Source().ID(), Target: c.Target().ID(), Provenance: c.Provenance(), Entries: []Entry{}, SourcesWithoutCounterpart: []NoCounterpart{}, TargetsWithoutCounterpart: []NoCounterpart{}}
	for e := range c.Entries() {
		s.Entries = append(s.Entries, e)
	}
	s.SourcesWithoutCounterpart = slices.AppendSeq(s.SourcesWithoutCounterpart, c.WithoutCounterpart())
	s.TargetsWithoutCounterpart = slices.AppendSeq(s.TargetsWithoutCounterpart, c.Converse().WithoutCounterpart())
	return s
}

// Select returns the crosswalk of the entries that keep accepts: those of one
// rationale, those somebody reviewed, those above a strength. A nil keep
// accepts all.
func (c Crosswalk) Select(keep func(Entry) bool) Crosswalk {
	if keep == nil {
		return c
	}
	return c.rebuild(func(s *Spec) { s.Entries = slices.DeleteFunc(s.Entries, func(e Entry) bool { return !keep(e) }) })
}

// Untyped returns c with every relation lowered to [Unspecified], which every
// style of mapping allows (NIST IR 8477): the pairs stay as candidate mappings. Entries
// that differ in nothing else become one.
func (c Crosswalk) Untyped() Crosswalk {
	return c.rebuild(func(s *Spec) {
		for i := range s.Entries {
			s.Entries[i].Relation = Unspecified
		}
	})
}

// Improper returns c with [Relation.Improper] applied to every entry: for the
// reader who doubts that a publisher checked which subsets are proper.
func (c Crosswalk) Improper() Crosswalk {
	return c.rebuild(func(s *Spec) {
		for i := range s.Entries {
			s.Entries[i].Relation = s.Entries[i].Relation.Improper()
		}
	})
}

// ReadAs returns c with the relations that its publisher's words have in v, in
// place of the careful reading it was built with: for a caller who accepts the
// words at face value, and answers for it. Entries without a word stay as they
// are. The ID and the style say what was done. It refuses a word that v does
// not have.
//
// The words of the correspondence of ISO/IEC 27001:2013 and 2022 in package
// published are those of the notation "oscal". Read as they stand, each control that was only
// reworded is equal to its successor, which that table does not take for granted.
func (c Crosswalk) ReadAs(v Notation) (Crosswalk, error) {
	if c.b == nil {
		return c, nil
	}
	if err := Notations().Validate("", v); err != nil {
		return Crosswalk{}, err
	}
	var p problems
	s := c.Spec()
	for i := range s.Entries {
		e := &s.Entries[i]
		if e.Word == "" {
			continue
		}
		term, err := v.Read(e.Word)
		if err != nil {
			p.under(isms.Path("").Index("entries", i).Field("word"), err)
			continue
		}
		e.Relation = term.Relation
		if s.Provenance.Direction == Reversed {
			e.Relation = e.Relation.Converse()
		}
	}
	s.ID += "+words as " + string(v)
	s.Provenance.Style = "words read as " + string(v)
	out := p.build(s, c.Source(), c.Target(), origin{})
	if err := p.err(); err != nil {
		return Crosswalk{}, err
	}
	return out, nil
}

// rebuild changes the entries of c without adding a contradiction: it only
// drops entries or weakens relations, so that New accepts the result, unless
// the caller's own function wrote into the entries it was shown: then the
// crosswalk is the zero one.
func (c Crosswalk) rebuild(change func(*Spec)) Crosswalk {
	if c.b == nil {
		return c
	}
	s := c.Spec()
	change(&s)
	out, _ := New(s, c.Source(), c.Target())
	return out
}

// Equal reports whether c and d say the same between equal frameworks, in the
// direction each is read in. The provenance may differ but for the ID.
func (c Crosswalk) Equal(d Crosswalk) bool {
	if c.b == d.b && c.reverse == d.reverse {
		return true
	}
	if c.ID() != d.ID() || !c.Source().Equal(d.Source()) || !c.Target().Equal(d.Target()) || c.Len() != d.Len() {
		return false
	}
	s, t := c.Spec(), d.Spec()
	key := func(a, b Entry) int {
		return cmp.Or(slices.Compare(a.Sources, b.Sources), slices.Compare(a.Targets, b.Targets),
			cmp.Compare(a.Rationale, b.Rationale), cmp.Compare(a.By, b.By))
	}
	slices.SortFunc(s.Entries, key)
	slices.SortFunc(t.Entries, key)
	return slices.EqualFunc(s.Entries, t.Entries, func(a, b Entry) bool {
		return slices.Equal(a.Sources, b.Sources) && slices.Equal(a.Targets, b.Targets) &&
			a.Relation == b.Relation && a.Word == b.Word && a.Rationale == b.Rationale && a.Strength == b.Strength &&
			a.Claim == b.Claim && a.Note == b.Note && a.Reason == b.Reason && a.By == b.By && a.On == b.On
	}) && slices.Equal(s.SourcesWithoutCounterpart, t.SourcesWithoutCounterpart) && slices.Equal(s.TargetsWithoutCounterpart, t.TargetsWithoutCounterpart)
}
