package systemtest

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/internal/draw"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
)

// part is something that a system can lose.
type part struct {
	name string
	drop func(c isms.Chance, s *system.System)
}

// without returns the list without one of its items, drawn.
func without[T any](c isms.Chance, list []T) []T {
	if len(list) == 0 {
		return list
	}
	i := c.IntN(len(list))
	return slices.Delete(slices.Clone(list), i, i+1)
}

var parts = [...]part{
	{"the obligations", func(_ isms.Chance, s *system.System) { s.Obligations = nil }},
	{"the decisions", func(_ isms.Chance, s *system.System) { s.Applicability.Decisions = nil }},
	{"a decision", func(c isms.Chance, s *system.System) {
		s.Applicability.Decisions = without(c, s.Applicability.Decisions)
	}},
	{"the approved statements", func(_ isms.Chance, s *system.System) { s.Statements = nil }},
	{"the evidence", func(_ isms.Chance, s *system.System) { s.Evidence.Records = nil }},
	{"the day of operation", func(_ isms.Chance, s *system.System) { s.Operating = isms.Date{} }},
	{"the programme", func(_ isms.Chance, s *system.System) { s.Programme.Audits = nil }},
	{"an audit", func(c isms.Chance, s *system.System) { s.Programme.Audits = without(c, s.Programme.Audits) }},
	{"the management reviews", func(_ isms.Chance, s *system.System) { s.Records.ManagementReviews = nil }},
	{"the word that the findings are complete", func(_ isms.Chance, s *system.System) { s.Findings.Complete = "" }},
	{"the judgements", func(_ isms.Chance, s *system.System) { s.Judgements = nil }},
	{"a judgement", func(c isms.Chance, s *system.System) { s.Judgements = without(c, s.Judgements) }},
	{"the acceptance criteria", func(_ isms.Chance, s *system.System) { s.Register.Method.Criteria = nil }},
	{"the treatments", func(_ isms.Chance, s *system.System) { s.Register.Treatments = nil }},
	{"the assets", func(_ isms.Chance, s *system.System) { s.Register.Assets = nil }},
	{"the suppliers", func(_ isms.Chance, s *system.System) { s.Records.Suppliers = nil }},
	{"the people", func(_ isms.Chance, s *system.System) { s.Records.People = nil }},
	{"the policy", func(_ isms.Chance, s *system.System) { s.Records.Policy.ApprovedBy = "" }},
	{"the objectives", func(_ isms.Chance, s *system.System) { s.Records.Objectives = nil }},
	{"the measures", func(_ isms.Chance, s *system.System) { s.Records.Indicators = nil }},
}

// Drop returns the system without one part, drawn, which it names. The system
// given stays as it is.
func Drop(c isms.Chance, s system.System) (system.System, string) {
	p := parts[c.IntN(len(parts))]
	p.drop(c, &s)
	return s, p.name
}

// Check returns the first law of package system that does not hold for a system of
// yours on a day: the stored document reads back with the same bytes and the same
// report; another order of its lists gives the same report; leaving out a part, or
// the facts of a part, settles nothing; folding changes no status and loses no place.
// Cost: some ten checks of the system.
func Check(c isms.Chance, s system.System, asOf isms.Date) error {
	return verbs().hold(c, s, asOf)
}

// laws are the verbs that the laws are about.
type laws struct {
	at     func(system.System, isms.Date) system.Now
	check  func(system.System, isms.Date) isms.Report
	assess func(system.System, isms.Date) isms.Readiness
	fold   func(system.Now) isms.Report
	encode func(system.System) ([]byte, error)
	decode func([]byte) (system.System, error)
}

func verbs() laws {
	return laws{
		system.System.At,
		func(s system.System, day isms.Date) isms.Report { return s.At(day).Unfolded() },
		func(s system.System, day isms.Date) isms.Readiness { return s.At(day).Readiness() },
		system.Now.Report,
		system.System.Encode, system.Decode,
	}
}

func (v laws) hold(c isms.Chance, s system.System, asOf isms.Date) error {
	report := v.check(s, asOf)
	text, err := v.encode(s)
	if err != nil {
		return fmt.Errorf("systemtest: it cannot be written: %w", err)
	}
	back, err := v.decode(text)
	if err != nil {
		return fmt.Errorf("systemtest: what was written does not read back: %w", err)
	}
	again, err := v.encode(back)
	if err != nil {
		return fmt.Errorf("systemtest: what was read cannot be written: %w", err)
	}
	if !bytes.Equal(text, again) {
		return errors.New("systemtest: written, read and written again, it differs")
	}
	if d := isms.DiffReports(report, v.check(back, asOf)); !d.Empty() {
		return fmt.Errorf("systemtest: written and read, it checks differently: %s", show(d))
	}
	if d := isms.DiffReports(report, v.check(shuffled(c, s), asOf)); !d.Empty() {
		return fmt.Errorf("systemtest: in another order it checks differently: %s", show(d))
	}
	if err := v.folding(s, asOf); err != nil {
		return err
	}
	before := v.assess(s, asOf)
	less, what := Drop(c, s)
	for l := range v.assess(less, asOf).Items() {
		was, ok := before.LookupItem(l.Ref)
		if ok && l.Status.Settled() && !was.Status.Settled() {
			return fmt.Errorf("systemtest: without %s, %s went from %q to %q", what, l.Ref, was.Status, l.Status)
		}
	}
	return nil
}

// folding checks that the folded report stands for all of the other.
func (v laws) folding(s system.System, asOf isms.Date) error {
	now := v.at(s, asOf)
	folded := v.fold(now)
	places := map[isms.Folded]bool{}
	for d := range folded.Found() {
		places[isms.Folded{Code: d.Code, Path: d.Path, Key: d.Key}] = true
		for _, f := range d.Folded {
			places[f] = true
		}
	}
	for d := range now.Unfolded().Found() {
		if !places[isms.Folded{Code: d.Code, Path: d.Path, Key: d.Key}] {
			return fmt.Errorf("systemtest: folding loses %s", d)
		}
	}
	rules := system.AllRules()
	before := isms.Assess(asOf, rules, s.Judgements, now.Unfolded())
	for l := range isms.Assess(asOf, rules, s.Judgements, folded).Items() {
		if was, ok := before.LookupItem(l.Ref); !ok || was.Status != l.Status {
			return fmt.Errorf("systemtest: by folding, %s went from %q to %q", l.Ref, was.Status, l.Status)
		}
	}
	return nil
}

func show(d isms.ReportDiff) string {
	var b bytes.Buffer
	for _, list := range [][]isms.Diagnostic{d.Appeared, d.Resolved, d.Lost} {
		for i, f := range list {
			if i < 3 {
				fmt.Fprintf(&b, "%s; ", f)
			}
		}
	}
	fmt.Fprintf(&b, "%d appeared, %d resolved, %d lost, %v started, %v stopped", len(d.Appeared), len(d.Resolved), len(d.Lost), d.Started, d.Stopped)
	return b.String()
}

func shuffled(c isms.Chance, s system.System) system.System {
	s.Obligations = draw.Shuffled(c, s.Obligations)
	s.Applicability.Decisions = draw.Shuffled(c, s.Applicability.Decisions)
	s.Evidence.Records = draw.Shuffled(c, s.Evidence.Records)
	s.Evidence.Expectations = draw.Shuffled(c, s.Evidence.Expectations)
	s.Register.Risks = draw.Shuffled(c, s.Register.Risks)
	s.Register.Treatments = draw.Shuffled(c, s.Register.Treatments)
	s.Register.Assets = draw.Shuffled(c, s.Register.Assets)
	s.Findings.Items = draw.Shuffled(c, s.Findings.Items)
	s.Programme.Audits = draw.Shuffled(c, s.Programme.Audits)
	s.Programme.Areas = draw.Shuffled(c, s.Programme.Areas)
	s.Judgements = draw.Shuffled(c, s.Judgements)
	s.DeadlinePolicies = draw.Shuffled(c, s.DeadlinePolicies)
	s.Records.People = draw.Shuffled(c, s.Records.People)
	s.Records.Suppliers = draw.Shuffled(c, s.Records.Suppliers)
	return s
}
