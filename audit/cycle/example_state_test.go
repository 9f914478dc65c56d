package cycle_test

import (
	"fmt"

	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/audit/cycle/cycletest"
	"github.com/ismskit/ismskit/isms"
)

// What leads out of a suspension, by an event or by the passing of a day.
func ExampleTransitions() {
	for _, t := range cycle.Transitions() {
		if t.From == cycle.StateSuspended && t.To != t.From {
			fmt.Printf("%s%s: %s (%s)\n", t.Event, t.Missed, t.To, t.Ref)
		}
	}
	// Output:
	// suspension lifted: certified (ISO/IEC 17021-1 9.6.5)
	// withdrawn: withdrawn (ISO/IEC 17021-1 9.6.5)
	// recertification: expired (ISO/IEC 17021-1 9.6.3.1.1)
	// reissue: expired (ISO/IEC 17021-1 8.2.2)
	// change of edition: lapsed (IAF MD 26)
}

// May certificate and mark be shown?
func ExampleState_Usable() {
	on := isms.MustDate("2026-03-02")
	for _, state := range []cycle.State{"", cycle.StateCertified, cycle.StateSuspended} {
		usable, why := cycletest.In(state, "CERT-1", on).State(on).Usable()
		fmt.Println(usable, why)
	}
	// Output:
	// false there is no certificate and no application
	// true the certificate is valid: it and the mark may be used within its scope (ISO/IEC 17021-1 8.3.4)
	// false the certificate is suspended: neither it nor the mark may be used until the suspension is lifted (ISO/IEC 17021-1 9.6.5)
}
