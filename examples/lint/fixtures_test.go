package main

import (
	"bytes"
	"encoding/csv"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/ismskit/ismskit/annexa"
)

var update = flag.Bool("update", false, "write the fixtures")

// line is a row of the sound statement that most fixtures start from.
type line struct{ ref, title, applicable, risk, law, contract, business, justification, status string }

// sound is a statement of 93 rows with nothing wrong in it.
func sound(change func(n int, l *line)) [][]string {
	rows := [][]string{{"Ref", "Control", "Applicable (Y/N)", "Risk IDs", "Legal", "Contractual", "Business requirement", "Justification", "Implementation status"}}
	n := 0
	for c := range annexa.All() {
		l := line{string(c.Ref), c.Title, "Y", fmt.Sprintf("R-%02d", n%20+1), "", "", "", fmt.Sprintf("Treats R-%02d, see the plan, item %d", n%20+1, n+1), "Implemented"}
		change(n, &l)
		n++
		if l.ref != "" {
			rows = append(rows, []string{l.ref, l.title, l.applicable, l.risk, l.law, l.contract, l.business, l.justification, l.status})
		}
	}
	return rows
}

func of(ref string, change func(l *line)) func(int, *line) {
	return func(_ int, l *line) {
		if l.ref == ref {
			change(l)
		}
	}
}

func exclude(l *line, why string) {
	l.applicable, l.risk, l.justification, l.status = "N", "", why, ""
}

var planHead = []string{"ID", "Risk ID(s)", "Action", "Annex A control(s)", "Owner", "Due date", "Status"}

// defect is one found in public material, rebuilt with invented words.
type defect struct {
	file string   // in testdata
	with []string // other fixtures that are read together with it
	rows [][]string
	want []string // "row code" that have to be among the findings; row 0 is the table
	not  []string // codes that must not be found
}

func defects() []defect {
	return []defect{
		{file: "sound.csv", rows: sound(func(int, *line) {}), want: nil, not: []string{"*"}},
		{file: "editions-mixed.csv", rows: sound(func(_ int, l *line) {
			switch l.ref {
			case "A.5.9":
				l.title = "Access control"
			case "A.6.2":
				l.title = "Segregation of duties"
			case "A.7.2":
				l.ref, l.title = "A.7.1.1", "Screening"
			case "A.8.2":
				l.ref, l.title = "A.9.2.1", "User registration and de-registration"
			case "A.8.15":
				l.ref, l.title = "A.12.1", "Operational procedures and responsibilities"
			}
		}), want: []string{"10 lint/title-of-another", "40 lint/title-of-another", "48 lint/control-of-2013", "62 lint/control-of-2013", "75 lint/control-of-2013", "0 lint/controls-missing"}},
		{
			file: "scale-overlap.csv", rows: [][]string{{"Level", "Percent"}, {"rare", "0-10%"}, {"unlikely", "10-30%"}, {"possible", "31-60%"}, {"likely", "61-100%"}},
			want: []string{"3 lint/scale-overlap"}, not: []string{"4 lint/scale-overlap", "5 lint/scale-overlap"},
		},
		{file: "plan-editions-mixed.csv", rows: [][]string{
			planHead,
			{"T-1", "R-01", "Review of access rights each quarter", "A.9.2, A.5.15", "it-lead", "2026-03-31", "open"},
			{"T-2", "R-02", "Second line to the internet", "A.17.2", "it-lead", "2026-04-30", "open"},
			{"T-3", "R-03", "Rules for who may see what", "A.9.4; A.5.15", "it-lead", "2026-04-30", "open"},
			{"T-4", "R-04", "Rules for who may see what", "A.5.15", "it-lead", "2026-04-30", "open"},
		}, want: []string{"2 lint/control-of-2013", "3 lint/control-of-2013", "4 lint/control-of-2013"}, not: []string{"5 lint/control-of-2013"}},
		{
			file: "review-lettering-2013.csv", rows: [][]string{
				{"Agenda item", "Topic", "Notes"},
				{"9.3 a", "Actions from earlier reviews", "done"},
				{"9.3 b", "Changes of issues", "none new"},
				{"9.3 c", "Performance", "good"},
				{"9.3 f", "Improvement", "two ideas"},
			},
			want: []string{"2 lint/lettering-of-2013", "4 lint/lettering-of-2013", "0 lint/review-input-missing"},
		},
		{
			file: "review-without-needs.csv", rows: [][]string{
				{"Input", "What was presented"},
				{"9.3.2 a", "done"},
				{"9.3.2 b", "nothing new"},
				{"9.3.2 d", "all four were shown"},
				{"9.3.2 e", "two complaints"},
				{"9.3.2 f", "one high risk"},
				{"9.3.2 g", "two ideas"},
			},
			want: []string{"0 lint/review-input-missing"}, not: []string{"lint/lettering-of-2013"},
		},
		{file: "one-word-justifications.csv", rows: sound(func(n int, l *line) {
			if n < 40 {
				l.justification, l.risk = "Required", ""
			}
		}), want: []string{"2 soa/stock-phrase-as-justification", "41 soa/stock-phrase-as-justification", "2 soa/repeated-justification"}, not: []string{"42 soa/stock-phrase-as-justification"}},
		{file: "plan-misfit.csv", rows: [][]string{
			planHead,
			{"T-1", "R-01", "Segmentation of the production network", "A.8.12", "it-lead", "2026-03-31", "open"},
			{"T-2", "R-02", "Redundant core switch", "A.8.6", "it-lead", "2026-04-30", "open"},
			{"T-3", "R-03", "Segmentation of the office network", "A.8.22", "it-lead", "2026-04-30", "open"},
		}, want: []string{"2 lint/control-misfit", "3 lint/control-misfit"}, not: []string{"4 lint/control-misfit"}},
		{file: "seven-excluded-alike.csv", rows: sound(func(_ int, l *line) {
			switch l.ref {
			case "A.7.1", "A.7.2", "A.7.3", "A.7.4", "A.7.5", "A.7.6", "A.7.9":
				exclude(l, "The company works remotely and has no physical premises of its own")
				l.status = "not_implemented"
			}
		}), want: []string{"55 lint/exclusion-misfit", "47 lint/excluded-with-status", "47 soa/repeated-justification"}, not: []string{"47 lint/exclusion-misfit"}},
		{file: "corrective-action-10-1.csv", rows: [][]string{
			append(planHead, "Clause"),
			{"CA-1", "", "Corrective action for late withdrawal of rights", "A.5.18", "hr-lead", "2026-03-31", "open", "10.1"},
			{"CA-2", "", "Corrective action for late reviews", "A.5.22", "it-lead", "2026-03-31", "open", "10.2"},
		}, want: []string{"2 lint/clause-of-2013"}, not: []string{"3 lint/clause-of-2013"}},
		{file: "forty-rows.csv", rows: sound(func(n int, l *line) {
			if n >= 40 {
				l.ref = ""
			}
		}), want: []string{"0 lint/controls-missing"}, not: []string{"soa/undecided-control"}},
		{file: "excluded-with-risk.csv", rows: sound(of("A.8.16", func(l *line) {
			risk := l.risk
			exclude(l, "Our data centre watches the systems and tells us")
			l.risk = risk
		})), want: []string{"76 soa/excluded-control-used-in-risk-treatment"}},
		{
			file: "applicable-without-reason.csv", rows: sound(of("A.5.7", func(l *line) { l.risk, l.law, l.contract, l.business, l.justification = "No", "No", "No", "No", "" })),
			want: []string{"8 soa/missing-justification-for-inclusion"},
		},
		{file: "excluded-without-reason.csv", rows: sound(of("A.8.30", func(l *line) { exclude(l, "") })), want: []string{"90 soa/missing-justification-for-exclusion"}},
		{file: "excluded-against-law.csv", rows: sound(of("A.5.34", func(l *line) {
			exclude(l, "Nobody in scope handles such data at all")
			l.law = "GDPR article 32"
		})), want: []string{"35 soa/excluded-control-required-by-obligation"}},
		{
			file: "plan-for-excluded.csv", with: []string{"excluded-8-23.csv"}, rows: [][]string{planHead, {"T-9", "R-09", "Filter on the proxy", "A.8.23", "it-lead", "2026-05-29", "open"}},
			want: []string{"83 soa/excluded-control-used-in-risk-treatment"},
		},
		{file: "excluded-8-23.csv", rows: sound(of("A.8.23", func(l *line) { exclude(l, "No browser is used on any system in scope") })), not: []string{"soa/excluded-control-used-in-risk-treatment"}},
		{file: "spreadsheet-ate-zeros.csv", rows: sound(func(_ int, l *line) {
			l.ref = strings.TrimPrefix(l.ref, "A.")
			if l.ref == "5.10" || l.ref == "8.20" {
				l.ref = strings.TrimSuffix(l.ref, "0")
			}
		}), want: []string{"11 lint/title-of-another", "11 lint/control-twice", "80 lint/title-of-another", "0 lint/controls-missing"}},
		{file: "register-empty.csv", rows: [][]string{{"Risk ID", "Risk description", "Threat", "Risk owner", "Likelihood", "Impact"}}, want: []string{"1 lint/empty-table"}},
		{file: "register-unrated.csv", rows: [][]string{
			{"Risk ID", "Risk description", "Threat", "Risk owner", "Likelihood", "Impact", "Risk score", "Residual score", "Annex A controls"},
			{"R-1", "Loss of a laptop", "theft", "it-lead", "3", "4", "12", "6", "A.8.1"},
			{"R-2", "Wrong bill", "error", "", "2", "3", "7", "4", "A.5.37"},
			{"R-3", "Outage", "fire", "it-lead", "", "5", "", "", "A.17.2.1"},
			{"R-4", "Leak", "intrusion", "it-lead", "2", "5", "10", "15", "A.8.12"},
			{"R-1", "Loss of a phone", "theft", "it-lead", "2", "2", "4", "2", "A.8.1"},
		}, want: []string{"3 lint/owner-missing", "3 lint/score-wrong", "4 lint/risk-unrated", "4 lint/control-of-2013", "5 lint/residual-above-inherent", "6 lint/id-twice"}, not: []string{"2 lint/score-wrong"}},
		{file: "plan-incomplete.csv", rows: [][]string{
			append(planHead, "Approved by"),
			{"T-1", "R-01", "Locks for all rooms", "A.7.2", "", "", "open", ""},
			{"T-2", "R-01", "Cameras at the door", "A.7.4", "it-lead", "2026-01-31", "open", "head 2026-01-02"},
		}, want: []string{"2 lint/plan-incomplete", "2 lint/plan-unapproved"}, not: []string{"3 lint/plan-incomplete", "3 lint/plan-unapproved", "lint/plan-overdue"}},
		{file: "strange-words.csv", rows: sound(func(_ int, l *line) {
			switch l.ref {
			case "A.5.1":
				l.applicable = "perhaps"
			case "A.5.2":
				l.status = "green"
			case "A.5.3":
				l.title = "Coffee"
			case "A.5.4":
				l.ref = "A.5.99"
			}
		}), want: []string{"2 lint/word-unknown", "3 lint/word-unknown", "4 lint/title-strange", "5 lint/control-unknown"}},
		{file: "unapproved.xlsx", rows: sound(func(int, *line) {}), want: []string{"0 lint/version-unnamed"}},
	}
}

// written returns the bytes of a fixture.
func (d defect) written() ([]byte, error) {
	var b bytes.Buffer
	if strings.HasSuffix(d.file, ".xlsx") {
		f := excelize.NewFile()
		defer f.Close()
		for i, row := range d.rows {
			if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
				return nil, err
			}
		}
		err := f.Write(&b)
		return b.Bytes(), err
	}
	w := csv.NewWriter(&b)
	err := w.WriteAll(d.rows)
	return b.Bytes(), err
}

func TestFixturesAreThose(t *testing.T) {
	for _, d := range defects() {
		want, err := d.written()
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join("testdata", d.file)
		if *update {
			if err := os.WriteFile(path, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what the list says (%v); go test . -update writes it", path, err)
		}
	}
}
