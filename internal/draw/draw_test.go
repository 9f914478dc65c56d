package draw_test

import (
	"math/rand/v2"
	"testing"

	"github.com/ismskit/ismskit/internal/draw"
	"github.com/ismskit/ismskit/isms"
)

func TestGeneratedValuesAreSound(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	kinds := map[string]int{}
	for range 5000 {
		for _, rule := range draw.Rules(r, 4) {
			if err := rule.Validate(); err != nil {
				t.Fatal(err)
			}
		}
		if err := draw.Table(r).Validate(); err != nil {
			t.Fatal(err)
		}
		if err := draw.Series(r).Validate(); err != nil {
			t.Fatal(err)
		}
		if err := draw.Window(r).Validate(); err != nil {
			t.Fatal(err)
		}
		d := draw.Date(r)
		switch {
		case d.IsZero():
			kinds["none"]++
		case monthEnd(d):
			kinds["month end"]++
		default:
			kinds["other"]++
		}
		if j := draw.Judgement(r, isms.MustDate("2026-03-02")); !j.InForce(isms.MustDate("2026-03-02")) {
			t.Fatalf("a drawn judgement is not in force: %v", j.Validate())
		}
	}
	if len(kinds) != 3 {
		t.Errorf("dates drawn: %v", kinds)
	}
}

func TestPickOfNothing(t *testing.T) {
	c := &steps{}
	if draw.Pick(c, []int{}) != 0 || draw.Pick(c, []string{"x"}) != "x" || !draw.Chance(c, 1, 0) {
		t.Error("Pick")
	}
}

func monthEnd(d isms.Date) bool {
	year, month, day := d.Civil()
	return day == isms.DaysIn(year, month)
}
