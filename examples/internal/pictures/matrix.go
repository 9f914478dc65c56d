package pictures

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

// Matrix is a risk matrix with the risks on it.
type Matrix struct {
	Heading Heading
	Map     risk.HeatMap
	Levels  []string // names, lowest first
}

// stageWords begin the sentence about a stage.
var stageWords = map[risk.Stage]string{
	risk.Inherent: "Without controls", risk.Current: "Today", risk.Target: "As planned", risk.Residual: "After treatment",
}

// RiskMatrix shows the open risks of a register at a stage. Its heading counts those
// that the acceptance criteria do not call acceptable, and those without a level:
// they are never counted as good.
func RiskMatrix(of string, v risk.Evaluation, stage risk.Stage) Matrix {
	m := Matrix{Map: v.HeatMap(stage)}
	for _, b := range v.Method().Levels() {
		m.Levels = append(m.Levels, b.Name)
	}
	open, unplaced := m.placed()+len(m.Map.Unplaced), len(m.Map.Unplaced)
	unjudged := m.Map.Acceptabilities[""] - unplaced
	above := open - unplaced - unjudged - m.Map.Acceptabilities[risk.Acceptable]
	says := stageWords[stage]
	if says == "" {
		says = "At no known stage"
	}
	switch {
	case len(m.Levels) == 0:
		says = "There is no risk matrix: no risk assessment method is chosen"
	case open == 0:
		says = "No risk is open"
	default:
		says += fmt.Sprintf(", %d of %d open risks are more than acceptable", above, open)
		if unjudged > 0 {
			says += fmt.Sprintf("; for %d no criterion is set", unjudged)
		}
		switch unplaced {
		case 0:
		case 1:
			says += "; 1 has no level"
		default:
			says += fmt.Sprintf("; %d have no level", unplaced)
		}
	}
	m.Heading = Heading{Says: says, About: fmt.Sprintf("%s, %s risk on %s, by likelihood and impact; each cell names its level", of, stage, v.AsOf())}
	return m
}

func (m Matrix) placed() int {
	n := 0
	for _, row := range m.Map.Cells {
		for _, cell := range row {
			n += len(cell.Risks)
		}
	}
	return n
}

func (m Matrix) description() string {
	return fmt.Sprintf("%d risks placed by likelihood and impact, %d not placed.", m.placed(), len(m.Map.Unplaced))
}

// level is the name of a level for a cell.
func (m Matrix) level(l risk.Level) string {
	if l >= 1 && int(l) <= len(m.Levels) {
		return m.Levels[l-1]
	}
	return "no level"
}

// steps names the steps of a scale with their numbers, so that no two are alike.
func steps(names []string, n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprint(i + 1)
		if i < len(names) {
			out[i] += " " + cut(names[i], 22)
		}
	}
	return out
}

func (m Matrix) columns() int {
	n := len(m.Map.Impact)
	for _, row := range m.Map.Cells {
		n = max(n, len(row))
	}
	return n
}

// heat holds the colours from the lowest level to the highest; dark text reads on
// all of them.
var heat = [...]string{"#b9dfb4", "#dceba0", "#fbe58c", "#f8bd7d", "#f2938a"}

func heatColour(level, levels int) string {
	if level < 1 || levels < 1 || level > levels {
		return "#eceff2"
	}
	if levels == 1 {
		return heat[0]
	}
	return heat[(level-1)*(len(heat)-1)/(levels-1)]
}

// most is how many risks a cell names before it counts the rest.
const most = 12

// wrap joins ids, so many to a line; of more than so many the rest is counted.
func wrap(ids []isms.ID, perLine, most int) []string {
	rest := 0
	if len(ids) > most {
		rest = len(ids) - (most - perLine)
		ids = ids[:most-perLine]
	}
	var out []string
	for part := range slices.Chunk(ids, perLine) {
		var words []string
		for _, id := range part {
			words = append(words, cut(string(id), 14))
		}
		out = append(out, strings.Join(words, " "))
	}
	if rest > 0 {
		out = append(out, fmt.Sprintf("and %d more", rest))
	}
	return out
}

// matrixRow is a cell of the matrix as Vega-Lite reads it.
type matrixRow struct {
	Likelihood string `json:"likelihood"`
	Impact     string `json:"impact"`
	Level      string `json:"level"`
	Colour     string `json:"colour"` // a place on the scale of colours
	Risks      int    `json:"risks"`
	Names      string `json:"names"`
}

// Spec returns the matrix as a Vega-Lite specification.
func (m Matrix) Spec() Spec {
	likelihood, impact := steps(m.Map.Likelihood, len(m.Map.Cells)), steps(m.Map.Impact, m.columns())
	rows := []matrixRow{}
	high := 1
	for i, row := range m.Map.Cells {
		for j, cell := range row {
			names := wrap(cell.Risks, 3, most)
			high = max(high, len(names))
			rows = append(rows, matrixRow{
				likelihood[i], impact[j], m.level(cell.Level), heatColour(int(cell.Level), len(m.Levels)), len(cell.Risks), strings.Join(names, "\n"),
			})
		}
	}
	step1 := 34 + 15*high
	slices.Reverse(likelihood) // the highest on top
	var unplaced string
	if len(m.Map.Unplaced) > 0 {
		unplaced = "Not placed, as the level is not known: " + strings.Join(wrap(m.Map.Unplaced, 8, 32), " ")
	}
	tight := 0
	x := &Channel{
		Field: "impact", Type: "ordinal", Title: new("Impact →"), Sort: impact, Scale: &Scale{Domain: impact, PaddingInner: &tight, PaddingOuter: &tight},
		Axis: &Axis{LabelAngle: new(0), LabelLimit: 130, Domain: new(false), Ticks: new(false)},
	}
	y := &Channel{
		Field: "likelihood", Type: "ordinal", Title: new("Likelihood →"), Sort: likelihood, Scale: &Scale{Domain: likelihood, PaddingInner: &tight, PaddingOuter: &tight},
		Axis: &Axis{LabelLimit: 170, Domain: new(false), Ticks: new(false)},
	}
	none := &Legend{}
	h := m.Heading
	if unplaced != "" {
		h.About += ". " + unplaced
	}
	return spec(h, m.description(), 84, View{
		Data: &Data{rows}, Width: step(128), Height: step(step1),
		Encoding: &Encoding{X: x, Y: y},
		Layer: []View{
			{
				Mark:     &Mark{Type: "rect", Stroke: frame, StrokeWidth: 1, Tooltip: true},
				Encoding: &Encoding{Fill: &Channel{Field: "colour", Type: "nominal", Scale: &Scale{Domain: palette(rows), Range: palette(rows)}, Legend: none}},
			},
			{
				Mark:     &Mark{Type: "text", Align: "left", Baseline: "top", DX: -58, DY: 6 - step1/2, FontSize: 11, Color: ink},
				Encoding: &Encoding{Text: text("level")},
			},
			{
				Mark:     &Mark{Type: "text", Baseline: "top", DY: 25 - step1/2, FontSize: 12, FontWeight: "bold", LineBreak: "\n", Color: ink},
				Encoding: &Encoding{Text: text("names")},
			},
		},
	})
}

// palette returns the colours in use, the lowest level first.
func palette(rows []matrixRow) []string {
	used := map[string]bool{}
	for _, r := range rows {
		used[r.Colour] = true
	}
	out := []string{}
	for _, c := range append([]string{heatColour(0, 0)}, heat[:]...) {
		if used[c] {
			out = append(out, c)
		}
	}
	return out
}

// SVG returns the matrix as text.
func (m Matrix) SVG() string {
	const cw, left, top = 124, 150, 26
	var c canvas
	// A row is as high as its fullest cell needs.
	heights := make([]int, len(m.Map.Cells))
	for i, row := range m.Map.Cells {
		heights[i] = 46
		for _, cell := range row {
			heights[i] = max(heights[i], 28+16*len(wrap(cell.Risks, 3, most)))
		}
	}
	likelihood, impact := steps(m.Map.Likelihood, len(m.Map.Cells)), steps(m.Map.Impact, m.columns())
	y := top
	for i, row := range slices.Backward(m.Map.Cells) { // the highest likelihood on top
		c.text(left-10, y+heights[i]/2+4, "end", "", cut(likelihood[i], 19))
		for j, cell := range row {
			x := left + j*cw
			c.rect(x, y, cw, heights[i], "cell", heatColour(int(cell.Level), len(m.Levels)))
			c.text(x+6, y+14, "start", "on", cut(m.level(cell.Level), 16))
			for k, line := range wrap(cell.Risks, 3, most) {
				c.text(x+cw/2, y+32+16*k, "middle", "bold", line)
			}
		}
		y += heights[i]
	}
	for j, name := range impact {
		c.text(left+j*cw+cw/2, y+18, "middle", "", cut(name, 16))
	}
	columns := max(len(impact), 1)
	c.text(left+columns*cw/2, y+38, "middle", "axis", "Impact →")
	c.text(left-10, top-8, "end", "axis", "Likelihood ↑")
	y += 62
	for k, line := range wrap(m.Map.Unplaced, 8, 32) {
		if k == 0 {
			line = "Not placed, as the level is not known: " + line
		}
		c.text(12, y, "start", "now", line)
		y += 16
	}
	return c.done(left+columns*cw+12, y-6, m.Heading, m.description())
}
