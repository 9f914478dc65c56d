package cycle_test

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/isms"
)

// Each band from both of its edges.
func TestInitialDays(t *testing.T) {
	bands := []struct {
		from, to int
		want     string
	}{
		{1, 10, "5"},
		{11, 15, "6"},
		{16, 25, "7"},
		{26, 45, "8.5"},
		{46, 65, "10"},
		{66, 85, "11"},
		{86, 125, "12"},
		{126, 175, "13"},
		{176, 275, "14"},
		{276, 425, "15"},
		{426, 625, "16.5"},
		{626, 875, "17.5"},
		{876, 1175, "18.5"},
		{1176, 1550, "19.5"},
		{1551, 2025, "21"},
		{2026, 2675, "22"},
		{2676, 3450, "23"},
		{3451, 4350, "24"},
		{4351, 5450, "25"},
		{5451, 6800, "26"},
		{6801, 8500, "27"},
		{8501, 10700, "28"},
	}
	if len(bands) != 22 {
		t.Fatalf("%d bands, want 22", len(bands))
	}
	for _, b := range bands {
		for _, n := range []int{b.from, b.to} {
			if got, err := cycle.InitialDays(n); err != nil || got.String() != b.want {
				t.Errorf("%d personnel: %v, %v; want %s", n, got, err, b.want)
			}
		}
	}
	for _, n := range []int{-1, 0, 10701, 1 << 30} {
		if got, err := cycle.InitialDays(n); err == nil {
			t.Errorf("%d personnel: %v, want an error", n, got)
		}
	}
}

func TestEffectivePersons(t *testing.T) {
	same := func(n int) cycle.PersonnelGroup { return cycle.PersonnelGroup{Personnel: n, Identical: true} }
	for _, c := range []struct {
		groups []cycle.PersonnelGroup
		want   int
	}{
		{nil, 0},
		{[]cycle.PersonnelGroup{same(49), same(49), same(49)}, 21}, // European Accreditation FAQ 48.6
		{[]cycle.PersonnelGroup{same(48)}, 7},
		{[]cycle.PersonnelGroup{same(50)}, 8},
		{[]cycle.PersonnelGroup{same(0), same(1), {Personnel: 12}}, 13},
		{[]cycle.PersonnelGroup{same(1_000_000_000)}, 31623},
	} {
		if got, err := cycle.EffectivePersonnel(c.groups); err != nil || got != c.want {
			t.Errorf("%v: %d, %v; want %d", c.groups, got, err, c.want)
		}
	}
	for _, g := range []cycle.PersonnelGroup{{Personnel: -1}, {Personnel: 1_000_000_001}} {
		if _, err := cycle.EffectivePersonnel([]cycle.PersonnelGroup{g}); err == nil {
			t.Errorf("%v: taken", g)
		}
	}
}

// The most that can be taken off, for the sizes of small firms.
func TestPlanAuditTime(t *testing.T) {
	simple := cycle.Complexity{BusinessType: 1, Tasks: 1, Maturity: 1, Infrastructure: 1, Outsourcing: 1, Development: 1}
	for persons, want := range map[int]string{16: "4.9", 45: "5.95", 65: "7", 66: "7.7", 125: "8.4"} {
		got, err := cycle.PlanAuditTime(persons, simple, -30)
		if err != nil || got.Initial.String() != want {
			t.Errorf("%d personnel: %v, %v; want %s", persons, got.Initial, err, want)
		}
	}
	got, err := cycle.PlanAuditTime(60, simple, -10)
	if err != nil {
		t.Fatal(err)
	}
	if got.Initial.String() != "9" || got.Surveillance.String() != "3" || got.Recertification.String() != "6" {
		t.Errorf("got %+v", got)
	}
	first, second, err := got.Stages(cycle.Days{})
	if err != nil || first.String() != "3" || second.String() != "6" {
		t.Errorf("stages %v, %v, %v", first, second, err)
	}
	if _, _, err := got.Stages(cycle.HalfDays(19)); err == nil {
		t.Error("a stage 1 longer than the whole audit was taken")
	}
	for _, p := range []int{-31, -9, 0, 50} {
		if _, err := cycle.PlanAuditTime(60, simple, p); err == nil {
			t.Errorf("%d %%: taken", p)
		}
	}
	for name, c := range map[string]cycle.Complexity{"zero": {}, "four": {BusinessType: 4, Tasks: 1, Maturity: 1, Infrastructure: 1, Outsourcing: 1, Development: 1}} {
		if _, err := cycle.PlanAuditTime(60, c, 0); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}

func TestComplexityRange(t *testing.T) {
	for _, c := range []struct{ business, it, lowest, highest int }{
		{3, 3, -30, -10}, {4, 5, -10, -5}, {3, 7, 5, 20}, {5, 4, -10, -5}, {6, 6, 0, 0}, {5, 9, 10, 50}, {7, 4, 5, 20}, {9, 6, 10, 50}, {7, 9, 20, 100},
	} {
		f := func(sum int) (int, int, int) {
			a := min(3, sum-2)
			b := min(3, sum-a-1)
			return a, b, sum - a - b
		}
		var x cycle.Complexity
		x.BusinessType, x.Tasks, x.Maturity = f(c.business)
		x.Infrastructure, x.Outsourcing, x.Development = f(c.it)
		if lowest, highest, err := cycle.Adjustment(x); err != nil || lowest != c.lowest || highest != c.highest {
			t.Errorf("%+v: %d to %d, %v; want %d to %d", x, lowest, highest, err, c.lowest, c.highest)
		}
	}
}

func TestHalfDaysRounding(t *testing.T) {
	simple := cycle.Complexity{BusinessType: 1, Tasks: 1, Maturity: 1, Infrastructure: 1, Outsourcing: 1, Development: 1}
	for percent, want := range map[int]string{-30: "5", -25: "5.5", -11: "6"} { // of 7: 4.9, 5.25, 6.23
		got, err := cycle.PlanAuditTime(20, simple, percent)
		if err != nil || got.Initial.ToHalfDays().String() != want {
			t.Errorf("%d %%: %v rounds to %v, want %s", percent, got.Initial, got.Initial.ToHalfDays(), want)
		}
	}
}

func TestSampleSites(t *testing.T) {
	for _, c := range []struct{ sites, initial, surveillance, recertification, random int }{
		{0, 0, 0, 0, 0},
		{1, 1, 1, 1, 1},
		{2, 2, 1, 2, 1}, // European Accreditation FAQ 46.5
		{10, 4, 2, 3, 1},
		{25, 5, 3, 4, 2},
		{26, 6, 4, 5, 2}, // FAQ 42.6
		{49, 7, 5, 6, 2},
		{100, 10, 6, 8, 3},
		{101, 11, 7, 9, 3},
		{1_000_000_000, 31623, 18974, 25299, 7906},
	} {
		for kind, want := range map[audit.Kind]int{audit.Initial: c.initial, audit.Surveillance: c.surveillance, audit.Recertification: c.recertification} {
			if got, err := cycle.SampleSites(c.sites, kind); err != nil || got.Sites != want {
				t.Errorf("%d sites, %s: %+v, %v; want %d", c.sites, kind, got, err, want)
			}
		}
		if got, _ := cycle.SampleSites(c.sites, audit.Initial); got.Random != c.random {
			t.Errorf("%d sites: %d at random, want %d", c.sites, got.Random, c.random)
		}
	}
	for _, n := range []int{-1, 1_000_000_001} {
		if _, err := cycle.SampleSites(n, audit.Initial); err == nil {
			t.Errorf("%d sites: taken", n)
		}
	}
	if _, err := cycle.SampleSites(4, audit.Internal); err == nil {
		t.Error("an internal audit has a sample")
	}
	for n, want := range map[int]int{0: 0, 1: 1, 3: 1, 4: 2, 10: 3, 11: 4} {
		if got, err := cycle.AllSites(n, audit.Surveillance); err != nil || got != want {
			t.Errorf("30 %% of %d: %d, %v; want %d", n, got, err, want)
		}
	}
	if got, _ := cycle.AllSites(11, audit.Recertification); got != 11 {
		t.Errorf("all of 11: %d", got)
	}
}

// Against big rationals: n is the least whole number with n^2 >= x (a/b)^2.
func TestSampleIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		root := rapid.IntRange(1, 31600).Draw(t, "root")
		x := root*root + rapid.IntRange(-1, 1).Draw(t, "beside a square")
		for kind, f := range map[audit.Kind]*big.Rat{audit.Initial: big.NewRat(1, 1), audit.Surveillance: big.NewRat(6, 10), audit.Recertification: big.NewRat(8, 10)} {
			got, err := cycle.SampleSites(x, kind)
			if err != nil {
				t.Fatal(err)
			}
			target := new(big.Rat).Mul(big.NewRat(int64(x), 1), new(big.Rat).Mul(f, f))
			square := func(n int) *big.Rat { return big.NewRat(int64(n)*int64(n), 1) }
			if square(got.Sites).Cmp(target) < 0 || got.Sites > 0 && square(got.Sites-1).Cmp(target) >= 0 {
				t.Fatalf("%d sites, %s: %d", x, kind, got.Sites)
			}
		}
	})
}

func TestDrawSites(t *testing.T) {
	sites := []isms.ID{"e", "b", "d", "a", "c", "f", "g", "h", "i", "j"}
	s, err := cycle.SampleSites(len(sites), audit.Initial) // 4, 1 at random
	if err != nil {
		t.Fatal(err)
	}
	draw := func(sites, chosen []isms.ID, s cycle.SiteSample) ([]isms.ID, error) {
		return cycle.DrawSites(sites, chosen, s, rand.New(rand.NewPCG(1, 2)))
	}
	got, err := draw(sites, []isms.ID{"c", "a"}, s)
	if err != nil || len(got) != 4 || !slices.Contains(got, "a") || !slices.Contains(got, "c") || !slices.IsSorted(got) || len(slices.Compact(slices.Clone(got))) != 4 {
		t.Errorf("drew %v, %v", got, err)
	}
	turned := slices.Clone(sites)
	slices.Reverse(turned)
	if again, _ := draw(turned, []isms.ID{"a", "c"}, s); !slices.Equal(got, again) {
		t.Errorf("in another order %v, want %v", again, got)
	}
	for name, c := range map[string]struct{ sites, chosen []isms.ID }{
		"too many chosen": {sites, []isms.ID{"a", "b", "c", "d"}},
		"stranger":        {sites, []isms.ID{"z"}},
		"twice":           {append(slices.Clone(sites), "a"), nil},
		"chosen twice":    {sites, []isms.ID{"a", "a"}},
		"too few":         {sites[:3], nil},
	} {
		if got, err := draw(c.sites, c.chosen, s); err == nil {
			t.Errorf("%s: drew %v", name, got)
		}
	}
	if _, err := cycle.DrawSites(sites, nil, s, nil); err == nil {
		t.Error("drew without a source")
	}
	if got, err := cycle.DrawSites(nil, nil, cycle.SiteSample{}, nil); err != nil || len(got) != 0 {
		t.Errorf("nothing of nothing: %v, %v", got, err)
	}
}
