package certificate

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// Questions about a certificate, each a rule.
var (
	claimUncertified = isms.Rule{
		Code: "certificate/claim-without-certification", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 8.2.2"}, Since: "v0.1.0",
		Title:   "Claim without certification",
		Message: "the supplier says {kind}, which is not certified",
		Remedy:  "Request a certificate or rely on other assurance.",
	}
	incomplete = isms.Rule{
		Code: "certificate/incomplete-certificate", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 8.2.2"}, Since: "v0.1.0",
		Title:   "Incomplete certificate",
		Message: "the certificate does not show {what}",
		Remedy:  "Request the complete certificate from the certification body.",
		Basis:   "ISO/IEC 17021-1 8.2.2, of which the list was not seen in a public text",
	}
	otherStandard = isms.Rule{
		Code: "certificate/certificate-to-another-standard", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 27006-1 8.2"}, Since: "v0.1.0",
		Title:   "Certificate to another standard",
		Message: "the certificate is for {standard}, not for ISO/IEC 27001",
		Remedy:  "Request a certificate to ISO/IEC 27001.",
		Basis:   "no organization is certified to ISO/IEC 27002, and ISO/IEC 27701 alone is not ISO/IEC 27001",
	}
	editionWithdrawn = isms.Rule{
		Code: "certificate/certificate-to-withdrawn-edition", Severity: isms.SeverityError, Refs: []isms.Ref{"IAF MD 26"}, Since: "v0.1.0",
		Title:   "Certificate to withdrawn edition",
		Message: "certificates to {standard} ended on {end}",
		Remedy:  "Request the certificate to ISO/IEC 27001:2022.",
	}
	implausible = isms.Rule{
		Code: "certificate/implausible-certificate-dates", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 9.1.3.2"}, Since: "v0.1.0",
		Title:   "Implausible certificate dates",
		Message: "{what}",
		Remedy:  "Clarify the dates with the certification body.",
	}
	notYetValid = isms.Rule{
		Code: "certificate/certificate-not-yet-valid", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 8.2.2"}, Since: "v0.1.0",
		Title:   "Certificate not yet valid",
		Message: "the certificate is valid from {from}",
		Remedy:  "Wait for the first day of validity or request the previous certificate.",
	}
	expired = isms.Rule{
		Code: "certificate/expired-certificate", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 9.6.3.2.4"}, Since: "v0.1.0",
		Title:   "Expired certificate",
		Message: "the last day of the certificate was {expiry}",
		Remedy:  "Request the current certificate.",
	}
	inactive = isms.Rule{
		Code: "certificate/inactive-certificate", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 9.6.5"}, Since: "v0.1.0",
		Title:   "Inactive certificate",
		Message: "{register} said on {on}: {status}",
		Remedy:  "Clarify the status with the certification body.",
	}
	unaccredited = isms.Rule{
		Code: "certificate/unaccredited-certificate", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 8.2.2"}, Since: "v0.1.0",
		Title:   "Unaccredited certificate",
		Message: "{why}",
		Remedy:  "Look up the accreditation in the register of the multilateral agreement.",
		Basis:   "recognition is what the buyer's trust policy states",
	}
	otherScope = isms.Rule{
		Code: "certificate/accreditation-for-another-scope", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 27006-1 4"}, Since: "v0.1.0",
		Title:   "Accreditation for another scope",
		Message: "nothing shows that {accreditor} is recognized for information security: {scope}",
		Remedy:  "Request a certificate under an accreditation for information security management systems.",
	}
	notInForce = isms.Rule{
		Code: "certificate/recognition-of-accreditation-not-in-force", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 8.2.2"}, Since: "v0.1.0",
		Title:   "Recognition of accreditation not in force",
		Message: "{accreditor} was recognized under {arrangement} {window}",
		Remedy:  "Look up the accreditation in the register of the multilateral agreement.",
	}
	bodyInactive = isms.Rule{
		Code: "certificate/inactive-accreditation-of-certification-body", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 27006-1 4"}, Since: "v0.1.0",
		Title:   "Inactive accreditation of certification body",
		Message: "{register} said on {on} of the body: {status}",
		Remedy:  "Ask the supplier where the certificate was transferred to.",
	}
	lookAlike = isms.Rule{
		Code: "certificate/look-alike-accreditation-mark", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 8.3"}, Since: "v0.1.0",
		Title:   "Look-alike accreditation mark",
		Message: "{mark} is not one of the arrangements it resembles",
		Remedy:  "Request a certificate under a genuine multilateral agreement.",
		Basis:   "the list is that of the buyer's trust policy; the one known look-alike was seen in one source",
	}
	surveillanceMissing = isms.Rule{
		Code: "certificate/missing-evidence-of-surveillance", Severity: isms.SeverityWarning, Refs: []isms.Ref{"ISO/IEC 17021-1 9.1.3.3"}, Since: "v0.1.0",
		Title:   "Missing evidence of surveillance",
		Message: "{last}; {what}",
		Remedy:  "Request the letter or report of the last surveillance audit.",
	}
	servicesOutside = isms.Rule{
		Code: "certificate/services-outside-certified-scope", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 8.2.2"}, Since: "v0.1.0",
		Title:   "Services outside certified scope",
		Message: "scope {scope} does not cover: {services}",
		Remedy:  "Request a scope extension or rely on other assurance for these services.",
	}
	sitesOutside = isms.Rule{
		Code: "certificate/sites-outside-certified-scope", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 8.2.2"}, Since: "v0.1.0",
		Title:   "Sites outside certified scope",
		Message: "not among the sites of the certificate: {sites}",
		Remedy:  "Request the annex with the sites or rely on other assurance for them.",
	}
	otherHolder = isms.Rule{
		Code: "certificate/certificate-of-another-organization", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 8.2.2"}, Since: "v0.1.0",
		Title:   "Certificate of another organization",
		Message: "the holder is {holder}, the supplier is {supplier}",
		Remedy:  "Contract with the certificate holder or request the supplier's own certificate.",
	}
	soaVersion = isms.Rule{
		Code: "certificate/unconfirmed-statement-of-applicability-version", Severity: isms.SeverityWarning, Refs: []isms.Ref{"ISO/IEC 27006-1 8.2"}, Since: "v0.1.0",
		Title:   "Unconfirmed Statement of Applicability version",
		Message: "{what}",
		Remedy:  "Ask which version of the Statement of Applicability the certificate refers to.",
		Basis:   "seen on certificates and in the sister scheme for artificial intelligence",
	}
)

func claimRules() []isms.Rule {
	return []isms.Rule{
		claimUncertified, incomplete, otherStandard, editionWithdrawn, implausible, notYetValid, expired, inactive, unaccredited,
		otherScope, notInForce, bodyInactive, lookAlike, surveillanceMissing, servicesOutside, sitesOutside, otherHolder, soaVersion,
	}
}

// Outcome is the answer to one question about a certificate. The zero value means not
// asked.
type Outcome string

// The outcomes.
const (
	Pass              Outcome = "pass"
	Fail              Outcome = "fail"
	Unknown           Outcome = "unknown"            // a fact is missing
	JudgementRequired Outcome = "judgement required" // see [Reliance]
)

var wordsOutcomes = [...][2]Outcome{
	{Pass, "Passed"},
	{Fail, "Failed"},
	{Unknown, "Unknown"},
	{JudgementRequired, "Judgement required"},
}

// Outcomes returns the vocabulary of [Outcome].
func Outcomes() isms.Words[Outcome] { return isms.WordsOf("certificate.outcome", wordsOutcomes[:]) }

// Question is a question about a certificate with its outcome.
type Question struct {
	Code    string        `json:"code"` // of the rule
	Outcome Outcome       `json:"outcome"`
	Why     string        `json:"why,omitzero"`
	Weight  isms.Severity `json:"weight"`
}

// Result is the result of a certificate verification, as returned by [Verify]. The zero
// Result is not reliable.
type Result struct {
	asOf      isms.Date
	standard  string
	scope     string
	services  []string
	expiry    isms.Date
	questions []Question
	report    isms.Report
}

// Verify returns the answer to every question about a claim as of a day. Missing facts
// are unknown and never pass. Whether a scope text covers a service, a name is spelled
// differently or a site is listed under another name requires a judgement, see
// [Reliance]. A claim without certification is not examined further.
func Verify(asOf isms.Date, c Claim, t TrustPolicy) Result {
	v := verifier{asOf: asOf, claim: &c, cert: &c.Certificate, trust: &t}
	v.claimKind()
	if c.Kind == ClaimCertified && !asOf.IsZero() {
		v.fields()
		v.standard()
		v.dates()
		v.registers()
		v.accreditation()
		v.surveillance()
		v.reliance()
	}
	for _, r := range claimRules() {
		if !slices.ContainsFunc(v.questions, func(q Question) bool { return q.Code == r.Code }) {
			v.open(r, Unknown, "there is no claim of certification to examine, or no day to examine it on")
		}
	}
	slices.SortStableFunc(v.questions, func(a, b Question) int { return strings.Compare(a.Code, b.Code) })
	return Result{
		asOf: asOf, standard: c.Certificate.Standard, scope: c.Certificate.Scope, services: slices.Clone(c.Reliance.Services),
		expiry: c.Certificate.Expiry, questions: v.questions, report: v.checker.Report(),
	}
}

type verifier struct {
	asOf      isms.Date
	claim     *Claim
	cert      *Certificate
	trust     *TrustPolicy
	questions []Question
	checker   isms.Checker
}

func (v *verifier) at() isms.Path { return isms.Path("").Item("claims", v.claim.ID) }

func (v *verifier) pass(r isms.Rule) {
	v.checker.Ran(r)
	v.questions = append(v.questions, Question{Code: r.Code, Outcome: Pass, Weight: r.Severity})
}

func (v *verifier) fail(r isms.Rule, args ...isms.Arg) {
	v.checker.Ran(r)
	v.checker.Find(r, v.at(), args...)
	why := r.Message
	for _, a := range args {
		why = strings.ReplaceAll(why, "{"+a.Name+"}", a.Value)
	}
	v.questions = append(v.questions, Question{Code: r.Code, Outcome: Fail, Why: why, Weight: r.Severity})
}

func (v *verifier) open(r isms.Rule, o Outcome, why string) {
	v.checker.Skip(r, isms.Sentence{Text: why})
	v.questions = append(v.questions, Question{Code: r.Code, Outcome: o, Why: why, Weight: r.Severity})
}

func (v *verifier) claimKind() {
	switch v.claim.Kind {
	case ClaimCertified:
		v.pass(claimUncertified)
	case ClaimCompliant, ClaimAttested:
		v.fail(claimUncertified, isms.ArgText("kind", v.claim.Kind))
	default:
		v.open(claimUncertified, Unknown, "what the supplier claims is not known")
	}
}

func (v *verifier) fields() {
	c := v.cert
	var missing []string
	for _, f := range []struct {
		name  string
		blank bool
	}{
		{"its number", text.Blank(c.Number)},
		{"the holder", text.Blank(c.Holder)},
		{"the standard", text.Blank(c.Standard)},
		{"the scope", text.Blank(c.Scope)},
		{"the certification body", text.Blank(c.Body)},
		{"the day from which it is valid", c.Effective.IsZero()},
		{"its last day", c.Expiry.IsZero() && c.RecertificationDue.IsZero()},
	} {
		if f.blank {
			missing = append(missing, f.name)
		}
	}
	if len(missing) > 0 {
		v.fail(incomplete, isms.ArgText("what", strings.Join(missing, ", ")))
		return
	}
	v.pass(incomplete)
}

func (v *verifier) standard() {
	text := isms.ArgText("standard", v.cert.Standard)
	switch classify(v.cert.Standard) {
	case standard2022:
		v.pass(otherStandard)
		v.pass(editionWithdrawn)
	case standard2013:
		v.pass(otherStandard)
		if end := isms.Edition2013.LastDay(); !end.IsZero() && v.asOf.After(end) {
			v.fail(editionWithdrawn, text, isms.ArgDate("end", end))
		} else {
			v.pass(editionWithdrawn)
		}
	case standardNoEdition:
		v.pass(otherStandard)
		v.open(editionWithdrawn, Unknown, "the certificate names no edition")
	case standardOtherEdition:
		v.pass(otherStandard)
		v.open(editionWithdrawn, JudgementRequired, "the edition is none of ISO/IEC: perhaps a national adoption")
	case standardOther:
		v.fail(otherStandard, text)
		v.open(editionWithdrawn, Unknown, "the certificate is for another standard")
	default:
		v.open(otherStandard, Unknown, "the certificate names no standard")
		v.open(editionWithdrawn, Unknown, "the certificate names no standard")
	}
}

func (v *verifier) dates() {
	c := v.cert
	from, until := c.Effective, c.Expiry
	var odd string
	switch {
	case !until.IsZero() && from.After(until):
		odd = "valid from " + from.String() + ", after its last day " + until.String()
	case !from.AddYears(3).IsZero() && until.After(from.AddYears(3)):
		odd = "valid for more than three years, from " + from.String() + " to " + until.String()
	case !from.IsZero() && c.Decided.After(from):
		odd = "valid from " + from.String() + ", before the decision of " + c.Decided.String()
	case !v.asOf.IsZero() && c.Decided.After(v.asOf):
		odd = "decided on " + c.Decided.String() + ", a day to come"
	case !c.RecertificationDue.IsZero() && until.After(c.RecertificationDue):
		odd = "its last day " + until.String() + " is after " + c.RecertificationDue.String() + ", when recertification is due"
	case until.IsZero():
		odd = "it has no last day"
	}
	switch {
	case odd != "":
		v.fail(implausible, isms.ArgText("what", odd))
	case from.IsZero():
		v.open(implausible, Unknown, "the day from which it is valid is not known")
	default:
		v.pass(implausible)
	}
	switch {
	case from.IsZero():
		v.open(notYetValid, Unknown, "the day from which it is valid is not known")
	case !v.asOf.IsZero() && from.After(v.asOf):
		v.fail(notYetValid, isms.ArgDate("from", from))
	default:
		v.pass(notYetValid)
	}
	switch {
	case until.IsZero():
		v.open(expired, Unknown, "the last day is not known")
	case !until.IsZero() && until.Before(v.asOf):
		v.fail(expired, isms.ArgDate("expiry", until))
	default:
		v.pass(expired)
	}
}

// fresh returns the register answers that are neither outdated nor of a later day, in a
// fixed order.
func (v *verifier) fresh() []RegisterAnswer {
	validity := v.trust.RegisterValidity
	if validity.IsZero() || validity.Unit == isms.WorkingDays {
		validity = isms.Interval{N: 30, Unit: isms.Days}
	}
	var out []RegisterAnswer
	for _, a := range v.claim.Registers {
		if last, _ := validity.From(a.On, nil); !a.On.IsZero() && !(!v.asOf.IsZero() && a.On.After(v.asOf)) && !(!last.IsZero() && last.Before(v.asOf)) { // zero beyond the calendar
			out = append(out, a)
		}
	}
	slices.SortFunc(out, func(a, b RegisterAnswer) int {
		if c := a.On.Compare(b.On); c != 0 {
			return -c
		}
		if c := strings.Compare(a.Register, b.Register); c != 0 {
			return c
		}
		if c := strings.Compare(string(a.Status), string(b.Status)); c != 0 {
			return c
		}
		return strings.Compare(string(a.Accreditation), string(b.Accreditation))
	})
	return out
}

// registers takes the worst status of the register answers.
func (v *verifier) registers() {
	answers := v.fresh()
	v.status(inactive, answers, func(a RegisterAnswer) RegisterStatus { return a.Status },
		"no register was asked lately", "no register has it: not uploaded, confidential, removed or not genuine; ask the body")
	v.status(bodyInactive, answers, func(a RegisterAnswer) RegisterStatus { return a.Accreditation },
		"no register of an accreditation body was asked lately", "the register of the accreditation body does not have the certification body")
}

func (v *verifier) status(r isms.Rule, answers []RegisterAnswer, of func(RegisterAnswer) RegisterStatus, none, notFound string) {
	active, found, unclear := false, false, ""
	for _, a := range answers {
		switch s := of(a); s {
		case statusActive:
			active = true
		case statusSuspended, statusWithdrawn, statusExpired, statusCancelled:
			v.fail(r, isms.ArgText("register", a.name()), isms.ArgDate("on", a.On), isms.ArgText("status", s))
			return
		case statusTransferred, statusScopeReduced:
			unclear = a.name() + " says " + string(s) + ": find out what is left of it"
		case statusNotFound:
			found = true
		case "":
		default:
			unclear = a.name() + " says " + text.Quote(string(s)) + ", which is no known status"
		}
	}
	switch {
	case unclear != "":
		v.open(r, JudgementRequired, unclear)
	case active:
		v.pass(r)
	case found:
		v.open(r, JudgementRequired, notFound)
	default:
		v.open(r, Unknown, none)
	}
}

func (v *verifier) accreditation() {
	c := v.cert
	shown := append([]string{c.Accreditor, c.Arrangement}, c.Marks...)
	mark := ""
	for _, s := range shown {
		if slices.ContainsFunc(v.trust.LookAlikes, func(l string) bool { return plain(l) != "" && plain(l) == plain(s) }) {
			mark = s
			break
		}
	}
	if mark != "" {
		v.fail(lookAlike, isms.ArgText("mark", mark))
	} else {
		v.pass(lookAlike)
	}
	undecided := func(why string) {
		v.open(otherScope, Unknown, why)
		v.open(notInForce, Unknown, why)
	}
	if text.Blank(c.Accreditor) {
		v.fail(unaccredited, isms.ArgText("why", "the certificate names no accreditation body"))
		undecided("the certificate names no accreditation body")
		return
	}
	names := []string{plain(c.Accreditor)}
	known, listed := LookupAccreditor(c.Accreditor)
	if listed && known.Evidence != evidenceMisleading {
		names = append(names, plain(known.Acronym), plain(known.Name))
	}
	var scopes []string
	var windows []Signatory
	inForce := false
	for _, s := range v.trust.Signatories {
		if !slices.Contains(names, plain(s.Accreditor)) {
			continue
		}
		if plain(s.Scope) != plain(scopeISMS) || !arrangementHasISMS(s.Arrangement) {
			scopes = append(scopes, cmp.Or(s.Scope, "scope not said")+" under "+cmp.Or(s.Arrangement, "no arrangement"))
			continue
		}
		windows = append(windows, s)
		inForce = inForce || s.InForce.Contains(v.asOf) && arrangementInForce(s.Arrangement, v.asOf)
	}
	slices.Sort(scopes)
	slices.SortFunc(windows, func(a, b Signatory) int {
		if c := strings.Compare(a.Arrangement, b.Arrangement); c != 0 {
			return c
		}
		if c := a.InForce.Last.Compare(b.InForce.Last); c != 0 {
			return c
		}
		return a.InForce.First.Compare(b.InForce.First)
	})
	who := isms.ArgText("accreditor", c.Accreditor)
	switch {
	case inForce:
		v.pass(unaccredited)
		v.pass(otherScope)
		v.pass(notInForce)
	case len(windows) > 0:
		v.pass(unaccredited)
		v.pass(otherScope)
		v.fail(notInForce, who, isms.ArgText("arrangement", windows[0].Arrangement), isms.ArgText("window", windows[0].InForce.String()))
	case len(scopes) > 0:
		v.pass(unaccredited)
		v.fail(otherScope, who, isms.ArgText("scope", strings.Join(slices.Compact(scopes), "; ")))
		v.open(notInForce, Unknown, "the accreditation body is recognized for another scope")
	case listed && known.Evidence == evidenceMisleading:
		v.open(unaccredited, Unknown, "a name that misleads; see the other question")
		v.fail(otherScope, who, isms.ArgText("scope", known.Note))
		v.open(notInForce, Unknown, "the accreditation body is not recognized for information security")
	case listed:
		why := known.Acronym + " is an accreditation body, but nobody showed that it is recognized for information security: look it up in the live register"
		v.open(unaccredited, Unknown, why)
		undecided(why)
	default:
		v.fail(unaccredited, isms.ArgText("why", text.Quote(c.Accreditor)+" is no accreditation body that is known here"))
		undecided("the accreditation body is not known")
	}
}

// arrangementHasISMS reports whether an arrangement covers information security. An
// unknown one does: the embedder vouches for it.
func arrangementHasISMS(id string) bool {
	for _, a := range arrangementTable {
		if a.ID == id {
			return a.ISMS
		}
	}
	return true
}

func arrangementInForce(id string, on isms.Date) bool {
	for _, a := range arrangementTable {
		if a.ID == id {
			return a.InForce.Contains(on)
		}
	}
	return true
}

// surveillance requires an audit in time: the first within 12 months of the first day of
// validity, later ones once in each calendar year.
func (v *verifier) surveillance() {
	c := v.cert
	from := c.Effective
	if !c.Decided.IsZero() {
		from = c.Decided
	}
	last := c.LastSurveillance
	shown := isms.ArgText("last", "the last audit shown is of "+last.String())
	if last.IsZero() {
		shown = isms.ArgText("last", "no audit is shown")
	}
	switch {
	case from.IsZero():
		v.open(surveillanceMissing, Unknown, "the day from which it is valid is not known")
	case !v.asOf.IsZero() && last.After(v.asOf):
		v.fail(surveillanceMissing, shown, isms.ArgText("what", "that is a day to come"))
	case !(!from.AddMonths(12).IsZero() && from.AddMonths(12).Before(v.asOf)):
		v.pass(surveillanceMissing) // none is due yet
	case last.IsZero() || last.Before(from):
		v.fail(surveillanceMissing, shown, isms.ArgText("what", "the first one was due by "+from.AddMonths(12).String()))
	case last.Year() < v.asOf.Year()-1:
		v.fail(surveillanceMissing, shown, isms.ArgText("what", "one is due in each calendar year"))
	default:
		v.pass(surveillanceMissing)
	}
}

func (v *verifier) reliance() {
	c, r := v.cert, &v.claim.Reliance
	services := strings.Join(r.Services, "; ")
	switch {
	case len(r.Services) == 0:
		v.open(servicesOutside, Unknown, "what the buyer relies on is not given")
	case text.Blank(c.Scope):
		v.open(servicesOutside, Unknown, "the certificate shows no scope")
	case r.ScopeCovers == isms.Yes:
		v.pass(servicesOutside)
	case r.ScopeCovers == isms.No:
		v.fail(servicesOutside, isms.ArgText("scope", text.Quote(c.Scope)), isms.ArgText("services", services))
	default:
		v.open(servicesOutside, JudgementRequired, "does the scope "+text.Quote(c.Scope)+" cover: "+services+"?")
	}

	var missing []string
	for _, s := range r.Sites {
		if !slices.ContainsFunc(c.Sites, func(o string) bool { return plain(o) == plain(s) }) {
			missing = append(missing, s)
		}
	}
	switch {
	case len(missing) == 0 || r.SitesCovered == isms.Yes:
		v.pass(sitesOutside)
	case r.SitesCovered == isms.No:
		v.fail(sitesOutside, isms.ArgText("sites", strings.Join(missing, "; ")))
	case len(c.Sites) == 0:
		v.open(sitesOutside, Unknown, "the certificate shows no sites")
	default:
		v.open(sitesOutside, JudgementRequired, "are these among the sites of the certificate: "+strings.Join(missing, "; ")+"?")
	}

	holder, supplier := isms.ArgText("holder", text.Quote(c.Holder)), isms.ArgText("supplier", text.Quote(v.claim.Supplier))
	switch {
	case text.Blank(c.Holder) || text.Blank(v.claim.Supplier):
		v.open(otherHolder, Unknown, "the holder or the supplier is not known")
	case r.HolderMatches == isms.No:
		v.fail(otherHolder, holder, supplier)
	case plain(c.Holder) == plain(v.claim.Supplier) || r.HolderMatches == isms.Yes:
		v.pass(otherHolder)
	default:
		v.open(otherHolder, JudgementRequired, "is "+text.Quote(c.Holder)+" the same as "+text.Quote(v.claim.Supplier)+"?")
	}

	switch {
	case text.Blank(c.SoAVersion):
		v.fail(soaVersion, isms.ArgText("what", "the certificate names no version of the Statement of Applicability"))
	case r.SoAMatches == isms.No:
		v.fail(soaVersion, isms.ArgText("what", "the Statement of Applicability at hand is not version "+c.SoAVersion))
	default:
		v.pass(soaVersion)
	}
}

// Questions yields every question with its outcome, by code.
func (v Result) Questions() iter.Seq[Question] { return slices.Values(v.questions) }

// Report returns the failed questions as findings. Unknown ones and those that require a
// judgement are skipped.
func (v Result) Report() isms.Report { return v.report }

// Reliable reports whether every question passed, warnings aside.
func (v Result) Reliable() bool {
	for _, q := range v.questions {
		if q.Outcome != Pass && q.Weight == isms.SeverityError {
			return false
		}
	}
	return v.questions != nil
}

// ReliableFor returns what the certificate can be relied on for, empty unless Reliable.
func (v Result) ReliableFor() []string {
	out := []string{}
	if v.Reliable() {
		out = append(out,
			"an accredited body found, by sample, that a management system meets "+v.standard+" within the scope "+text.Quote(v.scope),
			"the services judged to be in that scope: "+strings.Join(v.services, "; "),
			"until "+v.expiry.String()+" at the latest, if surveillance goes on")
	}
	return out
}

// NotFor returns what the certificate cannot be relied on for.
func (v Result) NotFor() []string {
	out := []string{}
	for _, q := range v.questions {
		switch {
		case q.Outcome == Fail && q.Weight == isms.SeverityError:
			out = append(out, "anything: "+q.Why)
		case q.Outcome == Fail:
			out = append(out, "anything more without an answer to: "+q.Why)
		case q.Outcome != Pass:
			out = append(out, "anything before this is settled: "+q.Why)
		}
	}
	slices.Sort(out)
	return append(slices.Compact(out),
		"services, sites and legal entities outside the scope",
		"each control working on each day: audits take samples",
		"the controls that the Statement of Applicability excludes",
		"CMMC, DFARS 252.204-7012 or NIST SP 800-171: a certificate is no assessment under them",
		"meeting a law, such as one on personal data",
	)
}

// SupportedControl is a control that a certificate supports as implemented by the
// supplier.
type SupportedControl struct {
	Control isms.Ref  `json:"control"`
	Until   isms.Date `json:"until"`
}

// Supports returns the controls of policy, each supported for an interval from the day of
// verification, at most until the expiry of the certificate; none unless Reliable. It
// returns an error for anything but controls of Annex A: a certificate supports no claim
// under another framework.
func (v Result) Supports(policy []isms.Ref, validity isms.Interval) ([]SupportedControl, error) {
	for _, r := range policy {
		if !r.IsControl() {
			return nil, fmt.Errorf("certificate: Supports: %q: a certificate supports controls of Annex A only", string(r))
		}
	}
	out := []SupportedControl{}
	if !v.Reliable() {
		return out, nil
	}
	until, err := validity.From(v.asOf, nil)
	if err != nil {
		return nil, fmt.Errorf("certificate: Supports: %w", err)
	}
	if !v.expiry.IsZero() && v.expiry.Before(until) {
		until = v.expiry
	}
	if end := isms.Edition2013.LastDay(); classify(v.standard) == standard2013 && !end.IsZero() && end.Before(until) {
		until = end
	}
	for _, r := range isms.SortRefs(slices.Clone(policy)) {
		out = append(out, SupportedControl{r, until})
	}
	return out, nil
}
