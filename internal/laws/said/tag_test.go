package said

import "testing"

func TestBooksHaveATag(t *testing.T) {
	if (book{}).Tag() == "" {
		t.Error("a language without a tag")
	}
}
