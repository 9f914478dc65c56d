package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/soa"
)

// text writes a line for each finding and one with the count.
func text(w io.Writer, found []finding) error {
	count := map[isms.Severity]int{}
	for _, f := range found {
		count[f.Severity]++
		place := f.File
		if f.Sheet != "" {
			place += "!" + f.Sheet
		}
		if f.Row > 0 {
			place += fmt.Sprintf(":%d", f.Row)
		}
		if _, err := fmt.Fprintf(w, "%s: %s: %s [%s] %s\n", place, f.Severity, f.Message, isms.Citations(nil, f.Refs...), f.Code); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "%d errors, %d warnings, %d notes\n", count[isms.SeverityError], count[isms.SeverityWarning], count[isms.SeverityNote])
	return err
}

func jsonText(w io.Writer, found []finding) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(struct {
		Findings []finding `json:"findings"`
	}{found})
}

// sarif writes SARIF 2.1.0, which code hosts and editors show beside the row.
func sarif(w io.Writer, found []finding) error {
	type message struct {
		Text string `json:"text"`
	}
	type descriptor struct {
		ID               string  `json:"id"`
		ShortDescription message `json:"shortDescription"`
		Help             message `json:"help"`
	}
	type region struct {
		StartLine int `json:"startLine"`
	}
	type location struct {
		PhysicalLocation struct {
			ArtifactLocation struct {
				URI string `json:"uri"`
			} `json:"artifactLocation"`
			Region *region `json:"region,omitempty"`
		} `json:"physicalLocation"`
	}
	type result struct {
		RuleID    string     `json:"ruleId"`
		RuleIndex int        `json:"ruleIndex"`
		Level     string     `json:"level"`
		Message   message    `json:"message"`
		Locations []location `json:"locations"`
	}
	all := append(rules(), soa.Rules()...)
	var used []descriptor
	index := map[string]int{}
	for _, f := range found {
		if _, ok := index[f.Code]; ok {
			continue
		}
		at := slices.IndexFunc(all, func(r isms.Rule) bool { return r.Code == f.Code })
		index[f.Code] = len(used)
		d := descriptor{ID: f.Code}
		if at >= 0 {
			d.ShortDescription, d.Help = message{all[at].Title}, message{"What settles it: " + all[at].Remedy}
		}
		used = append(used, d)
	}
	results := []result{}
	for _, f := range found {
		r := result{RuleID: f.Code, RuleIndex: index[f.Code], Level: string(f.Severity), Message: message{f.Message + " (ISO/IEC 27001:2022 " + isms.Citations(nil, f.Refs...) + ")"}}
		if f.Sheet != "" {
			r.Message.Text = "sheet " + f.Sheet + ": " + r.Message.Text
		}
		var at location
		at.PhysicalLocation.ArtifactLocation.URI = uri(f.File)
		if f.Row > 0 {
			at.PhysicalLocation.Region = &region{f.Row}
		}
		r.Locations = []location{at}
		results = append(results, r)
	}
	if used == nil {
		used = []descriptor{}
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(map[string]any{
		"$schema": "https://json.schemastore.org/sarif-2.1.0.json",
		"version": "2.1.0",
		"runs": []any{map[string]any{
			"tool":    map[string]any{"driver": map[string]any{"name": "ismskit lint", "rules": used}},
			"results": results,
		}},
	})
}

// uri escapes what may not stand in a relative reference.
func uri(path string) string {
	var b strings.Builder
	for _, c := range []byte(path) {
		if c > ' ' && c < 0x7f && !strings.ContainsRune(`%#?"<>\^{|}`+"`", rune(c)) {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
