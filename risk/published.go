package risk

import (
	"iter"

	"github.com/ismskit/ismskit/isms"
)

// PublishedMethod is a published matrix as a method, with where it comes from. It has no
// acceptance criteria: those are the customer's.
type PublishedMethod struct {
	Key    string      `json:"key"`
	Method Method      `json:"method"`
	Source isms.Source `json:"source"`
}

// ISO27005 returns the qualitative example of ISO/IEC 27005:2022, Annex A: five
// steps each, five levels. Set its Criteria before use.
func ISO27005() Method { return publishedTable()[0].method() }

// PublishedMethods yields the published methods: those confirmed by two sources first,
// then those that only their own publisher shows.
func PublishedMethods() iter.Seq[PublishedMethod] {
	return func(yield func(PublishedMethod) bool) {
		for _, row := range publishedTable() {
			if !yield(PublishedMethod{row.key, row.method(), row.source()}) {
				return
			}
		}
	}
}

// LookupMethod returns the published method with this key, and whether there is one.
func LookupMethod(key string) (PublishedMethod, bool) {
	for r := range PublishedMethods() {
		if r.Key == key {
			return r, true
		}
	}
	return PublishedMethod{}, false
}

// Sources returns where the tables of this package come from.
func Sources() []isms.Source {
	var sources []isms.Source
	for r := range PublishedMethods() {
		sources = append(sources, r.Source)
	}
	return append(sources, isms.Source{
		Facts: "starter lists of threats, vulnerabilities and assets", From: "this library's own proposal", Read: readOn(), Confidence: "low",
		Note: "a start to be cut to the organization, not a catalog",
	})
}

// readOn is the day the sources were read.
func readOn() isms.Date { return isms.MustDate("2026-11-22") }

type publishedRow struct {
	key, name          string
	from               string
	confidence         isms.Confidence
	note               string
	likelihood, impact []string
	levels             []string
	cells              Matrix
}

func (row publishedRow) method() Method {
	m := Method{
		Name: row.name, Likelihood: Steps(row.likelihood...), Impact: Steps(row.impact...),
		Scorer: row.cells, Bands: Levels(row.levels...),
	}
	if row.key == "nist-sp-800-30-5x5" {
		for _, s := range [...]Scale{m.Likelihood, m.Impact} {
			for i, to := range [...]int64{5, 21, 80, 96, 100} {
				s[i].Value = [...]int{0, 2, 5, 8, 10}[i]
				s[i].To = isms.DecimalOf(to)
				if i > 0 {
					s[i].From = s[i-1].To
				}
			}
		}
	}
	return m
}

func (row publishedRow) source() isms.Source {
	return isms.Source{Facts: "matrix " + row.key, From: row.from, Read: readOn(), Confidence: row.confidence, Note: row.note}
}

const cisoAssistant = "intuitem/ciso-assistant-community at f990d7b1, backend/library/libraries/"

// publishedTable holds the matrices: rows are likelihoods, columns impacts, both
// lowest first; cells are levels from 1. It is a function so that nobody can
// write into it.
func publishedTable() []publishedRow {
	return []publishedRow{
		{
			key: "iso27005-2022-5x5", name: "ISO/IEC 27005:2022, qualitative example",
			from: cisoAssistant + "risk-matrix-5x5-iso-27005.yaml", confidence: "high",
			note:       "the second source is recollection of table A.4, which agrees in all 25 cells",
			likelihood: []string{"unlikely", "rather unlikely", "likely", "very likely", "almost certain"},
			impact:     []string{"minor", "significant", "serious", "critical", "catastrophic"},
			levels:     []string{"very low", "low", "medium", "high", "very high"},
			cells: Matrix{
				{1, 1, 2, 2, 2},
				{1, 2, 2, 3, 3},
				{2, 2, 3, 4, 4},
				{2, 3, 4, 4, 5},
				{3, 4, 4, 5, 5},
			},
		},
		{
			key: "nist-sp-800-30-5x5", name: "NIST SP 800-30 Rev. 1, table I-2",
			from: "NIST SP 800-30 Rev. 1 as held by a public code file with all 25 cells; scale CERTCC/SSVC at e3b00a25, sp800_30_r1_g.py", confidence: "high",
			note:       "four cells confirmed by a second public file; public domain",
			likelihood: []string{"very low", "low", "moderate", "high", "very high"},
			impact:     []string{"very low", "low", "moderate", "high", "very high"},
			levels:     []string{"very low", "low", "moderate", "high", "very high"},
			cells: Matrix{
				{1, 1, 1, 2, 2},
				{1, 2, 2, 2, 3},
				{1, 2, 3, 3, 4},
				{1, 2, 3, 4, 5},
				{1, 2, 3, 4, 5},
			},
		},
		{
			key: "bsi-200-3-4x4", name: "BSI Standard 200-3, example",
			from: "SerNet/verinice-veo at 77d1505d, veo-test dsgvo.json, riskDefinitions.DSRA category C, transposed", confidence: "high",
			note:       "the second source is recollection of the standard",
			likelihood: []string{"rare", "medium", "frequent", "very frequent"},
			impact:     []string{"negligible", "limited", "considerable", "existence-threatening"},
			levels:     []string{"low", "medium", "high", "very high"},
			cells: Matrix{
				{1, 1, 2, 2},
				{1, 1, 2, 3},
				{1, 2, 3, 4},
				{1, 3, 4, 4},
			},
		},
		{
			key: "ciso-assistant-3x3", name: "CISO Assistant, 3x3",
			from: cisoAssistant + "critical_risk_matrix_3x3.yaml", confidence: "owner",
			likelihood: []string{"low", "medium", "high"},
			impact:     []string{"low", "medium", "high"},
			levels:     []string{"low", "medium", "high"},
			cells: Matrix{
				{1, 2, 2},
				{2, 2, 3},
				{2, 3, 3},
			},
		},
		{
			key: "ciso-assistant-3x3-product", name: "CISO Assistant, 3x3 of products",
			from: cisoAssistant + "risk-matrix-3x3-mult.yaml", confidence: "owner",
			note:       "levels are named after the products 1, 2, 3, 4, 6 and 9",
			likelihood: []string{"1", "2", "3"},
			impact:     []string{"1", "2", "3"},
			levels:     []string{"1", "2", "3", "4", "6", "9"},
			cells: Matrix{
				{1, 2, 3},
				{2, 4, 5},
				{3, 5, 6},
			},
		},
		{
			key: "ciso-assistant-4x4", name: "CISO Assistant, 4x4 with five levels",
			from: cisoAssistant + "risk-matrix-4x4-with-5-levels.yaml", confidence: "owner",
			likelihood: []string{"minimal", "significant", "high", "maximal"},
			impact:     []string{"low", "limited", "important", "critical"},
			levels:     []string{"very low", "low", "medium", "high", "very high"},
			cells: Matrix{
				{1, 1, 2, 2},
				{1, 2, 3, 3},
				{2, 3, 4, 4},
				{2, 3, 4, 5},
			},
		},
		{
			key: "ciso-assistant-ebios-rm-4x4", name: "CISO Assistant, example for EBIOS RM",
			from: cisoAssistant + "risk-matrix-4x4-ebios-rm.yaml", confidence: "owner",
			note:       "an example of its publisher: EBIOS RM lets each organization draw its own grid",
			likelihood: []string{"V1 unlikely", "V2 likely", "V3 very likely", "V4 near certain"},
			impact:     []string{"G1 minor", "G2 significant", "G3 serious", "G4 critical"},
			levels:     []string{"low", "medium", "high"},
			cells: Matrix{
				{1, 1, 1, 2},
				{1, 1, 2, 2},
				{2, 2, 3, 3},
				{2, 3, 3, 3},
			},
		},
		{
			key: "ciso-assistant-5x5", name: "CISO Assistant, 5x5",
			from: cisoAssistant + "critical_risk_matrix_5x5.yaml", confidence: "owner",
			likelihood: []string{"very low", "low", "moderate", "high", "very high"},
			impact:     []string{"very low", "low", "moderate", "high", "very high"},
			levels:     []string{"very low", "low", "moderate", "high", "very high"},
			cells: Matrix{
				{1, 1, 2, 2, 3},
				{1, 2, 2, 3, 3},
				{2, 2, 3, 3, 4},
				{2, 3, 3, 4, 5},
				{3, 3, 4, 5, 5},
			},
		},
		{
			key: "ciso-assistant-5x5-sensitive", name: "CISO Assistant, 5x5 for sensitive contexts",
			from: cisoAssistant + "risk-matrix-5x5-sensitive.yaml", confidence: "owner",
			likelihood: []string{"rare", "unlikely", "moderate", "likely", "almost certain"},
			impact:     []string{"insignificant", "minor", "significant", "major", "severe"},
			levels:     []string{"low", "medium", "high", "critical"},
			cells: Matrix{
				{1, 1, 1, 2, 2},
				{1, 1, 2, 2, 3},
				{1, 2, 2, 3, 4},
				{2, 2, 3, 4, 4},
				{2, 3, 4, 4, 4},
			},
		},
		{
			key: "ciso-assistant-6x6", name: "CISO Assistant, 6x6 by frequency and money",
			from: cisoAssistant + "risk-matrix-6x6-detailed.yaml", confidence: "owner",
			likelihood: []string{"once in 5 years (<1 %)", "once a year (<5 %)", "once a quarter (<10 %)", "once a month (<20 %)", "once a week (<90 %)", "once a day (>90 %)"},
			impact:     []string{"<10 kEUR", "10-50 kEUR", "50-100 kEUR", "100-500 kEUR", "500-1000 kEUR", ">1000 kEUR"},
			levels:     []string{"low", "moderate", "significant", "major"},
			cells: Matrix{
				{1, 1, 1, 1, 2, 4},
				{1, 1, 2, 2, 3, 4},
				{1, 2, 2, 3, 3, 4},
				{1, 2, 3, 3, 3, 4},
				{1, 2, 3, 3, 4, 4},
				{2, 3, 3, 4, 4, 4},
			},
		},
	}
}
