package system

import (
	"bytes"
	"encoding/json"
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// notHeld returns the declarations that count, and finds the others: those that say
// nothing, that lead to no member of a System or to a key, and that the data contradict.
func (s System) notHeld(c *isms.Checker) []isms.NotHeld {
	c.Ran(declarationUnusable, declarationContradicted)
	var counting []isms.NotHeld
	h := holdings{s.parts(), map[isms.Path]any{}, map[isms.Path]map[string]any{}, map[isms.Path]bool{}}
	for i, d := range s.NotHeld {
		at := isms.Path("").Index("notHeld", i)
		err := d.Validate()
		if pattern := d.Path.Pattern(); err == nil {
			if _, known := slices.BinarySearch(members[:], pattern); !known {
				err = isms.Refuse(unknownMember, "path", string(d.Path))
			} else if slices.ContainsFunc(Lists(), func(l List) bool { return pattern == l.Key.Under(l.Path+"[*]").Pattern() }) {
				err = isms.Refuse(keyDeclared, "path", string(d.Path))
			}
		}
		switch {
		case err != nil:
			refused(c, declarationUnusable, err, func(p isms.Path) isms.Path { return p.Under(at) })
		case h.at(d.Path):
			c.Find(declarationContradicted, at.Field("path"), isms.ArgText("path", string(d.Path)))
		default:
			counting = append(counting, d)
		}
	}
	return counting
}

// parts returns the members of the document by their names.
func (s System) parts() map[isms.Path]any {
	return map[isms.Path]any{
		"organization": s.Organization, "records": s.Records, "register": s.Register, "obligations": s.Obligations, "applicability": s.Applicability,
		"statements": s.Statements, "evidence": s.Evidence, "operating": s.Operating, "programme": s.Programme, "findings": s.Findings,
		"deadlinePolicies": s.DeadlinePolicies, "policies": s.Policies, "cycle": s.Cycle, "roadmap": s.Roadmap, "judgements": s.Judgements,
		"gateCriteria": s.GateCriteria, "notHeld": s.NotHeld, "calendars": s.Calendars, "defaultCalendar": s.DefaultCalendar,
	}
}

// holdings is what a system holds, as it stands in the document. What is looked at is
// kept, as is each answer: the cost is near linear in the document and the questions.
type holdings struct {
	parts  map[isms.Path]any
	read   map[isms.Path]any            // parts as they are read
	lists  map[isms.Path]map[string]any // items of lists by their keys
	answer map[isms.Path]bool
}

// at reports whether anything is held where a path that leads to a member leads.
func (h holdings) at(p isms.Path) bool {
	held, asked := h.answer[p]
	if !asked {
		steps, _ := p.Segments()
		name := isms.Path(steps[0].Name)
		part, ok := h.read[name]
		if !ok {
			text, err := json.Marshal(h.parts[name])
			if err == nil {
				numbers := json.NewDecoder(bytes.NewReader(text))
				numbers.UseNumber()
				err = numbers.Decode(&part)
			}
			if err != nil { // so there is something
				part = true
			}
			h.read[name] = part
		}
		held = h.below(part, name, steps[1:])
		h.answer[p] = held
	}
	return held
}

// below reports whether anything is held where steps lead from a value at a path.
func (h holdings) below(v any, at isms.Path, steps []isms.Segment) bool {
	if len(steps) == 0 {
		return something(v)
	}
	step, rest := steps[0], steps[1:]
	switch v := v.(type) {
	case bool:
		return v
	case map[string]any:
		if !step.Any {
			return h.below(v[step.Name], at.Field(step.Name), rest)
		}
		for name, item := range v {
			if h.below(item, at.Field(name), rest) {
				return true
			}
		}
	case []any:
		if !step.Any && step.Position < 0 {
			item, ok := h.items(v, at)[step.Name]
			return ok && (len(rest) == 0 || h.below(item, at.Item("", isms.ID(step.Name)), rest))
		}
		for i, item := range v {
			if (step.Any || step.Position == i) && (len(rest) == 0 || h.below(item, at.Index("", i), rest)) {
				return true
			}
		}
	}
	return false
}

// items returns the items of a list at a path by their keys, none for a list without.
func (h holdings) items(list []any, at isms.Path) map[string]any {
	items, ok := h.lists[at]
	if ok {
		return items
	}
	items = map[string]any{}
	for _, l := range Lists() {
		if l.Path != at.Pattern() {
			continue
		}
		steps, _ := l.Key.Segments()
		for _, item := range list {
			if key, ok := lookup(item, steps).(string); ok {
				items[key] = item
			}
		}
	}
	h.lists[at] = items
	return items
}

// lookup returns what steps lead to from a value, nil where they lead nowhere.
func lookup(v any, steps []isms.Segment) any {
	for _, step := range steps {
		switch in := v.(type) {
		case map[string]any:
			v = in[step.Name]
		case []any:
			if step.Position >= len(in) {
				return nil
			}
			v = in[step.Position]
		}
	}
	return v
}

// something reports whether a value says anything: more than a new one.
func something(v any) bool {
	switch v := v.(type) {
	case bool:
		return v
	case json.Number:
		return v != "0"
	case string:
		return v != ""
	case []any:
		return len(v) > 0
	case map[string]any:
		for _, m := range v {
			if something(m) {
				return true
			}
		}
	}
	return false
}
