package main

import "github.com/ismskit/ismskit/internal/vocabulary"

// vocabularies are the words of each kind of word that a document can hold.
var vocabularies = vocabulary.ByType()
