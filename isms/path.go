package isms

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/ismskit/ismskit/internal/text"
)

// Path leads from the root of the value that was checked to one of its data:
// "register.risks[R-1].owner". An item of a list stands by its key, "[R-1]", so
// that a path stays when the order of the list changes; an item without a key, or
// with one that another item has too, stands by its position, counted from 0,
// "[#0]". On an object "[key]" is the member of that name. A key that could be read
// as something else is a JSON string: "[\"#1\"]"; any other is none, so that two paths
// that differ lead to different data. In a pattern "[*]" is any item.
// The empty Path is the value itself; where that is a list, its items are "[R-1]".
type Path string

// Field returns the path of a member of what p leads to. A name that could be read
// as something else stands in brackets, as a key does.
func (p Path) Field(name string) Path {
	switch {
	case !text.PlainName(name):
		return p + "[" + Path(text.Key(name)) + "]"
	case p == "":
		return Path(name)
	}
	return p + "." + Path(name)
}

// Item returns the path of the item of a list member that has the given key, or of
// that member of an object; for no name of a list that of p itself. For a list whose
// keys may be blank or doubled see [ItemPaths]. Bytes of the key that are no UTF-8
// become U+FFFD.
func (p Path) Item(list string, key ID) Path {
	return p.list(list) + "[" + Path(text.Key(string(key))) + "]"
}

// Index returns the path of the item of a list member at a position, counted
// from 0.
func (p Path) Index(list string, i int) Path {
	return p.list(list) + "[#" + Path(strconv.Itoa(i)) + "]"
}

// Any returns the pattern of all items of a list member.
func (p Path) Any(list string) Path { return p.list(list) + "[*]" }

func (p Path) list(name string) Path {
	if name == "" {
		return p
	}
	return p.Field(name)
}

// Under returns p as seen from a larger value, in which at leads to the root of p.
func (p Path) Under(at Path) Path {
	if at == "" || p == "" || p[0] == '[' {
		return at + p
	}
	return at + "." + p
}

// ItemPaths returns the path of each item of a list member: by its key where it
// has one, in UTF-8, that no other item has, by its position otherwise. No two are
// the same. Cost: linear.
func ItemPaths[T any, K ~string](at Path, list string, items []T, key func(*T) K) []Path {
	times := make(map[K]int, len(items)) // for look-up only
	for i := range items {
		times[key(&items[i])]++
	}
	paths := make([]Path, len(items))
	for i := range items {
		if k := key(&items[i]); times[k] > 1 || strings.TrimSpace(string(k)) == "" || !utf8.ValidString(string(k)) {
			paths[i] = at.Index(list, i)
		} else {
			paths[i] = at.Item(list, ID(k))
		}
	}
	return paths
}

// Segment is one step of a [Path].
type Segment struct {
	Name     string // of a member, or the key of an item
	Item     bool   // in brackets
	Any      bool   // any item, in a pattern
	Position int    // of an item without a key, counted from 0; -1 for all else
}

// Segments returns the steps of a path, none for the empty one; an [Error] if it is
// not of the form.
func (p Path) Segments() ([]Segment, error) {
	var steps []Segment
	for rest := p; rest != ""; {
		step, after, ok := rest.cut(len(steps) == 0)
		if !ok {
			return nil, Refuse(pathForm, "", string(p))
		}
		steps, rest = append(steps, step), after
	}
	return steps, nil
}

// Validate returns an [Error] if p is not of the form of a path.
func (p Path) Validate() error {
	_, err := p.Segments()
	return err
}

// Within reports whether p is what the pattern describes or lies below it: "[*]" in
// the pattern is any item, and all is within the empty pattern. A text that is no
// path is within nothing else but itself. It does not allocate for paths without
// quotes.
func (p Path) Within(pattern Path) bool {
	_, ok := p.Match(pattern)
	return ok
}

// Match returns the part of p that the pattern describes, and whether p is within
// the pattern: "register.risks[R-1]" of "register.risks[R-1].owner" for the pattern
// "register.risks[*]".
func (p Path) Match(pattern Path) (Path, bool) {
	if p == pattern || pattern == "" {
		return pattern, true
	}
	have, want := p, pattern
	for first := true; want != ""; first = false {
		if have == "" {
			return "", false
		}
		h, after, ok := have.cut(first)
		w, rest, ok2 := want.cut(first)
		if !ok || !ok2 || h != w && !(h.Item && w.Any) {
			return "", false
		}
		have, want = after, rest
	}
	at := p[:len(p)-len(have)]
	for have != "" {
		_, after, ok := have.cut(false)
		if !ok {
			return "", false
		}
		have = after
	}
	return at, true
}

// Pattern returns p with "[*]" for each item: the field, whichever item it is of. A
// text that is no path stays as it is.
func (p Path) Pattern() Path {
	var b []byte
	for rest := p; rest != ""; {
		step, after, ok := rest.cut(len(rest) == len(p))
		if !ok {
			return p
		}
		if step.Item {
			b = append(b, "[*]"...)
		} else {
			b = append(b, rest[:len(rest)-len(after)]...)
		}
		rest = after
	}
	return Path(b)
}

// cut returns the first step of a path that is not empty, and what follows.
func (p Path) cut(first bool) (step Segment, rest Path, ok bool) {
	s := string(p)
	if s[0] == '[' {
		return cutItem(s[1:])
	}
	if !first {
		if s[0] != '.' {
			return Segment{}, "", false
		}
		s = s[1:]
	}
	end := strings.IndexAny(s, ".[")
	if end < 0 {
		end = len(s)
	}
	name := s[:end]
	return Segment{Name: name, Position: -1}, Path(s[end:]), text.PlainName(name)
}

// cutItem returns the step of which s follows the opening bracket.
func cutItem(s string) (step Segment, rest Path, ok bool) {
	if strings.HasPrefix(s, `"`) {
		return cutQuoted(s)
	}
	step = Segment{Item: true, Position: -1}
	key, after, ok := strings.Cut(s, "]")
	number, isNumber := strings.CutPrefix(key, "#")
	switch {
	case !ok || key == "":
		return step, "", false
	case isNumber:
		n, err := strconv.Atoi(number)
		step.Position = n
		return step, Path(after), err == nil && n >= 0 && strconv.Itoa(n) == number
	case key == "*":
		step.Any = true
		return step, Path(after), true
	}
	step.Name = key
	return step, Path(after), text.Key(key) == key
}

// cutQuoted returns the step whose key is the JSON string with which s begins.
func cutQuoted(s string) (step Segment, rest Path, ok bool) {
	end := 1
	for end < len(s) && s[end] != '"' {
		if s[end] == '\\' {
			end++
		}
		end++
	}
	step = Segment{Item: true, Position: -1}
	if end+1 >= len(s) || s[end+1] != ']' || json.Unmarshal([]byte(s[:end+1]), &step.Name) != nil {
		return step, "", false
	}
	return step, Path(s[end+2:]), text.Key(step.Name) == s[:end+1] // one form for each key
}
