package pictures

import "strings"

// Heading stands above a picture.
type Heading struct {
	Says  string // what the reader should conclude
	About string // what is shown, of whom, on which day, and how it was counted
}

// aloud is what a screen reader says in place of the picture.
func (h Heading) aloud(description string) string {
	return h.Says + ". " + strings.ReplaceAll(h.About, "\n", ". ") + ". " + description
}

// lines breaks text at line ends, and at blanks into lines of at most n runes; a
// longer word has a line of its own.
func lines(text string, n int) []string {
	var out []string
	for paragraph := range strings.SplitSeq(text, "\n") {
		line, length := "", -1
		for w := range strings.FieldsSeq(paragraph) {
			k := len([]rune(w))
			if line != "" && length+1+k > n {
				out = append(out, line)
				line, length = "", -1
			}
			line = strings.TrimPrefix(line+" "+w, " ")
			length += 1 + k
		}
		if line != "" {
			out = append(out, line)
		}
	}
	return out
}

// cut shortens s to at most n runes, with an ellipsis.
func cut(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:max(n-1, 0)]) + "…"
}
