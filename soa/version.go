package soa

import (
	"fmt"
	"iter"
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// State is the state of a version of the statement. It follows from the history and
// cannot be set.
type State string

// The states of a version.
const (
	Draft      State = "draft"
	Approved   State = "approved" // immutable; its hash is part of the approval
	Rejected   State = "rejected" // not approved, and not to be; Next opens another draft
	Superseded State = "superseded"
)

var wordsStates = [...][2]State{
	{Draft, "Draft"},
	{Approved, "Approved"},
	{Rejected, "Rejected"},
	{Superseded, "Superseded"},
}

// States returns the vocabulary of [State].
func States() isms.Words[State] { return isms.WordsOf("soa.state", wordsStates[:]) }

// EventKind is the kind of an [Event]. The zero value is refused.
type EventKind string

// What can happen to a version.
const (
	Approve   EventKind = "approve"   // from draft to approved
	Reject    EventKind = "reject"    // from draft to rejected
	Supersede EventKind = "supersede" // from approved to superseded
)

var wordsEventKinds = [...][2]EventKind{
	{Approve, "Approve"},
	{Reject, "Reject"},
	{Supersede, "Supersede"},
}

// EventKinds returns the vocabulary of [EventKind].
func EventKinds() isms.Words[EventKind] { return isms.WordsOf("soa.event-kind", wordsEventKinds[:]) }

// Event is something that happened to a version, and by whom. Hash is that of
// the statement; [Statement.Apply] fills it in and refuses another.
type Event struct {
	Kind EventKind `json:"kind"`
	By   isms.ID   `json:"by"`
	On   isms.Date `json:"on"`
	Note string    `json:"note,omitzero"` // why it was rejected, what it is superseded by
	Hash string    `json:"hash"`
}

// State returns where the version stands.
func (s Statement) State() State {
	h := s.body().history
	if len(h) == 0 {
		return Draft
	}
	return after(h[len(h)-1].Kind)
}

func after(k EventKind) State {
	switch k {
	case Approve:
		return Approved
	case Reject:
		return Rejected
	}
	return Superseded
}

// History yields the events of the version, oldest first.
func (s Statement) History() iter.Seq[Event] { return slices.Values(s.body().history) }

// Approval returns the event that approved the version, and whether there is
// one.
func (s Statement) Approval() (Event, bool) {
	for _, e := range s.body().history {
		if e.Kind == Approve {
			return e, true
		}
	}
	return Event{}, false
}

// Apply returns the statement after the event. It refuses one that the state does
// not allow, that names nobody or no day, that lies before the event before it,
// or that carries the hash of another content. Approving something without a
// version is refused, as the certificate names the version.
func (s Statement) Apply(e Event) (Statement, error) {
	fail := func(format string, args ...any) (Statement, error) {
		return Statement{}, fmt.Errorf("soa: cannot %s %s: %w", clip(string(e.Kind)), s.called(), fmt.Errorf(format, args...))
	}
	from := Draft
	if e.Kind == Supersede {
		from = Approved
	}
	hash := s.Hash()
	switch {
	case !EventKinds().Has(e.Kind):
		return fail("unknown event: want one of %v", quoted(slices.Collect(EventKinds().All())))
	case s.IsZero():
		return fail("the statement is empty")
	case s.State() != from:
		return fail("it is %s, want %s", s.State(), from)
	case e.By == "":
		return fail("the event names nobody")
	case e.On.IsZero():
		return fail("the event names no day")
	case e.Kind == Approve && s.Version() == "":
		return fail("it has no version")
	case e.Hash != "" && e.Hash != hash:
		return fail("the event is for the content %s, this is %s", clip(e.Hash), hash)
	}
	if err := e.By.Validate(); err != nil {
		return fail("who did it is no ID: %w", err)
	}
	if why := unstorable(e.Note); why != "" {
		return fail("the note %s", why)
	}
	b := *s.body()
	if n := len(b.history); n > 0 && !e.On.IsZero() && e.On.Before(b.history[n-1].On) {
		return fail("on %s it was not yet %s", e.On, s.State())
	}
	e.Hash = hash
	b.history = append(slices.Clone(b.history), e)
	return Statement{&b}, nil
}

// Next opens the next version as a draft: every row is carried over, the history
// is not, and the version it follows is named with its hash. The header's date is
// cleared. It refuses an empty version, and the version that the statement has
// unless that was rejected or is still a draft.
func (s Statement) Next(version string) (Statement, error) {
	switch {
	case s.IsZero():
		return Statement{}, fmt.Errorf("soa: there is no version to follow: the statement is empty")
	case version == "":
		return Statement{}, fmt.Errorf("soa: what follows %s needs a version", s.called())
	case version == s.Version() && (s.State() == Approved || s.State() == Superseded):
		return Statement{}, fmt.Errorf("soa: %s is %s: give the next one another version", s.called(), s.State())
	}
	if err := checkTexts("header", text{"version", version}); err != nil {
		return Statement{}, err
	}
	b := *s.body()
	b.previous = Previous{s.Version(), s.Hash()}
	b.version, b.history, b.header.Date = version, nil, isms.Date{}
	return Statement{&b}, nil
}

// editable returns an error unless the statement is a draft.
func (s Statement) editable() error {
	if s.IsZero() {
		return fmt.Errorf("soa: the statement is empty: build one first")
	}
	if s.State() != Draft {
		return fmt.Errorf("soa: %s is %s and does not change: open the next version", s.called(), s.State())
	}
	return nil
}

// called returns the statement's name in an error.
func (s Statement) called() string {
	if s.Version() == "" {
		return "the statement"
	}
	return fmt.Sprintf("version %q", clip(s.Version()))
}
