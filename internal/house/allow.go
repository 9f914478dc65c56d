package house

import (
	"fmt"
	"strings"
)

// Allow takes away the findings that a line of exceptions explains, and returns
// the rest and the lines that explain nothing. A line is
//
//	rule  key  reason in words
//
// and a key that ends in * stands for all that begin so. # starts a comment.
func Allow(found []Finding, exceptions string) (rest []Finding, stale []string, err error) {
	type exception struct {
		line, rule, key string
		used            bool
	}
	var all []*exception
	for line := range strings.Lines(exceptions) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Fields(line)
		if len(f) < 4 {
			return nil, nil, fmt.Errorf("house: exception %q: want rule, key and a reason in words", line)
		}
		all = append(all, &exception{line: line, rule: f[0], key: f[1]})
	}
	for _, f := range found {
		excused := false
		for _, e := range all {
			prefix, open := strings.CutSuffix(e.key, "*")
			if e.rule == f.Rule && (e.key == f.Key || open && strings.HasPrefix(f.Key, prefix)) {
				e.used, excused = true, true
			}
		}
		if !excused {
			rest = append(rest, f)
		}
	}
	for _, e := range all {
		if !e.used {
			stale = append(stale, e.line)
		}
	}
	return rest, stale, nil
}
