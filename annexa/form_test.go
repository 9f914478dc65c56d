package annexa_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
)

// The names of stored and published fields are a contract.
func TestJSONForms(t *testing.T) {
	c, _ := annexa.Lookup("A.8.1")
	r := annexa.Transition([]annexa.Ref2013{"A.9.1.1", "A.9.1.1", "x"})
	gaps, _ := annexa.FullSet().Without("A.8.17").Gaps(annexa.ControlType, annexa.InformationSecurityProperty)
	for _, v := range []struct {
		value any
		want  string
	}{
		{c, `{"ref":"A.8.1","title":"User end point devices","title27002":"User endpoint devices","theme":"technological","new":false,"attributeValues":["preventive","confidentiality","integrity","availability","protect","asset management","information protection","protection"],"purpose":"Protect data held on, or reached through, laptops, phones and other user devices.","agreeing":5,"confidence":"high"}`},
		{annexa.Control{Ref: "own:C-1", Custom: true}, `{"ref":"own:C-1","title":"","theme":"","new":false,"custom":true,"attributeValues":[],"purpose":""}`},
		{slices.Collect(annexa.Controls2013())[0], `{"ref":"A.5.1.1","title":"Policies for information security"}`},
		{slices.Collect(annexa.FormerDomains())[0], `{"ref":"A.5","title":"Information security policies"}`},
		{slices.Collect(annexa.Disputes())[0], `{"control":"A.5.2","attribute":"security domain","dissent":"without #Protection","reason":"6 to 1"}`},
		{annexa.Physical.Controls().Balance()[1], `{"attribute":"control type","value":"detective","selected":{"have":2,"want":14,"percent":"14.3"},"catalog":{"have":13,"want":93,"percent":"14.0"}}`},
		{gaps, `[]`},
		{annexa.Gap{AttributeValues: annexa.Detective, Candidates: mustSet(t, "A.8.16")}, `{"attributeValues":["detective"],"candidates":["A.8.16"]}`},
		{r.Rows[14], `{"control":"A.5.15","state":"carried in part","correspondence":"merged","from":["A.9.1.1"],"absent":["A.9.1.2"]}`},
		{annexa.TransitionReport{Rows2013: r.Rows2013, Twice: r.Twice, Unknown: []isms.Problem{{Code: r.Unknown[0].Code, Value: "x", Message: "m", Want: "w"}}}, `{"rows":null,"rows2013":[{"control":"A.9.1.1","correspondence":"merged","successors":["A.5.15"]}],"twice":["A.9.1.1"],"unknown":[{"code":"annexa/no-control-of-2013","value":"x","message":"m","want":"w"}]}`},
		{mustCatalog(t, soundExtension()).Extension(), `{"controls":[{"ref":"own:C-1","title":"Separate tenants in tools","theme":"technological","attributeValues":["preventive","confidentiality"]},{"ref":"own:C-2","title":"Four eyes on customer systems","attributeValues":["preventive","integrity"]},{"ref":"own:C-10","title":"Customer notice of incidents","theme":"organizational","attributeValues":["corrective","respond"]}],"attributes":[{"attribute":"team","title":"Team","values":[{"value":"platform","title":"Platform"},{"value":"people"}],"assignments":[{"control":"A.6.1","values":["people"]},{"control":"A.8.9","values":["platform","people"]},{"control":"own:C-1","values":["platform"]}]}]}`},
		{annexa.CustomAttributeTag{Attribute: "team", Value: "people"}, `{"attribute":"team","value":"people"}`},
		{annexa.Query{AttributeValues: annexa.Detect, Themes: annexa.People, New: true}, `"detect, people, new"`},
	} {
		data, err := json.Marshal(v.value)
		if err != nil || string(data) != v.want {
			t.Errorf("%T:\n got %s, %v\nwant %s", v.value, data, err, v.want)
		}
	}
}

// So are the names and columns of tables; programs read them.
func TestTableForms(t *testing.T) {
	r := annexa.Transition([]annexa.Ref2013{"A.18.2.3", "A.9.1.1", "A.9.1.2"})
	gaps, _ := annexa.Set{}.Gaps(annexa.ControlType)
	catalog := mustCatalog(t, soundExtension())
	own, err := catalog.Balance("own:C-1")
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []struct {
		tab   table.Table
		want  string // name: keys
		row   int
		cells string
	}{
		{annexa.Physical.Controls().Balance().Table(), "balance: attribute value selected selected-share catalog catalog-share", 1, "Control type|detective|2|14.3 %|13|14.0 %"},
		{own.Table(), "balance: attribute value selected selected-share catalog catalog-share", len(own) - 1, "team|(none)|0|0.0 %|93|96.9 %"},
		{gaps.Table(), "gaps: values count candidates", 1, "detective|13|A.5.7 A.5.25 A.6.8 A.7.4 A.7.11 A.8.6 A.8.7 A.8.12 A.8.15 A.8.16 A.8.17 A.8.20 A.8.30"},
		{r.Table(), "transition: control title state correspondence from absent", 14, "A.5.15|Access control|carried|merged|A.9.1.1, A.9.1.2|"},
		{r.Table(), "transition: control title state correspondence from absent", 35, "A.5.36|Compliance with policies, rules and standards for information security|carried in part|merged|A.18.2.3|A.18.2.2"},
		{r.Table2013(), "transition-2013: control title correspondence successors", 2, "A.18.2.3|Technical compliance review|split|A.5.36 A.8.8"},
	} {
		var keys, cells []string
		for _, c := range v.tab.Columns {
			keys = append(keys, c.Key)
			if c.Title == "" {
				t.Errorf("%s: column %s has no title", v.tab.Name, c.Key)
			}
		}
		for _, c := range v.tab.Rows[v.row] {
			cells = append(cells, c.String())
		}
		if got := v.tab.Name + ": " + strings.Join(keys, " "); got != v.want || v.tab.Title == "" {
			t.Errorf("got %s, want %s", got, v.want)
		}
		if got := strings.Join(cells, "|"); got != v.cells {
			t.Errorf("%s, row %d:\n got %s\nwant %s", v.tab.Name, v.row, got, v.cells)
		}
		if err := v.tab.Validate(); err != nil {
			t.Error(err)
		}
	}
}
