package audit_test

import (
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/internal/golden"
)

// The stored words never change after a release; titles are what people read.
func TestWords(t *testing.T) {
	var n golden.Note
	n.Words(audit.Vocabularies())
	golden.Equal(t, "words.txt", n.Bytes())
}
