// Package text holds the few things that sentences of several packages have in
// common: text of callers kept short, text that says nothing, words joined and
// counted. It imports nothing of ours.
package text
