package record

import "github.com/ismskit/ismskit/isms"

// A Document is a piece of documented information (7.5): one that the standard
// asks for, one that the organization needs, or one from outside.
type Document struct {
	ID isms.ID `json:"id"`
	// Key says which entry of isms.DocumentedInformationList it is: "scope",
	// "policy". Empty: another one.
	Key        string    `json:"key,omitzero"`
	Title      string    `json:"title"`
	Author     isms.ID   `json:"author,omitzero"`
	Version    string    `json:"version,omitzero"`
	Dated      isms.Date `json:"dated,omitzero"`
	ApprovedBy isms.ID   `json:"approvedBy,omitzero"`
	ApprovedOn isms.Date `json:"approvedOn,omitzero"`
	ReviewDue  isms.Date `json:"reviewDue,omitzero"` // zero: Limits.Review after approval or last review
	Reviewed   isms.Date `json:"reviewed,omitzero"`  // last day it was looked at and kept
	History    []Version `json:"history,omitzero"`   // versions with what changed
	Handling   Handling  `json:"handling,omitzero"`  // where it differs from Records.Handling
	External   bool      `json:"external,omitzero"`  // from outside: a law, a standard, a manual
	Source     string    `json:"source,omitzero"`    // of an external one: who publishes it
}

// A Version says what changed in a version of a document (7.5.3 e).
type Version struct {
	Version string    `json:"version"`
	On      isms.Date `json:"on,omitzero"`
	What    string    `json:"what"`
}

// Handling says how documented information is looked after (7.5.3). Text is for
// people; the rules ask only that somebody has said it.
type Handling struct {
	Place      string `json:"place,omitzero"`      // where it is at hand (7.5.3 a)
	Protection string `json:"protection,omitzero"` // against loss of confidentiality, misuse, loss of integrity (7.5.3 b)
	Access     string `json:"access,omitzero"`     // who gets and may use it (7.5.3 c)
	Storage    string `json:"storage,omitzero"`    // how it is kept and stays readable (7.5.3 d)
	Retention  string `json:"retention,omitzero"`  // how long, and what happens then (7.5.3 f)
}

var (
	documentMissing = shall("document-missing", "documented information that the standard asks for is missing", "there is no approved document: {what}",
		"write and approve it, or say which document it is by its key", "4.3 s2", "5.2 e", "6.1.2 s2", "6.1.3 s2", "6.1.3 e", "6.2 g", "6.2 s2", "7.5.1 a")
	documentUnidentified = shall("document-unidentified", "a document cannot be identified", "document {document} has no {lacks}",
		"give it title, author, version and day", "7.5.2 a")
	documentUnapproved = shall("document-unapproved", "a document was not approved", "document {document} has no {lacks}",
		"have somebody entitled approve it", "7.5.2 c")
	documentUnreviewed = asks("document-unreviewed", "the review of a document is overdue", "document {document} was due for review on {due}",
		"look at it again and note the day", "7.5.2 c")
	documentUnhandled = shall("document-unhandled", "nobody has said how documented information is looked after", "for document {document} nobody has said {lacks}",
		"say it for the document, or for all", "7.5.3 a", "7.5.3 b", "7.5.3 c", "7.5.3 d", "7.5.3 f")
	documentChanged = asks("document-changed", "a change of a document cannot be followed", "the history of document {document} does not {lacks}",
		"note for each version the day and what changed", "7.5.3 e")
	externalUncontrolled = shall("external-uncontrolled", "a document from outside is not controlled", "document {document} from outside has no {lacks}",
		"say who publishes it, which edition is in use, and who watches it", "7.5.3 s1")

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
	case !outside && c.absent(NoExternalDocuments):
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
	if due := c.reviewDue(d); due.Before(c.asOf) {
		c.Find(documentUnreviewed, at.Field("reviewDue"), document, isms.ArgDate("due", due))
	}
	all, own := c.Handling, d.Handling
	for i, f := range []struct{ field, lacks, own, all string }{
		{"place", "where it is at hand", own.Place, all.Place},
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

// reviewDue returns the day by which a document is to be looked at again, no
// date if it was never approved.
func (c *check) reviewDue(d *Document) isms.Date {
	if !c.done(d.ApprovedOn) {
		return isms.Date{}
	}
	last := c.latest(d.ApprovedOn, d.Reviewed)
	if d.ReviewDue.After(last) {
		return d.ReviewDue
	}
	return c.dueOf(last, c.limits.Review)
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
