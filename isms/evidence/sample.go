package evidence

import (
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Sample is the records drawn for one requirement or control.
type Sample struct {
	Ref        isms.Ref `json:"ref"`
	Population int      `json:"population"` // the number of records to draw from
	Drawn      []Record `json:"drawn"`      // by ID
}

// Draw returns n records of the population, all of them if there are fewer, by
// ID. The same source gives the same sample whatever the order of the
// population; a record given twice, the same in every field, is there once.
func Draw(src isms.Chance, population []Record, n int) []Record {
	list := sorted(population)
	n = max(0, min(n, len(list)))
	for i := range n {
		left := len(list) - i
		k := max(0, min(src.IntN(left), left-1)) // also where a source breaks its word
		list[i], list[i+k] = list[i+k], list[i]
	}
	list = list[:n]
	slices.SortFunc(list, (*Record).compare)
	out := make([]Record, n)
	for i, e := range list {
		out[i] = *e
		out[i].Refs = slices.Clone(e.Refs)
	}
	return out
}

// Samples returns up to n records for each requirement and control with an
// expectation, drawn from those that count on asOf and cover a day of the window,
// in the order of the standard.
func (l Log) Samples(src isms.Chance, asOf isms.Date, days isms.Window, n int) []Sample {
	out := []Sample{}
	g := l.open(asOf, nil) // nothing is counted here
	for i := 0; i < len(g.expect); {
		ref := g.expect[i].Ref
		var list []Record
		for ; i < len(g.expect) && g.expect[i].Ref == ref; i++ {
			kept, _ := originals(g.entries[i])
			for _, e := range kept {
				if (isms.Window{First: e.first, Last: e.last}).Overlaps(days) {
					list = append(list, *e.e)
				}
			}
		}
		population := len(sorted(list))
		out = append(out, Sample{Ref: ref, Population: population, Drawn: Draw(src, list, n)})
	}
	return out
}
