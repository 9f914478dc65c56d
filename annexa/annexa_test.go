package annexa_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
)

// The counts are those of the standards (27001:2022 Annex A; 27002:2022 4.2,
// tables A.1 and A.2, Annex B), so that a slip in a row is caught by arithmetic.
func TestCounts(t *testing.T) {
	count := func(q annexa.Query) int {
		s, err := q.Select()
		if err != nil {
			t.Fatal(err)
		}
		return s.Len()
	}
	type a = annexa.Query
	for name, c := range map[string]struct {
		query annexa.Query
		want  int
	}{
		"all":                      {a{}, 93},
		"organizational":           {a{Themes: annexa.Organizational}, 37},
		"people":                   {a{Themes: annexa.People}, 8},
		"physical":                 {a{Themes: annexa.Physical}, 14},
		"technological":            {a{Themes: annexa.Technological}, 34},
		"new":                      {a{New: true}, 11},
		"preventive":               {a{Attributes: annexa.Preventive}, 83},
		"detective":                {a{Attributes: annexa.Detective}, 13},
		"corrective":               {a{Attributes: annexa.Corrective}, 14},
		"confidentiality":          {a{Attributes: annexa.Confidentiality}, 87},
		"integrity":                {a{Attributes: annexa.Integrity}, 84},
		"availability":             {a{Attributes: annexa.Availability}, 85},
		"identify":                 {a{Attributes: annexa.Identify}, 23},
		"protect":                  {a{Attributes: annexa.Protect}, 71},
		"detect":                   {a{Attributes: annexa.Detect}, 14},
		"respond":                  {a{Attributes: annexa.Respond}, 11},
		"recover":                  {a{Attributes: annexa.Recover}, 6},
		"governance and ecosystem": {a{Attributes: annexa.GovernanceAndEcosystem}, 27},
		"protection":               {a{Attributes: annexa.Protection}, 69},
		"defence":                  {a{Attributes: annexa.Defence}, 22},
		"resilience":               {a{Attributes: annexa.Resilience}, 8},
	} {
		if got := count(c.query); got != c.want {
			t.Errorf("%s: %d controls, want %d", name, got, c.want)
		}
	}

	if got := len(slices.Collect(annexa.All())); got != annexa.Count {
		t.Errorf("All yields %d controls", got)
	}
	if got := len(slices.Collect(annexa.Controls2013())); got != annexa.Count2013 || annexa.Count2013 != 114 {
		t.Errorf("%d controls of 2013", got)
	}
	if got := len(slices.Collect(annexa.FormerObjectives())); got != 35 {
		t.Errorf("%d objectives of 2013", got)
	}
	if got := len(slices.Collect(annexa.FormerDomains())); got != 14 {
		t.Errorf("%d domains of 2013", got)
	}
	if got := len(slices.Collect(annexa.Pairs())); got != 115 {
		t.Errorf("%d pairs", got)
	}
	kinds := map[annexa.Correspondence]int{}
	for c := range annexa.All() {
		kinds[c.Correspondence()]++
	}
	want := map[annexa.Correspondence]int{annexa.NewIn2022: 11, annexa.Merged: 24, annexa.Unchanged: 34, annexa.Renamed: 24}
	if diff := cmp.Diff(want, kinds); diff != "" {
		t.Errorf("correspondence of the 93 (-want +got):\n%s", diff)
	}
	kinds = map[annexa.Correspondence]int{}
	for f := range annexa.Controls2013() {
		kinds[f.Ref.Correspondence()]++
	}
	want = map[annexa.Correspondence]int{annexa.Split: 1, annexa.Merged: 55, annexa.Unchanged: 34, annexa.Renamed: 24}
	if diff := cmp.Diff(want, kinds); diff != "" {
		t.Errorf("correspondence of the 114 (-want +got):\n%s", diff)
	}
	if got := annexa.Ref2013("A.18.2.3").Successors().String(); got != "A.5.36 A.8.8" {
		t.Errorf("18.2.3 is followed by %s", got)
	}
}

// Every control has a value in each family, and every value occurs.
func TestEveryFamilyIsUsed(t *testing.T) {
	var seen annexa.Attributes
	for c := range annexa.All() {
		for f := range annexa.Families().All() {
			if c.Attributes.Of(f) == 0 {
				t.Errorf("%s has no value in %s", c.Ref, f)
			}
		}
		seen |= c.Attributes
	}
	if seen != annexa.AllAttributes() || seen.Len() != 30 {
		t.Errorf("values that do not occur: %s", annexa.AllAttributes()&^seen)
	}
}

func TestParseControl(t *testing.T) {
	for _, c := range []struct {
		text    string
		want    isms.Ref
		code    annexa.ErrorCode
		message string // a part of it
	}{
		{text: "5.7", want: "A.5.7"},
		{text: "A.5.7", want: "A.5.7"},
		{text: "8.34", want: "A.8.34"},
		{text: "A.8.3", want: "A.8.3"}, // an objective of 2013 as well
		{text: "", code: annexa.CodeEmpty, message: "A.5.1 to A.8.34"},
		{text: "A.", code: annexa.CodeMalformed, message: `of the form "5.7"`},
		{text: "5.", code: annexa.CodeMalformed, message: `of the form "5.7"`},
		{text: "a.5.07", code: annexa.CodeLeadingZero, message: "write A.5.7"},
		{text: "5.07", code: annexa.CodeLeadingZero, message: "write A.5.7"},
		{text: "05.7", code: annexa.CodeLeadingZero, message: "write A.5.7"},
		{text: "a.5.7", code: annexa.CodeMalformed, message: "write A.5.7"},
		{text: " 5.7", code: annexa.CodeMalformed, message: "write A.5.7"},
		{text: "A5.7", code: annexa.CodeMalformed, message: "write A.5.7"},
		{text: "A.A.5.7", code: annexa.CodeMalformed},
		{text: "5.38", code: annexa.CodeNoSuch, message: "A.5.1 to A.5.37"},
		{text: "8.35", code: annexa.CodeNoSuch, message: "A.8.1 to A.8.34"},
		{text: "4.1", code: annexa.CodeNoSuch, message: "5, 6, 7 or 8"},
		{text: "5.0", code: annexa.CodeMalformed},
		{text: "5.7.1", code: annexa.CodeNoSuch, message: "neither"},
		{text: "A.5", code: annexa.CodeNotAControl, message: "A.5.1 to A.5.37"},
		{text: "9", code: annexa.CodeEdition2013, message: "domain of the 2013 edition (Access control)"},
		{text: "9.1", code: annexa.CodeEdition2013, message: "objective of the 2013 edition"},
		{text: "A.9.1.1", code: annexa.CodeEdition2013, message: "in 2022 it is A.5.15"},
		{text: "18.2.3", code: annexa.CodeEdition2013, message: "in 2022 it is A.5.36, A.8.8"},
		{text: "a.9.1.1", code: annexa.CodeEdition2013, message: "in 2022 it is A.5.15"},
		{text: "５.7", code: annexa.CodeMalformed},
		{text: strings.Repeat("5.7", 1000), code: annexa.CodeMalformed},
	} {
		got, err := annexa.ParseControl(c.text)
		if got != c.want {
			t.Errorf("ParseControl(%q) = %q, want %q", c.text, got, c.want)
		}
		if c.code == "" {
			if err != nil {
				t.Errorf("ParseControl(%q): %v", c.text, err)
			}
			continue
		}
		var e *annexa.RefError
		if !errors.As(err, &e) {
			t.Errorf("ParseControl(%q): error %v is not an *IDError", c.text, err)
			continue
		}
		if e.Code != c.code {
			t.Errorf("ParseControl(%q): code %q, want %q (%v)", c.text, e.Code, c.code, err)
		}
		if !strings.Contains(err.Error(), c.message) || len(err.Error()) > 400 {
			t.Errorf("ParseControl(%q): message %q does not say %q", c.text, err, c.message)
		}
	}
}

func TestCompareIsTheOrderOfTheStandard(t *testing.T) {
	refs := []isms.Ref{"own:C-10", "A.5.10", "A.8.34", "own:C-2", "A.5.2", "A.5.1", "A.6.8", "A.1", "own:C-02"}
	slices.SortFunc(refs, isms.Ref.Compare)
	if diff := cmp.Diff([]isms.Ref{"A.5.1", "A.5.2", "A.5.10", "A.6.8", "A.8.34", "own:C-02", "own:C-2", "own:C-10", "A.1"}, refs); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
