package annexa_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
)

// Words, sources, disputes and tables as they are stored and shown: a changed word
// is seen here, by name.
func TestWordByWord(t *testing.T) {
	var b bytes.Buffer
	list := func(name string, v any) {
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s %s\n", name, text)
	}
	tab := func(v table.Table) {
		list("\n"+v.Name+": "+v.Title, v.Columns)
		b.Write(v.AppendCSV(nil))
	}
	list("correspondences", slices.Collect(annexa.Correspondences().All()))
	list("transition states", slices.Collect(annexa.TransitionStates().All()))
	for f := range annexa.Attributes().All() {
		list(string(f)+", "+annexa.Attributes().Title(f, nil), f.Values())
	}
	for theme := range annexa.FullThemeSet().All() {
		list(theme.String(), theme.Controls())
	}
	for d := range annexa.Disputes() {
		list("dispute", d)
	}
	for _, s := range annexa.Sources() {
		list("source", s)
	}
	for d := range annexa.FormerDomains() {
		list("domain", d)
	}
	for o := range annexa.FormerObjectives() {
		list("objective", o)
	}
	for c := range annexa.All() {
		list(string(c.Correspondence()), c)
	}
	for f := range annexa.Controls2013() {
		list(string(f.Ref.Correspondence()), f)
	}

	catalog := mustCatalog(t, soundExtension())
	list("\nextension", catalog.Extension())
	balance, err := catalog.Balance("A.5.1", "A.8.9", "own:C-1", "own:C-10", "own:C-1")
	if err != nil {
		t.Fatal(err)
	}
	tab(balance.Table())
	gaps, err := mustSet(t, "A.5.1 A.5.7 A.8.15 A.8.16").Gaps(annexa.ControlType, annexa.CybersecurityConcept)
	if err != nil {
		t.Fatal(err)
	}
	tab(gaps.Table())
	for _, formers := range [][]annexa.Ref2013{nil, {"A.9.1.1", "A.9.1.2", "A.9.1.1", "A.18.2.3", "x", "A.5.7", "A.9.1", "x", "", "A.9.1.9"}, everyFormer()} {
		r := annexa.Transition(formers)
		tab(r.Table())
		tab(r.Table2013())
		list("twice", r.Twice)
		for _, p := range r.Unknown {
			list("unknown "+p.Code, p.Value)
		}
		list("following", r.Following())
		for row := range r.Merging() {
			list("merging", row)
		}
		for f := range r.Splitting() {
			list("splitting", f)
		}
		for s := range annexa.TransitionStates().All() {
			list(string(s), r.In(s))
		}
	}

	golden.Equal(t, "words.txt", b.Bytes())
}

// neighbours yields every text that comes from id by changing, dropping or doubling
// one byte, or by adding one at an end.
func neighbours(id string, visit func(string)) {
	for i := range len(id) {
		for b := range 256 {
			visit(id[:i] + string([]byte{byte(b)}) + id[i+1:])
		}
		visit(id[:i] + id[i+1:])
		visit(id[:i+1] + id[i:])
	}
	for b := range 256 {
		visit(id + string([]byte{byte(b)}))
		visit(string([]byte{byte(b)}) + id)
	}
}

// One byte beside an id there is another id of the list, or none.
func TestNeighboursOfIDs(t *testing.T) {
	at := map[string]int{}
	for c := range annexa.All() {
		at[string(c.Ref)] = len(at)
	}
	for id := range at {
		neighbours(id, func(text string) {
			want, known := at[text]
			if p, ok := annexa.Position(isms.Ref(text)); ok != known || known && p != want {
				t.Errorf("%q stands at %d, %t; want %d, %t", text, p, ok, want, known)
			}
			if got, err := annexa.ParseControl(text); known && (err != nil || string(got) != text) {
				t.Errorf("ParseControl(%q) = %q, %v", text, got, err)
			}
		})
	}
	at = map[string]int{}
	for f := range annexa.Controls2013() {
		at[string(f.Ref)] = len(at)
	}
	for id := range at {
		neighbours(id, func(text string) {
			want, known := at[text]
			if p, ok := annexa.Ref2013(text).Position(); ok != known || known && p != want {
				t.Errorf("former %q stands at %d, %t; want %d, %t", text, p, ok, want, known)
			}
		})
	}
	for _, text := range []string{"", "0", "1", "5.", "5.1.", "05.1.1", "4.1.1", "19.1.1", "10.0.1", "10.1.0", "10.:.1", "10.1.:", ":.1.1", "1:.1.1", "1/.1.1", "5.1.1.1", "18.2.3.4"} {
		if p, ok := annexa.Ref2013("A." + text).Position(); ok {
			t.Errorf("former %q stands at %d", text, p)
		}
	}
}

// Texts that people could take for a control of Annex A, each with one letter or
// mark that looks like another.
func TestIDsThatLookLikeAnnexA(t *testing.T) {
	own := func(id string) error {
		_, err := annexa.NewCatalog(annexa.Extension{Controls: []annexa.CustomControl{{Ref: isms.OwnRef(isms.ID(id)), Title: "own"}}})
		return err
	}
	for _, id := range []string{
		"5.7", "A.5.7", "05.7", "5-7", "5_7", "5:7", "5/7", "5．7", "5.1O", "5.1o", "5.1О", "5.1о", "5.l", "5.I", "5.l1", "8.3I", "A5.7", "a5.7", "Α.5.7", "α.5.7", "А.5.7", "а.5.7", "Ａ.5.7", "ａ.5.7",
		"9.1.l", "9.l.1", "A-9-1-I", "1O.1.1", "l0.1.1", "5.", "A", "AA", "5", "5.99", "99", "-", "5.7.", ".5.7", "٥.٧", "aА5.7",
	} {
		if own(id) == nil {
			t.Errorf("%q can be a custom control", id)
		}
	}
	for _, id := range []string{"C-1", "B.5.7", "5.7b", "5.x", "AB-5", "x", "l", "I.1", "O-1", "5.3l8", "9.9.l", "C/1", "C:1", "C.1", "C_1", "ä", "5.7–8b"} {
		if err := own(id); err != nil {
			t.Errorf("%q: %v", id, err)
		}
	}
	// References that differ only by case or padding are one; other letters make another.
	both := func(a, b isms.ID) error {
		_, err := annexa.NewCatalog(annexa.Extension{Controls: []annexa.CustomControl{{Ref: isms.OwnRef(a), Title: "a"}, {Ref: isms.OwnRef(b), Title: "b"}}})
		return err
	}
	for _, pair := range [][2]isms.ID{{"C-1", "c-1"}, {"C-1", "C-01"}, {"C-10x2", "c-0010X002"}, {"C-0", "C-000"}, {"C-0x", "C-00x"}} {
		if both(pair[0], pair[1]) == nil {
			t.Errorf("%q and %q stand side by side", pair[0], pair[1])
		}
	}
	for _, pair := range [][2]isms.ID{{"C-1", "C-10"}, {"C-1", "C-2"}, {"C-", "C-0"}, {"C-0", "C-1"}, {"C", "C-"}, {"C-1-0", "C-1-"}, {"C1", "C-1"}} {
		if err := both(pair[0], pair[1]); err != nil {
			t.Errorf("%q and %q: %v", pair[0], pair[1], err)
		}
	}
}

// Every value in the spellings seen in the field: refused, and the right one is
// named.
func TestSpellingsOfValues(t *testing.T) {
	for a := range annexa.FullAttributeValueSet().All() {
		word := strings.ReplaceAll(a.String(), " ", "_")
		for _, text := range []string{a.String(), "#" + word, "#" + strings.ToUpper(word)} {
			if got, err := annexa.ParseAttributeValue(text); err != nil || got != a {
				t.Errorf("%q is read as %s, %v", text, got, err)
			}
		}
		for _, text := range []string{
			strings.ToUpper(word), word + "-", "# " + word, "##" + word, strings.ReplaceAll(word, "_", "-") + "_", strings.ReplaceAll(word, "_", " ") + " ", strings.ReplaceAll(strings.ToUpper(word), "_", "") + "#",
			word + strings.Repeat("_", 64-len(word)),
		} {
			if _, err := annexa.ParseAttributeValue(text); withArgs(err) != "annexa/another-way-to-write-it it="+a.String() {
				t.Errorf("%q: %v", text, err)
			}
		}
		for _, text := range []string{word + strings.Repeat("_", 65-len(word)), word + ".", word + "s", "@" + word} {
			if _, err := annexa.ParseAttributeValue(text); withArgs(err) != "annexa/no-attribute-value" {
				t.Errorf("%q: %v", text, err)
			}
		}
		if a.Attribute() == "" || a.Of(a.Attribute()) != a || (a|annexa.Preventive|annexa.Resilience).Attribute() != "" || (a|1<<31).Attribute() != "" {
			t.Errorf("%s is of attribute %q", a, a.Attribute())
		}
	}
	if annexa.AttributeValueSet(0).Attribute() != "" || annexa.Attributes().Title("x", nil) != "x" || annexa.Attributes().Has(annexa.Attribute("")) {
		t.Error("attributes of nothing")
	}
	// Commas and line breaks separate, and nothing else does, but for the # of the standard.
	for _, text := range []string{"#Preventive #Detective", "#Preventive#Detective", "preventive,detective", "preventive, detective", "preventive\t,\tdetective", "preventive\ndetective", "preventive\r\ndetective", ", ,preventive,, \t#Detective,#Preventive\n"} {
		if got, err := annexa.ParseAttributeValueSet(text); err != nil || got != annexa.Preventive|annexa.Detective {
			t.Errorf("%q is read as %s, %v", text, got, err)
		}
	}
	for _, text := range []string{"preventive detective", "#Preventive detective", "preventive;detective", "preventive|detective", "preventive\tdetective", "preventive\vdetective", "preventive\u00a0detective", "preventivedetective"} {
		if got, err := annexa.ParseAttributeValueSet(text); err == nil {
			t.Errorf("%q is read as %s", text, got)
		}
	}
}

// The right spelling is looked for in texts of up to 32 bytes: longer ones are no
// slip.
func TestSuggestionsForLongTexts(t *testing.T) {
	for n, want := range map[int]bool{20: true, 31: true, 32: true, 33: false, 64: false} {
		_, err1 := annexa.ParseControl(strings.Repeat(" ", n-3) + "5.7")
		_, err2 := annexa.ParseControl2013(strings.Repeat(" ", n-5) + "9.1.1")
		if err1 == nil || err2 == nil || (withArgs(err1) == "annexa/another-way-to-write-it it=A.5.7") != want || (withArgs(err2) == "annexa/another-way-to-write-it it=A.9.1.1") != want {
			t.Errorf("%d bytes: %v, %v", n, err1, err2)
		}
	}
}
