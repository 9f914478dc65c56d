package pictures

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

// texts reads the picture as XML and returns the texts in it; it fails the test for
// what is not well formed.
func texts(t *testing.T, svg string) string {
	t.Helper()
	var b strings.Builder
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, svg)
		}
		if c, ok := tok.(xml.CharData); ok {
			b.Write(c)
		}
	}
}

const hostile = `</text><script>alert("1")</script> & 'x'`

func window(first, last string) isms.Window {
	return isms.Window{First: isms.MustDate(first), Last: isms.MustDate(last)}
}

func TestHeatMapShowsEveryRisk(t *testing.T) {
	cell := func(level risk.Level, ids ...isms.ID) risk.HeatCell { return risk.HeatCell{Level: level, Risks: ids} }
	h := risk.HeatMap{
		Likelihood: []string{"rare", "often"}, Impact: []string{"small", "large"},
		Cells:    [][]risk.HeatCell{{cell(1, "R-1"), cell(2, "R-2", "R-3", "R-4", "R-5")}, {cell(2), cell(3, "R-6")}},
		Unplaced: []isms.ID{"R-7"},
	}
	svg := HeatMap(hostile, h, []string{"low", "medium", "high"})
	got := texts(t, svg)
	for i := range 7 {
		if id := fmt.Sprintf("R-%d", i+1); !strings.Contains(got, id) {
			t.Errorf("%s is not on the map", id)
		}
	}
	for _, want := range []string{"rare", "often", "small", "large", "low", "medium", "high", hostile, "Not placed", "6 risks placed by likelihood and impact, 1 not placed"} {
		if !strings.Contains(got, want) {
			t.Errorf("the picture does not say %q", want)
		}
	}
	if strings.Index(svg, ">often<") > strings.Index(svg, ">rare<") {
		t.Error("the highest likelihood is not on top")
	}
	if svg != HeatMap(hostile, h, []string{"low", "medium", "high"}) {
		t.Error("the second picture differs")
	}
	if heatColour(1, 3) == heatColour(3, 3) || heatColour(3, 3) != heat[len(heat)-1] || heatColour(0, 3) == heatColour(1, 3) {
		t.Error("colours do not go from the lowest level to the highest")
	}
}

func TestTimelinePlacesByDay(t *testing.T) {
	span := window("2026-01-01", "2028-12-31")
	svg := Timeline(hostile, span, isms.MustDate("2026-10-05"), []Bar{
		{Label: "first year", Window: window("2026-01-01", "2026-12-31")},
		{Label: "a day", Window: isms.On(isms.MustDate("2027-07-01")), Text: hostile},
		{Label: "sticks out", Window: window("2028-06-01", "2031-01-01")},
		{Label: "elsewhere", Window: window("2030-01-01", "2031-01-01")},
		{Label: "no end", Window: isms.Window{First: span.First}},
	})
	got := texts(t, svg)
	for _, want := range []string{"first year", "a day", "sticks out", "2026-10-05", "2027-07", "3 entries from 2026-01-01 to 2028-12-31"} {
		if !strings.Contains(got, want) {
			t.Errorf("the picture does not say %q", want)
		}
	}
	for _, not := range []string{"elsewhere", "no end"} {
		if strings.Contains(got, not) {
			t.Errorf("%q is on the picture", not)
		}
	}
	// 365 of 1096 days are a third of the width: 720 * 364 / 1095.
	if !strings.Contains(svg, `<rect x="280" y="59" width="239" height="14"`) {
		t.Error("the bar of the first year is not a third of the width:\n" + svg)
	}
}

func TestBarsCount(t *testing.T) {
	svg := Bars("Controls", []Part{{hostile, "#000"}, {"excluded", "#fff"}}, []Stack{{"people", []int{6, 2}}, {"physical", []int{14, 0, 99}}, {"none", []int{-1}}})
	got := texts(t, svg)
	for _, want := range []string{"people 8, physical 113, none 0", hostile, "excluded"} {
		if !strings.Contains(got, want) {
			t.Errorf("the picture does not say %q", want)
		}
	}
}

func TestNothingIsDrawnOfNothing(t *testing.T) {
	for _, svg := range []string{
		HeatMap("", risk.HeatMap{}, nil), HeatMap("x", risk.HeatMap{Cells: [][]risk.HeatCell{{{Level: 9}}}}, []string{"one"}),
		Timeline("", isms.Window{}, isms.Date{}, nil), Timeline("x", window("2026-01-01", "9999-12-31"), isms.Date{}, []Bar{{}}), Bars("", nil, nil), Bars("x", nil, []Stack{{"a", []int{1}}}),
	} {
		texts(t, svg)
	}
}
