package quant

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// resultFormat names the stored form of a Result.
const resultFormat = "ismskit-quant-result/1"

// storedResult is the stored form of a Result. Numbers that a float could
// not hold are text.
type storedResult struct {
	Format   string     `json:"format"`
	ID       string     `json:"id"`
	Currency string     `json:"currency"`
	Model    string     `json:"model"` // digest, hexadecimal
	Seed     string     `json:"seed"`
	Ranges   [][]int64  `json:"ranges"`           // pairs: first trial and the one after the last
	Sum      string     `json:"sum"`              // hexadecimal, in parts of 2^-32
	Squares  string     `json:"squares"`          // hexadecimal, in parts of 2^-64
	Max      string     `json:"max"`              // bits of the float, hexadecimal
	Zero     uint64     `json:"zero"`             // trials without loss
	Small    uint64     `json:"small"`            // trials with a loss up to 2^-4
	Buckets  [][]uint64 `json:"buckets"`          // pairs: number of the bucket, trials in it
	Samples  *string    `json:"samples,omitzero"` // bits of the floats, hexadecimal; absent if not kept
}

var errNotJSON = errors.New("the text is not JSON, or breaks off")

// read fills s from JSON. Each key comes once, spelt as it is written, and none
// is null.
func (s *storedResult) read(stored []byte) error {
	fields := map[string]any{
		"format": &s.Format, "id": &s.ID, "currency": &s.Currency, "model": &s.Model, "seed": &s.Seed, "ranges": &s.Ranges,
		"sum": &s.Sum, "squares": &s.Squares, "max": &s.Max, "zero": &s.Zero, "small": &s.Small, "buckets": &s.Buckets, "samples": &s.Samples,
	}
	in := json.NewDecoder(bytes.NewReader(stored))
	if open, err := in.Token(); err != nil || open != json.Delim('{') {
		return fmt.Errorf("want an object with the format %s", resultFormat)
	}
	for in.More() {
		key, err := in.Token()
		if err != nil {
			return errNotJSON
		}
		name := fmt.Sprint(key)
		field, known := fields[name]
		if !known {
			return fmt.Errorf("key %s: unknown or repeated", text.Quote(name))
		}
		delete(fields, name)
		var value json.RawMessage
		if in.Decode(&value) != nil {
			return fmt.Errorf("%s: %w", name, errNotJSON)
		}
		if string(value) == "null" {
			return fmt.Errorf("%s: null; want a value", name)
		}
		if json.Unmarshal(value, field) != nil {
			return fmt.Errorf("%s: %s: want %s", name, text.Quote(string(value)), form(field))
		}
	}
	if _, err := in.Token(); err != nil {
		return errNotJSON
	}
	if _, err := in.Token(); err != io.EOF {
		return fmt.Errorf("text after the end")
	}
	delete(fields, "samples")
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		return fmt.Errorf("%s: missing", name)
	}
	return nil
}

// form says what a field of a storedResult holds.
func form(field any) string {
	switch field.(type) {
	case *uint64:
		return "a whole number, not negative"
	case *[][]int64, *[][]uint64:
		return "a list of pairs of whole numbers"
	}
	return "text"
}

// MarshalJSON returns r in a form that UnmarshalJSON reads back to the last
// bit, for merging with parts from other machines. The same Result gives the
// same bytes.
func (r Result) MarshalJSON() ([]byte, error) {
	s := storedResult{
		Format: resultFormat, ID: string(r.id), Currency: r.currency,
		Model: hex.EncodeToString(r.digest[:]), Seed: strconv.FormatUint(r.seed, 10),
		Ranges: [][]int64{}, Sum: r.sums.losses.hex(), Squares: r.sums.squares.hex(),
		Max:  fmt.Sprintf("%016x", math.Float64bits(r.max)),
		Zero: r.bars.zero, Small: r.bars.small, Buckets: [][]uint64{},
	}
	for _, p := range r.ranges {
		s.Ranges = append(s.Ranges, []int64{p.first, p.end})
	}
	r.bars.counts(func(b int, n uint64) { s.Buckets = append(s.Buckets, []uint64{uint64(b), n}) })
	if r.kept {
		raw := make([]byte, 0, 8*r.trials)
		for _, x := range r.Samples() {
			raw = binary.BigEndian.AppendUint64(raw, math.Float64bits(x))
		}
		text := hex.EncodeToString(raw)
		s.Samples = &text
	}
	return json.Marshal(s)
}

// UnmarshalJSON reads what MarshalJSON wrote. It errs for anything that no
// simulation could have written as far as that can be told: counts that do not
// add up, losses beyond the bounds, ranges out of order, unknown fields.
func (r *Result) UnmarshalJSON(text []byte) error {
	var s storedResult
	if err := s.read(text); err != nil {
		return fmt.Errorf("quant: result: %w", err)
	}
	read, err := s.result()
	if err != nil {
		return fmt.Errorf("quant: result: %w", err)
	}
	*r = read
	return nil
}

func (s *storedResult) result() (Result, error) {
	var r Result
	if s.Format != resultFormat {
		return r, fmt.Errorf("format %s: want %s", text.Quote(s.Format), resultFormat)
	}
	if s.ID == "" && len(s.Ranges) == 0 {
		return s.none()
	}
	id, err := isms.ParseID(s.ID)
	if err != nil {
		return r, fmt.Errorf("id: %w", err)
	}
	if err := (isms.Money{Currency: s.Currency}).Validate(); err != nil {
		return r, fmt.Errorf("currency: %w", err)
	}
	r.id, r.currency = id, s.Currency
	if err := fixed(r.digest[:], "model", s.Model); err != nil {
		return r, err
	}
	seed, err := strconv.ParseUint(s.Seed, 10, 64)
	if err != nil || strconv.FormatUint(seed, 10) != s.Seed {
		return r, fmt.Errorf("seed %s: want a whole number below 2^64", text.Quote(s.Seed))
	}
	r.seed = seed
	if err := r.setRanges(s.Ranges); err != nil {
		return r, err
	}
	if err := r.setCounts(s); err != nil {
		return r, err
	}
	if err := r.setSums(s); err != nil {
		return r, err
	}
	if s.Samples != nil {
		return r, r.setSamples(*s.Samples)
	}
	return r, nil
}

// none reads the zero Result, which has nothing but its format.
func (s *storedResult) none() (Result, error) {
	var zero Result
	want, _ := zero.MarshalJSON() // there is nothing in it that could fail
	if got, err := json.Marshal(s); err != nil || !bytes.Equal(got, want) {
		return zero, fmt.Errorf("id: none given; want one, or a result without anything")
	}
	return zero, nil
}

func (r *Result) setRanges(ranges [][]int64) error {
	end := int64(-1)
	for _, p := range ranges {
		if len(p) != 2 {
			return fmt.Errorf("range of %d numbers: want two, the first trial and the one after the last", len(p))
		}
		if p[0] <= end || p[1] <= p[0] || p[1] > maxTrials {
			return fmt.Errorf("range %d to %d: want trials after %d, the first below the last, below 2^40", p[0], p[1], end)
		}
		end = p[1]
		r.ranges = append(r.ranges, span{p[0], p[1]})
		r.trials += uint64(p[1] - p[0])
	}
	if len(ranges) == 0 {
		return fmt.Errorf("ranges: none given; want at least one")
	}
	return nil
}

func (r *Result) setCounts(s *storedResult) error {
	r.bars.zero, r.bars.small = s.Zero, s.Small
	count := uint64(0)
	add := func(n uint64) bool {
		if n > r.trials-count {
			return false
		}
		count += n
		return true
	}
	if !add(s.Zero) || !add(s.Small) {
		return fmt.Errorf("zero %d, small %d: more than the %d trials", s.Zero, s.Small, r.trials)
	}
	next := uint64(0)
	for _, b := range s.Buckets {
		if len(b) != 2 {
			return fmt.Errorf("bucket of %d numbers: want two, its number and its trials", len(b))
		}
		if b[0] < next || b[0] >= octaves<<8 || b[1] == 0 || !add(b[1]) {
			return fmt.Errorf("bucket %d with %d trials: want ascending buckets below %d, and %d trials in all", b[0], b[1], octaves<<8, r.trials)
		}
		next = b[0] + 1
		*r.bars.at(int(b[0]>>8), int(b[0]&255)) = b[1]
	}
	if count != r.trials {
		return fmt.Errorf("buckets: %d trials; want %d as in the ranges", count, r.trials)
	}
	return nil
}

// setSums reads the sums and the largest loss, which the counts bound.
func (r *Result) setSums(s *storedResult) error {
	var bits [8]byte
	if err := fixed(bits[:], "max", s.Max); err != nil {
		return err
	}
	r.max = math.Float64frombits(binary.BigEndian.Uint64(bits[:]))
	bars := r.bars.bars()
	last := bars[len(bars)-1]
	if !(r.max <= last.upTo && (r.max > last.above || r.max == 0 && last.upTo == 0)) || math.Signbit(r.max) {
		return fmt.Errorf("max %s: want a loss in the last bucket", text.Quote(s.Max))
	}
	if err := r.sums.losses.setHex("sum", s.Sum); err != nil {
		return err
	}
	if err := r.sums.squares.setHex("squares", s.Squares); err != nil {
		return err
	}
	// The sum of a portfolio is not that of its rounded losses: allow for that.
	var least, most, square tally
	for _, b := range bars {
		if b.above > 0 {
			least.addTimes(b.above, b.count)
		}
		if b.upTo > 0 {
			most.addTimes(b.upTo, b.count)
			square.addTimes(min(b.upTo, r.max), b.count)
		}
	}
	if n := r.sums.losses.parts(); n.Cmp(widen(least.losses.parts(), -1, r.trials)) < 0 || n.Cmp(widen(most.losses.parts(), 1, r.trials)) > 0 {
		return fmt.Errorf("sum %s: does not fit the buckets", text.Quote(s.Sum))
	}
	if n := r.sums.squares.parts(); n.Cmp(widen(square.squares.parts(), 1, r.trials)) > 0 {
		return fmt.Errorf("squares %s: does not fit the buckets", text.Quote(s.Squares))
	}
	return nil
}

func (r *Result) setSamples(text string) error {
	if uint64(len(text)) != 16*r.trials {
		return fmt.Errorf("samples: %d digits; want 16 for each of %d trials", len(text), r.trials)
	}
	raw := make([]byte, len(text)/2)
	if err := fixed(raw, "samples", text); err != nil {
		return err
	}
	r.kept = true
	var count histogram
	for _, p := range r.ranges {
		k := run{p.first, make([]float64, 0, p.end-p.first)}
		for range p.end - p.first {
			x := math.Float64frombits(binary.BigEndian.Uint64(raw))
			raw = raw[8:]
			if !(x >= 0 && x <= r.max) || math.Signbit(x) {
				return fmt.Errorf("samples: %v: want losses from 0 to the largest", x)
			}
			count.add(x)
			k.losses = append(k.losses, x)
		}
		r.runs = append(r.runs, k)
	}
	if !slices.Equal(count.bars(), r.bars.bars()) {
		return fmt.Errorf("samples: do not fit the buckets")
	}
	return nil
}

// fixed reads hexadecimal text of a fixed length.
func fixed(dst []byte, name, hexadecimal string) error {
	raw, err := hex.DecodeString(hexadecimal)
	if err != nil || len(raw) != len(dst) || hex.EncodeToString(raw) != hexadecimal {
		return fmt.Errorf("%s %s: want %d small hexadecimal digits", name, text.Quote(hexadecimal), 2*len(dst))
	}
	copy(dst, raw)
	return nil
}
