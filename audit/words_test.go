package audit_test

import (
	"strings"
	"testing"

	"github.com/ismskit/ismskit/audit"
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
		{join(audit.Grades()), "major|minor|concern|observation|opportunity"},
		{join(audit.Kinds()), "initial|surveillance|recertification|special|internal|other"},
		{join(audit.Answers()), "yes|no"},
		{join(audit.Steps()), "notified_by_body|correction|correction_evidence|root_cause|plan|plan_accepted|systemic_action|evidence|verification|effectiveness_verified|closure|body_decides|audit_held"},
		{join(audit.Anchors()), "last_day_of_audit|last_day_of_stage2|closing_meeting|end_of_audit|audit|report|finding|surveillance_due_date|decision|expiry"},
		{join(audit.Untils()), "before_certification_decision|next_audit|certificate_expiry|revisit|time_limit_set_by_body"},
		{join(audit.Consequences()), "another_stage2|no_positive_decision|no_recertification_and_no_extension|suspension_considered|body_decides|escalate_to_major|withdraw_or_reduce_scope|expires"},
		{join(audit.EventKinds()), "raised|corrected|analysed|no action needed|plan handed|plan accepted|plan rejected|action done|verified|closed|reopened|regraded|disputed|upheld|withdrawn|extended"},
		{join(audit.Effects()), "effective|ineffective"},
		{join(audit.States()), "raised|contained|cause analysed|no action needed|plan handed in|plan accepted|plan rejected|implemented|verified|closed|reopened|disputed|withdrawn"},
		{join(audit.GradeReasons()), "results-in-doubt|element-absent|systemic|minors-add-up|repeated|commitment-missed|requirement-not-met|requirement-met|at-stage-1"},
	} {
		if c.got != c.want {
			t.Errorf("got %s\nwant %s", c.got, c.want)
		}
	}
}

// What people read in place of the stored words.
func TestTitles(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{titles(audit.Steps()), "notice from the body|correction|evidence of the correction|root cause|plan|acceptance of the plan|corrective action|evidence|verification|confirmation of the effect|closure|decision of the body|audit"},
		{titles(audit.Anchors()), "last day of the audit|last day of stage 2|closing meeting|end of the audit|audit|audit report|finding|last day for the surveillance audit|certification decision|last day of the certificate"},
		{titles(audit.Untils()), "certification decision|next audit|last day of the certificate|second visit|time limit set by the body"},
		{titles(audit.Consequences()), "stage 2 again|no certificate is granted|no recertification and no extension|the body considers suspension|the body decides|the minor becomes a major|the certificate is withdrawn or its scope reduced|the certificate ends"},
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
