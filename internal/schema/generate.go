package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strings"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/internal/strictjson"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

// object is a JSON object whose members keep their order.
type object []member

type member struct {
	key   string
	value any
}

// MarshalJSON writes the members in their order.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		key, err := plain(m.key)
		if err != nil {
			return nil, err
		}
		value, err := plain(m.value)
		if err != nil {
			return nil, err
		}
		b.Write(key)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// plain is json.Marshal without escapes for HTML.
func plain(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSpace(b.Bytes()), err
}

// generator collects the definitions of the types that it meets.
type generator struct {
	defs  object
	names map[reflect.Type]string
	err   error
}

// generate returns the text of the schema.
func generate() ([]byte, error) {
	g := &generator{names: map[reflect.Type]string{}}
	properties := append(object{
		{"format", object{{"const", system.Format}}},
		{"version", object{{"const", system.Version}}},
	}, g.properties(reflect.TypeFor[system.System]())...)
	if g.err != nil {
		return nil, g.err
	}
	text, err := plain(object{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"$id", fmt.Sprintf("urn:%s:%d", strings.ReplaceAll(system.Format, "/", ":"), system.Version)},
		{"title", "A management system under ISO/IEC 27001:2022"},
		{"description", "The stored document, written by Encode and read by Decode. A document may be a draft and wrong: what a management system lacks is for Check to say."},
		{"type", "object"},
		{"properties", properties},
		{"required", []string{"format", "version"}},
		{"additionalProperties", false},
		{"x-lists", system.Lists()}, // by which member paths name the items of a list
		{"$defs", g.defs},
	})
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := json.Indent(&b, text, "", "  "); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

func (g *generator) properties(t reflect.Type) object {
	out := object{}
	for _, m := range strictjson.Members(t) {
		out = append(out, member{m.Name, g.of(m.Type)})
	}
	return out
}

// own are the types with a form of their own, each with one that has the same form
// by its fields.
var own = map[reflect.Type]reflect.Type{
	reflect.TypeFor[audit.Nonconformity]():      reflect.TypeFor[[]audit.Event](),
	reflect.TypeFor[cycle.Cycle]():              reflect.TypeFor[[]cycle.Event](),
	reflect.TypeFor[risk.Method]():              reflect.TypeFor[method](),
	reflect.TypeFor[soa.Statement]():            reflect.TypeFor[statement](),
	reflect.TypeFor[annexa.AttributeValueSet](): reflect.TypeFor[[]string](),
	reflect.TypeFor[isms.Ratio]():               reflect.TypeFor[ratio](),
}

// texts are the types that are written as text of a certain form.
var texts = map[reflect.Type]object{
	reflect.TypeFor[isms.Date](): {
		{"type", "string"}, {"pattern", `^([0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?$`}, {"description", "A day as 2026-03-02; empty: not known."},
	},
	reflect.TypeFor[isms.Interval](): {
		{"type", "string"}, {"pattern", `^((0|[1-9][0-9]{0,5}) (day|working day|week|month|year)s?)?$`}, {"description", "3 months, 10 working days; empty: none."},
	},
	reflect.TypeFor[isms.Decimal](): {
		{"type", "string"}, {"pattern", `^-?(0|[1-9][0-9]{0,29})(\.[0-9]{1,12})?$`}, {"description", "A decimal number in digits, without exponent."},
	},
	reflect.TypeFor[isms.ID](): {
		{"type", "string"}, {"maxLength", 128}, {"description", "A key of the caller's own."},
	},
	reflect.TypeFor[annexa.ThemeSet](): {
		{"anyOf", []any{object{{"enum", append([]string{""}, words(annexa.Themes())...)}}, object{{"type", "string"}}}}, {"description", "Themes of Annex A, separated by commas."},
	},
	reflect.TypeFor[isms.Ref](): {
		{"type", "string"}, {"description", "A place in the standard (6.1.3 d, A.5.7), a custom item (own:C-1) or a place in another document."},
	},
}

// of returns the schema of a type: a reference for those that have a name.
func (g *generator) of(t reflect.Type) any {
	if as, ok := own[t]; ok {
		return g.named(t, func() object { return g.list(as, t) })
	}
	if text, ok := texts[t]; ok {
		return g.named(t, func() object { return text })
	}
	switch strictjson.Stands(t) {
	case "string":
		if t.PkgPath() == "" {
			return object{{"type", "string"}}
		}
		return g.named(t, func() object { return g.word(t) })
	case "number":
		lo, hi := bounds(t)
		return object{{"type", "integer"}, {"minimum", lo}, {"maximum", hi}}
	case "truth":
		return object{{"type", "boolean"}}
	case "object":
		return g.named(t, func() object {
			return object{{"type", "object"}, {"properties", g.properties(t)}, {"additionalProperties", false}}
		})
	case "list":
		return object{{"type", "array"}, {"items", g.of(t.Elem())}, {"maxItems", system.DocumentMaxItems}}
	case "map":
		return object{{"type", "object"}, {"additionalProperties", g.of(t.Elem())}}
	case "optional":
		return g.of(t.Elem())
	}
	if g.err == nil {
		g.err = fmt.Errorf("schema: there is no form for %s", t)
	}
	return nil
}

// list returns the schema of a type with a form of its own.
func (g *generator) list(as, t reflect.Type) object {
	if t == reflect.TypeFor[annexa.AttributeValueSet]() {
		list := object{{"type", "array"}, {"items", object{{"anyOf", []any{object{{"enum", words(annexa.AttributeValues())}}, object{{"type", "string"}}}}}}, {"maxItems", system.DocumentMaxItems}}
		return object{{"anyOf", []any{list, object{{"type", "string"}}}}, {"description", "Attribute values of ISO/IEC 27002:2022, or text of them, separated by commas."}}
	}
	if as.Kind() == reflect.Struct {
		return object{{"type", "object"}, {"properties", g.properties(as)}, {"additionalProperties", false}}
	}
	o, _ := g.of(as).(object)
	return append(o, member{"description", "What happened, in order; the state follows from it."})
}

// word returns the schema of a vocabulary: its words, and any other text.
func (g *generator) word(t reflect.Type) object {
	words, ok := vocabularies[t]
	if !ok {
		return object{{"type", "string"}}
	}
	return object{{"anyOf", []any{object{{"enum", append([]string{""}, words...)}}, object{{"type", "string"}}}}}
}

// words returns the words of a vocabulary.
func words(v isms.Vocabulary) []string {
	var list []string
	for word := range v.Titled() {
		list = append(list, word)
	}
	return list
}

// named returns a reference to the definition of a type, made at the first meeting.
func (g *generator) named(t reflect.Type, make func() object) any {
	name, ok := g.names[t]
	if !ok {
		name = t.String()
		if strings.HasPrefix(name, "main.") {
			name = "soa." + strings.TrimPrefix(name, "main.")
		}
		g.names[t] = name
		i := len(g.defs)
		g.defs = append(g.defs, member{name, nil})
		g.defs[i].value = make()
	}
	return object{{"$ref", "#/$defs/" + name}}
}

func bounds(t reflect.Type) (lo, hi json.Number) {
	b := t.Bits()
	switch t.Kind() {
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return "0", json.Number(fmt.Sprint(uint64(math.MaxUint64) >> (64 - b)))
	}
	return json.Number(fmt.Sprint(int64(math.MinInt64) >> (64 - b))), json.Number(fmt.Sprint(int64(math.MaxInt64) >> (64 - b)))
}
