package published

import (
	"embed"
	"strings"

	"github.com/ismskit/ismskit/internal/strictjson"
	"github.com/ismskit/ismskit/mapping"
)

//go:embed frameworks/*.json crosswalks/*.json candidates/*.json
var files embed.FS

// LookupFramework returns the framework with this ID, which names its edition, such as
// "nist-csf-2.0". It is decoded at each call. Time: O(n log n) in its items.
func LookupFramework(id string) (mapping.Framework, bool) {
	var s mapping.FrameworkSpec
	if !decode("frameworks", id, &s) {
		return mapping.Framework{}, false
	}
	f, err := mapping.NewFramework(s)
	return f, err == nil
}

// Crosswalk returns the crosswalk from source to target, both IDs of frameworks.
// It is decoded at each call, with its two frameworks, which are its Source and
// Target. A crosswalk is found in the direction in which it was published; see
// [mapping.Crosswalk.Converse]. Of several for one pair it is the first in the
// order of [Crosswalks], and [LookupCrosswalk] returns any of them.
func Crosswalk(source, target string) (mapping.Crosswalk, bool) {
	for _, k := range Crosswalks() {
		if k.Source == source && k.Target == target {
			return LookupCrosswalk(k.ID)
		}
	}
	return mapping.Crosswalk{}, false
}

// LookupCrosswalk returns the crosswalk with this ID, as [Crosswalk] does.
func LookupCrosswalk(id string) (mapping.Crosswalk, bool) {
	var s mapping.Spec
	if !decode("crosswalks", id, &s) {
		return mapping.Crosswalk{}, false
	}
	source, ok1 := LookupFramework(s.Source)
	target, ok2 := LookupFramework(s.Target)
	c, err := mapping.New(s, source, target)
	return c, ok1 && ok2 && err == nil
}

// Candidates returns the candidate mappings between two frameworks for which
// there is no crosswalk that may be handed on, and where they come from. Paths is
// the number of independent routes that suggest the pair; none of them proves
// anything. There is one such list, from "soc2-tsc-2017" to "iso-27001-2022".
func Candidates(source, target string) ([]mapping.CandidateMapping, mapping.Provenance, bool) {
	var l candidates
	ok := decode("candidates", source+between+target, &l)
	return l.Candidates, l.Provenance, ok
}

// candidates is the stored form of candidate mappings.
type candidates struct {
	ID         string                     `json:"id"`
	Source     string                     `json:"source"`
	Target     string                     `json:"target"`
	Provenance mapping.Provenance         `json:"provenance"`
	Candidates []mapping.CandidateMapping `json:"candidates"`
}

// Key identifies a crosswalk. Source and Target are the IDs of its frameworks. ID
// is its own: source and target joined by "__", and for all but the first of a
// pair, and for one that nobody published, "__" and a word more.
type Key struct {
	ID     string `json:"id"`
	Source string `json:"source"`
	Target string `json:"target"`
}

// between stands between the parts of the ID of a crosswalk.
const between = "__"

// Frameworks returns the IDs of the frameworks, sorted. Nothing is decoded.
func Frameworks() []string { return names("frameworks") }

// Crosswalks returns the keys of the crosswalks, sorted by ID. Nothing is decoded.
func Crosswalks() []Key {
	var out []Key
	for _, id := range names("crosswalks") {
		source, rest, _ := strings.Cut(id, between)
		target, _, _ := strings.Cut(rest, between)
		out = append(out, Key{id, source, target})
	}
	return out
}

// names returns the names of the files of a folder, without their ending.
func names(folder string) []string {
	list, _ := files.ReadDir(folder)
	out := make([]string, len(list))
	for i, f := range list {
		out[i] = strings.TrimSuffix(f.Name(), ".json")
	}
	return out
}

// decode reads a file, and reports whether there is one that holds such a value.
func decode(folder, name string, into any) bool {
	text, err := files.ReadFile(folder + "/" + name + ".json")
	return err == nil && strictjson.Decode(text, into, strictjson.Limits{}) == nil
}
