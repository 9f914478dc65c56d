package mapping

import (
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/internal/text"

	"github.com/ismskit/ismskit/isms"
)

// Review is the relation that a person determined for one pair, or for several
// items taken together: an [Entry] with a name and a day. Several sources with one
// target and the relation [SupersetOrEqual] declare the sources exhaustive: together
// they hold all that the target asks.
type Review struct {
	Sources   []string  `json:"sources"`
	Targets   []string  `json:"targets"`
	Relation  Relation  `json:"relation"` // Unspecified if the reviewer could not say
	Rationale Rationale `json:"rationale,omitzero"`
	Reason    string    `json:"reason"` // in the reviewer's words
	By        isms.ID   `json:"by"`
	On        isms.Date `json:"on"`
}

// Overlay is a set of reviews between two frameworks. Joined to a crosswalk it
// turns candidate mappings into proofs that name their reviewer: most published
// crosswalks state no relation, and without reviews the honest answer is that
// nothing is proved.
type Overlay struct {
	ID      string   `json:"id"`
	Source  string   `json:"source"` // ID of a framework
	Target  string   `json:"target"`
	Reviews []Review `json:"reviews"`
}

// Exhaustive returns the review that declares sources to hold together all
// that target asks: only when every one of them is met the target is, and when
// some are, it is met in part or perhaps in full.
func Exhaustive(target string, sources ...string) Review {
	return Review{Sources: slices.Clone(sources), Targets: []string{target}, Relation: SupersetOrEqual}
}

// entries turns the reviews into entries, read from the other side if wanted.
func (o Overlay) entries(converse bool) ([]Entry, error) {
	out := make([]Entry, 0, len(o.Reviews))
	for i, r := range o.Reviews {
		fail := func(what string) ([]Entry, error) {
			return nil, fmt.Errorf("mapping: Overlay(%s): review %d (%v to %v) %s", text.Quote(o.ID), i, clipList(r.Sources), clipList(r.Targets), what)
		}
		if len(r.Sources) == 0 || len(r.Targets) == 0 {
			return nil, fmt.Errorf("mapping: Overlay(%s): review %d needs at least one source and one target", text.Quote(o.ID), i)
		}
		switch {
		case r.By == "":
			return fail("has no reviewer")
		case r.On.IsZero():
			return fail("has no day")
		case r.Relation&Unspecified == 0:
			return fail("has no relation; a reviewer who cannot say writes unspecified")
		case r.Reason == "":
			return fail("has no reason")
		}
		if err := r.By.Validate(); err != nil {
			return nil, fmt.Errorf("mapping: Overlay(%s): reviewer of review %d: %w", text.Quote(o.ID), i, err)
		}
		e := Entry{Sources: r.Sources, Targets: r.Targets, Relation: r.Relation, Rationale: r.Rationale, Reason: r.Reason, By: r.By, On: r.On}
		if converse {
			e.Sources, e.Targets, e.Relation = e.Targets, e.Sources, e.Relation.Converse()
		}
		out = append(out, e)
	}
	return out, nil
}

// With returns c with the reviews of o added to its entries, under the ID of
// both. The overlay may be written in either direction. Nothing published is
// replaced, but that a stated absence of a counterpart in the whole other framework
// gives way to a reviewed pair: where a reviewer contradicts a published relation, the
// results that depend on it are contradictory and show both. It refuses an overlay for
// other frameworks or editions, a review without reviewer, day, relation or
// reason, and all that [New] refuses.
func (c Crosswalk) With(o Overlay) (Crosswalk, error) {
	s, t := c.Source().ID(), c.Target().ID()
	converse := o.Source == t && o.Target == s && s != t
	if c.b == nil {
		return Crosswalk{}, fmt.Errorf("mapping: Overlay(%s): there is no crosswalk to join", text.Quote(o.ID))
	}
	if !converse && (o.Source != s || o.Target != t) {
		return Crosswalk{}, fmt.Errorf("mapping: Overlay(%s) is between %s and %s; the crosswalk %s is between %s and %s",
			text.Quote(o.ID), text.Quote(o.Source), text.Quote(o.Target), text.Quote(c.ID()), text.Quote(s), text.Quote(t))
	}
	if o.ID == "" {
		return Crosswalk{}, fmt.Errorf("mapping: an overlay of %s has no ID", text.Quote(c.ID()))
	}
	entries, err := o.entries(converse)
	if err != nil {
		return Crosswalk{}, err
	}
	spec := c.Spec()
	spec.ID += "+" + o.ID
	spec.Entries = append(spec.Entries, entries...)
	for k, nones := range [2]*[]NoCounterpart{&spec.SourcesWithoutCounterpart, &spec.TargetsWithoutCounterpart} {
		found := map[string]bool{} // a reviewer may find what the publisher did not
		for _, e := range entries {
			for _, id := range [2][]string{e.Sources, e.Targets}[k] {
				found[id] = true
			}
		}
		*nones = slices.DeleteFunc(*nones, func(n NoCounterpart) bool { return n.Part == "" && found[n.ID] })
	}
	return New(spec, c.Source(), c.Target())
}

// Crosswalk returns the crosswalk of the reviews alone, for frameworks between
// which nothing is published.
func (o Overlay) Crosswalk(source, target Framework) (Crosswalk, error) {
	entries, err := o.entries(false)
	if err != nil {
		return Crosswalk{}, err
	}
	return New(Spec{
		ID: o.ID, Source: o.Source, Target: o.Target, Entries: entries,
		Provenance: Provenance{Publisher: "reviewers named in the entries", Document: o.ID},
	}, source, target)
}
