// Command figures runs the benchmarks of the library beside their floors and
// prints a Markdown table: the fastest of several runs each.
//
//	figures [-count 3] [-benchtime 300ms] [-only word]
//
// A floor is the least plain Go that does the same work, committed beside the
// benchmark: no checks, no reasons, no promises.
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
)

// A row is a workload with the patterns of its benchmark and its floor.
type row struct {
	what, pkg, bench, floor string
}

var rows = []row{
	{"look up a control by id", "annexa", "^BenchmarkPosition$", "^BenchmarkPositionFloorMap$"},
	{"query by tags", "annexa", "^BenchmarkSelect$", "^BenchmarkSelectFloorScan$"},
	{"list the controls of a query", "annexa", "^BenchmarkSelectList$", "^BenchmarkSelectListFloorSlice$"},
	{"score 10^6 scenarios, columns", "risk", "^BenchmarkScoreMillion$", "^BenchmarkScoreMillionFloor$"},
	{"score 10^6 scenarios, rows of 128 bytes", "risk", "^BenchmarkScoreMillionRows$", "^BenchmarkScoreMillionRowsFloor$"},
	{"evaluate and rank a register of 10^5 risks", "risk", "^BenchmarkEvaluateAndRank$", "^BenchmarkEvaluateAndRankFloor$"},
	{"Statement of Applicability from 10^5 risks", "soa", "^BenchmarkBuild$/^risks=100000$", "^BenchmarkBuild$/^floor$/^risks=100000$"},
	{"Statements of 10^4 tenants with 200 risks each", "soa", "^BenchmarkTenants$/^build$", ""},
	{"compose SP 800-53, CSF 2.0, ISO/IEC 27001", "mapping", "^BenchmarkComposeEndToEnd$", "^BenchmarkComposeEndToEndFloor$"},
	{"infer CSF 2.0 from 93 controls, 10^4 tenants", "mapping", "^BenchmarkInferTenants$", "^BenchmarkInferTenantsFloor$"},
	{"FAIR, two PERTs, 10^6 trials", "risk/quant", "^BenchmarkTwoPERTs$", "^BenchmarkFloorTwoPERTs$"},
	{"FAIR tree of six PERTs, 10^6 trials", "risk/quant", "^BenchmarkSixPERTs$", "^BenchmarkFloorSixPERTs$"},
	{"Poisson times lognormal, 10^6 trials", "risk/quant", "^BenchmarkPoissonLognormal$", "^BenchmarkFloorPoissonLognormal$"},
	{"the same, 10^7 trials, streaming", "risk/quant", "^BenchmarkStreaming$", ""},
	{"ten scenarios, 10^5 trials", "risk/quant", "^BenchmarkPortfolio$", ""},
	{"deadlines of 10^6 nonconformities", "audit", "^BenchmarkDeadlines$", "^BenchmarkDeadlinesFloor$"},
	{"obligations of 10^6 certificates", "audit", "^BenchmarkObligations$", "^BenchmarkObligationsFloor$"},
	{"assess a whole system of 2,000 people", "isms/system", "^BenchmarkCheck$/^people=2000$", ""},
	{"strict decode of 10^4 records, against encoding/json", "internal/strictjson", "^BenchmarkDecode$/^strict$", "^BenchmarkDecode$/^encoding-json$"},
}

func main() {
	count := flag.Int("count", 3, "runs of each benchmark")
	benchtime := flag.String("benchtime", "300ms", "time of each run, or a number such as 5x")
	only := flag.String("only", "", "only rows with this word")
	flag.Parse()
	if err := run(os.Stdout, *count, *benchtime, *only); err != nil {
		fmt.Fprintln(os.Stderr, "figures:", err)
		os.Exit(1)
	}
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
		measure := func(pattern string) (figure, error) {
			cmd := exec.Command(bin, "-test.run=^$", "-test.bench="+pattern, "-test.benchmem", "-test.count="+strconv.Itoa(count), "-test.benchtime="+benchtime)
			cmd.Dir = r.pkg
			out, err := cmd.CombinedOutput()
			if err != nil {
				return figure{}, fmt.Errorf("%s %s: %w\n%s", r.pkg, pattern, err, out)
			}
			f, n := fastest(out)
			if n != count {
				return figure{}, fmt.Errorf("%s %s: %d results, want %d\n%s", r.pkg, pattern, n, count, out)
			}
			return f, nil
		}
		got, err := measure(r.bench)
		if err != nil {
			return err
		}
		floor, ratio := "", ""
		if r.floor != "" {
			f, err := measure(r.floor)
			if err != nil {
				return err
			}
			floor, ratio = duration(f.ns), fmt.Sprintf("%.1f", got.ns/f.ns)
		}
		fmt.Fprintf(w, "| %s | %s | %s | %s | %s |\n", r.what, duration(got.ns), size(got.bytes), floor, ratio)
	}
	return nil
}

// A figure is what one benchmark prints.
type figure struct {
	ns, bytes float64
}

var (
	printedNs    = regexp.MustCompile(`([0-9.]+) ns/op`)
	printedBytes = regexp.MustCompile(`([0-9]+) B/op`)
)

// fastest reads the output of a benchmark that ran several times: the run of the
// least time, and how many there were.
func fastest(out []byte) (best figure, n int) {
	for line := range bytes.Lines(out) {
		m := printedNs.FindSubmatch(line)
		if m == nil {
			continue
		}
		ns, err := strconv.ParseFloat(string(m[1]), 64)
		if err != nil {
			continue
		}
		if n++; n > 1 && ns >= best.ns {
			continue
		}
		best = figure{ns: ns}
		if m := printedBytes.FindSubmatch(line); m != nil {
			best.bytes, _ = strconv.ParseFloat(string(m[1]), 64)
		}
	}
	return best, n
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
