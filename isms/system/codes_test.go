package system

import "testing"

// A code that no rule has settles, folds and waits for nothing, in silence.
func TestCodesOfTablesAreThoseOfRules(t *testing.T) {
	check := func(table, code string) {
		if _, ok := LookupRule(code); !ok {
			t.Errorf("%s: there is no rule %s", table, code)
		}
	}
	for _, f := range follows() {
		check("follows", f.Code)
		check("follows", f.From)
	}
	for code := range actors() {
		check("actors", code)
	}
	for code := range roles() {
		check("roles", code)
	}
	for condition, codes := range tested() {
		check("tested", condition)
		for _, code := range codes {
			check("tested", code)
		}
	}
	for _, code := range []string{"risk/risk-level-not-determined", "risk/risk-acceptability-not-determined"} {
		check("lacking", code)
	}
}
