package certificate

import (
	"cmp"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// Request is information requested from a supplier in addition to the certificate.
type Request struct {
	Key  string `json:"key"` // stable word
	What string `json:"what"`
	Why  string `json:"why"`
}

var requestTable = [...]Request{
	{"certificate", "the full certificate with its annex", "number, scope, sites, days, version of the Statement of Applicability"},
	{"soa", "the Statement of Applicability in the version on the certificate", "which controls are in, which are out, and why"},
	{"audit-report", "the report of the last external audit, or its summary", "that surveillance took place, and what was found"},
	{"nonconformities", "the nonconformity register", "what is open, and how it is dealt with"},
	{"internal-audit", "the record of the last internal audit", "that the ISMS is audited between the audits of the body"},
}

// Requests returns the information to request, in order. The value is a copy.
func Requests() []Request { return slices.Clone(requestTable[:]) }

// Received is the response to a [Request]. The empty Given is no response yet.
type Received struct {
	Key     string      `json:"key"`
	Asked   isms.Date   `json:"asked,omitzero"`
	Given   isms.Answer `json:"given,omitzero"`
	On      isms.Date   `json:"on,omitzero"`
	Version string      `json:"version,omitzero"`
	Reason  string      `json:"reason,omitzero"` // of a refusal
}

var (
	requestUnanswered = isms.Rule{
		Code: "certificate/unanswered-supplier-request", Severity: isms.SeverityWarning, Refs: []isms.Ref{"A.5.22"}, Since: "v0.1.0",
		Title:   "Unanswered supplier request",
		Message: "{what}: {how}",
		Remedy:  "Request the information or record the response.",
		Basis:   "ismskit proposal: auditors commonly ask",
	}
	requestRefused = isms.Rule{
		Code: "certificate/refused-supplier-request", Severity: isms.SeverityWarning, Refs: []isms.Ref{"A.5.22"}, Since: "v0.1.0",
		Title:   "Refused supplier request",
		Message: "{what} was refused: {reason}",
		Remedy:  "Rely on other assurance or accept the risk.",
		Basis:   "ismskit proposal: auditors commonly ask",
	}
)

// CheckRequests reports which of [Requests] are unanswered or refused as of a day. Other
// keys are requests of the buyer and are checked as well. Of several responses to one
// request the latest counts, on one day a refusal.
func CheckRequests(asOf isms.Date, supplier isms.ID, received []Received) isms.Report {
	var c isms.Checker
	if asOf.IsZero() {
		c.Skip(requestUnanswered, isms.Sentence{Text: "the day is not given"})
		c.Skip(requestRefused, isms.Sentence{Text: "the day is not given"})
		return c.Report()
	}
	c.Ran(requestUnanswered, requestRefused)
	list := slices.Clone(received)
	slices.SortStableFunc(list, func(a, b Received) int {
		if k := strings.Compare(a.Key, b.Key); k != 0 {
			return k
		}
		if k := a.On.Compare(b.On); k != 0 {
			return k
		}
		if k := strings.Compare(string(b.Given), string(a.Given)); k != 0 { // yes, no, open
			return k
		}
		return strings.Compare(a.Reason, b.Reason)
	})
	keys := make([]string, 0, len(requestTable)+len(list))
	for _, r := range requestTable {
		keys = append(keys, r.Key)
	}
	for _, r := range list {
		keys = append(keys, r.Key)
	}
	slices.Sort(keys)
	for _, key := range slices.Compact(keys) {
		what := cmp.Or(key, "something without a key")
		for _, r := range requestTable {
			if r.Key == key {
				what = r.What
			}
		}
		at, arg := isms.Path("").Item("requests", isms.ID(string(supplier)+"/"+key)), isms.ArgText("what", what)
		var last Received
		first, _ := slices.BinarySearchFunc(list, key, func(r Received, k string) int { return strings.Compare(r.Key, k) })
		asked := false
		for _, r := range list[first:] {
			if r.Key != key {
				break
			}
			asked = asked || !r.Asked.IsZero() && !(!asOf.IsZero() && r.Asked.After(asOf))
			if isms.Answers().Has(r.Given) && !r.On.IsZero() && !(!asOf.IsZero() && r.On.After(asOf)) {
				last = r
			}
		}
		switch {
		case last.Given == isms.Yes:
		case last.Given == isms.No:
			reason := last.Reason
			if text.Blank(reason) {
				reason = "no reason given"
			}
			c.Find(requestRefused, at, arg, isms.ArgText("reason", reason))
		case asked:
			c.Find(requestUnanswered, at, arg, isms.ArgText("how", "asked for and not come"))
		default:
			c.Find(requestUnanswered, at, arg, isms.ArgText("how", "not asked for"))
		}
	}
	return c.Report()
}
