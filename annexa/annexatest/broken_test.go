package annexatest

import (
	"errors"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
)

// lying is a catalog that lies in what its fields replace.
type lying struct {
	annexa.Catalog
	all       func() iter.Seq[annexa.Control]
	len       func() int
	at        func(int) (annexa.Control, bool)
	position  func(isms.Ref) (int, bool)
	lookup    func(isms.Ref) (annexa.Control, bool)
	parse     func(string) (isms.Ref, error)
	extension func() annexa.Extension
	selects   func([]isms.Ref, annexa.Query, ...annexa.CustomAttributeTag) ([]isms.Ref, error)
}

func truthful(c annexa.Catalog) lying {
	return lying{Catalog: c, all: c.All, len: c.Len, at: c.At, position: c.Position, lookup: c.Lookup, parse: c.Parse, extension: c.Extension, selects: c.AppendSelect}
}

func (l lying) All() iter.Seq[annexa.Control]             { return l.all() }
func (l lying) Len() int                                  { return l.len() }
func (l lying) At(n int) (annexa.Control, bool)           { return l.at(n) }
func (l lying) Position(id isms.Ref) (int, bool)          { return l.position(id) }
func (l lying) Lookup(id isms.Ref) (annexa.Control, bool) { return l.lookup(id) }
func (l lying) Parse(text string) (isms.Ref, error)       { return l.parse(text) }
func (l lying) Extension() annexa.Extension               { return l.extension() }
func (l lying) AppendSelect(dst []isms.Ref, q annexa.Query, tags ...annexa.CustomAttributeTag) ([]isms.Ref, error) {
	return l.selects(dst, q, tags...)
}

// Each law fails on a catalog that breaks it, and says what is wrong; a
// truthful one passes.
func TestEachLawFails(t *testing.T) {
	sound, err := annexa.NewCatalog(annexa.Extension{
		Controls: []annexa.CustomControl{{Ref: "own:C-1", Title: "Separate tenants"}, {Ref: "own:C-2", Title: "Two people"}},
		Attributes: []annexa.CustomAttribute{{
			Attribute: "team", Values: []annexa.CustomAttributeValue{{Value: "core"}, {Value: "edge"}},
			Assignments: []annexa.CustomAttributeAssignment{{Control: "A.5.1", Values: []string{"core"}}, {Control: "own:C-2", Values: []string{"core", "edge"}}},
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := check(truthful(sound), sound); err != nil {
		t.Fatalf("the truth is refused: %v", err)
	}
	refused := errors.New("no")
	changed := func(c annexa.Control, on isms.Ref, change func(*annexa.Control)) annexa.Control {
		if c.Ref == on {
			change(&c)
		}
		return c
	}
	listing := func(list []annexa.Control) func() iter.Seq[annexa.Control] {
		return func() iter.Seq[annexa.Control] { return slices.Values(list) }
	}
	all := slices.Collect(sound.All())

	for _, tc := range []struct {
		name string
		lie  func(*lying)
		want []string // all that is said, in order
	}{
		{"a position is one off", func(l *lying) {
			l.position = func(id isms.Ref) (int, bool) {
				p, ok := sound.Position(id)
				if id == "A.5.7" {
					p++
				}
				return p, ok
			}
		}, []string{"annexatest: control A.5.7 stands at 6, its position is 7, true"}},
		{"a position is not known", func(l *lying) {
			l.position = func(id isms.Ref) (int, bool) {
				p, ok := sound.Position(id)
				return p, ok && id != "A.5.7"
			}
		}, []string{"annexatest: control A.5.7 stands at 6, its position is 6, false"}},
		{"another control stands at a position", func(l *lying) {
			l.at = func(n int) (annexa.Control, bool) {
				c, ok := sound.At(n)
				return changed(c, "A.8.34", func(c *annexa.Control) { c.New = !c.New }), ok
			}
		}, []string{"annexatest: At(92) is not control A.8.34"}},
		{"nothing stands at a position", func(l *lying) {
			l.at = func(n int) (annexa.Control, bool) {
				c, ok := sound.At(n)
				return c, ok && n != 93
			}
		}, []string{"annexatest: At(93) is not control own:C-1"}},
		{"a control is not found", func(l *lying) {
			l.lookup = func(id isms.Ref) (annexa.Control, bool) {
				c, ok := sound.Lookup(id)
				return c, ok && id != "A.6.3"
			}
		}, []string{`annexatest: Lookup("A.6.3") is not the control that All yields`}},
		{"another control is found", func(l *lying) {
			l.lookup = func(id isms.Ref) (annexa.Control, bool) {
				c, ok := sound.Lookup(id)
				return changed(c, "A.6.3", func(c *annexa.Control) { c.Title = "x" }), ok
			}
		}, []string{`annexatest: Lookup("A.6.3") is not the control that All yields`}},
		{"an id is not read", func(l *lying) {
			l.parse = func(text string) (isms.Ref, error) {
				if text == "A.7.1" {
					return "A.7.1", refused
				}
				return sound.Parse(text)
			}
		}, []string{`annexatest: Parse("A.7.1") = "A.7.1", no`}},
		{"an id is read as another", func(l *lying) {
			l.parse = func(text string) (isms.Ref, error) {
				if text == "A.7.1" {
					return "A.7.10", nil
				}
				return sound.Parse(text)
			}
		}, []string{`annexatest: Parse("A.7.1") = "A.7.10", <nil>`}},
		{"a control of Annex A is another", func(l *lying) {
			title := func(c *annexa.Control) { c.Title = "x" }
			list := slices.Clone(all)
			list[2] = changed(list[2], "A.5.3", title)
			l.all = listing(list)
			l.at = func(n int) (annexa.Control, bool) {
				c, ok := sound.At(n)
				return changed(c, "A.5.3", title), ok
			}
			l.lookup = func(id isms.Ref) (annexa.Control, bool) {
				c, ok := sound.Lookup(id)
				return changed(c, "A.5.3", title), ok
			}
		}, []string{"annexatest: control A.5.3 at 2 differs from Annex A"}},
		{"a control of Annex A is called an own one", func(l *lying) {
			own := func(c *annexa.Control) { c.Custom = true }
			list := slices.Clone(all)
			list[2] = changed(list[2], "A.5.3", own)
			l.all = listing(list)
			l.at = func(n int) (annexa.Control, bool) {
				c, ok := sound.At(n)
				return changed(c, "A.5.3", own), ok
			}
			l.lookup = func(id isms.Ref) (annexa.Control, bool) {
				c, ok := sound.Lookup(id)
				return changed(c, "A.5.3", own), ok
			}
		}, []string{"annexatest: control A.5.3 at 2 differs from Annex A"}},
		{"own controls change places", func(l *lying) {
			list := slices.Clone(all)
			list[93], list[94] = list[94], list[93]
			l.all = listing(list)
			l.at = func(n int) (annexa.Control, bool) {
				if n >= 0 && n < len(list) {
					return list[n], true
				}
				return annexa.Control{}, false
			}
			l.position = func(id isms.Ref) (int, bool) {
				n := slices.IndexFunc(list, func(c annexa.Control) bool { return c.Ref == id })
				return n, n >= 0
			}
		}, []string{"annexatest: control own:C-1 comes after own:C-2"}},
		{"a control comes twice", func(l *lying) {
			l.all = listing(append(slices.Clone(all), all[94]))
		}, []string{
			"annexatest: control own:C-2 stands at 95, its position is 94, true",
			"annexatest: At(95) is not control own:C-2",
			"annexatest: control own:C-2 comes after own:C-2",
			"annexatest: Len is 95 for 96 controls",
			"annexatest: the zero query selects 95 of 96 controls: <nil>",
		}},
		{"an id is no reference", func(l *lying) {
			id := func(c *annexa.Control) { c.Ref = "D " }
			list := slices.Clone(all)
			list[94] = changed(list[94], "own:C-2", id)
			l.all = listing(list)
			l.at = func(n int) (annexa.Control, bool) {
				c, ok := sound.At(n)
				return changed(c, "own:C-2", id), ok
			}
			l.position = func(id isms.Ref) (int, bool) {
				if id == "D " {
					return 94, true
				}
				return sound.Position(id)
			}
			l.lookup = func(id isms.Ref) (annexa.Control, bool) {
				if id == "D " {
					return list[94], true
				}
				return sound.Lookup(id)
			}
			l.parse = func(text string) (isms.Ref, error) {
				if text == "D " {
					return "D ", nil
				}
				return sound.Parse(text)
			}
		}, []string{"annexatest: control D  has no known reference"}},
		{"Len is short", func(l *lying) { l.len = func() int { return 94 } }, []string{"annexatest: Len is 94 for 95 controls"}},
		{"controls of Annex A are missing", func(l *lying) {
			l.all = listing(all[:92])
			l.len = func() int { return 92 }
			l.selects = func(dst []isms.Ref, q annexa.Query, tags ...annexa.CustomAttributeTag) ([]isms.Ref, error) {
				ids, err := sound.AppendSelect(dst, q, tags...)
				return ids[:min(len(ids), 92)], err
			}
		}, []string{"annexatest: Len is 92 for 92 controls"}},
		{"the record is another catalog's", func(l *lying) {
			l.extension = func() annexa.Extension {
				x := sound.Extension()
				x.Controls = x.Controls[:1]
				x.Attributes = nil
				return x
			}
		}, []string{"annexatest: NewCatalog of Extension is not the catalog: <nil>"}},
		{"the record is refused", func(l *lying) {
			l.extension = func() annexa.Extension {
				x := sound.Extension()
				x.Controls[0].Title = ""
				return x
			}
		}, []string{"annexatest: NewCatalog of Extension is not the catalog: "}},
		{"the zero query forgets a control", func(l *lying) {
			l.selects = func(dst []isms.Ref, q annexa.Query, tags ...annexa.CustomAttributeTag) ([]isms.Ref, error) {
				ids, err := sound.AppendSelect(dst, q, tags...)
				if len(tags) == 0 {
					ids = ids[1:]
				}
				return ids, err
			}
		}, []string{"annexatest: the zero query selects 94 of 95 controls: <nil>"}},
		{"the zero query is refused", func(l *lying) {
			l.selects = func(dst []isms.Ref, q annexa.Query, tags ...annexa.CustomAttributeTag) ([]isms.Ref, error) {
				ids, err := sound.AppendSelect(dst, q, tags...)
				if len(tags) == 0 {
					err = refused
				}
				return ids, err
			}
		}, []string{"annexatest: the zero query selects 95 of 95 controls: no"}},
		{"a value selects nothing", func(l *lying) {
			l.selects = func(dst []isms.Ref, q annexa.Query, tags ...annexa.CustomAttributeTag) ([]isms.Ref, error) {
				if len(tags) > 0 {
					return dst, nil
				}
				return sound.AppendSelect(dst, q)
			}
		}, []string{"annexatest: 0 controls carry a value of team, 2 are assigned one: <nil>"}},
		{"a value is refused", func(l *lying) {
			l.selects = func(dst []isms.Ref, q annexa.Query, tags ...annexa.CustomAttributeTag) ([]isms.Ref, error) {
				ids, err := sound.AppendSelect(dst, q, tags...)
				if len(tags) > 0 {
					err = refused
				}
				return ids, err
			}
		}, []string{"annexatest: 2 controls carry a value of team, 2 are assigned one: no"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			l := truthful(sound)
			tc.lie(&l)
			err := check(l, sound)
			if err == nil {
				t.Fatal("not noticed")
			}
			got := strings.Split(err.Error(), "\n")
			if len(got) != len(tc.want) {
				t.Fatalf("%d things are said, want %d:\n%v", len(got), len(tc.want), err)
			}
			for i, w := range tc.want {
				if got[i] != w && !(strings.HasSuffix(w, ": ") && strings.HasPrefix(got[i], w)) {
					t.Errorf("said:   %s\nwanted: %s", got[i], w)
				}
			}
		})
	}
}
