package said_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/ismskit/ismskit/internal/laws/said"
	"github.com/ismskit/ismskit/isms"
)

// recorder takes down what a law finds.
type recorder struct{ found []string }

func (*recorder) Helper() {}
func (r *recorder) Errorf(format string, args ...any) {
	r.found = append(r.found, fmt.Sprintf(format, args...))
}

var (
	reason  = isms.Message{Code: "demo/reason", Text: "{n} {n|day|days} of {who}", Want: "{status}"}
	missing = isms.Rule{Code: "demo/missing", Severity: isms.SeverityError, Refs: []isms.Ref{"4.1 s1"}, Title: "t", Message: "{id}: {why}"}
	laws    = said.Of([]isms.Rule{missing}, []isms.Message{reason}, nil)
)

// finds fails unless the law finds as many breaches as said.
func finds(t *testing.T, name string, want int, law func(said.TB)) {
	t.Helper()
	var r recorder
	law(&r)
	if len(r.found) != want {
		t.Errorf("%s: %q, want %d", name, r.found, want)
	}
}

func args() []isms.Arg {
	return []isms.Arg{
		isms.ArgInt("n", 2), isms.ArgText("who", "Ann"), isms.ArgWord("status", isms.Statuses(), isms.StatusOpen),
		isms.ArgIDs("list", "a", ""), isms.ArgSentence("none", isms.Sentence{}), isms.ArgID("id", ""),
	}
}

// written are the texts of the arguments.
var written = []string{"Ann", "a", "b", "x"}

func TestTextsAreTheCallers(t *testing.T) {
	for text, want := range map[string]int{"Ann": 0, "nobody": 1, "": 0} {
		for _, a := range []isms.Arg{isms.ArgText("id", text), isms.ArgList("id", isms.ArgID("", text)), isms.ArgSentence("id", reason.With(isms.ArgInt("n", 2), isms.ArgText("who", text), isms.ArgText("status", "a")))} {
			var c isms.Checker
			c.Find(missing, "", a, isms.ArgSentence("why", reason.With(args()...)))
			finds(t, "text "+text, want, func(t said.TB) { laws.Report(t, written, c.Report()) })
		}
	}
	var c isms.Checker
	c.Find(missing, "", isms.ArgID("id", "x"), isms.ArgSentence("why", isms.Sentence{Code: "isms/other-error", Text: "else"}))
	finds(t, "an error without a code", 4, func(t said.TB) { laws.Report(t, written, c.Report()) })
}

type record struct {
	Plan struct {
		Due string `json:"due"`
	} `json:"plan,omitzero"`
	Items []isms.ID `json:"items,omitzero"`
}

// Where the type is known, what is missing has to be a member of it.
func TestMissingMembersAreOfTheType(t *testing.T) {
	for at, want := range map[isms.Path]int{"plan": 0, "plan.due": 0, "plan.dew": 1, "items": 0, "items[#0]": 1, "things": 1} {
		finds(t, string(at), want, func(t said.TB) { laws.Error(t, &record{}, isms.Refuse(reason, at, "", args()...)) })
	}
}

func TestSentences(t *testing.T) {
	for name, c := range map[string]struct {
		s    isms.Sentence
		want int
	}{
		"sound":               {reason.With(args()...), 0},
		"another text":        {isms.Sentence{Code: reason.Code, Args: args(), Text: "else"}, 1},
		"no code":             {isms.Sentence{Text: "text"}, 2},
		"English as text":     {reason.With(isms.ArgInt("n", 1), isms.ArgSentence("who", isms.Sentence{Text: "nobody"})), 1},
		"argument missing":    {reason.With(isms.ArgInt("n", 1)), 2},
		"sentence in another": {reason.With(isms.ArgInt("n", 1), isms.ArgSentence("who", reason.With(args()...))), 0},
	} {
		finds(t, name, c.want, func(t said.TB) { laws.Sentence(t, c.s) })
	}
	for name, want := range map[string]int{"a": 2, "else": 4} { // a title of the caller's own stands in the plan
		finds(t, "entry titled "+name, want, func(t said.TB) {
			laws.Entry(t, []string{"a"}, isms.Entry{Title: isms.Sentence{Text: name}, Basis: isms.Sentence{Text: "b"}})
		})
	}
}

func TestPaths(t *testing.T) {
	root := map[string]any{
		"plan": map[string]any{"due": "x"}, "names": []string{"ann", "bob", "bob"},
		"items": []any{map[string]any{"nonconformity": []any{map[string]any{"finding": map[string]any{"id": "NC-1"}}}}, 7, []any{}},
	}
	for at, want := range map[isms.Path]int{
		"": 0, "plan.due": 0, "plan.owner": 0, "rest.owner": 0, "names[ann]": 0, "names[#2]": 0, "items[NC-1].nonconformity[#0].finding.id": 0,
		"names[bob]": 1, "names[eve]": 1, "names[#3]": 1, "plan.due.day": 1, "rest[#0]": 1, "items.x": 1, "a..b": 1,
	} {
		var c isms.Checker
		c.Find(missing, at, isms.ArgID("id", "x"), isms.ArgSentence("why", reason.With(args()...)))
		c.Skip(missing, reason.With(args()...))
		finds(t, string(at), want, func(t said.TB) { laws.Report(t, root, c.Report(), written) })
		unread := 0
		if at.Validate() != nil {
			unread = 1
		}
		finds(t, "no stored form, "+string(at), unread, func(t said.TB) { laws.Report(t, func() {}, c.Report()) })
		finds(t, "refused, "+string(at), want, func(t said.TB) { laws.Error(t, root, isms.Refuse(reason, at, "", args()...)) })
	}
	finds(t, "nothing refused", 0, func(t said.TB) { laws.Error(t, root, nil) })
	finds(t, "another error", 1, func(t said.TB) { laws.Error(t, root, errors.New("x")) })
	finds(t, "not stored", 0, func(t said.TB) { laws.Error(t, func() {}, isms.Refuse(reason, "names[eve]", "", args()...)) })
}

func TestKeys(t *testing.T) {
	var c isms.Checker
	for _, id := range []string{"a", "b"} {
		c.Find(missing, "", isms.ArgID("id", id), isms.ArgSentence("why", reason.With(args()...)))
	}
	finds(t, "one key of two", 1, func(t said.TB) { laws.Report(t, written, c.Report()) })
}

func TestMessages(t *testing.T) {
	for want, list := range [][]isms.Message{
		{reason},
		{reason, reason},
		{{Code: "other/x", Text: "x"}, {Code: "demo/x"}},
	} {
		finds(t, fmt.Sprint(slices.Collect(slices.Values(list))), want, func(t said.TB) { said.Messages(t, "demo", []isms.Rule{missing}, list) })
	}
}
