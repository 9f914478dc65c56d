package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	goical "github.com/emersion/go-ical"

	"github.com/ismskit/ismskit/examples/internal/input"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/ismstest"
	"github.com/ismskit/ismskit/isms/system"
)

const larkspurFile = "../quickstart/larkspur.json"

var (
	day  = isms.MustDate("2026-10-05")
	lead = isms.MustInterval("30 days")
)

func larkspur(t *testing.T) system.System {
	t.Helper()
	text, err := os.ReadFile(filepath.FromSlash(larkspurFile))
	if err != nil {
		t.Fatal(err)
	}
	sys, err := system.Decode(text)
	if err != nil {
		t.Fatal(err)
	}
	return sys
}

func irish(t *testing.T) isms.Calendar {
	t.Helper()
	return worked(t, "ie")
}

func worked(t *testing.T, country string) isms.Calendar {
	t.Helper()
	named, err := holidays(country, day)
	if err != nil {
		t.Fatal(err)
	}
	out, err := named.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func entries(t *testing.T, sys system.System, asOf isms.Date) []isms.Entry {
	t.Helper()
	list, err := due(sys.At(asOf), asOf.AddMonths(12), lead)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// read reads the text with the other library.
func read(t *testing.T, text []byte) []goical.Event {
	t.Helper()
	dec := goical.NewDecoder(bytes.NewReader(text))
	c, err := dec.Decode()
	if err != nil {
		t.Fatal(err)
	}
	return c.Events()
}

func text(t *testing.T, c *goical.Component, name string) string {
	t.Helper()
	p := c.Props.Get(name)
	if p == nil {
		t.Fatalf("no %s", name)
	}
	s, err := p.Text()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func moment(t *testing.T, c *goical.Component, name string) time.Time {
	t.Helper()
	p := c.Props.Get(name)
	if p == nil {
		t.Fatalf("no %s", name)
	}
	when, err := p.DateTime(time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	return when
}

// TestOtherLibraryReadsTheSame compares every entry with what another iCalendar
// library reads from the text.
func TestOtherLibraryReadsTheSame(t *testing.T) {
	worked := irish(t)
	list := entries(t, larkspur(t), day)
	list[3].Title = isms.Sentence{Text: `Commas, semicolons; back\slashes and "quotes"`}
	list[4].Basis = isms.Sentence{Text: strings.Repeat("längere Zeile mit Umlauten – ", 20) + "\nsecond line"}
	events := read(t, write("Larkspur", day, list, nil, worked))
	if len(events) != len(list) || len(events) < 20 {
		t.Fatalf("%d events for %d entries", len(events), len(list))
	}
	for i, e := range list {
		v := events[i]
		first, last := days(e)
		title := e.Title
		if e.Window.Last.Before(day) {
			title = isms.Sentence{Text: "Overdue: " + title.Text}
		}
		for name, want := range map[string]string{"UID": uid(e), "SUMMARY": title.Text, "DESCRIPTION": describe(e), "TRANSP": "TRANSPARENT"} {
			if got := text(t, v.Component, name); got != want {
				t.Errorf("entry %d: %s %q, want %q", i, name, got, want)
			}
		}
		for name, want := range map[string]time.Time{"DTSTART": at(first), "DTEND": at(last.AddDays(1)), "DTSTAMP": at(day)} {
			if got := moment(t, v.Component, name); !got.Equal(want) {
				t.Errorf("%s: %s %s, want %s", e.Title, name, got, want)
			}
		}
		if len(v.Children) != 1 || v.Children[0].Name != "VALARM" {
			t.Fatalf("%s: no alarm", e.Title)
		}
		rings := moment(t, v.Children[0], "TRIGGER")
		alarm, err := e.Alarm(worked)
		if err != nil {
			t.Fatal(err)
		}
		if want := at(alarm).Add(9 * time.Hour); !rings.Equal(want) {
			t.Errorf("%s: alarm %s, want %s", e.Title, rings, want)
		}
		if d := isms.DateOf(rings); worked.Workday(d) != isms.Yes || d.After(e.Window.Last) {
			t.Errorf("%s rings on %s, due on %s", e.Title, d, e.Window.Last)
		}
	}
}

func TestTextIsAsTheFormatWants(t *testing.T) {
	list := entries(t, larkspur(t), day)
	list[0].Title = isms.Sentence{Text: strings.Repeat("ü", 200)}
	out := write("Larkspur", day, list, nil, irish(t))
	for line := range strings.SplitSeq(strings.TrimSuffix(string(out), "\r\n"), "\r\n") {
		if len(line) > 75 || strings.ContainsAny(line, "\r\n") {
			t.Errorf("%d bytes: %q", len(line), line)
		}
	}
}

func TestEverythingAskedForIsThere(t *testing.T) {
	var titles strings.Builder
	for _, e := range entries(t, larkspur(t), day) {
		titles.WriteString(e.Title.Text + "\n")
	}
	for _, want := range []string{"surveillance audit", "recertification", "Decision on the certificate", "IA-2027", "NC-1", "AC-1", "Treatment T-21", "Evidence due for"} {
		if !strings.Contains(titles.String(), want) {
			t.Errorf("nothing says %q:\n%s", want, titles.String())
		}
	}
}

func TestIdentifiersAreStable(t *testing.T) {
	byUID := func(asOf isms.Date) map[string]isms.Entry {
		out := map[string]isms.Entry{}
		for _, e := range entries(t, larkspur(t), asOf) {
			if prev, ok := out[uid(e)]; ok {
				t.Errorf("%s and %s have one identifier", prev.Title, e.Title)
			}
			out[uid(e)] = e
		}
		return out
	}
	now, later := byUID(day), byUID(day.AddDays(1))
	same := 0
	for id, e := range now {
		if again, ok := later[id]; ok {
			same++
			if again.Subject != e.Subject {
				t.Errorf("%s is about %s, then %s", id, e.Subject, again.Subject)
			}
		}
	}
	if same < len(now)*9/10 {
		t.Errorf("%d of %d entries keep their identifier from one day to the next", same, len(now))
	}
	// A deadline that moves keeps its identifier.
	sys := larkspur(t)
	for i := range sys.Register.Treatments {
		if sys.Register.Treatments[i].ID == "T-07" {
			sys.Register.Treatments[i].Due = isms.MustDate("2026-11-06")
		}
	}
	for _, e := range entries(t, sys, day) {
		if e.Subject == "T-07" && strings.Contains(e.Title.Text, "Treatment") {
			if before, ok := now[uid(e)]; !ok || before.Window.Last == e.Window.Last {
				t.Errorf("T-07 moved to %s; before %v", e.Window.Last, before)
			}
			return
		}
	}
	t.Error("T-07 is not in the calendar")
}

func TestHolidaysAreACalendarOfTheLibrary(t *testing.T) {
	for _, country := range []string{"ie", "gb", "de", "us", "none"} {
		if err := ismstest.CheckCalendar(worked(t, country)); err != nil {
			t.Errorf("%s: %v", country, err)
		}
	}
	for _, c := range []struct {
		day    string
		ie, no bool
	}{
		{"2026-03-17", false, true}, // Saint Patrick's Day, a Tuesday
		{"2026-12-25", false, true},
		{"2026-04-06", false, true}, // Easter Monday
		{"2026-03-18", true, true},
		{"2026-03-21", false, false}, // a Saturday
	} {
		none := worked(t, "none")
		d := isms.MustDate(c.day)
		if got := irish(t).Workday(d); (got == isms.Yes) != c.ie {
			t.Errorf("%s in Ireland: %v", c.day, got)
		}
		if got := none.Workday(d); (got == isms.Yes) != c.no {
			t.Errorf("%s without holidays: %v", c.day, got)
		}
	}
	if _, err := holidays("xx", day); err == nil {
		t.Error("a country that is not known is accepted")
	}
}

func TestAlarmMovesToAWorkingDay(t *testing.T) {
	e := isms.Entry{Window: isms.On(isms.MustDate("2026-04-13")), Lead: isms.MustInterval("7 days")}
	if got, err := e.Alarm(irish(t)); err != nil || got != isms.MustDate("2026-04-03") { // Easter Monday, then a weekend; Good Friday is worked
		t.Errorf("alarm on %s", got)
	}
}

// The calendar of each organization has an entry at least, and says what it cannot show.
func TestEveryOrganization(t *testing.T) {
	for name, want := range map[string][]string{
		"empty":     {"No certificate can be shown: there is no certificate and no application.", "There is no roadmap", "Nothing falls due"},
		"applying":  {"No certificate can be shown: no certificate is granted", "Decision on the certificate, as planned", "first surveillance audit"},
		"certified": {"Internal audit IA-3", "Last day for the next management review"},
		"suspended": {"No certificate can be shown: the certificate is suspended", "lifting of suspension", "Overdue: Nonconformity NC-3"},
		"expired":   {"No certificate can be shown: the certificate has expired", "restoration", "Overdue: Last day for the next internal audit"},
	} {
		var out, errs bytes.Buffer
		if code := run([]string{"-in", input.Organization(name)}, &out, &errs); code != 0 {
			t.Fatalf("%s: %s", name, errs.String())
		}
		c, err := goical.NewDecoder(bytes.NewReader(out.Bytes())).Decode()
		if err != nil {
			t.Fatal(name, err)
		}
		said := strings.Builder{}
		for _, p := range c.Props["X-WR-CALDESC"] {
			text, err := p.Text()
			if err != nil {
				t.Fatal(name, err)
			}
			said.WriteString(text + "\n")
		}
		for _, e := range c.Events() {
			said.WriteString(text(t, e.Component, "SUMMARY") + "\n")
		}
		for _, w := range want {
			if !strings.Contains(said.String(), w) {
				t.Errorf("%s: nothing says %q:\n%s", name, w, said.String())
			}
		}
		if name == "certified" && len(c.Props["X-WR-CALDESC"]) > 0 {
			t.Errorf("certified: something is missing: %s", said.String())
		}
	}
}

func TestCommandIsReproducible(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out.ics")
	var one, none, errs bytes.Buffer
	if run(nil, &one, &errs) != 0 || run([]string{"-out", path}, &none, &errs) != 0 {
		t.Fatal(errs.String())
	}
	two, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(one.Bytes(), two) || none.Len() > 0 {
		t.Error("the second run gives other bytes: ", err)
	}
	for _, args := range [][]string{{"-asof", "2026-02-30"}, {"-lead", "soon"}, {"-holidays", "xx"}, {"-in", "none"}, {"-in", "main.go"}, {"-what"}} {
		errs.Reset()
		if run(args, &none, &errs) == 0 || errs.Len() == 0 {
			t.Errorf("%v is accepted", args)
		}
	}
}
