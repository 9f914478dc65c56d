package main

import (
	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

// The stored forms that packages keep to themselves, field by field. The tests hold
// them against documents that hold every field.

// ratio is the stored form of isms.Ratio.
type ratio struct {
	Have    int    `json:"have"`
	Want    int    `json:"want"`
	Percent string `json:"percent"`
}

// method is the stored form of risk.Method.
type method struct {
	Name               string              `json:"name"`
	Likelihood         risk.Scale          `json:"likelihood"`
	EaseOfExploitation risk.Scale          `json:"easeOfExploitation"`
	Impact             risk.Scale          `json:"impact"`
	Properties         []risk.Property     `json:"properties"`
	Combine            risk.Combination    `json:"combine"`
	Weights            []risk.Weight       `json:"weights"`
	Bands              []risk.Band         `json:"bands"`
	Criteria           []risk.Criterion    `json:"criteria"`
	Waivers            []risk.DefectWaiver `json:"waivers"`
	SelfAcceptance     string              `json:"selfAcceptance"`
	Scorer             scorer              `json:"scorer"`
}

type scorer struct {
	Kind            string               `json:"kind"`
	Cells           risk.Matrix          `json:"cells"`
	WeightedSum     risk.WeightedSum     `json:"weightedSum"`
	WeightedProduct risk.WeightedProduct `json:"weightedProduct"`
	Table           tabulated            `json:"table"`
}

// tabulated is the stored form of a scorer of the host's own.
type tabulated struct {
	Likelihoods         int     `json:"likelihoods"`
	EasesOfExploitation int     `json:"easesOfExploitation"`
	Impacts             int     `json:"impacts"`
	Scores              []int64 `json:"scores"`
}

// statement is the stored form of soa.Statement.
type statement struct {
	Format        string                 `json:"format"`
	Version       string                 `json:"version"`
	Header        soa.Header             `json:"header"`
	Previous      soa.Previous           `json:"previous"`
	Custom        []annexa.CustomControl `json:"custom"`
	Controls      []row                  `json:"controls"`
	Unresolved    []unresolved           `json:"unresolved"`
	MergeConflict []soa.MergeConflict    `json:"mergeConflicts"`
	History       []soa.Event            `json:"history"`
}

type row struct {
	Control       isms.Ref            `json:"control"`
	Applicability soa.Applicability   `json:"applicability"`
	Decision      decision            `json:"decision"`
	Risks         []cause             `json:"risks"`
	Obligations   []reason            `json:"obligations"`
	Lapsed        []reason            `json:"noLongerValid"`
	MergeConflict []soa.MergeConflict `json:"mergeConflicts"`
}

type cause struct {
	Risk      string `json:"risk"`
	Treatment string `json:"treatment"`
}

type unresolved struct {
	Control   string `json:"control"`
	Risk      string `json:"risk"`
	Treatment string `json:"treatment"`
}

type reason struct {
	Basis  soa.Basis `json:"basis"`
	Source string    `json:"source"`
	Via    string    `json:"via"`
	Text   string    `json:"text"`
}

type decision struct {
	Excluded       bool                     `json:"excluded"`
	Undecided      bool                     `json:"undecided"`
	Justification  string                   `json:"justification"`
	Reasons        []reason                 `json:"reasons"`
	Implementation soa.ImplementationStatus `json:"implementation"`
	Due            isms.Date                `json:"due"`
	Responsibility soa.Responsibility       `json:"responsibility"`
	Provider       isms.ID                  `json:"provider"`
	Assurance      string                   `json:"assurance"`
	Owner          isms.ID                  `json:"owner"`
	How            string                   `json:"how"`
	Evidence       []isms.ID                `json:"evidence"`
	Documents      []isms.ID                `json:"documents"`
	DecidedOn      isms.Date                `json:"decidedOn"`
	ReviewBy       isms.Date                `json:"reviewBy"`
}
