package main

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The tables are what the generators make of the data.
func TestTablesFollowFromData(t *testing.T) {
	for _, c := range []struct{ kind, data, table string }{
		{"policies", "data/policies.json", "../../../audit/policy_table.go"},
		{"audittime", "data/audit_time.json", "../../../audit/cycle/audittime_table.go"},
		{"accreditation", "data/accreditation.json", "../../../audit/certificate/accreditation_table.go"},
	} {
		in, err := os.ReadFile(c.data)
		if err != nil {
			t.Fatal(err)
		}
		want, err := Generators()[c.kind](in)
		if err != nil {
			t.Fatalf("%s: %v", c.kind, err)
		}
		got, err := os.ReadFile(c.table)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s is not what go generate writes (-want +got):\n%s", c.table, diff)
		}
	}
}

func TestUnknownUnitIsRefused(t *testing.T) {
	if _, err := policies([]byte(`{"policies":[{"id":"x","rules":[{"anchor":"audit","unit":"moons"}]}]}`)); err == nil {
		t.Error("a unit that does not exist was taken")
	}
	if _, err := policies([]byte(`{"policies":[{"id":"x","colour":"red"}]}`)); err == nil {
		t.Error("an unknown field was taken")
	}
}
