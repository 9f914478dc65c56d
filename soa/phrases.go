package soa

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ismskit/ismskit/isms"
)

// PhraseKind is what is wrong with a phrase. The empty PhraseKind says
// nothing, and such phrases are not looked for.
type PhraseKind string

// Kinds of phrases in a justification.
const (
	stockPhrase      PhraseKind = "stock"      // says that it is so, not why
	outsourcedPhrase PhraseKind = "outsourced" // says who does it, which is no ground for exclusion
)

var wordsPhraseKinds = [...][2]PhraseKind{
	{stockPhrase, "Stock"},
	{outsourcedPhrase, "Outsourced"},
}

// PhraseKinds returns the vocabulary of [PhraseKind].
func PhraseKinds() isms.Words[PhraseKind] {
	return isms.WordsOf("soa.phrase-kind", wordsPhraseKinds[:])
}

// Phrase is a wording that gives no reason. Case, punctuation and blanks do not
// matter.
type Phrase struct {
	Language string     `json:"language"` // two letters, ISO 639-1
	Kind     PhraseKind `json:"kind"`
	Text     string     `json:"text"`
}

// Phrases returns the phrases that are looked for: this library's own collection
// in nine languages, by language. Add to them with [Limits].
func Phrases() []Phrase { return slices.Clone(phrases[:]) }

// phrases are in plain form (lower case, words separated by single blanks),
// compiled for this library on 2026-11-22 from what auditors' guides and public
// statements complain about or show; no source lists them. Confidence: low, so
// every finding is a warning.
var phrases = [...]Phrase{
	{"de", stockPhrase, "nicht anwendbar"},
	{"de", stockPhrase, "nicht zutreffend"},
	{"de", stockPhrase, "trifft nicht zu"},
	{"de", stockPhrase, "nicht relevant"},
	{"de", stockPhrase, "nicht erforderlich"},
	{"de", stockPhrase, "nicht notwendig"},
	{"de", stockPhrase, "nicht benötigt"},
	{"de", stockPhrase, "zu klein"},
	{"de", stockPhrase, "wir sind zu klein"},
	{"de", stockPhrase, "wir sind in der cloud"},
	{"de", stockPhrase, "erforderlich"},
	{"de", stockPhrase, "notwendig"},
	{"de", stockPhrase, "relevant"},
	{"de", stockPhrase, "anwendbar"},
	{"de", stockPhrase, "stand der technik"},
	{"de", stockPhrase, "von der norm gefordert"},
	{"de", outsourcedPhrase, "ist ausgelagert"},
	{"de", outsourcedPhrase, "sind ausgelagert"},
	{"de", outsourcedPhrase, "ausgelagert an"},
	{"de", outsourcedPhrase, "macht unser dienstleister"},
	{"de", outsourcedPhrase, "durch unseren dienstleister"},
	{"de", outsourcedPhrase, "durch den dienstleister"},
	{"de", outsourcedPhrase, "liegt beim dienstleister"},
	{"de", outsourcedPhrase, "liegt beim anbieter"},
	{"de", outsourcedPhrase, "verantwortung des anbieters"},
	{"en", stockPhrase, "not applicable"},
	{"en", stockPhrase, "not relevant"},
	{"en", stockPhrase, "not required"},
	{"en", stockPhrase, "not needed"},
	{"en", stockPhrase, "not necessary"},
	{"en", stockPhrase, "does not apply"},
	{"en", stockPhrase, "out of scope"},
	{"en", stockPhrase, "not in scope"},
	{"en", stockPhrase, "too small"},
	{"en", stockPhrase, "we are a small company"},
	{"en", stockPhrase, "too expensive"},
	{"en", stockPhrase, "no risk"},
	{"en", stockPhrase, "low risk"},
	{"en", stockPhrase, "no budget"},
	{"en", stockPhrase, "we are in the cloud"},
	{"en", stockPhrase, "cloud only"},
	{"en", stockPhrase, "required"},
	{"en", stockPhrase, "mandatory"},
	{"en", stockPhrase, "applicable"},
	{"en", stockPhrase, "relevant"},
	{"en", stockPhrase, "best practice"},
	{"en", stockPhrase, "good practice"},
	{"en", stockPhrase, "industry standard"},
	{"en", stockPhrase, "required by iso 27001"},
	{"en", stockPhrase, "required by the standard"},
	{"en", stockPhrase, "management decision"},
	{"en", stockPhrase, "to protect information"},
	{"en", outsourcedPhrase, "is outsourced"},
	{"en", outsourcedPhrase, "are outsourced"},
	{"en", outsourcedPhrase, "been outsourced"},
	{"en", outsourcedPhrase, "outsourced to"},
	{"en", outsourcedPhrase, "we outsource"},
	{"en", outsourcedPhrase, "by our provider"},
	{"en", outsourcedPhrase, "by the provider"},
	{"en", outsourcedPhrase, "by a provider"},
	{"en", outsourcedPhrase, "by our cloud provider"},
	{"en", outsourcedPhrase, "by our hosting provider"},
	{"en", outsourcedPhrase, "by a third party"},
	{"en", outsourcedPhrase, "by our supplier"},
	{"en", outsourcedPhrase, "by the supplier"},
	{"en", outsourcedPhrase, "by the vendor"},
	{"en", outsourcedPhrase, "responsibility of the provider"},
	{"en", outsourcedPhrase, "responsibility of our provider"},
	{"en", outsourcedPhrase, "provider takes care"},
	{"en", outsourcedPhrase, "provider is responsible"},
	{"es", stockPhrase, "no aplica"},
	{"es", stockPhrase, "no aplicable"},
	{"es", stockPhrase, "no procede"}, //nolint:misspell // Spanish
	{"es", stockPhrase, "no es relevante"},
	{"es", stockPhrase, "no es necesario"},
	{"es", stockPhrase, "no requerido"},
	{"es", stockPhrase, "somos pequeños"},
	{"es", stockPhrase, "fuera de alcance"},
	{"es", stockPhrase, "estamos en la nube"},
	{"es", stockPhrase, "requerido"},
	{"es", stockPhrase, "obligatorio"},
	{"es", stockPhrase, "buena práctica"},
	{"es", outsourcedPhrase, "está externalizado"},
	{"es", outsourcedPhrase, "está subcontratado"},
	{"es", outsourcedPhrase, "lo hace el proveedor"},
	{"es", outsourcedPhrase, "por nuestro proveedor"},
	{"es", outsourcedPhrase, "por el proveedor"},
	{"es", outsourcedPhrase, "responsabilidad del proveedor"},
	{"fr", stockPhrase, "non applicable"},
	{"fr", stockPhrase, "sans objet"},
	{"fr", stockPhrase, "non pertinent"},
	{"fr", stockPhrase, "non requis"},
	{"fr", stockPhrase, "pas nécessaire"},
	{"fr", stockPhrase, "pas concerné"},
	{"fr", stockPhrase, "hors périmètre"},
	{"fr", stockPhrase, "trop petit"},
	{"fr", stockPhrase, "nous sommes dans le cloud"},
	{"fr", stockPhrase, "requis"},
	{"fr", stockPhrase, "obligatoire"},
	{"fr", stockPhrase, "bonne pratique"},
	{"fr", outsourcedPhrase, "est externalisé"},
	{"fr", outsourcedPhrase, "est externalisée"},
	{"fr", outsourcedPhrase, "est sous traité"},
	{"fr", outsourcedPhrase, "est sous traitée"},
	{"fr", outsourcedPhrase, "par notre prestataire"},
	{"fr", outsourcedPhrase, "par le prestataire"},
	{"fr", outsourcedPhrase, "responsabilité du fournisseur"},
	{"it", stockPhrase, "non applicabile"}, //nolint:misspell // Italian
	{"it", stockPhrase, "non pertinente"},
	{"it", stockPhrase, "non necessario"},
	{"it", stockPhrase, "non richiesto"},
	{"it", stockPhrase, "fuori ambito"},
	{"it", stockPhrase, "troppo piccoli"},
	{"it", stockPhrase, "richiesto"},
	{"it", stockPhrase, "obbligatorio"},
	{"it", stockPhrase, "buona pratica"},
	{"it", outsourcedPhrase, "è esternalizzato"},
	{"it", outsourcedPhrase, "è esternalizzata"},
	{"it", outsourcedPhrase, "dal nostro fornitore"},
	{"it", outsourcedPhrase, "responsabilità del fornitore"},
	{"ja", stockPhrase, "該当なし"},
	{"ja", stockPhrase, "適用外"},
	{"ja", stockPhrase, "対象外"},
	{"ja", stockPhrase, "不要"},
	{"ja", outsourcedPhrase, "外部委託している"},
	{"ja", outsourcedPhrase, "委託先が実施"},
	{"nl", stockPhrase, "niet van toepassing"},
	{"nl", stockPhrase, "niet relevant"},
	{"nl", stockPhrase, "niet nodig"},
	{"nl", stockPhrase, "niet vereist"},
	{"nl", stockPhrase, "buiten scope"},
	{"nl", stockPhrase, "te klein"},
	{"nl", stockPhrase, "vereist"},
	{"nl", stockPhrase, "verplicht"},
	{"nl", outsourcedPhrase, "is uitbesteed"},
	{"nl", outsourcedPhrase, "zijn uitbesteed"},
	{"nl", outsourcedPhrase, "uitbesteed aan"},
	{"nl", outsourcedPhrase, "door onze leverancier"},
	{"nl", outsourcedPhrase, "door de leverancier"},
	{"pl", stockPhrase, "nie dotyczy"},
	{"pl", stockPhrase, "nie ma zastosowania"},
	{"pl", stockPhrase, "niewymagane"},
	{"pl", stockPhrase, "zbędne"},
	{"pl", stockPhrase, "poza zakresem"},
	{"pl", stockPhrase, "wymagane"},
	{"pl", outsourcedPhrase, "przez dostawcę"},
	{"pl", outsourcedPhrase, "zlecone na zewnątrz"},
	{"pt", stockPhrase, "não aplicável"},
	{"pt", stockPhrase, "não se aplica"},
	{"pt", stockPhrase, "não é necessário"},
	{"pt", stockPhrase, "não relevante"},
	{"pt", stockPhrase, "fora do âmbito"},
	{"pt", stockPhrase, "fora do escopo"},
	{"pt", stockPhrase, "obrigatório"},
	{"pt", stockPhrase, "requerido"},
	{"pt", outsourcedPhrase, "é terceirizado"},
	{"pt", outsourcedPhrase, "é terceirizada"},
	{"pt", outsourcedPhrase, "pelo nosso fornecedor"},
	{"pt", outsourcedPhrase, "pelo fornecedor"},
	{"pt", outsourcedPhrase, "responsabilidade do fornecedor"},
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
