// Command figures runs the benchmarks of the library beside their floors and
// prints a Markdown table, or writes it into a file between two marks.
//
//	figures [-count 3] [-benchtime 300ms] [-only word] [-write README.md]
//
// A floor is the least plain Go that does the same work, committed beside the
// benchmark: no checks, no reasons, no promises.
//
// Times are processor time of the process, garbage collection included, so that
// other work of the machine counts little: what N rounds take more than one
// round, of the least of several runs each.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// row is a workload with the patterns of its benchmark and its floor.
type row struct {
	what, pkg, bench, floor string
}

var rows = []row{
	{"look up a control by id", "annexa", "^BenchmarkPosition$", "^BenchmarkPositionFloorMap$"},
	{"query by attributes", "annexa", "^BenchmarkSelect$", "^BenchmarkSelectFloorScan$"},
	{"list the controls of a query", "annexa", "^BenchmarkSelectList$", "^BenchmarkSelectListFloorSlice$"},
	{"score 10^6 scenarios, columns", "risk", "^BenchmarkScoreMillion$", "^BenchmarkScoreMillionFloor$"},
	{"score 10^6 scenarios, rows of 128 bytes", "risk", "^BenchmarkScoreMillionRows$", "^BenchmarkScoreMillionRowsFloor$"},
	{"risk of 10^5 ratings by confidentiality, integrity, availability", "risk", "^BenchmarkRateProperties$", "^BenchmarkRatePropertiesFloor$"},
	{"evaluate and rank a register of 10^5 risks", "risk", "^BenchmarkEvaluateAndRank$", "^BenchmarkEvaluateAndRankFloor$"},
	{"Statement of Applicability from 10^5 risks", "soa", "^BenchmarkBuild$/^risks=100000$", "^BenchmarkBuild$/^floor$/^risks=100000$"},
	{"Statements of 10^4 tenants with 200 risks each", "soa", "^BenchmarkTenants$/^build$", "^BenchmarkTenants$/^floor$"},
	{"compose SP 800-53, CSF 2.0, ISO/IEC 27001", "mapping", "^BenchmarkComposeEndToEnd$", "^BenchmarkComposeEndToEndFloor$"},
	{"infer CSF 2.0 from 93 controls, 10^4 tenants", "mapping", "^BenchmarkInferTenants$", "^BenchmarkInferTenantsFloor$"},
	{"FAIR, two PERTs, 10^6 trials", "risk/quant", "^BenchmarkTwoPERTs$", "^BenchmarkFloorTwoPERTs$"},
	{"FAIR tree of six PERTs, 10^6 trials", "risk/quant", "^BenchmarkSixPERTs$", "^BenchmarkFloorSixPERTs$"},
	{"Poisson times lognormal, 10^6 trials", "risk/quant", "^BenchmarkPoissonLognormal$", "^BenchmarkFloorPoissonLognormal$"},
	{"the same, 10^7 trials, streaming", "risk/quant", "^BenchmarkStreaming$", "^BenchmarkFloorStreaming$"},
	{"ten scenarios, 10^5 trials", "risk/quant", "^BenchmarkPortfolio$", "^BenchmarkFloorPortfolio$"},
	{"deadlines of 10^6 nonconformities", "audit", "^BenchmarkDeadlines$", "^BenchmarkDeadlinesFloor$"},
	{"obligations of 10^6 certificates", "audit/cycle", "^BenchmarkObligations$", "^BenchmarkObligationsFloor$"},
	{"assess a whole system of 2,000 people", "isms/system", "^BenchmarkCheck$/^people=2000$", ""},
	{"strict decode of 10^4 risks, 6.6 MB, against encoding/json", "isms/system", "^BenchmarkDecodeRisks$/^strict$", "^BenchmarkDecodeRisks$/^encoding-json$"},
}

func main() {
	count := flag.Int("count", 3, "runs of each benchmark")
	benchtime := flag.String("benchtime", "300ms", "time of each run, or a number such as 5x")
	only := flag.String("only", "", "only rows with this word")
	write := flag.String("write", "", "file whose table is replaced, too")
	flag.Parse()
	var table bytes.Buffer
	err := run(io.MultiWriter(os.Stdout, &table), *count, *benchtime, *only)
	if err == nil && *write != "" {
		err = update(*write, table.String())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "figures:", err)
		os.Exit(1)
	}
}

// The marks stand on lines of their own around the table.
const begin, end = "<!-- figures: .ci/bench -update writes this -->\n", "<!-- end of figures -->\n"

func update(file, table string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	out, err := between(string(text), table)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return os.WriteFile(file, []byte(out), 0o644)
}

// between replaces what stands between the marks.
func between(text, table string) (string, error) {
	before, rest, ok := strings.Cut(text, begin)
	_, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		return "", fmt.Errorf("want a line %q and below it %q", strings.TrimSpace(begin), strings.TrimSpace(end))
	}
	return before + begin + "\n" + table + "\n" + end + after, nil
}

func run(w io.Writer, count int, benchtime, only string) error {
	work, err := os.MkdirTemp("", "figures")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	fmt.Fprintf(w, "%s %s/%s, %d x %s.\n\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), processor())
	fmt.Fprintln(w, "| workload | time | allocated | floor in Go | times the floor |\n|---|---:|---:|---:|---:|")
	for _, r := range rows {
		if !strings.Contains(r.what, only) {
			continue
		}
		bin := filepath.Join(work, strings.ReplaceAll(r.pkg, "/", "_")+".test")
		if _, err := os.Stat(bin); err != nil {
			if out, err := exec.Command("go", "test", "-c", "-o", bin, "./"+r.pkg).CombinedOutput(); err != nil {
				return fmt.Errorf("%s: %w\n%s", r.pkg, err, out)
			}
		}
		got, err := measure(bin, r.pkg, r.bench, count, benchtime)
		if err != nil {
			return err
		}
		floor, ratio := "", ""
		if r.floor != "" {
			f, err := measure(bin, r.pkg, r.floor, count, benchtime)
			if err != nil {
				return err
			}
			floor, ratio = duration(f.ns), fmt.Sprintf("%.1f", got.ns/f.ns)
		}
		fmt.Fprintf(w, "| %s | %s | %s | %s | %s |\n", r.what, duration(got.ns), size(got.bytes), floor, ratio)
	}
	return nil
}

// measure returns the processor time of one round of a benchmark and what it
// allocates.
func measure(bin, dir, pattern string, count int, benchtime string) (figure, error) {
	bench := func(benchtime string) ([]byte, time.Duration, error) {
		cmd := exec.Command(bin, "-test.run=^$", "-test.bench="+pattern, "-test.benchmem", "-test.benchtime="+benchtime)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if err != nil {
			return nil, 0, fmt.Errorf("%s %s: %w\n%s", dir, pattern, err, out)
		}
		return out, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), nil
	}
	out, _, err := bench(benchtime)
	if err != nil {
		return figure{}, err
	}
	rounds, bytes, n := read(out)
	if n != 1 {
		return figure{}, fmt.Errorf("%s %s: %d results, want 1\n%s", dir, pattern, n, out)
	}
	least := func(rounds int) (best time.Duration, err error) {
		for i := range count {
			_, took, err := bench(strconv.Itoa(rounds) + "x")
			if err != nil {
				return 0, err
			}
			if i == 0 || took < best {
				best = took
			}
		}
		return best, nil
	}
	many, err := least(rounds + 1)
	if err != nil {
		return figure{}, err
	}
	one, err := least(1)
	if err != nil {
		return figure{}, err
	}
	if many <= one {
		return figure{}, fmt.Errorf("%s %s: %d rounds take no longer than one: want a longer -benchtime", dir, pattern, rounds)
	}
	return figure{float64(many-one) / float64(rounds), bytes}, nil
}

// figure is what one round takes and allocates.
type figure struct {
	ns, bytes float64
}

var (
	printed      = regexp.MustCompile(`(?m)^Benchmark\S+\s+([0-9]+)\s+[0-9.]+ ns/op.*$`)
	printedBytes = regexp.MustCompile(`([0-9]+) B/op`)
)

// read returns the rounds and the bytes that a benchmark prints, and how many
// benchmarks printed something.
func read(out []byte) (rounds int, bytes float64, n int) {
	for _, m := range printed.FindAllSubmatch(out, -1) {
		n++
		rounds, _ = strconv.Atoi(string(m[1]))
		if b := printedBytes.FindSubmatch(m[0]); b != nil {
			bytes, _ = strconv.ParseFloat(string(b[1]), 64)
		}
	}
	return rounds, bytes, n
}

func duration(ns float64) string {
	switch {
	case ns < 1e3:
		return fmt.Sprintf("%.1f ns", ns)
	case ns < 1e6:
		return fmt.Sprintf("%.1f µs", ns/1e3)
	case ns < 1e9:
		return fmt.Sprintf("%.1f ms", ns/1e6)
	}
	return fmt.Sprintf("%.1f s", ns/1e9)
}

func size(bytes float64) string {
	switch {
	case bytes == 0:
		return "0"
	case bytes < 1<<10:
		return fmt.Sprintf("%.0f B", bytes)
	case bytes < 1<<20:
		return fmt.Sprintf("%.1f KiB", bytes/(1<<10))
	}
	return fmt.Sprintf("%.1f MiB", bytes/(1<<20))
}

// processor names the machine where it can be told.
func processor() string {
	text, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(text)) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return "processor"
}
