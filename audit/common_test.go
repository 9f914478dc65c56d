package audit_test

import "github.com/ismskit/ismskit/isms"

var verifyDay = isms.MustDate("2026-06-01")
