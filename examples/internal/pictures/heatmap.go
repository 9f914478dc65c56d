package pictures

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

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

// HeatMap draws a risk matrix with the risks on it: likelihoods upwards, impacts to
// the right. Levels are the names of the levels, lowest first. Risks without a
// place are named below.
func HeatMap(title string, h risk.HeatMap, levels []string) string {
	const cw, left, top = 112, 120, 46
	var c canvas
	c.text(12, 22, "start", "bold", title)
	// A row is as high as its fullest cell needs.
	heights := make([]int, len(h.Cells))
	for i, row := range h.Cells {
		heights[i] = 46
		for _, cell := range row {
			heights[i] = max(heights[i], 28+16*len(wrap(cell.Risks, 3)))
		}
	}
	y := top
	for i, row := range slices.Backward(h.Cells) { // the highest likelihood on top
		name := ""
		if i < len(h.Likelihood) {
			name = h.Likelihood[i]
		}
		c.text(left-10, y+heights[i]/2+4, "end", "", cut(name, 20))
		for j, cell := range row {
			x := left + j*cw
			c.rect(x, y, cw, heights[i], "cell", heatColour(int(cell.Level), len(levels)))
			if l := int(cell.Level); l >= 1 && l <= len(levels) {
				c.text(x+6, y+14, "start", "small", cut(levels[l-1], 16))
			}
			for k, line := range wrap(cell.Risks, 3) {
				c.text(x+cw/2, y+32+16*k, "middle", "bold", line)
			}
		}
		y += heights[i]
	}
	columns := len(h.Impact)
	for j, name := range h.Impact {
		c.text(left+j*cw+cw/2, y+18, "middle", "", cut(name, 16))
	}
	c.text(left+columns*cw/2, y+38, "middle", "axis", "Impact →")
	c.text(left-10, top-6, "end", "axis", "Likelihood ↑")
	y += 62
	if len(h.Unplaced) > 0 {
		for k, line := range wrap(h.Unplaced, 12) {
			if k == 0 {
				line = "Not placed, as the level is not known: " + line
			}
			c.text(12, y+16*k, "start", "now", line)
		}
		y += 16 * len(wrap(h.Unplaced, 12))
	}
	n := 0
	for _, row := range h.Cells {
		for _, cell := range row {
			n += len(cell.Risks)
		}
	}
	return c.done(left+max(columns, 1)*cw+12, y+4, title, fmt.Sprintf("%d risks placed by likelihood and impact, %d not placed.", n, len(h.Unplaced)))
}

// wrap joins ids, so many to a line.
func wrap(ids []isms.ID, perLine int) []string {
	var out []string
	for len(ids) > 0 {
		n := min(perLine, len(ids))
		var words []string
		for _, id := range ids[:n] {
			words = append(words, cut(string(id), 14))
		}
		out = append(out, strings.Join(words, " "))
		ids = ids[n:]
	}
	return out
}
