package main

import (
	"reflect"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
	"github.com/ismskit/ismskit/isms/record"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

// vocabularies are the words of each kind of word that a document can hold.
var vocabularies = func() map[reflect.Type][]string {
	m := map[reflect.Type][]string{}
	add(m, isms.Conclusions())
	add(m, record.IssueKinds())
	add(m, record.ClimateDecisions())
	add(m, record.RequirementDecisions())
	add(m, record.ScopeElementKinds())
	add(m, record.Availabilities())
	add(m, record.Duties())
	add(m, record.Aims())
	add(m, record.Topics())
	add(m, record.DecisionKinds())
	add(m, record.AbsentKinds())
	add(m, risk.Properties())
	add(m, risk.Combinations())
	add(m, risk.Acceptabilities())
	add(m, risk.Stages())
	add(m, risk.ControlStates())
	add(m, risk.Options())
	add(m, risk.ActionStatuses())
	add(m, soa.Bases())
	add(m, soa.Applicabilities())
	add(m, soa.Responsibilities())
	add(m, soa.ImplementationStatuses())
	add(m, soa.Classifications())
	add(m, soa.EventKinds())
	add(m, evidence.Kinds())
	add(m, audit.Answers())
	add(m, audit.Grades())
	add(m, audit.AuditKinds())
	add(m, audit.EventKinds())
	add(m, audit.Effects())
	add(m, audit.Steps())
	add(m, audit.Anchors())
	add(m, audit.Untils())
	add(m, audit.Consequences())
	add(m, audit.Importances())
	add(m, audit.CycleEventKinds())
	add(m, audit.Editions())
	add(m, audit.Countings())
	return m
}()

func add[T ~string](m map[reflect.Type][]string, words []T) {
	for _, w := range words {
		m[reflect.TypeFor[T]()] = append(m[reflect.TypeFor[T]()], string(w))
	}
}
