package pictures

import (
	"fmt"
	"html"
	"strings"
)

// canvas collects the elements of one picture, below its heading.
type canvas struct {
	b strings.Builder
}

func (c *canvas) rect(x, y, w, h int, class, fill string) {
	fmt.Fprintf(&c.b, `<rect x="%d" y="%d" width="%d" height="%d"`, x, y, w, h)
	if class != "" {
		fmt.Fprintf(&c.b, ` class="%s"`, class)
	}
	if fill != "" {
		fmt.Fprintf(&c.b, ` fill="%s"`, fill)
	}
	c.b.WriteString("/>\n")
}

func (c *canvas) line(x1, y1, x2, y2 int, class string) {
	fmt.Fprintf(&c.b, `<line x1="%d" y1="%d" x2="%d" y2="%d" class="%s"/>`+"\n", x1, y1, x2, y2, class)
}

// text writes at the baseline y; anchor is start, middle or end.
func (c *canvas) text(x, y int, anchor, class, s string) {
	fmt.Fprintf(&c.b, `<text x="%d" y="%d" text-anchor="%s" class="%s">%s</text>`+"\n", x, y, anchor, class, html.EscapeString(s))
}

// done puts the heading above what was drawn.
func (c *canvas) done(w, h int, head Heading, description string) string {
	const left = 12
	says, about := lines(head.Says, (w-2*left)/10), lines(head.About, (w-2*left)*10/64)
	var top canvas
	y := 6
	for _, line := range says {
		y += 18
		top.text(left, y, "start", "says", line)
	}
	for _, line := range about {
		y += 16
		top.text(left, y, "start", "small", line)
	}
	y += 12
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-label="%s">`+
		"\n<title>%s</title>\n<desc>%s</desc>\n<style>%s</style>\n"+`<rect width="%d" height="%d" fill="%s"/>`+"\n%s"+`<g transform="translate(0 %d)">`+"\n%s</g>\n</svg>\n",
		w, h+y, w, h+y, html.EscapeString(head.Says), html.EscapeString(head.Says), html.EscapeString(head.aloud(description)), style, w, h+y, paper, top.b.String(), y, c.b.String())
}

// Every rule is about the class of a picture, so that several on one page agree.
const style = `text{font-family:"DejaVu Sans",Verdana,system-ui,sans-serif;font-size:12px;fill:` + ink + `}` +
	`.says{font-size:15px;font-weight:bold}.small{font-size:11px;fill:` + soft + `}.bold{font-weight:bold}.axis{font-weight:bold;fill:` + soft + `}` +
	`.grid{stroke:` + rule + `;stroke-width:1}.today{stroke:` + alarm + `;stroke-width:2;stroke-dasharray:4 3}.now{fill:` + alarm + `;font-weight:bold}` +
	`.halo{paint-order:stroke;stroke:` + paper + `;stroke-width:4px;stroke-linejoin:round}.on{font-size:11px;fill:` + ink + `}.cell{stroke:` + frame + `;stroke-width:1}`
