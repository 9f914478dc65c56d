package soa

import (
	"slices"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

var justificationStock = isms.Rule{
	Code:     "soa/justification-stock-phrase",
	Severity: isms.Warning,
	Refs:     []isms.Ref{"6.1.3 d 2", "6.1.3 d 4"},
	Title:    "a justification is a stock phrase",
	Message:  "the justification of control {control} is a stock phrase ({phrase}): it asserts and gives no reason",
	Remedy:   "Say what it is in the organization that makes the control necessary or not.",
	Basis:    "practice of auditors; the list of phrases is this library's own",
	Since:    "v0.1.0",
}

var justificationRepeated = isms.Rule{
	Code:     "soa/justification-repeated",
	Severity: isms.Warning,
	Refs:     []isms.Ref{"6.1.3 d 2", "6.1.3 d 4"},
	Title:    "many controls have the same justification",
	Message:  "{count} controls have the same justification, beginning with {control}: {controls}",
	Remedy:   "Say for each control, or for each small group, why it is in or out.",
	Basis:    "practice of auditors; the limit is this library's proposal",
	Since:    "v0.1.0",
}

var justificationUntrue = isms.Rule{
	Code:              "soa/justification-untrue",
	Severity:          isms.Error,
	Refs:              []isms.Ref{"6.1.3 d 2", "6.1.3 d 4"},
	Title:             "a justification describes something that is not so",
	Remedy:            "A person compares the justifications with the organization and says that they are true.",
	Since:             "v0.1.0",
	JudgementRequired: "whether a justification is true can be seen in the organization only",
}

// checkTexts applies the rules on the wording of justifications, in or out.
func (r *run) checkTexts() {
	r.c.Ran(justificationStock, justificationRepeated)
	phrases := r.phrases(Stock)
	var groups [][]seen
	at := map[string]int{}
	for _, row := range r.rows {
		if row.a == Undecided || placeholder(row.e.decision.Justification) {
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
		refs, ids := []isms.Ref{}, []string{}
		for _, row := range g {
			refs = append(refs, row.clause(), row.Ref())
			ids = append(ids, string(row.ID()))
		}
		first := g[0].ID()
		r.c.Find(justificationRepeated.At(refs...), place(first).Field("justification"),
			isms.ArgInt("count", len(ids)), isms.ArgText("control", first), isms.ArgText("controls", strings.Join(ids, " ")))
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
