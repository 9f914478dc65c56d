package soa

import (
	"slices"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

var justificationStock = isms.Rule{
	Code:     "soa/stock-phrase-as-justification",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 2", "6.1.3 d 4"},
	Title:    "Stock phrase as justification",
	Message:  "the justification of control {control} is a stock phrase ({phrase}), which states no reason",
	Remedy:   "State what in the organization makes the control necessary or unnecessary.",
	Basis:    "ismskit proposal: auditors commonly ask",
	Since:    "v0.1.0",
}

var justificationRepeated = isms.Rule{
	Code:     "soa/repeated-justification",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 2", "6.1.3 d 4"},
	Title:    "Repeated justification",
	Message:  "{count} {count|control has|controls have} the same justification, beginning with {control}: {controls}",
	Remedy:   "State for each control, or for each small group, why it is necessary or not.",
	Basis:    "ismskit proposal: auditors commonly ask",
	Since:    "v0.1.0",
}

var justificationUntrue = isms.Rule{
	Code:              "soa/accuracy-of-justifications",
	Severity:          isms.SeverityError,
	Refs:              []isms.Ref{"6.1.3 d 2", "6.1.3 d 4"},
	Title:             "Accuracy of justifications",
	Remedy:            "Compare the justifications with the organization, and record who concluded that they are accurate, when and on what basis.",
	Since:             "v0.1.0",
	JudgementRequired: "whether a justification is true can be seen in the organization only",
}

// checkTexts applies the rules on the wording of justifications, in or out.
func (r *run) checkTexts() {
	r.c.Ran(justificationStock, justificationRepeated)
	phrases := r.phrases(stockPhrase)
	var groups [][]seen
	at := map[string]int{}
	for _, row := range r.rows {
		if row.a == Undecided || text.Blank(row.e.decision.Justification) {
			continue
		}
		text := plain(row.e.decision.Justification)
		if row.a == Excluded || !row.linked() {
			if p := stock(text, phrases); p != "" {
				rule := justificationStock.At(row.clause())
				r.find(rule, row.Row, "justification", isms.ArgText("phrase", p))
			}
		}
		i, ok := at[text]
		if !ok {
			i = len(groups)
			at[text] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], row)
	}
	for _, g := range groups {
		if len(g) <= r.limits.Repeats {
			continue
		}
		var refs, ids []isms.Ref
		for _, row := range g {
			refs = append(refs, row.clause(), row.Ref())
			ids = append(ids, row.Ref())
		}
		first := g[0].Ref()
		r.c.Find(justificationRepeated.At(refs...), said(first, "justification"),
			isms.ArgInt("count", len(ids)), isms.ArgRef("control", first), isms.ArgRefs("controls", ids...))
	}
}

// clause returns the item that the justification of the row belongs to.
func (s seen) clause() isms.Ref {
	if s.a == Excluded {
		return "6.1.3 d 4"
	}
	return "6.1.3 d 2"
}

// phrases returns the known phrases of a kind and those that the caller added,
// in plain form.
func (r *run) phrases(kind PhraseKind) []string {
	var out []string
	for _, p := range phrases {
		if p.Kind == kind {
			out = append(out, p.Text)
		}
	}
	for _, p := range r.limits.Phrases {
		if t := plain(p.Text); p.Kind == kind {
			out = append(out, t)
		}
	}
	return slices.Clip(out)
}
