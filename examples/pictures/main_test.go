package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/examples/internal/input"
)

var update = flag.Bool("update", false, "write the golden files")

// TestPicturesAreTheGoldenOnes holds every file of a run against testdata; a file
// more or less fails, too.
func TestPicturesAreTheGoldenOnes(t *testing.T) {
	out := t.TempDir()
	var said bytes.Buffer
	if code := run([]string{"-out", out}, &said); code != 0 {
		t.Fatal(said.String())
	}
	got := files(t, out)
	if len(got) != 13 {
		t.Errorf("%d files, want 7 specifications and 6 texts", len(got))
	}
	if *update {
		if err := os.RemoveAll("testdata"); err != nil {
			t.Fatal(err)
		}
		if err := os.CopyFS("testdata", os.DirFS(out)); err != nil {
			t.Fatal(err)
		}
	}
	want := files(t, "testdata")
	for name, text := range want {
		if !bytes.Equal(got[name], text) {
			t.Errorf("%s differs from testdata; look at the picture, then run go test . -update", name)
		}
		delete(got, name)
	}
	for name := range got {
		t.Errorf("testdata has no %s", name)
	}
}

func files(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err == nil {
			out[filepath.ToSlash(name)], err = os.ReadFile(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// The pictures of every organization are drawn, and what cannot be is said. What is of
// the quickstart's organization alone is claimed of no other.
func TestEveryOrganization(t *testing.T) {
	for name, want := range map[string]map[string]string{
		"empty": {
			"risk-matrix-inherent.svg": "There is no risk matrix: no risk assessment method is chosen", "statement-by-theme.svg": "on 93 nobody has decided",
			"certification.svg": "There is no certificate and no application",
		},
		"applying":  {"certification.svg": "A certificate granted on", "risk-matrix-residual.svg": "1 has no level"},
		"certified": {"certification.svg": "The certificate ends on 2028-08-31", "statement-by-theme.svg": "2.0 (approved)"},
		"suspended": {"certification.svg": "The certificate is suspended"},
		"expired":   {"certification.svg": "The certificate has expired"},
	} {
		out := t.TempDir()
		older := filepath.Join(out, "specs", "loss-exceedance.vl.json")
		if err := os.Mkdir(filepath.Dir(older), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(older, []byte("{}"), 0o600); err != nil {
			t.Fatal(err)
		}
		var said bytes.Buffer
		if code := run([]string{"-in", input.Organization(name), "-out", out}, &said); code != 0 {
			t.Fatalf("%s: %s", name, said.String())
		}
		if !strings.Contains(said.String(), "loss-exceedance is not drawn: nobody has estimated") || !strings.Contains(said.String(), "6 pictures, 12 files") {
			t.Errorf("%s: the terminal says %s", name, said.String())
		}
		got := files(t, out)
		for picture, sentence := range want {
			if !strings.Contains(string(got["text/"+picture]), sentence) {
				t.Errorf("%s: %s does not say %q", name, picture, sentence)
			}
		}
		if got["specs/loss-exceedance.vl.json"] != nil || bytes.Contains(got["specs/crosswalk-csf.vl.json"], []byte("reviews-2026")) {
			t.Errorf("%s: estimates or reviews of another organization are claimed", name)
		}
	}
}

func TestBadInputIsRefused(t *testing.T) {
	for _, args := range [][]string{{"-asof", "2026-13-01"}, {"-in", "does-not-exist"}, {"-in", "main.go"}, {"-what"}} {
		var said bytes.Buffer
		if run(append(args, "-out", t.TempDir()), &said) == 0 || said.Len() == 0 {
			t.Errorf("%v is accepted", args)
		}
	}
}
