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
	Key  string        `json:"key"` // stable word
	What isms.Sentence `json:"what"`
	Why  isms.Sentence `json:"why"`
}

// requestKeys are the keys of requestMessages.
var requestKeys = [...]string{"certificate", "soa", "audit-report", "nonconformities", "internal-audit"}

// Requests returns the information to request, in order.
func Requests() []Request {
	out := make([]Request, len(requestKeys))
	for i, key := range requestKeys {
		out[i] = Request{key, requestMessages[2*i].With(), requestMessages[2*i+1].With()}
	}
	return out
}

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
		Message: "there is no response of {supplier} on {request}: {state}",
		Remedy:  "Request the information or record the response.",
		Key:     []string{"request"},
		Needs:   []isms.Need{needDay},
		Basis:   "ismskit proposal: auditors commonly ask",
	}
	requestRefused = isms.Rule{
		Code: "certificate/refused-supplier-request", Severity: isms.SeverityWarning, Refs: []isms.Ref{"A.5.22"}, Since: "v0.1.0",
		Title:   "Refused supplier request",
		Message: "{supplier} refused {request}: {reason}",
		Remedy:  "Rely on other assurance or accept the risk.",
		Key:     []string{"request"},
		Needs:   []isms.Need{needDay},
		Basis:   "ismskit proposal: auditors commonly ask",
	}
)

// CheckRequests reports which of [Requests] are unanswered or refused as of a day. Other
// keys are requests of the buyer and are checked as well. Of several responses to one
// request the latest counts, on one day a refusal.
func CheckRequests(asOf isms.Date, supplier isms.ID, received []Received) isms.Report {
	var c isms.Checker
	if asOf.IsZero() {
		c.Lacks(needDay)
	}
	c.Ran(requestUnanswered, requestRefused)
	paths := isms.ItemPaths("", "", received, func(r *Received) string { return r.Key })
	keys := slices.Collect(slices.Values(requestKeys[:]))
	for _, r := range received {
		keys = append(keys, r.Key)
	}
	slices.Sort(keys)
	for _, key := range slices.Compact(keys) {
		last, asked := lastResponse(asOf, key, received)
		var at isms.Path // of the last response to the request; all of them without one
		if last >= 0 {
			at = paths[last]
		} else if i := slices.IndexFunc(received, func(r Received) bool { return r.Key == key }); i >= 0 {
			at = paths[i]
		}
		args := []isms.Arg{isms.ArgID("supplier", supplier), requested(key)}
		switch {
		case last >= 0 && received[last].Given == isms.Yes:
		case last >= 0:
			reason := isms.ArgText("reason", received[last].Reason)
			if text.Blank(received[last].Reason) {
				reason = isms.ArgSentence("reason", noReason.With())
			}
			c.Find(requestRefused, at, append(args, reason)...)
		case asked:
			c.Find(requestUnanswered, at, append(args, isms.ArgSentence("state", noResponse.With()))...)
		default:
			c.Find(requestUnanswered, at, append(args, isms.ArgSentence("state", notRequested.With()))...)
		}
	}
	return c.Report()
}

// lastResponse returns the position of the response to a request that counts on a day, -1
// for none, and whether it was asked by then. On one day a refusal counts, and of several
// the one with the last reason.
func lastResponse(asOf isms.Date, key string, received []Received) (last int, asked bool) {
	last = -1
	for i, r := range received {
		if r.Key != key {
			continue
		}
		asked = asked || !r.Asked.IsZero() && !r.Asked.After(asOf)
		if !isms.Answers().Has(r.Given) || r.On.IsZero() || r.On.After(asOf) {
			continue
		}
		if last < 0 || cmp.Or(r.On.Compare(received[last].On), strings.Compare(string(received[last].Given), string(r.Given)), strings.Compare(r.Reason, received[last].Reason)) >= 0 {
			last = i
		}
	}
	return last, asked
}

// requested returns the argument that names what was requested.
func requested(key string) isms.Arg {
	i := slices.Index(requestKeys[:], key)
	switch {
	case i >= 0:
		return isms.ArgSentence("request", requestMessages[2*i].With())
	case key == "":
		return isms.ArgSentence("request", namelessRequest.With())
	}
	return isms.ArgText("request", key)
}
