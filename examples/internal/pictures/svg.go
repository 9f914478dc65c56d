package pictures

import (
	"fmt"
	"html"
	"strings"
)

// A canvas collects the elements of one picture.
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

func (c *canvas) done(w, h int, title, description string) string {
	t, d := html.EscapeString(title), html.EscapeString(description)
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-label="%s">`+
		"\n<title>%s</title>\n<desc>%s</desc>\n<style>%s</style>\n%s</svg>\n", w, h, w, h, t, t, d, style, c.b.String())
}

const style = `text{font-family:system-ui,sans-serif;font-size:12px;fill:#1d2733}` +
	`.small{font-size:11px;fill:#4a5766}.bold{font-weight:600}.axis{font-weight:600;fill:#4a5766}` +
	`.grid{stroke:#d5dbe1;stroke-width:1}.today{stroke:#b3261e;stroke-width:2;stroke-dasharray:4 3}.now{fill:#b3261e;font-weight:600}` +
	`.on{font-size:11px;fill:#102030}.cell{stroke:#fff;stroke-width:2}.frame{fill:none;stroke:#8492a1}`

// cut shortens s to at most n runes, with an ellipsis.
func cut(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:max(n-1, 0)]) + "…"
}
