package strictjson_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/ismskit/ismskit/internal/strictjson"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
	"pgregory.net/rapid"
)

type colour string

func (c colour) Validate() error {
	if c == "red" || c == "green" {
		return nil
	}
	return fmt.Errorf("the colour %q: want red or green", string(c))
}

// shade is a vocabulary to which a later version may add.
type shade string

func (s shade) Known() bool { return s == "dark" }

type base struct {
	ID isms.ID `json:"id"`
}

type item struct {
	base
	Due    isms.Date     `json:"due,omitzero"`
	Every  isms.Interval `json:"every,omitzero"`
	Colour colour        `json:"colour,omitzero"`
	Shade  shade         `json:"shade,omitzero"`
	Grade  int8          `json:"grade,omitzero"`
	Count  uint16        `json:"count,omitzero"`
	Done   bool          `json:"done,omitzero"`
	Tags   []string      `json:"tags"`
	Cost   isms.Decimal  `json:"cost"`
	Note   *note         `json:"note,omitempty"`
	_      int           // not a field of the document
	Skip   func()        `json:"-"`
}

// A note may be there and say nothing.
type note struct {
	Text string `json:"text,omitzero"`
}

type doc struct {
	Format string            `json:"format"`
	Items  []item            `json:"items"`
	Names  map[colour]string `json:"names,omitzero"`
	Tree   []doc             `json:"tree,omitzero"`
	Report isms.Report       `json:"report"`
	Share  isms.Ratio        `json:"share,omitzero"`
}

func TestDecodeSound(t *testing.T) {
	in := `{ "format": "demo/1",
	  "items": [ {"id": "a", "due": "2026-03-02", "every": "3 months", "colour": "red", "grade": -128, "count": 65535, "done": true, "tags": ["x\u00fc\ud83d\ude00\n"], "cost": "12.50"},
	             {"id": "b", "tags": [], "cost": "0"} ],
	  "names": {"red": "r"}, "tree": [{"format": "", "items": [], "report": {"ran": [], "skipped": [], "found": []}}],
	  "report": {"ran": [{"code": "a/b", "refs": ["4.1 s1"]}], "skipped": [], "found": []} }`
	var got doc
	if err := strictjson.Decode([]byte(in), &got, strictjson.Limits{}); err != nil {
		t.Fatal(err)
	}
	if got.Items[0].Tags[0] != "xü😀\n" || got.Items[0].Grade != -128 || got.Items[0].Due != isms.MustDate("2026-03-02") || got.Names["red"] != "r" || !got.Report.RanFor("a/b", "4.1 s1") {
		t.Errorf("%+v", got)
	}
	var std doc
	if err := json.Unmarshal([]byte(in), &std); err != nil {
		t.Fatal(err)
	}
	a, _ := strictjson.Encode(got)
	b, _ := strictjson.Encode(std)
	if !bytes.Equal(a, b) {
		t.Errorf("encoding/json reads another value:\n%s\n%s", a, b)
	}
}

func TestUnknownWordsOfAVocabularySurvive(t *testing.T) {
	var d doc
	if err := strictjson.Decode([]byte(`{"items": [{"shade": "pale"}]}`), &d, strictjson.Limits{}); err != nil || d.Items[0].Shade != "pale" {
		t.Errorf("%v, %v", err, d)
	}
}

func TestDecodeRefusals(t *testing.T) {
	sound := `"items": [], "report": {"ran": [], "skipped": [], "found": []}`
	for _, c := range []struct{ name, text, want string }{
		{"unknown field", `{"formal": "x", ` + sound + `}`, `formal (line 1): unknown field "formal": want "format"?`},
		{"far unknown field", `{"zzzzzzzzzz": 1, ` + sound + `}`, `want one of format, items, names, tree, report, share`},
		{"other case", `{"Format": "x", ` + sound + `}`, `Format (line 1): unknown field "Format": keys are case-sensitive, want "format"`},
		{"key twice", `{"format": "x", "format": "y", ` + sound + `}`, `format (line 1): the key stands twice in one object`},
		{"null", `{"format": null, ` + sound + `}`, `format (line 1): null is refused: leave the field out, or give text in quotes`},
		{"null in a list", `{"items": [null]}`, `items[0] (line 1): null is refused`},
		{"null inside a type of its own form", `{"report": {"ran": null}}`, `report.ran (line 1): null is refused`},
		{"key twice inside a type of its own form", `{"report": {"ran": [], "ran": []}}`, `report.ran (line 1): the key stands twice`},
		{"text after the end", `{"items": []} {}`, `document (line 1): text after the end of the document: "{}"`},
		{"empty", ``, `document (line 1): the text ends where an object is wanted`},
		{"blank", " \n ", `document (line 2): the text ends where an object is wanted`},
		{"not JSON", `{items: []}`, `unexpected "items: []}" where a key in quotes is wanted`},
		{"comma at the end", `{"items": [],}`, `a comma before "}"`},
		{"comma at the end of a list", `{"items": [[],]}`, `a comma before "]"`},
		{"cut off", `{"items": [`, `the text ends where an object is wanted`},
		{"cut off in text", `{"format": "x`, `text in quotes does not end`},
		{"wrong kind", `{"items": {}}`, `items (line 1): an object where a list is wanted`},
		{"wrong kind 2", `{"items": 3}`, `items (line 1): the number 3 where a list is wanted`},
		{"wrong kind 3", `{"items": "3"}`, `items (line 1): the text "3" where a list is wanted`},
		{"wrong kind 4", `{"items": true}`, `items (line 1): true where a list is wanted`},
		{"text for a number", `{"items": [{"grade": "5"}]}`, `items[0].grade (line 1): the text "5" where a whole number is wanted`},
		{"a number for yes or no", `{"items": [{"done": 1}]}`, `items[0].done (line 1): the number 1 where true or false is wanted`},
		{"text for an object", `{"items": ["a"]}`, `items[0] (line 1): the text "a" where an object is wanted`},
		{"what its own form refuses", `{"share": {"have": 1, "want": 2, "percent": "60.0"}}`, `share (line 1): isms: ratio 1 of 2: the percentage "60.0" does not follow: leave it out`},
		{"wrong kind 5", `{"format": []}`, `format (line 1): a list where text in quotes is wanted`},
		{"impossible date", "{\"items\": [\n{\"due\": \"2026-02-30\"}]}", `items[0].due (line 2): isms: ParseDate("2026-02-30"): day out of range`},
		{"out of range", `{"items": [{"grade": 128}]}`, `items[0].grade (line 1): 128 is out of range: want -128 to 127`},
		{"out of range below", `{"items": [{"count": -1}]}`, `items[0].count (line 1): -1 is out of range: want 0 to 65535`},
		{"not whole", `{"items": [{"grade": 1.0}]}`, `1.0 where a whole number is wanted`},
		{"exponent", `{"items": [{"grade": 1e1}]}`, `1e1 where a whole number is wanted`},
		{"minus nothing", `{"items": [{"grade": -0}]}`, `-0 where a whole number is wanted`},
		{"leading zero", `{"items": [{"grade": 01}]}`, `is no number`},
		{"no number", `{"items": [{"grade": -}]}`, `is no number`},
		{"number ends", `{"items": [{"grade": 1.}]}`, `a number ends with its point`},
		{"number ends 2", `{"items": [{"grade": 1e}]}`, `a number ends with its exponent sign`},
		{"not a literal", `{"items": [{"done": truer}]}`, `unexpected "truer}]}" where true or false is wanted`},
		{"huge exponent", `{"items": [{"cost": "1e1000000000"}]}`, `ParseDecimal("1e1000000000")`},
		{"bad ID", `{"items": [{"id": "a\u202eb"}]}`, `items[0].id (line 1): isms: ID "a\u202eb" holds the invisible or direction character U+202E`},
		{"unknown word", `{"items": [{"colour": "blue"}]}`, `items[0].colour (line 1): the colour "blue": want red or green`},
		{"a form of its own that reads leniently", `{"report": {"ran": "x"}}`, `report.ran (line 1): the JSON string where a list is wanted`},
		{"unknown word as a key", `{"names": {"blue": "x"}}`, `names.blue (line 1): the colour "blue": want red or green`},
		{"control character", "{\"format\": \"a\nb\"}", `the control character U+000A in quotes`},
		{"U+0000", `{"format": "\u0000"}`, `U+0000 is refused`},
		{"lone surrogate", `{"format": "\ud800"}`, `half of a surrogate pair`},
		{"lone low surrogate", `{"format": "\udc00"}`, `half of a surrogate pair`},
		{"pair of highs", `{"format": "\ud800\ud800"}`, `half of a surrogate pair`},
		{"unknown escape", `{"format": "\x"}`, `the escape "\\x\"}" is unknown`},
		{"unknown escape 2", `{"format": "\u00zz"}`, `is unknown`},
		{"escape ends", `{"format": "\u00`, `an escape does not end`},
		{"invalid UTF-8", "{\"format\": \"\xff\"}", `byte 12 is not valid UTF-8`},
		{"byte order mark", "\ufeff{}", `byte order mark`},
		{"cut off in an object", `{"format": "x"`, `the text ends inside an object or a list`},
		{"a comma and nothing", `{"format": "x", `, `where a key in quotes is wanted`},
		{"an escape and nothing", `{"format": "\`, `text in quotes does not end`},
		{"half a pair and no escape", `{"format": "\ud83d\u00zz"}`, `is unknown`},
		{"key cut off", `{"form`, `text in quotes does not end`},
		{"long key", `{"` + strings.Repeat("ü", 100) + `": 1}`, strings.Repeat("ü", 32) + `... (line 1): unknown field`},
		{"long key, cut between characters", `{"x` + strings.Repeat("ü", 100) + `": 1}`, "x" + strings.Repeat("ü", 31) + "... (line 1): unknown field"},
		{"signed exponent", `{"items": [{"grade": 1e+1}]}`, `1e+1 where a whole number is wanted`},
		{"a word where there is none", `{"zzzzzzzz": true}`, `unknown field`},
		{"no colon", `{"format" "x"}`, `where a colon is wanted`},
		{"no comma", `{"format": "x" "items": []}`, `where a comma or "}" is wanted`},
	} {
		var d doc
		err := strictjson.Decode([]byte(c.text), &d, strictjson.Limits{})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v\nwant %s", c.name, err, c.want)
		}
	}
}

func TestDecodeListsAllProblems(t *testing.T) {
	var d doc
	err := strictjson.Decode([]byte("{\"Format\": 1,\n\"items\": [{\"grade\": 300},\n{\"due\": \"x\", \"tags\": [null]}], \"more\": 1}"), &d, strictjson.Limits{})
	var p *strictjson.Problems
	if !errors.As(err, &p) {
		t.Fatal(err)
	}
	var got []string
	for _, q := range p.List {
		got = append(got, fmt.Sprint(q.Path, " ", q.Line))
	}
	want := []string{"Format 1", "items[0].grade 2", "items[1].due 3", "items[1].tags[0] 3", "more 3"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	many := `{"items": [` + strings.TrimSuffix(strings.Repeat(`{"grade": 300},`, 250), ",") + `]}`
	err = strictjson.Decode([]byte(many), &d, strictjson.Limits{})
	if !errors.As(err, &p) || len(p.List) != 100 || p.More != 150 || !strings.HasSuffix(err.Error(), "and 150 more") {
		t.Errorf("%d listed, %d more", len(p.List), p.More)
	}
}

func TestDecodeLimits(t *testing.T) {
	var d doc
	for want, c := range map[string]struct {
		text   string
		limits strictjson.Limits
	}{
		"nested more than 64 deep":          {strings.Repeat(`{"tree":[`, 100), strictjson.Limits{}},
		"nested more than 3 deep":           {`{"tree":[{"tree":[]}]}`, strictjson.Limits{Depth: 3}},
		"want at most 10":                   {`{"format": "xxxxxxxx"}`, strictjson.Limits{Bytes: 10}},
		"more than 2 items in one list":     {`{"items": [{},{},{}]}`, strictjson.Limits{Items: 2}},
		"more than 1 members in one object": {`{"format": "", "items": []}`, strictjson.Limits{Items: 1}},
	} {
		if err := strictjson.Decode([]byte(c.text), &d, c.limits); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
	deep := strings.Repeat("[", 1_000_000)
	if err := strictjson.Decode([]byte(deep), &d, strictjson.Limits{}); err == nil || len(err.Error()) > 1000 {
		t.Error("a million brackets")
	}
	if err := strictjson.Decode(nil, d, strictjson.Limits{}); err == nil {
		t.Error("decoding into a value that is no pointer")
	}
}

// inner has a form of its own and reads it strictly.
type inner struct{ n int }

func (i inner) MarshalJSON() ([]byte, error) { return strictjson.Compact(map[string]int{"n": i.n}) }
func (i *inner) UnmarshalJSON(text []byte) error {
	var v struct {
		N int `json:"n"`
	}
	err := strictjson.Decode(text, &v, strictjson.Limits{})
	i.n = v.N
	return err
}

func TestProblemsOfInnerFormsKeepTheirPlace(t *testing.T) {
	var v struct {
		List []inner `json:"list"`
	}
	err := strictjson.Decode([]byte("{\"list\": [{\"n\": 1},\n{\"m\": 2}]}"), &v, strictjson.Limits{})
	if err == nil || err.Error() != `list[1].m (line 2): unknown field "m": want "n"?` {
		t.Error(err)
	}
	v.List = []inner{{7}}
	text, err := strictjson.Encode(v)
	if want := "{\n  \"list\": [\n    {\n      \"n\": 7\n    }\n  ]\n}\n"; err != nil || string(text) != want {
		t.Errorf("%s, %v", text, err)
	}
}

func TestEncode(t *testing.T) {
	v := doc{Format: "a\"\\\n\t\r\u0001é\u2028<&>", Items: []item{{Tags: nil, Cost: isms.MustDecimal("1.50")}}, Names: map[colour]string{"red": "1", "green": "2"}}
	want := `{"format":"a\"\\\n\t\r\u0001é` + "\u2028" + `<&>","items":[{"id":"","tags":[],"cost":"1.5"}],"names":{"green":"2","red":"1"},"report":{"ran":[],"skipped":[],"found":[]}}`
	got, err := strictjson.Compact(v)
	if err != nil || string(got) != want {
		t.Errorf("%v\n%s\n%s", err, got, want)
	}
	var back doc
	if err := strictjson.Decode(got, &back, strictjson.Limits{}); err != nil {
		t.Error(err)
	}
	if back.Format != v.Format {
		t.Errorf("%q", back.Format)
	}
	for _, bad := range []any{nil, 1.5, doc{Format: "\xff"}, doc{Format: "\x00"}, map[int]int{}, struct{ P *int }{}} {
		if text, err := strictjson.Encode(bad); err == nil {
			t.Errorf("%v is written as %s", bad, text)
		}
	}
}

// listed only writes itself.
type listed struct {
	List []int `json:"list"`
}

func (listed) MarshalJSON() ([]byte, error) { return []byte(`{"list":[]}`), nil }

type hidden struct{ n int }

func (h hidden) MarshalJSON() ([]byte, error) { return strconv.AppendInt(nil, int64(h.n), 10), nil }

func TestRecordsThatOnlyWriteThemselves(t *testing.T) {
	text, err := strictjson.Compact(listed{List: []int{3}})
	var back listed
	if err != nil || strictjson.Decode(text, &back, strictjson.Limits{}) != nil || len(back.List) != 1 {
		t.Errorf("%s, %v, %v", text, err, back)
	}
	if _, err := strictjson.Compact(hidden{1}); err == nil {
		t.Error("what cannot be read back is written")
	}
}

type badText struct{}

func (badText) MarshalText() ([]byte, error) { return nil, errors.New("no text") }
func (*badText) UnmarshalText([]byte) error  { return nil }

type rawJSON struct{ text string }

func (r rawJSON) MarshalJSON() ([]byte, error) {
	if r.text == "" {
		return nil, errors.New("no JSON")
	}
	return []byte(r.text), nil
}

func (r *rawJSON) UnmarshalJSON(text []byte) error { r.text = string(text); return nil }

func TestEncodeRefusesWhatTypesWriteOfThemselves(t *testing.T) {
	for _, bad := range []any{
		badText{},
		rawJSON{},
		rawJSON{"null"},
		rawJSON{`{"a": null}`},
		rawJSON{`[1`},
		rawJSON{`{"a\u0000": 1}`},
		rawJSON{`{"a": "\u0000"}`},
		[]badText{{}},
		map[string]badText{"a": {}},
		map[string]int{"\xff": 1},
		reflect.Zero(reflect.StructOf([]reflect.StructField{{Name: "A", Type: reflect.TypeFor[int](), Tag: `json:"\xff"`}})).Interface(),
	} {
		if text, err := strictjson.Encode(bad); err == nil {
			t.Errorf("%v is written as %s", bad, text)
		}
	}
	for in, want := range map[string]string{`true`: `true`, `"x"`: `"x"`, `12`: `12`, `{"a": [true, "\u00fc", {}]}`: `{"a":[true,"ü",{}]}`} {
		if text, err := strictjson.Compact(rawJSON{in}); err != nil || string(text) != want {
			t.Errorf("%s is written as %s, %v", in, text, err)
		}
	}
}

func TestManyInnerProblemsAreCounted(t *testing.T) {
	var v struct {
		List []inner `json:"list"`
	}
	long := `{"m": 2` + strings.Repeat(" ", 100) + "},"
	err := strictjson.Decode([]byte(`{"list": [`+strings.TrimSuffix(strings.Repeat(long, 150), ",")+`]}`), &v, strictjson.Limits{})
	var p *strictjson.Problems
	if !errors.As(err, &p) || len(p.List) != 100 || p.More != 50 {
		t.Errorf("%d and %d", len(p.List), p.More)
	}
	// Where the text is refused anyway, and short for what reading it takes, some
	// values are not looked at any more.
	err = strictjson.Decode([]byte(`{"list": [`+strings.TrimSuffix(strings.Repeat(`{"m": 2},`, 1000), ",")+`]}`), &v, strictjson.Limits{})
	if !errors.As(err, &p) || len(p.List) != 100 || p.More == 0 || p.More == 900 {
		t.Errorf("%d and %d", len(p.List), p.More)
	}
}

// What stands in an unknown field is read past: one problem, not one for each part.
func TestAnUnknownFieldIsOneProblem(t *testing.T) {
	var v struct {
		W string `json:"w"`
	}
	err := strictjson.Decode([]byte(`{"w": "x", "more": [true, {"a": "b"}]}`), &v, strictjson.Limits{})
	if err == nil || err.Error() != `more (line 1): unknown field "more": want one of w` {
		t.Error(err)
	}
}

// lenient reads itself with package encoding/json.
type lenient struct {
	list []isms.Ref
}

func (l lenient) MarshalJSON() ([]byte, error) { return json.Marshal(l.list) }
func (l *lenient) UnmarshalJSON(text []byte) error {
	if err := json.Unmarshal(text, &l.list); err != nil {
		return fmt.Errorf("lenient: %w", err)
	}
	return nil
}

// A wrong kind of value is told in words of the field at its place, whoever found
// it: a reader of documents knows no types of Go.
func TestWrongKindsNameNoGoTypes(t *testing.T) {
	var v struct {
		Report isms.Report `json:"report"`
		Own    lenient     `json:"own"`
	}
	for text, want := range map[string]string{
		`{"report": {"ran": [{"code": 3}]}}`: `the JSON number where text in quotes is wanted`,
		`{"report": {"skipped": {}}}`:        `report.skipped (line 1): the JSON object where a list is wanted`,
		`{"report": true}`:                   `report (line 1): the JSON bool where an object is wanted`,
		`{"own": "x"}`:                       `own (line 1): the JSON string where a list is wanted`,
		"{\n\"own\": [[]]}":                  `(line 2): the JSON array where text in quotes is wanted`,
	} {
		err := strictjson.Decode([]byte(text), &v, strictjson.Limits{})
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "isms.") || strings.Contains(err.Error(), "Go") {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
	var whole lenient // at the top, the path begins with the field
	if err := strictjson.Decode([]byte(`{"a": 1}`), &whole, strictjson.Limits{}); err == nil || err.Error() != "document (line 1): the JSON object where a list is wanted" {
		t.Error(err)
	}
	var report isms.Report
	if err := strictjson.Decode([]byte(`{"ran": 1}`), &report, strictjson.Limits{}); err == nil || err.Error() != "ran (line 1): the JSON number where a list is wanted" {
		t.Error(err)
	}
}

func TestCheckType(t *testing.T) {
	if err := strictjson.CheckType(reflect.TypeFor[doc]()); err != nil {
		t.Error(err)
	}
	for want, typ := range map[string]reflect.Type{
		"float64":               reflect.TypeFor[struct{ A []float64 }](),
		"interface":             reflect.TypeFor[struct{ A any }](),
		"*int":                  reflect.TypeFor[map[string]*int](),
		"*strictjson_test.note": reflect.TypeFor[struct{ A *note }](),
		"**": reflect.TypeFor[struct {
			A **note `json:"a,omitzero"`
		}](),
		"two fields are named": reflect.TypeFor[struct {
			A int `json:"a"`
			B int `json:"A"`
		}](),
		"lossless form": reflect.TypeFor[table.Cell](), // it writes text and does not read it
	} {
		if err := strictjson.CheckType(typ); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

func TestPointersAreLeftOutWhenNil(t *testing.T) {
	in := `{"format":"","items":[{"id":"a","tags":[],"cost":"0"},{"id":"b","tags":[],"cost":"0","note":{}}],"report":{"ran":[],"skipped":[],"found":[]}}`
	var got doc
	if err := strictjson.Decode([]byte(in), &got, strictjson.Limits{}); err != nil {
		t.Fatal(err)
	}
	if got.Items[0].Note != nil || got.Items[1].Note == nil || *got.Items[1].Note != (note{}) {
		t.Errorf("%+v", got.Items)
	}
	if out, err := strictjson.Compact(got); err != nil || string(out) != in {
		t.Errorf("%s, %v", out, err)
	}
	err := strictjson.Decode([]byte(`{"items":[{"note":null},{"note":[]}]}`), &got, strictjson.Limits{})
	if want := "items[0].note (line 1): null is refused: leave the field out, or give an object\nitems[1].note (line 1): a list where an object is wanted"; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	if _, err := strictjson.Encode([]*note{nil}); err == nil {
		t.Error("nil is written in a list")
	}
}

// Lists are made once, as long as they are: what is read costs no more than 64
// bytes for each of the text, however short its parts are.
func TestShortPartsCostLittle(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector and other processors allocate in their own way")
	}
	type wide struct { // two kibibytes of it would be 12 items
		A, B, C, D, E, F, G, H, I, J string
	}
	const n = 20_000
	for _, part := range []string{`{}`, `{"A":"x"}`, `{"Z":1}`, `{"A":"x","A":"y"}`, `null`, `1`, `[]`, `"x"`, `{"A":{}}`, `[{}]`} {
		text := []byte(`[` + strings.Repeat(part+",", n) + part + `]`)
		var list []wide
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		err := strictjson.Decode(text, &list, strictjson.Limits{})
		runtime.ReadMemStats(&after)
		if got, most := after.TotalAlloc-before.TotalAlloc, uint64(64*len(text)+64<<10); got > most {
			t.Errorf("%s: %d bytes for %d, at most %d", part, got, len(text), most)
		}
		if err == nil && len(list) != n+1 {
			t.Errorf("%s: %d items", part, len(list))
		}
	}
}

func anyDoc(t *rapid.T, depth int) doc {
	d := doc{Format: rapid.String().Draw(t, "format"), Items: []item{}}
	d.Format = strings.ReplaceAll(d.Format, "\x00", "")
	for range rapid.IntRange(0, 3).Draw(t, "items") {
		d.Items = append(d.Items, item{
			base: base{isms.ID(rapid.StringMatching(`[A-Z]-[0-9]{1,3}`).Draw(t, "id"))},
			Due:  isms.MustDate("2026-01-01").AddDays(rapid.IntRange(-1000, 1000).Draw(t, "due")), Every: isms.Interval{N: rapid.IntRange(0, 9).Draw(t, "n"), Unit: isms.Days},
			Colour: rapid.SampledFrom([]colour{"", "red", "green"}).Draw(t, "colour"), Grade: rapid.Int8().Draw(t, "grade"), Count: rapid.Uint16().Draw(t, "count"),
			Done: rapid.Bool().Draw(t, "done"), Tags: []string{strings.ReplaceAll(rapid.String().Draw(t, "tag"), "\x00", "")}, Cost: isms.DecimalOf(rapid.Int64().Draw(t, "cost")),
		})
		if rapid.Bool().Draw(t, "noted") {
			d.Items[len(d.Items)-1].Note = &note{strings.ReplaceAll(rapid.String().Draw(t, "note"), "\x00", "")}
		}
	}
	if depth > 0 && rapid.Bool().Draw(t, "tree") {
		d.Tree = []doc{anyDoc(t, depth-1)}
	}
	return d
}

func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := anyDoc(t, 3)
		text, err := strictjson.Encode(v)
		if err != nil {
			t.Fatal(err)
		}
		var back, std doc
		if err := strictjson.Decode(text, &back, strictjson.Limits{}); err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		again, _ := strictjson.Encode(back)
		if !bytes.Equal(text, again) {
			t.Fatalf("written again:\n%s\n%s", text, again)
		}
		if err := json.Unmarshal(text, &std); err != nil {
			t.Fatal(err)
		}
		if other, _ := strictjson.Encode(std); !bytes.Equal(text, other) {
			t.Fatalf("encoding/json reads another value:\n%s\n%s", text, other)
		}
	})
}

// wantBounded holds the promise that decoding allocates at most 64 bytes for each
// byte of text and 64 KiB.
func wantBounded(t *testing.T, text []byte) {
	t.Helper()
	if testing.Short() {
		return // the race detector allocates in its own way
	}
	least, most := ^uint64(0), uint64(64*len(text)+64<<10)
	for range 3 { // what else the process does is not counted
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		var d doc
		_ = strictjson.Decode(text, &d, strictjson.Limits{})
		runtime.ReadMemStats(&after)
		if least = min(least, after.TotalAlloc-before.TotalAlloc); least <= most {
			return
		}
	}
	t.Errorf("%d bytes allocated for %d, at most %d", least, len(text), most)
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"format": "x", "items": [{"id": "a", "due": "2026-03-02", "tags": ["\u00fc"], "cost": "1.5"}], "report": {"ran": []}}`))
	f.Add([]byte(`{"format": null, "items": [[], {"Grade": 1e9}], "tree": [{}]}`))
	f.Add([]byte(`{"format": "\ud83d\ude00"}`))
	f.Add([]byte(`{"items": [` + strings.Repeat("{},", 200) + `{}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		wantBounded(t, text)
		var d doc
		if err := strictjson.Decode(text, &d, strictjson.Limits{}); err != nil {
			var p *strictjson.Problems
			if !errors.As(err, &p) || len(p.List) == 0 {
				t.Fatalf("%v", err)
			}
			return
		}
		// What is accepted is JSON, means the same to encoding/json, and survives.
		var std doc
		if err := json.Unmarshal(text, &std); err != nil {
			t.Fatalf("accepted, and encoding/json says %v", err)
		}
		a, err := strictjson.Encode(d)
		if err != nil {
			t.Fatal(err)
		}
		b, _ := strictjson.Encode(std)
		if !bytes.Equal(a, b) {
			t.Fatalf("encoding/json reads another value:\n%s\n%s", a, b)
		}
		var back doc
		if err := strictjson.Decode(a, &back, strictjson.Limits{}); err != nil {
			t.Fatalf("%v in\n%s", err, a)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	one := `{"id": "a", "due": "2026-03-02", "every": "3 months", "colour": "red", "grade": 5, "tags": ["x", "y"], "cost": "12.50"}`
	text := []byte(`{"format": "x", "items": [` + strings.TrimSuffix(strings.Repeat(one+",", 10_000), ",") + `]}`)
	b.Run("strict", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			var d doc
			if err := strictjson.Decode(text, &d, strictjson.Limits{}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("encoding-json", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			var d doc
			if err := json.Unmarshal(text, &d); err != nil {
				b.Fatal(err)
			}
		}
	})
}
