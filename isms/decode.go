package isms

import (
	"slices"
	"strings"

	"github.com/ismskit/ismskit/internal/strictjson"
)

// Decode reads the JSON of one record, strictly: unknown, doubled and differently
// cased members, null, text after the end, and values that do not fit are refused
// with their places, all at once, in an [Error]; the record is then the zero one.
// Words of a vocabulary that it does not know survive. What it accepts may still be
// incomplete or wrong: that is for the Check of the record to say. Positions in its
// paths are counted from 0, since a record that could not be read has no keys. Cost:
// near linear in the length of the text, and at most 56 bytes of memory for each byte
// of it.
func Decode[T any](data []byte) (T, error) {
	var v T
	if err := RefuseAll(strictjson.Decode(data, &v, strictjson.Limits{})); err != nil {
		return *new(T), err
	}
	return v, nil
}

// refusedText returns the problems of a text that package strictjson refused.
func refusedText(refused *strictjson.Problems) Error {
	all := Error{More: refused.More}
	for _, p := range refused.List {
		if p.Err == nil {
			all.Problems = append(all.Problems, problemOf(p))
			continue
		}
		for _, err := range flat([]error{p.Err}) {
			all.add(refusedValue(err).seenFrom(p))
		}
	}
	return all
}

// seenFrom returns what the method of a type refused in the text of its own value, as
// seen from the whole text.
func (e Error) seenFrom(p strictjson.Problem) Error {
	e.Problems = slices.Clone(e.Problems)
	e.under(Path(p.Path))
	for i := range e.Problems {
		e.Problems[i].Line = p.Line + max(e.Problems[i].Line, 1) - 1 // both count from 1
	}
	return e
}

// problemOf says a problem of JSON text.
func problemOf(p strictjson.Problem) Problem {
	args := make([]Arg, 0, len(p.Args)+1)
	var members []string
	for _, a := range p.Args {
		switch a.Name {
		case "want", "found":
			args = append(args, ArgSentence(a.Name, jsonForm(a, p.Arg("value"))))
		case "member", "meant":
			members = append(members, a.Value)
		case "value":
			args = append(args, ArgInput(a.Name, a.Value))
		case "character":
			args = append(args, ArgText(a.Name, a.Value))
		default:
			args = append(args, Arg{Name: a.Name, Kind: KindNumber, Value: a.Value})
		}
	}
	if p.Kind == "unknown-member" {
		// Names of a record are in no language, and as one text they take what Decode may.
		said := ArgText("members", strings.Join(members, ", "))
		if members == nil {
			said = ArgSentence("members", emptyList.With())
		}
		args = append(args, said)
	}
	out := newProblem(messageOf(jsonMessages[:], p.Kind), Path(p.Path), p.Arg("value"), args)
	out.Line = p.Line
	return out
}

// jsonForm says what form is wanted, or was found: then with the value if it is known,
// and a number need not be whole.
func jsonForm(a strictjson.Arg, value string) Sentence {
	form, kind := a.Value, KindInput
	if form == "number" {
		kind = KindNumber
	}
	single := form == "number" || form == "truth" || form == "string"
	switch {
	case a.Name != "found" || !single:
		form = "json-" + form
	case value != "" && form != "truth":
		return messageOf(jsonForms[:], "json-this-"+form).With(Arg{Name: "value", Kind: kind, Value: value})
	case form != "string":
		form = "json-some-" + form
	default:
		form = "json-" + form
	}
	return messageOf(jsonForms[:], form).With()
}

// messageOf returns the message of a kind that package strictjson names. A test sees to
// it that each has one.
func messageOf(list []Message, kind string) Message {
	return list[max(0, slices.IndexFunc(list, func(m Message) bool { return m.Code == "isms/"+kind }))]
}

// jsonError returns the [Error] of JSON text that package encoding/json refused. Its
// lines are counted from the beginning of the text.
func jsonError(text []byte, err error) error { return RefuseAll(strictjson.Explain(err, text)) }
