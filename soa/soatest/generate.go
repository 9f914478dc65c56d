package soatest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/ismstest"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

// Text returns text as people and files have it: empty, short, in several
// scripts, with line ends, quotes and formula characters, and now and then very
// long.
func Text(c isms.Chance) string {
	switch c.IntN(8) {
	case 0:
		return ""
	case 1:
		return ismstest.Pick(c, []string{
			"n/a", " ", "Required", "=SUM(A1)", "+1", "-", "@home", "a\tb", "\"quoted\", with commas", "line one\nline two", "trailing \r\nend ",
			"Größe und Maß", "プライバシー", "لا يوجد", "e\u0301 and é", "🔐", "a | b", "<script>", "\u2028", strings.Repeat("long ", 500),
		})
	case 2:
		var b strings.Builder
		for range c.IntN(12) {
			b.WriteRune(ismstest.Pick(c, []rune{'a', 'Z', ' ', '\n', '\r', '\t', 'ß', 'Ω', '中', '🙂', '"', ',', '=', '\'', '\\', '{', '|', 0x7f, 0xfffd, 0x301}))
		}
		return b.String()
	}
	return fmt.Sprintf("Reason %d of the organization in its own words.", c.IntN(40))
}

// Control returns a control of Annex A.
func Control(c isms.Chance) annexa.ID {
	control, _ := annexa.At(c.IntN(annexa.Count))
	return control.ID
}

// Date returns a day of 2025 or 2026, or no date.
func Date(c isms.Chance) isms.Date {
	if ismstest.Chance(c, 1, 4) {
		return isms.Date{}
	}
	return isms.MustDate("2025-01-01").AddDays(c.IntN(730))
}

func id(c isms.Chance, prefix string) isms.ID {
	return isms.ID(fmt.Sprintf("%s-%d", prefix, 1+c.IntN(6)))
}

func ids(c isms.Chance, prefix string) []isms.ID {
	var out []isms.ID
	for range c.IntN(3) {
		out = append(out, id(c, prefix))
	}
	return out
}

// Reason returns a reason as a person gives it; never an empty one.
func Reason(c isms.Chance) soa.Reason {
	r := soa.Reason{Basis: ismstest.Pick(c, slices.Collect(soa.Bases().All())), Text: Text(c)}
	if ismstest.Chance(c, 2, 3) {
		r.Source = id(c, "S")
	}
	return r
}

// Decision returns a decision on a control that [soa.Build] takes.
func Decision(c isms.Chance, control annexa.ID) soa.Decision {
	d := soa.Decision{
		Control: control, Justification: Text(c), How: Text(c), Decided: Date(c), ReviewBy: Date(c),
		Evidence: ids(c, "E"), Documents: ids(c, "D"),
	}
	if ismstest.Chance(c, 1, 2) {
		d.Owner = id(c, "P")
	}
	switch c.IntN(4) {
	case 0:
		d.Excluded = true
		return d
	case 1:
		d.Undecided = true
	}
	for range c.IntN(3) {
		d.Reasons = append(d.Reasons, Reason(c))
	}
	d.Implementation = ismstest.Pick(c, append(slices.Collect(soa.ImplementationStatuses().All()), ""))
	if d.Implementation != soa.Implemented {
		d.Due = Date(c)
	}
	d.Responsibility = ismstest.Pick(c, append(slices.Collect(soa.Responsibilities().All()), ""))
	if d.Responsibility == soa.ResponsibilityShared || d.Responsibility == soa.ResponsibilityProvider {
		d.Provider, d.Assurance = id(c, "V"), Text(c)
	}
	return d
}

// Register returns a small risk register with existing controls, treatments,
// closed risks and cancelled treatments; some controls it names do not exist.
func Register(c isms.Chance) risk.Register {
	reg := risk.Register{Assessed: Date(c)}
	ref := func() isms.Ref {
		if ismstest.Chance(c, 1, 8) {
			return ismstest.Pick(c, []isms.Ref{"own:C-1", "own:C-2", "own:C-9", "A.9.1.1", "ISO/IEC 27017 CLD.6.3.1", "nonsense"})
		}
		return Control(c).Ref()
	}
	for i := range c.IntN(6) {
		r := risk.Risk{ID: isms.ID(fmt.Sprintf("R-%d", i+1))}
		if ismstest.Chance(c, 1, 8) { // a draft may list a risk twice
			r.ID = "R-1"
		}
		for range c.IntN(3) {
			r.Existing = append(r.Existing, ref())
		}
		if ismstest.Chance(c, 1, 6) {
			r.Closed = isms.MustDate("2026-01-01")
		}
		reg.Risks = append(reg.Risks, r)
	}
	for i := range c.IntN(5) {
		t := risk.Treatment{ID: isms.ID(fmt.Sprintf("T-%d", i+1)), Risks: ids(c, "R"), Due: Date(c)}
		for range c.IntN(4) {
			t.Controls = append(t.Controls, ref())
		}
		t.Status = ismstest.Pick(c, append(slices.Collect(risk.ActionStatuses().All()), ""))
		reg.Treatments = append(reg.Treatments, t)
	}
	return reg
}

// Obligations returns obligations that [soa.Build] takes.
func Obligations(c isms.Chance) []soa.Obligation {
	var out []soa.Obligation
	for i := range c.IntN(4) {
		o := soa.Obligation{
			ID: isms.ID(fmt.Sprintf("O-%d", i+1)), Title: Text(c),
			Basis: ismstest.Pick(c, []soa.Basis{soa.BasisLegal, soa.BasisContractual, soa.BasisBusiness, soa.BasisOther}),
		}
		for range c.IntN(4) {
			o.Controls = append(o.Controls, Control(c))
		}
		out = append(out, o)
	}
	return out
}

// Input returns an input that [soa.Build] takes. What it says may be questionable
// on every count.
func Input(c isms.Chance) soa.Input {
	in := soa.Input{
		Version: ismstest.Pick(c, []string{"", "1.0", "1.1", "2026-α"}),
		Header: soa.Header{
			Organization: Text(c), Scope: Text(c), Date: Date(c), Assessed: Date(c), ReviewBy: Date(c),
			Disclosure: ismstest.Pick(c, append(slices.Collect(soa.Classifications().All()), "")),
		},
		Register: Register(c), Obligations: Obligations(c),
	}
	if ismstest.Chance(c, 1, 2) {
		in.Header.PreparedBy, in.Header.Document, in.Header.Edition = id(c, "P"), "SOA", isms.Amended2024
	}
	for i := range c.IntN(3) {
		in.Custom = append(in.Custom, soa.Custom{ID: annexa.ID(fmt.Sprintf("C-%d", i+1)), Title: Text(c), Catalog: Text(c)})
	}
	taken := map[annexa.ID]bool{}
	for range c.IntN(12) {
		control := Control(c)
		if len(in.Custom) > 0 && ismstest.Chance(c, 1, 6) {
			control = ismstest.Pick(c, in.Custom).ID
		}
		if !taken[control] {
			taken[control] = true
			in.Decisions = append(in.Decisions, Decision(c, control))
		}
	}
	return in
}

// Statement returns a draft made from [Input].
func Statement(c isms.Chance) soa.Statement {
	s, _ := soa.Build(Input(c)) // were an input refused, CheckBuild would find it
	return s
}

// Edited returns the statement as a person might leave it: some decisions changed
// in some fields, some lapsed reasons and merge conflicts removed.
func Edited(c isms.Chance, s soa.Statement) soa.Statement {
	for range c.IntN(6) {
		control := Control(c)
		d := Decision(c, control)
		e := soa.Edit{Control: control}
		if ismstest.Chance(c, 1, 2) {
			e.Justification = &d.Justification
		}
		if ismstest.Chance(c, 1, 2) {
			e.How = &d.How
		}
		if ismstest.Chance(c, 1, 3) {
			e.Owner, e.Evidence = &d.Owner, &d.Evidence
		}
		if ismstest.Chance(c, 1, 3) {
			a := soa.Applicable
			switch {
			case d.Excluded:
				a = soa.Excluded
			case d.Undecided:
				a = soa.Undecided
			}
			e.Applicability, e.Reasons, e.Implementation, e.Due = &a, &d.Reasons, &d.Implementation, &d.Due
			e.Responsibility, e.Provider, e.Assurance = &d.Responsibility, &d.Provider, &d.Assurance
		}
		if next, err := s.Edit(e); err == nil {
			s = next
		}
	}
	if ismstest.Chance(c, 1, 4) {
		h := s.Header()
		h.Scope, h.Organization = Text(c), Text(c)
		if next, err := s.EditHeader(h); err == nil {
			s = next
		}
	}
	return s
}

// Shuffled returns the input with every list in another order.
func Shuffled(c isms.Chance, in soa.Input) soa.Input {
	in.Register.Risks = shuffle(c, in.Register.Risks)
	in.Register.Treatments = shuffle(c, in.Register.Treatments)
	for i := range in.Register.Risks {
		in.Register.Risks[i].Existing = shuffle(c, in.Register.Risks[i].Existing)
	}
	for i := range in.Register.Treatments {
		t := &in.Register.Treatments[i]
		t.Controls, t.Risks = shuffle(c, t.Controls), shuffle(c, t.Risks)
	}
	in.Obligations = shuffle(c, in.Obligations)
	for i := range in.Obligations {
		in.Obligations[i].Controls = shuffle(c, in.Obligations[i].Controls)
	}
	in.Custom = shuffle(c, in.Custom)
	in.Decisions = shuffle(c, in.Decisions)
	for i := range in.Decisions {
		d := &in.Decisions[i]
		d.Reasons, d.Evidence, d.Documents = shuffle(c, d.Reasons), shuffle(c, d.Evidence), shuffle(c, d.Documents)
	}
	return in
}

func shuffle[T any](c isms.Chance, list []T) []T {
	out := slices.Clone(list)
	for i := len(out) - 1; i > 0; i-- {
		j := c.IntN(i + 1)
		out[i], out[j] = out[j], out[i]
	}
	return out
}

// A Fault is an input that [soa.Build] must refuse.
type Fault struct {
	Name  string // what is wrong with it
	Input soa.Input
}

// Faults returns an input for each way in which an input contradicts itself or
// cannot be understood.
func Faults() []Fault {
	decide := func(d ...soa.Decision) soa.Input { return soa.Input{Decisions: d} }
	day := isms.MustDate("2026-03-02")
	bad := "\xff"
	return []Fault{
		{"two decisions for a control", decide(soa.Decision{Control: "8.28"}, soa.Decision{Control: "8.28"})},
		{"no control", decide(soa.Decision{})},
		{"unknown control", decide(soa.Decision{Control: "5.38"})},
		{"former control", decide(soa.Decision{Control: "9.1.1"})},
		{"control with a prefix", decide(soa.Decision{Control: "A.5.7"})},
		{"unknown custom control", decide(soa.Decision{Control: "C-1"})},
		{"excluded and undecided", decide(soa.Decision{Control: "8.28", Excluded: true, Undecided: true})},
		{"excluded and implemented", decide(soa.Decision{Control: "8.28", Excluded: true, Implementation: soa.Implemented})},
		{"excluded and outsourced", decide(soa.Decision{Control: "8.30", Excluded: true, Responsibility: soa.ResponsibilityProvider})},
		{"excluded with a provider", decide(soa.Decision{Control: "8.30", Excluded: true, Provider: "V-1"})},
		{"excluded and performed", decide(soa.Decision{Control: "8.30", Excluded: true, Responsibility: soa.ResponsibilityOrganization})},
		{"excluded and due", decide(soa.Decision{Control: "8.28", Excluded: true, Due: day})},
		{"excluded with reasons for inclusion", decide(soa.Decision{Control: "8.28", Excluded: true, Reasons: []soa.Reason{{Source: "R-1"}}})},
		{"implemented and due", decide(soa.Decision{Control: "8.28", Implementation: soa.Implemented, Due: day})},
		{"unknown implementation", decide(soa.Decision{Control: "8.28", Implementation: "done"})},
		{"unknown responsibility", decide(soa.Decision{Control: "8.28", Responsibility: "them"})},
		{"own with a provider", decide(soa.Decision{Control: "8.28", Responsibility: soa.ResponsibilityOrganization, Provider: "V-1"})},
		{"unknown basis", decide(soa.Decision{Control: "8.28", Reasons: []soa.Reason{{Basis: "habit"}}})},
		{"empty reason", decide(soa.Decision{Control: "8.28", Reasons: []soa.Reason{{}}})},
		{"evidence that is no ID", decide(soa.Decision{Control: "8.28", Evidence: []isms.ID{" "}})},
		{"evidence that is no ID after a sound reason", decide(soa.Decision{Control: "8.28", Reasons: []soa.Reason{{Source: "R-1"}}, Evidence: []isms.ID{" "}})},
		{"owner that is no ID", decide(soa.Decision{Control: "8.28", Owner: "a\nb"})},
		{"source that is not UTF-8", decide(soa.Decision{Control: "8.28", Reasons: []soa.Reason{{Source: isms.ID(bad)}}})},
		{"treatment of a reason that is not UTF-8", decide(soa.Decision{Control: "8.28", Reasons: []soa.Reason{{Via: isms.ID(bad)}}})},
		{"document that is no ID", decide(soa.Decision{Control: "8.28", Documents: []isms.ID{""}})},
		{"provider that is no ID", decide(soa.Decision{Control: "8.28", Responsibility: soa.ResponsibilityProvider, Provider: " v"})},
		{"assurance that is not UTF-8", decide(soa.Decision{Control: "8.28", Responsibility: soa.ResponsibilityProvider, Assurance: bad})},
		{"way of doing it that is not UTF-8", decide(soa.Decision{Control: "8.28", How: bad})},
		{"own with an assurance", decide(soa.Decision{Control: "8.28", Responsibility: soa.ResponsibilityOrganization, Assurance: "a report"})},
		{"excluded with an assurance", decide(soa.Decision{Control: "8.28", Excluded: true, Assurance: "a report"})},
		{"excluded and shared", decide(soa.Decision{Control: "8.28", Excluded: true, Responsibility: soa.ResponsibilityShared})},
		{"text that is not UTF-8", decide(soa.Decision{Control: "8.28", Justification: bad})},
		{"reason that is not UTF-8", decide(soa.Decision{Control: "8.28", Reasons: []soa.Reason{{Text: bad}}})},
		{"version that is not UTF-8", soa.Input{Version: bad}},
		{"organization that is not UTF-8", soa.Input{Header: soa.Header{Organization: bad}}},
		{"document of the header that is no ID", soa.Input{Header: soa.Header{Document: " d"}}},
		{"assessment that is no ID", soa.Input{Header: soa.Header{Assessment: " a"}}},
		{"scope that is not UTF-8", soa.Input{Header: soa.Header{Scope: bad}}},
		{"unknown disclosure", soa.Input{Header: soa.Header{Disclosure: "secret"}}},
		{"unknown edition", soa.Input{Header: soa.Header{Edition: "ISO/IEC 27001:2013"}}},
		{"preparer that is no ID", soa.Input{Header: soa.Header{PreparedBy: " x"}}},
		{"custom control with the id of an Annex A control", soa.Input{Custom: []soa.Custom{{ID: "5.7"}}}},
		{"custom control with the prefixed id of an Annex A control", soa.Input{Custom: []soa.Custom{{ID: "A.5.7"}}}},
		{"custom control with a former id", soa.Input{Custom: []soa.Custom{{ID: "9.1.1"}}}},
		{"custom control with a title that is not UTF-8", soa.Input{Custom: []soa.Custom{{ID: "C-1", Title: bad}}}},
		{"custom control with a catalog that is not UTF-8", soa.Input{Custom: []soa.Custom{{ID: "C-1", Catalog: bad}}}},
		{"two custom controls with one id", soa.Input{Custom: []soa.Custom{{ID: "C-1"}, {ID: "C-1"}}}},
		{"custom control without an id", soa.Input{Custom: []soa.Custom{{}}}},
		{"custom control whose id is none", soa.Input{Custom: []soa.Custom{{ID: " C-1"}}}},
		{"custom control with an unknown attribute", soa.Input{Custom: []soa.Custom{{ID: "C-1", Attributes: 1 << 31}}}},
		{"obligation without an id", soa.Input{Obligations: []soa.Obligation{{Basis: soa.BasisLegal}}}},
		{"obligation that is a risk", soa.Input{Obligations: []soa.Obligation{{ID: "O-1", Basis: soa.BasisRisk}}}},
		{"obligation without a basis", soa.Input{Obligations: []soa.Obligation{{ID: "O-1"}}}},
		{"obligation with a title that is not UTF-8", soa.Input{Obligations: []soa.Obligation{{ID: "O-1", Basis: soa.BasisLegal, Title: bad}}}},
		{"two obligations with one id", soa.Input{Obligations: []soa.Obligation{{ID: "O-1", Basis: soa.BasisLegal}, {ID: "O-1", Basis: soa.BasisLegal}}}},
		{"obligation for an unknown control", soa.Input{Obligations: []soa.Obligation{{ID: "O-1", Basis: soa.BasisLegal, Controls: []annexa.ID{"8.35"}}}}},
		{"risk ID that is not UTF-8", soa.Input{Register: risk.Register{Risks: []risk.Risk{{ID: isms.ID(bad), Existing: []isms.Ref{"A.5.7"}}}}}},
		{"treatment ID that is not UTF-8", soa.Input{Register: risk.Register{Treatments: []risk.Treatment{{ID: isms.ID(bad), Controls: []isms.Ref{"A.5.7"}}}}}},
		{"register control that is not UTF-8", soa.Input{Register: risk.Register{Treatments: []risk.Treatment{{ID: "T-1", Controls: []isms.Ref{isms.Ref(bad)}}}}}},
	}
}
