package programme_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/programme"
	"github.com/ismskit/ismskit/internal/draw"
	"github.com/ismskit/ismskit/internal/laws/said"
	"github.com/ismskit/ismskit/isms"
)

var laws = said.Of(programme.Rules(), programme.Messages(), append(programme.Vocabularies(), audit.Vocabularies()...))

func TestMessagesAreDeclaredWell(t *testing.T) {
	said.Messages(t, "programme", programme.Rules(), programme.Messages())
}

// choice lets rapid draw, so that it can shrink.
type choice struct{ t *rapid.T }

func (c choice) IntN(n int) int { return rapid.IntRange(0, n-1).Draw(c.t, "choice") }

// What is found in programmes with several slips is said in any language, leads to one
// place and has a key of its own.
func TestWhatProgrammesSay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := choice{t}
		p := soundProgramme()
		p.Areas = append(p.Areas, programme.Area{}, programme.Area{Ref: "5", Audit: isms.Cadence{Every: isms.MustInterval("1 month")}})
		for range 3 {
			a := p.Audits[c.IntN(3)]
			a.ID = draw.Pick(c, []isms.ID{"IA-1", "IA-4", "", "n/a"})
			a.Team = []isms.ID{draw.Pick(c, []isms.ID{"ann", "eve", ""}), "ann"}
			a.Planned, a.Conducted = isms.Window{First: draw.Date(c), Last: draw.Date(c)}, isms.Window{First: draw.Date(c), Last: draw.Date(c)}
			a.ReportedOn = draw.Date(c)
			p.Audits = append(p.Audits, a)
		}
		for range 2 {
			if len(p.Areas) == 0 || len(p.Audits) < 3 || len(p.Auditors) < 2 {
				break // the first change left nothing for a second
			}
			draw.Pick(c, programmeCases).change(&p)
		}
		p.Auditors = append(p.Auditors, programme.Auditor{ID: draw.Pick(c, []isms.ID{"ann", "eve", ""}), ResponsibleFor: []isms.Ref{"5", "A.6", "5"}})
		laws.Report(t, p, p.Check(draw.Date(c), programme.Facts{Necessary: necessary[:c.IntN(3)]}))
	})
}
