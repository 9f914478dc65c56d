package published_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/internal/strictjson"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/mappingtest"
	"github.com/ismskit/ismskit/mapping/published"
)

var dates = cmpopts.EquateComparable(isms.Date{})

func framework(t testing.TB, id string) mapping.Framework {
	t.Helper()
	f, ok := published.LookupFramework(id)
	if !ok {
		t.Fatalf("there is no framework %s", id)
	}
	return f
}

func crosswalk(t testing.TB, source, target string) mapping.Crosswalk {
	t.Helper()
	c, ok := published.Crosswalk(source, target)
	if !ok {
		t.Fatalf("there is no crosswalk from %s to %s", source, target)
	}
	return c
}

// crosswalks are all there are.
func crosswalks(t testing.TB) []mapping.Crosswalk {
	t.Helper()
	var out []mapping.Crosswalk
	for _, k := range published.Crosswalks() {
		c, ok := published.LookupCrosswalk(k.ID)
		if !ok || c.ID() != k.ID || c.Source().ID() != k.Source || c.Target().ID() != k.Target {
			t.Fatalf("%+v holds %q from %q to %q, %t", k, c.ID(), c.Source().ID(), c.Target().ID(), ok)
		}
		out = append(out, c)
	}
	return out
}

// layout writes a value as the files are written: a field a line, and where it holds
// several, each of them a line.
func layout(t testing.TB, v any) []byte {
	t.Helper()
	var text bytes.Buffer
	enc := json.NewEncoder(&text)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		t.Fatal(err)
	}
	const most = 2 // levels that are spread over lines
	var out bytes.Buffer
	depth, quoted, escaped := 0, false, false
	line := func() { out.WriteString("\n" + strings.Repeat("\t", depth)) }
	b := bytes.TrimSpace(text.Bytes())
	for i, c := range b {
		switch {
		case quoted:
			quoted, escaped = c != '"' || escaped, c == '\\' && !escaped
		case c == '"':
			quoted = true
		case c == '{' || c == '[':
			out.WriteByte(c)
			if depth++; depth <= most && b[i+1] != ']' && b[i+1] != '}' {
				line()
			}
			continue
		case c == '}' || c == ']':
			if depth--; depth < most && b[i-1] != '[' && b[i-1] != '{' {
				line()
			}
		case c == ',':
			out.WriteByte(c)
			if depth <= most {
				line()
			} else {
				out.WriteByte(' ')
			}
			continue
		}
		out.WriteByte(c)
		if c == ':' && !quoted {
			out.WriteByte(' ')
		}
	}
	out.WriteByte('\n')
	return out.Bytes()
}

// file compares a file of the package with what its source says, letter by letter.
// With -update it is written anew.
func file(t *testing.T, folder, id string, v any) {
	t.Helper()
	golden.Equal(t, filepath.Join("..", folder, id+".json"), layout(t, v))
}

// Every list of testdata is a file of the package, letter by letter, with its
// items in the same order, and has as many of each kind as it says.
func TestFrameworksAreWhatTheirSourcesSay(t *testing.T) {
	var ids []string
	for _, src := range load[frameworkFile](t, "frameworks") {
		ids = append(ids, src.ID)
		file(t, "frameworks", src.ID, src.spec())
		f, err := mapping.NewFramework(src.spec())
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := published.LookupFramework(src.ID); !ok || !cmp.Equal(f.Spec(), got.Spec()) {
			t.Errorf("%s: not in the package as its source says", src.ID)
		}
		kinds := map[mapping.Kind]int{}
		for it := range f.Items() {
			kinds[it.Kind]++
		}
		if d := cmp.Diff(src.Counts, kinds); d != "" {
			t.Errorf("%s: items of each kind (stated -, counted +):\n%s", src.ID, d)
		}
	}
	slices.Sort(ids)
	if d := cmp.Diff(ids, published.Frameworks()); d != "" {
		t.Errorf("sources -, package +:\n%s", d)
	}
}

// Every source of pairs is a file of the package, with its relations, words, claims
// and notes, and nothing else; what the source states of itself is counted.
func TestCrosswalksAreWhatTheirSourcesSay(t *testing.T) {
	frameworks := map[string]mapping.Framework{}
	for _, src := range load[frameworkFile](t, "frameworks") {
		frameworks[src.ID], _ = mapping.NewFramework(src.spec())
	}
	var keys []published.Key
	for _, src := range load[mappingFile](t, "mappings") {
		spec := src.spec(t)
		c, err := mapping.New(spec, frameworks[src.Source], frameworks[src.Target])
		if err != nil {
			t.Fatalf("%s: %v", src.ID, err)
		}
		spec = c.Spec()
		for i := range spec.Entries {
			if spec.Entries[i].Relation == mapping.Unspecified {
				spec.Entries[i].Relation = 0 // not stated, which means the same
			}
		}
		spec.Provenance.Direction = "" // likewise
		if pair, ok := strings.CutSuffix(src.ID, "__candidates"); ok {
			file(t, "candidates", pair, candidatesOf(t, spec))
		} else {
			keys = append(keys, published.Key{ID: src.ID, Source: src.Source, Target: src.Target})
			file(t, "crosswalks", src.ID, spec)
			got, _ := published.LookupCrosswalk(src.ID)
			if d := cmp.Diff(c.Spec(), got.Spec(), dates); d != "" {
				t.Errorf("%s (source -, package +):\n%s", src.ID, d)
			}
			if !strings.HasPrefix(src.Provenance.Ship, "yes") || strings.Contains(src.Provenance.Ship, "after") {
				t.Errorf("%s is published here, and its terms say %q", src.ID, src.Provenance.Ship)
			}
		}
		pairs := 0
		for range c.Pairs() {
			pairs++
		}
		if pairs != src.Stats["pairs"] || c.Len() != src.Stats["entries"] {
			t.Errorf("%s: %d pairs in %d entries, stated %d in %d", src.ID, pairs, c.Len(), src.Stats["pairs"], src.Stats["entries"])
		}
		unmapped(t, src, "source", c, src.SourceUnmapped)
		unmapped(t, src, "target", c.Converse(), src.TargetUnmapped)
		p := c.Provenance()
		if p.Publisher == "" || p.Document == "" || p.Licence == "" || p.Read.String() != "2026-11-22" || p.Derived != (src.Style == "derived") || p.Check == "" {
			t.Errorf("%s: provenance %+v", src.ID, p)
		}
		if strings.HasPrefix(p.Licence, "CC BY") && p.Credit == "" {
			t.Errorf("%s: the licence asks for a credit", src.ID)
		}
	}
	slices.SortFunc(keys, func(a, b published.Key) int { return strings.Compare(a.ID, b.ID) })
	if d := cmp.Diff(keys, published.Crosswalks()); d != "" {
		t.Errorf("sources -, package +:\n%s", d)
	}
}

// unmapped compares the items that no pair names with those that the source states.
func unmapped(t *testing.T, src mappingFile, side string, c mapping.Crosswalk, stated []string) {
	t.Helper()
	var kinds []mapping.Kind // the table of base controls counts those alone
	if src.Stats[side+"_total"] == 300 {
		kinds = []mapping.Kind{"control"}
	}
	var got []string
	for it := range c.Unmapped(kinds...) {
		got = append(got, it.ID)
	}
	if n := src.Stats[side+"_unmapped"]; len(got) != n {
		t.Errorf("%s: %d unmapped on the %s side, stated %d", src.ID, len(got), side, n)
	}
	if stated != nil {
		slices.SortFunc(stated, c.Source().Compare)
		if !slices.Equal(stated, got) {
			t.Errorf("%s: unmapped on the %s side: %v, stated %v", src.ID, side, got, stated)
		}
	}
}

type candidateFile struct {
	ID         string                     `json:"id"`
	Source     string                     `json:"source"`
	Target     string                     `json:"target"`
	Provenance mapping.Provenance         `json:"provenance"`
	Candidates []mapping.CandidateMapping `json:"candidates"`
}

// candidatesOf makes the record of candidate mappings out of that of their pairs,
// whose notes are the counts.
func candidatesOf(t *testing.T, s mapping.Spec) candidateFile {
	t.Helper()
	out := candidateFile{ID: s.ID, Source: s.Source, Target: s.Target, Provenance: s.Provenance}
	for _, e := range s.Entries {
		if len(e.Sources) != 1 || len(e.Targets) != 1 || e.Relation != 0 || len(e.Note) != 1 {
			t.Fatalf("%s: %+v is no candidate", s.ID, e)
		}
		out.Candidates = append(out.Candidates, mapping.CandidateMapping{Source: e.Sources[0], Target: e.Targets[0], Relation: mapping.Unspecified, Paths: int(e.Note[0] - '0')})
	}
	return out
}

// Candidates are items of the two frameworks, each pair once, in their order, and
// at least three of four routes suggest it.
func TestCandidates(t *testing.T) {
	source, target := framework(t, "soc2-tsc-2017"), framework(t, "iso-27001-2022")
	list, p, ok := published.Candidates(source.ID(), target.ID())
	if !ok || len(list) != 130 || !p.Derived || !strings.Contains(p.Claim, "no crosswalk") || !strings.Contains(p.Note, "Routes: ") {
		t.Fatalf("%d candidates, %t, %+v", len(list), ok, p)
	}
	if _, ok := published.Crosswalk(source.ID(), target.ID()); ok {
		t.Error("they are handed on as a crosswalk")
	}
	for i, m := range list {
		if it, ok := source.LookupItem(m.Source); !ok || !it.Leaf {
			t.Errorf("%q is no criterion", m.Source)
		}
		if it, ok := target.LookupItem(m.Target); !ok || !it.Leaf {
			t.Errorf("%q is no control", m.Target)
		}
		if m.Relation != mapping.Unspecified || m.Paths < 3 || m.Paths > 4 {
			t.Errorf("%+v", m)
		}
		if i > 0 && (list[i-1].Source == m.Source && target.Compare(list[i-1].Target, m.Target) >= 0 || source.Compare(list[i-1].Source, m.Source) > 0) {
			t.Errorf("%+v after %+v", m, list[i-1])
		}
	}
	list[0].Paths = 99
	if again, _, _ := published.Candidates(source.ID(), target.ID()); again[0].Paths == 99 {
		t.Error("what is handed out is shared")
	}
}

// What is not there is not found, whatever the name, and nothing is found twice.
func TestWhatIsNotThere(t *testing.T) {
	for _, id := range []string{"", ".", "..", "/", "x", "nist-csf-2.0.json", "../crosswalks/nist-csf-2.0__nist-csf-1.1", "NIST-CSF-2.0", "nist-csf-2.0\x00", strings.Repeat("x", 1<<20)} {
		if f, ok := published.LookupFramework(id); ok || f.Len() != 0 {
			t.Errorf("framework %.40q is found", id)
		}
		if c, ok := published.LookupCrosswalk(id); ok || c.Len() != 0 {
			t.Errorf("crosswalk %.40q is found", id)
		}
		if c, ok := published.Crosswalk(id, "iso-27001-2022"); ok || c.Len() != 0 {
			t.Errorf("crosswalk from %.40q is found", id)
		}
		if l, _, ok := published.Candidates(id, "iso-27001-2022"); ok || l != nil {
			t.Errorf("candidates from %.40q are found", id)
		}
	}
	if _, ok := published.Crosswalk("iso-27001-2022", "nist-csf-2.0"); ok {
		t.Error("a crosswalk is found against its direction")
	}
	if _, ok := published.Crosswalk("nist-csf-2.0", "nist-csf-2.0"); ok {
		t.Error("a crosswalk of a framework with itself is found")
	}
	// Of several for a pair the one without a further word comes first.
	seen := map[[2]string]bool{}
	for _, k := range published.Crosswalks() {
		pair := [2]string{k.Source, k.Target}
		c, ok := published.Crosswalk(k.Source, k.Target)
		if !ok || !seen[pair] && c.ID() != k.ID {
			t.Errorf("%v: %q, %t", k, c.ID(), ok)
		}
		if rest := strings.TrimPrefix(k.ID, k.Source+"__"+k.Target); c.Provenance().Derived && rest != "__derived" {
			t.Errorf("%s is derived", k.ID)
		}
		seen[pair] = true
	}
}

// The files are found by what they say they are, are read without leniency by
// whoever has the public types, and stay as small as they are now.
func TestFiles(t *testing.T) {
	bytes, files := 0, 0
	for folder, record := range map[string]func() any{
		"frameworks": func() any { return new(mapping.FrameworkSpec) },
		"crosswalks": func() any { return new(mapping.Spec) },
		"candidates": func() any { return new(candidateFile) },
	} {
		paths, err := filepath.Glob(folder + "/*")
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			bytes, files = bytes+len(text), files+1
			if err := strictjson.Decode(text, record(), strictjson.Limits{}); err != nil {
				t.Errorf("%s: %v", path, err)
			}
		}
	}
	if files != len(published.Frameworks())+len(published.Crosswalks())+1 || bytes > 700_000 {
		t.Errorf("%d files of %d bytes in all", files, bytes)
	}
}

// The tables keep the laws of what anybody may bring.
func TestTablesKeepTheLaws(t *testing.T) {
	for _, id := range published.Frameworks() {
		if err := mappingtest.CheckFramework(framework(t, id)); err != nil {
			t.Error(err)
		}
	}
	for _, c := range crosswalks(t) {
		if err := mappingtest.CheckCrosswalk(c); err != nil {
			t.Error(err)
		}
		if a, b := c.Source(), framework(t, c.Source().ID()); !a.Equal(b) {
			t.Errorf("%s: the source is another framework", c.ID())
		}
	}
}
