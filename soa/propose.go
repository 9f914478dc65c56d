package soa

import (
	"iter"
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Circumstance is a fact about the organization in scope that makes controls
// superfluous now and then. The empty Circumstance is none.
type Circumstance string

// Circumstances that the library knows something about.
const (
	fullyRemote      Circumstance = "fully remote"            // everybody works from elsewhere; no premises in scope
	noDevelopment    Circumstance = "no development"          // nobody in scope develops software, scripts included
	noOutsourcedWork Circumstance = "no outsourced work"      // no supplier develops for the scope
	noCloud          Circumstance = "no cloud services"       // none is used in scope
	noTeleworking    Circumstance = "no remote working"       // work is done on the premises only
	noServerRoom     Circumstance = "no own server room"      // no equipment of one's own that needs utilities and cabling
	noTestSystems    Circumstance = "no test systems"         // there are no test environments and no test data
	noRemovableMedia Circumstance = "no removable media"      // none is used in scope
	onePerson        Circumstance = "one person organization" // one person does everything
	noPersonalData   Circumstance = "no customer personal data"
)

var wordsCircumstances = [...][2]Circumstance{
	{fullyRemote, "Fully remote"},
	{noDevelopment, "No development"},
	{noOutsourcedWork, "No outsourced work"},
	{noCloud, "No cloud services"},
	{noTeleworking, "No remote working"},
	{noServerRoom, "No own server room"},
	{noTestSystems, "No test systems"},
	{noRemovableMedia, "No removable media"},
	{onePerson, "One-person organization"},
	{noPersonalData, "No customer personal data"},
}

// Circumstances returns the vocabulary of [Circumstance].
func Circumstances() isms.Words[Circumstance] {
	return isms.WordsOf("soa.circumstance", wordsCircumstances[:])
}

// Proposal is advice on one control: in the circumstances it could be proposed for
// exclusion, or it stays although one might think so. It is advice: it
// excludes nothing. A person writes the reason, in the organization's own words.
type Proposal struct {
	Control       isms.Ref       `json:"control"`
	Stays         bool           `json:"stays"`
	Circumstances []Circumstance `json:"circumstances"` // which of those given led to it
	Why           isms.Sentence  `json:"why"`
	Reasons       []Reason       `json:"reasons,omitzero"` // what in the statement asks for the control
	Now           Applicability  `json:"now"`              // what the statement says of it
}

// Propose yields what could be excluded in the given circumstances and what stays
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
	p := Proposal{Control: row.Ref(), Now: row.Applicability()}
	for i := range advice {
		a := &advice[i]
		if !a.speaks(p.Control, circumstances) {
			continue
		}
		p.Circumstances = append(p.Circumstances, a.circumstance)
		if p.Why.IsZero() || a.stays && !p.Stays {
			p.Why = a.why.With()
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
		p.Stays, p.Why = true, somethingAsks.With(isms.ArgSentence("reason", p.Reasons[0].Sentence()))
		return p, true
	}
	for _, n := range controlNeeds {
		if n.control != p.Control {
			continue
		}
		by, _ := s.LookupRow(n.by)
		if by.Applicability() == Applicable && (by.asked() || len(by.own().decision.Reasons) > 0 || !proposable(n.by, circumstances)) {
			p.Stays, p.Why = true, anotherBuildsOnIt.With(isms.ArgRef("control", n.by), isms.ArgSentence("why", n.why.With()))
			return p, true
		}
	}
	return p, true
}

// proposable reports whether the advice on its own would let go of a control.
func proposable(id isms.Ref, circumstances []Circumstance) bool {
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
	control      isms.Ref
	stays        bool
	why          isms.Message
	unless       Circumstance // the row says nothing if this one holds too
}

func (a *adviceRow) speaks(id isms.Ref, circumstances []Circumstance) bool {
	return a.control == id && slices.Contains(circumstances, a.circumstance) &&
		(a.unless == "" || !slices.Contains(circumstances, a.unless))
}

// advice is this library's own compilation of 2026-11-22; no standard says it.
// Confidence low, but for the rows of fullyRemote, which follow what practitioners
// agree on. Which of two lines for a control counts: the one by which it stays.
var advice = [...]adviceRow{
	{fullyRemote, "A.7.1", false, isms.Message{Code: "soa/there-is-no-perimeter-of-the-organization-s-own", Text: "there is no perimeter of the organization's own"}, ""},
	{fullyRemote, "A.7.2", false, isms.Message{Code: "soa/there-is-no-entrance-to-control", Text: "there is no entrance to control"}, ""},
	{fullyRemote, "A.7.3", false, isms.Message{Code: "soa/there-are-no-offices-rooms-or-facilities", Text: "there are no offices, rooms or facilities"}, ""},
	{fullyRemote, "A.7.4", false, isms.Message{Code: "soa/there-are-no-premises-to-watch", Text: "there are no premises to watch"}, ""},
	{fullyRemote, "A.7.5", false, isms.Message{Code: "soa/there-are-no-premises-to-protect-from-the-environment", Text: "there are no premises to protect from the environment"}, ""},
	{fullyRemote, "A.7.6", false, isms.Message{Code: "soa/there-are-no-secure-areas-to-work-in", Text: "there are no secure areas to work in"}, ""},
	{fullyRemote, "A.7.7", true, isms.Message{Code: "soa/desks-and-screens-are-elsewhere-but-they-are-there", Text: "desks and screens are elsewhere, but they are there"}, ""},
	{fullyRemote, "A.7.8", true, isms.Message{Code: "soa/equipment-stands-in-homes-and-shared-offices-and-is-to-be-protected-there", Text: "equipment stands in homes and shared offices and is to be protected there"}, ""},
	{fullyRemote, "A.7.9", true, isms.Message{Code: "soa/all-equipment-is-off-premises-the-control-matters-most-here", Text: "all equipment is off premises: the control matters most here"}, ""},
	{fullyRemote, "A.7.10", true, isms.Message{Code: "soa/media-are-carried-and-kept-wherever-people-work", Text: "media are carried and kept wherever people work"}, ""},
	{fullyRemote, "A.7.11", false, isms.Message{Code: "soa/there-are-no-utilities-of-the-organization-s-own", Text: "there are no utilities of the organization's own"}, ""},
	{fullyRemote, "A.7.12", false, isms.Message{Code: "soa/there-is-no-cabling-of-the-organization-s-own", Text: "there is no cabling of the organization's own"}, ""},
	{fullyRemote, "A.7.13", true, isms.Message{Code: "soa/equipment-is-maintained-wherever-it-is", Text: "equipment is maintained wherever it is"}, ""},
	{fullyRemote, "A.7.14", true, isms.Message{Code: "soa/equipment-is-disposed-of-and-used-again-wherever-it-is", Text: "equipment is disposed of and used again wherever it is"}, ""},
	{fullyRemote, "A.6.7", true, isms.Message{Code: "soa/everybody-works-remotely", Text: "everybody works remotely"}, ""},

	{noDevelopment, "A.8.4", false, isms.Message{Code: "soa/there-is-no-source-code-to-give-access-to", Text: "there is no source code to give access to"}, ""},
	{noDevelopment, "A.8.25", false, isms.Message{Code: "soa/there-is-no-development-life-cycle", Text: "there is no development life cycle"}, ""},
	{noDevelopment, "A.8.26", true, isms.Message{Code: "soa/applications-that-are-bought-or-configured-have-security-requirements-too", Text: "applications that are bought or configured have security requirements too"}, ""},
	{noDevelopment, "A.8.27", true, isms.Message{Code: "soa/systems-are-put-together-from-bought-parts-which-wants-principles-too", Text: "systems are put together from bought parts, which wants principles too"}, ""},
	{noDevelopment, "A.8.28", false, isms.Message{Code: "soa/nobody-writes-code", Text: "nobody writes code"}, ""},
	{noDevelopment, "A.8.29", true, isms.Message{Code: "soa/what-is-bought-is-tested-before-it-is-accepted", Text: "what is bought is tested before it is accepted"}, ""},
	{noDevelopment, "A.8.30", true, isms.Message{Code: "soa/a-supplier-may-still-develop-for-the-scope-see-no-outsourced-work", Text: "a supplier may still develop for the scope; see \"no outsourced work\""}, noOutsourcedWork},
	{noDevelopment, "A.8.31", true, isms.Message{Code: "soa/bought-systems-are-often-tested-apart-from-production-see-no-test-systems", Text: "bought systems are often tested apart from production; see \"no test systems\""}, noTestSystems},
	{noDevelopment, "A.8.32", true, isms.Message{Code: "soa/systems-are-changed-without-anybody-developing", Text: "systems are changed without anybody developing"}, ""},
	{noDevelopment, "A.8.33", true, isms.Message{Code: "soa/tests-of-bought-systems-may-use-real-data-see-no-test-systems", Text: "tests of bought systems may use real data; see \"no test systems\""}, noTestSystems},

	{noOutsourcedWork, "A.8.30", false, isms.Message{Code: "soa/no-supplier-develops-for-the-scope", Text: "no supplier develops for the scope"}, ""},

	{noCloud, "A.5.23", false, isms.Message{Code: "soa/no-cloud-service-is-used-look-at-tools-backup-and-mail-twice", Text: "no cloud service is used; look at tools, backup and mail twice"}, ""},

	{noTeleworking, "A.6.7", false, isms.Message{Code: "soa/nobody-works-from-elsewhere-look-at-mail-on-telephones-and-at-administrators-on-call", Text: "nobody works from elsewhere; look at mail on telephones and at administrators on call"}, ""},
	{noTeleworking, "A.7.9", true, isms.Message{Code: "soa/equipment-leaves-the-premises-for-repair-and-for-meetings", Text: "equipment leaves the premises for repair and for meetings"}, ""},

	{noServerRoom, "A.7.11", false, isms.Message{Code: "soa/no-equipment-depends-on-utilities-of-the-organization-s-own", Text: "no equipment depends on utilities of the organization's own"}, ""},
	{noServerRoom, "A.7.12", false, isms.Message{Code: "soa/there-is-no-cabling-of-the-organization-s-own", Text: "there is no cabling of the organization's own"}, ""},
	{noServerRoom, "A.8.14", true, isms.Message{Code: "soa/redundancy-is-arranged-with-whoever-runs-the-equipment", Text: "redundancy is arranged with whoever runs the equipment"}, ""},
	{noServerRoom, "A.7.8", true, isms.Message{Code: "soa/what-people-work-with-is-equipment-too", Text: "what people work with is equipment too"}, ""},

	{noTestSystems, "A.8.31", false, isms.Message{Code: "soa/there-are-no-environments-to-separate", Text: "there are no environments to separate"}, ""},
	{noTestSystems, "A.8.33", false, isms.Message{Code: "soa/there-is-no-test-information", Text: "there is no test information"}, ""},

	{noRemovableMedia, "A.7.10", true, isms.Message{Code: "soa/disks-inside-equipment-are-storage-media-too-and-they-are-disposed-of", Text: "disks inside equipment are storage media too, and they are disposed of"}, ""},

	{onePerson, "A.5.3", false, isms.Message{Code: "soa/duties-cannot-be-divided-say-what-makes-up-for-it", Text: "duties cannot be divided; say what makes up for it"}, ""},
	{onePerson, "A.5.4", true, isms.Message{Code: "soa/management-is-the-same-person-who-still-has-to-do-it", Text: "management is the same person, who still has to do it"}, ""},
	{onePerson, "A.6.4", false, isms.Message{Code: "soa/there-is-nobody-to-discipline", Text: "there is nobody to discipline"}, ""},

	{noPersonalData, "A.5.34", true, isms.Message{Code: "soa/data-of-employees-and-contacts-are-personal-data", Text: "data of employees and contacts are personal data"}, ""},
	{noPersonalData, "A.8.11", false, isms.Message{Code: "soa/there-is-no-customer-data-to-mask", Text: "there is no customer data to mask"}, ""},
}
