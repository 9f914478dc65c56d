package cycle_test

import (
	"maps"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

const million = 1_000_000

var floorMonth = [...]int32{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

func floorDays(y, m, d int32) int32 {
	if m <= 2 {
		y--
		m += 12
	}
	return 365*y + y/4 - y/100 + y/400 + (153*(m-3)+2)/5 + d
}

func floorCivil(n int32) (y, m, d int32) {
	n--
	era, doe := n/146097, n%146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	y, m, d = yoe+era*400, mp+3, doy-(153*mp+2)/5+1
	if m > 12 {
		y, m = y+1, m-12
	}
	return y, m, d
}

func floorAddMonths(n, months int32) int32 {
	y, m, d := floorCivil(n)
	m += months
	y, m = y+(m-1)/12, (m-1)%12+1
	most := floorMonth[m-1]
	if m == 2 && y%4 == 0 && (y%100 != 0 || y%400 == 0) {
		most = 29
	}
	return floorDays(y, m, min(d, most))
}

var sink int

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

// choice lets rapid draw, so that it can shrink.
type choice struct{ t *rapid.T }

func (c choice) IntN(n int) int { return rapid.IntRange(0, n-1).Draw(c.t, "choice") }
