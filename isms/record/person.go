package record

import "github.com/ismskit/ismskit/isms"

// The requirements of clauses 4 to 10 that no rule of this package can decide; they
// require a Judgement.
var personRules = []isms.Rule{
	person("compatibility-of-policy-and-objectives-with-strategic-direction", "Compatibility of policy and objectives with strategic direction",
		"the strategic direction is not on record, and fit is a matter of judgement", "5.1 a"),
	person("achievement-of-intended-outcomes", "Achievement of intended outcomes",
		"results are to be weighed against intentions", "5.1 e"),
	person("appropriateness-of-policy-to-purpose", "Appropriateness of policy to purpose",
		"suitability to a purpose cannot be computed", "5.2 a"),
	person("consistency-of-objectives-with-policy", "Consistency of objectives with policy",
		"both are texts, and agreement is a matter of meaning", "6.2 a"),
	person("sufficiency-of-documented-information", "Sufficiency of documented information",
		"only the organization can tell what it needs for an effective management system", "7.5.1 b"),
	person("suitability-of-document-format-and-media", "Suitability of document format and media",
		"suitability depends on who reads them, and where", "7.5.2 b"),
}

func person(name, title, why string, refs ...isms.Ref) isms.Rule {
	return isms.Rule{
		Code: "record/" + name, Severity: isms.SeverityError, Refs: refs, Title: title, Since: "v0.1.0",
		Remedy: "Record who assessed it, when and on what basis.", JudgementRequired: why,
	}
}
