package pictures

import (
	"fmt"
	"strings"

	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/audit/programme"
	"github.com/ismskit/ismskit/isms"
)

// Bar is something that takes from one day to another; a window of one day is
// drawn as a diamond. Text, if not empty, stands for the dates beside it.
type Bar struct {
	Label  string
	Window isms.Window
	Colour string // empty: the usual blue; dark text has to read on it
	Text   string
}

func (b Bar) colour() string {
	if b.Colour == "" {
		return "#a9cbe8"
	}
	return b.Colour
}

func (b Bar) text() string {
	if b.Text == "" {
		return b.Window.String()
	}
	return b.Text
}

// Timeline shows bars below each other over the days of a window, with a line for
// today. Bars without both ends are left out, and what sticks out of the window is
// cut.
type Timeline struct {
	Heading Heading
	Span    isms.Window
	Today   isms.Date
	Bars    []Bar
}

// Colours of a timeline; the label of a bar says what it is.
const (
	Settled  = "#7fbf8b" // done, in force
	Pressing = "#f2b88a" // decides an end
	internal = "#c9b6e4"
)

// Certification shows what a cycle demands until its certificate ends, with the
// internal audits that are planned. A cycle that is only planned says so in its
// heading.
func Certification(of string, cycle cycle.Cycle, planned bool, asOf isms.Date, audits []programme.InternalAudit) Timeline {
	decision, expiry := cycle.Decision(), cycle.Expiry()
	t := Timeline{Span: isms.Window{First: decision.AddMonths(-3), Last: expiry.AddMonths(2)}, Today: asOf}
	if !decision.IsZero() {
		t.Bars = append(t.Bars, Bar{Label: "Certificate valid", Window: isms.Window{First: decision, Last: expiry}, Colour: Settled})
	}
	from := asOf
	if planned {
		from = decision
	}
	var demands []string
	for o := range cycle.Obligations(from) {
		w := o.Window
		if w.First.IsZero() {
			w.First = w.Last
		}
		t.Bars = append(t.Bars, Bar{Label: capital(string(o.Kind)), Window: w, Text: "due " + w.Last.String()})
		demands = append(demands, fmt.Sprintf("%s by %s", o.Kind, w.Last))
	}
	for _, a := range audits {
		if a.Conducted.Last.IsZero() && !a.IsCancelled() {
			t.Bars = append(t.Bars, Bar{Label: "Internal audit " + string(a.ID), Window: a.Planned, Colour: internal})
		}
	}
	says := fmt.Sprintf("The certificate ends on %s", expiry)
	if planned {
		says = fmt.Sprintf("A certificate granted on %s, as planned, would end on %s", decision, expiry)
	}
	if usable, why := cycle.State(asOf).Usable(); !usable && !planned {
		says = capital(why.Text)
	}
	if len(demands) > 0 {
		says += "; next: " + demands[0]
	}
	t.Heading = Heading{says, fmt.Sprintf("%s, certification cycle and internal audits, seen on %s; a bar ends on the last day allowed, a diamond is one day", of, asOf)}
	return t
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// shown are the bars that the window has a part of.
func (t Timeline) shown() []Bar {
	var out []Bar
	for _, b := range t.Bars {
		if t.Span.Days() >= 2 && b.Window.Days() > 0 && b.Window.Overlaps(t.Span) {
			out = append(out, b)
		}
	}
	return out
}

func (t Timeline) description() string {
	if t.Span.Days() < 2 {
		return "Nothing to show."
	}
	return fmt.Sprintf("%d entries from %s to %s.", len(t.shown()), t.Span.First, t.Span.Last)
}

// at is the place of a day on a line of a length.
func (t Timeline) at(d isms.Date, length int) int {
	days := t.Span.Days()
	return min(max(t.Span.First.DaysUntil(d), 0), days-1) * length / (days - 1)
}

// timelineRow is a bar as Vega-Lite reads it. Days are midnights in UTC, so that
// the picture is the same in every time zone.
type timelineRow struct {
	Entry string `json:"entry"`
	From  string `json:"from"`
	To    string `json:"to"` // the day after the last
	Text  string `json:"text"`
	Said  string `json:"said"`  // by a screen reader, and under the pointer
	Place string `json:"place"` // where the text is: right, left or in
	Day   bool   `json:"day"`   // it is one day
	Fill  string `json:"fill"`
}

// millis is midnight as Vega counts: milliseconds since 1970.
func millis(d isms.Date) int64 { return int64(epoch.DaysUntil(d)) * 24 * 60 * 60 * 1000 }

var epoch = isms.MustDate("1970-01-01")

func midnight(d isms.Date) string { return d.String() + "T00:00:00Z" }

const (
	length  = 700 // of the line, in pixels
	longest = 60  // label
)

// Spec returns the timeline as a Vega-Lite specification.
func (t Timeline) Spec() Spec {
	rows := []timelineRow{}
	names := []string{}
	var fills []string
	seen := map[string]int{}
	for _, b := range t.shown() {
		name := cut(b.Label, longest)
		seen[name]++
		if n := seen[name]; n > 1 {
			name += fmt.Sprintf(" (%d)", n)
		}
		names = append(names, name)
		first, last := b.Window.First, b.Window.Last
		if first.Before(t.Span.First) {
			first = t.Span.First
		}
		if last.After(t.Span.Last) {
			last = t.Span.Last
		}
		r := timelineRow{Entry: name, From: midnight(first), To: midnight(last.AddDays(1)), Text: cut(b.text(), 60), Said: name + ": " + b.text(), Place: "right", Day: b.Window.Days() == 1, Fill: b.colour()}
		x1, x2, wide := t.at(first, length), t.at(last, length), 8*len([]rune(r.Text))
		switch {
		case x2+wide < length:
		case x2-x1 > wide && !r.Day:
			r.Place = "in"
		default:
			r.Place = "left"
		}
		rows = append(rows, r)
		fills = append(fills, r.Fill)
	}
	fills = unique(fills)
	empty := ""
	x := func(field string) *Channel {
		return &Channel{Field: field, Type: "temporal", Scale: &Scale{Type: "utc"}}
	}
	days := x("from")
	days.Title = &empty
	days.Axis = &Axis{Format: "%Y-%m", TickCount: 10, Grid: new(true), LabelAngle: new(0)}
	// The span goes with a channel that has no second end: a specification with the
	// domain of days beside x2 is refused.
	spanned := x("from")
	spanned.Scale.Domain = []int64{millis(t.Span.First), millis(t.Span.Last)}
	y := &Channel{
		Field: "entry", Type: "nominal", Title: &empty, Sort: names, Scale: &Scale{Domain: names},
		Axis: &Axis{LabelLimit: 420, Domain: new(false), Ticks: new(false), LabelFontSize: 12},
	}
	// Left alone, Vega-Lite would say the days in the time zone of the machine.
	said := text("said")
	fill := &Channel{Field: "fill", Type: "nominal", Scale: &Scale{Domain: fills, Range: fills}, Legend: &Legend{}}
	label := func(place, field, align string, dx int) View {
		return View{
			Transform: []Transform{{"datum.place == '" + place + "'"}},
			Mark:      &Mark{Type: "text", Align: align, DX: dx, FontSize: 11, Color: ink},
			Encoding:  &Encoding{X: x(field), Y: y, Text: text("text"), Description: said},
		}
	}
	v := View{
		Data: &Data{rows}, Width: pixels(length), Height: step(rowHeight(len(rows), 26)),
		Layer: []View{
			{
				Transform: []Transform{{"!datum.day"}},
				Mark:      &Mark{Type: "bar", Height: 14, Stroke: frame, StrokeWidth: 1},
				Encoding:  &Encoding{X: days, Y: y, X2: &Channel{Field: "to"}, Fill: fill, Description: said, Tooltip: said},
			},
			{
				Transform: []Transform{{"datum.day"}},
				Mark:      &Mark{Type: "point", Shape: "diamond", Size: 140, Stroke: frame, StrokeWidth: 1, Opacity: 1},
				Encoding:  &Encoding{X: spanned, Y: y, Fill: fill, Description: said, Tooltip: said},
			},
			label("right", "to", "left", 6), label("left", "from", "right", -8), label("in", "from", "left", 8),
		},
	}
	if t.Span.Contains(t.Today) {
		type today struct {
			Day  string `json:"day"`
			Text string `json:"text"`
		}
		data := &Data{[]today{{midnight(t.Today), "today, " + t.Today.String()}}}
		v.Layer = append(
			v.Layer,
			View{Data: data, Mark: &Mark{Type: "rule", Stroke: alarm, StrokeWidth: 2, StrokeDash: []int{4, 3}}, Encoding: &Encoding{X: x("day"), Description: text("text")}},
		)
		t.Heading.About += ". The dashed line is that day"
	}
	return spec(t.Heading, t.description(), 100, v)
}

func unique(list []string) []string {
	seen := map[string]bool{}
	out := []string{}
	for _, s := range list {
		if !seen[s] {
			out = append(out, s)
		}
		seen[s] = true
	}
	return out
}

// SVG returns the timeline as text, with a line for each quarter or half-year.
func (t Timeline) SVG() string {
	const width, top = 720, 36
	var c canvas
	left := 160
	for _, b := range t.shown() {
		left = max(left, 15*len([]rune(cut(b.Label, longest)))/2+24)
	}
	days := t.Span.Days()
	if days < 2 {
		return c.done(left+width+24, top, t.Heading, t.description())
	}
	at := func(d isms.Date) int { return left + t.at(d, width) }
	shown := t.shown()
	row := rowHeight(len(shown), 26)
	bottom := top + row*len(shown) + 8
	months := 3
	if days > 800 {
		months = 6
	}
	for days > months*30*16 {
		months *= 2
	}
	y0, _, _ := t.Span.First.Civil()
	if first, err := isms.NewDate(y0, 1, 1); err == nil {
		for i := 0; ; i += months {
			d := first.AddMonths(i)
			if d.IsZero() || d.After(t.Span.Last) {
				break
			}
			if d.Before(t.Span.First) {
				continue
			}
			c.line(at(d), top-10, at(d), bottom, "grid")
			if at(d)+50 < left+width+24 {
				c.text(at(d)+3, top-14, "start", "small", d.String()[:7])
			}
		}
	}
	if t.Span.Contains(t.Today) {
		c.line(at(t.Today), top-10, at(t.Today), bottom, "today")
		c.text(at(t.Today), bottom+14, "middle", "now", t.Today.String())
	}
	for i, b := range shown {
		y := top + row*i
		c.text(left-10, y+14, "end", "", cut(b.Label, longest))
		x1, x2 := at(b.Window.First), at(b.Window.Last)
		end := x2
		if b.Window.Days() == 1 {
			fmt.Fprintf(&c.b, `<path d="M%d %dl7 8l-7 8l-7 -8z" class="cell" fill="%s"/>`+"\n", x1, y+2, b.colour())
			end = x1 + 8
		} else {
			c.rect(x1, y+3, max(x2-x1, 3), 14, "cell", b.colour())
		}
		words := cut(b.text(), 60)
		switch wide := 7 * len([]rune(words)); {
		case end+wide < left+width:
			c.text(end+6, y+14, "start", "small halo", words)
		case x2-x1 > wide: // in the bar
			c.text((x1+x2)/2, y+14, "middle", "on", words)
		default:
			c.text(x1-8, y+14, "end", "small halo", words)
		}
	}
	return c.done(left+width+24, bottom+22, t.Heading, t.description())
}
