package soa_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
	"github.com/ismskit/ismskit/soa/soatest"
)

// rich is a statement that says something in every field of the stored form.
func rich(t testing.TB) soa.Statement {
	t.Helper()
	s := merged(t)
	h := soa.Header{
		Organization: "Example Ltd", Scope: "<all> & more", Document: "SOA", Date: day, Edition: isms.Edition2022, Classification: soa.Internal,
		PreparedBy: "ciso", Assessment: "RA-1", Assessed: day.AddDays(-9), ReviewBy: day.AddYears(1),
	}
	s, err := s.EditHeader(h)
	if err != nil {
		t.Fatal(err)
	}
	m, err := soa.Merge(build(t, soa.Input{Header: soa.Header{Scope: "none"}, Custom: []annexa.CustomControl{{Ref: "own:C-2"}}}), s, build(t, soa.Input{
		Header: soa.Header{Scope: "some"},
		Register: risk.Register{
			Risks:      []risk.Risk{{ID: "R-9", Existing: []isms.Ref{"A.5.9", "own:C-9"}}},
			Treatments: []risk.Treatment{{ID: "T-1", Risks: []isms.ID{"R-2"}, Controls: []isms.Ref{"A.5.7"}}},
		},
		Obligations: []soa.Obligation{{ID: "L-1", Basis: soa.BasisLegal, Title: "a law", Controls: []isms.Ref{"A.5.7"}}},
		Custom:      []annexa.CustomControl{{Ref: "own:C-2", AttributeValues: annexa.Detective | annexa.Availability}},
	}))
	if err != nil {
		t.Fatal(err)
	}
	shared, how, assurance, provider, due := soa.ResponsibilityShared, "with \"care\"", "a report", isms.ID("hoster"), day.AddDays(3)
	m, err = m.Edit(soa.Edit{
		Control: "A.5.7", Responsibility: &shared, How: &how, Assurance: &assurance, Provider: &provider, Due: &due, DecidedOn: &h.Date, ReviewBy: &h.ReviewBy,
		Evidence: &[]isms.ID{"E-2", "E-1"}, Documents: &[]isms.ID{"D-1"},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []func() error{
		func() error {
			m, err = m.Apply(soa.Event{Kind: soa.Reject, By: "ceo", On: day, Note: "not yet"})
			return err
		},
		func() error { m, err = m.Next("2.0"); return err },
		func() error { m, err = m.Apply(soa.Event{Kind: soa.Approve, By: "ceo", On: day}); return err },
		func() error {
			m, err = m.Apply(soa.Event{Kind: soa.Supersede, By: "ceo", On: day.AddDays(1), Note: "by 3.0"})
			return err
		},
	} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	return m
}

// The stored form, with all its fields; rows that say nothing are left out here.
func TestStoredForm(t *testing.T) {
	s := rich(t)
	text, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	var short bytes.Buffer
	if err := json.Indent(&short, text, "", "  "); err != nil {
		t.Fatal(err)
	}
	lines := strings.ReplaceAll(short.String(), "\\u003c", "<")
	for c := range annexa.All() {
		lines = strings.Replace(lines, fmt.Sprintf(`    {
      "control": %q,
      "applicability": "undecided",
      "risks": [],
      "obligations": []
    },
`, c.Ref), "", 1)
	}
	golden.Equal(t, "stored.json", lines+"\n")
	var back soa.Statement
	if err := json.Unmarshal(text, &back); err != nil || !back.Equal(s) || back.Hash() != s.Hash() || back.Previous() != s.Previous() {
		t.Error(changes(s, back), err)
	}
	if err := soatest.CheckStatement(s); err != nil {
		t.Error(err)
	}
}

// Whoever reads a document around a statement finds the single problems.
func TestProblemsCanBeUnwrapped(t *testing.T) {
	var s soa.Statement
	if got := golden.Codes(s.UnmarshalJSON([]byte(`{"format":1,"what":2}`))); got != "isms/wrong-kind at format; isms/unknown-member at what" {
		t.Error(got)
	}
}

// What standing alone is refused, with its place.
func TestStoredFormIsStrict(t *testing.T) {
	text, err := json.Marshal(sound().statement(t))
	if err != nil {
		t.Fatal(err)
	}
	sound := string(text)
	for _, c := range []struct{ name, old, now, want string }{
		{"another format", "ismskit/soa/1", "ismskit/soa/0", "soa/format-of-the-statement at format"},
		{"an unknown field", `"version":`, `"versions":1,"version":`, "isms/unknown-member at versions"},
		{"an unknown field in a row", `{"control":"A.5.1",`, `{"control":"A.5.1","extra":true,`, "isms/unknown-member at controls[#0].extra"},
		{"an unknown field in a decision", `"owner":"it"`, `"owners":"it"`, "isms/unknown-member at controls[#0].decision.owners"},
		{"a key twice", `"version":"1.0"`, `"version":"1.0","version":"1.0"`, "isms/doubled-key at version"},
		{"a key twice in a row", `{"control":"A.5.1",`, `{"control":"A.5.1","control":"A.5.1",`, "isms/doubled-key at controls[#0].control"},
		{"a key in other letters", `"version":`, `"Version":`, "isms/unknown-member at Version"},
		{"null", `"version":"1.0"`, `"version":null`, "isms/null at version"},
		{"a decision that is null", `"decision":{`, `"decision":null,"x":{`, "isms/null at controls[#0].decision; isms/unknown-member at controls[#0].x"},
		{"a number for text", `"version":"1.0"`, `"version":1.0`, "isms/wrong-kind at version"},
		{"an owner that is no ID", `"owner":"it"`, `"owner":" it"`, "isms/id-with-blanks at controls[#0].decision.owner"},
		{"U+0000", `"scope":"managed`, `"scope":"\u0000managed`, "isms/control-character at header.scope"},
		{"rows out of order", `{"control":"A.5.1",`, `{"control":"A.5.2",`, "soa/another-control at controls[#0].control"},
		{"a row too few", `{"control":"A.5.1","applicability":"applicable"`, `{"control":"A.5.1"},{"control":"A.5.1","applicability":"applicable"`, "soa/number-of-controls at controls"},
		{"another applicability", `"applicability":"applicable"`, `"applicability":"excluded"`, "soa/applicability-does-not-follow at controls[A.5.1].applicability"},
		{"an impossible mix", `"excluded":true`, `"excluded":true,"implementation":"planned"`, "soa/not-for-an-excluded-control at controls[A.7.6].decision.implementation"},
		{"a risk among obligations", `{"basis":"legal requirement","source":"L-1"}`, `{"basis":"risk assessment","source":"L-1"}`, "soa/basis-of-an-obligation at controls[A.5.34].obligations[#0].basis"},
		{"an obligation of no basis", `{"basis":"legal requirement","source":"L-1"}`, `{"basis":"habit","source":"L-1"}`, "soa/basis-of-an-obligation at controls[A.5.34].obligations[#0].basis"},
		{"an obligation that is no ID", `{"basis":"legal requirement","source":"L-1"}`, `{"basis":"legal requirement","source":" L-1"}`, "isms/id-with-blanks at controls[A.5.34].obligations[#0].source"},
		{"an obligation by a treatment", `{"basis":"legal requirement","source":"L-1"}`, `{"basis":"legal requirement","source":"L-1","via":"T-1"}`, "soa/treatment-of-an-obligation at controls[A.5.34].obligations[#0].via"},
		{"an impossible date", `"date":"2026-02-01"`, `"date":"2026-02-30"`, "isms/no-date-of-the-calendar at header.date"},
		{"an unknown classification", `"classification":"on request"`, `"classification":"secret"`, "isms/unknown-word at header.classification"},
		{"an unknown event", `"kind":"approve"`, `"kind":"bless"`, "isms/unknown-word at history[#0].kind"},
		{"an approval of other words", `"scope":"managed`, `"scope":"all managed`, "soa/hash-of-other-content at history[#0].hash"},
		{"an event without a hash", `"hash":"sha256:`, `"hash":"","note":"sha256:`, "soa/hash-of-other-content at history[#0].hash"},
		{"a custom control of Annex A", `"ref":"own:C-1"`, `"ref":"A.5.7"`, "annexa/taken-for-an-annex-a-control at custom[A.5.7].ref; soa/another-control at controls[own:C-1].control"},
		{"an unlisted control that is listed", `"unresolved":[]`, `"unresolved":[{"control":"A.5.7"}]`, "soa/unresolved-control-that-is-listed at unresolved[#0].control"},
		{"an unlisted control that is custom", `"unresolved":[]`, `"unresolved":[{"control":"own:C-1"}]`, "soa/unresolved-control-that-is-listed at unresolved[#0].control"},
		{"a merge conflict of another control", `"risks":[]`, `"mergeConflicts":[{"control":"A.5.2","field":"how","text":"x"}],"risks":[]`, "soa/another-control at controls[A.5.1].mergeConflicts[#0].control"},
		{"something after the end", `"history":[`, `"mergeConflicts":[],"history":[`, "isms/doubled-key at mergeConflicts"},
	} {
		broken := strings.Replace(sound, c.old, c.now, 1)
		if broken == sound {
			t.Errorf("%s: nothing was changed", c.name)
		}
		s := build(t, soa.Input{Version: "before"})
		if got := golden.Codes(s.UnmarshalJSON([]byte(broken))); got != c.want {
			t.Errorf("%s: %s\nwant %s", c.name, got, c.want)
		} else if s.Version() != "before" {
			t.Errorf("%s: the receiver changed", c.name)
		}
	}
	var s soa.Statement
	for name, c := range map[string][2]string{
		"something after the end":   {sound + "{}", "isms/text-after-the-end"},
		"text that is not UTF-8":    {strings.Replace(sound, "Example Ltd", "Example \xff", 1), "isms/not-utf-8"},
		"an end in the middle":      {sound[:len(sound)/2], "isms/early-end at controls[#46]"},
		"nothing":                   {"", "isms/early-end"},
		"a list":                    {"[]", "isms/wrong-kind"},
		"an object without a thing": {"{}", "soa/format-of-the-statement at format; soa/number-of-controls at controls"},
	} {
		if got := golden.Codes(s.UnmarshalJSON([]byte(c[0]))); got != c[1] {
			t.Errorf("%s: %s, want %s", name, got, c[1])
		}
	}
	if err := json.Unmarshal([]byte(sound), &s); err != nil || s.IsZero() {
		t.Error("what is stored is not read", err)
	}
	if err := s.UnmarshalJSON([]byte(" null\n")); err != nil || !s.IsZero() {
		t.Error("null is not the zero statement", err)
	}
	if got, _ := json.Marshal(soa.Statement{}); string(got) != "null" {
		t.Errorf("the zero statement is stored as %s", got)
	}
}

// What is nested too deep, too long or has too much in it is refused before it is
// read.
func TestStoredFormHasLimits(t *testing.T) {
	var s soa.Statement
	nested := func(n int) error {
		return s.UnmarshalJSON([]byte(`{"x":` + strings.Repeat("[", n) + strings.Repeat("]", n) + `}`))
	}
	if err := nested(16 - 1); golden.Codes(err) != "isms/unknown-member at x" {
		t.Errorf("%d deep: %v", 16, err)
	}
	if err := nested(16); !strings.Contains(golden.Codes(err), "isms/too-deep at x") {
		t.Errorf("%d deep: %v", 16+1, err)
	}
	if testing.Short() {
		t.Skip("the rest takes much memory")
	}
	text := make([]byte, 256<<20+1) // never written to: it takes addresses, no memory
	if got := golden.Codes(s.UnmarshalJSON(text)); got != "isms/too-long" {
		t.Error(got)
	}
	if err := s.UnmarshalJSON(text[:65<<20]); golden.Codes(err) != "isms/unexpected-text" {
		t.Errorf("65 MiB of nothing: %v", err)
	}
}

// What is read is put in order as what is built is.
func TestReadingPutsInOrder(t *testing.T) {
	f := sound()
	f.exclude("A.8.5", "All systems trust the network they are in.")
	f.in.Register.Treatments = append(f.in.Register.Treatments, risk.Treatment{ID: "T-0", Risks: []isms.ID{"R-2", "R-1"}, Controls: []isms.Ref{"A.8.5", "A.8.13"}})
	f.in.Register.Risks[0].Existing, f.in.Register.Risks[1].Existing = []isms.Ref{"A.7.6"}, []isms.Ref{"A.7.6"}
	f.decision("A.5.7").Evidence, f.decision("A.5.7").Reasons = []isms.ID{"E-1", "E-2"}, []soa.Reason{{Basis: soa.BasisLegal, Source: "L-8"}, {Basis: soa.BasisLegal, Source: "L-9"}}
	s := f.statement(t)
	text, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	for old, now := range map[string]string{
		`[{"risk":"R-1"},{"risk":"R-2"}]`: `[{"risk":"R-2"},{"risk":"R-1"},{"risk":"R-2"}]`,
		`"evidence":["E-1","E-2"]`:        `"evidence":["E-2","E-1","E-2"]`,
		`[{"risk":"R-1","treatment":"T-0"},{"risk":"R-1","treatment":"T-1"},{"risk":"R-2","treatment":"T-0"},{"risk":"R-2","treatment":"T-1"}]`: `[{"risk":"R-2","treatment":"T-1"},{"risk":"R-1","treatment":"T-1"},{"risk":"R-2","treatment":"T-0"},{"risk":"R-1","treatment":"T-0"},{"risk":"R-1","treatment":"T-0"}]`,
		`{"basis":"legal requirement","source":"L-8"},{"basis":"legal requirement","source":"L-9"}`:                                             `{"basis":"legal requirement","source":"L-9"},{"basis":"legal requirement","source":"L-8"}`,
	} {
		changed := strings.Replace(string(text), old, now, 1)
		if changed == string(text) {
			t.Fatalf("%s is not there", old)
		}
		var back soa.Statement
		if err := json.Unmarshal([]byte(changed), &back); err != nil || !back.Equal(s) {
			t.Errorf("%s: %s, %v", now, changes(s, back), err)
		}
		if got, want := back.Check(day, nil, f.facts), s.Check(day, nil, f.facts); !got.Equal(want) || found(got, "excluded-control-used-in-risk-treatment", "A.8.5") != 2 || found(got, "excluded-control-used-in-risk-treatment", "A.7.6") != 2 {
			t.Errorf("%s: another report\n%s\n%s", now, printed(got), printed(want))
		}
	}
}

// The hash is that of the words, not of the blanks and line ends around them, in
// every text; the texts themselves stay as they are.
func TestHashOfTidyTexts(t *testing.T) {
	input := func(tidy bool) soa.Input {
		n := 0
		text := func() string {
			n++
			if tidy {
				return fmt.Sprintf("one %d\n two\n\nthree", n)
			}
			return fmt.Sprintf("one %d \t\r\n two\r\n\rthree  \n \r\n", n)
		}
		return soa.Input{
			Version: "1", Header: soa.Header{Organization: text(), Scope: text()}, Custom: []annexa.CustomControl{{Ref: "own:C-1", Title: text(), Catalog: text()}},
			Obligations: []soa.Obligation{{ID: "L-1", Basis: soa.BasisLegal, Title: text(), Controls: []isms.Ref{"A.5.8"}}},
			Decisions: []soa.Decision{{
				Control: "A.5.7", Justification: text(), How: text(), Responsibility: soa.ResponsibilityShared, Assurance: text(), Reasons: []soa.Reason{{Text: text()}, {Text: text()}},
			}},
		}
	}
	merge := func(tidy bool) soa.Statement {
		base, other := build(t, soa.Input{Version: "1"}), input(tidy)
		mine := build(t, soa.Input{
			Version: "1", Header: soa.Header{Scope: "mine"}, Custom: []annexa.CustomControl{{Ref: "own:C-1", Title: "mine"}},
			Obligations: []soa.Obligation{{ID: "K-1", Basis: soa.BasisContractual, Title: other.Header.Scope, Controls: []isms.Ref{"A.5.9"}}}, // to lapse
			Decisions:   []soa.Decision{{Control: "A.5.7", Justification: "mine", How: "mine"}},
		})
		m, err := soa.Merge(base, mine, build(t, other))
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	for name, pair := range map[string][2]soa.Statement{"built": {build(t, input(true)), build(t, input(false))}, "merged": {merge(true), merge(false)}} {
		before := pair[1]
		text, _ := json.Marshal(before)
		if a, b := pair[0].Hash(), pair[1].Hash(); a != b || pair[0].Equal(pair[1]) {
			t.Errorf("%s: %s, %s", name, a, b)
		}
		if after, _ := json.Marshal(before); !bytes.Equal(text, after) {
			t.Errorf("%s: hashing changed the texts", name)
		}
		var back soa.Statement
		if err := json.Unmarshal(text, &back); err != nil || !back.Equal(before) {
			t.Errorf("%s: blanks do not survive: %v", name, err)
		}
	}
	// Reasons and merge conflicts whose order is another without the line ends.
	order := func(second string) soa.Statement {
		return build(t, soa.Input{Decisions: []soa.Decision{{Control: "A.5.7", Reasons: []soa.Reason{{Text: "a\nz"}, {Text: second}}}}})
	}
	if order("a\r\nb").Hash() != order("a\nb").Hash() {
		t.Error("line ends change the order of reasons in the hash")
	}
	mergeConflicts := func(second string) soa.Statement {
		m := build(t, soa.Input{Decisions: []soa.Decision{{Control: "A.5.7", How: "mine"}}})
		for _, how := range []string{"a\nz", second} {
			var err error
			if m, err = soa.Merge(soa.Statement{}, m, build(t, soa.Input{Decisions: []soa.Decision{{Control: "A.5.7", How: how}}})); err != nil {
				t.Fatal(err)
			}
		}
		return m
	}
	if a := mergeConflicts("a\r\nb"); a.Hash() != mergeConflicts("a\nb").Hash() || len(slices.Collect(a.MergeConflicts())) != 2 {
		t.Error("line ends change the order of merge conflicts in the hash")
	}
	// What stands inside a line is part of it, and so are empty lines in between.
	for _, other := range []string{"a  b", " a b", "a\nb", "a b\n\nc", "a b\nc~", "a\tb"} {
		how := func(text string) string {
			return build(t, soa.Input{Decisions: []soa.Decision{{Control: "A.5.7", How: text}}}).Hash()
		}
		if how("a b") == how(other) || how("a b\nc") == how(other) {
			t.Errorf("%q has the hash of other words", other)
		}
	}
}

// Text that comes from a register survives being stored, whatever it is, but for
// what cannot be stored.
func TestDraftRegisterSurvives(t *testing.T) {
	s := build(t, soa.Input{
		Register: risk.Register{
			Risks:      []risk.Risk{{ID: " R\n1", Existing: []isms.Ref{"A.5.7", " odd\tname"}}, {Existing: []isms.Ref{"A.5.7"}}},
			Treatments: []risk.Treatment{{ID: "\u202eT", Controls: []isms.Ref{"A.5.7"}, Risks: []isms.ID{"", "R"}}},
		},
		Decisions: []soa.Decision{{Control: "A.5.7", Reasons: []soa.Reason{{Source: " x ", Via: "\n"}}}},
	})
	if err := soatest.CheckStatement(s); err != nil {
		t.Error(err)
	}
	const nul = "\x00b"
	for at, in := range map[string]soa.Input{
		`register.risks["\u0000b"].id`:      {Register: risk.Register{Risks: []risk.Risk{{ID: nul, Existing: []isms.Ref{"A.5.7"}}}}},
		`register.treatments["\u0000b"].id`: {Register: risk.Register{Treatments: []risk.Treatment{{ID: nul, Controls: []isms.Ref{"A.5.7"}}}}},
		"register.risks[#0].existing[#0]":   {Register: risk.Register{Risks: []risk.Risk{{Existing: []isms.Ref{nul}}}}},
		"decisions[A.5.7].how":              {Decisions: []soa.Decision{{Control: "A.5.7", How: nul}}},
	} {
		if _, err := soa.Build(in); golden.Codes(err) != "soa/null-character at "+at {
			t.Errorf("%s: %s", at, golden.Codes(err))
		}
	}
}

// allocated returns the least number of bytes that f allocates.
func allocated(f func()) uint64 {
	return min(allocatedOnce(f), allocatedOnce(f), allocatedOnce(f))
}

func allocatedOnce(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// hostile are texts made to cost much.
func hostile() map[string]string {
	const n = 5_000
	out := map[string]string{
		"nothing": "", "brackets": strings.Repeat("[", n), "braces": strings.Repeat(`{"controls":`, n), "blanks": strings.Repeat(" ", n),
		"keys": "{" + strings.Repeat(`"a":1,`, n), "bytes": strings.Repeat("\xff", n),
	}
	for _, list := range []string{"controls", "custom", "unresolved", "mergeConflicts", "history"} {
		for _, item := range []string{"{}", "[]", "null", "1", `""`, `{"a":1}`, `{"":{}}`} {
			out[list+" of "+item] = `{"` + list + `":[` + strings.Repeat(item+",", n) + item + `]}`
		}
	}
	for _, list := range []string{"risks", "obligations", "noLongerValid", "mergeConflicts"} {
		out["a row with "+list] = `{"controls":[{"` + list + `":[` + strings.Repeat("{},", n) + `{}]}]}`
		out["rows with "+list] = `{"controls":[` + strings.Repeat(`{"`+list+`":[{}]},`, n) + `{}]}`
	}
	for _, list := range []string{"reasons", "evidence", "documents"} {
		out["a decision with "+list] = `{"controls":[{"decision":{"` + list + `":[` + strings.Repeat("{},", n) + `{}]}}]}`
		out["a decision with text in "+list] = `{"controls":[{"decision":{"` + list + `":[` + strings.Repeat(`"",`, n) + `""]}}]}`
	}
	out["decisions"] = `{"controls":[` + strings.Repeat(`{"decision":{}},`, n) + `{}]}`
	return out
}

// Reading allocates at most 64 bytes for each byte of text and 64 KiB, whatever
// the text is.
func TestReadingIsBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector and other processors allocate in their own way")
	}
	texts := hostile()
	for name, s := range map[string]soa.Statement{"empty": build(t, soa.Input{}), "sound": sound().statement(t), "rich": rich(t)} {
		text, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		texts[name] = string(text)
		// Much of everything where it is taken.
		for _, list := range []string{"risks", "unresolved", "noLongerValid"} {
			items := make([]string, 5000)
			for i := range items {
				items[i] = map[string]string{"unresolved": `{"control":"x"}`, "risks": `{}`, "noLongerValid": `{"text":"` + fmt.Sprint(i) + `"}`}[list]
			}
			more := `"` + list + `":[` + strings.Join(items, ",") + `]`
			if list == "noLongerValid" {
				more += `,"risks":[`
				texts[name+" with "+list] = strings.Replace(string(text), `"risks":[`, more, 1)
				continue
			}
			texts[name+" with "+list] = strings.Replace(string(text), `"`+list+`":[]`, more, 1)
		}
	}
	for name, text := range texts {
		var err error
		got := allocated(func() {
			var s soa.Statement
			err = s.UnmarshalJSON([]byte(text))
		})
		if most := uint64(64*len(text) + 64<<10); got > most {
			t.Errorf("%s: %d bytes allocated for %d, at most %d (%.80v)", name, got, len(text), most, err)
		}
	}
}

// Twice the input costs at most two and a half times as much, for everything that
// takes a collection: counted in bytes allocated, not in time, over three
// doublings, so that the steps in which slices and maps grow even out.
func TestCostGrowsWithTheInput(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector and other processors allocate in their own way")
	}
	const n, more = 150, 8
	type world struct {
		in         soa.Input
		facts      soa.Facts
		s, next    soa.Statement
		text       []byte
		edits      []soa.Edit
		delta      soa.Delta
		changes    []soa.Change
		former     []soa.Decision2013
		catalog    annexa.Catalog
		conditions []soa.Circumstance
	}
	worldOf := func(n int) *world {
		w := &world{in: soa.Input{Version: "1"}}
		for i := range n {
			r, o, c := isms.ID(fmt.Sprint("R-", i)), isms.ID(fmt.Sprint("O-", i)), isms.Ref(fmt.Sprint("own:C-", i))
			w.in.Register.Assets = append(w.in.Register.Assets, risk.Asset{ID: isms.ID(fmt.Sprint("A-", i)), Kind: "laptop"})
			w.in.Register.Risks = append(w.in.Register.Risks, risk.Risk{ID: r, Existing: []isms.Ref{"A.5.7", "own:X"}})
			w.in.Register.Treatments = append(w.in.Register.Treatments, risk.Treatment{ID: isms.ID(fmt.Sprint("T-", i)), Risks: []isms.ID{r, "R-0"}, Controls: []isms.Ref{"A.8.13", c}})
			w.in.Obligations = append(w.in.Obligations, soa.Obligation{ID: o, Basis: soa.BasisLegal, Controls: []isms.Ref{"A.5.34", c}})
			w.in.Custom = append(w.in.Custom, annexa.CustomControl{Ref: c, Title: "one of many"})
			w.in.Decisions = append(w.in.Decisions, soa.Decision{Control: c, Implementation: soa.Planned, How: "in some way", Evidence: []isms.ID{r}})
			w.facts.Evidence = append(w.facts.Evidence, evidence.Summary{Expectation: evidence.Expectation{Ref: c}, Latest: day})
			w.facts.Plan = append(w.facts.Plan, risk.Treatment{Controls: []isms.Ref{c}})
			w.facts.Citations = append(w.facts.Citations, soa.Citation{Document: o, Version: "2"})
			w.facts.Limits.Phrases = append(w.facts.Limits.Phrases, soa.Phrase{Kind: "stock", Text: "some phrase"})
			how := "otherwise"
			w.edits = append(w.edits, soa.Edit{Control: c, How: &how, Evidence: &[]isms.ID{o}})
			w.former = append(w.former, soa.Decision2013{Control: "A.9.1.1"})
			w.conditions = append(w.conditions, "fully remote")
		}
		w.in.Decisions = append(w.in.Decisions, soa.Decision{Control: "A.8.13", Excluded: true}, soa.Decision{Control: "A.5.34", Excluded: true})
		w.facts.Assets = []risk.Asset{}
		for _, a := range w.in.Register.Assets {
			w.facts.Assets = append(w.facts.Assets, risk.Asset{ID: a.ID, Kind: a.Kind})
		}
		w.facts.Obligations = w.in.Obligations
		w.s = build(t, w.in)
		var err error
		if w.next, err = w.s.Edit(w.edits...); err != nil {
			t.Fatal(err)
		}
		w.delta = soa.Diff(w.s, w.next)
		w.changes = slices.Collect(w.delta.Changes())
		if w.text, err = w.s.MarshalJSON(); err != nil {
			t.Fatal(err)
		}
		var ext annexa.Extension
		for _, c := range w.in.Custom {
			ext.Controls = append(ext.Controls, annexa.CustomControl{Ref: c.Ref, Title: c.Title})
		}
		if w.catalog, err = annexa.NewCatalog(ext); err != nil {
			t.Fatal(err)
		}
		return w
	}
	worlds := [2]*world{worldOf(n), worldOf(more * n)}
	row := func(w *world, id isms.Ref) soa.Row { return row(t, w.s, id) }
	for name, f := range map[string]func(w *world){
		"Build":              func(w *world) { _, _ = soa.Build(w.in) },
		"Check":              func(w *world) { w.s.Check(day, nil, w.facts) },
		"FactsOf":            func(w *world) { soa.FactsOf(w.in.Register) },
		"Edit":               func(w *world) { _, _ = w.s.Edit(w.edits...) },
		"EditHeader":         func(w *world) { _, _ = w.s.EditHeader(soa.Header{}) },
		"Regenerate":         func(w *world) { _, _ = w.s.Regenerate(w.in.Register, w.in.Obligations) },
		"Merge":              func(w *world) { _, _ = soa.Merge(w.s, w.next, w.s) },
		"Diff":               func(w *world) { soa.Diff(w.s, w.next) },
		"Diff of nothing":    func(w *world) { soa.Diff(soa.Statement{}, w.s) },
		"Delta.Apply":        func(w *world) { _, _ = w.delta.Apply(w.s) },
		"ChangeTable":        func(w *world) { soa.ChangeTable(w.changes) },
		"Carry":              func(w *world) { _, _ = soa.FromEdition2013(w.former) },
		"DiffEdition2013":    func(w *world) { _, _ = soa.DiffEdition2013(w.former, w.s) },
		"DiffEdition2013 to": func(w *world) { _, _ = soa.DiffEdition2013(nil, w.next) },
		"Hash":               func(w *world) { w.s.Hash() },
		"MarshalJSON":        func(w *world) { _, _ = w.s.MarshalJSON() },
		"UnmarshalJSON":      func(w *world) { var s soa.Statement; _ = s.UnmarshalJSON(w.text) },
		"Apply":              func(w *world) { _, _ = w.s.Apply(soa.Event{Kind: soa.Approve, By: "ceo", On: day}) },
		"Next":               func(w *world) { _, _ = w.s.Next("2") },
		"Propose":            func(w *world) { _ = slices.Collect(w.s.Propose(w.conditions...)) },
		"Table":              func(w *world) { w.s.Table() },
		"TableOf":            func(w *world) { w.s.TableOf(annexa.FullSet()) },
		"FilledColumns":      func(w *world) { soa.FilledColumns(w.s.Table()) },
		"HeaderTable":        func(w *world) { w.s.HeaderTable() },
		"ExclusionTable":     func(w *world) { w.s.ExclusionTable() },
		"Decisions":          func(w *world) { w.s.Decisions() },
		"Equal":              func(w *world) { w.s.Equal(w.next) },
		"Set":                func(w *world) { w.s.Controls(soa.Applicable) },
		"Implemented":        func(w *world) { w.s.Implemented() },
		"Rows":               func(w *world) { _ = slices.Collect(w.s.Rows()) },
		"Row":                func(w *world) { w.s.LookupRow("own:C-3") },
		"MergeConflicts":     func(w *world) { _ = slices.Collect(w.s.MergeConflicts()) },
		"Unresolved":         func(w *world) { _ = slices.Collect(w.s.Unresolved()) },
		"Row.Reasons":        func(w *world) { _ = slices.Collect(row(w, "A.8.13").Reasons()) },
		"Row.View":           func(w *world) { row(w, "A.5.7").View() },
		"Row.MarshalJSON":    func(w *world) { _, _ = row(w, "A.5.7").MarshalJSON() },
	} {
		f(worlds[1]) // what is made once
		once, often := allocated(func() { f(worlds[0]) }), allocated(func() { f(worlds[1]) })
		if often > once*125/8+4096 {
			t.Errorf("%s: %d bytes for n, %d for %dn", name, once, often, more)
		}
	}
}
