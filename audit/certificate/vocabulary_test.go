package certificate_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/audit/certificate"
	"github.com/ismskit/ismskit/isms"
)

// The tables hold what was counted when they were read.
func TestTablesOfFacts(t *testing.T) {
	count := map[certificate.AccreditorStatus]int{}
	for _, a := range certificate.Accreditors() {
		if !certificate.AccreditorStatuses().Has(a.Status) || a.Acronym == "" || a.Name == "" {
			t.Errorf("%+v", a)
		}
		if a.Status != "not verified" && a.Source == "" {
			t.Errorf("%s: seen, and no source", a.Acronym)
		}
		count[a.Status]++
	}
	want := map[certificate.AccreditorStatus]int{
		"signatory for isms": 2, "accredits isms certification bodies": 10, "signatory for another scope": 15, "not verified": 41, "misleading name": 4,
	}
	for e, n := range want {
		if count[e] != n {
			t.Errorf("%s: %d, want %d", e, count[e], n)
		}
	}
	if n := len(certificate.Agreements()); n != 3 {
		t.Errorf("%d agreements, want 3", n)
	}

	for _, s := range certificate.Sources() {
		if s.Read.IsZero() || s.From == "" || !slices.Contains([]isms.Confidence{"high", "owner", "low"}, s.Confidence) {
			t.Errorf("%+v", s)
		}
	}
	if a, ok := certificate.LookupAccreditor(" dakks "); !ok || a.Country != "DE" {
		t.Errorf("DAkkS: %+v, %v", a, ok)
	}
	if _, ok := certificate.LookupAccreditor(""); ok {
		t.Error("the empty name is a body")
	}
}

func TestTablesAreCopies(t *testing.T) {
	certificate.Agreements()[0].Sources[0] = "changed"
	certificate.Accreditors()[0].Groups[0] = "changed"

	certificate.Sources()[0].From = "changed"
	text := fmt.Sprint(certificate.Agreements(), certificate.Accreditors(), certificate.Sources())
	if strings.Contains(text, "changed") {
		t.Error("a caller changed a table")
	}
}

func TestVocabulariesAreByName(t *testing.T) {
	if !slices.IsSortedFunc(certificate.Vocabularies(), func(a, b isms.Vocabulary) int { return strings.Compare(a.Name(), b.Name()) }) {
		t.Error("the vocabularies are not by name")
	}
}
