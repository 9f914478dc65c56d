package cycle

import (
	"encoding/json"
	"iter"
	"slices"
	"time"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
)

// ObligationKind is the kind of an [Obligation]. The zero value is no kind.
type ObligationKind string

// Each is due by the last day of the window of its [Obligation].
const (
	Stage2Due             ObligationKind = "stage 2 audit"                         // before stage 1 is too old, if the terms limit that
	MajorsVerificationDue ObligationKind = "verification of major nonconformities" // by the limit of the terms or of the certification body
	FirstSurveillanceDue  ObligationKind = "first surveillance audit"              // after an initial decision
	SurveillanceDue       ObligationKind = "surveillance audit"                    // of a calendar year
	RecertificationDue    ObligationKind = "recertification"                       // audit and decision
	ReissueDue            ObligationKind = "reissue"                               // of a certificate that expires within the cycle
	SuspensionLiftingDue  ObligationKind = "lifting of suspension"                 // or reduction of the scope, or withdrawal
	RestorationDue        ObligationKind = "restoration"                           // after expiry
	TransferDue           ObligationKind = "transfer"                              // after the loss of accreditation
	EditionChangeDue      ObligationKind = "change of edition"
)

var wordsObligationKinds = [...][2]ObligationKind{
	{Stage2Due, "Stage 2 audit"},
	{MajorsVerificationDue, "Verification of major nonconformities"},
	{FirstSurveillanceDue, "First surveillance audit"},
	{SurveillanceDue, "Surveillance audit"},
	{RecertificationDue, "Recertification decision"},
	{ReissueDue, "Reissue of the certificate"},
	{SuspensionLiftingDue, "Lifting of the suspension"},
	{RestorationDue, "Restoration of the certificate"},
	{TransferDue, "Transfer of certification"},
	{EditionChangeDue, "Change of edition"},
}

// ObligationKinds returns the vocabulary of [ObligationKind].
func ObligationKinds() isms.Words[ObligationKind] {
	return isms.WordsOf("cycle.obligation-kind", wordsObligationKinds[:])
}

type obligationFacts struct {
	kind  ObligationKind
	basis isms.Message // of the last day
	miss  audit.Consequence
	ref   isms.Ref
}

var obligationTable = [...]obligationFacts{
	{Stage2Due, fromStage1, "", "ISO/IEC 17021-1 9.3.1.2.4"},
	{MajorsVerificationDue, forMajors, "", "ISO/IEC 17021-1 9.4.10"},
	{FirstSurveillanceDue, fromDecision, audit.ConsequenceSuspensionConsidered, "ISO/IEC 17021-1 9.1.3.3"},
	{SurveillanceDue, onceInTheYear, audit.ConsequenceSuspensionConsidered, "ISO/IEC 17021-1 9.1.3.3"},
	{RecertificationDue, endOfCycle, audit.ConsequenceExpiry, "ISO/IEC 17021-1 9.6.3.1.1"},
	{ReissueDue, expiryOnIt, audit.ConsequenceExpiry, "ISO/IEC 17021-1 8.2.2"},
	{SuspensionLiftingDue, fromSuspension, audit.ConsequenceWithdrawal, "ISO/IEC 17021-1 9.6.5"},
	{RestorationDue, fromExpiry, audit.ConsequenceStage2, "ISO/IEC 17021-1 9.6.3.2.5"},
	{TransferDue, fromLoss, audit.ConsequenceExpiry, "IAF MD 2"},
	{EditionChangeDue, lastDayOfEdition, audit.ConsequenceExpiry, "IAF MD 26"},
}

func (k ObligationKind) facts() obligationFacts {
	for _, o := range obligationTable {
		if o.kind == k {
			return o
		}
	}
	return obligationFacts{kind: k}
}

// Obligation is what a certification cycle requires within a window of days. Its due
// date is the last day of the window; a zero last day is unknown.
type Obligation struct {
	Subject isms.ID
	Kind    ObligationKind
	Window  isms.Window
	From    isms.Date // the day that the due date counts from

	projected bool // assumes that recertification is decided on the last day possible
	miss      audit.Consequence
}

// OnMiss returns the consequence of missing the due date.
func (o Obligation) OnMiss() audit.Consequence {
	if o.miss != "" {
		return o.miss
	}
	return o.Kind.facts().miss
}

// Ref returns the clause that requires o.
func (o Obligation) Ref() isms.Ref { return o.Kind.facts().ref }

// Basis returns how the due date is derived.
func (o Obligation) Basis() isms.Sentence {
	f := o.Kind.facts()
	if f.ref == "" { // an unknown kind
		return isms.Sentence{}
	}
	args := []isms.Arg{isms.ArgSentence("basis", f.basis.With()), isms.ArgRef("ref", f.ref)}
	s := basisAlone.With(args...)
	if !o.From.IsZero() {
		s = basisFrom.With(append(args, isms.ArgDate("from", o.From))...)
	}
	if o.projected {
		s = basisProjected.With(isms.ArgSentence("basis", s))
	}
	return s
}

// Overdue reports whether the due date is before asOf. An unknown one is never overdue.
func (o Obligation) Overdue(asOf isms.Date) bool {
	return !o.Window.Last.IsZero() && o.Window.Last.Before(asOf)
}

// Entry returns o as a calendar entry.
func (o Obligation) Entry() isms.Entry {
	f := o.Kind.facts()
	from := o.From // what tells two of a kind apart
	if o.Kind == SurveillanceDue {
		from = o.Window.First
	}
	e := isms.Entry{
		ID:     isms.DeriveID("certification obligation", string(o.Subject), string(o.Kind), from.String()),
		Kind:   isms.EntryCertificate,
		Title:  entryTitle.With(isms.ArgID("id", o.Subject), isms.ArgWord("obligation", ObligationKinds(), o.Kind)),
		Window: o.Window, Basis: o.Basis(), Refs: []isms.Ref{}, Subject: o.Subject,
	}
	if f.ref != "" {
		e.Refs = append(e.Refs, f.ref)
	}
	return e
}

// MarshalJSON returns subject, kind, window, basis and consequence as an object.
func (o Obligation) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Subject isms.ID           `json:"subject"`
		Kind    ObligationKind    `json:"kind"`
		Window  isms.Window       `json:"window"`
		Basis   isms.Sentence     `json:"basis"`
		OnMiss  audit.Consequence `json:"onMiss,omitzero"`
		Ref     isms.Ref          `json:"ref,omitzero"`
	}{o.Subject, o.Kind, o.Window, o.Basis(), o.OnMiss(), o.Ref()})
}

// Obligations yields the obligations as of a day, overdue ones and those to come, by
// due date with unknown ones last. A missed surveillance audit of an earlier year is
// included until a later one was conducted.
func (c Cycle) Obligations(asOf isms.Date) iter.Seq[Obligation] {
	return slices.Values(c.AppendObligations(nil, asOf))
}

// AppendObligations appends the obligations of [Cycle.Obligations] to dst and returns
// it. It allocates only what dst needs, unless asOf is before the last event.
func (c Cycle) AppendObligations(dst []Obligation, asOf isms.Date) []Obligation {
	if asOf.IsZero() {
		return dst
	}
	if c.core.last.After(asOf) {
		c = c.On(asOf)
	}
	id, k, first := c.ID(), &c.core, len(dst)
	add := func(kind ObligationKind, w isms.Window, from isms.Date, miss audit.Consequence) {
		dst = append(dst, Obligation{Subject: id, Kind: kind, Window: w, From: from, miss: miss})
	}
	switch k.state(asOf) {
	case StateReady:
		if !k.terms.StageGap.IsZero() {
			add(Stage2Due, isms.Window{First: k.stage1, Last: count(k.stage1, k.terms.StageGap)}, k.stage1, "")
		}
	case StateAudited:
		if k.majors > 0 {
			add(MajorsVerificationDue, isms.Window{First: k.stage2, Last: count(k.stage2, k.terms.MajorLimit)}, k.stage2, audit.ConsequenceStage2)
		}
	case StateExpired:
		add(RestorationDue, isms.Window{First: k.end().AddDays(1), Last: count(k.end(), k.terms.Restoration)}, k.end(), "")
	case StateSuspended:
		add(SuspensionLiftingDue, isms.Window{First: k.paused0, Last: count(k.paused0, k.terms.Suspension)}, k.paused0, "")
		dst = k.appendCertified(dst, id)
	case StateCertified:
		dst = k.appendCertified(dst, id)
	}
	sortObligations(dst[first:])
	return dst
}

// sortObligations sorts by last day, days that are not known at the end. There
// are few, nearly in order.
func sortObligations(list []Obligation) {
	for i := 1; i < len(list); i++ {
		for j := i; j > 0 && later(list[j-1].Window.Last, list[j].Window.Last); j-- {
			list[j-1], list[j] = list[j], list[j-1]
		}
	}
}

func later(a, b isms.Date) bool {
	return !b.IsZero() && (a.IsZero() || !b.IsZero() && a.After(b))
}

func (k *core) appendCertified(dst []Obligation, id isms.ID) []Obligation {
	end := k.end()
	if k.majors > 0 {
		o := Obligation{Subject: id, Kind: MajorsVerificationDue, Window: isms.Window{Last: k.limit}, From: k.limit, miss: audit.ConsequenceSuspensionConsidered}
		if k.found == audit.Recertification && (k.limit.IsZero() || !end.IsZero() && k.limit.After(end)) {
			o.Window.Last, o.From, o.miss = end, end, audit.ConsequenceNoRecertification
		}
		dst = append(dst, o)
	}
	dst = k.appendSurveillance(dst, id)
	if !k.expiry.IsZero() && k.expiry.Before(k.renewal) {
		dst = append(dst, Obligation{Subject: id, Kind: ReissueDue, Window: isms.On(k.expiry), From: k.expiry})
	}
	dst = append(dst, Obligation{
		Subject: id, Kind: RecertificationDue, From: k.renewal,
		Window: isms.Window{First: k.lastYear, Last: k.renewal},
	})
	if !k.lost.IsZero() {
		by := count(k.lost, k.terms.Transfer)
		if by.IsZero() || !end.IsZero() && by.After(end) {
			by = end
		}
		dst = append(dst, Obligation{Subject: id, Kind: TransferDue, Window: isms.Window{First: k.lost, Last: by}, From: k.lost})
	}
	if !k.over.IsZero() {
		dst = append(dst, Obligation{Subject: id, Kind: EditionChangeDue, Window: isms.Window{First: k.decision, Last: k.over}, From: k.over})
	}
	return dst
}

// appendSurveillance appends what is missing of one surveillance audit in each
// calendar year between the decision's and the recertification's, and of the
// first one in time.
func (k *core) appendSurveillance(dst []Obligation, id isms.ID) []Obligation {
	firstYear, madeUp := 0, 0 // years before madeUp are late, and made up for
	if k.watched.IsZero() && k.recert.IsZero() {
		if !k.firstDue.IsZero() {
			firstYear = k.firstDue.Year() // the first one is that year's too
			dst = append(dst, Obligation{
				Subject: id, Kind: FirstSurveillanceDue, From: k.decision,
				Window: isms.Window{First: k.decision.AddDays(1), Last: k.firstDue},
			})
		}
	} else {
		madeUp = max(k.watched.Year(), k.recert.Year()+1)
	}
	first := k.newYear
	for y := k.year0 + 1; y < k.yearN; y++ {
		next := first.AddDays(isms.DaysIn(y, time.February) + 337)
		if y >= madeUp && y != firstYear && !(y-k.year0 < 64 && k.years&(1<<(y-k.year0)) != 0) {
			dst = append(dst, Obligation{Subject: id, Kind: SurveillanceDue, Window: isms.Window{First: first, Last: next.AddDays(-1)}})
		}
		first = next
	}
	return dst
}

// Entries returns an entry for each due date in (after, upTo], sorted as by
// [isms.SortEntries]: of the obligations as of after, or of the last event if that is
// later, and of the cycles that follow if each recertification is decided on the last
// day possible. Without after there is no first day. Due dates more than 30 years
// ahead are not included.
func (c Cycle) Entries(after, upTo isms.Date) []isms.Entry {
	asOf := after
	if asOf.Compare(c.core.last) < 0 {
		asOf = c.core.last
	}
	if most := asOf.AddYears(30); !most.IsZero() && upTo.After(most) {
		upTo = most
	}
	out := []isms.Entry{}
	for _, o := range c.appendProjected(c.AppendObligations(nil, asOf), asOf, upTo) {
		if due := o.Window.Last; !due.IsZero() && due.Compare(after) > 0 && due.Compare(upTo) <= 0 {
			out = append(out, o.Entry())
		}
	}
	isms.SortEntries(out)
	return out
}

// appendProjected appends the obligations of the cycles that begin by upTo.
func (c Cycle) appendProjected(dst []Obligation, asOf, upTo isms.Date) []Obligation {
	if s := c.core.state(asOf); s != StateCertified && s != StateSuspended {
		return dst
	}
	first, k := len(dst), c.core
	for k.renewal.Compare(upTo) <= 0 && !k.renewal.IsZero() {
		k.begin(Event{On: k.renewal}, count(k.renewal, k.terms.Validity), false)
		if k.renewal.IsZero() {
			break
		}
		dst = k.appendSurveillance(dst, c.ID())
		dst = append(dst, Obligation{
			Subject: c.ID(), Kind: RecertificationDue, From: k.renewal,
			Window: isms.Window{First: k.lastYear, Last: k.renewal},
		})
	}
	for i := range dst[first:] {
		dst[first+i].projected = true
	}
	return dst
}
