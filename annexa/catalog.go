package annexa

import (
	"cmp"
	"errors"
	"iter"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// Catalog is Annex A together with custom controls and custom attributes. It never changes; the zero Catalog is
// Annex A alone. Compare two with [Catalog.Equal].
type Catalog struct {
	own *ownPart // nil for Annex A alone; never written after NewCatalog
}

// ownPart is what NewCatalog compiles an Extension to.
type ownPart struct {
	records  []CustomControl // ascending by isms.Ref.Compare
	controls []Control       // the same
	families []ownFamily
}

type ownFamily struct {
	record CustomAttribute // canonical: assignments in the order of the catalog, values in that of the family
	annex  []Set           // for each value, the controls of Annex A that carry it
	own    []uint64        // for each custom control, a bit for each value it carries
}

func (f *ownFamily) value(key string) int {
	for i := range f.record.Values {
		if f.record.Values[i].Value == key {
			return i
		}
	}
	return -1
}

// NewCatalog returns Annex A with the extension. It refuses an extension that
// contradicts itself or Annex A, with every problem in one [isms.Error]: an ID that is a control of Annex A or can be taken for one, two
// that are the same but for case or leading zeros, a missing title, a
// family or a value named twice, an assignment to a control or of a value that
// does not exist. What it takes is copied.
func NewCatalog(x Extension) (Catalog, error) {
	if err := x.check(); err != nil {
		return Catalog{}, err
	}
	if len(x.Controls) == 0 && len(x.Families) == 0 {
		return Catalog{}, nil
	}
	own := &ownPart{records: slices.Clone(x.Controls), controls: make([]Control, len(x.Controls)), families: make([]ownFamily, len(x.Families))}
	slices.SortFunc(own.records, func(a, b CustomControl) int { return a.Ref.Compare(b.Ref) })
	for i, c := range own.records {
		own.controls[i] = Control{Ref: c.Ref, Title: c.Title, Purpose: c.Purpose, Theme: c.Theme, Attributes: c.Attributes, Custom: true}
	}
	for i, f := range x.Families {
		own.families[i] = own.compile(f)
	}
	slices.SortFunc(own.families, func(a, b ownFamily) int {
		return text.CompareNatural(string(a.record.Family), string(b.record.Family))
	})
	return Catalog{own}, nil
}

func (o *ownPart) compile(f CustomAttribute) ownFamily {
	f.Values = slices.Clone(f.Values)
	index := make(map[string]int, len(f.Values))
	for i, v := range f.Values {
		index[v.Value] = i
	}
	assignments := make([]CustomAttributeAssignment, len(f.Assignments))
	out := ownFamily{annex: make([]Set, len(f.Values)), own: make([]uint64, len(o.controls))}
	for i, a := range f.Assignments {
		a.Values = slices.Clone(a.Values)
		slices.SortFunc(a.Values, func(v, w string) int { return cmp.Compare(index[v], index[w]) })
		assignments[i] = a
		for _, v := range a.Values {
			if p, ok := Position(a.Control); ok {
				out.annex[index[v]] = out.annex[index[v]].with(p)
			} else if p, ok := o.find(a.Control); ok {
				out.own[p] |= 1 << index[v]
			}
		}
	}
	slices.SortFunc(assignments, func(a, b CustomAttributeAssignment) int { return a.Control.Compare(b.Control) })
	f.Assignments = assignments
	out.record = f
	return out
}

func (o *ownPart) find(ref isms.Ref) (int, bool) {
	return slices.BinarySearchFunc(o.controls, ref, func(c Control, ref isms.Ref) int { return c.Ref.Compare(ref) })
}

// ownControls returns the custom controls.
func (c Catalog) ownControls() []Control {
	if c.own == nil {
		return nil
	}
	return c.own.controls
}

func (c Catalog) ownRecords() []CustomControl {
	if c.own == nil {
		return nil
	}
	return c.own.records
}

func (c Catalog) ownFamilies() []ownFamily {
	if c.own == nil {
		return nil
	}
	return c.own.families
}

func (c Catalog) family(key Family) *ownFamily {
	own := c.ownFamilies()
	for i := range own {
		if own[i].record.Family == key {
			return &own[i]
		}
	}
	return nil
}

// Len returns the number of controls: 93 and the custom ones.
func (c Catalog) Len() int { return Count + len(c.ownControls()) }

// Position returns the place of a control in the catalog: 0 to 92 in Annex A,
// then the others by [isms.Ref.Compare]. It is false for a control that is not in
// the catalog.
func (c Catalog) Position(ref isms.Ref) (int, bool) {
	if p := position(ref); p >= 0 {
		return p, true
	}
	if c.own == nil {
		return 0, false
	}
	p, ok := c.own.find(ref)
	if !ok {
		return 0, false
	}
	return Count + p, true
}

// At returns the control at a position, from 0 to [Catalog.Len] less 1.
func (c Catalog) At(position int) (Control, bool) {
	if position < Count {
		return At(position)
	}
	if own := c.ownControls(); position-Count < len(own) {
		return own[position-Count], true
	}
	return Control{}, false
}

// Lookup returns the control with the given reference, of Annex A or custom.
func (c Catalog) Lookup(ref isms.Ref) (Control, bool) {
	p, ok := c.Position(ref)
	if !ok {
		return Control{}, false
	}
	return c.At(p)
}

// Parse reads what people write for a control in the catalog: of Annex A as
// [ParseControl] does, a custom one exactly by its reference.
func (c Catalog) Parse(text string) (isms.Ref, error) {
	if c.own != nil {
		if p, ok := c.own.find(isms.Ref(text)); ok {
			return c.own.controls[p].Ref, nil
		}
	}
	if p := numbered(strings.TrimPrefix(text, "A.")); p >= 0 {
		return controls[p].Ref, nil
	}
	err := refuseControl(text)
	var e *isms.Error
	if errors.As(err, &e) && e.Has(noControl) && len(text) <= isms.IDMaxBytes {
		for _, own := range c.ownControls() {
			if key, bare := alike(string(own.Ref)), alike(strings.TrimSpace(text)); key == bare || key == "own:"+bare {
				err = isms.Refuse(anotherWay, "", text, isms.ArgRef("it", own.Ref))
			}
		}
	}
	return "", err
}

// All yields all controls, in the order of [Catalog.Position].
func (c Catalog) All() iter.Seq[Control] {
	return func(yield func(Control) bool) {
		for control := range All() {
			if !yield(control) {
				return
			}
		}
		for _, control := range c.ownControls() {
			if !yield(control) {
				return
			}
		}
	}
}

// Families returns the keys of all attributes: the five of the standard, then
// the organization's own by key.
func (c Catalog) Families() []Family {
	all := slices.Collect(Families().All())
	for _, f := range c.ownFamilies() {
		all = append(all, f.record.Family)
	}
	return all
}

// Extension returns the custom controls and attributes, in canonical order: a copy, and the
// form to store. NewCatalog of it gives an equal catalog.
func (c Catalog) Extension() Extension {
	x := Extension{Controls: append([]CustomControl{}, c.ownRecords()...), Families: []CustomAttribute{}}
	for _, f := range c.ownFamilies() {
		r := f.record
		r.Values = slices.Clone(r.Values)
		r.Assignments = slices.Clone(r.Assignments)
		for i, a := range r.Assignments {
			r.Assignments[i].Values = slices.Clone(a.Values)
		}
		x.Families = append(x.Families, r)
	}
	return x
}

// Equal reports whether two catalogs hold the same.
func (c Catalog) Equal(d Catalog) bool {
	return slices.Equal(c.ownRecords(), d.ownRecords()) &&
		slices.EqualFunc(c.ownFamilies(), d.ownFamilies(), func(f, g ownFamily) bool {
			return f.record.Family == g.record.Family && f.record.Title == g.record.Title &&
				slices.Equal(f.record.Values, g.record.Values) &&
				slices.Equal(f.annex, g.annex) && slices.Equal(f.own, g.own)
		})
}

// Tags yields the values of the organization's own attributes that a control
// carries, by family, values in the order of the family.
func (c Catalog) Tags(ref isms.Ref) iter.Seq[CustomAttributeTag] {
	return func(yield func(CustomAttributeTag) bool) {
		p, ok := c.Position(ref)
		if !ok {
			return
		}
		for i := range c.ownFamilies() {
			f := &c.own.families[i]
			for v := range f.record.Values {
				if f.carries(p, 1<<v) && !yield(CustomAttributeTag{f.record.Family, f.record.Values[v].Value}) {
					return
				}
			}
		}
	}
}

// carries reports whether the control at position p has one of the values in
// mask.
func (f *ownFamily) carries(p int, mask uint64) bool {
	if p >= Count {
		return f.own[p-Count]&mask != 0
	}
	for v := range f.annex {
		if mask>>v&1 != 0 && f.annex[v].has(p) {
			return true
		}
	}
	return false
}

// mask returns the bits of those tags that are of family f.
func (f *ownFamily) mask(tags []CustomAttributeTag) uint64 {
	var m uint64
	for _, t := range tags {
		if t.Family == f.record.Family {
			if v := f.value(t.Value); v >= 0 {
				m |= 1 << v
			}
		}
	}
	return m
}

// checkTags refuses a tag of an unknown attribute or with an unknown value.
func (c Catalog) checkTags(tags []CustomAttributeTag) error {
	var errs []error
	var known []Family
	for i, t := range tags {
		f := c.family(t.Family)
		if f != nil && f.value(t.Value) >= 0 {
			continue
		}
		at := isms.Path("").Index("tags", i)
		switch {
		case f == nil && Families().Has(t.Family):
			errs = append(errs, isms.Refuse(standardAttribute, at.Field("family"), string(t.Family)))
		case f == nil:
			if known == nil {
				for _, own := range c.ownFamilies() {
					known = append(known, own.record.Family)
				}
			}
			errs = append(errs, isms.Refuse(noCustomAttribute, at.Field("family"), string(t.Family), isms.ArgIDs("attributes", known...)))
		default:
			errs = append(errs, f.record.refuseValue(at.Field("value"), t.Value))
		}
	}
	return isms.RefuseAll(errs...)
}

// selectSet returns the controls of Annex A that the query and the tags ask for; see
// [Catalog.AppendSelect]. It allocates nothing.
func (c Catalog) selectSet(q Query, tags ...CustomAttributeTag) (Set, error) {
	s, err := q.Select()
	if err != nil {
		return Set{}, isms.RefuseAll(isms.RefuseUnder("query", err), c.checkTags(tags))
	}
	if err := c.checkTags(tags); err != nil {
		return Set{}, err
	}
	for i := range c.ownFamilies() {
		f := &c.own.families[i]
		mask := f.mask(tags)
		if mask == 0 {
			continue
		}
		var some Set
		for v := range f.annex {
			if mask>>v&1 != 0 {
				some = some.Union(f.annex[v])
			}
		}
		s = s.Intersect(some)
	}
	return s, nil
}

// AppendSelect appends to dst the references of all controls, of Annex A and custom,
// that the query and the tags ask for, in the order of the catalog. Tags work as
// values in a [Query] do: any within a family, all families. An unknown value, family
// or theme is an error. A custom control is never new in 2022.
func (c Catalog) AppendSelect(dst []isms.Ref, q Query, tags ...CustomAttributeTag) ([]isms.Ref, error) {
	s, err := c.selectSet(q, tags...)
	if err != nil {
		return dst, err
	}
	dst = slices.AppendSeq(dst, s.All())
	first := len(dst)
	for _, control := range c.ownControls() {
		if q.Matches(control) {
			dst = append(dst, control.Ref)
		}
	}
	for i := range c.ownFamilies() {
		f := &c.own.families[i]
		mask := f.mask(tags)
		if mask == 0 {
			continue
		}
		kept := dst[:first]
		for _, ref := range dst[first:] {
			if p, ok := c.own.find(ref); ok && f.own[p]&mask != 0 {
				kept = append(kept, ref)
			}
		}
		dst = kept
	}
	return dst, nil
}

// ParseQuery reads the text of a query as the function [ParseQuery] does, and
// tags of the organization's own attributes, such as "team=platform".
func (c Catalog) ParseQuery(text string) (Query, []CustomAttributeTag, error) {
	var tags []CustomAttributeTag
	q, err := readWords(text, func(q *Query, word string) error {
		if family, value, ok := strings.Cut(word, "="); ok {
			tags = append(tags, CustomAttributeTag{Family(family), value})
			return nil
		}
		return q.add(word)
	})
	if err := isms.RefuseAll(err, c.checkTags(tags)); err != nil {
		return Query{}, nil, err
	}
	return q, tags, nil
}

// Balance returns how a selection of controls spreads over the attributes of
// the standard and the organization's own, against the whole catalog. An
// attribute that some control has no value in ends with a line for those
// without. A control that is not in the catalog is an error; one that occurs
// twice counts once.
func (c Catalog) Balance(selection ...isms.Ref) (Balance, error) {
	chosen := make([]bool, c.Len())
	var errs []error
	for i, ref := range selection {
		if p, ok := c.Position(ref); ok {
			chosen[p] = true
		} else {
			errs = append(errs, isms.Refuse(notInCatalog, isms.Path("").Index("", i), string(ref)))
		}
	}
	if len(errs) > 0 {
		return nil, isms.RefuseAll(errs...)
	}
	var b Balance
	line := func(f Family, value string, has func(position int) bool) BalanceLine {
		l := BalanceLine{Family: f, Value: value}
		for p, in := range chosen {
			carries := has(p)
			l.Catalog = l.Catalog.Add(count(carries, true))
			l.Selected = l.Selected.Add(count(carries && in, in))
		}
		return l
	}
	for _, f := range families {
		for a := range f.mask.All() {
			b = append(b, line(f.family, a.String(), func(p int) bool { return c.attributes(p)&a != 0 }))
		}
		if l := line(f.family, "", func(p int) bool { return c.attributes(p)&f.mask == 0 }); l.Catalog.Have > 0 {
			b = append(b, l)
		}
	}
	for i := range c.ownFamilies() {
		f := &c.own.families[i]
		for v := range f.record.Values {
			b = append(b, line(f.record.Family, f.record.Values[v].Value, func(p int) bool { return f.carries(p, 1<<v) }))
		}
		if l := line(f.record.Family, "", func(p int) bool { return !f.carries(p, ^uint64(0)) }); l.Catalog.Have > 0 {
			b = append(b, l)
		}
	}
	return b, nil
}

// attributes returns the values of the control at a position of the catalog.
func (c Catalog) attributes(position int) Attributes {
	if position < Count {
		return controls[position].Attributes
	}
	return c.own.controls[position-Count].Attributes
}

// count is the ratio that one control adds.
func count(have, want bool) isms.Ratio {
	var r isms.Ratio
	if have {
		r.Have = 1
	}
	if want {
		r.Want = 1
	}
	return r
}
