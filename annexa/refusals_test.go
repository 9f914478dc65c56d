package annexa_test

import (
	"fmt"
	"iter"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

// What is refused, by call: code, path and arguments.
func TestRefusals(t *testing.T) {
	var b strings.Builder
	for call, err := range refused(t) {
		fmt.Fprintf(&b, "%s\n\t%s\n", call, withArgs(err))
	}
	golden.Equal(t, "refusals.txt", b.String())
}

// refused returns calls that are refused, with their errors.
func refused(t *testing.T) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) { refuse(t, yield) }
}

func refuse(t *testing.T, yield func(string, error) bool) {
	say := func(call string, err error) {
		if err == nil {
			t.Errorf("%s is not refused", call)
		} else if !yield(call, err) {
			panic("not asked for all")
		}
	}
	catalog := mustCatalog(t, soundExtension())
	short := func(text string) string {
		if len(text) > 60 {
			return fmt.Sprintf("%q and %d bytes more", text[:10], len(text)-10)
		}
		return fmt.Sprintf("%q", text)
	}
	for _, text := range []string{
		"", "A.", "5.", "5", "9", "4", "0.1", "10", "19", "8", "6", "7", "5.0", "5.07", "a.5.07", "05.7", "a.5.7", " 5.7", "A5.7", "A.A.5.7", "５.7", "5.7\x00",
		"5.38", "6.9", "7.15", "8.35", "4.1", "9.9", "5.7.1", "9.1", "9.1.1", "A.9.1.1", "a.9.1.1", "18.2.3", "5.1.1.1", "9.01.1", "99999999999999999999.1", "5.100",
		"6.1.3", "C-3", strings.Repeat("5.7", 1000), strings.Repeat("x", 49), strings.Repeat("x", 48), strings.Repeat("ä", 40),
	} {
		_, err := annexa.ParseControl(text)
		say("ParseControl "+short(text), err)
	}
	for _, text := range []string{
		"", "9.1.3", "19.1.1", "4.4.4", "9.10.1", "10.1.10", "110.1.1", "9.01.1", "a.9.1.1", "9.1.1.", "9.1", "A.9", "9", "5.7", "5.1", "8.40", "9.1.1.1", "9.1.x", "5.38", "4.1", "20", "5.1.3", "18.3.1", "0.1.1",
	} {
		_, err := annexa.ParseControl2013(text)
		say("ParseControl2013 "+short(text), err)
	}
	for _, text := range []string{"c-1", "C-01", " C-2", "C-3", "5.07", "9.1.1", strings.Repeat("c", 200)} {
		_, err := catalog.Parse(text)
		say("Catalog.Parse "+short(text), err)
	}
	for _, text := range []string{"5.38", "5.7 x", "9.1.1"} {
		_, err := annexa.ParseSet(text)
		say("ParseSet "+short(text), err)
	}
	for _, id := range []isms.Ref{"", "A.5.38", "5.7", "9.1.1", "own:C-1"} {
		_, err := annexa.SetOf("A.5.7", id)
		say("SetOf "+short(string(id)), err)
	}
	for _, text := range []string{"", "#", "##Preventive", "PREVENTIVE", "#Identity-and-access-management", "Governance and Ecosystem", "Prevention", strings.Repeat("Preventive", 10)} {
		_, err := annexa.ParseAttributeValue(text)
		say("ParseAttributeValue "+short(text), err)
		_, err = annexa.ParseAttributeValueSet("detective," + text + "x")
		say("ParseAttributeValueSet "+short("detective,"+text+"x"), err)
	}
	for _, text := range []string{"organisational", "People", "people x"} {
		_, err := annexa.ParseThemeSet(text)
		say("ParseThemeSet "+short(text), err)
	}
	for _, text := range []string{"Preventive", "preventive physical", "Physical", "#new", "team=platform"} {
		_, err := annexa.ParseQuery("new " + text)
		say("ParseQuery "+short("new "+text), err)
	}
	for _, text := range []string{"Preventive", "team=x", "crew=x", "security-domain=protection", "=", "team=platform, crew=y"} {
		_, _, err := catalog.ParseQuery(text)
		say("Catalog.ParseQuery "+short(text), err)
	}
	for _, q := range []annexa.Query{{AttributeValues: 1 << 30}, {Themes: 16}} {
		_, err := q.Select()
		say(fmt.Sprintf("Select of attributes %#x and themes %#x", uint32(q.AttributeValues), uint8(q.Themes)), err)
		_, err = q.MarshalText()
		say("MarshalText of the same", err)
	}
	_, err := annexa.AttributeValueSet(1<<30 | 1).MarshalText()
	say("MarshalText of attributes 0x40000001", err)
	_, err = annexa.ThemeSet(17).MarshalText()
	say("MarshalText of themes 0x11", err)
	_, err = annexa.FullSet().Gaps("colour")
	say(`Gaps "colour"`, err)
	_, err = catalog.Balance("A.5.1", "A.5.38")
	say(`Catalog.Balance "A.5.38"`, err)
	for _, text := range []string{`5`, `[5]`, `["5.38"]`, `"x"`} {
		say("Set from JSON "+text, new(annexa.Set).UnmarshalJSON([]byte(text)))
		say("Attributes from JSON "+text, new(annexa.AttributeValueSet).UnmarshalJSON([]byte(text)))
	}
	say("Query from JSON 5", new(annexa.Query).UnmarshalJSON([]byte("5")))
	say("Themes from JSON [", new(annexa.ThemeSet).UnmarshalJSON([]byte("[")))
	say("Ref2013 9.1.1", annexa.Ref2013("9.1.1").Validate())
	say("Ref2013 5.7", annexa.Ref2013("5.7").Validate())
	for _, c := range refusals() {
		x := soundExtension()
		c.change(&x)
		_, err := annexa.NewCatalog(x)
		say("NewCatalog, "+c.name, err)
	}
}
