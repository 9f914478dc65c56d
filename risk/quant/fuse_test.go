//go:build !js && !wasip1

package quant

import (
	"os"
	"os/exec"
	"regexp"
	"testing"
)

// Compilers for arm64, ppc64le, riscv64, s390x and GOAMD64=v3 fuse a product
// with the sum it feeds, unless the product is converted explicitly. The code
// that they make of this package has no such instruction. Run with -full.
func TestNothingIsFused(t *testing.T) {
	if !*full {
		t.Skip("compiles the package for five platforms: run with -full")
	}
	goTool, err := exec.LookPath("go")
	if err != nil {
		t.Skip("no go command")
	}
	fused := regexp.MustCompile(`(?m)^.*\s(W?FN?M(ADD|SUB)[SDU]?|VFN?M(ADD|SUB)\w*)\s.*$`)
	for _, platform := range [][]string{{"GOARCH=arm64"}, {"GOARCH=amd64", "GOAMD64=v3"}, {"GOARCH=ppc64le"}, {"GOARCH=riscv64"}, {"GOARCH=s390x"}} {
		command := exec.Command(goTool, "build", "-gcflags=github.com/ismskit/ismskit/risk/quant=-S", ".")
		command.Env = append(os.Environ(), "GOOS=linux", "CGO_ENABLED=0")
		command.Env = append(command.Env, platform...)
		code, err := command.CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %v\n%s", platform, err, code)
		}
		if len(code) < 100_000 {
			t.Fatalf("%v: no listing: %s", platform, code)
		}
		for _, line := range fused.FindAllString(string(code), 5) {
			t.Errorf("%v: %s", platform, line)
		}
	}
}
