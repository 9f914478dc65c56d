package soa

import (
	"iter"
	"slices"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// State is the state of a version of the statement. It follows from the history and
// cannot be set.
type State string

// States of a version of a statement.
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
	if s.IsZero() {
		return Statement{}, isms.Refuse(emptyStatement, "", "")
	}
	if err := EventKinds().Validate("kind", e.Kind); err != nil {
		return Statement{}, err
	}
	var p problems
	from := Draft
	if e.Kind == Supersede {
		from = Approved
	}
	hash := s.Hash()
	if s.State() != from {
		p.add(s.refuseState("kind", string(e.Kind), from))
	}
	if e.Kind == Approve && text.Blank(s.Version()) {
		p.refuse(noVersion, "kind", string(e.Kind))
	}
	if e.Hash != "" && e.Hash != hash {
		p.refuse(otherHash, "hash", e.Hash, isms.ArgText("hash", hash))
	}
	p.add(isms.RefuseUnder("by", e.By.Validate()))
	checkText(&p, "", "note", e.Note)
	b := *s.body()
	if e.On.IsZero() {
		p.refuse(noDay, "on", "")
	} else if n := len(b.history); n > 0 && e.On.Before(b.history[n-1].On) {
		p.refuse(eventTooEarly, "on", e.On.String(), isms.ArgDate("day", b.history[n-1].On))
	}
	if err := p.err(); err != nil {
		return Statement{}, err
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
	if s.IsZero() {
		return Statement{}, isms.Refuse(emptyStatement, "", "")
	}
	if version == s.Version() && (s.State() == Approved || s.State() == Superseded) {
		return Statement{}, isms.Refuse(versionTaken, "", version)
	}
	if m, bad := unstorable(version); bad {
		return Statement{}, isms.Refuse(m, "", version)
	}
	if text.Blank(version) {
		return Statement{}, isms.Refuse(noVersion, "", "")
	}
	b := *s.body()
	b.previous = Previous{s.Version(), s.Hash()}
	b.version, b.history, b.header.Date = version, nil, isms.Date{}
	return Statement{&b}, nil
}

// editable returns an error unless the statement is a draft.
func (s Statement) editable() error {
	if s.IsZero() {
		return isms.Refuse(emptyStatement, "", "")
	}
	if s.State() != Draft {
		return s.refuseState("", "", Draft)
	}
	return nil
}

func (s Statement) refuseState(at isms.Path, value string, want State) error {
	return isms.Refuse(versionState, at, value, argVersion("version", s.Version()), isms.ArgWord("state", States(), s.State()), isms.ArgWord("want", States(), want))
}
