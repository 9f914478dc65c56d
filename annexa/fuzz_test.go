package annexa_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/annexa/annexatest"
	"github.com/ismskit/ismskit/internal/bounded"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/ismstest"
)

var idTexts = []string{"", "5.7", "A.5.7", "a.5.07", "5.38", "9.1", "5.", "A.9.1.1", "18.2.3", "8.34", "A.", "５.7", "5.7\x00", "99999999999999999999.1", "5.7.1.2", "A.A.5.7", "  5.7", "1.1.1", "10.1.1", "9", "05.07"}

// goodError reports whether a refusal has all that a caller may rely on.
func goodError(t *testing.T, text string, err error) {
	t.Helper()
	var e *isms.Error
	if !errors.As(err, &e) || len(e.Problems) != 1 || e.Problems[0].Value != text || e.Problems[0].Want == "" {
		t.Fatalf("%q is refused with %#v", text, err)
	}
	if len(e.Error()) > 700 {
		t.Fatalf("%q: a message of %d bytes", text, len(e.Error()))
	}
	for _, a := range e.Problems[0].Args {
		switch {
		case a.Name == "it" && !known(isms.Ref(a.Value)) && !annexa.Ref2013(a.Value).Known():
			t.Fatalf("%q: suggests %q", text, a.Value)
		case a.Name == "controls" && len(a.List) == 0:
			t.Fatalf("%q: replaced by nothing", text)
		}
	}
}

func FuzzParseControl(f *testing.F) {
	for _, text := range idTexts {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		bounded.Within(t, len(text), func() { _, _ = annexa.ParseControl(text) })
		id, err := annexa.ParseControl(text)
		if err != nil {
			goodError(t, text, err)
			return
		}
		if again, err := annexa.ParseControl(string(id)); err != nil || again != id {
			t.Fatalf("ParseControl(%q) = %q, and again %q, %v", text, id, again, err)
		}
		if !known(id) || text != string(id) && "A."+text != string(id) {
			t.Fatalf("ParseControl(%q) = %q", text, id)
		}
	})
}

func FuzzParseControl2013(f *testing.F) {
	for _, text := range idTexts {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		bounded.Within(t, len(text), func() { _, _ = annexa.ParseControl2013(text) })
		id, err := annexa.ParseControl2013(text)
		if err != nil {
			goodError(t, text, err)
			return
		}
		if !id.Known() || text != string(id) && "A."+text != string(id) {
			t.Fatalf("ParseControl2013(%q) = %q", text, id)
		}
	})
}

func FuzzParseSet(f *testing.F) {
	for _, text := range []string{"", "5.7", "5.7 8.28", "A.5.7,8.28", " , ", "5.7 9.1.1", "8.34 5.1 5.1"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		bounded.Within(t, len(text), func() { _, _ = annexa.ParseSet(text) })
		s, err := annexa.ParseSet(text)
		if err != nil {
			return
		}
		if again, err := annexa.ParseSet(s.String()); err != nil || again != s {
			t.Fatalf("ParseSet(%q) = %q, and again %q, %v", text, s, again, err)
		}
		if s.Len() > len(strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ,\t\n\r", r) })) {
			t.Fatalf("ParseSet(%q) = %q", text, s)
		}
	})
}

func FuzzSetJSON(f *testing.F) {
	for _, text := range []string{`[]`, `null`, `["5.7"]`, `["A.5.7","8.28"]`, `["5.38"]`, `[5.7]`, `{}`, `"5.7"`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var s, again annexa.Set
		bounded.Within(t, len(data), func() { _ = new(annexa.Set).UnmarshalJSON(data) })
		bounded.Within(t, len(data), func() { _ = new(annexa.AttributeValueSet).UnmarshalJSON(data) })
		if json.Unmarshal(data, &s) != nil {
			return
		}
		text, err := json.Marshal(s)
		if err != nil || json.Unmarshal(text, &again) != nil || again != s {
			t.Fatalf("%s gives %s, then %q", data, text, again)
		}
	})
}

func FuzzParseQuery(f *testing.F) {
	for _, text := range []string{"", "#Preventive", "Preventive, #Availability, physical, new", "preventive", "asset management,#Asset_management", "#", "new new", "Physical", "#Detect,#Detective", "organizational, people, physical, technological", "team=platform"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		bounded.Within(t, len(text), func() { _, _ = annexa.ParseQuery(text) })
		q, err := annexa.ParseQuery(text)
		if err != nil {
			if q != (annexa.Query{}) {
				t.Fatalf("ParseQuery(%q) = %q with error %v", text, q, err)
			}
			return
		}
		if again, err := annexa.ParseQuery(q.String()); err != nil || again != q {
			t.Fatalf("ParseQuery(%q) = %q, and again %q, %v", text, q, again, err)
		}
		if s, err := q.Select(); err != nil || s != scan(q) {
			t.Fatalf("%q selects %q, %v", q, s, err)
		}
	})
}

func FuzzParseAttributeValueSet(f *testing.F) {
	for _, text := range []string{"", "#Preventive", "Preventive,Detective", "#preventive", "##", "#Identity_and_Access_Management", "#?30"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if one, err := annexa.ParseAttributeValue(text); err == nil && (one.Len() != 1 || one.String() != text && one.String() != strings.ToLower(strings.ReplaceAll(strings.TrimPrefix(text, "#"), "_", " "))) {
			t.Fatalf("ParseAttributeValue(%q) = %q", text, one)
		}
		bounded.Within(t, len(text), func() { _, _ = annexa.ParseAttributeValueSet(text) })
		a, err := annexa.ParseAttributeValueSet(text)
		if err != nil {
			return
		}
		if again, err := annexa.ParseAttributeValueSet(a.String()); err != nil || again != a || !a.Known() {
			t.Fatalf("ParseAttributeValueSet(%q) = %q, and again %q, %v", text, a, again, err)
		}
	})
}

func FuzzParseThemeSet(f *testing.F) {
	for _, text := range []string{"", "people", "physical,people", "Physical", "?4"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		bounded.Within(t, len(text), func() { _, _ = annexa.ParseThemeSet(text) })
		themes, err := annexa.ParseThemeSet(text)
		if err != nil {
			return
		}
		if again, err := annexa.ParseThemeSet(themes.String()); err != nil || again != themes || !themes.Known() {
			t.Fatalf("ParseThemeSet(%q) = %q, and again %q, %v", text, themes, again, err)
		}
	})
}

// An extension from outside is refused or gives a catalog that keeps its laws.
func FuzzNewCatalog(f *testing.F) {
	for _, seed := range []string{"", "a", "abcdefgh", "\xff\x00\x10 some more choices for the generator"} {
		data, err := json.Marshal(annexatest.Extension(ismstest.Bytes([]byte(seed))))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(`{"controls":[{"id":"5.7","title":"x"},{"id":"c-1","title":"x"},{"id":"C-01","title":""}],"attributes":[{"attribute":"security-domain"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var x annexa.Extension
		if json.Unmarshal(data, &x) != nil {
			return
		}
		bounded.Within(t, len(data), func() { _, _ = annexa.NewCatalog(x) })
		c, err := annexa.NewCatalog(x)
		if err != nil {
			if !c.Equal(annexa.Catalog{}) {
				t.Fatal("an error and a catalog")
			}
			return
		}
		if err := annexatest.CheckCatalog(c); err != nil {
			t.Fatalf("%s: %v", data, err)
		}
		for id := range c.All() {
			if len(id.Ref) > 128 {
				t.Fatalf("an id of %d bytes", len(id.Ref))
			}
		}
	})
}

func FuzzCatalogParse(f *testing.F) {
	for _, text := range append(idTexts, "C-1", "c-01", "team=platform", "preventive, team=people, new", "crew=x") {
		f.Add(text)
	}
	c, err := annexa.NewCatalog(soundExtension())
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		bounded.Within(t, len(text), func() { _, _ = c.Parse(text) })
		bounded.Within(t, len(text), func() { _, _, _ = c.ParseQuery(text) })
		if id, err := c.Parse(text); err == nil {
			if again, err := c.Parse(string(id)); err != nil || again != id {
				t.Fatalf("Parse(%q) = %q, and again %q, %v", text, id, again, err)
			}
			if _, ok := c.Lookup(id); !ok {
				t.Fatalf("Parse(%q) = %q, which is not there", text, id)
			}
		}
		if q, tags, err := c.ParseQuery(text); err == nil {
			if _, err := c.AppendSelect(nil, q, tags...); err != nil {
				t.Fatalf("ParseQuery(%q) = %q %v: %v", text, q, tags, err)
			}
		}
	})
}
