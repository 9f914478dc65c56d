// Command pictures writes the pictures of a management system to a folder: risk
// matrices, the certification timeline, the Statement of Applicability by theme and
// by attribute, what the work proves of NIST CSF 2.0, and a loss exceedance curve.
// All of them as Vega-Lite specifications, and those that need no scales of their
// own as SVG text, too.
//
//	go run .
//	go run . -in own.json -asof 2026-10-05 -out folder
//
// render.mjs makes SVG and PNG of the specifications, without a browser. The same
// input gives the same bytes.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/ismskit/ismskit/examples/internal/input"
	"github.com/ismskit/ismskit/isms/system"
)

func main() { os.Exit(run(os.Args[1:], os.Stderr)) }

func run(args []string, stderr io.Writer) int {
	flags, doc := input.Flags("pictures", stderr)
	out := flags.String("out", "dist", "the folder to write to")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	return input.Status(write(doc, *out, stderr), stderr)
}

func write(doc *input.Document, out string, progress io.Writer) error {
	sys, asOf, err := doc.Read()
	if err != nil {
		return err
	}
	list, err := all(sys, asOf)
	if err != nil {
		return err
	}
	for _, sentence := range missing(sys.At(asOf)) {
		if _, err := fmt.Fprintln(progress, sentence); err != nil {
			return err
		}
	}
	files, drawn := 0, 0
	put := func(folder, name string, text []byte) error {
		if err := os.MkdirAll(filepath.Join(out, folder), 0o755); err != nil {
			return err
		}
		files++
		return os.WriteFile(filepath.Join(out, folder, name), text, 0o644)
	}
	for _, p := range list {
		if p.why != "" {
			if _, err := fmt.Fprintf(progress, "%s is not drawn: %s.\n", p.name, p.why); err != nil {
				return err
			}
			for _, older := range []string{filepath.Join("specs", p.name+".vl.json"), filepath.Join("text", p.name+".svg")} {
				if err := os.Remove(filepath.Join(out, older)); err != nil && !errors.Is(err, os.ErrNotExist) {
					return err // it would be taken for one of this organization
				}
			}
			continue
		}
		drawn++
		spec, err := p.drawn.Spec().JSON()
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		if err := put("specs", p.name+".vl.json", spec); err != nil {
			return err
		}
		if text, ok := p.drawn.(interface{ SVG() string }); ok {
			if err := put("text", p.name+".svg", []byte(text.SVG())); err != nil {
				return err
			}
		}
	}
	_, err = fmt.Fprintf(progress, "%d pictures, %d files in %s\n", drawn, files, out)
	return err
}

// missing says in a sentence each what the pictures cannot show.
func missing(now system.Now) []string {
	m := input.MissingOf(now)
	return input.Missing{Register: m.Register, Statement: m.Statement, Audits: m.Audits, Certificate: m.Certificate}.Sentences()
}
