module github.com/ismskit/ismskit/examples/calendar

go 1.26.0

replace github.com/ismskit/ismskit => ../..

require (
	github.com/arran4/golang-ical v0.3.4
	github.com/emersion/go-ical v0.0.0-20250329121855-f41e73efc392
	github.com/ismskit/ismskit v0.0.0-00010101000000-000000000000
	github.com/rickar/cal/v2 v2.1.13
)

require (
	github.com/google/uuid v1.6.0 // indirect
	github.com/shopspring/decimal v1.6.0 // indirect
	github.com/teambition/rrule-go v1.8.2 // indirect
)
