package audit_test

import (
	"slices"
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/internal/text"
)

// A word that says nothing is no statement, no evidence and no reason; a word that
// there is none answers what is asked of similar nonconformities, consequences and
// changes alone.
func TestWordsForNothing(t *testing.T) {
	silent, none := text.Blanks()
	for _, word := range slices.Concat(silent, none) {
		e := raised("NC-1", "2026-03-06", audit.Minor, audit.Internal)
		e.Finding.Statement, e.Finding.Evidence = word, word
		n := replay(t, e)
		report := audit.Register{Items: []audit.RegisterItem{{Nonconformity: n}}}.Check(day("2026-03-07"), audit.Schedule{})
		found, err := report.Of("audit/nature-of-nonconformity-not-documented")
		if err != nil || len(found) != 2 {
			t.Errorf("%q is taken for a statement or for evidence: %v, %v", word, found, err)
		}
		for _, e := range []audit.Event{{Kind: audit.Withdrawn}, {Kind: audit.Disputed}, {Kind: audit.Corrected}} {
			e.On, e.By, e.Text = day("2026-03-07"), "qm", word
			if _, err := n.Apply(e); golden.Codes(err) != "audit/incomplete-event at text" {
				t.Errorf("%q is taken for a text of the event %s: %v", word, e.Kind, err)
			}
		}
		analysis := audit.Event{Kind: audit.CauseDetermined, On: day("2026-03-08"), By: "qm", Text: "Nobody was told.", Similar: word}
		if got := apply(t, n, corrected("2026-03-07"), analysis).RootCauseAnalysis().Similar != ""; got != slices.Contains(none, word) {
			t.Errorf("%q answers whether there are similar ones: %t", word, got)
		}
	}
}
