package soa

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/internal/strictjson"
	"github.com/ismskit/ismskit/isms"
)

// storedFormat names the stored form of a [Statement].
const storedFormat = "ismskit/soa/1"

type statementJSON struct {
	Format        string                 `json:"format"`
	Version       string                 `json:"version"`
	Header        Header                 `json:"header"`
	Previous      *Previous              `json:"previous,omitempty"`
	Custom        []annexa.CustomControl `json:"custom"`
	Controls      []rowJSON              `json:"controls"`
	Unresolved    []unresolvedJSON       `json:"unresolved"`
	MergeConflict []MergeConflict        `json:"mergeConflicts"`
	History       []Event                `json:"history"`
}

type rowJSON struct {
	Control       isms.Ref        `json:"control"`
	Applicability Applicability   `json:"applicability"`
	Decision      *decisionJSON   `json:"decision,omitempty"`
	Risks         []riskJSON      `json:"risks"`
	Obligations   []reasonJSON    `json:"obligations"`
	NoLongerValid []reasonJSON    `json:"noLongerValid,omitempty"`
	MergeConflict []MergeConflict `json:"mergeConflicts,omitempty"`
}

// What comes from the register is text here and no isms.ID: a register that is a
// draft may hold IDs that are none, and they are kept as they are.
type riskJSON struct {
	Risk      string `json:"risk,omitzero"`
	Treatment string `json:"treatment,omitzero"`
}

type unresolvedJSON struct {
	Control   string `json:"control"`
	Risk      string `json:"risk,omitzero"`
	Treatment string `json:"treatment,omitzero"`
}

type reasonJSON struct {
	Basis  Basis  `json:"basis,omitzero"`
	Source string `json:"source,omitzero"`
	Via    string `json:"via,omitzero"`
	Text   string `json:"text,omitzero"`
}

func (r reasonJSON) reason() Reason {
	return Reason{r.Basis, isms.ID(r.Source), isms.ID(r.Via), r.Text}
}

func (u unresolvedJSON) unresolved() UnresolvedControl {
	return UnresolvedControl{isms.Ref(u.Control), isms.ID(u.Risk), isms.ID(u.Treatment)}
}

// decisionJSON is a Decision whose control is told by its row.
type decisionJSON struct {
	Excluded       bool                 `json:"excluded,omitzero"`
	Undecided      bool                 `json:"undecided,omitzero"`
	Justification  string               `json:"justification,omitzero"`
	Reasons        []reasonJSON         `json:"reasons,omitempty"`
	Implementation ImplementationStatus `json:"implementation,omitzero"`
	Due            isms.Date            `json:"due,omitzero"`
	Responsibility Responsibility       `json:"responsibility,omitzero"`
	Provider       isms.ID              `json:"provider,omitzero"`
	Assurance      string               `json:"assurance,omitzero"`
	Owner          isms.ID              `json:"owner,omitzero"`
	How            string               `json:"how,omitzero"`
	Evidence       []isms.ID            `json:"evidence,omitzero"`
	Documents      []isms.ID            `json:"documents,omitzero"`
	DecidedOn      isms.Date            `json:"decidedOn,omitzero"`
	ReviewBy       isms.Date            `json:"reviewBy,omitzero"`
}

func (d Decision) stored(edit func(string) string) *decisionJSON {
	if d.silent() {
		return nil
	}
	return &decisionJSON{
		d.Excluded, d.Undecided, edit(d.Justification), storedReasons(d.Reasons, edit), d.Implementation, d.Due, d.Responsibility,
		d.Provider, edit(d.Assurance), d.Owner, edit(d.How), d.Evidence, d.Documents, d.DecidedOn, d.ReviewBy,
	}
}

func (d *decisionJSON) decision(control isms.Ref) Decision {
	if d == nil {
		return silence
	}
	return Decision{
		control, d.Excluded, d.Undecided, d.Justification, each(d.Reasons, reasonJSON.reason), d.Implementation, d.Due, d.Responsibility,
		d.Provider, d.Assurance, d.Owner, d.How, d.Evidence, d.Documents, d.DecidedOn, d.ReviewBy,
	}
}

// stored returns the form that is written; edit changes every text on the way.
func (s Statement) stored(edit func(string) string) statementJSON {
	b := s.body()
	h := b.header
	h.Organization, h.Scope = edit(h.Organization), edit(h.Scope)
	out := statementJSON{
		Format: storedFormat, Version: b.version, Header: h, Custom: []annexa.CustomControl{}, Controls: make([]rowJSON, len(b.rows)),
		Unresolved: each(b.unresolved, func(u UnresolvedControl) unresolvedJSON {
			return unresolvedJSON{string(u.Control), string(u.Risk), string(u.Treatment)}
		}),
		MergeConflict: editMergeConflicts(nonNil(b.mergeConflict), edit), History: nonNil(b.history),
	}
	if b.previous != (Previous{}) {
		out.Previous = &b.previous
	}
	for _, c := range b.custom {
		c.Title, c.Catalog, c.Purpose = edit(c.Title), edit(c.Catalog), edit(c.Purpose)
		out.Custom = append(out.Custom, c)
	}
	for i := range b.rows {
		r := Row{b, i}
		e := r.own()
		j := rowJSON{
			Control: r.Ref(), Applicability: r.Applicability(), Decision: e.decision.stored(edit),
			Risks:       each(r.risks(), func(p pair) riskJSON { return riskJSON{string(p.risk), string(p.treatment)} }),
			Obligations: storedReasons(e.derived, edit), NoLongerValid: storedReasons(e.noLongerValid, edit), MergeConflict: editMergeConflicts(e.mergeConflict, edit),
		}
		out.Controls[i] = j
	}
	return out
}

// each returns what f makes of each item; never nil.
func each[S, T any](list []S, f func(S) T) []T {
	out := make([]T, len(list))
	for i, v := range list {
		out[i] = f(v)
	}
	return out
}

func storedReasons(list []Reason, edit func(string) string) []reasonJSON {
	list = slices.Clone(list)
	for i := range list {
		list[i].Text = edit(list[i].Text)
	}
	slices.SortFunc(list, Reason.Compare)
	return each(list, func(r Reason) reasonJSON { return reasonJSON{r.Basis, string(r.Source), string(r.Via), r.Text} })
}

func editMergeConflicts(list []MergeConflict, edit func(string) string) []MergeConflict {
	list = slices.Clone(list)
	for i := range list {
		list[i].Text = edit(list[i].Text)
	}
	slices.SortFunc(list, MergeConflict.compare)
	return list
}

func nonNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// MarshalJSON writes the stored form: every row of the statement, in order, with
// what persons said, what the register and the obligations ask for, and the
// history. The same statement gives the same bytes.
func (s Statement) MarshalJSON() ([]byte, error) {
	if s.IsZero() {
		return []byte("null"), nil
	}
	return json.Marshal(s.stored(func(t string) string { return t }))
}

// Limits of a stored statement; [Statement.UnmarshalJSON] refuses what is above.
const (
	storedMaxBytes = 256 << 20
	storedMaxDepth = 16
	storedMaxItems = 1_000_000 // of one list
)

// Building a statement from what was read takes as much memory again.
var storedLimits = strictjson.Limits{
	Bytes: storedMaxBytes, Depth: storedMaxDepth, Items: storedMaxItems, PerByte: 24, Types: strictjson.TypesOf(statementJSON{}),
}

// UnmarshalJSON reads what MarshalJSON writes, strictly: unknown, repeated and
// differently cased keys, null for a value, text after the end, rows that are
// missing or out of order, an applicability that does not follow from the rest, and
// an approval of another content are refused. "null" as a whole gives the zero
// Statement. The receiver stays as it is where it errs.
func (s *Statement) UnmarshalJSON(data []byte) error {
	if string(bytes.TrimSpace(data)) == "null" {
		*s = Statement{}
		return nil
	}
	var j statementJSON
	if err := strictjson.Decode(data, &j, storedLimits); err != nil {
		return isms.RefuseAll(err)
	}
	got, err := j.statement()
	if err != nil {
		return err
	}
	*s = got
	return nil
}

func (j statementJSON) statement() (Statement, error) {
	var p problems
	if j.Format != storedFormat {
		p.refuse(formatUnknown, "format", j.Format, isms.ArgText("format", storedFormat))
	}
	b := &body{header: j.Header, version: j.Version}
	if j.Previous != nil {
		b.previous = *j.Previous
	}
	checkText(&p, "", "version", j.Version)
	b.header.check(&p, "header")
	b.custom = sortCustom(&p, j.Custom)
	b.rows = make([]row, annexa.Count+len(b.custom))
	if len(j.Controls) != len(b.rows) {
		p.refuse(numberOfControls, "controls", strconv.Itoa(len(j.Controls)), isms.ArgInt("n", len(b.rows)))
		return Statement{}, p.err()
	}
	paths := pathsOf("", "controls", j.Controls, func(c *rowJSON) isms.Ref { return c.Control })
	for i, c := range j.Controls {
		if p.full() {
			break
		}
		q := p.part()
		b.read(&q, i, c)
		p.under(func() isms.Path { return paths(i) }, q)
	}
	for i, u := range j.Unresolved {
		if _, ok := b.index(isms.Ref(u.Control)); ok {
			p.refuse(notUnresolved, isms.Path("").Index("unresolved", i).Field("control"), u.Control)
		}
	}
	if err := p.err(); err != nil {
		return Statement{}, err
	}
	b.unresolved = tidyList(each(j.Unresolved, unresolvedJSON.unresolved), UnresolvedControl.compare)
	b.mergeConflict = tidyList(j.MergeConflict, MergeConflict.compare)
	s := Statement{b}
	for i, e := range j.History {
		at := isms.Path("").Index("history", i)
		if e.Hash == "" {
			return Statement{}, isms.Refuse(otherHash, at.Field("hash"), "", isms.ArgText("hash", s.Hash()))
		}
		var err error
		if s, err = s.Apply(e); err != nil {
			return Statement{}, isms.RefuseUnder(at, err)
		}
	}
	return s, nil
}

func (b *body) read(p *problems, i int, c rowJSON) {
	r := Row{b, i}
	if c.Control != r.Ref() {
		p.refuse(otherControl, "control", string(c.Control), isms.ArgRef("control", r.Ref()))
		return
	}
	d := c.Decision.decision("")
	d.check(p, "decision")
	derived := each(c.Obligations, reasonJSON.reason)
	for k, o := range derived {
		if p.full() {
			break
		}
		o.checkDerived(p, k)
	}
	for k, l := range c.MergeConflict {
		if l.Control != c.Control {
			p.refuse(otherControl, isms.Path("").Index("mergeConflicts", k).Field("control"), string(l.Control), isms.ArgRef("control", c.Control))
		}
	}
	e := entry{d.tidy(), tidyList(derived, Reason.Compare), tidyList(each(c.NoLongerValid, reasonJSON.reason), Reason.Compare), tidyList(c.MergeConflict, MergeConflict.compare)}
	b.rows[i] = b.addSpans(each(c.Risks, func(r riskJSON) pair { return pair{isms.ID(r.Risk), isms.ID(r.Treatment)} }))
	b.rows[i].own = e.orNil()
	if a := r.Applicability(); a != c.Applicability {
		p.refuse(doesNotFollow, "applicability", string(c.Applicability), isms.ArgWord("applicability", Applicabilities(), a))
	}
}

// checkDerived adds what is wrong with the reason at a position as one that an
// obligation gives.
func (r Reason) checkDerived(p *problems, i int) {
	err := r.Source.Validate()
	if err == nil && r.Via == "" && slices.Contains(obligationBases[:], r.Basis) {
		return
	}
	at := isms.Path("").Index("obligations", i)
	p.add(isms.RefuseUnder(at.Field("source"), err))
	checkBasis(p, at, r.Basis)
	refuseGiven(p, viaOfObligation, at.Field("via"), string(r.Via))
}

// addSpans appends the pairs, which it may reorder, and returns a row with them.
func (b *body) addSpans(pairs []pair) row {
	r := row{first: uint32(len(b.spans))}
	for _, p := range sortPairs(pairs) {
		at := uint32(len(b.pairs))
		b.pairs = append(b.pairs, p)
		b.spans = append(b.spans, span{at, at + 1})
	}
	r.last = uint32(len(b.spans))
	return r
}

func (e *entry) empty() bool {
	return e.decision.silent() && len(e.derived)+len(e.noLongerValid)+len(e.mergeConflict) == 0
}
