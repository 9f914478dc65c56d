package isms_test

import (
	"encoding/json"
	"strconv"
	"testing"

	"github.com/ismskit/ismskit/isms"
)

// thousand is a report of a thousand findings.
func thousand() *isms.Checker {
	var c isms.Checker
	c.Ran(ownerMissing)
	for i := range 1000 {
		id := "R-" + strconv.Itoa(i)
		c.Find(ownerMissing, isms.Path("").Item("risks", isms.ID(id)).Field("owner"), isms.ArgText("risk", id), isms.ArgInt("n", i))
	}
	return &c
}

func BenchmarkFind(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		thousand()
	}
}

func BenchmarkReport(b *testing.B) {
	c := thousand()
	b.ReportAllocs()
	for b.Loop() {
		c.Report()
	}
}

func BenchmarkFound(b *testing.B) {
	r := thousand().Report()
	b.ReportAllocs()
	for b.Loop() {
		for range r.Found() {
		}
	}
}

func BenchmarkMerge(b *testing.B) {
	r := thousand().Report()
	b.ReportAllocs()
	for b.Loop() {
		r.Merge(r)
	}
}

func BenchmarkReportJSON(b *testing.B) {
	r := thousand().Report()
	b.ReportAllocs()
	for b.Loop() {
		text, err := json.Marshal(r)
		if err != nil || json.Unmarshal(text, new(isms.Report)) != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAt(b *testing.B) {
	r := thousand().Report()
	b.ReportAllocs()
	for b.Loop() {
		r.At("risks[R-7].owner")
	}
}

func BenchmarkUnder(b *testing.B) {
	r := thousand().Report()
	b.ReportAllocs()
	for b.Loop() {
		r.Under("register")
	}
}

func BenchmarkWithout(b *testing.B) {
	r := thousand().Report()
	b.ReportAllocs()
	for b.Loop() {
		r.Without(demoRules, isms.NotHeld{Path: "risks[*].owner", Holder: isms.HeldByNobody})
	}
}
