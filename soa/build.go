package soa

import (
	"math"
	"slices"
	"strconv"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

// Input is what a statement is built from. The order of its lists does not
// matter.
type Input struct {
	Version string `json:"version,omitzero"`
	Header  Header `json:"header,omitzero"`
	// Register gives the controls that risks and treatments ask for. Closed risks
	// and cancelled treatments ask for none. Its day of assessment, if it has one,
	// becomes that of the header.
	Register risk.Register `json:"register,omitzero"`
	// Obligations ask for controls whatever the risks say.
	Obligations []Obligation `json:"obligations,omitzero"`
	// Custom are the custom controls.
	Custom []annexa.CustomControl `json:"custom,omitzero"`
	// Decisions are the words of persons, at most one for each control.
	Decisions []Decision `json:"decisions,omitzero"`
}

// Build makes the draft of a statement: first the controls that the register, the
// obligations and the decisions ask for, then the comparison with all of Annex A
// (6.1.3 b and c). A control that nothing asks for and nobody decided on is
// undecided. A draft cannot bring its own approval.
//
// It refuses input that contradicts itself: two decisions for a control, an
// unknown control or a 2013 control, an excluded control with an implementation, two
// custom controls with one reference, text that is not UTF-8: all at once, in an
// [isms.Error] whose paths lead from the input. A control that the register
// asks for and that does not exist is no error but [Statement.Unresolved].
//
// Cost: linear in the size of the input.
func Build(in Input) (Statement, error) {
	var p problems
	b := &body{header: in.Header, version: in.Version}
	if !in.Register.Assessed.IsZero() {
		b.header.Assessed = in.Register.Assessed
	}
	checkText(&p, "", "version", in.Version)
	in.Header.check(&p, "header")
	b.custom = sortCustom(&p, in.Custom)
	b.rows = make([]row, annexa.Count+len(b.custom))
	b.decide(&p, in.Decisions)
	b.oblige(&p, in.Obligations)
	b.count(&p, &in.Register)
	if err := p.err(); err != nil {
		return Statement{}, err
	}
	return Statement{b}, nil
}

// editions are those that a statement can be for.
var editions = [...]isms.Edition{isms.Edition2022, isms.Amended2024}

func (h Header) check(p *problems, at isms.Path) {
	if h.Edition != "" && !slices.Contains(editions[:], h.Edition) {
		p.refuse(editionOfStatement, at.Field("edition"), string(h.Edition), isms.ArgWords("words", isms.Editions(), editions[:]...))
	}
	if h.Classification != "" {
		p.add(Classifications().Validate(at.Field("classification"), h.Classification))
	}
	checkID(p, at, "document", h.Document)
	checkID(p, at, "preparedBy", h.PreparedBy)
	checkID(p, at, "assessment", h.Assessment)
	checkText(p, at, "organization", h.Organization)
	checkText(p, at, "scope", h.Scope)
}

// sortCustom returns the custom controls by their references, and adds what is wrong
// with them.
func sortCustom(p *problems, list []annexa.CustomControl) []annexa.CustomControl {
	seen := make(map[isms.Ref]bool, len(list))
	paths := pathsOf("", "custom", list, func(c *annexa.CustomControl) isms.Ref { return c.Ref })
	for i, c := range list {
		if p.full() {
			break
		}
		q := p.part()
		if err := c.Validate(); err != nil {
			q.add(err)
		} else if seen[c.Ref] {
			q.refuse(listedTwice, "ref", string(c.Ref))
		}
		seen[c.Ref] = true
		checkText(&q, "", "title", c.Title)
		checkText(&q, "", "catalog", c.Catalog)
		checkText(&q, "", "purpose", c.Purpose)
		p.under(func() isms.Path { return paths(i) }, q)
	}
	if p.full() {
		return nil // nothing more will be told
	}
	out := slices.Clone(list)
	slices.SortFunc(out, func(a, b annexa.CustomControl) int { return a.Ref.Compare(b.Ref) })
	return out
}

// entry returns the entry of a row, to be filled while the body is being made.
func (b *body) entry(i int) *entry {
	if b.rows[i].own == nil {
		b.rows[i].own = &entry{decision: silence}
	}
	return b.rows[i].own
}

// find returns the row of a control that a person named, or an error that says
// what would be right.
func (b *body) find(at isms.Path, ref isms.Ref) (int, error) {
	i, ok := b.index(ref)
	if ok {
		return i, nil
	}
	if _, own := ref.Own(); own {
		return i, isms.Refuse(noCustomControl, at, string(ref))
	}
	return i, annexa.ValidateControl(at, ref)
}

func (b *body) decide(p *problems, decisions []Decision) {
	seen := make([]bool, len(b.rows))
	paths := pathsOf("", "decisions", decisions, func(d *Decision) isms.Ref { return d.Control })
	for n := range decisions {
		if p.full() {
			break
		}
		q := p.part()
		d := decisions[n]
		switch i, err := b.find("control", d.Control); {
		case err != nil:
			q.add(err)
		case seen[i]:
			q.refuse(listedTwice, "control", string(d.Control))
		default:
			seen[i] = true
			b.entry(i).decision = d.tidy()
			b.entry(i).decision.Control = ""
		}
		d.check(&q, "")
		p.under(func() isms.Path { return paths(n) }, q)
	}
}

func (b *body) oblige(p *problems, obligations []Obligation) {
	seen := make(map[isms.ID]bool, len(obligations))
	paths := pathsOf("", "obligations", obligations, func(o *Obligation) isms.ID { return o.ID })
	for n, o := range obligations {
		if p.full() {
			break
		}
		q := p.part()
		if err := o.ID.Validate(); err != nil {
			q.add(isms.RefuseUnder("id", err))
		} else if seen[o.ID] {
			q.refuse(listedTwice, "id", string(o.ID))
		}
		seen[o.ID] = true
		checkBasis(&q, "", o.Basis)
		checkText(&q, "", "title", o.Title)
		for k, id := range o.Controls {
			if i, ok := b.index(id); ok {
				e := b.entry(i)
				e.derived = append(e.derived, Reason{Basis: o.Basis, Source: o.ID, Text: o.Title})
			} else if !q.full() {
				_, err := b.find(isms.Path("").Index("controls", k), id)
				q.add(err)
			}
		}
		p.under(func() isms.Path { return paths(n) }, q)
	}
	for i := range b.rows {
		if e := b.rows[i].own; e != nil {
			e.derived = tidyList(e.derived, Reason.Compare)
		}
	}
}

// obligationBases are the bases that an obligation can have.
var obligationBases = [...]Basis{BasisLegal, BasisContractual, BasisBusiness, BasisOther}

func checkBasis(p *problems, at isms.Path, b Basis) {
	if !slices.Contains(obligationBases[:], b) {
		p.refuse(basisOfObligation, at.Field("basis"), string(b), isms.ArgWords("words", Bases(), obligationBases[:]...))
	}
}

// use says that the pairs from..to ask for the control of a row.
type use struct {
	row uint32
	span
}

// count groups what the register asks for by control. It says what
// risk.Register.ControlUses does, without putting everything in order: it reads
// the records once, as they are large, and then counts and places small numbers
// into one array that all rows share.
func (b *body) count(p *problems, reg *risk.Register) {
	var closed map[isms.ID]bool
	var uses []use
	for i := range reg.Risks {
		r := &reg.Risks[i]
		if !r.Closed.IsZero() {
			if closed == nil {
				closed = make(map[isms.ID]bool)
			}
			closed[r.ID] = true
			continue
		}
		if len(r.Existing) == 0 {
			continue
		}
		from := len(b.pairs)
		b.pairs = append(b.pairs, pair{r.ID, ""})
		if !p.full() && (b.wrong(from) || !storable(r.Existing)) {
			at := pathsOf("register", "risks", reg.Risks, func(r *risk.Risk) isms.ID { return r.ID })(i)
			checkText(p, at, "id", string(r.ID))
			checkRefs(p, at, "existing", r.Existing)
		}
		uses = b.use(uses, r.Existing, from)
	}
	if closed != nil { // a risk that is listed twice is closed if one of the two is
		uses = slices.DeleteFunc(uses, func(u use) bool { return closed[b.pairs[u.from].risk] })
		b.unresolved = slices.DeleteFunc(b.unresolved, func(u UnresolvedControl) bool { return closed[u.Risk] })
	}
	b.pairs = slices.Grow(b.pairs, len(reg.Treatments))
	uses = slices.Grow(uses, 3*len(reg.Treatments))
	for i := range reg.Treatments {
		t := &reg.Treatments[i]
		if len(t.Controls) == 0 || t.Status == risk.ActionCancelled {
			continue
		}
		from := len(b.pairs)
		for _, id := range t.Risks {
			if closed == nil || !closed[id] {
				b.pairs = append(b.pairs, pair{id, t.ID})
			}
		}
		if len(t.Risks) == 0 {
			b.pairs = append(b.pairs, pair{"", t.ID})
		}
		if len(b.pairs) == from {
			continue
		}
		b.pairs = b.pairs[:from+len(sortPairs(b.pairs[from:]))]
		if !p.full() && (b.wrong(from) || !storable(t.Controls)) {
			at := pathsOf("register", "treatments", reg.Treatments, func(t *risk.Treatment) isms.ID { return t.ID })(i)
			checkText(p, at, "id", string(t.ID))
			for k, id := range t.Risks {
				if m, bad := unstorable(string(id)); bad {
					p.refuse(m, at.Index("risks", k), string(id))
				}
			}
			checkRefs(p, at, "controls", t.Controls)
		}
		uses = b.use(uses, t.Controls, from)
	}
	b.unresolved = tidyList(b.unresolved, UnresolvedControl.compare)
	if p.add(countable(len(b.pairs), len(uses))); len(p.errs) == 0 {
		b.group(uses)
	}
}

// wrong reports whether an ID in the pairs from the given one on cannot be stored.
func (b *body) wrong(from int) bool {
	for i := from; i < len(b.pairs); i++ {
		if p := &b.pairs[i]; !sound(p.risk) || !sound(p.treatment) {
			return true
		}
	}
	return false
}

func storable(refs []isms.Ref) bool {
	return !slices.ContainsFunc(refs, func(ref isms.Ref) bool { return !sound(ref) })
}

func checkRefs(p *problems, at isms.Path, list string, refs []isms.Ref) {
	for k, ref := range refs {
		if m, bad := unstorable(string(ref)); bad {
			p.refuse(m, at.Index(list, k), string(ref))
		}
	}
}

// use notes that the pairs from the given one on ask for the controls.
func (b *body) use(uses []use, controls []isms.Ref, from int) []use {
	for _, c := range controls {
		if at, ok := b.index(c); ok {
			uses = append(uses, use{uint32(at), span{uint32(from), uint32(len(b.pairs))}})
			continue
		}
		b.unresolved = append(b.unresolved, UnresolvedControl{c, b.pairs[from].risk, b.pairs[from].treatment})
	}
	return uses
}

// countable refuses what the small numbers of a span cannot count.
func countable(pairs, uses int) error {
	if n := max(pairs, uses); n > math.MaxInt32 {
		return isms.Refuse(tooManyUses, "register", strconv.Itoa(n), isms.ArgInt("most", math.MaxInt32))
	}
	return nil
}

// group places the uses by row, in the order in which they come.
func (b *body) group(uses []use) {
	for _, u := range uses {
		b.rows[u.row].last++
	}
	next := uint32(0)
	for i := range b.rows {
		r := &b.rows[i]
		n := r.last
		r.first, r.last = next, next
		next += n
	}
	b.spans = make([]span, len(uses))
	for _, u := range uses {
		r := &b.rows[u.row]
		b.spans[r.last] = u.span
		r.last++
	}
}
