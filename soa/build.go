package soa

import (
	"fmt"
	"math"
	"slices"

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
	// Custom are the controls beside Annex A.
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
// unknown or former control, an excluded control with an implementation, two
// custom controls with one ID, text that is not UTF-8. A control that the register
// asks for and that does not exist is no error but [Statement.Unresolved].
//
// Cost: linear in the size of the input.
func Build(in Input) (Statement, error) {
	b := &body{header: in.Header, version: in.Version}
	if !in.Register.Assessed.IsZero() {
		b.header.Assessed = in.Register.Assessed
	}
	if err := b.header.check(in.Version); err != nil {
		return Statement{}, err
	}
	var err error
	if b.custom, err = sortCustom(in.Custom); err != nil {
		return Statement{}, err
	}
	b.rows = make([]row, annexa.Count+len(b.custom))
	if err := b.decide(in.Decisions); err != nil {
		return Statement{}, err
	}
	if err := b.oblige(in.Obligations); err != nil {
		return Statement{}, err
	}
	if err := b.count(&in.Register); err != nil {
		return Statement{}, err
	}
	return Statement{b}, nil
}

func (h Header) check(version string) error {
	if h.Edition != "" && h.Edition != isms.Edition2022 && h.Edition != isms.Amended2024 {
		return fmt.Errorf("soa: unknown edition %q: want %q or %q", clip(string(h.Edition)), isms.Edition2022, isms.Amended2024)
	}
	if h.Classification != "" && !Classifications().Has(h.Classification) {
		return fmt.Errorf("soa: unknown classification %q: want one of %v", clip(string(h.Classification)), quoted(slices.Collect(Classifications().All())))
	}
	for _, id := range [...]isms.ID{h.Document, h.PreparedBy, h.Assessment} {
		if id != "" {
			if err := id.Validate(); err != nil {
				return fmt.Errorf("soa: header: %w", err)
			}
		}
	}
	return checkTexts("header", text{"organization", h.Organization}, text{"scope", h.Scope}, text{"version", version})
}

func sortCustom(list []annexa.CustomControl) ([]annexa.CustomControl, error) {
	out := slices.Clone(list)
	slices.SortFunc(out, func(a, b annexa.CustomControl) int { return a.Ref.Compare(b.Ref) })
	for i, c := range out {
		if err := checkCustom(c); err != nil {
			return nil, err
		}
		if i > 0 && out[i-1].Ref == c.Ref {
			return nil, fmt.Errorf("soa: two custom controls %s", quoteRef(c.Ref))
		}
	}
	return out, nil
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
func (b *body) find(who string, ref isms.Ref) (int, error) {
	i, ok := b.index(ref)
	if ok {
		return i, nil
	}
	known, err := annexa.ParseControl(string(ref))
	switch _, own := ref.Own(); {
	case ref == "":
		err = fmt.Errorf("soa: %s names no control", who)
	case own:
		err = fmt.Errorf("soa: %s names control %s, which is no custom control of the statement", who, quoteRef(ref))
	case err != nil:
		err = fmt.Errorf("soa: %s names a control that is neither in Annex A nor custom: %w", who, err)
	default:
		err = fmt.Errorf("soa: %s names control %s: write %q", who, quoteRef(ref), known)
	}
	return i, err
}

func (b *body) decide(decisions []Decision) error {
	seen := make([]bool, len(b.rows))
	for _, d := range decisions {
		i, err := b.find("a decision", d.Control)
		if err != nil {
			return err
		}
		if seen[i] {
			return fmt.Errorf("soa: two decisions for control %s", clip(string(d.Control)))
		}
		seen[i] = true
		if err := d.check("control " + string(d.Control)); err != nil {
			return err
		}
		d = d.tidy()
		d.Control = ""
		b.entry(i).decision = d
	}
	return nil
}

func (b *body) oblige(obligations []Obligation) error {
	seen := make(map[isms.ID]bool, len(obligations))
	for _, o := range obligations {
		if err := o.ID.Validate(); err != nil {
			return fmt.Errorf("soa: obligation: %w", err)
		}
		switch {
		case seen[o.ID]:
			return fmt.Errorf("soa: two obligations with the ID %q", o.ID)
		case o.Basis == "":
			return fmt.Errorf("soa: obligation %q has no basis: want one of %v", o.ID, quoted(slices.Collect(Bases().All())[1:]))
		case o.Basis != BasisLegal && o.Basis != BasisContractual && o.Basis != BasisBusiness && o.Basis != BasisOther:
			return fmt.Errorf("soa: obligation %q has the basis %q: want one of %v", o.ID, clip(string(o.Basis)), quoted(slices.Collect(Bases().All())[1:]))
		}
		seen[o.ID] = true
		if err := checkTexts("obligation "+string(o.ID), text{"title", o.Title}); err != nil {
			return err
		}
		for _, id := range o.Controls {
			i, err := b.find(fmt.Sprintf("obligation %q", o.ID), id)
			if err != nil {
				return err
			}
			e := b.entry(i)
			e.derived = append(e.derived, Reason{Basis: o.Basis, Source: o.ID, Text: o.Title})
		}
	}
	for i := range b.rows {
		if e := b.rows[i].own; e != nil {
			e.derived = tidyList(e.derived, Reason.Compare)
		}
	}
	return nil
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
func (b *body) count(reg *risk.Register) error {
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
		var err error
		if uses, err = b.use(uses, r.Existing, from); err != nil {
			return err
		}
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
		var err error
		if uses, err = b.use(uses, t.Controls, from); err != nil {
			return err
		}
	}
	b.unresolved = tidyList(b.unresolved, UnresolvedControl.compare)
	b.group(uses)
	return nil
}

// use notes that the pairs from the given one on ask for the controls.
func (b *body) use(uses []use, controls []isms.Ref, from int) ([]use, error) {
	for i := from; i < len(b.pairs); i++ {
		p := &b.pairs[i]
		if why := unstorable(string(p.risk)); why != "" {
			return nil, fmt.Errorf("soa: the register: the ID of the risk %q %s", clip(string(p.risk)), why)
		}
		if why := unstorable(string(p.treatment)); why != "" {
			return nil, fmt.Errorf("soa: the register: the ID of the treatment %q %s", clip(string(p.treatment)), why)
		}
	}
	for _, c := range controls {
		if at, ok := b.index(c); ok {
			uses = append(uses, use{uint32(at), span{uint32(from), uint32(len(b.pairs))}})
			continue
		}
		if why := unstorable(string(c)); why != "" {
			return nil, fmt.Errorf("soa: the register: the name of the control %q %s", clip(string(c)), why)
		}
		b.unresolved = append(b.unresolved, UnresolvedControl{c, b.pairs[from].risk, b.pairs[from].treatment})
	}
	return uses, countable(len(b.pairs), len(uses))
}

// countable refuses what the small numbers of a span cannot count.
func countable(pairs, uses int) error {
	if n := max(pairs, uses); n > math.MaxInt32 {
		return fmt.Errorf("soa: the register uses controls %d times: want at most %d", n, math.MaxInt32)
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
