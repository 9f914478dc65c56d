package facade

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/internal/vocabulary"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

// TypeScript returns the declarations of the stored document and of what Call
// takes and gives, read off the Go types: what omitzero leaves out is optional,
// and the words of a vocabulary are literals, beside which a document may hold
// words that this version does not know.
func TypeScript() string {
	w := typeWriter{names: map[reflect.Type]string{}, taken: map[string]bool{}, text: map[string]string{}, words: vocabulary.ByType()}
	w.fixed = map[reflect.Type]string{
		// What writes its own JSON.
		reflect.TypeFor[isms.Report]():   "{ ran: Ran[]; skipped: Skipped[]; found: Diagnostic[] }",
		reflect.TypeFor[risk.Scorer]():   "{ kind: string; cells?: number[][]; [key: string]: unknown }",
		reflect.TypeFor[soa.Statement](): "{ format: string; [key: string]: unknown }",
	}
	for _, t := range []reflect.Type{
		reflect.TypeFor[isms.Ran](), reflect.TypeFor[isms.Skipped](), reflect.TypeFor[isms.Diagnostic](),
		reflect.TypeFor[system.System](), reflect.TypeFor[Request](), reflect.TypeFor[Verdicts](), reflect.TypeFor[Failure](),
	} {
		w.name(t)
	}
	names := make([]string, 0, len(w.text))
	for n := range w.text {
		names = append(names, n)
	}
	slices.Sort(names)
	var b strings.Builder
	b.WriteString("// Code generated from the Go types by go test ./facade -update. DO NOT EDIT.\n")
	for _, n := range names {
		fmt.Fprintf(&b, "\nexport %s\n", w.text[n])
	}
	return b.String()
}

type typeWriter struct {
	names map[reflect.Type]string
	taken map[string]bool
	text  map[string]string // declaration by name
	words map[reflect.Type][]string
	fixed map[reflect.Type]string
}

var marshalsText = reflect.TypeFor[encoding.TextMarshaler]()

// of returns how a type is written where it is used.
func (w *typeWriter) of(t reflect.Type) string {
	switch {
	case w.fixed[t] != "":
		return w.fixed[t]
	case t == reflect.TypeFor[cycle.Cycle]():
		return w.of(reflect.TypeFor[[]cycle.Event]())
	case t == reflect.TypeFor[audit.Nonconformity]():
		return w.of(reflect.TypeFor[[]audit.Event]())
	case t.Implements(marshalsText):
		return "string"
	}
	switch t.Kind() {
	case reflect.Bool:
		return "boolean"
	case reflect.String:
		if len(w.words[t]) == 0 {
			return "string"
		}
		return w.name(t)
	case reflect.Int, reflect.Int64, reflect.Int32, reflect.Int16, reflect.Int8, reflect.Uint8, reflect.Uint16, reflect.Uint32:
		return "number"
	case reflect.Slice, reflect.Array:
		item := w.of(t.Elem())
		if strings.ContainsAny(item, "{|") {
			return "Array<" + item + ">"
		}
		return item + "[]"
	case reflect.Map:
		return "{ [key: string]: " + w.of(t.Elem()) + " }"
	case reflect.Pointer:
		return w.of(t.Elem())
	case reflect.Struct:
		return w.name(t)
	}
	return "unknown"
}

// name returns the name of a declared type and declares it at first sight.
func (w *typeWriter) name(t reflect.Type) string {
	if n, ok := w.names[t]; ok {
		return n
	}
	n := t.Name()
	if path := strings.Split(t.PkgPath(), "/"); w.taken[n] {
		pkg := path[len(path)-1]
		n = strings.ToUpper(pkg[:1]) + pkg[1:] + n
	}
	w.names[t], w.taken[n] = n, true
	if t.Kind() == reflect.String {
		var words []string
		for _, word := range w.words[t] {
			words = append(words, strconv.Quote(word))
		}
		w.text[n] = "type " + n + " = " + strings.Join(append(words, "(string & {})"), " | ") + ";"
		return n
	}
	var b strings.Builder
	fmt.Fprintf(&b, "interface %s {\n", n)
	if t == reflect.TypeFor[system.System]() {
		fmt.Fprintf(&b, "  format: %q;\n  version: %d;\n", system.Format, system.Version)
	}
	w.fields(&b, t)
	if t == reflect.TypeFor[isms.Ratio]() {
		b.WriteString("  percent?: string; // digits; missing where it is undefined\n")
	}
	w.text[n] = b.String() + "}"
	return n
}

func (w *typeWriter) fields(b *strings.Builder, t reflect.Type) {
	for i := range t.NumField() {
		f := t.Field(i)
		tag, more, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case !f.IsExported() && !f.Anonymous:
			continue
		case f.Anonymous && tag == "":
			w.fields(b, f.Type)
			continue
		case f.Name == "Scorer":
			tag, more = "scorer", "omitzero" // Method writes it itself
		case tag == "-":
			continue
		}
		optional := ""
		if strings.Contains(more, "omit") || t == reflect.TypeFor[system.System]() {
			optional = "?"
		}
		fmt.Fprintf(b, "  %s%s: %s;\n", tag, optional, w.of(f.Type))
	}
}
