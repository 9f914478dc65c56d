package quant

import (
	"bufio"
	"math"
	"math/big"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
)

const bigPrec = 400

func bigFloat(x float64) *big.Float { return new(big.Float).SetPrec(bigPrec).SetFloat64(x) }

// bigExp is the obvious exponential: halve the argument until it is small, sum
// the Taylor series, square back.
func bigExp(x *big.Float) *big.Float {
	halvings := 0
	y := new(big.Float).SetPrec(bigPrec).Set(x)
	for y.MantExp(nil) > -10 && y.Sign() != 0 {
		y.SetMantExp(y, -1)
		halvings++
	}
	sum, term := bigFloat(1), bigFloat(1)
	for n := 1; n < 60; n++ {
		term.Mul(term, y)
		term.Quo(term, bigFloat(float64(n)))
		sum.Add(sum, term)
	}
	for range halvings {
		sum.Mul(sum, sum)
	}
	return sum
}

// bigLog inverts bigExp by Newton's method.
func bigLog(x float64) *big.Float {
	y := bigFloat(math.Log(x))
	for range 4 {
		e := bigExp(new(big.Float).Neg(y))
		e.Mul(e, bigFloat(x))
		e.Sub(e, bigFloat(1))
		y.Add(y, e)
	}
	return y
}

// ulps is the distance of got from want in units in the last place of want.
func ulps(got float64, want *big.Float) float64 {
	w, _ := want.Float64()
	d, _ := new(big.Float).Sub(bigFloat(got), want).Float64()
	return math.Abs(d) / (math.Nextafter(math.Abs(w), math.Inf(1)) - math.Abs(w))
}

func TestExpTable(t *testing.T) {
	root := bigFloat(2)
	for range 6 {
		root.Sqrt(root)
	}
	want := bigFloat(1)
	for j, row := range expTable {
		hi, _ := want.Float64()
		lo, _ := new(big.Float).Sub(want, bigFloat(hi)).Float64()
		if row != [2]float64{hi, lo} {
			t.Errorf("expTable[%d] = %x, want %x %x", j, row, hi, lo)
		}
		want.Mul(want, root)
	}
}

func TestExpWithinUlps(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	worst := 0.0
	for i := range 1200 {
		x := (r.Float64() - 0.5) * 1400
		if i%3 == 0 {
			x = (r.Float64() - 0.5) * 4
		}
		worst = max(worst, ulps(exp(x), bigExp(bigFloat(x))))
	}
	if worst > 0.6 {
		t.Errorf("exp is off by %.3f units in the last place, stated 0.6", worst)
	}
	t.Logf("exp: at most %.3f units in the last place", worst)
}

func TestExpAtTheEdges(t *testing.T) {
	for _, c := range []struct{ x, want float64 }{
		{0, 1},
		{math.Inf(1), math.Inf(1)},
		{math.Inf(-1), 0},
		{710, math.Inf(1)},
		{-746, 0},
		{709.782712893384, math.Exp(709.782712893384)},
	} {
		if got := exp(c.x); got != c.want && math.Abs(got-c.want) > 1e-15*c.want {
			t.Errorf("exp(%v) = %v, want %v", c.x, got, c.want)
		}
	}
	if got := exp(-745); got != 0x1p-1074 {
		t.Errorf("exp(-745) = %v, want the smallest number", got)
	}
	if !math.IsNaN(exp(math.NaN())) || !math.IsNaN(log(math.NaN())) || !math.IsNaN(log(-1)) {
		t.Error("NaN must stay NaN")
	}
	if log(0) != math.Inf(-1) || log(math.Inf(1)) != math.Inf(1) || log(1) != 0 {
		t.Error("log at 0, 1 and infinity")
	}
}

func TestLogWithinUlps(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	worst := 0.0
	for i := range 800 {
		x := math.Exp((r.Float64() - 0.5) * 1400)
		switch i % 4 {
		case 0:
			x = 0.5 + r.Float64()
		case 1:
			x = share(unit(r.Uint64()))
		case 2:
			x = 1 + (r.Float64()-0.5)*0x1p-20
		}
		if x == 1 {
			continue
		}
		worst = max(worst, ulps(log(x), bigLog(x)))
	}
	if worst > 1 {
		t.Errorf("log is off by %.3f units in the last place, stated 1", worst)
	}
	t.Logf("log: at most %.3f units in the last place", worst)
	if got := log(0x1p-1074); math.Abs(got+744.4400719213812) > 1e-12 {
		t.Errorf("log of the smallest number = %v", got)
	}
}

func TestLogGamma(t *testing.T) {
	for x := 0.5; x < 400; x += 0.37 {
		want, _ := math.Lgamma(x)
		if got := logGamma(x); math.Abs(got-want) > 1e-13*max(1, math.Abs(want)) {
			t.Errorf("logGamma(%v) = %v, want %v", x, got, want)
		}
	}
}

// bigNormal is the standard normal distribution function by its series
// 1/2 + density * (z + z^3/3 + z^5/15 + ...).
func bigNormal(z float64) (share, density *big.Float) {
	zz := new(big.Float).Mul(bigFloat(z), bigFloat(z))
	half := new(big.Float).Quo(zz, bigFloat(-2))
	twoPi, _ := new(big.Float).SetPrec(bigPrec).SetString("6.28318530717958647692528676655900576839433879875021164194988918461563281257241799725606965068423414")
	density = new(big.Float).Quo(bigExp(half), new(big.Float).Sqrt(twoPi))
	sum, term := bigFloat(z), bigFloat(z)
	for n := 3; n < 800; n += 2 {
		term.Mul(term, zz)
		term.Quo(term, bigFloat(float64(n)))
		sum.Add(sum, term)
	}
	return new(big.Float).Add(bigFloat(0.5), new(big.Float).Mul(density, sum)), density
}

func TestNormalQuantile(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	worst := 0.0
	for i := range 600 {
		u := unit(r.Uint64())
		if i%3 == 0 {
			u = u>>r.IntN(53) | 1
		}
		if i%6 == 0 {
			u = 1<<53 - u
		}
		p := share(u)
		z := normalQuantile(p)
		s, f := bigNormal(z)
		e, _ := new(big.Float).Quo(new(big.Float).Sub(s, bigFloat(p)), f).Float64()
		e = math.Abs(e) / max(math.Abs(z), 0.1)
		worst = max(worst, e)
	}
	if worst > 1e-15 {
		t.Errorf("normalQuantile is off by %.3g of its size, stated 1e-15", worst)
	}
	t.Logf("normalQuantile: at most %.3g of its size", worst)
	if got := normalQuantile(0.95); math.Abs(got-z95) > 2e-15 {
		t.Errorf("normalQuantile(0.95) = %v, want %v", got, z95)
	}
}

func TestBetaQuantileAgainstReference(t *testing.T) {
	file, err := os.Open("testdata/beta_quantile.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	number := func(s string) float64 {
		x, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	rows, worst := 0, 0.0
	for in := bufio.NewScanner(file); in.Scan(); {
		f := strings.Fields(in.Text())
		if f[0] == "#" {
			continue
		}
		rows++
		d := newBeta(number(f[0]), number(f[1]))
		power, upper := strings.CutPrefix(f[2], "1-")
		if upper {
			d = d.flip()
		}
		p := math.Ldexp(1, -int(number(strings.TrimPrefix(power, "2^-"))))
		want := number(f[3])
		worst = max(worst, math.Abs(d.quantile(p)-want)/want)
	}
	if rows != 204 {
		t.Errorf("read %d rows, want 204", rows)
	}
	if worst > 1e-11 {
		t.Errorf("quantile is off by %.3g of its size, stated 1e-11", worst)
	}
	t.Logf("beta quantile: at most %.3g of its size", worst)
}

func TestNonzero(t *testing.T) {
	if nonzero(0) != 1e-300 || nonzero(-1e-310) != 1e-300 || nonzero(-2) != -2 {
		t.Error("nonzero")
	}
}

func TestTableError(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	shapes := [][2]float64{{3, 3}, {4, 4}, {1, 5}, {5, 1}, {2.0 / 3, 10.0 / 3}, {10.0 / 3, 2.0 / 3}, {1.04, 4.96}, {51, 51}, {1, 101}, {101, 1}, {2, 3}, {11, 1}}
	for range 8 {
		a := 1 + 4*r.Float64()
		shapes = append(shapes, [2]float64{a, 6 - a})
	}
	for _, s := range shapes {
		tab := newBetaTable(newBeta(s[0], s[1]))
		worst := 0.0
		for i := range 4000 {
			u := unit(r.Uint64())
			if i%4 == 0 {
				u = u>>r.IntN(14) | 1
			}
			if i%8 == 0 {
				u = 1<<53 - u
			}
			worst = max(worst, math.Abs(tab.at(u)-tab.tail(u)))
		}
		if worst > 4e-9 {
			t.Errorf("shapes %v: the table is off by %.3g, stated 4e-9", s, worst)
		}
		t.Logf("shapes %.3v: table within %.3g", s, worst)
	}
}

func TestNormalTableError(t *testing.T) {
	tab := newNormalTable()
	r := rand.New(rand.NewPCG(15, 16))
	worst := 0.0
	for i := range 100_000 {
		u := unit(r.Uint64())
		if i%2 == 0 {
			u = u>>r.IntN(40) | 1
		}
		if i%4 == 0 {
			u = 1<<53 - u
		}
		worst = max(worst, math.Abs(tab.at(u)-normalQuantile(share(u))))
	}
	if worst > 1e-8 {
		t.Errorf("the table is off by %.3g, stated 1e-8", worst)
	}
	t.Logf("normal table within %.3g", worst)
}

func TestTableIsMonotone(t *testing.T) {
	for _, s := range [][2]float64{{3, 3}, {1, 5}, {5, 1}, {2.0 / 3, 10.0 / 3}, {51, 51}} {
		tab := newBetaTable(newBeta(s[0], s[1]))
		r := rand.New(rand.NewPCG(9, 10))
		for range 20000 {
			u := unit(r.Uint64())
			v := min(u+2*r.Uint64N(1<<r.IntN(50)), 1<<53-1)
			if tab.at(u) > tab.at(v)+1e-13 {
				t.Fatalf("shapes %v: quantile(%d) = %v above quantile(%d) = %v", s, u, tab.at(u), v, tab.at(v))
			}
		}
	}
}

func TestPCGIsTheStandardLibrarys(t *testing.T) {
	g := pcg{11, 12}
	want := rand.NewPCG(11, 12)
	for i := range 1000 {
		if a, b := g.next(), want.Uint64(); a != b {
			t.Fatalf("word %d is %d, math/rand/v2 has %d", i, a, b)
		}
	}
	a, b := pcg{1, 2}, pcg{1, 2}
	a.skip(3)
	for range 3 {
		b.next()
	}
	if a != b {
		t.Error("skip(3) differs from three words")
	}
}

func BenchmarkTable(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		newBetaTable(newBeta(1.44, 4.56))
	}
}

func BenchmarkTableAt(b *testing.B) {
	tab := newBetaTable(newBeta(1.44, 4.56))
	g := pcg{1, 2}
	sum := 0.0
	for b.Loop() {
		sum += tab.at(unit(g.next()))
	}
	_ = sum
}

func BenchmarkNormalQuantile(b *testing.B) {
	g := pcg{1, 2}
	sum := 0.0
	for b.Loop() {
		sum += exp(normalQuantile(share(unit(g.next()))))
	}
	_ = sum
}
