package annexa

import (
	"fmt"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

// Count is the number of controls in Annex A of ISO/IEC 27001:2022.
const Count = 93

// ParseControl reads what people write for a control of Annex A, "5.7" or
// "A.5.7", as a reference: "A.5.7". It is strict: no blanks, no leading zeros, no
// lower-case prefix. The error is an [*RefError]; for a control of the 2013 edition it
// names the controls that follow it.
//
// Some texts mean one thing in each edition: "A.8.3" is a control of 2022 and
// was an objective of 2013. ParseControl reads them as 2022.
func ParseControl(text string) (isms.Ref, error) { return parseControl("ParseControl", text) }

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

// ErrorCode is the reason, in a word, for which a text is no control.
type ErrorCode string

// The reasons for which a text is no control.
const (
	codeEmpty       ErrorCode = "empty"         // no text at all
	codeMalformed   ErrorCode = "malformed"     // not of the form of an id
	codeLeadingZero ErrorCode = "leading-zero"  // "5.07": a number with a leading zero
	codeNoSuch      ErrorCode = "no-such"       // well formed, but the edition has no such control
	CodeEdition2013 ErrorCode = "edition-2013"  // a control, objective or domain of the 2013 edition where one of 2022 was expected
	codeEdition2022 ErrorCode = "edition-2022"  // a control of 2022 where one of 2013 was expected
	codeNotAControl ErrorCode = "not-a-control" // a theme, objective or domain where a control was expected
)

// RefError is the error of a text that is no control, with what would be
// right if that can be told.
type RefError struct {
	Func        string    // the function that refused
	Text        string    // the text it was given; long text is cut in the message
	Code        ErrorCode // why
	Reason      string    // why, for people
	Suggest     string    // the spelling that was probably meant, or ""
	Control2013 Ref2013   // what the text names in the 2013 edition, or ""
	Successors  Set       // the controls of 2022 that follow Control2013
}

// Error returns the message: function, text, reason and what would be right.
func (e *RefError) Error() string {
	return "annexa: " + e.Func + "(" + quote(e.Text) + "): " + e.why()
}

// why is the message without function and text.
func (e *RefError) why() string {
	why := e.Reason
	if e.Suggest != "" {
		why += "; write " + e.Suggest
	}
	if !e.Successors.Empty() {
		why += "; in 2022 it is " + strings.ReplaceAll(e.Successors.String(), " ", ", ")
	}
	return why
}

func parseControl(fn, text string) (isms.Ref, error) {
	p := position(isms.Ref(text))
	if p < 0 {
		p = numbered(text)
	}
	if p < 0 {
		return "", refuseControl(fn, text)
	}
	return controls[p].Ref, nil
}

// refuseControl explains; it is off the hot path.
func refuseControl(fn, text string) *RefError {
	e := &RefError{Func: fn, Text: text, Code: codeMalformed, Reason: `not of the form "5.7" or "A.5.7"`}
	if text == "" {
		e.Code, e.Reason = codeEmpty, "empty; controls run from A.5.1 to A.8.34"
		return e
	}
	bare := strings.TrimPrefix(text, "A.")
	n, parts := numbers(bare)
	if parts == 0 {
		tidy := tidyID(text)
		if p := numbered(tidy); p >= 0 {
			e.Suggest = string(controls[p].Ref)
			if strings.Contains("."+strings.TrimLeft(text, "Aa. "), ".0") {
				e.Code, e.Reason = codeLeadingZero, "a number with a leading zero"
			}
		} else if f := Ref2013("A." + tidy); f.Known() {
			e.Code, e.Control2013, e.Successors = CodeEdition2013, f, f.Successors()
			e.Reason = "reads like a control of the 2013 edition"
		}
		return e
	}
	if f := Ref2013("A." + bare); f.group() || f.Known() {
		e.Code, e.Control2013, e.Successors = CodeEdition2013, f, f.Successors()
		e.Reason = fmt.Sprintf("%s of the 2013 edition (%s)", f.level(), f.Title())
		if parts == 1 && n[0] <= 8 {
			t := Themes(1) << (n[0] - 5)
			e.Code, e.Control2013, e.Successors = codeNotAControl, "", Set{}
			e.Reason = fmt.Sprintf("the %s theme, not a control; its controls run from A.%d.1 to A.%d.%d", t, n[0], n[0], themeSizes[n[0]-5])
		}
		return e
	}
	e.Code = codeNoSuch
	switch {
	case parts == 3:
		e.Reason = "neither the 2022 edition nor that of 2013 has such a control"
	case n[0] >= 5 && n[0] <= 8:
		e.Reason = fmt.Sprintf("no such control; the %s ones run from A.%d.1 to A.%d.%d", Themes(1)<<(n[0]-5), n[0], n[0], themeSizes[n[0]-5])
	default:
		e.Reason = "no such control; the first number is 5, 6, 7 or 8"
	}
	return e
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
