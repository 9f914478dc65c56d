package isms

import (
	"strconv"
	"strings"

	"github.com/ismskit/ismskit/internal/text"
)

// ArgKind says what an argument is, and so how it is said.
type ArgKind string

// Kinds of arguments: how each is said.
const (
	KindText     ArgKind = "text"     // of the caller's records, as it is
	KindInput    ArgKind = "input"    // text that was refused, in quotes and cut
	KindWord     ArgKind = "word"     // of the vocabulary that Of names
	KindDate     ArgKind = "date"     // 2026-03-02; empty for no date
	KindNumber   ArgKind = "number"   // whole or decimal, without separators
	KindQuantity ArgKind = "quantity" // a number of what Of names: a currency, or "isms.unit:" and a unit; no value for none
	KindRef      ArgKind = "ref"      // a [Ref]
	KindID       ArgKind = "id"       // of a thing in the caller's records; empty for one without
	KindSentence ArgKind = "sentence" // a sentence of its own
	KindList     ArgKind = "list"     // several of the other kinds
)

var wordsArgKinds = [...][2]ArgKind{
	{KindText, "Text"},
	{KindInput, "Refused text"},
	{KindWord, "Word of a vocabulary"},
	{KindDate, "Date"},
	{KindNumber, "Number"},
	{KindQuantity, "Quantity"},
	{KindRef, "Clause or control"},
	{KindID, "ID"},
	{KindSentence, "Sentence"},
	{KindList, "List"},
}

// ArgKinds returns the vocabulary of [ArgKind].
func ArgKinds() Words[ArgKind] { return WordsOf("isms.argument-kind", wordsArgKinds[:]) }

// Arg is a named value of a sentence, made by [ArgText] and the other functions that
// return one. The zero Arg is text that says nothing.
type Arg struct {
	Name     string    `json:"name"`
	Kind     ArgKind   `json:"kind"`
	Value    string    `json:"value,omitzero"`
	Of       string    `json:"of,omitzero"`       // vocabulary of a word, unit of a quantity
	Sentence *Sentence `json:"sentence,omitzero"` // of the kind sentence
	List     []Arg     `json:"list,omitzero"`     // of the kind list; without names
}

// ArgText returns an argument of text from the caller's records, said as it is.
// No word of this library's is text: see [ArgWord] and [ArgSentence].
func ArgText[S ~string](name string, value S) Arg {
	return Arg{Name: name, Kind: KindText, Value: string(value)}
}

// ArgInput returns an argument of text that was refused.
func ArgInput[S ~string](name string, value S) Arg {
	return Arg{Name: name, Kind: KindInput, Value: string(value)}
}

// ArgWord returns an argument of a word of a vocabulary. A word that is not of it
// is said as it is.
func ArgWord[W ~string](name string, words Words[W], word W) Arg {
	return Arg{Name: name, Kind: KindWord, Value: string(word), Of: words.Name()}
}

// ArgID returns an argument that names a thing of the caller's records by its ID;
// it is said as "without an ID" where that is blank.
func ArgID[S ~string](name string, id S) Arg {
	if strings.TrimSpace(string(id)) == "" {
		id = ""
	}
	return Arg{Name: name, Kind: KindID, Value: string(id)}
}

// ArgRef returns an argument of a place, said as [Ref.Citation] does.
func ArgRef(name string, ref Ref) Arg { return Arg{Name: name, Kind: KindRef, Value: string(ref)} }

// ArgDate returns an argument of a date; the zero Date is said as "not set".
func ArgDate(name string, d Date) Arg {
	if d.IsZero() {
		return Arg{Name: name, Kind: KindDate}
	}
	return Arg{Name: name, Kind: KindDate, Value: d.String()}
}

// ArgInt returns an argument of a whole number.
func ArgInt(name string, n int) Arg {
	return Arg{Name: name, Kind: KindNumber, Value: strconv.Itoa(n)}
}

// ArgDecimal returns an argument of a decimal number.
func ArgDecimal(name string, d Decimal) Arg {
	return Arg{Name: name, Kind: KindNumber, Value: d.String()}
}

// ArgInterval returns an argument of an interval: a quantity in its unit; the zero
// Interval is said as "no interval".
func ArgInterval(name string, v Interval) Arg {
	if v.IsZero() {
		return Arg{Name: name, Kind: KindQuantity}
	}
	return Arg{Name: name, Kind: KindQuantity, Value: strconv.Itoa(v.N), Of: unitPrefix + string(v.Unit)}
}

// noCurrency is Of where no amount was given.
const noCurrency = "XXX"

// unitPrefix begins Of of an interval; the word follows.
const unitPrefix = "isms.unit:"

// ArgMoney returns an argument of an amount of money: a quantity in its currency; the
// zero Money is said as "no amount".
func ArgMoney(name string, m Money) Arg {
	if m.IsZero() {
		return Arg{Name: name, Kind: KindQuantity, Of: noCurrency}
	}
	return Arg{Name: name, Kind: KindQuantity, Value: m.Amount.String(), Of: m.Currency}
}

// ArgSentence returns an argument that is a sentence of its own, such as a reason. The
// zero Sentence is said as nothing.
func ArgSentence(name string, s Sentence) Arg {
	if s.IsZero() {
		return Arg{Name: name, Kind: KindSentence}
	}
	return Arg{Name: name, Kind: KindSentence, Sentence: &s}
}

// ArgList returns an argument of several values, whose names do not matter. None are
// said as "none".
func ArgList(name string, values ...Arg) Arg {
	return argsOf(name, values, func(_ string, a Arg) Arg { return a })
}

// ArgRefs returns an argument of places.
func ArgRefs(name string, refs ...Ref) Arg { return argsOf(name, refs, ArgRef) }

// ArgIDs returns an argument of IDs.
func ArgIDs[S ~string](name string, ids ...S) Arg { return argsOf(name, ids, ArgID[S]) }

// ArgWords returns an argument of words of a vocabulary.
func ArgWords[W ~string](name string, words Words[W], list ...W) Arg {
	return argsOf(name, list, func(name string, w W) Arg { return ArgWord(name, words, w) })
}

func argsOf[V any](name string, values []V, arg func(string, V) Arg) Arg {
	a := Arg{Name: name, Kind: KindList}
	for _, v := range values {
		a.List = append(a.List, arg("", v))
	}
	return a
}

// String returns the argument as it is said in English.
func (a Arg) String() string { return a.In(nil) }

// In returns the argument as it is said in a language.
func (a Arg) In(l Language) string {
	switch a.Kind {
	case KindInput:
		return text.Quote(a.Value)
	case KindWord:
		return a.word(l)
	case KindRef:
		return Ref(a.Value).Citation(l)
	case KindQuantity:
		return a.quantity(l)
	case KindList:
		return a.list(l)
	case KindSentence:
		if a.Sentence != nil {
			return a.Sentence.In(l)
		}
	case KindID:
		if a.Value == "" {
			return withoutID.in(l)
		}
	case KindDate:
		if a.Value == "" {
			return dateNotSet.in(l)
		}
	}
	return a.Value
}

func (a Arg) word(l Language) string {
	if l != nil {
		if title, ok := l.Text(a.Of + ":" + a.Value); ok {
			return title
		}
	}
	return a.Value
}

func (a Arg) quantity(l Language) string {
	unit, interval := strings.CutPrefix(a.Of, unitPrefix)
	switch i := Units().Index(Unit(unit)); {
	case a.Value == "" && a.Of == "":
		return noInterval.in(l)
	case a.Value == "":
		return noAmount.in(l)
	case interval && i >= 0:
		return quantityMessages[i].in(l, Arg{Name: "n", Kind: KindNumber, Value: a.Value})
	}
	return strings.TrimSpace(a.Value + " " + unit)
}

func (a Arg) list(l Language) string {
	said := make([]string, len(a.List))
	for i, v := range a.List {
		said[i] = v.In(l)
	}
	switch n := len(said); n {
	case 0:
		return emptyList.in(l)
	case 1:
		return said[0]
	default:
		return listEnd.in(l, ArgText("list", strings.Join(said[:n-1], listComma.in(l))), ArgText("last", said[n-1]))
	}
}
