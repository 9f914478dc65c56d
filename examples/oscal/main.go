// Command oscal writes a management system as OSCAL 1.2.2 documents, and reads
// them back. The organization is that of examples/quickstart.
//
//	go run .                                  # into the folder dist
//	go run . -in own.json -out dir -asof 2026-10-05
//
// It writes
//
//	catalog.json             controls and clause items: identifiers, titles, tags
//	profile.json             all of the catalog, as a security plan names a profile
//	statement.json           the Statement of Applicability, a system-security-plan
//	programme.json           the internal audit programme, an assessment-plan
//	results.json             audits and findings, assessment-results
//	actions.json             nonconformities and treatments, a plan-of-action-and-milestones
//	crosswalk.json           NIST CSF 2.0 to Annex A, a mapping-collection
//
// Each document is compared with the official JSON schema, without a network,
// before it is written, and what was written is read back and compared with the
// management system. A document that OSCAL cannot express is not written, and the
// program says why: a plan of action has at least one item, so that a register
// without nonconformities and treatments has none. Exit status 1 is for input that
// is wrong and for a document that does not pass.
//
// Identifiers follow from what they name (UUID version 5), times are midnight UTC
// of the days in the input: the same input gives the same bytes. Findings are
// written as they were on the day given, everything else as the input has it. What OSCAL has no
// field for stands in properties of the namespace in prop.go. Left out: evidence,
// management reviews and the other records, the parts of the risk register that
// the treatment plan does not need, and the text of the standards. The JSON schema
// does not carry the constraints of the OSCAL metaschema, and neither does this
// program.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/defenseunicorns/go-oscal/src/pkg/validation"
	types "github.com/defenseunicorns/go-oscal/src/types/oscal-1-2-2"

	"github.com/ismskit/ismskit/examples/internal/input"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/mapping/oscal"
)

// Names of the files; the documents refer to each other by them.
const (
	catalogFile   = "catalog.json"
	profileFile   = "profile.json"
	planFile      = "statement.json"
	programmeFile = "programme.json"
	resultsFile   = "results.json"
	actionsFile   = "actions.json"
	crosswalkFile = "crosswalk.json"
)

// errNothing is wrapped by the error of a document that would have to hold an
// empty list, which OSCAL refuses.
var errNothing = errors.New("OSCAL has no empty list")

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) int {
	flags, doc := input.Flags("oscal", stderr)
	out := flags.String("out", "dist", "the folder to write to")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	return input.Status(export(doc, *out, stdout), stderr)
}

func export(doc *input.Document, out string, stdout io.Writer) error {
	sys, day, err := doc.Read()
	if err != nil {
		return err
	}
	files, err := documents(sys, day)
	if err != nil {
		return err
	}
	if err := readBack(sys, day, files); err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	var said strings.Builder
	for _, f := range files {
		path := filepath.Join(out, f.name)
		if f.why != nil {
			fmt.Fprintf(&said, "%-16s not written: %v\n", f.name, f.why)
			if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
				return err // an older one would be taken for this one
			}
			continue
		}
		if err := os.WriteFile(path, f.text, 0o644); err != nil {
			return err
		}
		read := ", reads back equal"
		if f.name == profileFile {
			read = "" // it says nothing of its own
		}
		fmt.Fprintf(&said, "%-16s %7d bytes, passes the schema of OSCAL %s%s\n", f.name, len(f.text), types.Version, read)
	}
	m := input.MissingOf(sys.At(day))
	for _, sentence := range (input.Missing{Statement: m.Statement, Certificate: m.Certificate}).Sentences() {
		fmt.Fprintln(&said, sentence) // what is written does not show it
	}
	_, err = io.WriteString(stdout, said.String())
	return err
}

// file is a document, or why there is none.
type file struct {
	name string
	text []byte
	why  error
}

// documents makes all documents and holds each against the schema.
func documents(sys system.System, asOf isms.Date) ([]file, error) {
	w, err := newWriter(sys, asOf)
	if err != nil {
		return nil, err
	}
	var out []file
	for _, d := range []struct {
		name string
		make func() (any, error)
	}{
		{catalogFile, untyped(w.catalog)},
		{profileFile, untyped(w.profile)},
		{planFile, untyped(w.plan)},
		{programmeFile, untyped(w.programme)},
		{resultsFile, untyped(w.results)},
		{actionsFile, untyped(w.actions)},
		{crosswalkFile, untyped(w.crosswalk)},
	} {
		doc, err := d.make()
		if errors.Is(err, errNothing) {
			out = append(out, file{name: d.name, why: err})
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", d.name, err)
		}
		text, err := json.MarshalIndent(doc, "", "  ")
		if err != nil {
			return nil, fmt.Errorf("%s: %w", d.name, err)
		}
		if err := validate(text); err != nil {
			return nil, fmt.Errorf("%s: %w", d.name, err)
		}
		out = append(out, file{name: d.name, text: append(text, '\n')})
	}
	return out, nil
}

func untyped[T any](f func() (T, error)) func() (any, error) {
	return func() (any, error) { return f() }
}

// validate holds a document against the official schema of its version.
func validate(text []byte) error {
	v, err := validation.NewValidatorDesiredVersion(text, oscal.Version)
	if err != nil {
		return err
	}
	return v.Validate()
}
