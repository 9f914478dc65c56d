package mapping

import (
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

// reviews returns the reviews as entries, read from the other side if wanted.
func (p *problems) reviews(o Overlay, converse bool) []Entry {
	out := make([]Entry, 0, len(o.Reviews))
	for i, r := range o.Reviews {
		at := isms.Path("").Index("reviews", i)
		if r.On.IsZero() {
			p.refuse(reviewWithoutDay, at.Field("on"), "")
		}
		if r.Relation&Unspecified == 0 {
			p.refuse(reviewWithoutRelation, at.Field("relation"), "")
		}
		if text.Blank(r.Reason) {
			p.refuse(reviewWithoutReason, at.Field("reason"), "")
		}
		p.under(at.Field("by"), r.By.Validate())
		e := Entry{Sources: r.Sources, Targets: r.Targets, Relation: r.Relation, Rationale: r.Rationale, Reason: r.Reason, By: r.By, On: r.On}
		if converse {
			e.Sources, e.Targets, e.Relation = e.Targets, e.Sources, e.Relation.Converse()
		}
		out = append(out, e)
	}
	return out
}

// With returns c with the reviews of o added to its entries, under the ID of
// both. The overlay may be written in either direction. Nothing published is
// replaced, but that a stated absence of a counterpart in the whole other framework
// gives way to a reviewed pair: where a reviewer contradicts a published relation, the
// results that depend on it are contradictory and show both. It returns an
// [isms.Error] that lists what is wrong with o: other
// frameworks or editions, a review without reviewer, day, relation or reason, and
// all that [New] refuses.
func (c Crosswalk) With(o Overlay) (Crosswalk, error) {
	if c.b == nil {
		return Crosswalk{}, isms.Refuse(crosswalkMissing, "", "")
	}
	var p problems
	s, t := c.Source().ID(), c.Target().ID()
	converse := o.Source == t && o.Target == s && s != t
	if o.ID == "" {
		p.refuse(idMissing, "id", "")
	}
	if !converse && (o.Source != s || o.Target != t) {
		at, value := isms.Path("source"), o.Source
		if o.Source == s {
			at, value = "target", o.Target
		}
		p.refuse(overlayBetweenOthers, at, value, isms.ArgID("source", o.Source), isms.ArgID("target", o.Target), isms.ArgID("from", s), isms.ArgID("to", t))
	}
	entries := p.reviews(o, converse)
	if !converse && (o.Source != s || o.Target != t) { // whose items the reviews name is not known
		return Crosswalk{}, p.err()
	}
	spec := c.Spec()
	published := len(spec.Entries)
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
	out := p.build(spec, c.Source(), c.Target(), origin{entry: func(i int) (isms.Path, bool) {
		return isms.Path("").Index("reviews", i-published), converse
	}})
	if err := p.err(); err != nil {
		return Crosswalk{}, err
	}
	return out, nil
}

// Crosswalk returns the crosswalk of the reviews alone, for frameworks between
// which nothing is published. It returns an [isms.Error] as [Crosswalk.With] does.
func (o Overlay) Crosswalk(source, target Framework) (Crosswalk, error) {
	var p problems
	out := p.build(Spec{
		ID: o.ID, Source: o.Source, Target: o.Target, Entries: p.reviews(o, false),
		Provenance: Provenance{Publisher: "reviewers named in the entries", Document: o.ID},
	}, source, target, origin{entry: func(i int) (isms.Path, bool) { return isms.Path("").Index("reviews", i), false }})
	if err := p.err(); err != nil {
		return Crosswalk{}, err
	}
	return out, nil
}
