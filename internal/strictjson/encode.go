package strictjson

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Encode returns the canonical text of a value: two blanks of indent, fields in
// the order of the struct, keys of maps sorted, lists never null, a line feed at
// the end. Values that are equal have equal text, in every version of Go. It returns
// *[Problems] for what could not be read back: text that is no UTF-8 or holds U+0000,
// null, and what a type refuses to write of itself. That a type has no lossless form
// is an error of programming.
func Encode(v any) ([]byte, error) {
	out, err := encode(v, true)
	if err != nil {
		return nil, err
	}
	return append(out, '\n'), nil
}

// Compact is [Encode] without indent and line feeds, for hashing and for the
// JSON methods of types.
func Compact(v any) ([]byte, error) { return encode(v, false) }

func encode(v any, indent bool) ([]byte, error) {
	e := encoder{indent: indent}
	switch e.value(reflect.ValueOf(v)); {
	case e.err != nil:
		return nil, e.err
	case len(e.problems.List) > 0:
		return nil, &e.problems
	}
	return e.out, nil
}

type encoder struct {
	out      []byte
	indent   bool
	depth    int
	path     []byte // of the value that is being written, in the form of isms.Path
	problems Problems
	err      error // of programming: the first one
}

// problem keeps a problem of the value that is being written.
func (e *encoder) problem(p Problem) {
	if len(e.problems.List) >= (Limits{}).withDefaults().Problems {
		e.problems.More++
		return
	}
	p.Path = string(e.path)
	e.problems.List = append(e.problems.List, p)
}

// wrong keeps an error of programming.
func (e *encoder) wrong(why string) {
	if e.err == nil {
		e.err = fmt.Errorf("strictjson: Encode %q: %s", e.path, why)
	}
}

func (e *encoder) value(v reflect.Value) {
	if !v.IsValid() {
		e.problem(Problem{Kind: "null", Args: []Arg{wanted(formNone)}})
		return
	}
	switch formOf(v.Type()) {
	case formJSON:
		if text, err := v.Interface().(json.Marshaler).MarshalJSON(); err != nil {
			e.problem(Problem{Err: err})
		} else {
			e.raw(text)
		}
	case formText:
		if text, err := v.Interface().(encoding.TextMarshaler).MarshalText(); err != nil {
			e.problem(Problem{Err: err})
		} else {
			e.str(string(text))
		}
	case formString:
		e.str(v.String())
	case formInt:
		if v.CanInt() {
			e.out = strconv.AppendInt(e.out, v.Int(), 10)
		} else {
			e.out = strconv.AppendUint(e.out, v.Uint(), 10)
		}
	case formBool:
		e.out = strconv.AppendBool(e.out, v.Bool())
	case formStruct:
		e.object(v)
	case formPointer:
		e.value(v.Elem())
	case formList:
		e.list(v)
	case formMap:
		e.mapping(v)
	default:
		e.wrong("type " + v.Type().String() + " has no lossless form")
	}
}

func (e *encoder) list(v reflect.Value) {
	long := len(e.path)
	e.open('[')
	for i := range v.Len() {
		e.separate(i)
		e.path = appendIndex(e.path, i)
		e.value(v.Index(i))
		e.path = e.path[:long]
	}
	e.close(v.Len(), ']')
}

func (e *encoder) mapping(v reflect.Value) {
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	e.open('{')
	for i, k := range keys {
		e.member(i, k.String(), true, v.MapIndex(k))
	}
	e.close(len(keys), '}')
}

func (e *encoder) object(v reflect.Value) {
	e.open('{')
	n := 0
	for _, f := range fieldsOf(v.Type()) {
		if m := v.FieldByIndex(f.index); !f.omitZero || !zero(m) {
			e.member(n, f.name, false, m)
			n++
		}
	}
	e.close(n, '}')
}

// member writes the member of an object before which n stand.
func (e *encoder) member(n int, name string, inMap bool, v reflect.Value) {
	long := len(e.path)
	e.path = appendMember(e.path, []byte(name), inMap)
	e.separate(n)
	e.key(name)
	e.value(v)
	e.path = e.path[:long]
}

// zero reports what omitzero leaves out: zero values, what says so itself, and
// lists and maps without items, so that nil and empty have one text.
func zero(v reflect.Value) bool {
	if v.Kind() == reflect.Pointer && v.IsNil() {
		return true
	}
	if z, ok := reflect.TypeAssert[interface{ IsZero() bool }](v); ok {
		return z.IsZero()
	}
	switch v.Kind() {
	case reflect.Slice, reflect.Map:
		return v.Len() == 0
	}
	return v.IsZero()
}

func (e *encoder) open(begin byte) {
	e.out = append(e.out, begin)
	e.depth++
}

func (e *encoder) separate(i int) {
	if i > 0 {
		e.out = append(e.out, ',')
	}
	e.line()
}

func (e *encoder) close(n int, end byte) {
	e.depth--
	if n > 0 {
		e.line()
	}
	e.out = append(e.out, end)
}

func (e *encoder) line() {
	if e.indent {
		e.out = append(e.out, '\n')
		for range e.depth {
			e.out = append(e.out, "  "...)
		}
	}
}

func (e *encoder) key(name string) {
	e.str(name)
	e.out = append(e.out, ':')
	if e.indent {
		e.out = append(e.out, ' ')
	}
}

func (e *encoder) str(s string) {
	if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
		e.problem(Problem{Kind: "no-text", Args: []Arg{{"value", clip([]byte(s))}}})
		return
	}
	e.out = append(e.out, '"')
	for i := range len(s) {
		switch c := s[i]; c {
		case '"', '\\':
			e.out = append(e.out, '\\', c)
		case '\n':
			e.out = append(e.out, `\n`...)
		case '\r':
			e.out = append(e.out, `\r`...)
		case '\t':
			e.out = append(e.out, `\t`...)
		default:
			if c < 0x20 || c == 0x7f {
				e.out = fmt.Appendf(e.out, `\u%04x`, c)
			} else {
				e.out = append(e.out, c)
			}
		}
	}
	e.out = append(e.out, '"')
}

// raw writes what a type's own method wrote, with our escapes and indent.
func (e *encoder) raw(text []byte) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	type level struct {
		list bool
		n    int
		key  bool // an object waits for the value of a key
		long int  // of the path of the object or list
	}
	whole := len(e.path)
	defer func() { e.path = e.path[:whole] }()
	var stack []level
	for {
		token, err := d.Token()
		if err != nil {
			e.wrong("its JSON is not valid")
			return
		}
		if delim, ok := token.(json.Delim); ok && (delim == '}' || delim == ']') {
			top := stack[len(stack)-1]
			e.path = e.path[:top.long]
			e.close(top.n, byte(delim))
			if stack = stack[:len(stack)-1]; len(stack) == 0 {
				return
			}
			continue
		}
		if len(stack) > 0 {
			top := &stack[len(stack)-1]
			if !top.key {
				e.separate(top.n)
				top.n++
				e.path = e.path[:top.long]
			}
			switch {
			case top.list:
				e.path = appendIndex(e.path, top.n-1)
			case !top.key:
				top.key = true
				name, _ := token.(string)
				e.path = appendMember(e.path, []byte(name), false)
				e.key(name)
				continue
			default:
				top.key = false
			}
		}
		switch x := token.(type) {
		case json.Delim:
			stack = append(stack, level{list: x == '[', long: len(e.path)})
			e.open(byte(x))
		case string:
			e.str(x)
		case json.Number:
			e.out = append(e.out, x...)
		case bool:
			e.out = strconv.AppendBool(e.out, x)
		default:
			e.problem(Problem{Kind: "null", Args: []Arg{wanted(formNone)}})
		}
		if len(stack) == 0 {
			return
		}
	}
}
