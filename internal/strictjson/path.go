package strictjson

import (
	"strconv"
	"unicode/utf8"

	"github.com/ismskit/ismskit/internal/text"
)

// A path leads from the root of the text to a value, in the form of isms.Path:
// "risks[#3].owner", "names[blue]".

// appendMember returns the path of a member: by its name, and in brackets in a map or
// where the name could be read as something else.
func (d *decoder) appendMember(key []byte, inMap bool) []byte {
	if !simple(key) {
		d.left -= oddCost + 4*len(key)
	}
	return appendMember(d.path, key, inMap)
}

// oddCost is what it takes to say a key that needs a closer look.
const oddCost = 64

func appendMember(path, key []byte, inMap bool) []byte {
	odd := !simple(key)
	switch {
	case odd && (inMap || len(key) > text.KeyMost || !text.PlainName(string(key))):
		return append(append(append(path, '['), text.Key(clip(key))...), ']')
	case inMap:
		return append(append(append(path, '['), key...), ']')
	case len(path) > 0:
		path = append(path, '.')
	}
	return append(path, key...)
}

// simple reports whether a key is short and of letters, digits and the like, which
// is quickly said of nearly all.
func simple(key []byte) bool {
	for _, c := range key {
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '_' && c != '-' {
			return false
		}
	}
	return len(key) > 0 && len(key) <= text.KeyMost
}

func appendIndex(path []byte, i int) []byte {
	path = append(path, '[', '#')
	path = strconv.AppendInt(path, int64(i), 10)
	return append(path, ']')
}

// joinPath returns the path of what stands at a path below at.
func joinPath(at, path string) string {
	if at == "" || path == "" || path[0] == '[' {
		return at + path
	}
	return at + "." + path
}

// clip returns text, of long text the beginning: a hostile key would make every path
// below it long.
func clip(s []byte) string {
	if len(s) <= text.KeyMost {
		return string(s)
	}
	i := text.KeyMost
	for i > text.KeyMost-utf8.UTFMax && !utf8.RuneStart(s[i]) {
		i--
	}
	return string(s[:i]) + "..."
}
