package isms

import (
	"iter"
	"maps"
	"slices"
	"strings"
)

// Words is a vocabulary: the known values of a string type, in the order shown
// to people. A type of stored words has one function that returns it, such as
// [Severities]. Words cannot be changed through it. The zero Words is empty.
type Words[W ~string] struct {
	name string
	list [][2]W // word, title
}

// WordsOf returns the vocabulary of the given name, such as "risk.option", from
// pairs of a stored word (lower case, with blanks) and its English title
// (sentence case). It shares memory with list, which must not change afterwards.
// It is for packages that declare a vocabulary.
func WordsOf[W ~string](name string, list [][2]W) Words[W] { return Words[W]{name, list} }

// Name returns the stable name: package, dot, singular noun.
func (w Words[W]) Name() string { return w.name }

// Len returns the number of words.
func (w Words[W]) Len() int { return len(w.list) }

// Has reports whether word is one of the vocabulary. The empty word is not.
// Time: O(Len).
func (w Words[W]) Has(word W) bool { return w.Index(word) >= 0 }

// At returns the word at a position, counted from 0, and the empty word outside
// of the vocabulary.
func (w Words[W]) At(i int) W {
	if i < 0 || i >= len(w.list) {
		return ""
	}
	return w.list[i][0]
}

// Index returns the position of a word, -1 for one that is not of the vocabulary.
func (w Words[W]) Index(word W) int {
	for i := range w.list {
		if w.list[i][0] == word {
			return i
		}
	}
	return -1
}

// All yields the words in the order shown to people.
func (w Words[W]) All() iter.Seq[W] {
	return func(yield func(W) bool) {
		for i := range w.list {
			if !yield(w.list[i][0]) {
				return
			}
		}
	}
}

// Titled yields each word as text, with its title. It makes Words a [Vocabulary].
func (w Words[W]) Titled() iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for i := range w.list {
			if !yield(string(w.list[i][0]), string(w.list[i][1])) {
				return
			}
		}
	}
}

// Title returns the title of a word in a language, and an unknown word as it is.
func (w Words[W]) Title(word W, l Language) string {
	if l != nil {
		if title, ok := l.Text(w.name + ":" + string(word)); ok {
			return title
		}
	}
	if i := w.Index(word); i >= 0 {
		return string(w.list[i][1])
	}
	return string(word)
}

// Validate returns an [Error] at the path if word is none of the vocabulary.
func (w Words[W]) Validate(at Path, word W) error {
	if w.Has(word) {
		return nil
	}
	return w.refuse(at, word)
}

func (w Words[W]) refuse(at Path, word W) error {
	return Refuse(unknownWord, at, string(word), w.arg())
}

// arg returns all words, for what would be right.
func (w Words[W]) arg() Arg { return ArgWords("words", w, slices.Collect(w.All())...) }

// String returns the words, separated by commas, as an error lists what would be
// right.
func (w Words[W]) String() string {
	var b strings.Builder
	for i := range w.list {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(string(w.list[i][0]))
	}
	return b.String()
}

// Vocabulary is a [Words] of any type. Each package lists its own in a function
// Vocabularies, from which schemas, types of other languages and translations
// are made.
type Vocabulary interface {
	Name() string                      // stable, such as "risk.option"
	Titled() iter.Seq2[string, string] // word and English title, in order
}

// Vocabularies returns the vocabularies of this package, by name.
func Vocabularies() []Vocabulary {
	return []Vocabulary{
		Answers(), ArgKinds(), Audiences(), Conclusions(), Confidences(), DaysOfWeek(), DocumentBases(), DocumentDuties(), DocumentKinds(), Editions(), EditionChanges(), EntryKinds(), Holders(), Severities(), Statuses(), Units(),
	}
}

// Aliases reads the words of a host as words of a vocabulary. Upper and lower
// case do not matter, nor whether words are parted by blanks, "-" or "_", nor
// blanks around them. The zero Aliases knows nothing.
type Aliases[W ~string] struct {
	words Words[W]
	from  map[string]W
}

// NewAliases returns the aliases of a vocabulary: from a host's word to one of
// ours. The words of the vocabulary and their titles stand for themselves. It
// returns an [Error] that lists what does not fit: a target that is no word of the
// vocabulary, a blank alias, an alias that stands for two words, and one that is
// itself a word or title of the vocabulary and would stand for another word.
func NewAliases[W ~string](words Words[W], aliases map[string]W) (Aliases[W], error) {
	a := Aliases[W]{words, make(map[string]W, 2*words.Len()+len(aliases))}
	for _, w := range words.list {
		a.from[folded(string(w[1]))] = w[0]
	}
	for _, w := range words.list {
		a.from[folded(string(w[0]))] = w[0]
	}
	ours := maps.Clone(a.from)
	own := make(map[string]W, len(aliases))
	wrong := map[string]error{}
	for s, word := range aliases {
		key := folded(s)
		before, twice := own[key]
		switch {
		case !words.Has(word):
			wrong[s] = words.refuse(Path("").Item("aliases", ID(s)), word)
		case key == "":
			wrong[s] = Refuse(aliasBlank, "aliases", s)
		case ours[key] != "" && ours[key] != word:
			wrong[s] = Refuse(aliasOfAnother, Path("").Item("aliases", ID(s)), s, ArgWord("word", words, ours[key]))
		case twice && before != word:
			wrong[key] = Refuse(aliasTwice, Path("").Item("aliases", ID(key)), key)
		}
		own[key] = word
		a.from[key] = word
	}
	if len(wrong) > 0 {
		var all []error
		for _, s := range slices.Sorted(maps.Keys(wrong)) {
			all = append(all, wrong[s])
		}
		return Aliases[W]{}, RefuseAll(all...)
	}
	return a, nil
}

// Lookup returns the word that text stands for, and whether there is one.
func (a Aliases[W]) Lookup(s string) (W, bool) {
	w, ok := a.from[folded(s)]
	return w, ok
}

// Unmapped returns the texts that stand for no word, sorted and each once, without
// blank ones, so that a host can extend its aliases. Of texts that differ only in
// what does not matter it returns the first.
func (a Aliases[W]) Unmapped(texts ...string) []string {
	var out []string
	seen := map[string]bool{"": true}
	for _, t := range texts {
		key := folded(t)
		if _, ok := a.from[key]; !ok && !seen[key] {
			seen[key] = true
			out = append(out, t)
		}
	}
	slices.Sort(out)
	return out
}

var hyphens = strings.NewReplacer("-", " ", "_", " ")

func folded(s string) string {
	return strings.Join(strings.Fields(strings.ToLower(hyphens.Replace(s))), " ")
}
