package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/mapping"
)

var dates = cmpopts.EquateComparable(isms.Date{})

// Running the generator again gives the files that are checked in, and there
// are no others.
func TestGeneratedFilesAreCurrent(t *testing.T) {
	files, err := generate(os.DirFS("data"))
	if err != nil {
		t.Fatal(err)
	}
	have, err := filepath.Glob("../../../mapping/data*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range have {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		want, ok := files[filepath.Base(path)]
		if !ok {
			t.Errorf("%s is not generated", path)
		} else if string(b) != string(want) {
			t.Errorf("%s is not what the generator writes; run go run ./internal/gen/mapping", path)
		}
	}
	if len(have) != len(files) {
		t.Errorf("%d files checked in, %d generated", len(have), len(files))
	}
}

func load[T any](t *testing.T, dir string) []T {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("data", dir, "*.json"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no sources in %s: %v", dir, err)
	}
	var out []T
	for _, p := range paths {
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		var v T
		if err := json.Unmarshal(b, &v); err != nil {
			t.Fatalf("%s: %v", p, err)
		}
		out = append(out, v)
	}
	return out
}

func framework(t *testing.T, id string) mapping.Framework {
	t.Helper()
	for f := range mapping.Frameworks() {
		if f.ID() == id {
			return f
		}
	}
	t.Fatalf("no framework %s is shipped", id)
	return mapping.Framework{}
}

// Every item of every source list is shipped, with its title, kind and parent,
// in the same place, and nothing else.
func TestFrameworksRowByRow(t *testing.T) {
	for _, src := range load[frameworkFile](t, "frameworks") {
		f := framework(t, src.ID)
		var want, got [][4]string
		kinds := map[string]int{}
		for _, it := range src.Items {
			want = append(want, it)
			kinds[it[2]]++
		}
		for it := range f.Items() {
			got = append(got, [4]string{it.ID, it.Title, string(it.Kind), it.Parent})
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s (source -, table +):\n%s", src.ID, d)
		}
		if d := cmp.Diff(src.Counts, kinds); d != "" {
			t.Errorf("%s: items of each kind (stated -, counted +):\n%s", src.ID, d)
		}
	}
}

// Every row of every source mapping is shipped with its relation, word, claim
// and note, and nothing else; what the source states of itself is counted.
func TestCrosswalksRowByRow(t *testing.T) {
	shipped := map[string]mapping.Crosswalk{}
	for c := range mapping.Crosswalks() {
		shipped[c.ID()] = c
	}
	for _, src := range load[mappingFile](t, "mappings") {
		rows, err := src.entries()
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(src.ID, ".candidates") {
			if _, ok := shipped[src.ID]; ok {
				t.Errorf("%s is shipped as a crosswalk", src.ID)
			}
			leads(t, src, rows)
			continue
		}
		c, ok := shipped[src.ID]
		if !ok {
			t.Errorf("%s is not shipped", src.ID)
			continue
		}
		delete(shipped, src.ID)

		// The public constructor, fed with the source rows, is the twin.
		spec := c.Spec()
		spec.Entries, spec.SourceNones, spec.TargetNones = nil, nil, nil
		for _, r := range rows {
			spec.Entries = append(spec.Entries, mapping.Entry{
				Sources: r.Sources, Targets: r.Targets, Relation: mapping.Relation(r.Relation),
				Word: r.Word, Claim: mapping.Claim(r.Claim), Note: r.Note,
			})
		}
		nones, err := src.nones()
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range nones {
			spec.SourceNones = append(spec.SourceNones, mapping.NoCounterpart{ID: n.ID, Part: n.Part})
		}
		twin, err := mapping.New(spec, framework(t, src.Source), framework(t, src.Target))
		if err != nil {
			t.Fatalf("%s: %v", src.ID, err)
		}
		if d := cmp.Diff(twin.Spec(), c.Spec(), dates); d != "" {
			t.Errorf("%s (built from the source -, table +):\n%s", src.ID, d)
		}
		if d := cmp.Diff(twin.Converse().Spec(), c.Converse().Spec(), dates); d != "" {
			t.Errorf("%s from the other side (built from the source -, table +):\n%s", src.ID, d)
		}

		pairs := 0
		for range c.Pairs() {
			pairs++
		}
		if pairs != src.Stats["pairs"] || c.Len() != src.Stats["entries"] {
			t.Errorf("%s: %d pairs in %d entries, stated %d in %d", src.ID, pairs, c.Len(), src.Stats["pairs"], src.Stats["entries"])
		}
		for _, side := range []struct {
			name  string
			items func(...mapping.Kind) func(func(mapping.Item) bool)
			ids   []string
			n     int
		}{
			{"source", func(k ...mapping.Kind) func(func(mapping.Item) bool) { return c.UnmappedSources(k...) }, src.SourceUnmapped, src.Stats["source_unmapped"]},
			{"target", func(k ...mapping.Kind) func(func(mapping.Item) bool) { return c.UnmappedTargets(k...) }, src.TargetUnmapped, src.Stats["target_unmapped"]},
		} {
			// The table of base controls counts those alone.
			var kinds []mapping.Kind
			if src.Stats[side.name+"_total"] == 300 {
				kinds = []mapping.Kind{"control"}
			}
			var got []string
			for it := range side.items(kinds...) {
				got = append(got, it.ID)
			}
			if len(got) != side.n {
				t.Errorf("%s: %d unmapped on the %s side, stated %d", src.ID, len(got), side.name, side.n)
			}
			if side.ids != nil {
				want := slices.Clone(side.ids)
				f := framework(t, map[string]string{"source": src.Source, "target": src.Target}[side.name])
				slices.SortFunc(want, f.Compare)
				if !slices.Equal(want, got) {
					t.Errorf("%s: unmapped on the %s side: %v, stated %v", src.ID, side.name, got, want)
				}
			}
		}
		p := c.Provenance()
		if p.Publisher != src.Provenance.Publisher || p.Document != src.Provenance.Document || p.Licence != src.Provenance.Licence ||
			p.Read != "2026-11-22" || p.Direction != mapping.AsPublished || p.Derived != (src.Style == "derived") || p.Check == "" {
			t.Errorf("%s: provenance %+v", src.ID, p)
		}
		if strings.HasPrefix(p.Licence, "CC BY") && p.Credit == "" {
			t.Errorf("%s: the licence asks for a credit", src.ID)
		}
		if !strings.HasPrefix(src.Provenance.Ship, "yes") || strings.Contains(src.Provenance.Ship, "after") {
			t.Errorf("%s is shipped, and its terms say %q", src.ID, src.Provenance.Ship)
		}
	}
	for id := range shipped {
		t.Errorf("%s is shipped without a source", id)
	}
}

// leads compares the suggestions for SOC 2 with their source row by row.
func leads(t *testing.T, src mappingFile, rows []entry) {
	t.Helper()
	var want, got []mapping.Suggestion
	for _, r := range rows {
		if len(r.Sources) != 1 || len(r.Targets) != 1 || r.Relation != unspecified {
			t.Errorf("%s: %+v is no lead", src.ID, r)
		}
		want = append(want, mapping.Suggestion{Source: r.Sources[0], Target: r.Targets[0], Agreement: r.Agreement, Routes: 4})
	}
	mapped := [2]map[string]bool{{}, {}}
	for s := range mapping.SOC2Suggestions() {
		got = append(got, s)
		mapped[0][s.Source], mapped[1][s.Target] = true, true
	}
	place := func(a, b mapping.Suggestion) int {
		if a.Source != b.Source {
			return mapping.SOC2().Compare(a.Source, b.Source)
		}
		return mapping.ISO27001().Compare(a.Target, b.Target)
	}
	slices.SortFunc(want, place)
	if d := cmp.Diff(want, got); d != "" || len(got) != src.Stats["pairs"] {
		t.Errorf("%s: %d leads (source -, table +):\n%s", src.ID, len(got), d)
	}
	for k, f := range []mapping.Framework{mapping.SOC2(), mapping.ISO27001()} {
		var unmapped []string
		for it := range f.Leaves() {
			if !mapped[k][it.ID] {
				unmapped = append(unmapped, it.ID)
			}
		}
		if d := cmp.Diff([][]string{src.SourceUnmapped, src.TargetUnmapped}[k], unmapped); d != "" {
			t.Errorf("%s: without a lead (stated -, counted +):\n%s", src.ID, d)
		}
	}
	if p := mapping.SOC2Provenance(); !p.Derived || p.Read != "2026-11-22" || p.Document != src.Provenance.Document || !strings.Contains(p.Note, src.Provenance.Routes["n"]) {
		t.Errorf("%s: provenance %+v", src.ID, p)
	}
}
