package audit_test

import (
	"reflect"

	"github.com/ismskit/ismskit/audit"
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
