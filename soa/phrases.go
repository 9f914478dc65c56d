package soa

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ismskit/ismskit/isms"
)

// A PhraseKind says what is wrong with a phrase. The empty PhraseKind says
// nothing, and such phrases are not looked for.
type PhraseKind string

// The kinds of phrases.
const (
	Stock      PhraseKind = "stock"      // says that it is so, not why
	Outsourced PhraseKind = "outsourced" // says who does it, which is no ground for exclusion
)

var wordsPhraseKinds = [...][2]PhraseKind{
	{Stock, "Stock"},
	{Outsourced, "Outsourced"},
}

// PhraseKinds returns the vocabulary of [PhraseKind].
func PhraseKinds() isms.Words[PhraseKind] {
	return isms.WordsOf("soa.phrase-kind", wordsPhraseKinds[:])
}

// A Phrase is a wording that gives no reason. Case, punctuation and blanks do not
// matter.
type Phrase struct {
	Language string     `json:"language"` // two letters, ISO 639-1
	Kind     PhraseKind `json:"kind"`
	Text     string     `json:"text"`
}

// Phrases returns the phrases that are looked for: this library's own collection
// in nine languages, by language. Add to them with [Limits].
func Phrases() []Phrase { return slices.Clone(phrases[:]) }

// placeholders are texts that stand for no text. They are in plain form.
var placeholders = [...]string{
	"n a", "na", "none", "nil", "null", "tbd", "tba", "tbc", "todo", "to do", "x", "xx", "xxx", "no reason", "empty",
	"k a", "ka", "entfällt", "keine", "offen", "s o", "so", "néant", "rien", "aucun", "ninguno", "ninguna", "nessuno", "nessuna",
	"geen", "nvt", "n v t", "brak", "nd", "n d", "なし", "未定", "无", "待定", "lorem ipsum",
}

// phrases are in plain form (lower case, words separated by single blanks),
// compiled for this library on 2026-11-22 from what auditors' guides and public
// statements complain about or show; no source lists them. Confidence: low, so
// every finding is a warning.
var phrases = [...]Phrase{
	{"de", Stock, "nicht anwendbar"},
	{"de", Stock, "nicht zutreffend"},
	{"de", Stock, "trifft nicht zu"},
	{"de", Stock, "nicht relevant"},
	{"de", Stock, "nicht erforderlich"},
	{"de", Stock, "nicht notwendig"},
	{"de", Stock, "nicht benötigt"},
	{"de", Stock, "zu klein"},
	{"de", Stock, "wir sind zu klein"},
	{"de", Stock, "wir sind in der cloud"},
	{"de", Stock, "erforderlich"},
	{"de", Stock, "notwendig"},
	{"de", Stock, "relevant"},
	{"de", Stock, "anwendbar"},
	{"de", Stock, "stand der technik"},
	{"de", Stock, "von der norm gefordert"},
	{"de", Outsourced, "ist ausgelagert"},
	{"de", Outsourced, "sind ausgelagert"},
	{"de", Outsourced, "ausgelagert an"},
	{"de", Outsourced, "macht unser dienstleister"},
	{"de", Outsourced, "durch unseren dienstleister"},
	{"de", Outsourced, "durch den dienstleister"},
	{"de", Outsourced, "liegt beim dienstleister"},
	{"de", Outsourced, "liegt beim anbieter"},
	{"de", Outsourced, "verantwortung des anbieters"},
	{"en", Stock, "not applicable"},
	{"en", Stock, "not relevant"},
	{"en", Stock, "not required"},
	{"en", Stock, "not needed"},
	{"en", Stock, "not necessary"},
	{"en", Stock, "does not apply"},
	{"en", Stock, "out of scope"},
	{"en", Stock, "not in scope"},
	{"en", Stock, "too small"},
	{"en", Stock, "we are a small company"},
	{"en", Stock, "too expensive"},
	{"en", Stock, "no risk"},
	{"en", Stock, "low risk"},
	{"en", Stock, "no budget"},
	{"en", Stock, "we are in the cloud"},
	{"en", Stock, "cloud only"},
	{"en", Stock, "required"},
	{"en", Stock, "mandatory"},
	{"en", Stock, "applicable"},
	{"en", Stock, "relevant"},
	{"en", Stock, "best practice"},
	{"en", Stock, "good practice"},
	{"en", Stock, "industry standard"},
	{"en", Stock, "required by iso 27001"},
	{"en", Stock, "required by the standard"},
	{"en", Stock, "management decision"},
	{"en", Stock, "to protect information"},
	{"en", Outsourced, "is outsourced"},
	{"en", Outsourced, "are outsourced"},
	{"en", Outsourced, "been outsourced"},
	{"en", Outsourced, "outsourced to"},
	{"en", Outsourced, "we outsource"},
	{"en", Outsourced, "by our provider"},
	{"en", Outsourced, "by the provider"},
	{"en", Outsourced, "by a provider"},
	{"en", Outsourced, "by our cloud provider"},
	{"en", Outsourced, "by our hosting provider"},
	{"en", Outsourced, "by a third party"},
	{"en", Outsourced, "by our supplier"},
	{"en", Outsourced, "by the supplier"},
	{"en", Outsourced, "by the vendor"},
	{"en", Outsourced, "responsibility of the provider"},
	{"en", Outsourced, "responsibility of our provider"},
	{"en", Outsourced, "provider takes care"},
	{"en", Outsourced, "provider is responsible"},
	{"es", Stock, "no aplica"},
	{"es", Stock, "no aplicable"},
	{"es", Stock, "no procede"}, //nolint:misspell // Spanish
	{"es", Stock, "no es relevante"},
	{"es", Stock, "no es necesario"},
	{"es", Stock, "no requerido"},
	{"es", Stock, "somos pequeños"},
	{"es", Stock, "fuera de alcance"},
	{"es", Stock, "estamos en la nube"},
	{"es", Stock, "requerido"},
	{"es", Stock, "obligatorio"},
	{"es", Stock, "buena práctica"},
	{"es", Outsourced, "está externalizado"},
	{"es", Outsourced, "está subcontratado"},
	{"es", Outsourced, "lo hace el proveedor"},
	{"es", Outsourced, "por nuestro proveedor"},
	{"es", Outsourced, "por el proveedor"},
	{"es", Outsourced, "responsabilidad del proveedor"},
	{"fr", Stock, "non applicable"},
	{"fr", Stock, "sans objet"},
	{"fr", Stock, "non pertinent"},
	{"fr", Stock, "non requis"},
	{"fr", Stock, "pas nécessaire"},
	{"fr", Stock, "pas concerné"},
	{"fr", Stock, "hors périmètre"},
	{"fr", Stock, "trop petit"},
	{"fr", Stock, "nous sommes dans le cloud"},
	{"fr", Stock, "requis"},
	{"fr", Stock, "obligatoire"},
	{"fr", Stock, "bonne pratique"},
	{"fr", Outsourced, "est externalisé"},
	{"fr", Outsourced, "est externalisée"},
	{"fr", Outsourced, "est sous traité"},
	{"fr", Outsourced, "est sous traitée"},
	{"fr", Outsourced, "par notre prestataire"},
	{"fr", Outsourced, "par le prestataire"},
	{"fr", Outsourced, "responsabilité du fournisseur"},
	{"it", Stock, "non applicabile"}, //nolint:misspell // Italian
	{"it", Stock, "non pertinente"},
	{"it", Stock, "non necessario"},
	{"it", Stock, "non richiesto"},
	{"it", Stock, "fuori ambito"},
	{"it", Stock, "troppo piccoli"},
	{"it", Stock, "richiesto"},
	{"it", Stock, "obbligatorio"},
	{"it", Stock, "buona pratica"},
	{"it", Outsourced, "è esternalizzato"},
	{"it", Outsourced, "è esternalizzata"},
	{"it", Outsourced, "dal nostro fornitore"},
	{"it", Outsourced, "responsabilità del fornitore"},
	{"ja", Stock, "該当なし"},
	{"ja", Stock, "適用外"},
	{"ja", Stock, "対象外"},
	{"ja", Stock, "不要"},
	{"ja", Outsourced, "外部委託している"},
	{"ja", Outsourced, "委託先が実施"},
	{"nl", Stock, "niet van toepassing"},
	{"nl", Stock, "niet relevant"},
	{"nl", Stock, "niet nodig"},
	{"nl", Stock, "niet vereist"},
	{"nl", Stock, "buiten scope"},
	{"nl", Stock, "te klein"},
	{"nl", Stock, "vereist"},
	{"nl", Stock, "verplicht"},
	{"nl", Outsourced, "is uitbesteed"},
	{"nl", Outsourced, "zijn uitbesteed"},
	{"nl", Outsourced, "uitbesteed aan"},
	{"nl", Outsourced, "door onze leverancier"},
	{"nl", Outsourced, "door de leverancier"},
	{"pl", Stock, "nie dotyczy"},
	{"pl", Stock, "nie ma zastosowania"},
	{"pl", Stock, "niewymagane"},
	{"pl", Stock, "zbędne"},
	{"pl", Stock, "poza zakresem"},
	{"pl", Stock, "wymagane"},
	{"pl", Outsourced, "przez dostawcę"},
	{"pl", Outsourced, "zlecone na zewnątrz"},
	{"pt", Stock, "não aplicável"},
	{"pt", Stock, "não se aplica"},
	{"pt", Stock, "não é necessário"},
	{"pt", Stock, "não relevante"},
	{"pt", Stock, "fora do âmbito"},
	{"pt", Stock, "fora do escopo"},
	{"pt", Stock, "obrigatório"},
	{"pt", Stock, "requerido"},
	{"pt", Outsourced, "é terceirizado"},
	{"pt", Outsourced, "é terceirizada"},
	{"pt", Outsourced, "pelo nosso fornecedor"},
	{"pt", Outsourced, "pelo fornecedor"},
	{"pt", Outsourced, "responsabilidade do fornecedor"},
}

// negations turn "is outsourced" round when they stand shortly before it.
var negations = [...]string{
	"no", "not", "nothing", "none", "never", "neither", "without", "kein", "keine", "keinen", "nicht", "nichts", "nie", "ohne",
	"aucun", "aucune", "pas", "rien", "ningún", "ninguna", "nada", "sin", "nessun", "nessuna", "non", "niente", "geen", "niet", "niets",
	"nenhum", "nenhuma", "não", "żaden", "żadna", "nic",
}

// plain returns the text in lower case, words separated by single blanks, without
// punctuation.
func plain(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	blank := false
	for _, c := range text {
		if !unicode.IsLetter(c) && !unicode.IsNumber(c) && !unicode.IsMark(c) {
			blank = b.Len() > 0
			continue
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		b.WriteRune(unicode.ToLower(c))
	}
	return b.String()
}

// placeholder reports whether the text says nothing: blanks, dashes, "n/a".
func placeholder(text string) bool {
	if len(text) > 200 { // longer than any placeholder, unless it is all blanks
		return strings.IndexFunc(text, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsNumber(c) }) < 0
	}
	p := plain(text)
	return p == "" || slices.Contains(placeholders[:], p)
}

// words counts the words of a plain text. Scripts that do not separate words
// count half a word for each character.
func words(text string) int {
	n, halves, inWord := 0, 0, false
	for _, c := range text {
		switch {
		case c == ' ':
			inWord = false
		case unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
			halves++
			inWord = false
		case !inWord:
			n++
			inWord = true
		}
	}
	return n + (halves+1)/2
}

// fillers may stand around a stock phrase and add nothing to it.
var fillers = [...]string{
	"this", "the", "that", "it", "control", "is", "are", "here", "to", "for", "us", "our", "we", "organization", "organization", "company",
	"diese", "die", "der", "das", "maßnahme", "ist", "hier", "für", "uns", "cette", "la", "le", "mesure", "est", "pour", "nous", "ici",
	"este", "esta", "el", "control", "es", "para", "nosotros", "questo", "il", "controllo", "è", "per", "noi", "dit", "deze", "de",
	"maatregel", "voor", "ons", "o", "a", "controle", "é", "para", "nós", "to", "jest", "dla", "nas",
}

// bare counts the words of a plain text that are no fillers.
func bare(text string) int {
	n := words(text)
	for w := range strings.FieldsSeq(text) {
		if slices.Contains(fillers[:], w) {
			n--
		}
	}
	return n
}

// stock returns the stock phrase that a plain text consists of, give or take
// fillers and one word more; empty if it is none. Long texts are none.
func stock(text string, phrases []string) string {
	if len(text) > 400 {
		return ""
	}
	n := bare(text)
	for _, p := range phrases {
		if holds(text, p) && n <= bare(p)+1 {
			return p
		}
	}
	return ""
}

// holds reports whether the plain text has the phrase in it, as whole words
// unless the phrase is in a script without blanks.
func holds(text, phrase string) bool {
	if !strings.Contains(text, phrase) {
		return false
	}
	c, _ := utf8.DecodeRuneInString(phrase)
	if unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
		return true
	}
	return strings.Contains(" "+text+" ", " "+phrase+" ")
}

// outsourced returns the phrase by which a text says that somebody else does it,
// unless the words before turn it round; empty if it does not.
func outsourced(text string, phrases []string) string {
	for clause := range strings.FieldsFuncSeq(text, func(c rune) bool { return strings.ContainsRune(".;:!?\n。", c) }) {
		clause = plain(clause)
		for _, p := range phrases {
			if !holds(clause, p) {
				continue
			}
			before, _, _ := strings.Cut(clause, p)
			list := strings.Fields(before)
			list = list[max(0, len(list)-6):]
			if !slices.ContainsFunc(list, func(w string) bool { return slices.Contains(negations[:], w) }) {
				return p
			}
		}
	}
	return ""
}
