// Command documents writes the document set of a management system to a folder: the
// Statement of Applicability, the risk register, the risk treatment plan, the report
// of nonconformities and corrective actions, the audit programme with its coverage,
// the minutes of the management review and the roadmap, each as Markdown, CSV and
// XLSX, and all of them with pictures in one HTML file that needs nothing else.
//
//	go run .
//	go run . -in own.json -asof 2026-10-05 -out folder
//	go run . -risks 10000 -out folder
//
// The same input gives the same bytes. Progress goes to the terminal; of a large
// table also how far it is.
package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/ismskit/ismskit/examples/internal/input"
)

func main() { os.Exit(run(os.Args[1:], os.Stderr)) }

func run(args []string, stderr io.Writer) int {
	flags, doc := input.Flags("documents", stderr)
	out := flags.String("out", "dist", "the folder to write to")
	risks := flags.Int("risks", 0, "to see how a large register behaves: repeat the risks and their treatments until there are so many")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	return input.Status(write(doc, *out, *risks, stderr), stderr)
}

func write(doc *input.Document, out string, risks int, progress io.Writer) error {
	sys, asOf, err := doc.Read()
	if err != nil {
		return err
	}
	sys.Register = enlarge(sys.Register, risks)
	say := terminal{progress}
	say.line("%s, %d risks, %d treatments", sys.Organization.Name, len(sys.Register.Risks), len(sys.Register.Treatments))
	set, err := documents(sys, asOf)
	if err != nil {
		return err
	}
	files, err := render(set, say)
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
	for _, sentence := range set.missing.Sentences() {
		say.line("%s", sentence)
	}
	say.line("%d files in %s; open %s", len(files), out, filepath.Join(out, "report.html"))
	return nil
}

// terminal is where progress is said.
type terminal struct{ to io.Writer }

func (t terminal) line(format string, args ...any) { _, _ = fmt.Fprintf(t.to, format+"\n", args...) }

func (t terminal) file(done, of int, name string) { t.line("[%2d/%d] %s", done, of, name) }

// large is the number of rows from which a table is said to be underway.
const large = 1000

// row is told of each row of a table and says each tenth of a large one.
func (t terminal) row(done, of int, table string) {
	if of > large && done*10/of != (done-1)*10/of {
		t.line("        %s: %d of %d rows", table, done, of)
	}
}
