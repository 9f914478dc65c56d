package pictures

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Class is a column of a Tally: a word and the colour of its bars.
type Class struct {
	Name   string
	Colour string
}

// Group is a row of a Tally with as many counts as there are classes. One without
// counts is a heading for those below.
type Group struct {
	Name   string
	Counts []int
}

func (g Group) count(class int) int {
	if class < len(g.Counts) {
		return max(g.Counts[class], 0)
	}
	return 0
}

// Tally is counts by group and class: a bar with its number for each, one column
// for each class, so that colours are not needed to tell the classes apart.
type Tally struct {
	Heading Heading
	Noun    string // what is counted: "control"
	Classes []Class
	Groups  []Group
}

// Total returns how often the class is counted.
func (t Tally) Total(class int) int {
	n := 0
	for _, g := range t.Groups {
		n += g.count(class)
	}
	return n
}

func (t Tally) most() int {
	n := 1
	for _, g := range t.Groups {
		for i := range t.Classes {
			n = max(n, g.count(i))
		}
	}
	return n
}

func (t Tally) description() string {
	var words []string
	for i, c := range t.Classes {
		words = append(words, fmt.Sprintf("%s %d", c.Name, t.Total(i)))
	}
	return fmt.Sprintf("Numbers of %ss by class: %s.", t.Noun, strings.Join(words, ", "))
}

// rowHeight is usual, or less where there are so many rows that a page would not be
// high enough for text of a readable size.
func rowHeight(rows, usual int) int {
	if rows > 24 {
		return 20
	}
	return usual
}

// names returns the rows, each name once.
func (t Tally) names() []string {
	var out []string
	for _, g := range t.Groups {
		name := cut(g.Name, 44)
		for i := 2; slices.Contains(out, name); i++ {
			name = cut(g.Name, 44) + " (" + strconv.Itoa(i) + ")"
		}
		out = append(out, name)
	}
	return out
}

// tallyRow is one number as Vega-Lite reads it.
type tallyRow struct {
	Group string `json:"group"`
	Class string `json:"class"`
	Count int    `json:"count"`
}

// Spec returns the tally as a Vega-Lite specification.
func (t Tally) Spec() Spec {
	names := t.names()
	rows := []tallyRow{}
	var headings, classes, colours []string
	for i, g := range t.Groups {
		if len(g.Counts) == 0 {
			headings = append(headings, names[i])
			continue
		}
		for j, c := range t.Classes {
			rows = append(rows, tallyRow{names[i], c.Name, g.count(j)})
		}
	}
	for _, c := range t.Classes {
		classes = append(classes, c.Name)
		colours = append(colours, c.Colour)
	}
	bold, _ := json.Marshal(append([]string{}, headings...))
	labels := &Axis{LabelLimit: 290, Domain: new(false), Ticks: new(false), LabelFontSize: 12}
	if len(headings) > 0 {
		labels.LabelFontWeight = &Conditional{Test: "indexof(" + string(bold) + ", datum.value) >= 0", Then: "bold", Else: "normal"}
	}
	empty := ""
	return spec(t.Heading, t.description(), 110, View{
		Data:  &Data{rows},
		Facet: &Facet{Column: Channel{Field: "class", Type: "nominal", Sort: classes, Header: &Header{Title: &empty, LabelFontSize: 12, LabelColor: ink, LabelLimit: 150, LabelPadding: 8, LabelAnchor: "start", LabelAlign: "left"}}},
		Spec: &View{
			Width: pixels(104), Height: step(rowHeight(len(t.Groups), 24)),
			Encoding: &Encoding{
				Y: &Channel{Field: "group", Type: "nominal", Title: &empty, Sort: names, Scale: &Scale{Domain: names}, Axis: labels},
				// A third more than the longest bar leaves room for its number.
				X: &Channel{Field: "count", Type: "quantitative", Scale: &Scale{Domain: []int{0, t.most()*4/3 + 1}, Nice: new(false)}, Axis: &Axis{}},
			},
			Layer: []View{
				{
					Mark:     &Mark{Type: "bar", Stroke: frame, StrokeWidth: 1, Height: 16, Tooltip: true},
					Encoding: &Encoding{Fill: &Channel{Field: "class", Type: "nominal", Scale: &Scale{Domain: classes, Range: colours}, Legend: &Legend{}}},
				},
				{
					Mark:     &Mark{Type: "text", Align: "left", DX: 5, FontSize: 12, Color: ink},
					Encoding: &Encoding{Text: &Channel{Field: "count", Type: "quantitative"}},
				},
			},
		},
	})
}

// SVG returns the tally as text.
func (t Tally) SVG() string {
	const width, bar, top = 116, 72, 24
	row := rowHeight(len(t.Groups), 24)
	var c canvas
	most := t.most()
	left := 120
	for _, name := range t.names() {
		left = max(left, 8*len([]rune(name))+22)
	}
	for j, class := range t.Classes {
		c.text(left+j*width, top-8, "start", "axis", cut(class.Name, 15))
	}
	for i, name := range t.names() {
		y := top + row*i
		if len(t.Groups[i].Counts) == 0 {
			c.text(left-10, y+16, "end", "bold", name)
			continue
		}
		c.text(left-10, y+16, "end", "", name)
		for j, class := range t.Classes {
			n := t.Groups[i].count(j)
			x, w := left+j*width, n*bar/most
			if n > 0 {
				c.rect(x, y+4, max(w, 2), 16, "cell", class.Colour)
			} else {
				c.line(x, y+4, x, y+20, "grid")
			}
			c.text(x+w+6, y+16, "start", "", strconv.Itoa(n))
		}
	}
	return c.done(left+width*max(len(t.Classes), 3)+12, top+row*len(t.Groups)+8, t.Heading, t.description())
}
