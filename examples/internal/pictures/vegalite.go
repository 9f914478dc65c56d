package pictures

import (
	"bytes"
	"encoding/json"
)

const schema = "https://vega.github.io/schema/vega-lite/v6.json"

// Spec is a Vega-Lite specification, as far as these pictures need it. Marshalled
// by encoding/json its bytes are always the same; [Spec.JSON] is the form for files.
type Spec struct {
	Schema      string `json:"$schema"`
	Description string `json:"description"` // read out in place of the picture
	Title       Title  `json:"title"`
	Background  string `json:"background"`
	Padding     int    `json:"padding"`
	Config      Config `json:"config"`
	View
}

// JSON returns the specification, indented, with a line end.
func (s Spec) JSON() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(s); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// Title is the heading, broken into lines.
type Title struct {
	Text             []string `json:"text"`
	Subtitle         []string `json:"subtitle,omitzero"`
	Anchor           string   `json:"anchor"`
	Frame            string   `json:"frame"`
	Offset           int      `json:"offset"`
	FontSize         int      `json:"fontSize"`
	Color            string   `json:"color"`
	SubtitleFontSize int      `json:"subtitleFontSize"`
	SubtitleColor    string   `json:"subtitleColor"`
	SubtitlePadding  int      `json:"subtitlePadding"`
}

// Config is what holds for the whole picture.
type Config struct {
	Font string     `json:"font"`
	Axis Axis       `json:"axis"`
	View ViewConfig `json:"view"`
}

// ViewConfig is about the frame of the drawing.
type ViewConfig struct {
	Stroke string `json:"stroke"`
}

// View is a drawing of marks, of layers, or of facets.
type View struct {
	Data      *Data       `json:"data,omitzero"`
	Transform []Transform `json:"transform,omitzero"`
	Facet     *Facet      `json:"facet,omitzero"`
	Spec      *View       `json:"spec,omitzero"`
	Width     *Extent     `json:"width,omitzero"`
	Height    *Extent     `json:"height,omitzero"`
	Layer     []View      `json:"layer,omitzero"`
	Mark      *Mark       `json:"mark,omitzero"`
	Encoding  *Encoding   `json:"encoding,omitzero"`
}

// Data are rows: a slice of structs.
type Data struct {
	Values any `json:"values"`
}

// Transform keeps the rows for which the expression is true.
type Transform struct {
	Filter string `json:"filter"`
}

// Extent is a number of pixels, or of pixels for each step of a scale.
type Extent struct {
	Pixels int
	Step   int
}

// MarshalJSON writes a number, or an object with the step.
func (e Extent) MarshalJSON() ([]byte, error) {
	if e.Step > 0 {
		return json.Marshal(struct {
			Step int `json:"step"`
		}{e.Step})
	}
	return json.Marshal(e.Pixels)
}

// Facet repeats a view in columns.
type Facet struct {
	Column Channel `json:"column"`
}

// Mark is what is drawn for a row.
type Mark struct {
	Type        string `json:"type"`
	Align       string `json:"align,omitzero"`
	Baseline    string `json:"baseline,omitzero"`
	DX          int    `json:"dx,omitzero"`
	DY          int    `json:"dy,omitzero"`
	FontSize    int    `json:"fontSize,omitzero"`
	FontWeight  string `json:"fontWeight,omitzero"`
	LineBreak   string `json:"lineBreak,omitzero"`
	Color       string `json:"color,omitzero"`
	Fill        string `json:"fill,omitzero"`
	Stroke      string `json:"stroke,omitzero"`
	StrokeWidth int    `json:"strokeWidth,omitzero"`
	StrokeDash  []int  `json:"strokeDash,omitzero"`
	Shape       string `json:"shape,omitzero"`
	Size        int    `json:"size,omitzero"`
	Height      int    `json:"height,omitzero"`
	Opacity     int    `json:"opacity,omitzero"`
	Tooltip     bool   `json:"tooltip,omitzero"`
}

// Encoding binds the fields of a row to what is seen.
type Encoding struct {
	X           *Channel `json:"x,omitzero"`
	X2          *Channel `json:"x2,omitzero"`
	Y           *Channel `json:"y,omitzero"`
	Fill        *Channel `json:"fill,omitzero"`
	Stroke      *Channel `json:"stroke,omitzero"`
	StrokeDash  *Channel `json:"strokeDash,omitzero"`
	Shape       *Channel `json:"shape,omitzero"`
	Text        *Channel `json:"text,omitzero"`
	Description *Channel `json:"description,omitzero"`
	Tooltip     *Channel `json:"tooltip,omitzero"`
}

// Channel is one of them.
type Channel struct {
	Field  string   `json:"field,omitzero"`
	Type   string   `json:"type,omitzero"`
	Title  *string  `json:"title,omitzero"`
	Sort   []string `json:"sort,omitzero"`
	Scale  *Scale   `json:"scale,omitzero"`
	Axis   *Axis    `json:"axis,omitzero"`
	Legend *Legend  `json:"legend,omitzero"`
	Header *Header  `json:"header,omitzero"`
}

// Scale says how values become places, colours or shapes.
type Scale struct {
	Type         string `json:"type,omitzero"`
	Domain       any    `json:"domain,omitzero"` // []string or []json.Number
	Range        any    `json:"range,omitzero"`
	PaddingInner *int   `json:"paddingInner,omitzero"`
	PaddingOuter *int   `json:"paddingOuter,omitzero"`
	Nice         *bool  `json:"nice,omitzero"`
}

// Axis without any property is no axis.
type Axis struct {
	Orient          string          `json:"orient,omitzero"`
	Format          string          `json:"format,omitzero"`
	Values          []json.Number   `json:"values,omitzero"`
	TickCount       int             `json:"tickCount,omitzero"`
	TickMinStep     int             `json:"tickMinStep,omitzero"`
	Grid            *bool           `json:"grid,omitzero"`
	Domain          *bool           `json:"domain,omitzero"`
	Ticks           *bool           `json:"ticks,omitzero"`
	LabelAngle      *int            `json:"labelAngle,omitzero"`
	LabelLimit      int             `json:"labelLimit,omitzero"`
	LabelPadding    int             `json:"labelPadding,omitzero"`
	LabelFontSize   int             `json:"labelFontSize,omitzero"`
	LabelFontWeight *Conditional    `json:"labelFontWeight,omitzero"`
	LabelColor      string          `json:"labelColor,omitzero"`
	LabelOverlap    json.RawMessage `json:"labelOverlap,omitzero"`
	TitleColor      string          `json:"titleColor,omitzero"`
	TitleFontSize   int             `json:"titleFontSize,omitzero"`
	TitlePadding    int             `json:"titlePadding,omitzero"`
	GridColor       string          `json:"gridColor,omitzero"`
	DomainColor     string          `json:"domainColor,omitzero"`
	TickColor       string          `json:"tickColor,omitzero"`
}

// MarshalJSON writes null for the zero Axis.
func (a Axis) MarshalJSON() ([]byte, error) {
	type plain Axis
	out, err := json.Marshal(plain(a))
	if string(out) == "{}" {
		return []byte("null"), err
	}
	return out, err
}

// Conditional is one value where the test holds, and another elsewhere.
type Conditional struct {
	Test       string
	Then, Else string
}

// MarshalJSON writes the condition as Vega-Lite reads it.
func (c Conditional) MarshalJSON() ([]byte, error) {
	type condition struct {
		Test  string `json:"test"`
		Value string `json:"value"`
	}
	return json.Marshal(struct {
		Condition condition `json:"condition"`
		Value     string    `json:"value"`
	}{condition{c.Test, c.Then}, c.Else})
}

// Legend without any property is no legend.
type Legend struct {
	Title             *string `json:"title,omitzero"`
	Orient            string  `json:"orient,omitzero"`
	Direction         string  `json:"direction,omitzero"`
	LabelFontSize     int     `json:"labelFontSize,omitzero"`
	LabelColor        string  `json:"labelColor,omitzero"`
	LabelLimit        int     `json:"labelLimit,omitzero"`
	SymbolSize        int     `json:"symbolSize,omitzero"`
	SymbolStrokeWidth int     `json:"symbolStrokeWidth,omitzero"`
	ColumnPadding     int     `json:"columnPadding,omitzero"`
}

// MarshalJSON writes null for the zero Legend.
func (l Legend) MarshalJSON() ([]byte, error) {
	if l == (Legend{}) {
		return []byte("null"), nil
	}
	type plain Legend
	return json.Marshal(plain(l))
}

// Header names the facets.
type Header struct {
	Title         *string `json:"title,omitzero"`
	LabelFontSize int     `json:"labelFontSize,omitzero"`
	LabelColor    string  `json:"labelColor,omitzero"`
	LabelLimit    int     `json:"labelLimit,omitzero"`
	LabelPadding  int     `json:"labelPadding,omitzero"`
	LabelAnchor   string  `json:"labelAnchor,omitzero"`
	LabelAlign    string  `json:"labelAlign,omitzero"`
}

// Colours of text and lines; each reads on white and on the fills of the pictures.
const (
	ink   = "#1d2733"
	soft  = "#4a5766"
	frame = "#66727f"
	rule  = "#d5dbe1"
	alarm = "#b3261e"
	paper = "#ffffff"
)

// spec is a specification with what all of them share; wide is how many characters
// of the heading fit into a line.
func spec(h Heading, description string, wide int, v View) Spec {
	return Spec{
		Schema: schema, Description: h.aloud(description),
		Title: Title{
			Text: lines(h.Says, wide), Subtitle: lines(h.About, wide*13/10), Anchor: "start", Frame: "bounds", Offset: 14,
			FontSize: 15, Color: ink, SubtitleFontSize: 12, SubtitleColor: soft, SubtitlePadding: 5,
		},
		Background: paper, Padding: 14,
		Config: Config{
			Font: "DejaVu Sans, Verdana, sans-serif",
			Axis: Axis{
				LabelColor: ink, LabelFontSize: 11, TitleColor: soft, TitleFontSize: 12, TitlePadding: 10, LabelPadding: 6,
				GridColor: rule, DomainColor: frame, TickColor: frame,
			},
			View: ViewConfig{Stroke: "transparent"},
		},
		View: v,
	}
}

func pixels(n int) *Extent { return &Extent{Pixels: n} }

func step(n int) *Extent { return &Extent{Step: n} }

func text(field string) *Channel { return &Channel{Field: field, Type: "nominal"} }
