package golden

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the files of testdata anew: read the difference")

// Equal fails unless the text is that of the file of testdata, and shows the lines
// that differ. With -update it writes the file first.
func Equal[T string | []byte](t testing.TB, file string, got T) {
	t.Helper()
	equal(t, *update, filepath.Join("testdata", file), string(got))
}

func equal(t testing.TB, write bool, path, got string) {
	t.Helper()
	if write {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(filepath.Clean(path))
	if err != nil {
		t.Fatal(err)
	}
	want := strings.ReplaceAll(string(text), "\r\n", "\n") // as some checkouts have it
	if strings.Contains(got, "\r\n") {
		want = string(text)
	}
	if want != got {
		t.Errorf("%s (-want +got); if that is meant, run the test again with -update\n%s", path, cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")))
	}
}
