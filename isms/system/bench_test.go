package system_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/risk"
)

// BenchmarkDecodeRisks reads 10,000 risks of about 660 bytes each, strictly and
// as encoding/json does.
func BenchmarkDecodeRisks(b *testing.B) {
	var s system.System
	for i := range 10_000 {
		rated := risk.Rating{Likelihood: risk.Grade(i%5 + 1), Impact: risk.Grade(i/5%5 + 1), On: day, By: "ciso"}
		s.Register.Risks = append(s.Register.Risks, risk.Risk{
			ID: isms.ID(fmt.Sprintf("R-%05d", i)), Title: strings.Repeat("Loss of the platform ", 3), Asset: "platform", Threat: "stolen credential",
			Affects: []risk.Property{risk.Confidentiality, risk.Availability}, Owner: "ciso",
			Inherent: rated, Current: rated, Target: rated,
		})
	}
	text, err := s.Encode()
	if err != nil {
		b.Fatal(err)
	}
	b.Run("strict", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			if _, err := system.Decode(text); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("encoding-json", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			var into struct {
				Register risk.Register `json:"register"`
			}
			if err := json.Unmarshal(text, &into); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.ReportMetric(float64(len(text)), "bytes")
}
