package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
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

func TestBadInputIsRefused(t *testing.T) {
	for _, args := range [][]string{{"-asof", "2026-13-01"}, {"-in", "does-not-exist"}, {"-in", "main.go"}, {"-what"}} {
		var said bytes.Buffer
		if run(append(args, "-out", t.TempDir()), &said) == 0 || said.Len() == 0 {
			t.Errorf("%v is accepted", args)
		}
	}
}
