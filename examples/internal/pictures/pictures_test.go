package pictures

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/published"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/risk/quant"
	"github.com/ismskit/ismskit/soa"
)

var day = isms.MustDate("2026-10-05")

func larkspur(t *testing.T) system.System {
	t.Helper()
	text, err := os.ReadFile("../../quickstart/larkspur.json")
	if err != nil {
		t.Fatal(err)
	}
	sys, err := system.Decode(text)
	if err != nil {
		t.Fatal(err)
	}
	return sys
}

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

// rows returns the rows of the first data in a specification that has rows of a kind.
func rows[R any](t *testing.T, s Spec) []R {
	t.Helper()
	var in func(v View) []R
	in = func(v View) []R {
		if v.Data != nil {
			if list, ok := v.Data.Values.([]R); ok {
				return list
			}
		}
		for _, l := range v.Layer {
			if list := in(l); list != nil {
				return list
			}
		}
		return nil
	}
	list := in(s.View)
	if list == nil {
		t.Fatal("the specification has no such rows")
	}
	return list
}

func jsonOf(t *testing.T, s Spec) string {
	t.Helper()
	text, err := s.JSON()
	if err != nil {
		t.Fatal(err)
	}
	if !json.Valid(text) {
		t.Error("not JSON")
	}
	return string(text)
}

const hostile = `</text><script>alert("1")</script> & 'x'`

func window(first, last string) isms.Window {
	return isms.Window{First: isms.MustDate(first), Last: isms.MustDate(last)}
}

func TestMatrixShowsEveryRiskOnce(t *testing.T) {
	sys := larkspur(t)
	v, err := sys.Register.Evaluate(day, nil)
	if err != nil {
		t.Fatal(err)
	}
	for stage := range risk.Stages().All() {
		m := RiskMatrix("Larkspur", v, stage)
		heat := v.HeatMap(stage)
		got, svg, spec := 0, texts(t, m.SVG()), m.Spec()
		for _, r := range rows[matrixRow](t, spec) {
			got += r.Risks
			if n := len(strings.Fields(r.Names)); n != r.Risks && !strings.Contains(r.Names, "more") {
				t.Errorf("%s: a cell counts %d risks and names %q", stage, r.Risks, r.Names)
			}
		}
		if open := v.Statistics().Open; got+len(heat.Unplaced) != open {
			t.Errorf("%s: %d risks on the map and %d beside it, %d are open", stage, got, len(heat.Unplaced), open)
		}
		all := jsonOf(t, spec)
		for a := range v.All() {
			if a.Closed {
				continue
			}
			// In the picture, and in the words below it for those without a place.
			for what, text := range map[string]string{"SVG": svg, "specification": all} {
				if !strings.Contains(text, string(a.Risk)) {
					t.Errorf("%s: %s is not on the %s", stage, a.Risk, what)
				}
			}
		}
		for _, want := range []string{"2026-10-05", fmt.Sprintf("of %d open risks", v.Statistics().Open), "more than acceptable"} {
			if !strings.Contains(svg, want) || !strings.Contains(all, want) {
				t.Errorf("%s: no picture says %q", stage, want)
			}
		}
	}
}

// The count in the heading is that of the library, where the stage is the one that
// stands.
func TestMatrixCountsWhatIsMoreThanAcceptable(t *testing.T) {
	sys := larkspur(t)
	v, err := sys.Register.Evaluate(day, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := 0
	for a := range v.All() {
		if a.Stage == risk.Residual && a.Acceptability != risk.Acceptable {
			want++
		}
	}
	m := RiskMatrix("L", v, risk.Residual)
	if got := fmt.Sprintf("After treatment, %d of %d open risks are more than acceptable; %d have no level", want, v.Statistics().Open, len(m.Map.Unplaced)); m.Heading.Says != got {
		t.Errorf("heading %q, want %q", m.Heading.Says, got)
	}
	sys.Register.Method.Criteria = nil
	if v, err = sys.Register.Evaluate(day, nil); err != nil {
		t.Fatal(err)
	}
	if m = RiskMatrix("L", v, risk.Inherent); !strings.Contains(m.Heading.Says, "0 of 30 open risks are more than acceptable; for 29 no criterion is set; 1 has no level") {
		t.Errorf("without criteria: %q", m.Heading.Says)
	}
	if m = RiskMatrix("L", risk.Evaluation{}, ""); m.Heading.Says != "There is no risk matrix: no risk assessment method is chosen" {
		t.Errorf("without a method: %q", m.Heading.Says)
	}
	sys.Register.Risks = nil
	if v, err = sys.Register.Evaluate(day, nil); err != nil {
		t.Fatal(err)
	}
	if m = RiskMatrix("L", v, risk.Inherent); m.Heading.Says != "No risk is open" {
		t.Errorf("without risks: %q", m.Heading.Says)
	}
}

func TestMatrixIsDrawnAsItIsRead(t *testing.T) {
	cell := func(level risk.Level, ids ...isms.ID) risk.HeatCell { return risk.HeatCell{Level: level, Risks: ids} }
	many := make([]isms.ID, 400)
	for i := range many {
		many[i] = isms.ID(fmt.Sprintf("X-%03d", i))
	}
	m := Matrix{
		Heading: Heading{hostile, "about"}, Levels: []string{"low", "medium", "high"},
		Map: risk.HeatMap{
			Likelihood: []string{"rare", "rare"}, Impact: []string{"small", "large"},
			Cells:    [][]risk.HeatCell{{cell(1, "R-1"), cell(2, "R-2", "R-3", "R-4", "R-5")}, {cell(0), cell(3, many...)}},
			Unplaced: []isms.ID{"R-7"},
		},
	}
	svg, spec := m.SVG(), jsonOf(t, m.Spec())
	got := texts(t, svg)
	for _, want := range []string{"1 rare", "2 rare", "1 small", "2 large", "low", "medium", "high", "no level", "X-008", "and 391 more", "R-7"} {
		if !strings.Contains(got, want) || !strings.Contains(spec, want) {
			t.Errorf("a picture does not say %q", want)
		}
	}
	if got := m.Spec().Layer[0]; got.Mark.Type != "rect" || !slices.Equal(m.Spec().Encoding.Y.Sort, []string{"2 rare", "1 rare"}) {
		t.Errorf("the highest likelihood is not on top of the specification: %v", m.Spec().Encoding.Y.Sort)
	}
	if !strings.Contains(got, hostile) || strings.Contains(svg, "<script") {
		t.Error("text is not escaped")
	}
	if strings.Index(svg, ">2 rare<") > strings.Index(svg, ">1 rare<") {
		t.Error("the highest likelihood is not on top")
	}
	if strings.Contains(got, "X-009") || len(spec) > 9000 {
		t.Error("a full cell names all of its risks")
	}
	if svg != m.SVG() || spec != jsonOf(t, m.Spec()) {
		t.Error("the second picture differs")
	}
	if heatColour(1, 3) == heatColour(3, 3) || heatColour(3, 3) != heat[len(heat)-1] || heatColour(0, 3) == heatColour(1, 3) {
		t.Error("colours do not go from the lowest level to the highest")
	}
}

func TestTimelinePlacesByDay(t *testing.T) {
	line := Timeline{
		Heading: Heading{hostile, "about"}, Span: window("2026-01-01", "2028-12-31"), Today: day,
		Bars: []Bar{
			{Label: "first year", Window: window("2026-01-01", "2026-12-31")},
			{Label: "a day", Window: isms.On(isms.MustDate("2027-07-01")), Text: hostile},
			{Label: "sticks out", Window: window("2028-06-01", "2031-01-01")},
			{Label: "elsewhere", Window: window("2030-01-01", "2031-01-01")},
			{Label: "no end", Window: isms.Window{First: day}},
			{Label: "a day", Window: isms.On(isms.MustDate("2027-07-02"))},
		},
	}
	svg := line.SVG()
	got := texts(t, svg)
	for _, want := range []string{"first year", "a day", "sticks out", "2026-10-05", "2027-07", "4 entries from 2026-01-01 to 2028-12-31"} {
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
	if !strings.Contains(svg, `<rect x="160" y="39" width="239" height="14"`) {
		t.Error("the bar of the first year is not a third of the width:\n" + svg)
	}

	list := rows[timelineRow](t, line.Spec())
	want := []timelineRow{
		{Entry: "first year", From: "2026-01-01T00:00:00Z", To: "2027-01-01T00:00:00Z", Text: "2026-01-01 to 2026-12-31", Said: "first year: 2026-01-01 to 2026-12-31", Place: "right", Fill: "#a9cbe8"},
		{Entry: "a day", From: "2027-07-01T00:00:00Z", To: "2027-07-02T00:00:00Z", Text: hostile, Said: "a day: " + hostile, Place: "right", Day: true, Fill: "#a9cbe8"},
		{Entry: "sticks out", From: "2028-06-01T00:00:00Z", To: "2029-01-01T00:00:00Z", Text: "2028-06-01 to 2031-01-01", Said: "sticks out: 2028-06-01 to 2031-01-01", Place: "left", Fill: "#a9cbe8"},
		{Entry: "a day (2)", From: "2027-07-02T00:00:00Z", To: "2027-07-03T00:00:00Z", Text: "2027-07-02", Said: "a day (2): 2027-07-02", Place: "right", Day: true, Fill: "#a9cbe8"},
	}
	if !slices.Equal(list, want) {
		t.Errorf("rows %v\nwant %v", list, want)
	}
	if !strings.Contains(jsonOf(t, line.Spec()), `"day": "2026-10-05T00:00:00Z"`) {
		t.Error("today is not on the picture")
	}
	if millis(isms.MustDate("2026-10-05")) != 1791158400000 {
		t.Error("days do not count from 1970")
	}
}

func TestCertificationShowsWhatTheCycleDemands(t *testing.T) {
	sys := larkspur(t)
	decision := isms.MustDate("2026-12-14")
	held, err := cycle.From("CERT-1", decision, sys.Cycle.Terms())
	if err != nil {
		t.Fatal(err)
	}
	line := Certification("Larkspur", held, true, day, sys.Programme.Audits)
	list := rows[timelineRow](t, line.Spec())
	n := 1 // the certificate itself
	for o := range held.Obligations(decision) {
		n++
		if !slices.ContainsFunc(list, func(r timelineRow) bool {
			return strings.EqualFold(r.Entry, string(o.Kind)) && r.Text == "due "+o.Window.Last.String()
		}) {
			t.Errorf("%s, due %s, is not on the picture", o.Kind, o.Window.Last)
		}
	}
	for _, a := range sys.Programme.Audits {
		if a.Conducted.Last.IsZero() && a.Cancelled == "" {
			n++
		}
	}
	if len(list) != n || n < 5 {
		t.Errorf("%d entries, want %d", len(list), n)
	}
	if want := "A certificate granted on 2026-12-14, as planned, would end on " + held.Expiry().String() + "; next: first surveillance audit by 2027-12-14"; line.Heading.Says != want {
		t.Errorf("heading %q, want %q", line.Heading.Says, want)
	}
	if got := Certification("Larkspur", held, false, isms.MustDate("2027-03-01"), nil).Heading.Says; got != "The certificate ends on 2029-12-14; next: first surveillance audit by 2027-12-14" {
		t.Errorf("heading %q", got)
	}
	if got := Certification("Larkspur", cycle.Cycle{}, false, day, nil); got.Heading.Says != "There is no certificate and no application" || len(got.shown()) != 0 {
		t.Errorf("heading %q", got.Heading.Says)
	}
}

// statements are the one in force, one in which nobody has decided anything, and one
// with a control beside Annex A.
func statements(t *testing.T) []soa.Statement {
	t.Helper()
	inForce, err := larkspur(t).At(isms.MustDate("2026-10-05")).Statement()
	if err != nil {
		t.Fatal(err)
	}
	empty, err := soa.Build(soa.Input{})
	if err != nil {
		t.Fatal(err)
	}
	own, err := soa.Build(soa.Input{
		Custom:    []annexa.CustomControl{{Ref: "own:C-1", Title: "Own", AttributeValues: annexa.Detective | annexa.SecurityDomain.Values()}},
		Decisions: []soa.Decision{{Control: "own:C-1", Implementation: soa.Planned}, {Control: "A.8.28", Excluded: true, Justification: "x"}, {Control: "A.5.1"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return []soa.Statement{inForce, empty, own, {}}
}

func TestCoverageCountsAsTheStatementDoes(t *testing.T) {
	for i, stmt := range statements(t) {
		theme, attribute := ByTheme("L", stmt, day), ByAttribute("L", stmt, day)
		total := 0
		for class := range theme.Classes {
			total += theme.Total(class)
		}
		if total != stmt.Len() {
			t.Errorf("statement %d: %d controls on the picture, %d in the statement", i, total, stmt.Len())
		}
		done := stmt.Implemented()
		out, open := 0, 0
		for r := range stmt.Rows() {
			switch r.Applicability() {
			case soa.Excluded:
				out++
			case soa.Undecided:
				open++
			}
		}
		if theme.Total(0) != done.Have || theme.Total(excluded) != out || theme.Total(undecided) != open || total-out != done.Want {
			t.Errorf("statement %d: %d implemented, %d excluded, %d undecided; the statement says %s, %d, %d", i, theme.Total(0), theme.Total(excluded), theme.Total(undecided), done, out, open)
		}
		// By attribute: as many as carry the value, in each state.
		groups := map[string]Group{}
		for _, g := range attribute.Groups {
			groups[strings.Fields(g.Name + " ")[0]] = g
		}
		for v := range annexa.FullAttributeValueSet().All() {
			want := make([]int, len(states))
			for r := range stmt.Rows() {
				own, custom := r.CustomControl()
				c, _ := annexa.Lookup(r.Ref())
				if !custom && c.AttributeValues.Contains(v) || custom && own.AttributeValues.Contains(v) {
					want[state(r)]++
				}
			}
			name := annexa.AttributeValues().Title(v.String(), nil) + fmt.Sprintf(" (%d)", sum(want))
			if k := slices.IndexFunc(attribute.Groups, func(g Group) bool { return g.Name == name }); k < 0 || !slices.Equal(attribute.Groups[k].Counts, want) {
				t.Errorf("statement %d: no row %q with %v", i, name, want)
			}
		}
		for _, tally := range []Tally{theme, attribute} {
			sameNumbers(t, tally)
		}
	}
	all := statements(t)
	for i, want := range []string{
		"82 of 88 necessary controls are implemented, 5 excluded",
		"0 of 93 necessary or undecided controls are implemented, 0 excluded; on 93 nobody has decided",
		"0 of 93 necessary or undecided controls are implemented, 1 excluded; on 91 nobody has decided",
	} {
		if got := ByTheme("L", all[i], day).Heading.Says; got != want {
			t.Errorf("heading %q, want %q", got, want)
		}
	}
	for i, want := range []string{"Least implemented: Information protection, 10 of 14 necessary controls", "Least implemented: Preventive, 0 of 83 necessary or undecided controls"} {
		if got := ByAttribute("L", all[i], day).Heading.Says; got != want {
			t.Errorf("heading %q, want %q", got, want)
		}
	}
	if got := ByTheme("L", all[2], day).Groups; len(got) != 5 || got[4].Name != "Beside Annex A (1)" || got[4].Counts[2] != 1 {
		t.Errorf("rows %v", got)
	}
}

// sameNumbers holds the specification and the SVG against the tally.
func sameNumbers(t *testing.T, tally Tally) {
	t.Helper()
	byClass := map[string]int{}
	for _, r := range rows[tallyRow](t, tally.Spec()) {
		byClass[r.Class] += r.Count
	}
	svg := texts(t, tally.SVG())
	for i, c := range tally.Classes {
		if byClass[c.Name] != tally.Total(i) {
			t.Errorf("%s: %d in the specification, %d counted", c.Name, byClass[c.Name], tally.Total(i))
		}
		if want := c.Name + " " + strconv.Itoa(tally.Total(i)); !strings.Contains(svg, want) {
			t.Errorf("the SVG does not say %q", want)
		}
	}
}

// What is claimed of another framework is what the inference counts, and never more.
func TestCrosswalkClaimsNoMoreThanIsProved(t *testing.T) {
	asPublished := cw("nist-csf-2.0", "iso-27001-2022").Converse()
	reviewed, err := asPublished.With(mapping.Overlay{ID: "reviews", Source: "iso-27001-2022", Target: "nist-csf-2.0", Reviews: []mapping.Review{
		{Sources: []string{"A.8.13"}, Targets: []string{"PR.DS-11"}, Relation: mapping.Superset, Reason: "r", By: "p", On: day},
		{Sources: []string{"A.6.3"}, Targets: []string{"PR.AT-01"}, Relation: mapping.Equal, Reason: "r", By: "p", On: day},
		{Sources: []string{"A.8.8"}, Targets: []string{"ID.RA-01"}, Relation: mapping.Intersects, Reason: "r", By: "p", On: day},
		{Sources: []string{"A.5.9"}, Targets: []string{"ID.AM-01"}, Relation: mapping.Equal, Reason: "r", By: "p", On: day},
		{Sources: []string{"A.5.10"}, Targets: []string{"ID.AM-01"}, Relation: mapping.Equal, Reason: "r", By: "p", On: day},
	}})
	if err != nil {
		t.Fatal(err)
	}
	state := func(id string) mapping.State {
		switch id {
		case "A.6.3", "A.5.10":
			return mapping.NotMet
		}
		return mapping.FullyMet
	}
	iso53 := cw("nist-800-53-r5", "iso-27001-2022").Converse()
	for _, c := range []mapping.Crosswalk{asPublished, reviewed, iso53, cw("nis2-ir-2024-2690", "iso-27001-2022"), cw("iso-27001-2013", "iso-27001-2022")} {
		inf, err := mapping.Infer(c.Target(), mapping.InferenceInput{Crosswalk: c, State: state})
		if err != nil {
			t.Fatal(err)
		}
		tally, want := Crosswalk("L", inf, day), inf.Coverage()
		reached := 0
		for _, class := range []int{covered, notCovered, inconclusive, contradictory, candidate} {
			reached += tally.Total(class)
		}
		if tally.Total(covered) != want.Covered || tally.Total(notCovered) != want.NotCovered || tally.Total(inconclusive) != want.Inconclusive ||
			tally.Total(contradictory) != want.Contradictory || tally.Total(candidate)+tally.Total(noCounterpart)+tally.Total(unmapped) != want.NotMapped ||
			reached != want.Reached || tally.Total(noCounterpart) != want.NoCounterpart || tally.Total(unmapped) != want.Unmapped() {
			t.Errorf("%s: %s; the library counts %+v", c.ID(), tally.description(), want)
		}
		sum := 0
		for i := range tally.Classes {
			sum += tally.Total(i)
		}
		if sum != want.Total {
			t.Errorf("%s: %d requirements on the picture, %d in the framework", c.ID(), sum, want.Total)
		}
		sameNumbers(t, tally)
	}
	inf, err := mapping.Infer(fw("nist-csf-2.0"), mapping.InferenceInput{Crosswalk: reviewed, State: state})
	if err != nil {
		t.Fatal(err)
	}
	tally := Crosswalk("L", inf, day)
	if got := []int{tally.Total(covered), tally.Total(notCovered), tally.Total(inconclusive), tally.Total(contradictory)}; !slices.Equal(got, []int{1, 1, 1, 1}) {
		t.Errorf("covered, not covered, inconclusive, contradictory: %v", got)
	}
	if !strings.HasPrefix(tally.Heading.Says, "1 of 106 requirements are proved to be fully covered, 1 not fully; 102 have candidate mappings, which prove nothing") {
		t.Errorf("heading %q", tally.Heading.Says)
	}
	// Without a review nothing is proved, whatever is implemented.
	if inf, err = mapping.Infer(fw("nist-csf-2.0"), mapping.InferenceInput{Crosswalk: asPublished, State: func(string) mapping.State { return mapping.FullyMet }}); err != nil {
		t.Fatal(err)
	}
	if tally = Crosswalk("L", inf, day); tally.Total(covered)+tally.Total(inconclusive) != 0 {
		t.Errorf("a crosswalk without relations proves %v", tally.description())
	}
}

func TestStatedNoneIsNotSilence(t *testing.T) {
	frame := func(id string, items ...string) mapping.Framework {
		s := mapping.FrameworkSpec{ID: id, Leaves: []mapping.Kind{"r"}}
		for _, it := range items {
			s.Items = append(s.Items, mapping.Item{ID: it, Kind: "r"})
		}
		f, err := mapping.NewFramework(s)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	from, to := frame("from", "1"), frame("to", "a", "b", "c", "d")
	c, err := mapping.New(mapping.Spec{
		ID: "c", Source: "from", Target: "to", Entries: []mapping.Entry{{Sources: []string{"1"}, Targets: []string{"a"}}},
		TargetsWithoutCounterpart: []mapping.NoCounterpart{{ID: "b"}, {ID: "d", Part: "clauses"}},
	}, from, to)
	if err != nil {
		t.Fatal(err)
	}
	inf, err := mapping.Infer(to, mapping.InferenceInput{Crosswalk: c, State: func(string) mapping.State { return mapping.FullyMet }})
	if err != nil {
		t.Fatal(err)
	}
	tally := Crosswalk("L", inf, day)
	for name, class := range map[string]int{"a (1)": candidate, "b (1)": noCounterpart, "c (1)": unmapped, "d (1)": unmapped} {
		if !slices.ContainsFunc(tally.Groups, func(g Group) bool { return g.Name == name && g.Counts[class] == 1 }) {
			t.Errorf("%s is not %s: %v", name, tally.Classes[class].Name, tally.Groups)
		}
	}
	if !strings.Contains(tally.Heading.About, ": to, from c") {
		t.Errorf("about %q", tally.Heading.About)
	}
}

func TestLossesAreThoseOfTheLibrary(t *testing.T) {
	scenario := quant.Scenario{ID: "R-1", Currency: "EUR", Frequency: quant.Poisson("0.3"), Magnitude: quant.Lognormal90("10000", "900000")}
	chances := quant.Options{Seed: 7, Trials: 5000}
	before, err := quant.Simulate(scenario, chances)
	if err != nil {
		t.Fatal(err)
	}
	after, err := quant.Simulate(scenario.With(quant.Control{ID: "c", LossLeft: "0.2"}), chances)
	if err != nil {
		t.Fatal(err)
	}
	point := func(loss, p string) quant.Point {
		return quant.Point{Loss: isms.MustDecimal(loss), Probability: isms.MustDecimal(p)}
	}
	tolerance := quant.Tolerance{point("50000", "0.2"), point("1000000", "0.000001"), point("100000", "0.05")}
	l, err := LossExceedance("L", before, after, tolerance, day)
	if err != nil {
		t.Fatal(err)
	}
	was, err := tolerance.Compare(before)
	if err != nil {
		t.Fatal(err)
	}
	is, err := tolerance.Compare(after)
	if err != nil {
		t.Fatal(err)
	}
	var within [2]int
	for i := range was {
		if l.Tolerated[i].Before != was[i].Fit || l.Tolerated[i].After != is[i].Fit || l.Tolerated[i].Point != was[i].Tolerated {
			t.Errorf("point %d: %+v; the library says %v and %v", i, l.Tolerated[i], was[i], is[i])
		}
		if was[i].Fit == quant.WithinTolerance {
			within[0]++
		}
		if is[i].Fit == quant.WithinTolerance {
			within[1]++
		}
	}
	if within[0] == within[1] {
		t.Fatal("the treatment changes nothing: the test shows nothing")
	}
	if want := fmt.Sprintf("With the treatment, losses stay within %d of 3 tolerated points; without it, within %d", within[1], within[0]); l.Heading.Says != want {
		t.Errorf("heading %q, want %q", l.Heading.Says, want)
	}
	n := map[string]int{}
	for _, r := range rows[lossRow](t, l.Spec()) {
		n[r.Series]++
		lo, hi, err := before.Exceedance(string(r.Loss))
		if r.Series == with {
			lo, hi, err = after.Exceedance(string(r.Loss))
		}
		p := isms.MustDecimal(string(r.Probability))
		if err != nil || p.Compare(lo) < 0 || p.Compare(hi) > 0 {
			t.Errorf("%s: %s above %s, the library says %s to %s, %v", r.Series, p, r.Loss, lo, hi, err)
		}
	}
	for series, result := range map[string]quant.Result{without: before, with: after} {
		want := 0
		for _, p := range result.ExceedanceCurve(curve) {
			if p.Loss.Sign() > 0 {
				want++
			}
		}
		if n[series] != want || want < 10 {
			t.Errorf("%s: %d points, the curve has %d above 0", series, n[series], want)
		}
	}
	all := jsonOf(t, l.Spec())
	for _, want := range []string{`"A"`, `"B"`, `"C"`, "A: at most 20 % of years may lose more than 50,000 EUR", "C: at most 0.0001 % of years may lose more than 1,000,000 EUR", "2026-10-05", "strokeDash"} {
		if !strings.Contains(all, want) {
			t.Errorf("the specification does not say %s", want)
		}
	}
	if _, err := LossExceedance("L", before, quant.Result{}, tolerance, day); err == nil {
		t.Error("results in two currencies are compared")
	}
	if _, err := LossExceedance("L", before, after, nil, day); err == nil {
		t.Error("an empty tolerance is accepted")
	}
}

func TestNumbersAsPeopleWriteThem(t *testing.T) {
	for in, want := range map[string]string{"0": "0", "999": "999", "1000": "1,000", "1234567.5": "1,234,568", "-12345": "-12,345", "100": "100"} {
		if got := thousands(isms.MustDecimal(in)); got != want {
			t.Errorf("%s is written %s, want %s", in, got, want)
		}
	}
	if pointName(0)+pointName(25)+pointName(26) != "AZ27" {
		t.Error("points are not named in order")
	}
	if got := lines("one two  three\nfour fivefivefive", 7); !slices.Equal(got, []string{"one two", "three", "four", "fivefivefive"}) {
		t.Errorf("lines %q", got)
	}
}

// Dark text reads on every fill with the 4.5 to 1 that WCAG 2.2 asks for, and frames,
// lines and marks stand out from white with its 3 to 1.
func TestContrast(t *testing.T) {
	luminance := func(colour string) float64 {
		n, err := strconv.ParseUint(strings.TrimPrefix(colour, "#"), 16, 32)
		if err != nil || len(colour) != 7 {
			t.Fatalf("%q is no colour", colour)
		}
		part := func(v uint64) float64 {
			c := float64(v&255) / 255
			if c <= 0.04045 {
				return c / 12.92
			}
			return math.Pow((c+0.055)/1.055, 2.4)
		}
		return 0.2126*part(n>>16) + 0.7152*part(n>>8) + 0.0722*part(n)
	}
	contrast := func(a, b string) float64 {
		x, y := luminance(a), luminance(b)
		return (max(x, y) + 0.05) / (min(x, y) + 0.05)
	}
	if c := contrast("#000000", "#ffffff"); c < 20.9 || c > 21.1 {
		t.Fatalf("black on white is %v", c)
	}
	fills := append([]string{Settled, Pressing, internal, Bar{}.colour(), "#fbe58c", heatColour(0, 0), paper}, heat[:]...)
	for _, c := range append(slices.Clone(states), outcomes...) {
		fills = append(fills, c.Colour)
	}
	for _, fill := range fills {
		if c := contrast(ink, fill); c < 4.5 {
			t.Errorf("text on %s: %.1f to 1", fill, c)
		}
	}
	for _, word := range []string{soft, alarm} {
		if c := contrast(word, paper); c < 4.5 {
			t.Errorf("%s on white: %.1f to 1", word, c)
		}
	}
	for _, edge := range []string{frame, "#a33b12", "#1f5a96", alarm} {
		if c := contrast(edge, paper); c < 3 {
			t.Errorf("%s on white: %.1f to 1", edge, c)
		}
	}
	for _, list := range [][]Class{states, outcomes} {
		for i, c := range list {
			if slices.ContainsFunc(list[:i], func(d Class) bool { return d.Name == c.Name || d.Colour == c.Colour }) {
				t.Errorf("two classes look like %q", c.Name)
			}
		}
	}
}

func TestNothingIsDrawnOfNothing(t *testing.T) {
	type both interface {
		Spec() Spec
		SVG() string
	}
	for _, p := range []both{
		Matrix{},
		Matrix{Map: risk.HeatMap{Cells: [][]risk.HeatCell{{{Level: 9}}}}, Levels: []string{"one"}},
		Timeline{},
		Timeline{Span: window("2026-01-01", "9999-12-31"), Bars: []Bar{{}}},
		Tally{},
		Tally{Groups: []Group{{Name: "a", Counts: []int{1, -1}}, {Name: "a"}}, Classes: []Class{{"c", "#000000"}}},
	} {
		texts(t, p.SVG())
		jsonOf(t, p.Spec())
	}
	jsonOf(t, Losses{Tolerated: []TolerancePoint{{}}}.Spec())
}

// fw returns a published framework.
func fw(id string) mapping.Framework {
	f, ok := published.LookupFramework(id)
	if !ok {
		panic("no framework " + id)
	}
	return f
}

// cw returns a published crosswalk.
func cw(source, target string) mapping.Crosswalk {
	c, ok := published.Crosswalk(source, target)
	if !ok {
		panic("no crosswalk from " + source + " to " + target)
	}
	return c
}
