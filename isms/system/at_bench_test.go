package system_test

import (
	"runtime"
	"runtime/debug"
	"slices"
	"testing"
	"time"

	"github.com/ismskit/ismskit/audit/programme"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/soa"
)

// BenchmarkAt is a day of the quickstart's document with all that is asked of it, and
// the floor: the checks of the single packages, with the statement built once, and no
// conflict, fold, gate or entry. TestADayIsNearTheChecksOfItsPackages holds the ratio.
func BenchmarkAt(b *testing.B) {
	s := larkspur(b)
	b.Run("day", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			wholeDay(s)
		}
	})
	b.Run("packages", func(b *testing.B) {
		parts := packagesOf(s)
		b.ReportAllocs()
		for b.Loop() {
			parts()
		}
	})
}

var benchDay = isms.MustDate("2026-10-05")

// wholeDay asks a day for report, readiness, gates, deadlines and a year's entries.
func wholeDay(s system.System) {
	now := s.At(benchDay)
	_, _ = now.Report(), now.Readiness()
	for g := range system.Gates().All() {
		now.Gate(g)
	}
	now.Deadlines()
	now.Entries(isms.Date{}, benchDay.AddYears(1))
}

// packagesOf returns the checks of the single packages, given what they need of each
// other, and the fold of their reports into readiness.
func packagesOf(s system.System) func() {
	now := s.At(benchDay)
	facts := now.Facts()
	schedule, _ := now.Schedule()
	draft, _ := now.Draft()
	log := s.Evidence
	log.Expectations = slices.Clone(log.Expectations)
	has := map[isms.Ref]bool{}
	for i := range log.Expectations {
		has[log.Expectations[i].Ref] = true
	}
	var necessary, more []isms.Ref
	for row := range draft.Rows() {
		if row.Applicability() == soa.Excluded {
			continue
		}
		necessary = append(necessary, row.Ref())
		if state := row.Decision().Implementation; !has[row.Ref()] && (state == soa.Implemented || state == soa.PartiallyImplemented) {
			more = append(more, row.Ref())
		}
	}
	for d := range evidence.ClauseDefaults() {
		if !has[d.Ref] {
			more = append(more, d.Ref)
		}
	}
	log.Expectations = append(log.Expectations, evidence.Expectations(s.Operating, more...)...)
	rules := system.AllRules()
	return func() {
		facts := facts
		facts.Evidence = log.Summaries(benchDay, nil) // what the statement needs of it
		stmt, _ := soa.Build(soa.Input{
			Version: s.Applicability.Version, Header: s.Applicability.Header, Custom: s.Applicability.Custom,
			Decisions: s.Applicability.Decisions, Register: s.Register, Obligations: s.Obligations,
		})
		isms.Assess(benchDay, rules, s.Judgements,
			s.Records.Check(benchDay, nil), s.Register.Check(benchDay, nil), stmt.Check(benchDay, nil, facts), log.Check(benchDay, nil),
			s.Programme.Check(benchDay, programme.Facts{Necessary: necessary}), s.Findings.Check(benchDay, schedule))
	}
}

// A day with all that is asked of it costs at most a small multiple of the checks of
// its packages; both are timed in turn, and the best of each counts.
func TestADayIsNearTheChecksOfItsPackages(t *testing.T) {
	if testing.Short() {
		t.Skip("timing")
	}
	s := larkspur(t)
	parts := packagesOf(s)
	whole, checks, ratio := time.Duration(1<<62), time.Duration(1<<62), 0.0
	for round := range 200 { // the least of each, in turn; a busy machine needs more rounds
		whole, checks = min(whole, timed(func() { wholeDay(s) })), min(checks, timed(parts))
		if ratio = float64(whole) / float64(checks); round >= 10 && ratio <= 2 {
			break
		}
	}
	t.Logf("%.2f times the checks of the packages", ratio)
	if ratio > 2 {
		t.Errorf("a day costs %.2f times the checks of its packages, want at most 2", ratio)
	}
}

// timed returns how long f takes with nothing left to collect before it and nothing
// collected meanwhile, so that what else the machine does counts less.
func timed(f func()) time.Duration {
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	runtime.GC()
	begin := time.Now()
	f()
	return time.Since(begin)
}
