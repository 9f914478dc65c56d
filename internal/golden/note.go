package golden

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/isms"
)

// Note is a golden text in the making, and the reports that it is about.
type Note struct {
	bytes.Buffer
	Reports []isms.Report
}

// Line adds a line.
func (n *Note) Line(format string, args ...any) { fmt.Fprintf(&n.Buffer, format+"\n", args...) }

// JSON adds a value in its stored form.
func (n *Note) JSON(t testing.TB, name string, v any) {
	t.Helper()
	text, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(name, err)
	}
	n.Line("%s %s\n", name, text)
}

// Stored adds the stored form of records with a value in every field, so that the
// names of all members show. Values points to them; samples are what stands in fields
// of their types.
func (n *Note) Stored(t testing.TB, samples []any, values ...any) {
	t.Helper()
	samples = append(samples, isms.MustDate("2026-01-02"), isms.MustInterval("3 months"), isms.ArgText("x", "x"))
	for _, v := range values {
		r := reflect.ValueOf(v).Elem()
		fill(r, samples)
		n.JSON(t, r.Type().Name(), v)
	}
}

// fill sets every field to something that is not zero.
func fill(v reflect.Value, samples []any) {
	for _, s := range samples {
		if s := reflect.ValueOf(s); s.Type() == v.Type() {
			v.Set(s)
			return
		}
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if field := v.Field(i); field.CanSet() {
				fill(field, samples)
			}
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), samples)
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		item := reflect.New(v.Type().Elem()).Elem()
		fill(item, samples)
		v.SetMapIndex(reflect.ValueOf("x"), item)
	case reflect.String:
		v.SetString("x")
	case reflect.Int:
		v.SetInt(7)
	case reflect.Bool:
		v.SetBool(true)
	}
}

// Rules adds the texts of rules, each with what its arguments are in the reports. It
// fails for an argument that none of them has: a rule that no case meets.
func (n *Note) Rules(t testing.TB, rules []isms.Rule, reports ...isms.Report) {
	t.Helper()
	met := argumentsMet(t, reports)
	for _, r := range rules {
		n.Line("%s %s %v since %s\n  %s\n  > %s\n  remedy: %s", r.Code, r.Severity, r.Refs, r.Since, r.Title, r.Message, r.Remedy)
		for _, name := range places(r.Message) {
			a, ok := met[r.Code+" "+name]
			if !ok {
				t.Errorf("%s: no report has the argument %s", r.Code, name)
			}
			n.Line("  argument %s: %s", name, a)
		}
		if len(r.Key) > 0 {
			n.Line("  key: %s", strings.Join(r.Key, ", "))
		}
		for _, need := range r.Needs {
			n.Line("  needs: %s %s", need.Path, need.Missing.Code)
		}
		if r.Basis != "" {
			n.Line("  basis: %s", r.Basis)
		}
		if r.JudgementRequired != "" {
			n.Line("  judgement required: %s", r.JudgementRequired)
		}
		n.Line("")
	}
}

// Messages adds messages: the only place where a test holds their sentences.
func (n *Note) Messages(list []isms.Message) {
	for _, m := range list {
		n.Line("%s\n  > %s", m.Code, m.Text)
		if m.Want != "" {
			n.Line("  want: %s", m.Want)
		}
	}
}

// Codes returns what an error says as codes and paths: "isms/empty-id at owner".
func Codes(err error) string {
	if err == nil {
		return "fine"
	}
	var e *isms.Error
	if !errors.As(err, &e) {
		return "not an isms.Error: " + err.Error()
	}
	codes := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		codes[i] = p.Code
		if p.Path != "" {
			codes[i] += " at " + string(p.Path)
		}
	}
	if e.More > 0 {
		codes = append(codes, fmt.Sprint(e.More, " more"))
	}
	return strings.Join(codes, "; ")
}

// Said returns a sentence as its code and arguments, and one without a code in quotes:
// "risk/acceptance(id=A-1, by=ceo)".
func Said(s isms.Sentence) string {
	switch {
	case s.Code == "":
		return fmt.Sprintf("%q", s.Text)
	case len(s.Args) == 0:
		return s.Code
	}
	return s.Code + "(" + Args(s.Args) + ")"
}

// Args returns arguments as names and values, the sentences among them as [Said] does.
func Args(args []isms.Arg) string {
	list := make([]string, len(args))
	for i, a := range args {
		switch {
		case a.Sentence != nil:
			list[i] = Said(*a.Sentence)
		case a.Kind == isms.KindList:
			list[i] = "[" + Args(a.List) + "]"
		case a.Kind == isms.KindQuantity:
			list[i] = strings.TrimSpace(a.Value + " " + strings.TrimPrefix(a.Of, "isms.unit:"))
		default:
			list[i] = a.Value
		}
		if a.Name != "" {
			list[i] = a.Name + "=" + list[i]
		}
	}
	return strings.Join(list, ", ")
}

// Finding returns a finding as severity, code, places, path and arguments.
func Finding(d isms.Diagnostic) string {
	return fmt.Sprintf("%s %s %v at %s (%s)", d.Severity, d.Code, d.Refs, d.Path, Args(d.Args))
}

// Words adds the words of vocabularies with their titles.
func (n *Note) Words(list []isms.Vocabulary) {
	for _, v := range list {
		n.Line("%s", v.Name())
		for word, title := range v.Titled() {
			n.Line("  %s: %s", word, title)
		}
	}
}

// Report adds what a report found, a line each, and the rules that were skipped, by
// reason.
func (n *Note) Report(r isms.Report) {
	for d := range r.Found() {
		n.Line("  %s %s [%s] %s", d.Severity, d.Code, d.Path, d.Message)
	}
	skipped := map[string][]string{}
	var why []string
	for s := range r.Skipped() {
		if skipped[s.Why.Text] == nil {
			why = append(why, s.Why.Text)
		}
		_, name, _ := strings.Cut(s.Code, "/")
		skipped[s.Why.Text] = append(skipped[s.Why.Text], name)
	}
	for _, w := range why {
		n.Line("  skipped: %s: %s", w, strings.Join(slices.Compact(skipped[w]), " "))
	}
}

// WellSaid fails for what only a program can read: gaps, and names of Go.
func WellSaid(t testing.TB, text string) {
	t.Helper()
	for _, bad := range []string{"[]", "()", "{", "}", "%!", "isms.", "Go ", "nil", " : ", " ,", "by no date"} {
		for line := range strings.Lines(text) {
			if strings.Contains(line, bad) && !strings.HasPrefix(line, "  argument ") {
				t.Errorf("a message has %q in it: %s", bad, line)
			}
		}
	}
}

// Found reports whether a report has a finding with the code. It fails for a code
// that the report knows nothing of, which would otherwise pass for one not found.
func Found(t interface {
	Helper()
	Fatalf(string, ...any)
}, r isms.Report, code string,
) bool {
	t.Helper()
	found, err := r.Of(code)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return len(found) > 0
}
