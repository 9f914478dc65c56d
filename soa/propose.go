package soa

import (
	"iter"
	"slices"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
)

// A Circumstance is a fact about the organization in scope that makes controls
// superfluous now and then. The empty Circumstance is none.
type Circumstance string

// The circumstances that the library knows something about.
const (
	FullyRemote      Circumstance = "fully remote"            // everybody works from elsewhere; no premises in scope
	NoDevelopment    Circumstance = "no development"          // nobody in scope develops software, scripts included
	NoOutsourcedWork Circumstance = "no outsourced work"      // no supplier develops for the scope
	NoCloud          Circumstance = "no cloud services"       // none is used in scope
	NoTeleworking    Circumstance = "no remote working"       // work is done on the premises only
	NoServerRoom     Circumstance = "no own server room"      // no equipment of one's own that needs utilities and cabling
	NoTestSystems    Circumstance = "no test systems"         // there are no test environments and no test data
	NoRemovableMedia Circumstance = "no removable media"      // none is used in scope
	OnePerson        Circumstance = "one person organization" // one person does everything
	NoPersonalData   Circumstance = "no customer personal data"
)

var wordsCircumstances = [...][2]Circumstance{
	{FullyRemote, "Fully remote"},
	{NoDevelopment, "No development"},
	{NoOutsourcedWork, "No outsourced work"},
	{NoCloud, "No cloud services"},
	{NoTeleworking, "No remote working"},
	{NoServerRoom, "No own server room"},
	{NoTestSystems, "No test systems"},
	{NoRemovableMedia, "No removable media"},
	{OnePerson, "One person organization"},
	{NoPersonalData, "No customer personal data"},
}

// Circumstances returns the vocabulary of [Circumstance].
func Circumstances() isms.Words[Circumstance] {
	return isms.WordsOf("soa.circumstance", wordsCircumstances[:])
}

// A Proposal says of one control that, in the circumstances, it could be proposed
// for exclusion, or that it stays although one might think so. It is advice: it
// excludes nothing. A person writes the reason, in the organization's own words.
type Proposal struct {
	Control       annexa.ID      `json:"control"`
	Stays         bool           `json:"stays"`
	Circumstances []Circumstance `json:"circumstances"` // which of those given led to it
	Why           string         `json:"why"`
	Reasons       []Reason       `json:"reasons,omitzero"` // what in the statement asks for the control
	Now           Applicability  `json:"now"`              // what the statement says of it
}

// Propose yields what could be left out in the given circumstances and what stays
// all the same, by control. A control that a risk, an obligation or a person's
// reason asks for, or that an applicable control builds on, stays. Circumstances
// that are not known lead to nothing. The statement does not change.
func (s Statement) Propose(circumstances ...Circumstance) iter.Seq[Proposal] {
	return func(yield func(Proposal) bool) {
		for row := range s.Rows() {
			p, ok := s.propose(row, circumstances)
			if ok && !yield(p) {
				return
			}
		}
	}
}

func (s Statement) propose(row Row, circumstances []Circumstance) (Proposal, bool) {
	p := Proposal{Control: row.ID(), Now: row.Applicability()}
	for i := range advice {
		a := &advice[i]
		if !a.speaks(p.Control, circumstances) {
			continue
		}
		p.Circumstances = append(p.Circumstances, a.circumstance)
		if p.Why == "" || a.stays && !p.Stays {
			p.Why = a.why
		}
		p.Stays = p.Stays || a.stays
	}
	if len(p.Circumstances) == 0 {
		return p, false
	}
	if p.Stays {
		return p, true
	}
	for r := range row.Reasons() {
		p.Reasons = append(p.Reasons, r)
	}
	if len(p.Reasons) > 0 {
		p.Stays, p.Why = true, "something asks for it: "+p.Reasons[0].String()
		return p, true
	}
	for _, n := range controlNeeds {
		if n.Control != p.Control {
			continue
		}
		by, _ := s.Row(n.By)
		if by.Applicability() == Applicable && (by.asked() || len(by.own().decision.Reasons) > 0 || !proposable(n.By, circumstances)) {
			p.Stays, p.Why = true, "the applicable control "+string(n.By)+" builds on it: "+n.Why
			return p, true
		}
	}
	return p, true
}

// proposable reports whether the advice on its own would let go of a control.
func proposable(id annexa.ID, circumstances []Circumstance) bool {
	found := false
	for i := range advice {
		if a := &advice[i]; a.speaks(id, circumstances) {
			if a.stays {
				return false
			}
			found = true
		}
	}
	return found
}

type adviceRow struct {
	circumstance Circumstance
	control      annexa.ID
	stays        bool
	why          string
	unless       Circumstance // the row says nothing if this one holds too
}

func (a *adviceRow) speaks(id annexa.ID, circumstances []Circumstance) bool {
	return a.control == id && slices.Contains(circumstances, a.circumstance) &&
		(a.unless == "" || !slices.Contains(circumstances, a.unless))
}

// advice is this library's own compilation of 2026-11-22; no standard says it.
// Confidence low, but for the rows of FullyRemote, which follow what practitioners
// agree on. Which of two lines for a control counts: the one by which it stays.
var advice = [...]adviceRow{
	{FullyRemote, "7.1", false, "there is no perimeter of the organization's own", ""},
	{FullyRemote, "7.2", false, "there is no entrance to control", ""},
	{FullyRemote, "7.3", false, "there are no offices, rooms or facilities", ""},
	{FullyRemote, "7.4", false, "there are no premises to watch", ""},
	{FullyRemote, "7.5", false, "there are no premises to protect from the environment", ""},
	{FullyRemote, "7.6", false, "there are no secure areas to work in", ""},
	{FullyRemote, "7.7", true, "desks and screens are elsewhere, but they are there", ""},
	{FullyRemote, "7.8", true, "equipment stands in homes and shared offices and is to be protected there", ""},
	{FullyRemote, "7.9", true, "all equipment is off premises: the control matters most here", ""},
	{FullyRemote, "7.10", true, "media are carried and kept wherever people work", ""},
	{FullyRemote, "7.11", false, "there are no utilities of the organization's own", ""},
	{FullyRemote, "7.12", false, "there is no cabling of the organization's own", ""},
	{FullyRemote, "7.13", true, "equipment is maintained wherever it is", ""},
	{FullyRemote, "7.14", true, "equipment is disposed of and used again wherever it is", ""},
	{FullyRemote, "6.7", true, "everybody works remotely", ""},

	{NoDevelopment, "8.4", false, "there is no source code to give access to", ""},
	{NoDevelopment, "8.25", false, "there is no development life cycle", ""},
	{NoDevelopment, "8.26", true, "applications that are bought or configured have security requirements too", ""},
	{NoDevelopment, "8.27", true, "systems are put together from bought parts, which wants principles too", ""},
	{NoDevelopment, "8.28", false, "nobody writes code", ""},
	{NoDevelopment, "8.29", true, "what is bought is tested before it is accepted", ""},
	{NoDevelopment, "8.30", true, "a supplier may still develop for the scope; see \"no outsourced work\"", NoOutsourcedWork},
	{NoDevelopment, "8.31", true, "bought systems are often tested apart from production; see \"no test systems\"", NoTestSystems},
	{NoDevelopment, "8.32", true, "systems are changed without anybody developing", ""},
	{NoDevelopment, "8.33", true, "tests of bought systems may use real data; see \"no test systems\"", NoTestSystems},

	{NoOutsourcedWork, "8.30", false, "no supplier develops for the scope", ""},

	{NoCloud, "5.23", false, "no cloud service is used; look at tools, backup and mail twice", ""},

	{NoTeleworking, "6.7", false, "nobody works from elsewhere; look at mail on telephones and at administrators on call", ""},
	{NoTeleworking, "7.9", true, "equipment leaves the premises for repair and for meetings", ""},

	{NoServerRoom, "7.11", false, "no equipment depends on utilities of the organization's own", ""},
	{NoServerRoom, "7.12", false, "there is no cabling of the organization's own", ""},
	{NoServerRoom, "8.14", true, "redundancy is arranged with whoever runs the equipment", ""},
	{NoServerRoom, "7.8", true, "what people work with is equipment too", ""},

	{NoTestSystems, "8.31", false, "there are no environments to separate", ""},
	{NoTestSystems, "8.33", false, "there is no test information", ""},

	{NoRemovableMedia, "7.10", true, "disks inside equipment are storage media too, and they are disposed of", ""},

	{OnePerson, "5.3", false, "duties cannot be divided; say what makes up for it", ""},
	{OnePerson, "5.4", true, "management is the same person, who still has to do it", ""},
	{OnePerson, "6.4", false, "there is nobody to discipline", ""},

	{NoPersonalData, "5.34", true, "data of employees and contacts are personal data", ""},
	{NoPersonalData, "8.11", false, "there is no customer data to mask", ""},
}
