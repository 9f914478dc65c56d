package soa

import (
	"slices"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/risk"
)

// The tables of this file are this library's own compilation of 2026-11-22, made
// for Annex A of ISO/IEC 27001:2022 from what the titles and purposes of the
// controls say. No standard holds them; confidence low. What they lead to is a
// warning and no more.

// An AssetNeed says which controls an asset of a kind in scope wants.
type AssetNeed struct {
	Kind     risk.AssetKind `json:"kind"` // in lower case, words separated by single blanks; an asset may write "storage-media", too
	Controls []annexa.ID    `json:"controls"`
	Develops bool           `json:"develops,omitzero"` // the kind shows that something is developed
}

// AssetNeeds returns the kinds of assets that ask for controls. The values are
// copies.
func AssetNeeds() []AssetNeed {
	out := slices.Clone(assetNeeds[:])
	for i := range out {
		out[i].Controls = slices.Clone(out[i].Controls)
	}
	return out
}

var assetNeeds = [...]AssetNeed{
	{Kind: "customer data", Controls: []annexa.ID{"5.12", "5.34", "8.10", "8.13"}},
	{Kind: "customer credentials", Controls: []annexa.ID{"5.17", "8.2", "8.5", "8.24"}},
	{Kind: "management infrastructure", Controls: []annexa.ID{"8.2", "8.5", "8.9", "8.15", "8.18"}},
	{Kind: "service tool", Controls: []annexa.ID{"5.15", "8.5", "8.13"}},
	{Kind: "backup", Controls: []annexa.ID{"8.13"}},
	{Kind: "personnel knowledge", Controls: []annexa.ID{"5.37", "6.5", "6.6"}},
	{Kind: "business record", Controls: []annexa.ID{"5.33", "8.13"}},
	{Kind: "premises", Controls: []annexa.ID{"7.1", "7.2", "7.3", "7.5"}},
	{Kind: "site", Controls: []annexa.ID{"7.1", "7.2", "7.3", "7.5"}},
	{Kind: "facility", Controls: []annexa.ID{"7.1", "7.2", "7.3", "7.5"}},
	{Kind: "server room", Controls: []annexa.ID{"7.1", "7.2", "7.5", "7.8", "7.11", "7.12"}},
	{Kind: "hardware", Controls: []annexa.ID{"5.9", "5.11", "7.8", "7.13", "7.14"}},
	{Kind: "endpoint", Controls: []annexa.ID{"7.7", "7.9", "7.14", "8.1", "8.7"}},
	{Kind: "device", Controls: []annexa.ID{"7.9", "7.14", "8.1"}},
	{Kind: "laptop", Controls: []annexa.ID{"7.9", "7.14", "8.1", "8.7"}},
	{Kind: "mobile device", Controls: []annexa.ID{"7.9", "7.14", "8.1"}},
	{Kind: "storage media", Controls: []annexa.ID{"7.10", "7.14"}},
	{Kind: "network", Controls: []annexa.ID{"8.20", "8.21", "8.22"}},
	{Kind: "cloud service", Controls: []annexa.ID{"5.23", "8.14"}},
	{Kind: "supplier", Controls: []annexa.ID{"5.19", "5.20", "5.22"}},
	{Kind: "third party", Controls: []annexa.ID{"5.19", "5.20", "5.22"}},
	{Kind: "service", Controls: []annexa.ID{"5.19", "5.22"}},
	{Kind: "personal data", Controls: []annexa.ID{"5.34", "8.10"}},
	{Kind: "people", Controls: []annexa.ID{"6.1", "6.2", "6.3", "6.5", "6.6"}},
	{Kind: "personnel", Controls: []annexa.ID{"6.1", "6.2", "6.3", "6.5", "6.6"}},
	{Kind: "remote work", Controls: []annexa.ID{"6.7", "7.9", "8.1"}},
	{Kind: "privileged account", Controls: []annexa.ID{"8.2", "5.17"}},
	{Kind: "cryptographic key", Controls: []annexa.ID{"8.24"}},
	{Kind: "test environment", Controls: []annexa.ID{"8.31", "8.33"}},
	{Kind: "source code", Controls: []annexa.ID{"8.4", "8.25", "8.28", "8.29", "8.31"}, Develops: true},
	{Kind: "source", Controls: []annexa.ID{"8.4", "8.25", "8.28", "8.29"}, Develops: true}, // scripts and configuration
	{Kind: "script", Controls: []annexa.ID{"8.4", "8.25", "8.28", "8.29"}, Develops: true},
	{Kind: "in house software", Controls: []annexa.ID{"8.4", "8.25", "8.26", "8.27", "8.28", "8.29", "8.31"}, Develops: true},
	{Kind: "development supplier", Controls: []annexa.ID{"8.26", "8.29", "8.30"}, Develops: true},
	{Kind: "outsourced development", Controls: []annexa.ID{"8.26", "8.29", "8.30"}, Develops: true},
}

// A ControlNeed says that one control builds on another.
type ControlNeed struct {
	By      annexa.ID `json:"by"`      // the control that builds on
	Control annexa.ID `json:"control"` // the one that it builds on
	Why     string    `json:"why"`
}

// ControlNeeds returns which controls build on which, by the control built on.
func ControlNeeds() []ControlNeed { return slices.Clone(controlNeeds[:]) }

var controlNeeds = [...]ControlNeed{
	{"5.10", "5.9", "rules of use are for assets that are known"},
	{"5.11", "5.9", "what is not in the inventory is not returned"},
	{"5.13", "5.12", "labels show a classification"},
	{"8.12", "5.12", "leakage is prevented for information that is classified"},
	{"5.18", "5.15", "rights are granted under the rules for access"},
	{"8.2", "5.15", "privileged rights are granted under the rules for access"},
	{"8.3", "5.15", "access is restricted under the rules for access"},
	{"5.17", "5.16", "authentication information belongs to an identity"},
	{"5.18", "5.16", "rights are given to identities"},
	{"8.5", "5.17", "authentication uses authentication information"},
	{"5.20", "5.19", "agreements follow from how suppliers are chosen and managed"},
	{"5.22", "5.20", "a service is watched against what was agreed"},
	{"5.21", "5.19", "the supply chain is managed as suppliers are"},
	{"5.25", "5.24", "events are assessed under the incident process"},
	{"5.26", "5.24", "the response follows the incident process"},
	{"5.27", "5.26", "lessons come from incidents that were handled"},
	{"5.30", "5.29", "readiness of technology serves continuity"},
	{"8.13", "5.9", "what is backed up is known from the inventory"},
	{"5.36", "5.1", "compliance is measured against the policies"},
	{"6.4", "5.1", "discipline answers a breach of the policies"},
	{"7.2", "7.1", "entry is controlled at a perimeter"},
	{"7.6", "7.1", "a secure area lies inside a perimeter"},
	{"8.16", "8.15", "monitoring looks at logs"},
	{"8.15", "8.17", "logs are compared by time"},
	{"5.28", "8.15", "evidence is often taken from logs"},
	{"8.22", "8.20", "segregation is part of securing networks"},
	{"8.28", "8.25", "secure coding is a part of the development life cycle"},
	{"8.29", "8.25", "security tests are a part of the development life cycle"},
	{"8.33", "8.31", "test information is kept in a test environment"},
	{"8.32", "8.9", "changes are made to a configuration that is known"},
}

// An EssentialControl is a control that is hard to leave out because a clause or the law
// asks for much the same.
type EssentialControl struct {
	Control annexa.ID `json:"control"`
	Why     string    `json:"why"`
}

// EssentialControls returns the controls that are hard to leave out.
func EssentialControls() []EssentialControl { return slices.Clone(pulledIn[:]) }

var pulledIn = [...]EssentialControl{
	{"5.1", "clause 5.2 asks for a policy"},
	{"5.2", "clause 5.3 asks for roles and responsibilities"},
	{"5.24", "incidents happen to everybody, and clause 10.2 asks for a reaction"},
	{"5.25", "incidents happen to everybody, and clause 10.2 asks for a reaction"},
	{"5.26", "incidents happen to everybody, and clause 10.2 asks for a reaction"},
	{"5.27", "clause 10.1 asks for improvement"},
	{"5.28", "an incident may end in court, whoever wants it or not"},
	{"5.31", "law applies to everybody, and clause 4.2 asks for the requirements of interested parties"},
	{"5.35", "clauses 9.2 and 9.3 ask for audits and reviews"},
	{"5.36", "clause 9.1 asks for monitoring and evaluation"},
	{"6.3", "clauses 7.2 and 7.3 ask for competence and awareness"},
	{"6.8", "whoever sees an event must be able to report it"},
}
