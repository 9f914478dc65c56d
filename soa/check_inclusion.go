package soa

import (
	"strings"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
)

var annexCopy = isms.Rule{
	Code:     "soa/unmodified-copy-of-annex-a",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 b"},
	Title:    "Unmodified copy of Annex A",
	Message:  "the statement has no control of the organization's own and no control that a risk or an obligation asks for: it reads like a copy of Annex A",
	Remedy:   "Determine the necessary controls from the risk treatments and obligations, and add necessary controls from other sources.",
	Since:    "v0.1.0",
}

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
	Message:  "nobody has decided on control {control} and nothing asks for it",
	Remedy:   "Declare the control applicable with a justification for inclusion, or exclude it with a justification for exclusion.",
	Since:    "v0.1.0",
}

var attributeGap = isms.Rule{
	Code:     "soa/attribute-combination-without-a-control",
	Severity: isms.SeverityNote,
	Refs:     []isms.Ref{"6.1.3 c"},
	Title:    "Attribute combination without a control",
	Message:  "no {type} control is left {where}; Annex A offers {candidates}",
	Remedy:   "Examine whether the risks require such a control.",
	Basis:    "ismskit proposal: attributes of ISO/IEC 27002:2022, 4.2",
	Since:    "v0.1.0",
}

var treatmentControlMissing = isms.Rule{
	Code:     "soa/risk-treatment-control-missing-from-the-statement",
	Severity: isms.SeverityError,
	Refs:     []isms.Ref{"6.1.3 d 1"},
	Title:    "Risk treatment control missing from the statement",
	Message:  "{control} is neither in Annex A nor a custom control, but the register uses it {use}{hint}",
	Remedy:   "Correct the reference in the risk register, or add the custom control.",
	Since:    "v0.1.0",
}

// checkNecessary applies the rules on which controls there are.
func (r *run) checkNecessary() {
	r.c.Ran(annexCopy, controlUndecided, attributeGap)
	asked := len(r.b.custom) > 0
	for _, row := range r.rows {
		asked = asked || row.a == Applicable && row.linked()
	}
	if !asked {
		r.c.Find(annexCopy, "controls")
	}
	if len(r.rows) == 0 {
		for c := range annexa.All() {
			r.c.Find(controlUndecided.For(c.Ref), place(c.Ref).Field("applicability"), isms.ArgText("control", c.Ref))
		}
	}
	for row := range r.with(Undecided) {
		r.find(controlUndecided, row.Row, "applicability")
	}
	r.checkBalance()

	if !r.registered() {
		r.c.Skip(treatmentControlMissing, isms.Sentence{Text: "no risk and no treatment names a control: there may be no register behind the statement"})
		return
	}
	r.c.Ran(treatmentControlMissing)
	for _, u := range r.b.unresolved {
		hint := ""
		if f, err := annexa.ParseControl2013(string(u.Control)); err == nil {
			hint = "; that was a control of the 2013 edition, which goes on as " + f.Successors().String()
		}
		r.c.Find(treatmentControlMissing, isms.Path("").Item("unlisted", isms.ID(u.Control)),
			append([]isms.Arg{isms.ArgText("control", orUnnamed(u.Control)), isms.ArgText("hint", hint)}, pair{u.Risk, u.Treatment}.args()...)...)
	}
}

// orUnnamed keeps a sentence whole where a draft gives no name.
func orUnnamed[S ~string](name S) S {
	if name == "" {
		return "(unnamed)"
	}
	return name
}

// use says how the register uses a control, as it stands in a sentence.
func (p pair) use() string {
	switch {
	case p.treatment == "":
		return "for risk " + string(orUnnamed(p.risk)) + " (existing control)"
	case p.risk == "":
		return "in treatment " + string(p.treatment) + " of no risk"
	}
	return "for risk " + string(p.risk) + " (treatment " + string(p.treatment) + ")"
}

// args returns the use, and what it is made of where that is named.
func (p pair) args() []isms.Arg {
	args := []isms.Arg{isms.ArgText("use", p.use())}
	if p.risk != "" {
		args = append(args, isms.ArgText("risk", p.risk))
	}
	if p.treatment != "" {
		args = append(args, isms.ArgText("treatment", p.treatment))
	}
	return args
}

// registered reports whether anything of a risk register is in the statement.
func (r *run) registered() bool { return len(r.b.pairs) > 0 || len(r.b.unresolved) > 0 }

func (r *run) checkBalance() {
	applicable := r.s.Controls(Applicable)
	for _, families := range [][]annexa.Family{
		{annexa.ControlType, annexa.SecurityProperty},
		{annexa.ControlType, annexa.SecurityDomain},
	} {
		gaps, _ := applicable.Gaps(families...) // they are families of annexa: no error
		for _, gap := range gaps {
			filled := false
			for row := range r.with(Applicable) {
				if c, ok := row.Custom(); ok && c.Attributes.Contains(gap.Attributes) {
					filled = true
					break
				}
			}
			if !filled {
				where := "for " + word(gap.Attributes.Of(annexa.SecurityProperty))
				if domain := gap.Attributes.Of(annexa.SecurityDomain); domain != 0 {
					where = "in " + strings.TrimPrefix(domain.String(), "#")
				}
				r.c.Find(attributeGap, isms.Path("balance").Field(gap.Attributes.String()),
					isms.ArgText("type", word(gap.Attributes.Of(annexa.ControlType))), isms.ArgText("where", where),
					isms.ArgText("candidates", gap.Candidates.String()))
			}
		}
	}
}

// word returns an attribute value as a word in a sentence: "detective".
func word(a annexa.Attributes) string { return strings.ToLower(strings.TrimPrefix(a.String(), "#")) }

var inclusionUnjustified = isms.Rule{
	Code:     "soa/missing-justification-for-inclusion",
	Severity: isms.SeverityError,
	Refs:     []isms.Ref{"6.1.3 d 2"},
	Title:    "Missing justification for inclusion",
	Message:  "control {control} is applicable without a reason of any kind",
	Remedy:   "State the risk, legal, contractual or business requirement that makes the control necessary, or exclude the control.",
	Since:    "v0.1.0",
}

var inclusionUnreferenced = isms.Rule{
	Code:     "soa/justification-for-inclusion-without-reference",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 2"},
	Title:    "Justification for inclusion without reference",
	Message:  "control {control} is applicable for a reason that names no risk, obligation or contract",
	Remedy:   "Refer to the risk, obligation or contract on which the justification rests.",
	Since:    "v0.1.0",
}

var reasonLapsed = isms.Rule{
	Code:     "soa/reason-no-longer-valid",
	Severity: isms.SeverityNote,
	Refs:     []isms.Ref{"6.1.3 d 2"},
	Title:    "Reason no longer valid",
	Message:  "control {control} keeps a reason that no longer holds: {reason}",
	Remedy:   "Remove the reason, or restore the risk treatment or obligation on which it rested.",
	Since:    "v0.1.0",
}

var obligationGone = isms.Rule{
	Code:     "soa/obligation-no-longer-in-force",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 2"},
	Title:    "Obligation no longer in force",
	Message:  "control {control} rests on the obligation {obligation}, which is not among those in force",
	Remedy:   "Update the Statement of Applicability from the obligations in force.",
	Since:    "v0.1.0",
}

// checkInclusions applies the rules on the reasons of applicable controls.
func (r *run) checkInclusions() {
	r.c.Ran(inclusionUnjustified, inclusionUnreferenced, reasonLapsed)
	if r.f.Obligations == nil {
		r.c.Skip(obligationGone, isms.Sentence{Text: "the obligations in force are not given"})
	} else {
		r.c.Ran(obligationGone)
	}
	inForce := make(map[isms.ID]bool, len(r.f.Obligations))
	for _, o := range r.f.Obligations {
		inForce[o.ID] = true
	}
	for row := range r.with(Applicable) {
		d := &row.e.decision
		switch {
		case row.linked():
		case len(d.Reasons) == 0 && placeholder(d.Justification):
			r.find(inclusionUnjustified, row.Row, "justification")
		default:
			r.find(inclusionUnreferenced, row.Row, "reasons")
		}
		for _, l := range row.e.lapsed {
			r.find(reasonLapsed, row.Row, "noLongerValid", isms.ArgText("reason", l.String()))
		}
		if r.f.Obligations != nil {
			for _, o := range row.e.derived {
				if !inForce[o.Source] {
					r.find(obligationGone, row.Row, "reasons", isms.ArgText("obligation", o.Source))
				}
			}
		}
	}
}
