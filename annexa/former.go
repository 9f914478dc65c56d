package annexa

import (
	"fmt"
	"iter"
	"slices"
	"strings"
)

// FormerCount is the number of controls in Annex A of ISO/IEC 27001:2013.
const FormerCount = 114

// A FormerID names a control of Annex A of ISO/IEC 27001:2013 as the annex
// numbers it, without the "A.": "9.1.1". An objective has two numbers ("9.1"),
// a domain one ("9"). The zero value is no control.
type FormerID string

// A Control2013 is a control of Annex A of ISO/IEC 27001:2013. It is a comparable
// value; the zero Former is none.
type Control2013 struct {
	ID    FormerID `json:"id"`
	Title string   `json:"title"`
}

// A FormerGroup is a domain ("9") or an objective ("9.1") of Annex A of
// ISO/IEC 27001:2013.
type FormerGroup struct {
	ID    FormerID `json:"id"`
	Title string   `json:"title"`
}

// Formers yields the 114 controls of 2013 in the order of that annex.
func Formers() iter.Seq[Control2013] { return slices.Values(formers[:]) }

// FormerObjectives yields the 35 control objectives of 2013 in order.
func FormerObjectives() iter.Seq[FormerGroup] { return slices.Values(formerObjectives[:]) }

// FormerDomains yields the 14 domains (A.5 to A.18) of 2013 in order.
func FormerDomains() iter.Seq[FormerGroup] { return slices.Values(formerDomains[:]) }

// LookupFormer returns the control of 2013 with the given id. It is false for
// an id that is not exactly one of them; [ParseFormerID] says why and reads
// "A.9.1.1" too.
func LookupFormer(id FormerID) (Control2013, bool) {
	if p, ok := id.Position(); ok {
		return formers[p], true
	}
	return Control2013{}, false
}

// ParseFormerID reads the id of a control of 2013: "9.1.1" or "A.9.1.1". It is
// as strict as [ParseID]; the error is an [*IDError].
func ParseFormerID(text string) (FormerID, error) {
	id, err := parseFormerID("ParseFormerID", text)
	if err != nil {
		return "", err
	}
	return id, nil
}

func parseFormerID(fn, text string) (FormerID, *IDError) {
	id := FormerID(strings.TrimPrefix(text, "A."))
	if p, ok := id.Position(); ok {
		return formers[p].ID, nil
	}
	e := &IDError{Func: fn, Text: text, Code: CodeMalformed, Reason: `not of the form "9.1.1" or "A.9.1.1"`}
	n, parts := numbers(string(id))
	switch tidy := FormerID(tidyID(text)); {
	case text == "":
		e.Code, e.Reason = CodeEmpty, "empty; ids run from 5.1.1 to 18.2.3"
	case parts == 0 && tidy.Known():
		e.Suggest = string(tidy)
		if strings.Contains("."+strings.TrimLeft(text, "Aa. "), ".0") {
			e.Code, e.Reason = CodeLeadingZero, "a number with a leading zero"
		}
	case parts == 0:
	case parts == 2 && ID(id).Known():
		e.Code, e.Reason = CodeLater, "a control of the 2022 edition; those of 2013 have three numbers"
	case id.group():
		e.Code, e.Reason = CodeNotAControl, fmt.Sprintf("%s of the 2013 edition, not a control", id.level())
	case parts == 3:
		e.Code, e.Reason = CodeNoSuch, "the 2013 edition has no such control"
		if f, ok := lastFormer(n[0], n[1]); ok {
			e.Reason += fmt.Sprintf("; those of %d.%d end with %s", n[0], n[1], f)
		}
	default:
		e.Code, e.Reason = CodeNoSuch, "the 2013 edition has nothing of that number"
	}
	return "", e
}

// lastFormer returns the last control of an objective.
func lastFormer(domain, objective int) (id FormerID, ok bool) {
	prefix := fmt.Sprintf("%d.%d.", domain, objective)
	for _, f := range formers {
		if strings.HasPrefix(string(f.ID), prefix) {
			id, ok = f.ID, true
		}
	}
	return id, ok
}

// Position returns the place of the control in the annex of 2013, counted from
// 0 ("5.1.1") to 113 ("18.2.3"). It is false for any other id.
func (id FormerID) Position() (int, bool) {
	k := formerKey(string(id))
	if k == 0 {
		return 0, false
	}
	return slices.BinarySearch(formerKeys[:], k)
}

// formerKey packs "d.o.n" into a number that orders as the annex does. It is 0
// for what has not the form of a control of 2013.
func formerKey(id string) uint16 {
	if len(id) < len("5.1.1") || len(id) > len("18.2.3") {
		return 0
	}
	var d int
	if id[1] == '.' {
		if d, id = int(id[0])-'0', id[1:]; d > 9 {
			return 0
		}
	} else {
		if id[0] != '1' {
			return 0
		}
		d, id = 10+int(id[1])-'0', id[2:]
		if d < 10 {
			return 0
		}
	}
	if len(id) != len(".1.1") || id[0] != '.' || id[2] != '.' || d < 5 || d > 18 {
		return 0
	}
	o, n := int(id[1])-'0', int(id[3])-'0'
	if o < 1 || o > 9 || n < 1 || n > 9 {
		return 0
	}
	return uint16(d<<8 | o<<4 | n)
}

// Known reports whether id is a control of 2013, written as [ParseFormerID]
// returns it.
func (id FormerID) Known() bool {
	_, ok := id.Position()
	return ok
}

// Compare orders ids: the controls of 2013 first and in the order of that
// annex, then all other ids by their letters and the values of their numbers.
// It returns 0 only for equal ids.
func (id FormerID) Compare(other FormerID) int {
	p, pok := id.Position()
	q, qok := other.Position()
	switch {
	case pok && qok:
		return compareInt(p, q)
	case pok:
		return -1
	case qok:
		return 1
	}
	return compareNatural(string(id), string(other))
}

// Objective returns the id of the objective that a control of 2013 belongs to
// ("9.1" for "9.1.1"), "" for any other id.
func (id FormerID) Objective() FormerID {
	if !id.Known() {
		return ""
	}
	return id[:strings.LastIndexByte(string(id), '.')]
}

// Domain returns the id of the domain that a control or an objective of 2013
// belongs to ("9" for "9.1.1"), "" for any other id.
func (id FormerID) Domain() FormerID {
	if !id.Known() && !id.group() {
		return ""
	}
	domain, _, _ := strings.Cut(string(id), ".")
	return FormerID(domain)
}

// Title returns the title of a control, objective or domain of 2013, "" for any
// other id.
func (id FormerID) Title() string {
	if f, ok := LookupFormer(id); ok {
		return f.Title
	}
	g, _ := lookupFormerGroup(id)
	return g.Title
}

func (id FormerID) group() bool {
	_, ok := lookupFormerGroup(id)
	return ok
}

func lookupFormerGroup(id FormerID) (FormerGroup, bool) {
	for _, g := range formerObjectives {
		if g.ID == id {
			return g, true
		}
	}
	for _, g := range formerDomains {
		if g.ID == id {
			return g, true
		}
	}
	return FormerGroup{}, false
}

// level says what id is in the annex of 2013.
func (id FormerID) level() string {
	switch strings.Count(string(id), ".") {
	case 0:
		return "a domain"
	case 1:
		return "an objective"
	}
	return "a control"
}
