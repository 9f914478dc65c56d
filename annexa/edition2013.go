package annexa

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

// Count2013 is the number of controls in Annex A of ISO/IEC 27001:2013.
const Count2013 = 114

// Ref2013 cites a control of Annex A of ISO/IEC 27001:2013, "A.9.1.1". An objective
// has two numbers ("A.9.1"), a domain one ("A.9"). It is a type of its own because
// "A.8.3" is another place in each edition. The zero value is no control.
type Ref2013 string

// Control2013 is a control of Annex A of ISO/IEC 27001:2013. It is a comparable
// value; the zero Control2013 is none.
type Control2013 struct {
	Ref   Ref2013 `json:"ref"`
	Title string  `json:"title"`
}

// formerGroup is a domain ("A.9") or an objective ("A.9.1") of Annex A of
// ISO/IEC 27001:2013.
type formerGroup struct {
	Ref   Ref2013 `json:"ref"`
	Title string  `json:"title"`
}

// Controls2013 yields the 114 controls of 2013 in the order of that annex.
func Controls2013() iter.Seq[Control2013] { return slices.Values(formers[:]) }

// Lookup2013 returns the control of 2013 with the given reference. It is false for
// one that is not exactly a control of that edition; [ParseControl2013] says why and
// reads "9.1.1" too.
func Lookup2013(ref Ref2013) (Control2013, bool) {
	if p, ok := ref.position(); ok {
		return formers[p], true
	}
	return Control2013{}, false
}

// ParseControl2013 reads what people write for a control of 2013, "9.1.1" or
// "A.9.1.1", as a reference: "A.9.1.1". It is as strict as [ParseControl]; the error is
// an [isms.Error].
func ParseControl2013(text string) (Ref2013, error) {
	bare := strings.TrimPrefix(text, "A.")
	ref := Ref2013("A." + bare)
	if p, ok := ref.position(); ok {
		return formers[p].Ref, nil
	}
	refuse := func(m isms.Message, args ...isms.Arg) (Ref2013, error) { return "", isms.Refuse(m, "", text, args...) }
	first, last := formers[0].Ref, formers[Count2013-1].Ref
	n, parts := numbers(bare)
	switch tidy := Ref2013("A." + tidyID(text)); {
	case text == "":
		return refuse(noControlGiven, isms.ArgID("first", first), isms.ArgID("last", last))
	case parts == 0 && tidy.Known():
		return refuse(anotherWay, isms.ArgID("it", tidy))
	case parts == 0:
		return refuse(noControl2013)
	case parts == 2 && numbered(bare) >= 0:
		return refuse(controlOf2022)
	case ref.group():
		return refuse(groupNoControl)
	case parts == 3:
		first, last = ofObjective(n[0], n[1], first, last)
	}
	return refuse(noSuchControl2013, isms.ArgID("first", first), isms.ArgID("last", last))
}

// Validate returns an [isms.Error] if ref is not exactly the reference of a control of
// 2013, with what would be right.
func (ref Ref2013) Validate() error {
	if ref.Known() {
		return nil
	}
	known, err := ParseControl2013(string(ref))
	if err == nil {
		return isms.Refuse(anotherWay, "", string(ref), isms.ArgID("it", known))
	}
	return err
}

// ofObjective returns the first and the last control of an objective, and those given
// if there is no such objective.
func ofObjective(domain, objective int, first, last Ref2013) (Ref2013, Ref2013) {
	prefix := fmt.Sprintf("A.%d.%d.", domain, objective)
	if i := slices.IndexFunc(formers[:], func(f Control2013) bool { return strings.HasPrefix(string(f.Ref), prefix) }); i >= 0 {
		first = formers[i].Ref
		for ; i < len(formers) && strings.HasPrefix(string(formers[i].Ref), prefix); i++ {
			last = formers[i].Ref
		}
	}
	return first, last
}

// position returns the place of the control in the annex of 2013, counted from
// 0 ("A.5.1.1") to 113 ("A.18.2.3"). It is false for any other reference.
func (ref Ref2013) position() (int, bool) {
	number, ok := strings.CutPrefix(string(ref), "A.")
	k := formerKey(number)
	if !ok || k == 0 {
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

// Known reports whether the control is one of 2013, written as [ParseControl2013]
// returns it.
func (ref Ref2013) Known() bool {
	_, ok := ref.position()
	return ok
}

// objective returns the objective that a control of 2013 belongs to
// ("A.9.1" for "A.9.1.1"), "" for any other reference.
func (ref Ref2013) objective() Ref2013 {
	if !ref.Known() {
		return ""
	}
	return ref[:strings.LastIndexByte(string(ref), '.')]
}

// domain returns the domain that a control or an objective of 2013
// belongs to ("A.9" for "A.9.1.1"), "" for any other reference.
func (ref Ref2013) domain() Ref2013 {
	if !ref.Known() && !ref.group() {
		return ""
	}
	domain, _, _ := strings.Cut(string(ref[len("A."):]), ".")
	return "A." + Ref2013(domain)
}

// Title returns the title of a control, objective or domain of 2013, "" for any
// other reference.
func (ref Ref2013) Title() string {
	if f, ok := Lookup2013(ref); ok {
		return f.Title
	}
	g, _ := lookupFormerGroup(ref)
	return g.Title
}

func (ref Ref2013) group() bool {
	_, ok := lookupFormerGroup(ref)
	return ok
}

func lookupFormerGroup(ref Ref2013) (formerGroup, bool) {
	for _, g := range formerObjectives {
		if g.Ref == ref {
			return g, true
		}
	}
	for _, g := range formerDomains {
		if g.Ref == ref {
			return g, true
		}
	}
	return formerGroup{}, false
}
