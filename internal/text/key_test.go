package text

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestKeysThatCouldBeReadAsSomethingElseAreQuoted(t *testing.T) {
	for key, want := range map[string]string{
		"R-1": "R-1", "a b": "a b", "a.b": "a.b", "資産": "資産", "a#1": "a#1", "**": "**", "a\\b": "a\\b",
		"": `""`, "*": `"*"`, "#1": `"#1"`, "a[": `"a["`, "a]": `"a]"`, `a"`: `"a\""`, `"\`: `"\"\\"`, " a": `" a"`, "a ": `"a "`,
		"a\u202eb": `"a\u202eb"`, "\U000e0001": `"\udb40\udc01"`, "a\n": `"a\u000a"`, "a\ufffd": `"a\ufffd"`, "a\xff": `"a\ufffd"`,
		strings.Repeat("x", KeyMost): strings.Repeat("x", KeyMost), strings.Repeat("x", KeyMost+1): `"` + strings.Repeat("x", KeyMost+1) + `"`,
	} {
		if got := Key(key); got != want {
			t.Errorf("key %q stands as %s, want %s", key, got, want)
		}
	}
}

func TestQuotedKeysAreJSONOfTheKey(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key := rapid.String().Draw(t, "key")
		var back string
		if err := json.Unmarshal([]byte(quotedKey(key)), &back); err != nil || back != key {
			t.Fatalf("%q stands as %s and reads back as %q, %v", key, quotedKey(key), back, err)
		}
		if r, unseen := Unseen(Key(key)); unseen {
			t.Fatalf("%q stands as %s, where %U cannot be seen", key, Key(key), r)
		}
	})
}

func TestNamesThatStandAfterAPoint(t *testing.T) {
	for name, want := range map[string]bool{
		"owner": true, "überprüft": true, "a-b_c$": true, "": false, "a.b": false, "a[": false, "a]": false, `a"`: false, "a b": false, "a\u200bb": false, "a\xff": false,
		strings.Repeat("x", KeyMost+1): false,
	} {
		if got := PlainName(name); got != want {
			t.Errorf("the name %q stands alone: %t, want %t", name, got, want)
		}
	}
}
