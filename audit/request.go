package audit

import (
	"cmp"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// A Request is something that a careful buyer asks a supplier for beside the
// certificate.
type Request struct {
	Key  string `json:"key"` // stable word
	What string `json:"what"`
	Why  string `json:"why"`
}

var requestTable = [...]Request{
	{"certificate", "the full certificate with its annex", "number, scope, sites, days, version of the Statement of Applicability"},
	{"soa", "the Statement of Applicability in the version on the certificate", "which controls are in, which are out, and why"},
	{"audit-report", "the report of the last external audit, or its summary", "that surveillance took place, and what was found"},
	{"nonconformities", "the log of nonconformities with their state", "what is open, and how it is dealt with"},
	{"internal-audit", "the record of the last internal audit", "that somebody looks between the visits of the body"},
}

// Requests returns what to ask for, in the order to ask it. The values are
// copies.
func Requests() []Request { return slices.Clone(requestTable[:]) }

// A Received is what came back on a request. Given says whether the supplier
// gave it; no is an answer.
type Received struct {
	Key     string      `json:"key"`
	Asked   isms.Date   `json:"asked,omitzero"`
	Given   isms.Answer `json:"given,omitzero"`
	On      isms.Date   `json:"on,omitzero"`
	Version string      `json:"version,omitzero"`
	Reason  string      `json:"reason,omitzero"` // why not
}

var (
	requestOpen = isms.Rule{
		Code: "audit/request-unanswered", Severity: isms.Warning, Refs: []isms.Ref{"A.5.22"},
		Title: "the supplier has not given what was asked for", Message: "{what}: {how}",
		Remedy: "ask, or record the answer", Since: since, Basis: "this library's proposal: auditors ask",
	}
	requestRefused = isms.Rule{
		Code: "audit/request-refused", Severity: isms.Warning, Refs: []isms.Ref{"A.5.22"},
		Title: "the supplier does not give what was asked for", Message: "{what} was refused: {reason}",
		Remedy: "rely on something else, or take the risk knowingly", Since: since, Basis: "this library's proposal: auditors ask",
	}
)

// RequestRules returns the rules that [CheckRequests] applies.
func RequestRules() []isms.Rule { return collect([]isms.Rule{requestOpen, requestRefused}) }

// CheckRequests reports which of [Requests] are open or were refused on a day.
// Keys that are not among them are the buyer's own and are checked as well. Of
// two answers to one request the one of the later day counts; on one day, the
// refusal.
func CheckRequests(asOf isms.Date, supplier isms.ID, received []Received) isms.Report {
	var c isms.Checker
	if asOf.IsZero() {
		c.Skip(requestOpen, "the day is not given")
		c.Skip(requestRefused, "the day is not given")
		return c.Report()
	}
	c.Ran(requestOpen, requestRefused)
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
			asked = asked || !r.Asked.IsZero() && !r.Asked.After(asOf)
			if isms.Answers().Has(r.Given) && !r.On.IsZero() && !r.On.After(asOf) {
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
			c.Find(requestOpen, at, arg, isms.ArgText("how", "asked for and not come"))
		default:
			c.Find(requestOpen, at, arg, isms.ArgText("how", "not asked for"))
		}
	}
	return c.Report()
}
