package isms_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/internal/strictjson"
	"github.com/ismskit/ismskit/isms"
)

// lines returns what an error says as codes, paths and lines.
func lines(err error) string {
	var e *isms.Error
	if !errors.As(err, &e) {
		return fmt.Sprint(err)
	}
	s := ""
	for _, p := range e.Problems {
		s += fmt.Sprintf("%s %s:%d; ", p.Code, p.Path, p.Line)
	}
	return s
}

// A strict record reads itself by Decode, and a plain one by package strictjson.
type strict struct{ sample }

func (s strict) MarshalJSON() ([]byte, error) { return json.Marshal(s.sample) }
func (s *strict) UnmarshalJSON(text []byte) error {
	return isms.RefuseAll(strictjson.Decode(text, &s.sample, strictjson.Limits{}))
}

type plain struct{ sample }

func (p plain) MarshalJSON() ([]byte, error) { return json.Marshal(p.sample) }
func (p *plain) UnmarshalJSON(text []byte) error {
	return strictjson.Decode(text, &p.sample, strictjson.Limits{})
}

func TestDecodeSaysPathAndLine(t *testing.T) {
	type outer struct {
		List   []strict      `json:"list"`
		Plain  plain         `json:"plain"`
		Report isms.Report   `json:"report"`
		Share  isms.Ratio    `json:"share"`
		Due    isms.Date     `json:"due"`
		At     isms.Path     `json:"at"`
		Every  isms.Interval `json:"every"`
	}
	for _, c := range []struct{ name, text, want string }{
		{"sound", `{"list": [{"id": "a"}], "at": "a[*].b"}`, "<nil>"},
		{"all at once", "{\"x\": 1,\n\"due\": \"y\",\n\"due\": \"z\",\n\"at\": null}", "isms/unknown-member x:1; isms/no-date-of-the-calendar due:2; isms/doubled-key due:3; isms/null at:4; "},
		{"other case", `{"Due": ""}`, "isms/unknown-member Due:1; "},
		{"trailing text", "{}\n\n{}", "isms/text-after-the-end :3; "},
		{"in a record that reads itself", "{\"list\": [{},\n{\n\"id\": \" \",\n\"grade\": 300}]}", "isms/id-with-blanks list[#1].id:3; isms/out-of-range list[#1].grade:4; "},
		{"in a record in one that reads itself", "{\n\"list\": [\n{\"list\": [{\n\"due\": \"x\"}]}]}", "isms/no-date-of-the-calendar list[#0].list[#0].due:4; "},
		{"in a record of package strictjson", "{\"plain\":\n {\"list\":\n [7]}}", "isms/wrong-kind plain.list[#0]:3; "},
		{"in a report", "{\"report\": {\"ran\": [],\n\"found\": [\n{\"args\": [{\"name\": true}]}]}}", "isms/wrong-kind report.found[#0].args[#0].name:3; "},
		{"in a ratio", "{\"share\": {\"have\": 1,\n\"want\": 2,\n\"percent\": \"1.0\"}}", "isms/percentage-does-not-follow share.percent:1; "},
		{"a text form", "{\"every\":\n\"3 moons\"}", "isms/unknown-unit every:2; "},
		{"a path that is none", `{"at": "a..b"}`, "isms/no-path at:1; "},
		{"a list at the top", `[]`, "isms/wrong-kind :1; "},
	} {
		v, err := isms.Decode[outer]([]byte(c.text))
		if got := lines(err); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		if err != nil && (v.Due != isms.Date{} || v.List != nil) {
			t.Errorf("%s: what is refused gives %+v", c.name, v)
		}
	}
	list, err := isms.Decode[[]strict]([]byte("[{},\n{\"id\": 5}]"))
	if got := lines(err); got != "isms/wrong-kind [#1].id:2; " || list != nil {
		t.Errorf("a list: %s, %v", got, list)
	}
}

func TestDecodeListsSoManyProblems(t *testing.T) {
	err := isms.RefuseAll(strictjson.Decode([]byte(`{"a": 1, "b": 2, "list": [{"c": 3}], "d": 4}`), new(sample), strictjson.Limits{Problems: 2}))
	if got := golden.Codes(err); got != "isms/unknown-member at a; isms/unknown-member at b; 2 more" {
		t.Error(got)
	}
	if err := isms.RefuseAll(strictjson.Decode([]byte(`{}`), sample{}, strictjson.Limits{})); golden.Codes(err) != "isms/other-error" {
		t.Errorf("into what is no pointer: %v", err)
	}
}

// Package encoding/json reads the same types: its errors say code and place as well,
// as far as it tells.
func TestUnmarshalIsRefusedWithAnError(t *testing.T) {
	for text, want := range map[string]string{
		`{"found": {"ran": [{"code": 5}]}}`: "isms/wrong-kind ran[#0].code:1; ",
		`{"due": "2026-02-30"}`:             "isms/no-date-of-the-calendar :0; ",
		`{"due": 5}`:                        "isms/wrong-kind :0; ",
		"{\"share\": {\"have\":\n \"5\"}}":  "isms/wrong-kind have:2; ",
	} {
		if got := lines(json.Unmarshal([]byte(text), new(sample))); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// A method may refuse its text with several errors, of this library and of others.
type joined struct{ sample }

func (j joined) MarshalJSON() ([]byte, error) { return json.Marshal(j.sample) }
func (j *joined) UnmarshalJSON([]byte) error {
	return errors.Join(isms.Refuse(noOwner, "owner", ""), errors.New("of another"), isms.Refuse(tooHigh, "grade", "7"))
}

func TestDecodeKeepsAllThatAMethodRefuses(t *testing.T) {
	_, err := isms.Decode[[]joined]([]byte("[\n{}]"))
	if got, want := lines(err), "demo/no-owner [#0].owner:2; isms/other-error [#0]:2; demo/too-high [#0].grade:2; "; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// leads reports whether a path leads to a place of a text: to one member or item at
// each step.
func leads(text []byte, path isms.Path) bool {
	var at any
	steps, err := path.Segments()
	if json.Unmarshal(text, &at) != nil || err != nil {
		return false
	}
	for _, s := range steps {
		switch v := at.(type) {
		case map[string]any:
			next, ok := v[s.Name]
			if cut := strings.HasSuffix(s.Name, "..."); cut && !ok {
				return true // of a key that is too long to be said
			}
			if at = next; !ok || s.Position >= 0 {
				return false
			}
		case []any:
			if s.Position < 0 || s.Position >= len(v) {
				return false
			}
			at = v[s.Position]
		default:
			return false
		}
	}
	return true
}

func TestPathsOfRefusedTextLeadToItsPlace(t *testing.T) {
	for _, text := range []string{
		`{"x": 1, "a.b": 2, "#1": 3, "": 4, "a]": 5}`,
		`{"names": {"": 1, "*": 2, "a\u202e": 3, "b c": 4, "[x]": 5, "é": 6, "n": null}}`,
		`{"list": [{}, {"list": [{"grade": 300}, null, 7]}]}`,
		`{"found": {"ran": [{}, {"refs": ["4.1 s1", 5]}]}}`,
		`{"found": {"skipped": [{"why": {"args": [{"list": [{"name": "a"}, {"name": []}]}]}}]}}`,
		`{"found": {"RAN": [{"Code": 5}]}}`,
		`{"share": {"have": "1", "want": null, "percent": []}, "due": 5, "id": " x"}`,
	} {
		var e *isms.Error
		if !errors.As(decoded(text), &e) {
			t.Fatalf("%s is read", text)
		}
		for _, p := range e.Problems {
			if p.Path == "" || !leads([]byte(text), p.Path) {
				t.Errorf("%s: %s of %s leads nowhere", text, p.Path, p.Code)
			}
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"id": "a", "grade": 5, "due": "2026-03-02", "share": {"have": 1, "want": 2}, "names": {"#1": "x"}, "list": [{"found": {"ran": []}}]}`))
	f.Add([]byte("{\"list\": [{\"x\": 1,\n\"grade\": 300}], \"names\": {\"a.b\": 5}}"))
	f.Fuzz(func(t *testing.T, text []byte) {
		_, err := isms.Decode[sample](text)
		if same := isms.RefuseAll(strictjson.Decode(text, new(sample), strictjson.Limits{})); golden.Codes(same) != golden.Codes(err) {
			t.Fatalf("%v, and then %v", err, same)
		}
		if err == nil {
			if err := json.Unmarshal(text, new(sample)); err != nil {
				t.Fatalf("accepted, and encoding/json says %v", err)
			}
			return
		}
		var e *isms.Error
		if !errors.As(err, &e) || len(e.Problems) == 0 {
			t.Fatalf("%v is no isms.Error", err)
		}
		for _, p := range e.Problems {
			if p.Path.Validate() != nil || p.Line < 1 || p.Line > 1+bytes.Count(text, []byte{'\n'}) || p.Code == "isms/other-error" || p.Message == "" {
				t.Errorf("%+v", p)
			}
			if json.Valid(text) && !leads(text, p.Path) {
				t.Errorf("%s leads nowhere", p.Path)
			}
			if again := p.In(english()); again != p.String() {
				t.Errorf("built anew it says %q, and it said %q", again, p)
			}
		}
	})
}
