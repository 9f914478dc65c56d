package system

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/programme"
	"github.com/ismskit/ismskit/internal/strictjson"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
	"github.com/ismskit/ismskit/isms/record"
	"github.com/ismskit/ismskit/soa"
)

func asText(t *testing.T, v any) string {
	t.Helper()
	text, err := json.MarshalIndent(v, "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func want(t *testing.T, what, got, want string) {
	t.Helper()
	if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func raised(t *testing.T, id isms.ID, grade audit.Grade, kind audit.Kind, in isms.ID) audit.RegisterItem {
	t.Helper()
	n, err := audit.Raise(isms.MustDate("2026-01-20"), "auditor", audit.Finding{ID: id, Grade: grade, Audit: kind, AuditID: in, Requirements: []isms.Ref{"7.5.3 e"}, Statement: "s", Evidence: "e"})
	if err != nil {
		t.Fatal(err)
	}
	return audit.RegisterItem{Nonconformity: n}
}

// The programme and its audits, as the rules for records see them: what is not
// known of an audit stays empty.
func TestTheProgrammeAmongTheRecords(t *testing.T) {
	full := programme.InternalAudit{
		ID: "IA-1", Scope: []isms.Ref{"9", "A.5.1"}, Criteria: []string{"ISO/IEC 27001", "own rules"}, Team: []isms.ID{"lead", "second"}, MitigatingMeasure: "sampled twice",
		Planned: isms.Window{First: isms.MustDate("2026-01-10"), Last: isms.MustDate("2026-01-12")}, Conducted: isms.Window{First: isms.MustDate("2026-01-11"), Last: isms.MustDate("2026-01-13")},
		Report: "R-1", ReportedOn: isms.MustDate("2026-01-15"), ReportedTo: "ceo", ConformsToOwnRequirements: isms.Yes, ConformsToStandard: isms.No,
	}
	s := System{
		Programme: programme.Programme{Audit: isms.Cadence{Every: isms.MustInterval("6 months")}, Responsible: "ciso", Methods: "interviews", Reporting: "in writing", Audits: []programme.InternalAudit{
			full, {ID: "IA-2"}, {ID: "IA-3", Cancelled: "merged"}, {ID: "IA-4"},
		}, Areas: []programme.Area{{Ref: "9"}, {Ref: "A.5", Importance: programme.Importances().At(0)}}},
		Records: record.Records{
			Audits:    []record.Audit{{ID: "IA-4", Scope: "own words"}},
			Processes: []record.Process{{ID: "p", Owner: "zoe"}, {ID: "q", Owner: "ciso"}, {ID: "r"}},
		},
		Applicability: ApplicabilityDecisions{Decisions: []soa.Decision{{Control: "A.5.1", Owner: "amy"}, {Control: "A.5.2", Owner: "bob"}, {Control: "A.5.1", Owner: "ciso"}}},
		Findings: audit.Register{Items: []audit.RegisterItem{
			raised(t, "NC-1", audit.Minor, audit.Internal, "IA-1"), raised(t, "NC-2", audit.Observation, audit.Internal, "IA-1"),
			raised(t, "NC-3", audit.Minor, audit.Initial, "IA-1"), raised(t, "NC-4", audit.Minor, audit.Internal, "IA-9"),
		}},
	}
	r := s.records()
	want(t, "programme", asText(t, r.Programme), `{
	"frequency": "6 months",
	"methods": "interviews",
	"responsible": "ciso",
	"planning": "programme with 4 audits",
	"reporting": "in writing",
	"importance": "importance of 2 areas"
}`)
	want(t, "audits", asText(t, r.Audits), `[
	{
		"id": "IA-4",
		"scope": "own words",
		"auditors": null
	},
	{
		"id": "IA-1",
		"planned": "2026-01-12",
		"conducted": "2026-01-13",
		"criteria": "ISO/IEC 27001, own rules",
		"scope": "9, A.5.1",
		"auditors": [
			"lead",
			"second"
		],
		"responsible": [
			"amy",
			"ciso",
			"zoe"
		],
		"mitigatingMeasure": "sampled twice",
		"conformsToOwnRequirements": "met",
		"conformsToStandard": "not met",
		"reportedOn": "2026-01-15",
		"reportedTo": [
			"ceo"
		],
		"artefact": "R-1",
		"findings": [
			{
				"id": "NC-1",
				"nonconforming": true,
				"nonconformity": "NC-1"
			},
			{
				"id": "NC-2",
				"nonconformity": "NC-2"
			}
		]
	},
	{
		"id": "IA-2",
		"auditors": null,
		"responsible": [
			"ciso",
			"zoe"
		]
	}
]`)
	if len(s.Records.Audits) != 1 {
		t.Error("the records were changed")
	}
	// A programme in the records stays, and one without weights has none.
	s.Records.Programme = record.Programme{Methods: "own"}
	if got := s.records().Programme; got != s.Records.Programme {
		t.Errorf("%+v", got)
	}
	s.Records.Programme = record.Programme{}
	s.Programme.Areas, s.Programme.Audits = s.Programme.Areas[:1], s.Programme.Audits[:1]
	if got := s.records().Programme; got.Importance != "" || got.Planning != "programme with 1 audit" {
		t.Errorf("%+v", got)
	}
	s.Programme.Areas = []programme.Area{{Ref: "9", Importance: programme.Importances().At(0)}}
	if got := s.records().Programme.Importance; got != "importance of 1 area" {
		t.Error(got)
	}
	s.Programme.Audits = nil
	if got := s.records(); got.Programme != (record.Programme{}) || len(got.Audits) != 1 {
		t.Errorf("without audits: %+v", got.Programme)
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
	for _, e := range s.controlEvidence(d("2026-03-02")) {
		b.WriteString(string(e.Ref) + " " + e.Latest.String() + " " + e.ValidUntil.String() + "\n")
	}
	want(t, "evidence", b.String(), `A.5.2 2026-01-05 no date
A.5.10 2026-01-05 no date
A.5.10 2026-02-05 no date
A.8.1 2026-01-05 2026-02-19
A.8.1 2026-01-05 2026-02-28
A.8.1 2026-01-05 2026-03-19
A.8.1 2026-01-05 2027-01-19
A.8.2 2026-01-05 no date
A.8.3 2026-03-02 no date
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
		{GateCriteria{Operating: isms.MustInterval("3 months"), Interval: isms.MustInterval("1 year")}, `{"operating":"3 months","interval":"1 year"}`},
		{GateCriteria{}, `{}`},
		{
			Condition{Rule: refused, Wants: isms.Sentence{Text: "w"}, Status: isms.StatusOpen, Why: found, Asked: found[:0], Missing: []isms.Ref{"4.2 a"}, Earliest: d},
			`{"rule":` + compact(t, refused) + `,"wants":{"text":"w"},"status":"open","why":` + compact(t, found) + `,"asked":[],"missing":["4.2 a"],"earliest":"2026-03-02"}`,
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
		if got := (System{}).draftOrigin(from); got != to {
			t.Errorf("%q leads to %q, want %q", from, got, to)
		}
	}
	if _, ok := LookupRule("demo/no-rule"); ok {
		t.Error("there is a rule that nobody declares")
	}
}
