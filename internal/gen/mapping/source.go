package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

// frameworkFile is one file of data/frameworks.
type frameworkFile struct {
	ID, Name, Publisher, Licence, Source, Read, Note, Form string
	Leaves                                                 []string
	Counts                                                 map[string]int
	Columns                                                []string
	Items                                                  [][4]string // id, title, kind, parent
}

// mappingFile is one file of data/mappings.
type mappingFile struct {
	ID, Source, Target, Style, Relationship, Note, Read string
	Provenance                                          struct {
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

// entry is one row of a mapping file, read column by column.
type entry struct {
	Sources, Targets  []string
	Relation          int // bits as in package mapping
	Word, Claim, Note string
	Agreement         int
}

type none struct{ ID, Part string }

func readJSON(fsys fs.FS, name string, into any) error {
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(b, into); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// Bits of the strict relations.
const (
	subset, superset, overlap, disjoint = 2, 4, 8, 16
	unspecified                         = 31
)

// entries reads the rows of a mapping file.
//
// The readings of relations are careful. A concept crosswalk states none. In
// the correspondence of the two editions of ISO/IEC 27001 the words are this
// project's: a one to one counterpart was reworded, so that only some demand
// in common is certain; a control merged with others into one is neither equal
// to nor more than the whole; of a control that was split neither part has it
// all. An asterisk in NIST's table from SP 800-53 to ISO/IEC 27001:2013 says
// that the targets together do not hold all of the source; in the reverse
// table its meaning is not clear and nothing is read from it.
func (m *mappingFile) entries() ([]entry, error) {
	var out []entry
	for i, p := range m.Pairs {
		e := entry{Relation: unspecified}
		if len(p) < 2 || len(p) > len(m.Columns) {
			return nil, fmt.Errorf("%s: row %d has %d columns", m.ID, i, len(p))
		}
		for k, raw := range p {
			col := m.Columns[k]
			switch k {
			case 0, 1:
				var ids []string
				if raw[0] == '[' {
					if err := json.Unmarshal(raw, &ids); err != nil {
						return nil, err
					}
				} else {
					ids = []string{text(raw)}
				}
				if k == 0 {
					e.Sources = ids
				} else {
					e.Targets = ids
				}
				continue
			}
			v := text(raw)
			if v == "" {
				continue
			}
			switch col {
			case "relationship":
				e.Word = v
				switch v {
				case "equivalent-to":
					e.Relation = unspecified &^ disjoint
				case "subset-of":
					e.Relation = subset | overlap
				case "intersects-with":
					e.Relation = superset | overlap
				default:
					return nil, fmt.Errorf("%s: row %d: relationship %q", m.ID, i, v)
				}
			case "claim":
				e.Claim = v
				if v == "partial" && m.ID == "nist-800-53-r5__iso-27001-2013" {
					e.Relation = superset | overlap | disjoint
				}
			case "kind":
				e.Note = v
			case "clause letters":
				e.Note = "letters " + strings.Join(strings.Split(v, ""), ", ")
			case "via 800-53 r4", "via 27001:2013":
				e.Note = col + ": " + v
			case "agreement of 4 routes":
				if _, err := fmt.Sscan(v, &e.Agreement); err != nil {
					return nil, err
				}
			default:
				return nil, fmt.Errorf("%s: column %q is not known", m.ID, col)
			}
		}
		out = append(out, e)
	}
	return out, nil
}

// text returns a JSON string or the digits of a number.
func text(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	return string(raw)
}

// nones reads the explicit nones: ids, or pairs of id and part.
func (m *mappingFile) nones() ([]none, error) {
	var out []none
	for _, raw := range m.ExplicitNone {
		var pair [2]string
		if raw[0] != '[' {
			pair[0] = text(raw)
		} else if err := json.Unmarshal(raw, &pair); err != nil {
			return nil, err
		}
		out = append(out, none{pair[0], pair[1]})
	}
	return out, nil
}

// claim is what a whole crosswalk says and does not say, where that is easily
// misread.
func (m *mappingFile) claim() string {
	switch {
	case m.Source == "nist-800-171-r2" && strings.HasPrefix(m.Target, "iso-"):
		return "overlap, never equivalence: ISO/IEC 27001 does not satisfy SP 800-171 nor CMMC Level 2"
	case m.Source == "nist-800-171-r2":
		return "a requirement is a tailored part of the controls beside it: meeting it does not mean meeting them"
	case m.ID == "iso-27001-2013__iso-27001-2022":
		return "correspondence of ISO; the words are this project's and the relations are read with care: reworded is not equal"
	case m.Style == "set-valued-crosswalk":
		return "the targets of an entry are taken together; nothing is said of a single pair"
	}
	return ""
}

// routes lists the routes of the leads, in the order of their letters.
func (m *mappingFile) routes() string {
	var out []string
	for _, k := range slices.Sorted(maps.Keys(m.Provenance.Routes)) {
		out = append(out, m.Provenance.Routes[k])
	}
	return strings.Join(out, "; ")
}

// credit is the attribution that a licence asks for.
func (m *mappingFile) credit() string {
	if strings.HasPrefix(m.Provenance.Licence, "CC BY 4.0") {
		return "(c) European Union Agency for Cybersecurity (ENISA) 2025, CC BY 4.0; pairs joined to the section level"
	}
	return ""
}
