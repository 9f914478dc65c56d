package systemtest

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
)

var day = isms.MustDate("2026-03-02")

func sound() laws {
	return verbs()
}

// Each law is seen to fail on a library that breaks it.
func TestLawsFail(t *testing.T) {
	broken := errors.New("broken")
	for want, spoil := range map[string]func(*laws){
		"systemtest: it cannot be written: broken": func(v *laws) {
			v.encode = func(system.System) ([]byte, error) { return nil, broken }
		},
		"systemtest: what was written does not read back: broken": func(v *laws) {
			v.decode = func([]byte) (system.System, error) { return system.System{}, broken }
		},
		"systemtest: what was read cannot be written: broken": func(v *laws) {
			written := false
			v.encode = func(s system.System) ([]byte, error) {
				if written {
					return nil, broken
				}
				written = true
				return s.Encode()
			}
		},
		"systemtest: written, read and written again, it differs": func(v *laws) {
			v.decode = func(text []byte) (system.System, error) {
				s, err := system.Decode(text)
				s.Organization.People++
				return s, err
			}
		},
		"systemtest: written and read, it checks differently: ": func(v *laws) {
			calls := 0
			v.check = func(s system.System, on isms.Date) isms.Report {
				if calls++; calls == 2 {
					s.Records.Policy.ApprovedBy, s.Judgements, s.Records.ManagementReviews = "", nil, nil
				}
				return s.At(on).Unfolded()
			}
		},
		"systemtest: in another order it checks differently: ": func(v *laws) {
			first := Sound(day, 6).Records.People[0].ID
			v.check = func(s system.System, on isms.Date) isms.Report {
				if s.Records.People[0].ID != first {
					s.Statements = nil
				}
				return s.At(on).Unfolded()
			}
		},
		"systemtest: folding loses ": func(v *laws) {
			v.fold = func(system.Now) isms.Report { return isms.Report{} }
		},
		"systemtest: by folding, ": func(v *laws) {
			v.fold = func(n system.Now) isms.Report {
				var c isms.Checker
				c.Find(isms.Rule{Code: "test/more", Refs: []isms.Ref{"5.1 a"}}, "")
				return n.Report().Merge(c.Report())
			}
		},
		`systemtest: without the management reviews, 9.3.1 s1 went from "open" to "judged"`: func(v *laws) {
			v.assess = func(s system.System, on isms.Date) isms.Readiness {
				rule := isms.Rule{Code: "test/review", Refs: []isms.Ref{"9.3.1 s1"}, JudgementRequired: "somebody has to look"}
				held := isms.Met
				if len(s.Records.ManagementReviews) > 0 {
					held = isms.NotMet
				}
				return isms.Assess(on, []isms.Rule{rule}, []isms.Judgement{{Requirement: "9.3.1 s1", Conclusion: held, By: "ceo", On: on.AddDays(-1), Basis: "b"}})
			}
		},
	} {
		failed := false
		for seed := range uint64(60) {
			v := sound()
			spoil(&v)
			err := v.hold(rand.New(rand.NewPCG(seed, 0)), Sound(day, 6), day)
			if err != nil && !strings.HasPrefix(err.Error(), want) {
				t.Fatalf("%v, want %s", err, want)
			}
			if failed = err != nil; failed {
				break
			}
		}
		if !failed {
			t.Errorf("nothing fails: %s", want)
		}
	}
}

// Few people, and no day, give a sound system, too.
func TestSoundWithoutADay(t *testing.T) {
	s := Sound(isms.Date{}, 0)
	if s.Organization.People != 4 || !s.At(day).Gate(system.Stage2).Ready() {
		t.Errorf("%d people", s.Organization.People)
	}
	if without(rand.New(rand.NewPCG(1, 2)), []int(nil)) != nil {
		t.Error("an item of nothing")
	}
}

// Each part can be lost, whichever is drawn: then the document says something else,
// and the system that was given is as it was.
func TestEveryPartIsLost(t *testing.T) {
	s := Sound(day, 6)
	before, err := s.Encode()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range parts {
		less := s
		p.drop(rand.New(rand.NewPCG(1, 2)), &less)
		text, err := less.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Equal(text, before) {
			t.Errorf("without %s nothing is lost", p.name)
		}
		if after, err := s.Encode(); err != nil || !bytes.Equal(after, before) {
			t.Fatalf("without %s the system given changed: %v", p.name, err)
		}
	}
}
