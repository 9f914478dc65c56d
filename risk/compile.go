package risk

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// Compiled is a method without defects, turned into a dense table: scoring a
// scenario is an array index. It is immutable and comparable by [Compiled.Hash];
// the zero Compiled knows no level.
type Compiled struct{ t *tables }

type tables struct {
	method     Method
	nl, ne, ni int  // ne is at least 1
	rows       uint // nl, but 0 for a method with ease
	levels     []uint16
	scores     []int64
	ranks      []uint32 // place of the score among those that occur, from 0
	distinct   int      // number of different scores
	general    []int32  // criterion for each level, -1 for none
	special    []specialCriteria
	authority  [][]isms.ID // of each criterion, sorted
	levelsText string
	text       string
	hash       string
}

type specialCriteria struct {
	property Property
	byLevel  []int32
}

// Compile checks the method and calls its scorer once for each combination of
// grades. The [isms.Error] holds the defects that are not waived; of very many, the
// first.
func (m Method) Compile() (Compiled, error) {
	m = m.clone()
	t, defects := m.compile()
	if defects = m.unwaived(defects); len(defects) > 0 {
		return Compiled{}, refuse(defects)
	}
	t.finish()
	return Compiled{t}, nil
}

// Defects returns all that is wrong with the method, waived or not, in a fixed
// order; at most some 10,000 defects are listed.
func (m Method) Defects() []Defect {
	_, defects := m.compile()
	return defects
}

// Hash returns the hash of a method without defects, see [Compiled.Hash]; it is
// empty for one that does not compile.
func (m Method) Hash() string {
	c, err := m.Compile()
	if err != nil {
		return ""
	}
	return c.Hash()
}

// Level returns the level of a likelihood and an impact under a method without a
// scale of ease; 0 for grades outside the scales. It does not allocate.
func (c Compiled) Level(likelihood, impact Grade) Level {
	t := c.t
	if t == nil {
		return 0
	}
	row, column := uint(likelihood-1), uint(impact-1)
	if row >= t.rows || column >= uint(t.ni) {
		return 0
	}
	return Level(t.levels[row*uint(t.ni)+column])
}

// index returns the place in the tables of grades that are on their scales; e is 0
// for a method without a scale of ease.
func (c Compiled) index(l, e, i Grade) int {
	return (int(l-1)*c.t.ne+max(0, int(e-1)))*c.t.ni + int(i-1)
}

// AppendLevels appends the level of each pair to dst: the column view for large
// registers. Pairs end with the shorter column. It allocates only to grow dst.
func (c Compiled) AppendLevels(dst []Level, likelihood, impact []Grade) []Level {
	n := min(len(likelihood), len(impact))
	likelihood, impact = likelihood[:n], impact[:n]
	dst = slices.Grow(dst, n)
	start := len(dst)
	dst = dst[:start+n]
	out := dst[start:]
	if c.t == nil {
		clear(out)
		return dst
	}
	levels, nl, ni := c.t.levels, c.t.rows, uint(c.t.ni)
	for k, l := range likelihood {
		row, col := uint(l-1), uint(impact[k]-1)
		if row >= nl || col >= ni {
			out[k] = 0
			continue
		}
		out[k] = Level(levels[row*ni+col])
	}
	return dst
}

// Levels yields the levels with their bands, lowest first.
func (c Compiled) Levels() iter.Seq2[Level, Band] {
	return func(yield func(Level, Band) bool) {
		if c.t == nil {
			return
		}
		for i, b := range c.t.method.Bands {
			if !yield(Level(i+1), b) {
				return
			}
		}
	}
}

// LevelName returns the name of a level, "unknown" for 0 and for what is no
// level of the method.
func (c Compiled) LevelName(l Level) string {
	if c.t == nil || l < 1 || int64(l) > int64(len(c.t.method.Bands)) {
		return "unknown"
	}
	return c.t.method.Bands[l-1].Name
}

// LevelKey returns the key of a level, the way back from [Compiled.LevelOfKey]. It
// is empty for 0 and for a level that the method does not have.
func (c Compiled) LevelKey(l Level) string {
	b, _ := c.band(l)
	return b.key()
}

// LevelOfKey returns the level of a band given by key or name, 0 if there is none.
func (c Compiled) LevelOfKey(band string) Level {
	if c.t == nil {
		return 0
	}
	return Level(c.t.method.bandOf(band) + 1)
}

// LevelOfScore returns the level of a score, 0 for a score in no band: the one place
// where scores become levels.
func (c Compiled) LevelOfScore(score int64) Level {
	if c.t == nil {
		return 0
	}
	bands := c.t.method.Bands
	i, ok := slices.BinarySearchFunc(bands, score, func(b Band, s int64) int {
		switch {
		case b.To < s:
			return -1
		case b.From > s:
			return 1
		}
		return 0
	})
	if !ok {
		return 0
	}
	return Level(i + 1)
}

// LookupCriterion returns the acceptance criterion for a level of a risk that affects
// these properties, and whether there is one. Of several the
// least lenient counts.
func (c Compiled) LookupCriterion(l Level, affects []Property) (Criterion, bool) {
	i := c.criterion(l, affects)
	if i < 0 {
		return Criterion{}, false
	}
	return c.t.method.Criteria[i].clone(), true
}

// Acceptability returns what the acceptance criteria say of a level of a risk that
// affects these properties; empty without criteria or for an unknown level.
func (c Compiled) Acceptability(l Level, affects []Property) Acceptability {
	i := c.criterion(l, affects)
	if i < 0 {
		return ""
	}
	return c.t.method.Criteria[i].Acceptability
}

func (c Compiled) criterion(l Level, affects []Property) int32 {
	if c.t == nil || l < 1 || int64(l) > int64(len(c.t.general)) {
		return -1
	}
	best := c.t.general[l-1]
	if best < 0 {
		return best
	}
	for _, s := range c.t.special {
		at := s.byLevel[l-1]
		if at >= 0 && slices.Contains(affects, s.property) &&
			acceptabilityRank(c.t.method.Criteria[at].Acceptability) > acceptabilityRank(c.t.method.Criteria[best].Acceptability) {
			best = at
		}
	}
	return best
}

func acceptabilityRank(a Acceptability) int { return Acceptabilities().Index(a) }

// text returns the canonical text of all that has a bearing on the outcome:
// scales by key and range, every score, bands, how impacts combine, acceptance
// criteria. Names, meanings and step values are not in it.
func (c Compiled) text() string {
	if c.t == nil {
		return ""
	}
	return c.t.text
}

// Hash returns the SHA-256 of all that has a bearing on the outcome, as "sha256:" and
// digits: two assessments under the same hash are comparable.
func (c Compiled) Hash() string {
	if c.t == nil {
		return ""
	}
	return c.t.hash
}

const maxDefects = 10_000

// compile fills the tables as far as it can and lists the defects.
func (m Method) compile() (*tables, []Defect) {
	var ds []Defect
	add := func(d Defect) {
		if len(ds) < maxDefects {
			ds = append(ds, d)
		}
	}
	m.checkScale("likelihood", m.Likelihood, false, add)
	m.checkScale("easeOfExploitation", m.EaseOfExploitation, true, add)
	m.checkScale("impact", m.Impact, false, add)
	m.checkProperties(add)
	if len(m.Bands) > maxBands {
		add(newDefect(DefectScaleTooLong, "bands", listTooLong, isms.ArgInt("n", len(m.Bands)), isms.ArgInt("most", maxBands)))
		return nil, ds
	}
	m.checkBands(add)
	for i, w := range m.Waivers {
		if !w.sound() {
			add(newDefect(DefectWaiverInvalid, isms.Path("").Index("waivers", i), waiverInvalid,
				isms.ArgInput("code", w.Code), isms.ArgWords("words", DefectCodes(), DefectNotMonotone, DefectBandUnreached)))
		}
	}
	t := &tables{method: m, nl: len(m.Likelihood), ne: max(1, len(m.EaseOfExploitation)), ni: len(m.Impact)}
	if len(m.Criteria) > 4*maxBands {
		add(newDefect(DefectScaleTooLong, "criteria", listTooLong, isms.ArgInt("n", len(m.Criteria)), isms.ArgInt("most", 4*maxBands)))
	} else if len(m.Properties) <= maxProperties {
		m.checkCriteria(t, add)
	}
	if m.Scorer == nil {
		add(newDefect(DefectScorerMissing, "scorer", scoringMissing))
		return t, ds
	}
	if t.nl > maxSteps || t.ne > maxSteps || t.ni > maxSteps || t.nl == 0 || t.ni == 0 {
		return t, ds
	}
	if t.nl*t.ne*t.ni > maxPoints {
		add(newDefect(DefectScaleTooLong, "scorer", tooManyCombinations, isms.ArgInt("n", t.nl*t.ne*t.ni), isms.ArgInt("most", maxPoints)))
		return t, ds
	}
	if checked, ok := m.Scorer.(interface{ defects(Method) []Defect }); ok {
		for _, d := range checked.defects(m) {
			add(d)
		}
	}
	t.fill(add)
	return t, ds
}

// fill calls the scorer and finds what its scores are wrong about.
func (t *tables) fill(add func(Defect)) {
	m := t.method
	n := t.nl * t.ne * t.ni
	t.scores = make([]int64, n)
	known := make([]bool, n)
	lv, ev, iv := m.Likelihood.values(), m.EaseOfExploitation.values(), m.Impact.values()
	hasEase := len(m.EaseOfExploitation) > 0
	point := func(k int) (l, e, i Grade) {
		l, e, i = Grade(k/(t.ne*t.ni)+1), Grade(k/t.ni%t.ne+1), Grade(k%t.ni+1)
		if !hasEase {
			e = 0
		}
		return l, e, i
	}
	at := 0
	cell := func(code DefectCode, k int, message isms.Message, args ...isms.Arg) {
		l, e, i := point(k)
		d := newDefect(code, m.cell(k, l, i), message, append(args, pointArg(l, e, i))...)
		d.Likelihood, d.EaseOfExploitation, d.Impact = l, e, i
		add(d)
	}
	for l := range t.nl {
		for e := range t.ne {
			for i := range t.ni {
				p := Point{Likelihood: Grade(l + 1), Impact: Grade(i + 1), LikelihoodValue: lv[l], ImpactValue: iv[i]}
				if hasEase {
					p.EaseOfExploitation, p.EaseOfExploitationValue = Grade(e+1), ev[e]
				}
				score, ok := m.Scorer.Score(p)
				t.scores[at], known[at] = score, ok
				if !ok {
					cell(DefectNotTotal, at, scoreMissing)
				}
				for _, step := range [...]struct {
					name string
					back int
					has  bool
				}{{"impact", 1, i > 0}, {"easeOfExploitation", t.ni, e > 0}, {"likelihood", t.ne * t.ni, l > 0}} {
					if step.has && ok && known[at-step.back] && score < t.scores[at-step.back] {
						cell(DefectNotMonotone, at, scoreFalls, scoreArg("score", score), scoreArg("below", t.scores[at-step.back]), scaleName(step.name))
					}
				}
				at++
			}
		}
	}
	t.band(known, cell, add)
}

// band turns scores into levels and finds scores without a band and bands
// without a score.
func (t *tables) band(known []bool, cell func(DefectCode, int, isms.Message, ...isms.Arg), add func(Defect)) {
	bands := t.method.Bands
	distinct := make([]int64, 0, len(known))
	for k, ok := range known {
		if ok {
			distinct = append(distinct, t.scores[k])
		}
	}
	slices.Sort(distinct)
	distinct = slices.Compact(distinct)
	t.distinct = len(distinct)
	// The numbers of the bands that begin less those that end before each distinct
	// score: they add up to its level, as bands of a sound method do not overlap.
	steps := make([]int, len(distinct)+1)
	for i, b := range bands {
		first, _ := slices.BinarySearch(distinct, b.From)
		past, ok := slices.BinarySearch(distinct, b.To)
		if ok {
			past++
		}
		switch {
		case first < past:
			steps[first] += i + 1
			steps[past] -= i + 1
		case b.From <= b.To:
			add(newDefect(DefectBandUnreached, t.method.band(i), levelUnreached, scoreArg("from", b.From), scoreArg("to", b.To), isms.ArgInput("level", b.key())))
		}
	}
	levelOf := make([]uint16, len(distinct))
	sum := 0
	for k := range levelOf {
		sum += steps[k]
		levelOf[k] = uint16(min(sum, maxBands))
	}
	t.levels = make([]uint16, len(known))
	t.ranks = make([]uint32, len(known))
	reported := make([]bool, len(distinct))
	for k, ok := range known {
		if !ok {
			continue
		}
		r, _ := slices.BinarySearch(distinct, t.scores[k])
		t.ranks[k], t.levels[k] = uint32(r), levelOf[r] // at most MaxPoints
		if levelOf[r] == 0 && !reported[r] && len(bands) > 0 {
			reported[r] = true
			cell(DefectBandGap, k, scoreWithoutLevel, scoreArg("score", t.scores[k]))
		}
	}
}

// cell returns the path of what gives the score of a combination.
func (m Method) cell(k int, l, i Grade) isms.Path {
	switch x := m.Scorer.(type) {
	case Matrix:
		if _, ok := x.Score(Point{Likelihood: l, Impact: i}); ok {
			return isms.Path("scorer").Index("cells", int(l)-1).Index("", int(i)-1)
		}
		return "scorer.cells"
	case tabulated:
		if k < len(x.Scores) {
			return isms.Path("scorer.table").Index("scores", k)
		}
		return "scorer.table.scores"
	}
	return "scorer"
}

// band returns the path of a band.
func (m Method) band(i int) isms.Path {
	return isms.ItemPaths("", "bands", m.Bands, func(b *Band) string { return b.Key })[i]
}

func (m Method) checkScale(name string, s Scale, optional bool, add func(Defect)) {
	if len(s) == 0 && !optional {
		add(newDefect(DefectScaleEmpty, isms.Path(name), scaleWithoutSteps))
	}
	if len(s) > maxSteps {
		add(newDefect(DefectScaleTooLong, isms.Path(name), listTooLong, isms.ArgInt("n", len(s)), isms.ArgInt("most", maxSteps)))
		return
	}
	var paths []isms.Path // of the steps, once they are asked for
	seen := make(map[string]bool, len(s))
	counted := s.counted()
	for i, st := range s {
		at := func(code DefectCode, m isms.Message, args ...isms.Arg) {
			if paths == nil {
				paths = isms.ItemPaths("", name, s, func(st *Step) string { return st.Key })
			}
			d := newDefect(code, paths[i], m, args...)
			switch name {
			case "likelihood":
				d.Likelihood = Grade(i + 1)
			case "easeOfExploitation":
				d.EaseOfExploitation = Grade(i + 1)
			case "impact":
				d.Impact = Grade(i + 1)
			}
			add(d)
		}
		key := isms.ArgInput("step", st.key())
		if strings.TrimSpace(st.key()) == "" {
			at(DefectStepUnnamed, nameMissing)
		}
		if seen[st.key()] {
			at(DefectStepRepeated, keyDoubled, isms.ArgInput("key", st.key()))
		}
		seen[st.key()] = true
		if !counted && (outside(int64(st.Value)) || i > 0 && st.Value <= s[i-1].Value) {
			at(DefectValueOrder, valueOutOfOrder, isms.ArgInt("number", st.Value), key, isms.ArgInt("least", 0), isms.ArgInt("most", maxValue))
		}
		open := i == len(s)-1 && st.To.Sign() == 0
		if st.ranged() && !open && st.From.Compare(st.To) >= 0 {
			at(DefectRangeInverted, rangeEmpty, key, isms.ArgDecimal("from", st.From), isms.ArgDecimal("to", st.To))
		}
		if i > 0 && (st.ranged() || s[i-1].ranged()) {
			switch c := st.From.Compare(s[i-1].To); {
			case !s[i-1].ranged() || !st.ranged():
				at(DefectRangeGap, rangeMixed, isms.ArgInput("other", s[i-1].key()), key)
			case c > 0:
				at(DefectRangeGap, rangeGap, isms.ArgDecimal("from", s[i-1].To), isms.ArgDecimal("to", st.From))
			case c < 0:
				at(DefectRangeOverlap, rangeOverlap, isms.ArgDecimal("from", st.From), isms.ArgDecimal("to", s[i-1].To))
			}
		}
	}
}

func (m Method) checkProperties(add func(Defect)) {
	for _, l := range [...]struct {
		list isms.Path
		n    int
	}{{"properties", len(m.Properties)}, {"weights", len(m.Weights)}} {
		if l.n > maxProperties {
			add(newDefect(DefectScaleTooLong, l.list, listTooLong, isms.ArgInt("n", l.n), isms.ArgInt("most", maxProperties)))
		}
	}
	if len(m.Properties) > maxProperties || len(m.Weights) > maxProperties {
		return
	}
	for i, p := range m.Properties {
		if p == "" || slices.Contains(m.Properties[:i], p) {
			add(newDefect(DefectPropertyTwice, isms.Path("").Index("properties", i), propertyListed, isms.ArgInput("property", p)))
		}
	}
	if err := Combinations().Validate("combine", m.Combine); m.Combine != "" && err != nil {
		add(Defect{Code: DefectCombineWord, Problem: problem(err)})
	}
	props := m.properties()
	for i, w := range m.Weights {
		at := isms.Path("").Index("weights", i)
		switch {
		case m.Combine != Mean:
			add(newDefect(DefectCombineWord, at, weightsWithoutMean))
		case w.Weight < 1 || w.Weight > 1000:
			add(newDefect(DefectCombineWord, at.Field("weight"), weightOutside, isms.ArgInt("number", w.Weight), isms.ArgInt("least", 1), isms.ArgInt("most", 1000)))
		case !slices.Contains(props, w.Property):
			add(newDefect(DefectCombineWord, at.Field("property"), propertyOfNoMethod, isms.ArgInput("property", w.Property)))
		case slices.ContainsFunc(m.Weights[:i], func(o Weight) bool { return o.Property == w.Property }):
			add(newDefect(DefectCombineWord, at.Field("property"), propertyWeighed, isms.ArgInput("property", w.Property)))
		}
	}
}

func (m Method) checkBands(add func(Defect)) {
	if len(m.Bands) == 0 {
		add(newDefect(DefectBandMissing, "bands", levelsMissing))
	}
	var paths []isms.Path // of the bands, once they are asked for
	seen := make(map[string]bool, len(m.Bands))
	top := 0 // the band with the highest end so far
	for i, b := range m.Bands {
		at := func(code DefectCode, message isms.Message, args ...isms.Arg) {
			if paths == nil {
				paths = isms.ItemPaths("", "bands", m.Bands, func(b *Band) string { return b.Key })
			}
			add(newDefect(code, paths[i], message, args...))
		}
		key := isms.ArgInput("level", b.key())
		if strings.TrimSpace(b.key()) == "" {
			at(DefectStepUnnamed, nameMissing)
		}
		if seen[b.key()] {
			at(DefectStepRepeated, keyDoubled, isms.ArgInput("key", b.key()))
		}
		seen[b.key()] = true
		if b.From > b.To {
			at(DefectRangeInverted, rangeEmpty, isms.ArgInput("step", b.key()), scoreArg("from", b.From), scoreArg("to", b.To))
			continue
		}
		if i == 0 {
			continue
		}
		switch t := m.Bands[top]; {
		case b.From > t.To:
			top = i
		case b.To < t.From:
			at(DefectBandOrder, levelsOutOfOrder, key, isms.ArgInput("other", t.key()))
		default:
			at(DefectBandOverlap, levelsOverlap, scoreArg("from", max(b.From, t.From)), scoreArg("to", min(b.To, t.To)), key, isms.ArgInput("other", t.key()))
			if b.To > t.To {
				top = i
			}
		}
	}
}

// bandOf returns the place of a band given by key or name, -1 if there is none.
func (m Method) bandOf(word string) int {
	if i := slices.IndexFunc(m.Bands, func(b Band) bool { return b.key() == word }); i >= 0 {
		return i
	}
	return slices.IndexFunc(m.Bands, func(b Band) bool { return b.Name == word })
}

// upTo returns the place of the band that each criterion names, -1 for none.
func (m Method) upTo() []int {
	at := map[string]int{}
	for i, b := range slices.Backward(m.Bands) {
		at[b.Name] = i
	}
	for i, b := range slices.Backward(m.Bands) {
		at[b.key()] = i // as in bandOf, the key comes first
	}
	up := make([]int, len(m.Criteria))
	for i, c := range m.Criteria {
		up[i] = -1
		if band, ok := at[c.UpTo]; ok {
			up[i] = band
		}
	}
	return up
}

// checkCriteria resolves the acceptance criteria to levels.
func (m Method) checkCriteria(t *tables, add func(Defect)) {
	upTo := m.upTo()
	lists := []Property{""} // the general list, then one for each property named
	for i, c := range m.Criteria {
		at := isms.Path("").Index("criteria", i)
		if len(c.For) > maxProperties {
			add(newDefect(DefectCriterionOff, at.Field("for"), listTooLong, isms.ArgInt("n", len(c.For)), isms.ArgInt("most", maxProperties)))
			continue
		}
		for k, p := range c.For {
			if p == "" || !slices.Contains(m.properties(), p) {
				add(newDefect(DefectCriterionOff, at.Index("for", k), propertyOfNoMethod, isms.ArgInput("property", p)))
			} else if !slices.Contains(lists, p) {
				lists = append(lists, p)
			}
		}
		if err := Acceptabilities().Validate(at.Field("acceptability"), c.Acceptability); err != nil {
			add(Defect{Code: DefectCriterionWord, Problem: problem(err)})
		}
		if upTo[i] < 0 {
			add(newDefect(DefectCriterionOff, at.Field("upTo"), levelOfNoMethod, isms.ArgInput("level", c.UpTo)))
		}
	}
	for _, list := range lists {
		byLevel := make([]int32, len(m.Bands))
		for i := range byLevel {
			byLevel[i] = -1
		}
		next := 0 // first level without a criterion
		worst := -1
		for i, c := range m.Criteria {
			if len(c.For) > maxProperties || list == "" && len(c.For) > 0 || list != "" && !slices.Contains(c.For, list) {
				continue
			}
			up := upTo[i]
			if up < 0 {
				continue
			}
			if up < next || acceptabilityRank(c.Acceptability) < worst {
				add(newDefect(DefectCriterionOff, isms.Path("").Index("criteria", i), criteriaOutOfOrder, isms.ArgWord("property", Properties(), list)))
				continue
			}
			worst = acceptabilityRank(c.Acceptability)
			for ; next <= up; next++ {
				byLevel[next] = int32(i) // at most 4*MaxBands
			}
		}
		if list == "" {
			t.general = byLevel
			if len(m.Criteria) > 0 && next < len(m.Bands) {
				add(newDefect(DefectCriterionOpen, "criteria", levelsWithoutCriterion, isms.ArgInput("level", m.Bands[next].key())))
			}
			continue
		}
		t.special = append(t.special, specialCriteria{list, byLevel})
	}
}

// finish writes the canonical text of a method without defects.
func (t *tables) finish() {
	m := t.method
	if len(m.EaseOfExploitation) == 0 {
		t.rows = uint(t.nl)
	}
	for _, c := range m.Criteria {
		c = c.clone()
		slices.Sort(c.Authority)
		t.authority = append(t.authority, slices.Compact(c.Authority))
	}
	b := []byte("ismskit risk method, form 1\n")
	scale := func(name string, s Scale) {
		b = fmt.Appendf(b, "%s %d\n", name, len(s))
		for _, st := range s {
			b = strconv.AppendQuote(append(b, "  "...), st.key())
			if st.ranged() {
				b = fmt.Appendf(b, " from %s to %s", st.From, st.To)
			}
			b = append(b, '\n')
		}
	}
	scale("likelihood", m.Likelihood)
	scale("ease", m.EaseOfExploitation)
	scale("impact", m.Impact)
	b = append(b, m.combination()...)
	b = append(b, "scores\n"...)
	for k, s := range t.scores {
		b = append(b, ' ')
		b = strconv.AppendInt(b, s, 10)
		if k%t.ni == t.ni-1 {
			b = append(b, '\n')
		}
	}
	b = append(b, "bands\n"...)
	for _, band := range m.Bands {
		b = fmt.Appendf(b, "  %q %d to %d\n", band.key(), band.From, band.To)
	}
	t.levelsText = string(b)
	b = append(b, "criteria\n"...)
	list := func(title string, byLevel []int32) {
		b = fmt.Appendf(b, " for %s\n", title)
		for l, at := range byLevel {
			if at < 0 {
				continue
			}
			c := m.Criteria[at].clone()
			slices.Sort(c.Conditions)
			b = fmt.Appendf(b, "  %q %q within %q authority %q conditions %q\n", m.Bands[l].key(), c.Acceptability, c.LongestValidity, t.authority[at], slices.Compact(c.Conditions))
		}
	}
	list("all", t.general)
	slices.SortFunc(t.special, func(a, b specialCriteria) int { return cmp.Compare(a.property, b.property) })
	for _, s := range t.special {
		list(strconv.Quote(string(s.property)), s.byLevel)
	}
	if !text.Blank(m.SelfAcceptance) {
		b = append(b, "self-acceptance\n"...)
	}
	t.text = string(b)
	sum := sha256.Sum256(b)
	t.hash = "sha256:" + hex.EncodeToString(sum[:])
}
