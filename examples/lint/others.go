package main

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

func (l *linter) register(t table) {
	rowOf := map[string]int{}
	products, wrong := 0, []func(){}
	for _, r := range t.rows {
		id := t.at(r, "id")
		if id == "" {
			continue
		}
		if first, ok := rowOf[id]; ok {
			l.find(t, r.number, riskTwice, isms.ArgText("id", id), isms.ArgInt("first", first))
		}
		rowOf[id] = r.number
		for _, key := range []string{"likelihood", "impact"} {
			if t.has(key) && blank(t.at(r, key)) {
				l.find(t, r.number, riskUnrated, isms.ArgText("id", id), isms.ArgText("what", key))
			}
		}
		if t.has("owner") && blank(t.at(r, "owner")) {
			l.find(t, r.number, ownerMissing, isms.ArgText("id", id))
		}
		l.controls(t, r, t.at(r, "controls"))
		score, errS := strconv.Atoi(t.at(r, "score"))
		a, errA := strconv.Atoi(t.at(r, "likelihood"))
		b, errB := strconv.Atoi(t.at(r, "impact"))
		if errS == nil && errA == nil && errB == nil {
			if a*b == score {
				products++
			} else {
				wrong = append(wrong, func() {
					l.find(t, r.number, scoreWrong, isms.ArgText("id", id), isms.ArgInt("likelihood", a), isms.ArgInt("impact", b), isms.ArgInt("product", a*b), isms.ArgInt("score", score))
				})
			}
		}
		if residual, err := strconv.Atoi(t.at(r, "residualScore")); err == nil && errS == nil && residual > score {
			l.find(t, r.number, residualAbove, isms.ArgText("id", id), isms.ArgInt("residual", residual), isms.ArgInt("score", score))
		}
	}
	if products > len(wrong) { // the method multiplies
		for _, f := range wrong {
			f()
		}
	}
}

func finished(word string) bool {
	return slices.Contains([]string{"finished", "done", "complete", "completed", "closed", "implemented", "cancelled"}, plain(word))
}

func (l *linter) plan(t table) {
	rowOf := map[string]int{}
	for _, r := range t.rows {
		id, action := t.at(r, "id"), t.at(r, "action")
		if id == "" {
			id = "in row " + strconv.Itoa(r.number)
		} else if first, ok := rowOf[id]; ok {
			l.find(t, r.number, riskTwice, isms.ArgText("id", id), isms.ArgInt("first", first))
		}
		rowOf[id] = r.number
		cited := l.controls(t, r, t.at(r, "controls"))
		l.misfit(t, r, action, cited)
		for _, key := range []string{"action", "owner", "due"} {
			if t.has(key) && blank(t.at(r, key)) {
				l.find(t, r.number, planIncomplete, isms.ArgText("id", id), isms.ArgText("what", map[string]string{"action": "action", "owner": "owner", "due": "due date"}[key]))
			}
		}
		if t.has("approved") && blank(t.at(r, "approved")) {
			l.find(t, r.number, planUnapproved, isms.ArgText("id", id))
		}
		if due, err := isms.ParseDate(t.at(r, "due")); err == nil && !due.IsZero() && due.Before(l.asOf) && !finished(t.at(r, "progress")) {
			l.find(t, r.number, planOverdue, isms.ArgText("id", id), isms.ArgDate("due", due))
		}
		if c := strings.TrimSuffix(t.at(r, "clause"), "."); c == "10.1" && correctiveAction.MatchString(action) {
			l.find(t, r.number, clauseMoved, isms.ArgText("clause", c))
		}
	}
}

var correctiveAction = regexp.MustCompile(`(?i)corrective|nonconform|non-conform`)

// subjects are words of actions with the controls that are about them, the first
// being the one to name.
var subjects = []struct {
	words  *regexp.Regexp
	name   string
	wanted []isms.Ref
}{
	{regexp.MustCompile(`(?i)\b(network )?segment|\bvlan|segregat\w* of networks`), "segregation of networks", []isms.Ref{"A.8.22", "A.8.20", "A.8.21"}},
	{regexp.MustCompile(`(?i)\bredundan|\bfailover|\bstandby`), "redundancy", []isms.Ref{"A.8.14", "A.5.30", "A.5.29", "A.7.11"}},
	{regexp.MustCompile(`(?i)\bmulti-?factor|\bmfa\b|\b2fa\b`), "secure authentication", []isms.Ref{"A.8.5", "A.5.17", "A.5.16", "A.8.2"}},
	{regexp.MustCompile(`(?i)\bback-?ups?\b`), "information backup", []isms.Ref{"A.8.13", "A.8.14", "A.5.29", "A.5.30"}},
	{regexp.MustCompile(`(?i)\bdata leak|\bdlp\b`), "data leakage prevention", []isms.Ref{"A.8.12"}},
	{regexp.MustCompile(`(?i)\bvulnerability scan|\bpatch`), "management of technical vulnerabilities", []isms.Ref{"A.8.8", "A.8.9", "A.8.19", "A.8.32"}},
	{regexp.MustCompile(`(?i)\bawareness (training|programme|campaign)`), "awareness, education and training", []isms.Ref{"A.6.3"}},
}

func (l *linter) misfit(t table, r row, action string, cited []isms.Ref) {
	if len(cited) == 0 {
		return
	}
	hits := 0
	var found func()
	for _, s := range subjects {
		if !s.words.MatchString(action) {
			continue
		}
		if slices.ContainsFunc(s.wanted, func(id isms.Ref) bool { return slices.Contains(cited, id) }) {
			return // it cites what it is about
		}
		hits++
		if hits == 1 {
			var list []string
			for _, id := range cited {
				list = append(list, string(id))
			}
			found = func() {
				l.find(t, r.number, controlMisfit.For(s.wanted[0]), isms.ArgText("subject", s.name), isms.ArgText("wanted", s.wanted[0]), isms.ArgText("cited", strings.Join(list, ", ")))
			}
		}
	}
	if found != nil {
		found()
	}
}

// planned makes treatments and plan items from a plan, to hold a statement against.
// What is wrong with its references was said already.
func (l *linter) planned(t table, treatments []risk.Treatment, items []risk.Treatment) ([]risk.Treatment, []risk.Treatment) {
	if items == nil {
		items = []risk.Treatment{}
	}
	quiet := &linter{}
	for _, r := range t.rows {
		x := risk.Treatment{ID: isms.ID(t.at(r, "id"))}
		if x.ID.Validate() != nil {
			x.ID = isms.DeriveID("plan", strconv.Itoa(r.number))
		}
		x.Controls = append(x.Controls, quiet.controls(t, r, t.at(r, "controls"))...)
		if !finished(t.at(r, "progress")) {
			items = append(items, risk.Treatment{ID: x.ID, Controls: x.Controls})
		}
		for _, id := range riskIDs(t.at(r, "risks")) {
			x.Risks = append(x.Risks, isms.ID(id))
		}
		if len(x.Risks) == 0 {
			x.Risks = []isms.ID{"no risk named"}
		}
		if plain(t.at(r, "progress")) != "cancelled" {
			treatments = append(treatments, x)
		}
	}
	return treatments, items
}

var (
	inputOf2022 = regexp.MustCompile(`^9\.3\.2 ?\(?([a-g])\)?(?:[ .]?\(?([1-4])\)?)?$`)
	inputOf2013 = regexp.MustCompile(`^9\.3 ?\(?([a-f])\)?(?:[ .]?\(?([1-4])\)?)?$`)
)

func (l *linter) review(t table) {
	covered, seen := map[isms.Ref]bool{}, false
	for _, r := range t.rows {
		item := strings.ToLower(t.at(r, "item"))
		if inputOf2013.MatchString(item) {
			l.find(t, r.number, letteringOf2013, isms.ArgText("item", item))
			seen = true
		}
		m := inputOf2022.FindStringSubmatch(item)
		if m == nil {
			continue
		}
		seen = true
		if blank(t.at(r, "summary")) {
			continue
		}
		ref := isms.Ref("9.3.2 " + m[1])
		if m[2] != "" {
			ref += isms.Ref(" " + m[2])
		}
		covered[ref] = true
	}
	if !seen {
		return // a list of something else
	}
	for q := range isms.Requirements(isms.Amended2024) {
		if q.Clause != "9.3.2" || !strings.HasPrefix(string(q.Ref), "9.3.2 ") || q.Unlettered {
			continue
		}
		whole, _, _ := strings.Cut(strings.TrimPrefix(string(q.Ref), "9.3.2 "), " ")
		if !covered[q.Ref] && !covered[isms.Ref("9.3.2 "+whole)] {
			l.find(t, 0, inputMissing.At(q.Ref), isms.ArgText("input", q.Ref), isms.ArgText("what", q.Text))
		}
	}
}

var percents = regexp.MustCompile(`^[^\d]*(\d{1,9})\s*%?\s*(?:-|–|to)\s*(\d{1,9})\s*%?`)

func (l *linter) scale(t table) {
	type step struct {
		from, to, row int
		name          string
	}
	var steps []step
	for _, r := range t.rows {
		m := percents.FindStringSubmatch(t.at(r, "range"))
		if m == nil {
			continue
		}
		from, _ := strconv.Atoi(m[1])
		to, _ := strconv.Atoi(m[2])
		steps = append(steps, step{from, to, r.number, t.at(r, "level")})
	}
	slices.SortFunc(steps, func(a, b step) int { return a.from - b.from })
	for i := 1; i < len(steps); i++ {
		if a, b := steps[i-1], steps[i]; a.to >= b.from {
			l.find(t, b.row, scaleOverlap, isms.ArgInt("value", b.from), isms.ArgText("below", a.name), isms.ArgText("above", b.name))
		}
	}
}
