package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/examples/internal/input"
	"github.com/ismskit/ismskit/isms/system"
)

var update = flag.Bool("update", false, "write the golden files")

func golden(t *testing.T, name string, args ...string) {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run(args, &out, &errs); code != 0 || errs.Len() > 0 {
		t.Fatalf("exit status %d: %s", code, errs.String())
	}
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, out.Bytes()) {
		t.Errorf("the output differs from %s; look at it, then run go test ./examples/quickstart -update", path)
	}
}

func TestText(t *testing.T) { golden(t, "larkspur.txt") }

func TestJSON(t *testing.T) {
	golden(t, "larkspur.json", "-json")
	text, err := os.ReadFile(filepath.Join("testdata", "larkspur.json"))
	if err != nil || !json.Valid(text) {
		t.Error("not JSON: ", err)
	}
}

// The main job is done for every organization, which is no mistake in the input; the
// output says what is not there.
func TestEveryOrganization(t *testing.T) {
	for name, want := range map[string][]string{
		"empty": {
			"number of people not stated", "There is no risk register yet", "There is no risk treatment plan yet", "nobody has decided on any of the 93 controls",
			"... and 89 more of this kind", "No finding is recorded", "there is no certificate and no application", "Nothing falls due", "stage 1: not ready, 0 of",
		},
		"applying":  {"R-0008  Lost notebook", "No finding has a deadline", "neither certificate nor mark may be used", "stage 2: not ready"},
		"certified": {"Nothing: no finding", "No rule found anything", "the certificate is valid", "surveillance: ready"},
		"suspended": {"Have the certification body lift the suspension", "the certificate is suspended", "surveillance: not ready", "NC-3"},
		"expired":   {"Have the certificate restored within the time limit", "the certificate has expired", "Certificate CERT-1: restoration"},
	} {
		for _, form := range [][]string{nil, {"-json"}} {
			var out, errs bytes.Buffer
			if code := run(append(form, "-in", input.Organization(name)), &out, &errs); code != 0 || errs.Len() > 0 {
				t.Fatalf("%s %v: exit status %d: %s", name, form, code, errs.String())
			}
			if form != nil {
				want = []string{`"missing": {`}
			}
			for _, w := range want {
				if !strings.Contains(out.String(), w) {
					t.Errorf("%s %v: nothing says %q", name, form, w)
				}
			}
		}
	}
}

func TestInputIsCanonicalAndOfRealSize(t *testing.T) {
	sys, err := system.Decode(larkspur)
	if err != nil {
		t.Fatal(err)
	}
	again, err := sys.Encode()
	if err != nil || !bytes.Equal(again, larkspur) {
		t.Error("larkspur.json is not in canonical form: ", err)
	}
	for what, n := range map[string][2]int{
		"people": {sys.Organization.People, 60}, "risks": {len(sys.Register.Risks), 25}, "acceptances": {len(sys.Register.Acceptances), 2},
		"evidence": {len(sys.Evidence.Records), 200}, "findings": {len(sys.Findings.Items), 3}, "decisions": {len(sys.Applicability.Decisions), 93},
	} {
		if n[0] < n[1] {
			t.Errorf("%d %s, want %d", n[0], what, n[1])
		}
	}
}

func TestBadInput(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"malformed JSON", `"organization"`, `organization`, "(line 4): \"organization:"},
		{"unknown field", `"people": 60`, `"peeple": 60`, `organization.peeple (line 6): the member is unknown: want people`},
		{"unknown control in a treatment", `"A.5.11"`, `"A.5.41"`, `controls[#2] (line 4124): Annex A has no control "A.5.41": want at most A.5.37`},
		{"unknown control in a decision", `"control": "A.5.2",`, `"control": "5.1",`, `"5.1" is another way to write A.5.1`},
		{"impossible date", `"operating": "2026-01-01"`, `"operating": "2026-02-30"`, `"2026-02-30" is no day of the calendar`},
		{"a cycle in the assets", `"id": "engineer-knowledge",`, `"id": "engineer-knowledge", "dependsOn": ["on-call-team"],`, "engineer-knowledge"},
		{"a number out of scale", `"likelihood": 4`, `"likelihood": 9`, "likelihood"},
		{"a number that does not fit", `"likelihood": 4`, `"likelihood": 4e99`, "4e99"},
		{"an unknown policy", `"proposed-internal"`, `"house-rules"`, `there is no deadline policy "house-rules"`},
	} {
		text := strings.Replace(string(larkspur), c.old, c.new, 1)
		if text == string(larkspur) {
			t.Errorf("%s: %s is not in the input", c.name, c.old)
			continue
		}
		path := filepath.Join(t.TempDir(), "in.json")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		var out, errs bytes.Buffer
		code := run([]string{"-in", path}, &out, &errs)
		if code != 1 || out.Len() > 0 || !strings.Contains(errs.String(), c.want) {
			t.Errorf("%s: exit status %d, %d bytes printed\n%s", c.name, code, out.Len(), errs.String())
		}
		if n := strings.Count(errs.String(), "\n"); n > 3 {
			t.Errorf("%s: %d lines for one problem\n%s", c.name, n, errs.String())
		}
	}
	var out, errs bytes.Buffer
	if run([]string{"-asof", "2026-13-01"}, &out, &errs) != 1 || run([]string{"-in", "does-not-exist"}, &out, &errs) != 1 || run([]string{"-what"}, &out, &errs) != 2 || out.Len() > 0 {
		t.Error("bad flags are accepted")
	}
}
