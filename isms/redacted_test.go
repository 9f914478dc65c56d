package isms_test

import (
	"strings"
	"testing"

	"github.com/ismskit/ismskit/isms"
)

// The form for logs holds nothing that was written into a record, while the full
// one does.
func TestShortHoldsNoTextOfRecords(t *testing.T) {
	d := isms.Diagnostic{
		Code: "record/policy-approved", Severity: isms.SeverityError, Refs: []isms.Ref{"5.2", "A.5.1"},
		Path: isms.Path("records").Item("people", "anna-ek"), Args: []isms.Arg{{Name: "owner", Value: "Anna Ek"}},
		Message: "Anna Ek has not approved the policy",
	}

	if got := d.Short(); got != "error record/policy-approved (5.2, A.5.1)" {
		t.Errorf("short form: %s", got)
	}
	if got := d.String(); !strings.Contains(got, "Anna Ek") || !strings.Contains(got, "anna-ek") {
		t.Errorf("full form: %s", got)
	}
}
