package mapping_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/internal/laws/said"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/mapping"
)

// refusal is an input that is refused, with codes and paths.
type refusal struct {
	err   error
	codes string // of many the first and the last
}

// refusals has each reason for which this package refuses input.
func refusals(t testing.TB) []refusal {
	t.Helper()
	a, b := framework(t, "a-1", "a1", "a2", "a3", "a4", "a5", "a6"), framework(t, "b-1", "b1", "b2", "b3", "b4", "b5", "b6")
	other := framework(t, "b-1", "b1")
	ab := crosswalk(t, "ab", a, b, pair("a1", "b1", eq))
	long := strings.Repeat("x", 65)
	met := func(string) mapping.State { return mapping.FullyMet }
	build := func(change func(*mapping.Spec)) error {
		s := mapping.Spec{ID: "ab", Source: "a-1", Target: "b-1", Entries: []mapping.Entry{pair("a1", "b1", eq)}}
		change(&s)
		_, err := mapping.New(s, a, b)
		return err
	}
	entry := func(change func(*mapping.Entry)) error {
		return build(func(s *mapping.Spec) { change(&s.Entries[0]) })
	}
	list := func(change func(*mapping.FrameworkSpec)) error {
		s := mapping.FrameworkSpec{ID: "f-1", Items: []mapping.Item{{ID: "1", Kind: "rule"}, {ID: "2", Kind: "rule"}}}
		change(&s)
		_, err := mapping.NewFramework(s)
		return err
	}
	join := func(change func(*mapping.Overlay)) error {
		o := mapping.Overlay{ID: "o", Source: "a-1", Target: "b-1", Reviews: []mapping.Review{review("a1", "b1", eq)}}
		change(&o)
		_, err := ab.With(o)
		return err
	}
	infer := func(routes ...mapping.InferenceInput) error { _, err := mapping.Infer(b, routes...); return err }
	plan := func(artefacts []mapping.Artefact, c ...mapping.Crosswalk) error {
		_, err := mapping.PlanEvidence(artefacts, c...)
		return err
	}
	chain := func(legs ...mapping.Crosswalk) error { _, err := mapping.NewChain(legs...); return err }
	rows := func(head mapping.Spec, v mapping.Notation, rows ...mapping.ImportRow) error {
		_, err := mapping.Import(head, v, a, b, rows)
		return err
	}
	parse := func(f mapping.Framework, text string) error { _, err := f.Parse(text); return err }
	read := func(v mapping.Notation, word string) error { _, err := v.Read(word); return err }
	write := func(v mapping.Notation, r mapping.Relation) error { _, err := v.Write(r); return err }
	relation := func(text string) error { var r mapping.Relation; return r.UnmarshalText([]byte(text)) }
	states := func(text string) error { var s mapping.StateSet; return s.UnmarshalText([]byte(text)) }
	equivalents := func(c ...mapping.Crosswalk) error { _, err := mapping.Equivalents(c...); return err }
	reviews := func(o mapping.Overlay) error { _, err := o.Crosswalk(a, b); return err }
	words := func(v mapping.Notation) error { _, err := cw("iso-27001-2013", "iso-27001-2022").ReadAs(v); return err }
	contradiction := func(id string) error {
		c, err := mapping.NewChain(
			crosswalk(t, "ab", a, b, pair("a1", "b1", eq), pair("a1", "b2", eq)),
			crosswalk(t, "ba", b, a, pair("b1", "a1", eq), pair("b2", "a1", mapping.Disjoint)),
		)
		if err != nil {
			t.Fatal(err)
		}
		_, err = c.Crosswalk(id)
		return err
	}
	six := []string{"a1", "a2", "a3", "a4", "a5", "a6"}
	manyRows := make([]mapping.ImportRow, 103)

	return []refusal{
		{build(func(s *mapping.Spec) { s.ID = "" }), "mapping/id-missing at id"},
		{build(func(s *mapping.Spec) { s.ID, s.Source = long, "" }), "mapping/another-framework at source"},
		{build(func(s *mapping.Spec) { s.Target = long }), "mapping/another-framework at target"},
		{build(func(s *mapping.Spec) { s.Provenance.Direction = "up" }), "isms/unknown-word at provenance.direction"},
		{entry(func(e *mapping.Entry) { e.Sources = nil }), "mapping/items-missing at entries[#0].sources"},
		{entry(func(e *mapping.Entry) { e.Targets = nil }), "mapping/items-missing at entries[#0].targets"},
		{entry(func(e *mapping.Entry) { e.Sources[0] = "b1" }), "mapping/unknown-item at entries[#0].sources[#0]"},
		{entry(func(e *mapping.Entry) { e.Targets[0] = "5.1" }), "mapping/unknown-item at entries[#0].targets[#0]"},
		{entry(func(e *mapping.Entry) { e.Rationale = "gut" }), "isms/unknown-word at entries[#0].rationale"},
		{entry(func(e *mapping.Entry) { e.Strength = "11" }), "isms/unknown-word at entries[#0].strength"},
		{entry(func(e *mapping.Entry) { e.Claim = "all" }), "isms/unknown-word at entries[#0].claim"},
		{build(func(s *mapping.Spec) { s.Entries = append(s.Entries, pair("a1", "b1", sub)) }), "mapping/contradicting-entries at entries[#1]"},
		{build(func(s *mapping.Spec) {
			e := mapping.Entry{Sources: six, Targets: []string{"b1", "b2", "b3", "b4", "b5"}, Relation: eq}
			s.Entries = append(s.Entries, e, e)
			s.Entries[1].Relation = sup
		}), "mapping/contradicting-entries at entries[#2]"},
		{build(func(s *mapping.Spec) { s.SourcesWithoutCounterpart = []mapping.NoCounterpart{{ID: "a2"}, {ID: "b1"}} }), "mapping/unknown-item at sourcesWithoutCounterpart[b1].id"},
		{build(func(s *mapping.Spec) { s.TargetsWithoutCounterpart = []mapping.NoCounterpart{{ID: "A.5.1"}} }), "mapping/unknown-item at targetsWithoutCounterpart[A.5.1].id"},
		{build(func(s *mapping.Spec) { s.SourcesWithoutCounterpart = []mapping.NoCounterpart{{ID: "a1"}} }), "mapping/mapped-without-counterpart at sourcesWithoutCounterpart[a1].id"},
		{build(func(s *mapping.Spec) { s.TargetsWithoutCounterpart = []mapping.NoCounterpart{{ID: "b1"}} }), "mapping/mapped-without-counterpart at targetsWithoutCounterpart[b1].id"},

		{build(func(s *mapping.Spec) {
			s.ID, s.Entries[0].Sources, s.Entries[0].Targets = "", []string{"a1", "x", "b1"}, nil
			s.Entries[0].Rationale, s.Entries[0].Claim = "gut", "all"
			s.Entries = append(s.Entries, pair("a2", "b2", eq), pair("a2", "b2", sub), pair("a2", "b2", sup))
			s.TargetsWithoutCounterpart = []mapping.NoCounterpart{{ID: "b2", Part: "p"}, {ID: "b2"}, {ID: "b3"}, {ID: "A.5.1"}}
		}), "mapping/id-missing at id; mapping/unknown-item at entries[#0].sources[#1]; mapping/unknown-item at entries[#0].sources[#2]; mapping/items-missing at entries[#0].targets; isms/unknown-word at entries[#0].rationale; isms/unknown-word at entries[#0].claim; mapping/contradicting-entries at entries[#2]; mapping/contradicting-entries at entries[#3]; mapping/mapped-without-counterpart at targetsWithoutCounterpart[#1].id; mapping/unknown-item at targetsWithoutCounterpart[A.5.1].id"},
		{build(func(s *mapping.Spec) {
			for range isms.MaxProblems + 1 {
				s.Entries = append(s.Entries, pair("x", "b1", eq))
			}
		}), "mapping/unknown-item at entries[#1].sources[#0] ... mapping/unknown-item at entries[#100].sources[#0]; 1 more"},
		{func() error { _, err := mapping.New(mapping.Spec{ID: "x"}, mapping.Framework{}, a); return err }(), "mapping/framework-missing at source; mapping/another-framework at target"},

		{list(func(s *mapping.FrameworkSpec) { s.ID = "" }), "mapping/id-missing at id"},
		{list(func(s *mapping.FrameworkSpec) {
			s.ID = ""
			s.Items = append(s.Items, mapping.Item{}, mapping.Item{}, mapping.Item{ID: "2", Kind: "rule", Parent: "9"}, mapping.Item{ID: " ", Parent: " "})
		}), "mapping/id-missing at id; mapping/id-missing at items[#2].id; mapping/kind-missing at items[#2].kind; mapping/id-missing at items[#3].id; mapping/kind-missing at items[#3].kind; mapping/id-with-blanks at items[#5].id; mapping/kind-missing at items[#5].kind; mapping/doubled-item at items[#4].id; mapping/unknown-parent at items[#4].parent; mapping/item-above-itself at items[#5].parent"},
		{list(func(s *mapping.FrameworkSpec) { s.Spelling = "as one likes" }), "isms/unknown-word at spelling"},
		{list(func(s *mapping.FrameworkSpec) { s.Items[1].ID = "" }), "mapping/id-missing at items[#1].id"},
		{list(func(s *mapping.FrameworkSpec) { s.Items[0].ID = " 1" }), `mapping/id-with-blanks at items[" 1"].id`},
		{list(func(s *mapping.FrameworkSpec) { s.Items[0].Kind = "" }), "mapping/kind-missing at items[1].kind"},
		{list(func(s *mapping.FrameworkSpec) { s.Items[1].ID = "1" }), "mapping/doubled-item at items[#1].id"},
		{list(func(s *mapping.FrameworkSpec) { s.Items[1].Parent = "0" }), "mapping/unknown-parent at items[2].parent"},
		{list(func(s *mapping.FrameworkSpec) { s.Items[0].Parent, s.Items[1].Parent = "2", "1" }), "mapping/item-above-itself at items[1].parent"},

		{parse(mapping.Framework{}, "x"), "mapping/framework-missing"},
		{parse(fw("iso-27001-2022"), "5.7"), "mapping/unknown-item"},
		{parse(fw("iso-27001-2022"), "A.9.1.1"), "mapping/unknown-item"},
		{parse(fw("nist-csf-2.0"), long), "mapping/unknown-item"},

		{join(func(o *mapping.Overlay) { o.ID = "" }), "mapping/id-missing at id"},
		{join(func(o *mapping.Overlay) { o.Source = "a-2" }), "mapping/overlay-between-others at source"},
		{join(func(o *mapping.Overlay) { o.Reviews[0].Sources = nil }), "mapping/items-missing at reviews[#0].sources"},
		{join(func(o *mapping.Overlay) { o.Reviews[0].Targets = nil }), "mapping/items-missing at reviews[#0].targets"},
		{join(func(o *mapping.Overlay) { o.Reviews[0].By = "" }), "isms/empty-id at reviews[#0].by; mapping/contradicting-entries at reviews[#0]"},
		{join(func(o *mapping.Overlay) { o.Reviews[0].On = isms.Date{} }), "mapping/review-without-a-day at reviews[#0].on"},
		{join(func(o *mapping.Overlay) { o.Reviews[0].Relation = 32 }), "mapping/review-without-a-relationship at reviews[#0].relation"},
		{join(func(o *mapping.Overlay) { o.Reviews[0].Sources, o.Reviews[0].Reason = six, "" }), "mapping/review-without-a-reason at reviews[#0].reason"},
		{join(func(o *mapping.Overlay) { o.Reviews[0].By = "a\nb" }), "isms/id-with-an-invisible-character at reviews[#0].by"},
		{reviews(mapping.Overlay{ID: "o", Source: "a-1", Target: "b-1", Reviews: []mapping.Review{{Sources: six[:1], Targets: []string{"b1"}}}}), "mapping/review-without-a-day at reviews[#0].on; mapping/review-without-a-relationship at reviews[#0].relation; mapping/review-without-a-reason at reviews[#0].reason; isms/empty-id at reviews[#0].by"},
		{reviews(mapping.Overlay{Source: "a-1", Target: "b-2", Reviews: []mapping.Review{{}}}), "mapping/review-without-a-day at reviews[#0].on; mapping/review-without-a-relationship at reviews[#0].relation; mapping/review-without-a-reason at reviews[#0].reason; isms/empty-id at reviews[#0].by; mapping/id-missing at id; mapping/another-framework at target"},
		{reviews(mapping.Overlay{ID: "o", Source: "a-1", Target: "b-2", Reviews: make([]mapping.Review, 29)}), "mapping/review-without-a-day at reviews[#0].on ... isms/empty-id at reviews[#24].by; 17 more"},
		{join(func(o *mapping.Overlay) {
			*o = mapping.Overlay{ID: "o", Source: "b-1", Target: "a-1", Reviews: []mapping.Review{review("x", "y", eq), review("b1", "a1", eq), review("b1", "a1", sub)}}
		}), "mapping/unknown-item at reviews[#0].targets[#0]; mapping/unknown-item at reviews[#0].sources[#0]; mapping/contradicting-entries at reviews[#2]"},
		{join(func(o *mapping.Overlay) { o.Target = "b-2" }), "mapping/overlay-between-others at target"},
		{func() error { _, err := mapping.Crosswalk{}.With(mapping.Overlay{ID: "o"}); return err }(), "mapping/crosswalk-missing"},

		{func() error { _, err := mapping.Infer(mapping.Framework{}); return err }(), "mapping/framework-missing at target"},
		{infer(mapping.InferenceInput{Crosswalk: ab, State: met}, mapping.InferenceInput{State: met}), "mapping/crosswalk-missing at inputs[#1].crosswalk"},
		{infer(mapping.InferenceInput{Crosswalk: ab.Converse(), State: met}), "mapping/another-target at inputs[#0].crosswalk"},
		{infer(mapping.InferenceInput{Crosswalk: ab}), "mapping/states-missing at inputs[#0].state"},
		{infer(mapping.InferenceInput{Crosswalk: ab, State: met}, mapping.InferenceInput{Crosswalk: crosswalk(t, "ab", a, b, pair("a1", "b2", eq)), State: met}), "mapping/two-crosswalks-of-one-id at inputs[#1].crosswalk"},

		{plan(nil), "mapping/crosswalk-missing at crosswalks"},
		{plan(nil, mapping.Crosswalk{}), "mapping/crosswalk-missing at crosswalks[#0]"},
		{plan(nil, ab, ab.Converse()), "mapping/another-source at crosswalks[#1]"},
		{plan(nil, ab, crosswalk(t, "xb", a, other)), "mapping/two-frameworks-of-one-id at crosswalks[#1]"},
		{plan([]mapping.Artefact{{ID: "x\n"}}, ab), `isms/id-with-blanks at artefacts["x\u000a"].id`},
		{plan([]mapping.Artefact{{ID: "x", Title: "b"}, {ID: "x", Title: "a"}}, ab), "mapping/two-titles at artefacts[#1].title"},
		{plan([]mapping.Artefact{{ID: "x", Items: []string{"b1"}}}, ab), "mapping/unknown-item at artefacts[x].items[#0]"},

		{chain(), "mapping/crosswalk-missing at legs"},
		{chain(ab, mapping.Crosswalk{}), "mapping/crosswalk-missing at legs[#1]"},
		{chain(ab, ab), "mapping/another-source at legs[#1]"},
		{contradiction("x"), "mapping/contradicting-paths at legs"},

		{rows(mapping.Spec{ID: "i"}, "morse", mapping.ImportRow{}), "isms/unknown-word at notation"},
		{rows(mapping.Spec{ID: "i"}, "cis-controls", mapping.ImportRow{Sources: []string{"a1"}, Targets: []string{"b1"}}, mapping.ImportRow{Targets: []string{"b1"}}), "mapping/items-missing at rows[#1].sources"},
		{rows(mapping.Spec{ID: "i"}, "cis-controls", mapping.ImportRow{Sources: []string{"b1"}, Targets: []string{"a1"}, Word: "x"}), "mapping/unknown-item at rows[#0].sources[#0]; mapping/unknown-item at rows[#0].targets[#0]; mapping/unknown-term at rows[#0].word"},
		{rows(mapping.Spec{ID: "i"}, "cis-controls", manyRows...), "mapping/items-missing at rows[#0].sources ... mapping/items-missing at rows[#99].sources; 3 more"},
		{rows(mapping.Spec{ID: "i"}, "cis-controls", manyRows[:isms.MaxProblems]...), "mapping/items-missing at rows[#0].sources ... mapping/items-missing at rows[#98].sources; mapping/items-missing at rows[#99].sources"},

		{rows(mapping.Spec{
			ID: "i", Entries: []mapping.Entry{pair("a1", "b1", eq), pair("a1", "x", eq)}, SourcesWithoutCounterpart: []mapping.NoCounterpart{{ID: "a1"}, {ID: "a9"}},
		}, "cis-controls",
			mapping.ImportRow{Sources: []string{"a2"}, Targets: []string{"b2"}, Rationale: "gut"}, mapping.ImportRow{Sources: []string{"a3", "a2"}},
			mapping.ImportRow{Sources: []string{"a2"}, Targets: []string{"b2"}, Word: "equivalent", Rationale: "gut"}), "mapping/unknown-item at entries[#1].targets[#0]; isms/unknown-word at rows[#0].rationale; isms/unknown-word at rows[#2].rationale; mapping/contradicting-entries at rows[#2]; mapping/mapped-without-counterpart at sourcesWithoutCounterpart[a1].id; mapping/unknown-item at sourcesWithoutCounterpart[a9].id; mapping/mapped-without-counterpart at rows[#1].sources[#1]"},
		{rows(mapping.Spec{ID: "i", Target: "b-2"}, "cis-controls"), "mapping/another-framework at target"},
		{func() error { _, err := mapping.Chain{}.Crosswalk("x"); return err }(), "mapping/crosswalk-missing at legs"},

		{relation("equals"), "mapping/no-relationship-of-sets"},
		{relation("equal|equal"), "mapping/no-relationship-of-sets"},
		{new(mapping.Relation).UnmarshalJSON([]byte("5")), "isms/wrong-kind"},
		{new(mapping.StateSet).UnmarshalJSON([]byte("{}")), "isms/wrong-kind"},
		{states("all"), "mapping/no-set-of-states"},
		{read("nist-ir-8477-set-theory", "equals"), "mapping/unknown-term"},
		{write("cis-controls", mapping.Unspecified), "mapping/no-term-says-only-that"},
		{write("gemara", mapping.Contradiction), "mapping/no-term-says-only-that"},
		{read("morse", "dot"), "isms/unknown-word"},
		{write("morse", mapping.Equal), "isms/unknown-word"},
		{words("cis-controls"), "mapping/unknown-term at entries[#0].word ... mapping/unknown-term at entries[#99].word; 50 more"},
		{words("morse"), "isms/unknown-word"},
		{equivalents(ab, crosswalk(t, "xb", a, other)), "mapping/two-frameworks-of-one-id at crosswalks[#1]"},
	}
}

func TestRefusalsSayCodeAndPath(t *testing.T) {
	for i, c := range refusals(t) {
		first, last, long := strings.Cut(c.codes, " ... ")
		if got := golden.Codes(c.err); got != c.codes && (!long || !strings.HasPrefix(got, first) || !strings.HasSuffix(got, last)) {
			t.Errorf("%d: %s, want %s", i, got, c.codes)
		}
		laws.Error(t, nil, c.err)
	}
}

var laws = said.Of(nil, mapping.Messages(), mapping.Vocabularies())

// Each reason to refuse input is met by some input.
func TestEveryMessageThatRefusesIsSaid(t *testing.T) {
	met := map[string]bool{}
	for _, c := range refusals(t) {
		var e *isms.Error
		if errors.As(c.err, &e) {
			for _, p := range e.Problems {
				met[p.Code] = true
			}
		}
	}
	for _, m := range mapping.Messages() {
		if m.Want != "" && !met[m.Code] {
			t.Errorf("no refusal says %s", m.Code)
		}
	}
}

// The messages: the only test that holds their sentences.
func TestMessagesWordByWord(t *testing.T) {
	var n golden.Note
	n.Messages(mapping.Messages())
	golden.Equal(t, "rules.txt", n.Bytes())
}

// Why a reading is weaker than its word, in other languages.
func TestReadingsAreSentences(t *testing.T) {
	for v := range mapping.Notations().All() {
		none, err := v.Read("")
		if err != nil {
			t.Fatal(err)
		}
		for _, term := range append(v.Terms(), none) {
			if term.Note.IsZero() != (term.Note.Code == "") {
				t.Errorf("%+v has a note without a code", term)
			}
			if !term.Note.IsZero() {
				laws.Sentence(t, term.Note)
			}
		}
	}
}

// What stands where a path leads, or would stand there: members and positions.
func leads(t *testing.T, of any, path isms.Path) bool {
	t.Helper()
	text, err := json.Marshal(of)
	if err != nil {
		t.Fatal(err)
	}
	var at any
	if err := json.Unmarshal(text, &at); err != nil {
		t.Fatal(err)
	}
	steps, err := path.Segments()
	if err != nil {
		t.Fatal(err)
	}
	for i, step := range steps {
		switch here := at.(type) {
		case map[string]any:
			next, ok := here[step.Name]
			if !ok {
				return i == len(steps)-1 // where the missing member would stand
			}
			at = next
		case []any:
			n := step.Position
			if n < 0 {
				n = slices.IndexFunc(here, func(v any) bool { item, _ := v.(map[string]any); return item["id"] == step.Name })
			}
			if n < 0 || n >= len(here) {
				return false
			}
			at = here[n]
		default:
			return false
		}
	}
	return true
}

// Each path of a refused record leads to one place of it.
func TestPathsLeadIntoWhatIsRefused(t *testing.T) {
	a, b := framework(t, "a-1", "a1", "a2", "a3"), framework(t, "b-1", "b1", "b2", "b3")
	ab := crosswalk(t, "ab", a, b, pair("a1", "b1", eq))
	rapid.Check(t, func(r *rapid.T) {
		word := func(words ...string) string { return rapid.SampledFrom(words).Draw(r, "word") }
		some := func(words ...string) []string {
			return rapid.SliceOfN(rapid.SampledFrom(words), 0, 3).Draw(r, "words")
		}
		spec := mapping.Spec{ID: word("", "x"), Source: word("a-1", "a-1", "a-1", "c"), Target: word("b-1", "b-1", "b-1", ""), Provenance: mapping.Provenance{Direction: mapping.Direction(word("", "up"))}}
		overlay := mapping.Overlay{ID: spec.ID, Source: spec.Source, Target: spec.Target}
		for range rapid.IntRange(0, 4).Draw(r, "entries") {
			e := mapping.Entry{
				Sources: some("a1", "a2", "b1"), Targets: some("b1", "b2", "5.1"), Relation: mapping.Relation(rapid.Uint8Range(0, 31).Draw(r, "relation")),
				Rationale: mapping.Rationale(word("", "semantic", "gut")), Strength: mapping.Strength(word("", "11")), Claim: mapping.Claim(word("", "all")),
			}
			spec.Entries = append(spec.Entries, e)
			overlay.Reviews = append(overlay.Reviews, mapping.Review{Sources: e.Sources, Targets: e.Targets, Relation: e.Relation, Rationale: e.Rationale, By: isms.ID(word("", "amal"))})
		}
		for _, id := range some("a1", "a2", "x", "") {
			spec.SourcesWithoutCounterpart = append(spec.SourcesWithoutCounterpart, mapping.NoCounterpart{ID: id, Part: word("", "p")})
		}
		list := mapping.FrameworkSpec{ID: spec.ID, Spelling: mapping.Spelling(word("", "x"))}
		for _, id := range some("1", "2", " 3", "") {
			list.Items = append(list.Items, mapping.Item{ID: id, Kind: mapping.Kind(word("", "rule")), Parent: word("", "1", "9")})
		}
		_, err1 := mapping.New(spec, a, b)
		_, err2 := mapping.NewFramework(list)
		_, err3 := ab.With(overlay)
		_, err4 := overlay.Crosswalk(a, b)
		for i, err := range []error{err1, err2, err3, err4} {
			var e *isms.Error
			if errors.As(err, &e) {
				for _, p := range e.Problems {
					if of := []any{spec, list, overlay, overlay}[i]; !leads(t, of, p.Path) {
						r.Fatalf("%s leads nowhere in %+v", p.Path, of)
					}
				}
			} else if err != nil {
				r.Fatalf("%v is no isms.Error", err)
			}
		}
	})
}

// What an unknown item may be: one of the other framework of the call, or nothing that
// is known.
func TestUnknownItemsAreExplained(t *testing.T) {
	a, b := framework(t, "a-1", "a1"), framework(t, "b-1", "b1")
	for id, want := range map[string]string{"b1": "mapping/item-of-another-framework", "c1": "mapping/item-as-listed"} {
		if _, err := mapping.New(mapping.Spec{ID: "ab", Source: "a-1", Target: "b-1", Entries: []mapping.Entry{pair(id, "b1", eq)}}, a, b); wanted(err) != want {
			t.Errorf("%s: %s, want %s", id, wanted(err), want)
		}
		if _, err := mapping.New(mapping.Spec{ID: "aa", Source: "a-1", Target: "a-1", Entries: []mapping.Entry{pair(id, "a1", eq)}}, a, a); wanted(err) != "mapping/item-as-listed" {
			t.Errorf("%s in one framework: %s", id, wanted(err))
		}
	}
}
