package reportlaws

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

// leads returns why a path does not lead to one place of the value as it is stored, or
// to where what is missing would stand.
func leads(value any, path isms.Path) error {
	steps, err := path.Segments()
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	at := reflect.ValueOf(value)
	for _, s := range steps {
		switch {
		case at.Kind() == reflect.Struct && !s.Item:
			at = member(at, s.Name)
		case at.Kind() == reflect.Slice && s.Item && !s.Any:
			at = item(at, s)
		default:
			at = reflect.Value{}
		}
		if !at.IsValid() {
			return fmt.Errorf("%s: nothing is at %+v", path, s)
		}
	}
	return nil
}

// member returns the field that is stored under a name, also in what is embedded.
func member(v reflect.Value, name string) reflect.Value {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if stored, _, _ := strings.Cut(f.Tag.Get("json"), ","); stored == name {
			return v.Field(i)
		}
		if f.Anonymous && f.Type.Kind() == reflect.Struct {
			if in := member(v.Field(i), name); in.IsValid() {
				return in
			}
		}
	}
	return reflect.Value{}
}

// item returns the item of a list at a position, or the only one with a key.
func item(list reflect.Value, s isms.Segment) reflect.Value {
	if s.Position >= list.Len() {
		return reflect.Value{}
	}
	if s.Position >= 0 {
		return list.Index(s.Position)
	}
	var found reflect.Value
	for i := range list.Len() {
		if keyOf(list.Index(i)) == s.Name {
			if found.IsValid() {
				return reflect.Value{}
			}
			found = list.Index(i)
		}
	}
	return found
}

// keyOf returns the key of an item: its ID, or the place, task or role that it is about.
func keyOf(v reflect.Value) string {
	for _, name := range []string{"id", "ref", "task", "role"} {
		if v.Kind() == reflect.Struct {
			if key := member(v, name); key.IsValid() {
				return key.String()
			}
		}
	}
	return ""
}

// texts are what the texts of a value say.
type texts map[string]bool

// textsOf returns all texts in a value.
func textsOf(value any) texts {
	out := texts{}
	var walk func(reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.String:
			out[v.String()] = true
		case reflect.Struct:
			for i := range v.NumField() {
				walk(v.Field(i))
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		}
	}
	walk(reflect.ValueOf(value))
	return out
}

// without returns a text among the arguments that is not one of these, empty for none.
// Nil ones are not known.
func (t texts) without(args []isms.Arg) string {
	for _, a := range args {
		if (a.Kind == isms.KindText || a.Kind == isms.KindID) && t != nil && a.Value != "" && !t[a.Value] {
			return a.Value
		}
		if odd := t.without(a.List); odd != "" {
			return odd
		}
		if a.Sentence != nil {
			if a.Sentence.Code == "isms/other-error" {
				return a.Sentence.Text
			}
			// What the kernel says holds texts of its own, such as forms and lists of words.
			if !strings.HasPrefix(a.Sentence.Code, "isms/") {
				if odd := t.without(a.Sentence.Args); odd != "" {
					return odd
				}
			}
		}
	}
	return ""
}
