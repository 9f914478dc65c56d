// Package text holds the few things that sentences and paths of several packages have
// in common: text of callers kept short, text that says nothing, words joined and
// counted, keys in brackets. It imports nothing of ours.
package text
