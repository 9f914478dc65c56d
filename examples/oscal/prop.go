package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	types "github.com/defenseunicorns/go-oscal/src/types/oscal-1-2-2"
)

// Namespace qualifies the properties that OSCAL has no name for.
const Namespace = "https://github.com/ismskit/ismskit/ns/oscal"

// Properties carry what OSCAL has no field for: a value of the library, by the
// names of its JSON form. The field due of a treatment is "treatment.due", the
// second approval "treatment.approvals.2.by". Nothing is written for what is
// empty, as OSCAL has neither null nor empty text nor an empty list.

// put appends the properties of a value, but for the named fields of it, which
// OSCAL has a place for.
func put(ps *[]types.Property, name string, value any, without ...string) error {
	text, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("oscal: %s: %w", name, err)
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	skip := map[string]bool{}
	for _, w := range without {
		skip[name+"."+w] = true
	}
	return walk(d, name, func(path, class, text string) {
		if text == "" || skip[path] || slices.ContainsFunc(without, func(w string) bool { return strings.HasPrefix(path, name+"."+w+".") }) {
			return
		}
		p := types.Property{Name: path, Ns: Namespace, Class: class, Value: text}
		if !isString(text) {
			p.Value, p.Remarks = "text", text
		}
		*ps = append(*ps, p)
	})
}

// walk yields every scalar of a JSON text with its path, in the order of the
// text.
func walk(d *json.Decoder, path string, yield func(path, class, text string)) error {
	t, err := d.Token()
	if err != nil {
		return err
	}
	switch v := t.(type) {
	case string:
		yield(path, "", v)
	case json.Number:
		yield(path, "number", v.String())
	case bool:
		yield(path, "boolean", strconv.FormatBool(v))
	case json.Delim:
		for i := 1; d.More(); i++ {
			key := strconv.Itoa(i)
			if v == '{' {
				k, err := d.Token()
				if err != nil {
					return err
				}
				key = fmt.Sprint(k)
			}
			if err := walk(d, path+"."+key, yield); err != nil {
				return err
			}
		}
		_, err = d.Token()
	}
	return err
}

// take reads what put wrote under a name into a value, and leaves the value as it
// is where nothing was written.
func take(ps *[]types.Property, name string, into any) error {
	if ps == nil {
		return nil
	}
	var root any
	for _, p := range *ps {
		path, ok := strings.CutPrefix(p.Name, name)
		if !ok || p.Ns != Namespace || path != "" && path[0] != '.' {
			continue
		}
		var v any = cmp.Or(p.Remarks, p.Value)
		switch p.Class {
		case "number":
			v = json.Number(p.Value)
		case "boolean":
			v = p.Value == "true"
		}
		var keys []string
		if path != "" {
			keys = strings.Split(path[1:], ".")
		}
		var err error
		if root, err = graft(root, keys, v); err != nil {
			return fmt.Errorf("oscal: property %q: %w", p.Name, err)
		}
	}
	if root == nil {
		return nil
	}
	text, err := json.Marshal(root)
	if err == nil {
		err = json.Unmarshal(text, into)
	}
	if err != nil {
		return fmt.Errorf("oscal: properties %q: %w", name, err)
	}
	return nil
}

// graft puts v at the keys of a tree of objects and lists. List elements come in
// their order, counted from 1.
func graft(tree any, keys []string, v any) (any, error) {
	if len(keys) == 0 {
		if tree != nil {
			return nil, fmt.Errorf("is given twice")
		}
		return v, nil
	}
	if i, err := strconv.Atoi(keys[0]); err == nil {
		list, _ := tree.([]any)
		if i != len(list) && i != len(list)+1 || i < 1 || tree != nil && list == nil {
			return nil, fmt.Errorf("element %d comes after %d", i, len(list))
		}
		if i == len(list)+1 {
			list = append(list, nil)
		}
		list[i-1], err = graft(list[i-1], keys[1:], v)
		return list, err
	}
	object, _ := tree.(map[string]any)
	if object == nil {
		if tree != nil {
			return nil, fmt.Errorf("is a text and has parts")
		}
		object = map[string]any{}
	}
	var err error
	object[keys[0]], err = graft(object[keys[0]], keys[1:], v)
	return object, err
}

// isString reports whether OSCAL takes a text as a string: one line, and no blank
// at an end.
func isString(s string) bool {
	return s != "" && s == strings.TrimSpace(s) && !strings.ContainsAny(s, "\n\r\v\f\u0085\u2028\u2029")
}

// line makes one line of a text, for places where OSCAL wants one; the fallback
// stands for an empty text. A reader takes the text from there only if nothing
// was lost.
func line(text, fallback string) string {
	return cmp.Or(strings.Join(strings.Fields(text), " "), fallback)
}

// list returns nil for an empty list: OSCAL refuses "[]".
func list[T any](s []T) *[]T {
	if len(s) == 0 {
		return nil
	}
	return &s
}

func items[T any](s *[]T) []T {
	if s == nil {
		return nil
	}
	return *s
}
