package placelaws

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

// Places knows the form of a document: its JSON Schema, and which lists have keys.
type Places struct {
	root map[string]any
	keys map[isms.Path]isms.Path
}

// New returns the places of documents of a schema; keys are the paths of keys by the
// pattern of their list.
func New(schema []byte, keys map[isms.Path]isms.Path) (Places, error) {
	p := Places{keys: keys}
	return p, json.Unmarshal(schema, &p.root)
}

// Check returns an error that says why the path does not lead to one place of the
// document, given as decoded JSON.
func (p Places) Check(document any, path isms.Path) error {
	steps, err := path.Segments()
	if err != nil {
		return err
	}
	at, form, pattern, missing := document, p.root, isms.Path(""), false
	for _, s := range steps {
		form = p.resolve(form)
		switch {
		case s.Any:
			return fmt.Errorf("%s: a pattern leads to many places", path)
		case s.Item && form["type"] == "array":
			if !missing {
				at, missing, err = p.item(at, s, pattern, path)
			}
			form, pattern = sub(form, "items"), pattern+"[*]"
		case s.Item && form["additionalProperties"] != nil && form["properties"] == nil, s.Item && form["properties"] != nil:
			next, is := member(form, s.Name)
			if !is {
				return fmt.Errorf("%s: %s has no member %q", path, pattern, s.Name)
			}
			form, pattern = next, pattern.Item("", isms.ID(s.Name))
			at, missing = child(at, s.Name, missing)
		case !s.Item:
			next, is := member(form, s.Name)
			if !is {
				return fmt.Errorf("%s: %s has no member %q", path, pattern, s.Name)
			}
			form, pattern = next, pattern.Field(s.Name)
			at, missing = child(at, s.Name, missing)
		default:
			return fmt.Errorf("%s: %s has no items", path, pattern)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func child(at any, name string, missing bool) (any, bool) {
	object, _ := at.(map[string]any)
	v, ok := object[name]
	return v, missing || !ok
}

// item finds the item of a list; one with a key that is not there would stand there.
func (p Places) item(at any, s isms.Segment, list, path isms.Path) (any, bool, error) {
	items, _ := at.([]any)
	if s.Position >= 0 {
		if s.Position >= len(items) {
			return nil, false, fmt.Errorf("%s: %s has %d items", path, list, len(items))
		}
		return items[s.Position], false, nil
	}
	key, ok := p.keys[list]
	if !ok {
		return nil, false, fmt.Errorf("%s: %s has no keys", path, list)
	}
	var found []any
	for _, item := range items {
		if value(item, key) == s.Name {
			found = append(found, item)
		}
	}
	switch len(found) {
	case 0:
		return nil, true, nil
	case 1:
		return found[0], false, nil
	}
	return nil, false, fmt.Errorf("%s: %d items of %s have the key %q", path, len(found), list, s.Name)
}

// value returns the text that a path leads to in an item.
func value(at any, path isms.Path) string {
	steps, _ := path.Segments()
	for _, s := range steps {
		if s.Item {
			items, _ := at.([]any)
			if s.Position < 0 || s.Position >= len(items) {
				return ""
			}
			at = items[s.Position]
			continue
		}
		at, _ = child(at, s.Name, false)
	}
	text, _ := at.(string)
	return text
}

// resolve follows references of the schema.
func (p Places) resolve(form map[string]any) map[string]any {
	for {
		ref, ok := form["$ref"].(string)
		if !ok {
			return form
		}
		form = sub(sub(p.root, "$defs"), strings.TrimPrefix(ref, "#/$defs/"))
	}
}

func member(form map[string]any, name string) (map[string]any, bool) {
	if next, ok := sub(form, "properties")[name].(map[string]any); ok {
		return next, true
	}
	next, ok := form["additionalProperties"].(map[string]any)
	return next, ok
}

func sub(form map[string]any, name string) map[string]any {
	next, _ := form[name].(map[string]any)
	return next
}
