package risk_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

// fill sets every field of a value to something that is not its zero value.
func fill(v reflect.Value, name string) {
	switch v.Interface().(type) {
	case isms.Date:
		v.Set(reflect.ValueOf(day("2026-01-15")))
		return
	case isms.Decimal:
		v.Set(reflect.ValueOf(isms.MustDecimal("0.5")))
		return
	case isms.Interval:
		v.Set(reflect.ValueOf(isms.MustInterval("6 months")))
		return
	case isms.Arg:
		v.Set(reflect.ValueOf(isms.ArgInput("value", "x")))
		return
	case isms.Sentence:
		v.Set(reflect.ValueOf(isms.Message{Code: "risk/x", Text: "x"}.With()))
		return
	case isms.Window:
		v.Set(reflect.ValueOf(isms.On(day("2026-01-15"))))
		return
	case risk.Method:
		v.Set(reflect.ValueOf(risk.Method{Name: name, Scorer: risk.Sum{}}))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				fill(v.Field(i), f.Name)
			}
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), name)
	case reflect.Map:
		key, item := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key, "high")
		fill(item, name)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, item)
	case reflect.String:
		v.SetString(strings.ToLower(name))
	case reflect.Bool:
		v.SetBool(true)
	default:
		v.SetInt(int64(len(name)))
	}
}

// Every field of every type that is written as JSON keeps its name, is left out
// or not when it is empty, and reads back.
func TestFieldNames(t *testing.T) {
	var b strings.Builder
	for _, zero := range []any{
		risk.Acceptance{},
		risk.AcceptanceState{},
		risk.Approval{},
		risk.EvaluatedRisk{},
		risk.Assessment{},
		risk.Asset{},
		risk.Band{},
		risk.Change{},
		risk.WeightedProduct{},
		risk.Comparison{},
		risk.Confirmation{},
		risk.Control{},
		risk.ControlUse{},
		risk.Credit{},
		risk.Criterion{},
		risk.Defect{},
		risk.Delegation{},
		risk.Difference{},
		risk.Effect{},
		risk.HeatCell{},
		risk.HeatMap{},
		risk.Impact{},
		risk.LibraryEntry{},
		risk.MethodEffect{},
		risk.Outcome{},
		risk.Override{},
		risk.Rating{},
		risk.PublishedMethod{},
		risk.Register{},
		risk.ScaleMapping{},
		risk.Reschedule{},
		risk.Risk{},
		risk.Statistics{},
		risk.Step{},
		risk.Tabulated{},
		risk.Treatment{},
		risk.DefectWaiver{},
		risk.Weight{},
		risk.WeightedSum{},
		risk.AssetValue{},
	} {
		full := reflect.New(reflect.TypeOf(zero))
		fill(full.Elem(), "")
		name := strings.TrimPrefix(full.Elem().Type().String(), "risk.")
		for _, v := range []any{zero, full.Interface()} {
			text, err := json.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&b, "%s %s\n", name, text)
		}
		text, err := json.Marshal(full.Interface())
		if err != nil {
			t.Fatal(err)
		}
		back := reflect.New(reflect.TypeOf(zero))
		if err := json.Unmarshal(text, back.Interface()); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if d := diff(full.Interface(), back.Interface()); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
	golden.Equal(t, "fields.txt", b.String())
}

func TestWhichWordsCountAsInForce(t *testing.T) {
	for s := range risk.AcceptanceStatuses().All() {
		if s.InForce() != (s == "in force" || s == "review due") {
			t.Errorf("%s is in force: %t", s, s.InForce())
		}
	}
}

// The starter lists and the sources as people read them.
func TestStarterListsAsText(t *testing.T) {
	var b strings.Builder
	for _, list := range [][]risk.LibraryEntry{slices.Collect(risk.Threats()), slices.Collect(risk.Vulnerabilities()), slices.Collect(risk.Assets())} {
		for _, k := range list {
			fmt.Fprintf(&b, "%s: %s. %s %v\n", k.Key, k.Name, k.About, k.Affects)
		}
		b.WriteByte('\n')
	}
	for m := range risk.PublishedMethods() {
		fmt.Fprintf(&b, "%s: %s\n", m.Key, m.Method)
	}
	for _, s := range risk.Sources() {
		fmt.Fprintf(&b, "%s: from %s, read %s, confidence %s, note: %s\n", s.Facts, s.From, s.Read, s.Confidence, s.Note)
	}
	golden.Equal(t, "starters.txt", b.String())
	for k := range risk.Threats() {
		k.Affects[0] = "written"
	}
	for k := range risk.Threats() {
		if k.Affects[0] == "written" {
			t.Fatal("a caller wrote into the list")
		}
	}
}
