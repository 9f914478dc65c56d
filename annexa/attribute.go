package annexa

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"math/bits"
	"strings"

	"github.com/ismskit/ismskit/internal/strictjson"
	"github.com/ismskit/ismskit/isms"
)

// AttributeSet is a set of attribute values of ISO/IEC 27002:2022 (clause 4.2),
// one bit for each of the 30 values of the five attributes. The constants are
// sets of one value and join with |:
//
//	annexa.Preventive | annexa.Detective | annexa.Availability
//
// The zero value is the empty set. Bits above the 30 values mean nothing;
// [AttributeSet.Known] tells, and a [Query] refuses them.
type AttributeSet uint32

// The values, in the order of ISO/IEC 27002:2022, 4.2.
const (
	// Control types: when the control acts on the risk.
	Preventive AttributeSet = 1 << iota
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
	attributeCount = 30
	allAttributes  = AttributeSet(1<<attributeCount - 1)
)

// words are the names as the tables of ISO/IEC 27002:2022 print them, without
// the leading #, by bit.
var words = [attributeCount]string{
	"Preventive", "Detective", "Corrective",
	"Confidentiality", "Integrity", "Availability",
	"Identify", "Protect", "Detect", "Respond", "Recover",
	"Governance", "Asset_management", "Information_protection", "Human_resource_security", "Physical_security",
	"System_and_network_security", "Application_security", "Secure_configuration", "Identity_and_access_management",
	"Threat_and_vulnerability_management", "Continuity", "Supplier_relationships_security", "Legal_and_compliance",
	"Information_security_event_management", "Information_security_assurance",
	"Governance_and_Ecosystem", "Protection", "Defence", "Resilience",
}

// Attribute is one of the five attributes of ISO/IEC 27002:2022 (each control
// has values in all of them), or one that an organization has defined for
// itself ([CustomAttribute]). The empty Attribute is none.
type Attribute string

// The attributes, in the order of ISO/IEC 27002:2022, 4.2.
const (
	ControlType           Attribute = "control-type"
	SecurityProperty      Attribute = "property"
	CybersecurityConcept  Attribute = "concept"
	OperationalCapability Attribute = "capability"
	SecurityDomain        Attribute = "domain"
)

// attributes holds the standard attributes with their masks and titles.
var attributes = [...]struct {
	attribute Attribute
	mask      AttributeSet
	title     string
}{
	{ControlType, Preventive | Detective | Corrective, "Control type"},
	{SecurityProperty, Confidentiality | Integrity | Availability, "Information security property"},
	{CybersecurityConcept, Identify | Protect | Detect | Respond | Recover, "Cybersecurity concept"},
	{OperationalCapability, governanceAndEcosystem - governance, "Operational capability"},
	{SecurityDomain, governanceAndEcosystem | protection | defence | resilience, "Security domain"},
}

var wordsAttributes = [...][2]Attribute{
	{ControlType, "Control type"},
	{SecurityProperty, "Information security property"},
	{CybersecurityConcept, "Cybersecurity concept"},
	{OperationalCapability, "Operational capability"},
	{SecurityDomain, "Security domain"},
}

// Attributes returns the vocabulary of [Attribute]: the five of the standard, in its order.
func Attributes() isms.Words[Attribute] { return isms.WordsOf("annexa.attribute", wordsAttributes[:]) }

// AttributeValues returns the vocabulary of the attribute values, in their order: the
// values as they stand in a sentence, such as "detective".
func AttributeValues() isms.Words[string] {
	return isms.WordsOf("annexa.attribute-value", wordsAttributeValues[:])
}

var wordsAttributeValues = func() (list [attributeCount][2]string) {
	for i, w := range words {
		title := strings.ReplaceAll(w, "_", " ")
		list[i] = [2]string{strings.ToLower(title), title}
	}
	return list
}()

// Values returns all values of the attribute; none when f is not of the standard.
func (f Attribute) Values() AttributeSet {
	for i := range attributes {
		if attributes[i].attribute == f {
			return attributes[i].mask
		}
	}
	return 0
}

// FullAttributeSet returns the set of all 30 values.
func FullAttributeSet() AttributeSet { return allAttributes }

// Known reports whether every member of a is one of the 30 values.
func (a AttributeSet) Known() bool { return a&^allAttributes == 0 }

// Contains reports whether every member of b is in a. Every set contains the
// empty one.
func (a AttributeSet) Contains(b AttributeSet) bool { return a&b == b }

// Of returns the members of a that belong to attribute f.
func (a AttributeSet) Of(f Attribute) AttributeSet { return a & f.Values() }

// Attribute returns the attribute that all members of a belong to. The answer is ""
// when a is empty, mixes attributes, or has bits that mean nothing.
func (a AttributeSet) Attribute() Attribute {
	for i := range attributes {
		if m := attributes[i].mask; a != 0 && a&m == a {
			return attributes[i].attribute
		}
	}
	return ""
}

// first returns the bit of the first member; a is not empty.
func (a AttributeSet) first() int { return bits.TrailingZeros32(uint32(a)) }

// All yields the members of a, each as a set of one, in the order of the
// standard.
func (a AttributeSet) All() iter.Seq[AttributeSet] {
	return func(yield func(AttributeSet) bool) {
		for rest := a & allAttributes; rest != 0; rest &= rest - 1 {
			if !yield(rest & -rest) {
				return
			}
		}
	}
}

// String returns the members as the tables of ISO/IEC 27002:2022 print them:
// "#Preventive #Availability". The empty set is "". A bit that means nothing
// prints as "#?" and its number.
func (a AttributeSet) String() string {
	var b strings.Builder
	for rest := a; rest != 0; rest &= rest - 1 {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteByte('#')
		if i := rest.first(); i < attributeCount {
			b.WriteString(words[i])
		} else {
			fmt.Fprintf(&b, "?%d", i)
		}
	}
	return b.String()
}

// ParseAttribute reads one value, with or without the leading #: "#Preventive".
// Spelling is that of the standard; for another case or another separator the
// [isms.Error] names the value that was probably meant.
func ParseAttribute(text string) (AttributeSet, error) {
	word := strings.TrimPrefix(text, "#")
	for i := range words {
		if words[i] == word {
			return 1 << i, nil
		}
	}
	folded := foldWord(word)
	for i := range words {
		if foldWord(words[i]) == folded {
			return 0, isms.Refuse(anotherWay, "", text, isms.ArgID("it", "#"+words[i]))
		}
	}
	return 0, isms.Refuse(noAttribute, "", text)
}

// ParseAttributes reads values separated by blanks or commas, as
// [AttributeSet.String] prints them. Text without a value is the empty set; a
// value given twice counts once. The [isms.Error] has all words that are none.
func ParseAttributes(text string) (AttributeSet, error) { return readWords(text, (*AttributeSet).add) }

func (a *AttributeSet) add(word string) error {
	one, err := ParseAttribute(word)
	*a |= one
	return err
}

// readWords adds the words of a text to the zero value. It returns all problems, and
// reads on no further than an [isms.Error] lists them.
func readWords[T any](text string, add func(*T, string) error) (T, error) {
	var all, none T
	var errs []error
	for word := range strings.FieldsFuncSeq(text, isSeparator) {
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

// readList reads a JSON list of words, or a JSON string of them. The word null, and
// what is refused, leave the value as it is.
func readList[T any](into *T, data []byte, add func(*T, string) error) error {
	if string(data) == "null" {
		return nil
	}
	if text := ""; json.Unmarshal(data, &text) == nil {
		all, err := readWords(text, add)
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
	if len(word) > 64 {
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

func isSeparator(r rune) bool {
	return r == ' ' || r == ',' || r == '\t' || r == '\n' || r == '\r'
}

// refuse refuses the bits that mean nothing.
func (a AttributeSet) refuse(at isms.Path) error {
	return isms.Refuse(noAttribute, at, (a &^ allAttributes).String())
}

// MarshalText returns the text of [AttributeSet.String]; bits that mean nothing
// are an error.
func (a AttributeSet) MarshalText() ([]byte, error) {
	if !a.Known() {
		return nil, a.refuse("")
	}
	return []byte(a.String()), nil
}

// UnmarshalText reads what [ParseAttributes] reads.
func (a *AttributeSet) UnmarshalText(text []byte) error {
	all, err := ParseAttributes(string(text))
	if err != nil {
		return err
	}
	*a = all
	return nil
}

// MarshalJSON returns the members as a list: ["#Preventive","#Availability"].
func (a AttributeSet) MarshalJSON() ([]byte, error) {
	text, err := a.MarshalText()
	if err != nil {
		return nil, err
	}
	return json.Marshal(strings.Fields(string(text)))
}

// UnmarshalJSON reads a list of values, each with or without the leading #, or
// the text of [AttributeSet.String], which is what the key of a map is. The word
// null leaves a as it is.
func (a *AttributeSet) UnmarshalJSON(data []byte) error {
	return readList(a, data, (*AttributeSet).add)
}
