package said

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

// value is what was checked, in its stored form.
type value struct {
	json   any
	stored bool // it has a stored form
	typ    reflect.Type
	texts  map[string]bool // all that stand in it
}

func valueOf(root any) value {
	v := value{typ: reflect.TypeOf(root), texts: map[string]bool{}}
	v.json, v.stored = decode(root)
	v.stored = v.stored && v.json != nil // null is nothing that paths could lead into
	v.know(v.json)
	return v
}

// know adds the texts of a stored form.
func (v value) know(json any) {
	switch j := json.(type) {
	case string:
		v.texts[j] = true
	case []any:
		for _, item := range j {
			v.know(item)
		}
	case map[string]any:
		for key, item := range j {
			v.texts[key] = true
			v.know(item)
		}
	}
}

// wrote fails for an argument of text or an ID that the caller did not write.
func (v value) wrote(t TB, code string, args []isms.Arg) {
	t.Helper()
	for _, a := range args {
		if (a.Kind == isms.KindText || a.Kind == isms.KindID) && len(v.texts) > 0 && a.Value != "" && !v.texts[a.Value] {
			t.Errorf("%s: argument %s is %q, which nobody wrote", code, a.Name, a.Value)
		}
		v.wrote(t, code, a.List)
		// What the kernel says holds texts of its own, such as characters.
		if s := a.Sentence; s != nil && !strings.HasPrefix(s.Code, "isms/") {
			v.wrote(t, code, s.Args)
		} else if s != nil && s.Code == "isms/other-error" {
			t.Errorf("%s: %q has no code", code, s.Text)
		}
	}
}

// leads fails unless the path leads to one place of the value, or to where a missing
// member would stand.
func (v value) leads(t TB, path isms.Path) {
	t.Helper()
	if err := v.place(path); err != nil {
		t.Errorf("%s leads nowhere: %v", path, err)
	}
}

func (v value) place(path isms.Path) error {
	steps, err := path.Segments()
	if err != nil || !v.stored {
		return err
	}
	at, typ, there := v.json, v.typ, true
	for _, s := range steps {
		if typ, err = inside(typ, s); err != nil {
			return err
		}
		if !there {
			if s.Item {
				return fmt.Errorf("%+v in what is missing", s)
			}
			continue
		}
		if at, there, err = step(at, s); err != nil {
			return err
		}
	}
	return nil
}

// step returns what one step of a path leads to, and whether it is there.
func step(at any, s isms.Segment) (any, bool, error) {
	switch v := at.(type) {
	case map[string]any:
		next, ok := v[s.Name]
		return next, ok, nil
	case []any:
		if !s.Item || s.Any || s.Position >= len(v) {
			return nil, false, fmt.Errorf("%+v in a list of %d", s, len(v))
		}
		if s.Position >= 0 {
			return v[s.Position], true, nil
		}
		var found []any
		for _, item := range v {
			if key(item) == s.Name {
				found = append(found, item)
			}
		}
		if len(found) != 1 {
			return nil, false, fmt.Errorf("%d items have the key %q", len(found), s.Name)
		}
		return found[0], true, nil
	}
	return nil, false, fmt.Errorf("%+v in no object and no list", s)
}

// key returns the key of an item of a list.
func key(item any) string {
	switch v := item.(type) {
	case string:
		return v
	case []any: // of events
		if len(v) > 0 {
			return key(v[0])
		}
	case map[string]any:
		for _, name := range []string{"id", "key", "control", "ref", "attribute", "task", "role", "register", "finding", "nonconformity", "value"} {
			if k := key(v[name]); k != "" {
				return k
			}
		}
	}
	return ""
}

// unknown is the type of what has a stored form of its own.
var unknown = reflect.TypeFor[any]()

// inside returns the type of a step into a type. A member that a known type does not
// have is an error.
func inside(typ reflect.Type, s isms.Segment) (reflect.Type, error) {
	for typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	if typ.Implements(reflect.TypeFor[json.Marshaler]()) {
		return unknown, nil
	}
	switch typ.Kind() {
	case reflect.Struct:
		if in := member(typ, s.Name); in != nil {
			return in, nil
		}
		return nil, fmt.Errorf("%s has no member %q", typ, s.Name)
	case reflect.Slice, reflect.Array, reflect.Map:
		return typ.Elem(), nil
	}
	return unknown, nil
}

// member returns the type of the member that is stored under a name, also in what is
// embedded.
func member(typ reflect.Type, name string) reflect.Type {
	for i := range typ.NumField() {
		f := typ.Field(i)
		if stored, _, _ := strings.Cut(f.Tag.Get("json"), ","); stored == name {
			return f.Type
		}
		if f.Anonymous && f.Type.Kind() == reflect.Struct {
			if in := member(f.Type, name); in != nil {
				return in
			}
		}
	}
	return nil
}
