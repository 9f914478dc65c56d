package certificate_test

import (
	"slices"

	"github.com/ismskit/ismskit/audit/certificate"
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
