package strictjson_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"slices"
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

// places returns what an error says as kinds and places: "null items[#0]:1" for the
// first item on line 1. What a type refuses of its own is "refused".
func places(err error) string {
	var p *strictjson.Problems
	switch {
	case err == nil:
		return "fine"
	case !errors.As(err, &p):
		return "no problems: " + err.Error()
	}
	var said []string
	for _, q := range p.List {
		kind := q.Kind
		if q.Err != nil {
			kind = "refused"
		}
		said = append(said, fmt.Sprintf("%s %s:%d", kind, q.Path, q.Line))
	}
	if p.More > 0 {
		said = append(said, fmt.Sprint(p.More, " more"))
	}
	return strings.Join(said, "; ")
}

func TestDecodeRefusals(t *testing.T) {
	sound := `"items": [], "report": {"ran": [], "skipped": [], "found": []}`
	for _, c := range []struct{ name, text, places, args string }{
		{"unknown field", `{"formal": "x", ` + sound + `}`, "unknown-member formal:1", `meant "format", value "formal"`},
		{"far unknown field", `{"zzzzzzzzzz": 1, ` + sound + `}`, "unknown-member zzzzzzzzzz:1", `member "format", member "items", member "names", member "tree", member "report", member "share", value "zzzzzzzzzz"`},
		{"short unknown field, of which no other is a misspelling", `{"itms": [], "tr": 1}`, "unknown-member itms:1; unknown-member tr:1", `member "share", value "tr"`},
		{"other case", `{"Format": "x", ` + sound + `}`, "unknown-member Format:1", `meant "format"`},
		{"key twice", `{"format": "x", "format": "y", ` + sound + `}`, "doubled-key format:1", ""},
		{"null", `{"format": null, ` + sound + `}`, "null format:1", `want "string"`},
		{"null in a list", `{"items": [null]}`, "null items[#0]:1", `want "object"`},
		{"null inside a type of its own form", `{"report": {"ran": null}}`, "null report.ran:1", ""},
		{"key twice inside a type of its own form", `{"report": {"ran": [], "ran": []}}`, "doubled-key report.ran:1", ""},
		{"text after the end", `{"items": []} {}`, "text-after-the-end :1", `value "{}"`},
		{"empty", ``, "early-end :1", `want "object"`},
		{"blank", " \n ", "early-end :2", ""},
		{"not JSON", `{items: []}`, "unexpected-text :1", `value "items: []}", want "key"`},
		{"comma at the end", `{"items": [],}`, "comma-before-the-end :1", ""},
		{"comma at the end of a list", `{"items": [[],]}`, "wrong-kind items[#0]:1; comma-before-the-end items:1", ""},
		{"cut off", `{"items": [`, "early-end items[#0]:1", ""},
		{"cut off in text", `{"format": "x`, "early-end format:1", `want "quote"`},
		{"wrong kind", `{"items": {}}`, "wrong-kind items:1", `found "object", want "list"`},
		{"wrong kind 2", `{"items": 3}`, "wrong-kind items:1", `found "number", value "3", want "list"`},
		{"wrong kind 3", `{"items": "3"}`, "wrong-kind items:1", `found "string", value "3", want "list"`},
		{"wrong kind 4", `{"items": true}`, "wrong-kind items:1", `found "truth", value "true", want "list"`},
		{"text for a number", `{"items": [{"grade": "5"}]}`, "wrong-kind items[#0].grade:1", `want "number"`},
		{"a number for yes or no", `{"items": [{"done": 1}]}`, "wrong-kind items[#0].done:1", `want "truth"`},
		{"text for an object", `{"items": ["a"]}`, "wrong-kind items[#0]:1", ""},
		{"what its own form refuses", `{"share": {"have": 1, "want": 2, "percent": "60.0"}}`, "refused share:1", ""},
		{"wrong kind 5", `{"format": []}`, "wrong-kind format:1", `found "list", want "string"`},
		{"impossible date", "{\"items\": [\n{\"due\": \"2026-02-30\"}]}", "refused items[#0].due:2", ""},
		{"out of range", `{"items": [{"grade": 128}]}`, "out-of-range items[#0].grade:1", `value "128", least "-128", most "127"`},
		{"out of range below", `{"items": [{"count": -1}]}`, "out-of-range items[#0].count:1", `least "0", most "65535"`},
		{"not whole", `{"items": [{"grade": 1.0}]}`, "wrong-kind items[#0].grade:1", `value "1.0"`},
		{"exponent", `{"items": [{"grade": 1e1}]}`, "wrong-kind items[#0].grade:1", `value "1e1"`},
		{"minus nothing", `{"items": [{"grade": -0}]}`, "wrong-kind items[#0].grade:1", `value "-0"`},
		{"leading zero", `{"items": [{"grade": 01}]}`, "no-number items[#0].grade:1", ""},
		{"no number", `{"items": [{"grade": -}]}`, "no-number items[#0].grade:1", ""},
		{"number ends", `{"items": [{"grade": 1.}]}`, "no-number items[#0].grade:1", `value "1."`},
		{"number ends 2", `{"items": [{"grade": 1e}]}`, "no-number items[#0].grade:1", `value "1e"`},
		{"not a literal", `{"items": [{"done": truer}]}`, "unexpected-text items[#0].done:1", `value "truer}]}", want "truth"`},
		{"huge exponent", `{"items": [{"cost": "1e1000000000"}]}`, "refused items[#0].cost:1", ""},
		{"bad ID", `{"items": [{"id": "a\u202eb"}]}`, "refused items[#0].id:1", ""},
		{"unknown word", `{"items": [{"colour": "blue"}]}`, "refused items[#0].colour:1", "blue"},
		{"a form of its own that reads leniently", `{"report": {"ran": "x"}}`, "refused report:1", ""},
		{"unknown word as a key", `{"names": {"blue": "x"}}`, "refused names[blue]:1", ""},
		{"control character", "{\"format\": \"a\nb\"}", "control-character format:1", `character "U+000A"`},
		{"U+0000", `{"format": "\u0000"}`, "control-character format:1", `character "U+0000"`},
		{"lone surrogate", `{"format": "\ud800"}`, "half-a-surrogate-pair format:1", ""},
		{"lone low surrogate", `{"format": "\udc00"}`, "half-a-surrogate-pair format:1", ""},
		{"pair of highs", `{"format": "\ud800\ud800"}`, "half-a-surrogate-pair format:1", ""},
		{"unknown escape", `{"format": "\x"}`, "unknown-escape format:1", `value "\\x\"}"`},
		{"unknown escape 2", `{"format": "\u00zz"}`, "unknown-escape format:1", ""},
		{"escape ends", `{"format": "\u00`, "early-end format:1", `want "quote"`},
		{"invalid UTF-8", "{\"format\": \"\xff\"}", "not-utf-8 :1", `byte "12"`},
		{"byte order mark", "\ufeff{}", "byte-order-mark :1", ""},
		{"cut off in an object", `{"format": "x"`, "early-end :1", `want "end"`},
		{"a comma and nothing", `{"format": "x", `, "unexpected-text :1", `want "key"`},
		{"an escape and nothing", `{"format": "\`, "early-end format:1", ""},
		{"half a pair and no escape", `{"format": "\ud83d\u00zz"}`, "unknown-escape format:1", ""},
		{"key cut off", `{"form`, "early-end :1", ""},
		{"long key", `{"` + strings.Repeat("ü", 100) + `": 1}`, `unknown-member ["` + strings.Repeat("ü", 64) + `..."]:1`, ""},
		{"long key, cut between characters", `{"x` + strings.Repeat("ü", 100) + `": 1}`, `unknown-member ["x` + strings.Repeat("ü", 63) + `..."]:1`, ""},
		{"signed exponent", `{"items": [{"grade": 1e+1}]}`, "wrong-kind items[#0].grade:1", `value "1e+1"`},
		{"a word where there is none", `{"zzzzzzzz": true}`, "unknown-member zzzzzzzz:1", ""},
		{"no colon", `{"format" "x"}`, "unexpected-text :1", `want "colon"`},
		{"no comma", `{"format": "x" "items": []}`, "unexpected-text :1", `want "end"`},
	} {
		var d doc
		err := strictjson.Decode([]byte(c.text), &d, strictjson.Limits{})
		if got := places(err); got != c.places {
			t.Errorf("%s: %s, want %s", c.name, got, c.places)
		}
		if !strings.Contains(err.Error(), c.args) {
			t.Errorf("%s: %v, want %s", c.name, err, c.args)
		}
		if odd := unlisted(err); odd != "" {
			t.Errorf("%s: %s is not listed", c.name, odd)
		}
	}
}

// unlisted returns the first kind or form of an error that Kinds and Forms do not list.
func unlisted(err error) string {
	var p *strictjson.Problems
	if !errors.As(err, &p) {
		return ""
	}
	for _, q := range p.List {
		if (q.Err == nil) != slices.Contains(strictjson.Kinds(), q.Kind) {
			return q.String()
		}
		for _, name := range []string{"want", "found"} {
			if form := q.Arg(name); form != "" && !slices.Contains(strictjson.Forms(), form) {
				return q.String()
			}
		}
	}
	return ""
}

func TestADocumentThatIsAList(t *testing.T) {
	for text, want := range map[string]struct {
		places string
		items  int
	}{
		" null\n": {"fine", 1}, "[]": {"fine", 0}, `[{"id": "a"}, {"id": "b"}]`: {"fine", 2}, `[{}, {"id": 5}]`: {"wrong-kind [#1].id:1", 2}, `{}`: {"wrong-kind :1", 1}, `[null]`: {"null [#0]:1", 0},
	} {
		list := []base{{"before"}}
		err := strictjson.DecodeList([]byte(text), &list, strictjson.Limits{})
		if got := places(err); got != want.places || len(list) != want.items {
			t.Errorf("%s: %s, %d items, want %s, %d", text, got, len(list), want.places, want.items)
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
	want := []string{"Format 1", "items[#0].grade 2", "items[#1].due 3", "items[#1].tags[#0] 3", "more 3"}
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
		"too-deep " + strings.Repeat("tree[#0].", 31) + "tree[#0]:1": {strings.Repeat(`{"tree":[`, 100), strictjson.Limits{}},
		"too-deep tree[#0].tree:1":                                   {`{"tree":[{"tree":[]}]}`, strictjson.Limits{Depth: 3}},
		"too-long :1":                                                {`{"format": "xxxxxxxx"}`, strictjson.Limits{Bytes: 10}},
		"too-many-items items:1":                                     {`{"items": [{},{},{}]}`, strictjson.Limits{Items: 2}},
		"too-many-members :1":                                        {`{"format": "", "items": []}`, strictjson.Limits{Items: 1}},
	} {
		if got := places(strictjson.Decode([]byte(c.text), &d, c.limits)); got != want {
			t.Errorf("%.40s: %s, want %s", c.text, got, want)
		}
		if got := places(strictjson.Decode([]byte(`{"format": ""}`), &d, c.limits)); c.limits.Bytes == 0 && got != "fine" {
			t.Errorf("text within the limits %+v: %s", c.limits, got)
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
	if got := places(err); got != "unknown-member list[#1].m:2" {
		t.Error(got)
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
	for _, c := range []struct {
		bad  any
		want string
	}{
		{nil, "null :0"},
		{doc{Format: "\xff"}, "no-text format:0"},
		{doc{Items: []item{{}, {base: base{"\x00"}, Tags: []string{"", "\xff"}}}, Names: map[colour]string{"a.b": "\xff"}, Tree: []doc{{Format: "\xff"}}}, "no-text items[#1].id:0; no-text items[#1].tags[#1]:0; no-text names[a.b]:0; no-text tree[#0].format:0"},
		{strings.Repeat("é", 99) + "\x00", "no-text :0"},
		{strings.Repeat("\x80", 999), "no-text :0"},
		{strings.Split(strings.Repeat("\xff,", 149)+"\xff", ","), "50 more"},
		{[]*note{nil}, "null [#0]:0"},
		{struct{ P *int }{}, "null P:0"},
		{1.5, `no problems: strictjson: Encode "": type float64 has no lossless form`},
		{map[string]map[int]int{"a": {}}, `no problems: strictjson: Encode "[a]": type map[int]int has no lossless form`},
	} {
		text, err := strictjson.Encode(c.bad)
		if got := places(err); got != c.want && !strings.HasSuffix(got, "; "+c.want) || text != nil || unlisted(err) != "" {
			t.Errorf("%.40v: %s, want %s", c.bad, got, c.want)
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
	for _, c := range []struct {
		bad  any
		want string
	}{
		{badText{}, "refused :0"},
		{rawJSON{}, "refused :0"},
		{rawJSON{"null"}, "null :0"},
		{rawJSON{`{"a": null}`}, "null a:0"},
		{map[string]rawJSON{"x": {`{"b": [1, {}, [], {"c": true, "d": ["\u0000", null], "e": "\u0000"}, null], "f": null}`}}, "no-text [x].b[#3].d[#0]:0; null [x].b[#3].d[#1]:0; no-text [x].b[#3].e:0; null [x].b[#4]:0; null [x].f:0"},
		{[]rawJSON{{"1"}, {`[1`}, {"["}}, `no problems: strictjson: Encode "[#1][#0]": its JSON is not valid`},
		{rawJSON{`{"a\u0000": 1}`}, `no-text ["a\u0000"]:0`},
		{rawJSON{`{"a": "\u0000"}`}, "no-text a:0"},
		{[]badText{{}}, "refused [#0]:0"},
		{map[string]badText{"a": {}}, "refused [a]:0"},
		{map[string]int{"\xff": 1}, `no-text ["\ufffd"]:0`},
		{reflect.Zero(reflect.StructOf([]reflect.StructField{{Name: "A", Type: reflect.TypeFor[int](), Tag: `json:"\xff"`}})).Interface(), `no-text ["\ufffd"]:0`},
	} {
		text, err := strictjson.Encode(c.bad)
		if got := places(err); got != c.want || text != nil {
			t.Errorf("%v: %s, want %s", c.bad, got, c.want)
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
	if got := places(err); got != "unknown-member more:1" {
		t.Error(got)
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

// A wrong kind of value is told at its place, whoever found it, and names no type of
// Go.
func TestWrongKindsNameNoGoTypes(t *testing.T) {
	type outer struct {
		Own   lenient   `json:"own"`
		Other *lenient2 `json:"other,omitzero"`
	}
	for _, c := range []struct {
		into               any
		text, places, args string
	}{
		{new(outer), `{"own": "x"}`, "wrong-kind own:1", `found "string", want "list"`},
		{new(outer), "{\n\"own\": [[]]}", "wrong-kind own[#0]:2", `found "list", want "string"`},
		{new(outer), "{\"own\": [\"4\",\n\n {\"a\": []}]}", "wrong-kind own[#1]:3", `found "object", want "string"`},
		{new(outer), `{"own": ["4", true]}`, "wrong-kind own[#1]:1", `found "truth", want "string"`},
		{new(outer), `{"own": ["4", 5, 6]}`, "wrong-kind own[#1]:1", `found "number", want "string"`},
		{new(outer), `{"other": {"n": {"x": [1], "a.b": [2, "3", {"c": 4}]}}}`, `wrong-kind other.n[a.b][#1]:1`, `found "string", want "number"`},
		{new(outer), `{"other": {"n": {"x": [1, 2.5]}}}`, `wrong-kind other.n.x[#1]:1`, `found "number", want "number"`},
		{new(outer), "{\"other\": {\"m\":\n 5}}", `wrong-kind other.m:2`, `found "number", want "object"`},
		{new(lenient), `{"a": 1}`, "wrong-kind :1", `found "object", want "list"`},
		{new(isms.Report), `{"skipped": [], "ran": 1}`, "refused :1", ""},
	} {
		err := strictjson.Decode([]byte(c.text), c.into, strictjson.Limits{})
		if got := places(err); got != c.places || !strings.Contains(err.Error(), c.args) || strings.Contains(err.Error(), "isms.") || strings.Contains(err.Error(), "Go") {
			t.Errorf("%s: %s, %v, want %s, %s", c.text, got, err, c.places, c.args)
		}
	}
}

// lenient2 reads itself with package encoding/json, too.
type lenient2 struct {
	N map[string][]int    `json:"n"`
	M map[string]struct{} `json:"m"`
}

func (l lenient2) MarshalJSON() ([]byte, error) { return []byte(`{}`), nil }
func (l *lenient2) UnmarshalJSON(text []byte) error {
	type plain lenient2
	return json.Unmarshal(text, (*plain)(l))
}

// What package encoding/json refuses is explained at its place; an error of another
// kind is not.
func TestExplain(t *testing.T) {
	for text, want := range map[string]string{
		`{"n": {"x": [1, "2"]}}`: "wrong-kind n.x[#1]:1", "{\"n\":\n": "early-end n:2", `{"n": ?}`: "unexpected-text n:1", `{"n": {}} {}`: "text-after-the-end :1", `{"n": null, "m": tru}`: "unexpected-text m:1",
	} {
		var v struct {
			N map[string][]int `json:"n"`
		}
		if got := places(strictjson.Explain(json.Unmarshal([]byte(text), &v), []byte(text))); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	for _, err := range []error{errors.New("another"), nil, &json.SyntaxError{}} {
		if got := strictjson.Explain(err, []byte("{}")); !errors.Is(got, err) {
			t.Errorf("%v is explained as %s", err, got)
		}
	}
	// Where the text is another than the one that was refused, the end is its place.
	var p *strictjson.Problems
	err := strictjson.Explain(&json.UnmarshalTypeError{Value: "something", Type: reflect.TypeFor[int](), Offset: 99}, []byte("{\n\"a\": 1"))
	if !errors.As(err, &p) || p.List[0].Line != 2 || p.List[0].Arg("found") != "value" || p.List[0].Arg("want") != "number" || p.List[0].Arg("other") != "" {
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
	if got, want := places(err), "null items[#0].note:1; wrong-kind items[#1].note:1"; got != want {
		t.Errorf("%s, want %s", got, want)
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
			if odd := unlisted(err); odd != "" {
				t.Fatalf("%s is not listed", odd)
			}
			for _, q := range p.List {
				if path := isms.Path(q.Path); path.Validate() != nil || q.Line < 1 || q.Line > 1+bytes.Count(text, []byte{'\n'}) {
					t.Fatalf("%q on line %d is no place", q.Path, q.Line)
				}
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

// maybe has a value method that says when it is zero; of nil it cannot be asked.
type maybe struct {
	Text string `json:"text"`
	Said int    `json:"said,omitzero"`
}

func (m maybe) IsZero() bool { return m.Text == "" }

func TestPointersThatSayWhenTheyAreZero(t *testing.T) {
	type record struct {
		M *maybe `json:"m,omitzero"`
	}
	for want, r := range map[string]record{`{}`: {}, `{"m":{"text":"x"}}`: {&maybe{Text: "x"}}} {
		std, _ := json.Marshal(r)
		if got, err := strictjson.Compact(r); err != nil || string(got) != want || string(std) != want {
			t.Errorf("%s, %v, and %s by encoding/json, want %s", got, err, std, want)
		}
	}
	std, _ := json.Marshal(record{&maybe{Said: 1}})
	if got, err := strictjson.Compact(record{&maybe{Said: 1}}); err != nil || string(got) != string(std) {
		t.Errorf("%s, %v, and %s by encoding/json", got, err, std)
	}
}
