package input

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
)

func TestReadsTheDocumentOfTheFlags(t *testing.T) {
	larkspur := filepath.Join("..", "..", "quickstart", "larkspur.json")
	flags, doc := Flags("test", &bytes.Buffer{})
	if err := flags.Parse([]string{"-in", larkspur}); err != nil {
		t.Fatal(err)
	}
	sys, day, err := doc.Read()
	if err != nil || !strings.HasPrefix(sys.Organization.Name, "Larkspur") || day.String() != Day {
		t.Errorf("%s on %s, %v", sys.Organization.Name, day, err)
	}
}

func TestBadInputIsRefused(t *testing.T) {
	larkspur := filepath.Join("..", "..", "quickstart", "larkspur.json")
	for want, args := range map[string][]string{
		"-asof: ":        {"-in", larkspur, "-asof", "2026-13-01"},
		"does-not-exist": {"-in", "does-not-exist"},
		"input.go: ":     {"-in", "input.go"},
	} {
		flags, doc := Flags("test", &bytes.Buffer{})
		if err := flags.Parse(args); err != nil {
			t.Fatal(err)
		}
		var said bytes.Buffer
		_, _, err := doc.Read()
		if Status(err, &said) != 1 || !strings.Contains(said.String(), want) {
			t.Errorf("%v: %q, want %q", args, said.String(), want)
		}
	}
	if Status(nil, nil) != 0 {
		t.Error("no error is one")
	}
}
