package system_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/certificate"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/audit/programme"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
	"github.com/ismskit/ismskit/isms/record"
	"github.com/ismskit/ismskit/isms/roadmap"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/system/systemtest"
	"github.com/ismskit/ismskit/isms/table"
	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/published"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/risk/quant"
	"github.com/ismskit/ismskit/soa"
)

var updateDigest = flag.Bool("update-digest", false, "write testdata/digest.txt")

// digest lists SHA-256 sums of what the library computes. The same file has to
// come out on every platform and with every release of Go.
type digest struct {
	t     *testing.T
	lines []string
	names map[string]bool
}

func (d *digest) bytes(name string, text []byte) {
	d.t.Helper()
	if d.names[name] {
		d.t.Fatalf("two items are named %s", name)
	}
	d.names[name] = true
	if len(text) < 3 {
		d.t.Fatalf("%s is next to nothing: %q", name, text)
	}
	d.lines = append(d.lines, fmt.Sprintf("%x  %8d  %s", sha256.Sum256(text), len(text), name))
}

func (d *digest) json(name string, v any, errs ...error) {
	d.t.Helper()
	text, err := json.Marshal(v)
	for _, err := range append(errs, err) {
		if err != nil {
			d.t.Fatalf("%s: %v", name, err)
		}
	}
	d.bytes(name, text)
}

func (d *digest) table(name string, t table.Table) {
	d.t.Helper()
	d.bytes(name+".csv", t.AppendCSV(nil))
	d.bytes(name+".md", t.AppendMarkdown(nil, 2))
}

func TestDigest(t *testing.T) {
	d := &digest{t: t, names: map[string]bool{}}
	d.facts()
	for _, day := range []string{"2024-02-29", "2026-03-02", "2026-10-05"} {
		for _, people := range []int{4, 60, 250} {
			at := isms.MustDate(day)
			d.system(fmt.Sprintf("sound %s %d", day, people), systemtest.Sound(at, people), at)
		}
	}
	larkspur, err := os.ReadFile(filepath.Join("..", "..", "examples", "quickstart", "larkspur.json"))
	if err != nil {
		t.Fatal(err)
	}
	s, err := system.Decode(larkspur)
	if err != nil {
		t.Fatal(err)
	}
	for _, day := range []string{"2026-10-05", "2027-10-05"} {
		d.system("larkspur "+day, s, isms.MustDate(day))
	}
	_, refused := system.Decode(bytes.ReplaceAll(larkspur, []byte(`"risks"`), []byte(`"Risks"`)))
	d.bytes("larkspur refused", []byte(refused.Error()))
	d.cycle()
	d.mapping()
	d.quant()

	path := filepath.Join("testdata", "digest.txt")
	got := "# SHA-256, bytes and name of what TestDigest computes; go test ./isms/system -run Digest -update-digest writes it.\n" + strings.Join(d.lines, "\n") + "\n"
	if *updateDigest {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	t.Errorf("the digest differs from %s; if that is meant, run go test ./isms/system -run Digest -update-digest", path)
	old := strings.Split(strings.TrimSuffix(string(want), "\n"), "\n")
	for line := range strings.SplitSeq(strings.TrimSuffix(got, "\n"), "\n") {
		if !slices.Contains(old, line) {
			t.Error("now ", line)
		}
	}
}

// facts are the tables that the library holds, and all rules.
func (d *digest) facts() {
	d.json("annexa controls", slices.Collect(annexa.All()))
	d.json("annexa former controls", slices.Collect(annexa.Controls2013()))
	successors := map[annexa.Ref2013]annexa.Set{}
	for f := range annexa.Controls2013() {
		successors[f.Ref] = f.Ref.Successors()
	}
	d.json("annexa successors", successors)
	d.json("annexa disputes", slices.Collect(annexa.Disputes()))
	d.table("annexa balance", annexa.FullSet().Balance().Table())
	var former []annexa.Ref2013
	for f := range annexa.Controls2013() {
		former = append(former, f.Ref)
	}
	moved := annexa.Transition(former)
	d.table("annexa transition", moved.Table())
	d.table("annexa transition former", moved.Table2013())

	d.json("requirements", slices.Collect(isms.Requirements(isms.EditionOn(isms.MustDate("2026-11-22")))))
	d.json("requirements before the amendment", slices.Collect(isms.Requirements(isms.EditionOn(isms.MustDate("2023-01-01")))))
	d.json("documented information", slices.Collect(isms.RequiredDocuments()))
	d.json("clauses", slices.Collect(isms.Clauses()))
	d.json("rules", system.AllRules())
	audits := slices.Concat(audit.Rules(), programme.Rules(), cycle.Rules(), certificate.Rules())
	slices.SortFunc(audits, func(a, b isms.Rule) int { return strings.Compare(a.Code, b.Code) })
	d.json("rules by package", [][]isms.Rule{record.Rules(), evidence.Rules(), risk.Rules(), soa.Rules(), audits, system.Rules()})
	d.json("evidence defaults", [][]evidence.Default{slices.Collect(evidence.ControlDefaults()), slices.Collect(evidence.ClauseDefaults())})
	plan, _ := roadmap.LookupTemplate("managed service provider")
	d.json("roadmap", plan)
	d.json("methods", []risk.Method{risk.ISO27005(), publishedMethod("nist-sp-800-30-5x5"), publishedMethod("bsi-200-3-4x4")})
	d.json("audit policies", audit.Policies())
	d.json("audit requests", certificate.Requests())
	for _, id := range published.Frameworks() {
		f, _ := published.LookupFramework(id)
		d.json("framework "+f.ID(), f.Spec())
	}
	for _, k := range published.Crosswalks() {
		c, _ := published.LookupCrosswalk(k.ID)
		d.json("crosswalk "+c.ID(), c.Spec())
		d.json("crosswalk converse "+c.ID(), c.Converse().Spec())
	}
	candidates, _, _ := published.Candidates("soc2-tsc-2017", "iso-27001-2022")
	d.json("soc 2 candidates", candidates)
}

// system is everything that is asked of a system on a day.
func (d *digest) system(name string, s system.System, asOf isms.Date) {
	text, err := s.Encode()
	if err != nil {
		d.t.Fatal(err)
	}
	d.bytes(name+" document", text)
	back, err := system.Decode(text)
	if err != nil {
		d.t.Fatal(err)
	}
	again, err := back.Encode()
	if err != nil || !bytes.Equal(again, text) {
		d.t.Errorf("%s: another text after reading it back, %v", name, err)
	}
	now := back.At(asOf)
	d.json(name+" report", now.Report())
	d.json(name+" unfolded report", now.Unfolded())
	d.json(name+" readiness", now.Readiness())
	d.json(name+" actions", now.Actions())
	d.json(name+" deadlines", slices.Concat([]audit.Deadline{}, now.Deadlines()))
	d.json(name+" entries", now.Entries(isms.Date{}, asOf.AddYears(3)))
	for g := range system.Gates().All() {
		o := now.Gate(g)
		d.json(name+" gate "+string(g), map[string]any{"open": o.Ready(), "met": o.Met(), "conditions": slices.Collect(o.Conditions())})
	}
	stmt, err := now.Draft()
	d.json(name+" statement", stmt, err)
	d.table(name+" statement", stmt.Table())
	d.table(name+" exclusions", stmt.ExclusionTable())
	v, err := back.Register.Evaluate(asOf, now.Calendar())
	if err != nil {
		d.t.Fatal(err)
	}
	d.table(name+" register", v.Table())
	d.table(name+" plan", v.PlanTable())
	d.table(name+" acceptances", v.AcceptanceTable())
	plan, err := now.Forecast()
	if err != nil {
		d.t.Fatal(err)
	}
	d.table(name+" roadmap", plan.Table())
}

// cycle is three years of a certificate from many decision days.
func (d *digest) cycle() {
	var all []isms.Entry
	day := isms.MustDate("2024-01-29")
	for range 60 {
		c, err := cycle.From("CERT-1", day, cycle.Terms{})
		if err != nil {
			d.t.Fatal(err)
		}
		all = append(all, c.Entries(day, day.AddYears(4))...)
		day = day.AddDays(29)
	}
	isms.SortEntries(all)
	d.json("certification calendars", all)
}

// mapping is what half of the controls prove elsewhere.
func (d *digest) mapping() {
	states := []mapping.State{mapping.FullyMet, mapping.Unknown, mapping.PartiallyMet, mapping.FullyMet}
	for _, k := range published.Crosswalks() {
		c, _ := published.LookupCrosswalk(k.ID)
		n := 0
		state := func(string) mapping.State {
			n++
			return states[n%len(states)]
		}
		known := map[string]mapping.State{}
		for it := range c.Source().Items() {
			known[it.ID] = state(it.ID)
		}
		for _, as := range []mapping.Crosswalk{c, c.Untyped()} {
			what := "inference " + c.ID()
			if !as.Equal(c) {
				what += " untyped"
			} else if d.names[what] {
				continue
			}
			inf, err := mapping.Infer(c.Target(), mapping.InferenceInput{Crosswalk: as, State: func(id string) mapping.State { return known[id] }})
			if err != nil {
				d.t.Fatal(err)
			}
			d.json(what, slices.Collect(inf.Results()))
			d.bytes(what+" table", inf.Table().AppendCSV(nil))
		}
	}
}

// quant is chance and money: the only floats of the library.
func (d *digest) quant() {
	scenarios := []quant.Scenario{
		{ID: "poisson-lognormal", Currency: "EUR", Frequency: quant.Poisson("0.7"), Magnitude: quant.Lognormal90("5000", "900000")},
		{ID: "pert-pert", Currency: "EUR", Frequency: quant.PERT("0.1", "0.5", "3"), Magnitude: quant.PERT("1000", "20000", "400000")},
		{ID: "uniform", Currency: "EUR", Frequency: quant.Uniform("1", "4"), Magnitude: quant.Triangular("100", "500", "3000"), Counting: quant.AverageYear},
		{
			ID: "tree", Currency: "EUR",
			Contacts: quant.PERT("20", "50", "200"), Action: quant.PERT("0.1", "0.2", "0.5"),
			Capability: quant.PERT("20", "50", "90"), Resistance: quant.PERT("60", "80", "95"),
			Magnitude: quant.PERTClassical("500", "2000", "40000"), SecondaryShare: quant.PERT("0.01", "0.05", "0.2"),
			SecondaryMagnitude: quant.Lognormal("9", "1.5"),
		},
	}
	for _, s := range scenarios {
		for _, seed := range []uint64{1, 27001} {
			r, err := quant.Simulate(s, quant.Options{Seed: seed, Trials: 20_000, KeepSamples: seed == 1})
			name := fmt.Sprintf("quant %s %d", s.ID, seed)
			d.json(name, r, err)
			d.bytes(name+" exceedance", quant.CurveTable(r.ExceedanceCurve(50)).AppendCSV(nil))
			var b strings.Builder
			fmt.Fprintln(&b, r.Mean(), r.StandardDeviation(), r.StandardError())
			for _, level := range []string{"0.5", "0.9", "0.99", "0.999"} {
				v, err := r.ValueAtRisk(level)
				e, err2 := r.ExpectedShortfall(level)
				fmt.Fprintln(&b, level, v, err, e, err2)
			}
			for i, x := range r.Samples() {
				fmt.Fprintf(&b, "%d %x\n", i, x)
			}
			d.bytes(name+" figures", []byte(b.String()))
		}
		if m, err := s.ExpectedLoss(); err == nil {
			d.bytes("quant "+string(s.ID)+" closed form", []byte(m.String()))
		}
	}
	total, parts, err := quant.SimulatePortfolio("all", scenarios, quant.Options{Seed: 3, Trials: 20_000})
	d.json("quant portfolio", append(parts, total), err)
}

func publishedMethod(key string) risk.Method {
	m, _ := risk.LookupMethod(key)
	return m.Method
}
