package annexa_test

import (
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
)

func readData(t *testing.T, name string, into any) {
	t.Helper()
	data, err := os.ReadFile("../internal/gen/annexa/data/" + name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}

// The table is compared with the data by its public face, so that neither the
// generator nor the constants can be wrong unseen.
func TestControlsAreTheData(t *testing.T) {
	type row struct {
		ID, Title, Title27002, Theme, Purpose, Conf string
		New                                         bool
		Type, Prop, Concept, Cap, Domain            []string
		Agree                                       int
		Disputed                                    []string
	}
	var data struct {
		Vocabulary map[string][]string
		Controls   []row
	}
	readData(t, "annexa_2022.json", &data)
	asWords := func(printed []string) { // the data have the notation of the standard
		for i, tag := range printed {
			value, err := annexa.ParseAttributeValue("#" + tag)
			if err != nil {
				t.Error(err)
			}
			printed[i] = value.String()
		}
	}
	for _, list := range data.Vocabulary {
		asWords(list)
	}
	for _, c := range data.Controls {
		for _, list := range [][]string{c.Type, c.Prop, c.Concept, c.Cap, c.Domain} {
			asWords(list)
		}
	}
	words := func(a annexa.AttributeValueSet) []string {
		return strings.Split(a.String(), ", ")
	}
	short := map[string]annexa.Attribute{"type": annexa.ControlType, "prop": annexa.InformationSecurityProperty, "concept": annexa.CybersecurityConcept, "cap": annexa.OperationalCapability, "domain": annexa.SecurityDomain}
	for key, f := range short {
		if diff := cmp.Diff(data.Vocabulary[key], words(f.Values())); diff != "" {
			t.Errorf("vocabulary %s (-data +table):\n%s", f, diff)
		}
	}
	disputed := map[isms.Ref][]string{}
	for d := range annexa.Disputes() {
		for key, f := range short {
			if f == d.Attribute {
				disputed[d.Control] = append(disputed[d.Control], key)
			}
		}
		if d.Dissent == "" || d.Reason == "" {
			t.Errorf("dispute about %s says nothing", d.Control)
		}
	}
	var got []row
	for c := range annexa.All() {
		of := func(f annexa.Attribute) []string { return words(c.AttributeValues.Of(f)) }
		got = append(got, row{
			ID: string(c.Ref), Title: c.Title, Title27002: c.Title27002, Theme: c.Theme.String(), Purpose: c.Purpose, Conf: string(c.Confidence),
			New: c.New, Agree: c.Agreeing, Disputed: disputed[c.Ref],
			Type: of(annexa.ControlType), Prop: of(annexa.InformationSecurityProperty), Concept: of(annexa.CybersecurityConcept),
			Cap: of(annexa.OperationalCapability), Domain: of(annexa.SecurityDomain),
		})
		if c.Custom {
			t.Errorf("%s is marked as an own control", c.Ref)
		}
	}
	if diff := cmp.Diff(data.Controls, got); diff != "" {
		t.Errorf("controls (-data +table):\n%s", diff)
	}
}

func TestFormersAreTheData(t *testing.T) {
	type row struct{ ID, Domain, Objective, Title string }
	var data struct{ Domains, Objectives, Controls []row }
	readData(t, "annexa_2013.json", &data)
	got := data
	got.Domains, got.Objectives, got.Controls = nil, nil, nil
	a := func(ref annexa.Ref2013) string { return string(ref) }
	for g := range annexa.FormerDomains() {
		got.Domains = append(got.Domains, row{ID: a(g.Ref), Title: g.Ref.Title()})
	}
	for g := range annexa.FormerObjectives() {
		got.Objectives = append(got.Objectives, row{ID: a(g.Ref), Domain: a(g.Ref.Domain()), Title: g.Ref.Title()})
	}
	for f := range annexa.Controls2013() {
		got.Controls = append(got.Controls, row{ID: a(f.Ref), Objective: a(f.Ref.Objective()), Title: f.Ref.Title()})
		if f.Ref.Domain() != f.Ref.Objective().Domain() {
			t.Errorf("%s is in domain %s, its objective in %s", f.Ref, f.Ref.Domain(), f.Ref.Objective().Domain())
		}
	}
	if diff := cmp.Diff(data, got); diff != "" {
		t.Errorf("2013 (-data +table):\n%s", diff)
	}
}

func TestPairsAreTheData(t *testing.T) {
	type line struct {
		ID, Kind, Title string
		From, To        []string
	}
	var data struct{ From2022, From2013 []line }
	readData(t, "correspondence_2013_2022.json", &data)
	kinds := map[annexa.Correspondence][2]string{
		annexa.NewIn2022: {"new", ""}, annexa.Merged: {"merged", ""},
		annexa.Unchanged: {"single", "same"}, annexa.Renamed: {"single", "changed"},
	}
	got := data
	got.From2022, got.From2013 = nil, nil
	for c := range annexa.All() {
		l := line{ID: string(c.Ref), Kind: kinds[c.Correspondence()][0], Title: kinds[c.Correspondence()][1], From: []string{}}
		for f := range c.Predecessors() {
			l.From = append(l.From, string(f))
		}
		got.From2022 = append(got.From2022, l)
	}
	for f := range annexa.Controls2013() {
		got.From2013 = append(got.From2013, line{ID: string(f.Ref), To: strings.Fields(f.Ref.Successors().String())})
	}
	if diff := cmp.Diff(data, got); diff != "" {
		t.Errorf("correspondence (-data +table):\n%s", diff)
	}
}

// The wording differs between the two standards for three controls.
func TestTitlesOf27002(t *testing.T) {
	got := map[isms.Ref]string{}
	for c := range annexa.All() {
		if c.Title27002 != "" {
			got[c.Ref] = c.Title27002
		}
	}
	want := map[isms.Ref]string{
		"A.5.21": "Managing information security in the ICT supply chain",
		"A.5.34": "Privacy and protection of PII",
		"A.8.1":  "User endpoint devices",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Purposes are short and are not titles.
func TestPurposes(t *testing.T) {
	seen := map[string]isms.Ref{}
	for c := range annexa.All() {
		if n := len(strings.Fields(c.Purpose)); n < 4 || n > 25 || !strings.HasSuffix(c.Purpose, ".") {
			t.Errorf("%s: purpose %q", c.Ref, c.Purpose)
		}
		if other, ok := seen[c.Purpose]; ok {
			t.Errorf("%s and %s have the same purpose", other, c.Ref)
		}
		seen[c.Purpose] = c.Ref
	}
}

func TestSources(t *testing.T) {
	for _, s := range annexa.Sources() {
		if s.Facts == "" || s.From == "" || s.Read.IsZero() || !slices.Contains([]isms.Confidence{"high", "owner", "low"}, s.Confidence) {
			t.Errorf("source %+v", s)
		}
	}
	annexa.Sources()[0].Facts = "overwritten"
	if annexa.Sources()[0].Facts == "overwritten" {
		t.Error("a caller can overwrite the sources")
	}
	cells, rows := 0, map[isms.Ref]bool{}
	for d := range annexa.Disputes() {
		cells++
		rows[d.Control] = true
		if !known(d.Control) || !annexa.Attributes().Has(d.Attribute) {
			t.Errorf("dispute about %s, %s", d.Control, d.Attribute)
		}
	}
	if cells != 15 || len(rows) != 12 {
		t.Errorf("%d disputed cells in %d rows (%v)", cells, len(rows), slices.Sorted(maps.Keys(rows)))
	}
}

// What is handed out is a copy.
func TestTablesCannotBeChanged(t *testing.T) {
	c, _ := annexa.Lookup("A.5.1")
	c.Title, c.AttributeValues = "overwritten", 0
	annexa.Messages()[0].Code = "overwritten"
	if d, _ := annexa.Lookup("A.5.1"); d.Title != "Policies for information security" || d.AttributeValues == 0 {
		t.Error("a caller can overwrite the table of controls")
	}
	if annexa.Messages()[0].Code == "overwritten" {
		t.Error("a caller can overwrite the messages")
	}
}
