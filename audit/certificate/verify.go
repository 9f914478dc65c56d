package certificate

import (
	"cmp"
	"encoding/json"
	"iter"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// Questions about a certificate, each a rule.
var (
	attestationUncertified = isms.Rule{
		Code: "certificate/attestation-without-certification", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 8.2.2"}, Since: "v0.1.0",
		Title:   "Attestation without certification",
		Message: "the supplier presents no certification; kind of attestation: {kind}",
		Remedy:  "Request a certificate or rely on other assurance.",
	}
	incomplete = isms.Rule{
		Code: "certificate/incomplete-certificate", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 8.2.2"}, Since: "v0.1.0",
		Title:   "Incomplete certificate",
		Message: "the certificate does not show {missing}",
		Remedy:  "Request the complete certificate from the certification body.",
		Basis:   "ISO/IEC 17021-1 8.2.2, of which the list was not seen in a public text",
	}
	otherStandard = isms.Rule{
		Code: "certificate/certificate-to-another-standard", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 27006-1 8.2"}, Since: "v0.1.0",
		Title:   "Certificate to another standard",
		Message: "the certificate is to {standard}, not to ISO/IEC 27001",
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
		Message: "the dates of the certificate are implausible: {contradiction}",
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
		Message: "{register} states on {on} that the certificate is {status}",
		Remedy:  "Clarify the status with the certification body.",
	}
	unaccredited = isms.Rule{
		Code: "certificate/unaccredited-certificate", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 8.2.2"}, Since: "v0.1.0",
		Title:   "Unaccredited certificate",
		Message: "the accreditation of the certificate is not shown: {reason}",
		Remedy:  "Look up the accreditation in the register of the multilateral agreement.",
		Basis:   "recognition is what the buyer's trust policy states",
	}
	otherScope = isms.Rule{
		Code: "certificate/accreditation-for-another-scope", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 27006-1 4"}, Since: "v0.1.0",
		Title:   "Accreditation for another scope",
		Message: "{accreditor} is not shown to be recognized for information security: {reason}",
		Remedy:  "Request a certificate under an accreditation for information security management systems.",
	}
	notInForce = isms.Rule{
		Code: "certificate/recognition-of-accreditation-not-in-force", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 8.2.2"}, Since: "v0.1.0",
		Title:   "Recognition of accreditation not in force",
		Message: "the recognition of {accreditor} under {agreement} is not in force: {window}",
		Remedy:  "Look up the accreditation in the register of the multilateral agreement.",
	}
	bodyInactive = isms.Rule{
		Code: "certificate/inactive-accreditation-of-certification-body", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 27006-1 4"}, Since: "v0.1.0",
		Title:   "Inactive accreditation of certification body",
		Message: "{register} states on {on} that the accreditation of the certification body is {status}",
		Remedy:  "Ask the supplier where the certificate was transferred to.",
	}
	lookAlike = isms.Rule{
		Code: "certificate/look-alike-accreditation-mark", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 8.3"}, Since: "v0.1.0",
		Title:   "Look-alike accreditation mark",
		Message: "{mark} only resembles a multilateral agreement",
		Remedy:  "Request a certificate under a genuine multilateral agreement.",
		Basis:   "the list is that of the buyer's trust policy; the one known look-alike was seen in one source",
	}
	surveillanceMissing = isms.Rule{
		Code: "certificate/missing-evidence-of-surveillance", Severity: isms.SeverityWarning, Refs: []isms.Ref{"ISO/IEC 17021-1 9.1.3.3"}, Since: "v0.1.0",
		Title:   "Missing evidence of surveillance",
		Message: "surveillance is not evidenced: {shown}; {reason}",
		Remedy:  "Request the letter or report of the last surveillance audit.",
	}
	servicesOutside = isms.Rule{
		Code: "certificate/services-outside-certified-scope", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 8.2.2"}, Since: "v0.1.0",
		Title:   "Services outside certified scope",
		Message: "the scope \"{scope}\" does not cover {services}",
		Remedy:  "Request a scope extension or rely on other assurance for these services.",
	}
	sitesOutside = isms.Rule{
		Code: "certificate/sites-outside-certified-scope", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 8.2.2"}, Since: "v0.1.0",
		Title:   "Sites outside certified scope",
		Message: "the certificate does not cover the sites {sites}",
		Remedy:  "Request the annex with the sites or rely on other assurance for them.",
	}
	otherHolder = isms.Rule{
		Code: "certificate/certificate-of-another-organization", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 8.2.2"}, Since: "v0.1.0",
		Title:   "Certificate of another organization",
		Message: "the certificate holder ({holder}) is not the supplier ({supplier})",
		Remedy:  "Contract with the certificate holder or request the supplier's own certificate.",
	}
	soaVersion = isms.Rule{
		Code: "certificate/unconfirmed-statement-of-applicability-version", Severity: isms.SeverityWarning, Refs: []isms.Ref{"ISO/IEC 27006-1 8.2"}, Since: "v0.1.0",
		Title:   "Unconfirmed Statement of Applicability version",
		Message: "the version of the Statement of Applicability is not confirmed: {reason}",
		Remedy:  "Ask which version of the Statement of Applicability the certificate refers to.",
		Basis:   "seen on certificates and in the sister scheme for artificial intelligence",
	}
)

func attestationRules() []isms.Rule {
	return []isms.Rule{
		attestationUncertified, incomplete, otherStandard, editionWithdrawn, implausible, notYetValid, expired, inactive, unaccredited,
		otherScope, notInForce, bodyInactive, lookAlike, surveillanceMissing, servicesOutside, sitesOutside, otherHolder, soaVersion,
	}
}

// Outcome is the answer to one question about a certificate. The zero value means not
// asked.
type Outcome string

// Only Pass is an answer in favour of the certificate.
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
	Code     string        `json:"code"` // of the rule
	Outcome  Outcome       `json:"outcome"`
	Why      isms.Sentence `json:"why,omitzero"`
	Severity isms.Severity `json:"severity"`
}

// Result is the result of a certificate verification, as returned by [Verify]. The zero
// Result is not reliable.
type Result struct {
	asOf      isms.Date
	cal       isms.Calendar
	standard  string
	scope     string
	services  []string
	expiry    isms.Date
	questions []Question
	report    isms.Report
}

// Verify returns the answer to every question about an attestation as of a day. The calendar is
// that of intervals in working days; nil works Monday to Friday. Missing facts are
// unknown and never pass. Whether a scope text covers a service, a name is spelled
// differently or a site is listed under another name requires a judgement, see
// [Reliance]. An attestation without certification is not examined further.
func Verify(asOf isms.Date, cal isms.Calendar, c Attestation, t TrustPolicy) Result {
	v := verifier{asOf: asOf, cal: cal, attestation: &c, cert: &c.Certificate, trust: &t}
	v.attestationKind()
	if c.Kind == AttestationCertification && !asOf.IsZero() {
		v.fields()
		v.standard()
		v.dates()
		v.registers()
		v.accreditation()
		v.surveillance()
		v.reliance()
	}
	for _, r := range attestationRules() {
		if !slices.ContainsFunc(v.questions, func(q Question) bool { return q.Code == r.Code }) {
			v.open(r, Unknown, notExamined.With())
		}
	}
	slices.SortStableFunc(v.questions, func(a, b Question) int { return strings.Compare(a.Code, b.Code) })
	return Result{
		asOf: asOf, cal: cal, standard: c.Certificate.Standard, scope: c.Certificate.Scope, services: slices.Clone(c.Reliance.Services),
		expiry: c.Certificate.Expiry, questions: v.questions, report: v.checker.Report(),
	}
}

type verifier struct {
	asOf        isms.Date
	cal         isms.Calendar
	attestation *Attestation
	cert        *Certificate
	trust       *TrustPolicy
	questions   []Question
	checker     isms.Checker
}

// at is the path of the certificate in the attestation.
const at isms.Path = "certificate"

func (v *verifier) pass(r isms.Rule) {
	v.checker.Ran(r)
	v.questions = append(v.questions, Question{Code: r.Code, Outcome: Pass, Severity: r.Severity})
}

func (v *verifier) fail(r isms.Rule, at isms.Path, args ...isms.Arg) {
	v.checker.Ran(r)
	v.checker.Find(r, at, args...)
	why := isms.Message{Code: r.Code, Text: r.Message}.With(args...)
	v.questions = append(v.questions, Question{Code: r.Code, Outcome: Fail, Why: why, Severity: r.Severity})
}

func (v *verifier) open(r isms.Rule, o Outcome, why isms.Sentence) {
	v.checker.Skip(r, why)
	v.questions = append(v.questions, Question{Code: r.Code, Outcome: o, Why: why, Severity: r.Severity})
}

func (v *verifier) attestationKind() {
	switch v.attestation.Kind {
	case AttestationCertification:
		v.pass(attestationUncertified)
	case AttestationDeclaration, AttestationOther:
		v.fail(attestationUncertified, "kind", isms.ArgWord("kind", AttestationKinds(), v.attestation.Kind))
	default:
		v.open(attestationUncertified, Unknown, attestationUnknown.With())
	}
}

func (v *verifier) fields() {
	c := v.cert
	var missing []isms.Arg
	for i, blank := range [len(fieldMessages)]bool{
		text.Blank(c.Number), text.Blank(c.Holder), text.Blank(c.Standard), text.Blank(c.Scope), text.Blank(c.Body), c.Effective.IsZero(),
		c.Expiry.IsZero() && c.RecertificationDue.IsZero(),
	} {
		if blank {
			missing = append(missing, isms.ArgSentence("", fieldMessages[i].With()))
		}
	}
	if len(missing) > 0 {
		v.fail(incomplete, at, isms.ArgList("missing", missing...))
		return
	}
	v.pass(incomplete)
}

func (v *verifier) standard() {
	field, standard := at.Field("standard"), isms.ArgText("standard", v.cert.Standard)
	switch classify(v.cert.Standard) {
	case standard2022:
		v.pass(otherStandard)
		v.pass(editionWithdrawn)
	case standard2013:
		v.pass(otherStandard)
		if end := isms.Edition2013.LastDay(); v.asOf.After(end) {
			v.fail(editionWithdrawn, field, standard, isms.ArgDate("end", end))
		} else {
			v.pass(editionWithdrawn)
		}
	case standardNoEdition:
		v.pass(otherStandard)
		v.open(editionWithdrawn, Unknown, noEdition.With())
	case standardOtherEdition:
		v.pass(otherStandard)
		v.open(editionWithdrawn, JudgementRequired, otherEdition.With())
	case standardOther:
		v.fail(otherStandard, field, standard)
		v.open(editionWithdrawn, Unknown, standardDiffers.With())
	default:
		v.open(otherStandard, Unknown, noStandard.With())
		v.open(editionWithdrawn, Unknown, noStandard.With())
	}
}

// contradiction returns the field whose date is impossible and why, the zero Sentence
// if none is.
func (v *verifier) contradiction() (field string, why isms.Sentence) {
	c := v.cert
	from, last, decided := isms.ArgDate("from", c.Effective), isms.ArgDate("last", c.Expiry), isms.ArgDate("decided", c.Decided)
	third := c.Effective.AddYears(3)
	switch {
	case !c.Expiry.IsZero() && c.Effective.After(c.Expiry):
		return "effective", validAfterExpiry.With(from, last)
	case !third.IsZero() && c.Expiry.After(third):
		return "expiry", validTooLong.With(from, last)
	case !c.Effective.IsZero() && c.Decided.After(c.Effective):
		return "effective", validBeforeDecision.With(from, decided)
	case c.Decided.After(v.asOf):
		return "decided", decidedInFuture.With(decided)
	case !c.RecertificationDue.IsZero() && c.Expiry.After(c.RecertificationDue):
		return "expiry", expiresAfterRecertification.With(last, isms.ArgDate("due", c.RecertificationDue))
	case c.Expiry.IsZero():
		return "expiry", noExpiry.With()
	}
	return "", isms.Sentence{}
}

func (v *verifier) dates() {
	from, until := v.cert.Effective, v.cert.Expiry
	switch field, why := v.contradiction(); {
	case !why.IsZero():
		v.fail(implausible, at.Field(field), isms.ArgSentence("contradiction", why))
	case from.IsZero():
		v.open(implausible, Unknown, validFromUnknown.With())
	default:
		v.pass(implausible)
	}
	switch {
	case from.IsZero():
		v.open(notYetValid, Unknown, validFromUnknown.With())
	case from.After(v.asOf):
		v.fail(notYetValid, at.Field("effective"), isms.ArgDate("from", from))
	default:
		v.pass(notYetValid)
	}
	switch {
	case until.IsZero():
		v.open(expired, Unknown, lastDayUnknown.With())
	case until.Before(v.asOf):
		v.fail(expired, at.Field("expiry"), isms.ArgDate("expiry", until))
	default:
		v.pass(expired)
	}
}

// answer is a register answer with its place in the attestation.
type answer struct {
	RegisterAnswer
	at isms.Path
}

// arg returns the argument that names the register.
func (a answer) arg() isms.Arg {
	if text.Blank(a.Register) {
		return isms.ArgSentence("register", someRegister.With())
	}
	return isms.ArgText("register", a.Register)
}

// fresh returns the register answers that are neither outdated nor of a later day, in a
// fixed order.
func (v *verifier) fresh() []answer {
	validity := v.trust.RegisterValidity
	if validity.IsZero() {
		validity = isms.Interval{N: 30, Unit: isms.Days}
	}
	paths := isms.ItemPaths("", "registers", v.attestation.Registers, func(a *RegisterAnswer) string { return a.Register })
	var out []answer
	for i, a := range v.attestation.Registers {
		last, err := validity.From(a.On, v.cal) // zero after the last day there is
		_, unknown := isms.UnknownDay(err)
		if outdated := unknown || !last.IsZero() && last.Before(v.asOf); !a.On.IsZero() && !a.On.After(v.asOf) && !outdated {
			out = append(out, answer{a, paths[i]})
		}
	}
	slices.SortStableFunc(out, func(a, b answer) int {
		return cmp.Or(b.On.Compare(a.On), strings.Compare(a.Register, b.Register), strings.Compare(string(a.Status), string(b.Status)),
			strings.Compare(string(a.Accreditation), string(b.Accreditation)))
	})
	return out
}

// registers takes the worst status of the register answers.
func (v *verifier) registers() {
	answers := v.fresh()
	v.status(inactive, "status", answers, func(a answer) RegisterStatus { return a.Status }, noRegister, notInRegister)
	v.status(bodyInactive, "accreditation", answers, func(a answer) RegisterStatus { return a.Accreditation }, noBodyRegister, bodyNotInRegister)
}

func (v *verifier) status(r isms.Rule, field string, answers []answer, of func(answer) RegisterStatus, none, notFound isms.Message) {
	active, found := false, false
	var unclear isms.Sentence
	for _, a := range answers {
		status := isms.ArgWord("status", RegisterStatuses(), of(a))
		switch of(a) {
		case StatusActive:
			active = true
		case StatusSuspended, StatusWithdrawn, StatusExpired, StatusCancelled:
			v.fail(r, a.at.Field(field), a.arg(), isms.ArgDate("on", a.On), status)
			return
		case StatusTransferred, StatusScopeReduced:
			unclear = statusUnclear.With(a.arg(), status)
		case StatusNotFound:
			found = true
		case "":
		default:
			unclear = statusUnknown.With(a.arg(), isms.ArgText("status", of(a)))
		}
	}
	switch {
	case !unclear.IsZero():
		v.open(r, JudgementRequired, unclear)
	case active:
		v.pass(r)
	case found:
		v.open(r, JudgementRequired, notFound.With())
	default:
		v.open(r, Unknown, none.With())
	}
}

// looksAlike returns the first text on the certificate that the buyer calls a look-alike,
// with its path.
func (v *verifier) looksAlike() (mark string, field isms.Path, ok bool) {
	c := v.cert
	shown, fields := []string{c.Accreditor, c.Agreement}, []isms.Path{at.Field("accreditor"), at.Field("agreement")}
	for i, m := range c.Marks {
		shown, fields = append(shown, m), append(fields, at.Index("marks", i))
	}
	for i, s := range shown {
		if slices.ContainsFunc(v.trust.LookAlikes, func(l string) bool { return plain(l) != "" && plain(l) == plain(s) }) {
			return s, fields[i], true
		}
	}
	return "", "", false
}

func (v *verifier) accreditation() {
	c := v.cert
	if mark, field, ok := v.looksAlike(); ok {
		v.fail(lookAlike, field, isms.ArgText("mark", mark))
	} else {
		v.pass(lookAlike)
	}
	undecided := func(why isms.Sentence) {
		v.open(otherScope, Unknown, why)
		v.open(notInForce, Unknown, why)
	}
	field, who := at.Field("accreditor"), isms.ArgText("accreditor", c.Accreditor)
	if text.Blank(c.Accreditor) {
		v.fail(unaccredited, field, isms.ArgSentence("reason", noAccreditor.With()))
		undecided(noAccreditor.With())
		return
	}
	names := []string{plain(c.Accreditor)}
	known, listed := LookupAccreditor(c.Accreditor)
	if listed && known.Status != AccreditorMisleading {
		names = append(names, plain(known.Acronym), plain(known.Name))
	}
	scopes, windows, inForce := v.recognitions(names)
	switch {
	case inForce:
		v.pass(unaccredited)
		v.pass(otherScope)
		v.pass(notInForce)
	case len(windows) > 0:
		v.pass(unaccredited)
		v.pass(otherScope)
		v.fail(notInForce, field, who, isms.ArgText("agreement", windows[0].Agreement), isms.ArgSentence("window", sayWindow(windows[0].InForce)))
	case len(scopes) > 0:
		v.pass(unaccredited)
		v.fail(otherScope, field, who, isms.ArgSentence("reason", recognizedFor.With(isms.ArgList("scopes", scopes...))))
		v.open(notInForce, Unknown, anotherScope.With())
	case listed && known.Status == AccreditorMisleading:
		v.open(unaccredited, Unknown, misleadingElsewhere.With())
		v.fail(otherScope, field, who, isms.ArgSentence("reason", misleadingName.With()))
		v.open(notInForce, Unknown, notRecognized.With())
	case listed:
		why := recognitionNotShown.With(isms.ArgText("accreditor", known.Acronym))
		v.open(unaccredited, Unknown, why)
		undecided(why)
	default:
		v.fail(unaccredited, field, isms.ArgSentence("reason", unknownAccreditor.With(who)))
		undecided(accreditorNotKnown.With())
	}
}

// recognitions returns what the buyer recognizes an accreditation body for by its names:
// other scopes, the signatories for information security, and whether one is in force.
func (v *verifier) recognitions(names []string) (scopes []isms.Arg, windows []Signatory, inForce bool) {
	for _, s := range v.trust.Signatories {
		switch {
		case !slices.Contains(names, plain(s.Accreditor)):
		case plain(s.Scope) != plain(scopeISMS) || !agreementHasISMS(s.Agreement):
			scopes = append(scopes, isms.ArgSentence("", scopeUnder.With(textOr("scope", s.Scope, someScope), textOr("agreement", s.Agreement, someAgreement))))
		default:
			windows = append(windows, s)
			inForce = inForce || s.InForce.Contains(v.asOf) && agreementInForce(s.Agreement, v.asOf)
		}
	}
	slices.SortFunc(scopes, func(a, b isms.Arg) int { return strings.Compare(a.String(), b.String()) })
	scopes = slices.CompactFunc(scopes, func(a, b isms.Arg) bool { return a.String() == b.String() })
	slices.SortFunc(windows, func(a, b Signatory) int {
		return cmp.Or(strings.Compare(a.Agreement, b.Agreement), a.InForce.Last.Compare(b.InForce.Last), a.InForce.First.Compare(b.InForce.First))
	})
	return scopes, windows, inForce
}

// textOr returns an argument of text, or what stands where there is none.
func textOr(name, value string, otherwise isms.Message) isms.Arg {
	if value == "" {
		return isms.ArgSentence(name, otherwise.With())
	}
	return isms.ArgText(name, value)
}

// sayWindow returns the days of a window, of which each can be missing.
func sayWindow(w isms.Window) isms.Sentence {
	first, last := isms.ArgDate("first", w.First), isms.ArgDate("last", w.Last)
	switch {
	case w.First.IsZero() && w.Last.IsZero():
		return windowOpen.With()
	case w.First.IsZero():
		return windowUntil.With(last)
	case w.Last.IsZero():
		return windowFrom.With(first)
	}
	return windowBoth.With(first, last)
}

// agreementHasISMS reports whether an agreement covers information security. An
// unknown one does: the embedder vouches for it.
func agreementHasISMS(id string) bool {
	for _, a := range agreementTable {
		if a.ID == id {
			return a.ISMS
		}
	}
	return true
}

func agreementInForce(id string, on isms.Date) bool {
	for _, a := range agreementTable {
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
	last, due := c.LastSurveillance, from.AddMonths(12)
	shown := lastAudit.With(isms.ArgDate("last", last))
	if last.IsZero() {
		shown = noAudit.With()
	}
	missed := func(why isms.Sentence) {
		v.fail(surveillanceMissing, at.Field("lastSurveillance"), isms.ArgSentence("shown", shown), isms.ArgSentence("reason", why))
	}
	switch {
	case from.IsZero():
		v.open(surveillanceMissing, Unknown, validFromUnknown.With())
	case last.After(v.asOf):
		missed(auditInFuture.With())
	case due.IsZero() || !due.Before(v.asOf):
		v.pass(surveillanceMissing) // none is due yet
	case last.Before(from):
		missed(firstAuditDue.With(isms.ArgDate("due", due)))
	case last.Year() < v.asOf.Year()-1:
		missed(auditEachYear.With())
	default:
		v.pass(surveillanceMissing)
	}
}

// texts returns the argument of texts of the caller.
func texts(name string, list []string) isms.Arg {
	args := make([]isms.Arg, len(list))
	for i, s := range list {
		args[i] = isms.ArgText("", s)
	}
	return isms.ArgList(name, args...)
}

func (v *verifier) reliance() {
	c, r := v.cert, &v.attestation.Reliance
	scope, services := isms.ArgText("scope", c.Scope), texts("services", r.Services)
	switch {
	case len(r.Services) == 0:
		v.open(servicesOutside, Unknown, noReliance.With())
	case text.Blank(c.Scope):
		v.open(servicesOutside, Unknown, noScope.With())
	case r.ScopeCovers == isms.Yes:
		v.pass(servicesOutside)
	case r.ScopeCovers == isms.No:
		v.fail(servicesOutside, "reliance.services", scope, services)
	default:
		v.open(servicesOutside, JudgementRequired, isScopeCovering.With(scope, services))
	}

	var missing []string
	for _, s := range r.Sites {
		if !slices.ContainsFunc(c.Sites, func(o string) bool { return plain(o) == plain(s) }) {
			missing = append(missing, s)
		}
	}
	switch sites := texts("sites", missing); {
	case len(missing) == 0 || r.SitesCovered == isms.Yes:
		v.pass(sitesOutside)
	case r.SitesCovered == isms.No:
		v.fail(sitesOutside, "reliance.sites", sites)
	case len(c.Sites) == 0:
		v.open(sitesOutside, Unknown, noSites.With())
	default:
		v.open(sitesOutside, JudgementRequired, areSitesCovered.With(sites))
	}

	holder, supplier := isms.ArgText("holder", c.Holder), isms.ArgText("supplier", v.attestation.Supplier)
	switch {
	case text.Blank(c.Holder) || text.Blank(v.attestation.Supplier):
		v.open(otherHolder, Unknown, holderUnknown.With())
	case r.HolderMatches == isms.No:
		v.fail(otherHolder, at.Field("holder"), holder, supplier)
	case plain(c.Holder) == plain(v.attestation.Supplier) || r.HolderMatches == isms.Yes:
		v.pass(otherHolder)
	default:
		v.open(otherHolder, JudgementRequired, isSameHolder.With(holder, supplier))
	}

	switch {
	case text.Blank(c.SoAVersion):
		v.fail(soaVersion, at.Field("soaVersion"), isms.ArgSentence("reason", noSoAVersion.With()))
	case r.SoAMatches == isms.No:
		v.fail(soaVersion, at.Field("soaVersion"), isms.ArgSentence("reason", otherSoAVersion.With(isms.ArgText("version", c.SoAVersion))))
	default:
		v.pass(soaVersion)
	}
}

// MarshalJSON returns whether and for what the certificate can be relied on, and the
// questions, as an object.
func (v Result) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Reliable    bool            `json:"reliable"`
		ReliableFor []isms.Sentence `json:"reliableFor"`
		NotFor      []isms.Sentence `json:"notFor"`
		Questions   []Question      `json:"questions"`
	}{v.Reliable(), v.ReliableFor(), v.NotFor(), append([]Question{}, v.questions...)})
}

// Questions yields every question with its outcome, by code.
func (v Result) Questions() iter.Seq[Question] { return slices.Values(v.questions) }

// Report returns the failed questions as findings. Unknown ones and those that require a
// judgement are skipped.
func (v Result) Report() isms.Report { return v.report }

// Reliable reports whether every question passed, warnings aside.
func (v Result) Reliable() bool {
	for _, q := range v.questions {
		if q.Outcome != Pass && q.Severity == isms.SeverityError {
			return false
		}
	}
	return v.questions != nil
}

// ReliableFor returns what the certificate can be relied on for, empty unless Reliable.
func (v Result) ReliableFor() []isms.Sentence {
	if !v.Reliable() {
		return []isms.Sentence{}
	}
	return []isms.Sentence{
		meetsStandard.With(isms.ArgText("standard", v.standard), isms.ArgText("scope", v.scope)),
		servicesCovered.With(texts("services", v.services)),
		untilExpiry.With(isms.ArgDate("expiry", v.expiry)),
	}
}

// NotFor returns what the certificate cannot be relied on for.
func (v Result) NotFor() []isms.Sentence {
	out := []isms.Sentence{}
	for _, q := range v.questions {
		why := isms.ArgSentence("why", q.Why)
		switch {
		case q.Outcome == Fail && q.Severity == isms.SeverityError:
			out = append(out, notAnything.With(why))
		case q.Outcome == Fail:
			out = append(out, notWithoutAnswer.With(why))
		case q.Outcome != Pass:
			out = append(out, notBeforeSettled.With(why))
		}
	}
	slices.SortStableFunc(out, func(a, b isms.Sentence) int { return strings.Compare(a.Text, b.Text) })
	out = slices.CompactFunc(out, func(a, b isms.Sentence) bool { return a.Text == b.Text })
	for _, m := range limitMessages {
		out = append(out, m.With())
	}
	return out
}

// SupportedControl is a control that a certificate supports as implemented by the
// supplier.
type SupportedControl struct {
	Control    isms.Ref  `json:"control"`
	ValidUntil isms.Date `json:"validUntil"`
}

// SupportedControls returns the given controls, each supported for an interval from the day
// of verification, in working days by the calendar of [Verify], at most until the expiry of
// the certificate; none unless Reliable. It returns an [isms.Error] for anything but
// controls of Annex A: a certificate supports nothing under another framework.
func (v Result) SupportedControls(controls []isms.Ref, validity isms.Interval) ([]SupportedControl, error) {
	var errs []error
	for i, r := range controls {
		if !r.IsControl() {
			errs = append(errs, isms.Refuse(noControl, isms.Path("").Index("controls", i), string(r)))
		}
	}
	if err := isms.RefuseAll(errs...); err != nil {
		return nil, err
	}
	out := []SupportedControl{}
	if !v.Reliable() {
		return out, nil
	}
	until, err := validity.From(v.asOf, v.cal)
	if err != nil {
		return nil, isms.RefuseUnder("validity", err)
	}
	until = isms.Earliest(until, v.expiry)
	if classify(v.standard) == standard2013 {
		until = isms.Earliest(until, isms.Edition2013.LastDay())
	}
	for _, r := range isms.SortRefs(slices.Clone(controls)) {
		out = append(out, SupportedControl{r, until})
	}
	return out, nil
}
