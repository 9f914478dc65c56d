package house

import (
	"slices"
	"strings"
)

// arrows says which packages of ours each package may import. A kit for tests
// may import its own package and what that imports, with their kits.
var arrows = map[string][]string{
	"isms":              nil,
	"isms/table":        {"isms"},
	"annexa":            {"isms", "isms/table"},
	"isms/record":       {"isms", "isms/table"},
	"isms/evidence":     {"isms", "isms/table", "annexa"},
	"isms/roadmap":      {"isms", "isms/table", "audit", "audit/cycle"},
	"risk":              {"isms", "isms/table"},
	"risk/quant":        {"isms", "isms/table"},
	"soa":               {"isms", "isms/table", "annexa", "risk", "isms/evidence"},
	"audit":             {"isms", "isms/table"},
	"audit/programme":   {"isms", "isms/table", "audit"},
	"audit/cycle":       {"isms", "isms/table", "audit"},
	"audit/certificate": {"isms", "isms/table", "audit", "audit/cycle"},
	"mapping":           {"isms", "isms/table", "annexa"},
	"mapping/published": {"mapping"},
	"mapping/oscal":     {"isms", "mapping"},
	"isms/system":       {"isms", "isms/table", "isms/record", "isms/evidence", "isms/roadmap", "annexa", "risk", "risk/quant", "soa", "audit", "audit/programme", "audit/cycle", "audit/certificate", "mapping"},
}

// ArrowsOf returns what the package at path may import of ours, and whether
// there is a rule for it. All is true when it may import everything.
func ArrowsOf(path string) (may []string, all, ok bool) {
	if may, ok = arrows[path]; ok {
		return append(slices.Clip(may), "internal/text", "internal/strictjson"), false, true // which stand below them all
	}
	dir, base := path, path
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		dir, base = path[:i], path[i+1:]
	}
	switch {
	case path == "isms/ismstest":
		return []string{"isms"}, false, true
	case strings.HasSuffix(base, "test"):
		if of, known := arrows[dir]; known && strings.HasSuffix(dir, strings.TrimSuffix(base, "test")) {
			may = append([]string{dir, "isms", "isms/ismstest", "internal/draw"}, of...)
			for _, p := range of { // and the kits of those, to make values of them
				may = append(may, p+"/"+p[strings.LastIndexByte(p, '/')+1:]+"test")
			}
			return may, false, true
		}
		return nil, false, false
	case path == "internal/house", path == "internal/text":
		return nil, false, true
	case path == "internal/strictjson":
		return []string{"internal/text"}, false, true
	case strings.HasPrefix(path, "internal/laws/"), path == "internal/vocabulary", path == "internal/draw": // imported by tests, kits and generators only
		return nil, true, true
	case strings.HasPrefix(path, "internal/"):
		return []string{"isms"}, false, true
	case path == "examples" || strings.HasPrefix(path, "examples/"):
		return nil, true, true
	}
	return nil, false, false
}

// Arrows finds imports between packages of the module that the design does not
// have, and packages that the design does not know.
func Arrows(t *Tree) []Finding {
	var out []Finding
	for _, p := range t.Packages {
		if len(p.Files) == 0 {
			continue
		}
		may, all, ok := ArrowsOf(p.Path)
		if !ok {
			out = append(out, Finding{Where: p.Path, Rule: "arrow", Key: p.Path, What: "no arrow of the design leads here: add the package to arrows.go, or move it"})
			continue
		}
		for _, f := range p.Files {
			for _, s := range f.Imports {
				imp := importPath(s)
				if !t.own(imp) || all {
					continue
				}
				to := strings.TrimPrefix(strings.TrimPrefix(imp, t.Module), "/")
				if !slices.Contains(may, to) {
					out = append(out, Finding{Where: t.position(s.Pos()), Rule: "arrow", Key: p.Path + "->" + to, What: p.Path + " imports " + to + "; it may import " + list(may)})
				}
			}
		}
	}
	return sorted(out)
}

func list(words []string) string {
	if len(words) == 0 {
		return "nothing of ours"
	}
	return strings.Join(words, ", ")
}
