package annexa

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/ismskit/ismskit/isms"
)

// Extension is what an organization adds to Annex A: controls of its own
// (ISO/IEC 27001:2022, 6.1.3 b: controls may come from any source) and
// attributes of its own (ISO/IEC 27002:2022, A.2). It is a draft;
// [NewCatalog] checks it. Lists may come in any order, except that the values
// of a family keep theirs.
type Extension struct {
	Controls []CustomControl   `json:"controls"`
	Families []CustomAttribute `json:"families"` // at most 64
}

// CustomControl is a control that is not of Annex A: one of the organization's
// own ("own:C-1") or one of another catalog, cited as a place in that document
// ("ISO/IEC 27017 CLD.6.3.1"). Records name it by its reference.
type CustomControl struct {
	Ref        isms.Ref   `json:"ref"` // nothing that could be taken for a control of Annex A
	Title      string     `json:"title,omitzero"`
	Catalog    string     `json:"catalog,omitzero"` // where it is from; empty for the organization's own
	Purpose    string     `json:"purpose,omitzero"`
	Theme      Themes     `json:"theme,omitzero"`      // at most one
	Attributes Attributes `json:"attributes,omitzero"` // may be empty, in any family
}

// CustomAttribute is an attribute that an organization defines for itself, such as
// the team that runs a control or its maturity. A control may carry several of
// its values, or none: then nobody has decided.
type CustomAttribute struct {
	Family      Family                      `json:"family"`         // the key: no blank, comma, # or =
	Title       string                      `json:"title,omitzero"` // for people
	Values      []CustomAttributeValue      `json:"values"`         // 1 to 64, in the order to show
	Assignments []CustomAttributeAssignment `json:"assignments"`
}

// Limits of an [Extension]: they bound what a catalog costs.
const (
	customAttributesMax      = 64 // families of an Extension
	customAttributeValuesMax = 64 // values of a family
)

// CustomAttributeValue is one value of an [CustomAttribute].
type CustomAttributeValue struct {
	Value string `json:"value"`          // the key: no blank, comma, # or =
	Title string `json:"title,omitzero"` // for people
}

// CustomAttributeAssignment gives a control values of an [CustomAttribute].
type CustomAttributeAssignment struct {
	Control isms.Ref `json:"control"` // of Annex A or one's own
	Values  []string `json:"values"`
}

// CustomAttributeTag is one value of an [CustomAttribute], in a query. Its text is
// "team=platform".
type CustomAttributeTag struct {
	Family Family `json:"family"`
	Value  string `json:"value"`
}

// String returns family and value joined by an equals sign.
func (t CustomAttributeTag) String() string { return string(t.Family) + "=" + t.Value }

// check returns every problem of the extension, with the path to it.
func (x Extension) check() error {
	var errs []error
	fail := func(at isms.Path, format string, args ...any) {
		errs = append(errs, fmt.Errorf("annexa: NewCatalog: %s: %s", at, fmt.Sprintf(format, args...)))
	}

	known := map[string]isms.Ref{} // by what makes two references look alike
	for i, c := range x.Controls {
		at := isms.Path("").Index("controls", i)
		named := true
		c.check(func(field, why string) {
			fail(at.Field(field), "%s", why)
			named = named && field != "ref"
		})
		if key := alike(string(c.Ref)); named && known[key] == "" {
			known[key] = c.Ref
		} else if other := known[key]; named && other == c.Ref {
			fail(at.Field("ref"), "two controls %s", quote(string(c.Ref)))
		} else if named {
			fail(at.Field("ref"), "%s and %s can be taken for each other", quote(string(other)), quote(string(c.Ref)))
		}
		if strings.TrimSpace(c.Title) == "" {
			fail(at.Field("title"), "control %s has no title", quote(string(c.Ref)))
		}
	}

	if n := len(x.Families); n > customAttributesMax {
		fail(isms.Path("").Field("families"), "%d families: want at most %d", n, customAttributesMax)
	}
	families := map[string]bool{}
	for i, f := range x.Families {
		at := isms.Path("").Index("families", i)
		switch why := keyProblem(string(f.Family)); {
		case why != "":
			fail(at.Field("family"), "%s", why)
		case Families().Has(Family(strings.ToLower(string(f.Family)))):
			fail(at.Field("family"), "%s is a family of the standard", quote(string(f.Family)))
		case families[alike(string(f.Family))]:
			fail(at.Field("family"), "two families %s", quote(string(f.Family)))
		}
		families[alike(string(f.Family))] = true
		if n := len(f.Values); n == 0 || n > customAttributeValuesMax {
			fail(at.Field("values"), "family %s has %d values: want 1 to %d", quote(string(f.Family)), n, customAttributeValuesMax)
		}
		values, named := map[string]bool{}, map[string]bool{}
		for j, v := range f.Values {
			switch why := keyProblem(v.Value); {
			case why != "":
				fail(at.Index("values", j), "%s", why)
			case values[alike(v.Value)]:
				fail(at.Index("values", j), "two values %s in family %s", quote(v.Value), quote(string(f.Family)))
			}
			values[alike(v.Value)], named[v.Value] = true, true
		}
		assigned := map[isms.Ref]bool{}
		for j, a := range f.Assignments {
			at := at.Index("assignments", j)
			if position(a.Control) < 0 && known[alike(string(a.Control))] != a.Control || a.Control == "" {
				fail(at.Field("control"), "no control %s in Annex A or beside it", quote(string(a.Control)))
			} else if assigned[a.Control] {
				fail(at.Field("control"), "two assignments for control %s in family %s", a.Control, quote(string(f.Family)))
			}
			assigned[a.Control] = true
			if len(a.Values) == 0 {
				fail(at.Field("values"), "an assignment without a value for control %s: leave it out", quote(string(a.Control)))
			}
			seen := map[string]bool{}
			for k, v := range a.Values {
				if !named[v] {
					fail(at.Index("values", k), "family %s has no value %s", quote(string(f.Family)), quote(v))
				} else if seen[v] {
					fail(at.Index("values", k), "value %s twice for control %s", quote(v), a.Control)
				}
				seen[v] = true
			}
		}
	}
	return errors.Join(errs...)
}

// Validate returns an error that says why c is not a custom control: a reference
// that is neither one of the organization's own nor a place in another document, or
// that can be taken for a control of Annex A; more than one theme; an unknown
// attribute value. It does not ask for a title.
func (c CustomControl) Validate() error {
	var errs []error
	c.check(func(_, why string) { errs = append(errs, fmt.Errorf("annexa: custom control: %s", why)) })
	return errors.Join(errs...)
}

// check calls fail for each field that is wrong and says why.
func (c CustomControl) check(fail func(field, why string)) {
	if why := refProblem(c.Ref); why != "" {
		fail("ref", why)
	}
	if c.Theme.len() > 1 || !c.Theme.Known() {
		fail("theme", fmt.Sprintf("control %s has the theme %s: want one theme or none", quote(string(c.Ref)), quote(c.Theme.String())))
	}
	if !c.Attributes.Known() {
		fail("attributes", fmt.Sprintf("control %s has attribute values that are none: %s", quote(string(c.Ref)), c.Attributes&^allAttributes))
	}
}

// refProblem says why ref cannot name a custom control, or "".
func refProblem(ref isms.Ref) string {
	id, own := ref.Own()
	switch {
	case ref == "":
		return "no reference: give it one, such as own:C-1"
	case own:
		return ownProblem(string(id))
	case position(ref) >= 0:
		return fmt.Sprintf("%s is a control of Annex A", quote(string(ref)))
	case ref.Known() && !ref.Within("A") && !('0' <= ref[0] && ref[0] <= '9'):
		return "" // a place in another document
	}
	if !ref.Known() && ownProblem(string(ref)) == "" && isms.OwnRef(isms.ID(ref)).Known() {
		return fmt.Sprintf("%s is no reference: write %s", quote(string(ref)), quote("own:"+string(ref)))
	}
	return fmt.Sprintf("%s is no reference of a custom control: want one such as own:C-1", quote(string(ref)))
}

// ownProblem says why the text after "own:" can be taken for a control of Annex A,
// or "".
func ownProblem(id string) string {
	// Digits and punctuation, with or without an A in front, read as a number of
	// some edition of Annex A, whether it has that control or not.
	name := false
	for _, r := range id {
		name = name || unicode.IsLetter(r) && !strings.ContainsRune(likeA, r)
	}
	if !name {
		return fmt.Sprintf("%s reads like a number of Annex A; use a letter other than A, as in own:C-1", quote(id))
	}
	if plain := tidyID(likeDigits.Replace(id)); numbered(plain) >= 0 || Ref2013("A."+plain).Known() {
		return fmt.Sprintf("%s can be taken for control %s of Annex A", quote(id), "A."+plain)
	}
	return ""
}

// likeA are the letters that look like the A of Annex A: Latin, Greek,
// Cyrillic and full-width.
const likeA = "AaΑαАаＡａ"

// likeDigits turns letters that are taken for digits into them.
var likeDigits = strings.NewReplacer("O", "0", "o", "0", "О", "0", "о", "0", "l", "1", "I", "1", "Α", "A", "α", "A", "А", "A", "а", "A", "Ａ", "A", "ａ", "A", "-", ".", "_", ".", ":", ".", "/", ".", "．", ".")

// alike folds case and leading zeros: keys that differ in nothing else would be
// taken for each other.
func alike(key string) string {
	var b strings.Builder
	key = strings.ToLower(key)
	for key != "" {
		if n := len(key) - len(strings.TrimLeft(key, "0123456789")); n > 0 {
			number := strings.TrimLeft(key[:n], "0")
			if number == "" {
				number = "0"
			}
			b.WriteString(number)
			key = key[n:]
			continue
		}
		b.WriteByte(key[0])
		key = key[1:]
	}
	return b.String()
}

// keyProblem says why key cannot name a family or a value, or "".
func keyProblem(key string) string {
	if err := isms.ID(key).Validate(); err != nil {
		return err.Error()
	}
	if strings.ContainsAny(key, ",#=") || strings.ContainsFunc(key, unicode.IsSpace) {
		return fmt.Sprintf("key %s holds a blank, a comma, # or =", quote(key))
	}
	return ""
}
