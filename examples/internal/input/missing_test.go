package input

import (
	"slices"
	"testing"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/system/systemtest"
	"github.com/ismskit/ismskit/risk"
)

// Each part that is taken away has a sentence, and what is there has none.
func TestWhatIsMissingIsSaid(t *testing.T) {
	day := isms.MustDate(Day)
	sound := func() system.System { return systemtest.In("certified", day) }
	was := MissingOf(sound().At(day))
	if was != (Missing{Roadmap: "There is no roadmap: no task on the way to a certificate is planned."}) {
		t.Errorf("of the certified one is missing: %+v", was)
	}
	for want, drop := range map[string]func(*system.System){
		"There is no risk register yet: no risk assessment method is chosen and no risk is identified.": func(s *system.System) { s.Register.Method, s.Register.Risks = risk.Method{}, nil },
		"The risk register is empty: no risk is identified yet.":                                        func(s *system.System) { s.Register.Risks = nil },
		"No risk has a level: no risk assessment method is chosen yet.":                                 func(s *system.System) { s.Register.Method = risk.Method{} },
		"There is no risk treatment plan yet: no treatment is planned.":                                 func(s *system.System) { s.Register.Treatments = nil },
		"No version of the Statement of Applicability is approved: what is shown is a draft.":           func(s *system.System) { s.Statements = nil },
		"There is no Statement of Applicability yet: nobody has decided on any of the 93 controls.":     func(s *system.System) { *s = system.System{} },
		"No finding is recorded, so that none has a deadline.":                                          func(s *system.System) { s.Findings.Items = nil },
		"No internal audit is planned or conducted.":                                                    func(s *system.System) { s.Programme.Audits = nil },
		"No management review is planned or conducted.":                                                 func(s *system.System) { s.Records.ManagementReviews = nil },
		"No certificate can be shown: there is no certificate and no application.":                      func(s *system.System) { s.Cycle = system.System{}.Cycle },
	} {
		s := sound()
		if slices.Contains(MissingOf(s.At(day)).Sentences(), want) {
			t.Errorf("%q is said of what is there", want)
		}
		drop(&s)
		if got := MissingOf(s.At(day)).Sentences(); !slices.Contains(got, want) {
			t.Errorf("%q is not said: %q", want, got)
		}
	}
}
