package pictures

import (
	"fmt"

	"github.com/ismskit/ismskit/isms"
)

// A Bar is something that takes from one day to another; a window of one day is
// drawn as a diamond. Text, if not empty, stands for the dates beside it.
type Bar struct {
	Label  string
	Window isms.Window
	Colour string // empty: the usual blue; dark text has to read on it
	Text   string
}

// Timeline draws bars below each other over the days of a window, with a line for
// each quarter or year and one for today. Bars without both ends are left out, and
// what sticks out of the window is cut.
func Timeline(title string, span isms.Window, today isms.Date, bars []Bar) string {
	const left, width, top, step = 280, 720, 56, 26
	var c canvas
	c.text(12, 22, "start", "bold", title)
	days := span.Days()
	if days < 2 {
		return c.done(left+width+24, top, title, "Nothing to show.")
	}
	at := func(d isms.Date) int {
		return left + min(max(span.First.DaysUntil(d), 0), days-1)*width/(days-1)
	}
	shown := bars[:0:0]
	for _, b := range bars {
		if b.Window.Days() > 0 && b.Window.Overlaps(span) {
			shown = append(shown, b)
		}
	}
	bottom := top + step*len(shown) + 8
	months := 3
	if days > 800 {
		months = 6
	}
	y0, _, _ := span.First.Civil()
	first, err := isms.NewDate(y0, 1, 1)
	if err == nil {
		for i := 0; ; i += months {
			d := first.AddMonths(i)
			if d.IsZero() || d.After(span.Last) {
				break
			}
			if d.Before(span.First) {
				continue
			}
			c.line(at(d), top-10, at(d), bottom, "grid")
			c.text(at(d)+3, top-14, "start", "small", d.String()[:7])
		}
	}
	for i, b := range shown {
		y := top + step*i
		colour := b.Colour
		if colour == "" {
			colour = "#8fb3d6"
		}
		c.text(left-10, y+14, "end", "", cut(b.Label, 38))
		x1, x2 := at(b.Window.First), at(b.Window.Last)
		end := x2
		if b.Window.Days() == 1 {
			fmt.Fprintf(&c.b, `<path d="M%d %dl7 8l-7 8l-7 -8z" fill="%s"/>`+"\n", x1, y+2, colour)
			end = x1 + 8
		} else {
			c.rect(x1, y+3, max(x2-x1, 3), 14, "", colour)
		}
		text := b.Text
		if text == "" {
			text = b.Window.String()
		}
		switch wide := 7 * len(text); {
		case end+wide < left+width:
			c.text(end+6, y+14, "start", "small", text)
		case x2-x1 > wide: // in the bar
			c.text((x1+x2)/2, y+14, "middle", "on", text)
		default:
			c.text(x1-8, y+14, "end", "small", text)
		}
	}
	if span.Contains(today) {
		c.line(at(today), top-10, at(today), bottom, "today")
		c.text(at(today), bottom+14, "middle", "now", today.String())
	}
	return c.done(left+width+24, bottom+22, title, fmt.Sprintf("%d entries from %s to %s.", len(shown), span.First, span.Last))
}
