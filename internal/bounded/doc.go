// Package bounded holds, in tests, what the library promises of its cost: memory
// in proportion to the text that is taken apart ([Within]), and work in near
// proportion to the input ([Linear]).
//
// It measures the process, so tests that use it do not run in parallel.
package bounded
