package strictjson

import (
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

var (
	textMarshaler   = reflect.TypeFor[encoding.TextMarshaler]()
	textUnmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()
	jsonMarshaler   = reflect.TypeFor[json.Marshaler]()
	jsonUnmarshaler = reflect.TypeFor[json.Unmarshaler]()
)

// A form is how a type stands in the text.
type form int

const (
	formNone   form = iota // cannot be kept
	formText               // a string, by the type's own text methods
	formJSON               // whatever the type's own JSON methods say
	formString             // a string kind
	formInt
	formBool
	formStruct
	formList
	formMap
	formPointer // left out when nil
)

func formOf(t reflect.Type) form {
	p := reflect.PointerTo(t)
	switch {
	case p.Implements(jsonUnmarshaler) && t.Implements(jsonMarshaler):
		return formJSON
	case p.Implements(textUnmarshaler) && t.Implements(textMarshaler):
		return formText
	case p.Implements(jsonUnmarshaler) || p.Implements(textUnmarshaler) || p.Implements(textMarshaler):
		return formNone // one way only: it could not be read back
	case p.Implements(jsonMarshaler):
		// A record that only writes itself, so that its lists are never null, is
		// read field by field, and so we write it that way.
		if t.Kind() != reflect.Struct || !allExported(t) {
			return formNone
		}
	}
	switch t.Kind() {
	case reflect.String:
		return formString
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return formInt
	case reflect.Bool:
		return formBool
	case reflect.Struct:
		return formStruct
	case reflect.Slice:
		return formList
	case reflect.Map:
		if t.Key().Kind() == reflect.String && formOf(t.Key()) == formString {
			return formMap
		}
	case reflect.Pointer:
		if f := formOf(t.Elem()); f != formNone && f != formPointer {
			return formPointer
		}
	}
	return formNone
}

func allExported(t reflect.Type) bool {
	for i := range t.NumField() {
		if !t.Field(i).IsExported() {
			return false
		}
	}
	return t.NumField() > 0
}

// Types is what Decode wants to know about the types of a value. It is never
// changed.
type Types struct{ layouts map[reflect.Type]layout }

// TypesOf looks at the types of the values and at all that they hold.
func TypesOf(values ...any) Types {
	t := Types{map[reflect.Type]layout{}}
	for _, v := range values {
		t.add(reflect.TypeOf(v))
	}
	return t
}

func (t Types) add(typ reflect.Type) {
	if _, ok := t.layouts[typ]; ok {
		return
	}
	l := newLayout(typ)
	t.layouts[typ] = l
	switch l.form {
	case formList, formMap, formPointer:
		t.add(typ.Elem())
	case formStruct:
		for _, f := range l.fields {
			t.add(typ.FieldByIndex(f.index).Type)
		}
	}
}

// A layout is how a type stands in the text, with the members of a struct.
type layout struct {
	form   form
	fields []field
}

func newLayout(t reflect.Type) layout {
	l := layout{form: formOf(t)}
	if l.form == formStruct {
		l.fields = fieldsOf(t)
	}
	return l
}

// A field is a member of an object.
type field struct {
	name     string
	index    []int
	omitZero bool
}

// fieldsOf lists the members of a struct in order; embedded structs are taken
// apart, as package encoding/json does.
func fieldsOf(t reflect.Type) []field {
	var out []field
	for i := range t.NumField() {
		f := t.Field(i)
		tag, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if tag == "-" || !f.IsExported() && !f.Anonymous {
			continue
		}
		if f.Anonymous && tag == "" && f.Type.Kind() == reflect.Struct && formOf(f.Type) == formStruct {
			for _, g := range fieldsOf(f.Type) {
				g.index = append([]int{i}, g.index...)
				out = append(out, g)
			}
			continue
		}
		if tag == "" {
			tag = f.Name
		}
		opts := strings.Split(options, ",")
		out = append(out, field{tag, []int{i}, slices.Contains(opts, "omitzero") || slices.Contains(opts, "omitempty")})
	}
	return out
}

// CheckType returns an error that names the first part of t that the package
// cannot keep without loss: floats, interfaces, functions, pointers that are not
// left out when nil, types with a text form in one direction only, two fields of
// one name.
func CheckType(t reflect.Type) error { return checkType(t, t.String(), nil) }

func checkType(t reflect.Type, at string, inside []reflect.Type) error {
	if slices.Contains(inside, t) {
		return nil
	}
	inside = append(inside, t)
	switch formOf(t) {
	case formNone, formPointer:
		return fmt.Errorf("strictjson: %s: type %s has no lossless form", at, t)
	case formList:
		return checkType(t.Elem(), at+"[]", inside)
	case formMap:
		return checkType(t.Elem(), at+"{}", inside)
	case formStruct:
		fields := fieldsOf(t)
		for i, f := range fields {
			if slices.IndexFunc(fields, func(g field) bool { return strings.EqualFold(f.name, g.name) }) != i {
				return fmt.Errorf("strictjson: %s: two fields are named %s", at, f.name)
			}
			of := t.FieldByIndex(f.index).Type
			if f.omitZero && formOf(of) == formPointer {
				of = of.Elem()
			}
			if err := checkType(of, at+"."+f.name, inside); err != nil {
				return err
			}
		}
	}
	return nil
}

// Member is a field of an object, for those who describe documents.
type Member struct {
	Name string
	Type reflect.Type
}

// Members returns the fields of a struct in order, embedded ones taken apart.
func Members(t reflect.Type) []Member {
	var out []Member
	for _, f := range fieldsOf(t) {
		out = append(out, Member{f.name, t.FieldByIndex(f.index).Type})
	}
	return out
}

// Stands says how a type stands in the text: "text" and "own" by its own text or
// JSON methods, "string", "number", "truth", "object", "list", "map", "optional", or
// "" for what cannot be kept.
func Stands(t reflect.Type) string {
	return [...]string{
		formNone: "", formText: "text", formJSON: "own", formString: "string", formInt: "number", formBool: "truth",
		formStruct: "object", formList: "list", formMap: "map", formPointer: "optional",
	}[formOf(t)]
}
