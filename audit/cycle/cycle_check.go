package cycle

import (
	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// Obligations of the certificate holder that were not met.
var (
	surveillanceMissed = isms.Rule{
		Code: "cycle/missed-surveillance-audit", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 9.1.3.3"}, Since: "v0.1.0",
		Title:   "Missed surveillance audit",
		Message: "certificate {id}: {what} was due by {due}; what follows: {follows}",
		Remedy:  "Have the surveillance audit conducted.",
	}
	majorsUnverified = isms.Rule{
		Code: "cycle/unverified-major-nonconformities", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 9.5.2"}, Since: "v0.1.0",
		Title:   "Unverified major nonconformities",
		Message: "certificate {id}: {majors}, to be verified by {due}",
		Remedy:  "Have the certification body verify the major nonconformities.",
	}
	suspended = isms.Rule{
		Code: "cycle/suspended-certificate", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 9.6.5"}, Since: "v0.1.0",
		Title:   "Suspended certificate",
		Message: "certificate {id} has been suspended since {since}; to be resolved by {due}",
		Remedy:  "Resolve the suspension with the certification body and do not display the certificate meanwhile.",
	}
	ended = isms.Rule{
		Code: "cycle/expired-or-withdrawn-certificate", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 9.6.3.2.4"}, Since: "v0.1.0",
		Title:   "Expired or withdrawn certificate",
		Message: "certificate {id} is {state}; it ended on {ended}",
		Remedy:  "Have the certificate restored within the time limit or begin again with a stage 2 audit.",
	}
	transferMissed = isms.Rule{
		Code: "cycle/missed-transfer-of-certification", Severity: isms.SeverityError, Refs: []isms.Ref{"IAF MD 2"}, Since: "v0.1.0",
		Title:   "Missed transfer of certification",
		Message: "certificate {id} was to be transferred by {due}",
		Remedy:  "Apply to another certification body.",
	}
	recertificationNear = isms.Rule{
		Code: "cycle/imminent-recertification-without-audit", Severity: isms.SeverityWarning, Refs: []isms.Ref{"ISO/IEC 17021-1 9.6.3.1.1"}, Since: "v0.1.0",
		Title:   "Imminent recertification without audit",
		Message: "certificate {id}: recertification has to be decided by {due} and its audit was not held",
		Remedy:  "Have the recertification audit conducted.",
		Basis:   "the 90 days are an ismskit proposal; the standard requires it in time",
	}
)

// Rules returns the rules that [Cycle.Check] applies, sorted by code. The values are
// copies.
func Rules() []isms.Rule { return isms.SortedRules(cycleRules()) }

func cycleRules() []isms.Rule {
	return []isms.Rule{surveillanceMissed, majorsUnverified, suspended, ended, transferMissed, recertificationNear}
}

// Check reports the obligations that the cycle has missed as of a day. Before there is
// a certificate, that is the verification of major nonconformities only.
func (c Cycle) Check(asOf isms.Date) isms.Report {
	var k isms.Checker
	past := c.On(asOf)
	if asOf.IsZero() || len(past.events) == 0 {
		for _, r := range cycleRules() {
			k.Skip(r, isms.Sentence{Text: "there is no cycle on the day"})
		}
		return k.Report()
	}
	k.Ran(cycleRules()...)
	at, id := isms.Path("").Item("cycles", c.ID()), isms.ArgText("id", c.ID())
	switch state := past.State(asOf); state {
	case StateExpired, StateLapsed:
		k.Find(ended, at, id, isms.ArgText("state", state), isms.ArgDate("ended", past.Expiry()))
	case StateWithdrawn:
		if past.core.decision.IsZero() {
			break // an application that was withdrawn
		}
		k.Find(ended, at, id, isms.ArgText("state", state), isms.ArgDate("ended", past.core.last))
	}
	for o := range past.Obligations(asOf) {
		due := isms.ArgDate("due", o.Window.Last)
		switch o.Kind {
		case firstSurveillanceDue, surveillanceDue:
			if o.Overdue(asOf) {
				k.Find(surveillanceMissed, at, id, isms.ArgText("what", o.Kind), due,
					isms.ArgText("consequence", o.OnMiss()), isms.ArgText("follows", audit.Consequences().Title(o.OnMiss(), nil)))
			}
		case majorsVerificationDue:
			if o.Overdue(asOf) || o.Window.Last.IsZero() {
				k.Find(majorsUnverified, at, id, isms.ArgText("majors", text.Plural(past.core.majors, "major")), isms.ArgText("due", by(o.Window.Last)))
			}
		case suspensionResolutionDue:
			k.Find(suspended, at, id, isms.ArgDate("since", past.core.paused0), due)
		case transferDue:
			if o.Overdue(asOf) {
				k.Find(transferMissed, at, id, due)
			}
		case recertificationDue:
			if past.core.recert.IsZero() && !o.Window.Last.IsZero() && o.Window.Last.Before(asOf.AddDays(91)) {
				k.Find(recertificationNear, at, id, due)
			}
		}
	}
	return k.Report()
}

// by returns the day, or words where it is unknown.
func by(d isms.Date) string {
	if d.IsZero() {
		return "a day that nobody has set"
	}
	return d.String()
}
