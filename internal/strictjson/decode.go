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
// linear in the length of the text.
func Decode(text []byte, into any, limits Limits) error {
	v := reflect.ValueOf(into)
	if v.Kind() != reflect.Pointer || v.IsNil() {
		return fmt.Errorf("strictjson: Decode into %T: want a pointer", into)
	}
	d := &decoder{text: text, limits: limits.withDefaults(), fields: map[reflect.Type][]field{}, forms: map[reflect.Type]form{}}
	d.document(v.Elem())
	if len(d.problems) > 0 {
		return &Problems{d.problems, d.more}
	}
	return nil
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
	fields   map[reflect.Type][]field // looked up only, as forms
	forms    map[reflect.Type]form
	broken   bool // the text cannot be read on
	lineAt   int  // lines up to here are counted in line
	line     int
	objects  []int32 // how many objects each list holds, in the order of the text; see count
	lists    int     // how many lists were met
}

func (d *decoder) problem(at int, format string, args ...any) {
	if d.full() {
		d.more++
		return
	}
	at = min(at, len(d.text))
	// Problems are found in the order of the text, so the lines are counted once.
	d.line += bytes.Count(d.text[min(d.lineAt, at):at], []byte{'\n'})
	d.lineAt = at
	d.problems = append(d.problems, Problem{string(d.path), d.line + 1, fmt.Sprintf(format, args...)})
}

// full reports whether further problems are counted only.
func (d *decoder) full() bool { return len(d.problems) >= d.limits.Problems }

// stop reports a problem after which the text cannot be read on.
func (d *decoder) stop(format string, args ...any) {
	if !d.broken {
		d.broken = true
		d.problem(d.at, format, args...)
	}
}

func (d *decoder) document(v reflect.Value) {
	switch {
	case len(d.text) > d.limits.Bytes:
		d.stop("the text is %d bytes long: want at most %d", len(d.text), d.limits.Bytes)
		return
	case !utf8.Valid(d.text):
		d.at = invalidUTF8(d.text)
		d.stop("byte %d is not valid UTF-8", d.at)
		return
	case bytes.HasPrefix(d.text, []byte("\xef\xbb\xbf")):
		d.stop("the text begins with a byte order mark: leave it out")
		return
	}
	d.blank()
	d.value(v)
	if d.blank(); !d.broken && d.at < len(d.text) {
		d.path = d.path[:0]
		d.stop("text after the end of the document: %s", d.peekText())
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

func (d *decoder) peekText() string { return cut(string(d.text[d.at:min(len(d.text), d.at+40)])) }

func cut(s string) string {
	const most = 32
	if r := []rune(s); len(r) > most {
		return strconv.Quote(string(r[:most])) + "..."
	}
	return strconv.Quote(s)
}

// value reads one value into v. An invalid v takes anything, checked only for
// form.
func (d *decoder) value(v reflect.Value) {
	start := d.at
	want := formNone
	if v.IsValid() {
		want = d.form(v.Type())
	}
	switch want {
	case formJSON:
		d.custom(v)
		return
	case formPointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.value(v.Elem())
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
		d.problem(start, "null is refused: leave the field out, or give %s", describe(want))
	case d.at >= len(d.text):
		d.stop("the text ends where %s is wanted", describe(want))
	default:
		d.stop("unexpected %s where %s is wanted", d.peekText(), describe(want))
	}
}

// form is formOf, asked once for each type: the answer takes some searching.
func (d *decoder) form(t reflect.Type) form {
	f, ok := d.forms[t]
	if !ok {
		f = formOf(t)
		d.forms[t] = f
	}
	return f
}

// custom hands the text of one value, checked for form, to the type's own method.
// Problems that the method lists keep their places, below this one.
func (d *decoder) custom(v reflect.Value) {
	start, before := d.at, len(d.problems)+d.more
	d.value(reflect.Value{})
	if d.broken || len(d.problems)+d.more > before {
		return
	}
	err := v.Addr().Interface().(json.Unmarshaler).UnmarshalJSON(d.text[start:d.at])
	var inner *Problems
	var wrong *json.UnmarshalTypeError
	switch {
	case err == nil:
		return
	case errors.As(err, &wrong): // its own text names types of Go
		long := len(d.path)
		if wrong.Field != "" {
			if long > 0 {
				d.path = append(d.path, '.')
			}
			d.path = append(d.path, wrong.Field...)
		}
		d.problem(start, "the JSON %s where %s is wanted", wrong.Value, describe(formOf(wrong.Type)))
		d.path = d.path[:long]
		return
	case !errors.As(err, &inner):
		d.problem(start, "%v", err)
		return
	}
	lines := bytes.Count(d.text[:start], []byte{'\n'})
	for _, p := range inner.List {
		if len(d.problems) >= d.limits.Problems {
			d.more++
			continue
		}
		path := string(d.path)
		if path != "" && p.Path != "" && p.Path[0] != '[' {
			path += "."
		}
		d.problems = append(d.problems, Problem{path + p.Path, lines + p.Line, p.What})
	}
	d.more += inner.More
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

func describe(want form) string {
	switch want {
	case formText, formString:
		return "text in quotes"
	case formInt:
		return "a whole number"
	case formBool:
		return "true or false"
	case formStruct, formMap:
		return "an object"
	case formList:
		return "a list"
	}
	return "a value"
}

// enter goes one level down; it reports false, and gives up, where that is too
// deep.
func (d *decoder) enter() bool {
	if d.depth++; d.depth > d.limits.Depth {
		d.stop("nested more than %d deep", d.limits.Depth)
		return false
	}
	d.at++
	d.blank()
	return true
}

func (d *decoder) object(v reflect.Value, want form) {
	start := d.at
	if want == formList {
		if l, ok := v.Interface().(OneOrMany); ok && l.OneOrMany() && formOf(v.Type().Elem()) == formStruct {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
			v, want = v.Index(0), formStruct
		}
	}
	switch want {
	case formStruct, formMap:
	default:
		if v.IsValid() {
			d.problem(start, "an object where %s is wanted", describe(want))
		}
		v = reflect.Value{}
	}
	if !d.enter() {
		return
	}
	defer func() { d.depth-- }()
	var fields []field
	if want == formStruct {
		fields = d.fields[v.Type()]
		if fields == nil {
			fields = fieldsOf(v.Type())
			d.fields[v.Type()] = fields
		}
	}
	if want == formMap {
		v.Set(reflect.MakeMap(v.Type()))
	}
	var seen map[string]bool // made for the first key: an object without any costs nothing
	for n := 0; ; n++ {
		if n == 0 && d.peek() == '}' {
			d.at++
			return
		}
		keyAt := d.at
		if d.peek() != '"' {
			d.stop("unexpected %s where a key in quotes is wanted", d.peekText())
			return
		}
		key, ok := d.str()
		if !ok {
			return
		}
		if n >= d.limits.Items {
			d.stop("more than %d members in one object", d.limits.Items)
			return
		}
		if d.blank(); d.peek() != ':' {
			d.stop("unexpected %s where a colon is wanted", d.peekText())
			return
		}
		d.at++
		d.blank()
		if seen == nil {
			seen = map[string]bool{}
		}
		d.member(v, want, fields, seen, key, keyAt)
		if d.broken || d.next('}') {
			return
		}
	}
}

func (d *decoder) member(v reflect.Value, want form, fields []field, seen map[string]bool, key string, keyAt int) {
	long := len(d.path)
	if long > 0 {
		d.path = append(d.path, '.')
	}
	d.path = append(d.path, clip(key)...)
	defer func() { d.path = d.path[:long] }()
	if seen[key] {
		d.problem(keyAt, "the key stands twice in one object")
		d.value(reflect.Value{})
		return
	}
	seen[key] = true
	switch want {
	case formStruct:
		for _, f := range fields {
			if f.name == key {
				d.value(v.FieldByIndex(f.index))
				return
			}
		}
		switch {
		case d.limits.Foreign:
		case d.full():
			d.more++
		default:
			d.problem(keyAt, "unknown field %s: %s", cut(key), suggest(key, fields))
		}
		d.value(reflect.Value{})
	case formMap:
		k := reflect.New(v.Type().Key()).Elem()
		k.SetString(key)
		d.checkWord(k, keyAt)
		e := reflect.New(v.Type().Elem()).Elem()
		d.value(e)
		v.SetMapIndex(k, e)
	default:
		d.value(reflect.Value{})
	}
}

// clip keeps a hostile key from making every path below it long.
func clip(key string) string {
	const most = 64
	if len(key) <= most {
		return key
	}
	i := most
	for i > 0 && !utf8.RuneStart(key[i]) {
		i--
	}
	return key[:i] + "..."
}

func suggest(key string, fields []field) string {
	best, dist := "", 3
	var names []string
	for _, f := range fields {
		if strings.EqualFold(f.name, key) {
			return "keys are case-sensitive, want " + strconv.Quote(f.name)
		}
		if n := distance(key, f.name, dist); n < dist {
			best, dist = f.name, n
		}
		names = append(names, f.name)
	}
	if best != "" {
		return "want " + strconv.Quote(best) + "?"
	}
	return "want one of " + strings.Join(names, ", ")
}

// distance returns the number of edits between two words, or most if it is not
// below that.
func distance(a, b string, most int) int {
	if len(a)-len(b) >= most || len(b)-len(a) >= most || len(a) > 64 {
		return most
	}
	row := make([]int, len(b)+1)
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
			d.stop("a comma before %q", string(end))
			return true
		}
		return false
	case end:
		d.at++
		return true
	}
	if d.at >= len(d.text) {
		d.stop("the text ends inside an object or a list")
	} else {
		d.stop("unexpected %s where a comma or %q is wanted", d.peekText(), string(end))
	}
	return true
}

func (d *decoder) list(v reflect.Value, want form) {
	start := d.at
	if want != formList {
		if v.IsValid() {
			d.problem(start, "a list where %s is wanted", describe(want))
		}
		v = reflect.Value{}
	}
	if d.objects == nil {
		d.objects = count(d.text[d.at:])
	}
	objects := int(d.objects[d.lists])
	d.lists++
	if !d.enter() {
		return
	}
	defer func() { d.depth-- }()
	var other reflect.Value // takes what is no object where objects are wanted
	if v.IsValid() {
		if formOf(v.Type().Elem()) == formStruct {
			v.Set(reflect.MakeSlice(v.Type(), 0, min(objects, d.limits.Items)))
			other = reflect.New(v.Type().Elem()).Elem()
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
			d.stop("more than %d items in one list", d.limits.Items)
			return
		}
		long := len(d.path)
		d.path = append(d.path, '[')
		d.path = strconv.AppendInt(d.path, int64(n), 10)
		d.path = append(d.path, ']')
		switch {
		case !v.IsValid():
			d.value(reflect.Value{})
		case other.IsValid() && d.peek() != '{':
			d.value(other)
		default:
			i := v.Len()
			if i == v.Cap() {
				v.Grow(max(1, i))
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
	s, ok := d.str()
	if !ok || !v.IsValid() {
		return
	}
	switch want {
	case formText:
		if err := v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(s)); err != nil {
			d.problem(start, "%v", err)
		}
	case formString:
		v.SetString(s)
		d.checkWord(v, start)
	default:
		d.problem(start, "the text %s where %s is wanted", cut(s), describe(want))
	}
}

// count returns how many objects each list holds itself, in the order in which the
// lists begin, so that room for them is made once: a long list of empty objects
// costs no more than the objects do. Of text that is not well-formed it is right
// up to the place where the decoder stops.
func count(text []byte) []int32 {
	var out, open []int32 // open: where in out the lists around are, -1 for an object
	for i := 0; i < len(text); i++ {
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

// checkWord asks a string kind that has a Check whether it accepts what was read.
// Empty text is left to the checks of the record.
func (d *decoder) checkWord(v reflect.Value, start int) {
	if v.Len() == 0 {
		return
	}
	if x, ok := v.Interface().(interface{ Check() error }); ok {
		if err := x.Check(); err != nil {
			d.problem(start, "%v", err)
		}
	}
}

func (d *decoder) boolean(v reflect.Value, want form, start int) {
	if !v.IsValid() {
		return
	}
	if want != formBool {
		d.problem(start, "%s where %s is wanted", d.text[start:d.at], describe(want))
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
		d.stop("%s is no number", cut(string(d.text[start:min(len(d.text), d.at+10)])))
		return
	}
	if d.peek() == '.' {
		whole = false
		d.at++
		if digits() == 0 {
			d.stop("a number ends with its point")
			return
		}
	}
	if c := d.peek(); c == 'e' || c == 'E' {
		whole = false
		if d.at++; d.peek() == '+' || d.peek() == '-' {
			d.at++
		}
		if digits() == 0 {
			d.stop("a number ends with its exponent sign")
			return
		}
	}
	if !v.IsValid() {
		return
	}
	text := string(d.text[start:d.at])
	switch {
	case want != formInt:
		d.problem(start, "the number %s where %s is wanted", clip(text), describe(want))
		return
	case !whole || text == "-0":
		d.problem(start, "%s where a whole number is wanted, written in digits", clip(text))
		return
	}
	lo, hi := bounds(v.Type())
	if v.CanInt() {
		i, err := strconv.ParseInt(text, 10, v.Type().Bits())
		if err != nil {
			d.problem(start, "%s is out of range: want %s to %s", clip(text), lo, hi)
			return
		}
		v.SetInt(i)
		return
	}
	u, err := strconv.ParseUint(text, 10, v.Type().Bits())
	if err != nil {
		d.problem(start, "%s is out of range: want %s to %s", clip(text), lo, hi)
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

// str reads text in quotes. The text as a whole is valid UTF-8 by now.
func (d *decoder) str() (string, bool) {
	d.at++
	start := d.at
	var b []byte // set once an escape is met
	for {
		if d.at >= len(d.text) {
			d.stop("text in quotes does not end")
			return "", false
		}
		switch c := d.text[d.at]; {
		case c == '"':
			var s string
			if b == nil {
				s = string(d.text[start:d.at])
			} else {
				s = string(b)
			}
			d.at++
			return s, true
		case c < 0x20:
			d.stop("the control character %U in quotes: write it as an escape", rune(c))
			return "", false
		case c == '\\':
			if b == nil {
				b = append(make([]byte, 0, 2*(d.at-start)+16), d.text[start:d.at]...)
			}
			var ok bool
			if b, ok = d.escape(b); !ok {
				return "", false
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
		d.stop("text in quotes does not end")
		return nil, false
	}
	c := d.text[d.at]
	if i := strings.IndexByte(`"\/bfnrt`, c); i >= 0 {
		d.at++
		return append(b, "\"\\/\b\f\n\r\t"[i]), true
	}
	if c != 'u' {
		d.at--
		d.stop("the escape %s is unknown", d.peekText())
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
			d.stop("half of a surrogate pair stands alone")
			return nil, false
		}
		r = 0x10000 + (r-0xd800)<<10 + (low - 0xdc00)
	case r >= 0xdc00 && r < 0xe000:
		d.stop("half of a surrogate pair stands alone")
		return nil, false
	case r == 0:
		d.stop("the character U+0000 is refused")
		return nil, false
	}
	return utf8.AppendRune(b, r), true
}

// hex reads four hexadecimal digits after the u of an escape.
func (d *decoder) hex() (rune, bool) {
	d.at++
	if d.at+4 > len(d.text) {
		d.stop("an escape does not end")
		return 0, false
	}
	n, err := strconv.ParseUint(string(d.text[d.at:d.at+4]), 16, 16)
	if err != nil || d.text[d.at] == '+' {
		d.stop("the escape %s is unknown", d.peekText())
		return 0, false
	}
	d.at += 4
	return rune(n), true
}
