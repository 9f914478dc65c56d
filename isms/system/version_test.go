package system

import (
	"errors"
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/internal/strictjson"
	"github.com/ismskit/ismskit/isms"
)

// An earlier version of the format, as there may be one some day: the organization
// was only a name then.
func readVersion0(text []byte) (System, error) {
	var d struct {
		head
		Organization string `json:"organization"`
	}
	if err := strictjson.Decode(text, &d, strictjson.Limits{}); err != nil {
		return System{}, isms.RefuseAll(err)
	}
	return System{Organization: Organization{Name: d.Organization}}, nil
}

func TestVersionsOfTheFormat(t *testing.T) {
	known := append([]version{{0, readVersion0}}, versions()...)
	for name, c := range map[string]struct{ text, organization, refused string }{
		"the earlier one":           {`{"format": "ismskit/system", "version": 0, "organization": "Larkspur"}`, "Larkspur", ""},
		"the present one":           {`{"format": "ismskit/system", "version": 1, "organization": {"name": "Larkspur"}}`, "Larkspur", ""},
		"as it is written":          {"{\n  \"format\": \"ismskit/system\",\n  \"version\": 0,\n  \"organization\": \"Larkspur\"\n}\n", "Larkspur", ""},
		"at the end":                {`{"organization": {"name": "Larkspur"}, "version": 1, "format": "ismskit/system"}`, "Larkspur", ""},
		"the earlier form, later":   {`{"format": "ismskit/system", "version": 1, "organization": "Larkspur"}`, "", "isms/wrong-kind at organization"},
		"the later form, earlier":   {`{"format": "ismskit/system", "version": 0, "organization": {}}`, "", "isms/wrong-kind at organization"},
		"a newer one":               {`{"format": "ismskit/system", "version": 2, "organisms": [{}]}`, "", "system/newer-version at version"},
		"one that never was":        {`{"format": "ismskit/system", "version": -1}`, "", "system/unknown-version at version"},
		"another format":            {`{"format": "other", "version": 1}`, "", "system/other-format at format"},
		"no format":                 {`{"version": 1}`, "", "system/other-format at format"},
		"a version in words":        {`{"format": "ismskit/system", "version": "one"}`, "", "isms/wrong-kind at version"},
		"a version too many":        {`{"format": "ismskit/system", "version": 1, "version": 0}`, "", "isms/doubled-key at version"},
		"broken behind the version": {`{"format": "ismskit/system", "version": 1, "evidence": nothing}`, "", "isms/unexpected-text at evidence"},
		"null somewhere":            {`{"format": "ismskit/system", "version": 1, "evidence": null, "operating": 3}`, "", "isms/null at evidence; isms/wrong-kind at operating"},
	} {
		s, err := decode([]byte(c.text), known)
		switch {
		case c.refused == "" && err != nil, c.refused != "" && golden.Codes(err) != c.refused:
			t.Errorf("%s: %s, want %s", name, golden.Codes(err), c.refused)
		case s.Organization.Name != c.organization:
			t.Errorf("%s: organization %q", name, s.Organization.Name)
		}
	}
}

// The versions are in order, the last one is written, and each that is read comes
// out as the present one.
func TestVersionsAreInOrder(t *testing.T) {
	list := versions()
	for i, v := range list {
		if v.read == nil || i > 0 && v.number <= list[i-1].number {
			t.Errorf("version %d at %d", v.number, i)
		}
	}
	if last := list[len(list)-1].number; last != Version {
		t.Errorf("the last version is %d, and %d is written", last, Version)
	}
	var refused *isms.Error
	if _, err := Decode([]byte(`{"format": "ismskit/system", "version": 99}`)); !errors.As(err, &refused) || refused.Problems[0].Path != "version" {
		t.Errorf("%v", err)
	}
}
