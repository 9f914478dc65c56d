package mapping_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
	"github.com/ismskit/ismskit/mapping"
)

// The names of stored and published fields are a contract.
func TestJSONForms(t *testing.T) {
	everything := mapping.Entry{
		Sources: []string{"a"}, Targets: []string{"b"}, Relation: mapping.SubsetOrEqual, Word: "w", Rationale: mapping.Semantic, Strength: "7", Claim: "partial",
		Note: "n", Reason: "r", By: "amal", On: day,
	}
	entry := `{"sources":["a"],"targets":["b"],"relation":"equal|subset of","word":"w","rationale":"semantic","strength":"7","claim":"partial","note":"n","reason":"r","by":"amal","on":"2026-03-02"}`
	provenance := mapping.Provenance{
		Publisher: "a", Document: "b", Version: "c", Date: "d", Style: "e", Licence: "f", Credit: "g", ReadFrom: "h", Read: isms.MustDate("2026-11-22"), Check: "j", Claim: "k",
		Direction: mapping.Reversed, Derived: true, Inputs: []string{"l"}, Superseded: "m", Note: "n",
	}
	for _, v := range []struct {
		value any
		want  string
	}{
		{
			mapping.Spec{ID: "x", Source: "s", Target: "t", Entries: []mapping.Entry{everything}, SourcesWithoutCounterpart: []mapping.NoCounterpart{{ID: "a", Part: "p", Note: "n"}}, TargetsWithoutCounterpart: []mapping.NoCounterpart{{ID: "b"}}},
			`{"id":"x","source":"s","target":"t","provenance":{"publisher":"","document":""},"entries":[` + entry + `],"sourcesWithoutCounterpart":[{"id":"a","part":"p","note":"n"}],"targetsWithoutCounterpart":[{"id":"b"}]}`,
		},
		{mapping.Entry{Sources: []string{"a"}, Targets: []string{"b"}}, `{"sources":["a"],"targets":["b"]}`},
		{provenance, `{"publisher":"a","document":"b","version":"c","date":"d","style":"e","licence":"f","credit":"g","readFrom":"h","read":"2026-11-22","check":"j","claim":"k","direction":"reversed","derived":true,"inputs":["l"],"superseded":"m","note":"n"}`},
		{
			mapping.FrameworkSpec{ID: "f", Name: "n", Publisher: "p", Licence: "l", Source: "s", Read: isms.MustDate("2026-11-22"), Note: "o", Leaves: []mapping.Kind{"k"}, Items: []mapping.Item{{ID: "1", Title: "t", Kind: "k", Parent: "p", Leaf: true}, {ID: "2", Kind: "k"}}},
			`{"id":"f","name":"n","publisher":"p","licence":"l","source":"s","read":"2026-11-22","note":"o","leaves":["k"],"items":[{"id":"1","title":"t","kind":"k","parent":"p"},{"id":"2","kind":"k"}]}`,
		},
		{mapping.FrameworkSpec{ID: "f"}, `{"id":"f","leaves":null,"items":null}`},
		{mapping.Framework{}.Spec(), `{"id":"","leaves":[],"items":[]}`},
		{mapping.Crosswalk{}.Spec(), `{"id":"","source":"","target":"","provenance":{"publisher":"","document":""},"entries":[],"sourcesWithoutCounterpart":[],"targetsWithoutCounterpart":[]}`},
		{
			mapping.Overlay{ID: "o", Source: "s", Target: "t", Reviews: []mapping.Review{{Sources: []string{"a"}, Targets: []string{"b"}, Relation: mapping.Equal, Rationale: mapping.Functional, Reason: "r", By: "amal", On: day}}},
			`{"id":"o","source":"s","target":"t","reviews":[{"sources":["a"],"targets":["b"],"relation":"equal","rationale":"functional","reason":"r","by":"amal","on":"2026-03-02"}]}`,
		},
		{mapping.Pair{Source: "a", Target: "b", Relation: mapping.Equal, Set: true}, `{"source":"a","target":"b","relation":"equal","set":true}`},
		{mapping.Pair{Source: "a", Target: "b"}, `{"source":"a","target":"b","relation":"contradiction"}`},
		{mapping.Result{Target: "t", Outcome: mapping.Inconclusive, Possible: mapping.AnyState, Reached: true, NoCounterpart: true, SuggestNotApplicable: true}, `{"target":"t","outcome":"inconclusive","possible":"any","reached":true,"noCounterpart":true,"suggestNotApplicable":true}`},
		{mapping.Result{}, `{"target":"","outcome":"","possible":"contradictory","reached":false}`},
		{
			mapping.Proof{Crosswalk: "c", Source: "s", Direction: mapping.AsPublished, Entry: everything, States: []mapping.State{mapping.FullyMet}, Possible: mapping.SetOf(mapping.FullyMet)},
			`{"crosswalk":"c","source":"s","direction":"as published","entry":` + entry + `,"states":["fully met"],"possible":"fully met"}`,
		},
		{
			mapping.Coverage{Target: "t", Kinds: []mapping.Kind{"k"}, Crosswalks: []string{"c"}, Total: 1, Covered: 2, NotCovered: 3, Inconclusive: 4, NotMapped: 5, Contradictory: 6, Reached: 7, NoCounterpart: 8},
			`{"target":"t","kinds":["k"],"crosswalks":["c"],"total":1,"covered":2,"notCovered":3,"inconclusive":4,"notMapped":5,"contradictory":6,"reached":7,"noCounterpart":8}`,
		},
		{mapping.Inference{}.Coverage(), `{"target":"","kinds":[],"crosswalks":[],"total":0,"covered":0,"notCovered":0,"inconclusive":0,"notMapped":0,"contradictory":0,"reached":0,"noCounterpart":0}`},
		{
			mapping.Gap{Target: "t", Outcome: mapping.NotMapped, Paths: []mapping.CoveragePath{{Crosswalk: "c", Source: "s", Missing: []string{"m"}, Units: 1, Known: true}}, Candidates: 2, Units: 3, Known: true},
			`{"target":"t","outcome":"not mapped","paths":[{"crosswalk":"c","source":"s","missing":["m"],"units":1,"known":true}],"candidates":2,"units":3,"known":true}`,
		},
		{mapping.CandidateMapping{Source: "a", Target: "b", Relation: mapping.Unspecified, Paths: 2}, `{"source":"a","target":"b","relation":"unspecified","paths":2}`},
		{mapping.EvidencePlan{
			Artefacts:       []mapping.PlannedArtefact{{Artefact: mapping.Artefact{ID: "E-1", Title: "t", Items: []string{"a"}}, Uses: []mapping.Reuse{{ItemRef: mapping.ItemRef{Framework: "f", ID: "b"}, Via: "a", Relation: mapping.Equal, Crosswalks: []string{"c"}}}}},
			WithoutEvidence: []mapping.ItemRef{{Framework: "f", ID: "d"}},
		}, `{"artefacts":[{"id":"E-1","title":"t","items":["a"],"uses":[{"framework":"f","id":"b","via":"a","relation":"equal","crosswalks":["c"]}]}],"withoutEvidence":[{"framework":"f","id":"d"}]}`},
		{mapping.Artefact{ID: "E-1", Items: []string{}}, `{"id":"E-1","items":[]}`},
		{mapping.Score{Value: 1, Min: 2, Max: 3}, `{"value":1,"min":2,"max":3}`},
		{mapping.Term{Notation: "cis-controls", Word: "w", Relation: mapping.Related, Conflict: true, Note: isms.Sentence{Text: "y"}}, `{"notation":"cis-controls","word":"w","relation":"equal|subset of|superset of|intersects with","conflict":true,"note":{"text":"y"}}`},
		{mapping.Term{}, `{"notation":"","word":"","relation":"contradiction"}`},
	} {
		data, err := json.Marshal(v.value)
		if err != nil || string(data) != v.want {
			t.Errorf("%T:\n got %s, %v\nwant %s", v.value, data, err, v.want)
		}
	}
}

// So are the words of vocabularies that are stored.
func TestStoredWords(t *testing.T) {
	for _, v := range []struct {
		list any
		want string
	}{
		{slices.Collect(mapping.Rationales().All()), `["syntactic","semantic","functional"]`},
		{slices.Collect(mapping.Strengths().All()), `["0","1","2","3","4","5","6","7","8","9","10","N/A"]`},
		{slices.Collect(mapping.Claims().All()), `["full set","partial"]`},
		{slices.Collect(mapping.Directions().All()), `["as published","reversed"]`},
		{slices.Collect(mapping.States().All()), `["fully met","partially met","not fully met","not met","not applicable"]`},
		{slices.Collect(mapping.Outcomes().All()), `["proved: fully covered","proved: not fully covered","inconclusive","not mapped","contradictory"]`},
		{slices.Collect(mapping.Notations().All()), `["nist-ir-8477-set-theory","nist-ir-8477-concept-crosswalk","nist-ir-8477-supportive","nist-olir","oscal","ciso-assistant","cis-controls","gemara"]`},
		{mapping.StrictRelations(), `["equal","subset of","superset of","intersects with","no relationship"]`},
		{mapping.AnyState.States(), `["fully met","partially met","not met"]`},
		{[]mapping.Kind{mapping.Withdrawn}, `["withdrawn"]`},
	} {
		if got, err := json.Marshal(v.list); err != nil || string(got) != v.want {
			t.Errorf("%T: %s, %v, want %s", v.list, got, err, v.want)
		}
	}
}

// The names and columns of tables; programs read them.
func TestTableForms(t *testing.T) {
	iso, err := mapping.Infer(fw("iso-27001-2022"))
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []struct {
		tab  table.Table
		want string
	}{
		{iso.Table(), "mapping-results: Coverage of iso-27001-2022: requirement=Requirement title=Title outcome=Outcome possible=Possible states proofs=Proofs reviewers=Reviewers candidates=Candidate mappings no-counterpart=No counterpart"},
		{mapping.EvidencePlan{}.Table(), "evidence-plan: Evidence plan: artefact=Artefact title=Title framework=Framework requirement=Requirement via=Via relation=Relationship"},
	} {
		got := v.tab.Name + ": " + v.tab.Title + ":"
		for _, c := range v.tab.Columns {
			got += " " + c.Key + "=" + c.Title
		}
		if got != v.want {
			t.Errorf("\n got %s\nwant %s", got, v.want)
		}
	}
}
