package audit_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
)

func join[W ~string](list []W) string {
	words := make([]string, len(list))
	for i, w := range list {
		words[i] = string(w)
	}
	return strings.Join(words, "|")
}

// The words that records are stored in are a contract: they never change.
func TestStoredWords(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{join(slices.Collect(audit.Grades().All())), "major|minor|concern|observation|opportunity"},
		{join(slices.Collect(audit.Kinds().All())), "initial|surveillance|recertification|special|internal|other"},
		{join(slices.Collect(isms.Answers().All())), "yes|no"},
		{join(slices.Collect(audit.Steps().All())), "notified_by_body|correction|correction_evidence|root_cause|plan|plan_accepted|systemic_action|evidence|verification|effectiveness_verified|closure|body_decides|audit_held"},
		{join(slices.Collect(audit.Anchors().All())), "last_day_of_audit|last_day_of_stage2|closing_meeting|end_of_audit|audit|report|finding|surveillance_due_date|decision|expiry"},
		{join(slices.Collect(audit.Untils().All())), "before_certification_decision|next_audit|certificate_expiry|revisit|time_limit_set_by_body"},
		{join(slices.Collect(audit.Consequences().All())), "another_stage2|no_positive_decision|no_recertification_and_no_extension|suspension_considered|body_decides|escalate_to_major|withdraw_or_reduce_scope|expires"},
		{join(slices.Collect(audit.EventKinds().All())), "raised|corrected|analysed|no action needed|plan handed|plan accepted|plan rejected|action done|verified|closed|reopened|regraded|disputed|upheld|withdrawn|extended"},
		{join(slices.Collect(audit.Effects().All())), "effective|ineffective"},
		{join(slices.Collect(audit.States().All())), "raised|contained|cause analysed|no action needed|plan handed in|plan accepted|plan rejected|implemented|verified|closed|reopened|disputed|withdrawn"},
		{join(slices.Collect(audit.GradeReasons().All())), "results-in-doubt|element-absent|systemic|minors-add-up|repeated|commitment-missed|requirement-not-met|requirement-met|at-stage-1"},
	} {
		if c.got != c.want {
			t.Errorf("got %s\nwant %s", c.got, c.want)
		}
	}
}

// What people read in place of the stored words.
func TestTitles(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{titles(slices.Collect(audit.Steps().All())), "notice from the body|correction|evidence of the correction|root cause|plan|acceptance of the plan|corrective action|evidence|verification|confirmation of the effect|closure|decision of the body|audit"},
		{titles(slices.Collect(audit.Anchors().All())), "last day of the audit|last day of stage 2|closing meeting|end of the audit|audit|audit report|finding|last day for the surveillance audit|certification decision|last day of the certificate"},
		{titles(slices.Collect(audit.Untils().All())), "certification decision|next audit|last day of the certificate|second visit|time limit set by the body"},
		{titles(slices.Collect(audit.Consequences().All())), "stage 2 again|no certificate is granted|no recertification and no extension|the body considers suspension|the body decides|the minor becomes a major|the certificate is withdrawn or its scope reduced|the certificate ends"},
		{titles([]audit.Step{"", "own_step"}), "|own_step"},
		{titles([]audit.Anchor{"", "own_day"}), "|own_day"},
		{titles([]audit.Until{"", "own_event"}), "|own_event"},
		{titles([]audit.Consequence{"", "own_word"}), "|own_word"},
	} {
		if c.got != c.want {
			t.Errorf("got %s\nwant %s", c.got, c.want)
		}
	}
}

// titles joins what people read.
func titles[W interface{ Title() string }](list []W) string {
	words := make([]string, len(list))
	for i, w := range list {
		words[i] = w.Title()
	}
	return strings.Join(words, "|")
}
