package annexa

import (
	"encoding/json"
	"errors"
	"iter"
	"math/bits"
	"strconv"
	"strings"

	"github.com/ismskit/ismskit/internal/strictjson"
	"github.com/ismskit/ismskit/isms"
)

// AttributeValueSet is a set of attribute values of ISO/IEC 27002:2022 (clause 4.2),
// one bit for each of the 30 values of the five attributes. The constants are
// sets of one value and join with |:
//
//	annexa.Preventive | annexa.Detective | annexa.Availability
//
// The zero value is the empty set. Bits above the 30 values mean nothing;
// [AttributeValueSet.Known] tells, and a [Query] refuses them.
type AttributeValueSet uint32

// The attribute values, in the order of ISO/IEC 27002:2022, 4.2.
const (
	// Control types: when the control acts on the risk.
	Preventive AttributeValueSet = 1 << iota
	Detective
	Corrective

	// Information security properties: what the control protects.
	Confidentiality
	Integrity
	Availability

	// Cybersecurity concepts, as in ISO/IEC TS 27110.
	Identify
	Protect
	Detect
	Respond
	Recover

	// Operational capabilities: whose work the control is.
	governance
	assetManagement
	informationProtection
	humanResourceSecurity
	physicalSecurity
	systemAndNetworkSecurity
	applicationSecurity
	secureConfiguration
	identityAndAccessManagement
	threatAndVulnerabilityManagement
	continuity
	supplierRelationshipsSecurity
	legalAndCompliance
	informationSecurityEventManagement
	informationSecurityAssurance

	// Security domains.
	governanceAndEcosystem
	protection
	defence
	resilience
)

const (
	attributeValueCount    = 30
	attributeValueMaxBytes = 64 // longer text is no slip for a value
	allAttributeValues     = AttributeValueSet(1<<attributeValueCount - 1)
)

var wordsAttributeValues = [attributeValueCount][2]string{
	{"preventive", "Preventive"},
	{"detective", "Detective"},
	{"corrective", "Corrective"},
	{"confidentiality", "Confidentiality"},
	{"integrity", "Integrity"},
	{"availability", "Availability"},
	{"identify", "Identify"},
	{"protect", "Protect"},
	{"detect", "Detect"},
	{"respond", "Respond"},
	{"recover", "Recover"},
	{"governance", "Governance"},
	{"asset management", "Asset management"},
	{"information protection", "Information protection"},
	{"human resource security", "Human resource security"},
	{"physical security", "Physical security"},
	{"system and network security", "System and network security"},
	{"application security", "Application security"},
	{"secure configuration", "Secure configuration"},
	{"identity and access management", "Identity and access management"},
	{"threat and vulnerability management", "Threat and vulnerability management"},
	{"continuity", "Continuity"},
	{"supplier relationships security", "Supplier relationships security"},
	{"legal and compliance", "Legal and compliance"},
	{"information security event management", "Information security event management"},
	{"information security assurance", "Information security assurance"},
	{"governance and ecosystem", "Governance and ecosystem"},
	{"protection", "Protection"},
	{"defence", "Defence"},
	{"resilience", "Resilience"},
}

// AttributeValues returns the vocabulary of the 30 attribute values, in their order.
func AttributeValues() isms.Words[string] {
	return isms.WordsOf("annexa.attribute-value", wordsAttributeValues[:])
}

// Attribute is one of the five attributes of ISO/IEC 27002:2022 (each control
// has values in all of them), or one that an organization has defined for
// itself ([CustomAttribute]). The empty Attribute is none.
type Attribute string

// The attributes, in the order of ISO/IEC 27002:2022, 4.2.
const (
	ControlType                 Attribute = "control type"
	InformationSecurityProperty Attribute = "information security property"
	CybersecurityConcept        Attribute = "cybersecurity concept"
	OperationalCapability       Attribute = "operational capability"
	SecurityDomain              Attribute = "security domain"
)

// attributes holds the standard attributes with their values.
var attributes = [...]struct {
	attribute Attribute
	mask      AttributeValueSet
}{
	{ControlType, Preventive | Detective | Corrective},
	{InformationSecurityProperty, Confidentiality | Integrity | Availability},
	{CybersecurityConcept, Identify | Protect | Detect | Respond | Recover},
	{OperationalCapability, governanceAndEcosystem - governance},
	{SecurityDomain, governanceAndEcosystem | protection | defence | resilience},
}

var wordsAttributes = [...][2]Attribute{
	{ControlType, "Control type"},
	{InformationSecurityProperty, "Information security property"},
	{CybersecurityConcept, "Cybersecurity concept"},
	{OperationalCapability, "Operational capability"},
	{SecurityDomain, "Security domain"},
}

// Attributes returns the vocabulary of [Attribute]: the five of the standard, in its order.
func Attributes() isms.Words[Attribute] { return isms.WordsOf("annexa.attribute", wordsAttributes[:]) }

// Values returns all values of the attribute; none when a is not of the standard.
func (a Attribute) Values() AttributeValueSet {
	for i := range attributes {
		if attributes[i].attribute == a {
			return attributes[i].mask
		}
	}
	return 0
}

// FullAttributeValueSet returns the set of all 30 values.
func FullAttributeValueSet() AttributeValueSet { return allAttributeValues }

// Known reports whether every member of a is one of the 30 values.
func (a AttributeValueSet) Known() bool { return a&^allAttributeValues == 0 }

// Contains reports whether every member of b is in a. Every set contains the
// empty one.
func (a AttributeValueSet) Contains(b AttributeValueSet) bool { return a&b == b }

// Of returns the members of a that belong to an attribute.
func (a AttributeValueSet) Of(attribute Attribute) AttributeValueSet { return a & attribute.Values() }

// Attribute returns the attribute that all members of a belong to. The answer is ""
// when a is empty, mixes attributes, or has bits that mean nothing.
func (a AttributeValueSet) Attribute() Attribute {
	for i := range attributes {
		if m := attributes[i].mask; a != 0 && a&m == a {
			return attributes[i].attribute
		}
	}
	return ""
}

// first returns the bit of the first member; a is not empty.
func (a AttributeValueSet) first() int { return bits.TrailingZeros32(uint32(a)) }

// All yields the members of a, each as a set of one, in the order of the
// standard.
func (a AttributeValueSet) All() iter.Seq[AttributeValueSet] {
	return func(yield func(AttributeValueSet) bool) {
		for rest := a & allAttributeValues; rest != 0; rest &= rest - 1 {
			if !yield(rest & -rest) {
				return
			}
		}
	}
}

// String returns the words of the members, separated by a comma and a blank:
// "preventive, availability". The empty set is "". A bit that means nothing
// prints as "?" and its number.
func (a AttributeValueSet) String() string { return strings.Join(a.words(), ", ") }

func (a AttributeValueSet) words() []string {
	return wordsOfBits(uint32(a), wordsAttributeValues[:])
}

// wordsOfBits returns the word of each bit, and "?" with its number for a bit that
// means nothing.
func wordsOfBits(set uint32, words [][2]string) []string {
	out := []string{}
	for ; set != 0; set &= set - 1 {
		if i := bits.TrailingZeros32(set); i < len(words) {
			out = append(out, words[i][0])
		} else {
			out = append(out, "?"+strconv.Itoa(i))
		}
	}
	return out
}

// ParseAttributeValue reads one value: a word of [AttributeValues], such as
// "preventive", or the notation in which ISO/IEC 27002:2022 prints it, such as
// "#Preventive" or "#Asset_management", in any case. For another spelling the
// [isms.Error] names the value that was probably meant.
func ParseAttributeValue(text string) (AttributeValueSet, error) {
	word := text
	if tag, ok := strings.CutPrefix(text, "#"); ok {
		word = strings.ToLower(strings.ReplaceAll(tag, "_", " "))
	}
	if i := AttributeValues().Index(word); i >= 0 {
		return 1 << i, nil
	}
	folded := foldWord(word)
	for known := range AttributeValues().All() {
		if foldWord(known) == folded {
			return 0, isms.Refuse(anotherWay, "", text, isms.ArgWord("it", AttributeValues(), known))
		}
	}
	return 0, isms.Refuse(noAttributeValue, "", text)
}

// ParseAttributeValueSet reads values separated by commas or line breaks, as
// [AttributeValueSet.String] prints them; values in the notation of the standard need no
// separator: "#Preventive #Availability". Text without a value is the empty set; a
// value given twice counts once. The [isms.Error] has all words that are none.
func ParseAttributeValueSet(text string) (AttributeValueSet, error) {
	return readWords(text, (*AttributeValueSet).add)
}

func (a *AttributeValueSet) add(word string) error {
	one, err := ParseAttributeValue(word)
	*a |= one
	return err
}

// readWords adds the words of a text, which commas, line breaks and the # of the
// notation of the standard part, to the zero value.
func readWords[T any](text string, add func(*T, string) error) (T, error) {
	return readParts(strings.FieldsFuncSeq(strings.ReplaceAll(text, "#", ",#"), isSeparator), add)
}

// readParts adds the parts of a text to the zero value. It returns all problems, and
// reads on no further than an [isms.Error] lists them.
func readParts[T any](parts iter.Seq[string], add func(*T, string) error) (T, error) {
	var all, none T
	var errs []error
	for word := range parts {
		word = strings.Trim(word, " \t")
		if word == "" {
			continue
		}
		if err := add(&all, word); err != nil {
			errs = append(errs, err)
		}
		if len(errs) == isms.MaxProblems {
			break
		}
	}
	if len(errs) > 0 {
		return none, isms.RefuseAll(errs...)
	}
	return all, nil
}

// readList reads a JSON list of words, or a JSON string that is read as text. The word
// null, and what is refused, leave the value as it is.
func readList[T any](into *T, data []byte, parse func(string) (T, error), add func(*T, string) error) error {
	if string(data) == "null" {
		return nil
	}
	if text := ""; json.Unmarshal(data, &text) == nil {
		all, err := parse(text)
		if err == nil {
			*into = all
		}
		return err
	}
	var list []string
	if err := isms.RefuseAll(strictjson.Decode(data, &list, strictjson.Limits{})); err != nil {
		return onOneLine(err)
	}
	var all T
	var errs []error
	for i, word := range list {
		if err := add(&all, word); err != nil {
			errs = append(errs, isms.RefuseUnder(isms.Path("").Index("", i), err))
		}
		if len(errs) == isms.MaxProblems {
			break
		}
	}
	if len(errs) > 0 {
		return isms.RefuseAll(errs...)
	}
	*into = all
	return nil
}

// onOneLine takes the line away from what stands on one line.
func onOneLine(err error) error {
	var e *isms.Error
	if errors.As(err, &e) {
		for i := range e.Problems {
			e.Problems[i].Line = 0
		}
	}
	return err
}

// foldWord brings the spellings seen in the field together: case, blanks,
// hyphens, underscores. Longer text than any word is left as it is.
func foldWord(word string) string {
	if len(word) > attributeValueMaxBytes {
		return word
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '-', '_', '#':
			return -1
		}
		return r
	}, strings.ToLower(word))
}

func isSeparator(r rune) bool { return r == ',' || r == '\n' || r == '\r' }

// refuse refuses the bits that mean nothing.
func (a AttributeValueSet) refuse(at isms.Path) error {
	return isms.Refuse(noAttributeValue, at, (a &^ allAttributeValues).String())
}

// MarshalText returns the text of [AttributeValueSet.String]; bits that mean nothing
// are an error.
func (a AttributeValueSet) MarshalText() ([]byte, error) {
	if !a.Known() {
		return nil, a.refuse("")
	}
	return []byte(a.String()), nil
}

// UnmarshalText reads what [ParseAttributeValueSet] reads.
func (a *AttributeValueSet) UnmarshalText(text []byte) error {
	all, err := ParseAttributeValueSet(string(text))
	if err != nil {
		return err
	}
	*a = all
	return nil
}

// MarshalJSON returns the members as a list: ["preventive","availability"].
func (a AttributeValueSet) MarshalJSON() ([]byte, error) {
	if !a.Known() {
		return nil, a.refuse("")
	}
	return json.Marshal(a.words())
}

// UnmarshalJSON reads a list of values, each as [ParseAttributeValue] reads it, or the
// text of [AttributeValueSet.String], which is what the key of a map is. The word null
// leaves a as it is.
func (a *AttributeValueSet) UnmarshalJSON(data []byte) error {
	return readList(a, data, ParseAttributeValueSet, (*AttributeValueSet).add)
}
