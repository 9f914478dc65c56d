package annexa

import (
	"fmt"
	"strings"
)

// Count is the number of controls in Annex A of ISO/IEC 27001:2022.
const Count = 93

// An ID names a control of Annex A of ISO/IEC 27001:2022 as the annex numbers
// it, without the "A.": "5.7", "8.28". An embedder writes it as a literal; text
// from outside goes through [ParseID]. The same type names the own controls of
// a [Catalog], such as "C-1". The zero value is no control.
type ID string

// ParseID reads the id of an Annex A control: "5.7" or "A.5.7". It is strict:
// no blanks, no leading zeros, no lower-case prefix. The error is an [*IDError];
// for an id of the 2013 edition it names the controls that follow it.
//
// Some texts mean one thing in each edition: "A.8.3" is a control of 2022 and
// was an objective of 2013. ParseID reads them as 2022.
func ParseID(text string) (ID, error) { return parseID("ParseID", text) }

// MustParseID is [ParseID] for literals; it panics on what ParseID refuses.
func MustParseID(text string) ID {
	id, err := ParseID(text)
	if err != nil {
		panic(err)
	}
	return id
}

// Position returns the place of the control in Annex A, counted from 0 ("5.1")
// to 92 ("8.34"): a dense index for tables of an embedder's own. It is false
// for an id that is not a control of Annex A.
func (id ID) Position() (int, bool) {
	p := position(string(id))
	return p, p >= 0
}

// Known reports whether id is a control of Annex A, written as [ParseID]
// returns it.
func (id ID) Known() bool { return position(string(id)) >= 0 }

// Theme returns the theme of an Annex A control, none for any other id.
func (id ID) Theme() Themes {
	if p := position(string(id)); p >= 0 {
		return controls[p].Theme
	}
	return 0
}

// Compare orders ids: the controls of Annex A first and in its order, then all
// other ids by their letters and the values of their numbers ("C-2" before
// "C-10"). It returns -1, 0 or +1, and 0 only for equal ids.
func (id ID) Compare(other ID) int {
	p, q := position(string(id)), position(string(other))
	switch {
	case p >= 0 && q >= 0:
		return compareInt(p, q)
	case p >= 0:
		return -1
	case q >= 0:
		return 1
	}
	return compareNatural(string(id), string(other))
}

// position is the hot path of every lookup: a table of none, no map.
// It returns -1 for what is not exactly the id of a control.
func position(id string) int {
	if len(id) < 3 || len(id) > 4 || id[1] != '.' {
		return -1
	}
	theme, n := int(id[0])-'5', int(id[2])-'0'
	if theme < 0 || theme >= themeCount || n < 1 || n > 9 {
		return -1
	}
	if len(id) == 4 {
		d := int(id[3]) - '0'
		if d < 0 || d > 9 {
			return -1
		}
		n = n*10 + d
	}
	if n > themeSizes[theme] {
		return -1
	}
	return themeStarts[theme] + n - 1
}

// An ErrorCode says in a word why a text is not an id.
type ErrorCode string

// The reasons for which a text is not an id.
const (
	CodeEmpty       ErrorCode = "empty"         // no text at all
	CodeMalformed   ErrorCode = "malformed"     // not of the form of an id
	CodeLeadingZero ErrorCode = "leading-zero"  // "5.07": a number with a leading zero
	CodeNoSuch      ErrorCode = "no-such"       // well formed, but the edition has no such control
	CodeFormer      ErrorCode = "former"        // a control, objective or domain of the 2013 edition where one of 2022 was expected
	CodeLater       ErrorCode = "later"         // a control of 2022 where one of 2013 was expected
	CodeNotAControl ErrorCode = "not-a-control" // a theme, objective or domain where a control was expected
)

// ErrorCodes returns all the codes, in a fixed order.
func ErrorCodes() []ErrorCode {
	return []ErrorCode{CodeEmpty, CodeMalformed, CodeLeadingZero, CodeNoSuch, CodeFormer, CodeLater, CodeNotAControl}
}

// An IDError says why a text is not the id of a control, and what would be
// right if that can be told.
type IDError struct {
	Func       string    // the function that refused
	Text       string    // the text it was given; long text is cut in the message
	Code       ErrorCode // why
	Reason     string    // why, for people
	Suggest    string    // the spelling that was probably meant, or ""
	Former     FormerID  // what the text names in the 2013 edition, or ""
	Successors Set       // the controls that follow Former
}

// Error returns the message: function, text, reason and what would be right.
func (e *IDError) Error() string {
	return "annexa: " + e.Func + "(" + quote(e.Text) + "): " + e.why()
}

// why is the message without function and text.
func (e *IDError) why() string {
	why := e.Reason
	if e.Suggest != "" {
		why += "; write " + e.Suggest
	}
	if !e.Successors.Empty() {
		why += "; in 2022 it is " + strings.ReplaceAll(e.Successors.String(), " ", ", ")
	}
	return why
}

func parseID(fn, text string) (ID, error) {
	bare := strings.TrimPrefix(text, "A.")
	if p := position(bare); p >= 0 {
		return controls[p].ID, nil
	}
	return "", refuseID(fn, text)
}

// refuseID explains; it is off the hot path.
func refuseID(fn, text string) *IDError {
	e := &IDError{Func: fn, Text: text, Code: CodeMalformed, Reason: `not of the form "5.7" or "A.5.7"`}
	if text == "" {
		e.Code, e.Reason = CodeEmpty, "empty; ids run from 5.1 to 8.34"
		return e
	}
	bare := strings.TrimPrefix(text, "A.")
	n, parts := numbers(bare)
	if parts == 0 {
		tidy := tidyID(text)
		if position(tidy) >= 0 {
			e.Suggest = tidy
			if strings.Contains("."+strings.TrimLeft(text, "Aa. "), ".0") {
				e.Code, e.Reason = CodeLeadingZero, "a number with a leading zero"
			}
		} else if f := FormerID(tidy); f.Known() {
			e.Code, e.Former, e.Successors = CodeFormer, f, f.Successors()
			e.Reason = "reads like a control of the 2013 edition"
		}
		return e
	}
	if f := FormerID(bare); f.group() || f.Known() {
		e.Code, e.Former, e.Successors = CodeFormer, f, f.Successors()
		e.Reason = fmt.Sprintf("%s of the 2013 edition (%s)", f.level(), f.Title())
		if parts == 1 && n[0] <= 8 {
			t := Themes(1) << (n[0] - 5)
			e.Code, e.Former, e.Successors = CodeNotAControl, "", Set{}
			e.Reason = fmt.Sprintf("the %s theme, not a control; its controls run from %d.1 to %d.%d", t, n[0], n[0], themeSizes[n[0]-5])
		}
		return e
	}
	e.Code = CodeNoSuch
	switch {
	case parts == 3:
		e.Reason = "neither the 2022 edition nor that of 2013 has such a control"
	case n[0] >= 5 && n[0] <= 8:
		e.Reason = fmt.Sprintf("no such control; the %s ones run from %d.1 to %d.%d", Themes(1)<<(n[0]-5), n[0], n[0], themeSizes[n[0]-5])
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
