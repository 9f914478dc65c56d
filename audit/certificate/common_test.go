package certificate_test

import (
	"maps"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/audit/certificate"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

// codes returns the codes found, each once, sorted.
func codes(r isms.Report) []string {
	out := []string{}
	for d := range r.Found() {
		out = append(out, d.Code)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func day(text string) isms.Date { return isms.MustDate(text) }

// outcome returns the outcome of the question with a code, empty if it was not asked.
func outcome(r certificate.Result, code string) certificate.Outcome {
	for q := range r.Questions() {
		if q.Code == code {
			return q.Outcome
		}
	}
	return ""
}

// found notes the keys of what was found, and the rules that were skipped by the code
// of the reason.
func found(n *golden.Note, r isms.Report) {
	n.Reports = append(n.Reports, r)
	for d := range r.Found() {
		n.Line("  %s %s", d.Severity, d.Key)
	}
	skipped := map[string][]string{}
	for s := range r.Skipped() {
		_, name, _ := strings.Cut(s.Code, "/")
		skipped[s.Why.Code] = append(skipped[s.Why.Code], name)
	}
	for _, why := range slices.Sorted(maps.Keys(skipped)) {
		n.Line("  skipped, %s: %s", why, strings.Join(slices.Compact(skipped[why]), " "))
	}
}
