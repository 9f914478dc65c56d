package input

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
)

// Day is the day that the examples look from if nobody says another: the library
// never reads the clock.
const Day = "2026-10-05"

// Document is a stored management system and the day to look from, as the flags
// have them.
type Document struct {
	path, day string
}

// Flags returns the set of flags of a command, errors going to stderr, with -in and
// -asof in it. The document is that of the quickstart if nobody says another.
func Flags(command string, stderr io.Writer) (*flag.FlagSet, *Document) {
	flags := flag.NewFlagSet(command, flag.ContinueOnError)
	flags.SetOutput(stderr)
	d := &Document{}
	flags.StringVar(&d.path, "in", filepath.Join("..", "quickstart", "larkspur.json"), "the stored document of the management system")
	flags.StringVar(&d.day, "asof", Day, "the day to look from; the library never reads the clock")
	return flags, d
}

// Read returns the management system and the day.
func (d *Document) Read() (system.System, isms.Date, error) {
	day, err := isms.ParseDate(d.day)
	if err != nil {
		return system.System{}, isms.Date{}, fmt.Errorf("-asof: %w", err)
	}
	text, err := os.ReadFile(d.path)
	if err != nil {
		return system.System{}, isms.Date{}, err
	}
	sys, err := system.Decode(text)
	if err != nil {
		return system.System{}, isms.Date{}, fmt.Errorf("%s: %w", d.path, err)
	}
	return sys, day, nil
}

// Status says what went wrong, if anything did, and returns the exit status.
func Status(err error, stderr io.Writer) int {
	if err != nil {
		_, _ = fmt.Fprintln(stderr, err)
		return 1
	}
	return 0
}
