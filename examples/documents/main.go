// Command documents writes the document set of a management system to a folder: the
// Statement of Applicability, the risk register, the risk treatment plan, the report
// of nonconformities and corrective actions, the audit programme with its coverage,
// the minutes of the management review and the roadmap, each as Markdown, CSV and
// XLSX, and all of them with pictures in one HTML file that needs nothing else.
//
//	go run .
//	go run . -in own.json -asof 2026-10-05 -out folder
//
// The same input gives the same bytes. Progress goes to the terminal.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
)

func main() { os.Exit(run(os.Args[1:], os.Stderr)) }

func run(args []string, stderr io.Writer) int {
	flags := flag.NewFlagSet("documents", flag.ContinueOnError)
	flags.SetOutput(stderr)
	in := flags.String("in", filepath.FromSlash("../quickstart/larkspur.json"), "the stored document of the management system")
	out := flags.String("out", "dist", "the folder to write to")
	day := flags.String("asof", "2026-10-05", "the day to look from; the library never reads the clock")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if err := write(*in, *out, *day, stderr); err != nil {
		fmt.Fprintln(stderr, err)
		return 1
	}
	return 0
}

func write(in, out, day string, progress io.Writer) error {
	asOf, err := isms.ParseDate(day)
	if err != nil {
		return fmt.Errorf("-asof: %w", err)
	}
	text, err := os.ReadFile(in)
	if err != nil {
		return err
	}
	sys, err := system.Decode(text)
	if err != nil {
		return err
	}
	set, err := documents(sys, asOf)
	if err != nil {
		return err
	}
	files, err := render(set, func(done, of int, name string) {
		fmt.Fprintf(progress, "[%2d/%d] %s\n", done, of, name)
	})
	if err != nil {
		return err
	}
	for _, f := range files {
		path := filepath.Join(out, filepath.FromSlash(f.name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, f.text, 0o644); err != nil {
			return err
		}
	}
	fmt.Fprintf(progress, "%d files in %s; open %s\n", len(files), out, filepath.Join(out, "report.html"))
	return nil
}
