package system_test

import (
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
)

// What is declared as held elsewhere is looked at elsewhere: here no line becomes good
// by it, whatever is declared, and however much.
func TestNoDeclarationTurnsALineGood(t *testing.T) {
	text, err := os.ReadFile("../../examples/quickstart/larkspur.json")
	if err != nil {
		t.Fatal(err)
	}
	on := isms.MustDate("2026-10-05")
	larkspur, err := system.Decode(text)
	if err != nil {
		t.Fatal(err)
	}
	larkspur.Judgements = nil // a judgement may settle what is not held
	paths := []isms.Path{"records", "register", "applicability", "statements", "evidence", "programme", "findings", "cycle", "operating", "obligations"}
	for d := range larkspur.At(on).Unfolded().Found() {
		paths = append(paths, d.Path)
	}
	for _, l := range system.Lists() {
		paths = append(paths, l.Path, l.Path+"[*]", l.Path+"[*].owner")
	}
	before := larkspur.At(on).Readiness()
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 9))
		s := larkspur
		for range 1 + r.IntN(4) {
			s.NotHeld = append(s.NotHeld, isms.NotHeld{Path: paths[r.IntN(len(paths))], Holder: isms.HeldInSystem, Name: "GRC tool"})
		}
		for l := range s.At(on).Readiness().Items() {
			if was, _ := before.LookupItem(l.Ref); l.Status.Settled() && !was.Status.Settled() {
				t.Errorf("%s was %s and is %s, as these are not held: %v", l.Ref, was.Status, l.Status, s.NotHeld)
			}
		}
	}
}

func TestWhatIsNotHeldIsSkippedWithItsPlace(t *testing.T) {
	s := system.System{NotHeld: []isms.NotHeld{{Path: "records.parties", Holder: isms.HeldInDocument, Name: "context binder"}}}
	report := s.At(day).Unfolded()
	if golden.Found(t, report, "record/missing-interested-parties") {
		t.Error("parties that are held elsewhere are missing")
	}
	if !slices.ContainsFunc(slices.Collect(report.Skipped()), func(k isms.Skipped) bool {
		return k.Code == "record/missing-interested-parties" && k.Why.Code == "isms/held-in-a-document" && k.Why.Args[0].Value == "context binder"
	}) {
		t.Error("the rule is not skipped with the document that holds the parties")
	}
	line, _ := s.At(day).Readiness().LookupItem("4.2 a")
	if line.Status != isms.StatusNotExamined {
		t.Errorf("4.2 a is %s, want not examined: %v", line.Status, line.Found)
	}
	s.Judgements = []isms.Judgement{{Requirement: "4.2", Conclusion: isms.Met, By: "auditor", On: day, Basis: "context binder, seen on site"}}
	if line, _ = s.At(day).Readiness().LookupItem("4.2 a"); line.Status != isms.StatusJudged {
		t.Errorf("4.2 a is %s once judged, want judged: %v, %v", line.Status, line.Missing, line.Skipped)
	}
}

// misdeclared is a system with declarations that are none.
func misdeclared() system.System {
	return system.System{NotHeld: []isms.NotHeld{{Path: "records[", Holder: isms.HeldByNobody}, {Path: "register", Holder: "cellar"}, {Path: "cycle", Holder: isms.HeldInSystem}}}
}

func TestADeclarationThatIsNoneHidesNothing(t *testing.T) {
	found, err := misdeclared().At(day).Unfolded().Of("system/invalid-declaration-of-what-is-not-held")
	paths := []isms.Path{}
	for _, d := range found {
		paths = append(paths, d.Path)
	}
	if want := []isms.Path{"notHeld[#0].path", "notHeld[#1].holder", "notHeld[#1].name", "notHeld[#2].name"}; err != nil || !slices.Equal(paths, want) {
		t.Errorf("problems at %v, %v: want %v", paths, err, want)
	}
}
