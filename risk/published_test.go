package risk_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/risk"
)

// The golden file holds every cell as collected, counted from 0, with the number
// of cells for each level as a check sum of its own.
func TestPublishedMatricesCellByCell(t *testing.T) {
	text, err := os.ReadFile("testdata/matrices.json")
	if err != nil {
		t.Fatal(err)
	}
	var golden []struct {
		ID, Key                    string
		Likelihood, Impact, Levels []string
		Grid                       [][]int
		Properties                 struct {
			CellsPerLevel        []int `json:"cells_per_level"`
			MonotoneInLikelihood bool  `json:"monotone_in_likelihood"`
		}
	}
	if err := json.Unmarshal(text, &golden); err != nil {
		t.Fatal(err)
	}
	keys := map[string]string{
		"iso27005-2022-qualitative-5x5": "iso27005-2022-5x5", "nist-sp800-30r1-table-i2": "nist-sp-800-30-5x5", "bsi-200-3-4x4": "bsi-200-3-4x4",
		"ebios-rm-4x4": "ciso-assistant-ebios-rm-4x4", "ciso-3x3": "ciso-assistant-3x3", "ciso-5x5-critical": "ciso-assistant-5x5",
		"ciso-3x3-mult": "ciso-assistant-3x3-product", "ciso-4x4-5levels": "ciso-assistant-4x4",
		"ciso-5x5-sensitive": "ciso-assistant-5x5-sensitive", "ciso-6x6-detailed": "ciso-assistant-6x6",
	}
	n := 0
	for r := range risk.PublishedMethods() {
		n++
		if r.Source.From == "" || r.Source.Read.IsZero() || r.Source.Confidence != "high" && r.Source.Confidence != "owner" {
			t.Errorf("%s: source %+v", r.Key, r.Source)
		}
		if len(r.Method.Criteria) != 0 {
			t.Errorf("%s brings acceptance criteria", r.Key)
		}
	}
	if n != len(golden) || n != 10 {
		t.Fatalf("%d published methods, %d golden ones", n, len(golden))
	}
	for _, g := range golden {
		r, ok := risk.LookupMethod(keys[g.ID])
		if !ok {
			t.Fatalf("no published method for %s", g.ID)
		}
		c, err := r.Method.Compile()
		if err != nil {
			t.Fatal(err)
		}
		count := make([]int, len(g.Levels))
		for l, row := range g.Grid {
			for i, cell := range row {
				got := c.Level(risk.Grade(l+1), risk.Grade(i+1))
				if int(got) != cell+1 || c.LevelName(got) != g.Levels[cell] {
					t.Errorf("%s: likelihood %q, impact %q is %s, want %s", g.ID, g.Likelihood[l], g.Impact[i], c.LevelName(got), g.Levels[cell])
				}
				count[got-1]++
			}
		}
		if d := cmp.Diff(g.Properties.CellsPerLevel, count); d != "" {
			t.Errorf("%s: cells for each level: %s", g.ID, d)
		}
		if d := cmp.Diff([][]string{g.Likelihood, g.Impact}, [][]string{names(r.Method.Likelihood), names(r.Method.Impact)}); d != "" {
			t.Errorf("%s: %s", g.ID, d)
		}
	}
	if _, ok := risk.LookupMethod("mehari"); ok {
		t.Error("a matrix from memory alone is published")
	}
}

func names(s risk.Scale) (names []string) {
	for _, st := range s {
		names = append(names, st.Name)
	}
	return names
}

func TestPublishedMethodsAreCopies(t *testing.T) {
	m := risk.ISO27005()
	m.Scorer.(risk.Matrix)[0][0] = 5
	m.Likelihood[0].Name = "broken"
	if got := risk.ISO27005(); got.Scorer.(risk.Matrix)[0][0] != 1 || got.Likelihood[0].Name != "unlikely" {
		t.Error("a caller wrote into the published methods")
	}
}
