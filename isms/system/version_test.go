package system

import (
	"errors"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/strictjson"
)

// An earlier version of the format, as there may be one some day: the organization
// was only a name then.
func readVersion0(text []byte) (System, error) {
	var d struct {
		head
		Organization string `json:"organization"`
	}
	if err := strictjson.Decode(text, &d, strictjson.Limits{}); err != nil {
		return System{}, err
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
		"the earlier form, later":   {`{"format": "ismskit/system", "version": 1, "organization": "Larkspur"}`, "", `organization (line 1): the text "Larkspur" where an object is wanted`},
		"the later form, earlier":   {`{"format": "ismskit/system", "version": 0, "organization": {}}`, "", "an object where text in quotes is wanted"},
		"a newer one":               {`{"format": "ismskit/system", "version": 2, "organisms": [{}]}`, "", "version: version 2 of the format is newer than this library, which reads 0 and 1: take a newer one"},
		"one that never was":        {`{"format": "ismskit/system", "version": -1}`, "", "version: there is no version -1 of the format: want 0 or 1"},
		"another format":            {`{"format": "other", "version": 1}`, "", `format: the format is "other": want "ismskit/system"`},
		"no format":                 {`{"version": 1}`, "", `format: the format is "": want "ismskit/system"`},
		"a version in words":        {`{"format": "ismskit/system", "version": "one"}`, "", `version (line 1): the text "one" where a whole number is wanted`},
		"a version too many":        {`{"format": "ismskit/system", "version": 1, "version": 0}`, "", "version (line 1): the key stands twice"},
		"broken behind the version": {`{"format": "ismskit/system", "version": 1, "evidence": nothing}`, "", "evidence (line 1): unexpected"},
		"null somewhere":            {`{"format": "ismskit/system", "version": 1, "evidence": null, "operating": 3}`, "", "operating (line 1): the number 3"},
	} {
		s, err := decode([]byte(c.text), known)
		switch {
		case c.refused == "" && err != nil, c.refused != "" && (err == nil || !strings.Contains(err.Error(), c.refused)):
			t.Errorf("%s: %v, want %q", name, err, c.refused)
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
	var refused *DecodeError
	if _, err := Decode([]byte(`{"format": "ismskit/system", "version": 99}`)); !errors.As(err, &refused) || refused.Problems[0].Path != "version" {
		t.Errorf("%v", err)
	}
}
