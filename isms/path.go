package isms

import (
	"strconv"
	"strings"
)

// A Path leads to a datum inside a value: "risks[R-1].treatment.owner". Items
// are named by their ID, so a path does not change with the order of a list.
// The empty Path is the value itself.
type Path string

// Field returns the path of a field of what p leads to.
func (p Path) Field(name string) Path {
	if p == "" {
		return Path(name)
	}
	return p + "." + Path(name)
}

// Item returns the path of the item with the given ID in a list field. An ID
// that [ID.Validate] refuses, or that holds a bracket or a quote, is quoted, so that
// nothing in a path is unseen.
func (p Path) Item(list string, id ID) Path {
	key := string(id)
	if id.Validate() != nil || strings.ContainsAny(key, `[]"`) {
		key = strconv.Quote(key)
	}
	return p.Field(list) + "[" + Path(key) + "]"
}

// Index returns the path of the i-th item, counted from 0, of a list field
// whose items have no ID.
func (p Path) Index(list string, i int) Path {
	return p.Field(list) + "[" + Path(strconv.Itoa(i)) + "]"
}
