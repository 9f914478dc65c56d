package main

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

func (l *linter) statement(t table, plans []table) {
	if t.book && !t.labelled {
		l.find(t, 0, unapproved)
	}
	rowOf := map[isms.Ref]int{}
	var decisions []soa.Decision
	var reg risk.Register
	var obligations []soa.Obligation
	var misnamed []finding
	titled := 0
	for _, r := range t.rows {
		ref := t.at(r, "control")
		if !looksLikeID.MatchString(ref) {
			continue // a heading, a total, a control of the organization's own
		}
		id, ok := l.control(t, r, ref)
		if !ok {
			continue
		}
		if title := t.at(r, "title"); title != "" {
			titled++
			if f, ok := l.title(t, r, id, title); ok {
				misnamed = append(misnamed, f)
			}
		}
		if first, ok := rowOf[id]; ok {
			l.find(t, r.number, controlTwice.For(id), isms.ArgText("control", id), isms.ArgInt("first", first))
			continue
		}
		rowOf[id] = r.number
		d := l.decision(t, r, id)
		decisions = append(decisions, d)
		for _, word := range riskIDs(t.at(r, "risks")) {
			reg.Risks = append(reg.Risks, risk.Risk{ID: isms.ID(word), Existing: []isms.Ref{id}})
		}
		for key, basis := range map[string]soa.Basis{"legal": soa.BasisLegal, "contractual": soa.BasisContractual, "business": soa.BasisBusiness} {
			if text := t.at(r, key); names(text) {
				obligations = append(obligations, soa.Obligation{ID: isms.DeriveID(key, string(id)), Basis: basis, Title: text, Controls: []isms.Ref{id}})
			}
		}
	}
	// Titles in another language differ throughout, which is no defect.
	if len(misnamed)*2 <= titled {
		l.found = append(l.found, misnamed...)
	}
	l.missing(t, rowOf)
	facts := soa.Facts{}
	for _, p := range plans {
		reg.Treatments, facts.Plan = l.planned(p, reg.Treatments, facts.Plan)
	}
	reg.Risks = merged(reg.Risks, reg.Treatments)
	stmt, err := soa.Build(soa.Input{Version: "read", Register: reg, Obligations: obligations, Decisions: decisions})
	if err != nil {
		l.find(t, 0, controlUnknown, isms.ArgText("reason", err.Error()))
		return
	}
	l.checked(t, stmt, facts, rowOf)
	l.premises(t, stmt, rowOf)
}

// checked takes over what the library finds at rows of the table.
func (l *linter) checked(t table, stmt soa.Statement, facts soa.Facts, rowOf map[isms.Ref]int) {
	needs := map[string]string{"soa/implementation-status-not-stated": "implementation", "soa/planned-control-without-due-date": "due", "soa/planned-control-without-owner": "owner"}
	for d := range stmt.Check(l.asOf, nil, facts).Found() {
		if column, ok := needs[d.Code]; ok && !t.has(column) {
			continue
		}
		row, known := 0, false
		for _, ref := range d.Refs {
			if n, ok := rowOf[ref]; ok && (!known || n < row) {
				row, known = n, true
			}
		}
		if known {
			d.Message = readable(d.Message)
			l.add(t, row, d)
		}
	}
}

// premises looks for controls that are left out because there are no premises and
// matter the more for it, such as 7.9.
func (l *linter) premises(t table, stmt soa.Statement, rowOf map[isms.Ref]int) {
	for p := range stmt.Propose("fully remote") {
		n, ok := rowOf[p.Control]
		if !ok || !p.Stays || p.Now != soa.Excluded {
			continue
		}
		row, _ := stmt.LookupRow(p.Control)
		if noPremises.MatchString(row.Decision().Justification) {
			l.find(t, n, exclusionMisfit.For(p.Control), isms.ArgText("control", p.Control), isms.ArgSentence("why", p.Why))
		}
	}
}

var noPremises = regexp.MustCompile(`(?i)premises|offices?\b|remote|building|physical|facilit|site`)

func (l *linter) missing(t table, rowOf map[isms.Ref]int) {
	var missing []string
	for c := range annexa.All() {
		if _, ok := rowOf[c.Ref]; !ok {
			missing = append(missing, string(c.Ref))
		}
	}
	if n := len(missing); n > 0 {
		if n > 12 {
			missing = append(missing[:12], "...")
		}
		l.find(t, 0, controlsMissing, isms.ArgInt("missing", n), isms.ArgText("controls", strings.Join(missing, ", ")))
	}
}

// decision reads what a row says of a control.
func (l *linter) decision(t table, r row, id isms.Ref) soa.Decision {
	d := soa.Decision{Control: id}
	if owner := t.at(r, "owner"); !blank(owner) {
		d.Owner = isms.DeriveID("owner", owner)
	}
	d.Justification = t.at(r, "justification")
	switch word := t.at(r, "applicability"); plain(word) {
	case "yes", "y", "true", "x", "1", "applicable", "included", "in", "ja", "oui", "si":
	case "no", "n", "false", "0", "not applicable", "excluded", "out", "n a", "na", "nein", "non":
		d.Excluded = true
	case "", "undecided", "tbd", "tbc", "open":
		d.Undecided = !ticked(word)
	default:
		d.Undecided = true
		l.find(t, r.number, wordUnknown.For(id), isms.ArgText("word", word), isms.ArgText("what", "answer to whether a control is applicable"))
	}
	if text := t.at(r, "exclusion"); text != "" && d.Excluded {
		d.Justification = text
	}
	state, known := implementation(t.at(r, "implementation"))
	switch {
	case !known:
		l.find(t, r.number, wordUnknown.For(id), isms.ArgText("word", t.at(r, "implementation")), isms.ArgText("what", "implementation status"))
	case d.Excluded && state != "":
		l.find(t, r.number, excludedWithStatus.For(id), isms.ArgText("control", id), isms.ArgText("status", t.at(r, "implementation")))
	case !d.Undecided:
		d.Implementation = state
	}
	if due, err := isms.ParseDate(t.at(r, "due")); err == nil && !d.Excluded {
		d.Due = due
	}
	for key, basis := range map[string]soa.Basis{"risks": soa.BasisRisk, "legal": soa.BasisLegal, "contractual": soa.BasisContractual, "business": soa.BasisBusiness} {
		if ticked(t.at(r, key)) {
			d.Reasons = append(d.Reasons, soa.Reason{Basis: basis})
		}
	}
	if d.Undecided {
		d.Implementation = ""
	}
	return d
}

// implementation reads a status; false for a word that is not understood.
func implementation(word string) (soa.ImplementationStatus, bool) {
	switch p := plain(word); p {
	case "", "n a", "na", "not applicable", "not stated", "unknown", "tbd", "none":
		return "", true
	case "implemented", "yes", "y", "complete", "completed", "done", "fully implemented", "in place", "operational", "full":
		return soa.Implemented, true
	case "partly", "partial", "partially", "partially implemented", "partly implemented", "in progress", "ongoing":
		return soa.PartiallyImplemented, true
	case "planned", "to be implemented":
		return soa.Planned, true
	case "not implemented", "not started", "no", "n", "open", "missing":
		return soa.NotImplemented, true
	}
	return "", false
}

// ticked reports whether a cell says yes without saying what.
func ticked(cell string) bool {
	switch plain(cell) {
	case "x", "y", "yes", "true", "1":
		return true
	}
	return cell == "✓" || cell == "✔"
}

// names reports whether a cell names something: neither empty nor a tick nor a no.
func names(cell string) bool {
	switch plain(cell) {
	case "no", "n", "false", "0":
		return false
	}
	return plain(cell) != "" && !blank(cell) && !ticked(cell)
}

var riskID = regexp.MustCompile(`[A-Za-z]{1,6}[-_.]?\d{1,5}`)

// riskIDs returns the risks that a cell names.
func riskIDs(cell string) []string {
	if !names(cell) {
		return nil
	}
	if ids := riskID.FindAllString(cell, -1); len(ids) > 0 {
		slices.Sort(ids)
		return slices.Compact(ids)
	}
	return nil
}

// merged has each risk once, with all controls that rows name it for, and those of
// the plan that no row names.
func merged(risks []risk.Risk, treatments []risk.Treatment) []risk.Risk {
	at := map[isms.ID]int{}
	var out []risk.Risk
	for _, r := range risks {
		if i, ok := at[r.ID]; ok {
			out[i].Existing = append(out[i].Existing, r.Existing...)
			continue
		}
		at[r.ID] = len(out)
		out = append(out, r)
	}
	for _, t := range treatments {
		for _, id := range t.Risks {
			if _, ok := at[id]; !ok {
				at[id] = len(out)
				out = append(out, risk.Risk{ID: id})
			}
		}
	}
	return out
}

// readable takes out of a sentence that a control is an existing one: a row names
// a risk, and says no more of it.
func readable(message string) string { return strings.Replace(message, " (existing control)", "", 1) }

// title compares the title of a row with that of the control.
func (l *linter) title(t table, r row, id isms.Ref, title string) (finding, bool) {
	own, _ := annexa.Lookup(id)
	p := plain(title)
	if p == plain(own.Title) || p == plain(cmp.Or(own.Title27002, own.Title)) || p == plain(string(id)+" "+own.Title) || p == plain(strings.TrimPrefix(string(id), "A.")+" "+own.Title) {
		return finding{}, false
	}
	k := linter{}
	for c := range annexa.All() {
		if p == plain(c.Title) || p == plain(cmp.Or(c.Title27002, c.Title)) {
			k.find(t, r.number, titleOfAnother.For(id), isms.ArgText("control", id), isms.ArgText("title", title), isms.ArgText("other", c.Ref))
			return k.found[0], true
		}
	}
	for f := range annexa.Controls2013() {
		if p == plain(f.Title) && !common(p, plain(own.Title)) {
			k.find(t, r.number, titleOfAnother.For(id), isms.ArgText("control", id), isms.ArgText("title", title), isms.ArgText("other", fmt.Sprintf("A.%s of 2013", f.Ref)))
			return k.found[0], true
		}
	}
	if common(p, plain(own.Title)) {
		return finding{}, false
	}
	k.find(t, r.number, titleStrange.For(id), isms.ArgText("control", id), isms.ArgText("title", title), isms.ArgText("own", own.Title))
	return k.found[0], true
}

// common reports whether two titles share a word that says something.
func common(a, b string) bool {
	for _, w := range strings.Fields(a) {
		if len(w) < 5 || w == "information" || w == "security" {
			continue
		}
		for _, v := range strings.Fields(b) {
			if len(v) >= 5 && w[:5] == v[:5] {
				return true
			}
		}
	}
	return false
}
