package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	types "github.com/defenseunicorns/go-oscal/src/types/oscal-1-2-2"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
)

// What the official schema refuses although it looks harmless.
func TestSchemaRefuses(t *testing.T) {
	files := written(t, larkspur(t))
	first := func(name string) string { // the first UUID of a document
		s := string(files[name].text)
		i := strings.Index(s, `"uuid": "`) + len(`"uuid": "`)
		return s[i : i+36]
	}
	version := func(s, v string) string { return s[:14] + v + s[15:] }
	for _, c := range []struct {
		name, file, old, with string
		refused               bool
	}{
		{"an id that begins with a digit", catalogFile, `"id": "a.5.1"`, `"id": "5.1"`, true},
		{"a reference that begins with a digit", planFile, `"control-id": "a.5.1"`, `"control-id": "5.1"`, true},
		{"an id with a blank", catalogFile, `"id": "cl.6.1.1-a"`, `"id": "cl.6.1.1 a"`, true},
		{"UUID version 7", planFile, first(planFile), version(first(planFile), "7"), true},
		{"UUID version 1", planFile, first(planFile), version(first(planFile), "1"), true},
		{"UUID version 4", planFile, first(planFile), version(first(planFile), "4"), false},
		{"a date without time", programmeFile, `"2027-06-14T00:00:00Z"`, `"2027-06-14"`, true},
		{"a time without zone", programmeFile, `"2027-06-14T00:00:00Z"`, `"2027-06-14T00:00:00"`, true},
		{"a last change without time", actionsFile, `"last-modified": "2026-10-05T00:00:00Z"`, `"last-modified": "2026-10-05"`, true},
		{"a property without value", planFile, `"value": "organization"`, `"value": ""`, true},
		{"a property with a blank at the end", planFile, `"value": "organization"`, `"value": "own "`, true},
		{"a property of two lines", planFile, `"value": "organization"`, `"value": "ow\nn"`, true},
		{"a name with a blank", planFile, `"name": "decision.owner"`, `"name": "decision owner"`, true},
		{"null", planFile, `"value": "organization"`, `"value": null`, true},
		{"a state of our own", planFile, `"state": "implemented"`, `"state": "not-started"`, false},
		// the constraints of the metaschema are not in the schema: see TestReferencesResolve
		{"a control that is not in the catalog", planFile, `"control-id": "a.5.1"`, `"control-id": "a.5.99"`, false},
	} {
		err := validate(replaced(t, files[c.file].text, c.old, c.with))
		if c.refused != (err != nil) {
			t.Errorf("%s: refused %v, want %v (%v)", c.name, err != nil, c.refused, err)
		}
	}
}

// Every list of every document, emptied, is refused; and so is every object list
// that is null.
func TestSchemaRefusesEmptyLists(t *testing.T) {
	files := written(t, larkspur(t))
	n := 0
	for _, name := range allFiles {
		var doc map[string]any
		if err := json.Unmarshal(files[name].text, &doc); err != nil {
			t.Fatal(err)
		}
		var root string
		for k := range doc {
			root = k
		}
		top := doc[root].(map[string]any)
		for key, v := range top {
			if _, ok := v.([]any); !ok {
				continue
			}
			n++
			top[key] = []any{}
			text, err := json.Marshal(doc)
			if err != nil {
				t.Fatal(err)
			}
			if validate(text) == nil {
				t.Errorf("%s: an empty %s passes", name, key)
			}
			top[key] = v
		}
	}
	if n < 8 {
		t.Errorf("only %d lists were emptied", n)
	}
}

// Without nonconformities and treatments there is nothing that a plan of action
// could hold: the program says so, and removes the plan of an earlier run.
func TestNothingToDoIsNoPlanOfAction(t *testing.T) {
	sys := larkspur(t)
	sys.Findings.Items = nil
	if p := parse(t, written(t, sys)[actionsFile]).PlanOfActionAndMilestones; p.Findings != nil || p.Observations != nil || len(p.PoamItems) != len(sys.Register.Treatments) {
		t.Errorf("treatments alone: %d items", len(p.PoamItems))
	}
	sys.Register.Treatments = nil
	n, err := audit.Raise(isms.MustDate("2026-07-24"), "auditor", audit.Finding{ID: "OB-9", Grade: audit.Observation, Audit: audit.Internal, Requirements: []isms.Ref{"9.1 b"}, Statement: "worth watching"})
	if err != nil {
		t.Fatal(err)
	}
	sys.Findings.Items = []audit.RegisterItem{{Nonconformity: n}} // needs no answer
	if f := written(t, sys)[actionsFile]; f.text != nil {
		t.Errorf("a plan without items: %s", f.text)
	}

	dir := t.TempDir()
	in := filepath.Join(dir, "in.json")
	text, err := sys.Encode()
	if err != nil {
		t.Fatal(err)
	}
	stale := filepath.Join(dir, actionsFile)
	for path, text := range map[string][]byte{in: text, stale: []byte("{}")} {
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var out, errs bytes.Buffer
	if code := run([]string{"-in", in, "-out", dir}, &out, &errs); code != 0 {
		t.Fatalf("exit status %d: %s", code, errs.String())
	}
	if want := "actions.json     not written: OSCAL has no empty list: there is neither a nonconformity nor a treatment\n"; !strings.Contains(out.String(), want) {
		t.Errorf("the program says\n%swant\n%s", out.String(), want)
	}
	if _, err := os.Stat(stale); err == nil {
		t.Error("the plan of an earlier run is still there")
	}
}

// One mapping may be an object or the only element of an array. The schema takes
// both, go-oscal reads the object alone, this program reads both.
func TestMappingsObjectOrArray(t *testing.T) {
	object := written(t, larkspur(t))[crosswalkFile].text
	var doc map[string]map[string]any
	if err := json.Unmarshal(object, &doc); err != nil {
		t.Fatal(err)
	}
	c := doc["mapping-collection"]
	if _, ok := c["mappings"].(map[string]any); !ok {
		t.Fatalf("mappings is written as %T", c["mappings"])
	}
	c["mappings"] = []any{c["mappings"]}
	array, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		form  string
		text  []byte
		reads bool // by go-oscal
	}{{"object", object, true}, {"array", array, false}} {
		if err := validate(x.text); err != nil {
			t.Errorf("%s: %v", x.form, err)
		}
		var theirs types.OscalCompleteSchema
		if err := json.Unmarshal(x.text, &theirs); x.reads != (err == nil) {
			t.Errorf("%s: go-oscal reads it: %v, want %v", x.form, err == nil, x.reads)
		}
		got, err := readCrosswalk(x.text)
		if err != nil || !got.Equal(csf()) {
			t.Errorf("%s: another crosswalk, %v", x.form, err)
		}
	}
	c["mappings"] = []any{}
	none, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	if validate(none) == nil {
		t.Error("no mapping passes")
	}
}

func TestControlIDs(t *testing.T) {
	for ref, want := range map[isms.Ref]string{
		"A.5.1": "a.5.1", "A.8.34": "a.8.34", "6.1.3 d 4": "cl.6.1.3-d-4", "10.2": "cl.10.2", "own:C-1": "own.C-1",
	} {
		if got := controlID(ref); got != want {
			t.Errorf("%s is %q, want %q", ref, got, want)
		}
	}
	seen := map[string]isms.Ref{}
	for _, ref := range []isms.Ref{"own:a b", "own:a-b", "own:a/b", "ISO/IEC 27017 CLD.6.3.1", "A.5.1", "5.1", "", "nonsense"} {
		id := controlID(ref)
		if before, ok := seen[id]; ok || !isToken(id) {
			t.Errorf("%q and %q are both %q, or that is no token", before, ref, id)
		}
		seen[id] = ref
	}
}

func TestPropertiesReadBack(t *testing.T) {
	type inner struct {
		Text string   `json:"text,omitzero"`
		List []string `json:"list"`
	}
	type outer struct {
		Name   string    `json:"name"`
		Count  int       `json:"count,omitzero"`
		Yes    bool      `json:"yes,omitzero"`
		Day    isms.Date `json:"day,omitzero"`
		Inner  inner     `json:"inner"`
		Inners []inner   `json:"inners"`
	}
	texts := []string{"", "a", "two\nlines", " blank", "blank ", "\t", "text", "true", "7", "\u2028", "ünïcode", `"quoted"`}
	for i := range 2000 {
		pick := func(k int) string { return texts[(i*7+k*k*13+i/len(texts)*k)%len(texts)] }
		want := outer{Name: pick(1), Count: i%5 - 2, Yes: i%2 == 0, Inner: inner{Text: pick(2)}}
		if i%3 == 0 {
			want.Day = asOf.AddDays(i)
		}
		for k := range i % 12 { // ten and more, so that 10 does not come before 2
			want.Inners = append(want.Inners, inner{Text: "x" + pick(k), List: slices.DeleteFunc([]string{pick(k + 1), pick(k + 2)}, func(s string) bool { return s == "" })})
		}
		var ps []types.Property
		if err := put(&ps, "other", want); err != nil {
			t.Fatal(err)
		}
		if err := put(&ps, "value", want, "count"); err != nil {
			t.Fatal(err)
		}
		for _, p := range ps {
			if !isToken(p.Name) || !isString(p.Value) || p.Name == "value.count" {
				t.Fatalf("property %+v", p)
			}
		}
		got := outer{Count: want.Count}
		if err := take(&ps, "value", &got); err != nil {
			t.Fatal(err)
		}
		a, _ := json.Marshal(got)
		b, _ := json.Marshal(want)
		norm := func(b []byte) string { return strings.ReplaceAll(string(b), "[]", "null") }
		if norm(a) != norm(b) {
			t.Fatalf("case %d: %s reads back as %s", i, b, a)
		}
	}
}

// Properties that contradict each other, as a stranger may write them, are errors.
func TestPropertiesThatContradict(t *testing.T) {
	for _, names := range [][]string{
		{"v", "v"}, {"v", "v.a"}, {"v.a", "v"}, {"v.1", "v.a"}, {"v.a", "v.1"}, {"v.2"}, {"v.0"}, {"v.-1"}, {"v.1", "v.3"}, {"v.a.1", "v.a.1"}, {"v.99999999999"},
	} {
		var ps []types.Property
		for _, n := range names {
			ps = append(ps, types.Property{Name: n, Ns: Namespace, Value: "x"})
		}
		var into any
		if err := take(&ps, "v", &into); err == nil {
			t.Errorf("%q reads as %v", names, into)
		}
	}
	ps := []types.Property{{Name: "v", Ns: "https://example.org", Value: "x"}, {Name: "vv", Ns: Namespace, Value: "x"}}
	var into any
	if err := take(&ps, "v", &into); err != nil || into != nil {
		t.Errorf("the property of somebody else is read: %v, %v", into, err)
	}
}
