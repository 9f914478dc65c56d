package cycle

import (
	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
)

// Obligations of the certificate holder that were not met.
var (
	surveillanceMissed = isms.Rule{
		Code: "cycle/missed-surveillance-audit", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 9.1.3.3"}, Since: "v0.1.0",
		Title:   "Missed surveillance audit",
		Message: "certificate {id}: {obligation} was due by {due}; consequence: {consequence}",
		Remedy:  "Have the surveillance audit conducted.",
		Key:     []string{"obligation", "due"},
		Needs:   cycleNeeds,
	}
	majorsUnverified = isms.Rule{
		Code: "cycle/unverified-major-nonconformities", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 9.5.2"}, Since: "v0.1.0",
		Title:   "Unverified major nonconformities",
		Message: "certificate {id}: {n} {n|major nonconformity is|major nonconformities are} not verified; {limit}",
		Remedy:  "Have the certification body verify the major nonconformities.",
		Needs:   cycleNeeds,
	}
	suspended = isms.Rule{
		Code: "cycle/suspended-certificate", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 9.6.5"}, Since: "v0.1.0",
		Title:   "Suspended certificate",
		Message: "certificate {id} is suspended since {since}; the suspension is to be lifted by {due}",
		Remedy:  "Have the certification body lift the suspension and do not display the certificate meanwhile.",
		Needs:   cycleNeeds,
	}
	ended = isms.Rule{
		Code: "cycle/expired-or-withdrawn-certificate", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 9.6.3.2.4"}, Since: "v0.1.0",
		Title:   "Expired or withdrawn certificate",
		Message: "certificate {id} is {state}; it ended on {ended}",
		Remedy:  "Have the certificate restored within the time limit or begin again with a stage 2 audit.",
		Needs:   cycleNeeds,
	}
	transferMissed = isms.Rule{
		Code: "cycle/missed-transfer-of-certification", Severity: isms.SeverityError, Refs: []isms.Ref{"IAF MD 2"}, Since: "v0.1.0",
		Title:   "Missed transfer of certification",
		Message: "the transfer of certificate {id} was due by {due}",
		Remedy:  "Apply to another certification body.",
		Needs:   cycleNeeds,
	}
	recertificationNear = isms.Rule{
		Code: "cycle/imminent-recertification-without-audit", Severity: isms.SeverityWarning, Refs: []isms.Ref{"ISO/IEC 17021-1 9.6.3.1.1"}, Since: "v0.1.0",
		Title:   "Imminent recertification without audit",
		Message: "certificate {id}: recertification is to be decided by {due}, and the recertification audit has not been conducted",
		Remedy:  "Have the recertification audit conducted.",
		Needs:   cycleNeeds,
		Basis:   "ismskit proposal: the 90 days; ISO/IEC 17021-1 requires it in time",
	}
)

// Rules returns the rules that [Cycle.Check] applies, sorted by code. The values are
// copies.
func Rules() []isms.Rule { return isms.SortedRules(cycleRules()) }

func cycleRules() []isms.Rule {
	return []isms.Rule{surveillanceMissed, majorsUnverified, suspended, ended, transferMissed, recertificationNear}
}

// What the rules need.
var (
	needDay   = isms.Need{Missing: dayMissing}
	needCycle = isms.Need{Missing: noCycle}

	cycleNeeds = []isms.Need{needDay, needCycle}
)

// Check reports the obligations that the cycle has missed as of a day. Before there is
// a certificate, that is the verification of major nonconformities only.
func (c Cycle) Check(asOf isms.Date) isms.Report {
	var k isms.Checker
	past := c.On(asOf)
	if asOf.IsZero() {
		k.Lacks(needDay)
	}
	if len(past.events) == 0 {
		k.Lacks(needCycle)
	}
	k.Ran(cycleRules()...)
	id := isms.ArgID("id", c.ID())
	switch state := past.State(asOf); {
	case state == StateExpired || state == StateLapsed:
		k.Find(ended, "", id, isms.ArgWord("state", States(), state), isms.ArgDate("ended", past.Expiry()))
	case state == StateWithdrawn && !past.core.decision.IsZero(): // no application
		k.Find(ended, past.lastOf(CertificateWithdrawn), id, isms.ArgWord("state", States(), state), isms.ArgDate("ended", past.Expiry()))
	}
	for o := range past.Obligations(asOf) {
		due := isms.ArgDate("due", o.Window.Last)
		switch o.Kind {
		case FirstSurveillanceDue, SurveillanceDue:
			if o.Overdue(asOf) {
				k.Find(surveillanceMissed, "", id, isms.ArgWord("obligation", ObligationKinds(), o.Kind), due, isms.ArgWord("consequence", audit.Consequences(), o.OnMiss()))
			}
		case MajorsVerificationDue:
			limit := dueBy.With(due)
			if o.Window.Last.IsZero() {
				limit = noLimitKnown.With()
			}
			if o.Overdue(asOf) || o.Window.Last.IsZero() {
				k.Find(majorsUnverified, "", id, isms.ArgInt("n", past.core.majors), isms.ArgSentence("limit", limit))
			}
		case SuspensionLiftingDue:
			k.Find(suspended, past.lastOf(Suspended), id, isms.ArgDate("since", past.core.paused0), due)
		case TransferDue:
			if o.Overdue(asOf) {
				k.Find(transferMissed, past.lastOf(AccreditationLost), id, due)
			}
		case RecertificationDue:
			if past.core.recert.IsZero() && o.Overdue(asOf.AddDays(91)) {
				k.Find(recertificationNear, "", id, due)
			}
		}
	}
	return k.Report()
}

// lastOf returns the path of the last event of a kind.
func (c Cycle) lastOf(kind EventKind) isms.Path {
	i := len(c.events) - 1
	for i > 0 && c.events[i].Kind != kind {
		i--
	}
	return isms.Path("").Index("", i)
}
