package system_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/isms"
)

// schema is the part of a JSON Schema that says which members there are.
type schema struct {
	Ref        string             `json:"$ref"`
	Properties map[string]schema  `json:"properties"`
	Items      *schema            `json:"items"`
	AnyOf      []schema           `json:"anyOf"`
	More       json.RawMessage    `json:"additionalProperties"`
	Defs       map[string]*schema `json:"$defs"`
}

// patterns returns the patterns of all members and items of the stored document, as
// its schema says.
func patterns(t *testing.T) []isms.Path {
	t.Helper()
	text, err := os.ReadFile("isms.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var root schema
	if err := json.Unmarshal(text, &root); err != nil {
		t.Fatal(err)
	}
	var out []isms.Path
	var walk func(s schema, at isms.Path)
	walk = func(s schema, at isms.Path) {
		if s.Ref != "" {
			walk(*root.Defs[strings.TrimPrefix(s.Ref, "#/$defs/")], at)
		}
		for _, one := range s.AnyOf {
			walk(one, at)
		}
		more := s.Items
		if bytes.HasPrefix(s.More, []byte("{")) {
			if err := json.Unmarshal(s.More, &more); err != nil {
				t.Fatal(err)
			}
		}
		if more != nil {
			out = append(out, at+"[*]")
			walk(*more, at+"[*]")
		}
		for name, member := range s.Properties {
			if at != "" || name != "format" && name != "version" {
				out = append(out, at.Field(name))
				walk(member, at.Field(name))
			}
		}
	}
	walk(root, "")
	slices.Sort(out)
	return slices.Compact(out)
}

// The members by which declarations are checked are those of the schema.
func TestMembersAreThoseOfTheSchema(t *testing.T) {
	var b strings.Builder
	b.WriteString("package system\n\nimport \"github.com/ismskit/ismskit/isms\"\n\n// members are the patterns of all that the stored document has a place for, in order:\n// those of its schema. A test writes them.\nvar members = [...]isms.Path{\n")
	for _, p := range patterns(t) {
		fmt.Fprintf(&b, "\t%q,\n", p)
	}
	b.WriteString("}\n")
	if f := flag.Lookup("update"); f != nil && f.Value.String() == "true" {
		if err := os.WriteFile("members.go", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if have, err := os.ReadFile("members.go"); err != nil || string(have) != b.String() {
		t.Errorf("members.go is not what the schema says (%v); run go test ./isms/system -run MembersAreThose -update", err)
	}
}
