package golden

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// recorder takes down whether a test would have failed.
type recorder struct {
	testing.TB
	said string
}

func (*recorder) Helper()                             {}
func (r *recorder) Errorf(format string, args ...any) { r.said = fmt.Sprintf(format, args...) }
func (r *recorder) Fatal(args ...any)                 { r.said = fmt.Sprint(args...); panic(r) }

func said(write bool, path, got string) string {
	r := &recorder{}
	func() {
		defer func() { _ = recover() }()
		equal(r, write, path, got)
	}()
	return r.said
}

func TestEqual(t *testing.T) {
	path := filepath.Join(t.TempDir(), "f.txt")
	if got := said(false, path, "a\n"); !strings.Contains(got, "f.txt") {
		t.Errorf("no file: %q", got)
	}
	if got := said(true, path, "a\nb\n"); got != "" {
		t.Errorf("written: %q", got)
	}
	if got := said(false, path, "a\nb\n"); got != "" {
		t.Errorf("the same: %q", got)
	}
	if got := said(false, path, "a\nc\n"); !strings.Contains(got, "-update") || !strings.Contains(got, `"c"`) {
		t.Errorf("another line: %q", got)
	}
	if got := said(false, path, "a\nb"); got == "" {
		t.Error("a line end less is not seen")
	}
	if got := said(true, filepath.Join(path, "below a file"), "a"); got == "" {
		t.Error("what cannot be written is not seen")
	}
	if err := os.WriteFile(path, []byte("a\r\nb\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := said(false, path, "a\nb\n"); got != "" {
		t.Errorf("the ends of lines of a checkout: %q", got)
	}
	if got := said(false, path, "a\r\nb\r\n"); got != "" {
		t.Errorf("ends of lines that are meant: %q", got)
	}
}
