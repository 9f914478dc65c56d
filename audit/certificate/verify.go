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

// What a careful buyer asks of a certificate.
var (
	certClaim = isms.Rule{
		Code: "audit/claim-not-certified", Severity: isms.Error, Refs: []isms.Ref{"ISO/IEC 17021-1 8.2.2"},
		Title: "the claim is not one of certification", Message: "the supplier says {kind}, which is not certified",
		Remedy: "ask for a certificate, or rely on something else", Since: since,
	}
	certFields = isms.Rule{
		Code: "audit/certificate-incomplete", Severity: isms.Error, Refs: []isms.Ref{"ISO/IEC 17021-1 8.2.2"},
		Title: "the certificate lacks something that it has to carry", Message: "the certificate does not show {what}",
		Remedy: "ask the body for the full certificate", Since: since, Basis: "ISO/IEC 17021-1 8.2.2, of which the list was not seen in a public text",
	}
	certStandard = isms.Rule{
		Code: "audit/wrong-standard", Severity: isms.Error, Refs: []isms.Ref{"ISO/IEC 27006-1 8.2"},
		Title: "the certificate is for another standard", Message: "the certificate is for {standard}, not for ISO/IEC 27001",
		Remedy: "ask for a certificate to ISO/IEC 27001; nobody is certified to 27002, and 27701 alone is not 27001", Since: since,
	}
	certEdition = isms.Rule{
		Code: "audit/edition-ended", Severity: isms.Error, Refs: []isms.Ref{"IAF MD 26"},
		Title: "the edition on the certificate has ended", Message: "certificates to {standard} ended on {end}",
		Remedy: "ask for the certificate to ISO/IEC 27001:2022", Since: since,
	}
	certPlausible = isms.Rule{
		Code: "audit/certificate-implausible", Severity: isms.Error, Refs: []isms.Ref{"ISO/IEC 17021-1 9.1.3.2"},
		Title: "the days on the certificate cannot be", Message: "{what}",
		Remedy: "ask the body", Since: since,
	}
	certBegins = isms.Rule{
		Code: "audit/certificate-not-yet-valid", Severity: isms.Error, Refs: []isms.Ref{"ISO/IEC 17021-1 8.2.2"},
		Title: "the certificate is not valid yet", Message: "the certificate is valid from {from}",
		Remedy: "wait, or ask for the one before", Since: since,
	}
	certExpired = isms.Rule{
		Code: "audit/certificate-expired", Severity: isms.Error, Refs: []isms.Ref{"ISO/IEC 17021-1 9.6.3.2.4"},
		Title: "the certificate has expired", Message: "the last day of the certificate was {expiry}",
		Remedy: "ask for the new certificate", Since: since,
	}
	certStatus = isms.Rule{
		Code: "audit/certificate-status", Severity: isms.Error, Refs: []isms.Ref{"ISO/IEC 17021-1 9.6.5"},
		Title: "a register says that the certificate is not active", Message: "{register} said on {on}: {status}",
		Remedy: "ask the body", Since: since,
	}
	certAccredited = isms.Rule{
		Code: "audit/unaccredited", Severity: isms.Error, Refs: []isms.Ref{"ISO/IEC 17021-1 8.2.2"},
		Title: "no recognised accreditation body stands behind the certificate", Message: "{why}",
		Remedy: "look the accreditation up in the live register of the arrangement", Since: since, Basis: "recognition is what the buyer's Trust says",
	}
	certOtherScope = isms.Rule{
		Code: "audit/accreditation-other-scope", Severity: isms.Error, Refs: []isms.Ref{"ISO/IEC 27006-1 4"},
		Title: "the accreditation body is recognised for something else", Message: "nothing shows that {accreditor} is recognised for information security: {scope}",
		Remedy: "ask for a certificate under an accreditation for information security", Since: since,
	}
	certNotInForce = isms.Rule{
		Code: "audit/recognition-not-in-force", Severity: isms.Error, Refs: []isms.Ref{"ISO/IEC 17021-1 8.2.2"},
		Title: "the accreditation body was not recognised on the day", Message: "{accreditor} was recognised under {arrangement} {window}",
		Remedy: "look the accreditation up in the live register of the arrangement", Since: since,
	}
	certBody = isms.Rule{
		Code: "audit/body-accreditation-status", Severity: isms.Error, Refs: []isms.Ref{"ISO/IEC 27006-1 4"},
		Title: "the accreditation of the certification body is not active", Message: "{register} said on {on} of the body: {status}",
		Remedy: "ask where the certificate was transferred to", Since: since,
	}
	certLookAlike = isms.Rule{
		Code: "audit/look-alike-mark", Severity: isms.Error, Refs: []isms.Ref{"ISO/IEC 17021-1 8.3"},
		Title: "the certificate shows a mark that only looks like a real one", Message: "{mark} is not one of the arrangements it resembles",
		Remedy: "ask for a certificate under a real arrangement", Since: since, Basis: "the list is the buyer's Trust; the one known look-alike was seen in one source",
	}
	certSurveillance = isms.Rule{
		Code: "audit/surveillance-not-shown", Severity: isms.Warning, Refs: []isms.Ref{"ISO/IEC 17021-1 9.1.3.3"},
		Title: "nothing shows that surveillance took place", Message: "{last}; {what}",
		Remedy: "ask for the letter or the report of the last surveillance audit", Since: since,
	}
	certScope = isms.Rule{
		Code: "audit/scope-not-covering", Severity: isms.Error, Refs: []isms.Ref{"ISO/IEC 17021-1 8.2.2"},
		Title: "the scope does not cover what is bought", Message: "scope {scope} does not cover: {services}",
		Remedy: "ask for an extension of the scope, or rely on something else for these services", Since: since,
	}
	certSites = isms.Rule{
		Code: "audit/sites-not-covered", Severity: isms.Error, Refs: []isms.Ref{"ISO/IEC 17021-1 8.2.2"},
		Title: "the certificate does not cover the sites", Message: "not among the sites of the certificate: {sites}",
		Remedy: "ask for the annex with the sites, or rely on something else for them", Since: since,
	}
	certHolder = isms.Rule{
		Code: "audit/holder-differs", Severity: isms.Error, Refs: []isms.Ref{"ISO/IEC 17021-1 8.2.2"},
		Title: "the certificate is somebody else's", Message: "the holder is {holder}, the supplier is {supplier}",
		Remedy: "contract with the holder, or ask for the supplier's own certificate", Since: since,
	}
	certSoA = isms.Rule{
		Code: "audit/soa-version-not-shown", Severity: isms.Warning, Refs: []isms.Ref{"ISO/IEC 27006-1 8.2"},
		Title: "the certificate does not name the Statement of Applicability, or another one is at hand", Message: "{what}",
		Remedy: "ask which version of the Statement of Applicability the certificate stands for", Since: since, Basis: "seen on certificates and in the sister scheme for artificial intelligence",
	}
)

// ClaimRules returns the rules that [Verify] applies.
func ClaimRules() []isms.Rule { return collect(certificateRules()) }

func certificateRules() []isms.Rule {
	return []isms.Rule{
		certClaim, certFields, certStandard, certEdition, certPlausible, certBegins, certExpired, certStatus, certAccredited,
		certOtherScope, certNotInForce, certBody, certLookAlike, certSurveillance, certScope, certSites, certHolder, certSoA,
	}
}

// An Outcome is the answer to one question about a certificate.
type Outcome string

// The outcomes.
const (
	Pass        Outcome = "pass"
	Fail        Outcome = "fail"
	Unknown     Outcome = "unknown"        // a fact is missing
	NeedsPerson Outcome = "needs a person" // somebody has to decide: see Reliance
)

var wordsOutcomes = [...][2]Outcome{
	{Pass, "Pass"},
	{Fail, "Fail"},
	{Unknown, "Unknown"},
	{NeedsPerson, "Needs a person"},
}

// Outcomes returns the vocabulary of [Outcome].
func Outcomes() isms.Words[Outcome] { return isms.WordsOf("certificate.outcome", wordsOutcomes[:]) }

// A Question is one thing asked about a certificate with its outcome.
type Question struct {
	Code    string        `json:"code"` // of the rule
	Outcome Outcome       `json:"outcome"`
	Why     string        `json:"why,omitzero"`
	Weight  isms.Severity `json:"weight"`
}

// A Result is what [Verify] found. The zero Result relies on nothing.
type Result struct {
	asOf      isms.Date
	standard  string
	scope     string
	services  []string
	expiry    isms.Date
	questions []Question
	report    isms.Report
}

// Verify asks every question about a claim on a day. What is not known is
// unknown and never good; whether a scope text covers a service, a spelling is
// the same name or a site is listed under another name is for a person and never
// decided here. A claim that is not one of certification is not examined further.
func Verify(asOf isms.Date, c Claim, t Trust) Result {
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
	for _, r := range certificateRules() {
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
	trust     *Trust
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
	v.checker.Skip(r, why)
	v.questions = append(v.questions, Question{Code: r.Code, Outcome: o, Why: why, Weight: r.Severity})
}

func (v *verifier) claimKind() {
	switch v.claim.Kind {
	case ClaimCertified:
		v.pass(certClaim)
	case ClaimCompliant, ClaimAttested:
		v.fail(certClaim, isms.ArgText("kind", v.claim.Kind))
	default:
		v.open(certClaim, Unknown, "what the supplier claims is not known")
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
		v.fail(certFields, isms.ArgText("what", strings.Join(missing, ", ")))
		return
	}
	v.pass(certFields)
}

func (v *verifier) standard() {
	text := isms.ArgText("standard", v.cert.Standard)
	switch classify(v.cert.Standard) {
	case standard2022:
		v.pass(certStandard)
		v.pass(certEdition)
	case standard2013:
		v.pass(certStandard)
		if end := isms.Edition2013.LastDay(); v.asOf.After(end) {
			v.fail(certEdition, text, isms.ArgDate("end", end))
		} else {
			v.pass(certEdition)
		}
	case standardNoEdition:
		v.pass(certStandard)
		v.open(certEdition, Unknown, "the certificate names no edition")
	case standardOtherEdition:
		v.pass(certStandard)
		v.open(certEdition, NeedsPerson, "the edition is none of ISO/IEC: perhaps a national adoption")
	case standardOther:
		v.fail(certStandard, text)
		v.open(certEdition, Unknown, "the certificate is for another standard")
	default:
		v.open(certStandard, Unknown, "the certificate names no standard")
		v.open(certEdition, Unknown, "the certificate names no standard")
	}
}

func (v *verifier) dates() {
	c := v.cert
	from, until := c.Effective, c.Expiry
	var odd string
	switch {
	case from.After(until):
		odd = "valid from " + from.String() + ", after its last day " + until.String()
	case until.After(from.AddYears(3)):
		odd = "valid for more than three years, from " + from.String() + " to " + until.String()
	case c.Decided.After(from):
		odd = "valid from " + from.String() + ", before the decision of " + c.Decided.String()
	case c.Decided.After(v.asOf):
		odd = "decided on " + c.Decided.String() + ", a day to come"
	case until.After(c.RecertificationDue):
		odd = "its last day " + until.String() + " is after " + c.RecertificationDue.String() + ", when recertification is due"
	case until.IsZero():
		odd = "it has no last day"
	}
	switch {
	case odd != "":
		v.fail(certPlausible, isms.ArgText("what", odd))
	case from.IsZero():
		v.open(certPlausible, Unknown, "the day from which it is valid is not known")
	default:
		v.pass(certPlausible)
	}
	switch {
	case from.IsZero():
		v.open(certBegins, Unknown, "the day from which it is valid is not known")
	case from.After(v.asOf):
		v.fail(certBegins, isms.ArgDate("from", from))
	default:
		v.pass(certBegins)
	}
	switch {
	case until.IsZero():
		v.open(certExpired, Unknown, "the last day is not known")
	case until.Before(v.asOf):
		v.fail(certExpired, isms.ArgDate("expiry", until))
	default:
		v.pass(certExpired)
	}
}

// fresh returns the answers of registers that are neither too old nor of a day
// to come, in a fixed order.
func (v *verifier) fresh() []RegisterAnswer {
	every := v.trust.RegisterFresh
	if every.IsZero() || every.Unit == isms.WorkingDays {
		every = isms.Interval{N: 30, Unit: isms.Days}
	}
	var out []RegisterAnswer
	for _, a := range v.claim.Registers {
		if !a.On.IsZero() && !a.On.After(v.asOf) && !count(a.On, every).Before(v.asOf) {
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

// registers takes the worst of what fresh answers say: two registers that
// disagree are no good sign.
func (v *verifier) registers() {
	answers := v.fresh()
	v.status(certStatus, answers, func(a RegisterAnswer) RegisterStatus { return a.Status },
		"no register was asked lately", "no register has it: not uploaded, confidential, removed or not genuine; ask the body")
	v.status(certBody, answers, func(a RegisterAnswer) RegisterStatus { return a.Accreditation },
		"no register of an accreditation body was asked lately", "the register of the accreditation body does not have the certification body")
}

func (v *verifier) status(r isms.Rule, answers []RegisterAnswer, of func(RegisterAnswer) RegisterStatus, none, notFound string) {
	active, found, unclear := false, false, ""
	for _, a := range answers {
		switch s := of(a); s {
		case StatusActive:
			active = true
		case StatusSuspended, StatusWithdrawn, StatusExpired, StatusCancelled:
			v.fail(r, isms.ArgText("register", a.name()), isms.ArgDate("on", a.On), isms.ArgText("status", s))
			return
		case StatusTransferred, StatusScopeReduced:
			unclear = a.name() + " says " + string(s) + ": find out what is left of it"
		case StatusNotFound:
			found = true
		case "":
		default:
			unclear = a.name() + " says " + text.Quote(string(s)) + ", which is no known status"
		}
	}
	switch {
	case unclear != "":
		v.open(r, NeedsPerson, unclear)
	case active:
		v.pass(r)
	case found:
		v.open(r, NeedsPerson, notFound)
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
		v.fail(certLookAlike, isms.ArgText("mark", mark))
	} else {
		v.pass(certLookAlike)
	}
	undecided := func(why string) {
		v.open(certOtherScope, Unknown, why)
		v.open(certNotInForce, Unknown, why)
	}
	if text.Blank(c.Accreditor) {
		v.fail(certAccredited, isms.ArgText("why", "the certificate names no accreditation body"))
		undecided("the certificate names no accreditation body")
		return
	}
	names := []string{plain(c.Accreditor)}
	known, listed := LookupAccreditor(c.Accreditor)
	if listed && known.Evidence != EvidenceTrap {
		names = append(names, plain(known.Acronym), plain(known.Name))
	}
	var scopes []string
	var windows []Signatory
	inForce := false
	for _, s := range v.trust.Signatories {
		if !slices.Contains(names, plain(s.Accreditor)) {
			continue
		}
		if plain(s.Scope) != plain(ScopeISMS) || !arrangementHasISMS(s.Arrangement) {
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
		v.pass(certAccredited)
		v.pass(certOtherScope)
		v.pass(certNotInForce)
	case len(windows) > 0:
		v.pass(certAccredited)
		v.pass(certOtherScope)
		v.fail(certNotInForce, who, isms.ArgText("arrangement", windows[0].Arrangement), isms.ArgText("window", windows[0].InForce.String()))
	case len(scopes) > 0:
		v.pass(certAccredited)
		v.fail(certOtherScope, who, isms.ArgText("scope", strings.Join(slices.Compact(scopes), "; ")))
		v.open(certNotInForce, Unknown, "the accreditation body is recognised for another scope")
	case listed && known.Evidence == EvidenceTrap:
		v.open(certAccredited, Unknown, "a name that misleads; see the other question")
		v.fail(certOtherScope, who, isms.ArgText("scope", known.Note))
		v.open(certNotInForce, Unknown, "the accreditation body is not recognised for information security")
	case listed:
		why := known.Acronym + " is an accreditation body, but nobody showed that it is recognised for information security: look it up in the live register"
		v.open(certAccredited, Unknown, why)
		undecided(why)
	default:
		v.fail(certAccredited, isms.ArgText("why", text.Quote(c.Accreditor)+" is no accreditation body that is known here"))
		undecided("the accreditation body is not known")
	}
}

// arrangementHasISMS reports whether an arrangement has the scope; one that this
// package does not know is the embedder's to vouch for.
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

// surveillance asks for an audit in time: the first within 12 months of the day
// from which it is valid, later ones once in each calendar year, so that the
// latest is of last year or this one.
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
		v.open(certSurveillance, Unknown, "the day from which it is valid is not known")
	case last.After(v.asOf):
		v.fail(certSurveillance, shown, isms.ArgText("what", "that is a day to come"))
	case !from.AddMonths(12).Before(v.asOf):
		v.pass(certSurveillance) // none is due yet
	case last.IsZero() || last.Before(from):
		v.fail(certSurveillance, shown, isms.ArgText("what", "the first one was due by "+from.AddMonths(12).String()))
	case last.Year() < v.asOf.Year()-1:
		v.fail(certSurveillance, shown, isms.ArgText("what", "one is due in each calendar year"))
	default:
		v.pass(certSurveillance)
	}
}

func (v *verifier) reliance() {
	c, r := v.cert, &v.claim.Reliance
	services := strings.Join(r.Services, "; ")
	switch {
	case len(r.Services) == 0:
		v.open(certScope, Unknown, "what the buyer relies on is not given")
	case text.Blank(c.Scope):
		v.open(certScope, Unknown, "the certificate shows no scope")
	case r.ScopeCovers == isms.Yes:
		v.pass(certScope)
	case r.ScopeCovers == isms.No:
		v.fail(certScope, isms.ArgText("scope", text.Quote(c.Scope)), isms.ArgText("services", services))
	default:
		v.open(certScope, NeedsPerson, "does the scope "+text.Quote(c.Scope)+" cover: "+services+"?")
	}

	var missing []string
	for _, s := range r.Sites {
		if !slices.ContainsFunc(c.Sites, func(o string) bool { return plain(o) == plain(s) }) {
			missing = append(missing, s)
		}
	}
	switch {
	case len(missing) == 0 || r.SitesCovered == isms.Yes:
		v.pass(certSites)
	case r.SitesCovered == isms.No:
		v.fail(certSites, isms.ArgText("sites", strings.Join(missing, "; ")))
	case len(c.Sites) == 0:
		v.open(certSites, Unknown, "the certificate shows no sites")
	default:
		v.open(certSites, NeedsPerson, "are these among the sites of the certificate: "+strings.Join(missing, "; ")+"?")
	}

	holder, supplier := isms.ArgText("holder", text.Quote(c.Holder)), isms.ArgText("supplier", text.Quote(v.claim.Supplier))
	switch {
	case text.Blank(c.Holder) || text.Blank(v.claim.Supplier):
		v.open(certHolder, Unknown, "the holder or the supplier is not known")
	case r.HolderMatches == isms.No:
		v.fail(certHolder, holder, supplier)
	case plain(c.Holder) == plain(v.claim.Supplier) || r.HolderMatches == isms.Yes:
		v.pass(certHolder)
	default:
		v.open(certHolder, NeedsPerson, "is "+text.Quote(c.Holder)+" the same as "+text.Quote(v.claim.Supplier)+"?")
	}

	switch {
	case text.Blank(c.SoAVersion):
		v.fail(certSoA, isms.ArgText("what", "the certificate names no version of the Statement of Applicability"))
	case r.SoAMatches == isms.No:
		v.fail(certSoA, isms.ArgText("what", "the Statement of Applicability at hand is not version "+c.SoAVersion))
	default:
		v.pass(certSoA)
	}
}

// Questions yields every question with its outcome, by code.
func (v Result) Questions() iter.Seq[Question] { return slices.Values(v.questions) }

// Outcome returns the outcome of the question with the code of a rule; empty if
// it was not asked.
func (v Result) Outcome(code string) Outcome {
	for _, q := range v.questions {
		if q.Code == code {
			return q.Outcome
		}
	}
	return ""
}

// Report returns what failed as findings; what is unknown or needs a person is
// skipped.
func (v Result) Report() isms.Report { return v.report }

// Reliable reports whether every question that is no mere warning passed.
func (v Result) Reliable() bool {
	for _, q := range v.questions {
		if q.Outcome != Pass && q.Weight == isms.Error {
			return false
		}
	}
	return v.questions != nil
}

// ReliableFor returns what the certificate can be relied on for: nothing unless
// Reliable.
func (v Result) ReliableFor() []string {
	out := []string{}
	if v.Reliable() {
		out = append(out,
			"an accredited body found, by sample, that a management system meets "+v.standard+" within the scope "+text.Quote(v.scope),
			"the services that somebody found to be in that scope: "+strings.Join(v.services, "; "),
			"until "+v.expiry.String()+" at the latest, if surveillance goes on")
	}
	return out
}

// NotFor returns what it cannot be relied on for; some of it no certificate can.
func (v Result) NotFor() []string {
	out := []string{}
	for _, q := range v.questions {
		switch {
		case q.Outcome == Fail && q.Weight == isms.Error:
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

// A Support is a control that a certificate supports as performed by the
// supplier, until a day.
type Support struct {
	Control isms.Ref  `json:"control"`
	Until   isms.Date `json:"until"`
}

// Supports returns the controls of Annex A that the certificate supports as
// inherited: those that the buyer's policy names, and no others. It supports none
// unless Reliable. Each holds for the given time from the day of verification, at
// most to the last day of the certificate. It errs for anything but controls of
// Annex A, so that no certificate ever turns into a claim under another
// framework.
func (v Result) Supports(policy []isms.Ref, fresh isms.Interval) ([]Support, error) {
	for _, r := range policy {
		if _, control := r.Control(); !control || !r.Known() {
			return nil, fmt.Errorf("audit: Supports: %q: a certificate supports controls of Annex A only", string(r))
		}
	}
	out := []Support{}
	if !v.Reliable() {
		return out, nil
	}
	until, err := fresh.From(v.asOf, nil)
	if err != nil {
		return nil, fmt.Errorf("audit: Supports: %w", err)
	}
	if v.expiry.Before(until) {
		until = v.expiry
	}
	if end := isms.Edition2013.LastDay(); classify(v.standard) == standard2013 && end.Before(until) {
		until = end
	}
	for _, r := range isms.SortRefs(slices.Clone(policy)) {
		out = append(out, Support{r, until})
	}
	return out, nil
}

// count returns the day v after d in calendar units; zero if there is none.
func count(d isms.Date, v isms.Interval) isms.Date {
	if v.Unit == isms.WorkingDays { // takes a calendar
		return isms.Date{}
	}
	day, _ := v.From(d, nil) // zero beyond the calendar
	return day
}
