package isms_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/isms"
)

func TestRequirementCounts(t *testing.T) {
	all := slices.Collect(isms.Requirements(""))
	if len(all) != 152 {
		t.Errorf("%d items, want 152", len(all))
	}
	if n := len(slices.Collect(isms.Requirements(isms.Edition2022))); n != 151 {
		t.Errorf("%d items without the amendment, want 151", n)
	}
	if n := len(slices.Collect(isms.Clauses())); n != 41 {
		t.Errorf("%d clauses, want 41", n)
	}
	if n := len(slices.Collect(isms.RequiredDocuments())); n != 18 {
		t.Errorf("%d entries of documented information, want 18", n)
	}
	perClause := map[isms.Ref]int{}
	for _, r := range all {
		perClause[isms.Ref(strings.SplitN(string(r.Ref), ".", 2)[0])]++
	}
	want := map[isms.Ref]int{"4": 11, "5": 19, "6": 45, "7": 24, "8": 10, "9": 31, "10": 12}
	if diff := cmp.Diff(want, perClause); diff != "" {
		t.Errorf("items for each clause (-want +got)\n%s", diff)
	}
}

func TestRequirementsAreInOrderAndKnown(t *testing.T) {
	var last isms.Ref
	for r := range isms.Requirements("") {
		if !r.Ref.Known() || !r.Ref.Within(r.Clause) || r.Text == "" {
			t.Errorf("%+v", r)
		}
		if last != "" && last.Compare(r.Ref) >= 0 {
			t.Errorf("%s comes before %s", last, r.Ref)
		}
		last = r.Ref
		if got, ok := isms.LookupRequirement(r.Ref); !ok || got != r {
			t.Errorf("RequirementOf(%s) = %+v, %v", r.Ref, got, ok)
		}
	}
	if _, ok := isms.LookupRequirement("6.1.3"); ok {
		t.Error("a clause is an item")
	}
}

// The items within places are those of all that lie in one of them, in their order.
func TestRequirementsWithin(t *testing.T) {
	for _, e := range []isms.Edition{"", isms.Edition2022, isms.Amended2024} {
		for _, within := range [][]isms.Ref{{"4.1"}, {"9.2"}, {"6.1.3 d", "4"}, {"9", "9.2"}, {"A"}, {"A.5.7"}, {"moon"}, {""}, {"6.1.3 d 2"}} {
			var want []isms.Ref
			for r := range isms.Requirements(e) {
				if slices.ContainsFunc(within, r.Ref.Within) {
					want = append(want, r.Ref)
				}
			}
			var got []isms.Ref
			for r := range isms.Requirements(e, within...) {
				got = append(got, r.Ref)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%q within %v (-want +got)\n%s", e, within, diff)
			}
		}
	}
	if n := len(slices.Collect(isms.Requirements("", "9.2"))); n != 10 {
		t.Errorf("%d items in 9.2", n)
	}
	for range isms.Requirements("", "9.2") {
		break
	}
}

func TestDocumentedInformationAgreesWithTheItems(t *testing.T) {
	listed := map[isms.Ref]bool{}
	for d := range isms.RequiredDocuments() {
		if !d.Ref.Known() || (d.Kind != "document" && d.Kind != "record") {
			t.Errorf("%+v", d)
		}
		for _, r := range d.Requirements {
			item, ok := isms.LookupRequirement(r)
			if !ok || !r.Within(d.Ref) {
				t.Errorf("%s: no item %s", d.Key, r)
			}
			if item.Document == "" {
				t.Errorf("%s: item %s has no verb", d.Key, r)
			}
			listed[r] = true
		}
	}
	for r := range isms.Requirements("") {
		if r.Document != "" && !listed[r.Ref] {
			t.Errorf("item %s asks for documented information and is not listed", r.Ref)
		}
	}
}

func TestEditionOn(t *testing.T) {
	for day, want := range map[string]isms.Edition{"2024-01-31": isms.Edition2022, "2024-02-01": isms.Amended2024, "2026-03-02": isms.Amended2024} {
		if got := isms.EditionOn(isms.MustDate(day)); got != want {
			t.Errorf("EditionOn(%s) = %s", day, got)
		}
	}
	if isms.EditionOn(isms.Date{}) != isms.Amended2024 {
		t.Error("EditionOn(no date)")
	}
}

// The table says what its source says, row by row, and is what the generator
// writes.
func TestRequirementTableFollowsItsSource(t *testing.T) {
	dir := filepath.Join("..", "internal", "gen", "clauses")
	text, err := os.ReadFile(filepath.Join(dir, "clauses.json"))
	if err != nil {
		t.Fatal(err)
	}
	var source struct {
		Clauses      []struct{ ID, Title string }
		Requirements []struct{ ID, Clause, Text string }
	}
	if err := json.Unmarshal(text, &source); err != nil {
		t.Fatal(err)
	}
	items := slices.Collect(isms.Requirements(""))
	if len(items) != len(source.Requirements) {
		t.Fatalf("%d items, the source has %d", len(items), len(source.Requirements))
	}
	for i, s := range source.Requirements {
		ref, err := isms.ParseRef(s.ID)
		if err != nil || items[i].Ref != ref || items[i].Text != s.Text || string(items[i].Clause) != s.Clause {
			t.Errorf("row %d: %+v, the source has %+v (%v)", i, items[i], s, err)
		}
	}
	for i, c := range slices.Collect(isms.Clauses()) {
		if string(c.Ref) != source.Clauses[i].ID || c.Title != source.Clauses[i].Title {
			t.Errorf("clause %d: %+v, the source has %+v", i, c, source.Clauses[i])
		}
	}
	if testing.Short() {
		return
	}
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("the go command is needed to run the generator")
	}
	out := filepath.Join(t.TempDir(), "table.go")
	if msg, err := exec.Command("go", "run", "../internal/gen/clauses", filepath.Join(dir, "clauses.json"), out).CombinedOutput(); err != nil {
		t.Fatalf("the generator fails: %v\n%s", err, msg)
	}
	want, _ := os.ReadFile(out)
	got, _ := os.ReadFile("requirement_table.go")
	if !bytes.Equal(got, want) {
		t.Error("requirement_table.go is not what the generator writes: run go generate in package isms")
	}
}

func TestSources(t *testing.T) {
	for _, s := range isms.Sources() {
		if s.Facts == "" || s.From == "" || s.Read.IsZero() || !slices.Contains([]isms.Confidence{"high", "owner", "low"}, s.Confidence) {
			t.Errorf("%+v", s)
		}
	}
	isms.Sources()[0].From = "changed"
	if isms.Sources()[0].From == "changed" {
		t.Error("the table can be overwritten")
	}
	for d := range isms.RequiredDocuments() {
		d.Requirements[0] = "changed"
	}
	for d := range isms.RequiredDocuments() {
		if d.Requirements[0] == "changed" {
			t.Error("the list of documented information can be overwritten")
		}
	}
}
