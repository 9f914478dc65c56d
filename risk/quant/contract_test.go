package quant

import (
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/internal/laws/said"
)

// What the package says, the only place where a test holds its sentences.
func TestMessageTexts(t *testing.T) {
	var n golden.Note
	n.Messages(Messages())
	golden.Equal(t, "rules.txt", n.Bytes())
	said.Messages(t, "quant", nil, Messages())
}

var laws = said.Of(nil, Messages(), Vocabularies())
