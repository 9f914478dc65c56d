package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"

	types "github.com/defenseunicorns/go-oscal/src/types/oscal-1-2-2"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/soa"
)

// writer holds what all documents follow from, and collects problems.
type writer struct {
	sys   system.System
	stmt  soa.Statement // the approved one, else the draft
	asOf  isms.Date     // the day that every document is of
	refs  []isms.Ref    // every control and clause item, in the order of the catalog
	roles map[isms.ID]string

	parties map[isms.ID]types.Party // those that the document at hand names
	errs    []error
}

func newWriter(sys system.System, asOf isms.Date) (*writer, error) {
	w := &writer{sys: sys, asOf: asOf, roles: map[isms.ID]string{}}
	var err error
	if w.stmt, err = sys.At(asOf).Statement(); err != nil {
		return nil, err
	}
	for row := range w.stmt.Rows() {
		w.refs = append(w.refs, row.Ref())
	}
	for q := range isms.Requirements(isms.EditionOn(asOf)) {
		w.refs = append(w.refs, q.Ref)
	}
	for _, r := range sys.Records.Roles {
		w.roles[r.ID] = r.Name
	}
	return w, nil
}

// err returns the problems since the last call.
func (w *writer) err() error {
	err := errors.Join(w.errs...)
	w.errs = nil
	return err
}

func (w *writer) put(ps *[]types.Property, name string, value any, without ...string) {
	if err := put(ps, name, value, without...); err != nil {
		w.errs = append(w.errs, err)
	}
}

// at returns midnight UTC of a day: OSCAL refuses a date without time. What is
// the day of is for the error when there is none.
func (w *writer) at(what string, d isms.Date) time.Time {
	if d.Year() < 1900 || d.Year() > 2999 {
		w.errs = append(w.errs, fmt.Errorf("oscal: %s: OSCAL wants a day of the years 1900 to 2999, not %q", what, d))
	}
	return d.In(time.UTC)
}

// day is the way back. It refuses what is not midnight UTC, as no day of ours is.
func day(t time.Time) (isms.Date, error) {
	d := isms.DateOf(t.UTC())
	if !t.Equal(d.In(time.UTC)) {
		return isms.Date{}, fmt.Errorf("oscal: %s is not midnight UTC, so that it is not a day", t)
	}
	return d, nil
}

// id returns the UUID, version 5, of something: the same in every document and on
// every run. OSCAL refuses version 7.
func (w *writer) id(kind string, parts ...string) string {
	return string(isms.DeriveID(append([]string{"oscal", kind, w.sys.Organization.Name}, parts...)...))
}

// party returns the UUID of a person, a role or another organization and has the
// document list it.
func (w *writer) party(id isms.ID, kind string) string {
	var props []types.Property
	w.put(&props, "id", id)
	p := types.Party{UUID: w.id("party", string(id)), Type: kind, Name: line(w.roles[id], line(string(id), "unnamed")), Props: list(props)}
	w.parties[id] = p
	return p.UUID
}

// begin starts a document, and metadata ends it: its parties are known by then.
func (w *writer) begin() { w.parties = map[isms.ID]types.Party{} }

func (w *writer) metadata(title string, props []types.Property, roles ...types.Role) types.Metadata {
	w.party(organization, "organization")
	own := w.parties[organization]
	own.Name = line(w.sys.Organization.Name, "unnamed")
	w.parties[organization] = own
	var parties []types.Party
	for _, id := range slices.Sorted(maps.Keys(w.parties)) {
		parties = append(parties, w.parties[id])
	}
	return types.Metadata{
		Title: title, Version: line(w.stmt.Version(), "0"), OscalVersion: types.Version, LastModified: w.at("the day of the documents", w.asOf),
		Parties: list(parties), Props: list(props), Roles: list(roles),
	}
}

// organization is the ID of the party whose management system it is.
const organization isms.ID = "organization"

// controlID returns the id in the catalog of a place of the standard: "a.5.1" for
// A.5.1, as OSCAL refuses an id that begins with a digit; "cl.6.1.3-d-4" for an
// item of a clause; "own.C-1" for a custom control.
func controlID(r isms.Ref) string {
	if r.IsControl() {
		return strings.ToLower(string(r))
	}
	if own, ok := r.Own(); ok {
		if id := "own." + string(own); isToken(id) {
			return id
		}
	} else if id := "cl." + strings.ReplaceAll(string(r), " ", "-"); r.Known() && isToken(id) {
		return id
	}
	return "ref." + string(isms.DeriveID("oscal", "control", string(r)))
}

// isToken reports whether OSCAL takes a text as an identifier.
func isToken(s string) bool {
	for i, c := range s {
		if !unicode.IsLetter(c) && c != '_' && (i == 0 || !unicode.IsNumber(c) && c != '.' && c != '-') {
			return false
		}
	}
	return s != ""
}

// within returns the ids in the catalog of all that lies in the given places.
func (w *writer) within(scope []isms.Ref) []string {
	var out []string
	for _, r := range w.refs {
		if slices.ContainsFunc(scope, func(s isms.Ref) bool { return r == s || r.Within(s) }) {
			out = append(out, controlID(r))
		}
	}
	return out
}
