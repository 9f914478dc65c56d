package record

import (
	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

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
	documentMissing = keyed(shall("missing-required-document", "Missing required document", "a required document is missing or not approved: {document}",
		"Create and approve the document, or state which existing document meets the requirement.", "4.3 s2", "5.2 e", "6.1.2 s2", "6.1.3 s2", "6.1.3 e", "6.2 g", "6.2 s2", "7.5.1 a"), "document").RestsOn("documents[*].key", "documents[*].version", "documents[*].approvedBy", "documents[*].approvedOn")
	documentUnidentified = needing(shall("document-without-identification", "Document without identification", "document {document} has no {part}",
		"Give the document a title, an author, a version and a date.", "7.5.2 a"), theDocuments).RestsOn("documents[*].external")
	documentUnapproved = needing(shall("unapproved-document", "Unapproved document", "document {document} has no {part}",
		"Have an authorized person approve the document, and record the date.", "7.5.2 c"), theDocuments).RestsOn("documents[*].external")
	documentUnreviewed = needing(asks("overdue-review-of-document", "Overdue review of document", "document {document} was due for review on {due}",
		"Review the document and record the date.", "7.5.2 c"), theDocuments).RestsOn("documents[*].external", "documents[*].approvedOn", "documents[*].reviewed", "documents[*].review")
	documentUncontrolled = needing(shall("incomplete-control-of-documented-information", "Incomplete control of documented information", "the {part} of document {document} is not defined",
		"Define the control of the document, or of all documented information.", "7.5.3 a", "7.5.3 b", "7.5.3 c", "7.5.3 d", "7.5.3 f"), theDocuments).RestsOn("handling", "handling.availability", "handling.protection", "handling.access", "handling.storage", "handling.retention")
	documentChanged = needing(asks("incomplete-version-history-of-document", "Incomplete version history of document", "the version history of document {document} is incomplete: {why}",
		"Record the date and the changes of each version.", "7.5.3 e"), theDocuments).RestsOn("documents[*].external", "documents[*].version")
	externalUncontrolled = needing(shall("uncontrolled-external-document", "Uncontrolled external document", "document {document} of external origin has no {part}",
		"Record the publisher, the edition in use and the person responsible for the document.", "7.5.3 s1"), theOthersDocuments).RestsOn("documents[*].external")

	documentRules = []isms.Rule{
		documentMissing, documentUnidentified, documentUnapproved, documentUnreviewed, documentUncontrolled, documentChanged, externalUncontrolled,
	}
)

// required reports whether every ISMS has the document.
func required(d isms.DocumentedInformation) bool {
	return d.Kind == isms.DocumentMaintained && d.Basis != isms.BasisConditional && d.Key != "own-documents"
}

// documentMessage returns what a required document is.
func documentMessage(d isms.DocumentedInformation) isms.Message {
	return message("document-"+d.Key, d.What)
}

// approved reports whether the document is in force: a version, and an approval
// that has come.
func (c *check) approved(d *Document) bool {
	return !text.Blank(d.Version) && d.ApprovedBy != "" && c.done(d.ApprovedOn)
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
		if !required(want) || have[want.Key] {
			continue
		}
		refs := []isms.Ref{"7.5.1 a"}
		for _, ref := range want.Requirements {
			if documentMissing.SpeaksFor(ref) {
				refs = append(refs, ref)
			}
		}
		c.Find(documentMissing.At(refs...), "documents", isms.ArgSentence("document", documentMessage(want).With()))
	}
	c.apply(inside, theDocuments, documentUnidentified, documentUnapproved, documentUnreviewed, documentUncontrolled, documentChanged)
	c.apply(outside || c.absent(noExternalDocuments), theOthersDocuments, externalUncontrolled)
	for i, at := range c.paths["documents"] {
		if d := &c.Documents[i]; d.External {
			c.lacking(externalUncontrolled, at, []part{
				{"source", partPublisher, text.Blank(d.Source)}, {"version", partEdition, text.Blank(d.Version)}, {"author", partResponsible, d.Author == ""},
			}, isms.ArgID("document", d.ID))
		} else {
			c.checkDocument(d, at)
		}
	}
}

func (c *check) checkDocument(d *Document, at isms.Path) {
	document := isms.ArgID("document", d.ID)
	c.lacking(documentUnidentified, at, []part{
		{"title", partTitle, text.Blank(d.Title)}, {"author", partAuthor, d.Author == ""}, {"version", partVersion, text.Blank(d.Version)}, {"dated", partDate, d.Dated.IsZero()},
	}, document)
	c.lacking(documentUnapproved, at, []part{{"approvedBy", partApprover, d.ApprovedBy == ""}, {"approvedOn", partApproval, !c.done(d.ApprovedOn)}}, document)
	due, err := c.reviewDue(d)
	c.Uncounted(documentUnreviewed, err)
	if !due.IsZero() && due.Before(c.asOf) {
		c.Find(documentUnreviewed, at.Field("reviewed"), document, isms.ArgDate("due", due))
	}
	all, own := c.Handling, d.Handling
	c.lackingEach(documentUncontrolled, at.Field("handling"), []part{
		{"availability", partAvailability, text.Blank(own.Availability) && text.Blank(all.Availability)},
		{"protection", partProtection, text.Unanswered(own.Protection) && text.Unanswered(all.Protection)},
		{"access", partAccess, text.Unanswered(own.Access) && text.Unanswered(all.Access)},
		{"storage", partStorage, text.Blank(own.Storage) && text.Blank(all.Storage)},
		{"retention", partRetention, text.Unanswered(own.Retention) && text.Unanswered(all.Retention)},
	}, document)
	c.checkHistory(d, at)
}

func (c *check) checkHistory(d *Document, at isms.Path) {
	find := func(at isms.Path, why isms.Sentence) {
		c.Find(documentChanged, at, isms.ArgID("document", d.ID), isms.ArgSentence("why", why))
	}
	last, named := isms.Date{}, false
	for i, v := range d.History {
		n, entry := isms.ArgInt("n", i+1), at.Index("history", i)
		if text.Blank(v.What) {
			find(entry.Field("what"), entryWithoutChange.With(n))
		}
		if v.On.IsZero() || v.On.Before(last) {
			find(entry.Field("on"), entryOutOfOrder.With(n))
		}
		last, named = v.On, named || v.Version == d.Version
	}
	if !named {
		find(at.Field("history"), currentMissing.With())
	}
}

// reviewDue returns the due date of the next review of a document, the zero Date if
// it was never approved.
func (c *check) reviewDue(d *Document) (isms.Date, error) {
	if !c.done(d.ApprovedOn) {
		return isms.Date{}, nil
	}
	return c.due(c.latest(d.ApprovedOn, d.Reviewed), d.Review, c.limits.Review)
}
