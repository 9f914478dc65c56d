package cycle

import (
	"encoding/json"
	"iter"
	"slices"
	"time"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
)

// An ObligationKind says what a cycle demands. The empty kind is none.
type ObligationKind string

// The kinds.
const (
	HoldStage2            ObligationKind = "stage 2"                 // before the result of stage 1 is too old, if the body sets a limit
	VerifyMajors          ObligationKind = "verify majors"           // C17, C21, or the body's limit
	FirstSurveillanceDue  ObligationKind = "first surveillance"      // after an initial decision
	YearlySurveillance    ObligationKind = "surveillance"            // of a calendar year
	Recertify             ObligationKind = "recertification"         // audit and decision
	Reissue               ObligationKind = "reissue"                 // of a certificate that ends within the cycle
	ResolveSuspension     ObligationKind = "resolve the suspension"  // reinstate, reduce the scope or withdraw
	RestoreCertificate    ObligationKind = "restore the certificate" // after it expired
	TransferToAnotherBody ObligationKind = "transfer"                // as the body lost its accreditation
	ChangeEdition         ObligationKind = "change the edition"
)

var wordsObligationKinds = [...][2]ObligationKind{
	{HoldStage2, "Stage 2 audit"},
	{VerifyMajors, "Verification of major nonconformities"},
	{FirstSurveillanceDue, "First surveillance audit"},
	{YearlySurveillance, "Surveillance audit"},
	{Recertify, "Recertification"},
	{Reissue, "Reissue of the certificate"},
	{ResolveSuspension, "Resolution of the suspension"},
	{RestoreCertificate, "Restoration of the certificate"},
	{TransferToAnotherBody, "Transfer to another certification body"},
	{ChangeEdition, "Change of edition"},
}

// ObligationKinds returns the vocabulary of [ObligationKind].
func ObligationKinds() isms.Words[ObligationKind] {
	return isms.WordsOf("cycle.obligation-kind", wordsObligationKinds[:])
}

type obligationFacts struct {
	kind  ObligationKind
	title string
	basis string // how the last day follows
	miss  audit.Consequence
	ref   isms.Ref
}

var obligationTable = [...]obligationFacts{
	{HoldStage2, "hold stage 2", "the body's limit from stage 1", "", "ISO/IEC 17021-1 9.3.1.2.4"},
	{VerifyMajors, "have the majors verified", "the limit for majors", "", "ISO/IEC 17021-1 9.4.10"},
	{FirstSurveillanceDue, "first surveillance audit", "time from the decision", audit.SuspensionConsidered, "ISO/IEC 17021-1 9.1.3.3"},
	{YearlySurveillance, "surveillance audit", "once in the calendar year", audit.SuspensionConsidered, "ISO/IEC 17021-1 9.1.3.3"},
	{Recertify, "recertification, decided", "the end of the cycle", audit.Expires, "ISO/IEC 17021-1 9.6.3.1.1"},
	{Reissue, "have the certificate issued again", "the last day on the certificate", audit.Expires, "ISO/IEC 17021-1 8.2.2"},
	{ResolveSuspension, "resolve the suspension", "time from the suspension, as a rule", audit.WithdrawOrReduce, "ISO/IEC 17021-1 9.6.5"},
	{RestoreCertificate, "restore the certificate", "time from the end of the certificate", audit.AnotherStage2, "ISO/IEC 17021-1 9.6.3.2.5"},
	{TransferToAnotherBody, "transfer to an accredited body", "time from the loss of accreditation, and not past the end", audit.Expires, "IAF MD 2"},
	{ChangeEdition, "change to ISO/IEC 27001:2022", "the last day of ISO/IEC 27001:2013", audit.Expires, "IAF MD 26"},
}

func (k ObligationKind) facts() obligationFacts {
	for _, o := range obligationTable {
		if o.kind == k {
			return o
		}
	}
	return obligationFacts{kind: k}
}

// An Obligation is something that a cycle demands within a window of days. Its
// last day is the day it is due; a window without one says that the day is not
// known.
type Obligation struct {
	Subject   isms.ID
	Kind      ObligationKind
	Window    isms.Window
	From      isms.Date // the day that the last one counts from
	Projected bool      // supposes that recertification is decided on the last day possible
	miss      audit.Consequence
}

// OnMiss returns what follows when the day passes.
func (o Obligation) OnMiss() audit.Consequence {
	if o.miss != "" {
		return o.miss
	}
	return o.Kind.facts().miss
}

// Ref returns the place that demands it.
func (o Obligation) Ref() isms.Ref { return o.Kind.facts().ref }

// Basis says how the last day follows.
func (o Obligation) Basis() string {
	f := o.Kind.facts()
	s := f.basis
	if !o.From.IsZero() {
		s += ", " + o.From.String()
	}
	if f.ref != "" {
		s += " (" + string(f.ref) + ")"
	}
	if o.Projected {
		s += "; if recertified on the last day possible"
	}
	return s
}

// Overdue reports whether the last day has passed; on the day itself it is due.
func (o Obligation) Overdue(asOf isms.Date) bool { return o.Window.Last.Before(asOf) }

// Entry returns the obligation for a calendar, with a reminder that long before
// the last day.
func (o Obligation) Entry(lead isms.Interval) isms.Entry {
	f := o.Kind.facts()
	from := o.From // what tells two of a kind apart
	if o.Kind == YearlySurveillance {
		from = o.Window.First
	}
	e := isms.Entry{
		ID:     isms.DeriveID("certification obligation", string(o.Subject), string(o.Kind), from.String()),
		Kind:   isms.EntryCertificate,
		Title:  "Certificate " + string(o.Subject) + ": " + f.title,
		Window: o.Window, Lead: lead, Basis: o.Basis(), Refs: []isms.Ref{}, Subject: o.Subject,
	}
	if f.ref != "" {
		e.Refs = append(e.Refs, f.ref)
	}
	return e
}

// MarshalJSON writes subject, kind, window, basis and consequence.
func (o Obligation) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Subject   isms.ID           `json:"subject"`
		Kind      ObligationKind    `json:"kind"`
		Window    isms.Window       `json:"window"`
		Projected bool              `json:"projected,omitzero"`
		Basis     string            `json:"basis"`
		OnMiss    audit.Consequence `json:"onMiss,omitzero"`
		Ref       isms.Ref          `json:"ref,omitzero"`
	}{o.Subject, o.Kind, o.Window, o.Projected, o.Basis(), o.OnMiss(), o.Ref()})
}

// Obligations yields what the cycle demands as it is on a day, overdue or yet to
// come, the earliest last day first and days that are not known at the end. A
// missed surveillance of a former year is listed until a later one was held.
func (c Cycle) Obligations(asOf isms.Date) iter.Seq[Obligation] {
	return slices.Values(c.AppendObligations(nil, asOf))
}

// AppendObligations appends to dst what [Cycle.Obligations] yields and returns
// it. It allocates nothing but what dst needs, as long as asOf is not before the
// last event.
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
			add(HoldStage2, isms.Window{First: k.stage1, Last: count(k.stage1, k.terms.StageGap)}, k.stage1, "")
		}
	case StateAudited:
		if k.majors > 0 {
			add(VerifyMajors, isms.Window{First: k.stage2, Last: count(k.stage2, k.terms.MajorLimit)}, k.stage2, audit.AnotherStage2)
		}
	case StateExpired:
		add(RestoreCertificate, isms.Window{First: k.end().AddDays(1), Last: count(k.end(), k.terms.Restore)}, k.end(), "")
	case StateSuspended:
		add(ResolveSuspension, isms.Window{First: k.paused0, Last: count(k.paused0, k.terms.Suspension)}, k.paused0, "")
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
	return !b.IsZero() && (a.IsZero() || a.After(b))
}

func (k *core) appendCertified(dst []Obligation, id isms.ID) []Obligation {
	end := k.end()
	if k.majors > 0 {
		o := Obligation{Subject: id, Kind: VerifyMajors, Window: isms.Window{Last: k.limit}, From: k.limit, miss: audit.SuspensionConsidered}
		if k.found == audit.Recertification && (k.limit.IsZero() || k.limit.After(end)) {
			o.Window.Last, o.From, o.miss = end, end, audit.NoRecertification
		}
		dst = append(dst, o)
	}
	dst = k.appendSurveillance(dst, id)
	if k.expiry.Before(k.renewal) {
		dst = append(dst, Obligation{Subject: id, Kind: Reissue, Window: isms.On(k.expiry), From: k.expiry})
	}
	dst = append(dst, Obligation{
		Subject: id, Kind: Recertify, From: k.renewal,
		Window: isms.Window{First: k.lastYear, Last: k.renewal},
	})
	if !k.lost.IsZero() {
		by := count(k.lost, k.terms.Transfer)
		if by.IsZero() || by.After(end) {
			by = end
		}
		dst = append(dst, Obligation{Subject: id, Kind: TransferToAnotherBody, Window: isms.Window{First: k.lost, Last: by}, From: k.lost})
	}
	if !k.over.IsZero() {
		dst = append(dst, Obligation{Subject: id, Kind: ChangeEdition, Window: isms.Window{First: k.decision, Last: k.over}, From: k.over})
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
			dst = append(dst, Obligation{Subject: id, Kind: YearlySurveillance, Window: isms.Window{First: first, Last: next.AddDays(-1)}})
		}
		first = next
	}
	return dst
}

func yearWindow(y int) isms.Window {
	first, err := isms.NewDate(y, time.January, 1)
	if err != nil {
		return isms.Window{}
	}
	return isms.Window{First: first, Last: first.AddMonths(12).AddDays(-1)}
}

// Outlook yields the obligations whose window begins by upTo: those of today,
// and those of the cycles to come if each recertification is decided on the last
// day possible, marked as projected. Earliest last day first. It looks no further
// than 30 years past asOf.
func (c Cycle) Outlook(asOf, upTo isms.Date) iter.Seq[Obligation] {
	list := c.AppendObligations(nil, asOf)
	past := c.On(asOf)
	if most := asOf.AddYears(30); upTo.After(most) {
		upTo = most
	}
	if s := past.core.state(asOf); s == StateCertified || s == StateSuspended {
		k := past.core
		for k.renewal.Compare(upTo) <= 0 && !k.renewal.IsZero() {
			k.begin(Event{On: k.renewal}, count(k.renewal, k.terms.Validity), false)
			if k.renewal.IsZero() {
				break
			}
			at := len(list)
			list = k.appendSurveillance(list, past.ID())
			list = append(list, Obligation{
				Subject: past.ID(), Kind: Recertify, From: k.renewal,
				Window: isms.Window{First: k.lastYear, Last: k.renewal},
			})
			for i := range list[at:] {
				list[at+i].Projected = true
			}
		}
	}
	list = slices.DeleteFunc(list, func(o Obligation) bool { return o.Window.First.After(upTo) })
	sortObligations(list)
	return slices.Values(list)
}
