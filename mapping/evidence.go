package mapping

import (
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Artefact is a piece of evidence that is collected for items of one
// framework.
type Artefact struct {
	ID    isms.ID  `json:"id"`
	Title string   `json:"title,omitzero"`
	Items []string `json:"items"` // ids of the source framework
}

// EvidencePlan is the list of artefacts, each collected once, with the requirements
// for which it may serve.
type EvidencePlan struct {
	Artefacts       []PlannedArtefact `json:"artefacts"`       // by ID
	WithoutEvidence []ItemRef         `json:"withoutEvidence"` // leaves of the target frameworks for which no artefact is planned
}

// PlannedArtefact is an [Artefact] with its uses.
type PlannedArtefact struct {
	Artefact
	Uses []Reuse `json:"uses"` // by framework and requirement
}

// Reuse is a requirement of another framework for which an artefact may serve,
// because of one item that it serves.
type Reuse struct {
	ItemRef
	Via        string   `json:"via"`        // the source item
	Relation   Relation `json:"relation"`   // of that item to the requirement; Unspecified: a candidate mapping, to be confirmed before it is relied on
	Crosswalks []string `json:"crosswalks"` // that name the pair
}

// ItemRef is an item and the framework it is in.
type ItemRef struct {
	Framework string `json:"framework"`
	ID        string `json:"id"`
}

// PlanEvidence follows the crosswalks, which must all begin with the same
// framework, from the items that artefacts serve to the requirements of the
// others. An artefact that is listed twice is planned once, with all it
// serves. It returns an [isms.Error] that lists what is wrong: an artefact without a
// sound ID, one ID with two titles, an id that the source framework does not have,
// crosswalks that begin elsewhere, and two different frameworks of one ID.
func PlanEvidence(artefacts []Artefact, crosswalks ...Crosswalk) (EvidencePlan, error) {
	plan := EvidencePlan{Artefacts: []PlannedArtefact{}}
	var p problems
	source := p.oneSource(crosswalks)
	if err := p.err(); err != nil { // whose items the artefacts serve is not known
		return EvidencePlan{}, err
	}
	walks := slices.Clone(crosswalks)
	slices.SortStableFunc(walks, func(a, b Crosswalk) int {
		if a.Target().ID() != b.Target().ID() {
			return CompareIDs(a.Target().ID(), b.Target().ID())
		}
		return CompareIDs(a.ID(), b.ID())
	})

	first := map[string]Framework{} // for look-up only
	for i, c := range crosswalks {
		switch f, ok := first[c.Target().ID()]; {
		case !ok:
			first[c.Target().ID()] = c.Target()
		case !f.Equal(c.Target()):
			p.refuse(twoFrameworks, isms.Path("").Index("crosswalks", i), f.ID())
		}
	}
	plan.Artefacts = p.artefacts(artefacts, source)
	if err := p.err(); err != nil {
		return EvidencePlan{}, err
	}
	for i := range plan.Artefacts {
		p := &plan.Artefacts[i]
		slices.SortFunc(p.Items, source.Compare)
		p.Items = slices.Compact(p.Items)
		p.Uses = uses(p.Items, walks)
	}
	plan.WithoutEvidence = unserved(plan.Artefacts, walks)
	return plan, nil
}

// oneSource returns the framework that all crosswalks begin with.
func (p *problems) oneSource(crosswalks []Crosswalk) Framework {
	if len(crosswalks) == 0 {
		p.refuse(crosswalkMissing, "crosswalks", "")
		return Framework{}
	}
	source := crosswalks[0].Source()
	for i, c := range crosswalks {
		at := isms.Path("").Index("crosswalks", i)
		switch {
		case c.b == nil:
			p.refuse(crosswalkMissing, at, "")
		case !c.Source().Equal(source):
			p.add(otherSource(at, c, source))
		}
	}
	return source
}

// artefacts returns the artefacts by ID, each once, with all items that they serve.
func (p *problems) artefacts(list []Artefact, source Framework) []PlannedArtefact {
	out := []PlannedArtefact{}
	var paths []isms.Path
	at := func(i int) isms.Path {
		if paths == nil {
			paths = isms.ItemPaths("", "artefacts", list, func(a *Artefact) isms.ID { return a.ID })
		}
		return paths[i]
	}
	index := map[isms.ID]int{} // for look-up only
	for i, a := range list {
		if err := a.ID.Validate(); err != nil {
			p.under(at(i).Field("id"), err)
		}
		n, ok := index[a.ID]
		if !ok {
			n = len(out)
			index[a.ID] = n
			out = append(out, PlannedArtefact{Artefact: Artefact{ID: a.ID, Items: []string{}}})
		}
		planned := &out[n]
		switch {
		case planned.Title == "":
			planned.Title = a.Title
		case a.Title != "" && a.Title != planned.Title:
			p.refuse(twoTitles, at(i).Field("title"), a.Title, isms.ArgID("artefact", a.ID), isms.ArgText("title", planned.Title))
		}
		for j, id := range a.Items {
			if _, ok := source.f.find(id); !ok {
				p.add(source.f.unknown(at(i).Index("items", j), id))
			}
			planned.Items = append(planned.Items, id)
		}
	}
	slices.SortFunc(out, func(a, b PlannedArtefact) int { return CompareIDs(string(a.ID), string(b.ID)) })
	return out
}

// uses follows walks, sorted by target, from the items served.
func uses(serves []string, walks []Crosswalk) []Reuse {
	out := []Reuse{}
	for i := 0; i < len(walks); {
		j := i
		for j < len(walks) && walks[j].Target().Equal(walks[i].Target()) {
			j++
		}
		target := walks[i].Target()
		first := len(out)
		for _, c := range walks[i:j] {
			for _, id := range serves {
				at, _ := c.Source().f.find(id)
				for _, e := range c.b.sides[c.from()].touching(at) {
					r, _ := c.memberRel(e)
					for _, t := range c.b.sides[c.to()].of(e) {
						out = append(out, Reuse{ItemRef{target.ID(), target.f.nodes[t].id}, id, r, []string{c.ID()}})
					}
				}
			}
		}
		part := out[first:]
		slices.SortStableFunc(part, func(a, b Reuse) int {
			if a.ID != b.ID {
				return target.Compare(a.ID, b.ID)
			}
			return walks[i].Source().Compare(a.Via, b.Via)
		})
		kept := part[:0]
		for _, u := range part {
			if n := len(kept); n > 0 && kept[n-1].ItemRef == u.ItemRef && kept[n-1].Via == u.Via {
				kept[n-1].Relation &= u.Relation
				if k := len(kept[n-1].Crosswalks); kept[n-1].Crosswalks[k-1] != u.Crosswalks[0] {
					kept[n-1].Crosswalks = append(kept[n-1].Crosswalks, u.Crosswalks[0])
				}
				continue
			}
			kept = append(kept, u)
		}
		out = out[:first+len(kept)]
		i = j
	}
	return out
}

func unserved(planned []PlannedArtefact, walks []Crosswalk) []ItemRef {
	out := []ItemRef{}
	served := map[ItemRef]bool{}
	for _, p := range planned {
		for _, u := range p.Uses {
			served[u.ItemRef] = true
		}
	}
	for i, c := range walks {
		if i > 0 && walks[i-1].Target().Equal(c.Target()) {
			continue
		}
		for it := range c.Target().Leaves() {
			if l := (ItemRef{c.Target().ID(), it.ID}); !served[l] {
				out = append(out, l)
			}
		}
	}
	return out
}
