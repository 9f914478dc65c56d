package certificate_test

import (
	"slices"
	"testing"

	"github.com/ismskit/ismskit/audit/certificate"
	"github.com/ismskit/ismskit/isms"
)

func TestRequests(t *testing.T) {
	codes := func(received ...certificate.Received) (open, refused int) {
		for d := range certificate.CheckRequests(verifyDay, "S-1", received).Found() {
			switch d.Code {
			case "certificate/unanswered-supplier-request":
				open++
			case "certificate/refused-supplier-request":
				refused++
			}
		}
		return open, refused
	}
	if open, refused := codes(); open != len(certificate.Requests()) || refused != 0 {
		t.Errorf("nothing asked: %d open, %d refused", open, refused)
	}
	var all []certificate.Received
	for _, r := range certificate.Requests() {
		all = append(all, certificate.Received{Key: r.Key, Asked: day("2026-05-01"), Given: isms.Yes, On: day("2026-05-10")})
	}
	if open, refused := codes(all...); open != 0 || refused != 0 {
		t.Errorf("all given: %d open, %d refused", open, refused)
	}
	if open, refused := codes(append(all, certificate.Received{Key: "soa", Given: isms.No, On: day("2026-05-20")})...); open != 0 || refused != 1 {
		t.Errorf("refused later: %d open, %d refused", open, refused)
	}
	if open, _ := codes(append(all, certificate.Received{Key: "penetration-test", Asked: day("2026-05-01")})...); open != 1 {
		t.Errorf("own request not come: %d open", open)
	}
	all[0].On = day("2026-06-02")
	if open, _ := codes(all...); open != 1 {
		t.Errorf("given on a day to come: %d open, want 1", open)
	}
}

func TestTwoAnswersOnOneDay(t *testing.T) {
	got := codes(certificate.CheckRequests(verifyDay, "S-1", []certificate.Received{
		{Key: "soa", Given: isms.No, On: day("2026-05-01"), Reason: "b"}, {Key: "soa", Given: isms.Yes, On: day("2026-05-01")}, {Key: "soa", Given: isms.No, On: day("2026-05-01")},
	}))
	if !slices.Contains(got, "certificate/refused-supplier-request") {
		t.Errorf("given and refused on one day: %v", got)
	}
}

// Answers of suppliers on the day itself count, and those to come do not.
func TestRequestsAtTheEdges(t *testing.T) {
	for _, c := range []struct {
		name string
		list []certificate.Received
		want string
	}{
		{"given today", []certificate.Received{{Key: "soa", Given: isms.Yes, On: verifyDay}}, ""},
		{"given tomorrow", []certificate.Received{{Key: "soa", Asked: verifyDay, Given: isms.Yes, On: verifyDay.AddDays(1)}}, "certificate/no-response"},
		{"given on no day", []certificate.Received{{Key: "soa", Given: isms.Yes}}, "certificate/not-requested"},
		{"asked today", []certificate.Received{{Key: "soa", Asked: verifyDay}}, "certificate/no-response"},
		{"asked tomorrow", []certificate.Received{{Key: "soa", Asked: verifyDay.AddDays(1)}}, "certificate/not-requested"},
		{"an answer nobody knows", []certificate.Received{{Key: "soa", Asked: verifyDay, Given: "perhaps", On: verifyDay}}, "certificate/no-response"},
		{"refused, then given", []certificate.Received{{Key: "soa", Given: isms.Yes, On: day("2026-05-02")}, {Key: "soa", Given: isms.No, On: day("2026-05-01"), Reason: "secret"}}, ""},
		{"given, then refused", []certificate.Received{{Key: "soa", Given: isms.Yes, On: day("2026-05-01")}, {Key: "soa", Given: isms.No, On: day("2026-05-02"), Reason: "secret"}}, "secret"},
		{"both on one day", []certificate.Received{{Key: "soa", Given: isms.No, On: day("2026-05-01"), Reason: "b"}, {Key: "soa", Given: isms.Yes, On: day("2026-05-01")}, {Key: "soa", Given: isms.No, On: day("2026-05-01"), Reason: "a"}}, "b"},
	} {
		for range 2 {
			got := ""
			for d := range certificate.CheckRequests(verifyDay, "S-1", c.list).Found() {
				if d.Arg("request").Sentence.Code != "certificate/request-soa" {
					continue
				}
				if got = d.Arg("reason").Value; d.Code == "certificate/unanswered-supplier-request" {
					got = d.Arg("state").Sentence.Code
				}
			}
			if got != c.want {
				t.Errorf("%s: %q, want %q", c.name, got, c.want)
			}
			slices.Reverse(c.list)
		}
	}
	if got := len(codes(certificate.CheckRequests(verifyDay, "S-1", []certificate.Received{{Key: "soa"}}))); got != 1 {
		t.Errorf("%d codes", got)
	}
}
