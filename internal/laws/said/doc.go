// Package said has the laws of what packages say, for their tests: each sentence is
// built from its code, its arguments and a language, each key is that of one finding,
// and each path leads to one place of the value that was checked.
package said
