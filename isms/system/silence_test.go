package system_test

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	blanks "github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/system/systemtest"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

// answeredByNone are the texts where "none" is an answer: somebody looked, and there is
// nothing.
var answeredByNone = []string{
	"records.changes.effects", "records.handling.access", "records.handling.protection", "records.handling.retention", "records.improvements.effect",
	"records.indicators.results.value", "records.managementReviews.decisions.what", "records.managementReviews.inputs.summary",
	"records.objectives.resources", "records.objectives.results.value", "records.programme.previousResults", "records.suppliers.subSuppliers",
}

// named are the texts that name something, which are not judged by what they say.
var named = []string{
	"applicability.header.version", "deadlinePolicies", "obligations.title", "records.documents.key", "records.documents.title", "records.people.competences.what",
	"records.roles.competences", "register.method.criteria.upTo",
}

// texts calls f for each text that is neither an ID nor a word of a vocabulary.
func texts(v reflect.Value, at string, f func(at string, v reflect.Value)) {
	switch v.Kind() {
	case reflect.String:
		if v.Type() == reflect.TypeFor[string]() && v.CanSet() {
			f(strings.TrimPrefix(at, "."), v)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if field := v.Type().Field(i); field.IsExported() {
				name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
				texts(v.Field(i), strings.TrimSuffix(at+"."+name, "."), f)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			texts(v.Index(i), at, f)
		}
	}
}

// silences returns systems in which many texts have to say something.
func silences(t *testing.T) []system.System {
	t.Helper()
	sound, s := systemtest.Sound(day, 3), systemtest.Sound(day, 3)
	s.Applicability.Decisions = append(s.Applicability.Decisions[:0:0], soa.Decision{Control: "A.8.28", Excluded: true, Justification: "Nobody writes software here."})
	s.Register.Treatments = append(slices.Clone(s.Register.Treatments),
		risk.Treatment{ID: "T-own-1", Risks: []isms.ID{s.Register.Risks[0].ID}, Options: []risk.Option{risk.Avoid}, DiscontinuedActivity: "the shop", Owner: "ciso"},
		risk.Treatment{ID: "T-own-2", Risks: []isms.ID{s.Register.Risks[0].ID}, Options: []risk.Option{risk.Share}, SharingParty: "the insurer", RetainedPart: "the excess", Owner: "ciso"})
	s.Records.Objectives = slices.Clone(s.Records.Objectives)
	s.Records.Objectives[0].Indicator, s.Records.Objectives[0].NotMeasurable = "", "a matter of conduct"
	s.Records.Policy.Reason = "in the staff room"
	return []system.System{sound, s}
}

// A word that says nothing is taken by each package as if nothing stood there, and so is
// a word that there is none, but for the texts that it answers.
func TestSilenceIsOneInAllPackages(t *testing.T) {
	silent, none := blanks.Blanks()
	judged, n := map[string]bool{}, 0
	for _, s := range silences(t) {
		codes := func() string {
			var all []string
			for d := range s.At(day).Unfolded().Found() {
				all = append(all, d.Code+" at "+string(d.Path))
			}
			return strings.Join(all, "\n")
		}
		full, seen := codes(), map[string]int{}
		texts(reflect.ValueOf(&s).Elem(), "", func(at string, v reflect.Value) {
			before := v.String()
			if before == "" || slices.Contains(named, at) {
				return
			}
			if seen[at]++; seen[at] > 2 {
				return
			}
			defer v.SetString(before)
			said := func(word string) string {
				v.SetString(word)
				return codes()
			}
			empty := said("")
			if empty == full {
				return
			}
			judged[at] = true
			n += 3
			for _, word := range []string{silent[n%len(silent)], silent[(n+1)%len(silent)], silent[(n+2)%len(silent)]} {
				if got := said(strings.ToUpper(word) + "."); got != empty {
					t.Errorf("%s: %q differs from nothing:\n%s\nwant\n%s", at, word, got, empty)
				}
			}
			word := none[n%len(none)]
			if got := said(word); (got == empty) == slices.Contains(answeredByNone, at) {
				t.Errorf("%s: %q is said to be an answer: %t", at, word, got != empty)
			}
		})
	}
	if n < len(silent) {
		t.Errorf("%d words for nothing, and only %d were tried", len(silent), n)
	}
	for _, at := range []string{"records.scope.statement", "applicability.decisions.justification", "register.treatments.retainedPart", "programme.methods", "evidence.records.artefact"} {
		if !judged[at] {
			t.Errorf("%s is not judged; judged are %q", at, slices.Sorted(maps.Keys(judged)))
		}
	}
}
