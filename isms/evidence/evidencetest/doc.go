// Package evidencetest helps embedders to test what they build on package
// evidence: logs made from a source of choices, and the laws of the package as
// functions to call on their own data.
//
// The usual path:
//
//  1. Make logs with Log, or take those of your own.
//  2. Call Laws on each of them; an error names the law that does not hold.
package evidencetest
