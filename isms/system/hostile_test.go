package system_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/isms/system"
)

// spot is a list somewhere in a document: the text in front of its items and
// after them.
type spot struct{ path, before, after string }

// spots finds every list, and every value with a form of its own, that a document
// can hold, from the types.
func spots() []spot {
	var out []spot
	own := reflect.TypeFor[json.Unmarshaler]()
	var walk func(t reflect.Type, at spot, depth int)
	walk = func(t reflect.Type, at spot, depth int) {
		switch {
		case reflect.PointerTo(t).Implements(own):
			out = append(out, spot{at.path + "!", at.before, at.after})
		case t.Kind() == reflect.Slice:
			in := spot{at.path + "[]", at.before + "[", "]" + at.after}
			out = append(out, in)
			walk(t.Elem(), in, depth)
		case t.Kind() == reflect.Struct && depth > 0:
			for f := range t.Fields() {
				if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); f.IsExported() && name != "-" {
					walk(f.Type, spot{at.path + "." + name, at.before + `{"` + name + `":`, "}" + at.after}, depth-1)
				}
			}
		}
	}
	t := reflect.TypeFor[system.System]()
	for field := range t.Fields() {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		walk(field.Type, spot{name, `{"format":"ismskit/system","version":1,"` + name + `":`, "}"}, 5)
	}
	return out
}

// hostile returns documents that are long and say little: each list full of the
// shortest things, right and wrong.
func hostile(n int) map[string][]byte {
	out := map[string][]byte{}
	for _, s := range spots() {
		for _, item := range []string{
			`{}`, `[]`, `""`, `1`, `null`, `true`, `[{}]`, `[[]]`, `{"":1}`, `{"id":""}`, `{"id":"x"}`, `"x"`, `"A.9.99"`, `{"kind":"x"}`, `{"on":""}`, `[{"on":"x"}]`, `{"a":{"b":{"c":1}}}`,
			`"\u0001"`, `1e9`, `-1`, `{"format":"ismskit/soa/1"}`,
		} {
			many := strings.TrimSuffix(strings.Repeat(item+",", n), ",")
			before, after := s.before, s.after
			if strings.HasSuffix(s.path, "!") { // only one is wanted: as a list, or many of what is around
				i := strings.LastIndex(before, "[")
				if i >= 0 && strings.Count(before[i:], "{") == strings.Count(before[i:], ":") {
					one := before[i+1:] + item + after[:strings.Count(before[i:], "{")]
					many = strings.TrimSuffix(strings.Repeat(one+",", n), ",")
					before, after = before[:i+1], after[strings.Count(before[i:], "{"):]
				} else {
					before, after = before+"[", "]"+after
				}
			}
			out[s.path+" "+item] = []byte(before + many + after)
		}
	}
	return out
}

// wantBounded holds the promise that reading a document allocates at most 96 bytes
// for each byte and 384 KiB.
func wantBounded(t *testing.T, text []byte) {
	t.Helper()
	most := uint64(96*len(text) + 384<<10)
	decode := func() { _, _ = system.Decode(text) }
	if got := allocatedOnce(decode); got <= most || testing.Short() { // the race detector allocates in its own way
		return
	}
	if got := allocated(decode); got > most { // what else the process did is not counted
		t.Errorf("%d bytes allocated for %d, at most %d", got, len(text), most)
	}
}

// However little a document says for its length, and however wrong it is, reading
// it allocates at most 96 bytes for each byte and 384 KiB.
func TestDecodeIsBoundedForHostileDocuments(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector and other processors allocate in their own way")
	}
	worst, at := 0.0, ""
	for _, n := range []int{1, 100, 3000} {
		for name, text := range hostile(n) {
			most := uint64(96*len(text) + 384<<10)
			var err error
			got := allocatedOnce(func() { _, err = system.Decode(text) })
			if ratio := float64(got) / float64(most); ratio > worst {
				worst, at = ratio, fmt.Sprintf("%d times %s: %d bytes for %d (%v)", n, name, got, len(text), err != nil)
			}
			if got > most {
				t.Errorf("%d times %s: %d bytes allocated for %d, at most %d", n, name, got, len(text), most)
			}
		}
	}
	t.Logf("worst: %s", at)
}

// Whatever the library writes it reads: also lists of records that say nothing, as
// a draft may have them, one list at a time.
func TestWhatIsWrittenIsRead(t *testing.T) {
	own := reflect.TypeFor[json.Unmarshaler]()
	var walk func(v reflect.Value, at string, root *system.System)
	walk = func(v reflect.Value, at string, root *system.System) {
		switch {
		case reflect.PointerTo(v.Type()).Implements(own):
		case v.Kind() == reflect.Struct:
			for i := range v.NumField() {
				if v.Type().Field(i).IsExported() {
					walk(v.Field(i), at+"."+v.Type().Field(i).Name, root)
				}
			}
		case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct && at != ".Statements":
			v.Set(reflect.MakeSlice(v.Type(), 400, 400))
			text, err := root.Encode()
			if err != nil {
				t.Errorf("%s: %v", at, err)
			} else if _, err := system.Decode(text); err != nil {
				t.Errorf("%s: %.300v", at, err)
			}
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
			walk(v.Index(0), at+"[0]", root)
			v.SetZero()
		}
	}
	var s system.System
	walk(reflect.ValueOf(&s).Elem(), "", &s)
}
