package programme_test

import (
	"slices"
	"testing"

	"github.com/ismskit/ismskit/isms"
)

func TestEntries(t *testing.T) {
	ids := map[isms.ID]bool{}

	var audits []isms.ID
	for _, e := range soundProgramme().Entries(programmeDay, programmeDay.AddYears(10)) {
		audits = append(audits, e.Subject)
		if ids[e.ID] || e.Kind != isms.EntryAudit || e.Window.Last.IsZero() {
			t.Errorf("%+v", e)
		}
	}
	if !slices.Equal(audits, []isms.ID{"IA-2", "IA-3"}) {
		t.Errorf("audits to come %v", audits)
	}
}
