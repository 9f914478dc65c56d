package annexa_test

import (
	"testing"

	"github.com/ismskit/ismskit/annexa"
)

// The floor is the least Go that does the work: an index into an array, a map,
// and a scan of small rows. Compare as ratios: absolute times are the machine's.

type floorRow struct {
	id         annexa.ID
	attributes annexa.Attributes
	theme      annexa.Themes
	fresh      bool
}

func floorRows() (rows [annexa.Count]floorRow, byID map[annexa.ID]int) {
	byID = map[annexa.ID]int{}
	for c := range annexa.All() {
		p, _ := c.ID.Position()
		rows[p] = floorRow{c.ID, c.Attributes, c.Theme, c.New}
		byID[c.ID] = p
	}
	return rows, byID
}

var benchIDs = []annexa.ID{"5.7", "8.28", "6.1", "7.14", "5.37", "8.1", "5.10", "8.34"}

var benchQuery = annexa.Query{Attributes: annexa.Preventive | annexa.Detective | annexa.Availability, Themes: annexa.Organizational | annexa.Technological}

var sink int

func BenchmarkPosition(b *testing.B) {
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		p, _ := benchIDs[i%8].Position()
		sink += p
	}
}

func BenchmarkPositionFloorMap(b *testing.B) {
	_, byID := floorRows()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		sink += byID[benchIDs[i%8]]
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
		c, _ := annexa.Lookup(benchIDs[i%8])
		sink += len(c.Title)
	}
}

func BenchmarkParseID(b *testing.B) {
	texts := []string{"A.5.7", "8.28", "A.6.1", "7.14", "A.5.37", "8.1", "A.5.10", "8.34"}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		id, _ := annexa.ParseID(texts[i%8])
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
	types := benchQuery.Attributes.Of(annexa.ControlType)
	properties := benchQuery.Attributes.Of(annexa.SecurityProperty)
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
	types := benchQuery.Attributes.Of(annexa.ControlType)
	properties := benchQuery.Attributes.Of(annexa.SecurityProperty)
	b.ReportAllocs()
	for b.Loop() {
		var ids []annexa.ID
		for i := range rows {
			r := &rows[i]
			if r.attributes&types != 0 && r.attributes&properties != 0 && r.theme&benchQuery.Themes != 0 {
				ids = append(ids, r.id)
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
