package input

import (
	"fmt"
	"path/filepath"

	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/soa"
)

// Missing says of each part of a management system, in a sentence, that it is not
// there to be shown and why; empty of a part that is there. An organization that has
// nothing yet, or whose certificate has expired, is no mistake in the input.
type Missing struct {
	Register    string `json:"register,omitzero"`
	Plan        string `json:"treatmentPlan,omitzero"`
	Statement   string `json:"statementOfApplicability,omitzero"`
	Findings    string `json:"findings,omitzero"`
	Audits      string `json:"internalAudits,omitzero"`
	Reviews     string `json:"managementReviews,omitzero"`
	Roadmap     string `json:"roadmap,omitzero"`
	Certificate string `json:"certificate,omitzero"`
}

// MissingOf returns what is not there on a day.
func MissingOf(now system.Now) Missing {
	sys, m := now.System(), Missing{}
	say := func(into *string, is bool, sentence string) {
		if is && *into == "" {
			*into = sentence
		}
	}
	risks, method := len(sys.Register.Risks) > 0, Rates(sys)
	say(&m.Register, !risks && !method, "There is no risk register yet: no risk assessment method is chosen and no risk is identified.")
	say(&m.Register, !risks, "The risk register is empty: no risk is identified yet.")
	say(&m.Register, !method, "No risk has a level: no risk assessment method is chosen yet.")
	say(&m.Plan, len(sys.Register.Treatments) == 0, "There is no risk treatment plan yet: no treatment is planned.")
	if stmt, err := now.Statement(); err == nil {
		undecided := stmt.Controls(soa.Undecided).Len()
		say(&m.Statement, undecided == stmt.Len(), fmt.Sprintf("There is no Statement of Applicability yet: nobody has decided on any of the %d controls.", undecided))
		_, approved := now.Approved()
		say(&m.Statement, !approved, "No version of the Statement of Applicability is approved: what is shown is a draft.")
	}
	say(&m.Findings, len(sys.Findings.Items) == 0, "No finding is recorded, so that none has a deadline.")
	say(&m.Audits, len(sys.Programme.Audits) == 0, "No internal audit is planned or conducted.")
	say(&m.Reviews, len(sys.Records.ManagementReviews) == 0, "No management review is planned or conducted.")
	say(&m.Roadmap, len(sys.Roadmap.Plan.Tasks) == 0 || sys.Roadmap.Start.IsZero(), "There is no roadmap: no task on the way to a certificate is planned.")
	usable, why := now.State().Usable()
	say(&m.Certificate, !usable, "No certificate can be shown: "+why.Text+".")
	return m
}

// Sentences returns what is said, in the order of the parts.
func (m Missing) Sentences() []string {
	var out []string
	for _, s := range []string{m.Register, m.Plan, m.Statement, m.Findings, m.Audits, m.Reviews, m.Roadmap, m.Certificate} {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// Rates reports whether a method is chosen: one without scales and levels is none, and
// not one with defects.
func Rates(sys system.System) bool {
	m := sys.Register.Method
	return len(m.Likelihood) > 0 || len(m.Impact) > 0 || len(m.Bands) > 0
}

// Organizations are the names of the stored documents of package systemtest: an
// organization that has nothing yet, and one in each state that matters.
func Organizations() []string {
	return []string{"empty", "applying", "certified", "suspended", "expired"}
}

// Organization returns the path of one of them from the folder of an example.
func Organization(name string) string {
	return filepath.Join("..", "..", "isms", "system", "systemtest", "testdata", name+".json")
}
