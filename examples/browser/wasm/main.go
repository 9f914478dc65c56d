//go:build js && wasm

// Command wasm offers facade.Call to the JavaScript around it, as the global
// function ismskitCall(op, request): text in, text out.
package main

import (
	"runtime/debug"
	"syscall/js"

	"github.com/ismskit/ismskit/examples/browser/facade"
)

func main() {
	debug.SetGCPercent(400) // an answer takes some megabytes: collect between answers, not within
	js.Global().Set("ismskitCall", js.FuncOf(func(_ js.Value, args []js.Value) any {
		if len(args) != 2 || args[0].Type() != js.TypeString || args[1].Type() != js.TypeString {
			return `{"error":"ismskitCall: want an operation and a request, both text","problems":[],"more":0}`
		}
		return string(facade.Call(args[0].String(), []byte(args[1].String())))
	}))
	select {} // stay, or the function is gone
}
