package oscal

import (
	"encoding/json"

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

// Document is an OSCAL mapping-collection, as [From] makes it and [Parse] reads
// it. It holds what crosswalks need; other fields of a file are not kept. The
// JSON form of a Document is the OSCAL file; several mappings are an array and
// one is an object, because widely used readers know only that form. The zero
// Document has no mappings.
type Document struct{ c collection }

// Len returns the number of mappings of d, the positions of [Document.Crosswalk].
func (d Document) Len() int { return len(d.c.Mappings) }

// MarshalJSON returns the OSCAL file.
func (d Document) MarshalJSON() ([]byte, error) {
	var list any = append([]collectionMapping{}, d.c.Mappings...)
	if len(d.c.Mappings) == 1 {
		list = d.c.Mappings[0]
	}
	type written struct {
		UUID       string      `json:"uuid"`
		Metadata   metadata    `json:"metadata"`
		Provenance provenance  `json:"provenance"`
		Mappings   any         `json:"mappings"`
		BackMatter *backMatter `json:"back-matter,omitempty"`
	}
	return json.Marshal(map[string]written{"mapping-collection": {d.c.UUID, d.c.Metadata, d.c.Provenance, list, d.c.BackMatter}})
}

// UnmarshalJSON reads a file as [Parse] does; null leaves d as it is.
func (d *Document) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		return nil
	}
	p, err := Parse(data)
	if err != nil {
		return err
	}
	*d = p
	return nil
}

// collection is the part of a mapping-collection that crosswalks need.
type collection struct {
	UUID       string      `json:"uuid"`
	Metadata   metadata    `json:"metadata"`
	Provenance provenance  `json:"provenance"`
	Mappings   mappings    `json:"mappings"`
	BackMatter *backMatter `json:"back-matter,omitempty"`
}

// metadata is what every OSCAL document begins with.
type metadata struct {
	Title        string `json:"title"`
	LastModified string `json:"last-modified"` // with time and zone
	Version      string `json:"version"`
	OSCALVersion string `json:"oscal-version"`
}

// provenance says how the mappings of a collection were made.
type provenance struct {
	Method      Method     `json:"method"`
	Rationale   string     `json:"matching-rationale"`
	Status      Status     `json:"status"`
	Description string     `json:"mapping-description"`
	Props       []property `json:"props,omitempty"`
}

// mappings is one object or an array of them.
type mappings []collectionMapping

// OneOrMany makes strictjson read an object for a list.
func (mappings) OneOrMany() bool { return true }

// collectionMapping relates two resources, catalogs or profiles.
type collectionMapping struct {
	UUID      string     `json:"uuid"`
	Rationale string     `json:"matching-rationale,omitempty"` // in place of the collection's
	Source    resource   `json:"source-resource"`
	Target    resource   `json:"target-resource"`
	Maps      []mapEntry `json:"maps,omitempty"`
	Props     []property `json:"props,omitempty"`
	SourceGap *gap       `json:"source-gap-summary,omitempty"`
	TargetGap *gap       `json:"target-gap-summary,omitempty"`
}

// resource points to a catalog or profile.
type resource struct {
	Type  string     `json:"type"`
	Href  string     `json:"href"`
	Props []property `json:"props,omitempty"`
}

// mapEntry relates a set of sources, taken together, to a set of targets, taken
// together.
type mapEntry struct {
	UUID         string     `json:"uuid"`
	Namespace    string     `json:"ns,omitempty"` // of the relationship
	Rationale    string     `json:"matching-rationale,omitempty"`
	Relationship string     `json:"relationship"`
	Sources      []item     `json:"sources,omitempty"`
	Targets      []item     `json:"targets,omitempty"`
	Props        []property `json:"props,omitempty"`
	Remarks      string     `json:"remarks,omitempty"`
}

// item is a control or statement.
type item struct {
	Type string `json:"type"`
	ID   string `json:"id-ref"`
}

// gap lists controls that are not mapped.
type gap struct {
	UUID     string      `json:"uuid"`
	Unmapped []selection `json:"unmapped-controls,omitempty"`
}

// selection names controls.
type selection struct {
	IDs      []string  `json:"with-ids,omitempty"` // each an OSCAL token: a letter, then letters, digits and .-_
	Matching []pattern `json:"matching,omitempty"` // for ids that are no tokens, such as 7.2 and AC-2(1)
}

// pattern matches ids; here it is always one id.
type pattern struct {
	Pattern string `json:"pattern"`
}

// property is a named value; free text goes into its remarks.
type property struct {
	Name      string `json:"name"`
	Namespace string `json:"ns,omitempty"`
	Value     string `json:"value"`
	Class     string `json:"class,omitempty"`
	Remarks   string `json:"remarks,omitempty"`
}

// backMatter lists the resources that a document refers to.
type backMatter struct {
	Resources []backResource `json:"resources,omitempty"`
}

// backResource is a resource of the back matter.
type backResource struct {
	UUID  string `json:"uuid"`
	Title string `json:"title,omitempty"`
}

// Method is how a mapping was made: human, automation or hybrid.
type Method string

const (
	human      Method = "human"
	automation Method = "automation"
	hybrid     Method = "hybrid"
)

var wordsMethods = [...][2]Method{
	{human, "Human"},
	{automation, "Automation"},
	{hybrid, "Hybrid"},
}

// Methods returns the vocabulary of [Method].
func Methods() isms.Words[Method] { return isms.WordsOf("oscal.method", wordsMethods[:]) }

// Status is the state of a mapping: complete, not-complete, draft, deprecated or
// superseded.
type Status string

const (
	complete    Status = "complete"
	notComplete Status = "not-complete"
	draft       Status = "draft"
	deprecated  Status = "deprecated"
	superseded  Status = "superseded"
)

var wordsStatuses = [...][2]Status{
	{complete, "Complete"},
	{notComplete, "Not complete"},
	{draft, "Draft"},
	{deprecated, "Deprecated"},
	{superseded, "Superseded"},
}

// Statuses returns the vocabulary of [Status].
func Statuses() isms.Words[Status] { return isms.WordsOf("oscal.status", wordsStatuses[:]) }

// Parse reads a document. It refuses what is not JSON, a field of another kind
// than OSCAL gives it, a key that stands twice in one object, null, and what
// holds no mapping-collection with a mapping. Fields that it does not know,
// which published files have, are passed over. It returns an [isms.Error] that lists
// what is wrong.
func Parse(data []byte) (Document, error) {
	var d struct {
		Collection *collection `json:"mapping-collection,omitempty"`
	}
	if err := strictjson.Decode(data, &d, limits); err != nil {
		return Document{}, isms.RefuseAll(err)
	}
	c := d.Collection
	switch {
	case c == nil:
		return Document{}, isms.Refuse(noCollection, "mapping-collection", "")
	case len(c.Mappings) == 0:
		return Document{}, isms.Refuse(noMappings, "mapping-collection.mappings", "")
	}
	return Document{*c}, nil
}

// limits are those of documents of others.
var limits = strictjson.Limits{Foreign: true}
