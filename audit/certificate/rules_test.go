package certificate_test

import (
	"strings"
	"testing"

	"github.com/ismskit/ismskit/audit/certificate"
)

func TestRulesAreDeclaredWell(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range certificate.Rules() {
		if err := r.Validate(); err != nil {
			t.Error(err)
		}
		if seen[r.Code] {
			t.Errorf("two rules %s", r.Code)
		}
		seen[r.Code] = true
		for _, name := range r.Key {
			if !strings.Contains(r.Message, "{"+name+"}") {
				t.Errorf("%s: the key names {%s}, which the message does not have", r.Code, name)
			}
		}
	}
}

// Whoever changes what Rules returns changes nothing here.
func TestRulesAreCopies(t *testing.T) {
	certificate.Rules()[0].Refs[0] = "4.1 s1"
	if got := certificate.Rules()[0].Refs[0]; got == "4.1 s1" {
		t.Error("a caller changed a rule")
	}
}
