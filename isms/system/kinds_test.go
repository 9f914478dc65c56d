package system_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/oscal"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/risk/quant"
	"github.com/ismskit/ismskit/soa"
)

// readers are the types that read themselves from JSON or text.
var readers = []any{
	new(annexa.AttributeValueSet), new(annexa.Query), new(annexa.Set), new(annexa.ThemeSet),
	new(cycle.Cycle), new(audit.Nonconformity),
	new(isms.Date), new(isms.Decimal), new(isms.Interval), new(isms.Ratio), new(isms.Report), new(table.Table),
	new(mapping.Relation), new(mapping.StateSet), new(oscal.Document),
	new(risk.Method), new(quant.Result), new(soa.Statement),
}

// The list above is whole.
func TestReadersAreAllListed(t *testing.T) {
	method := regexp.MustCompile(`(?m)^func \(\w+ \*(\w+)\) Unmarshal(?:JSON|Text)\(`)
	var want, got []string
	top := os.DirFS(filepath.Join("..", ".."))
	err := fs.WalkDir(top, ".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && slices.Contains([]string{"internal", "examples", ".git", ".cache"}, path):
			return fs.SkipDir
		case !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		text, err := fs.ReadFile(top, path)
		for _, m := range method.FindAllSubmatch(text, -1) {
			if name := "*" + filepath.Base(filepath.Dir(path)) + "." + string(m[1]); !slices.Contains(want, name) {
				want = append(want, name)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range readers {
		got = append(got, fmt.Sprintf("%T", r))
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-in the library +in the list):\n%s", diff)
	}
}

// What is of another kind of JSON is refused in words of the field: no Go types,
// and what would be right.
func TestWrongKindsOfJSON(t *testing.T) {
	var b strings.Builder
	for _, r := range readers {
		before, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{`7`, `1.5`, `true`, `{}`, `{"x":1}`, `[]`, `[7]`, `[{}]`, `"x"`, `null`} {
			said, code := "read", "read"
			if err := json.Unmarshal([]byte(text), r); err != nil {
				said, code = err.Error(), golden.Codes(err)
			} else if text == "null" {
				if after, err := json.Marshal(r); err != nil || string(after) != string(before) {
					t.Errorf("%T from %s is %s, %v; it was %s", r, text, after, err, before)
				}
			}
			fmt.Fprintf(&b, "%T from %s: %s\n", r, text, code)
			for _, word := range []string{"json: ", "Go ", "cannot unmarshal", "annexa.", "audit.", "cycle.", "isms.", "mapping.", "risk.", "quant.", "soa.", "oscal."} {
				if strings.Contains(said, word) {
					t.Errorf("%T from %s: %q in %s", r, text, word, said)
				}
			}
		}
	}
	golden.Equal(t, "kinds.txt", b.String())
}
