package soa

import (
	"math/bits"
	"slices"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

var annexCopy = isms.Rule{
	Code:     "soa/unmodified-copy-of-annex-a",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 b"},
	Title:    "Unmodified copy of Annex A",
	Message:  "the statement has no custom control and no control that a risk or an obligation requires: it reads like a copy of Annex A",
	Remedy:   "Determine the necessary controls from the risk treatments and obligations, and add necessary controls from other sources.",
	Since:    "v0.1.0",
}.RestsOn("register", "register.risks", "register.risks[*].existing", "register.treatments", "register.treatments[*].controls", "register.treatments[*].risks", "obligations", "obligations[*].controls", "decisions", "decisions[*].excluded", "decisions[*].reasons", "custom")

var necessaryIncomplete = isms.Rule{
	Code:              "soa/completeness-of-necessary-controls",
	Severity:          isms.SeverityError,
	Refs:              []isms.Ref{"6.1.3 b", "6.1.3 c"},
	Title:             "Completeness of necessary controls",
	Remedy:            "Compare the controls with the risk treatments and with Annex A, and record who concluded that none is missing, when and on what basis.",
	Since:             "v0.1.0",
	JudgementRequired: "whether the controls suffice for the chosen treatments follows from what they do, not from what is on record",
}

var controlUndecided = isms.Rule{
	Code:     "soa/undecided-control",
	Severity: isms.SeverityError,
	Refs:     []isms.Ref{"6.1.3 c", "6.1.3 d 4"},
	Title:    "Undecided control",
	Message:  "the applicability of control {control} is undecided",
	Remedy:   "Declare the control applicable with a justification for inclusion, or exclude it with a justification for exclusion.",
	Since:    "v0.1.0",
}.RestsOn("register", "register.risks", "register.risks[*].existing", "register.treatments", "register.treatments[*].controls", "register.treatments[*].risks", "obligations", "obligations[*].controls", "decisions", "decisions[*].excluded")

var attributeGap = isms.Rule{
	Code:     "soa/attribute-combination-without-a-control",
	Severity: isms.SeverityNote,
	Refs:     []isms.Ref{"6.1.3 c"},
	Title:    "Attribute combination without a control",
	Message:  "no applicable control is {type} {where}; Annex A offers {candidates}",
	Key:      []string{"type", "where"},
	Remedy:   "Examine whether the risks require such a control.",
	Basis:    "ismskit proposal: attributes of ISO/IEC 27002:2022, 4.2",
	Since:    "v0.1.0",
}

var treatmentControlMissing = isms.Rule{
	Code:     "soa/risk-treatment-control-missing-from-the-statement",
	Severity: isms.SeverityError,
	Refs:     []isms.Ref{"6.1.3 d 1"},
	Title:    "Risk treatment control missing from the statement",
	Message:  "the risk register uses {control} {use}, which is neither an Annex A control nor a custom control{hint}",
	Needs:    []isms.Need{needRegister},
	Remedy:   "Correct the reference in the risk register, or add the custom control.",
	Since:    "v0.1.0",
}.RestsOn("register.risks", "register.risks[*].existing", "register.treatments", "register.treatments[*].controls", "custom")

// checkNecessary applies the rules on which controls there are.
func (r *run) checkNecessary() {
	r.c.Ran(annexCopy, controlUndecided, attributeGap, treatmentControlMissing)
	asked := len(r.b.custom) > 0
	for _, row := range r.rows {
		asked = asked || row.a == Applicable && row.linked()
	}
	if !asked {
		r.c.Find(annexCopy, "controls")
	}
	if len(r.rows) == 0 {
		for c := range annexa.All() {
			r.c.Find(controlUndecided.For(c.Ref), place(c.Ref).Field("decision"), isms.ArgRef("control", c.Ref))
		}
	}
	for row := range r.with(Undecided) {
		r.findAt(controlUndecided, row.Row, place(row.Ref()).Field("decision"))
	}
	r.checkBalance()

	paths := isms.ItemPaths("", "unresolved", r.b.unresolved, func(u *UnresolvedControl) isms.Ref { return u.Control })
	for i, u := range r.b.unresolved {
		hint := isms.Sentence{}
		if f, err := annexa.ParseControl2013(string(u.Control)); err == nil {
			hint = was2013.With(isms.ArgID("control", f), isms.ArgRefs("controls", slices.Collect(f.Successors().All())...))
		}
		r.c.Find(treatmentControlMissing, paths[i],
			append([]isms.Arg{isms.ArgInput("control", u.Control), isms.ArgSentence("hint", hint)}, pair{u.Risk, u.Treatment}.args()...)...)
	}
}

// use says how the register uses a control, as it stands in a sentence.
func (p pair) use() isms.Sentence {
	risk, treatment := isms.ArgID("risk", p.risk), isms.ArgID("treatment", p.treatment)
	switch {
	case p.treatment == "":
		return usedForRisk.With(risk)
	case p.risk == "":
		return usedForNoRisk.With(treatment)
	}
	return usedInTreatment.With(risk, treatment)
}

// args returns the use, and what it is made of where that is named.
func (p pair) args() []isms.Arg {
	args := []isms.Arg{isms.ArgSentence("use", p.use())}
	if p.risk != "" {
		args = append(args, isms.ArgID("risk", p.risk))
	}
	if p.treatment != "" {
		args = append(args, isms.ArgID("treatment", p.treatment))
	}
	return args
}

func (r *run) checkBalance() {
	applicable := r.s.Controls(Applicable)
	for _, attributes := range [][]annexa.Attribute{
		{annexa.ControlType, annexa.InformationSecurityProperty},
		{annexa.ControlType, annexa.SecurityDomain},
	} {
		gaps, _ := applicable.Gaps(attributes...) // they are attributes of annexa: no error
		for _, gap := range gaps {
			filled := false
			for row := range r.with(Applicable) {
				if c, ok := row.CustomControl(); ok && c.AttributeValues.Contains(gap.AttributeValues) {
					filled = true
					break
				}
			}
			if !filled {
				where := forProperty.With(argAttribute("property", gap.AttributeValues.Of(annexa.InformationSecurityProperty)))
				if domain := gap.AttributeValues.Of(annexa.SecurityDomain); domain != 0 {
					where = inDomain.With(argAttribute("domain", domain))
				}
				r.c.Find(attributeGap, "controls", argAttribute("type", gap.AttributeValues.Of(annexa.ControlType)), isms.ArgSentence("where", where),
					isms.ArgRefs("candidates", slices.Collect(gap.Candidates.All())...))
			}
		}
	}
}

// argAttribute returns an argument of one attribute value.
func argAttribute(name string, a annexa.AttributeValueSet) isms.Arg {
	words := annexa.AttributeValues()
	return isms.ArgWord(name, words, words.At(bits.TrailingZeros32(uint32(a))))
}

var inclusionUnjustified = isms.Rule{
	Code:     "soa/missing-justification-for-inclusion",
	Severity: isms.SeverityError,
	Refs:     []isms.Ref{"6.1.3 d 2"},
	Title:    "Missing justification for inclusion",
	Message:  "applicable control {control} has no justification for inclusion",
	Remedy:   "State the risk, legal, contractual or business requirement that makes the control necessary, or exclude the control.",
	Since:    "v0.1.0",
}.RestsOn("register", "register.risks", "register.risks[*].existing", "register.treatments", "register.treatments[*].controls", "register.treatments[*].risks", "obligations", "obligations[*].controls", "decisions", "decisions[*].excluded", "decisions[*].reasons", "decisions[*].justification")

var inclusionUnreferenced = isms.Rule{
	Code:     "soa/justification-for-inclusion-without-reference",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 2"},
	Title:    "Justification for inclusion without reference",
	Message:  "the justification for inclusion of control {control} refers to no risk, obligation or contract",
	Remedy:   "Refer to the risk, obligation or contract on which the justification rests.",
	Since:    "v0.1.0",
}.RestsOn("register", "register.risks", "register.risks[*].existing", "register.treatments", "register.treatments[*].controls", "register.treatments[*].risks", "obligations", "obligations[*].controls", "decisions", "decisions[*].excluded", "decisions[*].reasons")

var reasonNoLongerValid = isms.Rule{
	Code:     "soa/reason-no-longer-valid",
	Severity: isms.SeverityNote,
	Refs:     []isms.Ref{"6.1.3 d 2"},
	Title:    "Reason no longer valid",
	Message:  "control {control} keeps a reason that is no longer valid: {reason}",
	Remedy:   "Remove the reason, or restore the risk treatment or obligation on which it rested.",
	Since:    "v0.1.0",
}

var obligationGone = isms.Rule{
	Code:     "soa/obligation-no-longer-in-force",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 2"},
	Title:    "Obligation no longer in force",
	Message:  "control {control} rests on obligation {obligation}, which is not among those in force",
	Key:      []string{"obligation"},
	Needs:    []isms.Need{needObligationsInForce},
	Remedy:   "Update the Statement of Applicability from the obligations in force.",
	Since:    "v0.1.0",
}.RestsOn("history", "obligations[*].controls")

// checkInclusions applies the rules on the reasons of applicable controls.
func (r *run) checkInclusions() {
	r.c.Ran(inclusionUnjustified, inclusionUnreferenced, reasonNoLongerValid, obligationGone)
	inForce := make(map[isms.ID]bool, len(r.f.Obligations))
	for _, o := range r.f.Obligations {
		inForce[o.ID] = true
	}
	for row := range r.with(Applicable) {
		d := &row.e.decision
		switch {
		case row.linked():
		case len(d.Reasons) == 0 && text.Blank(d.Justification):
			r.find(inclusionUnjustified, row.Row, "justification")
		default:
			r.find(inclusionUnreferenced, row.Row, "reasons")
		}
		for i, l := range row.e.noLongerValid {
			r.findAt(reasonNoLongerValid, row.Row, place(row.Ref()).Index("noLongerValid", i), isms.ArgSentence("reason", l.Sentence()))
		}
		for i, o := range row.e.derived {
			if !inForce[o.Source] {
				r.findAt(obligationGone, row.Row, place(row.Ref()).Index("obligations", i).Field("source"), isms.ArgID("obligation", o.Source))
			}
		}
	}
}
