package system_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/system/systemtest"
	"github.com/ismskit/ismskit/soa"
)

// The statement is the dearest part of a day: one call builds it, and only At calls
// that.
func TestOneDayBuildsTheStatementOnce(t *testing.T) {
	calls := map[string][]string{} // by what is called, where
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					if sel, ok := call.Fun.(*ast.SelectorExpr); ok {
						calls[sel.Sel.Name] = append(calls[sel.Sel.Name], f.Name.Name)
					}
				}
				return true
			})
		}
	}
	if got := calls["Build"]; !slices.Equal(got, []string{"build"}) {
		t.Errorf("soa.Build is called in %v, want in build alone", got)
	}
	if got := calls["build"]; !slices.Equal(got, []string{"At"}) {
		t.Errorf("build is called in %v, want in At alone", got)
	}
	if got := calls["check"]; !slices.Equal(got, []string{"At"}) {
		t.Errorf("the system is checked in %v, want in At alone", got)
	}
}

// A day is shared between goroutines, and each sees the same bytes.
func TestADayIsSharedBetweenGoroutines(t *testing.T) {
	now := larkspur(t).At(isms.MustDate("2026-10-05"))
	answer := func() string {
		conditions := []any{}
		for g := range system.Gates().All() {
			conditions = append(conditions, slices.Collect(now.Gate(g).Conditions()))
		}
		text, err := json.Marshal([]any{now.Report(), now.Readiness(), conditions, now.Entries(isms.Date{}, now.Day().AddYears(1)), now.Actions(), now.Deadlines()})
		if err != nil {
			t.Error(err)
		}
		return string(text)
	}
	want := answer()
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if answer() != want {
				t.Error("another goroutine got another answer")
			}
		})
	}
	wg.Wait()
}

func TestNothingFallsDueIsAList(t *testing.T) {
	day := isms.MustDate("2026-03-02")
	for name, now := range map[string]system.Now{"an empty system": system.System{}.At(day), "no day": {}} {
		if list := now.Entries(isms.Date{}, day.AddYears(1)); list == nil || len(list) > 0 {
			t.Errorf("%s: what falls due is %v, want an empty list", name, list)
		}
	}
}

func TestZeroDayHasLookedAtNothing(t *testing.T) {
	var now system.Now
	day := isms.MustDate("2026-03-02")
	_, approved := now.Approved()
	if now.Gate(system.Stage1).Ready() || len(now.Actions())+len(now.Entries(isms.Date{}, day))+len(now.Deadlines()) > 0 || approved || now.Readiness().Settled().Want != 0 {
		t.Error("the zero Now knows something")
	}
}

// approve returns the statement as approved on a day.
func approve(t *testing.T, s soa.Statement, on string) soa.Statement {
	t.Helper()
	s, err := s.Apply(soa.Event{Kind: soa.Approve, By: "ceo", On: isms.MustDate(on)})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTheVersionApprovedLastIsInForce(t *testing.T) {
	day := isms.MustDate("2026-03-02")
	sys := systemtest.Sound(day, 6)
	first := sys.Statements[len(sys.Statements)-1]
	second, err := first.Next("2.0")
	if err != nil {
		t.Fatal(err)
	}
	draft, _ := second.Next("3.0")
	sys.Statements = []soa.Statement{first, approve(t, second, "2026-02-20"), draft}
	for on, want := range map[string]string{"2026-02-19": first.Version(), "2026-02-20": "2.0", "2026-03-02": "2.0"} {
		now := sys.At(isms.MustDate(on))
		got, err := now.Statement()
		if err != nil || got.Version() != want {
			t.Errorf("on %s version %q is in force, want %q", on, got.Version(), want)
		}
	}
	if got, ok := sys.At(isms.Date{}).Approved(); !ok || got.Version() != "2.0" {
		t.Errorf("without a day version %q is approved, want 2.0", got.Version())
	}
	now := sys.At(day)
	if list, err := now.Report().Of("system/outdated-statement-of-applicability"); err != nil || len(list) > 0 {
		t.Errorf("a second version that says the same is called outdated: %v, %v", list, err)
	}
	if !now.Gate(system.Stage2).Ready() {
		t.Error("with a second approved version the system is not ready")
	}

	sys.Applicability.Decisions = slices.Clone(sys.Applicability.Decisions)
	sys.Applicability.Decisions[0].Owner = "somebody-else"
	list, err := sys.At(day).Report().Of("system/outdated-statement-of-applicability")
	if err != nil || len(list) != 1 || list[0].Path != "statements[#1]" || list[0].Arg("count").Value != "1" {
		t.Fatalf("an owner changed after approval: %v, %v, want one finding at statements[#1]", list, err)
	}
	if got, _ := sys.At(day).Statement(); got.Version() != "2.0" {
		t.Errorf("after a change of a decision version %q is in force, want 2.0", got.Version())
	}
	sys.Applicability.Header.Scope += " and more"
	if list, _ := sys.At(day).Report().Of("system/outdated-statement-of-applicability"); list[0].Arg("count").Value != "2" {
		t.Errorf("a change of the header is not counted: %v", list[0].Args)
	}

	superseded, err := sys.Statements[1].Apply(soa.Event{Kind: soa.Supersede, By: "ceo", On: day, Note: "3.0"})
	if err != nil {
		t.Fatal(err)
	}
	sys.Statements = []soa.Statement{superseded}
	if _, ok := sys.At(day).Approved(); ok {
		t.Error("a superseded version is in force")
	}
	if _, ok := sys.At(day.AddDays(-1)).Approved(); !ok {
		t.Error("a version is not in force before it was superseded")
	}
}

// What the whole finds is what the packages find of its parts, led to their places,
// and what contradicts between them.
func TestTheWholeFindsWhatThePackagesFind(t *testing.T) {
	day := isms.MustDate("2026-10-05")
	sys := larkspur(t)
	now := sys.At(day)
	stmt, err := now.Statement()
	if err != nil {
		t.Fatal(err)
	}
	schedule, err := now.Schedule()
	if err != nil {
		t.Fatal(err)
	}
	at := isms.Path("").Index("statements", len(sys.Statements)-1)
	if _, ok := now.Approved(); !ok {
		t.Fatal("the document has no approved statement")
	}
	for name, part := range map[string]isms.Report{
		"register":  sys.Register.Check(day, nil).Under("register"),
		"statement": stmt.Check(day, nil, now.Facts()).Under(at),
		"findings":  sys.Findings.Check(day, schedule).Under("findings"),
	} {
		whole := map[string]isms.Diagnostic{}
		for d := range now.Unfolded().Found() {
			whole[d.Key] = d
		}
		for d := range part.Found() {
			if w, ok := whole[d.Key]; !ok || w.Compare(d) != 0 {
				t.Errorf("%s: %s is not what the whole finds", name, d)
			}
		}
		for r := range part.Ran() {
			for _, ref := range r.Refs {
				if !now.Unfolded().RanFor(r.Code, ref) {
					t.Errorf("%s: %s ran for %s in the part alone", name, r.Code, ref)
				}
			}
		}
	}
}

func TestActionsSettleAllThatIsFound(t *testing.T) {
	for name, sys := range actionSystems(t) {
		t.Run(name, func(t *testing.T) {
			now := sys.At(isms.MustDate("2026-10-05"))
			actions := now.Actions()
			settled, ids, waiting := map[string]int{}, map[isms.ID]bool{}, map[string]bool{}
			for _, a := range actions {
				for _, k := range a.Settles {
					settled[k]++
				}
				for _, g := range a.Gates {
					for _, c := range a.Conditions {
						waiting[string(g)+" "+c] = true
					}
				}
				if ids[a.ID] {
					t.Errorf("two actions have the ID %s", a.ID)
				}
				ids[a.ID] = true
				if a.Title.Text == "" || a.Title.Code == "" || !system.Actors().Has(a.Actor) || (a.Actor == system.ByOrganization) != system.Roles().Has(a.Role) {
					t.Errorf("an action says nothing, or nobody can do it: %+v", a)
				}
				if len(a.Settles)+len(a.Conditions) == 0 {
					t.Errorf("an action settles nothing: %+v", a)
				}
			}
			for d := range now.Report().Found() {
				if settled[d.Key] != 1 {
					t.Errorf("%d actions settle %s, want 1", settled[d.Key], d)
				}
			}
			for _, g := range []system.Gate{system.Stage1, system.Stage2} {
				for c := range now.Gate(g).Conditions() {
					if !c.Met() && !waiting[string(g)+" "+c.Rule.Code] {
						t.Errorf("%s waits for %s, and no action leads to it", g, c.Rule.Code)
					}
				}
			}
			again := sys
			again.Records.People = slices.Clone(sys.Records.People)
			slices.Reverse(again.Records.People)
			x, _ := json.Marshal(actions)
			y, _ := json.Marshal(again.At(now.Day()).Actions())
			if string(x) != string(y) {
				t.Error("the order of a list changes the actions")
			}
		})
	}
}

func actionSystems(t *testing.T) map[string]system.System {
	list := map[string]system.System{"the document": larkspur(t), "nothing": {}, "all done": systemtest.Sound(isms.MustDate("2026-10-05"), 6)}
	src := rand.New(rand.NewPCG(5, 6))
	for range 12 {
		s, what := systemtest.Drop(src, systemtest.Sound(isms.MustDate("2026-10-05"), 6))
		list["without "+what] = s
	}
	return list
}

// The document of the quickstart has 34 findings and 14 things to do, the first of
// which the gate that comes first waits for; what only time settles comes last.
func TestActionsOfTheDocument(t *testing.T) {
	now := larkspur(t).At(isms.MustDate("2026-10-05"))
	actions := now.Actions()
	if n := len(actions); n != 14 {
		t.Errorf("%d actions, want 14", n)
	}
	if a := actions[0]; a.Path != "records.objectives[O-3].indicator" || !slices.Equal(a.Gates, []system.Gate{system.Stage1, system.Stage2}) || len(a.Settles) != 4 {
		t.Errorf("the first action is %+v, want the objective that four rules find incomplete", a)
	}
	if a := actions[len(actions)-1]; a.Actor != system.ByTime || a.Role != "" {
		t.Errorf("the last action is %+v, want what only time settles", a)
	}
	last := 0
	for _, a := range actions {
		rank := 9
		if len(a.Gates) > 0 {
			rank = slices.Index([]system.Gate{system.Stage1, system.Stage2}, a.Gates[0])
		}
		if a.Actor != system.ByOrganization {
			rank = 10
		}
		if rank < last {
			t.Errorf("%s stands behind what a later gate waits for", a.Title.Text)
		}
		last = rank
	}
}

// larkspur returns the document of the quickstart.
func larkspur(t testing.TB) system.System {
	t.Helper()
	text, err := os.ReadFile("../../examples/quickstart/larkspur.json")
	if err != nil {
		t.Fatal(err)
	}
	s, err := system.Decode(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// What is wrong in the version in force and in the draft is told once; two facts at one
// place are told twice.
func TestFactsOfVersionAndDraftAreToldOnce(t *testing.T) {
	day := isms.MustDate("2026-03-02")
	notes := func(s system.System) (found, folded int) {
		list, err := s.At(day).Report().Of("soa/attribute-combination-without-a-control")
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range list {
			folded += len(d.Folded)
		}
		return len(list), folded
	}
	raw := 0
	for d := range (system.System{}).At(day).Unfolded().Found() {
		if d.Code == "soa/attribute-combination-without-a-control" {
			raw++
		}
	}
	if found, folded := notes(system.System{}); raw < 2 || found != raw || folded != 0 {
		t.Errorf("of %d combinations at one place %d are told, %d folded; want each", raw, found, folded)
	}
	sys := systemtest.Sound(day, 6)
	sys.Statements, sys.Applicability.Decisions = nil, slices.Clone(sys.Applicability.Decisions)
	sys.Applicability.Decisions[0].Implementation = ""
	draft, err := sys.At(day).Draft()
	if err != nil {
		t.Fatal(err)
	}
	sys.Statements = []soa.Statement{approve(t, draft, "2026-02-20")}
	sys.Applicability.Header.Scope += " and more" // so that the draft differs
	list, err := sys.At(day).Report().Of("soa/implementation-status-not-stated")
	if err != nil || len(list) != 1 || len(list[0].Folded) != 1 {
		t.Errorf("a status that version and draft lack: %v, %v, want one finding with the other folded", list, err)
	}
}
