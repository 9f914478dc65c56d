package published_test

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/mapping"
)

// frameworkFile is one file of testdata/frameworks: a list as it was read.
type frameworkFile struct {
	ID, Name, Publisher, Licence, Source, Note, Spelling string
	Read                                                 isms.Date
	Leaves                                               []mapping.Kind
	Counts                                               map[mapping.Kind]int
	Columns                                              []string
	Items                                                [][4]string // id, title, kind, parent
}

// spec returns the record of the list.
func (f frameworkFile) spec() mapping.FrameworkSpec {
	s := mapping.FrameworkSpec{
		ID: f.ID, Name: f.Name, Publisher: f.Publisher, Licence: f.Licence, Source: f.Source, Read: f.Read, Note: f.Note,
		Spelling: mapping.Spelling(f.Spelling), Leaves: f.Leaves,
	}
	for _, it := range f.Items {
		s.Items = append(s.Items, mapping.Item{ID: it[0], Title: it[1], Kind: mapping.Kind(it[2]), Parent: it[3]})
	}
	return s
}

// mappingFile is one file of testdata/mappings: pairs as they were read.
type mappingFile struct {
	ID, Source, Target, Style, Relationship, Note string
	Read                                          isms.Date
	Provenance                                    struct {
		Publisher, Document, Version, Date, File, Licence, Ship string
		ReadFrom                                                string `json:"read_from"`
		CrossCheck                                              string `json:"cross_check"`
		Inputs                                                  []string
		Routes                                                  map[string]string
	}
	ExplicitNone   []json.RawMessage `json:"explicit_none"`
	SourceUnmapped []string          `json:"source_unmapped"` // null where there are too many
	TargetUnmapped []string          `json:"target_unmapped"`
	Stats          map[string]int
	Columns        []string
	Pairs          [][]json.RawMessage
}

// load reads the sources of a folder.
func load[T any](t testing.TB, folder string) []T {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("testdata", folder, "*.json"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no sources in %s: %v", folder, err)
	}
	var out []T
	for _, p := range paths {
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		var v T
		if err := json.Unmarshal(b, &v); err != nil {
			t.Fatalf("%s: %v", p, err)
		}
		out = append(out, v)
	}
	return out
}

// spec returns the record of the pairs.
func (m mappingFile) spec(t testing.TB) mapping.Spec {
	t.Helper()
	s := mapping.Spec{ID: m.ID, Source: m.Source, Target: m.Target, Provenance: m.provenance()}
	for i, p := range m.Pairs {
		e, err := m.entry(p)
		if err != nil {
			t.Fatalf("%s: row %d: %v", m.ID, i, err)
		}
		s.Entries = append(s.Entries, e)
	}
	for _, raw := range m.ExplicitNone { // an id, or an id and a part
		var pair [2]string
		if raw[0] != '[' {
			pair[0] = text(raw)
		} else if err := json.Unmarshal(raw, &pair); err != nil {
			t.Fatal(err)
		}
		s.SourcesWithoutCounterpart = append(s.SourcesWithoutCounterpart, mapping.NoCounterpart{ID: pair[0], Part: pair[1]})
	}
	return s
}

func (m mappingFile) provenance() mapping.Provenance {
	p := m.Provenance
	out := mapping.Provenance{
		Publisher: p.Publisher, Document: p.Document, Version: cmp.Or(p.Version, p.File), Date: p.Date, Style: m.Style, Licence: p.Licence, Credit: m.credit(),
		ReadFrom: p.ReadFrom, Read: m.Read, Check: cmp.Or(p.CrossCheck, "none: read from one copy"), Claim: m.claim(), Derived: m.Style == "derived", Inputs: p.Inputs, Note: m.Note,
	}
	if p.Routes != nil {
		out.Check = "agreement of the routes is all there is"
		out.Claim = "leads for a reviewer, no crosswalk: no relation is stated and nothing follows"
		out.Note += " Routes: " + m.routes() + "."
	}
	return out
}

// entry reads a row.
//
// The readings of relations are careful. A concept crosswalk states none. In
// the correspondence of the two editions of ISO/IEC 27001 the words are this
// project's: a one to one counterpart was reworded, so that only some demand
// in common is certain; a control merged with others into one is neither equal
// to nor more than the whole; of a control that was split neither part has it
// all. An asterisk in NIST's table from SP 800-53 to ISO/IEC 27001:2013 says
// that the targets together do not hold all of the source; in the reverse
// table its meaning is not clear and nothing is read from it.
func (m mappingFile) entry(row []json.RawMessage) (mapping.Entry, error) {
	var e mapping.Entry
	if len(row) < 2 || len(row) > len(m.Columns) {
		return e, fmt.Errorf("%d columns", len(row))
	}
	var err1, err2 error
	e.Sources, err1 = ids(row[0])
	e.Targets, err2 = ids(row[1])
	for k, raw := range row[2:] {
		col, v := m.Columns[k+2], text(raw)
		if v == "" {
			continue
		}
		switch col {
		case "relationship":
			e.Word = v
			e.Relation = map[string]mapping.Relation{
				"equivalent-to":   mapping.Related,
				"subset-of":       mapping.Subset | mapping.Intersects,
				"intersects-with": mapping.Superset | mapping.Intersects,
			}[v]
			if e.Relation == 0 {
				return e, fmt.Errorf("relationship %q", v)
			}
		case "claim":
			e.Claim = mapping.Claim(v)
			if v == "partial" && m.ID == "nist-800-53-r5__iso-27001-2013" {
				e.Relation = mapping.Superset | mapping.Intersects | mapping.Disjoint
			}
		case "kind":
			e.Note = v
		case "clause letters":
			e.Note = "letters " + strings.Join(strings.Split(v, ""), ", ")
		case "via 800-53 r4", "via 27001:2013":
			e.Note = col + ": " + v
		case "agreement of 4 routes":
			e.Note = v
		default:
			return e, fmt.Errorf("column %q is not known", col)
		}
	}
	return e, errors.Join(err1, err2)
}

// ids reads one id or a list of them.
func ids(raw json.RawMessage) ([]string, error) {
	if raw[0] != '[' {
		return []string{text(raw)}, nil
	}
	var list []string
	err := json.Unmarshal(raw, &list)
	return list, err
}

// text returns a JSON string or the digits of a number.
func text(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	return string(raw)
}

// claim is what a whole crosswalk says and does not say, where that is easily
// misread.
func (m mappingFile) claim() string {
	switch {
	case m.Source == "nist-800-171-r2" && strings.HasPrefix(m.Target, "iso-"):
		return "overlap, never equivalence: ISO/IEC 27001 does not satisfy SP 800-171 nor CMMC Level 2"
	case m.Source == "nist-800-171-r2":
		return "a requirement is a tailored part of the controls beside it: meeting it does not mean meeting them"
	case m.ID == "iso-27001-2013__iso-27001-2022":
		return "correspondence of ISO; the words are this project's and the relations are read with care: reworded is not equal"
	case m.Style == "crosswalk of sets":
		return "the targets of an entry are taken together; nothing is said of a single pair"
	}
	return ""
}

// routes lists the routes of the leads, in the order of their letters.
func (m mappingFile) routes() string {
	var out []string
	for _, k := range slices.Sorted(maps.Keys(m.Provenance.Routes)) {
		out = append(out, m.Provenance.Routes[k])
	}
	return strings.Join(out, "; ")
}

// credit is the attribution that a licence asks for.
func (m mappingFile) credit() string {
	if strings.HasPrefix(m.Provenance.Licence, "CC BY 4.0") {
		return "(c) European Union Agency for Cybersecurity (ENISA) 2025, CC BY 4.0; pairs joined to the section level"
	}
	return ""
}
