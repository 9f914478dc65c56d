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

// Audits that share an ID share no entry.
func TestEntriesOfAuditsWithOneID(t *testing.T) {
	p := soundProgramme()
	one := p.Entries(programmeDay, programmeDay.AddYears(10))
	p.Audits = append(p.Audits, slices.Clone(p.Audits)...)
	p.Audits = append(p.Audits, p.Audits[1])
	ids := map[isms.ID]bool{}
	all := p.Entries(programmeDay, programmeDay.AddYears(10))
	for _, e := range all {
		ids[e.ID] = true
	}
	if len(all) != 2*len(one)+1 || len(ids) != len(all) {
		t.Errorf("%d IDs of %d entries, without doubles %d", len(ids), len(all), len(one))
	}
	for _, e := range one {
		if !ids[e.ID] {
			t.Errorf("the entry of the first audit has lost its ID: %+v", e)
		}
	}
}
