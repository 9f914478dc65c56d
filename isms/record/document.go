package record

import "github.com/ismskit/ismskit/isms"

// Document is an item of documented information (7.5): required by the standard,
// determined as necessary by the organization, or of external origin.
type Document struct {
	ID isms.ID `json:"id"`
	// Key of the entry of isms.RequiredDocuments, such as "scope" or "policy"; empty:
	// none of them.
	Key        string       `json:"key,omitzero"`
	Title      string       `json:"title"`
	Author     isms.ID      `json:"author,omitzero"`
	Version    string       `json:"version,omitzero"`
	Dated      isms.Date    `json:"dated,omitzero"`
	ApprovedBy isms.ID      `json:"approvedBy,omitzero"`
	ApprovedOn isms.Date    `json:"approvedOn,omitzero"`
	Review     isms.Cadence `json:"review,omitzero"`   // zero: every Limits.Review after approval or the last review
	Reviewed   isms.Date    `json:"reviewed,omitzero"` // last review
	History    []Version    `json:"history,omitzero"`  // versions with their changes
	Handling   Handling     `json:"handling,omitzero"` // where it differs from Records.Handling
	External   bool         `json:"external,omitzero"` // of external origin: a law, a standard, a manual
	Source     string       `json:"source,omitzero"`   // publisher of an external document
}

// Version is a version of a document with its changes (7.5.3 e).
type Version struct {
	Version string    `json:"version"`
	On      isms.Date `json:"on,omitzero"`
	What    string    `json:"what"`
}

// Handling is the control of documented information (7.5.3). The texts are for
// people; rules check only that they are present.
type Handling struct {
	Availability string `json:"availability,omitzero"` // for use where and when needed (7.5.3 a)
	Protection   string `json:"protection,omitzero"`   // against loss of confidentiality, improper use or loss of integrity (7.5.3 b)
	Access       string `json:"access,omitzero"`       // distribution, access, retrieval and use (7.5.3 c)
	Storage      string `json:"storage,omitzero"`      // storage and preservation of legibility (7.5.3 d)
	Retention    string `json:"retention,omitzero"`    // retention and disposition (7.5.3 f)
}

var (
	documentMissing = shall("missing-required-document", "Missing required document", "there is no approved document: {what}",
		"Create and approve the document, or state which existing document meets the requirement.", "4.3 s2", "5.2 e", "6.1.2 s2", "6.1.3 s2", "6.1.3 e", "6.2 g", "6.2 s2", "7.5.1 a")
	documentUnidentified = shall("document-without-identification", "Document without identification", "document {document} has no {lacks}",
		"Give the document a title, an author, a version and a date.", "7.5.2 a")
	documentUnapproved = shall("unapproved-document", "Unapproved document", "document {document} has no {lacks}",
		"Have an authorized person approve the document, and record the date.", "7.5.2 c")
	documentUnreviewed = asks("overdue-review-of-document", "Overdue review of document", "document {document} was due for review on {due}",
		"Review the document and record the date.", "7.5.2 c")
	documentUnhandled = shall("incomplete-control-of-documented-information", "Incomplete control of documented information", "for document {document} nobody has said {lacks}",
		"Define the control of the document, or of all documented information.", "7.5.3 a", "7.5.3 b", "7.5.3 c", "7.5.3 d", "7.5.3 f")
	documentChanged = asks("incomplete-version-history-of-document", "Incomplete version history of document", "the history of document {document} does not {lacks}",
		"Record the date and the changes of each version.", "7.5.3 e")
	externalUncontrolled = shall("uncontrolled-external-document", "Uncontrolled external document", "document {document} from outside has no {lacks}",
		"Record the publisher, the edition in use and the person responsible for the document.", "7.5.3 s1")

	documentRules = []isms.Rule{
		documentMissing, documentUnidentified, documentUnapproved, documentUnreviewed, documentUnhandled, documentChanged, externalUncontrolled,
	}
)

// approved reports whether the document is in force: a version, and an approval
// that has come.
func (c *check) approved(d *Document) bool {
	return !blank(d.Version) && d.ApprovedBy != "" && c.done(d.ApprovedOn)
}

func (c *check) checkDocuments() {
	c.Ran(documentMissing)
	have := map[string]bool{}
	inside, outside := false, false
	for i := range c.Documents {
		d := &c.Documents[i]
		if d.External {
			outside = true
			continue
		}
		inside = true
		have[d.Key] = have[d.Key] || c.approved(d)
	}
	for want := range isms.RequiredDocuments() {
		if want.Kind != "document" || want.Basis == "conditional" || want.Key == "own-documents" || have[want.Key] {
			continue
		}
		refs := []isms.Ref{"7.5.1 a"}
		for _, ref := range want.Requirements {
			if documentMissing.SpeaksFor(ref) {
				refs = append(refs, ref)
			}
		}
		c.Find(documentMissing.At(refs...), "documents", isms.ArgText("what", want.What), isms.ArgText("key", want.Key))
	}
	c.each(inside, "documents", documentUnidentified, documentUnapproved, documentUnreviewed, documentUnhandled, documentChanged)
	switch {
	case !outside && c.absent(noExternalDocuments):
		c.Ran(externalUncontrolled)
	default:
		c.each(outside, "documents from outside, nor a statement that none is needed,", externalUncontrolled)
	}
	for i := range c.Documents {
		if d := &c.Documents[i]; d.External {
			c.checkExternal(d)
		} else {
			c.checkDocument(d)
		}
	}
}

func (c *check) checkDocument(d *Document) {
	at, document := item("documents", d.ID), isms.ArgID("document", d.ID)
	lacks := func(r isms.Rule, field, what string, bad bool) {
		if bad {
			c.Find(r, at.Field(field), document, isms.ArgText("lacks", what))
		}
	}
	lacks(documentUnidentified, "title", "title", blank(d.Title))
	lacks(documentUnidentified, "author", "author", d.Author == "")
	lacks(documentUnidentified, "version", "version", blank(d.Version))
	lacks(documentUnidentified, "dated", "day", d.Dated.IsZero())
	lacks(documentUnapproved, "approvedBy", "approver", d.ApprovedBy == "")
	lacks(documentUnapproved, "approvedOn", "day of approval that has come", !c.done(d.ApprovedOn))
	if due := c.reviewDue(d); !due.IsZero() && due.Before(c.asOf) {
		c.Find(documentUnreviewed, at.Field("review"), document, isms.ArgDate("due", due))
	}
	all, own := c.Handling, d.Handling
	for i, f := range []struct{ field, lacks, own, all string }{
		{"availability", "where it is at hand", own.Availability, all.Availability},
		{"protection", "how it is protected", own.Protection, all.Protection},
		{"access", "who gets and may use it", own.Access, all.Access},
		{"storage", "how it is kept and stays readable", own.Storage, all.Storage},
		{"retention", "how long it is kept and what happens then", own.Retention, all.Retention},
	} {
		if blank(f.own) && blank(f.all) {
			c.Find(documentUnhandled.At(documentUnhandled.Refs[i]), at.Field("handling").Field(f.field), document, isms.ArgText("lacks", f.lacks))
		}
	}
	last, named := isms.Date{}, false
	for _, v := range d.History {
		lacks(documentChanged, "history", "say what changed in version "+v.Version, blank(v.What))
		lacks(documentChanged, "history", "go forward in time: version "+v.Version, v.On.IsZero() || v.On.Before(last))
		last, named = v.On, named || v.Version == d.Version
	}
	lacks(documentChanged, "history", "hold the version in force", !named)
}

// reviewDue returns the due date of the next review of a document, the zero Date if
// it was never approved.
func (c *check) reviewDue(d *Document) isms.Date {
	if !c.done(d.ApprovedOn) {
		return isms.Date{}
	}
	return c.due(c.latest(d.ApprovedOn, d.Reviewed), d.Review, c.limits.Review)
}

func (c *check) checkExternal(d *Document) {
	at, document := item("documents", d.ID), isms.ArgID("document", d.ID)
	for _, f := range []struct {
		field, lacks string
		bad          bool
	}{{"source", "publisher", blank(d.Source)}, {"version", "edition", blank(d.Version)}, {"author", "person who watches it", d.Author == ""}} {
		if f.bad {
			c.Find(externalUncontrolled, at.Field(f.field), document, isms.ArgText("lacks", f.lacks))
		}
	}
}
