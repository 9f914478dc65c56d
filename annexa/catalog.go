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
	records    []CustomControl // ascending by isms.Ref.Compare
	controls   []Control       // the same
	attributes []ownAttribute
}

type ownAttribute struct {
	record CustomAttribute // canonical: assignments in the order of the catalog, values in that of the attribute
	annex  []Set           // for each value, the controls of Annex A that carry it
	own    []uint64        // for each custom control, a bit for each value it carries
}

func (f *ownAttribute) value(key string) int {
	for i := range f.record.Values {
		if f.record.Values[i].Value == key {
			return i
		}
	}
	return -1
}

// NewCatalog returns Annex A with the extension. It refuses an extension that
// contradicts itself or Annex A, with every problem in one [isms.Error]: an ID that is a control of Annex A or can be taken for one, two
// that are the same but for case or leading zeros, a missing title, an
// attribute or a value named twice, an assignment to a control or of a value that
// does not exist. What it takes is copied.
func NewCatalog(x Extension) (Catalog, error) {
	if err := x.check(); err != nil {
		return Catalog{}, err
	}
	if len(x.Controls) == 0 && len(x.Attributes) == 0 {
		return Catalog{}, nil
	}
	own := &ownPart{records: slices.Clone(x.Controls), controls: make([]Control, len(x.Controls)), attributes: make([]ownAttribute, len(x.Attributes))}
	slices.SortFunc(own.records, func(a, b CustomControl) int { return a.Ref.Compare(b.Ref) })
	for i, c := range own.records {
		own.controls[i] = Control{Ref: c.Ref, Title: c.Title, Purpose: c.Purpose, Theme: c.Theme, AttributeValues: c.AttributeValues, Custom: true}
	}
	for i, f := range x.Attributes {
		own.attributes[i] = own.compile(f)
	}
	slices.SortFunc(own.attributes, func(a, b ownAttribute) int {
		return text.CompareNatural(string(a.record.Attribute), string(b.record.Attribute))
	})
	return Catalog{own}, nil
}

func (o *ownPart) compile(f CustomAttribute) ownAttribute {
	f.Values = slices.Clone(f.Values)
	index := make(map[string]int, len(f.Values))
	for i, v := range f.Values {
		index[v.Value] = i
	}
	assignments := make([]CustomAttributeAssignment, len(f.Assignments))
	out := ownAttribute{annex: make([]Set, len(f.Values)), own: make([]uint64, len(o.controls))}
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

func (c Catalog) ownAttributes() []ownAttribute {
	if c.own == nil {
		return nil
	}
	return c.own.attributes
}

func (c Catalog) attribute(key Attribute) *ownAttribute {
	own := c.ownAttributes()
	for i := range own {
		if own[i].record.Attribute == key {
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

// Attributes returns the keys of all attributes: the five of the standard, then
// the organization's own by key.
func (c Catalog) Attributes() []Attribute {
	all := slices.Collect(Attributes().All())
	for _, f := range c.ownAttributes() {
		all = append(all, f.record.Attribute)
	}
	return all
}

// Extension returns the custom controls and attributes, in canonical order: a copy, and the
// form to store. NewCatalog of it gives an equal catalog.
func (c Catalog) Extension() Extension {
	x := Extension{Controls: append([]CustomControl{}, c.ownRecords()...), Attributes: []CustomAttribute{}}
	for _, f := range c.ownAttributes() {
		r := f.record
		r.Values = slices.Clone(r.Values)
		r.Assignments = slices.Clone(r.Assignments)
		for i, a := range r.Assignments {
			r.Assignments[i].Values = slices.Clone(a.Values)
		}
		x.Attributes = append(x.Attributes, r)
	}
	return x
}

// Equal reports whether two catalogs hold the same.
func (c Catalog) Equal(d Catalog) bool {
	return slices.Equal(c.ownRecords(), d.ownRecords()) &&
		slices.EqualFunc(c.ownAttributes(), d.ownAttributes(), func(f, g ownAttribute) bool {
			return f.record.Attribute == g.record.Attribute && f.record.Title == g.record.Title &&
				slices.Equal(f.record.Values, g.record.Values) &&
				slices.Equal(f.annex, g.annex) && slices.Equal(f.own, g.own)
		})
}

// Tags yields the values of the organization's own attributes that a control
// carries, by attribute, values in the order of the attribute.
func (c Catalog) Tags(ref isms.Ref) iter.Seq[CustomAttributeTag] {
	return func(yield func(CustomAttributeTag) bool) {
		p, ok := c.Position(ref)
		if !ok {
			return
		}
		for i := range c.ownAttributes() {
			f := &c.own.attributes[i]
			for v := range f.record.Values {
				if f.carries(p, 1<<v) && !yield(CustomAttributeTag{f.record.Attribute, f.record.Values[v].Value}) {
					return
				}
			}
		}
	}
}

// carries reports whether the control at position p has one of the values in
// mask.
func (f *ownAttribute) carries(p int, mask uint64) bool {
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

// mask returns the bits of those tags that are of attribute f.
func (f *ownAttribute) mask(tags []CustomAttributeTag) uint64 {
	var m uint64
	for _, t := range tags {
		if t.Attribute == f.record.Attribute {
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
	var known []Attribute
	for i, t := range tags {
		f := c.attribute(t.Attribute)
		if f != nil && f.value(t.Value) >= 0 {
			continue
		}
		at := isms.Path("").Index("tags", i)
		switch {
		case f == nil && likeStandard(t.Attribute):
			errs = append(errs, isms.Refuse(standardAttribute, at.Field("attribute"), string(t.Attribute)))
		case f == nil:
			if known == nil {
				for _, own := range c.ownAttributes() {
					known = append(known, own.record.Attribute)
				}
			}
			errs = append(errs, isms.Refuse(noCustomAttribute, at.Field("attribute"), string(t.Attribute), isms.ArgIDs("attributes", known...)))
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
	for i := range c.ownAttributes() {
		f := &c.own.attributes[i]
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
// values in a [Query] do: any within an attribute, all attributes. An unknown value, attribute
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
	for i := range c.ownAttributes() {
		f := &c.own.attributes[i]
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
		if attribute, value, ok := strings.Cut(word, "="); ok {
			tags = append(tags, CustomAttributeTag{Attribute(attribute), value})
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
	line := func(f Attribute, value string, has func(position int) bool) BalanceLine {
		l := BalanceLine{Attribute: f, Value: value}
		for p, in := range chosen {
			carries := has(p)
			l.Catalog = l.Catalog.Add(count(carries, true))
			l.Selected = l.Selected.Add(count(carries && in, in))
		}
		return l
	}
	for _, f := range attributes {
		for a := range f.mask.All() {
			b = append(b, line(f.attribute, a.String(), func(p int) bool { return c.attributes(p)&a != 0 }))
		}
		if l := line(f.attribute, "", func(p int) bool { return c.attributes(p)&f.mask == 0 }); l.Catalog.Have > 0 {
			b = append(b, l)
		}
	}
	for i := range c.ownAttributes() {
		f := &c.own.attributes[i]
		for v := range f.record.Values {
			b = append(b, line(f.record.Attribute, f.record.Values[v].Value, func(p int) bool { return f.carries(p, 1<<v) }))
		}
		if l := line(f.record.Attribute, "", func(p int) bool { return !f.carries(p, ^uint64(0)) }); l.Catalog.Have > 0 {
			b = append(b, l)
		}
	}
	return b, nil
}

// attributes returns the values of the control at a position of the catalog.
func (c Catalog) attributes(position int) AttributeValueSet {
	if position < Count {
		return controls[position].AttributeValues
	}
	return c.own.controls[position-Count].AttributeValues
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
