package cycle_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/isms"
)

const million = 1_000_000

var floorMonth = [...]int32{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

func floorDays(y, m, d int32) int32 {
	if m <= 2 {
		y--
		m += 12
	}
	return 365*y + y/4 - y/100 + y/400 + (153*(m-3)+2)/5 + d
}

func floorCivil(n int32) (y, m, d int32) {
	n--
	era, doe := n/146097, n%146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	y, m, d = yoe+era*400, mp+3, doy-(153*mp+2)/5+1
	if m > 12 {
		y, m = y+1, m-12
	}
	return y, m, d
}

func floorAddMonths(n, months int32) int32 {
	y, m, d := floorCivil(n)
	m += months
	y, m = y+(m-1)/12, (m-1)%12+1
	most := floorMonth[m-1]
	if m == 2 && y%4 == 0 && (y%100 != 0 || y%400 == 0) {
		most = 29
	}
	return floorDays(y, m, min(d, most))
}

var sink int

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
		skipped[s.Why] = append(skipped[s.Why], strings.TrimPrefix(s.Code, "cycle/"))
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
	case *cycle.Days:
		*v = cycle.HalfDays(3)
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
