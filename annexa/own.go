package annexa

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/ismskit/ismskit/isms"
)

// An Extension is what an organization adds to Annex A: controls of its own
// (ISO/IEC 27001:2022, 6.1.3 b: controls may come from any source) and
// attributes of its own (ISO/IEC 27002:2022, A.2). It is a draft;
// [NewCatalog] checks it. Lists may come in any order, except that the values
// of a family keep theirs.
type Extension struct {
	Controls []CustomControl   `json:"controls"`
	Families []CustomAttribute `json:"families"` // at most 64
}

// A CustomControl is a control beside Annex A.
type CustomControl struct {
	ID         ID         `json:"id"` // "C-1": no text that could be read as a control of Annex A
	Title      string     `json:"title"`
	Purpose    string     `json:"purpose,omitzero"`
	Theme      Themes     `json:"theme,omitzero"`      // at most one
	Attributes Attributes `json:"attributes,omitzero"` // may be empty, in any family
}

// A CustomAttribute is an attribute that an organization defines for itself, such as
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
	CustomAttributesMax      = 64 // families of an Extension
	CustomAttributeValuesMax = 64 // values of a family
)

// A CustomAttributeValue is one value of an [CustomAttribute].
type CustomAttributeValue struct {
	Value string `json:"value"`          // the key: no blank, comma, # or =
	Title string `json:"title,omitzero"` // for people
}

// A CustomAttributeAssignment gives a control values of an [CustomAttribute].
type CustomAttributeAssignment struct {
	Control ID       `json:"control"` // of Annex A or one's own
	Values  []string `json:"values"`
}

// A CustomAttributeTag is one value of an [CustomAttribute], in a query. Its text is
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

	known := map[string]ID{} // by what makes two ids look alike
	for i, c := range x.Controls {
		at := isms.Path("").Index("controls", i)
		if why := ownIDProblem(c.ID); why != "" {
			fail(at.Field("id"), "%s", why)
		} else if other, ok := known[alike(string(c.ID))]; ok {
			if other == c.ID {
				fail(at.Field("id"), "two controls %s", quote(string(c.ID)))
			} else {
				fail(at.Field("id"), "%s and %s can be taken for each other", quote(string(other)), quote(string(c.ID)))
			}
		} else {
			known[alike(string(c.ID))] = c.ID
		}
		if strings.TrimSpace(c.Title) == "" {
			fail(at.Field("title"), "control %s has no title", quote(string(c.ID)))
		}
		if c.Theme.Len() > 1 || !c.Theme.Known() {
			fail(at.Field("theme"), "control %s has the theme %s: want one theme or none", quote(string(c.ID)), quote(c.Theme.String()))
		}
		if !c.Attributes.Known() {
			fail(at.Field("attributes"), "control %s has attribute values that are none: %s", quote(string(c.ID)), c.Attributes&^allAttributes)
		}
	}

	if n := len(x.Families); n > CustomAttributesMax {
		fail(isms.Path("").Field("families"), "%d families: want at most %d", n, CustomAttributesMax)
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
		if n := len(f.Values); n == 0 || n > CustomAttributeValuesMax {
			fail(at.Field("values"), "family %s has %d values: want 1 to %d", quote(string(f.Family)), n, CustomAttributeValuesMax)
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
		assigned := map[ID]bool{}
		for j, a := range f.Assignments {
			at := at.Index("assignments", j)
			if !a.Control.Known() && known[alike(string(a.Control))] != a.Control || a.Control == "" {
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

// ownIDProblem says why id cannot name a control beside Annex A, or "".
func ownIDProblem(id ID) string {
	if id.Known() {
		return fmt.Sprintf("%s is a control of Annex A", quote(string(id)))
	}
	if err := isms.ID(id).Validate(); err != nil {
		return err.Error()
	}
	if strings.ContainsAny(string(id), ",") {
		return fmt.Sprintf("%s holds a comma, which separates ids in lists", quote(string(id)))
	}
	if strings.ContainsFunc(string(id), unicode.IsSpace) {
		return fmt.Sprintf("%s holds a blank, which separates ids in lists", quote(string(id)))
	}
	// Digits and punctuation, with or without an A in front, read as a number of
	// some edition of Annex A, whether it has that control or not.
	name := false
	for _, r := range string(id) {
		name = name || unicode.IsLetter(r) && !strings.ContainsRune(likeA, r)
	}
	if !name {
		return fmt.Sprintf("%s reads like a number of Annex A; use a letter other than A, as in C-1", quote(string(id)))
	}
	if plain := tidyID(likeDigits.Replace(string(id))); ID(plain).Known() || FormerID(plain).Known() {
		return fmt.Sprintf("%s can be taken for control %s of Annex A", quote(string(id)), plain)
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
		if n := digits(key); n > 0 {
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
