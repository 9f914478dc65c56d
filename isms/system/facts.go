package system

import (
	"slices"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
	"github.com/ismskit/ismskit/soa"
)

// statementFacts returns what the checks of the statement need from the rest of the
// system.
func (n *Now) statementFacts() soa.Facts {
	s := n.sys
	// In a stored document an empty list and one that nobody filled look alike, so
	// both count as unknown: silence is not consent.
	f := soa.FactsOf(s.Register)
	if len(s.Register.Assets) == 0 {
		f.Assets = nil
	}
	if len(s.Register.Treatments) == 0 {
		f.Plan = nil
	}
	if len(s.Obligations) > 0 {
		f.Obligations = slices.Clone(s.Obligations)
	}
	f.ScopeSince = s.Records.Scope.Determined
	if len(s.Evidence.Records) > 0 {
		f.Evidence = n.controlEvidence()
	}
	for _, d := range s.Records.Documents {
		if d.Key == "soa" && d.Version != "" {
			f.Citations = append(f.Citations, soa.Citation{Document: d.ID, Version: d.Version})
		}
	}
	return f
}

// controlEvidence returns the freshest evidence for each control, by the cadence
// that is expected of it, or by its age where nothing is expected.
func (n *Now) controlEvidence() []evidence.Summary {
	s := n.sys
	out := []evidence.Summary{}
	expected := map[isms.Ref]bool{}
	if n.draftErr == nil {
		for _, l := range n.evidence {
			if l.Ref.IsControl() {
				expected[l.Ref] = true
				if !l.Latest.IsZero() {
					out = append(out, l)
				}
			}
		}
	}
	for i := range s.Evidence.Records {
		e := &s.Evidence.Records[i]
		if e.Adverse || e.Collected.IsZero() || !n.day.IsZero() && e.Collected.After(n.day) {
			continue
		}
		for _, ref := range e.Refs {
			if ref.IsControl() && !expected[ref] {
				out = append(out, evidence.Summary{Expectation: evidence.Expectation{Ref: ref}, Latest: e.Collected})
			}
		}
	}
	slices.SortFunc(out, func(a, b evidence.Summary) int {
		if c := a.Ref.Compare(b.Ref); c != 0 {
			return c
		}
		if c := a.Latest.Compare(b.Latest); c != 0 {
			return c
		}
		return a.ValidUntil.Compare(b.ValidUntil)
	})
	return out
}
