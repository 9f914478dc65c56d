package quant

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/ismskit/ismskit/internal/strictjson"
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

// storedLimits allow for what the pairs of a Result take in memory.
var storedLimits = strictjson.Limits{PerByte: 24, Types: strictjson.TypesOf(storedResult{})}

// read fills s from JSON, strictly; nothing but the samples may be missing.
func (s *storedResult) read(stored []byte) error {
	if err := isms.RefuseAll(strictjson.Decode(stored, s, storedLimits)); err != nil {
		return err
	}
	var members map[string]json.RawMessage
	_ = json.Unmarshal(stored, &members) // it was read before
	var errs []error
	for _, name := range [...]string{"format", "id", "currency", "model", "seed", "ranges", "sum", "squares", "max", "zero", "small", "buckets"} {
		if _, ok := members[name]; !ok {
			errs = append(errs, isms.Refuse(memberMissing, isms.Path(name), ""))
		}
	}
	return isms.RefuseAll(errs...)
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

// UnmarshalJSON reads what MarshalJSON wrote. It returns an [isms.Error] for anything
// that no simulation could have written as far as that can be told: counts that do
// not add up, losses beyond the bounds, ranges out of order, unknown fields.
func (r *Result) UnmarshalJSON(text []byte) error {
	var s storedResult
	if err := s.read(text); err != nil {
		return err
	}
	read, err := s.result()
	if err != nil {
		return err
	}
	*r = read
	return nil
}

func (s *storedResult) result() (Result, error) {
	var r Result
	if s.Format != resultFormat {
		return r, isms.Refuse(formatUnknown, "format", s.Format, isms.ArgText("format", resultFormat))
	}
	if s.ID == "" && len(s.Ranges) == 0 {
		return s.none()
	}
	id, errID := isms.ParseID(s.ID)
	r.id, r.currency = id, s.Currency
	seed, errSeed := strconv.ParseUint(s.Seed, 10, 64)
	if errSeed != nil || strconv.FormatUint(seed, 10) != s.Seed {
		errSeed = isms.Refuse(seedForm, "seed", s.Seed)
	}
	r.seed = seed
	err := isms.RefuseAll(
		isms.RefuseUnder("id", errID), (isms.Money{Currency: s.Currency}).Validate(),
		fixed(r.digest[:], "model", s.Model), errSeed, r.setRanges(s.Ranges),
	)
	if err != nil {
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
		return zero, isms.Refuse(idOfNothing, "id", "")
	}
	return zero, nil
}

func (r *Result) setRanges(ranges [][]int64) error {
	end := int64(-1)
	for i, p := range ranges {
		at := isms.Path("").Index("ranges", i)
		if len(p) != 2 {
			return isms.Refuse(pairForm, at, "", isms.ArgInt("n", len(p)))
		}
		if p[0] <= end || p[1] <= p[0] || p[1] > maxTrials {
			return isms.Refuse(rangeOrder, at, "", wholeNumber("first", p[0]), wholeNumber("end", p[1]), wholeNumber("most", maxTrials))
		}
		end = p[1]
		r.ranges = append(r.ranges, span{p[0], p[1]})
		r.trials += uint64(p[1] - p[0])
	}
	if len(ranges) == 0 {
		return isms.Refuse(rangesMissing, "ranges", "")
	}
	return nil
}

func (r *Result) setCounts(s *storedResult) error {
	r.bars.zero, r.bars.small = s.Zero, s.Small
	trials := wholeNumber("n", int64(r.trials)) // at most maxTrials
	count := uint64(0)
	add := func(n uint64) bool {
		if n > r.trials-count {
			return false
		}
		count += n
		return true
	}
	if !add(s.Zero) || !add(s.Small) {
		return isms.Refuse(countsDiffer, "zero", "", trials)
	}
	next := uint64(0)
	for i, b := range s.Buckets {
		at := isms.Path("").Index("buckets", i)
		if len(b) != 2 {
			return isms.Refuse(pairForm, at, "", isms.ArgInt("n", len(b)))
		}
		if b[0] < next || b[0] >= octaves<<8 || b[1] == 0 {
			return isms.Refuse(bucketOrder, at, "", isms.ArgInput("bucket", strconv.FormatUint(b[0], 10)), isms.ArgInt("most", octaves<<8))
		}
		if !add(b[1]) {
			return isms.Refuse(countsDiffer, at, "", trials)
		}
		next = b[0] + 1
		*r.bars.at(int(b[0]>>8), int(b[0]&255)) = b[1]
	}
	if count != r.trials {
		return isms.Refuse(countsDiffer, "buckets", "", trials)
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
		return isms.Refuse(bucketsDiffer, "max", "")
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
		return isms.Refuse(bucketsDiffer, "sum", "")
	}
	if n := r.sums.squares.parts(); n.Cmp(widen(square.squares.parts(), 1, r.trials)) > 0 {
		return isms.Refuse(bucketsDiffer, "squares", "")
	}
	return nil
}

func (r *Result) setSamples(text string) error {
	if uint64(len(text)) != 16*r.trials {
		return isms.Refuse(hexadecimalForm, "samples", "", wholeNumber("n", int64(16*r.trials))) // at most 2^44
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
				return isms.Refuse(bucketsDiffer, "samples", "")
			}
			count.add(x)
			k.losses = append(k.losses, x)
		}
		r.runs = append(r.runs, k)
	}
	if !slices.Equal(count.bars(), r.bars.bars()) {
		return isms.Refuse(bucketsDiffer, "samples", "")
	}
	return nil
}

// fixed reads hexadecimal text of a fixed length.
func fixed(dst []byte, at isms.Path, hexadecimal string) error {
	raw, err := hex.DecodeString(hexadecimal)
	if err != nil || len(raw) != len(dst) || hex.EncodeToString(raw) != hexadecimal {
		return isms.Refuse(hexadecimalForm, at, "", isms.ArgInt("n", 2*len(dst)))
	}
	copy(dst, raw)
	return nil
}
