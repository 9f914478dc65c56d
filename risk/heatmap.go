package risk

import (
	"github.com/ismskit/ismskit/isms"
)

// HeatMap is the matrix of a method with the open risks placed on it, as data:
// rows are likelihoods and columns impacts, both lowest first.
type HeatMap struct {
	Stage      Stage        `json:"stage"`
	Likelihood []string     `json:"likelihood"` // names of the rows
	Impact     []string     `json:"impact"`     // names of the columns
	Cells      [][]HeatCell `json:"cells"`
	// Unplaced are the open risks without a level at that stage: they are nowhere
	// on the map, least of all in the middle.
	Unplaced []isms.ID `json:"unplaced"`
	// Acceptabilities counts the open risks by what the acceptance criteria say at that
	// stage, each for its own affected properties; most lenient first, the unknown one
	// last. Of a single risk [EvaluatedRisk.At] says it.
	Acceptabilities map[Acceptability]int `json:"acceptabilities"`
}

// HeatCell is one cell of a [HeatMap].
type HeatCell struct {
	Level Level     `json:"level,omitzero"` // 0 where it depends on the ease
	Risks []isms.ID `json:"risks"`          // by ID
}

// HeatMap places the open risks at a stage. At an unknown stage none is placed.
// Closed risks are on no map.
func (v Evaluation) HeatMap(s Stage) HeatMap {
	h := HeatMap{Stage: s, Unplaced: []isms.ID{}, Likelihood: []string{}, Impact: []string{}, Cells: [][]HeatCell{}, Acceptabilities: map[Acceptability]int{}}
	t := v.Method().t
	if t == nil {
		return h
	}
	for _, st := range t.method.Likelihood {
		h.Likelihood = append(h.Likelihood, st.Name)
	}
	for _, st := range t.method.Impact {
		h.Impact = append(h.Impact, st.Name)
	}
	h.Cells = make([][]HeatCell, t.nl)
	for l := range h.Cells {
		h.Cells[l] = make([]HeatCell, t.ni)
		for i := range h.Cells[l] {
			h.Cells[l][i] = HeatCell{Level: t.levelOver(l, i), Risks: []isms.ID{}}
		}
	}
	h.Acceptabilities = counts(Acceptabilities())
	for a := range v.All() {
		if a.Closed {
			continue
		}
		o := a.At(s)
		h.Acceptabilities[o.Acceptability]++
		switch {
		case !o.known():
			h.Unplaced = append(h.Unplaced, a.Risk)
		default:
			cell := &h.Cells[o.Likelihood-1][o.Impact-1]
			cell.Risks = append(cell.Risks, a.Risk)
		}
	}
	return h
}

// levelOver returns the level of a row and column, 0 if the ease decides.
func (t *tables) levelOver(l, i int) Level {
	level := t.levels[l*t.ne*t.ni+i]
	for e := range t.ne {
		if t.levels[(l*t.ne+e)*t.ni+i] != level {
			return 0
		}
	}
	return Level(level)
}
