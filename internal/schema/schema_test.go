package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/internal/strictjson"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/system/systemtest"
	"github.com/ismskit/ismskit/risk"
)

var update = flag.Bool("update", false, "write the schema anew")

const file = "../../isms/system/isms.schema.json"

func TestSchemaIsUpToDate(t *testing.T) {
	want, err := generate()
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(filepath.FromSlash(file), want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(filepath.FromSlash(file))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what the types give now: go run . > %s", file, file)
	}
}

// The sets of annexa list the words of their vocabularies, which are no types.
func TestSetsListTheirWords(t *testing.T) {
	text, err := generate()
	if err != nil {
		t.Fatal(err)
	}
	var schema struct {
		Defs map[string]json.RawMessage `json:"$defs"`
	}
	if err := json.Unmarshal(text, &schema); err != nil {
		t.Fatal(err)
	}
	for name, words := range map[string]isms.Vocabulary{"annexa.ThemeSet": annexa.Themes(), "annexa.AttributeValueSet": annexa.AttributeValues()} {
		for word := range words.Titled() {
			if !bytes.Contains(schema.Defs[name], []byte(`"`+word+`"`)) {
				t.Errorf("%s does not list %q", name, word)
			}
		}
	}
}

// judge validates documents against the schema that is checked in.
type judge struct{ schema *jsonschema.Schema }

func newJudge(t testing.TB) judge {
	t.Helper()
	text, err := os.ReadFile(filepath.FromSlash(file))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	if err := c.AddResource("isms.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("isms.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return judge{s}
}

// refusal returns why the schema refuses a document, nil if it does not.
func (j judge) refusal(text []byte) error {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return err
	}
	return j.schema.Validate(doc)
}

func larkspur(t testing.TB) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.FromSlash("../../examples/quickstart/larkspur.json"))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func encoded(t testing.TB, s system.System) []byte {
	t.Helper()
	text, err := s.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := system.Decode(text); err != nil {
		t.Fatal(err)
	}
	return text
}

func TestRealDocumentsAreValid(t *testing.T) {
	j := newJudge(t)
	if err := j.refusal(larkspur(t)); err != nil {
		t.Errorf("larkspur: %v", err)
	}
	if err := j.refusal(encoded(t, system.System{})); err != nil {
		t.Errorf("the empty system: %v", err)
	}
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 0))
	for i := range 10 {
		day := isms.MustDate("2024-02-29").AddDays(r.IntN(1500))
		s, names := systemtest.Sound(day, 4+r.IntN(20)), []string{}
		for range i % 5 {
			less, name := systemtest.Drop(r, s)
			s, names = less, append(names, name)
		}
		if err := j.refusal(encoded(t, s)); err != nil {
			t.Fatalf("seed %d, on %s without %v: %v", seed, day, names, err)
		}
	}
}

// fill gives every field of a value something, drawn; what has a form of its own is
// left to the caller.
func fill(r *rand.Rand, v reflect.Value, depth int) {
	switch v.Interface().(type) {
	case isms.Date:
		v.Set(reflect.ValueOf(isms.MustDate("2020-01-01").AddDays(r.IntN(5000))))
		return
	case isms.Interval:
		v.Set(reflect.ValueOf(isms.Interval{N: r.IntN(100), Unit: slices.Collect(isms.Units().All())[r.IntN(5)]}))
		return
	case isms.Decimal:
		v.Set(reflect.ValueOf(isms.DecimalOf(r.Int64N(1 << 40))))
		return
	case isms.Ratio:
		v.Set(reflect.ValueOf(isms.Ratio{Have: r.IntN(3), Want: 1 + r.IntN(5)}))
		return
	case isms.Ref:
		v.Set(reflect.ValueOf([]isms.Ref{"4.1 s1", "A.5.7", "10"}[r.IntN(3)]))
		return
	}
	switch strictjson.Stands(v.Type()) {
	case "string":
		words := vocabularies[v.Type()]
		if v.SetString(fmt.Sprintf("word-%d", r.IntN(1000))); len(words) > 0 && r.IntN(4) > 0 {
			v.SetString(words[r.IntN(len(words))])
		}
	case "number":
		if v.CanInt() {
			v.SetInt(r.Int64N(100))
		} else {
			v.SetUint(r.Uint64N(100))
		}
	case "truth":
		v.SetBool(r.IntN(2) == 0)
	case "object":
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && f.Tag.Get("json") != "-" {
				fill(r, v.Field(i), depth-1)
			}
		}
	case "list":
		if depth <= 0 {
			return
		}
		e := reflect.New(v.Type().Elem()).Elem()
		fill(r, e, depth-1)
		v.Set(reflect.Append(v, e))
	}
}

// full returns a system in which every field holds something: drawn, and so wrong
// in many ways, but of the right shape.
func full(r *rand.Rand) system.System {
	s := systemtest.Sound(isms.MustDate("2026-03-02"), 4)
	var drawn system.System
	fill(r, reflect.ValueOf(&drawn).Elem(), 12)
	drawn.Register.Method, drawn.Statements, drawn.Cycle, drawn.Findings.Items = s.Register.Method, s.Statements, s.Cycle, s.Findings.Items
	for i := range drawn.Applicability.Custom {
		drawn.Applicability.Custom[i].AttributeValues = annexa.Preventive | annexa.Availability
	}
	return drawn
}

func TestDrawnDocumentsAreValid(t *testing.T) {
	j := newJudge(t)
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 0))
	for range 15 {
		if err := j.refusal(encoded(t, full(r))); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
	}
}

// change spoils one place of a document.
type change struct {
	name  string
	shape bool // what is refused for its shape: the schema must refuse it, too
	make  func(v any) any
}

var changes = []change{
	{"null", true, func(any) any { return nil }},
	{"another type", true, func(v any) any {
		if _, ok := v.(bool); ok {
			return "true"
		}
		return true
	}},
	{"an object", true, func(v any) any {
		if _, ok := v.(map[string]any); ok {
			return []any{}
		}
		return map[string]any{}
	}},
	{"a fraction", true, func(any) any { return json.Number("1.5") }},
	{"an unknown field", true, func(v any) any {
		if o, ok := v.(map[string]any); ok {
			o = maps.Clone(o)
			o["surprise"] = "x"
			return o
		}
		return map[string]any{"surprise": "x"}
	}},
	{"a field in another case", true, func(v any) any {
		o, ok := v.(map[string]any)
		if !ok || len(o) == 0 {
			return map[string]any{"Id": "x"}
		}
		first := slices.Sorted(maps.Keys(o))[0]
		o = maps.Clone(o)
		o[strings.ToUpper(first)] = o[first]
		delete(o, first)
		return o
	}},
	{"another word", false, func(v any) any {
		if _, ok := v.(string); ok {
			return "another word"
		}
		return v
	}},
	{"empty text", false, func(v any) any {
		if _, ok := v.(string); ok {
			return ""
		}
		return v
	}},
	{"nothing in it", false, func(v any) any {
		switch v.(type) {
		case map[string]any:
			return map[string]any{}
		case []any:
			return []any{}
		}
		return v
	}},
}

// places calls f for one place of each kind in a document: lists by their first
// item.
func places(v any, at string, seen map[string]bool, put func(any) any, f func(at string, v any, put func(any) any)) {
	if seen[at] {
		return
	}
	seen[at] = true
	if at != "" {
		f(at, v, put)
	}
	switch v := v.(type) {
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(v)) {
			places(v[k], at+"."+k, seen, func(x any) any {
				o := maps.Clone(v)
				o[k] = x
				return put(o)
			}, f)
		}
	case []any:
		for i := range v {
			places(v[i], at+"[]", seen, func(x any) any {
				l := slices.Clone(v)
				l[i] = x
				return put(l)
			}, f)
		}
	}
}

// At every place of a document the schema refuses the shapes that the decoder
// refuses, and nothing that the decoder accepts.
func TestSchemaAndDecoderAgree(t *testing.T) {
	j := newJudge(t)
	r := rand.New(rand.NewPCG(1, 2))
	tried := 0
	drawn := full(r)
	statements := system.System{Statements: drawn.Statements}
	drawn.Statements = nil // they are long: apart from the rest
	for name, text := range map[string][]byte{"drawn": encoded(t, drawn), "statements": encoded(t, statements)} {
		d := json.NewDecoder(bytes.NewReader(text))
		d.UseNumber()
		var doc any
		if err := d.Decode(&doc); err != nil {
			t.Fatal(err)
		}
		places(doc, "", map[string]bool{}, func(x any) any { return x }, func(at string, v any, put func(any) any) {
			n := tried % len(changes) // at each place the half of the changes, in turn
			for _, c := range slices.Concat(changes, changes)[n : n+5] {
				spoilt, err := json.Marshal(put(c.make(v)))
				if err != nil {
					t.Fatal(err)
				}
				tried++
				_, refused := system.Decode(spoilt)
				invalid := j.refusal(spoilt)
				switch {
				case refused == nil && invalid != nil:
					t.Errorf("%s, %s at %s: the decoder accepts it, and the schema says %v", name, c.name, at, invalid)
				case c.shape && refused == nil:
					t.Errorf("%s, %s at %s: the decoder accepts it", name, c.name, at)
				case c.shape && invalid == nil:
					t.Errorf("%s, %s at %s: the schema accepts it", name, c.name, at)
				}
			}
		})
	}
	if tried < 2000 {
		t.Errorf("%d places and changes only", tried)
	}
	t.Logf("%d places and changes", tried)
}

func TestTopOfTheDocument(t *testing.T) {
	j := newJudge(t)
	for text, valid := range map[string]bool{
		`{"format": "ismskit/system", "version": 1}`: true,
		`{"version": 1}`:                                             false,
		`{"format": "ismskit/system"}`:                               false,
		`{"format": "ismskit/soa/1", "version": 1}`:                  false,
		`{"format": "ismskit/system", "version": 2}`:                 false,
		`{"format": "ismskit/system", "version": 1, "organism": {}}`: false,
		`[]`:   false,
		`null`: false,
		`{"format": "ismskit/system", "version": 1, "operating": "2026-13-01"}`: false,
	} {
		if _, err := system.Decode([]byte(text)); (err == nil) != valid {
			t.Errorf("%s: the decoder says %v", text, err)
		}
		if err := j.refusal([]byte(text)); (err == nil) != valid {
			t.Errorf("%s: the schema says %v", text, err)
		}
	}
}

// Every kind of word with a list of its words has them in the schema.
func TestVocabulariesAreListed(t *testing.T) {
	open := map[reflect.Type]bool{ // any text may stand here
		reflect.TypeFor[isms.Path]():       true,
		reflect.TypeFor[risk.DefectCode](): true, reflect.TypeFor[risk.AssetKind](): true, reflect.TypeFor[isms.Edition](): true,
	}
	seen := map[reflect.Type]bool{}
	var walk func(typ reflect.Type)
	walk = func(typ reflect.Type) {
		if seen[typ] {
			return
		}
		seen[typ] = true
		if as, ok := own[typ]; ok {
			walk(as)
			return
		}
		if _, ok := texts[typ]; ok {
			return
		}
		switch strictjson.Stands(typ) {
		case "string":
			if typ.PkgPath() != "" && len(vocabularies[typ]) == 0 && !open[typ] {
				t.Errorf("the words of %s are not in the schema", typ)
			}
		case "object":
			for _, m := range strictjson.Members(typ) {
				walk(m.Type)
			}
		case "list", "map", "optional":
			walk(typ.Elem())
		}
	}
	walk(reflect.TypeFor[system.System]())
}
