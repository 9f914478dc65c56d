package golden

import (
	"errors"
	"testing"

	"github.com/ismskit/ismskit/isms"
)

func TestTranslates(t *testing.T) {
	moved := isms.Message{Code: "demo/moved", Text: "{thing} of {owner} moved {n} {n|step|steps} for {why}: {list}, {note}, {value}", Want: "no step"}
	why := isms.Message{Code: "demo/why", Text: "a reason of {owner}"}
	list := []isms.Message{moved, why}
	sound := func(extra ...isms.Arg) error {
		args := append([]isms.Arg{
			isms.ArgID("owner", "ann"), isms.ArgInt("n", 1), isms.ArgSentence("why", why.With(isms.ArgID("owner", "bob"))), isms.ArgList("list", isms.ArgID("", "a"), isms.ArgID("", "")),
			isms.ArgText("note", "as it is"), isms.ArgSentence("none", isms.Sentence{}),
		}, extra...)
		return isms.Refuse(moved, "a.b", "refused", args...)
	}
	word := isms.ArgWord("thing", isms.Severities(), isms.SeverityNote)
	for name, c := range map[string]struct {
		err  error
		list []isms.Message
		want bool
	}{
		"sound":                      {sound(word), list, false},
		"several":                    {isms.RefuseAll(sound(word), isms.Refuse(why, "", "", isms.ArgID("owner", ""))), list, false},
		"a message that is not ours": {sound(word), list[:1], true},
		"a phrase as a number":       {sound(isms.Arg{Name: "thing", Kind: isms.KindNumber, Value: "many"}), list, true},
		"another sentence":           {&isms.Error{Problems: []isms.Problem{{Code: "demo/why", Message: "said by hand"}}}, list, true},
		"another error":              {errors.New("x"), list, true},
	} {
		if got := failed(func(t testing.TB) { Translates(t, c.err, c.list, nil) }); got != c.want {
			t.Errorf("%s: failed is %t, want %t", name, got, c.want)
		}
	}
	TranslatesSentence(t, why.With(isms.ArgID("owner", "bob")), list, []isms.Vocabulary{isms.Severities()})
}
