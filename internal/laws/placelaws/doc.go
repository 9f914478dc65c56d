// Package placelaws holds the law of paths: each leads to exactly one place of the
// encoded document, or to where what is missing would stand.
package placelaws
