package strictjson

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Decode fills the value that into points to. It returns *[Problems] if anything
// in the text is not exactly what the type of the value holds; the value is then
// filled as far as the text was understood and must not be used. Cost: near
// linear in the length of the text. What it allocates is bounded by the length of
// the text, too: text that stands for records which need more than Limits.PerByte
// for each byte of it, such as a long list of empty objects, is refused.
func Decode(text []byte, into any, limits Limits) error {
	v := reflect.ValueOf(into)
	if v.Kind() != reflect.Pointer || v.IsNil() {
		return fmt.Errorf("strictjson: Decode into %T: want a pointer", into)
	}
	d := newDecoder(text, limits)
	d.document(v.Elem())
	if len(d.problems) > 0 {
		return &Problems{d.problems, d.more}
	}
	return nil
}

// DecodeList is [Decode] for a document that is a list as a whole: null stands for the
// empty list, as is the custom of encoding/json, and leaves the value as it is.
func DecodeList[T any](text []byte, into *[]T, limits Limits) error {
	if string(bytes.TrimSpace(text)) == "null" {
		return nil
	}
	return Decode(text, into, limits)
}

// OneOrMany is a list of objects that may say that it also stands as its only
// object, without the brackets.
type OneOrMany interface{ OneOrMany() bool }

type decoder struct {
	text     []byte
	at       int
	limits   Limits
	path     []byte
	depth    int
	problems []Problem
	more     int
	met      map[reflect.Type]layout // types that limits.Types does not hold; looked up only
	broken   bool                    // the text cannot be read on
	lineAt   int                     // lines up to here are counted in line
	line     int
	said     int     // length of the text of the problems
	left     int     // bytes that values may still take; see spend
	objects  []int32 // how many objects each list holds, in the order of the text; see count
	lists    int     // how many lists were met
}

func newDecoder(text []byte, limits Limits) *decoder {
	d := &decoder{text: text, limits: limits.withDefaults(), left: free}
	d.left += d.limits.PerByte * len(text)
	return d
}

func (d *decoder) problem(at int, kind string, args ...Arg) {
	d.keep(at, Problem{Kind: kind, Args: args})
}

// keep adds a problem of the value that is being read: path and line of p are seen
// from there.
func (d *decoder) keep(at int, p Problem) {
	if d.full() {
		d.more++
		return
	}
	at = min(at, len(d.text))
	// Problems are found in the order of the text, so the lines are counted once.
	d.line += bytes.Count(d.text[min(d.lineAt, at):at], []byte{'\n'})
	d.lineAt = at
	p.Path, p.Line = joinPath(string(d.path), p.Path), d.line+max(p.Line, 1)
	d.said += p.size()
	d.problems = append(d.problems, p)
}

// refused reports the error that a type gives for its own text: problems that it lists
// keep their places, below this one.
func (d *decoder) refused(at int, err error) {
	var inner *Problems
	if !errors.As(Explain(err, d.text[at:d.at]), &inner) {
		d.keep(at, Problem{Err: err})
		return
	}
	for _, p := range inner.List {
		d.keep(at, p)
	}
	d.more += inner.More
}

// full reports whether further problems are counted only: the list is as long as
// it may be, or says as much as it may.
func (d *decoder) full() bool {
	const most = 8 << 10
	return len(d.problems) >= d.limits.Problems || d.said > most
}

// spend reports whether values may take so many more bytes, and stops if not. They
// may take some for free, whatever the length of the text.
func (d *decoder) spend(bytes int) bool {
	if d.left -= bytes; d.left < 0 {
		d.stop("too-little-text", Arg{"most", strconv.Itoa(d.limits.PerByte)})
		return false
	}
	return true
}

// layoutOf returns how a type stands in the text.
func (d *decoder) layoutOf(t reflect.Type) layout {
	if l, ok := d.limits.Types.layouts[t]; ok {
		return l
	}
	l, ok := d.met[t]
	if !ok {
		l = newLayout(t)
		if d.met == nil {
			d.met = map[reflect.Type]layout{}
		}
		d.met[t] = l
	}
	return l
}

// stop reports a problem after which the text cannot be read on.
func (d *decoder) stop(kind string, args ...Arg) {
	if !d.broken {
		d.broken = true
		d.problem(d.at, kind, args...)
	}
}

func (d *decoder) document(v reflect.Value) {
	switch {
	case len(d.text) > d.limits.Bytes:
		d.stop("too-long", Arg{"bytes", strconv.Itoa(len(d.text))}, Arg{"most", strconv.Itoa(d.limits.Bytes)})
		return
	case !utf8.Valid(d.text):
		d.at = invalidUTF8(d.text)
		d.stop("not-utf-8", Arg{"byte", strconv.Itoa(d.at)})
		return
	case bytes.HasPrefix(d.text, []byte("\xef\xbb\xbf")):
		d.stop("byte-order-mark")
		return
	}
	d.blank()
	d.value(v)
	if d.blank(); !d.broken && d.at < len(d.text) {
		d.path = d.path[:0]
		d.stop("text-after-the-end", d.peekText())
	}
}

func invalidUTF8(b []byte) int {
	i := 0
	for {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n <= 1 {
			return i
		}
		i += n
	}
}

func (d *decoder) blank() {
	for d.at < len(d.text) {
		switch d.text[d.at] {
		case ' ', '\t', '\n', '\r':
			d.at++
		default:
			return
		}
	}
}

func (d *decoder) peek() byte {
	if d.at < len(d.text) {
		return d.text[d.at]
	}
	return 0
}

func (d *decoder) peekText() Arg {
	return Arg{"value", strings.ToValidUTF8(string(d.text[d.at:min(len(d.text), d.at+40)]), "")}
}

// value reads one value into v. An invalid v takes anything, checked only for
// form.
func (d *decoder) value(v reflect.Value) {
	start := d.at
	want := formNone
	if v.IsValid() {
		want = d.layoutOf(v.Type()).form
	}
	switch want {
	case formJSON:
		d.custom(v)
		return
	case formPointer:
		if e := v.Type().Elem(); d.spend(int(e.Size())) {
			v.Set(reflect.New(e))
			d.value(v.Elem())
		}
		return
	}
	switch c := d.peek(); {
	case c == '{':
		d.object(v, want)
	case c == '[':
		d.list(v, want)
	case c == '"':
		d.text1(v, want)
	case c == '-' || c >= '0' && c <= '9':
		d.number(v, want)
	case d.word("true"), d.word("false"):
		d.boolean(v, want, start)
	case d.word("null"):
		d.problem(start, "null", wanted(want))
	case d.at >= len(d.text):
		d.stop("early-end", wanted(want))
	default:
		d.stop("unexpected-text", d.peekText(), wanted(want))
	}
}

// custom hands the text of one value, checked for form, to the type's own method.
// Problems that the method lists keep their places, below this one.
func (d *decoder) custom(v reflect.Value) {
	start, before := d.at, len(d.problems)+d.more
	d.value(reflect.Value{})
	if d.broken || len(d.problems)+d.more > before {
		return
	}
	if len(d.problems) > 0 && d.left < customCost(d.at-start)+failCost {
		return // the text is refused anyway: not worth what the method may take
	}
	if !d.spend(customCost(d.at - start)) {
		return
	}
	if err := v.Addr().Interface().(json.Unmarshaler).UnmarshalJSON(d.text[start:d.at]); err != nil {
		d.left -= failCost
		d.refused(start, err)
	}
}

func (d *decoder) word(w string) bool {
	if !bytes.HasPrefix(d.text[d.at:], []byte(w)) {
		return false
	}
	end := d.at + len(w)
	if end < len(d.text) {
		if c := d.text[end]; c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' {
			return false
		}
	}
	d.at = end
	return true
}

// wanted returns what is wanted, by the name of the form.
func wanted(want form) Arg {
	name := "value"
	switch want {
	case formText, formString:
		name = "string"
	case formInt:
		name = "number"
	case formBool:
		name = "truth"
	case formStruct, formMap:
		name = "object"
	case formList:
		name = "list"
	}
	return Arg{"want", name}
}

// enter goes one level down; it reports false, and gives up, where that is too
// deep.
func (d *decoder) enter() bool {
	if d.depth++; d.depth > d.limits.Depth {
		d.stop("too-deep", Arg{"most", strconv.Itoa(d.limits.Depth)})
		return false
	}
	d.at++
	d.blank()
	return true
}

func (d *decoder) object(v reflect.Value, want form) {
	start := d.at
	if want == formList {
		if l, ok := reflect.TypeAssert[OneOrMany](v); ok && l.OneOrMany() && formOf(v.Type().Elem()) == formStruct {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
			v, want = v.Index(0), formStruct
		}
	}
	switch want {
	case formStruct, formMap:
	default:
		if v.IsValid() {
			d.problem(start, "wrong-kind", Arg{"found", "object"}, wanted(want))
		}
		v = reflect.Value{}
	}
	if !d.enter() {
		return
	}
	defer func() { d.depth-- }()
	var fields []field
	if v.IsValid() && want == formStruct {
		fields = d.layoutOf(v.Type()).fields
	}
	if want == formMap {
		d.spend(mapCost)
		v.Set(reflect.MakeMap(v.Type()))
	}
	var seen keys
	for n := 0; ; n++ {
		if n == 0 && d.peek() == '}' {
			d.at++
			return
		}
		keyAt := d.at
		if d.peek() != '"' {
			d.stop("unexpected-text", d.peekText(), Arg{"want", "key"})
			return
		}
		key, ok := d.raw()
		if !ok {
			return
		}
		if n >= d.limits.Items {
			d.stop("too-many-members", Arg{"most", strconv.Itoa(d.limits.Items)})
			return
		}
		if d.blank(); d.peek() != ':' {
			d.stop("unexpected-text", d.peekText(), Arg{"want", "colon"})
			return
		}
		d.at++
		d.blank()
		d.member(v, want, fields, &seen, key, keyAt)
		if d.broken || d.next('}') {
			return
		}
	}
}

// keys are the keys of an object that were met: the first few without a map.
type keys struct {
	first [8][]byte
	n     int
	rest  map[string]bool
}

func (k *keys) has(key []byte) bool {
	for _, other := range k.first[:min(k.n, len(k.first))] {
		if bytes.Equal(key, other) {
			return true
		}
	}
	return k.rest[string(key)]
}

func (d *decoder) add(k *keys, key []byte) {
	if k.n++; k.n <= len(k.first) {
		k.first[k.n-1] = key
		return
	}
	d.spend(keyCost + len(key))
	if k.rest == nil {
		k.rest = map[string]bool{}
	}
	k.rest[string(key)] = true
}

// What a member of a map takes beside its value, what a map takes beside its
// members, and what a value with a form of its own takes.
const (
	keyCost  = 120
	mapCost  = 320
	failCost = 2 << 10 // of a value that its method refuses: the error
	free     = 8 << 10
)

func customCost(text int) int {
	const small, most = 192, 32
	return small + most*text
}

func (d *decoder) member(v reflect.Value, want form, fields []field, seen *keys, key []byte, keyAt int) {
	long := len(d.path)
	d.path = d.appendMember(key, want == formMap)
	defer func() { d.path = d.path[:long] }()
	if seen.has(key) {
		d.problem(keyAt, "doubled-key")
		d.value(reflect.Value{})
		return
	}
	d.add(seen, key)
	switch want {
	case formStruct:
		d.field(v, fields, key, keyAt)
	case formMap:
		d.spend(keyCost + 4*int(v.Type().Elem().Size()) + 2*len(key))
		k := reflect.New(v.Type().Key()).Elem()
		k.SetString(string(key))
		d.checkWord(k, keyAt)
		e := reflect.New(v.Type().Elem()).Elem()
		d.value(e)
		v.SetMapIndex(k, e)
	default:
		d.value(reflect.Value{})
	}
}

// field reads the value of a member of a struct.
func (d *decoder) field(v reflect.Value, fields []field, key []byte, keyAt int) {
	for i := range fields {
		if fields[i].name == string(key) {
			d.value(v.FieldByIndex(fields[i].index))
			return
		}
	}
	switch {
	case d.limits.Foreign:
	case d.full():
		d.more++
	default:
		d.problem(keyAt, "unknown-member", append(suggest(string(key), fields), Arg{"value", clip(key)})...)
	}
	d.value(reflect.Value{})
}

// suggest returns the member that was meant, or else all that there are.
func suggest(key string, fields []field) []Arg {
	best, dist := "", min(3, 1+len(key)/3) // of a short one there is little to mistake
	for _, f := range fields {
		if strings.EqualFold(f.name, key) {
			return []Arg{{"meant", f.name}}
		}
		if n := distance(key, f.name, dist); n < dist {
			best, dist = f.name, n
		}
	}
	if best != "" {
		return []Arg{{"meant", best}}
	}
	all := make([]Arg, len(fields))
	for i, f := range fields {
		all[i] = Arg{"member", f.name}
	}
	return all
}

// distance returns the number of edits between two words, or most if it is not
// below that.
func distance(a, b string, most int) int {
	if len(a)-len(b) >= most || len(b)-len(a) >= most || len(a) > 64 {
		return most
	}
	var rows [65]int // names of fields are short
	row := rows[:min(len(b), 64)+1]
	b = b[:len(row)-1]
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return min(row[len(b)], most)
}

// next goes past a comma, or past the end of the object or list, which it
// reports.
func (d *decoder) next(end byte) (ended bool) {
	d.blank()
	switch d.peek() {
	case ',':
		d.at++
		if d.blank(); d.peek() == end {
			d.stop("comma-before-the-end")
			return true
		}
		return false
	case end:
		d.at++
		return true
	}
	if d.at >= len(d.text) {
		d.stop("early-end", Arg{"want", "end"})
	} else {
		d.stop("unexpected-text", d.peekText(), Arg{"want", "end"})
	}
	return true
}

func (d *decoder) list(v reflect.Value, want form) {
	start := d.at
	if want != formList {
		if v.IsValid() {
			d.problem(start, "wrong-kind", Arg{"found", "list"}, wanted(want))
		}
		v = reflect.Value{}
	}
	if d.objects == nil {
		d.objects = count(d.text[d.at:], d.limits.Depth)
	}
	objects := int(d.objects[d.lists])
	d.lists++
	if !d.enter() {
		return
	}
	defer func() { d.depth-- }()
	var other reflect.Value // takes what is no object where objects are wanted
	if v.IsValid() {
		if e := v.Type().Elem(); d.layoutOf(e).form == formStruct {
			objects = min(objects, d.limits.Items)
			if !d.spend((objects + 1) * int(e.Size())) {
				return
			}
			v.Set(reflect.MakeSlice(v.Type(), 0, objects))
			other = reflect.New(e).Elem()
		} else {
			v.Set(reflect.MakeSlice(v.Type(), 0, 0))
		}
	}
	if d.peek() == ']' {
		d.at++
		return
	}
	for n := 0; ; n++ {
		if n >= d.limits.Items {
			d.stop("too-many-items", Arg{"most", strconv.Itoa(d.limits.Items)})
			return
		}
		long := len(d.path)
		d.path = appendIndex(d.path, n)
		switch {
		case !v.IsValid():
			d.value(reflect.Value{})
		case other.IsValid() && d.peek() != '{':
			d.value(other)
		default:
			i := v.Len()
			if i == v.Cap() {
				more := max(1, i)
				if !d.spend((i + more) * int(v.Type().Elem().Size())) {
					return
				}
				v.Grow(more)
			}
			v.SetLen(i + 1)
			e := v.Index(i)
			e.SetZero()
			d.value(e)
		}
		d.path = d.path[:long]
		if d.broken || d.next(']') {
			return
		}
	}
}

func (d *decoder) text1(v reflect.Value, want form) {
	start := d.at
	s, ok := d.raw()
	if !ok || !v.IsValid() {
		return
	}
	switch want {
	case formText:
		if err := v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText(s); err != nil {
			d.refused(start, err)
		}
	case formString:
		v.SetString(string(s))
		d.checkWord(v, start)
	default:
		d.problem(start, "wrong-kind", Arg{"found", "string"}, Arg{"value", string(s[:min(len(s), 200)])}, wanted(want))
	}
}

// count returns how many objects each list holds itself, in the order in which the
// lists begin, so that room for them is made once: a long list of empty objects
// costs no more than the objects do. Of text that is not well-formed, or too deep,
// it is right up to the place where the decoder stops.
func count(text []byte, depth int) []int32 {
	out := make([]int32, 0, bytes.Count(text, []byte{'['}))
	var open []int32 // where in out the lists around are, -1 for an object
	for i := 0; i < len(text) && len(open) <= depth; i++ {
		switch text[i] {
		case '"':
			for i++; i < len(text) && text[i] != '"'; i++ {
				if text[i] == '\\' {
					i++
				}
			}
		case '[':
			open = append(open, int32(len(out)))
			out = append(out, 0)
		case '{':
			if n := len(open); n > 0 && open[n-1] >= 0 {
				out[open[n-1]]++
			}
			open = append(open, -1)
		case ']', '}':
			open = open[:max(0, len(open)-1)]
		}
	}
	return out
}

// checkWord asks a string kind that has a Validate whether it accepts what was read.
// Empty text is left to the checks of the record.
func (d *decoder) checkWord(v reflect.Value, start int) {
	if v.Len() == 0 {
		return
	}
	x, ok := reflect.TypeAssert[interface{ Validate() error }](v)
	if !ok {
		return
	}
	if k, ok := x.(interface{ Known() bool }); ok && d.full() {
		if !k.Known() {
			d.more++ // without an error that nobody reads
		}
		return
	}
	if err := x.Validate(); err != nil {
		d.refused(start, err)
	}
}

func (d *decoder) boolean(v reflect.Value, want form, start int) {
	if !v.IsValid() {
		return
	}
	if want != formBool {
		d.problem(start, "wrong-kind", Arg{"found", "truth"}, Arg{"value", string(d.text[start:d.at])}, wanted(want))
		return
	}
	v.SetBool(d.text[start] == 't')
}

func (d *decoder) number(v reflect.Value, want form) {
	start := d.at
	if d.peek() == '-' {
		d.at++
	}
	digits := func() int {
		n := 0
		for c := d.peek(); c >= '0' && c <= '9'; c = d.peek() {
			d.at++
			n++
		}
		return n
	}
	first := d.at
	n := digits()
	whole := true
	if n == 0 || n > 1 && d.text[first] == '0' {
		d.stop("no-number", Arg{"value", string(d.text[start:min(len(d.text), d.at+10)])})
		return
	}
	if d.peek() == '.' {
		whole = false
		d.at++
		if digits() == 0 {
			d.stop("no-number", Arg{"value", clip(d.text[start:d.at])})
			return
		}
	}
	if c := d.peek(); c == 'e' || c == 'E' {
		whole = false
		if d.at++; d.peek() == '+' || d.peek() == '-' {
			d.at++
		}
		if digits() == 0 {
			d.stop("no-number", Arg{"value", clip(d.text[start:d.at])})
			return
		}
	}
	if !v.IsValid() {
		return
	}
	text := d.text[start:d.at]
	switch {
	case want != formInt:
		d.problem(start, "wrong-kind", Arg{"found", "number"}, Arg{"value", clip(text)}, wanted(want))
		return
	case !whole || string(text) == "-0":
		d.problem(start, "wrong-kind", Arg{"found", "number"}, Arg{"value", clip(text)}, wanted(want))
		return
	}
	lo, hi := bounds(v.Type())
	if v.CanInt() {
		i, err := strconv.ParseInt(string(text[:min(len(text), 32)]), 10, v.Type().Bits())
		if err != nil {
			d.problem(start, "out-of-range", Arg{"value", clip(text)}, Arg{"least", lo}, Arg{"most", hi})
			return
		}
		v.SetInt(i)
		return
	}
	u, err := strconv.ParseUint(string(text[:min(len(text), 32)]), 10, v.Type().Bits())
	if err != nil {
		d.problem(start, "out-of-range", Arg{"value", clip(text)}, Arg{"least", lo}, Arg{"most", hi})
		return
	}
	v.SetUint(u)
}

func bounds(t reflect.Type) (lo, hi string) {
	b := t.Bits()
	switch t.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return strconv.FormatInt(math.MinInt64>>(64-b), 10), strconv.FormatInt(math.MaxInt64>>(64-b), 10)
	}
	return "0", strconv.FormatUint(math.MaxUint64>>(64-b), 10)
}

// raw reads text in quotes: a part of the text, or a copy where it has escapes. The
// text as a whole is valid UTF-8 by now.
func (d *decoder) raw() ([]byte, bool) {
	d.at++
	start := d.at
	var b []byte // set once an escape is met
	for {
		if d.at >= len(d.text) {
			d.stop("early-end", Arg{"want", "quote"})
			return nil, false
		}
		switch c := d.text[d.at]; {
		case c == '"':
			if b == nil {
				b = d.text[start:d.at:d.at]
			}
			d.at++
			return b, true
		case c < 0x20:
			d.stop("control-character", Arg{"character", fmt.Sprintf("%U", rune(c))})
			return nil, false
		case c == '\\':
			if b == nil {
				b = append(make([]byte, 0, 2*(d.at-start)+16), d.text[start:d.at]...)
			}
			var ok bool
			if b, ok = d.escape(b); !ok {
				return nil, false
			}
		default:
			if b != nil {
				b = append(b, c)
			}
			d.at++
		}
	}
}

func (d *decoder) escape(b []byte) ([]byte, bool) {
	if d.at++; d.at >= len(d.text) {
		d.stop("early-end", Arg{"want", "quote"})
		return nil, false
	}
	c := d.text[d.at]
	if i := strings.IndexByte(`"\/bfnrt`, c); i >= 0 {
		d.at++
		return append(b, "\"\\/\b\f\n\r\t"[i]), true
	}
	if c != 'u' {
		d.at--
		d.stop("unknown-escape", d.peekText())
		return nil, false
	}
	r, ok := d.hex()
	if !ok {
		return nil, false
	}
	switch {
	case r >= 0xd800 && r < 0xdc00:
		low, second := rune(0), false
		if bytes.HasPrefix(d.text[d.at:], []byte(`\u`)) {
			d.at++
			if low, second = d.hex(); !second {
				return nil, false
			}
		}
		if low < 0xdc00 || low > 0xdfff {
			d.stop("half-a-surrogate-pair")
			return nil, false
		}
		r = 0x10000 + (r-0xd800)<<10 + (low - 0xdc00)
	case r >= 0xdc00 && r < 0xe000:
		d.stop("half-a-surrogate-pair")
		return nil, false
	case r == 0:
		d.stop("control-character", Arg{"character", "U+0000"})
		return nil, false
	}
	return utf8.AppendRune(b, r), true
}

// hex reads four hexadecimal digits after the u of an escape.
func (d *decoder) hex() (rune, bool) {
	d.at++
	if d.at+4 > len(d.text) {
		d.stop("early-end", Arg{"want", "quote"})
		return 0, false
	}
	n, err := strconv.ParseUint(string(d.text[d.at:d.at+4]), 16, 16)
	if err != nil || d.text[d.at] == '+' {
		d.stop("unknown-escape", d.peekText())
		return 0, false
	}
	d.at += 4
	return rune(n), true
}
