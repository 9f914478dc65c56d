package oscal

import (
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/mapping"
)

// IDs says how a document writes what a crosswalk calls by the ids of its two
// frameworks. The zero IDs writes them as the frameworks list them and derives
// every UUID from what it stands for.
//
// A function that is nil changes nothing. The others must give the same answer
// for the same question.
type IDs struct {
	// Source and Target turn the id of an item into the id-ref of the catalog
	// that the document points to: "a.5.1" for A.5.1, as many catalogs write it.
	Source, Target func(id string) string
	// UUID makes the UUID, version 4 or 5, of a part of the document out of
	// words that no other part of it has. They begin with the kind of the part
	// (mapping, map, resource, gap, collection); the rest may change with the
	// version of this library.
	UUID func(words ...string) string
}

// spelling is how the items of one framework are written.
type spelling struct {
	of    map[string]string // by id; nil: as they are listed
	means map[string]string // the way back
}

func (p *problems) spelling(at isms.Path, f mapping.Framework, write func(string) string) spelling {
	if write == nil {
		return spelling{}
	}
	s := spelling{map[string]string{}, map[string]string{}}
	for it := range f.Items() {
		word := write(it.ID)
		if other, ok := s.means[word]; ok {
			p.refuse(writtenAlike, at, word, isms.ArgID("first", other), isms.ArgID("second", it.ID), isms.ArgID("framework", f.ID()))
		}
		s.of[it.ID], s.means[word] = word, it.ID
	}
	return s
}

// write returns how the document writes an item.
func (s spelling) write(id string) string {
	if s.of == nil {
		return id
	}
	return s.of[id]
}

// read returns the item that is written so.
func (s spelling) read(word string, f mapping.Framework) (string, error) {
	if s.means == nil {
		return f.Parse(word)
	}
	id, ok := s.means[word]
	if !ok {
		return "", isms.Refuse(noItemWritten, "", word, isms.ArgID("framework", f.ID()))
	}
	return id, nil
}

// uuid makes the UUID of a part, and refuses what is none.
func (w *writer) uuid(words ...string) string {
	if w.ids == nil {
		return string(isms.DeriveID(append(append([]string(nil), w.seed...), words...)...))
	}
	id := w.ids(words...)
	switch {
	case !isUUID(id):
		w.refuse(noUUID, "ids.uuid", id)
	case w.given[id]:
		w.refuse(doubledUUID, "ids.uuid", id)
	}
	w.given[id] = true
	return id
}

// isUUID reports whether OSCAL takes s as a UUID: version 4 or 5 in the usual
// text form.
func isUUID(s string) bool {
	if len(s) != len("00000000-0000-4000-8000-000000000000") {
		return false
	}
	for i, c := range []byte(s) {
		hex := '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
		switch i {
		case 8, 13, 18, 23:
			if c != '-' {
				return false
			}
		case 14:
			if c != '4' && c != '5' {
				return false
			}
		case 19:
			if !hex || c < '8' || '9' < c && c != 'a' && c != 'b' && c != 'A' && c != 'B' {
				return false
			}
		default:
			if !hex {
				return false
			}
		}
	}
	return true
}
