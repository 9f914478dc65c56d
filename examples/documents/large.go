package main

import (
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

// enlarge repeats the risks of a register, and the treatments of them, under new IDs
// until there are n risks. It shows how the documents of a large register look; with
// fewer than there are the register stays as it is.
func enlarge(reg risk.Register, n int) risk.Register {
	risks, treatments := reg.Risks, reg.Treatments
	if len(risks) == 0 || n <= len(risks) {
		return reg
	}
	reg.Risks, reg.Treatments = slices.Clone(risks), slices.Clone(treatments)
	for round := 2; len(reg.Risks) < n; round++ {
		again := func(id isms.ID) isms.ID { return isms.ID(fmt.Sprintf("%s-%d", id, round)) }
		fresh := map[isms.ID]isms.ID{}
		for _, r := range risks[:min(len(risks), n-len(reg.Risks))] {
			fresh[r.ID] = again(r.ID)
			r.ID = fresh[r.ID]
			reg.Risks = append(reg.Risks, r)
		}
		for _, t := range treatments {
			var of []isms.ID
			for _, id := range t.Risks {
				if other, ok := fresh[id]; ok {
					of = append(of, other)
				}
			}
			if len(of) > 0 {
				t.ID, t.Risks = again(t.ID), of
				reg.Treatments = append(reg.Treatments, t)
			}
		}
	}
	return reg
}
