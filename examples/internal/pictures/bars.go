package pictures

import (
	"fmt"
	"strconv"
	"strings"
)

// A Part is a share of a stacked bar.
type Part struct {
	Name   string
	Colour string
}

// A Stack is one stacked bar: as many counts as there are parts.
type Stack struct {
	Label  string
	Counts []int
}

// Bars draws stacked bars with their numbers and a legend. Each bar is as wide as
// its total; parts without a count are left out.
func Bars(title string, parts []Part, stacks []Stack) string {
	const left, width, top, step = 150, 640, 70, 34
	var c canvas
	c.text(12, 22, "start", "bold", title)
	x := left
	for _, p := range parts {
		c.rect(x, 36, 12, 12, "", p.Colour)
		c.text(x+17, 46, "start", "small", p.Name)
		x += 17 + 7*len([]rune(p.Name)) + 18
	}
	most := 1
	total := func(s Stack) int {
		n := 0
		for _, k := range s.Counts {
			n += max(k, 0)
		}
		return n
	}
	for _, s := range stacks {
		most = max(most, total(s))
	}
	var words []string
	for i, s := range stacks {
		y := top + step*i
		c.text(left-10, y+17, "end", "", cut(s.Label, 20))
		x := left
		for j, n := range s.Counts {
			if n <= 0 || j >= len(parts) {
				continue
			}
			w := n * width / most
			c.rect(x, y, w, 24, "cell", parts[j].Colour)
			if w >= 14 {
				c.text(x+w/2, y+16, "middle", "", strconv.Itoa(n))
			}
			x += w
		}
		c.text(x+8, y+17, "start", "bold", strconv.Itoa(total(s)))
		words = append(words, fmt.Sprintf("%s %d", s.Label, total(s)))
	}
	return c.done(left+width+60, top+step*len(stacks)+6, title, strings.Join(words, ", ")+".")
}
