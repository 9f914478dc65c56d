package isms

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/ismskit/ismskit/internal/text"
)

// ID is the caller's own key of a thing: a risk, a person, a document. The
// library never makes one up; derived things get a [DeriveID]. The empty ID
// means that none was given.
type ID string

// IDMaxBytes is the length limit of an [ID] in bytes.
const IDMaxBytes = text.KeyMost

// ParseID returns the text as an ID, or the error that [ID.Validate] gives.
func ParseID(s string) (ID, error) {
	id := ID(s)
	if err := id.Validate(); err != nil {
		return "", err
	}
	return id, nil
}

// Validate returns an [Error] that says why id is not usable as a key: empty, longer
// than 128 bytes, not UTF-8, with blanks at an end, or with a character that
// cannot be seen or changes the reading direction.
func (id ID) Validate() error {
	s := string(id)
	switch {
	case s == "":
		return Refuse(idEmpty, "", s, ArgInt("most", IDMaxBytes))
	case len(s) > IDMaxBytes:
		return Refuse(idLong, "", s, ArgInt("bytes", len(s)), ArgInt("most", IDMaxBytes))
	case !utf8.ValidString(s):
		return Refuse(idNotUTF8, "", s)
	case strings.TrimSpace(s) != s:
		return Refuse(idBlank, "", s)
	}
	if r, unseen := text.Unseen(s); unseen {
		return Refuse(idInvisible, "", s, ArgText("character", fmt.Sprintf("%U", r)))
	}
	return nil
}

// namespace is the UUIDv5 of "github.com/ismskit/ismskit" in the URL namespace
// of RFC 9562; TestNamespace derives it again.
var namespace = uuid.UUID{0x94, 0xe5, 0xdd, 0x25, 0xc9, 0xbd, 0x5f, 0x45, 0x95, 0x80, 0xea, 0xcc, 0xb3, 0x5c, 0x91, 0x28}

// DeriveID returns the UUID (version 5, RFC 9562) that follows from the parts:
// the same parts give the same ID on every machine, and no two different lists
// of parts run together ("ab", "c" and "a", "bc" differ). Name the kind of the
// thing first: DeriveID("corrective action", string(nonconformity)).
func DeriveID(parts ...string) ID {
	var b []byte
	for _, p := range parts {
		b = fmt.Appendf(b, "%d:", len(p))
		b = append(b, p...)
	}
	return ID(uuid.NewSHA1(namespace, b).String())
}
