package pictures

import (
	"encoding/json"
	"fmt"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk/quant"
)

// Losses are loss exceedance curves: how likely a year is to lose more than an
// amount, before and after a treatment, beside what the organization tolerates.
type Losses struct {
	Heading   Heading
	Currency  string
	Before    []quant.Point
	After     []quant.Point
	Tolerated []TolerancePoint
}

// TolerancePoint is one point that is tolerated and how both curves stand to it.
type TolerancePoint struct {
	quant.Point
	Before, After quant.Fit
}

const (
	without = "without the treatment"
	with    = "with the treatment"
)

// LossExceedance compares two results of one seed, before and after a treatment,
// with a tolerance.
func LossExceedance(of string, before, after quant.Result, tolerance quant.Tolerance, asOf isms.Date) (Losses, error) {
	if before.Currency() != after.Currency() {
		return Losses{}, fmt.Errorf("pictures: losses in %s and in %s", before.Currency(), after.Currency())
	}
	l := Losses{Currency: before.Currency(), Before: before.ExceedanceCurve(curve), After: after.ExceedanceCurve(curve)}
	was, err := tolerance.Compare(before)
	if err != nil {
		return Losses{}, err
	}
	is, err := tolerance.Compare(after)
	if err != nil {
		return Losses{}, err
	}
	var within [2]int
	undecided := 0
	for i := range was {
		l.Tolerated = append(l.Tolerated, TolerancePoint{was[i].Tolerated, was[i].Fit, is[i].Fit})
		for j, fit := range []quant.Fit{was[i].Fit, is[i].Fit} {
			switch fit {
			case quant.WithinTolerance:
				within[j]++
			case quant.Undecided:
				undecided++
			}
		}
	}
	says := fmt.Sprintf("With the treatment, losses stay within %d of %d tolerated points; without it, within %d", within[1], len(was), within[0])
	if undecided > 0 {
		says += fmt.Sprintf("; %d comparisons are undecided", undecided)
	}
	trials := thousands(isms.DecimalOf(before.Trials()))
	if before.Trials() != after.Trials() {
		trials += " and " + thousands(isms.DecimalOf(after.Trials()))
	}
	l.Heading = Heading{says, fmt.Sprintf("%s on %s: probability that a year loses more than an amount; %s simulated years, average loss %s without and %s with the treatment",
		of, asOf, trials, money(before.Mean()), money(after.Mean()))}
	return l, nil
}

const curve = 48 // points of a curve

// lossRow is a point as Vega-Lite reads it.
type lossRow struct {
	Loss        json.Number `json:"loss"`
	Probability json.Number `json:"probability"`
	Series      string      `json:"series"`
	Text        string      `json:"text,omitzero"`
}

// Spec returns the curves as a Vega-Lite specification. Losses are on a logarithmic
// scale, from where something is lost.
func (l Losses) Spec() Spec {
	rows := []lossRow{}
	zero := isms.DecimalOf(0)
	lowest, highest := zero, zero
	add := func(series string, points []quant.Point) {
		for _, p := range points {
			if p.Loss.Sign() <= 0 {
				continue // has no place on a logarithmic scale
			}
			rows = append(rows, lossRow{Loss: number(p.Loss), Probability: number(p.Probability), Series: series})
			if lowest == zero || p.Loss.Compare(lowest) < 0 {
				lowest = p.Loss
			}
			if p.Loss.Compare(highest) > 0 {
				highest = p.Loss
			}
		}
	}
	add(without, l.Before)
	add(with, l.After)
	tolerated := []lossRow{}
	h := l.Heading
	for i, p := range l.Tolerated {
		percent, err := p.Probability.Mul(isms.DecimalOf(100))
		if err != nil || p.Loss.Sign() <= 0 {
			continue
		}
		name := pointName(i)
		tolerated = append(tolerated, lossRow{number(p.Loss), number(p.Probability), "tolerated", name})
		h.About += fmt.Sprintf("\n%s: at most %s %% of years may lose more than %s %s; without the treatment %s, with it %s", name, percent, thousands(p.Loss), l.Currency, p.Before, p.After)
	}
	series := []string{without, with}
	x := &Channel{
		Field: "loss", Type: "quantitative", Title: new("Loss in a year, more than (" + l.Currency + ", logarithmic)"), Scale: &Scale{Type: "log", Nice: new(false)},
		Axis: &Axis{Format: ",.0f", TickCount: 6, Grid: new(true), LabelAngle: new(0), LabelOverlap: json.RawMessage("true")},
	}
	if lowest.Sign() > 0 && lowest != highest {
		x.Scale.Domain = []json.Number{number(lowest), number(highest)}
	}
	y := &Channel{Field: "probability", Type: "quantitative", Title: new("Probability in a year"), Axis: &Axis{Format: ".0%", Grid: new(true), TickCount: 6}}
	return spec(h, fmt.Sprintf("%d tolerated points.", len(tolerated)), 84, View{
		Width: pixels(640), Height: pixels(340),
		Layer: []View{
			{
				Data: &Data{rows},
				Mark: &Mark{Type: "line", StrokeWidth: 3, Tooltip: true},
				Encoding: &Encoding{
					X: x, Y: y,
					Stroke:     &Channel{Field: "series", Type: "nominal", Scale: &Scale{Domain: series, Range: []string{"#a33b12", "#1f5a96"}}, Legend: legend()},
					StrokeDash: &Channel{Field: "series", Type: "nominal", Scale: &Scale{Domain: series, Range: [][]int{{7, 4}, {1, 0}}}, Legend: legend()},
				},
			},
			{
				Data:     &Data{tolerated},
				Mark:     &Mark{Type: "point", Shape: "diamond", Size: 620, Fill: "#fbe58c", Stroke: ink, StrokeWidth: 1, Opacity: 1, Tooltip: true},
				Encoding: &Encoding{X: &Channel{Field: "loss", Type: "quantitative"}, Y: &Channel{Field: "probability", Type: "quantitative"}},
			},
			{
				Data:     &Data{tolerated},
				Mark:     &Mark{Type: "text", FontSize: 12, FontWeight: "bold", Color: ink},
				Encoding: &Encoding{X: &Channel{Field: "loss", Type: "quantitative"}, Y: &Channel{Field: "probability", Type: "quantitative"}, Text: text("text")},
			},
		},
	})
}

func legend() *Legend {
	return &Legend{Title: new(""), Orient: "top", LabelFontSize: 12, LabelColor: ink, LabelLimit: 300, SymbolSize: 900, SymbolStrokeWidth: 3, ColumnPadding: 24}
}

func number(d isms.Decimal) json.Number { return json.Number(d.String()) }

func money(m isms.Money) string { return thousands(m.Amount) + " " + m.Currency }

// pointName is A for the first point, and a number after Z.
func pointName(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return fmt.Sprint(i + 1)
}

// thousands parts the digits before the point in threes.
func thousands(d isms.Decimal) string {
	s := d.Fixed(0)
	sign := ""
	if s != "" && s[0] == '-' {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}
