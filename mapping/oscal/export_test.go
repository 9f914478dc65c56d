package oscal

// What a document holds, for tests.
type (
	BackMatter   = backMatter
	BackResource = backResource
	Collection   = collection
	Gap          = gap
	Item         = item
	Map          = mapEntry
	Mapping      = collectionMapping
	Mappings     = mappings
	Metadata     = metadata
	Pattern      = pattern
	Property     = property
	Provenance   = provenance
	Resource     = resource
	Selection    = selection
)

// Of returns the document of a collection.
func Of(c Collection) Document { return Document{c} }

// Tree returns what d holds.
func (d *Document) Tree() *Collection { return &d.c }
