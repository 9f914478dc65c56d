// Command lint reads somebody's Statement of Applicability, risk register, risk
// treatment plan, management review agenda or scale from CSV or XLSX, in the column
// shapes that are found in the wild, and prints what an auditor would question: the
// file, the row, a stable code, the clause, and a sentence.
//
//	go run . soa.csv
//	go run . soa.xlsx plan.csv register.csv
//	go run . -asof 2026-10-05 -sarif soa.xlsx > soa.sarif
//
// Files given together are compared with each other: a control that the plan needs
// and the statement excludes. Findings that depend on the day need -asof.
//
// Exit status: 0 nothing but notes, 1 warnings, 2 errors, 3 something could not be
// read, which is no pass.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/ismskit/ismskit/isms"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) int {
	const unreadable = 3
	flags := flag.NewFlagSet("lint", flag.ContinueOnError)
	flags.SetOutput(stderr)
	day := flags.String("asof", "", "the day to look from; without it nothing is overdue")
	asJSON := flags.Bool("json", false, "print JSON")
	asSARIF := flags.Bool("sarif", false, "print SARIF 2.1.0")
	if err := flags.Parse(args); err != nil {
		return unreadable
	}
	var asOf isms.Date
	var err error
	if *day != "" {
		if asOf, err = isms.ParseDate(*day); err != nil {
			fmt.Fprintln(stderr, "-asof:", err)
			return unreadable
		}
	}
	if flags.NArg() == 0 {
		fmt.Fprintln(stderr, "lint: give at least one CSV or XLSX file")
		return unreadable
	}
	var tables []table
	status := 0
	for _, path := range flags.Args() {
		t, err := read(path)
		if err != nil {
			fmt.Fprintf(stderr, "%s: %v\n", path, err)
			status = unreadable // what the others say is printed all the same
			continue
		}
		tables = append(tables, t...)
	}
	found := lint(tables, asOf)
	write := text
	switch {
	case *asJSON:
		write = jsonText
	case *asSARIF:
		write = sarif
	}
	if err := write(stdout, found); err != nil {
		fmt.Fprintln(stderr, err)
		return unreadable
	}
	for _, f := range found {
		switch f.Severity {
		case isms.SeverityNote:
		case isms.SeverityWarning:
			status = max(status, 1)
		default:
			status = max(status, 2)
		}
	}
	return status
}
