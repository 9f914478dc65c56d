package programme_test

import (
	"slices"
	"testing"

	"github.com/ismskit/ismskit/audit/programme"
	"github.com/ismskit/ismskit/isms"
)

func TestSmallCorners(t *testing.T) {
	p := soundProgramme()
	p.Audit.Every = isms.Interval{N: 1, Unit: "moons"}
	p.Audits[1].Cancelled = "merged with IA-3"
	p.Audits[2].Scope = []isms.Ref{"8", "9", "10", "A"}
	if got := codes(p.Check(programmeDay, programme.Facts{})); !slices.Equal(got, []string{"programme/incomplete-audit-programme"}) {
		t.Errorf("got %v", got)
	}
	p.Audit.Every = isms.MustInterval("10 working days")
	if got := codes(p.Check(programmeDay, programme.Facts{})); !slices.Equal(got, []string{"programme/incomplete-audit-programme"}) {
		t.Errorf("got %v", got)
	}
	if table := p.Table(programmeDay, nil); len(table.Rows) == 0 {
		t.Error("no coverage")
	}
}
