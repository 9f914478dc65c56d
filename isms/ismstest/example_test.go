package ismstest_test

import (
	"fmt"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/ismstest"
)

// A calendar and rules of a host, checked in its own tests.
func Example() {
	fmt.Println(ismstest.CheckCalendar(isms.Weekdays(isms.MustDate("2026-12-25"))))
	fmt.Println(ismstest.CheckRules(isms.Rule{
		Code: "host/name-missing", Severity: isms.SeverityWarning, Refs: []isms.Ref{"6.1.2 c 2"}, Title: "Name missing", Message: "asset {asset} has no name",
		Key: []string{"asset"}, Remedy: "State a name.", Since: "v1.0.0",
	}))
	// Output:
	// <nil>
	// <nil>
}

func ExampleCheckCalendar() {
	fmt.Println(ismstest.CheckCalendar(isms.Weekdays()))
	// Output: <nil>
}

func ExampleCheckRules() {
	fmt.Println(ismstest.CheckRules(isms.Rule{
		Code: "host/name-missing", Severity: isms.SeverityNote, Refs: []isms.Ref{"A.5.9"}, Title: "Name missing", Message: "an asset has no name",
		Key: []string{"asset"}, Remedy: "State a name.", Since: "v1.0.0",
	}))
	// Output: ismstest: rule host/name-missing: its message does not say {asset}, which is of its key
}

func ExampleBytes() {
	c := ismstest.Bytes([]byte("from a fuzzer"))
	fmt.Println(c.IntN(100), c.IntN(100))
	// Output: 2 14
}
