package facade_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/examples/browser/facade"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/soa"
)

var update = flag.Bool("update", false, "write the generated files")

func larkspur(t *testing.T) []byte {
	t.Helper()
	text, err := os.ReadFile("../../quickstart/larkspur.json")
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func evaluate(t *testing.T, r facade.Request, document []byte) facade.Verdicts {
	t.Helper()
	line, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	answer := facade.Call(facade.OpEvaluate, slices.Concat(line, []byte("\n"), document))
	var out struct {
		Error string `json:"error"`
		facade.Verdicts
	}
	if err := json.Unmarshal(answer, &out); err != nil || out.Error != "" {
		t.Fatalf("%v %s", err, out.Error)
	}
	return out.Verdicts
}

func TestVerdictsAreThoseOfTheLibrary(t *testing.T) {
	day := isms.MustDate("2026-10-05")
	sys, err := system.Decode(larkspur(t))
	if err != nil {
		t.Fatal(err)
	}

	v := evaluate(t, facade.Request{AsOf: day}, larkspur(t))

	if !v.Report.Equal(sys.At(day).Report()) {
		t.Error("the report is not that of the library")
	}
	cited := map[isms.Ref]string{}
	for _, p := range v.Places {
		cited[p.Ref] = p.Citation
	}
	if len(cited) == 0 || len(cited) != len(v.Places) {
		t.Errorf("%d places", len(v.Places))
	}
	refs := []isms.Ref{}
	for d := range v.Report.Found() {
		refs = append(refs, d.Refs...)
	}
	for _, g := range v.Readiness {
		for _, c := range g.Conditions {
			refs = append(refs, c.Missing...)
		}
	}
	for _, r := range refs {
		if cited[r] != r.Citation(nil) && string(r) != r.Citation(nil) {
			t.Errorf("%s is cited %q", r, cited[r])
		}
	}
	if good := sys.At(day).Readiness().Settled(); v.Good != good {
		t.Errorf("%s lines are good, want %s", v.Good, good)
	}
	if len(v.Readiness) != 2 || v.Readiness[0].Met != sys.At(day).Gate(system.Stage1).Met() {
		t.Errorf("gates: %+v", v.Readiness)
	}
	stmt, err := sys.At(isms.Date{}).Draft()
	if err != nil {
		t.Fatal(err)
	}
	if r, _ := stmt.LookupRow("A.8.28"); len(v.Statement) != 93 || !slices.ContainsFunc(v.Statement, func(w soa.RowView) bool {
		return w.Control == "A.8.28" && w.Applicability == r.Applicability() && len(w.Reasons) == len(slices.Collect(r.Reasons()))
	}) {
		t.Errorf("%d rows", len(v.Statement))
	}
	if len(v.HeatMaps) != 4 || len(v.Risks) != len(sys.Register.Risks) || len(v.Levels) != 5 || len(v.Unusable) != 0 {
		t.Errorf("%d maps, %d risks, %d levels, unusable %q", len(v.HeatMaps), len(v.Risks), len(v.Levels), v.Unusable)
	}
	if !v.Planned || v.Decision.String() != "2026-12-14" || len(v.Timeline) != 3 {
		t.Errorf("decision %s, planned %t, %d entries", v.Decision, v.Planned, len(v.Timeline))
	}
}

func TestPlannedDayMovesTheTimeline(t *testing.T) {
	v := evaluate(t, facade.Request{AsOf: isms.MustDate("2026-10-05"), Decision: isms.MustDate("2027-02-01")}, larkspur(t))

	if v.Decision.String() != "2027-02-01" || v.Timeline[len(v.Timeline)-1].Window.Last.String() != "2030-02-01" {
		t.Errorf("decision %s, timeline %+v", v.Decision, v.Timeline)
	}
}

func TestChangesSinceAReport(t *testing.T) {
	day := isms.MustDate("2026-10-05")
	before := evaluate(t, facade.Request{AsOf: day}, larkspur(t))
	edited := bytes.Replace(larkspur(t), []byte(`"owner": "security-lead"`), []byte(`"owner": ""`), 1)

	after := evaluate(t, facade.Request{AsOf: day, Before: &before.Report}, edited)
	same := evaluate(t, facade.Request{AsOf: day, Before: &before.Report}, larkspur(t))

	if before.Changes != nil || after.Changes == nil || len(after.Changes.Appeared) == 0 {
		t.Errorf("changes: %+v", after.Changes)
	}
	if same.Changes == nil || !same.Changes.Empty() {
		t.Errorf("nothing changed, yet %+v", same.Changes)
	}
}

func TestMethodWithADefect(t *testing.T) {
	broken := bytes.Replace(larkspur(t), []byte(`"upTo": "very high"`), []byte(`"upTo": "enormous"`), 1)

	v := evaluate(t, facade.Request{AsOf: isms.MustDate("2026-10-05")}, broken)

	if len(v.Defects) == 0 || len(v.Unusable) == 0 || len(v.HeatMaps) != 0 || v.Good.Have == 0 {
		t.Errorf("defects %v, unusable %q, %d maps, %s good", v.Defects, v.Unusable, len(v.HeatMaps), v.Good)
	}
}

func TestEmptyDocumentIsNothingGood(t *testing.T) {
	v := evaluate(t, facade.Request{AsOf: isms.MustDate("2026-10-05")}, []byte(`{"format": "ismskit/system", "version": 1}`))

	for _, g := range v.Readiness {
		if g.Open {
			t.Errorf("gate %s is open", g.Gate)
		}
	}
	if v.Implemented.Have != 0 || len(v.Unusable) == 0 || !v.Decision.IsZero() {
		t.Errorf("%s implemented, unusable %q, decision %s", v.Implemented, v.Unusable, v.Decision)
	}
}

// Every organization is answered; what cannot be computed is said in Unusable, and
// whether the certificate may be used in Certificate.
func TestEveryOrganization(t *testing.T) {
	for _, c := range []struct {
		name, certificate string
		usable            bool
		unusable, gates   int
	}{
		{"empty", "there is no certificate and no application", false, 2, 2},
		{"applying", "no certificate is granted (ready)", false, 0, 1},
		{"certified", "the certificate is valid", true, 0, 2},
		{"suspended", "the certificate is suspended", false, 0, 2},
		{"expired", "the certificate has expired", false, 0, 1},
	} {
		text, err := os.ReadFile("../../../isms/system/systemtest/testdata/" + c.name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		v := evaluate(t, facade.Request{AsOf: isms.MustDate("2026-10-05")}, text)
		if v.Usable != c.usable || !strings.Contains(v.Certificate.Text, c.certificate) || len(v.Unusable) != c.unusable || len(v.Readiness) != c.gates {
			t.Errorf("%s: usable %t, %q, unusable %q, %d gates", c.name, v.Usable, v.Certificate.Text, v.Unusable, len(v.Readiness))
		}
		if drawn := len(v.HeatMaps) > 0; drawn != (c.name != "empty") {
			t.Errorf("%s: %d heat maps", c.name, len(v.HeatMaps))
		}
		if got := facade.Call(facade.OpEncode, text); !bytes.Equal(got, text) {
			t.Errorf("%s is not canonical", c.name)
		}
	}
}

func TestEncodeIsCanonical(t *testing.T) {
	var compact bytes.Buffer
	if err := json.Compact(&compact, larkspur(t)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(facade.Call(facade.OpEncode, compact.Bytes()), larkspur(t)) {
		t.Error("the canonical form differs")
	}
}

func TestFailures(t *testing.T) {
	for _, c := range []struct{ name, op, request, want string }{
		{"unknown operation", "erase", "", `operation "erase"`},
		{"no JSON", facade.OpEvaluate, "{", "unexpected EOF"},
		{"unknown key", facade.OpEvaluate, `{"day": 1}`, `unknown field`},
		{"text after the end", facade.OpEvaluate, `{} {}`, "text after the end"},
		{"no day", facade.OpEvaluate, "{}\n{}", "no day"},
		{"no document", facade.OpEvaluate, `{"asOf": "2026-10-05"}`, "no document"},
		{"impossible day", facade.OpEvaluate, "{\"asOf\": \"2026-02-30\"}\n{}", "2026-02-30"},
		{"bad document", facade.OpEvaluate, "{\"asOf\": \"2026-10-05\"}\n{\"format\": \"ismskit/system\", \"version\": 1, \"registre\": {}}", `registre`},
		{"bad document to encode", facade.OpEncode, `[]`, "an object"},
		{"not UTF-8", facade.OpEncode, "{\"\xff\": 1}", "UTF-8"},
	} {
		var f facade.Failure
		if err := json.Unmarshal(facade.Call(c.op, []byte(c.request)), &f); err != nil || !strings.Contains(f.Error, c.want) || f.Problems == nil {
			t.Errorf("%s: %v %+v, want %q", c.name, err, f, c.want)
		}
	}
	var f facade.Failure
	_ = json.Unmarshal(facade.Call(facade.OpEncode, []byte(`{"format": "ismskit/system", "version": 1, "operating": "2026-02-30"}`)), &f)
	if len(f.Problems) != 1 || f.Problems[0].Path != "operating" {
		t.Errorf("the place is not named: %+v", f)
	}
}

func TestTypeScriptIsUpToDate(t *testing.T) {
	const path = "../web/src/shapes.ts"
	if *update {
		if err := os.WriteFile(path, []byte(facade.TypeScript()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(path)
	if err != nil || string(have) != facade.TypeScript() {
		t.Errorf("%s is not what the Go types say (%v); run go test ./facade -update", path, err)
	}
}

func FuzzCall(f *testing.F) {
	f.Add("evaluate", "{\"asOf\": \"2026-10-05\"}\n{\"format\": \"ismskit/system\", \"version\": 1}")
	f.Add("encode", `{"format": "ismskit/system", "version": 1, "register": {"risks": [{"id": "R-1"}]}}`)
	f.Fuzz(func(t *testing.T, op, request string) {
		if answer := facade.Call(op, []byte(request)); !json.Valid(answer) {
			t.Errorf("%s %q: %q is no JSON", op, request, answer)
		}
	})
}
