package audit_test

import (
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
)

func TestRequests(t *testing.T) {
	codes := func(received ...audit.Received) (open, refused int) {
		for d := range audit.CheckRequests(verifyDay, "S-1", received).Found() {
			switch d.Code {
			case "audit/request-unanswered":
				open++
			case "audit/request-refused":
				refused++
			}
		}
		return open, refused
	}
	if open, refused := codes(); open != len(audit.Requests()) || refused != 0 {
		t.Errorf("nothing asked: %d open, %d refused", open, refused)
	}
	var all []audit.Received
	for _, r := range audit.Requests() {
		all = append(all, audit.Received{Key: r.Key, Asked: day("2026-05-01"), Given: isms.Yes, On: day("2026-05-10")})
	}
	if open, refused := codes(all...); open != 0 || refused != 0 {
		t.Errorf("all given: %d open, %d refused", open, refused)
	}
	if open, refused := codes(append(all, audit.Received{Key: "soa", Given: isms.No, On: day("2026-05-20")})...); open != 0 || refused != 1 {
		t.Errorf("refused later: %d open, %d refused", open, refused)
	}
	if open, _ := codes(append(all, audit.Received{Key: "penetration-test", Asked: day("2026-05-01")})...); open != 1 {
		t.Errorf("own request not come: %d open", open)
	}
	all[0].On = day("2026-06-02")
	if open, _ := codes(all...); open != 1 {
		t.Errorf("given on a day to come: %d open, want 1", open)
	}
}
