package main

import (
	"bytes"
	"cmp"
	"fmt"
	"go/format"
	"io/fs"
	"slices"
	"strings"
)

// names gives each framework the word that its Go names are made of, in the
// order in which they are listed.
var names = []struct{ id, word, doc string }{
	{"iso-27001-2022", "ISO27001", "ISO/IEC 27001:2022 with Amendment 1:2024: the clauses and the controls of Annex A, which are the leaves. Control ids carry the prefix A."},
	{"iso-27001-2013", "ISO27001of2013", "the withdrawn ISO/IEC 27001:2013: its clauses and the 114 controls of its Annex A, which are the leaves"},
	{"nist-csf-2.0", "CSF20", "the NIST Cybersecurity Framework 2.0: functions, categories and 106 subcategories, which are the leaves. The labels of the subcategories are this library's own"},
	{"nist-csf-1.1", "CSF11", "the NIST Cybersecurity Framework 1.1, superseded by 2.0: 108 subcategories are the leaves, without labels"},
	{"nist-800-53-r5", "SP80053r5", "NIST SP 800-53 Rev. 5 (5.2.0): controls and enhancements are the leaves; withdrawn ids are listed and never counted"},
	{"nist-800-53-r4", "SP80053r4", "the withdrawn NIST SP 800-53 Rev. 4, on which SP 800-171 Rev. 2 is built"},
	{"nist-800-171-r2", "SP800171r2", "NIST SP 800-171 Rev. 2, whose 110 requirements CMMC Level 2 assesses; titles are the CMMC practice names"},
	{"nist-800-171-r3", "SP800171r3", "NIST SP 800-171 Rev. 3, not the revision that CMMC assesses"},
	{"nis2-ir-2024-2690", "NIS2", "the annex of Commission Implementing Regulation (EU) 2024/2690 under the NIS2 Directive, by section"},
	{"soc2-tsc-2017", "SOC2", "the ids of the 61 AICPA Trust Services Criteria of 2017 with labels of this library's own; no AICPA text"},
}

func word(id string) string {
	for _, n := range names {
		if n.id == id {
			return n.word
		}
	}
	return ""
}

// generate returns the content of each generated file of package mapping.
func generate(fsys fs.FS) (map[string][]byte, error) {
	out := map[string][]byte{}
	frames := map[string]*frameworkFile{}
	var list bytes.Buffer
	list.WriteString(header("data/frameworks and data/mappings"))
	list.WriteString("import \"iter\"\n\n")

	for _, n := range names {
		f := new(frameworkFile)
		if err := readJSON(fsys, "frameworks/"+n.id+".json", f); err != nil {
			return nil, err
		}
		frames[n.id] = f
		b, err := frameTable(f, n.word)
		if err != nil {
			return nil, err
		}
		out["data_"+fileName(n.id)+".go"] = b
		fmt.Fprintf(&list, "// %s returns %s.\nfunc %s() Framework { return Framework{frame%s} }\n\n", n.word, n.doc, n.word, n.word)
	}

	entries, err := fs.ReadDir(fsys, "mappings")
	if err != nil {
		return nil, err
	}
	var maps []*mappingFile
	for _, e := range entries {
		m := new(mappingFile)
		if err := readJSON(fsys, "mappings/"+e.Name(), m); err != nil {
			return nil, err
		}
		maps = append(maps, m)
	}
	place := func(id string) int {
		return slices.IndexFunc(names, func(n struct{ id, word, doc string }) bool { return n.id == id })
	}
	slices.SortFunc(maps, func(a, b *mappingFile) int {
		return cmp.Or(cmp.Compare(place(a.Target), place(b.Target)), cmp.Compare(place(a.Source), place(b.Source)))
	})
	var walks []string
	for _, m := range maps {
		if strings.HasSuffix(m.ID, ".candidates") {
			b, err := leadTable(m, frames)
			if err != nil {
				return nil, err
			}
			out["data_soc2_leads.go"] = b
			continue
		}
		name := word(m.Source) + "To" + word(m.Target)
		b, err := bodyTable(m, name, frames)
		if err != nil {
			return nil, err
		}
		out["data_"+fileName(m.Source)+"__"+fileName(m.Target)+".go"] = b
		doc := "by " + m.Provenance.Publisher
		if m.Style == "derived" {
			doc = "derived here, published by nobody: leads for a reviewer"
		}
		fmt.Fprintf(&list, "// %s returns the crosswalk %s\n// (%s: %s).\nfunc %s() Crosswalk { return Crosswalk{b: body%s} }\n\n",
			name, m.ID, doc, m.Provenance.Document, name, name)
		walks = append(walks, name)
	}

	fmt.Fprintf(&list, "// Frameworks yields the frameworks shipped here.\nfunc Frameworks() iter.Seq[Framework] {\n\treturn func(yield func(Framework) bool) {\n\t\tfor _, f := range shippedFrames() {\n\t\t\tif !yield(Framework{f}) {\n\t\t\t\treturn\n\t\t\t}\n\t\t}\n\t}\n}\n\n")
	fmt.Fprintf(&list, "// Crosswalks yields the crosswalks shipped here, by target and source.\nfunc Crosswalks() iter.Seq[Crosswalk] {\n\treturn func(yield func(Crosswalk) bool) {\n\t\tfor _, b := range [...]*body{")
	for _, w := range walks {
		fmt.Fprintf(&list, "body%s, ", w)
	}
	fmt.Fprintf(&list, "} {\n\t\t\tif !yield(Crosswalk{b: b}) {\n\t\t\t\treturn\n\t\t\t}\n\t\t}\n\t}\n}\n\n")
	fmt.Fprintf(&list, "func shippedFrames() [%d]*frame {\n\treturn [...]*frame{", len(names))
	for _, n := range names {
		fmt.Fprintf(&list, "frame%s, ", n.word)
	}
	list.WriteString("}\n}\n")
	out["data.go"] = list.Bytes()
	out["data_composition.go"] = compositionTable()

	for name, src := range out {
		b, err := format.Source(src)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out[name] = b
	}
	return out, nil
}

func header(from string) string {
	return "// Code generated by internal/gen/mapping from " + from + "; DO NOT EDIT.\n\npackage mapping\n\n"
}

func fileName(id string) string { return strings.NewReplacer("-", "", ".", "").Replace(id) }

func frameTable(f *frameworkFile, name string) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(header("data/frameworks/" + f.ID + ".json"))
	pos, err := positions(f)
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(&b, "var frame%s = &frame{\n", name)
	fmt.Fprintf(&b, "id: %q,\nname: %q,\npublisher: %q,\nlicence: %q,\nsource: %q,\nread: %q,\nnote: %q,\nform: %s,\nleaves: []Kind{", f.ID, f.Name, f.Publisher, f.Licence, f.Source, f.Read, f.Note, f.Form)
	for _, k := range f.Leaves {
		fmt.Fprintf(&b, "%q, ", k)
	}
	b.WriteString("},\nnodes: []node{\n")
	hasSame := map[string]bool{}
	kind := map[string]string{}
	for _, it := range f.Items {
		kind[it[0]] = it[2]
	}
	for _, it := range f.Items {
		if kind[it[3]] == it[2] {
			hasSame[it[3]] = true
		}
	}
	for _, it := range f.Items {
		parent := -1
		if it[3] != "" {
			p, ok := pos[it[3]]
			if !ok {
				return nil, fmt.Errorf("%s: %s has no parent %q", f.ID, it[0], it[3])
			}
			parent = p
		}
		leaf := slices.Contains(f.Leaves, it[2]) && !hasSame[it[0]]
		fmt.Fprintf(&b, "{%q, %q, %q, %d, %t},\n", it[0], it[1], it[2], parent, leaf)
	}
	b.WriteString("},\nbyID: ")
	order := make([]int, len(f.Items))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(x, y int) int { return strings.Compare(f.Items[x][0], f.Items[y][0]) })
	ints(&b, order)
	b.WriteString(",\n}\n")
	return b.Bytes(), nil
}

func positions(f *frameworkFile) (map[string]int, error) {
	pos := map[string]int{}
	for i, it := range f.Items {
		if _, twice := pos[it[0]]; twice {
			return nil, fmt.Errorf("%s: %s twice", f.ID, it[0])
		}
		pos[it[0]] = i
	}
	return pos, nil
}

// ints writes a literal of int32, some to a line.
func ints(b *bytes.Buffer, list []int) {
	if len(list) == 0 {
		b.WriteString("nil")
		return
	}
	b.WriteString("[]int32{")
	for i, n := range list {
		if i%24 == 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(b, "%d, ", n)
	}
	b.WriteString("\n}")
}

// placed is an entry with positions for ids.
type placed struct {
	items [2][]int
	entry
}

func bodyTable(m *mappingFile, name string, frames map[string]*frameworkFile) ([]byte, error) {
	entries, err := m.entries()
	if err != nil {
		return nil, err
	}
	ends := [2]string{m.Source, m.Target}
	var pos [2]map[string]int
	for k, id := range ends {
		if frames[id] == nil {
			return nil, fmt.Errorf("%s: no framework %s", m.ID, id)
		}
		if pos[k], err = positions(frames[id]); err != nil {
			return nil, err
		}
	}
	var rows []placed
	for _, e := range entries {
		p := placed{entry: e}
		for k, ids := range [2][]string{e.Sources, e.Targets} {
			for _, id := range ids {
				at, ok := pos[k][id]
				if !ok {
					return nil, fmt.Errorf("%s: %s has no item %q", m.ID, ends[k], id)
				}
				p.items[k] = append(p.items[k], at)
			}
			slices.Sort(p.items[k])
			if len(slices.Compact(slices.Clone(p.items[k]))) != len(ids) || len(ids) == 0 {
				return nil, fmt.Errorf("%s: members %v", m.ID, ids)
			}
		}
		rows = append(rows, p)
	}
	slices.SortFunc(rows, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.items[0][0], b.items[0][0]), cmp.Compare(a.items[1][0], b.items[1][0]),
			slices.Compare(a.items[0], b.items[0]), slices.Compare(a.items[1], b.items[1]))
	})
	for i := 1; i < len(rows); i++ {
		if slices.Equal(rows[i].items[0], rows[i-1].items[0]) && slices.Equal(rows[i].items[1], rows[i-1].items[1]) {
			return nil, fmt.Errorf("%s: %v to %v twice", m.ID, rows[i].Sources, rows[i].Targets)
		}
	}

	var b bytes.Buffer
	b.WriteString(header("data/mappings/" + m.ID + ".json"))
	p := m.Provenance
	inputs := "nil"
	if len(p.Inputs) > 0 {
		inputs = fmt.Sprintf("%#v", p.Inputs)
	}
	version := p.Version
	if version == "" && p.File != "" {
		version = p.File
	}
	check := p.CrossCheck
	if check == "" {
		check = "none: read from one copy"
	}
	fmt.Fprintf(&b, "var body%s = &body{\nid: %q,\nprov: Provenance{\nPublisher: %q,\nDocument: %q,\nVersion: %q,\nDate: %q,\nStyle: %q,\nLicence: %q,\nCredit: %q,\nReadFrom: %q,\nRead: %q,\nCheck: %q,\nClaim: %q,\nDerived: %t,\nInputs: %s,\nNote: %q,\n},\n",
		name, m.ID, p.Publisher, p.Document, version, p.Date, m.Style, p.Licence, m.credit(), p.ReadFrom, m.Read, check, m.claim(), m.Style == "derived", inputs, m.Note)
	fmt.Fprintf(&b, "frames: [2]*frame{frame%s, frame%s},\n", word(m.Source), word(m.Target))

	b.WriteString("sides: [2]side{\n")
	for k := range ends {
		var off, member []int
		single := true
		off = []int{0}
		touch := make([][]int, len(frames[ends[k]].Items))
		for e, r := range rows {
			single = single && len(r.items[k]) == 1
			member = append(member, r.items[k]...)
			off = append(off, len(member))
			for _, it := range r.items[k] {
				touch[it] = append(touch[it], e)
			}
		}
		rowOff, rowList := []int{0}, []int{}
		for _, t := range touch {
			rowList = append(rowList, t...)
			rowOff = append(rowOff, len(rowList))
		}
		b.WriteString("{\n")
		if !single {
			b.WriteString("off: ")
			ints(&b, off)
			b.WriteString(",\n")
		}
		b.WriteString("member: ")
		ints(&b, member)
		b.WriteString(",\nrowOff: ")
		ints(&b, rowOff)
		b.WriteString(",\nrows: ")
		ints(&b, rowList)
		b.WriteString(",\n},\n")
	}
	b.WriteString("},\n")

	type said struct{ word, claim, note string }
	var infos []said
	typed := false
	for _, r := range rows {
		typed = typed || r.Relation != unspecified
		if s := (said{r.Word, r.Claim, r.Note}); s != (said{}) {
			infos = append(infos, s)
		}
	}
	slices.SortFunc(infos, func(a, b said) int {
		return cmp.Or(cmp.Compare(a.word, b.word), cmp.Compare(a.claim, b.claim), cmp.Compare(a.note, b.note))
	})
	infos = slices.Compact(infos)
	if typed {
		b.WriteString("rels: []Relation{")
		for i, r := range rows {
			if i%24 == 0 {
				b.WriteString("\n")
			}
			fmt.Fprintf(&b, "%d, ", r.Relation)
		}
		b.WriteString("\n},\n")
	}
	if len(infos) > 0 {
		b.WriteString("infos: []info{\n")
		for _, s := range infos {
			fmt.Fprintf(&b, "{word: %q, claim: %q, note: %q},\n", s.word, s.claim, s.note)
		}
		b.WriteString("},\ninfoOf: ")
		var of []int
		for _, r := range rows {
			of = append(of, slices.Index(infos, said{r.Word, r.Claim, r.Note}))
		}
		ints(&b, of)
		b.WriteString(",\n")
	}
	nones, err := m.nones()
	if err != nil {
		return nil, err
	}
	if len(nones) > 0 {
		slices.SortFunc(nones, func(a, c none) int {
			return cmp.Or(cmp.Compare(pos[0][a.ID], pos[0][c.ID]), cmp.Compare(a.Part, c.Part))
		})
		b.WriteString("nones: [2][]none{{\n")
		for _, n := range nones {
			at, ok := pos[0][n.ID]
			if !ok {
				return nil, fmt.Errorf("%s: none for %q, which is no item", m.ID, n.ID)
			}
			fmt.Fprintf(&b, "{at: %d, part: %q},\n", at, n.Part)
		}
		b.WriteString("}},\n")
	}
	b.WriteString("}\n")
	return b.Bytes(), nil
}

// leadTable writes the SOC 2 leads as triples: source, target, agreement.
func leadTable(m *mappingFile, frames map[string]*frameworkFile) ([]byte, error) {
	entries, err := m.entries()
	if err != nil {
		return nil, err
	}
	src, err := positions(frames[m.Source])
	if err != nil {
		return nil, err
	}
	dst, err := positions(frames[m.Target])
	if err != nil {
		return nil, err
	}
	var rows [][3]int
	for _, e := range entries {
		s, ok := src[e.Sources[0]]
		t, ok2 := dst[e.Targets[0]]
		if !ok || !ok2 || e.Agreement < 3 || e.Agreement > 4 {
			return nil, fmt.Errorf("%s: %+v", m.ID, e)
		}
		rows = append(rows, [3]int{s, t, e.Agreement})
	}
	slices.SortFunc(rows, func(a, b [3]int) int { return slices.Compare(a[:], b[:]) })
	var b bytes.Buffer
	b.WriteString(header("data/mappings/" + m.ID + ".json"))
	p := m.Provenance
	fmt.Fprintf(&b, "func soc2Provenance() Provenance {\nreturn Provenance{\nPublisher: %q,\nDocument: %q,\nStyle: %q,\nLicence: %q,\nReadFrom: %q,\nRead: %q,\nCheck: %q,\nClaim: %q,\nDerived: true,\nNote: %q,\n}\n}\n\n",
		p.Publisher, p.Document, m.Style, p.Licence, p.ReadFrom, m.Read, "agreement of the routes is all there is",
		"leads for a reviewer, no crosswalk: no relation is stated and nothing follows", m.Note+" Routes: "+m.routes()+".")
	b.WriteString("var soc2Leads = [...]soc2Lead{")
	for i, r := range rows {
		if i%8 == 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "{%d, %d, %d}, ", r[0], r[1], r[2])
	}
	b.WriteString("\n}\n")
	return b.Bytes(), nil
}

// compositionTable writes the composition of all pairs of relation sets, and
// what each carries of a set of states, as the union over their members.
func compositionTable() []byte {
	strict := [5][5]int{{1, 2, 4, 8, 16}, {2, 2, 31, 26, 16}, {4, 15, 4, 12, 28}, {8, 10, 28, 31, 28}, {16, 26, 16, 26, 31}}
	var b bytes.Buffer
	b.WriteString(header("the table of strict relations"))
	b.WriteString("// composition holds r.Then(s) at r*32 + s: one line for each r.\nconst composition = \"\" +\n")
	for r := range 32 {
		b.WriteString("\"")
		for s := range 32 {
			u := 0
			for i := range 5 {
				for j := range 5 {
					if r>>i&1 == 1 && s>>j&1 == 1 {
						u |= strict[i][j]
					}
				}
			}
			fmt.Fprintf(&b, `\x%02x`, u)
		}
		b.WriteString("\"")
		if r < 31 {
			b.WriteString(" +")
		}
		b.WriteString("\n")
	}
	b.WriteString(`
// carried holds r.Carry(s) at r*8 + s: one line for each r.
const carried = "" +
`)
	carry := [5][3]int{{1, 2, 4}, {3, 2, 6}, {1, 7, 4}, {3, 7, 6}, {7, 7, 7}}
	for r := range 32 {
		b.WriteString("\"")
		for s := range 8 {
			u := 0
			for i := range 5 {
				for j := range 3 {
					if r>>i&1 == 1 && s>>j&1 == 1 {
						u |= carry[i][j]
					}
				}
			}
			fmt.Fprintf(&b, `\x%02x`, u)
		}
		b.WriteString("\"")
		if r < 31 {
			b.WriteString(" +")
		}
		b.WriteString("\n")
	}
	return b.Bytes()
}
