package isms

// Language says in other words what the library says in English, by keys:
//
//   - the code of a [Rule] or of a [Message]: its sentence; followed by "#want", what
//     would be right; by "#title", "#remedy", "#basis" or "#judgement", the other
//     texts of a rule
//   - the name of a [Vocabulary], a colon and a word: the title of the word
//   - "ref:" and a [Ref]: the title of a clause, control or requirement
//
// A nil Language is English. Package isms calls it while it makes text, from the
// goroutine of the caller.
type Language interface {
	Tag() string                    // as in RFC 5646, such as "de"
	Text(key string) (string, bool) // with the same arguments in braces
	Plural(n int) int               // which of the texts in {name|...} a number takes, from 0
}

// say returns the sentence of a code in a language, given the one in English.
func say(l Language, code string, args []Arg, english string) string {
	if l == nil || code == "" {
		return english
	}
	template, ok := l.Text(code)
	if !ok {
		return english
	}
	return fill(template, args, l)
}

// in returns the text of a message of this package that stands inside others.
func (m Message) in(l Language, args ...Arg) string {
	if l != nil {
		if template, ok := l.Text(m.Code); ok {
			return fill(template, args, l)
		}
	}
	return fill(m.Text, args, l)
}
