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
