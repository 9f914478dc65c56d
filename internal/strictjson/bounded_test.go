package strictjson_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/internal/strictjson"
	"github.com/ismskit/ismskit/isms"
)

// A wide record takes much more memory than its shortest text.
type wide struct {
	ID    isms.ID `json:"id"`
	Words [40]struct{ _ string }
	More  wideMore `json:"more,omitzero"`
}

type wideMore struct {
	A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T, U, V, W, X string
}

func TestTextThatSaysTooLittleIsRefused(t *testing.T) {
	const tooLittle = `too-little-text, most "56"`
	for name, c := range map[string]struct {
		into any
		text string
		most string
	}{
		"records that say nothing":      {new([]wideMore), `[` + strings.Repeat(`{},`, 999) + `{}]`, tooLittle},
		"values with their own methods": {new([]inner), `[` + strings.Repeat(`{},`, 999) + `{}]`, tooLittle},
		"maps in maps":                  {new(map[string]map[string]wideMore), `{` + many(1000, func(key string) string { return key + `:{"":{}}` }) + `}`, tooLittle},
	} {
		err := strictjson.Decode([]byte(c.text), c.into, strictjson.Limits{})
		if err == nil || !strings.Contains(err.Error(), c.most) {
			t.Errorf("%s: %.200v", name, err)
		}
		if err := strictjson.Decode([]byte(c.text), c.into, strictjson.Limits{PerByte: 1000}); err != nil {
			t.Errorf("%s, with more room: %.200v", name, err)
		}
	}
	var pointers []struct {
		P *wideMore `json:"p,omitzero"`
	}
	text := []byte(`[` + strings.Repeat(`{"p":{}},`, 999) + `{"p":{}}]`)
	if err := strictjson.Decode(text, &pointers, strictjson.Limits{PerByte: 20}); err == nil || !strings.Contains(err.Error(), `too-little-text, most "20"`) {
		t.Errorf("pointers: %.200v", err)
	}
	// Few of them are nothing to speak of.
	if err := strictjson.Decode([]byte(`[{},{},{}]`), new([]wideMore), strictjson.Limits{}); err != nil {
		t.Error(err)
	}
}

// many joins what f makes of n different keys.
func many(n int, f func(key string) string) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(f(`"` + string(rune('a'+i/676)) + string(rune('a'+i/26%26)) + string(rune('a'+i%26)) + `"`))
	}
	return b.String()
}

func TestKeysAreComparedHoweverManyThereAre(t *testing.T) {
	for _, n := range []int{2, 8, 9, 10, 500} {
		text := `{` + many(n, func(key string) string { return key + `: 1` })
		var m map[string]int
		if err := strictjson.Decode([]byte(text+`}`), &m, strictjson.Limits{}); err != nil || len(m) != n {
			t.Errorf("%d keys: %d, %v", n, len(m), err)
		}
		for _, again := range []string{"aaa", "aab", "aai", "aaj"} {
			_, there := m[again]
			err := strictjson.Decode([]byte(text+`,"`+again+`": 2}`), &m, strictjson.Limits{})
			if got, want := places(err), "doubled-key ["+again+"]:1"; there != (err != nil) || there && got != want {
				t.Errorf("%d keys and %s: %s", n, again, got)
			}
		}
	}
}

// Problems that say much are fewer than those that say little.
func TestListOfProblemsSaysSoMuch(t *testing.T) {
	var d doc
	long := strings.Repeat("x", 64)
	text := `{"tree":[` + strings.TrimSuffix(strings.Repeat(`{"`+long+`":{}},`, 300), ",") + `]}`
	err := strictjson.Decode([]byte(text), &d, strictjson.Limits{})
	p := &strictjson.Problems{}
	ok := errors.As(err, &p)
	if !ok || len(p.List) >= 100 || len(p.List) < 20 || len(p.List)+p.More != 300 {
		t.Errorf("%d listed and %d more", len(p.List), p.More)
	}
	if n := len(err.Error()); n > 12<<10 {
		t.Errorf("%d bytes of text", n)
	}
}

// Places that do not exist are counted beyond those that are listed.
func TestPlacesThatDoNotExistAreCounted(t *testing.T) {
	var list []isms.Ref
	text := `[` + strings.Repeat(`"A.5.99",`, 150) + strings.Repeat(`"A.5.1",`, 20) + `"A.5.99"]`
	err := strictjson.Decode([]byte(text), &list, strictjson.Limits{})
	p := &strictjson.Problems{}
	ok := errors.As(err, &p)
	if !ok || len(p.List)+p.More != 151 || p.More == 0 {
		t.Errorf("%v", err)
	}
}

func TestUnknownFieldOfARecordWithoutAny(t *testing.T) {
	err := strictjson.Decode([]byte(`{"a": 1}`), &struct{}{}, strictjson.Limits{})
	if got := places(err); got != "unknown-member a:1" || strings.Contains(err.Error(), "member \"") {
		t.Errorf("%s, %v", got, err)
	}
}

func TestTypesKnownBeforehand(t *testing.T) {
	types := strictjson.TypesOf(doc{}, []item{}, map[string]inner{})
	text := []byte(`{"format": "x", "items": [{"id": "a", "note": {"text": "n"}}], "tree": [{"format": "y"}]}`)
	var a, b doc
	if err := strictjson.Decode(text, &a, strictjson.Limits{Types: types}); err != nil {
		t.Fatal(err)
	}
	if err := strictjson.Decode(text, &b, strictjson.Limits{}); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(a, b) {
		t.Errorf("%v\n%v", a, b)
	}
	// Types that were not looked at beforehand are found on the way.
	var other []wide
	if err := strictjson.Decode([]byte(`[{"id": "a"}]`), &other, strictjson.Limits{Types: types}); err != nil || other[0].ID != "a" {
		t.Errorf("%v, %v", other, err)
	}
}

func TestMembersForThoseWhoDescribeDocuments(t *testing.T) {
	type outer struct {
		base
		N    int            `json:"n"`
		L    []string       `json:"l"`
		M    map[string]int `json:"m"`
		P    *note          `json:"p,omitzero"`
		Day  isms.Date      `json:"day"`
		Own  inner          `json:"own"`
		Yes  bool           `json:"yes"`
		Deep note           `json:"deep"`
		Skip func()         `json:"-"`
	}
	var got []string
	for _, m := range strictjson.Members(reflect.TypeFor[outer]()) {
		got = append(got, m.Name+" "+strictjson.Stands(m.Type))
	}
	want := []string{"id string", "n number", "l list", "m map", "p optional", "day text", "own own", "yes truth", "deep object"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := strictjson.Stands(reflect.TypeFor[float64]()); got != "" {
		t.Errorf("a float stands as %q", got)
	}
}
