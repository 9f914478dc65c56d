package soa

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
)

// Hash returns the hash of what the statement says, "sha256:" and 64 digits: of
// the stored form without the history, with line ends as line feeds and without
// blanks at the ends of lines and texts. The same content gives the same hash
// whatever the order in which it was given; one changed reason gives another. The
// zero Statement has no hash.
func (s Statement) Hash() string {
	if s.IsZero() {
		return ""
	}
	j := s.stored(tidyText)
	j.History = []Event{}
	data, _ := json.Marshal(j) // no error: everything was checked when the statement was made
	sum := sha256.Sum256(data)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// tidyText returns the text with line feeds for line ends and without blanks at
// the ends of lines; line ends at the end of the text are dropped.
func tidyText(t string) string {
	t = strings.ReplaceAll(strings.ReplaceAll(t, "\r\n", "\n"), "\r", "\n")
	lines := strings.Split(t, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " \t")
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}
