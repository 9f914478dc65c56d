package system

import (
	"slices"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
	"github.com/ismskit/ismskit/soa"
)

// Facts returns what the checks of the Statement of Applicability need from the
// rest of the system on a day: evidence for each control, the treatment plan, the
// assets, the obligations, the day of the assessment and that of the scope, and
// the documents that cite a version of the statement.
func (s System) Facts(asOf isms.Date) soa.Facts {
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
		f.Evidence = s.controlEvidence(asOf)
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
func (s System) controlEvidence(asOf isms.Date) []evidence.Summary {
	out := []evidence.Summary{}
	stmt, err := s.Statement()
	expected := map[isms.Ref]bool{}
	if err == nil {
		for _, l := range s.log(stmt).Summaries(asOf) {
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
		if e.Adverse || e.Collected.IsZero() || !asOf.IsZero() && e.Collected.After(asOf) {
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
