package record

import "github.com/ismskit/ismskit/isms"

// The items of clauses 4 to 10, within what this package speaks for, that no
// program can decide; a Judgement answers them.
var personRules = []isms.Rule{
	person("policy-direction", "whether policy and objectives fit the strategic direction is for a person to judge",
		"the strategic direction is not on record, and fit is a matter of judgement", "5.1 a"),
	person("intended-results", "whether the management system delivers its intended results is for a person to judge",
		"results are to be weighed against intentions", "5.1 e"),
	person("policy-purpose", "whether the policy suits the purpose of the organization is for a person to judge",
		"suitability to a purpose cannot be computed", "5.2 a"),
	person("objectives-policy", "whether objectives agree with the policy is for a person to judge",
		"both are texts, and agreement is a matter of meaning", "6.2 a"),
	person("documents-needed", "which further documents the organization needs is for a person to judge",
		"only the organization can tell what it needs for an effective management system", "7.5.1 b"),
	person("document-format", "whether format and media of documents are suitable is for a person to judge",
		"suitability depends on who reads them, and where", "7.5.2 b"),
}

func person(name, title, why string, refs ...isms.Ref) isms.Rule {
	return isms.Rule{
		Code: "record/" + name, Severity: isms.Error, Refs: refs, Title: title, Since: "v0.1.0",
		Remedy: "record a judgement: who, when, on what basis", JudgementRequired: why,
	}
}
