package cycle

import (
	"encoding/json"
	"iter"
	"slices"
	"strconv"
	"time"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/internal/strictjson"
	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// EventKind is the kind of an [Event]. The zero value is no kind.
type EventKind string

// The kinds of events. A cycle begins with Applied or ExistingCertificate and has
// neither later.
const (
	Applied                  EventKind = "applied"                   // Terms
	ExistingCertificate      EventKind = "existing certificate"      // a certificate with an unknown history; On: the decision; First, Expiry, Edition, Terms
	Stage1Conducted          EventKind = "stage 1 conducted"         // Ready; Concerns
	Stage2Conducted          EventKind = "stage 2 conducted"         // On: the last day; Majors, Minors; Text: why stage 1 is still valid after StageGap
	FollowUpConducted        EventKind = "follow up conducted"       // Majors: still not verified
	Decided                  EventKind = "decided"                   // Granted, PlansAccepted, Expiry, Edition
	SurveillanceConducted    EventKind = "surveillance conducted"    // Majors, Minors, Limit
	SpecialAuditConducted    EventKind = "special audit conducted"   // Majors, Minors, Limit
	RecertificationConducted EventKind = "recertification conducted" // Majors, Minors
	Recertified              EventKind = "recertified"               // the decision: Granted, PlansAccepted, Expiry
	Reissued                 EventKind = "reissued"                  // within the cycle; Expiry
	Suspended                EventKind = "suspended"                 // Text: the reason
	SuspensionLifted         EventKind = "suspension lifted"         // Text: the reason, after the limit
	ScopeReduced             EventKind = "scope reduced"             // Text: the scope
	ScopeExtended            EventKind = "scope extended"            // Text: the scope
	AccreditationLost        EventKind = "accreditation lost"        // of the certification body, or the end of its activity
	Transferred              EventKind = "transferred"               // Body, Covered
	EditionChanged           EventKind = "edition changed"           // Edition
	CertificateWithdrawn     EventKind = "withdrawn"                 // Text: the reason; final, also of an application
)

var wordsEventKinds = [...][2]EventKind{
	{Applied, "Application"},
	{ExistingCertificate, "Existing certificate"},
	{Stage1Conducted, "Stage 1 audit conducted"},
	{Stage2Conducted, "Stage 2 audit conducted"},
	{FollowUpConducted, "Follow-up audit conducted"},
	{Decided, "Certification decision"},
	{SurveillanceConducted, "Surveillance audit conducted"},
	{SpecialAuditConducted, "Special audit conducted"},
	{RecertificationConducted, "Recertification audit conducted"},
	{Recertified, "Recertification decision"},
	{Reissued, "Certificate reissued"},
	{Suspended, "Certificate suspended"},
	{SuspensionLifted, "Suspension lifted"},
	{ScopeReduced, "Scope reduced"},
	{ScopeExtended, "Scope extended"},
	{AccreditationLost, "Accreditation of the certification body lost"},
	{Transferred, "Certification transferred"},
	{EditionChanged, "Edition changed"},
	{CertificateWithdrawn, "Withdrawn"},
}

// EventKinds returns the vocabulary of [EventKind].
func EventKinds() isms.Words[EventKind] { return isms.WordsOf("cycle.event-kind", wordsEventKinds[:]) }

// Event is a dated event in a certification cycle. The fields that count for a kind
// are those named at its constant, besides On, By and Text.
type Event struct {
	Kind EventKind `json:"kind"`
	On   isms.Date `json:"on"`
	By   isms.ID   `json:"by,omitzero"`
	Text string    `json:"text,omitzero"`

	ID            isms.ID      `json:"id,omitzero"` // of the cycle; in the first event
	Terms         Terms        `json:"terms,omitzero"`
	First         isms.Answer  `json:"first,omitzero"` // the decision was the initial one; zero: yes, the stricter
	Ready         isms.Answer  `json:"ready,omitzero"`
	Concerns      []isms.ID    `json:"concerns,omitzero"` // areas of concern
	Majors        int          `json:"majors,omitzero"`
	Minors        int          `json:"minors,omitzero"`
	Limit         isms.Date    `json:"limit,omitzero"` // for major nonconformities, set by the certification body
	Granted       isms.Answer  `json:"granted,omitzero"`
	PlansAccepted isms.Answer  `json:"plansAccepted,omitzero"` // for all minor nonconformities
	Expiry        isms.Date    `json:"expiry,omitzero"`        // on the certificate; zero: the end of the cycle
	Edition       isms.Edition `json:"edition,omitzero"`
	Body          isms.ID      `json:"body,omitzero"`
	Covered       isms.Answer  `json:"covered,omitzero"` // by a multilateral agreement
}

func (e Event) clone() Event {
	e.Concerns = slices.Clone(e.Concerns)
	return e
}

// Cycle is a certification cycle: an application and the resulting certificate with
// their history. It changes by events only: Apply returns a new value, and the events
// are its stored form. The zero Cycle has not begun.
type Cycle struct {
	events []Event // never written once they are here
	core   core
}

// core is what the next event and the obligations depend on.
type core struct {
	terms    Terms
	stored   State // without what only time does: suspended, expired and lapsed are "certified" here
	paused   bool  // suspended
	initial  bool  // the present period follows an initial decision
	majors   int   // not verified
	minors   int
	found    audit.Kind // where majors and minors come from
	edition  isms.Edition
	last     isms.Date
	stage1   isms.Date
	stage2   isms.Date
	decision isms.Date // that the present period began with
	renewal  isms.Date // recertification is due: the end of the period
	expiry   isms.Date // last day on the certificate
	paused0  isms.Date // since when suspended
	lost     isms.Date // accreditation of the body
	limit    isms.Date // for majors, set by the body
	watched  isms.Date // last surveillance of the period
	recert   isms.Date // recertification audit of the period
	years    uint64    // years with a surveillance audit, counted from the decision's
	body     isms.ID

	// What follows from the days above, kept so that obligations need no calendar.
	year0, yearN int       // of the decision, of the renewal
	newYear      isms.Date // 1 January after the decision
	firstDue     isms.Date // the first surveillance, after an initial decision
	lastYear     isms.Date // the day after which less than a year is left
	over         isms.Date // last day of the edition
}

// end returns the last day on which the certificate can be valid.
func (c *core) end() isms.Date {
	if !c.over.IsZero() && c.over.Before(c.expiry) {
		return c.over
	}
	return c.expiry
}

// maxFindings bounds the counts in events.
const maxFindings = 1_000_000

// New returns the cycle of a new application: its first event.
func New(id isms.ID, on isms.Date, terms Terms) (Cycle, error) {
	return Cycle{}.Apply(Event{Kind: Applied, On: on, ID: id, Terms: terms})
}

// From returns the cycle of a certificate to the 2022 edition that was granted by an
// initial decision on a day, with an unknown history before it: its first event.
func From(id isms.ID, decision isms.Date, terms Terms) (Cycle, error) {
	return Cycle{}.Apply(Event{Kind: ExistingCertificate, On: decision, ID: id, Terms: terms})
}

// Replay returns the cycle with these events. It returns an error for the first event
// that Apply refuses. Time: linear.
func Replay(events []Event) (Cycle, error) {
	var c Cycle
	if len(events) == 0 {
		return c, isms.Refuse(noEvents, "", "", isms.ArgWord("first", EventKinds(), Applied), isms.ArgWord("other", EventKinds(), ExistingCertificate))
	}
	c.events = make([]Event, 0, len(events))
	for i, e := range events {
		if err := c.step(e.clone()); err != nil {
			return Cycle{}, isms.RefuseUnder(isms.Path("").Index("", i), err)
		}
	}
	return c, nil
}

// Apply returns c after the event; c is not changed. It returns an [isms.Error] for an
// event that the state on its day does not allow, that precedes the last event, or
// that lacks what its kind requires.
func (c Cycle) Apply(e Event) (Cycle, error) {
	c.events = append(make([]Event, 0, len(c.events)+1), c.events...)
	if err := c.step(e.clone()); err != nil {
		return Cycle{}, err
	}
	return c, nil
}

// step changes c in place; the caller owns it.
func (c *Cycle) step(e Event) error {
	k := &c.core
	state := k.state(e.On)
	if !EventKinds().Has(e.Kind) {
		return isms.Refuse(unknownEvent, "kind", string(e.Kind))
	}
	if e.On.IsZero() {
		return isms.Refuse(noDate, "on", "")
	}
	if e.On.Before(k.last) {
		return isms.Refuse(notInOrder, "on", e.On.String(), isms.ArgDate("on", e.On), isms.ArgDate("last", k.last))
	}
	t, ok := lookupTransition(e.Kind, state)
	if !ok {
		return refuse(e.Kind, state)
	}
	if err := k.lacks(e, state); err != nil {
		return err
	}
	k.take(e)
	if len(t.to) == 1 && t.to[0] != StateSuspended { // of which paused is the record
		k.stored = t.to[0]
	}
	k.last = e.On
	c.events = append(c.events, e)
	return nil
}

// refuse returns why a kind of event is not allowed in a state.
func refuse(kind EventKind, state State) error {
	event := isms.ArgWord("event", EventKinds(), kind)
	switch allowed := allowed(state); {
	case state == "":
		return isms.Refuse(notBegun, "kind", string(kind), event, isms.ArgWord("first", EventKinds(), Applied), isms.ArgWord("other", EventKinds(), ExistingCertificate))
	case len(allowed) == 0:
		return isms.Refuse(nothingFollows, "kind", string(kind), event, isms.ArgWord("state", States(), state))
	default:
		return isms.Refuse(notAllowed, "kind", string(kind), event, isms.ArgWord("state", States(), state), isms.ArgWords("allowed", EventKinds(), allowed...))
	}
}

// problems collects what is wrong with an event.
type problems struct {
	event EventKind
	errs  []error
}

// refuse adds a problem if it is one.
func (p *problems) refuse(wrong bool, m isms.Message, at isms.Path, value string, args ...isms.Arg) {
	if wrong {
		p.errs = append(p.errs, isms.Refuse(m, at, value, args...))
	}
}

// lack adds that the event lacks something, if it does.
func (p *problems) lack(is bool, at isms.Path, what isms.Message) {
	p.refuse(is, incompleteEvent, at, "", isms.ArgWord("event", EventKinds(), p.event), isms.ArgSentence("lacking", what.With()))
}

// number adds that a number is out of range, if it is.
func (p *problems) number(at isms.Path, n, least, most int) {
	p.refuse(n < least || n > most, outOfRange, at, strconv.Itoa(n), isms.ArgInt("least", least), isms.ArgInt("most", most))
}

// past reports whether a day lies after the last one of a time limit, which there
// may not be.
func past(on, last isms.Date) bool { return !last.IsZero() && on.After(last) }

// lacks returns what an event that the state allows lacks.
func (k *core) lacks(e Event, state State) error {
	p := problems{event: e.Kind}
	p.number("majors", e.Majors, 0, maxFindings)
	p.number("minors", e.Minors, 0, maxFindings)
	p.refuse(e.Edition != "" && e.Edition != isms.Edition2013 && e.Edition != isms.Edition2022, notCertified, "edition", string(e.Edition),
		isms.ArgWords("editions", isms.Editions(), isms.Edition2013, isms.Edition2022))
	silent := text.Blank(e.Text)
	switch e.Kind {
	case Applied, ExistingCertificate:
		terms := e.Terms.Validate()
		p.errs = append(p.errs, isms.RefuseUnder("id", e.ID.Validate()), isms.RefuseUnder("terms", terms))
		if e.Kind == ExistingCertificate && terms == nil {
			k.periodLacks(&p, e, e.Terms.full().end(e.On))
		}
	case Stage1Conducted:
		p.errs = append(p.errs, isms.Answers().Validate("ready", e.Ready))
	case Stage2Conducted:
		p.refuse(state == StateLapsed && k.end() != k.expiry, editionOver, "kind", string(e.Kind), isms.ArgWord("edition", isms.Editions(), k.edition),
			isms.ArgDate("ended", k.end()), isms.ArgRef("ref", "IAF MD 26"), isms.ArgWord("event", EventKinds(), Stage1Conducted))
		p.refuse(state == StateReady && !k.terms.StageGap.IsZero() && past(e.On, count(k.stage1, k.terms.StageGap)) && silent, stage1Old, "text", "",
			isms.ArgInterval("limit", k.terms.StageGap), isms.ArgRef("ref", "ISO/IEC 17021-1 9.3.1.2.4"))
	case FollowUpConducted:
		verified := count(k.stage2, k.terms.MajorLimit)
		p.refuse(k.majors == 0, noOpenMajors, "kind", string(e.Kind))
		p.refuse(k.majors > 0 && e.Majors > k.majors, moreMajors, "majors", strconv.Itoa(e.Majors), isms.ArgInt("n", e.Majors), isms.ArgInt("most", k.majors))
		p.refuse(k.majors > 0 && state == StateAudited && past(e.On, verified), verificationOver, "on", e.On.String(),
			isms.ArgDate("ended", verified), isms.ArgRef("ref", "ISO/IEC 17021-1 9.5.3.2"))
	case Decided, Recertified:
		k.decisionLacks(&p, e, state)
	case Reissued:
		p.refuse(e.Expiry.IsZero() || !e.Expiry.After(e.On) || past(e.Expiry, k.renewal), expiryImpossible, "expiry", "",
			isms.ArgDate("expiry", e.Expiry), isms.ArgDate("from", e.On), isms.ArgDate("end", k.renewal))
	case Suspended, CertificateWithdrawn:
		p.lack(silent, "text", theReason)
	case SuspensionLifted:
		k.majorsLeft(&p, e, "ISO/IEC 17021-1 9.6.5")
		p.refuse(past(e.On, count(k.paused0, k.terms.Suspension)) && silent, suspensionOld, "text", "", isms.ArgInterval("limit", k.terms.Suspension))
	case ScopeReduced, ScopeExtended:
		p.lack(silent, "text", theScope)
	case Transferred:
		ended := count(k.lost, k.terms.Transfer)
		p.lack(e.Body == "" || e.Body == k.body, "body", anotherBody)
		p.refuse(e.Covered != isms.Yes, notCovered, "covered", string(e.Covered), isms.ArgRef("ref", "IAF MD 2"), isms.ArgWord("answer", isms.Answers(), isms.Yes))
		p.refuse(past(e.On, ended), transferOver, "on", e.On.String(), isms.ArgDate("ended", ended), isms.ArgRef("ref", "IAF MD 2"))
	case EditionChanged:
		p.lack(e.Edition == "" || e.Edition == k.edition, "edition", anotherEdition)
		p.refuse(e.Edition != k.edition && !e.Edition.LastDay().IsZero(), earlierEdition, "edition", string(e.Edition),
			isms.ArgWord("edition", isms.Editions(), e.Edition), isms.ArgWord("current", isms.Editions(), isms.Edition2022))
	case SurveillanceConducted, SpecialAuditConducted:
		p.refuse(!e.Limit.IsZero() && e.Limit.Before(e.On), limitPast, "limit", e.Limit.String(), isms.ArgDate("limit", e.Limit), isms.ArgDate("on", e.On))
	case RecertificationConducted, AccreditationLost:
	}
	return isms.RefuseAll(p.errs...)
}

// majorsLeft adds that major nonconformities are not verified, if any are.
func (k *core) majorsLeft(p *problems, e Event, ref isms.Ref) {
	p.refuse(k.majors > 0, majorsOpen, "kind", string(e.Kind), isms.ArgInt("n", k.majors), isms.ArgRef("ref", ref))
}

func (k *core) decisionLacks(p *problems, e Event, state State) {
	p.errs = append(p.errs, isms.Answers().Validate("granted", e.Granted))
	p.refuse(e.Kind == Recertified && k.recert.IsZero(), noRecertificationAudit, "kind", string(e.Kind))
	if e.Granted != isms.Yes {
		return
	}
	k.majorsLeft(p, e, "ISO/IEC 17021-1 9.5.2")
	p.refuse(k.minors > 0 && e.PlansAccepted != isms.Yes, plansNotAccepted, "plansAccepted", string(e.PlansAccepted),
		isms.ArgRef("ref", "ISO/IEC 17021-1 9.5.2"), isms.ArgWord("answer", isms.Answers(), isms.Yes))
	end := k.terms.end(e.On)
	if e.Kind == Recertified {
		end = k.nextEnd(e.On, state)
	}
	k.periodLacks(p, e, end)
}

// periodLacks adds why there can be no period from the event to an end.
func (k *core) periodLacks(p *problems, e Event, end isms.Date) {
	possible := end.After(e.On)
	p.refuse(!possible, periodImpossible, "on", e.On.String())
	at, edition := isms.Path("edition"), e.Edition
	if e.Kind == Recertified { // to the edition on the certificate
		at, edition = "on", k.edition
	}
	last := edition.LastDay()
	p.refuse(past(e.On, last), decidedAfterEdition, at, string(edition), isms.ArgWord("edition", isms.Editions(), edition), isms.ArgDate("ended", last))
	p.refuse(possible && !e.Expiry.IsZero() && (!e.Expiry.After(e.On) || e.Expiry.After(end)), expiryImpossible, "expiry", "",
		isms.ArgDate("expiry", e.Expiry), isms.ArgDate("from", e.On), isms.ArgDate("end", end))
}

// nextEnd returns the end of the period that a recertification on a day begins.
func (k *core) nextEnd(on isms.Date, state State) isms.Date {
	way := k.terms.RecertifiedFrom
	if state == StateExpired {
		way = k.terms.RestoredFrom
	}
	if way == FromDecision {
		return k.terms.end(on)
	}
	return count(k.renewal, k.terms.Validity)
}

// take changes k by an accepted event.
func (k *core) take(e Event) {
	switch e.Kind {
	case Applied:
		k.terms, k.body = e.Terms.full(), e.Body
	case ExistingCertificate:
		k.terms, k.body = e.Terms.full(), e.Body
		k.begin(e, k.terms.end(e.On), e.First != isms.No)
		k.certify(e.Edition)
	case Stage1Conducted:
		k.stage1 = e.On
		k.stored = StateReady
		if e.Ready == isms.No {
			k.stored = StateNotReady
		}
		k.majors, k.minors = 0, 0
		k.endPeriod()
	case Stage2Conducted:
		k.stage2 = e.On
		k.endPeriod()
		k.majors, k.minors, k.found, k.limit = e.Majors, e.Minors, audit.Initial, isms.Date{}
	case FollowUpConducted:
		k.majors = e.Majors
	case Decided:
		if e.Granted == isms.No {
			k.stored = StateRefused
			return
		}
		k.stored = StateCertified
		k.begin(e, k.terms.end(e.On), true)
		k.certify(e.Edition)
	case SurveillanceConducted:
		k.watched = e.On
		if y := e.On.Year() - k.decision.Year(); y < 64 {
			k.years |= 1 << y
		}
		k.raise(e, audit.Surveillance)
	case SpecialAuditConducted:
		k.raise(e, audit.Special)
	case RecertificationConducted:
		k.recert = e.On
		k.raise(e, audit.Recertification)
	case Recertified:
		if e.Granted == isms.No {
			k.recert = isms.Date{}
			return
		}
		k.begin(e, k.nextEnd(e.On, k.state(e.On)), false)
	case Reissued:
		k.expiry = e.Expiry
	case Suspended:
		k.paused, k.paused0 = true, e.On
	case SuspensionLifted:
		k.paused, k.paused0 = false, isms.Date{}
	case AccreditationLost:
		k.lost = e.On
	case Transferred:
		k.body, k.lost = e.Body, isms.Date{}
	case EditionChanged:
		k.certify(e.Edition)
	case CertificateWithdrawn:
		if !k.expiry.IsZero() {
			k.expiry = isms.Earliest(k.expiry, e.On)
		}
	case ScopeReduced, ScopeExtended:
	}
}

// endPeriod ends the period of an earlier certificate: the client begins again.
func (k *core) endPeriod() {
	k.decision, k.renewal, k.expiry, k.over = isms.Date{}, isms.Date{}, isms.Date{}, isms.Date{}
}

// certify sets the edition on the certificate.
func (k *core) certify(e isms.Edition) {
	if e == "" {
		e = isms.Edition2022
	}
	k.edition, k.over = e, e.LastDay()
}

// begin starts a period of the certificate.
func (k *core) begin(e Event, end isms.Date, initial bool) {
	k.decision, k.renewal, k.expiry, k.initial = e.On, end, end, initial
	if !e.Expiry.IsZero() {
		k.expiry = e.Expiry
	}
	k.majors, k.minors, k.years, k.paused = 0, 0, 0, false
	k.year0, k.yearN = e.On.Year(), end.Year()
	k.newYear, _ = isms.NewDate(k.year0+1, time.January, 1) // zero beyond the calendar
	k.lastYear = isms.Latest(e.On, end.AddYears(-1).AddDays(1))
	k.firstDue = isms.Date{}
	if due := count(e.On, k.terms.FirstSurveillance); initial && !past(due, end) {
		k.firstDue = due
	}
	k.watched, k.recert, k.limit, k.paused0 = isms.Date{}, isms.Date{}, isms.Date{}, isms.Date{}
}

func (k *core) raise(e Event, kind audit.Kind) {
	k.majors = min(k.majors+e.Majors, maxFindings)
	k.minors = e.Minors
	if e.Majors > 0 {
		k.found = kind
		if k.limit.IsZero() || !e.Limit.IsZero() && e.Limit.Before(k.limit) {
			k.limit = e.Limit
		}
	}
}

// ID returns the ID of the cycle.
func (c Cycle) ID() isms.ID {
	if len(c.events) == 0 {
		return ""
	}
	return c.events[0].ID
}

// On returns c as of the end of a day, without later events. Before the first it is
// the zero Cycle.
func (c Cycle) On(asOf isms.Date) Cycle {
	if c.core.last.Compare(asOf) <= 0 {
		return c
	}
	n := 0
	for n < len(c.events) && c.events[n].On.Compare(asOf) <= 0 {
		n++
	}
	if n == 0 {
		return Cycle{}
	}
	past, _ := Replay(c.events[:n]) // they were taken before
	return past
}

// State returns the state on a day. A certificate is valid on its last day and
// expires without an event.
func (c Cycle) State(asOf isms.Date) State {
	past := c.On(asOf)
	return past.core.state(asOf)
}

// Allowed returns the kinds of events that the state on a day allows. Apply still
// refuses such an event if it lacks what its kind requires.
func (c Cycle) Allowed(on isms.Date) []EventKind {
	if !on.IsZero() && on.Before(c.core.last) {
		return nil
	}
	return allowed(c.core.state(on))
}

// Decision returns the day of the decision that began the present period of the
// certificate, and zero if there is none: before a decision, and from another stage 1
// or stage 2 audit after an earlier certificate.
func (c Cycle) Decision() isms.Date { return c.core.decision }

// Expiry returns the last day of the certificate, or of its edition if that is
// earlier, or the day of its withdrawal.
func (c Cycle) Expiry() isms.Date { return c.core.end() }

// RecertificationDue returns the day by which recertification has to be decided: the
// end of the period, even if the certificate expires earlier.
func (c Cycle) RecertificationDue() isms.Date { return c.core.renewal }

// Terms returns the terms of the cycle with their defaults; only StageGap can be zero.
func (c Cycle) Terms() Terms { return c.core.terms }

// Events yields the events in order. The values are copies.
func (c Cycle) Events() iter.Seq[Event] {
	return func(yield func(Event) bool) {
		for _, e := range c.events {
			if !yield(e.clone()) {
				return
			}
		}
	}
}

// Equal reports whether c and o have the same events.
func (c Cycle) Equal(o Cycle) bool {
	a, errA := json.Marshal(c)
	b, errB := json.Marshal(o)
	return errA == nil && errB == nil && string(a) == string(b)
}

// MarshalJSON returns the events as a list.
func (c Cycle) MarshalJSON() ([]byte, error) {
	if c.events == nil {
		return []byte("[]"), nil
	}
	return json.Marshal(c.events)
}

// UnmarshalJSON sets c to [Replay] of a list of events. It returns an error for
// unknown, repeated and differently cased keys, and for null in place of a value. An
// empty list, or null as a whole, is the zero Cycle.
func (c *Cycle) UnmarshalJSON(text []byte) error {
	var events []Event
	if err := strictjson.DecodeList(text, &events, storedLimits); err != nil {
		return isms.RefuseAll(err)
	}
	if len(events) == 0 {
		*c = Cycle{}
		return nil
	}
	got, err := Replay(events)
	if err != nil {
		return err
	}
	*c = got
	return nil
}
