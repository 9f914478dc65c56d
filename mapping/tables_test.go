package mapping_test

import (
	"iter"
	"sync"

	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/published"
)

var decoded sync.Map // by ID

// fw returns a published framework. Each is decoded once, for tests ask often.
func fw(id string) mapping.Framework {
	f, ok := decoded.Load(id)
	if !ok {
		f, ok = published.LookupFramework(id)
		if !ok {
			panic("no framework " + id)
		}
		decoded.Store(id, f)
	}
	return f.(mapping.Framework)
}

// cw returns a published crosswalk.
func cw(source, target string) mapping.Crosswalk {
	c, ok := decoded.Load(source + " " + target)
	if !ok {
		c, ok = published.Crosswalk(source, target)
		if !ok {
			panic("no crosswalk from " + source + " to " + target)
		}
		decoded.Store(source+" "+target, c)
	}
	return c.(mapping.Crosswalk)
}

// frameworks yields the published frameworks.
func frameworks() iter.Seq[mapping.Framework] {
	return func(yield func(mapping.Framework) bool) {
		for _, id := range published.Frameworks() {
			if !yield(fw(id)) {
				return
			}
		}
	}
}

// crosswalks yields the published crosswalks.
func crosswalks() iter.Seq[mapping.Crosswalk] {
	return func(yield func(mapping.Crosswalk) bool) {
		for _, k := range published.Crosswalks() {
			if !yield(cw(k.Source, k.Target)) {
				return
			}
		}
	}
}
