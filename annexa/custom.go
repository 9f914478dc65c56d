package annexa

import (
	"strings"
	"unicode"

	"github.com/ismskit/ismskit/isms"
)

// Extension is what an organization adds to Annex A: custom controls
// (ISO/IEC 27001:2022, 6.1.3 b: controls may come from any source) and
// custom attributes (ISO/IEC 27002:2022, A.2). It is a draft;
// [NewCatalog] checks it. Lists may come in any order, except that the values
// of an attribute keep theirs.
type Extension struct {
	Controls   []CustomControl   `json:"controls"`
	Attributes []CustomAttribute `json:"attributes"` // at most 64
}

// CustomControl is a control that is not of Annex A: one of the organization's
// own ("own:C-1") or one of another catalog, cited as a place in that document
// ("ISO/IEC 27017 CLD.6.3.1"). Records name it by its reference.
type CustomControl struct {
	Ref             isms.Ref          `json:"ref"` // nothing that could be taken for a control of Annex A
	Title           string            `json:"title,omitzero"`
	Catalog         string            `json:"catalog,omitzero"` // where it is from; empty for the organization's own
	Purpose         string            `json:"purpose,omitzero"`
	Theme           ThemeSet          `json:"theme,omitzero"`           // at most one
	AttributeValues AttributeValueSet `json:"attributeValues,omitzero"` // may be empty, in any attribute
}

// CustomAttribute is an attribute that an organization defines for itself, such as
// the team that runs a control or its maturity. A control may carry several of
// its values, or none: then nobody has decided.
type CustomAttribute struct {
	Attribute   Attribute                   `json:"attribute"`      // the key: no blank, comma, # or =
	Title       string                      `json:"title,omitzero"` // for people
	Values      []CustomAttributeValue      `json:"values"`         // 1 to 64, in the order to show
	Assignments []CustomAttributeAssignment `json:"assignments"`
}

// Limits of an [Extension]: they bound what a catalog costs.
const (
	customAttributesMax      = 64 // attributes of an Extension
	customAttributeValuesMax = 64 // values of an attribute
)

// CustomAttributeValue is one value of a [CustomAttribute].
type CustomAttributeValue struct {
	Value string `json:"value"`          // the key: no blank, comma, # or =
	Title string `json:"title,omitzero"` // for people
}

// CustomAttributeAssignment gives a control values of a [CustomAttribute].
type CustomAttributeAssignment struct {
	Control isms.Ref `json:"control"` // an Annex A control or a custom control
	Values  []string `json:"values"`
}

// CustomAttributeTag is one value of a [CustomAttribute], in a query. Its text is
// "team=platform".
type CustomAttributeTag struct {
	Attribute Attribute `json:"attribute"`
	Value     string    `json:"value"`
}

// String returns attribute and value joined by an equals sign.
func (t CustomAttributeTag) String() string { return string(t.Attribute) + "=" + t.Value }

// check returns every problem of the extension, with the path to it.
func (x Extension) check() error {
	var errs []error
	known := map[string]isms.Ref{} // by what makes two references look alike
	paths := isms.ItemPaths("", "controls", x.Controls, func(c *CustomControl) isms.Ref { return c.Ref })
	for i, c := range x.Controls {
		at := paths[i]
		wrong := c.refProblem()
		errs = append(errs, isms.RefuseUnder(at, c.Validate()))
		if key := alike(string(c.Ref)); wrong == nil && known[key] == "" {
			known[key] = c.Ref
		} else if other := known[key]; wrong == nil && other == c.Ref {
			errs = append(errs, isms.Refuse(listedTwice, at.Field("ref"), string(c.Ref)))
		} else if wrong == nil {
			errs = append(errs, isms.Refuse(takenForAnother, at.Field("ref"), string(c.Ref), isms.ArgInput("other", other)))
		}
		if strings.TrimSpace(c.Title) == "" {
			errs = append(errs, isms.Refuse(noTitle, at.Field("title"), c.Title))
		}
	}
	if n := len(x.Attributes); n > customAttributesMax {
		errs = append(errs, refuseNumber("attributes", n, 0, customAttributesMax))
	}
	attributes := map[string]bool{}
	paths = isms.ItemPaths("", "attributes", x.Attributes, func(f *CustomAttribute) Attribute { return f.Attribute })
	for i := range x.Attributes {
		f := &x.Attributes[i]
		err := checkKey("attribute", string(f.Attribute))
		if err == nil && likeStandard(f.Attribute) {
			err = isms.Refuse(standardAttribute, "attribute", string(f.Attribute))
		} else if err == nil && attributes[alike(string(f.Attribute))] {
			err = isms.Refuse(listedTwice, "attribute", string(f.Attribute))
		}
		attributes[alike(string(f.Attribute))] = true
		errs = append(errs, isms.RefuseUnder(paths[i], isms.RefuseAll(err, f.check(known))))
	}
	return isms.RefuseAll(errs...)
}

// likeStandard reports whether a key can be taken for an attribute of the standard.
func likeStandard(key Attribute) bool {
	for known := range Attributes().All() {
		if foldWord(string(known)) == foldWord(string(key)) {
			return true
		}
	}
	return false
}

func refuseNumber(at isms.Path, n, least, most int) error {
	return isms.Refuse(wrongNumber, at, "", isms.ArgInt("n", n), isms.ArgInt("least", least), isms.ArgInt("most", most))
}

// check returns every problem of the values and assignments, given the custom
// controls.
func (f *CustomAttribute) check(known map[string]isms.Ref) error {
	var errs []error
	if n := len(f.Values); n == 0 || n > customAttributeValuesMax {
		errs = append(errs, refuseNumber("values", n, 1, customAttributeValuesMax))
	}
	values, named := map[string]bool{}, map[string]bool{}
	paths := isms.ItemPaths("", "values", f.Values, func(v *CustomAttributeValue) string { return v.Value })
	for j, v := range f.Values {
		at := paths[j].Field("value")
		err := checkKey(at, v.Value)
		if err == nil && values[alike(v.Value)] {
			err = isms.Refuse(listedTwice, at, v.Value)
		}
		errs = append(errs, err)
		values[alike(v.Value)], named[v.Value] = true, true
	}
	assigned := map[isms.Ref]bool{}
	paths = isms.ItemPaths("", "assignments", f.Assignments, func(a *CustomAttributeAssignment) isms.Ref { return a.Control })
	for j, a := range f.Assignments {
		at := paths[j]
		if position(a.Control) < 0 && known[alike(string(a.Control))] != a.Control || a.Control == "" {
			errs = append(errs, isms.Refuse(notInCatalog, at.Field("control"), string(a.Control)))
		} else if assigned[a.Control] {
			errs = append(errs, isms.Refuse(listedTwice, at.Field("control"), string(a.Control)))
		}
		assigned[a.Control] = true
		if len(a.Values) == 0 {
			errs = append(errs, isms.Refuse(nothingAssigned, at.Field("values"), ""))
		}
		seen := map[string]bool{}
		for k, v := range a.Values {
			if !named[v] {
				errs = append(errs, f.refuseValue(at.Index("values", k), v))
			} else if seen[v] {
				errs = append(errs, isms.Refuse(listedTwice, at.Index("values", k), v))
			}
			seen[v] = true
		}
	}
	return isms.RefuseAll(errs...)
}

// refuseValue refuses what is none of the values.
func (f *CustomAttribute) refuseValue(at isms.Path, value string) error {
	var values []string
	for _, v := range f.Values[:min(len(f.Values), customAttributeValuesMax)] {
		values = append(values, v.Value)
	}
	return isms.Refuse(noValueOf, at, value, isms.ArgID("attribute", f.Attribute), isms.ArgIDs("values", values...))
}

// Validate returns an [isms.Error] that says why c is not a custom control: a reference
// that is neither one of the organization's own nor a place in another document, or
// that can be taken for a control of Annex A; more than one theme; an unknown
// attribute value. It does not ask for a title.
func (c CustomControl) Validate() error {
	err := c.refProblem()
	if (c.Theme.len() <= 1 && c.Theme.Known()) && c.AttributeValues.Known() {
		return err
	}
	errs := []error{err}
	if c.Theme.len() > 1 || !c.Theme.Known() {
		errs = append(errs, isms.Refuse(severalThemes, "theme", c.Theme.String()))
	}
	if !c.AttributeValues.Known() {
		errs = append(errs, c.AttributeValues.refuse("attributeValues"))
	}
	return isms.RefuseAll(errs...)
}

// refProblem says why the reference cannot name a custom control, or nil.
func (c CustomControl) refProblem() error {
	ref := c.Ref
	id, own := ref.Own()
	switch {
	case own:
		return ownProblem(ref, string(id))
	case position(ref) >= 0:
		return isms.Refuse(takenForControl, "ref", string(ref), isms.ArgRef("control", ref))
	case ref.Known() && !ref.Within("A") && !('0' <= ref[0] && ref[0] <= '9'):
		return nil // a place in another document
	}
	if !ref.Known() && !strings.HasPrefix(string(ref), "own:") && ownProblem("", string(ref)) == nil && isms.OwnRef(isms.ID(ref)).Known() {
		return isms.Refuse(anotherWay, "ref", string(ref), isms.ArgRef("it", isms.OwnRef(isms.ID(ref))))
	}
	return isms.Refuse(noReference, "ref", string(ref))
}

// ownProblem says why ref, with the text after "own:", can be taken for a control of
// Annex A, or nil.
func ownProblem(ref isms.Ref, id string) error {
	// Digits and punctuation, with or without an A in front, read as a number of
	// some edition of Annex A, whether it has that control or not.
	name := false
	for _, r := range id {
		name = name || unicode.IsLetter(r) && !strings.ContainsRune(likeA, r)
	}
	if !name {
		return isms.Refuse(likeNumber, "ref", string(ref))
	}
	if plain := tidyID(likeDigits.Replace(id)); numbered(plain) >= 0 || Ref2013("A."+plain).Known() {
		return isms.Refuse(takenForControl, "ref", string(ref), isms.ArgID("control", "A."+plain))
	}
	return nil
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

// checkKey refuses what cannot name an attribute or a value.
func checkKey(at isms.Path, key string) error {
	if err := isms.ID(key).Validate(); err != nil {
		return isms.RefuseUnder(at, err)
	}
	if strings.ContainsAny(key, ",#=") || strings.ContainsFunc(key, unicode.IsSpace) {
		return isms.Refuse(keyWithSeparator, at, key)
	}
	return nil
}
