package audit

import "github.com/ismskit/ismskit/isms"

// What a certificate's holder should hear of.
var (
	cycleSurveillance = isms.Rule{
		Code: "audit/surveillance-missed", Severity: isms.Error, Refs: []isms.Ref{"ISO/IEC 17021-1 9.1.3.3"},
		Title: "a surveillance audit was not held in time", Message: "certificate {id}: {what} was due by {due}; what follows: {follows}",
		Remedy: "hold it; the body may suspend", Since: since,
	}
	cycleMajors = isms.Rule{
		Code: "audit/majors-not-verified", Severity: isms.Error, Refs: []isms.Ref{"ISO/IEC 17021-1 9.5.2"},
		Title: "majors were not verified in time, or nobody knows by when", Message: "certificate {id}: {majors}, to be verified by {due}",
		Remedy: "have them verified", Since: since,
	}
	cycleSuspended = isms.Rule{
		Code: "audit/certificate-is-suspended", Severity: isms.Error, Refs: []isms.Ref{"ISO/IEC 17021-1 9.6.5"},
		Title: "the certificate is suspended", Message: "certificate {id} has been suspended since {since}; to be resolved by {due}",
		Remedy: "resolve it with the body; do not show the certificate meanwhile", Since: since,
	}
	cycleOver = isms.Rule{
		Code: "audit/certificate-is-over", Severity: isms.Error, Refs: []isms.Ref{"ISO/IEC 17021-1 9.6.3.2.4"},
		Title: "the certificate has ended", Message: "certificate {id} is {state}; it ended on {ended}",
		Remedy: "have it restored within the time for that, or begin with stage 2", Since: since,
	}
	cycleTransfer = isms.Rule{
		Code: "audit/transfer-missed", Severity: isms.Error, Refs: []isms.Ref{"IAF MD 2"},
		Title: "the body lost its accreditation and the certificate was not transferred", Message: "certificate {id} was to be transferred by {due}",
		Remedy: "apply to another body", Since: since,
	}
	cycleNear = isms.Rule{
		Code: "audit/recertification-near", Severity: isms.Warning, Refs: []isms.Ref{"ISO/IEC 17021-1 9.6.3.1.1"},
		Title: "recertification is due within 90 days and its audit was not held", Message: "certificate {id}: recertification has to be decided by {due} and its audit was not held",
		Remedy: "hold the audit", Since: since, Basis: "the 90 days are this library's proposal; the standard says in time",
	}
)

// CycleRules returns the rules that [Cycle.Check] applies.
func CycleRules() []isms.Rule { return collect(cycleRules()) }

func cycleRules() []isms.Rule {
	return []isms.Rule{cycleSurveillance, cycleMajors, cycleSuspended, cycleOver, cycleTransfer, cycleNear}
}

// Check reports what the cycle, as it is on a day, has missed. Before a
// certificate there is nothing to miss but the time for majors.
func (c Cycle) Check(asOf isms.Date) isms.Report {
	var k isms.Checker
	past := c.On(asOf)
	if asOf.IsZero() || len(past.events) == 0 {
		for _, r := range cycleRules() {
			k.Skip(r, "there is no cycle on the day")
		}
		return k.Report()
	}
	k.Ran(cycleRules()...)
	at, id := isms.Path("").Item("cycles", c.ID()), isms.ArgText("id", c.ID())
	switch state := past.State(asOf); state {
	case CycleExpired, CycleLapsed:
		k.Find(cycleOver, at, id, isms.ArgText("state", state), isms.ArgDate("ended", past.Expiry()))
	case CycleEnded:
		if past.core.decision.IsZero() {
			break // an application that was withdrawn
		}
		k.Find(cycleOver, at, id, isms.ArgText("state", state), isms.ArgDate("ended", past.core.last))
	}
	for o := range past.Obligations(asOf) {
		due := isms.ArgDate("due", o.Window.Last)
		switch o.Kind {
		case FirstSurveillanceDue, YearlySurveillance:
			if o.Overdue(asOf) {
				k.Find(cycleSurveillance, at, id, isms.ArgText("what", o.Kind.facts().title), due,
					isms.ArgText("consequence", o.OnMiss()), isms.ArgText("follows", o.OnMiss().Title()))
			}
		case VerifyMajors:
			if o.Overdue(asOf) || o.Window.Last.IsZero() {
				k.Find(cycleMajors, at, id, isms.ArgText("majors", plural(past.core.majors, "major")), isms.ArgText("due", by(o.Window.Last)))
			}
		case ResolveSuspension:
			k.Find(cycleSuspended, at, id, isms.ArgDate("since", past.core.paused0), due)
		case TransferToAnotherBody:
			if o.Overdue(asOf) {
				k.Find(cycleTransfer, at, id, due)
			}
		case Recertify:
			if past.core.recert.IsZero() && o.Window.Last.Before(asOf.AddDays(91)) {
				k.Find(cycleNear, at, id, due)
			}
		}
	}
	return k.Report()
}

// by says by when, if that is known.
func by(d isms.Date) string {
	if d.IsZero() {
		return "a day that nobody has set"
	}
	return d.String()
}
