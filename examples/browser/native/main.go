// Command native is facade.Call on standard input and output: what the page is
// compared with.
//
//	native evaluate <request.json
package main

import (
	"fmt"
	"io"
	"os"

	"github.com/ismskit/ismskit/examples/browser/facade"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "want one operation: evaluate or encode")
		os.Exit(2)
	}
	request, err := io.ReadAll(os.Stdin)
	if err == nil {
		_, err = os.Stdout.Write(facade.Call(os.Args[1], request))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
