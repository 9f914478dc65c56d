package certificate_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/audit/certificate"
	"github.com/ismskit/ismskit/isms"
)

// a note is a golden text in the making.
type note struct{ bytes.Buffer }

func (n *note) line(format string, args ...any) { fmt.Fprintf(&n.Buffer, format+"\n", args...) }

func (n *note) json(t *testing.T, name string, v any) {
	t.Helper()
	text, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(name, err)
	}
	n.line("%s %s\n", name, text)
}

func (n *note) report(r isms.Report) {
	for d := range r.Found() {
		n.line("  %s %s [%s] %s", d.Severity, d.Code, d.Path, d.Message)
	}
	skipped := map[string][]string{}
	var why []string
	for s := range r.Skipped() {
		if skipped[s.Why] == nil {
			why = append(why, s.Why)
		}
		skipped[s.Why] = append(skipped[s.Why], strings.TrimPrefix(s.Code, "certificate/"))
	}
	for _, w := range why {
		n.line("  skipped: %s: %s", w, strings.Join(slices.Compact(skipped[w]), " "))
	}
}

// wellSaid finds what only a program can read: gaps, and names of Go.
func wellSaid(t *testing.T, text string) {
	t.Helper()
	for _, bad := range []string{"[]", "()", "{", "}", "%!", "audit.", "isms.", "Go ", "nil", " : ", " ,", "by no date"} {
		for line := range strings.Lines(text) {
			if strings.Contains(line, bad) {
				t.Errorf("a message has %q in it: %s", bad, line)
			}
		}
	}
}

// fill sets every field to something that is not zero.
func fill(v reflect.Value) {
	switch v := v.Addr().Interface().(type) {
	case *isms.Date:
		*v = isms.MustDate("2026-01-02")
		return
	case *isms.Interval:
		*v = isms.MustInterval("3 months")
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for _, field := range v.Fields() {
			if field.CanSet() {
				fill(field)
			}
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.String:
		v.SetString("x")
	case reflect.Int:
		v.SetInt(7)
	case reflect.Bool:
		v.SetBool(true)
	}
}

// codes returns the codes found, each once, sorted.
func codes(r isms.Report) []string {
	out := []string{}
	for d := range r.Found() {
		out = append(out, d.Code)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func day(text string) isms.Date { return isms.MustDate(text) }

func join[W ~string](list []W) string {
	words := make([]string, len(list))
	for i, w := range list {
		words[i] = string(w)
	}
	return strings.Join(words, "|")
}

// outcome returns the outcome of the question with a code, empty if it was not asked.
func outcome(r certificate.Result, code string) certificate.Outcome {
	for q := range r.Questions() {
		if q.Code == code {
			return q.Outcome
		}
	}
	return ""
}
