package main

import (
	"reflect"
	"slices"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/audit/programme"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
	"github.com/ismskit/ismskit/isms/record"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

// vocabularies are the words of each kind of word that a document can hold.
var vocabularies = func() map[reflect.Type][]string {
	m := map[reflect.Type][]string{}
	for _, v := range slices.Concat(isms.Vocabularies(), record.Vocabularies(), evidence.Vocabularies(), risk.Vocabularies(), soa.Vocabularies(),
		audit.Vocabularies(), programme.Vocabularies(), cycle.Vocabularies()) {
		has, _ := reflect.TypeOf(v).MethodByName("Has")
		for word := range v.Titled() {
			m[has.Type.In(1)] = append(m[has.Type.In(1)], word)
		}
	}
	return m
}()
