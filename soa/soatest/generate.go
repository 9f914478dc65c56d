package soatest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/internal/draw"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

// anyText returns text as people and files have it: empty, short, in several
// scripts, with line ends, quotes and formula characters, and now and then very
// long.
func anyText(c isms.Chance) string {
	switch c.IntN(8) {
	case 0:
		return ""
	case 1:
		return draw.Pick(c, []string{
			"n/a", " ", "Required", "=SUM(A1)", "+1", "-", "@home", "a\tb", "\"quoted\", with commas", "line one\nline two", "trailing \r\nend ",
			"Größe und Maß", "プライバシー", "لا يوجد", "e\u0301 and é", "🔐", "a | b", "<script>", "\u2028", strings.Repeat("long ", 500),
		})
	case 2:
		var b strings.Builder
		for range c.IntN(12) {
			b.WriteRune(draw.Pick(c, []rune{'a', 'Z', ' ', '\n', '\r', '\t', 'ß', 'Ω', '中', '🙂', '"', ',', '=', '\'', '\\', '{', '|', 0x7f, 0xfffd, 0x301}))
		}
		return b.String()
	}
	return fmt.Sprintf("Reason %d of the organization in its own words.", c.IntN(40))
}

// anyControl returns a control of Annex A.
func anyControl(c isms.Chance) isms.Ref {
	control, _ := annexa.At(c.IntN(annexa.Count))
	return control.Ref
}

// anyDate returns a day of 2025 or 2026, or no date.
func anyDate(c isms.Chance) isms.Date {
	if draw.Chance(c, 1, 4) {
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

// anyReason returns a reason as a person gives it; never an empty one.
func anyReason(c isms.Chance) soa.Reason {
	r := soa.Reason{Basis: draw.Pick(c, slices.Collect(soa.Bases().All())), Text: anyText(c)}
	if draw.Chance(c, 2, 3) {
		r.Source = id(c, "S")
	}
	return r
}

// anyDecision returns a decision on a control that [soa.Build] takes.
func anyDecision(c isms.Chance, control isms.Ref) soa.Decision {
	d := soa.Decision{
		Control: control, Justification: anyText(c), How: anyText(c), DecidedOn: anyDate(c), ReviewBy: anyDate(c),
		Evidence: ids(c, "E"), Documents: ids(c, "D"),
	}
	if draw.Chance(c, 1, 2) {
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
		d.Reasons = append(d.Reasons, anyReason(c))
	}
	d.Implementation = draw.Pick(c, append(slices.Collect(soa.ImplementationStatuses().All()), ""))
	if d.Implementation != soa.Implemented {
		d.Due = anyDate(c)
	}
	d.Responsibility = draw.Pick(c, append(slices.Collect(soa.Responsibilities().All()), ""))
	if d.Responsibility == soa.ResponsibilityShared || d.Responsibility == soa.ResponsibilityProvider {
		d.Provider, d.Assurance = id(c, "V"), anyText(c)
	}
	return d
}

// Register returns a small risk register with existing controls, treatments,
// closed risks and cancelled treatments; some controls it names do not exist.
func Register(c isms.Chance) risk.Register {
	reg := risk.Register{Assessed: anyDate(c)}
	ref := func() isms.Ref {
		if draw.Chance(c, 1, 8) {
			return draw.Pick(c, []isms.Ref{"own:C-1", "own:C-2", "own:C-9", "A.9.1.1", "ISO/IEC 27017 CLD.6.3.1", "nonsense"})
		}
		return anyControl(c)
	}
	for i := range c.IntN(6) {
		r := risk.Risk{ID: isms.ID(fmt.Sprintf("R-%d", i+1))}
		if draw.Chance(c, 1, 8) { // a draft may list a risk twice
			r.ID = "R-1"
		}
		for range c.IntN(3) {
			r.Existing = append(r.Existing, ref())
		}
		if draw.Chance(c, 1, 6) {
			r.Closed = isms.MustDate("2026-01-01")
		}
		reg.Risks = append(reg.Risks, r)
	}
	for i := range c.IntN(5) {
		t := risk.Treatment{ID: isms.ID(fmt.Sprintf("T-%d", i+1)), Risks: ids(c, "R"), Due: anyDate(c)}
		for range c.IntN(4) {
			t.Controls = append(t.Controls, ref())
		}
		t.Status = draw.Pick(c, append(slices.Collect(risk.ActionStatuses().All()), ""))
		reg.Treatments = append(reg.Treatments, t)
	}
	return reg
}

// obligations returns obligations that [soa.Build] takes.
func obligations(c isms.Chance) []soa.Obligation {
	var out []soa.Obligation
	for i := range c.IntN(4) {
		o := soa.Obligation{
			ID: isms.ID(fmt.Sprintf("O-%d", i+1)), Title: anyText(c),
			Basis: draw.Pick(c, []soa.Basis{soa.BasisLegal, soa.BasisContractual, soa.BasisBusiness, soa.BasisOther}),
		}
		for range c.IntN(4) {
			o.Controls = append(o.Controls, anyControl(c))
		}
		out = append(out, o)
	}
	return out
}

// Input returns an input that [soa.Build] takes. What it says may be questionable
// on every count.
func Input(c isms.Chance) soa.Input {
	in := soa.Input{
		Version: draw.Pick(c, []string{"", "1.0", "1.1", "2026-α"}),
		Header: soa.Header{
			Organization: anyText(c), Scope: anyText(c), Date: anyDate(c), Assessed: anyDate(c), ReviewBy: anyDate(c),
			Classification: draw.Pick(c, append(slices.Collect(soa.Classifications().All()), "")),
		},
		Register: Register(c), Obligations: obligations(c),
	}
	if draw.Chance(c, 1, 2) {
		in.Header.PreparedBy, in.Header.Document, in.Header.Edition = id(c, "P"), "SOA", isms.Amended2024
	}
	for i := range c.IntN(3) {
		in.Custom = append(in.Custom, annexa.CustomControl{Ref: isms.Ref(fmt.Sprintf("own:C-%d", i+1)), Title: anyText(c), Catalog: anyText(c)})
	}
	taken := map[isms.Ref]bool{}
	for range c.IntN(12) {
		control := anyControl(c)
		if len(in.Custom) > 0 && draw.Chance(c, 1, 6) {
			control = draw.Pick(c, in.Custom).Ref
		}
		if !taken[control] {
			taken[control] = true
			in.Decisions = append(in.Decisions, anyDecision(c, control))
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
// in some fields, some reasons no longer valid and merge conflicts removed.
func Edited(c isms.Chance, s soa.Statement) soa.Statement {
	for range c.IntN(6) {
		control := anyControl(c)
		d := anyDecision(c, control)
		e := soa.Edit{Control: control}
		if draw.Chance(c, 1, 2) {
			e.Justification = &d.Justification
		}
		if draw.Chance(c, 1, 2) {
			e.How = &d.How
		}
		if draw.Chance(c, 1, 3) {
			e.Owner, e.Evidence = &d.Owner, &d.Evidence
		}
		if draw.Chance(c, 1, 3) {
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
	if draw.Chance(c, 1, 4) {
		h := s.Header()
		h.Scope, h.Organization = anyText(c), anyText(c)
		if next, err := s.EditHeader(h); err == nil {
			s = next
		}
	}
	return s
}

// shuffled returns the input with every list in another order.
func shuffled(c isms.Chance, in soa.Input) soa.Input {
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
