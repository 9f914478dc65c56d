package annexa_test

import (
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
		"preventive":               {a{AttributeValues: annexa.Preventive}, 83},
		"detective":                {a{AttributeValues: annexa.Detective}, 13},
		"corrective":               {a{AttributeValues: annexa.Corrective}, 14},
		"confidentiality":          {a{AttributeValues: annexa.Confidentiality}, 87},
		"integrity":                {a{AttributeValues: annexa.Integrity}, 84},
		"availability":             {a{AttributeValues: annexa.Availability}, 85},
		"identify":                 {a{AttributeValues: annexa.Identify}, 23},
		"protect":                  {a{AttributeValues: annexa.Protect}, 71},
		"detect":                   {a{AttributeValues: annexa.Detect}, 14},
		"respond":                  {a{AttributeValues: annexa.Respond}, 11},
		"recover":                  {a{AttributeValues: annexa.Recover}, 6},
		"governance and ecosystem": {a{AttributeValues: annexa.GovernanceAndEcosystem}, 27},
		"protection":               {a{AttributeValues: annexa.Protection}, 69},
		"defence":                  {a{AttributeValues: annexa.Defence}, 22},
		"resilience":               {a{AttributeValues: annexa.Resilience}, 8},
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

// Every control has a value in each attribute, and every value occurs.
func TestEveryAttributeIsUsed(t *testing.T) {
	var seen annexa.AttributeValueSet
	for c := range annexa.All() {
		for f := range annexa.Attributes().All() {
			if c.AttributeValues.Of(f) == 0 {
				t.Errorf("%s has no value in %s", c.Ref, f)
			}
		}
		seen |= c.AttributeValues
	}
	if seen != annexa.FullAttributeValueSet() || seen.Len() != 30 {
		t.Errorf("values that do not occur: %s", annexa.FullAttributeValueSet()&^seen)
	}
}

func TestParseControl(t *testing.T) {
	if err := annexa.ValidateControl("", "A.5.7"); err != nil {
		t.Error(err)
	}
	for text, want := range map[string]isms.Ref{"5.7": "A.5.7", "A.5.7": "A.5.7", "8.34": "A.8.34", "A.8.3": "A.8.3"} { // A.8.3 was an objective of 2013 as well
		if got, err := annexa.ParseControl(text); err != nil || got != want {
			t.Errorf("ParseControl(%q) = %q, %v, want %q", text, got, err, want)
		}
	}
	for text, want := range map[string]string{
		"":                          "annexa/no-control-given first=A.5.1 last=A.8.34",
		"A.":                        "annexa/no-control",
		"5.":                        "annexa/no-control",
		"a.5.07":                    "annexa/another-way-to-write-it it=A.5.7",
		"5.07":                      "annexa/another-way-to-write-it it=A.5.7",
		"05.7":                      "annexa/another-way-to-write-it it=A.5.7",
		"a.5.7":                     "annexa/another-way-to-write-it it=A.5.7",
		" 5.7":                      "annexa/another-way-to-write-it it=A.5.7",
		"A5.7":                      "annexa/another-way-to-write-it it=A.5.7",
		"A.A.5.7":                   "annexa/no-control",
		"5.38":                      "annexa/no-such-control first=A.5.1 last=A.5.37",
		"8.35":                      "annexa/no-such-control first=A.8.1 last=A.8.34",
		"4.1":                       "annexa/no-such-control first=A.5.1 last=A.8.34",
		"5.0":                       "annexa/no-control",
		"5.7.1":                     "annexa/no-such-control first=A.5.1 last=A.8.34",
		"A.5":                       "annexa/theme-in-place-of-a-control first=A.5.1 last=A.5.37 theme=organizational",
		"9":                         "annexa/control-of-2013 control=A.9 controls=A.5.15, A.5.16, A.5.17, A.5.18, A.8.2, A.8.3, A.8.4, A.8.5 and A.8.18",
		"9.1":                       "annexa/control-of-2013 control=A.9.1 controls=A.5.15",
		"A.9.1.1":                   "annexa/control-of-2013 control=A.9.1.1 controls=A.5.15",
		"18.2.3":                    "annexa/control-of-2013 control=A.18.2.3 controls=A.5.36 and A.8.8",
		"a.9.1.1":                   "annexa/control-of-2013 control=A.9.1.1 controls=A.5.15",
		"５.7":                       "annexa/no-control",
		strings.Repeat("5.7", 1000): "annexa/no-control",
	} {
		got, err := annexa.ParseControl(text)
		if got != "" || withArgs(err) != want || len(err.Error()) > 400 {
			t.Errorf("ParseControl(%q) = %q, %s, want %s", text, got, withArgs(err), want)
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
