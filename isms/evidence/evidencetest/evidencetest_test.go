package evidencetest_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
	"github.com/ismskit/ismskit/isms/evidence/evidencetest"
	"github.com/ismskit/ismskit/isms/ismstest"
)

var today = isms.MustDate("2026-11-22")

func TestLawsHoldForAnyLog(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 0))
	for range 150 {
		if err := evidencetest.Laws(r, evidencetest.Log(r, today, 60), today); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
	}
}

func FuzzLaws(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
	f.Add([]byte("some longer text that gives a few choices more than the other one does"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c := ismstest.Bytes(data)
		if err := evidencetest.Laws(c, evidencetest.Log(c, today, 20), today); err != nil {
			t.Fatal(err)
		}
	})
}

// The generator makes what it says: sound records and faulty ones.
func TestLogHasBoth(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	future, gaps, clear := 0, 0, 0
	for range 40 {
		l := evidencetest.Log(r, today, 200)
		rep := l.Check(today)
		if rep.Has("evidence/future-dated") {
			future++
		}
		if rep.Has("evidence/gap") {
			gaps++
		}
		for _, n := range l.Lines(today) {
			if n.Maturity == evidence.Operating {
				clear++
			}
		}
	}
	if future == 0 || gaps == 0 || clear == 0 {
		t.Errorf("%d logs with records in the future, %d with gaps, %d lines that operate", future, gaps, clear)
	}
}

func ExampleLaws() {
	mine := evidence.Log{
		Expect:   evidence.Expectations(isms.MustDate("2026-01-01"), "A.8.13"),
		Evidence: []evidence.Record{{ID: "E-1", Kind: evidence.RestoreTest, Refs: []isms.Ref{"A.8.13"}, Collected: isms.MustDate("2026-11-02")}},
	}
	fmt.Println(evidencetest.Laws(rand.New(rand.NewPCG(1, 1)), mine, today))
	// Output:
	// <nil>
}

func ExampleLog() {
	l := evidencetest.Log(rand.New(rand.NewPCG(3, 1)), today, 30)
	fmt.Println(len(l.Expect) > 0, len(l.Evidence) <= 30)
	// Output:
	// true true
}
