package vocabulary

import (
	"reflect"
	"slices"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/certificate"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/audit/programme"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
	"github.com/ismskit/ismskit/isms/record"
	"github.com/ismskit/ismskit/isms/roadmap"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/table"
	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/oscal"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/risk/quant"
	"github.com/ismskit/ismskit/soa"
)

// All returns the vocabularies of all packages, package by package.
func All() []isms.Vocabulary {
	return slices.Concat(
		isms.Vocabularies(), table.Vocabularies(), record.Vocabularies(), evidence.Vocabularies(), roadmap.Vocabularies(), system.Vocabularies(),
		annexa.Vocabularies(), risk.Vocabularies(), quant.Vocabularies(), soa.Vocabularies(),
		audit.Vocabularies(), programme.Vocabularies(), cycle.Vocabularies(), certificate.Vocabularies(),
		mapping.Vocabularies(), oscal.Vocabularies(),
	)
}

// ByType returns the words of each type of words, in the order of its vocabulary.
func ByType() map[reflect.Type][]string {
	m := map[reflect.Type][]string{}
	for _, v := range All() {
		has, _ := reflect.TypeOf(v).MethodByName("Has")
		if has.Type.In(1).PkgPath() == "" {
			continue // words that stand as plain text
		}
		for word := range v.Titled() {
			m[has.Type.In(1)] = append(m[has.Type.In(1)], word)
		}
	}
	return m
}
