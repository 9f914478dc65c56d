// Command calendar writes what falls due in a management system as an iCalendar
// file that any calendar program reads: internal audits, the certification cycle,
// deadlines of findings, treatments, ends of acceptances and expected evidence, each
// with an alarm on a working day and with an identifier that stays the same, so that
// a later file updates the entries of an earlier one.
//
//	go run . > larkspur.ics
//	go run . -in own.json -asof 2026-10-05 -months 12 -lead "30 days" -holidays ie -out own.ics
//
// What the calendar cannot show, such as the obligations of a certificate that is not
// held, its description says; a calendar without any entry has one that says so.
//
// Holidays come from github.com/rickar/cal through the Calendar interface of the
// library. The same input gives the same bytes: the day is an argument.
package main

import (
	"fmt"
	"io"
	"os"

	"github.com/ismskit/ismskit/examples/internal/input"
	"github.com/ismskit/ismskit/isms"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) int {
	flags, doc := input.Flags("calendar", stderr)
	out := flags.String("out", "", "the file to write; standard output if empty")
	months := flags.Int("months", 12, "how far to look ahead; the certification cycle is shown whole")
	lead := flags.String("lead", "30 days", "how long before a due day to remind")
	country := flags.String("holidays", "ie", "whose holidays are not worked: ie, gb, de, us, or none")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	text, err := calendar(doc, *months, *lead, *country)
	if err == nil && *out != "" {
		err = os.WriteFile(*out, text, 0o644)
	} else if err == nil {
		_, err = stdout.Write(text)
	}
	return input.Status(err, stderr)
}

func calendar(doc *input.Document, months int, lead, country string) ([]byte, error) {
	sys, asOf, err := doc.Read()
	if err != nil {
		return nil, err
	}
	ahead, err := isms.ParseInterval(lead)
	if err != nil {
		return nil, fmt.Errorf("-lead: %w", err)
	}
	named, err := holidays(country, asOf)
	if err != nil {
		return nil, fmt.Errorf("-holidays: %w", err)
	}
	worked, err := named.Calendar()
	if err != nil {
		return nil, fmt.Errorf("-holidays: %w", err)
	}
	if sys.DefaultCalendar == "" { // the document says nothing of its own
		sys.Calendars, sys.DefaultCalendar = append(sys.Calendars, named), named.ID
	}
	now := sys.At(asOf)
	entries, err := due(now, asOf.AddMonths(months), ahead)
	if err != nil {
		return nil, err
	}
	return write(sys.Organization.Name, asOf, entries, missing(now), worked), nil
}
