package system_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/system/systemtest"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

// emptied takes out of a document what a pattern describes, and reports whether there
// was anything.
func emptied(v any, pattern isms.Path) bool {
	steps, err := pattern.Segments()
	if err != nil {
		return false
	}
	in := []any{v}
	for _, step := range steps[:len(steps)-1] {
		var next []any
		for _, v := range in {
			switch v := v.(type) {
			case map[string]any:
				next = append(next, v[step.Name])
			case []any:
				next = append(next, v...)
			}
		}
		in = next
	}
	some := false
	for _, v := range in {
		if m, ok := v.(map[string]any); ok {
			name := steps[len(steps)-1].Name
			_, had := m[name]
			some = some || had
			delete(m, name)
		}
	}
	return some
}

// near are the patterns of the members of a document that at most three names lead to,
// but for keys, which cannot be declared, and what no document can be without.
func near(t *testing.T) []isms.Path {
	t.Helper()
	return slices.DeleteFunc(patterns(t), func(p isms.Path) bool {
		names := strings.Count(string(p), ".") + 1
		key := slices.ContainsFunc(system.Lists(), func(l system.List) bool { return p == l.Key.Under(l.Path+"[*]").Pattern() })
		return names > 3 || key || strings.HasSuffix(string(p), "[*]") || p.Within("judgements") || p.Within("notHeld")
	})
}

// draftPath returns where a datum of the version in force stands in the draft: which of
// the two is looked at depends on what they say.
func draftPath(p isms.Path) isms.Path {
	if !p.Within("statements[*]") {
		return p
	}
	_, in, _ := strings.Cut(string(p), "].")
	in = strings.Replace(in, ".decision", "", 1)
	if of, ok := strings.CutPrefix(in, "controls["); ok {
		in = "decisions[" + of
	} else if in == "history" {
		return "applicability"
	}
	return isms.Path("applicability." + in)
}

// What a product does not hold, and says so, is no ground of a verdict: nothing is found
// because of it, nothing counts as mended by it, no line becomes good, and each rule that
// needs it is skipped.
func TestNoVerdictRestsOnWhatIsNotHeld(t *testing.T) {
	text, err := os.ReadFile("../../examples/quickstart/larkspur.json")
	if err != nil {
		t.Fatal(err)
	}
	larkspur, err := system.Decode(text)
	if err != nil {
		t.Fatal(err)
	}
	rules := system.AllRules()
	for _, c := range []struct {
		name string
		s    system.System
		on   isms.Date
	}{{"Larkspur", larkspur, isms.MustDate("2026-10-05")}, {"a sound one", systemtest.Sound(day, 4), day}} {
		c.s.Judgements = nil // a judgement may settle what is not held
		text, err := c.s.Encode()
		if err != nil {
			t.Fatal(err)
		}
		before := c.s.At(c.on)
		for _, p := range near(t) {
			var document map[string]any
			if err := json.Unmarshal(text, &document); err != nil {
				t.Fatal(err)
			}
			if !emptied(document, p) {
				continue
			}
			text, err := json.Marshal(document)
			if err != nil {
				t.Fatal(err)
			}
			s, err := system.Decode(text)
			if err != nil {
				continue // there is no such document
			}
			s.NotHeld = []isms.NotHeld{{Path: p, Holder: isms.HeldInSystem, Name: "GRC tool"}}
			after := s.At(c.on)
			diff := isms.DiffReports(before.Unfolded().Trace(draftPath), after.Unfolded().Trace(draftPath))
			for _, d := range append(diff.Appeared, diff.Resolved...) {
				if d.Severity != isms.SeverityNote {
					t.Errorf("%s without %s: a verdict rests on it: %v at %s", c.name, p, d, d.Path)
				}
			}
			for l := range after.Readiness().Items() {
				if was, ok := before.Readiness().LookupItem(l.Ref); l.Status.Settled() && (!ok || !was.Status.Settled()) {
					t.Errorf("%s without %s: %s was %q and is %s", c.name, p, l.Ref, was.Status, l.Status)
				}
			}
			for _, r := range rules {
				if !slices.ContainsFunc(r.Needs, func(n isms.Need) bool { return n.Path != "" && n.Path.Within(p) }) {
					continue
				}
				for _, ref := range r.Refs {
					if l, _ := after.Readiness().LookupItem(ref); after.Unfolded().RanFor(r.Code, ref) || l.Status == isms.StatusClear || l.Status == isms.StatusJudgementRequired {
						t.Errorf("%s without %s: %s ran for %s, which is %s", c.name, p, r.Code, ref, l.Status)
					}
				}
			}
		}
	}
}

// A declaration that the data contradict, or that leads nowhere, counts for nothing.
func TestDeclarationsThatCountForNothing(t *testing.T) {
	s := systemtest.Sound(day, 4)
	before := s.At(day)
	const unusable, contradicted = "system/invalid-declaration-of-what-is-not-held", "system/held-data-declared-as-not-held"
	for path, code := range map[isms.Path]string{
		"registr.risks": unusable, "[*]": unusable, "register.risks[*].id": unusable, "findings.items[*].nonconformity[#0].finding.id": unusable, "records[owner]": unusable,
		"register": contradicted, "register.risks": contradicted, "register.risks[*]": contradicted, "register.risks[*].owner": contradicted, "register.reassessment.every": contradicted,
		"records.people[" + isms.Path(s.Records.People[0].ID) + "]": contradicted, "records.processes[#0].name": contradicted, "statements": contradicted,
		"findings.items[*].nonconformity": contradicted, "cycle[#0]": contradicted, "findings.complete": contradicted,
		"records.people[nobody]": "", "records.people[#99]": "", "records.people[nobody].name": "", "calendars": "", "register.reassessment.byLevel[high]": "", "cycle[key]": "",
		"register.method.easeOfExploitation[*].name": "", "register.history[*].risk": "",
	} {
		s.NotHeld = []isms.NotHeld{{Path: path, Holder: isms.HeldByNobody}}
		after := s.At(day)
		got := ""
		for _, c := range []string{unusable, contradicted} {
			if found, err := after.Unfolded().Of(c); err == nil && len(found) == 1 && found[0].Path == "notHeld[#0].path" {
				got += c
			}
		}
		if got != code {
			t.Errorf("%s: found %q, want %q", path, got, code)
		}
		if stopped := isms.DiffReports(before.Unfolded(), after.Unfolded()).Stopped; code != "" && len(stopped) > 0 {
			t.Errorf("%s: a declaration that counts for nothing stops %v", path, stopped)
		}
	}
}

// A part that cannot be written is there.
func TestWhatCannotBeWrittenIsHeld(t *testing.T) {
	s := system.System{Statements: make([]soa.Statement, 1), NotHeld: []isms.NotHeld{{Path: "statements", Holder: isms.HeldByNobody}}}
	s.Register.Method.Scorer = risk.ScorerFunc(func(risk.Point) (int64, bool) { return 1, true })
	s.Register.Method.Likelihood, s.Register.Method.Impact = risk.Scale{{}}, make(risk.Scale, 10_000)
	s.NotHeld = append(s.NotHeld, isms.NotHeld{Path: "register.risks", Holder: isms.HeldByNobody})
	if found, err := s.At(day).Unfolded().Of("system/held-data-declared-as-not-held"); err != nil || len(found) != 2 {
		t.Errorf("found %v, %v", found, err)
	}
}

// A new system holds nothing.
func TestNothingIsHeldInANewSystem(t *testing.T) {
	s := system.System{}
	for _, p := range near(t) {
		s.NotHeld = append(s.NotHeld, isms.NotHeld{Path: p, Holder: isms.HeldByNobody})
	}
	if found, err := s.At(day).Unfolded().Of("system/held-data-declared-as-not-held"); err != nil || len(found) > 0 {
		t.Errorf("found %v, %v", found, err)
	}
	if found, err := s.At(day).Unfolded().Of("system/invalid-declaration-of-what-is-not-held"); err != nil || len(found) > 0 {
		t.Errorf("found %v, %v", found, err)
	}
}

// What rules need is somewhere in the document, and every rule ran or says why not.
func TestNeedsAreMembersOfTheDocument(t *testing.T) {
	known := patterns(t)
	for _, r := range system.AllRules() {
		for _, n := range r.Needs {
			if _, ok := slices.BinarySearch(known, n.Path); !ok && n.Path != "" && !strings.HasPrefix(r.Code, "certificate/") {
				t.Errorf("%s needs %s", r.Code, n.Path)
			}
		}
	}
	for name, s := range map[string]system.System{"an empty system": {}, "a sound one": systemtest.Sound(day, 4), "without a statement": {Applicability: system.ApplicabilityDecisions{Decisions: []soa.Decision{{Control: "A.9.9"}}}}, "without a policy": {DeadlinePolicies: []string{"none"}}} {
		report := s.At(day).Unfolded()
		for _, r := range system.AllRules() {
			if _, err := report.Of(r.Code); err != nil && r.JudgementRequired == "" && !strings.HasPrefix(r.Code, "certificate/") {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// What has no due date, as no policy is named, is neither overdue nor in time.
func TestWithoutDeadlinePoliciesNothingIsInTime(t *testing.T) {
	text, err := os.ReadFile("../../examples/quickstart/larkspur.json")
	if err != nil {
		t.Fatal(err)
	}
	s, err := system.Decode(text)
	if err != nil {
		t.Fatal(err)
	}
	s.DeadlinePolicies = nil
	line, _ := s.At(isms.MustDate("2026-10-05")).Readiness().LookupItem("10.2 b 2")
	if line.Status != isms.StatusNotExamined || !slices.ContainsFunc(line.Skipped, func(k isms.Skipped) bool {
		return k.Code == "audit/overdue-root-cause-analysis" && k.Why.Code == "audit/no-limit"
	}) {
		t.Errorf("10.2 b 2 is %s, skipped %v", line.Status, line.Skipped)
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
	return system.System{
		Organization: system.Organization{Name: "Larkspur"},
		NotHeld: []isms.NotHeld{
			{Path: "records[", Holder: isms.HeldByNobody},
			{Path: "register", Holder: "cellar"},
			{Path: "cycle", Holder: isms.HeldInSystem},
			{Path: "organization", Holder: isms.HeldByNobody},
			{Path: "registr", Holder: isms.HeldByNobody},
			{Path: "register.risks[*].id", Holder: isms.HeldByNobody},
		},
	}
}

func TestADeclarationThatIsNoneHidesNothing(t *testing.T) {
	found, err := misdeclared().At(day).Unfolded().Of("system/invalid-declaration-of-what-is-not-held")
	paths := []isms.Path{}
	for _, d := range found {
		paths = append(paths, d.Path)
	}
	if want := []isms.Path{"notHeld[#0].path", "notHeld[#1].holder", "notHeld[#1].name", "notHeld[#2].name", "notHeld[#4].path", "notHeld[#5].path"}; err != nil || !slices.Equal(paths, want) {
		t.Errorf("problems at %v, %v: want %v", paths, err, want)
	}
}

// Items are found by their keys, wherever those stand, and of several declarations in
// one list each is compared with the data.
func TestDeclarationsOfItemsByTheirKeys(t *testing.T) {
	s := larkspur(t)
	s.Findings.Items = append(slices.Clone(s.Findings.Items), audit.RegisterItem{})
	s.Register.Reassessment.ByLevel = map[string]isms.Interval{"high": isms.MustInterval("3 months")}
	s.Applicability.Decisions = append(slices.Clone(s.Applicability.Decisions), soa.Decision{Control: "A.8.99", Excluded: true})
	var want []string
	for i, path := range []isms.Path{
		"findings.items[NC-1].nonconformity", "findings.items[NC-2].nonconformity", "register.reassessment.byLevel[*]", "applicability.decisions[A.8.99].excluded",
	} {
		s.NotHeld = append(s.NotHeld, isms.NotHeld{Path: path, Holder: isms.HeldByNobody})
		want = append(want, string(isms.Path("").Index("notHeld", i).Field("path")))
	}
	found, err := s.At(isms.MustDate("2026-10-05")).Unfolded().Of("system/held-data-declared-as-not-held")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range found {
		got = append(got, string(d.Path))
	}
	if !slices.Equal(got, want) {
		t.Errorf("held though declared otherwise: %v, want %v", got, want)
	}
}
