package system

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/internal/strictjson"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
	"github.com/ismskit/ismskit/soa"
)

func want(t *testing.T, what, got, want string) {
	t.Helper()
	if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// Evidence of a control comes by control, day and end, whatever the order of the
// log.
func TestEvidenceForTheStatement(t *testing.T) {
	d := isms.MustDate
	s := System{Evidence: evidence.Log{
		Expectations: []evidence.Expectation{
			{Ref: "A.8.1", Every: isms.MustInterval("2 months"), Since: d("2025-01-01")},
			{Ref: "A.8.1", Every: isms.MustInterval("40 days"), Since: d("2025-01-01")},
			{Ref: "A.8.1", Every: isms.MustInterval("1 month"), Since: d("2025-01-01")},
			{Ref: "A.8.1", Every: isms.MustInterval("1 year"), Since: d("2025-01-01")},
			{Ref: "A.5.9", Every: isms.MustInterval("1 year"), Since: d("2025-01-01")}, // nothing shows it
			{Ref: "9.1 s1"},
		},
		Records: []evidence.Record{
			{ID: "e", Refs: []isms.Ref{"A.8.2", "A.8.1", "9.1 s1"}, Collected: d("2026-01-05"), Artefact: "1"},
			{ID: "d", Refs: []isms.Ref{"A.5.10"}, Collected: d("2026-02-05"), Artefact: "2"},
			{ID: "c", Refs: []isms.Ref{"A.5.10", "A.5.2"}, Collected: d("2026-01-05"), Artefact: "3"},
			{ID: "b", Refs: []isms.Ref{"A.5.10"}, Collected: d("2026-03-05"), Artefact: "4"}, // to come
			{ID: "a", Refs: []isms.Ref{"A.5.10"}, Collected: d("2026-01-01"), Adverse: true},
			{ID: "f", Refs: []isms.Ref{"A.5.10"}},
			{ID: "g", Refs: []isms.Ref{"A.8.3"}, Collected: d("2026-03-02"), Artefact: "5"}, // today
		},
	}}
	var b strings.Builder
	for _, e := range s.At(d("2026-03-02")).Facts().Evidence {
		b.WriteString(string(e.Ref) + " " + e.Latest.String() + " " + e.ValidUntil.String() + "\n")
	}
	want(t, "evidence", b.String(), `A.5.2 2026-01-05 not set
A.5.10 2026-01-05 not set
A.5.10 2026-02-05 not set
A.8.1 2026-01-05 2026-02-19
A.8.1 2026-01-05 2026-02-28
A.8.1 2026-01-05 2026-03-19
A.8.1 2026-01-05 2027-01-19
A.8.2 2026-01-05 not set
A.8.3 2026-03-02 not set
`)
}

// The names under which the records of this package are stored.
func TestStoredNames(t *testing.T) {
	d := isms.MustDate("2026-03-02")
	refused := isms.Rule{Code: "x/y", Severity: isms.SeverityError, Refs: []isms.Ref{"4.1 s1"}, Title: "t", Since: "v0.1.0"}
	found := []isms.Diagnostic{{Code: "x/y", Severity: isms.SeverityError, Refs: []isms.Ref{"4.1 s1"}, Message: "m"}}
	for _, c := range []struct {
		v    any
		want string
	}{
		{Organization{Name: "n", People: 3}, `{"name":"n","people":3}`},
		{Organization{}, `{"name":""}`},
		{Roadmap{}, `{"plan":{"phases":null,"tasks":null},"progress":null}`},
		{Roadmap{Start: d}, `{"start":"2026-03-02","plan":{"phases":null,"tasks":null},"progress":null}`},
		{ApplicabilityDecisions{Version: "1", Header: soa.Header{Scope: "s"}}, `{"version":"1","header":{"scope":"s"},"custom":null,"decisions":null}`},
		{ApplicabilityDecisions{}, `{"custom":null,"decisions":null}`},
		{GateCriteria{Operating: isms.MustInterval("3 months"), LongestInterval: isms.MustInterval("1 year")}, `{"operating":"3 months","longestInterval":"1 year"}`},
		{GateCriteria{}, `{}`},
		{
			Condition{Rule: refused, Path: "records.scope", Title: isms.Sentence{Text: "w"}, Status: isms.StatusOpen, Why: found, Asked: found[:0], Missing: []isms.Ref{"4.2 a"}, Earliest: d},
			`{"rule":` + compact(t, refused) + `,"title":{"text":"w"},"path":"records.scope","status":"open","why":` + compact(t, found) + `,"asked":[],"missing":["4.2 a"],"earliest":"2026-03-02"}`,
		},
		{head{"f", 1}, `{"format":"f","version":1}`},
	} {
		want(t, "stored", compact(t, c.v), c.want)
	}
	var stored map[string]json.RawMessage
	full := document{Format: "f", Version: 1, System: System{Operating: d, Policies: []audit.Policy{{}}}}
	if err := json.Unmarshal([]byte(compact(t, full)), &stored); err != nil {
		t.Fatal(err)
	}
	want(t, "document", strings.Join(slices.Sorted(maps.Keys(stored)), " "),
		"applicability cycle deadlinePolicies evidence findings format judgements obligations operating organization policies programme records register roadmap statements version")
}

func compact(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Reading keeps to the limits that are promised, also where it looks for the
// version only.
func TestLimitsArePromised(t *testing.T) {
	for name, l := range map[string]strictjson.Limits{"document": documentLimits, "head": headLimits} {
		if l.Bytes != DocumentMaxBytes || l.Depth != DocumentMaxDepth || l.Items != DocumentMaxItems {
			t.Errorf("%s: %d bytes, depth %d, %d items", name, l.Bytes, l.Depth, l.Items)
		}
	}
	if documentLimits.Foreign || !headLimits.Foreign {
		t.Error("problems listed, or fields passed over")
	}
}

// A draft is made from other parts: what is found in it leads to them.
func TestADatumOfTheDraftLeadsToItsOrigin(t *testing.T) {
	for from, to := range map[isms.Path]isms.Path{
		"":                                "applicability",
		"[":                               "applicability",
		"header.scope":                    "applicability.header.scope",
		"version":                         "applicability.version",
		"custom[own:C-1].title":           "applicability.custom[own:C-1].title",
		"controls":                        "applicability.decisions",
		"controls[A.5.7]":                 "applicability.decisions[A.5.7]",
		"controls[A.5.7].noLongerValid":   "applicability.decisions[A.5.7]",
		"controls[A.5.7].decision.owner":  "applicability.decisions[A.5.7].owner",
		"controls[A.5.7].decision.a[x].b": "applicability.decisions[A.5.7].a[x].b",
		"history[#0]":                     "applicability",
	} {
		if got := draftOrigin(from); got != to {
			t.Errorf("%q leads to %q, want %q", from, got, to)
		}
	}
	if _, ok := LookupRule("demo/no-rule"); ok {
		t.Error("there is a rule that nobody declares")
	}
}
