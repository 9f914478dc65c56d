package audit

import (
	"strconv"
	"strings"
)

// quote keeps text of callers short and printable in errors.
func quote(s string) string {
	const most = 60
	if len(s) > most {
		s = s[:most] + "..."
	}
	return strconv.Quote(s)
}

// blank reports whether text says nothing: empty, or a word that stands for it.
func blank(s string) bool {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "", "-", "--", "n/a", "na", "none given", "tbd", "?":
		return true
	}
	return false
}

// or returns the text, or what stands where it says nothing.
func or(text, otherwise string) string {
	if blank(text) {
		return otherwise
	}
	return text
}

// times says how often.
func times(n int) string {
	if n == 1 {
		return "once"
	}
	return strconv.Itoa(n) + " times"
}

// words joins words of any kind.
func words[W ~string](list []W, sep string) string {
	out := make([]string, len(list))
	for i, w := range list {
		out[i] = string(w)
	}
	return strings.Join(out, sep)
}
