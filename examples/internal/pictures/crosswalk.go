package pictures

import (
	"fmt"
	"strings"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/mapping"
)

// outcomes are what can be known of a requirement of another framework. A candidate
// mapping, no counterpart as the publisher states, and neither are three things, and
// none of them is a gap in the work.
var outcomes = []Class{
	{Name: "fully covered", Colour: "#7fbf8b"},
	{Name: "not fully covered", Colour: "#ee8d86"},
	{Name: "inconclusive", Colour: "#cfe3a3"},      // some demand is met, and not proved that all are
	{Name: "contradictory", Colour: "#d9a7d6"},     // a person must look
	{Name: "candidate mapping", Colour: "#a9cbe8"}, // a crosswalk names it and proves nothing
	{Name: "no counterpart", Colour: "#e9e2c8"},    // the publisher says that nothing corresponds
	{Name: "unmapped", Colour: "#d3d9df"},          // no crosswalk names it
}

const (
	covered = iota
	notCovered
	inconclusive
	contradictory
	candidate
	noCounterpart
	unmapped
)

// Crosswalk counts what an inference proves of the requirements of its target
// framework, by their topmost headings.
func Crosswalk(of string, inf mapping.Inference, asOf isms.Date) Tally {
	t := Tally{Noun: "requirement", Classes: outcomes}
	target := inf.Target()
	at := map[string]int{}
	for item := range target.Leaves() {
		head := topmost(target, item)
		i, ok := at[head.ID]
		if !ok {
			i = len(t.Groups)
			at[head.ID] = i
			t.Groups = append(t.Groups, Group{strings.TrimSpace(head.ID + " " + head.Title), make([]int, len(outcomes))})
		}
		r, _ := inf.LookupResult(item.ID)
		t.Groups[i].Counts[outcomeOf(r)]++
	}
	total := 0
	for i := range t.Groups {
		n := sum(t.Groups[i].Counts)
		total += n
		t.Groups[i].Name += fmt.Sprintf(" (%d)", n)
	}
	name := target.Spec().Name
	if name == "" {
		name = target.ID()
	}
	says := fmt.Sprintf("%d of %d requirements are proved to be fully covered, %d not fully", t.Total(covered), total, t.Total(notCovered))
	if n := t.Total(candidate); n > 0 {
		says += fmt.Sprintf("; %d have candidate mappings, which prove nothing until a person reviews them", n)
	}
	t.Heading = Heading{says, fmt.Sprintf("%s on %s: %s, from %s", of, asOf, name, strings.Join(inf.Coverage().Crosswalks, ", "))}
	return t
}

func outcomeOf(r mapping.Result) int {
	switch r.Outcome {
	case mapping.ProvedCovered:
		return covered
	case mapping.ProvedNotCovered:
		return notCovered
	case mapping.Inconclusive:
		return inconclusive
	case mapping.Contradictory:
		return contradictory
	}
	switch {
	case r.Reached:
		return candidate
	case r.NoCounterpart:
		return noCounterpart
	}
	return unmapped
}

// topmost returns the heading above an item that has none above itself.
func topmost(f mapping.Framework, item mapping.Item) mapping.Item {
	for range f.Len() {
		up, ok := f.LookupItem(item.Parent)
		if item.Parent == "" || !ok {
			break
		}
		item = up
	}
	return item
}
