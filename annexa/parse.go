package annexa

import (
	"slices"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

// Count is the number of controls in Annex A of ISO/IEC 27001:2022.
const Count = 93

// ParseControl reads what people write for a control of Annex A, "5.7" or
// "A.5.7", as a reference: "A.5.7". It is strict: no blanks, no leading zeros, no
// lower-case prefix. The error is an [isms.Error]; for a control of the 2013 edition it
// names the controls that replaced it.
//
// Some texts mean one thing in each edition: "A.8.3" is a control of 2022 and
// was an objective of 2013. ParseControl reads them as 2022.
func ParseControl(text string) (isms.Ref, error) {
	p := position(isms.Ref(text))
	if p < 0 {
		p = numbered(text)
	}
	if p < 0 {
		return "", refuseControl(text)
	}
	return controls[p].Ref, nil
}

// Position returns the place of the control in Annex A, counted from 0 ("A.5.1")
// to 92 ("A.8.34"): a dense index for tables of an embedder's own. It is false
// for a reference that is not a control of Annex A.
func Position(ref isms.Ref) (int, bool) {
	p := position(ref)
	return p, p >= 0
}

// position is the hot path of every lookup: a table of none, no map. It returns -1
// for what is not exactly the reference of a control. It is too large to be inlined,
// so that Lookup, which copies a row, can be.
func position(ref isms.Ref) int {
	if len(ref) != 5 && len(ref) != 6 {
		return -1
	}
	head := uint32(ref[0]) | uint32(ref[1])<<8 | uint32(ref[2])<<16 | uint32(ref[3])<<24 // one load
	theme, n := head>>16&0xff-'5', uint(ref[4]-'0')
	if head&^(0xff<<16) != 'A'|'.'<<8|'.'<<24 || theme >= themeCount || n < 1 || n > 9 {
		return -1
	}
	if len(ref) == 6 {
		d := uint(ref[5] - '0')
		if d > 9 {
			return -1
		}
		n = n*10 + d
	}
	if n > uint(themeSizes[theme]) {
		return -1
	}
	return themeStarts[theme] + int(n) - 1
}

// numbered returns the position of the control with a number such as "5.7", -1 for
// any other text.
func numbered(text string) int {
	if len(text) > len("5.37") {
		return -1
	}
	return position("A." + isms.Ref(text)) // so short that it stays on the stack
}

// ValidateControl returns an [isms.Error] at the path if ref is not exactly the reference
// of an Annex A control, with what would be right.
func ValidateControl(at isms.Path, ref isms.Ref) error {
	if position(ref) >= 0 {
		return nil
	}
	known, err := ParseControl(string(ref))
	if err == nil {
		return isms.Refuse(anotherWay, at, string(ref), isms.ArgRef("it", known))
	}
	return isms.RefuseUnder(at, err)
}

// refuseControl explains why text is no control; it is off the hot path.
func refuseControl(text string) error {
	refuse := func(m isms.Message, args ...isms.Arg) error { return isms.Refuse(m, "", text, args...) }
	if text == "" {
		return refuse(noControlGiven, fromTo(0, Count-1)...)
	}
	bare := strings.TrimPrefix(text, "A.")
	n, parts := numbers(bare)
	of2013 := Ref2013("A." + bare)
	theme := n[0] - 5 // its number, if there is one
	switch {
	case parts == 0:
		return refuseUntidy(text)
	case parts == 1 && theme >= 0 && theme < themeCount:
		return refuse(themeNoControl, append(fromTo(themeStarts[theme], themeStarts[theme]+themeSizes[theme]-1), isms.ArgWord("theme", Themes(), Themes().At(theme)))...)
	case of2013.group() || of2013.Known():
		return refuse(controlOf2013, of2013.args()...)
	case parts == 2 && theme >= 0 && theme < themeCount:
		return refuse(noSuchControl, fromTo(themeStarts[theme], themeStarts[theme]+themeSizes[theme]-1)...)
	}
	return refuse(noSuchControl, fromTo(0, Count-1)...)
}

// refuseUntidy explains why text that is not of the form of a control is none.
func refuseUntidy(text string) error {
	tidy := tidyID(text)
	if p := numbered(tidy); p >= 0 {
		return isms.Refuse(anotherWay, "", text, isms.ArgRef("it", controls[p].Ref))
	}
	if f := Ref2013("A." + tidy); f.Known() {
		return isms.Refuse(controlOf2013, "", text, f.args()...)
	}
	return isms.Refuse(noControl, "", text)
}

// args returns the arguments of a control, objective or domain of 2013.
func (ref Ref2013) args() []isms.Arg {
	return []isms.Arg{isms.ArgID("control", ref), isms.ArgRefs("controls", slices.Collect(ref.Successors().All())...)}
}

// fromTo returns the arguments of a run of controls, by position.
func fromTo(first, last int) []isms.Arg {
	return []isms.Arg{isms.ArgRef("first", controls[first].Ref), isms.ArgRef("last", controls[last].Ref)}
}

// numbers reads up to three numbers of one to three digits, without leading
// zeros, separated by dots. It returns 0 parts for anything else.
func numbers(text string) (n [3]int, parts int) {
	if len(text) > len("123.123.123") {
		return n, 0
	}
	for part := range strings.SplitSeq(text, ".") {
		if parts == 3 || part == "" || len(part) > 3 || part[0] == '0' {
			return n, 0
		}
		for i := range len(part) {
			d := int(part[i]) - '0'
			if d < 0 || d > 9 {
				return n, 0
			}
			n[parts] = n[parts]*10 + d
		}
		parts++
	}
	return n, parts
}

// tidyID takes away what people and spreadsheets add to an id: blanks around
// it, a prefix in another form, leading zeros, a dot at the end. It serves
// suggestions only.
func tidyID(text string) string {
	if len(text) > 32 {
		return ""
	}
	text = strings.TrimSpace(text)
	text = strings.TrimLeft(text, "Aa")
	text = strings.Trim(text, ". -")
	parts := strings.Split(text, ".")
	for i := range parts {
		parts[i] = strings.TrimLeft(strings.TrimSpace(parts[i]), "0")
	}
	return strings.Join(parts, ".")
}
