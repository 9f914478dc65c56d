package strictjson

import (
	"strconv"
	"strings"
)

// A Problem is one thing that is wrong in a text, with its place.
type Problem struct {
	Path string `json:"path"` // "risks[3].owner"; empty for the text as a whole
	Line int    `json:"line"` // counted from 1
	What string `json:"what"` // the value and what would be right
}

// String returns "risks[3].owner (line 12): ...".
func (p Problem) String() string {
	at := p.Path
	if at == "" {
		at = "document"
	}
	return at + " (line " + strconv.Itoa(p.Line) + "): " + p.What
}

// Problems is the error of a text that was refused.
type Problems struct {
	List []Problem // the first ones, in the order of the text
	More int       // how many more were met; more may follow where reading ended early, or memory ran short
}

// Error returns a line for each problem.
func (p *Problems) Error() string {
	var b strings.Builder
	for i, q := range p.List {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(q.String())
	}
	if p.More > 0 {
		b.WriteString("\nand " + strconv.Itoa(p.More) + " more")
	}
	return b.String()
}

// Limits bound a text. A zero field takes its default.
type Limits struct {
	Bytes    int  // length of the text; 64 MiB
	Depth    int  // nesting of objects and lists; 64
	Items    int  // members of one object or list; 1,000,000
	Problems int  // problems listed before counting only; 100, and fewer where they say much
	PerByte  int  // bytes of memory that values may take for each byte of text; 56
	Foreign  bool // fields that are not known are passed over, for the documents of others; those that differ in case only, too
	// Types are what is known about the types of the value beforehand, so that it
	// is not found out anew for each text. It may be left out.
	Types Types
}

func (l Limits) withDefaults() Limits {
	def := func(v *int, d int) {
		if *v <= 0 {
			*v = d
		}
	}
	def(&l.Bytes, 64<<20)
	def(&l.Depth, 64)
	def(&l.Items, 1_000_000)
	def(&l.Problems, 100)
	def(&l.PerByte, 56)
	return l
}
