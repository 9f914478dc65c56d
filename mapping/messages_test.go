package mapping_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/mapping"
)

// What is refused, word by word: the function, the value, and what would be
// right. Text from outside is cut.
func TestMessages(t *testing.T) {
	a, b := framework(t, "a-1", "a1", "a2", "a3", "a4", "a5", "a6"), framework(t, "b-1", "b1", "b2", "b3", "b4", "b5", "b6")
	other := framework(t, "b-1", "b1")
	ab := crosswalk(t, "ab", a, b, pair("a1", "b1", eq))
	long, cut := strings.Repeat("x", 65), strings.Repeat("x", 64)+`"...`
	fit := strings.Repeat("y", 64)
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
	infer := func(routes ...mapping.Route) error { _, err := mapping.Infer(b, routes...); return err }
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
	manyRows := make([]mapping.ImportRow, 23)

	for _, tc := range []struct {
		err  error
		want string
	}{
		{build(func(s *mapping.Spec) { s.ID = "" }), `mapping: New(""): the crosswalk has no ID`},
		{build(func(s *mapping.Spec) { s.ID, s.Source = long, "" }), `mapping: New("` + cut + `): the source is "" and cannot be read with the items of "a-1": editions do not mix`},
		{build(func(s *mapping.Spec) { s.ID, s.Target = fit, long }), `mapping: New("` + fit + `"): the target is "` + cut + ` and cannot be read with the items of "b-1": editions do not mix`},
		{build(func(s *mapping.Spec) { s.Provenance.Direction = "up" }), `mapping: New("ab"): direction "up" is not one of ["as published" "reversed"]`},
		{entry(func(e *mapping.Entry) { e.Sources = nil }), `mapping: New("ab"): entry 0 needs at least one source and one target`},
		{entry(func(e *mapping.Entry) { e.Targets = nil }), `mapping: New("ab"): entry 0 needs at least one source and one target`},
		{entry(func(e *mapping.Entry) { e.Sources[0] = "b1" }), `mapping: New("ab"): entry 0: a-1 has no item "b1"; it is an item of b-1`},
		{entry(func(e *mapping.Entry) { e.Targets[0] = "5.1" }), `mapping: New("ab"): entry 0: b-1 has no item "5.1"`},
		{entry(func(e *mapping.Entry) { e.Rationale = "gut" }), `mapping: New("ab"): entry 0: rationale "gut" is not one of ["syntactic" "semantic" "functional"]`},
		{entry(func(e *mapping.Entry) { e.Strength = "11" }), `mapping: New("ab"): entry 0: strength "11" is not one of ["0" "1" "2" "3" "4" "5" "6" "7" "8" "9" "10" "N/A"]`},
		{entry(func(e *mapping.Entry) { e.Claim = "all" }), `mapping: New("ab"): entry 0: claim "all" is not one of ["full set" "partial"]`},
		{build(func(s *mapping.Spec) { s.Entries = append(s.Entries, pair("a1", "b1", sub)) }), `mapping: New("ab"): two entries for [a1] and [b1] that say different things (equal and subset of)`},
		{build(func(s *mapping.Spec) {
			e := mapping.Entry{Sources: six, Targets: []string{"b1", "b2", "b3", "b4", "b5"}, Relation: eq}
			s.Entries = append(s.Entries, e, e)
			s.Entries[1].Relation = sup
		}), `mapping: New("ab"): two entries for [a1 a2 a3 a4 a5 ...] and [b1 b2 b3 b4 b5] that say different things (equal and superset of)`},
		{build(func(s *mapping.Spec) { s.SourcesWithoutCounterpart = []mapping.NoCounterpart{{ID: "a2"}, {ID: "b1"}} }), `mapping: New("ab"): explicit none 1: a-1 has no item "b1"; it is an item of b-1`},
		{build(func(s *mapping.Spec) { s.TargetsWithoutCounterpart = []mapping.NoCounterpart{{ID: "A.5.1"}} }), `mapping: New("ab"): explicit none 0: b-1 has no item "A.5.1"`},
		{build(func(s *mapping.Spec) { s.SourcesWithoutCounterpart = []mapping.NoCounterpart{{ID: "a1"}} }), `mapping: New("ab"): "a1" of a-1 is mapped and also said to have no counterpart`},
		{build(func(s *mapping.Spec) { s.TargetsWithoutCounterpart = []mapping.NoCounterpart{{ID: "b1"}} }), `mapping: New("ab"): "b1" of b-1 is mapped and also said to have no counterpart`},

		{list(func(s *mapping.FrameworkSpec) { s.ID = "" }), `mapping: NewFramework: the framework has no ID; name it with its edition, as in "nist-csf-2.0"`},
		{list(func(s *mapping.FrameworkSpec) { s.Spelling = "as one likes" }), `mapping: NewFramework("f-1"): spelling "as one likes" is not one of ["any case" "sp 800-53" "sp 800-171"]`},
		{list(func(s *mapping.FrameworkSpec) { s.Items[1].ID = "" }), `mapping: NewFramework("f-1"): item 1 has the ID ""; it must not be empty nor begin or end with a blank`},
		{list(func(s *mapping.FrameworkSpec) { s.Items[0].ID = " 1" }), `mapping: NewFramework("f-1"): item 0 has the ID " 1"; it must not be empty nor begin or end with a blank`},
		{list(func(s *mapping.FrameworkSpec) { s.Items[0].Kind = "" }), `mapping: NewFramework("f-1"): item "1" has no kind`},
		{list(func(s *mapping.FrameworkSpec) { s.Items[1].ID = "1" }), `mapping: NewFramework("f-1"): two items "1"`},
		{list(func(s *mapping.FrameworkSpec) { s.Items[1].Parent = "0" }), `mapping: NewFramework("f-1"): item "2" has the parent "0", which is no item`},
		{list(func(s *mapping.FrameworkSpec) { s.Items[0].Parent, s.Items[1].Parent = "2", "1" }), `mapping: NewFramework("f-1"): item "1" is its own ancestor`},

		{parse(mapping.Framework{}, "x"), `mapping: Parse("x"): the framework is empty`},
		{parse(fw("iso-27001-2022"), "5.7"), `mapping: iso-27001-2022 has no item "5.7"; write "A.5.7" for the control of Annex A`},
		{parse(fw("iso-27001-2022"), "A.9.1.1"), `mapping: iso-27001-2022 has no item "A.9.1.1"`},
		{parse(fw("nist-csf-2.0"), long), `mapping: nist-csf-2.0 has no item "` + cut},

		{join(func(o *mapping.Overlay) { o.ID = "" }), `mapping: an overlay of "ab" has no ID`},
		{join(func(o *mapping.Overlay) { o.Source = "a-2" }), `mapping: Overlay("o") is between "a-2" and "b-1"; the crosswalk "ab" is between "a-1" and "b-1"`},
		{join(func(o *mapping.Overlay) { o.Reviews[0].Sources = nil }), `mapping: Overlay("o"): review 0 needs at least one source and one target`},
		{join(func(o *mapping.Overlay) { o.Reviews[0].Targets = nil }), `mapping: Overlay("o"): review 0 needs at least one source and one target`},
		{join(func(o *mapping.Overlay) { o.Reviews[0].By = "" }), `mapping: Overlay("o"): review 0 ([a1] to [b1]) has no reviewer`},
		{join(func(o *mapping.Overlay) { o.Reviews[0].On = isms.Date{} }), `mapping: Overlay("o"): review 0 ([a1] to [b1]) has no day`},
		{join(func(o *mapping.Overlay) { o.Reviews[0].Relation = 32 }), `mapping: Overlay("o"): review 0 ([a1] to [b1]) has no relation; a reviewer who cannot say writes unspecified`},
		{join(func(o *mapping.Overlay) { o.Reviews[0].Sources, o.Reviews[0].Reason = six, "" }), `mapping: Overlay("o"): review 0 ([a1 a2 a3 a4 a5 ...] to [b1]) has no reason`},
		{join(func(o *mapping.Overlay) { o.Reviews[0].By = "a\nb" }), `mapping: Overlay("o"): reviewer of review 0: ` + isms.ID("a\nb").Validate().Error()},
		{reviews(mapping.Overlay{ID: "o", Source: "a-1", Target: "b-1", Reviews: []mapping.Review{{Sources: six[:1], Targets: []string{"b1"}}}}), `mapping: Overlay("o"): review 0 ([a1] to [b1]) has no reviewer`},
		{func() error { _, err := mapping.Crosswalk{}.With(mapping.Overlay{ID: "o"}); return err }(), `mapping: Overlay("o"): there is no crosswalk to join`},

		{func() error { _, err := mapping.Infer(mapping.Framework{}); return err }(), `mapping: Infer: the target framework is empty`},
		{infer(mapping.Route{Crosswalk: ab, State: met}, mapping.Route{State: met}), `mapping: Infer: route 1 has no crosswalk`},
		{infer(mapping.Route{Crosswalk: ab.Converse(), State: met}), `mapping: Infer: route 0 ("ab") leads to "a-1" and not to "b-1"; Converse turns a crosswalk round`},
		{infer(mapping.Route{Crosswalk: ab}), `mapping: Infer: route 0 ("ab") has no states`},
		{infer(mapping.Route{Crosswalk: ab, State: met}, mapping.Route{Crosswalk: crosswalk(t, "ab", a, b, pair("a1", "b2", eq)), State: met}), `mapping: Infer: two different crosswalks "ab"; give one another ID`},

		{plan(nil), `mapping: PlanEvidence: no crosswalks`},
		{plan(nil, mapping.Crosswalk{}), `mapping: PlanEvidence: crosswalk 0 is empty`},
		{plan(nil, ab, ab.Converse()), `mapping: PlanEvidence: crosswalk 1 ("ab") begins with "b-1", the first with "a-1"`},
		{plan(nil, ab, crosswalk(t, "xb", a, other)), `mapping: PlanEvidence: two different frameworks "b-1"`},
		{plan([]mapping.Artefact{{ID: "x\n"}}, ab), `mapping: PlanEvidence: artefact "x\n": ` + isms.ID("x\n").Validate().Error()},
		{plan([]mapping.Artefact{{ID: "x", Title: "b"}, {ID: "x", Title: "a"}}, ab), `mapping: PlanEvidence: artefact "x" has the titles "a" and "b"`},
		{plan([]mapping.Artefact{{ID: "x", Items: []string{"b1"}}}, ab), `mapping: PlanEvidence: artefact "x": a-1 has no item "b1"`},

		{chain(), `mapping: NewChain: no legs`},
		{chain(ab, mapping.Crosswalk{}), `mapping: NewChain: leg 1 is empty`},
		{chain(ab, ab), `mapping: NewChain: leg 1 ("ab") begins with "a-1", the leg before ends with "b-1"; Converse turns a crosswalk round`},
		{contradiction("x"), `mapping: Chain.Crosswalk("x"): the paths from "a1" to "a1" contradict each other`},

		{rows(mapping.Spec{ID: "i"}, "morse", mapping.ImportRow{}), `mapping: Import("i"): row 1: mapping: Notation("morse"): not one of ["nist-ir-8477-set-theory" "nist-ir-8477-concept-crosswalk" "nist-ir-8477-supportive" "nist-olir" "oscal" "ciso-assistant" "cis-controls" "gemara"]`},
		{rows(mapping.Spec{ID: "i"}, "cis-controls", mapping.ImportRow{Sources: []string{"a1"}, Targets: []string{"b1"}}, mapping.ImportRow{Targets: []string{"b1"}}), `mapping: Import("i"): row 2: no source`},
		{rows(mapping.Spec{ID: "i"}, "cis-controls", mapping.ImportRow{Sources: []string{"b1"}, Targets: []string{"a1"}, Word: "x"}), "mapping: Import(\"i\"): row 1: mapping: a-1 has no item \"b1\"; it is an item of b-1\nmapping: b-1 has no item \"a1\"; it is an item of a-1\nmapping: Notation(\"cis-controls\").Read(\"x\"): want one of [\"equivalent\" \"subset\" \"superset\"]"},
		{rows(mapping.Spec{ID: "i"}, "cis-controls", manyRows...), manyLines("i", 20) + "mapping: Import(\"i\"): 3 more rows"},
		{rows(mapping.Spec{ID: "i"}, "cis-controls", manyRows[:20]...), strings.TrimSuffix(manyLines("i", 20), "\n")},

		{relation("equals"), `mapping: ParseRelation("equals"): want strict relations joined by "|" (equal, subset of, superset of, intersects with, no relationship), "unspecified" or "contradiction"`},
		{states("all"), `mapping: StateSet("all"): want states joined by "|", "any" or "contradictory"`},
		{read("nist-ir-8477-set-theory", "equals"), `mapping: Notation("nist-ir-8477-set-theory").Read("equals"): want one of ["equal" "subset of" "superset of" "intersects with" "no relationship"]`},
		{write("cis-controls", mapping.Unspecified), `mapping: Notation("cis-controls").Write(unspecified): no word says only that`},
		{write("gemara", mapping.Contradiction), `mapping: Notation("gemara").Write(contradiction): no word says only that`},
		{words("cis-controls"), `mapping: Notation("cis-controls").Read("equivalent-to"): want one of ["equivalent" "subset" "superset"]`},
		{equivalents(ab, crosswalk(t, "xb", a, other)), `mapping: Equivalents: two different frameworks "b-1"`},
	} {
		if tc.err == nil || tc.err.Error() != tc.want {
			t.Errorf("\n got %v\nwant %s", tc.err, tc.want)
		}
	}
}

func manyLines(id string, n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("mapping: Import(\"" + id + "\"): row " + strconv.Itoa(i+1) + ": no source\n")
	}
	return b.String()
}
