package strictjson

import (
	"slices"
	"strconv"
	"strings"
)

// Problem is one thing that is wrong in a text, or in a value that is to be written: of
// some kind, or an error that a type gives for its own text.
type Problem struct {
	Path string // "risks[#3].owner"; empty for the text as a whole
	Line int    // counted from 1; 0 of a value that is written
	Kind string // "unknown-member"; empty for Err
	Args []Arg
	Err  error
}

// Arg is what there is to say of a problem: the value, what is wanted.
type Arg struct{ Name, Value string }

// Kinds returns the kinds of problems.
func Kinds() []string {
	return []string{
		"too-little-text", "too-long", "not-utf-8", "byte-order-mark", "text-after-the-end", "null", "early-end", "unexpected-text",
		"wrong-kind", "too-deep", "too-many-members", "too-many-items", "doubled-key", "unknown-member", "comma-before-the-end",
		"no-number", "out-of-range", "control-character", "unknown-escape", "half-a-surrogate-pair", "no-text",
	}
}

// Forms returns what the arguments "want" and "found" may say.
func Forms() []string {
	return []string{"value", "string", "number", "truth", "object", "list", "key", "colon", "end", "quote"}
}

// Arg returns the value of an argument.
func (p Problem) Arg(name string) string {
	if i := slices.IndexFunc(p.Args, func(a Arg) bool { return a.Name == name }); i >= 0 {
		return p.Args[i].Value
	}
	return ""
}

// size is how much there is to say, about.
func (p Problem) size() int {
	n := len(p.Path) + len(p.Kind)
	for _, a := range p.Args {
		n += len(a.Value)
	}
	if p.Err != nil {
		n += len(p.Err.Error())
	}
	return n
}

// String returns "risks[#3].owner (line 12): unknown-member, value \"ownr\"".
func (p Problem) String() string {
	var b strings.Builder
	b.WriteString(p.Path + " (line " + strconv.Itoa(p.Line) + "): ")
	if p.Err != nil {
		b.WriteString(p.Err.Error())
	}
	b.WriteString(p.Kind)
	for _, a := range p.Args {
		b.WriteString(", " + a.Name + " " + strconv.Quote(a.Value))
	}
	return b.String()
}

// Problems is the error of a text, or of a value, that was refused. Package isms says it in words.
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
