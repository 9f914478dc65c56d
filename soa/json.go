package soa

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
)

// Format names the stored form of a [Statement].
const Format = "ismskit/soa/1"

type statementJSON struct {
	Format   string     `json:"format"`
	Version  string     `json:"version"`
	Header   Header     `json:"header"`
	Previous *Previous  `json:"previous,omitempty"`
	Custom   []Custom   `json:"custom"`
	Controls []rowJSON  `json:"controls"`
	Unlisted []Unlisted `json:"unlisted"`
	Leftover []Leftover `json:"leftover"`
	History  []Event    `json:"history"`
}

type rowJSON struct {
	Control       annexa.ID     `json:"control"`
	Applicability Applicability `json:"applicability"`
	Decision      *decisionJSON `json:"decision,omitempty"`
	Risks         []riskJSON    `json:"risks"`
	Obligations   []Reason      `json:"obligations"`
	Lapsed        []Reason      `json:"lapsed,omitempty"`
	Leftover      []Leftover    `json:"leftover,omitempty"`
}

type riskJSON struct {
	Risk      isms.ID `json:"risk,omitzero"`
	Treatment isms.ID `json:"treatment,omitzero"`
}

// A decisionJSON is a Decision whose control is told by its row.
type decisionJSON struct {
	Excluded       bool           `json:"excluded,omitzero"`
	Undecided      bool           `json:"undecided,omitzero"`
	Justification  string         `json:"justification,omitzero"`
	Reasons        []Reason       `json:"reasons,omitzero"`
	Implementation Implementation `json:"implementation,omitzero"`
	Due            isms.Date      `json:"due,omitzero"`
	Responsibility Responsibility `json:"responsibility,omitzero"`
	Provider       isms.ID        `json:"provider,omitzero"`
	Assurance      string         `json:"assurance,omitzero"`
	Owner          isms.ID        `json:"owner,omitzero"`
	How            string         `json:"how,omitzero"`
	Evidence       []isms.ID      `json:"evidence,omitzero"`
	Documents      []isms.ID      `json:"documents,omitzero"`
	Decided        isms.Date      `json:"decided,omitzero"`
	ReviewBy       isms.Date      `json:"reviewBy,omitzero"`
}

func (d Decision) stored() *decisionJSON {
	if d.silent() {
		return nil
	}
	return &decisionJSON{
		d.Excluded, d.Undecided, d.Justification, d.Reasons, d.Implementation, d.Due, d.Responsibility,
		d.Provider, d.Assurance, d.Owner, d.How, d.Evidence, d.Documents, d.Decided, d.ReviewBy,
	}
}

func (d *decisionJSON) decision(control annexa.ID) Decision {
	if d == nil {
		return silence
	}
	return Decision{
		control, d.Excluded, d.Undecided, d.Justification, d.Reasons, d.Implementation, d.Due, d.Responsibility,
		d.Provider, d.Assurance, d.Owner, d.How, d.Evidence, d.Documents, d.Decided, d.ReviewBy,
	}
}

// stored returns the form that is written; edit changes every text on the way.
func (s Statement) stored(edit func(string) string) statementJSON {
	b := s.body()
	h := b.header
	h.Organisation, h.Scope = edit(h.Organisation), edit(h.Scope)
	out := statementJSON{
		Format: Format, Version: b.version, Header: h, Custom: []Custom{}, Controls: make([]rowJSON, len(b.rows)),
		Unlisted: nonNil(b.unlisted), Leftover: editLeftovers(nonNil(b.leftover), edit), History: nonNil(b.history),
	}
	if b.previous != (Previous{}) {
		out.Previous = &b.previous
	}
	for _, c := range b.custom {
		c.Title, c.Catalogue = edit(c.Title), edit(c.Catalogue)
		out.Custom = append(out.Custom, c)
	}
	for i := range b.rows {
		r := Row{b, i}
		e := r.own()
		j := rowJSON{
			Control: r.ID(), Applicability: r.Applicability(), Risks: []riskJSON{},
			Obligations: editReasons(nonNil(e.derived), edit), Lapsed: editReasons(e.lapsed, edit), Leftover: editLeftovers(e.leftover, edit),
		}
		if j.Decision = e.decision.stored(); j.Decision != nil {
			d := j.Decision
			d.Justification, d.Assurance, d.How, d.Reasons = edit(d.Justification), edit(d.Assurance), edit(d.How), editReasons(d.Reasons, edit)
		}
		for _, p := range r.risks() {
			j.Risks = append(j.Risks, riskJSON{p.risk, p.treatment})
		}
		out.Controls[i] = j
	}
	return out
}

func editReasons(list []Reason, edit func(string) string) []Reason {
	list = slices.Clone(list)
	for i := range list {
		list[i].Text = edit(list[i].Text)
	}
	slices.SortFunc(list, Reason.Compare)
	return list
}

func editLeftovers(list []Leftover, edit func(string) string) []Leftover {
	list = slices.Clone(list)
	for i := range list {
		list[i].Text = edit(list[i].Text)
	}
	slices.SortFunc(list, Leftover.compare)
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

// UnmarshalJSON reads what MarshalJSON writes, strictly: unknown fields, rows that
// are missing or out of order, an applicability that does not follow from the
// rest, and an approval of another content are refused. "null" gives the zero
// Statement.
func (s *Statement) UnmarshalJSON(data []byte) error {
	if string(bytes.TrimSpace(data)) == "null" {
		*s = Statement{}
		return nil
	}
	if !utf8.Valid(data) {
		return fmt.Errorf("soa: the stored statement is not valid UTF-8")
	}
	var j statementJSON
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&j); err != nil {
		return fmt.Errorf("soa: reading a statement: %w", err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return fmt.Errorf("soa: reading a statement: there is more after its end")
	}
	got, err := j.statement()
	if err != nil {
		return err
	}
	*s = got
	return nil
}

func (j statementJSON) statement() (Statement, error) {
	fail := func(format string, args ...any) (Statement, error) {
		return Statement{}, fmt.Errorf("soa: reading a statement: %s", fmt.Sprintf(format, args...))
	}
	if j.Format != Format {
		return fail("format %q, want %q", clip(j.Format), Format)
	}
	b := &body{header: j.Header, version: j.Version}
	if j.Previous != nil {
		b.previous = *j.Previous
	}
	if err := b.header.check(j.Version); err != nil {
		return Statement{}, err
	}
	var err error
	if b.custom, err = sortCustom(j.Custom); err != nil {
		return Statement{}, err
	}
	b.rows = make([]row, annexa.Count+len(b.custom))
	if len(j.Controls) != len(b.rows) {
		return fail("%d controls, want %d", len(j.Controls), len(b.rows))
	}
	for i, c := range j.Controls {
		if err := b.read(i, c); err != nil {
			return Statement{}, err
		}
	}
	b.unlisted = tidyList(j.Unlisted, Unlisted.compare)
	b.leftover = tidyList(j.Leftover, Leftover.compare)
	for _, u := range b.unlisted {
		if _, ok := b.row(u.Control); ok {
			return fail("control %q is unlisted and listed", clip(string(u.Control)))
		}
	}
	s := Statement{b}
	for _, e := range j.History {
		if e.Hash == "" {
			return fail("an event of the history has no hash")
		}
		if s, err = s.Apply(e); err != nil {
			return Statement{}, err
		}
	}
	return s, nil
}

func (b *body) read(i int, c rowJSON) error {
	r := Row{b, i}
	if c.Control != r.ID() {
		return fmt.Errorf("soa: reading a statement: row %d is control %q, want %q", i+1, clip(string(c.Control)), r.ID())
	}
	d := c.Decision.decision(c.Control)
	if err := d.check(); err != nil {
		return err
	}
	d = d.tidy()
	d.Control = ""
	for _, o := range c.Obligations {
		if o.Basis == Risk || !o.Basis.Known() || o.Source.Check() != nil || o.Via != "" {
			return fmt.Errorf("soa: reading a statement: control %s: %q is no obligation", c.Control, clip(o.String()))
		}
	}
	for _, l := range c.Leftover {
		if l.Control != c.Control {
			return fmt.Errorf("soa: reading a statement: control %s keeps a leftover of %q", c.Control, clip(string(l.Control)))
		}
	}
	e := entry{d, tidyList(c.Obligations, Reason.Compare), tidyList(c.Lapsed, Reason.Compare), tidyList(c.Leftover, Leftover.compare)}
	b.rows[i] = b.addSpans(pairsOf(c.Risks))
	b.rows[i].own = e.orNil()
	if a := r.Applicability(); a != c.Applicability {
		return fmt.Errorf("soa: reading a statement: control %s says %q, its decision and reasons say %q", c.Control, clip(string(c.Applicability)), a)
	}
	return nil
}

func pairsOf(list []riskJSON) []pair {
	out := make([]pair, len(list))
	for i, r := range list {
		out[i] = pair{r.Risk, r.Treatment}
	}
	return out
}

// addSpans appends the pairs, which it may reorder, and returns a row with them.
func (b *body) addSpans(pairs []pair) row {
	r := row{first: uint32(len(b.spans))}
	slices.SortFunc(pairs, compareTreatments)
	pairs = slices.Compact(pairs)
	for from := 0; from < len(pairs); {
		to := from + 1
		for to < len(pairs) && pairs[to].treatment == pairs[from].treatment {
			to++
		}
		at := uint32(len(b.pairs))
		b.pairs = append(b.pairs, pairs[from:to]...)
		b.spans = append(b.spans, span{at, uint32(len(b.pairs))})
		from = to
	}
	r.last = uint32(len(b.spans))
	return r
}

func (e *entry) empty() bool {
	return e.decision.silent() && len(e.derived)+len(e.lapsed)+len(e.leftover) == 0
}
