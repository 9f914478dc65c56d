package soa

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
)

// Decision is a person's word on one control. Unless it says Excluded or
// Undecided, the control is applicable. The zero Decision names no control and
// is refused.
//
// An excluded control has no implementation, no responsibility and no due date;
// such mixes are refused by [Build] and [Statement.Edit].
type Decision struct {
	Control isms.Ref `json:"control"`
	// Excluded leaves the control out; the Justification says why (6.1.3 d).
	Excluded bool `json:"excluded,omitzero"`
	// Undecided holds texts for a control on which nobody has decided yet. A
	// treatment or an obligation that names it makes it applicable all the same.
	Undecided bool `json:"undecided,omitzero"`
	// Justification is a person's text: why the control is in or out.
	Justification string `json:"justification,omitzero"`
	// Reasons are those that do not follow from the register or the obligations.
	Reasons []Reason `json:"reasons,omitzero"`

	Implementation ImplementationStatus `json:"implementation,omitzero"`
	Due            isms.Date            `json:"due,omitzero"` // the day a control that is not yet implemented will be
	Responsibility Responsibility       `json:"responsibility,omitzero"`
	Provider       isms.ID              `json:"provider,omitzero"`  // who performs it, if shared or provider
	Assurance      string               `json:"assurance,omitzero"` // what assures that the provider does: a report, a certificate, a clause

	Owner     isms.ID   `json:"owner,omitzero"`
	How       string    `json:"how,omitzero"` // how the control is implemented
	Evidence  []isms.ID `json:"evidence,omitzero"`
	Documents []isms.ID `json:"documents,omitzero"`
	Decided   isms.Date `json:"decided,omitzero"`  // when a person last looked at this
	ReviewBy  isms.Date `json:"reviewBy,omitzero"` // last day it holds without a new look
}

// Reason is what makes a control necessary: its kind, the thing itself, and
// for a risk the treatment. It is comparable.
type Reason struct {
	Basis  Basis   `json:"basis,omitzero"`
	Source isms.ID `json:"source,omitzero"` // the risk, obligation or contract
	Via    isms.ID `json:"via,omitzero"`    // the treatment of the risk that names the control
	Text   string  `json:"text,omitzero"`
}

// Compare orders reasons by basis in the order of [Bases], then source,
// treatment and text.
func (r Reason) Compare(o Reason) int {
	if r.Basis != o.Basis {
		return cmp.Or(cmp.Compare(r.Basis.rank(), o.Basis.rank()), cmp.Compare(r.Basis, o.Basis))
	}
	return cmp.Or(strings.Compare(string(r.Source), string(o.Source)), strings.Compare(string(r.Via), string(o.Via)),
		strings.Compare(r.Text, o.Text))
}

// String returns the reason in one line: "risk R-1 (T-1)", "legal requirement
// GDPR-32: text".
func (r Reason) String() string {
	b := string(r.Basis)
	switch r.Basis {
	case "":
		b = "reason"
	case BasisRisk:
		b = "risk"
	}
	if r.Source != "" {
		b += " " + string(r.Source)
	}
	if r.Via != "" {
		b += " (" + string(r.Via) + ")"
	}
	if r.Text != "" {
		b += ": " + r.Text
	}
	return b
}

func (b Basis) rank() int {
	switch b {
	case BasisRisk:
		return 0
	case BasisLegal:
		return 1
	case BasisContractual:
		return 2
	case BasisBusiness:
		return 3
	case BasisOther:
		return 4
	}
	return 5
}

// linked reports whether the reason points at something.
func (r Reason) linked() bool { return r.Source != "" || r.Via != "" }

// Obligation is a duty from law, contract or the business that asks for
// controls whatever the risks say.
type Obligation struct {
	ID       isms.ID    `json:"id"`
	Basis    Basis      `json:"basis"` // [BasisLegal], [BasisContractual], [BasisBusiness] or [BasisOther]
	Title    string     `json:"title,omitzero"`
	Controls []isms.Ref `json:"controls"`
}

// checkCustom returns an error for a custom control that cannot be understood or
// stored.
func checkCustom(c annexa.CustomControl) error {
	if err := c.Validate(); err != nil {
		return fmt.Errorf("soa: %w", err)
	}
	return checkTexts("custom control "+string(c.Ref), text{"title", c.Title}, text{"catalog", c.Catalog}, text{"purpose", c.Purpose})
}

// verdict returns the person's answer on its own.
func (d Decision) verdict() Applicability {
	switch {
	case d.Excluded:
		return Excluded
	case d.Undecided:
		return Undecided
	}
	return Applicable
}

// silent reports whether the decision says nothing at all.
func (d Decision) silent() bool {
	return d.Undecided && !d.Excluded && d.Justification == "" && len(d.Reasons) == 0 && d.Implementation == "" &&
		d.Due.IsZero() && d.Responsibility == "" && d.Provider == "" && d.Assurance == "" && d.Owner == "" && d.How == "" &&
		len(d.Evidence) == 0 && len(d.Documents) == 0 && d.Decided.IsZero() && d.ReviewBy.IsZero()
}

// check returns an error for a decision that contradicts itself or cannot be
// stored; who is the control in its words. Control and its existence are checked by
// the caller.
func (d Decision) check(who string) error {
	fail := func(format string, args ...any) error {
		return fmt.Errorf("soa: %s %w", who, fmt.Errorf(format, args...))
	}
	switch {
	case d.Excluded && d.Undecided:
		return fail("is both excluded and undecided: say one")
	case d.Excluded && d.Implementation != "":
		return fail("is excluded and %q: an excluded control has no implementation state", clip(string(d.Implementation)))
	case d.Excluded && (d.Responsibility == ResponsibilityShared || d.Responsibility == ResponsibilityProvider || d.Provider != "" || d.Assurance != ""):
		return fail("is excluded and performed by a provider: outsourcing is no ground for exclusion, say applicable")
	case d.Excluded && d.Responsibility != "":
		return fail("is excluded and has a responsibility: nobody performs an excluded control")
	case d.Excluded && !d.Due.IsZero():
		return fail("is excluded and due on %s: an excluded control is not planned", d.Due)
	case d.Excluded && len(d.Reasons) > 0:
		return fail("is excluded and has reasons for inclusion: put the reason for leaving it out into the justification")
	case d.Implementation != "" && !ImplementationStatuses().Has(d.Implementation):
		return fail("has the unknown implementation %q: want one of %v", clip(string(d.Implementation)), quoted(slices.Collect(ImplementationStatuses().All())))
	case d.Implementation == Implemented && !d.Due.IsZero():
		return fail("is implemented and due on %s: a due date is for what is not implemented yet", d.Due)
	case d.Responsibility != "" && !Responsibilities().Has(d.Responsibility):
		return fail("has the unknown responsibility %q: want one of %v", clip(string(d.Responsibility)), quoted(slices.Collect(Responsibilities().All())))
	case d.Responsibility == ResponsibilityOrganization && (d.Provider != "" || d.Assurance != ""):
		return fail("is performed by the organization itself and names a provider: say shared or provider")
	}
	for _, r := range d.Reasons {
		if r.Basis != "" && !Bases().Has(r.Basis) {
			return fail("has a reason of the unknown basis %q: want one of %v", clip(string(r.Basis)), quoted(slices.Collect(Bases().All())))
		}
		if r == (Reason{}) {
			return fail("has an empty reason: give it a basis, a source or a text")
		}
		if err := checkTexts(who, text{"reason", r.Text}, text{"source", string(r.Source)}, text{"treatment", string(r.Via)}); err != nil {
			return err
		}
	}
	for _, list := range [][]isms.ID{d.Evidence, d.Documents} {
		for _, e := range list {
			if err := e.Validate(); err != nil {
				return fail("names evidence or a document that is no ID: %w", err)
			}
		}
	}
	for _, e := range []isms.ID{d.Provider, d.Owner} {
		if e != "" {
			if err := e.Validate(); err != nil {
				return fail("names an owner or a provider that is no ID: %w", err)
			}
		}
	}
	return checkTexts(who, text{"justification", d.Justification}, text{"assurance", d.Assurance}, text{"how", d.How})
}

// tidy returns the decision with lists of its own: sorted, without duplicates,
// nil when empty.
func (d Decision) tidy() Decision {
	d.Reasons = tidyList(d.Reasons, Reason.Compare)
	d.Evidence = tidyIDs(d.Evidence)
	d.Documents = tidyIDs(d.Documents)
	return d
}

func (d Decision) clone() Decision {
	d.Reasons, d.Evidence, d.Documents = slices.Clone(d.Reasons), slices.Clone(d.Evidence), slices.Clone(d.Documents)
	return d
}

func (d Decision) equal(e Decision) bool {
	x, y := d, e
	x.Reasons, x.Evidence, x.Documents, y.Reasons, y.Evidence, y.Documents = nil, nil, nil, nil, nil, nil
	return x.axes() == y.axes() && x.Control == y.Control && x.Justification == y.Justification && x.Owner == y.Owner &&
		x.How == y.How && x.Decided == y.Decided && x.ReviewBy == y.ReviewBy && slices.Equal(d.Reasons, e.Reasons) &&
		slices.Equal(d.Evidence, e.Evidence) && slices.Equal(d.Documents, e.Documents)
}

// axes of a decision: what must fit together and is merged as one.
type axes struct {
	verdict        Applicability
	implementation ImplementationStatus
	due            isms.Date
	responsibility Responsibility
	provider       isms.ID
	assurance      string
}

func (d Decision) axes() axes {
	return axes{d.verdict(), d.Implementation, d.Due, d.Responsibility, d.Provider, d.Assurance}
}

func (d Decision) withAxes(a axes) Decision {
	d.Excluded, d.Undecided = a.verdict == Excluded, a.verdict == Undecided
	d.Implementation, d.Due, d.Responsibility, d.Provider, d.Assurance = a.implementation, a.due, a.responsibility, a.provider, a.assurance
	return d
}

func tidyList[T any](list []T, compare func(a, b T) int) []T {
	if len(list) == 0 {
		return nil
	}
	out := slices.Clone(list)
	slices.SortFunc(out, compare)
	return slices.CompactFunc(out, func(a, b T) bool { return compare(a, b) == 0 })
}

func tidyIDs(list []isms.ID) []isms.ID {
	return tidyList(list, compareIDs)
}

type text struct{ name, value string }

// checkTexts refuses text that would not survive being stored.
func checkTexts(where string, texts ...text) error {
	for _, t := range texts {
		if why := unstorable(t.value); why != "" {
			return fmt.Errorf("soa: %s: the %s %s", clip(where), t.name, why)
		}
	}
	return nil
}

// unstorable returns why text would not survive being stored; empty if it would.
func unstorable(t string) string {
	switch {
	case !utf8.ValidString(t):
		return "is not valid UTF-8"
	case strings.IndexByte(t, 0) >= 0:
		return "holds the character U+0000"
	}
	return ""
}

// clip shortens text from outside for an error.
func clip(s string) string {
	const most = 80
	if len(s) <= most {
		return s
	}
	n := most
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}

func quoteRef(ref isms.Ref) string { return fmt.Sprintf("%q", clip(string(ref))) }

func quoted[S ~string](words []S) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = fmt.Sprintf("%q", string(w))
	}
	return out
}
