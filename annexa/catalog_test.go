package annexa_test

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/annexa/annexatest"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

// soundExtension is what a provider of managed services might add.
func soundExtension() annexa.Extension {
	return annexa.Extension{
		Controls: []annexa.CustomControl{
			{Ref: "own:C-2", Title: "Four eyes on customer systems", AttributeValues: annexa.Preventive | annexa.Integrity},
			{Ref: "own:C-10", Title: "Customer notice of incidents", Theme: annexa.Organizational, AttributeValues: annexa.Corrective | annexa.Respond},
			{Ref: "own:C-1", Title: "Separate tenants in tools", Theme: annexa.Technological, AttributeValues: annexa.Preventive | annexa.Confidentiality},
		},
		Attributes: []annexa.CustomAttribute{{
			Attribute: "team", Title: "Team",
			Values: []annexa.CustomAttributeValue{{Value: "platform", Title: "Platform"}, {Value: "people"}},
			Assignments: []annexa.CustomAttributeAssignment{
				{Control: "own:C-1", Values: []string{"platform"}},
				{Control: "A.8.9", Values: []string{"people", "platform"}},
				{Control: "A.6.1", Values: []string{"people"}},
			},
		}},
	}
}

func mustCatalog(t *testing.T, x annexa.Extension) annexa.Catalog {
	t.Helper()
	c, err := annexa.NewCatalog(x)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestCatalogOrder(t *testing.T) {
	c := mustCatalog(t, soundExtension())
	var ids []isms.Ref
	for control := range c.All() {
		ids = append(ids, control.Ref)
	}
	if diff := cmp.Diff([]isms.Ref{"A.8.34", "own:C-1", "own:C-2", "own:C-10"}, ids[92:]); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
	if err := annexatest.CheckCatalog(c); err != nil {
		t.Error(err)
	}
	if err := annexatest.CheckCatalog(annexa.Catalog{}); err != nil {
		t.Error(err)
	}
	own, ok := c.Lookup("own:C-10")
	if want := (annexa.Control{Ref: "own:C-10", Title: "Customer notice of incidents", Theme: annexa.Organizational, AttributeValues: annexa.Corrective | annexa.Respond, Custom: true}); !ok || own != want {
		t.Errorf("Lookup: %+v", own)
	}
	if ref := own.Ref; ref != "own:C-10" {
		t.Errorf("reference %s", ref)
	}
	for _, p := range []int{-1, 96, math.MaxInt, math.MinInt} {
		if _, ok := c.At(p); ok {
			t.Errorf("At(%d) is a control", p)
		}
		if _, ok := annexa.At(p); ok {
			t.Errorf("annexa.At(%d) is a control", p)
		}
	}
	for _, id := range []isms.Ref{"", "own:C-3", "own:c-1", "C-1", "5.7", "A.5.38"} {
		if _, ok := (annexa.Catalog{}).Lookup(id); ok {
			t.Errorf("Lookup(%q) finds a control in Annex A", id)
		}
		if _, ok := c.Lookup(id); ok {
			t.Errorf("Lookup(%q) finds a control", id)
		}
	}
}

func TestCatalogParse(t *testing.T) {
	c := mustCatalog(t, soundExtension())
	for text, want := range map[string]isms.Ref{"own:C-10": "own:C-10", "5.7": "A.5.7", "A.5.7": "A.5.7"} {
		if got, err := c.Parse(text); err != nil || got != want {
			t.Errorf("Parse(%q) = %q, %v", text, got, err)
		}
	}
	for text, want := range map[string]string{
		"c-010":   "annexa/another-way-to-write-it it=own:C-10",
		"C-10":    "annexa/another-way-to-write-it it=own:C-10",
		"own:c-1": "annexa/another-way-to-write-it it=own:C-1",
		"C-3":     "annexa/no-control",
		"A.9.1.1": "annexa/control-of-2013 control=A.9.1.1 controls=A.5.15",
		"":        "annexa/no-control-given first=A.5.1 last=A.8.34",
	} {
		if got, err := c.Parse(text); got != "" || withArgs(err) != want {
			t.Errorf("Parse(%q) = %q, %s; want %s", text, got, withArgs(err), want)
		}
	}
}

// refusal is a change of the sound extension, and what NewCatalog says of it.
type refusal struct {
	name   string
	change func(*annexa.Extension)
	want   string
}

func refusals() []refusal {
	ownID := func(id isms.Ref) func(*annexa.Extension) {
		return func(x *annexa.Extension) { x.Controls[1].Ref = id }
	}
	attribute := func(change func(*annexa.CustomAttribute)) func(*annexa.Extension) {
		return func(x *annexa.Extension) { change(&x.Attributes[0]) }
	}
	return []refusal{
		{"control of Annex A", ownID("A.5.7"), "annexa/taken-for-an-annex-a-control at controls[A.5.7].ref"},
		{"place in Annex A", ownID("A.5"), "annexa/no-reference-of-a-custom-control at controls[A.5].ref"},
		{"clause", ownID("6.1.3 d"), "annexa/no-reference-of-a-custom-control at controls[6.1.3 d].ref"},
		{"bare", ownID("C-3"), "annexa/another-way-to-write-it at controls[C-3].ref"},
		{"number", ownID("own:5.7"), "annexa/custom-control-like-a-number at controls[own:5.7].ref"},
		{"with prefix", ownID("own:A.5.7"), "annexa/custom-control-like-a-number at controls[own:A.5.7].ref"},
		{"lower-case prefix", ownID("own:a.5.7"), "annexa/custom-control-like-a-number at controls[own:a.5.7].ref"},
		{"Cyrillic prefix", ownID("own:А.5.7"), "annexa/custom-control-like-a-number at controls[own:А.5.7].ref"},
		{"full-width digit", ownID("own:５.7"), "annexa/custom-control-like-a-number at controls[own:５.7].ref"},
		{"other separators", ownID("own:A-5-7"), "annexa/custom-control-like-a-number at controls[own:A-5-7].ref"},
		{"leading zero", ownID("own:A.5.07"), "annexa/custom-control-like-a-number at controls[own:A.5.07].ref"},
		{"number of no control", ownID("own:A.5.38"), "annexa/custom-control-like-a-number at controls[own:A.5.38].ref"},
		{"2013", ownID("own:9.1.1"), "annexa/custom-control-like-a-number at controls[own:9.1.1].ref"},
		{"letter for a digit", ownID("own:5.l"), "annexa/taken-for-an-annex-a-control at controls[own:5.l].ref"},
		{"letter for a digit, 2013", ownID("own:1O.1.1"), "annexa/taken-for-an-annex-a-control at controls[own:1O.1.1].ref"},
		{"empty", ownID(""), "annexa/no-reference-of-a-custom-control at controls[#1].ref"},
		{"empty id", ownID("own:"), "annexa/no-reference-of-a-custom-control at controls[own:].ref"},
		{"outer blank", ownID("own: C-3"), "annexa/no-reference-of-a-custom-control at controls[own: C-3].ref"},
		{"direction character", ownID("own:C-\u202e3"), `annexa/no-reference-of-a-custom-control at controls["own:C-\u202e3"].ref`},
		{"too long", ownID("own:" + isms.Ref(strings.Repeat("C", 129))), `annexa/no-reference-of-a-custom-control at controls["own:CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC"].ref`},
		{"twice", ownID("own:C-2"), "annexa/listed-twice at controls[#1].ref"},
		{"case", ownID("own:c-2"), "annexa/taken-for-another at controls[own:c-2].ref"},
		{"leading zero of an own id", ownID("own:C-02"), "annexa/taken-for-another at controls[own:C-02].ref"},
		{"no title", func(x *annexa.Extension) { x.Controls[0].Title = " " }, "annexa/no-title at controls[own:C-2].title"},
		{"two themes", func(x *annexa.Extension) { x.Controls[0].Theme = annexa.People | annexa.Physical }, "annexa/no-single-theme at controls[own:C-2].theme"},
		{"unknown theme", func(x *annexa.Extension) { x.Controls[0].Theme = 16 }, "annexa/no-single-theme at controls[own:C-2].theme"},
		{"unknown attribute", func(x *annexa.Extension) { x.Controls[0].AttributeValues = 1 << 31 }, "annexa/no-attribute-value at controls[own:C-2].attributeValues"},
		{"attribute of the standard", attribute(func(f *annexa.CustomAttribute) { f.Attribute = "Security_Domain" }), "annexa/attribute-of-the-standard at attributes[Security_Domain].attribute"},
		{"attribute without a key", attribute(func(f *annexa.CustomAttribute) { f.Attribute = "" }), "isms/empty-id at attributes[#0].attribute"},
		{"attribute key with =", attribute(func(f *annexa.CustomAttribute) { f.Attribute = "a=b" }), "annexa/key-with-a-separator at attributes[a=b].attribute"},
		{"attribute twice", func(x *annexa.Extension) {
			x.Attributes = append(x.Attributes, annexa.CustomAttribute{Attribute: "Team", Values: []annexa.CustomAttributeValue{{Value: "x"}}})
		}, "annexa/listed-twice at attributes[Team].attribute"},
		{"too many attributes", func(x *annexa.Extension) {
			for i := range 64 {
				x.Attributes = append(x.Attributes, annexa.CustomAttribute{Attribute: annexa.Attribute(fmt.Sprint("f", i)), Values: []annexa.CustomAttributeValue{{Value: "x"}}})
			}
		}, "annexa/too-few-or-too-many at attributes"},
		{"no values", attribute(func(f *annexa.CustomAttribute) { f.Values, f.Assignments = nil, nil }), "annexa/too-few-or-too-many at attributes[team].values"},
		{"too many values", attribute(func(f *annexa.CustomAttribute) {
			for i := range 64 {
				f.Values = append(f.Values, annexa.CustomAttributeValue{Value: fmt.Sprint("v", i)})
			}
		}), "annexa/too-few-or-too-many at attributes[team].values"},
		{"value twice", attribute(func(f *annexa.CustomAttribute) { f.Values[1].Value = "Platform" }), "annexa/listed-twice at attributes[team].values[Platform].value; annexa/no-value-of-the-attribute at attributes[team].assignments[A.8.9].values[#0]; annexa/no-value-of-the-attribute at attributes[team].assignments[A.6.1].values[#0]"},
		{"value with #", attribute(func(f *annexa.CustomAttribute) { f.Values[1].Value = "#x" }), `annexa/key-with-a-separator at attributes[team].values["#x"].value; annexa/no-value-of-the-attribute at attributes[team].assignments[A.8.9].values[#0]; annexa/no-value-of-the-attribute at attributes[team].assignments[A.6.1].values[#0]`},
		{"assignment to nobody", attribute(func(f *annexa.CustomAttribute) { f.Assignments[0].Control = "own:C-3" }), "annexa/not-in-the-catalog at attributes[team].assignments[own:C-3].control"},
		{"assignment to nothing", attribute(func(f *annexa.CustomAttribute) { f.Assignments[0].Control = "" }), "annexa/not-in-the-catalog at attributes[team].assignments[#0].control"},
		{"assignment in another case", attribute(func(f *annexa.CustomAttribute) { f.Assignments[0].Control = "own:c-1" }), "annexa/not-in-the-catalog at attributes[team].assignments[own:c-1].control"},
		{"assignment without a prefix", attribute(func(f *annexa.CustomAttribute) { f.Assignments[1].Control = "8.9" }), "annexa/not-in-the-catalog at attributes[team].assignments[8.9].control"},
		{"assignment twice", attribute(func(f *annexa.CustomAttribute) { f.Assignments[0].Control = "A.8.9" }), "annexa/listed-twice at attributes[team].assignments[#1].control"},
		{"assignment of nothing", attribute(func(f *annexa.CustomAttribute) { f.Assignments[0].Values = nil }), "annexa/assignment-without-a-value at attributes[team].assignments[own:C-1].values"},
		{"unknown value", attribute(func(f *annexa.CustomAttribute) { f.Assignments[0].Values = []string{"x"} }), "annexa/no-value-of-the-attribute at attributes[team].assignments[own:C-1].values[#0]"},
		{"assigned value twice", attribute(func(f *annexa.CustomAttribute) { f.Assignments[0].Values = []string{"people", "people"} }), "annexa/listed-twice at attributes[team].assignments[own:C-1].values[#1]"},
	}
}

// Each change of the sound extension is refused with the path to it.
func TestNewCatalogRefuses(t *testing.T) {
	for _, c := range refusals() {
		x := soundExtension()
		c.change(&x)
		if _, err := annexa.NewCatalog(x); golden.Codes(err) != c.want {
			t.Errorf("%s: %s; want %s", c.name, golden.Codes(err), c.want)
		}
	}

	x := soundExtension()
	x.Controls[0].Title = ""
	x.Controls[1].Ref = "A.5.1"
	x.Attributes[0].Attribute = "a b"
	_, err := annexa.NewCatalog(x)
	if golden.Codes(err) != "annexa/no-title at controls[own:C-2].title; annexa/taken-for-an-annex-a-control at controls[A.5.1].ref; annexa/key-with-a-separator at attributes[a b].attribute" {
		t.Errorf("not every problem is named: %v", err)
	}
}

// References that are an organization's to choose.
func TestCustomRefsThatAreFine(t *testing.T) {
	for _, ref := range []isms.Ref{"own:C-1", "own:B.34", "own:O-1", "own:I.1", "own:MSP.5.7", "own:AC-2", "own:Ü-1", "own:管理-1", "own:C-0", "own:C-000", "own:5.7b", "own:cust/1", "own:C 1", "own:C,1", "ISO/IEC 27017 CLD.6.3.1", "NIST SP 800-53 AC-2"} {
		c, err := annexa.NewCatalog(annexa.Extension{Controls: []annexa.CustomControl{{Ref: ref, Title: "Own"}}})
		if err != nil {
			t.Errorf("%s: %v", ref, err)
			continue
		}
		if err := annexatest.CheckCatalog(c); err != nil {
			t.Error(err)
		}
	}
	if _, err := annexa.NewCatalog(annexa.Extension{Controls: []annexa.CustomControl{{Ref: "own:C-0", Title: "x"}, {Ref: "own:C-", Title: "x"}}}); err != nil {
		t.Errorf("C-0 and C-: %v", err)
	}
	if _, err := annexa.NewCatalog(annexa.Extension{Controls: []annexa.CustomControl{{Ref: "own:C-0", Title: "x"}, {Ref: "own:C-000", Title: "x"}}}); err == nil {
		t.Error("C-0 and C-000 are taken")
	}
}

func TestCatalogSelect(t *testing.T) {
	c := mustCatalog(t, soundExtension())
	platform, people := annexa.CustomAttributeTag{Attribute: "team", Value: "platform"}, annexa.CustomAttributeTag{Attribute: "team", Value: "people"}
	for _, q := range []struct {
		query annexa.Query
		tags  []annexa.CustomAttributeTag
		want  string
	}{
		{annexa.Query{}, []annexa.CustomAttributeTag{platform}, "A.8.9 own:C-1"},
		{annexa.Query{}, []annexa.CustomAttributeTag{people}, "A.6.1 A.8.9"},
		{annexa.Query{}, []annexa.CustomAttributeTag{people, platform, people}, "A.6.1 A.8.9 own:C-1"},
		{annexa.Query{Themes: annexa.Technological}, []annexa.CustomAttributeTag{people, platform}, "A.8.9 own:C-1"},
		{annexa.Query{New: true}, []annexa.CustomAttributeTag{people, platform}, "A.8.9"},
		{annexa.Query{AttributeValues: annexa.Corrective | annexa.Respond, Themes: annexa.Organizational}, nil, "A.5.5 A.5.6 A.5.7 A.5.24 A.5.26 A.5.28 A.5.29 A.5.30 own:C-10"},
	} {
		ids, err := c.AppendSelect([]isms.Ref{"before"}, q.query, q.tags...)
		var b strings.Builder
		for _, id := range ids[1:] {
			b.WriteString(string(id) + " ")
		}
		if got := strings.TrimSpace(b.String()); err != nil || ids[0] != "before" || got != q.want {
			t.Errorf("%q %v selects %q, %v; want %q", q.query, q.tags, got, err, q.want)
		}
		set, err := c.SelectSet(q.query, q.tags...)
		if annex := slices.DeleteFunc(ids[1:], func(id isms.Ref) bool { return !known(id) }); err != nil || !slices.Equal(slices.Collect(set.All()), annex) {
			t.Errorf("%q %v: SelectSet gives %q, %v", q.query, q.tags, set, err)
		}
	}
	for want, tag := range map[string]annexa.CustomAttributeTag{
		"annexa/no-custom-attribute at tags[#1].attribute":       {Attribute: "crew", Value: "platform"},
		"annexa/no-value-of-the-attribute at tags[#1].value":     {Attribute: "team", Value: "garden"},
		"annexa/attribute-of-the-standard at tags[#1].attribute": {Attribute: annexa.SecurityDomain, Value: "Defence"},
	} {
		ids, err := c.AppendSelect(nil, annexa.Query{}, platform, tag)
		if golden.Codes(err) != want || len(ids) != 0 {
			t.Errorf("%s selects %v, %s; want %s", tag, ids, golden.Codes(err), want)
		}
	}
	if _, err := (annexa.Catalog{}).SelectSet(annexa.Query{}, platform); err == nil {
		t.Error("Annex A alone knows a team")
	}
	if _, err := c.SelectSet(annexa.Query{Themes: 32}, platform); err == nil {
		t.Error("an unknown theme is taken")
	}

	q, tags, err := c.ParseQuery("preventive, team=platform, technological, new")
	if err != nil || q.String() != "preventive, technological, new" || !slices.Equal(tags, []annexa.CustomAttributeTag{platform}) {
		t.Errorf("ParseQuery: %q, %v, %v", q, tags, err)
	}
	for _, text := range []string{"team=garden", "crew=x", "=", "Prevent", "team=", "platform"} {
		if _, _, err := c.ParseQuery(text); err == nil {
			t.Errorf("ParseQuery(%q) is taken", text)
		}
	}
	if got := slices.Collect(c.Tags("A.8.9")); !slices.Equal(got, []annexa.CustomAttributeTag{platform, people}) {
		t.Errorf("tags of 8.9: %v", got)
	}
	if got := slices.Collect(c.Tags("own:C-1")); !slices.Equal(got, []annexa.CustomAttributeTag{platform}) {
		t.Errorf("tags of C-1: %v", got)
	}
	if got := len(slices.Collect(c.Tags("own:C-99"))); got != 0 {
		t.Errorf("an unknown control has %d tags", got)
	}
	if got := c.Attributes(); len(got) != 6 || got[5] != "team" {
		t.Errorf("attributes: %v", got)
	}
}

func TestCatalogBalance(t *testing.T) {
	c := mustCatalog(t, soundExtension())
	b, err := c.Balance("A.8.9", "own:C-1", "own:C-2", "own:C-1")
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, l := range b {
		got[string(l.Attribute)+" "+l.Value] = l.Selected.String() + ", " + l.Catalog.String()
	}
	for line, want := range map[string]string{
		"control type preventive": "3 of 3, 85 of 96",
		"security domain ":        "2 of 3, 3 of 96", // own controls without a value
		"team platform":           "2 of 3, 2 of 96",
		"team people":             "1 of 3, 2 of 96",
		"team ":                   "1 of 3, 93 of 96",
	} {
		if got[line] != want {
			t.Errorf("%s: %s, want %s", line, got[line], want)
		}
	}
	if _, ok := got["control type "]; ok {
		t.Error("every control has a type, and there is a line for those without")
	}
	if table := b.Table(); table.Validate() != nil {
		t.Error(table.Validate())
	}
	if _, err := c.Balance("own:C-3"); err == nil {
		t.Error("an unknown control is counted")
	}
}

// NewCatalog and Extension copy, and what goes in comes out in canonical order.
func TestCatalogIsImmutable(t *testing.T) {
	x := soundExtension()
	c := mustCatalog(t, x)
	before, err := json.Marshal(c.Extension())
	if err != nil {
		t.Fatal(err)
	}
	for _, y := range []annexa.Extension{x, c.Extension()} {
		y.Controls[0].Title = "overwritten"
		y.Attributes[0].Title = "overwritten"
		y.Attributes[0].Values[0].Value = "overwritten"
		y.Attributes[0].Assignments[0].Control = "overwritten"
		y.Attributes[0].Assignments[0].Values[0] = "overwritten"
		y.Attributes[0].Assignments[1].Values[0] = "overwritten"
	}
	after, err := json.Marshal(c.Extension())
	if err != nil || string(before) != string(after) {
		t.Errorf("the catalog changed:\n%s\n%s", before, after)
	}
	if mustCatalog(t, soundExtension()).Equal(annexa.Catalog{}) || !(annexa.Catalog{}).Equal(mustCatalog(t, annexa.Extension{})) {
		t.Error("Equal cannot tell an extension from none")
	}
	var y annexa.Extension
	if err := json.Unmarshal(after, &y); err != nil || !mustCatalog(t, y).Equal(c) {
		t.Errorf("JSON loses something: %v", err)
	}
	for name, change := range map[string]func(*annexa.Extension){
		"title":      func(x *annexa.Extension) { x.Controls[0].Title += "." },
		"attribute":  func(x *annexa.Extension) { x.Attributes[0].Title += "." },
		"value":      func(x *annexa.Extension) { x.Attributes[0].Values[0].Title += "." },
		"assignment": func(x *annexa.Extension) { x.Attributes[0].Assignments[2].Control = "A.6.2" },
		"own":        func(x *annexa.Extension) { x.Attributes[0].Assignments[0].Control = "own:C-2" },
	} {
		z := soundExtension()
		change(&z)
		if mustCatalog(t, z).Equal(c) {
			t.Errorf("Equal does not see the change of %s", name)
		}
	}
}

// slowSelect reads every control of the catalog.
func slowSelect(c annexa.Catalog, q annexa.Query, tags []annexa.CustomAttributeTag) []isms.Ref {
	ids := []isms.Ref{}
	for control := range c.All() {
		ok := q.Matches(control)
		for _, f := range c.Attributes() {
			asked, carried := false, false
			for _, tag := range tags {
				if tag.Attribute == f {
					asked = true
					carried = carried || slices.Contains(slices.Collect(c.Tags(control.Ref)), tag)
				}
			}
			ok = ok && (!asked || carried)
		}
		if ok {
			ids = append(ids, control.Ref)
		}
	}
	return ids
}

func TestCatalogLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := annexatest.Extension(draw{t})
		c, err := annexa.NewCatalog(x)
		if err != nil {
			t.Fatal(err)
		}
		if err := annexatest.CheckCatalog(c); err != nil {
			t.Fatal(err)
		}
		q := annexatest.Query(draw{t})
		var tags []annexa.CustomAttributeTag
		for _, f := range x.Attributes {
			for _, v := range f.Values {
				if rapid.Bool().Draw(t, "asked") {
					tags = append(tags, annexa.CustomAttributeTag{Attribute: f.Attribute, Value: v.Value})
				}
			}
		}
		got, err := c.AppendSelect([]isms.Ref{}, q, tags...)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(slowSelect(c, q, tags), got); diff != "" {
			t.Fatalf("%q %v (-scan +got):\n%s", q, tags, diff)
		}
		if b, err := c.Balance(got...); err != nil || b.Table().Validate() != nil {
			t.Fatalf("balance: %v", err)
		}
	})
}
