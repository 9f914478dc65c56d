package soa

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

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
	Provider       isms.ID              `json:"provider,omitzero"`  // who implements it, if shared or provider
	Assurance      string               `json:"assurance,omitzero"` // what assures that the provider implements it: a report, a certificate, a clause

	Owner     isms.ID   `json:"owner,omitzero"`
	How       string    `json:"how,omitzero"` // how the control is implemented
	Evidence  []isms.ID `json:"evidence,omitzero"`
	Documents []isms.ID `json:"documents,omitzero"`
	DecidedOn isms.Date `json:"decidedOn,omitzero"` // when a person last looked at this
	ReviewBy  isms.Date `json:"reviewBy,omitzero"`  // last day it holds without a new look
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

// Sentence returns the reason as a sentence: "risk R-1 (T-1)", "legal requirement
// GDPR-32: text".
func (r Reason) Sentence() isms.Sentence {
	part := func(name string, m isms.Message, arg isms.Arg) isms.Arg {
		if arg.Value == "" {
			return isms.ArgSentence(name, isms.Sentence{})
		}
		return isms.ArgSentence(name, m.With(arg))
	}
	basis := isms.ArgWord("basis", Bases(), r.Basis)
	switch r.Basis {
	case "":
		basis = isms.ArgSentence("basis", reasonAny.With())
	case BasisRisk:
		basis = isms.ArgSentence("basis", reasonRisk.With())
	}
	return reasonText.With(basis,
		part("source", reasonSource, isms.ArgText("source", r.Source)), part("treatment", reasonVia, isms.ArgText("treatment", r.Via)),
		part("text", reasonDetails, isms.ArgText("text", r.Text)))
}

// String returns the sentence in English.
func (r Reason) String() string { return r.Sentence().Text }

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
		len(d.Evidence) == 0 && len(d.Documents) == 0 && d.DecidedOn.IsZero() && d.ReviewBy.IsZero()
}

// check adds what contradicts itself in a decision or cannot be stored; at leads to
// the decision. Control and its existence are checked by the caller.
func (d *Decision) check(p *problems, at isms.Path) {
	if d.Excluded {
		d.checkExcluded(p, at)
	} else {
		if d.Implementation == Implemented && !d.Due.IsZero() {
			p.refuse(dueImplemented, at.Field("due"), d.Due.String())
		}
		if d.Responsibility == ResponsibilityOrganization {
			refuseGiven(p, providerOfOwn, at.Field("provider"), string(d.Provider))
			refuseGiven(p, providerOfOwn, at.Field("assurance"), d.Assurance)
		}
	}
	if d.Implementation != "" {
		p.add(ImplementationStatuses().Validate(at.Field("implementation"), d.Implementation))
	}
	if d.Responsibility != "" {
		p.add(Responsibilities().Validate(at.Field("responsibility"), d.Responsibility))
	}
	for i := range d.Reasons {
		if p.full() {
			break
		}
		d.Reasons[i].check(p, at, i)
	}
	checkIDs(p, at, "evidence", d.Evidence)
	checkIDs(p, at, "documents", d.Documents)
	checkID(p, at, "provider", d.Provider)
	checkID(p, at, "owner", d.Owner)
	checkText(p, at, "justification", d.Justification)
	checkText(p, at, "assurance", d.Assurance)
	checkText(p, at, "how", d.How)
}

// checkExcluded adds what an excluded control cannot have.
func (d *Decision) checkExcluded(p *problems, at isms.Path) {
	if d.Undecided {
		p.refuse(excludedAndUndecided, at.Field("undecided"), "")
	}
	refuseGiven(p, saidOfExcluded, at.Field("implementation"), string(d.Implementation))
	if !d.Due.IsZero() {
		p.refuse(saidOfExcluded, at.Field("due"), d.Due.String())
	}
	m := saidOfExcluded
	if d.Responsibility == ResponsibilityShared || d.Responsibility == ResponsibilityProvider {
		m = providerOfExcluded
	}
	refuseGiven(p, m, at.Field("responsibility"), string(d.Responsibility))
	refuseGiven(p, providerOfExcluded, at.Field("provider"), string(d.Provider))
	refuseGiven(p, providerOfExcluded, at.Field("assurance"), d.Assurance)
	if len(d.Reasons) > 0 {
		p.refuse(reasonsOfExcluded, at.Field("reasons"), "")
	}
}

// refuseGiven refuses a value that is there.
func refuseGiven(p *problems, m isms.Message, at isms.Path, value string) {
	if value != "" {
		p.refuse(m, at, value)
	}
}

// check adds what is wrong with the reason at a position.
func (r *Reason) check(p *problems, at isms.Path, i int) {
	if *r == (Reason{}) {
		p.refuse(emptyReason, at.Index("reasons", i), "")
		return
	}
	basis := r.Basis == "" || Bases().Has(r.Basis)
	if basis && sound(r.Text) && sound(r.Source) && sound(r.Via) {
		return
	}
	at = at.Index("reasons", i)
	if !basis {
		p.add(Bases().Validate(at.Field("basis"), r.Basis))
	}
	checkText(p, at, "text", r.Text)
	checkText(p, at, "source", string(r.Source))
	checkText(p, at, "via", string(r.Via))
}

func checkIDs(p *problems, at isms.Path, list string, ids []isms.ID) {
	for i, id := range ids {
		if p.full() {
			break
		}
		if err := id.Validate(); err != nil {
			p.add(isms.RefuseUnder(at.Index(list, i), err))
		}
	}
}

// checkID adds what is wrong with an ID that may be empty.
func checkID(p *problems, at isms.Path, field string, id isms.ID) {
	if id == "" {
		return
	}
	if err := id.Validate(); err != nil {
		p.add(isms.RefuseUnder(at.Field(field), err))
	}
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
		x.How == y.How && x.DecidedOn == y.DecidedOn && x.ReviewBy == y.ReviewBy && slices.Equal(d.Reasons, e.Reasons) &&
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

// checkText adds what is wrong with text that would not survive being stored.
func checkText(p *problems, at isms.Path, field, value string) {
	if m, bad := unstorable(value); bad {
		p.refuse(m, at.Field(field), value)
	}
}

// unstorable reports whether text would not survive being stored, and why.
func unstorable(t string) (why isms.Message, bad bool) {
	switch {
	case !utf8.ValidString(t):
		return notUTF8, true
	case strings.IndexByte(t, 0) >= 0:
		return nullCharacter, true
	}
	return isms.Message{}, false
}

// sound reports whether text survives being stored.
func sound[S ~string](t S) bool {
	_, bad := unstorable(string(t))
	return !bad
}
