package oscal_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/internal/laws/said"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/oscal"
)

// What no document is, with the place in it.
func TestParseSaysWhatIsWrong(t *testing.T) {
	for text, want := range map[string]string{
		``:                                       "isms/early-end",
		`[]`:                                     "isms/wrong-kind",
		`{}`:                                     "oscal/no-mapping-collection at mapping-collection",
		`{"Mapping-Collection":{}}`:              "oscal/no-mapping-collection at mapping-collection",
		`{"mapping-collection":null}`:            "isms/null at mapping-collection",
		`{"mapping-collection":{}}`:              "oscal/no-mappings at mapping-collection.mappings",
		`{"mapping-collection":{"mappings":[]}}`: "oscal/no-mappings at mapping-collection.mappings",
		`{"mapping-collection":{"mappings":"x"}}`:                                                    "isms/wrong-kind at mapping-collection.mappings",
		"{\"mapping-collection\":{\n\"metadata\":{\"title\":5},\"mappings\":[{}]}}":                  "isms/wrong-kind at mapping-collection.metadata.title",
		`{"mapping-collection":{"mappings":{"maps":[{"sources":{}}]}}}`:                              "isms/wrong-kind at mapping-collection.mappings.maps[#0].sources",
		`{"mapping-collection":{"mappings":[{"uuid":true},{"uuid":"a","uuid":"b"}]}}`:                "isms/wrong-kind at mapping-collection.mappings[#0].uuid; isms/doubled-key at mapping-collection.mappings[#1].uuid",
		`{"mapping-collection":{"mappings":[` + strings.Repeat(`{"uuid":1},`, 101) + `{"uuid":1}]}}`: "; 2 more",
	} {
		_, err := oscal.Parse([]byte(text))
		if got := golden.Codes(err); got != want && !(want[0] == ';' && strings.HasSuffix(got, want)) {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	var d oscal.Document
	if err := d.UnmarshalJSON([]byte(`{"mapping-collection":{"mappings":[{"uuid":1}]}}`)); golden.Codes(err) != "isms/wrong-kind at mapping-collection.mappings[#0].uuid" || d.Len() != 0 {
		t.Errorf("%v, %v", d, err)
	}
	if err := d.UnmarshalJSON([]byte("null")); err != nil || d.Len() != 0 {
		t.Errorf("%v, %v", d, err)
	}
}

// refusal is an input that is refused, with codes and paths.
type refusal struct {
	name  string
	err   error
	codes string // of many the first and the last
}

// second returns the error of a function that returns a value, too.
func second[T any](_ T, err error) error { return err }

// refusals has each reason for which this package refuses input.
func refusals(t *testing.T) []refusal {
	t.Helper()
	c := cw("nist-csf-2.0", "nist-csf-1.1")
	sound := oscal.Head{LastModified: day}
	f, err := mapping.NewFramework(mapping.FrameworkSpec{ID: "f-1", Leaves: []mapping.Kind{"rule"}, Items: []mapping.Item{{ID: "a", Kind: "rule"}, {ID: "b", Kind: "rule"}, {ID: "line\nbreak", Kind: "rule"}}})
	if err != nil {
		t.Fatal(err)
	}
	pair := func(source, target string) mapping.Entry {
		return mapping.Entry{Sources: []string{source}, Targets: []string{target}}
	}
	spec := func(change func(*mapping.Spec)) mapping.Crosswalk {
		s := mapping.Spec{ID: "f-f", Source: "f-1", Target: "f-1", Entries: []mapping.Entry{{Sources: []string{"a", "line\nbreak"}, Targets: []string{"a", "line\nbreak"}}}}
		change(&s)
		x, err := mapping.New(s, f, f)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	from := func(x mapping.Crosswalk, h oscal.Head) error { return second(oscal.From(x, h)) }
	oneLine := oscal.IDs{Source: named, Target: named}
	write := func(change func(*mapping.Spec)) error {
		return from(spec(change), oscal.Head{LastModified: day, IDs: oneLine})
	}
	head := func(change func(*oscal.Head)) error {
		h := oscal.Head{LastModified: day, IDs: oneLine}
		change(&h)
		return from(spec(func(*mapping.Spec) {}), h)
	}
	uuid := func(of func(...string) string) error {
		return from(c, oscal.Head{LastModified: day, IDs: oscal.IDs{UUID: of}})
	}
	bad := "a\xff"
	d, err := oscal.From(c, sound)
	if err != nil {
		t.Fatal(err)
	}
	read := func(ids oscal.IDs, source, target string) error {
		return second(d.CrosswalkWith(ids, 0, fw(source), fw(target)))
	}
	file := func(more int, change func(*oscal.Collection, *oscal.Mapping, *oscal.Map)) error {
		one := func() oscal.Map {
			return oscal.Map{Relationship: "equal-to", Sources: []oscal.Item{{ID: "ID.AM-01"}}, Targets: []oscal.Item{{ID: "ID.AM-1"}}}
		}
		x := oscal.Collection{Mappings: oscal.Mappings{{UUID: "u", Maps: []oscal.Map{one(), one()}}}}
		change(&x, &x.Mappings[0], &x.Mappings[0].Maps[1])
		for range more {
			x.Mappings = append(x.Mappings, oscal.Mapping{})
		}
		return second(oscal.Of(x).Crosswalk(0, fw("nist-csf-2.0"), fw("nist-csf-1.1")))
	}
	one := func(change func(*oscal.Map)) error {
		return file(0, func(_ *oscal.Collection, _ *oscal.Mapping, m *oscal.Map) { change(m) })
	}
	ours := func(name, value, class string) oscal.Property {
		return oscal.Property{Name: name, Namespace: oscal.Namespace, Value: value, Class: class}
	}
	same := func(string) string { return "x" }
	return []refusal{
		{"no crosswalk", from(mapping.Crosswalk{}, sound), "oscal/crosswalk-without-entries at crosswalk.entries"},
		{"no crosswalk and no day", from(mapping.Crosswalk{}, oscal.Head{Method: "magic", Status: "done", Rationale: "gut"}), "oscal/crosswalk-without-entries at crosswalk.entries; oscal/day-of-the-last-change-missing at lastModified; isms/unknown-word at method; isms/unknown-word at status; isms/unknown-word at rationale"},
		{"a day before OSCAL", head(func(h *oscal.Head) { h.LastModified = isms.MustDate("1899-12-31") }), "oscal/day-out-of-years at lastModified"},
		{"a day after OSCAL", head(func(h *oscal.Head) { h.LastModified = isms.MustDate("3000-01-01") }), "oscal/day-out-of-years at lastModified"},
		{"a blank title", head(func(h *oscal.Head) { h.Title = " " }), "oscal/text-not-held at title"},
		{"a title that begins with a blank", head(func(h *oscal.Head) { h.Title = " " + strings.Repeat("x", 100) }), "oscal/text-not-held at title"},
		{"a version of two lines", head(func(h *oscal.Head) { h.Version = "\u2028" }), "oscal/text-not-held at version"},
		{"bytes that are no text", head(func(h *oscal.Head) { h.Title, h.Version = bad, "1\n2" }), "oscal/text-not-held at title; oscal/text-not-held at version"},
		{"items of two lines", from(spec(func(*mapping.Spec) {}), sound), "oscal/text-not-held at crosswalk.entries[#0].sources[#1]; oscal/text-not-held at crosswalk.entries[#0].targets[#1]"},
		{"an item of two lines without an entry", from(spec(func(s *mapping.Spec) { s.Entries[0] = pair("a", "b") }), sound), "oscal/text-not-held at crosswalk.source; oscal/text-not-held at crosswalk.target"},
		{"an item written as nothing", head(func(h *oscal.Head) {
			h.IDs.Source = func(id string) string { return strings.TrimPrefix(named(id), "a") }
		}), "oscal/text-not-held at crosswalk.entries[#0].sources[#0]"},
		{"items with a blank", from(c, oscal.Head{LastModified: day, IDs: oscal.IDs{Source: func(id string) string { return id + " " }}}), "oscal/text-not-held at crosswalk.entries[#0].sources[#0] ... oscal/text-not-held at crosswalk.entries[#99].sources[#0]; 101 more"},
		{"an ID of two lines", write(func(s *mapping.Spec) { s.ID = "f\nf" }), "oscal/text-not-held at crosswalk.id; oscal/text-not-held at title"},
		{"texts of an entry", write(func(s *mapping.Spec) {
			s.Entries[0].Word, s.Entries[0].Note, s.Entries[0].Reason, s.Entries[0].By = bad, bad, bad, "a "
		}), "oscal/text-not-held at crosswalk.entries[#0].word; oscal/text-not-held at crosswalk.entries[#0].note; oscal/text-not-held at crosswalk.entries[#0].reason; oscal/text-not-held at crosswalk.entries[#0].by"},
		{"texts of a provenance", write(func(s *mapping.Spec) {
			s.Provenance = mapping.Provenance{
				Publisher: bad, Document: bad, Version: bad, Date: bad, Style: bad, Licence: bad, Credit: bad, ReadFrom: bad, Check: bad, Claim: bad, Superseded: bad, Inputs: []string{"a", bad},
			}
		}), "oscal/text-not-held at crosswalk.provenance.publisher ... oscal/text-not-held at crosswalk.provenance.superseded; oscal/text-not-held at crosswalk.provenance.inputs[#1]"},
		{"a note of a provenance", write(func(s *mapping.Spec) { s.Provenance.Note = bad }), "oscal/text-not-held at crosswalk.provenance.note"},
		{"items without counterpart", write(func(s *mapping.Spec) {
			s.SourcesWithoutCounterpart = []mapping.NoCounterpart{{ID: "b", Part: "two\nlines"}, {ID: "b", Note: bad}}
			s.TargetsWithoutCounterpart = []mapping.NoCounterpart{{ID: "line\nbreak", Part: "p"}}
		}), `oscal/text-not-held at crosswalk.sourcesWithoutCounterpart[#0].note; oscal/text-not-held at crosswalk.sourcesWithoutCounterpart[#1].part; oscal/text-not-held at crosswalk.targetsWithoutCounterpart["line\u000abreak"].id`},
		{"items written alike", from(c, oscal.Head{LastModified: day, IDs: oscal.IDs{Source: same}}), "oscal/items-written-alike at ids.source ... oscal/items-written-alike at ids.source; 33 more"},
		{"targets written alike", from(c, oscal.Head{LastModified: day, IDs: oscal.IDs{Target: same}}), "oscal/items-written-alike at ids.target ... oscal/items-written-alike at ids.target; 35 more"},
		{"one UUID for all", uuid(func(...string) string { return "11111111-1111-4111-8111-111111111111" }), "oscal/doubled-uuid at ids.uuid ... oscal/doubled-uuid at ids.uuid; 90 more"},
		{"no UUID", uuid(func(...string) string { return "" }), "oscal/no-uuid at ids.uuid ... oscal/no-uuid at ids.uuid; 91 more"},
		{"digits", uuid(func(...string) string { return strings.Repeat("1", 65) }), "oscal/no-uuid at ids.uuid ... oscal/no-uuid at ids.uuid; 91 more"},

		{"no document", second(oscal.Parse([]byte(`{}`))), "oscal/no-mapping-collection at mapping-collection"},
		{"no mappings", second(oscal.Parse([]byte(`{"mapping-collection":{"mappings":[]}}`))), "oscal/no-mappings at mapping-collection.mappings"},
		{"a position before the first", second(d.Crosswalk(-1, fw("nist-csf-2.0"), fw("nist-csf-1.1"))), "oscal/no-mapping-at-the-position at mapping-collection.mappings"},
		{"a position after the last", second(d.Crosswalk(1, fw("nist-csf-2.0"), fw("nist-csf-1.1"))), "oscal/no-mapping-at-the-position at mapping-collection.mappings"},
		{"another source", read(oscal.IDs{}, "nist-csf-1.1", "nist-csf-1.1"), "oscal/another-framework at mapping-collection.mappings.source-resource"},
		{"another target", read(oscal.IDs{}, "nist-csf-2.0", "nist-csf-2.0"), "oscal/another-framework at mapping-collection.mappings.target-resource"},
		{"both others", read(oscal.IDs{}, "nist-csf-1.1", "nist-csf-2.0"), "oscal/another-framework at mapping-collection.mappings.source-resource; oscal/another-framework at mapping-collection.mappings.target-resource"},
		{"sources read alike", read(oscal.IDs{Source: same}, "nist-csf-2.0", "nist-csf-1.1"), "oscal/items-written-alike at ids.source ... oscal/items-written-alike at ids.source; 33 more"},
		{"targets read alike", read(oscal.IDs{Target: same}, "nist-csf-2.0", "nist-csf-1.1"), "oscal/items-written-alike at ids.target ... oscal/items-written-alike at ids.target; 35 more"},
		{"targets written in another way", read(oscal.IDs{Target: strings.ToLower}, "nist-csf-2.0", "nist-csf-1.1"), "oscal/no-item-written-so at mapping-collection.mappings.maps[#0].targets[#0].id-ref ... oscal/no-item-written-so at mapping-collection.mappings.maps[#99].targets[#0].id-ref; 85 more"},

		{"an unknown source", one(func(m *oscal.Map) { m.Sources[0].ID = "x" }), "mapping/unknown-item at mapping-collection.mappings.maps[#1].sources[#0].id-ref"},
		{"an unknown target", one(func(m *oscal.Map) { m.Targets[0].ID = "ID.AM-9" }), "mapping/unknown-item at mapping-collection.mappings.maps[#1].targets[#0].id-ref"},
		{"an unknown relationship", one(func(m *oscal.Map) { m.Relationship = "x" }), "mapping/unknown-term at mapping-collection.mappings.maps[#1].relationship"},
		{"an unknown relationship of ours", one(func(m *oscal.Map) { m.Namespace, m.Relationship = oscal.Namespace, "x" }), "mapping/no-relationship-of-sets at mapping-collection.mappings.maps[#1].relationship"},
		{"a contradiction", one(func(m *oscal.Map) { m.Namespace, m.Relationship = oscal.Namespace, "contradiction" }), "oscal/relationship-of-nothing at mapping-collection.mappings.maps[#1].relationship"},
		{"no targets", one(func(m *oscal.Map) { m.Targets = nil }), "mapping/items-missing at mapping-collection.mappings.maps[#1].targets"},
		{"an unknown rationale", one(func(m *oscal.Map) { m.Rationale = "gut" }), "isms/unknown-word at mapping-collection.mappings.maps[#1].matching-rationale"},
		{"an unknown strength", one(func(m *oscal.Map) { m.Props = []oscal.Property{ours("strength", "11", "")} }), "isms/unknown-word at mapping-collection.mappings.maps[#1].props; mapping/contradicting-entries at mapping-collection.mappings.maps[#1]"},
		{"no date", one(func(m *oscal.Map) {
			m.Props = []oscal.Property{ours("claim", "partial", ""), ours("reviewed-on", "today", "")}
		}), "isms/no-date-of-the-calendar at mapping-collection.mappings.maps[#1].props[#1].value"},
		{"two maps that say different things", one(func(m *oscal.Map) { m.Relationship = "subset-of" }), "mapping/contradicting-entries at mapping-collection.mappings.maps[#1]"},
		{"many things in a file of several", file(1, func(_ *oscal.Collection, m *oscal.Mapping, x *oscal.Map) {
			x.Sources[0].ID, x.Relationship = "x", "y"
			third := *x
			third.Sources, third.Relationship, third.Rationale = []oscal.Item{{ID: "ID.AM-02"}, {ID: "z"}}, "equal-to", "gut"
			fourth := third
			fourth.Sources = third.Sources[:1]
			m.Maps = append(m.Maps, third, fourth)
			m.Props = []oscal.Property{
				ours("other", "", ""), ours("no-counterpart", "ID.AM-01", "source"), ours("no-counterpart", "w", "source"), ours("no-counterpart", "w", "source"), ours("no-counterpart", "v", "target"),
			}
		}), "mapping/unknown-term at mapping-collection.mappings[#0].maps[#1].relationship; mapping/unknown-item at mapping-collection.mappings[#0].maps[#1].sources[#0].id-ref; mapping/unknown-item at mapping-collection.mappings[#0].maps[#2].sources[#1].id-ref; isms/unknown-word at mapping-collection.mappings[#0].maps[#3].matching-rationale; mapping/mapped-without-counterpart at mapping-collection.mappings[#0].props[#1].value; mapping/unknown-item at mapping-collection.mappings[#0].props[#2].value; mapping/unknown-item at mapping-collection.mappings[#0].props[#3].value; mapping/unknown-item at mapping-collection.mappings[#0].props[#4].value"},
		{"an unknown direction", file(0, func(c *oscal.Collection, m *oscal.Mapping, _ *oscal.Map) {
			m.Props = []oscal.Property{ours("crosswalk", "c", "")}
			c.Provenance.Props = []oscal.Property{ours("direction", "up", "")}
		}), "isms/unknown-word at mapping-collection.provenance.props"},
		{"no date of reading", file(0, func(c *oscal.Collection, m *oscal.Mapping, _ *oscal.Map) {
			m.Props = []oscal.Property{ours("crosswalk", "c", "")}
			c.Provenance.Props = []oscal.Property{ours("direction", "reversed", ""), ours("read", "today", "")}
		}), "isms/no-date-of-the-calendar at mapping-collection.provenance.props[#1].value"},
		{"no UUID in a file", file(0, func(_ *oscal.Collection, m *oscal.Mapping, _ *oscal.Map) { m.UUID = "" }), "mapping/id-missing at mapping-collection.mappings.uuid"},
		{"no frameworks", second(oscal.Of(oscal.Collection{Mappings: oscal.Mappings{{UUID: "u"}}}).Crosswalk(0, mapping.Framework{}, mapping.Framework{})), "mapping/framework-missing at mapping-collection.mappings.source-resource; mapping/framework-missing at mapping-collection.mappings.target-resource"},
	}
}

// named writes an item on one line.
func named(id string) string { return strings.ReplaceAll(id, "\n", "-") }

func TestRefusalsSayCodeAndPath(t *testing.T) {
	for _, c := range refusals(t) {
		first, last, long := strings.Cut(c.codes, " ... ")
		if got := golden.Codes(c.err); got != c.codes && (!long || !strings.HasPrefix(got, first) || !strings.HasSuffix(got, last)) {
			t.Errorf("%s: %s, want %s", c.name, got, c.codes)
		}
		laws.Error(t, nil, c.err)
	}
}

var laws = said.Of(nil, slices.Concat(oscal.Messages(), mapping.Messages()), slices.Concat(oscal.Vocabularies(), mapping.Vocabularies()))

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
	for _, m := range oscal.Messages() {
		if m.Want == "" || !met[m.Code] {
			t.Errorf("no refusal says %s", m.Code)
		}
	}
}

// The messages: the only test that holds their sentences.
func TestMessagesWordByWord(t *testing.T) {
	var n golden.Note
	n.Messages(oscal.Messages())
	golden.Equal(t, "rules.txt", n.Bytes())
}

// Properties of somebody else, in a file that was otherwise written here, change
// nothing.
func TestForeignPropertiesArePassedOver(t *testing.T) {
	c := cw("nist-csf-2.0", "nist-csf-1.1")
	d, err := oscal.From(c, oscal.Head{LastModified: day})
	if err != nil {
		t.Fatal(err)
	}
	foreign := []oscal.Property{
		{Name: "no-counterpart", Namespace: "https://example.org", Value: "GV"},
		{Name: "note", Namespace: "https://example.org", Value: "text", Remarks: "theirs"},
		{Name: "publisher", Namespace: "https://example.org", Value: "text", Remarks: "theirs"},
		{Name: "derived", Value: "yes"},
		{Name: "crosswalk", Namespace: "https://example.org", Value: "theirs"},
	}
	m := &d.Tree().Mappings[0]
	m.Props = append(append([]oscal.Property(nil), foreign...), m.Props...)
	d.Tree().Provenance.Props = append(append([]oscal.Property(nil), foreign...), d.Tree().Provenance.Props...)
	for i := range m.Maps {
		m.Maps[i].Props = append(append([]oscal.Property(nil), foreign...), m.Maps[i].Props...)
	}
	back, err := d.Crosswalk(0, c.Source(), c.Target())
	if err != nil || !back.Equal(c) {
		t.Fatalf("another crosswalk: %v", err)
	}
	if p := back.Provenance(); p.Publisher != c.Provenance().Publisher || p.Derived {
		t.Errorf("%+v", p)
	}
}
