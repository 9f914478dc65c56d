package published_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/published"
)

// The biggest framework: 1216 items.
func BenchmarkFramework(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := published.LookupFramework("nist-800-53-r5"); !ok {
			b.Fatal("not found")
		}
	}
}

// The floor of it: encoding/json reads the same text into the same record.
func BenchmarkFrameworkFloor(b *testing.B) {
	text, err := os.ReadFile("frameworks/nist-800-53-r5.json")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		var s mapping.FrameworkSpec
		if err := json.Unmarshal(text, &s); err != nil {
			b.Fatal(err)
		}
	}
}

// The biggest crosswalk, 737 entries, with its two frameworks.
func BenchmarkCrosswalk(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := published.Crosswalk("nist-csf-2.0", "nist-800-53-r5"); !ok {
			b.Fatal("not found")
		}
	}
}

// The crosswalk that most programs take: 412 entries, two small frameworks.
func BenchmarkCrosswalkToISO27001(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := published.Crosswalk("nist-csf-2.0", "iso-27001-2022"); !ok {
			b.Fatal("not found")
		}
	}
}
