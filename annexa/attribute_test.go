package annexa_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/annexa/annexatest"
	"github.com/ismskit/ismskit/isms"
)

func TestAttributesPartTheValues(t *testing.T) {
	var all annexa.AttributeValueSet
	sizes := []int{3, 3, 5, 15, 4}
	for i, f := range slices.Collect(annexa.Attributes().All()) {
		if !annexa.Attributes().Has(f) || annexa.Attributes().Title(f, nil) == string(f) || f.Values().Len() != sizes[i] {
			t.Errorf("attribute %s (%s): %d values, want %d", f, annexa.Attributes().Title(f, nil), f.Values().Len(), sizes[i])
		}
		if all&f.Values() != 0 {
			t.Errorf("attribute %s shares values with another", f)
		}
		all |= f.Values()
		for a := range f.Values().All() {
			if a.Attribute() != f || a.Len() != 1 {
				t.Errorf("%s is of attribute %q", a, a.Attribute())
			}
		}
		if f.Values().Attribute() != f {
			t.Errorf("the values of %s are of attribute %q", f, f.Values().Attribute())
		}
	}
	if all != annexa.FullAttributeValueSet() {
		t.Errorf("attributes hold %s", all)
	}
	for _, a := range []annexa.AttributeValueSet{0, annexa.Preventive | annexa.Availability, 1 << 30, annexa.Resilience | 1<<30} {
		if a.Attribute() != "" {
			t.Errorf("%s is of attribute %q", a, a.Attribute())
		}
	}
	if f := annexa.Attribute("team"); annexa.Attributes().Has(f) || annexa.Attributes().Title(f, nil) != "team" || f.Values() != 0 {
		t.Error("an unknown attribute is known")
	}
}

func TestAttributesText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := annexatest.Query(draw{t}).AttributeValues
		if got, err := annexa.ParseAttributeValueSet(a.String()); err != nil || got != a {
			t.Fatalf("ParseAttributeValueSet(%q) = %q, %v", a, got, err)
		}
		data, err := json.Marshal(a)
		var got annexa.AttributeValueSet
		if err != nil || json.Unmarshal(data, &got) != nil || got != a {
			t.Fatalf("JSON %s gives %q, %v", data, got, err)
		}
		n := 0
		for one := range a.All() {
			if got, err := annexa.ParseAttributeValue(one.String()); err != nil || got != one {
				t.Fatalf("ParseAttributeValue(%q) = %q, %v", one, got, err)
			}
			if got, err := annexa.ParseAttributeValue("#" + strings.ReplaceAll(one.String(), " ", "_")); err != nil || got != one {
				t.Fatalf("in the notation of the standard: %q, %v", got, err)
			}
			if !annexa.AttributeValues().Has(one.String()) {
				t.Fatalf("%q is no word of the vocabulary", one)
			}
			if !a.Contains(one) {
				t.Fatalf("%q does not contain %q", a, one)
			}
			n++
		}
		if n != a.Len() {
			t.Fatalf("All yields %d of %d", n, a.Len())
		}
	})
}

func TestAttributesRefuse(t *testing.T) {
	for text, want := range map[string]string{
		"":                                "annexa/no-attribute-value",
		"#":                               "annexa/no-attribute-value",
		"##Preventive":                    "annexa/another-way-to-write-it it=preventive",
		"PREVENTIVE":                      "annexa/another-way-to-write-it it=preventive",
		"Identity_and_access_management":  "annexa/another-way-to-write-it it=identity and access management",
		"#Asset-management":               "annexa/another-way-to-write-it it=asset management",
		"Governance and Ecosystem":        "annexa/another-way-to-write-it it=governance and ecosystem",
		"Prevention":                      "annexa/no-attribute-value",
		strings.Repeat("Preventive", 1e5): "annexa/no-attribute-value",
	} {
		a, err := annexa.ParseAttributeValue(text)
		if a != 0 || withArgs(err) != want || len(err.Error()) > 300 {
			t.Errorf("ParseAttributeValue(%.40q) = %q, %v; want %s", text, a, withArgs(err), want)
		}
	}
	bad := annexa.AttributeValueSet(1<<30) | annexa.Preventive
	if got := bad.String(); got != "preventive, ?30" {
		t.Errorf("a bit that means nothing prints as %q", got)
	}
	if _, err := json.Marshal(bad); err == nil || bad.Known() {
		t.Error("a bit that means nothing has JSON")
	}
	for _, data := range []string{`"Preventive"`, `["preventive","x"]`, `["preventive, detective"]`, `[1]`, `{}`} {
		var a annexa.AttributeValueSet
		if err := json.Unmarshal([]byte(data), &a); err == nil || a != 0 {
			t.Errorf("JSON %s gives %q, %v", data, a, err)
		}
	}
}

func TestThemes(t *testing.T) {
	for themes := range annexa.FullThemeSet() + 1 {
		got, err := annexa.ParseThemeSet(themes.String())
		if err != nil || got != themes {
			t.Errorf("ParseThemeSet(%q) = %q, %v", themes, got, err)
		}
		n := 0
		for one := range themes.All() {
			if !annexa.Themes().Has(one.String()) {
				t.Errorf("%q is no word of the vocabulary", one)
			}
			n += one.Controls().Len()
			if !themes.Contains(one) || one.Len() != 1 {
				t.Errorf("%q yields %q", themes, one)
			}
		}
		if n != themes.Controls().Len() {
			t.Errorf("%q has %d controls, its members %d", themes, themes.Controls().Len(), n)
		}
	}
	for c := range annexa.All() {
		if !c.Theme.Controls().Contains(c.Ref) || c.Theme.Len() != 1 || control(c.Ref).Theme != c.Theme {
			t.Errorf("%s is in theme %q", c.Ref, c.Theme)
		}
	}
	if _, err := annexa.ParseThemeSet("physical, Physical"); err == nil {
		t.Error("Physical is taken for a theme")
	}
	bad := annexa.ThemeSet(16)
	if _, err := bad.MarshalText(); err == nil || bad.Known() || bad.String() != "?4" || bad.Controls().Len() != 0 {
		t.Errorf("a bit that means nothing: %q", bad)
	}
	if control("own:C-1").Theme != 0 {
		t.Error("an unknown id has a theme")
	}
}

// Of many words that are none the first problems are told, so that a long text makes no
// long answer.
func TestManyUnknownWordsAreCut(t *testing.T) {
	text := strings.Repeat("nonsense,", 2*isms.MaxProblems)
	_, err := annexa.ParseAttributeValueSet(text)
	var a annexa.AttributeValueSet
	list, _ := json.Marshal(strings.Split(text, ","))
	for name, err := range map[string]error{"text": err, "list": json.Unmarshal(list, &a)} {
		var refused *isms.Error
		if !errors.As(err, &refused) || len(refused.Problems) != isms.MaxProblems {
			t.Errorf("a %s of too many unknown words: %d problems, want the first %d", name, len(refused.Problems), isms.MaxProblems)
		}
	}
}
