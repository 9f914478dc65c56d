// Command quickstart does the main job of ismskit on the management system of a
// plainly fictional provider of managed services with 60 people: it reads the
// stored document and prints the ranked risk register, the treatment plan, the
// Statement of Applicability with its reasons, what to do next, what an auditor would
// question, the deadlines of findings, the certification calendar, and readiness for
// the next audits of the certification body with what is missing.
//
//	go run ./examples/quickstart
//	go run ./examples/quickstart -json
//	go run ./examples/quickstart -in own.json -asof 2026-10-05
//
// What an organization does not have yet, or no longer, is said in a sentence where it
// would stand: isms/system/systemtest/testdata holds five, from one with nothing to
// one whose certificate has expired. Bad input gives one line for each problem, nothing else, and exit status 1.
package main

import (
	_ "embed"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
)

//go:embed larkspur.json
var larkspur []byte

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("quickstart", flag.ContinueOnError)
	flags.SetOutput(stderr)
	in := flags.String("in", "", "the stored document; the built-in example if empty")
	day := flags.String("asof", "2026-10-05", "the day to look from; the library never reads the clock")
	asJSON := flags.Bool("json", false, "print JSON")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	text := larkspur
	if *in != "" {
		var err error
		if text, err = os.ReadFile(*in); err != nil {
			fmt.Fprintln(stderr, err)
			return 1
		}
	}
	asOf, err := isms.ParseDate(*day)
	if err != nil {
		fmt.Fprintln(stderr, "-asof:", err)
		return 1
	}
	sys, err := system.Decode(text)
	if err != nil {
		fmt.Fprintln(stderr, err)
		return 1
	}
	now := sys.At(asOf)
	if problems := unusable(now); len(problems) > 0 {
		for _, p := range problems {
			fmt.Fprintln(stderr, p)
		}
		return 1
	}
	result, err := evaluate(now)
	if err != nil {
		fmt.Fprintln(stderr, err)
		return 1
	}
	out, err := result.text()
	if *asJSON {
		out, err = result.json()
	}
	if err != nil {
		fmt.Fprintln(stderr, err)
		return 1
	}
	if _, err := stdout.Write(out); err != nil {
		return 1
	}
	return 0
}
