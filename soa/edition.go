package soa

import (
	"slices"
	"strings"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// Decision2013 is a row of a statement made for ISO/IEC 27001:2013: what was
// said of one of the 114 controls. Unless it says Excluded, the control was
// applicable.
type Decision2013 struct {
	Control        annexa.Ref2013       `json:"control"`
	Excluded       bool                 `json:"excluded,omitzero"`
	Justification  string               `json:"justification,omitzero"`
	Reasons        []Reason             `json:"reasons,omitzero"`
	Implementation ImplementationStatus `json:"implementation,omitzero"`
	Owner          isms.ID              `json:"owner,omitzero"`
	How            string               `json:"how,omitzero"`
	Evidence       []isms.ID            `json:"evidence,omitzero"`
	Documents      []isms.ID            `json:"documents,omitzero"`
}

// FromEdition2013 returns decisions for the 2022 edition that say what the rows of a 2013
// statement said: each row follows its control along the correspondence of ISO/IEC
// 27002:2022, Annex B, and rows that go into one control are merged. Reasons,
// evidence and documents are brought together; texts that differ follow each
// other, each with the number of its 2013 control.
//
// A merged control is applicable if one of its predecessors was; excluded if all
// of them were; undecided if some were excluded and the others are not given. It
// is implemented if all predecessors are given and were. Different owners leave
// the owner open. Controls that are new in 2022 get no decision: what they mean
// for the organization is for a person to say.
//
// It refuses a control that is not of 2013, two rows for one control, and what
// [Build] refuses in a decision: all at once, in an [isms.Error] whose paths lead from
// the list, "[A.9.1.1].owner".
func FromEdition2013(decisions []Decision2013) ([]Decision, error) {
	var p problems
	given := make(map[annexa.Ref2013]*Decision2013, len(decisions))
	paths := pathsOf("", "", decisions, func(d *Decision2013) annexa.Ref2013 { return d.Control })
	for n := range decisions {
		if p.full() {
			break
		}
		q := p.part()
		f := &decisions[n]
		if err := f.Control.Validate(); err != nil {
			q.add(isms.RefuseUnder("control", err))
		} else if given[f.Control] != nil {
			q.refuse(listedTwice, "control", string(f.Control))
		}
		d := f.decision()
		d.check(&q, "")
		given[f.Control] = f
		p.under(func() isms.Path { return paths(n) }, q)
	}
	if err := p.err(); err != nil {
		return nil, err
	}
	out := []Decision{}
	for c := range annexa.All() {
		var rows []*Decision2013
		all := true
		for id := range c.Predecessors() {
			if f := given[id]; f != nil {
				rows = append(rows, f)
			} else {
				all = false
			}
		}
		if len(rows) > 0 {
			out = append(out, carry(c.Ref, rows, all))
		}
	}
	return out, nil
}

func (f *Decision2013) decision() Decision {
	return Decision{
		Excluded: f.Excluded, Justification: f.Justification, Reasons: f.Reasons, Implementation: f.Implementation,
		Owner: f.Owner, How: f.How, Evidence: f.Evidence, Documents: f.Documents,
	}
}

// carry merges the rows of the predecessors; all says whether none of them is
// missing.
func carry(control isms.Ref, rows []*Decision2013, all bool) Decision {
	d := Decision{Control: control}
	applicable, done, begun, stated, least := 0, 0, 0, 0, 0
	for _, f := range rows {
		d.Reasons = append(d.Reasons, f.Reasons...)
		d.Evidence = append(d.Evidence, f.Evidence...)
		d.Documents = append(d.Documents, f.Documents...)
		if f.Excluded {
			continue
		}
		applicable++
		if f.Implementation == "" {
			continue
		}
		stated++
		switch f.Implementation {
		case Implemented:
			done++
			begun++
		case PartiallyImplemented:
			begun++
		}
		least = max(least, ImplementationStatuses().Index(f.Implementation))
	}
	d.Justification = joinTexts(rows, func(f *Decision2013) string { return f.Justification })
	d.How = joinTexts(rows, func(f *Decision2013) string { return f.How })
	d.Owner = rows[0].Owner
	for _, f := range rows {
		if f.Owner != d.Owner {
			d.Owner = ""
		}
	}
	switch {
	case applicable == 0 && all:
		d.Excluded = true
	case applicable == 0:
		d.Undecided = true
	case stated < applicable: // somebody did not say: unknown
	case done == len(rows) && all:
		d.Implementation = Implemented
	case begun > 0:
		d.Implementation = PartiallyImplemented
	default:
		d.Implementation = ImplementationStatuses().At(least)
	}
	return d.tidy()
}

// joinTexts returns the texts in the order of their controls: as it is if all are
// the same, otherwise each on its own line after the number of its control.
func joinTexts(rows []*Decision2013, said func(*Decision2013) string) string {
	same := true
	for _, f := range rows {
		same = same && said(f) == said(rows[0])
	}
	if same {
		return said(rows[0])
	}
	var lines []string
	for _, f := range rows {
		if t := said(f); t != "" {
			lines = append(lines, string(f.Control)+": "+t)
		}
	}
	return strings.Join(lines, "\n")
}

// DiffEdition2013 returns what changed from a statement of the 2013 edition to one of
// 2022, by control of 2022. For each control that replaces 2013 controls or is
// new there is a change of the kind "correspondence", whose field is the
// correspondence; the other changes are those from what [FromEdition2013] makes of the
// decisions. It returns an error where FromEdition2013 does.
func DiffEdition2013(decisions []Decision2013, now Statement) ([]Change, error) {
	carriedOver, err := FromEdition2013(decisions)
	if err != nil {
		return nil, err
	}
	carried, _ := Build(Input{Decisions: carriedOver, Custom: now.body().custom}) // no error: what FromEdition2013 returns fits together
	given := make(map[annexa.Ref2013]bool, len(decisions))
	for i := range decisions {
		given[decisions[i].Control] = true
	}
	changes := []Change{}
	byControl := map[isms.Ref][]Change{}
	for c := range Diff(carried, now).Changes() {
		byControl[c.Control] = append(byControl[c.Control], c)
	}
	for row := range now.Rows() {
		id := row.Ref()
		var from []annexa.Ref2013
		c, _ := annexa.Lookup(id)
		for f := range c.Predecessors() {
			if given[f] {
				from = append(from, f)
			}
		}
		if c.New || len(from) > 0 {
			changes = append(changes, Change{
				Kind: ChangeCorrespondence, Control: id, Field: string(c.Correspondence()), Before: isms.Sentence{Text: text.Join(from, " ")}, After: isms.Sentence{Text: string(id)}, From: from,
			})
		}
		for _, c := range byControl[id] {
			c.From = slices.Clone(from)
			changes = append(changes, c)
		}
	}
	return changes, nil
}
