package mapping_test

import (
	"fmt"
	"testing"

	"github.com/ismskit/ismskit/mapping"
)

var sink int

func BenchmarkRelationThen(b *testing.B) {
	b.ReportAllocs()
	r := mapping.Relation(21)
	for i := range b.N {
		r |= r.Compose(mapping.Relation(i & 31))
	}
	sink = int(r)
}

func BenchmarkFrameworkItem(b *testing.B) {
	f := fw("nist-800-53-r5")
	b.ReportAllocs()
	for range b.N {
		if _, ok := f.LookupItem("SI-4(25)"); ok {
			sink++
		}
	}
}

// longChain goes from SP 800-53 r5 over CSF 2.0 to ISO/IEC 27001.
func longChain(b testing.TB) []mapping.Crosswalk {
	b.Helper()
	return []mapping.Crosswalk{cw("nist-csf-2.0", "nist-800-53-r5").Converse(), cw("nist-csf-2.0", "iso-27001-2022")}
}

func BenchmarkComposeEndToEnd(b *testing.B) {
	b.ReportAllocs()
	n := 0
	for range b.N {
		c, err := mapping.NewChain(longChain(b)...)
		if err != nil {
			b.Fatal(err)
		}
		n = 0
		for range c.Candidates() {
			n++
		}
	}
	b.ReportMetric(float64(n), "leads")
}

// The floor of the same: lists of neighbours and a table of relations, nothing
// else. It checks no editions, keeps no order and counts no paths.
func BenchmarkComposeEndToEndFloor(b *testing.B) {
	legs := longChain(b)
	index := func(f mapping.Framework) map[string]int {
		m := map[string]int{}
		for it := range f.Items() {
			m[it.ID] = len(m)
		}
		return m
	}
	next := func(c mapping.Crosswalk) [][]int {
		s, t := index(c.Source()), index(c.Target())
		out := make([][]int, len(s))
		for p := range c.Pairs() {
			out[s[p.Source]] = append(out[s[p.Source]], t[p.Target])
		}
		return out
	}
	one, two := next(legs[0]), next(legs[1])
	width := legs[1].Target().Len()
	b.ReportAllocs()
	b.ResetTimer()
	n := 0
	for range b.N {
		n = 0
		row := make([]mapping.Relation, width)
		for _, mid := range one {
			clear(row)
			for _, m := range mid {
				for _, t := range two[m] {
					row[t] |= mapping.Unspecified
				}
			}
			for _, r := range row {
				if r != 0 {
					n++
				}
			}
		}
	}
	b.ReportMetric(float64(n), "leads")
}

func BenchmarkComposeDerived(b *testing.B) {
	typed := func(c mapping.Crosswalk) mapping.Crosswalk {
		s := c.Spec()
		for i := range s.Entries {
			s.Entries[i].Relation = []mapping.Relation{mapping.Related, mapping.SupersetOrEqual, mapping.SubsetOrEqual}[i%3]
		}
		out, err := mapping.New(s, c.Source(), c.Target())
		if err != nil {
			b.Fatal(err)
		}
		return out
	}
	legs := longChain(b)
	c, err := mapping.NewChain(typed(legs[0]), typed(legs[1]))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for range b.N {
		sink = 0
		for l := range c.Candidates() {
			sink += int(l.Relation)
		}
	}
}

// reviewed is the crosswalk from ISO/IEC 27001 to CSF 2.0 as if somebody had
// reviewed a third of its pairs.
func reviewed(b testing.TB) mapping.Crosswalk {
	b.Helper()
	c := cw("nist-csf-2.0", "iso-27001-2022").Converse()
	o := mapping.Overlay{ID: "reviews", Source: "iso-27001-2022", Target: "nist-csf-2.0"}
	i := 0
	for p := range c.Pairs() {
		if i%3 == 0 {
			o.Reviews = append(o.Reviews, review(p.Source, p.Target, []mapping.Relation{mapping.Related, mapping.SupersetOrEqual, mapping.SubsetOrEqual, mapping.Intersects}[i/3%4]))
		}
		i++
	}
	out, err := c.With(o)
	if err != nil {
		b.Fatal(err)
	}
	return out
}

// tenantState makes up the states of a tenant.
func tenantState(tenant int) func(string) mapping.State {
	return func(id string) mapping.State {
		return [...]mapping.State{mapping.FullyMet, mapping.FullyMet, mapping.PartiallyMet, mapping.NotMet, mapping.Unknown}[(tenant*7+int(id[len(id)-1])*3+len(id))%5]
	}
}

func BenchmarkInferFrom93Controls(b *testing.B) {
	c, target := reviewed(b), fw("nist-csf-2.0")
	state := tenantState(1)
	b.ReportAllocs()
	for range b.N {
		inf, err := mapping.Infer(target, mapping.InferenceInput{Crosswalk: c, State: state})
		if err != nil {
			b.Fatal(err)
		}
		sink = inf.Coverage().Covered
	}
}

func BenchmarkInferWithAllProofs(b *testing.B) {
	c, target := reviewed(b), fw("nist-csf-2.0")
	state := tenantState(1)
	b.ReportAllocs()
	for range b.N {
		inf, err := mapping.Infer(target, mapping.InferenceInput{Crosswalk: c, State: state})
		if err != nil {
			b.Fatal(err)
		}
		sink = 0
		for r := range inf.Results() {
			for p := range inf.Proofs(r.Target) {
				sink += len(p.States)
			}
		}
	}
}

func BenchmarkInferTenants(b *testing.B) {
	c, target := reviewed(b), fw("nist-csf-2.0")
	const tenants = 10_000
	b.ReportAllocs()
	for range b.N {
		sink = 0
		for t := range tenants {
			inf, err := mapping.Infer(target, mapping.InferenceInput{Crosswalk: c, State: tenantState(t)})
			if err != nil {
				b.Fatal(err)
			}
			sink += inf.Coverage().Covered
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/tenants, "ns/tenant")
}

// The floor of one tenant after the other: the relations and positions in flat
// slices, two tables, and a count of what is proved.
func BenchmarkInferTenantsFloor(b *testing.B) {
	c := reviewed(b)
	at := func(f mapping.Framework) map[string]int32 {
		m := map[string]int32{}
		for it := range f.Items() {
			m[it.ID] = int32(len(m))
		}
		return m
	}
	s, t := at(c.Source()), at(c.Target())
	type row struct {
		s, t int32
		r    mapping.Relation
	}
	var rows []row
	for p := range c.Pairs() {
		rows = append(rows, row{s[p.Source], t[p.Target], p.Relation})
	}
	var ids []string
	for it := range c.Source().Items() {
		ids = append(ids, it.ID)
	}
	possible := make([]mapping.StateSet, c.Target().Len())
	states := make([]mapping.StateSet, len(ids))
	const tenants = 10_000
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		sink = 0
		for n := range tenants {
			state := tenantState(n)
			for i, id := range ids {
				states[i] = mapping.SetOf(state(id))
			}
			for i := range possible {
				possible[i] = mapping.AnyState
			}
			for _, r := range rows {
				possible[r.t] &= r.r.Carry(states[r.s])
			}
			for _, p := range possible {
				if p == 1 {
					sink++
				}
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/tenants, "ns/tenant")
}

func BenchmarkNew(b *testing.B) {
	c := cw("nist-800-53-r5", "iso-27001-2022")
	s := c.Spec()
	b.ReportAllocs()
	for range b.N {
		if _, err := mapping.New(s, c.Source(), c.Target()); err != nil {
			b.Fatal(err)
		}
	}
}

// A hundred thousand entries, to see that nothing grows faster than its input.
func BenchmarkLargeTable(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			spec := mapping.FrameworkSpec{ID: "large", Leaves: []mapping.Kind{"rule"}}
			var entries []mapping.Entry
			for i := range n {
				id := fmt.Sprint("r", i)
				spec.Items = append(spec.Items, mapping.Item{ID: id, Kind: "rule"})
				entries = append(entries, pair(id, fmt.Sprint("r", (i*7)%n), mapping.SupersetOrEqual))
			}
			f, err := mapping.NewFramework(spec)
			if err != nil {
				b.Fatal(err)
			}
			state := func(string) mapping.State { return mapping.FullyMet }
			b.ReportAllocs()
			b.ResetTimer()
			for range b.N {
				c, err := mapping.New(mapping.Spec{ID: "x", Source: "large", Target: "large", Entries: entries}, f, f)
				if err != nil {
					b.Fatal(err)
				}
				inf, err := mapping.Infer(f, mapping.InferenceInput{Crosswalk: c, State: state})
				if err != nil {
					b.Fatal(err)
				}
				sink = inf.Coverage().Covered
			}
		})
	}
}
