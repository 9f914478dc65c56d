package audit_test

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

// policy returns a built-in policy.
func policy(id string) audit.Policy {
	p, ok := audit.LookupPolicy(id)
	if !ok {
		panic("no policy " + id)
	}
	return p
}

func proposed() audit.Policy { return policy("proposed-default") }
func internal() audit.Policy { return policy("proposed-internal") }
func minimum() audit.Policy  { return policy("iso-17021-1-2015") }

// completed returns the steps that have been done.
func completed(n audit.Nonconformity) audit.StepSet { return n.DeadlineInput(audit.Dates{}).Done }

// none reports whether e is the zero event.
func none(e audit.Event) bool { return reflect.ValueOf(e).IsZero() }

// found notes the keys of what was found, and the rules that were skipped by the code
// of the reason.
func found(n *golden.Note, r isms.Report) {
	n.Reports = append(n.Reports, r)
	for d := range r.Found() {
		n.Line("  %s %s", d.Severity, d.Key)
	}
	skipped := map[string][]string{}
	for s := range r.Skipped() {
		_, name, _ := strings.Cut(s.Code, "/")
		skipped[s.Why.Code] = append(skipped[s.Why.Code], name)
	}
	for _, why := range slices.Sorted(maps.Keys(skipped)) {
		n.Line("  skipped, %s: %s", why, strings.Join(slices.Compact(skipped[why]), " "))
	}
}
