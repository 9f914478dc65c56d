package annexa_test

import (
	"testing"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
)

// The floor is the least Go that does the work: an index into an array, a map,
// and a scan of small rows. Compare as ratios: absolute times are the machine's.

type floorRow struct {
	ref        isms.Ref
	attributes annexa.AttributeValueSet
	theme      annexa.ThemeSet
	fresh      bool
}

func floorRows() (rows [annexa.Count]floorRow, byID map[isms.Ref]int) {
	byID = map[isms.Ref]int{}
	for c := range annexa.All() {
		p, _ := annexa.Position(c.Ref)
		rows[p] = floorRow{c.Ref, c.AttributeValues, c.Theme, c.New}
		byID[c.Ref] = p
	}
	return rows, byID
}

var benchRefs = []isms.Ref{"A.5.7", "A.8.28", "A.6.1", "A.7.14", "A.5.37", "A.8.1", "A.5.10", "A.8.34"}

var benchQuery = annexa.Query{AttributeValues: annexa.Preventive | annexa.Detective | annexa.Availability, Themes: annexa.Organizational | annexa.Technological}

var (
	sink    int
	sinkRow annexa.Control
)

func BenchmarkPosition(b *testing.B) {
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		p, _ := annexa.Position(benchRefs[i%8])
		sink += p
	}
}

func BenchmarkPositionFloorMap(b *testing.B) {
	_, byID := floorRows()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		sink += byID[benchRefs[i%8]]
	}
}

// The least that turns a reference into a position: its digits, unchecked.
func BenchmarkPositionFloorDense(b *testing.B) {
	starts := [...]int{0, 37, 45, 59}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		ref := benchRefs[i%8]
		n := int(ref[4] - '0')
		if len(ref) == 6 {
			n = n*10 + int(ref[5]-'0')
		}
		sink += starts[ref[2]-'5'] + n - 1
	}
}

// The same and a copy of the row.
func BenchmarkLookupFloorDense(b *testing.B) {
	starts := [...]int{0, 37, 45, 59}
	var rows [annexa.Count]annexa.Control
	for i := range rows {
		rows[i], _ = annexa.At(i)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		ref := benchRefs[i%8]
		n := int(ref[4] - '0')
		if len(ref) == 6 {
			n = n*10 + int(ref[5]-'0')
		}
		sinkRow = rows[starts[ref[2]-'5']+n-1]
	}
}

// The same for text from anywhere: a reference that is no control is told apart from
// the row that its digits lead to.
func BenchmarkLookupFloorDenseChecked(b *testing.B) {
	starts, sizes := [...]int{0, 37, 45, 59}, [...]uint{37, 8, 14, 34}
	var rows [annexa.Count]annexa.Control
	for i := range rows {
		rows[i], _ = annexa.At(i)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		ref := benchRefs[i%8]
		if len(ref) != 5 && len(ref) != 6 {
			continue
		}
		theme, n := ref[2]-'5', uint(ref[4]-'0')
		if len(ref) == 6 {
			n = n*10 + uint(ref[5]-'0')
		}
		if theme > 3 || n-1 >= sizes[theme] {
			continue
		}
		if row := &rows[starts[theme]+int(n)-1]; row.Ref == ref {
			sinkRow = *row
		}
	}
}

func BenchmarkPositionFloorIndex(b *testing.B) {
	rows, _ := floorRows()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		sink += int(rows[i%annexa.Count].theme)
	}
}

func BenchmarkLookup(b *testing.B) {
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		sinkRow, _ = annexa.Lookup(benchRefs[i%8])
	}
}

func BenchmarkParseControl(b *testing.B) {
	texts := []string{"A.5.7", "8.28", "A.6.1", "7.14", "A.5.37", "8.1", "A.5.10", "8.34"}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		id, _ := annexa.ParseControl(texts[i%8])
		sink += len(id)
	}
}

func BenchmarkSelect(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		s, _ := benchQuery.Select()
		sink += s.Len()
	}
}

func BenchmarkSelectFloorScan(b *testing.B) {
	rows, _ := floorRows()
	types := benchQuery.AttributeValues.Of(annexa.ControlType)
	properties := benchQuery.AttributeValues.Of(annexa.InformationSecurityProperty)
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for i := range rows {
			r := &rows[i]
			if r.attributes&types != 0 && r.attributes&properties != 0 && r.theme&benchQuery.Themes != 0 {
				n++
			}
		}
		sink += n
	}
}

func BenchmarkSelectList(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		s, _ := benchQuery.Select()
		for id := range s.All() {
			sink += len(id)
		}
	}
}

func BenchmarkSelectListFloorSlice(b *testing.B) {
	rows, _ := floorRows()
	types := benchQuery.AttributeValues.Of(annexa.ControlType)
	properties := benchQuery.AttributeValues.Of(annexa.InformationSecurityProperty)
	b.ReportAllocs()
	for b.Loop() {
		var ids []isms.Ref
		for i := range rows {
			r := &rows[i]
			if r.attributes&types != 0 && r.attributes&properties != 0 && r.theme&benchQuery.Themes != 0 {
				ids = append(ids, r.ref)
			}
		}
		for _, id := range ids {
			sink += len(id)
		}
	}
}

func BenchmarkTransition(b *testing.B) {
	all := everyFormer()
	b.ReportAllocs()
	for b.Loop() {
		sink += len(annexa.Transition(all).Rows)
	}
}

func BenchmarkBalance(b *testing.B) {
	s := annexa.Technological.Controls()
	b.ReportAllocs()
	for b.Loop() {
		sink += len(s.Balance())
	}
}

func BenchmarkNewCatalog(b *testing.B) {
	x := soundExtension()
	b.ReportAllocs()
	for b.Loop() {
		c, _ := annexa.NewCatalog(x)
		sink += c.Len()
	}
}
