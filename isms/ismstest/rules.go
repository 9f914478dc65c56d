package ismstest

import (
	"errors"
	"fmt"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

// CheckRules checks rules that an embedder declares: each is declared in full, no two
// have one code, and what identifies a finding is said in its sentence. It returns
// all that it found, joined.
func CheckRules(rules ...isms.Rule) error {
	var errs []error
	seen := map[string]bool{}
	for _, r := range rules {
		if err := r.Validate(); err != nil {
			errs = append(errs, fmt.Errorf("ismstest: rule %s: %w", r.Code, err))
		}
		if seen[r.Code] {
			errs = append(errs, fmt.Errorf("ismstest: two rules %s", r.Code))
		}
		seen[r.Code] = true
		for _, name := range r.Key {
			if !strings.Contains(r.Message, "{"+name) {
				errs = append(errs, fmt.Errorf("ismstest: rule %s: its message does not say {%s}, which is of its key", r.Code, name))
			}
		}
	}
	return errors.Join(errs...)
}
