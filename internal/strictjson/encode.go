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
// the end. Values that are equal have equal text, in every version of Go.
// Invalid UTF-8 in a string is an error, as it could not be read back.
func Encode(v any) ([]byte, error) {
	e := encoder{indent: true}
	if err := e.value(reflect.ValueOf(v), ""); err != nil {
		return nil, err
	}
	return append(e.out, '\n'), nil
}

// Compact is [Encode] without indent and line feeds, for hashing and for the
// JSON methods of types.
func Compact(v any) ([]byte, error) {
	var e encoder
	if err := e.value(reflect.ValueOf(v), ""); err != nil {
		return nil, err
	}
	return e.out, nil
}

type encoder struct {
	out    []byte
	indent bool
	depth  int
}

func (e *encoder) value(v reflect.Value, at string) error {
	if !v.IsValid() {
		return fmt.Errorf("strictjson: Encode: %s is nil", where(at))
	}
	switch formOf(v.Type()) {
	case formJSON:
		text, err := v.Interface().(json.Marshaler).MarshalJSON()
		if err != nil {
			return fmt.Errorf("strictjson: Encode: %s: %w", where(at), err)
		}
		return e.raw(text, at)
	case formText:
		text, err := v.Interface().(encoding.TextMarshaler).MarshalText()
		if err != nil {
			return fmt.Errorf("strictjson: Encode: %s: %w", where(at), err)
		}
		return e.str(string(text), at)
	case formString:
		return e.str(v.String(), at)
	case formInt:
		if v.CanInt() {
			e.out = strconv.AppendInt(e.out, v.Int(), 10)
		} else {
			e.out = strconv.AppendUint(e.out, v.Uint(), 10)
		}
	case formBool:
		e.out = strconv.AppendBool(e.out, v.Bool())
	case formStruct:
		return e.object(v, at)
	case formPointer:
		return e.value(v.Elem(), at)
	case formList:
		e.out = append(e.out, '[')
		e.depth++
		for i := range v.Len() {
			e.separate(i)
			if err := e.value(v.Index(i), at+"["+strconv.Itoa(i)+"]"); err != nil {
				return err
			}
		}
		e.close(v.Len(), ']')
	case formMap:
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
		e.out = append(e.out, '{')
		e.depth++
		for i, k := range keys {
			e.separate(i)
			if err := e.key(k.String(), at); err != nil {
				return err
			}
			if err := e.value(v.MapIndex(k), at+"."+k.String()); err != nil {
				return err
			}
		}
		e.close(len(keys), '}')
	default:
		return fmt.Errorf("strictjson: Encode: %s: type %s has no lossless form", where(at), v.Type())
	}
	return nil
}

func where(at string) string {
	if at == "" {
		return "the value"
	}
	return strings.TrimPrefix(at, ".")
}

func (e *encoder) object(v reflect.Value, at string) error {
	e.out = append(e.out, '{')
	e.depth++
	n := 0
	for _, f := range fieldsOf(v.Type()) {
		m := v.FieldByIndex(f.index)
		if f.omitZero && zero(m) {
			continue
		}
		e.separate(n)
		n++
		if err := e.key(f.name, at); err != nil {
			return err
		}
		if err := e.value(m, at+"."+f.name); err != nil {
			return err
		}
	}
	e.close(n, '}')
	return nil
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

func (e *encoder) key(name, at string) error {
	if err := e.str(name, at); err != nil {
		return err
	}
	e.out = append(e.out, ':')
	if e.indent {
		e.out = append(e.out, ' ')
	}
	return nil
}

func (e *encoder) str(s, at string) error {
	if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
		return fmt.Errorf("strictjson: Encode: %s: the text %s is not valid UTF-8 or holds U+0000", where(at), cut(s))
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
	return nil
}

// raw writes what a type's own method wrote, with our escapes and indent.
func (e *encoder) raw(text []byte, at string) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	type level struct {
		list bool
		n    int
		key  bool // an object waits for the value of a key
	}
	var stack []level
	for {
		token, err := d.Token()
		if err != nil {
			break
		}
		if delim, ok := token.(json.Delim); ok && (delim == '}' || delim == ']') {
			e.close(stack[len(stack)-1].n, byte(delim))
			stack = stack[:len(stack)-1]
			if len(stack) == 0 {
				return nil
			}
			continue
		}
		if len(stack) > 0 {
			top := &stack[len(stack)-1]
			if top.list || !top.key {
				e.separate(top.n)
				top.n++
			}
			if !top.list && !top.key {
				top.key = true
				name, _ := token.(string)
				if err := e.key(name, at); err != nil {
					return err
				}
				continue
			}
			top.key = false
		}
		switch x := token.(type) {
		case json.Delim:
			e.out = append(e.out, byte(x))
			e.depth++
			stack = append(stack, level{list: x == '['})
		case string:
			if err := e.str(x, at); err != nil {
				return err
			}
		case json.Number:
			e.out = append(e.out, x...)
		case bool:
			e.out = strconv.AppendBool(e.out, x)
		default:
			return fmt.Errorf("strictjson: Encode: %s: null", where(at))
		}
		if len(stack) == 0 {
			return nil
		}
	}
	return fmt.Errorf("strictjson: Encode: %s: its JSON is not valid", where(at))
}
