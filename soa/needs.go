package soa

import (
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

// The tables of this file are this library's own compilation of 2026-11-22, made
// for Annex A of ISO/IEC 27001:2022 from what the titles and purposes of the
// controls say. No standard holds them; confidence low. What they lead to is a
// warning and no more.

// assetNeed says which controls an asset of a kind in scope wants.
type assetNeed struct {
	kind     risk.AssetKind // in lower case, words separated by single blanks; an asset may write "storage-media", too
	controls []isms.Ref
	develops bool // the kind shows that something is developed
}

var assetNeeds = [...]assetNeed{
	{kind: "customer data", controls: []isms.Ref{"A.5.12", "A.5.34", "A.8.10", "A.8.13"}},
	{kind: "customer credentials", controls: []isms.Ref{"A.5.17", "A.8.2", "A.8.5", "A.8.24"}},
	{kind: "management infrastructure", controls: []isms.Ref{"A.8.2", "A.8.5", "A.8.9", "A.8.15", "A.8.18"}},
	{kind: "service tool", controls: []isms.Ref{"A.5.15", "A.8.5", "A.8.13"}},
	{kind: "backup", controls: []isms.Ref{"A.8.13"}},
	{kind: "personnel knowledge", controls: []isms.Ref{"A.5.37", "A.6.5", "A.6.6"}},
	{kind: "business record", controls: []isms.Ref{"A.5.33", "A.8.13"}},
	{kind: "premises", controls: []isms.Ref{"A.7.1", "A.7.2", "A.7.3", "A.7.5"}},
	{kind: "site", controls: []isms.Ref{"A.7.1", "A.7.2", "A.7.3", "A.7.5"}},
	{kind: "facility", controls: []isms.Ref{"A.7.1", "A.7.2", "A.7.3", "A.7.5"}},
	{kind: "server room", controls: []isms.Ref{"A.7.1", "A.7.2", "A.7.5", "A.7.8", "A.7.11", "A.7.12"}},
	{kind: "hardware", controls: []isms.Ref{"A.5.9", "A.5.11", "A.7.8", "A.7.13", "A.7.14"}},
	{kind: "endpoint", controls: []isms.Ref{"A.7.7", "A.7.9", "A.7.14", "A.8.1", "A.8.7"}},
	{kind: "device", controls: []isms.Ref{"A.7.9", "A.7.14", "A.8.1"}},
	{kind: "laptop", controls: []isms.Ref{"A.7.9", "A.7.14", "A.8.1", "A.8.7"}},
	{kind: "mobile device", controls: []isms.Ref{"A.7.9", "A.7.14", "A.8.1"}},
	{kind: "storage media", controls: []isms.Ref{"A.7.10", "A.7.14"}},
	{kind: "network", controls: []isms.Ref{"A.8.20", "A.8.21", "A.8.22"}},
	{kind: "cloud service", controls: []isms.Ref{"A.5.23", "A.8.14"}},
	{kind: "supplier", controls: []isms.Ref{"A.5.19", "A.5.20", "A.5.22"}},
	{kind: "third party", controls: []isms.Ref{"A.5.19", "A.5.20", "A.5.22"}},
	{kind: "service", controls: []isms.Ref{"A.5.19", "A.5.22"}},
	{kind: "personal data", controls: []isms.Ref{"A.5.34", "A.8.10"}},
	{kind: "people", controls: []isms.Ref{"A.6.1", "A.6.2", "A.6.3", "A.6.5", "A.6.6"}},
	{kind: "personnel", controls: []isms.Ref{"A.6.1", "A.6.2", "A.6.3", "A.6.5", "A.6.6"}},
	{kind: "remote work", controls: []isms.Ref{"A.6.7", "A.7.9", "A.8.1"}},
	{kind: "privileged account", controls: []isms.Ref{"A.8.2", "A.5.17"}},
	{kind: "cryptographic key", controls: []isms.Ref{"A.8.24"}},
	{kind: "test environment", controls: []isms.Ref{"A.8.31", "A.8.33"}},
	{kind: "source code", controls: []isms.Ref{"A.8.4", "A.8.25", "A.8.28", "A.8.29", "A.8.31"}, develops: true},
	{kind: "source", controls: []isms.Ref{"A.8.4", "A.8.25", "A.8.28", "A.8.29"}, develops: true}, // scripts and configuration
	{kind: "script", controls: []isms.Ref{"A.8.4", "A.8.25", "A.8.28", "A.8.29"}, develops: true},
	{kind: "in house software", controls: []isms.Ref{"A.8.4", "A.8.25", "A.8.26", "A.8.27", "A.8.28", "A.8.29", "A.8.31"}, develops: true},
	{kind: "development supplier", controls: []isms.Ref{"A.8.26", "A.8.29", "A.8.30"}, develops: true},
	{kind: "outsourced development", controls: []isms.Ref{"A.8.26", "A.8.29", "A.8.30"}, develops: true},
}

// controlNeed says that one control builds on another.
type controlNeed struct {
	by      isms.Ref // the control that builds on
	control isms.Ref // the one that it builds on
	why     isms.Message
}

var controlNeeds = [...]controlNeed{
	{"A.5.10", "A.5.9", isms.Message{Code: "soa/rules-of-use-are-for-assets-that-are-known", Text: "rules of use are for assets that are known"}},
	{"A.5.11", "A.5.9", isms.Message{Code: "soa/what-is-not-in-the-inventory-is-not-returned", Text: "what is not in the inventory is not returned"}},
	{"A.5.13", "A.5.12", isms.Message{Code: "soa/labels-show-a-classification", Text: "labels show a classification"}},
	{"A.8.12", "A.5.12", isms.Message{Code: "soa/leakage-is-prevented-for-information-that-is-classified", Text: "leakage is prevented for information that is classified"}},
	{"A.5.18", "A.5.15", isms.Message{Code: "soa/rights-are-granted-under-the-rules-for-access", Text: "rights are granted under the rules for access"}},
	{"A.8.2", "A.5.15", isms.Message{Code: "soa/privileged-rights-are-granted-under-the-rules-for-access", Text: "privileged rights are granted under the rules for access"}},
	{"A.8.3", "A.5.15", isms.Message{Code: "soa/access-is-restricted-under-the-rules-for-access", Text: "access is restricted under the rules for access"}},
	{"A.5.17", "A.5.16", isms.Message{Code: "soa/authentication-information-belongs-to-an-identity", Text: "authentication information belongs to an identity"}},
	{"A.5.18", "A.5.16", isms.Message{Code: "soa/rights-are-given-to-identities", Text: "rights are given to identities"}},
	{"A.8.5", "A.5.17", isms.Message{Code: "soa/authentication-uses-authentication-information", Text: "authentication uses authentication information"}},
	{"A.5.20", "A.5.19", isms.Message{Code: "soa/agreements-follow-from-how-suppliers-are-chosen-and-managed", Text: "agreements follow from how suppliers are chosen and managed"}},
	{"A.5.22", "A.5.20", isms.Message{Code: "soa/a-service-is-watched-against-what-was-agreed", Text: "a service is watched against what was agreed"}},
	{"A.5.21", "A.5.19", isms.Message{Code: "soa/the-supply-chain-is-managed-as-suppliers-are", Text: "the supply chain is managed as suppliers are"}},
	{"A.5.25", "A.5.24", isms.Message{Code: "soa/events-are-assessed-under-the-incident-process", Text: "events are assessed under the incident process"}},
	{"A.5.26", "A.5.24", isms.Message{Code: "soa/the-response-follows-the-incident-process", Text: "the response follows the incident process"}},
	{"A.5.27", "A.5.26", isms.Message{Code: "soa/lessons-come-from-incidents-that-were-handled", Text: "lessons come from incidents that were handled"}},
	{"A.5.30", "A.5.29", isms.Message{Code: "soa/readiness-of-technology-serves-continuity", Text: "readiness of technology serves continuity"}},
	{"A.8.13", "A.5.9", isms.Message{Code: "soa/what-is-backed-up-is-known-from-the-inventory", Text: "what is backed up is known from the inventory"}},
	{"A.5.36", "A.5.1", isms.Message{Code: "soa/compliance-is-measured-against-the-policies", Text: "compliance is measured against the policies"}},
	{"A.6.4", "A.5.1", isms.Message{Code: "soa/discipline-answers-a-breach-of-the-policies", Text: "discipline answers a breach of the policies"}},
	{"A.7.2", "A.7.1", isms.Message{Code: "soa/entry-is-controlled-at-a-perimeter", Text: "entry is controlled at a perimeter"}},
	{"A.7.6", "A.7.1", isms.Message{Code: "soa/a-secure-area-lies-inside-a-perimeter", Text: "a secure area lies inside a perimeter"}},
	{"A.8.16", "A.8.15", isms.Message{Code: "soa/monitoring-looks-at-logs", Text: "monitoring looks at logs"}},
	{"A.8.15", "A.8.17", isms.Message{Code: "soa/logs-are-compared-by-time", Text: "logs are compared by time"}},
	{"A.5.28", "A.8.15", isms.Message{Code: "soa/evidence-is-often-taken-from-logs", Text: "evidence is often taken from logs"}},
	{"A.8.22", "A.8.20", isms.Message{Code: "soa/segregation-is-part-of-securing-networks", Text: "segregation is part of securing networks"}},
	{"A.8.28", "A.8.25", isms.Message{Code: "soa/secure-coding-is-a-part-of-the-development-life-cycle", Text: "secure coding is a part of the development life cycle"}},
	{"A.8.29", "A.8.25", isms.Message{Code: "soa/security-tests-are-a-part-of-the-development-life-cycle", Text: "security tests are a part of the development life cycle"}},
	{"A.8.33", "A.8.31", isms.Message{Code: "soa/test-information-is-kept-in-a-test-environment", Text: "test information is kept in a test environment"}},
	{"A.8.32", "A.8.9", isms.Message{Code: "soa/changes-are-made-to-a-configuration-that-is-known", Text: "changes are made to a configuration that is known"}},
}

// essentialControl is a control that is hard to leave out because a clause or the law
// asks for much the same.
type essentialControl struct {
	control isms.Ref
	why     isms.Message
}

var essentialControls = [...]essentialControl{
	{"A.5.1", isms.Message{Code: "soa/clause-5-2-asks-for-a-policy", Text: "clause 5.2 asks for a policy"}},
	{"A.5.2", isms.Message{Code: "soa/clause-5-3-asks-for-roles-and-responsibilities", Text: "clause 5.3 asks for roles and responsibilities"}},
	{"A.5.24", isms.Message{Code: "soa/incidents-happen-to-everybody-and-clause-10-2-asks-for-a-reaction", Text: "incidents happen to everybody, and clause 10.2 asks for a reaction"}},
	{"A.5.25", isms.Message{Code: "soa/incidents-happen-to-everybody-and-clause-10-2-asks-for-a-reaction", Text: "incidents happen to everybody, and clause 10.2 asks for a reaction"}},
	{"A.5.26", isms.Message{Code: "soa/incidents-happen-to-everybody-and-clause-10-2-asks-for-a-reaction", Text: "incidents happen to everybody, and clause 10.2 asks for a reaction"}},
	{"A.5.27", isms.Message{Code: "soa/clause-10-1-asks-for-improvement", Text: "clause 10.1 asks for improvement"}},
	{"A.5.28", isms.Message{Code: "soa/an-incident-may-end-in-court-whoever-wants-it-or-not", Text: "an incident may end in court, whoever wants it or not"}},
	{"A.5.31", isms.Message{Code: "soa/law-applies-to-everybody-and-clause-4-2-asks-for-the-requirements-of-interested-parties", Text: "law applies to everybody, and clause 4.2 asks for the requirements of interested parties"}},
	{"A.5.35", isms.Message{Code: "soa/clauses-9-2-and-9-3-ask-for-audits-and-reviews", Text: "clauses 9.2 and 9.3 ask for audits and reviews"}},
	{"A.5.36", isms.Message{Code: "soa/clause-9-1-asks-for-monitoring-and-evaluation", Text: "clause 9.1 asks for monitoring and evaluation"}},
	{"A.6.3", isms.Message{Code: "soa/clauses-7-2-and-7-3-ask-for-competence-and-awareness", Text: "clauses 7.2 and 7.3 ask for competence and awareness"}},
	{"A.6.8", isms.Message{Code: "soa/whoever-sees-an-event-must-be-able-to-report-it", Text: "whoever sees an event must be able to report it"}},
}
