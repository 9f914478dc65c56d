package oscal

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/ismskit/ismskit/internal/strictjson"
	"github.com/ismskit/ismskit/isms"
)

// Version is the OSCAL version of the documents that [From] makes.
const Version = "1.2.2"

// Namespace qualifies the relationships and properties that OSCAL has no name
// for.
const Namespace = "https://github.com/ismskit/ismskit/ns/mapping"

// coreNamespace is what OSCAL means where no namespace is given.
const coreNamespace = "http://csrc.nist.gov/ns/oscal"

// A Document is an OSCAL file that holds a mapping-collection.
type Document struct {
	Collection Collection `json:"mapping-collection"`
}

// A Collection is the part of a mapping-collection that crosswalks need. Other
// fields of a file are not kept.
type Collection struct {
	UUID       string      `json:"uuid"`
	Metadata   Metadata    `json:"metadata"`
	Provenance Provenance  `json:"provenance"`
	Mappings   Mappings    `json:"mappings"`
	BackMatter *BackMatter `json:"back-matter,omitempty"`
}

// Metadata is what every OSCAL document begins with.
type Metadata struct {
	Title        string `json:"title"`
	LastModified string `json:"last-modified"` // with time and zone
	Version      string `json:"version"`
	OSCALVersion string `json:"oscal-version"`
}

// A Provenance says how the mappings of a collection were made.
type Provenance struct {
	Method      Method     `json:"method"`
	Rationale   string     `json:"matching-rationale"`
	Status      Status     `json:"status"`
	Description string     `json:"mapping-description"`
	Props       []Property `json:"props,omitempty"`
}

// Mappings is written as one object if it has one element, because widely used
// readers know only that form, and as an array otherwise; both are read.
type Mappings []Mapping

// MarshalJSON writes one mapping as an object and several as an array.
func (m Mappings) MarshalJSON() ([]byte, error) {
	if len(m) == 1 {
		return json.Marshal(m[0])
	}
	return json.Marshal(append([]Mapping{}, m...))
}

// UnmarshalJSON reads an object or an array, as [Parse] does.
func (m *Mappings) UnmarshalJSON(b []byte) error {
	var list someOrOne
	if err := strictjson.Decode(b, &list, limits); err != nil {
		return fmt.Errorf("oscal: mappings: %w", err)
	}
	*m = Mappings(list)
	return nil
}

// A Mapping relates two resources, catalogs or profiles.
type Mapping struct {
	UUID      string     `json:"uuid"`
	Rationale string     `json:"matching-rationale,omitempty"` // in place of the collection's
	Source    Resource   `json:"source-resource"`
	Target    Resource   `json:"target-resource"`
	Maps      []Map      `json:"maps,omitempty"`
	Props     []Property `json:"props,omitempty"`
	SourceGap *Gap       `json:"source-gap-summary,omitempty"`
	TargetGap *Gap       `json:"target-gap-summary,omitempty"`
}

// A Resource points to a catalog or profile.
type Resource struct {
	Type  string     `json:"type"`
	Href  string     `json:"href"`
	Props []Property `json:"props,omitempty"`
}

// A Map relates a set of sources, taken together, to a set of targets, taken
// together.
type Map struct {
	UUID         string     `json:"uuid"`
	Namespace    string     `json:"ns,omitempty"` // of the relationship
	Rationale    string     `json:"matching-rationale,omitempty"`
	Relationship string     `json:"relationship"`
	Sources      []Item     `json:"sources,omitempty"`
	Targets      []Item     `json:"targets,omitempty"`
	Props        []Property `json:"props,omitempty"`
	Remarks      string     `json:"remarks,omitempty"`
}

// An Item is a control or statement.
type Item struct {
	Type string `json:"type"`
	ID   string `json:"id-ref"`
}

// A Gap lists controls that are not mapped.
type Gap struct {
	UUID     string      `json:"uuid"`
	Unmapped []Selection `json:"unmapped-controls,omitempty"`
}

// A Selection names controls.
type Selection struct {
	IDs      []string  `json:"with-ids,omitempty"` // each an OSCAL token: a letter, then letters, digits and .-_
	Matching []Pattern `json:"matching,omitempty"` // for ids that are no tokens, such as 7.2 and AC-2(1)
}

// A Pattern matches ids; here it is always one id.
type Pattern struct {
	Pattern string `json:"pattern"`
}

// A Property is a named value; free text goes into its remarks.
type Property struct {
	Name      string `json:"name"`
	Namespace string `json:"ns,omitempty"`
	Value     string `json:"value"`
	Class     string `json:"class,omitempty"`
	Remarks   string `json:"remarks,omitempty"`
}

// BackMatter lists the resources that a document refers to.
type BackMatter struct {
	Resources []BackResource `json:"resources,omitempty"`
}

// A BackResource is a resource of the back matter.
type BackResource struct {
	UUID  string `json:"uuid"`
	Title string `json:"title,omitempty"`
}

// Method is how a mapping was made.
type Method string

// The methods of OSCAL.
const (
	Human      Method = "human"
	Automation Method = "automation"
	Hybrid     Method = "hybrid"
)

var wordsMethods = [...][2]Method{
	{Human, "Human"},
	{Automation, "Automation"},
	{Hybrid, "Hybrid"},
}

// Methods returns the vocabulary of [Method].
func Methods() isms.Words[Method] { return isms.WordsOf("oscal.method", wordsMethods[:]) }

// Status is how far a mapping is.
type Status string

// The states of OSCAL.
const (
	Complete    Status = "complete"
	NotComplete Status = "not-complete"
	Draft       Status = "draft"
	Deprecated  Status = "deprecated"
	Superseded  Status = "superseded"
)

var wordsStatuses = [...][2]Status{
	{Complete, "Complete"},
	{NotComplete, "Not complete"},
	{Draft, "Draft"},
	{Deprecated, "Deprecated"},
	{Superseded, "Superseded"},
}

// Statuses returns the vocabulary of [Status].
func Statuses() isms.Words[Status] { return isms.WordsOf("oscal.status", wordsStatuses[:]) }

// Parse reads a document. It refuses what is not JSON, a field of another kind
// than OSCAL gives it, a key that stands twice in one object, null, and what
// holds no mapping-collection with a mapping. Fields that it does not know,
// which published files have, are passed over. The error names the place of
// each problem, up to twenty.
func Parse(data []byte) (Document, error) {
	var d struct {
		Collection *struct {
			UUID       string      `json:"uuid"`
			Metadata   Metadata    `json:"metadata"`
			Provenance Provenance  `json:"provenance"`
			Mappings   someOrOne   `json:"mappings"`
			BackMatter *BackMatter `json:"back-matter,omitempty"`
		} `json:"mapping-collection,omitempty"`
	}
	if err := strictjson.Decode(data, &d, limits); err != nil {
		return Document{}, fmt.Errorf("oscal: Parse: %w", err)
	}
	c := d.Collection
	switch {
	case c == nil:
		return Document{}, errors.New("oscal: Parse: the document holds no mapping-collection")
	case len(c.Mappings) == 0:
		return Document{}, errors.New("oscal: Parse: the mapping-collection has no mappings")
	}
	return Document{Collection{c.UUID, c.Metadata, c.Provenance, Mappings(c.Mappings), c.BackMatter}}, nil
}

// limits are those of documents of others.
var limits = strictjson.Limits{Problems: 20, Foreign: true}

// someOrOne is how Mappings stands in a document.
type someOrOne []Mapping

// OneOrMany makes strictjson read an object for a list.
func (someOrOne) OneOrMany() bool { return true }
